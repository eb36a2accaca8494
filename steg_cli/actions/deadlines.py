"""Days of the administrator's own: added, and done.

What a change is called in the log names the case, the number and the day, never the text.
"""

from __future__ import annotations

from datetime import date

from steg_cli.actions.recording import far_ahead, record
from steg_cli.actions.results import Done, Numbered
from steg_cli.programme import deadlines
from steg_cli.programme.errors import N_
from steg_cli.programme.parts import numbered
from steg_cli.programme.people import Deadline
from steg_cli.register.file import Register
from steg_cli.register.people import find_person


def add_deadline(
    register: Register,
    who: str,
    text: str,
    today: date,
    *,
    day: date,
    lead: int = 1,
    dry_run: bool = False,
) -> Done[Numbered[Deadline]]:
    """Add what is to be done by `day`, told of from `lead` months before it until it is done.

    Raises Refused for a text that is empty or longer than 60 letters, and for somebody who left.
    """
    with register.change("deadline add", today, dry_run=dry_run) as change:
        person = find_person(register, who, today)
        moved = deadlines.add_deadline(person, text, day, lead, today)
        after = record(register, person, moved.person)
        number = len(after.deadlines)  # the last enrolment's last
        result = Numbered(after.participant, number, after.deadlines[-1])
        change.summary = f"{after.participant.reference} {number} {day}"
    return Done("deadline add", change.id, result, moved.notes + far_ahead(day, today))


def finish_deadline(
    register: Register,
    who: str,
    number: int,
    today: date,
    *,
    on: date | None = None,
    dry_run: bool = False,
) -> Done[Numbered[Deadline]]:
    """Say that a deadline was done on day `on` (today if None).

    Raises NotFound for an unknown number, and Refused for one that is done, or a day to come.
    """
    with register.change("deadline done", today, dry_run=dry_run) as change:
        person, day = find_person(register, who, today), on or today
        open_ = numbered(person.deadlines, number, N_("deadline"))
        moved = deadlines.finish_deadline(person, open_, day, today)
        after = record(register, person, moved)
        result = Numbered(after.participant, number, after.deadlines[number - 1])
        change.summary = f"{after.participant.reference} {number} {day}"
    return Done("deadline done", change.id, result)
