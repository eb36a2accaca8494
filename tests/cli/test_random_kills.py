"""Every verb that writes, killed at any moment: the file is whole, as it was before or after.

A few kills here. Hundreds: `AT_RANDOM=25 pytest -s` with this file's name.
"""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from steg_cli.programme.identity import luhn_digit
from tests.at_random import AT_RANDOM

if TYPE_CHECKING:
    from tests.cli.conftest import Environment, Installed, SaveList

KILLS = 6 * AT_RANDOM
LIST = "nya.csv"
PEOPLE = 40  # in the list
VERBS: tuple[tuple[str, ...], ...] = (
    ("import", LIST, "--yes"),
    (
        *("enrol", "19850101-9809", "--name", "Sara Ek", "--cohort", "STEG", "--municipality"),
        *("Hjo", "--status", "unemployed", "--long-term-unemployed"),
    ),
    ("advance", "4"),
    ("place", "1", "Björkskolan"),
    ("extend", "1", "--months", "6"),
    ("convert-to-enhetsassistent", "--sector", "Vård och omsorg", "--all", "--yes"),
    ("pause", "1", "--from", "-3d"),
    ("support", "add", "1", "nystartsjobb", "--from", "-3d", "--until", "+1m"),
    ("deadline", "add", "1", "permit", "--on", "+1m"),
    ("leave", "1", "--to", "employment"),
    ("follow-up", "5", "--status", "employment"),
    ("move", "1", "Hjo", "--on", "-3d"),
    ("note", "1", "mornings"),
    ("notice", "1", "--given", "today"),
    ("merge", "7", "--into", "5", "--yes"),
    ("amend", "1", "name", "Anna Ask"),
    ("undo", "--yes"),
    ("workplace", "merge", "Björkskolan", "--into", "Solgården", "--yes"),
    ("setting", "remind.months", "4"),
)


def content(path: Path) -> list[str]:
    """Return everything that is recorded, but for the moment when it was."""
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        file.execute("BEGIN")
        file.execute("UPDATE change SET at = ''")
        return list(file.iterdump())


@pytest.mark.no_cover
def test_a_kill_leaves_the_register_as_it_was_before_or_after(
    installed: Installed,
    environment: Environment,
    program: Path,
    story: Path,
    save_list: SaveList,
    tmp_path: Path,
) -> None:
    head = ("Namn", "Personnummer", "Kohort", "Kommun", "Status", "Långtidsarbetslös", "Inskriven")
    born = [f"1980{month:02}{day:02}" for month in range(1, 5) for day in range(1, 11)]
    rows = [
        (
            f"Nya {'abcd'[n // 10]}{'abcdefghij'[n % 10]}",
            number(day),
            "STEG",
            "Hjo",
            "arbetslös",
            "ja",
            "2024-01-10",
        )
        for n, day in enumerate(born)
    ]
    save_list(LIST, [head, *rows])
    again = ("enrol", number("19991284", "981"), "--name", "Dan Ek", *VERBS[1][4:])
    assert installed(*again, "--on", "-3d")[0] == 0  # whom merge brings together with S-0005
    before = tmp_path / "before.db"
    shutil.copy(story, before)
    was = content(before)
    random, met = Random(13), Counter[tuple[str, str]]()
    verbs = random.sample(VERBS, 3) if AT_RANDOM == 1 else VERBS
    share = -(-KILLS // len(verbs))
    for verb in verbs:
        shutil.copy(before, story)
        began = time.monotonic()
        code, _, err = installed(*verb)
        took = time.monotonic() - began
        assert code == 0, (verb, err)
        after = content(story)
        assert after != was
        for _ in range(share):
            shutil.copy(before, story)
            run = subprocess.Popen(
                [program, *verb],
                env=environment(),
                cwd=story.parent,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            time.sleep(took * random.choice((random.uniform(0, 1), random.uniform(0.6, 1))))
            run.kill()
            killed = run.wait() == -signal.SIGKILL
            left = sorted(one.name for one in story.parent.glob("steg.db?*"))
            assert left in ([], ["steg.db-journal"])
            is_now = content(story)
            assert is_now in (was, after), verb
            met["killed" if killed else "faster", "after" if is_now == after else "before"] += 1
            met["journal", "met" if left else "none"] += 1
            assert sorted(one.name for one in story.parent.glob("steg.db?*")) == []
    sys.stdout.write(f"\n{len(verbs)} verbs: {dict(met)}\n")
    assert sum(n for (how, _), n in met.items() if how == "killed") > 0


def number(born: str, birth_number: str = "980") -> str:
    """Return a test number of somebody born on a day."""
    return f"{born}-{birth_number}{luhn_digit(f'{born[2:]}{birth_number}')}"
