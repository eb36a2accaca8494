"""By when notice helps: a lead before the last day, moved back to a working day in Sweden.

A help only: HR decides which rule applies. LAS § 15 asks for a written notice at least a month
before a fixed-term employment ends when it will not continue, whatever the agreement; the 14 days
of BEA are the term of a termination during employment, which is another duty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from steg_cli.programme.errors import N_, Malformed, Refused
from steg_cli.programme.periods import ONE_DAY, add_months

AGREEMENTS = ("AB", "BEA")
USUAL_LEAD = N_("1 month")

Leads = Mapping[str, str]  # how HR has decided for each agreement, such as `14 days`
_LEAD = r"(?i)(\d{1,3})\s*(days?|dagar|dag|d|months?|månader|månad|mån|m)"


def read_lead(text: str) -> str:
    """Return a lead as it is kept: `1 month`, `14 days` or `none`. Raises Refused for others."""
    if text.strip().casefold() in ("none", "inget", "ingen"):
        return "none"
    found = re.fullmatch(_LEAD, text.strip())
    if not found or not 1 <= int(found[1]) <= (400 if found[2][0] in "dD" else 12):
        raise Refused(
            N_("{value} is no time before the last day."),
            N_("Write 1 month, 14 days, or none."),
            value=text,
        )
    number, unit = int(found[1]), "day" if found[2][0] in "dD" else "month"
    return f"{number} {unit}{'s' if number > 1 else ''}"


def notice_by(last: date, agreement: str | None, leads: Leads) -> date | None:
    """Return the day by which notice helps, before an employment that ends on `last`.

    The lead is the agreement's in `leads`, the usual month otherwise. None without an agreement
    that we know, or where HR has decided that there is none.
    """
    if agreement not in AGREEMENTS:
        return None
    lead = leads.get(agreement) or USUAL_LEAD
    if lead == "none":
        return None
    number, unit = lead.split()
    try:
        by = add_months(last, -int(number)) if unit[0] == "m" else last - int(number) * ONE_DAY
        return working_day_until(by)
    except (Malformed, ValueError, OverflowError):  # before the year 1
        return None


def working_day_until(day: date) -> date:
    """Return the last working day in Sweden on or before `day`."""
    while day.weekday() >= 5 or day in days_off(day.year):
        day -= ONE_DAY
    return day


@lru_cache
def days_off(year: int) -> frozenset[date]:
    """Return Sweden's public holidays of a year, and the eves on which nobody works.

    Lag 1989:253, and Midsummer's, Christmas and New Year's Eve (semesterlagen § 3 a).
    """
    from dateutil.easter import easter

    sunday = easter(year)
    around_easter = (-2, 0, 1, 39, 49)  # Good Friday to Easter Monday, Ascension Day, Whit Sunday
    fixed = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))
    midsummer = _saturday_from(date(year, 6, 20))
    return frozenset(
        {date(year, month, number) for month, number in fixed}
        | {sunday + number * ONE_DAY for number in around_easter}
        | {midsummer - ONE_DAY, midsummer, _saturday_from(date(year, 10, 31))}
    )


def _saturday_from(day: date) -> date:
    return day + (5 - day.weekday()) % 7 * ONE_DAY
