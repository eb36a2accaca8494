"""Days of the administrator's own, as pure moves; see `moves`."""

from __future__ import annotations

from datetime import date

from steg_cli.programme.errors import N_, Note, Refused, note
from steg_cli.programme.frozen import replace
from steg_cli.programme.parts import clean_deadline, number_of
from steg_cli.programme.people import NEW, Deadline, Moved, Person


def add_deadline(person: Person, text: str, day: date, lead: int, today: date) -> Moved:
    """Add what is to be done by `day`, told of from `lead` months before it until it is done.

    A note says so when the day has passed. Raises Refused for a text that is empty or long, and
    for somebody who has left: not for a last day that is still to come.
    """
    latest = person.enrolments[-1]
    is_leaving = latest.last_day is not None and latest.last_day >= today
    enrolment = latest if is_leaving else person.open_enrolment()
    new = Deadline(NEW, clean_deadline(text), day, lead)
    after = person.with_(enrolment, replace(enrolment, deadlines=(*enrolment.deadlines, new)))
    return Moved(after, has_passed(new, today))


def has_passed(deadline: Deadline, today: date) -> tuple[Note, ...]:
    """Say so when the day of a deadline has passed: a weekday is the nearest, also backwards."""
    if deadline.day >= today:
        return ()
    return (note(N_("{day} has passed already. Is the day right?"), day=deadline.day),)


def finish_deadline(person: Person, deadline: Deadline, day: date, today: date) -> Person:
    """Say that a deadline was done on `day`. Raises Refused for a second time and a day to come."""
    if deadline.done_on is not None:
        raise Refused(
            N_("Deadline {number} of {who} was done on {day} already."),
            N_("steg deadline list {reference} shows what there is."),
            number=number_of(person.deadlines, deadline),
            who=person.participant.label,
            day=deadline.done_on,
            reference=person.participant.reference,
        )
    if day > today:
        raise Refused(
            N_("{day} is still to come: nothing has been done then."),
            N_("Leave out --on, or give the day on which it was done."),
            day=day,
        )
    return person.with_(deadline, replace(deadline, done_on=day))
