"""Values in the file that no steg wrote: a flipped bit, or another program's hand.

Reading does not look for them, since that would cost every command. Whoever stumbles over one
asks here which it was.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from typing import NamedTuple

from steg_cli.programme.days import EARLIEST, LATEST
from steg_cli.programme.errors import N_, Note, note
from steg_cli.programme.identity import stored_identity
from steg_cli.programme.periods import MOST_MONTHS
from steg_cli.register.changes import FOUNDING

# Which rows of a table belong to the chosen people, for setting those people aside.
_OF_ENROLMENTS = "enrolment_id IN (SELECT id FROM enrolment)"
_OF_PEOPLE = "participant_id IN (SELECT id FROM participant)"
_SET_ASIDE = {
    "enrolment": _OF_PEOPLE,
    "former_number": _OF_PEOPLE,
    "former_case": _OF_PEOPLE,
    "remark": _OF_PEOPLE,
    "hold": _OF_PEOPLE,
    "stay": _OF_ENROLMENTS,
    "placement": _OF_ENROLMENTS,
    "follow_up": _OF_ENROLMENTS,
    "pause": _OF_ENROLMENTS,
    "support": _OF_ENROLMENTS,
    "deadline": _OF_ENROLMENTS,
    "residence": _OF_ENROLMENTS,
    "extension": "stay_id IN (SELECT id FROM stay)",
}


# What people refer to, with what else of it is hidden when one is.
_AROUND = {
    "step": "",
    "cohort": "",
    "sector": "",
    "workplace": " AND sector_id IN (SELECT id FROM sector)",
    "post": " AND workplace_id IN (SELECT id FROM workplace)",
}
# Whose a row is, or who refers to it.
_OF_A_PLACE = (
    "SELECT participant_id FROM enrolment JOIN placement ON enrolment_id = enrolment.id "
    "JOIN workplace ON workplace.id = workplace_id WHERE "
)
_OF_A_STAY = (
    "SELECT participant_id FROM enrolment JOIN stay ON enrolment_id = enrolment.id WHERE stay."
)
_WHOSE = {
    **{
        table: f"SELECT participant_id FROM {table} WHERE id = ?"
        if condition == _OF_PEOPLE
        else f"SELECT participant_id FROM {table} JOIN enrolment ON enrolment.id = enrolment_id "
        f"WHERE {table}.id = ?"
        for table, condition in _SET_ASIDE.items()
    },
    "participant": "SELECT id FROM participant WHERE id = ?",
    "extension": f"{_OF_A_STAY}id = (SELECT stay_id FROM extension WHERE id = ?)",
    "step": f"{_OF_A_STAY}step_id = ?",
    "post": f"{_OF_A_STAY}post_id = ?",
    "cohort": "SELECT participant_id FROM enrolment WHERE cohort_id = ?",
    "workplace": f"{_OF_A_PLACE}workplace.id = ?",
    "sector": f"{_OF_A_PLACE}sector_id = ?",
}


# Days that can be typed, and the last ones that months counted from them lead to.
FIRST_DAY, LAST_DAY = f"{EARLIEST}-01-01", f"{LATEST + MOST_MONTHS // 12}-12-31"
_DAYS = re.compile(r"CHECK \((\w+) IS date\(")


class Damage(NamedTuple):
    """A row with a value that cannot be; `column` is None where it is not known which one."""

    table: str
    row: int
    column: str | None

    @property
    def note(self) -> Note:
        """The damage in a sentence that holds no value of the register."""
        if self.column is None:
            return note(
                N_("In the table {table}, row {row} cannot be right."),
                table=self.table,
                row=self.row,
            )
        return note(
            N_("In the table {table}, row {row} has a value in {column} that cannot be."),
            table=self.table,
            row=self.row,
            column=self.column,
        )


def damaged(connection: sqlite3.Connection) -> Iterator[Damage]:
    """Yield every row that breaks what its table, its references or its form demand.

    Raises sqlite3.DatabaseError where the file itself cannot be read.
    """
    seen = set()
    with _looked_at(connection) as file, as_bytes_are(file):
        for find in (
            _impossible,
            _dangling,
            _unreadable,
            _of_no_time,
            _unreadable_log,
            _out_of_turn,
        ):
            for found in find(file):
                if found not in seen:
                    seen.add(found)
                    yield found


@contextmanager
def _looked_at(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Yield where to look: a copy, where the file may only be read.

    Of such a file SQLite does not say that a value is not what its table demands (3.40 does not).
    """
    path = connection.execute("PRAGMA database_list").fetchone()[2]
    if not path or os.access(path, os.W_OK):
        yield connection
        return
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        connection.backup(copy)
        yield copy


@contextmanager
def as_bytes_are(connection: sqlite3.Connection) -> Iterator[None]:
    """Read text also where it is none, and rows as plain tuples."""
    factories = connection.text_factory, connection.row_factory
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    connection.row_factory = None
    try:
        yield
    finally:
        connection.text_factory, connection.row_factory = factories


def _tables(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' "
        "ESCAPE '\\' AND name NOT LIKE '\\_sqlite%' ESCAPE '\\' ORDER BY name"
    ).fetchall()


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def _impossible(connection: sqlite3.Connection) -> Iterator[Damage]:
    """Yield the rows that their own table would refuse, asked by writing them into a copy of it."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        for table, sql in _tables(connection):
            columns = _columns(connection, table)
            if "id" not in columns or _is_well(connection, table):
                continue
            copy.execute(sql)
            copy.execute("BEGIN")
            insert = f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})"
            place = columns.index("id")
            for row in connection.execute(f"SELECT {', '.join(columns)} FROM {table} NOT INDEXED"):
                try:
                    copy.execute(insert, row)
                except (sqlite3.Error, UnicodeError, OverflowError) as error:
                    yield Damage(table, row[place], _named(columns, row, error))
            copy.execute("ROLLBACK")


def _is_well(connection: sqlite3.Connection, table: str) -> bool:
    """Say whether SQLite finds nothing wrong in a table and all its text is text.

    That is quick, and does not tell which row it is.
    """
    if connection.execute(f"PRAGMA quick_check({table})").fetchall() != [("ok",)]:
        return False
    tolerant, connection.text_factory = connection.text_factory, str
    try:
        return all(True for _ in connection.execute(f"SELECT * FROM {table} NOT INDEXED"))
    except sqlite3.OperationalError:  # what is no UTF-8
        return False
    finally:
        connection.text_factory = tolerant


def _named(columns: list[str], row: tuple[object, ...], error: Exception) -> str | None:
    """Return the column that an error is about."""
    if isinstance(error, UnicodeError):
        broken = (
            column
            for column, value in zip(columns, row, strict=True)
            if isinstance(value, str) and not _is_text(value)
        )
        return next(broken, None)
    words = str(error).replace(".", " ").replace("(", " ").split()
    return next((word for word in words if word in columns), None)


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeError:
        return False
    return True


def _dangling(connection: sqlite3.Connection) -> Iterator[Damage]:
    """Yield the rows that refer to something that is not there."""
    for table, row, _, key in connection.execute("PRAGMA foreign_key_check").fetchall():
        keys = connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
        yield Damage(table, row, next((one[3] for one in keys if one[0] == key), None))


def _unreadable(connection: sqlite3.Connection) -> Iterator[Damage]:
    """Yield moments, identity numbers and limits that are none."""
    for table, _ in _tables(connection):
        columns = _columns(connection, table)
        for column in columns:
            if "id" in columns and (column == "at" or column.endswith("_at")):
                query = (
                    f"SELECT id FROM {table} WHERE {column} IS NOT "
                    f"strftime('%Y-%m-%dT%H:%M:%SZ', {column})"
                )
                for (row,) in connection.execute(query):
                    yield Damage(table, row, column)
    for column in ("least_months", "most_months"):
        query = f"SELECT id FROM step WHERE {column} NOT BETWEEN 1 AND {MOST_MONTHS}"
        for (row,) in connection.execute(query):
            yield Damage("step", row, column)
    for row, *identity in connection.execute(
        "SELECT id, kind, number, sex, birth_year FROM participant"
    ):
        try:
            stored_identity(*identity)
        except (ValueError, TypeError, OverflowError):
            yield Damage("participant", row, "number")


def _of_no_time(connection: sqlite3.Connection) -> Iterator[Damage]:
    """Yield days that nobody can have meant; the calendar's last one has none after it."""
    for table, sql in _tables(connection):
        for column in _DAYS.findall(sql):
            query = f"SELECT id FROM {table} WHERE {column} < ? OR {column} > ? ORDER BY id"
            for (row,) in connection.execute(query, (FIRST_DAY, LAST_DAY)):
                yield Damage(table, row, column)


def _unreadable_log(connection: sqlite3.Connection) -> Iterator[Damage]:
    """Yield logged rows, and layouts of them, that are no JSON or name a column that is not."""
    for table, column in (("log_row", "before"), ("log_row", "after"), ("log_layout", "columns")):
        query = (
            f"SELECT id FROM {table} WHERE {column} IS NOT NULL AND "
            f"iif(json_valid({column}), json_type({column}) <> 'object', 1)"
        )
        for (row,) in connection.execute(query):
            yield Damage(table, row, column)
    tables = {name for name, _ in _tables(connection)}
    for row, table, names in connection.execute(
        "SELECT id, table_name, (SELECT json_group_array(iif(type = 'text', value, '')) "
        "FROM json_each(columns)) FROM log_layout WHERE json_valid(columns)"
    ).fetchall():
        if table not in tables:
            yield Damage("log_layout", row, "table_name")
        elif not set(json.loads(names)) <= set(_columns(connection, table)):
            yield Damage("log_layout", row, "columns")


def _out_of_turn(connection: sqlite3.Connection) -> Iterator[Damage]:
    """Yield the first change from which the history cannot be followed."""
    in_effect: set[int] = set()
    undone: list[tuple[int, int]] = []  # each undo that can be redone, and what it took back
    for change, command, reverses in connection.execute(
        "SELECT id, command, reverses FROM change ORDER BY id"
    ):
        if command in FOUNDING:
            continue
        if reverses is None:
            undone.clear()
            in_effect.add(change)
        elif command == "undo" and reverses in in_effect:
            in_effect.remove(reverses)
            undone.append((change, reverses))
        elif command == "redo" and undone and undone[-1][0] == reverses:
            in_effect.add(undone.pop()[1])
        else:
            yield Damage("change", change, "reverses")
            return


def cases_of(connection: sqlite3.Connection, found: Collection[Damage]) -> set[int]:
    """Return the case numbers of the people whose own rows, or what they refer to, are damaged."""
    cases: set[int] = set()
    for damage in found:
        if query := _WHOSE.get(damage.table):
            found_cases = (row[0] for row in connection.execute(query, (damage.row,)))
            cases |= {case for case in found_cases if isinstance(case, int)}
    return cases


def set_aside(connection: sqlite3.Connection, found: Collection[Damage]) -> set[int]:
    """Hide whose rows are damaged from everything that this connection reads from now on.

    Return their case numbers. What is damaged around them is hidden too: a step, a workplace. What
    the connection then writes can only be what is not theirs, such as the outbox.
    """
    cases = cases_of(connection, found)
    views = {}
    for table, of_what in _AROUND.items():
        rows = {damage.row for damage in found if damage.table == table}
        views[table] = f"id NOT IN ({_listed(rows)}){of_what}"
    if any(damage.table in views for damage in found) or cases:
        views |= {"participant": f"id NOT IN ({_listed(cases)})"} | _SET_ASIDE
        for table, condition in views.items():
            # A temporary view is found before the table of the same name.
            connection.execute(
                f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{table} WHERE {condition}"
            )
    return cases


def _listed(numbers: Collection[int]) -> str:
    return ", ".join(str(int(number)) for number in numbers)
