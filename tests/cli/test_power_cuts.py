"""A power cut at any moment leaves what was there or what was to be, and what was told as done.

How it is done: `tests.power`. Every change of a register is written in the same way, and so is
every file beside it; these commands stand for all of them.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.power import Power, can_cut, files_of

if TYPE_CHECKING:
    from tests.cli.conftest import Dump, Environment, Installed

pytestmark = pytest.mark.skipif(not can_cut(), reason="it takes strace, which may trace")
COPIES = "steg-*.db"


class Cuts:
    """Runs steg in the story's folder, and puts what a power cut leaves into another one."""

    def __init__(self, folder: Path, program: Path, environment: Environment) -> None:
        self.folder, self.program = folder, program
        self.environment = environment() | {"STEG_DB": "steg.db"}
        self.left = folder.with_name(f"{folder.name}-left")

    def __call__(self, *words: str) -> Iterator[bool]:
        """Run a command, and say of each state that is put there whether it had ended."""
        power = Power(self.folder, self.environment)
        power.run(self.program, *words)
        return self._put(power)

    def _put(self, power: Power) -> Iterator[bool]:
        for files, has_ended in power.cuts():
            shutil.rmtree(self.left, ignore_errors=True)
            for name, content in files.items():
                (self.left / name).parent.mkdir(parents=True, exist_ok=True)
                (self.left / name).write_bytes(content)
            yield has_ended


@pytest.fixture
def cuts(story: Path, program: Path, environment: Environment) -> Cuts:
    """Run steg in the story's folder, and cut the power."""
    return Cuts(story.parent, program, environment)


def is_sound(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))


@pytest.mark.parametrize(
    "words", [("note", "4", "ringde"), ("undo", "--yes"), ("import", "new.csv", "--yes")]
)
def test_a_change_is_there_or_not_and_stays_once_it_was_told(
    words: tuple[str, ...], story: Path, cuts: Cuts, dump: Dump
) -> None:
    (story.parent / "new.csv").write_text(
        "number,name,cohort,municipality,first_day,status,long_term_unemployed\n"
        "197408129810,Nils Ny,STEG,Skövde,2024-01-02,unemployed,yes\n"
    )
    before = dump()
    run = cuts(*words)
    after = dump()
    assert after != before
    found = [(has_ended, dump(cuts.left / "steg.db")) for has_ended in run]
    assert {one for has_ended, one in found if not has_ended} == {before, after}
    assert {one for has_ended, one in found if has_ended} == {after}


def test_a_restored_register_is_whole_and_so_is_the_one_before_it(
    installed: Installed, cuts: Cuts, dump: Dump
) -> None:
    installed("backup", "copy.db")
    installed("note", "4", "ringde")
    before = dump()
    run = cuts("restore", "copy.db", "--yes")
    after = dump()
    for has_ended in run:
        found = dump(cuts.left / "steg.db")
        assert found in ((after,) if has_ended else (before, after))
        if found == after:
            assert before in map(dump, cuts.left.glob(COPIES))


def test_a_backup_is_whole_or_not_there(cuts: Cuts, dump: Dump) -> None:
    before = dump()
    run = cuts("backup")
    after = dump()  # it holds that there was a backup
    for has_ended in run:
        assert dump(cuts.left / "steg.db") in ((after,) if has_ended else (before, after))
        copies = list(cuts.left.glob(COPIES))
        assert len(copies) == 1 or not has_ended
        assert all(map(is_sound, copies))


def test_a_file_that_is_written_over_is_the_old_one_or_the_new_one(story: Path, cuts: Cuts) -> None:
    list_ = story.with_name("list.csv")
    list_.write_text("what was there before\n" * 1000)
    before = list_.read_bytes()
    for has_ended in cuts("list", "--output", "list.csv"):
        after = list_.read_bytes()
        assert (cuts.left / "list.csv").read_bytes() in ((after,) if has_ended else (before, after))


def test_a_mail_is_there_if_it_is_remembered(story: Path, installed: Installed, cuts: Cuts) -> None:
    for setting in (("mail.transport", "folder"), ("mail.folder", "out"), ("mail.to", "a@ame.se")):
        installed("setting", *setting)
    for has_ended in cuts("remind", "--send"):
        with closing(sqlite3.connect(cuts.left / "steg.db")) as register:
            sent = register.execute("SELECT * FROM outbox WHERE sent_at IS NOT NULL").fetchall()
        mails = {name: it for name, it in files_of(cuts.left).items() if name.endswith(".eml")}
        assert mails.items() <= files_of(story.parent).items()
        assert len(sent) <= len(mails)
        assert len(sent) == 1 or not has_ended
