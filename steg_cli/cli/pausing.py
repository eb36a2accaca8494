"""steg pause: leave of absence, without its cause."""

from __future__ import annotations

from typing import Annotated

import typer

from steg_cli.actions.pause import end as end_pause
from steg_cli.actions.pause import pause as begin_pause
from steg_cli.cli.options import DryRun, VerbFormat, Who
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.programme.days import read_first_day, read_last_day
from steg_cli.programme.errors import N_, Malformed

app = new_app()


@app.command(
    "pause",
    help=N_(
        "Record a pause: parental leave, sickness or leave of absence.\n\nThere is no field for "
        "the cause: the days are enough to plan by, and the cause is the person's own. A pause "
        "moves no last day."
    ),
    epilog=N_("Example: steg pause S-0042 --from 2026-02-01, later --end 2026-05-31"),
)
def pause(
    ctx: typer.Context,
    who: Who,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help=N_("first day of the pause"))
    ] = None,
    last: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help=N_("last day, if it is known"))
    ] = None,
    unpaid: Annotated[
        bool, typer.Option("--unpaid", help=N_("the wage does not go on meanwhile"))
    ] = False,
    end: Annotated[
        str | None,
        typer.Option("--end", metavar="DAY", help=N_("end the pause: its last day is DAY")),
    ] = None,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    if end is not None and (last is not None or unpaid):
        raise Malformed(
            N_("--until and --unpaid belong to a pause that begins."), N_("Give --end DAY alone.")
        )
    if end is not None and first is None:
        day = face.understand(end, read_last_day(end, face.today))
        done = end_pause(face.register, who, face.today, last=day, dry_run=dry_run)
    elif first is not None and end is None:
        done = begin_pause(
            face.register,
            who,
            face.today,
            first=face.understand(first, read_first_day(first, face.today)),
            last=face.last_day(last),
            paid=not unpaid,
            dry_run=dry_run,
        )
    else:
        raise Malformed(
            N_("Say when a pause begins, or when the one that goes on ends."),
            N_("Give --from DAY or --end DAY, one of them."),
        )
    face.done(done, format_, dry_run=dry_run)
