"""Names of people: which of them somebody means who types beginnings of words.

Case, accents, hyphens and the order of the words do not count. Letters without an accent to take
away (ø, ł, ß, ı) count as what they look like. A hyphen or an apostrophe parts two words or joins
them: anna lena and annalena both are Anna-Lena.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import partial

from steg_cli.programme.nearness import LEAST_MEANT, LEAST_SLIPPED, differs_by_one
from steg_cli.programme.words import JOINERS

ALIKE = str.maketrans(
    {**dict(zip("øłđðıħŧŋəɓɗƙ", "olddihtnebdk", strict=True)), "æ": "ae", "œ": "oe", "þ": "th"}
)
HYPHENS, APOSTROPHES = "-\u2010\u2011\u2012\u2013\u2014\u2212\uff0d", "'`´\u02b9\u02bb\u02bc‘’′"
PARTING = str.maketrans(dict.fromkeys(HYPHENS + APOSTROPHES, " ") | dict.fromkeys(JOINERS))
JOINING = str.maketrans(dict.fromkeys(HYPHENS + APOSTROPHES + JOINERS))
AFTER_A_NAME = ("jr", "jun", "junior", "sr", "sen", "senior", "ii", "iii", "phd", "md")

Words = tuple[str, ...]
Suits = Callable[[str, str], bool]


def begins(typed: str, name: str) -> bool:
    """Say whether every word that was typed begins another word of the name, in any order."""
    return _agree(typed, name, lambda part, word: word.startswith(part))


def same_words(one: str, other: str) -> bool:
    """Say whether two names are the same, but for what does not count."""
    mine, others = (set(map(_sorted, readings(name))) for name in (one, other))
    return () not in mine and bool(mine & others)


def is_written_worse(name: str, known: str) -> bool:
    """Say whether a name is a known one in capitals, without any, or with the last name first."""
    mine, other = (sorted(one.casefold().split()) for one in (name, known))
    turned_round = name.casefold() != known.casefold()
    return mine == other and (turned_round or name.isupper() or name.islower())


def is_near(typed: str, name: str, *, inside: bool = False) -> bool:
    """Say whether a name may be meant by what is not quite it: to be offered, never to be taken.

    Every word is the beginning of another word of the name, or mistyped by one letter. `inside`:
    it can also stand inside of a word, as Mina does in Amina.
    """
    return _agree(typed, name, partial(begins_or_slips, inside=inside))


def begins_or_slips(part: str, word: str, *, inside: bool = False) -> bool:
    """Say whether what was typed of a word can be that word for `is_near`."""
    within = inside and len(part) >= LEAST_MEANT and part in word
    return word.startswith(part) or within or _is_slip(part, word)


def turned(name: str) -> str | None:
    """Return "Ali, Sofia" in the order of speech, as Sofia Ali; None if no comma turns the name.

    The comma before Jr, or before a degree, turns nothing.
    """
    last, comma, first = (part.strip() for part in name.partition(","))
    word = "".join(readings(first)[0])
    is_name = any(map(str.isalpha, word)) and word not in AFTER_A_NAME
    if not (comma and last and is_name) or "," in first:
        return None
    return f"{first} {last}"


def readings(name: str) -> tuple[Words, ...]:
    """Return the words of a name: with those that a hyphen joins apart, and together."""
    apart = _words(name.translate(PARTING))
    together = _words(name.translate(JOINING))
    return (apart,) if apart == together else (apart, together)


def _agree(typed: str, name: str, suits: Suits) -> bool:
    words = readings(name)
    return any(
        bool(parts) and _pairs(parts, of_name, suits)
        for parts in readings(typed)
        for of_name in words
    )


def _words(text: str) -> Words:
    return tuple(re.findall(r"[^\W_]+", _plain(text)))


def _plain(text: str) -> str:
    """Return text without case and accents, in letters that can be typed anywhere."""
    if text.isascii():
        return text.casefold()
    text = unicodedata.normalize("NFKD", text).casefold()
    apart = unicodedata.normalize("NFKD", text)
    accents = str.maketrans(dict.fromkeys(c for c in set(apart) if unicodedata.combining(c)))
    return apart.translate(accents).translate(ALIKE)


def _sorted(words: Words) -> Words:
    return tuple(sorted(words))


def _pairs(parts: Words, words: Words, suits: Suits) -> bool:
    """Say whether each part finds a word of its own that it suits.

    Where the word is another part's already, that one looks for a new one.
    """
    of_word: dict[int, int] = {}

    def settles(part: int, tried: set[int]) -> bool:
        for place, word in enumerate(words):
            if place in tried or not suits(parts[part], word):
                continue
            tried.add(place)
            if place not in of_word or settles(of_word[place], tried):
                of_word[place] = part
                return True
        return False

    return len(parts) <= len(words) and all(settles(n, set()) for n in range(len(parts)))


def _is_slip(typed: str, word: str) -> bool:
    """Say whether one letter is missing, too many or another one, or two changed places.

    The first letter is the same: Mina is another name than Amina, and Sara than Lara.
    """
    is_long = max(len(typed), len(word)) >= LEAST_SLIPPED
    return is_long and typed[:1] == word[:1] and differs_by_one(typed, word)
