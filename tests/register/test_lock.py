"""One sender at a time, whoever dies, gives up or comes at the worst moment."""

from __future__ import annotations

import errno
import fcntl
import os
import select
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from steg_cli.register.errors import RegisterError
from steg_cli.register.lock import alone

DEADLINE = 30  # seconds after which something that hangs is a failure
QUIET = 0.1  # seconds in which somebody who is not kept waiting would have come in
CONTENDERS, ROUNDS = 3, 3000

# Programs of their own: one that stays inside until it is told to leave, …
HOLDER = """
import sys
from pathlib import Path
from steg_cli.register.lock import alone

def tell(what):
    print(what, flush=True)

with alone(Path(sys.argv[1]), lambda: tell("waits")):
    tell("in")
    sys.stdin.readline()
"""

# … and one that comes and goes, and finds nobody else inside.
CONTENDER = """
import os, sys
from pathlib import Path
from steg_cli.register.lock import alone

path, inside = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
sys.stdin.readline()
for _ in range(int(sys.argv[3])):
    waits = []
    with alone(path, lambda: waits.append("waits")):
        os.close(os.open(inside, os.O_CREAT | os.O_EXCL))
        os.unlink(inside)
    assert len(waits) <= 1, waits
"""


# hold(name=None): a program that wants to be alone with `path`, called `name`, until told.
Hold = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a register would be; the lock does not look into it."""
    return tmp_path / "steg.db"


@pytest.fixture
def hold(path: Path) -> Iterator[Hold]:
    """Start programs that hold the lock or wait for it."""
    started: list[subprocess.Popen[str]] = []

    def hold(name: Path | None = None) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", HOLDER, str(name or path)]
        pipe = subprocess.PIPE
        started.append(subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, bufsize=1))
        return started[-1]

    yield hold
    for process in started:
        process.kill()
        process.communicate()


def says(process: subprocess.Popen[str], *, within: float = DEADLINE) -> str | None:
    """Return the next line that a program says, or None if it says nothing in that time."""
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], within)
    return process.stdout.readline().strip() if ready else None


def leave(process: subprocess.Popen[str]) -> None:
    """Tell a program to leave and wait until it has."""
    process.communicate("\n", timeout=DEADLINE)
    assert process.returncode == 0


def nobody_is_waited_for() -> None:
    pytest.fail("there is nobody to wait for")


def names_in(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_the_lock_is_a_private_file_beside_the_register_and_gone_afterwards(path: Path) -> None:
    with alone(path, nobody_is_waited_for):
        assert names_in(path.parent) == ["steg.db.sending"]
        lock = path.with_name("steg.db.sending")
        assert stat.S_IMODE(lock.stat().st_mode) == 0o600
    assert names_in(path.parent) == []


def test_the_second_waits_says_so_once_and_comes_in_when_the_first_is_done(
    path: Path, hold: Hold
) -> None:
    first = hold()
    assert says(first) == "in"
    second = hold()
    assert says(second) == "waits"
    assert says(second, within=QUIET) is None
    leave(first)
    assert says(second) == "in"
    leave(second)
    assert names_in(path.parent) == []


def test_the_lock_of_one_who_was_killed_is_free_at_once(path: Path, hold: Hold) -> None:
    killed = hold()
    assert says(killed) == "in"
    killed.kill()
    killed.wait(DEADLINE)
    assert names_in(path.parent) == ["steg.db.sending"]
    with alone(path, nobody_is_waited_for):
        assert names_in(path.parent) == ["steg.db.sending"]
    assert names_in(path.parent) == []


@pytest.mark.parametrize("stop", [ValueError("no"), KeyboardInterrupt(), SystemExit(1)])
def test_an_exception_inside_lets_the_next_one_in(path: Path, stop: BaseException) -> None:
    with pytest.raises(type(stop)), alone(path, nobody_is_waited_for):
        raise stop
    assert names_in(path.parent) == []
    with alone(path, nobody_is_waited_for):
        pass


def test_one_who_gives_up_waiting_disturbs_nobody(path: Path, hold: Hold) -> None:
    first = hold()
    assert says(first) == "in"

    def give_up() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), alone(path, give_up):
        pytest.fail("nobody may come in here")
    assert names_in(path.parent) == ["steg.db.sending"]
    second = hold()
    assert says(second) == "waits"
    leave(first)
    assert says(second) == "in"


def link_to_the_file(path: Path) -> Path:
    link = path.parent / "elsewhere" / "link.db"
    link.parent.mkdir()
    link.symlink_to("../steg.db")
    return link


def link_to_a_link(path: Path) -> Path:
    link = path.with_name("again.db")
    link.symlink_to(link_to_the_file(path))
    return link


def link_to_the_folder(path: Path) -> Path:
    path.with_name("folder").symlink_to(path.parent, target_is_directory=True)
    return path.with_name("folder") / path.name


def name_with_dots(path: Path) -> Path:
    path.with_name("empty").mkdir()
    return path.with_name("empty") / ".." / path.name


@pytest.mark.parametrize(
    "another_name", [link_to_the_file, link_to_a_link, link_to_the_folder, name_with_dots]
)
def test_whatever_name_leads_to_a_register_it_has_one_lock(
    path: Path, hold: Hold, another_name: Callable[[Path], Path]
) -> None:
    path.touch()
    names = [path, another_name(path)]
    before = names_in(path.parent)
    first = hold(names[0])
    assert says(first) == "in"
    second = hold(names[1])
    assert says(second) == "waits"
    assert names_in(path.parent) == sorted([*before, "steg.db.sending"])
    assert names_in(names[1].parent).count("link.db.sending") == 0
    leave(first)
    assert says(second) == "in"
    leave(second)
    assert names_in(path.parent) == before


# What the system may refuse


def descriptors() -> set[str]:
    return {one.name for one in Path("/proc/self/fd").iterdir() if one.exists()}


@pytest.mark.parametrize(
    ("code", "detail"),
    [
        (errno.ENOLCK, "No locks available"),
        (errno.ENOTSUP, "Operation not supported"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_a_disk_that_knows_no_locks_is_told_and_nothing_is_left_on_it(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: int, detail: str
) -> None:
    asked: list[int] = []

    def refused(descriptor: int, operation: int) -> None:
        asked.append(descriptor)
        raise OSError(code, detail)

    link = link_to_the_file(path)
    before, opened = names_in(path.parent), descriptors()
    with monkeypatch.context() as patch:
        patch.setattr(fcntl, "flock", refused)
        with pytest.raises(RegisterError) as caught, alone(link, nobody_is_waited_for):
            pytest.fail("nobody may come in here")
    lock = path.with_name("steg.db.sending")
    error = caught.value
    assert (str(error), error.hint) == (
        f"The lock {lock} could not be had, so nothing was sent: {detail}.",
        "Keep the register on a disk of this computer.",
    )
    assert error.values["path"] == lock
    assert (names_in(path.parent), descriptors()) == (before, opened)
    assert len(asked) == 1
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(asked[0])
    with alone(path, nobody_is_waited_for):
        pass


def test_a_lock_that_fails_while_another_one_holds_it_takes_nothing_from_them(
    path: Path, hold: Hold, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = hold()
    assert says(first) == "in"
    flock = fcntl.flock

    def refused_to_wait(descriptor: int, operation: int) -> None:
        if not operation & fcntl.LOCK_NB:
            raise OSError(errno.ENOLCK, "No locks available")
        flock(descriptor, operation)

    waits: list[str] = []
    opened = descriptors()
    with monkeypatch.context() as patch:
        patch.setattr(fcntl, "flock", refused_to_wait)
        with (
            pytest.raises(RegisterError, match="No locks available"),
            alone(path, lambda: waits.append("waits")),
        ):
            pytest.fail("nobody may come in here")
    assert (waits, descriptors()) == (["waits"], opened)
    # Whoever comes next still finds the first one there.
    assert names_in(path.parent) == ["steg.db.sending"]
    second = hold()
    assert says(second) == "waits"
    leave(first)
    assert says(second) == "in"


# The worst moments


def test_three_that_come_and_go_are_never_inside_together(path: Path) -> None:
    command = [sys.executable, "-c", CONTENDER, str(path), str(path.with_name("inside"))]
    pipe = subprocess.PIPE
    started = [
        subprocess.Popen(
            [*command, str(ROUNDS)], stdin=pipe, stdout=pipe, stderr=pipe, text=True, bufsize=1
        )
        for _ in range(CONTENDERS)
    ]
    assert [says(process) for process in started] == ["ready"] * CONTENDERS
    for process in started:
        assert process.stdin is not None
        process.stdin.write("\n")
    ended = [(process.communicate(timeout=DEADLINE)[1], process.returncode) for process in started]
    assert ended == [("", 0)] * CONTENDERS
    assert names_in(path.parent) == []


def test_a_lock_that_was_taken_away_while_it_was_waited_for_is_asked_for_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second gets the first one's lock, whose file is gone; a third made a new one meanwhile.

    Without looking again, the second and the third would both be inside.
    """
    waits, got_the_old_one, third_is_in, asks_anew = (threading.Event() for _ in range(4))
    trace: list[str] = []
    flock, opened = fcntl.flock, descriptors()

    def watched(descriptor: int, operation: int) -> None:
        if threading.current_thread().name != "second" or operation & fcntl.LOCK_NB:
            flock(descriptor, operation)
            return
        if got_the_old_one.is_set():
            asks_anew.set()
        flock(descriptor, operation)
        if not got_the_old_one.is_set():
            got_the_old_one.set()
            third_is_in.wait(DEADLINE)

    def come_in(name: str, on_wait: Callable[[], None], inside: Callable[[], object]) -> None:
        with alone(path, on_wait):
            trace.append(f"{name} in")
            inside()
            trace.append(f"{name} out")

    def second_waits() -> None:
        trace.append("second waits")
        waits.set()

    def third_stays() -> None:
        third_is_in.set()
        asks_anew.wait(5)

    monkeypatch.setattr(fcntl, "flock", watched)
    second = threading.Thread(
        target=come_in, args=("second", second_waits, lambda: None), name="second"
    )

    def let_the_second_come() -> None:
        second.start()
        assert waits.wait(DEADLINE)

    come_in("first", nobody_is_waited_for, let_the_second_come)
    assert got_the_old_one.wait(DEADLINE)
    come_in("third", nobody_is_waited_for, third_stays)
    second.join(DEADLINE)
    assert trace == [
        "first in",
        "second waits",
        "first out",
        "third in",
        "third out",
        "second in",
        "second out",
    ]
    assert (names_in(path.parent), descriptors()) == ([], opened)
