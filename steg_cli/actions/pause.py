"""Recording when somebody is on leave, and for how long; never why."""

from __future__ import annotations

from datetime import date

from steg_cli.actions.recording import far_ahead, record
from steg_cli.actions.results import Done
from steg_cli.programme.frozen import frozen, replace
from steg_cli.programme.pauses import begin_pause, end_pause
from steg_cli.programme.people import NEW, Pause, Person
from steg_cli.register.file import Register
from steg_cli.register.people import find_person


@frozen
class Paused:
    """A pause of somebody; its last day is None while it is open. No name if protected."""

    reference: str
    first_day: date
    last_day: date | None
    paid: bool
    name: str | None


def pause(
    register: Register,
    who: str,
    today: date,
    *,
    first: date,
    last: date | None = None,
    paid: bool = True,
    dry_run: bool = False,
) -> Done[Paused]:
    """Record a pause from `first`, until `last` if it is known. It moves no last day.

    Raises Refused outside the enrolment, and over another pause.
    """
    with register.change("pause", today, dry_run=dry_run) as change:
        person = find_person(register, who, today)
        moved = begin_pause(person, first, last, paid=paid)
        after = record(register, person, moved.person)
        (new,) = (one for one in after.pauses if one.id == NEW)
        result = _paused(after, new)
        change.summary = f"{result.reference} {first} > {last or '…'}"
    return Done("pause", change.id, result, moved.notes + far_ahead(first, today))


def end(
    register: Register, who: str, today: date, *, last: date, dry_run: bool = False
) -> Done[Paused]:
    """End the pause of the day `last` on it. Raises Refused when there is none."""
    with register.change("pause", today, dry_run=dry_run) as change:
        person = find_person(register, who, today)
        moved, ended = end_pause(person, last)
        record(register, person, moved)
        result = _paused(person, replace(ended, last_day=last))
        change.summary = f"{result.reference} {ended.first_day} > {last}"
    return Done("pause", change.id, result, far_ahead(last, today))


def _paused(person: Person, one: Pause) -> Paused:
    who = person.participant
    return Paused(who.reference, one.first_day, one.last_day, one.paid, who.shown_name)
