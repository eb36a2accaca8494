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
            ("expiries", "--compare"),
            "--compare does not go with report expiries.\nLeave one of them out.",
        ),
    ],
)
def test_where_a_comparison_has_no_place(steg: Steg, words: tuple[str, ...], error: str) -> None:
    assert steg("report", *words) == (2, "", f"Error: {error}\n")


def test_a_year_of_costs_is_compared_with_the_months_of_the_year_before(steg: Steg) -> None:
    words = ("report", "costs", "--from", "2024-01-01", "--to", "2024-02-29", "--format", "json")
    before = json.loads(steg(*words, "--compare")[1])["before"]
    then = ("report", "costs", "--from", "2023-01-01", "--to", "2023-02-28", "--format", "json")
    expected = json.loads(steg(*then, "--as-of", "2023-01-15")[1])
    assert before == {key: expected[key] for key in ("as_of", "rows", "totals")}
