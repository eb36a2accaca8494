"""steg today, and steg alone at a terminal: what needs the administrator now."""

from pathlib import Path

import typer

from steg_cli.cli.face import Face, Format
from steg_cli.cli.options import FormatOption, IncludeProtected, Output, PlainCsv
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.programme.errors import N_

app = new_app()


@app.command(
    "today",
    help=N_(
        "Show what needs you today, and for each the command that shows or settles it: what is "
        "overdue, notice that helps within two weeks, what ends soon, people without a workplace "
        "on a step that has one, people long on a step (the setting today.long), and reminders "
        "that do not go out.\n\nsteg alone, at a terminal, shows the same. A terminal shows as "
        "much as it has lines for, the most urgent first, and says where the rest is."
    ),
)
def today(
    ctx: typer.Context,
    include_protected: IncludeProtected = False,
    format_: FormatOption = None,
    plain_csv: PlainCsv = False,
    output: Output = None,
) -> None:
    face = face_of(ctx)
    if not face.path.exists():
        face.say(how_to_begin(face))
        raise typer.Exit(3)
    show_today(
        face, format_, include_protected=include_protected, plain_csv=plain_csv, output=output
    )


def how_to_begin(face: Face) -> str:
    """Return what somebody without a register can do."""
    ways = {
        N_("steg init"): N_("creates it"),
        N_("steg demo"): N_("builds one of invented people, to try everything on"),
        N_("steg --db FILE today"): N_("opens one that lies elsewhere"),
    }
    typed = [face.t(one) for one in ways]
    room = max(map(len, typed))
    lines = [
        f"  {command.ljust(room)}   {face.t(what)}"
        for command, what in zip(typed, ways.values(), strict=True)
    ]
    return "\n".join((face.t(N_("There is no register at {path}."), path=face.path), *lines))


def show_today(
    face: Face,
    format_: Format | None = None,
    *,
    include_protected: bool = False,
    plain_csv: bool = False,
    output: Path | None = None,
) -> None:
    """Show what needs somebody, or say that nothing does."""
    from steg_cli.reports.today import today as needs

    found = needs(face.register, face.today, include_protected=include_protected)
    if found.rows or face.format_for(format_, output) not in ("table", "plain"):
        face.report([found], format_, output=output, plain_csv=plain_csv, brief=True)
    if not found.rows:
        face.tell(found.form.empty)


def show_alone(face: Face) -> None:
    """Show what somebody wants to see who types steg and nothing else at a terminal."""
    if face.path.exists():
        show_today(face)
    else:
        face.say(how_to_begin(face))
    face.tell(N_("steg --help lists every command."))
