"""steg merge: both cases are shown, and it asks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import AtTerminal, Dump, Steg

# Dan Ceder's other case: the same birth date and sex, begun after he left as S-0005.
DAN_AGAIN = (
    *("enrol", "19991224-9837", "--name", "Dan Ceder", "--cohort", "STEG", "--on", "2023-10-01"),
    *("--municipality", "Tibro", "--status", "unemployed", "--long-term-unemployed"),
    "--another-person",
)
MERGE = ("merge", "S-0005", "--into", "S-0007")
BOTH = (
    "S-0005: Dan Ceder, 19991224-9811; STEG 2023-01-02 – 2023-06-30; last on mapping.\n"
    "S-0007: Dan Ceder, 19991224-9837; STEG 2023-10-01 – …; last on mapping.\n"
)


@pytest.fixture
def dan_twice(steg: Steg) -> Steg:
    """Enrol Dan Ceder once more, under another number."""
    assert steg(*DAN_AGAIN)[0] == 0
    return steg


def test_two_cases_are_brought_together(dan_twice: Steg, dump: Dump) -> None:
    before = dump()
    assert dan_twice(*MERGE, "--dry-run") == (
        0,
        "S-0005 is part of Dan Ceder (S-0007) now, with 2 enrolments in all.\n",
        BOTH + dan_twice.DRY,
    )
    code, out, err = dan_twice(*MERGE)
    assert (code, out, err) == (
        2,
        "",
        f"{BOTH}Error: This asks for a confirmation, and there is no terminal to ask on.\n"
        "Add --yes when you are sure.\n",
    )
    assert dump() == before
    code, out, err = dan_twice(*MERGE, "--yes", "--format", "json")
    answer = json.loads(out)
    assert (code, err, answer["command"], answer["result"]) == (
        *(0, dan_twice.backed_up(dan_twice.story.parent, "merge"), "merge"),
        {
            "reference": "S-0007",
            "name": "Dan Ceder",
            "protected": False,
            "merged": "S-0005",
            "enrolments": 2,
        },
    )
    shown = json.loads(dan_twice("show", "7", "--format", "json")[1])["result"]
    assert [one["first_day"] for one in shown["enrolments"]] == ["2023-01-02", "2023-10-01"]
    assert "leave" in dan_twice("log", "7")[1]
    assert dan_twice("undo", "--yes")[0] == 0
    assert dan_twice("show", "5")[0] == 0


def test_it_shows_both_and_asks(dan_twice: Steg, at_terminal: AtTerminal, dump: Dump) -> None:
    before = dump()
    question = "Är de en person, och ska S-0005 bli en del av S-0007?"
    terminal = at_terminal(*MERGE, lang="sv")
    terminal.answer(question, "n\n")
    code, shown = terminal.finish()
    assert (code, shown.count("Dan Ceder"), shown.splitlines()[-1]) == (1, 2, "Inget ändrades.")
    assert dump() == before
    terminal = at_terminal(*MERGE, lang="sv")
    terminal.answer(question, "j\n")
    code, shown = terminal.finish()
    assert code == 0
    assert "S-0005 är nu en del av Dan Ceder (S-0007), med 2 inskrivningar i allt." in shown


def test_nobody_protected_is_shown(dan_twice: Steg, dump: Dump) -> None:
    dan_twice("amend", "7", "protected", "yes")
    code, out, err = dan_twice(*MERGE, "--dry-run")
    assert code == 0
    assert not {"Ceder", "1999", "Tibro"} & set((out + err).replace(",", " ").split())
    assert "S-0005: STEG 2023-01-02 – 2023-06-30; last on mapping." in err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("merge", "Dan Ceder", "--into", "S-0007"), 2, "Dan Ceder is not a case reference."),
        (("merge", "S-0005"), 2, "--into is missing."),
        (("merge", "S-0005", "--into", "5", "--yes"), 1, "Both are S-0005 already."),
        (("merge", "1", "--into", "2", "--yes"), 1, "they differ in birth date, sex."),
    ],
)
def test_what_cannot_be_is_refused(
    steg: Steg, dump: Dump, words: tuple[str, ...], code: int, said: str
) -> None:
    before = dump()
    done, out, err = steg(*words)
    assert (done, out) == (code, "")
    assert said in err
    assert dump() == before
