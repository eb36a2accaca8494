"""Opening and creating the register file.

Only `new_register` puts a file where a register is looked for, whole or not at all; its owner
alone can read it from the first byte. Opening looks at the header first: a file that is not ours,
or newer than we are, is not touched. One written by an older version is upgraded, after a backup.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from steg_cli.files import appearing
from steg_cli.programme.errors import N_, Note, Refused
from steg_cli.register.errors import RegisterError, explain
from steg_cli.register.header import VERSION, check_version, holds_sqlite, is_wal, version_of

if TYPE_CHECKING:
    from steg_cli.register.changes import Change

BUSY_SECONDS = 10.0
# Pages of a change that are kept in memory: all, so that others can read until a commit (see
# `backups`), or 4 MB. SQLite takes the last byte of the number for yes or no, too.
ALL_PAGES, SOME_PAGES = 2**31 - 1, 2**10 - 1
LONGEST_NAME = 255  # bytes, in every usual file system
JOURNALS = ("-journal", "-wal", "-shm")  # what SQLite calls its own files, after the register

Clock = Callable[[], datetime]
Login = Callable[[], str]
Tell = Callable[[Note], None]


def wall_clock() -> datetime:
    """The moment it is, in UTC: written beside every change."""
    return datetime.now(UTC)


def nobody() -> str:
    """Nobody's login: what is written is known to be steg's, and not by whom."""
    return ""


def unsaid(_note: Note) -> None:
    """Tell nobody."""


class Register:
    """An open register file.

    `change` is the only way to write. Reading needs no ceremony: `execute` is the connection's,
    and rows can be read by name.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        clock: Clock,
        login: Login = nobody,
        tell: Tell = unsaid,
    ) -> None:
        connection.row_factory = sqlite3.Row
        self.execute = connection.execute
        self.path = path
        self.clock = clock
        self.login = login
        self.tell = tell
        self.connection = connection
        self.in_snapshot = False
        self._file = file_at(path)
        self._endings: list[Callable[[bool], object]] = []

    def now(self) -> str:
        """Return the moment it is, in UTC, as the register writes it."""
        return f"{self.clock():%Y-%m-%dT%H:%M:%SZ}"

    @contextmanager
    def change(self, command: str, today: date, *, dry_run: bool = False) -> Iterator[Change]:
        """One command's writing: one transaction, one row in the change log, all or nothing.

        With `dry_run` everything happens and is checked, and nothing is kept. Inside
        `transaction` several changes are kept or lost together.
        """
        from steg_cli.register.changes import recording  # whoever reads needs neither
        from steg_cli.register.name_words import split_names

        inside = self.connection.in_transaction
        with nullcontext() if inside else self.transaction(keep=not dry_run):
            with recording(self.connection, command, today, self.now(), self.login()) as change:
                yield change
                split_names(self.connection)
            if dry_run and not inside:
                change.id = None

    @contextmanager
    def transaction(self, *, keep: bool = True) -> Iterator[None]:
        """Write under the lock from the start: nobody can write between our reading and writing."""
        check_one_name(self.path)
        self.execute("BEGIN IMMEDIATE")
        try:
            self._check_there()
            # A newer steg may have upgraded the file while a command waited at a question. SQLite
            # is asked: whoever opens and closes the file itself lets go of the lock.
            check_version(self.path, self.execute("PRAGMA user_version").fetchone()[0])
            yield
            self._check_there()
            self.execute("COMMIT" if keep else "ROLLBACK")
            self._end(is_kept=keep)
        except BaseException:
            if self.connection.in_transaction:
                self.execute("ROLLBACK")
            self._end(is_kept=False)
            raise
        finally:
            self.execute(f"PRAGMA cache_spill = {ALL_PAGES}")

    def at_the_end(self, ending: Callable[[bool], object]) -> None:
        """Let `ending` be called when what is being written is kept (True) or lost (False)."""
        self._endings.append(ending)

    def _end(self, *, is_kept: bool) -> None:
        endings, self._endings = self._endings, []
        for ending in endings:
            ending(is_kept)

    def _check_there(self) -> None:
        """Raise RegisterError where the file that is open is not the one at its path any more.

        What synchronises folders puts a new file in an old one's place. SQLite would write into
        the old one, which nobody finds again.
        """
        if file_at(self.path) != self._file:
            raise RegisterError(
                N_("The register {path} was moved, removed or replaced meanwhile."),
                N_(
                    "What was being written is not in what is there now: look at it, "
                    "and do it again."
                ),
                path=self.path,
            )

    def let_spill(self) -> None:
        """Let the change that is being written go to the file before it is kept, if it is large.

        From then on nobody can read until it is kept, and no backup can be made inside of it.
        """
        self.execute(f"PRAGMA cache_spill = {SOME_PAGES}")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read several answers from one state of the file, whatever others write meanwhile."""
        if self.connection.in_transaction:
            yield
            return
        self.execute("BEGIN")
        self.in_snapshot = True
        try:
            yield
        finally:
            self.let_go()

    def let_go(self) -> None:
        """End a snapshot, if there is one: nobody who writes waits until all is shown."""
        if self.in_snapshot and self.connection.in_transaction:
            self.execute("ROLLBACK")
        self.in_snapshot = False

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def open_register(
    path: Path,
    clock: Clock = wall_clock,
    login: Login = nobody,
    tell: Tell = unsaid,
    connected: sqlite3.Connection | None = None,
) -> Register:
    """Open the register at `path`. Raises RegisterError for anything that is not one.

    `tell` hears of each backup that is made of it without being asked for. `connected`: what
    connects to it already (see `glance`).
    """
    version_of(path)
    connection = connected or connect(path)
    register = Register(connection, path, clock, login, tell)
    try:
        _take_unfinished_name_away(path)
        _take_journal_away(register)
        # The header can be of an upgrade that was broken off: SQLite has taken it back by now.
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version < VERSION:
            _upgrade(register, version)
        connection.execute("PRAGMA foreign_keys = ON")
        _finish_erasing(register)
    except BaseException:
        connection.close()
        raise
    return register


def _take_journal_away(register: Register) -> None:
    """Take away the journal of a write that was over when its program was killed.

    SQLite leaves it there until somebody writes; the register is to be the only file. Asked this
    way it does so under its own lock, and finishes a write that was not over.
    """
    if register.path.with_name(f"{register.path.name}-journal").exists():
        with suppress(sqlite3.OperationalError):  # whoever may only read leaves it there
            register.execute("PRAGMA journal_mode = PERSIST")
            register.execute("PRAGMA journal_mode = DELETE")


def _upgrade(register: Register, version: int) -> None:
    """Bring an older file up to date, after a backup: steg-2026-11-22-version-1.db.

    Where that fails the file is as it was, and the backup goes: each try would leave one more.
    """
    from steg_cli.register.backups import copy_register, record_backup
    from steg_cli.register.migrations import migrate

    check_one_name(register.path)
    today = register.clock().astimezone().date()
    copy = copy_register(register, today, f"version-{version}")
    try:
        migrate(register.connection)
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    record_backup(register, "upgrade", today, copy)


def _finish_erasing(register: Register) -> None:
    """Build the file anew where an erasure was interrupted before that, if it can be written."""
    with suppress(sqlite3.Error):  # who reads says better what is wrong with a file
        query = "SELECT EXISTS (SELECT 1 FROM erasure WHERE at = '')"
        if register.execute(query).fetchone()[0]:
            from steg_cli.register.erasing import finish

            finish(register)


ANOTHER_NAME = N_("Name another file (--db FILE, or steg demo FILE), or move that one away first.")


def check_nothing_at(path: Path, hint: str = ANOTHER_NAME) -> None:
    """Raise RegisterError when there is a file, a folder or a link at `path`.

    Or a journal of a register that was there: SQLite would take it for that of the new one.
    """
    if len(os.fsencode(path.name + JOURNALS[0])) > LONGEST_NAME:
        raise RegisterError(
            N_("The name {path} is too long for a register."),
            N_("Give it a shorter one, of at most {length} letters."),
            path=path,
            length=LONGEST_NAME - len(JOURNALS[0]),
        )
    for one in (path, *(path.with_name(path.name + ending) for ending in JOURNALS)):
        if os.path.lexists(one):
            raise RegisterError(
                N_("There is already something at {path}; it was left as it is."), hint, path=one
            )


def check_not_ours(path: Path) -> None:
    """Raise Refused for what is a database, or the name of a file that belongs to one."""
    real = path.resolve()
    for ending in ("", *JOURNALS, ".sending"):
        database = real.with_name(real.name.removesuffix(ending) or real.name)
        if real.name.endswith(ending) and database.is_file() and holds_sqlite(database):
            raise Refused(
                N_("{path} is a register, or another program's database; it was left as it is.")
                if database == real
                else N_("{path} is the name of a file that belongs to the register {register}."),
                N_("Give the file another name."),
                path=path,
                register=database,
            )


def check_one_name(path: Path) -> None:
    """Raise RegisterError for a register with two names (hard links), which nobody may write.

    Each name has a journal and a lock of its own: an interrupted write would be finished under one
    of them alone, two senders would each send every mail, and what looks like a copy is none.
    """
    _take_unfinished_name_away(path)
    if (count := _names_of(path)) > 1:
        raise RegisterError(
            N_("The register {path} has {count} names (hard links), so nothing is written to it."),
            N_(
                "Take the others away: find / -samefile {path} shows them. A copy is made by "
                "steg backup, not by a link."
            ),
            path=path,
            count=count,
        )


def _take_unfinished_name_away(path: Path) -> None:
    """Take away the name that a run left which was killed just after it had given it another."""
    if _names_of(path) == 1:
        return
    from glob import escape

    for left in path.parent.glob(f"{escape(path.name)}.unfinished-*"):
        with suppress(OSError):  # whoever may only read leaves it there
            if left.samefile(path):
                left.unlink()


def file_at(path: Path) -> tuple[int, int] | None:
    """Return what tells the file at a path from any other; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _names_of(path: Path) -> int:
    try:
        return max(path.stat().st_nlink, 1)
    except OSError:  # whoever writes says it better
        return 1


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
        check_not_ours(path)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with (
            appearing(path, replacing=replacing) as unfinished,
            _created(unfinished, clock, login) as register,
        ):
            yield register
    except FileExistsError:
        check_nothing_at(path)
        raise
    except sqlite3.IntegrityError:
        raise
    except sqlite3.Error as error:
        raise explain(error, path) from error


def _created(path: Path, clock: Clock, login: Login) -> Register:
    from steg_cli.register.migrations import migrate

    connection = connect(path)
    try:
        migrate(connection)
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return Register(connection, path, clock, login)


@contextmanager
def held(path: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection beside which nobody can read or write until all inside is done."""
    check_one_name(path)
    connection = connect(path)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # it outlasts each transaction
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        yield connection
    finally:
        connection.close()


def bring_up_to_date(path: Path) -> None:
    """Make a file that is nobody's yet one of the newest version."""
    from steg_cli.register.migrations import migrate

    with closing(connect(path)) as connection:
        migrate(connection)


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection to the file at `path`, with what holds for each of ours."""
    # mode=rw: SQLite may not create a file of its own accord if ours vanishes meanwhile.
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=BUSY_SECONDS
    )
    try:
        # With FULL, a power cut just after a commit can bring back the journal that was deleted,
        # and with it what was there before the change that steg said was made.
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute(f"PRAGMA cache_spill = {ALL_PAGES}")
        connection.execute("PRAGMA secure_delete = ON")  # what is taken out leaves no bytes behind
        if is_wal(path):
            # Another program left it so. On a file server it would not work, and it is three files.
            # While that program has it open the file stays as it is, and works on one machine.
            with suppress(sqlite3.OperationalError):
                connection.execute("PRAGMA journal_mode = DELETE")
    except BaseException:
        connection.close()
        raise
    return connection
