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
    "text", ["Avslutade:", "AVSLUTADE 2025", "Tidigare deltagare", "Slutat", "Ej aktiva", "f.d."]
)
def test_a_heading_above_those_who_left_stops_the_list(table_of: TableOf, text: str) -> None:
    rows = [HEADINGS, ANNA, (None, text), ("19850101-9817", "Bo Ek", "Skövde", None)]
    table = table_of(rows, values={"cohort": "STEG"})
    assert [(one.row, str(one.error)) for one in table.problems if one.column is None] == [
        (3, f"“{text}”: those who stand below would come in as if they went on.")
    ]
