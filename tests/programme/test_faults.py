"""What the system says, in the reader's language."""

from __future__ import annotations

import errno
import os
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from steg_cli.programme.faults import (
    OF_FILES,
    OF_MAIL_SERVERS,
    OF_THE_REGISTER,
    system_words,
)
from steg_cli.texts import texts

ERRNOS = ["ENOENT", "EACCES", "EPERM", "ENOSPC", "EROFS", "EEXIST", "EISDIR", "ENOTDIR"]
ERRNOS += ["ENAMETOOLONG", "EIO", "EPIPE", "ELOOP", "ENOEXEC"]
ERRNOS += ["EDQUOT", "EMFILE", "EINVAL", "ENOTEMPTY", "EBUSY", "ETXTBSY", "ESTALE", "ENOMEM"]
OF_SERVERS = ("ECONNREFUSED", "ETIMEDOUT", "ECONNRESET", "ENETUNREACH", "EHOSTUNREACH")
ARE_DOWN = ("ENETDOWN", "EHOSTDOWN")


def test_the_words_are_those_that_this_system_says() -> None:
    said = [os.strerror(getattr(errno, name)) for name in ERRNOS]
    assert said == list(OF_FILES)
    assert {os.strerror(getattr(errno, name)) for name in (*OF_SERVERS, *ARE_DOWN)} < set(
        OF_MAIL_SERVERS
    )
    with pytest.raises(socket.gaierror) as unknown:
        socket.getaddrinfo("nobody.invalid", 25, flags=socket.AI_NUMERICHOST)
    assert system_words(unknown.value) in OF_MAIL_SERVERS


def test_a_register_s_words_are_those_that_sqlite_says(tmp_path: Path) -> None:
    (tmp_path / "no.db").write_text("this is no database, but a text of some length" * 20)
    for path in (tmp_path / "no.db", tmp_path / "nowhere" / "steg.db"):
        with (
            pytest.raises(sqlite3.DatabaseError) as caught,
            closing(sqlite3.connect(f"file:{path}?mode=rw", uri=True)) as opened,
        ):
            opened.execute("SELECT * FROM stay")
        assert system_words(caught.value) in OF_THE_REGISTER


def test_a_sentence_is_in_one_language_and_what_nobody_knows_stays_as_it_was_said() -> None:
    sv = texts("sv")
    sentence = "The register {path} could not be opened: {detail}."
    full = system_words(OSError(errno.ENOSPC, "No space left on device", "steg.db"))
    assert sv(sentence, path="steg.db", detail=full) == (
        "Registret steg.db gick inte att öppna: disken är full."
    )
    odd = system_words(ValueError("{odd} words"))
    assert sv(sentence, path="steg.db", detail=odd).endswith(": {odd} words.")
