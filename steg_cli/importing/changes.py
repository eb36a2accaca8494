"""What a list changes of a person who is registered, field by field, and what came of each row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any, NamedTuple

from steg_cli.actions.results import FieldChange
from steg_cli.importing.exact import TOLD, WHO, ExactRow, Key, by_name, own_of
from steg_cli.importing.listed import Row
from steg_cli.programme.fields import MASKED
from steg_cli.programme.frozen import names_of
from steg_cli.programme.identity import Identity
from steg_cli.programme.people import INSIDE, Extension, FormerNumber, Part, Participant, Person

# What is compared by itself, or in another way.
APART = {
    "id",
    "identity",
    "extensions",
    *INSIDE.values(),
    "remarks",
    "former_numbers",
    "former_cases",
    "holds",
}
APART |= {"cohort_open_until"}  # the cohort's, not the person's


class Difference(NamedTuple):
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
    """Yield everything of a person with its natural key: after that of its home."""
    keys: dict[int, Key] = {}
    for part, home in person.parts() if person else ():
        keys[id(part)] = (*keys.get(id(home), ()), *own_of(part))
        yield (TOLD[type(part)].kind, *keys[id(part)]), part


def _fields(before: Part, after: Part) -> Iterator[tuple[str, object, object]]:
    """Yield (field, before, after) of what differs."""
    if isinstance(before, Participant) and isinstance(after, Participant):
        yield from _other_identity(before.identity, after.identity)
    for name in names_of(type(after)):
        old, new = getattr(before, name), getattr(after, name)
        if old is not new and old != new and name not in APART:
            yield name, by_name(old), by_name(new)


def _other_identity(before: Identity, after: Identity) -> Iterator[tuple[str, object, object]]:
    if before.written != after.written:
        yield "number", before.written, after.written
    elif before != after:  # an id that tells neither
        if before.born[0].year != after.born[0].year:
            yield "birth_year", before.born[0].year, after.born[0].year
        if before.sex != after.sex:
            yield "sex", before.sex, after.sex


def changes_of(
    before: Person,
    found: list[Difference],
    exact: Mapping[Key, ExactRow[Any]],
    first: Row,
    told: AbstractSet[tuple[Key, str | None]],
    *,
    protected: bool,
) -> Iterator[FieldChange]:
    """Yield what is different of somebody registered; `first` is their first row.

    `told` is what sentences tell of: (thing, field).
    """
    who = before.participant
    for one in found:
        row = row_about(one.key, exact, first)
        thing = one.after or one.before
        assert thing is not None
        if isinstance(thing, FormerNumber) and one.key not in exact:
            continue  # it follows from the new number
        for field, old, new in _changed(one):
            hidden = protected and (field or _name_of(thing)[0]) in MASKED
            yield FieldChange(
                row.sheet,
                row.number,
                "people" if one.key == WHO else TOLD[type(thing)].kind,
                who.reference,
                None if protected else who.name,
                _day_of(thing),
                field,
                None if hidden else old,
                None if hidden else new,
                (one.key, None if one.before is None else field) in told,
            )


def row_about(key: Key, exact: Mapping[Key, ExactRow[Any]], first: Row) -> Row:
    """Return the first row about a thing, or the person's `first` where none is."""
    return exact[key].rows[0] if key in exact else first


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
    """Return the day that a thing is told by."""
    if isinstance(thing, Extension):
        return thing.decided_on
    if isinstance(thing, FormerNumber):
        return thing.replaced_on
    day: date | None = getattr(thing, "first_day", getattr(thing, "day", None))
    return day


def _name_of(thing: Part) -> tuple[str, object]:
    """Return what a thing is known by: the field, and its value."""
    field = TOLD[type(thing)].named
    return field, by_name(getattr(thing, field))


def outcomes(
    found: list[Difference], rows: Mapping[Key, ExactRow[Any]], *, registered: bool
) -> dict[Row, str]:
    """Return whether each row made something, changed something, or said what was known.

    A row of somebody registered that adds a step or a workplace changes them.
    """
    new = {one.key for one in found if one.before is None}
    changed = {one.key for one in found} - new
    came: dict[Row, str] = {}
    for key, exact in rows.items():
        for row in exact.rows:
            adds = registered and row.kind == "people" and key[0] != "people"
            if key in new and not adds and row is exact.rows[0]:
                came[row] = "new"
            elif key in changed or (key in new and adds):
                came.setdefault(row, "changed")
    return came
