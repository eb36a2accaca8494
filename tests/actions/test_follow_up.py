"""What somebody who left is doing some months later."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.follow_up import FollowedUp, follow_up
from steg_cli.actions.leave import leave
from steg_cli.actions.results import Done
from steg_cli.programme.people import OUTCOMES, FollowUp, Outcome
from steg_cli.register.file import Register
from steg_cli.register.people import load_person

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import Do, EnrolSomebody, NumberOf, OnStep, Told

D = date.fromisoformat
TODAY = date(2024, 1, 15)
LAST = D("2023-08-31")


@pytest.fixture
def anna(on_step: OnStep, do: Do) -> str:
    """Anna, who left on LAST."""
    reference = on_step("praktik")
    do(leave, reference, TODAY, to="education", on=LAST)
    return reference


@pytest.mark.parametrize("status", OUTCOMES)
def test_the_state_is_recorded(register: Register, do: Do, anna: str, status: Outcome) -> None:
    done = do(follow_up, anna, D("2024-03-01"), status=status)

    result = FollowedUp("S-0001", LAST, D("2024-03-01"), status)
    assert done == Done("follow-up", 8, result)
    (enrolment,) = load_person(register, 1).enrolments
    assert enrolment.follow_ups == (FollowUp(1, D("2024-03-01"), status),)


@pytest.mark.parametrize(
    ("on", "notes"),
    [
        ("2023-09-01", ["Six months after the last day is 2024-02-29: follow up once more then."]),
        ("2024-02-28", ["Six months after the last day is 2024-02-29: follow up once more then."]),
        ("2024-02-29", []),
        ("2025-01-01", []),
    ],
)
def test_a_follow_up_before_six_months_calls_for_another(
    do: Do, told: Told, anna: str, on: str, notes: list[str]
) -> None:
    done = do(follow_up, anna, D("2025-06-01"), status="employment", on=D(on))

    assert done.result == FollowedUp("S-0001", LAST, D(on), "employment")
    assert told(done.notes) == notes


def test_nobody_is_followed_up_on_a_day_to_come(refuses: Refuses, anna: str) -> None:
    assert refuses(follow_up, anna, TODAY, status="other", on=D("2024-01-16")) == (
        "2024-01-16 is still to come: nobody knows yet what Anna Andersson (S-0001) does then.",
        "Leave out --on, or give the day of the follow-up.",
    )


@pytest.mark.parametrize("on", ["2023-06-01", "2023-08-30", "2023-08-31"])
def test_nobody_is_followed_up_before_having_left(refuses: Refuses, anna: str, on: str) -> None:
    assert refuses(follow_up, anna, TODAY, status="other", on=D(on)) == (
        f"The last day of Anna Andersson (S-0001) is 2023-08-31; {on} is too early to follow up.",
        "Give a later day with --on; half a year after is usual.",
    )


def test_nobody_is_followed_up_ahead_of_time(refuses: Refuses, anna: str) -> None:
    assert refuses(follow_up, anna, TODAY, status="other", on=D("2024-01-16")) == (
        "2024-01-16 is still to come: nobody knows yet what Anna Andersson (S-0001) does then.",
        "Leave out --on, or give the day of the follow-up.",
    )


def test_who_is_still_there_is_not_followed_up(refuses: Refuses, on_step: OnStep) -> None:
    on_step("praktik")

    assert refuses(follow_up, "S-0001", TODAY, status="other") == (
        "Anna Andersson (S-0001) has not left, so there is nothing to follow up.",
        "Record the last day first: steg leave S-0001 --to …",
    )


def test_a_day_is_followed_up_once(register: Register, do: Do, refuses: Refuses, anna: str) -> None:
    do(follow_up, anna, TODAY, status="education", on=D("2024-01-10"))

    assert refuses(follow_up, anna, TODAY, status="other", on=D("2024-01-10")) == (
        "Anna Andersson (S-0001) was followed up on 2024-01-10 already.",
        "Give another day with --on, or take that one back with steg undo.",
    )
    do(follow_up, anna, TODAY, status="employment", on=D("2024-01-11"))
    assert load_person(register, 1).enrolments[0].follow_ups == (
        FollowUp(1, D("2024-01-10"), "education"),
        FollowUp(2, D("2024-01-11"), "employment"),
    )


def test_the_latest_enrolment_that_ended_is_followed_up(
    register: Register, do: Do, enrol_somebody: EnrolSomebody, number_of: NumberOf
) -> None:
    number = number_of("19900101")
    enrol_somebody(number=number, on=D("2021-03-01"))
    do(leave, "S-0001", TODAY, to="other", on=D("2021-09-30"))
    enrol_somebody(number=number, on=D("2022-03-01"))
    earlier = do(follow_up, "S-0001", TODAY, status="education")
    assert earlier.result == FollowedUp("S-0001", D("2021-09-30"), TODAY, "education")
    do(leave, "S-0001", TODAY, to="other", on=D("2022-09-30"))

    done = do(follow_up, "S-0001", TODAY, status="other")

    assert done.result == FollowedUp("S-0001", D("2022-09-30"), TODAY, "other")
    first, second = load_person(register, 1).enrolments
    assert first.follow_ups == (FollowUp(1, TODAY, "education"),)
    assert second.follow_ups == (FollowUp(2, TODAY, "other"),)
