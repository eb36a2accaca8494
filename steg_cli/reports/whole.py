"""The whole register as lists: what is exported, one report for each kind of thing.

Rows refer to each other by what people can read: a case reference, the first day of an enrolment
or a period, a name. The change history, the outbox and the memory of reminders stay behind: they
belong to this register. So does what is left of those who were erased, which only counts count. A
protected person is masked unless asked for, with every free text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import make_dataclass
from datetime import date
from functools import partial
from operator import itemgetter
from typing import Any

from steg_cli.programme.cases import reference_of
from steg_cli.programme.field import Field
from steg_cli.programme.fields import (
    DEADLINE,
    ENROLMENT,
    EXTENSION,
    FIELDS,
    FOLLOW_UP,
    FORMER_NUMBER,
    PARTICIPANT,
    PAUSE,
    PLACEMENT,
    REMARK,
    RESIDENCE,
    STAY,
    SUPPORT,
    field_of,
)
from steg_cli.programme.identity import stored_identity, written_number
from steg_cli.programme.vocabulary import SHEETS
from steg_cli.register.file import Register
from steg_cli.register.surroundings import day_from
from steg_cli.reports.rates import rate_list
from steg_cli.reports.report import Form, Report, Rows
from steg_cli.reports.surroundings import (
    cohort_list,
    contact_list,
    municipality_list,
    project_list,
    sector_list,
    setting_list,
    workplace_list,
)

OF_PERSON = (field_of("participant", "reference"),)
OF_ENROLMENT = (*OF_PERSON, field_of("list", "enrolment"))  # the day on which that began
OF_PERIOD = (*OF_PERSON, field_of("list", "period"))

# The people of an export come one after the other, so that nothing is sorted but what is theirs:
# CROSS keeps SQLite from reading everybody's rows first.
INSIDE = """participant CROSS JOIN enrolment
    ON participant_id = participant.id AND participant.id > 0 CROSS JOIN"""
JOINED = "JOIN participant ON participant.id = participant_id AND participant.id > 0"


def _inside(table: str, order: str, columns: str = "", join: str = "") -> str:
    """Return the query of what belongs to enrolments, each with the first day of its own."""
    return f"""
        SELECT {table}.*, protected, participant.id AS case_number,
            enrolment.first_day AS enrolment{columns}
        FROM {INSIDE} {table} ON enrolment_id = enrolment.id {join}
        ORDER BY participant.id, {order}"""


# A report's rows: their fields, and where they stand in the register.
LISTS: dict[str, tuple[tuple[Field, ...], str]] = {
    "people": (
        (*PARTICIPANT, *ENROLMENT),
        f"""
        SELECT enrolment.*, participant.id AS case_number, kind, kind AS identity, number, sex,
            birth_year, participant.name, protected, cohort.name AS cohort
        FROM enrolment {JOINED} JOIN cohort ON cohort.id = cohort_id
        ORDER BY participant.id, enrolment.first_day""",
    ),
    "stays": (
        (*OF_ENROLMENT, *STAY),
        _inside(
            "stay",
            "stay.first_day",
            ", step.code AS step, post.title AS post",
            "JOIN step ON step.id = step_id LEFT JOIN post ON post.id = post_id",
        ),
    ),
    "extensions": (
        (*OF_PERIOD, *EXTENSION),
        f"""
        SELECT extension.*, protected, participant.id AS case_number, stay.first_day AS period
        FROM {INSIDE} stay ON enrolment_id = enrolment.id
        CROSS JOIN extension ON stay_id = stay.id
        ORDER BY participant.id, stay.first_day, extension.id""",
    ),
    "placements": (
        (*OF_ENROLMENT, *PLACEMENT),
        _inside(
            "placement",
            "placement.first_day, placement.id",
            ", workplace.name AS workplace",
            "JOIN workplace ON workplace.id = workplace_id",
        ),
    ),
    "follow-ups": ((*OF_ENROLMENT, *FOLLOW_UP), _inside("follow_up", "day")),
    "pauses": ((*OF_ENROLMENT, *PAUSE), _inside("pause", "pause.first_day, pause.id")),
    "supports": ((*OF_ENROLMENT, *SUPPORT), _inside("support", "support.first_day, support.id")),
    # In the order in which they were added, which numbers them.
    "deadlines": (
        (*OF_ENROLMENT, *DEADLINE),
        _inside("deadline", "enrolment.first_day, deadline.id"),
    ),
    "moves": ((*OF_ENROLMENT, *RESIDENCE), _inside("residence", "residence.first_day")),
    "notes": (
        (*OF_PERSON, *REMARK),
        f"""
        SELECT remark.*, protected, participant.id AS case_number
        FROM remark {JOINED} ORDER BY participant.id, remark.id""",
    ),
    "former numbers": (
        (*OF_PERSON, *FORMER_NUMBER),
        f"""
        SELECT former_number.*, former_number.kind AS identity, protected,
            participant.id AS case_number
        FROM former_number {JOINED} ORDER BY participant.id, former_number.id""",
    ),
    "former cases": (
        (*OF_PERSON, *FIELDS["former-case"]),
        f"""
        SELECT former_case.*, protected, participant.id AS case_number
        FROM former_case {JOINED} ORDER BY participant.id, former_case.id""",
    ),
    "holds": (
        (*OF_PERSON, *FIELDS["hold"]),
        f"""
        SELECT hold.*, protected, participant.id AS case_number
        FROM hold {JOINED} ORDER BY participant.id""",
    ),
    "post list": (
        FIELDS["post"],
        """
        SELECT post.*, workplace.name AS workplace
        FROM post JOIN workplace ON workplace.id = workplace_id ORDER BY title""",
    ),
    "steps": (FIELDS["step"], "SELECT * FROM step ORDER BY id"),
    "retention rules": (FIELDS["retention-rule"], "SELECT * FROM retention_rule ORDER BY kept"),
}
ROWS: dict[str, type[Any]] = {
    name: make_dataclass(name, [field.key for field in fields], frozen=True)
    for name, (fields, _) in LISTS.items()
}


def whole_register(
    register: Register,
    today: date,
    *,
    include_protected: bool = False,
    include_notes: bool = False,
    at_once: bool = True,
) -> list[Report[Any]]:
    """Return everything that an export holds: the people first, then what surrounds them.

    Unless it is to be `at_once`, the rows are read as somebody goes through them, in the caller's
    snapshot.
    """
    left_out = ("post list", "steps", "retention rules", *(() if include_notes else ("notes",)))

    def listed(name: str) -> Report[Any]:
        _, query = LISTS[name]
        count = register.execute(f"SELECT count(*) FROM ({query})").fetchone()[0]
        read = partial(_rows, register, name, unmasked=include_protected)
        rows = tuple(read()) if at_once else Rows(register, count, read)
        return Report(Form(name, ROWS[name], SHEETS[name]), today, rows, {"rows": count})

    with register.snapshot():
        return [
            *(listed(name) for name in LISTS if name not in left_out),
            workplace_list(register, today, closed=True),
            municipality_list(register, today),
            listed("post list"),
            contact_list(register, today),
            sector_list(register, today),
            cohort_list(register, today, closed=True),
            project_list(register, today),
            listed("steps"),
            setting_list(register, today),
            rate_list(register, today),
            listed("retention rules"),
        ]


def _rows(register: Register, name: str, *, unmasked: bool) -> Iterator[Any]:
    """Yield the rows of a list, those of a protected person masked unless they are to be seen."""
    fields, query = LISTS[name]
    found = register.execute(query)
    of_people = "protected" in (column[0] for column in found.description)
    readers = [(_reader(field), field.masked) for field in fields]
    make = ROWS[name]
    for row in found:
        shown = unmasked or not (of_people and row["protected"])
        yield make(*(read(row) if shown or not masked else None for read, masked in readers))


def values_of(row: sqlite3.Row, fields: tuple[Field, ...]) -> list[object]:
    """Return the values of a row's fields as they are read."""
    return [_reader(field)(row) for field in fields]


def _reader(field: Field) -> Callable[[sqlite3.Row], object]:
    """Return what reads the value of a field."""
    if field.key in MADE:
        return MADE[field.key]
    if field.is_day:
        return lambda row: day_from(row[field.key])
    if field.is_flag:
        return lambda row: None if row[field.key] is None else bool(row[field.key])
    return itemgetter(field.key)


def _number(row: sqlite3.Row) -> str:
    return stored_identity(row["kind"], row["number"], row["sex"], row["birth_year"]).written


# What people read instead of what is stored.
MADE: dict[str, Callable[[sqlite3.Row], object]] = {
    "reference": lambda row: reference_of(row["case_number"]),
    "number": _number,
    "former_case": lambda row: reference_of(row["former_case"]),
    "former_number": lambda row: written_number(row["kind"], row["number"]),
}
