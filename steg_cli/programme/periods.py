"""Days, months and periods.

A period has an inclusive first and last day, as contracts do. Months are always counted from
the first day, never from an earlier last day: twelve months extended by twelve are exactly
twenty-four from the start. The same-numbered day follows lag 1930:173 § 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta

from steg_cli.programme import remedies
from steg_cli.programme.errors import N_, Malformed, Refused

FOLLOW_UP_MONTHS = 6  # ESF asks for the state six months after leaving
ONE_DAY = timedelta(days=1)

PeriodState = Literal["ending", "overdue"]

NOTICE_LEAD = {
    "AB": relativedelta(months=1),  # LAS § 15: at least one month before the last day
    "BEA": relativedelta(days=14),  # BEA: 14 days
}


@dataclass(frozen=True)
class MonthLimit:
    """How many months a period on a step may be planned for, both ends included."""

    least: int
    most: int


def add_months(day: date, months: int) -> date:
    """Return the same-numbered day `months` months later (earlier when negative).

    A month without that day gives its last day. Raises Malformed beyond the years 1–9999.
    """
    try:
        return day + relativedelta(months=months)
    except (ValueError, OverflowError):
        raise Malformed(
            N_("{day} with {months} months added is not a day in the calendar."),
            N_("Give fewer months, or a day within the coming years."),
            day=day,
            months=months,
        ) from None


def last_day_of(first: date, months: int) -> date:
    """Return the last day of `months` months that begin on `first`.

    It is the day before the same-numbered day; a month without that number ends the period
    on its own last day (2023-08-31 and 6 months give 2024-02-29).
    """
    same_numbered = add_months(first, months)
    if same_numbered.day != first.day:
        return same_numbered
    return same_numbered - ONE_DAY


def whole_months(first: date, last: date) -> int:
    """Return how many whole months fit between `first` and `last`, both included."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    while months > 0 and last_day_of(first, months) > last:
        months -= 1
    return max(months, 0)


def months_left(first: date, last: date, most: int) -> int:
    """Return by how many whole months a period can still be extended to be `most` at the most."""
    return max(most - whole_months(first, last), 0)


def plan_period(
    first: date, limit: MonthLimit, *, months: int | None = None, until: date | None = None
) -> date:
    """Return the planned last day of a period, given as months or as the contract's own last day.

    With neither, the period is planned for the step's least number of months. Raises Refused
    when the plan is shorter or longer than `limit` allows.
    """
    if until is None:
        months = limit.least if months is None else months
        if not limit.least <= months <= limit.most:
            raise Refused(
                N_("A period of {months} months is outside {least}–{most} months."),
                remedies.MONTHS_WITHIN_THE_LIMIT,
                months=months,
                least=limit.least,
                most=limit.most,
            )
        return last_day_of(first, months)
    check_period(first, until, limit)
    return until


def check_period(first: date, last: date, limit: MonthLimit) -> None:
    """Raise Refused unless `last` lies between the least and the most months from `first`."""
    earliest, latest = last_day_of(first, limit.least), last_day_of(first, limit.most)
    if not earliest <= last <= latest:
        raise Refused(
            N_("A period from {first} cannot be planned to end on {last}."),
            N_(
                "{least} to {most} months from {first} end between {earliest} and {latest}: "
                "give a last day between them."
            ),
            first=first,
            last=last,
            least=limit.least,
            most=limit.most,
            earliest=earliest,
            latest=latest,
        )


def extend_period(
    first: date,
    last: date,
    limit: MonthLimit,
    *,
    months: int | None = None,
    until: date | None = None,
) -> date:
    """Return the new planned last day of a period that now ends on `last`.

    `months` are added to the whole months that the period holds, and all of them are counted
    from `first`. Raises Refused when the period would not become longer, or too long.
    """
    if until is None:
        held = whole_months(first, last)
        added = months or 0
        if added < 1:
            raise Refused(
                N_("An extension of {months} months makes nothing longer."),
                remedies.A_MONTH_OR_MORE,
                months=added,
            )
        if held + added > limit.most:
            raise Refused(
                N_(
                    "{held} months from {first} extended by {added} would be {total}; "
                    "a period is at most {most} months, extensions included."
                ),
                N_("It can be extended by {left} more: at the longest to {latest}.")
                if held < limit.most
                else N_("It cannot be extended further. What comes next: steg show WHO"),
                held=held,
                first=first,
                added=added,
                total=held + added,
                most=limit.most,
                left=limit.most - held,
                latest=last_day_of(first, limit.most),
            )
        until = last_day_of(first, held + added)
    if until <= last:
        raise Refused(
            N_("The period already runs to {last}; {until} would not make it longer."),
            remedies.A_LATER_PLAN,
            last=last,
            until=until,
        )
    check_period(first, until, limit)
    return until


def period_state(last: date, today: date, within: int) -> PeriodState | None:
    """Say whether a period with planned last day `last` is ending or overdue on `today`.

    Ending: between today and the same-numbered day `within` months ahead, both included.
    Overdue: the last day has passed. The caller knows that the person is still on the step.
    """
    if last < today:
        return "overdue"
    return "ending" if last <= add_months(today, within) else None


def notice_by(last: date, agreement: str | None) -> date | None:
    """Return the day by which notice helps, before a period that ends on `last`.

    LAS § 15 asks for a month, the agreement BEA for 14 days. A help only: HR decides which rule
    applies. None when the period carries no agreement that we know.
    """
    lead = NOTICE_LEAD.get(agreement or "")
    return last - lead if lead else None
