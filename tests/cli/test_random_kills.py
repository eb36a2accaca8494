"""Every command that writes, killed at any moment: all is whole, as it was before or after.

That is the register, and each file that a command makes or replaces. A few kills here. Hundreds of
each command: `AT_RANDOM=300 pytest -s` with this file's name. How it is done: `tests.killing`.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib import import_module
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Any, NamedTuple, TypeVar

import pytest
from typer._click import Command
from typer.core import TyperGroup

from steg_cli.cli.app import built
from steg_cli.cli.commands import COMMANDS
from steg_cli.cli.standing import of_the_standing
from steg_cli.programme.errors import StegError
from steg_cli.register.file import Register, open_register
from steg_cli.register.strays import half_written, put_aside, unlisted
from steg_cli.reports.check import of_the_content, of_the_file
from tests.at_random import AT_RANDOM
from tests.cli.conftest import SWEDISH_TIME
from tests.cli.writing_verbs import FURNISHED, REGISTER, VERBS, Step, Verb
from tests.killing import CAN_KILL, Killer, Noon, Ran, killing

KILLS = 4 if AT_RANDOM == 1 else AT_RANDOM  # of each command
FEW = {"init", "leave", "--errors"}
PICKED = [verb for verb in VERBS if FEW & {*verb.words} or AT_RANDOM > 1]
LATE = 60  # calls that are the last ones
TODAY = date(2024, 1, 15)
# Moments, and the random number of what is left of somebody who was erased.
CHANCE = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)?|\b[0-9a-f]{16}\b")
# What a killed run may leave for a while.
LEFT = re.compile(r"\.unfinished-\d+(-\d+)?(-journal)?$|\.sending$")
BROKEN_OFF = re.compile(r"^steg-2024-01-15[-0-9a-z]*\.db$|^[^/]*\.unfinished-[-0-9a-z]*$")
JOURNAL = re.compile(r"-(journal|wal|shm)$")
OF_STRAYS = [
    "The copy {path} is not on the list of backups: the next one puts it there.",
    "{path} was left half-written by a run that broke off; it can hold personal data.",
]
T = TypeVar("T")
Files = dict[str, bytes]  # in a folder, by name
BESIDE = re.compile(r"INSERT INTO .(reading|reading_of|backup|sqlite_sequence. VALUES..backup)\b")


class Content(NamedTuple):
    """What a file holds, but for moments; of a register, beside that, who read and what is copied.

    Those are recorded before somebody sees what they are about, and after a copy was made.
    """

    main: str
    beside: frozenset[str] = frozenset()


def content_of(path: Path) -> Content:
    """Return what a register holds."""
    with closing(sqlite3.connect(path)) as file:
        try:
            assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        except sqlite3.DatabaseError:
            return Content("damaged")
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        if file.execute("SELECT 1 FROM sqlite_schema WHERE name = 'erasure'").fetchone():
            file.execute("UPDATE erasure SET at = 'T'")
        lines = sorted(CHANCE.sub("T", line) for line in file.iterdump())
    beside = frozenset(filter(BESIDE.match, lines))
    return Content("\n".join(line for line in lines if line not in beside), beside)


def text_of(content: bytes) -> Content:
    """Return what another file holds; of a workbook what its parts hold."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as book:
            content = b"".join(map(book.read, book.namelist()))
    return Content(CHANCE.sub("T", content.decode()))


NOTHING = Content("")  # where there is no file
Contents = dict[str, Content]  # of files, by name


@dataclass
class Stage:
    """A folder in which commands run and are killed, and another one to look at registers in."""

    killer: Killer
    folder: Path
    aside: Path
    furnished: Files
    known: dict[object, Any] = field(default_factory=dict)  # what was looked at already

    def bring(self, files: Files) -> None:
        """Let there be these files and no others."""
        shutil.rmtree(self.folder)
        self.folder.mkdir()
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
            path.chmod(0o600)

    def do(self, steps: tuple[Step, ...]) -> None:
        """Do what comes before a command."""
        for step in steps:
            if callable(step):
                step(self.folder)
            else:
                ran = self.killer(*step)
                assert ran.code == 0, (step, ran.out)

    def files(self) -> Files:
        """Return what is in the folder."""
        paths = (path for path in self.folder.rglob("*") if path.is_file())
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in paths}

    def content(self, files: Files) -> Contents:
        """Return what files hold, a register as SQLite finds it, without touching them."""
        return {
            name: self.recovered(name, files) if name.endswith(".db") else text_of(content)
            for name, content in files.items()
            if not LEFT.search(name) and not JOURNAL.search(name)
        }

    def recovered(self, name: str, files: Files) -> Content:
        """Return what a register holds that may have a journal."""
        copy = self.aside / "copy"
        copy.write_bytes(files[name])
        if f"{name}-journal" in files:
            copy.with_name("copy-journal").write_bytes(files[f"{name}-journal"])
            with closing(sqlite3.connect(copy)) as file, suppress(sqlite3.DatabaseError):
                file.execute("PRAGMA user_version").fetchone()
            copy.with_name("copy-journal").unlink(missing_ok=True)
        return self.once(copy, lambda: content_of(copy))

    def found(self, register: str) -> list[str]:
        """Return what `steg check` finds."""
        path = self.folder / register
        try:
            with open_register(path, Noon.now) as opened:
                return self.once(path, lambda: list(findings(opened)))
        except (StegError, sqlite3.Error) as error:
            return [type(error).__name__]

    def untold(self, register: str) -> set[str]:
        """Return what was left beside a register of which neither its list nor `check` tells."""
        left = {name for name in self.files() if BROKEN_OFF.search(name)}
        with (
            suppress(StegError, sqlite3.Error),
            open_register(self.folder / register, Noon.now) as opened,
        ):
            listed = [row[0] for row in opened.execute("SELECT path FROM backup")]
            copies = [stray.path for stray in unlisted(opened)]
            opened.clock = lambda: datetime.max.replace(tzinfo=UTC)  # when nobody is at work
            told = [*listed, *copies, *half_written(opened), *put_aside(opened)]
            left -= {Path(one).name for one in told}
            return left
        return set()

    def once(self, path: Path, look: Callable[[], T]) -> T:
        """Look at a file, unless there was one of the same bytes."""
        found = path.stat()
        key = look.__qualname__, path.read_bytes(), found.st_mode, found.st_nlink
        if key not in self.known:
            self.known[key] = look()
        result: T = self.known[key]
        return result


def findings(register: Register) -> Iterator[str]:
    """Yield what `steg check` finds in a register and around it."""
    for part in (
        of_the_file(register),
        of_the_content(register, TODAY),
        of_the_standing(register, TODAY, {}),
    ):
        for one in part:
            if one.problem.message not in OF_STRAYS:
                yield CHANCE.sub("T", repr(one))


@pytest.fixture(scope="module")
def stage(storied: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Bring the story, and something of everything."""
    folder, aside = tmp_path_factory.mktemp("killed"), tmp_path_factory.mktemp("aside")
    environment = {
        "STEG_DB": str(folder / REGISTER),
        "STEG_TODAY": str(TODAY),
        "STEG_LANG": "en",
        "HOME": str(folder),
        "TZ": SWEDISH_TIME,
    }
    with killing(folder, environment) as killer:
        stage = Stage(killer, folder, aside, {REGISTER: storied.read_bytes()})
        stage.bring(stage.furnished)
        stage.do(FURNISHED)
        stage.furnished = stage.files()
        yield stage


def moments(calls: int, random: Random) -> Iterator[int]:
    """Yield calls before which to kill: in turn one of the last, where it is decided, and any."""
    late = range(max(1, calls - LATE), calls + 1)
    everywhere = cycle(random.sample(range(1, calls + 1), calls))
    for one in cycle(random.sample(late, len(late))):
        yield one
        yield next(everywhere)


@dataclass
class Hunt:
    """One command, again and again."""

    stage: Stage
    verb: Verb
    before: Files
    was: Contents
    will_be: Contents
    finds: dict[str, list[str]]  # "before" and "after"

    def look(self) -> Iterator[str]:
        """Yield what a kill met, once the next command has looked at what it left."""
        stage, name = self.stage, self.verb.register
        files = stage.files()
        if files.get(f"{name}-journal", b"")[:1] > b"\0":
            yield "hot journal"
        yield from {"unfinished" for name in files if ".unfinished-" in name}
        yield from {"lock" for name in files if name.endswith(".sending")}
        was, will_be = self.was.get(name, NOTHING), self.will_be.get(name, NOTHING)
        now = stage.content(files).get(name, NOTHING)
        state = "after" if now == will_be else "before" if now == was else "between"
        yield state
        if state == "between":
            assert now.main == was.main or self.verb.opens
            # Who read something of somebody who is erased next is not known any more after it.
            assert now.beside <= was.beside | will_be.beside or self.verb.gone
        if self.verb.opens:
            self.look_at_the_rest()
            return
        found = stage.found(name)
        assert found in ([*self.finds.values()] if state == "between" else [self.finds[state]])
        files = stage.files()
        assert [name for name in files if JOURNAL.search(name) and not LEFT.search(name)] == []
        assert stage.untold(name) == set()
        contents = stage.content(files)
        assert contents.get(name, NOTHING) == now
        for other in {*contents, *self.was, *self.will_be} - {name}:
            new = contents.get(other) == self.will_be.get(other)
            assert new or contents.get(other) == self.was.get(other), other
            if new and state != "after" and self.was.get(other) != self.will_be.get(other):
                # A copy is listed when it is whole; an archive is written before who is in it goes.
                assert other.endswith(".db") or (state == "between" and self.verb.gone), other
                yield "new files"
        if state == "after":
            assert not [one for one in self.verb.gone if one.encode() in files[name]]

    def look_at_the_rest(self) -> None:
        """See that the next command has done the rest.

        After an upgrade there can be two copies, or one that is not listed.
        """
        name = self.verb.register
        found = {*self.stage.found(name)} - {*self.finds["after"]}
        assert [one for one in found if "what='backup'" not in one] == []
        contents = self.stage.content(self.stage.files())
        assert contents.pop(name).main == self.will_be[name].main
        assert all(copy.main == self.was[name].main for copy in contents.values())

    def do_again(self) -> None:
        """Do the whole command where it was not done."""
        ran = self.stage.killer(*self.verb.words)
        assert ran.code == 0, ran.out


def hunt_for(stage: Stage, verb: Verb) -> tuple[Hunt, Ran]:
    """Run a command that nobody kills."""
    stage.bring(stage.furnished)
    stage.do(verb.setup)
    before = stage.files()
    found = stage.found(verb.register)
    stage.bring(before)
    stage.killer.warm_up(*verb.words)
    stage.bring(before)
    ran = stage.killer(*verb.words)
    assert ran.code == 0, ran.out
    after = stage.files()
    assert not any(LEFT.search(name) for name in after)
    finds = {"before": found, "after": stage.found(verb.register)}
    return Hunt(stage, verb, before, stage.content(before), stage.content(after), finds), ran


@pytest.mark.no_cover
@pytest.mark.skipif(not CAN_KILL, reason="it takes Linux on x86-64")
@pytest.mark.parametrize("verb", PICKED, ids=lambda verb: verb.name)
def test_a_kill_leaves_everything_as_it_was_before_or_after(verb: Verb, stage: Stage) -> None:
    random, met = Random(KILLS), Counter[str]()
    stage.known.clear()
    hunt, ran = hunt_for(stage, verb)
    assert hunt.was != hunt.will_be or verb.opens
    for number, kill_at in enumerate(islice(moments(ran.calls, random), KILLS)):
        stage.bring(hunt.before)
        killed = stage.killer(*verb.words, kill_at=kill_at)
        met["killed" if killed.code is None else "faster"] += 1
        what = list(hunt.look())
        met.update(what)
        if not {"after", "new files"} & {*what} and number % 8 == 0:
            hunt.do_again()
    sys.stdout.write(f"\n{verb.name} | {ran.calls} | {dict(met)}\n")
    sys.stdout.flush()
    assert met["killed"] > KILLS / 2


def test_every_command_that_writes_is_among_those_that_are_killed() -> None:
    known = [" ".join(verb.words) for verb in VERBS]
    missing = [
        name for name in writing() if not any(f" {name} " in f" {words} " for words in known)
    ]
    assert missing == []


def writing() -> Iterator[str]:
    """Yield every command that can be tried out without writing: those that write."""
    for name, listed in COMMANDS.items():
        yield from _writing(name, built(import_module(f"steg_cli.cli.{listed.file}").app, name))


def _writing(name: str, command: Command) -> Iterator[str]:
    if isinstance(command, TyperGroup):
        for inner, one in command.commands.items():
            yield from _writing(f"{name} {inner}", one)
    if any(param.name == "dry_run" for param in command.params):
        yield name
