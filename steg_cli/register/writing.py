"""Writing rows. Used inside `Register.change` only, so that every row is in the log."""

from __future__ import annotations

from datetime import date

from steg_cli.programme.ladder import Step
from steg_cli.register.file import Register

Value = str | int | bool | date | Step | None


def insert(register: Register, table: str, **values: Value) -> int:
    """Insert a row and return its id. A `step` is stored as a reference to the ladder."""
    columns = _columns(register, values)
    names, places = ", ".join(columns), ", ".join("?" * len(columns))
    cursor = register.execute(
        f"INSERT INTO {table} ({names}) VALUES ({places})", tuple(columns.values())
    )
    return int(cursor.lastrowid or 0)


def update(register: Register, table: str, row: int, **values: Value) -> None:
    """Set columns of one row."""
    columns = _columns(register, values)
    names = ", ".join(f"{name} = ?" for name in columns)
    register.execute(f"UPDATE {table} SET {names} WHERE id = ?", (*columns.values(), row))


def delete(register: Register, table: str, row: int) -> None:
    """Delete one row."""
    register.execute(f"DELETE FROM {table} WHERE id = ?", (row,))


def _columns(register: Register, values: dict[str, Value]) -> dict[str, str | int | None]:
    columns: dict[str, str | int | None] = {}
    for name, value in values.items():
        if isinstance(value, Step):
            found = register.execute("SELECT id FROM step WHERE code = ?", (value.code,))
            columns["step_id"] = found.fetchone()[0]
        elif isinstance(value, date):
            columns[name] = value.isoformat()
        else:
            columns[name] = int(value) if isinstance(value, bool) else value
    return columns
