"""Free text that people type: cleaned once, when it comes in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Protocol, TypeVar

from steg_cli.programme.errors import N_, Refused

LONGEST = 200
LEAST_MEANT = 3  # letters of a part of a name that is meant
LEAST_SLIPPED = 4  # letters of a word in which a slip can be seen from another name
GAP = r"[\s\u002d\u2010-\u2015]"  # a space or a hyphen in a name
PLAIN = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe"})
MOST_OFFERED = 3
SHORT = 5  # letters of a word in which two slips make another word

# Zero-width joiners are part of how some names are spelt. Every other character of their kind
# steers the display: it could turn a line around, or hide a part of a name.
JOINERS = "\u200c\u200d"


def clean_text(value: str, what: str, *, longest: int = LONGEST) -> str:
    """Return `value` composed (NFC), with plain single spaces and no outer ones.

    `what` is a message id for what the text is ("name"). Raises Refused when nothing is left,
    when it is longer than `longest` letters, or when it holds a line break, an escape or
    another character that cannot be shown.
    """
    text = unicodedata.normalize("NFC", value)
    hidden = next((c for c in text if is_unshowable(c)), None)
    if hidden is not None:
        raise Refused(
            N_("The {what} {value} holds a character that cannot be shown (U+{code})."),
            N_("Type it again without line breaks and control characters."),
            what=Word(what),
            value=text[:LONGEST],
            code=f"{ord(hidden):04X}",
        )
    text = " ".join(text.split())
    if not text:
        raise Refused(
            N_("{what}: the text is missing."), N_("Write at least one letter."), what=Word(what)
        )
    if len(text) > longest:
        raise Refused(
            N_("The {what} is {length} letters long; at most {longest} are kept."),
            N_("Shorten it."),
            what=Word(what),
            length=len(text),
            longest=longest,
        )
    return text


WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~][A-Za-z0-9!#$%&'*+/=?^_`{|}~-]*"
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
HOST = rf"{LABEL}(?:\.{LABEL})*"  # compiled by the few commands that meet an address
ADDRESS = rf"{WORD}(?:\.{WORD})*@{HOST}"


def clean_address(value: str) -> str:
    """Return an e-mail address as it is, or raise Refused for what no mail server would take."""
    encoded = "=?" in value  # a header would be read as something else
    if re.fullmatch(ADDRESS, value) and len(value) <= LONGEST and not encoded:
        return value
    raise Refused(
        N_("{value} is not an e-mail address."),
        N_("Write it as name@municipality.se, in plain letters and without spaces."),
        value=value,
    )


def is_unshowable(character: str) -> bool:
    """Say whether a character steers a terminal or a line instead of showing something."""
    return character not in JOINERS and unicodedata.category(character) in (
        "Cc",
        "Cf",
        "Cn",
        "Co",
        "Cs",
        "Zl",
        "Zp",
    )


class Word(str):
    """A message id used as a value inside another message: the face translates it too."""

    __slots__ = ()


class Keyword(str):
    """Commands and options as they are typed, by their English names, used as a value.

    The face shows what they are called in the reader's language.
    """

    __slots__ = ()


class FieldName(str):
    """What steg amend calls a field, by its English name, used as a value: stay.2.first-day."""

    __slots__ = ()


class Code(str):
    """A step's or another thing's code that is to be typed, used as a value inside a message."""

    __slots__ = ()


@dataclass(frozen=True)
class Deed:
    """What a change in the log did, used as a value: its command and summary, in English."""

    command: str
    summary: str

    def __str__(self) -> str:
        return f"{self.command} {self.summary}".strip()


class Words(tuple[Word, ...]):
    """Several message ids used as one value inside a message, listed in the reader's language."""

    __slots__ = ()

    def __str__(self) -> str:
        return ", ".join(self)


@dataclass(frozen=True)
class Plural:
    """A count used as a value inside a message, with the sentence parts for one and for many.

    Both are message ids with the place `{count}`, written as bare strings: they are collected as
    a pair.
    """

    one: str
    many: str
    count: int

    def __str__(self) -> str:
        return (self.one if self.count == 1 else self.many).format(count=self.count)


@lru_cache(4096)
def fold(text: str) -> str:
    """Return text as it is compared: composed, without case, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@lru_cache(4096)
def spelling(name: str) -> str:
    """Return what all spellings of a name have in common: all but case, accents, spaces, hyphens.

    Two numbers stay apart: 2-3 is not 23. A name of nothing else is what it is.
    """
    apart = unicodedata.normalize("NFD", fold(name)).translate(PLAIN)
    letters = "".join(c for c in apart if unicodedata.category(c) != "Mn")
    apart = re.sub(rf"(?<=\d){GAP}+(?=\d)", "_", letters)
    return re.sub(GAP, "", apart) or fold(name)


class Called(Protocol):
    """Whatever is known by a name."""

    @property
    def name(self) -> str:
        """What it is called."""


C = TypeVar("C", bound=Called)


def called(name: str, things: Collection[C]) -> C | None:
    """Return the thing with this name, or None.

    Names that differ in case, accents, spaces and hyphens alone are the same; but where there are
    two such things, the one that is spelt more exactly so is meant.
    """
    exactly: tuple[Callable[[str], str], ...] = (str, fold, spelling)
    for form in exactly:
        found = [thing for thing in things if form(thing.name) == form(name)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def near_name(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that differs from `name` by one slip of the hand, or None.

    The slip lies in one word of letters alone, all others being the same: numbers and single
    letters, as in HT 2026 or Förskolan B, are what tells such names apart.
    """
    return next((one for one in known if _is_near(name, one)), None)


def _is_near(name: str, other: str) -> bool:
    words, others = (re.split(f"{GAP}+", fold(one)) for one in (name, other))
    if len(words) != len(others):
        return False
    return have_one_slip(map(spelling, words), map(spelling, others))


def have_one_slip(words: Iterable[str], others: Iterable[str]) -> bool:
    """Say whether two names of as many words differ in one word alone, by a slip in it."""
    differ = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    return len(differ) == 1 and is_slip(*differ[0])


def is_slip(word: str, other: str) -> bool:
    """Say whether a letter is wrong, left out or too many, or two changed places.

    Short words and those with digits never are slips: VT and HT, 2025 and 2026.
    """
    return min(len(word), len(other)) >= LEAST_SLIPPED and differs_by_one(word, other)


def differs_by_one(word: str, other: str) -> bool:
    """Say whether one letter of a word is another one, or missing, or two changed places."""
    if not (word + other).isalpha():
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), -1)
    one, two = (word[at:], other[at:]) if at >= 0 else (word, other)
    if at < 0:
        return abs(len(word) - len(other)) == 1
    turned = one[1::-1] == two[:2] and one[2:] == two[2:]
    return turned or one[1:] == two[1:] or one[1:] == two or one == two[1:]


def nearest(name: str, known: list[str]) -> str | None:
    """Return the known name that `name` was probably meant to be, or None."""
    return next(iter(nearest_few(name, known)), None)


def nearest_few(name: str, known: list[str]) -> tuple[str, ...]:
    """Return the known names that `name` was probably meant to be, the likeliest first."""
    by_fold = {fold(k): k for k in known}
    wanted = fold(name)
    begun = [k for f, k in by_fold.items() if wanted and f.startswith(wanted)]
    close = [by_fold[f] for f in get_close_matches(wanted, list(by_fold), n=MOST_OFFERED)]
    likely = begun + close if len(begun) == 1 else close + begun
    within = [k for f, k in by_fold.items() if len(wanted) >= LEAST_MEANT and wanted in f]
    return tuple(dict.fromkeys(likely or within))[:MOST_OFFERED]


def could_mean(name: str, meant: str) -> bool:
    """Say whether `name` is `meant` with a slip of the hand, or the beginning of it.

    A slip is a letter that is wrong, left out or too many, or two that changed places; in a word
    of more than five letters there can be two.
    """
    typed, wanted = fold(name), fold(meant)
    if len(typed) >= LEAST_MEANT and wanted.startswith(typed):
        return True
    return _slips(typed, wanted) <= (1 if len(wanted) <= SHORT else 2)


def _slips(one: str, other: str) -> int:
    """Return how many slips lie between two words (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                least = min(least, older[j - 2] + 1)
            row.append(least)
    return row[-1]
