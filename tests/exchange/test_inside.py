"""What the reader of workbooks does not tell: formulas that failed, and cells merged over rows.

What a failed formula shows is there, since "not found" is not "nothing".
"""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from steg_cli.exchange.inside import Inside, look_inside

from steg_cli.exchange.sheets import Line, Sheet, read_sheets

if TYPE_CHECKING:
    from tests.exchange.conftest import Rows, Save

FAULTS = ("#N/A", "#DIV/0!", "#NAME?", "#REF!", "#VALUE!", "#NUM!", "#NULL!")
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def test_a_failed_formula_of_an_xlsx_says_its_fault(tmp_path: Path) -> None:
    path = tmp_path / "lista.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Personer & co")
        sheet.write_row("A1", ["Namn", "Skyddad"])
        for row, fault in enumerate(FAULTS, start=1):
            sheet.write(row, 0, f"Person {row}")
            sheet.write_formula(row, 1, "=VLOOKUP(A1,X:X,1,0)", None, fault)
        sheet.write_formula("AB3", "=1/0", None, "#DIV/0!")
        book.add_worksheet("Hela").write_formula("A1", "=1+1", None, 2)
        hidden = book.add_worksheet("Gömd")
        hidden.write_formula("A1", "=NA()", None, "#N/A")
        hidden.hide()
    persons = [Line(n, (f"Person {n - 1}", fault)) for n, fault in enumerate(FAULTS, start=2)]
    persons[1] = Line(3, (*persons[1].cells, *[None] * 25, "#DIV/0!"))
    assert read_sheets(path) == [
        Sheet("Personer & co", (Line(1, ("Namn", "Skyddad")), *persons)),
        Sheet("Hela", (Line(1, (2,)),)),
        Sheet("Gömd", (Line(1, ("#N/A",)),), hidden=True),
    ]
    assert look_inside(str(path))["Hela"] == Inside()


@pytest.mark.parametrize("repeated", [1, 3])
def test_a_failed_formula_of_an_ods_says_its_fault(save: Save, repeated: int) -> None:
    """As LibreOffice writes it: an empty text that shows the fault."""
    path = save(".ods", {"Blad1": [["Namn", "Skyddad"], ["Anna", "FEL"], ["Bo", None, "FEL"]]})
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name).decode() for name in packed.namelist()}
    failed = (
        f'<table:table-cell {CALC} table:number-columns-repeated="{repeated}" '
        'calcext:value-type="error" office:value-type="string" office:string-value="">'
        "<text:p>#N/A</text:p></table:table-cell>"
    )
    whole = '<table:table-cell office:value-type="string"><text:p>FEL</text:p></table:table-cell>'
    assert parts["content.xml"].count(whole) == 2
    parts["content.xml"] = parts["content.xml"].replace(whole, failed)
    with zipfile.ZipFile(path, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    (sheet,) = read_sheets(path)
    assert [line.cells[: 2 + (line.number == 3)] for line in sheet.lines] == [
        ("Namn", "Skyddad"),
        ("Anna", "#N/A"),
        ("Bo", None, "#N/A"),
    ]


def test_a_failed_formula_of_an_xls_says_its_fault(save: Save) -> None:
    """A cell of yes or no and one that failed are the same kind of record, 0x205."""
    codes = {"#N/A": 42, "#DIV/0!": 7, "#NAME?": 29, "#REF!": 23, "#VALUE!": 15, "#NUM!": 36}
    codes |= {"#NULL!": 0}
    rows: Rows = [*[("Anna", True) for _ in FAULTS], ("Bo", False)]
    path = save(".xls", {"Blad1": rows})
    data = path.read_bytes()
    for row, fault in enumerate(FAULTS):
        whole = struct.pack("<HHHHHBB", 0x205, 8, row, 1, 0, 1, 0)
        assert data.count(whole) == 1
        failed = struct.pack("<HHHHHBB", 0x205, 8, row, 1, 0, codes[fault], 1)
        data = data.replace(whole, failed)
    path.write_bytes(data)
    (sheet,) = read_sheets(path)
    assert [line.cells for line in sheet.lines] == [
        *(("Anna", fault) for fault in FAULTS),
        ("Bo", False),
    ]
    assert look_inside(str(path)) == {
        "Blad1": Inside(faults={(row, 1): fault for row, fault in enumerate(FAULTS)})
    }


def test_cells_merged_over_rows_are_known_of_an_ods(save: Save) -> None:
    rows: Rows = [["Skövde", "Anna", 50], [None, "Bo"], ["Hjo", None, 75], [None, None, None]]
    merged = [(0, 0, 1, 0), (2, 0, 2, 1), (2, 2, 3, 3)]
    path = save(".ods", {"Blad1": rows, "Blad2": [["x"]]}, merged=merged)
    assert look_inside(str(path))["Blad1"] == Inside(merged=[(0, 0, 1), (2, 2, 3)])


def test_a_text_that_looks_like_a_fault_is_a_text(save: Save) -> None:
    for suffix in (".xlsx", ".xls", ".ods"):
        (sheet,) = read_sheets(save(suffix, {"Blad1": [["#N/A", "x"]]}))
        assert sheet.lines == (Line(1, ("#N/A", "x")),)


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods"])
def test_a_workbook_without_formulas_has_no_faults(save: Save, suffix: str) -> None:
    inside = look_inside(str(save(suffix, {"Blad1": [["x", 1]]})))
    assert [one for one in inside.values() if one != Inside()] == []
