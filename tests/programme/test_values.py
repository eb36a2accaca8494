"""Values as people write them, at the keyboard and in lists: what is read, and what is refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steg_cli.programme.errors import Malformed, Refused, StegError
from steg_cli.programme.values import (
    CROWNS,
    Written,
    plain,
    read_address,
    read_case,
    read_flag,
    read_part,
    read_percent,
    read_reason,
    read_text,
    read_turned_name,
    text_of,
    whole_number,
)

D = date.fromisoformat
TODAY = date(2024, 2, 29)


def refusal(read: Callable[[], object], kind: type[StegError] = Malformed) -> tuple[str, str]:
    """Return the sentence and the hint."""
    with pytest.raises(StegError) as caught:
        read()
    assert type(caught.value) is kind
    return told(caught.value)


def told(error: StegError) -> tuple[str, str]:
    return str(error), error.hint.format(**error.values)


# Texts


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        *((None, ""), ("", ""), ("Skövde", "Skövde"), ("  Åsa \t Öberg\r\n", "Åsa Öberg")),
        *(("\xa0Åsa\xa0\xa0Öberg\u2003", "Åsa Öberg"), ("två\r\nrader", "två rader")),
        (" \xa0\t", ""),
        # A, o and e with their signs apart, as macOS writes them.
        *(("A\u030asa O\u0308berg, Ande\u0301", "Åsa Öberg, Andé"), (45292, "45292"), (-3, "-3")),
        *((75.5, "75.5"), (True, "True"), (D("2023-01-31"), "2023-01-31")),
        # An apostrophe is a part of the text: one that a file has in front was taken off before.
        *(("'", "'"), ("'t Hooft", "'t Hooft"), ("'007", "'007"), ("'=1+1", "'=1+1")),
        *(("'-", "'-"), ("Rock 'n' roll", "Rock 'n' roll"), ("O'-Brien", "O'-Brien")),
    ],
)
def test_a_text_is_composed_and_plainly_spaced(cell: Written, text: str) -> None:
    assert text_of(cell) == text


@given(st.text())
def test_the_composed_and_the_decomposed_text_are_the_same(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert text_of(apart) == text_of(unicodedata.normalize("NFC", text))


# Headings as they are compared


@pytest.mark.parametrize(
    ("heading", "compared"),
    [
        *(("Personnr", "personnr"), ("PERS.NR", "persnr"), ("Pers.\nnr", "persnr")),
        *(("  Pers. nr :", "persnr"), ("p-nr", "pnr"), ("Förnamn", "fornamn")),
        *(("FÖRNAMN", "fornamn"), ("Fo\u0308rnamn", "fornamn"), ("Å\xa0ä_é/ñ", "aaen")),
        *(("first_day", "firstday"), ("Fr.o.m.", "from"), ("Slutdatum*", "slutdatum")),
        *(("\ufeffNamn\u200b", "namn"), ("Straße", "strasse"), ("Nr 2", "nr2"), ("", "")),
    ],
)
def test_headings_are_compared_without_case_accents_spaces_and_signs(
    heading: str, compared: str
) -> None:
    assert plain(heading) == compared


@given(st.text("aåäöéüAÅÄÖÉÜ 1.-_\n", max_size=20))
def test_a_heading_is_the_same_however_it_is_typed(heading: str) -> None:
    typed = [heading.upper(), heading.lower(), f" {heading}\xa0", heading.replace(" ", "\n")]
    typed += [unicodedata.normalize(form, heading) for form in ("NFC", "NFD")]
    assert {plain(one) for one in typed} == {plain(heading)}
    assert plain(plain(heading)) == plain(heading)


# Yes and no


@pytest.mark.parametrize(
    "cell",
    [
        *("ja", "Ja", "JA", "j", "yes", "Y", "x", "X", "true", "TRUE", "sant", "SANT", "1"),
        *(" ja ", "\xa0x\xa0", "✓", "✔", "☑", "☒", 1, True),
    ],
)
def test_yes_is_read(cell: Written) -> None:
    assert read_flag(cell) is True


@pytest.mark.parametrize(
    "cell",
    [
        *("nej", "Nej", "n", "no", "N", "false", "FALSE", "falskt", "FALSKT", "0"),
        *("-", "–", "—", "☐", 0, False),
    ],
)
def test_no_is_read(cell: Written) -> None:
    assert read_flag(cell) is False


@pytest.mark.parametrize(
    "cell", ["", "kanske", "ja?", "xx", "'-", "2", 2, -1, 0.5, "--", "?", "nja", "jaja"]
)
def test_what_is_neither_yes_nor_no_is_refused(cell: Written) -> None:
    assert refusal(lambda: read_flag(cell)) == (
        f"{cell} is neither yes nor no.",
        "Write ja or nej, x or nothing, 1 or 0.",
    )
    assert refusal(lambda: read_flag(cell, TODAY))[1] == "Write yes or no."


# Numbers


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        *((0, 0), (75, 75), (100, 100), ("75", 75), ("075", 75), (" 75\xa0", 75)),
        *(("75%", 75), ("75 %", 75), ("75\xa0%", 75), ("0 %", 0)),
    ],
)
def test_a_whole_number_is_read(cell: Written, number: int) -> None:
    assert whole_number(0, 100)(cell) == number


def test_spaces_between_thousands_are_nothing() -> None:
    assert whole_number(0, 99999)("12 500") == whole_number(0, 99999)("12\xa0500") == 12500
    for written in ("12 500", "12\xa0500", "12 500 kr", "12500kr.", "12 500 SEK", "12 500:-"):
        assert CROWNS(written) == 12500


@pytest.mark.parametrize(
    "cell",
    [
        *(-1, 101, 10**20, 75.5, 0.5, True, None, D("2023-01-31")),
        *("-1", "+5", "101", "75,5", "75.0", "7e1", "", "%", "sjuttiofem", "75 kr", "٧٥", "7/5"),
        "9" * 5000,
    ],
)
def test_what_is_no_whole_number_within_the_limits_is_refused(cell: Written) -> None:
    shown = "" if cell is None else cell
    assert refusal(lambda: whole_number(0, 100)(cell)) == (
        f"{shown} is not a whole number from 0 to 100.",
        "Write a number in between, with digits alone.",
    )


@given(
    number=st.integers(-1000, 1000), least=st.integers(-1000, 1000), most=st.integers(-1000, 1000)
)
def test_the_limits_belong_to_what_is_allowed(number: int, least: int, most: int) -> None:
    read = whole_number(least, most)
    if number >= 0 and least <= number <= most:
        assert [read(number), read(f"{number} %")] == [number, number]
    else:
        refusal(lambda: read(number))


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
def test_a_percentage_is_read(cell: Written, percent: int) -> None:
    assert read_percent(cell) == percent


@given(st.integers(1, 100))
def test_every_percentage_is_read_as_it_is_written_and_as_a_workbook_keeps_it(n: int) -> None:
    assert [read_percent(cell) for cell in (f"{n}", f"{n} %", n / 100)] == [n] * 3


@pytest.mark.parametrize(
    "cell",
    [
        *(0, 0.0, 101, -50, 0.333, 0.005, 1.5, 37.5, True, None, D("2023-01-31")),
        *("0", "0 %", "0,5", "0.5", "heltid", "37,5 %", "110 %"),
    ],
)
def test_what_is_no_whole_percentage_is_refused(cell: Written) -> None:
    shown = "" if cell is None else cell
    assert refusal(lambda: read_percent(cell)) == (
        f"{shown} is not a whole number from 1 to 100.",
        "Write a number in between, with digits alone.",
    )


# Case references


@pytest.mark.parametrize(
    ("cell", "case"),
    [("S-0042", 42), ("s-42", 42), ("S42", 42), (" S–0042\xa0", 42), ("S-123456789", 123456789)],
)
def test_a_case_reference_is_read(cell: Written, case: int) -> None:
    assert read_case(cell) == case


@pytest.mark.parametrize(
    "cell", [42, "42", "0042", "S-", "S-1234567890", "2023-114", "S-0042 b", "S--1", True, None]
)
def test_what_is_no_case_reference_is_refused_and_a_bare_number_is_none(cell: Written) -> None:
    shown = "" if cell is None else cell
    assert refusal(lambda: read_case(cell)) == (
        f"{shown} is not a case reference of steg.",
        "Write it as S-0042, or leave the column out: people are known by their numbers.",
    )


# Names, texts and the rest


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Ek, Sara", "Sara Ek"),
        ("Ek,Sara", "Sara Ek"),
        (" von  Ek ,\xa0Sara Maria ", "Sara Maria von Ek"),
        ("Ek-Berg, Sara", "Sara Ek-Berg"),
        ("O\u0308berg, A\u030asa", "Åsa Öberg"),
        ("Ek, ", "Ek"),
        (" Ek\xa0 Sara ", "Sara Ek"),  # the heading says so
        ("Ek-Berg Sara", "Sara Ek-Berg"),
    ],
)
def test_a_turned_name_is_turned_back(cell: Written, name: str) -> None:
    assert read_turned_name(cell) == name


@pytest.mark.parametrize("cell", ["Ek", "von Ek Sara", "Ek Sara Maria", 1])
def test_a_turned_name_that_could_end_anywhere_is_refused(cell: Written) -> None:
    assert refusal(lambda: read_turned_name(cell)) == (
        f"{cell}: it does not show where the last name ends.",
        "Write a comma after the last name: Ek, Sara.",
    )


@pytest.mark.parametrize("cell", [*("ja", "J", "yes", "Y", "x", "1", "true", "sant", "✔"), 1, True])
def test_yes_is_no_reason(cell: Written) -> None:
    assert refusal(lambda: read_reason(cell)) == (
        f"{cell} does not tell why an exception is made.",
        "Write the reason in words, or leave it empty.",
    )


@pytest.mark.parametrize(
    "cell", ["Ja, enligt beslut", "x 2024-01-15", "Pilot 2016", "Provtjänst\xa0", 2]
)
def test_a_reason_is_a_text(cell: Written) -> None:
    assert read_reason(cell) == str(cell).strip()


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("  Åsa\xa0 Öberg\n", "Åsa Öberg"),
        ("A\u030asa", "Åsa"),
        (2019, "2019"),
        (date(2023, 1, 31), "2023-01-31"),
        ("'=1+1", "'=1+1"),
        ("x" * 200, "x" * 200),
    ],
)
def test_a_text_is_kept_cleaned(cell: Written, kept: str) -> None:
    assert read_text(cell, what="cohort") == kept
    assert read_part(cell) == kept


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (" \xa0 ", "cohort: the text is missing."),
        ("x" * 201, "The cohort is 201 letters long; at most 200 are kept."),
        (
            "a\u202eb",
            "The cohort a\u202eb holds a character that cannot be shown (U+202E).",
        ),
        ("a\x1bb", "The cohort a\x1bb holds a character that cannot be shown (U+001B)."),
    ],
)
def test_a_text_that_cannot_be_kept_is_refused_by_its_column(cell: Written, sentence: str) -> None:
    assert refusal(lambda: read_text(cell, what="cohort"), Refused)[0] == sentence


def test_a_line_break_in_a_cell_is_a_space_and_typed_it_is_refused() -> None:
    assert read_text("Anna\nEk", what="name") == "Anna Ek"
    assert refusal(lambda: read_text("Anna\nEk", TODAY, "name"), Refused)[0] == (
        "The name Anna\nEk holds a character that cannot be shown (U+000A)."
    )


def test_an_address_is_read_and_what_is_none_refused() -> None:
    assert read_address(" chef@skovde.se\xa0") == "chef@skovde.se"
    for cell in ("chef", "chef@skovde.se, x@skovde.se", "chef@skövde.se", "mailto:chef@skovde.se"):
        with pytest.raises(Refused, match=re.escape(f"{cell} is not an e-mail address.")):
            read_address(cell)
