"""Days of the administrator's own: added, done once, and short."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.programme import enrolling
from steg_cli.programme.deadlines import add_deadline, finish_deadline
from steg_cli.programme.errors import Refused
from steg_cli.programme.people import Person

if TYPE_CHECKING:
    from tests.programme.conftest import Changes

D = date.fromisoformat
TODAY = D("2024-01-15")


def refusal(move: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        move()
    return str(caught.value), caught.value.hint.format(**caught.value.values)


@pytest.fixture
def waiting(anna: Person) -> Person:
    """Anna, with a later deadline that was added first."""
    first = add_deadline(anna, "work permit", D("2024-06-01"), 2, TODAY).person
    return add_deadline(first, "a conversation", D("2024-02-01"), 1, TODAY).person


def test_deadlines_are_numbered_as_they_were_added(
    anna: Person, waiting: Person, changes: Changes
) -> None:
    assert changes(anna, waiting) == {
        "deadline.1": "2024-06-01 lead 2 work permit",
        "deadline.2": "2024-02-01 lead 1 a conversation",
    }


@pytest.mark.parametrize(
    ("text", "kept"),
    [("  a   conversation ", "a conversation"), ("x" * 60, "x" * 60), ("ö", "ö")],
)
def test_a_text_is_kept_cleaned(anna: Person, text: str, kept: str) -> None:
    assert add_deadline(anna, text, TODAY, 0, TODAY).person.deadlines[0].text == kept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x" * 61, ("The deadline is 61 letters long; at most 60 are kept.", "Shorten it.")),
        ("", ("deadline: the text is missing.", "Write at least one letter.")),
        ("  ", ("deadline: the text is missing.", "Write at least one letter.")),
        (
            "a\nb",
            (
                "The deadline a\nb holds a character that cannot be shown (U+000A).",
                "Type it again without line breaks and control characters.",
            ),
        ),
    ],
)
def test_a_text_is_neither_empty_nor_long(
    anna: Person, text: str, expected: tuple[str, str]
) -> None:
    assert refusal(lambda: add_deadline(anna, text, TODAY, 1, TODAY)) == expected


def test_a_day_that_has_passed_is_noted(anna: Person) -> None:
    notes = [
        add_deadline(anna, "x", D(day), 1, TODAY).notes for day in ("2024-01-14", "2024-01-15")
    ]

    assert [[str(one) for one in some] for some in notes] == [
        ["2024-01-14 has passed already. Is the day right?"],
        [],
    ]


def test_a_deadline_is_done_once(waiting: Person, changes: Changes) -> None:
    done = finish_deadline(waiting, waiting.deadlines[1], D("2024-01-10"), TODAY)

    assert changes(waiting, done) == {
        "deadline.2": "2024-02-01 lead 1 a conversation done 2024-01-10"
    }
    assert refusal(lambda: finish_deadline(done, done.deadlines[1], TODAY, TODAY)) == (
        "Deadline 2 of Anna (S-0001) was done on 2024-01-10 already.",
        "steg deadline list S-0001 shows what there is.",
    )


def test_nothing_is_done_on_a_day_to_come(waiting: Person) -> None:
    tomorrow = D("2024-01-16")
    assert refusal(lambda: finish_deadline(waiting, waiting.deadlines[0], tomorrow, TODAY)) == (
        "2024-01-16 is still to come: nothing has been done then.",
        "Leave out --on, or give the day on which it was done.",
    )


def test_who_left_gets_no_new_deadline_but_finishes_the_old(
    waiting: Person, changes: Changes
) -> None:
    left = enrolling.leave(waiting, D("2024-01-14"), "other", TODAY).person

    done = finish_deadline(left, left.deadlines[0], TODAY, TODAY)

    assert changes(left, done) == {"deadline.1": "2024-06-01 lead 2 work permit done 2024-01-15"}
    with pytest.raises(Refused, match="has no open enrolment"):
        add_deadline(left, "x", TODAY, 1, TODAY)


@pytest.mark.parametrize("last", ["2024-01-15", "2024-03-31"])
def test_who_has_a_last_day_to_come_gets_a_deadline(
    waiting: Person, changes: Changes, last: str
) -> None:
    leaving = enrolling.leave(waiting, D(last), "other", TODAY).person
    assert changes(leaving, add_deadline(leaving, "keys", D("2024-01-31"), 1, TODAY).person) == {
        "deadline.3": "2024-01-31 lead 1 keys"
    }
