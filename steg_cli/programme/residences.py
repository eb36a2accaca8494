"""Where somebody lives, as pure moves: the municipality of a day.

An enrolment tells where somebody lives on its first day, its residences where they live from a
later day on. So a past day is answered as it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from steg_cli.programme.errors import N_, Note, Refused, StegError, note
from steg_cli.programme.frozen import replace
from steg_cli.programme.people import NEW, Enrolment, Moved, Person, Residence, covers


def move(person: Person, municipality: str, day: date) -> Moved:
    """Let somebody live in another municipality from `day` on. A note tells of a later move.

    Raises Refused on a day on which they are not enrolled, for the municipality where they live
    already, and on the day of another move.
    """
    enrolment = next((one for one in person.enrolments if covers(one, day)), None)
    if enrolment is None:
        enrolment = person.open_enrolment()  # the day comes before it
    new = Residence(NEW, municipality, day)
    after = replace(enrolment, residences=_in_order((*enrolment.residences, new)))
    for _, error in residence_problems(after):
        raise error
    later = [one for one in after.residences if one.first_day > day]
    return Moved(person.with_(enrolment, after), tuple(map(_still_moves, later[:1])))


def moves_of(person: Person) -> tuple[Residence, ...]:
    """Return every move in order of time; the first is number 1 to amend."""
    return tuple(one for enrolment in person.enrolments for one in enrolment.residences)


def _still_moves(later: Residence) -> Note:
    return note(
        N_("From {day} on they live in {municipality}, as was recorded before."),
        day=later.first_day,
        municipality=later.municipality,
    )


def renamed(enrolment: Enrolment, old: str, new: str) -> Enrolment:
    """Return an enrolment with a municipality called otherwise.

    Where `new` was another municipality before, a move between the two is none any more.
    """
    lives_in = municipality = new if enrolment.municipality == old else enrolment.municipality
    residences = []
    for one in enrolment.residences:
        moved = replace(one, municipality=new) if one.municipality == old else one
        if moved.municipality != lives_in:
            residences.append(moved)
            lives_in = moved.municipality
    return replace(enrolment, municipality=municipality, residences=tuple(residences))


def residence_problems(enrolment: Enrolment) -> Iterator[tuple[Residence, StegError]]:
    """Yield what a rule refuses of the residences of an enrolment: of which, and why."""
    before, since = enrolment.municipality, enrolment.first_day
    for one in _in_order(enrolment.residences):
        if one.first_day <= enrolment.first_day:
            yield (
                one,
                Refused(
                    N_("The enrolment began on {first}; a move on {day} is too early."),
                    N_(
                        "Give a later day. Where somebody lived from the first day on is corrected "
                        'with steg amend WHO municipality "…".'
                    ),
                    first=enrolment.first_day,
                    day=one.first_day,
                ),
            )
        elif one.first_day == since:
            yield (
                one,
                Refused(
                    N_("There is a move on {day} already, to {municipality}."),
                    N_(
                        "steg show {reference} numbers the moves; "
                        "steg amend {reference} move.N corrects one."
                    ),
                    day=since,
                    municipality=before,
                ),
            )
        elif one.municipality == before:
            yield (
                one,
                Refused(
                    N_("{municipality} is where the person lives already, from {since} on."),
                    N_("Name another municipality, or leave it."),
                    municipality=before,
                    since=since,
                ),
            )
        elif enrolment.last_day is not None and one.first_day > enrolment.last_day:
            yield (
                one,
                Refused(
                    N_("The last day in the programme is {last}; a move on {day} is too late."),
                    N_("Give a day until then."),
                    last=enrolment.last_day,
                    day=one.first_day,
                ),
            )
        before, since = one.municipality, one.first_day


def _in_order(residences: tuple[Residence, ...]) -> tuple[Residence, ...]:
    return tuple(sorted(residences, key=lambda one: one.first_day))
