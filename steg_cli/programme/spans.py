"""What one cell of a list says of two days, or of how something ends."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from steg_cli.programme.days import (
    MONTH,
    MONTHS,
    NOT_WRITTEN,
    WEEK,
    ambiguous,
    lower_case,
    read_day,
    read_last_day,
)
from steg_cli.programme.errors import N_, Malformed
from steg_cli.programme.periods import last_day_of
from steg_cli.programme.values import DASHES, Written, plain, text_of

LENGTH = (
    r"([0-9]{1,2}|en|ett|one|tva|two)?([.,]5|½| och ett halvt)?"
    r"(?: ?(?:[a-z]+\.?)? ?\+ ?[0-9]{1,2})? ?(ar|years?|m|man\.?|manad|manader|months?)"
)
COUNTS = {"en": 1, "ett": 1, "one": 1, "tva": 2, "two": 2}
ALONE = {
    "1+1": 12,
    "12+12": 12,
    "halvar": 6,
    "etthalvar": 6,
    "halfayear": 6,
}  # months
LAST = r"(?:till och med|till|t\.? ?o\.? ?m\.?|until|to) "
FROM = r"(?:fr\.? ?o\.? ?m\.?|fran|from|sedan|since) "
UNTIL = r" (?:till|to|t\.? ?o\.? ?m\.?) | ?-{1,2} ?"  # between the two days of a span
DAY_AND_NUMBER = r"((?:den )?([0-9]{1,2})(?:/[0-9]{1,2}| ?[a-z]+\.?)) ?- ?([0-9]{2})"
YEARLESS = r"[0-9]{1,2}/[0-9]{1,2}|(?:[0-9]{1,2}[ .]{0,2})?[a-z]+\.?"

NEVER = ("tillsvidare", "tillsv", "tv", "untilfurthernotice", "permanent")
NOT_YET = ("pagaende", "pagar", "lopande", "ongoing")

# How a list says when something ends: on a day, after some months, never, or that it goes on.
End = date | int | Literal["never", "not yet"]


def read_days(written: Written, near: date) -> tuple[date, date | None]:
    """Return the first and the last day that stand in one cell; one day alone has no last day.

    230901–240831, 1/9-23 – 31/8-24, jan-mars 2025 (whole months), 2023-09-01 – (goes on). A first
    day without a year is the latest before the last day, and a last day the next one after the
    first; when neither has one, the first day is the one nearest to `near`. Raises Malformed for
    what is neither a day nor two, could be read in several ways, or ends before it begins.
    """
    text = text_of(written)
    dashed = re.sub(f"^{FROM}", "", lower_case(text.translate(DASHES)))
    try:
        day = read_day(written if type(written) is date else dashed, near=near)
    except Malformed as error:
        errors = [error]
    else:
        _check_no_span(text, dashed, day, near)
        return day, None
    found: set[tuple[date, date | None]] = set()
    for place in re.finditer(UNTIL, dashed):
        try:
            found.add(_span(dashed[: place.start()], dashed[place.end() :], near))
        except Malformed as error:
            errors.append(error)
    if len(found) == 1:
        ((first, last),) = found
        if last is not None and last < first:
            raise Malformed(
                N_("{text} ends on {last}, before it begins on {first}."),
                N_("Write the first day before the last day."),
                text=text,
                first=first,
                last=last,
            )
        return first, last
    raise next(
        (one for one in errors if one.message != NOT_WRITTEN),
        Malformed(
            N_("{text} is neither a day nor a first and a last day."),
            N_("Write YYYY-MM-DD, or YYYY-MM-DD – YYYY-MM-DD."),
            text=text,
        ),
    )


def _check_no_span(text: str, dashed: str, day: date, near: date) -> None:
    """Raise Malformed for 1/6-30 when 2030 is far ahead: it could be the first of June to the 30th.

    1/6-26 is read: nothing in a list begins later than next year.
    """
    found = re.fullmatch(DAY_AND_NUMBER, dashed)
    if found is None or day.year <= near.year + 1 or int(found[3]) <= day.day:
        return
    try:
        first = read_day(found[1], near=near)
        last = first.replace(day=int(found[3]))
    except ValueError:
        return
    raise ambiguous(text, day, f"{first} – {last}")


def _span(first: str, last: str, near: date) -> tuple[date, date | None]:
    if not last or plain(last) in NEVER + NOT_YET:
        return _of_span(first, near, last=False), None
    if last.isdigit() and re.fullmatch(WEEK, first):
        last = f"v. {last}"
    if re.fullmatch(YEARLESS, last):
        begins = _of_span(first, near, last=False)
        ends = [_of_span(f"{last} {begins.year + more}", near, last=True) for more in (0, 1)]
        return begins, next(day for day in ends if day >= begins)
    end = _of_span(last, near, last=True)
    if not re.fullmatch(YEARLESS, first):
        return _of_span(first, near, last=False), end
    began = [_of_span(f"{first} {end.year - less}", near, last=False) for less in (0, 1)]
    return next(day for day in began if day <= end), end


def _of_span(text: str, near: date, *, last: bool) -> date:
    """Return one of the two days of a span; a month is its first or its last day."""
    found = re.fullmatch(MONTH, text)
    if found is None or found[1] not in MONTHS:
        return (read_last_day if last else read_day)(text, near=near)
    first = read_day(f"1 {text}", near=near)
    return last_day_of(first, 1) if last else first


def read_end(written: Written, near: date) -> End:
    """Return how a list says when something ends: a last day, or months counted from its first.

    12 mån, 18m, 2 år, 1,5 år; 1+1 år is planned for the first year: the second one is decided
    later, as an extension. Tillsvidare is never; pågående says that it goes on, and no more.
    """
    text = text_of(written)
    if plain(text) in NEVER:
        return "never"
    if plain(text) in NOT_YET:
        return "not yet"
    if months := _months_in(lower_case(text)):
        return months
    day = re.sub(f"^{LAST}", "", text, flags=re.IGNORECASE)
    return read_last_day(written if day == text else day, near=near)


def _months_in(lower: str) -> int | None:
    """Return how many months a text says: 12 mån, 18m, 2 år, 1,5 år; None where it says none."""
    if months := ALONE.get(lower.replace(" ", "")):
        return months
    found = re.fullmatch(LENGTH, lower)
    if found is None or not (found[1] or found[2]):
        return None
    count = COUNTS.get(found[1]) or int(found[1] or 0)
    if found[3][0] in "ay":
        return count * 12 + (6 if found[2] else 0) or None
    return None if found[2] else count or None
