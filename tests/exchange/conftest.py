"""Spreadsheets made in the test: .xlsx with XlsxWriter, .xls and .ods by hand.

The types can be imported for annotations alone:

    if TYPE_CHECKING:
        from tests.exchange.conftest import Rows, Save, SaveOle
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol
from xml.sax.saxutils import quoteattr

import pytest
import xlsxwriter

from steg_cli.exchange.sheets import Cell

Rows = Sequence[Sequence[Cell]]
Range = tuple[int, int, int, int]  # first row and column, last row and column, counted from 0

EPOCH = date(1899, 12, 30)  # a spreadsheet's day 0, from March 1900 on
GENERAL, AS_DAY, AS_HOURS = 0, 1, 2  # the places of an .xls file's cell formats
OLE_SECTOR, OLE_SMALLEST = 512, 4096
FREE, END, OF_THE_TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD  # what a sector is not

ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style", "manifest", "drawing")
)
ODS_HIDDEN = (
    '<style:style style:name="hidden" style:family="table">'
    '<style:table-properties table:display="false"/></style:style>'
)
# LibreOffice fills up a sheet to its last row and column.
ODS_REST = (
    '<table:table-row table:number-rows-repeated="1048000">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)
ODS_ENCRYPTED = (
    '<manifest:encryption-data manifest:checksum-type="SHA1/1K" manifest:checksum="AAAA"/>'
)


class Save(Protocol):
    """What the fixture `save` is."""

    def __call__(
        self,
        suffix: str,
        sheets: Mapping[str, Rows],
        *,
        hidden: Collection[str] = (),
        password: bool = False,
        hours: bool = False,
        merged: Collection[Range] = (),
    ) -> Path:
        """Write a workbook and return its path.

        `password` marks an .xls or .ods as protected. `hours` shows an .xls file's numbers as
        durations. `merged` are the merged cells of every sheet.
        """


class SaveOle(Protocol):
    """What the fixture `save_ole` is."""

    def __call__(self, name: str, streams: Mapping[str, bytes]) -> Path:
        """Write an OLE compound file, such as a workbook with a password is."""


@pytest.fixture(scope="session")
def save(tmp_path_factory: pytest.TempPathFactory) -> Save:
    """Write workbooks, each "lista" with its suffix in a folder of its own."""

    def save(
        suffix: str,
        sheets: Mapping[str, Rows],
        *,
        hidden: Collection[str] = (),
        password: bool = False,
        hours: bool = False,
        merged: Collection[Range] = (),
    ) -> Path:
        path = tmp_path_factory.mktemp("workbook") / f"lista{suffix}"
        match suffix:
            case ".xlsx":
                _save_xlsx(path, sheets, hidden, merged)
            case ".xls":
                book = _xls(sheets, hidden, merged, password=password, hours=hours)
                path.write_bytes(_ole({"Workbook": book}))
            case ".ods":
                _save_ods(path, sheets, hidden, merged, password=password)
            case _:
                raise AssertionError
        return path

    return save


@pytest.fixture
def save_ole(tmp_path: Path) -> SaveOle:
    """Write OLE files."""

    def save_ole(name: str, streams: Mapping[str, bytes]) -> Path:
        path = tmp_path / name
        path.write_bytes(_ole(streams))
        return path

    return save_ole


def _cells(rows: Rows) -> Iterator[tuple[int, int, Cell]]:
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell is not None:
                yield row, column, cell


def _save_xlsx(
    path: Path, sheets: Mapping[str, Rows], hidden: Collection[str], merged: Collection[Range]
) -> None:
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for one in merged:
                sheet.merge_range(*one, "")
            for row, column, cell in _cells(rows):
                match cell:
                    case str():
                        sheet.write_string(row, column, cell)
                    case bool():
                        sheet.write_boolean(row, column, cell)
                    case date():
                        sheet.write_datetime(row, column, cell, day)
                    case _:
                        sheet.write_number(row, column, cell)
            if name in hidden:
                sheet.hide()


# .ods: a zip with XML


def _save_ods(
    path: Path,
    sheets: Mapping[str, Rows],
    hidden: Collection[str],
    merged: Collection[Range],
    *,
    password: bool,
) -> None:
    tables = "".join(
        f'<table:table table:name={quoteattr(name)} table:style-name="'
        f'{"hidden" if name in hidden else "shown"}">'
        + "".join(_ods_rows(rows, merged))
        + f"{ODS_REST}</table:table>"
        for name, rows in sheets.items()
    )
    content = (
        f"<office:document-content {ODS_NAMES}>"
        f"<office:automatic-styles>{ODS_HIDDEN}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    manifest = (
        f'<manifest:manifest {ODS_NAMES}><manifest:file-entry manifest:full-path="content.xml" '
        f'manifest:media-type="text/xml">{ODS_ENCRYPTED if password else ""}'
        "</manifest:file-entry></manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", ODS_TYPE, zipfile.ZIP_STORED)
        packed.writestr("META-INF/manifest.xml", manifest)
        packed.writestr("content.xml", b"\x99\x01 scrambled" if password else content)


def _ods_rows(rows: Rows, merged: Collection[Range]) -> Iterator[str]:
    for row in range(max([len(rows), *(bottom + 1 for _, _, bottom, _ in merged)])):
        cells = rows[row] if row < len(rows) else ()
        right = [right + 1 for top, _, bottom, right in merged if top <= row <= bottom]
        written = [
            _ods_merged(cells[column] if column < len(cells) else None, row, column, merged)
            for column in range(max([len(cells), *right]))
        ]
        rest = '<table:table-cell table:number-columns-repeated="99"/>'
        yield f"<table:table-row>{''.join(written)}{rest}</table:table-row>"


def _ods_merged(cell: Cell, row: int, column: int, merged: Collection[Range]) -> str:
    written = _ods_cell(cell)
    for top, left, bottom, right in merged:
        if (top, left) == (row, column):
            spanned = (
                f'table:number-columns-spanned="{right - left + 1}" '
                f'table:number-rows-spanned="{bottom - top + 1}"'
            )
            return written.replace("table:table-cell", f"table:table-cell {spanned}", 1)
        if top <= row <= bottom and left <= column <= right:
            return written.replace("table:table-cell", "table:covered-table-cell")
    return written


def _ods_cell(cell: Cell) -> str:
    match cell:
        case None:
            return "<table:table-cell/>"
        case str():
            about, text = 'office:value-type="string"', f"<text:p>{cell}</text:p>"
        case bool():
            about = f'office:value-type="boolean" office:boolean-value="{str(cell).lower()}"'
            text = ""
        case date():
            about, text = f'office:value-type="date" office:date-value="{cell}"', ""
        case _:
            about, text = f'office:value-type="float" office:value="{cell}"', ""
    return f"<table:table-cell {about}>{text}</table:table-cell>"


# .xls: BIFF 8 records in an OLE compound file


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _begin(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0xDBB, 0x7CC, 0, 0x600))


def _xls(
    sheets: Mapping[str, Rows],
    hidden: Collection[str],
    merged: Collection[Range],
    *,
    password: bool,
    hours: bool,
) -> bytes:
    front = _begin(0x05)
    if password:
        front += _record(0x2F, struct.pack("<HH48x", 1, 1))
    front += _record(0x42, struct.pack("<H", 1200)) + _record(0x22, struct.pack("<H", 0))
    for built_in in (0, 14, 46):  # as it comes, a day, [h]:mm:ss
        front += _record(0xE0, struct.pack("<HH16x", 0, built_in))
    number_format = AS_HOURS if hours else GENERAL
    bodies = [_xls_sheet(rows, number_format, merged) for rows in sheets.values()]
    names = [name.encode("utf-16-le") for name in sheets]
    start = len(front) + sum(12 + len(name) for name in names) + len(_record(0x0A))
    for about, name, body in zip(sheets, names, bodies, strict=True):
        front += _record(
            0x85, struct.pack("<IBBBB", start, about in hidden, 0, len(about), 1) + name
        )
        start += len(body)
    return front + _record(0x0A) + b"".join(bodies)


def _xls_sheet(rows: Rows, number_format: int, merged: Collection[Range]) -> bytes:
    body = _begin(0x10)
    for row, column, cell in _cells(rows):
        place = struct.pack("<HH", row, column)
        match cell:
            case str():
                text = struct.pack("<HHB", GENERAL, len(cell), 1) + cell.encode("utf-16-le")
                body += _record(0x204, place + text)
            case bool():
                body += _record(0x205, place + struct.pack("<HBB", GENERAL, cell, 0))
            case date():
                days = (cell - EPOCH).days
                body += _record(0x203, place + struct.pack("<Hd", AS_DAY, days))
            case int() | float():
                body += _record(0x203, place + struct.pack("<Hd", number_format, cell))
    if merged:
        places = b"".join(
            struct.pack("<HHHH", top, bottom, left, right) for top, left, bottom, right in merged
        )
        body += _record(0xE5, struct.pack("<H", len(merged)) + places)
    return body + _record(0x0A)


def _ole(streams: Mapping[str, bytes]) -> bytes:
    """Return an OLE file: a header, the table of sectors, the folder, the streams."""
    bodies = [_padded(body, OLE_SMALLEST) for body in streams.values()]
    entries = [_ole_entry("Root Entry", 5, FREE, 1, END, 0)]
    folder_sectors = -(-(1 + len(streams)) // 4)
    table_sectors = 1
    while 128 * table_sectors < table_sectors + folder_sectors + sum(map(_sectors, bodies)):
        table_sectors += 1
    table = [OF_THE_TABLE] * table_sectors + _chain(table_sectors, folder_sectors)
    for place, (name, body) in enumerate(zip(streams, bodies, strict=True), start=1):
        following = place + 1 if place < len(streams) else FREE
        entries.append(_ole_entry(name, 2, following, FREE, len(table), len(body)))
        table += _chain(len(table), _sectors(body))
    table += [FREE] * (128 * table_sectors - len(table))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, table_sectors, table_sectors, 0, OLE_SMALLEST, END, 0, END, 0),
    ) + struct.pack("<109I", *range(table_sectors), *[FREE] * (109 - table_sectors))
    folder = _padded(b"".join(entries), folder_sectors * OLE_SECTOR)
    return header + struct.pack(f"<{len(table)}I", *table) + folder + b"".join(bodies)


def _padded(data: bytes, least: int) -> bytes:
    return data.ljust(max(least, -(-len(data) // OLE_SECTOR) * OLE_SECTOR), b"\0")


def _sectors(data: bytes) -> int:
    return len(data) // OLE_SECTOR


def _chain(start: int, sectors: int) -> list[int]:
    return [*range(start + 1, start + sectors), END]


def _ole_entry(name: str, kind: int, following: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xIQQIQ",
        *(encoded, len(encoded) + 2, kind, 1, FREE, following, child),
        *(0, 0, 0, start, size),
    )
