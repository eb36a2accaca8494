"""A workbook: a sheet for each report, with real days and numbers, frozen headings and filters.

A text is written as text, so that none is run as a formula or taken for a link.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from steg_cli.output.charts import write_charts
from steg_cli.output.columns import ReportCell, flat, further, headers, heading
from steg_cli.output.values import shown
from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.words import FORMULA, Amount
from steg_cli.reports.report import Few, Report
from steg_cli.texts import Texts

EARLIEST = date(1900, 3, 1)  # before it the programs do not agree on the days
NARROWEST, WIDEST = 8, 60  # columns, in letters
ROWS_MEASURED = 200
A4 = 9
MOST_ROWS = 2**20 - 1  # of a sheet, below its headings
LONGEST_NAME = 20  # of a sheet, before a day
READABLE = 200  # letters across a page


class Looks(NamedTuple):
    """How cells look."""

    day: Format
    percent: Format
    amount: Format


def reports_xlsx(reports: list[Report[Any]], t: Texts) -> bytes:
    """Return a workbook with a sheet for each report, in their order, and one of their charts.

    It is made in memory. Row by row (`constant_memory`) each text would stand in its cell, which
    is another workbook and a larger one, and until it is whole in files of the system's folder
    that a killed run leaves there. Raises Refused for more rows than a sheet has.
    """
    out = io.BytesIO()
    # Nothing of when and by whom it was written: the same rows are the same bytes.
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": datetime.combine(reports[0].as_of, datetime.min.time())})
        bold = book.add_format({"bold": True, "bottom": 1})
        looks = Looks(
            book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            book.add_format({"num_format": "0 %"}),
            book.add_format({"num_format": "#,##0.00"}),
        )
        for report, name in _sheets(reports, t):
            _check_fits(report, name)
            _write(book.add_worksheet(name), report, t, bold, looks)
        write_charts(book, reports, t)
    return out.getvalue()


def sheet_name(report: Report[Any], t: Texts) -> str:
    """Return what a report's sheet is called."""
    return t(report.form.sheet) or report.name


def _sheets(reports: Iterable[Report[Any]], t: Texts) -> Iterator[tuple[Report[Any], str]]:
    """Yield each report, and its further tables, with what their sheets are called.

    One from before has its day there.
    """
    for report in reports:
        yield report, sheet_name(report, t)
        if before := report.before:
            yield before, f"{sheet_name(before, t)[:LONGEST_NAME]} {before.as_of}"
        for one in further(report):
            yield one, sheet_name(one, t)


def _check_fits(report: Report[Any], name: str) -> None:
    """Raise Refused for rows that would be left out without a word."""
    if len(report.rows) > MOST_ROWS:
        raise Refused(
            N_("{sheet} would have {count} rows; a sheet of a workbook has {most}."),
            N_("Write it as .csv or .json, which have no end."),
            sheet=name,
            count=len(report.rows),
            most=MOST_ROWS,
        )


def _write(sheet: Worksheet, report: Report[Any], t: Texts, bold: Format, looks: Looks) -> None:
    columns = headers(report)
    for column, cell in enumerate(columns):
        sheet.write_string(0, column, heading(cell, t, report.form), bold)
    for number, row in enumerate(report.rows, start=1):
        for column, cell in enumerate(flat(row)):
            _write_cell(sheet, number, column, cell, t, looks)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(report.rows), 1), len(columns) - 1)
    widths = _widths(report, columns, t)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1 + sum(widths) // READABLE, 0)


def _write_cell(
    sheet: Worksheet, row: int, column: int, cell: ReportCell, t: Texts, looks: Looks
) -> None:
    value = cell.value
    if value is None:
        return
    if isinstance(value, date) and value >= EARLIEST:  # a workbook knows none before
        sheet.write_datetime(row, column, value, looks.day)
    elif isinstance(value, Few):
        sheet.write_string(row, column, shown(value, t, cell.key))
    elif cell.key == "percent" and isinstance(value, int):
        sheet.write_number(row, column, value / 100, looks.percent)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(row, column, value)
    elif isinstance(value, Amount):
        sheet.write_number(row, column, float(value), looks.amount)
    else:
        text = shown(value, t, cell.key)
        # A text is written as text, so that none is run as a formula. Whoever reads a workbook
        # takes an apostrophe away from before = + - @, so a text of that look gets one more.
        looks_kept = text.startswith("'") and re.match(FORMULA, text)
        sheet.write_string(row, column, f"'{text}" if looks_kept else text)


def _widths(report: Report[Any], columns: list[ReportCell], t: Texts) -> list[int]:
    texts = [[heading(cell, t, report.form) for cell in columns]]
    texts += [
        [shown(cell.value, t, cell.key) for cell in flat(row)]
        for row in report.rows[:ROWS_MEASURED]
    ]
    longest = (max(map(len, column)) + 3 for column in zip(*texts, strict=True))
    return [min(max(width, NARROWEST), WIDEST) for width in longest]
