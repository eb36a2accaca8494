"""The streams that lead to whoever called steg, which can be closed, narrow or without letters."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, TextIO

from steg_cli.programme.errors import N_, Malformed


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


def going_by(pieces: Iterable[str], see: Callable[[str], object]) -> Iterator[str]:
    """Yield pieces of text, each of which is first seen."""
    for piece in pieces:
        see(piece)
        yield piece


def copy_text(file: IO[bytes], stream: TextIO) -> None:
    """Write the text in a file to a stream, at once."""
    text = io.TextIOWrapper(file, "utf-8", newline="")
    shutil.copyfileobj(text, stream)
    text.detach()  # whoever opened the file closes it
    stream.flush()


def silence(stream: TextIO) -> None:
    """Let a stream that cannot be written lead nowhere, so that it does not fail again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def check_is_file(output: Path | None, hint: str = N_("Name it: --output FILE.csv")) -> None:
    """Raise Malformed unless there is a file to write to that is not what a screen shows."""
    if output is None:
        raise Malformed(
            N_("It holds identity numbers, and goes into a file, not onto the screen."), hint
        )
    if not output.exists():
        return
    shown = []
    for stream in (1, 2):
        with suppress(OSError):
            shown.append(os.path.samestat(output.stat(), os.fstat(stream)))
    if any(shown) or not output.is_file():
        raise Malformed(
            N_("It holds identity numbers, and {path} is no file to keep them in."),
            hint,
            path=output,
        )
