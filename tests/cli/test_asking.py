"""What an answer to a question can mean; whole dialogues are in the tests of the commands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from steg_cli.cli.asking import Enter, Pick, Question, picked
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
    people = [Pick(name, name) for name in ("Anna Alm", "Anna Berg")]
    assert [one.value for one in picked("a a", people)] == ["Anna Alm"]
    assert [one.value for one in picked("anna a", people)] == ["Anna Alm"]


@pytest.mark.parametrize(
    ("answer", "meant"), [("0", []), ("00", []), ("004", []), ("0042", ["42"]), ("42", ["42"])]
)
def test_a_zero_does_not_begin_every_case_reference(answer: str, meant: list[str]) -> None:
    people = [
        Pick(one, f"Sofia Ali (S-00{one})", (f"S-00{one}", f"00{one}", one)) for one in ("42", "43")
    ]
    assert [one.value for one in picked(answer, people)] == meant


def test_zero_means_nothing_where_enter_does() -> None:
    nothing: Enter[str | None] = Enter(None, "no workplace", is_nothing=True)
    picks = [Pick[str | None](one.value, one.name) for one in PLACES]
    asked = Question("Where?", picks=picks, enter=nothing)
    assert (asked.value("0"), asked.value("")) == (None, None)
    with pytest.raises(Malformed):
        replace(asked, enter=Enter[str | None](None, "as now")).value("0")


@pytest.mark.parametrize("answer", ["ekb", "", "backen", "0"])
def test_what_is_not_clear_is_refused(answer: str) -> None:
    with pytest.raises(Malformed):
        Question("Where?", picks=PLACES).value(answer)
