"""A row with a column per step, as a row of people and a row of stays for each step.

Both are what lists hold anyway, so nothing else knows of such columns. Each row keeps its sheet and
number, and the heading of the column that it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from steg_cli.importing.cells import NOTHING, check_letters, check_value, is_empty
from steg_cli.importing.columns import Columns, StepColumn, Tells
from steg_cli.importing.listed import PersonValues, Row, RowProblem, StayValues
from steg_cli.programme.abbreviations import is_short_for
from steg_cli.programme.days import read_days
from steg_cli.programme.errors import N_, Malformed, Refused, StegError, allows
from steg_cli.programme.ladder import Step
from steg_cli.programme.periods import ONE_DAY, add_months, check_period
from steg_cli.programme.values import text_of
from steg_cli.programme.words import fold

OF_WHO = ("reference", "number", "name", "first_name", "last_name", "turned_name", "protected")
YEARS = 12 * 9  # months after which a day without a year is another one
OF_STAY = ("step", "first_day", "planned_last_day", "last_day")


@dataclass
class _Told:
    """What the columns of one step tell."""

    step: Step
    heading: str
    place: int
    first: date | None = None
    last: date | None = None


def unfolded(row: Row, columns: Columns, today: date) -> tuple[list[Row], list[RowProblem]]:
    """Return a row of people and the stays that its step columns tell of, and what is wrong.

    A row that says no first day begins with its first step. There is no day without a step, nor
    one on two: a step goes on until the next begins, and another end that is written was the plan.
    """
    values = row.values
    if not columns.steps or not isinstance(values, PersonValues):
        return [row], []
    told, wrong = _told_in(row, columns, today)
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
        return [replace(row, values=values)], wrong
    first, (_, last) = begun[0], begun[-1]
    if values.first_day is None:
        values = replace(values, first_day=first[0])
        row = replace(row, columns={**row.columns, "first_day": first[1].heading})
    elif first[1].step == columns.first_step and values.first_day < first[0]:
        begun[0] = (values.first_day, first[1])  # the first step begins with the enrolment
    if values.left_to is not None and values.last_day is None and values.end is None:
        values = replace(values, last_day=last.last)
    row = replace(row, values=values)
    nexts = [day for day, _ in begun[1:]]
    left = values.last_day or (values.end if values.left_to else None)
    after = left + ONE_DAY if left else None
    return [row, *_stays(row, values, begun, [*nexts, after])], []


def _told_in(row: Row, columns: Columns, today: date) -> tuple[list[_Told], list[RowProblem]]:
    """Return what the cells below step columns tell of each step, and those that tell no days."""
    told: dict[Step, _Told] = {}
    wrong: list[RowProblem] = []
    for place, column in columns.steps.items():
        cell = columns.meant(row.cells[place]) if place < len(row.cells) else None
        if is_empty(cell) or text_of(cell) in NOTHING:
            continue
        heading = columns.heading(place)
        try:
            check_value(cell)
            check_letters(cell)
            first, last = read_days(cell, today)
        except StegError as error:
            known = any(letter.isdigit() for letter in text_of(cell))
            problem = error if known else _no_days(text_of(cell), column, heading)
            wrong.append(RowProblem(row.sheet, row.number, heading, text_of(cell), problem))
            continue
        one = told.setdefault(column.step, _Told(column.step, heading, place))
        if column.tells is Tells.LAST:
            one.last = last or first
        else:
            one.first, one.last = first, last or one.last
            one.heading, one.place = heading, place
    return list(told.values()), wrong


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
    bare = replace(
        row,
        kind="stays",
        columns={key: one for key, one in row.columns.items() if key in OF_WHO},
        places={key: one for key, one in row.places.items() if key in OF_WHO},
        never=frozenset(),
    )
    rows = []
    for (first, told), following in zip(begun, nexts, strict=True):
        values = StayValues(
            who.reference,
            who.who,
            who.name,
            who.protected,
            step=told.step.code,
            first_day=first,
            planned_last_day=_planned(told.step, first, told.last, following),
        )
        columns = {**bare.columns, **dict.fromkeys(OF_STAY, told.heading)}
        places = {**bare.places, **dict.fromkeys(OF_STAY, told.place)}
        rows.append(replace(bare, columns=columns, places=places, values=values))
    return rows


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


def understood_days(row: Row) -> Iterator[tuple[str, date]]:
    """Yield what stands in the cell of a step without a year, and the first day that it means."""
    cell = row.cells[row.places["first_day"]]
    first = getattr(row.values, "first_day", None)
    with suppress(StegError):  # it is a word whose meaning was said
        if first and read_days(cell, first) != read_days(cell, add_months(first, YEARS)):
            yield text_of(cell), first
