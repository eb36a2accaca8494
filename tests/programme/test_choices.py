"""Codes by the words that people write for them."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import get_args

import pytest

from steg_cli.programme.choices import (
    AGREEMENT,
    EDUCATION,
    FORMAT,
    KEPT,
    KEPT_BY,
    KIND_OF_NUMBER,
    LANGUAGE,
    OUTCOME,
    PAYER,
    SEX,
    STATE,
    STATUS,
    SUPPORT_KIND,
    WHAT,
    Choice,
    some_of,
)
from steg_cli.programme.codes import OUTCOMES, SUPPORT_KINDS, Education, Status
from steg_cli.programme.errors import Malformed
from steg_cli.programme.identity import IdentityKind, Sex
from steg_cli.programme.ladder import Payer
from steg_cli.programme.notice import AGREEMENTS
from steg_cli.programme.values import Written
from steg_cli.texts import LANGUAGES, texts

TODAY = date(2024, 6, 15)
CHOICES = {
    "LANGUAGE": LANGUAGE,
    "FORMAT": FORMAT,
    "STATUS": STATUS,
    "OUTCOME": OUTCOME,
    "EDUCATION": EDUCATION,
    "SEX": SEX,
    "KIND_OF_NUMBER": KIND_OF_NUMBER,
    "AGREEMENT": AGREEMENT,
    "PAYER": PAYER,
    "STATE": STATE,
    "SUPPORT_KIND": SUPPORT_KIND,
    "WHAT": WHAT,
}


@pytest.mark.parametrize("name", list(CHOICES))
def test_a_code_is_read_by_its_code_and_by_its_name_in_every_language(name: str) -> None:
    choice = CHOICES[name]
    for code in choice.codes:
        labels = [texts(language)(choice.labels[code]) for language in LANGUAGES]
        for word in (code, *labels):
            written = (word, word.upper(), word.capitalize(), f"\xa0{word} ")
            for one in (*written, unicodedata.normalize("NFD", word)):
                assert choice(one) == choice(one, TODAY) == choice.typed(one) == code


@pytest.mark.parametrize(
    ("choice", "cell", "code"),
    [
        (STATUS, "Arbetslös", "unemployed"),
        (STATUS, "öppet arbetslös", "unemployed"),
        (STATUS, "Arbetssökande", "unemployed"),
        (STATUS, "Långt från arbetsmarknaden", "far-from-labour-market"),
        (STATUS, "står långt från arbetsmarknaden", "far-from-labour-market"),
        (STATUS, "övrigt", "other"),
        *((OUTCOME, word, "employment") for word in ("Anställning", "anställd", "Jobb", "arbete")),
        *((OUTCOME, word, "employment") for word in ("job", "work", "Employment")),
        *((OUTCOME, word, "education") for word in ("studier", "Utbildning", "studerar")),
        *((OUTCOME, word, "education") for word in ("studies", "education")),
        *((OUTCOME, word, "employment-subsidised") for word in ("Lönestöd", "arbete med stöd")),
        *((OUTCOME, word, "employment-municipal") for word in ("arbetsmarknadsanställning",)),
        *((OUTCOME, word, "education-other") for word in ("Andra studier", "annan utbildning")),
        *((OUTCOME, word, "health") for word in ("ohälsa", "Sjukdom")),
        *((OUTCOME, word, "moved") for word in ("flyttat", "Flyttat från kommunen")),
        *((OUTCOME, word, "job-search") for word in ("söker arbete", "jobbsökande", "job search")),
        *((OUTCOME, word, "other") for word in ("annat", "Övrigt", "okänt", "unknown")),
        *((EDUCATION, word, "compulsory") for word in ("grundskolan", "Förgymnasial")),
        *((EDUCATION, word, "upper-secondary") for word in ("gymnasiet", "Gymnasial utbildning")),
        *((EDUCATION, word, "tertiary") for word in ("Högskolan", "universitet", "eftergymnasial")),
        *((SEX, word, "woman") for word in ("kvinna", "K", "k", "woman", "F", "female")),
        *((SEX, word, "man") for word in ("man", "M", "m", "male", "Man")),
        *((KIND_OF_NUMBER, word, "other") for word in ("annat id", "Annat", "other", "other id")),
        (KIND_OF_NUMBER, "Samordningsnummer", "samordningsnummer"),
        *((SUPPORT_KIND, word, "lonebidrag") for word in ("Lönebidrag", "lönebidragsanställning")),
        *((SUPPORT_KIND, word, "osa") for word in ("OSA", "Offentligt skyddat arbete")),
        *((SUPPORT_KIND, word, "extratjanst") for word in ("extratjänst", "Extratjänster")),
        *((WHAT, word, "support") for word in ("lönestöd", "beslut")),
        (WHAT, "Uppföljning", "follow-up"),
        (AGREEMENT, "bea", "BEA"),
        (AGREEMENT, " AB ", "AB"),
        *((KEPT, word, "participant") for word in ("whole person", "The whole person")),
        (KEPT_BY, "project", "project"),
        (KEPT_BY, "a hold", "hold"),
        (PAYER, "Sector", "sector"),
    ],
)
def test_what_lists_write_for_a_code_is_read(choice: Choice, cell: Written, code: str) -> None:
    assert choice(cell) == code


OUTCOMES_NAMED = (
    "employment, employment with support, labour market employment of the municipality, "
    "education, education without student finance, job search, health, moved away, something else"
)


@pytest.mark.parametrize(
    ("choice", "cell", "allowed"),
    [
        (STATUS, "Avslutad", "unemployed, far from the labour market, something else"),
        (STATUS, "arbetslös?!x", "unemployed, far from the labour market, something else"),
        (OUTCOME, "x", OUTCOMES_NAMED),
        (OUTCOME, "pensionerad", OUTCOMES_NAMED),
        (EDUCATION, 3, "compulsory school, upper secondary school, higher education"),
        (SEX, "?", "woman, man"),
        (SEX, 1, "woman, man"),
        (SEX, True, "woman, man"),
        (KIND_OF_NUMBER, "T-nummer", "personnummer, samordningsnummer, something else"),
        (AGREEMENT, "HÖK", "AB, BEA"),
    ],
)
def test_what_is_no_code_is_refused_with_what_it_can_be(
    choice: Choice, cell: Written, allowed: str
) -> None:
    with pytest.raises(Malformed) as caught:
        choice(cell)
    error = caught.value
    assert str(error) == f"{cell} cannot be chosen here."
    assert error.hint.format(**error.values) == f"It can be {allowed}."


@pytest.mark.parametrize("name", list(CHOICES))
def test_what_is_offered_is_what_is_read(name: str) -> None:
    choice = CHOICES[name]
    for language in LANGUAGES:
        offered = [texts(language)(word) for word in choice.labels.values()]
        assert [choice(word) for word in offered] == list(choice.codes)


@pytest.mark.parametrize(
    ("choice", "text", "allowed"),
    [
        # Two things at once: a list may say so, an option has a flag beside it.
        (STATUS, "långtidsarbetslös", "unemployed, far from the labour market, something else"),
        (OUTCOME, "", OUTCOMES_NAMED),
        (some_of(FORMAT, "plain", "json"), "csv", "plain, json"),
    ],
)
def test_at_the_keyboard_the_same_is_told(choice: Choice, text: str, allowed: str) -> None:
    for read in (choice.typed, lambda text: choice(text, TODAY)):
        with pytest.raises(Malformed) as caught:
            read(text)
        assert str(caught.value) == f"{text} cannot be chosen here."
        assert caught.value.hint.format(**caught.value.values) == f"It can be {allowed}."


def test_the_codes_are_those_of_a_person() -> None:
    assert (STATUS.codes, OUTCOME.codes, EDUCATION.codes) == (
        get_args(Status),
        OUTCOMES,
        get_args(Education),
    )
    assert (SEX.codes, KIND_OF_NUMBER.codes) == (get_args(Sex), get_args(IdentityKind))
    assert SUPPORT_KIND.codes == SUPPORT_KINDS
    assert (PAYER.codes, AGREEMENT.codes) == (get_args(Payer), tuple(AGREEMENTS))
