"""Who a row tells of: what several cells say together of a name and a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any

from steg_cli.exchange.sheets import Cell
from steg_cli.importing.cells import FAULT, NOTHING
from steg_cli.importing.kinds import PEOPLE, label
from steg_cli.importing.protection import tells_of_protection
from steg_cli.programme import remedies
from steg_cli.programme.choices import SEX
from steg_cli.programme.errors import N_, Malformed, Refused, StegError
from steg_cli.programme.identity import LONGEST_ID, Identity, Sex, other_identity, parse_identity
from steg_cli.programme.names import turned
from steg_cli.programme.values import DASHES, text_of
from steg_cli.programme.words import Word, clean_text, fold

SHORTENED = re.compile(r"[0-9]+[.,]?[0-9]*[eE]\+?[0-9]+")
BIRTH_DATE = re.compile(r"(?:19|20)[0-9]{2}-?(?:0[1-9]|1[0-2])-?(?:[0-2][0-9]|3[01])")
# What no name holds: a telephone number, 1., (ny), a star that refers to something below.
NO_PART_OF_A_NAME = re.compile(r"[()\[\]{}*!=:;/+&@<>|→]|^[0-9]+[.)]?\s|[0-9](?:[-/. ]?[0-9]){6}")
PARTS = re.compile(r",|\s-|-\s|\s[–—]|[–—]\s")  # of a cell: the name, and what was added to it
# Words of names that begin with a small letter.
PARTICLES = frozenset(
    (
        *("abu", "af", "al", "ap", "av", "az", "bin", "bint", "da", "das", "de", "del", "della"),
        *("den", "der", "des", "di", "do", "dos", "du", "e", "el", "ibn", "la", "las", "le"),
        *("los", "mac", "san", "st", "te", "ten", "ter", "um", "van", "vd", "von", "y", "zu"),
        *("zum", "zur"),
    )
)
# Bo (Bosse) Ek: one name in brackets, between others.
NICKNAME = re.compile(r"(?<=\w) \([^\W\da-zåäöéü][^\W\d]+\)(?= (?:[a-z]{2,3} )*[^\W\da-zåäöéü])")
# How last names end, also where they are written with a small letter, and no remark does.
LAST_NAME = re.compile(r"(?:sson|ström|berg|lund|gren|[kq]vist|dahl|stedt|holm)$")
FULL = 2  # words with a capital letter, after which a small one begins a remark
# What stands where a name should, or a place, without being one.
NO_NAME = re.compile(r"\W+|(?:x+|n+)(?:[ .,]+(?:x+|n+))*\.?", re.IGNORECASE)
NO_PART, NO_PLACE = (
    re.compile(f"{one}|x{{3,}}", re.IGNORECASE) for one in (r"\W+|nn|xx", r"[*•█]+")
)
STANDS_FOR = {
    **dict.fromkeys(("name", "turned_name"), NO_NAME),
    **dict.fromkeys(("first_name", "last_name"), NO_PART),
    **dict.fromkeys(("municipality", "workplace"), NO_PLACE),
}
SHORTEST_NUMBER = 7  # digits of a ten-digit number whose zeros a spreadsheet took away


def join_status(values: dict[str, Any]) -> Iterator[tuple[str, StegError]]:
    """Make two fields of the status "långtidsarbetslös"; yield the one that the row denies."""
    if values.get("status") != "long-term-unemployed":
        return
    values["status"] = "unemployed"
    if not values.setdefault("long_term_unemployed", True):
        yield (
            "long_term_unemployed",
            Refused(
                N_("The row says yes and no to long-term unemployment."),
                N_("Correct the one that is wrong."),
            ),
        )


def has_turned_name(cell: Cell) -> bool:
    """Say whether a name is written as Ek, Sara: one comma, and not before Jr or a degree."""
    text = text_of(cell)
    return "," in text and turned(text) is not None


def is_blotted_out(key: str, cell: Cell) -> bool:
    """Say whether a sign stands where a name or a place should: ***, NN, xxx."""
    pattern, text = STANDS_FOR.get(key), text_of(cell)
    if pattern is None or text in NOTHING or FAULT.fullmatch(text):
        return False
    return pattern.fullmatch(text) is not None


def check_name_alone(cell: Cell) -> None:
    """Raise Malformed for a name and a remark in one cell: Bo Ek (ny), Sara Ek - sjukskriven.

    A word with a small letter is a remark after a comma or a dash, and behind two with capitals.
    """
    text = text_of(cell)
    alone = NICKNAME.sub("", text)
    name, *others = (part.split() for part in PARTS.split(alone))
    names = [word for word in name if word[:1].isupper()]
    behind = name[-1:] if len(names) >= FULL and not LAST_NAME.search(name[-1]) else []
    small = [w for w in (*behind, *chain(*others)) if w[:1].islower() and w not in PARTICLES]
    if NO_NAME.fullmatch(text) or tells_of_protection(text):
        return  # whether the person is protected is asked then
    if NO_PART_OF_A_NAME.search(alone) or (names and small):
        raise Malformed(
            N_("{text} is more than a name."),
            N_(
                "Leave only the name in the cell, each word of it with a capital letter; write the "
                "rest into a column of its own."
            ),
            text=text,
        )


def join_name(
    values: dict[str, Any], columns: Mapping[str, str], broken: set[str]
) -> Iterator[tuple[str, StegError]]:
    """Make one name of first and last name, and yield what is wrong with them.

    `columns` are those of the table, `broken` the fields whose cells could not be read.
    """
    first, last = values.pop("first_name", None), values.pop("last_name", None)
    turned, half = (
        values.pop("turned_name", None),
        (first or last) if not (first and last) else None,
    )
    whole = turned or " ".join(filter(None, (first, last)))
    missing = "last_name" if first else "first_name"
    alone = half and not turned and "name" not in values
    if alone and missing not in broken and columns.keys() & {missing, "name"}:
        yield missing, Refused(N_("Half of the name is missing."), N_("Fill it in."))
    name = values.setdefault("name", whole) if whole else values.get("name")
    if name and whole and not _agree(name, whole, is_half=bool(half and not turned)):
        yield (
            "name",
            Refused(
                N_("The row has two names."),
                N_(
                    'Leave one of the columns out: --map "Heading=-"; or say that it holds the '
                    'last name alone: --map "Heading=last_name".'
                ),
            ),
        )


def _agree(name: str, other: str, *, is_half: bool) -> bool:
    """Say whether two names in a row are one: the same, or a part of it."""
    if is_half:
        return set(fold(other).split()) <= set(fold(name).split())
    return fold(name) == fold(other)


def join_identity(
    values: dict[str, Any], cells: Mapping[str, Cell], today: date, broken: set[str]
) -> Iterator[tuple[str, StegError]]:
    """Put the person whom the number means into `values["who"]`, or yield what is wrong."""
    kind, year, sex = (values.pop(key, None) for key in ("identity", "birth_year", "sex"))
    text = values.pop("number", None)
    if text is None or (kind == "other" and broken & {"birth_year", "sex"}):
        return
    try:
        values["who"] = (
            _other(text, year, sex, today)
            if kind == "other"
            else _numbered(cells["number"], year, sex, today)
        )
    except StegError as error:
        yield "number", error


def read_former_number(
    values: dict[str, Any], cells: Mapping[str, Cell], today: date
) -> Iterator[tuple[str, StegError]]:
    """Put a number that somebody had before into `values` as it is kept, or yield what is wrong."""
    text = values.pop("former_number", None)
    if text is None:
        return
    try:
        values["former_number"] = (
            clean_text(text, N_("former number"), longest=LONGEST_ID)
            if any(map(str.isalpha, text))
            else identity_in(cells["former_number"], today).number
        )
    except StegError as error:
        yield "former_number", error


def _other(text: str, year: int | None, sex: Sex | None, today: date) -> Identity:
    if year is not None and sex is not None:
        return other_identity(text, year, sex, today)
    raise Refused(
        N_("Birth year and sex are missing, and an id that is no personnummer has none."),
        N_("Fill in the columns “{year}” and “{sex}”."),
        year=label(PEOPLE.field("birth_year")),
        sex=label(PEOPLE.field("sex")),
    )


def _numbered(cell: Cell, year: int | None, sex: Sex | None, today: date) -> Identity:
    try:
        identity = identity_in(cell, today)
    except Refused as error:
        if error.remedy is not remedies.ANOTHER_NUMBER:
            raise
        raise Refused(
            error.message,
            N_(
                "Write YYMMDD-NNNN, YYYYMMDD-NNNN or twelve digits. For somebody without a number "
                "write other in the column “{kind}”, and fill in “{year}” and “{sex}”."
            ),
            **error.values,
            kind=label(PEOPLE.field("identity")),
            year=label(PEOPLE.field("birth_year")),
            sex=label(PEOPLE.field("sex")),
        ) from None
    _check_agrees(identity, year, sex)
    return identity


@lru_cache(None, typed=True)  # one person has many rows, and each sheet tells of everybody
def identity_in(cell: Cell, today: date) -> Identity:
    """Return the personnummer or samordningsnummer in a cell; see `parse_identity`.

    The column says that it is one: ten bare digits are not a telephone number, and what a
    spreadsheet kept as a number has lost the zeros that it began with. Raises Refused, or
    Malformed for a number that the spreadsheet cut short.
    """
    text = re.sub(r"\s", "", text_of(cell).translate(DASHES))
    text = text.removeprefix("'")  # with which a spreadsheet is told that it is text
    if SHORTENED.fullmatch(text):
        raise Malformed(
            N_("{text} was cut short by a spreadsheet: its last digits are gone."),
            N_("Fetch the number anew, and let the column hold text."),
            text=text,
        )
    if BIRTH_DATE.fullmatch(text):
        raise Malformed(
            N_("{text} is a birth date; the last four digits of the number are missing."),
            N_("Write the whole number: YYYYMMDD-NNNN."),
            text=text,
        )
    if text.isdigit() and text.isascii() and SHORTEST_NUMBER <= len(text) < 10:
        text = text.zfill(10)
    if re.fullmatch("[0-9]{10}", text):
        text = f"{text[:6]}-{text[6:]}"
    try:
        return parse_identity(text, today)
    except Refused as error:
        if error.values.get("number") == text:  # name it as the list has it
            error.values["number"] = text_of(cell)
        raise


def _check_agrees(identity: Identity, year: int | None, sex: str | None) -> None:
    """Raise Refused when the row says another sex or birth year than the number does."""
    if sex not in (None, identity.sex):
        raise Refused(
            N_("The number is of a {one}, and the row says {other}."),
            N_("Correct the one that is wrong; the number is what counts."),
            one=Word(SEX.labels[identity.sex]),
            other=Word(SEX.labels[sex or ""]),
        )
    if year not in (None, identity.born[0].year):
        raise Refused(
            N_("The number is of somebody born in {one}, and the row says {other}."),
            N_("Correct the one that is wrong; the number is what counts."),
            one=identity.born[0].year,
            other=year,
        )
