"""What surrounds the people, from a list: the ladder, settings, sectors, projects, cohorts, places.

Written at once, since the people's rows refer to it; the caller keeps or drops the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from steg_cli.actions.import_person import told
from steg_cli.actions.surroundings import concerned_by
from steg_cli.programme.errors import N_, Note, NotFound, Refused, StegError
from steg_cli.programme.fields import HEADINGS
from steg_cli.programme.ladder import Ladder, ladder_from
from steg_cli.programme.lists import Problem, Row
from steg_cli.programme.people import Person
from steg_cli.programme.settings import find_setting
from steg_cli.programme.words import Word, fold
from steg_cli.register.file import Register
from steg_cli.register.surroundings import (
    add_ladder,
    cohorts,
    find_project,
    find_sector,
    ladder_of,
    projects,
    sectors,
    setting,
    workplaces,
)
from steg_cli.register.writing import insert, update

TOLD_BY_PLACEMENTS = ("adapted", "sector", "employs_from")  # who is placed there has to suit


@dataclass(frozen=True)
class Changed:
    """A value of something in the register that a row changed."""

    row: Row
    what: str  # its name
    field: str
    before: object
    after: object


@dataclass
class Surrounded:
    """What came of the rows: which are new, what changed, what is wrong."""

    new: list[Row] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    concerned: list[tuple[Row, str, list[Person]]] = field(default_factory=list)
    broken: dict[tuple[str, str], Row] = field(default_factory=dict)
    rejected: set[Row] = field(default_factory=set)  # without a problem of their own
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True)
class Kind:
    """A kind of surroundings: its table, its field that is the name, and what a new one needs."""

    table: str
    name: str
    listed: Callable[[Register], Sequence[Any]]
    needed: tuple[str, ...] = ()
    references: Mapping[str, Callable[[Register, str], Any]] = field(default_factory=dict)


SURROUNDINGS = {
    "sectors": Kind("sector", "sector", sectors),
    "projects": Kind("project", "project", projects),
    "cohorts": Kind("cohort", "cohort", cohorts, references={"project": find_project}),
    "workplaces": Kind(
        "workplace",
        "workplace",
        workplaces,
        needed=("sector", "municipality"),
        references={"sector": find_sector},
    ),
}


def take_surroundings(register: Register, rows: Sequence[Row], broken: set[Row]) -> Surrounded:
    """Write the rows that surround the people. `broken` are those that could not be read."""
    done = Surrounded()
    for row in broken:
        _mark(done, row)
    whole = [row for row in rows if row not in broken]
    steps = [row for row in rows if row.kind == "steps"]
    if broken.isdisjoint(steps):
        _take_ladder(register, steps, done)
    else:
        done.rejected.update(steps)  # a ladder comes in whole or not at all
    for row in whole:
        if row.kind == "settings":
            try:
                _take_setting(register, row, done)
            except NotFound as error:
                _problem(done, row, "key", error)
            except StegError as error:
                _problem(done, row, "value" if "key" in row.values else "key", error)
    for name, kind in SURROUNDINGS.items():
        things = {fold(thing.name): thing for thing in kind.listed(register)}
        for row, values in _together([row for row in whole if row.kind == name], kind, done):
            _take(register, kind, row, values, things.get(fold(row.values[kind.name])), done)
    return done


def _problem(done: Surrounded, row: Row, key: str, error: StegError) -> None:
    column = row.columns.get(key)
    done.problems.append(Problem(row.sheet, row.number, column, row.shown(key), error))
    _mark(done, row)


def _mark(done: Surrounded, row: Row) -> None:
    """Remember what a row would have brought, so that who refers to it can be told why."""
    kind = SURROUNDINGS.get(row.kind)
    if kind and kind.name in row.values:
        done.broken[kind.name, fold(row.values[kind.name])] = row


def _missing(row: Row, key: str) -> Refused:
    if key in row.columns:
        return Refused(N_("Nothing is filled in."), N_("Fill it in."))
    return Refused(
        N_("{field}: the list has no column for it."),
        N_('Add one, or give one value for all rows: --value "{key}=…".'),
        field=Word(HEADINGS[key]),
        key=key,
    )


def _together(
    rows: list[Row], kind: Kind, done: Surrounded
) -> Iterator[tuple[Row, Mapping[str, Any]]]:
    """Yield each thing once: its first row, and what all its rows say together."""
    found: dict[str, tuple[Row, dict[str, Any]]] = {}
    for row in rows:
        name = row.values.get(kind.name)
        if name is None:
            _problem(done, row, kind.name, _missing(row, kind.name))
            continue
        said = {key: value for key, value in row.values.items() if key != kind.name}
        first, values = found.setdefault(fold(name), (row, said))
        if any(values.get(key, value) != value for key, value in said.items()):
            _problem(done, row, kind.name, _twice(first, name))
        else:
            values |= said
    yield from found.values()


def _take(
    register: Register,
    kind: Kind,
    row: Row,
    values: Mapping[str, Any],
    thing: Any,
    done: Surrounded,
) -> None:
    """Take one sector, project, cohort or workplace in; `thing` if it is registered."""
    name = row.values[kind.name]
    stored, wrong = _stored(register, kind, values)
    if thing is None:
        wrong += [(key, _missing(row, key)) for key in kind.needed if key not in values]
    wrong += [("last_day", error) for error in _days_out_of_order(name, thing, values)]
    for key, error in wrong:
        _problem(done, row, key, error)
    if wrong:
        return
    if thing is None:
        insert(register, kind.table, name=name, **stored)
        done.new.append(row)
    elif stored:
        _note_changes(register, kind, row, values, thing, done)
        update(register, kind.table, thing.id, **stored)


def _stored(
    register: Register, kind: Kind, values: Mapping[str, Any]
) -> tuple[dict[str, Any], list[tuple[str, StegError]]]:
    """Return the columns for a row's values, and what it names that is not there."""
    stored, wrong = dict(values), list[tuple[str, StegError]]()
    for key, find in kind.references.items():
        try:
            if key in stored:
                stored[f"{key}_id"] = find(register, stored.pop(key)).id
        except NotFound as error:
            wrong.append((key, error))
    return stored, wrong


def _note_changes(
    register: Register,
    kind: Kind,
    row: Row,
    values: Mapping[str, Any],
    thing: Any,
    done: Surrounded,
) -> None:
    """Note what a row changes of a thing, and whom that concerns, before it is changed."""
    for key, value in values.items():
        before = _now(thing, key)
        if before == value or (key in kind.references and fold(str(before)) == fold(value)):
            continue
        done.changed.append(Changed(row, thing.name, key, before, value))
        if key in TOLD_BY_PLACEMENTS:
            done.concerned.append((row, key, concerned_by(register, kind.table, thing.id)))


def _days_out_of_order(name: str, thing: object, values: Mapping[str, Any]) -> Iterator[StegError]:
    first, last = (values.get(key, getattr(thing, key, None)) for key in ("first_day", "last_day"))
    if first and last and last < first:
        yield Refused(
            N_("{name} would end on {last}, before its first day {first}."),
            N_("Give days in order."),
            name=name,
            first=first,
            last=last,
        )


def _now(thing: object, key: str) -> object:
    """Return what is recorded of a thing under a field: another thing by its name."""
    value = getattr(thing, key)
    return getattr(value, "name", told(value))


def _twice(earlier: Row, name: str) -> Refused:
    return Refused(
        N_("Row {row} of {sheet} says otherwise of {name}."),
        N_("Correct the one that is wrong."),
        row=earlier.number,
        sheet=earlier.sheet,
        name=name,
    )


# Settings and the ladder


def _take_setting(register: Register, row: Row, done: Surrounded) -> None:
    key = row.values.get("key")
    if key is None:
        raise _missing(row, "key")
    wanted = find_setting(key)
    value = wanted.read(row.values["value"]) if row.values.get("value") else ""
    before = setting(register, key)
    if value in ("", before):
        return
    found = register.execute("SELECT id FROM setting WHERE key = ?", (key,)).fetchone()
    if found:
        update(register, "setting", found[0], value=value)
    else:
        insert(register, "setting", key=key, value=value)
    done.changed.append(Changed(row, key, "value", before, value))
    done.notes += wanted.notes(value)


def _take_ladder(register: Register, rows: list[Row], done: Surrounded) -> None:
    """Take another ladder, while nobody has been on a step of the one that is there."""
    if not rows:
        return
    try:
        wanted = ladder_from({"step": [_step_table(row) for row in rows]})
    except StegError as error:
        place = error.values.get("number", 1)
        _problem(done, rows[place - 1 if isinstance(place, int) else 0], "code", error)
        done.rejected.update(rows)
        return
    present = ladder_of(register)
    if wanted == present:
        return
    if register.execute("SELECT EXISTS (SELECT 1 FROM stay)").fetchone()[0]:
        _problem(done, rows[0], "code", _other_ladder(present))
        done.rejected.update(rows)
        return
    register.execute("DELETE FROM step")
    add_ladder(register, wanted)
    done.new += rows


def _other_ladder(present: Ladder) -> Refused:
    return Refused(
        N_("This is another ladder than the register's: {codes}."),
        N_("Leave the sheet out (--sheet names those to read), or import into an empty register."),
        codes=", ".join(step.code for step in present),
    )


def _step_table(row: Row) -> dict[str, Any]:
    """Return a row of steps as a ladder file has it."""
    values = dict(row.values)
    names = {"swedish": "sv", "english": "en", "location": "where"}
    months = [values.pop(key, None) for key in ("least_months", "most_months")]
    table = {names.get(key, key): value for key, value in values.items()}
    return table | ({"months": months} if any(months) else {})
