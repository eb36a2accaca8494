"""What is ending or overdue, as it was planned on the day that is asked for; see `test_ends`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.amend import amend
from steg_cli.actions.extend import extend
from steg_cli.actions.leave import leave
from steg_cli.actions.surroundings import WORKPLACE, edit, set_setting
from steg_cli.programme.errors import NotFound
from steg_cli.programme.periods import PeriodState
from steg_cli.register.file import Register
from steg_cli.reports.chosen import Chosen
from steg_cli.reports.ends import WHATS, Ending, Expiry, endings
from steg_cli.reports.expiries import (
    COUNTS,
    EXPIRIES,
    EndsOfAKind,
    expiries,
    months_chart,
    urgency,
)
from steg_cli.reports.report import Report

if TYPE_CHECKING:
    from tests.conftest import NumberOf, OnStep

D = date.fromisoformat
TODAY = date(2024, 1, 15)
SINCE = date(2022, 12, 1)  # 12 to 24 months from here end between 2023-11-30 and 2024-11-30

ROW = Expiry(
    what="period",
    reference="S-0001",
    name="Anna Andersson",
    workplace="Solgården",
    municipality="Skövde",
    cohort="STEG",
    step="serviceassistent",
    first_day=SINCE,
    last_day=D("2024-02-29"),
    months=15,
    months_in_all=15,
    months_left_to_extend=9,
    days_left=45,
    state="ending",
    agreement="BEA",
    payer="AME",
    notice_by=D("2024-01-29"),
    protected=False,
)


def test_a_period_that_runs_out_is_a_row_and_is_counted(
    register: Register, on_step: OnStep
) -> None:
    on_step("serviceassistent", since=SINCE, until=D("2024-02-29"), workplace="Solgården")
    on_step("praktik", "Bo Björk", since=SINCE)

    found = expiries(register, TODAY)
    assert found.calendar is not None
    assert [(one.last_day, one.notice_by) for one in found.calendar()] == [
        (ROW.last_day, ROW.notice_by)
    ]
    assert found.counts == Report(COUNTS, TODAY, counted(period=(0, 1)), found.totals)
    assert replace(found, calendar=None, counts=None) == Report(
        EXPIRIES,
        TODAY,
        (ROW,),
        {"overdue": 0, "ending": 1, "within": 3, "until": D("2024-04-15")},
    )


def counted(**ends: tuple[int, int]) -> tuple[EndsOfAKind, ...]:
    """Return the counts of each kind: those of `ends` (overdue, ending), and none of the others."""
    return tuple(EndsOfAKind(what, *ends.get(what, (0, 0))) for what in WHATS)


def test_nothing_to_tell_is_no_row(register: Register) -> None:
    totals = {"overdue": 0, "ending": 0, "within": 1, "until": D("2024-02-15")}
    counts = Report(COUNTS, TODAY, counted(), totals)
    found = expiries(register, TODAY, within=1)
    assert found == Report(EXPIRIES, TODAY, (), totals, counts=counts)
    assert found.calendar is not None
    assert found.calendar() == ()


def test_counts_are_of_the_kinds_asked_for(register: Register, on_step: OnStep) -> None:
    on_step("serviceassistent", since=SINCE, until=D("2023-12-31"))
    found = expiries(register, TODAY, what=["period", "support"]).counts
    assert found is not None
    assert found.rows == (EndsOfAKind("period", 1, 0), EndsOfAKind("support", 0, 0))


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
        ("BEA", "2024-02-29", "2024-01-29"),
        ("AB", "2024-02-29", "2024-01-29"),
        ("AB", "2024-03-31", "2024-02-29"),
        ("AB", "2024-01-10", "2023-12-08"),  # 2023-12-10 was a Sunday
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


@pytest.mark.parametrize(
    ("lead", "notice_by"),
    [
        ("1 month", "2024-01-29"),
        ("14 days", "2024-02-15"),
        ("2 months", "2023-12-29"),
        ("none", None),
    ],
)
def test_hr_decides_how_long_before_notice_helps(
    register: Register, on_step: OnStep, lead: str, notice_by: str | None
) -> None:
    on_step("serviceassistent", since=SINCE, until=D("2024-02-29"))
    set_setting(register, "notice.AB", "14 days", TODAY)
    set_setting(register, "notice.BEA", lead, TODAY)

    (row,) = expiries(register, TODAY).rows

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
            months_in_all=12,
            months_left_to_extend=12,
            days_left=-3653,
            state="overdue",
            notice_by=D("2023-10-30"),
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
    assert expiries(register, TODAY, chosen=Chosen(include_protected=True)).rows == (
        replace(ROW, protected=True),
    )


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
    assert expiries(register, TODAY, chosen=Chosen("steg")).rows == (ROW,)
    assert expiries(register, TODAY, chosen=Chosen("Pilot 2016")).rows == (bo,)
    with pytest.raises(NotFound) as caught:
        expiries(register, TODAY, chosen=Chosen("Pilot 2061"))
    assert caught.value.hint.format(**caught.value.values) == "Did you mean Pilot 2016?"


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (Chosen(sex="woman"), "S-0001 S-0003"),
        (Chosen(sex="man"), "S-0002"),
        (Chosen(municipality="hjo"), "S-0002"),
        (Chosen(municipality="Skövde"), "S-0001"),
        (Chosen(workplace="solgården"), "S-0001"),
        (Chosen(workplace="Solgården", include_protected=True), "S-0001 S-0003"),
        (Chosen(workplace="Björkskolan", sex="woman"), ""),
    ],
)
def test_ends_of_those_chosen(
    register: Register, on_step: OnStep, number_of: NumberOf, chosen: Chosen, found: str
) -> None:
    until: dict[str, Any] = {"since": SINCE, "until": D("2024-02-29")}
    on_step("serviceassistent", "Anna", workplace="Solgården", **until)
    bo: dict[str, Any] = {"number": number_of("19800202", "981"), "municipality": "Hjo"}
    on_step("serviceassistent", "Bo", workplace="Björkskolan", **until, **bo)
    on_step("serviceassistent", "Cilla", workplace="Solgården", protected=True, **until)

    report = expiries(register, TODAY, chosen=chosen)
    assert " ".join(row.reference for row in report.rows) == found


def test_the_chart_has_every_month_after_what_is_overdue(
    register: Register, on_step: OnStep
) -> None:
    for name, until in (("Anna", "2023-12-31"), ("Bo", "2024-01-31"), ("Cilla", "2024-03-31")):
        on_step("serviceassistent", name, since=SINCE, until=D(until))

    chart = months_chart(expiries(register, TODAY))
    assert (chart.of, chart.categories) == ("state", ("overdue", "2024-01", "2024-02", "2024-03"))
    assert (chart.by, chart.series) == ("what", {"period": (1, 1, 0, 1)})
    assert months_chart(expiries(register, D("2019-01-01"))).series == {}


# The same ends, unmasked, for the reminders


def test_an_end_comes_with_whose_it_is_and_who_is_told_of_it(
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
    zata = replace(ROW, reference="S-0002", name="Zäta Qvarnskog", protected=True)
    bo = replace(ROW, reference="S-0003", name="Bo Björk", workplace="Björkskolan")
    cilla = replace(ROW, reference="S-0004", name="Cilla Citron", workplace=None)
    latest = D("2024-11-30")

    found = endings(register, TODAY, within=3)

    assert found == [
        Ending(1, 2, None, ROW, ("Solgården",), ("mia@kommun.example",), latest),
        Ending(2, 4, None, zata, ("Solgården",), ("mia@kommun.example",), latest),
        Ending(3, 6, None, bo, ("Björkskolan",), (), latest),
        Ending(4, 8, None, cilla, (), (), latest),
    ]
    assert [one.masked for one in found] == [
        ROW,
        replace(zata, name=None, workplace=None, municipality=None),
        bo,
        cilla,
    ]
