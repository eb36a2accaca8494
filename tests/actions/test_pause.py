"""steg pause: what is recorded of it, what the log says, and that it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from steg_cli.actions.pause import Paused, end, pause
from steg_cli.actions.undo import reverse_last
from steg_cli.register.file import Register
from steg_cli.register.people import load_person
from steg_cli.reports.log import log

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import Do, Dump, OnStep, Told

D = date.fromisoformat
TODAY = D("2024-01-15")


def pauses(register: Register) -> list[tuple[date, date | None, bool]]:
    return [(one.first_day, one.last_day, one.paid) for one in load_person(register, 1).pauses]


def test_a_pause_begins_and_ends(register: Register, do: Do, on_step: OnStep, told: Told) -> None:
    who = on_step("serviceassistent")

    begun = do(pause, who, TODAY, first=D("2024-02-01"), paid=False)
    assert begun.result == Paused(
        "S-0001", D("2024-02-01"), None, paid=False, name="Anna Andersson"
    )
    assert told(begun.notes) == ["The last day is 2024-05-31 as before: a pause moves none."]
    assert pauses(register) == [(D("2024-02-01"), None, False)]

    ended = do(end, who, TODAY, last=D("2024-03-31"))
    assert ended.result == Paused(
        "S-0001", D("2024-02-01"), D("2024-03-31"), paid=False, name="Anna Andersson"
    )
    assert pauses(register) == [(D("2024-02-01"), D("2024-03-31"), False)]

    assert [one.summary for one in log(register, TODAY, limit=2).rows] == [
        "S-0001 2024-02-01 > 2024-03-31",
        "S-0001 2024-02-01 > …",
    ]


def test_each_is_one_change_that_is_taken_back(register: Register, do: Do, on_step: OnStep) -> None:
    who = on_step("praktik")
    do(pause, who, TODAY, first=D("2024-02-01"), last=D("2024-02-10"))
    do(end, who, TODAY, last=D("2024-02-05"))

    for left in ([(D("2024-02-01"), D("2024-02-10"), True)], []):
        reverse_last(register, "undo", TODAY)
        assert pauses(register) == left
    for left in ([(D("2024-02-01"), D("2024-02-10"), True)],):
        reverse_last(register, "redo", TODAY)
        assert pauses(register) == left


def test_a_year_that_may_be_wrong_is_noted(on_step: OnStep, do: Do, told: Told) -> None:
    done = do(pause, on_step("praktik"), TODAY, first=D("2025-02-01"))

    assert told(done.notes) == ["2025-02-01 is more than a year ahead. Is the year right?"]


def test_what_is_refused_changes_nothing(
    register: Register, on_step: OnStep, refuses: Refuses, dump: Callable[[], Dump]
) -> None:
    who = on_step("praktik")
    pause(register, who, TODAY, first=D("2024-02-01"))

    assert refuses(pause, who, TODAY, first=D("2024-03-01")) == (
        "Anna Andersson (S-0001) has a pause from 2024-02-01 that has not ended.",
        "End it first: steg pause S-0001 --end DAY",
    )
    assert refuses(end, who, TODAY, last=D("2024-01-31"))[0] == (
        "A pause from 2024-02-01 cannot end on 2024-01-31."
    )
