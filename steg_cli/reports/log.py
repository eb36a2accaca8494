"""The change history: what was done, when and by whom, and whether it was taken back."""

from __future__ import annotations

import sqlite3
from datetime import date

from steg_cli.programme.cases import reference_of
from steg_cli.programme.errors import N_, NotFound
from steg_cli.programme.frozen import frozen, replace
from steg_cli.register.changes import LATEST, TAKEN_BACK, TOMBSTONE, UNDOABLE
from steg_cli.register.file import Register
from steg_cli.register.logged import ROWS
from steg_cli.register.people import find_case
from steg_cli.reports.report import Form, Report
from steg_cli.reports.touched import PLACES, ChangedField, Touched

USUAL_ROWS = 20  # changes, unless more are asked for
MOST_ROWS = 12  # that are told of one change among others


@frozen
class Logged:
    """One change. `at` is in UTC; `rows` is how many rows it touched.

    `by` is the login of who made it, and nothing for what another program or an older steg wrote.
    `fields` is None when there is too much to tell.
    """

    change: int
    at: str
    by: str
    command: str
    rows: int
    undone: bool
    summary: str
    fields: tuple[ChangedField, ...] | None = ()


# A person's changes are those of every case that they are now, or were before two became one.
_THEIRS = """(participant_id = :case
        OR participant_id IN (SELECT former_case FROM former_case WHERE participant_id = :case))"""
# What is left of somebody who was erased is told of nowhere.
_SHOWN = f"ifnull(participant_id, 1) > 0 AND table_name <> '{TOMBSTONE}'"
_PLACES = ", ".join(f"'{table}'" for table in PLACES)
# What brought a place and somebody with a protected identity together, such as two municipalities
# becoming one, is not in that person's log: it would tell where they are.
CHANGES = f"""
SELECT change.*, (SELECT count(*) FROM change_row WHERE change_id = change.id AND {_SHOWN})
    AS touched, {UNDOABLE} AND {TAKEN_BACK} AS undone,
    reverses IS NOT NULL AND NOT EXISTS (SELECT 1 FROM change AS one WHERE one.id = change.reverses
        AND (one.reverses IS NULL) = (change.command = 'undo')) AS astray
FROM change
WHERE {{these}} AND (NOT :masked OR command IN ('import', 'upgrade') OR NOT EXISTS (
        SELECT 1 FROM change_row WHERE change_id = change.id AND table_name IN ({_PLACES})))
ORDER BY id DESC LIMIT :limit"""
_ONE = "id = :change"
_OF_ONE_PERSON = f"id IN (SELECT change_id FROM change_row WHERE {_THEIRS})"

LOG = Form(
    "log",
    Logged,
    sheet=N_("Changes"),
    details="fields",
    rest=lambda _: f"steg log --limit {USUAL_ROWS}",
)


def _log_of(reference: str) -> Form:
    return replace(LOG, rest=lambda _: f"steg log {reference} --limit {USUAL_ROWS}")


def log(
    register: Register,
    today: date,
    *,
    who: str | None = None,
    change: int | None = None,
    limit: int | None = None,
    most_rows: int | None = None,
    include_protected: bool = False,
    tells_notes: bool = False,
) -> Report[Logged]:
    """Return the changes, the latest first: all, one, or those that touched one person.

    Of one person only their own rows are told, and of a change with more than `most_rows` none.
    `tells_notes`: also what notes say, which is for the person alone.
    Raises NotFound when there is no such person or change.
    """
    touched = Touched(register, include_protected=include_protected, tells_notes=tells_notes)
    with register.snapshot():
        case = None if who is None else find_case(register, who, today, reading=True)
        these = [_ONE] * (change is not None) + [_OF_ONE_PERSON] * (case is not None)
        rows = register.execute(
            CHANGES.format(these=" AND ".join(these) or "TRUE"),
            {
                "case": case,
                "masked": case is not None and touched.is_masked(case),
                "change": change,
                "before": LATEST,
                "limit": -1 if limit is None else limit,
            },
        ).fetchall()
        if change is not None and not rows:
            raise NotFound(
                N_("There is no change {change} here."),
                N_("steg log shows those that there are."),
                change=change,
            )
        if any(row["astray"] for row in rows):
            raise ValueError("a change reverses what cannot be reversed")
        untold = {row["id"]: _untold(register, row, touched) for row in rows}
        found = tuple(
            Logged(
                row["id"],
                row["at"],
                row["login"],
                row["command"],
                row["touched"] - untold[row["id"]],
                bool(row["undone"]),
                row["summary"],
                _fields(register, row["id"], case, touched, most_rows, untold[row["id"]]),
            )
            for row in rows
        )
    return Report(
        LOG if case is None else _log_of(reference_of(case)), today, found, {"changes": len(found)}
    )


def _fields(
    register: Register,
    change: int,
    case: int | None,
    touched: Touched,
    most_rows: int | None,
    untold: int,
) -> tuple[ChangedField, ...] | None:
    """Return what a change did to everything, or to one person; None if that is too much."""
    most = -1 if most_rows is None else most_rows + 1 + untold
    rows = register.execute(
        f"{ROWS} WHERE change_id = :change AND {_SHOWN} "
        f"AND (:case IS NULL OR {_THEIRS}) ORDER BY log_row.id LIMIT :most",
        {"change": change, "case": case, "most": most},
    ).fetchall()
    too_many = most_rows is not None and len(touched.told(rows)) > most_rows
    return None if too_many else touched.fields(rows)


def _untold(register: Register, change: sqlite3.Row, touched: Touched) -> int:
    """Return how many rows of a change are not told, since they would tell where somebody is."""
    if change["command"] in ("import", "upgrade"):  # which bring everything, wherever people are
        return 0
    rows = register.execute(
        f"""SELECT change_id, table_name, participant_id FROM change_row WHERE change_id = :change
        AND EXISTS (SELECT 1 FROM change_row
            WHERE change_id = :change AND table_name IN ({_PLACES}))""",
        {"change": change["id"]},
    ).fetchall()
    return len(rows) - len(touched.told(rows))
