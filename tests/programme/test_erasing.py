"""The birth date that is left of somebody: another one, in the same age groups."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from steg_cli.programme.erasing import anonymous
from steg_cli.programme.identity import Identity, stored_identity
from steg_cli.programme.indicators import INDICATORS, Participation
from steg_cli.programme.people import NEW, Enrolment, Participant, Person

if TYPE_CHECKING:
    from collections.abc import Sequence

D = date.fromisoformat
TOKEN = "0123456789abcdef"


def left_of(born: tuple[date, date], days: Sequence[date]) -> Identity:
    """Return the identity that is left of somebody who was enrolled on these days, as stored."""
    enrolments = tuple(Enrolment(NEW, "STEG", "Skövde", day) for day in days)
    identity = Identity("samordningsnummer", "198001619803", "woman", born)
    who = Participant(1, identity, "Rut", protected=False)
    left = anonymous(Person(who, enrolments), -2, TOKEN).participant.identity
    stored = stored_identity("other", left.number, left.sex, left.born[0].year)
    assert stored == left
    return stored


def answers(identity: Identity, day: date) -> list[bool | None]:
    """Return what every indicator of the fund says of somebody who begins on a day."""
    facts = Participation(
        identity, day, "unemployed", day - timedelta(200), *(False, False), None, None, None,
        qualification=False, six_months=None,
    )  # fmt: skip
    return [
        one.counts(facts) for many in INDICATORS.values() for one in many if one.counts is not None
    ]


@pytest.mark.parametrize("seed", range(60))
def test_every_indicator_counts_the_same(seed: int) -> None:
    random = Random(seed)
    day = D("2019-04-01") + timedelta(random.randrange(1000))
    age = timedelta(random.choice((18, 25, 30, 55, random.randrange(16, 65))) * 365.2425)
    born = day - age + timedelta(random.randrange(-3, 4))
    days = [day + timedelta(30 + random.randrange(2500)) * n for n in range(random.randrange(1, 3))]
    left = left_of((born, born), days)
    known = Identity("personnummer", "", "woman", (born, born))
    assert [answers(left, one) for one in days] == [answers(known, one) for one in days]
    assert left.birth_date != born


@pytest.mark.parametrize(
    ("born", "days", "left"),
    [
        # Nobody else in the same groups: between the first day of 25 and the last of 29.
        (("1990-05-05", "1990-05-05"), ["2015-05-05", "2020-05-04"], ("1990-05-05", "1990-05-05")),
        # The year alone is known, and either group can be right.
        (("1990-01-01", "1990-12-31"), ["2015-06-01"], ("1990-01-01", "1990-12-31")),
        (("1980-01-01", "1980-12-31"), ["2015-06-01"], ("1980-07-01", "1980-07-01")),
    ],
)
def test_the_edges(born: tuple[str, str], days: list[str], left: tuple[str, str]) -> None:
    found = left_of((D(born[0]), D(born[1])), [D(day) for day in days])
    assert found.born == (D(left[0]), D(left[1]))
    assert found.number == f"samordningsnummer {left[0]} {left[1]} {TOKEN}"
