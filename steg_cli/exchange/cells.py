"""Reading a cell as what its column holds: a day, an identity number, yes or no, a number, a text.

Lists are typed by people and rewritten by spreadsheets: days in several forms, numbers that became
floats or lost their zeros, spaces and dashes of all kinds. What can be read in one way only is
read; what could mean two things is refused.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from steg_cli.exchange.sheets import Cell
from steg_cli.programme.days import parse_day
from steg_cli.programme.errors import N_, Malformed, Refused
from steg_cli.programme.identity import Identity, parse_identity

YES = {"ja", "j", "yes", "y", "x", "1", "true", "sant", "✓", "✔"}
NO = {"nej", "n", "no", "0", "false", "falskt", "-"}
DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\uff0d", "-"))
YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T]00:00(?::00)?)?")
TOGETHER = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
DAY_FIRST = re.compile(r"([0-9]{1,2})(?:/([0-9]{1,2})[ -]|\.([0-9]{1,2})\.) ?([0-9]{4})")
SHORTENED = re.compile(r"[0-9]+[.,]?[0-9]*[eE]\+?[0-9]+")
BIRTH_DATE = re.compile(r"(?:19|20)[0-9]{2}-?(?:0[1-9]|1[0-2])-?(?:[0-2][0-9]|3[01])")
CASE = re.compile(r"[Ss]-?([0-9]{1,9})")  # a bare number can be anybody's counting
SLIP = 1e-6  # of what a spreadsheet computes
SHORTEST_NUMBER = 7  # digits of a ten-digit number whose zeros a spreadsheet took away


def text_in(cell: Cell) -> str:
    """Return a cell as text: composed (NFC), with plain single spaces and no outer ones."""
    if isinstance(cell, date):
        return cell.isoformat()
    text = "" if cell is None else str(cell)
    return " ".join(unicodedata.normalize("NFC", text).split())


def day_in(cell: Cell, today: date) -> date:
    """Return the day in a cell: a spreadsheet's own, 2023-01-31, 20230131, 31/1 2023, 2023-1-5.

    Raises Malformed for anything else; 1/2/2023 is not said to be either.
    """
    if isinstance(cell, date):
        return parse_day(cell.isoformat(), today)
    text = text_in(cell).translate(DASHES)
    if found := YEAR_FIRST.fullmatch(text) or TOGETHER.fullmatch(text):
        year, month, day = found.groups()
    elif found := DAY_FIRST.fullmatch(text):
        day, year = found[1], found[4]
        month = found[2] or found[3]
    else:
        raise Malformed(
            N_("{text} is not written as a day."),
            N_("Write YYYY-MM-DD, such as 2026-01-31, or let the column hold days."),
            text=text,
        )
    return parse_day(f"{year}-{int(month):02}-{int(day):02}", today)


def identity_in(cell: Cell, today: date) -> Identity:
    """Return the personnummer or samordningsnummer in a cell; see `parse_identity`.

    The column says that it is one: ten bare digits are not a telephone number, and what a
    spreadsheet kept as a number has lost the zeros that it began with. Raises Refused, or
    Malformed for a number that the spreadsheet cut short.
    """
    text = re.sub(r"\s", "", text_in(cell).translate(DASHES))
    if SHORTENED.fullmatch(text):
        raise Malformed(
            N_("{text} was cut short by a spreadsheet: its last digits are gone."),
            N_("Fetch the number anew, and let the column hold text."),
            text=text,
        )
    if BIRTH_DATE.fullmatch(text):
        raise Malformed(
            N_("{text} is a birth date; the last four digits of the number are missing."),
            N_("Write the whole number: ÅÅÅÅMMDD-NNNN."),
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
            error.values["number"] = text_in(cell)
        raise


def case_in(cell: Cell) -> int:
    """Return the case number in a reference such as S-0042."""
    if found := CASE.fullmatch(text_in(cell).translate(DASHES)):
        return int(found[1])
    raise Malformed(
        N_("{text} is not a case reference of steg."),
        N_("Write it as S-0042, or leave the column out: people are known by their numbers."),
        text=text_in(cell),
    )


def flag_in(cell: Cell) -> bool:
    """Return yes or no: ja/nej, yes/no, x, 1/0, true/false; an empty cell is no."""
    if cell is None or isinstance(cell, bool):
        return bool(cell)
    text = text_in(cell).translate(DASHES).casefold()
    if text in YES or text in NO or not text:
        return text in YES
    raise Malformed(
        N_("{text} is neither yes nor no."),
        N_("Write ja or nej, x or nothing, 1 or 0."),
        text=text_in(cell),
    )


def number_in(cell: Cell, least: int, most: int) -> int:
    """Return a whole number from `least` to `most`, written with or without % and spaces."""
    digits = re.sub(r"[\s%]", "", text_in(cell))
    if digits.isascii() and digits.isdigit() and len(digits) < 15 and least <= int(digits) <= most:
        return int(digits)
    raise Malformed(
        N_("{text} is not a whole number from {least} to {most}."),
        N_("Write it with digits alone."),
        text=text_in(cell),
        least=least,
        most=most,
    )


def percent_in(cell: Cell, _: date) -> int:
    """Return a percentage from 1 to 100. A workbook's number up to 1 is a part of the whole."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 0 < cell <= 1:
        cell = round(cell * 100) if abs(cell * 100 - round(cell * 100)) < SLIP else cell
    return number_in(cell, 1, 100)
