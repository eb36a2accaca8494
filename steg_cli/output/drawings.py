"""Pictures for a page: what of a report is drawn, as boxes and words at places.

A page gives them their colours, so that they follow it into the dark and onto paper. A picture is
one or several drawings beside each other, each as wide as a phone, so that none has to be shrunk
until it cannot be read. A count that is not shown (`<5`), or has a part that is not, gets its text
and no bar.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from steg_cli.output.harmless import harmless
from steg_cli.output.time_axis import group_called
from steg_cli.output.values import NOT_SHOWN, shown
from steg_cli.programme.choices import WHAT
from steg_cli.programme.errors import N_
from steg_cli.programme.frozen import frozen
from steg_cli.programme.periods import add_months
from steg_cli.reports.report import Few, Report
from steg_cli.texts import Texts

PANEL, LANE = 320, 900  # pixels across: of bars, of bars in time
LETTER = 7.2  # pixels that a letter takes, about
MOST_LETTERS = 24  # of a label
NUMBER = 40  # pixels for the number behind a bar, unless it is longer
ROW, THICK = 21, 13
AXIS = 38  # pixels above the lanes, for the names of months and years
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


@frozen
class Drawing:
    """One drawing: what it is called, what it shows in words, and what is drawn."""

    title: str
    told: str
    width: float
    height: float
    boxes: tuple[Box, ...]
    words: tuple[Lettering, ...]


@frozen
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


class _Axis(NamedTuple):
    """Days on a scale from `start` to the day before `end`; `day` is the report's."""

    start: date
    end: date
    day: date
    left: float
    scale: float

    def at(self, day: date) -> float:
        """Return where a day begins."""
        return self.left + (day - self.start).days * self.scale

    def ticks(self) -> Iterator[date]:
        """Yield the first days of months, so far from each other that their names have room."""
        step = next((n for n in (1, 2, 3, 6, 12) if n * 30 * self.scale >= TICK), 24)
        tick = self.start
        while tick < self.end:
            yield tick
            tick = add_months(tick, step)


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
    # One that is compared with a year before stands with its change.
    number = max((len(str(row.whole)) for row in rows), default=0) * LETTER + 6
    scale = (PANEL - label - max(number, NUMBER)) / max(most, 1)
    boxes: list[Box] = []
    words: list[Lettering] = []
    for at, row in enumerate(rows):
        top, line = at * ROW + (ROW - THICK) / 2, at * ROW + ROW / 2 + 4.5
        # Of a count that is not shown no part is, or it would tell the least that it can be; nor is
        # a count drawn of which a part is not shown, or there would seem to be none of it.
        end = 0.0 if isinstance(row.part, Few) else _share(row.whole, scale)
        boxes.append(Box("axis", label, at * ROW, 1, ROW))
        boxes += [Box(row.kind, label, top, end, THICK)] if end else []
        if end and (part := _share(row.part, scale)):
            boxes.append(Box(row.part_kind, label, top, part, THICK))
        words.append(Lettering(_short(row.label), label - 8, line, "end"))
        behind = Lettering(str(row.whole), label + end + 6, line, "start", "number")
        words.append(behind if row.whole else behind._replace(kind="none"))
    told = ", ".join(map(_told, rows))
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

    A row has `cohort`, `step`, `reached` and `on_now`. Each cohort has a scale of its own: how far
    it came is what is asked, and the smallest would not be seen beside the largest.
    """
    drawings = []
    for cohort, ones in groupby(report.rows, lambda row: str(row.cohort)):
        rows = [Bar(t.step(row.step), row.reached, row.on_now) for row in ones if row.step]
        if any(row.whole for row in rows):  # nobody has begun in the others
            drawings.append(bars(harmless(cohort), rows, _most(row.whole for row in rows)))
    meanings = (("part", t(N_("on it now"))), ("whole", t(N_("were on it before"))))
    remark = t(N_("Each cohort has a scale of its own.")) if len(drawings) > 1 else ""
    return Picture(t(N_("How far each cohort came")), tuple(drawings), meanings, remark)


def timeline(report: Report[Any], t: Texts) -> Picture:
    """Draw each period under a month axis with the line of the report's day, group by group.

    A row has `reference`, `name`, `first_day`, `last_day`, `group` and `protected`. A last day of
    None is not known: such a bar goes on to the end.
    """
    day = report.as_of
    known = [row.last_day for row in report.rows if row.last_day]
    start = min([row.first_day for row in report.rows] + [day]).replace(day=1)
    end = add_months(max([*known, day]).replace(day=1), 1)
    left = max(_length(_whose(row, t)) for row in report.rows) + 8
    axis = _Axis(start, end, day, left, (LANE - left) / (end - start).days)
    groups = groupby(report.rows, lambda row: group_called(row, t))
    drawings = tuple(_lanes(called, list(rows), axis, t) for called, rows in groups)
    meanings = [("part", t(N_("until today"))), ("whole", t(N_("planned")))]
    if any(one < day for one in known):
        meanings.append(("now", t(N_("past its last day"))))
    return Picture(t(N_("Periods in time")), drawings, tuple(meanings))


def payers(report: Report[Any], t: Texts) -> Picture:
    """Draw the chart of a report, rounded: one of all parts of a time, or one of each part in time.

    Parts are those who pay.
    """
    assert report.form.chart
    chart = report.form.chart(report)
    title = t(chart.title, day=report.as_of, **report.totals)
    called = {one: shown(one, t, chart.by) for one in chart.series}
    times = [shown(one, t, chart.of) for one in chart.categories]
    # A hidden one is of no people: it would be read as below five.
    numbers = {
        one: [t(NOT_SHOWN) if isinstance(n, Few) else _whole(n) for n in many]
        for one, many in chart.series.items()
    }
    most = _most(n for many in numbers.values() for n in many)
    if len(times) == 1:
        rows = [Bar(called[one], many[0]) for one, many in numbers.items()]
        return Picture(title, (bars(harmless(times[0]), rows, most),))
    return Picture(
        title,
        tuple(
            bars(harmless(called[one]), [*map(Bar, times, many)], most)
            for one, many in numbers.items()
        ),
    )


# The picture of each report that has one, by the report's name.
PICTURES: Mapping[str, Callable[[Report[Any], Texts], Picture]] = {
    "cohorts": ladder,
    "expiries": endings,
    "flow": flow,
    "timeline": timeline,
    "costs": payers,
}


def _lanes(title: str, rows: list[Any], axis: _Axis, t: Texts) -> Drawing:
    """Draw a lane for each row on the axis that all groups share."""
    height = AXIS + len(rows) * ROW
    boxes, words = [], []
    year = None
    for month in axis.ticks():
        x = axis.at(month)
        boxes.append(Box("axis", x, AXIS - 4, 1, height - AXIS + 4))
        words.append(Lettering(t.month(month), x, AXIS - 9, "start", "none"))
        if month.year != year:
            words.append(Lettering(str(year := month.year), x, AXIS - 25, "start", "number"))
    for number, row in enumerate(rows):
        top = AXIS + number * ROW + (ROW - THICK) / 2
        last = axis.end if row.last_day is None else row.last_day + timedelta(days=1)
        for kind, since, until in (
            ("part", row.first_day, min(last, axis.day)),
            ("whole", max(row.first_day, axis.day), last),
            ("now", last, axis.day),
        ):
            if since < until:
                x = axis.at(since)
                boxes.append(Box(kind, x, top, axis.at(until) - x, THICK))
        label = _short(_whose(row, t))
        words.append(Lettering(label, axis.left - 8, top + THICK / 2 + 4.5, "end"))
    boxes.append(Box("today", axis.at(axis.day), AXIS - 4, 2, height - AXIS + 4))
    told = ", ".join(
        f"{_whose(row, t)} {row.first_day} – {row.last_day or ''}".rstrip() for row in rows
    )
    return Drawing(title, told, LANE, height, tuple(boxes), tuple(words))


def _whose(row: Any, t: Texts) -> str:
    """Return whom a lane is about: the case, and the name where there is one to show."""
    return f"{row.reference} {shown(row.name, t)}" if row.name else str(row.reference)


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = add_months(month, 1)


def _month(row: Any) -> tuple[int, int]:
    return row.last_day.year, row.last_day.month


def _periods(rows: Sequence[Any]) -> list[Any]:
    return [row for row in rows if row.what == "period"]


def _most(counts: Iterable[object]) -> int:
    return max((n for n in counts if isinstance(n, int)), default=1)


def _whole(number: object) -> object:
    return round(number) if isinstance(number, float) else number


def _told(row: Bar) -> str:
    part = f" ({row.part})" if row.part and row.part != row.whole else ""
    return f"{row.label} {row.whole}{part}"


def _share(count: object, scale: float) -> float:
    return round(count * scale, 1) if isinstance(count, int) else 0.0


def _short(label: str) -> str:
    return label if len(label) <= MOST_LETTERS else label[: MOST_LETTERS - 1] + "…"


def _length(label: str) -> float:
    return len(_short(label)) * LETTER
