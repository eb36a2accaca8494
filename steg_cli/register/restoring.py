"""Putting a backup in a register's place: all or nothing, and so that it can be taken back.

A register that can be opened is written over inside its own lock and its own journal: whoever
has it open meanwhile waits, and sees the other one afterwards. One that is damaged is kept byte by
byte, and a file is put in its place.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path

from steg_cli.files import appearing, sync, unfinished
from steg_cli.programme.errors import N_, Note, Refused
from steg_cli.programme.frozen import frozen
from steg_cli.register.backups import backup_folder, copy_whole, dated_place, opened, remember
from steg_cli.register.errors import Damaged, RegisterError, explain
from steg_cli.register.file import (
    JOURNALS,
    Clock,
    Login,
    Register,
    bring_up_to_date,
    check_not_ours,
    held,
)
from steg_cli.register.header import VERSION, version_of
from steg_cli.register.name_words import split_right
from steg_cli.register.replay import first_problem
from steg_cli.register.watching import watch_right

Row = tuple[object, ...]
OF_WRITING = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC)
BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


@frozen
class Loss:
    """What a restored register does not have of the one in whose place it comes.

    `changes` is None where that cannot be read. `is_other`: it did not begin as the same register.
    """

    changes: int | None
    erasures: int = 0
    mails: int = 0
    is_other: bool = False


UNREADABLE = Loss(None)


@frozen
class Restoration:
    """A backup that is ready to come in place of the register at `path`; `fresh` holds it.

    `damage` is the first thing in it that cannot be; None where it is sound.
    """

    path: Path
    file: Path
    fresh: Path
    people: int
    last_day: str | None  # of the last change in it
    damage: Note | None = None

    def loss(self) -> Loss | None:
        """Return what would be lost, as the register is now; None where there is no register."""
        if not self.path.exists():
            return None
        try:
            with closing(opened(self.path, "rw")) as present:
                return self._loss(present)
        except sqlite3.DatabaseError as error:
            if _is_broken(error):
                return UNREADABLE
            raise

    def carry_out(
        self, today: date, clock: Clock, login: Login, agreed: Loss | None
    ) -> Path | None:
        """Put the backup in place; return where the register that was there is kept, if one was.

        Raises Refused when it was changed since its loss was `agreed` to.
        """

        if not self.path.exists():
            self._put()
            return None
        try:
            with held(self.path) as present:
                if self._loss(present) != agreed:
                    raise _meanwhile()
                folder = backup_folder(present.execute, self.path)
                kept = dated_place(folder, self.path, today, "restore")
                with appearing(kept) as copy:
                    copy_whole(present, copy, self.path)
                try:
                    with closing(opened(self.fresh, "rw")) as connection:
                        register = Register(connection, self.fresh, clock, login)
                        with register.transaction():
                            _go_on(register, present)
                            remember(register, "restore", today, kept)
                    with closing(opened(self.fresh)) as fresh:
                        fresh.backup(present)
                except BaseException:
                    kept.unlink(missing_ok=True)  # what it is a copy of is still there
                    raise
        except (sqlite3.DatabaseError, Damaged) as error:
            if not isinstance(error, Damaged) and not _is_broken(error):
                raise
            kept = dated_place(self.path.parent, self.path, today, "damaged")
            _keep_bytes(self.path, kept)
            self._put()
        return kept

    def _put(self) -> None:
        """Give the backup the register's name."""
        sync(self.fresh)
        for ending in JOURNALS:  # SQLite would take them for those of this one
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        self.fresh.replace(self.path)
        sync(self.path.parent)

    def _loss(self, present: sqlite3.Connection) -> Loss:
        with closing(opened(self.fresh)) as fresh:
            had, has = (
                {row for row in _rows(one, "change", "id, at, command") if row[2] != "upgrade"}
                for one in (present, fresh)
            )
            return Loss(
                len(had - has),
                max(_count(present, "erasure") - _count(fresh, "erasure"), 0),
                max(_count(present, "reminder") - _count(fresh, "reminder"), 0),
                is_other=min(had, default=None) != min(has, default=None),
            )


@contextmanager
def restoration(path: Path, file: Path, *, also_damaged: bool = False) -> Iterator[Restoration]:
    """Yield a backup, checked whole and brought up to date, ready to come in place of a register.

    Nothing is changed by then. Raises RegisterError for a file that is damaged, newer or not one
    of ours, and for something at `path` that is no register. `also_damaged`: single values in it
    may be damaged, which is better than no backup.
    """
    path = path.resolve()
    version = _version_to_restore(path, file)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with unfinished(path) as fresh:
        try:
            with closing(opened(file)) as source:
                copy_whole(source, fresh, file, also_values=False)
            if version < VERSION:
                bring_up_to_date(fresh)
        except sqlite3.Error as error:
            written = getattr(error, "sqlite_errorcode", 0) in OF_WRITING
            raise explain(error, path if written else file) from error
        with closing(opened(fresh, "rw")) as connection:
            with suppress(sqlite3.Error):  # which is told
                # A backup can have been made when these were wrong already.
                split_right(connection)
                watch_right(connection)
            damage = first_problem(connection)
            if damage is not None and not also_damaged:
                raise RegisterError(
                    N_("The backup {path} is damaged. {damage}"),
                    N_(
                        "Nothing was changed. Name an older one, or, if there is none, add "
                        "--damaged: steg check shows afterwards everything that is wrong."
                    ),
                    path=file,
                    damage=damage,
                )
            people = _count(connection, "participant")
            last = connection.execute("SELECT max(day) FROM change").fetchone()[0]
        yield Restoration(path, file, fresh, people, last, damage)


def _version_to_restore(path: Path, file: Path) -> int:
    if path.exists():
        if file.exists() and file.samefile(path):
            raise RegisterError(
                N_("{path} is the register itself."),
                N_("Name a backup of it: steg restore FILE"),
                path=file,
            )
        try:
            version_of(path)
        except RegisterError as error:
            if "version" not in error.values:  # a newer one can be kept, and replaced
                raise RegisterError(
                    error.message,
                    N_("Nothing was changed. Move it away first, or name another place: --db FILE"),
                    **error.values,
                ) from None
    else:
        check_not_ours(path)
    try:
        return version_of(file)
    except RegisterError as error:
        raise RegisterError(
            error.message,
            N_("Nothing was changed. Name a backup that this steg can read: steg restore FILE"),
            **error.values,
        ) from None


def _meanwhile() -> Refused:
    return Refused(
        N_("The register was changed meanwhile; nothing was restored."),
        N_("Do it once more, and look at what would be lost now."),
    )


def _is_broken(error: sqlite3.DatabaseError) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in BROKEN


def _go_on(register: Register, present: sqlite3.Connection) -> None:
    """Let what no undo takes back go on in a restored register: its backups, and who read what."""
    for row in _rows(present, "backup", "at, day, by, path, reason"):
        register.execute("DELETE FROM backup WHERE path = ?", (row[3],))
        register.execute(
            "INSERT INTO backup (at, day, by, path, reason) VALUES (?, ?, ?, ?, ?)", row
        )
    known = set(_rows(register.connection, "reading", "id, at, day, by, what, command"))
    whom = defaultdict(list)
    for number, case in _rows(present, "reading_of", "reading_id, participant_id"):
        whom[number].append(case)
    for row in _rows(present, "reading", "id, at, day, by, what, command"):
        if row not in known:
            number = register.execute(
                "INSERT INTO reading (at, day, by, what, command) VALUES (?, ?, ?, ?, ?)", row[1:]
            ).lastrowid
            # A case that the register does not know will be somebody else's.
            register.connection.executemany(
                "INSERT INTO reading_of (reading_id, participant_id) "
                "SELECT ?, id FROM participant WHERE id = ?",
                [(number, case) for case in whom[row[0]]],
            )


def _rows(connection: sqlite3.Connection, table: str, columns: str) -> list[Row]:
    """Return the rows of a table in their order; none where there is no such table yet."""
    known = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    query = f"SELECT {columns} FROM {table} ORDER BY id"
    return [tuple(row) for row in connection.execute(query)] if known else []


def _count(connection: sqlite3.Connection, table: str) -> int:
    return len(_rows(connection, table, "id"))


def _keep_bytes(path: Path, kept: Path) -> None:
    """Copy a file that cannot be read as a register, with what SQLite wrote beside it."""
    for ending in ("", *JOURNALS):
        beside = path.with_name(path.name + ending)
        if beside.exists():
            with appearing(kept.with_name(kept.name + ending)) as copy:
                shutil.copyfile(beside, copy)
