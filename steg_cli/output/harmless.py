"""Text that was typed, or read from a file, made harmless for a terminal."""

from __future__ import annotations

from steg_cli.programme.words import is_unshowable


def harmless(text: str) -> str:
    """Return text that cannot steer a terminal, whoever wrote it into the file."""
    if text.isprintable():  # as almost every text is, and then nothing in it is unshowable
        return text
    return "".join("\ufffd" if is_unshowable(c) else c for c in text)


def harmless_lines(text: str) -> str:
    """Return lines of text, each of them harmless."""
    return "\n".join(map(harmless, text.split("\n")))
