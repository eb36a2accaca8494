"""Lists that are written for people: the template to fill in, and the rejected rows to mend."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steg_cli.exchange.sheets import Cell, Line, Sheet, read_sheets
from steg_cli.importing.kinds import IN_TEMPLATE, KINDS, PEOPLE
from steg_cli.importing.listed import said
from steg_cli.importing.reading import Reading
from steg_cli.importing.rows import Table
from steg_cli.importing.tables import read_tables
from steg_cli.importing.written import RejectedRows, rejected_xlsx, template_xlsx
from steg_cli.programme.errors import Refused
from steg_cli.programme.identity import parse_identity
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.vocabulary import SHEETS
from steg_cli.texts import texts

if TYPE_CHECKING:
    from tests.importing.conftest import Rows, SheetOf, TableOf

D = date.fromisoformat
TODAY = D("2024-06-15")
MAIN = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
ANNA, BO = "19900101-9802", "19850101-9817"

NAMES = {
    "cohort": ["STEG", "Omgång 2025"],
    "municipality": ["Hjo", "Skövde"],
    "workplace": ["Solgården", "Björkskolan"],
    "sector": ["Vård och omsorg"],
}


TEMPLATE = {kind.name: [field.key for field in kind.template] for kind in IN_TEMPLATE}
COLUMNS_IN_ORDER = [(field.heading, field.explained) for k in IN_TEMPLATE for field in k.template]


def template(lang: str, names: dict[str, list[str]] | None = None) -> bytes:
    """Return the template of a register with some names, or of one without any."""
    steps = {"step": [step.label(lang) for step in DEFAULT_LADDER]}
    return template_xlsx(steps | (names or {}), TODAY, texts(lang))


def reread(folder: Path, book: bytes) -> list[Sheet]:
    """Return the sheets of a workbook that a person sees, as a file is read."""
    path = folder / "book.xlsx"
    path.write_bytes(book)
    return [sheet for sheet in read_sheets(path) if not sheet.hidden]


def parts(book: bytes) -> dict[str, ET.Element]:
    """Return the sheets of a workbook as XML, by their names."""
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        listed = ET.fromstring(packed.read("xl/workbook.xml")).iterfind(".//m:sheet", MAIN)
        return {
            str(one.get("name")): ET.fromstring(packed.read(f"xl/worksheets/sheet{place}.xml"))
            for place, one in enumerate(listed, start=1)
        }


def kinds_of_sheets(lang: str) -> dict[str, str]:
    """Return the kinds of the template by what their sheets are called."""
    t = texts(lang)
    return {t(SHEETS[KINDS[kind].report]): kind for kind in TEMPLATE}


# The template


@pytest.mark.parametrize(("lang", "explanation"), [("sv", "Förklaring"), ("en", "Explanation")])
def test_the_template_is_an_explanation_and_a_sheet_of_headings_for_each_kind(
    tmp_path: Path, lang: str, explanation: str
) -> None:
    t = texts(lang)
    first, *sheets = reread(tmp_path, template(lang, NAMES))
    assert first.name == explanation
    assert {sheet.name: [line.cells for line in sheet.lines] for sheet in sheets} == {
        name: [tuple(t(KINDS[kind].field(key).heading) for key in TEMPLATE[kind])]
        for name, kind in kinds_of_sheets(lang).items()
    }


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_template_is_known_by_its_own_headings_and_has_no_rows(
    tmp_path: Path, lang: str
) -> None:
    sheets = reread(tmp_path, template(lang, NAMES))
    with pytest.raises(Refused) as caught:
        read_tables(sheets, Reading(), TODAY)
    people = texts(lang)("People")
    assert str(caught.value) == f"There are headings on {people}, and no rows below them."


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_what_is_filled_in_below_the_headings_is_read_as_what_it_is(
    tmp_path: Path, lang: str
) -> None:
    t = texts(lang)
    sheets = reread(tmp_path, template(lang, NAMES))
    filled: dict[str, Cell] = {
        "number": ANNA,
        "name": "Anna Ek",
        "first_day": D("2024-01-15"),
        "status": t("unemployed"),
        "disability": t("yes"),
        "protected": t("no"),
        "education": t("higher education"),
        "left_to": t("job search"),
        "percent": "50",
        "step": DEFAULT_LADDER.step("arbetsprovning").label(lang),
    }
    (people,) = [sheet for sheet in sheets if sheet.name == t("People")]
    row = [filled.get(key) for key in TEMPLATE["people"]]
    rows: Rows = [people.lines[0].cells, row]
    with xlsxwriter.Workbook(tmp_path / "filled.xlsx") as book:
        sheet = book.add_worksheet(people.name)
        for place, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(place, column, cell, book.add_format({"num_format": 14}))
                elif cell is not None:
                    sheet.write_string(place, column, str(cell))
    (table,) = read_tables(read_sheets(tmp_path / "filled.xlsx"), Reading(), TODAY).tables
    values = said(table.rows[0].values)
    assert (table.problems, table.left_out, values.pop("who")) == (
        (),
        (),
        parse_identity(ANNA, TODAY),
    )
    assert values == {
        "name": "Anna Ek",
        "first_day": D("2024-01-15"),
        "status": "unemployed",
        "disability": True,
        "protected": False,
        "education": "tertiary",
        "left_to": "job-search",
        "percent": 50,
        "step": filled["step"],
    }


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_template_opens_with_its_explanation_and_hides_what_is_behind_its_lists(
    lang: str,
) -> None:
    with zipfile.ZipFile(io.BytesIO(template(lang, NAMES))) as packed:
        listed = ET.fromstring(packed.read("xl/workbook.xml")).iterfind(".//m:sheet", MAIN)
        shown = [(one.get("name"), one.get("state", "visible")) for one in listed]
    assert shown[0] == (texts(lang)("Explanation"), "visible")
    assert [name for name, state in shown if state != "visible"] == ["lists"]


def validations(book: bytes) -> dict[str, list[ET.Element]]:
    """Return what each sheet checks when something is filled in."""
    return {name: sheet.findall(".//m:dataValidation", MAIN) for name, sheet in parts(book).items()}


def offered(book: bytes, lang: str) -> dict[tuple[str, str], list[str]]:
    """Return what each drop-down list offers, by kind and field, in the rows that are prepared."""
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        strings = [
            "".join(one.itertext()) for one in ET.fromstring(packed.read("xl/sharedStrings.xml"))
        ]
    behind = {
        str(cell.get("r")): strings[int(cell.findtext("m:v", "", MAIN))]
        for cell in parts(book)["lists"].iterfind(".//m:c", MAIN)
        if cell.get("t") == "s"
    }
    found: dict[tuple[str, str], list[str]] = {}
    for name, kind in kinds_of_sheets(lang).items():
        for one in validations(book)[name]:
            if one.get("type") != "list":
                continue
            place = re.fullmatch(r"([A-Z])2:\1([0-9]+)", str(one.get("sqref")))
            source = re.fullmatch(
                r"lists!\$([A-Z]+)\$1:\$\1\$([0-9]+)", one.findtext("m:formula1", "", MAIN)
            )
            assert place
            assert source
            assert int(place[2]) >= 1000
            key = TEMPLATE[kind][ord(place[1]) - ord("A")]
            cells = [f"{source[1]}{row}" for row in range(1, int(source[2]) + 1)]
            found[kind, key] = [behind[cell] for cell in cells]
    return found


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_drop_down_lists_offer_what_can_be_chosen_in_the_language(lang: str) -> None:
    t = texts(lang)
    expected: dict[tuple[str, str], list[str]] = {}
    names = {"step": [step.label(lang) for step in DEFAULT_LADDER], **NAMES}
    for kind in IN_TEMPLATE:
        for field in kind.template:
            if field.choice:
                labels = field.choice.labels.values()
                expected[kind.name, field.key] = [t(label) for label in labels]
            elif field.is_flag:
                expected[kind.name, field.key] = [t("yes"), t("no")]
            elif field.key in names:
                expected[kind.name, field.key] = names[field.key]
    assert offered(template(lang, NAMES), lang) == expected


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_everything_that_a_drop_down_list_offers_is_read(lang: str) -> None:
    for (kind, key), words in offered(template(lang, NAMES), lang).items():
        field = KINDS[kind].field(key)
        codes = [field.read(word) for word in words]
        assert len(set(codes)) == len(words)
        if field.choice:
            assert codes == list(field.choice.codes)
        if key == "step":
            assert [DEFAULT_LADDER.step(str(code)) for code in codes] == list(DEFAULT_LADDER)


def test_without_a_register_the_lists_are_those_that_need_none() -> None:
    free = {"cohort", "municipality", "workplace", "sector"}
    found = offered(template("en"), "en")
    assert ("people", "status") in found
    assert [key for _, key in found if key in free] == []


def test_only_what_can_be_new_may_be_something_else_than_what_is_offered() -> None:
    book = template("en", NAMES)
    for name, kind in kinds_of_sheets("en").items():
        for one in validations(book)[name]:
            key = TEMPLATE[kind][ord(str(one.get("sqref"))[0]) - ord("A")]
            is_free = key in ("municipality", "cohort", "workplace", "sector")
            assert (one.get("errorStyle", "stop") == "information") == is_free, key


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_columns_of_days_hold_days_alone(lang: str) -> None:
    book = template(lang, NAMES)
    for name, kind in kinds_of_sheets(lang).items():
        checked = [one for one in validations(book)[name] if one.get("type") == "date"]
        keys = [TEMPLATE[kind][ord(str(one.get("sqref"))[0]) - ord("A")] for one in checked]
        days = [key for key in TEMPLATE[kind] if key.endswith(("day", "since"))]
        assert keys == days
        # 1900-03-01 to 2199-12-31, as a workbook counts days.
        assert {
            (one.findtext("m:formula1", "", MAIN), one.findtext("m:formula2", "", MAIN))
            for one in checked
        } <= {("61", "109574")}


def test_what_is_explained_of_a_person_is_in_the_template_and_nothing_else() -> None:
    explained = {field.key for field in PEOPLE.fields if field.explained}
    assert explained - {"agreement"} == set(TEMPLATE["people"])
    assert [heading for heading, text in COLUMNS_IN_ORDER if not text] == []


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_explanation_tells_what_each_column_is_for(tmp_path: Path, lang: str) -> None:
    t = texts(lang)
    explanation = reread(tmp_path, template(lang, NAMES))[0]
    cells = [line.cells for line in explanation.lines]
    told = [row for row in cells if len(row) == 2]
    assert told == [(t(heading), t(text)) for heading, text in COLUMNS_IN_ORDER]
    assert [row[0] for row in cells if row[0] in kinds_of_sheets(lang)] == list(
        kinds_of_sheets(lang)
    )


def test_each_heading_has_its_explanation_as_a_note() -> None:
    with zipfile.ZipFile(io.BytesIO(template("sv", NAMES))) as packed:
        notes = "".join(
            packed.read(name).decode() for name in packed.namelist() if "/comments" in name
        )
    found = re.findall(r"<t[^>]*>([^<]*)</t>", notes)
    t = texts("sv")
    assert sorted(found) == sorted(t(text) for _, text in COLUMNS_IN_ORDER)


def test_the_same_template_is_the_same_bytes() -> None:
    assert template("sv", NAMES) == template("sv", NAMES) != template("en", NAMES)


def test_nothing_runs_in_the_template() -> None:
    """The names of a register are texts, whatever they begin with."""
    names = ["=1+1", '=HYPERLINK("http://x")', "http://x.se", "+1", "@x", "Solgården"]
    book = template("sv", dict.fromkeys(NAMES, names))
    assert {tuple(found) for (_, key), found in offered(book, "sv").items() if key in NAMES} == {
        tuple(names)
    }
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        xml = "".join(packed.read(one).decode() for one in packed.namelist() if "sheets/" in one)
    assert re.findall(r"<(?:f|hyperlink\w*)\b", xml) == []


# The rejected rows

CELLS: Rows = [
    ["Deltagare 2024"],
    ["Pers.nr", "Namn", "Start", "Telefon", "Skyddad", "Omfattning", "Slutdatum", "Anm."],
    ["900101-9803", "'Anna =1", D("2024-01-15"), "'=1", True, 0.5, "2024-06-31", "x"],
    [BO, "Bo Ek"],
    [199001019803, "=1+1", D("1899-12-31"), "070-123", False, 37.5, 20240631, None],
    [9001019803, " Åsa ", 45292, "-", None, 1, None, None],
]
WHY = {3: "first\nand second", 5: "=third", 6: "fourth"}


def rejected(mended: Sequence[RejectedRows], folder: Path, lang: str = "en") -> list[Sheet]:
    return reread(folder, rejected_xlsx(mended, TODAY, texts(lang)))


@pytest.mark.parametrize(("lang", "sheet"), [("en", "People"), ("sv", "Personer")])
def test_rejected_rows_keep_their_cells_and_say_why(
    table_of: TableOf, tmp_path: Path, lang: str, sheet: str
) -> None:
    (written,) = rejected([RejectedRows(table_of(CELLS), WHY)], tmp_path, lang)
    why = texts(lang)("what is wrong")
    assert written.name == sheet
    as_text = tuple("1899-12-31" if cell == D("1899-12-31") else cell for cell in CELLS[4])
    assert [line.cells for line in written.lines] == [
        (*CELLS[1], why),
        (*CELLS[2], "first\nand second"),
        (*as_text, "=third"),  # a workbook knows no day so early
        (*CELLS[5], "fourth"),
    ]
    kinds = [[type(cell) for cell in line.cells[:8]] for line in written.lines[1:]]
    assert kinds[0] == [str, str, date, str, bool, float, str, str]
    assert kinds[1][0] is int
    assert kinds[1][5:7] == [float, int]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_rejected_rows_that_are_imported_again_say_the_same(
    table_of: TableOf, tmp_path: Path, lang: str
) -> None:
    before = table_of(CELLS, columns={"Anm.": "cohort"})
    (sheet,) = rejected([RejectedRows(before, WHY)], tmp_path, lang)
    (after,) = read_tables([sheet], Reading(), TODAY).tables
    assert after.columns.kind is before.columns.kind
    assert after.left_out == before.left_out == ("Telefon",)
    assert [said(row.values) for row in after.rows] == [
        said(row.values) for row in before.rows if row.number in WHY
    ]

    def wrong(table: Table) -> list[tuple[str, str | None, str]]:
        fields = {row.columns[key]: key for row in table.rows for key in row.columns}
        return [(fields[str(p.column)], p.value, str(p.error)) for p in table.problems]

    assert wrong(after) == wrong(before)
    assert len(wrong(after)) >= 6


def test_each_kind_of_rejected_rows_has_its_sheet(sheet_of: SheetOf, tmp_path: Path) -> None:
    people, places, stays = read_tables(
        [
            sheet_of([["Personnr", "Namn"], ["fel", "Anna"]], "2024"),
            sheet_of([["Namn", "Platser"], ["Solgården", "många"]], "Enheter"),
            sheet_of([["Ärende", "Steg", "Start"], ["7", "praktik", "i maj"]], "Historik"),
        ],
        Reading(),
        TODAY,
    ).tables
    mended = [RejectedRows(one, {2: "wrong"}) for one in (people, places, stays)]
    sheets = rejected(mended, tmp_path, "sv")
    assert [sheet.name for sheet in sheets] == ["Personer", "Arbetsplatser", "Steg"]
    again = read_tables(sheets, Reading(), TODAY).tables
    assert [table.columns.kind.name for table in again] == ["people", "workplaces", "stays"]


def test_two_sheets_of_a_kind_are_two_sheets_again(sheet_of: SheetOf, tmp_path: Path) -> None:
    rows: Rows = [["Personnr", "Namn"], ["fel", "Anna"]]
    found = read_tables([sheet_of(rows, "2023"), sheet_of(rows, "2024")], Reading(), TODAY)
    sheets = rejected([RejectedRows(one, {2: "wrong"}) for one in found.tables], tmp_path, "sv")
    assert [sheet.name for sheet in sheets] == ["Personer", "Personer 2"]
    assert [table.columns.kind.name for table in read_tables(sheets, Reading(), TODAY).tables] == [
        "people",
        "people",
    ]


def test_rejected_rows_of_blocks_and_of_sheets_with_long_names_have_their_own_sheets(
    sheet_of: SheetOf, tmp_path: Path
) -> None:
    rows: Rows = [["Personnr", "Namn"], ["fel", "Anna"], ["Pers.nr", "Namn"], ["fel", "Bo"]]
    sheets = [sheet_of(rows, "Personer"), sheet_of(rows, "[Deltagare] i breddad försörjning?")]
    found = read_tables(sheets, Reading(), TODAY).tables
    why = {2: "wrong", 4: "wrong"}
    written = rejected([RejectedRows(one, why) for one in found], tmp_path, "sv")
    assert [sheet.name for sheet in written] == [
        *("Personer", "Personer 2", "Personer 3", "Personer 4"),
    ]
    assert [[line.cells[1] for line in sheet.lines[1:]] for sheet in written] == [
        *(["Anna"], ["Bo"], ["Anna"], ["Bo"]),
    ]
    assert {one.columns.kind.name for one in read_tables(written, Reading(), TODAY).tables} == {
        "people"
    }


def test_what_was_left_out_and_what_an_earlier_list_said_is_not_written_again(
    table_of: TableOf, tmp_path: Path
) -> None:
    rows: Rows = [
        ["Personnr", "Slutdatum", "Namn", "Vad som är fel", "Telefon"],
        ["fel", "2024-01-15", "Anna Ek", "an older slip", "0500"],
    ]
    table = table_of(rows, columns={"Slutdatum": "-"})
    (sheet,) = rejected([RejectedRows(table, {2: "wrong"})], tmp_path, "sv")
    assert [line.cells for line in sheet.lines] == [
        ("Personnr", "Namn", "Telefon", "vad som är fel"),
        ("fel", "Anna Ek", "0500", "wrong"),
    ]


@pytest.mark.parametrize(
    ("lang", "named"), [("en", ("cohort", "extent")), ("sv", ("omgång", "omfattning"))]
)
def test_headings_that_were_named_become_those_of_their_fields(
    table_of: TableOf, tmp_path: Path, lang: str, named: tuple[str, str]
) -> None:
    """Nobody has to name them again. A form of writing belongs to none of the known headings."""
    rows: Rows = [
        ["PERS.\nNR", "Namn:", "Gäng", "Hur mycket", "Startdatum (ÅÅÅÅ-MM-DD)", "Övrigt"],
        ["fel", "Anna Ek", "STEG", "50", "2023-01-31", "x"],
    ]
    table = table_of(rows, columns={"Gäng": "cohort", "D": "percent"})
    (sheet,) = rejected([RejectedRows(table, {2: "wrong"})], tmp_path, lang)
    t = texts(lang)
    assert sheet.lines[0].cells == (
        *("PERS. NR", "Namn:", *named, t("first day"), "Övrigt", t("what is wrong")),
    )
    (again,) = read_tables([sheet], Reading(), TODAY).tables
    assert [one and one.key for one in again.columns.fields[:-1]] == [
        one and one.key for one in table.columns.fields
    ]


def test_a_percentage_is_what_it_was_among_the_rejected_rows(tmp_path: Path) -> None:
    """Under "procent" a bare 1 is one percent; under "Omfattning" it could be the whole too."""

    def percentages(*cells: str) -> tuple[Table, Table]:
        numbers = ("fel", BO)  # the first row is rejected
        rows = [Line(n, (numbers[n - 2], cell)) for n, cell in enumerate(cells, start=2)]
        sheet = Sheet("lista", (Line(1, ("Personnr", "Omfattning")), *rows), cut=True)
        (table,) = read_tables([sheet], Reading(), TODAY).tables
        (again,) = read_tables(
            rejected([RejectedRows(table, {2: "wrong"})], tmp_path, "sv"), Reading(), TODAY
        ).tables
        return table, again

    def told(table: Table) -> tuple[int | None, list[str]]:
        about = [str(p.error) for p in table.problems if p.column == "Omfattning"]
        percent = said(table.rows[0].values).get("percent")
        assert percent is None or isinstance(percent, int)
        return percent, about

    unsure = (None, ["1 can be one percent, or the whole."])
    assert list(map(told, percentages("1", "50"))) == [unsure, unsure]
    assert list(map(told, percentages("1", "0,5"))) == [(100, []), unsure]
    assert list(map(told, percentages("0,5", "50"))) == [(50, []), (50, [])]


def test_a_row_with_a_cell_too_many_is_one_text_that_cannot_come_in(tmp_path: Path) -> None:
    """What has moved to the right would come in under the wrong headings."""
    cells = (ANNA, "Anna Ek", "Storgatan 1", None, "vån 2", "Skövde", "Kim")
    headings = ("Personnr", "Namn", "Adress", "Kommun", "Coach")
    lines = (Line(1, headings), Line(2, cells), Line(3, ("fel", "Bo Ek")))
    (table,) = read_tables([Sheet("lista", lines, cut=True)], Reading(), TODAY).tables
    (sheet,) = rejected([RejectedRows(table, {2: "moved", 3: "wrong"})], tmp_path, "sv")
    moved = f"{ANNA}; Anna Ek; Storgatan 1; ; vån 2; Skövde; Kim"
    assert [line.cells for line in sheet.lines] == [
        (*headings, "vad som är fel"),
        (None, None, None, None, None, "moved", moved),
        ("fel", "Bo Ek", None, None, None, "wrong"),
    ]
    (again,) = read_tables([sheet], Reading(), TODAY).tables
    assert [(p.row, p.value, str(p.error)) for p in again.problems] == [
        (2, moved, "There is nothing but one cell in the row."),
        (3, "fel", "fel is not written as an identity number."),
    ]
    assert [said(row.values) for row in again.rows] == [{}, {"name": "Bo Ek"}]


XML_TEXT = st.characters(
    exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"
) | st.sampled_from("'=+-@ å_x<&\n")
TEXTS = st.text(XML_TEXT, min_size=1, max_size=12).filter(str.strip)
ANY_CELL: st.SearchStrategy[Cell] = (
    st.none()
    | TEXTS
    | st.integers(-(10**12), 10**12)
    | st.integers(1, 10**6 - 1).map(lambda n: n / 10**6)
    | st.booleans()
    | st.dates(D("1900-03-01"), D("2199-12-31"))
)


@given(rows=st.lists(st.lists(ANY_CELL, min_size=3, max_size=3), min_size=1, max_size=20))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_cells_come_back_from_the_rejected_rows(
    table_of: TableOf, book_folder: Path, rows: list[list[Cell]]
) -> None:
    numbered: list[list[Cell]] = [[ANNA, *row] for row in rows]
    table = table_of([["Personnr", "Namn", "Kommun", "Anm."], *numbered])
    why = dict.fromkeys(range(2, len(numbered) + 2), "wrong")
    (sheet,) = rejected([RejectedRows(table, why)], book_folder)
    found = [line.cells for line in sheet.lines[1:]]
    assert [[(type(cell), cell) for cell in cells] for cells in found] == [
        [(type(cell), cell) for cell in (*row, "wrong")] for row in numbered
    ]


@pytest.fixture(scope="session")
def book_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rejected")


def test_nothing_runs_in_the_rejected_rows(table_of: TableOf) -> None:
    rows: Any = [
        ["Personnr", "=1+1", "http://x.se"],
        ["=2+2", '=HYPERLINK("http://x")', "http://y"],
    ]
    table = table_of([["Personnr", "Namn"], *rows], columns={})
    book = rejected_xlsx([RejectedRows(table, {2: "=3+3", 3: "http://z"})], TODAY, texts("en"))
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        xml = "".join(packed.read(one).decode() for one in packed.namelist() if "sheets/" in one)
    assert re.findall(r"<(?:f|hyperlink\w*)\b", xml) == []
