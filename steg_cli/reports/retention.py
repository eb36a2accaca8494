"""Who is past the time of the rules of retention, what keeps them, and what was erased."""

from __future__ import annotations

from datetime import date
from typing import Literal

from steg_cli.programme.cases import reference_of
from steg_cli.programme.errors import N_
from steg_cli.programme.frozen import frozen
from steg_cli.programme.retention import PERSON, past_since
from steg_cli.programme.vocabulary import SHEETS
from steg_cli.register.file import Register
from steg_cli.register.retention import rules_of
from steg_cli.register.surroundings import day_from
from steg_cli.reports.report import Form, Report, columns


@frozen
class PastTime:
    """Somebody whose time is over by a rule, since the day `past_since`.

    `kept_by` is what still keeps them: a hold, or a project until the day `kept_until`.
    """

    reference: str
    left_on: date
    past_since: date
    kept: str
    decision: str
    kept_by: Literal["hold", "project"] | None
    kept_until: date | None
    protected: bool


@frozen
class RuleRow:
    """For how many years what is kept after somebody left, by which decision."""

    kept: str
    years: int
    decision: str
    decided_on: date


@frozen
class ErasedRow:
    """That somebody was erased, and why; not who. `at` is in UTC."""

    at: str
    by: str
    ground: str
    decision: str


RETENTION = Form(
    "retention",
    PastTime,
    sheet=N_("Retention"),
    title=N_("Who is past the time of the rules on {day}"),
    closing=N_("{people} past their time, of whom kept: {kept}."),
    columns=columns(
        *("reference", "left_on", "past_since", "kept", "decision", "kept_by"), "kept_until"
    ),
    left_out=("kept", "decision", "left_on"),
    explains=(
        N_(
            "Past is who left, and has been kept for the years of the rule after the last day of "
            "the last enrolment. Without a rule nobody is."
        ),
        N_("A hold keeps somebody, and so does a project until the last day of its fund's rules."),
    ),
)
RULES = Form("retention rules", RuleRow, SHEETS["retention rules"])
ERASED = Form("erased", ErasedRow, sheet=N_("Erased"), empty=N_("Nobody was erased."))

# Everybody who has left, with what keeps them.
_LEFT = """
SELECT participant.id AS case_number, protected, max(enrolment.last_day) AS left_on,
    EXISTS (SELECT 1 FROM hold WHERE participant_id = participant.id) AS on_hold,
    max(keep_until) AS keep_until
FROM participant JOIN enrolment ON participant_id = participant.id
JOIN cohort ON cohort.id = cohort_id LEFT JOIN project ON project.id = project_id
WHERE participant.id > 0
GROUP BY participant.id HAVING count(*) = count(enrolment.last_day) AND left_on < :day
ORDER BY left_on, participant.id"""


def retention(register: Register, today: date) -> Report[PastTime]:
    """Return who is past the time of the rules, who left first before others."""
    with register.snapshot():
        rules = [rule for rule in rules_of(register) if rule.kept == PERSON]
        people = register.execute(_LEFT, {"day": str(today)}).fetchall() if rules else []
    rows = []
    for row in people:
        left = date.fromisoformat(row["left_on"])
        until = day_from(row["keep_until"])
        by_project = until is not None and until >= today
        kept_by: Literal["hold", "project"] | None = "project" if by_project else None
        for rule in rules:
            since = past_since(left, rule.years)
            if since is None or since > today:
                continue
            rows.append(
                PastTime(
                    reference_of(row["case_number"]),
                    left,
                    since,
                    rule.kept,
                    rule.decision,
                    "hold" if row["on_hold"] else kept_by,
                    until if by_project and not row["on_hold"] else None,
                    bool(row["protected"]),
                )
            )
    totals = {"people": len(rows), "kept": sum(row.kept_by is not None for row in rows)}
    return Report(RETENTION, today, tuple(rows), totals)


def rule_list(register: Register, today: date) -> Report[RuleRow]:
    """Return every rule of retention."""
    rows = tuple(RuleRow(**vars(rule)) for rule in rules_of(register))
    return Report(RULES, today, rows, {"rules": len(rows)})


def erased(register: Register, today: date) -> Report[ErasedRow]:
    """Return when somebody was erased, by which decision, the latest first."""
    rows = register.execute("SELECT * FROM erasure ORDER BY id DESC").fetchall()
    found = tuple(ErasedRow(row["at"], row["by"], row["kind"], row["decision"]) for row in rows)
    return Report(ERASED, today, found, {"erased": len(found)})
