"""steg deadline: days of the administrator's own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Dump, Steg

PERMIT = ("deadline", "add", "S-0001", "work permit", "--on", "2024-06-01")


def rows(out: str) -> list[dict[str, Any]]:
    found = json.loads(out)["rows"]
    assert isinstance(found, list)
    return found


def test_a_deadline_is_added_and_done(steg: Steg) -> None:
    assert steg(*PERMIT, "--lead", "2") == (
        0,
        "case: S-0001\n"
        "name: Anna Alm\n"
        "number: 1\n"
        "what: work permit\n"
        "day: 2024-06-01\n"
        "months ahead: 2\n"
        "protected: no\n",
        steg.undoable(18),
    )
    code, out, err = steg("deadline", "done", "1", "1", "--on", "2024-01-10", "--format", "json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "steg": 1,
        "command": "deadline done",
        "change": 19,
        "result": {
            "reference": "S-0001",
            "name": "Anna Alm",
            "number": 1,
            "text": "work permit",
            "day": "2024-06-01",
            "lead": 2,
            "done_on": "2024-01-10",
            "protected": False,
        },
    }
    (enrolment,) = json.loads(steg("show", "1", "--format", "json")[1])["result"]["enrolments"]
    assert enrolment["deadlines"] == [
        {
            "number": 1,
            "text": "work permit",
            "day": "2024-06-01",
            "lead": 2,
            "done_on": "2024-01-10",
        }
    ]


def test_deadlines_are_listed_by_their_day(steg: Steg) -> None:
    steg(*PERMIT)
    steg("deadline", "add", "1", "a conversation", "--on", "2024-02-01")
    steg("deadline", "add", "2", "extract", "--on", "2024-03-01")
    steg("deadline", "done", "2", "1")

    def listed(*words: str) -> list[tuple[str, int]]:
        found = rows(steg("deadline", "list", *words, "--format", "json")[1])
        return [(row["reference"], row["number"]) for row in found]

    assert listed() == [("S-0001", 2), ("S-0001", 1)]
    assert listed("--all") == [("S-0001", 2), ("S-0002", 1), ("S-0001", 1)]
    assert listed("2") == [("S-0002", 1)]
    assert steg("deadline", "list")[1] == (
        "case    name      number  what            day         months ahead  done on  protected\n"
        "S-0001  Anna Alm       2  a conversation  2024-02-01             1           no\n"
        "S-0001  Anna Alm       1  work permit     2024-06-01             1           no\n"
    )


def test_nothing_to_list_is_said(steg: Steg) -> None:
    every = "There is none. steg deadline list --all shows also those that are done.\n"
    assert steg("deadline", "list") == (0, "", every)
    assert steg("deadline", "list", "1") == (0, "", "None.\n")


def test_a_deadline_s_text_is_corrected_and_its_number_stays(steg: Steg) -> None:
    steg(*PERMIT)
    assert steg("amend", "1", "deadline.1.text", "a  permit")[1] == (
        "Anna Alm (S-0001): deadline.1.text was work permit and is now a permit.\n"
    )
    assert steg("amend", "1", "deadline.1.day", "2024-07-01")[0] == 0
    assert steg("amend", "1", "deadline.1.text", "x" * 61)[:2] == (1, "")
    steg("deadline", "done", "1", "1")
    assert steg("amend", "1", "deadline.1.done-on", "")[0] == 0
    (row,) = rows(steg("deadline", "list", "--format", "json")[1])
    assert (row["text"], row["day"], row["done_on"]) == ("a permit", "2024-07-01", None)
    _, out, err = steg("amend", "1", "deadline.1.day", "yesterday")
    assert out == "Anna Alm (S-0001): deadline.1.day was 2024-07-01 and is now 2024-01-14.\n"
    assert err.startswith("Note: 2024-01-14 has passed already. Is the day right?\n")


def test_a_deadline_that_was_added_by_mistake_is_taken_away(steg: Steg) -> None:
    steg(*PERMIT)
    steg("deadline", "add", "1", "a conversation", "--on", "2024-02-01")
    steg("deadline", "done", "1", "1")
    assert steg("amend", "1", "deadline.1", "")[:2] == (
        0,
        "Anna Alm (S-0001): deadline.1 is taken away: work permit 2024-06-01.\n",
    )
    (row,) = rows(steg("deadline", "list", "1", "--all", "--format", "json")[1])
    assert (row["number"], row["text"]) == (1, "a conversation")
    assert steg("undo", "--yes")[0] == 0
    assert len(rows(steg("deadline", "list", "1", "--all", "--format", "json")[1])) == 2

    steg("deadline", "add", "3", "travel to Hjo", "--on", "2024-06-01")  # protected
    code, out, _ = steg("amend", "3", "deadline.1", "")
    assert (code, out) == (0, "S-0003: deadline.1 is corrected.\n")


def test_a_protected_person_s_deadline_is_masked_unless_asked_for(
    steg: Steg, secrets: tuple[str, ...]
) -> None:
    added = steg("deadline", "add", "3", "travel to Hjo", "--on", "2024-06-01", "--format", "json")[
        1
    ]
    masked = {
        "reference": "S-0003",
        "name": None,
        "number": 1,
        "text": None,
        "day": "2024-06-01",
        "lead": 1,
        "done_on": None,
        "protected": True,
    }
    assert json.loads(added)["result"] == masked
    assert rows(steg("deadline", "list", "--format", "json")[1]) == [masked]
    shown = rows(steg("deadline", "list", "--include-protected", "--format", "json")[1])
    assert shown == [masked | {"name": "Zäta Qvarnskog", "text": "travel to Hjo"}]
    for words in (
        ("show", "3"),
        ("show", "3", "--format", "json"),
        ("deadline", "list"),
        ("log", "3"),
        ("amend", "3", "deadline.1.text", "Hjo"),
        ("deadline", "done", "3", "1"),
        ("deadline", "done", "3", "1"),
    ):
        said = "".join(map(str, steg(*words)))
        assert [one for one in ("Hjo", *secrets) if one in said] == []


def test_no_dry_run_of_these_writes_anything(steg: Steg, dump: Dump) -> None:
    steg(*PERMIT)
    before = dump()
    another = ("deadline", "add", "1", "a conversation", "--on", "2024-07-01")
    for command in (another, ("deadline", "done", "1", "1")):
        code, out, err = steg(*command, "--dry-run")
        assert (code, err) == (0, steg.DRY)
        assert out
        assert dump() == before


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (
            ("add", "1", "x" * 61, "--on", "2024-06-01"),
            1,
            "The deadline is 61 letters long; at most 60 are kept.\nShorten it.",
        ),
        (
            ("add", "1", "", "--on", "2024-06-01"),
            1,
            "deadline: the text is missing.\nWrite at least one letter.",
        ),
        (
            ("add", "1", "permit"),
            2,
            "--on is missing.\nsteg deadline add --help shows how it is used.",
        ),
        (
            ("add", "1", "permit", "--on", "2024-06-01", "--lead", "-1"),
            2,
            "-1 is not a whole number from 0 to 120.\n"
            "Write a number in between, with digits alone.",
        ),
        (
            ("add", "5", "permit", "--on", "2024-06-01"),
            1,
            "Dan Ceder (S-0005) has no open enrolment: the last one ends on 2023-06-30.\n"
            "Somebody who comes back is enrolled again with steg enrol. A leave that was a "
            "mistake: steg log S-0005 shows its number, steg undo NUMBER takes it back.",
        ),
        (
            ("done", "1", "1"),
            1,
            "Nothing of this kind is recorded: deadline.\nsteg show S-0001 numbers them.",
        ),
        (
            ("done", "1", "0"),
            2,
            "0 is not a whole number from 1 to 9999.\n"
            "Write a number in between, with digits alone.",
        ),
    ],
)
@pytest.mark.usefixtures("nothing_changed")
def test_bad_input_is_told_and_changes_nothing(
    steg: Steg, words: tuple[str, ...], code: int, told: str
) -> None:
    assert steg("deadline", *words) == (code, "", f"Error: {told}\n")


def test_the_same_deadline_is_not_added_twice(steg: Steg, dump: Dump) -> None:
    same = ("deadline", "add", "1", "a permit", "--on", "2024-06-01")
    assert steg(*same)[0] == 0
    before = dump()
    assert steg(*same) == (
        1,
        "",
        "Error: There is a deadline of 2024-06-01 with the same text already.\n"
        "Give another text or day, or leave it: steg deadline list tells them.\n",
    )
    assert dump() == before
    assert steg(*same[:4], "--on", "2024-06-02")[0] == 0


def test_a_deadline_is_not_done_twice(steg: Steg, dump: Dump) -> None:
    steg(*PERMIT)
    steg("deadline", "done", "1", "1")
    before = dump()

    assert steg("deadline", "done", "1", "1") == (
        1,
        "",
        "Error: Deadline 1 of Anna Alm (S-0001) was done on 2024-01-15 already.\n"
        "steg deadline list S-0001 shows what there is.\n",
    )
    assert dump() == before


@pytest.mark.parametrize(
    ("lang", "what"),
    [("en", "Nothing of health or causes"), ("sv", "Inget om hälsa eller orsaker")],
)
def test_the_help_says_what_does_not_belong_there(steg: Steg, lang: str, what: str) -> None:
    assert what in " ".join(steg("deadline", "add", "--help", lang=lang)[1].split())
