"""What a list changes of a person who is registered, field by field, and what came of each row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from steg_cli.actions.results import FieldChange
from steg_cli.importing.exact import WHO, Key, PersonRows
from steg_cli.importing.listed import Row
from steg_cli.programme.fields import MASKED
from steg_cli.programme.identity import Identity
from steg_cli.programme.ladder import Step
from steg_cli.programme.people import (
    Enrolment,
    Extension,
    FollowUp,
    Part,
    Participant,
    Person,
    Placement,
    Stay,
    Workplace,
)

# The kind of list that tells of each part of a person, and the field that the part is known by.
KINDS: Mapping[type[Part], tuple[str, str]] = {
    Participant: ("who", "name"),
    Enrolment: ("people", "cohort"),
    Stay: ("stays", "step"),
    Placement: ("placements", "workplace"),
    FollowUp: ("follow-ups", "status"),
    Extension: ("extensions", "new_last_day"),
}
# What is compared by itself, or in another way.
INSIDE = {"id", "identity", "stays", "placements", "follow_ups", "extensions"}


@dataclass(frozen=True)
class Difference:
    """A thing of a person that is new, changed or gone."""

    key: Key
    before: Part | None
    after: Part | None


def differences(before: Person | None, after: Person) -> list[Difference]:
    """Return everything of a person that is not as it was."""
    old = {(type(thing), thing.id): (key, thing) for key, thing in parts_of(before)}
    found = []
    for key, thing in parts_of(after):
        known, was = old.pop((type(thing), thing.id), (key, None)) if thing.id else (key, None)
        if was is None or list(_fields(was, thing)):
            found.append(Difference(known, was, thing))
    return found + [Difference(key, thing, None) for key, thing in old.values()]


def parts_of(person: Person | None) -> Iterator[tuple[Key, Part]]:
    """Yield everything of a person with its natural key: its days, after those of its home."""
    days: dict[int, tuple[date, ...]] = {}
    for part, home in person.parts() if person else ():
        days[id(part)] = (*days.get(id(home), ()), *_days_of(part))
        yield (KINDS[type(part)][0], *days[id(part)]), part


def _days_of(part: Part) -> tuple[date, ...]:
    if isinstance(part, Extension):
        return part.decided_on, part.old_last_day, part.new_last_day
    day = _day_of(part)
    return (day,) if day else ()


def _fields(before: Part, after: Part) -> Iterator[tuple[str, object, object]]:
    """Yield (field, before, after) of what differs."""
    if isinstance(before, Participant) and isinstance(after, Participant):
        yield from _other_identity(before.identity, after.identity)
    for name, new in vars(after).items():
        old = getattr(before, name)
        if old is not new and old != new and name not in INSIDE:
            yield name, _by_name(old), _by_name(new)


def _by_name(value: object) -> object:
    """Return a value as a list has it: a workplace by its name, a step by its code."""
    if isinstance(value, Step):
        return value.code
    return value.name if isinstance(value, Workplace) else value


def _other_identity(before: Identity, after: Identity) -> Iterator[tuple[str, object, object]]:
    if before.written != after.written:
        yield "number", before.written, after.written
    elif before != after:  # an id that tells neither
        if before.born[0].year != after.born[0].year:
            yield "birth_year", before.born[0].year, after.born[0].year
        if before.sex != after.sex:
            yield "sex", before.sex, after.sex


def changes_of(
    before: Person, found: list[Difference], rows: PersonRows, first: Row, *, protected: bool
) -> Iterator[FieldChange]:
    """Yield what is different of somebody registered; `first` is their first row."""
    exact = rows.by_key()
    who = before.participant
    for one in found:
        row = exact[one.key].rows[0] if one.key in exact else first
        thing = one.after or one.before
        assert thing is not None
        for field, old, new in _changed(one):
            hidden = protected and (field or _name_of(thing)[0]) in MASKED
            yield FieldChange(
                row.sheet,
                row.number,
                "people" if one.key == WHO else one.key[0],
                who.reference,
                None if protected else who.name,
                _day_of(thing),
                field,
                None if hidden else old,
                None if hidden else new,
            )


def _changed(one: Difference) -> Iterator[tuple[str | None, object, object]]:
    """Yield (field, before, after); for a thing that is new or gone what names it."""
    if one.before is not None and one.after is not None:
        yield from _fields(one.before, one.after)
    elif one.after is not None:
        yield None, None, _name_of(one.after)[1]
    elif one.before is not None:
        field, value = _name_of(one.before)
        yield field, value, None


def _day_of(thing: Part) -> date | None:
    match thing:
        case Enrolment() | Stay() | Placement():
            return thing.first_day
        case FollowUp():
            return thing.day
        case Extension():
            return thing.decided_on
    return None


def _name_of(thing: Part) -> tuple[str, object]:
    """Return what a thing is known by: the field, and its value."""
    field = KINDS[type(thing)][1]
    return field, _by_name(getattr(thing, field))


def outcomes(found: list[Difference], rows: PersonRows, *, registered: bool) -> dict[Row, str]:
    """Return whether each row made something, changed something, or said what was known.

    A row of somebody registered that adds a step or a workplace changes them.
    """
    new = {one.key for one in found if one.before is None}
    changed = {one.key for one in found} - new
    came: dict[Row, str] = {}
    for key, exact in rows.by_key().items():
        for row in exact.rows:
            adds = registered and row.kind == "people" and key[0] != "people"
            if key in new and not adds and row is exact.rows[0]:
                came[row] = "new"
            elif key in changed or (key in new and adds):
                came.setdefault(row, "changed")
    return came
