"""Asking a register something before it is opened, without touching it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.surroundings import set_setting
from steg_cli.register.file import JOURNALS, Register, open_register
from steg_cli.register.glance import glance_at, peek_setting
from steg_cli.register.header import VERSION

if TYPE_CHECKING:
    from tests.conftest import Outside

TODAY = date(2024, 1, 15)


def make_text(path: Path) -> None:
    path.write_text("Anna Andersson")


def make_folder(path: Path) -> None:
    path.mkdir()


def make_empty_file(path: Path) -> None:
    path.touch()


def make_dangling_link(path: Path) -> None:
    path.symlink_to("nowhere.db")


def names_in(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_a_setting_can_be_peeked_at_without_touching_the_register(register: Register) -> None:
    set_setting(register, "language", "sv", TODAY)
    register.close()
    before, written = register.path.read_bytes(), register.path.stat().st_mtime_ns
    assert peek_setting(register.path, "language") == "sv"
    assert peek_setting(register.path, "remind.months") is None
    assert (register.path.read_bytes(), register.path.stat().st_mtime_ns) == (before, written)
    assert names_in(register.path.parent) == ["steg.db"]


@pytest.mark.parametrize("make", [make_text, make_folder, make_empty_file, make_dangling_link])
def test_peeking_at_what_is_no_register_finds_nothing(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    make(tmp_path / "steg.db")
    assert peek_setting(tmp_path / "steg.db", "language") is None
    assert peek_setting(tmp_path / "missing.db", "language") is None
    assert names_in(tmp_path) == ["steg.db"]


def test_peeking_at_a_newer_or_damaged_register_finds_nothing(
    register: Register, outside: Outside
) -> None:
    set_setting(register, "language", "sv", TODAY)
    register.close()
    path = register.path
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert peek_setting(path, "language") is None
    path.write_bytes(whole)
    outside().execute(f"PRAGMA user_version = {VERSION + 1}")
    assert peek_setting(path, "language") is None


def test_who_glanced_opens_with_the_same_connection(register: Register) -> None:
    set_setting(register, "language", "sv", TODAY)
    register.close()
    glance = glance_at(register.path)
    assert glance
    assert (glance.setting("language"), glance.setting("remind.months")) == ("sv", None)
    with open_register(register.path, connected=glance.connection_to(register.path)) as opened:
        assert opened.connection is glance.connection
        set_setting(opened, "language", "en", TODAY)
    assert peek_setting(register.path, "language") == "en"


def test_a_file_that_came_since_the_glance_is_connected_to_anew(register: Register) -> None:
    set_setting(register, "language", "sv", TODAY)
    register.close()
    path, another = register.path, register.path.with_name("another.db")
    shutil.copy(path, another)
    glance = glance_at(path)
    assert glance
    path.unlink()
    assert glance.connection_to(path) is None
    another.rename(path)
    assert glance.connection_to(path) is None
    glance.connection.close()


@pytest.mark.parametrize("ending", JOURNALS)
def test_nothing_is_glanced_at_where_that_would_change_a_file(
    register: Register, ending: str
) -> None:
    register.close()
    path = register.path.with_name(register.path.name + ending)
    path.write_bytes(b"left by a write that was interrupted")
    assert glance_at(register.path) is None
    path.unlink()
    assert names_in(register.path.parent) == ["steg.db"]


def test_nor_where_an_upgrade_or_another_program_comes_first(
    register: Register, outside: Outside
) -> None:
    register.close()
    for pragma in ("journal_mode = WAL", "journal_mode = DELETE"):
        with_it = outside()
        with_it.execute(f"PRAGMA {pragma}")
        with_it.close()
        glance = glance_at(register.path)
        assert (glance is None) is (pragma == "journal_mode = WAL")
        if glance:
            glance.connection.close()
    for version in (VERSION - 1, VERSION + 1):
        outside().execute(f"PRAGMA user_version = {version}")
        assert glance_at(register.path) is None
