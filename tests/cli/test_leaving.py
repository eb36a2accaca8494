"""steg leave, follow-up: the last day, and half a year later."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from steg_cli.programme.codes import OUTCOMES

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


@pytest.mark.parametrize("where", OUTCOMES)
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


def test_the_finer_words_are_read_as_people_say_them(steg: Steg) -> None:
    _, left, _ = steg("leave", "1", "--to", "arbete med stöd", "--on", "2024-01-12", lang="sv")
    assert left == (
        "Anna Alm (S-0001) slutar på steget serviceassistent 2024-01-12. "
        "Därefter: anställning med stöd.\n"
    )
    followed = steg("follow-up", "5", "--status", "moved away", "--format", "json")[1]
    assert json.loads(followed)["result"]["status"] == "moved"


@pytest.fixture
def trainee(steg: Steg) -> str:
    """Anna Ek (S-0004), on training in placement since 2024-01-06, without a reason to be there."""
    for on, more in (
        ("2024-01-03", ()),
        ("2024-01-04", ()),
        ("2024-01-05", ("--workplace", "Solgården")),
        ("2024-01-06", ()),
    ):
        assert steg("advance", "4", "--on", on, *more)[0] == 0
    return "4"


@pytest.mark.parametrize(
    ("words", "completed", "note"),
    [
        (("--completed",), True, ""),
        (
            (),
            False,
            "Note: The training was not completed. If it was: "
            "steg amend S-0004 stay.5.completed yes\n",
        ),
    ],
)
def test_whether_training_was_completed_is_said_when_leaving(
    steg: Steg, trainee: str, words: tuple[str, ...], completed: bool, note: str
) -> None:
    before = steg("show", trainee)
    assert steg("leave", trainee, "--to", "employment", *words, "--dry-run")[2] == note + steg.DRY
    code, out, err = steg("leave", trainee, "--to", "employment", *words)
    assert (code, out, err) == (
        0,
        "Anna Ek (S-0004) leaves from training in placement on 2024-01-15, to employment.\n",
        note + steg.undoable(22),
    )
    _, shown, _ = steg("show", trainee, "--format", "json")
    (enrolment,) = json.loads(shown)["result"]["enrolments"]
    assert enrolment["stays"][-1]["completed"] is completed
    if note:
        assert steg("amend", trainee, "stay.5.completed", "yes")[0] == 0
    assert steg("amend", trainee, "last-day", "")[0] == 0
    assert steg("show", trainee) == before


def test_only_training_is_completed(steg: Steg, dump: Dump) -> None:
    before = dump()
    code, out, err = steg("leave", "1", "--to", "employment", "--completed")
    assert (code, out) == (1, "")
    assert err == (
        "Error: serviceassistent is no training, so there is nothing to complete.\n"
        "Leave out --certificate, --completed and --not-completed.\n"
    )
    assert dump() == before


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


def test_a_follow_up_more_than_a_month_too_early_is_noted(steg: Steg) -> None:
    code, _, err = steg("follow-up", "5", "--status", "employment", "--on", "2023-11-29")
    assert code == 0
    assert err.splitlines()[0].startswith("Note: ")
    assert "2023-12-30" in err.splitlines()[0]
    assert steg("follow-up", "5", "--status", "employment", "--on", "2023-11-30")[2] == (
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


def test_a_pause_that_was_to_last_longer_is_told(steg: Steg) -> None:
    steg("pause", "1", "--from", "2024-01-02", "--until", "2024-02-15")
    _, _, err = steg("leave", "1", "--to", "other", "--on", "2024-01-10")
    assert "Note: The pause until 2024-02-15 ends on the last day, 2024-01-10." in err
