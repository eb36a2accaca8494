"""Reading a workbook in a process of its own, which has little memory and time.

A file can lie about its size. Then that process runs out of memory or time, and nothing else.
"""

from __future__ import annotations

import os
import signal
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from pathlib import Path

from steg_cli.exchange.sheets import MEGABYTE, OLE, Sheet, no_workbook, too_large
from steg_cli.programme.errors import N_, Refused

MOST_UNPACKED = 500  # megabytes of what a workbook holds when unpacked
# What reading may take: of any file, and more for each megabyte of a large one.
MEMORY, SECONDS = 512 * MEGABYTE, 30
MORE_MEMORY, MORE_SECONDS = 25 * MEGABYTE, 5
PASSWORD, LARGE, DAMAGED = "password", "large", "damaged"


def read_workbook(path: Path) -> list[Sheet]:
    """Return the sheets of an .xlsx, .xls or .ods file, whatever its name says.

    Raises Refused for one that is none, needs a password, or is far too large.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_send_sheets, args=(theirs, str(path)), daemon=True)
    try:
        with _deaf():
            process.start()
        theirs.close()
        found = ours.recv() if ours.poll(SECONDS + MORE_SECONDS * _megabytes(path)) else LARGE
    except EOFError:  # it was ended, as its limits have it
        found = LARGE
    finally:
        if process.pid is not None:
            process.kill()
            process.join()
        process.close()
        ours.close()
    if found == PASSWORD:
        raise Refused(
            N_("{path} is protected with a password."),
            N_("Save it without a password where only you can read it, and import that file."),
            path=path,
        )
    if isinstance(found, str):
        raise too_large(path) if found == LARGE else no_workbook(path)
    sheets: list[Sheet] = found
    return sheets


@contextmanager
def _deaf() -> Iterator[None]:
    """Let a process that is started inside hear no Ctrl-C: it would print a traceback.

    Ours hears it afterwards, and ends the other one.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # its own start would let Ctrl-C through
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _megabytes(path: Path) -> int:
    return path.stat().st_size // MEGABYTE


def _send_sheets(answer: Connection, path: str) -> None:
    _limit_resources(_megabytes(Path(path)))
    with answer:
        answer.send(_sheets_in(path))


def _limit_resources(megabytes: int) -> None:
    """Limit the memory and the time of this process, and silence it, where the system can."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # its last words are for programmers
    with suppress(ImportError):  # Windows has no such limits
        import resource

        for limit, most in (
            (resource.RLIMIT_AS, MEMORY + MORE_MEMORY * megabytes),
            (resource.RLIMIT_CPU, SECONDS + MORE_SECONDS * megabytes),
            (resource.RLIMIT_CORE, 0),  # a dump would hold the list
        ):
            with suppress(ValueError, OSError):  # macOS does not know every one
                resource.setrlimit(limit, (most, most))


def _sheets_in(path: str) -> list[Sheet] | str:
    """Return a workbook's sheets, or what hinders."""
    try:
        with Path(path).open("rb") as file:
            if file.read(len(OLE)) == OLE:
                return _in_ole(path)
        return _in_zip(path)
    except MemoryError:
        return LARGE
    except Exception:  # noqa: BLE001 - whatever a reader stumbles over
        return DAMAGED


def _in_ole(path: str) -> list[Sheet] | str:
    from steg_cli.exchange.xls import is_encrypted, xls_sheets

    data = Path(path).read_bytes()
    return PASSWORD if is_encrypted(data) else xls_sheets(data)


def _in_zip(path: str) -> list[Sheet] | str:
    with zipfile.ZipFile(path) as packed:
        parts = packed.infolist()
        if sum(part.file_size for part in parts) // MEGABYTE > MOST_UNPACKED:
            return LARGE
        if any(part.flag_bits & 1 for part in parts):
            return PASSWORD
        if "content.xml" not in packed.namelist():
            from steg_cli.exchange.xlsx import xlsx_sheets

            return xlsx_sheets(packed)
        from steg_cli.exchange.ods import is_encrypted, ods_sheets

        return PASSWORD if is_encrypted(packed) else ods_sheets(packed)
