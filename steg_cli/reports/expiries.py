"""Whose period is running out: overdue ones, and those that end within some months.

As of any day: a period that was extended later is shown as it was planned then. One whose end
was already registered by that day needs nobody's attention and is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from steg_cli.programme.people import reference_of
from steg_cli.programme.periods import (
    PeriodState,
    add_months,
    notice_by,
    period_state,
    whole_months,
)
from steg_cli.register.file import Register
from steg_cli.register.surroundings import find_cohort, setting
from steg_cli.reports.report import PLAN_ON_THE_DAY, Report


@dataclass(frozen=True)
class Expiry:
    """A period that is ending or overdue. `months` are whole months of the plan."""

    reference: str
    name: str | None
    workplace: str | None
    municipality: str
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


EXPIRING = f"""
WITH running AS (
    SELECT stay.*, {PLAN_ON_THE_DAY} AS plan
    FROM stay
    WHERE planned_last_day IS NOT NULL AND first_day <= :day
        AND (last_day IS NULL OR last_day >= :day) AND (closed_on IS NULL OR closed_on > :day)
)
SELECT participant.id AS case_number, participant.name, protected, enrolment.municipality,
    cohort.name AS cohort, step.code, step.payer, most_months, running.first_day, plan,
    running.agreement,
    (SELECT workplace.name FROM placement JOIN workplace ON workplace.id = workplace_id
     WHERE placement.enrolment_id = enrolment.id AND placement.first_day <= :day
        AND (placement.last_day IS NULL OR placement.last_day >= :day)) AS workplace
FROM running
JOIN enrolment ON enrolment.id = running.enrolment_id
JOIN participant ON participant.id = participant_id
JOIN cohort ON cohort.id = cohort_id
JOIN step ON step.id = step_id
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

    `within` is the setting remind.months if None. A protected person's name and workplace are
    None unless they are asked for.
    """
    with register.snapshot():
        ahead = int(setting(register, "remind.months")) if within is None else within
        until = add_months(as_of, ahead)
        rows = register.execute(
            EXPIRING,
            {
                "day": as_of.isoformat(),
                "until": until.isoformat(),
                "cohort": find_cohort(register, cohort).id if cohort is not None else None,
            },
        ).fetchall()
    found = []
    for row in rows:
        first, last = date.fromisoformat(row["first_day"]), date.fromisoformat(row["plan"])
        state = period_state(last, as_of, ahead)
        assert state is not None
        months = whole_months(first, last)
        shown = include_protected or not row["protected"]
        found.append(
            Expiry(
                reference=reference_of(row["case_number"]),
                name=row["name"] if shown else None,
                workplace=row["workplace"] if shown else None,
                municipality=row["municipality"],
                cohort=row["cohort"],
                step=row["code"],
                first_day=first,
                last_day=last,
                months=months,
                months_left_to_extend=row["most_months"] - months,
                days_left=(last - as_of).days,
                state=state,
                agreement=row["agreement"],
                payer=row["payer"],
                notice_by=notice_by(last, row["agreement"]),
                protected=bool(row["protected"]),
            )
        )
    totals = {
        "overdue": sum(row.state == "overdue" for row in found),
        "ending": sum(row.state == "ending" for row in found),
        "within": ahead,
        "until": until,
    }
    return Report("expiries", as_of, Expiry, tuple(found), totals)
