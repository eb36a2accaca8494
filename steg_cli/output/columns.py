"""Which columns a report has, in which order, and what they are called to a person."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from steg_cli.output.values import fields, part, shown
from steg_cli.programme.errors import N_
from steg_cli.reports.report import Report
from steg_cli.texts import Texts

HEADINGS = {
    "active": N_("active"),
    "adapted": N_("adapted"),
    "agreement": N_("agreement"),
    "at": N_("when"),
    "attempts": N_("attempts"),
    "birth_year": N_("birth year"),
    "budget": N_("budget"),
    "cases": N_("cases"),
    "change": N_("change"),
    "closed_on": N_("end registered on"),
    "code": N_("code"),
    "cohort": N_("cohort"),
    "command": N_("command"),
    "consultant": N_("consultant"),
    "contact": N_("contact"),
    "converted": N_("converted"),
    "day": N_("day"),
    "days_left": N_("days left"),
    "decided_by": N_("decided by"),
    "decided_on": N_("decided on"),
    "disability": N_("disability"),
    "education": N_("highest education"),
    "email": N_("e-mail"),
    "employs_from": N_("employs its own from"),
    "english": N_("in English"),
    "enrolled": N_("enrolled"),
    "enrolment": N_("enrolled on"),
    "exception": N_("exception"),
    "first_day": N_("first day"),
    "granted": N_("granted"),
    "identity": N_("kind of number"),
    "key": N_("setting"),
    "last_day": N_("last day"),
    "least_months": N_("least months"),
    "left": N_("left"),
    "left_to": N_("left to"),
    "location": N_("where"),
    "long_term_unemployed": N_("long-term unemployed"),
    "manager": N_("manager"),
    "manager_email": N_("manager's e-mail"),
    "may_have_arrived": N_("may have arrived"),
    "meaning": N_("meaning"),
    "months": N_("months"),
    "months_left_to_extend": N_("can be extended by"),
    "most_months": N_("most months"),
    "municipality": N_("municipality"),
    "name": N_("name"),
    "new_last_day": N_("new last day"),
    "notice_by": N_("notice by"),
    "number": N_("number"),
    "objective": N_("objective"),
    "old_last_day": N_("old last day"),
    "outcomes": N_("left to"),
    "own_sector": N_("only where the sector employs"),
    "owner": N_("owner"),
    "partners": N_("partners"),
    "payer": N_("payer"),
    "percent": N_("percent"),
    "period": N_("period from"),
    "places": N_("places"),
    "planned": N_("planned"),
    "planned_last_day": N_("planned last day"),
    "problem": N_("why"),
    "project": N_("project"),
    "protected": N_("protected"),
    "qualification": N_("qualification"),
    "recipient": N_("recipient"),
    "reference": N_("case"),
    "region": N_("region"),
    "reported_cost": N_("reported cost"),
    "rows": N_("rows"),
    "sector": N_("sector"),
    "sex": N_("sex"),
    "since": N_("since"),
    "state": N_("state"),
    "status": N_("status"),
    "step": N_("step"),
    "steps": N_("on each step"),
    "subject": N_("subject"),
    "summary": N_("what"),
    "supervisor": N_("supervisor"),
    "swedish": N_("in Swedish"),
    "tried_at": N_("tried"),
    "undone": N_("undone"),
    "value": N_("value"),
    "weekends": N_("weekends"),
    "workplace": N_("workplace"),
}

MASKED = ("name", "number", "workplace")

NUMBERS = (
    "active",
    "attempts",
    "birth_year",
    "budget",
    "cases",
    "change",
    "converted",
    "days_left",
    "enrolled",
    "granted",
    "least_months",
    "left",
    "months",
    "months_left_to_extend",
    "most_months",
    "percent",
    "places",
    "planned",
    "reported_cost",
    "rows",
)


@dataclass(frozen=True)
class Cell:
    """One column of one row: its key, its place inside a mapping (a step's code), its value."""

    key: str
    part: str
    value: object

    @property
    def is_number(self) -> bool:
        """Numbers stand to the right."""
        return bool(self.part) or self.key in NUMBERS


def flat(row: object) -> list[Cell]:
    """Return a row's cells; a mapping such as people per step becomes a cell for each part."""
    cells: list[Cell] = []
    for key, value in fields(row).items():
        if isinstance(value, dict):
            cells += [Cell(key, part, inner) for part, inner in value.items()]
        else:
            cells.append(Cell(key, "", value))
    return cells


def _whole(row: object) -> list[Cell]:
    return [Cell(key, "", value) for key, value in fields(row).items()]


def headers(report: Report[Any]) -> list[Cell]:
    """Return the report's columns, also when it has no rows."""
    if report.rows:
        return flat(report.rows[0])
    return [Cell(field.name, "", None) for field in dataclasses.fields(report.row_type)]


def heading(cell: Cell, t: Texts) -> str:
    """Return a column's heading."""
    return part(cell.part, t, cell.key) if cell.part else t(HEADINGS.get(cell.key, cell.key))


def grid(report: Report[Any], t: Texts) -> tuple[list[str], list[list[str]], list[bool]]:
    """Return headings, rows of text, and which columns are numbers. Empty without rows."""
    if not report.rows:
        return [], [], []
    first = _whole(report.rows[0])
    headings = [heading(cell, t) for cell in first]
    rows = [_texts(row, t) for row in report.rows]
    return headings, rows, [cell.is_number for cell in first]


def title(report: Report[Any], t: Texts) -> str:
    """Return what stands above a report when it is not alone."""
    if report.name == "expiries":
        return t(N_("Periods that are overdue or end by {day}"), day=report.totals["until"])
    return t(N_("Cohorts on {day}"), day=report.as_of)


def _texts(row: object, t: Texts) -> list[str]:
    """Return a row's texts; what is masked says so, where nothing would look like nothing known."""
    masked = getattr(row, "protected", False)
    return [
        t(N_("(protected)"))
        if masked and cell.value is None and cell.key in MASKED
        else _text(cell, t)
        for cell in _whole(row)
    ]


def _text(cell: Cell, t: Texts) -> str:
    if cell.key == "meaning":
        return t(str(cell.value))
    if cell.key in ("at", "tried_at") and cell.value:
        return f"{datetime.fromisoformat(str(cell.value)).astimezone():%Y-%m-%d %H:%M}"
    return shown(cell.value, t, cell.key)
