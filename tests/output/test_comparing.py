"""Numbers with their change since a year before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from steg_cli.output.comparing import compared
from steg_cli.output.envelope import report_json
from steg_cli.output.fitting import bar
from steg_cli.output.html_file import reports_html
from steg_cli.output.plain import report_plain
from steg_cli.programme.words import Amount
from steg_cli.reports.report import FEW, Counted, Form, Report
from steg_cli.texts import texts

EN, SV = texts("en"), texts("sv")


@dataclass(frozen=True)
class Row:
    """A row of a month with all kinds of numbers."""

    month: str
    municipality: str | None
    planned: int | None
    active: int | None
    gross: Amount | None
    steps: Mapping[str, int]


FORM = Form("x", Row, counted=Counted(harmless=("planned",)))


def report_of(year: int, *rows: Any, **totals: object) -> Report[Row]:
    return Report(FORM, date(year, 1, 15), rows, totals)


def change(now: Any, before: Any) -> Row:
    """Return the row of now beside that of a year before."""
    report = replace(report_of(2024, now), before=report_of(2023, before))
    (row,) = compared(report).rows
    assert isinstance(row, Row)
    return row


NOW = Row("2024-01", "Hjo", 30, 12, Amount("24500.00"), {"start": 0, "end": 2})
BEFORE = Row("2023-01", "Hjo", 25, 9, Amount("26000.50"), {"start": 3, "end": 2})


def test_each_number_has_its_change() -> None:
    report = replace(
        report_of(2024, NOW, active=12, until=date(2024, 2, 1)),
        before=report_of(2023, BEFORE, active=13, until=date(2023, 2, 1)),
    )
    assert report_plain(compared(report), EN.naming({"start": "a", "end": "b"})).splitlines() == [
        "month    municipality  planned   active             gross cost  on each step",
        "2024-01  Hjo                30  12 (+3)  24,500.00 (-1,500.50)  a 0 (-3), b 2 (±0)",
    ]
    assert str(compared(report).totals["active"]) == "12 (-1)"
    assert compared(report).totals["until"] == date(2024, 2, 1)
    assert "12 (+3)" in reports_html([compared(report)], EN)


@pytest.mark.parametrize(
    ("gross", "shown"),
    [("26000.50", "24 500,00 (-1 500,50)"), ("0.00", "24 500,00 (+24 500,00)")],
)
def test_an_amount_has_its_change_in_the_language(gross: str, shown: str) -> None:
    row = change(NOW, replace(BEFORE, gross=Amount(gross)))
    text = report_plain(report_of(2024, row), SV)
    assert shown in text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("now", "before", "shown"),
    [
        (12, 12, "12 (±0)"),
        (0, 4, "0 (-4)"),
        (12, None, "12"),
        (None, 4, "None"),
        (12, FEW, "12"),
        (FEW, 12, "<5"),
    ],
)
def test_a_change_is_told_where_both_are_known(now: Any, before: Any, shown: str) -> None:
    row = change(replace(NOW, active=now), replace(BEFORE, active=before))
    assert str(row.active) == shown


@pytest.mark.parametrize(
    "other",
    [replace(BEFORE, month="2023-02"), replace(BEFORE, municipality=None)],
)
def test_a_row_that_was_not_there_has_no_change(other: Row) -> None:
    assert change(NOW, other) == NOW
    assert str(change(NOW, other).active) == "12"


def test_a_number_with_its_change_is_drawn_as_it_is() -> None:
    active = change(NOW, BEFORE).active
    assert active is not None
    assert (active, bar(active, 12), sum([active, 1])) == (12, bar(12, 12), 13)


def test_json_has_both_answers_as_they_are() -> None:
    report = replace(report_of(2024, NOW), before=report_of(2023, BEFORE, active=9))
    text = report_json(report)
    assert '"before": {\n    "as_of": "2023-01-15",' in text
    assert (text.index('"totals"') < text.index('"before"')) is True
    assert "before" not in report_json(report_of(2024, NOW))
