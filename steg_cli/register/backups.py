"""Backups: copies of the whole register, verified, each a register that `restore` puts back.

A backup is of one moment, that of the last change that was kept, whatever others write meanwhile:
also inside a change of one's own, which can so make one when it is about to be kept. Nobody can
write while it is copied; it is verified when they can again.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from datetime import date
from itertools import count
from pathlib import Path
from typing import Literal

from steg_cli.files import appearing, seen_from, shortened
from steg_cli.programme.errors import N_, note
from steg_cli.programme.faults import system_words
from steg_cli.register.errors import RegisterError, damaged, damaged_value
from steg_cli.register.file import (
    BUSY_SECONDS,
    JOURNALS,
    Register,
    check_not_ours,
    check_nothing_at,
)
from steg_cli.register.glance import peek, peek_setting
from steg_cli.register.writing import insert

# What a backup was made for. "backup": asked for, under a dated name. "copy": asked for, under a
# name that was given; no rotation removes it. The others are made before what they are called by.
Reason = Literal["backup", "copy", "upgrade", "import", "merge", "erase", "restore"]
KEPT = 10  # of those that are made before something, of each kind
PAGES = 1000  # copied between two steps of a progress bar
OF_THE_COPY = (
    *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY),
    *(sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM),
)
PROBLEMS = 10_000  # that SQLite tells: a broken page behind many bad values is among them
# How SQLite tells of a value that its table does not allow; the file itself is sound.
OF_A_VALUE = re.compile("CHECK constraint failed in |(NULL|NUMERIC|TEXT|non-[A-Z]+) value in ")
Progress = Callable[[int, int], None]  # pages that are done, and all


def silent(_done: int, _all: int) -> None:
    """Show no progress."""


def back_up(register: Register, reason: Reason, today: date) -> Path:
    """Back the register up before something is done to it that touches much, and say so.

    It holds what was there before the change that is being written, and goes if that is not kept.
    The last ones of its kind stay. Raises RegisterError when it cannot be made: then nothing else
    may be done.
    """
    copy = copy_register(register, today, reason)
    record_backup(register, reason, today, copy)
    return copy


def copy_register(
    register: Register,
    today: date,
    called: str = "",
    *,
    place: Path | None = None,
    progress: Progress = silent,
) -> Path:
    """Copy the register to `place`, or under a dated name: steg-2026-11-22-merge.db.

    Return where it is. Nothing is written over; what was begun is taken away when it fails.
    """
    while True:
        copy = place or place_for(register, today, called)
        with _about(copy):
            try:
                with appearing(copy) as unfinished, closing(opened(register.path)) as source:
                    copy_whole(source, unfinished, register.path, progress)
            except FileExistsError:
                if place is not None:
                    raise
                continue  # another run has taken the dated name meanwhile
        return copy


def record_backup(register: Register, reason: Reason, today: date, copy: Path) -> None:
    """Remember a backup that was made; of one that was not asked for also say it, and keep few.

    Where it is not remembered, or the change that it was made before is lost, it is taken away:
    nobody would know of it.
    """

    def settle(is_kept: bool) -> None:
        if not is_kept:
            copy.unlink(missing_ok=True)
        elif reason not in ("backup", "copy"):
            register.tell(note(N_("A backup was made first: {path}"), path=copy))
            with suppress(sqlite3.Error):  # what is asked for is done; the list is a little longer
                remove_older(register, reason, KEPT)

    try:
        inside = register.connection.in_transaction
        with nullcontext() if inside else register.transaction():
            remember(register, reason, today, copy)
            register.at_the_end(settle)
    except BaseException:
        copy.unlink(missing_ok=True)
        raise


def remember(register: Register, reason: Reason, today: date, copy: Path) -> None:
    """Write a backup into the register's list of them."""
    path = as_listed(copy)
    register.execute("DELETE FROM backup WHERE path = ?", (path,))  # it was moved away since
    at, by = register.now(), register.login()
    insert(register, "backup", at=at, day=today, by=by, path=path, reason=reason)


def as_listed(copy: Path) -> str:
    """Return a file's whole path as the list has it. What no letters can say is spelt out."""
    return os.fsencode(copy.absolute()).decode(errors="backslashreplace")


# Where


def place_for(register: Register, today: date, called: str = "", *, make: bool = True) -> Path:
    """Return where the next backup goes. `make` its folder, if the settings say one."""
    folder = backup_folder(register.execute, register.path)
    if make:
        with _about(folder):
            folder.mkdir(exist_ok=True, mode=0o700)
    return dated_place(folder, register.path, today, called)


def dated_place(folder: Path, path: Path, today: date, called: str = "") -> Path:
    """Return the first free name in a folder for a copy of the register at `path`."""
    stem = "-".join(filter(None, (shortened(path.stem), str(today), called)))
    for number in count(1):
        place = folder / f"{stem}{'' if number == 1 else f'-{number}'}{path.suffix}"
        taken = (place, *(place.with_name(place.name + ending) for ending in JOURNALS))
        if not any(os.path.lexists(one) for one in taken):
            return place
    raise AssertionError


def dated_backups(path: Path) -> list[Path]:
    """Return the copies with a dated name of the register at `path`, the latest first.

    They are in the folder of its settings or, where it cannot be asked for them, beside it.
    """
    folder = seen_from(path.resolve().parent, peek_setting(path, "backup.folder") or "")
    dated = re.compile(
        rf"{re.escape(shortened(path.stem))}-\d{{4}}-\d\d-\d\d(-.*)?{re.escape(path.suffix)}"
    )
    with suppress(OSError):
        found = [one for one in folder.iterdir() if dated.fullmatch(one.name) and one.is_file()]
        return sorted(found, key=lambda one: one.stat().st_mtime, reverse=True)
    return []


def backup_folder(execute: Callable[..., sqlite3.Cursor], path: Path) -> Path:
    """Return where backups of the register at `path` go: backup.folder, or beside it."""
    row = execute("SELECT value FROM setting WHERE key = 'backup.folder'").fetchone()
    return seen_from(path.resolve().parent, row[0] if row else "")


def check_place(place: Path) -> None:
    """Raise RegisterError or Refused for a name that a backup cannot have."""
    check_nothing_at(place, N_("Give the backup another name; nothing is written over."))
    check_not_ours(place)


# Copying


def opened(path: Path, mode: Literal["ro", "rw"] = "ro") -> sqlite3.Connection:
    """Open a database that is there, to look at it. To finish an interrupted write: "rw".

    Beside a connection that writes, no file may be opened and closed in another way: the system
    would take that one's lock with it.
    """
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=BUSY_SECONDS,
    )


def copy_whole(
    source: sqlite3.Connection,
    target: Path,
    path: Path,
    progress: Progress = silent,
    *,
    also_values: bool = True,
) -> None:
    """Copy a database into the empty file `target`, and verify the copy.

    Raises RegisterError when the copy is not sound, naming `path`: then the source is not either.
    Without `also_values` only the file is verified, not what its tables demand of their values.
    """
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode = OFF")  # the file is nobody's yet
        copy.execute("PRAGMA synchronous = OFF")
        source.execute("BEGIN")
        try:
            before = content_of(source)
            source.backup(
                copy, pages=PAGES, progress=lambda _, left, all_: progress(all_ - left, all_)
            )
        finally:
            if source.in_transaction:
                source.execute("ROLLBACK")
        copy.execute("PRAGMA journal_mode = DELETE")  # also where the source was in WAL mode
        check_whole(copy, path, also_values=also_values)
        if content_of(copy) != before:
            raise damaged(path, N_("the copy is not the same"))


def content_of(connection: sqlite3.Connection) -> dict[str, int]:
    """Return whose file it is, of which version, and how many rows each table has."""
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    ).fetchall()
    found = {name: f'SELECT count(*) FROM "{name}"' for (name,) in map(tuple, tables)}
    asked = found | {one: f"PRAGMA {one}" for one in ("application_id", "user_version")}
    return {name: connection.execute(query).fetchone()[0] for name, query in asked.items()}


def check_whole(connection: sqlite3.Connection, path: Path, *, also_values: bool = True) -> None:
    """Raise RegisterError when a database is damaged anywhere; of a damaged value, say which."""
    (first,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if first == "ok":
        return
    found = [first]
    if OF_A_VALUE.match(first):
        found = [row[0] for row in connection.execute(f"PRAGMA integrity_check({PROBLEMS})")]
    of_the_file = [one for one in found if not OF_A_VALUE.match(one)]
    if of_the_file:
        raise damaged(path, of_the_file[0].splitlines()[-1])
    if also_values:
        from steg_cli.register.damage import damaged as damaged_rows

        row = next(damaged_rows(connection), None)
        raise damaged_value(path, row.note) if row else damaged(path, first)


@contextmanager
def _about(copy: Path) -> Iterator[None]:
    """Say which file could not be written, and that nothing else was done."""
    try:
        yield
    except FileExistsError:
        check_nothing_at(copy)
        raise
    except (OSError, sqlite3.Error) as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if isinstance(error, sqlite3.Error) and code not in OF_THE_COPY:
            raise
        raise RegisterError(
            N_("The backup {path} could not be made: {detail}."),
            N_(
                "Nothing was changed. Make room there and check that you may write there, or name "
                "another folder: steg setting backup.folder FOLDER"
            ),
            path=copy,
            detail=system_words(error),
        ) from error


# Keeping few


def remove_older(
    register: Register, reason: Reason, keep: int, *, dry_run: bool = False
) -> list[Path]:
    """Remove all but the last `keep` backups of a kind, and return those that were removed.

    Only what the register's list has and what is a backup of this register, in which nobody has
    worked since. What is not there, on a disk that is not, does not count.
    """
    rows = register.execute(
        "SELECT id, path, at FROM backup WHERE reason = ? ORDER BY id DESC", (reason,)
    ).fetchall()
    removed = []
    for row in [row for row in rows if _is_backup_of(register, Path(row[1]), row[2])][keep:]:
        if not dry_run:
            try:
                Path(row[1]).unlink()
            except OSError:
                continue  # it stays, and stays on the list
            register.execute("DELETE FROM backup WHERE id = ?", (row[0],))
        removed.append(Path(row[1]))
    return removed


def _is_backup_of(register: Register, copy: Path, at: str) -> bool:
    began = "SELECT at, command, day FROM change ORDER BY id LIMIT 1"
    if copy.is_symlink() or not copy.is_file() or copy.samefile(register.path):
        return False
    last = peek(copy, "SELECT max(at) FROM change")
    mine = register.execute(began).fetchone()
    return bool(last and mine and last[0] <= at and peek(copy, began) == tuple(mine))
