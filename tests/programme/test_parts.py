"""Pauses, supports and deadlines in the whole of a person: rules, leaving, and corrections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.programme import enrolling
from steg_cli.programme.checks import check_person
from steg_cli.programme.corrections import correct_day, reopen, take_away
from steg_cli.programme.errors import NotFound, Refused
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.parts import numbered
from steg_cli.programme.people import Deadline, Enrolment, Pause, Person, Support
from tests.programme.answers import told

if TYPE_CHECKING:
    from tests.programme.conftest import Changes

D = date.fromisoformat
TODAY = D("2024-01-15")

PAUSE = Pause(1, D("2023-03-01"), D("2023-03-31"))
NYSTART = Support(1, "nystartsjobb", D("2023-06-01"), D("2024-05-31"))
PERMIT = Deadline(1, "work permit", D("2024-06-01"))


@pytest.fixture
def whole(anna: Person) -> Person:
    """Anna on an open pause, with two supports, of which one is yet to begin, and two deadlines."""
    return with_parts(
        anna,
        pauses=(PAUSE, Pause(2, D("2024-01-10"), paid=False)),
        supports=(NYSTART, Support(2, "lonebidrag", D("2024-06-01"), D("2024-11-30"))),
        deadlines=(replace(PERMIT, done_on=TODAY), replace(PERMIT, id=2, day=D("2024-06-02"))),
    )


def with_parts(person: Person, **parts: tuple[object, ...]) -> Person:
    (enrolment,) = person.enrolments
    changed: Enrolment = replace(enrolment, **parts)  # type: ignore[arg-type]
    return person.with_(enrolment, changed)


def test_a_whole_person_is_right(whole: Person) -> None:
    assert check_person(whole, DEFAULT_LADDER) == ()


BEYOND = "The last day in the programme is 2024-01-31; the {} goes beyond it."


@pytest.mark.parametrize(
    ("parts", "field", "sentence"),
    [
        (
            {"pauses": (PAUSE, Pause(2, D("2023-03-31"), D("2023-04-30")))},
            "first_day",
            "There is a pause already from 2023-03-01 to 2023-03-31; the days would overlap.",
        ),
        (
            {"pauses": (Pause(1, D("2023-03-01")), Pause(2, D("2023-05-01")))},
            "first_day",
            "There is a pause from 2023-03-01 that has not ended; the days would overlap.",
        ),
        (
            {"pauses": (replace(PAUSE, last_day=D("2023-02-28")),)},
            "last_day",
            "A pause from 2023-03-01 cannot end on 2023-02-28.",
        ),
        (
            {"pauses": (replace(PAUSE, first_day=D("2022-12-31")),)},
            "first_day",
            "The enrolment began on 2023-01-01; a pause cannot begin on 2022-12-31.",
        ),
        (
            {"supports": (NYSTART, replace(NYSTART, id=2))},
            "first_day",
            "There is a support already from 2023-06-01 to 2024-05-31; the days would overlap.",
        ),
        (
            {"deadlines": (replace(PERMIT, text="x" * 61),)},
            "text",
            "The deadline is 61 letters long; at most 60 are kept.",
        ),
        (
            {"deadlines": (replace(PERMIT, text=" "),)},
            "text",
            "deadline: the text is missing.",
        ),
    ],
)
def test_the_check_of_the_whole_person_asks_these_rules_too(
    anna: Person, parts: dict[str, tuple[object, ...]], field: str, sentence: str
) -> None:
    (problem,) = check_person(with_parts(anna, **parts), DEFAULT_LADDER)

    (kind,) = parts
    assert problem.thing is getattr(with_parts(anna, **parts).enrolments[0], kind)[-1]
    assert (problem.field, str(problem.error)) == (field, sentence)


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"pauses": (Pause(1, D("2024-01-10")),)}, "pause from 2024-01-10"),
        ({"pauses": (Pause(1, D("2024-01-10"), D("2024-02-01")),)}, "pause from 2024-01-10"),
        ({"supports": (NYSTART,)}, "support from 2023-06-01"),
    ],
)
def test_nothing_goes_beyond_a_recorded_last_day(
    anna: Person, parts: dict[str, tuple[object, ...]], what: str
) -> None:
    left = enrolling.leave(anna, D("2024-01-31"), "other", TODAY).person

    (problem,) = check_person(with_parts(left, **parts), DEFAULT_LADDER)

    assert (problem.field, str(problem.error)) == ("last_day", BEYOND.format(what))


# Leaving, and taking it back


OPEN = "The deadline of 2024-06-02 is still open. When it is done: steg deadline done S-0001 2"


@pytest.mark.parametrize(
    ("last", "changed", "notes"),
    [
        (
            "2024-02-29",
            {
                "pause.2": "2024-01-10–2024-02-29 unpaid",
                "support.1": "nystartsjobb 2023-06-01–2024-02-29",
                "support.2": None,
            },
            [
                "The support until 2024-05-31 ends on the last day, 2024-02-29.",
                "The support planned from 2024-06-01 was taken away.",
                OPEN,
            ],
        ),
        (
            "2024-01-09",
            {
                "pause.2": None,
                "support.1": "nystartsjobb 2023-06-01–2024-01-09",
                "support.2": None,
            },
            [
                "The pause planned from 2024-01-10 was taken away.",
                "The support until 2024-05-31 ends on the last day, 2024-01-09.",
                "The support planned from 2024-06-01 was taken away.",
                OPEN,
            ],
        ),
        ("2024-11-30", {"pause.2": "2024-01-10–2024-11-30 unpaid"}, [OPEN]),
    ],
)
def test_leaving_ends_pauses_and_supports_and_leaves_deadlines_open(
    whole: Person,
    changes: Changes,
    last: str,
    changed: dict[str, str | None],
    notes: list[str],
) -> None:
    moved = enrolling.leave(whole, D(last), "other", TODAY)

    parts = {
        key: line
        for key, line in changes(whole, moved).items()
        if key.startswith(("pause", "support", "deadline"))
    }
    assert parts == changed
    assert told(moved) == notes
    assert check_person(moved.person, DEFAULT_LADDER) == ()


def test_a_leave_that_is_taken_back_opens_the_pause_and_asks_about_the_support(
    whole: Person, changes: Changes
) -> None:
    left = enrolling.leave(whole, D("2024-02-29"), "other", TODAY).person

    back = reopen(left, left.enrolments[0])

    assert changes(whole, back) == {
        "support.1": "nystartsjobb 2023-06-01–2024-02-29",
        "support.2": None,
    }
    assert told(back) == [
        "The pause from 2024-01-10 is open again.",
        "A support ends on 2024-02-29. If the leave cut it: steg support edit S-0001 1 --until DAY",
    ]
    assert check_person(back.person, DEFAULT_LADDER) == ()


def test_what_ended_before_the_leave_stays_ended(anna: Person, changes: Changes) -> None:
    person = with_parts(anna, pauses=(PAUSE,), supports=(replace(NYSTART, last_day=TODAY),))
    left = enrolling.leave(person, D("2024-02-29"), "other", TODAY).person

    back = reopen(left, left.enrolments[0])

    assert (changes(person, back), back.notes) == ({}, ())


@pytest.mark.parametrize(
    ("new", "changed"),
    [
        (
            "2024-02-15",
            {
                "pause.2": "2024-01-10–2024-02-15 unpaid",
                "support.1": "nystartsjobb 2023-06-01–2024-02-15",
            },
        ),
        # A decision does not become longer than it was.
        ("2024-03-31", {"pause.2": "2024-01-10–2024-03-31 unpaid"}),
    ],
)
def test_a_corrected_last_day_takes_along_what_ended_with_it(
    whole: Person, changes: Changes, new: str, changed: dict[str, str]
) -> None:
    left = enrolling.leave(whole, D("2024-02-29"), "other", TODAY).person

    moved = correct_day(left, left.enrolments[0], "last_day", D(new))

    found = changes(left, moved)
    assert {key: found[key] for key in found if key.startswith(("pause", "support"))} == changed
    assert [one for one in told(moved) if one.startswith(("pause", "support"))] == [
        f"{key}.last-day moved along, from 2024-02-29 to {new}." for key in changed
    ]
    assert check_person(moved.person, DEFAULT_LADDER) == ()


def test_the_last_step_s_end_is_the_enrolment_s(whole: Person, changes: Changes) -> None:
    left = enrolling.leave(whole, D("2024-02-29"), "other", TODAY).person

    moved = correct_day(left, left.stays[-1], "last_day", D("2024-02-15"))

    assert changes(left, moved)["pause.2"] == "2024-01-10–2024-02-15 unpaid"


def test_a_last_day_is_not_corrected_to_before_a_pause(whole: Person) -> None:
    left = enrolling.leave(whole, D("2024-02-29"), "other", TODAY).person

    with pytest.raises(Refused, match="It would end on 2024-01-09, before its first day"):
        correct_day(left, left.enrolments[0], "last_day", D("2024-01-09"))


@pytest.mark.parametrize("kind", ["pauses", "supports"])
def test_a_part_recorded_by_mistake_is_taken_away(whole: Person, kind: str) -> None:
    first, second = getattr(whole, kind)

    assert getattr(take_away(whole, first), kind) == (second,)


# Numbers


def by_number(person: Person, number: int) -> Deadline:
    return numbered(person.deadlines, number, "deadline")


@pytest.mark.parametrize("number", [0, 3, -1])
def test_an_unknown_number_is_not_found(whole: Person, number: int) -> None:
    assert by_number(whole, 2) is whole.deadlines[1]
    find: Callable[[], Deadline] = lambda: by_number(whole, number)  # noqa: E731
    with pytest.raises(NotFound) as caught:
        find()
    assert str(caught.value) == f"There is no number {number} (deadline); the last is 2."
