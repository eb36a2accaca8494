"""steg init, steg demo: a register to work in."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from steg_cli.cli.declined import Interrupted
from steg_cli.cli.face import Face
from steg_cli.cli.options import DryRun, VerbFormat, Yes
from steg_cli.cli.progress import BUILDING, shown_while
from steg_cli.cli.reporting import reports_of
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.programme.errors import N_
from steg_cli.programme.ladder import Ladder
from steg_cli.programme.values import whole_number

MOST_BYTES = 1_000_000  # of a ladder
app = new_app()

DEMO_FILE = Path("steg-demo.db")


@app.command(
    "init",
    help=N_(
        "Create the register: with the ladder, the sectors, and the STEG project with its cohorts "
        "and municipalities.\n\nWithout --db it is created in your own data folder, readable by "
        "you alone."
    ),
)
def init(
    ctx: typer.Context,
    ladder: Annotated[
        Path | None,
        typer.Option(
            "--ladder",
            metavar="FILE.toml",
            readable=False,
            help=N_("another municipality's ladder"),
        ),
    ] = None,
    empty: Annotated[
        bool,
        typer.Option("--empty", help=N_("only the ladder: no sectors, municipalities or project")),
    ] = False,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    from steg_cli.actions.init import init as create
    from steg_cli.programme.ladder import DEFAULT_LADDER

    face = face_of(ctx)
    done = create(
        face.path,
        face.today,
        ladder=_read_ladder(ladder) if ladder else DEFAULT_LADDER,
        language=face.language,
        empty=empty,
        login=face.login,
        dry_run=dry_run,
    )
    face.done(done, format_, dry_run=dry_run)


def _read_ladder(path: Path) -> Ladder:
    import tomllib

    from steg_cli.programme.errors import Refused
    from steg_cli.programme.ladder import ladder_from
    from steg_cli.programme.words import Word

    with path.open("rb") as file:
        text = file.read(MOST_BYTES + 1)
    try:
        if len(text) > MOST_BYTES:
            raise ValueError(f"> {MOST_BYTES} bytes")
        ladder = tomllib.loads(text.decode())
    except (ValueError, RecursionError) as error:
        detail: object = error
        if isinstance(error, RecursionError):  # thousands of brackets
            detail = Word(N_("too many brackets inside each other"))
        elif "digits" in str(error):  # thousands of them; what Python says is for programmers
            detail = Word(N_("a number is too long"))
        raise Refused(
            N_("The ladder {path} is not TOML: {detail}."),
            N_("examples/ladder-mariestad.toml shows how it is written."),
            path=path,
            detail=detail,
        ) from None
    return ladder_from(ladder)


@app.command(
    "demo",
    help=N_(
        "Build a register of invented people and show its report.\n\nIt retells how a "
        "municipality came from a pilot of 25 people to 231 in the project STEG and to "
        "enhetsassistenter employed by the care sector. Try everything on it: nobody in it exists."
    ),
)
def demo(
    ctx: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            readable=False,
            help=N_("where to build it; steg-demo.db in this folder if left out"),
        ),
    ] = None,
    seed: Annotated[
        int,
        typer.Option(
            "--seed",
            metavar="N",
            parser=whole_number(0, 10**9),
            help=N_("the same seed gives the same people"),
        ),
    ] = 2016,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    from steg_cli.demo.build import is_demo, is_untouched_demo

    face = face_of(ctx)
    path = file or face.named_path or DEMO_FILE
    if dry_run:
        with TemporaryDirectory() as folder:
            _build(face, Path(folder) / path.name, seed)
        face.tell(N_("Dry run: nothing was written."))
        return
    replacing = path.exists() and is_demo(path)
    if replacing and not is_untouched_demo(path):
        question = N_("{path} is a demo that somebody has worked in. Build it anew?")
        face.confirm(face.t(question, path=path), yes=yes)
    people = _build(face, path, seed, replacing=replacing)
    face.tell(
        N_("{people} invented people in {path}. Look around: steg --db {path} list"),
        people=people,
        path=path,
    )
    sentence = N_(
        "As in any new register, steg --db {path} check finds that reminders were never sent and "
        "that there is no backup; a day that is watched can be over too."
    )
    face.tell(sentence, path=path)


def _build(face: Face, path: Path, seed: int, *, replacing: bool = False) -> int:
    """Build the demo, show its report, and return how many people there are."""
    from steg_cli.demo.build import build_demo

    try:
        with shown_while(face.t(BUILDING, path=path)):
            done = build_demo(path, face.today, seed, language=face.language, replacing=replacing)
    except KeyboardInterrupt:  # it is there whole or not at all
        raise Interrupted(N_("Interrupted. Nothing was changed.")) from None
    face.path = path
    face.tell(N_("All people in this register are invented."))
    face.report(reports_of(face), None)
    face.close()
    return done.result.people
