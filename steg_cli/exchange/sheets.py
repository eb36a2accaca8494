"""Reading a spreadsheet of any kind into rows of plain values: .xlsx, .xls, .ods and .csv.

What an export writes is read too: a folder of .csv files, and its .json.

Nothing is judged here. A cell is text, a number, a day or yes/no as the file has it, or None. Rows
keep the number that the spreadsheet shows beside them, so that a problem can be found again.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from steg_cli.exchange.inside import Inside, look_inside
from steg_cli.programme.errors import N_, Refused

if TYPE_CHECKING:
    from _csv import Reader as CsvReader

    from python_calamine import CalamineSheet

Cell = str | int | float | bool | date | None

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
TEXTS = (".csv", ".tsv", ".txt")
JSON = ".json"
# How an export keeps a text from being run as a formula: an apostrophe, which is none of it.
DEFUSED = re.compile(r"^'(?='*[=+\-@\t\r])")
MEGABYTE = 2**20
MOST_MEGABYTES = 100  # of a file; a list of 300 people needs 50 kB
MOST_UNPACKED = 1000  # of what a workbook holds when unpacked
MOST_MEMORY = 4000 * MEGABYTE  # for reading one, whatever its cells say of their places
MOST_SECONDS = 300
MOST_CELLS = 20_000_000
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UTF_8_MARK, UTF_16_MARKS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
# å, ä, ö and their like in UTF-8. In Windows-1252 it would be Ã and a sign, which nobody writes.
UTF_8_LETTER = re.compile(rb"\xc3[\x80-\xbf]")
# å, ä and ö of Windows-1252, and those of a Macintosh or MS-DOS, which are other signs in it.
SWEDISH = re.compile(rb"[\xe5\xe4\xf6\xc5\xc4\xd6]")
OTHER_ALPHABET = re.compile(rb"[A-Za-z][\x8a\x8c\x9a\x86\x84\x94]|[\x80\x85\x8e\x99][A-Za-z]")
SEPARATOR_LINE = re.compile(r"sep=([;,\t|])(?:\r\n?|\n)")  # what some programs write for Excel
DELIMITERS = ";\t,|"
GUESSED_FROM = 50  # rows
LINE_END = re.compile(rb"\r\n?|\n")
LINE_BREAK = re.compile(r"[\r\n]+")
MIDNIGHT = time()


@dataclass(frozen=True)
class Line:
    """A row that holds anything, with its number in the sheet counted from 1."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """A sheet and its rows. A .csv is one sheet, named as the file is, and cut by its delimiter."""

    name: str
    lines: tuple[Line, ...]
    hidden: bool = False
    cut: bool = False


def read_sheets(path: Path) -> list[Sheet]:
    """Return the sheets of the spreadsheet at `path`, or of every .csv in that folder.

    Raises Refused for a file that is none, needs a password or is too large, and for text that
    cannot be read, naming the line.
    """
    path.stat()  # one that is not there says so first
    if path.is_dir():
        return [sheet for one in _csv_files(path) for sheet in read_sheets(one)]
    suffix = path.suffix.casefold()
    if suffix not in (*WORKBOOKS, *TEXTS, JSON):
        raise Refused(
            N_("{path} is not a spreadsheet that can be read."),
            N_("Save the list as .xlsx, .ods, .xls or .csv, and import that file."),
            path=path,
        )
    if path.exists() and not path.is_file():  # a device, a pipe: they have no end
        raise _no_workbook(path)
    with path.open("rb") as file:
        begin = file.read(8)
    _check_size(path, path.stat().st_size // MEGABYTE, MOST_MEGABYTES)
    if not begin:
        raise Refused(
            N_("{path} is empty."), N_("Save the list once more, then import it."), path=path
        )
    if suffix == JSON:
        return _json_sheets(path)
    if suffix in TEXTS and not begin.startswith((ZIP, OLE)):
        return [Sheet(path.stem, tuple(_csv_lines(path)), cut=True)]
    if not begin.startswith(OLE):
        _check_packed(path)
    return _workbook(path)


def _csv_files(folder: Path) -> list[Path]:
    """Return the .csv files of a folder that hold anything. Raises Refused when there is none."""
    found = (one for one in folder.iterdir() if one.suffix.casefold() == ".csv")
    files = sorted(one for one in found if one.is_file() and one.stat().st_size)
    if not files:
        raise Refused(
            N_("The folder {path} holds no .csv files."),
            N_("Name the file of your list, or the folder that steg export wrote."),
            path=folder,
        )
    return files


def _check_size(path: Path, megabytes: int, most: int) -> None:
    if megabytes > most:
        raise _too_large(path)


def _too_large(path: Path) -> Refused:
    return Refused(
        N_("{path} is far larger than a list of people."),
        N_("Save the list alone, without pictures and other sheets, and import that."),
        path=path,
    )


# Workbooks


def _check_packed(path: Path) -> None:
    """Raise Refused for what is no workbook, and for one that would be huge when unpacked."""
    try:
        with zipfile.ZipFile(path) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):  # none, newer, or spoiled
        raise _no_workbook(path) from None
    _check_size(path, unpacked // MEGABYTE, MOST_UNPACKED)


def _workbook(path: Path) -> list[Sheet]:
    """Read a workbook in a process of its own: one that lies of its size takes only that along."""
    context = get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, initializer=_limit_resources) as pool:
        try:
            found = pool.submit(_sheets_in, str(path)).result()
        except (BrokenProcessPool, MemoryError):
            raise _too_large(path) from None
    if found == "password":
        raise Refused(
            N_("{path} is protected with a password."),
            N_("Save it without a password where only you can read it, and import that file."),
            path=path,
        )
    if found == "large":
        raise _too_large(path)
    if isinstance(found, str):
        raise _no_workbook(path)
    return found


def _limit_resources() -> None:
    import resource

    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # its last words are for programmers
    limits = {
        resource.RLIMIT_AS: MOST_MEMORY,
        resource.RLIMIT_CPU: MOST_SECONDS,
        resource.RLIMIT_CORE: 0,  # a dump would hold the list
    }
    for limit, most in limits.items():
        resource.setrlimit(limit, (most, most))


def _sheets_in(path: str) -> list[Sheet] | str:
    """Return a workbook's sheets, or what hinders: "password", "large" or "damaged"."""
    from python_calamine import PasswordError, SheetTypeEnum, SheetVisibleEnum, load_workbook

    try:
        inside = look_inside(path)
        with load_workbook(path) as book:
            return [
                Sheet(
                    about.name,
                    tuple(_lines(_rows(book.get_sheet_by_index(place), inside.get(about.name)))),
                    hidden=about.visible is not SheetVisibleEnum.Visible,
                )
                for place, about in enumerate(book.sheets_metadata)
                if about.typ is SheetTypeEnum.WorkSheet
            ]
    except PasswordError:
        return "password"
    except MemoryError:
        return "large"
    except Exception:  # noqa: BLE001 - whatever the reader stumbles over
        return "damaged"
    except BaseException as error:  # a panic of the reader is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        return "damaged"


def _rows(sheet: CalamineSheet, inside: Inside | None) -> list[list[Any]]:
    """Return a sheet's cells. What is merged over several rows says the same of each of them.

    A formula that failed would look like an empty cell: it says its fault instead.
    """
    rows = sheet.to_python(skip_empty_area=False)
    for (row, column), fault in (inside.faults if inside else {}).items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = fault
    merged = list(inside.merged if inside else ())
    merged += [(top, left, down) for (top, left), (down, _) in sheet.merged_cell_ranges or ()]
    for top, left, bottom in merged:
        for below in rows[top + 1 : bottom + 1]:
            if left < len(below):
                below[left] = rows[top][left]
    return rows


def _no_workbook(path: Path) -> Refused:
    return Refused(
        N_("{path} cannot be read as a spreadsheet."),
        N_("Open it in your spreadsheet program, save it as .xlsx, and import that file."),
        path=path,
    )


def _lines(rows: Iterable[Iterable[object]]) -> Iterator[Line]:
    """Yield the rows that hold anything. What is empty to the right of a row is left out."""
    left = MOST_CELLS
    for number, row in enumerate(rows, start=1):
        cells = [_cell(value) for value in row]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            yield Line(number, tuple(cells))
        if (left := left - len(cells)) < 0:
            raise MemoryError


def _cell(value: object) -> Cell:
    """Return a value as a spreadsheet has it, plainer: whole numbers, days without midnight."""
    if isinstance(value, datetime):
        return value.date() if value.time() == MIDNIGHT else value.isoformat(" ")
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        text = DEFUSED.sub("", value)
        return text if text.strip() else None
    if value is None or isinstance(value, int | float | bool | date):
        return value
    return str(value)


# JSON


def _json_sheets(path: Path) -> list[Sheet]:
    """Return what an export wrote as JSON: a sheet for each of its reports."""
    try:
        reports = json.loads(path.read_bytes())["reports"]
        return [
            Sheet(str(report["report"]), tuple(_json_lines(report["rows"])))
            for report in reports
            if report["rows"]
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused(
            N_("{path} is not what steg export writes."),
            N_("Export once more with steg export FILE.json, or import another kind of file."),
            path=path,
        ) from None


def _json_lines(rows: list[dict[str, object]]) -> Iterator[Line]:
    """Yield the keys as headings, then each row's values under them, whatever its order."""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    yield Line(1, tuple(keys))
    for number, row in enumerate(rows, 2):
        yield Line(number, tuple(_plainly(row.get(key)) for key in keys))


def _plainly(value: object) -> Cell:
    """Return a value of JSON as a cell; a number as text, since it is no part of a whole."""
    return value if value is None or isinstance(value, bool) else str(value)


# CSV


def _csv_lines(path: Path) -> Iterator[Line]:
    text = _decoded(path, path.read_bytes())
    if "\0" in text:
        raise _broken_line(path, text[: text.index("\0")].encode())
    said = SEPARATOR_LINE.match(text)
    delimiter = said[1] if said else _delimiter(text)
    reader = csv.reader(
        io.StringIO(text[said.end() :] if said else text, newline=""),
        delimiter=delimiter,
        strict=True,
    )
    above, read = int(bool(said)), [0]
    try:
        yield from _lines(_whole(reader, delimiter, read))
    except csv.Error:
        raise Refused(
            N_("A cell that begins on line {line} of {path} has a quotation mark too few or many."),
            N_("Mend it in your spreadsheet program, or save the list as .xlsx and import that."),
            path=path,
            line=read[-1] + above + 1,
        ) from None
    except MemoryError:
        raise _too_large(path) from None


def _whole(rows: CsvReader, delimiter: str, read: list[int]) -> Iterator[list[str]]:
    """Yield rows, and raise csv.Error for a cell that took whole rows into itself.

    `read` tells how many lines were read of the rows that were yielded.
    """
    widest = 0
    for row in rows:
        widest = max(widest, len(row))
        for cell in row:
            if "\n" in cell or "\r" in cell:
                inside = max(line.count(delimiter) for line in LINE_BREAK.split(cell))
                if widest > 1 and inside >= max(widest - 2, 1):
                    raise csv.Error
        yield row
        read[0] = rows.line_num


def _decoded(path: Path, data: bytes) -> str:
    """Return a text file's text: UTF-8, UTF-16 with a mark, or Windows-1252 as Excel has it."""
    if data.startswith(UTF_16_MARKS):
        encoding = "utf-16"
    elif data.startswith(UTF_8_MARK) or UTF_8_LETTER.search(data):
        data, encoding = data.removeprefix(UTF_8_MARK), "utf-8"
    else:
        encoding = "ascii" if data.isascii() else "cp1252"
        with suppress(UnicodeDecodeError):
            return data.decode("utf-8")
        if OTHER_ALPHABET.search(data) and not SWEDISH.search(data):
            raise Refused(
                N_("The letters å, ä and ö of {path} are written as on a Macintosh or in MS-DOS."),
                N_("Save the list once more as .xlsx, or as .csv in UTF-8, and import that file."),
                path=path,
            )
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        readable = data[: error.start].decode(encoding, "ignore")
        raise _broken_line(path, readable.encode()) from None


def _broken_line(path: Path, before: bytes) -> Refused:
    return Refused(
        N_("Line {line} of {path} holds bytes that are no text."),
        N_("Save the list once more as .xlsx, or as .csv in UTF-8, and import that file."),
        path=path,
        line=len(LINE_END.findall(before)) + 1,
    )


def _delimiter(text: str) -> str:
    """Return what stands between the cells: what cuts most rows into equally many."""

    def cut(delimiter: str) -> tuple[float, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            rows = [row for row in islice(reader, GUESSED_FROM) if row]
        except csv.Error:
            return (0, 0)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return max(((count / len(rows), width) for width, count in widths.items()), default=(0, 0))

    return max(DELIMITERS, key=cut)
