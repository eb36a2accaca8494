"""That somebody was told that their period will not go on: the notice, and the union.

Notice (besked) is of one planned last day, by LAS § 15; the union of the agreement is told (varsel)
at the same time, by LAS § 30. It counts while that day is the plan: a period that was extended
since then needs a new notice. HR decides what follows where one came late.

Only the last notice of a period is kept. The union is not told without a notice, so that its day
stands beside one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from steg_cli.programme.errors import N_, Note, Refused, note
from steg_cli.programme.frozen import replace
from steg_cli.programme.notice import Leads, notice_by
from steg_cli.programme.people import Moved, Person, Stay

FIELDS = ("notice_given", "union_notified", "notice_of")


def has_notice(stay: Stay) -> bool:
    """Say whether notice was given of the last day that is planned now."""
    return stay.notice_given is not None and stay.notice_of == stay.planned_last_day


def check_noticed(person: Person) -> Stay:
    """Return the period that notice can be given of: the one that goes on.

    Raises Refused for somebody who has left, and for one who is not employed or has no planned last
    day.
    """
    stay = person.open_enrolment().stays[-1]
    check_employed(stay)
    if stay.planned_last_day is None:
        raise Refused(
            N_("{who} is on {step}, and no last day is planned that notice could be given of."),
            N_("Plan one: steg amend {reference} stay.{number}.planned-last-day DAY"),
            who=person.participant.label,
            step=stay.step,
            reference=person.participant.reference,
            number=len(person.stays),
        )
    return stay


def give_notice(
    person: Person, given: date | None, union: date | None, today: date, leads: Leads
) -> Moved:
    """Record that notice of the planned last day was given, and when the union was told.

    Without `given` the union is told of a notice that is recorded already. What is left out stays
    as it is, if it is about the same planned last day. Notes tell of a day that is corrected, and
    of a notice after the day by which it helps. Raises Refused without a planned last day, and for
    days before the period or still to come.
    """
    stay = check_noticed(person)
    current = stay if has_notice(stay) else replace(stay, notice_given=None, union_notified=None)
    if given is None and current.notice_given is None:
        raise Refused(
            N_("No notice is recorded of {last}, so the union cannot have been told of it."),
            N_("Say when notice was given too: steg notice {reference} --given DAY"),
            last=stay.planned_last_day,
            reference=person.participant.reference,
        )
    after = replace(
        current,
        notice_of=stay.planned_last_day,
        notice_given=given or current.notice_given,
        union_notified=union or current.union_notified,
    )
    check_notice(after, today)
    return Moved(person.with_(stay, after), tuple(_worth_knowing(current, after, leads)))


def _worth_knowing(before: Stay, after: Stay, leads: Leads) -> Iterator[Note]:
    given, last = after.notice_given, after.planned_last_day
    assert given is not None
    assert last is not None
    if before.notice_given not in (None, given):
        yield note(N_("It was recorded as given on {day}."), day=before.notice_given)
    if before.union_notified not in (None, after.union_notified):
        yield note(N_("The union was recorded as told on {day}."), day=before.union_notified)
    helps_by = notice_by(last, after.agreement, leads)
    if helps_by is not None and given > helps_by:
        yield note(
            N_("Notice helps by {day}; this one came later. HR decides what follows."), day=helps_by
        )


def check_employed(stay: Stay) -> None:
    """Raise Refused on a step that nobody pays a wage for: it is no employment."""
    if stay.step.payer is None:
        raise Refused(
            N_("{step} is no employment, so no notice is given of its end."),
            N_("Notice is of a step that somebody pays a wage for."),
            step=stay.step,
        )


def check_notice(stay: Stay, latest: date) -> None:
    """Raise Refused unless the days of a notice go together, within the period and to `latest`."""
    given, union, of = (stay.notice_given, stay.union_notified, stay.notice_of)
    if given or union or of:
        check_employed(stay)
    if given is None and (union or of):
        raise Refused(
            N_("There is no day on which notice was given, so nothing else of it can be recorded."),
            N_("Give that day too, or leave out when the union was told and of which day it was."),
        )
    if given is not None and of is None:
        raise Refused(
            N_("No last day is planned that notice could have been given of on {day}."),
            N_("Give the planned last day that it was about too."),
            day=given,
        )
    if of is not None and of < stay.first_day:
        raise Refused(
            N_("The period began on {first}; notice cannot be of {day}."),
            N_("Give the planned last day that the notice was about."),
            first=stay.first_day,
            day=of,
        )
    for day in (given, union):
        if day is not None and not stay.first_day <= day <= latest:
            raise Refused(
                N_("The period began on {first}; notice of its end cannot be from {day}.")
                if day < stay.first_day
                else N_("Notice of a period's end cannot be from {day}, which is still to come."),
                N_("Give the day on which it was done."),
                first=stay.first_day,
                day=day,
            )


def correct_notice(stay: Stay, field: str, day: date | None, today: date) -> Stay:
    """Return a period with one of FIELDS corrected.

    Without the day on which it was given nothing is left of a notice. Raises Refused for days
    that do not go together.
    """
    days: dict[str, Any] = {field: day}
    if field == "notice_given" and day is None:
        days = dict.fromkeys(FIELDS)
    after = with_its_day(replace(stay, **days))
    check_notice(after, today)
    return after


def with_its_day(stay: Stay) -> Stay:
    """Return a period whose notice is of the present plan where it is not said of which day."""
    if stay.notice_given is None or stay.notice_of is not None:
        return stay
    return replace(stay, notice_of=stay.planned_last_day)


def with_their_days(person: Person) -> Person:
    """Return somebody with every notice as `with_its_day` has it: lists seldom say of which day."""
    for stay in person.stays:
        if (after := with_its_day(stay)) is not stay:
            person = person.with_(stay, after)
    return person


def outdated(before: Person, after: Person) -> tuple[Note, ...]:
    """Tell of each period whose notice counted, and does not since its plan has moved."""
    counted = {stay.id: stay for stay in before.stays if has_notice(stay)}
    return tuple(
        note(
            N_("Notice of {old} was given on {day}. The plan is {new} now: that needs a new one.")
            if stay.planned_last_day
            else N_("Notice of {old} was given on {day}. No last day is planned now."),
            old=stay.notice_of,
            day=stay.notice_given,
            new=stay.planned_last_day,
        )
        for stay in after.stays
        if stay.id in counted and stay.notice_given and not has_notice(stay)
    )
