"""Commands about invented people, written down as steg writes them: each is a change of its own.

No rule is asked; whoever uses this follows them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from people import KNOWN_NAME, Crowd

from steg_cli.actions.init import MUNICIPALITIES
from steg_cli.demo.story import CLIMB, CONSULTANTS, SERVICE
from steg_cli.programme.codes import OUTCOMES, SUPPORT_KINDS
from steg_cli.programme.periods import FOLLOW_UP_MONTHS, add_months, last_day_of
from steg_cli.register.changes import Change
from steg_cli.register.file import Register
from steg_cli.register.writing import insert, update

FOUNDED = date(2016, 1, 4)
AHEAD = 3  # months in which something counts as ending
ONE_DAY = timedelta(1)
LABOUR_MARKET, SCHOOLS, CARE = 1, 2, 3  # the sectors of a new register
WAGES = {SERVICE: 19_000, "enhetsassistent": 20_500, "underskoterska": 23_000}
STEPS = (*CLIMB, "enhetsassistent", "underskoterska", "sjukskoterska")


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
    support_first: date | None = None
    support_last: date | None = None
    planned: date | None = None
    sector: int = SCHOOLS
    town: int = 0

    @property
    def reference(self) -> str:
        """The case reference, as the log names it."""
        return f"S-{self.case:04}"


class Clerk:
    """Writes what is done on `day` in a register of so many people, seen from `today`."""

    def __init__(self, register: Register, rng: Random, today: date, people: int) -> None:
        self.register, self.rng, self.today, self.people = register, rng, today, people
        self.day = FOUNDED
        self.until = add_months(today, AHEAD)
        self.crowd = Crowd(rng, people)
        self.adapted: list[list[int]] = [[] for _ in MUNICIPALITIES]
        self.ordinary: list[dict[int, list[int]]] = [
            {SCHOOLS: [], CARE: []} for _ in MUNICIPALITIES
        ]
        self.cohorts: list[tuple[date, int]] = []

    @contextmanager
    def _change(self, command: str) -> Iterator[Change]:
        with self.register.change(command, self.day) as change:
            yield change

    def _insert(self, table: str, **values: Any) -> int:
        return insert(self.register, table, **values)

    def _update(self, table: str, row: int, **values: Any) -> None:
        update(self.register, table, row, **values)

    def surroundings(self, workplaces: int) -> None:
        """Write the settings, wages, cohorts and workplaces."""
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

    def enrol(self, number: int, sector: int) -> Person:
        """Enrol somebody on the first step; their later steps are at workplaces of a sector."""
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

    def advance(
        self,
        person: Person,
        step: str,
        *,
        planned: date | None = None,
        exception: str | None = None,
    ) -> None:
        """Begin a step, at a workplace of its own where it is the first that has one."""
        day = self.day
        command = "convert-to-enhetsassistent" if step == "enhetsassistent" else "advance"
        follows = STEPS.index(step) == STEPS.index(person.step) + 1
        with self._change(command) as change:
            change.summary = f"{person.reference} {person.step} > {step} {day}"
            ended: dict[str, Any] = {"last_day": day - ONE_DAY, "closed_on": day}
            if person.step == "utbildningspraktik":
                ended["completed"] = True
            self._update("stay", person.stay, **ended)
            if step in ("arbetsprovning", "praktik"):
                place = (
                    self.rng.choice(self.adapted[person.town])
                    if step == "arbetsprovning"
                    else self.somewhere(person)
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

    def somewhere(self, person: Person) -> int:
        """Return a workplace of somebody's sector, where they live."""
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

    def place(self, person: Person, place: int) -> None:
        """Move somebody to another workplace."""
        with self._change("place") as change:
            change.summary = f"{person.reference} {self.day} 100 %"
            self._placed(person, place)

    def extend(self, person: Person) -> None:
        """Extend somebody's period to an end that is not among those that are due."""
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
            self.support(person, old + ONE_DAY)

    def support(self, person: Person, first: date | None = None) -> None:
        """Let a decision pay half of the wage until the period's planned end."""
        first, last = first or self.day, person.planned
        with self._change("support add") as change:
            change.summary = f"{person.reference} {first} > {last}"
            person.support_first, person.support_last = first, last
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

    def pause(self, person: Person) -> Iterator[date]:
        """Pause for two weeks, ten days from now."""
        yield self.day + timedelta(10)
        first = self.day
        with self._change("pause") as change:
            change.summary = f"{person.reference} {first} > …"
            pause = self._insert("pause", enrolment_id=person.enrolment, first_day=first, paid=True)
        yield self.day + timedelta(14)
        with self._change("pause") as change:
            change.summary = f"{person.reference} {first} > {self.day}"
            self._update("pause", pause, last_day=self.day)

    def note(self, person: Person) -> None:
        """Write a note."""
        with self._change("note") as change:
            change.summary = f"{person.reference} 1"
            self._insert(
                "remark", participant_id=person.case, day=self.day, note="Ringer helst på morgonen"
            )

    def deadline(self, person: Person) -> None:
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

    def leave(self, person: Person) -> Iterator[date]:
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
