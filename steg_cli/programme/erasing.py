"""What is left of somebody who was erased: a row that counts count, and that is nobody's.

Kept is what reports count by: sex, cohort, days, steps, workplaces, municipalities, what they were
on the labour market and left to, and a birth date that puts them in the same age groups. Gone are
the name, every number and reference, and all that somebody wrote: a reason for an exception leaves
that there was one. It is not shown to anybody, also not as a row: see `reports.report`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from itertools import chain

from steg_cli.programme.frozen import replace
from steg_cli.programme.identity import Identity, age_on
from steg_cli.programme.people import NEW, Enrolment, Participant, Person, Stay

NOTHING = "–"  # where a text must stand
AGE_GROUPS = (18, 25, 30, 55)  # the first age of each, but of the youngest: see `indicators`


def anonymous(person: Person, case: int, token: str) -> Person:
    """Return what is left of a person, as somebody new with a negative case number.

    `token` is random, of 16 hexadecimal digits.
    """
    who = person.participant
    born = _born(who.identity, [enrolment.first_day for enrolment in person.enrolments])
    number = f"{who.identity.kind} {born[0]} {born[1]} {token}"
    identity = Identity("other", number, who.identity.sex, born)
    # Protection stays, since it decides where somebody is counted.
    return Person(
        Participant(case, identity, NOTHING, who.protected),
        tuple(map(_enrolment, person.enrolments)),
    )


def _born(identity: Identity, days: Collection[date]) -> tuple[date, date]:
    """Return a birth date in the same age groups on these days, another one if there is any.

    Where the date is not established and the age group is not known, the span is kept.
    """
    wanted = [_groups(identity.born, day) for day in days]
    for day in _other_days(identity.born[0]):
        if day not in identity.born and wanted == [_groups((day, day), one) for one in days]:
            return day, day
    return identity.born


def _other_days(born: date) -> Iterator[date]:
    """Yield the first days of quarters around a birth date, and then days close to it."""
    for years in (0, 1, -1, 2, -2, 3, -3):
        for month in (7, 1, 4, 10):
            yield date(min(max(born.year + years, 1), 9999), month, 1)
    for days in range(1, 100):
        if born.year not in (1, 9999):
            yield from (born - timedelta(days), born + timedelta(days))


def _groups(born: tuple[date, date], day: date) -> tuple[int, int]:
    """Return the first and the last age group that somebody can be in on a day."""
    first, last = (
        sum(age >= group for group in AGE_GROUPS)
        for age in (age_on(born[1], day), age_on(born[0], day))
    )
    return first, last


def _enrolment(enrolment: Enrolment) -> Enrolment:
    return replace(
        enrolment,
        id=NEW,
        consultant=None,
        exception=_reason(enrolment.exception),
        stays=tuple(map(_stay, enrolment.stays)),
        placements=tuple(
            replace(one, id=NEW, supervisor=None, exception=_reason(one.exception))
            for one in enrolment.placements
        ),
        follow_ups=tuple(replace(one, id=NEW) for one in enrolment.follow_ups),
        pauses=tuple(replace(one, id=NEW) for one in enrolment.pauses),
        supports=tuple(
            replace(one, id=NEW, kind="other", decision=None) for one in enrolment.supports
        ),
        deadlines=tuple(replace(one, id=NEW, text=NOTHING) for one in enrolment.deadlines),
        residences=tuple(replace(one, id=NEW) for one in enrolment.residences),
    )


def _stay(stay: Stay) -> Stay:
    return replace(
        stay,
        id=NEW,
        exception=_reason(stay.exception),
        decided_by=None,
        certificate_day=None,
        extensions=tuple(
            replace(one, id=NEW, decided_by=None, exception=_reason(one.exception))
            for one in stay.extensions
        ),
    )


def _reason(text: str | None) -> str | None:
    return None if text is None else NOTHING


def numbers_of(person: Person) -> list[str]:
    """Return the number that a person has, and those that were replaced."""
    return [person.participant.identity.number, *(one.number for one in person.former_numbers)]


def texts_of(person: Person) -> frozenset[str]:
    """Return what tells who a person is, wherever it stands: the name, and numbers as written."""
    known = numbers_of(person)
    shapes = ((n[2:], f"{n[:8]}-{n[8:]}", f"{n[2:8]}-{n[8:]}") for n in known if n.isdigit())
    return frozenset((person.participant.name, *known, *chain.from_iterable(shapes)))
