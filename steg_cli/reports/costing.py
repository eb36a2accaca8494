"""Counting the days of employments, and working out what they cost; see `costs` for the rules.

Whoever is on a step is counted once for all days that are alike, as so many more from a day on and
so many fewer from another. Wages come in at the end, so that a hundred thousand people take a
second. Days are numbers, as `date.toordinal` has them.
"""

from __future__ import annotations

from bisect import bisect
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from steg_cli.programme.rates import ON_COSTS, WAGE, Rates
from steg_cli.programme.words import Amount
from steg_cli.register.arrays import array_of
from steg_cli.register.file import Register
from steg_cli.reports.small_counts import SMALL

By = Literal["month", "quarter", "year"]
SECTOR = "sector"  # the payer where no sector is known, or none is told
PAID = ("gross", "support", "undecided")  # amounts that days are added up to
AMOUNTS = ("person_months", "gross", "support", "net", "undecided", "people")

PLACEMENTS = """
SELECT enrolment_id, first_day, last_day, percent, sector.name, workplace_id
FROM json_each(?) JOIN placement ON enrolment_id = json_each.value
JOIN workplace ON workplace.id = workplace_id JOIN sector ON sector.id = sector_id"""
UNPAID = """
SELECT enrolment_id, first_day, last_day
FROM json_each(?) JOIN pause ON enrolment_id = json_each.value AND NOT paid"""
SUPPORTS = """
SELECT enrolment_id, first_day, last_day, percent, cap
FROM json_each(?) JOIN support ON enrolment_id = json_each.value
WHERE percent IS NOT NULL OR cap IS NOT NULL"""
RESIDENCES = """
SELECT enrolment_id, first_day, NULL, municipality
FROM json_each(?) JOIN residence ON enrolment_id = json_each.value ORDER BY first_day"""


class _Group(NamedTuple):
    """Who pays for whom: the first columns of a row, after its time."""

    payer: str
    municipality: str | None
    step: str


Key = tuple[str, str, str | None, str | None]  # a label of time, and a group


class _Part(NamedTuple):
    """What somebody has for some days, both included."""

    first: int
    last: int
    what: tuple[Any, ...]


_Parts = Mapping[int, list[_Part]]  # by enrolment


def parts_of(register: Register, enrolments: Iterable[int]) -> tuple[_Parts, ...]:
    """Return the placements, unpaid pauses, supports and moves of these enrolments."""
    wanted = (array_of(sorted(enrolments)),)
    found = []
    for query in (PLACEMENTS, UNPAID, SUPPORTS, RESIDENCES):
        parts = defaultdict[int, list[_Part]](list)
        for enrolment, first, last, *what in register.execute(query, wanted):
            parts[enrolment].append(_Part(_number(first), _number(last), tuple(what)))
        found.append(parts)
    return tuple(found)


@cache  # a million people have a few thousand days
def _number(day: str | None) -> int:
    return date.fromisoformat(day).toordinal() if day else date.max.toordinal()


class Days:
    """The days asked for, and those among them on which a month or a rate begins.

    `labels` are those of the months: as many months have the same as `by` puts together.
    """

    def __init__(self, first: date, last: date, rates: Iterable[date], by: By) -> None:
        self.first, self.last = first.toordinal(), last.toordinal()
        months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        self.months = [date(month // 12, month % 12 + 1, 1) for month in months]
        self.labels = [_label(month, by) for month in self.months]
        self._begin = [month.toordinal() for month in self.months]
        self._cuts = {*self._begin, *(day.toordinal() for day in rates)}

    def month_of(self, day: int) -> date:
        """Return the first day of the month of one of these days."""
        return self.months[bisect(self._begin, day) - 1]

    def label_of(self, day: int) -> str:
        """Return the label of one of these days."""
        return self.labels[bisect(self._begin, day) - 1]

    def labels_from(self, day: int, following: int) -> set[str]:
        """Return the labels of the days from one of these until before another."""
        return {*self.labels[bisect(self._begin, day) - 1 : bisect(self._begin, following - 1)]}

    def pieces(self, changes: Mapping[int, int]) -> Iterator[tuple[int, int, int]]:
        """Yield how much there is for how many days from a day on, where there is anything.

        `changes` are what comes and goes on a day. A piece is of one month and of one rate.
        """
        cuts = {day for day in self._cuts | changes.keys() if self.first <= day <= self.last}
        much = 0
        for day, following in pairwise([*sorted(cuts), self.last + 1]):
            much += changes.get(day, 0)
            if much:
                yield much, following - day, day


_Amounts = tuple[Amount, Amount | None, Amount | None, Amount | None, Amount | None, int]


@dataclass
class Sums:
    """The exact sums of a row, or of all. `is_known`: no wage and no on-costs were missing.

    `behind` is how many are behind all days ("people"), and behind each amount, each once.
    """

    person_months: Fraction = Fraction()
    gross: Fraction = Fraction()
    support: Fraction = Fraction()
    undecided: Fraction = Fraction()
    is_known: bool = True
    behind: Counter[str] = field(default_factory=Counter)

    def add(self, other: Sums) -> None:
        """Add the sums of another row, but for who is behind them: some are behind both."""
        self.person_months += other.person_months
        self.gross += other.gross
        self.support += other.support
        self.undecided += other.undecided
        self.is_known = self.is_known and other.is_known

    def of_few(self) -> Iterator[str]:
        """Yield the amounts behind which are 1 to 4 people, however many are in the row.

        Net is told by gross and support.
        """
        few = [one for one in PAID if 0 < self.behind[one] < SMALL]
        yield from few
        if "gross" in few or "support" in few:
            yield "net"

    def amounts(self) -> _Amounts:
        """Return what is shown of them, as AMOUNTS has it."""
        months = _rounded(self.person_months)
        if not self.is_known:
            return months, None, None, None, None, self.behind["people"]
        exact = (self.gross, self.support, self.gross - self.support, self.undecided)
        gross, support, net, undecided = map(_rounded, exact)
        return months, gross, support, net, undecided, self.behind["people"]


def _rounded(exact: Fraction) -> Amount:
    """Return a number with two decimals, half up: away from zero, as money is."""
    hundredths = int(abs(exact) * 100 + Fraction(1, 2))
    sign = "-" if exact < 0 and hundredths else ""
    return Amount(f"{sign}{hundredths // 100}.{hundredths % 100:02}")


_Kind = Literal["decided", "undecided", "away"]
# The amounts that a day of each kind is in.
BEHIND: Mapping[_Kind, tuple[str, ...]] = {
    "decided": ("gross",),
    "undecided": ("undecided",),
    "away": (),
}


@dataclass
class Count:
    """Counts how many are on a step from a day on, and works out what they cost at the end.

    People are counted in percent of full time. `by_payer`: a row is of all municipalities and
    steps together.
    """

    rates: Rates
    days: Days
    asked: Mapping[str, object]  # the parameters of `chosen_by`
    by_payer: bool = False
    missing: dict[str, date] = field(default_factory=dict)
    # What comes and goes on each day: the percent on a step, by group and kind; and how many have a
    # support, by group, their percent in all and here, and what the support pays.
    on_step: defaultdict[tuple[_Group, _Kind], Counter[int]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    supported: defaultdict[tuple[Any, ...], Counter[int]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    # How many are in a row, and behind which amount; and where the person is whose turn it is.
    people: Counter[tuple[Key, str]] = field(default_factory=Counter)
    _is_in: set[tuple[Key, str]] = field(default_factory=set)

    def add(self, stays: Iterable[Any], parts: tuple[_Parts, ...]) -> None:
        """Count the days of all stays of one person."""
        for stay in stays:
            self._add_stay(stay, [of_kind.get(stay["enrolment_id"], []) for of_kind in parts])
        self.people.update(self._is_in)
        self._is_in.clear()

    def _add_stay(self, stay: Any, mine: list[list[_Part]]) -> None:
        first, last, plan = (_number(stay[key]) for key in ("first_day", "last_day", "plan"))
        begin, end = max(first, self.days.first), min(last, self.days.last)
        cuts = {cut for parts in mine for one in parts for cut in (one.first, one.last + 1)}
        inside = (day for day in {*cuts, plan + 1} if begin < day <= end)
        for day, following in pairwise([begin, *sorted(inside), end + 1]):
            self._add_days(stay, mine, day, following, is_undecided=day > plan)

    def _add_days(
        self, stay: Any, mine: list[list[_Part]], day: int, following: int, *, is_undecided: bool
    ) -> None:
        """Count the days from one until before the following, which are all alike."""
        placements, unpaid, supports, moves = mine
        lives_in = [one.what[0] for one in moves if one.first <= day]
        municipality = lives_in[-1] if lives_in else stay["municipality"]
        if self.asked["chosen_municipality"] not in (None, municipality):
            return
        is_masked = bool(stay["protected"]) and not self.asked["chosen_unmasked"]
        place = None if is_masked else municipality
        kind: _Kind = "away" if _on(unpaid, day) else "undecided" if is_undecided else "decided"
        shares, percent = self._shares(_on(placements, day), stay["payer"], masked=is_masked)
        for payer, share in shares.items():
            group = _Group(payer, place, stay["code"])
            labels = self.days.labels_from(day, following)
            paid_for = _on(supports, day) if kind == "decided" else []
            for what in ("people", *BEHIND[kind], *(["support"] if paid_for else [])):
                self._is_in.update((self._key(label, group), what) for label in labels)
            counters = [self.supported[group, percent, share, *one] for one in paid_for]
            for counter, much in ((self.on_step[group, kind], share), *((c, 1) for c in counters)):
                counter[day] += much
                counter[following] -= much

    def _shares(
        self, placements: list[tuple[Any, ...]], payer: str, *, masked: bool
    ) -> tuple[Mapping[str, int], int]:
        """Return the percent that each payer pays on a day, and the percent of all placements."""
        everywhere = placements or [(100, SECTOR, None)]
        shares = Counter[str]()
        for percent, sector, workplace in everywhere:
            if self.asked["chosen_workplace"] in (None, workplace):
                shares[payer if payer != SECTOR else SECTOR if masked else sector] += percent
        return shares, sum(percent for percent, *_ in everywhere)

    def _rate(self, key: str, day: int) -> Fraction | None:
        """Return what counts on a day; what is not known is remembered."""
        on = date.fromordinal(day)
        amount = self.rates.on(key, on)
        if amount is None:
            self.missing[key] = min(self.missing.get(key, on), on)
        return None if amount is None else Fraction(amount)

    def _key(self, label: str, group: _Group) -> Key:
        return (label, group.payer, None, None) if self.by_payer else (label, *group)

    def sums(self) -> Mapping[Key, Sums]:
        """Return the sums of each row."""
        found = defaultdict[Key, Sums](Sums)
        for (group, kind), changes in self.on_step.items():
            for percent, count, day in self.days.pieces(changes):
                month = self.days.month_of(day)
                row = found[self._key(self.days.label_of(day), group)]
                full_time = Fraction(percent * count, 100 * length_of(month))  # in months
                row.person_months += full_time
                if kind == "away":
                    continue
                wage, on_costs = self._rate(f"{WAGE}{group.step}", day), self._rate(ON_COSTS, day)
                if wage is None or on_costs is None:
                    row.is_known = False
                elif kind == "undecided":
                    row.undecided += full_time * wage * (1 + on_costs / 100)
                else:
                    row.gross += full_time * wage * (1 + on_costs / 100)
        for (group, rate, share, percent, cap), changes in self.supported.items():
            for many, count, day in self.days.pieces(changes):
                month = self.days.month_of(day)
                wage = (self._rate(f"{WAGE}{group.step}", day) or 0) * Fraction(rate, 100)
                paid = wage if percent is None else wage * percent / 100
                paid = paid if cap is None else min(paid, Fraction(cap))
                here = paid * Fraction(share, rate) * Fraction(many * count, length_of(month))
                found[self._key(self.days.label_of(day), group)].support += here
        for (key, what), people in self.people.items():
            found[key].behind[what] = people
        return found


def length_of(month: date) -> int:
    """Return how many days the month of a day has."""
    return monthrange(month.year, month.month)[1]


def _on(parts: list[_Part], day: int) -> list[tuple[Any, ...]]:
    return [one.what for one in parts if one.first <= day <= one.last]


def _label(month: date, by: By) -> str:
    match by:
        case "month":
            return month.isoformat()[:7]
        case "quarter":
            return f"{month.year:04}-K{(month.month + 2) // 3}"
    return f"{month.year:04}"
