"""How cells are read by what their column holds: codes by their names, names, texts, numbers."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steg_cli.exchange.readers import (
    AGREEMENT,
    AMOUNT,
    EDUCATION,
    KIND_OF_NUMBER,
    OUTCOME,
    SEX,
    STATUS,
    Choice,
    address,
    case,
    flag,
    name_turned,
    number,
    plain,
    raw,
    reason,
    said,
    text,
)
from steg_cli.exchange.sheets import Cell
from steg_cli.programme.errors import Malformed, Refused, StegError
from steg_cli.programme.vocabulary import LABELS
from steg_cli.texts import LANGUAGES, texts

TODAY = date(2024, 6, 15)

CHOICES = {
    "STATUS": STATUS,
    "OUTCOME": OUTCOME,
    "EDUCATION": EDUCATION,
    "SEX": SEX,
    "KIND_OF_NUMBER": KIND_OF_NUMBER,
    "AGREEMENT": AGREEMENT,
}


def refusal(read: Callable[[], object]) -> tuple[type[StegError], str]:
    """Return what kind of error it is, and its sentence."""
    with pytest.raises(StegError) as caught:
        read()
    return type(caught.value), str(caught.value)


# Headings as they are compared


@pytest.mark.parametrize(
    ("heading", "compared"),
    [
        ("Personnr", "personnr"),
        ("PERS.NR", "persnr"),
        ("Pers.\nnr", "persnr"),
        ("  Pers. nr :", "persnr"),
        ("p-nr", "pnr"),
        ("Förnamn", "fornamn"),
        ("FÖRNAMN", "fornamn"),
        ("Fo\u0308rnamn", "fornamn"),
        ("Å\xa0ä_é/ñ", "aaen"),
        ("first_day", "firstday"),
        ("Fr.o.m.", "from"),
        ("Slutdatum*", "slutdatum"),
        ("\ufeffNamn\u200b", "namn"),
        ("Straße", "strasse"),
        ("Nr 2", "nr2"),
        ("", ""),
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


def test_a_message_is_said_in_every_language() -> None:
    assert said("first name") == ("fornamn", "firstname")


# One of some codes


@pytest.mark.parametrize("name", list(CHOICES))
def test_a_code_is_read_by_its_code_and_by_its_name_in_every_language(name: str) -> None:
    choice = CHOICES[name]
    for code in choice.codes:
        labels = [texts(language)(LABELS.get(code, code)) for language in LANGUAGES]
        for word in (code, *labels):
            written = (word, word.upper(), word.capitalize(), f"\xa0{word} ")
            for one in (*written, unicodedata.normalize("NFD", word)):
                assert choice(one, TODAY) == code, one


@pytest.mark.parametrize(
    ("choice", "cell", "code"),
    [
        (STATUS, "Arbetslös", "unemployed"),
        (STATUS, "öppet arbetslös", "unemployed"),
        (STATUS, "Arbetssökande", "unemployed"),
        (STATUS, "långtidsarbetslös", "long-term-unemployed"),
        (STATUS, "Long-term unemployed", "long-term-unemployed"),
        (STATUS, "Långt från arbetsmarknaden", "far-from-labour-market"),
        (STATUS, "står långt från arbetsmarknaden", "far-from-labour-market"),
        (STATUS, "övrigt", "other"),
        *((OUTCOME, word, "employment") for word in ("Anställning", "anställd", "Jobb", "arbete")),
        *((OUTCOME, word, "employment") for word in ("job", "work", "Employment")),
        *((OUTCOME, word, "education") for word in ("studier", "Utbildning", "studerar")),
        *((OUTCOME, word, "education") for word in ("studies", "education")),
        *((OUTCOME, word, "job-search") for word in ("söker arbete", "jobbsökande", "job search")),
        *((OUTCOME, word, "other") for word in ("annat", "Övrigt", "okänt", "unknown")),
        *((EDUCATION, word, "compulsory") for word in ("grundskola", "Förgymnasial")),
        *((EDUCATION, word, "upper-secondary") for word in ("gymnasium", "Gymnasial utbildning")),
        *((EDUCATION, word, "tertiary") for word in ("Högskola", "universitet", "eftergymnasial")),
        *((SEX, word, "woman") for word in ("kvinna", "K", "k", "woman", "F", "female")),
        *((SEX, word, "man") for word in ("man", "M", "m", "male", "Man")),
        *((KIND_OF_NUMBER, word, "other") for word in ("annat id", "Annat", "other", "other id")),
        (KIND_OF_NUMBER, "Samordningsnummer", "samordningsnummer"),
        (AGREEMENT, "bea", "BEA"),
        (AGREEMENT, " AB ", "AB"),
    ],
)
def test_what_lists_write_for_a_code_is_read(choice: Choice, cell: Cell, code: str) -> None:
    assert choice(cell, TODAY) == code


@pytest.mark.parametrize(
    ("choice", "cell", "allowed"),
    [
        (STATUS, "Avslutad", "unemployed, far from the labour market, something else"),
        (STATUS, "arbetslös?!x", "unemployed, far from the labour market, something else"),
        (OUTCOME, "x", "employment, education, job search, something else"),
        (OUTCOME, "flyttat", "employment, education, job search, something else"),
        (EDUCATION, 3, "compulsory school, upper secondary school, higher education"),
        (SEX, "?", "woman, man"),
        (SEX, 1, "woman, man"),
        (SEX, True, "woman, man"),
        (KIND_OF_NUMBER, "T-nummer", "personnummer, samordningsnummer, something else"),
        (AGREEMENT, "HÖK", "AB, BEA"),
    ],
)
def test_what_is_no_code_is_refused_with_what_it_can_be(
    choice: Choice, cell: Cell, allowed: str
) -> None:
    with pytest.raises(Malformed) as caught:
        choice(cell, TODAY)
    error = caught.value
    assert str(error) == f"{cell} cannot be chosen here."
    assert error.hint.format(**error.values) == f"It can be {allowed}."


@pytest.mark.parametrize("name", list(CHOICES))
def test_what_is_offered_is_what_is_read(name: str) -> None:
    choice = CHOICES[name]
    for language in LANGUAGES:
        offered = [texts(language)(word) for word in choice.labels]
        assert [choice(word, TODAY) for word in offered] == list(choice.codes)


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
def test_a_turned_name_is_turned_back(cell: Cell, name: str) -> None:
    assert name_turned(cell, TODAY) == name


@pytest.mark.parametrize("cell", ["Ek", "von Ek Sara", "Ek Sara Maria", 1])
def test_a_turned_name_that_could_end_anywhere_is_refused(cell: Cell) -> None:
    assert refusal(lambda: name_turned(cell, TODAY)) == (
        Malformed,
        f"{cell}: it does not show where the last name ends.",
    )


@pytest.mark.parametrize("cell", [*("ja", "J", "yes", "Y", "x", "1", "true", "sant", "✔"), 1, True])
def test_yes_is_no_reason(cell: Cell) -> None:
    assert refusal(lambda: reason(cell, TODAY)) == (
        Malformed,
        f"{cell} does not tell why an exception is made.",
    )


@pytest.mark.parametrize(
    "cell", ["Ja, enligt beslut", "x 2024-01-15", "Pilot 2016", "Provtjänst\xa0", 2]
)
def test_a_reason_is_a_text(cell: Cell) -> None:
    assert reason(cell, TODAY) == str(cell).strip()


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
def test_a_text_is_kept_cleaned(cell: Cell, kept: str) -> None:
    assert text("cohort")(cell, TODAY) == kept
    assert raw(cell, TODAY) == kept


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
def test_a_text_that_cannot_be_kept_is_refused_by_its_column(cell: Cell, sentence: str) -> None:
    assert refusal(lambda: text("cohort")(cell, TODAY)) == (Refused, sentence)


def test_the_other_readers_read_what_their_cells_read() -> None:
    assert [flag(cell, TODAY) for cell in ("ja", "x", None, "nej")] == [True, True, False, False]
    assert [case(cell, TODAY) for cell in ("S-0042", "s7")] == [42, 7]
    assert number(16, 64)("16", TODAY) == 16
    assert refusal(lambda: number(16, 64)("65", TODAY)) == (
        Malformed,
        "65 is not a whole number from 16 to 64.",
    )
    assert AMOUNT(0, TODAY) == 0
    assert AMOUNT("25 945 842", TODAY) == 25_945_842
    assert refusal(lambda: AMOUNT(10**12 + 1, TODAY))[0] is Malformed


def test_an_address_is_read_and_what_is_none_refused() -> None:
    assert address(" chef@skovde.se\xa0", TODAY) == "chef@skovde.se"
    for cell in ("chef", "chef@skovde.se, x@skovde.se", "chef@skövde.se", "mailto:chef@skovde.se"):
        assert refusal(lambda cell=cell: address(cell, TODAY)) == (  # type: ignore[misc]
            Refused,
            f"{cell} is not an e-mail address.",
        )
