"""Erasing a person from the file: rows, change history, mails, and bytes.

The rows go in one transaction; then the file is built anew, so that no page keeps what stood
there. Until that is done the erasure has no moment, and the next command does it.
"""

from __future__ import annotations

import json
import re
import secrets
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from steg_cli.programme.cases import reference_of
from steg_cli.programme.erasing import anonymous, numbers_of
from steg_cli.programme.people import Person
from steg_cli.register.arrays import array_of
from steg_cli.register.file import Register
from steg_cli.register.logged import OF_ERASED, key_of
from steg_cli.register.mentions import cases_of, tell_tale, whole_words
from steg_cli.register.outbox import STATUS
from steg_cli.register.saving import TABLES, save_person
from steg_cli.register.writing import delete

# The columns that tell what a logged row belongs to. While the case was part of another, what is
# theirs was logged as that one's, and that one had their number besides.
_BELONGS = ("participant_id", "enrolment_id", "stay_id", "former_case", "number")


def erase(
    register: Register, person: Person, day: date, *, kind: str, decision: str, leave_counts: bool
) -> Mapping[str, int]:
    """Take a person out of every table, inside a change; return how many rows of each went.

    With `leave_counts` what reports count by is left, as nobody's. That somebody was erased stays
    on record, by which decision and not who.
    """
    record = _record(register, day, kind, decision)
    cases = cases_of(person)
    texts = tell_tale(register, person)
    gone = Counter(TABLES[type(part)][0] for part, _ in person.parts())
    _keep_numbers_taken(register, cases)
    for part, _ in reversed(list(person.parts())):
        delete(register, TABLES[type(part)][0], part.id)
    named = whole_words([*map(reference_of, cases), *texts])
    gone["change_row"] = _clear_log(register, person, cases, record, named)
    gone["reminder"] = _clear_mails(register, cases)
    _clear_answers(register, texts)
    _clear_readings(register, cases, named)
    _clear_copies(register, named)
    if leave_counts:
        # Not -1: a trigger before an insert takes it for that of a row without a number.
        least = register.execute("SELECT min(id) FROM participant").fetchone()[0]
        case = min(least or 0, -1) - 1
        save_person(register, None, anonymous(person, case, secrets.token_hex(8)))
    return gone


def finish(register: Register) -> None:
    """Build the file anew, so that no byte is left of those who were erased, and note when.

    Nothing is written elsewhere meanwhile: what SQLite needs beside it is in memory.
    """
    register.execute("PRAGMA temp_store = MEMORY")
    register.execute("VACUUM")
    register.execute("UPDATE erasure SET at = ? WHERE at = ''", (register.now(),))


def _record(register: Register, day: date, kind: str, decision: str) -> int:
    cursor = register.execute(
        "INSERT INTO erasure (at, day, by, kind, decision) VALUES ('', ?, ?, ?, ?)",
        (str(day), register.login(), kind, decision),
    )
    return int(cursor.lastrowid or 0)


def _keep_numbers_taken(register: Register, cases: Collection[int]) -> None:
    """Let nobody get the number of a case that goes."""
    register.execute(
        "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'participant'", (max(cases),)
    )


def _clear_log(
    register: Register, person: Person, cases: Collection[int], record: int, named: re.Pattern[str]
) -> int:
    """Take what is theirs out of the log. A change that it was part of keeps a mark of that.

    What a change is called names them no more; where all of it was theirs it is called nothing.
    """
    connection = register.connection
    theirs: dict[str, Sequence[int] | Sequence[str]] = {
        "participant_id": list(cases),
        "former_case": list(cases),
        "enrolment_id": [one.id for one in person.enrolments],
        "stay_id": [stay.id for stay in person.stays],
        "number": numbers_of(person),
    }
    rows = connection.execute(
        f"SELECT id, change_id FROM log_row WHERE {_logged_of(connection)}",
        {column: array_of(each) for column, each in theirs.items()},
    ).fetchall()
    connection.executemany("DELETE FROM log_row WHERE id = ?", [(row,) for row, _ in rows])
    open_change = register.execute("SELECT id FROM change WHERE is_open = 1").fetchone()[0]
    touched = {change for _, change in rows} - {open_change}
    _rename(register, named, touched)
    connection.executemany(
        "INSERT INTO log_row (change_id, layout_id, row_id) VALUES (?, ?, ?)",
        [(change, OF_ERASED, record) for change in sorted(touched)],
    )
    return sum(change != open_change for _, change in rows)


def _logged_of(connection: sqlite3.Connection) -> str:
    """Return the condition for rows of the log that hold anything of theirs.

    That is told by the last state of a row; by both, if the row was another person's before.
    """
    found = ["participant_id IN (SELECT value FROM json_each(:participant_id))"]
    for number, table, columns in connection.execute("SELECT * FROM log_layout").fetchall():
        for column in _BELONGS:
            key = key_of(columns, column)
            if key is None or (column == "number" and table != "former_number"):
                continue
            last = f"coalesce(after ->> '{key}', before ->> '{key}')"
            for state in (last, f"before ->> '{key}'") if column == "participant_id" else (last,):
                theirs = f"{state} IN (SELECT value FROM json_each(:{column}))"
                found.append(f"layout_id = {number} AND {theirs}")
    return " OR ".join(found)


def _rename(register: Register, named: re.Pattern[str], touched: Collection[int]) -> None:
    """Take what names somebody out of what changes are called: a case, or a list's file."""
    changes = register.execute(
        """SELECT id, summary, EXISTS (
            SELECT 1 FROM log_row WHERE change_id = change.id AND layout_id <> ?)
        FROM change WHERE is_open = 0 AND summary <> ''""",
        (OF_ERASED,),
    ).fetchall()
    renamed = []
    for change, summary, has_rows in changes:
        is_theirs_alone = change in touched and not has_rows
        new = "" if is_theirs_alone else named.sub("–", summary)
        if new != summary:
            renamed.append((new, change))
    register.connection.executemany("UPDATE change SET summary = ? WHERE id = ?", renamed)


def _clear_mails(register: Register, cases: Collection[int]) -> int:
    """Take the memory of reminders, and mails that wait and may name the case.

    The next run writes what still is to be said.
    """
    values = {"cases": array_of(cases), "status": STATUS}
    theirs = "participant_id IN (SELECT value FROM json_each(:cases))"
    query = f"SELECT count(*) FROM reminder WHERE {theirs}"
    count = int(register.execute(query, values).fetchone()[0])
    register.execute(
        f"""DELETE FROM outbox WHERE sent_at IS NULL AND (NOT begun OR guise = :status
            OR id IN (SELECT outbox_id FROM reminder WHERE {theirs}))""",
        values,
    )
    register.execute(f"DELETE FROM reminder WHERE {theirs}", values)
    return count


def _clear_answers(register: Register, texts: Collection[str]) -> None:
    """Forget answers about lists that hold one of `texts`; they are asked for anew."""
    folded = [text.casefold() for text in texts]
    for row in register.execute("SELECT id, answers FROM import_answers").fetchall():
        # JSON may have written a letter as its code.
        told = json.dumps(json.loads(row["answers"]), ensure_ascii=False).casefold()
        if any(text in told for text in folded):
            delete(register, "import_answers", row["id"])


def _clear_readings(register: Register, cases: Collection[int], named: re.Pattern[str]) -> None:
    """Let it be known that something was read, and not of whom."""
    for row in register.execute("SELECT id, command FROM reading").fetchall():
        if named.search(row["command"]):
            values = (named.sub("–", row["command"]), row["id"])
            register.execute("UPDATE reading SET command = ? WHERE id = ?", values)
    register.connection.executemany(
        "DELETE FROM reading_of WHERE participant_id = ?", [(case,) for case in cases]
    )


def _clear_copies(register: Register, named: re.Pattern[str]) -> None:
    """Forget copies whose files are called after them: that they are there was told."""
    for row in register.execute("SELECT id, path FROM backup").fetchall():
        if named.search(unicodedata.normalize("NFC", row["path"])):
            delete(register, "backup", row["id"])
