"""Current and coming periods, in groups, to be drawn as bars in time.

Decided here, since the domain does not say it:

- A period is a stay on a step that has a last day: planned, as it was known on the day, or
  registered. Who is on a step without one is where nothing ends, and is left out.
- A period that is to come is told of when it begins within the months asked for.
- By workplace: where somebody is on the day, or on the first day of a period that is to come.
  Somebody at two of them at once stands under both, and counts once.
- People with a protected identity stand under no municipality and no workplace, but together.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Literal

from steg_cli.programme.cases import reference_of
from steg_cli.programme.choices import TIMELINE_BY
from steg_cli.programme.errors import N_
from steg_cli.programme.frozen import frozen, replace
from steg_cli.programme.periods import add_months
from steg_cli.register.file import Register
from steg_cli.register.surroundings import cohorts, setting
from steg_cli.reports.chosen import EVERYBODY, IS_CHOSEN, Chosen, chosen_by
from steg_cli.reports.report import END_ON_THE_DAY, LIVES_IN, Form, Mark, Report, columns

State = Literal["overdue", "ending", "running", "coming"]
STATES: tuple[State, ...] = ("overdue", "ending", "running", "coming")
WITHIN = 12  # months ahead, if nothing else is said


@frozen
class Period:
    """A period of somebody's, under its group. `last_day` is the planned or registered one.

    `group` is None by municipality or workplace for a protected person, and for who has no
    workplace.
    """

    group: str | None
    reference: str
    name: str | None
    step: str
    first_day: date
    last_day: date
    state: State
    protected: bool


def _mark(row: Period) -> Mark:
    marks: Mapping[State, Mark] = {"overdue": "now", "ending": "soon"}
    return marks.get(row.state, "")


TIMELINE = Form(
    "timeline",
    Period,
    sheet=N_("Timeline"),
    title=N_("Periods on {day}, and those that begin by {until}"),
    closing=N_("{overdue} overdue, {ending} ending, {running} running, {coming} to come."),
    columns=columns("group", "reference", "name", "step", "first_day", "last_day", "state"),
    left_out=("step", "state", "name"),
    mark=_mark,
    timeline=True,
    incomparable=(
        N_("Bars of single periods cannot stand beside those of a year before."),
        N_("Write steg report forecast --compare, or steg report expiries --compare."),
    ),
    explains=(
        N_(
            "Shown: every stay that has a last day and goes on on {day}, and those that begin by "
            "{until}, as the register knows them now."
        ),
        N_(
            "A last day is the planned one as it was known on {day}, or that of an end that was "
            "registered by then; ending is within {near} months."
        ),
        N_("Left out: who is on a step without a last day."),
        N_(
            "On a terminal the picture shows {within} months before and after; bars with ‹ or › "
            "go on."
        ),
    ),
)

PERIODS = f"""
SELECT stay.id, participant.id AS case_number, participant.name, protected,
    cohort.name AS cohort, {LIVES_IN} AS municipality, step.code, stay.first_day,
    {END_ON_THE_DAY} AS last_day
FROM stay
JOIN enrolment ON enrolment.id = stay.enrolment_id
JOIN participant ON participant.id = participant_id
JOIN cohort ON cohort.id = cohort_id
JOIN step ON step.id = step_id
WHERE {END_ON_THE_DAY} IS NOT NULL AND stay.first_day <= :until
    AND (stay.last_day IS NULL OR stay.last_day >= :day) AND {IS_CHOSEN}"""
WORKPLACES = """
SELECT stay.id, workplace.name FROM stay
JOIN placement ON placement.enrolment_id = stay.enrolment_id
    AND placement.first_day <= max(:day, stay.first_day)
    AND (placement.last_day IS NULL OR placement.last_day >= max(:day, stay.first_day))
JOIN workplace ON workplace.id = workplace_id
WHERE stay.first_day <= :until AND (stay.last_day IS NULL OR stay.last_day >= :day)"""


def timeline(
    register: Register,
    as_of: date,
    *,
    chosen: Chosen = EVERYBODY,
    within: int | None = None,
    by: str = "cohort",
) -> Report[Period]:
    """Return the periods that go on, or begin within `within` months, in groups.

    `by` is cohort, municipality or workplace. In a group they stand by their last day. Those
    chosen live and are placed on the day as `chosen` has it. Raises NotFound for an unknown
    cohort, municipality or workplace, and Malformed for another `by`.
    """
    by, within = TIMELINE_BY.typed(by), WITHIN if within is None else within
    until = add_months(as_of, within)
    with register.snapshot():
        near = int(setting(register, "remind.months"))
        values = {**chosen_by(register, chosen, as_of), "until": str(until)}
        rows = register.execute(PERIODS, values).fetchall()
        order = {one.name: number for number, one in enumerate(cohorts(register))}
        places = defaultdict[int, list[str | None]](list)
        for stay, name in register.execute(WORKPLACES, values) if by == "workplace" else ():
            if name not in places[stay]:
                places[stay].append(name)
    found: list[tuple[tuple[object, ...], Period]] = []
    states = Counter[str]()
    for row in rows:
        shown = chosen.include_protected or not row["protected"]
        state = _state(row, as_of, add_months(as_of, near))
        states[state] += 1
        groups = [row[by]] if by != "workplace" else places[row["id"]] or [None]
        for group in groups if shown or by == "cohort" else [None]:
            place = order[group] if by == "cohort" and group else 0
            apart = (group is None, group is None and not shown, place, group or "")
            key = (*apart, row["last_day"], row["case_number"], row["id"])
            found.append((key, _period(row, group, state, shown=shown)))
    totals: dict[str, object] = {
        "periods": len(rows),
        **{str(state): states[state] for state in STATES},
        "within": within,
        "until": until,
        "near": near,
    }
    command = _command(as_of, chosen, within, by)
    form = replace(TIMELINE, rest=lambda _: command)
    ordered = sorted(found, key=lambda one: one[0])
    return Report(form, as_of, tuple(row for _, row in ordered), totals)


def _state(row: sqlite3.Row, as_of: date, near: date) -> State:
    if row["first_day"] > str(as_of):
        return "coming"
    if row["last_day"] < str(as_of):
        return "overdue"
    return "ending" if row["last_day"] <= str(near) else "running"


def _period(row: sqlite3.Row, group: str | None, state: State, *, shown: bool) -> Period:
    return Period(
        group=group,
        reference=reference_of(row["case_number"]),
        name=row["name"] if shown else None,
        step=row["code"],
        first_day=date.fromisoformat(row["first_day"]),
        last_day=date.fromisoformat(row["last_day"]),
        state=state,
        protected=bool(row["protected"]),
    )


def _command(as_of: date, chosen: Chosen, within: int, by: str) -> str:
    """Return the command that shows the same periods, every one of them."""
    options = {
        "--as-of": str(as_of),
        "--by": by if by != "cohort" else None,
        "--within": str(within) if within != WITHIN else None,
        "--cohort": chosen.cohort,
        "--municipality": chosen.municipality,
        "--workplace": chosen.workplace,
        "--sex": chosen.sex,
    }
    words = ["steg report timeline"]
    for option, value in options.items():
        if value is not None:
            words += [option, f'"{value}"' if " " in value else value]
    words += ["--include-protected"] * chosen.include_protected
    return " ".join((*words, "--format plain"))
