"""Headings that only those beside or above them explain, and lists that have none above rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.importing.listed import PersonValues, StayValues, said
from steg_cli.importing.reading import Reading
from steg_cli.importing.tables import read_tables
from steg_cli.programme.errors import Refused
from steg_cli.texts import texts

if TYPE_CHECKING:
    from steg_cli.exchange.sheets import Cell
    from tests.importing.conftest import Rows, SheetOf, TableOf

D = date.fromisoformat
TODAY = D("2024-06-15")
ANNA, BO = "19900101-9802", "19850101-9817"


@pytest.mark.parametrize(
    ("enrolment", "of_the_step"),
    [
        ("Startdatum", "Fr.o.m."),
        ("Start", "Från"),
        ("Inskriven", "Fr o m"),
        ("Inskriven", "Startdatum"),
        ("Inskr.datum", "Start"),
        ("Första dag", "Fr.o.m."),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_second_first_day_beside_a_step_is_the_step_s(
    table_of: TableOf, enrolment: str, of_the_step: str, *, turned: bool
) -> None:
    days: list[tuple[Cell, Cell]] = [
        (enrolment, of_the_step),
        (D("2024-01-15"), D("2024-03-01")),
    ]
    pairs = [pair[::-1] if turned else pair for pair in days]
    table = table_of(
        [
            ["Personnr", "Namn", "Steg", *pairs[0], "T.o.m."],
            [ANNA, "Anna Ek", "SA", *pairs[1], D("2025-02-28")],
        ]
    )
    values = table.rows[0].values
    assert isinstance(values, PersonValues)
    assert (values.first_day, values.since, values.end) == (
        D("2024-01-15"),
        D("2024-03-01"),
        D("2025-02-28"),
    )


@pytest.mark.parametrize(
    "headings",
    [
        ["Personnr", "Namn", "Startdatum", "Fr.o.m."],  # nothing says of what the second one is
        ["Personnr", "Namn", "Steg", "Startdatum", "Start"],
        ["Personnr", "Namn", "Steg", "Startdatum", "Fr.o.m.", "Från"],
    ],
)
def test_two_first_days_of_which_nothing_tells_are_refused(
    sheet_of: SheetOf, headings: list[Cell]
) -> None:
    with pytest.raises(Refused, match="Two columns on Blad1 are for first day"):
        read_tables([sheet_of([headings, [ANNA, "Anna Ek"]])], Reading(), TODAY)


def test_headings_below_a_step_are_of_that_step(table_of: TableOf) -> None:
    table = table_of(
        [
            ["Personuppgifter", "", "Kartläggning", "", "Praktik", "", "SA", ""],
            ["Personnr", "Namn", *("fr.o.m.", "t.o.m."), *("Start", "Slut"), *("från", "till")],
            [
                *(ANNA, "Anna Ek", D("2024-01-15"), D("2024-01-31"), D("2024-02-01")),
                *(D("2024-03-31"), D("2024-04-01"), D("2025-03-31")),
            ],
        ]
    )
    stays = [row.values for row in table.rows if isinstance(row.values, StayValues)]
    assert table.problems == ()
    assert [(one.step, str(one.first_day), str(one.planned_last_day)) for one in stays] == [
        ("kartlaggning", "2024-01-15", "None"),
        ("praktik", "2024-02-01", "None"),
        ("serviceassistent", "2024-04-01", "2025-03-31"),
    ]


MONTHS: list[list[Cell]] = [
    ["jan", "feb", "mars", "apr"],
    ["Jan 2024", "Feb 2024", "Mars 2024", "April 2024"],
    ["2024-01", "2024-02", "2024-03", "2024-04"],
    [D("2024-01-01"), D("2024-02-01"), D("2024-03-01"), D("2024-04-01")],
    ["v. 1", "v. 2", "v. 3", "v. 4"],
]


def calendar(months: list[Cell], *cells: Cell) -> Rows:
    """Return a list with a column for each of some months."""
    return [["Personnr", "Namn", "Inskriven", *months], [ANNA, "Anna Ek", D("2024-01-15"), *cells]]


@pytest.mark.parametrize("months", MONTHS)
def test_a_calendar_of_steps_is_refused_until_it_is_left_out(
    sheet_of: SheetOf, table_of: TableOf, months: list[Cell]
) -> None:
    rows = calendar(months, "K", "K", "AP", "SA")
    with pytest.raises(Refused) as caught:
        read_tables([sheet_of(rows)], Reading(), TODAY)
    first, *_, last = (str(one) for one in months)
    assert str(caught.value) == (
        f"The columns {first} to {last} on Blad1 tell month by month where people were."
    )
    assert caught.value.hint == (
        "Write instead when each step began: a column for each step, such as Praktik, with its "
        'first day; or leave each of these columns out: --map "{first}=-".'
    )
    table = table_of(rows, columns={str(one): "-" for one in months})
    assert (len(table.rows), table.problems, table.left_out) == (1, (), ())


@pytest.mark.parametrize("months", MONTHS)
def test_months_of_numbers_are_left_out(table_of: TableOf, months: list[Cell]) -> None:
    table = table_of(calendar(months, 12, "8,5", 0, 160))
    assert (len(table.rows), table.problems) == (1, ())
    assert table.left_out == tuple(str(one) for one in months)


def test_a_calendar_beside_the_step_is_left_out(table_of: TableOf) -> None:
    rows: Rows = [["Personnr", "Steg", "jan", "feb", "mars"], [ANNA, "Praktik", "x", "x", "x"]]
    table = table_of(rows)
    assert (len(table.rows), table.problems, table.left_out) == (1, (), ("jan", "feb", "mars"))


def test_a_list_on_its_side_is_told_to_be_turned(sheet_of: SheetOf) -> None:
    rows: Rows = [["Personnr", ANNA, BO], ["Namn", "Anna Ek", "Bo Ek"], ["Kommun", "Hjo", "Hjo"]]
    with pytest.raises(Refused) as caught:
        read_tables([sheet_of(rows)], Reading(), TODAY)
    assert (str(caught.value), caught.value.hint) == (
        "The headings on Blad1 stand below one another, and people side by side.",
        "Copy the list, paste it with Paste Special: Transpose, and import that.",
    )


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *(("Praktik", "praktik"), ("Serviceassistenter", "serviceassistent")),
        *(("SA 2024", "serviceassistent"), ("Kartl.", "kartlaggning")),
    ],
)
def test_a_sheet_that_is_called_as_a_step_is_of_that_step_if_that_is_said(
    sheet_of: SheetOf, table_of: TableOf, name: str, code: str
) -> None:
    rows: Rows = [["Personnr", "Namn"], [ANNA, "Anna Ek"]]
    with pytest.raises(Refused) as caught:
        read_tables([sheet_of(rows, name)], Reading(), TODAY)
    assert str(caught.value) == (
        f"The sheet's name is a step, and nothing else tells on which people are: {name}."
    )
    assert caught.value.hint == (
        'If they are all on it: --value "step=sheet". If not, fill in a column for the step.'
    )
    values = table_of(rows, name, values={"step": "sheet"}).rows[0].values
    assert isinstance(values, PersonValues)
    assert values.step == code
    told = table_of([["Personnr", "Steg"], [ANNA, "utredning"]], name).rows[0].values
    assert isinstance(told, PersonValues)
    assert told.step == "utredning"


def test_a_second_first_day_on_a_sheet_of_one_step_is_the_step_s(table_of: TableOf) -> None:
    rows: Rows = [
        ["Personnr", "Startdatum", "Fr.o.m."],
        [ANNA, D("2024-01-15"), D("2024-03-01")],
    ]
    for name in ("SA", "Blad1"):
        value = "sheet" if name == "SA" else "serviceassistent"
        values = table_of(rows, name, values={"step": value}).rows[0].values
        assert isinstance(values, PersonValues)
        assert (values.step, values.first_day, values.since) == (
            "serviceassistent",
            D("2024-01-15"),
            D("2024-03-01"),
        )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        *(("Arbetsplats 1", "Arbetsplats 2"), ("Arbetsplats I", "Arbetsplats II")),
        *(("Enhet (1)", "Enhet (2)"), ("Praktikplats nr 1", "Praktikplats nr 2")),
        *(("Arbetsplats", "Arbetsplats 2"), ("Placering:1", "Placering:2")),
    ],
)
def test_two_places_side_by_side_are_refused_and_one_is_read(
    table_of: TableOf, first: str, second: str
) -> None:
    headings: list[Cell] = ["Personnr", "Steg", first, second]
    with pytest.raises(Refused) as caught:
        table_of([headings, [ANNA, "Praktik", "Solgården", "Ekbacken"]])
    assert str(caught.value) == (
        f"Two columns on Blad1 are for workplace: {first} (C) and {second} (D)."
    )
    assert texts("en").hint(caught.value) == (
        'Leave one out: --map "D=-"; or write a row for each place on a sheet called '
        "“Placements”, with its first day."
    )
    one: Rows = [headings, [ANNA, "Praktik", "Solgården", None]]
    for table in (table_of(one), table_of([headings, [*one[1][:3], "-"]], columns={"D": "-"})):
        assert said(table.rows[0].values)["workplace"] == "Solgården"


@pytest.mark.parametrize(
    ("heading", "key", "cell"),
    [
        *((one, "workplace", "Köket") for one in ("Nuvarande arbetsplats", "Aktuell enhet")),
        *((one, "municipality", "Hjo") for one in ("Nuvarande kommun", "nuv. hemkommun")),
        ("Current workplace", "workplace", "Köket"),
    ],
)
def test_the_present_one_is_the_one(table_of: TableOf, heading: str, key: str, cell: str) -> None:
    table = table_of([["Personnr", heading, f"Tidigare {heading}"], [ANNA, cell, "X"]])
    assert said(table.rows[0].values)[key] == cell
    assert table.left_out == (f"Tidigare {heading}",)
