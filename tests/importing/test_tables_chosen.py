"""What a list is said to be: its columns, its values for all rows, its sheets and their kinds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.exchange.sheets import Cell, Sheet
from steg_cli.importing.kinds import KINDS
from steg_cli.importing.listed import said
from steg_cli.importing.reading import Reading
from steg_cli.importing.tables import Tables, read_tables
from steg_cli.programme.errors import Malformed, Refused, Several, StegError
from steg_cli.programme.identity import parse_identity

if TYPE_CHECKING:
    from tests.importing.conftest import Rows, SheetOf, TableOf

TODAY = date(2024, 6, 15)
ANNA, BO = "19900101-9802", "19850101-9817"

PEOPLE: Rows = [["Personnr", "Namn"], [ANNA, "Anna Ek"]]
STAYS: Rows = [["Personnr", "Steg", "Startdatum", "Slutdatum"], [BO, "praktik", "2023-01-31"]]
PLACES: Rows = [["Namn", "Sektor", "Kommun"], ["Solgården", "Vård och omsorg", "Skövde"]]
NOTES: Rows = [["Att göra"], ["Ring Anna"]]


def read(*sheets: Sheet, **how: Any) -> Tables:
    return read_tables(sheets, Reading(**how), TODAY)


def kinds(tables: Tables) -> list[tuple[str, str, int]]:
    """Return each table's sheet, kind and number of rows."""
    return [(table.sheet, table.columns.kind.name, len(table.rows)) for table in tables.tables]


def refusal(*sheets: Sheet, **how: Any) -> tuple[type[StegError], str, str]:
    """Return what kind of error it is, why, and what to do."""
    with pytest.raises(StegError) as caught:
        read(*sheets, **how)
    error = caught.value
    return type(error), str(error), error.hint.format(**error.values)


# Columns


OWN: Rows = [
    ["Personnr", "Kallas", "Började hos oss", "Ort", "Namn"],
    [ANNA, "Annie", "2023-01-31", "Skövde", "Anna Ek"],
]


@pytest.mark.parametrize(
    "columns",
    [
        {"Började hos oss": "first_day", "Ort": "municipality"},
        {"BÖRJADE  HOS OSS": "Startdatum", "ort ": "Hemkommun"},
        {"Började hos oss": "First day", "Ort": "KOMMUN"},
        {"C": "first_day", "D": "municipality"},
        {"C": "Startdatum (ÅÅÅÅ-MM-DD)", "Ort": "municipality"},
    ],
)
def test_a_column_holds_what_was_said_of_it(table_of: TableOf, columns: dict[str, str]) -> None:
    table = table_of(OWN, columns=columns)
    (row,) = table.rows
    assert said(row.values) == {
        "who": parse_identity(ANNA, TODAY),
        "name": "Anna Ek",
        "first_day": date(2023, 1, 31),
        "municipality": "Skövde",
    }
    # A problem is told beside the list's own heading.
    assert row.columns["first_day"] == "Började hos oss"
    assert table.left_out == ("Kallas",)


def test_what_was_said_of_a_column_comes_before_what_its_heading_says(table_of: TableOf) -> None:
    (row,) = table_of(OWN, columns={"Namn": "workplace", "Kallas": "name"}).rows
    assert (said(row.values)["name"], said(row.values)["workplace"]) == ("Annie", "Anna Ek")


def test_a_column_that_is_to_be_left_out_is_left_out_without_a_word(table_of: TableOf) -> None:
    table = table_of(OWN, columns={"Namn": "-", "Kallas": "-", "Ort": "municipality"})
    assert [said(row.values) for row in table.rows] == [
        {"who": parse_identity(ANNA, TODAY), "municipality": "Skövde"}
    ]
    assert table.left_out == ("Började hos oss",)


def test_headings_that_are_named_are_found_although_nothing_else_is_known(
    table_of: TableOf,
) -> None:
    rows: Rows = [["Lista"], ["Kod", "Vem"], [ANNA, "Anna Ek"]]
    (row,) = table_of(rows, columns={"Kod": "number", "Vem": "name"}).rows
    assert (row.number, said(row.values)["name"]) == (3, "Anna Ek")


@pytest.mark.parametrize(
    ("columns", "sentence", "hint"),
    [
        (
            {"Började": "first_day"},
            "There is no column Började in the list.",
            "Did you mean Började hos oss?",
        ),
        (
            {"Xyz": "first_day"},
            "There is no column Xyz in the list.",
            "Write its heading, or its letter.",
        ),
        (
            {"F": "first_day"},
            "There is no column F in the list.",
            "Write its heading, or its letter.",
        ),
        (
            {"Kallas": "first_dya"},
            "There is no field first_dya that a column could hold.",
            "Did you mean first day, first name?",
        ),
    ],
)
def test_a_column_or_a_field_that_is_not_there_is_refused(
    sheet_of: SheetOf, columns: dict[str, str], sentence: str, hint: str
) -> None:
    assert refusal(sheet_of(OWN), columns=columns) == (Malformed, sentence, hint)


def test_a_field_that_resembles_none_is_answered_with_where_they_stand(sheet_of: SheetOf) -> None:
    kind, sentence, hint = refusal(sheet_of(OWN), columns={"Kallas": "qqq"})
    assert (kind, sentence) == (Malformed, "There is no field qqq that a column could hold.")
    assert hint == "steg import --template FILE.xlsx writes a list with all of them."


TWICE: Rows = [
    ["Personnr", "Startdatum", "Namn", "Från", "Pers.nr"],
    [ANNA, "2023-01-31", "Anna Ek", "2023-05-01", ANNA],
]


def test_two_columns_for_one_field_are_refused_until_one_is_said_to_be_something_else(
    sheet_of: SheetOf, table_of: TableOf
) -> None:
    assert refusal(sheet_of(TWICE)) == (
        Refused,
        "Two columns on Blad1 are for first day: Startdatum (B) and Från (D).",
        'Leave one out: --map "D=-", or say what it is: --map "D=field".',
    )
    assert refusal(sheet_of(TWICE), columns={"Från": "-"})[1] == (
        "Two columns on Blad1 are for number: Personnr (A) and Pers.nr (E)."
    )
    for first in ({"Från": "-"}, {"D": "-"}):
        (row,) = table_of(TWICE, columns=first | {"E": "-"}).rows
        assert said(row.values)["first_day"] == date(2023, 1, 31)
    (row,) = table_of(TWICE, columns={"Från": "since", "Pers.nr": "-"}).rows
    assert said(row.values)["since"] == date(2023, 5, 1)


def test_columns_of_the_same_heading_are_told_apart_by_their_letters(
    sheet_of: SheetOf, table_of: TableOf
) -> None:
    rows: Rows = [
        ["Personnr", "Startdatum", "Arbetsplats", "Startdatum"],
        [ANNA, "2023-01-31", "Solgården", "2023-05-01"],
    ]
    assert refusal(sheet_of(rows))[1] == (
        "Two columns on Blad1 are for first day: Startdatum (B) and Startdatum (D)."
    )
    (row,) = table_of(rows, columns={"D": "since"}).rows
    assert (said(row.values)["first_day"], said(row.values)["since"]) == (
        date(2023, 1, 31),
        date(2023, 5, 1),
    )


def test_a_column_without_a_heading_is_named_by_its_letter(table_of: TableOf) -> None:
    rows: Rows = [
        ["Personnr", None, "Namn", None],
        [ANNA, "Hjo", "Anna Ek", None, "ja", None],
        [BO, None, "Bo Ek", None, None, None, "sist"],
    ]
    assert table_of(rows).left_out == ("B", "E", "G")
    table = table_of(rows, columns={"B": "municipality"})
    assert [said(row.values).get("municipality") for row in table.rows] == ["Hjo", None]
    assert table.left_out == ("E", "G")


@pytest.mark.parametrize(
    "heading",
    ["Skyddad?!x", "Sekr.uppgift", "Har skydd", "SKYDDSKOD", "Protected person", "Kvarskriven"],
)
def test_a_column_that_may_tell_who_is_protected_is_not_passed_over(
    sheet_of: SheetOf, table_of: TableOf, heading: str
) -> None:
    rows: Rows = [["Personnr", "Namn", heading], [ANNA, "Anna Ek", "x"]]
    assert refusal(sheet_of(rows)) == (
        Refused,
        f"{heading} on Blad1 may tell who is protected, and is not known.",
        'Say so: --map "C=protected", or leave it out: --map "C=-".',
    )
    (row,) = table_of(rows, columns={"C": "protected"}).rows
    assert said(row.values)["protected"] is True
    (row,) = table_of(rows, columns={heading: "-"}).rows
    assert "protected" not in said(row.values)


def test_a_column_is_not_made_a_second_one_for_a_field_either(sheet_of: SheetOf) -> None:
    assert refusal(sheet_of(OWN), columns={"Kallas": "name"})[1] == (
        "Two columns on Blad1 are for name: Kallas (B) and Namn (E)."
    )


# Values for all rows


def test_a_value_for_every_row_fills_what_is_empty(table_of: TableOf) -> None:
    rows: Rows = [
        ["Personnr", "Namn", "Kommun"],
        [ANNA, "Anna Ek", "Hjo"],
        [BO, "Bo Ek", None],
    ]
    table = table_of(rows, values={"Kommun": "Skövde", "cohort": "STEG", "Startdatum": "31/1 2023"})
    assert [
        (
            said(row.values)["municipality"],
            said(row.values)["cohort"],
            said(row.values)["first_day"],
        )
        for row in table.rows
    ] == [("Hjo", "STEG", date(2023, 1, 31)), ("Skövde", "STEG", date(2023, 1, 31))]


def test_a_value_for_every_row_is_for_the_kinds_that_have_its_field(sheet_of: SheetOf) -> None:
    found = read(sheet_of(PEOPLE, "Personer"), sheet_of(STAYS, "Steg"), values={"cohort": "STEG"})
    assert [["cohort" in said(row.values) for row in table.rows] for table in found.tables] == [
        [True],
        [False],
    ]


def test_a_value_for_every_row_that_cannot_be_read_is_a_problem_of_each_row(
    table_of: TableOf,
) -> None:
    table = table_of([*PEOPLE, [BO, "Bo Ek"]], values={"first_day": "snart"})
    assert [(p.row, p.column, p.value, str(p.error)) for p in table.problems] == [
        (number, "first day", "snart", "snart is not written as a day.") for number in (2, 3)
    ]


def test_a_value_does_not_make_a_total_somebody(table_of: TableOf) -> None:
    table = table_of([*PEOPLE, ["Antal", 1]], values={"cohort": "STEG", "municipality": "Hjo"})
    assert ([row.number for row in table.rows], table.totals) == ([2], (3,))


def test_a_value_for_a_field_that_is_not_there_is_refused(sheet_of: SheetOf) -> None:
    assert refusal(sheet_of(PEOPLE), values={"omgangen": "STEG"})[:2] == (
        Malformed,
        "There is no field omgangen that a column could hold.",
    )


def test_two_values_for_one_field_are_refused(sheet_of: SheetOf) -> None:
    values = {"cohort": "STEG", "Kommun": "Hjo", "municipality": "Skövde"}
    assert refusal(sheet_of(PEOPLE), values=values) == (
        Malformed,
        "--value says two things of municipality.",
        "Leave one of them out.",
    )


@pytest.mark.parametrize(
    ("heading", "field", "other"),
    [
        ("Förnamn", "first name", "last_name"),
        ("Tilltalsnamn", "first name", "last_name"),
        ("Efternamn", "last name", "first_name"),
    ],
)
def test_a_column_for_half_of_the_name_is_refused_until_the_rest_is_named(
    sheet_of: SheetOf, table_of: TableOf, heading: str, field: str, other: str
) -> None:
    """Everybody would be called by half of their name."""
    rows: Rows = [["Personnr", heading, "Ägarnamn"], [ANNA, "Anna", "Ek"]]
    assert refusal(sheet_of(rows)) == (
        Refused,
        f"Blad1 has a column for {field}, and none for the rest of the name.",
        f'Say which it is: --map "Heading={other}"; or for all of it: --map "{heading}=name".',
    )
    (row,) = table_of(rows, columns={"Ägarnamn": other}).rows
    assert said(row.values)["name"] == ("Anna Ek" if other == "last_name" else "Ek Anna")
    (row,) = table_of(rows, columns={heading: "name"}).rows
    assert said(row.values)["name"] == "Anna"
    # Beside a whole name, and for those who are in the register already, half of one is enough.
    (row,) = table_of(rows, columns={"Ägarnamn": "name"}).rows
    assert said(row.values)["name"] == "Ek"
    both: Rows = [rows[0], [ANNA, "Anna", "Ek, Anna"]]
    (row,) = table_of(both, columns={"Ägarnamn": "turned_name"}).rows
    assert said(row.values)["name"] == "Anna Ek"
    (row,) = table_of([["Personnr", heading, "Steg"], [ANNA, "Anna", "praktik"]], "Steg").rows
    assert said(row.values)["name"] == "Anna"


# Sheets and their kinds


@pytest.mark.parametrize(
    ("name", "rows", "kind"),
    [
        ("Personer", PEOPLE, "people"),
        ("Blad1", PEOPLE, "people"),  # alone, it is the list
        ("deltagare-2024", PEOPLE, "people"),
        ("Steg", STAYS, "stays"),
        ("HISTORIK", STAYS, "stays"),
        ("Arbetsplatser", PLACES, "workplaces"),
        ("deltagare-Arbetsplatser", PLACES, "workplaces"),  # a sheet saved as .csv
        ("STEG 2024 - Arbetsplatser", PLACES, "workplaces"),
        ("workplace-list", PLACES, "workplaces"),
    ],
)
def test_a_sheet_s_name_says_what_it_holds(
    table_of: TableOf, name: str, rows: Rows, kind: str
) -> None:
    assert table_of(rows, name).columns.kind is KINDS[kind]


@pytest.mark.parametrize("name", ["STEG", "steg", "Projekt STEG - Steg", "Projekt"])
def test_people_are_people_on_a_sheet_that_is_called_as_their_project(
    table_of: TableOf, name: str
) -> None:
    rows: Rows = [
        ["Personnr", "Namn", "Kommun", "Omgång", "Startdatum", "Steg"],
        [ANNA, "Anna Ek", "Skövde", "STEG", "2023-01-31", "praktik"],
    ]
    assert table_of(rows, name).columns.kind is KINDS["people"]


PLACED: Rows = [
    ["Personnr", "Förnamn", "Efternamn", "Arbetsplats", "Startdatum", "Slutdatum"],
    [ANNA, "Anna", "Ek", "Solgården", "2023-01-01", "2023-05-01"],
]
ABSENT: Rows = [
    ["Personnr", "Namn", "Från", "Till", "Orsak"],
    [ANNA, "Anna Ek", "2023-01-01", "2023-05-01", "studier"],
]
PLACES_BESIDE: Rows = [
    ["Arbetsplats", "Sektor", "Kommun", "Handledare", "Coach"],
    ["Solgården", "Vård och omsorg", "Skövde", "Kim", "Lo"],
]


@pytest.mark.parametrize(
    ("name", "rows", "kind"),
    [
        ("Placeringar", PLACED, "placements"),  # people have no more of its columns
        ("Frånvaro", ABSENT, "pauses"),  # one more, why somebody left, is not enough
        ("Arbetsplatser", PLACES_BESIDE, "workplaces"),  # nobody there has a number
    ],
)
def test_columns_that_people_have_too_do_not_outvote_the_name_of_a_sheet(
    sheet_of: SheetOf, name: str, rows: Rows, kind: str
) -> None:
    found = read(sheet_of(PEOPLE, "Personer"), sheet_of(rows, name))
    assert kinds(found) == [("Personer", "people", 1), (name, kind, 1)]
    assert found.skipped == ()


def test_what_is_said_of_a_list_comes_before_its_name(table_of: TableOf) -> None:
    assert table_of(STAYS, "Personer", kind="stays").columns.kind is KINDS["stays"]
    assert table_of(STAYS, "Blad1", kind="stays").columns.kind is KINDS["stays"]


def test_of_several_sheets_each_is_what_its_name_says_and_people_otherwise(
    sheet_of: SheetOf,
) -> None:
    found = read(
        sheet_of(NOTES, "Blad2"),
        sheet_of(PLACES, "Enheter"),
        sheet_of(PEOPLE, "2023"),
        sheet_of([], "Blad3"),
        sheet_of(STAYS, "Historik"),
        sheet_of(PEOPLE, "2024"),
    )
    assert kinds(found) == [
        *(("Enheter", "workplaces", 1), ("2023", "people", 1)),
        *(("Historik", "stays", 1), ("2024", "people", 1)),
    ]
    assert found.skipped == ("Blad2",)


def test_of_several_sheets_those_without_a_name_of_a_kind_are_what_was_said(
    sheet_of: SheetOf,
) -> None:
    found = read(
        sheet_of(STAYS, "2023"),
        sheet_of(PLACES, "Arbetsplatser"),
        sheet_of(NOTES, "Att göra"),
        kind="stays",
    )
    assert kinds(found) == [("2023", "stays", 1), ("Arbetsplatser", "workplaces", 1)]
    assert found.skipped == ("Att göra",)


def test_a_list_beside_the_empty_sheets_of_a_new_workbook_is_people(sheet_of: SheetOf) -> None:
    found = read(*(sheet_of(rows, name) for rows, name in ((PEOPLE, "A"), ([], "B"), ([], "C"))))
    assert (kinds(found), found.skipped) == ([("A", "people", 1)], ())


@pytest.mark.parametrize("name", ["Läs mig", "Förklaring", "Explanation", "README", "LÄSMIG"])
def test_a_sheet_that_explains_is_passed_over(sheet_of: SheetOf, name: str) -> None:
    found = read(sheet_of(PEOPLE, "Personer"), sheet_of(PEOPLE, name))
    assert (kinds(found), found.skipped) == ([("Personer", "people", 1)], ())


def test_only_the_sheets_that_were_asked_for_are_read(sheet_of: SheetOf) -> None:
    sheets = [
        sheet_of(PEOPLE, "Pågående"),
        sheet_of(STAYS, "Steg"),
        sheet_of(PEOPLE, "Väntelista"),
    ]
    assert kinds(read(*sheets, sheets=("PÅGÅENDE",))) == [("Pågående", "people", 1)]
    assert kinds(read(*sheets, sheets=("steg ", "Väntelista"))) == [
        ("Steg", "stays", 1),
        ("Väntelista", "people", 1),
    ]
    assert refusal(*sheets, sheets=("Steg", "Avslutade")) == (
        Refused,
        "There is no sheet Avslutade.",
        "The sheets are Pågående, Steg, Väntelista.",
    )


def test_a_hidden_sheet_is_named_and_read_only_when_asked_for(sheet_of: SheetOf) -> None:
    people = sheet_of(PEOPLE, "2024")
    old = replace(sheet_of([*PEOPLE, [BO, "Bo Ek"]], "2023"), hidden=True)
    empty = Sheet("Tom", (), hidden=True)
    ours = replace(sheet_of([["ja"], ["nej"]], "lists"), hidden=True)  # our template's own
    found = read(people, old, empty, ours)
    assert (kinds(found), found.hidden) == ([("2024", "people", 1)], ("2023",))
    found = read(people, old, empty, ours, sheets=("2023",))
    assert (kinds(found), found.hidden) == ([("2023", "people", 2)], ())


def test_a_sheet_whose_name_says_its_kind_has_to_have_its_headings(sheet_of: SheetOf) -> None:
    assert refusal(sheet_of(PEOPLE, "Personer"), sheet_of(NOTES, "Arbetsplatser"))[1] == (
        "No headings were found on Arbetsplatser, such as workplace, sector, municipality, adapted."
    )
    assert refusal(sheet_of(NOTES, "Blad1"), sheet_of(NOTES, "Blad2"))[1] == (
        "No headings were found on Blad1, such as case, number, kind of number, name."
    )
    assert refusal(sheet_of(NOTES, "A"), sheet_of(NOTES, "B"), kind="workplaces")[1] == (
        "No headings were found on A, such as workplace, sector, municipality, adapted."
    )


def test_everything_that_hinders_reading_is_told_at_once(sheet_of: SheetOf) -> None:
    with pytest.raises(Several) as caught:
        read(
            sheet_of(TWICE, "2023"),
            sheet_of(PEOPLE, "2024"),
            sheet_of(NOTES, "Steg"),
        )
    assert str(caught.value) == "The list cannot be read yet; nothing was changed."
    assert list(map(str, caught.value.errors)) == [
        "Two columns on 2023 are for first day: Startdatum (B) and Från (D).",
        "No headings were found on Steg, such as case, number, name, first name.",
    ]


def test_each_sheet_has_its_own_headings_rows_and_problems(sheet_of: SheetOf) -> None:
    bad: Cell = "900101-9803"
    found = read(
        sheet_of([["Namn", "Personnr", "Tel"], ["Anna Ek", bad, "0500"]], "2023"),
        sheet_of([["Deltagare"], ["Pers.nr", "Förnamn", "Efternamn"], [BO, "Bo", "Ek"]], "2024"),
    )
    assert [[(p.sheet, p.row, p.column) for p in one.problems] for one in found.tables] == [
        [("2023", 2, "Personnr")],
        [],
    ]
    assert [[(r.sheet, r.number) for r in one.rows] for one in found.tables] == [
        [("2023", 2)],
        [("2024", 3)],
    ]
    assert [one.left_out for one in found.tables] == [("Tel",), ()]


def test_a_sheet_of_headings_alone_beside_one_with_rows_is_nothing_to_worry_about(
    sheet_of: SheetOf,
) -> None:
    found = read(sheet_of(PEOPLE, "Personer"), sheet_of(STAYS[:1], "Steg"))
    assert kinds(found) == [("Personer", "people", 1), ("Steg", "stays", 0)]


# Kinds that are not people


def test_a_list_of_workplaces_is_read(table_of: TableOf) -> None:
    table = table_of(
        [
            [
                "Enhet",
                "Förvaltning",
                "Ort",
                "Anpassad verksamhet",
                "Enhetschef",
                "E-post",
                "Platser",
            ],
            ["Solgården", "Vård och omsorg", "Skövde", None, "Kim", "kim@skovde.se", 3],
            ["Snickeriet", "Arbetsmarknad", "Skövde", "x", None, "ingen", "många"],
            ["Summa", None, None, None, None, None, 3],
        ],
        "Arbetsplatser",
    )
    assert [said(row.values) for row in table.rows] == [
        {
            "workplace": "Solgården",
            "sector": "Vård och omsorg",
            "municipality": "Skövde",
            "manager": "Kim",
            "manager_email": "kim@skovde.se",
            "places": 3,
        },
        {
            "workplace": "Snickeriet",
            "sector": "Arbetsmarknad",
            "municipality": "Skövde",
            "adapted": True,
        },
    ]
    assert [(p.column, p.value) for p in table.problems] == [
        ("E-post", "ingen"),
        ("Platser", "många"),
    ]
    assert table.totals == (4,)


def test_stays_placements_and_follow_ups_are_read(sheet_of: SheetOf) -> None:
    case = {"reference": 7}
    found = read(
        sheet_of(
            [
                ["Ärende", "Steg", "Från", "Planerat slut", "Till", "Helg", "Beslutsfattare"],
                ["S-0007", "praktik", "2023-01-31", None, "2023-05-31", "nej", "Kim"],
            ],
            "Steg",
        ),
        sheet_of(
            [
                ["case", "workplace", "first day", "percent"],
                ["S-0007", "Solgården", "2023-02-01", 0.5],
            ],
            "Placements",
        ),
        sheet_of(
            [["Ärende", "Datum", "Status"], ["S-0007", "2023-11-30", "jobb"]], "Uppföljningar"
        ),
    )
    assert [[said(row.values) for row in table.rows] for table in found.tables] == [
        [
            case
            | {
                "step": "praktik",
                "first_day": date(2023, 1, 31),
                "last_day": date(2023, 5, 31),
                "weekends": False,
                "decided_by": "Kim",
            }
        ],
        [case | {"workplace": "Solgården", "first_day": date(2023, 2, 1), "percent": 50}],
        [case | {"day": date(2023, 11, 30), "status": "employment"}],
    ]
