"""What nobody foresaw: a damaged value in the register, or a fault of steg's own.

What Python says of it is not shown, since that can hold values of the register.
"""

from __future__ import annotations

import sqlite3
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from steg_cli.programme.errors import N_, Malformed, StegError
from steg_cli.programme.faults import UNDECODABLE
from steg_cli.programme.words import Keyword
from steg_cli.register.errors import damaged_value, explain

if TYPE_CHECKING:
    from steg_cli.cli.face import Face
    from steg_cli.register.damage import Damage

PACKAGE = Path(__file__).parents[1]
REGISTER = "register/"


class Fault(StegError):
    """A fault of steg's own. Exit code 1: it is none of the register, which would be 3."""


def is_undecodable(error: sqlite3.Error) -> bool:
    """Say whether SQLite met text that is none; it says so with the text itself."""
    return str(error).startswith(UNDECODABLE)


def unforeseen(error: BaseException, face: Face | None, command: str) -> StegError:
    """Return what to say of an exception, in a command, that nothing else has words for."""
    if isinstance(error, UnicodeEncodeError) and any(map(_is_broken, sys.argv)):
        return Malformed(
            N_("What was typed holds bytes that are no text."), N_("Type it anew, in UTF-8.")
        )
    if face is not None and _is_of_the_schema(error):
        # What SQLite says of a schema that is damaged can be no text itself.
        damaged = sqlite3.DatabaseError("database disk image is malformed")
        damaged.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        return explain(damaged, face.path)
    if damage := of_damage(face):
        return damage
    from steg_cli import __version__

    return Fault(
        N_("steg {version} has a fault: {kind} in {place}, at {command}."),
        N_(
            "Send this line to whoever looks after steg; it holds nothing of the register. "
            "STEG_DEBUG=1 shows more, which can. steg log shows what was recorded."
        ),
        command=Keyword(command),
        kind=type(error).__name__,
        place=_place(error),
        version=__version__,
    )


def _is_of_the_schema(error: BaseException) -> bool:
    return isinstance(error, UnicodeDecodeError) and _place(error).startswith(REGISTER)


def _is_broken(word: str) -> bool:
    try:
        word.encode()
    except UnicodeError:
        return True
    return False


def of_damage(face: Face | None) -> StegError | None:
    """Return what to say of the first damaged value in the register that is open, if any."""
    damage = _first_damage(face) if face else None
    return damaged_value(face.path, damage.note) if face and damage else None


def _first_damage(face: Face) -> Damage | None:
    """Return the first damage in the register that is open, if any, without raising anything."""
    from steg_cli.register.damage import damaged
    from steg_cli.register.replay import not_as_logged

    register = face.opened
    if register is None:
        return None
    for look in (damaged, not_as_logged):
        with suppress(Exception):
            if (found := next(iter(look(register.connection)), None)) is not None:
                return found
    return None


def _place(error: BaseException) -> str:
    """Return where in steg's own source an exception came from: register/people.py:338."""
    frames = [
        f"{Path(frame.f_code.co_filename).relative_to(PACKAGE).as_posix()}:{line}"
        for frame, line in traceback.walk_tb(error.__traceback__)
        if Path(frame.f_code.co_filename).is_relative_to(PACKAGE)
    ]
    return frames[-1] if frames else "?"
