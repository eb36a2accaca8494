"""What can be wrong with the register file. Exit code 3; the sentence says what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from steg_cli.programme.errors import N_, Note, Refused, StegError
from steg_cli.programme.faults import system_words
from steg_cli.programme.words import Word

RESTORE = N_("steg check shows everything that is wrong; steg restore FILE goes back to a backup.")


class RegisterError(StegError):
    """The register file cannot be used as it is."""

    exit_code = 3


class Damaged(RegisterError):
    """The register file does not hold together."""


def explain(error: sqlite3.Error, path: Path) -> StegError:
    """Return our own error for one that SQLite raised about the register at `path`."""
    whole = getattr(error, "sqlite_errorcode", 0)
    code = whole & 0xFF
    waits = code == sqlite3.SQLITE_CANTOPEN and path.with_name(f"{path.name}-wal").exists()
    if waits or whole in _OF_UNFINISHED:
        return RegisterError(*_UNFINISHED, path=path)
    message, hint = _EXPLAINED.get(
        code,
        (
            N_("The register {path} could not be used: {detail}."),
            N_("Nothing was changed. Check the disk and the folder, then try again."),
        ),
    )
    if code == sqlite3.SQLITE_CONSTRAINT:
        return Refused(message, hint, path=path, detail=system_words(error))
    return RegisterError(message, hint, path=path, detail=system_words(error))


def can_be_a_value(error: sqlite3.Error) -> bool:
    """Say whether SQLite may have stumbled over a damaged value: not over the file or the disk."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code == sqlite3.SQLITE_CONSTRAINT or code not in _EXPLAINED


def damaged(path: Path, detail: str) -> Damaged:
    """Return the error for a register that is damaged; `detail` says where."""
    return Damaged(*_DAMAGED, path=path, detail=Word(detail))


def damaged_value(path: Path, damage: Note) -> Damaged:
    """Return the error for a register in which a value cannot be; `damage` names its row."""
    return Damaged(
        N_("The register {path} is damaged. {damage}"), RESTORE, path=path, damage=damage
    )


_DAMAGED = (
    N_("The register {path} is damaged: {detail}."),
    N_("Leave the file as it is. steg restore FILE puts the latest backup in its place."),
)
_UNFINISHED = (
    N_("An interrupted write in the register {path} has to be finished before it can be read."),
    N_("Whoever may write to it finishes it with any command, such as steg list."),
)
_OF_UNFINISHED = (
    *(sqlite3.SQLITE_READONLY_ROLLBACK, sqlite3.SQLITE_READONLY_RECOVERY),
    sqlite3.SQLITE_READONLY_CANTINIT,
)
_UNREACHABLE = (
    N_("The register {path} could not be opened: {detail}."),
    N_("Check that the disk is there and that you may read and write the file and its folder."),
)
_LOCKED = (
    N_("The register {path} is in use by another program."),
    N_("Nothing was changed. Close the other program, or try again in a moment."),
)
_EXPLAINED = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_READONLY: (
        N_("The register {path} can be read but not changed."),
        N_("Check the permissions of the file and of its folder."),
    ),
    sqlite3.SQLITE_PERM: _UNREACHABLE,
    sqlite3.SQLITE_CANTOPEN: _UNREACHABLE,
    sqlite3.SQLITE_IOERR: _UNREACHABLE,
    sqlite3.SQLITE_FULL: (
        N_("The disk with the register {path} is full."),
        N_("Nothing was changed. Make room on the disk and try again."),
    ),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_CONSTRAINT: (
        N_("The register refuses this, since it would contradict itself: {detail}."),
        N_("Nothing was changed. steg show {reference} shows what is recorded."),
    ),
}
