"""Small reports, made by hand."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import pytest

from steg_cli.reports.cohorts import COHORTS, CohortStatus
from steg_cli.reports.ends import Expiry
from steg_cli.reports.expiries import EXPIRIES
from steg_cli.reports.log import LOG, Logged
from steg_cli.reports.people import PEOPLE, ListedPerson
from steg_cli.reports.report import Form, Report
from steg_cli.reports.touched import ChangedField

DAY = date(2024, 1, 15)


class ReportOf(Protocol):
    """What the fixture `listed` is."""

    def __call__(self, *names: str | None) -> Report[ListedPerson]:
        """Return the list of people with these names; None is a protected one."""


@pytest.fixture
def listed() -> ReportOf:
    """Make a list of people: everybody on the same step since the same day."""

    def listed(*names: str | None) -> Report[ListedPerson]:
        rows = tuple(
            ListedPerson(
                f"S-{place:04}",
                name,
                "STEG",
                "Skövde",
                "kartlaggning",
                date(2024, 1, 2),
                None,
                None,
                name is None,
            )
            for place, name in enumerate(names, 1)
        )
        return Report(PEOPLE, DAY, rows, {"people": len(rows)})

    return listed


@pytest.fixture
def cohorts() -> Report[CohortStatus]:
    """Two cohorts on a ladder of two steps, with odd values: nothing planned, more than planned."""
    rows = (
        CohortStatus(
            "A", None, 0, 0, 0, {"start": 0, "end": 0}, 0, 0, {"employment": 0, "other": 0}
        ),
        CohortStatus("B", 2, 3, 2, 1, {"start": 1, "end": 1}, 1, 2, {"employment": 1, "other": 0}),
    )
    totals = {
        "planned": 2,
        "enrolled": 3,
        "active": 2,
        "left": 1,
        "steps": {"start": 1, "end": 1},
        "converted": 1,
        "completed_training": 2,
        "outcomes": {"employment": 1, "other": 0},
    }
    return Report(COHORTS, DAY, rows, totals)


@pytest.fixture
def expiries() -> Report[Expiry]:
    """An overdue period of Bo's, a protected person's that ends soon, and Cilla's follow-up."""
    bo = Expiry(
        what="period",
        reference="S-0002",
        name="Bo Berg",
        workplace="Björkskolan",
        municipality="Tibro",
        cohort="Pilot",
        step="start",
        first_day=date(2022, 9, 1),
        last_day=date(2023, 8, 31),
        months=12,
        months_in_all=18,
        months_left_to_extend=6,
        days_left=-137,
        state="overdue",
        agreement="BEA",
        payer="AME",
        notice_by=date(2023, 7, 31),
        protected=False,
    )
    hidden = Expiry(
        what="period",
        reference="S-0003",
        name=None,
        workplace=None,
        municipality=None,
        cohort="STEG",
        step="start",
        first_day=date(2022, 2, 1),
        last_day=date(2024, 1, 31),
        months=24,
        months_in_all=24,
        months_left_to_extend=0,
        days_left=16,
        state="ending",
        agreement=None,
        payer="sector",
        notice_by=None,
        protected=True,
    )
    cilla = Expiry(
        what="follow-up",
        reference="S-0004",
        name="Cilla Citron",
        workplace=None,
        municipality="Skövde",
        cohort="STEG",
        step=None,
        first_day=None,
        last_day=date(2024, 2, 15),
        months=None,
        months_in_all=None,
        months_left_to_extend=None,
        days_left=31,
        state="ending",
        agreement=None,
        payer=None,
        notice_by=None,
        protected=False,
    )
    totals = {"overdue": 1, "ending": 2, "within": 3, "until": date(2024, 4, 15)}
    return Report(EXPIRIES, DAY, (bo, hidden, cilla), totals)


@dataclass(frozen=True)
class Odd:
    """A row with every kind of value."""

    name: str | None
    state: str
    day: date | None
    yes: bool
    count: int
    steps: dict[str, int]


@pytest.fixture
def odd() -> Report[Odd]:
    """A report of no known kind: every kind of value, among them what a format could mistake."""
    rows = (
        Odd('=1+1 "x", y;z', "ending", date(2024, 2, 29), True, -3, {"start": 2, "end": 0}),
        Odd(None, "=2", None, False, 0, {"start": 0, "end": 0}),
    )
    return Report(Form("odd", Odd), DAY, rows, {})


@pytest.fixture
def changes(monkeypatch: pytest.MonkeyPatch) -> Iterator[Report[Logged]]:
    """Two changes of the log, on a clock an hour ahead: of the first there is too much to tell."""
    monkeypatch.setenv("TZ", "CET-1")
    time.tzset()
    at = "2024-01-15T09:00:00Z"
    moved = ChangedField(
        "S-0001", "stay", "2023-06-01", "changed", "planned_last_day", "2024-05-31", "2024-11-30"
    )
    rows = (
        Logged(58, at, "root (cron)", "import", 230, undone=True, summary="list.xlsx", fields=None),
        Logged(57, at, "karin", "extend", 1, undone=False, summary="S-0001", fields=(moved,)),
    )
    yield Report(LOG, DAY, rows, {"changes": 2})
    monkeypatch.undo()
    time.tzset()
