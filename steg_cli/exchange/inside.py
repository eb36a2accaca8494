"""What the reader of workbooks does not tell: failed formulas, and cells merged over rows.

The reader gives a formula that failed (#N/A, #DIV/0! …) as an empty cell; but "not found" is not
"nothing": a person whose protection could not be looked up would come in without it. Used where a
workbook is read, in a process with little memory and time.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

Faults = dict[tuple[int, int], str]  # (row, column) from 0 → what the cell shows


@dataclass
class Inside:
    """What stands in a sheet beside its values. `merged`: (row, column, last row) from 0."""

    faults: Faults = field(default_factory=dict)
    merged: list[tuple[int, int, int]] = field(default_factory=list)


CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*\bt=[\"']e[\"'][^>]*)>(.*?)</(?:\w+:)?c>", re.DOTALL)
PLACE = re.compile(rb"\br=[\"']([A-Z]+)([0-9]+)[\"']")
SHOWN = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TABLE = OFFICE % "table"
CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"


def look_inside(path: str) -> dict[str, Inside]:
    """Return what stands in the sheets of a workbook by their names."""
    if not zipfile.is_zipfile(path):
        return dict(_in_xls(path))
    with zipfile.ZipFile(path) as packed:
        names = set(packed.namelist())
        if "content.xml" in names:
            return dict(_in_ods(packed))
        return dict(_in_xlsx(packed)) if "xl/workbook.xml" in names else {}


def _in_xls(path: str) -> Iterator[tuple[str, Inside]]:
    import xlrd

    try:
        with Path(os.devnull).open("w") as nowhere:
            book = xlrd.open_workbook(path, logfile=nowhere)
    except Exception:  # noqa: BLE001 - whether it can be read is for the other reader to say
        return
    for sheet in book.sheets():
        inside = Inside()
        for row in range(sheet.nrows):
            for column, kind in enumerate(sheet.row_types(row)):
                if kind == xlrd.XL_CELL_ERROR:
                    code = sheet.cell_value(row, column)
                    inside.faults[row, column] = xlrd.error_text_from_code.get(code, "#")
        yield sheet.name, inside


def _in_xlsx(packed: zipfile.ZipFile) -> Iterator[tuple[str, Inside]]:
    targets = {
        one.get("Id"): str(one.get("Target"))
        for one in _parsed(packed, "xl/_rels/workbook.xml.rels")
    }
    for one in _parsed(packed, "xl/workbook.xml").iter():
        if not one.tag.endswith("}sheet"):
            continue
        target = next((targets[v] for k, v in one.items() if k.endswith("}id")), "")
        part = str(PurePosixPath("/xl", target)).lstrip("/")
        if part not in packed.namelist():
            continue
        inside = Inside()
        for attributes, content in CELL.findall(packed.read(part)):
            if (place := PLACE.search(attributes)) and (shown := SHOWN.search(content)):
                inside.faults[int(place[2]) - 1, _column(place[1])] = shown[1].decode()
        yield str(one.get("name")), inside


def _in_ods(packed: zipfile.ZipFile) -> Iterator[tuple[str, Inside]]:
    content = packed.read("content.xml")
    if b'value-type="error"' not in content and b"number-rows-spanned" not in content:
        return
    for table in _parsed(packed, "content.xml").iter(f"{TABLE}table"):
        inside, row = Inside(), 0
        for line in table.iter(f"{TABLE}table-row"):
            column = 0
            for cell in line:
                if cell.get(CALC_TYPE) == "error":
                    inside.faults[row, column] = "".join(cell.itertext()).strip() or "#"
                if (rows := int(cell.get(f"{TABLE}number-rows-spanned", 1))) > 1:
                    inside.merged.append((row, column, row + rows - 1))
                column += int(cell.get(f"{TABLE}number-columns-repeated", 1))
            row += int(line.get(f"{TABLE}number-rows-repeated", 1))
        yield str(table.get(f"{TABLE}name")), inside


def _parsed(packed: zipfile.ZipFile, part: str) -> ET.Element:
    return ET.fromstring(packed.read(part))  # noqa: S314 - expat limits what entities become


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
