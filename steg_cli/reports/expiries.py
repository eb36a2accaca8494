"""Whose period is running out: overdue ones, and those that end within some months.

As of any day: a period that was extended later is shown as it was planned then. One whose end
was already registered by that day needs nobody's attention and is left out.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import date

from steg_cli.programme.errors import N_
from steg_cli.programme.notice import Leads, notice_by
from steg_cli.programme.people import reference_of
from steg_cli.programme.periods import (
    MonthLimit,
    PeriodState,
    Used,
    add_months,
    months_left,
    period_state,
    whole_months,
)
from steg_cli.register.file import Register
from steg_cli.register.surroundings import find_cohort, leads_of, setting
from steg_cli.reports.report import PLAN_ON_THE_DAY, Column, Form, Mark, Report

SOON_DAYS = 31


@dataclass(frozen=True)
class Expiry:
    """A period that is ending or overdue. `months` are whole months of the plan."""

    reference: str
    name: str | None
    workplace: str | None
    municipality: str | None
    cohort: str
    step: str
    first_day: date
    last_day: date
    months: int
    months_left_to_extend: int
    days_left: int
    state: PeriodState
    agreement: str | None
    payer: str | None
    notice_by: date | None
    protected: bool


def urgency(row: Expiry) -> Mark:
    """Say how urgent a period is: overdue, or ending within SOON_DAYS."""
    if row.state == "overdue":
        return "now"
    return "soon" if row.days_left <= SOON_DAYS else ""


EXPIRIES = Form(
    "expiries",
    Expiry,
    sheet=N_("Periods"),
    title=N_("Periods that are overdue or end by {until}"),
    closing=N_("{overdue} overdue, {ending} ending."),
    columns=tuple(
        map(
            Column,
            (
                *("last_day", "days_left", "state", "reference", "name", "step", "workplace"),
                *("municipality", "cohort", "months", "months_left_to_extend", "notice_by"),
            ),
        )
    ),
    left_out=(
        *("cohort", "municipality", "months", "state", "step", "months_left_to_extend"),
        "workplace",
    ),
    folded=("name", "workplace"),
    mark=urgency,
)


@dataclass(frozen=True)
class EndingPeriod:
    """A period that is ending or overdue, unmasked, with what decides who is told of it.

    `manager_email` is the address of the workplace's manager.
    """

    participant: int
    stay: int
    expiry: Expiry
    manager_email: str | None

    @property
    def masked(self) -> Expiry:
        """The row as it is shown: a protected person's without name, workplace, municipality."""
        if not self.expiry.protected:
            return self.expiry
        return replace(self.expiry, name=None, workplace=None, municipality=None)


EXPIRING = f"""
WITH running AS (
    SELECT stay.*, {PLAN_ON_THE_DAY} AS plan
    FROM stay
    WHERE planned_last_day IS NOT NULL AND first_day <= :day
        AND (last_day IS NULL OR last_day >= :day) AND (closed_on IS NULL OR closed_on > :day)
)
SELECT participant.id AS case_number, running.id AS stay, participant.name, protected,
    enrolment.municipality, cohort.name AS cohort, step.code, step.payer, most_months,
    running.first_day, plan, running.agreement, workplace.name AS workplace, manager_email
FROM running
JOIN enrolment ON enrolment.id = running.enrolment_id
JOIN participant ON participant.id = participant_id
JOIN cohort ON cohort.id = cohort_id
JOIN step ON step.id = step_id
LEFT JOIN placement ON placement.id = (
    SELECT id FROM placement AS here WHERE here.enrolment_id = enrolment.id
        AND here.first_day <= :day AND (here.last_day IS NULL OR here.last_day >= :day)
    ORDER BY here.first_day, here.id LIMIT 1)
LEFT JOIN workplace ON workplace.id = workplace_id
WHERE plan <= :until AND (:cohort IS NULL OR cohort.id = :cohort)
ORDER BY plan, participant.id"""


def expiries(
    register: Register,
    as_of: date,
    *,
    within: int | None = None,
    cohort: str | None = None,
    include_protected: bool = False,
) -> Report[Expiry]:
    """Return the periods that are overdue or end within `within` months, the first one first.

    `within` is the setting remind.months if None. A protected person's name, workplace and
    municipality are None unless they are asked for.
    """
    with register.snapshot():
        ahead = int(setting(register, "remind.months")) if within is None else within
        periods = ending_periods(register, as_of, within=ahead, cohort=cohort)
    found = tuple(one.expiry if include_protected else one.masked for one in periods)
    totals = {
        "overdue": sum(row.state == "overdue" for row in found),
        "ending": sum(row.state == "ending" for row in found),
        "within": ahead,
        "until": add_months(as_of, ahead),
    }
    return Report(EXPIRIES, as_of, found, totals)


def ending_periods(
    register: Register, as_of: date, *, within: int, cohort: str | None = None
) -> list[EndingPeriod]:
    """Return the periods that are overdue or end within `within` months, the first one first."""
    rows = register.execute(
        EXPIRING,
        {
            "day": as_of.isoformat(),
            "until": add_months(as_of, within).isoformat(),
            "cohort": find_cohort(register, cohort).id if cohort is not None else None,
        },
    )
    leads = leads_of(register)
    return [_period(row, as_of, within, leads) for row in rows.fetchall()]


def _period(row: sqlite3.Row, as_of: date, within: int, leads: Leads) -> EndingPeriod:
    first, last = date.fromisoformat(row["first_day"]), date.fromisoformat(row["plan"])
    state = period_state(last, as_of, within)
    assert state is not None
    months = whole_months(first, last)
    expiry = Expiry(
        reference=reference_of(row["case_number"]),
        name=row["name"],
        workplace=row["workplace"],
        municipality=row["municipality"],
        cohort=row["cohort"],
        step=row["code"],
        first_day=first,
        last_day=last,
        months=months,
        months_left_to_extend=months_left(
            first, last, Used().latest(first, MonthLimit(1, row["most_months"]))
        ),
        days_left=(last - as_of).days,
        state=state,
        agreement=row["agreement"],
        payer=row["payer"],
        notice_by=notice_by(last, row["agreement"], leads),
        protected=bool(row["protected"]),
    )
    return EndingPeriod(row["case_number"], row["stay"], expiry, row["manager_email"])
