"""Lines that fit a screen. What is read or typed as one piece never breaks over two of them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
VALUE = r"(?:\"[^\"]*\"|“[^”]*”|[A-ZÅÄÖ0-9]\S*)"  # of an option: quoted, a number or a metavar
WHOLE = rf"--[a-z-]+ {VALUE}\S*|--format [a-z]+|(?:{DAY}|[-–]) [>→] (?:{DAY}\S*|[-–]\S*)"
ENTER = r"\S+ \[[^\[\]]*\]$"  # how a question ends: what Enter alone means
PIECE = r"\"[^\"]*\"\S*|\S+"
TYPED = r"--[a-zåäö-]+(?: [^\s\"-]\S*)?|\"[^\"]*\"|(?<!\S)[A-ZÅÄÖ0-9…]\S*"  # not said, but typed
HELD = "\0"  # a space at which no line may break
LEAST = 20  # letters on a line, however narrow the screen is
DEEPER = 2  # what goes on below stands a little further in


def wrapped(text: str, width: int, *, below: str | None = None) -> str:
    """Return lines of text none of which is wider than `width`, broken at spaces.

    An option stays with its value, a day with the day that it became, and what Enter means with
    the end of its question. A command that is to be typed never breaks, so that it can be copied:
    one that is wider than the screen is left to it. `below` stands before what goes on on the next
    line; if left out, it is as far in as the line and a little more.
    """
    return "\n".join(_lines(line, max(width, LEAST), below) for line in text.split("\n"))


def _lines(line: str, width: int, below: str | None) -> str:
    if len(line) <= width:
        return line
    inset = len(line) - len(line.lstrip())
    if below is None:
        below = " " * min(inset + DEEPER, max(width - LEAST, 0))
    room = width - len(below)

    def held(found: re.Match[str]) -> str:
        return found[0].replace(" ", HELD) if len(found[0]) <= room else found[0]

    for command in offered(line):
        line = line.replace(command, command.replace(" ", HELD))
    lines = textwrap.wrap(
        re.sub(ENTER, held, re.sub(WHOLE, held, line.lstrip())),
        width,
        initial_indent=line[:inset],
        subsequent_indent=below,
        break_on_hyphens=False,
        break_long_words=False,
    )
    return "\n".join(lines).replace(HELD, " ")


def offered(line: str) -> Iterator[str]:
    """Yield the commands in a line. In Swedish steg is an everyday word: "på ett steg med gräns".

    A command ends with its sentence, or with the last word in it that can only be typed.
    """
    for found in re.finditer(r"(?<![\w-])steg (?=[a-zåäö-])", line):
        words: list[str] = []
        for word in re.findall(PIECE, line[found.start() :]):
            if word.startswith(("(", "·")):
                break
            words.append(word)
            if word.endswith((".", ",", ";", ":", ")")):
                break
        said = line[found.start() :][: len(" ".join(words))]
        before = line[: found.start()].rstrip()
        if (not before or before.endswith(":")) and not said.endswith("."):
            yield said
        elif typed := [*re.finditer(TYPED, said)]:
            yield said[: typed[-1].end()]
