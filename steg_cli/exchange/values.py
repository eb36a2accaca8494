"""What a workbook keeps as numbers: days counted from an epoch, and whole numbers with .0."""

from __future__ import annotations

import math
from datetime import UTC, datetime, time, timedelta

from steg_cli.exchange.sheets import Cell, Fault

NO_DAY = Fault("#####")  # what a spreadsheet shows of a number that is no day in a column of days
FROM_1900, BEFORE_MARCH, FROM_1904 = (
    datetime(*day, tzinfo=UTC) for day in ((1899, 12, 30), (1899, 12, 31), (1904, 1, 1))
)
NO_LEAP_DAY = 60  # 1900-02-29, which spreadsheets count and no calendar has
MIDNIGHT = time()


def number(value: float) -> Cell:
    """Return a number as people mean it: 3.0 is the whole number 3."""
    if not math.isfinite(value):
        return Fault("#NUM!")
    return int(value) if value.is_integer() else value


def moment(days: float, *, since_1904: bool) -> Cell:
    """Return the day that a number of days means; with a time of day, or that alone, as text."""
    if 0 <= days < 1:
        return (FROM_1904 + timedelta(seconds=round(days * 86400))).time().isoformat()
    epoch = FROM_1904 if since_1904 else FROM_1900 if days >= NO_LEAP_DAY else BEFORE_MARCH
    if days < 0 or (not since_1904 and NO_LEAP_DAY <= days < NO_LEAP_DAY + 1):
        return NO_DAY
    try:
        return without_midnight(epoch + timedelta(seconds=round(days * 86400)))
    except OverflowError:
        return NO_DAY


def written_moment(text: str) -> Cell:
    """Return a day that is written as ISO 8601 has it, as `moment` does."""
    try:
        return without_midnight(datetime.fromisoformat(text.strip()))
    except ValueError:
        try:
            return time.fromisoformat(text.strip()).isoformat()
        except ValueError:
            return Fault(text.strip() or NO_DAY)


def without_midnight(when: datetime) -> Cell:
    """Return a day without midnight; another time of day is kept, as text."""
    when = when.replace(tzinfo=None)
    return when.date() if when.time() == MIDNIGHT else when.isoformat(" ")
