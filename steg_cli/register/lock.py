"""One sender at a time: a lock beside the register that the system lets go of with the process.

The register itself cannot be held locked while mails travel, since everybody else would wait.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from steg_cli.programme.errors import N_
from steg_cli.programme.faults import system_words
from steg_cli.register.errors import RegisterError


@contextmanager
def alone(path: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Keep every other sender of the register at `path` waiting until this one is done.

    `on_wait` is called once before waiting for another one. A killed sender's lock ends with it.
    """
    real = path.resolve()  # one register is one lock, whatever links lead to it
    lock = real.with_name(f"{real.name}.sending")
    descriptor = _locked(lock, on_wait)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)  # while it is held: whoever waits finds it gone and asks anew
        os.close(descriptor)


def _locked(lock: Path, on_wait: Callable[[], None]) -> int:
    waited = False
    while True:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if not _flock(lock, descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB):
                if not waited:
                    on_wait()
                waited = True
                _flock(lock, descriptor, fcntl.LOCK_EX)
            if _is_still(lock, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _flock(lock: Path, descriptor: int, operation: int) -> bool:
    """Lock the open file. Return False when another one has it and we asked not to wait."""
    try:
        fcntl.flock(descriptor, operation)
    except BlockingIOError:
        return False
    except OSError as error:
        if operation & fcntl.LOCK_NB:
            lock.unlink(missing_ok=True)  # nobody can lock it here
        raise RegisterError(
            N_("The lock {path} could not be had, so nothing was sent: {detail}."),
            N_("Keep the register on a disk of this computer."),
            path=lock,
            detail=system_words(error),
        ) from error
    return True


def _is_still(lock: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(lock.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
