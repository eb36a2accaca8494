"""Who a row tells of: a name in one column or two, a number or an id, and what disagrees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from steg_cli.exchange.sheets import Cell
from steg_cli.importing.listed import said
from steg_cli.importing.who import identity_in
from steg_cli.programme.errors import Malformed, Refused, StegError
from steg_cli.programme.identity import Identity, parse_identity
from steg_cli.texts import texts

if TYPE_CHECKING:
    from steg_cli.importing.rows import Table
    from tests.importing.conftest import TableOf

D = date.fromisoformat
TODAY = D("2024-06-15")
WRITE_A_NUMBER = (
    "Write YYMMDD-NNNN, YYYYMMDD-NNNN or twelve digits. Somebody without a number is enrolled with "
    "--other-id, --birth-year and --sex."
)
COMPARE = "Compare it digit by digit with the document it comes from."
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
    assert [said(row.values).get("protected") for row in table.rows] == [True, None]


@pytest.mark.parametrize(
    ("cells", "column", "name"),
    [(["Anna", None], "Efternamn", "Anna"), ([None, "Ek"], "Förnamn", "Ek")],
)
def test_half_a_name_is_a_problem(
    table_of: TableOf, cells: list[Cell], column: str, name: str
) -> None:
    table = table_of([["Personnr", "Förnamn", "Efternamn"], [ANNA, *cells]])
    assert problems(table) == [("Blad1", 2, column, None, "Half of the name is missing.")]
    assert said(table.rows[0].values)["name"] == name


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
    assert said(row.values) == {"who": identity, "name": "Anna Ek"}


@pytest.mark.parametrize("written", ["annat", "something else", "other", "Annat ID"])
def test_an_export_s_other_id_is_one(table_of: TableOf, written: str) -> None:
    headings: list[Cell] = ["nummer", "slags nummer", "namn", "kön", "födelseår"]
    (row,) = table_of([headings, ["T-12", written, "Bo", "man", "1990"]]).rows
    assert str(getattr(said(row.values)["who"], "kind", None)) == "other"


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
        "Write YYMMDD-NNNN, YYYYMMDD-NNNN or twelve digits. For somebody without a number write "
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
        (said(row.values)["status"], said(row.values)["long_term_unemployed"])
        for row in table.rows[1:]
    ] == [("unemployed", True), ("unemployed", False), ("unemployed", True)]


def refusal(read: Callable[[], object], kind: type[StegError] = Malformed) -> tuple[str, str]:
    """Return the sentence and the hint."""
    with pytest.raises(StegError) as caught:
        read()
    assert type(caught.value) is kind
    return str(caught.value), texts("en").hint(caught.value)


def tail(six: str, birth_number: str = "980") -> str:
    """Return the last four of ten digits; the check digit is found by trying all of them."""
    for last in "0123456789":
        total = 0
        for place, figure in enumerate(six + birth_number + last, start=1):
            product = 2 * int(figure) if place in (1, 3, 5, 7, 9) else int(figure)
            total += sum(int(part) for part in str(product))
        if total in range(0, 200, 10):
            return birth_number + last
    raise AssertionError


def short(six: str, separator: str = "-") -> str:
    return f"{six}{separator}{tail(six)}"


def long(eight: str, separator: str = "-") -> str:
    return f"{eight}{separator}{tail(eight[2:])}"


# Identity numbers


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        # With and without century, dash and +.
        (short("900101"), long("19900101", "")),
        (short("900101", ""), long("19900101", "")),
        (short("240101", "+"), long("19240101", "")),
        (long("19900101"), long("19900101", "")),
        (long("19900101", ""), long("19900101", "")),
        (short("900161"), long("19900161", "")),
        (long("19900060", ""), long("19900060", "")),
        # Spaces and dashes of all kinds.
        (short("900101", "–"), long("19900101", "")),
        (short("900101", "—"), long("19900101", "")),
        (short("900101", "\u2011"), long("19900101", "")),
        (long("19900101", "−"), long("19900101", "")),
        (short("900101", " "), long("19900101", "")),
        (short("900101", " - "), long("19900101", "")),
        (short("240101", " + "), long("19240101", "")),
        (f"\xa0{short('900101', chr(0xA0))}\t", long("19900101", "")),
        (f"19 90 01 01 {tail('900101')}", long("19900101", "")),
        (f"'{short('900101')}", long("19900101", "")),
        # Numbers of a spreadsheet: with century, without, and without the zeros in front.
        (int(long("19900101", "")), long("19900101", "")),
        (int(long("20000101", "")), long("20000101", "")),
        (int(short("900101", "")), long("19900101", "")),
        (int(short("900161", "")), long("19900161", "")),
        (int(short("010101", "")), long("20010101", "")),  # 9 digits
        (int(short("001231", "")), long("20001231", "")),  # 8
        (int(short("000131", "")), long("20000131", "")),  # 7
        (int(short("000161", "")), long("20000161", "")),
        # The column says that it is no mobile number.
        (short("070101", ""), long("20070101", "")),
        (short("070161", ""), long("20070161", "")),
        (int(short("070101", "")), long("20070101", "")),
    ],
)
def test_a_number_is_read_as_its_person(cell: Cell, number: str) -> None:
    assert identity_in(cell, TODAY).number == number


@pytest.mark.parametrize("six", ["010101", "001231", "000131"])
def test_zeros_that_were_lost_before_the_list_became_csv_are_put_back(six: str) -> None:
    assert identity_in(short(six, "").lstrip("0"), TODAY).number == long(f"20{six}", "")


@pytest.mark.parametrize(
    "text", ["1,99001E+11", "1.99001E+11", "2E+11", "9,0010198E+09", "9e9", "1,99001E11"]
)
def test_a_number_that_was_cut_short_is_refused(text: str) -> None:
    assert refusal(lambda: identity_in(f" {text}\xa0", TODAY)) == (
        f"{text} was cut short by a spreadsheet: its last digits are gone.",
        "Fetch the number anew, and let the column hold text.",
    )


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (None, ""),
        ("X-4711", "X-4711"),
        ("900101", "900101"),
        (900101, "900101"),
        (0, "0"),
        (-int(short("900101", "")), f"-{short('900101', '')}"),
        (int(long("19900101", "")) + 0.5, f"{long('19900101', '')}.5"),
        (True, "True"),
        # Zeros that nobody lost, and one digit too many.
        (f"00{short('900101', '')}0", f"00{short('900101', '')}0"),
        (f"+{short('900101')}", f"+{short('900101')}"),
        ("９００１０１－９８０２", "９００１０１－９８０２"),
        (" 900101–980\xa0", "900101–980"),
        ("900101 - 98", "900101 - 98"),
        # A samordningsnummer of 2000 without a month loses four zeros: too many to be sure.
        (int(short("000060", "")), str(int(short("000060", "")))),
    ],
)
def test_what_is_no_number_is_refused(cell: Cell, shown: str) -> None:
    assert refusal(lambda: identity_in(cell, TODAY), Refused) == (
        f"{shown} is not written as an identity number.",
        WRITE_A_NUMBER,
    )


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (9001019803, "9001019803"),
        (199001019803, "199001019803"),
        (101019803, "101019803"),  # its zero is lost
        ("900101-9803", "900101-9803"),
        ("9001019803", "9001019803"),
        (" 19900101–9803\xa0", "19900101–9803"),
        ("900101 9803", "900101 9803"),
        ("900101  -  9803", "900101 - 9803"),
    ],
)
def test_a_number_that_cannot_be_right_is_named_as_the_list_has_it(cell: Cell, shown: str) -> None:
    assert refusal(lambda: identity_in(cell, TODAY), Refused) == (
        f"{shown} is not a valid number: the check digit does not agree.",
        COMPARE,
    )


@given(
    born=st.dates(D("1900-01-01"), TODAY),
    form=st.sampled_from(["{:%Y%m%d}", "{:%Y-%m-%d}", " {:%Y%m%d}\xa0", "{:%Y–%m–%d}"]),
    kept=st.sampled_from(["text", "number", "day"]),
)
@example(born=D("1990-01-01"), form="{:%Y%m%d}", kept="number")
def test_a_birth_date_is_refused_as_a_number_without_its_last_four_digits(
    born: date, form: str, kept: str
) -> None:
    cells: dict[str, Cell] = {"number": int(f"{born:%Y%m%d}"), "day": born}
    cell = cells.get(kept, form.format(born))
    shown = {"number": f"{born:%Y%m%d}", "day": f"{born}"}.get(kept, form.format(born).strip())
    assert refusal(lambda: identity_in(cell, TODAY)) == (
        f"{shown.replace('–', '-')} is a birth date; the last four digits of the number "
        "are missing.",
        "Write the whole number: YYYYMMDD-NNNN.",
    )


@st.composite
def typed_numbers(draw: st.DrawFn) -> tuple[str, str]:
    """Return twelve digits, and what is typed for them in a list of today."""
    born = draw(st.dates(D("1904-01-01"), TODAY))
    coordinated = draw(st.sampled_from([0, 60]))
    six = f"{born:%y%m}{born.day + coordinated:02}"
    tails = tail(six, draw(st.sampled_from(["980", "981", "982"])))
    whole = f"{born.year}{six[2:]}{tails}"
    separator = "+" if TODAY.year - born.year >= 100 else "-"
    forms = [whole, f"{whole[:8]}-{tails}", f"{six}{separator}{tails}"]
    if separator == "-":
        forms.append(six + tails)
    return whole, draw(st.sampled_from(forms))


def kept_as_number(text: str) -> Cell:
    """Return what a spreadsheet makes of a cell of digits: a float, later a whole number."""
    return int(float(text)) if text.isdigit() else text


@given(
    number=typed_numbers(),
    number_column=st.booleans(),
    spaces=st.sampled_from(["", " ", "\xa0", "\t"]),
    dash=st.sampled_from("-‐‑‒–—−-"),
)
def test_a_number_is_the_same_person_after_what_a_spreadsheet_did_to_it(
    number: tuple[str, str], number_column: bool, spaces: str, dash: str
) -> None:
    whole, typed = number
    rewritten = f"{spaces}{typed.replace('-', dash)}{spaces}"
    cell = kept_as_number(typed) if number_column else rewritten
    assert identity_in(cell, TODAY).number == whole


@given(number=typed_numbers(), places=st.integers(1, 9))
def test_no_number_that_was_cut_short_becomes_somebody(
    number: tuple[str, str], places: int
) -> None:
    whole, _ = number
    text = f"{float(whole):.{places}E}"
    assume(float(text) != float(whole))
    with pytest.raises(Malformed):
        identity_in(text.replace(".", ","), TODAY)


@pytest.mark.parametrize(
    "name",
    [
        *("Ali Hassan (ny)", "Maria Ek - sjukskriven", "Bo Lind *", "Eva Öberg, ring innan"),
        *("Omar Farah 070-1740605", "1. Lena Holm", "12 Lena Holm", "Ek, Sara, slutar i mars"),
        *("Bo Ek (Bosse)", "(Bosse) Bo Ek", "Bo (slutat) Ek", "Bo (Bosse) (ny) Ek", "Bo (B 1) Ek"),
        "Bo (Bosse) sjukskriven",
        *("Maria Andersson kontaktperson", "Eva Maria Holm vikarie"),
        *("Maria Andersson sjukskriven", "Bo Lind – föräldraledig", "Bo Lind/Eva Lind"),
    ],
)
def test_a_remark_beside_a_name_is_a_problem_and_no_part_of_it(
    table_of: TableOf, name: str
) -> None:
    table = table_of([["Personnr", "Namn"], [ANNA, name]])
    assert problems(table) == [("Blad1", 2, "Namn", name, f"{name} is more than a name.")]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        *((one, one) for one in ("sara ek", "Sara ek", "SARA EK", "Anna-Lena Ek", "Jo O'Hara")),
        *(
            (one, one)
            for one in ("Carl von Ek", "Ali al Hassan", "Bo Ek Jr.", "Vincent van der Ek")
        ),
        *(("von Ek, Carl", "Carl von Ek"), ("Ek, Bo, Jr", "Ek, Bo, Jr"), ("Ek , Bo", "Bo Ek")),
        *(
            (one, one)
            for one in ("Berg - Ek", "Bo “Bosse” Ek", "Ida S. Ek", "A.A.", "D’Ek", "Kvinna 1")
        ),
        *((one, one) for one in ("Bo (Bosse) Ek", "Anna Maria (Mia) Ek", "Bo (Åke) von Ek")),
        *((one, one) for one in ("Anna Maria svensson", "Bo Erik lindqvist", "Eva Maria ek-berg")),
        ("svensson, Anna Maria", "Anna Maria svensson"),
    ],
)
def test_a_name_is_no_remark(table_of: TableOf, name: str, read: str) -> None:
    table = table_of([["Personnr", "Namn"], [ANNA, name]])
    assert (table.problems, told(table)[0][1]["name"]) == ((), read)


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        *(("Namn", one) for one in ("***", "NN", "N.N.", "X", "xxx xxx", "?", "N N")),
        *(("Efternamn", one) for one in ("***", "xx", "NN")),
        *(("Kommun", one) for one in ("*****", "xxx")),
        *(("Arbetsplats", one) for one in ("***", "XXXX")),
    ],
)
def test_what_is_blotted_out_is_asked_for_as_protected(
    table_of: TableOf, heading: str, cell: str
) -> None:
    headings: list[Cell] = ["Personnr", "Förnamn", "Efternamn", "Kommun", "Arbetsplats"]
    cells: list[Cell] = [ANNA, "Anna", "Ek", "Hjo", "Köket"]
    if heading == "Namn":
        headings, cells = ["Personnr", "Namn"], [ANNA, cell]
    else:
        cells[headings.index(heading)] = cell
    hides = "It hides what it is: perhaps of a protected identity."
    assert problems(table_of([headings, cells])) == [("Blad1", 2, heading, None, hides)]
    protected = table_of([[*headings, "Skyddad"], [*cells, "ja"]])
    ((_, values),) = told(protected)
    assert protected.problems == ()
    assert values.get("workplace") != cell
    assert values.get("municipality") != cell
