"""Records of .xls: which formulas failed, and which no program has calculated."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.exchange.sheets import Fault, Line
from steg_cli.exchange.xls import xls_sheets

if TYPE_CHECKING:
    from tests.exchange.conftest import Save, SaveOle

FAULTS: Mapping[str, int] = {
    "#NULL!": 0,
    "#DIV/0!": 7,
    "#VALUE!": 15,
    "#REF!": 23,
    "#NAME?": 29,
    "#NUM!": 36,
    "#N/A": 42,
}
EMPTY = b"\x03\0\0\0\0\0\xff\xff"
THEME = struct.pack("<HH", 0x896, 60) + b"PK\x03\x04".ljust(60, b"x")  # a zip inside, as Excel's


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def begin(kind: int, version: int) -> bytes:
    return record(0x809, struct.pack("<HHHHII", version, kind, 0xDBB, 0x7CC, 0, 0x600))


def formula(row: int, result: bytes, how: int = 0, chain: int = 0, kind: int = 0x6) -> bytes:
    token = b"\x1e\x01\0"
    head = struct.pack("<3H8sHIH", row, 0, 0, result, how, chain, len(token))
    return record(kind, head + token)


def book(*rows: bytes, writer: str = "", version: int = 0x600, looks: bytes = b"") -> bytes:
    """Return a workbook of one sheet, as a program called `writer` writes it.

    `looks` are its fonts and the looks of cells.
    """
    name = b"Blad1" if version < 0x600 else b"\0Blad1"
    front = begin(5, version) + THEME
    if writer:
        front += record(0x5C, struct.pack("<HB", len(writer), 0) + writer.ljust(109).encode())
    front += record(0x42, struct.pack("<H", 1252 if version < 0x600 else 1200))
    front += record(0xE0, bytes(16 if version < 0x600 else 20))
    front += looks
    size = len(front) + 4 + 7 + len(name) + 4
    front += record(0x85, struct.pack("<IBBB", size, 0, 0, 5) + name) + record(0x0A, b"")
    return front + begin(0x10, version) + b"".join(rows) + record(0x0A, b"")


@pytest.mark.parametrize("kind", [0x6, 0x206, 0x406])
def test_a_formula_that_failed_says_its_fault(save_ole: SaveOle, kind: int) -> None:
    rows = [
        formula(row, bytes([2, 0, code, 0, 0, 0, 0xFF, 0xFF]), kind=kind)
        for row, code in enumerate(FAULTS.values())
    ]
    (sheet,) = xls_sheets(save_ole("lista.xls", {"Workbook": book(*rows)}).read_bytes())
    assert [line.cells for line in sheet.lines] == [(Fault(shown),) for shown in FAULTS]
    assert {type(line.cells[0]) for line in sheet.lines} == {Fault}


@pytest.mark.parametrize("version", [0x500, 0x600])
def test_what_a_formula_came_to(save_ole: SaveOle, version: int) -> None:
    text = b"\x03\0\0" + b"Bo!" if version == 0x600 else b"\x03\0Bo!"
    rows = [
        formula(0, struct.pack("<d", 2.0)),
        formula(1, bytes([1, 0, 1, 0, 0, 0, 0xFF, 0xFF])),
        formula(2, bytes([0, 0, 0, 0, 0, 0, 0xFF, 0xFF])),
        record(0x4BC, struct.pack("<HHBBBBH", 2, 3, 0, 0, 0, 1, 0)),  # shared with others
        record(0x207, text),
    ]
    stream = "Workbook" if version == 0x600 else "Book"
    (sheet,) = xls_sheets(
        save_ole("lista.xls", {stream: book(*rows, version=version)}).read_bytes()
    )
    assert sheet.lines == (Line(1, (2,)), Line(2, (True,)), Line(3, ("Bo!",)))


@pytest.mark.parametrize(
    ("result", "how", "chain", "writer", "lines"),
    [
        # Nothing is filled in but the formula: by a program that does not calculate.
        (EMPTY, 0, 0, "None", (Line(1, (Fault("="),)),)),
        (bytes(8), 0, 0, "", (Line(1, (Fault("="),)),)),
        # Excel says where the formula stands in its order, others that it is to be calculated.
        (EMPTY, 0, 0xFC000001, "Ek", ()),
        (bytes(8), 0, 0xFC000001, "Ek", (Line(1, (0,)),)),
        (EMPTY, 2, 0, "Ek", ()),
        # LibreOffice calculates, and says nothing.
        (EMPTY, 0, 0, "Calc", ()),
        (bytes(8), 0, 0, "Calc", (Line(1, (0,)),)),
    ],
)
def test_a_formula_that_no_program_has_calculated(
    save_ole: SaveOle, result: bytes, how: int, chain: int, writer: str, lines: tuple[Line, ...]
) -> None:
    data = book(formula(0, result, how, chain), writer=writer)
    (sheet,) = xls_sheets(save_ole("lista.xls", {"Workbook": data}).read_bytes())
    assert sheet.lines == lines
    assert {type(line.cells[0]) for line in lines} == {type(line.cells[0]) for line in sheet.lines}


def test_a_failed_cell_is_no_flag(save: Save) -> None:
    """Both are the same kind of record."""
    path = save(".xls", {"Blad1": [["Anna", True], ["Bo", True]]})
    flag = struct.pack("<HHHHHBB", 0x205, 8, 0, 1, 0, 1, 0)
    path.write_bytes(path.read_bytes().replace(flag, flag[:-2] + b"\x2a\x01"))
    (sheet,) = xls_sheets(path.read_bytes())
    assert sheet.lines == (Line(1, ("Anna", Fault("#N/A"))), Line(2, ("Bo", True)))


def test_days_are_counted_from_1904_where_the_book_says_so(save: Save) -> None:
    path = save(".xls", {"Blad1": [[date(2019, 1, 30)]]})
    since_1900, since_1904 = (struct.pack("<HHH", 0x22, 2, mode) for mode in (0, 1))
    path.write_bytes(path.read_bytes().replace(since_1900, since_1904))
    (sheet,) = xls_sheets(path.read_bytes())
    assert sheet.lines == (Line(1, (date(2023, 1, 31),)),)


def test_hidden_rows_and_columns_are_told(save_ole: SaveOle) -> None:
    def number(row: int, column: int) -> bytes:
        return record(0x203, struct.pack("<HHHd", row, column, 0, 7.0))

    def height(row: int, flags: int) -> bytes:
        return record(0x208, struct.pack("<8H", row, 0, 2, 255, 0, 0, flags, 0))

    columns = record(0x7D, struct.pack("<5HH", 1, 2, 2000, 0, 1, 0))
    shown = record(0x7D, struct.pack("<5HH", 0, 0, 2000, 0, 0, 0))
    rows = (height(0, 0x100), height(1, 0x120), height(7, 0x120), number(0, 0), number(1, 1))
    data = book(shown, columns, *rows)
    (sheet,) = xls_sheets(save_ole("lista.xls", {"Workbook": data}).read_bytes())
    assert (set(sheet.hidden_rows), set(sheet.hidden_columns)) == ({2}, {1, 2})


def font(*, struck: bool = False) -> bytes:
    about = struct.pack("<5H4B", 200, 0x08 if struck else 0, 0x7FFF, 400, 0, 0, 0, 0, 0)
    return record(0x31, about + b"\x05\0Arial")


def look(font: int = 0, pattern: int = 0, colour: int = 0x40) -> bytes:
    return record(0xE0, struct.pack("<H12xIH", font, pattern << 26, colour))


def text(row: int, column: int, look: int) -> bytes:
    return record(0x204, struct.pack("<4HB", row, column, look, 1, 0) + b"a")


@pytest.mark.parametrize(
    ("looks", "marked"),
    [
        (look(), False),
        (look(pattern=1, colour=10), True),
        (look(pattern=1, colour=9), False),  # white
        (look(font=3), False),
        (look(font=5), True),  # the fourth is not counted
        (look(font=6), False),
    ],
)
def test_rows_that_stand_out_by_a_colour_or_a_line_through_them_are_told(
    save_ole: SaveOle, looks: bytes, *, marked: bool
) -> None:
    fonts = b"".join(font(struck=n == 4) for n in range(6))
    rows = [text(0, 0, 0), text(1, 1, 1), text(2, 3, 1)]
    rows.append(record(0xBD, struct.pack("<3HiHiH", 3, 0, 0, 6, 1, 6, 1)))  # 1 and 1
    data = book(*rows, looks=fonts + looks)
    (sheet,) = xls_sheets(save_ole("lista.xls", {"Workbook": data}).read_bytes())
    assert [line.cells for line in sheet.lines[1:]] == [
        (None, "a"),
        (None, None, None, "a"),
        (1, 1),
    ]
    assert sheet.marked_rows == ({2, 4} if marked else set())
