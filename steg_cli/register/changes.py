"""The change log: recording a command's writing, and reversing it whole.

Each command is one row in `change`; triggers add one row to the log for each row it touched, with
its values before and after, and the view `change_row` shows them (see `version_7`). `undo` and
`redo` restore those values, and are changes themselves, so that an undo can be redone and nothing
is ever taken out of the log.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from steg_cli.programme.errors import N_, Refused
from steg_cli.register.arrays import array_of
from steg_cli.register.logged import ROWS, states

Logged = dict[str, Any] | None  # a row as the log has it; None where there was none

# A change that created the register cannot be undone: nothing would be left to redo it in. Nor can
# one that came with a newer steg, which could not read what was before, nor an erasure.
FOUNDING = ("init", "demo", "upgrade", "erase")
# A change that can be undone as long as it is in effect.
UNDOABLE = f"""change.reverses IS NULL AND NOT change.is_open
            AND change.command NOT IN {FOUNDING}"""
# That it was taken back (before another change), and not brought in again.
TAKEN_BACK = """EXISTS (
            SELECT 1 FROM change AS undo WHERE undo.reverses = change.id AND undo.id < :before
                AND NOT EXISTS (SELECT 1 FROM change AS redo
                    WHERE redo.reverses = undo.id AND redo.id < :before))"""
LATEST = 2**63 - 1  # before this one is every change
# Stands in the log where rows of somebody stood who was erased; its row is that of the erasure.
TOMBSTONE = "erasure"


class Effect(NamedTuple):
    """A change in effect, and the change that brought it in: itself, or the last redo of it."""

    moment: int
    change: int


@dataclass
class Change:
    """A change while it is written. `summary` names cases, codes and days, never a name.

    `id` becomes None when nothing was touched, or nothing is kept.
    """

    id: int | None
    summary: str = ""
    reverses: int | None = field(default=None)


@contextmanager
def recording(
    connection: sqlite3.Connection, command: str, today: date, at: str, login: str
) -> Iterator[Change]:
    """Record what is written inside as one change. A change that touched nothing leaves no row."""
    cursor = connection.execute(
        "INSERT INTO change (at, day, command, login, is_open) VALUES (?, ?, ?, ?, 1)",
        (at, str(today), command, login),
    )
    change = Change(cursor.lastrowid)
    yield change
    touched = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM log_row WHERE change_id = ?)", (change.id,)
    ).fetchone()[0]
    if not touched:
        connection.execute("DELETE FROM change WHERE id = ?", (change.id,))
        change.id = None
        return
    connection.execute(
        "UPDATE change SET is_open = 0, summary = ?, reverses = ? WHERE id = ?",
        (change.summary, change.reverses, change.id),
    )


def reverse(connection: sqlite3.Connection, change_id: int) -> None:
    """Give every row that a change touched its values before it, the last touched row first.

    But a municipality that was spelt otherwise first: what is in it is spelt as the list has it.
    Raises Refused when a row has other values by now than the change gave it.
    """
    rows = connection.execute(
        f"""{ROWS} WHERE change_id = ?
        ORDER BY table_name <> 'municipality' OR before IS NULL OR after IS NULL,
            log_row.id DESC""",
        (change_id,),
    ).fetchall()
    from steg_cli.register.version_6 import LOGGED_6

    for row in rows:
        table = row["table_name"]
        if table == TOMBSTONE:
            raise Refused(
                N_("Change {change} concerned somebody who was erased, and cannot be reversed."),
                N_("steg log shows what else was done; steg undo NUMBER takes another one back."),
                change=change_id,
            )
        if table not in LOGGED_6:
            raise ValueError(f"change_row {row['id']} names an unknown table")
        before, after = states(row)
        if before is not None:
            before = _as_listed(connection, before)
        current = _current(connection, table, row["row_id"])
        as_left = _is_as(current, after) or (
            after is not None and _is_as(current, _as_listed(connection, after))
        )
        try:
            if as_left:
                _restore(connection, table, row["row_id"], before, exists=after is not None)
                continue
        except sqlite3.IntegrityError:
            pass  # what the row refers to was altered
        raise Refused(
            N_("Change {change} cannot be reversed: {table} {row} was altered since."),
            N_("steg log shows what came after it."),
            change=change_id,
            table=table,
            row=row["row_id"],
        )
    # An upgrade made former numbers of what an older change replaced: nobody has both.
    connection.execute(
        """DELETE FROM former_number WHERE participant_id IN (
            SELECT row_id FROM change_row WHERE change_id = ? AND table_name = 'participant')
        AND number = (SELECT number FROM participant WHERE id = former_number.participant_id)""",
        (change_id,),
    )


def builds_on(connection: sqlite3.Connection, change_id: int, later: Collection[int]) -> int | None:
    """Return the first of the `later` changes that touched a row that a change touched.

    Or a row that refers to one that it brought in, by number or as a municipality's name, or to
    one that it made another person's. None when there is none.
    """
    touched: set[tuple[str, int]] = set()
    brought_in: set[tuple[str, object]] = set()
    for row in connection.execute(f"{ROWS} WHERE change_id = ?", (change_id,)):
        touched.add((row["table_name"], row["row_id"]))
        before, after = (state or {} for state in states(row))
        whose = (
            {one.get("participant_id") for one in (before, after)} if before and after else set()
        )
        if len(whose) > 1:
            brought_in.add((f"{row['table_name']}_id", row["row_id"]))
            brought_in |= {("participant_id", case) for case in whose}
        if row["before"] is None:
            brought_in.add((f"{row['table_name']}_id", row["row_id"]))
        if row["table_name"] == "municipality" and after:
            brought_in.add(("municipality", after["name"]))
    rows = connection.execute(
        f"""{ROWS} JOIN json_each(?) AS later ON later.value = change_id
        WHERE table_name <> '{TOMBSTONE}' ORDER BY later.key, log_row.id""",
        (array_of(later),),
    )
    for row in rows:
        if (row["table_name"], row["row_id"]) in touched:
            return int(row["change_id"])
        once, then = states(row)
        if brought_in & (then or once or {}).items():
            return int(row["change_id"])
    return None


def concerns_same_people(
    connection: sqlite3.Connection, change_id: int, later: Collection[int]
) -> int | None:
    """Return the first of the `later` changes that concerns somebody whom a change concerned."""
    row = connection.execute(
        """SELECT later.value FROM json_each(:later) AS later
        JOIN change_row ON change_id = later.value AND participant_id IN (
            SELECT participant_id FROM change_row WHERE change_id = :change)
        ORDER BY later.key LIMIT 1""",
        {"change": change_id, "later": array_of(later)},
    ).fetchone()
    return row[0] if row else None


def touched_with(
    connection: sqlite3.Connection, table: str, row_id: int, other: str, cases: Collection[int]
) -> Iterator[tuple[int, Logged, Logged]]:
    """Yield each row of the table `other` that came with a row: its id, and it before and after.

    That is what the change did that brought the row in, the last one if it was taken back and came
    again. `cases` are those to which the rows can have belonged.
    """
    rows = connection.execute(
        f"""{ROWS} WHERE table_name = :other AND change_id = (
            SELECT change_id FROM json_each(:cases) AS whose
            JOIN log_row ON participant_id = whose.value
            JOIN log_layout ON log_layout.id = layout_id
            WHERE table_name = :table AND row_id = :row AND before IS NULL
            ORDER BY log_row.id DESC LIMIT 1)
        ORDER BY log_row.id""",
        {"table": table, "row": row_id, "other": other, "cases": array_of(cases)},
    )
    for row in rows:
        yield row["row_id"], *states(row)


def former_plans(
    connection: sqlite3.Connection, cases: Collection[int]
) -> frozenset[tuple[int, date]]:
    """Return each planned last day that was changed by hand since, with the step that had it.

    What a list brought and what was taken back are no corrections.
    """
    rows = connection.execute(
        f"""{ROWS} JOIN json_each(?) AS whose ON participant_id = whose.value
        JOIN change ON change.id = change_id
        WHERE table_name = 'stay' AND before IS NOT NULL AND after IS NOT NULL
            AND command NOT IN ('import', 'undo', 'redo')""",
        (array_of(cases),),
    )
    found = set()
    for row in rows:
        before, after = ((state or {}).get("planned_last_day") for state in states(row))
        if before is not None and before != after:
            found.add((row["row_id"], date.fromisoformat(before)))
    return frozenset(found)


def is_as_logged(
    connection: sqlite3.Connection, table: str, row_id: int, logged: dict[str, Any]
) -> bool:
    """Say whether a row still has all values that the log has."""
    return _is_as(_current(connection, table, row_id), logged)


def _as_listed(connection: sqlite3.Connection, values: dict[str, object]) -> dict[str, object]:
    """Return logged values with a municipality as the list spells it.

    An upgrade brought spellings together that an older change still has.
    """
    if "municipality" not in values:
        return values
    from steg_cli.register.version_3 import spelling

    for (name,) in connection.execute("SELECT name FROM municipality").fetchall():
        if spelling(name) == spelling(str(values["municipality"])):
            return values | {"municipality": name}
    return values


def _restore(
    connection: sqlite3.Connection,
    table: str,
    row_id: int,
    values: dict[str, object] | None,
    *,
    exists: bool,
) -> None:
    """Give a row these values, or delete it when there are none."""
    if values is None:
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
    elif exists:
        columns = ", ".join(f"{column} = ?" for column in values)
        connection.execute(f"UPDATE {table} SET {columns} WHERE id = ?", (*values.values(), row_id))
    else:
        columns, places = ", ".join(values), ", ".join("?" * len(values))
        connection.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({places})", tuple(values.values())
        )


def _is_as(current: dict[str, object] | None, logged: dict[str, object] | None) -> bool:
    """Compare a row with the log, in the columns that there were when it was logged."""
    if current is None or logged is None:
        return current is logged
    return all(current.get(column) == value for column, value in logged.items())


def _current(connection: sqlite3.Connection, table: str, row_id: int) -> dict[str, object] | None:
    row = connection.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,)).fetchone()
    return dict(row) if row else None


def in_effect(connection: sqlite3.Connection, before: int = LATEST) -> Iterator[Effect]:
    """Yield the changes in effect, from the one that came into it last; or those `before` a change.

    No more of the history is read than is asked for.
    """
    rows = connection.execute(
        f"""SELECT made.id, change.id FROM change AS made
        LEFT JOIN change AS undone ON undone.id = made.reverses
        JOIN change ON change.id = coalesce(undone.reverses, made.id)
        WHERE made.id < :before AND NOT made.is_open
            AND {UNDOABLE} AND NOT {TAKEN_BACK}
            AND (made.reverses IS NULL OR undone.reverses IS NOT NULL)
        ORDER BY made.id DESC""",
        {"before": before},
    )
    redone = set()
    for effect in map(Effect._make, rows):
        if effect.change in redone:
            continue  # when it was made, or was brought back before
        if effect.moment != effect.change:
            redone.add(effect.change)
        yield effect


def effect_of(connection: sqlite3.Connection, change_id: int) -> Effect | None:
    """Return when a change came into effect; None where it is not in effect."""
    row = connection.execute(
        f"""SELECT coalesce((SELECT max(redo.id) FROM change AS undo
                JOIN change AS redo ON redo.reverses = undo.id WHERE undo.reverses = change.id),
            change.id), change.id
        FROM change WHERE id = :change AND {UNDOABLE} AND NOT {TAKEN_BACK}""",
        {"change": change_id, "before": LATEST},
    ).fetchone()
    return None if row is None else Effect(*row)


def next_redo(connection: sqlite3.Connection) -> tuple[int, int] | None:
    """Return the undo that redo would reverse, and the change that comes back with that.

    A new change after an undo ends the redoing, but for one that cannot be undone.
    """
    row = connection.execute(
        f"""SELECT id, reverses FROM change AS undo
        WHERE command = 'undo' AND NOT is_open
            AND NOT EXISTS (SELECT 1 FROM change AS redo WHERE redo.reverses = undo.id)
            AND id > ifnull((SELECT id FROM change WHERE {UNDOABLE} ORDER BY id DESC LIMIT 1), 0)
        ORDER BY id DESC LIMIT 1"""
    ).fetchone()
    return None if row is None else (row[0], row[1])


def is_step_back(connection: sqlite3.Connection, change_id: int) -> bool:
    """Say whether without a change that is in effect everything is as it was right before it.

    So it is when the same changes were in effect then, and had come into it in the same order.
    """
    earlier = in_effect(connection, before=change_id)
    since = {change_id}  # what came into effect since then, and is in it
    for moment, change in in_effect(connection):
        if moment < change_id:
            break
        if change != change_id:
            then = next(earlier, None)
            if then is None or then.change != change:
                return False
            since.add(change)
    gone = connection.execute(
        f"""SELECT change.id FROM change AS since JOIN change ON change.id = since.reverses
        WHERE since.id > :before AND since.command = 'undo' AND change.id < :before
            AND NOT {TAKEN_BACK}""",
        {"before": change_id},
    )
    return all(row[0] in since for row in gone)
