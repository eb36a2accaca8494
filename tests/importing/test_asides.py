"""What stands among the rows and is nobody's: legends and remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from steg_cli.exchange.sheets import Cell
    from tests.importing.conftest import TableOf

HEADINGS = ("Personnr", "Namn", "Kommun", "Anm.")
ANNA = ("19900101-9802", "Anna Ek", "Skövde", None)


@pytest.mark.parametrize(
    "row",
    [
        ("Gult = sjuk",),
        (None, "Rött: avslutad"),
        (None, None, "Gult", "sjuk"),
        (None, "Ljusblå =", "väntar"),
        (None, "OBS ring Anna"),
        ("VT 2026",),
        (None, None, None, "uppdaterad 2026-11-16 av KH"),
        (None, None, None, None, None, "* = deltid"),
        ("ååååmmdd-nnnn", None, "ja/nej", "%"),
        ("(12 siffror)", None, None, "ÅÅÅÅ-MM-DD"),
        (1, 2, 3, 4),
    ],
)
def test_legends_and_remarks_are_left_out_and_told(
    table_of: TableOf, row: tuple[Cell, ...]
) -> None:
    table = table_of([HEADINGS, ANNA, row])
    assert [one.number for one in table.rows] == [2]
    assert (table.remarks, table.problems) == ((3,), ())


@pytest.mark.parametrize(
    "row",
    [
        ("19850101-9817",),
        (None, "Bo Berg"),
        (None, "Berg, Bo"),
        (None, "Grönlund"),
        (None, "se 850101-9817"),
        (None, "Bo Berg", "Hjo"),
        ("Gult", "sjuk"),
        (198501019817,),
        (19850101,),
    ],
)
def test_what_could_be_a_person_is_never_a_remark(table_of: TableOf, row: tuple[Cell, ...]) -> None:
    table = table_of([HEADINGS, ANNA, row])
    assert ([one.number for one in table.rows], table.remarks) == ([2, 3], ())


def test_a_row_of_small_numbers_is_a_total_below_all_others_alone(table_of: TableOf) -> None:
    bo = ("19850101-9817", "Bo Berg", "Hjo")
    table = table_of([HEADINGS, (12, None, 3), ANNA, bo, (2, None, 2)])
    assert ([one.number for one in table.rows], table.totals) == ([2, 3, 4], (5,))


@pytest.mark.parametrize(
    "text",
    [
        *("Avslutade:", "AVSLUTADE 2025", "Tidigare deltagare", "Slutat", "Ej aktiva", "f.d."),
        *("Hoppade av", "Inte längre aktuella", "Klara"),
    ],
)
def test_a_heading_above_those_who_left_stops_the_list(table_of: TableOf, text: str) -> None:
    rows = [HEADINGS, ANNA, (None, text), ("19850101-9817", "Bo Ek", "Skövde", None)]
    table = table_of(rows, values={"cohort": "STEG"})
    assert [(one.row, str(one.error)) for one in table.problems if one.column is None] == [
        (3, f"“{text}”: those who stand below would come in as if they went on.")
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        *(
            (one, "as if they had begun")
            for one in ("Vilande", "Reserver", "Kö:", "Ej påbörjat", "Tackat nej")
        ),
        *(
            (one, "on the first step")
            for one in (
                "Praktik",
                "Serviceassistenter (3):",
                "SA",
                "Undersköterskor",
                "ARBETSPRÖVNING",
            )
        ),
    ],
)
def test_a_heading_that_tells_where_people_are_stops_the_list(
    table_of: TableOf, text: str, why: str
) -> None:
    rows: list[tuple[Cell, ...]] = [HEADINGS, ANNA, (text,), ("19850101-9817", "Bo Ek", "Skövde")]
    table = table_of(rows)
    assert [(one.row, str(one.error)) for one in table.problems] == [
        (3, f"“{text.partition(' (')[0]}”: those who stand below would come in {why}.")
    ]


def test_what_stands_behind_such_a_heading_is_not_shown(table_of: TableOf) -> None:
    table = table_of([HEADINGS, ANNA, ("Reserv (Bo Ek)",), ("19850101-9817", "Bo Ek", "Skövde")])
    assert [str(one.error) for one in table.problems] == [
        "“Reserv”: those who stand below would come in as if they had begun."
    ]


def test_the_name_of_a_step_between_people_whose_steps_are_told_is_a_remark(
    table_of: TableOf,
) -> None:
    headings, anna = ("Personnr", "Namn", "Steg"), ("19900101-9802", "Anna Ek", "SA")
    bo = ("19850101-9817", "Bo Ek", "Praktik")
    table = table_of([headings, ("Serviceassistenter",), anna, ("Praktik",), bo])
    assert (table.problems, table.remarks) == ((), (2, 4))
    waits = table_of([headings, anna, ("Väntar på besked från AF",), ("Köket stängt v. 28",)])
    assert (waits.problems, waits.remarks) == ((), (3, 4))


@pytest.mark.parametrize(
    "row",
    [
        *(("Delsumma Skövde", 1), ("Medel", None, None, "0,8"), ("Antal deltagare i Hjo:", 2)),
        *(("Totalt antal: 2",), ("Varav kvinnor", 1), ("Genomsnitt", None, 75)),
    ],
)
def test_a_total_says_of_whom_it_is(table_of: TableOf, row: tuple[Cell, ...]) -> None:
    table = table_of([HEADINGS, ANNA, row, ("19850101-9817", "Bo Ek", "Skövde")])
    assert ([one.number for one in table.rows], table.totals) == ([2, 4], (3,))


def test_a_step_between_people_stops_a_list_that_is_said_to_be_of_another(
    table_of: TableOf,
) -> None:
    rows: list[tuple[Cell, ...]] = [HEADINGS, ANNA, ("SA",), ("19850101-9817", "Bo Ek", "Hjo")]
    table = table_of(rows, values={"step": "praktik"})
    assert [(one.row, str(one.error)) for one in table.problems] == [
        (3, "“SA”: those who stand below would come in on another step.")
    ]
    same = table_of(rows, values={"step": "serviceassistent"})
    assert (same.problems, same.remarks) == ((), (3,))
