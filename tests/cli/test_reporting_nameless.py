"""steg report --no-names: what can leave the house, in every format."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

from steg_cli.reports.nameless import ALONE, FEW_EXPLAINED
from steg_cli.reports.registry import REPORTS
from steg_cli.texts import texts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Steg

COHORTS = """\
cohort      planned  enrolled  active  left  on each step                                       converted  completed training  left to
Pilot 2016       25        <5      <5     0  serviceassistent <5                                        0                   0
STEG            230        <5      <5    <5  mapping <5, serviceassistent <5, sjuksköterska <5          0                   0  education <5
"""  # noqa: E501
EXPIRIES = """\
what ends  case    name  workplace  municipality  cohort      step              first day   last day    months  months in all  can be extended by  days left  state    agreement  payer  notice by   protected
period     S-0002                                 Pilot 2016  serviceassistent  2022-09-01  2023-08-31      12             12                  12       -137  overdue  BEA        AME    2023-07-31
follow-up  S-0005                                 STEG                                      2023-12-30                                                   -16  overdue
period     S-0003                                 STEG        serviceassistent  2023-02-01  2024-01-31      12             12                  12         16  ending   BEA        AME    2023-12-29
period     S-0001                                 STEG        serviceassistent  2023-03-01  2024-02-29      12             12                  12         45  ending   BEA        AME    2024-01-29
"""  # noqa: E501
UNTIL = "2024-04-15"
NAMES = ("Anna", "Berg", "Ceder", "Solgården", "Björkskolan", "Hemliga")


def test_counts_from_1_to_4_are_hidden_and_a_note_says_so(steg: Steg) -> None:
    assert steg("report", "cohorts", "--no-names") == (0, COHORTS, FEW_EXPLAINED + "\n")
    _, out, err = steg("report", "cohorts", "--no-names", "--show-small")
    assert (out, err) == (steg("report", "cohorts")[1], "")


def test_people_are_their_case_references(steg: Steg) -> None:
    assert steg("report", "expiries", "--no-names") == (0, EXPIRIES, "")


@pytest.mark.parametrize("by", ["cohort", "municipality", "workplace"])
@pytest.mark.parametrize("format_", ["table", "plain"])
def test_no_group_of_the_timeline_tells_who_is_protected(steg: Steg, by: str, format_: str) -> None:
    words = ("report", "timeline", "--by", by, "--no-names", "--format", format_)
    code, out, _ = steg(*words)
    assert (code, "S-0003" in out, "(protected)" in out) == (0, True, False)


def test_a_workplace_without_names_has_no_title_of_its_own(steg: Steg) -> None:
    words = ("report", "placements", "--workplace", "Solgården", "--no-names")
    code, out, _ = steg(*words, "--format", "table")
    assert (code, "Solgården" in out, "Who is where on 2024-01-15" in out) == (0, False, True)
    assert "Solgården" not in steg(*words, "--format", "json")[1]


def test_a_hidden_number_is_the_same_in_every_format(steg: Steg, tmp_path: Path) -> None:
    words = ("report", "cohorts", "--no-names")
    row, _ = json.loads(steg(*words, "--format", "json")[1])["rows"]
    assert (row["planned"], row["enrolled"], row["left"]) == (25, "<5", 0)
    assert row["steps"]["serviceassistent"] == "<5"
    assert steg(*words, "--plain-csv")[1].splitlines()[1].startswith("Pilot 2016,25,<5,<5,0,0,")
    table = steg(*words, "--format", "table")[1]
    assert [line.count("<5") for line in table.splitlines() if "serviceassistent" in line] == [3]
    steg(*words, "--output", tmp_path / "cohorts.xlsx")
    workbook = CalamineWorkbook.from_path(tmp_path / "cohorts.xlsx")
    assert workbook.get_sheet_by_name("Cohorts").to_python()[1][:5] == [
        *("Pilot 2016", 25, "<5", "<5", 0),
    ]


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("format_", ["table", "plain", "csv", "json"])
def test_no_format_names_anybody(steg: Steg, name: str, format_: str) -> None:
    words = ("--all",) if name == "employment" else ()
    code, out, _ = steg("rapport", name, *words, "--utan-namn", "--format", format_, lang="sv")
    refused = name == "scb"  # it is nothing but identity numbers
    assert (code, [one for one in NAMES if one in out]) == (2 if refused else 0, [])


def test_a_file_without_names_holds_none(steg: Steg, tmp_path: Path) -> None:
    path, t = tmp_path / "ends.xlsx", texts("en")
    steg("report", "expiries", "--no-names", "--output", path)
    workbook = CalamineWorkbook.from_path(path)
    rows = workbook.get_sheet_by_name(t("Ends")).to_python()
    assert rows[1][:9] == [
        *("period", "S-0002", "", "", "", "Pilot 2016", "serviceassistent"),
        *(date(2022, 9, 1), date(2023, 8, 31)),
    ]


def test_cases_stand_in_no_file_with_hidden_counts(steg: Steg) -> None:
    code, out, err = steg("report", "--no-names", "--format", "json")
    ends = json.loads(out)["reports"][1]
    assert (code, ends["report"], ends["rows"]) == (0, "expiries", [])
    assert ends["totals"] == {**dict.fromkeys(("overdue", "ending", "within")), "until": UNTIL}
    assert err == (
        f"{FEW_EXPLAINED}\nNo cases beside hidden counts, which they would tell: expiries. Each "
        "has them where it stands alone: steg report expiries --no-names\n"
    )
    _, out, _ = steg("report", "--no-names", "--format", "table")
    assert out.endswith(f"What is overdue or ends by {UNTIL}\n{ALONE}\n")
    _, out, _ = steg("report", "--no-names", "--show-small", "--format", "json")
    assert len(json.loads(out)["reports"][1]["rows"]) == 4


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (
            ("--show-small",),
            "--show-small does nothing without --no-names.\nLeave it out, or add --no-names.",
        ),
        (
            ("--no-names", "--include-protected"),
            "--no-names does not go with --include-protected.\nLeave one of them out.",
        ),
    ],
)
def test_options_that_do_not_go_together_are_told(
    steg: Steg, words: tuple[str, ...], error: str
) -> None:
    assert steg("report", "expiries", *words) == (2, "", f"Error: {error}\n")
