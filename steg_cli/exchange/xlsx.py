"""Reading .xlsx and .xlsm: a zip of XML parts (ECMA-376), read as a stream.

Programs write them in many ways: cells without a position, parts in other letter case or under
other names, the strict namespace, texts in the sheet or beside it. A cell that says it failed, or
holds a formula and no value, is a `Fault`.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from typing import IO
from xml.etree import ElementTree as ET

from steg_cli.exchange.sheets import Cell, Fault, Grid, Note, Range, Sheet
from steg_cli.exchange.values import moment, number, written_moment
from steg_cli.programme.frozen import frozen

PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # a sign that XML cannot hold
# Of a number format: quoted and escaped signs, colours and languages, but [h] counts hours.
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
OF_DAYS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))  # built in
TRUE = ("1", "true")
WHITES = ("1", "9", "65")  # of the colours that are known by a number


class Parts:
    """The parts of a package by their names, which are compared without case."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._packed = packed
        self._places = {_key(part.filename): part for part in packed.infolist()}

    def open(self, name: str) -> IO[bytes]:
        """Open a part. Raises KeyError when there is none."""
        return self._packed.open(self._places[_key(name)])

    def parsed(self, name: str) -> ET.Element:
        """Return a part that is small."""
        with self.open(name) as file:
            return ET.parse(file).getroot()  # noqa: S314 - expat limits what entities become

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """Return what a part refers to by id: of which type it is, and its name."""
        folder, own = posixpath.split(name)
        rels = f"{folder}/_rels/{own}.rels"
        if _key(rels) not in self._places:
            return {}
        return {
            one.get("Id", ""): (
                one.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, _slashed(one.get("Target", "")))),
            )
            for one in self.parsed(rels)
            if one.get("TargetMode") != "External"
        }


def _slashed(name: str) -> str:
    return name.replace("\\", "/")


def _key(name: str) -> str:
    return _slashed(name).strip("/").casefold()


@frozen
class Book:
    """What the cells of every sheet refer to.

    `days`: whether each cell format shows numbers as days. `marked`: the formats that have a colour
    behind the cell or strike it out. `stale`: whether the program that
    wrote the book asks for all formulas to be calculated when it is opened.
    """

    texts: list[str]
    days: list[bool]
    marked: frozenset[int]
    since_1904: bool
    stale: bool


def xlsx_sheets(packed: zipfile.ZipFile) -> list[Sheet]:
    """Return the sheets of a workbook. Raises an exception when it is damaged or is none."""
    parts = Parts(packed)
    name = next(part for kind, part in parts.related("").values() if kind == "officeDocument")
    related = parts.related(name)
    root = parts.parsed(name)
    space = root.tag.removesuffix("workbook")
    about = root.find(f"{space}workbookPr")
    calculation = root.find(f"{space}calcPr")
    others = dict(related.values())
    styles = parts.parsed(others["styles"]) if "styles" in others else ET.Element("styleSheet")
    book = Book(
        list(_texts(parts, others["sharedStrings"])) if "sharedStrings" in others else [],
        _days(styles),
        _marked(styles),
        since_1904=about is not None and about.get("date1904") in TRUE,
        stale=calculation is not None and calculation.get("fullCalcOnLoad") in TRUE,
    )
    sheets = []
    for one in root.iterfind(f"{space}sheets/{space}sheet"):
        kind, part = related[next(value for key, value in one.items() if key.endswith("}id"))]
        if kind == "worksheet":
            notes = [*_notes(parts, part), *_text_boxes(parts, part)]
            with parts.open(part) as file:
                grid = _grid(file, book, notes)
            hidden = one.get("state", "visible") != "visible"
            sheets.append(grid.sheet(one.get("name", ""), hidden=hidden, notes=notes))
    return sheets


def _texts(parts: Parts, name: str) -> Iterator[str]:
    """Yield the texts that cells refer to by number."""
    with parts.open(name) as file:
        events = ET.iterparse(file, ("start", "end"))  # noqa: S314 - expat limits it
        _, root = next(events)
        space = root.tag.removesuffix("sst")
        for event, element in events:
            if event == "end" and element.tag == f"{space}si":
                yield _text(element, space)
                root.clear()


def _text(element: ET.Element, space: str) -> str:
    """Return a text of one or several runs, with every space; how it is pronounced is not in it."""
    runs = [element.findtext(f"{space}t", "")]
    runs += [run.findtext(f"{space}t", "") for run in element.iterfind(f"{space}r")]
    return _unescaped("".join(runs))


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _days(styles: ET.Element) -> list[bool]:
    """Say of each cell format whether it shows a number as a day or a time."""
    space = styles.tag.removesuffix("styleSheet")
    custom = {
        one.get("numFmtId"): one.get("formatCode", "")
        for one in styles.iterfind(f"{space}numFmts/{space}numFmt")
    }
    return [
        shows_days(custom[wanted]) if wanted in custom else int(wanted) in OF_DAYS
        for one in styles.iterfind(f"{space}cellXfs/{space}xf")
        if (wanted := one.get("numFmtId", "0"))
    ]


def _marked(styles: ET.Element) -> frozenset[int]:
    """Return which cell formats have a colour behind the cell, or strike it out."""
    space = styles.tag.removesuffix("styleSheet")
    solid = f"{space}patternFill[@patternType='solid']/{space}fgColor"
    fills = [one.find(solid) for one in styles.iterfind(f"{space}fills/{space}fill")]
    strikes = [one.find(f"{space}strike") for one in styles.iterfind(f"{space}fonts/{space}font")]
    coloured = {str(n) for n, one in enumerate(fills) if one is not None and not _is_white(one)}
    struck = {
        str(n) for n, one in enumerate(strikes) if one is not None and one.get("val", "1") in TRUE
    }
    return frozenset(
        n
        for n, one in enumerate(styles.iterfind(f"{space}cellXfs/{space}xf"))
        if one.get("fillId") in coloured or one.get("fontId") in struck
    )


def _is_white(colour: ET.Element) -> bool:
    rgb = colour.get("rgb", "").upper()
    return rgb.endswith("FFFFFF") or colour.get("theme") == "0" or colour.get("indexed") in WHITES


def shows_days(code: str) -> bool:
    """Say whether a number format is one of days or times: yyyy-mm-dd, [h]:mm."""
    first = LITERAL.sub("", code).partition(";")[0].casefold()
    return first != "general" and bool(re.search("[dmyhs]", first))


def _grid(file: IO[bytes], book: Book, notes: list[Note]) -> Grid:
    """Read the cells of a sheet, row by row, and what is shown beside a cell into `notes`."""
    grid, merged, failed = Grid(), list[Range](), list[tuple[Range, Fault]]()
    events = ET.iterparse(file, ("start", "end"))  # noqa: S314 - expat limits it
    _, root = next(events)
    space = root.tag.removesuffix("worksheet")
    if space == root.tag:
        raise ValueError(root.tag)
    rows, row, tag, data = root, 0, f"{space}row", f"{space}sheetData"
    for event, element in events:
        if event == "start":
            rows = element if element.tag == data else rows
        elif element.tag == tag:
            row = int(float(element.get("r", row + 1)))
            failed += _read_row(element, row, space, book, grid)
            rows.clear()
        elif element.tag == f"{space}col" and element.get("hidden") in TRUE:
            first, last = int(element.get("min", 0)), int(element.get("max", 0))
            grid.hide_columns(first - 1, last - first + 1)
        elif element.tag == f"{space}mergeCell":
            merged.append(_range(element.get("ref", "")))
        elif element.tag in (f"{space}dataValidation", f"{space}hyperlink"):
            notes += _shown_beside(element)
    for reach, fault in failed:
        grid.fill(reach, fault)
    for top, left, bottom, _ in merged:
        grid.merge(top, left, bottom)
    return grid


def _read_row(
    line: ET.Element, row: int, space: str, book: Book, grid: Grid
) -> Iterator[tuple[Range, Fault]]:
    """Put a row's cells into the grid, and yield the failed ones that stand for several."""
    if line.get("hidden") in TRUE:
        grid.hidden_rows.add(row)
    for at, column, cell in _placed(line, row, space):
        value = _value(cell, space, book)
        grid.put(at, column, value)
        if book.marked and value is not None and int(cell.get("s") or 0) in book.marked:
            grid.mark(at, column)
        if isinstance(value, Fault) and (reach := _reach(cell, space)):
            yield reach, value


def _placed(row: ET.Element, number_: int, space: str) -> Iterator[tuple[int, int, ET.Element]]:
    """Yield the cells of a row with row and column; one without a position is the next one."""
    column = -1
    for cell in row.iter(f"{space}c"):  # also inside of what another version reads otherwise
        if place := cell.get("r"):
            number_, column = _place(place)
        else:
            column += 1
        yield number_, column, cell


def _place(text: str) -> tuple[int, int]:
    """Return the row from 1 and the column from 0 of AB12. Raises ValueError for anything else."""
    if not (found := PLACE.fullmatch(text)):
        raise ValueError(text)
    return int(found[2]), _column(found[1])


@lru_cache
def _column(letters: str) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _range(text: str) -> Range:
    first, _, last = text.partition(":")
    return *_place(first), *_place(last or first)


def _reach(cell: ET.Element, space: str) -> Range | None:
    """Return which cells a formula fills that fills several."""
    formula = cell.find(f"{space}f")
    if formula is None or formula.get("t") not in ("array", "dataTable"):
        return None
    return _range(formula.get("ref", cell.get("r", "")))


def _value(cell: ET.Element, space: str, book: Book) -> Cell:
    """Return what a cell holds."""
    kind = cell.get("t", "n")
    if len(cell) == 1 and cell[0].tag == f"{space}v" and (value := cell[0].text):
        return _typed(kind, value, int(cell.get("s") or 0), book)  # most cells: this is faster
    value = cell.findtext(f"{space}v")
    inside = cell.find(f"{space}is")
    if inside is not None and not value:
        return _text(inside, space)
    formula = cell.find(f"{space}f")
    if formula is not None and _is_open(kind, value, book):
        return Fault(f"={formula.text or ''}")
    if value:
        return _typed(kind, value, int(cell.get("s") or 0), book)
    return Fault("#") if kind == "e" else None


def _typed(kind: str, value: str, style: int, book: Book) -> Cell:
    """Return a value by the type that its cell says; what nobody knows is a fault."""
    found: Cell = Fault(value)
    if kind == "n":
        is_day = style < len(book.days) and book.days[style]
        days = float(value)
        found = moment(days, since_1904=book.since_1904) if is_day else number(days)
    elif kind == "s":
        found = book.texts[int(value)]
    elif kind in ("str", "inlineStr"):
        found = _unescaped(value)
    elif kind == "b":
        found = value.strip() in TRUE
    elif kind == "d":
        found = written_moment(value)
    return found


def _is_open(kind: str, value: str | None, book: Book) -> bool:
    """Say whether a formula has no value yet.

    A text can be empty. A program that calculates nothing may write 0, no or nothing, and that the
    book is to be calculated when it is opened.
    """
    if value is None or not value.strip():
        return value is None or kind != "str" or book.stale
    return book.stale and kind in ("n", "b") and float(value) == 0


def _shown_beside(element: ET.Element) -> Iterator[Note]:
    """Yield what is shown when the pointer is on a link, or a cell is chosen.

    What is shown at cells of several rows says how to fill them in.
    """
    text = " ".join(filter(None, map(element.get, ("promptTitle", "prompt", "tooltip"))))
    for place in f"{element.get('sqref', '')} {element.get('ref', '')}".split():
        first, _, last = place.partition(":")
        if text and PLACE.fullmatch(first) and _place(first)[0] == _place(last or first)[0]:
            yield Note(*_place(first), _unescaped(text))


def _text_boxes(parts: Parts, sheet: str) -> Iterator[Note]:
    """Yield what stands in the boxes and shapes on a sheet, as notes where they begin."""
    for name in (name for kind, name in parts.related(sheet).values() if kind == "drawing"):
        for anchor in parts.parsed(name):
            texts = (one.text or "" for one in anchor.iter() if one.tag.endswith("}t"))
            places = (anchor.find(f"{{*}}from/{{*}}{key}") for key in ("row", "col"))
            row, column = (int(one.text or 0) if one is not None else 0 for one in places)
            if text := " ".join(texts):
                yield Note(row + 1, column, text)


def _notes(parts: Parts, sheet: str) -> Iterator[Note]:
    """Yield the notes on a sheet's cells, and the comments with their answers."""
    for kind, name in parts.related(sheet).values():
        if kind not in ("comments", "threadedComment"):
            continue
        root = parts.parsed(name)
        space = root.tag.rpartition("}")[0] + "}"
        for one in root.iter():
            if one.tag.endswith(("}comment", "}threadedComment")):
                row, column = _place(one.get("ref", ""))
                about = one.find(f"{space}text")
                if about is not None:
                    yield Note(row, column, (about.text or "") + _text(about, space))
