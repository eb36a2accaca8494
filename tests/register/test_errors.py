"""What SQLite says about the register file, told so that somebody can act on it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.surroundings import COHORT, add
from steg_cli.programme.errors import Refused, StegError
from steg_cli.register import file
from steg_cli.register.errors import RegisterError, explain
from steg_cli.register.file import Register, open_register

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody, Outside

D = date.fromisoformat
TODAY = D("2024-01-15")

PATH = Path("steg.db")
LOCKED = (
    "The register steg.db is in use by another program.",
    "Nothing was changed. Close the other program, or try again in a moment.",
)
READ_ONLY = (
    "The register steg.db can be read but not changed.",
    "Check the permissions of the file and of its folder.",
)
FULL = (
    "The disk with the register steg.db is full.",
    "Nothing was changed. Make room on the disk and try again.",
)


def unreachable(detail: str) -> tuple[str, str]:
    return (
        f"The register steg.db could not be opened: {detail}.",
        "Check that the disk is there and that you may read and write the file and its folder.",
    )


def damaged(detail: str) -> tuple[str, str]:
    return (
        f"The register steg.db is damaged: {detail}.",
        "Leave the file as it is. steg restore FILE puts the latest backup in its place.",
    )


def told(error: StegError) -> tuple[str, str]:
    return str(error), error.hint.format(**({"reference": "WHO"} | error.values))


def told_of(error: sqlite3.Error) -> tuple[type[StegError], int, tuple[str, str]]:
    ours = explain(error, PATH)
    return type(ours), ours.exit_code, told(ours)


def add_cohort(register: Register, name: str = "Höst") -> None:
    add(register, COHORT, name, {}, TODAY)


def raised_by(command: Callable[[], object]) -> sqlite3.Error:
    with pytest.raises(sqlite3.Error) as raised:
        command()
    return raised.value


# Real conditions


def test_another_writer_is_waited_for_and_then_told(
    register: Register, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "BUSY_SECONDS", 0.05)
    writer = outside()
    with open_register(register.path) as waiting:
        writer.execute("BEGIN IMMEDIATE")
        error = raised_by(lambda: add_cohort(waiting))
        writer.execute("ROLLBACK")
        assert told_of(error) == (RegisterError, 3, LOCKED)
        add_cohort(waiting)
    assert register.execute("SELECT count(*) FROM cohort").fetchone()[0] == 3


def test_a_reader_that_does_not_let_go_keeps_a_change_out_whole(
    register: Register, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "BUSY_SECONDS", 0.05)
    reader = outside()
    with open_register(register.path) as waiting:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM cohort").fetchall()
        error = raised_by(lambda: add_cohort(waiting))
        assert told_of(error) == (RegisterError, 3, LOCKED)
        assert not waiting.connection.in_transaction
        assert reader.execute("SELECT count(*) FROM cohort").fetchall() == [(2,)]
        reader.execute("ROLLBACK")
        add_cohort(waiting)
    assert register.execute("SELECT count(*) FROM cohort").fetchone()[0] == 3


def test_a_table_locked_by_our_own_reading_is_told_as_in_use(register: Register) -> None:
    reading = register.execute("SELECT * FROM cohort")
    reading.fetchone()
    error = raised_by(lambda: register.execute("DROP TABLE cohort"))
    assert error.sqlite_errorcode == sqlite3.SQLITE_LOCKED
    assert told_of(error) == (RegisterError, 3, LOCKED)


def test_a_register_that_must_not_be_written_is_told(register: Register) -> None:
    register.execute("PRAGMA query_only = ON")
    assert told_of(raised_by(lambda: add_cohort(register))) == (RegisterError, 3, READ_ONLY)


def test_a_full_disk_is_told_and_leaves_the_register_whole(
    register: Register, everything_in: Callable[[Path], list[str]]
) -> None:
    before = everything_in(register.path)
    register.execute("PRAGMA max_page_count = 1")  # raised by SQLite to what is there already

    def fill() -> None:
        with register.change("test", TODAY):
            for number in range(1000):
                register.execute("INSERT INTO cohort (name) VALUES (?)", (f"{number:0200}",))

    assert told_of(raised_by(fill)) == (RegisterError, 3, FULL)
    assert not register.connection.in_transaction
    assert everything_in(register.path) == before
    register.execute("PRAGMA max_page_count = 100000")
    add_cohort(register)
    assert register.execute("SELECT count(*) FROM cohort").fetchone()[0] == 3


@pytest.mark.parametrize("when", ["before", "meanwhile"])
@pytest.mark.parametrize("replaced", [True, False])
def test_nothing_is_written_into_a_file_that_nobody_finds_again(
    register: Register, tmp_path: Path, when: str, replaced: bool
) -> None:
    shutil.copy(register.path, another := tmp_path / "another.db")
    before = another.read_bytes()

    def take_away() -> None:
        if replaced:  # as what synchronises folders does it
            another.replace(register.path)
        else:
            register.path.unlink()

    def write() -> None:
        with register.change("test", TODAY):
            register.execute("INSERT INTO cohort (name) VALUES ('Höst')")
            if when == "meanwhile":
                take_away()

    if when == "before":
        take_away()
    with pytest.raises(RegisterError, match="was moved, removed or replaced meanwhile"):
        write()
    assert register.path.exists() == replaced
    assert not replaced or register.path.read_bytes() == before


def test_a_file_that_stops_being_a_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("namn;kommun\n" * 100, encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / "text")) as connection:
        error = raised_by(lambda: connection.execute("SELECT * FROM cohort"))
    assert told_of(error) == (RegisterError, 3, damaged("file is not a database"))


def test_a_contradiction_is_a_refusal_and_not_the_files_fault(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody()
    error = raised_by(
        lambda: register.execute("UPDATE enrolment SET last_day = '2020-01-01', left_to = 'other'")
    )
    assert told_of(error) == (
        Refused,
        1,
        (
            "The register refuses this, since it would contradict itself: "
            "CHECK constraint failed: last_day >= first_day.",
            "Nothing was changed. steg show WHO shows what is recorded.",
        ),
    )


def test_what_sqlite_has_no_own_case_for_is_told_as_it_is(register: Register) -> None:
    error = raised_by(lambda: register.execute("SELECT * FROM elsewhere"))
    assert told_of(error) == (
        RegisterError,
        3,
        (
            "The register steg.db could not be used: no such table: elsewhere.",
            "Nothing was changed. Check the disk and the folder, then try again.",
        ),
    )


# Every code, also those that no test can bring about


@pytest.mark.parametrize(
    ("code", "kind", "sentence"),
    [
        (sqlite3.SQLITE_BUSY, RegisterError, LOCKED),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, RegisterError, LOCKED),
        (sqlite3.SQLITE_LOCKED, RegisterError, LOCKED),
        (sqlite3.SQLITE_READONLY, RegisterError, READ_ONLY),
        (sqlite3.SQLITE_READONLY_DIRECTORY, RegisterError, READ_ONLY),
        (sqlite3.SQLITE_FULL, RegisterError, FULL),
        (sqlite3.SQLITE_PERM, RegisterError, unreachable("detail")),
        (sqlite3.SQLITE_CANTOPEN, RegisterError, unreachable("detail")),
        (sqlite3.SQLITE_IOERR, RegisterError, unreachable("detail")),
        (sqlite3.SQLITE_IOERR_FSYNC, RegisterError, unreachable("detail")),
        (sqlite3.SQLITE_CORRUPT, RegisterError, damaged("detail")),
        (sqlite3.SQLITE_CORRUPT_INDEX, RegisterError, damaged("detail")),
        (sqlite3.SQLITE_NOTADB, RegisterError, damaged("detail")),
    ],
)
def test_extended_codes_are_told_as_their_plain_code(
    code: int, kind: type[StegError], sentence: tuple[str, str]
) -> None:
    error = sqlite3.OperationalError("detail")
    error.sqlite_errorcode = code
    assert told_of(error) == (kind, 3, sentence)


@pytest.mark.parametrize("code", [sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY])
def test_every_contradiction_is_a_refusal(code: int) -> None:
    error = sqlite3.IntegrityError("detail")
    error.sqlite_errorcode = code
    assert told_of(error) == (
        Refused,
        1,
        (
            "The register refuses this, since it would contradict itself: detail.",
            "Nothing was changed. steg show WHO shows what is recorded.",
        ),
    )
