"""When a time is over, and when somebody has left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.programme.errors import Refused
from steg_cli.programme.people import NEW, Enrolment, Participant, Person
from steg_cli.programme.retention import end_hold, left_on, past_since, put_on_hold

if TYPE_CHECKING:
    from tests.conftest import IdentityOf

D = date.fromisoformat


@pytest.mark.parametrize(
    ("left", "years", "since"),
    [
        ("2024-06-20", 10, "2034-06-21"),
        ("2024-12-31", 10, "2035-01-01"),
        ("2024-02-29", 1, "2025-03-01"),
        ("2024-02-29", 4, "2028-03-01"),
        ("2024-06-20", 0, "2024-06-21"),
        ("9990-06-20", 10, None),
    ],
)
def test_the_time_is_over_the_day_after_the_same_numbered_day(
    left: str, years: int, since: str | None
) -> None:
    assert past_since(D(left), years) == (D(since) if since else None)


@pytest.mark.parametrize(
    ("days", "left"),
    [
        (["2024-01-31"], "2024-01-31"),
        (["2024-05-31", "2024-01-31"], "2024-05-31"),
        ([None], None),
        (["2024-01-31", None], None),
        (["2024-06-30"], None),  # the last day is today
        (["2024-01-31", "2024-08-01"], None),  # and it is known that they leave later
    ],
)
def test_who_has_left(identity: IdentityOf, days: list[str | None], left: str | None) -> None:
    enrolments = tuple(
        Enrolment(NEW, "STEG", "Skövde", D("2024-01-01"), D(day) if day else None) for day in days
    )
    person = Person(Participant(1, identity(), "Anna", protected=False), enrolments)
    assert left_on(person, D("2024-06-30")) == (D(left) if left else None)


def test_a_hold_is_put_on_once_and_ended_once(identity: IdentityOf) -> None:
    person = Person(Participant(1, identity(), "Anna", protected=False), ())
    held = put_on_hold(person, " överklagat ", D("2024-01-15"))
    assert [(one.reason, one.day) for one in held.holds] == [("överklagat", D("2024-01-15"))]
    with pytest.raises(Refused, match="is on hold already"):
        put_on_hold(held, "igen", D("2024-01-16"))
    assert end_hold(held) == replace(person)
    with pytest.raises(Refused, match="is not on hold"):
        end_hold(person)
