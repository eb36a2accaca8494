"""To a workplace and away from it, as pure moves; see `moves`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from steg_cli.programme import remedies
from steg_cli.programme.checks import check_workplace
from steg_cli.programme.errors import N_, Note, Refused, note
from steg_cli.programme.fields import HIDDEN
from steg_cli.programme.people import NEW, Enrolment, Moved, Person, Placement, Workplace
from steg_cli.programme.periods import ONE_DAY
from steg_cli.programme.words import Word


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
    after, notes = placed_at(
        person, enrolment, Placement(NEW, workplace, first, last, percent, supervisor)
    )
    return Moved(person.with_(enrolment, after), notes)


def placed_at(
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
        enrolment = ended_before(enrolment, current, new.first_day)
        if current.first_day < new.first_day:
            notes = (
                note(
                    N_("The placement at {workplace} ends on {last}."),
                    workplace=called(person, current.workplace),
                    last=new.first_day - ONE_DAY,
                ),
            )
    return replace(enrolment, placements=(*enrolment.placements, new)), notes


def ended_before(enrolment: Enrolment, placement: Placement, day: date) -> Enrolment:
    """End a placement the day before `day`; one that begins that day is taken away."""
    kept = (ended_by(placement, day - ONE_DAY),) if placement.first_day < day else ()
    return replace(
        enrolment,
        placements=tuple(
            one for old in enrolment.placements for one in (kept if old is placement else (old,))
        ),
    )


def called(person: Person, workplace: Workplace) -> str | Word:
    """Return what a workplace is called in a sentence about somebody: hidden if protected."""
    return HIDDEN if person.participant.protected else workplace.name


def ended_by(placement: Placement, last: date) -> Placement:
    """Return a placement that ends on `last`, unless it ends before."""
    if placement.last_day is not None and placement.last_day <= last:
        return placement
    return replace(placement, last_day=last)
