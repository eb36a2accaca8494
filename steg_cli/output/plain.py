"""Plain lines for pipes, mails and long lists: aligned columns, no colour, nothing cut."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unicodedata import category, east_asian_width

from steg_cli.output.columns import grid
from steg_cli.output.values import changed_lines
from steg_cli.programme.errors import N_
from steg_cli.reports.report import Report
from steg_cli.texts import Texts

INDENT = " " * 8


def report_plain(report: Report[Any], t: Texts) -> str:
    """Return the report's rows under their headings; nothing when there are none."""
    headings, rows, numbers = grid(report, t)
    if not rows:
        return ""
    told = lines(headings, rows, numbers)
    return "\n".join(_detailed(report, told, t)) if report.form.details else told


def _detailed(report: Report[Any], told: str, t: Texts) -> Iterator[str]:
    """Yield each row's line, and below it what it changed."""
    heading, *rows = told.split("\n")
    yield heading
    for row, line in zip(report.rows, rows, strict=True):
        yield line
        details = getattr(row, report.form.details)
        if details is None:
            message = N_("{rows} rows: steg log --change {change} shows them.")
            yield INDENT + t(message, rows=row.rows, change=row.change)
        else:
            yield from (INDENT + one for one in changed_lines(details, t))


def lines(headings: list[str], rows: list[list[str]], numbers: list[bool]) -> str:
    """Return aligned columns, two spaces between them, numbers to the right."""
    widths = [max(map(width, column)) for column in zip(headings, *rows, strict=True)]
    return "\n".join(
        "  ".join(
            _padded(cell, size, right=right)
            for cell, size, right in zip(row, widths, numbers, strict=True)
        ).rstrip()
        for row in (headings, *rows)
    )


def width(text: str) -> int:
    """Return how many columns a terminal needs for the text."""
    return sum(
        0 if category(c) in ("Mn", "Me", "Cf") else 2 if east_asian_width(c) in "WF" else 1
        for c in text
    )


def _padded(text: str, size: int, *, right: bool) -> str:
    space = " " * (size - width(text))
    return space + text if right else text + space
