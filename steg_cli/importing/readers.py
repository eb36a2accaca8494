"""What a cell of a table says: a value, by its field, or that nothing is known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from steg_cli.exchange.sheets import Cell, Line
from steg_cli.importing.asides import NAMES
from steg_cli.importing.cells import NOTHING, check_letters, check_value
from steg_cli.importing.columns import Columns
from steg_cli.importing.ends import COUNT
from steg_cli.importing.kinds import in_every_language
from steg_cli.importing.protection import says_protected
from steg_cli.importing.who import check_name_alone, is_blotted_out
from steg_cli.programme.errors import N_, Malformed
from steg_cli.programme.field import Field
from steg_cli.programme.fields import HEADINGS
from steg_cli.programme.spans import read_end
from steg_cli.programme.values import NO, plain, read_as_it_is, read_reason, read_text, text_of
from steg_cli.programme.words import is_mask

PLACES = ("municipality", "workplace")
NO_CELL = ("0", "00:00:00", "1900-01-00")  # what a reference to an empty cell shows
FRACTION = re.compile(r"0[.,][0-9]+|1[.,]0+")
NOTHING_SAID = object()  # by a cell that marks that nothing is known
MOST_KNOWN = 1024  # values of a column that are remembered


class Reader:
    """Reads the cells of one table: most values stand in many rows, and are read once."""

    def __init__(self, columns: Columns, below: Sequence[Line], today: date) -> None:
        self.columns, self.today = columns, today
        self._percent = _how_percent_is_written(columns, below)
        self._known: defaultdict[str, dict[tuple[type, Cell], Any]] = defaultdict(dict)

    def value(self, key: str, cell: Cell) -> Any:
        """Return what the cell of a field says, or NOTHING_SAID. Raises StegError."""
        known, this = self._known[key], (type(cell), cell)
        if this in known:
            return known[this]
        value = self._read(self.columns.kind.field(key), cell)
        if len(known) < MOST_KNOWN:
            known[this] = value
        return value

    def _read(self, one: Field, cell: Cell) -> Any:
        literal = self.columns.literal
        if one.reader is None or _is_masked(cell, one):
            return NOTHING_SAID
        if not literal and _marks_nothing(cell, one):
            return NOTHING_SAID
        written = _as_headed(cell, one, self.columns, self._percent)
        return _read(one, written, self.today, literal=literal)


def _read(one: Field, cell: Cell, today: date, *, literal: bool) -> Any:
    """Return what a cell holds. A reason in an export is what it is, whatever it looks like."""
    check_value(cell)
    if literal:
        return read_text(cell, what=one.heading) if one.reader is read_reason else one.read(cell)
    check_letters(cell)
    if one.key == "protected" and says_protected(text_of(cell)):
        return True
    if one.key in NAMES and isinstance(cell, str):
        check_name_alone(cell)
    return read_end(cell, today) if one.is_last_day else one.read(cell, near=today)


def _is_masked(cell: Cell, one: Field) -> bool:
    """Say whether a cell was copied from an answer of ours that masked it: it says nothing."""
    return one.masked and is_mask(text_of(cell))


def _marks_nothing(cell: Cell, one: Field) -> bool:
    """Say whether a dash stands where nothing is known, or a no where there is no exception.

    So does 0 for a day or a text: a formula makes it of an empty cell on another sheet.
    """
    text = text_of(cell)
    if one.key == "exception" and plain(text) in NO:
        return True
    if one.key in PLACES and is_blotted_out(one.key, cell):
        return True  # it is told, unless the person is protected
    if one.is_day or one.choice or one.reader is read_text:
        return text in (*NOTHING, *NO_CELL)
    return text in NOTHING and one.reader is not read_as_it_is


# Percentages: 50, 50 %, and what a spreadsheet makes of them, 0.5


def _how_percent_is_written(columns: Columns, below: Sequence[Line]) -> str:
    """Return "hundredths" when a heading says percent, "parts" when some cell is a part of one."""
    place = next((n for n, one in enumerate(columns.fields) if one and one.key == "percent"), None)
    if place is None:
        return ""
    if plain(columns.headings[place]) in ("%", *map(plain, in_every_language(HEADINGS["percent"]))):
        return "hundredths"
    texts = (text_of(line.cells[place]) for line in below if place < len(line.cells))
    return "parts" if any(FRACTION.fullmatch(text) for text in texts) else ""


def _as_headed(cell: Cell, one: Field, columns: Columns, percent: str) -> Cell:
    """Return a cell as its column has it: a part of the whole, or a number of months."""
    if one.key == "percent":
        return _percent(cell, percent)
    if one.key in columns.of_months:
        return f"{text_of(cell)} mån" if COUNT.fullmatch(text_of(cell)) else cell
    return cell


def _percent(cell: Cell, written: str) -> Cell:
    """Return a text that is a part of one as a number; a bare 1 is what the column makes of it."""
    if not isinstance(cell, str):
        return cell
    text = text_of(cell)
    if FRACTION.fullmatch(text):
        return float(text.replace(",", "."))
    if text == "1" and not written:
        raise Malformed(
            N_("{text} can be one percent, or the whole."),
            N_("Write 100, or 1 %."),
            text=text,
        )
    return 1 if text == "1" and written == "parts" else cell
