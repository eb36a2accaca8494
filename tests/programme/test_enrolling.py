"""Into the programme and out of it: what a move changes, what it tells, and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.programme import enrolling, placing
from steg_cli.programme.errors import Refused
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import Person
from steg_cli.programme.workplace import Workplace
from tests.programme.answers import refusal, told

if TYPE_CHECKING:
    from tests.programme.conftest import Changes, Climbed

D = date.fromisoformat
TODAY = D("2024-01-15")

Workplaces = dict[str, Workplace]


def enrol(person: Person, day: str) -> Person:
    new = replace(person.enrolments[0], id=0, first_day=D(day), last_day=None, left_to=None)
    new = replace(new, placements=(), follow_ups=())
    return enrolling.enrol(person, new, DEFAULT_LADDER.steps[0])


def test_an_enrolment_opens_on_the_first_step_after_the_last_one(
    anna: Person, changes: Changes
) -> None:
    nobody = replace(anna, enrolments=())
    new = replace(anna.enrolments[0], stays=(), placements=())
    first = enrolling.enrol(nobody, new, DEFAULT_LADDER.steps[0])
    assert changes(nobody, first) == {
        "enrolment.1": "2023-01-01–",
        "stay.1": "kartlaggning 2023-01-01–",
    }

    left = enrolling.leave(anna, D("2024-01-14"), "other", TODAY).person
    assert changes(left, enrol(left, "2024-01-15")) == {
        "enrolment.2": "2024-01-15–",
        "stay.7": "kartlaggning 2024-01-15–",
    }
    assert refusal(lambda: enrol(left, "2024-01-14")) == (
        "Anna (S-0001) was enrolled until 2024-01-14; a new enrolment begins after that, "
        "not on 2024-01-14.",
        "Give a later day, such as the next one: --on 2024-01-15.",
    )


def test_a_first_step_with_a_limit_is_planned_for_its_least(anna: Person, changes: Changes) -> None:
    """As on another municipality's ladder."""
    left = enrolling.leave(anna, D("2024-01-14"), "other", TODAY).person
    new = replace(anna.enrolments[0], id=0, first_day=TODAY, last_day=None, placements=())
    after = enrolling.enrol(left, new, DEFAULT_LADDER.step("serviceassistent"))
    assert changes(left, after) == {
        "enrolment.2": "2024-01-15–",
        "stay.7": "serviceassistent 2024-01-15– planned 2025-01-14 BEA",
    }


def test_a_first_step_with_a_limit_counts_the_months_before(anna: Person, changes: Changes) -> None:
    """Anna was serviceassistent from 2023-06-01 until she left; see `anna`."""
    first = DEFAULT_LADDER.step("serviceassistent")
    for last, day, planned in (
        ("2024-01-14", "2024-01-15", "2025-01-14"),
        ("2024-11-30", "2025-01-01", "2025-06-30"),
    ):
        left = enrolling.leave(anna, D(last), "other", TODAY).person
        new = replace(anna.enrolments[0], id=0, first_day=D(day), last_day=None, placements=())
        assert changes(left, enrolling.enrol(left, new, first)) == {
            "enrolment.2": f"{day}–",
            "stay.7": f"serviceassistent {day}– planned {planned} BEA",
        }
    left = enrolling.leave(anna, D("2025-05-31"), "other", TODAY).person
    new = replace(anna.enrolments[0], id=0, first_day=D("2025-06-01"), placements=())
    assert refusal(lambda: enrolling.enrol(left, new, first))[0] == (
        "No period can begin on 2025-06-01: 24 months are used already, of 24 in all."
    )
    excepted = replace(new, exception="why", last_day=None)
    assert changes(left, enrolling.enrol(left, excepted, first)) == {
        "enrolment.2": "2025-06-01–",
        "stay.7": "serviceassistent 2025-06-01– planned 2026-05-31 BEA !why",
    }


def test_nobody_is_enrolled_twice_at_once(anna: Person) -> None:
    assert refusal(lambda: enrol(anna, "2024-01-15")) == (
        "Anna (S-0001) is already enrolled, in STEG from 2023-01-01.",
        "steg show S-0001 shows the way so far.",
    )


@pytest.mark.parametrize(
    ("last", "placements", "notes"),
    [
        ("2023-06-01", {1: "Solgården 2023-06-01–2023-06-01 75 %", 2: None, 3: None}, [2, 3]),
        ("2023-09-30", {2: None, 3: None}, [2, 3]),
        ("2023-10-01", {2: "Björkskolan 2023-10-01–2023-10-01 50 % Maria", 3: None}, [3]),
        ("2024-07-31", {3: None}, [3]),
        ("2024-12-31", {3: "Solgården 2024-09-01–2024-12-31 50 %"}, []),
    ],
)
def test_leaving_ends_what_is_open_and_cuts_or_drops_placements(
    anna: Person,
    workplaces: Workplaces,
    changes: Changes,
    last: str,
    placements: dict[int, str | None],
    notes: list[int],
) -> None:
    ended = anna.with_(anna.placements[1], replace(anna.placements[1], last_day=D("2024-07-31")))
    person = placing.place(ended, workplaces["Solgården"], D("2024-09-01"), percent=50).person

    moved = enrolling.leave(person, D(last), "education", TODAY, qualification=bool(notes))

    assert changes(person, moved) == {
        "enrolment.1": f"2023-01-01–{last} education{' qualified' if notes else ''}",
        # The period ends early; its plan is not rewritten.
        "stay.6": f"serviceassistent 2023-06-01–{last} closed 2024-01-15 planned 2024-11-30 BEA",
        **{f"placement.{number}": line for number, line in placements.items()},
    }
    planned = {2: "Björkskolan from 2023-10-01", 3: "Solgården from 2024-09-01"}
    assert told(moved) == [
        f"The placement at {planned[number]} was taken away." for number in notes
    ]


UNCOMPLETED = "The training was not completed. If it was: steg amend S-0001 stay.5.completed yes"


@pytest.mark.parametrize(
    ("recorded", "completed", "line", "notes"),
    [
        ({}, False, "not completed", [UNCOMPLETED]),
        ({}, True, "completed", []),
        ({"completed": True}, False, "completed", []),
        (
            {"completed": True, "certificate_day": D("2024-01-10")},
            False,
            "completed certificate 2024-01-10",
            [],
        ),
        ({"completed": False}, True, "completed", []),
    ],
)
def test_whether_training_was_completed_is_said_when_somebody_leaves_from_it(
    climbed: Climbed,
    changes: Changes,
    recorded: dict[str, Any],
    completed: bool,
    line: str,
    notes: list[str],
) -> None:
    person = climbed("utbildningspraktik")
    person = person.with_(person.stays[-1], replace(person.stays[-1], **recorded))
    moved = enrolling.leave(person, TODAY, "employment", TODAY, completed=completed)
    assert changes(person, moved) == {
        "enrolment.1": "2023-02-01–2024-01-15 employment",
        "stay.5": f"utbildningspraktik 2023-06-01–2024-01-15 closed 2024-01-15 {line}",
    }
    assert told(moved) == notes


def test_only_training_is_completed_by_leaving(climbed: Climbed) -> None:
    person = climbed("praktik")
    assert refusal(lambda: enrolling.leave(person, TODAY, "other", TODAY, completed=True)) == (
        "praktik is no training, so there is nothing to complete.",
        "Leave out --certificate, --completed and --not-completed.",
    )


def test_nobody_leaves_before_the_step_began_or_twice(anna: Person) -> None:
    assert refusal(lambda: enrolling.leave(anna, D("2023-05-31"), "other", TODAY)) == (
        "Anna (S-0001) is on serviceassistent from 2023-06-01; the last day cannot be 2023-05-31.",
        'Give a later day with --on, or take that step away first: steg amend S-0001 stay.6 ""',
    )
    left = enrolling.leave(anna, D("2024-03-31"), "other", TODAY).person
    with pytest.raises(Refused, match="has no open enrolment: the last one ends on 2024-03-31"):
        enrolling.leave(left, TODAY, "other", TODAY)


def test_the_latest_enrolment_that_ended_by_then_is_followed_up(
    anna: Person, changes: Changes
) -> None:
    left = enrolling.leave(anna, D("2023-08-31"), "other", TODAY).person
    assert changes(left, enrolling.follow_up(left, D("2023-09-01"), "education", TODAY)) == {
        "follow-up.1": "2023-09-01 education"
    }
    back = enrol(left, "2023-09-03")
    again = enrolling.follow_up(back, D("2023-09-02"), "other", TODAY)
    assert len(again.enrolments[0].follow_ups) == 1
    twice = enrolling.leave(back, D("2023-10-01"), "other", TODAY).person
    for day, number in (("2023-09-02", 0), ("2023-10-01", 0), ("2023-10-02", 1)):
        after = enrolling.follow_up(twice, D(day), "other", TODAY)
        assert [len(one.follow_ups) for one in after.enrolments] == [1 - number, number]


@pytest.mark.parametrize(
    ("day", "sentence", "hint"),
    [
        (
            "2024-01-16",
            "2024-01-16 is still to come: nobody knows yet what Anna (S-0001) does then.",
            "Leave out --on, or give the day of the follow-up.",
        ),
        (
            "2023-08-31",
            "The last day of Anna (S-0001) is 2023-08-31; 2023-08-31 is too early to follow up.",
            "Give a later day with --on; half a year after is usual.",
        ),
        (
            "2024-01-10",
            "Anna (S-0001) was followed up on 2024-01-10 already.",
            "Give another day with --on, or take that one away first: "
            'steg amend S-0001 follow-up.1 ""',
        ),
    ],
)
def test_a_follow_up_has_a_day_of_its_own_after_leaving(
    anna: Person, day: str, sentence: str, hint: str
) -> None:
    left = enrolling.leave(anna, D("2023-08-31"), "other", TODAY).person
    followed = enrolling.follow_up(left, D("2024-01-10"), "other", TODAY)
    assert refusal(lambda: enrolling.follow_up(followed, D(day), "other", TODAY)) == (
        sentence,
        hint,
    )
    enrolling.follow_up(followed, TODAY, "other", TODAY)


def test_who_is_still_there_is_not_followed_up(anna: Person) -> None:
    assert refusal(lambda: enrolling.follow_up(anna, TODAY, "other", TODAY)) == (
        "Anna (S-0001) has not left, so there is nothing to follow up.",
        "Record the last day first: steg leave S-0001",
    )
