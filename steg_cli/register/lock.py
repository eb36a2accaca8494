"""One sender at a time: a lock beside the register that the system lets go of with the process.

The register itself cannot be held locked while mails travel, since everybody else would wait.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(path: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Keep every other sender of the register at `path` waiting until this one is done.

    `on_wait` is called once before waiting for another one. A killed sender's lock ends with it.
    """
    lock = path.with_name(f"{path.name}.sending")
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
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not waited:
                on_wait()
                waited = True
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        if _is_still(lock, descriptor):
            return descriptor
        os.close(descriptor)


def _is_still(lock: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(lock.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
