"""The streams that lead to whoever called steg, which can be closed, narrow or without letters."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from typing import TextIO


def can_write(text: str) -> bool:
    """Say whether stdout's encoding has these letters."""
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def fitted(text: str, stream: TextIO, *, beside: int = 0) -> str:
    """Return text in lines that fit the terminal that a stream leads to; elsewhere as it is.

    `beside` is how many columns are to be left free.
    """
    if not stream.isatty():
        return text
    from steg_cli.output.wrapping import wrapped

    with suppress(OSError, ValueError):  # stdout, which shutil asks, can lead elsewhere
        if columns := os.get_terminal_size(stream.fileno()).columns:
            return wrapped(text, columns - beside)
    return wrapped(text, shutil.get_terminal_size().columns - beside)


def write_now(stream: TextIO, text: str) -> None:
    """Write text at once. What cannot be written to stderr stops no work."""
    try:
        stream.write(text)
        stream.flush()
    except OSError:
        if stream is not sys.stderr:
            raise
        silence(stream)


def silence(stream: TextIO) -> None:
    """Let a stream that cannot be written lead nowhere, so that it does not fail again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
