"""Opening and creating the register file.

Only `new_register` puts a file where a register is looked for, whole or not at all; its owner
alone can read it from the first byte. Opening looks at the header first: a file that is not ours,
or newer than we are, is not touched. One written by an older version is upgraded, after a dated
copy has been made beside it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, date, datetime
from glob import escape
from itertools import count
from pathlib import Path
from typing import Any, Self

from steg_cli.programme.errors import N_
from steg_cli.programme.faults import system_words
from steg_cli.register.changes import Change, recording
from steg_cli.register.errors import RegisterError
from steg_cli.register.schema import APPLICATION_ID, VERSION

BUSY_SECONDS = 10.0
ABANDONED = 3600  # seconds after which nobody is still building a register
HEADER_BYTES = 100
SQLITE = b"SQLite format 3\0"
WAL = 2

Clock = Callable[[], datetime]
Login = Callable[[], str]


def wall_clock() -> datetime:
    """The moment it is, in UTC: written beside every change."""
    return datetime.now(UTC)


def nobody() -> str:
    """Nobody's login: what is written is known to be steg's, and not by whom."""
    return ""


class Register:
    """An open register file.

    `change` is the only way to write. Reading needs no ceremony: `execute` is the connection's,
    and rows can be read by name.
    """

    def __init__(
        self, connection: sqlite3.Connection, path: Path, clock: Clock, login: Login = nobody
    ) -> None:
        connection.row_factory = sqlite3.Row
        self.execute = connection.execute
        self.path = path
        self.clock = clock
        self.login = login
        self.connection = connection

    @contextmanager
    def change(self, command: str, today: date, *, dry_run: bool = False) -> Iterator[Change]:
        """One command's writing: one transaction, one row in the change log, all or nothing.

        With `dry_run` everything happens and is checked, and nothing is kept. Inside
        `transaction` several changes are kept or lost together.
        """
        if self.connection.in_transaction:
            with self._recording(command, today) as change:
                yield change
            return
        with self.transaction(keep=not dry_run):
            with self._recording(command, today) as change:
                yield change
            if dry_run:
                change.id = None

    def _recording(self, command: str, today: date) -> AbstractContextManager[Change]:
        return recording(self.connection, command, today, self.clock(), self.login())

    @contextmanager
    def transaction(self, *, keep: bool = True) -> Iterator[None]:
        """Write under the lock from the start: nobody can write between our reading and writing."""
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT" if keep else "ROLLBACK")
        except BaseException:
            if self.connection.in_transaction:
                self.execute("ROLLBACK")
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read several answers from one state of the file, whatever others write meanwhile."""
        if self.connection.in_transaction:
            yield
            return
        self.execute("BEGIN")
        try:
            yield
        finally:
            self.execute("ROLLBACK")

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def open_register(path: Path, clock: Clock = wall_clock, login: Login = nobody) -> Register:
    """Open the register at `path`. Raises RegisterError for anything that is not one."""
    version = _version_of(path)
    if version > VERSION:
        raise RegisterError(
            N_("The register {path} was written by a newer steg (version {version} of the file)."),
            N_("Nothing was touched. Upgrade steg, then try again."),
            path=path,
            version=version,
        )
    connection = _connect(path)
    try:
        if version < VERSION:
            _upgrade(connection, path, version, clock)
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return Register(connection, path, clock, login)


def peek(path: Path, query: str, *values: str) -> tuple[Any, ...] | None:
    """Return the first row of a query to the register at `path`, without touching the file.

    It may be of an older version. None also when there is no register to ask: whoever needs one
    says so better.
    """
    try:
        if not 1 <= _version_of(path) <= VERSION:
            return None
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            row = connection.execute(query, values).fetchone()
        finally:
            connection.close()
    except (RegisterError, sqlite3.Error, OSError):
        return None
    return row if row is None else tuple(row)


def peek_setting(path: Path, key: str) -> str | None:
    """Return a setting of the register at `path` without touching the file, or None."""
    row = peek(path, "SELECT value FROM setting WHERE key = ?", key)
    return str(row[0]) if row else None


def check_nothing_at(path: Path) -> None:
    """Raise RegisterError when there is a file, a folder or a link at `path`."""
    if path.exists() or path.is_symlink():
        raise RegisterError(
            N_("There is already something at {path}; it was left as it is."),
            N_("Name another file (--db FILE, or steg demo FILE), or move that one away first."),
            path=path,
        )


@contextmanager
def new_register(
    path: Path, clock: Clock = wall_clock, login: Login = nobody, *, replacing: bool = False
) -> Iterator[Register]:
    """Yield an empty register, which stands at `path` when everything inside is done.

    Until then it is a file beside it, so that an interruption leaves nothing half-made. Raises
    RegisterError if anything is at `path`, unless `replacing` it was agreed to.
    """
    if not replacing:
        check_nothing_at(path)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _clear_away(path, clock)
    unfinished = path.with_name(f"{path.name}.unfinished-{os.getpid()}")
    try:
        with _created(unfinished, clock, login) as register:
            yield register
        if replacing:
            unfinished.replace(path)
        else:
            _put(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def _clear_away(path: Path, clock: Clock) -> None:
    """Remove what a run that was killed before now left unfinished beside a register."""
    for left in path.parent.glob(f"{escape(path.name)}.unfinished-[0-9]*"):
        with suppress(OSError):
            if clock().timestamp() - left.stat().st_mtime > ABANDONED:
                left.unlink()


def _created(path: Path, clock: Clock, login: Login) -> Register:
    from steg_cli.register.migrations import migrate

    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    connection = _connect(path)
    try:
        migrate(connection)
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return Register(connection, path, clock, login)


def _put(unfinished: Path, path: Path) -> None:
    """Give a file its name, unless somebody else's has it by now."""
    try:
        path.hardlink_to(unfinished)  # at once, and never over another file
    except FileExistsError:
        check_nothing_at(path)
        raise
    except OSError:  # a disk without links
        check_nothing_at(path)
        unfinished.rename(path)


def _version_of(path: Path) -> int:
    """Return the version in the file's header, without letting SQLite near a foreign file."""
    if path.is_dir():
        raise RegisterError(
            N_("{path} is a folder, not a register."),
            N_("Name the file in it: --db {path}/steg.db"),
            path=path,
        )
    if not path.exists():
        raise RegisterError(
            N_("There is no register at {path}."),
            N_("Create one with steg init, or name the right file with --db FILE or STEG_DB."),
            path=path,
        )
    if path.is_file():
        header = _header(path)
        if header[:16] == SQLITE and _number(header, 68) == APPLICATION_ID:
            return _number(header, 60)
    raise RegisterError(
        N_("{path} is not a register of steg."),
        N_("Nothing was touched. Name the right file with --db FILE or STEG_DB."),
        path=path,
    )


def _header(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEADER_BYTES)
    except OSError as error:
        raise RegisterError(
            N_("The register {path} could not be opened: {detail}."),
            N_("Check that you may read and write the file and its folder."),
            path=path,
            detail=system_words(error),
        ) from None


def holds_sqlite(path: Path) -> bool:
    """Say whether the file at `path` is a database of SQLite, ours or another program's."""
    return _header(path)[:16] == SQLITE


def _number(header: bytes, place: int) -> int:
    return int.from_bytes(header[place : place + 4], "big")


def _connect(path: Path) -> sqlite3.Connection:
    # mode=rw: SQLite may not create a file of its own accord if ours vanishes meanwhile.
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,
        timeout=BUSY_SECONDS,
    )
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")  # what is taken out leaves no bytes behind
    if _header(path)[18:19] == bytes([WAL]):
        # Another program left it so. On a file server it would not work, and it is three files.
        # While that program still has it open the file stays as it is, and works on one machine.
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = DELETE")
    return connection


def _upgrade(connection: sqlite3.Connection, path: Path, version: int, clock: Clock) -> None:
    """Bring an older file up to date, after copying it: steg-2026-11-22-version-1.db."""
    from steg_cli.register.migrations import migrate

    stem = f"{path.stem}-{clock():%Y-%m-%d}-version-{version}"
    names = (f"{stem}{'' if n == 1 else f'-{n}'}{path.suffix}" for n in count(1))
    copy = next(copy for copy in map(path.with_name, names) if not copy.exists())
    # VACUUM INTO wants no file there, so it is the mask that keeps the copy for its owner alone.
    mask = os.umask(0o177)
    try:
        connection.execute("VACUUM INTO ?", (str(copy),))
    finally:
        os.umask(mask)
    migrate(connection)
