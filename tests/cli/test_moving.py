"""steg advance, place, extend: the answers, and what is noted beside them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Dump, Steg


def result(out: str) -> dict[str, object]:
    """Return what a verb's envelope holds."""
    envelope = json.loads(out)
    assert list(envelope) == ["steg", "command", "change", "result"]
    assert envelope["steg"] == 1
    found = envelope["result"]
    assert isinstance(found, dict)
    return found


def test_advance_begins_the_next_step(steg: Steg) -> None:
    assert steg("advance", "S-0004") == (
        0,
        "Anna Ek (S-0004) is on investigation from 2024-01-15.\n  cohort: STEG\n",
        steg.undoable(18),
    )


def test_advance_answers_a_program_with_everything_about_the_new_step(steg: Steg) -> None:
    code, out, err = steg(
        *("advance", "4", "--to", "serviceassistent", "--months", "18", "--on", "2024-01-31"),
        *("--workplace", "solgården", "--exception", "knows the work", "--decided-by", "Kim"),
        *("--format", "json"),
    )
    assert (code, err, json.loads(out)["command"]) == (0, "", "advance")
    assert list(result(out).items()) == [
        ("reference", "S-0004"),
        ("name", "Anna Ek"),
        ("protected", False),
        ("cohort", "STEG"),
        ("municipality", "Skövde"),
        ("step", "serviceassistent"),
        ("since", "2024-01-31"),
        ("planned_last_day", "2025-07-30"),
        ("notice_by", "2025-06-30"),
        ("months_in_all", 18),
        ("months_left_to_extend", 6),
        ("payer", "AME"),
        ("agreement", "BEA"),
        ("workplace", "Solgården"),
        ("last_day", None),
        ("left_to", None),
        ("exception", "knows the work"),
    ]


def test_advance_to_ordinary_operations_asks_for_a_workplace_in_a_note(steg: Steg) -> None:
    code, out, err = steg("advance", "4", "--to", "praktik", "--exception", "knows the work")
    assert (code, out) == (
        0,
        "Anna Ek (S-0004) is on work placement from 2024-01-15.\n  cohort: STEG\n",
    )
    first, second = err.splitlines()
    assert first.startswith("Note: ")
    assert first.endswith("steg place S-0004 WORKPLACE")
    assert f"{second}\n" == steg.undoable(18)


def test_place_moves_somebody_to_a_workplace(steg: Steg) -> None:
    assert steg("place", "S-0001", "Björkskolan", "--from", "2024-02-01", "--percent", "75") == (
        0,
        "Anna Alm (S-0001) is on serviceassistent from 2023-03-01, planned to 2024-02-29.\n"
        "  cohort: STEG\n"
        "  workplace: Björkskolan\n"
        "  payer: AME\n"
        "  agreement: BEA\n"
        "  notice by: 2024-01-29\n"
        "  months in all: 12\n"
        "  can be extended by: 12\n",
        "Note: The placement at Solgården ends on 2024-01-31.\n" + steg.undoable(18),
    )
    _, out, _ = steg("show", "1", "--format", "json")
    (enrolment,) = json.loads(out)["result"]["enrolments"]
    assert [list(one.items()) for one in enrolment["placements"]] == [
        [
            ("workplace", "Solgården"),
            ("first_day", "2023-03-01"),
            ("last_day", "2024-01-31"),
            ("percent", 100),
        ],
        [
            ("workplace", "Björkskolan"),
            ("first_day", "2024-02-01"),
            ("last_day", None),
            ("percent", 75),
        ],
    ]


def test_extend_counts_months_from_the_period_s_first_day(steg: Steg) -> None:
    assert steg("extend", "S-0001", "--months", "12") == (
        0,
        "Anna Alm (S-0001) is on serviceassistent from 2023-03-01, planned to 2025-02-28.\n"
        "  cohort: STEG\n"
        "  workplace: Solgården\n"
        "  payer: AME\n"
        "  agreement: BEA\n"
        "  notice by: 2025-01-28\n"
        "  months in all: 24\n"
        "  can be extended by: 0\n",
        steg.undoable(18),
    )


SERVICE = ("--to", "serviceassistent", "--exception", "skilled", "--workplace", "Solgården")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("advance", "4", *SERVICE), {"planned_last_day": "2025-01-14"}),
        (("advance", "4", *SERVICE, "--until", "2025-06-13"), {"planned_last_day": "2025-06-13"}),
        (("advance", "4", *SERVICE, "--agreement", "AB"), {"notice_by": "2024-12-13"}),
        (("advance", "4", "--to", "Investigation"), {"step": "utredning", "last_day": None}),
        (("place", "1", "björkskolan", "--until", "2024-02-20"), {"workplace": "Björkskolan"}),
        (("extend", "alm", "--until", "2025-01-31"), {"months_left_to_extend": 1}),
    ],
    ids=" ".join,
)
def test_every_option_says_something_of_the_step(
    steg: Steg, words: tuple[str, ...], told: dict[str, object]
) -> None:
    code, out, _ = steg(*words, "--format", "json")
    assert (code, json.loads(out)["command"]) == (0, words[0])
    assert result(out) | told == result(out)


def test_what_else_is_said_is_kept(steg: Steg, story: Path) -> None:
    steg("place", "1", "Björkskolan", "--supervisor", "Lo", "--until", "2024-02-20")
    steg("extend", "1", "--months", "2", "--on", "2024-01-10", "--decided-by", "Kim")
    with closing(sqlite3.connect(story)) as register:
        placed = register.execute("SELECT supervisor, last_day FROM placement ORDER BY id DESC")
        assert placed.fetchone() == ("Lo", "2024-02-20")
        extended = register.execute("SELECT decided_on, new_last_day, decided_by FROM extension")
        assert extended.fetchall() == [("2024-01-10", "2024-04-30", "Kim")]


def test_no_dry_run_of_these_writes_anything(steg: Steg, dump: Dump) -> None:
    before = dump()
    for command in (
        ("advance", "4"),
        ("place", "1", "Björkskolan"),
        ("extend", "1", "--months", "3"),
    ):
        code, out, err = steg(*command, "--dry-run")
        assert code == 0
        assert err.endswith(steg.DRY)
        assert out
        assert dump() == before
