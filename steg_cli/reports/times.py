"""Times in a project's cohorts, and where those people lived, as the indicators of a fund ask.

All enrolments of somebody in a cohort that had begun are one time in it. Where somebody lived is
told as long as it tells nothing of those under protection; see `untold_places`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from steg_cli.programme.codes import Outcome
from steg_cli.programme.frozen import frozen, replace
from steg_cli.programme.identity import stored_identity
from steg_cli.programme.indicators import Indicator, Participation
from steg_cli.programme.periods import add_months, settles_follow_up
from steg_cli.register.file import Register
from steg_cli.register.surroundings import Project, day_from
from steg_cli.reports.chosen import IS_CHOSEN, Chosen, chosen_by

MONTHS_AFTER = 6
FEWEST = 5  # people of whom it may be worked out what they are together
Period = tuple[date | None, date | None]  # first and last day; None for no bound

# All enrolments in a cohort that had begun are one time in it; is one of them chosen, it counts.
ENROLMENTS = f"""
SELECT cohort_id, kind, number, sex, birth_year, participant.name, protected,
    cohort.name AS cohort, enrolment.*, {IS_CHOSEN} AS is_chosen
FROM enrolment JOIN participant ON participant.id = participant_id
JOIN cohort ON cohort.id = cohort_id
WHERE project_id = :project AND enrolment.first_day <= :day
ORDER BY participant_id, cohort_id, enrolment.first_day"""

FOLLOW_UPS = """
SELECT enrolment_id, follow_up.day, follow_up.status
FROM follow_up JOIN enrolment ON enrolment.id = enrolment_id
JOIN cohort ON cohort.id = cohort_id
WHERE project_id = :project AND follow_up.day <= :day
ORDER BY follow_up.day"""


@frozen
class Time:
    """A time in a cohort, with whose it is and where they lived on the first day."""

    case: int
    name: str
    protected: bool
    cohort: str
    municipality: str
    facts: Participation

    @property
    def due(self) -> date | None:
        """When the follow-up of the exit is due; None before the exit."""
        return add_months(self.facts.left_on, MONTHS_AFTER) if self.facts.left_on else None

    def is_asked(self, as_of: date) -> bool:
        """Say whether the state six months after is known, or should be."""
        return self.due is not None and (self.facts.six_months is not None or self.due <= as_of)


def times_of(register: Register, project: Project, chosen: Chosen, as_of: date) -> list[Time]:
    """Return the times of those chosen in the project's cohorts, but for the municipality.

    That is the one of the first day, and looked at later.
    """
    anywhere = replace(chosen, municipality=None)
    values = {**chosen_by(register, anywhere, as_of), "project": project.id}
    later = defaultdict[int, list[tuple[date, Outcome]]](list)
    for enrolment, day, status in register.execute(FOLLOW_UPS, values):
        later[enrolment].append((date.fromisoformat(day), status))
    rows = register.execute(ENROLMENTS, values).fetchall()
    return [
        _time(group, later, as_of)
        for group in (
            list(found)
            for _, found in groupby(rows, lambda row: (row["participant_id"], row["cohort_id"]))
        )
        if any(row["is_chosen"] for row in group)
    ]


def _time(
    rows: Sequence[Any], later: Mapping[int, Sequence[tuple[date, Outcome]]], as_of: date
) -> Time:
    """Return a time in a cohort from its enrolments: the first one's facts, the last one's exit."""
    entry, end = rows[0], rows[-1]
    left = day_from(end["last_day"])
    has_left = left is not None and left < as_of
    due = add_months(left, MONTHS_AFTER) if left is not None and has_left else None
    six = (
        status for day, status in later.get(end["id"], ()) if due and settles_follow_up(day, due)
    )
    return Time(
        entry["participant_id"],
        entry["name"],
        bool(entry["protected"]),
        entry["cohort"],
        entry["municipality"],
        Participation(
            identity=stored_identity(
                entry["kind"], entry["number"], entry["sex"], entry["birth_year"]
            ),
            first_day=date.fromisoformat(entry["first_day"]),
            labour_status=entry["labour_status"],
            unemployed_since=day_from(entry["unemployed_since"]),
            long_term_ground=bool(entry["long_term_unemployed"]),
            disability=bool(entry["disability"]),
            education=entry["education"],
            left_on=left if has_left else None,
            left_to=end["left_to"] if has_left else None,
            qualification=has_left and bool(end["qualification"]),
            six_months=next(six, None),
        ),
    )


def asked_of(
    people: Sequence[Time], indicator: Indicator, period: Period, as_of: date
) -> list[Participation]:
    """Return of whom an indicator is asked: who began, or left, in the period."""
    day: Callable[[Time], date | None] = (
        (lambda one: one.facts.first_day)
        if indicator.when == "entry"
        else (lambda one: one.facts.left_on)
    )
    return [
        one.facts
        for one in people
        if is_in(day(one), period) and (indicator.when != "six months" or one.is_asked(as_of))
    ]


def is_in(day: date | None, period: Period) -> bool:
    """Say whether a day lies in a period."""
    first, last = period
    return day is not None and (first or day) <= day <= (last or day)


def untold_places(
    by_place: Mapping[str, Sequence[Time]],
    hidden: Sequence[Time],
    indicators: Sequence[Indicator],
    period: Period,
    as_of: date,
) -> set[str]:
    """Return the municipalities without rows, so that `hidden`, who have none, are not told of."""
    asked = {one.when: one for one in indicators if one.counts}.values()

    def are_told(places: Sequence[str]) -> bool:
        people = [*hidden, *(one for place in places for one in by_place[place])]
        return any(0 < len(asked_of(people, one, period, as_of)) < FEWEST for one in asked)

    if not are_told([]):
        return set()
    smallest = sorted(by_place, key=lambda place: (len(by_place[place]), place))
    return next(({place} for place in smallest if not are_told([place])), set(by_place))
