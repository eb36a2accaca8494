"""The change history: what was done, when, and whether it was taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from steg_cli.programme.errors import N_
from steg_cli.register.changes import FOUNDING, undo_and_redo
from steg_cli.register.file import Register
from steg_cli.register.people import find_case
from steg_cli.reports.report import Form, Report


@dataclass(frozen=True)
class Logged:
    """One change. `at` is in UTC; `rows` is how many rows it touched."""

    change: int
    at: str
    command: str
    summary: str
    rows: int
    undone: bool


LOG = Form("log", Logged, sheet=N_("Changes"), left_out=("rows",), folded=("summary",))


def log(
    register: Register, today: date, *, who: str | None = None, limit: int | None = None
) -> Report[Logged]:
    """Return the changes, the latest first: all, or those that touched one person."""
    with register.snapshot():
        case = find_case(register, who, today) if who is not None else None
        history = register.execute("SELECT id, command, reverses FROM change ORDER BY id")
        entries = [tuple(row) for row in history]
        rows = register.execute(
            "SELECT change.*, count(change_row.id) AS touched FROM change "
            "LEFT JOIN change_row ON change_id = change.id "
            "WHERE :case IS NULL OR change.id IN "
            "(SELECT change_id FROM change_row WHERE participant_id = :case) "
            "GROUP BY change.id ORDER BY change.id DESC LIMIT :limit",
            {"case": case, "limit": -1 if limit is None else limit},
        ).fetchall()
    in_effect = set(undo_and_redo(entries)[0])
    found = tuple(
        Logged(
            row["id"],
            row["at"],
            row["command"],
            row["summary"],
            row["touched"],
            row["id"] not in in_effect
            and row["reverses"] is None
            and row["command"] not in FOUNDING,
        )
        for row in rows
    )
    return Report(LOG, today, found, {"changes": len(found)})
