"""Which columns of a report a screen has room for, and how wide they are drawn.

What a table can do without is the report's own (see `Form`). What rows differ by it never is.
"""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Mapping
from typing import Any

from steg_cli.output.columns import columns_of, with_total
from steg_cli.output.width import width
from steg_cli.programme.frozen import frozen, replace
from steg_cli.reports.report import Form, Mark, Report
from steg_cli.texts import Texts

BAR_CELLS = 20
EIGHTHS = "▏▎▍▌▋▊▉█"
BOXED, GAP = 3, 2  # columns of the screen between two cells, in a box and without one
TIGHT = 1  # in a box with nothing but its lines between them
FOLDED_LEAST = 14  # letters on a line of a folded cell, unless its words have fewer
LONGEST_WORD = 30  # letters: a longer one is an address, not read as a word
TOGETHER_LINES = (2, 3, 4)  # of a cell in which columns are put together; more only if they must
MARKS: Mapping[Mark, tuple[str, str]] = {
    "": ("", ""),
    "now": (" ●", "bold red"),
    "soon": ("", "yellow"),
    "paused": (" ‖", "dim"),
}


@frozen
class Screen:
    """What a table is drawn on: how many columns wide, and whether it can show colour.

    `height` is how many lines a report may have that is looked at again and again; None if any.
    """

    width: int
    colour: bool
    height: int | None = None


@frozen
class Drawn:
    """A column to draw: what it is, its heading, its cells from the first row to the last."""

    key: str
    heading: str
    cells: tuple[str, ...]
    right: bool = False
    style: str = ""
    folds: bool = False
    floor: int = 1

    @property
    def natural(self) -> int:
        """How wide the column is when there is room."""
        return max(1, *map(width, (self.heading, *self.cells)))

    @property
    def widest(self) -> int:
        """How wide its widest cell is."""
        return max(map(width, self.cells), default=0)

    @property
    def least(self) -> int:
        """How narrow the column can be: a folded one as its longest word, if that is not long."""
        word = max(map(width, self.heading.split()), default=0)
        least = min(self.words, FOLDED_LEAST) if self.folds else self.words
        return max(word, least, self.floor)

    @property
    def whole(self) -> int:
        """How narrow it can be without breaking a word, if that is not very long."""
        return max(self.least, min(self.words, LONGEST_WORD) if self.folds else 0)

    @property
    def words(self) -> int:
        """How wide it is when no word of its cells breaks: a cell that does not fold is one."""
        cells = (word for cell in self.cells for word in (cell.split() if self.folds else [cell]))
        return max(map(width, cells), default=0)


def columns_that_fit(
    report: Report[Any], t: Texts, screen: Screen
) -> tuple[list[Drawn], list[Drawn]]:
    """Return the columns of the report's table that a screen has room for, and the others.

    Where there is room for the key alone its columns are put together, in as few lines as they can.
    """
    form = report.form
    drawn = drawn_columns(with_total(report, t), t)
    first, *others = [_told_once(one, drawn[0]) if one.key in form.once else one for one in drawn]
    signs = [MARKS[form.mark(row) if form.mark else ""][0] for row in report.rows]
    cells = map("".join, zip(first.cells, (*signs, ""), strict=False))
    columns = [replace(first, cells=tuple(cells)), *others]
    kept, hidden = fitting(columns, form, screen.width - 1, BOXED)
    for most in TOGETHER_LINES:
        if form.key and all(one.key in form.key for one in kept):
            together = _put_together(columns, form.key, most)
            kept, hidden = fitting(together, form, screen.width - 1, BOXED)
    return kept, hidden


def _put_together(columns: list[Drawn], key: tuple[str, ...], most: int) -> list[Drawn]:
    """Return the columns with those of the key, but for the first one, put together in one.

    Its cells have so many lines at the most.
    """
    first, *others = columns
    inside = [one for one in others if one.key in key]
    cells = [
        ", ".join(filter(None, row)) for row in zip(*(one.cells for one in inside), strict=True)
    ]
    floor = next(
        size
        for size in itertools.count(FOLDED_LEAST)
        if all(len(textwrap.wrap(cell, size)) <= most for cell in cells)
    )
    heading = ", ".join(one.heading for one in inside)
    together = Drawn(inside[0].key, heading, tuple(cells), folds=True, floor=floor)
    return [first, together, *(one for one in others if one.key not in key)]


def _told_once(column: Drawn, first: Drawn) -> Drawn:
    """Return a column without the cells of rows that begin as the row above them does."""
    above = (None, *first.cells)
    rows = zip(column.cells, first.cells, above, strict=False)
    return replace(column, cells=tuple("" if one == over else cell for cell, one, over in rows))


def drawn_columns(report: Report[Any], t: Texts) -> list[Drawn]:
    """Return the columns that the report's form has for a screen."""
    drawn: list[Drawn] = []
    for one in columns_of(report, t):
        column, shown = one.column, one.cells
        if column.bar:
            part, whole = column.bar
            shown = tuple(bar(getattr(row, part), getattr(row, whole)) for row in report.rows)
        folds = column.key in report.form.folded
        drawn.append(Drawn(column.key, one.heading, shown, one.is_number, column.style, folds))
    return drawn


def fitting(
    columns: list[Drawn], form: Form, room: int, gap: int, *, natural: bool = False
) -> tuple[list[Drawn], list[Drawn]]:
    """Return the columns that fit, narrow or as they are, with a gap after each, and the others.

    Before a word breaks, what the form can do without sooner is left out, if that leaves it whole.
    """
    # What names a row stands first, or is the form's key, and is never left out.
    others = [column for column in columns[1:] if column.key not in form.key]
    spare = [column for key in form.left_out for column in others if column.key == key]
    # On a very narrow screen the rest goes from the right.
    rest = [column for column in reversed(others) if column.key not in form.left_out]
    sizes = ("natural", "natural") if natural else ("whole", "least")
    beside = [*itertools.takewhile(lambda one: one.whole == one.least, spare)]
    for droppable, size in zip((beside, [*spare, *rest]), sizes, strict=True):
        kept, hidden = list(columns), list[Drawn]()
        for column in droppable:
            if _fits(kept, size, room, gap):
                break
            kept.remove(column)
            hidden.append(column)
        if _fits(kept, size, room, gap):
            break
    return kept, hidden


def _fits(columns: list[Drawn], size: str, room: int, gap: int) -> bool:
    return bool(sum(getattr(one, size) + gap for one in columns) <= room)


def sizes_of(columns: list[Drawn], room: int, gap: int = BOXED) -> list[int]:
    """Return how wide each column of a box is drawn, with a gap after each.

    As it is when there is room; else the headings break first, then the cells that fold, the
    widest first: as long as no word breaks, and then words too.
    """
    room -= gap * len(columns)
    sizes = [column.natural for column in columns]
    if sum(sizes) > room:
        sizes = [max(column.widest, column.least) for column in columns]
    for floors in ([max(one.words, one.least) for one in columns], [one.least for one in columns]):
        while sum(sizes) > room:
            above = [at for at, size in enumerate(sizes) if size > floors[at]]
            if not above:
                break
            sizes[max(above, key=sizes.__getitem__)] -= 1
    return sizes if len(sizes) > 1 else [max(min(sizes[0], room), 1)]


def breaks_words(columns: list[Drawn], sizes: list[int]) -> bool:
    """Say whether a word in a cell has to break, if the columns are so wide."""
    return any(size < column.whole for column, size in zip(columns, sizes, strict=True))


def bar(share: int, whole: int | None) -> str:
    """Return a bar for `share` of `whole`, in eighths of a cell; full at `whole` and above."""
    if whole in (None, 0):  # or hidden
        return ""
    eighths = min(round(share / whole * BAR_CELLS * 8), BAR_CELLS * 8)
    full, rest = divmod(eighths, 8)
    return "█" * full + (EIGHTHS[rest - 1] if rest else "")
