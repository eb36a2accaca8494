"""Recording what somebody who left is doing about six months later."""

from __future__ import annotations

from datetime import date

from steg_cli.actions.recording import record
from steg_cli.actions.results import Done
from steg_cli.programme import enrolling
from steg_cli.programme.codes import Outcome
from steg_cli.programme.errors import N_, note
from steg_cli.programme.frozen import frozen
from steg_cli.programme.people import NEW
from steg_cli.programme.periods import FOLLOW_UP_MONTHS, add_months, settles_follow_up
from steg_cli.register.file import Register
from steg_cli.register.people import find_person


@frozen
class FollowedUp:
    """What was recorded about whom."""

    reference: str
    last_day: date
    day: date
    status: Outcome


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
        moved = enrolling.follow_up(person, day, status, today)
        after = record(register, person, moved)
        (new,) = (one for one in after.follow_ups if one.id == NEW)
        last = after.home_of(new).last_day
        assert last is not None
        result = FollowedUp(after.participant.reference, last, day, status)
        change.summary = f"{result.reference} {status} {day}"
    due = add_months(last, FOLLOW_UP_MONTHS)
    again = note(N_("Six months after the last day is {due}: follow up once more then."), due=due)
    return Done("follow-up", change.id, result, () if settles_follow_up(day, due) else (again,))
