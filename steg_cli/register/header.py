"""The first bytes of a register file, read without SQLite.

They tell whether a file is a register, of which version, and in which journal mode: SQLite is let
near no foreign file.
"""

from __future__ import annotations

from pathlib import Path

from steg_cli.programme.errors import N_
from steg_cli.programme.faults import system_words
from steg_cli.register.errors import RegisterError

APPLICATION_ID = 0x53544547  # "STEG"
VERSION = 9
HEADER_BYTES = 100
SQLITE = b"SQLite format 3\0"
WAL = 2


def version_of(path: Path) -> int:
    """Return the version of the register at `path`. Raises RegisterError if it cannot be read."""
    version = recorded_version(path)
    check_version(path, version)
    return version


def check_version(path: Path, version: int) -> None:
    """Raise RegisterError for a version that is newer than this steg."""
    if version > VERSION:
        raise RegisterError(
            N_("The register {path} was written by a newer steg (version {version} of the file)."),
            N_("Nothing was touched. Upgrade steg, then try again."),
            path=path,
            version=version,
        )


def recorded_version(path: Path) -> int:
    """Return the version of the register at `path`, also a newer one than this steg knows.

    Raises RegisterError if there is none, or it cannot be read.
    """
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


def holds_sqlite(path: Path) -> bool:
    """Say whether the file at `path` is a database of SQLite, ours or another program's."""
    return _header(path)[:16] == SQLITE


def is_wal(path: Path) -> bool:
    """Say whether another program left the database at `path` in WAL mode."""
    return _header(path)[18:19] == bytes([WAL])


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


def _number(header: bytes, place: int) -> int:
    return int.from_bytes(header[place : place + 4], "big")
