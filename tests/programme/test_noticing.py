"""Notice of a period's end: given of one planned last day, and needed again when the plan moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.programme import enrolling, moves
from steg_cli.programme.checks import check_person
from steg_cli.programme.corrections import correct_plan
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.noticing import (
    correct_notice,
    give_notice,
    has_notice,
    outdated,
    with_their_days,
)
from steg_cli.programme.people import Person, Stay
from tests.programme.answers import refusal

if TYPE_CHECKING:
    from tests.programme.conftest import Climbed

D = date.fromisoformat
TODAY = D("2024-05-10")
FIRST, PLAN = "2023-06-01", "2024-05-31"  # of the period; notice helps by 2024-04-30


def day(text: str | None) -> date | None:
    return None if text is None else D(text)


def told(person: Person, *notice: str | None) -> Person:
    """Return the person with the last day, the day and the union's day of a notice as recorded."""
    stay = person.stays[-1]
    names = ("notice_of", "notice_given", "union_notified")
    days: dict[str, Any] = dict(zip(names, map(day, notice), strict=True))
    return person.with_(stay, replace(stay, **days))


def notice_of(stay: Stay) -> tuple[str | None, ...]:
    days = (stay.notice_of, stay.notice_given, stay.union_notified)
    return tuple(None if one is None else str(one) for one in days)


NONE = (None, None, None)


@pytest.mark.parametrize(
    ("recorded", "given", "union", "after", "notes"),
    [
        (NONE, "2024-04-30", "2024-04-29", (PLAN, "2024-04-30", "2024-04-29"), []),
        (NONE, "2024-04-30", None, (PLAN, "2024-04-30", None), []),
        (NONE, FIRST, None, (PLAN, FIRST, None), []),
        (
            NONE,
            "2024-05-10",
            None,
            (PLAN, "2024-05-10", None),
            ["Notice helps by 2024-04-30; this one came later. HR decides what follows."],
        ),
        # The union is told of what is recorded, and what is left out stays.
        ((PLAN, "2024-04-30", None), None, "2024-05-02", (PLAN, "2024-04-30", "2024-05-02"), []),
        (
            (PLAN, "2024-04-30", "2024-04-29"),
            "2024-04-15",
            "2024-04-16",
            (PLAN, "2024-04-15", "2024-04-16"),
            [
                "It was recorded as given on 2024-04-30.",
                "The union was recorded as told on 2024-04-29.",
            ],
        ),
        (
            (PLAN, "2024-04-30", "2024-04-29"),
            "2024-04-15",
            None,
            (PLAN, "2024-04-15", "2024-04-29"),
            ["It was recorded as given on 2024-04-30."],
        ),
        # Of another last day: nothing of it is left.
        (
            ("2024-02-29", "2024-01-15", "2024-01-15"),
            "2024-04-15",
            None,
            (PLAN, "2024-04-15", None),
            [],
        ),
    ],
)
def test_notice_is_given_of_the_planned_last_day(
    climbed: Climbed,
    recorded: tuple[str | None, ...],
    given: str | None,
    union: str | None,
    after: tuple[str | None, ...],
    notes: list[str],
) -> None:
    anna = told(climbed("serviceassistent"), *recorded)
    moved = give_notice(anna, day(given), day(union), TODAY, {})

    assert notice_of(moved.person.stays[-1]) == after
    assert has_notice(moved.person.stays[-1])
    assert list(map(str, moved.notes)) == notes
    assert moved.person.stays[:-1] == anna.stays[:-1]
    assert check_person(moved.person, DEFAULT_LADDER) == ()


def test_no_notice_is_late_where_hr_has_decided_that_none_is_needed(climbed: Climbed) -> None:
    anna = climbed("serviceassistent")
    assert give_notice(anna, TODAY, None, TODAY, {"BEA": "none"}).notes == ()


NOT_YET = "Give the day on which it was done."
OUTSIDE = [
    ("2023-05-31", None, "The period began on 2023-06-01; notice of its end cannot be from {}."),
    ("2024-05-11", None, "Notice of a period's end cannot be from {}, which is still to come."),
    (FIRST, "2023-05-31", "The period began on 2023-06-01; notice of its end cannot be from {}."),
    (FIRST, "2024-05-11", "Notice of a period's end cannot be from {}, which is still to come."),
]


@pytest.mark.parametrize(("given", "union", "sentence"), OUTSIDE)
def test_notice_lies_within_the_period_and_has_been(
    climbed: Climbed, given: str, union: str | None, sentence: str
) -> None:
    anna = climbed("serviceassistent")
    assert refusal(lambda: give_notice(anna, D(given), day(union), TODAY, {})) == (
        sentence.format(union or given),
        NOT_YET,
    )


def test_notice_is_of_an_employment_with_a_planned_last_day_alone(climbed: Climbed) -> None:
    def given(person: Person) -> Callable[[], object]:
        return lambda: give_notice(person, TODAY, None, TODAY, {})

    on_her_own = climbed("enhetsassistent", at="Solgården")
    assert refusal(given(on_her_own)) == (
        "Anna (S-0001) is on enhetsassistent, and no last day is planned that notice could be "
        "given of.",
        "Plan one: steg amend S-0001 stay.7.planned-last-day DAY",
    )
    placed = climbed("praktik")
    planned = placed.with_(placed.stays[-1], replace(placed.stays[-1], planned_last_day=D(PLAN)))
    assert refusal(given(planned)) == (
        "praktik is no employment, so no notice is given of its end.",
        "Notice is of a step that somebody pays a wage for.",
    )
    anna = climbed("serviceassistent")
    assert refusal(lambda: give_notice(anna, None, TODAY, TODAY, {})) == (
        "No notice is recorded of 2024-05-31, so the union cannot have been told of it.",
        "Say when notice was given too: steg notice S-0001 --given DAY",
    )
    left = enrolling.leave(anna, TODAY, "employment", TODAY).person
    assert refusal(given(left))[0] == (
        "Anna (S-0001) has no open enrolment: the last one ends on 2024-05-10."
    )


@pytest.mark.parametrize(
    ("recorded", "sentences"),
    [
        (NONE, []),
        ((PLAN, "2024-04-30", "2024-04-29"), []),
        (("2024-02-29", "2024-01-15", None), []),  # of an earlier plan
        (
            (None, "2024-04-30", None),
            ["No last day is planned that notice could have been given of on 2024-04-30."],
        ),
        (
            (PLAN, None, None),
            [
                "There is no day on which notice was given, so nothing else of it can be recorded.",
            ],
        ),
        (
            (None, None, "2024-04-30"),
            [
                "There is no day on which notice was given, so nothing else of it can be recorded.",
            ],
        ),
        (
            ("2023-05-31", "2024-04-30", None),
            ["The period began on 2023-06-01; notice cannot be of 2023-05-31."],
        ),
        (
            (PLAN, "2023-05-31", None),
            ["The period began on 2023-06-01; notice of its end cannot be from 2023-05-31."],
        ),
        (
            (PLAN, "2024-04-30", "2023-05-31"),
            ["The period began on 2023-06-01; notice of its end cannot be from 2023-05-31."],
        ),
    ],
)
def test_what_a_list_says_of_a_notice_goes_together(
    climbed: Climbed, recorded: tuple[str | None, ...], sentences: list[str]
) -> None:
    anna = told(climbed("serviceassistent"), *recorded)
    found = check_person(anna, DEFAULT_LADDER)
    assert [str(one.error) for one in found] == sentences
    assert {(one.thing, one.field) for one in found} <= {(anna.stays[-1], "notice_given")}


def test_a_step_without_a_wage_has_no_notice(climbed: Climbed) -> None:
    anna = told(climbed("praktik"), PLAN, FIRST, None)
    assert [str(one.error) for one in check_person(anna, DEFAULT_LADDER)] == [
        "praktik is no employment, so no notice is given of its end."
    ]


def test_a_notice_without_its_last_day_is_of_the_present_plan(climbed: Climbed) -> None:
    anna = climbed("serviceassistent")
    assert with_their_days(anna) is anna
    for recorded, after in (
        ((None, "2024-04-30", None), (PLAN, "2024-04-30", None)),
        (("2024-02-29", "2024-01-15", None), ("2024-02-29", "2024-01-15", None)),
        ((None, None, FIRST), (None, None, FIRST)),
    ):
        assert notice_of(with_their_days(told(anna, *recorded)).stays[-1]) == after


@pytest.mark.parametrize(
    ("recorded", "field", "new", "after"),
    [
        (NONE, "notice_given", "2024-04-30", (PLAN, "2024-04-30", None)),
        (
            (PLAN, "2024-04-30", "2024-04-29"),
            "notice_given",
            "2024-05-10",
            (PLAN, "2024-05-10", "2024-04-29"),
        ),
        ((PLAN, "2024-04-30", "2024-04-29"), "notice_given", None, NONE),
        (
            (PLAN, "2024-04-30", "2024-04-29"),
            "union_notified",
            None,
            (PLAN, "2024-04-30", None),
        ),
        (
            (PLAN, "2024-04-30", None),
            "notice_of",
            "2024-02-29",
            ("2024-02-29", "2024-04-30", None),
        ),
        ((PLAN, "2024-04-30", None), "notice_of", None, (PLAN, "2024-04-30", None)),
    ],
)
def test_a_notice_is_corrected(
    climbed: Climbed,
    recorded: tuple[str | None, ...],
    field: str,
    new: str | None,
    after: tuple[str | None, ...],
) -> None:
    stay = told(climbed("serviceassistent"), *recorded).stays[-1]
    assert notice_of(correct_notice(stay, field, day(new), TODAY)) == after


def test_a_corrected_notice_has_been_and_needs_its_day(climbed: Climbed) -> None:
    stay = climbed("serviceassistent").stays[-1]
    assert refusal(lambda: correct_notice(stay, "notice_given", D("2024-05-11"), TODAY)) == (
        "Notice of a period's end cannot be from 2024-05-11, which is still to come.",
        NOT_YET,
    )
    for field in ("union_notified", "notice_of"):
        assert refusal(lambda field=field: correct_notice(stay, field, TODAY, TODAY)) == (  # type: ignore[misc]
            "There is no day on which notice was given, so nothing else of it can be recorded.",
            "Give that day too, or leave out when the union was told and of which day it was.",
        )


def test_an_extension_and_a_corrected_plan_need_a_new_notice(climbed: Climbed) -> None:
    anna = told(climbed("serviceassistent"), PLAN, "2024-04-30", None)
    longer = moves.extend(anna, TODAY, months=6).person
    old = "Notice of 2024-05-31 was given on 2024-04-30."
    assert [str(one) for one in outdated(anna, longer)] == [
        f"{old} The plan is 2024-11-30 now: that needs a new one."
    ]
    corrected = correct_plan(anna, anna.stays[-1], D("2024-06-15")).person
    assert [str(one) for one in outdated(anna, corrected)] == [
        f"{old} The plan is 2024-06-15 now: that needs a new one."
    ]
    gone = correct_plan(anna, anna.stays[-1], None).person
    assert [str(one) for one in outdated(anna, gone)] == [f"{old} No last day is planned now."]
    again = give_notice(longer, TODAY, None, TODAY, {}).person
    assert [outdated(*two) for two in ((anna, anna), (longer, again), (longer, longer))] == [()] * 3
