"""Pauses: what begins and ends one, and that no last day moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.programme import enrolling
from steg_cli.programme.checks import check_person
from steg_cli.programme.errors import Refused
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.pauses import begin_pause, end_pause
from steg_cli.programme.people import Pause, Person
from tests.programme.answers import refusal

if TYPE_CHECKING:
    from tests.programme.conftest import Changes

D = date.fromisoformat
TODAY = D("2024-01-15")


def paused(person: Person, *spans: tuple[str, str | None]) -> Person:
    """Return the person with pauses from one day to another, or open."""
    pauses = tuple(
        Pause(number, D(first), None if last is None else D(last))
        for number, (first, last) in enumerate(spans, 1)
    )
    (enrolment,) = person.enrolments
    return person.with_(enrolment, replace(enrolment, pauses=pauses))


@pytest.mark.parametrize(
    ("first", "last", "paid", "line"),
    [
        ("2024-02-01", None, True, "2024-02-01–"),
        ("2024-02-01", "2024-05-31", False, "2024-02-01–2024-05-31 unpaid"),
        ("2023-01-01", "2023-01-01", True, "2023-01-01–2023-01-01"),  # the enrolment's first day
        ("2024-10-01", "2025-06-30", True, "2024-10-01–2025-06-30"),  # past the planned end
    ],
)
def test_a_pause_has_days_of_its_own_and_moves_no_other(
    anna: Person, changes: Changes, first: str, last: str | None, paid: bool, line: str
) -> None:
    moved = begin_pause(anna, D(first), None if last is None else D(last), paid=paid)

    assert changes(anna, moved) == {"pause.1": line}
    assert check_person(moved.person, DEFAULT_LADDER) == ()


def test_a_pause_within_a_period_tells_that_its_end_stays(anna: Person) -> None:
    during = begin_pause(anna, D("2024-02-01"), None, paid=True)
    before = begin_pause(anna, D("2023-01-10"), D("2023-01-20"), paid=True)

    assert [str(one) for one in during.notes] == [
        "The last day is 2024-11-30 as before: a pause moves none."
    ]
    assert before.notes == ()


OPEN = (("2023-03-01", "2023-03-31"), ("2023-11-01", None))
OVER = (
    "There is a pause already from 2023-03-01 to 2023-03-31; the days would overlap.",
    "Give days outside it, or change that one first: steg show WHO",
)
NOT_ENDED = (
    "Anna (S-0001) has a pause from 2023-11-01 that has not ended.",
    "End it first: steg pause S-0001 --end DAY",
)


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2023-03-31", "2023-04-10", OVER),
        ("2023-02-01", "2023-03-01", OVER),
        ("2023-02-01", "2023-06-01", OVER),
        ("2023-03-10", "2023-03-20", OVER),
        ("2023-12-01", None, NOT_ENDED),
        ("2023-11-01", "2023-11-02", NOT_ENDED),
        ("2023-10-01", "2023-11-01", NOT_ENDED),
        ("2023-10-01", None, NOT_ENDED),
        (
            *("2023-05-02", "2023-05-01"),
            ("A pause from 2023-05-02 cannot end on 2023-05-01.", "Give days in order."),
        ),
        (
            *("2022-12-31", "2023-01-10"),
            (
                "The enrolment began on 2023-01-01; a pause cannot begin on 2022-12-31.",
                "Give that day or a later one.",
            ),
        ),
    ],
)
def test_a_pause_lies_inside_the_enrolment_and_beside_the_others(
    anna: Person, first: str, last: str | None, told: tuple[str, str]
) -> None:
    person = paused(anna, *OPEN)
    until = None if last is None else D(last)

    assert refusal(lambda: begin_pause(person, D(first), until, paid=True)) == told


def test_pauses_that_touch_do_not_overlap(anna: Person, changes: Changes) -> None:
    person = paused(anna, *OPEN)

    after = begin_pause(person, D("2023-04-01"), D("2023-10-31"), paid=True)

    assert changes(person, after) == {
        "pause.2": "2023-04-01–2023-10-31",
        "pause.3": "2023-11-01–",
    }


@pytest.mark.parametrize(
    ("last", "changed"),
    [
        ("2024-01-31", {"pause.2": "2023-11-01–2024-01-31"}),
        ("2023-11-01", {"pause.2": "2023-11-01–2023-11-01"}),
        ("2023-03-15", {"pause.1": "2023-03-01–2023-03-15"}),  # back earlier than planned
    ],
)
def test_the_pause_of_the_day_ends(
    anna: Person, changes: Changes, last: str, changed: dict[str, str]
) -> None:
    person = paused(anna, *OPEN)

    after, ended = end_pause(person, D(last))

    assert changes(person, after) == changed
    assert ended.last_day == D(last)


def test_no_pause_ends_where_there_is_none(anna: Person) -> None:
    over = paused(anna, ("2023-03-01", "2023-03-31"))

    for person in (anna, over):
        assert refusal(lambda person=person: end_pause(person, TODAY)) == (  # type: ignore[misc]
            "Anna (S-0001) is not on pause on 2024-01-15, so no pause can end then.",
            "steg show S-0001 numbers the pauses; a later end is corrected with "
            "steg amend S-0001 pause.N.last-day DAY",
        )


def test_an_open_pause_does_not_end_before_it_begins(anna: Person) -> None:
    person = paused(anna, ("2024-03-01", None))

    assert refusal(lambda: end_pause(person, TODAY)) == (
        "A pause from 2024-03-01 cannot end on 2024-01-15.",
        "Give days in order.",
    )


def test_somebody_who_left_can_have_been_on_pause_but_not_go_on_one(
    anna: Person, changes: Changes
) -> None:
    left = enrolling.leave(anna, D("2023-12-31"), "other", TODAY).person

    late = begin_pause(left, D("2023-11-01"), D("2023-12-31"), paid=False)

    assert changes(left, late) == {"pause.1": "2023-11-01–2023-12-31 unpaid"}
    over = "The last day in the programme is 2023-12-31; the pause from 2023-11-01 goes beyond it."
    for last in (None, D("2024-01-01")):
        told = refusal(lambda last=last: begin_pause(left, D("2023-11-01"), last, paid=True))  # type: ignore[misc]
        assert told == (over, "Let it end by then.")
    with pytest.raises(Refused, match="has no open enrolment"):
        begin_pause(left, D("2024-01-01"), None, paid=True)
