"""A register of many people out of one of fewer: everybody several times, with their history.

A million people take an hour to be written command by command, and some minutes so. Every copy
has rows, changes and a log of its own, under ids between those of the original, so that all are in
the order of their days as before. Both files are of the newest version. `steg check` compares the
copied log with the copied tables.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from bulk import in_bulk

from steg_cli.register.file import Register, new_register
from steg_cli.register.logged import Layout

# What everybody has copies of. What else there is stands once, under the ids that it has.
COPIED = (
    "workplace",
    "participant",
    "enrolment",
    "stay",
    "extension",
    "placement",
    "follow_up",
    "pause",
    "support",
    "deadline",
    "remark",
)
ONCE = ("setting", "project", "cohort", "step", "sector", "municipality", "rate")
REFERENCES = ("participant_id", "enrolment_id", "stay_id", "workplace_id")


def multiply(source: Path, path: Path, times: int) -> None:
    """Write a register at `path` that holds everybody in the one at `source` so many times."""
    with new_register(path) as register:
        register.execute("ATTACH ? AS source", (f"{source.absolute().as_uri()}?mode=ro",))
        with in_bulk(register, triggers="%"):
            register.execute("CREATE TEMP TABLE copy (number INTEGER PRIMARY KEY)")
            numbers = [(number,) for number in range(times)]
            register.connection.executemany("INSERT INTO copy VALUES (?)", numbers)
            for table in ONCE:
                register.execute(f"INSERT INTO main.{table} SELECT * FROM source.{table}")
            for table in COPIED:
                columns = _columns(register, table)
                copies = {one: _copied(table, one, times, f"one.{one}") for one in columns}
                _copy_rows(register, table, copies)
            _copy_log(register, times)
            register.execute("INSERT INTO main.watched SELECT * FROM main.to_watch")
        register.execute("DETACH source")


def _columns(register: Register, table: str) -> list[str]:
    return [row[1] for row in register.execute(f"PRAGMA main.table_info({table})")]


def _copied(table: str, column: str, times: int, value: str) -> str:
    """Return what a copy has in a column, where the original has `value`."""
    if column == "id" or column in REFERENCES:
        return f"{value} * {times} + copy.number"
    if table == "participant" and column == "kind":
        return f"iif(copy.number = 0, {value}, 'other')"
    if table == "participant" and column == "number":
        return f"iif(copy.number = 0, {value}, 'X-' || copy.number || '-' || {value})"
    if column == "name":  # Säregen is the one name that nobody else has
        other = f"replace({value}, 'Säregen', 'Modig') || ' ' || copy.number"
        return f"iif(copy.number = 0, {value}, {other})"
    return value


def _copy_log(register: Register, times: int) -> None:
    """Copy the changes that touched what is copied; each with the references of its copies."""
    layouts = {
        row["id"]: Layout(row["table_name"], tuple(json.loads(row["columns"]).values()))
        for row in register.execute("SELECT * FROM main.log_layout WHERE columns IS NOT NULL")
        if row["table_name"] in COPIED
    }
    is_copied = f"layout_id IN ({', '.join(map(str, layouts))})"
    _copy_rows(
        register,
        "change",
        {
            "id": f"one.id * {times} + copy.number",
            "summary": f"""CASE WHEN one.summary GLOB 'S-[0-9]*'
                THEN printf('S-%04d', substr(one.summary, 3) * {times} + copy.number)
                    || substr(one.summary, instr(one.summary, ' '))
                WHEN copy.number = 0 THEN one.summary
                ELSE one.summary || ' ' || copy.number END""",
        },
        f"EXISTS (SELECT 1 FROM source.log_row WHERE change_id = one.id AND {is_copied})",
    )
    moved = {
        column: f"one.{column} * {times} + copy.number"
        for column in ("id", "change_id", "participant_id")
    }
    moved["row_id"] = f"iif({is_copied}, one.row_id * {times} + copy.number, one.row_id)"
    for state in ("before", "after"):
        moved[state] = _copied_state(layouts, f"one.{state}", times)
    _copy_rows(register, "log_row", moved, is_copied)


def _copy_rows(
    register: Register, table: str, values: Mapping[str, str], is_copied: str = "TRUE"
) -> None:
    """Copy a table, with these values of a copy; what is not copied stands once."""
    columns = _columns(register, table)
    chosen = ", ".join(values.get(column, f"one.{column}") for column in columns)
    register.execute(
        f"INSERT INTO main.{table} ({', '.join(columns)}) "
        f"SELECT {chosen} FROM source.{table} AS one CROSS JOIN copy "
        f"WHERE copy.number = 0 OR {is_copied} ORDER BY one.id, copy.number"
    )


def _copied_state(layouts: Mapping[int, Layout], state: str, times: int) -> str:
    """Return a logged row as its copy has it: a JSON object with the keys of its layout."""
    cases = []
    for number, layout in layouts.items():
        changed = []
        for key, column in layout.keys.items():
            value = f"json_extract({state}, '$.{key}')"
            if (new := _copied(layout.table, column, times, value)) != value:
                changed.append(f"'$.{key}', {new}")
        if changed:
            cases.append(f"WHEN {number} THEN json_replace({state}, {', '.join(changed)})")
    return f"CASE layout_id {' '.join(cases)} ELSE {state} END"
