"""Names that can be slips of the hand for another one."""

from __future__ import annotations

from collections.abc import Iterable

from steg_cli.programme.values import plain
from steg_cli.programme.words import have_one_slip

LEAST = 4  # letters of a word in which one can be a slip


def near_one(name: str, known: Iterable[str]) -> str | None:
    """Return a known name for which another one can be a slip: one letter, or a word left out."""
    return next((one for one in known if _is_near(_words(name), _words(one))), None)


def _words(name: str) -> list[str]:
    return [plain(word) for word in name.replace("-", " ").split()]


def _is_near(one: list[str], other: list[str]) -> bool:
    if len(one) != len(other):
        few, many = sorted((one, other), key=len)
        return set(few) < set(many) and any(len(word) > LEAST for word in few)
    return have_one_slip(one, other)
