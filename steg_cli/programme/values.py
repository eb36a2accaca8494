"""Values as people write them: yes or no, a number, an address, a text; days are in `days`.

What is typed at the keyboard and what stands in the cells of a list is read by the same readers.
Lists are typed by people and rewritten by spreadsheets: days in several forms, numbers that became
floats, spaces and dashes of all kinds. What can be read in one way only is read; what could mean
two things is refused.

Every reader takes what is written and the day on which it was typed at a keyboard, or None for
what a list holds: there, nobody knows which day `-3d` would be counted from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from steg_cli.programme.errors import N_, Malformed
from steg_cli.programme.words import clean_address, clean_text

Written = str | int | float | date | None  # as typed, or as a workbook keeps it
Value = str | int | bool | date
Reader = Callable[[Written, date | None], Value]

# Patterns are compiled by the first who needs them: most commands read a day and no more.
DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\uff0d", "-"))
CASE = r"[Ss]-?([0-9]{1,9})"  # a bare number can be anybody's counting
YES = ("ja", "j", "yes", "y", "x", "1", "true", "sant", "✓", "✔", "☑", "☒")
NO = ("nej", "n", "no", "0", "false", "falskt", "-", "☐")
ANY = 10**12  # a number that nobody writes: there is no limit worth telling
SLIP = 1e-6  # of what a spreadsheet computes


def text_of(written: Written) -> str:
    """Return what is written as text: composed (NFC), with plain single spaces, none outside."""
    if isinstance(written, date):
        return written.isoformat()
    return _tidied("" if written is None else str(written))


@lru_cache(1024)  # every cell of a list is looked at from several sides
def _tidied(text: str) -> str:
    tidy = " ".join(unicodedata.normalize("NFC", text).split())
    return text if tidy == text else tidy  # a list's cell and its value are one


def plain(text: str) -> str:
    """Return text as words are compared: letters and digits alone, without case and accents.

    A text of signs alone is what it is.
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if c.isalnum()) or " ".join(text.split())


# Yes and no, and numbers


def read_flag(written: Written, today: date | None = None) -> bool:
    """Return yes or no: ja/nej, yes/no, x, 1/0, true/false. Raises Malformed for anything else."""
    if isinstance(written, bool):
        return written
    text = text_of(written).translate(DASHES).casefold()
    if text in YES or text in NO:
        return text in YES
    raise Malformed(
        N_("{text} is neither yes nor no."),
        N_("Write ja or nej, x or nothing, 1 or 0.") if today is None else N_("Write yes or no."),
        text=text_of(written),
    )


def whole_number(least: int, most: int, beside: str = r"[\s%]") -> Callable[..., int]:
    """Return a reader of whole numbers from `least` to `most`, with or without % and spaces.

    What else can stand `beside` them is a pattern.
    """

    def read_number(written: Written, _: date | None = None) -> int:
        digits = re.sub(beside, "", text_of(written))
        is_number = digits.isascii() and digits.isdigit() and len(digits) < 15
        if is_number and least <= int(digits) <= most:
            return int(digits)
        bounded = most < ANY
        raise Malformed(
            N_("{text} is not a whole number from {least} to {most}.")
            if bounded
            else N_("{text} is not a whole number from {least} on."),
            N_("Write a number in between, with digits alone.")
            if bounded
            else N_("Write it with digits alone."),
            text=text_of(written),
            least=least,
            most=most,
        )

    return read_number


CROWNS = whole_number(0, ANY, r"\s|(?i:kr\.?|sek|:-)$")
_percent = whole_number(1, 100)


def read_percent(written: Written, _: date | None = None) -> int:
    """Return a percentage from 1 to 100. A workbook's number up to 1 is a part of the whole."""
    if isinstance(written, int | float) and not isinstance(written, bool) and 0 < written <= 1:
        hundredths = round(written * 100)
        written = hundredths if abs(written * 100 - hundredths) < SLIP else written
    return _percent(written)


_year = whole_number(1, 9999)


def read_birth_year(written: Written, _: date | None = None) -> int:
    """Return a year of birth, also from a birth date."""
    digits = re.sub(r"\D", "", text_of(written))
    return _year(digits[:4] if len(digits) == 8 else written)


def read_case(written: Written, _: date | None = None) -> int:
    """Return the case number in a reference such as S-0042."""
    if found := re.fullmatch(CASE, text_of(written).translate(DASHES)):
        return int(found[1])
    raise Malformed(
        N_("{text} is not a case reference of steg."),
        N_("Write it as S-0042, or leave the column out: people are known by their numbers."),
        text=text_of(written),
    )


# Texts


def read_address(written: Written, _: date | None = None) -> str:
    """Return an e-mail address as it is, or raise Refused for what no mail server would take."""
    return clean_address(text_of(written))


def read_part(written: Written, _: date | None = None) -> str:
    """Return a text that only other fields give a meaning, such as a number beside its kind."""
    return text_of(written)


def read_as_it_is(written: Written, _: date | None = None) -> str:
    """Return a text as it stands there, with all its spaces."""
    return "" if written is None else str(written)


def read_text(written: Written, today: date | None = None, what: str = N_("text")) -> str:
    """Return free text, cleaned by `clean_text`. `what` is a message id for what it is.

    A line break in a cell is a space. Typed at a keyboard, it is not meant, and refused.
    """
    typed = isinstance(written, str) and today is not None
    return clean_text(str(written) if typed else text_of(written), what)


def read_turned_name(written: Written, today: date | None = None) -> str:
    """Return "Ek, Sara" as Sara Ek, and "Ek Sara" too: its heading says so."""
    text = text_of(written)
    last, comma, first = text.partition("," if "," in text else " ")
    if not comma or (comma == " " and " " in first):
        raise Malformed(
            N_("{text}: it does not show where the last name ends."),
            N_("Write a comma after the last name: Ek, Sara."),
            text=text,
        )
    return read_text(f"{first} {last}", today, N_("name"))


def read_reason(written: Written, today: date | None = None) -> str:
    """Return why an exception is made. Yes is no reason."""
    if plain(text_of(written)) in map(plain, YES):
        raise Malformed(
            N_("{text} does not tell why an exception is made."),
            N_("Write the reason in words, or leave it empty."),
            text=text_of(written),
        )
    return read_text(written, today, N_("exception"))
