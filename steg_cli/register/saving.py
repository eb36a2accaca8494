"""Saving people: the difference between a person as recorded and as they are to be.

Nothing else writes a person's rows. A part is known by its id; one that is new has none yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from steg_cli.programme.frozen import names_of
from steg_cli.programme.holds import Hold
from steg_cli.programme.people import (
    INSIDE,
    NEW,
    Deadline,
    Enrolment,
    Extension,
    FollowUp,
    FormerCase,
    FormerNumber,
    Part,
    Participant,
    Pause,
    Person,
    Placement,
    Remark,
    Residence,
    Stay,
    Support,
)
from steg_cli.register.file import Register
from steg_cli.register.writing import Value, delete, insert, update

# The table of each part of a person, and the column that says which row it belongs to.
TABLES: Mapping[type[Part], tuple[str, str]] = {
    Participant: ("participant", ""),
    Enrolment: ("enrolment", "participant_id"),
    Stay: ("stay", "enrolment_id"),
    Extension: ("extension", "stay_id"),
    Placement: ("placement", "enrolment_id"),
    FollowUp: ("follow_up", "enrolment_id"),
    Pause: ("pause", "enrolment_id"),
    Support: ("support", "enrolment_id"),
    Deadline: ("deadline", "enrolment_id"),
    Residence: ("residence", "enrolment_id"),
    Remark: ("remark", "participant_id"),
    FormerNumber: ("former_number", "participant_id"),
    FormerCase: ("former_case", "participant_id"),
    Hold: ("hold", "participant_id"),
}
NO_COLUMNS = {"id", "extensions", "cohort_open_until", *INSIDE.values()}


def save_person(register: Register, before: Person | None, after: Person) -> int:
    """Write what is different of a person, who is new if `before` is None. Return the case.

    The file allows one open enrolment, step and pause at any moment. So what is taken away
    goes first, an inner part before its home; then parts with an end are written before open ones;
    what is new comes last, a home before what it holds.
    """
    old = {(type(part), part.id): part for part, _ in before.parts()} if before else {}
    parts = list(after.parts())
    kept = {(type(part), part.id) for part, _ in parts}
    for kind, number in reversed([key for key in old if key not in kept]):
        delete(register, TABLES[kind][0], number)
    changed = [part for part, _ in parts if (type(part), part.id) in old]
    for part in sorted(changed, key=lambda part: getattr(part, "last_day", None) is None):
        _update(register, part, old[type(part), part.id])
    ids: dict[int, int] = {}
    for part, home in parts:
        is_new = (type(part), part.id) not in old
        ids[id(part)] = _insert(register, part, ids.get(id(home))) if is_new else part.id
    return ids[id(after.participant)]


def bring_home(register: Register, case: int, into: int) -> None:
    """Let everything of a case belong to another one.

    Every row keeps its id, and so what was told of it in a reminder is known. What is different of
    the person itself is saved afterwards. A hold of both is that of the other one.
    """
    register.execute(
        "DELETE FROM hold WHERE participant_id = ? "
        "AND EXISTS (SELECT 1 FROM hold WHERE participant_id = ?)",
        (case, into),
    )
    for table in ("enrolment", "remark", "former_number", "former_case", "hold"):
        rows = register.execute(f"SELECT id FROM {table} WHERE participant_id = ?", (case,))
        for row in rows.fetchall():
            update(register, table, row["id"], participant_id=into)
    delete(register, TABLES[Participant][0], case)


def _update(register: Register, part: Part, before: Part) -> None:
    if part is before:
        return
    old = columns_of(before)
    new = {column: value for column, value in columns_of(part).items() if value != old[column]}
    if new:
        update(register, TABLES[type(part)][0], part.id, **new)


def _insert(register: Register, part: Part, home: int | None) -> int:
    """Insert a part into the row `home`; return its id."""
    table, column = TABLES[type(part)]
    values = columns_of(part)
    if home is not None:
        values[column] = home
    if part.id != NEW:
        values["id"] = part.id  # a list can say which case somebody has
    elif isinstance(part, Participant) and (case := _after_former_cases(register)):
        values["id"] = case
    return insert(register, table, **values)


def _after_former_cases(register: Register) -> int | None:
    """Return the number of the next case, where counting on would give that of a merged one."""
    counted = "coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'participant'), 0)"
    row = register.execute(
        "SELECT last + 1 FROM (SELECT max(former_case) AS last FROM former_case) "
        f"WHERE last > {counted}"
    ).fetchone()
    return int(row[0]) if row else None


@cache
def _columns(kind: Any) -> tuple[str, ...]:
    """Return the fields of a kind of part that are columns of its row."""
    return tuple(name for name in names_of(kind) if name not in NO_COLUMNS)


def columns_of(part: Part) -> dict[str, Value]:
    """Return what a part's row holds, but for its id and the row that it belongs to."""
    if isinstance(part, Participant):
        identity = part.identity
        return {
            "kind": identity.kind,
            "number": identity.number,
            "sex": identity.sex,
            "birth_year": identity.born[0].year,
            "name": part.name,
            "protected": part.protected,
        }
    kind: Any = type(part)
    values = {name: getattr(part, name) for name in _columns(kind)}
    if isinstance(part, Placement):
        values["workplace_id"] = values.pop("workplace").id
    return values
