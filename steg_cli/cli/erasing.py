"""steg erase: taking somebody out of the register for ever."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from steg_cli.actions.erase import check_case, erase
from steg_cli.actions.results import Done, Erased
from steg_cli.cli.archiving import archive, check_folder, check_is_meant, may_be_offered
from steg_cli.cli.face import Face
from steg_cli.cli.options import DryRun, IncludeProtected, VerbFormat, Who, Yes
from steg_cli.cli.progress import BUILDING, shown_while
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.output.sentences import done_lines
from steg_cli.programme.errors import N_, Malformed
from steg_cli.register.people import find_case

app = new_app()


@app.command(
    "erase",
    help=N_(
        "Take somebody out of the register for ever, by a decision on retention (gallring). It "
        "cannot be undone.\n\nIt is refused until the time of a rule is over (steg retention "
        "lists whose is), and while a hold, an open enrolment or a project keeps them. What "
        "reports count by is left without anybody; name, number, notes, change history and "
        "reminders go, and no byte of them stays in the file. The decision stays on record.\n\n"
        "--wrongly-registered takes away somebody who should never have been there, and leaves "
        "nothing, in no count either.\n\nIt asks for the case reference. Without a terminal "
        "--yes and --case S-0042 answer."
    ),
    epilog=N_("Example: steg erase S-0042 --decision KS-2026-14 --archive S-0042"),
)
def erase_(
    ctx: typer.Context,
    who: Who,
    decision: Annotated[
        str | None,
        typer.Option("--decision", metavar="DNR", help=N_("the decision's reference (dnr)")),
    ] = None,
    wrongly_registered: Annotated[
        bool,
        typer.Option(
            "--wrongly-registered", help=N_("a correction: nothing is left, also in no count")
        ),
    ] = False,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--archive",
            metavar="FOLDER",
            readable=False,
            help=N_("write everything about them there first"),
        ),
    ] = None,
    case: Annotated[
        str | None,
        typer.Option("--case", metavar="CASE", help=N_("the case reference, to be sure of it")),
    ] = None,
    include_protected: IncludeProtected = False,
    yes: Yes = False,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    do = partial(erase, face.register, decision=decision, wrongly_registered=wrongly_registered)
    plan = do(who, face.today, dry_run=True)
    reference = plan.result.reference
    if folder is not None:
        check_folder(folder)
        check_is_meant(face, reference, include_protected=include_protected)
    if dry_run:
        face.done(plan, format_, dry_run=True)
        return
    if not (yes and case is not None):
        _ask(face, plan, case)
        if folder is None and may_be_offered(face, reference, include_protected=include_protected):
            folder = _offered(face)
    else:
        check_case(reference, case)
    if folder is not None:
        archive(face, find_case(face.register, reference, face.today), folder)
    with shown_while(face.t(BUILDING, path=face.path)):
        done = do(reference, face.today)
    face.done(done, format_)


def _ask(face: Face, plan: Done[Erased], case: str | None) -> None:
    """Say what goes, and let the case reference be typed.

    Raises Malformed where nobody can type, and Refused for another reference.
    """
    reference = plan.result.reference
    if not face.can_ask:
        raise Malformed(
            N_("Erasing asks for the case reference, and there is no terminal to ask on."),
            N_("Add both when you are sure: --yes --case {reference}"),
            reference=reference,
        )
    face.say(done_lines(plan, face.t))
    face.tell(
        N_("Everything about {reference} goes for ever. It cannot be undone."), reference=reference
    )
    typed = case or face.ask(face.t(N_("Type the case reference to erase it")))
    check_case(reference, typed)


def _offered(face: Face) -> Path | None:
    """Ask where everything about the person is to be archived first; None for nowhere."""
    question = N_("A folder to archive everything about them in first (Enter: none)")
    typed = face.ask(face.t(question)).strip()
    if not typed:
        return None
    check_folder(Path(typed))
    return Path(typed)
