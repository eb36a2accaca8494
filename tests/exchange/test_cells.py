"""Cells as people type them and spreadsheets rewrite them: what is read, and what is refused.

All numbers have the birth numbers 980–982 of the public test numbers; their check digits are
computed here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from steg_cli.exchange.cells import (
    case_in,
    day_in,
    flag_in,
    identity_in,
    number_in,
    percent_in,
    text_in,
)
from steg_cli.exchange.sheets import Cell
from steg_cli.programme.errors import Malformed, Refused, StegError

D = date.fromisoformat
TODAY = D("2024-06-15")

WRITE_A_DAY = "Write YYYY-MM-DD, such as 2026-01-31, or let the column hold days."
WRITE_A_NUMBER = (
    "Write ÅÅMMDD-NNNN, ÅÅÅÅMMDD-NNNN or twelve digits. Somebody without a number is enrolled with "
    "--other-id, --birth-year and --sex."
)
COMPARE = "Compare it digit by digit with the document it comes from."


def refusal(read: Callable[[], object], kind: type[StegError] = Malformed) -> tuple[str, str]:
    """Return the sentence and the hint."""
    with pytest.raises(StegError) as caught:
        read()
    assert type(caught.value) is kind
    return str(caught.value), caught.value.hint.format(**caught.value.values)


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


# Texts


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("", ""),
        ("Skövde", "Skövde"),
        ("  Åsa \t Öberg\r\n", "Åsa Öberg"),
        ("\xa0Åsa\xa0\xa0Öberg\u2003", "Åsa Öberg"),
        ("två\r\nrader", "två rader"),
        (" \xa0\t", ""),
        # A, o and e with their signs apart, as macOS writes them.
        ("A\u030asa O\u0308berg, Ande\u0301", "Åsa Öberg, Andé"),
        (45292, "45292"),
        (-3, "-3"),
        (75.5, "75.5"),
        (True, "True"),
        (D("2023-01-31"), "2023-01-31"),
        # An apostrophe is a part of the text: one that a file has in front was taken off before.
        ("'", "'"),
        ("'t Hooft", "'t Hooft"),
        ("'007", "'007"),
        ("'=1+1", "'=1+1"),
        ("'-", "'-"),
        ("Rock 'n' roll", "Rock 'n' roll"),
        ("O'-Brien", "O'-Brien"),
    ],
)
def test_a_text_is_composed_and_plainly_spaced(cell: Cell, text: str) -> None:
    assert text_in(cell) == text


@given(st.text())
def test_the_composed_and_the_decomposed_text_are_the_same(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert text_in(apart) == text_in(unicodedata.normalize("NFC", text))


# Days


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (D("2023-01-31"), "2023-01-31"),
        ("2023-01-31", "2023-01-31"),
        ("20230131", "2023-01-31"),
        (20230131, "2023-01-31"),
        ("31/1 2023", "2023-01-31"),
        ("31/1-2023", "2023-01-31"),
        ("1/2 2023", "2023-02-01"),
        ("01/02 2023", "2023-02-01"),
        ("2023-1-5", "2023-01-05"),
        ("2023-01-5", "2023-01-05"),
        ("31.1.2023", "2023-01-31"),
        ("1.2. 2023", "2023-02-01"),
        ("29/2 2024", "2024-02-29"),
        # Spaces and dashes of all kinds.
        (" 2023-01-31\t", "2023-01-31"),
        ("\xa02023-01-31\xa0", "2023-01-31"),
        ("31/1\xa02023", "2023-01-31"),
        ("31/1  2023", "2023-01-31"),
        ("2023–01–31", "2023-01-31"),
        ("2023—1—5", "2023-01-05"),
        ("2023‐01‑31", "2023-01-31"),
        ("2023‒01−31", "2023-01-31"),
        ("2023－01－31", "2023-01-31"),
        ("31/1–2023", "2023-01-31"),
        # The midnight that a program added to a day.
        ("2023-01-31 00:00", "2023-01-31"),
        ("2023-01-31 00:00:00", "2023-01-31"),
        ("2023-01-31T00:00:00", "2023-01-31"),
        ("2023-1-5\xa000:00:00", "2023-01-05"),
        # The ends of what a day can be.
        (D("1900-01-01"), "1900-01-01"),
        ("31/12 2199", "2199-12-31"),
    ],
)
def test_a_day_is_read_in_every_form_that_means_one_day(cell: Cell, day: str) -> None:
    assert day_in(cell, TODAY) == D(day)


@pytest.mark.parametrize(
    "cell",
    [
        # Which is the month?
        *("1/2/2023", "31/1/2023", "1-2-2023", "01-02-03", "2023/01/31", "2023.01.31"),
        # A part is missing.
        *("maj 2023", "2023", "2023-01", "31/1", "31/1 23", "230131", "31 januari 2023"),
        # A time of day, or a day with one.
        *("08:30:00", "2023-01-31 08:30:00", "2023-01-31 00:01", "2023-01-31 00:00:01"),
        # A day's number in a spreadsheet, and other numbers.
        *(45292, 2023, 20230131.5, -20230131, 202301311, True),
        # What stands for a day when a command is typed.
        *("today", "idag", "-3d", "+1m"),
        *("2023-01-31 ?", "ca 2023-01-31", "2023-01-31–2023-02-28", "٢٠٢٣-٠١-٣١", "2023--01-31"),
    ],
)
def test_what_is_no_day_or_could_be_two_is_refused(cell: Cell) -> None:
    shown = str(cell).replace("–", "-")
    assert refusal(lambda: day_in(cell, TODAY)) == (
        f"{shown} is not written as a day.",
        WRITE_A_DAY,
    )


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("2023-02-30", "2023-02-30"),
        ("30/2 2023", "2023-02-30"),
        ("29.2.2023", "2023-02-29"),
        (20231301, "2023-13-01"),
        ("2023-0-1", "2023-00-01"),
        ("2023-1-32", "2023-01-32"),
    ],
)
def test_a_day_that_no_calendar_has_is_refused(cell: Cell, shown: str) -> None:
    assert refusal(lambda: day_in(cell, TODAY)) == (
        f"{shown} is not a day in the calendar.",
        "Check the month and the day: 2023 has no such day.",
    )


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (D("1800-01-31"), "1800-01-31"),
        ("1899-12-31", "1899-12-31"),
        ("1/1 2200", "2200-01-01"),
        (90320131, "9032-01-31"),
    ],
)
def test_a_day_outside_our_time_is_refused(cell: Cell, shown: str) -> None:
    assert refusal(lambda: day_in(cell, TODAY)) == (
        f"{shown} is not a day of our time.",
        "Check the year: it can be 1900 to 2199.",
    )


@given(
    day=st.dates(D("1900-01-01"), D("2199-12-31")),
    form=st.sampled_from(
        [
            "{0.year}-{0.month:02}-{0.day:02}",
            "{0.year}-{0.month}-{0.day}",
            "{0.year}{0.month:02}{0.day:02}",
            "{0.day}/{0.month} {0.year}",
            "{0.day:02}/{0.month:02}-{0.year}",
            "{0.day}.{0.month}.{0.year}",
            "{0.year}-{0.month:02}-{0.day:02} 00:00:00",
        ]
    ),
)
def test_every_day_is_read_in_every_form(day: date, form: str) -> None:
    assert day_in(form.format(day), TODAY) == day_in(day, TODAY) == day


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
        "Write the whole number: ÅÅÅÅMMDD-NNNN.",
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


# Yes and no


@pytest.mark.parametrize(
    "cell",
    [
        *("ja", "Ja", "JA", "j", "yes", "Y", "x", "X", "true", "TRUE", "sant", "SANT", "1"),
        *(" ja ", "\xa0x\xa0", "✓", "✔", 1, True),
    ],
)
def test_yes_is_read(cell: Cell) -> None:
    assert flag_in(cell) is True


@pytest.mark.parametrize(
    "cell",
    [
        *("nej", "Nej", "n", "no", "N", "false", "FALSE", "falskt", "FALSKT", "0"),
        *("-", "–", "—", "", "  ", "\xa0", None, 0, False),
    ],
)
def test_no_is_read_and_nothing_is_no(cell: Cell) -> None:
    assert flag_in(cell) is False


@pytest.mark.parametrize(
    "cell", ["kanske", "ja?", "xx", "'-", "2", 2, -1, 0.5, "--", "?", "nja", "jaja"]
)
def test_what_is_neither_yes_nor_no_is_refused(cell: Cell) -> None:
    assert refusal(lambda: flag_in(cell)) == (
        f"{cell} is neither yes nor no.",
        "Write ja or nej, x or nothing, 1 or 0.",
    )


# Numbers


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        *((0, 0), (75, 75), (100, 100), ("75", 75), ("075", 75), (" 75\xa0", 75)),
        *(("75%", 75), ("75 %", 75), ("75\xa0%", 75), ("0 %", 0)),
    ],
)
def test_a_whole_number_is_read(cell: Cell, number: int) -> None:
    assert number_in(cell, 0, 100) == number


def test_spaces_between_thousands_are_nothing() -> None:
    assert number_in("12 500", 0, 99999) == number_in("12\xa0500", 0, 99999) == 12500


@pytest.mark.parametrize(
    "cell",
    [
        *(-1, 101, 10**20, 75.5, 0.5, True, None, D("2023-01-31")),
        *("-1", "+5", "101", "75,5", "75.0", "7e1", "", "%", "sjuttiofem", "75 kr", "٧٥", "7/5"),
        "9" * 5000,
    ],
)
def test_what_is_no_whole_number_within_the_limits_is_refused(cell: Cell) -> None:
    shown = "" if cell is None else cell
    assert refusal(lambda: number_in(cell, 0, 100)) == (
        f"{shown} is not a whole number from 0 to 100.",
        "Write it with digits alone.",
    )


@given(
    number=st.integers(-1000, 1000), least=st.integers(-1000, 1000), most=st.integers(-1000, 1000)
)
def test_the_limits_belong_to_what_is_allowed(number: int, least: int, most: int) -> None:
    if number >= 0 and least <= number <= most:
        assert number_in(number, least, most) == number_in(f"{number} %", least, most) == number
    else:
        refusal(lambda: number_in(number, least, most))


# Percentages


@pytest.mark.parametrize(
    ("cell", "percent"),
    [
        *((100, 100), (50, 50), (2, 2), ("75", 75), ("75 %", 75), ("100%", 100), ("1 %", 1)),
        # What a workbook shows as a percentage is a part of the whole.
        *((0.5, 50), (1, 100), (0.01, 1), (0.29, 29), (0.57, 57), (0.07, 7)),
        *((0.1 + 0.2, 30), (1 - 0.9, 10)),  # what a formula comes to
    ],
)
def test_a_percentage_is_read(cell: Cell, percent: int) -> None:
    assert percent_in(cell, TODAY) == percent


@given(st.integers(1, 100))
def test_every_percentage_is_read_as_it_is_written_and_as_a_workbook_keeps_it(n: int) -> None:
    assert [percent_in(cell, TODAY) for cell in (f"{n}", f"{n} %", n / 100)] == [n] * 3


@pytest.mark.parametrize(
    "cell",
    [
        *(0, 0.0, 101, -50, 0.333, 0.005, 1.5, 37.5, True, None, D("2023-01-31")),
        *("0", "0 %", "0,5", "0.5", "heltid", "37,5 %", "110 %"),
    ],
)
def test_what_is_no_whole_percentage_is_refused(cell: Cell) -> None:
    shown = "" if cell is None else cell
    assert refusal(lambda: percent_in(cell, TODAY)) == (
        f"{shown} is not a whole number from 1 to 100.",
        "Write it with digits alone.",
    )


# Case references


@pytest.mark.parametrize(
    ("cell", "case"),
    [("S-0042", 42), ("s-42", 42), ("S42", 42), (" S–0042\xa0", 42), ("S-123456789", 123456789)],
)
def test_a_case_reference_is_read(cell: Cell, case: int) -> None:
    assert case_in(cell) == case


@pytest.mark.parametrize(
    "cell", [42, "42", "0042", "S-", "S-1234567890", "2023-114", "S-0042 b", "S--1", True, None]
)
def test_what_is_no_case_reference_is_refused_and_a_bare_number_is_none(cell: Cell) -> None:
    shown = "" if cell is None else cell
    assert refusal(lambda: case_in(cell)) == (
        f"{shown} is not a case reference of steg.",
        "Write it as S-0042, or leave the column out: people are known by their numbers.",
    )
