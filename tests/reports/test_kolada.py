"""Who left in a year to work or studies: a small register by hand, any lives by a slow model."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steg_cli.programme.codes import OUTCOMES
from steg_cli.programme.identity import Identity, Sex
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import (
    NEW,
    Enrolment,
    FollowUp,
    Participant,
    Person,
    Residence,
    Stay,
)
from steg_cli.register.file import Register
from steg_cli.register.saving import save_person
from steg_cli.reports.chosen import Chosen
from steg_cli.reports.kolada import kolada
from steg_cli.reports.report import Report

if TYPE_CHECKING:
    from tests.conftest import Fresh

D = date.fromisoformat
TODAY = D("2024-01-15")


def left(
    first: str,
    last: str | None = None,
    left_to: Any = None,
    *,
    after: tuple[str, Any] | None = None,
    place: str = "Skövde",
    **about: Any,
) -> Enrolment:
    """Return a time on the first step; `after` is the day and status of a follow-up."""
    end = D(last) if last else None
    return Enrolment(
        *(NEW, "STEG", place, D(first), end, left_to),
        stays=(Stay(NEW, DEFAULT_LADDER.steps[0], D(first), None, end, end),),
        follow_ups=(FollowUp(NEW, D(after[0]), after[1]),) if after else (),
        **about,
    )


def somebody(name: str, sex: Sex, *enrolments: Enrolment, protected: bool = False) -> Person:
    identity = Identity("other", f"LMA {name}", sex, (D("1980-01-01"), D("1980-12-31")))
    return Person(Participant(NEW, identity, name, protected), enrolments).in_order()


def saved(register: Register, *people: Person) -> None:
    with register.change("test", TODAY):
        for person in people:
            save_person(register, None, person)


def lines(report: Report[Any]) -> dict[str, str]:
    """Return women, men and total of each result, and the share, where there is somebody."""
    return {
        row.result: f"{row.women} {row.men} {row.total} {row.share}"
        for row in report.rows
        if row.total
    }


PEOPLE = (
    somebody("Anna", "woman", left("2022-01-10", "2023-01-01", "employment")),
    somebody("Bo", "man", left("2022-01-10", "2023-12-31", "employment-subsidised")),
    somebody("Cilla", "woman", left("2022-01-10", "2023-06-30", "education"), protected=True),
    somebody("David", "man", left("2022-01-10", "2023-06-30", "employment-municipal")),
    somebody(  # both times in the year: the last exit counts
        *("Eva", "woman"),
        left("2022-01-10", "2023-02-28", "employment"),
        left("2023-05-02", "2023-08-31", "health"),
    ),
    somebody(  # came back: she left in 2023 all the same
        "Frida", "woman", left("2022-01-10", "2023-02-28", "education-other"), left("2023-05-02")
    ),
    somebody(  # the work had ended on the last day of its first month
        *("Gun", "woman"),
        left("2022-01-10", "2023-06-30", "employment", after=("2023-07-31", "job-search")),
    ),
    somebody(  # it had ended six months later, which says nothing of its first month
        *("Hans", "man"),
        left("2022-01-10", "2023-06-30", "employment", after=("2023-08-01", "job-search")),
    ),
    somebody(  # another work within the month is work
        *("Ida", "woman"),
        left(
            "2022-01-10",
            "2023-06-30",
            "employment",
            after=("2023-07-10", "employment-subsidised"),
            residences=(Residence(NEW, "Hjo", D("2023-06-30")),),
        ),
    ),
    somebody("Jan", "man", left("2022-01-10", "2022-12-31", "employment")),  # the year before
    somebody("Kim", "man", left("2022-01-10")),
)


def test_a_small_register_is_counted_as_by_hand(register: Register) -> None:
    saved(register, *PEOPLE)
    report = kolada(register, TODAY)
    assert lines(report) == {
        "left": "6 3 9 100.0",
        "employment": "2 1 3 33.3",  # Anna, Ida; Hans
        "employment-subsidised": "0 1 1 11.1",  # Bo
        "education": "1 0 1 11.1",  # Cilla
        "counted": "3 2 5 55.6",
        "employment-short": "1 0 1 11.1",  # Gun
        "employment-municipal": "0 1 1 11.1",  # David
        "education-other": "1 0 1 11.1",  # Frida
        "health": "1 0 1 11.1",  # Eva
    }
    assert [(row.share_women, row.share_men) for row in report.rows[:2]] == [
        ("100.0", "100.0"),
        ("33.3", "33.3"),
    ]
    assert report.totals == {"year": 2023, "left": 9, "counted": 5, "left_out": 4}


@pytest.mark.parametrize(
    ("as_of", "year", "chosen", "expected"),
    [
        ("2024-01-15", 2022, Chosen(), "0 1 1"),
        ("2024-01-15", 2021, Chosen(), None),
        ("2024-01-15", 2024, Chosen(), None),
        ("2023-12-31", 2023, Chosen(), "6 2 8"),  # Bo is still there on his last day
        ("2023-01-01", 2023, Chosen(), None),
        ("2023-03-01", 2023, Chosen(), "3 0 3"),
        ("2024-01-15", 2023, Chosen(sex="man"), "0 3 3"),
        ("2024-01-15", 2023, Chosen(cohort="pilot 2016"), None),
        # Where they lived on the last day, without Cilla.
        ("2024-01-15", 2023, Chosen(municipality="skövde"), "4 3 7"),
        ("2024-01-15", 2023, Chosen(municipality="Hjo"), "1 0 1"),
        ("2024-01-15", 2023, Chosen(municipality="skövde", include_protected=True), "5 3 8"),
    ],
)
def test_who_left_in_the_year_as_it_was_on_a_day(
    register: Register, as_of: str, year: int, chosen: Chosen, expected: str | None
) -> None:
    saved(register, *PEOPLE)
    found = lines(kolada(register, D(as_of), year=year, chosen=chosen)).get("left")
    assert found == (expected and f"{expected} 100.0")


def test_of_nobody_there_is_no_share(register: Register) -> None:
    report = kolada(register, TODAY)
    assert {(row.total, row.share, row.share_women) for row in report.rows} == {(0, None, None)}


# --- the slow model -------------------------------------------------------------------------------


WORK = ("employment", "employment-subsidised")


def modelled(people: list[Person], year: int) -> Counter[str]:
    counted: Counter[str] = Counter()
    for person in people:
        exits = [e for e in person.enrolments if e.last_day and e.last_day.year == year]
        if not exits:
            continue
        last = exits[-1]
        to: str = last.left_to or ""
        for follow_up in last.follow_ups:
            assert last.last_day
            begins = last.last_day + timedelta(1)
            month = begins.month % 12 + 1, begins.year + begins.month // 12
            after = date(month[1], month[0], begins.day)  # begins on the 28th at the latest
            works = [one in WORK for one in (to, follow_up.status)]
            if follow_up.day < after and works == [True, False]:
                to = "employment-short"
        counted[to] += 1
        counted["left"] += 1
        counted["counted"] += to in (*WORK, "education")
    return +counted


DAYS = st.dates(D("2020-06-01"), D("2023-06-01")).filter(lambda day: day.day < 28)


@st.composite
def lives(draw: st.DrawFn) -> list[Person]:
    people = []
    for number in range(draw(st.integers(1, 6))):
        days = sorted(set(draw(st.lists(DAYS, min_size=2, max_size=4))))
        enrolments = []
        for first, last in zip(days[::2], days[1::2], strict=False):
            after = str(last + timedelta(draw(st.sampled_from([1, 27, 28, 29, 30, 31, 32, 183]))))
            follow_up = (after, draw(st.sampled_from(OUTCOMES))) if draw(st.booleans()) else None
            to = draw(st.sampled_from(OUTCOMES))
            enrolments.append(left(str(first), str(last), to, after=follow_up))
        sex: Sex = draw(st.sampled_from(["woman", "man"]))
        if enrolments:
            people.append(somebody(f"Nr {number}", sex, *enrolments))
    return people


@settings(max_examples=60, deadline=None)
@given(people=lives())
def test_any_lives_are_counted_as_the_slow_model_counts(fresh: Fresh, people: list[Person]) -> None:
    with fresh() as register:
        saved(register, *people)
        for year in (2020, 2021, 2022, 2023):
            rows = kolada(register, TODAY, year=year).rows
            assert Counter({row.result: row.total for row in rows if row.total}) == (
                modelled(people, year)
            )
