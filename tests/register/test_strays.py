"""What broken-off runs left beside the register: found, and copies taken onto the list."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from steg_cli.actions.backup import back_up as asked_for
from steg_cli.actions.surroundings import COHORT, add
from steg_cli.register.backups import copy_register
from steg_cli.register.file import Register, open_register
from steg_cli.register.strays import half_written, list_strays, put_aside, unlisted

TODAY = date(2024, 1, 15)
NOON = 1705320000  # of that day, in UTC


def copied(register: Register, name: str, at: int = NOON) -> Path:
    """Copy the register, as a run does that is killed before the copy is listed."""
    copy = copy_register(register, TODAY, place=register.path.with_name(name))
    os.utime(copy, (at, at))
    return copy


def listed(register: Register) -> list[tuple[str, ...]]:
    rows = register.execute("SELECT path, reason, at, day, by FROM backup ORDER BY id")
    return [(Path(row[0]).name, *row[1:]) for row in rows]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("steg-2024-01-14.db", "backup"),
        ("steg-2024-01-14-2.db", "backup"),
        ("steg-2024-01-14-merge.db", "merge"),
        ("steg-2024-01-14-erase-3.db", "erase"),
        ("steg-2024-01-14-version-7.db", "upgrade"),
        ("steg-2024-01-14-version-7-2.db", "upgrade"),
        ("steg-2024-01-14-restore.db", "restore"),
        ("steg-2024-01-14-mine.db", None),
        ("mine.db", None),
        ("other-2024-01-14.db", None),
    ],
)
def test_a_copy_with_a_dated_name_that_is_not_listed_is_found(
    register: Register, name: str, reason: str | None
) -> None:
    copy = copied(register, name)
    found = [(one.path, one.reason, str(one.day)) for one in unlisted(register)]
    assert found == ([(copy, reason, "2024-01-14")] if reason else [])


def test_the_next_backup_puts_them_on_the_list_and_removes_what_is_too_old(
    register: Register,
) -> None:
    copied(register, "steg-2024-01-14-merge.db", NOON + 1)
    copied(register, "steg-2024-01-14.db")
    done = asked_for(register, TODAY, keep=1).result
    assert [Path(one).name for one in done.removed] == ["steg-2024-01-14.db"]
    assert listed(register) == [
        ("steg-2024-01-14-merge.db", "merge", "2024-01-15T12:00:01Z", "2024-01-14", ""),
        ("steg-2024-01-15.db", "backup", "2024-01-15T09:00:00Z", "2024-01-15", ""),
    ]
    assert unlisted(register) == []


def test_what_is_no_copy_of_it_is_not_listed_and_one_with_work_in_it_is_kept(
    register: Register,
) -> None:
    register.path.with_name("steg-2024-01-11.db").write_text("mine")
    register.path.with_name("steg-2024-01-12.db").symlink_to(register.path)
    other = copied(register, "steg-2024-01-13.db")
    with open_register(other) as opened, opened.transaction():
        opened.execute("UPDATE change SET at = '2001-01-01T00:00:00Z' WHERE id = 1")
    with open_register(copied(register, "steg-2024-01-14.db")) as opened:
        add(opened, COHORT, "Höst", {}, TODAY)
    list_strays(register)
    assert [row[:2] for row in listed(register)] == [("steg-2024-01-14.db", "copy")]


def test_they_are_looked_for_where_backups_go_too(register: Register, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    with register.change("setting", TODAY):
        register.execute("INSERT INTO setting (key, value) VALUES ('backup.folder', 'backups')")
    assert unlisted(register) == []
    folder.mkdir()
    shutil.copy(register.path, folder / "steg-2024-01-14.db")
    assert [one.path for one in unlisted(register)] == [folder / "steg-2024-01-14.db"]


def test_a_half_written_file_is_found_when_its_run_is_over(register: Register) -> None:
    over = subprocess.Popen([sys.executable, "-c", ""])
    over.wait()
    here = register.path.parent
    left = [here / f"b.db.unfinished-{over.pid}", here / f"b.db.unfinished-{over.pid}-1-journal"]
    running = here / f"c.xlsx.unfinished-{os.getpid()}"
    mine = here / f"notes.unfinished-{over.pid}.txt"
    another = here / f"d.db.unfinished-{over.pid}"  # of another computer, at work just now
    now = register.clock().timestamp()
    for path in (*left, running, mine, another):
        path.touch()
        os.utime(path, (now - 3600 + 60 * (path == another),) * 2)
    assert half_written(register) == []
    register.clock = lambda: datetime.fromtimestamp(now + 1, UTC)
    assert half_written(register) == left


def test_a_damaged_register_that_was_put_aside_is_found(register: Register) -> None:
    names = ("steg-2024-01-14-damaged.db", "steg-2024-01-14-damaged.db-journal")
    for name in (*names, "steg-damaged.db"):
        register.path.with_name(name).write_text("broken")
    assert [path.name for path in put_aside(register)] == [*names]
    assert unlisted(register) == []
