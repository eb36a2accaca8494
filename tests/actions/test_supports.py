"""steg support: decisions recorded, corrected, ended, and never named in the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.leave import leave
from steg_cli.actions.supports import add_support, edit_support, end_support
from steg_cli.actions.undo import reverse_last
from steg_cli.programme.codes import SUPPORT_KINDS
from steg_cli.programme.errors import Malformed, NotFound
from steg_cli.programme.people import Support
from steg_cli.register.file import Register
from steg_cli.register.people import load_person
from steg_cli.reports.log import log

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import Do, OnStep

D = date.fromisoformat
TODAY = D("2024-01-15")
YEAR: dict[str, Any] = {"first": D("2023-06-01"), "last": D("2024-05-31")}


def supports(register: Register) -> list[Support]:
    return [replace(one, id=0) for one in load_person(register, 1).supports]


def test_a_decision_is_recorded_corrected_and_ended(
    register: Register, do: Do, on_step: OnStep
) -> None:
    who = on_step("serviceassistent")
    later: dict[str, Any] = {"first": D("2024-06-01"), "last": D("2024-12-31")}

    second = do(add_support, who, "nystartsjobb", TODAY, percent=80, **later)
    first = do(add_support, who, "lonebidrag", TODAY, cap=16700, decision=" AF  1 ", **YEAR)

    whole = Support(0, "lonebidrag", YEAR["first"], YEAR["last"], None, 16700, "AF 1")
    assert (second.result.number, first.result.number) == (1, 1)  # numbered by first day
    assert first.result.part == whole
    assert supports(register)[0] == whole

    typed = {"kind": "OSA", "last_day": "2024-04-30", "percent": "50 %", "cap": "", "decision": ""}
    edited = do(edit_support, who, 1, typed, TODAY)
    after = Support(0, "osa", YEAR["first"], D("2024-04-30"), 50)
    assert replace(edited.result.part, id=0) == after
    assert supports(register)[0] == after

    ended = do(end_support, who, 1, TODAY)
    assert ended.result.part.last_day == TODAY
    assert supports(register)[0].last_day == TODAY


def test_the_log_names_no_kind(register: Register, on_step: OnStep) -> None:
    who = on_step("serviceassistent")
    add_support(register, who, "lonebidrag", TODAY, decision="AF 1", **YEAR)
    edit_support(register, who, 1, {"kind": "osa"}, TODAY)
    end_support(register, who, 1, TODAY)

    said = [f"{one.command} {one.summary}" for one in log(register, TODAY, limit=3).rows]
    assert said == [
        "support end S-0001 2023-06-01 > 2024-01-15",
        "support edit S-0001 2023-06-01 > 2024-05-31",
        "support add S-0001 2023-06-01 > 2024-05-31",
    ]


def test_each_is_one_change_that_is_taken_back(register: Register, on_step: OnStep) -> None:
    who = on_step("serviceassistent")
    add_support(register, who, "osa", TODAY, **YEAR)
    edit_support(register, who, 1, {"percent": "50"}, TODAY)

    reverse_last(register, "undo", TODAY)
    assert [one.percent for one in supports(register)] == [None]
    reverse_last(register, "undo", TODAY)
    assert supports(register) == []
    reverse_last(register, "redo", TODAY)
    reverse_last(register, "redo", TODAY)
    assert [one.percent for one in supports(register)] == [50]


def test_a_leave_that_cut_a_support_is_undone_whole(register: Register, on_step: OnStep) -> None:
    who = on_step("serviceassistent")
    add_support(register, who, "osa", TODAY, **YEAR)

    leave(register, who, TODAY, to="other")
    assert supports(register)[0].last_day == TODAY
    reverse_last(register, "undo", TODAY)

    assert supports(register)[0].last_day == YEAR["last"]


@pytest.mark.parametrize(
    ("values", "kind", "sentence"),
    [
        ({"percent": "101"}, Malformed, "101 is not a whole number from 1 to 100."),
        ({"cap": "-1"}, Malformed, "-1 is not a whole number from 0 on."),
        ({"kind": "gift"}, Malformed, "gift cannot be chosen here."),
        ({"last_day": ""}, Malformed, " is not written as a day."),
        ({"first_day": "soon"}, Malformed, "soon is not written as a day."),
    ],
)
def test_a_value_that_cannot_be_read_changes_nothing(
    register: Register,
    on_step: OnStep,
    refuses: Refuses,
    values: dict[str, str],
    kind: type[Malformed],
    sentence: str,
) -> None:
    who = on_step("serviceassistent")
    add_support(register, who, "osa", TODAY, **YEAR)

    assert refuses(edit_support, who, 1, values, TODAY, kind=kind)[0] == sentence


def test_what_is_refused_changes_nothing(
    register: Register, on_step: OnStep, refuses: Refuses
) -> None:
    who = on_step("serviceassistent")
    add_support(register, who, "osa", TODAY, **YEAR)

    overlap = "There is a support already from 2023-06-01 to 2024-05-31; the days would overlap."
    assert refuses(add_support, who, "osa", TODAY, **YEAR)[0] == overlap
    assert refuses(edit_support, who, 1, {"last_day": "2023-05-31"}, TODAY)[0] == (
        "A support from 2023-06-01 cannot end on 2023-05-31."
    )
    assert refuses(edit_support, who, 1, {"percent": None}, TODAY) == (
        "There is nothing to change.",
        "Name what shall change: steg support edit --help",
    )
    assert refuses(add_support, who, "other", TODAY, decision=" ", **YEAR)[0] == (
        "decision's reference: the text is missing."
    )
    for verb, values in ((edit_support, (2, {"percent": "5"}, TODAY)), (end_support, (2, TODAY))):
        assert refuses(verb, who, *values, kind=NotFound) == (
            "There is no number 2 (support); the last is 1.",
            "steg show WHO numbers them.",
        )


def test_every_kind_is_kept(register: Register, on_step: OnStep) -> None:
    who = on_step("serviceassistent")
    for kind in SUPPORT_KINDS:
        add_support(register, who, kind, TODAY, **YEAR)

    assert [one.kind for one in supports(register)] == list(SUPPORT_KINDS)
