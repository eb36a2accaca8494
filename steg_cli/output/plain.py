"""Plain lines for pipes, mails and long lists: aligned columns, no colour, nothing cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from steg_cli.output.columns import further, grid, title
from steg_cli.output.values import changed_lines
from steg_cli.output.width import width
from steg_cli.programme.errors import N_
from steg_cli.reports.report import Report
from steg_cli.texts import Texts

INDENT = " " * 8


def report_plain(report: Report[Any], t: Texts) -> str:
    """Return the report's rows under their headings; nothing when there are none.

    Further tables with what no row has follow, each below its title.
    """
    sections = ["\n".join(plain_rows(report, t))]
    for one in further(report):
        rows = plain_rows(one, t) or [t(one.form.empty)]
        sections.append("\n".join((title(one, t), *rows)))
    return "\n\n".join(sections)


def plain_rows(report: Report[Any], t: Texts) -> list[str]:
    """Return the headings, and each row with the lines below it; nothing when there are none."""
    headings, rows, numbers = grid(report, t)
    if not rows:
        return []
    heading, *told = lines(headings, rows, numbers).split("\n")
    if report.form.details:
        told = [
            "\n".join((line, *(INDENT + one for one in details_of(report, row, t))))
            for row, line in zip(report.rows, told, strict=True)
        ]
    return [heading, *told]


def details_of(report: Report[Any], row: Any, t: Texts) -> Iterator[str]:
    """Yield what a row changed, line by line; of many rows, the command that shows them."""
    details = getattr(row, report.form.details)
    if details is None:
        message = N_("{rows} rows: steg log --change {change} shows them.")
        yield t(message, rows=row.rows, change=row.change)
    else:
        yield from changed_lines(details, t)


def lines(headings: list[str], rows: list[list[str]], numbers: list[bool]) -> str:
    """Return aligned columns, two spaces between them, numbers to the right."""
    columns = zip(headings, *rows, strict=True)
    drawn = [_padded(cells, right=right) for cells, right in zip(columns, numbers, strict=True)]
    return "\n".join("  ".join(row).rstrip() for row in zip(*drawn, strict=True))


def _padded(cells: Sequence[str], *, right: bool) -> list[str]:
    """Return a column's cells with spaces before or behind them, all as wide as the widest."""
    widths = [*map(width, cells)]
    widest = max(widths)
    spaces = [" " * (widest - one) for one in widths]
    return [*map(str.__add__, *((spaces, cells) if right else (cells, spaces)))]
