"""The exact rows of a person: everything that a list says of one thing, put together.

That is what an export writes of it: an enrolment, a step, a placement, an extension or a
follow-up, known by its natural key. Two rows may not say different things of one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from steg_cli.importing.listed import (
    ExtensionValues,
    FollowUpValues,
    PersonValues,
    PlacementValues,
    Row,
    Said,
    StayValues,
    said,
    saying,
)
from steg_cli.programme.people import Enrolment, Outcome, Placement, Stay

V = TypeVar("V", PersonValues, StayValues, PlacementValues, ExtensionValues, FollowUpValues)

# The kind of a thing, the first day of its enrolment, and what tells it from its neighbours.
Key = tuple[str, *tuple[date, ...]]
OF_WHO = ("who", "name", "protected")
WHO: Key = ("who",)


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


@dataclass
class EnrolmentRows:
    """The exact rows of one enrolment, and that enrolment as it is recorded, if it is."""

    first_day: date
    recorded: Enrolment | None = None
    person: ExactRow[PersonValues] = field(init=False)
    stays: dict[date, ExactRow[StayValues]] = field(default_factory=dict)
    placements: dict[date, ExactRow[PlacementValues]] = field(default_factory=dict)
    extensions: dict[Key, ExactRow[ExtensionValues]] = field(default_factory=dict)
    follow_ups: dict[date, ExactRow[FollowUpValues]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.person = ExactRow(PersonValues(first_day=self.first_day))

    def stay(self, first: date) -> ExactRow[StayValues]:
        """Return the exact row of the step from a day on."""
        return self.stays.setdefault(first, ExactRow(StayValues()))

    def placement(self, first: date) -> ExactRow[PlacementValues]:
        """Return the exact row of the placement from a day on."""
        return self.placements.setdefault(first, ExactRow(PlacementValues()))

    @property
    def recorded_stays(self) -> tuple[Stay, ...]:
        """The steps that are recorded."""
        return self.recorded.stays if self.recorded else ()

    @property
    def recorded_placements(self) -> tuple[Placement, ...]:
        """The placements that are recorded."""
        return self.recorded.placements if self.recorded else ()

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
class PersonRows:
    """The exact rows of one person: who they are, and their enrolments in order of time."""

    case: int  # which the list gives to somebody new, or NEW
    enrolments: list[EnrolmentRows]
    who: ExactRow[PersonValues] = field(default_factory=lambda: ExactRow(PersonValues()))

    def by_key(self) -> dict[Key, ExactRow[Any]]:
        """Return every exact row by the natural key of its thing."""
        found: dict[Key, ExactRow[Any]] = {WHO: self.who} if self.who.rows else {}
        for one in self.enrolments:
            home = one.first_day
            if one.person.rows:
                found["people", home] = one.person
            found |= {("stays", home, day): row for day, row in one.stays.items()}
            found |= {("placements", home, day): row for day, row in one.placements.items()}
            found |= {("follow-ups", home, day): row for day, row in one.follow_ups.items()}
            found |= one.extensions
        return found
