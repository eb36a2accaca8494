"""steg pause: leave of absence, without its cause."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import AtTerminal, Dump, Steg

BEGIN = ("pause", "S-0001", "--from", "2024-02-01")


def test_a_pause_begins_and_ends(steg: Steg) -> None:
    assert steg(*BEGIN, "--unpaid") == (
        0,
        "case: S-0001\nname: Anna Alm\nfirst day: 2024-02-01\npaid: no\n",
        "Note: The last day is 2024-02-29 as before: a pause moves none.\n" + steg.undoable(18),
    )
    assert steg("pause", "1", "--end", "2024-02-10") == (
        0,
        "case: S-0001\nname: Anna Alm\nfirst day: 2024-02-01\nlast day: 2024-02-10\npaid: no\n",
        steg.undoable(19),
    )


def test_a_pause_answers_a_program(steg: Steg) -> None:
    code, out, _ = steg(*BEGIN, "--until", "2024-02-20", "--format", "json")

    assert (code, json.loads(out)) == (
        0,
        {
            "steg": 1,
            "command": "pause",
            "change": 18,
            "result": {
                "reference": "S-0001",
                "first_day": "2024-02-01",
                "last_day": "2024-02-20",
                "paid": True,
                "name": "Anna Alm",
            },
        },
    )
    (enrolment,) = json.loads(steg("show", "1", "--format", "json")[1])["result"]["enrolments"]
    assert enrolment["pauses"] == [
        {"first_day": "2024-02-01", "last_day": "2024-02-20", "paid": True}
    ]


def test_who_is_on_pause_is_marked_in_lists(steg: Steg) -> None:
    plain = steg("list", "--format", "json")
    steg("pause", "1", "--from", "2024-01-15", "--until", "2024-01-20")
    steg("pause", "3", "--from", "2024-01-01")
    steg("pause", "6", "--from", "2024-01-16")

    told = "‖ On pause today: S-0001, S-0003.\n"
    code, out, err = steg("list", "--format", "table")
    marked = [line.split()[1:3] for line in out.splitlines() if "S-0" in line]
    assert (code, err) == (0, told)
    assert [words[0] for words in marked if words[1] == "‖"] == ["S-0001", "S-0003"]
    assert steg("list", "--format", "json") == (0, plain[1], told)
    assert steg("list", today="2024-01-21")[2] == "‖ On pause today: S-0003, S-0006.\n"


def test_a_pause_is_corrected_and_taken_away(steg: Steg) -> None:
    steg(*BEGIN, "--until", "2024-02-20")

    assert steg("amend", "1", "pause.1.last-day", "2024-02-25")[1] == (
        "Anna Alm (S-0001): pause.1.last-day was 2024-02-20 and is now 2024-02-25.\n"
    )
    assert steg("amend", "1", "pause.1.last-day", "")[:2] == (
        0,
        "Anna Alm (S-0001): pause.1.last-day was 2024-02-25 and is now –.\n",
    )
    assert steg("amend", "1", "pause.1.paid", "nej")[0] == 0
    assert steg("amend", "1", "pause.1", "")[1] == (
        "Anna Alm (S-0001): pause.1 is taken away: 2024-02-01 – ….\n"
    )
    (enrolment,) = json.loads(steg("show", "1", "--format", "json")[1])["result"]["enrolments"]
    assert enrolment["pauses"] == []


def test_no_dry_run_of_these_writes_anything(steg: Steg, dump: Dump) -> None:
    steg(*BEGIN)
    before = dump()
    for command in (
        ("pause", "4", "--from", "2024-02-01"),
        ("pause", "1", "--end", "2024-02-02"),
    ):
        code, out, err = steg(*command, "--dry-run")
        assert (code, err.splitlines()[-1]) == (0, steg.DRY.strip())
        assert out
        assert dump() == before


def test_a_missing_day_is_asked_for_at_a_terminal(steg: Steg, at_terminal: AtTerminal) -> None:
    begins = at_terminal("pause", "1")
    begins.answer("What is the first day of the pause? [2024-01-15]", "1 feb\n")
    code, shown = begins.finish()
    assert code == 0, shown
    assert "first day: 2024-02-01\npaid: yes\n" in shown

    ends = at_terminal("pause", "1", lang="sv")
    ends.answer("Vilken är sista dagen i pausen som börjar 2024-02-01?", "2024-01-31\n")
    ends.answer("Vilken är sista dagen i pausen som börjar 2024-02-01?", "2024-02-10\n")
    assert ends.finish()[0] == 0
    (enrolment,) = json.loads(steg("show", "1", "--format", "json")[1])["result"]["enrolments"]
    assert enrolment["pauses"] == [
        {"first_day": "2024-02-01", "last_day": "2024-02-10", "paid": True}
    ]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (
            ("1",),
            2,
            "Error: Say when a pause begins, or when the one that goes on ends.\n"
            "Give --from DAY or --end DAY, one of them.\n",
        ),
        (
            ("1", "--from", "2024-02-01", "--end", "2024-02-02"),
            2,
            "Error: Say when a pause begins, or when the one that goes on ends.\n"
            "Give --from DAY or --end DAY, one of them.\n",
        ),
        (
            ("1", "--end", "2024-02-02", "--unpaid"),
            2,
            "Error: --until and --unpaid belong to a pause that begins.\nGive --end DAY alone.\n",
        ),
        (
            ("1", "--end", "2024-02-02"),
            1,
            "Error: Anna Alm (S-0001) is not on pause on 2024-02-02, so no pause can end then.\n"
            "steg show S-0001 numbers the pauses; a later end is corrected with "
            "steg amend S-0001 pause.N.last-day DAY\n",
        ),
        (
            ("1", "--from", "2024-02-02", "--until", "2024-02-01"),
            1,
            "Error: A pause from 2024-02-02 cannot end on 2024-02-01.\nGive days in order.\n",
        ),
        (
            ("5", "--from", "2023-06-01", "--until", "2023-07-01"),
            1,
            "Error: The last day in the programme is 2023-06-30; the pause from 2023-06-01 goes "
            "beyond it.\nLet it end by then.\n",
        ),
        (
            ("5", "--from", "2024-01-01"),
            1,
            "Error: Dan Ceder (S-0005) has no open enrolment: the last one ends on 2023-06-30.\n"
            "Somebody who comes back is enrolled again with steg enrol. A leave that was a "
            "mistake: steg log S-0005 shows its number, steg undo NUMBER takes it back.\n",
        ),
        (
            ("3", "--end", "2024-02-02"),
            1,
            "Error: S-0003 is not on pause on 2024-02-02, so no pause can end then.\n"
            "steg show S-0003 numbers the pauses; a later end is corrected with "
            "steg amend S-0003 pause.N.last-day DAY\n",
        ),
        (
            ("1", "--from", "soon"),
            2,
            "Error: soon is not written as a day.\n"
            "Write YYYY-MM-DD, such as 2026-01-31; or 31/1, 31 jan, today, monday, -3d, +1m.\n",
        ),
    ],
)
@pytest.mark.usefixtures("nothing_changed")
def test_bad_input_is_told_and_changes_nothing(
    steg: Steg, words: tuple[str, ...], code: int, told: str
) -> None:
    assert steg("pause", *words) == (code, "", told)


def test_the_help_says_why_there_is_no_cause(steg: Steg) -> None:
    told = " ".join(steg("pause", "--help", lang="sv")[1].split())
    assert "Det finns inget fält för orsaken" in told
