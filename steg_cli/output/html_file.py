"""HTML: one file that shows itself, without a script and without anything to fetch.

A summary in words and figures, then for each report its picture and its tables. It is read by
screen readers, on a phone, in the dark and on A4.

The pictures are our own SVG. Tried beside it, on the demo: pygal (words in its own letters and
colours, a script, its zeros on top of each other, other bytes at each run), leather (no stacked
bars, colours in every element), altair with vl-convert (the best drawn, 32 MB, a light background
that does not follow into the dark). None lets the page give the colours; rectangles and words do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Any, NamedTuple

from steg_cli import __version__
from steg_cli.output.columns import (
    Shown,
    columns_of,
    explained,
    has_total,
    tables_below,
    title,
    with_total,
)
from steg_cli.output.drawings import Picture, picture_of
from steg_cli.output.plain import details_of
from steg_cli.output.templates import template
from steg_cli.output.values import shown
from steg_cli.programme.errors import N_
from steg_cli.programme.fields import HEADINGS
from steg_cli.programme.frozen import frozen, values_of
from steg_cli.programme.words import Amount, Plural
from steg_cli.reports.kolada import COUNTED
from steg_cli.reports.nameless import ALONE, FEW_EXPLAINED
from steg_cli.reports.report import Column, Few, Mark, Report
from steg_cli.texts import Texts

MOST_FIGURES = 6
MOST_STEPS = 3  # that the summary names
PORTRAIT = 9  # columns of a table that stand on an upright page
NAMES = ("name", "manager", "supervisor", "contact")  # fields of a row that name somebody
TOGETHER = 15  # rows of a table that is not divided over pages
LONG = 40  # letters of a cell that needs a wide column
UNBROKEN = 16  # letters of a cell that stays on one line: days, cases, states, short names
NO_CASES = N_("Single cases are left out, so that nobody can be recognised by what is hidden.")
PAID = {
    "net": N_("From {first_day} to {last_day} it costs {amount} SEK after support: {payers}."),
    "gross": N_("From {first_day} to {last_day} it costs {amount} SEK before support: {payers}."),
}
# What a list of counts says of one thing stays together: "studies 5".
BEFORE_COUNT = re.compile(r" (?=[0-9]+(?:,|$))")


class Figure(NamedTuple):
    """A number of the summary and what it is; `mark` says that it wants attention."""

    number: str
    label: str
    mark: Mark = ""


class Cell(NamedTuple):
    """A cell of a table."""

    text: str
    is_number: bool
    names_row: bool

    @property
    def looks(self) -> str:
        """How it stands: to the right, on one line, or on several, more or less wide."""
        if self.is_number:
            return "number"
        length = len(self.text)
        return "short" if length <= UNBROKEN else "text" if length <= LONG else "long"


@frozen
class Line:
    """A row of a table: how it stands out, its cells, and what is told below it."""

    mark: Mark
    cells: tuple[Cell, ...]
    below: tuple[str, ...] = ()


@frozen
class Group:
    """Rows below a heading of their own, which is empty where there are no groups."""

    heading: str
    lines: tuple[Line, ...]


@frozen
class Table:
    """A report as a table; without groups there is nothing but `empty` to say."""

    caption: str
    columns: tuple[Shown, ...]
    groups: tuple[Group, ...]
    total: Line | None
    closing: str
    empty: str

    @property
    def is_wide(self) -> bool:
        """Whether it is printed across the page."""
        return len(self.columns) > PORTRAIT

    @property
    def is_short(self) -> bool:
        """Whether it stays on one page."""
        return sum(len(group.lines) + bool(group.heading) for group in self.groups) <= TOGETHER


@frozen
class Section:
    """A report: its picture, its tables, what could not be answered, and what is counted."""

    heading: str
    picture: Picture | None
    tables: tuple[Table, ...]
    notes: tuple[str, ...]
    explained: tuple[str, ...]

    @property
    def is_wide(self) -> bool:
        """Whether it is printed across the page: a page is turned for a section, not a table."""
        return any(table.is_wide for table in self.tables)


@frozen
class Page:
    """Everything that the file says, in the language `language`."""

    language: str
    title: str
    as_of: str
    audience: str
    figures: tuple[Figure, ...]
    sentences: tuple[str, ...]
    sections: tuple[Section, ...]
    version: str = __version__


def reports_html(reports: list[Report[Any]], t: Texts) -> str:
    """Return a page with all reports. The same reports give the same bytes."""
    page = template("steg_cli.output", "report.html.jinja")
    return page.render(page=page_of(reports, t), t=t)


def page_of(reports: list[Report[Any]], t: Texts) -> Page:
    """Return what a page says of the reports."""
    status = t(N_("Status report"))
    told = [one for one in reports if one.name in FIGURES] or reports[:1]
    figures = (figure for report in told for figure in _figures(report, t))
    sentences = (tell(one, t) for name, tell in SENTENCES for one in reports if one.name == name)
    few = any(FEW_EXPLAINED in one.form.explains for one in reports)
    without_cases = [one for one in reports if one.form.empty == ALONE]
    about = [_audience(reports), *([FEW_EXPLAINED] * few), *([NO_CASES] * bool(without_cases))]
    return Page(
        t.language,
        _heading(reports[0], t) if len(reports) == 1 else status,
        t(N_("As of {day}"), day=reports[0].as_of),
        " ".join(map(t, about)),
        tuple(figures)[:MOST_FIGURES],
        tuple(filter(None, sentences)),
        tuple(_section(one, t) for one in reports if one not in without_cases),
    )


def _heading(report: Report[Any], t: Texts) -> str:
    return t(report.form.sheet) or title(report, t) or report.name


def _audience(reports: list[Report[Any]]) -> str:
    """Return whom the page is for, by what it tells of people, as a message id."""
    rows = [
        row for report in reports for table in (report, *tables_below(report)) for row in table.rows
    ]
    named = [row for row in rows if _names_somebody(row)]
    if any(getattr(row, "protected", False) for row in named):
        return N_("Shows people with a protected identity: for the administrator alone.")
    if named or any(report.form.details for report in reports):
        return N_("Has names: for those who work with the participants, not to be passed on.")
    if any(hasattr(row, "reference") for row in rows):
        return N_("Has case references, but no names.")
    return N_("Has numbers, but no names.")


def _names_somebody(row: Any) -> bool:
    """Say whether a row names somebody, in a field of its own or as a line of a project's card."""
    is_line = getattr(row, "field", None) in [HEADINGS.get(key) for key in NAMES]
    return any(getattr(row, key, None) for key in (*NAMES, *(["value"] * is_line)))


# The summary


def _figures(report: Report[Any], t: Texts) -> Iterator[Figure]:
    """Yield a report's own figures, or the sums of its columns."""
    own = FIGURES.get(report.name, {})
    summed = values_of(report.rows[0]) if report.rows else ()
    for key, label in (own or {key: HEADINGS.get(key, "") for key in summed}).items():
        number = report.totals.get(key)
        if label and isinstance(number, str | int):
            mark: Mark = "now" if key == "overdue" and number else ""
            yield Figure(shown(number, t, key), t(label, **report.totals), mark)


def _on_steps(report: Report[Any], t: Texts) -> str:
    """Say how many are active, and on which steps most of them are."""
    steps = report.totals["steps"]
    assert isinstance(steps, Mapping)
    people = {code: n for code, n in steps.items() if isinstance(n, int) and int(n)}
    most = sorted(people, key=people.__getitem__, reverse=True)[:MOST_STEPS]
    named = [f"{t.step(code)} ({int(people[code])})" for code in most]
    values = {key: report.totals[key] for key in ("active", "enrolled")}
    if not named:
        return t(N_("{active} of {enrolled} who were enrolled are active."), **values)
    *others, last = named
    steps_told = t(N_("{first} and {last}"), first=", ".join(others), last=last) if others else last
    message = (
        N_("{active} of {enrolled} who were enrolled are active, among them on {steps}.")
        if any(isinstance(n, Few) for n in steps.values())  # there may be more of them
        else N_("{active} of {enrolled} who were enrolled are active, most of them on {steps}.")
    )
    return t(message, **values, steps=steps_told)


def _led_to(report: Report[Any], t: Texts) -> str:
    """Say how many of those who left went on to what the national key figure counts."""
    left, outcomes = report.totals["left"], report.totals["outcomes"]
    assert isinstance(outcomes, Mapping)
    told = [left, *(outcomes.get(code, 0) for code in COUNTED)]
    people = [int(n) for n in told if isinstance(n, int) and not isinstance(n, Few)]
    if len(people) < len(told) or not people[0]:
        return ""
    message = N_("Of {left} who left, {on} went on to work or studies.")
    return t(message, left=people[0], on=sum(people[1:]))


def _costs(report: Report[Any], t: Texts) -> str:
    """Say what is paid in all, and by whom; before support where no more may be told."""
    key = next((key for key in PAID if isinstance(report.totals[key], Amount)), None)
    if key is None or not report.rows:
        return ""  # the notes say which wage is not known
    payers: dict[str, Decimal] = {}
    for row in report.rows:
        payers[row.payer] = payers.get(row.payer, Decimal(0)) + Decimal(getattr(row, key))
    # In whole crowns, and so that those beside each other add up.
    crowns = {who: much.quantize(Decimal(1), ROUND_HALF_UP) for who, much in payers.items()}
    named = [f"{shown(who, t, 'payer')} {_crowns(much, t)}" for who, much in crowns.items()]
    whole = _crowns(sum(crowns.values(), Decimal(0)), t)
    return t(PAID[key], **{**report.totals, "amount": whole, "payers": ", ".join(named)})


def _crowns(amount: Decimal, t: Texts) -> str:
    return shown(Amount(f"{amount}"), t)


def _ends(report: Report[Any], t: Texts) -> str:
    """Say how much is overdue and how much is coming."""
    overdue, ending = report.totals["overdue"], report.totals["ending"]
    if not isinstance(overdue, int) or not isinstance(ending, int):
        return ""  # the figures say as much as may be said
    past = Plural("{count} end is overdue", "{count} ends are overdue", overdue)
    come = Plural("{count} more comes", "{count} more come", ending)
    message = N_("{past}, and {come} by {until}.")
    return t(message, past=past, come=come, until=report.totals["until"])


FIGURES: Mapping[str, Mapping[str, str]] = {
    "cohorts": {
        "enrolled": N_("enrolled"),
        "active": N_("active"),
        "left": N_("left"),
        "completed_training": N_("completed training"),
    },
    "expiries": {"overdue": N_("overdue"), "ending": N_("end by {until}")},
}
# Where everyone stands, what is coming, what it led to, what it costs.
SENTENCES: Sequence[tuple[str, Callable[[Report[Any], Texts], str]]] = (
    ("cohorts", _on_steps),
    ("expiries", _ends),
    ("cohorts", _led_to),
    ("costs", _costs),
)


# The reports


def _section(report: Report[Any], t: Texts) -> Section:
    # What a hidden number is, is said once, on top.
    sentences = (one for one in explained(report, t) if one != t(FEW_EXPLAINED))
    return Section(
        _heading(report, t),
        picture_of(report, t),
        tuple(_table(one, t) for one in (report, *tables_below(report))),
        tuple(map(t.note, report.notes)),
        tuple(sentences),
    )


def _table(report: Report[Any], t: Texts) -> Table:
    form, rows = report.form, report.rows
    if not rows:
        return Table(title(report, t), (), (), None, "", t(form.empty))
    columns = [one for one in columns_of(with_total(report, t), t) if not one.column.bar]
    if form.aside and form.aside not in [one.column.key for one in columns]:
        told = tuple(shown(getattr(row, form.aside), t, form.aside) for row in rows)
        heading = t(N_("what it is about"))
        columns.append(Shown(Column(form.aside), heading, told, is_number=False))
    keys = [one.column.key for one in columns]
    cells = [
        _cells(texts, columns, keys) for texts in zip(*(one.cells for one in columns), strict=True)
    ]
    lines = [
        Line(
            form.mark(row) if form.mark else "",
            one,
            tuple(details_of(report, row, t)) if form.details else (),
        )
        for row, one in zip(rows, cells, strict=False)
    ]
    return Table(
        title(report, t),
        tuple(columns),
        tuple(_groups(report, lines, t)),
        Line("", cells[-1]) if has_total(report) else None,
        t(form.closing, **report.totals),
        "",
    )


def _cells(texts: tuple[str, ...], columns: list[Shown], keys: list[str]) -> tuple[Cell, ...]:
    """Return the cells of a row: its case names it, else the first that says something."""
    naming = keys.index("reference") if "reference" in keys else 0
    if not texts[naming]:
        naming = next((at for at, text in enumerate(texts) if text), -1)
    return tuple(
        Cell(BEFORE_COUNT.sub("\N{NO-BREAK SPACE}", text), column.is_number, at == naming)
        for at, (column, text) in enumerate(zip(columns, texts, strict=True))
    )


def _groups(report: Report[Any], lines: list[Line], t: Texts) -> Iterator[Group]:
    group = report.form.group
    if group is None:
        yield Group("", tuple(lines))
        return
    beside = zip(report.rows, lines, strict=True)
    for heading, ones in groupby(beside, lambda one: group(one[0])):
        yield Group(t(heading, **report.totals), tuple(line for _, line in ones))
