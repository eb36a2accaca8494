"""A person's whole way as plain values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steg_cli.programme import enrolling
from steg_cli.programme.cases import reference_of
from steg_cli.programme.errors import Refused
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import Person, Placement, Stay, covers
from steg_cli.programme.periods import Used
from steg_cli.programme.workplace import Sector, Workplace
from steg_cli.texts import texts

if TYPE_CHECKING:
    from tests.programme.conftest import Climbed

D = date.fromisoformat
DAY = timedelta(days=1)


@pytest.fixture
def twice(climbed: Climbed, workplaces: dict[str, Workplace]) -> Person:
    """Anna, who left on 2020-12-31 and came back on 2022-01-01; placed three times, with ids."""

    def placement(number: int, first: str, last: str | None) -> Placement:
        end = D(last) if last else None
        return Placement(number, workplaces["Snickeriet"], D(first), end, 100, None)

    first = climbed("utredning", since=D("2020-03-01"))
    left = enrolling.leave(first, D("2020-12-31"), "other", D("2021-01-04")).person.enrolments[0]
    places = (
        placement(1, "2020-03-01", "2020-05-31"),
        placement(2, "2020-07-01", "2020-12-31"),
    )
    back = climbed("kartlaggning", since=D("2022-01-01")).enrolments[0]
    back = replace(back, id=2, placements=(placement(3, "2022-02-01", None),))
    return replace(first, enrolments=(replace(left, placements=places), back))


@pytest.mark.parametrize(
    ("case", "reference"),
    [(1, "S-0001"), (42, "S-0042"), (9999, "S-9999"), (10_000, "S-10000")],
)
def test_a_case_reference_has_at_least_four_digits(anna: Person, case: int, reference: str) -> None:
    assert reference_of(case) == reference
    assert replace(anna.participant, id=case).reference == reference


@pytest.mark.parametrize(("protected", "label"), [(False, "Anna (S-0001)"), (True, "S-0001")])
def test_a_protected_person_is_named_by_the_reference_alone(
    anna: Person, protected: bool, label: str
) -> None:
    assert replace(anna.participant, protected=protected).label == label


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
        ("2020-01-31", None, None),
        ("2020-02-01", "kartlaggning", None),
        ("2020-02-29", "kartlaggning", None),
        ("2020-03-01", "utredning", 1),
        ("2020-05-31", "utredning", 1),
        ("2020-06-01", "utredning", None),
        ("2020-07-01", "utredning", 2),
        ("2020-12-31", "utredning", 2),
        ("2021-01-01", None, None),
    ],
)
def test_the_step_and_the_place_on_a_day(
    twice: Person, day: str, code: str | None, place: int | None
) -> None:
    first = twice.enrolments[0]
    found, placed = first.stay_on(D(day)), first.placements_on(D(day))
    assert (found.step.code if found else None) == code
    assert [one.id for one in placed] == ([place] if place else [])


@pytest.mark.parametrize("day", ["2022-02-01", "2022-02-02", "9999-12-31"])
def test_what_is_open_goes_on(twice: Person, day: str) -> None:
    second = twice.enrolments[1]
    assert second.stay_on(D(day)) == second.stays[0]
    assert second.placements_on(D(day)) == second.placements[:1]
    beside = replace(second.placements[0], id=9, percent=30)
    both = replace(second, placements=(*second.placements, beside))
    assert both.placements_on(D(day)) == both.placements
    assert both.percent_on(D(day)) == second.placements[0].percent + 30


@given(
    st.dates(date(2020, 1, 1), date(2020, 3, 31)),
    st.none() | st.integers(-1, 60),
    st.dates(date(2020, 1, 1), date(2020, 6, 30)),
)
def test_a_span_covers_its_first_day_its_last_and_those_between(
    anna: Person, first: date, length: int | None, day: date
) -> None:
    last = None if length is None else first + length * DAY
    through = range((last or date(2020, 12, 31)).toordinal() - first.toordinal() + 1)
    expected = day in [first + n * DAY for n in through]
    enrolment, stay, placement = anna.enrolments[0], anna.stays[0], anna.placements[0]
    assert covers(replace(enrolment, first_day=first, last_day=last), day) is expected
    assert covers(replace(stay, first_day=first, last_day=last), day) is expected
    assert covers(replace(placement, first_day=first, last_day=last), day) is expected


def test_everything_of_all_enrolments_stands_in_order_of_time(twice: Person) -> None:
    assert twice.stays == twice.enrolments[0].stays + twice.enrolments[1].stays
    assert [one.id for one in twice.placements] == [1, 2, 3]
    first, second = twice.enrolments
    turned = replace(first, stays=first.stays[::-1], placements=first.placements[::-1])
    assert replace(twice, enrolments=(second, turned)).in_order() == twice


# Months in all

SERVICE = DEFAULT_LADDER.step("serviceassistent")


@pytest.fixture
def renewed(climbed: Climbed) -> Person:
    """Anna, with periods of 6 months, of 3 months and 15 days, and from 2024-03-01 on a third.

    Between the first two she was away; the third, for 12 months, followed the second at once.
    """
    first = climbed("serviceassistent", since=D("2023-01-01"))
    left = enrolling.leave(first, D("2023-06-30"), "other", D("2023-07-01")).person.enrolments[0]
    back = climbed("serviceassistent", since=D("2023-11-15")).enrolments[0]
    second = replace(back.stays[-1], last_day=D("2024-02-29"), closed_on=D("2024-02-29"))
    third = Stay(0, SERVICE, D("2024-03-01"), D("2025-02-28"))
    back = replace(back, id=2, stays=(*back.stays[:-1], second, third))
    return replace(first, enrolments=(left, back))


def test_the_periods_on_a_limited_step_add_up_over_enrolments(renewed: Person) -> None:
    periods = [stay for stay in renewed.stays if stay.step == SERVICE]
    assert [renewed.used_before(stay) for stay in periods] == [Used(), Used(6), Used(9, 15)]
    assert [renewed.months_in_all(stay) for stay in periods] == [6, 9, 21]
    # To the planned ends: the first two can be told of as of days before they ended.
    assert [renewed.months_left_to_extend(stay) for stay in periods] == [12, 6, 2]


def test_a_period_that_goes_on_counts_with_its_plan(renewed: Person) -> None:
    third = renewed.stays[-1]
    fourth = Stay(0, SERVICE, D("2025-06-01"), D("2025-08-31"))
    assert renewed.used_before(fourth) == Used(21, 15)
    ended = renewed.with_(third, replace(third, last_day=D("2024-08-31")))
    assert ended.used_before(fourth) == Used(15, 15)
    assert ended.months_in_all(ended.stays[-1]) == 15


def test_a_step_without_a_limit_has_no_months_in_all(climbed: Climbed) -> None:
    person = climbed("praktik")
    stay = replace(person.stays[-1], planned_last_day=D("2024-06-30"))
    assert (person.months_in_all(stay), person.months_left_to_extend(stay)) == (None, None)


@pytest.mark.parametrize(
    ("training", "following", "completed"),
    [
        ({}, {}, True),  # the next step says so
        ({}, {"exception": "knows the work"}, None),
        ({"completed": False}, {}, False),
        ({"certificate_day": D("2023-05-20")}, {"exception": "knows the work"}, True),
        ({"completed": False, "certificate_day": D("2023-05-20")}, {}, False),  # a rule's matter
    ],
)
def test_in_order_training_was_completed_where_what_is_recorded_says_so(
    climbed: Climbed,
    training: dict[str, Any],
    following: dict[str, Any],
    completed: bool | None,
) -> None:
    person = climbed("serviceassistent")
    before, after = person.stays[-2:]
    person = person.with_(before, replace(before, **({"completed": None} | training)))
    person = person.with_(after, replace(after, **following))
    assert [stay.completed for stay in person.in_order().stays] == [
        *(None, None, None, None),
        completed,
        None,
    ]


def test_training_that_goes_on_says_nothing_of_itself(climbed: Climbed) -> None:
    person = climbed("utbildningspraktik")
    assert person.in_order().stays[-1].completed is None


def test_the_open_enrolment_is_the_one_without_a_last_day(twice: Person) -> None:
    assert twice.open_enrolment() is twice.enrolments[1]


@pytest.mark.parametrize(("protected", "who"), [(False, "Anna (S-0001)"), (True, "S-0001")])
def test_a_person_who_left_has_no_open_enrolment(
    climbed: Climbed, protected: bool, who: str
) -> None:
    person = climbed("praktik", protected=protected)
    left = enrolling.leave(person, D("2023-06-30"), "other", D("2023-07-01")).person
    with pytest.raises(Refused) as caught:
        left.open_enrolment()
    error = caught.value
    assert str(error) == f"{who} has no open enrolment: the last one ends on 2023-06-30."
    assert texts("en").hint(error) == (
        "Somebody who comes back is enrolled again with steg enrol. A leave that was a mistake: "
        "steg log S-0001 shows its number, steg undo NUMBER takes it back."
    )
