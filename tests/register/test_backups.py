"""Backups: of one moment, verified, never over anything, and few enough."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.leave import leave as leaves
from steg_cli.actions.merge import merge
from steg_cli.actions.surroundings import COHORT, add, set_setting
from steg_cli.programme.errors import Note
from steg_cli.register import backups
from steg_cli.register.backups import (
    KEPT,
    Reason,
    back_up,
    copy_register,
    dated_backups,
    record_backup,
    remove_older,
)
from steg_cli.register.errors import RegisterError
from steg_cli.register.file import Register, file_at, new_register, open_register

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody, NumberOf, Outside

TODAY = date(2024, 1, 15)


def names_in(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def cohorts_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM cohort ORDER BY id")]


def listed(register: Register) -> list[tuple[object, ...]]:
    return [tuple(row) for row in register.execute("SELECT * FROM backup ORDER BY id")]


def test_a_dated_name_that_another_run_takes_meanwhile_is_left_to_it(register: Register) -> None:
    def taken(_done: int, _all: int) -> None:
        register.path.with_name("steg-2024-01-15.db").write_bytes(b"another run's")

    copy = copy_register(register, TODAY, progress=taken)
    assert names_in(copy.parent) == ["steg-2024-01-15-2.db", "steg-2024-01-15.db", "steg.db"]
    assert copy.name == "steg-2024-01-15-2.db"
    assert cohorts_in(copy) == cohorts_in(register.path)
    assert register.path.with_name("steg-2024-01-15.db").read_bytes() == b"another run's"


def test_a_backup_is_the_owners_alone_and_a_register_like_the_other(
    register: Register, everything_in: Callable[[Path], list[str]]
) -> None:
    before, mask = everything_in(register.path), os.umask(0)
    copy = copy_register(register, TODAY)
    os.umask(mask)
    assert names_in(copy.parent) == ["steg-2024-01-15.db", "steg.db"]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert everything_in(copy) == before
    with open_register(copy) as opened:
        add(opened, COHORT, "Höst", {}, TODAY)
    assert everything_in(register.path) == before


def test_nobody_writes_while_it_is_copied_and_everybody_afterwards(
    register: Register, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "PAGES", 1)
    other = outside()
    other.execute("PRAGMA busy_timeout = 0")
    refused = []

    def write(_done: int, all_: int) -> None:
        try:
            other.execute("INSERT INTO cohort (name) VALUES ('Höst')")
        except sqlite3.OperationalError as error:
            refused.append((all_, str(error)))

    copy = copy_register(register, TODAY, progress=write)
    pages = register.execute("PRAGMA page_count").fetchone()[0]
    assert refused == [(pages, "database is locked")] * pages
    other.execute("INSERT INTO cohort (name) VALUES ('Höst')")
    assert cohorts_in(copy) == ["Pilot 2016", "STEG"]


@pytest.mark.parametrize("rows", [1, 20_000])
def test_inside_a_change_it_holds_what_was_before_it(register: Register, rows: int) -> None:
    told: list[Note] = []
    register.tell = told.append
    with register.change("test", TODAY):
        register.execute(
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < ?) "
            "INSERT INTO cohort (name) SELECT 'Höst ' || x FROM n",
            (rows,),
        )
        copy = back_up(register, "import", TODAY)
    assert cohorts_in(copy) == ["Pilot 2016", "STEG"]
    assert len(cohorts_in(register.path)) == 2 + rows
    assert listed(register) == [
        (1, "2024-01-15T09:00:00Z", "2024-01-15", "", str(copy), "import"),
    ]
    assert [str(one) for one in told] == [f"A backup was made first: {copy}"]


def test_a_change_that_is_lost_leaves_no_backup_and_takes_no_older_one(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("steg_cli.register.backups.KEPT", 1)
    told: list[Note] = []
    older = back_up(register, "erase", TODAY)
    before = names_in(older.parent), listed(register)
    register.tell = told.append
    with pytest.raises(sqlite3.IntegrityError), register.change("erase", TODAY):  # noqa: PT012
        back_up(register, "erase", TODAY)
        register.execute("INSERT INTO cohort (name) VALUES (NULL)")
    assert (names_in(older.parent), listed(register), told) == (*before, [])
    with register.change("erase", TODAY):
        newer = back_up(register, "erase", TODAY)
    assert [str(one) for one in told] == [f"A backup was made first: {newer}"]
    assert [row[4] for row in listed(register)] == [str(newer)]
    assert (older.exists(), newer.exists()) == (False, True)


def make_file(path: Path) -> None:
    path.write_text("mine")


def make_dangling_link(path: Path) -> None:
    path.symlink_to("nowhere")


def make_journal(path: Path) -> None:
    path.with_name(f"{path.name}-journal").write_text("of one that was there")


@pytest.mark.parametrize("make", [make_file, make_dangling_link, Path.mkdir, make_journal])
def test_a_name_that_is_taken_is_left_and_the_next_one_taken(
    register: Register, make: Callable[[Path], None]
) -> None:
    make(register.path.with_name("steg-2024-01-15-merge.db"))
    before = names_in(register.path.parent)
    copy = back_up(register, "merge", TODAY)
    assert copy.name == "steg-2024-01-15-merge-2.db"
    assert set(names_in(copy.parent)) - {copy.name} == set(before)


def test_those_with_a_dated_name_are_found_the_latest_first(register: Register) -> None:
    folder = register.path.parent
    register.path.with_name("steg-2024-01-15.txt").touch()
    register.path.with_name("other-2024-01-15.db").touch()
    copies = [copy_register(register, TODAY, called) for called in ("", "merge", "")]
    copy_register(register, TODAY, place=folder / "copy.db")
    for at, copy in enumerate(copies):
        os.utime(copy, (at, at))
    assert dated_backups(register.path) == copies[::-1]
    set_setting(register, "backup.folder", "apart", TODAY)
    assert dated_backups(register.path) == []  # there is no such folder yet
    elsewhere = copy_register(register, TODAY)
    assert (dated_backups(register.path), elsewhere.parent.name) == ([elsewhere], "apart")
    register.path.write_bytes(b"damaged")
    assert dated_backups(register.path) == copies[::-1]


@pytest.mark.parametrize("folder", ["backups", "{here}/../säkerhets kopior?#%", "{here}"])
def test_the_setting_says_where(register: Register, folder: str) -> None:
    here = register.path.parent
    set_setting(register, "backup.folder", folder.format(here=here), TODAY)
    copy = back_up(register, "merge", TODAY)
    assert copy.parent.resolve() == (here / folder.format(here=here)).resolve()
    assert cohorts_in(copy) == ["Pilot 2016", "STEG"]


def test_what_cannot_be_backed_up_is_not_changed(
    register: Register,
    enrol_somebody: EnrolSomebody,
    number_of: NumberOf,
    everything_in: Callable[[Path], list[str]],
) -> None:
    for birth_number, on in (("980", date(2021, 1, 1)), ("982", date(2023, 1, 1))):
        number = number_of("19800101", birth_number)
        who = enrol_somebody("Sara Ek", number=number, on=on)
        leaves(register, who, TODAY, to="other", on=on)
    set_setting(register, "backup.folder", "nowhere/here", TODAY)
    before = everything_in(register.path)
    with pytest.raises(RegisterError) as raised:
        merge(register, "S-0001", "S-0002", TODAY)
    folder = register.path.with_name("nowhere") / "here"
    assert str(raised.value) == (
        f"The backup {folder} could not be made: No such file or directory."
    )
    assert "steg setting backup.folder" in raised.value.hint
    assert everything_in(register.path) == before
    set_setting(register, "backup.folder", "", TODAY)
    merge(register, "S-0001", "S-0002", TODAY, dry_run=True)
    assert listed(register) == []
    merge(register, "S-0001", "S-0002", TODAY)
    assert [row[-1] for row in listed(register)] == ["merge"]


def test_a_register_that_is_not_sound_gets_no_backup(register: Register, tmp_path: Path) -> None:
    page = register.execute(
        "SELECT rootpage FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'step' LIMIT 1"
    ).fetchone()[0]
    size = register.execute("PRAGMA page_size").fetchone()[0]
    register.close()
    with register.path.open("r+b") as file:
        file.seek((page - 1) * size + size - 20)
        file.write(b"\xff" * 20)
    with open_register(register.path) as again, pytest.raises(RegisterError) as raised:
        copy_register(again, TODAY)
    assert str(raised.value).startswith(f"The register {register.path} is damaged: ")
    assert raised.value.exit_code == 3
    assert names_in(tmp_path) == ["steg.db"]


# Keeping few


def test_of_those_made_first_the_last_ones_of_each_kind_stay(register: Register) -> None:
    for _ in range(KEPT + 2):
        back_up(register, "merge", TODAY)
    back_up(register, "import", TODAY)
    record_backup(register, "backup", TODAY, copy_register(register, TODAY))
    kinds = [row[-1] for row in listed(register)]
    assert (kinds.count("merge"), kinds.count("import"), kinds.count("backup")) == (KEPT, 1, 1)
    there = {str(register.path.with_name(name)) for name in names_in(register.path.parent)}
    assert {row[4] for row in listed(register)} == there - {str(register.path)}


def leave(_register: Register, _copy: Path) -> None:
    pass


def work_in_it(_register: Register, copy: Path) -> None:
    with open_register(copy) as opened:  # by the real clock, which is later than the test's
        add(opened, COHORT, "Höst", {}, TODAY)


def replace_with_text(_register: Register, copy: Path) -> None:
    copy.write_text("mine")


def replace_with_link(register: Register, copy: Path) -> None:
    copy.unlink()
    copy.symlink_to(register.path)


def replace_with_another_register(_register: Register, copy: Path) -> None:
    copy.unlink()
    with new_register(copy) as other:
        add(other, COHORT, "Höst", {}, TODAY)


def move_away(_register: Register, copy: Path) -> None:
    copy.rename(copy.with_name("moved.db"))


def cut(_register: Register, copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:5000])


def become_the_register(register: Register, copy: Path) -> None:
    copy.unlink()
    shutil.copy(register.path, copy)
    register.path, register._file = copy, file_at(copy)


@pytest.mark.parametrize(
    ("reason", "alter", "goes"),
    [
        ("backup", leave, True),
        ("copy", leave, False),
        ("merge", leave, False),
        *(
            ("backup", one, False)
            for one in (
                *(work_in_it, replace_with_text, replace_with_link, move_away, cut),
                *(replace_with_another_register, become_the_register),
            )
        ),
    ],
)
def test_only_what_is_a_backup_of_this_register_is_removed(
    register: Register, reason: Reason, alter: Callable[[Register, Path], None], goes: bool
) -> None:
    old = copy_register(register, TODAY)
    record_backup(register, reason, TODAY, old)
    alter(register, old)
    there = names_in(old.parent)
    last = copy_register(register, TODAY, "last")
    record_backup(register, "backup", TODAY, last)
    rows = listed(register)
    rehearsed = remove_older(register, "backup", 1, dry_run=True)
    assert listed(register) == rows
    assert remove_older(register, "backup", 1) == rehearsed == ([old] if goes else [])
    removed = {old.name} if goes else set()
    assert set(names_in(old.parent)) == {*there, last.name} - removed
