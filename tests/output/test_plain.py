"""Plain lines: aligned, whole, without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steg_cli.output.plain import lines, report_plain
from steg_cli.texts import texts

if TYPE_CHECKING:
    from steg_cli.reports.log import Logged
    from steg_cli.reports.report import Report
    from tests.output.conftest import ReportOf

EN = texts("en").naming({"kartlaggning": "mapping"})


def test_columns_are_as_wide_as_their_widest_cell(listed: ReportOf) -> None:
    assert report_plain(listed("Bo", "Anna Alm", None), EN).split("\n") == [
        "case    name         cohort  municipality  step     since       planned last day"
        "  workplace    protected",
        "S-0001  Bo           STEG    Skövde        mapping  2024-01-02                  "
        "               no",
        "S-0002  Anna Alm     STEG    Skövde        mapping  2024-01-02                  "
        "               no",
        "S-0003  (protected)  STEG    Skövde        mapping  2024-01-02                  "
        "  (protected)  yes",
    ]


def test_a_report_without_rows_is_nothing(listed: ReportOf) -> None:
    assert report_plain(listed(), EN) == ""


def test_numbers_stand_to_the_right_and_no_line_ends_in_spaces() -> None:
    assert lines(["name", "n"], [["Bo", "1"], ["", "100"]], [False, True]) == (
        "name    n\nBo      1\n      100"
    )
    assert lines(["n", "name"], [["1", ""], ["100", "Bo"]], [True, False]) == (
        "  n  name\n  1\n100  Bo"
    )


def test_wide_letters_keep_the_columns_straight() -> None:
    assert lines(["name", "x"], [["张伟", "1"], ["Bo", "2"]], [False, False]) == (
        "name  x\n张伟  1\nBo    2"
    )


def test_what_a_change_did_stands_in_lines_below_it(changes: Report[Logged]) -> None:
    assert report_plain(changes, EN).split("\n") == [
        "change  when              by           command  rows  undone  what",
        "    58  2024-01-15 10:00  root (cron)  import    230  yes     list.xlsx",
        "        230 rows: steg log --change 58 shows them.",
        "    57  2024-01-15 10:00  karin        extend      1  no      S-0001",
        "        S-0001 step 2023-06-01: planned last day 2024-05-31 > 2024-11-30",
    ]
