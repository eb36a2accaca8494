"""Into the programme and out of it, as pure moves; see `moves`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from steg_cli.programme import remedies
from steg_cli.programme.checks import allows_period
from steg_cli.programme.codes import Outcome
from steg_cli.programme.errors import N_, Note, Refused, note
from steg_cli.programme.frozen import replace
from steg_cli.programme.ladder import Step
from steg_cli.programme.parts import ended, number_of
from steg_cli.programme.people import (
    NEW,
    Enrolment,
    FollowUp,
    Inside,
    Moved,
    Pause,
    Person,
    Residence,
    Stay,
    Support,
)
from steg_cli.programme.periods import ONE_DAY, plan_period
from steg_cli.programme.placing import called, ended_by
from steg_cli.programme.training import check_training


def enrol(person: Person, enrolment: Enrolment, first: Step) -> Person:
    """Open an enrolment on the ladder's first step, after those that the person has ended.

    A first step with a limit is planned as any period; the enrolment's exception, if there is one,
    covers it too. Raises Refused for somebody who is enrolled, or was on its first day.
    """
    if person.enrolments:
        check_comes_back(person, enrolment.first_day)
    stay = Stay(NEW, first, enrolment.first_day, agreement=first.agreement)
    if first.limit:
        before, reason = person.used_before(stay), enrolment.exception
        planned = plan_period(stay.first_day, first.limit, before, exception=reason)
        stay = replace(stay, planned_last_day=planned)
        if not allows_period(person, stay):
            stay = replace(stay, exception=reason)
    return replace(person, enrolments=(*person.enrolments, replace(enrolment, stays=(stay,))))


def check_comes_back(person: Person, day: date) -> None:
    """Raise Refused unless somebody who is known has left, and before `day`."""
    last = person.enrolments[-1]
    if last.last_day is None:
        raise Refused(
            N_("{who} is already enrolled, in {cohort} from {day}."),
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
            next=last.last_day + ONE_DAY,
        )


def leave(
    person: Person,
    last: date,
    to: Outcome,
    today: date,
    *,
    qualification: bool = False,
    completed: bool = False,
) -> Moved:
    """End everything that is open on the person's last day; planned last days stay as they were.

    `completed`: the training that the person leaves from was completed; without it, and without a
    certificate, it was not. What is planned for later is taken away, a support that would go on
    ends, and notes say so: of a pause and a support by their days alone. Deadlines stay open until
    they are done.
    """
    enrolment = person.open_enrolment()
    stay = enrolment.stays[-1]
    if last < stay.first_day:
        raise Refused(
            N_("{who} is on {step} from {first}; the last day cannot be {day}."),
            remedies.A_LATER_LEAVE,
            who=person.participant.label,
            step=stay.step,
            first=stay.first_day,
            day=last,
            reference=person.participant.reference,
            number=number_of(person.stays, stay),
        )
    if completed:
        check_training(stay)
    ended_stay = replace(stay, last_day=last, closed_on=today)
    if stay.step.training:
        ended_stay = replace(ended_stay, completed=completed or bool(stay.completed))
    begun = [place for place in enrolment.placements if place.first_day <= last]
    after = replace(
        enrolment,
        last_day=last,
        left_to=to,
        qualification=qualification,
        stays=(*enrolment.stays[:-1], ended_stay),
        placements=tuple(ended_by(place, last) for place in begun),
        pauses=ended(enrolment.pauses, last),
        supports=ended(enrolment.supports, last),
        residences=tuple(one for one in enrolment.residences if one.first_day <= last),
    )
    notes = tuple(
        note(
            N_("The placement at {workplace} from {first} was taken away."),
            workplace=called(person, place.workplace),
            first=place.first_day,
        )
        for place in enrolment.placements
        if place.first_day > last
    )
    left = (*_not_completed(person, ended_stay), *notes, *_left_behind(person, enrolment, last))
    return Moved(person.with_(enrolment, after), left)


def _not_completed(person: Person, ended: Stay) -> tuple[Note, ...]:
    """Tell that somebody left training without completing it."""
    if ended.completed is not False:
        return ()
    message = N_(
        "The training was not completed. If it was: steg amend {reference} "
        "stay.{number}.completed yes"
    )
    reference = person.participant.reference
    return (note(message, reference=reference, number=len(person.stays)),)


TAKEN_AWAY: Mapping[type[Inside], str] = {
    Pause: N_("The pause planned from {day} was taken away."),
    Support: N_("The support planned from {day} was taken away."),
    Residence: N_("The move on {day} was taken away."),
}
CUT: Mapping[type[Inside], str] = {
    Pause: N_("The pause until {day} ends on the last day, {last}."),
    Support: N_("The support until {day} ends on the last day, {last}."),
}


def _left_behind(person: Person, enrolment: Enrolment, last: date) -> Iterator[Note]:
    """Tell what becomes of the parts after the last day, and which deadlines are open."""
    parts: tuple[Pause | Support | Residence, ...]
    parts = (*enrolment.pauses, *enrolment.supports, *enrolment.residences)
    for part in parts:
        if part.first_day > last:
            yield note(TAKEN_AWAY[type(part)], day=part.first_day)
        elif not isinstance(part, Residence) and part.last_day and part.last_day > last:
            yield note(CUT[type(part)], day=part.last_day, last=last)
    for deadline in enrolment.deadlines:
        if deadline.done_on is None:
            yield note(
                N_(
                    "The deadline of {day} is still open. When it is done: "
                    "steg deadline done {reference} {number}"
                ),
                day=deadline.day,
                reference=person.participant.reference,
                number=number_of(person.deadlines, deadline),
            )


def follow_up(person: Person, day: date, status: Outcome, today: date) -> Person:
    """Record what somebody who left was doing on `day`, after the last enrolment ended by then."""
    ended = [e for e in person.enrolments if e.last_day is not None and e.last_day < day]
    enrolment = ended[-1] if ended else person.enrolments[-1]
    _check_left(person, enrolment, day, today)
    for earlier in enrolment.follow_ups:
        if earlier.day == day:
            raise Refused(
                N_("{who} was followed up on {day} already."),
                remedies.ANOTHER_FOLLOW_UP_DAY,
                who=person.participant.label,
                day=day,
                reference=person.participant.reference,
                number=number_of(person.follow_ups, earlier),
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
