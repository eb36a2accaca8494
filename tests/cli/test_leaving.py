"""steg leave, follow-up: the last day, and half a year later."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Dump, Steg


def test_leave_ends_everything_on_the_last_day(steg: Steg) -> None:
    assert steg("leave", "S-0001", "--to", "employment", "--on", "2024-01-12") == (
        0,
        "Anna Alm (S-0001) leaves from serviceassistent on 2024-01-12, to employment.\n",
        steg.undoable(18),
    )
    _, out, _ = steg("show", "1", "--format", "json")
    (enrolment,) = json.loads(out)["result"]["enrolments"]
    assert (enrolment["last_day"], enrolment["left_to"]) == ("2024-01-12", "employment")
    stay, placement = enrolment["stays"][-1], enrolment["placements"][-1]
    assert (stay["planned_last_day"], stay["last_day"]) == ("2024-02-29", "2024-01-12")
    assert placement["last_day"] == "2024-01-12"


@pytest.mark.parametrize("where", ["employment", "education", "job-search", "other"])
def test_leave_answers_a_program(steg: Steg, where: str) -> None:
    code, out, err = steg("leave", "4", "--to", where, "--format", "json")
    envelope = json.loads(out)
    assert (code, err) == (0, "")
    assert (list(envelope), envelope["command"], envelope["change"]) == (
        ["steg", "command", "change", "result"],
        "leave",
        18,
    )
    told = envelope["result"]
    assert (told["reference"], told["last_day"], told["left_to"]) == ("S-0004", "2024-01-15", where)


def test_follow_up_records_what_somebody_does(steg: Steg) -> None:
    assert steg("follow-up", "S-0005", "--status", "employment", "--on", "2024-01-02") == (
        0,
        "case: S-0005\nlast day: 2023-06-30\nday: 2024-01-02\nstatus: employment\n",
        steg.undoable(18),
    )


def test_follow_up_answers_a_program(steg: Steg) -> None:
    code, out, err = steg("follow-up", "5", "--status", "job-search", "--format", "json")
    assert (code, err) == (0, "")
    assert list(json.loads(out).items()) == [
        ("steg", 1),
        ("command", "follow-up"),
        ("change", 18),
        (
            "result",
            {
                "reference": "S-0005",
                "last_day": "2023-06-30",
                "day": "2024-01-15",
                "status": "job-search",
            },
        ),
    ]


def test_a_follow_up_before_six_months_is_noted(steg: Steg) -> None:
    code, _, err = steg("follow-up", "5", "--status", "employment", "--on", "2023-12-29")
    assert code == 0
    assert err.splitlines()[0].startswith("Note: ")
    assert "2023-12-30" in err.splitlines()[0]
    assert steg("follow-up", "5", "--status", "employment", "--on", "2023-12-30")[2] == (
        steg.undoable(19)
    )


def test_no_dry_run_of_these_writes_anything(steg: Steg, dump: Dump) -> None:
    before = dump()
    for command in (
        ("leave", "1", "--to", "employment"),
        ("follow-up", "5", "--status", "employment"),
    ):
        code, out, err = steg(*command, "--dry-run")
        assert (code, err) == (0, steg.DRY)
        assert out
        assert dump() == before
