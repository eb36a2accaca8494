"""What somebody who left is doing some months later."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.follow_up import FollowedUp, follow_up
from steg_cli.actions.leave import leave
from steg_cli.actions.results import Done
from steg_cli.programme import remedies
from steg_cli.programme.errors import Remedy
from steg_cli.programme.people import FollowUp
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


@pytest.mark.parametrize(
    ("on", "notes"),
    [
        ("2023-09-01", ["Six months after the last day is 2024-02-29: follow up once more then."]),
        ("2024-01-28", ["Six months after the last day is 2024-02-29: follow up once more then."]),
        ("2024-01-29", []),  # a month before it is the one that is due
        ("2025-01-01", []),
    ],
)
def test_a_follow_up_more_than_a_month_before_it_is_due_calls_for_another(
    do: Do, told: Told, anna: str, on: str, notes: list[str]
) -> None:
    done = do(follow_up, anna, D("2025-06-01"), status="employment", on=D(on))

    assert done == Done("follow-up", 8, FollowedUp("S-0001", LAST, D(on), "employment"), done.notes)
    assert told(done.notes) == notes


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


@pytest.mark.parametrize(
    ("on", "way"),
    [
        ("2023-08-31", remedies.A_FOLLOW_UP_AFTER_LEAVING),
        ("2024-01-10", remedies.ANOTHER_FOLLOW_UP_DAY),
        ("2024-01-16", remedies.A_FOLLOW_UP_THAT_HAS_COME),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_the_file_as_it_was(
    refuses: Refuses, do: Do, anna: str, on: str, way: Remedy
) -> None:
    do(follow_up, anna, TODAY, status="education", on=D("2024-01-10"))
    refuses(follow_up, anna, TODAY, status="other", on=D(on))
    assert refuses.error.remedy is way
