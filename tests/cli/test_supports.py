"""steg support: decisions that pay part of the wage."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import AtTerminal, Dump, Steg

YEAR = ("--from", "2023-03-01", "--until", "2024-02-29")


def rows(out: str) -> list[dict[str, Any]]:
    found = json.loads(out)["rows"]
    assert isinstance(found, list)
    return found


def test_a_decision_is_recorded(steg: Steg) -> None:
    code, out, err = steg(
        *("support", "add", "S-0001", "nystartsjobb", *YEAR),
        *("--percent", "50", "--cap", "16 700", "--reference", "AF 23/7", "--format", "json"),
    )
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "steg": 1,
        "command": "support add",
        "change": 18,
        "result": {
            "reference": "S-0001",
            "name": "Anna Alm",
            "number": 1,
            "kind": "nystartsjobb",
            "first_day": "2023-03-01",
            "last_day": "2024-02-29",
            "percent": 50,
            "cap": 16700,
            "decision": "AF 23/7",
            "protected": False,
        },
    }
    (enrolment,) = json.loads(steg("show", "1", "--format", "json")[1])["result"]["enrolments"]
    assert enrolment["supports"] == [
        {
            "kind": "nystartsjobb",
            "first_day": "2023-03-01",
            "last_day": "2024-02-29",
            "percent": 50,
            "cap": 16700,
            "reference": "AF 23/7",
        }
    ]


@pytest.mark.parametrize(
    ("first", "last", "hint"),
    [
        (
            "15/3",
            "30/8",
            "Write the year: 30/8 was understood as 2023-08-30; 2024-08-30 is in order.",
        ),
        (
            "15/3",
            "28/2/2024",
            "Write the year: 15/3 was understood as 2024-03-15; 2023-03-15 is in order.",
        ),
        ("15/3", "14/2/2022", "Give days in order."),  # not with another year either
        ("2024-03-01", "-1m", "Give days in order."),  # which has no year
        ("2024-03-01", "2023-08-30", "Give days in order."),
    ],
)
def test_days_that_a_year_would_put_in_order_are_refused_with_it(
    steg: Steg, nothing_changed: None, first: str, last: str, hint: str
) -> None:
    days = ("--from", first, "--until", last)
    code, _, err = steg("support", "add", "S-0001", "nystartsjobb", *days)
    assert (code, err.splitlines()[1]) == (1, hint)


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (
            ("support", "edit", "1", "1", "--until", "30/8"),
            "Write the year: 30/8 was understood as 2023-08-30; 2024-08-30 is in order.",
        ),
        (
            ("amend", "4", "stay.1.planned-last-day", "30/8"),
            "Write the year: 30/8 was understood as 2023-08-30; 2024-08-30 is in order.",
        ),
        (
            ("cohort", "add", "Vår", "--from", "15/3", "--until", "30/8"),
            "Write the year: 30/8 was understood as 2023-08-30; 2024-08-30 is in order.",
        ),
        (
            ("project", "edit", "STEG", "--analysis-until", "15/3", "--until", "30/8"),
            "Write the year: 30/8 was understood as 2023-08-30; 2024-08-30 is in order.",
        ),
    ],
)
def test_every_reader_of_days_hints_at_the_year(
    steg: Steg, words: tuple[str, ...], hint: str
) -> None:
    steg("support", "add", "1", "nystartsjobb", "--from", "2024-01-15", "--until", "2024-02-15")
    steg("project", "edit", "STEG", "--until", "2024-12-31")
    code, _, err = steg(*words)
    assert (code, err.splitlines()[1]) == (1, hint)


def test_a_note_tells_of_a_gap_and_names_no_kind(steg: Steg) -> None:
    assert steg("support", "add", "1", "lönebidrag", "--from", "-1m", "--until", "+1m") == (
        0,
        "case: S-0001\n"
        "name: Anna Alm\n"
        "number: 1\n"
        "kind of support: lönebidrag\n"
        "first day: 2023-12-15\n"
        "last day: 2024-02-15\n"
        "protected: no\n",
        "Note: The support begins on 2023-12-15, after the period did on 2023-03-01.\n"
        "Note: The support ends on 2024-02-15, before the period does on 2024-02-29.\n"
        + steg.undoable(18),
    )


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("osa", "osa"),
        ("Offentligt skyddat arbete", "osa"),
        ("extratjänst", "extratjanst"),
        ("lönebidrag för utveckling i anställning", "lonebidrag-utveckling"),
        ("trygghetsanställning", "trygghetsanstallning"),
        ("annat", "other"),
    ],
)
def test_a_kind_is_typed_as_its_code_or_its_word(steg: Steg, word: str, kind: str) -> None:
    out = steg("support", "add", "1", word, *YEAR, "--format", "json")[1]
    assert json.loads(out)["result"]["kind"] == kind


def test_a_decision_is_edited_and_ended(steg: Steg) -> None:
    steg("support", "add", "1", "osa", *YEAR, "--percent", "50", "--reference", "AF 1")

    code, out, _ = steg(
        *("support", "edit", "1", "1", "--kind", "other", "--percent", "", "--cap", "9000"),
        *("--until", "2024-02-10", "--reference", "", "--format", "json"),
    )
    result = json.loads(out)["result"]
    assert (code, result["kind"], result["percent"], result["cap"], result["decision"]) == (
        *(0, "other", None, 9000, None),
    )
    assert (result["first_day"], result["last_day"]) == ("2023-03-01", "2024-02-10")
    code, out, err = steg("support", "end", "1", "1", "--on", "2024-01-31", "--format", "json")
    assert (code, json.loads(out)["result"]["last_day"]) == (0, "2024-01-31")
    assert err == "Note: The support ends on 2024-01-31, before the period does on 2024-02-29.\n"
    assert steg("amend", "1", "support.1", "")[1] == (
        "Anna Alm (S-0001): support.1 is taken away: 2023-03-01 – 2024-01-31.\n"
    )
    assert rows(steg("support", "list", "1", "--format", "json")[1]) == []


def test_decisions_are_listed_by_their_last_day(steg: Steg) -> None:
    steg("support", "add", "1", "osa", *YEAR)
    steg("support", "add", "2", "other", "--from", "2023-01-01", "--until", "2024-01-31")
    steg("support", "add", "2", "osa", "--from", "2022-09-01", "--until", "2023-08-31")
    steg("support", "add", "3", "lonebidrag", *YEAR, "--cap", "5", "--reference", "AF 3")

    def listed(*words: str) -> list[tuple[str, int]]:
        found = rows(steg("support", "list", *words, "--format", "json")[1])
        return [(row["reference"], row["number"]) for row in found]

    assert listed() == [("S-0002", 2), ("S-0001", 1), ("S-0003", 1)]
    assert listed("--all") == [("S-0002", 1), ("S-0002", 2), ("S-0001", 1), ("S-0003", 1)]
    assert listed("Berg") == [("S-0002", 1), ("S-0002", 2)]
    assert listed("4") == []


def test_nothing_to_list_is_said(steg: Steg) -> None:
    every = "There is none. steg support list --all shows also those that are over.\n"
    assert steg("support", "list") == (0, "", every)
    assert steg("support", "list", "1") == (0, "", "None.\n")


def test_a_protected_person_s_decision_is_masked_unless_asked_for(
    steg: Steg, secrets: tuple[str, ...]
) -> None:
    added = steg(
        *("support", "add", "3", "lonebidrag", *YEAR),
        *("--percent", "60", "--cap", "16700", "--reference", "AF 3", "--format", "json"),
    )[1]
    masked = {
        "reference": "S-0003",
        "name": None,
        "number": 1,
        "kind": None,
        "first_day": "2023-03-01",
        "last_day": "2024-02-29",
        "percent": 60,
        "cap": None,
        "decision": None,
        "protected": True,
    }
    assert json.loads(added)["result"] == masked
    assert rows(steg("support", "list", "3", "--format", "json")[1]) == [masked]
    shown = rows(steg("support", "list", "--include-protected", "--format", "json")[1])
    assert shown == [
        masked | {"name": "Zäta Qvarnskog", "kind": "lonebidrag", "cap": 16700, "decision": "AF 3"}
    ]
    (enrolment,) = json.loads(steg("show", "3", "--format", "json")[1])["result"]["enrolments"]
    (support,) = enrolment["supports"]
    assert (support["kind"], support["cap"], support["reference"]) == (None, None, None)
    told = [
        *("lonebidrag", "lönebidrag", "16700", "AF 3", *secrets),
    ]
    for words in (("show", "3"), ("support", "list"), ("log", "3"), ("support", "end", "3", "1")):
        said = "".join(map(str, steg(*words)))
        assert [one for one in told if one in said] == []


def test_leaving_names_the_days_of_a_support_alone(steg: Steg) -> None:
    steg("support", "add", "1", "osa", *YEAR)
    steg("deadline", "add", "1", "work permit", "--on", "2024-02-01")

    code, _, err = steg("leave", "1", "--to", "employment")
    assert (code, err) == (
        0,
        "Note: The support until 2024-02-29 ends on the last day, 2024-01-15.\n"
        "Note: The deadline of 2024-02-01 is still open. When it is done: "
        "steg deadline done S-0001 1\n" + steg.undoable(20),
    )
    assert steg("deadline", "done", "S-0001", "1")[0] == 0
    code, _, err = steg("amend", "1", "last-day", "")
    assert (code, err.splitlines()[0]) == (
        0,
        "Note: A support ends on 2024-01-15. If the leave cut it: "
        "steg support edit S-0001 1 --until DAY",
    )
    assert steg("support", "edit", "S-0001", "1", "--until", "2024-02-29")[0] == 0


def test_no_dry_run_of_these_writes_anything(steg: Steg, dump: Dump) -> None:
    steg("support", "add", "1", "osa", *YEAR)
    before = dump()
    for command in (
        ("add", "2", "osa", "--from", "2023-01-01", "--until", "2023-06-30"),
        ("edit", "1", "1", "--percent", "5"),
        ("end", "1", "1"),
    ):
        code, out, err = steg("support", *command, "--dry-run")
        assert (code, err.splitlines()[-1]) == (0, steg.DRY.strip())
        assert out
        assert dump() == before


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (
            ("add", "1", "osa", "--from", "2024-01-02", "--until", "2024-01-01"),
            1,
            "A support from 2024-01-02 cannot end on 2024-01-01.\nGive days in order.",
        ),
        (
            ("add", "1", "osa", *YEAR, "--percent", "101"),
            2,
            "101 is not a whole number from 1 to 100.\n"
            "Write a number in between, with digits alone.",
        ),
        (
            ("add", "1", "osa", *YEAR, "--percent", "0"),
            2,
            "0 is not a whole number from 1 to 100.\nWrite a number in between, with digits alone.",
        ),
        (
            ("add", "1", "osa", *YEAR, "--cap", "-1"),
            2,
            "-1 is not a whole number from 0 on.\nWrite it with digits alone.",
        ),
        (
            ("add", "1", "gift", *YEAR),
            2,
            "gift cannot be chosen here.\nIt can be introduktionsjobb, extratjänst, nystartsjobb, "
            "lönebidrag, lönebidrag for development, trygghetsanställning, OSA, "
            "etableringsjobb, something else.",
        ),
        (
            ("add", "1", "osa", "--from", "2024-01-02"),
            2,
            "--until is missing.\nsteg support add --help shows how it is used.",
        ),
        (
            ("add", "1", "osa", *YEAR, "--reference", ""),
            1,
            "decision's reference: the text is missing.\nWrite at least one letter.",
        ),
        (
            ("add", "5", "osa", *YEAR),
            1,
            "The last day in the programme is 2023-06-30; the support from 2023-03-01 goes beyond "
            "it.\nLet it end by then.",
        ),
        (
            ("add", "1", "osa", "--from", "2022-01-01", "--until", "2022-12-31"),
            1,
            "The enrolment began on 2022-01-10; a support cannot begin on 2022-01-01.\n"
            "Give that day or a later one.",
        ),
        (
            ("edit", "1", "1", "--percent", "50"),
            1,
            "Nothing of this kind is recorded: support.\nsteg show S-0001 numbers them.",
        ),
        (
            ("end", "1", "x"),
            2,
            "x is not a whole number from 1 to 9999.\n"
            "Write a number in between, with digits alone.",
        ),
        (
            ("list", "9"),
            1,
            "9 is not in the register.\nCheck the digits; steg list shows who is there.",
        ),
    ],
)
@pytest.mark.usefixtures("nothing_changed")
def test_bad_input_is_told_and_changes_nothing(
    steg: Steg, words: tuple[str, ...], code: int, told: str
) -> None:
    assert steg("support", *words) == (code, "", f"Error: {told}\n")


def test_what_is_missing_is_asked_for_at_a_terminal(at_terminal: AtTerminal) -> None:
    terminal = at_terminal("support", "add", "1")
    terminal.answer("Number or name: ", "gift\n")
    terminal.answer("Number or name: ", "osa\n")
    terminal.answer("First day it pays for: ", "2 weeks\n")
    terminal.answer("First day it pays for: ", "2023-03-01\n")
    terminal.answer("Last day it pays for: ", "2024-02-29\n")
    code, shown = terminal.finish()
    assert (code, "kind of support: OSA" in shown) == (0, True)
    assert shown.startswith("Which kind?\n   1  introduktionsjobb\n   2  extratjänst\n")
    assert "lonebidrag" not in shown
