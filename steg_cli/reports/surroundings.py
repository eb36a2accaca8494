"""The lists of what surrounds the people, as rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from steg_cli.programme.codes import Programme
from steg_cli.programme.frozen import frozen, made_from, names_of
from steg_cli.programme.settings import SETTINGS
from steg_cli.programme.vocabulary import SHEETS
from steg_cli.programme.workplace import Sector, Workplace
from steg_cli.register.file import Register
from steg_cli.register.surroundings import (
    Cohort,
    Contact,
    Municipality,
    Post,
    Project,
    cohorts,
    contacts,
    is_open,
    municipalities,
    posts,
    projects,
    sectors,
    setting,
    workplaces,
)
from steg_cli.reports.report import Form, Report

Thing = Cohort | Project | Sector | Workplace | Municipality | Post | Contact


@frozen
class CohortRow:
    """A cohort as planned."""

    cohort: str
    planned: int | None
    first_day: date | None
    last_day: date | None
    project: str | None
    open_until: date | None = None


@frozen
class SectorRow:
    """A sector, and from when it employs its own."""

    sector: str
    employs_from: date | None


@frozen
class WorkplaceRow:
    """A workplace."""

    workplace: str
    sector: str
    municipality: str
    adapted: bool
    manager: str | None
    manager_email: str | None
    places: int | None
    open_until: date | None = None


@frozen
class ProjectRow:
    """A project; amounts in whole SEK."""

    project: str
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
class MunicipalityPlans:
    """A municipality, and how many are planned there by the name of the project."""

    municipality: str
    planned: Mapping[str, int]


@frozen
class MunicipalityRow:
    """How many a municipality has planned in one project; None for both where it has no plan."""

    municipality: str
    project: str | None
    planned: int | None


@frozen
class PostRow:
    """A post. `approval` is the reference of the decision that approved its description."""

    title: str
    tasks: str
    relieves: str
    workplace: str
    places: int
    approved_on: date | None
    approved_by: str | None
    approval: str | None


@frozen
class ListedPost(PostRow):
    """A post with how many people are on it on the day."""

    taken: int


@frozen
class ContactRow:
    """Somebody to turn to."""

    contact: str
    role: str
    organisation: str
    email: str | None
    project: str | None


@frozen
class SettingRow:
    """A setting with the value in force."""

    key: str
    value: str
    meaning: str


# These lists can be imported again, and the import knows them by the names of their sheets.
COHORT_LIST = Form(
    "cohort list", CohortRow, SHEETS["cohort list"], left_out=("open_until", "first_day", "project")
)
SECTOR_LIST = Form("sector list", SectorRow, SHEETS["sector list"])
WORKPLACE_LIST = Form(
    "workplace list",
    WorkplaceRow,
    SHEETS["workplace list"],
    left_out=("open_until", "municipality", "manager_email", "places"),
    folded=("workplace", "manager"),
)
PROJECT_LIST = Form(
    "project list",
    ProjectRow,
    SHEETS["project list"],
    left_out=("first_day",),
    folded=("partners",),
)
MUNICIPALITY_LIST = Form(
    "municipality list", MunicipalityRow, SHEETS["municipality list"], folded=("municipality",)
)
POST_LIST = Form(
    "post list",
    ListedPost,
    SHEETS["post list"],
    left_out=("approval", "approved_by", "relieves"),
    folded=("tasks", "relieves", "title", "workplace"),
)
CONTACT_LIST = Form(
    "contact list", ContactRow, SHEETS["contact list"], left_out=("email",), folded=("role",)
)
SETTING_LIST = Form("setting", SettingRow, SHEETS["setting"], folded=("meaning",))


ROWS: Mapping[type[Thing], type[Any]] = {
    Cohort: CohortRow,
    Sector: SectorRow,
    Workplace: WorkplaceRow,
    Project: ProjectRow,
    Municipality: MunicipalityPlans,
    Post: PostRow,
    Contact: ContactRow,
}


def row_of(thing: Thing) -> Any:
    """Return a cohort, a workplace or the like as a row, whose first field is its name."""
    row = ROWS[type(thing)]
    own = {names_of(row)[0]: thing.name}
    if isinstance(thing, Workplace):
        own["sector"] = thing.sector.name
    return made_from(row, thing, **own)


def cohort_list(register: Register, today: date, *, closed: bool = False) -> Report[CohortRow]:
    """Return every cohort that is open today, or with `closed` every one."""
    found = cohorts(register)
    rows = tuple(row_of(one) for one in found if closed or is_open(one, today))
    return Report(COHORT_LIST, today, rows, {"cohorts": len(rows)})


def sector_list(register: Register, today: date) -> Report[SectorRow]:
    """Return every sector."""
    rows = tuple(map(row_of, sectors(register)))
    return Report(SECTOR_LIST, today, rows, {"sectors": len(rows)})


def workplace_list(
    register: Register, today: date, *, closed: bool = False
) -> Report[WorkplaceRow]:
    """Return every workplace that is open today, or with `closed` every one."""
    with register.snapshot():
        found = workplaces(register)
    rows = tuple(row_of(one) for one in found if closed or is_open(one, today))
    return Report(WORKPLACE_LIST, today, rows, {"workplaces": len(rows)})


def project_list(register: Register, today: date) -> Report[ProjectRow]:
    """Return every project."""
    rows = tuple(map(row_of, projects(register)))
    return Report(PROJECT_LIST, today, rows, {"projects": len(rows)})


def municipality_list(register: Register, today: date) -> Report[MunicipalityRow]:
    """Return every municipality, once for each project in which it has planned something."""
    with register.snapshot():
        found = municipalities(register)
    rows = tuple(
        MunicipalityRow(one.name, project, planned)
        for one in found
        for project, planned in one.planned.items() or [(None, None)]
    )
    return Report(MUNICIPALITY_LIST, today, rows, {"municipalities": len(found)})


TAKEN = """
SELECT post_id, count(*) FROM stay
JOIN enrolment ON enrolment.id = enrolment_id
JOIN participant ON participant.id = participant_id
WHERE post_id IS NOT NULL AND stay.first_day <= :day
    AND (stay.last_day IS NULL OR stay.last_day >= :day)
    AND (:unmasked OR NOT protected)
GROUP BY post_id"""


def post_list(
    register: Register, today: date, *, include_protected: bool = False
) -> Report[ListedPost]:
    """Return every post.

    People with a protected identity are not counted unless asked for: it would tell where they are.
    """
    with register.snapshot():
        asked = {"day": today.isoformat(), "unmasked": include_protected}
        taken = dict(map(tuple, register.execute(TAKEN, asked)))
        rows = tuple(
            made_from(ListedPost, post, taken=taken.get(post.id, 0)) for post in posts(register)
        )
    return Report(POST_LIST, today, rows, {"posts": len(rows)})


def contact_list(register: Register, today: date) -> Report[ContactRow]:
    """Return every contact."""
    rows = tuple(map(row_of, contacts(register)))
    return Report(CONTACT_LIST, today, rows, {"contacts": len(rows)})


def setting_list(register: Register, today: date, prefix: str = "") -> Report[SettingRow]:
    """Return every setting whose key begins with `prefix`."""
    rows = tuple(
        SettingRow(key, one.worded(setting(register, key)), one.meaning)
        for key, one in SETTINGS.items()
        if key.startswith(prefix)
    )
    return Report(SETTING_LIST, today, rows, {"settings": len(rows)})
