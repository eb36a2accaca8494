"""Free text that people type."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steg_cli.programme.errors import N_, Refused, StegError
from steg_cli.programme.fields import HIDDEN
from steg_cli.programme.words import (
    MASKS,
    Word,
    called,
    clean_address,
    clean_text,
    fold,
    is_mask,
    is_unshowable,
    spelling,
)
from steg_cli.texts import LANGUAGES, texts

DECOMPOSED = "Sko\u0308vde A\u030angstro\u0308m"
TURNING = [
    *"\u061c\u200e\u200f",  # marks: Arabic letter, left to right, right to left
    *"\u202a\u202b\u202c\u202d\u202e",  # embeddings and overrides
    *"\u2066\u2067\u2068\u2069",  # isolates
]


def told(error: StegError) -> tuple[str, str]:
    return str(error), error.hint.format(**error.values)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Anna Andersson", "Anna Andersson"),
        ("  Anna   Andersson  ", "Anna Andersson"),
        ("\u00a0Anna\u00a0", "Anna"),
        (" \u00a0 Anna \u2003 ", "Anna"),
        (DECOMPOSED, "Skövde Ångström"),
        ("\u212bse", "Åse"),
        ("O'Brien-Ångström, Zoë", "O'Brien-Ångström, Zoë"),
        ("مریم", "مریم"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("李小龙", "李小龙"),
        ("👩\u200d🍳", "👩\u200d🍳"),
        ("{what}", "{what}"),
        ("-", "-"),
    ],
)
def test_text_is_composed_and_has_single_spaces(typed: str, kept: str) -> None:
    assert clean_text(typed, "name") == kept


@pytest.mark.parametrize("typed", ["", " ", "    ", "\u00a0", " \u2003\u00a0 "])
def test_empty_text_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as caught:
        clean_text(typed, "name")
    assert told(caught.value) == ("name: the text is missing.", "Write at least one letter.")


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("\n", "000A"),
        ("\r", "000D"),
        ("\t", "0009"),
        ("\x00", "0000"),
        ("\x1b", "001B"),
        ("\x7f", "007F"),
        ("\x85", "0085"),
        ("\x9b", "009B"),
        ("\u2028", "2028"),
        ("\u2029", "2029"),
        ("\u200b", "200B"),
        ("\ufeff", "FEFF"),
        ("\ud800", "D800"),
        ("\uffff", "FFFF"),
        ("\U000e0080", "E0080"),
    ],
)
@pytest.mark.parametrize("place", ["{}Anna", "An{}na", "Anna{}"])
def test_a_character_that_cannot_be_shown_is_refused_and_named(
    place: str, character: str, code: str
) -> None:
    text = place.format(character)
    with pytest.raises(Refused) as caught:
        clean_text(text, "name")
    assert is_unshowable(character)
    assert caught.value.values == {"what": Word("name"), "value": text, "code": code}
    assert told(caught.value) == (
        f"The name {text} holds a character that cannot be shown (U+{code}).",
        "Type it again without line breaks and control characters.",
    )


@pytest.mark.parametrize("character", TURNING, ids=lambda c: f"U+{ord(c):04X}")
def test_no_character_that_turns_a_line_around_is_kept(character: str) -> None:
    with pytest.raises(Refused) as caught:
        clean_text(f"An{character}na", "name")
    assert caught.value.values["code"] == f"{ord(character):04X}"


@pytest.mark.parametrize("character", list("aåÄ9 -'\u00a0\u0301\u200c\u200d漢🍳"))
def test_letters_spaces_accents_and_joiners_can_be_shown(character: str) -> None:
    assert not is_unshowable(character)


@pytest.mark.parametrize(("longest", "length"), [(200, 200), (200, 199), (40, 40), (1, 1)])
def test_text_of_the_greatest_length_is_kept(longest: int, length: int) -> None:
    assert clean_text("å" * length, "name", longest=longest) == "å" * length


@pytest.mark.parametrize(("longest", "length"), [(200, 201), (40, 41), (200, 10_000)])
def test_text_that_is_too_long_is_refused(longest: int, length: int) -> None:
    with pytest.raises(Refused) as caught:
        clean_text("å" * length, "reason", longest=longest)
    assert told(caught.value) == (
        f"The reason is {length} letters long; at most {longest} are kept.",
        "Shorten it.",
    )


def test_text_is_measured_after_it_is_cleaned() -> None:
    assert clean_text("  a\u030a   b  ", "name", longest=3) == "å b"


@pytest.mark.parametrize(
    "typed",
    ["(protected)", "(skyddad)", "(Skyddad)", " ( SKYDDAD ) ", "(skyd\u200cdad)", "（skyddad）"],
)
def test_what_stands_where_something_is_masked_is_no_text(typed: str) -> None:
    with pytest.raises(Refused) as caught:
        clean_text(typed, "name")
    assert told(caught.value) == (
        f"steg itself writes {' '.join(typed.split())} where something about a protected person is "
        "not shown.",
        "Write what it really is: of a protected person it is not shown anyway.",
    )


@pytest.mark.parametrize("typed", ["skyddad", "(skyddat)", "Anna (skyddad)", "(Protected) Ek"])
def test_a_text_that_only_speaks_of_protection_is_kept(typed: str) -> None:
    assert (is_mask(typed), clean_text(typed, "name")) == (False, typed)


def test_a_mask_is_known_in_every_language() -> None:
    said = {
        texts(language)(mask)
        for mask in (HIDDEN, N_("(protected identity)"))
        for language in LANGUAGES
    }
    assert {mask.replace(" ", "") for mask in said} == set(MASKS)


def test_200_letters_are_kept_unless_said_otherwise() -> None:
    assert clean_text("a" * 200, "name") == "a" * 200
    with pytest.raises(Refused):
        clean_text("a" * 201, "name")


def test_what_the_text_is_can_be_translated_too() -> None:
    with pytest.raises(Refused) as caught:
        clean_text("", "name")
    assert isinstance(caught.value.values["what"], Word)


@given(st.text(max_size=60) | st.text(alphabet=" a\u030ao\u0308\u00a0\u2003Å", max_size=20))
def test_cleaning_twice_is_cleaning_once(typed: str) -> None:
    try:
        kept = clean_text(typed, "name")
    except Refused as error:
        told(error)
        return
    assert clean_text(kept, "name") == kept
    assert kept == unicodedata.normalize("NFC", kept)
    assert kept == kept.strip()
    assert "  " not in kept


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Skövde", "SKÖVDE"),
        ("Skövde", "sko\u0308vde"),
        ("  Vård  och omsorg ", "vård och omsorg"),
        ("Vård\u00a0och\nomsorg", "vård och omsorg"),
        ("Straße", "STRASSE"),
    ],
)
def test_names_that_differ_in_case_spacing_or_composition_are_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Skovde", "Skövde"), ("Anna", "Ann a")])
def test_names_that_differ_in_letters_are_not_equal(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_word_is_the_text_it_holds() -> None:
    assert Word("name") == "name"
    assert f"The {Word('name')}" == "The name"


LONGEST_LABEL = "a" * 63  # between two dots of a host's name


@pytest.mark.parametrize(
    "address",
    [
        *("name@municipality.se", "first.last+tag@sector.municipality.se"),
        *("AME_1@municipality.se", "o'brien@municipality.se", "admin@localhost"),
        *("a@xn--skvde-kua.se", "a" * 184 + "@municipality.se", f"name@{LONGEST_LABEL}.se", "a@b"),
        "name@a.b-c.d9",
    ],
)
def test_an_address_that_mail_can_reach_is_kept_as_it_is(address: str) -> None:
    assert clean_address(address) == address


@pytest.mark.parametrize(
    "typed",
    [
        *("", "name", "@municipality.se", "name@", "name@@municipality.se"),
        *("name@a@municipality.se", "name@.se", "name@municipality..se", "name@municipality.se."),
        *("first last@municipality.se", " name@municipality.se", "name@municipality.se "),
        *("name@municipality.se\n", "name@municipality.se\r\nBcc: other@municipality.se"),
        *("name@municipality.se,other@municipality.se", "Name <name@municipality.se>"),
        *("åsa@municipality.se", "name@skövde.se", "name＠municipality.se"),
        *("na\x00me@municipality.se", '"a b"@municipality.se', "name@municipality_a.se"),
        *("a" * 185 + "@municipality.se", f"name@{LONGEST_LABEL}a.se"),
        *(f"name@municipality.{LONGEST_LABEL}a", "name@-municipality.se", "name@municipality-.se"),
        *("-name@municipality.se", "name.@municipality.se", "name@municipality.se:25"),
        "name@[192.0.2.1]",
    ],
)
def test_what_no_mail_server_would_take_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as caught:
        clean_address(typed)
    assert caught.value.values == {"value": typed}
    assert told(caught.value) == (
        f"{typed} is not an e-mail address.",
        "Write it as name@municipality.se, in plain letters and without spaces.",
    )


# Names that are the same, and names that are nearly so


class Thing(NamedTuple):
    """Something that has a name."""

    name: str


@pytest.mark.parametrize(
    ("typed", "names", "meant"),
    [
        ("aldreboendet ekbacken", ["Äldreboendet Ekbacken"], "Äldreboendet Ekbacken"),
        ("ÄLDRE-BOENDET  Ek–backen", ["Äldreboendet Ekbacken"], "Äldreboendet Ekbacken"),
        ("Lukasz & Soren", ["Łukasz & Søren"], "Łukasz & Søren"),
        ("HT2025-26", ["HT 2025 26", "HT 202526"], "HT 2025 26"),
        ("Grupp 2-3", ["Grupp 23"], None),
        ("Ek.backen", ["Ekbacken"], None),
        ("-", ["–", "Ekbacken"], None),
        # Of two that differ only so, the one that is spelt more exactly so is meant.
        ("Ekbacken", ["Ékbacken", "Ekbacken", "ekbacken"], "Ekbacken"),
        ("EKBACKEN", ["Ékbacken", "Ekbacken"], "Ekbacken"),
        ("Ek-backen", ["Ékbacken", "Ekbacken"], None),
        ("EKBACKEN", ["Ekbacken", "ekbacken"], None),
        ("Ekbacken", [], None),
    ],
)
def test_names_that_differ_in_case_accents_spaces_and_hyphens_are_the_same(
    typed: str, names: list[str], meant: str | None
) -> None:
    found = called(typed, [Thing(name) for name in names])
    assert (found and found.name) == meant


@given(st.text(min_size=1))
def test_a_spelling_is_the_same_however_a_name_is_composed(name: str) -> None:
    assert spelling(unicodedata.normalize("NFD", name)) == spelling(name)
    assert spelling(f" {name} ") == spelling(name)
    assert (spelling(name) == "") == (fold(name) == "")
