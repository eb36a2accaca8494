"""Whether the change history tells what the tables hold, and whether the file is as steg makes it.

Every logged row has its history: each change begins with the values that the one before left,
and the last one left what stands in the table. Only columns that both know are compared, since a
row that was logged by an older version has no word of what was added later.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import chain, groupby
from typing import Any

from steg_cli.programme.errors import N_, Note, note
from steg_cli.programme.words import Word
from steg_cli.register.arrays import array_of
from steg_cli.register.damage import Damage, as_bytes_are, damaged
from steg_cli.register.logged import State, read
from steg_cli.register.version_6 import LOGGED_6

KINDS = {"table": N_("table"), "index": N_("index"), "trigger": N_("trigger"), "view": N_("view")}
# Rows that came with an upgrade, from what the history said already.
_FROM_UPGRADES = frozenset({"former_number"})


def first_problem(connection: sqlite3.Connection) -> Note | None:
    """Return the first thing that is wrong with a register; None if all is well.

    That is a value that cannot be, one that its history did not make, or how the file is made. All
    of the register and its history are read.
    """
    made = not_as_made(connection)
    try:
        damages = chain(damaged(connection), not_as_logged(connection))
        return next(chain((one.note for one in damages), made), None)
    except sqlite3.OperationalError:  # a table is missing
        if found := next(made, None):
            return found
        raise


def not_as_logged(connection: sqlite3.Connection) -> Iterator[Damage]:
    """Yield every row that is not what its history made of it, one table after the other.

    A history that cannot be read is damage of its own, and not told again here. In a register
    from which somebody was erased, rows without a history can be theirs.
    """
    erased = connection.execute("SELECT EXISTS (SELECT 1 FROM erasure)").fetchone()[0]
    with as_bytes_are(connection):
        for table in LOGGED_6:
            unlogged_is_right = bool(erased) or table in _FROM_UPGRADES
            yield from _of_table(connection, table, unlogged_is_right=unlogged_is_right)


def _of_table(
    connection: sqlite3.Connection, table: str, *, unlogged_is_right: bool
) -> Iterator[Damage]:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    if not columns:
        return  # there is no such table, which is told as that
    present = {
        row[0]: dict(zip(columns, row[1:], strict=True))
        for row in connection.execute(f"SELECT id, {', '.join(columns)} FROM {table} NOT INDEXED")
    }
    renumbered = _renumbered(connection, table)
    logged = connection.execute(
        "SELECT row_id, columns, before, after FROM log_row "
        "JOIN log_layout ON log_layout.id = layout_id WHERE table_name = ? "
        "ORDER BY iif(row_id IN (SELECT value FROM json_each(?)), NULL, row_id), log_row.id",
        (table, array_of(renumbered)),
    )
    for _, entries in groupby(logged, key=lambda row: None if row[0] in renumbered else row[0]):
        told = _Told(table, unlogged_is_right=unlogged_is_right)
        for row, *kept in entries:
            told.follow(row, kept)
        for row in told.rows:
            now = present.pop(row, None)
            if found := told.broken.get(row) or _difference(table, row, told.left.get(row), now):
                yield found
    if not unlogged_is_right:
        yield from (Damage(table, row, None) for row in present)


def _renumbered(connection: sqlite3.Connection, table: str) -> set[int]:
    """Return the rows to which another program gave another number, by both numbers."""
    rows = connection.execute(
        "SELECT row_id, before ->> 'id' FROM log_row "
        "JOIN log_layout ON log_layout.id = layout_id "
        "WHERE table_name = ? AND instr(before, '\"id\":') AND json_valid(before) "
        "AND before ->> 'id' <> row_id",
        (table,),
    )
    return {number for row in rows for number in row if isinstance(number, int)}


class _Told:
    """What the history tells of one row, or of some that exchanged their numbers."""

    def __init__(self, table: str, *, unlogged_is_right: bool) -> None:
        self.table = table
        self.unlogged_is_right = unlogged_is_right
        self.rows: dict[int, None] = {}  # in their order
        self.left: dict[int, State | None] = {}
        self.broken: dict[int, Damage] = {}

    def follow(self, row: int, kept: Sequence[Any]) -> None:
        """Follow one entry: what it began with is what the one before left."""
        try:
            before, after = read(kept[0], row, kept[1], kept[2])
        except (json.JSONDecodeError, RecursionError):
            before, after = self.left.get(row), {}  # which is told as damage of the log itself
        except ValueError:
            before, after = self.left.get(row), {}
            self.broken.setdefault(row, Damage(self.table, row, None))
        source = before.get("id", row) if before else row
        is_first = source not in self.rows
        left = self.left.pop(source, None)
        if not (is_first and self.unlogged_is_right):
            found = _difference(self.table, row, left, before)
            if found:
                self.broken.setdefault(row, found)
        self.rows[row] = None
        self.left[row] = after


def _difference(table: str, row: int, left: State | None, found: State | None) -> Damage | None:
    """Return where two states of a row differ, each None where there is no row."""
    if left == found:
        return None
    if left is None or found is None:
        return Damage(table, row, None)
    for column in left.keys() & found.keys():
        if left[column] != found[column]:
            return Damage(table, row, column)
    return None


def not_as_made(connection: sqlite3.Connection) -> Iterator[Note]:
    """Yield each table, index, trigger and view that is missing, or is not as a new file has it.

    Of a table its columns are compared: what an older file's was made from is spelt otherwise.
    """
    from steg_cli.register.migrations import migrate

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as new:
        migrate(new)
        wanted = _made(new)
    found = _made(connection)
    for (kind, name), made in wanted.items():
        values = {"kind": Word(KINDS[kind]), "name": name}
        if (kind, name) not in found:
            yield note(N_("The {kind} {name} of the file is missing."), **values)
        elif found[kind, name] != made:
            yield note(N_("The {kind} {name} of the file was altered."), **values)
    for kind, name in found.keys() - wanted.keys():
        if kind == "trigger":
            values = {"kind": Word(KINDS[kind]), "name": name}
            yield note(N_("The file has a {kind} {name} that is not steg's."), **values)


def _made(connection: sqlite3.Connection) -> dict[tuple[str, str], object]:
    """Return what a file is made of, by its kind and name: the columns of a table, else its SQL."""
    query = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
    return {
        (kind, name): sorted(row[1] for row in connection.execute(f"PRAGMA table_info({name})"))
        if kind == "table"
        else _spelt(sql)
        for kind, name, sql in connection.execute(query).fetchall()
    }


def _spelt(sql: str) -> str:
    return " ".join(sql.split())
