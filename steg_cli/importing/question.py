"""A question about a list, and what has to be known to ask it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Literal

from steg_cli.importing.listed import OfSomebody, Row
from steg_cli.importing.rows import Table
from steg_cli.programme.errors import N_, Note
from steg_cli.programme.frozen import frozen
from steg_cli.programme.ladder import Ladder
from steg_cli.programme.values import plain
from steg_cli.programme.words import Word

About = Literal["needed", "column", "word", "create", "sector", "value", "names"]
LEAVE = ""  # an answer that says nothing: the rows stay as they are
MOST_NAMED = 8  # names in one question


@frozen
class Answer:
    """One of the answers: its value for a `Reading`, and what it is called."""

    value: str
    called: object  # a Word, a Note, a Step, or a name


LEFT = Answer(LEAVE, Word(N_("leave it: the rows cannot come in")))


@frozen
class Question:
    """One question. `subject` is the heading, word, kind or field that it is about.

    Of what is `needed` the value is the heading of the column that holds the field.

    `default` is the value that is most likely meant, if there is one; `free`: something else than
    the answers can be said too.
    """

    about: About
    subject: str
    sentence: Note
    answers: tuple[Answer, ...]
    default: str | None = None
    free: bool = False


@frozen
class Around:
    """What the register knows: the names of what surrounds people, by field; who is registered."""

    ladder: Ladder
    names: Mapping[str, Sequence[str]]
    numbers: AbstractSet[str]
    today: date

    def compared(self, key: str) -> set[str]:
        """Return the names of a field as they are compared."""
        return set(map(plain, self.names[key]))


@frozen
class Read:
    """What was read of a list so far. `protected`: rows of whom nothing may be shown."""

    tables: Sequence[Table]
    protected: AbstractSet[tuple[str, int]]

    @property
    def rows(self) -> Iterator[tuple[Row, bool]]:
        """Yield every row of somebody, and whether something of it may be shown."""
        for table in self.tables:
            for row in table.rows:
                if isinstance(row.values, OfSomebody):
                    yield row, (row.sheet, row.number) not in self.protected

    def has_protected(self, tables: Sequence[Table]) -> bool:
        """Say whether somebody on the sheets of some tables is protected."""
        return bool({table.sheet for table in tables} & {sheet for sheet, _ in self.protected})


def enumerated(names: Sequence[str], hidden: int = 0) -> str:
    """Return the first names, and an ellipsis for those besides, or that may not be shown."""
    more = len(names) > MOST_NAMED or hidden
    return ", ".join(names[:MOST_NAMED]) + (" …" if more else "")
