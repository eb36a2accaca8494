"""Names that are almost alike: which was probably meant, and which can be a slip of the hand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from steg_cli.programme.values import plain
from steg_cli.programme.words import GAP, fold, spelling

LEAST_MEANT = 3  # letters of a part of a name that is meant
LEAST_SLIPPED = 4  # letters of a word in which a slip can be seen from another name
LEAST_LEFT = 5  # letters of one word at least of a name from which others were left out
SHORT = 5  # letters of a word in which two slips make another word
MOST_OFFERED = 3


def near_name(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that differs from `name` by one slip of the hand, or None.

    The slip lies in one word of letters alone, all others being the same: numbers and single
    letters, as in HT 2026 or Förskolan B, are what tells such names apart.
    """
    return next((one for one in known if _is_spelt_near(name, one)), None)


def _is_spelt_near(name: str, other: str) -> bool:
    words, others = (re.split(f"{GAP}+", fold(one)) for one in (name, other))
    if len(words) != len(others):
        return False
    return _have_one_slip(map(spelling, words), map(spelling, others))


def near_one(name: str, known: Iterable[str]) -> str | None:
    """Return a known name for which another one can be a slip: one letter, or a word left out."""
    return next((one for one in known if _is_near(_words(name), _words(one))), None)


def _words(name: str) -> list[str]:
    # A slash or a plus joins two names: Björkskolan/Ekbacken.
    return [plain(word) for word in re.split(r"[-/+&\s]+", name) if word]


def _is_near(one: list[str], other: list[str]) -> bool:
    if len(one) != len(other):
        few, many = sorted((one, other), key=len)
        return set(few) < set(many) and any(len(word) >= LEAST_LEFT for word in few)
    return _have_one_slip(one, other)


def _have_one_slip(words: Iterable[str], others: Iterable[str]) -> bool:
    """Say whether two names of as many words differ in one word alone, by a slip in it."""
    differ = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    return len(differ) == 1 and _is_slip(*differ[0])


def _is_slip(word: str, other: str) -> bool:
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


def meant_by(name: str, known: list[str]) -> str | None:
    """Return the few known names that begin so, where several do, or else the nearest, if any."""
    begun = [one for one in known if fold(one).startswith(fold(name))] if fold(name) else []
    if len(begun) < 2:
        return nearest(name, known)
    return ", ".join(begun[:MOST_OFFERED]) + (" …" if len(begun) > MOST_OFFERED else "")


def nearest_few(name: str, known: list[str]) -> tuple[str, ...]:
    """Return the known names that `name` was probably meant to be, the likeliest first."""
    from difflib import get_close_matches  # only where something is not found

    by_fold = {fold(k): k for k in known}
    wanted = fold(name)
    begun = [k for f, k in by_fold.items() if wanted and f.startswith(wanted)]
    close = [by_fold[f] for f in get_close_matches(wanted, list(by_fold), n=MOST_OFFERED)]
    likely = begun + close if len(begun) == 1 else close + begun
    within = [k for f, k in by_fold.items() if len(wanted) >= LEAST_MEANT and wanted in f]
    slipped = [k for f, k in by_fold.items() if any(_is_slip(wanted, word) for word in f.split())]
    return tuple(dict.fromkeys(likely or within or slipped))[:MOST_OFFERED]


def could_mean(name: str, meant: str) -> bool:
    """Say whether `name` is `meant` with a slip of the hand, or the beginning of it.

    A slip is a letter that is wrong, left out or too many, or two that changed places; in a word
    of more than five letters there can be two.
    """
    typed, wanted = fold(name), fold(meant)
    if len(typed) >= LEAST_MEANT and wanted.startswith(typed):
        return True
    return _slips(typed, wanted) <= (1 if len(wanted) <= SHORT else 2)


def could_be_word_by_word(name: str, meant: str) -> bool:
    """Say whether all words but one are the same, and that one, a long one, has slips alone."""
    words, others = _words(name), _words(meant)
    if len(words) != len(others):
        return False
    differ = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    return (
        len(differ) == 1
        and all(word.isalpha() and len(word) > SHORT for word in differ[0])
        and _slips(*differ[0]) <= 2
    )


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
