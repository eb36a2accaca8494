"""Reading spreadsheets of every kind, as programs write them and as they should not be."""

from __future__ import annotations

import csv
import gc
import io
import json
import multiprocessing
import os
import re
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, datetime, time
from functools import partial
from itertools import pairwise
from pathlib import Path
from string import ascii_letters
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from steg_cli.exchange import sheets
from steg_cli.exchange.sheets import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_FILLED,
    MOST_ROWS,
    Cell,
    Fault,
    Grid,
    Line,
    Sheet,
    read_sheets,
)
from steg_cli.exchange.workbooks import _limit_resources
from tests.exchange.refused import refusal

if TYPE_CHECKING:
    from tests.exchange.conftest import Rows, Save, SaveOle

D = date.fromisoformat
MEGABYTE = 2**20

SAVE_AGAIN = "Save the list once more, then import it."
SAVE_AS_LIST = "Save the list as .xlsx, .ods, .xls or .csv, and import that file."
SAVE_AS_XLSX = "Open it in your spreadsheet program, save it as .xlsx, and import that file."
SAVE_ALONE = "Save the list alone, without pictures and other sheets, and import that."
SAVE_OPEN = "Save it without a password where only you can read it, and import that file."


@pytest.fixture(autouse=True)
def nothing_left_behind(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Let no test leave a process, an open file or a word on the screen."""
    yield
    gc.collect()
    assert multiprocessing.active_children() == []
    assert capfd.readouterr() == ("", "")


def lines(rows: Rows) -> Sequence[Line]:
    """Return what is to be found of a table: what holds anything, numbered from 1."""
    found = []
    for number, row in enumerate(rows, start=1):
        cells = [None if isinstance(cell, str) and not cell.strip() else bare(cell) for cell in row]
        filled = [place for place, cell in enumerate(cells, start=1) if cell is not None]
        if filled:
            found.append(Line(number, tuple(cells[: filled[-1]])))
    return tuple(found)


def bare(cell: Cell) -> Cell:
    """Return a cell without the apostrophe that keeps its text from being run as a formula."""
    if isinstance(cell, str) and cell.startswith("'"):
        begins = cell.lstrip("'")
        if begins[:1] in tuple("\t\r") or begins.lstrip().startswith(tuple("=+-@＝＋－＠")):
            return cell[1:]
    return cell


# Workbooks

PEOPLE: list[list[Cell]] = [
    ["Karriärtrappan i Skövde"],
    [],
    ["Personnr", "Namn", "Startdatum", "Nedsättning", "Procent", "Anmärkning"],
    [199001019802, "Åsa Öberg", D("2023-01-31"), True, 75.5, None],
    [None, None, None],
    ["19900161-9800", "  Bo  ", D("1900-03-01"), False, -3, "sist"],
    [],
    [None, None, "Summa", 2],
]


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods"])
def test_every_format_gives_the_same_sheets(save: Save, suffix: str) -> None:
    path = save(
        suffix,
        {"Personer": PEOPLE, "Gömda": PEOPLE, "Platser": [[None, "Skövde"]], "Tom": []},
        hidden=["Gömda"],
    )
    assert read_sheets(path) == [
        Sheet("Personer", lines(PEOPLE)),
        Sheet("Gömda", lines(PEOPLE), hidden=True),
        Sheet("Platser", (Line(1, (None, "Skövde")),)),
        Sheet("Tom", ()),
    ]


Fill = Callable[[Any, Any], None]  # what is written into a workbook and its sheet


def in_one_sheet(path: Path, fill: Fill, **options: bool) -> Sequence[Line]:
    """Return the lines of the sheet that `fill` writes with XlsxWriter."""
    with xlsxwriter.Workbook(path / "lista.xlsx", options) as book:
        fill(book, book.add_worksheet("Blad1"))
    (sheet,) = read_sheets(path / "lista.xlsx")
    return sheet.lines


def moments(book: Any, sheet: Any) -> None:
    for column, (number_format, moment) in enumerate(
        [
            ("yyyy-mm-dd", D("2023-01-31")),
            ("d/m yyyy", D("2024-02-29")),
            ("yyyy-mm-dd hh:mm", datetime.fromisoformat("2023-01-31T00:00")),
            ("yyyy-mm-dd hh:mm", datetime.fromisoformat("2023-01-31T08:30")),
            ("hh:mm", time(8, 30)),
        ]
    ):
        sheet.write_datetime(0, column, moment, book.add_format({"num_format": number_format}))
    sheet.write_number(0, 5, 44957)


MOMENTS = (D("2023-01-31"), D("2024-02-29"), D("2023-01-31"), "2023-01-31 08:30:00", "08:30:00")


@pytest.mark.parametrize("since_1904", [False, True])
def test_days_come_as_days_and_times_of_day_as_text(tmp_path: Path, since_1904: bool) -> None:
    found = in_one_sheet(tmp_path, moments, date_1904=since_1904)
    assert found == (Line(1, (*MOMENTS, 44957)),)


def test_a_formula_is_what_it_last_came_to(tmp_path: Path) -> None:
    def formulas(book: Any, sheet: Any) -> None:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_formula("A1", "=1+1", None, 2)
        sheet.write_formula("B1", '="Å"&"sa"', None, "Åsa")
        sheet.write_formula("C1", "=DATE(2023,1,31)", day, 44957)
        sheet.write_formula("D1", "=1=1", None, True)

    assert in_one_sheet(tmp_path, formulas) == (Line(1, (2, "Åsa", D("2023-01-31"), True)),)


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods"])
def test_what_is_merged_over_several_rows_stands_in_each_of_them(save: Save, suffix: str) -> None:
    rows: list[list[Cell]] = [
        ["Karriärtrappan", None, None, None],
        [],
        ["Skövde", "Åsa", D("2023-01-31"), 50],
        [None, "Bo"],
        [None, "Cecilia", D("2023-02-28")],
        ["Hjo", "Dan", None, "sist"],
    ]
    merged = [(0, 0, 1, 3), (2, 0, 4, 0), (2, 2, 3, 2), (2, 3, 4, 3)]
    (sheet,) = read_sheets(save(suffix, {"Blad1": rows}, merged=merged))
    assert sheet.lines == (
        Line(1, ("Karriärtrappan",)),
        Line(2, ("Karriärtrappan",)),
        Line(3, ("Skövde", "Åsa", D("2023-01-31"), 50)),
        Line(4, ("Skövde", "Bo", D("2023-01-31"), 50)),
        Line(5, ("Skövde", "Cecilia", D("2023-02-28"), 50)),
        Line(6, ("Hjo", "Dan", None, "sist")),
    )


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods"])
def test_what_is_merged_over_columns_or_empty_adds_nothing(save: Save, suffix: str) -> None:
    rows: list[list[Cell]] = [["Sommar", None, None], ["x", None, "y"], [None, None, "z"]]
    merged = [(0, 0, 0, 2), (1, 1, 2, 1), (8, 0, 9, 4), (0, 6, 2, 6), (0, 9, 50, 12)]
    path = save(suffix, {"Blad1": rows}, merged=merged)
    (sheet,) = read_sheets(path)
    assert sheet.lines == lines(rows)


@pytest.mark.parametrize(
    ("row", "column"), [(2, 16383), (20000, 1), (1048575, 0)], ids=["right", "below", "last row"]
)
def test_a_cell_far_away_stays_where_it_is(tmp_path: Path, row: int, column: int) -> None:
    def far(book: Any, sheet: Any) -> None:
        sheet.write(row, column, "x")

    assert in_one_sheet(tmp_path, far) == (Line(row + 1, (None,) * column + ("x",)),)


def test_texts_with_looks_links_and_line_breaks_are_texts(tmp_path: Path) -> None:
    def texts(book: Any, sheet: Any) -> None:
        sheet.write_rich_string("A1", "Å", book.add_format({"bold": True}), "s", "a")
        sheet.write_url("B1", "https://skovde.se", string="Skövde")
        sheet.write_string("C1", "en\nrad till")
        sheet.write_string("D1", "=1+1")
        sheet.write_string("E1", "007")
        sheet.write_comment("F1", "a note is no cell")

    assert in_one_sheet(tmp_path, texts) == (
        Line(1, ("Åsa", "Skövde", "en\nrad till", "=1+1", "007")),
    )


def test_very_hidden_sheets_are_hidden_and_charts_are_no_sheets(tmp_path: Path) -> None:
    path = tmp_path / "lista.xlsm"
    with xlsxwriter.Workbook(tmp_path / "lista.xlsx") as book:
        book.add_worksheet("Blad1").write("A1", 1)
        hidden = book.add_worksheet("Mycket gömd")
        hidden.write("A1", "x")
        hidden.very_hidden()
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Blad1!$A$1:$A$1"})
        book.add_chartsheet("Diagram").set_chart(chart)
    (tmp_path / "lista.xlsx").rename(path)
    assert read_sheets(path) == [
        Sheet("Blad1", (Line(1, (1,)),)),
        Sheet("Mycket gömd", (Line(1, ("x",)),), hidden=True),
    ]


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods"])
@pytest.mark.parametrize("wrong", [".csv", ".TXT"])
def test_a_workbook_named_as_text_is_read_as_a_workbook(
    save: Save, suffix: str, wrong: str
) -> None:
    path = save(suffix, {"Personer": PEOPLE})
    renamed = path.rename(path.with_suffix(wrong))
    assert read_sheets(renamed) == [Sheet("Personer", lines(PEOPLE))]


# CSV


def from_csv(folder: Path, data: bytes, name: str = "lista.csv") -> Sequence[Line]:
    path = folder / name
    path.write_bytes(data)
    (sheet,) = read_sheets(path)
    assert (sheet.name, sheet.cut, sheet.hidden) == ("lista", True, False)
    return sheet.lines


LIST = [["Namn", "Ort"], ["Åsa Öberg", "Skövde"], [], ["Bo", "Götene"]]


def written(delimiter: str = ";", end: str = "\r\n") -> str:
    return "".join(delimiter.join(row) + end for row in LIST)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(written().encode("cp1252"), id="Excel in Swedish"),
        pytest.param(written().encode("utf-8-sig"), id="Excel in Swedish, UTF-8"),
        pytest.param(written("\t").encode("utf-16"), id="Excel's Unicode text"),
        pytest.param(b"\xfe\xff" + written().encode("utf-16-be"), id="UTF-16 with big ends"),
        pytest.param(written(",").encode(), id="commas"),
        pytest.param(written("\t").encode("cp1252"), id="tabs"),
        pytest.param(written("|").encode(), id="bars"),
        pytest.param(written(end="\n").encode(), id="LF"),
        pytest.param(written(end="\r").encode(), id="CR"),
        pytest.param(written().rstrip("\r\n").encode(), id="no last line end"),
        pytest.param(b"sep=;\r\n" + written().encode("cp1252"), id="sep=;"),
        pytest.param(b"\xef\xbb\xbfsep=,\n" + written(",", "\n").encode(), id="sep=, after a mark"),
        pytest.param(("sep=\t\r\n" + written("\t")).encode("utf-16"), id="sep=tab in UTF-16"),
        pytest.param(b"sep=;\r" + written(end="\r").encode(), id="sep=; with CR"),
    ],
)
@pytest.mark.parametrize("name", ["lista.csv", "lista.CSV", "lista.txt", "lista.tsv"])
def test_text_is_read_whoever_wrote_it(tmp_path: Path, data: bytes, name: str) -> None:
    assert from_csv(tmp_path, data, name) == lines(LIST)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # Quotes, and what stands in them.
        ('"Namn";"Ort"\r\n"Åsa";"Skövde"\r\n', [["Namn", "Ort"], ["Åsa", "Skövde"]]),
        ('A;B\r\nBo "Bosse" Ek;x\r\n', [["A", "B"], ['Bo "Bosse" Ek', "x"]]),
        # A line break in a cell is no new row: the row numbers are the spreadsheet's.
        ('A;B\r\n"två\r\nrader";x\r\n\r\nC;\r\n', [["A", "B"], ["två\r\nrader", "x"], [], ["C"]]),
        ('A,B\n"två\n\nrader",x\nC,D\n', [["A", "B"], ["två\n\nrader", "x"], ["C", "D"]]),
        # Other delimiters in the texts.
        (
            "Namn;Procent\nÅsa;75,5\nBo;100,0\n",
            [["Namn", "Procent"], ["Åsa", "75,5"], ["Bo", "100,0"]],
        ),
        (
            "Namn;Ort\nEk, Bo;Hjo\nAl, Ada;Hjo\n",
            [["Namn", "Ort"], ["Ek, Bo", "Hjo"], ["Al, Ada", "Hjo"]],
        ),
        (
            "Namn,Ort\nBo;Bosse,Hjo\nÅsa,Hjo\n",
            [["Namn", "Ort"], ["Bo;Bosse", "Hjo"], ["Åsa", "Hjo"]],
        ),
        (
            "Lista, maj 2023\nNamn;Ort\nBo;Hjo\n",
            [["Lista, maj 2023"], ["Namn", "Ort"], ["Bo", "Hjo"]],
        ),
        (
            'Namn;Adress\nBo;"Storgatan 1, vån 2\nBox 3, Hjo\nSverige, EU"\n',
            [["Namn", "Adress"], ["Bo", "Storgatan 1, vån 2\nBox 3, Hjo\nSverige, EU"]],
        ),
        # One column, rows of different lengths, nothing but delimiters, spaces.
        (
            "Personnr\n900101-9802\n\n900161-9800\n",
            [["Personnr"], ["900101-9802"], [], ["900161-9800"]],
        ),
        ("A;B;C\nx\n;;z\ny;\n", [["A", "B", "C"], ["x"], [None, None, "z"], ["y"]]),
        ("A;B\n;\n;;;;\n \xa0; \nx;y;;;\n", [["A", "B"], [], [], [], ["x", "y"]]),
        # Nothing is made of what looks like a number or a day.
        ("007;1,5;2023-01-31;ja\n", [["007", "1,5", "2023-01-31", "ja"]]),
        # A number that another program kept from becoming one in Excel.
        ('="007";"=""1,5""";=1+1;="a"&"b"\n', [["007", "1,5", "=1+1", '="a"&"b"']]),
        # No rows.
        ("\r\n\r\n", []),
        ("\ufeff", []),
        ("sep=;\n", []),
    ],
)
def test_rows_of_text(tmp_path: Path, text: str, rows: Sequence[Sequence[Cell]]) -> None:
    assert from_csv(tmp_path, text.encode()) == lines(rows)


@pytest.mark.parametrize("text", ["“Åsa”;–;…;€;’;Š;ÿ;Ã", "Dušan;Hjo”;…och;Björn", "Ÿ;–;Ž;“x"])
def test_windows_signs_that_latin_1_has_not(tmp_path: Path, text: str) -> None:
    assert from_csv(tmp_path, text.encode("cp1252")) == (Line(1, tuple(text.split(";"))),)


# What text cannot keep: NUL, which is refused; an empty cell or one of spaces, which is nothing.
# What cannot be told apart: in Windows-1252, texts whose bytes are UTF-8 too, and Ã before a sign;
# or signs where å, ä and ö of another alphabet would be; without a `sep=` line, texts that another
# delimiter cuts as evenly. Hence headings are words,
# and a line break or another delimiter, but not both, is in the texts below them.
WORDS = st.text("ABCÅÄÖabcåäö", min_size=1, max_size=5)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"]
DELIMITERS = ";,\t|"
BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"


def texts_in(encoding: str, but: str) -> st.SearchStrategy[str]:
    but += "\0Ã" if encoding == "cp1252" else "\0"
    codec = "cp1252" if encoding == "cp1252" else "utf-8"
    likely = "".join(sign for sign in "\"'å \n\r;,\t|" if sign not in but)
    signs = st.characters(codec=codec, exclude_characters=but) | st.sampled_from(likely)
    return st.text(signs, max_size=10)


@st.composite
def csv_lists(
    draw: st.DrawFn, encoding: str, delimiter: str, but: str, *, ragged: bool
) -> tuple[list[list[str]], str]:
    """Return a table and its text. `but` holds what no cell has; headings are words."""
    headings = draw(st.lists(WORDS, min_size=1 if ragged else 2, max_size=4))
    least, most = (0, 5) if ragged else (len(headings), len(headings))
    cells = texts_in(encoding, but)
    rows = [
        headings,
        *draw(st.lists(st.lists(cells, min_size=least, max_size=most), max_size=6)),
    ]
    end = draw(st.sampled_from(["\r\n", "\n", "\r"]))
    # Before Python 3.13 a line break is quoted only when the line end has it.
    out = io.StringIO(newline="")
    if end == "\r\n" and draw(st.booleans()):
        csv.writer(out, delimiter=delimiter).writerows(rows)
    else:
        writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
        writer.writerows(rows)
    assume(not looks_swallowed(rows, delimiter))
    return rows, out.getvalue()


def looks_swallowed(rows: list[list[str]], delimiter: str) -> bool:
    """Say whether a cell looks as if a forgotten quotation mark had put other rows into it."""
    return any(delimiter in cell and re.search("[\r\n]", cell) for row in rows for cell in row)


def encoded(text: str, encoding: str) -> bytes:
    data = (f"\ufeff{text}" if encoding == "utf-16-be" else text).encode(encoding)
    if encoding == "cp1252" and not data.isascii():
        assume(not is_utf_8(data) and not looks_foreign(text))
    return data


def looks_foreign(text: str) -> bool:
    """Say whether signs stand where å, ä and ö of a Macintosh or of MS-DOS would be."""
    return not any(letter in text for letter in "åäöÅÄÖ") and any(
        (left in ascii_letters and right in "ŠŒš†„”") or (left in "€…Ž™" and right in ascii_letters)
        for left, right in pairwise(text)
    )


def is_utf_8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("csv")


# On a new machine hypothesis first makes its table of letters, which takes a second.
patient = settings(suppress_health_check=[HealthCheck.too_slow])
every_kind = given(
    data=st.data(), encoding=st.sampled_from(ENCODINGS), delimiter=st.sampled_from(DELIMITERS)
)


@patient
@every_kind
def test_any_texts_come_back_from_csv(
    folder: Path, data: st.DataObject, encoding: str, delimiter: str
) -> None:
    others = DELIMITERS.replace(delimiter, "")
    rows, text = data.draw(csv_lists(encoding, delimiter, others, ragged=True))
    assert from_csv(folder, encoded(text, encoding)) == lines(rows)


@patient
@every_kind
def test_even_rows_come_back_with_other_delimiters_in_their_texts(
    folder: Path, data: st.DataObject, encoding: str, delimiter: str
) -> None:
    rows, text = data.draw(csv_lists(encoding, delimiter, BREAKS, ragged=False))
    assert from_csv(folder, encoded(text, encoding)) == lines(rows)


@patient
@every_kind
def test_any_texts_come_back_after_a_line_that_names_the_delimiter(
    folder: Path, data: st.DataObject, encoding: str, delimiter: str
) -> None:
    rows, text = data.draw(csv_lists(encoding, delimiter, "", ragged=True))
    named = f"sep={delimiter}\r\n{text}"
    assert from_csv(folder, encoded(named, encoding)) == lines(rows)


# Bad input


@pytest.mark.parametrize("name", ["lista.pdf", "lista.docx", "lista.xlsb", "lista", ".csv"])
def test_another_suffix_is_no_spreadsheet(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("A;B\n")
    sentence = "FILE is not a spreadsheet that can be read."
    assert refusal(tmp_path / name) == (sentence, SAVE_AS_LIST)


@pytest.mark.parametrize(
    "name", ["lista.xlsx", "lista.xls", "lista.ods", "lista.csv", "lista.json"]
)
def test_an_empty_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert refusal(tmp_path / name) == ("FILE is empty.", SAVE_AGAIN)


NO_WORKBOOK = ("FILE cannot be read as a spreadsheet.", SAVE_AS_XLSX)


def packed(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(packed(word__document="<document/>"), id="a .docx"),
        pytest.param(packed(mimetype="application/vnd.oasis.opendocument.text"), id="an .odt"),
        pytest.param(packed(mimetype="application/epub+zip"), id="an .epub"),
        pytest.param(packed(), id="a zip without parts"),
        pytest.param(b"PK\x03\x04", id="the beginning of a zip"),
        pytest.param(b"Namn;Ort\r\n", id="text"),
        pytest.param(b"<html><table></table></html>", id="a web page"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", id="the beginning of an OLE file"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000), id="an empty OLE file"),
    ],
)
@pytest.mark.parametrize("name", ["lista.xlsx", "lista.xls"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert refusal(tmp_path / name) == NO_WORKBOOK


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods"])
def test_a_truncated_workbook_is_refused_wherever_it_ends(save: Save, suffix: str) -> None:
    path = save(suffix, {"Personer": PEOPLE})
    whole = path.read_bytes()
    for kept in (9, 600, len(whole) // 2):
        path.write_bytes(whole[:kept])
        assert refusal(path) == NO_WORKBOOK


def test_a_damaged_part_is_refused(save: Save) -> None:
    path = save(".xlsx", {"Personer": PEOPLE})
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:-40]
    path.write_bytes(packed(**parts))
    assert refusal(path) == NO_WORKBOOK


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
@pytest.mark.parametrize("hours", [199001019802.0, 1e300, -1.0])
def test_a_number_that_is_no_time_in_a_column_of_times_is_a_fault(
    tmp_path: Path, save: Save, suffix: str, hours: float
) -> None:
    path = tmp_path / "lista.xlsx"
    if suffix == ".xls":
        path = save(".xls", {"Blad1": [[hours]]}, hours=True)
    else:
        with xlsxwriter.Workbook(path) as book:
            duration = book.add_format({"num_format": "[h]:mm"})
            book.add_worksheet("Blad1").write_number("A1", hours, duration)
    ((line,),) = [sheet.lines for sheet in read_sheets(path)]
    assert [(type(cell), cell) for cell in line.cells] == [(Fault, "#####")]


PROTECTED = ("FILE is protected with a password.", SAVE_OPEN)


@pytest.mark.parametrize("name", ["lista.xlsx", "lista.xlsm"])
def test_an_encrypted_workbook_is_refused(save_ole: SaveOle, name: str) -> None:
    streams = {"EncryptionInfo": b"\x04\0\x04\0\x40\0\0\0", "EncryptedPackage": bytes(range(256))}
    assert refusal(save_ole(name, streams)) == PROTECTED


@pytest.mark.parametrize("suffix", [".xls", ".ods"])
def test_a_workbook_with_a_password_is_refused(save: Save, suffix: str) -> None:
    assert refusal(save(suffix, {"Personer": PEOPLE}, password=True)) == PROTECTED


TOO_LARGE = ("FILE is far larger than a list of people.", SAVE_ALONE)


@pytest.mark.parametrize(
    "name", ["lista.xlsx", "lista.xls", "lista.ods", "lista.csv", "lista.json"]
)
@pytest.mark.parametrize("megabytes", [101, 300])
def test_a_file_of_many_megabytes_is_refused(tmp_path: Path, name: str, megabytes: int) -> None:
    path = tmp_path / name
    path.write_bytes(b"Namn;Ort\r\n")
    os.truncate(path, megabytes * MEGABYTE)
    assert refusal(path) == TOO_LARGE


@pytest.mark.parametrize("name", ["lista.xlsx", "lista.ods", "lista.csv"])
def test_a_zip_bomb_is_refused(tmp_path: Path, name: str) -> None:
    """Eleven parts of 100 MB, all of them the same place in a small file."""
    with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/workbook.xml", bytes(100 * MEGABYTE))
        bomb.filelist *= 11
    assert (tmp_path / name).stat().st_size < MEGABYTE
    assert refusal(tmp_path / name) == TOO_LARGE


@pytest.mark.parametrize("name", ["lista.xlsx", "lista.csv"])
def test_a_cell_in_every_row_of_the_last_column_is_too_much(tmp_path: Path, name: str) -> None:
    with xlsxwriter.Workbook(tmp_path / "lista.xlsx") as book:
        sheet = book.add_worksheet()
        for row in range(MOST_CELLS // 16384 + 1):
            sheet.write(row, 16383, "x")
    (tmp_path / "lista.xlsx").rename(tmp_path / name)
    assert refusal(tmp_path / name) == TOO_LARGE


@pytest.mark.parametrize(("megabytes", "memory", "seconds"), [(0, 512, 30), (20, 1012, 130)])
def test_the_process_that_reads_a_workbook_has_little_memory_and_time_for_its_size(
    megabytes: int, memory: int, seconds: int
) -> None:
    context = multiprocessing.get_context("spawn")
    limited = partial(_limit_resources, megabytes)
    with ProcessPoolExecutor(1, mp_context=context, initializer=limited) as pool:
        kinds = (resource.RLIMIT_AS, resource.RLIMIT_CPU)
        assert list(pool.map(resource.getrlimit, kinds)) == [
            (memory * MEGABYTE, memory * MEGABYTE),
            (seconds, seconds),
        ]


INTERRUPTED = """
import os, signal, sys, time
from multiprocessing.process import BaseProcess
from pathlib import Path
from steg_cli.exchange.workbooks import read_workbook

start = BaseProcess.start

def interrupted(self):
    start(self)
    time.sleep(float(sys.argv[2]))
    os.killpg(0, signal.SIGINT)

BaseProcess.start = interrupted
try:
    read_workbook(Path(sys.argv[1]))
except KeyboardInterrupt:
    print("interrupted")
"""


@pytest.mark.parametrize("seconds", ["0", "0.03", "0.06", "0.1"])
def test_ctrl_c_while_the_reader_starts_prints_nothing(save: Save, seconds: str) -> None:
    path = save(".xlsx", {"Blad": [["a"]]})
    run = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, str(path), seconds],
        capture_output=True,
        check=False,
        text=True,
        start_new_session=True,
        timeout=60,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "interrupted\n", "")


# A few bytes that stand for very much are refused before anything is made of them.

COSTLY = {
    "wide.csv": ";".join("x" * (MOST_FILLED + 1)),
    "far.csv": ";" * MOST_COLUMNS + "x",
    "keys.json": json.dumps(
        {"reports": [{"report": "x", "rows": [{f"k{n}": 1 for n in range(MOST_FILLED + 1)}]}]}
    ),
    "many.json": "[" * (MOST_CELLS + 1),
}


@pytest.mark.parametrize("name", COSTLY)
def test_what_would_cost_much_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(COSTLY[name])
    assert refusal(tmp_path / name) == TOO_LARGE


def test_rows_are_counted_while_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_LINES", 3)
    grid = sheets.Grid()
    for row in (1, 2, 2, 9):
        grid.put(row, 0, "x")
    with pytest.raises(MemoryError):
        grid.put(10, 0, "x")


def test_what_is_hidden_ends_with_the_sheet() -> None:
    grid = sheets.Grid()
    grid.hide_rows(MOST_ROWS, 4 * 10**9)
    grid.hide_columns(MOST_COLUMNS - 2, 4 * 10**9)
    assert (grid.hidden_rows, grid.hidden_columns) == (
        {MOST_ROWS},
        {MOST_COLUMNS - 2, MOST_COLUMNS - 1},
    )


def test_lines_are_made_as_they_are_asked_for() -> None:
    grid = Grid()
    for row in (7, 2, 5):
        grid.put(row, 1, f"row {row}")
    found, whole = grid.lines(), tuple(Line(n, (None, f"row {n}")) for n in (2, 5, 7))
    assert (*found, *found[1:], found[-1], len(found)) == (*whole, *whole[1:], whole[-1], 3)
    assert (hash(found), found != whole[:2]) == (hash(whole), True)
    assert grid.lines() == ()


@pytest.mark.parametrize(("filled", "more"), [(999, 1), (1, 999)])
def test_a_row_is_as_full_as_it_can_be_and_not_fuller(filled: int, more: int) -> None:
    grid = Grid()
    grid.put(1, 0, "x", times=filled)
    grid.put(1, 5000, "y", times=more)
    with pytest.raises(MemoryError):
        grid.put(1, 6000, "z")
