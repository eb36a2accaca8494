"""Lists as people keep them: titles above, totals below, names in two columns, odd cells.

What is said of columns and sheets is in test_tables_chosen.py.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.exchange.sheets import Cell, Sheet
from steg_cli.importing.listed import said
from steg_cli.importing.reading import Reading
from steg_cli.importing.tables import read_tables
from steg_cli.programme.errors import Refused, StegError
from steg_cli.programme.identity import Identity, parse_identity

if TYPE_CHECKING:
    from steg_cli.importing.rows import Table
    from tests.importing.conftest import SheetOf, TableOf

D = date.fromisoformat
TODAY = D("2024-06-15")
ANNA, BO, CILLA = "19900101-9802", "19850101-9817", "19800560-9824"


def told(table: Table) -> list[tuple[int, dict[str, Any]]]:
    """Return what each row says, by its number."""
    assert table.problems == ()
    return [(row.number, said(row.values)) for row in table.rows]


def problems(table: Table) -> list[tuple[str, int, str | None, str | None, str]]:
    """Return where each problem is, what stands there, and what is wrong."""
    return [(p.sheet, p.row, p.column, p.value, str(p.error)) for p in table.problems]


def refusal(*sheets: Sheet, **how: Any) -> tuple[str, str]:
    """Return why a list cannot be read, and what to do."""
    with pytest.raises(StegError) as caught:
        read_tables(sheets, Reading(**how), TODAY)
    assert type(caught.value) is Refused
    return str(caught.value), caught.value.hint.format(**caught.value.values)


def who(number: str) -> Identity:
    return parse_identity(number, TODAY)


# Headings


TITLES: list[list[list[Cell]]] = [
    [],
    [["Deltagare i STEG"]],
    [["Deltagare – breddad kompetensförsörjning (uppdaterad 2024-06-01)"], [], []],
    [[], [], [None, None, "Namn på listan: STEG"]],
    [["Namn:", "STEG"], ["Kommun:", "Skövde"], ["Uppdaterad", D("2024-06-01")], []],
    [["Personnr är med streck"], ["Namn är för- och efternamn"]],
    [[f"rad {number}"] for number in range(29)],
]


@pytest.mark.parametrize("above", TITLES)
def test_headings_are_found_below_a_title_and_empty_rows(
    table_of: TableOf, above: list[list[Cell]]
) -> None:
    rows: list[list[Cell]] = [
        *above,
        ["Personnr", "Namn", "Kommun"],
        [],
        [ANNA, "Anna Ek", "Skövde"],
        [],
        [],
        [BO, "Bo Ek", "Hjo"],
    ]
    first = len(above) + 1
    assert told(table_of(rows)) == [
        (first + 2, {"who": who(ANNA), "name": "Anna Ek", "municipality": "Skövde"}),
        (first + 5, {"who": who(BO), "name": "Bo Ek", "municipality": "Hjo"}),
    ]


def test_headings_are_not_looked_for_below_the_thirtieth_row_that_holds_anything(
    sheet_of: SheetOf,
) -> None:
    rows: list[list[Cell]] = [[f"rad {number}"] for number in range(30)]
    assert refusal(sheet_of([*rows, ["Personnr", "Namn"], [ANNA, "Anna"]])) == (
        "No headings were found on Blad1, such as case, number, kind of number, name.",
        'Write headings above the columns, or name them: --map "Heading=field". '
        "steg import --template FILE.xlsx writes a list to fill in.",
    )


@pytest.mark.parametrize(
    "headings",
    [
        ["Telefon", "Adress"],
        ["Personnr", "Telefon"],  # one alone could be anything
        [ANNA, "Anna Ek", "Skövde"],
    ],
)
def test_a_list_without_headings_is_refused(sheet_of: SheetOf, headings: list[Cell]) -> None:
    sentence, _ = refusal(sheet_of([headings, [BO, "Bo Ek", "Hjo"]]))
    assert (
        sentence == "No headings were found on Blad1, such as case, number, kind of number, name."
    )


@pytest.mark.parametrize(
    ("rows", "how", "said"),
    [
        (
            [["Deltagare"], ["Namn", "Kommun", "Start"], ["Bo Ek", "Hjo", "2023-01-02"]],
            {},
            "Blad1 has no column for number; its headings are Namn, Kommun, Start. "
            'Say which it is: --map "Heading=number".',
        ),
        (
            [["Namn", "Kommun", "Förvaltning"], ["Ekbacken", "Hjo", "Skola"]],
            {},
            "Blad1 has no column for number; its headings are Namn, Kommun, Förvaltning. "
            'Say which it is: --map "Heading=number"; or say what the rows are: --kind workplaces.',
        ),
        (
            [["Sektor", "Kommun"], ["Skola", "Hjo"]],
            {"kind": "workplaces"},
            "Blad1 has no column for workplace; its headings are Sektor, Kommun. "
            'Say which it is: --map "Heading=workplace".',
        ),
    ],
)
def test_headings_without_the_one_that_is_needed_are_named(
    sheet_of: SheetOf, rows: list[list[Cell]], how: dict[str, str], said: str
) -> None:
    assert " ".join(refusal(sheet_of(rows), **how)) == said


@pytest.mark.parametrize(
    ("headings", "row", "kind"),
    [
        (["Arbetsplats", "Förvaltning", "Kommun"], ["Ekbacken", "Skola", "Hjo"], "workplaces"),
        (["Enhet", "Förvaltning"], ["Ekbacken", "Skola"], "workplaces"),
        (["Tjänst", "Uppgifter", "Platser"], ["Måltidsvärd", "disk", 2], "posts"),
        # What people are on has a place for everything that these have.
        (["Personnr", "Arbetsplats", "Kommun"], ["19850101-9817", "Ekbacken", "Hjo"], "people"),
    ],
)
def test_the_headings_say_what_a_sheet_without_people_holds(
    sheet_of: SheetOf, headings: list[Cell], row: list[Cell], kind: str
) -> None:
    found = read_tables([sheet_of([["Lista"], headings, row])], Reading(), TODAY)
    assert [(one.kind, one.number) for one in found.listed("lista").rows] == [(kind, 3)]


def test_headings_of_either_language_stand_in_any_order(table_of: TableOf) -> None:
    table = table_of(
        [
            ["Start date", "Kommun", "first_day_of_all", "NAME", "Pers.\nnr"],
            [D("2023-01-31"), "Skövde", "x", "Anna Ek", ANNA],
        ]
    )
    assert table.columns.headings == (
        "Start date",
        "Kommun",
        "first_day_of_all",
        "NAME",
        "Pers. nr",
    )
    assert [one and one.key for one in table.columns.fields] == [
        *("first_day", "municipality", None, "name", "number"),
    ]
    assert told(table) == [
        (
            2,
            {
                "first_day": D("2023-01-31"),
                "municipality": "Skövde",
                "name": "Anna Ek",
                "who": who(ANNA),
            },
        )
    ]
    assert table.rows[0].columns == {
        "first_day": "Start date",
        "municipality": "Kommun",
        "name": "NAME",
        "number": "Pers. nr",
    }
    assert table.left_out == ("first_day_of_all",)


def test_headings_that_are_repeated_on_each_page_are_no_rows(sheet_of: SheetOf) -> None:
    rows: list[list[Cell]] = [
        ["Personnr", "Namn", "Anm."],
        [ANNA, "Anna Ek"],
        ["PERSONNR ", "namn", "Anm"],
        [BO, "Bo Ek"],
        ["Personnr", "Namn", "Anm."],
        [CILLA, "Cilla Ek"],
    ]
    tables = read_tables([sheet_of(rows)], Reading(), TODAY).tables
    assert [told(table) for table in tables] == [
        [(2, {"who": who(ANNA), "name": "Anna Ek"})],
        [(4, {"who": who(BO), "name": "Bo Ek"})],
        [(6, {"who": who(CILLA), "name": "Cilla Ek"})],
    ]


def test_a_block_below_with_headings_of_its_own_is_read_by_them(sheet_of: SheetOf) -> None:
    """Those who left, below those who did not, is a common list."""
    rows: list[list[Cell]] = [
        ["Pågående"],
        ["Personnr", "Namn", "Kommun"],
        [ANNA, "Anna Ek", "Skövde"],
        ["Antal", 1],
        [],
        ["Namn", "Personnr", "Avslutad", "Kommun", "Avslutsorsak", "Hemort"],
        ["Bo Ek", BO, D("2023-01-31"), "Hjo", "jobb", "Tibro"],
        ["Cilla Ek", CILLA, D("2023-02-28"), None, "studier"],
        ["Antal", 2],
    ]
    first, second = read_tables([sheet_of(rows)], Reading(), TODAY).tables
    assert told(first) == [
        (3, {"who": who(ANNA), "name": "Anna Ek", "municipality": "Skövde"}),
    ]
    left = {"last_day": D("2023-01-31"), "left_to": "employment"}
    assert told(second) == [
        (7, {"who": who(BO), "name": "Bo Ek", "municipality": "Hjo", **left}),
        (
            8,
            {
                "who": who(CILLA),
                "name": "Cilla Ek",
                "last_day": D("2023-02-28"),
                "left_to": "education",
            },
        ),
    ]
    assert [(one.totals, one.left_out) for one in (first, second)] == [
        ((4,), ()),
        ((9,), ("Hemort",)),
    ]


def test_columns_that_say_nothing_are_named_and_those_that_explain_are_not(
    table_of: TableOf,
) -> None:
    table = table_of(
        [
            ["Nr", "Personnr", "Namn", "Telefon", "what is wrong", "Adress", "Vad som är fel"],
            [1, ANNA, "Anna Ek", "0500-49 80 00", "a slip", "Storgatan 1", "ett fel"],
        ]
    )
    assert table.left_out == ("Nr", "Telefon", "Adress")
    assert told(table) == [(2, {"who": who(ANNA), "name": "Anna Ek"})]


def test_a_list_of_headings_alone_is_refused(sheet_of: SheetOf) -> None:
    headings: list[Cell] = ["Personnr", "Namn"]
    for row in ([], ["Deltagare"], headings, ["Antal"]):
        rows = [row, headings] if row == ["Deltagare"] else [headings, row]
        assert refusal(sheet_of(rows)) == (
            "There are headings on Blad1, and no rows below them.",
            "Save the list with its rows, then import it.",
        )


@pytest.mark.parametrize("names", [[], ["Blad1"], ["Blad1", "Blad2"]])
def test_a_file_with_nothing_in_it_is_refused(sheet_of: SheetOf, names: list[str]) -> None:
    assert refusal(*(sheet_of([], name) for name in names)) == (
        "There is nothing on the sheets.",
        "Save the list, then import it.",
    )
