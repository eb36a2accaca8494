"""What surrounds the people, from a list: the ladder, settings, wages, sectors, cohorts, places.

Written at once, since the people's rows refer to it; the caller keeps or drops the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from steg_cli.actions.closing import check_nobody_after
from steg_cli.actions.discretion import OF_PLACEMENTS, anybody_protected, untold
from steg_cli.actions.municipalities import set_plan
from steg_cli.actions.recording import check_everybody
from steg_cli.actions.results import FieldChange
from steg_cli.actions.surroundings import (
    COHORT,
    CONTACT,
    MUNICIPALITY,
    POST,
    PROJECT,
    SECTOR,
    WORKPLACE,
    Surrounding,
    Thing,
    check_approval,
    check_days,
    concerned_by,
)
from steg_cli.importing.listed import Row, RowProblem, Said, said
from steg_cli.importing.own_rules import BY_ROW, take_ladder
from steg_cli.importing.problems import missing, problem
from steg_cli.programme.errors import N_, Note, NotFound, Refused, StegError, refusal
from steg_cli.programme.fields import FIELDS
from steg_cli.programme.people import Person
from steg_cli.programme.words import Keyword, called, fold
from steg_cli.programme.workplace import Sector
from steg_cli.register.file import Register
from steg_cli.register.surroundings import (
    find_municipality,
    find_project,
    municipalities,
)
from steg_cli.register.writing import Value, insert, update

KINDS: Mapping[str, Surrounding[Any]] = {
    "sectors": SECTOR,
    "projects": PROJECT,
    "cohorts": COHORT,
    "contacts": CONTACT,
    "municipalities": MUNICIPALITY,
    "workplaces": WORKPLACE,
    "posts": POST,
}
NEEDED: Mapping[str, tuple[str, ...]] = {  # of a new one
    "workplace": ("sector", "municipality"),
    "post": ("tasks", "relieves", "workplace", "places"),
    "contact": ("role", "organisation"),
}
REFERENCES: Mapping[str, Surrounding[Any]] = {
    "sector": SECTOR,
    "project": PROJECT,
    "workplace": WORKPLACE,
    "municipality": MUNICIPALITY,
}


@dataclass
class Surrounded:
    """What came of the rows: which are new, what changed, what is wrong.

    `broken` are the rows that cannot come in, by the field and the folded name of their thing.
    """

    register: Register
    outcomes: dict[Row, str] = field(default_factory=dict)
    changes: list[tuple[Row, FieldChange]] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    rejected: set[Row] = field(default_factory=set)
    broken: dict[tuple[str, str], Row] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def problem(self, row: Row, key: str, error: StegError) -> None:
        """Note what is wrong with a row, which stays out."""
        self.problems.append(problem(row, key, error))
        self.reject(row)

    def reject(self, row: Row) -> None:
        """Remember what a row would have brought, so that who refers to it can be told why."""
        self.rejected.add(row)
        if (kind := KINDS.get(row.kind)) and (name := said(row.values).get(_called_by(kind))):
            self.broken[kind.table, fold(str(name))] = row

    def change(self, row: Row, what: str, key: str, before: object, after: object) -> None:
        """Note what a row changes of something that is registered."""
        self.outcomes[row] = "changed"
        place = (row.sheet, row.number, row.kind)
        self.changes.append(
            (row, FieldChange(*place, None, what, None, key, before, after)),
        )


def take_surroundings(register: Register, rows: Sequence[Row], broken: set[Row]) -> Surrounded:
    """Write the rows that surround the people. `broken` are those that cannot come in."""
    done = Surrounded(register, dict.fromkeys(rows, "unchanged"))
    for row in broken:
        done.reject(row)
    steps = [row for row in rows if row.kind == "steps"]
    if broken.isdisjoint(steps):
        take_ladder(done, steps)
    else:
        done.rejected.update(steps)  # a ladder comes in whole or not at all
    whole = [row for row in rows if row not in broken]
    for row in whole:
        if take := BY_ROW.get(row.kind):
            take(done, row, said(row.values))
    concerned: list[tuple[Row, str, list[Person]]] = []
    for sheet, kind in KINDS.items():
        of_kind = [row for row in whole if row.kind == sheet]
        if kind is MUNICIPALITY:
            _take_municipalities(done, of_kind)
            continue
        things = kind.all(register)
        for row, name, values in _together(done, kind, of_kind):
            concerned += _take(done, kind, row, name, values, called(name, things))
    for row, key, people in concerned:
        if error := refusal(check_everybody, register, people):
            done.problem(row, key, error)
    return done


def _called_by(kind: Surrounding[Any]) -> str:
    """Return the field by which lists know a thing of a kind."""
    return FIELDS[kind.table][0].key


# Sectors, projects, cohorts, workplaces, posts and contacts


def _together(
    done: Surrounded, kind: Surrounding[Any], rows: Iterable[Row]
) -> Iterator[tuple[Row, str, Mapping[str, Said]]]:
    """Yield each thing once: its first row, its name, and what all its rows say together."""
    found: dict[str, tuple[Row, str, dict[str, Said]]] = {}
    key = _called_by(kind)
    for row in rows:
        values = said(row.values)
        name = values.pop(key, None)
        if not isinstance(name, str):
            done.problem(row, key, missing(row, key))
            continue
        first, _, known = found.setdefault(fold(name), (row, name, values))
        differs = next((one for one, v in values.items() if known.get(one, v) != v), None)
        if differs is not None:
            done.problem(row, differs, _twice(first, name, differs))
        else:
            known |= values
    yield from found.values()


def _twice(earlier: Row, name: str, key: str) -> Refused:
    value = earlier.shown(key)
    return Refused(
        N_("Row {row} of {sheet} says otherwise of {name}.")
        if value is None
        else N_("Row {row} of {sheet} says “{value}” of {name}."),
        N_("Correct the one that is wrong."),
        row=earlier.number,
        sheet=earlier.sheet,
        name=name,
        value=value,
    )


def _take(
    done: Surrounded,
    kind: Surrounding[Any],
    row: Row,
    name: str,
    values: Mapping[str, Said],
    thing: Thing | None,
) -> list[tuple[Row, str, list[Person]]]:
    """Take one thing in; return whom it concerns, by the field that does."""
    stored, wrong = _stored(done.register, values)
    if thing is None:
        needed = NEEDED.get(kind.table, ())
        wrong += [(key, missing(row, key)) for key in needed if key not in values]
    wrong += _refused(name, stored, thing)
    wrong += _closing(done.register, kind, stored, thing)
    wrong += _could_tell(done.register, kind, stored, thing)
    for key, error in wrong:
        done.problem(row, key, error)
    if wrong:
        return []
    if thing is None:
        insert(done.register, kind.table, **{kind.column: name}, **stored)
        done.outcomes[row] = "new"
        return []
    concerned = []
    for key, said_ in values.items():
        before, value = _now(thing, key), said_
        if key in REFERENCES:
            value = REFERENCES[key].find(done.register, str(value)).name
        if before == value:
            continue
        done.change(row, thing.name, key, before, value)
        if key in OF_PLACEMENTS:
            concerned.append((row, key, concerned_by(done.register, kind.table, thing.id)))
    if stored:
        update(done.register, kind.table, thing.id, **stored)
    return concerned


def _refused(
    name: str, stored: Mapping[str, Value], thing: Thing | None
) -> Iterator[tuple[str, StegError]]:
    for key, rule in (("last_day", partial(check_days, name)), ("approved_on", check_approval)):
        if error := refusal(rule, stored, thing):
            yield key, error


def _closing(
    register: Register, kind: Surrounding[Any], stored: Mapping[str, Value], thing: Thing | None
) -> Iterator[tuple[str, StegError]]:
    """Yield what stands in the way of another last day of a workplace or cohort."""
    key = "open_until"
    last = stored.get(key)
    if thing is None or not isinstance(last, date) or last == _now(thing, key):
        return
    error = refusal(check_nobody_after, register, kind, thing, last)
    if error and kind is WORKPLACE and "people" not in error.values:
        error = _by_hand(kind, thing.name, "close")
    if error:
        yield key, error


def _could_tell(
    register: Register, kind: Surrounding[Any], stored: Mapping[str, Value], thing: Thing | None
) -> Iterator[tuple[str, StegError]]:
    """Yield the fields whose change could tell where somebody protected is."""
    if thing is None or not anybody_protected(register):
        return
    now = {"sector": "sector_id"}
    for key in OF_PLACEMENTS:
        value = getattr(thing, key, None)
        value = value.id if isinstance(value, Sector) else value
        if stored.get(now.get(key, key), value) != value:
            yield key, _by_hand(kind, thing.name)


def _by_hand(kind: Surrounding[Any], name: str, deed: str = "edit") -> Refused:
    """Return the refusal of a row that could tell where somebody protected is."""
    return Refused(
        untold().message,
        N_('Do it by hand: steg {table} {deed} "{name}" --include-protected'),
        table=Keyword(kind.table),
        deed=Keyword(deed),
        name=name,
    )


def _stored(
    register: Register, values: Mapping[str, Said]
) -> tuple[dict[str, Value], list[tuple[str, StegError]]]:
    """Return the columns for a row's values, and what it names that is not there."""
    stored, wrong = dict[str, Value](), list[tuple[str, StegError]]()
    for key, value in values.items():
        assert isinstance(value, Value)
        try:
            if key == "municipality":
                stored[key] = find_municipality(register, str(value)).name
            elif key in REFERENCES:
                stored[f"{key}_id"] = REFERENCES[key].find(register, str(value)).id
            else:
                stored[key] = value
        except NotFound as error:
            wrong.append((key, error))
    return stored, wrong


def _now(thing: Thing, key: str) -> object:
    """Return what is recorded of a thing under a field: another thing by its name."""
    value = getattr(thing, key)
    return getattr(value, "name", value)


def _take_municipalities(done: Surrounded, rows: Iterable[Row]) -> None:
    """Take municipalities in: a row for each project in which one has planned something."""
    register, new = done.register, set[str]()
    there = municipalities(register)
    for row in rows:
        values = said(row.values)
        name, project, planned = (values.get(key) for key in ("municipality", "project", "planned"))
        needed = {"municipality": name} | (
            {"project": project, "planned": planned} if project or planned is not None else {}
        )
        if wanting := [key for key, value in needed.items() if value is None]:
            for key in wanting:
                done.problem(row, key, missing(row, key))
            continue
        if called(str(name), there) is None and fold(str(name)) not in new:
            insert(register, "municipality", name=str(name))
            new.add(fold(str(name)))
            done.outcomes[row] = "new"
        thing = find_municipality(register, str(name))
        if not isinstance(planned, int):
            continue
        try:
            of = find_project(register, str(project)).name
        except NotFound as error:
            done.problem(row, "project", error)
            continue
        if (before := thing.planned.get(of)) == planned:
            continue
        set_plan(register, thing.id, of, planned)
        if fold(thing.name) in new:
            done.outcomes[row] = "new"
        else:
            done.change(row, thing.name, "planned", before, planned)


# Settings, wages and the ladder
