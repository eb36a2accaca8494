"""A person's whole way as plain values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steg_cli.programme.errors import Refused
from steg_cli.programme.identity import Identity
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import (
    Enrolment,
    Participant,
    Person,
    Placement,
    Sector,
    Stay,
    Workplace,
    covers,
    reference_of,
)
from steg_cli.texts import texts

D = date.fromisoformat
DAY = timedelta(days=1)

ANNA = Participant(
    42,
    Identity("other", "LMA 12-345", "woman", (D("1990-01-01"), D("1990-12-31"))),
    "Anna A.",
    protected=False,
)
SCHOOL = Workplace(1, "Skolan", Sector(1, "Barn", None), "Skövde", False, None, None, None)


def stay(number: int, code: str, first: str, last: str | None) -> Stay:
    step = DEFAULT_LADDER.step(code)
    ended = D(last) if last else None
    return Stay(number, step, D(first), None, ended, ended, None, None, None, None)


def placement(number: int, first: str, last: str | None) -> Placement:
    return Placement(number, SCHOOL, D(first), D(last) if last else None, 100, None)


FIRST = Enrolment(
    id=1,
    cohort="STEG 1",
    municipality="Skövde",
    first_day=D("2020-01-01"),
    last_day=D("2020-12-31"),
    left_to="job-search",
    qualification=False,
    status="unemployed",
    disability=False,
    long_term_unemployed=True,
    education=None,
    consultant=None,
    exception=None,
    stays=(
        stay(1, "kartlaggning", "2020-01-01", "2020-02-29"),
        stay(2, "utredning", "2020-03-01", "2020-12-31"),
    ),
    placements=(
        placement(1, "2020-03-01", "2020-05-31"),
        placement(2, "2020-07-01", "2020-12-31"),
    ),
)
SECOND = replace(
    FIRST,
    id=2,
    first_day=D("2022-01-01"),
    last_day=None,
    left_to=None,
    stays=(stay(3, "kartlaggning", "2022-01-01", None),),
    placements=(placement(3, "2022-02-01", None),),
)


@pytest.mark.parametrize(
    ("case", "reference"),
    [(1, "S-0001"), (42, "S-0042"), (9999, "S-9999"), (10_000, "S-10000")],
)
def test_a_case_reference_has_at_least_four_digits(case: int, reference: str) -> None:
    assert reference_of(case) == reference
    assert replace(ANNA, id=case).reference == reference


@pytest.mark.parametrize(("protected", "label"), [(False, "Anna A. (S-0042)"), (True, "S-0042")])
def test_a_protected_person_is_named_by_the_reference_alone(protected: bool, label: str) -> None:
    assert replace(ANNA, protected=protected).label == label


@pytest.mark.parametrize(
    ("employs_from", "day", "employs"),
    [
        ("2023-01-01", "2022-12-31", False),
        ("2023-01-01", "2023-01-01", True),
        ("2023-01-01", "2030-01-01", True),
        (None, "2030-01-01", False),
    ],
)
def test_a_sector_employs_its_own_from_its_first_day(
    employs_from: str | None, day: str, employs: bool
) -> None:
    sector = Sector(1, "Vård och omsorg", D(employs_from) if employs_from else None)
    assert sector.employs_its_own_on(D(day)) is employs


@pytest.mark.parametrize(
    ("day", "code", "place"),
    [
        ("2019-12-31", None, None),
        ("2020-01-01", "kartlaggning", None),
        ("2020-02-29", "kartlaggning", None),
        ("2020-03-01", "utredning", 1),
        ("2020-05-31", "utredning", 1),
        ("2020-06-01", "utredning", None),
        ("2020-07-01", "utredning", 2),
        ("2020-12-31", "utredning", 2),
        ("2021-01-01", None, None),
    ],
)
def test_the_step_and_the_place_on_a_day(day: str, code: str | None, place: int | None) -> None:
    found, placed = FIRST.stay_on(D(day)), FIRST.placement_on(D(day))
    assert (found.step.code if found else None, placed.id if placed else None) == (code, place)


@pytest.mark.parametrize("day", ["2022-02-01", "2022-02-02", "9999-12-31"])
def test_what_is_open_goes_on(day: str) -> None:
    assert SECOND.stay_on(D(day)) == SECOND.stays[0]
    assert SECOND.placement_on(D(day)) == SECOND.placements[0]


@given(
    st.dates(date(2020, 1, 1), date(2020, 3, 31)),
    st.none() | st.integers(-1, 60),
    st.dates(date(2020, 1, 1), date(2020, 6, 30)),
)
def test_a_span_covers_its_first_day_its_last_and_those_between(
    first: date, length: int | None, day: date
) -> None:
    last = None if length is None else first + length * DAY
    through = range((last or date(2020, 12, 31)).toordinal() - first.toordinal() + 1)
    expected = day in [first + n * DAY for n in through]
    for span in (
        replace(FIRST, first_day=first, last_day=last),
        replace(FIRST.stays[0], first_day=first, last_day=last),
        replace(FIRST.placements[0], first_day=first, last_day=last),
    ):
        assert covers(span, day) is expected


def test_stays_and_placements_of_all_enrolments_stand_in_order_of_time() -> None:
    person = Person(ANNA, (FIRST, SECOND))
    assert [one.id for one in person.stays] == [1, 2, 3]
    assert [one.id for one in person.placements] == [1, 2, 3]


def test_the_open_enrolment_is_the_one_without_a_last_day() -> None:
    assert Person(ANNA, (FIRST, SECOND)).open_enrolment() is SECOND


@pytest.mark.parametrize(("protected", "who"), [(False, "Anna A. (S-0042)"), (True, "S-0042")])
def test_a_person_who_left_has_no_open_enrolment(protected: bool, who: str) -> None:
    again = replace(SECOND, last_day=D("2022-06-30"))
    person = Person(replace(ANNA, protected=protected), (FIRST, again))
    with pytest.raises(Refused) as caught:
        person.open_enrolment()
    error = caught.value
    assert str(error) == f"{who} has no open enrolment: the last one ends on 2022-06-30."
    assert texts("en").hint(error) == (
        "Somebody who comes back is enrolled again with steg enrol; steg undo takes back "
        "a leave that was a mistake."
    )
