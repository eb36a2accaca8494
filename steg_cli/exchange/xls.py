"""Reading .xls: the records (BIFF 5 and 8) of Excel 95 to 2003, with xlrd.

xlrd tells days, code pages and failed cells right. It does not tell a formula from a value, nor
which cells are merged; how cells look it tells only of books that are whole in all that is about
looks. Those records are read here.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import xlrd
from xlrd.compdoc import CompDoc

from steg_cli.exchange.sheets import Cell, Fault, Grid, Note, Sheet
from steg_cli.exchange.values import moment, number

BIFF_8 = 80
BEGIN, END = (0x009, 0x209, 0x409, 0x809), 0x00A
FORMULA, SHEET, MERGED, WRITER = (0x006, 0x206, 0x406), 0x085, 0x0E5, 0x05C
ROW, COLUMNS, HIDDEN_ROW = (0x008, 0x208), 0x07D, 0x20
FONT, LOOK, STRUCK = 0x031, 0x0E0, 0x08
LOOK_SIZE = 20  # of BIFF 8
SOLID, WHITES = 1, (1, 9, 65)  # a pattern, and colours by their numbers
NO_FONT = 4  # is left out where fonts are counted
# Cells of a text, a number, yes, no or a fault, and numbers side by side.
CELLS, NUMBERS = (0x0FD, 0x204, 0x0D6, 0x203, 0x27E, 0x205, *FORMULA), 0x0BD
EMPTY_TEXT = b"\x03"  # the first byte of a formula's result that is one
NO_NUMBER = b"\xff\xff"  # the last two of one that is text, yes or no, or failed


@dataclass
class Beside:
    """What a sheet holds beside its values.

    Formulas without one, cells merged over rows, cells by how they look, and what is hidden: rows
    from 1, columns from 0.
    """

    open: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    looks: list[tuple[int, int, int]] = field(default_factory=list)
    marked: frozenset[int] = frozenset()
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def is_encrypted(data: bytes) -> bool:
    """Say whether a password is needed: of an .xls, or of an .xlsx, which is packed like one."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return True
    return any(kind == 0x02F for kind, _ in _until_the_end(_stream(data), 0))


def xls_sheets(data: bytes) -> list[Sheet]:
    """Return the sheets of a workbook. Raises an exception when it is damaged or is none."""
    with Path(os.devnull).open("w") as nowhere:
        opened = partial(xlrd.open_workbook, None, nowhere, file_contents=data, ragged_rows=True)
        book = opened()
        if book.codepage is None and book.biff_version < BIFF_8:
            book = opened(encoding_override="cp1252")  # as Windows has it here
    return [
        _sheet(book, sheet, beside)
        for sheet, beside in zip(book.sheets(), _beside(_stream(data)), strict=True)
    ]


def _sheet(book: xlrd.Book, sheet: xlrd.sheet.Sheet, beside: Beside) -> Sheet:
    grid = Grid()
    for row in range(sheet.nrows):
        kinds, values = sheet.row_types(row), sheet.row_values(row)
        for column, (kind, value) in enumerate(zip(kinds, values, strict=True)):
            grid.put(row + 1, column, _value(kind, value, since_1904=book.datemode == 1))
    for row, column in beside.open:
        grid.put(row + 1, column, Fault("="))
    for row, column, look in beside.looks:
        if look in beside.marked and grid.at(row + 1, column) is not None:
            grid.mark(row + 1, column)
    for top, left, bottom in beside.merged:
        grid.merge(top + 1, left, bottom + 1)
    notes = [
        Note(row + 1, column, note.text) for (row, column), note in sheet.cell_note_map.items()
    ]
    grid.hidden_rows |= beside.hidden_rows
    grid.hidden_columns |= beside.hidden_columns
    return grid.sheet(sheet.name, hidden=sheet.visibility != 0, notes=notes)


def _value(kind: int, value: str | float, *, since_1904: bool) -> Cell:
    if kind == xlrd.XL_CELL_ERROR:
        return Fault(xlrd.error_text_from_code.get(value, "#"))
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if isinstance(value, str):
        return value
    return moment(value, since_1904=since_1904) if kind == xlrd.XL_CELL_DATE else number(value)


# Records


def _stream(data: bytes) -> bytes:
    """Return the records of a workbook. Raises an exception for a file that holds none."""
    with Path(os.devnull).open("w") as nowhere:
        folder = CompDoc(data, nowhere)
        for name in ("Workbook", "Book"):
            whole, start, size = folder.locate_named_stream(name)
            if whole:
                return bytes(whole[start : start + size])
    raise ValueError


def _until_the_end(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of one part of a workbook, without those of charts inside it."""
    depth = 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        depth += (kind in BEGIN) - (kind == END)
        if depth <= 1:
            yield kind, stream[place + 4 : place + 4 + size]
        if depth == 0:
            return
        place += 4 + size


def _beside(stream: bytes) -> Iterator[Beside]:
    """Yield what every sheet of cells holds beside its values, in the order of the sheets."""
    calculates, front = False, list(_until_the_end(stream, 0))
    marked = _marked(front)
    for kind, data in front:
        # LibreOffice calculates what it writes, and else marks it as others do that do not.
        calculates |= kind == WRITER and b"Calc" in data[:7]
        if kind == SHEET and data[5] == 0:
            beside = Beside(marked=marked)
            for inner, content in _until_the_end(stream, struct.unpack_from("<I", data)[0]):
                _note_beside(beside, inner, content, calculates=calculates)
            yield beside


def _marked(front: Iterable[tuple[int, bytes]]) -> frozenset[int]:
    """Return which looks of cells have a colour behind the cell, or strike it out."""
    fonts, found, place = list[bool](), set[int](), 0
    for kind, data in front:
        if kind == FONT:
            fonts.append(bool(struct.unpack_from("<H", data, 2)[0] & STRUCK))
        elif kind == LOOK:
            if len(data) == LOOK_SIZE:
                font, pattern, colour = struct.unpack_from("<H12xIH", data)
                font -= font > NO_FONT
                coloured = pattern >> 26 == SOLID and colour & 0x7F not in WHITES
                found |= {place} if coloured or (font < len(fonts) and fonts[font]) else set()
            place += 1
    return frozenset(found)


def _looks(kind: int, data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield row, column and look of the cells of a record."""
    row, column, look = struct.unpack_from("<3H", data)
    if kind in CELLS:
        yield row, column, look
    else:
        for n in range((len(data) - 6) // 6):
            yield row, column + n, struct.unpack_from("<H", data, 4 + 6 * n)[0]


def _note_beside(beside: Beside, kind: int, data: bytes, *, calculates: bool) -> None:
    if beside.marked and kind in (*CELLS, NUMBERS):
        beside.looks += _looks(kind, data)
    if kind == MERGED:
        for one in range(struct.unpack_from("<H", data)[0]):
            top, bottom, left, _ = struct.unpack_from("<4H", data, 2 + 8 * one)
            beside.merged.append((top, left, bottom))
    elif kind in ROW and struct.unpack_from("<H", data, 12)[0] & HIDDEN_ROW:
        beside.hidden_rows.add(struct.unpack_from("<H", data)[0] + 1)
    elif kind == COLUMNS and struct.unpack_from("<H", data, 8)[0] & 1:
        first, last = struct.unpack_from("<2H", data)
        beside.hidden_columns.update(range(first, last + 1))
    elif kind in FORMULA and not calculates:
        row, column, _, result, how, chain = struct.unpack_from("<3H8sHI", data)
        is_text = result[6:] == NO_NUMBER
        is_nothing = result[:1] == EMPTY_TEXT if is_text else result == bytes(8)
        # A program that calculates fills in where the formula stands in its order of calculation.
        if is_nothing and not how and not chain:
            beside.open.append((row, column))
