"""The rules of retention that are loaded, what keeps people, and which copies hold somebody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from steg_cli.programme.erasing import numbers_of
from steg_cli.programme.people import Person
from steg_cli.programme.retention import KeptProject, Rule
from steg_cli.register.arrays import array_of
from steg_cli.register.backups import backup_folder
from steg_cli.register.file import Register
from steg_cli.register.glance import peek
from steg_cli.register.surroundings import PROJECT_DAYS, day_from

KEPT_PROJECTS = f"""
SELECT DISTINCT project.name, {PROJECT_DAYS[-1]} FROM enrolment
JOIN cohort ON cohort.id = cohort_id JOIN project ON project.id = project_id
WHERE participant_id = ? AND {PROJECT_DAYS[-1]} IS NOT NULL
ORDER BY {PROJECT_DAYS[-1]} DESC, project.name"""


def rules_of(register: Register) -> list[Rule]:
    """Return every rule of retention."""
    rows = register.execute("SELECT * FROM retention_rule ORDER BY kept").fetchall()
    return [
        Rule(row["kept"], row["years"], row["decision"], day)
        for row in rows
        if (day := day_from(row["decided_on"]))
    ]


def kept_projects(register: Register, case: int) -> list[KeptProject]:
    """Return the projects that a person was in and that are kept until a day, the longest first."""
    rows = register.execute(KEPT_PROJECTS, (case,)).fetchall()
    return [KeptProject(name, day) for name, until in rows if (day := day_from(until))]


def copies_with(register: Register, person: Person) -> list[Path]:
    """Return the copies of the register that hold a person: those known, and those beside it."""
    # Any number that they have had: a copy can be older than the last one.
    numbers = array_of(numbers_of(person))
    query = "SELECT 1 FROM participant WHERE number IN (SELECT value FROM json_each(?))"
    return [path for path in _copies(register) if peek(path, query, numbers)]


def _copies(register: Register) -> Iterator[Path]:
    """Yield the files that can be copies: those on the list, and what lies where copies lie.

    A register that was restored does not list those that were made after it.
    """
    known = [Path(row[0]) for row in register.execute("SELECT path FROM backup ORDER BY id")]
    here = register.path.absolute()
    folders = (here.parent, backup_folder(register.execute, here), *(one.parent for one in known))
    beside = (path for folder in dict.fromkeys(folders) for path in _inside(folder))
    seen = {here.resolve()}
    for path in (*known, *beside):
        if path.is_file() and path.resolve() not in seen:
            seen.add(path.resolve())
            yield path


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:  # it is gone, or may only be passed through
        return []
