"""The rows of the change log: how they are kept, and reading them whole.

A row is kept in the layout that its table had when it was logged: each column has a key there. A
state holds the columns that are not NULL, under their keys, and `id` only where it is not the
number that stands beside. Of a row that was changed, `after` holds the columns that got another
value, also NULL. A layout without columns is that of what no trigger of ours wrote: such rows hold
all their columns by name.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from typing import Any, NamedTuple

State = dict[str, Any]
OF_ERASED = 0  # the layout of the marks that erasures leave
# Rows of the log for `states`; the view `change_row` has them for conditions in SQL.
ROWS = """SELECT log_row.*, table_name, columns
        FROM log_row JOIN log_layout ON log_layout.id = layout_id"""


class Layout(NamedTuple):
    """A table's columns when a row was logged, but for `id`; None for rows that name their own."""

    table: str
    names: tuple[str, ...] | None

    @property
    def keys(self) -> dict[str, str]:
        """The column of each key."""
        from string import ascii_letters

        names = self.names or ()
        return dict(zip(ascii_letters[: len(names)], names, strict=True))

    @property
    def columns(self) -> str | None:
        """The keys and columns as the file has them."""
        return None if self.names is None else _written(self.keys)


def read(
    columns: str | None, row: int, before: str | None, after: str | None
) -> tuple[State | None, State | None]:
    """Return a logged row before and after, whole, each None where there was none.

    Raises ValueError for what no steg wrote.
    """
    states = [None if state is None else _read(state) for state in (before, after)]
    if not all(state is None or isinstance(state, dict) for state in states):
        raise ValueError("a logged row is no object")
    old, new = states
    if columns is None:
        return old, new
    names = _names(columns)
    if old is not None and new is not None:
        new = old | {"id": row} | new
    return _named(names, row, old), _named(names, row, new)


def states(row: sqlite3.Row) -> tuple[State | None, State | None]:
    """Return a row of `ROWS` before and after; see `read`."""
    return read(row["columns"], row["row_id"], row["before"], row["after"])


@cache
def _names(columns: str) -> dict[str, str]:
    return {"id": "id", **_read(columns)}


def _named(names: dict[str, str], row: int, state: State | None) -> State | None:
    if state is None:
        return None
    if not state.keys() <= names.keys():
        raise ValueError("a logged row has a column that there was not")
    return {name: state.get(key) for key, name in names.items()} | {"id": state.get("id", row)}


def key_of(columns: str | None, name: str) -> str | None:
    """Return the key of a column in a layout; None where it has no such column."""
    if columns is None:
        return name
    return next((key for key, column in _names(columns).items() if column == name), None)


def key_in_sql(name: str) -> str:
    """Return the SQL for the key of a column in the layout that a row of the log is joined with."""
    return f"ifnull((SELECT key FROM json_each(columns) WHERE value = '{name}'), '{name}')"


def stored(
    table: str, row: int, before: bytes | None, after: bytes | None
) -> tuple[Layout, bytes | None, bytes | None]:
    """Return how a row is kept that was logged with its columns' names, and in which layout.

    What no trigger of ours wrote is kept as it is.
    """
    as_it_is = Layout(table, None), before, after
    try:
        old, new = (None if state is None else _read(state) for state in (before, after))
    except ValueError:
        return as_it_is
    states = [one for one in (old, new) if one is not None]
    if not all(isinstance(one, dict) and one for one in states) or not states:
        return as_it_is
    first, *names = states[0]
    if first != "id" or [*states[-1]] != [first, *names] or (new and new["id"] != row):
        return as_it_is
    layout = Layout(table, tuple(names))
    try:
        left, came = (_dumped(state) for state in _kept(layout.keys, row, old, new))
    except UnicodeEncodeError:  # half a letter, which Python reads and does not write
        return as_it_is
    return layout, left, came


def _kept(
    keys: dict[str, str], row: int, old: State | None, new: State | None
) -> tuple[State | None, State | None]:
    """Return the two states of a row under their keys, as the triggers do."""
    before, after = (
        state and {key: state[name] for key, name in keys.items() if state[name] is not None}
        for state in (old, new)
    )
    if old and before is not None and old["id"] != row:
        before["id"] = old["id"]
    if old and new:
        after = {key: new[name] for key, name in keys.items() if old[name] != new[name]}
    return before, after


def _dumped(state: State | None) -> bytes | None:
    return None if state is None else _written(state).encode()


# Most commands read no log, and json takes 2 ms to import.


def _read(text: str | bytes) -> Any:
    import json

    return json.loads(text)


def _written(value: State) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
