"""Recording what somebody who left is doing about six months later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from steg_cli.actions.results import Done
from steg_cli.programme.errors import N_, Refused, note
from steg_cli.programme.people import Enrolment, Outcome, Person
from steg_cli.programme.periods import FOLLOW_UP_MONTHS, add_months
from steg_cli.register.file import Register
from steg_cli.register.people import find_person
from steg_cli.register.writing import insert


@dataclass(frozen=True)
class FollowedUp:
    """What was recorded about whom."""

    reference: str
    last_day: date
    day: date
    status: Outcome


def _check_left(person: Person, enrolment: Enrolment, day: date, today: date) -> None:
    """Raise Refused unless `day` has come, and the person's last day is before it."""
    if day > today:
        raise Refused(
            N_("{day} is still to come: nobody knows yet what {who} does then."),
            N_("Leave out --on, or give the day of the follow-up."),
            who=person.participant.label,
            day=day,
        )
    if enrolment.last_day is None:
        raise Refused(
            N_("{who} has not left, so there is nothing to follow up."),
            N_("Record the last day first: steg leave {reference} --to …"),
            who=person.participant.label,
            reference=person.participant.reference,
        )
    if day <= enrolment.last_day:
        raise Refused(
            N_("The last day of {who} is {last}; {day} is too early to follow up."),
            N_("Give a later day with --on; half a year after is usual."),
            who=person.participant.label,
            last=enrolment.last_day,
            day=day,
        )


def follow_up(
    register: Register,
    who: str,
    today: date,
    *,
    status: Outcome,
    on: date | None = None,
    dry_run: bool = False,
) -> Done[FollowedUp]:
    """Record the state on day `on` (today if None) of a person who left by then.

    Raises Refused for somebody who has not left by then, or was followed up that day already.
    """
    with register.change("follow-up", today, dry_run=dry_run) as change:
        person, day = find_person(register, who, today), on or today
        ended = [e for e in person.enrolments if e.last_day is not None and e.last_day < day]
        enrolment = ended[-1] if ended else person.enrolments[-1]
        _check_left(person, enrolment, day, today)
        assert enrolment.last_day
        if day in {earlier.day for earlier in enrolment.follow_ups}:
            raise Refused(
                N_("{who} was followed up on {day} already."),
                N_("Give another day with --on, or take that one back with steg undo."),
                who=person.participant.label,
                day=day,
            )
        insert(register, "follow_up", enrolment_id=enrolment.id, day=day, status=status)
        reference = person.participant.reference
        change.summary = f"{reference} {status} {day}"
        due = add_months(enrolment.last_day, FOLLOW_UP_MONTHS)
        notes = (
            (
                note(
                    N_("Six months after the last day is {due}: follow up once more then."),
                    due=due,
                ),
            )
            if day < due
            else ()
        )
        result = FollowedUp(reference, enrolment.last_day, day, status)
    return Done("follow-up", change.id, result, notes)
