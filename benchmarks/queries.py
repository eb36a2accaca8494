"""The best SQL that we know for three reports: what the `sqlite3` program does with the same file.

Each gives what the report says, as rows of a key and numbers, and is compared with it. Parameters
are the days of the report. Somebody who came back to a cohort is counted once, as in the reports;
since those are few, they are found first, and everybody else is counted without being told apart.
"""

from __future__ import annotations

COHORTS = """
WITH again AS MATERIALIZED (
    SELECT participant_id FROM enrolment GROUP BY participant_id HAVING count(*) > 1
), been AS (
    SELECT cohort_id, left_to, last_day < :day AS has_left, count(*) AS people
    FROM enrolment WHERE first_day <= :day AND participant_id NOT IN again
    GROUP BY 1, 2, 3
    UNION ALL
    SELECT cohort_id, left_to, last_day < :day, 1
    FROM (SELECT *, max(first_day) FROM enrolment
        WHERE first_day <= :day AND participant_id IN again GROUP BY cohort_id, participant_id)
), on_step AS (
    SELECT enrolment_id, step_id FROM stay WHERE first_day <= :day AND last_day IS NULL
    UNION ALL
    SELECT enrolment_id, step_id FROM stay WHERE first_day <= :day AND last_day >= :day
)
SELECT cohort.name, what, sum(people) FROM (
    SELECT cohort_id, 'enrolled' AS what, people FROM been
    UNION ALL
    SELECT cohort_id, 'left', people FROM been WHERE has_left
    UNION ALL
    SELECT cohort_id, left_to, people FROM been WHERE has_left
    UNION ALL
    SELECT cohort_id, code, count(*)
    FROM on_step JOIN enrolment ON enrolment.id = enrolment_id JOIN step ON step.id = step_id
    GROUP BY cohort_id, step_id
    UNION ALL
    SELECT cohort_id, 'converted', count(DISTINCT participant_id)
    FROM stay JOIN enrolment ON enrolment.id = enrolment_id
    WHERE step_id IN (SELECT id FROM step WHERE own_sector) AND stay.first_day <= :day
    GROUP BY cohort_id
    UNION ALL
    SELECT cohort_id, 'completed_training', count(DISTINCT participant_id)
    FROM stay JOIN enrolment ON enrolment.id = enrolment_id
    WHERE completed AND stay.last_day < :day
    GROUP BY cohort_id
) JOIN cohort ON cohort.id = cohort_id GROUP BY cohort_id, what ORDER BY cohort_id, what
"""

# A median is found by counting how many have each number of days. Whoever was enrolled twice, or on
# a step twice, is put together first; the others are counted stay by stay. Steps have rising ids.
FLOW = """
WITH per AS MATERIALIZED (
    SELECT enrolment_id, max(step_id) AS farthest, count(*) > count(DISTINCT step_id) AS twice
    FROM stay WHERE first_day <= :day GROUP BY enrolment_id
), again AS MATERIALIZED (
    SELECT participant_id FROM enrolment GROUP BY participant_id HAVING count(*) > 1
    UNION SELECT participant_id FROM per JOIN enrolment ON id = enrolment_id WHERE twice
), way AS MATERIALIZED (
    SELECT cohort_id, participant_id, step_id, min(julianday(stay.first_day)) AS first,
        sum(julianday(stay.last_day) - julianday(stay.first_day) + 1) AS days,
        max(stay.last_day IS NULL OR stay.last_day >= :day) AS is_on,
        max(enrolment.first_day || stay.first_day) AS latest
    FROM again JOIN enrolment USING (participant_id) JOIN stay ON enrolment_id = enrolment.id
    WHERE enrolment.first_day <= :day AND stay.first_day <= :day
    GROUP BY participant_id, cohort_id, step_id
), person AS MATERIALIZED (
    SELECT cohort_id, participant_id, min(first) AS entered, max(step_id) AS farthest,
        max(is_on) AS is_on, max(latest) AS latest
    FROM way GROUP BY participant_id, cohort_id
), been AS MATERIALIZED (
    SELECT cohort_id, step_id, days_to, days_on, count(*) AS people, sum(left_from) AS left_from
    FROM (
        SELECT cohort_id, step_id,
            julianday(stay.first_day) - julianday(enrolment.first_day) AS days_to,
            CASE WHEN stay.last_day < :day
                THEN julianday(stay.last_day) - julianday(stay.first_day) + 1 END
                AS days_on,
            stay.last_day < :day AND stay.last_day = enrolment.last_day AS left_from
        FROM enrolment JOIN stay ON enrolment_id = enrolment.id
        WHERE enrolment.first_day <= :day AND stay.first_day <= :day
            AND participant_id NOT IN again
        UNION ALL
        SELECT way.cohort_id, step_id, first - entered, iif(way.is_on, NULL, days),
            way.latest = person.latest AND NOT person.is_on
        FROM person JOIN way USING (participant_id, cohort_id)
    ) GROUP BY 1, 2, 3, 4
), went AS MATERIALIZED (
    SELECT cohort_id, farthest, count(*) AS people FROM (
        SELECT cohort_id, farthest FROM per JOIN enrolment ON id = enrolment_id
        WHERE participant_id NOT IN again
        UNION ALL SELECT cohort_id, farthest FROM person
    ) GROUP BY 1, 2
), counted AS (
    SELECT cohort_id, step_id, sum(people) AS reached,
        sum(people) FILTER (WHERE days_on IS NULL) AS on_now, sum(left_from) AS left_from
    FROM been GROUP BY 1, 2
), back AS (
    SELECT cohort_id, step_id, count(DISTINCT participant_id) AS people FROM (
        SELECT enrolment_id, step_id,
            lead(step_id) OVER (PARTITION BY enrolment_id ORDER BY first_day) AS following
        FROM stay WHERE first_day <= :day
    ) JOIN enrolment ON enrolment.id = enrolment_id WHERE following < step_id GROUP BY 1, 2
), ranked AS (
    SELECT *, sum(people) OVER (PARTITION BY cohort_id, step_id, which ORDER BY days) AS up_to,
        sum(people) OVER (PARTITION BY cohort_id, step_id, which) AS everybody
    FROM (
        SELECT cohort_id, step_id, 'to' AS which, days_to AS days, sum(people) AS people
        FROM been GROUP BY 1, 2, 3, 4
        UNION ALL
        SELECT cohort_id, step_id, 'on', days_on, sum(people)
        FROM been WHERE days_on IS NOT NULL GROUP BY 1, 2, 3, 4
    )
), median AS MATERIALIZED (
    SELECT cohort_id, step_id, which, CAST((
            min(days) FILTER (WHERE up_to > (everybody - 1) / 2)
            + min(days) FILTER (WHERE up_to > everybody / 2) + 1) / 2 AS INTEGER) AS days
    FROM ranked GROUP BY 1, 2, 3
)
SELECT cohort.name, step.code, ifnull(reached, 0), ifnull(on_now, 0),
    (SELECT days FROM median WHERE cohort_id = cohort.id AND step_id = step.id AND which = 'to'),
    (SELECT days FROM median WHERE cohort_id = cohort.id AND step_id = step.id AND which = 'on'),
    ifnull(left_from, 0),
    ifnull((SELECT people FROM back WHERE cohort_id = cohort.id AND step_id = step.id), 0),
    ifnull((SELECT sum(people) FROM went WHERE cohort_id = cohort.id AND farthest >= step.id), 0)
        - ifnull(reached, 0)
FROM cohort CROSS JOIN step
LEFT JOIN counted ON counted.cohort_id = cohort.id AND counted.step_id = step.id
ORDER BY cohort.id, step.id
"""

# One row a stay, placement and piece of a month with one wage; the days of a support beside it. In
# these registers nobody is at two places at once; pauses, plans and moves count as in the report.
COSTS = """
WITH RECURSIVE month (first) AS (
    VALUES (:first) UNION ALL SELECT date(first, '+1 month') FROM month
    WHERE date(first, '+1 month') <= :last
), cut (first) AS (
    SELECT first FROM month
    UNION SELECT first_day FROM rate WHERE first_day BETWEEN :first AND :last
), piece AS (
    SELECT first AS day, julianday(first) AS first,
        julianday(lead(first, 1, date(:last, '+1 day')) OVER (ORDER BY first)) - 1 AS last,
        CAST(strftime('%d', date(first, 'start of month', '+1 month', '-1 day')) AS REAL) AS length
    FROM cut
), priced AS MATERIALIZED (
    SELECT step.id AS step_id, code, payer, first, last, length,
        (SELECT CAST(amount AS REAL) FROM rate WHERE key = 'wage.' || code AND first_day <= day
         ORDER BY first_day DESC LIMIT 1) AS wage,
        1 + (SELECT CAST(amount AS REAL) FROM rate WHERE key = 'on-costs' AND first_day <= day
         ORDER BY first_day DESC LIMIT 1) / 100 AS on_costs
    FROM step CROSS JOIN piece WHERE payer IS NOT NULL
), worked AS MATERIALIZED (
    SELECT stay.enrolment_id, participant_id, step_id, percent / 100.0 AS rate,
        iif(protected, NULL, enrolment.municipality) AS municipality,
        CASE WHEN payer = 'AME' THEN 'AME' WHEN protected THEN 'sector'
            ELSE sector.name END AS paid_by,
        julianday(max(stay.first_day, placement.first_day, :first)) AS first,
        julianday(min(ifnull(stay.last_day, :last), ifnull(placement.last_day, :last), :last))
            AS last,
        julianday(ifnull(planned_last_day, '9999-12-31')) AS plan
    FROM step JOIN stay ON step_id = step.id
    JOIN enrolment ON enrolment.id = stay.enrolment_id
    JOIN participant ON participant.id = participant_id
    JOIN placement ON placement.enrolment_id = stay.enrolment_id
    JOIN workplace ON workplace.id = workplace_id JOIN sector ON sector.id = sector_id
    WHERE payer IS NOT NULL AND stay.first_day <= :last AND placement.first_day <= :last
        AND (stay.last_day IS NULL OR stay.last_day >= :first)
        AND (placement.last_day IS NULL OR placement.last_day >= :first)
        AND max(stay.first_day, placement.first_day)
            <= min(ifnull(stay.last_day, :last), ifnull(placement.last_day, :last))
), paid AS (
    SELECT paid_by, municipality, code, participant_id, rate / length AS share, wage, on_costs,
        min(worked.last, piece.last) - max(worked.first, piece.first) + 1 AS days,
        max(0, min(worked.last, piece.last) - max(worked.first, piece.first, plan + 1) + 1) AS past,
        0.0 AS support
    FROM worked JOIN priced AS piece USING (step_id)
    WHERE worked.first <= piece.last AND worked.last >= piece.first
), supported AS (
    SELECT paid_by, municipality, code, (
            min(worked.last, piece.last, plan, julianday(support.last_day))
            - max(worked.first, piece.first, julianday(support.first_day)) + 1)
        * min(ifnull(cap, 1e9), wage * rate * ifnull(percent, 100) / 100) / length AS support
    FROM worked JOIN support USING (enrolment_id) JOIN priced AS piece USING (step_id)
    WHERE support.first_day <= :last AND support.last_day >= :first
        AND (percent IS NOT NULL OR cap IS NOT NULL)
        AND max(worked.first, piece.first, julianday(support.first_day))
            <= min(worked.last, piece.last, plan, julianday(support.last_day))
)
SELECT paid_by, municipality, code, round(sum(months), 2), round(sum(gross), 2),
    round(sum(support), 2), round(sum(gross) - sum(support), 2), round(sum(undecided), 2),
    sum(people)
FROM (
    SELECT paid_by, municipality, code, sum(share * days) AS months,
        sum(share * (days - past) * wage * on_costs) AS gross, 0 AS support,
        sum(share * past * wage * on_costs) AS undecided, count(DISTINCT participant_id) AS people
    FROM paid GROUP BY 1, 2, 3
    UNION ALL
    SELECT paid_by, municipality, code, 0, 0, sum(support), 0, 0 FROM supported GROUP BY 1, 2, 3
) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
