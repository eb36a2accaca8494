"""Per cohort: how many were planned and enrolled, who is on which step, who left to what.

As of any day: everything is counted from first and last days, never from what is open now.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from steg_cli.programme.codes import OUTCOMES
from steg_cli.programme.errors import N_
from steg_cli.programme.frozen import frozen, replace
from steg_cli.register.file import Register
from steg_cli.register.surroundings import cohorts, find_cohort, ladder_of
from steg_cli.reports.chosen import EVERYBODY, IS_CHOSEN, Chosen, chosen_by
from steg_cli.reports.report import Adds, Chart, Column, Counted, Form, Report


@frozen
class CohortStatus:
    """One cohort on the day. Numbers are people: who came back counts once, with the last exit."""

    cohort: str
    planned: int | None
    enrolled: int
    active: int
    left: int
    steps: Mapping[str, int]
    converted: int
    completed_training: int
    outcomes: Mapping[str, int]


@frozen
class OnStep:
    """The people on a step: in all, of the `most` on any step, and by cohort."""

    step: str
    people: int
    most: int
    cohorts: Mapping[str, int]


def ladder(report: Report[CohortStatus]) -> Report[OnStep]:
    """Return the ladder from its first step down, with a column for each cohort still going on."""
    steps = report.totals["steps"]
    assert isinstance(steps, dict)
    most = max([*steps.values(), 1])
    going = [row for row in report.rows if row.active]
    rows = (
        OnStep(code, people, most, {row.cohort: row.steps[code] for row in going})
        for code, people in steps.items()
    )
    return Report(LADDER, report.as_of, tuple(rows), {})


def ladder_chart(report: Report[CohortStatus]) -> Chart:
    """Return the people on each step, by cohort."""
    going = [row for row in report.rows if any(row.steps.values())]
    steps = tuple(going[0].steps) if going else ()
    return Chart(
        N_("People on each step on {day}"),
        *("step", "cohort"),
        steps,
        {row.cohort: tuple(row.steps.values()) for row in going},
        lies=True,
    )


LADDER = Form(
    "ladder",
    OnStep,
    title=N_("People on each step on {day}"),
    columns=(
        Column("step"),
        Column("people", N_("all"), style="bold"),
        Column("bar", "", style="cyan", bar=("people", "most")),
        Column("cohorts", spread=True),
    ),
    left_out=("bar", "cohorts"),
)
COHORTS = Form(
    "cohorts",
    CohortStatus,
    sheet=N_("Cohorts"),
    title=N_("Cohorts on {day}"),
    columns=(
        Column("cohort"),
        Column("bar", N_("enrolled of planned"), style="green", bar=("enrolled", "planned")),
        *map(Column, ("planned", "enrolled", "active", "left", "completed_training", "converted")),
        Column("outcomes", style="dim"),
    ),
    left_out=("bar", "outcomes"),
    folded=("outcomes",),
    total=N_("all"),
    below=ladder,
    explains=(
        N_("Counted as of {day}, from first and last days; who came back to a cohort counts once."),
        N_("Left out: who was enrolled from a later day on."),
    ),
    counted=Counted(
        adds=(
            Adds("enrolled", ("active", "left")),
            Adds("active", ("steps",)),
            Adds("left", ("outcomes",)),
            Adds("enrolled", ("converted",)),
            Adds("enrolled", ("completed_training",)),
        ),
        harmless=("planned",),
    ),
    chart=ladder_chart,
)

# The last enrolment in the cohort that had begun by then decides whether and where one left. Few
# come back: they are found first, so that everybody else is counted without looking for another.
LAST_TIME = """enrolment.first_day <= :day AND enrolment.id NOT IN (
    SELECT earlier.id FROM (
        SELECT participant_id FROM enrolment GROUP BY participant_id HAVING count(*) > 1
    ) AS again
    CROSS JOIN enrolment AS earlier ON earlier.participant_id = again.participant_id
    CROSS JOIN enrolment AS later ON later.participant_id = again.participant_id
        AND later.cohort_id = earlier.cohort_id
        AND later.first_day > earlier.first_day AND later.first_day <= :day)"""
ENROLLED = f"""
SELECT cohort_id, left_to, count(*), count(*) FILTER (WHERE last_day < :day)
FROM enrolment WHERE {LAST_TIME} {{chosen}} GROUP BY cohort_id, left_to"""

# Found by index: the stays that are open, those that ended later, those on the steps asked for, and
# those that were completed. CROSS keeps SQLite from looking among all the stays of everybody.
_ON_STEPS = """
    SELECT enrolment_id, step_id FROM stay
    WHERE step_id IN (SELECT id FROM step) AND first_day <= :day AND last_day"""
ON_STEPS = f"""
SELECT cohort_id, code, count(DISTINCT participant_id)
FROM ({_ON_STEPS} IS NULL UNION ALL {_ON_STEPS} >= :day) AS on_step
CROSS JOIN enrolment ON enrolment.id = enrolment_id CROSS JOIN step ON step.id = step_id
WHERE TRUE {{chosen}}
GROUP BY cohort_id, code"""

CONVERTED = """
SELECT cohort_id, count(DISTINCT participant_id)
FROM stay CROSS JOIN enrolment ON enrolment.id = enrolment_id
WHERE step_id IN (SELECT id FROM step WHERE own_sector) AND stay.first_day <= :day {chosen}
GROUP BY cohort_id"""

COMPLETED = """
SELECT cohort_id, count(DISTINCT participant_id)
FROM stay CROSS JOIN enrolment ON enrolment.id = enrolment_id
WHERE completed AND stay.last_day < :day {chosen}
GROUP BY cohort_id"""

# Those who are to be counted: with a filter, the last time in the cohort decides, as in `flow`.
CHOSEN = f"""AND (cohort_id, enrolment.participant_id) IN (
    SELECT enrolment.cohort_id, participant.id
    FROM enrolment JOIN participant ON participant.id = participant_id
    WHERE {LAST_TIME} AND {IS_CHOSEN})"""


def cohort_status(
    register: Register, as_of: date, *, chosen: Chosen = EVERYBODY
) -> Report[CohortStatus]:
    """Return one row per cohort, also an empty one, or the row of the chosen one alone.

    Counted are those of `chosen`, by where they live and are placed on the day.
    """
    cohort = chosen.cohort
    with register.snapshot():
        day = chosen_by(register, chosen, as_of)
        shown = [find_cohort(register, cohort)] if cohort is not None else cohorts(register)
        codes = [step.code for step in ladder_of(register)]
        # Everybody is counted without looking up each one.
        condition = "" if replace(chosen, cohort=None) == EVERYBODY else CHOSEN
        found = [
            register.execute(query.format(chosen=condition), day).fetchall()
            for query in (ENROLLED, ON_STEPS, CONVERTED, COMPLETED)
        ]
    enrolled = Counter[int]()
    for cohort_id, _, people, _ in found[0]:
        enrolled[cohort_id] += people
    outcomes = _grouped((cohort_id, code, people) for cohort_id, code, _, people in found[0])
    on_steps = _grouped(found[1])
    converted, completed = (dict(map(tuple, rows)) for rows in found[2:])
    rows = []
    for one in shown:
        left = sum(outcomes[one.id].values())
        rows.append(
            CohortStatus(
                one.name,
                one.planned,
                enrolled[one.id],
                enrolled[one.id] - left,
                left,
                {code: on_steps[one.id].get(code, 0) for code in codes},
                converted.get(one.id, 0),
                completed.get(one.id, 0),
                {code: outcomes[one.id].get(code, 0) for code in OUTCOMES},
            )
        )
    return Report(COHORTS, as_of, tuple(rows), _totals(rows, codes))


def _grouped(rows: Iterable[tuple[int, str, int]]) -> defaultdict[int, dict[str, int]]:
    grouped: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for cohort, code, people in rows:
        grouped[cohort][code] = people
    return grouped


def _totals(rows: list[CohortStatus], codes: list[str]) -> dict[str, object]:
    return {
        "planned": sum(row.planned or 0 for row in rows),
        "enrolled": sum(row.enrolled for row in rows),
        "active": sum(row.active for row in rows),
        "left": sum(row.left for row in rows),
        "steps": {code: sum(row.steps[code] for row in rows) for code in codes},
        "converted": sum(row.converted for row in rows),
        "completed_training": sum(row.completed_training for row in rows),
        "outcomes": {code: sum(row.outcomes[code] for row in rows) for code in OUTCOMES},
    }
