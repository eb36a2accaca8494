"""A day that was typed without its year, where another year would put two days in order."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from steg_cli.programme.days import read_day
from steg_cli.programme.errors import N_, Note, StegError, note


def year_wanted(error: StegError, understood: Mapping[str, date]) -> Note | None:
    """Return that a year is to be written, if that would put a refusal's days in order.

    `understood` are the days that were typed in another form. None where the refusal is of
    something else, or where no day lacks its year.
    """
    first, last = (error.values.get(key) for key in ("first", "last"))
    if not (isinstance(first, date) and isinstance(last, date) and last < first):
        return None
    typed = [
        (text, day) for wanted in (last, first) for text, day in understood.items() if day == wanted
    ]
    for text, day in typed:
        with suppress(StegError):  # it has a year, or is none of the calendar: imorgon, -3d
            meant = read_day(f"{text} {day.year + (1 if day == last else -1)}")
            if meant >= first if day == last else meant <= last:
                return note(
                    N_("Write the year: {text} was understood as {day}; {meant} is in order."),
                    text=text,
                    day=day,
                    meant=meant,
                )
    return None
