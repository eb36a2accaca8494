"""The list of municipalities: added, renamed, planned for, and put together.

Enrolments and workplaces hold a municipality's name. A new name is written there in the same
change, so that an undo brings all of it back.
"""

from __future__ import annotations

from datetime import date

from steg_cli.actions.closing import drop_plans
from steg_cli.actions.recording import check_something, record_everybody
from steg_cli.actions.results import Done
from steg_cli.actions.surroundings import MUNICIPALITY, come_along, free_name, two_of
from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.frozen import replace
from steg_cli.programme.residences import renamed
from steg_cli.register.file import Register
from steg_cli.register.surroundings import Municipality, find_municipality, find_project
from steg_cli.register.writing import delete, insert, update

LIVING = """SELECT participant_id FROM enrolment
    WHERE municipality = (SELECT name FROM municipality WHERE id = ?)"""


def add_municipality(
    register: Register,
    name: str,
    today: date,
    *,
    plan: tuple[str, int] | None = None,
    dry_run: bool = False,
) -> Done[Municipality]:
    """Put a municipality on the list. `plan` is a project and how many are planned in it."""
    with register.change("municipality add", today, dry_run=dry_run) as change:
        name = free_name(register, MUNICIPALITY, name)
        row = insert(register, "municipality", name=name)
        if plan is not None:
            set_plan(register, row, *plan)
        change.summary = name
        result = find_municipality(register, name)
    return Done("municipality add", change.id, result)


def edit_municipality(
    register: Register,
    name: str,
    today: date,
    *,
    new_name: str | None = None,
    plan: tuple[str, int] | None = None,
    dry_run: bool = False,
) -> Done[Municipality]:
    """Rename a municipality everywhere, or set how many it has planned in a project."""
    with register.change("municipality edit", today, dry_run=dry_run) as change:
        old = find_municipality(register, name)
        check_something(new_name is not None or plan, "municipality")
        new = old.name
        if new_name is not None:
            new = _free_spelling(register, new_name, old)
            update(register, "municipality", old.id, name=new)
            _respell(register, old.name, new)
        if plan is not None:
            set_plan(register, old.id, *plan)
        change.summary = old.name if new_name is None else ""
        result = find_municipality(register, new)
    return Done("municipality edit", change.id, result)


def merge_municipality(
    register: Register, name: str, today: date, *, into: str, dry_run: bool = False
) -> Done[Municipality]:
    """Let everything in a municipality be in another one, and take it off the list.

    What is planned in both for a project is added up.
    """
    with register.change("municipality merge", today, dry_run=dry_run) as change:
        old, new = two_of(register, MUNICIPALITY, name, into)
        notes = come_along(register, old, new, LIVING)
        for project, planned in old.planned.items():
            set_plan(register, new.id, project, planned + new.planned.get(project, 0))
        drop_plans(register, old.id)
        delete(register, "municipality", old.id)
        _respell(register, old.name, new.name)
        result = find_municipality(register, new.name)
    return Done("municipality merge", change.id, result, notes)


def _free_spelling(register: Register, name: str, old: Municipality) -> str:
    """Return a new name for a municipality. Raises Refused when another one has it."""
    try:
        return free_name(register, MUNICIPALITY, name, besides=old.name)
    except Refused as error:
        if "name" not in error.values:
            raise
        raise Refused(
            error.message,
            N_('To put the two together: steg municipality merge "{old}" --into "{name}"'),
            **error.values,
            old=old.name,
        ) from None


def set_plan(register: Register, municipality: int, project: str, planned: int) -> None:
    """Set how many a municipality has planned in a project."""
    known = find_project(register, project).id
    row = register.execute(
        "SELECT id FROM municipality_plan WHERE municipality_id = ? AND project_id = ?",
        (municipality, known),
    ).fetchone()
    if row is not None:
        update(register, "municipality_plan", row["id"], planned=planned)
        return
    insert(
        register,
        "municipality_plan",
        municipality_id=municipality,
        project_id=known,
        planned=planned,
    )


def _respell(register: Register, old: str, new: str) -> None:
    """Write a municipality's new name wherever the old one stands: enrolments, moves, workplaces.

    The change is known in the log by no name: were it left out where somebody with a protected
    identity lives, that would tell.
    """
    workplaces = register.execute("SELECT id FROM workplace WHERE municipality = ?", (old,))
    for row in workplaces.fetchall():
        update(register, "workplace", row["id"], municipality=new)
    rows = register.execute(
        "SELECT DISTINCT participant_id FROM enrolment WHERE municipality = :old OR id IN "
        "(SELECT enrolment_id FROM residence WHERE municipality = :old)",
        {"old": old},
    )
    record_everybody(
        register,
        [row["participant_id"] for row in rows],
        lambda person: replace(
            person, enrolments=tuple(renamed(one, old, new) for one in person.enrolments)
        ),
    )
