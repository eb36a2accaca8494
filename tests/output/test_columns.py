"""Columns: which, in which order, and what they are called."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from datetime import date
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli import reports
from steg_cli.output.columns import ReportCell, flat, grid, headers, heading, title
from steg_cli.output.fitting import Screen
from steg_cli.output.table import report_table
from steg_cli.programme.words import Amount
from steg_cli.reports.cohorts import CohortStatus
from steg_cli.reports.costs import COSTS, Cost
from steg_cli.reports.ends import Expiry
from steg_cli.reports.log import Logged
from steg_cli.reports.people import ListedEnd, ListedPerson
from steg_cli.reports.rates import RateRow
from steg_cli.reports.report import Form, Report
from steg_cli.reports.surroundings import (
    CohortRow,
    ProjectRow,
    SectorRow,
    SettingRow,
    WorkplaceRow,
)
from steg_cli.reports.whole import ROWS as EXPORTED_ROWS
from steg_cli.texts import texts

if TYPE_CHECKING:
    from tests.output.conftest import ReportOf

EN, SV = texts("en"), texts("sv")
REPORTED = (CohortStatus, Cost, Expiry, ListedPerson, ListedEnd, Logged)
SURROUNDINGS = (CohortRow, SectorRow, WorkplaceRow, ProjectRow, SettingRow, RateRow)
EXPORTED = tuple(EXPORTED_ROWS.values())
ROWS = (*REPORTED, *SURROUNDINGS, *EXPORTED)
SAME_IN_SWEDISH = ("budget", "region", "status")


def keys_of(row: type[Any]) -> list[str]:
    """Return the keys of a report's rows."""
    return [field.name for field in dataclasses.fields(row)]


def test_a_mapping_becomes_a_column_for_each_part(cohorts: Report[CohortStatus]) -> None:
    assert [
        (cell.key, cell.part, cell.value, cell.is_number) for cell in flat(cohorts.rows[1])
    ] == [
        ("cohort", "", "B", False),
        ("planned", "", 2, True),
        ("enrolled", "", 3, True),
        ("active", "", 2, True),
        ("left", "", 1, True),
        ("steps", "start", 1, True),
        ("steps", "end", 1, True),
        ("converted", "", 1, True),
        ("completed_training", "", 2, True),
        ("outcomes", "employment", 1, True),
        ("outcomes", "other", 0, True),
    ]


def test_a_report_without_rows_still_has_its_columns(listed: ReportOf) -> None:
    assert [cell.key for cell in headers(listed())] == [
        *("reference", "name", "cohort", "municipality", "step", "since", "planned_last_day"),
        *("workplace", "protected"),
    ]


def test_a_grid_is_text_with_numbers_marked(listed: ReportOf, odd: Report[Any]) -> None:
    assert grid(listed(), EN) == ([], [], [])
    assert grid(odd, EN) == (
        ["name", "state", "day", "yes", "count", "on each step"],
        [
            ['=1+1 "x", y;z', "ending", "2024-02-29", "yes", "-3", "start 2"],
            ["", "=2", "", "no", "0", ""],
        ],
        [False, False, False, False, True, False],
    )


def test_people_together_without_a_municipality_are_protected_and_a_total_is_not() -> None:
    months, gross, support, net, undecided = map(Amount, ("1.00", "10.00", "0.00", "10.00", "0.00"))
    row = Cost("2024-01", "AME", None, "start", months, gross, support, net, undecided, 1)
    report = Report(COSTS, date(2024, 1, 15), (row, replace(row, municipality="")), {})
    assert [line[2] for line in grid(report, EN)[1]] == ["(protected)", ""]
    total = {"gross": Amount("20.00"), "first_day": date(2024, 1, 1), "last_day": row}
    drawn = report_table(replace(report, totals=total), EN, Screen(200, colour=False))
    assert [*filter("│".__ne__, drawn.splitlines()[-2].split())] == ["all", "20.00"]


def test_every_column_of_every_report_has_a_heading_in_swedish() -> None:
    bare = [
        (row.__name__, field)
        for row in ROWS
        for field in keys_of(row)
        if heading(ReportCell(field, "", None), SV) == field and field not in SAME_IN_SWEDISH
    ]
    assert bare == []


def test_no_heading_shows_an_underscore() -> None:
    headings = [heading(ReportCell(f, "", None), EN) for row in ROWS for f in keys_of(row)]
    assert [one for one in headings if "_" in one] == []


def every_form() -> list[Form]:
    """Return the forms of all reports."""
    modules = [
        import_module(f"{reports.__name__}.{m.name}") for m in iter_modules(reports.__path__)
    ]
    return [one for module in modules for one in vars(module).values() if isinstance(one, Form)]


def test_no_two_columns_of_a_report_have_the_same_heading() -> None:
    for form in every_form():
        for t in (EN, SV):
            cells = [ReportCell(key, "", None) for key in keys_of(form.row_type)]
            headings = [heading(cell, t, form) for cell in cells]
            assert sorted(headings) == sorted(set(headings)), form.name


def test_two_reports_on_one_page_have_titles(
    cohorts: Report[CohortStatus], expiries: Report[Expiry], listed: ReportOf
) -> None:
    assert title(listed(), EN) == "People"
    assert title(cohorts, EN) == "Cohorts on 2024-01-15"
    assert title(expiries, EN) == "What is overdue or ends by 2024-04-15"


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("row", ROWS)
def test_no_two_columns_of_a_report_are_called_the_same(row: type[Any], lang: str) -> None:
    headings = [heading(ReportCell(f, "", None), texts(lang)) for f in keys_of(row)]
    assert sorted({one.casefold() for one in headings}) == sorted(map(str.casefold, headings))


def test_whole_numbers_of_an_export_stand_to_the_right() -> None:
    numbers = [
        field.name
        for row in EXPORTED
        for field in dataclasses.fields(row)
        if ReportCell(field.name, "", None).is_number
    ]
    assert numbers == [
        *("birth_year", "percent", "percent", "cap", "lead", "places"),
        *("least_months", "most_months", "years"),
    ]


@dataclasses.dataclass(frozen=True)
class Numbered:
    """A person with a number."""

    number: str | None
    name: str | None
    consultant: str | None
    protected: bool


def test_a_masked_number_says_so_and_an_unknown_one_is_empty() -> None:
    rows = (
        Numbered(None, None, None, True),
        Numbered(None, "Bo", None, False),
        Numbered(None, "Sara", None, True),  # protected, and shown
    )
    report = Report(Form("people", Numbered), date(2024, 1, 15), rows, {})
    assert grid(report, EN)[1] == [
        ["(protected)", "(protected)", "(protected)", "yes"],
        ["", "Bo", "", "no"],
        ["", "Sara", "", "yes"],
    ]
