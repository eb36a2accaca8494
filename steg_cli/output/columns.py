"""Which columns a report has, in which order, and what they are called to a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from steg_cli.output.harmless import harmless
from steg_cli.output.values import part, shown
from steg_cli.programme.fields import HEADINGS, HIDDEN, MASKED, NUMBERS
from steg_cli.programme.frozen import frozen, names_of, replace, values_of
from steg_cli.reports.report import Column, Form, Report
from steg_cli.texts import Texts
from steg_cli.texts.deeds import told_summary

# Moments in UTC. People read them on their own clock; a file keeps them as they are.
MOMENTS = ("at", "tried_at")


class ReportCell(NamedTuple):
    """One column of one row: its key, its place inside a mapping (a step's code), its value."""

    key: str
    part: str
    value: object

    @property
    def is_number(self) -> bool:
        """Numbers stand to the right."""
        return (
            bool(self.part)
            or (self.key in NUMBERS and not isinstance(self.value, tuple))
            or (isinstance(self.value, int) and not isinstance(self.value, bool))
        )


def flat(row: object) -> list[ReportCell]:
    """Return a row's cells; a mapping such as people per step becomes a cell for each part."""
    cells: list[ReportCell] = []
    for key, value in values_of(row).items():
        if isinstance(value, dict):
            cells += [ReportCell(key, part, inner) for part, inner in value.items()]
        else:
            cells.append(ReportCell(key, "", value))
    return cells


def _keys(row: object, form: Form) -> list[str]:
    """Return which of a row's fields are columns: all but what is told in lines below it."""
    return [key for key in names_of(type(row)) if key != form.details]


def headers(report: Report[Any]) -> list[ReportCell]:
    """Return the report's columns, also when it has no rows."""
    if report.rows:
        return flat(report.rows[0])
    return [ReportCell(name, "", None) for name in names_of(report.form.row_type)]


def heading(cell: ReportCell, t: Texts, form: Form | None = None) -> str:
    """Return a column's heading: what `form` calls it, or what it is called everywhere."""
    if cell.part:
        return part(cell.part, t, cell.key)
    own = {one.key: one.heading for one in form.columns} if form else {}
    return t(own.get(cell.key) or HEADINGS.get(cell.key, cell.key))


def grid(report: Report[Any], t: Texts) -> tuple[list[str], list[list[str]], list[bool]]:
    """Return headings, rows of text, and which columns are numbers. Empty without rows."""
    if not report.rows:
        return [], [], []
    first = report.rows[0]
    cells = [ReportCell(key, "", getattr(first, key)) for key in _keys(first, report.form)]
    headings = [heading(cell, t, report.form) for cell in cells]
    rows = [_texts(row, t, report.form) for row in report.rows]
    return headings, rows, [cell.is_number for cell in cells]


@frozen
class Shown:
    """A column that a person is shown: what the form says of it, its heading, its cells.

    A column of bars has no cells: each format draws them in its own way.
    """

    column: Column
    heading: str
    cells: tuple[str, ...]
    is_number: bool


def columns_of(report: Report[Any], t: Texts) -> Iterator[Shown]:
    """Yield the columns that the report's form has for people. There has to be a row."""
    rows = report.rows
    headings, texts, numbers = grid(report, t)
    keys = _keys(rows[0], report.form)
    for column in report.form.columns or map(Column, keys):
        if column.bar:
            yield Shown(column, t(column.heading) if column.heading else "", (), is_number=False)
        elif column.spread:
            for one in getattr(rows[0], column.key):
                counts = tuple(str(getattr(row, column.key)[one] or "·") for row in rows)
                yield Shown(column, shown(one, t), counts, is_number=True)
        else:
            at = keys.index(column.key)
            cells = tuple(row[at] for row in texts)
            yield Shown(column, headings[at], cells, numbers[at])


def tables_below(report: Report[Any]) -> Iterator[Report[Any]]:
    """Yield the further tables of the same answer, in their order; none when it has no rows."""
    if not report.rows:
        return
    while report.form.below:
        report = report.form.below(report)
        yield report


def further(report: Report[Any]) -> list[Report[Any]]:
    """Return the further tables that hold what no row has: those with a sheet of their own."""
    return [one for one in tables_below(report) if one.form.sheet]


def has_total(report: Report[Any]) -> bool:
    """Say whether a table of the report ends with a row of its totals."""
    return bool(report.form.total) and len(report.rows) > 1


def with_total(report: Report[Any], t: Texts) -> Report[Any]:
    """Return the report with a last row of its totals, if it has one."""
    if not has_total(report):
        return report
    form = report.form
    first, *others = values_of(report.rows[0])
    values = {first: t(form.total)} | {key: report.totals.get(key, "") for key in others}
    rows = (*report.rows, form.row_type(**values))
    return replace(report, rows=rows)


def explained(report: Report[Any], t: Texts) -> list[str]:
    """Return what a report counts, and how, in sentences."""
    return [t(one, day=report.as_of, **report.totals) for one in report.form.explains]


def title(report: Report[Any], t: Texts) -> str:
    """Return what stands above a report."""
    message = report.form.title or report.form.sheet
    return t(message, **{"day": report.as_of, **report.totals})


def _texts(row: object, t: Texts, form: Form) -> list[str]:
    """Return a row's texts; what is masked says so, where nothing would look like nothing known.

    Several people together have no municipality where the form says what that means.
    """
    masked = getattr(row, "protected", False) and getattr(row, "name", None) is None
    is_one = hasattr(row, "reference")
    hidden = MASKED if masked else () if is_one else ("municipality",)
    texts = []
    for key in _keys(row, form):
        value = getattr(row, key)
        if value is None and key in hidden:
            texts.append(t(HIDDEN if is_one else form.nowhere))
        elif key == "summary":
            told = told_summary(getattr(row, "command", ""), str(value), t)
            texts.append(harmless(told))
        elif key in MOMENTS and value:
            texts.append(moment(str(value)))
        else:
            texts.append(shown(value, t, key))
    return texts


def moment(at: str) -> str:
    """Return a moment that is kept in UTC as people read it: on their own clock."""
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"
