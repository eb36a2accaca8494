"""The exact rows of a person: everything that a list says of one thing, put together.

That is what an export writes of it: an enrolment, or something in one, known by its natural key.
Two rows may not say different things of one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from steg_cli.importing.listed import (
    VALUES,
    FormerNumberValues,
    InEnrolment,
    OfPerson,
    PersonValues,
    PlacementValues,
    Row,
    Said,
    StayValues,
    said,
    saying,
)
from steg_cli.programme.codes import Outcome
from steg_cli.programme.holds import Hold
from steg_cli.programme.ladder import Step
from steg_cli.programme.people import (
    INSIDE,
    NEW,
    Deadline,
    Enrolment,
    Extension,
    FollowUp,
    FormerCase,
    FormerNumber,
    Part,
    Participant,
    Pause,
    Person,
    Placement,
    Remark,
    Residence,
    Stay,
    Support,
)
from steg_cli.programme.workplace import Workplace

V = TypeVar("V", bound=OfPerson)
T = TypeVar(
    "T",
    Stay,
    Placement,
    FollowUp,
    Pause,
    Support,
    Deadline,
    Residence,
    Remark,
    FormerNumber,
    FormerCase,
    Hold,
)

# What tells a thing from its neighbours; with its kind and the day of its enrolment, of all.
Own = tuple[object, ...]
Key = tuple[object, ...]
OF_WHO = ("who", "name", "protected")
WHO: Key = ("who",)


class Told(NamedTuple):
    """How lists tell of a part of a person: the kind of list, and the fields of its natural key.

    `needed` is what else a new one must have. `named` is the field that stands for a new one in
    a result, and `past` that of a day which cannot lie ahead.
    """

    kind: str
    key: tuple[str, ...]
    named: str
    needed: tuple[str, ...] = ()
    past: str = ""


TOLD: Mapping[Any, Told] = {
    Participant: Told("who", (), "name"),
    FormerCase: Told("former-cases", ("former_case",), "former_case"),
    FormerNumber: Told("former-numbers", ("number",), "number"),
    Enrolment: Told("people", ("first_day",), "cohort"),
    Stay: Told("stays", ("first_day",), "step", needed=("step",)),
    Placement: Told("placements", ("first_day", "workplace"), "workplace"),
    Extension: Told(
        "extensions",
        ("period", "decided_on", "old_last_day", "new_last_day"),
        "new_last_day",
        past="decided_on",
    ),
    FollowUp: Told("follow-ups", ("day",), "status", needed=("status",), past="day"),
    Pause: Told("pauses", ("first_day",), "last_day"),
    Support: Told("supports", ("first_day", "kind"), "kind", needed=("last_day",)),
    Deadline: Told("deadlines", ("day", "text"), "text", past="done_on"),
    Residence: Told("moves", ("first_day",), "municipality", needed=("municipality",)),
    Remark: Told("notes", ("day", "note"), "note"),
    Hold: Told("holds", (), "reason", needed=("reason", "day"), past="day"),
}
HOLDS: Mapping[Any, str] = {
    **INSIDE,
    Remark: "remarks",
    FormerCase: "former_cases",
    Hold: "holds",
}
BY_KIND: Mapping[str, Any] = {told.kind: thing for thing, told in TOLD.items()}


def own_of(part: Part) -> Own:
    """Return what tells a part of a person from its neighbours, inside what it belongs to."""
    key = TOLD[type(part)].key
    return tuple(by_name(getattr(part, name)) for name in key if name != "period")


def by_name(value: object) -> object:
    """Return a value as a list has it: a workplace by its name, a step by its code."""
    if isinstance(value, Step):
        return value.code
    return value.name if isinstance(value, Workplace) else value


@cache
def nothing_of(kind: str) -> InEnrolment:
    """Return what a row of a kind says that says nothing."""
    values = VALUES[kind]()
    assert isinstance(values, InEnrolment)
    return values


@dataclass
class ExactRow(Generic[V]):
    """What the rows of a list say of one thing. `by`: which row said a field first."""

    values: V
    rows: list[Row] = field(default_factory=list)
    by: dict[str, Row] = field(default_factory=dict)

    def say(self, row: Row, values: V, fields: tuple[str, ...] = ()) -> list[tuple[str, Row, Said]]:
        """Add what a row says, of these `fields` or of the thing in all.

        Return what another row says otherwise: the field, that row, and what this one says.
        """
        if row not in self.rows:
            self.rows.append(row)
        if len(self.rows) == 1 and not self.by and not fields:
            self.values, self.by = values, dict.fromkeys(said(values), row)
            return []
        new, otherwise = dict[str, Said](), []
        for key, value in said(values).items():
            if key == "reference" or (key not in fields if fields else key in OF_WHO):
                continue
            known = getattr(self.values, key)
            if known is None:
                new[key] = value
            elif known != value and key in self.by:
                otherwise.append((key, self.by[key], value))
        self.values = saying(self.values, new)
        self.by |= dict.fromkeys(new, row)
        return otherwise

    def fill(self, **values: Said) -> None:
        """Add values that no row says, since they follow from the rules."""
        self.values = saying(self.values, values)

    def row_of(self, key: str) -> Row:
        """Return the row that says a field, or else the first one."""
        return self.by.get(key, self.rows[0])


class Home:
    """The exact rows of what belongs to one thing, and that thing as it is recorded, if it is."""

    recorded: Enrolment | Person | None
    inside: defaultdict[str, dict[Own, ExactRow[Any]]]

    def row(self, kind: str, own: Own) -> ExactRow[Any]:
        """Return the exact row of something that belongs there, of a kind of list."""
        rows = self.inside[kind]
        if own not in rows:
            rows[own] = ExactRow(nothing_of(kind))
        return rows[own]

    def recorded_of(self, thing: type[T]) -> tuple[T, ...]:
        """Return what of a kind is recorded there."""
        found: tuple[T, ...] = getattr(self.recorded, HOLDS.get(thing, ""), ())
        return found


@dataclass
class EnrolmentRows(Home):
    """The exact rows of one enrolment, and that enrolment as it is recorded, if it is."""

    first_day: date
    recorded: Enrolment | None = None
    person: ExactRow[PersonValues] = field(init=False)
    inside: defaultdict[str, dict[Own, ExactRow[Any]]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    def __post_init__(self) -> None:
        self.person = ExactRow(PersonValues(first_day=self.first_day))

    def stay(self, first: date) -> ExactRow[StayValues]:
        """Return the exact row of the step from a day on."""
        return self.row("stays", (first,))

    def placement(self, first: date, workplace: str) -> ExactRow[PlacementValues]:
        """Return the exact row of the placement at a workplace from a day on."""
        return self.row("placements", (first, workplace))

    def row_of(self, thing: T) -> ExactRow[Any]:
        """Return the exact row of something that is recorded, or that rows make."""
        recorded = (one for one in self.recorded_of(type(thing)) if one.id == thing.id != NEW)
        return self.row(TOLD[type(thing)].kind, own_of(next(recorded, thing)))

    def stay_rows(self) -> dict[date, ExactRow[StayValues]]:
        """Return the exact rows of steps by their first days."""
        found: dict[Any, ExactRow[StayValues]] = self.inside["stays"]
        return {first: row for (first,), row in found.items()}

    @property
    def last_day(self) -> date | None:
        """The last day as the list has it, or as it is recorded."""
        now = self.person.values.last_day
        return self.recorded.last_day if self.recorded and now is None else now

    @property
    def left_to(self) -> Outcome | None:
        """Where the person left to, as the list has it, or as it is recorded."""
        now = self.person.values.left_to
        return self.recorded.left_to if self.recorded and now is None else now


@dataclass
class PersonRows(Home):
    """The exact rows of one person: who they are, and their enrolments in order of time."""

    case: int  # which the list gives to somebody new, or NEW
    enrolments: list[EnrolmentRows]
    recorded: Person | None = None
    who: ExactRow[PersonValues] = field(default_factory=lambda: ExactRow(PersonValues()))
    inside: defaultdict[str, dict[Own, ExactRow[Any]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    former_numbers: dict[str, ExactRow[FormerNumberValues]] = field(default_factory=dict)

    def by_key(self) -> dict[Key, ExactRow[Any]]:
        """Return every exact row by the natural key of its thing."""
        found: dict[Key, ExactRow[Any]] = {WHO: self.who} if self.who.rows else {}
        for kind, rows in self.inside.items():
            found |= {(kind, *own): row for own, row in rows.items()}
        found |= {("former-numbers", one): row for one, row in self.former_numbers.items()}
        for one in self.enrolments:
            home = one.first_day
            if one.person.rows:
                found["people", home] = one.person
            for kind, rows in one.inside.items():
                found |= {(kind, home, *own): row for own, row in rows.items()}
        return found
