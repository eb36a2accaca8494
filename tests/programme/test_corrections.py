"""Each correction on plain people: which days move along, what is told, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.programme import enrolling, moves, placing
from steg_cli.programme.checks import check_person
from steg_cli.programme.corrections import (
    Span,
    correct_day,
    correct_plan,
    correct_step,
    reopen,
    take_away,
)
from steg_cli.programme.errors import Refused
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import Moved, Person
from steg_cli.programme.periods import add_months
from steg_cli.programme.workplace import Workplace

if TYPE_CHECKING:
    from tests.programme.conftest import Changes, Climbed

D = date.fromisoformat
TODAY = D("2024-01-15")
SERVICE = DEFAULT_LADDER.step("serviceassistent")


def thing(person: Person, name: str) -> Span:
    """Return stay.2, placement.1 …"""
    kind, _, number = name.partition(".")
    things: dict[str, tuple[Span, ...]] = {
        "enrolment": person.enrolments,
        "stay": person.stays,
        "placement": person.placements,
    }
    return things[kind][int(number) - 1]


def told(moved: Moved) -> list[str]:
    return [str(one) for one in moved.notes]


def refusal(correction: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        correction()
    return str(caught.value), caught.value.hint


NEXT_STEP_MOVED = {
    "stay.5": "utbildningspraktik 2023-05-01–2023-07-14 closed 2023-05-31 completed",
    "stay.6": "serviceassistent 2023-07-15– planned 2025-01-14 BEA",
    "stay.6.extension.1": "2024-01-15: 2024-07-14 > 2025-01-14",
    "placement.1": "Solgården 2023-07-15–2023-09-30 75 %",
}
START_MOVED = {
    "enrolment.1": "2022-12-01–",
    "stay.1": "kartlaggning 2022-12-01–2023-01-31 closed 2023-01-31",
}
PLACEMENTS_MOVED = {
    "placement.1": "Solgården 2023-06-01–2023-10-31 75 %",
    "placement.2": "Björkskolan 2023-11-01– 50 % Maria",
}


@pytest.mark.parametrize(
    ("what", "field", "day", "changed"),
    [
        ("stay.6", "first_day", "2023-07-15", NEXT_STEP_MOVED),
        ("stay.5", "last_day", "2023-07-14", NEXT_STEP_MOVED),
        ("enrolment.1", "first_day", "2022-12-01", START_MOVED),
        ("stay.1", "first_day", "2022-12-01", START_MOVED),
        ("placement.1", "last_day", "2023-10-31", PLACEMENTS_MOVED),
        ("placement.2", "first_day", "2023-11-01", PLACEMENTS_MOVED),
        # The days of a placement are its own: the step does not follow.
        (
            "placement.1",
            "first_day",
            "2023-06-10",
            {"placement.1": "Solgården 2023-06-10–2023-09-30 75 %"},
        ),
        (
            "placement.2",
            "last_day",
            "2024-02-15",
            {"placement.2": "Björkskolan 2023-10-01–2024-02-15 50 % Maria"},
        ),
        # The extension that led to the plan leads to the corrected one.
        (
            "stay.6",
            "planned_last_day",
            "2025-03-15",
            {
                "stay.6": "serviceassistent 2023-06-01– planned 2025-03-15 BEA",
                "stay.6.extension.1": "2024-01-15: 2024-05-31 > 2025-03-15",
            },
        ),
        # One that makes nothing longer then never was.
        (
            "stay.6",
            "planned_last_day",
            "2024-05-31",
            {
                "stay.6": "serviceassistent 2023-06-01– planned 2024-05-31 BEA",
                "stay.6.extension.1": None,
            },
        ),
        # 18 months of a period that begins on the last day of a month.
        (
            "stay.6",
            "first_day",
            "2023-08-31",
            {
                "stay.5": "utbildningspraktik 2023-05-01–2023-08-30 closed 2023-05-31 completed",
                "stay.6": "serviceassistent 2023-08-31– planned 2025-02-28 BEA",
                "stay.6.extension.1": "2024-01-15: 2024-08-30 > 2025-02-28",
                "placement.1": "Solgården 2023-08-31–2023-09-30 75 %",
            },
        ),
    ],
)
def test_a_corrected_day_takes_the_days_beside_it_along(
    anna: Person, changes: Changes, what: str, field: str, day: str, changed: dict[str, str | None]
) -> None:
    assert changes(anna, correct_day(anna, thing(anna, what), field, D(day))) == changed


def test_what_was_decided_before_the_period_began_becomes_its_first_plan(
    climbed: Climbed, changes: Changes
) -> None:
    person = moves.extend(climbed("serviceassistent"), TODAY, months=6).person
    person = moves.extend(person, D("2024-01-16"), months=1).person
    assert changes(person, correct_day(person, person.stays[-1], "first_day", D("2024-01-16"))) == {
        "stay.5": "utbildningspraktik 2023-05-01–2024-01-15 closed 2023-05-31 completed",
        "stay.6": "serviceassistent 2024-01-16– planned 2025-08-15 BEA",
        "stay.6.extension.1": "2024-01-16: 2025-07-15 > 2025-08-15",
        "stay.6.extension.2": None,
    }
    kept = correct_day(person, person.stays[-1], "first_day", TODAY).person
    assert len(kept.stays[-1].extensions) == 2


def test_a_contracts_own_last_day_stays_when_the_first_day_moves(
    climbed: Climbed, changes: Changes
) -> None:
    person = moves.extend(climbed("serviceassistent"), TODAY, until=D("2024-07-15")).person
    person = moves.extend(person, TODAY, until=D("2025-05-31")).person
    assert changes(person, correct_day(person, person.stays[-1], "first_day", D("2023-07-01"))) == {
        "stay.5": "utbildningspraktik 2023-05-01–2023-06-30 closed 2023-05-31 completed",
        "stay.6": "serviceassistent 2023-07-01– planned 2025-06-30 BEA",
        "stay.6.extension.1": "2024-01-15: 2024-06-30 > 2024-07-15",
        "stay.6.extension.2": "2024-01-15: 2024-07-15 > 2025-06-30",
    }


@pytest.mark.parametrize("day", ["2023-07-16", "2023-08-01"])
def test_a_first_day_that_contradicts_an_extension_is_refused(climbed: Climbed, day: str) -> None:
    """The plan before the extension, 12 months, would not end before the extension's own day."""
    person = moves.extend(climbed("serviceassistent"), TODAY, until=D("2024-07-15")).person
    correct_day(person, person.stays[-1], "first_day", D("2023-07-15"))
    assert refusal(lambda: correct_day(person, person.stays[-1], "first_day", D(day))) == (
        f"From {day} on, the extension to 2024-07-15 would make the period no longer.",
        "Take the extension back first, or correct the planned last day.",
    )


@pytest.mark.parametrize("what", ["enrolment.1", "stay.6", "placement.2"])
@pytest.mark.parametrize("day", ["2023-12-01", "2024-02-29"])
def test_a_last_day_is_that_of_everything_that_ended_with_it(
    anna: Person, changes: Changes, what: str, day: str
) -> None:
    left = enrolling.leave(anna, D("2024-01-10"), "education", TODAY).person
    ended = {"placement.2": f"Björkskolan 2023-10-01–{day} 50 % Maria"}
    if what != "placement.2":
        stay = f"serviceassistent 2023-06-01–{day} closed 2024-01-15 planned 2024-11-30 BEA"
        ended |= {"enrolment.1": f"2023-01-01–{day} education", "stay.6": stay}
    assert changes(left, correct_day(left, thing(left, what), "last_day", D(day))) == ended


def test_another_enrolment_keeps_its_days(anna: Person, changes: Changes) -> None:
    left = enrolling.leave(anna, D("2024-01-14"), "other", TODAY).person
    new = replace(anna.enrolments[0], first_day=TODAY, placements=())
    back = enrolling.enrol(left, new, DEFAULT_LADDER.steps[0])
    moved = correct_day(back, back.stays[-1], "first_day", D("2024-01-20"))
    assert changes(back, moved) == {
        "enrolment.2": "2024-01-20–",
        "stay.7": "kartlaggning 2024-01-20–",
    }
    assert told(moved) == ["enrolment.2.first-day moved along, from 2024-01-15 to 2024-01-20."]


def test_the_days_that_moved_along_are_told(anna: Person) -> None:
    moved = correct_day(anna, anna.stays[-1], "first_day", D("2023-06-08"))
    assert told(moved) == [
        "stay.5.last-day moved along, from 2023-05-31 to 2023-06-07.",
        "stay.6.planned-last-day moved along, from 2024-11-30 to 2024-12-07.",
        "placement.1.first-day moved along, from 2023-06-01 to 2023-06-08.",
    ]
    planned = correct_day(anna, anna.stays[-1], "planned_last_day", D("2024-05-31"))
    assert told(planned) == [
        "The extension decided on 2024-01-15 makes the period no longer; it was taken away."
    ]


@pytest.mark.parametrize(
    ("what", "field", "day", "first"),
    [
        ("stay.6", "first_day", "2023-05-01", "2023-05-01"),
        ("stay.5", "last_day", "2023-04-30", "2023-05-01"),
        ("enrolment.1", "first_day", "2023-02-01", "2023-02-01"),
        ("placement.1", "first_day", "2023-10-01", "2023-10-01"),
        ("placement.1", "last_day", "2023-05-31", "2023-06-01"),
        ("placement.2", "last_day", "2023-09-30", "2023-10-01"),
        ("stay.6", "planned_last_day", "2023-05-31", "2023-06-01"),
    ],
)
def test_days_in_the_wrong_order_are_refused(
    anna: Person, what: str, field: str, day: str, first: str
) -> None:
    last = D(first).fromordinal(D(first).toordinal() - 1)
    assert refusal(lambda: correct_day(anna, thing(anna, what), field, D(day))) == (
        f"It would end on {last}, before its first day {first}.",
        "Give days in order; steg show {reference} shows them.",
    )


NOT_ENDED = (
    "It has not ended, so there is no last day to correct.",
    "An end is recorded with steg advance or steg leave.",
)


@pytest.mark.parametrize(
    ("what", "field", "sentence", "hint"),
    [
        ("stay.6", "last_day", *NOT_ENDED),
        ("enrolment.1", "last_day", *NOT_ENDED),
    ],
)
def test_a_day_that_is_not_there_is_not_corrected(
    anna: Person, what: str, field: str, sentence: str, hint: str
) -> None:
    assert refusal(lambda: correct_day(anna, thing(anna, what), field, TODAY)) == (sentence, hint)


# Placements beside each other


@pytest.fixture
def beside(anna: Person, workplaces: dict[str, Workplace]) -> Person:
    """Anna: at Solgården, then at two places at once, of which one is changed for another.

    From 2023-10-01 on at Björkskolan, beside it at Hemmet until 2023-11-30 and then at Huset.
    """
    last, hemmet = anna.placements[1], replace(workplaces["Solgården"], id=8, name="Hemmet")
    huset = replace(hemmet, id=9, name="Huset")
    return anna.with_(
        last,
        last,
        replace(last, id=3, workplace=hemmet, last_day=D("2023-11-30"), percent=25),
        replace(last, id=4, workplace=huset, first_day=D("2023-12-01"), percent=25),
    )


@pytest.mark.parametrize(
    ("what", "field", "day", "after"),
    [
        # Two begin on the same day: the one is corrected alone, and what ended before it stays.
        ("placement.3", "first_day", "2023-10-10", {3: "Hemmet 2023-10-10–2023-11-30 25 % Maria"}),
        ("placement.2", "first_day", "2023-09-20", {2: "Björkskolan 2023-09-20– 50 % Maria"}),
        # What ended before both of them takes both along.
        (
            "placement.1",
            "last_day",
            "2023-10-09",
            {
                1: "Solgården 2023-06-01–2023-10-09 75 %",
                2: "Björkskolan 2023-10-10– 50 % Maria",
                3: "Hemmet 2023-10-10–2023-11-30 25 % Maria",
            },
        ),
        # One of them follows another, and nothing else touches that.
        (
            "placement.4",
            "first_day",
            "2023-11-15",
            {
                3: "Hemmet 2023-10-01–2023-11-14 25 % Maria",
                4: "Huset 2023-11-15– 25 % Maria",
            },
        ),
        (
            "placement.3",
            "last_day",
            "2023-12-31",
            {
                3: "Hemmet 2023-10-01–2023-12-31 25 % Maria",
                4: "Huset 2024-01-01– 25 % Maria",
            },
        ),
        (
            "placement.2",
            "last_day",
            "2024-01-31",
            {2: "Björkskolan 2023-10-01–2024-01-31 50 % Maria"},
        ),
    ],
)
def test_a_placement_moves_what_touches_it_unless_another_does_too(
    beside: Person, changes: Changes, what: str, field: str, day: str, after: dict[int, str]
) -> None:
    moved = correct_day(beside, thing(beside, what), field, D(day))
    assert changes(beside, moved) == {f"placement.{number}": line for number, line in after.items()}
    others = [f"placement.{number}" for number in after if f"placement.{number}" != what]
    assert [one.split(".last")[0].split(".first")[0] for one in told(moved)] == others


def test_two_that_end_on_one_day_are_corrected_each_alone(beside: Person, changes: Changes) -> None:
    left = enrolling.leave(beside, D("2024-01-10"), "other", TODAY).person
    moved = correct_day(left, left.placements[3], "last_day", D("2024-01-05"))
    assert changes(left, moved) == {"placement.4": "Huset 2023-12-01–2024-01-05 25 % Maria"}
    moved = correct_day(left, left.enrolments[0], "last_day", D("2024-01-05"))
    assert [one.last_day for one in moved.person.placements[-3:]] == [
        D("2024-01-05"),
        D("2023-11-30"),
        D("2024-01-05"),
    ]


def test_a_planned_end_is_corrected_set_and_cleared_on_a_step_without_a_limit(
    climbed: Climbed, changes: Changes
) -> None:
    person = climbed("praktik")
    planned = correct_plan(person, person.stays[-1], D("2024-03-31"))
    assert changes(person, planned) == {"stay.4": "praktik 2023-06-01– planned 2024-03-31"}
    assert told(planned) == []
    extended = moves.extend(planned.person, TODAY, months=1).person
    cleared = correct_plan(extended, extended.stays[-1], None)
    assert changes(person, cleared) == {}
    assert told(cleared) == ["The extension decided on 2024-01-15 was taken away with the plan."]


@pytest.mark.parametrize(
    ("day", "notes"),
    [
        ("2024-05-31", []),
        (
            "2026-11-30",
            ["42 months on serviceassistent in all: an exception from 12 to 24 months."],
        ),
    ],
)
def test_a_corrected_plan_that_is_an_exception_says_so(
    climbed: Climbed, day: str, notes: list[str]
) -> None:
    person = climbed("serviceassistent")
    stay = person.stays[-1]
    excepted = person.with_(stay, replace(stay, exception="why"))
    assert told(correct_plan(excepted, excepted.stays[-1], D(day))) == notes
    # Also of a period that ended before its plan: what is excepted is the plan.
    left = enrolling.leave(excepted, D("2024-01-10"), "other", TODAY).person
    assert told(correct_plan(left, left.stays[-1], D(day))) == notes


# Ends taken back, other steps, and what never was


def test_a_leave_is_taken_back(anna: Person) -> None:
    left = enrolling.leave(anna, D("2024-01-10"), "other", TODAY, qualification=True).person
    assert reopen(left, left.enrolments[0]) == Moved(anna)


@pytest.mark.parametrize("completed", [True, False])
@pytest.mark.parametrize(
    "recorded", [{}, {"completed": True, "certificate_day": D("2024-01-05")}], ids=str
)
def test_a_leave_from_training_is_taken_back_with_what_it_said_of_it(
    climbed: Climbed, recorded: dict[str, Any], completed: bool
) -> None:
    person = climbed("utbildningspraktik")
    person = person.with_(person.stays[-1], replace(person.stays[-1], **recorded))
    left = enrolling.leave(person, D("2024-01-10"), "other", TODAY, completed=completed).person
    assert reopen(left, left.enrolments[0]) == Moved(person)


def test_a_placement_that_had_ended_before_the_leave_stays_ended(
    anna: Person, changes: Changes, climbed: Climbed
) -> None:
    ended = anna.with_(anna.placements[1], replace(anna.placements[1], last_day=D("2024-01-09")))
    for before in (ended, climbed("serviceassistent")):
        left = enrolling.leave(before, D("2024-01-10"), "other", TODAY).person
        assert reopen(left, left.enrolments[0]) == Moved(before)


def test_the_planned_end_of_the_last_placement_is_taken_back(anna: Person) -> None:
    last = anna.placements[1]
    planned = anna.with_(last, replace(last, last_day=D("2024-03-01")))
    assert reopen(planned, planned.placements[1]) == Moved(anna)


def test_a_placement_whose_end_is_taken_back_is_beside_the_one_that_followed(
    anna: Person, changes: Changes
) -> None:
    """As when somebody was moved, and should have been placed beside."""
    first = anna.placements[0]
    half = anna.with_(first, replace(first, percent=50))
    after = reopen(half, half.placements[0]).person
    assert changes(half, after) == {"placement.1": "Solgården 2023-06-01– 50 %"}
    assert check_person(after, DEFAULT_LADDER) == ()
    (problem,) = check_person(reopen(anna, first).person, DEFAULT_LADDER)
    assert str(problem.error) == (
        "Together the placements on 2023-10-01 would be more than full time: 125 %."
    )


def test_what_was_beside_each_other_goes_on_beside_when_a_leave_is_taken_back(
    beside: Person,
) -> None:
    left = enrolling.leave(beside, D("2024-01-10"), "other", TODAY).person
    assert [one.last_day for one in left.placements[1::2]] == [D("2024-01-10")] * 2
    assert reopen(left, left.enrolments[0]) == Moved(beside)


@pytest.mark.parametrize("what", ["enrolment.1", "stay.5", "stay.6"])
def test_only_an_end_that_is_there_is_taken_back(anna: Person, what: str) -> None:
    assert refusal(lambda: reopen(anna, thing(anna, what))) == (
        "Only the end of the last enrolment, or of a placement, can be taken back.",
        'A step begun by mistake is taken away with its number: steg amend {reference} stay.N ""',
    )


def test_the_end_of_an_earlier_enrolment_is_not_taken_back(anna: Person) -> None:
    left = enrolling.leave(anna, D("2024-01-14"), "other", TODAY).person
    new = replace(anna.enrolments[0], first_day=TODAY, placements=())
    back = enrolling.enrol(left, new, DEFAULT_LADDER.steps[0])
    with pytest.raises(Refused):
        reopen(back, back.enrolments[0])


@pytest.mark.parametrize(
    ("before", "after", "line", "notes"),
    [
        ("praktik", "utbildningspraktik", "utbildningspraktik 2023-06-01–", []),
        (
            "praktik",
            "serviceassistent",
            "serviceassistent 2023-06-01– planned 2024-05-31 BEA",
            ["The period is planned to end on 2024-05-31."],
        ),
        ("serviceassistent", "praktik", "praktik 2023-06-01–", []),
        # An agreement of one's own stays where the wage does, and so does the schedule.
        ("enhetsassistent", "underskoterska", "underskoterska 2023-06-01– AB weekends True", []),
        ("enhetsassistent", "praktik", "praktik 2023-06-01–", []),
        (
            "enhetsassistent",
            "serviceassistent",
            "serviceassistent 2023-06-01– planned 2024-05-31 BEA weekends True",
            [
                "The period is planned to end on 2024-05-31.",
                "13 months on serviceassistent in all, with this period; 11 months are left.",
            ],
        ),
    ],
)
def test_a_stay_on_another_step_has_what_belongs_to_that(
    climbed: Climbed, changes: Changes, before: str, after: str, line: str, notes: list[str]
) -> None:
    person = climbed(before, at="Solgården")
    stay, place = person.stays[-1], len(person.stays)
    if stay.step.own_sector:
        person = person.with_(stay, replace(stay, weekends=True))
    moved = correct_step(person, person.stays[-1], DEFAULT_LADDER.step(after))
    assert (changes(person, moved), told(moved)) == ({f"stay.{place}": line}, notes)


def test_a_step_with_the_same_limit_keeps_the_plan_and_its_extensions(anna: Person) -> None:
    step = replace(DEFAULT_LADDER.step("serviceassistent"), code="larling")
    moved = correct_step(anna, anna.stays[-1], step)
    assert moved.person.stays[-1] == replace(anna.stays[-1], step=step)
    assert moved.notes == ()


def test_a_stay_on_a_step_that_is_no_training_has_no_certificate(
    climbed: Climbed, changes: Changes
) -> None:
    person = climbed("utbildningspraktik")
    certified = replace(person.stays[-1], completed=True, certificate_day=D("2024-01-10"))
    person = person.with_(person.stays[-1], certified)
    moved = correct_step(person, person.stays[-1], DEFAULT_LADDER.step("praktik"))
    assert changes(person, moved) == {"stay.5": "praktik 2023-06-01–"}


@pytest.mark.parametrize(
    ("months", "exception", "planned", "notes"),
    [
        (20, None, "2024-04-30", ["24 months on serviceassistent in all, with this period; {}."]),
        (
            24,
            "why",
            "2024-12-31",
            ["36 months on serviceassistent in all: an exception from 12 to 24 months."],
        ),
    ],
)
def test_a_step_that_becomes_a_period_is_planned_for_what_is_left_in_all(
    climbed: Climbed, months: int, exception: str | None, planned: str, notes: list[str]
) -> None:
    """Serviceassistent until 2023-12-31, then by mistake praktik, which was a new period."""
    since = add_months(D("2024-01-01"), -months)
    back = moves.NextStep(DEFAULT_LADDER.step("praktik"), D("2024-01-01"), exception="fel")
    person = moves.begin_step(
        climbed("serviceassistent", since), back, DEFAULT_LADDER, TODAY
    ).person
    stay = replace(person.stays[-1], exception=exception)
    person = person.with_(person.stays[-1], stay)
    moved = correct_step(person, stay, SERVICE)
    assert moved.person.stays[-1].planned_last_day == D(planned)
    assert told(moved) == [
        f"The period is planned to end on {planned}.",
        *(one.format("0 months are left") for one in notes),
    ]


def test_a_step_that_becomes_a_period_of_which_nothing_is_left_is_refused(climbed: Climbed) -> None:
    back = moves.NextStep(DEFAULT_LADDER.step("praktik"), D("2024-01-01"), exception="fel")
    person = climbed("serviceassistent", D("2022-01-01"))
    person = moves.begin_step(person, back, DEFAULT_LADDER, TODAY).person
    stay = replace(person.stays[-1], exception=None)
    person = person.with_(person.stays[-1], stay)
    with pytest.raises(Refused, match="24 months are used already, of 24 in all"):
        correct_step(person, stay, SERVICE)


def test_a_step_taken_away_lets_the_one_before_last_until_its_end(
    anna: Person, changes: Changes
) -> None:
    left = enrolling.leave(anna, D("2024-01-10"), "other", TODAY).person
    assert changes(left, take_away(left, left.stays[5])) == {
        "stay.5": "utbildningspraktik 2023-05-01–2024-01-10 closed 2024-01-15",
        "stay.6": None,
        "stay.6.extension.1": None,
    }
    assert take_away(anna, anna.stays[1]).stays[:2] == (
        replace(anna.stays[0], last_day=D("2023-02-28"), closed_on=D("2023-02-28")),
        anna.stays[2],
    )
    assert refusal(lambda: take_away(anna, anna.stays[0])) == (
        "The first step of an enrolment cannot be taken away.",
        "Correct it with steg amend {reference} stay.{number}.step, or its days.",
    )


def test_a_period_taken_away_lets_the_one_before_it_be_longer_in_all(
    climbed: Climbed, changes: Changes
) -> None:
    """The middle one of three: what follows counts the days of the first one until then."""
    person = climbed("serviceassistent")
    for on, months in (("2023-09-01", 9), ("2023-12-01", 18)):
        step = moves.NextStep(SERVICE, D(on), months=months)
        person = moves.begin_step(person, step, DEFAULT_LADDER, TODAY).person

    after = take_away(person, person.stays[6])

    assert changes(person, after) == {
        "stay.6": "serviceassistent 2023-06-01–2023-11-30 closed 2024-01-15 planned 2024-05-31 BEA",
        "stay.7": "serviceassistent 2023-12-01– planned 2025-05-31 BEA",
        "stay.8": None,
    }
    assert [after.months_in_all(stay) for stay in after.stays[5:]] == [6, 24]
    assert check_person(after, DEFAULT_LADDER) == ()


def test_training_before_a_step_that_never_was_goes_on(climbed: Climbed, changes: Changes) -> None:
    person = climbed("serviceassistent")
    after = take_away(person, person.stays[-1])
    assert changes(person, after) == {
        "stay.5": "utbildningspraktik 2023-05-01–",
        "stay.6": None,
    }
    certified = replace(person.stays[4], certificate_day=D("2023-05-30"))
    person = person.with_(person.stays[4], certified)
    after = take_away(person, person.stays[-1])
    assert changes(person, after) == {
        "stay.5": "utbildningspraktik 2023-05-01– completed certificate 2023-05-30",
        "stay.6": None,
    }


@pytest.mark.parametrize(
    ("day", "problems"),
    [
        ("2024-01-31", []),
        (
            "2024-06-30",
            [
                "A period from 2024-07-01 cannot be planned to end on 2025-06-30: with 13 months "
                "before it, 12 to 24 months in all end between 2024-07-01 and 2025-05-31."
            ],
        ),
    ],
)
def test_an_earlier_period_made_longer_can_make_a_later_one_too_long(
    climbed: Climbed, day: str, problems: list[str]
) -> None:
    step = moves.NextStep(SERVICE, D("2023-12-01"))
    person = moves.begin_step(climbed("serviceassistent"), step, DEFAULT_LADDER, TODAY).person
    after = correct_day(person, person.stays[5], "last_day", D(day)).person
    assert [str(one.error) for one in check_person(after, DEFAULT_LADDER)] == problems


@pytest.mark.parametrize("last", [None, D("2024-06-30")])
def test_what_a_placement_for_a_time_interrupted_goes_on_when_it_is_taken_away(
    beside: Person, workplaces: dict[str, Workplace], last: date | None
) -> None:
    old = beside.placements[1]
    before = beside.with_(old, replace(old, last_day=last))
    place = workplaces["Solgården"]
    moved = placing.place(before, place, D("2024-02-01"), last=D("2024-02-29")).person.in_order()
    numbers = range(1, len(moved.placements) + 1)
    saved = tuple(replace(p, id=n) for p, n in zip(moved.placements, numbers, strict=True))
    after = moved.with_(moved.enrolments[0], replace(moved.enrolments[0], placements=saved))
    (meanwhile,) = (p for p in after.placements if p.first_day == D("2024-02-01"))
    assert take_away(after, meanwhile).placements == before.placements
    # But not when it goes on in another way, or was not the one that ended it.
    rest = after.placements[-2]
    other = after.with_(rest, replace(rest, percent=rest.percent - 1))
    assert len(take_away(other, meanwhile).placements) == len(before.placements) + 1
    shorter = after.with_(meanwhile, replace(meanwhile, last_day=D("2024-02-28")))
    assert len(take_away(shorter, shorter.placements[4]).placements) == len(after.placements) - 1


def test_a_placement_or_a_follow_up_taken_away_never_was(
    anna: Person, workplaces: dict[str, Workplace]
) -> None:
    left = enrolling.leave(anna, D("2024-01-10"), "other", TODAY).person
    followed = enrolling.follow_up(left, TODAY, "other", TODAY)
    assert take_away(followed, followed.follow_ups[0]) == left
    assert take_away(anna, anna.placements[0]).placements == anna.placements[1:]
