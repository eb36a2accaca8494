"""The whole register as lists: what is exported, one report for each kind of thing.

Rows refer to each other by what people can read: a case reference, the first day of an enrolment
or a period, a name. The change history, the outbox and the memory of reminders stay behind: they
belong to this register. A protected person is masked unless asked for, with every free text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from steg_cli.programme.identity import stored_identity
from steg_cli.programme.people import MASKED, reference_of
from steg_cli.programme.vocabulary import SHEETS
from steg_cli.register.file import Register
from steg_cli.register.surroundings import day_from
from steg_cli.reports.report import Form, Report
from steg_cli.reports.surroundings import (
    cohort_list,
    project_list,
    sector_list,
    setting_list,
    workplace_list,
)


@dataclass(frozen=True)
class StepRow:
    """A step of the ladder; months are the least and the most that a period on it is planned."""

    code: str
    swedish: str
    english: str
    location: str
    payer: str | None
    least_months: int | None
    most_months: int | None
    agreement: str | None
    own_sector: bool


@dataclass(frozen=True)
class PersonRow:
    """A person and one enrolment. Birth year and sex are told, since an other id does not."""

    reference: str
    number: str | None
    identity: str
    name: str | None
    sex: str
    birth_year: int | None
    protected: bool
    cohort: str
    municipality: str
    first_day: date
    last_day: date | None
    left_to: str | None
    qualification: bool
    status: str
    disability: bool
    long_term_unemployed: bool
    education: str | None
    consultant: str | None
    exception: str | None


@dataclass(frozen=True)
class StayRow:
    """A person on a step, in the enrolment that began on the day `enrolment`."""

    reference: str
    enrolment: date
    step: str
    first_day: date
    planned_last_day: date | None
    last_day: date | None
    closed_on: date | None
    agreement: str | None
    weekends: bool | None
    exception: str | None
    decided_by: str | None


@dataclass(frozen=True)
class ExtensionRow:
    """A decision to extend the period that began on the day `period`."""

    reference: str
    period: date
    decided_on: date
    old_last_day: date
    new_last_day: date
    decided_by: str | None


@dataclass(frozen=True)
class PlacementRow:
    """A person at a workplace, at `percent` of full time."""

    reference: str
    enrolment: date
    workplace: str | None
    first_day: date
    last_day: date | None
    percent: int
    supervisor: str | None


@dataclass(frozen=True)
class FollowUpRow:
    """What a person who left was doing on a day."""

    reference: str
    enrolment: date
    day: date
    status: str


OF_ENROLMENT = "JOIN participant ON participant.id = participant_id"
QUERIES: dict[type[Any], str] = {
    StepRow: "SELECT * FROM step ORDER BY id",
    PersonRow: f"""
        SELECT enrolment.*, participant.id AS case_number, kind, kind AS identity, number, sex,
            birth_year, participant.name, protected, cohort.name AS cohort
        FROM enrolment {OF_ENROLMENT} JOIN cohort ON cohort.id = cohort_id
        ORDER BY participant.id, enrolment.first_day""",
    StayRow: f"""
        SELECT stay.*, protected, participant.id AS case_number, step.code AS step,
            enrolment.first_day AS enrolment
        FROM stay JOIN enrolment ON enrolment.id = enrolment_id {OF_ENROLMENT}
        JOIN step ON step.id = step_id
        ORDER BY participant.id, stay.first_day""",
    ExtensionRow: f"""
        SELECT extension.*, protected, participant.id AS case_number, stay.first_day AS period
        FROM extension JOIN stay ON stay.id = stay_id
        JOIN enrolment ON enrolment.id = enrolment_id {OF_ENROLMENT}
        ORDER BY participant.id, stay.first_day, extension.id""",
    PlacementRow: f"""
        SELECT placement.*, protected, participant.id AS case_number,
            workplace.name AS workplace, enrolment.first_day AS enrolment
        FROM placement JOIN enrolment ON enrolment.id = enrolment_id {OF_ENROLMENT}
        JOIN workplace ON workplace.id = workplace_id
        ORDER BY participant.id, placement.first_day""",
    FollowUpRow: f"""
        SELECT follow_up.*, protected, participant.id AS case_number,
            enrolment.first_day AS enrolment
        FROM follow_up JOIN enrolment ON enrolment.id = enrolment_id {OF_ENROLMENT}
        ORDER BY participant.id, day""",
}


def whole_register(
    register: Register, today: date, *, include_protected: bool = False
) -> list[Report[Any]]:
    """Return everything that an export holds: the people first, then what surrounds them."""

    def listed(name: str, row_type: type[Any]) -> Report[Any]:
        found = tuple(
            _row(row, row_type, shown=include_protected or not _is_protected(row))
            for row in register.execute(QUERIES[row_type])
        )
        return Report(Form(name, row_type, SHEETS[name]), today, found, {"rows": len(found)})

    with register.snapshot():
        return [
            listed("people", PersonRow),
            listed("stays", StayRow),
            listed("extensions", ExtensionRow),
            listed("placements", PlacementRow),
            listed("follow-ups", FollowUpRow),
            workplace_list(register, today),
            sector_list(register, today),
            cohort_list(register, today),
            project_list(register, today),
            listed("steps", StepRow),
            setting_list(register, today),
        ]


def _is_protected(row: sqlite3.Row) -> bool:
    return "protected" in row.keys() and bool(row["protected"])  # noqa: SIM118 - a Row is no dict


def _row(row: sqlite3.Row, row_type: type[Any], *, shown: bool) -> Any:
    values: dict[str, object] = {}
    for field in fields(row_type):
        if field.name in MASKED and not shown:
            values[field.name] = None
        elif field.name in READERS:
            values[field.name] = READERS[field.name](row)
        else:
            values[field.name] = _value(row[field.name], str(field.type))
    return row_type(**values)


def _value(value: Any, type_: str) -> object:
    if value is None:
        return None
    if type_.startswith("date"):
        return day_from(value)
    return bool(value) if type_.startswith("bool") else value


def _number(row: sqlite3.Row) -> str:
    return stored_identity(row["kind"], row["number"], row["sex"], row["birth_year"]).written


READERS: dict[str, Callable[[sqlite3.Row], object]] = {
    "reference": lambda row: reference_of(row["case_number"]),
    "number": _number,
}
