"""CSV: for a spreadsheet of either language, and for programs."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steg_cli.exchange.sheets import read_sheets
from steg_cli.output.csv_file import report_csv
from steg_cli.programme.settings import SETTINGS
from steg_cli.programme.words import Amount
from steg_cli.reports.rates import RATE_LIST, RateRow
from steg_cli.reports.report import Form, Report
from steg_cli.reports.surroundings import SETTING_LIST, SettingRow
from steg_cli.texts import texts

if TYPE_CHECKING:
    from pathlib import Path

    from steg_cli.reports.cohorts import CohortStatus
    from tests.output.conftest import ReportOf

EN, SV = texts("en"), texts("sv")
DAY = date(2024, 2, 1)


@dataclass(frozen=True)
class Part:
    """A row with a number that has decimals."""

    share: float


def test_plain_csv_has_keys_commas_crlf_and_no_mark(odd: Report[Any]) -> None:
    expected = (
        "name,state,day,yes,count,steps.start,steps.end\r\n"
        '"\'=1+1 ""x"", y;z",ending,2024-02-29,true,-3,2,0\r\n'
        ",'=2,,false,0,0,0\r\n"
    )
    assert report_csv(odd, EN, plain=True) == expected
    assert report_csv(odd, SV, plain=True) == expected


def test_swedish_csv_has_a_mark_semicolons_and_swedish_words(odd: Report[Any]) -> None:
    name, state, steps = SV("name"), SV("state"), "start;end"
    assert report_csv(odd, SV) == (
        f"\ufeff{name};{state};{SV('day')};{SV('yes')};count;{steps}\r\n"
        f'"\'=1+1 ""x"", y;z";{SV("ending")};2024-02-29;{SV("yes")};-3;2;0\r\n'
        f";'=2;;{SV('no')};0;0;0\r\n"
    )


def test_a_decimal_comma_is_for_swedish_spreadsheets_and_not_for_programs() -> None:
    report = Report(Form("x", Part), date(2024, 1, 15), (Part(6.3), Part(-0.5)), {})
    assert report_csv(report, SV).split("\r\n")[1:] == ["6,3", "-0,5", ""]
    assert report_csv(report, SV, plain=True).split("\r\n")[1:] == ["6.3", "-0.5", ""]
    assert report_csv(report, EN).split("\r\n")[1:] == ["6.3", "-0.5", ""]


def test_english_csv_has_a_mark_and_commas(listed: ReportOf) -> None:
    assert report_csv(listed("Bo"), EN) == (
        "\ufeffcase,name,cohort,municipality,step,since,planned last day,workplace,protected\r\n"
        "S-0001,Bo,STEG,Skövde,kartlaggning,2024-01-02,,,no\r\n"
    )


def test_an_amount_is_a_number_to_a_spreadsheet_of_either_language() -> None:
    report = Report(RATE_LIST, date(2024, 1, 15), (RateRow("x", DAY, Amount("-1234.50")),), {})
    rows = [report_csv(report, EN), report_csv(report, SV), report_csv(report, SV, plain=True)]
    assert [text.split("\r\n")[1] for text in rows] == [
        "x,2024-02-01,-1234.50",
        "x;2024-02-01;-1234,50",
        "x,2024-02-01,-1234.50",
    ]


def test_a_report_without_rows_has_its_headings(listed: ReportOf) -> None:
    assert report_csv(listed(), EN, plain=True) == (
        "reference,name,cohort,municipality,step,since,planned_last_day,workplace,protected\r\n"
    )


@pytest.mark.parametrize(
    "name", ["=1+1", "+46701", "-x", "@x", "=", "+", "-", "@", "=\t1", "＝1+1", "\t=1", "\r=1"]
)
@pytest.mark.parametrize("plain", [True, False])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(
    listed: ReportOf, name: str, plain: bool
) -> None:
    text = report_csv(listed(name), EN, plain=plain).removeprefix("\ufeff")
    cell = list(csv.reader(io.StringIO(text, newline="")))[1][1]
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    if name.isprintable() and not name.startswith("＝"):
        assert cell == f"'{name}"


@pytest.mark.parametrize("name", ["Bo", "Anna-Lo", "a=b", "1+1", "'quoted", "Bo @ home"])
def test_what_a_spreadsheet_would_show_is_left_alone(listed: ReportOf, name: str) -> None:
    text = report_csv(listed(name), EN, plain=True)
    assert list(csv.reader(io.StringIO(text, newline="")))[1][1] == name


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("csv")


# What the register can hold, with many that look like formulas or like texts kept from being one.
SIGNS = st.characters(exclude_categories=["Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"])
LOOKS = st.text("'=+-@＝＠ \u00a0xå;,\"|1", max_size=6)
NAMES = st.builds("{}{}".format, LOOKS, st.text(SIGNS, max_size=6)).filter(str.strip)


@given(
    names=st.lists(NAMES, min_size=1, max_size=8),
    lang=st.sampled_from(["sv", "en"]),
    plain=st.booleans(),
)
def test_any_text_comes_back_when_the_list_is_imported(
    folder: Path, names: list[str], lang: str, plain: bool
) -> None:
    rows = tuple(SettingRow(name, name, "") for name in names)
    report = Report(SETTING_LIST, date(2024, 1, 15), rows, {})
    path = folder / "setting.csv"
    path.write_bytes(report_csv(report, texts(lang), plain=plain).encode())
    (sheet,) = read_sheets(path)
    assert [line.cells for line in sheet.lines[1:]] == [(name, name) for name in names]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
@pytest.mark.parametrize(
    "before", ["", " ", "\u00a0 ", "\u3000", "'", "\u200d", "\u034f", "\u3164", "\ufe0f"]
)
def test_what_a_spreadsheet_would_run_is_defused_also_after_spaces(before: str, sign: str) -> None:
    text = f"{before}{sign}1"
    report = Report(SETTING_LIST, DAY, (SettingRow(text, text, ""),), {})
    assert report_csv(report, EN, plain=True).split("\r\n")[1] == f"'{text},'{text},"


def test_a_formula_in_a_heading_is_defused_too(cohorts: Report[CohortStatus]) -> None:
    evil = EN.naming({"start": "=1+1", "end": "+2"})
    assert report_csv(cohorts, evil).split("\r\n")[0].split(",")[5:7] == ["'=1+1", "'+2"]


def test_what_a_setting_means_is_in_the_language_unless_a_program_reads_it() -> None:
    rows = tuple(SettingRow(key, "x", one.meaning) for key, one in SETTINGS.items())
    report = Report(SETTING_LIST, date(2024, 1, 15), rows, {})

    def meanings(text: str, delimiter: str) -> list[str]:
        read = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
        return [row[2] for row in read][1:]

    english = [row.meaning for row in rows]
    swedish = [SV(one) for one in english]
    assert meanings(report_csv(report, SV), ";") == swedish != english
    assert meanings(report_csv(report, EN), ",") == english
    assert meanings(report_csv(report, SV, plain=True), ",") == english
