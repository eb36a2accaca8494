"""How an older register is brought up to date: after a copy, whole or not at all."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from steg_cli.actions.surroundings import COHORT, add
from steg_cli.register import file, migrations, schema
from steg_cli.register.file import Register, create_register, open_register

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody

D = date.fromisoformat
TODAY = D("2024-01-15")
LATER = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
COPY = "steg-2026-11-22-version-1.db"


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def upgrade(path: Path) -> None:
    open_register(path, clock=lambda: LATER).close()


@pytest.fixture
def next_version(register: Register, monkeypatch: pytest.MonkeyPatch) -> Migrations:
    """A steg whose files are of version 2, where cohorts have a colour; `register` is older."""
    newer = Migrations("steg")
    newer()(migrations.version_1)

    @newer()
    def version_2(db: Database) -> None:
        db.execute("ALTER TABLE cohort ADD COLUMN colour TEXT")
        db.execute("UPDATE cohort SET colour = 'green'")
        db.execute("PRAGMA user_version = 2")

    monkeypatch.setattr(migrations, "migrations", newer)
    monkeypatch.setattr(file, "VERSION", 2)
    return newer


def test_there_is_one_migration_for_each_version(tmp_path: Path) -> None:
    path = tmp_path / "steg.db"
    create_register(path).close()
    with closing(sqlite3.connect(path)) as connection:
        database = Database(connection, execute_plugins=False)
        applied = [migration.name for migration in migrations.migrations.applied(database)]
        assert migrations.migrations.pending(database) == []
    assert applied == [f"version_{number}" for number in range(1, schema.VERSION + 1)]
    assert version_of(path) == schema.VERSION


def test_migrating_what_is_up_to_date_changes_nothing(
    register: Register, everything_in: Callable[[Path], list[str]]
) -> None:
    before = everything_in(register.path)
    migrations.migrate(register.connection)
    assert everything_in(register.path) == before


def test_an_up_to_date_register_is_opened_without_a_copy(register: Register) -> None:
    before, written = register.path.read_bytes(), register.path.stat().st_mtime_ns
    upgrade(register.path)
    assert names_in(register.path.parent) == ["steg.db"]
    assert (register.path.read_bytes(), register.path.stat().st_mtime_ns) == (before, written)


@pytest.mark.usefixtures("next_version")
def test_an_older_register_is_copied_and_upgraded(
    register: Register,
    enrol_somebody: EnrolSomebody,
    everything_in: Callable[[Path], list[str]],
) -> None:
    enrol_somebody("Anna Andersson")
    register.close()
    path, before = register.path, everything_in(register.path)
    mask = os.umask(0)
    try:
        upgrade(path)
        assert os.umask(0) == 0  # the mask is as it was
    finally:
        os.umask(mask)
    copy = path.with_name(COPY)
    assert names_in(path.parent) == [COPY, "steg.db"]
    assert everything_in(copy) == before
    assert (version_of(copy), version_of(path)) == (1, 2)
    assert [stat.S_IMODE(one.stat().st_mode) for one in (copy, path)] == [0o600, 0o600]
    with open_register(path) as upgraded:
        colours = upgraded.execute("SELECT name, colour FROM cohort ORDER BY id").fetchall()
        assert [tuple(row) for row in colours] == [("Pilot 2016", "green"), ("STEG", "green")]
        assert upgraded.execute("SELECT name FROM participant").fetchone()[0] == "Anna Andersson"
        assert upgraded.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        add(upgraded, COHORT, "Höst", {}, TODAY)


@pytest.mark.usefixtures("next_version")
def test_an_upgraded_register_is_not_copied_again(register: Register) -> None:
    register.close()
    upgrade(register.path)
    upgrade(register.path)
    assert names_in(register.path.parent) == [COPY, "steg.db"]


@pytest.mark.usefixtures("next_version")
def test_a_new_register_is_of_the_newest_version_at_once(tmp_path: Path) -> None:
    create_register(tmp_path / "new" / "steg.db").close()
    assert version_of(tmp_path / "new" / "steg.db") == 2
    assert names_in(tmp_path / "new") == ["steg.db"]


def test_a_failing_migration_leaves_the_old_register_and_its_copy(
    register: Register,
    next_version: Migrations,
    everything_in: Callable[[Path], list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @next_version()
    def version_3(db: Database) -> None:
        db.execute("ALTER TABLE cohort ADD COLUMN size TEXT")
        db.execute("PRAGMA user_version = 3")
        raise OSError("no space left")

    register.close()
    path = register.path
    monkeypatch.setattr(file, "VERSION", 3)
    before = everything_in(path)
    with pytest.raises(OSError, match="no space left"):
        upgrade(path)
    assert names_in(path.parent) == [COPY, "steg.db"]
    assert everything_in(path.with_name(COPY)) == before
    assert everything_in(path) == before
    assert version_of(path) == 1


@pytest.mark.usefixtures("next_version")
def test_two_programs_that_upgrade_at_a_time_upgrade_once(
    register: Register, everything_in: Callable[[Path], list[str]]
) -> None:
    register.close()
    other = file._connect(register.path)
    upgrade(register.path)  # the other one looked at the old header before
    before = everything_in(register.path)
    migrations.migrate(other)
    other.close()
    assert everything_in(register.path) == before


@pytest.mark.usefixtures("next_version")
def test_a_register_that_cannot_be_copied_is_not_upgraded(
    register: Register, everything_in: Callable[[Path], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    register.close()
    before = everything_in(register.path)
    connect = file._connect

    def connect_with_a_full_disk(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        connection.set_authorizer(
            lambda action, *_: (
                sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_ATTACH else sqlite3.SQLITE_OK
            )
        )
        return connection

    monkeypatch.setattr(file, "_connect", connect_with_a_full_disk)
    with pytest.raises(sqlite3.DatabaseError):
        upgrade(register.path)
    assert everything_in(register.path) == before


@pytest.mark.usefixtures("next_version")
@pytest.mark.parametrize("there", [b"", b"an older copy"])
def test_a_copy_of_the_same_day_is_no_substitute_for_this_registers_own(
    register: Register, everything_in: Callable[[Path], list[str]], there: bytes
) -> None:
    """It can be another register's, put back and upgraded that day, or half of a failed copy."""
    register.close()
    path, before = register.path, everything_in(register.path)
    path.with_name(COPY).write_bytes(there)
    upgrade(path)
    copies = [one for one in path.parent.iterdir() if one != path]
    whole = [one for one in copies if one.stat().st_size > len(there)]
    assert [everything_in(one) for one in whole] == [before]
    if there:
        assert path.with_name(COPY).read_bytes() == there
