"""Reading .ods: a zip whose content.xml holds every sheet (ODF 1.3), read as a stream.

A cell has a value and shows a text. LibreOffice says of a failed one that it did; Excel writes
the value 0, and only the text tells.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from steg_cli.exchange.sheets import MOST_LETTERS, Cell, Fault, Grid, Note, Range, Sheet
from steg_cli.exchange.values import number, written_moment

OFFICE, TABLE, TEXT, STYLE, DRAW = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}"
    for name in ("office", "table", "text", "style", "drawing")
)
CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
FAILED = re.compile(r"#+[^#\s].*|[^\W\d]+:\s?[0-9]{3}")  # #SAKNAS!, Err:502; ### is too narrow
DURATION = re.compile(r"PT([0-9]+)H([0-9]+)M([0-9]+)(?:[.,][0-9]+)?S")
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
OF_CELLS = (f"{STYLE}table-cell-properties", f"{STYLE}text-properties")
NAMED, WAYS = ("name", "style-name"), ("rows", "columns")
NUMBERS = ("float", "percentage", "currency")
SPACE, TAB, BREAK = (f"{TEXT}{name}" for name in ("s", "tab", "line-break"))
BESIDE = (f"{OFFICE}annotation", f"{TEXT}ruby-text", f"{TEXT}note")  # no part of a cell's text


@dataclass
class Table:
    """A sheet while it is read."""

    name: str
    style: str
    row: int = 1
    column: int = 0  # of those that are described so far
    grid: Grid = field(default_factory=Grid)
    notes: list[Note] = field(default_factory=list)
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    failed: list[tuple[Range, Fault]] = field(default_factory=list)
    marked: set[str] = field(default_factory=set)  # styles of cells with a colour, or struck out


def is_encrypted(packed: zipfile.ZipFile) -> bool:
    """Say whether a password is needed."""
    manifest = "META-INF/manifest.xml"
    return manifest in packed.namelist() and b"encryption-data" in packed.read(manifest)


def ods_sheets(packed: zipfile.ZipFile) -> list[Sheet]:
    """Return the sheets of a workbook. Raises an exception when it is damaged or is none."""
    sheets: list[Sheet] = []
    hidden, marked = set[str](), set[str]()
    table, style = None, ""
    with packed.open("content.xml") as file:
        events = ET.iterparse(file, ("start", "end"))  # noqa: S314 - expat limits what it makes
        for event, element in events:
            match event, element.tag.removeprefix(TABLE):
                case "start", "table":
                    if table:
                        raise ValueError  # a sheet inside a cell, which no program shows
                    opened = element
                    table = Table(*(element.get(f"{TABLE}{key}", "") for key in NAMED))
                    table.marked = marked
                case "end", "table-row" if table:
                    shapes = opened.iterfind(f"{TABLE}shapes/*")
                    table.notes += [_text_box(shape, 1, 0) for shape in shapes]
                    _read_row(element, table)
                    opened.clear()
                    element.clear()
                case "end", "table-column" if table:
                    table.column += (times := _count(element, "number-columns-repeated"))
                    if _is_hidden(element):
                        table.grid.hide_columns(table.column - times, times)
                case "end", "table" if table:
                    sheets.append(_sheet(table, hidden))
                    table = None
                case "start", _ if element.tag == f"{STYLE}style":
                    style = element.get(f"{STYLE}name", "")
                case "end", _:
                    hidden |= {style} if element.get(f"{TABLE}display") == "false" else set()
                    marked |= {style} if element.tag in OF_CELLS and _is_marked(element) else set()
    return sheets


def _sheet(table: Table, hidden: set[str]) -> Sheet:
    for reach, fault in table.failed:
        table.grid.fill(reach, fault)
    for top, left, bottom in table.merged:
        table.grid.merge(top, left, bottom)
    return table.grid.sheet(table.name, hidden=table.style in hidden, notes=table.notes)


def _read_row(line: ET.Element, table: Table) -> None:
    """Read the cells of a row; what is written once can stand for several alike."""
    column = 0
    for cell in line:
        if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            continue
        times = _count(cell, "number-columns-repeated")
        value = _value(cell)
        if value is not None and cell.get(f"{TABLE}style-name") in table.marked:
            table.grid.mark(table.row, column)
        table.grid.put(table.row, column, value, times)
        if (rows := _count(cell, "number-rows-spanned")) > 1:
            table.merged.append((table.row, column, table.row + rows - 1))
        if isinstance(value, Fault):
            down, across = (_count(cell, f"number-matrix-{way}-spanned") for way in WAYS)
            last = (table.row + down - 1, column + across - 1)
            table.failed.append(((table.row, column, *last), value))
        for note in cell.iterfind(f"{OFFICE}annotation"):
            table.notes.append(Note(table.row, column, _shown(note)))
        for shape in (one for one in cell if one.tag.startswith(DRAW)):
            table.notes.append(_text_box(shape, table.row, column))
        column += times
    times = _count(line, "number-rows-repeated")
    table.grid.repeat(table.row, times)
    if _is_hidden(line):
        table.grid.hide_rows(table.row, times)
    table.row += times


def _text_box(shape: ET.Element, row: int, column: int) -> Note:
    """Return what stands in a box or a shape, as a note on a cell."""
    return Note(row, column, "\n".join(map(_words, shape.iter(f"{TEXT}p"))))


def _is_marked(element: ET.Element) -> bool:
    """Say whether a style has a colour behind the cell, or strikes it out."""
    colour = element.get(f"{FO}background-color", "transparent").casefold()
    struck = element.get(f"{STYLE}text-line-through-style", "none")
    return colour not in ("transparent", "#ffffff") or struck != "none"


def _is_hidden(element: ET.Element) -> bool:
    """Say whether a row or a column was hidden or filtered away."""
    return element.get(f"{TABLE}visibility", "visible") != "visible"


def _count(element: ET.Element, key: str) -> int:
    return int(element.get(f"{TABLE}{key}", 1))


def _value(cell: ET.Element) -> Cell:
    """Return what a cell holds."""
    kind = cell.get(f"{OFFICE}value-type")
    formula = cell.get(f"{TABLE}formula")
    has_text = cell.find(f"{TEXT}p") is not None
    shown = _shown(cell)
    failed = FAILED.fullmatch(shown.strip()) and (formula or kind not in ("string", None))
    if failed or cell.get(CALC_TYPE) == "error":
        return Fault(shown.strip() or "#")
    value = _typed(cell, kind, shown)
    if formula is None:
        return value
    written = value is not None or has_text or cell.get(f"{OFFICE}string-value") is not None
    # LibreOffice writes an empty text as one; a program that calculates nothing, nothing or 0.
    if not written or (kind not in ("string", None) and not value and not shown):
        return Fault(f"={formula.partition('=')[2]}")
    return value


def _typed(cell: ET.Element, kind: str | None, shown: str) -> Cell:
    """Return a cell's value by its type; without one, its text."""
    if kind in (None, "string"):
        return cell.get(f"{OFFICE}string-value", shown) or None
    value = cell.get(f"{OFFICE}value" if kind in NUMBERS else f"{OFFICE}{kind}-value")
    found: Cell = Fault(shown.strip() or "#")
    if value is None:
        found = found if cell.get(f"{TABLE}formula") is None else None
    elif kind in NUMBERS:
        found = number(float(value))
    elif kind == "boolean":
        found = value == "true"
    elif kind == "date":
        found = written_moment(value)
    elif parts := DURATION.fullmatch(value):
        found = ":".join(part.zfill(2) for part in parts.groups())
    return found


def _shown(element: ET.Element) -> str:
    """Return the text of a cell or a note, a line for each paragraph."""
    return "\n".join(_words(one) for one in element.iterfind(f"{TEXT}p"))


def _words(element: ET.Element) -> str:
    words = [element.text or ""]
    for one in element:
        if one.tag == SPACE:
            words.append(" " * min(int(one.get(f"{TEXT}c", 1)), MOST_LETTERS))
        elif one.tag in (TAB, BREAK):
            words.append("\t" if one.tag == TAB else "\n")
        elif one.tag not in BESIDE:
            words.append(_words(one))
        words.append(one.tail or "")
    return "".join(words)
