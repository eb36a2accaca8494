"""The change history: what was done, when, and whether it was taken back."""

from __future__ import annotations

from dataclasses import replace
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


def logged(change: int, command: str, summary: str, rows: int) -> Logged:
    return Logged(change, AT, "", command, rows, undone=False, summary=summary)


def bare(report: Report[Logged]) -> tuple[Logged, ...]:
    """Return the changes without what they did, field by field."""
    return tuple(replace(row, fields=()) for row in report.rows)


FOUNDING = (
    logged(4, "workplace add", "Björkskolan", 1),
    logged(3, "workplace add", "Solgården", 1),
    logged(2, "workplace add", "Snickeriet", 1),
    logged(1, "init", "", 22),
)


def test_a_new_register_tells_how_it_began(register: Register) -> None:
    found = log(register, TODAY)
    assert replace(found, rows=bare(found)) == Report(LOG, TODAY, FOUNDING, {"changes": 4})


def test_every_command_is_told_the_latest_first(register: Register, on_step: OnStep) -> None:
    on_step("serviceassistent", workplace="Solgården")
    extend(register, "S-0001", TODAY, months=6)
    set_setting(register, "remind.months", "4", TODAY)
    convert_people(register, ["S-0001"], TODAY)
    leave(register, "S-0001", TODAY, to="education", on=date(2024, 3, 31))

    converted = "S-0001 2024-01-15"
    assert bare(log(register, TODAY)) == (
        logged(10, "leave", "S-0001 enhetsassistent > education 2024-03-31", 3),
        logged(9, "convert-to-enhetsassistent", converted, 2),
        logged(8, "setting", "remind.months = 4", 1),
        logged(7, "extend", "S-0001 serviceassistent 2024-05-31 > 2024-11-30", 2),
        logged(6, "advance", "S-0001 kartlaggning > serviceassistent 2023-06-01", 3),
        logged(5, "enrol", "S-0001 kartlaggning 2021-03-01", 3),
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
    both = bare(log(register, TODAY, who="S-0001"))[0]
    assert both == logged(10, "convert-to-enhetsassistent", "S-0001, S-0002 2024-01-15", 4)


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


def test_each_change_tells_who_made_it_and_nobody_for_another_tool(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody()
    register.login = lambda: "karin"
    set_setting(register, "language", "sv", TODAY)
    register.login = lambda: "root (cron)"
    reverse_last(register, "undo", TODAY)
    register.execute("UPDATE participant SET name = 'Anna Björk' WHERE id = 1")

    told = [(row.command, row.by) for row in log(register, TODAY, limit=4).rows]

    assert told == [("outside", ""), ("undo", "root (cron)"), ("setting", "karin"), ("enrol", "")]


def test_one_change_is_told_alone(register: Register, enrol_somebody: EnrolSomebody) -> None:
    who = enrol_somebody()
    assert bare(log(register, TODAY, change=3)) == (FOUNDING[1],)
    with pytest.raises(NotFound) as caught:
        log(register, TODAY, change=6)
    assert caught.value.values == {"change": 6}
    with pytest.raises(NotFound):
        log(register, TODAY, who=who, change=3)  # which did not concern her


def test_of_a_change_with_more_rows_than_asked_for_none_are_told(register: Register) -> None:
    def told(most_rows: int | None) -> list[tuple[int, bool]]:
        found = log(register, TODAY, most_rows=most_rows).rows
        return [(row.rows, row.fields is not None) for row in found]

    assert told(14) == [(1, True), (1, True), (1, True), (22, False)]
    assert told(22) == told(None) == [(1, True), (1, True), (1, True), (22, True)]
    assert told(0) == [(1, False), (1, False), (1, False), (22, False)]


def test_the_rows_of_one_person_count_alone_when_they_are_asked_for(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    for name in ("Anna", "Bo", "Cilla"):
        enrol_somebody(name)
    with register.change("import", TODAY):
        register.execute("UPDATE participant SET name = name || ' Ek'")
    assert log(register, TODAY, limit=1, most_rows=2).rows[0].fields is None
    latest = log(register, TODAY, who="S-0002", limit=1, most_rows=2).rows[0]
    assert (latest.rows, [one.after for one in latest.fields or ()]) == (3, ["Bo Ek"])


def test_a_long_history_is_not_read_for_its_latest_few(register: Register) -> None:
    """What was done is read of the changes that are told, and by the index."""
    read: list[str] = []
    register.connection.set_trace_callback(read.append)
    log(register, TODAY, limit=2)
    register.connection.set_trace_callback(None)
    rows = [one for one in read if "SELECT log_row.*" in one]
    assert len(rows) == 2
    plans = [
        str(tuple(step))
        for statement in read
        if statement.lstrip().startswith("SELECT")
        and ("change_row" in statement or "log_row" in statement)
        and "json_extract" not in statement  # reads on only where a row is gone
        for step in register.execute(f"EXPLAIN QUERY PLAN {statement}")
    ]
    assert plans
    assert [plan for plan in plans if "SCAN log_row" in plan] == []


def test_more_of_one_person_s_changes_are_asked_for_by_their_case(
    register: Register, on_step: OnStep
) -> None:
    on_step("serviceassistent")
    for who, command in ((None, "steg log --limit 20"), ("1", "steg log S-0001 --limit 20")):
        found = log(register, TODAY, who=who)
        assert found.form.rest is not None
        assert found.form.rest(found.rows[0]) == command


def test_why_nothing_of_a_protected_person_may_be_erased_is_not_told(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody(protected=True)
    register.execute(
        "INSERT INTO hold (participant_id, reason, day) VALUES (1, 'tvist', '2024-01-15')"
    )

    def told(*, include_protected: bool) -> list[tuple[str, object]]:
        row = log(register, TODAY, limit=1, include_protected=include_protected).rows[0]
        return [(one.field, one.after) for one in row.fields or ()]

    assert told(include_protected=False) == [("reason", None), ("day", "2024-01-15")]
    assert told(include_protected=True) == [("reason", "tvist"), ("day", "2024-01-15")]
