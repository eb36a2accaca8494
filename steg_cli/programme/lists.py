"""A list that somebody keeps, as plain values: what is read from a file and taken in.

A row holds what its cells say by the key of their field; what was left empty is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from steg_cli.programme.errors import StegError

# What a list can tell of, in the order in which it is taken in: what surrounds the people first.
# Each with the report that an export writes of it.
KINDS: Mapping[str, str] = {
    "steps": "steps",
    "settings": "setting",
    "sectors": "sector list",
    "projects": "project list",
    "cohorts": "cohort list",
    "workplaces": "workplace list",
    "people": "people",
    "stays": "stays",
    "placements": "placements",
    "extensions": "extensions",
    "follow-ups": "follow-ups",
}
OF_PEOPLE = ("people", "stays", "placements", "extensions", "follow-ups")


@dataclass(frozen=True, eq=False, slots=True)
class Row:
    """One row of a list. `number` is what the spreadsheet shows beside it.

    `columns` holds the heading of every field that its sheet has a column for; `unread` are the
    fields whose cells could not be read, and `cells` what stands in it, by field.
    """

    kind: str
    sheet: str
    number: int
    values: Mapping[str, Any]
    columns: Mapping[str, str] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    cells: tuple[object, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)

    def shown(self, key: str) -> str | None:
        """Return what stands in the cell of a field, as the list has it."""
        place = self.places.get(key)
        cell = self.cells[place] if place is not None and place < len(self.cells) else None
        return None if cell is None else " ".join(str(cell).split())


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be taken in: where in the list, what stands there, and what is wrong."""

    sheet: str
    row: int
    column: str | None
    value: str | None
    error: StegError
