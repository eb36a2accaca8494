"""Pauses, as pure moves: leave of absence, parental leave, sickness; see `moves`.

Only the days are kept, and whether the wage goes on; never the cause.
"""

from __future__ import annotations

from datetime import date

from steg_cli.programme.errors import N_, Refused, note
from steg_cli.programme.frozen import replace
from steg_cli.programme.parts import check_last_day, check_part, enrolment_on
from steg_cli.programme.people import NEW, Moved, Pause, Person, covers


def begin_pause(person: Person, first: date, last: date | None, *, paid: bool) -> Moved:
    """Record a pause from `first`, until `last` or until it is ended. It moves no last day.

    Raises Refused outside the enrolment and over another pause.
    """
    enrolment = enrolment_on(person, first)
    new = Pause(NEW, first, last, paid)
    for other in enrolment.pauses:
        if other.last_day is None and (last is None or last >= other.first_day):
            raise Refused(
                N_("{who} has a pause from {day} that has not ended."),
                N_("End it first: steg pause {reference} --end DAY"),
                who=person.participant.label,
                day=other.first_day,
                reference=person.participant.reference,
            )
    check_part(new, enrolment)
    after = person.with_(enrolment, replace(enrolment, pauses=(*enrolment.pauses, new)))
    stay = enrolment.stay_on(first)
    if stay is None or stay.planned_last_day is None or stay.last_day is not None:
        return Moved(after)
    still = N_("The last day is {day} as before: a pause moves none.")
    return Moved(after, (note(still, day=stay.planned_last_day),))


def end_pause(person: Person, last: date) -> tuple[Person, Pause]:
    """End the pause of the day `last` on it: an open one, or one that was planned to go on.

    Raises Refused when there is none.
    """
    running = [one for one in person.pauses if covers(one, last)]
    running += [one for one in person.pauses if one.last_day is None]
    if not running:
        raise Refused(
            N_("{who} is not on pause on {day}, so no pause can end then."),
            N_(
                "steg show {reference} numbers the pauses; a later end is corrected with "
                "steg amend {reference} pause.N.last-day DAY"
            ),
            who=person.participant.label,
            day=last,
            reference=person.participant.reference,
        )
    ended = replace(running[0], last_day=last)
    check_last_day(ended, person.home_of(running[0]))
    return person.with_(running[0], ended), ended
