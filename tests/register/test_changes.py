"""The change log, and reversing it: what is recorded, what undo and redo bring back."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from steg_cli.actions.advance import advance
from steg_cli.actions.amend import amend
from steg_cli.actions.convert import convert_sector
from steg_cli.actions.enrol import Application, enrol
from steg_cli.actions.extend import extend
from steg_cli.actions.follow_up import follow_up
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place as place_somebody
from steg_cli.actions.results import Done
from steg_cli.actions.surroundings import COHORT, WORKPLACE, add, edit, set_setting
from steg_cli.actions.undo import next_reversal, reverse_last
from steg_cli.programme.errors import Refused, StegError
from steg_cli.programme.identity import parse_identity
from steg_cli.register.changes import reverse
from steg_cli.register.file import Register, open_register
from tests.at_random import AT_RANDOM
from tests.undoing import undo_and_redo

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody, NumberOf, Outside
    from tests.register.conftest import Content, PutOnStep

D = date.fromisoformat
TODAY = D("2024-01-15")
NOW = datetime(2024, 1, 15, 9, 0, tzinfo=UTC)

Row = dict[str, object]
# table, row id, case number, before, after
Touched = tuple[str, int, int | None, Row | None, Row | None]


def told(error: StegError) -> tuple[str, str]:
    return str(error), error.hint.format(**error.values)


def commands(register: Register) -> list[tuple[str, str, int | None]]:
    """Every change in order: command, summary, what it reverses."""
    rows = register.execute("SELECT command, summary, reverses FROM change ORDER BY id")
    return [tuple(row) for row in rows]


def touched_by(register: Register, change: int | None) -> list[Touched]:
    rows = register.execute("SELECT * FROM change_row WHERE change_id = ? ORDER BY id", (change,))
    return [
        (
            row["table_name"],
            row["row_id"],
            row["participant_id"],
            json.loads(row["before"]) if row["before"] else None,
            json.loads(row["after"]) if row["after"] else None,
        )
        for row in rows
    ]


def last_change(register: Register) -> int:
    return int(register.execute("SELECT max(id) FROM change").fetchone()[0])


# What a command leaves in the log

ANNA: Row = {
    "id": 1,
    "kind": "personnummer",
    "number": "198001019804",
    "sex": "woman",
    "birth_year": 1980,
    "name": "Anna Andersson",
    "protected": 0,
}
ENROLMENT: Row = {
    "id": 1,
    "participant_id": 1,
    "cohort_id": 2,
    "municipality": "Skövde",
    "first_day": "2024-01-01",
    "last_day": None,
    "left_to": None,
    "qualification": 0,
    "status": "unemployed",
    "disability": 0,
    "long_term_unemployed": 1,
    "education": None,
    "consultant": None,
    "exception": None,
    "labour_status": None,
    "unemployed_since": None,
}
STAY: Row = {
    "id": 1,
    "enrolment_id": 1,
    "step_id": 1,
    "first_day": "2024-01-01",
    "planned_last_day": None,
    "last_day": None,
    "closed_on": None,
    "agreement": None,
    "weekends": None,
    "exception": None,
    "decided_by": None,
    "completed": None,
    "certificate_day": None,
    "post_id": None,
    "notice_of": None,
    "notice_given": None,
    "union_notified": None,
}


def test_a_command_is_one_change_with_every_row_before_and_after(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    count = len(commands(register))
    enrol_somebody("Anna Andersson", on=D("2024-01-01"))
    assert touched_by(register, last_change(register)) == [
        ("participant", 1, 1, None, ANNA),
        ("enrolment", 1, 1, None, ENROLMENT),
        ("stay", 1, 1, None, STAY),
    ]
    done = advance(
        register,
        "1",
        TODAY,
        to="serviceassistent",
        workplace="Solgården",
        exception="pilot",
        decided_by="Eva",
    )
    placement = {
        "id": 1,
        "enrolment_id": 1,
        "workplace_id": 2,
        "first_day": "2024-01-15",
        "last_day": None,
        "percent": 100,
        "supervisor": None,
        "exception": None,
    }
    service = STAY | {
        "id": 2,
        "step_id": 6,
        "first_day": "2024-01-15",
        "planned_last_day": "2025-01-14",
        "agreement": "BEA",
        "exception": "pilot",
        "decided_by": "Eva",
    }
    ended = STAY | {"last_day": "2024-01-14", "closed_on": "2024-01-15"}
    assert touched_by(register, done.change) == [
        ("stay", 1, 1, STAY, ended),
        ("stay", 2, 1, None, service),
        ("placement", 1, 1, None, placement),
    ]
    longer = extend(register, "1", TODAY, months=12)
    extension = {
        "id": 1,
        "stay_id": 2,
        "decided_on": "2024-01-15",
        "old_last_day": "2025-01-14",
        "new_last_day": "2026-01-14",
        "decided_by": None,
        "exception": None,
    }
    assert touched_by(register, longer.change) == [
        ("stay", 2, 1, service, service | {"planned_last_day": "2026-01-14"}),
        ("extension", 1, 1, None, extension),
    ]
    assert commands(register)[count:] == [
        ("enrol", "S-0001 kartlaggning 2024-01-01", None),
        ("advance", "S-0001 kartlaggning > serviceassistent 2024-01-15", None),
        ("extend", "S-0001 serviceassistent 2025-01-14 > 2026-01-14", None),
    ]
    columns = "at, day, is_open, login"
    logged = register.execute(f"SELECT {columns} FROM change WHERE id = ?", (longer.change,))
    assert tuple(logged.fetchone()) == ("2024-01-15T09:00:00Z", "2024-01-15", 0, "")


def test_a_change_is_logged_with_who_made_it_and_reading_asks_nobody(register: Register) -> None:
    asked: list[str] = []

    def login() -> str:
        asked.append("karin")
        return asked[-1]

    register.login = login
    assert register.execute("SELECT count(*) FROM cohort").fetchone()[0] == 2
    assert asked == []
    add(register, COHORT, "Höst", {}, TODAY)
    register.execute("UPDATE cohort SET planned = 5 WHERE name = 'Höst'")  # as another program
    logged = register.execute("SELECT command, login FROM change ORDER BY id DESC LIMIT 2")
    assert [tuple(row) for row in logged] == [("outside", ""), ("cohort add", "karin")]
    assert asked == ["karin"]


def test_the_surroundings_are_logged_without_a_person(register: Register) -> None:
    cohort = add(register, COHORT, "Höst", {"planned": 20}, TODAY)
    row = {
        "id": 3,
        "name": "Höst",
        "planned": 20,
        "first_day": None,
        "last_day": None,
        "project_id": None,
        "open_until": None,
    }
    assert touched_by(register, cohort.change) == [("cohort", 3, None, None, row)]
    edited = edit(register, COHORT, "Höst", {"planned": 25, "project": "STEG"}, TODAY)
    assert touched_by(register, edited.change) == [
        ("cohort", 3, None, row, row | {"planned": 25, "project_id": 1})
    ]
    setting = set_setting(register, "language", "sv", TODAY)
    assert touched_by(register, setting.change) == [
        ("setting", 1, None, None, {"id": 1, "key": "language", "value": "sv"})
    ]


def test_every_row_of_a_persons_way_is_logged_under_that_person(
    register: Register, enrol_somebody: EnrolSomebody, put_on_step: PutOnStep
) -> None:
    first = last_change(register)
    enrol_somebody("Anna", on=D("2023-01-01"), today=D("2023-01-01"))
    enrol_somebody("Bo", on=D("2023-01-01"), today=D("2023-01-01"))
    put_on_step("2", "serviceassistent", D("2023-02-01"), workplace="Solgården")
    extend(register, "2", TODAY, months=6)
    leave(register, "2", TODAY, to="employment", on=D("2024-01-10"))
    follow_up(register, "2", D("2024-07-10"), status="employment")
    rows = register.execute(
        "SELECT table_name, participant_id, count(*) FROM change_row WHERE change_id > ? "
        "GROUP BY table_name, participant_id ORDER BY table_name, participant_id",
        (first,),
    )
    assert [tuple(row) for row in rows] == [
        ("enrolment", 1, 1),
        ("enrolment", 2, 2),
        ("extension", 2, 1),
        ("follow_up", 2, 1),
        ("participant", 1, 1),
        ("participant", 2, 1),
        ("placement", 2, 2),
        ("stay", 1, 1),
        ("stay", 2, 5),
    ]


def test_what_changes_nothing_leaves_no_change(
    register: Register,
    enrol_somebody: EnrolSomebody,
    everything_in: Callable[[Path], list[str]],
) -> None:
    enrol_somebody("Anna Andersson")
    set_setting(register, "language", "sv", TODAY)
    before = everything_in(register.path)
    assert amend(register, "1", "name", "Anna Andersson", TODAY).change is None
    assert set_setting(register, "language", "sv", TODAY).change is None
    with register.change("nothing", TODAY) as change:
        register.execute("UPDATE participant SET name = name, protected = protected")
    assert change.id is None
    assert everything_in(register.path) == before


def test_a_change_within_a_change_is_refused(register: Register) -> None:
    count = len(commands(register))
    with pytest.raises(sqlite3.IntegrityError), register.change("outer", TODAY):
        add(register, COHORT, "Höst", {}, TODAY)
    assert len(commands(register)) == count


# Edits with other tools


def test_an_edit_with_another_tool_is_logged_as_outside(
    register: Register, enrol_somebody: EnrolSomebody, outside: Outside
) -> None:
    enrol_somebody("Anna Andersson", on=D("2024-01-01"))
    count = len(commands(register))
    tool = outside()
    tool.execute("UPDATE participant SET name = 'Anna Ek' WHERE id = 1")
    tool.execute("UPDATE participant SET name = 'Anna Ek' WHERE id = 1")  # changes nothing
    tool.execute("INSERT INTO sector (name) VALUES ('Teknik')")
    tool.execute("DELETE FROM stay WHERE id = 1")
    assert commands(register)[count:] == [
        ("outside", "participant 1", None),
        ("outside", "sector 4", None),
        ("outside", "stay 1", None),
    ]
    last = last_change(register)
    assert [touched_by(register, change) for change in (last - 2, last - 1, last)] == [
        [("participant", 1, 1, ANNA, ANNA | {"name": "Anna Ek"})],
        [("sector", 4, None, None, {"id": 4, "name": "Teknik", "employs_from": None})],
        [("stay", 1, 1, STAY, None)],
    ]
    days = register.execute("SELECT day = date(at, 'localtime') FROM change WHERE id = ?", (last,))
    assert days.fetchone()[0] == 1


def test_what_another_tool_deletes_in_any_order_is_logged_under_its_person(
    register: Register, enrol_somebody: EnrolSomebody, put_on_step: PutOnStep, outside: Outside
) -> None:
    """Other tools do not hold foreign keys, so that a person can go before what is theirs."""
    enrol_somebody("Anna", on=D("2023-01-01"), today=D("2023-01-01"))
    put_on_step("1", "serviceassistent", D("2023-02-01"), workplace="Solgården")
    extend(register, "1", TODAY, months=6)
    last = last_change(register)
    tool = outside()
    for table in ("participant", "enrolment", "placement", "stay", "extension"):
        tool.execute(f"DELETE FROM {table}")
    rows = register.execute(
        "SELECT table_name, participant_id FROM change_row WHERE change_id > ? ORDER BY id", (last,)
    )
    assert [tuple(row) for row in rows] == [
        ("participant", 1),
        ("enrolment", 1),
        ("placement", 1),
        ("stay", 1),
        ("stay", 1),
        ("extension", 1),
    ]


# What the commands before them leave no row in.
MORE = [
    "pause (enrolment_id, first_day) VALUES (2, '2023-12-01')",
    "support (enrolment_id, kind, first_day, last_day) "
    "VALUES (2, 'other', '2023-02-01', '2024-01-31')",
    "deadline (enrolment_id, text, day, lead) VALUES (2, 'utdrag', '2024-03-01', 1), "
    "(2, 'samtal', '2024-04-01', 1)",
    "municipality (id, name) VALUES (100, 'Falköping')",
    "municipality_plan (municipality_id, project_id, planned) VALUES (100, 1, 5)",
    "post (title, tasks, relieves, workplace_id, places) "
    "VALUES ('köksbiträde', 'disk', 'kock', 2, 2)",
    "contact (name, role, organisation) VALUES ('Eva', 'chef', 'AME')",
]
BY_OTHER_TOOLS = [
    # as sqlite-utils insert --replace, --ignore and upsert do it
    "INSERT OR REPLACE INTO sector (id, name) VALUES (3, 'Omsorg')",
    "REPLACE INTO sector (id, name) VALUES (3, 'Omsorg')",
    "INSERT OR IGNORE INTO sector (id, name) VALUES (3, 'Omsorg')",
    "INSERT INTO sector (id, name) VALUES (3, 'Omsorg') "
    "ON CONFLICT (id) DO UPDATE SET name = excluded.name",
    # over a row that is the only one of its kind allowed
    "REPLACE INTO sector (name) VALUES ('Vård och omsorg')",
    "REPLACE INTO setting (key, value) VALUES ('language', 'en')",
    "REPLACE INTO enrolment (participant_id, cohort_id, municipality, first_day, status) "
    "VALUES (1, 1, 'Falköping', '2024-01-01', 'unemployed')",
    "REPLACE INTO stay (enrolment_id, step_id, first_day) VALUES (2, 1, '2024-01-15')",
    "REPLACE INTO pause (enrolment_id, first_day) VALUES (2, '2024-01-15')",
    "REPLACE INTO municipality (name) VALUES ('Falköping')",
    "REPLACE INTO municipality_plan (municipality_id, project_id, planned) VALUES (100, 1, 8)",
    "REPLACE INTO post (title, tasks, relieves, workplace_id, places) "
    "VALUES ('köksbiträde', 'disk', 'kock', 1, 1)",
    "REPLACE INTO contact (name, role, organisation) VALUES ('Eva', 'chef', 'HR')",
    "REPLACE INTO support (id, enrolment_id, kind, first_day, last_day) "
    "VALUES (1, 2, 'osa', '2024-01-01', '2024-01-31')",
    "UPDATE OR REPLACE deadline SET id = 2 WHERE id = 1",
    # which stands beside the one that is open
    "REPLACE INTO placement (enrolment_id, workplace_id, first_day) VALUES (2, 1, '2024-01-15')",
    "REPLACE INTO follow_up (enrolment_id, day, status) VALUES (1, '2022-12-30', 'other')",
    "UPDATE OR REPLACE cohort SET name = 'STEG' WHERE id = 1",
    "UPDATE OR REPLACE participant SET number = (SELECT number FROM participant WHERE id = 2) "
    "WHERE id = 1",
    "UPDATE OR REPLACE stay SET last_day = NULL, closed_on = NULL WHERE enrolment_id = 2",
    # without holding foreign keys
    "DELETE FROM sector",
    "DELETE FROM participant",
    "DELETE FROM enrolment",
    "DELETE FROM stay",
    "DELETE FROM municipality",
    "DELETE FROM support",
    "UPDATE pause SET paid = 0, last_day = '2024-01-31'",
    "UPDATE deadline SET done_on = '2024-01-10'",
    "UPDATE sector SET id = id + 10 WHERE id = 3",
    "UPDATE participant SET id = 77 WHERE id = 1",
    "UPDATE placement SET workplace_id = 1",
]


@pytest.mark.parametrize("statement", BY_OTHER_TOOLS, ids=lambda statement: statement[:60])
def test_whatever_another_tool_does_is_refused_or_can_be_undone(
    register: Register,
    enrol_somebody: EnrolSomebody,
    put_on_step: PutOnStep,
    number_of: NumberOf,
    outside: Outside,
    content_of: Callable[[Path], Content],
    statement: str,
) -> None:
    number = number_of("19900101")
    enrol_somebody("Anna", number=number, on=D("2022-01-01"), today=D("2022-01-01"))
    leave(register, "1", D("2022-06-30"), to="other")
    follow_up(register, "1", D("2022-12-30"), status="education")
    enrol_somebody("Anna", number=number, on=D("2023-01-01"), today=D("2023-01-01"))
    put_on_step("1", "serviceassistent", D("2023-02-01"), workplace="Solgården")
    enrol_somebody("Bo")
    set_setting(register, "language", "sv", TODAY)
    with register.change("more", TODAY):
        for row in MORE:
            register.execute(f"INSERT INTO {row}")
    before, known = content_of(register.path), commands(register)
    with suppress(sqlite3.IntegrityError):
        outside().execute(statement)
    if content_of(register.path) == before:
        assert commands(register) == known
    while next_reversal(register, "undo").command == "outside":
        reverse_last(register, "undo", TODAY)
    assert content_of(register.path) == before


# Reversing


def test_undo_and_redo_tell_what_they_reversed(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody("Anna Andersson")
    enrolled = last_change(register)
    coming = next_reversal(register, "undo")
    assert (coming.reversed, coming.command, coming.summary, coming.at) == (
        enrolled,
        "enrol",
        "S-0001 kartlaggning 2024-01-15",
        "2024-01-15T09:00:00Z",
    )
    assert reverse_last(register, "undo", TODAY) == Done("undo", enrolled + 1, coming)
    assert next_reversal(register, "redo") == coming
    assert reverse_last(register, "redo", TODAY) == Done("redo", enrolled + 2, coming)
    summary = f"{enrolled} enrol S-0001 kartlaggning 2024-01-15"
    assert commands(register)[-2:] == [
        ("undo", summary, enrolled),
        ("redo", summary, enrolled + 1),
    ]


def test_undo_stops_at_what_founded_the_register(register: Register) -> None:
    for workplace in ("Björkskolan", "Solgården", "Snickeriet"):
        assert next_reversal(register, "undo").summary == workplace
        reverse_last(register, "undo", TODAY)
    before = commands(register)
    with pytest.raises(Refused) as raised:
        reverse_last(register, "undo", TODAY)
    assert told(raised.value) == ("There is nothing to undo.", "steg log shows what was done.")
    assert commands(register) == before


def test_redo_is_over_after_a_new_change(register: Register) -> None:
    reverse_last(register, "undo", TODAY)
    add(register, COHORT, "Höst", {}, TODAY)
    before = commands(register)
    with pytest.raises(Refused) as raised:
        reverse_last(register, "redo", TODAY)
    assert told(raised.value) == (
        "There is nothing to redo: nothing was undone since the last change.",
        "steg log shows what was done.",
    )
    assert commands(register) == before


def test_undo_is_refused_when_another_change_came_in_meanwhile(register: Register) -> None:
    expected = next_reversal(register, "undo").reversed
    add(register, COHORT, "Höst", {}, TODAY)
    before = commands(register)
    with pytest.raises(Refused) as raised:
        reverse_last(register, "undo", TODAY, expected=expected)
    assert told(raised.value) == (
        f"Change {expected + 1} came in meanwhile, so nothing was reversed.",
        "Look at steg log and decide again.",
    )
    assert commands(register) == before


def past_the_log(tool: sqlite3.Connection, table: str, statement: str) -> None:
    """Execute a statement while the table's triggers are away."""
    triggers = tool.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", (table,)
    ).fetchall()
    for name, _ in triggers:
        tool.execute(f"DROP TRIGGER {name}")
    tool.execute(statement)
    for _, sql in triggers:
        tool.execute(sql)


SLIPPED_BY = [
    ("UPDATE participant SET name = 'Anna Ek'", "participant", 1),
    ("UPDATE stay SET decided_by = 'Eva'", "stay", 1),
    ("DELETE FROM stay", "stay", 1),
]


@pytest.mark.parametrize(("statement", "table", "row"), SLIPPED_BY)
def test_undo_is_refused_when_a_row_was_altered_past_the_log(
    register: Register,
    enrol_somebody: EnrolSomebody,
    outside: Outside,
    everything_in: Callable[[Path], list[str]],
    statement: str,
    table: str,
    row: int,
) -> None:
    enrol_somebody("Anna Andersson")
    enrolled = last_change(register)
    past_the_log(outside(), table, statement)
    before = everything_in(register.path)
    with pytest.raises(Refused) as raised:
        reverse_last(register, "undo", TODAY)
    assert told(raised.value) == (
        f"Change {enrolled} cannot be reversed: {table} {row} was altered since.",
        "steg log shows what came after it.",
    )
    assert everything_in(register.path) == before


def test_a_deleted_row_does_not_come_back_over_another_one(
    register: Register, outside: Outside, everything_in: Callable[[Path], list[str]]
) -> None:
    tool = outside()
    tool.execute("INSERT INTO sector (name) VALUES ('Teknik')")
    tool.execute("DELETE FROM sector WHERE name = 'Teknik'")
    deleted = last_change(register)
    past_the_log(tool, "sector", "INSERT INTO sector (id, name) VALUES (4, 'Kultur')")
    before = everything_in(register.path)
    with pytest.raises(Refused) as raised:
        reverse_last(register, "undo", TODAY)
    assert str(raised.value) == f"Change {deleted} cannot be reversed: sector 4 was altered since."
    assert everything_in(register.path) == before


def test_a_deleted_row_does_not_come_back_when_what_it_refers_to_is_gone(
    register: Register, outside: Outside, everything_in: Callable[[Path], list[str]]
) -> None:
    tool = outside()
    tool.execute("DELETE FROM workplace WHERE name = 'Björkskolan'")
    deleted = last_change(register)
    past_the_log(tool, "sector", "DELETE FROM sector WHERE name = 'Barn och utbildning'")
    before = everything_in(register.path)
    with pytest.raises(Refused) as raised:
        reverse_last(register, "undo", TODAY)
    assert told(raised.value) == (
        f"Change {deleted} cannot be reversed: workplace 3 was altered since.",
        "steg log shows what came after it.",
    )
    assert everything_in(register.path) == before


def test_a_log_that_names_a_table_of_its_own_making_is_not_followed(
    register: Register, outside: Outside
) -> None:
    add(register, COHORT, "Höst", {}, TODAY)
    last = last_change(register)
    tool = outside()
    tool.execute("INSERT INTO log_layout (id, table_name) VALUES (-1, 'change')")
    tool.execute("UPDATE log_row SET layout_id = -1 WHERE change_id = ?", (last,))
    with pytest.raises(ValueError, match=r"^change_row [0-9]+ names an unknown table$"):
        reverse(register.connection, last)


def test_a_clock_that_goes_back_changes_no_order(register: Register) -> None:
    register.clock = lambda: NOW + timedelta(1)
    add(register, COHORT, "Höst", {}, TODAY)
    register.clock = lambda: NOW - timedelta(1)
    add(register, COHORT, "Vår", {}, TODAY)
    taken = [reverse_last(register, "undo", TODAY).result.summary for _ in range(2)]
    assert taken == ["Vår", "Höst"]
    back = [reverse_last(register, "redo", TODAY).result.summary for _ in range(2)]
    assert back == ["Höst", "Vår"]


# Which change comes next


@pytest.mark.parametrize(
    ("log", "undoable", "redoable"),
    [
        ([], [], []),
        ([(1, "init", None)], [], []),
        ([(1, "demo", None)], [], []),
        ([(1, "init", None), (2, "enrol", None), (3, "place", None)], [2, 3], []),
        ([(1, "enrol", None), (2, "undo", 1)], [], [2]),
        ([(1, "enrol", None), (2, "undo", 1), (3, "redo", 2)], [1], []),
        ([(1, "enrol", None), (2, "undo", 1), (3, "redo", 2), (4, "undo", 1)], [], [4]),
        (
            [(1, "enrol", None), (2, "undo", 1), (3, "redo", 2), (4, "undo", 1), (5, "redo", 4)],
            [1],
            [],
        ),
        (
            [(1, "enrol", None), (2, "place", None), (3, "undo", 2), (4, "undo", 1)],
            [],
            [3, 4],
        ),
        (
            [
                (1, "enrol", None),
                (2, "place", None),
                (3, "undo", 2),
                (4, "undo", 1),
                (5, "redo", 4),
            ],
            [1],
            [3],
        ),
        ([(1, "enrol", None), (2, "undo", 1), (3, "place", None)], [3], []),
        ([(1, "enrol", None), (2, "undo", 1), (3, "outside", None)], [3], []),
        (
            [(1, "enrol", None), (2, "undo", 1), (3, "place", None), (4, "undo", 3)],
            [],
            [4],
        ),
        ([(3, "outside", None), (7, "enrol", None)], [3, 7], []),
        ([(1, "enrol", None), (2, "upgrade", None)], [1], []),
        # older ones: what is brought back comes into effect last
        ([(1, "enrol", None), (2, "place", None), (3, "undo", 1)], [2], [3]),
        ([(1, "enrol", None), (2, "place", None), (3, "undo", 1), (4, "redo", 3)], [2, 1], []),
        ([(1, "enrol", None), (2, "place", None), (3, "undo", 1), (4, "undo", 2)], [], [3, 4]),
        ([(1, "enrol", None), (2, "undo", 1), (3, "upgrade", None)], [], [2]),
    ],
)
def test_what_can_be_undone_and_redone_follows_from_the_log(
    log: list[tuple[int, str, int | None]], undoable: list[int], redoable: list[int]
) -> None:
    assert undo_and_redo(log) == (undoable, redoable)


# Any sequence of commands, against whole copies kept in a list

STEPS = ("utredning", "arbetsprovning", "praktik", "serviceassistent", "enhetsassistent")
PLACES = ("Solgården", "Snickeriet", "Björkskolan")
AMENDMENTS = [
    ("name", "Eva Ek"),
    ("protected", "yes"),
    ("protected", "no"),
    ("municipality", "Tibro"),
    ("cohort", "Pilot 2016"),
    ("disability", "yes"),
    ("stay.1.first-day", "2024-01-10"),
    ("stay.2.first-day", "2024-02-01"),
    ("stay.2.decided-by", "Eva"),
    ("placement.1.percent", "50"),
    ("placement.1.workplace", "Björkskolan"),
]
EDITS_OUTSIDE = [
    "UPDATE participant SET protected = 1 - protected WHERE id = (SELECT max(id) FROM participant)",
    "UPDATE enrolment SET consultant = 'Eva' WHERE id = (SELECT min(id) FROM enrolment)",
    "INSERT INTO sector (name) SELECT 'Sektor ' || (max(id) + 1) FROM sector",
    "DELETE FROM follow_up WHERE id = (SELECT max(id) FROM follow_up)",
    "UPDATE setting SET value = '7' WHERE key = 'remind.months'",
]

who = st.integers(1, 4).map(str)


class Recorder(RuleBasedStateMachine):
    """Do real commands; the model keeps the whole content after each one, in two lists."""

    def __init__(
        self, path: Path, number_of: NumberOf, content_of: Callable[[Path], Content]
    ) -> None:
        super().__init__()
        self.path = path
        self.register = open_register(path, clock=lambda: NOW)
        self.register.execute("PRAGMA synchronous = OFF")
        self.number_of, self.content_of = number_of, content_of
        self.today = TODAY
        contents = [content_of(path)]
        for _ in PLACES:  # the three changes that added them
            reverse_last(self.register, "undo", self.today)
            contents.append(content_of(path))
        for _ in PLACES:
            reverse_last(self.register, "redo", self.today)
        self.now, *past = contents
        self.past = past[::-1]
        self.future: list[Content] = []

    def teardown(self) -> None:
        self.register.close()

    def do(self, command: Callable[[], Done[Any]]) -> None:
        try:
            done = command()
        except StegError:
            return
        if done.change is not None:
            self.record()

    def record(self) -> None:
        self.past.append(self.now)
        self.future.clear()
        self.now = self.content_of(self.path)

    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        self.today += timedelta(days)

    @rule(person=st.integers(1, 4), protected=st.booleans(), dry_run=st.booleans())
    def enrol(self, person: int, protected: bool, dry_run: bool) -> None:
        application = Application(
            parse_identity(self.number_of(f"1980010{person}"), self.today),
            f"Person {person}",
            "STEG",
            "Skövde",
            "unemployed",
            self.today,
            long_term_unemployed=True,
            protected=protected,
        )
        self.do(lambda: enrol(self.register, application, self.today, dry_run=dry_run))

    @rule(who=who, step=st.sampled_from(STEPS), place=st.sampled_from((None, *PLACES)))
    def advance(self, who: str, step: str, place: str | None) -> None:
        self.do(
            lambda: advance(
                self.register, who, self.today, to=step, workplace=place, exception="so"
            )
        )

    @rule(who=who, place=st.sampled_from(PLACES), percent=st.integers(1, 100))
    def place(self, who: str, place: str, percent: int) -> None:
        self.do(lambda: place_somebody(self.register, who, place, self.today, percent=percent))

    @rule(who=who, months=st.integers(1, 12))
    def extend(self, who: str, months: int) -> None:
        self.do(lambda: extend(self.register, who, self.today, months=months))

    @rule()
    def convert(self) -> None:
        self.do(lambda: convert_sector(self.register, "Vård och omsorg", self.today))

    @rule(who=who, dry_run=st.booleans())
    def leave(self, who: str, dry_run: bool) -> None:
        self.do(lambda: leave(self.register, who, self.today, to="employment", dry_run=dry_run))

    @rule(who=who)
    def follow_up(self, who: str) -> None:
        self.do(lambda: follow_up(self.register, who, self.today, status="education"))

    @rule(who=who, amendment=st.sampled_from(AMENDMENTS))
    def amend(self, who: str, amendment: tuple[str, str]) -> None:
        self.do(lambda: amend(self.register, who, *amendment, self.today))

    @rule(number=st.integers(1, 3), planned=st.integers(0, 2))
    def add_or_edit_a_cohort(self, number: int, planned: int) -> None:
        self.do(lambda: add(self.register, COHORT, f"Grupp {number}", {}, self.today))
        self.do(
            lambda: edit(self.register, COHORT, f"Grupp {number}", {"planned": planned}, self.today)
        )

    @rule(place=st.sampled_from(PLACES), adapted=st.booleans())
    def edit_a_workplace(self, place: str, adapted: bool) -> None:
        self.do(lambda: edit(self.register, WORKPLACE, place, {"adapted": adapted}, self.today))

    @rule(months=st.integers(1, 3))
    def set_a_setting(self, months: int) -> None:
        self.do(lambda: set_setting(self.register, "remind.months", f"{months}", self.today))

    @rule(statement=st.sampled_from(EDITS_OUTSIDE))
    def edit_outside(self, statement: str) -> None:
        with closing(sqlite3.connect(self.path, isolation_level=None)) as tool:
            tool.execute("PRAGMA synchronous = OFF")
            tool.execute(statement)
        if self.content_of(self.path) != self.now:
            self.record()

    def reverse(
        self, what: Literal["undo", "redo"], back: list[Content], on: list[Content]
    ) -> None:
        if not back:
            with pytest.raises(Refused):
                reverse_last(self.register, what, self.today)
            return
        assert reverse_last(self.register, what, self.today).change is not None
        on.append(self.now)
        self.now = back.pop()

    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(times):
            self.reverse("undo", self.past, self.future)

    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(times):
            self.reverse("redo", self.future, self.past)

    @invariant()
    def the_content_is_exactly_the_models(self) -> None:
        assert self.content_of(self.path) == self.now

    @invariant()
    def as_much_can_be_undone_and_redone_as_the_model_holds(self) -> None:
        log = self.register.execute("SELECT id, command, reverses FROM change ORDER BY id")
        undoable, redoable = undo_and_redo([tuple(row) for row in log])
        assert (len(undoable), len(redoable)) == (len(self.past), len(self.future))


def test_undo_and_redo_go_back_and_forth_exactly_through_any_commands(
    founded: Path, tmp_path: Path, number_of: NumberOf, content_of: Callable[[Path], Content]
) -> None:
    class FromTheFoundedRegister(Recorder):
        def __init__(self) -> None:
            shutil.copy(founded, tmp_path / "steg.db")
            super().__init__(tmp_path / "steg.db", number_of, content_of)

    run_state_machine_as_test(
        FromTheFoundedRegister,
        settings=settings(max_examples=20 * AT_RANDOM, stateful_step_count=30, deadline=None),
    )
