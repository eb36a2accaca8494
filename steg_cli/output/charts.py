"""The charts of a workbook: a sheet of its own, where each stands above the numbers it draws."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from steg_cli.output.values import shown
from steg_cli.programme.errors import N_
from steg_cli.reports.report import Chart, Few, Report
from steg_cli.texts import Texts

# Told apart also by those who see no red or green (Okabe and Ito), and by their order.
COLOURS = ("#0072b2", "#e69f00", "#009e73", "#d55e00", "#56b4e9", "#cc79a7", "#f0e442", "#59636e")
ROWS, WIDTH, HEIGHT = 23, 900, 440  # that a chart takes: rows of 20 pixels, with a little space
A4 = 9
FIRST_COLUMN, OTHERS, SPACE = 24, 14, 4  # how wide they are, in letters


def write_charts(book: Workbook, reports: Iterable[Report[Any]], t: Texts) -> None:
    """Add a sheet with the charts of the reports that have one and something to draw.

    Where a number is hidden there is no chart: without it the others would be drawn as all.
    """
    drawn = [(report, report.form.chart(report)) for report in reports if report.form.chart]
    drawn = [(report, chart) for report, chart in drawn if _can_be_drawn(chart)]
    if not drawn:
        return
    sheet = book.add_worksheet(t(N_("Charts")))
    bold = book.add_format({"bold": True, "bottom": 1, "align": "right"})
    decimals = book.add_format({"num_format": "0.00"})
    sheet.set_column(0, 0, FIRST_COLUMN)
    most = max(len(chart.series) for _, chart in drawn)
    names = [shown(one, t, chart.by) for _, chart in drawn for one in chart.series]
    sheet.set_column(1, most, max([OTHERS, *(len(name) + SPACE for name in names)]))
    top, breaks = 0, []
    for report, chart in drawn:
        title = t(chart.title, day=report.as_of, **report.totals)
        called = _write_numbers(sheet, top + ROWS, chart, t, bold, decimals)
        _draw(book, sheet, top, title, chart, called)
        top += ROWS + len(chart.categories) + 2
        breaks.append(top)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_h_pagebreaks(breaks[:-1])


def _can_be_drawn(chart: Chart) -> bool:
    numbers = [number for series in chart.series.values() for number in series]
    return any(numbers) and not any(isinstance(number, Few) for number in numbers)


def _write_numbers(
    sheet: Worksheet, top: int, chart: Chart, t: Texts, bold: Format, decimals: Format
) -> list[str]:
    """Write what is drawn below the chart, and return what the series are called."""
    names = [shown(name, t, chart.by) for name in chart.series]
    sheet.write_string(top, 0, "", bold)
    for column, name in enumerate(names, start=1):
        sheet.write_string(top, column, name, bold)
    for row, category in enumerate(chart.categories, start=top + 1):
        sheet.write_string(row, 0, shown(category, t, chart.of))
    for column, numbers in enumerate(chart.series.values(), start=1):
        for row, number in enumerate(numbers, start=top + 1):
            kept = decimals if isinstance(number, float) else None
            sheet.write_number(row, column, number, kept)
    return names


def _draw(
    book: Workbook, sheet: Worksheet, top: int, title: str, chart: Chart, names: list[str]
) -> None:
    drawn = book.add_chart({"type": "bar" if chart.lies else "column", "subtype": "stacked"})
    first, last = top + ROWS + 1, top + ROWS + len(chart.categories)
    for column, _ in enumerate(names, start=1):
        drawn.add_series(
            {
                "name": [sheet.name, top + ROWS, column],
                "categories": [sheet.name, first, 0, last, 0],
                "values": [sheet.name, first, column, last, column],
                "fill": {"color": COLOURS[(column - 1) % len(COLOURS)]},
                "gap": 60,
            }
        )
    whole = not any(isinstance(one, float) for numbers in chart.series.values() for one in numbers)
    drawn.set_title({"name": title, "overlay": False, "name_font": {"size": 14, "bold": False}})
    of, by = (
        {"num_font": {"size": 10}},
        {
            "major_gridlines": {"visible": True, "line": {"color": "#d5dbe1"}},
            "line": {"none": True},
            "num_format": "0" if whole else "General",
        },
    )
    if chart.lies:  # from the top down, with the scale below all the same
        drawn.set_y_axis({**of, "reverse": True, "crossing": "max", "major_gridlines": {}})
        drawn.set_x_axis(by)
    else:
        drawn.set_x_axis(of)
        drawn.set_y_axis(by)
    drawn.set_legend({"position": "bottom"})
    drawn.set_size({"width": WIDTH, "height": HEIGHT})
    sheet.insert_chart(top, 0, drawn, {"description": title})
