"""The table of every report on screens of three widths: no two rows look alike that are not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from steg_cli.output.comparing import compared
from steg_cli.output.fitting import Screen, columns_that_fit, sizes_of
from steg_cli.output.table import report_table
from steg_cli.programme.words import Amount, Word
from steg_cli.register.file import Register, open_register
from steg_cli.reports.costs import costs
from steg_cli.reports.deadlines import deadline_list
from steg_cli.reports.flow import flow
from steg_cli.reports.kolada import KOLADA, MEANINGS, ResultRow
from steg_cli.reports.registry import BESIDE, REPORTS, query_of
from steg_cli.reports.report import Report
from steg_cli.texts import Texts, texts

DAY, EARLIER = date(2026, 11, 22), date(2025, 11, 22)
EN, SV = texts("en"), texts("sv")
# A timeline is drawn, and the file of identity numbers is never shown.
TABLES = [name for name in (*REPORTS, *BESIDE) if name not in ("timeline", "scb")]


@pytest.fixture(scope="module")
def demo(demo_file: Path) -> Iterator[Register]:
    with open_register(demo_file) as register:
        yield register


def tables(register: Register, name: str) -> Iterator[Report[Any]]:
    """Yield a report, the tables below it, and how many cases it has."""
    report: Report[Any] | None = query_of(name)(register, DAY)
    assert report is not None
    yield from (one for one in (report, report.counts) if one)
    while report and report.form.below:
        report = report.form.below(report)
        yield report


@pytest.mark.parametrize("t", [EN, SV], ids=lambda t: t.language)
@pytest.mark.parametrize("width", [60, 80, 200])
@pytest.mark.parametrize("name", TABLES)
def test_no_column_is_left_out_by_which_rows_differ(
    demo: Register, name: str, width: int, t: Texts
) -> None:
    for report in tables(demo, name):
        assert report.rows
        kept, _ = columns_that_fit(report, t, Screen(width, colour=False))
        # What is told once stands for the rows below it too.
        columns = [
            [*told(one.cells)] if one.key in report.form.once else one.cells
            for one in kept
            if not one.right
        ]
        rows = [*zip(*columns, strict=True)]
        assert len(set(rows)) == len(rows)
        drawn = report_table(report, t, Screen(width, colour=False))
        assert max(map(len, drawn.splitlines())) <= width


@pytest.mark.parametrize("width", [60, 80, 100, 160])
@pytest.mark.parametrize("name", TABLES)
def test_no_word_of_a_table_breaks_on_a_screen_of_60_columns(
    demo: Register, name: str, width: int
) -> None:
    for report in tables(demo, name):
        kept, _ = columns_that_fit(report, SV, Screen(width, colour=False))
        drawn = report_table(report, SV, Screen(width, colour=False))
        words = {word for one in kept for cell in one.cells for word in cell.split()}
        assert [word for word in words if word not in drawn] == []


def told(cells: tuple[str, ...]) -> Iterator[str]:
    """Yield the cells, where they are empty the one above."""
    last = ""
    for cell in cells:
        last = cell or last
        yield last


@pytest.mark.parametrize(("width", "year_before"), [(45, False), (60, False), (60, True)])
def test_what_names_a_row_stands_in_one_column_where_it_leaves_no_room_for_an_amount(
    demo: Register, width: int, year_before: bool
) -> None:
    report = costs(demo, DAY, by="year")
    if year_before:
        report = compared(replace(report, before=costs(demo, EARLIER, by="year")))
    kept, _ = columns_that_fit(report, EN, Screen(width, colour=False))
    assert [one.heading for one in kept] == ["year", "payer, municipality, step", "net cost"]
    assert kept[1].cells[0] == "AME, Mariestad, serviceassistent"


def test_of_cohorts_without_anybody_a_screen_has_a_line(demo: Register) -> None:
    report = flow(demo, DAY)
    drawn = report_table(report, SV, Screen(200, colour=False)).splitlines()
    assert drawn[-1] == "Ingen hade skrivits in till och med 2026-11-22 i: 2027."
    names = [line.split("│")[1].strip() for line in drawn if line.startswith("│")]
    assert [name for name in names if name] == [
        *("omgång", "Pilot 2016", "STEG", "2023", "2024", "2025", "2026")
    ]
    steps = len(report.rows) // 7
    at = [names.index(name) for name in names if name]
    assert [b - a for a, b in pairwise(at[1:])] == [steps] * 5


def test_no_word_of_the_key_figure_breaks_at_80_columns() -> None:
    """The longest, arbetsmarknadsanställning, has just enough room."""
    counts = (13, 7, 20, Amount("53.8"), Amount("100.0"), Amount("80.0"))
    rows = tuple(ResultRow(code, Word(told), *counts) for code, told in MEANINGS.items())
    report = Report(KOLADA, date(2024, 1, 15), rows, {"year": 2023})
    kept, hidden = columns_that_fit(report, SV, Screen(80, colour=False))
    assert hidden == []
    assert [
        one.key for one, size in zip(kept, sizes_of(kept, 79), strict=True) if size < one.words
    ] == []


@pytest.mark.parametrize(
    ("width", "left_out", "broken"),
    [
        (100, [], []),
        (90, ["protected"], []),
        (80, ["protected", "lead"], []),
        # Without what the form never leaves out there is no room: then a word breaks.
        (60, ["protected", "lead", "name"], ["text"]),
    ],
)
def test_what_can_be_left_out_is_before_a_word_breaks(
    demo: Register, width: int, left_out: list[str], broken: list[str]
) -> None:
    kept, hidden = columns_that_fit(deadline_list(demo, DAY), SV, Screen(width, colour=False))
    assert [one.key for one in hidden] == left_out
    sizes = zip(kept, sizes_of(kept, width - 1), strict=True)
    assert [one.key for one, size in sizes if size < one.words] == broken
