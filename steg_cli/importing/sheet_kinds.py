"""What a sheet holds, as its name and its headings tell, and which of its lines are headings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from steg_cli.exchange.sheets import Cell, Line, Sheet
from steg_cli.importing.asides import LONG_NUMBER
from steg_cli.importing.cells import is_empty
from steg_cli.importing.columns import names_time
from steg_cli.importing.kinds import (
    KINDS,
    PEOPLE,
    WHO,
    Kind,
    bare,
    fields_by_heading,
    kinds_by_sheet,
)
from steg_cli.importing.protection import letter_of
from steg_cli.importing.reading import LEAVE_OUT, Reading
from steg_cli.programme.field import Field
from steg_cli.programme.values import plain, text_of

SEARCHED = 30  # rows in which the first headings must be


def kind_of(sheet: Sheet, reading: Reading, *, alone: bool) -> tuple[Kind, bool]:
    """Return what a sheet holds, and whether that is certain: its name says so, or it is alone.

    Of several sheets those whose names say nothing hold what was said, what their headings say, or
    people. A name can be chance (a project called STEG): people have more headings that we know.
    """
    wanted = KINDS[reading.kind] if reading.kind else PEOPLE
    if alone and reading.kind:
        return wanted, True
    kinds = kinds_by_sheet()
    # A workbook that was saved as several .csv: deltagare-Arbetsplatser. Several alike: Steg 2,
    # Pauser HT 26, 2026 Pauser.
    words = sheet.name.split()
    names = [sheet.name, sheet.name.rpartition("-")[2], sheet.name.rstrip(" 0123456789()")]
    names += [*words[:1], *words[-1:]]
    named = next((kinds[plain(name)] for name in names if plain(name) in kinds), None)
    if named is None:
        told = None if reading.kind else _told_by_headings(sheet, reading)
        return (told, True) if told else (wanted, alone)
    known, people = (_known_on(sheet, kind, reading) for kind in (named, PEOPLE))
    if len(known) + 1 < len(people) and people & set(PEOPLE.one_of):
        return wanted, alone
    return named, True


def _told_by_headings(sheet: Sheet, reading: Reading) -> Kind | None:
    """Return the kind, not of people, whose headings a sheet has: workplaces with their sectors.

    It has them all, and no name nor what only people have; or more of what decisions on support
    have than of what people have.
    """
    of_people, supports = _known_on(sheet, PEOPLE, reading), KINDS["supports"]
    if "kind" in (of := _known_on(sheet, supports, reading)) and len(of) > len(of_people):
        return supports
    around = [kind for kind in KINDS.values() if not kind.of_people]
    known = {kind.name: _known_on(sheet, kind, reading) for kind in around}
    likely = [
        kind
        for kind in around
        if of_people < known[kind.name]
        and not any(who.key in of_people for who in WHO)
        and any(are_headings(line, kind, reading) for line in sheet.lines[:SEARCHED])
    ]
    return max(likely, key=lambda kind: len(known[kind.name]), default=None)


def _known_on(sheet: Sheet, kind: Kind, reading: Reading) -> set[str]:
    """Return the fields of a kind that the best of the first rows has headings for."""
    return max(
        (keys_of(line, kind, reading) for line in sheet.lines[:SEARCHED]), key=len, default=set()
    )


def keys_of(line: Line, kind: Kind, reading: Reading) -> set[str]:
    """Return the fields of a kind, by their keys, that a line has headings for."""
    return {one.key for one in fields_of(line.cells, kind, reading) if one}


def fields_of(cells: Sequence[Cell], kind: Kind, reading: Reading) -> list[Field | None]:
    """Return the field of a kind that each cell is the heading of; None for none."""
    found: list[Field | None] = []
    for column, cell in enumerate(cells):
        heading = text_of(cell)
        wanted = wanted_for(heading, column, reading) or heading
        found.append(field_named(kind, wanted) if wanted and wanted != LEAVE_OUT else None)
    return found


def wanted_for(heading: str, column: int, reading: Reading) -> str | None:
    """Return what a column is to be, as `reading` has it by its heading or by its letter."""
    for named, wanted in reading.columns.items():
        if heading and plain(named) == plain(heading):
            return wanted
    return reading.columns.get(letter_of(column))


def are_headings(line: Line, kind: Kind, reading: Reading) -> bool:
    """Say whether a line names columns, one of which its kind cannot do without."""
    return name_columns(line, kind, reading) and bool(
        keys_of(line, kind, reading) & set(kind.one_of)
    )


def name_columns(line: Line, kind: Kind, reading: Reading) -> bool:
    """Say whether a line names columns. What holds a day or a long number is somebody's row.

    But a calendar has days as headings, beside those of who people are.
    """
    numbers = False
    for cell in line.cells:
        if isinstance(cell, date) or LONG_NUMBER.search(text_of(cell)):
            numbers = True
            if not names_time(text_of(cell)):
                return False
    if sum(not is_empty(cell) for cell in line.cells) < 2:
        return False
    return len(keys_of(line, kind, reading)) > (2 if numbers else 1)


def is_readable(kind: Kind, name: str) -> bool:
    """Say whether a name is a field of a kind that lists have."""
    found = field_named(kind, name)
    return found is not None and found.reader is not None


def field_named(kind: Kind, name: str) -> Field | None:
    """Return the field that a heading or a name means."""
    known = fields_by_heading(kind)
    return known.get(plain(name)) or known.get(plain(bare(name)))
