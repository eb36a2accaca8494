"""A flipped bit in any column: the row is found, by its form, its references or its history."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.extend import extend
from steg_cli.actions.leave import leave
from steg_cli.actions.note import note
from steg_cli.actions.supports import add_support
from steg_cli.actions.undo import reverse_last
from steg_cli.register.damage import Damage, cases_of, damaged, set_aside
from steg_cli.register.file import Register
from steg_cli.register.replay import not_as_logged, not_as_made
from steg_cli.register.version_6 import LOGGED_6

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody
    from tests.register.conftest import PutOnStep

D = date.fromisoformat
TODAY = D("2024-01-15")


@pytest.fixture
def copy(
    register: Register, enrol_somebody: EnrolSomebody, put_on_step: PutOnStep
) -> Iterator[sqlite3.Connection]:
    """A register in memory where Anna (1) works, Bo (2) has left, and nothing guards the rows."""
    enrol_somebody("Anna", on=D("2023-01-01"), today=D("2023-01-01"))
    enrol_somebody("Bo", on=D("2023-01-01"), today=D("2023-01-01"))
    put_on_step("1", "serviceassistent", D("2023-02-01"), workplace="Solgården")
    extend(register, "1", TODAY, months=6)
    add_support(
        register, "1", "lonebidrag", TODAY, first=D("2023-02-01"), last=D("2024-01-31"), percent=50
    )
    note(register, "1", "trivs", TODAY)
    note(register, "1", "mera", TODAY)
    reverse_last(register, "undo", TODAY)
    leave(register, "2", TODAY, to="employment", on=D("2023-06-30"))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        register.connection.backup(copy)
        for (name,) in copy.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
            copy.execute(f"DROP TRIGGER {name}")
        copy.execute("PRAGMA ignore_check_constraints = ON")
        yield copy


def test_a_sound_register_is_as_logged_and_as_made(register: Register, copy: object) -> None:
    assert [*damaged(register.connection)] == []
    assert [*not_as_logged(register.connection)] == []
    assert [*not_as_made(register.connection)] == []


@pytest.mark.parametrize("table", sorted(LOGGED_6))
def test_every_other_value_is_told_by_its_history(copy: sqlite3.Connection, table: str) -> None:
    columns = [row[1:3] for row in copy.execute(f"PRAGMA table_info({table})")]
    first = copy.execute(f"SELECT min(id) FROM {table}").fetchone()[0]
    for column, kind in columns:
        if column == "id" or first is None:
            continue
        other = 987_654 if kind == "INTEGER" else "annat"
        copy.execute("SAVEPOINT before")
        copy.execute(f"UPDATE OR IGNORE {table} SET {column} = ? WHERE id = ?", (other, first))
        assert [*not_as_logged(copy)] == [Damage(table, first, column)], column
        copy.execute("ROLLBACK TO before")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("DELETE FROM remark", [("remark", 1)]),
        ("INSERT INTO remark VALUES (9, 1, '2024-01-01', 'ny')", [("remark", 9)]),
        (
            "UPDATE log_row SET after = '[' WHERE id IN "
            "(SELECT id FROM change_row WHERE table_name = 'remark')",
            [("remark", 2)],
        ),
        (
            "UPDATE log_row SET after = json_set(after, '$.z', 1) WHERE id = "
            "(SELECT min(id) FROM change_row WHERE table_name = 'remark')",
            [("remark", 1)],
        ),
    ],
)
def test_rows_that_came_or_went_without_a_word_are_told(
    copy: sqlite3.Connection, query: str, found: list[tuple[str, int]]
) -> None:
    copy.execute(query)
    assert [*not_as_logged(copy)] == [Damage(table, row, None) for table, row in found]


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("stay", "planned_last_day", "2024-02-2q"),
        ("stay", "first_day", b"\xff"),
        ("stay", "step_id", 987_654),
        ("enrolment", "status", "x"),
        ("placement", "percent", 0),
        ("workplace", "sector_id", 987_654),
        ("participant", "protected", 7),
        ("placement", "first_day", "9999-12-31"),
        ("stay", "first_day", "1899-12-31"),
        ("step", "most_months", 2**62),
        ("step", "least_months", -3),
        ("change", "at", "2024-01-15T09:00:0"),
        ("change", "reverses", 987_654),
        ("log_row", "before", "{"),
        ("log_row", "after", "{"),
        ("log_row", "change_id", 987_654),
        ("log_row", "layout_id", 987_654),
        ("log_layout", "columns", "{"),
        ("log_layout", "columns", '{"a":"key","b":"valuf"}'),
        ("log_layout", "columns", "7"),
        ("log_layout", "columns", "[" * 1500 + "]" * 1500),
        ("log_row", "before", "7"),
        ("log_row", "after", "[]"),
    ],
)
def test_a_value_that_cannot_be_is_found(
    copy: sqlite3.Connection, table: str, column: str, value: object
) -> None:
    where = "command = 'undo'" if column == "reverses" else "id = 1"
    if value == b"\xff":
        copy.execute(f"UPDATE {table} SET {column} = CAST(? AS TEXT) WHERE {where}", (value,))
    else:
        copy.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", (value,))
    row = copy.execute(f"SELECT id FROM {table} WHERE {where}").fetchone()[0]
    copy.execute("PRAGMA ignore_check_constraints = OFF")
    assert Damage(table, row, column) in [*damaged(copy)]


def test_a_value_is_found_in_a_file_that_may_only_be_read(
    copy: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy.execute("UPDATE stay SET first_day = '2023-01-0q' WHERE id = 1")
    with closing(sqlite3.connect(path := tmp_path / "copy.db")) as file:
        copy.backup(file)
    monkeypatch.setattr(os, "access", lambda *_: False)  # no permission keeps root from writing
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
        assert Damage("stay", 1, "first_day") in [*damaged(file)]


@pytest.mark.parametrize(
    ("damage", "cases"),
    [
        (Damage("participant", 2, "number"), {2}),
        (Damage("enrolment", 1, None), {1}),
        (Damage("stay", 1, "step_id"), {1}),
        (Damage("extension", 1, None), {1}),
        (Damage("remark", 1, None), {1}),
        (Damage("workplace", 2, None), {1}),
        (Damage("workplace", 3, None), set()),
        (Damage("sector", 3, None), {1}),
        (Damage("step", 6, None), {1}),
        (Damage("cohort", 2, None), {1, 2}),
        (Damage("setting", 1, None), set()),
    ],
)
def test_whoever_has_a_damaged_row_is_set_aside(
    copy: sqlite3.Connection, damage: Damage, cases: set[int]
) -> None:
    assert cases_of(copy, [damage]) == cases
    assert set_aside(copy, [damage]) == cases
    left = {1, 2} - cases
    assert {row[0] for row in copy.execute("SELECT id FROM participant")} == left
    assert {row[0] for row in copy.execute("SELECT participant_id FROM enrolment")} == left
    assert bool(copy.execute("SELECT * FROM extension").fetchall()) is (1 in left)


def test_a_row_that_another_program_renumbered_is_as_its_history_tells(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody("Anna", on=D("2023-01-01"), today=D("2023-01-01"))
    enrol_somebody("Bo", on=D("2023-01-01"), today=D("2023-01-01"))
    first, second = (row[0] for row in register.execute("SELECT id FROM stay ORDER BY id"))
    for old, new in ((first, 700), (second, first), (700, second)):
        register.execute("UPDATE stay SET id = ? WHERE id = ?", (new, old))
        assert [*not_as_logged(register.connection)] == []
    reverse_last(register, "undo", TODAY)
    register.execute("DELETE FROM stay WHERE id = ?", (first,))
    assert [*not_as_logged(register.connection)] == []
    register.execute("UPDATE stay SET decided_by = 'Eva' WHERE id = 700")
    register.execute("DROP TRIGGER stay_update_log")
    register.execute("UPDATE stay SET id = 800 WHERE id = 700")
    damages = [Damage("stay", 700, None), Damage("stay", 800, None)]
    assert [*not_as_logged(register.connection)] == damages


def test_a_schema_that_is_not_as_made_is_told(register: Register) -> None:
    register.execute("DROP TRIGGER stay_insert_log")
    register.execute("DROP INDEX stay_by_enrolment")
    register.execute("CREATE TRIGGER mine AFTER INSERT ON stay BEGIN SELECT 1; END")
    register.execute("ALTER TABLE pause ADD COLUMN why TEXT")
    register.execute("DROP VIEW cohort_status")
    register.execute("CREATE VIEW cohort_status AS SELECT 1")
    register.execute("CREATE TABLE mine_too (x)")
    register.execute("CREATE INDEX mine_as_well ON pause (why)")
    assert [str(one) for one in not_as_made(register.connection)] == [
        "The table pause of the file was altered.",
        "The index stay_by_enrolment of the file is missing.",
        "The view cohort_status of the file was altered.",
        "The trigger stay_insert_log of the file is missing.",
        "The file has a trigger mine that is not steg's.",
    ]
