"""Free text that people type: cleaned once, when it comes in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from functools import lru_cache
from typing import Protocol, TypeVar

from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.frozen import frozen

LONGEST = 200
GAP = r"[\s\u002d\u2010-\u2015]"  # a space or a hyphen in a name
PLAIN = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe"})

# Zero-width joiners are part of how some names are spelt. Every other character of their kind
# steers the display: it could turn a line around, or hide a part of a name.
JOINERS = "\u200c\u200d"
# Letters and marks that show nothing, and so do not show that a text begins otherwise.
BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef"
# What a spreadsheet would run as a formula, also after spaces or in full width, and what could be
# taken for a text that was kept from it by an apostrophe.
FORMULA = rf"'*(?:[\s{JOINERS}{BLANK}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r])"

# What stands where something is masked, in every language, without spaces: nothing is called so.
MASKS = ("(protected)", "(skyddad)", "(protectedidentity)", "(skyddadidentitet)")


def clean_text(value: str, what: str, *, longest: int = LONGEST) -> str:
    """Return `value` composed (NFC), with plain single spaces and no outer ones.

    `what` is a message id for what the text is ("name"). Raises Refused when nothing is left,
    when it is longer than `longest` letters, when it is what stands for masked text, or when it
    holds a line break, an escape or another character that cannot be shown.
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
    if is_mask(text):
        raise Refused(
            N_("steg itself writes {value} where something about a protected person is not shown."),
            N_("Write what it really is: of a protected person it is not shown anyway."),
            value=text,
        )
    return value if text == value else text  # of most texts there is one, and not a copy


def clean_or_none(value: str | None, what: str) -> str | None:
    """Return a text that may be left out, cleaned as `clean_text` does."""
    return None if value is None else clean_text(value, what)


def is_mask(text: str) -> bool:
    """Say whether a text looks like what stands where something is masked."""
    plain = unicodedata.normalize("NFKC", text)
    if "(" not in plain:  # as in most texts; to compile the pattern takes a millisecond
        return False
    return re.sub(rf"[\s{JOINERS}{BLANK}]", "", plain).casefold() in MASKS


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


class Amount(str):
    """A number with decimals as text, with a point: exact, as programs read it.

    People see it as it is written in their language.
    """

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


@frozen
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


@frozen
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
