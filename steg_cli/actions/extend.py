"""Extending a period, at most to what the ladder allows in all."""

from __future__ import annotations

from datetime import date

from steg_cli.actions.recording import record
from steg_cli.actions.results import Done, Extended, standing_of
from steg_cli.programme import moves
from steg_cli.programme.errors import N_
from steg_cli.programme.noticing import outdated
from steg_cli.programme.words import clean_or_none
from steg_cli.register.file import Register
from steg_cli.register.people import find_person
from steg_cli.register.surroundings import leads_of


def extend(
    register: Register,
    who: str,
    today: date,
    *,
    months: int | None = None,
    until: date | None = None,
    on: date | None = None,
    decided_by: str | None = None,
    exception: str | None = None,
    dry_run: bool = False,
) -> Done[Extended]:
    """Extend the person's period by `months`, or to the contract's new last day `until`.

    `on` is the day of the decision (today if None): a report as of an earlier day still shows
    the period as it was planned then. Raises Refused when the period would be too long with all
    earlier ones, unless there is an `exception`.
    """
    with register.change("extend", today, dry_run=dry_run) as change:
        person = find_person(register, who, today)
        moved = moves.extend(
            person,
            today,
            months=months,
            until=until,
            on=on,
            decided_by=clean_or_none(decided_by, N_("name")),
            exception=clean_or_none(exception, N_("reason")),
        )
        after = record(register, person, moved.person)
        stay = person.stays[-1]
        assert stay.planned_last_day is not None  # the move refuses without one
        standing = standing_of(after, leads_of(register), max(today, stay.first_day))
        result = Extended(**vars(standing), old_last_day=stay.planned_last_day)
        plans = f"{result.old_last_day} > {result.planned_last_day}"
        change.summary = f"{result.reference} {stay.step.code} {plans}"
    return Done("extend", change.id, result, moved.notes + outdated(person, after))
