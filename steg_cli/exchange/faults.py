"""Where the formulas of a workbook failed (#N/A, #DIV/0! …).

The reader gives such a cell as empty; but "not found" is not "nothing": a person whose protection
could not be looked up would come in without it. Known for .xlsx and .ods. Used where a workbook
is read, in a process with little memory and time.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

Faults = dict[tuple[int, int], str]  # (row, column) from 0 → what the cell shows

CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*\bt=[\"']e[\"'][^>]*)>(.*?)</(?:\w+:)?c>", re.DOTALL)
PLACE = re.compile(rb"\br=[\"']([A-Z]+)([0-9]+)[\"']")
SHOWN = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TABLE = OFFICE % "table"
CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"


def faults_in(path: str) -> dict[str, Faults]:
    """Return the failed cells of a workbook by the name of their sheet."""
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as packed:
        names = set(packed.namelist())
        if "content.xml" in names:
            return dict(_in_ods(packed))
        return dict(_in_xlsx(packed)) if "xl/workbook.xml" in names else {}


def _in_xlsx(packed: zipfile.ZipFile) -> Iterator[tuple[str, Faults]]:
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
        faults: Faults = {}
        for attributes, content in CELL.findall(packed.read(part)):
            if (place := PLACE.search(attributes)) and (shown := SHOWN.search(content)):
                faults[int(place[2]) - 1, _column(place[1])] = shown[1].decode()
        yield str(one.get("name")), faults


def _parsed(packed: zipfile.ZipFile, part: str) -> ET.Element:
    return ET.fromstring(packed.read(part))  # noqa: S314 - expat limits what entities become


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _in_ods(packed: zipfile.ZipFile) -> Iterator[tuple[str, Faults]]:
    if b'value-type="error"' not in packed.read("content.xml"):
        return
    for table in _parsed(packed, "content.xml").iter(f"{TABLE}table"):
        faults: Faults = {}
        row = 0
        for line in table.iter(f"{TABLE}table-row"):
            column = 0
            for cell in line:
                if cell.get(CALC_TYPE) == "error":
                    shown = "".join(cell.itertext()).strip()
                    faults[row, column] = shown or "#"
                column += int(cell.get(f"{TABLE}number-columns-repeated", 1))
            row += int(line.get(f"{TABLE}number-rows-repeated", 1))
        yield str(table.get(f"{TABLE}name")), faults
