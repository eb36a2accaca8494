"""Decisions on support: their days, what they are beside, and what a note tells of gaps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.programme import enrolling
from steg_cli.programme.checks import check_person
from steg_cli.programme.codes import SUPPORT_KINDS, SupportKind
from steg_cli.programme.errors import Refused
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import Person, Support
from steg_cli.programme.supports import add_support, edit_support, end_support
from tests.programme.answers import told

if TYPE_CHECKING:
    from tests.programme.conftest import Changes, Climbed

D = date.fromisoformat
TODAY = D("2024-01-15")
NEW = 0


def support(first: str, last: str, kind: SupportKind = "nystartsjobb") -> Support:
    return Support(NEW, kind, D(first), D(last))


def refusal(move: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        move()
    return str(caught.value), caught.value.hint


@pytest.fixture
def supported(anna: Person) -> Person:
    """Anna, whose period is 2023-06-01 to 2024-11-30, with support for its first year."""
    return add_support(anna, replace(support("2023-06-01", "2024-05-31"), id=1)).person


@pytest.mark.parametrize("kind", SUPPORT_KINDS)
def test_a_decision_has_days_of_its_own(anna: Person, changes: Changes, kind: SupportKind) -> None:
    whole = Support(NEW, kind, D("2023-06-01"), D("2025-01-31"), 80, 16700, "AF 23/7")

    moved = add_support(anna, whole)

    assert changes(anna, moved) == {"support.1": f"{kind} 2023-06-01–2025-01-31 80 % 16700 AF 23/7"}
    assert check_person(moved.person, DEFAULT_LADDER) == ()
    assert moved.notes == ()


ENDS = "The support ends on {last}, before the period does on 2024-11-30."
AFTER = "The support begins on {first}, after the period ends on 2024-11-30."
BEGINS = "The support begins on {first}, after the period did on 2023-06-01."


@pytest.mark.parametrize(
    ("first", "last", "notes"),
    [
        ("2023-06-01", "2024-11-30", []),
        ("2023-06-01", "2024-11-29", [ENDS]),
        ("2023-06-02", "2024-11-30", [BEGINS]),
        ("2023-07-01", "2024-05-31", [BEGINS, ENDS]),
        ("2023-05-01", "2024-12-31", []),
        ("2024-12-01", "2025-05-31", [AFTER]),  # it pays for nothing
    ],
)
def test_a_note_tells_where_a_support_leaves_a_gap(
    anna: Person, first: str, last: str, notes: list[str]
) -> None:
    moved = add_support(anna, support(first, last))

    assert told(moved) == [one.format(first=first, last=last) for one in notes]


@pytest.mark.parametrize(
    ("first", "last", "notes"),
    [
        ("2024-06-01", "2024-11-30", []),  # one follows the other
        ("2024-06-01", "2024-10-31", [ENDS]),
        ("2024-06-02", "2024-11-30", [BEGINS]),
        ("2023-01-01", "2023-05-31", []),
    ],
)
def test_a_support_that_follows_another_leaves_no_gap(
    supported: Person, first: str, last: str, notes: list[str]
) -> None:
    moved = add_support(supported, support(first, last))

    assert told(moved) == [one.format(first=first, last=last) for one in notes]


def test_where_there_is_no_employment_there_is_no_gap(climbed: Climbed) -> None:
    person = climbed("praktik")

    assert add_support(person, support("2023-06-10", "2023-07-01")).notes == ()


def test_an_employment_without_end_is_not_outlived(climbed: Climbed) -> None:
    person = climbed("enhetsassistent", at="Solgården")

    moved = add_support(person, support("2023-06-01", "2024-05-31", "lonebidrag"))

    assert moved.notes == ()


SAME = (
    "There is a support already from 2023-06-01 to 2024-05-31; the days would overlap.",
    "Give days outside it, or change that one first: steg show {reference}",
)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-05-31", "2024-08-31", SAME),
        ("2023-05-01", "2023-06-01", SAME),
        ("2023-08-01", "2023-08-31", SAME),
        (
            *("2024-08-31", "2024-08-30"),
            ("A support from 2024-08-31 cannot end on 2024-08-30.", "Give days in order."),
        ),
        (
            *("2022-12-31", "2023-01-31"),
            (
                "The enrolment began on 2023-01-01; a support cannot begin on 2022-12-31.",
                "Give that day or a later one.",
            ),
        ),
    ],
)
def test_a_support_overlaps_none_of_its_kind(
    supported: Person, first: str, last: str, expected: tuple[str, str]
) -> None:
    assert refusal(lambda: add_support(supported, support(first, last))) == expected


def test_supports_of_two_kinds_can_be_side_by_side(supported: Person, changes: Changes) -> None:
    moved = add_support(supported, support("2023-09-01", "2024-03-31", "other"))

    assert changes(supported, moved) == {"support.2": "other 2023-09-01–2024-03-31"}
    assert check_person(moved.person, DEFAULT_LADDER) == ()


def test_a_decision_is_corrected_under_the_rules_of_a_new_one(
    supported: Person, changes: Changes
) -> None:
    (old,) = supported.supports
    longer = replace(old, last_day=D("2024-08-31"), percent=50)

    moved = edit_support(supported, old, longer)

    assert changes(supported, moved) == {"support.1": "nystartsjobb 2023-06-01–2024-08-31 50 %"}
    assert told(moved) == [ENDS.format(last="2024-08-31")]
    more = add_support(supported, support("2024-06-01", "2024-11-30")).person
    assert refusal(lambda: edit_support(more, more.supports[0], longer)) == (
        "There is a support already from 2024-06-01 to 2024-11-30; the days would overlap.",
        "Give days outside it, or change that one first: steg show {reference}",
    )


def test_a_decision_ends_before_its_day(supported: Person, changes: Changes) -> None:
    (old,) = supported.supports

    moved, ended = end_support(supported, old, D("2024-01-31"))

    assert changes(supported, moved) == {"support.1": "nystartsjobb 2023-06-01–2024-01-31"}
    assert ended.last_day == D("2024-01-31")
    assert told(moved) == [ENDS.format(last="2024-01-31")]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (
            "2024-05-31",
            (
                "The support ends on 2024-05-31 already; 2024-05-31 is no earlier day.",
                "Give an earlier day; a later one is a change: "
                "steg support edit {reference} {number} --until DAY",
            ),
        ),
        (
            "2023-05-31",
            ("A support from 2023-06-01 cannot end on 2023-05-31.", "Give days in order."),
        ),
    ],
)
def test_a_decision_is_not_ended_later_nor_before_it_began(
    supported: Person, day: str, expected: tuple[str, str]
) -> None:
    (old,) = supported.supports
    assert refusal(lambda: end_support(supported, old, D(day))) == expected


def test_no_support_goes_beyond_a_recorded_last_day(anna: Person, changes: Changes) -> None:
    left = enrolling.leave(anna, D("2023-12-31"), "other", TODAY).person

    late = add_support(left, support("2023-06-01", "2023-12-31"))

    assert changes(left, late) == {"support.1": "nystartsjobb 2023-06-01–2023-12-31"}
    assert refusal(lambda: add_support(left, support("2023-06-01", "2024-01-01"))) == (
        "The last day in the programme is 2023-12-31; the support from 2023-06-01 goes beyond it.",
        "Let it end by then.",
    )
    with pytest.raises(Refused, match="has no open enrolment"):
        add_support(left, support("2024-01-01", "2024-05-31"))
