"""What version 6 of the file adds: who read what, what may be deleted, and where copies are.

Readings, erasures and backups are records of what was done to the register or with it: no undo
takes them back, so they are not in the change history. See `migrations`.
"""

from __future__ import annotations

from steg_cli.register.schema import day, day_or_null
from steg_cli.register.version_5 import LOGGED_5, UNIQUE_5

READINGS = ("protected", "extract", "export")  # what a reading showed
ERASURES = ("retention", "wrongly-registered")

_BY = """at TEXT NOT NULL,
        {day},
        by TEXT NOT NULL DEFAULT ''""".format(day=day("day"))


def _one_of(column: str, codes: tuple[str, ...]) -> str:
    return f"{column} TEXT NOT NULL CHECK ({column} IN ({', '.join(map(repr, codes))}))"


TABLES_6 = (
    # A command that showed somebody under protection, one person's extract, or an export.
    f"""CREATE TABLE reading (
        id INTEGER PRIMARY KEY,
        {_BY},
        {_one_of("what", READINGS)},
        command TEXT NOT NULL
    ) STRICT""",
    # Whom a reading showed. An erasure takes these rows away, and leaves the reading.
    """CREATE TABLE reading_of (
        id INTEGER PRIMARY KEY,
        reading_id INTEGER NOT NULL REFERENCES reading (id),
        participant_id INTEGER NOT NULL,
        UNIQUE (reading_id, participant_id)
    ) STRICT""",
    # Why nothing of a person may be erased, whatever the time.
    f"""CREATE TABLE hold (
        id INTEGER PRIMARY KEY,
        participant_id INTEGER NOT NULL UNIQUE REFERENCES participant (id),
        reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 200),
        {day("day")}
    ) STRICT""",
    # For how many years after a person left what is kept, and by which decision. The one thing
    # that is kept by a rule of its own is `participant`: the whole person.
    f"""CREATE TABLE retention_rule (
        id INTEGER PRIMARY KEY,
        kept TEXT NOT NULL UNIQUE,
        years INTEGER NOT NULL CHECK (years BETWEEN 0 AND 200),
        decision TEXT NOT NULL CHECK (length(decision) BETWEEN 1 AND 200),
        {day("decided_on")}
    ) STRICT""",
    # The day until which the fund wants everything of a project kept.
    f"ALTER TABLE project ADD COLUMN {day_or_null('keep_until')}",
    # That somebody was erased, by which decision; not who. `at` is empty until the file is built
    # anew. Rows of the log that were theirs are replaced by one with the table's name `erasure`.
    f"""CREATE TABLE erasure (
        id INTEGER PRIMARY KEY,
        {_BY},
        {_one_of("kind", ERASURES)},
        decision TEXT NOT NULL
    ) STRICT""",
    f"""CREATE TABLE backup (
        id INTEGER PRIMARY KEY,
        {_BY},
        path TEXT NOT NULL,
        reason TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX reading_of_by_participant ON reading_of (participant_id)",
)

LOGGED_6 = LOGGED_5 | {"hold": "{row}.participant_id", "retention_rule": "NULL"}
UNIQUE_6 = UNIQUE_5 | {
    "hold": "participant_id = NEW.participant_id",
    "retention_rule": "kept = NEW.kept",
}
