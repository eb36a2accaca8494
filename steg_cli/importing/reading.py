"""How a list is to be read: what was said of it, as options or as answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

LEAVE_OUT = "-"
STEP = "step:"  # before a step's name: the column tells its days
SHEET = ("sheet", "blad", "bladet", "flik", "fliken")  # a value that is the sheet's name
Names = Literal["turned", "as-written"]


@dataclass(frozen=True)
class Reading:
    """How a list is to be read.

    `columns`: a heading or letter → a field, "-", or a step of which the column tells the days
    ("step:praktik"); `values`: a field → a text for empty cells, or "sheet" for what its name says;
    `words`: a cell's text → what it means, in every column but those of names and numbers;
    `names`: whether "Ek, Sara" is turned into Sara Ek. `kind` is for the sheets whose names say
    nothing.
    `create`: the kinds of surroundings that are made when the register has none of a name: cohort,
    municipality, sector, workplace; new workplaces belong to `sector`.
    """

    kind: str | None = None
    sheets: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    names: Names | None = None
    create: frozenset[str] = frozenset()
    sector: str | None = None
