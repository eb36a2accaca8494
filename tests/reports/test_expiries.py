"""Whose period is ending or overdue, as it was planned on the day that is asked for."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steg_cli.actions.advance import advance
from steg_cli.actions.amend import amend
from steg_cli.actions.convert import convert_people
from steg_cli.actions.enrol import Application, enrol
from steg_cli.actions.extend import extend
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.actions.surroundings import SECTOR, WORKPLACE, edit
from steg_cli.programme.errors import NotFound, StegError
from steg_cli.programme.identity import Identity
from steg_cli.programme.people import reference_of
from steg_cli.programme.periods import PeriodState
from steg_cli.register.file import Register
from steg_cli.register.people import load_person
from steg_cli.reports.expiries import (
    EXPIRIES,
    EndingPeriod,
    Expiry,
    ending_periods,
    expiries,
    urgency,
)
from steg_cli.reports.report import Report

if TYPE_CHECKING:
    from tests.conftest import OnStep, Outside

D = date.fromisoformat
TODAY = date(2024, 1, 15)
SINCE = date(2022, 12, 1)  # 12 to 24 months from here end between 2023-11-30 and 2024-11-30

ROW = Expiry(
    reference="S-0001",
    name="Anna Andersson",
    workplace="Solgården",
    municipality="Skövde",
    cohort="STEG",
    step="serviceassistent",
    first_day=SINCE,
    last_day=D("2024-02-29"),
    months=15,
    months_left_to_extend=9,
    days_left=45,
    state="ending",
    agreement="BEA",
    payer="AME",
    notice_by=D("2024-02-15"),
    protected=False,
)


def test_a_period_that_runs_out_is_a_row_and_is_counted(
    register: Register, on_step: OnStep
) -> None:
    on_step("serviceassistent", since=SINCE, until=D("2024-02-29"), workplace="Solgården")
    on_step("praktik", "Bo Björk", since=SINCE)

    assert expiries(register, TODAY) == Report(
        EXPIRIES,
        TODAY,
        (ROW,),
        {"overdue": 0, "ending": 1, "within": 3, "until": D("2024-04-15")},
    )


def test_nothing_to_tell_is_no_row(register: Register) -> None:
    assert expiries(register, TODAY, within=1) == Report(
        EXPIRIES,
        TODAY,
        (),
        {"overdue": 0, "ending": 0, "within": 1, "until": D("2024-02-15")},
    )


@pytest.mark.parametrize(
    ("state", "days_left", "mark"),
    [("overdue", -1, "now"), ("ending", 0, "soon"), ("ending", 31, "soon"), ("ending", 32, "")],
)
def test_a_period_is_urgent_when_it_is_overdue_or_ends_within_31_days(
    state: PeriodState, days_left: int, mark: str
) -> None:
    assert urgency(replace(ROW, state=state, days_left=days_left)) == mark


@pytest.mark.parametrize(
    ("as_of", "within", "last", "state", "days_left"),
    [
        ("2024-01-15", 3, "2023-11-30", "overdue", -46),
        ("2024-01-15", 3, "2024-01-14", "overdue", -1),
        ("2024-01-15", 3, "2024-01-15", "ending", 0),
        ("2024-01-15", 3, "2024-01-16", "ending", 1),
        ("2024-01-15", 3, "2024-04-14", "ending", 90),
        ("2024-01-15", 3, "2024-04-15", "ending", 91),
        ("2024-01-15", 3, "2024-04-16", None, None),
        ("2024-01-15", 1, "2024-02-15", "ending", 31),
        ("2024-01-15", 1, "2024-02-16", None, None),
        ("2024-01-15", 12, "2024-11-30", "ending", 320),
        # A month without the same-numbered day counts to its own last day.
        ("2024-01-31", 1, "2024-02-29", "ending", 29),
        ("2024-01-31", 1, "2024-03-01", None, None),
        ("2023-12-31", 2, "2024-02-29", "ending", 60),
        ("2024-02-29", 1, "2024-03-29", "ending", 29),
        ("2024-02-29", 1, "2024-03-30", None, None),
    ],
)
def test_ending_is_from_today_to_the_same_numbered_day_both_included(
    register: Register,
    on_step: OnStep,
    as_of: str,
    within: int,
    last: str,
    state: str | None,
    days_left: int | None,
) -> None:
    on_step("serviceassistent", since=SINCE, until=D(last))

    report = expiries(register, D(as_of), within=within)

    shown = [(row.last_day, row.state, row.days_left) for row in report.rows]
    assert shown == ([] if state is None else [(D(last), state, days_left)])
    assert (report.totals["overdue"], report.totals["ending"]) == (
        int(state == "overdue"),
        int(state == "ending"),
    )


@pytest.mark.parametrize(
    ("until", "months", "left"),
    [
        ("2023-11-30", 12, 12),
        ("2023-12-30", 12, 12),
        ("2023-12-31", 13, 11),
        ("2024-04-15", 16, 8),
        ("2024-11-29", 23, 1),
        ("2024-11-30", 24, 0),
    ],
)
def test_months_are_whole_ones_counted_from_the_first_day(
    register: Register, on_step: OnStep, until: str, months: int, left: int
) -> None:
    on_step("serviceassistent", since=SINCE, until=D(until))

    (row,) = expiries(register, TODAY, within=12).rows

    assert (row.months, row.months_left_to_extend) == (months, left)


@pytest.mark.parametrize(
    ("agreement", "until", "notice_by"),
    [
        ("BEA", "2024-02-29", "2024-02-15"),
        ("BEA", "2024-01-10", "2023-12-27"),
        ("AB", "2024-02-29", "2024-01-29"),
        ("AB", "2024-03-31", "2024-02-29"),
        ("AB", "2024-01-10", "2023-12-10"),
        ("", "2024-02-29", None),
    ],
)
def test_notice_helps_by_a_day_before_the_last_one(
    register: Register, on_step: OnStep, agreement: str, until: str, notice_by: str | None
) -> None:
    on_step("serviceassistent", since=SINCE, until=D(until))
    amend(register, "S-0001", "stay.2.agreement", agreement, TODAY)

    (row,) = expiries(register, TODAY).rows

    assert row.agreement == (agreement or None)
    assert row.notice_by == (D(notice_by) if notice_by else None)


def test_rows_are_sorted_by_last_day_and_then_by_reference(
    register: Register, on_step: OnStep
) -> None:
    for name, until in (
        ("Anna", "2024-03-31"),
        ("Bo", "2024-01-31"),
        ("Cilla", "2023-12-31"),
        ("David", "2024-01-31"),
    ):
        on_step("serviceassistent", name, since=SINCE, until=D(until))

    rows = expiries(register, TODAY).rows

    assert [(row.last_day, row.reference, row.state) for row in rows] == [
        (D("2023-12-31"), "S-0003", "overdue"),
        (D("2024-01-31"), "S-0002", "ending"),
        (D("2024-01-31"), "S-0004", "ending"),
        (D("2024-03-31"), "S-0001", "ending"),
    ]


def test_overdue_stays_until_somebody_settles_it(register: Register, on_step: OnStep) -> None:
    on_step("serviceassistent", since=SINCE, until=D("2023-11-30"), workplace="Solgården")

    assert expiries(register, D("2033-11-30")).rows == (
        replace(
            ROW,
            last_day=D("2023-11-30"),
            months=12,
            months_left_to_extend=12,
            days_left=-3653,
            state="overdue",
            notice_by=D("2023-11-16"),
        ),
    )
    extend(register, "S-0001", TODAY, months=12)
    assert expiries(register, TODAY).rows == ()


def test_a_past_day_shows_the_period_as_it_was_planned_then(
    register: Register, on_step: OnStep
) -> None:
    on_step("serviceassistent", since=SINCE, until=D("2023-11-30"))
    extend(register, "S-0001", D("2023-11-20"), months=2)
    extend(register, "S-0001", TODAY, months=1, on=D("2024-01-10"))
    extend(register, "S-0001", TODAY, months=2, on=D("2024-01-10"))

    expected = {
        "2022-11-30": [],
        "2022-12-01": [D("2023-11-30")],
        "2023-11-19": [D("2023-11-30")],
        "2023-11-20": [D("2024-01-31")],
        "2024-01-09": [D("2024-01-31")],
        "2024-01-10": [D("2024-04-30")],
        "2024-01-15": [D("2024-04-30")],
    }
    assert {
        day: [row.last_day for row in expiries(register, D(day), within=24).rows]
        for day in expected
    } == expected


def test_an_end_that_is_registered_ahead_needs_nobodys_attention(
    register: Register, on_step: OnStep
) -> None:
    on_step("serviceassistent", since=SINCE, until=D("2024-02-29"), workplace="Solgården")
    on_step("serviceassistent", "Bo", since=SINCE, until=D("2024-02-29"), workplace="Solgården")
    leave(register, "S-0001", D("2024-01-10"), to="employment", on=D("2024-01-31"))
    advance(register, "Bo", D("2024-01-10"), on=D("2024-02-01"))

    told = {
        day: [row.reference for row in expiries(register, D(day)).rows]
        for day in ("2024-01-09", "2024-01-10", "2024-01-31", "2024-02-01", "2024-03-01")
    }

    assert told == {
        "2024-01-09": ["S-0001", "S-0002"],
        "2024-01-10": [],
        "2024-01-31": [],
        "2024-02-01": [],
        "2024-03-01": [],
    }


def test_a_protected_person_is_masked_unless_asked_for(register: Register, on_step: OnStep) -> None:
    on_step(
        "serviceassistent",
        since=SINCE,
        until=D("2024-02-29"),
        workplace="Solgården",
        protected=True,
    )

    assert expiries(register, TODAY).rows == (
        replace(ROW, name=None, workplace=None, municipality=None, protected=True),
    )
    assert expiries(register, TODAY, include_protected=True).rows == (replace(ROW, protected=True),)


def test_one_cohort_alone(register: Register, on_step: OnStep) -> None:
    on_step("serviceassistent", since=SINCE, until=D("2024-02-29"), workplace="Solgården")
    on_step(
        "serviceassistent",
        "Bo Björk",
        since=SINCE,
        until=D("2024-02-29"),
        cohort="Pilot 2016",
        municipality="Töreboda",
    )
    bo = replace(
        ROW,
        reference="S-0002",
        name="Bo Björk",
        workplace=None,
        municipality="Töreboda",
        cohort="Pilot 2016",
    )

    assert expiries(register, TODAY).rows == (ROW, bo)
    assert expiries(register, TODAY, cohort="steg").rows == (ROW,)
    assert expiries(register, TODAY, cohort="Pilot 2016").rows == (bo,)
    with pytest.raises(NotFound) as caught:
        expiries(register, TODAY, cohort="Pilot 2061")
    assert caught.value.hint.format(**caught.value.values) == "Did you mean Pilot 2016?"


# The same periods, unmasked, for the reminders


def test_a_period_comes_with_whose_it_is_and_who_is_told_of_it(
    register: Register, on_step: OnStep
) -> None:
    edit(register, WORKPLACE, "Solgården", {"manager_email": "mia@kommun.example"}, TODAY)
    for name, workplace, protected in (
        ("Anna Andersson", "Solgården", False),
        ("Zäta Qvarnskog", "Solgården", True),
        ("Bo Björk", "Björkskolan", False),
        ("Cilla Citron", None, False),
    ):
        on_step(
            "serviceassistent",
            name,
            since=SINCE,
            until=D("2024-02-29"),
            workplace=workplace,
            protected=protected,
        )
    unmasked = replace(ROW, reference="S-0002", name="Zäta Qvarnskog", protected=True)

    periods = ending_periods(register, TODAY, within=3)

    assert periods == [
        EndingPeriod(1, 2, ROW, "mia@kommun.example"),
        EndingPeriod(2, 4, unmasked, "mia@kommun.example"),
        EndingPeriod(
            *(3, 6, replace(ROW, reference="S-0003", name="Bo Björk", workplace="Björkskolan")),
            None,
        ),
        EndingPeriod(
            *(4, 8, replace(ROW, reference="S-0004", name="Cilla Citron", workplace=None)),
            None,
        ),
    ]
    assert [period.masked for period in periods] == [
        ROW,
        replace(unmasked, name=None, workplace=None, municipality=None),
        periods[2].expiry,
        periods[3].expiry,
    ]


def test_a_plan_that_another_program_gave_a_step_without_limit_stops_no_report(
    register: Register, on_step: OnStep, outside: Outside
) -> None:
    on_step("serviceassistent", since=SINCE, until=D("2024-02-29"), workplace="Solgården")
    on_step("praktik", "Bo Björk", since=SINCE)
    outside().execute("UPDATE stay SET planned_last_day = '2024-01-31' WHERE step_id = 4")

    assert ROW in expiries(register, TODAY).rows


MIA, BO, ANOTHER = "mia@kommun.example", "bo@kommun.example", "x@kommun.example"
DAYS = st.dates(date(2022, 11, 1), date(2025, 6, 30))
PLACES = st.sampled_from([None, "Solgården", "Solgården", "Björkskolan"])


@dataclass(frozen=True)
class Way:
    """Somebody's way: a period, and what happened during it, as far as it is allowed."""

    since: date
    months: int
    protected: bool
    workplace: str | None
    moved: tuple[date, str | None]
    extended: tuple[date, int]
    ended: tuple[date, str]


WAYS = st.builds(
    Way,
    since=st.dates(date(2022, 6, 1), date(2024, 1, 31)),
    months=st.integers(12, 18),
    protected=st.booleans(),
    workplace=PLACES,
    moved=st.tuples(DAYS, PLACES),
    extended=st.tuples(DAYS, st.integers(0, 6)),
    ended=st.tuples(DAYS, st.sampled_from(["leave", "convert", "", "", "", ""])),
)


def copy_of(founded: Path) -> Register:
    """Return a copy in memory, since many registers are written."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    with closing(sqlite3.connect(founded)) as file:
        file.backup(copy)
    copy.execute("PRAGMA foreign_keys = ON")
    return Register(copy, founded, lambda: datetime(2024, 1, 15, tzinfo=UTC))


def go(register: Register, number: int, way: Way) -> None:
    """Do what the way says, each thing on its day; what is refused is left out."""
    first = way.since - timedelta(30)
    born = (date(1980, 1, 1), date(1980, 12, 31))
    identity = Identity("other", f"LMA {number}", "woman", born)
    application = Application(
        *(identity, f"Person {number}", "STEG", "Skövde", "unemployed", first),
        disability=True,
        protected=way.protected,
    )
    who = enrol(register, application, first).result.reference
    advance(
        register,
        who,
        way.since,
        to="serviceassistent",
        months=way.months,
        workplace=way.workplace,
        exception="bedömd",
    )
    days = {"move": way.moved[0], "extend": way.extended[0], way.ended[1]: way.ended[0]}
    for deed, day in sorted(days.items(), key=lambda one: one[1]):
        with suppress(StegError):
            if deed == "move":
                place(register, who, way.moved[1] or "nowhere", day)
            elif deed == "extend":
                extend(register, who, day, months=way.extended[1])
            elif deed == "leave":
                leave(register, who, day, to="other")
            elif deed == "convert":
                convert_people(register, [who], day)


def modelled(register: Register, expiry: Expiry, day: date) -> EndingPeriod | None:
    """Return what should come with a row of the report, looked up in the person's whole way.

    None for a period that began that day, or when a move is planned: another rule may then
    stand in the way of a conversion.
    """
    case = int(expiry.reference.removeprefix("S-"))
    (enrolment,) = load_person(register, case).enrolments
    stay = enrolment.stay_on(day)
    placement = enrolment.placement_on(day)
    assert stay is not None
    assert (stay.step.code, stay.first_day) == (expiry.step, expiry.first_day)
    assert expiry.workplace == (placement.workplace.name if placement else None)
    if stay.first_day == day or any(one.first_day > day for one in enrolment.placements):
        return None
    return EndingPeriod(
        case,
        stay.id,
        expiry,
        placement.workplace.manager_email if placement else None,
    )


@settings(max_examples=100, deadline=None)
@given(
    ways=st.lists(WAYS, min_size=1, max_size=5),
    decided=st.none() | DAYS,
    day=DAYS,
    within=st.integers(0, 12),
)
def test_the_periods_of_any_register_are_those_of_the_report(
    founded: Path, ways: list[Way], decided: date | None, day: date, within: int
) -> None:
    with copy_of(founded) as register:
        for name, email in (("Solgården", MIA), ("Björkskolan", BO), ("Snickeriet", ANOTHER)):
            edit(register, WORKPLACE, name, {"manager_email": email}, TODAY)
        edit(register, SECTOR, "Barn och utbildning", {"employs_from": decided or ""}, TODAY)
        for number, way in enumerate(ways, start=1):
            go(register, number, way)

        periods = ending_periods(register, day, within=within)

        in_full = expiries(register, day, within=within, include_protected=True).rows
        assert tuple(one.expiry for one in periods) == in_full
        assert tuple(one.masked for one in periods) == expiries(register, day, within=within).rows
        assert [reference_of(one.participant) for one in periods] == [
            row.reference for row in in_full
        ]
        for one in periods:
            assert modelled(register, one.expiry, day) in (one, None)
