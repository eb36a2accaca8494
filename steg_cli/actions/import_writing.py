"""Writing what a list made of a person, and telling what it changes of what was there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from steg_cli.actions.import_person import Item, Taken, told
from steg_cli.actions.results import FieldChange
from steg_cli.programme.fields import MASKED
from steg_cli.programme.identity import Identity
from steg_cli.programme.people import (
    Enrolment,
    FollowUp,
    Participant,
    Placement,
    Stay,
)
from steg_cli.register.file import Register
from steg_cli.register.writing import Value, insert, update

INSIDE = ("id", "stays", "placements", "follow_ups", "extensions")
KIND_OF = {
    "Participant": "people",
    "Enrolment": "people",
    "Stay": "stays",
    "Placement": "placements",
    "FollowUp": "follow-ups",
    "Extension": "extensions",
}


@dataclass(frozen=True)
class Ids:
    """The rows of steps and cohorts by what they are called."""

    steps: Mapping[str, int]
    cohorts: Mapping[str, int]


def changes_of(taken: Taken) -> Iterator[FieldChange]:
    """Yield what is different of a person who was registered before, field by field."""
    if taken.before is None or taken.participant is None:
        return
    first = next(item.row for item in taken.items if item.row)
    who = taken.before.participant
    name = None if taken.protected else who.name
    for item in taken.items:
        row = item.row or first
        for field, before, after in _differences(item):
            masked = taken.protected and (field or _name_of(item.thing)[0]) in MASKED
            yield FieldChange(
                row.sheet,
                row.number,
                KIND_OF[type(item.thing).__name__],
                who.reference,
                name,
                _day_of(item.thing),
                field,
                None if masked else before,
                None if masked else after,
            )


def _differences(item: Item[Any]) -> Iterator[tuple[str | None, object, object]]:
    """Yield (field, before, after) of what changed; for a new thing what names it."""
    if item.before is None:
        yield None, None, _name_of(item.thing)[1]
        return
    if isinstance(item.thing, Participant):
        yield from _other_identity(item.before.identity, item.thing.identity)
    for one in fields(item.thing):
        if one.name == "identity":
            continue
        before, after = (told(getattr(thing, one.name)) for thing in (item.before, item.thing))
        if before != after:
            yield one.name, before, after


def _other_identity(before: Identity, after: Identity) -> Iterator[tuple[str, object, object]]:
    if before.written != after.written:
        yield "number", before.written, after.written
    elif before != after:  # an id that tells neither
        yield from (
            (key, old, new)
            for key, old, new in (
                ("birth_year", before.born[0].year, after.born[0].year),
                ("sex", before.sex, after.sex),
            )
            if old != new
        )


def _day_of(thing: object) -> date | None:
    day = getattr(thing, "first_day", None) or getattr(thing, "day", None)
    return day or getattr(thing, "decided_on", None)


def _name_of(thing: object) -> tuple[str, object]:
    """Return what a thing is known by: the field, and its value."""
    match thing:
        case Enrolment():
            return "cohort", thing.cohort
        case Stay():
            return "step", thing.step.code
        case Placement():
            return "workplace", thing.workplace.name
        case FollowUp():
            return "status", thing.status
    return "new_last_day", getattr(thing, "new_last_day", None)


def write_person(register: Register, taken: Taken, ids: Ids) -> None:
    """Write a person as a list made them: first what changed, so that ends come before begins."""
    assert taken.participant
    case = _write(register, taken.participant, "participant", ids, {})
    for time in taken.times:
        if time.enrolment.before is not None:
            _update(register, time.enrolment, "enrolment", ids)
    for time in taken.times:
        home = time.enrolment.thing.id
        if time.enrolment.before is None:
            home = _insert(register, time.enrolment, "enrolment", ids, {"participant_id": case})
        inside: tuple[tuple[str, list[Item[Any]]], ...] = (
            ("stay", list(time.stays)),
            ("placement", list(time.placements)),
            ("follow_up", list(time.follow_ups)),
        )
        made: dict[int, int] = {}
        for table, items in inside:
            for item in items:
                if item.before is not None:
                    _update(register, item, table, ids)
            for item in items:
                made[id(item)] = _write(register, item, table, ids, {"enrolment_id": home})
        for stay, extension in time.extensions:
            _write(register, extension, "extension", ids, {"stay_id": made[id(stay)]})


def _write(
    register: Register, item: Item[Any], table: str, ids: Ids, home: Mapping[str, Value]
) -> int:
    """Insert a thing that is new, or update one that changed. Return its id."""
    if item.before is None:
        return _insert(register, item, table, ids, home)
    _update(register, item, table, ids)
    return int(item.thing.id)


def _insert(
    register: Register, item: Item[Any], table: str, ids: Ids, home: Mapping[str, Value]
) -> int:
    stored = _stored(item.thing, ids)
    if isinstance(item.thing, Participant) and item.thing.id:
        stored["id"] = item.thing.id  # the list says which case it is
    return insert(register, table, **stored, **home)


def _update(register: Register, item: Item[Any], table: str, ids: Ids) -> None:
    if item.thing == item.before:
        return
    before, after = _stored(item.before, ids), _stored(item.thing, ids)
    new = {column: value for column, value in after.items() if value != before[column]}
    update(register, table, item.thing.id, **new)
    item.before = item.thing


def _stored(thing: Any, ids: Ids) -> dict[str, Value]:
    """Return a thing's columns."""
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
    stored: dict[str, Value] = {}
    for one in fields(thing):
        value = getattr(thing, one.name)
        if one.name == "step":
            stored["step_id"] = ids.steps[value.code]
        elif one.name == "workplace":
            stored["workplace_id"] = value.id
        elif one.name == "cohort":
            stored["cohort_id"] = ids.cohorts[value]
        elif one.name not in INSIDE:
            stored[one.name] = value
    return stored
