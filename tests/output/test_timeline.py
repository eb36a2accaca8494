"""Periods as bars on a terminal: what a narrow one leaves out, and nothing told by colour alone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from steg_cli.output.fitting import Screen
from steg_cli.output.table import report_lines, report_table
from steg_cli.output.timeline import MOST_BARS
from steg_cli.output.width import width
from steg_cli.reports.report import Report
from steg_cli.reports.timeline import STATES, TIMELINE, Period
from steg_cli.texts import texts

D = date.fromisoformat
DAY = D("2024-01-15")
EN = texts("en")
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def period(number: int, first: str, last: str, group: str | None = "STEG") -> Period:
    state = "overdue" if last < f"{DAY}" else "coming" if first > f"{DAY}" else "running"
    return Period(
        *(group, f"S-{number:04}", f"Nr {number}", "praktik"),
        *(D(first), D(last), state),  # type: ignore[arg-type]
        protected=False,
    )


def report_of(*rows: Period, within: int = 12) -> Report[Period]:
    """Return a timeline of these rows, with the command that shows all."""
    totals: dict[str, object] = dict.fromkeys(STATES, 0)
    totals |= {"within": within, "until": D("2025-01-15")}
    form = replace(TIMELINE, rest=lambda _: "steg report timeline --format plain")
    return Report(form, DAY, rows, totals)


FEW = report_of(
    period(1, "2023-07-01", "2024-01-10"),
    period(2, "2023-03-01", "2024-09-30"),
    replace(period(3, "2024-05-01", "2024-12-31", None), name=None, protected=True),
    period(4, "2022-03-01", "2026-09-30", None),
)


def drawn(report: Report[Period], columns: int, *, colour: bool = False) -> list[str]:
    return report_table(report, EN, Screen(columns, colour)).split("\n")


def test_the_whole_picture_on_eighty_columns() -> None:
    assert drawn(FEW, 80) == [
        "Periods on 2024-01-15, and those that begin by 2025-01-15",
        "                     2023            2024             2025",
        "                     jan apr jul oct jan  apr jul oct jan",
        "STEG  2",
        "S-0001  Nr 1                 ████████▓│                    2024-01-10 ●  overdue",
        "S-0002  Nr 2           ███████████████░░░░░░░░░░░░         2024-09-30    running",
        "(protected)  1",
        "S-0003  (protected)                   │    ░░░░░░░░░░░     2024-12-31    to come",
        "(without a workplace)  1",
        "S-0004  Nr 4         ‹████████████████░░░░░░░░░░░░░░░░░░›  2026-09-30    running",
        "                                      ▲ today 2024-01-15",
        "█ until today  ░ planned  ▓ past the last day",
        "0 overdue, 0 ending, 0 running, 0 to come.",
        "No room for: step. --format plain shows all.",
    ]


@pytest.mark.parametrize(
    ("columns", "left_out"),
    [
        (60, "No room for: name, step, state. --format plain shows all."),
        (80, "No room for: step. --format plain shows all."),
        (200, None),
    ],
)
def test_what_a_narrow_screen_leaves_out_is_told(columns: int, left_out: str | None) -> None:
    lines = drawn(FEW, columns)
    assert max(map(width, lines)) <= columns
    assert [line for line in lines if line.startswith("No room")] == [left_out] * bool(left_out)
    for row in FEW.rows:  # the case and the last day are never among it
        assert any(row.reference in line and f"{row.last_day}" in line for line in lines)


def test_colour_tells_nothing_that_is_not_told_without_it() -> None:
    for columns in (60, 80, 200):
        coloured = drawn(FEW, columns, colour=True)
        assert any("\x1b[" in line for line in coloured)
        # Styled spaces at the ends of lines are all that can differ.
        assert [ESCAPES.sub("", line).rstrip() for line in coloured] == drawn(FEW, columns)
    overdue = next(line for line in drawn(FEW, 60) if "S-0001" in line)
    assert ("▓" in overdue, overdue.endswith("2024-01-10 ●")) == (True, True)


def test_todays_line_goes_through_every_bar() -> None:
    lines = drawn(FEW, 80)
    at = next(line for line in lines if "▲" in line).index("▲")
    bars = {line[:6]: line for line in lines if line.startswith("S-")}
    # Where a period goes on today its bar turns light there.
    assert {case: (bar[at - 1], bar[at] in "█░", bar[at + 1]) for case, bar in bars.items()} == {
        "S-0001": ("▓", False, " "),
        "S-0002": ("█", True, "░"),
        "S-0003": (" ", False, " "),
        "S-0004": ("█", True, "░"),
    }
    assert [bars[case][at] for case in ("S-0001", "S-0003")] == ["│", "│"]


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 120, 200, 400])
@pytest.mark.parametrize(
    ("first", "last"), [("2024-01-15", "2024-01-15"), ("1999-01-01", "2099-12-31")]
)
def test_every_period_has_a_bar_on_every_screen(columns: int, first: str, last: str) -> None:
    report = report_of(period(1, first, last), within=0)
    (line,) = (line for line in drawn(report, columns) if line.startswith("S-0001"))
    assert re.search("[█░‹›]", line)


def test_many_bars_are_those_that_end_first_and_how_to_see_the_others() -> None:
    rows = [
        period(number, "2024-01-01", f"{DAY + timedelta(number)}", "A" if number % 2 else "B")
        for number in range(1, 101)
    ]
    report = report_of(*sorted(rows, key=lambda row: row.group or ""))
    for show in (report_table, report_lines):
        lines = show(report, EN, Screen(80, False)).split("\n")
        assert [line[:6] for line in lines if line.startswith("S-")] == [
            *(f"S-{number:04}" for number in range(1, MOST_BARS, 2)),
            *(f"S-{number:04}" for number in range(2, MOST_BARS + 1, 2)),
        ]
        assert [line.strip() for line in lines if line.strip().startswith("and ")] == [
            "and 20 more",
            "and 20 more",
        ]
        assert "A  50" in lines
        assert "40 are left out, which end later: steg report timeline --format plain" in lines


def test_a_group_is_shown_as_it_is_written_and_cannot_steer_the_terminal() -> None:
    report = report_of(period(1, "2023-07-01", "2024-03-01", "[bold]{day}\x1b[2J"))
    assert "[bold]{day}\ufffd[2J  1" in drawn(report, 80)


def test_without_periods_a_sentence_says_so() -> None:
    assert drawn(report_of(), 80) == [
        "Periods on 2024-01-15, and those that begin by 2025-01-15",
        "None.",
    ]
