"""Cells of .ods as LibreOffice, Excel and smaller programs write them."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from steg_cli.exchange.ods import ods_sheets
from steg_cli.exchange.sheets import MOST_COLUMNS, Cell, Fault, Line, Note, Sheet
from tests.exchange.conftest import ODS_NAMES, ODS_TYPE

CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"


def packed(path: Path, tables: str) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", ODS_TYPE)
        file.writestr(
            "content.xml",
            f'<office:document-content {ODS_NAMES} xmlns:calcext="{CALC}"><office:body>'
            f"<office:spreadsheet>{tables}</office:spreadsheet></office:body>"
            "</office:document-content>",
        )
    return path


def read(path: Path, rows: str) -> Sheet:
    table = f'<table:table table:name="B">{rows}</table:table>'
    with zipfile.ZipFile(packed(path / "lista.ods", table)) as file:
        (sheet,) = ods_sheets(file)
    return sheet


def cell(about: str, text: str | None = None) -> str:
    """Return a cell; `text` is what it shows."""
    shown = "" if text is None else f"<text:p>{text}</text:p>"
    return f"<table:table-cell {about}>{shown}</table:table-cell>"


def row_of(cells: str, times: int = 1) -> str:
    """Return a row, written once for all of its times."""
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


FLOAT, STRING, DAY = (f'office:value-type="{kind}"' for kind in ("float", "string", "date"))
FORMULA = 'table:formula="of:=IF([.A1]=1;2;3)"'
FALSE = 'office:value-type="boolean" office:boolean-value="false"'
ERROR = 'calcext:value-type="error"'
OPEN = Fault("=IF([.A1]=1;2;3)")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        # What is there.
        (cell(f'{FLOAT} office:value="3"', "3"), 3),
        (cell(f'{FLOAT} office:value="44957"', "###"), 44957),  # the column is too narrow
        (cell('office:value-type="percentage" office:value="0.5"', "50 %"), 0.5),
        (cell(f'{DAY} office:date-value="2023-01-31"', "31/1"), date(2023, 1, 31)),
        (cell(f'{DAY} office:date-value="2023-01-31T00:00:00"'), date(2023, 1, 31)),
        (cell('office:value-type="time" office:time-value="PT08H30M00S"'), "08:30:00"),
        (cell('office:value-type="boolean" office:boolean-value="true"', "SANT"), True),
        (cell(STRING, 'A<text:s text:c="2"/>b</text:p><text:p><text:a>c</text:a>'), "A  b\nc"),
        (cell(STRING, "A<text:tab/>b<text:line-break/>c"), "A\tb\nc"),
        (cell(STRING, "#N/A"), "#N/A"),  # a text, until its column says otherwise
        (cell("", "utan typ"), "utan typ"),
        # Formulas that came to something.
        (cell(f'{FORMULA} {FLOAT} office:value="0"', "0"), 0),
        (cell(f'{FORMULA} {STRING} office:string-value="ja"', "ja"), "ja"),
        # Those that failed: in LibreOffice, in Excel, in any language.
        (cell(f'{FORMULA} {STRING} office:string-value="" {ERROR}', "#N/A"), Fault("#N/A")),
        (cell(f"{FORMULA} {ERROR}"), Fault("#")),
        *(
            (cell(f'{FORMULA} {FLOAT} office:value="0"', shown), Fault(shown))
            for shown in ("#N/A", "#SAKNAS!", "#DIVISION/0!", "#I/T", "#NV", "Err:502", "Fel:502")
        ),
        (cell(f'{FLOAT} office:value="0"', "#N/A"), Fault("#N/A")),
        (cell(f'{FORMULA} {STRING} office:string-value=""', "#NAMN?"), Fault("#NAMN?")),
        (cell(f"{FORMULA} {FALSE}", "#REF!"), Fault("#REF!")),
        # Those that no program has calculated.
        (cell(FORMULA), OPEN),
        (cell(f"{FORMULA} {FLOAT}"), OPEN),
        (cell(f'{FORMULA} {FLOAT} office:value="0"'), OPEN),
        (cell(f"{FORMULA} {STRING}"), OPEN),
        # What is no value.
        (cell(FLOAT, "3"), Fault("3")),
        (cell(f'{DAY} office:date-value="2023-02-30"', "30/2"), Fault("2023-02-30")),
        (cell('office:value-type="time" office:time-value="8:30"', "8:30"), Fault("8:30")),
    ],
)  # fmt: skip
def test_what_a_cell_says(tmp_path: Path, written: str, value: Cell) -> None:
    before, after = (cell(STRING, text) for text in ("före", "efter"))
    (line,) = read(tmp_path, f"<table:table-row>{before}{written}{after}</table:table-row>").lines
    assert (line.cells, type(line.cells[1])) == (("före", value, "efter"), type(value))


@pytest.mark.parametrize("written", [f'{STRING} office:string-value=""', ""])
def test_an_empty_text_of_a_formula_is_nothing(tmp_path: Path, written: str) -> None:
    """As LibreOffice writes it, also without a type."""
    row = cell(f"{FORMULA} {written}", "") + cell(f'{FLOAT} office:value="1"')
    assert read(tmp_path, f"<table:table-row>{row}</table:table-row>").lines == (
        Line(1, (None, 1)),
    )


def test_rows_and_cells_that_are_written_once_stand_for_several(tmp_path: Path) -> None:
    note = "".join(f"<text:p>{word}</text:p>" for word in ("skyddad", "identitet"))
    twice = cell(f'{STRING} table:number-columns-repeated="2"', "x")
    rows = (
        '<table:table-header-rows><table:table-row table:number-rows-repeated="2">'
        f'{twice}<table:table-cell table:number-columns-repeated="16382"/></table:table-row>'
        '</table:table-header-rows><table:table-row table:number-rows-repeated="1000000"/>'
        f'<table:table-row table:visibility="filter"><table:table-cell {STRING}>'
        f"<office:annotation>{note}</office:annotation><text:p>sist</text:p></table:table-cell></table:table-row>"
    )
    assert read(tmp_path, rows) == Sheet(
        "B",
        (Line(1, ("x", "x")), Line(2, ("x", "x")), Line(1000003, ("sist",))),
        notes=(Note(1000003, 0, "skyddad\nidentitet"),),
        hidden_rows=frozenset({1000003}),
    )


@pytest.mark.parametrize("spanned", [1, 2, 3])
def test_what_is_merged_over_rows_stands_in_each_of_them(tmp_path: Path, spanned: int) -> None:
    first = cell(f'{STRING} table:number-rows-spanned="{spanned}"', "x")
    rows = [
        first + cell(STRING, "1"),
        *("<table:covered-table-cell/>" + cell(STRING, n) for n in "23"),
    ]
    found = read(tmp_path, "".join(f"<table:table-row>{row}</table:table-row>" for row in rows))
    assert [line.cells for line in found.lines] == [
        ("x" if place <= spanned else None, str(place)) for place in (1, 2, 3)
    ]


def test_a_formula_of_several_cells_fails_in_all_of_them(tmp_path: Path) -> None:
    spanned = 'table:number-matrix-rows-spanned="2" table:number-matrix-columns-spanned="1"'
    rows = f"<table:table-row>{cell(f'{FORMULA} {spanned}')}</table:table-row><table:table-row/>"
    assert read(tmp_path, rows).lines == (Line(1, (OPEN,)), Line(2, (OPEN,)))


def test_far_more_repeated_cells_than_a_list_has_are_refused(tmp_path: Path) -> None:
    repeated = " ".join(f'table:number-{way}-repeated="900000"' for way in ("columns", "rows"))
    row = cell(f'{STRING} table:number-columns-repeated="900000"', "x")
    with pytest.raises(MemoryError):
        read(tmp_path, f"<table:table-row {repeated}>{row}</table:table-row>")


def test_hidden_and_filtered_rows_and_columns_are_told(tmp_path: Path) -> None:
    row = f"<table:table-row{{}}>{cell(STRING, 'x')}</table:table-row>"
    hidden = ' table:visibility="collapse"'
    columns = (
        '<table:table-column table:number-columns-repeated="2"/>'
        f'<table:table-column table:number-columns-repeated="2"{hidden}/><table:table-column/>'
    )
    rows = (row.format(""), row.format(hidden), row.format(' table:visibility="filter"'))
    found = read(tmp_path, columns + "".join(rows))
    assert (set(found.hidden_rows), set(found.hidden_columns)) == ({2, 3}, {2, 3})


TIMES = 4 * 10**9


@pytest.mark.parametrize(
    "rows",
    [
        row_of(cell(STRING, "x"), TIMES),
        row_of(cell(f'{STRING} table:number-columns-repeated="{TIMES}"', "x")),
        row_of(cell(STRING, f'<text:s text:c="{TIMES}"/>x')),
        row_of(cell(f'{STRING} table:number-rows-spanned="1000000"', "x") * 900)
        + row_of(cell(STRING, "x"), 90_000),
        row_of(
            cell(
                f'{FORMULA} {ERROR} table:number-matrix-rows-spanned="{TIMES}" '
                f'table:number-matrix-columns-spanned="{TIMES}"'
            )
        ),
    ],
)
def test_a_few_bytes_that_stand_for_very_much_are_refused(tmp_path: Path, rows: str) -> None:
    with pytest.raises(MemoryError):
        read(tmp_path, rows)


def test_what_is_hidden_ends_with_the_sheet(tmp_path: Path) -> None:
    hidden = 'table:visibility="collapse" table:number'
    sheet = read(
        tmp_path,
        f'<table:table-column {hidden}-columns-repeated="{TIMES}"/>'
        f'{row_of(cell(STRING, "x"))}<table:table-row {hidden}-rows-repeated="{TIMES}"/>',
    )
    assert sheet.hidden_columns == frozenset(range(MOST_COLUMNS))
    assert sheet.hidden_rows == frozenset()


def test_what_stands_in_boxes_is_a_note(tmp_path: Path) -> None:
    texts = "<text:p>in a</text:p><text:p>box</text:p>"
    box = f"<drawing:frame><drawing:text-box>{texts}</drawing:text-box></drawing:frame>"
    inside = f'<table:table-cell office:value-type="string"><text:p>a</text:p>{box}'
    rows = f"<table:shapes>{box}</table:shapes>{row_of(cell(STRING, 'b'))}"
    rows += row_of(f"{cell(STRING, 'c')}{inside}</table:table-cell>")
    sheet = read(tmp_path, rows)
    assert sheet.notes == (Note(1, 0, "in a\nbox"), Note(2, 1, "in a\nbox"))
    assert [line.cells for line in sheet.lines] == [("b",), ("c", "a")]


def test_rows_that_stand_out_by_a_colour_or_a_line_through_them_are_told(tmp_path: Path) -> None:
    fo = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    looks = {
        "red": f'<style:table-cell-properties {fo} fo:background-color="#ff0000"/>',
        "white": f'<style:table-cell-properties {fo} fo:background-color="#FFFFFF"/>',
        "struck": '<style:text-properties style:text-line-through-style="solid"/>',
    }
    styles = "".join(
        f'<style:style style:name="{name}">{look}</style:style>' for name, look in looks.items()
    )
    rows = "".join(
        f"<table:table-row>{cell(f'{STRING} table:style-name={name!r}', 'x')}</table:table-row>"
        for name in (*looks, "none")
    )
    table = f'{styles}<table:table table:name="B">{rows}</table:table>'
    with zipfile.ZipFile(packed(tmp_path / "lista.ods", table)) as file:
        (found,) = ods_sheets(file)
    assert found.marked_rows == {1, 3}
