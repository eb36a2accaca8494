"""How an older register is brought up to date: after a copy, whole or not at all."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from steg_cli.actions.municipalities import merge_municipality
from steg_cli.actions.surroundings import COHORT, add, set_setting
from steg_cli.actions.undo import reverse_last
from steg_cli.demo.build import is_demo, is_untouched_demo
from steg_cli.programme.errors import Refused
from steg_cli.register import backups, file, header, migrations
from steg_cli.register.errors import RegisterError
from steg_cli.register.file import Register, new_register, open_register
from steg_cli.register.glance import peek_setting
from steg_cli.register.header import VERSION
from steg_cli.register.replay import not_as_made
from steg_cli.register.surroundings import municipalities
from steg_cli.register.watching import not_watched_right
from steg_cli.reports.log import log

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody

D = date.fromisoformat
TODAY = D("2024-01-15")
NOW = datetime(2024, 1, 15, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
NEXT = VERSION + 1


def copy_of(version: int) -> str:
    return f"steg-2026-11-22-version-{version}.db"


COPY = copy_of(VERSION)


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
    monkeypatch.setattr(header, "VERSION", NEXT)
    return newer


def test_there_is_one_migration_for_each_version(tmp_path: Path) -> None:
    path = tmp_path / "steg.db"
    with new_register(path):
        pass
    with closing(sqlite3.connect(path)) as connection:
        database = Database(connection, execute_plugins=False)
        applied = [migration.name for migration in migrations.migrations.applied(database)]
        assert migrations.migrations.pending(database) == []
    assert applied == [f"version_{number}" for number in range(1, VERSION + 1)]
    assert version_of(path) == VERSION


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
    assert (version_of(copy), version_of(path)) == (VERSION, NEXT)
    assert [stat.S_IMODE(one.stat().st_mode) for one in (copy, path)] == [0o600, 0o600]
    with open_register(path) as upgraded:
        colours = upgraded.execute("SELECT name, colour FROM cohort ORDER BY id").fetchall()
        assert [tuple(row) for row in colours] == [("Pilot 2016", "green"), ("STEG", "green")]
        assert upgraded.execute("SELECT name FROM participant").fetchone()[0] == "Anna Andersson"
        assert upgraded.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        add(upgraded, COHORT, "Höst", {}, TODAY)


def test_a_failing_migration_leaves_the_old_register_and_no_copy_of_it(
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
    monkeypatch.setattr(header, "VERSION", NEXT + 1)
    before = everything_in(path)
    with pytest.raises(OSError, match="no space left"):
        upgrade(path)
    assert names_in(path.parent) == ["steg.db"]
    assert everything_in(path) == before
    assert version_of(path) == VERSION


@pytest.mark.usefixtures("next_version")
def test_two_programs_that_upgrade_at_a_time_upgrade_once(
    register: Register, everything_in: Callable[[Path], list[str]]
) -> None:
    register.close()
    other = file.connect(register.path)
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

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "check_whole", fail)
    with pytest.raises(RegisterError) as raised:
        upgrade(register.path)
    assert str(raised.value) == (
        f"The backup {register.path.with_name(COPY)} could not be made: No space left on device."
    )
    assert names_in(register.path.parent) == ["steg.db"]
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


# From older versions: registers with everything that there was then, as their own code wrote them

WRITTEN = Path(__file__).with_name("written")
OURS = "tbl_name NOT GLOB '_sqlite*' AND tbl_name NOT GLOB 'sqlite*' AND sql IS NOT NULL"
Rows = dict[str, list[dict[str, object]]]


@contextmanager
def steg_of_version(number: int) -> Iterator[None]:
    """Let new files be as an older version had them."""
    older = Migrations("steg")
    for version in range(1, number + 1):
        older()(getattr(migrations, f"version_{version}"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "migrations", older)
        patch.setattr(file, "VERSION", number)
        patch.setattr(header, "VERSION", number)
        yield


def schema_of(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            f"SELECT type || ' ' || name, sql FROM sqlite_schema WHERE {OURS}"
        )
        # A table that was renamed or built anew has its name in quotes, and spaces of its own.
        return {name: " ".join(sql.replace('"', "").split()) for name, sql in sorted(found)}


def rows_in(path: Path) -> Rows:
    """Read every row of every table of ours, the change history and its counters included."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        tables = connection.execute(
            "SELECT name FROM sqlite_schema WHERE name = 'change_row' "
            "OR type = 'table' AND name NOT GLOB '_sqlite*'"
        ).fetchall()
        return {
            table: [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1")]
            for (table,) in tables
        }


@pytest.fixture(scope="module")
def put_back(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Path], Path]:
    """Make the register that an older version wrote: put_back("version_1", path)."""

    def put_back(name: str, path: Path) -> Path:
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript((WRITTEN / f"{name}.sql").read_text(encoding="utf-8"))
        return path

    return put_back


@pytest.fixture
def older(
    request: pytest.FixtureRequest, tmp_path: Path, put_back: Callable[[str, Path], Path]
) -> Path:
    """Return the story as the version in request.param had it, at tmp_path / "steg.db"."""
    return put_back(f"version_{request.param}", tmp_path / "steg.db")


@pytest.fixture
def first_version(tmp_path: Path, put_back: Callable[[str, Path], Path]) -> Path:
    return put_back("version_1", tmp_path / "steg.db")


@pytest.fixture
def second_version(tmp_path: Path, put_back: Callable[[str, Path], Path]) -> Path:
    return put_back("version_2", tmp_path / "steg.db")


@pytest.fixture
def third_version(tmp_path: Path, put_back: Callable[[str, Path], Path]) -> Path:
    return put_back("version_3", tmp_path / "steg.db")


OLDER = pytest.mark.parametrize("older", range(1, VERSION), indirect=True)


def test_an_upgrade_that_was_killed_while_it_was_written_is_done_anew(
    first_version: Path,
) -> None:
    path, beside = first_version, first_version.with_name("steg.db-journal")
    with closing(sqlite3.connect(path, isolation_level=None)) as killed:
        killed.execute("PRAGMA synchronous = OFF")  # the journal counts from its first byte on
        killed.execute("BEGIN IMMEDIATE")
        killed.execute(f"PRAGMA user_version = {VERSION}")
        journal = beside.read_bytes()
        killed.execute("ROLLBACK")
    before = path.read_bytes()
    # SQLite writes the page with the header before the others.
    path.write_bytes(before[:60] + VERSION.to_bytes(4, "big") + before[64:])
    beside.write_bytes(journal)
    with open_register(path) as register:
        assert list(not_as_made(register.connection)) == []
    assert version_of(path) == VERSION


@OLDER
def test_what_a_released_version_consists_of_is_not_edited_any_more(
    older: Path, tmp_path: Path
) -> None:
    with steg_of_version(version_of(older)):
        with new_register(tmp_path / "new.db"):
            pass
        assert version_of(tmp_path / "new.db") == version_of(older)
    assert schema_of(tmp_path / "new.db") == schema_of(older)


@OLDER
def test_an_upgraded_register_consists_of_what_a_new_one_does(older: Path, tmp_path: Path) -> None:
    upgrade(older)
    with new_register(tmp_path / "new.db"):
        pass
    assert schema_of(older) == schema_of(tmp_path / "new.db")


@OLDER
def test_an_upgraded_register_says_whom_to_look_at(older: Path) -> None:
    upgrade(older)
    with open_register(older) as register:
        assert register.execute("SELECT count(*) FROM watched").fetchone()[0] > 0
        assert list(not_watched_right(register.connection)) == []


# What an upgrade itself says in the tables that were there before.
SPELLINGS = {"skövde ": "Skövde", "MARIESTAD": "Mariestad"}


def as_version_3_has_them(before: Rows) -> Rows:
    """Say the same rows in the words of version 3."""
    rows = {table: [dict(row) for row in rows] for table, rows in before.items()}
    for table in ("enrolment", "workplace"):
        for row in rows[table]:
            row["municipality"] = SPELLINGS.get(str(row["municipality"]), row["municipality"])
    for row in rows["step"]:
        row["training"] = int(row["code"] == "utbildningspraktik")
    for row in rows.get("reminder", []):
        if "stay_id" in row:
            row["what"], row["thing_id"] = "period", row.pop("stay_id")
    rows["sqlite_sequence"] = []
    return rows


@OLDER
def test_an_upgraded_register_keeps_every_row_and_its_copy_is_as_it_was(older: Path) -> None:
    before, tables, version = rows_in(older), schema_of(older), version_of(older)
    upgrade(older)
    copy = older.with_name(copy_of(version))
    assert names_in(older.parent) == [copy.name, "steg.db"]
    assert (version_of(copy), version_of(older)) == (version, VERSION)
    assert (rows_in(copy), schema_of(copy)) == (before, tables)
    after = rows_in(older)
    for table, rows in as_version_3_has_them(before).items():
        kept = [
            {column: new[column] for column in old}
            for old, new in zip(rows, after[table], strict=False)
        ]
        assert kept == rows
    with closing(sqlite3.connect(older)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_training_that_the_next_step_followed_in_order_is_completed(second_version: Path) -> None:
    """Dina's was, and Erik's; Fia went on as an exception, and Gun is still there."""
    upgrade(second_version)
    completed = [
        (row["id"], row["completed"])
        for row in rows_in(second_version)["stay"]
        if row["completed"] is not None or row["step_id"] == 5
    ]
    assert completed == [(12, 1), (14, 1), (18, None), (19, None)]


def test_municipalities_are_listed_and_their_spellings_brought_together_as_one_change(
    second_version: Path,
) -> None:
    """A difference in more than case and spaces can be meant."""
    before = rows_in(second_version)
    upgrade(second_version)
    after = rows_in(second_version)
    names = sorted(str(row["name"]) for row in after["municipality"])
    assert names == ["Gullspång", "Mariestad", "Mariestads kommun", "Skövde", "Töreboda"]
    (change,) = after["change"][len(before["change"]) :]
    assert (change["command"], change["login"], change["is_open"]) == ("upgrade", "", 0)
    touched = [
        (row["table_name"], row["participant_id"], row["before"] is None)
        for row in after["change_row"][len(before["change_row"]) :]
    ]
    assert sorted(touched, key=repr) == [
        ("enrolment", 4, False),
        ("enrolment", 5, False),
        *[("municipality", None, True)] * 5,
    ]


def test_what_was_told_of_a_period_is_remembered_of_it(second_version: Path) -> None:
    upgrade(second_version)
    rows = rows_in(second_version)["reminder"]
    told = [(row["recipient"], row["what"], row["thing_id"], row["last_day"]) for row in rows]
    assert told == [
        ("ame@kommun.example", "period", 6, "2023-11-30"),
        ("ame@kommun.example", "period", 13, "2024-01-31"),
        ("ame@kommun.example", "period", 2, "2024-03-31"),
        ("mia@kommun.example", "period", 13, "2024-01-31"),
        ("mia@kommun.example", "period", 2, "2024-03-31"),
    ]


def test_a_number_that_was_replaced_is_known_from_the_change_history(third_version: Path) -> None:
    """That of S-0002 was replaced too, but that was undone."""
    upgrade(third_version)
    assert rows_in(third_version)["former_number"] == [
        {
            "id": 1,
            "participant_id": 1,
            "kind": "samordningsnummer",
            "number": "198001619801",
            "replaced_on": "2024-01-15",
        }
    ]


def test_of_a_number_that_was_replaced_twice_the_last_day_is_known_and_of_nobody_gone(
    third_version: Path,
) -> None:
    with closing(sqlite3.connect(third_version)) as file, file:
        (change,) = file.execute(
            "SELECT change_id FROM change_row WHERE table_name = 'participant' AND row_id = 1 "
            "AND before ->> 'number' = '198001619801'"
        ).fetchone()
        again = file.execute(
            "INSERT INTO change (at, day, command, login, is_open) "
            "SELECT at, '2024-02-20', command, login, is_open FROM change WHERE id = ?",
            (change,),
        ).lastrowid
        for gone in ("1", "99"):
            file.execute(
                "INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, "
                f"after) SELECT ?, table_name, {gone}, {gone}, before, after FROM change_row "
                "WHERE change_id = ? AND table_name = 'participant'",
                (again, change),
            )
        file.execute(
            "UPDATE change_row SET before = json_set(before, '$.number', '199001019802') "
            "WHERE participant_id = 99"
        )
    upgrade(third_version)
    found = rows_in(third_version)["former_number"]
    assert [(one["participant_id"], one["replaced_on"]) for one in found] == [(1, "2024-02-20")]


def test_the_change_history_of_an_older_version_is_told_as_it_was(first_version: Path) -> None:
    upgrade(first_version)
    with open_register(first_version) as register:
        told = [(one.command, one.undone) for one in log(register, TODAY).rows]
    assert told[:8] == [
        ("upgrade", False),
        ("undo", False),
        ("cohort add", True),
        ("redo", False),
        ("undo", False),
        ("outside", False),
        ("undo", False),
        ("leave", True),
    ]


CHANGES = 17  # of version 1 that are in effect


def test_changes_of_the_first_version_are_undone_and_redone_all_the_way(
    first_version: Path, content_of: Callable[[Path], dict[str, list[tuple[object, ...]]]]
) -> None:
    upgrade(first_version)
    before = content_of(first_version)
    with open_register(first_version) as register:
        register.execute("PRAGMA synchronous = OFF")
        for _ in range(CHANGES):
            reverse_last(register, "undo", TODAY)
        with pytest.raises(Refused, match="nothing to undo"):
            reverse_last(register, "undo", TODAY)
        founded = content_of(first_version)
        assert [founded[table] for table in ("participant", "workplace", "setting")] == [[], [], []]
        assert [row[1] for row in founded["cohort"]] == ["Pilot 2016", "STEG"]
        four = ["Skövde", "Mariestad", "Töreboda", "Gullspång"]
        assert [row[1] for row in founded["municipality"]] == four
        for _ in range(CHANGES):
            reverse_last(register, "redo", TODAY)
    assert content_of(first_version) == before


def test_looking_into_a_register_of_the_first_version_does_not_upgrade_it(
    first_version: Path,
) -> None:
    before, written = first_version.read_bytes(), first_version.stat().st_mtime_ns
    assert peek_setting(first_version, "language") == "sv"
    assert peek_setting(first_version, "mail.to") is None
    assert (is_demo(first_version), is_untouched_demo(first_version)) == (False, False)
    assert (first_version.read_bytes(), first_version.stat().st_mtime_ns) == (before, written)
    assert names_in(first_version.parent) == ["steg.db"]


def test_a_demo_of_the_first_version_is_known_as_one_before_and_after_its_upgrade(
    tmp_path: Path, put_back: Callable[[str, Path], Path]
) -> None:
    path = put_back("demo_1", tmp_path / "demo.db")
    before, written = path.read_bytes(), path.stat().st_mtime_ns
    assert (is_demo(path), is_untouched_demo(path)) == (True, True)
    assert peek_setting(path, "language") == "sv"
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, written)
    assert (version_of(path), names_in(tmp_path)) == (1, ["demo.db"])
    upgrade(path)
    assert version_of(path) == VERSION
    assert (is_demo(path), is_untouched_demo(path)) == (True, True)
    with open_register(path) as register:
        set_setting(register, "language", "en", TODAY)
    assert (is_demo(path), is_untouched_demo(path)) == (True, False)


# From version 2: municipalities were spelt as they were typed

# municipality, and how many enrolments have it; the workplaces stand in every one of them
TYPED = {"skövde": 1, "SKÖVDE ": 1, "Skövde": 2, "Sko\u0308vde": 1, "Skovde": 1, "Töre boda": 1}
SETTLED = {"Skövde": 5, "Skovde": 1, "Töre boda": 1}
IN_EACH = "SELECT municipality, count(*) FROM {} GROUP BY municipality ORDER BY municipality"


@pytest.fixture
def as_typed(tmp_path: Path) -> Path:
    """A register of version 2 with the municipalities in TYPED, each row a change of its own.

    The last two rows are the workplaces in Skovde and Töre boda.
    """
    path = tmp_path / "steg.db"
    second = Migrations("steg")
    for number in (1, 2):
        second()(getattr(migrations, f"version_{number}"))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        write = connection.execute
        second.apply(Database(connection, execute_plugins=False))
        write("INSERT INTO sector (name) VALUES ('Omsorg')")
        write("INSERT INTO cohort (name) VALUES ('STEG')")
        write(
            "INSERT INTO step (code, swedish, english, location, own_sector) "
            "VALUES ('ett', 'ett', 'one', 'ame', 0)"
        )
        spelt = [name for name, number in TYPED.items() for _ in range(number)]
        for case, name in enumerate(spelt, start=1):
            write(
                "INSERT INTO participant (kind, number, sex, birth_year, name) "
                "VALUES ('other', ?, 'woman', 1980, 'Anna')",
                (f"X-{case}",),
            )
            write(
                "INSERT INTO enrolment (participant_id, cohort_id, municipality, first_day, status)"
                " VALUES (?, 1, ?, '2023-01-01', 'other')",
                (case, name),
            )
            write(
                "INSERT INTO stay (enrolment_id, step_id, first_day) VALUES (?, 1, '2023-01-01')",
                (case,),
            )
        for name in TYPED:
            write(
                "INSERT INTO workplace (name, sector_id, municipality) VALUES (?, 1, ?)",
                (f"I {name}", name),
            )
    return path


def spellings(register: Register, table: str) -> dict[str, int]:
    return dict(map(tuple, register.execute(IN_EACH.format(table))))


def test_spellings_that_differ_in_case_or_spaces_are_brought_together(
    as_typed: Path,
) -> None:
    with closing(sqlite3.connect(as_typed)) as connection:
        assert dict(connection.execute(IN_EACH.format("enrolment"))) == TYPED
        last = connection.execute("SELECT max(id) FROM change").fetchone()[0]
    upgrade(as_typed)
    with open_register(as_typed) as register:
        assert [(one.name, one.planned) for one in municipalities(register)] == [
            ("Skovde", {}),
            ("Skövde", {}),
            ("Töre boda", {}),
        ]
        assert spellings(register, "enrolment") == SETTLED
        assert spellings(register, "workplace") == {"Skovde": 1, "Skövde": 4, "Töre boda": 1}
        (change,) = log(register, TODAY, limit=1).rows
        # three municipalities, and three enrolments and workplaces that were spelt otherwise
        assert (change.change, change.command, change.rows) == (last + 1, "upgrade", 3 + 3 + 3)
        (change,) = [one for one in log(register, TODAY, who="1").rows if one.change > last]
        assert change.command == "upgrade"
        changes = [one.change for one in log(register, TODAY, who="6").rows]
        assert max(changes) <= last  # Skovde stays apart: it can be meant
        merge_municipality(register, "Skovde", TODAY, into="skövde")
        assert spellings(register, "enrolment") == {"Skövde": 6, "Töre boda": 1}


def test_what_the_upgrade_spelt_otherwise_can_be_undone_and_redone(as_typed: Path) -> None:
    upgrade(as_typed)
    with open_register(as_typed) as register:
        for _ in range(2):  # the workplaces in Töre boda and Skovde
            assert reverse_last(register, "undo", TODAY).result.command == "outside"
        # And the one in Sko\u0308vde, which the upgrade spelt as the list does.
        assert reverse_last(register, "undo", TODAY).result.command == "outside"
        for _ in range(3):
            assert reverse_last(register, "redo", TODAY).result.command == "outside"
        assert spellings(register, "workplace") == {"Skovde": 1, "Skövde": 4, "Töre boda": 1}


def test_what_was_undone_before_an_upgrade_can_be_redone_after_it(as_typed: Path) -> None:
    with closing(sqlite3.connect(as_typed, isolation_level=None)) as connection:
        for statement in (
            "INSERT INTO change (at, day, command, reverses, is_open) "
            "SELECT at, day, 'undo', id, 1 FROM change ORDER BY id DESC LIMIT 1",
            "DELETE FROM workplace WHERE municipality = 'Töre boda'",
            "UPDATE change SET is_open = 0",
        ):
            connection.execute(statement)
    upgrade(as_typed)
    with open_register(as_typed) as register:
        assert reverse_last(register, "redo", TODAY).result.command == "outside"
        assert spellings(register, "workplace") == {"Skovde": 1, "Skövde": 4, "Töre boda": 1}
