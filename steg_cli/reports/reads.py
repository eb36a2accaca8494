"""Who read what: the commands that showed somebody with a protected identity, extracts, exports.

A municipality goes through it once a month and asks those who read why. It names cases by their
references alone, so that it can be passed to whoever reviews it; reading it is not recorded.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from steg_cli.programme.cases import reference_of
from steg_cli.programme.errors import N_
from steg_cli.programme.frozen import frozen
from steg_cli.programme.words import Word
from steg_cli.register.file import Register
from steg_cli.register.people import find_case
from steg_cli.register.readings import SHOWN
from steg_cli.reports.report import Column, Form, Report

WHAT = {code: Word(code) for code in (N_("protected"), N_("extract"), N_("export"))}


@frozen
class Read:
    """One command that showed something. `at` is in UTC; `by` is the login of who ran it.

    `cases` are the people that it showed. Of an export those with a protected identity alone: it
    showed everybody else too.
    """

    at: str
    by: str
    what: str
    command: str
    cases: tuple[str, ...]


@frozen
class Reader:
    """How often somebody read, and how many people these readings showed."""

    by: str
    reads: int
    people: int


READS = f"""
SELECT at, by, what, command, (
    SELECT json_group_array(DISTINCT {SHOWN}) FROM reading_of WHERE reading_id = reading.id
) AS cases
FROM reading
WHERE (:month IS NULL OR substr(day, 1, 7) = :month)
    AND (:case IS NULL OR id IN (SELECT reading_id FROM reading_of WHERE {SHOWN} = :case))
ORDER BY id DESC LIMIT :limit"""


def _by_reader(report: Report[Read]) -> Report[Any]:
    """Return how often each of them read, the most often first."""
    times = Counter(one.by for one in report.rows)
    whom = {by: {case for one in report.rows if one.by == by for case in one.cases} for by in times}
    rows = tuple(Reader(by, times[by], len(whom[by])) for by, _ in times.most_common())
    return Report(READERS, report.as_of, rows, {})


READERS = Form("readers", Reader, sheet=N_("Who read"), title=N_("By who read"))
FORM = Form(
    "reads",
    Read,
    sheet=N_("Readings"),
    title=N_("Who read what"),
    empty=N_("Nobody has read anything that is recorded."),
    columns=(
        Column("at"),
        Column("by"),
        Column("what", N_("what was shown")),
        Column("command"),
        Column("cases"),
    ),
    left_out=("command",),
    folded=("by", "command", "cases"),
    below=_by_reader,
)


def reads(
    register: Register,
    today: date,
    *,
    who: str | None = None,
    month: date | None = None,
    limit: int | None = None,
    beside: bool = True,
) -> Report[Read]:
    """Return the readings, the latest first: all, those of one month, those of one person.

    Not `beside`: of a reading that showed one person, without the others whom it showed.
    Raises NotFound when there is no such person.
    """
    import json

    with register.snapshot():
        case = None if who is None else find_case(register, who, today, reading=True)
        rows = register.execute(
            READS,
            {
                "case": case,
                "month": month and f"{month:%Y-%m}",
                "limit": -1 if limit is None else limit,
            },
        ).fetchall()
    found = tuple(
        Read(
            row["at"],
            row["by"],
            WHAT[row["what"]],
            row["command"],
            tuple(
                reference_of(one)
                for one in sorted(json.loads(row["cases"]))
                if beside or one == case
            ),
        )
        for row in rows
    )
    totals = {
        "reads": len(found),
        "people": len({case for one in found for case in one.cases}),
        "readers": dict(Counter(one.by for one in found).most_common()),
    }
    return Report(FORM, today, found, totals)
