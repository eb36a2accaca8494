"""The fund's monthly file for Statistics Sweden: who began and who ended in a month.

It holds identity numbers, and is written to a file alone. A month opens on the first of the month
after it and is due within four weeks. What is corrected later means that the month, and every later
one that was due by then, is sent anew. The register does not know what was sent: a month counts as
sent from the day on which it was due.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from steg_cli.programme.errors import N_, Note, Refused, note
from steg_cli.programme.frozen import frozen
from steg_cli.programme.identity import ERASED, Identity, stored_identity
from steg_cli.programme.periods import ONE_DAY, add_months
from steg_cli.programme.words import Plural, Word
from steg_cli.register.changes import FOUNDING
from steg_cli.register.file import Register
from steg_cli.register.logged import states
from steg_cli.register.surroundings import day_from
from steg_cli.reports.project_card import project_of
from steg_cli.reports.report import Form, Report

FOUR_WEEKS = timedelta(weeks=4)
DAYS = ("first_day", "last_day")
PROTECTED = {"woman": "Tf29", "man": "Tf19"}


@frozen
class ParticipantRow:
    """Somebody who began or ended in the month; the last day only if it had come by its end."""

    number: str
    first_day: date
    last_day: date | None


SCB = Form(
    "scb",
    ParticipantRow,
    sheet=N_("Participants"),
    title=N_("Participants of {project} who began or ended in {month}"),
    secret=True,
    incomparable=(
        N_("A monthly file is of its own month, and holds nothing to compare."),
        N_("Write steg report esf --compare: how many began and left."),
    ),
    explains=(
        N_("{began} began and {ended} ended in {month}. Due at the latest on {due}."),
        N_("Corrected since they were due, to be sent anew: {anew}."),
        N_("Left out, since they have no identity number: {without_number}."),
        N_(
            "Men with a protected identity: {men}. Their number ends in Tf19, a form that is not "
            "confirmed: ask Statistics Sweden before you send the file."
        ),
    ),
)

ENROLMENTS = """
SELECT kind, number, sex, birth_year, protected, enrolment.first_day, enrolment.last_day
FROM enrolment JOIN participant ON participant.id = participant_id
JOIN cohort ON cohort.id = cohort_id
WHERE project_id = :project AND (enrolment.first_day BETWEEN :first AND :last
    OR enrolment.last_day BETWEEN :first AND :last)
ORDER BY enrolment.first_day, enrolment.id"""

CORRECTIONS = f"""
SELECT change.day, table_name, row_id, columns, before, after
FROM log_row JOIN log_layout ON log_layout.id = layout_id JOIN change ON change.id = change_id
WHERE table_name IN ('enrolment', 'participant') AND change.day <= :day
    AND command NOT IN ({", ".join(f"'{one}'" for one in FOUNDING)})
ORDER BY log_row.id"""

OF_PARTICIPANTS = """
SELECT participant_id, min(enrolment.first_day) FROM enrolment
JOIN cohort ON cohort.id = cohort_id WHERE project_id = :project GROUP BY participant_id"""


def scb(
    register: Register, as_of: date, *, month: date | None = None, project: str | None = None
) -> Report[ParticipantRow]:
    """Return who began or ended in a project in the month of the day `month`, the last one if None.

    Raises Refused for a month that is not over, and NotFound when no project is meant.
    """
    first = month_of(month or add_months(as_of, -1))
    last = add_months(first, 1) - ONE_DAY
    if last >= as_of:
        raise Refused(
            N_("{month} is not over."),
            N_("Its file can be written from {day} on."),
            month=f"{first:%Y-%m}",
            day=last + ONE_DAY,
        )
    with register.snapshot():
        ours = project_of(register, project)
        values = {"project": ours.id, "first": str(first), "last": str(last), "day": str(as_of)}
        found = register.execute(ENROLMENTS, values).fetchall()
        corrected = _corrected(register, values)
    rows, erased, without, men = list[ParticipantRow](), list[ParticipantRow](), 0, 0
    for row in found:
        identity = stored_identity(row["kind"], row["number"], row["sex"], row["birth_year"])
        gone = re.fullmatch(ERASED, identity.number)
        number = number_for(identity, protected=bool(row["protected"]))
        if number is None and (gone is None or gone[1] == "other"):
            without += 1
            continue
        men += bool(row["protected"]) and identity.sex == "man"
        end = day_from(row["last_day"])
        began = date.fromisoformat(row["first_day"])
        told = ParticipantRow(number or "", began, end if end and end <= last else None)
        (erased if gone else rows).append(told)
    anew = to_send_anew(corrected, as_of)
    return Report(
        SCB,
        as_of,
        tuple(rows),
        {
            "project": ours.name,
            "month": f"{first:%Y-%m}",
            "due": due(first),
            "began": sum(row.first_day >= first for row in (*rows, *erased)),
            "ended": sum(row.last_day is not None for row in (*rows, *erased)),
            "anew": ", ".join(_spans(anew)) or Word(N_("no month")),
            "without_number": without,
            "men": men,
        },
        notes=tuple(_of_erased(len(erased))),
    )


def _of_erased(count: int) -> Iterator[Note]:
    """Say how many of those who are counted are not in the file."""
    if count:
        rows = Plural("{count} person", "{count} people", count)
        yield note(
            N_(
                "Counted and not in the file, since they were erased: {rows}. A file that is sent "
                "anew takes them away: ask Statistics Sweden first."
            ),
            rows=rows,
        )


def month_of(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def due(month: date) -> date:
    """Return the last day on which a month is reported: four weeks from the start of the next."""
    return add_months(month, 1) + FOUR_WEEKS - ONE_DAY


def number_for(identity: Identity, *, protected: bool) -> str | None:
    """Return a number as the file has it; None for somebody who has no identity number.

    Twelve digits; of a protected woman the birth date and Tf29, which is the authority's own rule.
    Its form for a man is not confirmed. Where authorities take such numbers, the third of the last
    four signs tells the sex, as in a personnummer: even for a woman, odd for a man. So Tf19 is what
    a man gets here, and the report says to ask before it is sent. Where the birth date is not
    established, the number's own eight digits stand for it.
    """
    if identity.kind == "other":
        return None
    if not protected:
        return identity.number
    born = identity.birth_date
    return (
        f"{born:%Y%m%d}{PROTECTED[identity.sex]}"
        if born
        else (identity.number[:8] + PROTECTED[identity.sex])
    )


# What was corrected


def to_send_anew(corrected: Mapping[date, date], as_of: date) -> dict[date, date]:
    """Return the months to be sent anew, each with the day of the last correction since it was due.

    `corrected` holds for each day of a correction the earliest month that it touched.
    """
    found: dict[date, date] = {}
    if not corrected:
        return found
    month = min(corrected.values())
    while due(month) < as_of:
        days = [day for day, touched in corrected.items() if touched <= month and day > due(month)]
        if days:
            found[month] = max(days)
        month = add_months(month, 1)
    return found


def _spans(anew: Mapping[date, date]) -> Iterator[str]:
    """Yield months in a row with the same day as one: 2021-05 – 2021-07 (2021-09-01)."""
    for day, group in groupby(anew, anew.__getitem__):
        first, *others = group
        until = f" – {others[-1]:%Y-%m}" if others else ""
        yield f"{first:%Y-%m}{until} ({day})"


def _corrected(register: Register, values: Mapping[str, object]) -> dict[date, date]:
    """Return the days on which something in the project was written, with the earliest month."""
    cohorts = {
        row["id"]
        for row in register.execute("SELECT id FROM cohort WHERE project_id = :project", values)
    }
    began = {row[0]: row[1] for row in register.execute(OF_PARTICIPANTS, values)}
    found: dict[date, date] = {}
    for row in register.execute(CORRECTIONS, values):
        before, after = (state or {} for state in states(row))
        if row["table_name"] == "participant":
            touched = _of_number(before, after, began.get(row["row_id"]))
        else:
            touched = _of_enrolment(before, after, cohorts)
        day = date.fromisoformat(row["day"])
        for one in touched:
            month = month_of(date.fromisoformat(one))
            found[day] = min(found.get(day, month), month)
    return found


def _of_number(before: Any, after: Any, began: str | None) -> Iterator[str]:
    """Yield the first day of all of somebody whose number, as it is sent, became another one."""
    is_other = any(before.get(key) != after.get(key) for key in ("number", "protected"))
    if before and after and is_other and began is not None:
        yield began


def _of_enrolment(before: Any, after: Any, cohorts: set[int]) -> Iterator[str]:
    """Yield the days of an enrolment in some cohorts that are new, or are no longer."""
    states = [one for one in (before, after) if one.get("cohort_id") in cohorts]
    moved = before.get("participant_id") != after.get("participant_id")
    for key in DAYS:
        if moved or len(states) == 1 or before.get(key) != after.get(key):
            yield from (one[key] for one in states if one[key])
