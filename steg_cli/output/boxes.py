"""Text and tables drawn for a terminal: broken to fit it, in a box, in colour.

They look as rich draws them, as a test compares: to import rich, and to let it draw, was two fifths
of what `steg report` took on a terminal.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest

from steg_cli.output.fitting import Screen
from steg_cli.output.width import width
from steg_cli.programme.frozen import frozen

WORD = re.compile(r"\s*\S+\s*")
TOP, BELOW, LAST = ("╭", "┬", "╮"), ("├", "┼", "┤"), ("╰", "┴", "╯")
LINE, SIDE = "─", "│"
# A look is some of these, such as "bold red": the code of each (ECMA-48, 8.3.117).
CODES = {"bold": 1, "dim": 2, "red": 31, "green": 32, "yellow": 33, "cyan": 36}
FIRST_COLOUR = 30


@frozen
class Column:
    """A column in a box: its heading, its cells from the first row to the last, how it is drawn."""

    heading: str
    cells: Sequence[str]
    width: int
    right: bool = False
    style: str = ""


@frozen
class Box:
    """A table in a box. Each row has a style; `total`: the last row stands apart."""

    columns: Sequence[Column]
    styles: Sequence[str]
    title: str = ""
    total: bool = False
    padding: int = 1


def painted(text: str, style: str, screen: Screen) -> str:
    """Return a text in a style, such as "bold red", where the screen has colour.

    Of several colours the last one counts.
    """
    if not (style.strip() and text and screen.colour):
        return text
    codes = [CODES[word] for word in style.split()]
    colour = [one for one in codes if one > FIRST_COLOUR][-1:]
    codes = sorted({*colour, *(one for one in codes if one < FIRST_COLOUR)})
    return f"\x1b[{';'.join(map(str, codes))}m{text}\x1b[0m"


def paragraph(
    text: str, screen: Screen, style: str = "", start: int = 0, end: int = sys.maxsize
) -> str:
    """Return lines of text, broken where the screen ends, each in a style from `start` to `end`."""
    lines = []
    for line in text.split("\n"):
        for at, part in _broken(line, screen.width):
            first, last = max(start - at, 0), max(end - at, 0)
            styled = painted(part[first:last], style, screen)
            lines.append(part[:first] + styled + part[last:])
    return "\n".join(lines)


def boxed(box: Box, screen: Screen) -> str:
    """Return a table drawn in a box."""
    widths = _reduced([one.width + 2 * box.padding for one in box.columns], screen.width)
    headings = [one.heading for one in box.columns]
    rows = [*zip(*(one.cells for one in box.columns), strict=True)]
    drawn = [_rule(TOP, widths)]
    drawn += _row(box, headings, ["bold"] * len(widths), widths, screen, below=True)
    drawn.append(_rule(BELOW, widths))
    for number, (cells, style) in enumerate(zip_longest(rows, box.styles, fillvalue=""), 1):
        if box.total and number == len(rows):
            drawn.append(_rule(BELOW, widths))
        styles = [f"{one.style} {style}" for one in box.columns]
        drawn += _row(box, cells, styles, widths, screen)
    drawn.append(_rule(LAST, widths))
    title = _lines(box.title, len(drawn[0])) if box.title else []
    above = (painted(_filled(line, len(drawn[0])), "bold", screen) for line in title)
    return "\n".join((*above, *drawn))


def _rule(corners: tuple[str, str, str], widths: Iterable[int]) -> str:
    left, between, right = corners
    return left + between.join(LINE * one for one in widths) + right


def _row(
    box: Box,
    cells: Iterable[str],
    styles: Iterable[str],
    widths: Sequence[int],
    screen: Screen,
    *,
    below: bool = False,
) -> Iterator[str]:
    """Yield the lines of a row. A lower cell stands at the top, or `below` at the bottom."""
    drawn = []
    for cell, style, size, column in zip(cells, styles, widths, box.columns, strict=True):
        room = size - 2 * box.padding  # none on the narrowest screens
        space = painted(" " * box.padding, style, screen)
        lines = [
            space + painted(_filled(line, room, right=column.right), style, screen) + space
            for line in (_lines(cell, room) if room > 0 else ())
        ]
        drawn.append((lines, painted(" " * size, style, screen)))
    height = max(len(lines) for lines, _ in drawn)
    whole = []
    for lines, blank in drawn:
        blanks = [blank] * (height - len(lines))
        whole.append([*blanks, *lines] if below else [*lines, *blanks])
    for line in zip(*whole, strict=True):
        yield f"{SIDE}{SIDE.join(line)}{SIDE}"


def _reduced(widths: list[int], room: int) -> list[int]:
    """Return widths of columns which fit a screen that is too narrow for them, each less wide."""
    room -= len(widths) + 1
    reduced = [min(one, room) for one in widths]
    excess = max(sum(reduced) - room, 0)
    for at, size in enumerate(reduced):
        less = min(size, round(excess / (len(widths) - at)))
        reduced[at] -= less
        excess -= less
    return reduced


def _filled(line: str, room: int, *, right: bool = False) -> str:
    """Return a line as wide as there is room, with spaces behind it, or before it."""
    if right:
        line = line.rstrip()
        return " " * (room - width(line)) + line
    return line + " " * (room - width(line))


def _lines(text: str, room: int) -> list[str]:
    """Return a text in lines that fit, each as long as it can be."""
    return [part for line in text.split("\n") for _, part in _broken(line, room)]


def _broken(line: str, room: int) -> Iterator[tuple[int, str]]:
    """Yield the parts of a line, and where each begins: a word goes to the next if that holds it.

    Of spaces between two words those that have no room are left out.
    """
    if width(line) <= room:
        yield 0, line
        return
    starts, filled = {0: None}, 0
    for found in WORD.finditer(line):
        word, start = found[0], found.start()
        size = width(word.rstrip())
        if size > room:
            for part in _chopped(word, room):
                starts[start] = None
                start += len(part)
                filled = width(part)
        elif size > room - filled:
            starts[start] = None
            filled = width(word)
        else:
            filled += width(word)
    for start, end in pairwise((*starts, len(line))):
        part = line[start:end].rstrip()
        yield start, part + line[start + len(part) : end][: max(room - width(part), 0)]


def _chopped(word: str, room: int) -> Iterator[str]:
    part = ""
    for letter in word:
        if width(part + letter) > room:
            yield part
            part = ""
        part += letter
    yield part
