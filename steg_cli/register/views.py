"""The answers for today as other programs read them: Datasette, sqlite-utils, Excel's ODBC.

They mask people with a protected identity and hold no identity numbers. Months are counted as in
`programme.periods`: SQLite's own '+1 month' overflows into the month after.
"""

from __future__ import annotations

from steg_cli.register.schema import TODAY

# Where somebody is today: of several places side by side all.
_WORKPLACES = f"""(
            SELECT group_concat(name, ', ') FROM (
                SELECT workplace.name FROM placement JOIN workplace ON workplace.id = workplace_id
                WHERE placement.enrolment_id = enrolment.id AND placement.first_day <= {TODAY}
                    AND (placement.last_day IS NULL OR placement.last_day >= {TODAY})
                ORDER BY placement.first_day, placement.id)
        )"""

VIEWS_3 = (
    f"""CREATE VIEW current_participant AS
    SELECT printf('S-%04d', participant.id) AS reference,
        CASE WHEN NOT protected THEN participant.name END AS name,
        cohort.name AS cohort,
        CASE WHEN NOT protected THEN enrolment.municipality END AS municipality, step.code AS step,
        stay.first_day AS since, stay.planned_last_day,
        CASE WHEN NOT protected THEN {_WORKPLACES} END AS workplace,
        protected
    FROM stay
    JOIN enrolment ON enrolment.id = stay.enrolment_id
    JOIN participant ON participant.id = participant_id
    JOIN cohort ON cohort.id = cohort_id
    JOIN step ON step.id = step_id
    WHERE stay.first_day <= {TODAY} AND (stay.last_day IS NULL OR stay.last_day >= {TODAY})
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
    WITH clock AS (
        SELECT {TODAY} AS today,
            coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'remind.months'), 3)
                AS ahead
    ), horizon AS (
        SELECT today, min(
            date(today, 'start of month', ahead || ' months',
                (strftime('%d', today) - 1) || ' days'),
            date(today, 'start of month', (ahead + 1) || ' months', '-1 day')) AS until
        FROM clock
    ), running AS (
        SELECT stay.*, horizon.today, date(planned_last_day, '+1 day') AS day_after
        FROM stay, horizon
        WHERE planned_last_day <= until AND first_day <= today
            AND (last_day IS NULL OR last_day >= today)
            AND (closed_on IS NULL OR closed_on > today)
    )
    SELECT 'period' AS what, printf('S-%04d', participant.id) AS reference,
        CASE WHEN NOT protected THEN participant.name END AS name,
        CASE WHEN NOT protected THEN {_WORKPLACES} END AS workplace,
        CASE WHEN NOT protected THEN enrolment.municipality END AS municipality,
        cohort.name AS cohort, step.code AS step,
        running.first_day, planned_last_day AS last_day,
        (strftime('%Y', day_after) - strftime('%Y', running.first_day)) * 12
            + strftime('%m', day_after) - strftime('%m', running.first_day)
            - (strftime('%d', day_after) < strftime('%d', running.first_day)) AS months,
        CAST(julianday(planned_last_day) - julianday(today) AS INTEGER) AS days_left,
        CASE WHEN planned_last_day < today THEN 'overdue' ELSE 'ending' END AS state,
        running.agreement, step.payer,
        CASE running.agreement
            WHEN 'BEA' THEN date(planned_last_day, '-14 days')
            WHEN 'AB' THEN min(
                date(planned_last_day, 'start of month', '-1 month',
                    (strftime('%d', planned_last_day) - 1) || ' days'),
                date(planned_last_day, 'start of month', '-1 day'))
        END AS notice_by,
        protected
    FROM running
    JOIN enrolment ON enrolment.id = running.enrolment_id
    JOIN participant ON participant.id = participant_id
    JOIN cohort ON cohort.id = cohort_id
    JOIN step ON step.id = step_id
    ORDER BY planned_last_day, participant.id""",
)
