"""Per cohort and step: how many came so far, how long it took, and where people left.

As of any day. A person is counted once in a cohort, with all their time in it, however often they
came back; with a filter, the last enrolment in the cohort decides whether they are chosen. What
was done in another cohort is counted there.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import accumulate, groupby, pairwise
from operator import itemgetter

from steg_cli.programme.errors import N_
from steg_cli.programme.frozen import frozen, replace
from steg_cli.register.file import Register
from steg_cli.register.surroundings import Cohort, cohorts, find_cohort
from steg_cli.reports.chosen import EVERYBODY, IS_CHOSEN, Chosen, chosen_by
from steg_cli.reports.report import Adds, Counted, Form, Report, Spot, columns
from steg_cli.reports.small_counts import SMALL

BACK = 0  # in a way: where somebody came back to the cohort
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
    form = replace(report.form, closing=N_("Nobody was enrolled by {day} in: {empty}."))
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
    columns=columns(
        *("cohort", "planned", "enrolled", "completed_training", "step", "reached"),
        *("share", "on_now", "median_days_to", "median_days_on", "left_from"),
        *("stepped_back", "skipped"),
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

# What somebody had of a cohort by the day, a row for each stay, or one with no step at all; the
# participant is looked up only for a choice among people. What is asked of everybody is a column of
# plain text each, in the order of `_Row`: a million people have five million stays.
_WAYS = """
SELECT participant_id, cohort_id, enrolment.id, enrolment.first_day, enrolment.last_day,
    step_id, stay.first_day, stay.last_day, completed, {chosen}
FROM enrolment LEFT JOIN participant ON participant.id = participant_id
LEFT JOIN stay ON enrolment_id = enrolment.id AND stay.first_day <= :day
WHERE enrolment.first_day <= :day
ORDER BY participant_id, cohort_id, enrolment.first_day, enrolment.id, stay.first_day, stay.id"""
_Row = tuple[int, int, int, str, str | None, int | None, str, str | None, int | None, int]
# The steps that somebody was on one after the other, by their ids, with a 0 where they came back to
# the cohort; whether they have left, and whether they completed training.
_Way = tuple[tuple[int, ...], bool, bool]


class _Step:
    """What is counted of a step, with how many have each number of days."""

    def __init__(self) -> None:
        self.days_to, self.days_on = Counter[int](), Counter[int]()
        self.left_from = self.stepped_back = self.skipped = 0


class _Tally:
    """What is counted of a cohort. Ways that are alike are looked at once, however many have them.

    `codes` are the steps by their ids, from the first one on.
    """

    def __init__(self, codes: Mapping[int, str]) -> None:
        self.steps = {step: _Step() for step in codes}
        self.codes = codes
        self.ways = Counter[_Way]()

    def add(self, rows: Iterable[_Row], day: str) -> None:
        """Count one person's whole time in the cohort: what the days tell, and the way as it is."""
        way, times = list[int](), dict[int, tuple[int, int | None]]()
        entered = enrolled = 0
        left_on, has_completed = None, False
        for _, _, enrolment, entry, left_on, step, first, last, completed, _ in rows:  # noqa: B007
            if enrolment != enrolled:
                entered = entered or _number(entry)
                enrolled = enrolment
                way.append(BACK)
            if step is None:
                continue
            way.append(step)
            begun, days = _number(first), None  # for as long as it goes on
            if last and last < day:
                days = _number(last) - begun + 1
                has_completed = has_completed or bool(completed)
            if step in times:
                reached_on, before = times[step]
                days = None if days is None or before is None else before + days
                times[step] = reached_on, days
            else:
                times[step] = begun, days
        for step, (reached_on, days) in times.items():
            self.steps[step].days_to[reached_on - entered] += 1
            if days is not None:
                self.steps[step].days_on[days] += 1
        self.ways[tuple(way), bool(left_on and left_on < day), has_completed] += 1

    @property
    def enrolled(self) -> int:
        """How many people there are."""
        return self.ways.total()

    @property
    def completed_training(self) -> int:
        """How many of them completed training."""
        return sum(people for (_, _, is_done), people in self.ways.items() if is_done)

    def _count_ways(self) -> None:
        """Count the steps that people reached, left from, skipped, and went back from."""
        order = [*self.steps]
        for (way, has_left, _), people in self.ways.items():
            own = set(way) - {BACK}
            farthest = max(map(order.index, own), default=0)
            skipped = set(order[:farthest]) - own
            back = {
                one
                for one, after in pairwise(way)
                if BACK not in (one, after) and order.index(after) < order.index(one)
            }
            for step in skipped:
                self.steps[step].skipped += people
            for step in back:
                self.steps[step].stepped_back += people
            if own and has_left:
                last = next(step for step in reversed(way) if step != BACK)
                self.steps[last].left_from += people

    def rows(self, cohort: Cohort) -> list[CohortOnStep]:
        """Return a row for each step, the first one with what is the whole cohort's."""
        self._count_ways()
        whole = (cohort.planned, self.enrolled, self.completed_training)
        return [
            CohortOnStep(
                cohort.name,
                self.codes[id_],
                step.days_to.total(),
                step.days_to.total() - step.days_on.total(),
                _share(step.days_to.total(), self.enrolled),
                _median(step.days_to),
                _median(step.days_on),
                step.left_from,
                step.stepped_back,
                step.skipped,
                *(whole if at == 0 else ()),
            )
            for at, (id_, step) in enumerate(self.steps.items())
        ]


def flow(register: Register, as_of: date, *, chosen: Chosen = EVERYBODY) -> Report[CohortOnStep]:
    """Return a row for each step of each cohort, also where nobody is, or of one cohort alone."""
    with register.snapshot():
        asked = chosen_by(register, chosen, as_of)
        shown = cohorts(register)
        if chosen.cohort is not None:
            shown = [find_cohort(register, chosen.cohort)]
        codes = dict(map(tuple, register.execute("SELECT id, code FROM step ORDER BY id")))
        tallies = {one.id: _Tally(codes) for one in shown}
        condition = "TRUE" if chosen == EVERYBODY else IS_CHOSEN
        ways = register.execute(_WAYS.format(chosen=condition), asked)
        ways.row_factory = None
        for (_, cohort), way in groupby(ways, itemgetter(0, 1)):
            rows = list(way)
            if rows[-1][-1]:
                tallies[cohort].add(rows, as_of.isoformat())
    totals = {
        "planned": sum(one.planned or 0 for one in shown),
        "enrolled": sum(one.enrolled for one in tallies.values()),
        "completed_training": sum(one.completed_training for one in tallies.values()),
    }
    found = tuple(row for one in shown for row in tallies[one.id].rows(one))
    return Report(FLOW, as_of, found, totals)


@cache  # a million people have a few thousand days
def _number(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _share(people: int, of: int) -> float | None:
    """Return a percentage with one decimal, rounded half up."""
    return None if of < LEAST_FOR_A_SHARE else (2000 * people + of) // (2 * of) / 10


def _median(days: Counter[int]) -> int | None:
    """Return the median in whole days, rounded half up; None of nothing.

    `days` are how many have each number of days.
    """
    if not days:
        return None
    numbers = sorted(days)
    up_to = [*accumulate(days[one] for one in numbers)]  # how many have at most as many
    lower, upper = (numbers[bisect(up_to, at)] for at in ((up_to[-1] - 1) // 2, up_to[-1] // 2))
    return (lower + upper + 1) // 2
