"""The rows of a list: which are totals, which cells say nothing, and which cannot be read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from steg_cli.exchange.sheets import Cell, Fault, Line, Sheet
from steg_cli.importing.listed import said
from steg_cli.importing.reading import Reading
from steg_cli.importing.tables import read_tables
from steg_cli.programme.errors import Refused
from steg_cli.programme.identity import Identity, parse_identity

if TYPE_CHECKING:
    from steg_cli.importing.rows import Table
    from tests.importing.conftest import TableOf

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


def who(number: str) -> Identity:
    return parse_identity(number, TODAY)


# Totals


@pytest.mark.parametrize(
    "row",
    [
        ["Summa", 13],
        ["Summa:", None, None, None, 13],
        ["SUMMA", None, 13, 7],
        ["Totalt", None, 13],
        ["Total", None, "13"],
        ["Antal", 13],
        ["Antal deltagare:", 13],
        ["Delsumma", None, None, 4],
        ["Sum", None, 13],
        ["Antal deltagare: 13"],
        [None, None, "Summa", 13],
        [" summa ", 13, None, None, 9, 4],
        ["Summering", "13", "75 %", 3.5, "1 250"],
    ],
)
@pytest.mark.parametrize("place", [3, 4])
def test_a_row_that_counts_the_ones_above_is_a_total(
    table_of: TableOf, row: list[Cell], place: int
) -> None:
    rows: list[list[Cell]] = [
        ["Namn", "Kommun", "Omgång", "Ort", "Telefon", "Personnr"],
        ["Anna Ek", "Skövde", None, None, None, ANNA],
        ["Bo Ek", "Hjo", None, None, None, BO],
    ]
    rows.insert(place - 1, row)
    table = table_of(rows)
    assert (table.totals, len(told(table))) == ((place,), 2)


def test_a_last_row_of_small_numbers_alone_is_a_total(table_of: TableOf) -> None:
    headings: list[Cell] = ["Nr", "Personnr", "Namn", "Procent"]
    anna: list[Cell] = [1, ANNA, "Anna Ek", 50]
    table = table_of([headings, anna, [None, None, 1, "50 %"]])
    assert (table.totals, [number for number, _ in told(table)]) == ((3,), [2])
    # Anywhere else somebody forgot to fill it in.
    table = table_of([headings, [7, None, None, 50], anna])
    assert (table.totals, [number for number, _ in told(table)]) == ((), [2, 3])


def test_a_last_row_of_numbers_is_no_total_where_names_can_be_numbers(table_of: TableOf) -> None:
    table = table_of([["Omgång", "Planerat antal"], [2023, 25], [2024, 230]], "Omgångar")
    assert told(table) == [
        (2, {"cohort": "2023", "planned": 25}),
        (3, {"cohort": "2024", "planned": 230}),
    ]


@pytest.mark.parametrize("cell", [13, ANNA, "se 900101-9802", "9001019802 ring", D("2024-06-01")])
def test_a_row_of_one_cell_has_to_be_deleted_or_completed(table_of: TableOf, cell: Cell) -> None:
    headings: list[Cell] = ["Personnr", "Namn"]
    table = table_of([headings, [cell], [ANNA, "Anna Ek"]])
    assert problems(table) == [
        ("Blad1", 2, None, str(cell), "There is nothing but one cell in the row.")
    ]


def test_what_an_earlier_list_said_is_wrong_is_no_second_cell(table_of: TableOf) -> None:
    rows: list[list[Cell]] = [["Personnr", "Namn", "Vad som är fel"], [ANNA, None, "ett fel"]]
    assert problems(table_of(rows)) == [
        ("Blad1", 2, None, ANNA, "There is nothing but one cell in the row.")
    ]


@pytest.mark.parametrize(
    "row",
    [
        # A number of a person in any form, whatever the row begins with.
        ["Summa Ek", None, None, None, None, ANNA],
        ["Antal", None, None, None, None, 199001019802],
        ["Sumaya Ali", None, None, None, None, 9001019802],
        ["Total", None, None, None, None, "900101-9802"],
        ["Summa", None, None, None, None, "fel 900101"],
        # As much as anybody's row holds.
        ["Sumaya Ali", "Skövde", "STEG", "Skövde", "0500", None],
        ["Summa Ek", "Skövde", "STEG", "Skövde"],
        # Not at the beginning.
        ["Anna Summa", None, None, None, None, None],
        ["Konsumenten", None, None, None, None, None],
        ["Antonia"],
        ["Ej totalt", 13],
    ],
)
def test_what_could_be_a_person_is_no_total(table_of: TableOf, row: list[Cell]) -> None:
    headings: list[Cell] = ["Namn", "Kommun", "Omgång", "Anm.", "Telefon", "Personnr"]
    table = table_of([headings, row])
    assert (table.totals, [one.number for one in table.rows]) == ((), [2])


@st.composite
def numbers(draw: st.DrawFn) -> Cell:
    """Return a person's number in one of the forms that lists and spreadsheets give it."""
    born = draw(st.dates(D("1960-01-01"), D("2008-12-31")))
    doubled = (int(f) * (1 + n % 2) for n, f in enumerate(f"{born:%y%m%d}980", start=1))
    check = -sum(value // 10 + value % 10 for value in doubled) % 10
    long, short = f"{born:%Y%m%d}980{check}", f"{born:%y%m%d}980{check}"
    forms: list[Cell] = [long, f"{long[:8]}-{long[8:]}", short, f"{short[:6]}-{short[6:]}"]
    return draw(st.sampled_from([*forms, int(long), int(short)]))


WORDS = ["Summa", "Antal", "Total", "Sumaya Ek", "Delsumma", "x", "Skövde"]
CELLS: st.SearchStrategy[Cell] = st.none() | st.integers(0, 200) | st.sampled_from(WORDS)


@given(
    number=numbers(),
    before=st.lists(CELLS, max_size=3),
    after=st.lists(CELLS, max_size=3),
    others=st.integers(0, 2),
)
@example(number=101019800, before=["Summa"], after=[], others=0)
@example(number=9001019802, before=[1], after=[], others=2)
@settings(deadline=None)
def test_nobody_who_has_a_number_is_taken_for_a_total(
    table_of: TableOf, number: Cell, before: list[Cell], after: list[Cell], others: int
) -> None:
    unknown = [f"Kolumn {n}" for n in range(len(before) + len(after))]
    headings: list[Cell] = [*unknown[: len(before)], "Personnr", "Namn", *unknown[len(before) :]]
    other: list[Cell] = [*[None] * len(before), ANNA, "Anna Ek"]
    table = table_of([headings, *[other] * others, [*before, number, "Sum Ek", *after]])
    assert table.totals == ()
    assert (len(table.rows), table.problems) == (others + 1, ())
    alone = table_of([headings, [ANNA, "Anna Ek"], [*before, number]])
    assert (alone.totals, len(alone.rows)) == ((), 2)


def test_a_dash_is_nothing_in_every_column(table_of: TableOf) -> None:
    headings: list[Cell] = [
        *("Personnr", "Namn", "Startdatum", "Slutdatum", "Status", "Skyddad", "Omfattning"),
        *("Arbetsplats", "Handledare", "Avslutsorsak", "Kön", "Steg", "Förnamn", "Efternamn"),
    ]
    for dash in ("-", "–", "—", " - "):
        row: list[Cell] = [ANNA, "Anna Ek", *[dash] * (len(headings) - 2)]
        assert told(table_of([headings, row])) == [(2, {"who": who(ANNA), "name": "Anna Ek"})]


@pytest.mark.parametrize("cell", ["nej", "Nej", "-", "0", 0, "no", "false", False])
def test_a_no_under_an_exception_is_nothing(table_of: TableOf, cell: Cell) -> None:
    table = table_of([["Personnr", "Namn", "Undantag"], [ANNA, "Anna Ek", cell]])
    assert told(table) == [(2, {"who": who(ANNA), "name": "Anna Ek"})]
    steps: list[list[Cell]] = [["Personnr", "Steg", "Undantag"], [ANNA, "praktik", cell]]
    assert told(table_of(steps, "Steg")) == [(2, {"who": who(ANNA), "step": "praktik"})]


@pytest.mark.parametrize("cell", ["ja", "JA", "x", "1", 1, "yes", True, "✓"])
def test_a_yes_under_an_exception_is_a_problem(table_of: TableOf, cell: Cell) -> None:
    """It would waive the rule of who belongs to the target group, and not say why."""
    table = table_of([["Personnr", "Namn", "Undantag"], [ANNA, "Anna Ek", cell]])
    assert problems(table) == [
        (
            *("Blad1", 2, "Undantag", str(cell)),
            f"{cell} does not tell why an exception is made.",
        )
    ]
    assert [said(row.values) for row in table.rows] == [{"who": who(ANNA), "name": "Anna Ek"}]


def test_a_dash_can_be_the_value_of_a_setting(table_of: TableOf) -> None:
    assert told(table_of([["setting", "value"], ["mail.user", "-"]], name="Settings")) == [
        (2, {"key": "mail.user", "value": "-"})
    ]


def test_a_row_shows_its_cells_by_their_fields_as_the_list_has_them(table_of: TableOf) -> None:
    headings: list[Cell] = ["Telefon", "Pers.nr", "Namn", "Startdatum", "Skyddad", "Vad som är fel"]
    row: list[Cell] = ["0500", 9001019802, " Anna\n Ek ", D("2023-01-31"), True, "ett fel"]
    table = table_of([headings, row, [None, BO]], values={"municipality": "Skövde"})
    keys = ("number", "name", "first_day", "protected", "municipality", "problem", "sex")
    assert [[one.shown(key) for key in keys] for one in table.rows] == [
        ["9001019802", "Anna Ek", "2023-01-31", "True", None, None, None],
        [BO, *[None] * 6],
    ]
    assert [one.cells for one in table.rows] == [tuple(row), (None, BO)]
    assert [one.head.places for one in table.rows] == [
        {"number": 1, "name": 2, "first_day": 3, "protected": 4}
    ] * 2


def test_every_cell_of_a_row_that_cannot_be_read_is_a_problem_of_its_own(table_of: TableOf) -> None:
    table = table_of(
        [
            ["Deltagare"],
            ["Pers.nr", "Namn", "Start\ndatum", "Status", "Skyddad", "Omfattning", "Slutdatum"],
            ["19900101-9803", "Anna Ek", "1/2/2023", "sjuk", "kanske", "heltid", D("2024-06-30")],
            [BO, "B\u202eo", 45292, None, 2, 0.333, "snart"],
        ],
        name="Lista",
    )
    assert problems(table) == [
        ("Lista", 3, "Start datum", "1/2/2023", "1/2/2023 could be 2023-01-02 or 2023-02-01."),
        ("Lista", 3, "Status", "sjuk", "sjuk cannot be chosen here."),
        ("Lista", 3, "Skyddad", "kanske", "kanske is neither yes nor no."),
        ("Lista", 3, "Omfattning", "heltid", "heltid is not a whole number from 1 to 100."),
        (
            *("Lista", 3, "Pers.nr", "19900101-9803"),
            "19900101-9803 is not a valid number: the check digit does not agree.",
        ),
        (
            *("Lista", 4, "Namn", "B\u202eo"),
            "The name B\u202eo holds a character that cannot be shown (U+202E).",
        ),
        ("Lista", 4, "Start datum", "45292", "45292 is not written as a day."),
        ("Lista", 4, "Skyddad", "2", "2 is neither yes nor no."),
        ("Lista", 4, "Omfattning", "0.333", "0.333 is not a whole number from 1 to 100."),
        ("Lista", 4, "Slutdatum", "snart", "snart is not written as a day."),
    ]
    assert [(row.number, said(row.values)) for row in table.rows] == [
        (3, {"name": "Anna Ek", "end": D("2024-06-30")}),
        (4, {"who": who(BO)}),
    ]


@pytest.mark.parametrize(
    "shown",
    [
        *("#N/A", "#SAKNAS!", "#DIV/0!", "#DIVISION/0!", "#NAME?", "#NAMN?", "#VALUE!"),
        *("#VÄRDEFEL!", "#REF!", "#REFERENS!", "#NUM!", "#OGILTIGT!", "#NULL!", "#SPILL!"),
        *("Err:502", " #N/A ", "#ERROR!", "#GETTING_DATA", "#UPPTAGEN!", "#FÄLT!", "########"),
        *("Fel:502", "Laddar...", "Läser in…"),
    ],
)
def test_a_formula_that_failed_is_a_problem_in_every_column(table_of: TableOf, shown: str) -> None:
    """What could not be looked up is not nothing, and nobody's name."""
    headings: list[Cell] = ["Personnr", "Namn", "Kommun", "Skyddad", "Handläggare", "Startdatum"]
    table = table_of([headings, [ANNA, *[shown] * 5]])
    shown = shown.strip()
    assert problems(table) == [
        ("Blad1", 2, heading, shown, f"{shown} is an error of the spreadsheet, no value.")
        for heading in ("Namn", "Kommun", "Skyddad", "Handläggare", "Startdatum")
    ]


@pytest.mark.parametrize("text", ['=IF(A1=1;"ja";"nej")', "=OM(A1>0;1;0)", "=VLOOKUP(A2,B:C,2)"])
def test_a_formula_that_is_a_text_is_no_value(table_of: TableOf, text: str) -> None:
    table = table_of([["Personnr", "Namn", "Handläggare"], [ANNA, "Anna Ek", text]])
    never = "The cell holds a formula that no program has calculated."
    assert problems(table) == [("Blad1", 2, "Handläggare", text, never)]


@pytest.mark.parametrize("text", ["#1", "Enhet #N/A", "N/A", "Err", "#Skövde"])
def test_a_text_with_such_signs_is_a_text(table_of: TableOf, text: str) -> None:
    ((_, values),) = told(table_of([["Personnr", "Handläggare"], [ANNA, text]]))
    assert values["consultant"] == text


@pytest.mark.parametrize("zero", [0, "0", "00:00:00", "1900-01-00"])
def test_what_a_reference_to_an_empty_cell_shows_is_nothing(table_of: TableOf, zero: Cell) -> None:
    headings: list[Cell] = ["Personnr", "Namn", "Handläggare", "Arbetsplats", "Planerat slut"]
    table = table_of([[*headings, "Utbildning"], [ANNA, "Anna Ek", *[zero] * 4]])
    assert told(table) == [(2, {"who": who(ANNA), "name": "Anna Ek"})]


@pytest.mark.parametrize(
    ("heading", "cell", "ended"),
    [
        *(("Aktiv", "nej", True), ("Pågår", 0, True), ("AKTIV?", "N", True)),
        *(("Aktiv", "ja", False), ("Aktiv", "", False), ("Körkort", "nej", False)),
    ],
)
def test_who_is_not_active_does_not_come_in_as_active(
    table_of: TableOf, heading: str, cell: Cell, *, ended: bool
) -> None:
    table = table_of([["Personnr", "Namn", heading], [ANNA, "Anna Ek", cell]])
    why = "The row says that it does not go on, and would come in as if it did."
    assert problems(table) == ([("Blad1", 2, heading, str(cell), why)] if ended else [])
    left = table_of(
        [
            ["Personnr", "Namn", heading, "Avslutad", "Avslutsorsak"],
            [ANNA, "Anna Ek", cell, "2024-01-31", "arbete"],
        ]
    )
    assert problems(left) == []


# Percentages


@pytest.mark.parametrize(
    ("heading", "cells", "percentages"),
    [
        ("Omfattning", ["100", "50", "2"], [100, 50, 2]),
        ("Omfattning", ["100 %", "1 %", "1%"], [100, 1, 1]),
        ("Omfattning", ["0,5", "1", "1,0"], [50, 100, 100]),  # parts of the whole
        ("Omfattning", ["0.75", "1", "0,25"], [75, 100, 25]),
        ("Omfattning", [0.5, 1, "1"], [50, 100, 100]),
        ("procent", ["100", "1"], [100, 1]),  # as an export writes it
        ("percent", ["1", "50"], [1, 50]),
        ("%", ["1", "50"], [1, 50]),
    ],
)
def test_percentages_are_what_their_column_makes_of_them(
    table_of: TableOf, heading: str, cells: list[Cell], percentages: list[int]
) -> None:
    rows: list[list[Cell]] = [[ANNA, cell] for cell in cells]
    table = table_of([["Personnr", heading], *rows])
    assert [values["percent"] for _, values in told(table)] == percentages


def test_a_bare_1_that_could_be_one_percent_or_the_whole_is_a_problem(table_of: TableOf) -> None:
    table = table_of([["Personnr", "Omfattning"], [ANNA, "1"], [BO, "50"]])
    assert problems(table) == [
        ("Blad1", 2, "Omfattning", "1", "1 can be one percent, or the whole."),
    ]


# Text files, in which a delimiter too many moves all that follows


def test_a_row_of_a_text_file_with_a_cell_too_many_is_a_problem_as_a_whole() -> None:
    lines = (
        Line(1, ("Personnr", "Namn", "Adress", "Skyddad")),
        Line(2, (ANNA, "Anna Ek", "Storgatan 1", "vån 2", "ja")),
        Line(3, (BO, "Bo Ek", None, "ja")),
    )
    (table,) = read_tables([Sheet("lista", lines, cut=True)], Reading(), TODAY).tables
    assert problems(table) == [
        ("lista", 2, None, None, "The row has more cells than there are headings."),
    ]
    assert [said(row.values) for row in table.rows] == [
        {},
        {"who": who(BO), "name": "Bo Ek", "protected": True},
    ]
    # In a workbook it is a remark beside the table.
    (table,) = read_tables([Sheet("lista", lines)], Reading(), TODAY).tables
    assert [(p.row, p.value) for p in table.problems] == [(2, "vån 2")]
    assert table.left_out == ("Adress", "E")


# Cells that failed or were never calculated


NEVER = "The cell holds a formula that no program has calculated."


@pytest.mark.parametrize(
    ("shown", "sentence"),
    [
        ("#N/A", "#N/A is an error of the spreadsheet, no value."),
        ("#FEL", "#FEL is an error of the spreadsheet, no value."),
        ("=VLOOKUP(A2,X:Y,2,0)", NEVER),
    ],
)
@pytest.mark.parametrize("heading", ["Skyddad identitet", "Kommun", "Anteckning", ""])
def test_a_failed_cell_is_told_whatever_its_column_holds(
    table_of: TableOf, heading: str, shown: str, sentence: str
) -> None:
    rows: list[list[Cell]] = [["Personnr", "Namn", heading], [ANNA, "Anna Ek", Fault(shown)]]
    assert problems(table_of(rows)) == [("Blad1", 2, heading or "C", shown, sentence)]
    (row,) = table_of(rows, columns={heading or "C": "-"}).rows
    assert row.unread == frozenset()


@pytest.mark.parametrize(("place", "row"), [("B1", 0), ("B2", 1)])
def test_a_failed_title_or_heading_is_refused(table_of: TableOf, place: str, row: int) -> None:
    rows: list[list[Cell]] = [["Lista", None], ["Personnr", None, "Namn"], [ANNA, None, "Anna Ek"]]
    rows[row][1] = Fault("=Blad2!A1")
    with pytest.raises(Refused) as caught:
        table_of(rows)
    assert str(caught.value) == (
        f"The cell {place} on Blad1 failed or was never calculated: =Blad2!A1."
    )


def test_an_export_s_failed_text_is_told_too(table_of: TableOf) -> None:
    rows: list[list[Cell]] = [["case", "number", "name"], ["S-0001", ANNA, Fault("=A1")]]
    assert problems(table_of(rows, name="people")) == [("people", 2, "name", "=A1", NEVER)]


# Protection, told elsewhere


@pytest.mark.parametrize(
    "cell",
    [
        *("Skyddad identitet!", "sekretess", "OBS SEKRETESSMARKERING", "skyddade personuppgifter"),
        *("kvarskrivning", "kvarskriven i Hjo", "skydds-id", "skyddsid", "Protected identity"),
        "har skyddad adress sedan 2020",
    ],
)
@pytest.mark.parametrize("heading", ["Handläggare", "Anteckningar", ""])
def test_a_protection_told_in_any_cell_is_a_problem(
    table_of: TableOf, heading: str, cell: str
) -> None:
    rows: list[list[Cell]] = [["Personnr", "Namn", heading], [ANNA, "Anna Ek", cell], [BO, "Bo Ek"]]
    table = table_of(rows)
    sentence = "It tells of a protected identity."
    assert problems(table) == [("Blad1", 2, heading or "C", None, sentence)]
    assert [said(row.values).get("protected") for row in table.rows] == [True, None]
    error = table.problems[0].error
    assert error.hint.format(**error.values) == (
        "Write ja into a column “protected”, or nej if it is over."
    )


@pytest.mark.parametrize(
    ("protected", "value"), [("ja", True), ("x", True), (True, True), ("nej", False), (0, False)]
)
def test_a_row_that_says_whether_it_is_protected_may_tell_so_elsewhere_too(
    table_of: TableOf, protected: Cell, value: bool
) -> None:
    headings: list[Cell] = ["Personnr", "Namn", "Skyddad identitet", "Anteckningar"]
    table = table_of([headings, [ANNA, "Anna Ek", protected, "skyddad identitet"]])
    assert table.problems == ()
    assert said(table.rows[0].values)["protected"] is value


@pytest.mark.parametrize("protected", [None, "-", " "])
def test_an_empty_cell_does_not_say_whether_somebody_is_protected(
    table_of: TableOf, protected: Cell
) -> None:
    headings: list[Cell] = ["Personnr", "Namn", "Skyddad identitet", "Anteckningar"]
    table = table_of([headings, [ANNA, "Anna Ek", protected, "sekretess"]])
    assert [(p.row, p.column) for p in table.problems] == [(2, "Anteckningar")]


@pytest.mark.parametrize(
    "cell",
    [
        *("Skyddat arbete", "skyddad verkstad", "Skyddad anställning", "skyddade arbeten"),
        *("Eva Skydd", "Skyddsombud", "Brandskydd", "sekretessavtal finns", "sekreterare"),
    ],
)
@pytest.mark.parametrize("heading", ["Handläggare", "Anteckningar"])
def test_work_for_which_one_is_sheltered_is_no_protected_identity(
    table_of: TableOf, heading: str, cell: str
) -> None:
    table = table_of([["Personnr", "Namn", heading], [ANNA, "Eva Skydd", cell]])
    assert table.problems == ()
    assert "protected" not in said(table.rows[0].values)


# Letters that were lost


@pytest.mark.parametrize(
    "text", ["Åsa Öberg", "Zäta Ek", "Örjan Ångström", "André Ek", "Kommun – Hjo", "Ülo"]
)
def test_utf_8_read_as_windows_1252_is_a_problem_that_says_what_it_was(
    table_of: TableOf, text: str
) -> None:
    broken = text.encode().decode("cp1252")
    table = table_of([["Personnr", "Namn", "Kommun"], [ANNA, broken, "Hjo"], [BO, text, "Hjo"]])
    assert problems(table) == [
        (
            *("Blad1", 2, "Namn", broken),
            f"{broken} was {text} before the list was saved with other letters.",
        )
    ]
    assert said(table.rows[1].values)["name"] == text


@given(st.text("aåäöéüßAÅÄÖÉÜ -", min_size=1, max_size=20).filter(lambda text: text.strip("- ")))
def test_no_name_with_letters_as_they_are_is_taken_for_broken(text: str) -> None:
    rows = (Line(1, ("Personnr", "Handläggare", "Kommun")), Line(2, (ANNA, text, "Hjo")))
    (table,) = read_tables([Sheet("Blad1", rows)], Reading(), TODAY).tables
    assert table.problems == ()
    assert said(table.rows[0].values)["consultant"] == " ".join(text.split())


# What an export wrote


EXPORTED: list[Cell] = [
    *("reference", "number", "name", "municipality", "consultant", "cohort", "first_day"),
]
TEXTS: list[Cell] = ["#N/A", "-", "Skyddad identitet", "Ã…sa"]


def test_a_table_with_an_export_s_headings_is_read_literally(table_of: TableOf) -> None:
    rows: list[list[Cell]] = [
        EXPORTED,
        ["S-0001", ANNA, *TEXTS, "2023-01-02"],
        ["S-0002", BO, "Summa", "Hjo", "–", "Total", "2023-01-02"],
    ]
    kept = ("name", "municipality", "consultant", "cohort")
    table = table_of(rows, name="people")
    assert table.totals == ()
    assert [[values[key] for key in kept] for _, values in told(table)] == [
        TEXTS,
        ["Summa", "Hjo", "–", "Total"],
    ]
    # With one heading of somebody's own it is a list like any other.
    mine = table_of([[*EXPORTED[:-1], "Startdatum"], *rows[1:]], name="people")
    assert [(p.row, p.column) for p in mine.problems] == [
        *((2, "name"), (2, "cohort"), (2, "consultant")),
    ]


def test_a_total_of_surroundings_is_a_name_in_an_export(table_of: TableOf) -> None:
    own: list[Cell] = ["workplace", "sector", "municipality"]
    table = table_of([own, ["Summa", "-", "#N/A"], ["Total"]], name="workplace list")
    assert (table.totals, told(table)) == (
        (),
        [
            (2, {"workplace": "Summa", "sector": "-", "municipality": "#N/A"}),
            (3, {"workplace": "Total"}),
        ],
    )


# A year alone


@pytest.mark.parametrize(
    ("cell", "first", "since"),
    [
        ("2021", "2025-02-03", "2021-12-31"),
        (2021, "2025-02-03", "2021-12-31"),
        (2021.0, "2025-02-03", "2021-12-31"),
        ("2025", "2025-02-03", "2025-02-03"),  # by the first day, if in its year
        ("2025", "2025-12-31", "2025-12-31"),
        ("2026", "2025-02-03", "2026-12-31"),  # a slip, which a rule refuses
        ("2024", None, "2024-12-31"),
        ("2025-12-31", "2025-02-03", "2025-12-31"),  # the same
        ("3/2 2024", "2025-02-03", "2024-02-03"),
    ],
)
def test_unemployed_since_a_year_is_since_its_last_day_at_the_latest(
    table_of: TableOf, cell: Cell, first: str | None, since: str
) -> None:
    table = table_of([["Personnr", "Startdatum", "Arbetslös sedan"], [ANNA, first, cell]])
    ((_, values),) = told(table)
    assert values["unemployed_since"] == D(since)


@pytest.mark.parametrize("cell", ["21", "1821", "våren 2021", "2021?"])
def test_what_is_no_year_of_our_time_is_a_problem(table_of: TableOf, cell: Cell) -> None:
    table = table_of([["Personnr", "Startdatum", "Arbetslös sedan"], [ANNA, "2025-02-03", cell]])
    assert [(one.column, one.value) for one in table.problems] == [("Arbetslös sedan", cell)]


def test_a_year_is_no_first_day(table_of: TableOf) -> None:
    table = table_of([["Personnr", "Startdatum"], [ANNA, "2021"]])
    assert [(one.column, one.value) for one in table.problems] == [("Startdatum", "2021")]
