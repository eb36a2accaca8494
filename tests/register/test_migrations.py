"""How an older register is brought up to date: after a copy, whole or not at all."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from steg_cli.actions.advance import advance
from steg_cli.actions.enrol import Application, enrol
from steg_cli.actions.extend import extend
from steg_cli.actions.init import init
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.actions.surroundings import COHORT, WORKPLACE, add, set_setting
from steg_cli.actions.undo import reverse_last
from steg_cli.demo.build import build_demo, is_demo, is_untouched_demo
from steg_cli.programme.errors import Refused
from steg_cli.programme.identity import parse_identity
from steg_cli.register import file, migrations, schema
from steg_cli.register.file import Register, new_register, open_register, peek_setting
from steg_cli.reports.digests import Digest, digests
from steg_cli.reports.log import log

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody, NumberOf

D = date.fromisoformat
TODAY = D("2024-01-15")
NOW = datetime(2024, 1, 15, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
NEXT = schema.VERSION + 1


def copy_of(version: int) -> str:
    return f"steg-2026-11-22-version-{version}.db"


COPY = copy_of(schema.VERSION)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def in_any_order(dumped: list[str]) -> list[str]:
    """A copy holds the same statements, its indexes before its views."""
    return sorted(dumped)


def upgrade(path: Path) -> None:
    open_register(path, clock=lambda: LATER).close()


@pytest.fixture
def next_version(register: Register, monkeypatch: pytest.MonkeyPatch) -> Migrations:
    """A steg of version NEXT, where cohorts have a colour; `register` is of today's version."""
    newer = Migrations("steg")
    for number in range(1, NEXT):
        newer()(getattr(migrations, f"version_{number}"))

    @newer(name=f"version_{NEXT}")
    def colours(db: Database) -> None:
        db.execute("ALTER TABLE cohort ADD COLUMN colour TEXT")
        db.execute("UPDATE cohort SET colour = 'green'")
        db.execute(f"PRAGMA user_version = {NEXT}")

    monkeypatch.setattr(migrations, "migrations", newer)
    monkeypatch.setattr(file, "VERSION", NEXT)
    return newer


def test_there_is_one_migration_for_each_version(tmp_path: Path) -> None:
    path = tmp_path / "steg.db"
    with new_register(path):
        pass
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
    assert in_any_order(everything_in(copy)) == in_any_order(before)
    assert (version_of(copy), version_of(path)) == (schema.VERSION, NEXT)
    assert [stat.S_IMODE(one.stat().st_mode) for one in (copy, path)] == [0o600, 0o600]
    with open_register(path) as upgraded:
        colours = upgraded.execute("SELECT name, colour FROM cohort ORDER BY id").fetchall()
        assert [tuple(row) for row in colours] == [("Pilot 2016", "green"), ("STEG", "green")]
        assert upgraded.execute("SELECT name FROM participant").fetchone()[0] == "Anna Andersson"
        assert upgraded.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        add(upgraded, COHORT, "Höst", {}, TODAY)


def test_a_failing_migration_leaves_the_old_register_and_its_copy(
    register: Register,
    next_version: Migrations,
    everything_in: Callable[[Path], list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @next_version(name=f"version_{NEXT + 1}")
    def sizes(db: Database) -> None:
        db.execute("ALTER TABLE cohort ADD COLUMN size TEXT")
        db.execute(f"PRAGMA user_version = {NEXT + 1}")
        raise OSError("no space left")

    register.close()
    path = register.path
    monkeypatch.setattr(file, "VERSION", NEXT + 1)
    before = everything_in(path)
    with pytest.raises(OSError, match="no space left"):
        upgrade(path)
    assert names_in(path.parent) == [COPY, "steg.db"]
    assert in_any_order(everything_in(path.with_name(COPY))) == in_any_order(before)
    assert everything_in(path) == before
    assert version_of(path) == schema.VERSION


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
    assert [in_any_order(everything_in(one)) for one in whole] == [in_any_order(before)]
    if there:
        assert path.with_name(COPY).read_bytes() == there


# From version 1: a register with everything that there was then

VERSION_1 = "f94ce8e3319258430980b762f478726f0d04ade3e6f082d2558fa024bdb27c54"
OURS = "tbl_name NOT GLOB '_sqlite*' AND tbl_name NOT GLOB 'sqlite*' AND sql IS NOT NULL"


@contextmanager
def steg_of_version_1() -> Iterator[None]:
    """Let files be as the first version had them."""
    first = Migrations("steg")
    first()(migrations.version_1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "migrations", first)
        patch.setattr(file, "VERSION", 1)
        yield


def schema_of(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            f"SELECT type || ' ' || name, sql FROM sqlite_schema WHERE {OURS}"
        )
        return dict(sorted(found.fetchall()))


def rows_in(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Read every row of every table of ours, the change history and its counters included."""
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '_sqlite*'"
        ).fetchall()
        return {
            table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
            for (table,) in tables
        }


CHANGES = 17  # that are in effect when the story is told


def tell_a_story(register: Register, number_of: NumberOf) -> None:
    """Anna's period ends soon, Bo left, Cilla is protected and overdue, a mistake is undone."""

    def enrolled(name: str, born: str, *, protected: bool = False) -> str:
        application = Application(
            parse_identity(number_of(born), TODAY),
            name,
            "STEG",
            "Skövde",
            "unemployed",
            D("2021-03-01"),
            long_term_unemployed=True,
            protected=protected,
        )
        return enrol(register, application, TODAY).result.reference

    for name, sector in (("Solgården", "Vård och omsorg"), ("Björkskolan", "Barn och utbildning")):
        about = {"sector": sector, "municipality": "Skövde"}
        add(register, WORKPLACE, name, {**about, "manager_email": "mia@kommun.example"}, TODAY)
    for name, born, since in (
        ("Anna Andersson", "19800101", "2023-02-01"),
        ("Bo Björk", "19800102", "2023-02-01"),
        ("Cilla Citron", "19800103", "2022-12-01"),
    ):
        who = enrolled(name, born, protected=name.startswith("Cilla"))
        advance(register, who, D(since), to="serviceassistent", exception="bedömd")
        place(register, who, "Solgården", D(since))
    extend(register, "S-0001", TODAY, months=2, on=D("2024-01-10"))
    place(register, "S-0001", "Björkskolan", D("2024-01-11"))
    leave(register, "S-0002", TODAY, to="education", on=D("2023-12-31"), qualification=True)
    set_setting(register, "remind.months", "4", TODAY)
    set_setting(register, "language", "sv", TODAY)
    leave(register, "S-0001", TODAY, to="other")
    reverse_last(register, "undo", TODAY)
    register.execute("UPDATE workplace SET places = 3 WHERE name = 'Solgården'")
    reverse_last(register, "undo", TODAY)
    reverse_last(register, "redo", TODAY)
    add(register, COHORT, "Höst", {}, TODAY)
    reverse_last(register, "undo", TODAY)


def make_register(path: Path, number_of: NumberOf) -> Path:
    init(path, TODAY, clock=lambda: NOW)
    with open_register(path, clock=lambda: NOW) as register:
        register.execute("PRAGMA synchronous = OFF")
        tell_a_story(register, number_of)
    return path


@pytest.fixture
def first_version(tmp_path: Path, number_of: NumberOf) -> Path:
    """The story in a register that the first version of steg wrote, at tmp_path / "steg.db"."""
    with steg_of_version_1():
        return make_register(tmp_path / "steg.db", number_of)


def test_what_the_first_version_consists_of_is_not_edited_any_more(first_version: Path) -> None:
    assert version_of(first_version) == 1
    statements = "\n".join(schema_of(first_version).values())
    assert sha256(statements.encode()).hexdigest() == VERSION_1


def test_a_register_of_the_first_version_keeps_every_row_and_gets_the_new_tables(
    first_version: Path,
) -> None:
    before, tables = rows_in(first_version), schema_of(first_version)
    upgrade(first_version)
    copy = first_version.with_name(copy_of(1))
    assert names_in(first_version.parent) == [copy.name, "steg.db"]
    assert (version_of(copy), version_of(first_version)) == (1, schema.VERSION)
    assert (rows_in(copy), schema_of(copy)) == (before, tables)
    after = rows_in(first_version)
    assert {table: after.pop(table) for table in before} == before
    assert after == {"outbox": [], "reminder": [], "reminder_run": []}
    assert {name: schema_of(first_version)[name] for name in tables} == tables
    with closing(sqlite3.connect(first_version)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_an_upgraded_register_consists_of_what_a_new_one_does(
    first_version: Path, tmp_path: Path
) -> None:
    upgrade(first_version)
    init(tmp_path / "new.db", TODAY)
    assert schema_of(first_version) == schema_of(tmp_path / "new.db")


def test_the_change_history_of_the_first_version_is_as_it_was(first_version: Path) -> None:
    with steg_of_version_1(), open_register(first_version) as older:
        before = log(older, TODAY)
    upgrade(first_version)
    with open_register(first_version) as register:
        assert log(register, TODAY) == before
    told = [(one.command, one.undone) for one in before.rows]
    assert told[:7] == [
        ("undo", False),
        ("cohort add", True),
        ("redo", False),
        ("undo", False),
        ("outside", False),
        ("undo", False),
        ("leave", True),
    ]


def test_changes_of_the_first_version_are_undone_and_redone_all_the_way(
    first_version: Path, content_of: Callable[[Path], dict[str, list[tuple[object, ...]]]]
) -> None:
    upgrade(first_version)
    before = content_of(first_version)
    with open_register(first_version) as register:
        register.execute("PRAGMA synchronous = OFF")
        assert reverse_last(register, "redo", TODAY).result.command == "cohort add"
        reverse_last(register, "undo", TODAY)
        assert content_of(first_version) == before
        for _ in range(CHANGES):
            reverse_last(register, "undo", TODAY)
        with pytest.raises(Refused, match="nothing to undo"):
            reverse_last(register, "undo", TODAY)
        founded = content_of(first_version)
        assert [founded[table] for table in ("participant", "workplace", "setting")] == [[], [], []]
        assert [row[1] for row in founded["cohort"]] == ["Pilot 2016", "STEG"]
        for _ in range(CHANGES):
            reverse_last(register, "redo", TODAY)
    assert content_of(first_version) == before


def test_an_upgraded_register_reminds_as_one_does_that_was_always_of_today(
    first_version: Path, tmp_path: Path, number_of: NumberOf
) -> None:
    (tmp_path / "new").mkdir()
    path = make_register(tmp_path / "new" / "steg.db", number_of)
    upgrade(first_version)
    told: list[list[Digest]] = []
    for one in (first_version, path):
        with open_register(one, clock=lambda: NOW) as register:
            set_setting(register, "mail.to", "ame@kommun.example", TODAY)
            set_setting(register, "mail.managers", "on", TODAY)
            told.append(digests(register, TODAY))
    assert told[0] == told[1]
    shown = [(d.recipient, [c.reference for c in d.cases], d.without_details) for d in told[0]]
    assert shown == [("ame@kommun.example", ["S-0001"], 1), ("mia@kommun.example", ["S-0001"], 0)]


def test_looking_into_a_register_of_the_first_version_does_not_upgrade_it(
    first_version: Path,
) -> None:
    before, written = first_version.read_bytes(), first_version.stat().st_mtime_ns
    assert peek_setting(first_version, "language") == "sv"
    assert peek_setting(first_version, "mail.to") is None
    assert (is_demo(first_version), is_untouched_demo(first_version)) == (False, False)
    assert (first_version.read_bytes(), first_version.stat().st_mtime_ns) == (before, written)
    assert names_in(first_version.parent) == ["steg.db"]


def test_a_demo_of_the_first_version_is_known_as_one_without_upgrading_it(tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    with steg_of_version_1():
        build_demo(path, D("2016-06-30"), language="sv")
    before, written = path.read_bytes(), path.stat().st_mtime_ns
    assert (is_demo(path), is_untouched_demo(path)) == (True, True)
    assert peek_setting(path, "language") == "sv"
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, written)
    assert (version_of(path), names_in(tmp_path)) == (1, ["demo.db"])
    upgrade(path)
    assert version_of(path) == schema.VERSION
    assert (is_demo(path), is_untouched_demo(path)) == (True, True)
