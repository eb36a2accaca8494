"""steg notice at the keyboard: said on the line, asked for, and told of elsewhere."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import AtTerminal, Dump, Steg

GIVE = ("notice", "S-0001", "--given", "2024-01-12")


def test_notice_is_recorded_and_shown(steg: Steg) -> None:
    assert steg(*GIVE, "--union", "-5d") == (
        0,
        "case: S-0001\nname: Anna Alm\nprotected: no\nstep: serviceassistent\n"
        "planned last day: 2024-02-29\nnotice given: 2024-01-12\nunion notified: 2024-01-10\n",
        steg.undoable(18),
    )
    shown = steg("show", "1")[1]
    assert "notice given on 2024-01-12, union told on 2024-01-10\n" in shown
    assert "The period ends on 2024-02-29, in 45 days; notice was given on 2024-01-12.\n" in shown
    longer = steg("extend", "1", "--months", "3")[2]
    assert longer.startswith("Note: Notice of 2024-02-29 was given on 2024-01-12. The plan is ")
    shown = steg("show", "1")[1]
    assert " notice of 2024-02-29 on 2024-01-12, union told on 2024-01-10\n" in " " + shown.replace(
        "  ", ""
    )
    assert "the plan has changed since then: a new notice is needed\n" in shown
    assert "give notice by 2024-04-30" in shown


def test_notice_answers_a_program(steg: Steg) -> None:
    code, out, _ = steg(*GIVE, "--format", "json")
    assert (code, json.loads(out)) == (
        0,
        {
            "steg": 1,
            "command": "notice",
            "change": 18,
            "result": {
                "reference": "S-0001",
                "name": "Anna Alm",
                "protected": False,
                "step": "serviceassistent",
                "planned_last_day": "2024-02-29",
                "notice_given": "2024-01-12",
                "union_notified": None,
            },
        },
    )
    (enrolment,) = json.loads(steg("show", "1", "--format", "json")[1])["result"]["enrolments"]
    assert list(enrolment["stays"][-1].items())[-3:] == [
        *(("notice_of", "2024-02-29"), ("notice_given", "2024-01-12"), ("union_notified", None)),
    ]


def test_it_is_said_in_swedish(steg: Steg) -> None:
    told = steg("besked", "1", "--besked", "2024-01-12", "--varsel", "2024-01-12", lang="sv")
    assert told[0] == 0
    assert "besked lämnat: 2024-01-12\n" in told[1]
    assert (
        "besked lämnat 2024-01-12, facket varslat 2024-01-12\n" in steg("visa", "1", lang="sv")[1]
    )
    logged = steg("logg", "1", "--högst", "1", lang="sv")[1]
    assert " besked " in logged
    assert logged.endswith("besked lämnat - > 2024-01-12; varsel lämnat - > 2024-01-12\n")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (
            ("notice", "1"),
            2,
            "Error: Say when notice was given, or when the union was told.\n"
            "Add --given DAY, or --union DAY where notice is recorded already.\n",
        ),
        (
            ("notice", "1", "--given", "2024-01-16"),
            1,
            "Error: Notice of a period's end cannot be from 2024-01-16, which is still to come.\n"
            "Give the day on which it was done.\n",
        ),
        (
            ("notice", "1", "--given", "2023-02-28"),
            1,
            "Error: The period began on 2023-03-01; notice of its end cannot be from 2023-02-28.\n"
            "Give the day on which it was done.\n",
        ),
        (
            ("notice", "4", "--given", "2024-01-12"),
            1,
            "Error: mapping is no employment, so no notice is given of its end.\n"
            "Notice is of a step that somebody pays a wage for.\n",
        ),
        (
            ("notice", "6", "--given", "2024-01-12"),
            1,
            "Error: Eva Frid (S-0006) is on sjuksköterska, and no last day is planned that notice "
            "could be given of.\nPlan one: steg amend S-0006 stay.2.planned-last-day DAY\n",
        ),
        (
            ("notice", "2", "--union", "2023-08-01"),
            1,
            "Error: No notice is recorded of 2023-08-31, so the union cannot have been told of it."
            "\nSay when notice was given too: steg notice S-0002 --given DAY\n",
        ),
    ],
)
def test_what_is_refused_says_the_way_out(
    steg: Steg, dump: Dump, words: tuple[str, ...], code: int, told: str
) -> None:
    before = dump()
    assert steg(*words) == (code, "", told)
    assert dump() == before


def test_who_and_when_are_asked_for(at_terminal: AtTerminal, steg: Steg) -> None:
    terminal = at_terminal("notice", lang="sv")
    terminal.answer("Vem? (ärende, personnummer eller namn): ", "4\n")
    terminal.answer("Vem? (ärende, personnummer eller namn): ", "anna al\n")
    terminal.answer("När lämnades besked om 2024-02-29? [2024-01-15]: ", "imorgon\n")
    terminal.answer("När lämnades besked om 2024-02-29? [2024-01-15]: ", "12/1\n")
    terminal.answer("När varslades facket? [ingen]: ", "\n")
    terminal.answer("Ska det göras? [J/n]: ", "\n")
    code, shown = terminal.finish()

    assert code == 0
    assert "kartläggning är ingen anställning, så inget besked lämnas om slutet." in shown
    assert "kan inte vara från 2024-01-16, som ännu inte har kommit." in shown
    assert "Anna Alm (S-0001): besked om 2024-02-29 lämnades 2024-01-12.\n" in shown
    assert "notice given on 2024-01-12\n" in steg("show", "1")[1]


def test_only_the_union_is_asked_for_where_notice_is_recorded(
    at_terminal: AtTerminal, steg: Steg
) -> None:
    steg(*GIVE)
    terminal = at_terminal("notice", "1")
    terminal.answer("When was notice given of 2024-02-29? [2024-01-12]: ", "\n")
    terminal.answer("When was the union told? [no day]: ", "today\n")
    terminal.answer("[Y/n]: ", "\n")
    code, shown = terminal.finish()
    assert code == 0
    assert (
        "notice of 2024-02-29 was given on 2024-01-12, and the union told on 2024-01-15." in shown
    )


def test_today_and_the_reminders_ask_for_no_notice_that_is_given(steg: Steg) -> None:
    def notice_lines() -> list[str]:
        rows = json.loads(steg("today", "--format", "json")[1])["rows"]
        return [row["reference"] for row in rows if row["state"] == "notice"]

    def reminded() -> list[str]:
        rows = steg("remind")[1]
        return [line.strip() for line in rows.splitlines() if "2024-01-29" in line]

    assert notice_lines() == ["S-0003", "S-0001"]
    assert reminded() != []
    steg(*GIVE)
    steg("notice", "3", "--given", "2024-01-02")
    assert notice_lines() == []
    assert reminded() == []


def test_a_notice_comes_out_and_in_again(steg: Steg, dump: Dump, tmp_path: Path) -> None:
    steg(*GIVE, "--union", "2024-01-11")
    file = tmp_path / "allt.xlsx"
    assert steg("export", file, "--include-protected", "--include-notes")[0] == 0
    before = dump()
    assert steg("import", file, "--yes")[0] == 0
    assert dump() == before


@pytest.mark.parametrize(
    ("given", "code", "told"),
    [
        ("2024-01-12", 0, "stays row 4, S-0001 Anna Alm: notice given – → 2024-01-12"),
        ("2023-02-28", 1, "notice of its end cannot be from 2023-02-28."),
    ],
)
def test_a_list_seldom_says_of_which_day_notice_is(
    steg: Steg, tmp_path: Path, given: str, code: int, told: str
) -> None:
    steg("export", tmp_path / "ut", "--include-protected")
    file = tmp_path / "ut" / "stays.csv"
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[3][:4] == ["S-0001", "2022-01-10", "serviceassistent", "2023-03-01"]
    rows[3][rows[0].index("notice given")] = given
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows(rows)
    done = steg("import", file, "--yes")
    assert done[0] == code
    assert told in done[1]
    stay = json.loads(steg("show", "1", "--format", "json")[1])["result"]["enrolments"][0]["stays"][
        2
    ]
    assert (stay["notice_given"], stay["notice_of"]) == (
        (given, "2024-02-29") if code == 0 else (None, None)
    )
