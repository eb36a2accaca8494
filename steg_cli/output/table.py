"""Tables for a terminal, by rich. Every value is passed as text, never as markup.

A table that is too wide leaves out its least important columns and says which, so that the days
and the names that matter can be read on any screen.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from steg_cli.output.columns import grid, headers, title
from steg_cli.output.plain import width
from steg_cli.output.values import part, shown
from steg_cli.programme.errors import N_
from steg_cli.reports.cohorts import CohortStatus
from steg_cli.reports.expiries import Expiry
from steg_cli.reports.report import Report
from steg_cli.texts import Texts

BAR_CELLS = 20
EIGHTHS = "▏▎▍▌▋▊▉█"
SOON_DAYS = 31

# What a narrow screen does without, the first to go first.
LEFT_OUT = (
    "protected",
    "payer",
    "agreement",
    "first_day",
    "bar",
    "cohort",
    "municipality",
    "manager_email",
    "months",
    "project",
    "outcomes",
    "state",
    "since",
    "step",
    "rows",
    "months_left_to_extend",
    "places",
    "workplace",
)
# What may be broken over several lines; everything else stands on one.
FOLDED = ("name", "workplace", "outcomes", "summary", "meaning", "steps", "partners", "manager")
FOLDED_LEAST = 14


@dataclass(frozen=True)
class Screen:
    """What a table is drawn on: how many columns wide, and whether it can show colour."""

    width: int
    colour: bool


@dataclass(frozen=True)
class Column:
    """A column to draw: what it is, its heading, its cells from the first row to the last."""

    key: str
    heading: str
    cells: tuple[str, ...]
    right: bool = False
    style: str = ""

    @property
    def natural(self) -> int:
        """How wide the column is when there is room."""
        return max(map(width, (self.heading, *self.cells)))

    @property
    def least(self) -> int:
        """How narrow the column can be."""
        word = max(map(width, self.heading.split()), default=0)
        widest = max(map(width, self.cells), default=0)
        return max(word, min(widest, FOLDED_LEAST) if self.key in FOLDED else widest, 1)


def report_table(report: Report[Any], t: Texts, screen: Screen) -> str:
    """Return the report drawn for `screen`."""
    return _drawn(_parts(report, t, screen), screen)


def _parts(report: Report[Any], t: Texts, screen: Screen) -> Iterable[RenderableType]:
    if report.row_type is CohortStatus:
        yield from _cohorts(report, t, screen)
        yield from _ladder(report, t, screen)
    elif report.row_type is Expiry:
        yield from _expiries(report, t, screen)
    else:
        yield from _table("", _columns(report, t), t, screen)


def _columns(report: Report[Any], t: Texts) -> list[Column]:
    headings, rows, numbers = grid(report, t)
    keys = [cell.key for cell in headers(report)]
    return [
        Column(key, heading, tuple(row[i] for row in rows), right=numbers[i])
        for i, (key, heading) in enumerate(zip(keys, headings, strict=False))
    ]


def _table(
    heading: str,
    columns: list[Column],
    t: Texts,
    screen: Screen,
    *,
    styles: tuple[str, ...] = (),
    total: bool = False,
) -> Iterable[RenderableType]:
    """Draw what fits, and say what was left out."""
    kept, hidden = _fitting(columns, screen.width)
    roomy = sum(column.natural + 3 for column in kept) < screen.width
    table = Table(
        title=Text(heading, style="bold") if heading else None,
        title_justify="left",
        box=box.ROUNDED,
    )
    for column in kept:
        table.add_column(
            Text(column.heading if roomy else textwrap.fill(column.heading, column.least)),
            justify="right" if column.right else "left",
            style=column.style,
            min_width=min(column.least, screen.width),
            overflow="fold",
            no_wrap=column.key not in FOLDED,
        )
    rows = list(zip(*(column.cells for column in kept), strict=True))
    for number, row in enumerate(rows):
        if total and number == len(rows) - 1:
            table.add_section()
        table.add_row(*map(Text, row), style=styles[number] if styles else "")
    yield table
    if hidden:
        names = ", ".join(column.heading for column in hidden if column.heading)
        if names:
            yield Text(
                t(
                    N_("No room for: {columns}. --format plain shows all."),
                    columns=names,
                )
            )


def _fitting(columns: list[Column], room: int) -> tuple[list[Column], list[Column]]:
    """Return the columns that fit, and those left out for them."""
    kept, hidden = list(columns), []
    # What names a row stands first and is never left out.
    droppable = [column for key in LEFT_OUT for column in columns[1:] if column.key == key]
    # On a very narrow screen the rest goes from the right.
    droppable += [column for column in reversed(columns[1:]) if column.key not in LEFT_OUT]
    for column in droppable:
        if sum(one.least + 3 for one in kept) + 1 <= room:
            break
        kept.remove(column)
        hidden.append(column)
    return kept, hidden


def _drawn(parts: Iterable[RenderableType], screen: Screen) -> str:
    console = Console(
        file=io.StringIO(),
        width=screen.width,
        force_terminal=screen.colour,
        no_color=not screen.colour,
        color_system="standard" if screen.colour else None,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for drawn in parts:
        console.print(drawn)
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines())


def _cohorts(report: Report[CohortStatus], t: Texts, screen: Screen) -> Iterable[RenderableType]:
    rows = [*report.rows]
    totals: dict[str, Any] = dict(report.totals)
    if len(rows) > 1:
        rows.append(CohortStatus(cohort=t(N_("all")), **totals))

    def numbers(key: str, heading: str) -> Column:
        return Column(key, t(heading), tuple(shown(getattr(row, key), t) for row in rows), True)

    columns = [
        Column("cohort_name", t(N_("cohort")), tuple(shown(row.cohort, t) for row in rows)),
        Column(
            "bar",
            t(N_("enrolled of planned")),
            tuple(bar(row.enrolled, row.planned) for row in rows),
            style="green",
        ),
        numbers("planned", N_("planned")),
        numbers("enrolled", N_("enrolled")),
        numbers("active", N_("active")),
        numbers("left", N_("left")),
        numbers("converted", N_("converted")),
        Column("outcomes", t(N_("left to")), tuple(_outcomes(row, t) for row in rows), style="dim"),
    ]
    yield from _table(title(report, t), columns, t, screen, total=len(rows) > 1)


def _outcomes(row: CohortStatus, t: Texts) -> str:
    return ", ".join(
        f"{part(code, t, 'outcomes')} {people}" for code, people in row.outcomes.items() if people
    )


def bar(share: int, whole: int | None) -> str:
    """Return a bar for `share` of `whole`, in eighths of a cell; full at `whole` and above."""
    if not whole:
        return ""
    eighths = min(round(share / whole * BAR_CELLS * 8), BAR_CELLS * 8)
    full, rest = divmod(eighths, 8)
    return "█" * full + (EIGHTHS[rest - 1] if rest else "")


def _ladder(report: Report[CohortStatus], t: Texts, screen: Screen) -> Iterable[RenderableType]:
    """People on each step, the ladder from its first step down; a column for each live cohort."""
    steps = report.totals["steps"]
    assert isinstance(steps, dict)
    most = max([*steps.values(), 1])
    columns = [
        Column("step_name", t(N_("step")), tuple(shown(code, t, "step") for code in steps)),
        Column("all", t(N_("all")), tuple(map(str, steps.values())), right=True, style="bold"),
        Column("bar", "", tuple(bar(people, most) for people in steps.values()), style="cyan"),
    ]
    columns += [
        Column(
            "cohort",
            shown(row.cohort, t),
            tuple(str(row.steps[code] or "·") for code in steps),
            right=True,
        )
        for row in report.rows
        if row.active
    ]
    heading = t(N_("People on each step on {day}"), day=report.as_of)
    yield from _table(heading, columns, t, screen)


EXPIRY_COLUMNS = (
    "last_day",
    "days_left",
    "state",
    "reference",
    "name",
    "step",
    "workplace",
    "municipality",
    "cohort",
    "months",
    "months_left_to_extend",
    "notice_by",
)


def _expiries(report: Report[Expiry], t: Texts, screen: Screen) -> Iterable[RenderableType]:
    if not report.rows:
        yield Text(title(report, t), style="bold")
        yield Text(t(N_("None.")))
        return
    by_key = {column.key: column for column in _columns(report, t)}
    marked = tuple(
        f"{row.last_day} ●" if row.state == "overdue" else str(row.last_day) for row in report.rows
    )
    by_key["last_day"] = replace(by_key["last_day"], cells=marked)
    columns = [by_key[key] for key in EXPIRY_COLUMNS]
    styles = tuple(map(_urgency, report.rows))
    yield from _table(title(report, t), columns, t, screen, styles=styles)
    yield Text(
        t(
            N_("{overdue} overdue, {ending} ending."),
            overdue=report.totals["overdue"],
            ending=report.totals["ending"],
        )
    )


def _urgency(row: Expiry) -> str:
    if row.state == "overdue":
        return "bold red"
    return "yellow" if row.days_left <= SOON_DAYS else ""
