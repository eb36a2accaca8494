"""Saving people: the difference between a person as recorded and as they are to be.

Nothing else writes a person's rows. A thing is known by its id; one that is new has none yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from steg_cli.programme.people import (
    NEW,
    Enrolment,
    Extension,
    FollowUp,
    Participant,
    Person,
    Placement,
    Stay,
)
from steg_cli.register.file import Register
from steg_cli.register.writing import Value, delete, insert, update

Thing = Participant | Enrolment | Stay | Extension | Placement | FollowUp

# The column that says which row a row belongs to.
HOMES = {
    "enrolment": "participant_id",
    "stay": "enrolment_id",
    "extension": "stay_id",
    "placement": "enrolment_id",
    "follow_up": "enrolment_id",
}
INSIDE = ("id", "stays", "extensions", "placements", "follow_ups")


class _Row(NamedTuple):
    """A thing of a person, its table, and the thing that it belongs to."""

    table: str
    thing: Thing
    home: Thing | None


def save_person(register: Register, before: Person | None, after: Person) -> int:
    """Write what is different of a person, who is new if `before` is None. Return the case.

    The file allows one open enrolment, step and placement at any moment. So what is taken away
    goes first, the innermost at once; then ends are written before what is opened again; what is
    new comes last, the outermost first.
    """
    old = {(row.table, row.thing.id): row.thing for row in _rows(before)} if before else {}
    rows = list(_rows(after))
    kept = {(row.table, row.thing.id) for row in rows}
    for table, number in reversed([key for key in old if key not in kept]):
        delete(register, table, number)
    changed = [row for row in rows if (row.table, row.thing.id) in old]
    for row in sorted(changed, key=lambda row: getattr(row.thing, "last_day", None) is None):
        _update(register, row, old[row.table, row.thing.id])
    ids: dict[int, int] = {}
    for row in rows:
        number = row.thing.id
        if (row.table, number) not in old:
            number = _insert(register, row, ids)
        ids[id(row.thing)] = number
    return ids[id(after.participant)]


def _rows(person: Person) -> Iterator[_Row]:
    """Yield everything of a person, each thing after the one that it belongs to."""
    yield _Row("participant", person.participant, None)
    for enrolment in person.enrolments:
        yield _Row("enrolment", enrolment, person.participant)
        for stay in enrolment.stays:
            yield _Row("stay", stay, enrolment)
            for extension in stay.extensions:
                yield _Row("extension", extension, stay)
        for placement in enrolment.placements:
            yield _Row("placement", placement, enrolment)
        for follow_up in enrolment.follow_ups:
            yield _Row("follow_up", follow_up, enrolment)


def _update(register: Register, row: _Row, before: Thing) -> None:
    if row.thing is before:
        return
    old = columns_of(before)
    new = {column: value for column, value in columns_of(row.thing).items() if value != old[column]}
    if new:
        update(register, row.table, row.thing.id, **new)


def _insert(register: Register, row: _Row, ids: dict[int, int]) -> int:
    values = columns_of(row.thing)
    if row.home is not None:
        values[HOMES[row.table]] = ids[id(row.home)]
    if row.thing.id != NEW:
        values["id"] = row.thing.id  # a list can say which case somebody has
    return insert(register, row.table, **values)


def columns_of(thing: Thing) -> dict[str, Value]:
    """Return what a thing's row holds, but for its id and the row that it belongs to."""
    if isinstance(thing, Participant):
        identity = thing.identity
        return {
            "kind": identity.kind,
            "number": identity.number,
            "sex": identity.sex,
            "birth_year": identity.born[0].year,
            "name": thing.name,
            "protected": thing.protected,
        }
    values = {name: value for name, value in vars(thing).items() if name not in INSIDE}
    if isinstance(thing, Placement):
        values["workplace_id"] = values.pop("workplace").id
    return values
