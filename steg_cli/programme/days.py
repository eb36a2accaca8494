"""Days as people type them: ÅÅÅÅ-MM-DD, ÅÅÅÅMMDD, today, or days relative to it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from steg_cli.programme.errors import N_, Malformed
from steg_cli.programme.periods import add_months

WRITTEN = re.compile(r"([0-9]{4})(-?)([0-9]{2})\2([0-9]{2})")
RELATIVE = re.compile(r"([+-][0-9]{1,5})([dwmy])")
EARLIEST, LATEST = 1900, 2199
TODAY = ("today", "idag", "i dag")


def parse_day(text: str, today: date) -> date:
    """Return the day that `text` names.

    `-3d`, `+2w`, `+1m` and `-1y` are days, weeks, months and years from `today`; months and
    years go to the same-numbered day. Raises Malformed for anything else.
    """
    if text.casefold() in TODAY:
        return today
    if relative := RELATIVE.fullmatch(text):
        count, unit = int(relative[1]), relative[2]
        if unit in "my":
            return _within(add_months(today, count * (12 if unit == "y" else 1)))
        try:
            return _within(today + timedelta(days=count * (7 if unit == "w" else 1)))
        except OverflowError:
            raise _not_a_day(text) from None
    written = WRITTEN.fullmatch(text)
    if written is None:
        raise _not_a_day(text)
    try:
        return _within(date(int(written[1]), int(written[3]), int(written[4])))
    except ValueError:
        raise Malformed(
            N_("{text} is not a day in the calendar."),
            N_("Check the month and the day: {year} has no such day."),
            text=text,
            year=written[1],
        ) from None


def _within(day: date) -> date:
    """Return a day of the programme's own time. A year outside it is a slip of the hand."""
    if EARLIEST <= day.year <= LATEST:
        return day
    raise Malformed(
        N_("{day} is not a day of our time."),
        N_("Check the year: it can be {earliest} to {latest}."),
        day=day,
        earliest=EARLIEST,
        latest=LATEST,
    )


def _not_a_day(text: str) -> Malformed:
    return Malformed(
        N_("{text} is not written as a day."),
        N_("Write ÅÅÅÅ-MM-DD, such as 2026-01-31, or today, -3d, +1m."),
        text=text,
    )
