"""What a change did to the register's rows, field by field, in the words that people read.

The log holds rows as they were stored: `Touched` turns numbers of steps and workplaces into what
these are called now, and hides what is not shown of somebody with a protected identity.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Literal, cast

from steg_cli.programme.cases import reference_of
from steg_cli.programme.field import Field, Thing
from steg_cli.programme.fields import FIELDS
from steg_cli.programme.frozen import frozen
from steg_cli.programme.identity import written_number
from steg_cli.register.file import Register
from steg_cli.register.logged import states

Event = Literal["new", "changed", "removed"]
Row = Mapping[str, Any]


@frozen
class ChangedField:
    """A field that a change gave another value, and the thing that has it.

    `reference` is the case that the thing belongs to. `which` tells it from others of its kind:
    the day on which it began, or its name if it surrounds people; nothing for a person. Where both
    values are None they are hidden, since the person has a protected identity.
    """

    reference: str | None
    thing: Thing
    which: str | None
    event: Event
    field: str
    before: object
    after: object


# Columns that hold another row's number: its table, and what that row is known by.
NAMED_BY = {
    "step_id": ("step", "code"),
    "workplace_id": ("workplace", "name"),
    "cohort_id": ("cohort", "name"),
    "project_id": ("project", "name"),
    "sector_id": ("sector", "name"),
    "municipality_id": ("municipality", "name"),
    "post_id": ("post", "title"),
    "enrolment_id": ("enrolment", "first_day"),
    "stay_id": ("stay", "first_day"),
}
# Whose a row is: told only when that changes, since every line begins with the case.
WHOSE = ("participant_id", "enrolment_id", "stay_id")
# What things of people are known by; others have a name of their own.
KNOWN_BY = ("first_day", "decided_on", "day", "replaced_on")
THINGS_OF_PEOPLE = (
    *("participant", "enrolment", "stay", "extension", "placement", "follow-up"),
    *("pause", "support", "deadline", "residence", "remark"),
    *("former-number", "former-case", "hold"),
)
# Rows that name a place. Beside them a row of somebody with a protected identity would tell where.
PLACES = ("workplace", "municipality", "municipality_plan", "sector", "post")


def thing_of(table: str) -> Thing:
    """Return what a table holds a row for each of."""
    return cast(Thing, {"municipality_plan": "municipality"}.get(table, table.replace("_", "-")))


def field_key(thing: Thing, column: str) -> str:
    """Return the key of the field that a column holds."""
    if column == "participant_id":
        return "reference"
    if thing == "participant":
        return {"kind": "identity"}.get(column, column)
    if thing == "former-number":
        return {"kind": "identity", "number": "former_number"}.get(column, column)
    return thing if column == "name" else column.removesuffix("_id")


class Touched:
    """Reads touched rows; it remembers what it looked up."""

    def __init__(
        self, register: Register, *, include_protected: bool, tells_notes: bool = False
    ) -> None:
        self._register = register
        self._include_protected = include_protected
        self._tells_notes = tells_notes
        self._names: dict[tuple[str, int], str] = {}
        self._masked: dict[int | None, bool] = {}
        self._protected: dict[int | None, list[tuple[int, bool]]] = {}

    def is_masked(self, case: int | None) -> bool:
        """Say whether a person has a protected identity and is not to be shown.

        As they are today; of a case that was merged, as the person is; of somebody who is gone, as
        they were last. Whose a row was that another program wrote may be unknown: it is masked.
        """
        if self._include_protected:
            return False
        if case not in self._masked:
            found = self._register.execute(
                "SELECT protected FROM participant WHERE id = coalesce("
                "(SELECT participant_id FROM former_case WHERE former_case = :case), :case) "
                "UNION ALL SELECT * FROM ("
                "SELECT json_extract(before, '$.protected') FROM change_row "
                "WHERE table_name = 'participant' AND participant_id = :case "
                "AND after IS NULL ORDER BY id DESC LIMIT 1) LIMIT 1",
                {"case": case},
            ).fetchone()
            self._masked[case] = found is None or bool(found[0])
        return self._masked[case]

    def was_masked(self, case: int | None, change: int) -> bool:
        """Say whether somebody is masked, or was protected right before or after a change.

        While two cases were one, a protected person's rows were the other one's.
        """
        if self._include_protected or self.is_masked(case):
            return not self._include_protected
        if case not in self._protected:
            rows = self._register.execute(
                """SELECT change_id, json_extract(before, '$.protected'),
                    json_extract(after, '$.protected')
                FROM change_row WHERE table_name = 'participant' AND participant_id = ?
                ORDER BY id""",
                (case,),
            )
            self._protected[case] = [(row[0], bool(one)) for row in rows for one in row[1:]]
        states = self._protected[case]
        until = [protected for when, protected in states if when < change]
        return any(until[-1:]) or any(protected for when, protected in states if when == change)

    def fields(self, rows: Iterable[sqlite3.Row]) -> tuple[ChangedField, ...]:
        """Return every field that rows of one change got another value in."""
        found: list[ChangedField] = []
        for row in self.told(rows):
            found += self._row(row, masked=self._masks(row))
        return tuple(found)

    def told(self, rows: Iterable[sqlite3.Row]) -> list[sqlite3.Row]:
        """Return the rows of one change that are told, and counted.

        Beside a row that names a place, those of people who are masked are left out.
        """
        rows = list(rows)
        names_a_place = any(row["table_name"] in PLACES for row in rows)
        return [row for row in rows if not (names_a_place and self._masks(row))]

    def _masks(self, row: sqlite3.Row) -> bool:
        of_person = thing_of(row["table_name"]) in THINGS_OF_PEOPLE
        return of_person and self.was_masked(row["participant_id"], row["change_id"])

    def _row(self, row: sqlite3.Row, *, masked: bool) -> Iterator[ChangedField]:
        thing = thing_of(row["table_name"])
        before, after = (state or {} for state in states(row))
        event: Event = "new" if not before else "changed" if after else "removed"
        reference = reference_of(row["participant_id"]) if row["participant_id"] else None
        which = self._which(thing, before or after)
        for column, key, field in _described(thing, tuple(before or after)):
            old, new = before.get(column), after.get(column)
            if old == new or column == "id" or (column in WHOSE and event != "changed"):
                continue
            hidden = masked and (field.masked if field else key != "reference")
            values = (
                None if hidden else self._value(field, column, value, whole)
                for value, whole in ((old, before), (new, after))
            )
            yield ChangedField(reference, thing, which, event, key, *values)

    def _which(self, thing: Thing, row: Row) -> str | None:
        if thing == "participant":
            return None
        if thing in THINGS_OF_PEOPLE:
            return next((row[column] for column in KNOWN_BY if row.get(column)), None)
        named = ("name", "title", "key", "code")
        found = next((row[column] for column in named if row.get(column)), None)
        return found or self._name("municipality_id", row.get("municipality_id"))

    def _value(self, field: Field | None, column: str, value: object, row: Row) -> object:
        if value is None:
            return None
        if column == "note" and not self._tells_notes:
            return "…"  # steg show and an extract alone tell what it says
        if column == "participant_id":
            return reference_of(cast(int, value))
        if column in NAMED_BY:
            return self._name(column, cast(int, value))
        if column == "number" and "kind" in row:
            return written_number(row["kind"], row["number"])
        return bool(value) if field is not None and field.is_flag else value

    def _name(self, column: str, number: int | None) -> str | None:
        """Return what another row is called now, or was last if it is gone."""
        if number is None:
            return None
        table, called = NAMED_BY[column]
        # A place is nobody's; whose an enrolment was is not known here.
        whose = "" if column in WHOSE else "AND participant_id IS NULL "
        if (table, number) not in self._names:
            found = self._register.execute(
                f"SELECT {called} FROM {table} WHERE id = :row UNION ALL SELECT * FROM ("
                f"SELECT json_extract(before, '$.{called}') FROM change_row "
                f"WHERE table_name = '{table}' AND row_id = :row AND after IS NULL {whose}"
                "ORDER BY id DESC LIMIT 1) LIMIT 1",
                {"row": number},
            ).fetchone()
            self._names[table, number] = str(found[0] if found else number)
        return self._names[table, number]


@lru_cache
def _described(thing: Thing, columns: tuple[str, ...]) -> tuple[tuple[str, str, Field | None], ...]:
    """Return each column with its key and field, in the order in which people know the fields."""
    known = {field.key: field for field in FIELDS[thing]}
    found = [
        (column, key, known.get(key)) for column in columns for key in [field_key(thing, column)]
    ]
    keys = list(known)
    return tuple(sorted(found, key=lambda one: keys.index(one[1]) if one[2] else len(keys)))
