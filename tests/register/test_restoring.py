"""Going back to a backup: all or nothing, whatever is there, and back again."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.surroundings import COHORT, add
from steg_cli.programme.errors import Note, Refused
from steg_cli.register import file, header
from steg_cli.register.backups import copy_register, record_backup
from steg_cli.register.errors import RegisterError
from steg_cli.register.file import Register, nobody, open_register
from steg_cli.register.header import VERSION
from steg_cli.register.readings import record_reading
from steg_cli.register.restoring import UNREADABLE, Loss, restoration
from steg_cli.reports.check import of_the_file

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody, Outside

TODAY = date(2024, 1, 15)
NOW = datetime(2024, 1, 15, 9, 0, tzinfo=UTC)
KEPT = "steg-2024-01-15-restore.db"
WRITTEN = Path(__file__).parent / "written"


def names_in(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def restore(path: Path, backup: Path) -> tuple[Loss | None, Path | None]:
    with restoration(path, backup) as ready:
        loss = ready.loss()
        return loss, ready.carry_out(TODAY, lambda: NOW, nobody, loss)


@pytest.fixture
def holds(everything_in: Callable[[Path], list[str]]) -> Callable[[Path], list[str]]:
    """Read all that a register holds but its list of backups, which goes on."""

    def holds(path: Path) -> list[str]:
        return [line for line in everything_in(path) if not line.startswith('INSERT INTO "backup"')]

    return holds


@pytest.fixture
def backup(register: Register, tmp_path: Path) -> Path:
    """A backup of the register, to which two cohorts were added since; it is closed."""
    backup = copy_register(register, TODAY, place=tmp_path / "backup.db")
    record_backup(register, "copy", TODAY, backup)
    for name in ("Höst", "Vår"):
        add(register, COHORT, name, {}, TODAY)
    register.close()
    return backup


def test_one_goes_back_and_forth(
    register: Register, backup: Path, holds: Callable[[Path], list[str]]
) -> None:
    path = register.path
    then, now = holds(backup), holds(path)
    inode = path.stat().st_ino

    assert restore(path, backup) == (Loss(2), path.with_name(KEPT))

    assert (holds(path), holds(path.with_name(KEPT)), holds(backup)) == (then, now, then)
    assert names_in(path.parent) == sorted(["backup.db", "steg.db", KEPT])
    assert path.stat().st_ino == inode  # whoever has it open sees what was restored
    assert stat.S_IMODE(path.with_name(KEPT).stat().st_mode) == 0o600
    with open_register(path) as again:
        rows = again.execute("SELECT path, reason FROM backup ORDER BY id").fetchall()
    assert [tuple(row) for row in rows] == [
        (str(backup), "copy"),
        (str(path.with_name(KEPT)), "restore"),
    ]
    assert restore(path, path.with_name(KEPT))[0] == Loss(0)
    assert holds(path) == now


def test_who_has_it_open_waits_and_then_sees_the_other_one(
    register: Register, backup: Path, outside: Outside
) -> None:
    other = outside(register.path)
    assert other.execute("SELECT count(*) FROM cohort").fetchone() == (4,)
    restore(register.path, backup)
    assert other.execute("SELECT count(*) FROM cohort").fetchone() == (2,)
    other.execute("INSERT INTO cohort (name) VALUES ('Sommar')")
    with open_register(register.path) as again:
        assert again.execute("SELECT count(*) FROM cohort").fetchone()[0] == 3


def test_where_there_is_no_register_it_is_put_there(
    register: Register, backup: Path, holds: Callable[[Path], list[str]]
) -> None:
    path = register.path
    path.unlink()
    path.with_name("steg.db-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7 of the old")
    assert restore(path, backup) == (None, None)
    assert holds(path) == holds(backup)
    assert names_in(path.parent) == ["backup.db", "steg.db"]
    assert restore(path.with_name("a") / "new.db", backup) == (None, None)
    assert holds(path.with_name("a") / "new.db") == holds(backup)


def cut_in_half(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def flip_the_tables(whole: bytes) -> bytes:
    return whole[:100] + bytes(byte ^ 0xFF for byte in whole[100:])


def flip_the_middle(whole: bytes) -> bytes:
    third = len(whole) // 3
    return whole[:third] + bytes(byte ^ 0xFF for byte in whole[third:-third]) + whole[-third:]


@pytest.mark.parametrize("damage", [cut_in_half, flip_the_tables, flip_the_middle])
def test_a_damaged_register_is_kept_byte_by_byte(
    register: Register,
    backup: Path,
    damage: Callable[[bytes], bytes],
    holds: Callable[[Path], list[str]],
) -> None:
    path = register.path
    path.write_bytes(damaged := damage(path.read_bytes()))
    loss, kept = restore(path, backup)
    assert loss in (UNREADABLE, Loss(2))
    assert kept == path.with_name("steg-2024-01-15-damaged.db")
    assert (kept.read_bytes(), holds(path)) == (damaged, holds(backup))
    assert names_in(path.parent) == sorted(["backup.db", "steg.db", kept.name])


def be_text(path: Path) -> None:
    path.write_text("namn;kommun\n")


def be_newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")


def contradict_itself(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER cohort_update_log")
        connection.execute("UPDATE cohort SET project_id = 77 WHERE id = 2")


def lose_a_trigger(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER stay_update_log")


def lose_a_table(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TABLE placement")


def be_damaged(path: Path) -> None:
    path.write_bytes(flip_the_middle(path.read_bytes()))


def be_cut(path: Path) -> None:
    path.write_bytes(cut_in_half(path.read_bytes()))


def be_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("alter", "said"),
    [
        (be_text, "{path} is not a register of steg."),
        (be_newer, "The register {path} was written by a newer steg"),
        (contradict_itself, "The backup {path} is damaged. In the table cohort, row 2 has a value"),
        (lose_a_trigger, "The backup {path} is damaged. The trigger stay_update_log of the file"),
        (lose_a_table, "The backup {path} is damaged. In the table log_layout, row"),
        (be_damaged, "The register {path} is damaged: "),
        (be_cut, "The register {path} is damaged: "),
        (be_a_folder, "{path} is a folder, not a register."),
        (Path.unlink, "There is no register at {path}."),
    ],
)
def test_what_cannot_be_gone_back_to_is_refused_and_nothing_touched(
    register: Register, backup: Path, alter: Callable[[Path], None], said: str
) -> None:
    alter(backup)
    before, names = register.path.read_bytes(), names_in(backup.parent)
    with pytest.raises(RegisterError) as raised:
        restore(register.path, backup)
    assert str(raised.value).startswith(said.format(path=backup))
    assert (register.path.read_bytes(), names_in(backup.parent)) == (before, names)


def test_what_is_no_register_is_not_replaced(register: Register, backup: Path) -> None:
    register.path.write_text("namn;kommun\n")
    with pytest.raises(RegisterError, match=r"is not a register of steg\.") as raised:
        restore(register.path, backup)
    assert raised.value.hint.startswith("Nothing was changed. Move it away first")
    assert register.path.read_text() == "namn;kommun\n"
    with pytest.raises(RegisterError, match="is the register itself"):
        restore(backup, backup)


def test_while_another_program_writes_it_is_refused(
    register: Register, backup: Path, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "BUSY_SECONDS", 0.05)
    other = outside(register.path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        restore(register.path, backup)
    other.execute("INSERT INTO cohort (name) VALUES ('Sommar')")
    other.execute("COMMIT")
    assert names_in(backup.parent) == ["backup.db", "steg.db"]
    with open_register(register.path) as again:
        assert again.execute("SELECT count(*) FROM cohort").fetchone()[0] == 5


def test_what_was_changed_since_the_question_stops_it(register: Register, backup: Path) -> None:
    with restoration(register.path, backup) as ready:
        loss = ready.loss()
        with open_register(register.path) as meanwhile:
            add(meanwhile, COHORT, "Sommar", {}, TODAY)
        with pytest.raises(Refused, match="changed meanwhile; nothing was restored"):
            ready.carry_out(TODAY, lambda: NOW, nobody, loss)
    assert names_in(backup.parent) == ["backup.db", "steg.db"]
    assert restore(register.path, backup)[0] == Loss(3)


def test_what_another_register_loses_is_said(
    register: Register, backup: Path, tmp_path: Path, enrol_somebody: EnrolSomebody
) -> None:
    del enrol_somebody
    other = tmp_path / "other.db"
    with file.new_register(other) as new:
        add(new, COHORT, "Höst", {}, TODAY)
    with restoration(other, backup) as ready:
        assert ready.loss() == Loss(1, is_other=True)
    with open_register(register.path) as opened:
        opened.execute(
            "INSERT INTO erasure (at, day, kind, decision) VALUES ('x', '2024-01-15', ?, 'AMN 7')",
            ("retention",),
        )
    with restoration(register.path, backup) as ready:
        assert ready.loss() == Loss(2, erasures=1)


@pytest.mark.parametrize("version", range(1, VERSION))
def test_a_backup_of_an_older_version_is_upgraded_on_the_way(
    register: Register, tmp_path: Path, version: int
) -> None:
    register.close()
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript((WRITTEN / f"version_{version}.sql").read_text(encoding="utf-8"))
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute(f"PRAGMA application_id = {int.from_bytes(b'STEG', 'big')}")
    before = old.read_bytes()
    restore(register.path, old)
    assert header.version_of(register.path) == VERSION
    assert old.read_bytes() == before
    assert names_in(tmp_path) == sorted(["old.db", "steg.db", KEPT])


@pytest.mark.parametrize(
    ("before", "after", "damage"),
    [
        (b"Sk\xc3\xb6vde", b"Sk\xc3\xb6vdx", ("workplace", "municipality")),
        (b"T09:00:00Z", b"T09:00:0xZ", ("change", "at")),
        (b"Z2024-01-15", b"Z2024-01-1q", ("change", "day")),
    ],
    ids=["not what the history made of it", "no moment", "not allowed by its table"],
)
def test_a_backup_with_a_damaged_value_is_refused_until_it_is_asked_for(
    register: Register,
    backup: Path,
    holds: Callable[[Path], list[str]],
    before: bytes,
    after: bytes,
    damage: tuple[str, str],
) -> None:
    with closing(sqlite3.connect(backup)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = ?", (damage[0],)
        ).fetchone()
    content = bytearray(backup.read_bytes())
    place = content.index(before, (page - 1) * 4096)
    assert place < page * 4096
    content[place : place + len(before)] = after
    backup.write_bytes(content)
    now = holds(register.path)
    with pytest.raises(RegisterError) as refused:
        restore(register.path, backup)
    assert refused.value.message == "The backup {path} is damaged. {damage}"
    told = refused.value.values["damage"]
    assert isinstance(told, Note)
    assert (told.values["table"], told.values.get("column")) == damage
    assert (holds(register.path), KEPT in names_in(backup.parent)) == (now, False)
    with restoration(register.path, backup, also_damaged=True) as ready:
        assert ready.damage == told
        ready.carry_out(TODAY, lambda: NOW, nobody, ready.loss())
    assert after in register.path.read_bytes()


def test_who_read_what_since_goes_on_in_the_register_that_was_restored(
    register: Register, tmp_path: Path, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody("Anna Alm")
    record_reading(register, TODAY, "protected", "list", [1])
    backup = copy_register(register, TODAY, place=tmp_path / "backup.db")
    enrol_somebody("Bo Berg")
    record_reading(register, TODAY, "extract", "extract", [1, 2])
    register.close()
    restore(register.path, backup)
    with open_register(register.path) as again:
        rows = again.execute(
            "SELECT command, participant_id FROM reading JOIN reading_of ON reading_id = reading.id"
        ).fetchall()
    # S-0002 is nobody in it, and will be somebody else.
    assert [tuple(row) for row in rows] == [("list", 1), ("extract", 1)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE watched SET first_day = '2031-01-01'",
        "DELETE FROM watched",
        "INSERT INTO watched VALUES (7, 'support', '2024-01-01', NULL)",
        "DELETE FROM name_word WHERE word = 'anna'",
        "UPDATE name_word SET word = 'bo' WHERE word = 'anna'",
        "INSERT INTO name_word VALUES ('bo', 7)",
    ],
)
def test_what_is_kept_of_other_rows_is_right_in_a_register_that_was_restored(
    register: Register, tmp_path: Path, enrol_somebody: EnrolSomebody, statement: str
) -> None:
    enrol_somebody("Anna Alm")
    register.execute("UPDATE step SET location = 'adapted' WHERE id = 1")
    register.execute(statement)
    wrong = [one.problem for one in of_the_file(register)]
    backup = copy_register(register, TODAY, place=tmp_path / "backup.db")
    register.close()
    restore(register.path, backup)
    with open_register(register.path) as again:
        assert len(wrong) == 1
        assert list(of_the_file(again)) == []
