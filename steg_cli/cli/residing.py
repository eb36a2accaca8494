"""steg move: somebody lives in another municipality from a day on."""

from typing import Annotated

import typer

from steg_cli.actions.move import move as move_person
from steg_cli.cli.options import AlsoOfProtected, DryRun, On, VerbFormat, Who
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.cli.trying import told_apart
from steg_cli.programme.errors import N_

app = new_app()


@app.command(
    "move",
    help=N_(
        "Record that somebody lives in another municipality from a day on.\n\nDays before it are "
        "answered as they were. A municipality that was recorded wrongly is corrected instead: "
        "steg amend WHO municipality NAME."
    ),
    epilog=N_("Example: steg move S-0042 Mariestad --on 2026-09-01"),
)
def move(
    ctx: typer.Context,
    who: Who,
    municipality: Annotated[
        str, typer.Argument(metavar="MUNICIPALITY", help=N_("where the person lives then"))
    ],
    on: On = None,
    include_protected: AlsoOfProtected = False,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    day = face.day(on) or face.today
    with told_apart(ctx, who, municipality, include_protected=include_protected):
        done = move_person(face.register, who, municipality, face.today, on=day, dry_run=dry_run)
        face.done(done, format_, dry_run=dry_run)
