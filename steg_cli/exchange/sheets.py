"""A spreadsheet of any kind as rows of plain values: .xlsx, .xls, .ods and .csv.

What an export writes is read too: a folder of .csv files, and its .json.

Nothing is judged here. A cell is text, a number, a day or yes/no as the file has it, or None; one
that failed or was never calculated is a `Fault`, never None or 0. Rows keep the number that the
spreadsheet shows beside them, so that a problem can be found again.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import overload

from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.frozen import frozen, replace
from steg_cli.programme.words import FORMULA

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
TEXTS = (".csv", ".tsv", ".txt")
JSON = ".json"
# How an export keeps a text from being run as a formula: an apostrophe, which is none of it.
DEFUSED = re.compile(rf"^'(?={FORMULA})")
MEGABYTE = 2**20
MOST_MEGABYTES = 50  # of a file; a list of 300 people needs 50 kB
MOST_CELLS = 5_000_000  # of a sheet, counted to the last one of each row
MOST_ROWS, MOST_COLUMNS = 2**20, 2**14  # of a sheet in any spreadsheet program
MOST_LINES = 500_000  # rows of a sheet that hold anything
MOST_FILLED = 1_000  # cells of a row that hold anything
OF_WHO = 3  # columns, in which a row tells who it is about
MOST_LETTERS = 100_000  # of a cell; a spreadsheet program stops at 32,767
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Fault(str):
    """What a cell shows that is no value: #N/A of a formula that failed, or ##### of no day.

    It begins with "=" for a formula that no program has calculated yet.
    """

    __slots__ = ()


Cell = str | int | float | bool | date | None
Range = tuple[int, int, int, int]  # first row and column, last row and column


@dataclass(frozen=True, slots=True)
class Line:
    """A row that holds anything, with its number in the sheet counted from 1."""

    number: int
    cells: tuple[Cell, ...]


class Lines(Sequence[Line]):
    """The rows of a sheet in order: a `Line` is made when it is asked for.

    Kept, the lines of a long list would take half as much again as what stands in them.
    """

    def __init__(self, numbers: Sequence[int], cells: Sequence[tuple[Cell, ...]]) -> None:
        self._numbers, self._cells = numbers, cells

    def __len__(self) -> int:
        return len(self._cells)

    def __iter__(self) -> Iterator[Line]:
        return map(Line, self._numbers, self._cells)

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> Lines: ...
    def __getitem__(self, place: int | slice) -> Line | Lines:
        if isinstance(place, slice):
            return Lines(self._numbers[place], self._cells[place])
        return Line(self._numbers[place], self._cells[place])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and (*self,) == (*other,)

    def __hash__(self) -> int:
        return hash((*self,))


@frozen
class Note:
    """What somebody wrote beside a cell. Rows are counted from 1, columns from 0."""

    row: int
    column: int
    text: str


@frozen
class Sheet:
    """A sheet and its rows. A .csv is one sheet, named as the file is, and cut by its delimiter.

    `file` is the name of the file or the folder that was read. Rows that somebody hid or filtered
    away are among the lines; they are counted from 1, columns from 0. `marked_rows` are those in
    which one of the first cells, that tell who it is, has a colour behind it or is struck out: what
    that means, the file does not say.
    """

    name: str
    lines: Sequence[Line]
    hidden: bool = False
    cut: bool = False
    notes: tuple[Note, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    marked_rows: frozenset[int] = frozenset()
    file: str = field(default="", compare=False)


class Grid:
    """The filled cells of a sheet while it is read: what is empty between them costs little.

    Raises MemoryError, before it costs anything, for far more than a list of people has.
    """

    def __init__(self, texts: dict[str, str] | None = None) -> None:
        self._rows: dict[int, list[Cell]] = {}
        self._filled: dict[int, int] = {}  # cells of wide rows
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.marked_rows: set[int] = set()
        # Each once, since most stand in many cells: of this sheet, and of others that share them.
        self._texts = {} if texts is None else texts
        self._left = MOST_CELLS

    def put(self, row: int, column: int, cell: Cell, times: int = 1) -> None:
        """Put a cell into a row from 1 and a column from 0, and as often again beside it."""
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            return
        if type(cell) is str:
            cell = DEFUSED.sub("", cell) if cell.startswith("'") else cell
            cell = self._texts.setdefault(cell, cell)
        cells = self._rows.setdefault(row, [])
        if (
            (isinstance(cell, str) and len(cell) > MOST_LETTERS)
            or (column + times > MOST_FILLED and self._filled_with(row, times) > MOST_FILLED)
            or len(self._rows) > MOST_LINES
            or row > MOST_ROWS
            or column + times > MOST_COLUMNS
        ):
            raise MemoryError
        if (lacking := column + times - len(cells)) > 0:
            self._take(lacking)
            cells += [None] * lacking
        cells[column : column + times] = [cell] * times

    def _filled_with(self, row: int, more: int) -> int:
        """Return how many cells of a wide row are filled, with `more` that will be."""
        if row not in self._filled:
            self._filled[row] = sum(cell is not None for cell in self._rows[row])
        self._filled[row] += more
        return self._filled[row]

    def mark(self, row: int, column: int) -> None:
        """Note that a cell has a colour behind it, or is struck out."""
        if column < OF_WHO:
            self.marked_rows.add(row)

    def hide_rows(self, first: int, times: int) -> None:
        """Note that rows from `first` on are hidden, as far as a sheet can have them."""
        self.hidden_rows.update(range(first, min(first + times, MOST_ROWS + 1)))

    def hide_columns(self, first: int, times: int) -> None:
        """Note that columns from `first` on are hidden, as far as a sheet can have them."""
        self.hidden_columns.update(range(first, min(first + times, MOST_COLUMNS)))

    def at(self, row: int, column: int) -> Cell:
        """Return what was put there."""
        cells = self._rows.get(row, ())
        return cells[column] if column < len(cells) else None

    def repeat(self, row: int, times: int) -> None:
        """Put what stands in a row into the rows below it."""
        if cells := self._rows.get(row):
            self._take(len(cells) * (times - 1))
            self._rows |= {row + below: list(cells) for below in range(1, times)}

    def fill(self, reach: Range, cell: Cell) -> None:
        """Put a cell wherever nothing stands in a range."""
        top, left, bottom, right = reach
        self._take((bottom - top + 1) * (right - left + 1))
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if self.at(row, column) is None:
                    self.put(row, column, cell)

    def merge(self, top: int, left: int, bottom: int) -> None:
        """Let what is merged over several rows say the same of each of them, down to the last."""
        cell, last = self.at(top, left), max(self._rows, default=0)
        if cell is None:
            return
        self._take(min(bottom, last) - top)
        for row in range(top + 1, min(bottom, last) + 1):
            self.put(row, left, cell)

    def lines(self) -> Lines:
        """Hand out the rows that hold anything, in order: the grid keeps none of them."""
        numbers = array("I", sorted(self._rows))
        return Lines(numbers, [tuple(self._rows.pop(row)) for row in numbers])

    def sheet(self, name: str, *, hidden: bool, notes: Iterable[Note]) -> Sheet:
        """Return the sheet that was read; the grid is empty then."""
        hidden_rows = frozenset(self.hidden_rows & self._rows.keys())
        return Sheet(
            name,
            self.lines(),
            hidden,
            notes=tuple(notes),
            hidden_rows=hidden_rows,
            hidden_columns=frozenset(self.hidden_columns),
            marked_rows=frozenset(self.marked_rows),
        )

    def _take(self, cells: int) -> None:
        self._left -= max(cells, 0)
        if self._left < 0:
            raise MemoryError


def read_sheets(path: Path) -> list[Sheet]:
    """Return the sheets of the spreadsheet at `path`, or of every .csv in that folder.

    Raises Refused for a file that is none, needs a password or is too large, and for text that
    cannot be read, naming the line.
    """
    path.stat()  # one that is not there says so first
    files = _csv_files(path) if path.is_dir() else [path]
    name = path.resolve().name
    texts: dict[str, str] = {}  # each person's number stands in most files of a folder
    return [replace(sheet, file=name) for file in files for sheet in _sheets_in(file, texts)]


def _sheets_in(path: Path, texts: dict[str, str]) -> list[Sheet]:
    suffix = path.suffix.casefold()
    if suffix not in (*WORKBOOKS, *TEXTS, JSON):
        raise Refused(
            N_("{path} is not a spreadsheet that can be read."),
            N_("Save the list as .xlsx, .ods, .xls or .csv, and import that file."),
            path=path,
        )
    if not path.is_file():  # a device, a pipe: they have no end
        raise no_workbook(path)
    with path.open("rb") as file:
        begin = file.read(8)
    if path.stat().st_size // MEGABYTE > MOST_MEGABYTES:
        raise too_large(path)
    if not begin:
        raise Refused(
            N_("{path} is empty."), N_("Save the list once more, then import it."), path=path
        )
    if suffix == JSON:
        return _json_sheets(path)
    if suffix in TEXTS and not begin.startswith((ZIP, OLE)):
        from steg_cli.exchange.text_files import text_lines

        return [Sheet(path.stem, text_lines(path, texts), cut=True)]
    from steg_cli.exchange.workbooks import read_workbook

    return read_workbook(path)


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


def too_large(path: Path) -> Refused:
    """Return the refusal of a file that would take more memory or time than any list."""
    return Refused(
        N_("{path} is far larger than a list of people."),
        N_("Save the list alone, without pictures and other sheets, and import that."),
        path=path,
    )


def no_workbook(path: Path) -> Refused:
    """Return the refusal of a file that is no workbook, or a damaged one."""
    return Refused(
        N_("{path} cannot be read as a spreadsheet."),
        N_("Open it in your spreadsheet program, save it as .xlsx, and import that file."),
        path=path,
    )


# JSON


def _json_sheets(path: Path) -> list[Sheet]:
    """Return what an export wrote as JSON: a sheet for each of its reports."""
    data = path.read_bytes()
    if sum(map(data.count, (b",", b"[", b"{"))) > MOST_CELLS:  # of values in it, at the most
        raise too_large(path)
    try:
        reports = json.loads(data)["reports"]
        return [
            Sheet(str(report["report"]), tuple(_json_lines(report["rows"])))
            for report in reports
            if report["rows"]
        ]
    except MemoryError:
        raise too_large(path) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused(
            N_("{path} is not what steg export writes."),
            N_("Export once more with steg export FILE.json, or import another kind of file."),
            path=path,
        ) from None


def _json_lines(rows: list[dict[str, object]]) -> Iterator[Line]:
    """Yield the keys as headings, then each row's values under them, whatever its order."""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    if len(keys) > MOST_FILLED:
        raise MemoryError
    yield Line(1, tuple(keys))
    for number, row in enumerate(rows, 2):
        yield Line(number, tuple(_json_cell(row.get(key)) for key in keys))


def _json_cell(value: object) -> Cell:
    """Return a value of JSON as a cell; a number as text, since it is no part of a whole."""
    return value if value is None or isinstance(value, bool) else str(value)
