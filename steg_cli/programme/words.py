"""Free text that people type: cleaned once, when it comes in."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from steg_cli.programme.errors import N_, Refused

LONGEST = 200
LEAST_MEANT = 3  # letters of a part of a name that is meant

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


def nearest(name: str, known: list[str]) -> str | None:
    """Return the known name that `name` was probably meant to be, or None."""
    by_fold = {fold(k): k for k in known}
    begun = [k for f, k in by_fold.items() if fold(name) and f.startswith(fold(name))]
    if len(begun) == 1:
        return begun[0]
    close = get_close_matches(fold(name), list(by_fold), n=1, cutoff=0.6)
    if close:
        return by_fold[close[0]]
    within = (k for f, k in by_fold.items() if len(fold(name)) >= LEAST_MEANT and fold(name) in f)
    return next(within, None)
