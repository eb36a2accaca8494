"""Registers of any number of invented people, written fast and as the commands would write them.

Every command is a change of its own on its own day, through the register's triggers, so that the
change history is what years of use would have left. Nobody's rules are asked, so they are followed
here: `steg check` finds nothing in such a register. The same seed makes the same people.

    python benchmarks registers FOLDER [PEOPLE …]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from bulk import in_bulk
from multiplied import multiply
from people import KNOWN_NAME, Crowd

from steg_cli.actions.init import MUNICIPALITIES, found
from steg_cli.demo.story import CLIMB, CONSULTANTS, PACE, SERVICE
from steg_cli.programme.codes import OUTCOMES, SUPPORT_KINDS
from steg_cli.programme.periods import FOLLOW_UP_MONTHS, add_months, last_day_of
from steg_cli.register.changes import Change
from steg_cli.register.file import Register, new_register
from steg_cli.register.writing import insert, update

TODAY = date(2026, 11, 23)
FOUNDED = date(2016, 1, 4)
AHEAD = 3  # months in which something counts as ending
WRITTEN, COPIES = 100_000, 10  # more people than so many are fewer, so many times
AT_ONCE = 20_000  # changes in one transaction
ONE_DAY = timedelta(1)
LABOUR_MARKET, SCHOOLS, CARE = 1, 2, 3  # the sectors of a new register
CARE_EMPLOYS = date(2023, 1, 1)

WAGES = {SERVICE: 19_000, "enhetsassistent": 20_500, "underskoterska": 23_000}


@dataclass(slots=True)
class Person:
    """The rows of somebody's present enrolment, while they are written."""

    case: int
    enrolment: int
    first_day: date
    since: date
    step: str = CLIMB[0]
    stay: int = 0
    placement: int = 0
    support: int = 0
    support_last: date | None = None
    planned: date | None = None
    sector: int = SCHOOLS
    town: int = 0

    @property
    def reference(self) -> str:
        """The case reference, as the log names it."""
        return f"S-{self.case:04}"


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
            _Town(register, Random(seed), today, people, due).live(places)  # noqa: S311


class _Town:
    """Everybody's lives, day by day. Each way is a generator, which yields the day it waits for."""

    def __init__(
        self, register: Register, rng: Random, today: date, people: int, due: float
    ) -> None:
        self.register, self.rng, self.today = register, rng, today
        self.people, self.due = people, due
        self.until = add_months(today, AHEAD)
        self.crowd = Crowd(rng, people)
        self.adapted: list[list[int]] = [[] for _ in MUNICIPALITIES]
        self.ordinary: list[dict[int, list[int]]] = [
            {SCHOOLS: [], CARE: []} for _ in MUNICIPALITIES
        ]
        self.cohorts: list[tuple[date, int]] = []
        self.waiting: defaultdict[date, list[Iterator[date]]] = defaultdict(list)
        self.changes = 0

    def live(self, workplaces: int) -> None:
        """Write the surroundings, then everybody's ways up to today."""
        with self.register.transaction():
            self.register.clock = partial(_noon, FOUNDED)
            found(self.register, FOUNDED)
            self._surroundings(workplaces)
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

    @contextmanager
    def _change(self, command: str) -> Iterator[Change]:
        with self.register.change(command, self.day) as change:
            yield change

    def _insert(self, table: str, **values: Any) -> int:
        return insert(self.register, table, **values)

    def _update(self, table: str, row: int, **values: Any) -> None:
        update(self.register, table, row, **values)

    # What surrounds people.

    def _surroundings(self, workplaces: int) -> None:
        self.day = FOUNDED
        self._setting("mail.to", "ame@kommun.example")
        self._rate("on-costs", FOUNDED, "38.5")
        self._rate("on-costs", date(2023, 1, 1), "43.75")
        for step, wage in WAGES.items():
            for year in range(FOUNDED.year, self.today.year + 1, 2):
                first = max(FOUNDED, date(year, 4, 1) if year > FOUNDED.year else FOUNDED)
                self._rate(f"wage.{step}", first, str(wage + 400 * (year - FOUNDED.year)))
        for number in range(workplaces):
            self._workplace(number)
        for name in ("Pilot 2016", "STEG"):
            row = self.register.execute(
                "SELECT id, first_day FROM cohort WHERE name = ?", (name,)
            ).fetchone()
            self.cohorts.append((date.fromisoformat(row["first_day"]), row["id"]))
        for year in (2017, 2018, *range(2022, self.today.year + 1)):
            first = date(year, 4 if year == 2022 else 1, 1)
            with self._change("cohort add") as change:
                change.summary = f"Omgång {year}"
                cohort = self._insert(
                    "cohort",
                    name=change.summary,
                    planned=self.people // 11,
                    first_day=first,
                    last_day=date(year, 12, 31),
                )
            self.cohorts.append((first, cohort))
        self.cohorts.sort(reverse=True)

    def _setting(self, key: str, value: str) -> None:
        with self._change("setting") as change:
            change.summary = f"{key} = {value}"
            self._insert("setting", key=key, value=value)

    def _rate(self, key: str, first_day: date, amount: str) -> None:
        with self._change("setting") as change:
            change.summary = f"{key} {first_day} = {amount}"
            self._insert("rate", key=key, first_day=first_day, amount=amount)

    def _workplace(self, number: int) -> None:
        town, kind = number % 4, (number // 4) % 6
        sector = LABOUR_MARKET if kind == 0 else SCHOOLS if kind < 3 else CARE
        what = {LABOUR_MARKET: "AME-verkstaden", SCHOOLS: "Skolan", CARE: "Äldreboendet"}[sector]
        with self._change("workplace add") as change:
            change.summary = f"{what} {number + 1}"
            place = self._insert(
                "workplace",
                name=change.summary,
                sector_id=sector,
                municipality=MUNICIPALITIES[town],
                adapted=sector == LABOUR_MARKET,
                manager=self.crowd.name("woman"),
                manager_email=f"chef.{number % 500 + 1}@kommun.example",
                places=None,
            )
        if sector == LABOUR_MARKET:
            self.adapted[town].append(place)
        else:
            self.ordinary[town][sector].append(place)

    # Ways.

    def _way(self, number: int) -> Iterator[date]:
        """Somebody's way: up the ladder, and out of it somewhere."""
        rng = self.rng
        person = self._enrol(number, rng.choice((SCHOOLS, CARE)))
        if rng.random() < 0.02:
            self._note(person)
        if rng.random() < 0.02:
            self._deadline(person)
        for step in CLIMB[1:]:
            fast, slow = PACE[CLIMB[CLIMB.index(step) - 1]]
            yield self.day + timedelta(rng.randint(fast, slow))
            if rng.random() < 0.09:
                yield from self._leave(person)
                return
            self._advance(person, step)
            if step == "praktik" and rng.random() < 0.03:
                yield from self._pause(person)
        yield from self._serve(person)

    def _serve(self, person: Person) -> Iterator[date]:
        """Be serviceassistent for a period; extend it, be converted, or leave at its end."""
        rng = self.rng
        if rng.random() < 0.4:
            self._support(person)
        assert person.planned is not None
        if rng.random() < 0.15:
            yield self.day + timedelta(rng.randint(60, 200))
            self._place(person, self._somewhere(person))
        if rng.random() < 0.3 and person.planned < self.today:
            yield person.planned - timedelta(42)
            self._extend(person)
        if person.sector == CARE and person.planned > CARE_EMPLOYS and rng.random() < 0.6:
            yield person.planned + ONE_DAY
            self._advance(person, "enhetsassistent")
            if rng.random() < 0.3:
                yield self.day + timedelta(rng.randint(200, 600))
                self._advance(person, "underskoterska")
            if rng.random() < 0.2:
                yield self.day + timedelta(rng.randint(200, 1500))
                yield from self._leave(person)
            return
        early = rng.randint(20, 110) if rng.random() < 0.2 else 0
        yield person.planned - timedelta(early)
        yield from self._leave(person)

    def _due(self, number: int) -> Iterator[date]:
        """Go straight to a period that ends within three months of today."""
        rng = self.rng
        person = self._enrol(number, rng.choice((SCHOOLS, CARE)))
        for step in ("arbetsprovning", "praktik", "utbildningspraktik"):
            yield self.day + timedelta(rng.randint(60, 80))
            self._advance(person, step, exception="Hoppar över utredningen")
        soonest = add_months(self.today, AHEAD - 1)
        last = soonest + timedelta(1 + number * 7 % ((self.until - soonest).days - 1))
        yield add_months(last + ONE_DAY, -12)
        self._advance(person, SERVICE, planned=last_day_of(self.day, 12))

    # Commands.

    def _enrol(self, number: int, sector: int) -> Person:
        rng, day = self.rng, self.day
        town = rng.choices(range(len(MUNICIPALITIES)), (26, 59, 10, 5))[0]
        cohort = next(row for first, row in self.cohorts if first <= day or row == 1)
        with self._change("enrol") as change:
            kind, identity, sex, year = self.crowd.identity(number, day)
            known = number == self.people // 2
            case = self._insert(
                "participant",
                kind=kind,
                number=identity,
                sex=sex,
                birth_year=year,
                name=KNOWN_NAME if known else self.crowd.name(sex),
                protected=number % 100 == 50 and not known,
            )
            long_term = rng.random() < 0.85
            stands = "unemployed" if rng.random() < 0.7 else "far-from-labour-market"
            enrolment = self._insert(
                "enrolment",
                participant_id=case,
                cohort_id=cohort,
                municipality=MUNICIPALITIES[town],
                first_day=day,
                qualification=False,
                status=stands,
                disability=not long_term or rng.random() < 0.2,
                long_term_unemployed=long_term,
                labour_status="unemployed" if stands == "unemployed" else "inactive",
                unemployed_since=add_months(day, -14) if stands == "unemployed" else None,
                education=rng.choice(("compulsory", "upper-secondary", "tertiary")),
                consultant=rng.choice(CONSULTANTS),
            )
            person = Person(case, enrolment, day, day, sector=sector, town=town)
            person.stay = self._stay(person, CLIMB[0], None, None)
            change.summary = f"{person.reference} {CLIMB[0]} {day}"
        return person

    def _stay(self, person: Person, step: str, planned: date | None, exception: str | None) -> int:
        agreement = {SERVICE: "BEA", "enhetsassistent": "AB"}.get(step)
        return self._insert(
            "stay",
            enrolment_id=person.enrolment,
            step_id=self._step_row(step),
            first_day=self.day,
            planned_last_day=planned,
            agreement=agreement,
            weekends=True if agreement == "AB" else None,
            exception=exception,
            decided_by=self.rng.choice(CONSULTANTS) if step == SERVICE else None,
        )

    def _step_row(self, step: str) -> int:
        return STEPS.index(step) + 1

    def _advance(
        self,
        person: Person,
        step: str,
        *,
        planned: date | None = None,
        exception: str | None = None,
    ) -> None:
        day = self.day
        command = "convert-to-enhetsassistent" if step == "enhetsassistent" else "advance"
        follows = STEPS.index(step) == STEPS.index(person.step) + 1
        with self._change(command) as change:
            change.summary = f"{person.reference} {person.step} > {step} {day}"
            ended = {"last_day": day - ONE_DAY, "closed_on": day}
            if person.step == "utbildningspraktik":
                ended["completed"] = True  # type: ignore[assignment]
            self._update("stay", person.stay, **ended)
            if step in ("arbetsprovning", "praktik"):
                place = (
                    self.rng.choice(self.adapted[person.town])
                    if step == "arbetsprovning"
                    else self._somewhere(person)
                )
                self._placed(person, place)
            if step == SERVICE:
                planned = planned or self._plan(day)
            person.stay = self._stay(person, step, planned, None if follows else exception)
            person.step, person.since, person.planned = step, day, planned

    def _plan(self, day: date) -> date:
        """Plan a period whose end is not among those that are due."""
        months = self.rng.choice((12, 12, 12, 15, 18))
        while self.today <= (last := last_day_of(day, months)) <= self.until:
            months += 3
        return last

    def _somewhere(self, person: Person) -> int:
        return self.rng.choice(self.ordinary[person.town][person.sector])

    def _placed(self, person: Person, place: int) -> None:
        if person.placement:
            self._update("placement", person.placement, last_day=self.day - ONE_DAY)
        person.placement = self._insert(
            "placement",
            enrolment_id=person.enrolment,
            workplace_id=place,
            first_day=self.day,
            percent=self.rng.choice((100, 100, 100, 75, 50)),
            supervisor=None,
        )

    def _place(self, person: Person, place: int) -> None:
        with self._change("place") as change:
            change.summary = f"{person.reference} {self.day} 100 %"
            self._placed(person, place)

    def _extend(self, person: Person) -> None:
        old = person.planned
        assert old is not None
        for months in (24, 21, 18):
            new = last_day_of(person.since, months)
            if new > old and not self.today <= new <= self.until:
                break
        else:
            return
        with self._change("extend") as change:
            change.summary = f"{person.reference} {person.step} {old} > {new}"
            self._update("stay", person.stay, planned_last_day=new)
            self._insert(
                "extension",
                stay_id=person.stay,
                decided_on=self.day,
                old_last_day=old,
                new_last_day=new,
                decided_by=self.rng.choice(CONSULTANTS),
            )
        person.planned = new
        if person.support:
            self._support(person, old + ONE_DAY)

    def _support(self, person: Person, first: date | None = None) -> None:
        first, last = first or self.day, person.planned
        with self._change("support add") as change:
            change.summary = f"{person.reference} {first} > {last}"
            person.support_last = last
            person.support = self._insert(
                "support",
                enrolment_id=person.enrolment,
                kind=self.rng.choice(SUPPORT_KINDS),
                first_day=first,
                last_day=last,
                percent=50,
                cap=20_000,
                decision=f"Af-{self.day.year}/{person.case:07}",
            )

    def _pause(self, person: Person) -> Iterator[date]:
        yield self.day + timedelta(10)
        first = self.day
        with self._change("pause") as change:
            change.summary = f"{person.reference} {first} > …"
            pause = self._insert("pause", enrolment_id=person.enrolment, first_day=first, paid=True)
        yield self.day + timedelta(14)
        with self._change("pause") as change:
            change.summary = f"{person.reference} {first} > {self.day}"
            self._update("pause", pause, last_day=self.day)

    def _note(self, person: Person) -> None:
        with self._change("note") as change:
            change.summary = f"{person.reference} 1"
            self._insert(
                "remark", participant_id=person.case, day=self.day, note="Ringer helst på morgonen"
            )

    def _deadline(self, person: Person) -> None:
        """Set a deadline and do it the same day: nothing is left of it that is due."""
        with self._change("deadline add") as change:
            change.summary = f"{person.reference} 1 {self.day}"
            row = self._insert(
                "deadline",
                enrolment_id=person.enrolment,
                text="Läkarutlåtande",
                day=self.day,
                lead=1,
            )
        with self._change("deadline done") as change:
            change.summary = f"{person.reference} 1 {self.day}"
            self._update("deadline", row, done_on=self.day)

    def _leave(self, person: Person) -> Iterator[date]:
        """Leave today, and be asked how it went five to six months later."""
        day, rng = self.day, self.rng
        to = rng.choice(OUTCOMES)
        with self._change("leave") as change:
            change.summary = f"{person.reference} {person.step} > {to} {day}"
            ended: dict[str, Any] = {"last_day": day, "closed_on": day}
            if person.step == "utbildningspraktik":
                ended["completed"] = False
            self._update(
                "enrolment", person.enrolment, last_day=day, left_to=to,
                qualification=person.step == SERVICE,
            )  # fmt: skip
            self._update("stay", person.stay, **ended)
            if person.placement:
                self._update("placement", person.placement, last_day=day)
            if person.support and person.support_last and person.support_last > day:
                self._update("support", person.support, last_day=day)
        yield add_months(add_months(day, FOLLOW_UP_MONTHS), -1)
        with self._change("follow-up") as change:
            status = to if rng.random() < 0.8 else rng.choice(OUTCOMES)
            change.summary = f"{person.reference} {status} {self.day}"
            self._insert("follow_up", enrolment_id=person.enrolment, day=self.day, status=status)


STEPS = (*CLIMB, "enhetsassistent", "underskoterska", "sjukskoterska")


def _share(number: int, share: float) -> int:
    """Return how many of the first `number` people belong to a share of them."""
    return int(number * share)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
