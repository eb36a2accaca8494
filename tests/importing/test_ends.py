"""What a list says instead of a day: a day without its year, months, tillsvidare, pågående."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.importing.listed import said

if TYPE_CHECKING:
    from collections.abc import Callable

    from steg_cli.exchange.sheets import Cell
    from steg_cli.importing.listed import Row
    from tests.conftest import IdentityOf
    from tests.importing.conftest import RowOf, TableOf, TakeIn, WrongWith

D = date.fromisoformat
ANNA, BO = "19900101-9802", "19850101-9817"
HEADINGS = ["Personnr", "Startdatum", "På steget sedan", "Slutdatum", "Planerat slut", "Avslutad"]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        # Nearest to 2024-06-15, also a week; a last day as much as a first one.
        (["1/9", None, "31/8-25"], {"first_day": D("2024-09-01"), "end": D("2025-08-31")}),
        (["v. 2", None, 240831], {"first_day": D("2024-01-08"), "end": D("2024-08-31")}),
        ([None, "1/1", "1 dec"], {"since": D("2024-01-01"), "end": D("2024-12-01")}),
        # A row does not end before it begins: today is between two days without a year.
        ([None, "1/2", "31/12"], {"since": D("2024-02-01"), "end": D("2024-12-31")}),
        ([None, "1/10", "31/8"], {"since": D("2023-10-01"), "end": D("2024-08-31")}),
        ([None, "1/11", "1/3 2024"], {"since": D("2023-11-01"), "end": D("2024-03-01")}),
        ([None, "2023-10-01", "30/9"], {"since": D("2023-10-01"), "end": D("2024-09-30")}),
        ([None, "2024-10-01", "30/9"], {"since": D("2024-10-01"), "end": D("2025-09-30")}),
        # Months count from the row's own first day: that of the step, where it tells of one.
        (["2023-08-31", None, "6 mån"], {"first_day": D("2023-08-31"), "end": D("2024-02-29")}),
        (
            ["2023-01-01", "2023-04-01", None, "1+1 år", "2 år"],
            {
                "first_day": D("2023-01-01"),
                "since": D("2023-04-01"),
                "planned_last_day": D("2024-03-31"),
                "last_day": D("2024-12-31"),
            },
        ),
        ([None, "2023-04-01", "12+12"], {"since": D("2023-04-01"), "end": D("2024-03-31")}),
        ([None, "2023-04-01", "2 år"], {"since": D("2023-04-01"), "end": D("2025-03-31")}),
        # No end, or none yet: nothing is said of one.
        (["2023-01-01", None, "pågående", "Löpande", "tv"], {"first_day": D("2023-01-01")}),
    ],
)
def test_ends_are_read_as_people_mean_them(
    table_of: TableOf, cells: list[Cell], told: dict[str, Any]
) -> None:
    table = table_of([HEADINGS, [ANNA, *cells]])
    assert table.problems == ()
    (row,) = table.rows
    assert {key: value for key, value in said(row.values).items() if key != "who"} == told


def test_only_tillsvidare_says_that_there_never_is_an_end(table_of: TableOf) -> None:
    row = [ANNA, "2023-01-01", None, "tv", "pågår", "Tills vidare"]
    assert [one.never for one in table_of([HEADINGS, row]).rows] == [{"end", "last_day"}]


def test_months_without_a_first_day_are_a_problem(table_of: TableOf) -> None:
    table = table_of([HEADINGS, [ANNA, None, None, "12 mån"], [ANNA, "1/2/2024", None, "2 år"]])
    assert [(one.row, one.column, one.value, str(one.error)) for one in table.problems] == [
        (
            *(2, "Slutdatum", "12 mån"),
            "12 mån is counted from the first day, which the row does not tell.",
        ),
        # Mended first, the first day tells the rest.
        (3, "Startdatum", "1/2/2024", "1/2/2024 could be 2024-01-02 or 2024-02-01."),
    ]


def test_what_was_understood_of_days_without_a_year_is_told_once(table_of: TableOf) -> None:
    rows: list[list[Cell]] = [
        [ANNA, "1/9", None, "1+1 år"],
        ["19850101-9817", "1/9", None, "2025-08-31"],
        ["19800101-9804", D("2024-02-01"), None, 240831],
        ["19800101-9812", "31/1 2024", None, "pågående"],
        ["19800101-9820", D("2024-02-01"), None, "juni 2025"],
    ]
    assert table_of([HEADINGS, *rows]).understood == (
        ("1/9", (D("2024-09-01"),)),
        ("1+1 år", (D("2025-08-31"),)),
        ("240831", (D("2024-08-31"),)),
        ("juni 2025", (D("2025-06-30"),)),
    )


def test_an_export_is_taken_at_its_word(table_of: TableOf) -> None:
    table = table_of([["reference", "last_day"], ["S-0001", "1/9"], ["S-0002", "tv"]])
    assert [str(one.error) for one in table.problems] == [
        "1/9 is not written as a day.",
        "tv is not written as a day.",
    ]


# Tillsvidare, where there is an end

NEEDED = {
    "name": "Sara Ek",
    "cohort": "STEG",
    "municipality": "Skövde",
    "first_day": "2023-06-01",
    "status": "unemployed",
    "long_term_unemployed": True,
    "exception": "prövat",
}
A_PERIOD_ENDS = (
    "A period on serviceassistent has an end; the list says that there is none. "
    "| Write the planned last day, or how long it is: 12 months, or 1+1 years."
)


def endless(row: Row, key: str) -> Row:
    """Return a row that says of a field that there is no end."""
    return replace(row, head=replace(row.head, never=frozenset({key})))


@pytest.mark.parametrize("key", ["end", "planned_last_day"])
def test_a_period_on_a_step_with_a_limit_is_never_endless(
    row: RowOf, identity: IdentityOf, wrong_with: WrongWith, key: str
) -> None:
    one = row("people", key, who=identity("19800101"), step="serviceassistent", **NEEDED)
    assert wrong_with(endless(one, key)) == [f"people 2 [{key}]: {A_PERIOD_ENDS}"]


def test_a_row_of_steps_says_so_too(
    row: RowOf, identity: IdentityOf, wrong_with: WrongWith
) -> None:
    who = identity("19800101")
    told = {"step": "serviceassistent", "first_day": "2023-08-01", "exception": "x y"}
    stay = row("stays", "planned_last_day", who=who, **told)
    never = endless(stay, "planned_last_day")
    assert wrong_with(row(who=who, **NEEDED), never) == [
        f"stays 2 [planned_last_day]: {A_PERIOD_ENDS}"
    ]


def test_a_planned_end_that_is_registered_is_not_denied_in_silence(
    row: RowOf,
    identity: IdentityOf,
    take_in: TakeIn,
    wrong_with: WrongWith,
    ways: Callable[[], list[str]],
) -> None:
    who, step = identity("19800101"), {"step": "praktik", "since": "2023-08-01"}
    take_in(row(who=who, planned_last_day="2024-06-30", **step, **NEEDED))
    again = endless(row(who=who, **step, **NEEDED), "planned_last_day")
    assert wrong_with(again) == [
        "people 3 [None]: The register has the planned last day 2024-06-30; the list says that "
        "there is none. | Correct the list, or the register: steg amend --help"
    ]


def test_a_step_without_an_end_can_go_on(row: RowOf, identity: IdentityOf, take_in: TakeIn) -> None:
    who, step = identity("19800101"), {"step": "praktik", "since": "2023-08-01"}
    one = endless(row(who=who, **step, **NEEDED), "end")
    (sheet,) = take_in(one).result.sheets
    (again,) = take_in(endless(row(who=who, **step, **NEEDED), "end")).result.sheets
    assert ((sheet.new, sheet.rejected), (again.unchanged, again.rejected)) == ((1, 0), (1, 0))


def test_days_from_to_in_the_column_of_a_first_day_are_the_first_and_the_planned_last_day(
    table_of: TableOf,
) -> None:
    rows: list[list[Cell]] = [
        ["Personnr", "Inskriven", "Steg", "Steg från", "Planerad sista dag"],
        [ANNA, "2024-01-01", "SA", "240201–250131", None],
        ["19850101-9817", "240101-241231", "praktik", None, "2024-12-31"],
        ["19800101-9804", "2024-01-01", "praktik", "1/2-31/5", None],
        ["19800101-9812", "2024-01-01", "praktik", "240201-240531", "2024-06-30"],
        ["19800560-9824", "240101-240630", "praktik", "2024-02-01", None],
    ]
    table = table_of(rows)
    keys = ("first_day", "since", "planned_last_day")
    told = [
        [str(one[key]) if key in one else None for key in keys]
        for one in (said(row.values) for row in table.rows[:3])
    ]
    assert told == [
        ["2024-01-01", "2024-02-01", "2025-01-31"],
        ["2024-01-01", None, "2024-12-31"],
        ["2024-01-01", "2024-02-01", "2024-05-31"],
    ]
    assert ("1/2-31/5", (D("2024-02-01"), D("2024-05-31"))) in table.understood
    assert [(one.row, one.column, str(one.error)) for one in table.problems] == [
        (
            *(5, "Steg från"),
            "240201-240531 ends on 2024-05-31, and another cell of the row says otherwise.",
        ),
        (6, "Inskriven", "240101-240630 is not written as a day."),
    ]


def test_numbers_below_a_heading_of_months_are_months(table_of: TableOf) -> None:
    rows: list[list[Cell]] = [["Personnr", "Steg", "Sedan", "Antal mån"]]
    rows += [[ANNA, "SA", D("2024-02-01"), 12], ["19850101-9817", "SA", D("2024-02-01"), "24"]]
    table = table_of(rows, columns={"Antal mån": "planned_last_day"})
    last = [said(row.values)["planned_last_day"] for row in table.rows]
    assert (table.problems, last) == ((), [D("2025-01-31"), D("2026-01-31")])
    assert table.understood == (("12", (last[0],)), ("24", (last[1],)))


@pytest.mark.parametrize("heading", ["Period", "Anställningsperiod"])
def test_a_period_in_one_cell_is_that_of_the_step(table_of: TableOf, heading: str) -> None:
    row: list[Cell] = [ANNA, "SA", D("2024-01-15"), "2024-02-01--2025-01-31"]
    (found,) = table_of([["Personnr", "Steg", "Startdatum", heading], row]).rows
    told = {key: value for key, value in said(found.values).items() if key not in ("who", "step")}
    assert told == {
        "first_day": D("2024-01-15"),
        "since": D("2024-02-01"),
        "planned_last_day": D("2025-01-31"),
    }


@pytest.mark.parametrize(
    ("heading", "cell", "found"),
    [
        ("Steg t.o.m.", "2025-02-28", {"planned_last_day": D("2025-08-31")}),
        ("Steg t.o.m.", None, {"planned_last_day": D("2025-08-31")}),
        ("Steg t.o.m.", "2025-12-31", {"planned_last_day": D("2025-12-31")}),
        ("Steg t.o.m.", "12 mån", {"planned_last_day": D("2025-08-31")}),
        ("Slutdatum", "2025-02-28", {"end": D("2025-08-31")}),
    ],
)
@pytest.mark.parametrize("extended", ["Förlängd t.o.m.", "Nytt slutdatum", "Extended until"])
def test_an_extension_beside_an_end_is_the_end(
    table_of: TableOf, heading: str, cell: Cell, found: dict[str, object], extended: str
) -> None:
    headings: list[Cell] = ["Personnr", "Steg", "Steg fr.o.m.", heading, extended]
    row: list[Cell] = [ANNA, "SA", "2024-03-01", cell, "2025-08-31"]
    (of_anna, of_bo) = table_of([headings, row, [BO, *row[1:4]]]).rows
    days = ("planned_last_day", "end", "last_day")
    assert {key: value for key, value in said(of_anna.values).items() if key in days} == found
    assert len([key for key in said(of_bo.values) if key in days]) == (cell is not None)


def test_an_extension_is_no_end_of_somebody_who_left(table_of: TableOf) -> None:
    headings: list[Cell] = ["Personnr", "Slutdatum", "Orsak", "Förlängd till"]
    (row,) = table_of([headings, [ANNA, "2024-03-01", "arbete", "2025-08-31"]]).rows
    values = said(row.values)
    assert (values["end"], values["planned_last_day"]) == (D("2024-03-01"), D("2025-08-31"))
