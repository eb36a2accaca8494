"""Putting two workplaces, or two cohorts, together. Municipalities are in `municipalities`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from steg_cli.actions.discretion import check_may_tell
from steg_cli.actions.recording import record_everybody
from steg_cli.actions.results import Done
from steg_cli.actions.surroundings import Surrounding, T, come_along, two_of
from steg_cli.programme.errors import N_, Note, note
from steg_cli.programme.fields import field_of
from steg_cli.programme.frozen import replace, values_of
from steg_cli.programme.people import Person
from steg_cli.programme.words import Word
from steg_cli.programme.workplace import Sector, Workplace
from steg_cli.register.file import Register
from steg_cli.register.surroundings import Cohort
from steg_cli.register.writing import delete, update

# Whom it concerns, as they came: the log tells of them in that order.
OF_PEOPLE: Mapping[str, str] = {
    "cohort": "SELECT DISTINCT participant_id FROM enrolment WHERE cohort_id = ? ORDER BY 1",
    "workplace": """SELECT DISTINCT participant_id FROM placement
        JOIN enrolment ON enrolment.id = enrolment_id WHERE workplace_id = ? ORDER BY 1""",
}
POSTS = "SELECT id FROM post WHERE workplace_id = ?"


def put_together(
    register: Register,
    kind: Surrounding[T],
    name: str,
    today: date,
    *,
    into: str,
    include_protected: bool = False,
    dry_run: bool = False,
) -> Done[T]:
    """Let everybody and everything at a workplace, or in a cohort, be in another, and drop it.

    What is recorded of the other one itself stays as it is, and a note tells what that leaves out
    of the one that goes. Placements that follow each other stay two. Raises Refused when somebody's
    way would contradict it: two placements at one workplace at once, a workplace of the wrong kind,
    a day after the other one's last; of workplaces also where that could tell where somebody
    protected is, unless `include_protected`.
    """
    command = f"{kind.table} merge"
    with register.change(command, today, dry_run=dry_run) as change:
        old, new = two_of(register, kind, name, into)
        if kind.table == "workplace":
            check_may_tell(register, include_protected=include_protected)
        of_people = OF_PEOPLE[kind.table]
        notes = (*come_along(register, old, new, of_people), *_dropped(kind, old, new))
        cases = [row[0] for row in register.execute(of_people, (old.id,))]
        record_everybody(register, cases, partial(_moved, old=old, new=new))
        if kind.table == "workplace":
            for post in register.execute(POSTS, (old.id,)).fetchall():
                update(register, "post", post[0], workplace_id=new.id)
        delete(register, kind.table, old.id)
        change.summary = f"{old.name} > {new.name}"
        result = kind.find(register, new.name)
    return Done(command, change.id, result, notes)


def _dropped(kind: Surrounding[T], old: T, new: T) -> Iterator[Note]:
    """Tell what is recorded of a thing that goes, and is not so of the one that stays."""
    for name, value in values_of(old).items():
        if name in ("id", "name") or value in (None, False, getattr(new, name)):
            continue
        yield note(
            N_("Not kept of {old}: {what} {value}."),
            old=old.name,
            what=Word(field_of(kind.table, name).heading),
            value=value.name if isinstance(value, Sector) else value,
        )


def _moved(person: Person, *, old: object, new: object) -> Person:
    """Return the person with everything that was at a workplace or in a cohort in the new one."""
    enrolments = person.enrolments
    if isinstance(new, Workplace):
        enrolments = tuple(
            replace(
                one,
                placements=tuple(
                    replace(place, workplace=new) if place.workplace == old else place
                    for place in one.placements
                ),
            )
            for one in enrolments
        )
    if isinstance(new, Cohort) and isinstance(old, Cohort):
        enrolments = tuple(
            replace(one, cohort=new.name, cohort_open_until=new.open_until)
            if one.cohort == old.name
            else one
            for one in enrolments
        )
    return replace(person, enrolments=enrolments)
