"""The command that mends what `steg check` finds, where there is one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from steg_cli.programme.amending import NUMBERED
from steg_cli.programme.checks import Problem
from steg_cli.programme.people import (
    Enrolment,
    Extension,
    FollowUp,
    Part,
    Person,
    Placement,
    Stay,
    Support,
    Thing,
)
from steg_cli.register.damage import Damage
from steg_cli.register.saving import TABLES

EXCEPTED = Enrolment | Stay | Placement  # what can have a reason for an exception
OF_A_SUPPORT = {"first_day": "--from", "last_day": "--until"}
OUTSIDE = """SELECT table_name, row_id, iif(json_valid(before), before ->> 'id', NULL), change_id
FROM change JOIN log_row ON change_id = change.id JOIN log_layout ON log_layout.id = layout_id
WHERE command = 'outside' ORDER BY log_row.id"""
TOUCHED_SINCE = """SELECT 1 FROM log_row JOIN log_layout ON log_layout.id = layout_id
WHERE change_id > ? AND table_name = ? AND row_id = ?"""


class Mending:
    """Knows the command that mends something in one register.

    What another program did to a row last is taken back; all else of a person is corrected.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._outside: dict[tuple[str, int], int] | None = None

    def of_a_person(self, person: Person, problem: Problem) -> str:
        """Return the command that mends what a rule refuses of a person, or else shows them."""
        rows = {(TABLES[type(one)][0], one.id): None for one in _concerned(person, problem.thing)}
        undoing = filter(None, (self._undoing(*row) for row in rows))
        correcting = _correcting(person, problem)
        return next(undoing, None) or correcting or f"steg show {person.participant.reference}"

    def of_damage(self, damage: Damage) -> str | None:
        """Return the command that takes damage back which another program did, if any does.

        It did it to the row, or to what that refers to and that is not there any more.
        """
        if own := self._undoing(damage.table, damage.row):
            return own
        keys = self.connection.execute(f"PRAGMA foreign_key_list({damage.table})").fetchall()
        for _, _, parent, column, *_ in keys:
            if column == damage.column:
                query = f"SELECT {column} FROM {damage.table} WHERE id = ?"
                return self._undoing(
                    parent, self.connection.execute(query, (damage.row,)).fetchone()[0]
                )
        return None

    def _undoing(self, table: str, row: int) -> str | None:
        if self._outside is None:
            self._outside = {}
            for name, number, former, change in self.connection.execute(OUTSIDE).fetchall():
                self._outside |= {(name, number): change, (name, former): change}
        change = self._outside.get((table, row))
        if change is None:
            return None
        later = self.connection.execute(TOUCHED_SINCE, (change, table, row)).fetchone()
        return None if later else f"steg undo {change}"


def _concerned(person: Person, thing: Thing | Extension) -> Iterator[Part]:
    """Yield what may be wrong where a rule refuses something of `thing`, that first."""
    yield thing
    if isinstance(thing, Stay):
        yield from thing.extensions
    if isinstance(thing, Enrolment | Stay):  # one step is measured by those beside it
        for home in person.enrolments:
            if thing is home or thing in home.stays:
                yield home
                yield from home.stays


def _correcting(person: Person, problem: Problem) -> str | None:
    """Return the command that corrects the field, or records why it is an exception."""
    thing, field, error = problem.thing, problem.field, problem.error
    reference = person.participant.reference
    if isinstance(thing, Extension):
        thing = next(stay for stay in person.stays if thing in stay.extensions)
        field = "planned_last_day"
    if isinstance(thing, EXCEPTED) and error.remedy is not None and error.remedy.is_exception:
        field = "exception"
    if field == "number":
        return f"steg amend {reference} identity …"
    if isinstance(thing, Stay) and field == "workplace":
        return f"steg place {reference} … --from {thing.first_day}"
    name = _name_of(person, thing)
    if isinstance(thing, FollowUp):
        return f'steg amend {reference} {name} ""'
    if isinstance(thing, Support):
        number = name.partition(".")[2]
        return f"steg support edit {reference} {number} {OF_A_SUPPORT[field]} …"
    fields = NUMBERED[name.partition(".")[0]].fields
    typed = next((typed for typed, one in fields.items() if one.key == field), None)
    of_no_training = isinstance(thing, Stay) and typed == "completed" and not thing.step.training
    return f"steg amend {reference} {name}.{typed} …" if typed and not of_no_training else None


def _name_of(person: Person, thing: Thing) -> str:
    """Return what steg amend calls a thing: stay.2."""
    return next(
        f"{kind}.{number}"
        for kind, (things, *_) in NUMBERED.items()
        for number, one in enumerate(things(person), 1)
        if one is thing
    )
