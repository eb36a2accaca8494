"""What the system says when it cannot do something, so that it stands in the reader's language.

Python and SQLite say it in English. Their words are message ids; what is not among them stays as
it was said.
"""

from __future__ import annotations

from steg_cli.programme.errors import N_
from steg_cli.programme.words import Word

UNDECODABLE = N_("Could not decode to UTF-8")
OF_FILES = (
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("No space left on device"),
    N_("Read-only file system"),
    N_("File exists"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("File name too long"),
    N_("Input/output error"),
    N_("Broken pipe"),
    N_("Too many levels of symbolic links"),
    N_("Exec format error"),
    N_("Disk quota exceeded"),
    N_("Too many open files"),
    N_("Invalid argument"),
    N_("Directory not empty"),
    N_("Device or resource busy"),
    N_("Text file busy"),
    N_("Stale file handle"),
    N_("Cannot allocate memory"),
)
OF_MAIL_SERVERS = (
    N_("Connection refused"),
    N_("Connection timed out"),
    N_("Connection reset by peer"),
    N_("Network is unreachable"),
    N_("No route to host"),
    N_("Network is down"),
    N_("Host is down"),
    N_("timed out"),
    N_("Name or service not known"),
    N_("Temporary failure in name resolution"),
)
OF_THE_REGISTER = (
    N_("disk I/O error"),
    N_("database disk image is malformed"),
    N_("file is not a database"),
    N_("unable to open database file"),
    N_("attempt to write a readonly database"),
    N_("database or disk is full"),
    UNDECODABLE,
)


def system_words(error: BaseException) -> Word:
    """Return what the system said, to be shown in the reader's language.

    Without the text that SQLite could not decode, which it says too: that can be anybody's name.
    """
    if str(error).startswith(UNDECODABLE):
        return Word(UNDECODABLE)
    return Word(getattr(error, "strerror", None) or str(error))
