"""What a list says instead of a day: 12 mån, 1+1 år, tillsvidare, pågående."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from steg_cli.exchange.sheets import Cell
from steg_cli.importing.cells import check_letters, is_empty
from steg_cli.importing.kinds import Kind
from steg_cli.importing.listed import Row, said
from steg_cli.programme.days import is_year, names_month, read_day, read_last_day
from steg_cli.programme.errors import N_, Malformed, Refused, StegError, allows
from steg_cli.programme.fields import HEADINGS
from steg_cli.programme.periods import add_months, last_day_of
from steg_cli.programme.spans import read_days
from steg_cli.programme.values import text_of
from steg_cli.programme.words import Word

FIRST_DAYS = ("first_day", "since")
COUNT = re.compile("[0-9]{1,2}")  # of months
HALF_A_YEAR = 6  # months
PLANNED = "planned_last_day"
OF_THE_STEP = ("planned_last_day", "end")  # of a person's present step, where a row tells of one


def take_ends(values: dict[str, Any], kind: Kind) -> tuple[frozenset[str], list[str]]:
    """Turn what the `values` of a row say of ends into last days, and take out what is none.

    Months are counted from the row's own first day. Return the fields that say that there never is
    an end, and those whose months cannot be counted.
    """
    never, uncounted = set(), []
    ends = {key: values[key] for key in kind.last_days if key in values}
    for key, end in ends.items():
        if isinstance(end, date):
            continue
        del values[key]
        since = values.get("since") if key in OF_THE_STEP else None
        first: date | None = since or values.get("first_day")
        if end == "never":
            never.add(key)
        elif isinstance(end, int) and first is None:
            uncounted.append(key)
        elif isinstance(end, int) and first is not None:
            values[key] = last_day_of(first, end)
    return frozenset(never), uncounted


def move_days(values: dict[str, Any], cells: Mapping[str, Cell], kind: Kind, today: date) -> None:
    """Move a day without a year where a row would end before it begins: 1/2 and 31/12.

    A first day is the latest before the last one, and a last day the next one after the first. Of
    two without a year it is the one that lets what the row tells of go on `today`.
    """
    begins = "since" if "since" in values else "first_day"
    for key in kind.last_days:
        first, last = values.get(begins), values.get(key)
        if not isinstance(first, date) or not isinstance(last, date) or last >= first:
            continue
        texts = {one: text_of(cells.get(one)) for one in (begins, key)}
        is_open = {one: not allows(kind.field(one).read, text) for one, text in texts.items()}
        earlier, later = first, last
        with suppress(StegError):  # days from–to in one cell are in order
            if is_open[begins]:
                earlier = read_day(texts[begins], near=add_months(last, -HALF_A_YEAR))
            if is_open[key]:
                later = read_last_day(texts[key], near=add_months(first, HALF_A_YEAR))
        if earlier <= last and (not is_open[key] or earlier <= today <= last):
            values[begins] = earlier
        elif later >= first:
            values[key] = later


def take_extension(values: dict[str, Any]) -> None:
    """Let the day until which something was extended be its end, where another one is earlier.

    It is that of the plan, or of what Slutdatum is for somebody who is there still.
    """
    if extended := values.pop("extended", None):
        key = "end" if "end" in values and "left_to" not in values else PLANNED
        values[key] = max(extended, values.get(key, extended))


def not_counted(text: str) -> StegError:
    """Return the refusal of months in a row that does not say from which day they count."""
    return Malformed(
        N_("{text} is counted from the first day, which the row does not tell."),
        N_("Fill in the first day, in a column “{first}”; or write the last day itself."),
        text=text,
        first=Word(HEADINGS["first_day"]),
    )


def span_in(
    key: str, cells: Mapping[str, Cell], kind: Kind, today: date
) -> tuple[date, date] | None:
    """Return the days from–to in the cell of a first day: the last one is the planned last day.

    Return None where it holds none, or is not about the step.
    """
    of_step = kind.name == "stays" or (kind.name == "people" and is_empty(cells.get("since")))
    if key != "since" and not (key == "first_day" and of_step):
        return None
    try:
        check_letters(cells[key])
        first, last = read_days(cells[key], today)
    except StegError:
        return None
    return None if last is None else (first, last)


def take_spans(values: dict[str, Any], spans: Mapping[str, date]) -> list[tuple[str, date]]:
    """Let the last days of `spans` be the planned one; return those that are not what it is."""
    return [(key, last) for key, last in spans.items() if values.setdefault(PLANNED, last) != last]


def ends_twice(text: str, last: date) -> StegError:
    """Return the refusal of a row whose days from–to end otherwise than another cell says."""
    return Refused(
        N_("{text} ends on {last}, and another cell of the row says otherwise."),
        N_("Correct the one that is wrong."),
        text=text,
        last=last,
    )


def understood(row: Row, kind: Kind) -> Iterator[tuple[str, tuple[date, ...]]]:
    """Yield what a cell says and which days that are, where it leaves out the year or the century.

    Months that are counted, and a month or a year without a day, are told so too.
    """
    values = row.values
    for key, place in row.head.places.items():
        day = values.get(key) if isinstance(values, dict) else getattr(values, key, None)
        cell = row.cells[place] if place < len(row.cells) else None
        if not isinstance(day, date) or isinstance(cell, date) or cell is None:
            continue
        text = text_of(str(cell))
        if not text or text == day.isoformat():
            continue
        whole = names_month(text) or is_year(text)
        written_out = allows(kind.field(key).read, text) and not whole
        if not written_out:
            told = said(values)
            last = told.get(PLANNED) if key in FIRST_DAYS and _is_span(text, day) else None
            yield text, (day, last) if isinstance(last, date) else (day,)


def _is_span(text: str, near: date) -> bool:
    with suppress(StegError):
        return read_days(text, near)[1] is not None
    return False
