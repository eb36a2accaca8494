"""Workbooks, as another program reads them back."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from steg_cli.exchange.sheets import Line, Sheet, read_sheets
from steg_cli.output import xlsx_file
from steg_cli.output.harmless import harmless
from steg_cli.output.xlsx_file import reports_xlsx, sheet_name
from steg_cli.programme.errors import Refused
from steg_cli.programme.values import read_percent
from steg_cli.programme.vocabulary import SHEETS
from steg_cli.programme.words import Amount
from steg_cli.reports.cohorts import COHORTS, CohortStatus
from steg_cli.reports.ends import Expiry
from steg_cli.reports.expiries import EXPIRIES
from steg_cli.reports.log import LOG
from steg_cli.reports.outbox import OUTBOX
from steg_cli.reports.people import PEOPLE
from steg_cli.reports.rates import RATE_LIST, RateRow
from steg_cli.reports.report import Form, Report
from steg_cli.texts import texts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.output.conftest import ReportOf

EN, SV = texts("en"), texts("sv")
DAY = date(2024, 1, 15)
LONGEST_CELL = 32_767
# What a sheet may not be called in any spreadsheet.
LONGEST_SHEET, NOT_IN_A_SHEET = 31, re.compile(r"[\[\]:*?/\\]|^'|'$|^History$", re.IGNORECASE)
# What an export holds, and the summary of the reports: the sheets of one workbook.
EXPORTED = (
    *("people", "stays", "extensions", "placements", "follow-ups", "workplace list"),
    *("sector list", "cohort list", "project list", "steps", "setting"),
)
SUMMARY = (COHORTS, EXPIRIES)


@dataclass(frozen=True)
class Dated:
    """A row with a text and a day."""

    name: str | None
    day: date | None


@dataclass(frozen=True)
class Part:
    """A row with a number that has decimals."""

    share: float


@dataclass(frozen=True)
class Shared:
    """A row with a percentage."""

    percent: int | None
    places: int | None


NAMES_AND_DAYS = Form("list", Dated, "People")
WORKBOOKS = (tuple(Form(name, Dated, SHEETS[name]) for name in EXPORTED), SUMMARY)


def report_of(*rows: tuple[str | None, date | None], form: Form = NAMES_AND_DAYS) -> Report[Dated]:
    """Return a report of names and days."""
    return Report(form, DAY, tuple(Dated(*row) for row in rows), {})


def read(book: bytes) -> dict[str, list[list[Any]]]:
    """Return the cells of every sheet; an empty one is ""."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(book))
    return {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}


def part(book: bytes, name: str = "xl/worksheets/sheet1.xml") -> str:
    """Return one of the files that a workbook consists of."""
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        return parts.read(name).decode()


def kinds(book: bytes) -> list[str | None]:
    """Return what the cells under the headings are: "s" for a text, None for a number or a day."""
    cells = re.findall(r'<c r="[A-Z]+([0-9]+)"([^>]*)>', part(book))
    found = [re.search(r' t="(\w+)"', about) for row, about in cells if row != "1"]
    return [kind and kind[1] for kind in found]


def test_every_kind_of_value_comes_back_as_what_it_is(odd: Report[Any]) -> None:
    book = reports_xlsx([odd], EN)
    (rows,) = read(book).values()
    assert rows == [
        ["name", "state", "day", "yes", "count", "start", "end"],
        ['=1+1 "x", y;z', "ending", date(2024, 2, 29), "yes", -3, 2, 0],
        ["", "=2", "", "no", 0, 0, 0],
    ]
    assert [type(value) for value in rows[1]] == [str, str, date, str, float, float, float]
    assert kinds(book) == ["s", "s", None, "s", None, None, None, "s", "s", None, None, None]


def test_headings_and_words_are_in_the_language(odd: Report[Any]) -> None:
    (rows,) = read(reports_xlsx([odd], SV)).values()
    assert rows[:2] == [
        [SV("name"), SV("state"), SV("day"), SV("yes"), "count", "start", "end"],
        ['=1+1 "x", y;z', SV("ending"), date(2024, 2, 29), SV("yes"), -3, 2, 0],
    ]
    assert SV("state") != "state"


def test_a_mapping_is_a_column_for_each_part(cohorts: Report[CohortStatus]) -> None:
    t = EN.naming({"start": "the start", "end": "=end"})
    rows = read(reports_xlsx([cohorts], t))["Cohorts"]
    assert rows == [
        [
            *("cohort", "planned", "enrolled", "active", "left", "the start", "=end", "converted"),
            *("completed training", "employment", "something else"),
        ],
        ["A", "", 0, 0, 0, 0, 0, 0, 0, 0, 0],
        ["B", 2, 3, 2, 1, 1, 1, 1, 2, 1, 0],
    ]


def test_what_is_masked_is_an_empty_cell(expiries: Report[Expiry]) -> None:
    rows = read(reports_xlsx([expiries], EN))["Ends"]
    assert rows[2] == [
        *("period", "S-0003", "", "", "", "STEG", "start", date(2022, 2, 1), date(2024, 1, 31)),
        *(24, 24, 0, 16, "ending", "", "the sector", "", "yes"),
    ]
    assert rows[1][9:13] == [12, 18, 6, -137]


@pytest.mark.parametrize(
    "name",
    [
        *("=1+1", "=cmd|'/c calc'!A1", '=HYPERLINK("http://example.se";"x")', "{=1+1}", "＝1+1"),
        *("+46", "-x", "@a", "+1", "-1", "=", "'quoted", "http://x", "https://example.se/?a=b#c"),
        *(
            "mailto:x@example.se",
            "internal:People!A1",
            "external:c:\\x.xlsx",
            "ftp://x",
            "file://x",
        ),
        *("007", "1e5", "1E5", "12", "3,5", "2024-01-15", "TRUE", "yes", "#N/A", "inf", "nan"),
        *("_x0041_", "_x005F_", "&lt;b&gt;", "<b>x</b> & y", "]]>", "åäö 张 👩\u200d🦰", "a  b"),
        *(" led", "trailed ", "x" * 255 + "http://y"),
    ],
)
def test_a_text_is_that_text_and_nothing_that_runs(listed: ReportOf, name: str) -> None:
    book = reports_xlsx([listed(name)], EN)
    assert read(book)["People"][1][:2] == ["S-0001", name]
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert [one for one in parts.namelist() if "sheets/_rels" in one] == []
        xml = "".join(parts.read(one).decode() for one in parts.namelist() if "sheet" in one)
    assert re.findall(r"<(?:f|hyperlink\w*)\b", xml) == []


RUN = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r")


def kept(text: str) -> str:
    """Return a text as a workbook holds it: what looks kept from being run is kept once more."""
    begins = text.lstrip("'").lstrip(" \u00a0\u200c\u200d\u3000")
    return f"'{text}" if text.startswith("'") and begins.startswith(RUN) else text


@given(st.text(max_size=50), st.dates())
def test_any_text_and_any_day_come_back(name: str, day: date) -> None:
    expected = kept(harmless(name))
    (rows,) = read(reports_xlsx([report_of((name, day), ("end", None))], EN)).values()
    assert rows[1:] == [
        [expected, day if day >= date(1900, 3, 1) else day.isoformat()],
        ["end", ""],
    ]


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        *(("'=1", "''=1"), ("'+46", "''+46"), ("'-", "''-"), ("'@x", "''@x"), ("''=1", "'''=1")),
        *(("=1", "=1"), ("-", "-"), ("'", "'"), ("'t Hooft", "'t Hooft"), ("'＝1", "''＝1")),
        ("' =1", "'' =1"),
    ],
)
def test_a_text_that_looks_kept_from_being_run_gets_one_apostrophe_more(
    listed: ReportOf, name: str, cell: str
) -> None:
    assert read(reports_xlsx([listed(name)], EN))["People"][1][1] == cell


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("xlsx")


# What the register can hold, with many that look like formulas or like texts kept from being one.
SIGNS = st.characters(exclude_categories=["Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"])
LOOKS = st.text("'=+-@ xå_<1", max_size=6)
NAMES = st.builds("{}{}".format, LOOKS, st.text(SIGNS, max_size=6)).filter(str.strip)


@given(names=st.lists(NAMES, min_size=1, max_size=60))
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_comes_back_when_the_list_is_imported(folder: Path, names: list[str]) -> None:
    path = folder / "register.xlsx"
    path.write_bytes(reports_xlsx([report_of(*((name, None) for name in names))], SV))
    (sheet,) = read_sheets(path)
    assert sheet == Sheet(
        "Personer",
        (
            Line(1, ("namn", "dag")),
            *(Line(number, (name,)) for number, name in enumerate(names, start=2)),
        ),
    )


def test_a_number_with_decimals_is_a_number_in_either_language() -> None:
    rows = (Part(6.3), Part(0.0))
    for t in (EN, SV):
        (cells,) = read(reports_xlsx([Report(Form("x", Part), DAY, rows, {})], t)).values()
        assert cells[1:] == [[6.3], [0.0]]


def test_a_percentage_is_a_part_of_the_whole_that_is_shown_as_a_percentage() -> None:
    rows = (Shared(100, 100), Shared(50, 50), Shared(1, 1), Shared(None, 0))
    book = reports_xlsx([Report(Form("x", Shared), DAY, rows, {})], EN)
    (cells,) = read(book).values()
    assert cells == [["percent", "places"], [1.0, 100.0], [0.5, 50.0], [0.01, 1.0], ["", 0.0]]
    formats = dict(
        re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]+)"/>', part(book, "xl/styles.xml"))
    )
    styles = re.findall(r"<xf [^>]*>", part(book, "xl/styles.xml").partition("<cellXfs")[2])
    (style,) = re.findall(r'<c r="A3" s="(\d+)"><v>0.5</v>', part(book))
    (number_format,) = re.findall(r'numFmtId="(\d+)"', styles[int(style)])
    assert formats[number_format] == "0 %"


def test_an_amount_is_a_number_with_two_decimals() -> None:
    rows = tuple(RateRow("x", DAY, Amount(amount)) for amount in ("-1234.50", "24500"))
    book = reports_xlsx([Report(RATE_LIST, DAY, rows, {})], EN)
    (cells,) = read(book).values()
    assert [line[2] for line in cells[1:]] == [-1234.5, 24500.0]
    assert 'formatCode="#,##0.00"' in part(book, "xl/styles.xml") or 'numFmtId="4"' in part(
        book, "xl/styles.xml"
    )


def test_every_percentage_comes_back_when_the_list_is_imported(folder: Path) -> None:
    rows = tuple(Shared(percent, None) for percent in range(1, 101))
    path = folder / "percentages.xlsx"
    path.write_bytes(reports_xlsx([Report(Form("x", Shared), DAY, rows, {})], EN))
    (sheet,) = read_sheets(path)
    found = [read_percent(line.cells[0]) for line in sheet.lines[1:]]
    assert found == list(range(1, 101))


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1753, 2, 17), date(1899, 12, 31)])
def test_a_day_before_any_that_a_workbook_knows_is_its_text(day: date) -> None:
    book = reports_xlsx([report_of(("x", day))], EN)
    assert read(book)["People"][1] == ["x", day.isoformat()]


def test_days_are_shown_as_the_register_writes_them() -> None:
    book = reports_xlsx([report_of(("x", date(1990, 1, 1)))], SV)
    formats = re.findall(
        r'<numFmt numFmtId="(\d+)" formatCode="([^"]+)"/>', part(book, "xl/styles.xml")
    )
    assert [code for _, code in formats] == ["yyyy-mm-dd"]
    (style,) = re.findall(r'<c r="B2" s="(\d+)"><v>32874</v>', part(book))
    styles = re.findall(r"<xf [^>]*>", part(book, "xl/styles.xml").partition("<cellXfs")[2])
    assert f'numFmtId="{formats[0][0]}"' in styles[int(style)]


def test_the_longest_text_of_a_cell_comes_back_whole() -> None:
    (rows,) = read(reports_xlsx([report_of(("ö" * LONGEST_CELL, None))], EN)).values()
    assert rows[1][0] == "ö" * LONGEST_CELL


@pytest.mark.parametrize("number", [0, -137, 10**12, 2**53])
def test_a_number_is_exact(cohorts: Report[CohortStatus], number: int) -> None:
    report = Report(Form("list", Dated), DAY, (Dated(number, None),), {})  # type: ignore[arg-type]
    (rows,) = read(reports_xlsx([report], EN)).values()
    assert rows[1][0] == number


# Sheets


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_sheet_may_be_called_so(lang: str) -> None:
    t = texts(lang)
    others = (PEOPLE, LOG, OUTBOX, *SUMMARY)
    called = [t(sheet) for sheet in (*SHEETS.values(), *(form.sheet for form in others))]
    assert [one for one in called if not 1 <= len(one) <= LONGEST_SHEET] == []
    assert [one for one in called if NOT_IN_A_SHEET.search(one)] == []


@pytest.mark.parametrize("forms", WORKBOOKS)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_sheets_of_one_workbook_differ_also_without_capitals(
    lang: str, forms: tuple[Form, ...]
) -> None:
    t = texts(lang)
    reports: list[Report[Any]] = [Report(form, DAY, (), {}) for form in forms]
    sheets = [sheet_name(report, t) for report in reports]
    assert len({one.casefold() for one in sheets}) == len(forms)
    assert list(read(reports_xlsx(reports, t))) == sheets


def test_sheets_are_called_in_the_language_and_stand_in_their_order() -> None:
    reports = [report_of((form.name, None), form=form) for form in WORKBOOKS[0]]
    assert list(read(reports_xlsx(reports, EN))) == [
        *("People", "Stays", "Extensions", "Placements", "Follow-ups", "Workplaces"),
        *("Sectors", "Cohorts", "Projects", "Ladder", "Settings"),
    ]
    assert list(read(reports_xlsx(reports, SV))) == [
        *("Personer", "Steg", "Förlängningar", "Placeringar", "Uppföljningar", "Arbetsplatser"),
        *("Sektorer", "Omgångar", "Projekt", "Stege", "Inställningar"),
    ]
    assert [rows[1][0] for rows in read(reports_xlsx(reports, SV)).values()] == list(EXPORTED)


def test_a_report_of_no_known_kind_is_called_by_its_name(odd: Report[Any]) -> None:
    assert list(read(reports_xlsx([odd], SV))) == ["odd"]


def test_the_headings_stay_in_sight_and_filter(listed: ReportOf) -> None:
    sheet = part(reports_xlsx([listed("Bo", "Åsa")], EN))
    (pane,) = re.findall(r"<pane [^>]*>", sheet)
    assert ('ySplit="1"' in pane, 'topLeftCell="B2"' in pane, 'state="frozen"' in pane) == (
        *(True, True, True),
    )
    assert re.findall(r"<autoFilter [^>]*>", sheet) == ['<autoFilter ref="A1:I3"/>']


def test_columns_are_as_wide_as_their_texts_within_reason() -> None:
    sheet = part(reports_xlsx([report_of(("x" * 200, None), ("y", DAY))], EN))
    spans = re.findall(r'<col min="(\d)" max="(\d)" width="([0-9.]+)"', sheet)
    assert [(first, last, int(float(width))) for first, last, width in spans] == [
        ("1", "1", 60),
        ("2", "2", 13),
    ]


def test_a_report_without_rows_has_its_headings(listed: ReportOf) -> None:
    book = reports_xlsx([listed()], EN)
    assert read(book) == {
        "People": [
            [
                *("case", "name", "cohort", "municipality", "step", "since", "planned last day"),
                *("workplace", "protected"),
            ]
        ]
    }
    assert '<autoFilter ref="A1:I2"/>' in part(book)


# Bytes


def test_the_same_rows_are_the_same_bytes(odd: Report[Any], expiries: Report[Expiry]) -> None:
    assert reports_xlsx([odd, expiries], SV) == reports_xlsx([odd, expiries], SV)
    assert reports_xlsx([odd, expiries], SV) != reports_xlsx([odd, expiries], EN)


def test_a_workbook_does_not_tell_when_or_by_whom_it_was_written(odd: Report[Any]) -> None:
    book = reports_xlsx([odd], EN)
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        stamps = {info.date_time for info in parts.infolist()}
    core = part(book, "docProps/core.xml")
    assert stamps == {(1980, 1, 1, 0, 0, 0)}
    assert set(re.findall(r"\d{4}-\d{2}-\d{2}T[0-9:]+Z", core)) == {"2024-01-15T00:00:00Z"}
    assert re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)<", core) == ["", ""]


def test_twenty_thousand_rows_are_all_there() -> None:
    rows = [(f"Namn {place}", DAY + timedelta(place)) for place in range(20_000)]
    (cells,) = read(reports_xlsx([report_of(*rows)], EN)).values()
    assert cells[1:] == [list(row) for row in rows]


def test_more_rows_than_a_sheet_has_are_refused_and_none_is_left_out(
    listed: ReportOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_file, "MOST_ROWS", 2)
    reports_xlsx([listed("Bo", "Åsa")], EN)
    with pytest.raises(Refused) as refused:
        reports_xlsx([listed("Bo", "Åsa", "Ali")], EN)
    assert refused.value.values == {"sheet": "People", "count": 3, "most": 2}
