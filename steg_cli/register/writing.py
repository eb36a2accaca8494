"""Writing rows. Used inside `Register.change` only, so that every row is in the log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from steg_cli.programme.ladder import Step
from steg_cli.register.file import Register

Value = str | int | bool | date | Step | None

# A column that refers to another row can be given by what that row is known by.
KNOWN_BY = {
    "step": ("step_id", "(SELECT id FROM step WHERE code = ?)"),
    "cohort": ("cohort_id", "(SELECT id FROM cohort WHERE name = ?)"),
    "post": ("post_id", "(SELECT id FROM post WHERE title = ?)"),
}


def insert(register: Register, table: str, **values: Value) -> int:
    """Insert a row and return its id. `step`, `cohort` and `post` are given as in KNOWN_BY."""
    cursor = register.execute(_insertion(table, *values), _stored(values))
    return int(cursor.lastrowid or 0)


@cache
def _insertion(table: str, *columns: str) -> str:
    names = ", ".join(_column(name) for name in columns)
    places = ", ".join(_place(name) for name in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({places})"


def update(register: Register, table: str, row: int, **values: Value) -> None:
    """Set columns of one row."""
    names = ", ".join(f"{_column(name)} = {_place(name)}" for name in values)
    register.execute(f"UPDATE {table} SET {names} WHERE id = ?", (*_stored(values), row))


def delete(register: Register, table: str, row: int) -> None:
    """Delete one row."""
    register.execute(f"DELETE FROM {table} WHERE id = ?", (row,))


def _column(name: str) -> str:
    return KNOWN_BY[name][0] if name in KNOWN_BY else name


def _place(name: str) -> str:
    return KNOWN_BY[name][1] if name in KNOWN_BY else "?"


def _stored(values: Mapping[str, Value]) -> tuple[str | int | None, ...]:
    return tuple(
        value if value is None or isinstance(value, str) else _as_stored(value)
        for value in values.values()
    )


def _as_stored(value: int | date | Step) -> str | int:
    if isinstance(value, date):
        return value.isoformat()
    return value.code if isinstance(value, Step) else int(value)
