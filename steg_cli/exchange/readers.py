"""How the cells of a column are read, by what the column holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property

from steg_cli.exchange.cells import YES, case_in, flag_in, number_in, text_in
from steg_cli.exchange.sheets import Cell
from steg_cli.programme.errors import N_, Malformed
from steg_cli.programme.people import EDUCATIONS, OUTCOMES, STATUSES
from steg_cli.programme.periods import NOTICE_LEAD
from steg_cli.programme.vocabulary import HEADINGS, LABELS
from steg_cli.programme.words import Word, Words, clean_address, clean_text
from steg_cli.texts import LANGUAGES, texts

Value = str | int | bool | date
Read = Callable[[Cell, date], Value]


def plain(text: str) -> str:
    """Return a heading as it is compared: letters and digits alone, without case and accents.

    A heading of signs alone is what it is.
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if c.isalnum()) or " ".join(text.split())


def said(message: str) -> tuple[str, ...]:
    """Return a message id in every language, as headings are compared."""
    return tuple(plain(texts(language)(message)) for language in LANGUAGES)


def text(key: str) -> Read:
    """Return a reader of free text, called as the column `key` is."""
    return lambda cell, _: clean_text(text_in(cell), HEADINGS[key])


def name_turned(cell: Cell, _: date) -> str:
    """Read "Ek, Sara" as Sara Ek, and "Ek Sara" too: its heading says so."""
    written = text_in(cell)
    last, comma, first = written.partition("," if "," in written else " ")
    if not comma or (comma == " " and " " in first):
        raise Malformed(
            N_("{text}: it does not show where the last name ends."),
            N_("Write a comma after the last name: Ek, Sara."),
            text=written,
        )
    return clean_text(f"{first} {last}", HEADINGS["name"])


def reason(cell: Cell, _: date) -> str:
    """Read why an exception is made. Yes is no reason."""
    if plain(text_in(cell)) in map(plain, YES):
        raise Malformed(
            N_("{text} does not tell why an exception is made."),
            N_("Write the reason in words, or leave the cell empty."),
            text=text_in(cell),
        )
    return clean_text(text_in(cell), HEADINGS["exception"])


def flag(cell: Cell, _: date) -> bool:
    """Read yes or no."""
    return flag_in(cell)


def number(least: int, most: int) -> Read:
    """Return a reader of whole numbers."""
    return lambda cell, _: number_in(cell, least, most)


def case(cell: Cell, _: date) -> int:
    """Read a case reference."""
    return case_in(cell)


def exact(cell: Cell, _: date) -> str:
    """Read a text as it stands there."""
    return str(cell)


def birth_year(cell: Cell, _: date) -> int:
    """Read a year of birth, also from a day."""
    digits = re.sub(r"\D", "", text_in(cell))
    return number_in(digits[:4] if len(digits) == 8 else cell, 1, 9999)


def address(cell: Cell, _: date) -> str:
    """Read an e-mail address."""
    return clean_address(text_in(cell))


def raw(cell: Cell, _: date) -> str:
    """Read a text that is judged with others of its row."""
    return text_in(cell)


class Choice:
    """A reader of one of some codes, also by their names and by what else lists write."""

    def __init__(self, codes: tuple[str, ...], also: Mapping[str, str] | None = None) -> None:
        self.codes = codes
        self._also = also or {}

    @cached_property
    def _known(self) -> Mapping[str, str]:
        names = {plain(code): code for code in self.codes}
        for code in self.codes:
            names |= dict.fromkeys(said(LABELS[code]) if code in LABELS else (), code)
        return names | {plain(word): code for word, code in self._also.items()}

    @property
    def labels(self) -> Words:
        """What the codes are called: message ids."""
        return Words(Word(LABELS.get(code, code)) for code in self.codes)

    def __call__(self, cell: Cell, _: date) -> str:
        """Return the code in a cell. Raises Malformed for anything else."""
        written = text_in(cell)
        if plain(written) in self._known:
            return self._known[plain(written)]
        raise Malformed(
            N_("{text} cannot be chosen here."),
            N_("It can be {allowed}."),
            text=written,
            allowed=self.labels,
        )


STATUS = Choice(
    STATUSES,
    {
        "öppet arbetslös": "unemployed",
        "arbetssökande": "unemployed",
        "långtidsarbetslös": "long-term-unemployed",  # two things at once
        "long-term unemployed": "long-term-unemployed",
        "står långt från arbetsmarknaden": "far-from-labour-market",
        "övrigt": "other",
    },
)
OUTCOME = Choice(
    OUTCOMES,
    {
        "anställning": "employment",
        "anställd": "employment",
        "jobb": "employment",
        "job": "employment",
        "work": "employment",
        "utbildning": "education",
        "studerar": "education",
        "studies": "education",
        "arbetssökande": "job-search",
        "jobbsökande": "job-search",
        "övrigt": "other",
        "något annat": "other",
        "okänt": "other",
        "unknown": "other",
    },
)
EDUCATION = Choice(
    EDUCATIONS,
    {
        "gymnasieskola": "upper-secondary",
        "gymnasial": "upper-secondary",
        "gymnasial utbildning": "upper-secondary",
        "förgymnasial": "compulsory",
        "högskola": "tertiary",
        "universitet": "tertiary",
        "eftergymnasial": "tertiary",
    },
)
SEX = Choice(
    ("woman", "man"),
    {"k": "woman", "f": "woman", "w": "woman", "female": "woman", "m": "man", "male": "man"},
)
KIND_OF_NUMBER = Choice(
    ("personnummer", "samordningsnummer", "other"),
    {"annat id": "other", "other id": "other", "id": "other"},
)
AGREEMENT = Choice(tuple(NOTICE_LEAD))
AMOUNT = number(0, 10**12)
