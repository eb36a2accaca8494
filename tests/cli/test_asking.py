"""What an answer to a question can mean; whole dialogues are in the tests of the commands."""

from __future__ import annotations

import pytest

from steg_cli.cli.asking import Pick, Question, begins, picked
from steg_cli.programme.errors import Malformed

PLACES = [
    Pick("ekbacken", "Äldreboendet Ekbacken"),
    Pick("ekbo", "Äldreboendet Ekbo"),
    Pick("lönnen", "Förskolan Lönnen", ("Lönnens förskola",)),
    Pick("1", "Skola 4"),
]


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        ("1", ["ekbacken"]),
        ("3", ["lönnen"]),
        ("lonnen", ["lönnen"]),
        ("LÖNNEN FÖRSK", ["lönnen"]),
        ("aldreboendet  ekbo", ["ekbo"]),
        ("ekb", ["ekbacken", "ekbo"]),
        ("ä", ["ekbacken", "ekbo"]),
        ("lönnens", ["lönnen"]),
        ("skola 4", ["1"]),
        ("4", ["1"]),
        ("5", []),
        ("backen", []),
        ("skola skola", []),
        ("", []),
        ("?", []),
    ],
)
def test_an_answer_is_a_number_a_name_or_the_beginnings_of_its_words(
    answer: str, meant: list[str]
) -> None:
    assert [one.value for one in picked(answer, PLACES)] == meant


def test_each_word_of_an_answer_begins_a_word_of_its_own() -> None:
    assert begins("a a", "Anna Alm")
    assert not begins("anna a", "Anna Berg")


@pytest.mark.parametrize("answer", ["ekb", "", "backen", "0"])
def test_what_is_not_clear_is_refused(answer: str) -> None:
    with pytest.raises(Malformed):
        Question("Where?", picks=PLACES).value(answer)
