"""Closing what people are placed at or enrolled in, opening it again, and taking it away.

A workplace or cohort has a last day on which anybody can be there, or be enrolled. What was never
used can be taken away.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from steg_cli.actions.discretion import check_may_tell
from steg_cli.actions.results import Done
from steg_cli.actions.surroundings import Surrounding, T
from steg_cli.programme.cases import reference_of
from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.periods import ONE_DAY
from steg_cli.programme.words import Plural, Word, Words
from steg_cli.register.file import Register
from steg_cli.register.people import listed
from steg_cli.register.writing import delete, update


def close(
    register: Register,
    kind: Surrounding[T],
    name: str,
    today: date,
    *,
    on: date | None = None,
    include_protected: bool = False,
    dry_run: bool = False,
) -> Done[T]:
    """Let a workplace or cohort close: `on`, today if None, is its last day.

    Raises Refused when somebody is placed there, or was enrolled, after that day; of a workplace
    also where that could tell where somebody protected is, unless `include_protected`.
    """
    command, day = f"{kind.table} close", on or today
    with register.change(command, today, dry_run=dry_run) as change:
        thing = kind.find(register, name)
        check_nobody_after(register, kind, thing, day, include_protected=include_protected)
        update(register, kind.table, thing.id, open_until=day)
        change.summary = f"{thing.name} {day}"
        result = kind.find(register, thing.name)
    return Done(command, change.id, result)


def open_again(
    register: Register, kind: Surrounding[T], name: str, today: date, *, dry_run: bool = False
) -> Done[T]:
    """Let a workplace or cohort that closed, or would close, be open again without an end."""
    command = f"{kind.table} open"
    with register.change(command, today, dry_run=dry_run) as change:
        thing = kind.find(register, name)
        update(register, kind.table, thing.id, open_until=None)
        change.summary = thing.name
        result = kind.find(register, thing.name)
    return Done(command, change.id, result)


# Who would be somewhere after its last day.
AFTER: Mapping[str, str] = {
    "workplace": """SELECT DISTINCT participant.id, participant.name, protected
        FROM placement JOIN enrolment ON enrolment.id = enrolment_id
        JOIN participant ON participant.id = participant_id WHERE workplace_id = :thing
            AND participant.id > 0 AND (placement.last_day IS NULL OR placement.last_day > :day)
        ORDER BY participant.id""",
    "cohort": """SELECT DISTINCT participant.id, participant.name, protected
        FROM enrolment JOIN participant ON participant.id = participant_id
        WHERE cohort_id = :thing AND participant.id > 0 AND enrolment.first_day > :day
        ORDER BY participant.id""",
}


def check_nobody_after(
    register: Register,
    kind: Surrounding[T],
    thing: T,
    day: date,
    *,
    include_protected: bool = False,
) -> None:
    """Raise Refused when somebody is placed at a workplace, or was enrolled in a cohort, after it.

    Somebody with a protected identity is named with no workplace, and not counted there: whether
    they are the only ones is told if `include_protected` says so.
    """
    rows = register.execute(AFTER[kind.table], {"thing": thing.id, "day": str(day)}).fetchall()
    is_place = kind.table == "workplace"
    shown = [row for row in rows if not (is_place and row["protected"])]
    if is_place and not shown:
        check_may_tell(register, include_protected=include_protected)
    if rows and not shown:
        raise Refused(
            N_("{name} cannot close on {day}: it is in use after that, as is not shown here."),
            N_(
                'steg list --workplace "{name}" --include-protected shows who it is. Then: '
                "steg place CASE WORKPLACE --from {next}"
            ),
            name=thing.name,
            day=day,
            next=day + ONE_DAY,
        )
    if not shown:
        return
    raise Refused(
        N_("{people} placed at {name} after {day}: {who}.")
        if is_place
        else N_("{people} enrolled in {name} after {day}: {who}."),
        N_("Move them first, each with: steg place {reference} WORKPLACE --from {next}")
        if is_place
        else N_(
            "Give that day or a later one, or another cohort to each of them: "
            "steg amend {reference} cohort COHORT"
        ),
        people=Plural("{count} person is", "{count} people are", len(shown)),
        name=thing.name,
        day=day,
        who=listed(shown),
        reference=reference_of(shown[0]["id"]),
        next=day + ONE_DAY,
    )


# What refers to a thing: the table, its column, and what its rows are called.
USED_IN: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "cohort": (("enrolment", "cohort_id", N_("enrolments")),),
    "workplace": (
        ("placement", "workplace_id", N_("placements")),
        ("post", "workplace_id", N_("posts")),
    ),
    "sector": (("workplace", "sector_id", N_("workplaces")),),
    "project": (
        ("cohort", "project_id", N_("cohorts")),
        ("contact", "project_id", N_("contacts")),
        ("municipality_plan", "project_id", N_("plans of municipalities")),
    ),
    "post": (("stay", "post_id", N_("steps")),),
    "contact": (),
}
BY_NAME = (
    ("enrolment", "municipality", N_("enrolments")),
    ("residence", "municipality", N_("moves")),
    ("workplace", "municipality", N_("workplaces")),
)
# What tells where somebody is: its table, and how it is joined with people who are not protected.
OF_PLACES = ("workplace", "municipality", "post")
_UNPROTECTED = "JOIN participant ON participant.id = participant_id AND NOT protected"
_INSIDE = f"JOIN enrolment ON enrolment.id = enrolment_id {_UNPROTECTED}"
WHOSE: Mapping[str, str] = {
    "enrolment": _UNPROTECTED,
    **dict.fromkeys(("placement", "residence", "stay"), _INSIDE),
}
# What is done instead with what was used.
INSTEAD: Mapping[str, str] = {
    "cohort": N_('To offer it no more: steg cohort close "{name}"'),
    "workplace": N_('To offer it no more: steg workplace close "{name}"'),
    "municipality": N_('To put it into another one: steg municipality merge "{name}" --into NAME'),
}


def remove(
    register: Register,
    kind: Surrounding[T],
    name: str,
    today: date,
    *,
    include_protected: bool = False,
    dry_run: bool = False,
) -> Done[T]:
    """Take away something that was never used. Raises Refused with what uses it.

    What is used of somebody protected counts if `include_protected`; without it a place that
    nobody else uses cannot be taken away while anybody is protected.
    """
    command = f"{kind.table} remove"
    with register.change(command, today, dry_run=dry_run) as change:
        thing = kind.find(register, name)
        used = _uses(register, kind, thing, unmasked=False)
        if not used and kind.table in OF_PLACES:
            check_may_tell(register, include_protected=include_protected)
            used = _uses(register, kind, thing, unmasked=True)
        if used:
            raise Refused(
                N_("{name} is in use: there are {what} with it."),
                INSTEAD.get(kind.table, N_("Change these first.")),
                name=thing.name,
                what=Words(map(Word, used)),
            )
        if kind.table == "municipality":
            drop_plans(register, thing.id)
        delete(register, kind.table, thing.id)
        change.summary = thing.name
    return Done(command, change.id, thing)


def _uses(register: Register, kind: Surrounding[T], thing: T, *, unmasked: bool) -> list[str]:
    """Return what uses a thing; of a place only what is nobody's with a protected identity.

    `unmasked` counts theirs as well.
    """
    unmasked = unmasked or kind.table not in OF_PLACES
    by_name = kind.table == "municipality"
    return [
        what
        for table, column, what in (BY_NAME if by_name else USED_IN[kind.table])
        if register.execute(
            f"SELECT EXISTS (SELECT 1 FROM {table} {'' if unmasked else WHOSE.get(table, '')} "
            f"WHERE {table}.{column} = ?)",
            (thing.name if by_name else thing.id,),
        ).fetchone()[0]
    ]


def drop_plans(register: Register, municipality: int) -> None:
    """Take away what a municipality that goes has planned."""
    rows = register.execute(
        "SELECT id FROM municipality_plan WHERE municipality_id = ?", (municipality,)
    )
    for row in rows.fetchall():
        delete(register, "municipality_plan", row["id"])
