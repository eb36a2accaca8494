"""Days, months and periods.

A period has an inclusive first and last day, as contracts do. Months are always counted from
the first day, never from an earlier last day: twelve months extended by twelve are exactly
twenty-four from the start. The same-numbered day follows lag 1930:173 § 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from steg_cli.programme import remedies
from steg_cli.programme.errors import N_, Malformed, Refused
from steg_cli.programme.frozen import frozen
from steg_cli.programme.words import Plural

FOLLOW_UP_MONTHS = 6  # ESF asks for the state six months after leaving
GIVEN_UP_MONTHS = 12  # after which a follow-up that was not made is asked for no more
ONE_DAY = timedelta(days=1)

PeriodState = Literal["ending", "overdue"]

DAYS_IN_A_MONTH = 30  # where days of several periods are added up
MOST_MONTHS = 600  # that a ladder can allow on a step
LAST_OF_A_MONTH = (31, 30, 29, 28)


@frozen
class MonthLimit:
    """How many months a period on a step may be planned for, both ends included.

    Raises ValueError for a limit that is none, as in a damaged file.
    """

    least: int
    most: int

    def __post_init__(self) -> None:
        if not 1 <= self.least <= self.most <= MOST_MONTHS:
            raise ValueError("the months of a limit are not in order")


@lru_cache(100_000)  # asked of the same days again and again
def add_months(day: date, months: int) -> date:
    """Return the same-numbered day `months` months later (earlier when negative).

    A month without that day gives its last day. Raises Malformed beyond the years 1–9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in LAST_OF_A_MONTH:
        with suppress(ValueError, OverflowError):
            return date(year, month + 1, min(day.day, number))
    raise Malformed(
        N_("{day} with {months} months added is not a day in the calendar."),
        N_("Give fewer months, or a day within the coming years."),
        day=day,
        months=months,
    )


def settles_follow_up(day: date, due: date) -> bool:
    """Say whether a follow-up on `day` is the one that is due: at most a month before it."""
    return day >= add_months(due, -1)


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


def is_whole(first: date, last: date) -> bool:
    """Say whether a period is whole months, without days left over."""
    return last_day_of(first, whole_months(first, last)) == last


def lengthened(first: date, last: date, months: int) -> date:
    """Return the last day of a period to `last` that becomes `months` months longer.

    `months` are added to the whole months that it holds, and all are counted from its first day,
    never from an earlier last day: 12 months and 12 are 24.
    """
    return last_day_of(first, whole_months(first, last) + months)


def months_left(first: date, last: date, latest: date | None) -> int:
    """Return by how many whole months a period to `last` can be extended to end by `latest`."""
    return max(whole_months(first, latest) - whole_months(first, last), 0) if latest else 0


@frozen
class Used:
    """How long somebody has been on a limited step in all: whole months, and days left over.

    The 12 to 24 months are a person's, not a contract's: they add up over renewals, returns and
    enrolments. Thirty days make a month. It is false when nothing was used.
    """

    months: int = 0
    days: int = 0

    def __bool__(self) -> bool:
        return bool(self.months or self.days)

    def with_(self, first: date, last: date) -> Used:
        """Return the time with one more period, both days included."""
        months = whole_months(first, last)
        days = self.days + (last - last_day_of(first, months)).days
        more, left_over = divmod(days, DAYS_IN_A_MONTH)
        return Used(self.months + months + more, left_over)

    def latest(self, first: date, limit: MonthLimit) -> date | None:
        """Return the latest last day of a period that begins on `first`; None if none is left."""
        return self._filled(first, limit.most)

    def earliest(self, first: date, limit: MonthLimit) -> date:
        """Return the earliest last day that a period from `first` may be planned for."""
        return self._filled(first, limit.least) or first

    def _filled(self, first: date, months: int) -> date | None:
        """Return the day on which there would be so many months in all, if that is still ahead."""
        left = months - self.months
        if left < 1:
            return None
        if not self.days:
            return last_day_of(first, left)
        return last_day_of(first, left - 1) + (DAYS_IN_A_MONTH - self.days) * ONE_DAY


NOTHING_USED = Used()


def used(spans: Iterable[tuple[date, date]]) -> Used:
    """Return how long some periods are in all; each has its first and last day."""
    in_all = NOTHING_USED
    for first, last in spans:
        in_all = in_all.with_(first, last)
    return in_all


def plan_period(
    first: date,
    limit: MonthLimit,
    before: Used = NOTHING_USED,
    *,
    months: int | None = None,
    until: date | None = None,
    exception: str | None = None,
) -> date:
    """Return the planned last day of a period, given as months or as the contract's own last day.

    With neither, the period is planned for the step's least number of months, or what is left in
    all. `before` is how long the person was on the step before. Raises Refused when the plan is
    shorter or longer than `limit` allows, unless there is an exception.
    """
    if months is not None:
        if not (before or exception or limit.least <= months <= limit.most):
            raise Refused(
                N_("A period of {months} months is outside {least}–{most} months."),
                remedies.MONTHS_WITHIN_THE_LIMIT_OR_REASON,
                months=months,
                least=limit.least,
                most=limit.most,
            )
        until = last_day_of(first, months)
    if until is None:
        latest = before.latest(first, limit) or date.max
        until = max(min(last_day_of(first, limit.least), latest), before.earliest(first, limit))
    if not exception:
        check_period(first, until, limit, before)
    elif until < first:
        raise Refused(
            N_("A period from {first} cannot end on {last}."),
            remedies.A_LATER_LAST_DAY,
            first=first,
            last=until,
        )
    return until


def check_period(first: date, last: date, limit: MonthLimit, before: Used = NOTHING_USED) -> None:
    """Raise Refused unless a period may be planned from `first` to `last`.

    It lasts for the least to the most months of `limit`, counted with what was used `before`.
    """
    earliest, latest = before.earliest(first, limit), before.latest(first, limit)
    if latest is not None and earliest <= last <= latest:
        return
    values = {
        "first": first,
        "last": last,
        "least": limit.least,
        "most": limit.most,
        "earliest": earliest,
        "latest": latest or "-",
        "used": Plural("{count} month", "{count} months", before.months),
        "days": Plural("{count} day", "{count} days", before.days),
    }
    if latest is None:
        raise Refused(
            N_("No period can begin on {first}: {used} are used already, of {most} in all."),
            remedies.A_REASON_FOR_MORE,
            **values,
        )
    if not before:
        message = N_(
            "A period from {first} cannot be planned to end on {last}: {least} to {most} months "
            "end between {earliest} and {latest}."
        )
    elif not before.days:
        message = N_(
            "A period from {first} cannot be planned to end on {last}: with {used} before it, "
            "{least} to {most} months in all end between {earliest} and {latest}."
        )
    else:
        message = N_(
            "A period from {first} cannot be planned to end on {last}: with {used} and {days} "
            "before it, {least} to {most} months in all end between {earliest} and {latest}."
        )
    raise Refused(message, remedies.ANOTHER_LAST_DAY_OR_REASON, **values)


def extend_period(
    first: date,
    last: date,
    limit: MonthLimit | None,
    before: Used = NOTHING_USED,
    *,
    months: int | None = None,
    until: date | None = None,
    exception: str | None = None,
) -> date:
    """Return the new planned last day of a period that now ends on `last`.

    `months` are added as `lengthened` says. `before` is how long the person was on the step
    before. Raises Refused when the period would not become longer, or too long for `limit`, unless
    there is an exception.
    """
    added = months or 0
    if until is None:
        if added < 1:
            raise Refused(
                N_("An extension of {months} months makes nothing longer."),
                remedies.A_MONTH_OR_MORE,
                months=added,
            )
        until = lengthened(first, last, added)
    if until <= last:
        raise Refused(
            N_("The period already runs to {last}; {until} would not make it longer."),
            remedies.A_LATER_PLAN,
            last=last,
            until=until,
        )
    if limit is None or exception:
        return until
    latest = before.latest(first, limit)
    if latest is None or until > latest:  # too short it was before, if ever
        if months is not None and not before.days:  # with days left over, months do not add up
            raise _too_long(first, last, until, limit, before)
        check_period(first, until, limit, before)
    return until


def _too_long(first: date, last: date, until: date, limit: MonthLimit, before: Used) -> Refused:
    """Return the refusal of months that would let a period to `last` end on `until`, too late."""
    latest = before.latest(first, limit)
    held, left = whole_months(first, last), months_left(first, last, latest)
    values = {
        "held": held,
        "first": first,
        "added": whole_months(first, until) - held,
        "total": before.with_(first, until).months,
        "most": limit.most,
        "left": left,
        "latest": latest or "-",
        "used": Plural("{count} month", "{count} months", before.months),
    }
    return Refused(
        N_(
            "{used} before and {held} from {first}, extended by {added}, would be {total} "
            "in all; at most {most} are allowed."
        )
        if before
        else N_(
            "{held} months from {first} extended by {added} would be {total}; "
            "a period is at most {most} months, extensions included."
        ),
        remedies.FEWER_MONTHS_OR_REASON if left else remedies.A_REASON_FOR_MORE,
        **values,
    )
