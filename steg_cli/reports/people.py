"""The list of people: who is where, on which step."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from steg_cli.programme.cases import reference_of
from steg_cli.programme.errors import N_
from steg_cli.programme.frozen import frozen, made_from, replace
from steg_cli.register.file import Register
from steg_cli.register.surroundings import (
    day_from,
    find_cohort,
    find_workplace,
    ladder_of,
    municipality_named,
)
from steg_cli.reports.report import LIVES_IN, PLAN_ON_THE_DAY, Column, Form, Mark, Report, Rows

if TYPE_CHECKING:
    from steg_cli.programme.codes import What


@frozen
class ListedPerson:
    """Somebody on the day. Who has left, or not begun, is on no step."""

    reference: str
    name: str | None
    cohort: str
    municipality: str | None
    step: str | None
    since: date | None
    planned_last_day: date | None
    workplace: str | None
    protected: bool


class PausedPerson(ListedPerson):
    """Somebody who is on pause on the day: the same row, with a mark on a screen."""


def _mark(row: ListedPerson) -> Mark:
    return "paused" if isinstance(row, PausedPerson) else ""


PEOPLE = Form(
    "list",
    ListedPerson,
    sheet=N_("People"),
    empty=N_("Nobody matches. steg list --all shows also those who left."),
    left_out=("protected", "cohort", "municipality", "since", "workplace", "planned_last_day"),
    folded=("name", "workplace"),
    mark=_mark,
)


@frozen
class NotedPerson(ListedPerson):
    """Somebody with the notes about them, each with its day."""

    notes: str | None


NOTED = replace(
    PEOPLE,
    row_type=NotedPerson,
    left_out=(*PEOPLE.left_out, "planned_last_day"),
    folded=("name", "workplace", "notes"),
)

# Where somebody is on the day: of several places side by side all.
PLACED = """FROM placement JOIN workplace ON workplace.id = workplace_id
    WHERE placement.enrolment_id = enrolment.id AND placement.first_day <= :day
        AND (placement.last_day IS NULL OR placement.last_day >= :day)
    ORDER BY placement.first_day, placement.id"""
ON_PAUSE = """EXISTS (
    SELECT 1 FROM pause WHERE pause.enrolment_id = enrolment.id AND pause.first_day <= :day
        AND (pause.last_day IS NULL OR pause.last_day >= :day))"""
SHOWN = f"""
SELECT participant.id AS case_number, participant.name, protected, cohort.name AS cohort,
    {LIVES_IN} AS municipality, step.code, stay.first_day AS since, {PLAN_ON_THE_DAY} AS plan,
    (SELECT group_concat(name, ', ') FROM (SELECT workplace.name {PLACED})) AS workplace,
    {ON_PAUSE} AS paused,
    (SELECT group_concat(day || ' ' || note, '; ') FROM (
        SELECT day, note FROM remark WHERE participant_id = participant.id ORDER BY id)) AS notes"""
LISTED = f"""
FROM participant
JOIN enrolment ON enrolment.id = (
    SELECT id FROM enrolment WHERE participant_id = participant.id
    ORDER BY first_day > :day, first_day DESC LIMIT 1)
JOIN cohort ON cohort.id = cohort_id
LEFT JOIN stay ON stay.enrolment_id = enrolment.id AND stay.first_day <= :day
    AND (stay.last_day IS NULL OR stay.last_day >= :day)
LEFT JOIN step ON step.id = step_id
WHERE participant.id > 0 AND (:everybody OR stay.id IS NOT NULL)
    AND (:cohort IS NULL OR cohort_id = :cohort)
    AND (:step IS NULL OR step.code = :step)
    AND (:workplace IS NULL OR :workplace IN (SELECT workplace_id {PLACED}))
    AND (:municipality IS NULL OR {LIVES_IN} = :municipality)
    AND (:unmasked OR NOT protected OR (:workplace IS NULL AND :municipality IS NULL))"""
IN_ORDER = "ORDER BY participant.id"
FEW_ROWS = 1000  # fewer are read at once: counting them first takes almost as long


def people(
    register: Register,
    today: date,
    *,
    cohort: str | None = None,
    step: str | None = None,
    workplace: str | None = None,
    municipality: str | None = None,
    everybody: bool = False,
    notes: bool = False,
    include_protected: bool = False,
    at_once: bool = True,
) -> Report[ListedPerson]:
    """Return who is on a step on `today`, or everybody ever enrolled, with `notes` if wanted.

    A protected person is not listed under a workplace or a municipality unless asked for, and
    not counted there either: that would tell where they are. Unless they are to be `at_once`, many
    rows are read as somebody goes through them, in the caller's snapshot.
    Raises NotFound for an unknown cohort, step, workplace or municipality.
    """
    with register.snapshot():
        wanted = _wanted(
            register,
            today,
            cohort=cohort,
            step=step,
            workplace=workplace,
            municipality=municipality,
            everybody=everybody,
            include_protected=include_protected,
        )

        def read() -> Iterator[ListedPerson]:
            for row in register.execute(f"{SHOWN} {LISTED} {IN_ORDER}", wanted):
                shown = include_protected or not row["protected"]
                yield _listed(row, notes=notes, shown=shown)

        rows: Sequence[ListedPerson] = tuple(islice(read(), None if at_once else FEW_ROWS))
        if not at_once and len(rows) == FEW_ROWS:
            count = register.execute(f"SELECT count(*) {LISTED}", wanted).fetchone()[0]
            rows = Rows(register, count, read)
    return Report(NOTED if notes else PEOPLE, today, rows, {"people": len(rows)})


def on_pause(
    register: Register, today: date, found: Report[ListedPerson], **filters: Any
) -> tuple[str, ...]:
    """Return who of those whom `people` found, with the same filters, is on pause on the day."""
    if not isinstance(found.rows, Rows):  # they have been read
        return tuple(row.reference for row in found.rows if isinstance(row, PausedPerson))
    with register.snapshot():
        query = f"SELECT participant.id {LISTED} AND {ON_PAUSE} {IN_ORDER}"
        paused = register.execute(query, _wanted(register, today, **filters))
        return tuple(reference_of(row[0]) for row in paused)


def _wanted(
    register: Register,
    today: date,
    *,
    cohort: str | None = None,
    step: str | None = None,
    workplace: str | None = None,
    municipality: str | None = None,
    everybody: bool = False,
    include_protected: bool = False,
) -> dict[str, object]:
    return {
        "day": today.isoformat(),
        "everybody": everybody,
        "unmasked": include_protected,
        "cohort": find_cohort(register, cohort).id if cohort is not None else None,
        "step": ladder_of(register).step(step).code if step is not None else None,
        "workplace": find_workplace(register, workplace).id if workplace is not None else None,
        "municipality": municipality_named(register, municipality).name
        if municipality is not None
        else None,
    }


TO_COME = f"""
SELECT participant.id AS case_number, min(enrolment.first_day) AS first_day
FROM participant JOIN enrolment ON participant_id = participant.id
WHERE participant.id > 0 AND enrolment.first_day > :day
    AND (:cohort IS NULL OR cohort_id = :cohort)
    AND (:municipality IS NULL OR {LIVES_IN} = :municipality)
    AND (:unmasked OR NOT protected OR :municipality IS NULL)
GROUP BY participant.id ORDER BY 2, 1"""


def still_to_begin(
    register: Register,
    today: date,
    *,
    cohort: str | None = None,
    municipality: str | None = None,
    include_protected: bool = False,
) -> tuple[tuple[str, date], ...]:
    """Return who is enrolled from a day after `today`, and that day; filters as of `people`."""
    with register.snapshot():
        wanted = _wanted(
            register,
            today,
            cohort=cohort,
            municipality=municipality,
            include_protected=include_protected,
        )
        rows = register.execute(TO_COME, wanted).fetchall()
    return tuple(
        (reference_of(row["case_number"]), date.fromisoformat(row["first_day"])) for row in rows
    )


def _listed(row: sqlite3.Row, *, notes: bool, shown: bool) -> ListedPerson:
    kind: Callable[..., ListedPerson] = PausedPerson if row["paused"] else ListedPerson
    if notes:
        kind = partial(NotedPerson, notes=row["notes"] if shown else None)
    return kind(
        reference=reference_of(row["case_number"]),
        name=row["name"] if shown else None,
        cohort=row["cohort"],
        municipality=row["municipality"] if shown else None,
        step=row["code"],
        since=day_from(row["since"]),
        planned_last_day=day_from(row["plan"]),
        workplace=row["workplace"] if shown else None,
        protected=bool(row["protected"]),
    )


@frozen
class ListedEnd(ListedPerson):
    """Somebody of whom something ends: `what`, since its first day, on its planned last day."""

    what: What


ENDS = replace(
    PEOPLE,
    row_type=ListedEnd,
    left_out=("protected", "cohort", "municipality", "since", "workplace", "name"),
    empty=N_("Nothing is overdue or ends by then."),
    columns=(
        *map(Column, ("reference", "name", "what")),
        Column("planned_last_day", N_("last day")),
        *map(Column, ("step", "workplace", "since", "municipality", "cohort", "protected")),
    ),
)


def people_by_end(
    register: Register,
    today: date,
    *,
    within: int,
    what: Collection[str] = (),
    cohort: str | None = None,
    step: str | None = None,
    workplace: str | None = None,
    municipality: str | None = None,
    include_protected: bool = False,
) -> Report[ListedEnd]:
    """Return of whom something is overdue or ends within so many months, the first day first.

    Filters are as those of `people`; `what` are kinds of ends, all if there are none. Somebody is
    there once for each end.
    """
    from steg_cli.reports.chosen import Chosen  # which nobody needs who lists people alone
    from steg_cli.reports.ends import WHATS, endings

    with register.snapshot():
        on_step = ladder_of(register).step(step).code if step is not None else None
        at = find_workplace(register, workplace).name if workplace is not None else None
        of = municipality_named(register, municipality).name if municipality is not None else None
        found = endings(register, today, within=within, chosen=Chosen(cohort), what=what or WHATS)
    rows = tuple(
        made_from(ListedEnd, row, since=row.first_day, planned_last_day=row.last_day)
        for one in found
        for row in [one.expiry if include_protected else one.masked]
        if on_step in (None, one.expiry.step)
        and (at is None or at in one.workplaces)
        and of in (None, one.expiry.municipality)
        and (include_protected or not one.expiry.protected or (at is None and of is None))
    )
    return Report(ENDS, today, rows, {"ends": len(rows)})
