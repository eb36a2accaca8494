"""Where somebody lives on a day: a move, and a past that stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steg_cli.programme import enrolling
from steg_cli.programme.checks import check_person
from steg_cli.programme.corrections import take_away
from steg_cli.programme.errors import Refused
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import Enrolment, Person, Residence
from steg_cli.programme.residences import move, moves_of, renamed, residence_problems

if TYPE_CHECKING:
    from tests.programme.conftest import Climbed

D = date.fromisoformat
FIRST = D("2024-01-10")
TODAY = D("2024-06-01")


@pytest.fixture
def sara(climbed: Climbed) -> Person:
    """Sara, who lives in Skövde on the first day, 2024-01-10."""
    return climbed("kartlaggning", FIRST)


def moved(person: Person, *moves: tuple[str, str]) -> Person:
    for municipality, day in moves:
        person = move(person, municipality, D(day)).person
    return person


def residences(person: Person) -> list[tuple[str, str]]:
    return [(one.municipality, str(one.first_day)) for one in moves_of(person)]


def test_a_move_counts_from_its_day_on(sara: Person) -> None:
    person = moved(sara, ("Tibro", "2024-03-01"), ("Skövde", "2024-05-01"))
    assert check_person(person, DEFAULT_LADDER) == ()
    (enrolment,) = person.enrolments
    days = ("2024-01-01", "2024-01-10", "2024-02-29", "2024-03-01", "2024-04-30", "2024-05-01")
    assert [enrolment.municipality_on(D(day)) for day in days] == [
        *["Skövde"] * 3,
        *["Tibro"] * 2,
        "Skövde",
    ]


def test_a_move_before_another_stands_before_it_and_a_note_tells_of_that(sara: Person) -> None:
    later = moved(sara, ("Tibro", "2024-05-01"), ("Hjo", "2024-05-20"))
    before = move(later, "Karlsborg", D("2024-03-01"))
    assert residences(before.person) == [
        *(("Karlsborg", "2024-03-01"), ("Tibro", "2024-05-01"), ("Hjo", "2024-05-20")),
    ]
    assert [str(one) for one in before.notes] == [
        "From 2024-05-01 on they live in Tibro, as was recorded before."
    ]


@pytest.mark.parametrize(
    ("municipality", "day", "problem"),
    [
        ("Tibro", "2024-01-09", "The enrolment began on 2024-01-10; a move on 2024-01-09 is too"),
        ("Tibro", "2024-01-10", "The enrolment began on 2024-01-10; a move on 2024-01-10 is too"),
        ("Skövde", "2024-02-01", "Skövde is where the person lives already, from 2024-01-10 on."),
        ("Hjo", "2024-02-29", "Hjo is where the person lives already, from 2024-02-29 on."),
        ("Hjo", "2024-03-01", "There is a move on 2024-03-01 already, to "),
        ("Hjo", "2024-04-01", "Hjo is where the person lives already, from 2024-03-01 on."),
    ],
)
def test_a_move_that_cannot_be_is_refused(
    sara: Person, municipality: str, day: str, problem: str
) -> None:
    person = moved(sara, ("Hjo", "2024-03-01"))
    with pytest.raises(Refused) as caught:
        move(person, municipality, D(day))
    assert str(caught.value).startswith(problem)


def test_whoever_left_moves_no_more(sara: Person) -> None:
    planned = moved(sara, ("Hjo", "2024-03-01"), ("Tibro", "2024-08-01"))
    left = enrolling.leave(planned, D("2024-05-31"), "moved", TODAY)
    assert "The move on 2024-08-01 was taken away." in [str(one) for one in left.notes]
    assert residences(left.person) == [("Hjo", "2024-03-01")]
    assert check_person(left.person, DEFAULT_LADDER) == ()
    with pytest.raises(Refused, match="has no open enrolment: the last one ends on 2024-05-31"):
        move(left.person, "Tibro", D("2024-06-01"))
    within = move(left.person, "Tibro", D("2024-05-31"))
    assert residences(within.person)[-1] == ("Tibro", "2024-05-31")


def test_a_move_recorded_by_mistake_is_taken_away(sara: Person) -> None:
    person = moved(sara, ("Hjo", "2024-03-01"))
    assert take_away(person, moves_of(person)[0]) == sara


def test_between_municipalities_that_are_one_nobody_moved() -> None:
    moves = (
        Residence(1, "Hjo", D("2024-03-01")),
        Residence(2, "Tibro", D("2024-04-01")),
        Residence(3, "Skövde", D("2024-05-01")),
    )
    enrolment = Enrolment(1, "STEG", "Skövde", FIRST, residences=moves)
    assert renamed(enrolment, "Hjo", "Skövde").residences == moves[1:]
    assert renamed(enrolment, "Skövde", "Hjo") == replace(
        enrolment,
        municipality="Hjo",
        residences=(moves[1], replace(moves[2], municipality="Hjo")),
    )


NAMES = st.sampled_from(["Skövde", "Hjo", "Tibro"])
MOVES = st.lists(st.tuples(NAMES, st.integers(-3, 40)), max_size=8)


@given(MOVES, st.integers(-5, 45), st.tuples(NAMES, NAMES))
def test_any_moves_lead_to_where_the_last_one_by_then_led(
    moves: list[tuple[str, int]], later: int, names: tuple[str, str]
) -> None:
    """Against a diary: where somebody lives on each of many days."""
    sara = Person(None, (Enrolment(1, "STEG", "Skövde", FIRST),))  # type: ignore[arg-type]
    events = {FIRST - timedelta(400): "Skövde"}
    for name, after in moves:
        day = FIRST + timedelta(after)
        try:
            sara = move(sara, name, day).person
        except Refused:
            continue
        events[day] = name
    (enrolment,) = sara.enrolments
    assert list(residence_problems(enrolment)) == []
    day = FIRST + timedelta(later)
    assert enrolment.municipality_on(day) == events[max(d for d in events if d <= day)]
    called = renamed(enrolment, *names)
    assert list(residence_problems(called)) == []
    wanted = enrolment.municipality_on(day)
    assert called.municipality_on(day) == (names[1] if wanted == names[0] else wanted)
