"""What surrounds the people, from a list: the ladder, settings, wages, sectors, cohorts, places.

Written at once, since the people's rows refer to it; the caller keeps or drops the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, fields
from datetime import date
from functools import partial
from typing import Any

from steg_cli.actions.closing import check_nobody_after
from steg_cli.actions.discretion import OF_PLACEMENTS, anybody_protected, untold
from steg_cli.actions.municipalities import set_plan
from steg_cli.actions.rates import write_rate
from steg_cli.actions.recording import check_everybody
from steg_cli.actions.results import FieldChange
from steg_cli.actions.retention import write_rule
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
    write_setting,
)
from steg_cli.importing.listed import Row, RowProblem, Said, said
from steg_cli.importing.problems import missing, problem
from steg_cli.programme.errors import N_, Note, NotFound, Refused, StegError, refusal
from steg_cli.programme.fields import FIELDS
from steg_cli.programme.ladder import Ladder, ladder_from
from steg_cli.programme.people import Person
from steg_cli.programme.rates import ON_COSTS, WAGE, find_rate, read_amount
from steg_cli.programme.retention import Rule
from steg_cli.programme.settings import find_setting
from steg_cli.programme.words import Keyword, called, fold
from steg_cli.programme.workplace import Sector
from steg_cli.register.file import Register
from steg_cli.register.retention import rules_of
from steg_cli.register.surroundings import (
    add_ladder,
    find_municipality,
    find_project,
    ladder_of,
    municipalities,
    setting,
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
        _take_ladder(done, steps)
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
    ladder = ladder_of(register)
    for row, key, people in concerned:
        if error := refusal(check_everybody, register, people, ladder):
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


def _take_setting(done: Surrounded, row: Row, values: Mapping[str, Said]) -> None:
    register, key, typed = done.register, values.get("key"), values.get("value")
    if not isinstance(key, str):
        done.problem(row, "key", missing(row, "key"))
        return
    try:
        wanted = find_setting(key)
    except NotFound as error:
        done.problem(row, "key", error)
        return
    try:
        value = wanted.read(str(typed)) if typed else ""
    except StegError as error:
        done.problem(row, "value", error)
        return
    before = setting(register, key)
    if value in ("", before):
        return
    write_setting(register, key, value)
    done.change(row, key, "value", before, value)
    done.notes += wanted.notes(value)


def _take_rate(done: Surrounded, row: Row, values: Mapping[str, Said]) -> None:
    register = done.register
    if wanting := [one for one in ("key", "first_day", "amount") if one not in values]:
        for one in wanting:
            done.problem(row, one, missing(row, one))
        return
    first_day = values["first_day"]
    assert isinstance(first_day, date)
    column = "key"
    try:
        key = find_rate(str(values[column]), ladder_of(register))
        column = "amount"
        amount = read_amount(key, str(values[column]))
    except StegError as error:
        done.problem(row, column, error)
        return
    known = register.execute(
        "SELECT amount FROM rate WHERE key = ? AND first_day = ?", (key, str(first_day))
    ).fetchone()
    if known is not None and known[0] == amount:
        return
    if known is None:
        done.outcomes[row] = "new"
    else:
        done.change(row, f"{key} {first_day}", "amount", known[0], amount)
    write_rate(register, key, first_day, amount)


def _take_rule(done: Surrounded, row: Row, values: Mapping[str, Said]) -> None:
    """Take a rule of retention in; one that says otherwise of the same is changed."""
    keys = [one.name for one in fields(Rule)]
    if wanting := [key for key in keys if key not in values]:
        for key in wanting:
            done.problem(row, key, missing(row, key))
        return
    rule = Rule(**{key: values[key] for key in keys})  # type: ignore[arg-type]
    known = next((one for one in rules_of(done.register) if one.kept == rule.kept), None)
    if known == rule:
        return
    write_rule(done.register, rule)
    if known is None:
        done.outcomes[row] = "new"
        return
    for key in keys:
        if (before := getattr(known, key)) != (after := getattr(rule, key)):
            done.change(row, rule.kept, key, before, after)


BY_ROW: Mapping[str, Callable[[Surrounded, Row, Mapping[str, Said]], None]] = {
    "settings": _take_setting,
    "rates": _take_rate,
    "retention-rules": _take_rule,
}


def _take_ladder(done: Surrounded, rows: list[Row]) -> None:
    """Take another ladder, while nobody has been on a step of the one that is there."""
    if not rows:
        return
    present = ladder_of(done.register)
    training = {step.code for step in present if step.training}
    try:
        wanted = ladder_from({"step": [_step_table(row, training) for row in rows]})
    except StegError as error:
        place = error.values.get("number", 1)
        done.problem(rows[place - 1 if isinstance(place, int) else 0], "code", error)
        done.rejected.update(rows)
        return
    if wanted == present:
        return
    if done.register.execute("SELECT EXISTS (SELECT 1 FROM stay)").fetchone()[0]:
        done.problem(rows[0], "code", _other_ladder(present))
        done.rejected.update(rows)
        return
    done.register.execute("DELETE FROM step")
    add_ladder(done.register, wanted)
    done.register.execute(
        "DELETE FROM rate WHERE key <> ? AND NOT EXISTS (SELECT 1 FROM step "
        "WHERE payer IS NOT NULL AND key = ? || code)",
        (ON_COSTS, WAGE),
    )
    done.outcomes |= dict.fromkeys(rows, "new")


def _other_ladder(present: Ladder) -> Refused:
    return Refused(
        N_("This is another ladder than the register's: {codes}."),
        N_("Leave the sheet out (--sheet names those to read), or import into an empty register."),
        codes=", ".join(step.code for step in present),
    )


def _step_table(row: Row, training: AbstractSet[str]) -> dict[str, object]:
    """Return a row of steps as a ladder file has it.

    An older export does not say which steps are `training`: those that are so in the register.
    """
    values = dict[str, object](said(row.values))
    if "training" not in row.columns:
        values["training"] = values.get("code") in training
    names = {"swedish": "sv", "english": "en", "location": "where"}
    months = [values.pop(key, None) for key in ("least_months", "most_months")]
    table = {names.get(key, key): value for key, value in values.items()}
    return table | ({"months": months} if any(months) else {})
