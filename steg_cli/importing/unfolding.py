"""A row with a column per step, as a row of people and a row of stays for each step.

Both are what lists hold anyway, so nothing else knows of such columns. Each row keeps its sheet and
number, and the heading of the column that it comes from.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from steg_cli.exchange.sheets import Cell
from steg_cli.importing.cells import NOTHING, check_letters, check_value, is_empty
from steg_cli.importing.columns import Columns, StepColumn, Tells
from steg_cli.importing.ends import HALF_A_YEAR
from steg_cli.importing.listed import (
    Head,
    PersonValues,
    Row,
    RowProblem,
    StayValues,
    head_with,
)
from steg_cli.programme.abbreviations import is_short_for
from steg_cli.programme.days import read_last_day
from steg_cli.programme.errors import N_, Malformed, Refused, StegError, allows
from steg_cli.programme.frozen import replace
from steg_cli.programme.ladder import Step
from steg_cli.programme.periods import ONE_DAY, add_months, check_period
from steg_cli.programme.spans import read_days
from steg_cli.programme.values import text_of
from steg_cli.programme.words import fold

OF_WHO = ("reference", "number", "name", "first_name", "last_name", "turned_name", "protected")
NO_YEAR = N_("{text} has no year, and {day} does not fit the other days of the row.")
YEARS = 12 * 9  # months after which a day without a year is another one
USUAL = 4  # months from a step to the next, near which that is looked for
Understood = tuple[str, tuple[date, ...]]  # a text, and the days that it was read as
OF_STAY = ("step", "first_day", "planned_last_day", "last_day")


@dataclass
class _Told:
    """What the columns of one step tell."""

    step: Step
    heading: str
    place: int
    first: date | None = None
    last: date | None = None


@dataclass
class _InRow:
    """What a row's step columns tell, what is wrong, and how days without a year were read."""

    steps: dict[Step, _Told]
    wrong: list[RowProblem]
    understood: list[Understood]


def unfolded(
    row: Row, columns: Columns, today: date
) -> tuple[list[Row], list[RowProblem], list[Understood]]:
    """Return a row of people and the stays that its step columns tell of, and what is wrong.

    Also return how days without a year were read: as near to the enrolment, or to the step before,
    as they can be.

    A row that says no first day begins with its first step. There is no day without a step, nor
    one on two: a step goes on until the next begins, and another end that is written was the plan.
    """
    values = row.values
    if not columns.steps or not isinstance(values, PersonValues):
        return [row], [], []
    found = _told_in(row, columns, today)
    told, wrong = list(found.steps.values()), found.wrong
    begun: list[tuple[date, _Told]] = []
    for one in told:
        if one.first is not None:
            begun.append((one.first, one))
        elif values.step is not None and _is_called(one.step, values.step):
            values = replace(values, planned_last_day=values.planned_last_day or one.last)
        elif not wrong:
            error = Refused(
                N_("Nothing tells when {step} began."), N_("Fill in its first day."), step=one.step
            )
            wrong.append(RowProblem(row.sheet, row.number, one.heading, str(one.last), error))
    begun.sort(key=lambda one: one[0])
    if not begun or wrong:
        untold = head_with(row.head, row.unread | _untold(wrong), row.never, turned=row.turned)
        row = replace(row, values=values, head=untold)
        return [row], wrong, found.understood
    first, (_, last) = begun[0], begun[-1]
    if values.first_day is None:
        values = replace(values, first_day=first[0])
        row = replace(row, head=_beginning(row.head, first[1].heading))
    elif columns.begins(first[1].step) and values.first_day < first[0]:
        begun[0] = (values.first_day, first[1])  # the first step begins with the enrolment
    if values.left_to is not None and values.last_day is None and values.end is None:
        values = replace(values, last_day=last.last)
    row = replace(row, values=values)
    nexts = [day for day, _ in begun[1:]]
    left = values.last_day or (values.end if values.left_to else None)
    after = left + ONE_DAY if left else None
    return [row, *_stays(row, values, begun, [*nexts, after])], [], found.understood


def _untold(wrong: Sequence[RowProblem]) -> set[str]:
    """Return what cells of steps that are wrong could have told of the row: its first day."""
    return {"first_day"} if wrong else set()


def _told_in(row: Row, columns: Columns, today: date) -> _InRow:
    """Return what the cells below step columns tell, each step not before the one before it."""
    found = _InRow({}, [], [])
    cells = {}
    for place in columns.steps:
        cell = columns.meant(row.cells[place]) if place < len(row.cells) else None
        if not (is_empty(cell) or text_of(cell) in NOTHING):
            cells[place] = cell
    before = getattr(row.values, "first_day", None)
    for place, cell in cells.items():
        column, heading = columns.steps[place], columns.heading(place)
        one = found.steps.get(column.step) or _Told(column.step, heading, place)
        later = [cells[n] for n in cells if _is_later(columns, n, column)]
        try:
            check_value(cell)
            check_letters(cell)
            if column.tells is Tells.LAST:
                first, last = _last_day(cell, one.first or before, today)
            else:
                first, last = _days(cell, before, later, today)
        except StegError as error:
            known = error.message == NO_YEAR or any(map(str.isdigit, text_of(cell)))
            problem = error if known else _no_days(text_of(cell), column, heading)
            found.wrong.append(RowProblem(row.sheet, row.number, heading, text_of(cell), problem))
            continue
        if not _is_written_out(cell, first):
            found.understood.append((text_of(cell), (first, last) if last else (first,)))
        found.steps[column.step] = one
        if column.tells is Tells.LAST:
            one.last = last or first
        else:
            one.first, one.last = before, _ = first, last or one.last
            one.heading, one.place = heading, place
    return found


def _is_later(columns: Columns, place: int, than: StepColumn) -> bool:
    """Say whether a column tells when a step after another one on the ladder began."""
    order = list(dict.fromkeys(one.step for one in columns.steps.values()))
    column = columns.steps[place]
    return column.tells is not Tells.LAST and order.index(column.step) > order.index(than.step)


def _days(
    cell: Cell, before: date | None, later: Sequence[Cell], today: date
) -> tuple[date, date | None]:
    """Return the days in a cell. A year that is left out is that of the row's other days.

    `before` is when the step before began, or the enrolment; `later` are the cells of the steps
    that come after. Raises Malformed where the days do not fit between those.
    """
    after = next(
        (day for one in later if (day := _first_written_out(one, before or today)) is not None),
        None,
    )
    near = add_months(today, -HALF_A_YEAR) if later else today  # a way has begun
    if before is not None:
        near = add_months(before, USUAL)
    elif after is not None:
        near = add_months(after, -USUAL)
    first, last = read_days(cell, near)
    if before and first == before.replace(day=1) and not text_of(cell)[0].isdigit():
        first = before  # a whole month, in which the step before it or the enrolment began
    too_early = before is not None and first < before
    too_late = after is not None and first > after and not (before and after < before)
    if (too_early or too_late) and not _is_written_out(cell, first):
        raise Malformed(
            NO_YEAR,
            N_("Write the day with its year: YYYY-MM-DD, or YYYY-MM-DD – YYYY-MM-DD."),
            text=text_of(cell),
            day=first,
        )
    return first, last


def _last_day(cell: Cell, first: date | None, today: date) -> tuple[date, date | None]:
    """Return the last day in a cell: without a year, the next one after the first day."""
    if first is not None:
        with suppress(StegError):
            _, last = read_days(f"{first} – {text_of(cell)}", first)
            if last is not None:
                return last, None
    near = add_months(first, HALF_A_YEAR) if first else today
    found = read_days(cell, near)
    return found if found[1] else (read_last_day(cell, near=near), None)


def _first_written_out(cell: Cell, near: date) -> date | None:
    with suppress(StegError):
        first, _ = read_days(cell, near)
        return first if _is_written_out(cell, near) else None
    return None


def _is_written_out(cell: Cell, near: date) -> bool:
    """Say whether a cell tells the same days whenever it was written."""
    try:
        return read_days(cell, near) == read_days(cell, add_months(near, YEARS))
    except StegError:
        return False


def _no_days(text: str, column: StepColumn, heading: str) -> Malformed:
    return Malformed(
        N_("{text} does not tell when {step} began."),
        N_(
            "Write the first day, or from–to: 2023-09-01 – 2024-08-31; or leave the column out: "
            '--map "{heading}=-".'
        ),
        text=text,
        step=column.step,
        heading=heading,
    )


def _is_called(step: Step, name: str) -> bool:
    return any(fold(name) == fold(one) or is_short_for(name, one) for one in step.names)


def _stays(
    row: Row, who: PersonValues, begun: list[tuple[date, _Told]], nexts: list[date | None]
) -> list[Row]:
    """Return a row of stays for each step, on which what comes next begins on one of `nexts`."""
    rows = []
    for (first, told), following in zip(begun, nexts, strict=True):
        values = StayValues(
            reference=who.reference,
            who=who.who,
            name=who.name,
            protected=who.protected,
            step=told.step.code,
            first_day=first,
            planned_last_day=_planned(told.step, first, told.last, following),
        )
        head = _of_stays(row.head, told.heading, told.place)
        rows.append(replace(row, head=head, values=values))
    return rows


@lru_cache  # the same in every row
def _of_stays(head: Head, heading: str, place: int) -> Head:
    """Return the head of stays that a column of people's rows tells of."""
    columns = {key: one for key, one in head.columns.items() if key in OF_WHO}
    places = {key: one for key, one in head.places.items() if key in OF_WHO}
    return replace(
        head,
        kind="stays",
        never=frozenset(),
        columns=columns | dict.fromkeys(OF_STAY, heading),
        places=places | dict.fromkeys(OF_STAY, place),
    )


@lru_cache
def _beginning(head: Head, heading: str) -> Head:
    """Return the head of a row that begins with the step below a heading."""
    return replace(head, columns={**head.columns, "first_day": heading})


def _planned(step: Step, first: date, last: date | None, following: date | None) -> date | None:
    """Return the planned last day of a step: the day that is written, unless it just ended then.

    A period that ended can have been planned for longer; it counts where it could be the plan.
    """
    if last is None or following is None:
        return last
    if step.limit:
        return last if allows(check_period, first, last, step.limit) else None
    return None if last in (following, following - ONE_DAY) else last


def ends_otherwise(rows: Sequence[Row]) -> bool:
    """Say whether a step ends on another day than is written, since the next one shows when."""
    stays = [row.values for row in rows if isinstance(row.values, StayValues)]
    ends = ((one.planned_last_day, later.first_day) for one, later in pairwise(stays))
    return any(planned and first and planned + ONE_DAY != first for planned, first in ends)
