"""Decisions on support that pay part of the wage, as pure moves; see `moves`.

The kind can tell of a disability: no sentence here names it.
"""

from __future__ import annotations

from datetime import date

from steg_cli.programme.errors import N_, Note, Refused, note
from steg_cli.programme.frozen import replace
from steg_cli.programme.parts import check_last_day, check_part, enrolment_on, number_of
from steg_cli.programme.people import Enrolment, Moved, Person, Stay, Support, covers
from steg_cli.programme.periods import ONE_DAY


def add_support(person: Person, new: Support) -> Moved:
    """Record a decision in the enrolment of its first day; a note tells where it leaves a gap.

    Raises Refused outside the enrolment, and over another support of the same kind.
    """
    enrolment = enrolment_on(person, new.first_day)
    check_part(new, enrolment)
    after = replace(enrolment, supports=(*enrolment.supports, new))
    return Moved(person.with_(enrolment, after), _gaps(after, new))


def edit_support(person: Person, old: Support, new: Support) -> Moved:
    """Put a corrected decision in the place of `old`, under the rules of a new one."""
    home = person.home_of(old)
    others = tuple(one for one in home.supports if one is not old)
    check_part(new, replace(home, supports=others))
    return Moved(person.with_(old, new), _gaps(replace(home, supports=(*others, new)), new))


def end_support(person: Person, old: Support, last: date) -> tuple[Moved, Support]:
    """End a decision on the day `last`, earlier than it was to. Raises Refused for a later day."""
    if last >= old.last_day:
        raise Refused(
            N_("The support ends on {last} already; {day} is no earlier day."),
            N_(
                "Give an earlier day; a later one is a change: "
                "steg support edit {reference} {number} --until DAY"
            ),
            reference=person.participant.reference,
            number=number_of(person.supports, old),
            last=old.last_day,
            day=last,
        )
    new = replace(old, last_day=last)
    check_last_day(new, person.home_of(old))
    return edit_support(person, old, new), new


def _gaps(enrolment: Enrolment, support: Support) -> tuple[Note, ...]:
    """Tell when a support does not cover the period that it pays for, nor another beside it does.

    One support often follows another, so a gap is where none of them pays.
    """
    period = _paid_by(enrolment, support)
    if period is None:
        return ()
    notes = []
    if period.end and support.first_day > period.end:
        after = N_("The support begins on {first}, after the period ends on {day}.")
        return (note(after, first=support.first_day, day=period.end),)
    others = [one for one in enrolment.supports if one is not support]
    first, last = support.first_day, support.last_day
    before = first > period.first_day and not any(covers(one, first - ONE_DAY) for one in others)
    if before:
        begins = N_("The support begins on {first}, after the period did on {day}.")
        notes.append(note(begins, first=first, day=period.first_day))
    if period.end and last < period.end and all(one.last_day <= last for one in others):
        ends = N_("The support ends on {last}, before the period does on {day}.")
        notes.append(note(ends, last=last, day=period.end))
    return tuple(notes)


def _paid_by(enrolment: Enrolment, support: Support) -> Stay | None:
    """Return the employment that a support pays for: the first of its days, or the last there is.

    None where there is no employment yet.
    """
    employments = [stay for stay in enrolment.stays if stay.step.payer]
    among = (s for s in employments if s.end is None or s.end >= support.first_day)
    return next(among, employments[-1] if employments else None)
