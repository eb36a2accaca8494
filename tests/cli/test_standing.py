"""steg check, about what is around the register: the file's place, mails, timetables, copies."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from steg_cli.cli import standing
from steg_cli.mail import sendmail

if TYPE_CHECKING:
    from tests.cli.conftest import Steg

TODAY = ("--today", "2024-01-15")


class Usage(NamedTuple):
    """What shutil says of a disk."""

    free: int


@pytest.fixture
def well(story: Path, steg: Steg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register with which nothing is wrong."""
    home = tmp_path / "home"
    timer = home / ".config" / "systemd" / "user"
    timer.mkdir(parents=True)
    (timer / "steg.service").write_text("ExecStart=steg remind --send\n")
    monkeypatch.setattr(standing, "TIMETABLES", ())
    monkeypatch.setattr(standing, "_crontab", lambda: "")
    monkeypatch.setenv("HOME", str(home))
    for words in (
        ("setting", "mail.to", "ame@kommun.example"),
        ("remind", "--send"),
        ("setting", "mail.transport", "smtp"),
        ("backup", story.with_name("copy.db")),
    ):
        assert steg(*TODAY, *words)[0] == 0
    with closing(sqlite3.connect(story)) as outside, outside:
        outside.execute("UPDATE outbox SET way = 'smtp'")  # a mail server has taken them
    return story


def found(steg: Steg) -> list[tuple[str, str]]:
    """Return what check finds, and the ways out."""
    rows = json.loads(steg(*TODAY, "check", "--format", "json")[1])["rows"]
    return [(row["problem"], row["way_out"]) for row in rows]


def test_nothing_is_said_when_all_is_well(well: Path, steg: Steg) -> None:
    assert steg(*TODAY, "check") == (0, "", "")


def test_what_is_wrong_with_its_place(
    well: Path, steg: Steg, monkeypatch: pytest.MonkeyPatch
) -> None:
    well.chmod(0o640)
    well.with_name("other name").hardlink_to(well)
    monkeypatch.setattr(standing, "_file_system", lambda _: "cifs")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(7_000_000))
    monkeypatch.chdir(well.parent)
    assert found(steg) == [
        (f"Others than its owner may read or write {well}.", f"chmod 600 {well}"),
        (
            f"{well} has 2 hard links: two names, whose journals do not see each other.",
            f"find / -samefile {well}",
        ),
        (f"{well} lies on a file server (cifs): let one computer at a time use it.", "steg backup"),
        (f"The disk with {well} has 7 MB left.", f"df -h {well.parent}"),
    ]


def test_mails_that_cannot_leave(well: Path, steg: Steg, monkeypatch: pytest.MonkeyPatch) -> None:
    for key, value in (("mail.user", "ame"), ("mail.host", "m.example"), ("mail.security", "none")):
        assert steg("setting", key, value)[0] == 0
    told = "The password would travel to m.example for everybody to read."
    assert found(steg) == [(told, "steg setting mail.")]
    monkeypatch.setattr(sendmail, "PLACES", ())
    monkeypatch.setenv("PATH", str(well.parent))
    steg("setting", "mail.transport", "sendmail")
    assert found(steg) == [("There is no program sendmail on this computer.", "steg setting mail.")]
    (program := well.with_name("sendmail")).touch()
    program.chmod(0o700)
    assert found(steg) == []


@pytest.mark.parametrize(
    ("line", "is_there"),
    [
        ("steg remind --send", True),
        ("steg --db {register} påminn --skicka", True),
        ("steg --db /elsewhere/steg.db remind --send", False),
        ("#steg remind --send", False),
        ("steg remind", False),
    ],
)
def test_a_timetable_that_sends_the_reminders(
    well: Path, steg: Steg, monkeypatch: pytest.MonkeyPatch, line: str, *, is_there: bool
) -> None:
    monkeypatch.setenv("HOME", str(well.parent / "nobody"))
    monkeypatch.setattr(standing, "_crontab", lambda: line.format(register=well))
    told = "No crontab or timer of this computer sends the reminders."
    assert found(steg) == ([] if is_there else [(told, "steg remind --cron-line")])


def test_reminders_that_have_not_run(well: Path, steg: Steg) -> None:
    with closing(sqlite3.connect(well)) as file, file:
        file.execute("UPDATE reminder_run SET day = '2023-12-14'")
    assert found(steg) == [("Reminders last ran on 2023-12-14.", "steg remind --send")]


def test_backups_that_are_old_or_gone(well: Path, steg: Steg) -> None:
    copy = well.with_name("copy.db")
    with closing(sqlite3.connect(well)) as file, file:
        file.execute("UPDATE backup SET day = '2024-01-07'")
    assert found(steg) == [(f"The last backup is of 2024-01-07: {copy}.", "steg backup")]
    copy.unlink()
    told = f"The last backup, of 2024-01-07, is not at {copy} any more."
    assert found(steg) == [(told, "steg backup")]
    with closing(sqlite3.connect(well)) as file, file:
        file.execute("DELETE FROM backup")
    assert found(steg) == [("There is no backup.", "steg backup")]


def test_what_broken_off_runs_left_is_told_and_mended(well: Path, steg: Steg) -> None:
    over = subprocess.Popen([sys.executable, "-c", ""])
    over.wait()
    copy = well.with_name("steg-2024-01-14.db")
    half = well.with_name(f"a b.db.unfinished-{over.pid}")
    damaged = well.with_name("steg-2024-01-14-damaged.db")
    shutil.copy(well, copy)
    half.touch()
    os.utime(half, (0, 0))
    damaged.touch()
    assert found(steg) == [
        (
            f"The copy {copy} is not on the list of backups: the next one puts it there.",
            "steg backup",
        ),
        (
            f"{half} was left half-written by a run that broke off; it can hold personal data.",
            f"rm '{half}'",
        ),
        (
            f"{damaged} is a damaged register that was put aside; it still holds personal data.",
            f"rm {damaged}",
        ),
    ]
    for _, way_out in found(steg):
        program, *words = shlex.split(way_out)
        if program == "rm":
            Path(words[0]).unlink(missing_ok=True)  # the backup took it away already
        else:
            assert steg(*TODAY, *words)[0] == 0
    assert found(steg) == []
