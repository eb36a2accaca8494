"""A list that somebody keeps, as plain values: what its rows say, and what is wrong with them.

A field that is None was not said: the cell is empty, or there is no column for it. It changes
nothing. Things are named as an export names them: a step by its code, a workplace by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, TypeVar

from steg_cli.programme.codes import Education, LabourStatus, Outcome, Status
from steg_cli.programme.errors import StegError
from steg_cli.programme.field import Thing
from steg_cli.programme.fields import FIELDS
from steg_cli.programme.frozen import frozen, lean, names_of, replace
from steg_cli.programme.identity import Identity
from steg_cli.programme.values import Written


@lean
class OfSomebody:
    """Whose row it is: the case, the number, or both; a name beside them is compared."""

    reference: int | None = None
    who: Identity | None = None
    name: str | None = None
    protected: bool | None = None


@lean
class PersonValues(OfSomebody):
    """Somebody and one enrolment, known by its first day.

    An export tells no more than that. From `step` on, a list that people keep tells of the present
    step and workplace; `end` is a day of which only the rest of the row shows what ends on it.
    """

    cohort: str | None = None
    municipality: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    left_to: Outcome | None = None
    qualification: bool | None = None
    status: Status | None = None
    disability: bool | None = None
    long_term_unemployed: bool | None = None
    labour_status: LabourStatus | None = None
    unemployed_since: date | None = None
    education: Education | None = None
    consultant: str | None = None
    exception: str | None = None
    step: str | None = None
    since: date | None = None
    planned_last_day: date | None = None
    end: date | None = None
    workplace: str | None = None
    percent: int | None = None
    supervisor: str | None = None
    agreement: str | None = None


@lean
class FormerNumberValues(OfSomebody):
    """A number that somebody had before: twelve digits, or another id."""

    former_number: str | None = None
    replaced_on: date | None = None


@lean
class InEnrolment(OfSomebody):
    """Something of somebody in the enrolment from the day `enrolment`."""

    enrolment: date | None = None


@lean
class StayValues(InEnrolment):
    """Somebody on a step."""

    step: str | None = None
    first_day: date | None = None
    planned_last_day: date | None = None
    last_day: date | None = None
    closed_on: date | None = None
    agreement: str | None = None
    weekends: bool | None = None
    exception: str | None = None
    decided_by: str | None = None
    completed: bool | None = None
    certificate_day: date | None = None
    post: str | None = None
    notice_of: date | None = None
    notice_given: date | None = None
    union_notified: date | None = None


@lean
class PlacementValues(InEnrolment):
    """Somebody at a workplace."""

    workplace: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    percent: int | None = None
    supervisor: str | None = None
    exception: str | None = None


@lean
class ExtensionValues(InEnrolment):
    """A decision to extend the period from the day `period`."""

    period: date | None = None
    decided_on: date | None = None
    old_last_day: date | None = None
    new_last_day: date | None = None
    decided_by: str | None = None
    exception: str | None = None


def _values_of(thing: Thing) -> type[InEnrolment]:
    """Return the values of a thing that no guess is made about: its fields as they are."""
    keys = [one.key for one in FIELDS[thing]]
    fields = {"__annotations__": dict.fromkeys(keys, object), **dict.fromkeys(keys)}
    return lean(type(f"Values of {thing}", (InEnrolment,), fields))


OfPerson = PersonValues | FormerNumberValues | InEnrolment
Said = str | int | bool | date | Identity
Around = dict[str, Said]  # of what surrounds people: what is said, by field
Values = OfPerson | Around
V = TypeVar("V", bound=OfPerson)

# What a row of people tells of the present placement, besides the workplace. An exception in it is
# one of the enrolment.
OF_PLACEMENT = ("percent", "supervisor")
VALUES: Mapping[str, type[OfPerson]] = {
    "people": PersonValues,
    "former-numbers": FormerNumberValues,
    "stays": StayValues,
    "placements": PlacementValues,
    "extensions": ExtensionValues,
    "follow-ups": _values_of("follow-up"),
    "pauses": _values_of("pause"),
    "supports": _values_of("support"),
    "deadlines": _values_of("deadline"),
    "moves": _values_of("residence"),
    "notes": _values_of("remark"),
    "holds": _values_of("hold"),
    "former-cases": _values_of("former-case"),
}


@dataclass(frozen=True, eq=False)  # each is itself: a cache can be of it
class Head:
    """What rows below the same headings have in common: kept once, and not in each of them.

    `columns` holds the heading of every field that the sheet has a column for, and `places` where
    that is. `literal`: an export wrote it, so that its texts mean themselves. `unread` are the
    fields whose cells could not be read; `never` are those whose cells say that there is no end.
    `turned`: the name was written as Ek, Sara.
    """

    kind: str
    sheet: str
    columns: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)
    literal: bool = False
    unread: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    turned: bool = False


@lru_cache(1024)  # rows of which something is wrong are few, and often alike
def head_with(
    head: Head, unread: frozenset[str], never: frozenset[str], *, turned: bool = False
) -> Head:
    """Return the head of rows of which that is to be known."""
    return replace(head, unread=unread, never=never, turned=turned)


@dataclass(eq=False, slots=True)
class Row:
    """One row of a list. `number` is what the spreadsheet shows beside it.

    `cells` are what stands in it; what they say is filled in when they are read, and what came of
    it (new, changed, unchanged) when it is taken in.
    """

    head: Head
    number: int
    values: Values
    cells: tuple[Written | bool, ...] = ()
    came: str = ""

    @property
    def kind(self) -> str:
        """What kind of row it is."""
        return self.head.kind

    @property
    def sheet(self) -> str:
        """The name of its sheet."""
        return self.head.sheet

    @property
    def columns(self) -> Mapping[str, str]:
        """The heading of every field that its sheet has a column for."""
        return self.head.columns

    @property
    def unread(self) -> frozenset[str]:
        """The fields whose cells could not be read."""
        return self.head.unread

    @property
    def never(self) -> frozenset[str]:
        """The fields whose cells say that there is no end."""
        return self.head.never

    @property
    def literal(self) -> bool:
        """Whether an export wrote it."""
        return self.head.literal

    @property
    def turned(self) -> bool:
        """Whether the name was written as Ek, Sara."""
        return self.head.turned

    def shown(self, key: str) -> str | None:
        """Return what stands in the cell of a field, as the list has it."""
        place = self.head.places.get(key)
        cell = self.cells[place] if place is not None and place < len(self.cells) else None
        return None if cell is None else " ".join(str(cell).split())


@frozen
class RowProblem:
    """Why a row cannot be taken in: where in the list, what stands there, and what is wrong."""

    sheet: str
    row: int
    column: str | None
    value: str | None
    error: StegError


@frozen
class WholeList:
    """A list that was read: its name, its rows, and what could not be read of them."""

    name: str
    rows: tuple[Row, ...]
    problems: tuple[RowProblem, ...] = ()


def said(values: Values) -> dict[str, Said]:
    """Return the fields that have a value."""
    if isinstance(values, dict):
        return {name: value for name, value in values.items() if value is not None}
    kind: Any = type(values)
    names, read = _fields(kind)
    pairs = zip(names, read(values), strict=True)
    return {name: value for name, value in pairs if value is not None}


@cache
def _fields(kind: Any) -> tuple[tuple[str, ...], Callable[[OfPerson], tuple[Any, ...]]]:
    """Return the fields of a kind of values, and what reads them all."""
    names = names_of(kind)
    return names, attrgetter(*names)


def saying(values: V, more: Mapping[str, Said]) -> V:
    """Return the values with some fields added or replaced."""
    kind: Any = type(values)
    return kind(**{**said(values), **more}) if more else values


def of_somebody(row: Row) -> OfPerson:
    """Return the values of a row that is about a person; no other rows are asked."""
    assert isinstance(row.values, OfSomebody)
    return row.values
