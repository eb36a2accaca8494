"""Sentences in a language: their values, their plurals."""

from __future__ import annotations

from datetime import date

import pytest

from steg_cli.programme.errors import N_, Malformed, NotFound, Refused, note
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.words import Word
from steg_cli.texts import LANGUAGES, Texts, texts

SWEDISH, ENGLISH = Texts("sv"), Texts("en")


def test_a_sentence_is_its_own_english() -> None:
    assert ENGLISH(N_("Nothing was changed.")) == "Nothing was changed."
    assert SWEDISH(N_("Nothing was changed.")) == "Inget ändrades."


def test_a_sentence_that_nobody_translated_stays_english() -> None:
    unknown = "Nobody has written this {thing}."
    assert SWEDISH(unknown, thing="sentence") == "Nobody has written this sentence."


def test_no_sentence_is_no_text() -> None:
    """gettext would answer the empty message id with the catalogue's header."""
    assert [texts(language)("") for language in LANGUAGES] == ["", ""]


@pytest.mark.parametrize(
    ("texts_", "said"),
    [(ENGLISH, '"" is neither yes nor no.'), (SWEDISH, '"" är varken ja eller nej.')],
)
def test_an_empty_value_leaves_no_hole_in_an_error(texts_: Texts, said: str) -> None:
    assert texts_.error(Malformed(N_("{text} is neither yes nor no."), text="")) == said


def test_values_are_filled_in_as_they_are() -> None:
    values = {"day": date(2026, 1, 31), "first": date(2026, 2, 1), "who": "{name} (S-0042)"}
    message = N_("{who} is enrolled from {day}; a placement cannot begin on {first}.")
    assert ENGLISH(message, **values) == (
        "{name} (S-0042) is enrolled from 2026-01-31; a placement cannot begin on 2026-02-01."
    )


@pytest.mark.parametrize(
    ("language", "count", "sentence"),
    [
        ("sv", 0, "0 personer går över:"),
        ("sv", 1, "1 person går över:"),
        ("sv", 2, "2 personer går över:"),
        ("sv", 21, "21 personer går över:"),
        ("en", 0, "0 people are about to be converted:"),
        ("en", 1, "1 person is about to be converted:"),
        ("en", 2, "2 people are about to be converted:"),
    ],
)
def test_one_and_many(language: str, count: int, sentence: str) -> None:
    one = "{count} person is about to be converted:"
    many = "{count} people are about to be converted:"
    assert texts(language).plural(one, many, count) == sentence


def test_a_word_is_translated_where_plain_text_is_not() -> None:
    message = N_("There is no {what} {name}.")
    assert SWEDISH(message, what=Word("cohort"), name="cohort") == (
        "cohort finns inte som omgång i registret."
    )
    assert ENGLISH(message, what=Word("cohort"), name="X") == "There is no cohort X."


def test_a_step_is_called_what_the_language_calls_it() -> None:
    message, step = N_("The person is already on {step}."), DEFAULT_LADDER.step("kartlaggning")
    assert SWEDISH(message, step=step) == "Personen är redan på steget kartläggning."
    assert ENGLISH(message, step=step) == "The person is already on mapping."


def test_an_error_inside_an_error_is_translated_with_its_own_values() -> None:
    inner = Malformed(N_("There is no {what} {name}."), what=Word("sector"), name="Vård")
    outer = Refused(N_("{who}: {problem}"), N_("Use steg advance."), who="S-0042", problem=inner)
    assert SWEDISH.error(outer) == "S-0042: Vård finns inte som sektor i registret."
    assert ENGLISH.error(outer) == "S-0042: There is no sector Vård."


def test_an_error_has_a_sentence_and_a_way_out() -> None:
    error = NotFound(
        N_("There is no setting {key}."), N_("Did you mean {near}?"), key="x", near="language"
    )
    assert (SWEDISH.error(error), SWEDISH.hint(error)) == (
        "Det finns ingen inställning x.",
        "Menade du language?",
    )
    assert SWEDISH.hint(Refused(N_("Nothing was changed."))) == ""


def test_a_note_is_a_sentence_with_its_values() -> None:
    told = note(N_("{step} begins on {day}."), step=DEFAULT_LADDER.steps[0], day="2026-02-01")
    assert SWEDISH.note(told) == "Steget kartläggning börjar 2026-02-01."
    assert ENGLISH.note(told) == "mapping begins on 2026-02-01."


def test_texts_know_the_steps_of_the_register_they_were_named_for() -> None:
    named = SWEDISH.naming({"praktik": "praktik på riktigt"})
    assert named.step("praktik") == "praktik på riktigt"
    assert named.step("another") == "another"
    assert named(N_("Nothing was changed.")) == "Inget ändrades."
    assert SWEDISH.step("praktik") == "praktik", "the texts that were there are not changed"


def test_months_are_named() -> None:
    days = [date(2026, month, 1) for month in range(1, 13)]
    assert " ".join(map(ENGLISH.month, days)) == "jan feb mar apr may jun jul aug sep oct nov dec"
    assert " ".join(map(SWEDISH.month, days)) == "jan feb mar apr maj jun jul aug sep okt nov dec"
