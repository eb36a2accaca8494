"""What runs that were broken off left where backups lie: all of it can hold personal data.

A copy whose run was killed before it was listed is taken for what its name says, by the next
backup. A file that was not written to its end is nobody's.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from steg_cli.files import ABANDONED, shortened
from steg_cli.register.backups import Reason, as_listed, backup_folder
from steg_cli.register.file import JOURNALS, Register
from steg_cli.register.glance import peek
from steg_cli.register.writing import insert

_BEGAN = "SELECT at, command, day FROM change ORDER BY id LIMIT 1"
_LAST = "SELECT id, at, command FROM change ORDER BY id DESC LIMIT 1"
_UNFINISHED = re.compile(r"\.unfinished-(\d+)(-\d+)?(-journal)?")
_OF_THE_NAME: dict[str | None, Reason] = {
    None: "backup",
    "version": "upgrade",
    "import": "import",
    "merge": "merge",
    "erase": "erase",
    "restore": "restore",
}


class Stray(NamedTuple):
    """A copy that the register does not list: what it was made for, when, on which day."""

    path: Path
    reason: Reason
    at: str
    day: date


def unlisted(register: Register) -> list[Stray]:
    """Return the copies with dated names that the register does not list, the oldest first."""
    rows = register.execute("SELECT path FROM backup").fetchall()
    listed = {Path(row[0]).resolve() for row in rows}
    mine = tuple(register.execute(_BEGAN).fetchone() or ())
    found = []
    for path in _beside(register):
        named = _dated(register).fullmatch(path.name)
        if not named or named["made_for"] == "damaged" or path.resolve() in listed:
            continue
        if path.is_symlink() or not path.is_file() or peek(path, _BEGAN) != mine:
            continue
        at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        reason: Reason = _OF_THE_NAME[named["made_for"]] if _is_copy(register, path) else "copy"
        day = date.fromisoformat(named["day"])
        found.append(Stray(path, reason, f"{at:%Y-%m-%dT%H:%M:%SZ}", day))
    return sorted(found, key=lambda stray: (stray.at, stray.path))


def list_strays(register: Register) -> None:
    """Take onto the register's list what is not there yet. Nobody knows who made it."""
    if found := unlisted(register):
        with register.transaction():
            for path, reason, at, day in found:
                listed = as_listed(path)
                insert(register, "backup", at=at, day=day, by="", path=listed, reason=reason)


def half_written(register: Register) -> list[Path]:
    """Return the files that a run which is over did not write to their end.

    A run on another computer, whose folder this is too, is none that can be asked for here: so it
    is over when nothing was written for so long as nobody waits.
    """
    found = []
    now = register.clock().timestamp()
    for path in _beside(register):
        left = _UNFINISHED.search(path.name)
        if left and left.end() == len(path.name) and not _runs(int(left[1])):
            with suppress(OSError):  # it is gone by now
                if now - path.lstat().st_mtime > ABANDONED:
                    found.append(path)
    return found


def put_aside(register: Register) -> list[Path]:
    """Return the damaged registers that restorations put aside."""
    return [
        path
        for path in _beside(register)
        for named in [_dated(register).fullmatch(_without_journal(path.name))]
        if named and named["made_for"] == "damaged"
    ]


def _is_copy(register: Register, path: Path) -> bool:
    """Say whether nobody has worked in a copy: its last change is the register's too."""
    last = peek(path, _LAST)
    query = "SELECT 1 FROM change WHERE (id, at, command) = (?, ?, ?)"
    return bool(last and register.execute(query, last).fetchone())


def _dated(register: Register) -> re.Pattern[str]:
    stem, suffix = re.escape(shortened(register.path.stem)), re.escape(register.path.suffix)
    made_for = "|".join(filter(None, (*_OF_THE_NAME, "damaged")))
    return re.compile(
        rf"{stem}-(?P<day>\d{{4}}-\d\d-\d\d)(-(?P<made_for>{made_for}))?(-\d+)*{suffix}"
    )


def _without_journal(name: str) -> str:
    return next((name.removesuffix(one) for one in JOURNALS if name.endswith(one)), name)


def _beside(register: Register) -> list[Path]:
    """Return what lies beside the register, and where its backups go."""
    here = register.path.resolve()
    folders = dict.fromkeys((here.parent, backup_folder(register.execute, here)))
    found: list[Path] = []
    for folder in folders:
        try:
            found += sorted(folder.iterdir())
        except OSError:  # it is gone, or may only be passed through
            continue
    return found


def _runs(process: int) -> bool:
    """Say whether a process may still be at work on this computer."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
