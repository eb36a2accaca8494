"""What of a person runs out: periods, steps, placements, supports, follow-ups, deadlines.

As of any day, and as it was known then where the register tells: an extension counts from its
decision, a follow-up and a deadline until they are done. A period whose end was registered by that
day needs nobody's attention and is left out. Which ends are watched, and for how long, stands in
the domain under "Ends that are watched". Decided here, since the domain does not say it:

- A stay or a support is told of from its first day on, a placement before it too.
- A placement is never overdue: whoever stays on the step is then without a workplace, or at
  another. One that begins the day after it follows it only in the same enrolment.
- A support that is ending is told of whatever happens to the period. A later one is one that ends
  later, of whatever kind.
- A follow-up is asked for also of somebody who came back. It is given up after the day twelve
  months later, not on it.
- A deadline is told of before the enrolment and after it too: until it is done.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import get_args

from steg_cli.programme.cases import reference_of
from steg_cli.programme.codes import What
from steg_cli.programme.frozen import frozen, replace
from steg_cli.programme.notice import Leads, notice_by
from steg_cli.programme.periods import (
    FOLLOW_UP_MONTHS,
    GIVEN_UP_MONTHS,
    MonthLimit,
    PeriodState,
    Used,
    add_months,
    months_left,
    whole_months,
)
from steg_cli.register.arrays import array_of
from steg_cli.register.file import Register
from steg_cli.register.outbox import fingerprint
from steg_cli.register.surroundings import day_from, leads_of
from steg_cli.register.watching import whom_to_look_at
from steg_cli.reports.chosen import EVERYBODY, IS_CHOSEN, Chosen, chosen_by
from steg_cli.reports.report import LIVES_IN, PLAN_ON_THE_DAY

WHATS: tuple[What, ...] = get_args(What)
TOLD_TO_MANAGERS: tuple[What, ...] = ("period", "step", "placement")  # of a workplace


@frozen
class Expiry:
    """An end that is near or has passed; None for what does not apply to its kind.

    `months` are whole months from the first day to the last; `months_in_all` those of every
    period on the step. `step` is the one that the person is on, but for what comes after leaving.
    """

    what: What
    reference: str
    name: str | None
    workplace: str | None
    municipality: str | None
    cohort: str
    step: str | None
    first_day: date | None
    last_day: date
    months: int | None
    months_in_all: int | None
    months_left_to_extend: int | None
    days_left: int
    state: PeriodState
    agreement: str | None
    payer: str | None
    notice_by: date | None
    protected: bool


@frozen
class Ending:
    """An end, unmasked, with what tells it from others and decides who is told of it.

    `thing` is the number of its row; `number` is a deadline's number among the person's.
    `manager_emails` are those of the workplaces that it concerns. `latest` is the last day that a
    period can be extended to within the months in all; None when none is left. `notice_given` and
    `union_notified` are of notice that counts on the day: of the last day that was the plan then.
    """

    participant: int
    thing: int
    number: int | None
    expiry: Expiry
    workplaces: tuple[str, ...]
    manager_emails: tuple[str, ...]
    latest: date | None
    notice_given: date | None = None
    union_notified: date | None = None

    @property
    def notice_due(self) -> date | None:
        """The day by which notice helps; None where it does not, and once it is given."""
        return None if self.notice_given else self.expiry.notice_by

    @property
    def masked(self) -> Expiry:
        """The row as it is shown: without name and places if the person is protected."""
        shown = self.expiry
        if not shown.protected:
            return shown
        return replace(shown, name=None, workplace=None, municipality=None)


def uid_of(register: Register, end: Ending) -> str:
    """Return what a calendar knows an end by: the same when its day moves, telling nothing."""
    # As an older version made it of a period, so that its event in a calendar stays the same.
    what = (end.expiry.what,) if end.expiry.what != "period" else ()
    return f"{fingerprint(register, end.participant, end.thing, *what)}@steg"


def _ends(what: str, table: str, where: str, **columns: str) -> str:
    """Return the query of a kind: the thing that ends, with what only some kinds have."""
    usual = {
        "first_day": f"{table}.first_day",
        "last_day": f"{table}.last_day",
        "enrolment_id": f"{table}.enrolment_id",
        **dict.fromkeys(("step_id", "agreement", "lead", "followed"), "NULL"),
        **dict.fromkeys(("notice_given", "union_notified"), "NULL"),
    }
    chosen = ", ".join(f"{column} AS {name}" for name, column in (usual | columns).items())
    return f"SELECT {what} AS what, {table}.id AS thing, {chosen} FROM {table} WHERE {where}"


# The stays of which a period or step can be told, found by index however many others there are:
# open ones whose plan is near, and those that were still open, or had another plan, on :day.
_NEAR = """SELECT id FROM stay WHERE closed_on IS NULL AND planned_last_day <= :until
    UNION ALL SELECT id FROM stay WHERE closed_on > :day AND planned_last_day IS NOT NULL
    UNION ALL SELECT stay_id FROM extension WHERE decided_on > :day"""
# A day of the notice that counts on :day: of what was the plan then, and given by then.
_NOTICE = f"""CASE WHEN notice_of = {PLAN_ON_THE_DAY} AND notice_given <= :day AND {{0}} <= :day
    THEN {{0}} END"""
_PERIODS = _ends(
    "CASE WHEN step_id IN (SELECT id FROM step WHERE most_months IS NULL) "
    "THEN 'step' ELSE 'period' END",
    "stay",
    f"""id IN ({_NEAR}) AND {PLAN_ON_THE_DAY} <= :until AND first_day <= :day
        AND (last_day IS NULL OR last_day >= :day) AND (closed_on IS NULL OR closed_on > :day)""",
    last_day=PLAN_ON_THE_DAY,
    step_id="step_id",
    agreement="agreement",
    notice_given=_NOTICE.format("notice_given"),
    union_notified=_NOTICE.format("union_notified"),
)
# Not when another follows the next day, nor when the stay of its last day ends by then: in fact,
# whenever that was registered, or as planned on the day.
_PLACEMENTS = _ends(
    "'placement'",
    "placement",
    f"""placement.last_day BETWEEN :day AND :until
    AND NOT EXISTS (
        SELECT 1 FROM placement AS following
        WHERE following.enrolment_id = placement.enrolment_id
            AND following.first_day = date(placement.last_day, '+1 day'))
    AND EXISTS (
        SELECT 1 FROM stay WHERE stay.enrolment_id = placement.enrolment_id
            AND stay.first_day <= placement.last_day
            AND (stay.last_day IS NULL OR stay.last_day > placement.last_day)
            AND ifnull({PLAN_ON_THE_DAY} > placement.last_day, TRUE))""",
)
# Once it has passed: while the stay of its last day goes on, and no later support follows.
_SUPPORTS = _ends(
    "'support'",
    "support",
    f"""id IN (
        SELECT id FROM support WHERE first_day <= :day AND last_day BETWEEN :day AND :until
        UNION ALL SELECT support.id
        FROM ({whom_to_look_at("support")}) AS watched
        CROSS JOIN stay ON stay.enrolment_id = watched.enrolment_id
            AND (stay.last_day IS NULL OR stay.last_day >= :day)
        CROSS JOIN support ON support.enrolment_id = stay.enrolment_id
            AND support.last_day >= stay.first_day AND support.last_day < :day
        WHERE NOT EXISTS (
            SELECT 1 FROM support AS later WHERE later.enrolment_id = support.enrolment_id
                AND later.last_day > support.last_day))""",
)
# On which of the days `_day_of` says.
_FOLLOW_UPS = _ends(
    "'follow-up'",
    "enrolment",
    f"last_day IS NOT NULL AND id IN ({whom_to_look_at('follow-up')})",
    enrolment_id="id",
    first_day="NULL",
    followed="""(
        SELECT max(day) FROM follow_up WHERE enrolment_id = enrolment.id AND day <= :day)""",
)
# Those that are surely too far ahead are left out; of the others `_day_of` says so.
_DEADLINES = _ends(
    "'deadline'",
    "deadline",
    """(done_on IS NULL OR done_on > :day)
        AND ifnull(day <= date(:day, (lead + 1) || ' months'), TRUE)""",
    first_day="NULL",
    last_day="day",
    lead="lead",
)
_QUERIES: Mapping[What, str] = {
    "period": _PERIODS,
    "step": _PERIODS,
    "placement": _PLACEMENTS,
    "support": _SUPPORTS,
    "follow-up": _FOLLOW_UPS,
    "deadline": _DEADLINES,
}
# Whose end it is, and the step that they are on. CROSS keeps SQLite from looking for the ends among
# everybody instead of for the people of the ends.
_WHOSE = f"""
SELECT ends.*, participant.id AS case_number, participant.name, protected,
    {LIVES_IN} AS municipality, cohort.name AS cohort,
    step.code, step.payer, step.least_months, step.most_months
FROM ({{ends}}) AS ends
CROSS JOIN enrolment ON enrolment.id = ends.enrolment_id
CROSS JOIN participant ON participant.id = participant_id
CROSS JOIN cohort ON cohort.id = cohort_id
LEFT JOIN stay AS present ON present.enrolment_id = enrolment.id AND present.first_day <= :day
    AND (present.last_day IS NULL OR present.last_day >= :day)
LEFT JOIN step ON step.id = ifnull(ends.step_id, present.step_id)
WHERE {IS_CHOSEN}"""


def endings(
    register: Register,
    as_of: date,
    *,
    within: int,
    chosen: Chosen = EVERYBODY,
    what: Collection[str] = WHATS,
    erased: bool = False,
) -> list[Ending]:
    """Return every end of the kinds `what` that is near or has passed, the first day first.

    Those of people who were erased are there for counting alone: if `erased`.
    Near is within `within` months; a follow-up and a deadline come with a lead of their own.
    Those of one day are in the order of the cases, then of the kinds' codes.
    """
    values = {
        **chosen_by(register, chosen, as_of),
        "until": str(add_months(as_of, within)),
    }
    rows = [
        row
        for query in dict.fromkeys(_QUERIES[one] for one in WHATS if one in what)
        for row in register.execute(_WHOSE.format(ends=query), values)
        if row["what"] in what and (erased or row["case_number"] > 0)
    ]
    days = [_day_of(row, as_of) for row in rows]
    dated = [(row, day) for row, day in zip(rows, days, strict=True) if day]
    around = _Around(
        leads=leads_of(register),
        places=_places(register, {row["enrolment_id"] for row, _ in dated}, as_of),
        used=used_before(register, {row["thing"] for row, _ in dated if row["what"] == "period"}),
        numbers=_numbers(register, {r["case_number"] for r, _ in dated if r["what"] == "deadline"}),
    )
    found = [_ending(row, day, as_of, around) for row, day in dated]
    return sorted(
        found, key=lambda one: (one.expiry.last_day, one.participant, one.expiry.what, one.thing)
    )


def _day_of(row: sqlite3.Row, as_of: date) -> date | None:
    """Return the day of an end, or None while it is not told of, or not any more."""
    last = date.fromisoformat(row["last_day"])
    if row["what"] == "follow-up":
        due = add_months(last, FOLLOW_UP_MONTHS)
        first = add_months(due, -1)
        followed = row["followed"] is not None and row["followed"] >= str(first)
        told = not followed and first <= as_of <= add_months(due, GIVEN_UP_MONTHS)
        return due if told else None
    if row["what"] == "deadline" and as_of < earlier(last, row["lead"]):
        return None
    return last


def earlier(day: date, months: int) -> date:
    """Return the day some months earlier, or the calendar's first."""
    return add_months(day, -months) if day.year > months // 12 + 2 else date.min


@frozen
class _Place:
    """A placement on the day or later: its number, where it is, and the manager's address."""

    placement: int
    has_begun: bool
    workplace: str
    manager_email: str | None


@frozen
class _Around:
    """What is known around the ends: by enrolment, by stay, and by deadline."""

    leads: Leads
    places: Mapping[int, list[_Place]]
    used: Mapping[int, Used]
    numbers: Mapping[int, int]


def _ids(numbers: Iterable[int]) -> tuple[str]:
    return (array_of(sorted(numbers)),)


def _places(
    register: Register, enrolments: Iterable[int], as_of: date
) -> Mapping[int, list[_Place]]:
    rows = register.execute(
        """SELECT enrolment_id, placement.id, first_day <= ?, workplace.name, manager_email
        FROM json_each(?) JOIN placement ON enrolment_id = json_each.value
        JOIN workplace ON workplace.id = workplace_id
        WHERE last_day IS NULL OR last_day >= ?
        ORDER BY first_day, placement.id""",
        (str(as_of), *_ids(enrolments), str(as_of)),
    )
    found = defaultdict[int, list[_Place]](list)
    for enrolment, *place in rows:
        found[enrolment].append(_Place(*place))
    return found


def used_before(register: Register, stays: Iterable[int]) -> Mapping[int, Used]:
    """Return how long people were on the step of each stay before it, in every enrolment."""
    rows = register.execute(
        """SELECT stay.id, earlier.first_day, ifnull(earlier.last_day, earlier.planned_last_day)
        FROM json_each(?) CROSS JOIN stay ON stay.id = json_each.value
        CROSS JOIN enrolment ON enrolment.id = stay.enrolment_id
        CROSS JOIN enrolment AS other ON other.participant_id = enrolment.participant_id
        CROSS JOIN stay AS earlier ON earlier.enrolment_id = other.id
            AND +earlier.step_id = stay.step_id AND earlier.first_day < stay.first_day
        ORDER BY earlier.first_day""",
        _ids(stays),
    )
    found = defaultdict[int, Used](Used)
    for stay, first, last in rows:
        found[stay] = found[stay].with_(date.fromisoformat(first), date.fromisoformat(last))
    return found


def _numbers(register: Register, cases: Iterable[int]) -> Mapping[int, int]:
    """Return which number each deadline has among its person's, as steg deadline list counts."""
    rows = register.execute(
        """SELECT deadline.id, row_number() OVER (
            PARTITION BY participant_id ORDER BY enrolment.first_day, enrolment.id, deadline.id)
        FROM json_each(?) JOIN enrolment ON participant_id = json_each.value
        JOIN deadline ON enrolment_id = enrolment.id""",
        _ids(cases),
    )
    return dict(tuple(row) for row in rows)


def _ending(row: sqlite3.Row, day: date, as_of: date, around: _Around) -> Ending:
    what: What = row["what"]
    is_stay, is_period = what in ("period", "step"), what == "period"
    first = day_from(row["first_day"])
    before = around.used[row["thing"]] if is_period else Used()
    latest = None
    if is_period and first:
        latest = before.latest(first, MonthLimit(row["least_months"], row["most_months"]))
    places = [
        place
        for place in around.places[row["enrolment_id"]]
        if (place.placement == row["thing"] if what == "placement" else place.has_begun)
    ]
    expiry = Expiry(
        what=what,
        reference=reference_of(row["case_number"]),
        name=row["name"],
        workplace=", ".join(place.workplace for place in places) or None,
        municipality=row["municipality"],
        cohort=row["cohort"],
        step=row["code"],
        first_day=first,
        last_day=day,
        months=whole_months(first, day) if first else None,
        months_in_all=before.with_(first, day).months if is_period and first else None,
        months_left_to_extend=months_left(first, day, latest) if is_period and first else None,
        days_left=(day - as_of).days,
        state="overdue" if day < as_of else "ending",
        agreement=row["agreement"],
        payer=row["payer"] if is_stay else None,
        notice_by=notice_by(day, row["agreement"], around.leads) if is_stay else None,
        protected=bool(row["protected"]),
    )
    return Ending(
        participant=row["case_number"],
        thing=row["thing"],
        number=around.numbers.get(row["thing"]) if what == "deadline" else None,
        expiry=expiry,
        workplaces=tuple(place.workplace for place in places),
        manager_emails=tuple(
            place.manager_email
            for place in places
            if place.manager_email and what in TOLD_TO_MANAGERS
        ),
        latest=latest,
        notice_given=day_from(row["notice_given"]),
        union_notified=day_from(row["union_notified"]),
    )
