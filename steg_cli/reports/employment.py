"""How long somebody has been employed, with each employer: days, months, and no verdict.

The employer is the municipality, whether the labour market unit or a sector pays: every paid step
counts. It is the municipality of the workplace; see `programme.employment`. An employment that
goes on counts to the day of the report, also past its planned end.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from steg_cli.programme.cases import reference_of
from steg_cli.programme.employment import (
    WINDOW,
    Days,
    Placed,
    days_of,
    employers,
    joined,
    passed_on,
    window_to,
    within,
)
from steg_cli.programme.errors import N_
from steg_cli.programme.frozen import frozen
from steg_cli.programme.periods import used
from steg_cli.register.file import Register
from steg_cli.register.people import find_case
from steg_cli.reports.chosen import EVERYBODY, IS_CHOSEN, Chosen, chosen_by
from steg_cli.reports.report import LIVES_IN, PLAN_ON_THE_DAY, Form, Report, columns

THREE_YEARS = 3 * 12  # months


@frozen
class Employment:
    """Somebody's time with one employer.

    `agreement` and `last_day` are of the employment that is or was the last; it may be planned,
    and is None while no end is. `fixed_term_days` are those of the agreement AB with a planned end,
    in five years, and `twelve_months_passed` the first day with more than twelve months of them,
    if the employment goes on; None without any.
    """

    reference: str
    name: str | None
    employer: str | None
    agreement: str | None
    first_day: date
    last_day: date | None
    days_in_3_years: int
    months_in_3_years: int
    days_in_5_years: int
    months_in_5_years: int
    fixed_term_days: int | None
    twelve_months_passed: date | None
    protected: bool


EMPLOYMENT = Form(
    "employment",
    Employment,
    sheet=N_("Employment"),
    title=N_("How long people have been employed, on {day}"),
    closing=N_("Facts from the register: HR decides what follows."),
    columns=columns(
        *("reference", "name", "employer", "agreement", "first_day", "last_day"),
        *("days_in_3_years", "months_in_3_years", "days_in_5_years", "months_in_5_years"),
        *("fixed_term_days", "twelve_months_passed"),
    ),
    left_out=("months_in_3_years", "months_in_5_years", "agreement", "last_day"),
    key=("reference", "employer"),
    folded=("name",),
    incomparable=(
        N_("How long somebody has been employed has the year before in it already."),
        N_("Write steg report placements --compare: how many are on which step."),
    ),
    explains=(
        N_(
            "Days on steps with a wage in the three and five years up to {day}. The employer is "
            "the municipality of the workplace, whether the labour market unit or a sector pays, "
            "or the home municipality where no workplace is recorded. Leave counts."
        ),
        N_(
            "Whole months are counted from the first day; thirty days left over make a month. For "
            "everybody, only those with a day in the five years are shown."
        ),
        N_(
            "Where the agreement is AB and an end is planned, fixed-term days are counted, from "
            "2022-03-01 on. Twelve months of särskild visstidsanställning in five years (LAS § 5a) "
            "are passed on the 366th day, if the employment goes on."
        ),
        N_(
            "Of somebody with a protected identity, no employer is told and all days are in one "
            "row, unless they are asked for."
        ),
        N_(
            "Not known here: employment elsewhere in the municipality, before the programme or "
            "after it, substitute and seasonal posts, and what else was agreed. HR decides."
        ),
    ),
)

# Every paid step that had begun by :day, with what was known of its end then.
_STAYS = f"""
SELECT participant.id AS case_number, name, protected, stay.enrolment_id, stay.agreement,
    {LIVES_IN} AS home, stay.first_day,
    CASE WHEN stay.last_day < :day OR closed_on <= :day THEN stay.last_day END AS ended,
    {PLAN_ON_THE_DAY} AS planned
FROM stay
JOIN step ON step.id = step_id
JOIN enrolment ON enrolment.id = stay.enrolment_id
JOIN participant ON participant.id = participant_id
WHERE step.payer IS NOT NULL AND stay.first_day <= :day
    AND (:case_number IS NULL OR participant.id = :case_number)
    AND participant.id IN (
        SELECT participant.id FROM enrolment JOIN participant ON participant.id = participant_id
        WHERE {IS_CHOSEN})
ORDER BY participant.id, stay.first_day"""
_PLACES = """
SELECT enrolment_id, workplace.municipality, first_day, ifnull(last_day, :day)
FROM placement JOIN workplace ON workplace.id = workplace_id
WHERE first_day <= :day AND (:case_number IS NULL OR enrolment_id IN (
    SELECT id FROM enrolment WHERE participant_id = :case_number))"""


def employment(
    register: Register,
    as_of: date,
    *,
    who: str | None = None,
    everybody: bool = False,
    chosen: Chosen = EVERYBODY,
) -> Report[Employment]:
    """Return how long `who` has been employed, or everybody if it is None, by employer.

    A protected person's name and employer are None unless they are asked for. Raises NotFound or
    Ambiguous for `who`.
    """
    with register.snapshot():
        case = None
        if who is not None and not everybody:
            case = find_case(register, who, as_of, reading=True)
        values = {**chosen_by(register, chosen, as_of), "case_number": case}
        stays = register.execute(_STAYS, values).fetchall()
        asked = {"day": str(as_of), "case_number": case}
        places = defaultdict[int, list[Placed]](list)
        for enrolment, municipality, first, last in register.execute(_PLACES, asked):
            place = Placed(municipality, date.fromisoformat(first), date.fromisoformat(last))
            places[enrolment].append(place)
    people = defaultdict[int, list[sqlite3.Row]](list)
    for stay in stays:
        people[stay["case_number"]].append(stay)
    rows = [
        row
        for theirs in people.values()
        for row in _of_somebody(theirs, places, as_of, unmasked=chosen.include_protected)
        if case is not None or row.days_in_5_years
    ]
    totals = {"people": len({row.reference for row in rows})}
    return Report(EMPLOYMENT, as_of, tuple(rows), totals)


def _of_somebody(
    stays: list[sqlite3.Row], places: Mapping[int, list[Placed]], as_of: date, *, unmasked: bool
) -> Iterator[Employment]:
    """Yield somebody's time with each employer, the first one first; with all if masked."""
    employed = defaultdict[str, list[tuple[Days, sqlite3.Row]]](list)
    for stay in stays:
        ended = date.fromisoformat(stay["ended"]) if stay["ended"] else as_of
        days = (date.fromisoformat(stay["first_day"]), min(ended, as_of))
        placed = places.get(stay["enrolment_id"], ())
        for employer, span in employers(days, placed, stay["home"]):
            # As many rows as employers would tell that a protected person's changed.
            is_shown = unmasked or not stay["protected"]
            employed[employer if is_shown else ""].append((span, stay))
    for employer, times in employed.items():
        yield _row(employer, times, as_of, unmasked=unmasked)


def _row(
    employer: str, times: list[tuple[Days, sqlite3.Row]], as_of: date, *, unmasked: bool
) -> Employment:
    spans = joined(span for span, _ in times)
    in_three = within(spans, window_to(as_of, THREE_YEARS), as_of)
    in_five = within(spans, window_to(as_of, WINDOW), as_of)
    fixed = [(span, stay) for span, stay in times if _is_fixed_term(stay)]
    fixed_spans = within(joined(span for span, _ in fixed), window_to(as_of, WINDOW), as_of)
    (_, last), stay = max(times, key=lambda one: one[0][1])
    goes_on = last == as_of
    end = (stay["ended"] or stay["planned"]) if goes_on else str(last)
    is_shown = unmasked or not stay["protected"]
    return Employment(
        reference=reference_of(stay["case_number"]),
        name=stay["name"] if is_shown else None,
        employer=employer if is_shown else None,
        agreement=stay["agreement"],
        first_day=spans[0][0],
        last_day=date.fromisoformat(end) if end else None,
        days_in_3_years=days_of(in_three),
        months_in_3_years=used(in_three).months,
        days_in_5_years=days_of(in_five),
        months_in_5_years=used(in_five).months,
        fixed_term_days=days_of(fixed_spans) if fixed else None,
        twelve_months_passed=passed_on(_ahead(span, one, as_of) for span, one in fixed),
        protected=bool(stay["protected"]),
    )


def _is_fixed_term(stay: sqlite3.Row) -> bool:
    return stay["agreement"] == "AB" and stay["planned"] is not None


def _ahead(span: Days, stay: sqlite3.Row, as_of: date) -> Days:
    """Return the days of an employment, on and on if it goes on and no end is registered."""
    first, last = span
    if last < as_of:
        return span
    return first, date.fromisoformat(stay["ended"]) if stay["ended"] else date.max
