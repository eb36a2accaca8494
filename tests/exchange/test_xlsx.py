"""Packages as programs write them, part by part: what each cell says, and what it failed to say."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steg_cli.exchange.sheets import (
    MOST_FILLED,
    MOST_LETTERS,
    MOST_ROWS,
    Cell,
    Fault,
    Line,
    Note,
    Sheet,
)
from steg_cli.exchange.xlsx import shows_days, xlsx_sheets

PLACE = re.compile(r"\{(\w+)\}")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
BOOK = (
    '<workbook xmlns="{main}" xmlns:r="{rels}"><workbookPr date1904="{since_1904}"/><sheets>'
    '<sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets><calcPr {calculate}/></workbook>'
)
STYLES = (
    '<styleSheet xmlns="{main}"><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd;@"/>'
    '</numFmts><cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="164"/>{built_in}'
    "</cellXfs></styleSheet>"
)
STRINGS = (
    '<sst xmlns="{main}"><si><t>Åsa</t></si><si><r><t>Åsa </t></r><r><t xml:space="preserve"> Ek'
    "</t></r><rPh><t>osa</t></rPh></si><si><t>a_x000A_b_x005F_x0041_</t></si></sst>"
)
NOTES = (
    '<comments xmlns="{main}"><commentList><comment ref="B2"><text><r><t>skyddad </t></r><r>'
    "<t>identitet</t></r></text></comment></commentList></comments>"
)
THREAD = (
    f'<ThreadedComments xmlns="{THREADS}"><threadedComment ref="AA10"><text>hemlig adress</text>'
    "</threadedComment></ThreadedComments>"
)


def packed(
    path: Path,
    data: str,
    *,
    after: str = "",
    calculate: str = "",
    main: str = MAIN,
    since_1904: int = 0,
    built_in: str = "",
    named: Callable[[str], str] = str,
) -> Path:
    """Write a package with one sheet; `named` says what its parts are called in the zip."""
    parts = {
        "_rels/.rels": [("officeDocument", "xl/workbook.xml")],
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": [
            ("worksheet", "worksheets/sheet1.xml"),
            ("styles", "/xl/styles.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("theme", "theme.xml"),
        ],
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": STRINGS,
        "xl/theme.xml": '<a xmlns="other"><c t="e" r="A1"><v>#N/A</v></c></a>',
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{main}"><sheetData>{data}</sheetData>{after}</worksheet>'
        ),
        "xl/worksheets/_rels/sheet1.xml.rels": [
            ("comments", "../comments1.xml"),
            ("threadedComment", "../threads/one.xml"),
        ],
        "xl/comments1.xml": NOTES,
        "xl/threads/one.xml": THREAD,
    }
    values = {"main": main, "rels": RELS, "since_1904": since_1904, "calculate": calculate}
    values["built_in"] = built_in
    with zipfile.ZipFile(path, "w") as file:
        for name, part in parts.items():
            if not isinstance(part, str):
                related = "".join(
                    f'<Relationship Id="rId{n}" Type="{RELS}/{kind}" Target="{target}"/>'
                    for n, (kind, target) in enumerate(part, start=1)
                )
                text = f'<Relationships xmlns="{RELS}">{related}</Relationships>'
            else:
                text = PLACE.sub(lambda found: str(values[found[1]]), part)
            file.writestr(named(name), text)
    return path


def read(path: Path) -> list[Sheet]:
    with zipfile.ZipFile(path) as file:
        return xlsx_sheets(file)


def cells_in(path: Path, row: str, **how: Any) -> tuple[Cell, ...]:
    """Return the one row of a sheet that holds anything."""
    ((line,),) = [sheet.lines for sheet in read(packed(path / "lista.xlsx", row, **how))]
    return line.cells


NEVER = "IF(A1=1,&quot;ja&quot;,&quot;nej&quot;)"
OPEN = Fault('=IF(A1=1,"ja","nej")')


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        # Texts in the sheet and beside it, with every space and without how they are pronounced.
        ('<c t="s"><v>0</v></c>', "Åsa"),
        ('<c t="s"><v>1</v></c>', "Åsa  Ek"),
        ('<c t="s"><v>2</v></c>', "a\nb_x0041_"),
        ('<c t="inlineStr"><is><r><t>Bo </t></r><r><t>Ek</t></r></is></c>', "Bo Ek"),
        ('<c t="inlineStr"><v>Bo</v></c>', "Bo"),
        # Numbers, yes and no, days.
        ("<c><v>199001019802</v></c>", 199001019802),
        ('<c t="n" s=""><v>7.55E1</v></c>', 75.5),
        ('<c t="b"><v>1</v></c>', True),
        ('<c t="b"><v>0</v></c>', False),
        ('<c s="1"><v>44957</v></c>', date(2023, 1, 31)),
        ('<c s="2"><v>44957.354166666664</v></c>', "2023-01-31 08:30:00"),
        ('<c t="d"><v>2023-01-31</v></c>', date(2023, 1, 31)),
        ('<c t="d"><v>2023-01-31T00:00:00Z</v></c>', date(2023, 1, 31)),
        # What failed, in any language.
        *((f'<c t="e"><v>{shown}</v></c>', Fault(shown)) for shown in ("#N/A", "#SAKNAS!", "#X")),
        ('<c t="e"><f>NA()</f><v>#N/A</v></c>', Fault("#N/A")),
        ('<c t="e"/>', Fault("#")),
        ('<c t="d"><v>2023-02-30</v></c>', Fault("2023-02-30")),
        ('<c t="new"><v>5</v></c>', Fault("5")),
        ('<c s="1"><v>-1</v></c>', Fault("#####")),
        ('<c s="1"><v>60</v></c>', Fault("#####")),
        # Formulas: what they came to, an empty text among it, and those without a value.
        ("<c><f>1+1</f><v>2</v></c>", 2),
        ("<c><f>1-1</f><v>0</v></c>", 0),
        (f'<c t="str"><f>{NEVER}</f><v>ja</v></c>', "ja"),
        (f"<c><f>{NEVER}</f></c>", OPEN),
        (f"<c><f>{NEVER}</f><v/></c>", OPEN),
        (f'<c t="str"><f>{NEVER}</f></c>', OPEN),
        (f'<c t="b"><f>{NEVER}</f><v></v></c>', OPEN),
        (f'<c t="e"><f>{NEVER}</f></c>', OPEN),
        ('<c><f t="shared" si="0"/></c>', Fault("=")),
    ],
)
def test_what_a_cell_says(tmp_path: Path, cell: str, value: Cell) -> None:
    row = f'<row><c t="inlineStr"><is><t>före</t></is></c>{cell}</row>'
    found = cells_in(tmp_path, row)
    assert (found, type(found[1])) == (("före", value), type(value))


def test_an_empty_text_of_a_formula_is_nothing(tmp_path: Path) -> None:
    row = '<row><c><v>1</v></c><c t="str"><f>""</f><v></v></c><c><v>3</v></c></row>'
    assert cells_in(tmp_path, row) == (1, None, 3)


@pytest.mark.parametrize("calculate", ['fullCalcOnLoad="1"', 'fullCalcOnLoad="true"'])
def test_a_zero_that_is_to_be_calculated_is_none(tmp_path: Path, calculate: str) -> None:
    """XlsxWriter writes 0 for every formula, and asks whoever opens the list to calculate."""
    row = "<row><c><f>X1</f><v>0</v></c><c><f>X2</f><v>5</v></c><c><v>0</v></c></row>"
    assert cells_in(tmp_path, row, calculate=calculate) == (Fault("=X1"), 5, 0)
    row = '<row><c t="b"><f>X1</f><v>0</v></c><c t="str"><f>X2</f><v></v></c></row>'
    assert cells_in(tmp_path, row, calculate=calculate) == (Fault("=X1"), Fault("=X2"))


def test_a_formula_of_several_cells_fails_in_all_of_them(tmp_path: Path) -> None:
    row = '<row><c><f t="array" ref="A1:C1">X1:Z1</f></c><c/><c><v>5</v></c></row>'
    assert cells_in(tmp_path, row) == (Fault("=X1:Z1"), Fault("=X1:Z1"), 5)


def test_days_are_counted_from_1904_where_the_book_says_so(tmp_path: Path) -> None:
    row = '<row><c s="1"><v>43495</v></c></row>'
    assert cells_in(tmp_path, row, since_1904=1) == (date(2023, 1, 31),)


@pytest.mark.parametrize(
    ("number", "days"),
    [
        *((number, True) for number in (14, 22, 27, 36, 45, 47, 50, 58)),
        *((number, False) for number in (13, 23, 26, 37, 44, 48, 49, 59)),
    ],
)
def test_built_in_formats_of_days_have_no_code(tmp_path: Path, number: int, days: bool) -> None:
    row = '<row><c s="3"><v>44957</v></c></row>'
    found = cells_in(tmp_path, row, built_in=f'<xf numFmtId="{number}"/>')
    assert found == (date(2023, 1, 31) if days else 44957,)


DATA = (
    '<row><c t="s"><v>0</v></c><c r="c1"><v>3</v></c><c><v>4</v></c></row>'
    '<row r="4"><c><v>1</v></c></row><row><c r="B5"><v>2</v></c></row>'
)
MERGED = '<mergeCells><mergeCell ref="A4:A5"/></mergeCells>'
FOUND = Sheet(
    "Blad1",
    (Line(1, ("Åsa", None, 3, 4)), Line(4, (1,)), Line(5, (1, 2))),
    notes=(Note(2, 1, "skyddad identitet"), Note(10, 26, "hemlig adress")),
)


@pytest.mark.parametrize("main", [MAIN, STRICT])
@pytest.mark.parametrize("named", [str, str.upper, lambda name: name.replace("/", "\\")])
def test_cells_without_a_position_in_parts_of_any_name(
    tmp_path: Path, main: str, named: Callable[[str], str]
) -> None:
    path = packed(tmp_path / "lista.xlsx", DATA, after=MERGED, main=main, named=named)
    assert read(path) == [FOUND]


@pytest.mark.parametrize(
    ("code", "days"),
    [
        *((code, True) for code in ("yyyy-mm-dd", "d/m yy", "[$-41D]d mmmm yyyy;@", "[h]:mm")),
        *((code, True) for code in ("mm:ss.0", 'hh" tim"', "yyyy\\-mm\\-dd", "[Red]dd")),
        *((code, False) for code in ("General", "0.00", '0" dagar"', "[Red]0", "#,##0_d", "@")),
        *((code, False) for code in ('0;[Red]-0;"d"', "0\\d", "* 0", "0.00E+00", "[>9]0;yyyy")),
    ],
)
def test_formats_of_days(code: str, days: bool) -> None:
    assert shows_days(code) is days


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.floats(-1e9, 1e9).map(lambda number: round(number, 3)).filter(lambda n: n % 1),
    st.dates(date(1900, 3, 1), date(9999, 12, 30)),
    st.text("aåÖ 0=#é", min_size=1, max_size=6).filter(str.strip),
)


@given(rows=st.lists(st.lists(CELLS, max_size=5), max_size=5))
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_written_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[Cell]]
) -> None:
    path = tmp_path_factory.mktemp("list") / "lista.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("Blad1")
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                write = sheet.write_string if isinstance(cell, str) else sheet.write
                write(number, column, cell)
    filled = [(n, list(row)) for n, row in enumerate(rows, start=1)]
    for _, row in filled:
        while row and row[-1] is None:
            row.pop()
    (found,) = read(path)
    assert found.lines == tuple(Line(n, tuple(row)) for n, row in filled if row)


def test_hidden_and_filtered_rows_and_columns_are_told(tmp_path: Path) -> None:
    path = tmp_path / "lista.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for row in range(4):
            sheet.write_row(row, 0, ["a", "b", "c", "d"])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(9, None, None, {"hidden": True})  # nothing stands there
        sheet.set_column(1, 2, None, None, {"hidden": True})
    with zipfile.ZipFile(path) as file:
        (found,) = xlsx_sheets(file)
    assert (set(found.hidden_rows), set(found.hidden_columns)) == ({3}, {1, 2})


def test_what_is_shown_beside_cells_is_a_note_on_them(tmp_path: Path) -> None:
    path = tmp_path / "lista.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_url(1, 0, "mailto:a@b.example", None, "a", "on the link")
        sheet.write_url(1, 1, "mailto:a@b.example", None, "no tip")
        asked = {"validate": "any", "input_title": "when", "input_message": "it is chosen"}
        sheet.data_validation(2, 1, 2, 2, asked)
        sheet.data_validation(1, 3, 9, 3, asked)  # it says how to fill in a column
        sheet.insert_textbox(5, 2, "in a box")
    with zipfile.ZipFile(path) as file:
        (found,) = xlsx_sheets(file)
    assert set(found.notes) == {
        Note(2, 0, "on the link"),
        Note(3, 1, "when it is chosen"),
        Note(6, 2, "in a box"),
    }


def test_rows_that_stand_out_by_a_colour_or_a_line_through_them_are_told(tmp_path: Path) -> None:
    path = tmp_path / "lista.xlsx"
    looks = [
        {},
        {"bg_color": "red"},
        {"font_strikeout": True},
        {"bg_color": "white"},
        {"bold": True},
    ]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for row, look in enumerate(looks):
            sheet.write_row(row, 0, ["a", "b"])
            sheet.write(row, 1, "b", book.add_format(look))
        sheet.write(8, 5, "c", book.add_format({"bg_color": "red"}))
        sheet.write_blank(9, 0, None, book.add_format({"bg_color": "red"}))
    with zipfile.ZipFile(path) as file:
        (found,) = xlsx_sheets(file)
    assert found.marked_rows == {2, 3}


@pytest.mark.parametrize(
    "row",
    [
        "<c><v>1</v></c>" * (MOST_FILLED + 1),
        f'<c t="str"><v>{"x" * (MOST_LETTERS + 1)}</v></c>',
        f'<c r="A{MOST_ROWS + 1}"><v>1</v></c>',
        '<c t="e"><f t="array" ref="A1:XFD1048576"/><v>#N/A</v></c>',
    ],
)
def test_more_than_any_list_has_is_refused(tmp_path: Path, row: str) -> None:
    with pytest.raises(MemoryError):
        cells_in(tmp_path, f"<row>{row}</row>")
