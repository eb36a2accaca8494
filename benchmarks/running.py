"""Running commands side by side, in turn, so that a noisy machine disturbs all of them alike."""

from __future__ import annotations

import os
import pty
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from fcntl import ioctl
from functools import cache
from hashlib import sha256
from pathlib import Path
from struct import pack
from termios import TIOCSWINSZ

from steg_cli.register.header import VERSION
from steg_cli.register.migrations import migrate

TODAY = "2026-11-23"  # the day on which every register here is looked at
PYTHON = sys.executable
STEG = str(Path(sys.executable).with_name("steg"))
KEPT = ["PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "TMPDIR", "SYSTEMROOT"]
WIDTH, HEIGHT = 120, 40  # of a terminal
LONGEST = 100  # seconds for all runs of one measure


@dataclass(frozen=True)
class Run:
    """What one run of a command took, and the most memory that it held."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Command:
    """A command to time; `before` is done before each run, and is not timed."""

    words: Sequence[str | Path]
    environment: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], object] = bool
    after: Callable[[], object] = bool
    terminal: bool = False
    megabytes: int | None = None  # with more it fails

    def run(self) -> Run:
        """Run it once. Raises CalledProcessError, with what it said, when it fails."""
        self.before()
        run = _in_a_terminal(self) if self.terminal else _piped(self)
        self.after()
        return run


def steg(register: Path, *words: str | Path) -> Command:
    """Return a command of steg about a register, as on TODAY, in English."""
    environment = {"STEG_DB": str(register), "STEG_LANG": "en", "STEG_TODAY": TODAY}
    return Command((STEG, *words), environment)


def _environment(command: Command) -> dict[str, str]:
    """Return an environment of few variables: nothing of the caller's changes what is measured."""
    known = {key: os.environ[key] for key in KEPT if key in os.environ}
    return {**known, "TERM": "xterm-256color", **command.environment}


def _piped(command: Command) -> Run:
    words = [str(word) for word in command.words]
    if command.megabytes:
        words = ["prlimit", f"--as={command.megabytes << 20}", *words]
    begun = time.perf_counter()
    child = subprocess.Popen(
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=_environment(command),
    )
    assert child.stderr
    said = child.stderr.read()
    child.stderr.close()
    return _waited(child, words, begun, said)


def _waited(child: subprocess.Popen[bytes], words: list[str], begun: float, said: bytes) -> Run:
    _, status, usage = os.wait4(child.pid, 0)
    taken = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, words, stderr=said)
    return Run(taken, usage.ru_maxrss / 1024)


def _in_a_terminal(command: Command) -> Run:
    """Run a command whose output is a terminal of usual size."""
    ours, theirs = pty.openpty()
    ioctl(theirs, TIOCSWINSZ, pack("HHHH", HEIGHT, WIDTH, 0, 0))
    words = [str(word) for word in command.words]
    begun = time.perf_counter()
    child = subprocess.Popen(
        words, stdin=theirs, stdout=theirs, stderr=theirs, env=_environment(command)
    )
    os.close(theirs)
    reader = threading.Thread(target=_drain, args=(ours,))
    reader.start()
    try:
        return _waited(child, words, begun, b"")
    finally:
        reader.join()
        os.close(ours)


def _drain(descriptor: int) -> None:
    with suppress(OSError):  # how a terminal says that nobody writes any more
        while os.read(descriptor, 65536):
            pass


def in_turn(commands: Mapping[str, Command], runs: int) -> dict[str, list[Run]]:
    """Run each command once to warm up, then all of them in turn, `runs` times.

    Fewer times when that would take longer than a minute or two; what takes longer than that for
    one turn has no other run than the first.
    """
    first = {name: [command.run()] for name, command in commands.items()}
    turn = sum(run.seconds for (run,) in first.values())
    if turn > LONGEST:
        return first
    runs = max(1, min(runs, int(LONGEST / turn)))
    turns = [{name: command.run() for name, command in commands.items()} for _ in range(runs)]
    return {name: [one[name] for one in turns] for name in commands}


@dataclass(frozen=True)
class Bench:
    """What all measures share: where registers are kept, how large, and how many runs.

    `people` is the size of the large register. Registers are made once and kept in `kept`; what a
    measure writes goes to `work`, which is taken away at the end.
    """

    work: Path
    kept: Path
    people: int = 1_000_000
    runs: int = 15

    def register(self, people: int, *, due: float = 0.01, workplaces: int | None = None) -> Path:
        """Return a register of so many people, which is not to be changed."""
        from registers import build

        special = f"-{due}-{workplaces}" if workplaces else ""
        path = self.kept / f"{people}{special}-version-{VERSION}-{_made_by()}.db"
        if not path.exists():
            say(f"building a register of {people:,} people")
            build(path, people, due=due, workplaces=workplaces)
        return path

    def copy(self, register: Path, name: str) -> Path:
        """Return a copy of a register that a measure may change."""
        path = self.work / f"{name}.db"
        if register.stat().st_size > 100_000_000:
            say(f"copying {register.name}")
        shutil.copyfile(register, path)
        return path


@cache
def _made_by() -> str:
    """Return what differs when registers would be made otherwise: their generator, or the file."""
    sources = ("registers", "clerk", "people", "multiplied")
    digest = sha256()
    for name in sources:
        digest.update(Path(__file__).with_name(f"{name}.py").read_bytes())
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as empty:
        migrate(empty)
        for (sql,) in empty.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"):
            digest.update(sql.encode())
    return digest.hexdigest()[:8]


def say(what: str) -> None:
    """Tell on stderr what is going on."""
    print(f"… {what}", file=sys.stderr, flush=True)
