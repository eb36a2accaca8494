"""What version 7 of the file adds: indexes, so that no command's cost grows with the register.

Each index names the question that it answers. See `migrations`.
"""

from __future__ import annotations

INDEXES_7: tuple[str, ...] = (
    # Who left a cohort, to what and when; who was in it on a day: reports of cohorts.
    "CREATE INDEX enrolment_by_cohort_days "
    "ON enrolment (cohort_id, left_to, first_day, last_day, participant_id)",
)
