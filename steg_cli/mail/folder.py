"""Writing mails as .eml files, which every mail program opens: for trying out, without a server."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from steg_cli.programme.errors import N_, NotDelivered
from steg_cli.programme.faults import system_words


def send_to_folder(folder: Path, message_id: str, message: bytes) -> str:
    """Write a mail into `folder`, readable by its owner alone, and return the file's name.

    The name comes from the Message-ID, so that the same mail written again is the same file.
    """
    name = message_id.strip("<>").partition("@")[0].replace("/", "_")
    file = folder / f"{name}.eml"
    unfinished = file.with_suffix(".unfinished")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(message)
            opened.flush()
            os.fsync(opened.fileno())
        unfinished.replace(file)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise NotDelivered(
            N_("{path} could not be written: {detail}."),
            N_("Check the folder, or name another one: steg setting mail.folder FOLDER"),
            path=error.filename or folder,
            detail=system_words(error),
            concerns_all=True,
        ) from None
    return str(file)
