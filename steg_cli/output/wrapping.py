"""Lines that fit a screen. What is read or typed as one piece never breaks over two of them."""

from __future__ import annotations

import re
import textwrap

DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
VALUE = r"(?:\"[^\"]*\"|“[^”]*”|[A-ZÅÄÖ0-9]\S*)"  # of an option: quoted, a number or a metavar
WHOLE = rf"--[a-z-]+ {VALUE}\S*|--format [a-z]+|(?:{DAY}|[-–]) [>→] (?:{DAY}\S*|[-–]\S*)"
ENTER = r"\S+ \[[^\[\]]*\]$"  # how a question ends: what Enter alone means
HELD = "\0"  # a space at which no line may break
LEAST = 20  # letters on a line, however narrow the screen is
DEEPER = 2  # what goes on below stands a little further in


def wrapped(text: str, width: int, *, below: str | None = None) -> str:
    """Return lines of text none of which is wider than `width`, broken at spaces.

    An option stays with its value, a day with the day that it became, and what Enter means with
    the end of its question. `below` stands before
    what goes on on the next line; if left out, it is as far in as the line and a little more.
    """
    return "\n".join(_lines(line, max(width, LEAST), below) for line in text.split("\n"))


def _lines(line: str, width: int, below: str | None) -> str:
    if len(line) <= width:
        return line
    if below is None:
        inset = len(line) - len(line.lstrip())
        below = " " * min(inset + DEEPER, max(width - LEAST, 0))
    room = width - len(below)

    def held(found: re.Match[str]) -> str:
        return found[0].replace(" ", HELD) if len(found[0]) <= room else found[0]

    lines = textwrap.wrap(
        re.sub(ENTER, held, re.sub(WHOLE, held, line)),
        width,
        subsequent_indent=below,
        break_on_hyphens=False,
        break_long_words=False,
    )
    return "\n".join(lines).replace(HELD, " ")
