"""Who read what: a record of each command that showed what is not shown otherwise.

It is kept beside the change history: nothing was changed, and no undo takes a reading back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from datetime import date

from steg_cli.programme.errors import N_
from steg_cli.register.arrays import array_of
from steg_cli.register.errors import RegisterError
from steg_cli.register.file import Register
from steg_cli.register.logged import key_in_sql

# Whom a reading showed, by now: of a case that was merged, the one that it became part of.
SHOWN = """coalesce((SELECT former_case.participant_id FROM former_case
    WHERE former_case = reading_of.participant_id), reading_of.participant_id)"""


def protected_among(
    register: Register, cases: Collection[int], *, formerly: bool = False
) -> list[int]:
    """Return those of some cases that are people with a protected identity, in order.

    `formerly`: also who was one before, as far as the change history tells.
    """
    key = key_in_sql("protected")
    rows = register.execute(
        f"""SELECT DISTINCT participant.id FROM json_each(:cases) AS one
        JOIN participant ON participant.id = coalesce(
            (SELECT participant_id FROM former_case WHERE former_case = one.value), one.value)
        WHERE protected OR (:formerly AND EXISTS (
            SELECT 1 FROM log_row JOIN log_layout ON log_layout.id = layout_id
            WHERE log_row.participant_id = participant.id AND table_name = 'participant'
                AND (before ->> {key} OR after ->> {key})))
        ORDER BY participant.id""",
        {"cases": array_of(sorted(cases)), "formerly": formerly},
    )
    return [row[0] for row in rows]


def record_reading(
    register: Register, today: date, what: str, command: str, cases: Collection[int]
) -> None:
    """Record that a command shows `cases`, before it does.

    Raises RegisterError where nothing can be written: what is not recorded is not shown.
    """
    try:
        with register.transaction():
            reading = register.execute(
                "INSERT INTO reading (at, day, by, what, command) VALUES (?, ?, ?, ?, ?)",
                (register.now(), str(today), register.login(), what, command),
            ).lastrowid
            register.connection.executemany(
                "INSERT INTO reading_of (reading_id, participant_id) VALUES (?, ?)",
                [(reading, case) for case in cases],
            )
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            raise
        raise RegisterError(
            N_("Who reads this is recorded, and {path} cannot be written to: nothing is shown."),
            N_(
                "Leave --include-protected out, or ask somebody who may write to the file and its "
                "folder."
            )
            if what == "protected"
            else N_("Ask somebody who may write to the file and its folder."),
            path=register.path,
        ) from None
