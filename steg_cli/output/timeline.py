"""Periods as bars under a month axis, in groups, for a terminal.

Nothing is told by colour alone: what is past its last day has a bar and a sign of its own, and
every bar has its last day beside it. A picture of hundreds of bars shows nothing: those that end
first are drawn, each group says how many more it has, and the command that shows all is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from steg_cli.output.boxes import paragraph
from steg_cli.output.fitting import GAP, MARKS, Drawn, Screen, drawn_columns, fitting
from steg_cli.output.table import no_room_for, padded_to
from steg_cli.output.time_axis import (
    BLOCKS,
    Axis,
    axis_between,
    axis_lines,
    group_called,
    period_bar,
)
from steg_cli.output.width import width
from steg_cli.output.wrapping import wrapped
from steg_cli.programme.errors import N_
from steg_cli.programme.frozen import replace
from steg_cli.programme.periods import add_months
from steg_cli.programme.words import Keyword
from steg_cli.reports.ends import earlier
from steg_cli.reports.report import Report
from steg_cli.reports.timeline import Period, State
from steg_cli.texts import Texts

MOST_BARS = 60
LEAST_AXIS = 36  # columns of the screen that the bars have before the others come to theirs
BEHIND = ("last_day", "state")  # what stands behind a bar
DRAWN = ("group", "first_day")  # what the picture shows by itself
STYLES: Mapping[State, str] = {"overdue": "red", "ending": "yellow", "running": "cyan"}
TODAY = "│"
EARLIER, LATER = "‹", "›"  # where a bar goes on beyond the picture


def timeline_parts(report: Report[Period], t: Texts, screen: Screen) -> Iterator[str]:
    """Yield the axis, each group's bars with today's line through them, and what is left out."""
    columns, hidden = _fitting(report, t, screen)
    before = [one for one in columns if one.key not in BEHIND]
    behind = [one for one in columns if one.key in BEHIND]
    gap = sum(one.widest + GAP for one in before)
    axis = _axis(report, screen.width - gap - sum(one.widest + GAP for one in behind))
    ends_first = sorted(range(len(report.rows)), key=lambda at: report.rows[at].last_day)
    drawn = set(ends_first[:MOST_BARS])
    for line in axis_lines(axis, t):
        yield paragraph(" " * gap + line, screen)
    for called, rows in groupby(enumerate(report.rows), lambda one: group_called(one[1], t)):
        group = list(rows)
        yield paragraph(f"{called}  {len(group)}", screen, "bold")
        for at, row in group:
            if at in drawn:
                left = "".join(padded_to(one.widest + GAP, one.cells[at]) for one in before)
                bar = left + padded_to(axis.length, _bar(row, axis, report))
                right = (" " * GAP + padded_to(one.widest, one.cells[at]) for one in behind)
                style = STYLES.get(row.state, "")
                yield paragraph("".join((bar, *right)), screen, style, len(left), len(bar))
        if more := sum(at not in drawn for at, _ in group):
            told = t.plural("and {count} more", "and {count} more", more)
            yield paragraph(" " * gap + told, screen)
    yield paragraph(_pointer(report, axis, gap, t, screen), screen)
    for told in _told(report, len(report.rows) - len(drawn), t):
        yield paragraph(wrapped(told, screen.width, below=""), screen)
    if no_room := no_room_for(hidden, t, screen):
        yield paragraph(no_room, screen)


def _fitting(report: Report[Period], t: Texts, screen: Screen) -> tuple[list[Drawn], list[Drawn]]:
    """Return the columns beside the bars that fit, and the others."""
    columns = [one for one in drawn_columns(report, t) if one.key not in DRAWN]
    signs = (MARKS[report.form.mark(row) if report.form.mark else ""][0] for row in report.rows)
    for at, one in enumerate(columns):
        if one.key == "last_day":
            cells = tuple(map("".join, zip(one.cells, signs, strict=True)))
            columns[at] = replace(one, cells=cells)
    # They stand without headings; those that are left out are told by them.
    bare = [replace(one, heading="") for one in columns]
    kept, _ = fitting(bare, report.form, screen.width - LEAST_AXIS, GAP, natural=True)
    keys = {one.key for one in kept}
    return kept, [one for one in columns if one.key not in keys]


def _axis(report: Report[Period], room: int) -> Axis:
    """Return the axis: as long as the bars are, at most so many months before and after."""
    within = report.totals["within"]
    assert isinstance(within, int)
    as_of, rows = report.as_of, report.rows
    first = max(min(as_of, *(row.first_day for row in rows)), earlier(as_of, within))
    last = min(max(as_of, *(row.last_day for row in rows)), add_months(as_of, within))
    return axis_between(first, last, room - 1)


def _bar(row: Period, axis: Axis, report: Report[Period]) -> str:
    """Return a bar, a sign at its end where it goes on, and today's line where there is none."""
    bar = period_bar(axis, BLOCKS, row.first_day, row.last_day, report.as_of)
    if not bar.strip():  # shorter than a cell
        bar = bar[: axis.length - 1] + BLOCKS.planned
    if row.first_day < axis.start:
        bar = EARLIER + bar[1:]
    if axis.cell(row.last_day) >= axis.length:
        bar = bar[:-1] + LATER
    today = axis.cell(report.as_of)
    if len(bar) <= today:
        return padded_to(today, bar) + TODAY
    return bar[:today] + TODAY + bar[today + 1 :] if bar[today] == " " else bar


def _pointer(report: Report[Period], axis: Axis, gap: int, t: Texts, screen: Screen) -> str:
    """Return a sign below today's line, and the day beside it: before it where that is narrow."""
    at, today = gap + axis.cell(report.as_of), f"{t(N_('today'))} {report.as_of}"
    if at + 2 + width(today) > screen.width:
        return f"{today:>{at - 1}} {BLOCKS.today}"
    return f"{' ' * at}{BLOCKS.today} {today}"


def _told(report: Report[Period], left_out: int, t: Texts) -> Iterable[str]:
    """Yield what the signs mean, how many there are of each kind, and how to see the others."""
    glyphs = {"been": BLOCKS.been, "planned": BLOCKS.planned, "overdue": BLOCKS.overdue}
    yield t(N_("{been} until today  {planned} planned  {overdue} past the last day"), **glyphs)
    yield t(report.form.closing, **report.totals)
    if left_out and report.form.rest:
        command = Keyword(report.form.rest(report.rows[0]))
        yield t.plural(
            "{count} is left out, which ends later: {command}",
            "{count} are left out, which end later: {command}",
            left_out,
            command=command,
        )
