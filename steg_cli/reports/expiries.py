"""What runs out: everything overdue, and what ends within some months; see `ends`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date

from steg_cli.programme.errors import N_
from steg_cli.programme.periods import PeriodState, add_months
from steg_cli.register.file import Register
from steg_cli.register.surroundings import setting
from steg_cli.reports.chosen import EVERYBODY, Chosen
from steg_cli.reports.ends import WHATS, Expiry, endings
from steg_cli.reports.report import Chart, Column, Form, Mark, Report

SOON_DAYS = 31
OVERDUE: PeriodState = "overdue"


def urgency(row: Expiry) -> Mark:
    """Say how urgent an end is: overdue, or within SOON_DAYS."""
    if row.state == "overdue":
        return "now"
    return "soon" if row.days_left <= SOON_DAYS else ""


def months_chart(report: Report[Expiry]) -> Chart:
    """Return how many ends of each kind there are in each month, what is overdue before them."""
    ends = Counter((row.what, _month(row)) for row in report.rows)
    last = max((row.last_day for row in report.rows), default=report.as_of)
    count = (last.year - report.as_of.year) * 12 + last.month - report.as_of.month + 1
    months = (f"{add_months(report.as_of.replace(day=1), n):%Y-%m}" for n in range(max(count, 0)))
    categories = (OVERDUE, *months) if report.rows else ()
    return Chart(
        N_("What is overdue, and what ends in each month"),
        *("state", "what"),
        categories,
        {
            what: tuple(ends[what, month] for month in categories)
            for what in WHATS
            if any(row.what == what for row in report.rows)
        },
    )


def _month(row: Expiry) -> str:
    return OVERDUE if row.state == OVERDUE else f"{row.last_day:%Y-%m}"


EXPIRIES = Form(
    "expiries",
    Expiry,
    sheet=N_("Ends"),
    title=N_("What is overdue or ends by {until}"),
    closing=N_("{overdue} overdue, {ending} ending."),
    columns=tuple(
        map(
            Column,
            (
                *("last_day", "days_left", "state", "what", "reference", "name", "step"),
                *("workplace", "municipality", "cohort", "months", "months_in_all"),
                *("months_left_to_extend", "notice_by"),
            ),
        )
    ),
    left_out=(
        *("cohort", "municipality", "months", "state", "step", "months_left_to_extend"),
        *("months_in_all", "workplace"),
    ),
    folded=("name", "workplace"),
    mark=urgency,
    chart=months_chart,
)


def expiries(
    register: Register,
    as_of: date,
    *,
    within: int | None = None,
    chosen: Chosen = EVERYBODY,
    what: Collection[str] = (),
) -> Report[Expiry]:
    """Return what is overdue or ends within `within` months, the first day first.

    `within` is the setting remind.months if None; `what` are the kinds, all if there are none. A
    protected person's name and places are None unless they are asked for.
    """
    with register.snapshot():
        ahead = int(setting(register, "remind.months")) if within is None else within
        found = endings(register, as_of, within=ahead, chosen=chosen, what=what or WHATS)
    rows = tuple(one.expiry if chosen.include_protected else one.masked for one in found)
    totals = {
        "overdue": sum(row.state == "overdue" for row in rows),
        "ending": sum(row.state == "ending" for row in rows),
        "within": ahead,
        "until": add_months(as_of, ahead),
    }
    return Report(EXPIRIES, as_of, rows, totals)
