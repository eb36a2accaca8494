"""Who a row tells of: a name in one column or two, a number or an id, and what disagrees."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.exchange.sheets import Cell
from steg_cli.programme.identity import Identity, parse_identity

if TYPE_CHECKING:
    from steg_cli.exchange.tables import Table
    from tests.exchange.conftest import TableOf

D = date.fromisoformat
TODAY = D("2024-06-15")
ANNA, BO, CILLA = "19900101-9802", "19850101-9817", "19800560-9824"


def told(table: Table) -> list[tuple[int, dict[str, Any]]]:
    """Return what each row says, by its number."""
    assert table.problems == ()
    return [(row.number, dict(row.values)) for row in table.rows]


def problems(table: Table) -> list[tuple[str, int, str | None, str | None, str]]:
    """Return where each problem is, what stands there, and what is wrong."""
    return [(p.sheet, p.row, p.column, p.value, str(p.error)) for p in table.problems]


def who(number: str) -> Identity:
    return parse_identity(number, TODAY)


# Names


@pytest.mark.parametrize(
    ("headings", "cells", "name"),
    [
        (["Namn"], ["Anna Ek"], "Anna Ek"),
        (["Förnamn", "Efternamn"], [" Anna", "Ek\xa0"], "Anna Ek"),
        (["Efternamn", "Förnamn"], ["Ek", "Anna Maria"], "Anna Maria Ek"),
        (["Efternamn, förnamn"], ["Ek, Anna"], "Anna Ek"),
        (["Förnamn", "Namn", "Efternamn"], ["Anna", "ANNA  Ek", "Ek"], "ANNA Ek"),
        (["Namn", "Efternamn, förnamn"], [None, "Ek, Anna"], "Anna Ek"),
        (["Namn", "Förnamn", "Efternamn"], [None, "Anna", "Ek"], "Anna Ek"),
        (["Förnamn", "Släktnamn"], ["Anna", "Ek"], "Anna Ek"),
        (["Efternamn Förnamn"], ["Ek Anna"], "Anna Ek"),
        # A whole name beside half of one.
        (["Namn", "Tilltalsnamn"], ["Anna Maria Ek", "Maria"], "Anna Maria Ek"),
        (["Namn", "Efternamn"], ["Anna Ek", "Ek"], "Anna Ek"),
        (["Efternamn, förnamn", "Tilltalsnamn"], ["Ek, Anna Maria", "Maria"], "Anna Maria Ek"),
    ],
)
def test_a_name_is_one_column_or_two_or_turned(
    table_of: TableOf, headings: list[Cell], cells: list[Cell], name: str
) -> None:
    assert told(table_of([["Personnr", *headings], [ANNA, *cells]])) == [
        (2, {"who": who(ANNA), "name": name})
    ]


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        # "Namn" is the last name here, or the counting of somebody.
        (["Namn", "Förnamn", "Efternamn"], ["Ek", "Anna", "Ek"]),
        (["Deltagare", "Förnamn", "Efternamn"], [1, "Anna", "Ek"]),
        (["Namn", "Förnamn", "Efternamn"], ["Anna Maria Ek", "Anna", "Ek"]),
        (["Namn", "Efternamn, förnamn"], ["Anna Ek", "Ek, Sara"]),
    ],
)
def test_two_names_of_one_person_are_a_problem(
    table_of: TableOf, headings: list[Cell], cells: list[Cell]
) -> None:
    table = table_of([["Personnr", *headings], [ANNA, *cells]])
    assert problems(table) == [
        ("Blad1", 2, headings[0], str(cells[0]), "The row has two names."),
    ]


@pytest.mark.parametrize(
    "name", ["Anna Ek (skyddad)", "SKYDDAD IDENTITET", "Anna Ek, sekretess", "Skyddade P"]
)
def test_a_protection_that_stands_in_the_name_is_a_problem(table_of: TableOf, name: str) -> None:
    table = table_of([["Personnr", "Namn"], [ANNA, name], [BO, "Bo Sekretare Skydd"]])
    assert problems(table) == [
        ("Blad1", 2, "Namn", None, "It tells of a protected identity."),
    ]
    assert [row.values.get("protected") for row in table.rows] == [True, None]


@pytest.mark.parametrize(
    ("cells", "column", "name"),
    [(["Anna", None], "Efternamn", "Anna"), ([None, "Ek"], "Förnamn", "Ek")],
)
def test_half_a_name_is_a_problem(
    table_of: TableOf, cells: list[Cell], column: str, name: str
) -> None:
    table = table_of([["Personnr", "Förnamn", "Efternamn"], [ANNA, *cells]])
    assert problems(table) == [("Blad1", 2, column, None, "Half of the name is missing.")]
    assert table.rows[0].values["name"] == name


def test_half_a_name_that_cannot_be_read_is_one_problem_alone(table_of: TableOf) -> None:
    table = table_of([["Personnr", "Förnamn", "Efternamn"], [ANNA, "Anna", "E\u202ek"]])
    assert [(column, value) for _, _, column, value, _ in problems(table)] == [
        ("Efternamn", "E\u202ek")
    ]


def test_a_turned_name_without_its_comma_is_a_problem_when_two_words_could_be_turned(
    table_of: TableOf,
) -> None:
    rows: list[list[Cell]] = [["Personnr", "Efternamn Förnamn"], [ANNA, "von Ek Sara"], [BO, "Ek"]]
    assert problems(table_of(rows)) == [
        (
            *("Blad1", number, "Efternamn Förnamn", name),
            f"{name}: it does not show where the last name ends.",
        )
        for number, name in ((2, "von Ek Sara"), (3, "Ek"))
    ]


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_a_dash_is_nobody_s_name(table_of: TableOf, dash: str) -> None:
    rows: list[list[Cell]] = [["Personnr", "Namn", "Kommun"], [ANNA, dash, "Hjo"]]
    assert told(table_of(rows)) == [(2, {"who": who(ANNA), "municipality": "Hjo"})]


# Who somebody is


def test_somebody_without_a_number_has_an_id_with_birth_year_and_sex(table_of: TableOf) -> None:
    headings: list[Cell] = ["Personnr", "Slags nummer", "Namn", "Kön", "Födelseår"]
    (row,) = table_of([headings, ["X-12", "annat id", "Anna Ek", "K", 1990]]).rows
    identity = Identity("other", "X-12", "woman", (D("1990-01-01"), D("1990-12-31")))
    assert row.values == {"who": identity, "name": "Anna Ek"}


@pytest.mark.parametrize("written", ["annat", "something else", "other", "Annat ID"])
def test_an_export_s_other_id_is_one(table_of: TableOf, written: str) -> None:
    headings: list[Cell] = ["nummer", "slags nummer", "namn", "kön", "födelseår"]
    (row,) = table_of([headings, ["T-12", written, "Bo", "man", "1990"]]).rows
    assert row.values["who"].kind == "other"


@pytest.mark.parametrize(
    ("cells", "column", "value", "sentence"),
    [
        (
            ["X-12", "annat", None, "K"],
            "Personnr",
            "X-12",
            "Birth year and sex are missing, and an id that is no personnummer has none.",
        ),
        (
            ["X-12", "annat", 1990, None],
            "Personnr",
            "X-12",
            "Birth year and sex are missing, and an id that is no personnummer has none.",
        ),
        (
            ["42", "annat", 1990, "K"],
            "Personnr",
            "42",
            "42 could be mistaken for a case reference or a personnummer.",
        ),
        (
            [ANNA, "annat", 1990, "K"],
            "Personnr",
            ANNA,
            f"{ANNA} could be mistaken for a case reference or a personnummer.",
        ),
        (["X-12", "annat", 1890, "K"], "Personnr", "X-12", "1890 cannot be right as a birth year."),
        (["X-12", "annat", "1990?", "K"], "Född", "1990?", None),
        (["X-12", "annat", 1990, "okänt"], "Kön", "okänt", "okänt cannot be chosen here."),
        ([ANNA, None, 1990, "okänt"], "Kön", "okänt", "okänt cannot be chosen here."),
        ([ANNA, "T-nummer", 1990, "K"], "Typ av nummer", "T-nummer", None),
        (["X-12", None, 1990, "K"], "Personnr", "X-12", None),
        # The row disagrees with its own number.
        (
            [ANNA, None, 1990, "man"],
            "Personnr",
            ANNA,
            "The number is of a woman, and the row says man.",
        ),
        (
            [BO, "personnummer", 1958, "M"],
            "Personnr",
            BO,
            "The number is of somebody born in 1985, and the row says 1958.",
        ),
    ],
)
def test_who_somebody_is_has_to_be_certain(
    table_of: TableOf, cells: list[Cell], column: str, value: str, sentence: str | None
) -> None:
    table = table_of(
        [["Personnr", "Typ av nummer", "Född", "Kön", "Namn"], [*cells, "Anna Ek"]],
    )
    ((_, row, at, shown, wrong),) = problems(table)
    assert (row, at, shown) == (2, column, value)
    assert sentence in (None, wrong)


def test_a_number_that_cannot_be_read_says_what_would_be_right(table_of: TableOf) -> None:
    (problem,) = table_of([["Personnr", "Namn"], ["X-12", "Anna Ek"]]).problems
    assert str(problem.error) == "X-12 is not written as an identity number."
    assert problem.error.hint.format(**problem.error.values) == (
        "Write ÅÅMMDD-NNNN, ÅÅÅÅMMDD-NNNN or twelve digits. For somebody without a number write "
        "other in the column “kind of number”, and fill in “birth year” and “sex”."
    )


def test_a_row_without_a_number_is_somebody_all_the_same(table_of: TableOf) -> None:
    rows: list[list[Cell]] = [["Personnr", "Namn", "Kön"], [None, "Anna Ek", "K"], ["-", "Bo Ek"]]
    assert told(table_of(rows)) == [(2, {"name": "Anna Ek"}), (3, {"name": "Bo Ek"})]


# What several cells say together


@pytest.mark.parametrize(
    ("status", "values"),
    [
        ("långtidsarbetslös", {"status": "unemployed", "long_term_unemployed": True}),
        ("Långtidsarbetslös ", {"status": "unemployed", "long_term_unemployed": True}),
        ("arbetslös", {"status": "unemployed"}),
        (None, {}),
    ],
)
def test_a_status_of_langtidsarbetslos_tells_two_things(
    table_of: TableOf, status: Cell, values: dict[str, object]
) -> None:
    ((_, found),) = told(table_of([["Personnr", "Namn", "Status"], [ANNA, "Anna Ek", status]]))
    assert found == {"who": who(ANNA), "name": "Anna Ek", **values}


@pytest.mark.parametrize("cell", ["nej", "0", 0, False])
def test_a_row_that_says_yes_and_no_to_long_term_unemployment_is_a_problem(
    table_of: TableOf, cell: Cell
) -> None:
    headings: list[Cell] = ["Personnr", "Namn", "Status", "Långtids"]
    rows: list[list[Cell]] = [
        [ANNA, "Anna Ek", "långtidsarbetslös", cell],
        [BO, "Bo Ek", "långtidsarbetslös", "ja"],
        [CILLA, "Cilla Ek", "arbetslös", cell],
        [ANNA, "Anna Ek", "långtidsarbetslös", "-"],  # it says nothing
    ]
    table = table_of([headings, *rows])
    sentence = "The row says yes and no to long-term unemployment."
    assert problems(table) == [("Blad1", 2, "Långtids", str(cell), sentence)]
    assert [
        (row.values["status"], row.values["long_term_unemployed"]) for row in table.rows[1:]
    ] == [("unemployed", True), ("unemployed", False), ("unemployed", True)]
