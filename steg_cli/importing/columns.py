"""The columns of a table: what each one holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property

from steg_cli.exchange.sheets import Cell, Line
from steg_cli.importing.cells import NOTHING, check_calculated, is_empty
from steg_cli.importing.kinds import PEOPLE, Kind, in_every_language, label
from steg_cli.importing.protection import heads_protection, letter_of
from steg_cli.importing.who import STANDS_FOR
from steg_cli.programme.days import (
    MONTH,
    MONTHS,
    WEEK,
    WEEK_OF_YEAR,
    YEAR_AND_MONTH,
    YEAR_FIRST,
    lower_case,
)
from steg_cli.programme.errors import N_, Refused, StegError, allows
from steg_cli.programme.field import Field
from steg_cli.programme.frozen import frozen
from steg_cli.programme.ladder import Ladder, Step
from steg_cli.programme.spans import read_days
from steg_cli.programme.values import plain, text_of
from steg_cli.programme.vocabulary import SHEETS
from steg_cli.programme.words import Word

GOES_ON = ("aktiv", "aktuell", "active", "pagar", "pagaende", "deltar", "ongoing")
TIMES = f"{YEAR_AND_MONTH}|{YEAR_FIRST}|{WEEK}|{WEEK_OF_YEAR}"
OF_MONTHS = re.compile("man(ad(er)?)?$|months?$")  # the end of a heading


class Tells(Enum):
    """What a column tells of a step, by how its heading ends: SA, SA fr.o.m., SA t.o.m."""

    DAYS = r"$"
    FIRST = r"[\s,:]+(?:fr\.? ?o\.? ?m\.?|från|from|start(?:ade|datum)?|sedan|since)$"
    LAST = r"(?:^|[\s,:]+)(?:t\.? ?o\.? ?m\.?|till(?: och med)?|slut(?:ade|datum)?|until|to)$"


ENDS = {Tells.DAYS: "", Tells.FIRST: " fr.o.m.", Tells.LAST: " t.o.m."}


@frozen
class StepColumn:
    """A column that tells when people were on a step: its days, or one of them."""

    step: Step
    tells: Tells
    heading: str


@dataclass(frozen=True)
class Columns:
    """The columns of a table: their headings, their fields, and what fills empty cells.

    `cut`: the file is text, in which a delimiter too many moves all that follows. `dropped` are
    the columns that were to be left out, `steps` those that tell of one step each. `words` are what
    cells mean, by their text as it is compared. `turns`: “Ek, Sara” is read as Sara Ek.
    `ladder` is the register's.
    """

    kind: Kind
    headings: tuple[str, ...]
    fields: tuple[Field | None, ...]
    filled: Mapping[str, str]
    cut: bool
    ladder: Ladder
    dropped: frozenset[int] = frozenset()
    steps: Mapping[int, StepColumn] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    turns: bool = False

    @cached_property
    def literal(self) -> bool:
        """Whether an export wrote the table: its texts mean themselves, also a dash."""
        own = all(
            one is not None and heading in (one.key, *in_every_language(one.heading))
            for heading, one in zip(self.headings, self.fields, strict=True)
        )
        keys = {one.key for one in self.fields if one}
        return own and (not self.kind.of_people or "reference" in keys)

    @property
    def lacks_steps(self) -> bool:
        """Whether it is of people, and nothing tells on which step they are."""
        return self.kind is PEOPLE and not self.steps and "step" not in self.called

    @cached_property
    def tells_step_by_row(self) -> bool:
        """Whether it is not of people, or has a column that tells on which step they are."""
        has_column = any(one and one.key == "step" for one in self.fields)
        return self.kind is not PEOPLE or bool(self.steps) or has_column

    def begins(self, step: Step) -> bool:
        """Say whether a step is the first one of the ladder."""
        return step == self.ladder.steps[0]

    @cached_property
    def known(self) -> frozenset[int]:
        """The columns that mean something to us, or are to mean nothing."""
        fields = {column for column, one in enumerate(self.fields) if one}
        return self.dropped | fields | self.steps.keys()

    @cached_property
    def may_tell_of_protection(self) -> bool:
        """Whether any text in it can tell of protection: not in an export without the column."""
        return not self.literal or "protected" in self.called

    @cached_property
    def can_be_blotted_out(self) -> tuple[tuple[int, str], ...]:
        """The columns, and their fields, in which a sign can stand for what is not to be shown."""
        fields = enumerate(self.fields)
        return tuple((column, one.key) for column, one in fields if one and one.key in STANDS_FOR)

    def field(self, column: int) -> Field | None:
        """Return the field of a column."""
        return self.fields[column] if column < len(self.fields) else None

    def meant(self, cell: Cell) -> Cell:
        """Return what a cell means, if that was said; otherwise the cell."""
        return self.words.get(plain(cell), cell) if self.words and isinstance(cell, str) else cell

    def heading(self, column: int) -> str:
        """Return a column's heading, or its letter when it has none."""
        heading = self.headings[column] if column < len(self.headings) else ""
        return heading or letter_of(column)

    @cached_property
    def going_on(self) -> tuple[int, ...]:
        """The columns that say whether somebody's time goes on, which is no field: Aktiv."""
        places = enumerate(self.headings) if self.kind.of_people else ()
        return tuple(n for n, one in places if plain(one) in GOES_ON and n not in self.known)

    @cached_property
    def of_months(self) -> frozenset[str]:
        """The last days whose headings say that the cells below count months."""
        last = self.kind.last_days
        called = self.called.items()
        return frozenset(key for key, one in called if key in last and OF_MONTHS.search(plain(one)))

    @cached_property
    def ours(self) -> frozenset[int]:
        """The columns that only an answer of ours has: shown, and never taken in."""
        fields = enumerate(self.fields)
        return frozenset(column for column, one in fields if one and one.reader is None)

    @cached_property
    def called(self) -> dict[str, str]:
        """The heading of every field that there is a column or a value for."""
        given = {key: self.kind.field(key).heading for key in self.filled}
        return given | {
            one.key: heading
            for heading, one in zip(self.headings, self.fields, strict=True)
            if one and one.reader
        }


def check_columns(sheet: str, columns: Columns, above: Line) -> None:
    """Raise Refused for two columns of one field, and for one that may tell who is protected."""
    seen: dict[str, str] = {}
    check_calculated(sheet, above, columns.dropped)
    for column, (heading, one) in enumerate(zip(columns.headings, columns.fields, strict=True)):
        known = column in columns.known or columns.kind is not PEOPLE
        if not known and heads_protection(heading):
            raise Refused(
                N_("{heading} on {sheet} may tell who is protected, and is not known."),
                N_('Say so: --map "{letter}=protected", or leave it out: --map "{letter}=-".'),
                heading=heading,
                sheet=sheet,
                letter=letter_of(column),
            )
        step = columns.steps.get(column)
        if step is None and (one is None or one.reader is None):
            continue
        key = f"{step.step} {step.tells.name}" if step else one.key if one else ""
        if key in seen:
            raise Refused(
                N_("Two columns on {sheet} are for {field}: {first} and {second}."),
                N_(
                    'Leave one out: --map "{letter}=-"; or write a row for each place on a sheet '
                    "called “{placements}”, with its first day."
                )
                if key == "workplace"
                else N_(
                    'Leave one out: --map "{letter}=-", or say what it is: --map "{letter}=field".'
                ),
                placements=Word(SHEETS["placements"]),
                sheet=sheet,
                field=step.step if step else label(one) if one else "",
                first=seen[key],
                second=f"{heading} ({letter_of(column)})",
                letter=letter_of(column),
            )
        seen[key] = f"{heading} ({letter_of(column)})"
    _check_whole_names(sheet, columns, set(seen))


def _check_whole_names(sheet: str, columns: Columns, keys: set[str]) -> None:
    """Raise Refused when there is a column for half of the names, and none for the other half."""
    halves = keys & {"first_name", "last_name"}
    if len(halves) != 1 or keys & {"name", "turned_name"} or columns.kind is not PEOPLE:
        return
    (half,) = halves
    raise Refused(
        N_("{sheet} has a column for {field}, and none for the rest of the name."),
        N_('Say which it is: --map "Heading={other}"; or for all of it: --map "{heading}=name".'),
        sheet=sheet,
        field=label(columns.kind.field(half)),
        other="last_name" if half == "first_name" else "first_name",
        heading=columns.called[half],
    )


# Columns that tell of a step


def step_column(heading: str, wanted: str | None, ladder: Ladder) -> StepColumn | None:
    """Return of which step a column tells, as was `wanted`, or else as its heading says.

    Raises NotFound for a wanted step that is not on the ladder.
    """
    name, tells = heading, Tells.DAYS
    for part in (Tells.FIRST, Tells.LAST):
        if found := re.search(part.value, heading, re.IGNORECASE):
            name, tells = heading[: found.start()], part
    meant = () if names_time(name) else ladder.meant_by(name)  # apr is not an arbetsprövning
    if wanted is None:
        return StepColumn(meant[0], tells, heading) if len(meant) == 1 else None
    step = ladder.step(wanted)
    return StepColumn(step, tells, heading if meant == (step,) else f"{step.swedish}{ENDS[tells]}")


def names_time(heading: str) -> bool:
    """Say whether a heading is a month, a week or a day: jan, mars 2026, 2026-01, v. 14."""
    lower = lower_case(heading)
    named = re.fullmatch(MONTH, lower)
    return (named is not None and named[1] in MONTHS) or re.fullmatch(TIMES, lower) is not None


def step_columns(
    headings: Sequence[str], wanted: Mapping[int, str | None], ladder: Ladder
) -> dict[int, StepColumn]:
    """Return the columns that tell of a step: as was `wanted`, or as the heading says.

    What stands below such a heading and is no day is told cell by cell: left out, it would leave
    people on another step. They are in the order of the ladder, those of last days after those of
    first days.
    """
    columns: dict[int, StepColumn] = {}
    for column, said in wanted.items():
        if found := step_column(headings[column], said, ladder):
            columns[column] = found
    steps = list(ladder)

    def order(item: tuple[int, StepColumn]) -> tuple[int, bool]:
        return steps.index(item[1].step), item[1].tells is Tells.LAST

    return dict(sorted(columns.items(), key=order))


def hold_days(cells: Sequence[Cell], today: date) -> bool:
    """Say whether at least half of the cells that hold anything hold days, or days from–to."""
    filled = _filled(cells)
    return 2 * sum(allows(read_days, cell, today) for cell in filled) >= len(filled)


def hold_spans(cells: Sequence[Cell], today: date) -> bool:
    """Say whether at least half of the cells that hold anything hold days from–to."""
    filled, spans = _filled(cells), 0
    for cell in filled:
        with suppress(StegError):
            spans += read_days(cell, today)[1] is not None
    return bool(filled) and 2 * spans >= len(filled)


def _filled(cells: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in cells if not is_empty(cell) and text_of(cell) not in NOTHING]
