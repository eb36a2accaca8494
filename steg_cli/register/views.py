"""The answers for today as other programs read them: Datasette, sqlite-utils, Excel's ODBC.

They mask people with a protected identity and hold no identity numbers. Months are counted as in
`programme.periods`: SQLite's own '+1 month' overflows into the month after. What SQL cannot count
honestly is not there: notice_by (holidays, and what HR has decided) and the months in all.
"""

from __future__ import annotations

from steg_cli.register.schema import TODAY


def later(day: str, months: str) -> str:
    """Return the same-numbered day `months` later, or the last day of a month without one."""
    number = f"(strftime('%d', {day}) - 1)"
    return f"""min(
        date({day}, 'start of month', ({months}) || ' months', {number} || ' days'),
        date({day}, 'start of month', ({months} + 1) || ' months', '-1 day'))"""


def _whole_months(first: str, last: str) -> str:
    """Return how many whole months there are between two days, both included."""
    after = f"date({last}, '+1 day')"
    return f"""(strftime('%Y', {after}) - strftime('%Y', {first})) * 12
        + strftime('%m', {after}) - strftime('%m', {first})
        - (strftime('%d', {after}) < strftime('%d', {first}))"""


def _on(table: str, day: str) -> str:
    """Return the condition that something has begun by a day, and has not ended before it."""
    return f"{table}.first_day <= {day} AND ({table}.last_day IS NULL OR {table}.last_day >= {day})"


def _workplaces(where: str) -> str:
    """Return the workplaces of some placements of a person: their names in one text."""
    return f"""CASE WHEN NOT protected THEN (
            SELECT group_concat(name, ', ') FROM (
                SELECT workplace.name FROM placement JOIN workplace ON workplace.id = workplace_id
                WHERE placement.enrolment_id = enrolment.id AND {where}
                ORDER BY placement.first_day, placement.id)
        ) END AS workplace"""


# The plan as it is known today: an extension counts from its decision on.
_PLAN = """coalesce(
            (SELECT old_last_day FROM extension WHERE stay_id = stay.id AND decided_on > today
             ORDER BY decided_on, id LIMIT 1),
            planned_last_day)"""

# Of a placement its own workplace, also of one that is still to begin.
_OF_THE_END = (
    f"CASE WHEN what = 'placement' THEN placement.id = thing ELSE {_on('placement', 'today')} END"
)

# The same ends as in `reports.ends`, which says which they are.
_ENDS = f"""
        SELECT CASE WHEN most_months IS NULL THEN 'step' ELSE 'period' END AS what,
            stay.id AS thing, enrolment_id, first_day, {_PLAN} AS last_day, stay.agreement, payer
        FROM stay JOIN step ON step.id = step_id, clock
        WHERE planned_last_day IS NOT NULL AND {_PLAN} <= until AND {_on("stay", "today")}
            AND (closed_on IS NULL OR closed_on > today)
        UNION ALL
        SELECT 'placement', placement.id, enrolment_id, first_day, last_day, NULL, NULL
        FROM placement, clock
        WHERE last_day BETWEEN today AND until
            AND NOT EXISTS (
                SELECT 1 FROM placement AS following
                WHERE following.enrolment_id = placement.enrolment_id
                    AND following.first_day = date(placement.last_day, '+1 day'))
            AND EXISTS (
                SELECT 1 FROM stay WHERE stay.enrolment_id = placement.enrolment_id
                    AND {_on("stay", "placement.last_day")}
                    AND stay.last_day IS NOT placement.last_day
                    AND ifnull({_PLAN} > placement.last_day, TRUE))
        UNION ALL
        SELECT 'support', support.id, enrolment_id, first_day, last_day, NULL, NULL
        FROM support, clock
        WHERE first_day <= today AND last_day <= until AND (last_day >= today OR (
            EXISTS (
                SELECT 1 FROM stay WHERE stay.enrolment_id = support.enrolment_id
                    AND stay.first_day <= support.last_day AND {_on("stay", "today")})
            AND NOT EXISTS (
                SELECT 1 FROM support AS later WHERE later.enrolment_id = support.enrolment_id
                    AND later.last_day > support.last_day)))
        UNION ALL
        SELECT 'follow-up', id, id, NULL, due, NULL, NULL
        FROM (
            SELECT id, {later("last_day", "6")} AS due FROM enrolment WHERE last_day IS NOT NULL
        ) AS leaver, clock
        WHERE today BETWEEN {later("due", "-1")} AND {later("due", "12")}
            AND NOT EXISTS (
                SELECT 1 FROM follow_up WHERE enrolment_id = leaver.id
                    AND day BETWEEN {later("due", "-1")} AND today)
        UNION ALL
        SELECT 'deadline', id, enrolment_id, NULL, day, NULL, NULL
        FROM deadline, clock
        WHERE today >= {later("day", "-lead")} AND (done_on IS NULL OR done_on > today)"""

VIEWS_3 = (
    f"""CREATE VIEW current_participant AS
    SELECT printf('S-%04d', participant.id) AS reference,
        CASE WHEN NOT protected THEN participant.name END AS name,
        cohort.name AS cohort,
        CASE WHEN NOT protected THEN enrolment.municipality END AS municipality, step.code AS step,
        stay.first_day AS since, stay.planned_last_day,
        {_workplaces(_on("placement", TODAY))},
        protected
    FROM stay
    JOIN enrolment ON enrolment.id = stay.enrolment_id
    JOIN participant ON participant.id = participant_id
    JOIN cohort ON cohort.id = cohort_id
    JOIN step ON step.id = step_id
    WHERE {_on("stay", TODAY)}
    ORDER BY participant.id""",
    f"""CREATE VIEW cohort_status AS
    SELECT cohort.name AS cohort, planned,
        count(DISTINCT participant_id) AS enrolled,
        count(DISTINCT participant_id) FILTER (
            WHERE enrolment.last_day IS NULL OR enrolment.last_day >= {TODAY}) AS active,
        count(DISTINCT participant_id) - count(DISTINCT participant_id) FILTER (
            WHERE enrolment.last_day IS NULL OR enrolment.last_day >= {TODAY}) AS left,
        count(DISTINCT participant_id) FILTER (WHERE EXISTS (
            SELECT 1 FROM stay JOIN step ON step.id = step_id AND own_sector
            WHERE stay.enrolment_id = enrolment.id AND stay.first_day <= {TODAY})) AS converted,
        count(DISTINCT participant_id) FILTER (WHERE EXISTS (
            SELECT 1 FROM stay WHERE stay.enrolment_id = enrolment.id AND completed
                AND stay.last_day < {TODAY})) AS completed_training
    FROM cohort
    LEFT JOIN enrolment ON cohort_id = cohort.id AND enrolment.first_day <= {TODAY}
    GROUP BY cohort.id
    ORDER BY cohort.first_day IS NULL, cohort.first_day, cohort.name""",
    f"""CREATE VIEW period_expiry AS
    WITH wanted AS (
        SELECT {TODAY} AS today,
            coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'remind.months'), 3)
                AS ahead
    ), clock AS (
        SELECT today, {later("today", "ahead")} AS until FROM wanted
    ), ends AS ({_ENDS}
    )
    SELECT what, printf('S-%04d', participant.id) AS reference,
        CASE WHEN NOT protected THEN participant.name END AS name,
        {_workplaces(_OF_THE_END)},
        CASE WHEN NOT protected THEN enrolment.municipality END AS municipality,
        cohort.name AS cohort, step.code AS step, ends.first_day, ends.last_day,
        {_whole_months("ends.first_day", "ends.last_day")} AS months,
        CAST(julianday(ends.last_day) - julianday(today) AS INTEGER) AS days_left,
        CASE WHEN ends.last_day < today THEN 'overdue' ELSE 'ending' END AS state,
        ends.agreement, ends.payer, protected
    FROM clock, ends
    JOIN enrolment ON enrolment.id = ends.enrolment_id
    JOIN participant ON participant.id = participant_id
    JOIN cohort ON cohort.id = cohort_id
    LEFT JOIN stay AS present ON present.enrolment_id = enrolment.id AND {_on("present", "today")}
    LEFT JOIN step ON step.id = present.step_id
    ORDER BY ends.last_day, participant.id, what, thing""",
)

# Where somebody lives today: in the municipality of the last move, or of the first day.
_LIVES_IN = f"""coalesce(
            (SELECT residence.municipality FROM residence
             WHERE residence.enrolment_id = enrolment.id AND residence.first_day <= {TODAY}
             ORDER BY residence.first_day DESC LIMIT 1),
            enrolment.municipality)"""
VIEWS_4 = tuple(
    view.replace("THEN enrolment.municipality END", f"THEN {_LIVES_IN} END") for view in VIEWS_3
)
# Of those who were erased a row with a negative number is left, for counting alone.
VIEWS_6 = tuple(
    view.replace(
        "JOIN participant ON participant.id = participant_id",
        "JOIN participant ON participant.id = participant_id AND participant.id > 0",
    )
    for view in VIEWS_4
)
