"""Errors as values: what they say, what they advise, and how the command exits."""

from __future__ import annotations

from datetime import date

import pytest

from steg_cli.programme.errors import (
    N_,
    Ambiguous,
    Malformed,
    NotDelivered,
    Note,
    NotFound,
    Refused,
    Several,
    StegError,
    note,
)


@pytest.mark.parametrize(
    ("kind", "exit_code"),
    [
        (StegError, 1),
        (Refused, 1),
        (NotFound, 1),
        (Ambiguous, 1),
        (Malformed, 2),
        (Several, 1),
        (NotDelivered, 4),
    ],
)
def test_each_kind_of_error_has_its_exit_code(kind: type[StegError], exit_code: int) -> None:
    assert issubclass(kind, StegError)
    assert kind.exit_code == exit_code


def test_an_error_fills_its_sentence_and_its_hint_from_the_same_values() -> None:
    error = Refused("{who} is on {step}.", "Try {other}.", who="A.", step="praktik", other="steg")
    assert str(error) == "A. is on praktik."
    assert error.hint.format(**error.values) == "Try steg."
    assert error.message == "{who} is on {step}."
    assert error.values == {"who": "A.", "step": "praktik", "other": "steg"}


def test_an_error_without_a_hint_gives_no_advice() -> None:
    error = NotFound("Nobody is called {who}.", who="A.")
    assert (str(error), error.hint.format(**error.values)) == ("Nobody is called A..", "")


@pytest.mark.parametrize("typed", ["{", "}", "{who}", "{0}", "{who.__class__}", "100 %s"])
def test_what_a_person_typed_is_never_taken_for_a_place_in_the_sentence(typed: str) -> None:
    assert str(Malformed("{text} is no day.", text=typed)) == f"{typed} is no day."


def test_a_day_in_a_sentence_is_written_with_year_month_and_day() -> None:
    assert str(Refused("It ends on {last}.", last=date(2024, 2, 29))) == "It ends on 2024-02-29."


def test_several_errors_are_kept_one_by_one_in_their_order() -> None:
    first, second = Refused("One."), NotFound("Two.")
    error = Several("{count} were refused.", (first, second), count=2)
    assert error.errors == (first, second)
    assert (str(error), error.hint.format(**error.values)) == ("2 were refused.", "")


@pytest.mark.parametrize(
    ("flags", "may_have_arrived", "concerns_all"),
    [
        ({}, False, False),
        ({"may_have_arrived": True}, True, False),
        ({"concerns_all": True}, False, True),
        ({"may_have_arrived": True, "concerns_all": True}, True, True),
    ],
)
def test_a_mail_that_was_not_delivered_says_what_is_known_of_it_besides_its_sentence(
    flags: dict[str, bool], may_have_arrived: bool, concerns_all: bool
) -> None:
    error = NotDelivered(
        "{server} broke off: {detail}.", "Mend {server}.", server="smtp", detail="{0} EOF", **flags
    )
    assert (error.may_have_arrived, error.concerns_all) == (may_have_arrived, concerns_all)
    assert (str(error), error.hint.format(**error.values)) == (
        "smtp broke off: {0} EOF.",
        "Mend smtp.",
    )
    assert error.values == {"server": "smtp", "detail": "{0} EOF"}


def test_a_note_holds_its_sentence_and_its_values() -> None:
    assert note("{workplace} is full.", workplace="A") == Note(
        "{workplace} is full.", {"workplace": "A"}
    )


def test_marking_a_sentence_for_translation_leaves_it_as_it_is() -> None:
    assert N_("Gör {så}.") == "Gör {så}."
