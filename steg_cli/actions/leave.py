"""Leaving the programme: the person's last day, and where they went."""

from __future__ import annotations

from datetime import date

from steg_cli.actions.recording import far_ahead, record
from steg_cli.actions.results import Done, Standing, standing_of
from steg_cli.programme import enrolling
from steg_cli.programme.codes import Outcome
from steg_cli.register.file import Register
from steg_cli.register.people import find_person
from steg_cli.register.surroundings import leads_of


def leave(
    register: Register,
    who: str,
    today: date,
    *,
    to: Outcome,
    on: date | None = None,
    qualification: bool = False,
    completed: bool = False,
    dry_run: bool = False,
) -> Done[Standing]:
    """End everything that is open on the person's last day `on` (today if None).

    Ending a period early is allowed; its plan is not rewritten. Raises Refused when the person
    has left already, or began the present step after that day.
    """
    with register.change("leave", today, dry_run=dry_run) as change:
        person, last = find_person(register, who, today), on or today
        moved = enrolling.leave(
            person, last, to, today, qualification=qualification, completed=completed
        )
        after = record(register, person, moved.person)
        result = standing_of(after, leads_of(register), last)
        change.summary = f"{result.reference} {result.step} > {to} {last}"
    return Done("leave", change.id, result, moved.notes + far_ahead(last, today))
