"""The charts of a workbook, and the numbers below each of them."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from steg_cli.output.xlsx_file import reports_xlsx
from steg_cli.reports.report import FEW, Chart, Form, Report
from steg_cli.texts import texts

EN, SV = texts("en"), texts("sv")


@dataclass(frozen=True)
class Row:
    """A row that is drawn."""

    step: str


LYING = Chart("Lying", "step", "cohort", ("b", "a"), {"=X": (1, 2), "Y": (3, 7)}, lies=True)
STANDING = Chart("Standing", "state", "what", ("overdue", "2024-01"), {"period": (0.5, 2.25)})


def report_of(number: int, chart: Chart) -> Report[Row]:
    return Report(Form(f"r{number}", Row, chart=lambda _: chart), date(2024, 1, 15), (), {})


def book_of(*charts: Chart, t: Any = EN) -> bytes:
    """Return a workbook of a report for each chart."""
    return reports_xlsx([report_of(at, chart) for at, chart in enumerate(charts)], t)


def drawn(book: bytes) -> list[str]:
    """Return the files of the charts."""
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        names = [name for name in parts.namelist() if re.fullmatch(r"xl/charts/\w+\.xml", name)]
        return [parts.read(name).decode() for name in sorted(names)]


def test_each_chart_stands_above_the_numbers_that_it_draws() -> None:
    book = book_of(LYING, STANDING, t=SV.naming({"a": "första", "b": "andra"}))
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(book))
    assert workbook.sheet_names == ["r0", "r1", SV("Charts")]
    rows = workbook.get_sheet_by_name(SV("Charts")).to_python(skip_empty_area=False)
    assert [row for row in rows if any(row)] == [
        ["", "=X", "Y"],
        ["andra", 1, 3],
        ["första", 2, 7],
        ["", SV("period"), ""],
        [SV("overdue"), 0.5, ""],
        ["2024-01", 2.25, ""],
    ]
    lying, standing = drawn(book)
    assert [re.findall(r"<c:f>([^<]*)</c:f>", one) for one in (lying, standing)] == [
        [
            *("Diagram!$B$24", "Diagram!$A$25:$A$26", "Diagram!$B$25:$B$26"),
            *("Diagram!$C$24", "Diagram!$A$25:$A$26", "Diagram!$C$25:$C$26"),
        ],
        ["Diagram!$B$51", "Diagram!$A$52:$A$53", "Diagram!$B$52:$B$53"],
    ]
    assert ['barDir val="bar"' in lying, 'barDir val="col"' in standing] == [True, True]
    assert [re.findall(r"<a:t>([^<]*)</a:t>", one) for one in (lying, standing)] == [
        ["Lying"],
        ["Standing"],
    ]


@pytest.mark.parametrize("series", [{}, {"X": (0, 0)}, {"X": (9, 9), "Y": (FEW, 7)}])
def test_nothing_to_draw_or_something_hidden_is_no_chart(series: Any) -> None:
    book = book_of(Chart("Empty", "step", "cohort", ("a", "b"), series))
    assert CalamineWorkbook.from_filelike(io.BytesIO(book)).sheet_names == ["r0"]
    assert drawn(book) == []


def test_the_same_reports_give_the_same_bytes() -> None:
    assert book_of(LYING) == book_of(LYING)
