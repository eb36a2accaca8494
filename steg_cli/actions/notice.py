"""Recording that notice of a period's end was given, and that the union was told."""

from __future__ import annotations

from datetime import date

from steg_cli.actions.recording import record
from steg_cli.actions.results import NOTHING_CHANGED, Done
from steg_cli.programme.errors import note
from steg_cli.programme.frozen import frozen
from steg_cli.programme.noticing import give_notice
from steg_cli.register.file import Register
from steg_cli.register.people import find_person
from steg_cli.register.surroundings import leads_of


@frozen
class Noticed:
    """Notice of somebody's planned last day, as it is recorded now. No name if protected."""

    reference: str
    name: str | None
    protected: bool
    step: str
    planned_last_day: date
    notice_given: date
    union_notified: date | None


def notice(
    register: Register,
    who: str,
    today: date,
    *,
    given: date | None = None,
    union: date | None = None,
    dry_run: bool = False,
) -> Done[Noticed]:
    """Record on which day notice of the planned last day was `given`, and the `union` told.

    Without `given` the union is told of a notice that is recorded already. Raises Refused as
    `give_notice` does.
    """
    with register.change("notice", today, dry_run=dry_run) as change:
        person = find_person(register, who, today)
        moved = give_notice(person, given, union, today, leads_of(register))
        after = record(register, person, moved.person)
        stay = after.enrolments[-1].stays[-1]
        assert stay.planned_last_day is not None  # the move refuses without one
        assert stay.notice_given is not None
        result = Noticed(
            after.participant.reference,
            after.participant.shown_name,
            after.participant.protected,
            stay.step.code,
            stay.planned_last_day,
            stay.notice_given,
            stay.union_notified,
        )
        change.summary = f"{result.reference} {result.planned_last_day}"
    is_same = change.id is None and not dry_run
    return Done("notice", change.id, result, (note(NOTHING_CHANGED),) if is_same else moved.notes)
