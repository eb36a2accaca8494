"""The compiled catalogue of a language other than English, read sentence by sentence.

`gettext.translation` makes a dictionary of all its 2,400 sentences, for an eighth of what an
empty Typer app takes to start; a command shows fifty. In a .mo file they are sorted, so that each
is found by halving (GNU gettext manual, "The Format of GNU MO Files").
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from pathlib import Path
from struct import unpack_from


class Catalogue:
    """Sentences by their English ones; what is not translated stays as it is.

    Of one and of many: Swedish counts as English does.
    """

    def __init__(self, file: Path) -> None:
        self._content = file.read_bytes()
        self._count, self._originals, self._translations = unpack_from("<3I", self._content, 8)

    def sentence(self, english: str) -> str:
        """Return a sentence in the language."""
        found = self._found(english)
        return english if found is None else found

    def counted(self, one: str, many: str, count: int) -> str:
        """Return the sentence for one, or that for many, in the language."""
        found = self._found(f"{one}\0{many}")
        said = (one, many) if found is None else found.split("\0")
        return said[count != 1]

    @lru_cache(10_000)  # noqa: B019 - one catalogue for each language, as long as the run
    def _found(self, english: str) -> str | None:
        wanted = english.encode()
        at = bisect_left(range(self._count), wanted, key=lambda n: self._text(self._originals, n))
        if at == self._count or self._text(self._originals, at) != wanted:
            return None
        return self._text(self._translations, at).decode()

    def _text(self, table: int, number: int) -> bytes:
        length, start = unpack_from("<2I", self._content, table + 8 * number)
        return self._content[start : start + length]
