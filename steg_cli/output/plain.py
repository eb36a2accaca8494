"""Plain lines for pipes, mails and long lists: aligned columns, no colour, nothing cut."""

from __future__ import annotations

from typing import Any
from unicodedata import category, east_asian_width

from steg_cli.output.columns import grid
from steg_cli.reports.report import Report
from steg_cli.texts import Texts


def report_plain(report: Report[Any], t: Texts) -> str:
    """Return the report's rows under their headings; nothing when there are none."""
    headings, rows, numbers = grid(report, t)
    if not rows:
        return ""
    return lines(headings, rows, numbers)


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
