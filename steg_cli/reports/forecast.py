"""The coming months: what ends in each, which posts are paid, which are free, and who waits.

As it was known on the day: a plan with the extensions decided by then, an end that was registered
by then. A stay that begins later is known once the one before it has a registered end. Nothing is
guessed: nobody is enrolled, moves to another step or leaves but as recorded.

Overdue ends stand in the first month, as do all other ends of that month: they too wait for a
decision. What ends, and which supports are overdue, is as `ends` says: a period whose end is
registered has nothing left to decide, and is not among the periods that end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from steg_cli.programme.errors import N_
from steg_cli.programme.frozen import frozen, replace
from steg_cli.programme.ladder import Ladder, Step
from steg_cli.programme.periods import NOTHING_USED, Used, add_months, last_day_of, months_left
from steg_cli.programme.workplace import Workplace
from steg_cli.register.file import Register
from steg_cli.register.surroundings import Post, day_from, is_open, ladder_of, posts, workplaces
from steg_cli.reports.chosen import EVERYBODY, IS_CHOSEN, Chosen, chosen_by
from steg_cli.reports.ends import endings, used_before
from steg_cli.reports.report import PLAN_ON_THE_DAY, Adds, Counted, Form, Report

MONTHS = 24
ADDED_UP = ("periods_ending", "supports_ending", "at_12_months", "can_be_extended")


@frozen
class ComingMonth:
    """One month (ÅÅÅÅ-MM). Posts, places and waiting people are those of its last day.

    `periods_ending`: periods whose planned last day lies in the month.
    `supports_ending`: decisions on support whose last day lies in it.
    `at_12_months`: periods that fill the least months of their step (12), earlier periods on it
    included, on a day in the month that they last to.
    `can_be_extended`: of the periods that end, those with a whole month or more left in all.
    `posts_if_nothing`: people on a step that AME pays, if all end on their planned last day: who
    is overdue is paid today, and not counted.
    `posts_if_extended`: the same if each period goes on to the last day that the months in all
    allow. An end that is registered stands.
    `places_free`: places at posts that nobody is on, if periods end on their planned last day.
    `waiting`: people on the step before a limited one. A planned last day there changes nothing,
    since whoever is done with that step still waits; an end that is registered does.
    `posts_free`: posts with a free place.
    """

    month: str
    periods_ending: int
    supports_ending: int
    at_12_months: int
    can_be_extended: int
    posts_if_nothing: int
    posts_if_extended: int
    places_free: int
    waiting: int
    posts_free: int


COUNTED = Counted(
    adds=(
        Adds("periods_ending", ("can_be_extended",)),
        Adds("posts_if_extended", ("posts_if_nothing",)),
        # Who is paid one month is paid the next, or their period ends in it.
        Adds("posts_if_nothing", (), following=("posts_if_nothing", "periods_ending")),
    )
)
FORECAST = Form(
    "forecast",
    ComingMonth,
    sheet=N_("Forecast"),
    title=N_("What is coming from {day} to {until}"),
    left_out=("supports_ending", "posts_free", "at_12_months", "places_free", "waiting"),
    explains=(
        N_("As known on {day}: plans, extensions and ends recorded by then. Nothing is guessed."),
        N_("What ends is counted in its month, and what is overdue in the first one."),
        N_("Posts, free places and who waits are as on each month's last day."),
        N_(
            "If nothing is decided, periods end on their planned last day, and overdue ones have "
            "ended; if all are extended, they end on the last day that the months in all allow."
        ),
        N_(
            "People with a protected identity take no place at a post unless they are asked for: "
            "it could tell where they are."
        ),
    ),
    counted=COUNTED,
)

_STAYS = f"""
SELECT stay.id, enrolment_id, participant_id, code, stay.first_day, {PLAN_ON_THE_DAY} AS plan,
    stay.last_day, closed_on, post_id, protected, ({IS_CHOSEN}) AS is_chosen
FROM stay JOIN enrolment ON enrolment.id = enrolment_id
JOIN participant ON participant.id = participant_id JOIN step ON step.id = step_id
WHERE stay.last_day IS NULL OR stay.last_day >= :day
ORDER BY enrolment_id, stay.first_day, stay.id"""


class _Stay(NamedTuple):
    """A stay as it is known on the day; `end` is its registered last day, else its planned one."""

    participant: int
    step: Step
    first: date
    end: date | None
    is_registered: bool
    post: int | None
    before: Used
    is_protected: bool
    is_chosen: bool

    @property
    def latest(self) -> date | None:
        """The last day that the months in all allow, or None where they do not."""
        return self.before.latest(self.first, self.step.limit) if self.step.limit else None

    @property
    def end_if_extended(self) -> date | None:
        """The last day if all that is possible is decided: never before the end that it has."""
        if self.end is None or self.is_registered:
            return self.end
        return max(self.end, self.latest or self.end)

    @property
    def least_filled(self) -> date | None:
        """The day on which the least months are full, or None if the stay does not last to it."""
        limit = self.step.limit
        if limit is None or self.before.months >= limit.least:
            return None
        full = self.before.earliest(self.first, limit)
        return full if _lasts(self.first, self.end, full) else None


class _Known(NamedTuple):
    """What is known on a day; `stays` are those of the people chosen.

    `places` are the posts with the workplace of each, `on_posts` those who are on them, and
    `waited_on` the steps before the limited ones.
    """

    as_of: date
    stays: Sequence[_Stay]
    supports: Sequence[date]
    places: Sequence[tuple[Post, Workplace]]
    on_posts: Sequence[_Stay]
    waited_on: Collection[str]


def forecast(
    register: Register, as_of: date, *, chosen: Chosen = EVERYBODY, within: int | None = None
) -> Report[ComingMonth]:
    """Return a row for each of the coming months, from that of the day; MONTHS if `within` is None.

    People are those of `chosen`. Places are those of all posts, or of those at the chosen workplace
    or in the chosen municipality, whoever is on them. People with a protected identity take none
    unless they are asked for, as in `steg post list`. At a workplace that has closed none is free.
    """
    count = MONTHS if within is None else within
    with register.snapshot():
        asked = chosen_by(register, chosen, as_of)
        ladder = ladder_of(register)
        stays = list(_stays(register, as_of, asked, ladder))
        people = {stay.participant for stay in stays if stay.is_chosen}
        ends = endings(register, as_of, within=count, what=["support"], erased=True)
        known = _Known(
            as_of,
            [stay for stay in stays if stay.is_chosen],
            [one.expiry.last_day for one in ends if one.participant in people],
            _places(register, asked),
            [stay for stay in stays if chosen.include_protected or not stay.is_protected],
            {ladder.before(step).code for step in tuple(ladder)[1:] if step.limit},
        )
    firsts = [add_months(as_of.replace(day=1), number) for number in range(count)]
    rows = tuple(_month(first, known) for first in firsts)
    totals: dict[str, object] = {key: sum(getattr(row, key) for row in rows) for key in ADDED_UP}
    totals["until"] = last_day_of(firsts[-1], 1) if firsts else as_of
    paid = [step.code for step in ladder if step.payer == "AME"]
    limited = [step.code for step in ladder if step.limit]
    steps = dict.fromkeys(("posts_if_nothing", "posts_if_extended"), paid)
    steps |= {"waiting": sorted(known.waited_on), "periods_ending": limited}
    counted = replace(COUNTED, steps=steps)
    return Report(replace(FORECAST, counted=counted), as_of, rows, totals)


def _stays(
    register: Register, as_of: date, asked: Mapping[str, object], ladder: Ladder
) -> Iterator[_Stay]:
    """Yield the stays that go on, and those that are known to begin later."""
    rows = register.execute(_STAYS, asked).fetchall()
    steps = {step.code: step for step in ladder}
    limited = {row["id"] for row in rows if steps[row["code"]].limit}
    before = used_before(register, limited)
    day = as_of.isoformat()
    for _, own in groupby(rows, lambda row: row["enrolment_id"]):
        is_known = False
        for row in own:
            if row["first_day"] > day and not is_known:
                break
            is_known = bool(row["closed_on"]) and row["closed_on"] <= day
            yield _Stay(
                row["participant_id"],
                steps[row["code"]],
                date.fromisoformat(row["first_day"]),
                day_from(row["last_day"] if is_known else row["plan"]),
                is_known,
                row["post_id"],
                before.get(row["id"], NOTHING_USED),
                bool(row["protected"]),
                bool(row["is_chosen"]),
            )


def _places(register: Register, asked: Mapping[str, object]) -> list[tuple[Post, Workplace]]:
    by_name = {one.name: one for one in workplaces(register)}
    municipality, workplace = asked["chosen_municipality"], asked["chosen_workplace"]
    return [
        (post, place)
        for post in posts(register)
        for place in [by_name[post.workplace]]
        if municipality in (None, place.municipality) and workplace in (None, place.id)
    ]


def _month(first: date, known: _Known) -> ComingMonth:
    """Return the month that begins on `first`."""
    last = last_day_of(first, 1)
    is_now = first <= known.as_of

    def is_in(day: date | None) -> bool:
        return day is not None and day <= last and (is_now or day >= first)

    ending = [
        stay
        for stay in known.stays
        if stay.step.limit and not stay.is_registered and is_in(stay.end)
    ]
    paid = [stay for stay in known.stays if stay.step.payer == "AME"]
    full = [day for stay in known.stays if (day := stay.least_filled) and first <= day <= last]
    waiting = [
        stay
        for stay in known.stays
        if stay.step.code in known.waited_on
        and _lasts(stay.first, stay.end if stay.is_registered else None, last)
    ]
    taken = Counter(one.post for one in known.on_posts if _lasts(one.first, one.end, last))
    free = [
        max(post.places - taken[post.id], 0) for post, place in known.places if is_open(place, last)
    ]
    return ComingMonth(
        f"{first:%Y-%m}",
        len(ending),
        sum(map(is_in, known.supports)),
        len(full),
        sum(months_left(stay.first, stay.end, stay.latest) > 0 for stay in ending if stay.end),
        sum(_lasts(stay.first, stay.end, last) for stay in paid),
        sum(_lasts(stay.first, stay.end_if_extended, last) for stay in paid),
        sum(free),
        len(waiting),
        sum(map(bool, free)),
    )


def _lasts(first: date, end: date | None, day: date) -> bool:
    """Say whether a stay has begun by a day and lasts to it."""
    return first <= day and (end is None or end >= day)
