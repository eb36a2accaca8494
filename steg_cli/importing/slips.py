"""Names that can be slips of the hand for another one."""

from __future__ import annotations

from collections.abc import Iterable

from steg_cli.programme.values import plain

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
    differ = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(differ) == 1 and _is_slip(*differ[0])


def _is_slip(one: str, other: str) -> bool:
    """Say whether two words differ by a letter too many, another one, or two that changed places.

    Short words and those with digits never do: VT and HT, 2025 and 2026.
    """
    few, many = sorted((one, other), key=len)
    if len(few) < LEAST or not (few + many).isalpha() or len(many) - len(few) > 1:
        return False
    if len(few) < len(many):
        return any(many[:n] + many[n + 1 :] == few for n in range(len(many)))
    differ = [n for n in range(len(few)) if few[n] != many[n]]
    changed = [few[n] for n in differ], [many[n] for n in reversed(differ)]
    return len(differ) == 1 or (differ[1:] == [differ[0] + 1] and changed[0] == changed[1])
