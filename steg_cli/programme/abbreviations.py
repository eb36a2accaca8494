"""What people write for short: SA, usk, Utb.praktik, A-prövn."""

from __future__ import annotations

import re

from steg_cli.programme.values import plain

SHORTEST, SHORTEST_OF_ONE = 2, 3  # letters of what is short for several words, and for one
# With what the names of steps end that are put together: enhets|assistent.
SECOND = (
    *("assistent", "skoterska", "praktik", "provning", "traning", "bitrade", "anstallning"),
    *("utbildning", "introduktion", "jobb", "arbete", "kurs", "plats"),
)


def is_short_for(short: str, name: str) -> bool:
    """Say whether a text is made of the beginnings of every part of a name, in order.

    Kartl. is kartläggning, and usk is undersköterska; Utb. is not utbildningspraktik, since a part
    is missing, nor is Sjuk a sjuksköterska. Compared without case, accents, spaces and signs.
    """
    letters, parts = plain(short), _parts(name)
    shortest = SHORTEST if len(parts) > 1 else SHORTEST_OF_ONE
    return letters.isalpha() and len(letters) >= shortest and _begin(letters, parts)


def _parts(name: str) -> list[str]:
    found: list[str] = []
    for word in map(plain, filter(None, re.split(r"[^\w]+", name))):
        end = next((one for one in SECOND if word.endswith(one) and word != one), "")
        found += [word.removesuffix(end), end] if end else [word]
    return found


def _begin(letters: str, parts: list[str]) -> bool:
    if not parts:
        return not letters
    first, *rest = parts
    ends = (n for n in range(1, len(first) + 1) if first[:n] == letters[:n])
    return any(_begin(letters[n:], rest) for n in ends)
