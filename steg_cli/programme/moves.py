"""What happens to people, as pure moves: from a person as recorded to the person as they would be.

A move asks the rules that concern it and raises Refused as they say. Whoever makes it asks
`check_person` about the whole before anything is saved; see `actions.recording`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from steg_cli.programme import remedies
from steg_cli.programme.checks import (
    check_decided,
    check_own_employment,
    check_workplace,
    new_problems,
    suits,
)
from steg_cli.programme.errors import N_, Note, Refused, note
from steg_cli.programme.fields import HIDDEN
from steg_cli.programme.ladder import Ladder, Step
from steg_cli.programme.people import (
    NEW,
    Enrolment,
    Extension,
    FollowUp,
    Outcome,
    Person,
    Placement,
    Stay,
    Workplace,
)
from steg_cli.programme.periods import ONE_DAY, extend_period, plan_period


class Moved(NamedTuple):
    """A person after a move, and what is worth knowing about it."""

    person: Person
    notes: tuple[Note, ...] = ()


# Into the programme and out of it


def enrol(person: Person, enrolment: Enrolment, first: Step) -> Person:
    """Open an enrolment on the ladder's first step, after those that the person has ended.

    Raises Refused for somebody who is enrolled, or was on its first day.
    """
    if person.enrolments:
        _check_comes_back(person, person.enrolments[-1], enrolment.first_day)
    day = enrolment.first_day
    planned = plan_period(day, first.limit) if first.limit else None
    stay = Stay(NEW, first, day, planned, agreement=first.agreement)
    return replace(person, enrolments=(*person.enrolments, replace(enrolment, stays=(stay,))))


def _check_comes_back(person: Person, last: Enrolment, day: date) -> None:
    if last.last_day is None:
        raise Refused(
            N_("{who} is already enrolled, in {cohort} since {day}."),
            N_("steg show {reference} shows the way so far."),
            who=person.participant.label,
            cohort=last.cohort,
            day=last.first_day,
            reference=person.participant.reference,
        )
    if day <= last.last_day:
        raise Refused(
            N_("{who} was enrolled until {last}; a new enrolment begins after that, not on {day}."),
            remedies.A_LATER_ENROLMENT,
            who=person.participant.label,
            last=last.last_day,
            day=day,
        )


def leave(
    person: Person, last: date, to: Outcome, today: date, *, qualification: bool = False
) -> Moved:
    """End everything that is open on the person's last day; planned last days stay as they were.

    A placement that is planned for later is taken away, and a note says so.
    """
    enrolment = person.open_enrolment()
    stay = enrolment.stays[-1]
    if last < stay.first_day:
        raise Refused(
            N_("{who} began {step} on {first}; the last day cannot be {day}."),
            remedies.A_LATER_LEAVE,
            who=person.participant.label,
            step=stay.step,
            first=stay.first_day,
            day=last,
        )
    begun = [place for place in enrolment.placements if place.first_day <= last]
    after = replace(
        enrolment,
        last_day=last,
        left_to=to,
        qualification=qualification,
        stays=(*enrolment.stays[:-1], replace(stay, last_day=last, closed_on=today)),
        placements=tuple(ended_by(place, last) for place in begun),
    )
    notes = tuple(
        note(N_("The placement planned from {day} was taken away."), day=place.first_day)
        for place in enrolment.placements
        if place.first_day > last
    )
    return Moved(person.with_(enrolment, after), notes)


def ended_by(placement: Placement, last: date) -> Placement:
    """Return a placement that ends on `last`, unless it ends before."""
    if placement.last_day is not None and placement.last_day <= last:
        return placement
    return replace(placement, last_day=last)


def follow_up(person: Person, day: date, status: Outcome, today: date) -> Person:
    """Record what somebody who left was doing on `day`, after the last enrolment ended by then."""
    ended = [e for e in person.enrolments if e.last_day is not None and e.last_day < day]
    enrolment = ended[-1] if ended else person.enrolments[-1]
    _check_left(person, enrolment, day, today)
    if day in {earlier.day for earlier in enrolment.follow_ups}:
        raise Refused(
            N_("{who} was followed up on {day} already."),
            remedies.ANOTHER_FOLLOW_UP_DAY,
            who=person.participant.label,
            day=day,
        )
    found = (*enrolment.follow_ups, FollowUp(NEW, day, status))
    return person.with_(enrolment, replace(enrolment, follow_ups=found))


def _check_left(person: Person, enrolment: Enrolment, day: date, today: date) -> None:
    """Raise Refused unless `day` has come, and the person's last day is before it."""
    if day > today:
        raise Refused(
            N_("{day} is still to come: nobody knows yet what {who} does then."),
            remedies.A_FOLLOW_UP_THAT_HAS_COME,
            who=person.participant.label,
            day=day,
        )
    if enrolment.last_day is None:
        raise Refused(
            N_("{who} has not left, so there is nothing to follow up."),
            N_("Record the last day first: steg leave {reference}"),
            who=person.participant.label,
            reference=person.participant.reference,
        )
    if day <= enrolment.last_day:
        raise Refused(
            N_("The last day of {who} is {last}; {day} is too early to follow up."),
            remedies.A_FOLLOW_UP_AFTER_LEAVING,
            who=person.participant.label,
            last=enrolment.last_day,
            day=day,
        )


# Along the ladder


class NextStep(NamedTuple):
    """The step that begins on day `on`: planned how long, where, and who decided why."""

    step: Step
    on: date
    months: int | None = None
    until: date | None = None
    workplace: Workplace | None = None
    agreement: str | None = None
    weekends: bool | None = None
    exception: str | None = None
    decided_by: str | None = None


def begin_step(person: Person, following: NextStep, ladder: Ladder, today: date) -> Moved:
    """End the present step the day before, and begin the new one at a workplace that suits it."""
    enrolment = person.open_enrolment()
    stay = enrolment.stays[-1]
    ladder.check_move(stay.step.code, following.step.code, following.exception)
    if following.on <= stay.first_day:
        raise Refused(
            N_("{who} has been on {step} since {first}; the next step cannot begin on {day}."),
            remedies.A_LATER_STEP,
            who=person.participant.label,
            step=stay.step,
            first=stay.first_day,
            day=following.on,
        )
    begun = Stay(
        id=NEW,
        step=following.step,
        first_day=following.on,
        planned_last_day=_planned(following),
        agreement=following.agreement or following.step.agreement,
        weekends=following.weekends,
        exception=following.exception,
        decided_by=following.decided_by,
    )
    ended = replace(stay, last_day=following.on - ONE_DAY, closed_on=today)
    placed, notes = _workplace_for(person, enrolment, following)
    after = replace(placed, stays=(*enrolment.stays[:-1], ended, begun))
    return Moved(person.with_(enrolment, after), notes)


def _planned(following: NextStep) -> date | None:
    step = following.step
    if step.limit:
        return plan_period(following.on, step.limit, months=following.months, until=following.until)
    if following.months is not None or following.until is not None:
        raise Refused(
            N_("{step} has no limit, so no last day is planned for it."),
            remedies.NO_PLAN,
            step=step,
        )
    return None


def _workplace_for(
    person: Person, enrolment: Enrolment, following: NextStep
) -> tuple[Enrolment, tuple[Note, ...]]:
    """See to it that the person is at a workplace that suits the step, or at none."""
    step, day = following.step, following.on
    current = enrolment.placement_on(day)
    if following.workplace is not None:
        check_workplace(step, following.workplace, day)
        if current is not None and current.workplace == following.workplace:
            return enrolment, ()
        percent = current.percent if current else 100
        return _placed(person, enrolment, Placement(NEW, following.workplace, day, percent=percent))
    if step.own_sector:
        check_own_employment(step, current, day)
        return enrolment, ()
    reference = person.participant.reference
    if current is not None and not suits(step, current.workplace, day):
        what_next = note(
            N_(
                "{workplace} does not suit {step}: the placement there ends on {last}. "
                "Next: steg place {reference} WORKPLACE"
            ),
            workplace=_called(person, current.workplace),
            step=step,
            last=day - ONE_DAY,
            reference=reference,
        )
        return _without(enrolment, current, day), (what_next,)
    if current is None and step.where == "ordinary":
        what_next = note(
            N_("No workplace is recorded yet. Next: steg place {reference} WORKPLACE"),
            reference=reference,
        )
        return enrolment, (what_next,)
    return enrolment, ()


def convert(person: Person, following: NextStep, ladder: Ladder, today: date) -> Moved:
    """Convert somebody to the step `following`, from the step right before it."""
    step = person.open_enrolment().stays[-1].step
    before = ladder.before(following.step)
    if step != before:
        earlier = ladder.position(step.code) < ladder.position(before.code)
        raise Refused(
            N_("{who} is on {step}; only a {before} can be converted."),
            N_("Advance first: steg advance {reference}")
            if earlier
            else N_("steg show {reference} shows the way so far."),
            who=person.participant.label,
            step=step,
            before=before,
            reference=person.participant.reference,
        )
    return begin_step(person, following, ladder, today)


def conversion_day(person: Person, today: date, ladder: Ladder) -> date | None:
    """Return the first day from `today` on which somebody can be converted where they are.

    That is today, or the day from which their sector employs its own. None when there is no such
    day, or when what is recorded would contradict it then.
    """
    enrolment = person.enrolments[-1]
    placement = enrolment.placement_on(today)
    if ladder.converted is None or placement is None or enrolment.last_day is not None:
        return None
    employs_from = placement.workplace.sector.employs_from
    if employs_from is None:
        return None
    following = NextStep(ladder.converted, max(today, employs_from))
    try:
        after = convert(person, following, ladder, today).person.in_order()
    except Refused:
        return None
    return None if new_problems(person, after, ladder) else following.on


# To a workplace


def place(
    person: Person,
    workplace: Workplace,
    first: date,
    *,
    last: date | None = None,
    percent: int | None = None,
    supervisor: str | None = None,
) -> Moved:
    """Move somebody to a workplace from `first` on; where they are on that day ends before it.

    Without `percent` it is as much of full time as where they were, or all of it.
    """
    enrolment = person.open_enrolment()
    if first < enrolment.first_day:
        raise Refused(
            N_("{who} was enrolled on {day}; a placement cannot begin on {first}."),
            remedies.A_LATER_FIRST_DAY,
            who=person.participant.label,
            day=enrolment.first_day,
            first=first,
        )
    if last is not None and last < first:
        raise Refused(
            N_("A placement from {first} cannot end on {last}."),
            remedies.A_LATER_LAST_DAY,
            first=first,
            last=last,
        )
    stay = enrolment.stay_on(first) or enrolment.stays[-1]
    check_workplace(stay.step, workplace, first)
    if percent is None:
        current = enrolment.placement_on(first)
        percent = current.percent if current else 100
    placed, notes = _placed(
        person, enrolment, Placement(NEW, workplace, first, last, percent, supervisor)
    )
    return Moved(person.with_(enrolment, placed), notes)


def _placed(
    person: Person, enrolment: Enrolment, new: Placement
) -> tuple[Enrolment, tuple[Note, ...]]:
    """Return the enrolment with a new placement, which ends the one of its first day.

    Raises Refused when it would run into a placement that is planned for later.
    """
    later = next((p for p in enrolment.placements if p.first_day > new.first_day), None)
    if later is not None and (new.last_day is None or new.last_day >= later.first_day):
        raise Refused(
            N_("Another placement is planned from {day}."),
            N_("Let this one end before it, or correct that one first: steg show WHO numbers it."),
            day=later.first_day,
        )
    notes: tuple[Note, ...] = ()
    if current := enrolment.placement_on(new.first_day):
        enrolment = _without(enrolment, current, new.first_day)
        if current.first_day < new.first_day:
            notes = (
                note(
                    N_("The placement at {workplace} ends on {last}."),
                    workplace=_called(person, current.workplace),
                    last=new.first_day - ONE_DAY,
                ),
            )
    return replace(enrolment, placements=(*enrolment.placements, new)), notes


def _without(enrolment: Enrolment, placement: Placement, day: date) -> Enrolment:
    """End a placement the day before `day`; one that begins that day is taken away."""
    kept = (ended_by(placement, day - ONE_DAY),) if placement.first_day < day else ()
    return replace(
        enrolment,
        placements=tuple(
            one for old in enrolment.placements for one in (kept if old is placement else (old,))
        ),
    )


def _called(person: Person, workplace: Workplace) -> str:
    return HIDDEN if person.participant.protected else workplace.name


# A longer period


def extend(
    person: Person,
    today: date,
    *,
    months: int | None = None,
    until: date | None = None,
    on: date | None = None,
    decided_by: str | None = None,
) -> Person:
    """Extend the present period by `months`, or to `until`, as decided on day `on`.

    The decision is recorded, so that a report as of an earlier day still shows the old plan. A
    period that is still to begin is in no report yet: its plan alone is changed.
    """
    stay = person.open_enrolment().stays[-1]
    planned, limit = stay.planned_last_day, stay.step.limit
    if planned is None or limit is None:
        raise Refused(
            N_("{who} is on {step}, which has no period to extend."),
            N_("steg show {reference} shows the way so far."),
            who=person.participant.label,
            step=stay.step,
            reference=person.participant.reference,
        )
    last = extend_period(stay.first_day, planned, limit, months=months, until=until)
    day = on or today
    if day > today:
        raise Refused(
            N_("An extension cannot have been decided on {day}, which is still to come."),
            remedies.A_DAY_THAT_HAS_COME,
            day=day,
        )
    if stay.first_day > today:
        decided_by = decided_by or stay.decided_by
        return person.with_(stay, replace(stay, planned_last_day=last, decided_by=decided_by))
    check_decided(stay.first_day, day)
    if stay.extensions and day < stay.extensions[-1].decided_on:
        raise Refused(
            N_("The period was last extended on {last}; this extension cannot date from {day}."),
            remedies.AFTER_THE_LAST_DECISION,
            last=stay.extensions[-1].decided_on,
            day=day,
        )
    return person.with_(stay, extended(stay, Extension(NEW, day, planned, last, decided_by)))


def extended(stay: Stay, extension: Extension) -> Stay:
    """Return a period with one more extension, which moves its planned last day."""
    return replace(
        stay,
        planned_last_day=extension.new_last_day,
        extensions=(*stay.extensions, extension),
    )
