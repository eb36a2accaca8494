"""Per cohort and step: how many came so far, how long it took, and where people left.

As of any day. A person is counted once in a cohort, with all their time in it, however often they
came back; with a filter, the last enrolment in the cohort decides whether they are chosen. What
was done in another cohort is counted there.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby, pairwise
from typing import NamedTuple

from steg_cli.programme.errors import N_
from steg_cli.programme.frozen import frozen
from steg_cli.register.file import Register
from steg_cli.register.surroundings import (
    Cohort,
    cohorts,
    day_from,
    find_cohort,
    ladder_of,
)
from steg_cli.reports.chosen import EVERYBODY, IS_CHOSEN, Chosen, chosen_by
from steg_cli.reports.report import Adds, Column, Counted, Form, Report, Spot
from steg_cli.reports.small_counts import SMALL

LEAST_FOR_A_SHARE = 10  # people in a cohort; of fewer, a percentage tells less than the count


@frozen
class CohortOnStep:
    """The people of a cohort on one step, up to the day.

    `reached`: they have been on the step, if only for a day.
    `on_now`: they are on it on the day.
    `share`: those who reached it, in percent of the enrolled, with one decimal; None for a cohort
    with fewer than LEAST_FOR_A_SHARE.
    `median_days_to`: days from the first day in the cohort to the first day on the step, 0 when
    they are the same; time out of the cohort is included.
    `median_days_on`: days on the step in all, first and last days included, of those who reached
    it and are not on it now. Who is still there is left out, since nobody knows for how long.
    Medians are whole days, rounded half up, and None when there is nobody.
    `left_from`: they have left the cohort, and this was the last step that they were on.
    `stepped_back`: they went from this step straight to an earlier one. Whoever left and came back
    begins on the first step again: that is no step back.
    `skipped`: they have been on a later step, and never on this one.

    The last three fields are the whole cohort's and stand on its first row alone, so that they
    can be added up: `planned` participants, `enrolled` people, and those who completed training.
    """

    cohort: str
    step: str
    reached: int
    on_now: int
    share: float | None
    median_days_to: int | None
    median_days_on: int | None
    left_from: int
    stepped_back: int
    skipped: int
    planned: int | None = None
    enrolled: int | None = None
    completed_training: int | None = None


def few_of(report: Report[CohortOnStep]) -> Iterator[Spot]:
    """Yield the medians that are of 1 to 4 people: of those who are no longer on a step."""
    for at, row in enumerate(report.rows):
        if 0 < row.reached - row.on_now < SMALL:
            yield at, "median_days_on"


def with_people(report: Report[CohortOnStep]) -> Report[CohortOnStep]:
    """Return the report as a screen has it: a line says which cohorts nobody has come to."""
    empty = [row.cohort for row in report.rows if row.enrolled is not None and not row.enrolled]
    rows = tuple(row for row in report.rows if row.cohort not in empty)
    if not empty or not rows:
        return report
    form = report.form._replace(closing=N_("Nobody was enrolled by {day} in: {empty}."))
    totals = {**report.totals, "empty": ", ".join(empty), "day": report.as_of}
    return replace(report, form=form, rows=rows, totals=totals)


FLOW = Form(
    "flow",
    CohortOnStep,
    sheet=N_("Flow"),
    title=N_("How far people have come by {day}"),
    key=("cohort", "step"),
    once=("cohort",),
    on_screen=with_people,
    columns=tuple(
        map(
            Column,
            (
                *("cohort", "planned", "enrolled", "completed_training", "step", "reached"),
                *("share", "on_now", "median_days_to", "median_days_on", "left_from"),
                *("stepped_back", "skipped"),
            ),
        )
    ),
    left_out=(
        *("median_days_on", "stepped_back", "median_days_to", "skipped", "enrolled"),
        *("share", "left_from", "planned", "completed_training"),
    ),
    explains=(
        N_("Counted up to {day}. Who came back to a cohort counts once there, with all the time."),
        N_(
            "Medians: days to a step from the first day in the cohort; days on it of those who "
            "are no longer there, all their times on it together."
        ),
        N_(
            "Skipped: has been on a later step and never on this one. Stepped back: went from "
            "this step straight to an earlier one."
        ),
        N_("A cohort with fewer than ten people has counts and no percentages."),
        N_("Planned, enrolled and completed training are the whole cohort's, told once."),
    ),
    counted=Counted(
        adds=(
            Adds("reached", ("on_now", "left_from")),
            Adds("reached", ("on_now", "left_from"), by="cohort", following=("reached",)),
            Adds("reached", ("stepped_back",)),
            Adds("enrolled", ("on_now", "left_from"), by="cohort"),
            Adds("enrolled", ("reached", "skipped"), by="cohort", each=True),
            Adds("enrolled", ("completed_training",)),
        ),
        harmless=("planned",),
        worked_out=("median_days_to", "median_days_on"),
        few=few_of,
    ),
)

_WAYS = f"""
SELECT cohort_id, participant_id, enrolment.id AS enrolment, enrolment.first_day AS entered,
    enrolment.last_day AS left_on, code, stay.first_day, stay.last_day, completed,
    ({IS_CHOSEN}) AS is_chosen
FROM enrolment JOIN participant ON participant.id = participant_id
LEFT JOIN stay ON enrolment_id = enrolment.id AND stay.first_day <= :day
LEFT JOIN step ON step.id = step_id
WHERE enrolment.first_day <= :day
ORDER BY cohort_id, participant_id, enrolment.first_day, enrolment.id, stay.first_day, stay.id"""


class _Stay(NamedTuple):
    """A person's time on a step, the last day None while it goes on."""

    enrolment: int
    step: str
    first: date
    last: date | None


@dataclass
class _Step:
    """What is counted of a step, with the days of each person."""

    days_to: list[int] = field(default_factory=list)
    days_on: list[int] = field(default_factory=list)
    on_now: int = 0
    left_from: int = 0
    stepped_back: int = 0
    skipped: int = 0


class _Tally:
    """What is counted of a cohort."""

    def __init__(self, codes: Iterable[str]) -> None:
        self.steps = {code: _Step() for code in codes}
        self.enrolled = self.completed_training = 0

    def add(self, rows: Sequence[sqlite3.Row], as_of: date) -> None:
        """Count one person's whole time in the cohort."""
        day, last_row = as_of.isoformat(), rows[-1]
        stays = [_stay(row, day) for row in rows if row["code"]]
        self.enrolled += 1
        self.completed_training += any(
            row["completed"] and row["last_day"] and row["last_day"] < day for row in rows
        )
        own: defaultdict[str, list[_Stay]] = defaultdict(list)
        for stay in stays:
            own[stay.step].append(stay)
        entered = date.fromisoformat(rows[0]["entered"])
        for code, times in own.items():
            self.steps[code].days_to.append((times[0].first - entered).days)
            ended = [(one.last - one.first).days + 1 for one in times if one.last]
            if len(ended) == len(times):
                self.steps[code].days_on.append(sum(ended))
            else:
                self.steps[code].on_now += 1
        self._moves(stays, own)
        if stays and last_row["left_on"] and last_row["left_on"] < day:
            self.steps[stays[-1].step].left_from += 1

    def _moves(self, stays: Sequence[_Stay], own: Mapping[str, object]) -> None:
        """Count the steps that one person skipped, and those that they went back from."""
        order = [*self.steps]
        farthest = max((order.index(code) for code in own), default=0)
        for code in order[:farthest]:
            self.steps[code].skipped += code not in own
        back = {
            one.step
            for one, after in pairwise(stays)
            if one.enrolment == after.enrolment and order.index(after.step) < order.index(one.step)
        }
        for code in back:
            self.steps[code].stepped_back += 1

    def rows(self, cohort: Cohort) -> list[CohortOnStep]:
        """Return a row for each step, the first one with what is the whole cohort's."""
        whole = (cohort.planned, self.enrolled, self.completed_training)
        return [
            CohortOnStep(
                cohort.name,
                code,
                len(step.days_to),
                step.on_now,
                _share(len(step.days_to), self.enrolled),
                _median(step.days_to),
                _median(step.days_on),
                step.left_from,
                step.stepped_back,
                step.skipped,
                *(whole if at == 0 else ()),
            )
            for at, (code, step) in enumerate(self.steps.items())
        ]


def flow(register: Register, as_of: date, *, chosen: Chosen = EVERYBODY) -> Report[CohortOnStep]:
    """Return a row for each step of each cohort, also where nobody is, or of one cohort alone."""
    with register.snapshot():
        asked = chosen_by(register, chosen, as_of)
        shown = cohorts(register)
        if chosen.cohort is not None:
            shown = [find_cohort(register, chosen.cohort)]
        codes = [step.code for step in ladder_of(register)]
        tallies = {one.id: _Tally(codes) for one in shown}
        for (cohort, _), way in groupby(register.execute(_WAYS, asked), _whose):
            rows = list(way)
            if rows[-1]["is_chosen"]:
                tallies[cohort].add(rows, as_of)
    totals = {
        "planned": sum(one.planned or 0 for one in shown),
        "enrolled": sum(one.enrolled for one in tallies.values()),
        "completed_training": sum(one.completed_training for one in tallies.values()),
    }
    found = tuple(row for one in shown for row in tallies[one.id].rows(one))
    return Report(FLOW, as_of, found, totals)


def _whose(row: sqlite3.Row) -> tuple[int, int]:
    return row["cohort_id"], row["participant_id"]


def _stay(row: sqlite3.Row, day: str) -> _Stay:
    """Return a stay as it was on the day: one that ended later went on."""
    last = day_from(row["last_day"]) if row["last_day"] and row["last_day"] < day else None
    return _Stay(row["enrolment"], row["code"], date.fromisoformat(row["first_day"]), last)


def _share(people: int, of: int) -> float | None:
    """Return a percentage with one decimal, rounded half up."""
    return None if of < LEAST_FOR_A_SHARE else (2000 * people + of) // (2 * of) / 10


def _median(days: list[int]) -> int | None:
    """Return the median in whole days, rounded half up; None of nothing."""
    if not days:
        return None
    days = sorted(days)
    return (days[(len(days) - 1) // 2] + days[len(days) // 2] + 1) // 2
