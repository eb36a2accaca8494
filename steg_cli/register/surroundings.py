"""Reading what surrounds the people: the ladder, projects, cohorts, workplaces, posts and the like.

`find_…` takes a name as somebody types it (see `words.called`) and raises NotFound with the
nearest existing name. A part of a name is not enough: a guess would put people in a wrong cohort.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from steg_cli.programme.errors import N_, NotFound, Refused
from steg_cli.programme.frozen import frozen
from steg_cli.programme.ladder import Ladder, Step
from steg_cli.programme.nearness import meant_by
from steg_cli.programme.notice import AGREEMENTS, Leads
from steg_cli.programme.periods import MonthLimit
from steg_cli.programme.settings import SETTINGS
from steg_cli.programme.words import Keyword, Word, called, clean_text, fold
from steg_cli.programme.workplace import Sector, Workplace
from steg_cli.register.file import Register

if TYPE_CHECKING:
    from steg_cli.programme.codes import Programme

PROJECT_DAYS = ("first_day", "last_day", "analysis_until", "implementation_until", "keep_until")


@frozen
class Cohort:
    """A group that starts together; `planned` participants, days inclusive."""

    id: int
    name: str
    planned: int | None
    first_day: date | None
    last_day: date | None
    project: str | None
    open_until: date | None = None  # the last day on which anybody can be enrolled


@frozen
class Project:
    """A project that pays for cohorts. Amounts in whole SEK, days inclusive.

    Its phases are analysis, implementation and closing; the last days of the first two are given.
    Until `keep_until` the fund wants everything of it kept.
    """

    id: int
    name: str
    number: str | None
    region: str | None
    owner: str | None
    partners: str | None
    objective: str | None
    first_day: date | None
    last_day: date | None
    programme: Programme | None
    analysis_until: date | None
    implementation_until: date | None
    keep_until: date | None
    planned: int | None
    budget: int | None
    granted: int | None
    reported_cost: int | None
    contact: str | None
    email: str | None


@frozen
class Municipality:
    """A municipality on the list; `planned` participants by the name of the project."""

    id: int
    name: str
    planned: Mapping[str, int]


@frozen
class Post:
    """A post (kompletterande tjänst): the tasks that were moved to it, and whom that relieves.

    Its description was approved on a day, by somebody, under the reference `approval`.
    """

    id: int
    title: str
    tasks: str
    relieves: str
    workplace: str
    places: int
    approved_on: date | None
    approved_by: str | None
    approval: str | None

    @property
    def name(self) -> str:
        """What it is known by, as everything else here is known by its name."""
        return self.title


@frozen
class Contact:
    """Somebody in a project's working group, or another person to turn to."""

    id: int
    name: str
    role: str
    organisation: str
    email: str | None
    project: str | None


Named = TypeVar("Named", Cohort, Project, Sector, Workplace, Municipality, Post, Contact)


def day_from(value: str | None) -> date | None:
    """Return the day that the register stores as text, or None."""
    return None if value is None else date.fromisoformat(value)


def flag_from(value: int | None) -> bool | None:
    """Return the yes or no that the register stores as a number, or None."""
    if value not in (None, 0, 1):
        raise ValueError("neither yes nor no")
    return None if value is None else bool(value)


def ladder_of(register: Register) -> Ladder:
    """Return the register's ladder."""
    rows = register.execute("SELECT * FROM step ORDER BY id").fetchall()
    return Ladder(tuple(step_from(row) for row in rows))


def step_labels(register: Register, language: str) -> dict[str, str]:
    """Return what each step is called in `language`, by its code.

    A name that could be another step's is left out: the code says which one it is.
    """
    labels = {}
    ladder = ladder_of(register)
    for step in ladder:
        label = step.label(language)
        names = {fold(name) for one in ladder if one != step for name in one.names}
        labels[step.code] = step.code if fold(label) in names else label
    return labels


def step_from(row: sqlite3.Row) -> Step:
    """Return the step in a row of the table `step`."""
    least = row["least_months"]
    return Step(
        row["code"],
        row["swedish"],
        row["english"],
        row["location"],
        row["payer"],
        MonthLimit(least, row["most_months"]) if least else None,
        row["agreement"],
        bool(row["own_sector"]),
        bool(row["training"]),
    )


def add_ladder(register: Register, ladder: Ladder) -> None:
    """Write the steps of a new register."""
    register.connection.executemany(
        "INSERT INTO step (code, swedish, english, location, payer, least_months, most_months, "
        "agreement, own_sector, training) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                step.code,
                step.swedish,
                step.english,
                step.where,
                step.payer,
                step.limit.least if step.limit else None,
                step.limit.most if step.limit else None,
                step.agreement,
                step.own_sector,
                step.training,
            )
            for step in ladder
        ],
    )


def cohorts(register: Register) -> list[Cohort]:
    """Return every cohort, the earliest first; those without a first day last."""
    rows = register.execute(
        "SELECT cohort.*, project.name AS project FROM cohort "
        "LEFT JOIN project ON project.id = project_id "
        "ORDER BY cohort.first_day IS NULL, cohort.first_day, cohort.name"
    )
    return [
        Cohort(
            row["id"],
            row["name"],
            row["planned"],
            day_from(row["first_day"]),
            day_from(row["last_day"]),
            row["project"],
            day_from(row["open_until"]),
        )
        for row in rows
    ]


def projects(register: Register) -> list[Project]:
    """Return every project in the order in which they were added."""
    rows = register.execute("SELECT * FROM project ORDER BY id").fetchall()
    return [
        Project(**row | {key: day_from(row[key]) for key in PROJECT_DAYS})
        for row in map(dict, rows)
    ]


def sectors(register: Register) -> list[Sector]:
    """Return every sector by name."""
    rows = register.execute("SELECT * FROM sector ORDER BY name")
    return [Sector(row["id"], row["name"], day_from(row["employs_from"])) for row in rows]


def workplaces(register: Register, chosen: Iterable[int] | None = None) -> list[Workplace]:
    """Return every workplace by name, or those with the chosen ids."""
    by_id = {sector.id: sector for sector in sectors(register)}
    only = "" if chosen is None else f"WHERE id IN ({', '.join(map(str, chosen))})"
    rows = register.execute(f"SELECT * FROM workplace {only} ORDER BY name")
    return [
        Workplace(
            row["id"],
            row["name"],
            by_id[row["sector_id"]],
            row["municipality"],
            bool(row["adapted"]),
            row["manager"],
            row["manager_email"],
            row["places"],
            day_from(row["open_until"]),
        )
        for row in rows
    ]


def is_open(thing: Cohort | Workplace, day: date) -> bool:
    """Say whether anybody can be placed at a workplace, or enrolled in a cohort, on a day."""
    return thing.open_until is None or day <= thing.open_until


def people_at(register: Register, day: date) -> dict[int, int]:
    """Return how many people are at each workplace on a day, by its id.

    People with a protected identity are not counted: one more than the lists show would tell
    where they are.
    """
    rows = register.execute(
        "SELECT workplace_id, count(DISTINCT participant.id) FROM placement "
        "JOIN enrolment ON enrolment.id = enrolment_id "
        "JOIN participant ON participant.id = participant_id WHERE NOT protected "
        "AND placement.first_day <= :day "
        "AND (placement.last_day IS NULL OR placement.last_day >= :day) GROUP BY workplace_id",
        {"day": str(day)},
    )
    return {row[0]: row[1] for row in rows}


def municipalities(register: Register) -> list[Municipality]:
    """Return every municipality on the list by name, with what is planned in each project."""
    plans = register.execute(
        "SELECT municipality_id, project.name, municipality_plan.planned FROM municipality_plan "
        "JOIN project ON project.id = project_id ORDER BY project.id"
    )
    planned: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for municipality, project, people in plans:
        planned[municipality][project] = people
    rows = register.execute("SELECT id, name FROM municipality ORDER BY name")
    return [Municipality(row["id"], row["name"], planned[row["id"]]) for row in rows]


def posts(register: Register) -> list[Post]:
    """Return every post by title."""
    rows = register.execute(
        "SELECT post.*, workplace.name AS workplace FROM post "
        "JOIN workplace ON workplace.id = workplace_id ORDER BY title"
    )
    return [
        Post(
            row["id"],
            row["title"],
            row["tasks"],
            row["relieves"],
            row["workplace"],
            row["places"],
            day_from(row["approved_on"]),
            row["approved_by"],
            row["approval"],
        )
        for row in rows
    ]


def contacts(register: Register) -> list[Contact]:
    """Return every contact by name."""
    rows = register.execute(
        "SELECT contact.*, project.name AS project FROM contact "
        "LEFT JOIN project ON project.id = project_id ORDER BY contact.name"
    )
    return [
        Contact(
            row["id"], row["name"], row["role"], row["organisation"], row["email"], row["project"]
        )
        for row in rows
    ]


def setting(register: Register, key: str) -> str:
    """Return a setting's value, or its default. Raises Refused for one that cannot be used."""
    row = register.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    if row is None:
        return SETTINGS[key].default
    try:
        return SETTINGS[key].read(str(row[0]))
    except Refused:
        raise Refused(
            N_("The setting {key} is {value}, which cannot be used."),
            N_("Another program wrote it so. Mend it: steg setting {key} VALUE"),
            key=key,
            value=row[0],
        ) from None


def leads_of(register: Register) -> Leads:
    """Return how long before the last day notice helps, for each agreement, as HR has decided."""
    return {agreement: setting(register, f"notice.{agreement}") for agreement in AGREEMENTS}


def settings_of(register: Register) -> dict[str, str]:
    """Return every setting's value in force by its key."""
    return {key: setting(register, key) for key in SETTINGS}


def find_cohort(register: Register, name: str) -> Cohort:
    """Return the cohort with this name, or raise NotFound."""
    return _named(cohorts(register), name, N_("cohort"))


def find_project(register: Register, name: str) -> Project:
    """Return the project with this name, or raise NotFound."""
    return _named(projects(register), name, N_("project"))


def find_sector(register: Register, name: str) -> Sector:
    """Return the sector with this name, or raise NotFound."""
    return _named(sectors(register), name, N_("sector"))


def find_workplace(register: Register, name: str) -> Workplace:
    """Return the workplace with this name, or raise NotFound."""
    return _named(workplaces(register), name, N_("workplace"))


def municipality_named(register: Register, name: str) -> Municipality:
    """Return the municipality with this name, or raise NotFound, to somebody who looks."""
    name = clean_text(name, N_("municipality"))
    return _named(municipalities(register), name, N_("municipality"))


def find_municipality(register: Register, name: str) -> Municipality:
    """Return the municipality with this name, or raise NotFound, which says how one is added."""
    return _named(
        municipalities(register),
        clean_text(name, N_("municipality")),
        N_("municipality"),
        or_near=N_('Did you mean {near}? If not, add it: steg municipality add "{name}"'),
        or_else=N_('If it is spelt so, add it: steg municipality add "{name}"'),
    )


def find_post(register: Register, title: str) -> Post:
    """Return the post with this title, or raise NotFound."""
    return _named(posts(register), title, N_("post"))


def find_contact(register: Register, name: str) -> Contact:
    """Return the contact with this name, or raise NotFound."""
    return _named(contacts(register), name, N_("contact"))


def _named(
    things: list[Named],
    name: str,
    what: str,
    *,
    or_near: str = N_("Did you mean {near}?"),
    or_else: str = "",
) -> Named:
    """Return the thing with this name, or raise NotFound with what was perhaps meant.

    `what` is a message id and the family of commands about it; `or_near` and `or_else` are the ways
    out with and without a near one.
    """
    if (found := called(name, things)) is not None:
        return found
    closing = {thing.name for thing in things if getattr(thing, "open_until", None)}
    names = [thing.name for thing in things]
    known = N_("steg {command} list shows those there are.")
    or_else = or_else or (known if names else N_("Add it first: steg {command} add --help"))
    near = meant_by(name, [one for one in names if one not in closing]) or meant_by(name, names)
    raise NotFound(
        N_("There is no {what} {name}."),
        or_near if near else or_else,
        what=Word(what),
        name=name,
        near=near,
        command=Keyword(what),
    )
