"""Reports for a terminal: in a box, in groups, or line by line.

What a table shows, and what it can do without, is the report's own (see `Form`). One that is too
wide leaves columns out and says which, so that the days and the names that matter can be read on
any screen.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from steg_cli.output.boxes import Box, Column, boxed, paragraph
from steg_cli.output.columns import has_total, title
from steg_cli.output.fitting import (
    GAP,
    MARKS,
    TIGHT,
    Drawn,
    Screen,
    breaks_words,
    columns_that_fit,
    drawn_columns,
    fitting,
    sizes_of,
)
from steg_cli.output.harmless import harmless
from steg_cli.output.plain import INDENT, lines, plain_rows, report_plain
from steg_cli.output.width import width
from steg_cli.output.wrapping import wrapped
from steg_cli.programme.errors import N_
from steg_cli.programme.frozen import replace
from steg_cli.programme.words import Keyword
from steg_cli.reports.report import Form, Report
from steg_cli.texts import Texts


def report_table(report: Report[Any], t: Texts, screen: Screen) -> str:
    """Return the report drawn for `screen`."""
    drawn = "\n".join(_parts(report, t, screen))
    return "\n".join(line.rstrip() for line in drawn.split("\n"))


def _parts(report: Report[Any], t: Texts, screen: Screen) -> Iterable[str]:
    if report.form.on_screen:
        report = report.form.on_screen(report)
    form = report.form
    above = wrapped(title(report, t), screen.width, below="") if form.title else ""
    heading = paragraph(above, screen, "bold") if above else ""
    if report.rows and form.details:
        yield from _lines(report, t, screen)
    elif report.rows and form.timeline:
        from steg_cli.output.timeline import timeline_parts

        yield from filter(None, (heading,))
        yield from timeline_parts(report, t, screen)
    elif report.rows and form.group:
        yield from filter(None, (heading,))
        yield from _groups(report, t, screen)
    elif report.rows:
        yield from _table(report, above, t, screen)
        if form.closing:
            told = wrapped(t(form.closing, **report.totals), screen.width, below="")
            yield paragraph(told, screen)
    elif heading:
        yield heading
        yield paragraph(t(form.empty), screen)
    if form.below and report.rows:
        yield from _parts(form.below(report), t, screen)


def report_lines(report: Report[Any], t: Texts, screen: Screen) -> str:
    """Return a report that is too long to draw: plain lines with the columns that fit `screen`."""
    if report.form.timeline:
        return report_table(report, t, screen)  # which draws no more than can be looked at
    if report.form.details or not report.rows:
        return report_plain(report, t)
    columns = [replace(column, folds=False) for column in drawn_columns(report, t)]
    kept, hidden = fitting(columns, report.form, screen.width + GAP, GAP, natural=True)
    rows = [list(row) for row in zip(*(column.cells for column in kept), strict=True)]
    told = lines([column.heading for column in kept], rows, [column.right for column in kept])
    return "\n".join(filter(None, (told, no_room_for(hidden, t, screen))))


def no_room_for(hidden: list[Drawn], t: Texts, screen: Screen) -> str:
    """Say which columns were left out, if any."""
    names = ", ".join(column.heading for column in hidden if column.heading)
    told = t(N_("No room for: {columns}. --format plain shows all."), columns=names)
    return wrapped(told, screen.width, below="") if names else ""


def _lines(report: Report[Any], t: Texts, screen: Screen) -> Iterable[str]:
    """Draw a report that has lines below its rows: it has no columns to fit.

    A screen that is not high enough shows the first rows, one at least, and how many there are
    besides.
    """
    heading, *rows = plain_rows(report, t)
    yield paragraph(_line(heading, screen), screen, "bold")
    left = screen.height and screen.height - 2  # the heading, and how many there are besides
    for number, row in enumerate(rows):
        told = "\n".join(_line(line, screen) for line in row.split("\n"))
        if left is not None:
            left -= told.count("\n") + 1
            if left < 0 and number:
                yield paragraph(_more(report.form, report.rows[number:], t), screen)
                return
        yield paragraph(told, screen)


def _line(line: str, screen: Screen) -> str:
    """Return a line on as many as it needs; the last cell of a row stays whole."""
    inside = line.startswith(INDENT)
    row, _, last = line.rpartition("  ")
    is_wide = not inside and len(row.rstrip()) <= screen.width < len(line)
    return wrapped(
        f"{row.rstrip()}\n{INDENT}{last}" if is_wide else line,
        screen.width,
        below=INDENT + "  " if inside else INDENT,
    )


def _table(report: Report[Any], title: str, t: Texts, screen: Screen) -> Iterable[str]:
    """Draw what fits, and say what was left out."""
    form = report.form
    styles = [MARKS[form.mark(row) if form.mark else ""][1] for row in report.rows]
    kept, hidden = columns_that_fit(report, t, screen)
    sizes, padding = sizes_of(kept, screen.width - 1), 1
    if breaks_words(kept, sizes):
        sizes, padding = sizes_of(kept, screen.width - 1, TIGHT), 0
    columns = [
        Column(textwrap.fill(one.heading, size), one.cells, size, one.right, one.style)
        for one, size in zip(kept, sizes, strict=True)
    ]
    yield boxed(Box(columns, styles, title, has_total(report), padding), screen)
    if no_room := no_room_for(hidden, t, screen):
        yield paragraph(no_room, screen)


def _groups(report: Report[Any], t: Texts, screen: Screen) -> Iterable[str]:
    """Draw rows below the headings of their groups, all in the same columns, without a box.

    What does not fit of the last column, or of what is told beside a row, stands on a line of its
    own, whole. A screen that is not high enough shows the first rows of each group, more of those
    that stand first, and where the others are.
    """
    form = report.form
    *others, last = drawn_columns(report, t)
    columns = [*(one for one in others if any(one.cells)), last]
    shortest = min(last.cells, key=width)
    columns[-1] = replace(last, heading="", cells=(shortest,))
    kept, hidden = fitting(_spilling(columns), form, screen.width + GAP, GAP)
    kept = [one for one in kept if one.key != last.key]
    room = screen.width - width(shortest) - sum(one.widest + GAP for one in kept if not one.folds)
    widths = {
        one.key: max(min(one.widest, room - GAP), 1) if one.folds else one.widest for one in kept
    }
    rows = _drawn_rows(report, columns, widths, last.cells, screen.width)
    groups = [list(group) for _, group in groupby(rows, lambda one: _heading(form, one[0]))]
    no_room = no_room_for(hidden, t, screen)
    counts, space = _counts(
        [[len(lines_) for _, lines_ in group] for group in groups],
        screen.height and screen.height - 1 - no_room.count("\n") - bool(no_room),
    )
    for group, count in zip(groups, counts, strict=True):
        heading = space + t(_heading(form, group[0][0]), **report.totals)
        yield paragraph(heading, screen, "bold")
        for row, drawn in group[:count]:
            style = MARKS[form.mark(row) if form.mark else ""][1]
            yield paragraph("\n".join(drawn), screen, style)
        if rest := [row for row, _ in group[count:]]:
            yield paragraph(_more(form, rest, t), screen)
    if no_room:
        yield paragraph(no_room, screen)


def _heading(form: Form, row: Any) -> str:
    return form.group(row) if form.group else ""


def _drawn_rows(
    report: Report[Any],
    columns: list[Drawn],
    widths: Mapping[str, int],
    ends: Sequence[str],
    room: int,
) -> Iterable[tuple[Any, list[str]]]:
    """Yield each row with its lines."""
    cells = zip(*(one.cells for one in columns if one.key in widths), strict=True)
    aside = report.form.aside
    for row, texts, end in zip(report.rows, cells, ends, strict=True):
        beside = harmless(str(getattr(row, aside) or "")) if aside else ""
        yield row, _row_lines(texts, [*widths.values()], [end, beside], room)


def _more(form: Form, rows: Sequence[Any], t: Texts) -> str:
    """Say how many rows the screen has no room for, and the command that shows them."""
    command = Keyword(form.rest(rows[0]) if form.rest else "")
    return INDENT + t.plural(
        "and {count} more: {command}", "and {count} more: {command}", len(rows), command=command
    )


def _spilling(columns: list[Drawn]) -> list[Drawn]:
    """Return the columns without what is followed by nothing up to the last: that has more room."""
    *firsts, last = columns
    rows = [list(row) for row in zip(*(one.cells for one in firsts), strict=True)]
    for row in rows:
        filled = [at for at, cell in enumerate(row) if cell]
        if filled and filled[-1] < len(row) - 1:
            row[filled[-1]] = ""
    measured = zip(firsts, zip(*rows, strict=True), strict=True)
    return [*(replace(one, cells=cells) for one, cells in measured), last]


def _row_lines(
    cells: tuple[str, ...], widths: list[int], ends: list[str], columns: int
) -> list[str]:
    """Return a row as lines: its cells in columns, then the ends, below where they do not fit."""
    lines = [""]
    start = 0
    filled = max((at for at, cell in enumerate(cells) if cell), default=-1)
    for at, (cell, size) in enumerate(zip(cells, widths, strict=True)):
        if at <= filled:
            room = size if at < filled else sum(widths[at:]) + GAP * (len(widths) - 1 - at)
            for number, part in enumerate(textwrap.wrap(cell, room) if cell else [""]):
                lines += [""] * (number >= len(lines))
                lines[number] = padded_to(start, lines[number]) + part
        start += size + GAP
    below: list[str] = []
    for end in filter(None, ends):
        if not below and start + width(end) <= columns:
            lines[0] = padded_to(start, lines[0]) + end
            start += width(end) + GAP
        else:
            below.append(INDENT + end)
    return lines + below


def padded_to(size: int, text: str) -> str:
    """Return a text with spaces behind it, as many columns wide as `size` or wider."""
    return text + " " * (size - width(text))


def _counts(heights: list[list[int]], room: int | None) -> tuple[list[int], str]:
    """Return how many rows of each group are shown, and what stands before its heading.

    `heights` are the lines of each row of each group; `room` is how many lines there are in all.
    """
    least = [min(sum(rows), rows[0] + 1) for rows in heights]
    space = "\n" if room is None or sum(least) + 2 * len(heights) <= room else ""
    if room is None:
        return [len(rows) for rows in heights], space
    room -= len(heights) * (1 + len(space))
    counts = []
    for at, rows in enumerate(heights):
        mine = room - sum(least[at + 1 :])
        count = len(rows)
        while count > 1 and sum(rows[:count]) + (count < len(rows)) > mine:
            count -= 1
        counts.append(count)
        room -= sum(rows[:count]) + (count < len(rows))
    return counts, space
