"""From sheets to rows: which kind a sheet holds, where its headings are, what its cells say.

A list has a title above its headings, empty rows, a total below, columns of its own. All of that
is passed over; what a person would have to decide is a problem with its place in the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from steg_cli.exchange.cells import text_in
from steg_cli.exchange.kinds import (
    KINDS,
    PEOPLE,
    Field,
    Kind,
    bare,
    fields_by_heading,
    kinds_by_sheet,
    label,
)
from steg_cli.exchange.readers import plain
from steg_cli.exchange.sheets import Cell, Line, Sheet
from steg_cli.exchange.who import join_identity, join_name, join_status
from steg_cli.programme.errors import N_, Malformed, Refused, Several, StegError
from steg_cli.programme.lists import Problem, Row
from steg_cli.programme.words import Words, nearest

SEARCHED = 30  # rows in which the headings must be
TOTAL = re.compile(r"(?:del)?summa|total|totalt|antal|sum|summering", re.IGNORECASE)
LEAVE_OUT = "-"
NOTHING = ("-", "–", "—")  # how people mark an empty cell
EXPLAINED = ("readme", "lasmig", "forklaring", "explanation", "readthis")
LARGEST_TOTAL = 10**6


@dataclass(frozen=True)
class Reading:
    """How a list is to be read. `columns`: heading → field or "-"; `values`: field → text."""

    kind: str | None = None
    sheets: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A sheet as understood: its headings with their fields, its rows, and what was passed over."""

    sheet: str
    kind: Kind
    headings: tuple[str, ...]
    fields: tuple[Field | None, ...]
    lines: tuple[Line, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...]  # headings of columns that say nothing to us
    totals: tuple[int, ...]  # rows that are no person's


@dataclass(frozen=True)
class Tables:
    """Everything that a file holds, and the sheets that hold nothing for us."""

    tables: tuple[Table, ...]
    skipped: tuple[str, ...]


def read_tables(sheets: Sequence[Sheet], reading: Reading, today: date) -> Tables:
    """Return what the sheets tell, with a problem for every cell that cannot be read.

    Raises Refused when the file as a whole cannot be understood: no headings, two columns for one
    field, no rows; NotFound and Malformed for a wish in `reading` that fits nothing.
    """
    chosen = _chosen(sheets, reading)
    _check_reading(chosen, reading)
    tables: list[Table] = []
    skipped: list[str] = []
    wrong: list[StegError] = []
    for sheet in chosen:
        kind, certain = _kind_of(sheet, reading, alone=len(chosen) == 1)
        if not sheet.lines or plain(sheet.name) in EXPLAINED:
            continue
        try:
            place = _headings_in(sheet, kind, reading)
            if place is not None:
                tables.append(_table(sheet, kind, place, reading, today))
            elif certain:
                raise _no_headings(sheet, kind)
            else:
                skipped.append(sheet.name)
        except StegError as error:
            wrong.append(error)
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(_SEVERAL, tuple(wrong))
    if not any(table.rows or table.problems for table in tables):
        raise _nothing_in(tables, skipped, KINDS[reading.kind] if reading.kind else PEOPLE)
    return Tables(tuple(tables), tuple(skipped))


_SEVERAL = N_("The list cannot be read yet; nothing was changed.")


def _nothing_in(tables: list[Table], skipped: list[str], kind: Kind) -> StegError:
    if tables:
        return Refused(
            N_("There are headings on {sheet}, and no rows below them."),
            N_("Save the list with its rows, then import it."),
            sheet=tables[0].sheet,
        )
    if skipped:
        return _no_headings(Sheet(skipped[0], ()), kind)
    return Refused(N_("There is nothing on the sheets."), N_("Save the list, then import it."))


# Which sheets, and what is on them


def _chosen(sheets: Sequence[Sheet], reading: Reading) -> list[Sheet]:
    """Return the sheets that were asked for, or all. Raises Refused for one that is not there."""
    names = [sheet.name for sheet in sheets]
    for wanted in reading.sheets:
        if plain(wanted) not in map(plain, names):
            raise Refused(
                N_("There is no sheet {name}."),
                N_("The sheets are {names}."),
                name=wanted,
                names=", ".join(names),
            )
    wanted_names = [plain(name) for name in reading.sheets]
    return [sheet for sheet in sheets if not wanted_names or plain(sheet.name) in wanted_names]


def _kind_of(sheet: Sheet, reading: Reading, *, alone: bool) -> tuple[Kind, bool]:
    """Return what a sheet holds, and whether that is certain: its name says so, or it is alone.

    Of several sheets those whose names say nothing hold what was said, or people.
    """
    wanted = KINDS[reading.kind] if reading.kind else PEOPLE
    kinds = kinds_by_sheet()
    # A workbook that was saved as several .csv: deltagare-Arbetsplatser.
    named = kinds.get(plain(sheet.name)) or kinds.get(plain(sheet.name.rpartition("-")[2]))
    if alone:
        return (wanted if reading.kind else named or PEOPLE), True
    return named or wanted, named is not None


def _check_reading(sheets: list[Sheet], reading: Reading) -> None:
    """Raise Malformed for a heading or a field that was named and is nowhere."""
    headings = {
        plain(text_in(cell)): text_in(cell)
        for sheet in sheets
        for line in sheet.lines[:SEARCHED]
        for cell in line.cells
        if text_in(cell)
    }
    for heading in reading.columns:
        if plain(heading) not in headings:
            raise Malformed(
                N_("There is no column {heading} in the list."),
                N_("Did you mean {near}?") if nearest(heading, list(headings.values())) else "",
                heading=heading,
                near=nearest(heading, list(headings.values())),
            )
    kinds = [KINDS[reading.kind]] if reading.kind else list(KINDS.values())
    for wanted in (*reading.columns.values(), *reading.values):
        if wanted != LEAVE_OUT and not any(_field(kind, wanted) for kind in kinds):
            keys = [one.key for one in (kinds[0] if reading.kind else PEOPLE).fields if one.read]
            near = nearest(wanted, keys)
            raise Malformed(
                N_("There is no field {field} that a column could hold."),
                N_("Did you mean {near}?") if near else N_("The fields are {fields}."),
                field=wanted,
                near=near,
                fields=", ".join(keys),
            )


def _field(kind: Kind, name: str) -> Field | None:
    """Return the field that a heading or a name means."""
    known = fields_by_heading(kind)
    return known.get(plain(name)) or known.get(plain(bare(name)))


# Headings


def _headings_in(sheet: Sheet, kind: Kind, reading: Reading) -> int | None:
    """Return which line holds the headings: the first of those that name most fields."""
    found = [
        len({one.key for one in _fields_of(line.cells, kind, reading) if one})
        for line in sheet.lines[:SEARCHED]
    ]
    best = max(found)
    place = found.index(best)
    keys = {one.key for one in _fields_of(sheet.lines[place].cells, kind, reading) if one}
    return place if best > 1 and keys & set(kind.one_of) else None


def _fields_of(cells: Sequence[Cell], kind: Kind, reading: Reading) -> list[Field | None]:
    said = {plain(heading): wanted for heading, wanted in reading.columns.items()}
    found: list[Field | None] = []
    for cell in cells:
        heading = text_in(cell)
        wanted = said.get(plain(heading), heading)
        found.append(_field(kind, wanted) if heading and wanted != LEAVE_OUT else None)
    return found


def _no_headings(sheet: Sheet, kind: Kind) -> StegError:
    return Refused(
        N_("No headings were found on {sheet}, such as {examples}."),
        N_(
            'Write headings above the columns, or name them: --map "Heading=field". '
            "steg import --template FILE.xlsx writes a list to fill in."
        ),
        sheet=sheet.name,
        examples=Words([label(one) for one in kind.fields if one.read][:4]),
    )


def _check_once(sheet: Sheet, headings: Sequence[str], fields: Sequence[Field | None]) -> None:
    """Raise Refused when two columns are for one field: which one is right, nobody can tell."""
    seen: dict[str, str] = {}
    for heading, one in zip(headings, fields, strict=True):
        if one is None or one.read is None:
            continue
        if one.key in seen:
            raise Refused(
                N_("Two columns on {sheet} are for {field}: {first} and {second}."),
                N_('Leave one out: --map "{second}=-", or say what it is: --map "{second}=field".'),
                sheet=sheet.name,
                field=label(one),
                first=seen[one.key],
                second=heading,
            )
        seen[one.key] = heading


# Rows


def _table(sheet: Sheet, kind: Kind, place: int, reading: Reading, today: date) -> Table:
    headings = tuple(text_in(cell) for cell in sheet.lines[place].cells)
    fields = tuple(_fields_of(sheet.lines[place].cells, kind, reading))
    _check_once(sheet, headings, fields)
    filled = {one.key: text for name, text in reading.values.items() if (one := _field(kind, name))}
    columns = {
        one.key: heading for heading, one in zip(headings, fields, strict=True) if one and one.read
    }
    columns = {key: kind.field(key).label for key in filled} | columns
    below = [
        line
        for line in sheet.lines[place + 1 :]
        if _texts(line) != _texts(sheet.lines[place])  # headings repeated on each page
    ]
    lines, rows, problems, totals = [], [], [], []
    for line in below:
        cells = dict(zip((one.key for one in fields if one), _kept(line, fields), strict=True))
        if _is_total(line, cells, kind, last=line is below[-1]):
            totals.append(line.number)
            continue
        cells |= {key: text for key, text in filled.items() if _is_empty(cells.get(key))}
        row = Row(kind.name, sheet.name, line.number, {}, columns)
        values, wrong = _values(row, kind, cells, today)
        lines.append(line)
        rows.append(replace(row, values=values))
        problems += wrong
    return Table(
        sheet.name,
        kind,
        headings,
        fields,
        tuple(lines),
        tuple(rows),
        tuple(problems),
        left_out=tuple(
            heading
            for heading, one in zip(headings, fields, strict=True)
            if one is None and heading and reading_of(heading, reading) != LEAVE_OUT
        ),
        totals=tuple(totals),
    )


def reading_of(heading: str, reading: Reading) -> str | None:
    """Return what was said about a heading."""
    return next((to for one, to in reading.columns.items() if plain(one) == plain(heading)), None)


def _texts(line: Line) -> tuple[str, ...]:
    return tuple(plain(text_in(cell)) for cell in line.cells)


def _kept(line: Line, fields: Sequence[Field | None]) -> Iterator[Cell]:
    """Yield the cells below known headings; a row ends where nothing follows."""
    cells = (*line.cells, *(None,) * (len(fields) - len(line.cells)))
    return (cell for cell, one in zip(cells, fields, strict=False) if one)


def _is_empty(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not text_in(cell))


def _is_total(line: Line, cells: Mapping[str, Cell], kind: Kind, *, last: bool) -> bool:
    """Say whether a row counts the ones above it, instead of being one of them."""
    filled = [cell for cell in line.cells if not _is_empty(cell)]
    if TOTAL.match(text_in(filled[0])) and len(filled) <= 1 + len(line.cells) // 2:
        return not any(_looks_whole(cells.get(key)) for key in kind.one_of)
    return last and all(
        isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) < LARGEST_TOTAL
        for cell in filled
    )


def _looks_whole(cell: Cell) -> bool:
    """Say whether a cell could hold a number of a person or a case."""
    return len(re.sub(r"\D", "", text_in(cell))) >= 4


def _values(
    row: Row, kind: Kind, cells: Mapping[str, Cell], today: date
) -> tuple[dict[str, Any], list[Problem]]:
    """Return what a row's cells say, and what is wrong with those that cannot be read."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []

    def wrong(key: str, error: StegError) -> None:
        value = text_in(cells.get(key)) or None
        problems.append(Problem(row.sheet, row.number, row.columns.get(key), value, error))

    for key, cell in cells.items():
        one = kind.field(key)
        if one.read is None or _is_empty(cell) or _marks_nothing(cell, one):
            continue
        try:
            values[key] = one.read(cell, today)
        except StegError as error:
            wrong(key, error)
    if kind.one_of == ("number", "reference"):
        join_status(values)
        join_name(values, row, problems)
        try:
            join_identity(values, cells, today, broken={p.column for p in problems}, row=row)
        except StegError as error:
            wrong("number", error)
    return values, problems


def _marks_nothing(cell: Cell, one: Field) -> bool:
    """Say whether a dash stands where nothing is known. A text can be one."""
    return text_in(cell) in NOTHING and one.key not in ("name", "value")
