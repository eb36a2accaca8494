"""What a column may hold, by its heading and by what stands below it.

The values say of which kind it is: days, numbers, names that are registered. The heading says
which one of that kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from functools import partial

from steg_cli.exchange.sheets import Cell
from steg_cli.importing.cells import is_empty
from steg_cli.importing.columns import OF_MONTHS, hold_days, hold_spans, step_column
from steg_cli.importing.ends import FIRST_DAYS
from steg_cli.importing.kinds import Kind, fields_by_heading
from steg_cli.programme.errors import allows
from steg_cli.programme.field import Field
from steg_cli.programme.frozen import frozen
from steg_cli.programme.ladder import Ladder
from steg_cli.programme.values import DASHES, NO, YES, plain, read_percent, text_of

MOST = 6  # suggestions
ALIKE = 0.75  # of headings, from which on one may be meant by the other
MOSTLY = 0.6  # of the cells, from which on they say what the column holds
LONG_NUMBER = re.compile(r"[0-9]{6,8}[-+]?[0-9]{4}")
BEGINS = re.compile(r"fr\.? ?o\.? ?m|från|start|börja|sedan|since|from", re.IGNORECASE)
ENDS = re.compile(r"t\.? ?o\.? ?m|till|slut|upphör|until|end", re.IGNORECASE)
LAST_DAYS = ("planned_last_day", "end", "last_day")
FLAGS = ("disability", "long_term_unemployed", "qualification", "protected")
TEXTS = ("workplace", "consultant", "supervisor")  # which can stand below any heading


@frozen
class Suggested:
    """What a column may hold, the likeliest first: a field's key, or step:code.

    `sure`: there is little doubt about the first one.
    """

    holds: tuple[str, ...]
    sure: bool


def suggested(
    column: Column, taken: AbstractSet[str], names: Mapping[str, AbstractSet[str]]
) -> Suggested:
    """Return what a column may hold that is none of the fields that are `taken` already.

    `names` are those that are registered, as they are compared, by the field they can stand in.
    """
    alike = [one.key for one in column.kind.fields if column.fits(one)]
    alike.sort(key=lambda key: -column.likeness(key))
    certain = list(_certain(column, names))
    if column.holds_spans and "step" in taken:  # of the step that the row names
        certain += [one for one in column.fields("since") if one not in taken]
    found = list(dict.fromkeys([*certain, *alike, *_possible(column)]))
    found = [one for one in found if one not in taken]
    return Suggested(tuple(found[:MOST]), bool(found) and found[0] in (*certain, *alike))


@dataclass(frozen=True)
class Column:
    """A column that is not known: its heading, and the cells in it that are not empty."""

    kind: Kind
    heading: str
    cells: Sequence[Cell]
    ladder: Ladder
    today: date
    texts: Sequence[str] = field(init=False)

    def __post_init__(self) -> None:
        filled = [cell for cell in self.cells if not is_empty(cell)]
        object.__setattr__(self, "cells", filled)
        object.__setattr__(self, "texts", list(map(text_of, filled)))

    @property
    def holds_days(self) -> bool:
        """Whether most cells hold a day, or days from–to."""
        return hold_days(self.cells, self.today)

    @property
    def holds_spans(self) -> bool:
        """Whether most cells hold days from–to."""
        return hold_spans(self.cells, self.today)

    def mostly(self, test: Callable[[str], bool]) -> bool:
        """Say whether a test holds for most of the cells' texts."""
        return bool(self.texts) and sum(map(test, self.texts)) >= MOSTLY * len(self.texts)

    def fields(self, *keys: str) -> Iterator[str]:
        """Yield those of the keys that the kind has a field for."""
        known = {one.key for one in self.kind.fields if one.reader}
        return (key for key in keys if key in known)

    def likeness(self, key: str) -> float:
        """Return how much the heading looks like one of a field, from 0 to 1."""
        mine, one = plain(self.heading), self.kind.field(key)
        names = (name for name, known in fields_by_heading(self.kind).items() if known is one)
        return max((SequenceMatcher(None, mine, name).ratio() for name in names), default=0.0)

    def fits(self, one: Field) -> bool:
        """Say whether the heading looks like one of a field that can read most of the cells."""
        return (
            one.reader is not None
            and self.likeness(one.key) >= ALIKE
            and bool(self.cells)
            and sum(allows(one.read, cell) for cell in self.cells) >= MOSTLY * len(self.cells)
        )


def _certain(column: Column, names: Mapping[str, AbstractSet[str]]) -> Iterator[str]:
    """Yield what the values can be and nothing else; of days, what the heading says of a step."""
    ladder = column.ladder
    if column.holds_days:
        if column.kind.of_people and (told := step_column(column.heading, None, ladder)):
            yield f"step:{told.step.code}"
        return
    if column.mostly(is_long_number):
        yield from column.fields("number")
    for key, known in names.items():
        if column.mostly(lambda text, known=known: plain(text) in known):  # type: ignore[misc]
            yield from column.fields(key)
    if column.mostly(lambda text: len(ladder.meant_by(text)) == 1):
        yield from column.fields("step")
    for one in column.kind.fields:
        if (choice := one.choice) and column.mostly(
            lambda text, choice=choice: choice.code_of(text) is not None  # type: ignore[misc]
        ):
            yield one.key


def _possible(column: Column) -> Iterator[str]:
    """Yield what the values leave open."""
    if column.holds_days:
        begins, ends = BEGINS.search(column.heading), ENDS.search(column.heading)
        days = LAST_DAYS + FIRST_DAYS if ends and not begins else FIRST_DAYS + LAST_DAYS
        yield from column.fields(*(FIRST_DAYS if column.holds_spans else days))
    elif column.mostly(lambda text: text.casefold() in (*YES, *NO)):
        yield from column.fields(*FLAGS)
    elif OF_MONTHS.search(plain(column.heading)):
        yield from column.fields(*LAST_DAYS)
    elif column.mostly(partial(allows, read_percent)):
        yield from column.fields("percent")
    elif not column.mostly(lambda text: text.isdigit() or is_long_number(text)):
        yield from column.fields(*TEXTS)


def is_long_number(text: str) -> bool:
    """Say whether a text looks like an identity number."""
    return LONG_NUMBER.fullmatch(re.sub(r"\s", "", text.translate(DASHES))) is not None
