"""Bars in time under a month axis: the drawing that a person's way and a timeline share."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

from steg_cli.output.harmless import harmless
from steg_cli.programme.errors import N_
from steg_cli.programme.fields import HIDDEN
from steg_cli.programme.frozen import frozen
from steg_cli.programme.periods import ONE_DAY
from steg_cli.texts import Texts

MOST_CELLS_A_MONTH = 4
TICKS = (1, 2, 3, 6, 12, 24, 60, 120)  # months between two names on the axis
TICK_CELLS = 4
YEAR_CELLS = 5
NARROWEST, WIDEST = 24, 96


@frozen
class Glyphs:
    """What a bar is drawn with: time that has been, is planned, is past the plan; a place; …"""

    been: str
    planned: str
    overdue: str
    placed: str
    today: str
    dash: str
    paused: str
    supported: str


BLOCKS = Glyphs("█", "░", "▓", "▬", "▲", "–", "┄", "▪")
ASCII = Glyphs("#", ".", "!", "=", "^", "-", "~", "+")


@frozen
class Axis:
    """A scale from the first of a month: cells for each month, so that everything fits."""

    start: date
    months: int
    cells: float

    def cell(self, day: date) -> int:
        """Return the cell in which `day` begins: the first or the last for a day outside."""
        months = (day.year - self.start.year) * 12 + day.month - self.start.month
        cell = int((months + (day.day - 1) / monthrange(day.year, day.month)[1]) * self.cells)
        return min(max(cell, 0), self.length)

    @property
    def length(self) -> int:
        """Return how many cells the whole axis has."""
        return int(self.months * self.cells) + 1


def axis_between(first: date, last: date, room: int) -> Axis:
    """Return an axis from the month of `first` to that of `last`, in `room` cells or about."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    room = min(max(room, NARROWEST), WIDEST)
    return Axis(first.replace(day=1), months, min(MOST_CELLS_A_MONTH, room / months))


def axis_lines(axis: Axis, t: Texts) -> tuple[str, str]:
    """Return a line of years and a line of months, as dense as the scale has room for."""
    every = next((n for n in TICKS if n * axis.cells >= TICK_CELLS), TICKS[-1])
    # The first year steps back for the next one where both have no room.
    new_year = axis.cell(date(axis.start.year + 1, 1, 1)) if axis.start.year < date.max.year else 0
    is_named = not 0 < new_year < min(YEAR_CELLS, axis.length - 1)
    years = months = ""
    for offset in range(axis.months):
        index = axis.start.month - 1 + offset
        day = date(axis.start.year + index // 12, index % 12 + 1, 1)
        place = axis.cell(day)
        if (day.month == 1 or (offset == 0 and is_named)) and len(years) <= place:
            years = f"{years:<{place}}{day.year} "
        if index % every == 0 and every < 12 and len(months) <= place:
            months = f"{months:<{place}}{t.month(day)} "
    return years, months


def plain_bar(axis: Axis, glyph: str, first: date, last: date) -> str:
    """Return a bar of one kind from `first` to `last`, both included; one cell at least."""
    begin = axis.cell(first)
    return " " * begin + glyph * max(axis.cell(last + ONE_DAY) - begin, 1)


def period_bar(axis: Axis, glyphs: Glyphs, first: date, plan: date, today: date) -> str:
    """Return the bar of a period that is going on, or is to come.

    It is solid for what has been, light for what is planned, marked for what is past the plan,
    if only by a day.
    """
    begin, now, end = (axis.cell(day) for day in (first, today + ONE_DAY, plan + ONE_DAY))
    past = max(now - end, 1) if plan < today else 0
    been = max(min(now - past, end) - begin, 0)
    planned = end - max(now, begin) if plan >= today else 0
    return " " * begin + glyphs.been * been + glyphs.planned * planned + glyphs.overdue * past


def group_called(row: Any, t: Texts) -> str:
    """Return what the group of a timeline's row is called: people under protection are in none."""
    if row.group is not None:
        return harmless(str(row.group))
    if row.protected is None:  # without names nobody tells who is in which group
        return t(N_("all"))
    is_masked = row.protected and row.name is None
    return t(HIDDEN) if is_masked else t(N_("(without a workplace)"))
