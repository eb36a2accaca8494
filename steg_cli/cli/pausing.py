"""steg pause: leave of absence, without its cause."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from steg_cli.actions.pause import end as end_pause
from steg_cli.actions.pause import pause as begin_pause
from steg_cli.cli.options import DryRun, VerbFormat, Who
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.programme.days import read_first_day, read_last_day
from steg_cli.programme.errors import N_, Malformed
from steg_cli.programme.people import Person

if TYPE_CHECKING:
    from datetime import date

    from steg_cli.cli.face import Face

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
    begins = first and face.understand(first, read_first_day(first, face.today))
    ends = end and face.understand(end, read_last_day(end, face.today))
    if not begins and not ends and face.can_ask:
        who, begins, ends = _ask(face, who, new=unpaid or last is not None)
    if ends and not begins:
        done = end_pause(face.register, who, face.today, last=ends, dry_run=dry_run)
    elif begins and not ends:
        done = begin_pause(
            face.register,
            who,
            face.today,
            first=begins,
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


def _ask(face: "Face", who: str, *, new: bool) -> "tuple[str, date | None, date | None]":
    """Ask when a pause begins, or when the one that goes on ends; return whose it is, and both."""
    from steg_cli.cli import questions
    from steg_cli.cli.asking import Dialogue
    from steg_cli.programme import pauses

    talk = Dialogue(face, excepts=False)
    person = questions.person(talk, who, Person.open_enrolment)
    case = person.participant.reference
    running = [one for one in person.pauses if one.last_day is None]
    if not new and running:
        asked = N_("What is the last day of the pause that began on {first}?")
        if running[0].first_day > face.today:
            asked = N_("What is the last day of the pause that begins on {first}?")
        text = face.t(asked, first=running[0].first_day)
        until = questions.day(face, text, partial(pauses.end_pause, person), last=True)
        return case, None, talk.value(None, until)

    def begins(day: "date") -> None:
        pauses.begin_pause(person, day, None, paid=True)

    text = face.t(N_("What is the first day of the pause?"))
    return case, talk.value(None, questions.day(face, text, begins)), None
