"""Pictures for a page: what of a report is drawn, as boxes and words at places.

A page gives them their colours, so that they follow it into the dark and onto paper. A picture is
one or several drawings beside each other, each as wide as a phone, so that none has to be shrunk
until it cannot be read. A count that is not shown (`<5`) gets its text and no bar.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from steg_cli.output.values import harmless, shown
from steg_cli.programme.choices import WHAT
from steg_cli.programme.errors import N_
from steg_cli.programme.fields import HIDDEN
from steg_cli.programme.periods import add_months
from steg_cli.reports.report import Report
from steg_cli.texts import Texts

PANEL, LANE = 320, 900  # pixels across: of bars, of bars in time
LETTER = 6.6  # pixels that a letter takes, about
MOST_LETTERS = 22  # of a label
NUMBER = 40  # pixels for the number behind a bar
ROW, THICK = 21, 13
AXIS = 30
TICK = 46  # pixels from one name of a month to the next


class Box(NamedTuple):
    """A bar or a line. `kind` is what it means, and what a page colours it by."""

    kind: str
    x: float
    y: float
    width: float
    height: float


class Lettering(NamedTuple):
    """Words that stand at a place, on the line `y`."""

    text: str
    x: float
    y: float
    anchor: str = "start"
    kind: str = ""


@dataclass(frozen=True)
class Drawing:
    """One drawing: what it is called, what it shows in words, and what is drawn."""

    title: str
    told: str
    width: float
    height: float
    boxes: tuple[Box, ...]
    words: tuple[Lettering, ...]


@dataclass(frozen=True)
class Picture:
    """Drawings that belong together, below one heading, with what their colours mean."""

    title: str
    drawings: tuple[Drawing, ...]
    meanings: tuple[tuple[str, str], ...] = ()
    remark: str = ""

    @property
    def is_wide(self) -> bool:
        """Whether a drawing is wider than a phone."""
        return any(one.width > PANEL for one in self.drawings)


class Bar(NamedTuple):
    """A row of bars: what it is of, how much, and how much of that is meant in particular."""

    label: str
    whole: object
    part: object = None
    kind: str = "whole"
    part_kind: str = "part"


def picture_of(report: Report[Any], t: Texts) -> Picture | None:
    """Return the picture of a report, or None if it has none or nothing to draw."""
    draw = PICTURES.get(report.name)
    picture = draw(report, t) if draw and report.rows else None
    return picture if picture and picture.drawings else None


def bars(title: str, rows: Sequence[Bar], most: int) -> Drawing:
    """Return a row for each bar, on a scale to `most`: label, bar, number."""
    label = max((_length(row.label) for row in rows), default=0) + 8
    scale = (PANEL - label - NUMBER) / max(most, 1)
    boxes: list[Box] = []
    words: list[Lettering] = []
    for at, row in enumerate(rows):
        top, line = at * ROW + (ROW - THICK) / 2, at * ROW + ROW / 2 + 4.5
        end = _share(row.whole, scale)
        boxes.append(Box("axis", label, at * ROW, 1, ROW))
        boxes += [Box(row.kind, label, top, end, THICK)] if end else []
        if part := _share(row.part, scale):
            boxes.append(Box(row.part_kind, label, top, part, THICK))
        words.append(Lettering(_short(row.label), label - 8, line, "end"))
        number = Lettering(str(row.whole), label + end + 6, line, "start", "number")
        words.append(number if row.whole else number._replace(kind="none"))
    told = ", ".join(f"{row.label} {row.whole}" for row in rows)
    return Drawing(title, told, PANEL, len(rows) * ROW, tuple(boxes), tuple(words))


def ladder(report: Report[Any], t: Texts) -> Picture:
    """Draw the people on each step, in all and of each cohort that is still going on."""
    going = [row for row in report.rows if row.active]
    drawn: list[tuple[str, Mapping[str, object]]] = [(row.cohort, row.steps) for row in going]
    if len(going) > 1:
        steps = report.totals["steps"]
        assert isinstance(steps, Mapping)
        drawn.insert(0, (t(N_("All cohorts")), steps))
    most = _most(n for _, steps in drawn for n in steps.values())
    drawings = tuple(
        bars(harmless(title), [Bar(t.step(code), n, n) for code, n in steps.items()], most)
        for title, steps in drawn
    )
    done = len(report.rows) - len(going)
    remark = N_("Cohorts without anybody who is active are not drawn.")
    return Picture(t(N_("People on each step")), drawings, (), t(remark) if done else "")


def endings(report: Report[Any], t: Texts) -> Picture:
    """Draw how many ends have passed and come in each month, and how many there are of a kind."""
    overdue = [row for row in report.rows if row.state == "overdue"]
    coming = [row for row in report.rows if row.state != "overdue"]
    ends, periods = Counter(map(_month, coming)), Counter(map(_month, _periods(coming)))
    months = [Bar(t(N_("overdue")), len(overdue), kind="now")]
    last = max((row.last_day for row in coming), default=report.as_of)
    until = report.totals.get("until")
    for month in _months(report.as_of, until if isinstance(until, date) else last):
        at = month.year, month.month
        months.append(Bar(f"{t.month(month)} {month.year}", ends[at], periods[at]))
    found, late = (Counter(row.what for row in rows) for rows in (report.rows, overdue))
    kinds = [
        Bar(t(label), found[what], late[what], "part" if what == "period" else "whole", "now")
        for what, label in WHAT.labels.items()
        if found[what]
    ]
    most = _most(row.whole for row in (*months, *kinds))
    drawings = (bars(t(N_("By month")), months, most), bars(t(N_("By kind")), kinds, most))
    meanings = (
        ("part", t(N_("periods"))),
        ("whole", t(N_("other ends"))),
        ("now", t(N_("overdue"))),
    )
    return Picture(t(N_("When it ends")), drawings, meanings)


def flow(report: Report[Any], t: Texts) -> Picture:
    """Draw how many of each cohort reached each step, and how many are on it now.

    A row has `cohort`, `step`, `reached` and `on_now`.
    """
    most = _most(row.reached for row in report.rows)
    cohorts = groupby(report.rows, lambda row: str(row.cohort))
    drawings = tuple(
        bars(
            harmless(cohort),
            [Bar(t.step(row.step), row.reached, row.on_now) for row in rows if row.step],
            most,
        )
        for cohort, rows in cohorts
    )
    meanings = (("part", t(N_("on it now"))), ("whole", t(N_("were on it before"))))
    return Picture(t(N_("How far each cohort came")), drawings, meanings)


def timeline(report: Report[Any], t: Texts) -> Picture:
    """Draw each period under a month axis with the line of the report's day, group by group.

    A row has `reference`, `name`, `step`, `first_day`, `last_day` and `group`; a last day of None
    is not known, and such a bar goes on to the end.
    """
    day = report.as_of
    known = [row.last_day for row in report.rows if row.last_day]
    start = min([row.first_day for row in report.rows] + [day]).replace(day=1)
    end = add_months(max([*known, day]).replace(day=1), 1)
    groups = groupby(report.rows, lambda row: row.group)
    drawings = tuple(
        _lanes(t(HIDDEN) if group is None else harmless(str(group)), list(rows), (start, end), day, t)
        for group, rows in groups
    )
    meanings = [("part", t(N_("until today"))), ("whole", t(N_("planned")))]
    if any(one < day for one in known):
        meanings.append(("now", t(N_("past its last day"))))
    return Picture(t(N_("Periods in time")), drawings, tuple(meanings))


# The picture of each report that has one, by the report's name.
PICTURES: Mapping[str, Callable[[Report[Any], Texts], Picture]] = {
    "cohorts": ladder,
    "expiries": endings,
    "flow": flow,
    "timeline": timeline,
}


def _lanes(title: str, rows: list[Any], span: tuple[date, date], day: date, t: Texts) -> Drawing:
    """Draw a lane for each row from the first day of `span` to the day before its last."""
    start, end = span
    labels = [_whose(row, t) for row in rows]
    left = max(map(_length, labels)) + 8
    scale = (LANE - left - 12) / (end - start).days

    def at(one: date) -> float:
        return left + (one - start).days * scale

    height = AXIS + len(rows) * ROW
    boxes, words = [], []
    for month in _ticks(start, end, scale):
        boxes.append(Box("axis", at(month), AXIS - 6, 1, height - AXIS + 6))
        named = f"{t.month(month)} {month.year}" if month in (start,) or month.month == 1 else ""
        words.append(Lettering(named or t.month(month), at(month) + 3, AXIS - 12, "start", "none"))
    for number, (row, label) in enumerate(zip(rows, labels, strict=True)):
        top = AXIS + number * ROW + (ROW - THICK) / 2
        last = end if row.last_day is None else row.last_day + timedelta(days=1)
        for kind, since, until in (
            ("part", row.first_day, min(last, day)),
            ("whole", max(row.first_day, day), last),
            ("now", last, day),
        ):
            if since < until:
                boxes.append(Box(kind, at(since), top, at(until) - at(since), THICK))
        words.append(Lettering(_short(label), left - 8, top + THICK / 2 + 4.5, "end"))
    boxes.append(Box("today", at(day), AXIS - 6, 2, height - AXIS + 6))
    told = ", ".join(
        f"{label} {row.first_day} – {row.last_day or ''}".rstrip()
        for row, label in zip(rows, labels, strict=True)
    )
    return Drawing(title, told, LANE, height, tuple(boxes), tuple(words))


def _whose(row: Any, t: Texts) -> str:
    """Return whom a lane is about: the case, and the name where there is one to show."""
    return f"{row.reference}  {shown(row.name, t)}" if row.name else str(row.reference)


def _ticks(start: date, end: date, scale: float) -> Iterator[date]:
    """Yield the first days of months, so far from each other that their names have room."""
    step = next((n for n in (1, 2, 3, 6, 12) if n * 30 * scale >= TICK), 24)
    tick = start
    while tick < end:
        yield tick
        tick = add_months(tick, step)


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = add_months(month, 1)


def _month(row: Any) -> tuple[int, int]:
    return row.last_day.year, row.last_day.month


def _periods(rows: Sequence[Any]) -> list[Any]:
    return [row for row in rows if row.what == "period"]


def _most(counts: Iterator[object] | Sequence[object] | Any) -> int:
    return max((n for n in counts if isinstance(n, int)), default=1)


def _share(count: object, scale: float) -> float:
    return round(count * scale, 1) if isinstance(count, int) else 0.0


def _short(label: str) -> str:
    return label if len(label) <= MOST_LETTERS else label[: MOST_LETTERS - 1] + "…"


def _length(label: str) -> float:
    return len(_short(label)) * LETTER
