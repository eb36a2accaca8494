"""What version 7 of the file adds: indexes, so that no command's cost grows with the register.

Each index names the question that it answers. See `migrations`.
"""

from __future__ import annotations

INDEXES_7: tuple[str, ...] = (
    # Who left a cohort, to what and when; who was in it on a day: reports of cohorts.
    "CREATE INDEX enrolment_by_cohort_days "
    "ON enrolment (cohort_id, left_to, first_day, last_day, participant_id)",
    # What took a change back, and what brought it in again: whether it is in effect.
    "CREATE INDEX change_by_reverses ON change (reverses) WHERE reverses IS NOT NULL",
    # What a place was called that is gone: those who read the history are told so.
    "CREATE INDEX change_row_of_nobody ON change_row (table_name, row_id) "
    "WHERE participant_id IS NULL",
    # Whether the file is still to be built anew after an erasure: every command asks.
    "CREATE INDEX erasure_not_finished ON erasure (id) WHERE at = ''",
)
