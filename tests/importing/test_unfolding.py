"""A column per step: rows of people and of stays, as a list with a sheet for each has them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.importing.listed import PersonValues, StayValues
from steg_cli.importing.problems import lacking
from steg_cli.importing.reading import Reading
from steg_cli.importing.tables import read_tables
from steg_cli.programme.errors import NotFound
from steg_cli.programme.ladder import Ladder, Step

if TYPE_CHECKING:
    from steg_cli.exchange.sheets import Cell
    from steg_cli.importing.rows import Table
    from tests.importing.conftest import SheetOf, TableOf

D = date.fromisoformat
ANNA, BO = "19900101-9802", "19850101-9817"
WHO = ("Personnr", "Namn", "Inskriven")
Told = list[tuple[str | None, str, str | None]]  # step, first day, planned last day


def stays(table: Table) -> Told:
    """Return what the stays of a table tell."""
    told = (row.values for row in table.rows if isinstance(row.values, StayValues))
    return [
        (one.step, str(one.first_day), str(one.planned_last_day) if one.planned_last_day else None)
        for one in told
    ]


def problems(table: Table) -> list[tuple[int, str | None, str | None, str]]:
    """Return the row, the column, the cell and what is wrong."""
    return [(one.row, one.column, one.value, str(one.error)) for one in table.problems]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        # A range that ends where the next step begins says no more than that.
        (
            {"Kartl.": "230901–230930", "Praktik": "231001–231231", "SA": "240101–241231"},
            [
                ("kartlaggning", "2023-09-01", None),
                ("praktik", "2023-10-01", None),
                ("serviceassistent", "2024-01-01", "2024-12-31"),
            ],
        ),
        # In any order, as days too; the last one goes on.
        (
            {"EA": D("2024-03-01"), "Utredn.": D("2023-09-01")},
            [("utredning", "2023-09-01", None), ("enhetsassistent", "2024-03-01", None)],
        ),
        # The first step begins with the enrolment.
        ({"Kartl.": "2023-09-18 -"}, [("kartlaggning", "2023-09-01", None)]),
        # One day of both, days of none, and a plan that was cut short.
        (
            {"Kartl.": "230901–231001", "Utredn.": "231001–231130", "A-prövn.": "240101–240630"},
            [
                ("kartlaggning", "2023-09-01", None),
                ("utredning", "2023-10-01", "2023-11-30"),
                ("arbetsprovning", "2024-01-01", "2024-06-30"),
            ],
        ),
        # A period that could not be planned so ended early; its plan is not written.
        (
            {"SA": "230901–240131", "EA": "240201"},
            [("serviceassistent", "2023-09-01", None), ("enhetsassistent", "2024-02-01", None)],
        ),
        (
            {"SA fr.o.m.": D("2023-09-01"), "SA t.o.m.": D("2024-08-31")},
            [("serviceassistent", "2023-09-01", "2024-08-31")],
        ),
        ({"Kartl.": "-", "Utredn.": ""}, []),
    ],
)
def test_what_the_columns_of_steps_tell(
    table_of: TableOf, cells: dict[str, Cell], told: Told
) -> None:
    first = "2023-09-01"
    table = table_of([(*WHO, *cells), (ANNA, "Anna Ek", first, *cells.values())])
    assert (stays(table), problems(table), table.left_out) == (told, [], ())
    assert [row.number for row in table.rows] == [2] * (len(told) + 1)


def test_a_row_without_a_first_day_begins_with_its_first_step(table_of: TableOf) -> None:
    rows = [("Personnr", "Namn", "Praktik", "SA"), (ANNA, "Anna Ek", "240101", "230901–231231")]
    person, first, _ = table_of(rows).rows
    assert isinstance(person.values, PersonValues)
    assert person.values.first_day == D("2023-09-01")
    assert person.columns["first_day"] == "SA"
    # A problem with a step names its own column and cell.
    assert (first.columns["first_day"], first.shown("first_day")) == ("SA", "230901–231231")


def test_who_left_without_a_day_left_with_the_last_step(table_of: TableOf) -> None:
    rows = [(*WHO, "Avslutsorsak", "Praktik"), (ANNA, "A", "2024-01-01", "arbete", "240101–240430")]
    table = table_of(rows)
    assert isinstance(table.rows[0].values, PersonValues)
    assert table.rows[0].values.last_day == D("2024-04-30")
    assert stays(table) == [("praktik", "2024-01-01", None)]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("x", "x does not tell when praktik began."),
        ("Solgården", "Solgården does not tell when praktik began."),
        ("31/2 2024", "31/2 2024 is not a day in the calendar."),
    ],
)
def test_a_cell_without_days_is_told_with_its_place(
    table_of: TableOf, cell: str, said: str
) -> None:
    rows = [(*WHO, "Praktik"), (ANNA, "A", "2024-01-01", "240101"), (BO, "B", "2024-01-01", cell)]
    assert problems(table_of(rows)) == [(3, "Praktik", cell, said)]


def test_a_first_day_that_a_cell_of_a_step_could_have_told_is_not_asked_for(
    table_of: TableOf,
) -> None:
    headings = ("Personnr", "Namn", "Omgång", "Kommun", "Praktik")
    for cell, asked in (("april 2024", []), (None, ["first_day"])):
        (row,) = table_of([headings, (ANNA, "Anna Ek", "STEG", "Hjo", cell)]).rows
        assert [key for key, _ in lacking(row)] == asked


def test_a_last_day_alone_is_the_plan_of_the_step_that_the_row_names(table_of: TableOf) -> None:
    headings = (*WHO, "Steg", "SA t.o.m.")
    table = table_of([headings, (ANNA, "Anna Ek", "2024-01-01", "SA", D("2024-12-31"))])
    assert isinstance(table.rows[0].values, PersonValues)
    assert table.rows[0].values.planned_last_day == D("2024-12-31")
    table = table_of([headings, (ANNA, "Anna Ek", "2024-01-01", "Praktik", D("2024-12-31"))])
    said = "Nothing tells when serviceassistent began."
    assert problems(table) == [(2, "SA t.o.m.", "2024-12-31", said)]


def test_what_is_no_day_below_the_heading_of_a_step_is_told_and_never_left_out(
    table_of: TableOf,
) -> None:
    rows = [(*WHO, "Praktik", "Tid"), (ANNA, "Anna Ek", "2024-01-01", "ja", "240101–240331")]
    assert table_of(rows).left_out == ("Tid",)
    assert problems(table_of(rows)) == [
        (2, "Praktik", "ja", "ja does not tell when praktik began.")
    ]
    cell = "260601-260901, 260915-261130"
    said = f"{cell} is neither a day nor a first and a last day."
    table = table_of([(*WHO, "Praktik"), (ANNA, "Anna Ek", "2024-01-01", cell)])
    assert problems(table) == [(2, "Praktik", cell, said)]
    for wanted in ("step:praktik", "step:Prakt.", "praktik", "work placement"):
        table = table_of(rows, columns={"Tid": wanted, "Praktik": "-"})
        assert (stays(table), table.left_out) == ([("praktik", "2024-01-01", "2024-03-31")], ())
    with pytest.raises(NotFound, match="There is no step hopp on the ladder"):
        table_of(rows, columns={"Tid": "step:hopp"})


def test_the_steps_are_those_of_the_registers_own_ladder(sheet_of: SheetOf) -> None:
    ladder = Ladder(
        (
            Step("start", "start", "start", "ame"),
            Step("traning", "arbetsträning", "training", "ame"),
        )
    )
    sheet = sheet_of([(*WHO, "A-träning", "SA"), (ANNA, "Anna Ek", "2024-01-01", "240101", "x")])
    (table,) = read_tables([sheet], Reading(), D("2024-06-15"), ladder).tables
    assert (stays(table), table.left_out) == ([("traning", "2024-01-01", None)], ("SA",))


def test_the_first_day_of_a_step_may_stand_behind_its_last(table_of: TableOf) -> None:
    cells: dict[str, Cell] = {"SA t.o.m.": "31/8", "SA fr.o.m.": "2023-10-01"}
    table = table_of([(*WHO, *cells), (ANNA, "Anna Ek", "2023-01-10", *cells.values())])
    assert stays(table) == [("serviceassistent", "2023-10-01", "2024-08-31")]


def test_days_between_steps_are_told_by_row(table_of: TableOf) -> None:
    rows = [
        (*WHO, "Kartl.", "Praktik"),
        (ANNA, "A", "2024-01-01", "240101–240131", "240201"),
        (BO, "B", "2024-01-01", "240101–240131", "240301"),
    ]
    assert table_of(rows).ends_otherwise == (3,)
    kept = [(*WHO, "SA", "EA"), (ANNA, "A", "2024-01-01", "240101–241231", "250101")]
    assert table_of(kept).ends_otherwise == ()


@pytest.mark.parametrize(
    ("enrolled", "cells", "told", "understood"),
    [
        (  # near the enrolment, not today, each after the one before
            "2022-01-12",
            {"Kartl.": "12/1-8/2", "Utredn.": "9/2-8/3", "Praktik": "9/3–31/5", "SA": "1/6"},
            ["2022-01-12", "2022-02-09", "2022-03-09", "2022-06-01"],
            [
                "12/1-8/2 = 2022-01-12 2022-02-08",
                "9/2-8/3 = 2022-02-09 2022-03-08",
                "9/3–31/5 = 2022-03-09 2022-05-31",
                "1/6 = 2022-06-01",
            ],
        ),
        (  # over a new year, in any order of the columns
            "2022-09-01",
            {"SA": "1/4", "Praktik": "jan-feb", "Kartl.": "1/9", "Utredn.": "15 nov"},
            ["2022-09-01", "2022-11-15", "2023-01-01", "2023-04-01"],
            [
                "1/9 = 2022-09-01",
                "15 nov = 2022-11-15",
                "jan-feb = 2023-01-01 2023-02-28",
                "1/4 = 2023-04-01",
            ],
        ),
        (  # in the month of the enrolment
            "2022-01-12",
            {"Kartl.": "jan-feb", "Praktik": "mars 2022–"},
            ["2022-01-12", "2022-03-01"],
            ["jan-feb = 2022-01-12 2022-02-28"],
        ),
        (  # without any year: a way of several steps has begun (it is 2024-06-15)
            None,
            {"Kartl.": "1/10-31/10", "Utredn.": "1/11-", "Praktik": "1/2"},
            ["2023-10-01", "2023-11-01", "2024-02-01"],
            [
                "1/10-31/10 = 2023-10-01 2023-10-31",
                "1/11- = 2023-11-01",
                "1/2 = 2024-02-01",
            ],
        ),
        (  # without an enrolment, near the next step that has a year, and the one before
            None,
            {"Kartl.": "12/1", "Praktik": "2022-03-09", "SA": "1/6", "SA t.o.m.": "31/5"},
            ["2022-01-12", "2022-03-09", "2022-06-01"],
            ["12/1 = 2022-01-12", "1/6 = 2022-06-01", "31/5 = 2023-05-31"],
        ),
    ],
)
def test_days_without_a_year_are_of_the_years_of_their_row(
    table_of: TableOf,
    enrolled: str | None,
    cells: dict[str, Cell],
    told: list[str],
    understood: list[str],
) -> None:
    table = table_of([(*WHO, *cells), (ANNA, "Anna Ek", enrolled, *cells.values())])
    assert ([first for _, first, _ in stays(table)], problems(table)) == (told, [])
    days = [f"{text} = {' '.join(map(str, days))}" for text, days in table.understood]
    assert days == understood


@pytest.mark.parametrize(
    ("first", "cell", "last"),
    [
        *(("2022-09-01", "31/8", "2023-08-31"), ("2023-09-01", "31/8", "2024-08-31")),
        *(("2023-09-01", "30/9", "2023-09-30"), ("2023-09-01", "1/9", "2023-09-01")),
        *(("2023-10-01", "30 sept", "2024-09-30"), ("2023-10-01", "12/3 2025", "2025-03-12")),
        *(("2023-10-01", D("2024-05-31"), "2024-05-31"), ("2023-10-01", "aug", "2024-08-31")),
        ("2023-10-01", "1/11–31/12", "2023-12-31"),
    ],
)
def test_a_last_day_without_a_year_is_the_next_one_after_the_first(
    table_of: TableOf, first: str, cell: Cell, last: str
) -> None:
    cells = {"SA fr.o.m.": D(first), "SA t.o.m.": cell}
    table = table_of([(*WHO, *cells), (ANNA, "Anna Ek", first, *cells.values())])
    assert (stays(table), problems(table)) == ([("serviceassistent", first, last)], [])


def test_a_week_is_no_last_day(table_of: TableOf) -> None:
    cells: dict[str, Cell] = {"SA fr.o.m.": "2023-10-01", "SA t.o.m.": "v. 12"}
    table = table_of([(*WHO, *cells), (ANNA, "Anna Ek", "2023-10-01", *cells.values())])
    said = "v. 12 could be 2024-03-22 or 2024-03-24."
    assert problems(table) == [(2, "SA t.o.m.", "v. 12", said)]


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"Kartl.": "220201", "Utredn.": "12/1"}, ("Utredn.", "12/1", "2022-01-12")),
        ({"Kartl.": "nov-dec"}, ("Kartl.", "nov-dec", "2021-11-01")),
        ({"Kartl.": "12/1", "Utredn.": "1/1"}, ("Utredn.", "1/1", "2022-01-01")),
        ({"Kartl.": "20/12"}, ("Kartl.", "20/12", "2021-12-20")),
        ({"Kartl.": "12/1", "Utredn.": "1/6", "SA": "220301"}, ("Utredn.", "1/6", "2022-06-01")),
    ],
)
def test_days_without_a_year_that_do_not_fit_their_row_are_told(
    table_of: TableOf, cells: dict[str, Cell], wrong: tuple[str, str, str]
) -> None:
    table = table_of([(*WHO, *cells), (ANNA, "Anna Ek", "2022-01-01", *cells.values())])
    column, text, day = wrong
    said = f"{text} has no year, and {day} does not fit the other days of the row."
    assert problems(table) == [(2, column, text, said)]
