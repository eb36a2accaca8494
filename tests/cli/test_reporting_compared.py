"""steg report --compare: beside each number its change since a year before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Steg


def test_what_people_read_has_changes_and_a_note_tells_since_when(steg: Steg) -> None:
    code, out, err = steg("report", "cohorts", "--compare")
    assert (code, err) == (0, "In brackets: the change since 2023-01-15.\n")
    now = steg("report", "cohorts", "--format", "json")[1]
    before = steg("report", "cohorts", "--as-of", "2023-01-15", "--format", "json")[1]
    for line, new, old in zip(
        out.splitlines()[1:], *(json.loads(one)["rows"] for one in (now, before)), strict=True
    ):
        change = new["enrolled"] - old["enrolled"]
        assert f"  {new['enrolled']} ({change:+})  ".replace("(+0)", "(±0)") in line


def test_a_program_gets_both_answers(steg: Steg) -> None:
    envelope = json.loads(steg("report", "cohorts", "--compare", "--format", "json")[1])
    now = json.loads(steg("report", "cohorts", "--format", "json")[1])
    then = json.loads(steg("report", "cohorts", "--as-of", "2023-01-15", "--format", "json")[1])
    before = {key: then[key] for key in ("as_of", "rows", "totals")}
    assert list(envelope.items()) == [*now.items(), ("before", before)]


def test_a_workbook_has_a_sheet_for_each_day(steg: Steg, tmp_path: Path) -> None:
    path = tmp_path / "cohorts.xlsx"
    assert steg("report", "--compare", "--output", path)[0] == 0
    workbook = CalamineWorkbook.from_path(path)
    assert workbook.sheet_names == ["Cohorts", "Cohorts 2023-01-15", "Ends", "Charts"]
    rows = workbook.get_sheet_by_name("Cohorts 2023-01-15").to_python()
    assert [row[0] for row in rows] == ["cohort", "Pilot 2016", "STEG"]


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (
            ("cohorts", "--compare", "--format", "csv"),
            "A CSV file has no place for a comparison.\n"
            "Write a workbook (--output FILE.xlsx) or --format json, or leave --compare out.",
        ),
        (
            ("employment", "--all", "--compare"),
            "How long somebody has been employed has the year before in it already.\n"
            "Write steg report placements --compare: how many are on which step.",
        ),
        (
            ("timeline", "--compare"),
            "Bars of single periods cannot stand beside those of a year before.\n"
            "Write steg report forecast --compare, or steg report expiries --compare.",
        ),
        (
            ("scb", "--compare"),
            "A monthly file is of its own month, and holds nothing to compare.\n"
            "Write steg report esf --compare: how many began and left.",
        ),
    ],
)
def test_where_a_comparison_has_no_place(steg: Steg, words: tuple[str, ...], error: str) -> None:
    assert steg("report", *words) == (2, "", f"Error: {error}\n")


def test_of_cases_it_is_how_many_there_are(steg: Steg) -> None:
    told = "In brackets: the change since 2023-01-15.\n"
    lines = [
        "what ends  overdue  ending",
        "period      1 (+1)  2 (+2)",
        "step        0 (±0)  0 (±0)",
        "placement   0 (±0)  0 (±0)",
        "decision    0 (±0)  0 (±0)",
        "follow-up   1 (+1)  0 (±0)",
        "deadline    0 (±0)  0 (±0)",
    ]
    assert steg("report", "expiries", "--compare") == (0, "\n".join(lines) + "\n", told)


def test_beside_other_reports_cases_are_not_counted_and_stand_as_they_are(steg: Steg) -> None:
    cases = steg("report", "expiries")[1]
    assert steg("report", "--compare")[1].endswith(f"\n{cases}")


def test_of_cases_a_program_gets_both_answers_and_without_names_no_more_than_references(
    steg: Steg,
) -> None:
    envelope = json.loads(steg("report", "expiries", "--compare", "--format", "json")[1])
    now = json.loads(steg("report", "expiries", "--format", "json")[1])
    then = json.loads(steg("report", "expiries", "--as-of", "2023-01-15", "--format", "json")[1])
    before = {key: then[key] for key in ("as_of", "rows", "totals")}
    assert list(envelope.items()) == [*now.items(), ("before", before)]
    words = ("report", "placements", "--compare", "--no-names", "--format", "json")
    masked = json.loads(steg(*words, "--as-of", "2025-01-15")[1])
    rows = [row for one in (masked, masked["before"]) for row in one["rows"]]
    assert rows
    assert {row[key] for row in rows for key in ("name", "workplace", "sector")} == {None}


def test_letters_are_of_the_cases_that_are_counted(steg: Steg, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    assert steg("report", "notices", "--compare", "--letters", folder)[0] == 0
    assert len([*folder.iterdir()]) > 0


def test_a_year_of_costs_is_compared_with_the_months_of_the_year_before(steg: Steg) -> None:
    words = ("report", "costs", "--from", "2024-01-01", "--to", "2024-02-29", "--format", "json")
    before = json.loads(steg(*words, "--compare")[1])["before"]
    then = ("report", "costs", "--from", "2023-01-01", "--to", "2023-02-28", "--format", "json")
    expected = json.loads(steg(*then, "--as-of", "2023-01-15")[1])
    assert before == {key: expected[key] for key in ("as_of", "rows", "totals")}
