"""Placing somebody at a workplace that suits their step."""

from __future__ import annotations

from datetime import date

from steg_cli.actions.recording import crowded, discreetly, far_ahead, record
from steg_cli.actions.results import Done, Standing, standing_of
from steg_cli.programme import placing
from steg_cli.programme.errors import N_
from steg_cli.programme.people import NEW
from steg_cli.programme.words import clean_or_none
from steg_cli.register.file import Register
from steg_cli.register.people import find_person
from steg_cli.register.surroundings import find_workplace, leads_of


def place(
    register: Register,
    who: str,
    workplace: str,
    today: date,
    *,
    first: date | None = None,
    last: date | None = None,
    percent: int | None = None,
    supervisor: str | None = None,
    beside: bool = False,
    exception: str | None = None,
    dry_run: bool = False,
) -> Done[Standing]:
    """Move somebody to a workplace from day `first` (today if None), until `last` if given.

    Ends the placements that they are on the day before, unless it is `beside` them; what lasts
    longer than `last` resumes after it. Carries their percentage along, or is what they leave of
    full time, unless another is given. Raises Refused when the workplace does not suit a step
    during the placement, the days lie outside the enrolment, or all placements of a day are more
    than full time, unless there is an `exception`.
    """
    with register.change("place", today, dry_run=dry_run) as change:
        person = find_person(register, who, today)
        first = first or today
        with discreetly(person, workplace):
            moved = placing.place(
                person,
                find_workplace(register, workplace),
                first,
                last=last,
                percent=percent,
                supervisor=clean_or_none(supervisor, N_("supervisor")),
                beside=beside,
                exception=clean_or_none(exception, N_("reason")),
            )
            after = record(register, person, moved.person)
        result = standing_of(after, leads_of(register), first)
        notes = moved.notes + crowded(register, after) + far_ahead(first, today)
        new = next(one for one in after.placements if (one.id, one.first_day) == (NEW, first))
        change.summary = f"{result.reference} {first} {new.percent} %"
    return Done("place", change.id, result, notes)
