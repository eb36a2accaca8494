"""To a workplace and away from it: what ends, what resumes, and what is beside each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steg_cli.programme import placing, remedies
from steg_cli.programme.checks import check_person
from steg_cli.programme.errors import Refused, Remedy
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.moves import NextStep, begin_step
from steg_cli.programme.people import NEW, Moved, Person, Placement
from steg_cli.programme.workplace import Workplace
from tests.programme.answers import refusal, remedy_of, told

if TYPE_CHECKING:
    from tests.programme.conftest import Changes, Climbed

D = date.fromisoformat
TODAY = D("2024-01-15")

Workplaces = dict[str, Workplace]


@pytest.fixture(scope="session")
def workplaces(workplaces: Workplaces) -> Workplaces:
    """Have three more: one in care, and two of schools."""
    care, schools = workplaces["Solgården"], workplaces["Björkskolan"]
    more = {"Hemmet": care, "Lillegården": schools, "Biblioteket": schools}
    return workplaces | {
        name: replace(like, id=number, name=name)
        for number, (name, like) in enumerate(more.items(), len(workplaces) + 1)
    }


# After each other


@pytest.mark.parametrize(
    ("to", "first", "more", "placements", "notes"),
    [
        (
            "Solgården",
            "2024-01-15",
            {},
            {
                2: "Björkskolan 2023-10-01–2024-01-14 50 % Maria",
                3: "Solgården 2024-01-15– 50 %",
            },
            ["The placement at Björkskolan ends on 2024-01-14."],
        ),
        (
            "Solgården",
            "2024-08-01",
            {"last": D("2024-08-01"), "percent": 40, "supervisor": "Bo"},
            {
                2: "Björkskolan 2023-10-01–2024-07-31 50 % Maria",
                3: "Solgården 2024-08-01–2024-08-01 40 % Bo",
                4: "Björkskolan 2024-08-02– 50 % Maria",
            },
            ["The placement at Björkskolan ends on 2024-07-31 and resumes on 2024-08-02."],
        ),
        # On the same day the one before never was, or begins later.
        (
            "Solgården",
            "2023-10-01",
            {},
            {2: "Solgården 2023-10-01– 50 %"},
            ["The placement at Björkskolan from 2023-10-01 was taken away."],
        ),
        (
            "Solgården",
            "2023-10-01",
            {"last": D("2023-12-31")},
            {
                2: "Solgården 2023-10-01–2023-12-31 50 %",
                3: "Björkskolan 2024-01-01– 50 % Maria",
            },
            ["The placement at Björkskolan begins on 2024-01-01 instead of 2023-10-01."],
        ),
        # What ends by then anyway does not resume, not even the day after.
        (
            "Björkskolan",
            "2023-09-01",
            {"last": D("2023-09-30")},
            {
                1: "Solgården 2023-06-01–2023-08-31 75 %",
                2: "Björkskolan 2023-09-01–2023-09-30 75 %",
                3: "Björkskolan 2023-10-01– 50 % Maria",
            },
            ["The placement at Solgården ends on 2023-08-31."],
        ),
        (
            "Björkskolan",
            "2023-08-01",
            {"last": D("2023-09-29")},
            {
                1: "Solgården 2023-06-01–2023-07-31 75 %",
                2: "Björkskolan 2023-08-01–2023-09-29 75 %",
                3: "Solgården 2023-09-30–2023-09-30 75 %",
                4: "Björkskolan 2023-10-01– 50 % Maria",
            },
            ["The placement at Solgården ends on 2023-07-31 and resumes on 2023-09-30."],
        ),
        # The same workplace for a time, with another supervisor.
        (
            "Björkskolan",
            "2024-01-15",
            {"last": D("2024-06-30"), "supervisor": "Pia"},
            {
                2: "Björkskolan 2023-10-01–2024-01-14 50 % Maria",
                3: "Björkskolan 2024-01-15–2024-06-30 50 % Pia",
                4: "Björkskolan 2024-07-01– 50 % Maria",
            },
            ["The placement at Björkskolan ends on 2024-01-14 and resumes on 2024-07-01."],
        ),
        # The same workplace, but more of it, for good or for a time.
        (
            "Björkskolan",
            "2024-01-15",
            {"last": D("2024-06-30"), "percent": 100},
            {
                2: "Björkskolan 2023-10-01–2024-01-14 50 % Maria",
                3: "Björkskolan 2024-01-15–2024-06-30 100 %",
                4: "Björkskolan 2024-07-01– 50 % Maria",
            },
            ["The placement at Björkskolan ends on 2024-01-14 and resumes on 2024-07-01."],
        ),
        (
            "Björkskolan",
            "2024-01-15",
            {"percent": 100},
            {
                2: "Björkskolan 2023-10-01–2024-01-14 50 % Maria",
                3: "Björkskolan 2024-01-15– 100 %",
            },
            ["The placement at Björkskolan ends on 2024-01-14."],
        ),
        # Up to the day before one planned later.
        (
            "Björkskolan",
            "2023-08-01",
            {"last": D("2023-09-30")},
            {
                1: "Solgården 2023-06-01–2023-07-31 75 %",
                2: "Björkskolan 2023-08-01–2023-09-30 75 %",
                3: "Björkskolan 2023-10-01– 50 % Maria",
            },
            ["The placement at Solgården ends on 2023-07-31."],
        ),
        # Before any other: all of full time.
        (
            "Snickeriet",
            "2023-03-01",
            {"last": D("2023-03-31")},
            {
                1: "Snickeriet 2023-03-01–2023-03-31 100 %",
                2: "Solgården 2023-06-01–2023-09-30 75 %",
                3: "Björkskolan 2023-10-01– 50 % Maria",
            },
            [],
        ),
    ],
)
def test_a_placement_ends_the_one_of_its_first_day(
    anna: Person,
    workplaces: Workplaces,
    changes: Changes,
    to: str,
    first: str,
    more: dict[str, Any],
    placements: dict[int, str],
    notes: list[str],
) -> None:
    moved = placing.place(anna, workplaces[to], D(first), **more)
    lines = {f"placement.{number}": line for number, line in placements.items()}
    assert changes(anna, moved) == lines
    assert told(moved) == notes


THERE = (
    "Anna (S-0001) is at Björkskolan already, from 2023-10-01, for 50 %.",
    "Name another workplace, or another --percent. Its days and supervisor are corrected: "
    "steg amend S-0001 placement.2.last-day DAY",
)
LATER = (
    "Another placement is planned from 2023-10-01.",
    "Let this one end before it with --until, or take that one away first: "
    'steg amend S-0001 placement.2 ""',
)


@pytest.mark.parametrize(
    ("to", "first", "last", "sentence", "hint"),
    [
        ("Björkskolan", "2024-01-15", None, *THERE),
        ("Björkskolan", "2024-01-15", "2024-06-30", *THERE),
        ("Solgården", "2023-08-01", None, *LATER),
        ("Solgården", "2023-08-01", "2023-10-01", *LATER),
        (
            "Solgården",
            "2022-12-31",
            None,
            "Anna (S-0001) is enrolled from 2023-01-01; a placement cannot begin on 2022-12-31.",
            "Give a later day with --from.",
        ),
        (
            "Solgården",
            "2024-01-15",
            "2024-01-14",
            "A placement from 2024-01-15 cannot end on 2024-01-14.",
            "Give a later day with --until, or leave it out.",
        ),
    ],
)
def test_a_placement_that_the_rules_forbid_is_refused(
    anna: Person,
    workplaces: Workplaces,
    to: str,
    first: str,
    last: str | None,
    sentence: str,
    hint: str,
) -> None:
    end = D(last) if last else None
    place = workplaces[to]
    assert refusal(lambda: placing.place(anna, place, D(first), last=end)) == (sentence, hint)


def test_a_placement_suits_the_step_of_its_first_day(anna: Person, workplaces: Workplaces) -> None:
    """On 2023-03-01 she was on arbetsprövning."""
    adapted, ordinary = workplaces["Snickeriet"], workplaces["Solgården"]
    first, last = D("2023-03-01"), D("2023-03-31")
    assert remedy_of(lambda: placing.place(anna, adapted, TODAY)) is remedies.AN_ORDINARY_WORKPLACE
    early = remedy_of(lambda: placing.place(anna, ordinary, first, last=last))
    assert early is remedies.AN_ADAPTED_WORKPLACE


def test_a_placement_can_begin_with_the_enrolment(
    climbed: Climbed, workplaces: Workplaces, changes: Changes
) -> None:
    person = climbed("kartlaggning")
    moved = placing.place(person, workplaces["Snickeriet"], D("2023-06-01"))
    assert changes(person, moved) == {"placement.1": "Snickeriet 2023-06-01– 100 %"}


# Beside each other


def placed(climbed: Climbed, workplaces: Workplaces, *lines: str, **more: Any) -> Person:
    """Return Anna, serviceassistent since 2023-06-01, placed as the lines say."""
    person = climbed("serviceassistent", **more)
    placements = []
    for number, line in enumerate(lines, 1):
        name, days, percent, *supervisor = line.split()
        first, last = days.split("–")
        workplace, end = workplaces[name], D(last) if last else None
        placements.append(
            Placement(number, workplace, D(first), end, int(percent), " ".join(supervisor) or None)
        )
    enrolment = replace(person.enrolments[0], placements=tuple(placements))
    return replace(person, enrolments=(enrolment,)).in_order()


def lines(moved: Moved) -> list[str]:
    """Return the placements after a move, as `placed` takes them."""
    return [
        " ".join(
            filter(
                None,
                (
                    one.workplace.name,
                    f"{one.first_day}–{one.last_day or ''}",
                    str(one.percent),
                    one.supervisor,
                ),
            )
        )
        for one in moved.person.in_order().placements
    ]


HALF, OTHER_HALF = "Solgården 2023-06-01– 50 Eva", "Björkskolan 2023-09-01– 50"


@pytest.mark.parametrize(
    ("before", "to", "first", "more", "after"),
    [
        # Without a percentage: as much as is left, on the fullest day of all.
        ([HALF], "Björkskolan", "2024-01-15", {}, [HALF, "Björkskolan 2024-01-15– 50"]),
        (
            [HALF, "Lillegården 2024-03-01–2024-03-01 30"],
            *("Björkskolan", "2024-01-15", {}),
            [HALF, "Björkskolan 2024-01-15– 20", "Lillegården 2024-03-01–2024-03-01 30"],
        ),
        (
            [HALF, "Lillegården 2024-03-01–2024-03-01 30"],
            *("Björkskolan", "2024-01-15", {"last": D("2024-02-29")}),
            [
                HALF,
                "Björkskolan 2024-01-15–2024-02-29 50",
                "Lillegården 2024-03-01–2024-03-01 30",
            ],
        ),
        # One day of several, and one that began the same day.
        (
            [HALF],
            "Björkskolan",
            "2024-01-15",
            {"last": D("2024-01-15"), "percent": 10, "supervisor": "Bo"},
            [HALF, "Björkskolan 2024-01-15–2024-01-15 10 Bo"],
        ),
        (
            [HALF],
            *("Björkskolan", "2023-06-01", {"percent": 50}),
            [HALF, "Björkskolan 2023-06-01– 50"],
        ),
        # Where they were before, and will be again.
        (
            [HALF, "Björkskolan 2023-09-01–2023-12-31 50", "Björkskolan 2024-02-01– 50"],
            *("Björkskolan", "2024-01-01", {"last": D("2024-01-31"), "percent": 25}),
            [
                HALF,
                "Björkskolan 2023-09-01–2023-12-31 50",
                "Björkskolan 2024-01-01–2024-01-31 25",
                "Björkskolan 2024-02-01– 50",
            ],
        ),
        # More than full time, for a reason.
        (
            [HALF],
            *("Björkskolan", "2024-01-15", {"percent": 60, "exception": "Nöd"}),
            [HALF, "Björkskolan 2024-01-15– 60"],
        ),
    ],
)
def test_a_placement_beside_leaves_the_others_as_they_are(
    climbed: Climbed,
    workplaces: Workplaces,
    before: list[str],
    to: str,
    first: str,
    more: dict[str, Any],
    after: list[str],
) -> None:
    person = placed(climbed, workplaces, *before)
    moved = placing.place(person, workplaces[to], D(first), beside=True, **more)
    assert lines(moved) == after
    assert told(moved) == []
    assert check_person(moved.person.in_order(), DEFAULT_LADDER) == ()
    (new,) = (one for one in moved.person.placements if one.id == NEW)
    assert new.exception == more.get("exception")


LESS = (
    "Give a lower --percent, or first less where they are: steg place WHO WORKPLACE --percent N. "
    'More than full time is an exception: add --exception "the reason".'
)


@pytest.mark.parametrize(
    ("before", "to", "first", "more", "refused"),
    [
        (
            [],
            *("Björkskolan", "2024-01-15", {}),
            (
                "Anna (S-0001) is at no workplace on 2024-01-15, so there is nothing to be beside.",
                "Leave out --beside.",
            ),
        ),
        (
            ["Solgården 2023-06-01–2024-01-14 50"],
            *("Björkskolan", "2024-01-15", {}),
            (
                "Anna (S-0001) is at no workplace on 2024-01-15, so there is nothing to be beside.",
                "Leave out --beside.",
            ),
        ),
        (
            [HALF],
            *("Björkskolan", "2024-01-15", {"percent": 51}),
            ("Together the placements on 2024-01-15 would be more than full time: 101 %.", LESS),
        ),
        # On a later day that it lasts over.
        (
            [HALF, "Lillegården 2024-03-01–2024-03-01 30"],
            *("Björkskolan", "2024-01-15", {"percent": 21}),
            ("Together the placements on 2024-03-01 would be more than full time: 101 %.", LESS),
        ),
        (
            [HALF, OTHER_HALF],
            *("Lillegården", "2024-01-15", {}),
            (
                "Anna (S-0001) is placed already on 2024-01-15, for 100 %: "
                "nothing is left beside it.",
                LESS,
            ),
        ),
        # An exception says how much.
        (
            [HALF, OTHER_HALF],
            *("Lillegården", "2024-01-15", {"exception": "Nöd"}),
            (
                "Anna (S-0001) is placed already on 2024-01-15, for 100 %: "
                "nothing is left beside it.",
                LESS,
            ),
        ),
        (
            [HALF],
            *("Solgården", "2024-01-15", {}),
            (
                "There would be two placements at Solgården at once, from 2024-01-15.",
                "End the other one first, or correct its percentage or days.",
            ),
        ),
        (
            [HALF, "Björkskolan 2024-03-01– 50"],
            *("Björkskolan", "2024-01-15", {}),
            (
                "There would be two placements at Björkskolan at once, from 2024-03-01.",
                "End the other one first, or correct its percentage or days.",
            ),
        ),
    ],
)
def test_what_cannot_be_beside_is_refused(
    climbed: Climbed,
    workplaces: Workplaces,
    before: list[str],
    to: str,
    first: str,
    more: dict[str, Any],
    refused: tuple[str, str],
) -> None:
    person = placed(climbed, workplaces, *before)
    assert (
        refusal(lambda: placing.place(person, workplaces[to], D(first), beside=True, **more))
        == refused
    )


def test_the_percentage_is_asked_for_on_every_day_even_beside_an_exception(
    climbed: Climbed, workplaces: Workplaces
) -> None:
    """The exception of the fullest day excuses no other one."""
    person = placed(
        climbed, workplaces, HALF, "Lillegården 2024-02-01–2024-02-29 60", "Hemmet 2024-03-01– 40"
    )
    first = person.placements[1]
    person = person.with_(first, replace(first, exception="Nöd"))
    beside = partial(placing.place, person, workplaces["Björkskolan"], TODAY, beside=True)
    assert refusal(lambda: beside(percent=11)) == (
        "Together the placements on 2024-03-01 would be more than full time: 101 %.",
        LESS,
    )
    assert lines(beside(percent=10))[1] == "Björkskolan 2024-01-15– 10"


@pytest.mark.parametrize(
    ("more", "after", "notes"),
    [
        # All of them end; as much of full time as in all.
        (
            {},
            [
                "Solgården 2023-06-01–2024-01-14 50 Eva",
                "Björkskolan 2023-09-01–2024-01-14 40",
                "Lillegården 2024-01-15– 90",
            ],
            ["Solgården ends on 2024-01-14.", "Björkskolan ends on 2024-01-14."],
        ),
        # For a time: all of them are interrupted and resume.
        (
            {"last": D("2024-01-31"), "percent": 100},
            [
                "Solgården 2023-06-01–2024-01-14 50 Eva",
                "Björkskolan 2023-09-01–2024-01-14 40",
                "Lillegården 2024-01-15–2024-01-31 100",
                "Solgården 2024-02-01– 50 Eva",
                "Björkskolan 2024-02-01– 40",
            ],
            [
                "Solgården ends on 2024-01-14 and resumes on 2024-02-01.",
                "Björkskolan ends on 2024-01-14 and resumes on 2024-02-01.",
            ],
        ),
    ],
)
@pytest.mark.parametrize("protected", [False, True])
def test_a_move_ends_all_that_are_beside_each_other(
    climbed: Climbed,
    workplaces: Workplaces,
    more: dict[str, Any],
    after: list[str],
    notes: list[str],
    protected: bool,
) -> None:
    person = placed(climbed, workplaces, HALF, "Björkskolan 2023-09-01– 40", protected=protected)
    moved = placing.place(person, workplaces["Lillegården"], TODAY, **more)
    assert lines(moved) == after
    hidden = [f"(protected) {one.split(' ', 1)[1]}" for one in notes]
    assert told(moved) == [f"The placement at {one}" for one in (hidden if protected else notes)]


def test_a_move_is_never_more_than_full_time(climbed: Climbed, workplaces: Workplaces) -> None:
    """Whatever exception was made where the person was before."""
    person = placed(climbed, workplaces, HALF, "Björkskolan 2023-09-01– 80")
    moved = placing.place(person, workplaces["Lillegården"], TODAY)
    assert lines(moved)[-1] == "Lillegården 2024-01-15– 100"


# With a step


UNIT = ("enhetsassistent", "Hemmet", "Vård och omsorg")
SUITS_NOT = "{} does not suit {}: the placement there ends on 2024-01-14."
NEXT = " Next: steg place S-0001 --from 2024-01-15"


@pytest.mark.parametrize(
    ("before", "workplace", "percent", "after", "notes"),
    [
        # Both suit: both go on.
        (
            [HALF, "Hemmet 2023-09-01– 50"],
            None,
            None,
            [HALF, "Hemmet 2023-09-01– 50"],
            [],
        ),
        # Only one suits: the other one ends.
        (
            [HALF, OTHER_HALF],
            None,
            None,
            [HALF, "Björkskolan 2023-09-01–2024-01-14 50"],
            [SUITS_NOT.format("Björkskolan", "enhetsassistent")],
        ),
        # At one of the two alone: it goes on as it is, or with another percentage.
        (
            [HALF, "Hemmet 2023-09-01– 50"],
            "Solgården",
            None,
            [HALF, "Hemmet 2023-09-01–2024-01-14 50"],
            ["The placement at Hemmet ends on 2024-01-14."],
        ),
        (
            [HALF, OTHER_HALF],
            "Solgården",
            100,
            [
                "Solgården 2023-06-01–2024-01-14 50 Eva",
                "Björkskolan 2023-09-01–2024-01-14 50",
                "Solgården 2024-01-15– 100 Eva",
            ],
            [
                "The placement at Solgården ends on 2024-01-14.",
                "The placement at Björkskolan ends on 2024-01-14.",
            ],
        ),
        (
            [HALF, OTHER_HALF],
            "Solgården",
            50,
            [HALF, "Björkskolan 2023-09-01–2024-01-14 50"],
            ["The placement at Björkskolan ends on 2024-01-14."],
        ),
        # At another one: both end.
        (
            [HALF, OTHER_HALF],
            "Hemmet",
            None,
            [
                "Solgården 2023-06-01–2024-01-14 50 Eva",
                "Björkskolan 2023-09-01–2024-01-14 50",
                "Hemmet 2024-01-15– 100",
            ],
            [
                "The placement at Solgården ends on 2024-01-14.",
                "The placement at Björkskolan ends on 2024-01-14.",
            ],
        ),
        ([], "Hemmet", 75, ["Hemmet 2024-01-15– 75"], []),
        # A percentage alone is meant for the one that suits; its end stays.
        (
            ["Solgården 2023-06-01–2024-06-30 50 Eva", OTHER_HALF],
            None,
            100,
            [
                "Solgården 2023-06-01–2024-01-14 50 Eva",
                "Björkskolan 2023-09-01–2024-01-14 50",
                "Solgården 2024-01-15–2024-06-30 100 Eva",
            ],
            [
                "The placement at Solgården ends on 2024-01-14.",
                "The placement at Björkskolan ends on 2024-01-14.",
            ],
        ),
    ],
)
def test_a_step_begins_where_it_suits(
    climbed: Climbed,
    workplaces: Workplaces,
    before: list[str],
    workplace: str | None,
    percent: int | None,
    after: list[str],
    notes: list[str],
) -> None:
    person = placed(climbed, workplaces, *before)
    step = NextStep(
        DEFAULT_LADDER.step("enhetsassistent"),
        TODAY,
        workplace=workplaces[workplace] if workplace else None,
        percent=percent,
    )
    moved = begin_step(person, step, DEFAULT_LADDER, TODAY)
    assert lines(moved) == after
    assert told(moved) == notes
    assert check_person(moved.person.in_order(), DEFAULT_LADDER) == ()


GONE = "{} does not suit enhetsassistent: the placement there from {} was taken away."


@pytest.mark.parametrize(
    ("before", "workplace", "after", "notes"),
    [
        (  # what is planned for later stays where it suits the step
            ["Solgården 2023-06-01–2024-02-29 100", "Hemmet 2024-03-01– 100"],
            None,
            ["Solgården 2023-06-01–2024-02-29 100", "Hemmet 2024-03-01– 100"],
            [],
        ),
        (  # and is taken away where it does not
            ["Solgården 2023-06-01–2024-02-29 100", "Björkskolan 2024-03-01– 100"],
            None,
            ["Solgården 2023-06-01–2024-02-29 100"],
            [GONE.format("Björkskolan", "2024-03-01")],
        ),
        (  # another workplace lasts until the next one
            ["Björkskolan 2023-06-01–2024-02-29 100", "Hemmet 2024-03-01– 100"],
            "Solgården",
            [
                "Björkskolan 2023-06-01–2024-01-14 100",
                "Solgården 2024-01-15–2024-02-29 100",
                "Hemmet 2024-03-01– 100",
            ],
            [
                "The placement at Björkskolan ends on 2024-01-14.",
                "The placement at Solgården ends on 2024-02-29: another one is planned from "
                "2024-03-01.",
            ],
        ),
        (
            ["Björkskolan 2023-06-01–2024-02-29 100", "Lillegården 2024-03-01– 100"],
            "Solgården",
            ["Björkskolan 2023-06-01–2024-01-14 100", "Solgården 2024-01-15– 100"],
            [
                "The placement at Björkskolan ends on 2024-01-14.",
                GONE.format("Lillegården", "2024-03-01"),
            ],
        ),
    ],
)
def test_what_is_planned_for_later_stays_on_the_next_step_or_is_told_to_go(
    climbed: Climbed,
    workplaces: Workplaces,
    before: list[str],
    workplace: str | None,
    after: list[str],
    notes: list[str],
) -> None:
    person = placed(climbed, workplaces, *before)
    where = workplaces[workplace] if workplace else None
    step = NextStep(DEFAULT_LADDER.step("enhetsassistent"), TODAY, workplace=where)
    moved = begin_step(person, step, DEFAULT_LADDER, TODAY)
    assert (lines(moved), told(moved)) == (after, notes)
    assert check_person(moved.person.in_order(), DEFAULT_LADDER) == ()


def test_when_no_workplace_suits_the_last_note_says_what_is_next(
    climbed: Climbed, workplaces: Workplaces
) -> None:
    person = placed(climbed, workplaces, HALF, OTHER_HALF)
    step = NextStep(DEFAULT_LADDER.step("arbetsprovning"), TODAY, exception="Egen begäran")
    moved = begin_step(person, step, DEFAULT_LADDER, TODAY)
    assert [one.last_day for one in moved.person.placements] == [D("2024-01-14")] * 2
    assert told(moved) == [
        SUITS_NOT.format("Solgården", "arbetsprovning"),
        SUITS_NOT.format("Björkskolan", "arbetsprovning") + NEXT,
    ]


@pytest.mark.parametrize(
    ("before", "to", "percent", "sentence", "way"),
    [
        (
            [HALF, "Hemmet 2023-09-01– 50"],
            *("enhetsassistent", 100),
            "There are several workplaces on 2024-01-15: which of them is meant with 100 %?",
            remedies.A_WORKPLACE,
        ),
        (
            [],
            *("arbetsprovning", 75),
            "There is no workplace on 2024-01-15 that could be meant with 75 %.",
            remedies.A_WORKPLACE,
        ),
        (
            [OTHER_HALF, "Biblioteket 2023-09-01– 50"],
            *("enhetsassistent", None),
            "Björkskolan belongs to Barn och utbildning, which does not employ its own assistants.",
            remedies.A_SECTOR_THAT_EMPLOYS,
        ),
        (
            [OTHER_HALF],
            *("enhetsassistent", 100),
            "Björkskolan belongs to Barn och utbildning, which does not employ its own assistants.",
            remedies.A_SECTOR_THAT_EMPLOYS,
        ),
    ],
)
def test_a_step_for_which_no_workplace_or_several_could_be_meant_is_refused(
    climbed: Climbed,
    workplaces: Workplaces,
    before: list[str],
    to: str,
    percent: int | None,
    sentence: str,
    way: Remedy,
) -> None:
    person = placed(climbed, workplaces, *before)
    step = NextStep(DEFAULT_LADDER.step(to), TODAY, percent=percent, exception="Skäl")
    with pytest.raises(Refused) as caught:
        begin_step(person, step, DEFAULT_LADDER, TODAY)
    assert (str(caught.value), caught.value.remedy) == (sentence, way)


# Against a model that knows every day by itself

DAYS = [TODAY + timedelta(number) for number in range(40)]
NAMES = ("Solgården", "Björkskolan", "Lillegården")
# On each day: at which workplace, for how much, since which of the moves without a gap.
Model = dict[date, dict[str, tuple[int, int]]]


class Move(NamedTuple):
    """A move to a workplace, as it is asked for."""

    to: str
    first: date
    last: date | None
    percent: int | None
    beside: bool


def moved_by_days(model: Model, move: Move, number: int) -> Model | None:
    """Return each day after a move, or None when it is refused."""
    days = [day for day in DAYS if move.first <= day <= (move.last or DAYS[-1])]
    if not days:
        return None
    if move.beside:
        return beside_by_days(model, move, days, number)
    for yesterday, day in pairwise(days):
        if not model[day].items() <= model[yesterday].items():
            return None  # something begins on a day that would be passed over
    there = sum(percent for percent, _ in model[move.first].values())
    if list(model[move.first]) == [move.to] and move.percent in (None, there):
        return None  # where they are already
    percent = move.percent or there or 100
    return model | {day: {move.to: (percent, number)} for day in days}


def beside_by_days(model: Model, move: Move, days: list[date], number: int) -> Model | None:
    left = min(100 - sum(percent for percent, _ in model[day].values()) for day in days)
    percent = move.percent or left
    taken = any(move.to in model[day] for day in days)
    if taken or not model[move.first] or not 1 <= percent <= left:
        return None
    return model | {day: model[day] | {move.to: (percent, number)} for day in days}


def by_days(person: Person) -> dict[date, dict[str, int]]:
    """Return each day of a person's placements, read from those alone that cover it."""
    found: dict[date, dict[str, int]] = {day: {} for day in DAYS}
    for one in person.placements:
        for day in DAYS:
            if one.first_day <= day and (one.last_day is None or day <= one.last_day):
                assert one.workplace.name not in found[day]
                found[day][one.workplace.name] = one.percent
    return found


@st.composite
def a_move(draw: st.DrawFn) -> Move:
    first = draw(st.sampled_from(DAYS[:-1]))
    length = draw(st.none() | st.integers(-1, 12))
    last = None if length is None else min(first + timedelta(length), DAYS[-2])
    return Move(
        draw(st.sampled_from(NAMES)),
        first,
        last,
        draw(st.none() | st.sampled_from([20, 50, 80, 100])),
        draw(st.booleans()),
    )


@given(st.lists(a_move(), max_size=8))
def test_whatever_is_placed_is_on_every_day_where_a_model_of_days_has_it(
    climbed: Climbed, workplaces: Workplaces, chosen: list[Move]
) -> None:
    person = climbed("serviceassistent")
    model: Model = {day: {} for day in DAYS}
    for number, move in enumerate(chosen, 1):
        expected = moved_by_days(model, move, number)
        try:
            after = placing.place(
                person,
                workplaces[move.to],
                move.first,
                last=move.last,
                percent=move.percent,
                beside=move.beside,
            ).person.in_order()
        except Refused:
            assert expected is None
            continue
        assert expected is not None
        assert check_person(after, DEFAULT_LADDER) == ()
        person, model = after, expected
        assert by_days(person) == {
            day: {name: percent for name, (percent, _) in places.items()}
            for day, places in model.items()
        }
