"""Swedish words for commands, options and reports: one each, none alike, every one understood."""

from __future__ import annotations

import re

import pytest

from steg_cli.cli.naming import LOOKING, METAVARS
from steg_cli.programme.amending import NUMBERED
from steg_cli.programme.values import plain
from steg_cli.texts import texts
from steg_cli.texts.fields import OF_PERSON, shown_field
from steg_cli.texts.swedish import (
    COMMANDS,
    OPTIONS,
    REPORTS,
    in_swedish,
    meant,
    ways_to_type,
    words_of,
)
from tests.texts.test_catalogue import catalogue, forms, messages

ENGLISH_NAMES = ("advance", "list", "follow-up", "merge")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("advance", "advance"),
        ("gå-vidare", "advance"),
        ("ga-vidare", "advance"),
        ("GÅ-VIDARE", "advance"),
        ("flytta-vidare", "advance"),
        ("g\u00e5vidare", "advance"),
        ("ga\u030a-vidare", "advance"),
        ("LIST", "list"),
        ("lista", "list"),
        ("följ-upp", "follow-up"),
        ("followup", "follow-up"),
        ("slå-ihop", "merge"),
        ("gå", None),
        ("visa", None),
        ("", None),
    ],
)
def test_a_name_is_taken_in_both_languages(typed: str, name: str | None) -> None:
    assert meant(typed, ENGLISH_NAMES) == name


def test_a_word_that_two_could_share_is_that_of_the_one_it_is_shown_for() -> None:
    both = ways_to_type(["--until", "--to"])
    assert (both["--till"], both["--t-o-m"], both["--till-dag"]) == ("--to", "--until", "--until")
    assert ways_to_type(["--until"])["--till"] == "--until", "alone it is free"


def test_the_word_to_show_is_the_first() -> None:
    assert words_of("--from")[:2] == ("--från", "--fr-o-m")
    assert [in_swedish(name) for name in ("--from", "advance", "expiries", "--unheard-of")] == [
        *("--från", "gå-vidare", "slutdagar", "--unheard-of"),
    ]


@pytest.mark.parametrize("table", [COMMANDS, REPORTS, OPTIONS], ids=["commands", "reports", "opts"])
def test_every_name_has_words_that_can_be_typed(table: dict[str, str]) -> None:
    words = [word for name in table for word in words_of(name)]
    assert [name for name in table if not words_of(name)] == []
    assert [word for word in words if not re.fullmatch(r"(--)?[a-zåäö]+(-[a-zåäö]+)*", word)] == []


def test_no_swedish_word_is_another_command_s_english_one() -> None:
    english = {plain(name): name for name in COMMANDS}
    clashes = {
        (name, word)
        for name in COMMANDS
        for word in words_of(name)
        if english.get(plain(word), name) != name
    }
    assert clashes == set()


def test_texts_call_things_by_their_names() -> None:
    names = ("extend", "--municipality", "cohorts")
    assert [texts("sv").name(name) for name in names] == ["förläng", "--kommun", "omgångar"]
    assert [texts("en").name(name) for name in names] == list(names)


def swedish_sentences() -> list[str]:
    return [text for message in messages(catalogue()) for text in forms(message.string)]


def test_swedish_sentences_call_options_commands_and_values_by_their_swedish_names() -> None:
    """An English name is understood too, but nobody who reads Swedish has to know it."""
    families = "support|deadline|cohort|workplace|sector|municipality|post|contact|project"
    foreign = [
        text
        for text in swedish_sentences()
        if any(in_swedish(option) != option for option in re.findall(r"--[a-z-]+[a-z]", text))
        or any(
            name in COMMANDS and in_swedish(name) != name
            for name in re.findall(r"\bsteg ([a-z-]+)", text)
        )
        or re.search(rf"\bsteg ({families}) (add|edit|end|done)\b", text)
        or any(
            texts("sv")(word) != word
            for word in re.findall(r"\b[A-Z]{2,}\b", text)
            if word in METAVARS
        )
    ]
    assert foreign == []


FAMILIES = [name for name in COMMANDS if name in LOOKING]
THINGS = "|".join(NUMBERED)


def typed_in_english(text: str) -> list[str]:
    """Return what a Swedish sentence tells to type in English."""
    families = "|".join(word for name in FAMILIES for word in words_of(name))
    commands = re.findall(r"\bsteg (?:--\S+ [A-ZÅÄÖ]+ )?([a-z-]+)(?!\S)", text)
    commands += re.findall(r"\bsteg steg ([a-z-]+)", text)
    commands += re.findall(rf"\bsteg (?:{families}) ([a-z-]+)(?!\S)", text)
    fields = re.findall(rf"\b(?:{THINGS})\.(?:N|\d)\S*", text)
    fields += re.findall(r"\bsteg rätta \S+ ([a-zåäö-]+)", text)
    fields += re.findall(r'--värde "?([a-z-]+)=', text)
    codes = re.findall(r"--(?:till|status|kön|utbildning|skapa) ([a-z-]+)", text)
    t = texts("sv")
    return [
        *(word for word in commands if word in COMMANDS and in_swedish(word) != word),
        *(one for one in fields if one in OF_PERSON and shown_field(one, t) != one),
        *(one for one in fields if "." in one and shown_field(one.rstrip("."), t) != one),
        *(code for code in codes if t.code(code) != code),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("steg --register FIL today", ["today"]),
        ("steg arbetsplats open Ekbacken", ["open"]),
        ("steg rätta VEM municipality NAMN", ["municipality"]),
        ("steg.2, placement.1.", ["placement.1."]),
        ("steg avsluta S-0001 --till other", ["other"]),
        ("steg steg today nämner", ["today"]),
        ('steg rätta {reference} omgång OMGÅNG --till annat, --värde "omgång=blad"', []),
    ],
)
def test_what_is_english_in_a_swedish_sentence_is_found(text: str, found: list[str]) -> None:
    assert typed_in_english(text) == found


def test_no_swedish_sentence_tells_to_type_english_or_calls_a_thing_by_two_names() -> None:
    sentences = swedish_sentences()
    assert [text for text in sentences if typed_in_english(text)] == []
    assert [text for text in sentences if re.search(r"\bkohort", text, re.IGNORECASE)] == []


def test_english_sentences_write_days_and_numbers_as_english_does() -> None:
    told = [text for message in messages(catalogue()) for text in forms(message.id)]
    assert [text for text in told if "ÅÅ" in text] == []


def test_each_of_several_options_is_called_by_its_swedish_name() -> None:
    assert texts("sv").command("--from, --to") == "--från, --till"


def test_what_is_done_with_one_of_a_family_is_called_in_swedish_as_it_is_typed() -> None:
    """A sentence that says "steg project add" says in Swedish what does the same."""
    verbs = "add|list|edit|end|done|close|open|remove|merge"
    wrong = [
        text
        for message in messages(catalogue())
        for family, verb in re.findall(rf"\bsteg ([a-z]+) ({verbs})\b", forms(message.id)[0])
        for text in forms(message.string)
        if family in FAMILIES
        and not re.search(rf"\bsteg {in_swedish(family)} {in_swedish(verb)}(?![a-zåäö-])", text)
    ]
    assert wrong == []
