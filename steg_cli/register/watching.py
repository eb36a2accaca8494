"""Whom to look at on a day, of however many people; see `version_9`, which keeps that.

Whoever may need somebody is found here, and the report then says whether it is so. Nobody is
looked at on another day: what is kept for each enrolment holds all days on which it can be so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator


def whom_to_look_at(what: str) -> str:
    """Return the query of the enrolments of which `what` may be told on :day.

    That is `no-workplace`, a `support` that has passed, or a `follow-up`.
    """
    watched = f"SELECT enrolment_id FROM main.watched WHERE what = '{what}' AND first_day <= :day"
    return f"{watched} AND last_day IS NULL UNION ALL {watched} AND last_day >= :day"


_NOT_RIGHT = """SELECT * FROM (SELECT * FROM to_watch EXCEPT SELECT * FROM watched)
    UNION ALL SELECT * FROM (SELECT * FROM watched EXCEPT SELECT * FROM to_watch)"""


def not_watched_right(connection: sqlite3.Connection) -> Iterator[int]:
    """Yield the enrolments whose days are kept otherwise than their rows have them."""
    query = f"SELECT DISTINCT enrolment_id FROM ({_NOT_RIGHT}) ORDER BY 1"
    yield from (row[0] for row in connection.execute(query).fetchall())


def watch_right(connection: sqlite3.Connection) -> None:
    """Look up again what is kept otherwise than the rows have it."""
    connection.execute(
        f"INSERT INTO to_watch (enrolment_id, what) SELECT enrolment_id, what FROM ({_NOT_RIGHT})"
    )
