"""The lists of what surrounds the people, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from steg_cli.programme.people import Sector, Workplace
from steg_cli.programme.settings import SETTINGS
from steg_cli.programme.vocabulary import SHEETS
from steg_cli.register.file import Register
from steg_cli.register.surroundings import (
    Cohort,
    Project,
    cohorts,
    projects,
    sectors,
    setting,
    workplaces,
)
from steg_cli.reports.report import Form, Report


@dataclass(frozen=True)
class CohortRow:
    """A cohort as planned."""

    cohort: str
    planned: int | None
    first_day: date | None
    last_day: date | None
    project: str | None


@dataclass(frozen=True)
class SectorRow:
    """A sector, and from when it employs its own."""

    sector: str
    employs_from: date | None


@dataclass(frozen=True)
class WorkplaceRow:
    """A workplace."""

    workplace: str
    sector: str
    municipality: str
    adapted: bool
    manager: str | None
    manager_email: str | None
    places: int | None


@dataclass(frozen=True)
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
    planned: int | None
    budget: int | None
    granted: int | None
    reported_cost: int | None
    contact: str | None
    email: str | None


@dataclass(frozen=True)
class SettingRow:
    """A setting with the value in force."""

    key: str
    value: str
    meaning: str


# These lists can be imported again, and the import knows them by the names of their sheets.
COHORT_LIST = Form(
    "cohort list", CohortRow, SHEETS["cohort list"], left_out=("first_day", "project")
)
SECTOR_LIST = Form("sector list", SectorRow, SHEETS["sector list"])
WORKPLACE_LIST = Form(
    "workplace list",
    WorkplaceRow,
    SHEETS["workplace list"],
    left_out=("municipality", "manager_email", "places"),
    folded=("workplace", "manager"),
)
PROJECT_LIST = Form(
    "project list",
    ProjectRow,
    SHEETS["project list"],
    left_out=("first_day",),
    folded=("partners",),
)
SETTING_LIST = Form("setting", SettingRow, SHEETS["setting"], folded=("meaning",))


def cohort_row(cohort: Cohort) -> CohortRow:
    """Return a cohort as a row."""
    return CohortRow(cohort.name, cohort.planned, cohort.first_day, cohort.last_day, cohort.project)


def sector_row(sector: Sector) -> SectorRow:
    """Return a sector as a row."""
    return SectorRow(sector.name, sector.employs_from)


def workplace_row(workplace: Workplace) -> WorkplaceRow:
    """Return a workplace as a row."""
    return WorkplaceRow(
        workplace.name,
        workplace.sector.name,
        workplace.municipality,
        workplace.adapted,
        workplace.manager,
        workplace.manager_email,
        workplace.places,
    )


def project_row(project: Project) -> ProjectRow:
    """Return a project as a row."""
    return ProjectRow(
        project.name,
        project.number,
        project.region,
        project.owner,
        project.partners,
        project.objective,
        project.first_day,
        project.last_day,
        project.planned,
        project.budget,
        project.granted,
        project.reported_cost,
        project.contact,
        project.email,
    )


def cohort_list(register: Register, today: date) -> Report[CohortRow]:
    """Return every cohort."""
    rows = tuple(map(cohort_row, cohorts(register)))
    return Report(COHORT_LIST, today, rows, {"cohorts": len(rows)})


def sector_list(register: Register, today: date) -> Report[SectorRow]:
    """Return every sector."""
    rows = tuple(map(sector_row, sectors(register)))
    return Report(SECTOR_LIST, today, rows, {"sectors": len(rows)})


def workplace_list(register: Register, today: date) -> Report[WorkplaceRow]:
    """Return every workplace."""
    with register.snapshot():
        rows = tuple(map(workplace_row, workplaces(register)))
    return Report(WORKPLACE_LIST, today, rows, {"workplaces": len(rows)})


def project_list(register: Register, today: date) -> Report[ProjectRow]:
    """Return every project."""
    rows = tuple(map(project_row, projects(register)))
    return Report(PROJECT_LIST, today, rows, {"projects": len(rows)})


def setting_list(register: Register, today: date, prefix: str = "") -> Report[SettingRow]:
    """Return every setting whose key begins with `prefix`."""
    rows = tuple(
        SettingRow(key, setting(register, key), one.meaning)
        for key, one in SETTINGS.items()
        if key.startswith(prefix)
    )
    return Report(SETTING_LIST, today, rows, {"settings": len(rows)})
