"""What SQLite does for a statement, without a clock: the tables that it reads whole, and its steps.

A table that is read whole makes a command slower with every person in the register.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

Values = Sequence[str | int | None] | Mapping[str, str | int | None]
EVERY = 10  # of the steps of SQLite's machine is counted

FILL = (
    """INSERT INTO participant (kind, number, sex, birth_year, name)
        SELECT 'other', 'X-' || value, iif(value % 2, 'woman', 'man'), 1960 + value % 40,
            'Person ' || value
        FROM json_each(:people)""",
    """INSERT INTO enrolment (participant_id, cohort_id, municipality, first_day, status)
        SELECT id, (SELECT min(id) FROM cohort), (SELECT min(name) FROM municipality),
            '2023-02-01', 'unemployed'
        FROM participant WHERE number IN (SELECT 'X-' || value FROM json_each(:people))""",
    """INSERT INTO stay (enrolment_id, step_id, first_day)
        SELECT id, (SELECT min(id) FROM step), first_day FROM enrolment
        WHERE id NOT IN (SELECT enrolment_id FROM stay)""",
)


def fill(connection: sqlite3.Connection, people: int) -> None:
    """Bring in people on the first step, each row a change of its own, as another program would."""
    known = connection.execute("SELECT count(*) FROM participant").fetchone()[0]
    numbers = ", ".join(str(known + one) for one in range(1, people + 1))
    connection.execute("BEGIN")
    for statement in FILL:
        connection.execute(statement, {"people": f"[{numbers}]"})
    connection.execute("COMMIT")


@contextmanager
def statements(connection: sqlite3.Connection) -> Iterator[list[str]]:
    """Collect every statement that is run inside, with its values in it."""
    found: list[str] = []
    connection.set_trace_callback(found.append)
    try:
        yield found
    finally:
        connection.set_trace_callback(None)


def plan(connection: sqlite3.Connection, statement: str, values: Values = ()) -> list[str]:
    """Return each step of a statement's query plan; of one that has none, nothing."""
    if not re.match(r"\s*(SELECT|WITH|INSERT|UPDATE|DELETE|REPLACE)\b", statement):
        return []
    rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
    return [str(row[3]) for row in rows]


def scanned(connection: sqlite3.Connection, statement: str, values: Values = ()) -> set[str]:
    """Return the tables that a statement reads whole, or an index of theirs, by their own names.

    So is one that is read from a key on, such as `id > 0`. What reads a table only until a LIMIT is
    reached reads it whole here: SQLite does not tell.
    """
    found = set()
    for step in plan(connection, statement, values):
        read = re.match(r"SCAN (\w+)(?!.* VIRTUAL TABLE )", step)
        read = read or re.match(r"SEARCH (\w+) USING INTEGER PRIMARY KEY \(rowid[<>]\?\)", step)
        if read:
            called = read[1]
            table = re.search(rf"\b(\w+) AS {called}\b", statement)
            found.add(table[1] if table else called)
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    return found & tables


@dataclass
class Steps:
    """How many steps SQLite's machine took, in tens."""

    tens: int = field(default=0)


@contextmanager
def steps(connection: sqlite3.Connection) -> Iterator[Steps]:
    """Count what SQLite does inside, its triggers and the checks of its references with it."""
    counted = Steps()

    def count() -> int:
        counted.tens += 1
        return 0

    connection.set_progress_handler(count, EVERY)
    try:
        yield counted
    finally:
        connection.set_progress_handler(None, EVERY)
