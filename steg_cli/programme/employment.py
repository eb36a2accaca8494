"""How long somebody has been employed, as facts: which rule follows is for HR to decide.

Days count, first and last day included, each once. Twelve months are 365 days, as Arbetsdomstolen
has counted a year of employment in pieces (Linnéuniversitetet: two years are passed after 731
days). Whole months are counted as the months in all are. Särskild visstidsanställning is there
since 2022-10-01; of the kind before it (allmän visstidsanställning) days from 2022-03-01 count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from steg_cli.programme.periods import ONE_DAY, add_months

YEAR = 365  # days of twelve months
COUNTS_FROM = date(2022, 3, 1)  # särskild visstidsanställning, and what counts as such
WINDOW = 5 * 12  # months in which fixed-term employments are added up, by LAS § 5a

Days = tuple[date, date]  # first and last, both included


class Placed(NamedTuple):
    """Where somebody was placed: the municipality of the workplace, and the days."""

    municipality: str
    first: date
    last: date


def joined(spans: Iterable[Days]) -> list[Days]:
    """Return spans in order, those that touch or overlap as one."""
    found: list[Days] = []
    for first, last in sorted(spans):
        if found and first - ONE_DAY <= found[-1][1]:  # the last one may be the calendar's
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def within(spans: Iterable[Days], first: date, last: date) -> list[Days]:
    """Return the part of some spans from `first` to `last`."""
    return [(max(one[0], first), min(one[1], last)) for one in spans if overlap(one, (first, last))]


def overlap(one: Days, other: Days) -> bool:
    """Say whether two spans have a day together."""
    return one[0] <= other[1] and other[0] <= one[1]


def days_of(spans: Iterable[Days]) -> int:
    """Return how many days spans that do not overlap have."""
    return sum((last - first).days + 1 for first, last in spans)


def window_to(day: date, months: int) -> date:
    """Return the first of so many months that end on `day`."""
    return add_months(day, -months) + ONE_DAY if day.year > months // 12 + 2 else date.min


def passed_on(spans: Iterable[Days]) -> date | None:
    """Return the first day with more than twelve months of fixed-term employment in five years.

    One that goes on without an end in sight ends on the calendar's last day. None if that day
    does not come.
    """
    counted = joined(within(spans, COUNTS_FROM, date.max))
    for first, last in counted:
        day = first
        while True:
            missing = YEAR + 1 - days_of(within(counted, window_to(day, WINDOW), day))
            if missing <= 0:
                return day
            if day == last:
                break
            day += min(missing, (last - day).days) * ONE_DAY  # each day adds one at most
    return None


def employers(days: Days, placed: Iterable[Placed], home: str) -> list[tuple[str, Days]]:
    """Return by which municipality somebody was employed on the days of a step.

    That is the one of the workplace. Days without one are as those before it, or else as those
    after; `home` is the municipality where there is no workplace at all.
    """
    first, last = days
    found = sorted(
        (max(one.first, first), min(one.last, last), one.municipality)
        for one in placed
        if overlap((one.first, one.last), days)
    )
    if not found:
        return [(home, days)]
    begins = found[0][0]
    spans = [(first if one[0] == begins else one[0], *one[1:]) for one in found]
    return [(name, (start, _until(end, spans, last))) for start, end, name in spans]


def _until(end: date, spans: Sequence[tuple[date, date, str]], last: date) -> date:
    """Return `end`, or the day before the next span where nothing covers the day after `end`."""
    after = end + ONE_DAY if end < last else last
    if end == last or any(start <= after <= other for start, other, _ in spans):
        return end
    return min((start - ONE_DAY for start, _, _ in spans if start > end), default=last)
