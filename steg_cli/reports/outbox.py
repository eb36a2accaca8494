"""What waits to be delivered, why, and when reminders last went out."""

from __future__ import annotations

from datetime import date

from steg_cli.programme.errors import N_
from steg_cli.programme.frozen import frozen
from steg_cli.register.file import Register
from steg_cli.register.outbox import last_run
from steg_cli.reports.report import Form, Report


@frozen
class OutboxRow:
    """A mail that is not delivered as far as we know, and why. It speaks of `cases` on `day`."""

    recipient: str
    subject: str
    day: date
    cases: int
    attempts: int
    tried_at: str | None
    may_have_arrived: bool
    problem: str | None


OUTBOX = Form(
    "outbox",
    OutboxRow,
    sheet=N_("Outbox"),
    empty=N_("No mail waits."),
    left_out=("attempts", "may_have_arrived", "tried_at", "subject", "cases", "day"),
    folded=("subject", "problem"),
    key=("recipient", "problem"),
)


def outbox_report(register: Register, today: date) -> Report[OutboxRow]:
    """Return what waits, the oldest first; the totals tell of the last run (None: never ran)."""
    with register.snapshot():
        rows = register.execute(
            """SELECT recipient, subject, day,
                (SELECT count(DISTINCT participant_id) FROM reminder
                 WHERE outbox_id = outbox.id) AS cases,
                attempts, tried_at, begun AS may_have_arrived, problem
            FROM outbox WHERE sent_at IS NULL ORDER BY id"""
        ).fetchall()
        run = last_run(register)
    found = tuple(
        OutboxRow(
            **{
                **row,
                "day": date.fromisoformat(row["day"]),
                "may_have_arrived": bool(row["may_have_arrived"]),
            }
        )
        for row in map(dict, rows)
    )
    totals = {"waiting": len(found), "last_run": run}
    return Report(OUTBOX, today, found, totals)
