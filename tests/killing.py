"""Running `steg` again and again in a process that is killed between two system calls.

Between them nothing changes on the disk, so that every state that SIGKILL can leave there is met
by killing at every one of them. steg is imported once, in a process of its own that forks: a kill
costs hundredths of a second. It takes Linux on x86-64, and leave to trace one's own children.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import pkgutil
import platform
import secrets
import signal
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn, Self

import typer

CAN_KILL = (platform.system(), platform.machine()) == ("Linux", "x86_64")
LATER = ("xlsxwriter", "sqlite_utils.migrations", "python_calamine", "jinja2")  # steg's, in time
# What ptrace, prctl and their kin call their requests and answers.
TRACE_ME, GO_ON, SET_OPTIONS, BY_FILTER, DIE_WITH_US = 0, 7, 0x4200, 0x80, 0x100000
STOPPED_BY_FILTER = signal.SIGTRAP | 7 << 8
NO_NEW_PRIVILEGES, SET_FILTER = 38, 22
# The calls of x86-64 that can change something on a disk: write, pwrite64, writev, sendfile, fsync,
# fdatasync, truncate, ftruncate, rename, mkdir, link, unlink, chmod, fchmod, mkdirat, unlinkat,
# renameat, linkat, fchmodat, fallocate, renameat2, copy_file_range; and openat to write.
CHANGING = (
    *(1, 18, 20, 40, 74, 75, 76, 77, 82, 83, 86, 87, 90, 91),
    *(258, 263, 264, 265, 268, 285, 316, 326),
)
OPENAT = 257
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass(frozen=True)
class Ran:
    """How a run ended: its exit code, None if it was killed; how many calls it made; what it said.

    A call is one that can change something on a disk.
    """

    code: int | None
    calls: int
    out: str


class Killer:
    """Runs commands in a folder, each in a process of its own, and kills them."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__, folder],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, *words: str, kill_at: int | None = None) -> Ran:
        """Run a command, and kill it before it makes its call with the number `kill_at`."""
        return Ran(**self._ask("run", words, kill_at))

    def warm_up(self, *words: str) -> None:
        """Run a command where the others are forked, so that they find all that Python keeps."""
        self._ask("warm_up", words)

    def _ask(self, *asked: object) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


@contextmanager
def killing(folder: Path, environment: Mapping[str, str]) -> Iterator[Killer]:
    """Yield a killer of what runs in `folder`."""
    killer = Killer(folder, environment)
    try:
        yield killer
    finally:
        killer.close()


# The process of its own


class Noon(datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        """Return noon."""
        return cls(2024, 1, 15, 12, tzinfo=tz)


def serve(folder: str) -> None:
    """Do what is asked for on stdin, a line each, and answer on stdout."""
    import steg_cli

    for module in pkgutil.walk_packages(steg_cli.__path__, "steg_cli."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    for name in LATER:
        import_module(name)
    # What one run writes another one writes too, so that a state that was looked at is known again.
    vars(import_module("steg_cli.register.file"))["datetime"] = Noon
    vars(secrets)["token_hex"] = lambda _: "0" * 16
    of_typer = vars(typer.main)
    of_typer["get_params_from_function"] = cache(of_typer["get_params_from_function"])
    gc.disable()  # it would go through all that was imported, in each process anew
    os.umask(0o077)
    asked, answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    for stream in range(2):
        os.dup2(os.open(os.devnull, os.O_RDWR), stream)
    for line in asked:
        what, words, *kill_at = json.loads(line)
        os.chdir(folder)
        answer = _run(words, *kill_at) if what == "run" else _warm_up(words)
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _warm_up(words: list[str]) -> int:
    from steg_cli.cli.app import main

    code = main(words)
    sys.stdout.flush()
    return code


def _run(words: list[str], kill_at: int | None) -> dict[str, Any]:
    said = os.memfd_create("said")
    pid = os.fork()
    if pid == 0:
        _become_steg(words, said)
    os.waitpid(pid, 0)  # it stops when it is about to begin
    _trace(SET_OPTIONS, pid, BY_FILTER | DIE_WITH_US)
    calls, signalled = 0, 0
    while True:
        _trace(GO_ON, pid, signalled)
        _, status = os.waitpid(pid, 0)
        if not os.WIFSTOPPED(status):
            break
        is_call = status >> 8 == STOPPED_BY_FILTER
        signalled = 0 if is_call else os.WSTOPSIG(status)
        calls += is_call
        if calls == kill_at:
            os.kill(pid, signal.SIGKILL)
            _, status = os.waitpid(pid, 0)
            break
    with os.fdopen(said, errors="replace") as file:
        file.seek(0)
        out = file.read()
    code = os.waitstatus_to_exitcode(status)
    return {"code": None if code == -signal.SIGKILL else code, "calls": calls, "out": out}


def _become_steg(words: list[str], said: int) -> NoReturn:
    code = 70
    try:
        os.dup2(said, 1)
        os.dup2(said, 2)
        from steg_cli.cli.app import main

        _trace(TRACE_ME, 0, 0)
        _stop_at_calls()
        os.kill(os.getpid(), signal.SIGSTOP)
        code = main(words)
    finally:
        os._exit(code)


def _trace(request: int, pid: int, value: int) -> None:
    if LIBC.ptrace(request, pid, 0, value) == -1:
        raise OSError(ctypes.get_errno(), "ptrace")


def _stop_at_calls() -> None:
    """Let the kernel stop this process before each call that can change something on a disk."""
    load, equal, any_bit, answer = 0x20, 0x15, 0x45, 0x06
    stop, go = 0x7FF00000, 0x7FFF0000
    program = [(load, 0, 0, 0)]  # the call's number
    program += [(equal, len(CHANGING) - at + 3, 0, one) for at, one in enumerate(CHANGING)]
    program += [
        (equal, 0, 2, OPENAT),
        (load, 0, 0, 32),  # its third value
        (any_bit, 1, 0, WRITING),
        (answer, 0, 0, go),
        (answer, 0, 0, stop),
    ]
    packed = b"".join(struct.pack("HBBI", *one) for one in program)
    filter_ = struct.pack("HxxxxxxP", len(program), _address(packed))
    LIBC.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    if LIBC.prctl(SET_FILTER, 2, _address(filter_), 0, 0):
        raise OSError(ctypes.get_errno(), "seccomp")


def _address(content: bytes) -> int:
    return ctypes.cast(ctypes.c_char_p(content), ctypes.c_void_p).value or 0


if __name__ == "__main__":
    LIBC = ctypes.CDLL(None, use_errno=True)
    LIBC.ptrace.argtypes = LIBC.prctl.argtypes = [ctypes.c_long] * 4
    LIBC.prctl.argtypes = [ctypes.c_long] * 5
    LIBC.ptrace.restype = ctypes.c_long
    serve(sys.argv[1])
