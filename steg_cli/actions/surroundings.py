"""Adding and editing what surrounds the people: cohorts, workplaces, posts and the like; settings.

All kinds of things work alike: `add` wants a new name, `edit` changes the values it is given and
no others; an empty text clears a value. Everybody whom an edit concerns is checked. What else a
municipality brings along stands in `municipalities`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, Generic, Literal, TypeVar

from steg_cli.actions.discretion import OF_PLACEMENTS, check_may_tell
from steg_cli.actions.recording import check_everybody, check_something
from steg_cli.actions.results import Done
from steg_cli.programme.errors import N_, Note, Refused, note
from steg_cli.programme.fields import field_of
from steg_cli.programme.frozen import frozen
from steg_cli.programme.nearness import near_name
from steg_cli.programme.people import Person
from steg_cli.programme.rates import rate_keys
from steg_cli.programme.settings import find_setting
from steg_cli.programme.words import Keyword, Plural, Word, clean_text, spelling
from steg_cli.programme.workplace import Sector, Workplace
from steg_cli.register.file import Register
from steg_cli.register.people import load_people
from steg_cli.register.surroundings import (
    Cohort,
    Contact,
    Municipality,
    Post,
    Project,
    cohorts,
    contacts,
    find_cohort,
    find_contact,
    find_municipality,
    find_post,
    find_project,
    find_sector,
    find_workplace,
    ladder_of,
    municipalities,
    posts,
    projects,
    sectors,
    setting,
    workplaces,
)
from steg_cli.register.writing import Value, delete, insert, update

# The days of a project in their order.
PHASES = ("first_day", "analysis_until", "implementation_until", "last_day", "keep_until")

Typed = str | int | bool | date
Thing = Cohort | Project | Sector | Workplace | Municipality | Post | Contact
T = TypeVar("T", bound=Thing)


@frozen
class Surrounding(Generic[T]):
    """A kind of thing: its table, what it is called, how one is found, and all that there are.

    `column` holds what a thing is known by.
    """

    table: Literal["cohort", "sector", "project", "workplace", "municipality", "post", "contact"]
    what: str
    find: Callable[[Register, str], T]
    all: Callable[[Register], list[T]]
    column: str = "name"


COHORT = Surrounding("cohort", N_("cohort"), find_cohort, cohorts)
SECTOR = Surrounding("sector", N_("sector"), find_sector, sectors)
PROJECT = Surrounding("project", N_("project"), find_project, projects)
WORKPLACE = Surrounding("workplace", N_("workplace"), find_workplace, workplaces)
MUNICIPALITY = Surrounding("municipality", N_("municipality"), find_municipality, municipalities)
POST = Surrounding("post", N_("post"), find_post, posts, "title")
CONTACT = Surrounding("contact", N_("contact"), find_contact, contacts)


def add(
    register: Register,
    kind: Surrounding[T],
    name: str,
    values: Mapping[str, Typed | None],
    today: date,
    *,
    dry_run: bool = False,
) -> Done[T]:
    """Add a thing of some kind. `values` are its fields; None is left out."""
    command = f"{kind.table} add"
    with register.change(command, today, dry_run=dry_run) as change:
        name = free_name(register, kind, name)
        stored = _stored(register, kind, values, today)
        check_days(name, stored)
        check_approval(stored)
        insert(register, kind.table, **{kind.column: name}, **stored)
        change.summary = name
        result = kind.find(register, name)
    return Done(command, change.id, result)


def edit(
    register: Register,
    kind: Surrounding[T],
    name: str,
    values: Mapping[str, Typed | None],
    today: date,
    *,
    include_protected: bool = False,
    dry_run: bool = False,
) -> Done[T]:
    """Change the given values of a thing, and its name with the value `name`.

    Raises Refused where that could tell where somebody protected is, unless `include_protected`.
    """
    command = f"{kind.table} edit"
    with register.change(command, today, dry_run=dry_run) as change:
        thing = kind.find(register, name)
        concerned = concerned_by(register, kind.table, thing.id)
        stored = _stored(register, kind, {k: v for k, v in values.items() if k != "name"}, today)
        new_name = values.get("name")
        if isinstance(new_name, str):
            stored[kind.column] = free_name(register, kind, new_name, besides=thing.name)
        check_something(stored, kind.table)
        check_days(thing.name, stored, thing)
        check_approval(stored, thing)
        if any(values.get(key) is not None for key in OF_PLACEMENTS):
            check_may_tell(register, include_protected=include_protected)
        update(register, kind.table, thing.id, **stored)
        check_everybody(register, concerned)
        result = kind.find(register, str(stored.get(kind.column, thing.name)))
        change.summary = thing.name
    return Done(command, change.id, result)


def free_name(register: Register, kind: Surrounding[T], name: str, besides: str = "") -> str:
    """Return a name as it is kept. Raises Refused when another thing than `besides` has it."""
    name = clean_text(name, N_("name"))
    others = [known.name for known in kind.all(register) if known.name != besides]
    taken = [known for known in others if spelling(known) == spelling(name)]
    if taken:
        raise Refused(
            N_("There is already a {what} called {name}."),
            N_("Change it with steg {table} edit, or choose another name."),
            what=Word(kind.what),
            name=taken[0],
            table=Keyword(kind.table),
        )
    return name


def two_of(register: Register, kind: Surrounding[T], name: str, into: str) -> tuple[T, T]:
    """Return a thing and the other one that it is to be put into. Raises Refused for the same."""
    old, new = kind.find(register, name), kind.find(register, into)
    if old == new:
        raise Refused(
            N_("{name} cannot be put into itself."),
            N_('To spell it otherwise: steg {table} edit "{name}" --name NEW'),
            name=old.name,
            table=Keyword(kind.table),
        )
    return old, new


def come_along(register: Register, old: Thing, new: Thing, people: str) -> tuple[Note, ...]:
    """Tell how many people a query finds at what is to be put into another, before it is.

    People with a protected identity are not counted: one more than the lists show would tell
    where they are.
    """
    count = register.execute(
        "SELECT count(*) FROM participant WHERE NOT protected AND participant.id > 0 "
        f"AND id IN ({people})",
        (old.id,),
    ).fetchone()[0]
    if not count:
        return ()
    come = Plural("{count} person comes along", "{count} people come along", count)
    return (note(N_("{people} from {old} to {name}."), people=come, old=old.name, name=new.name),)


def near_to(
    register: Register, kind: Surrounding[Any], name: str, besides: str | None = None
) -> str | None:
    """Return what a new name may be a slip of the hand of, or None.

    `besides` is what the thing is called until now, if it is there already.

    Where a thing goes by this very name already, `free_name` says so.
    """
    names = [known.name for known in kind.all(register) if known.name != besides]
    is_there = spelling(name) in map(spelling, names)
    return None if is_there else near_name(name, names)


def _stored(
    register: Register, kind: Surrounding[T], values: Mapping[str, Typed | None], today: date
) -> dict[str, Value]:
    """Clean typed values; another thing that is named is looked up; "" becomes nothing."""
    stored: dict[str, Value] = {}
    for key, value in values.items():
        if value is None:
            continue
        field = field_of(kind.table, key)
        match key, value:
            case "sector", str(name):
                stored["sector_id"] = find_sector(register, name).id
            case "workplace", str(name):
                stored["workplace_id"] = find_workplace(register, name).id
            case "municipality", str(name):
                stored[key] = find_municipality(register, name).name
            case "project", str(name):
                stored["project_id"] = find_project(register, name).id if name else None
            case _, "" if field.clears:
                stored[key] = None
            case _, str(text):
                stored[key] = field.read(text, today)
            case _, other:
                stored[key] = other
    return stored


def check_days(name: str, stored: Mapping[str, Value], thing: Thing | None = None) -> None:
    """Raise Refused when the last day would come before the first, or a project's phases turn."""
    first, last = (stored.get(key, getattr(thing, key, None)) for key in ("first_day", "last_day"))
    if isinstance(first, date) and isinstance(last, date) and last < first:
        raise Refused(
            N_("{name} would end on {last}, before its first day {first}."),
            N_("Give days in order."),
            name=name,
            first=first,
            last=last,
        )
    days = ((key, stored.get(key, getattr(thing, key, None))) for key in PHASES)
    known = [(key, day) for key, day in days if isinstance(day, date)]
    for (earlier, first_), (later, last_) in pairwise(known):
        if last_ < first_:
            raise Refused(
                N_("{name}: {later} {last} would come before {earlier} {first}."),
                N_("Give days in order."),
                name=name,
                earlier=Word(field_of("project", earlier).heading),
                later=Word(field_of("project", later).heading),
                first=first_,
                last=last_,
            )


def check_approval(stored: Mapping[str, Value], thing: Thing | None = None) -> None:
    """Raise Refused when it is told who approved a post's description, or where, but not when."""
    on, *rest = (
        stored.get(key, getattr(thing, key, None))
        for key in ("approved_on", "approved_by", "approval")
    )
    if on is None and any(rest):
        raise Refused(
            N_("It is told who approved the post, or under which reference, but not on which day."),
            N_("Give the day of the approval as well, or leave out who and reference."),
        )


def concerned_by(register: Register, table: str, row: int) -> list[Person]:
    """Return everybody at a workplace, in a sector or in a cohort that is about to change."""
    column = {
        "workplace": "workplace.id",
        "sector": "workplace.sector_id",
        "cohort": "cohort_id",
    }.get(table)
    if column is None:
        return []
    cases = register.execute(
        "SELECT DISTINCT participant_id FROM enrolment "
        "LEFT JOIN placement ON placement.enrolment_id = enrolment.id "
        f"LEFT JOIN workplace ON workplace.id = workplace_id WHERE {column} = ?",
        (row,),
    )
    return load_people(register, [int(case[0]) for case in cases])


@frozen
class SettingValue:
    """A setting with the value in force, and what it means (a message id)."""

    key: str
    value: str
    meaning: str


def set_setting(
    register: Register, key: str, value: str, today: date, *, dry_run: bool = False
) -> Done[SettingValue]:
    """Give a setting a value; "" gives it its default back.

    Raises NotFound for an unknown key, Refused for a bad value.
    """
    chosen = find_setting(key, rate_keys(ladder_of(register)))
    stored = chosen.read(value) if value else ""
    with register.change("setting", today, dry_run=dry_run) as change:
        write_setting(register, key, stored)
        change.summary = f"{key} = {stored}"
        in_force = setting(register, key)
        result = SettingValue(key, chosen.worded(in_force), chosen.meaning)
    return Done("setting", change.id, result, chosen.notes(in_force))


def write_setting(register: Register, key: str, value: str) -> None:
    """Write a setting's value, or take it away when it is ""; it is not checked here."""
    row = register.execute("SELECT id FROM setting WHERE key = ?", (key,)).fetchone()
    if row and value:
        update(register, "setting", row[0], value=value)
    elif row:
        delete(register, "setting", row[0])
    elif value:
        insert(register, "setting", key=key, value=value)
