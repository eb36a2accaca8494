"""What runs out: everything overdue, and what ends within some months; see `ends`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from steg_cli.programme.errors import N_
from steg_cli.programme.periods import add_months
from steg_cli.register.file import Register
from steg_cli.register.surroundings import setting
from steg_cli.reports.ends import WHATS, Expiry, endings
from steg_cli.reports.report import Column, Form, Mark, Report

SOON_DAYS = 31


def urgency(row: Expiry) -> Mark:
    """Say how urgent an end is: overdue, or within SOON_DAYS."""
    if row.state == "overdue":
        return "now"
    return "soon" if row.days_left <= SOON_DAYS else ""


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
)


def expiries(
    register: Register,
    as_of: date,
    *,
    within: int | None = None,
    cohort: str | None = None,
    what: Collection[str] = (),
    include_protected: bool = False,
) -> Report[Expiry]:
    """Return what is overdue or ends within `within` months, the first day first.

    `within` is the setting remind.months if None; `what` are the kinds, all if there are none. A
    protected person's name and places are None unless they are asked for.
    """
    with register.snapshot():
        ahead = int(setting(register, "remind.months")) if within is None else within
        found = endings(register, as_of, within=ahead, cohort=cohort, what=what or WHATS)
    rows = tuple(one.expiry if include_protected else one.masked for one in found)
    totals = {
        "overdue": sum(row.state == "overdue" for row in rows),
        "ending": sum(row.state == "ending" for row in rows),
        "within": ahead,
        "until": add_months(as_of, ahead),
    }
    return Report(EXPIRIES, as_of, rows, totals)
