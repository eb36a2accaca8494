"""The register file: how it comes to be, what is refused to be one, and what a change leaves."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import UTC, date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from steg_cli.actions.advance import advance
from steg_cli.actions.extend import extend
from steg_cli.actions.init import init
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.actions.surroundings import COHORT, add, set_setting
from steg_cli.actions.undo import reverse_last
from steg_cli.programme.errors import StegError
from steg_cli.programme.ladder import DEFAULT_LADDER, Ladder
from steg_cli.register import file, header, migrations
from steg_cli.register.errors import RegisterError, explain
from steg_cli.register.file import (
    Register,
    new_register,
    open_register,
    wall_clock,
)
from steg_cli.register.header import VERSION
from steg_cli.register.version_6 import LOGGED_6

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody, Outside

D = date.fromisoformat
TODAY = D("2024-01-15")

APPLICATION_ID = int.from_bytes(b"STEG", "big")
NOBODY = 65534

NOT_OURS_HINT = "Nothing was touched. Name the right file with --db FILE or STEG_DB."


def told(error: StegError) -> tuple[str, str]:
    return str(error), error.hint.format(**error.values)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@contextmanager
def mask_of(mask: int) -> Iterator[None]:
    previous = os.umask(mask)
    try:
        yield
    finally:
        os.umask(previous)


def add_cohort(register: Register, name: str, **options: bool) -> None:
    add(register, COHORT, name, {}, TODAY, **options)


def cohort_names(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM cohort ORDER BY id")]


# Creating


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o027, 0o077])
def test_only_the_owner_can_read_a_new_register_whatever_the_mask(
    tmp_path: Path, mask: int
) -> None:
    with mask_of(mask):
        init(tmp_path / "steg.db", TODAY)
    assert mode_of(tmp_path / "steg.db") == 0o600


def test_a_new_register_is_private_before_sqlite_writes_its_first_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int]] = []
    connect = file.connect

    def watched(path: Path) -> sqlite3.Connection:
        seen.append((mode_of(path), path.stat().st_size))
        return connect(path)

    monkeypatch.setattr(file, "connect", watched)
    with mask_of(0):
        make_register(tmp_path / "steg.db")
    assert seen == [(0o600, 0)]
    assert mode_of(tmp_path / "steg.db") == 0o600


def test_the_journal_of_a_change_is_as_private_as_the_register(register: Register) -> None:
    with mask_of(0), register.change("test", TODAY):
        register.execute("INSERT INTO cohort (name) VALUES ('Höst')")
        modes = {path.name: mode_of(path) for path in register.path.parent.iterdir()}
    assert modes == {"steg.db": 0o600, "steg.db-journal": 0o600}


def test_a_new_register_says_whose_it_is_and_which_version(tmp_path: Path) -> None:
    path = tmp_path / "steg.db"
    make_register(path)
    header = path.read_bytes()[:100]
    assert header[:16] == b"SQLite format 3\0"
    assert (header[18], header[19]) == (1, 1)  # a rollback journal, not WAL
    assert int.from_bytes(header[60:64], "big") == VERSION
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID


@pytest.mark.parametrize("opener", [new_register, open_register])
def test_every_connection_syncs_fully_holds_foreign_keys_and_deletes_for_good(
    tmp_path: Path,
    opener: Callable[[Path], AbstractContextManager[Register]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However SQLite was built: with some builds a part of this is so anyhow."""
    connect = sqlite3.connect

    def connect_otherwise(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)
        for setting in ("synchronous = OFF", "foreign_keys = OFF", "secure_delete = OFF"):
            connection.execute(f"PRAGMA {setting}")
        return connection

    monkeypatch.setattr(sqlite3, "connect", connect_otherwise)
    path = tmp_path / "steg.db"
    if opener is open_register:
        make_register(path)
    with opener(path) as register:
        pragmas = {
            name: register.execute(f"PRAGMA {name}").fetchone()[0]
            for name in (
                "synchronous",
                "foreign_keys",
                "journal_mode",
                "busy_timeout",
                "secure_delete",
            )
        }
    assert pragmas == {
        "synchronous": 3,
        "foreign_keys": 1,
        "journal_mode": "delete",
        "busy_timeout": 10_000,
        "secure_delete": 1,
    }


def make_file(path: Path) -> None:
    path.write_text("mine")


def make_empty_file(path: Path) -> None:
    path.touch()


def make_folder(path: Path) -> None:
    path.mkdir()


def make_link_to_file(path: Path) -> None:
    path.with_name("other.txt").write_text("mine")
    path.symlink_to("other.txt")


def make_dangling_link(path: Path) -> None:
    path.symlink_to("nowhere.db")


def make_register(path: Path) -> None:
    with new_register(path):
        pass


@pytest.mark.parametrize(
    "make",
    [
        make_file,
        make_empty_file,
        make_folder,
        make_link_to_file,
        make_dangling_link,
        make_register,
    ],
)
def test_creating_leaves_alone_what_is_there(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "steg.db"
    make(path)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()}
    names = names_in(tmp_path)
    with pytest.raises(RegisterError) as raised:
        make_register(path)
    assert told(raised.value) == (
        f"There is already something at {path}; it was left as it is.",
        "Name another file (--db FILE, or steg demo FILE), or move that one away first.",
    )
    assert raised.value.exit_code == 3
    assert names_in(tmp_path) == names
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()} == before


def test_a_register_that_appears_at_the_last_moment_is_left_alone(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = register.path.read_bytes()
    monkeypatch.setattr(Path, "exists", lambda _: False)
    with pytest.raises((StegError, FileExistsError)):
        init(register.path, TODAY)
    assert register.path.read_bytes() == before


def test_creating_makes_the_folder_private_too(tmp_path: Path) -> None:
    with mask_of(0):
        make_register(tmp_path / "a" / "b" / "steg.db")
    assert names_in(tmp_path / "a" / "b") == ["steg.db"]
    assert mode_of(tmp_path / "a" / "b") == 0o700


def test_a_register_that_could_not_be_finished_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Migrations("steg")

    @broken()
    def version_1(db: Database) -> None:
        db.execute("CREATE TABLE half (made TEXT)")
        raise OSError("no space left")

    monkeypatch.setattr(migrations, "migrations", broken)
    with pytest.raises(OSError, match="no space left"):
        make_register(tmp_path / "steg.db")
    assert names_in(tmp_path) == []


def test_init_leaves_nothing_when_its_first_change_fails(tmp_path: Path) -> None:
    step = DEFAULT_LADDER.steps[0]
    with pytest.raises(sqlite3.IntegrityError):
        init(tmp_path / "steg.db", TODAY, ladder=Ladder((step, step)))
    assert names_in(tmp_path) == []


@pytest.mark.parametrize(
    "name", ["mitt register.db", "reg?mode=ro.db", "50%20.db", "a#b.db", "åäö.db", "steg"]
)
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    init(tmp_path / name, TODAY)
    with open_register(tmp_path / name) as register:
        add_cohort(register, "Höst")
    assert names_in(tmp_path) == [name]
    assert cohort_names(tmp_path / name) == ["Pilot 2016", "STEG", "Höst"]


# Opening


def refusal_of(path: Path) -> tuple[str, str]:
    with pytest.raises(RegisterError) as raised:
        open_register(path)
    assert raised.value.exit_code == 3
    return told(raised.value)


def test_a_mistyped_path_is_an_error_and_creates_nothing(tmp_path: Path) -> None:
    path = tmp_path / "stge.db"
    assert refusal_of(path) == (
        f"There is no register at {path}.",
        "Create one with steg init, or name the right file with --db FILE or STEG_DB.",
    )
    assert names_in(tmp_path) == []


def test_a_folder_is_not_a_register(tmp_path: Path) -> None:
    assert refusal_of(tmp_path) == (
        f"{tmp_path} is a folder, not a register.",
        f"Name the file in it: --db {tmp_path}/steg.db",
    )


def make_text(path: Path) -> None:
    path.write_text("namn;kommun\n", encoding="utf-8")


def make_magic_only(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0")


def make_another_programs(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE participant (name TEXT)")
        connection.execute("PRAGMA user_version = 1")


def make_newest_number_without_ours(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE participant (name TEXT)")
        connection.execute("PRAGMA application_id = 7")
        connection.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize(
    "make",
    [
        make_text,
        make_empty_file,
        make_magic_only,
        make_another_programs,
        make_newest_number_without_ours,
    ],
)
def test_a_file_that_is_not_ours_is_refused_and_untouched(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "steg.db"
    make(path)
    before, written = path.read_bytes(), path.stat().st_mtime_ns
    assert refusal_of(path) == (f"{path} is not a register of steg.", NOT_OURS_HINT)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, written)
    assert names_in(tmp_path) == ["steg.db"]


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    assert refusal_of(path) == (f"{path} is not a register of steg.", NOT_OURS_HINT)


@pytest.mark.parametrize("version", [VERSION + 1, 99])
def test_a_register_of_a_newer_version_is_refused_and_untouched(
    register: Register, outside: Outside, version: int
) -> None:
    register.close()
    outside().execute(f"PRAGMA user_version = {version}")
    path = register.path
    before, written = path.read_bytes(), path.stat().st_mtime_ns
    assert refusal_of(path) == (
        f"The register {path} was written by a newer steg (version {version} of the file).",
        "Nothing was touched. Upgrade steg, then try again.",
    )
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, written)
    assert names_in(path.parent) == ["steg.db"]


def test_a_register_that_a_newer_steg_upgrades_meanwhile_is_not_written(
    register: Register, outside: Outside
) -> None:
    outside().execute(f"PRAGMA user_version = {VERSION + 1}")
    before = register.path.read_bytes()
    with pytest.raises(RegisterError) as caught:
        add_cohort(register, "Höst")
    assert (str(caught.value), caught.value.hint) == (
        f"The register {register.path} was written by a newer steg "
        f"(version {VERSION + 1} of the file).",
        "Nothing was touched. Upgrade steg, then try again.",
    )
    assert register.path.read_bytes() == before


def cut_after_the_header(whole: bytes) -> bytes:
    return whole[:100]


def cut_in_half(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def cut_within_a_page(whole: bytes) -> bytes:
    return whole[:-1000]


def flip_the_middle(whole: bytes) -> bytes:
    quarter = len(whole) // 4
    flipped = bytes(byte ^ 0xFF for byte in whole[quarter : 3 * quarter])
    return whole[:quarter] + flipped + whole[3 * quarter :]


def flip_the_tables(whole: bytes) -> bytes:
    return whole[:100] + bytes(byte ^ 0xFF for byte in whole[100:])


def end_with_the_schema(path: Path) -> None:
    """Add views as another program may, until one begins a new last page: all openings read it."""
    size = path.stat().st_size
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for number in count():
            if path.stat().st_size > size:
                return
            connection.execute(f"CREATE VIEW other_{number} AS SELECT '{'x' * 400}'")


def read_and_write(path: Path) -> None:
    with open_register(path) as register:
        for table in LOGGED_6:
            register.execute(f"SELECT * FROM {table}").fetchall()
        add_cohort(register, "Höst")


@pytest.mark.parametrize(
    "damage",
    [cut_after_the_header, cut_in_half, cut_within_a_page, flip_the_middle, flip_the_tables],
)
def test_a_damaged_register_is_told_as_such_and_left_as_it_is(
    register: Register, damage: Callable[[bytes], bytes]
) -> None:
    register.close()
    path = register.path
    end_with_the_schema(path)
    path.write_bytes(damage(path.read_bytes()))
    before = path.read_bytes()
    with pytest.raises(sqlite3.DatabaseError) as raised:
        read_and_write(path)
    told_as = explain(raised.value, path)
    assert told(told_as) == (
        f"The register {path} is damaged: {raised.value}.",
        "Leave the file as it is. steg restore FILE puts the latest backup in its place.",
    )
    assert told_as.exit_code == 3
    assert path.read_bytes() == before


def test_a_register_that_vanishes_while_it_is_opened_is_not_created_anew(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.close()
    looked_at = header.recorded_version(register.path)

    def vanish(path: Path) -> int:
        path.unlink()
        return looked_at

    monkeypatch.setattr(header, "recorded_version", vanish)
    with pytest.raises(sqlite3.OperationalError) as raised:
        open_register(register.path)
    assert told(explain(raised.value, register.path)) == (
        f"The register {register.path} could not be opened: unable to open database file.",
        "Check that the disk is there and that you may read and write the file and its folder.",
    )
    assert names_in(register.path.parent) == []


# Permissions


@pytest.fixture
def shelf(register: Register) -> Iterator[Path]:
    """A register in a folder that everybody may look into, unlike pytest's own."""
    register.close()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = Path(folder) / "steg.db"
        path.write_bytes(register.path.read_bytes())
        path.chmod(0o644)
        yield path
        Path(folder).chmod(0o755)


INTERRUPTED = """
import os, sqlite3, sys

connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute(f"PRAGMA journal_mode = {sys.argv[2]}")
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
for number in range(3000):
    connection.execute("INSERT INTO cohort (name) VALUES (?)", (f"{number:0200}",))
if sys.argv[2] == "WAL":
    connection.execute("COMMIT")
os._exit(9)
"""


@contextmanager
def somebody_without_rights() -> Iterator[None]:
    """Permissions do not stop root: be nobody for a moment."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o755), (0o444, 0o555)])
def test_a_write_protected_register_can_be_read_and_says_why_it_cannot_be_changed(
    shelf: Path, file_mode: int, folder_mode: int
) -> None:
    shelf.chmod(file_mode)
    shelf.parent.chmod(folder_mode)
    before = shelf.read_bytes()
    with somebody_without_rights(), open_register(shelf) as register:
        read = register.execute("SELECT name FROM cohort ORDER BY id").fetchall()
        with pytest.raises(sqlite3.OperationalError) as raised:
            add_cohort(register, "Höst")
    assert [tuple(row) for row in read] == [("Pilot 2016",), ("STEG",)]
    told_as = explain(raised.value, shelf)
    assert told(told_as) == (
        f"The register {shelf} can be read but not changed.",
        "Check the permissions of the file and of its folder.",
    )
    assert told_as.exit_code == 3
    assert shelf.read_bytes() == before


def test_an_unreadable_register_is_told_with_the_systems_reason(shelf: Path) -> None:
    shelf.chmod(0o000)
    with somebody_without_rights():
        assert refusal_of(shelf) == (
            f"The register {shelf} could not be opened: Permission denied.",
            "Check that you may read and write the file and its folder.",
        )


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_an_interrupted_write_is_finished_by_whoever_may_write_and_told_to_others(
    shelf: Path, mode: str
) -> None:
    interrupted = [sys.executable, "-c", INTERRUPTED, str(shelf), mode]
    assert subprocess.run(interrupted, check=False).returncode == 9
    shelf.with_name("steg.db-shm").unlink(missing_ok=True)
    for left in shelf.parent.iterdir():
        left.chmod(0o644)
    assert len(names_in(shelf.parent)) == 2

    def read() -> None:
        with open_register(shelf) as register:
            register.execute("SELECT * FROM cohort").fetchall()

    with somebody_without_rights(), pytest.raises(sqlite3.OperationalError) as raised:
        read()
    told_as = explain(raised.value, shelf)
    assert told(told_as) == (
        f"An interrupted write in the register {shelf} has to be finished before it can be read.",
        "Whoever may write to it finishes it with any command, such as steg list.",
    )
    assert told_as.exit_code == 3
    read()
    assert names_in(shelf.parent) == ["steg.db"]


@pytest.mark.parametrize("journal", [b"", bytes(5000)])
def test_a_journal_of_a_write_that_was_over_is_taken_away(
    register: Register, journal: bytes
) -> None:
    register.close()
    register.path.with_name("steg.db-journal").write_bytes(journal)
    open_register(register.path).close()
    assert names_in(register.path.parent) == ["steg.db"]


def test_a_journal_that_another_program_writes_is_left(
    register: Register, outside: Outside
) -> None:
    writer = outside()
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("INSERT INTO cohort (name) VALUES ('Höst')")
    open_register(register.path).close()
    assert names_in(register.path.parent) == ["steg.db", "steg.db-journal"]
    writer.execute("COMMIT")
    assert cohort_names(register.path) == ["Pilot 2016", "STEG", "Höst"]


# Names


def test_a_register_with_two_names_is_read_and_not_written(register: Register) -> None:
    other = register.path.with_name("other.db")
    other.hardlink_to(register.path)
    assert register.execute("SELECT count(*) FROM cohort").fetchone()[0] == 2
    with pytest.raises(RegisterError) as raised:
        add_cohort(register, "Höst")
    assert str(raised.value) == (
        f"The register {register.path} has 2 names (hard links), so nothing is written to it."
    )
    other.unlink()
    add_cohort(register, "Höst")


def test_a_second_name_that_a_killed_init_left_is_taken_away(register: Register) -> None:
    left = register.path.with_name("steg.db.unfinished-1")
    left.hardlink_to(register.path)
    add_cohort(register, "Höst")
    assert names_in(register.path.parent) == ["steg.db"]
    left.hardlink_to(register.path)
    open_register(register.path).close()  # whoever only looks, as steg check does
    assert names_in(register.path.parent) == ["steg.db"]


@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm"])
def test_no_register_is_made_beside_the_journal_of_another(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"steg.db{ending}").write_bytes(b"left")
    with pytest.raises(RegisterError) as raised:
        make_register(tmp_path / "steg.db")
    assert str(raised.value).startswith(f"There is already something at {tmp_path}/steg.db{ending}")
    assert names_in(tmp_path) == [f"steg.db{ending}"]


# Changing


def test_only_the_one_file_is_there_after_each_command(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    commands: list[Callable[[], object]] = [
        lambda: enrol_somebody("Anna Andersson", on=D("2024-01-01")),
        lambda: advance(register, "S-0001", TODAY, on=D("2024-01-08")),
        lambda: advance(register, "1", TODAY, to="serviceassistent", exception="pilot"),
        lambda: place(register, "1", "Solgården", TODAY),
        lambda: extend(register, "1", TODAY, months=6),
        lambda: leave(register, "1", TODAY, to="employment", on=D("2024-02-01")),
        lambda: reverse_last(register, "undo", TODAY),
        lambda: reverse_last(register, "redo", TODAY),
        lambda: add_cohort(register, "Höst"),
        lambda: add_cohort(register, "Vår", dry_run=True),
        lambda: set_setting(register, "language", "sv", TODAY),
    ]
    for command in commands:
        command()
        assert names_in(register.path.parent) == ["steg.db"]
        assert mode_of(register.path) == 0o600


def test_a_register_that_another_program_holds_open_in_wal_mode_can_be_read_and_written(
    register: Register, outside: Outside
) -> None:
    register.close()
    another = outside()
    another.execute("PRAGMA journal_mode = WAL")
    another.execute("SELECT * FROM cohort").fetchall()
    with open_register(register.path) as again:
        assert again.execute("SELECT count(*) FROM cohort").fetchone()[0] == 2
        add_cohort(again, "Höst")
    assert another.execute("SELECT count(*) FROM cohort").fetchall() == [(3,)]
    another.close()
    with open_register(register.path) as again:
        add_cohort(again, "Vår")
        assert names_in(register.path.parent) == ["steg.db"]


@pytest.mark.parametrize("times", [1, 30, 300, 3000])
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM project WHERE name = 'Kvitten'",
        "UPDATE project SET objective = NULL WHERE name = 'Kvitten'",
    ],
)
def test_what_is_taken_out_leaves_no_bytes_in_the_file(
    register: Register, statement: str, times: int
) -> None:
    with register.transaction():
        register.execute(f"DROP TRIGGER project_{'delete' if 'DEL' in statement else 'update'}_log")
        register.execute("DROP TRIGGER project_insert_log")
        register.execute(
            "INSERT INTO project (name, objective) VALUES ('Kvitten', ?)",
            ("Kvittenblomma " * times,),
        )
    assert b"Kvittenblomma" in register.path.read_bytes()
    register.close()
    with open_register(register.path) as again:
        again.execute(statement)
        assert b"Kvittenblomma" not in again.path.read_bytes()
        assert cohort_names(again.path) == ["Pilot 2016", "STEG"]


def raise_after_writing(register: Register, stop: BaseException) -> None:
    register.execute("INSERT INTO cohort (name) VALUES ('Höst')")
    raise stop


def stop_inside(register: Register, stop: BaseException) -> None:
    with register.transaction():
        add_cohort(register, "Ett")
        with register.change("test", TODAY):
            raise_after_writing(register, stop)


def test_an_exception_inside_a_change_leaves_nothing(
    register: Register, everything_in: Callable[[Path], list[str]]
) -> None:
    before = everything_in(register.path)
    for stop in (ValueError("no"), KeyboardInterrupt(), SystemExit(1)):
        with pytest.raises(type(stop)), register.change("test", TODAY):
            raise_after_writing(register, stop)
        assert not register.connection.in_transaction
        assert everything_in(register.path) == before
    add_cohort(register, "Höst")
    assert cohort_names(register.path) == ["Pilot 2016", "STEG", "Höst"]


def test_a_transaction_keeps_other_writers_out_from_its_first_moment(
    register: Register, outside: Outside
) -> None:
    writer = outside()
    writer.execute("PRAGMA busy_timeout = 0")
    with register.transaction():
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            writer.execute("INSERT INTO cohort (name) VALUES ('Höst')")
        add_cohort(register, "Vår")
    assert cohort_names(register.path) == ["Pilot 2016", "STEG", "Vår"]


def test_an_error_for_which_sqlite_itself_took_everything_back_is_told_as_it_is(
    register: Register, everything_in: Callable[[Path], list[str]]
) -> None:
    before = everything_in(register.path)
    with pytest.raises(sqlite3.IntegrityError, match="planned"), register.transaction():
        register.execute("INSERT OR ROLLBACK INTO cohort (name, planned) VALUES ('Höst', -1)")
    assert everything_in(register.path) == before


def test_a_transaction_keeps_several_changes_or_none(
    register: Register, everything_in: Callable[[Path], list[str]]
) -> None:
    before = everything_in(register.path)
    with pytest.raises(KeyboardInterrupt):
        stop_inside(register, KeyboardInterrupt())
    assert everything_in(register.path) == before

    with register.transaction(keep=False):
        add_cohort(register, "Ett")
        add_cohort(register, "Två")
    assert everything_in(register.path) == before

    with register.transaction():
        add_cohort(register, "Ett")
        add_cohort(register, "Två")
        assert cohort_names(register.path) == ["Pilot 2016", "STEG"]
    assert cohort_names(register.path) == ["Pilot 2016", "STEG", "Ett", "Två"]
    logged = register.execute("SELECT command, summary FROM change ORDER BY id DESC LIMIT 2")
    assert [tuple(row) for row in logged] == [("cohort add", "Två"), ("cohort add", "Ett")]


def test_a_snapshot_sees_one_state_whatever_others_try(
    register: Register, outside: Outside
) -> None:
    writer = outside()
    writer.execute("PRAGMA busy_timeout = 0")
    with register.snapshot():
        first = register.execute("SELECT count(*) FROM cohort").fetchone()[0]
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            writer.execute("INSERT INTO cohort (name) VALUES ('Höst')")
        second = register.execute("SELECT count(*) FROM cohort").fetchone()[0]
    assert (first, second) == (2, 2)
    writer.execute("INSERT INTO cohort (name) VALUES ('Höst')")
    assert register.execute("SELECT count(*) FROM cohort").fetchone()[0] == 3


KILLED = """
import os, sys
from datetime import date
from pathlib import Path
from steg_cli.register.file import open_register

register = open_register(Path(sys.argv[1]))
register.execute("PRAGMA cache_size = 1")
register.execute("PRAGMA cache_spill = 1")  # pages
with register.change("test", date(2024, 1, 15)):
    for number in range(2000):
        register.execute("INSERT INTO cohort (name) VALUES (?)", (f"{number:0200}",))
    os._exit(9)
"""


def test_a_command_that_is_killed_halfway_leaves_nothing(
    register: Register, everything_in: Callable[[Path], list[str]]
) -> None:
    register.close()
    path = register.path
    before, size = everything_in(path), path.stat().st_size
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert killed.returncode == 9
    assert path.stat().st_size > size  # it had begun to write into the file itself
    assert names_in(path.parent) == ["steg.db", "steg.db-journal"]
    with open_register(path) as again:
        add_cohort(again, "Höst")
        assert names_in(path.parent) == ["steg.db"]
        reverse_last(again, "undo", TODAY)
    assert cohort_names(path) == ["Pilot 2016", "STEG"]
    history = ('INSERT INTO "change"', 'INSERT INTO "log_row"')
    assert [line for line in everything_in(path) if not line.startswith(history)] == [
        line for line in before if not line.startswith(history)
    ]


def test_what_a_killed_init_left_is_cleared_by_the_next_after_an_hour(tmp_path: Path) -> None:
    names = ["steg.db.unfinished-1", "steg.db.unfinished-1-journal", "steg.db.unfinished-2"]
    for name in [*names, "steg.db.unfinished-copy"]:
        (tmp_path / name).touch()
        if name != names[-1]:
            os.utime(tmp_path / name, (0, 0))

    init(tmp_path / "steg.db", TODAY)

    assert names_in(tmp_path) == ["steg.db", names[-1], "steg.db.unfinished-copy"]


def test_the_clock_beside_a_change_is_in_utc(register: Register) -> None:
    assert wall_clock().tzinfo is UTC
    add_cohort(register, "Höst")
    logged = register.execute("SELECT at, day FROM change ORDER BY id DESC").fetchone()
    assert tuple(logged) == ("2024-01-15T09:00:00Z", "2024-01-15")
