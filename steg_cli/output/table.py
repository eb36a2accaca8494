"""Tables for a terminal, by rich. Every value is passed as text, never as markup."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from steg_cli.output.columns import grid, title
from steg_cli.output.values import fields, shown
from steg_cli.programme.errors import N_
from steg_cli.reports.cohorts import CohortStatus
from steg_cli.reports.expiries import Expiry
from steg_cli.reports.report import Report
from steg_cli.texts import Texts

BAR_CELLS = 20
EIGHTHS = "▏▎▍▌▋▊▉█"
SOON_DAYS = 31
WIDE = 110


@dataclass(frozen=True)
class Screen:
    """What a table is drawn on: how many columns wide, and whether it can show colour."""

    width: int
    colour: bool


def report_table(report: Report[Any], t: Texts, screen: Screen) -> str:
    """Return the report drawn for `screen`."""
    return _drawn(_parts(report, t, screen), screen)


def _parts(report: Report[Any], t: Texts, screen: Screen) -> Iterable[RenderableType]:
    if report.row_type is CohortStatus:
        yield _cohorts(report, t)
        yield _ladder(report, t)
    elif report.row_type is Expiry:
        yield from _expiries(report, t, screen)
    else:
        yield _generic(report, t)


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
    for part in parts:
        console.print(part)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().rstrip("\n")


def _table(heading: str) -> Table:
    return Table(title=Text(heading, style="bold"), title_justify="left", box=box.ROUNDED)


def _generic(report: Report[Any], t: Texts) -> Table:
    headings, rows, numbers = grid(report, t)
    table = Table(box=box.ROUNDED)
    for name, number in zip(headings, numbers, strict=True):
        table.add_column(Text(name), justify="right" if number else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _cohorts(report: Report[CohortStatus], t: Texts) -> Table:
    table = _table(title(report, t))
    table.add_column(Text(t(N_("cohort"))), overflow="fold")
    table.add_column(Text(t(N_("enrolled of planned"))), min_width=BAR_CELLS)
    for heading in (N_("planned"), N_("enrolled"), N_("active"), N_("left"), N_("converted")):
        table.add_column(Text(t(heading)), justify="right")
    table.add_column(Text(t(N_("left to"))), overflow="fold")
    for row in report.rows:
        table.add_row(*_cohort_cells(row.cohort, fields(row), t))
    if len(report.rows) > 1:
        table.add_section()
        total = _cohort_cells(t(N_("all")), dict(report.totals), t)
        table.add_row(*total, style="bold")
    return table


def _cohort_cells(name: str, row: dict[str, Any], t: Texts) -> list[Text]:
    numbers = [row["planned"], row["enrolled"], row["active"], row["left"], row["converted"]]
    outcomes = (
        f"{shown(code, t, 'left_to')} {people}"
        for code, people in row["outcomes"].items()
        if people
    )
    return [
        Text(shown(name, t)),
        Text(bar(row["enrolled"], row["planned"]), style="green"),
        *(Text(shown(number, t)) for number in numbers),
        Text(", ".join(outcomes), style="dim"),
    ]


def bar(part: int, whole: int | None) -> str:
    """Return a bar for `part` of `whole`, in eighths of a cell; full at `whole` and above."""
    if not whole:
        return ""
    eighths = min(round(part / whole * BAR_CELLS * 8), BAR_CELLS * 8)
    full, rest = divmod(eighths, 8)
    return "█" * full + (EIGHTHS[rest - 1] if rest else "")


def _ladder(report: Report[CohortStatus], t: Texts) -> Table:
    """People on each step, the ladder from its first step down; a column for each live cohort."""
    live = [row for row in report.rows if row.active]
    table = _table(t(N_("People on each step on {day}"), day=report.as_of))
    table.add_column(Text(t(N_("step"))))
    steps = report.totals["steps"]
    assert isinstance(steps, dict)
    table.add_column(Text(t(N_("all"))), justify="right", style="bold")
    table.add_column(Text(""), min_width=BAR_CELLS)
    for row in live:
        table.add_column(Text(shown(row.cohort, t)), justify="right", overflow="fold")
    most = max([*steps.values(), 1])
    for code, people in steps.items():
        cells = (str(row.steps[code] or "·") for row in live)
        table.add_row(
            Text(shown(code, t, "step")),
            Text(str(people)),
            Text(bar(people, most), style="cyan"),
            *cells,
        )
    return table


def _expiries(report: Report[Expiry], t: Texts, screen: Screen) -> Iterable[RenderableType]:
    totals = report.totals
    if not report.rows:
        yield Text(title(report, t), style="bold")
        yield Text(t(N_("None.")))
        return
    wide = screen.width >= WIDE
    table = _table(title(report, t))
    headings = [N_("last day"), N_("days left"), N_("state"), N_("case"), N_("name"), N_("step")]
    headings += [N_("workplace"), N_("municipality"), N_("cohort")] if wide else [N_("workplace")]
    headings += [N_("months"), N_("can be extended by"), N_("notice by")]
    right = (N_("days left"), N_("months"), N_("can be extended by"))
    for heading in headings:
        table.add_column(
            Text(t(heading)), justify="right" if heading in right else "left", overflow="fold"
        )
    for row in report.rows:
        table.add_row(*_expiry_cells(row, t, wide=wide), style=_urgency(row))
    yield table
    yield Text(
        t(
            N_("{overdue} overdue, {ending} ending."),
            overdue=totals["overdue"],
            ending=totals["ending"],
        )
    )


def _expiry_cells(row: Expiry, t: Texts, *, wide: bool) -> list[Text]:
    hidden = t(N_("(protected)"))
    mark = {"overdue": "● ", "ending": ""}[row.state]
    where = [shown(row.workplace, t) if row.workplace or not row.protected else hidden]
    if wide:
        where += [shown(row.municipality, t), shown(row.cohort, t)]
    cells = [
        shown(row.last_day, t),
        str(row.days_left),
        mark + shown(row.state, t, "state"),
        row.reference,
        shown(row.name, t) if row.name or not row.protected else hidden,
        shown(row.step, t, "step"),
        *where,
        str(row.months),
        str(row.months_left_to_extend),
        shown(row.notice_by, t),
    ]
    return [Text(cell) for cell in cells]


def _urgency(row: Expiry) -> str:
    if row.state == "overdue":
        return "bold red"
    return "yellow" if row.days_left <= SOON_DAYS else ""
