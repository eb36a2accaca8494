"""Registers of any number of invented people, written fast and as the commands would write them.

Every command is a change of its own on its own day, through the register's triggers, so that the
change history is what years of use would have left. Nobody's rules are asked, so they are followed
here: `steg check` finds nothing in such a register. The same seed makes the same people.

    python benchmarks registers FOLDER [PEOPLE …]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from random import Random

from bulk import in_bulk
from clerk import AHEAD, CARE, FOUNDED, ONE_DAY, SCHOOLS, Clerk, Person
from multiplied import multiply

from steg_cli.actions.init import found
from steg_cli.demo.story import CLIMB, PACE, SERVICE
from steg_cli.programme.periods import add_months, last_day_of
from steg_cli.register.file import Register, new_register

TODAY = date(2026, 11, 23)
WRITTEN, COPIES = 100_000, 10  # more people than so many are fewer, so many times
AT_ONCE = 20_000  # changes in one transaction
CARE_EMPLOYS = date(2023, 1, 1)


def build(
    path: Path,
    people: int,
    *,
    today: date = TODAY,
    due: float = 0.01,
    workplaces: int | None = None,
    seed: int = 2016,
) -> None:
    """Write a register of so many people at `path`.

    A share `due` of them has a period that ends in the third month from `today`; of nobody else
    anything is due, so that within two months nothing is. By default 400 people share a workplace,
    and at most 500 managers look after all of them.
    """
    if people > WRITTEN and not workplaces:
        part = path.with_name(f"{path.name}.part")
        try:
            build(part, -(-people // COPIES), today=today, due=due, seed=seed)
            multiply(part, path, COPIES)
        finally:
            part.unlink(missing_ok=True)
        return
    with new_register(path) as register:
        places = workplaces or max(24, people // 400)
        # Nothing here replaces a row; the triggers that refuse it look through whole tables.
        with in_bulk(register, triggers="%_no_replacing_%"):
            rng = Random(seed)  # noqa: S311 - the same seed makes the same register
            _Town(register, rng, today, people, due).live(places)


class _Town(Clerk):
    """Everybody's lives, day by day. Each way is a generator, which yields the day it waits for."""

    def __init__(
        self, register: Register, rng: Random, today: date, people: int, due: float
    ) -> None:
        super().__init__(register, rng, today, people)
        self.due = due
        self.waiting: defaultdict[date, list[Iterator[date]]] = defaultdict(list)

    def live(self, workplaces: int) -> None:
        """Write the surroundings, then everybody's ways up to today."""
        with self.register.transaction():
            self.register.clock = partial(_noon, FOUNDED)
            found(self.register, FOUNDED)
            self.surroundings(workplaces)
        span = (self.today - FOUNDED).days - 30
        late = add_months(self.today, -23)
        for number in range(self.people):
            is_due = _share(number + 1, self.due) > _share(number, self.due)
            day = FOUNDED + timedelta(span * number // self.people)
            if is_due:
                self.waiting[late + timedelta(number % 60)].append(self._due(number))
            else:
                self.waiting[day].append(self._way(number))
        day = FOUNDED
        while day <= self.today:
            self._live_through(day)
            day += ONE_DAY

    def _live_through(self, day: date) -> None:
        self.register.clock = partial(_noon, day)
        ways = self.waiting.pop(day, [])
        self.day = day
        for start in range(0, len(ways), AT_ONCE):
            with self.register.transaction():
                for way in ways[start : start + AT_ONCE]:
                    then = next(way, None)
                    if then is not None and then <= self.today:
                        self.waiting[max(then, day + ONE_DAY)].append(way)

    def _way(self, number: int) -> Iterator[date]:
        """Somebody's way: up the ladder, and out of it somewhere."""
        rng = self.rng
        person = self.enrol(number, rng.choice((SCHOOLS, CARE)))
        if rng.random() < 0.02:
            self.note(person)
        if rng.random() < 0.02:
            self.deadline(person)
        for step in CLIMB[1:]:
            fast, slow = PACE[CLIMB[CLIMB.index(step) - 1]]
            yield self.day + timedelta(rng.randint(fast, slow))
            if rng.random() < 0.09:
                yield from self.leave(person)
                return
            self.advance(person, step)
            if step == "praktik" and rng.random() < 0.03:
                yield from self.pause(person)
        yield from self._serve(person)

    def _serve(self, person: Person) -> Iterator[date]:
        """Be serviceassistent for a period; extend it, be converted, or leave at its end."""
        rng = self.rng
        if rng.random() < 0.4:
            self.support(person)
        assert person.planned is not None
        if rng.random() < 0.15:
            yield self.day + timedelta(rng.randint(60, 200))
            self.place(person, self.somewhere(person))
        if rng.random() < 0.3 and person.planned < self.today:
            yield person.planned - timedelta(42)
            self.extend(person)
        if person.sector == CARE and person.planned > CARE_EMPLOYS and rng.random() < 0.6:
            yield person.planned + ONE_DAY
            self.advance(person, "enhetsassistent")
            if rng.random() < 0.3:
                yield self.day + timedelta(rng.randint(200, 600))
                self.advance(person, "underskoterska")
            if rng.random() < 0.2:
                yield self.day + timedelta(rng.randint(200, 1500))
                yield from self.leave(person)
            return
        early = rng.randint(20, 110) if rng.random() < 0.2 else 0
        end = person.planned - timedelta(early)
        yield max(end, person.support_first or end)  # a support that is decided begins
        yield from self.leave(person)

    def _due(self, number: int) -> Iterator[date]:
        """Go straight to a period that ends within three months of today."""
        rng = self.rng
        person = self.enrol(number, rng.choice((SCHOOLS, CARE)))
        for step in ("arbetsprovning", "praktik", "utbildningspraktik"):
            yield self.day + timedelta(rng.randint(60, 80))
            self.advance(person, step, exception="Hoppar över utredningen")
        soonest = add_months(self.today, AHEAD - 1)
        last = soonest + timedelta(1 + number * 7 % ((self.until - soonest).days - 1))
        yield add_months(last + ONE_DAY, -12)
        self.advance(person, SERVICE, planned=last_day_of(self.day, 12))


def _share(number: int, share: float) -> int:
    """Return how many of the first `number` people belong to a share of them."""
    return int(number * share)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
