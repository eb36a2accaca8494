"""The change history: what was done, when, and whether it was taken back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.convert import convert_people
from steg_cli.actions.extend import extend
from steg_cli.actions.leave import leave
from steg_cli.actions.surroundings import set_setting
from steg_cli.actions.undo import reverse_last
from steg_cli.programme.errors import Ambiguous, NotFound
from steg_cli.register.file import Register
from steg_cli.reports.log import LOG, Logged, log
from steg_cli.reports.report import Report

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody, OnStep

TODAY = date(2024, 1, 15)
AT = "2024-01-15T09:00:00Z"

FOUNDING = (
    Logged(4, AT, "workplace add", "Björkskolan", 1, undone=False),
    Logged(3, AT, "workplace add", "Solgården", 1, undone=False),
    Logged(2, AT, "workplace add", "Snickeriet", 1, undone=False),
    Logged(1, AT, "init", "", 15, undone=False),
)


def test_a_new_register_tells_how_it_began(register: Register) -> None:
    assert log(register, TODAY) == Report(LOG, TODAY, FOUNDING, {"changes": 4})


def test_every_command_is_told_the_latest_first(register: Register, on_step: OnStep) -> None:
    on_step("serviceassistent", workplace="Solgården")
    extend(register, "S-0001", TODAY, months=6)
    set_setting(register, "remind.months", "4", TODAY)
    convert_people(register, ["S-0001"], TODAY)
    leave(register, "S-0001", TODAY, to="education", on=date(2024, 3, 31))

    converted = "S-0001 2024-01-15"
    assert log(register, TODAY).rows == (
        Logged(10, AT, "leave", "S-0001 enhetsassistent > education 2024-03-31", 3, undone=False),
        Logged(9, AT, "convert-to-enhetsassistent", converted, 2, undone=False),
        Logged(8, AT, "setting", "remind.months = 4", 1, undone=False),
        Logged(7, AT, "extend", "S-0001 serviceassistent 2024-05-31 > 2024-11-30", 2, undone=False),
        Logged(6, AT, "advance", "S-0001 kartlaggning > serviceassistent 2023-06-01", 3, False),
        Logged(5, AT, "enrol", "S-0001 kartlaggning 2021-03-01", 3, undone=False),
        *FOUNDING,
    )


def test_what_was_taken_back_is_told_as_undone_until_it_is_redone(
    register: Register, on_step: OnStep
) -> None:
    on_step("serviceassistent")
    extend(register, "S-0001", TODAY, months=6)
    for what in ("undo", "undo", "redo"):
        reverse_last(register, "undo" if what == "undo" else "redo", TODAY)

    assert [
        (row.change, row.command, row.undone) for row in log(register, TODAY).rows if row.change > 4
    ] == [
        (10, "redo", False),
        (9, "undo", False),
        (8, "undo", False),
        (7, "extend", True),
        (6, "advance", False),
        (5, "enrol", False),
    ]
    summary = log(register, TODAY, limit=1).rows[0].summary
    assert summary == "6 advance S-0001 kartlaggning > serviceassistent 2023-06-01"


def test_an_edit_with_another_tool_is_told_too(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody()
    register.execute("UPDATE participant SET name = 'Anna Björk' WHERE id = 1")

    latest = log(register, TODAY).rows[0]

    assert (latest.change, latest.command, latest.summary, latest.rows, latest.undone) == (
        6,
        "outside",
        "participant 1",
        1,
        False,
    )


def test_the_log_of_one_person_holds_what_touched_them(register: Register, on_step: OnStep) -> None:
    on_step("serviceassistent", workplace="Solgården")
    on_step("serviceassistent", "Bo Björk", workplace="Solgården")
    extend(register, "Bo", TODAY, months=6)
    convert_people(register, ["S-0001", "S-0002"], TODAY)

    def changes(who: str) -> list[int]:
        report = log(register, TODAY, who=who)
        assert report.totals == {"changes": len(report.rows)}
        return [row.change for row in report.rows]

    assert changes("S-0001") == [10, 6, 5]
    assert changes("bo björk") == [10, 9, 8, 7]
    both = log(register, TODAY, who="S-0001").rows[0]
    assert both == Logged(
        10, AT, "convert-to-enhetsassistent", "S-0001, S-0002 2024-01-15", 4, undone=False
    )


@pytest.mark.parametrize(("limit", "changes"), [(1, [4]), (3, [4, 3, 2]), (9, [4, 3, 2, 1])])
def test_the_latest_few_can_be_asked_for(
    register: Register, limit: int, changes: list[int]
) -> None:
    report = log(register, TODAY, limit=limit)

    assert [row.change for row in report.rows] == changes
    assert report.totals == {"changes": len(changes)}


def test_an_unknown_or_ambiguous_person_is_refused(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody("Anna Andersson")
    enrol_somebody("Anna Björk")

    with pytest.raises(NotFound):
        log(register, TODAY, who="S-0003")
    with pytest.raises(Ambiguous):
        log(register, TODAY, who="anna")
    assert not register.connection.in_transaction
