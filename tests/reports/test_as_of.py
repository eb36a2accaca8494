"""A report as of a past day says what it said on that day: against a slow, obvious model.

Random histories are typed command by command, each on its day. What the reports answer at the
end of a day must be what they answer about that day when years have passed, and both must be
what the model counts out: facts in lists, walked through person by person, with its own months.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from steg_cli.actions.advance import advance
from steg_cli.actions.convert import convert_people
from steg_cli.actions.enrol import Application, enrol
from steg_cli.actions.extend import extend
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.actions.results import Standing
from steg_cli.programme.errors import StegError
from steg_cli.programme.identity import Identity
from steg_cli.programme.people import Outcome
from steg_cli.register.file import Register
from steg_cli.reports.cohorts import CohortStatus, cohort_status
from steg_cli.reports.expiries import Expiry, expiries
from steg_cli.reports.report import Report

DAY = timedelta(days=1)
STEPS = [
    "kartlaggning",
    "utredning",
    "arbetsprovning",
    "praktik",
    "utbildningspraktik",
    "serviceassistent",
    "enhetsassistent",
    "underskoterska",
    "sjukskoterska",
]
ORDINARY = STEPS[3:]
OUTCOMES: tuple[Outcome, ...] = ("employment", "education", "job-search", "other")
COHORTS = {"Pilot 2016": 25, "STEG": 230}  # with the planned participants, the earlier one first
WORKPLACES = {"Snickeriet": "adapted", "Solgården": "ordinary", "Björkskolan": "ordinary"}
PEOPLE = (("Anna", False), ("Bo", True), ("Cilla", False))


# --- the commands that are typed ----------------------------------------------------------------


@dataclass(frozen=True)
class Command:
    """A command typed `gap` days after the one before, about a day `ahead` of its own."""

    gap: int
    who: int
    verb: str
    ahead: int
    step: str
    months: int | None
    further: int
    own_days: int | None
    workplace: str | None
    agreement: str | None
    cohort: str
    outcome: Outcome

    def on(self, day: date) -> date:
        """Return the day that the command, typed on `day`, is about."""
        return day + timedelta(self.ahead)


VERBS = ["next"] * 3 + ["jump"] * 3 + ["place"] * 4 + ["extend"] * 8 + ["convert", "leave", "enrol"]
COMMANDS = st.builds(
    Command,
    gap=st.sampled_from([0, 0, 1, 2, 10, 31, 60, 60, 90, 120]),
    who=st.sampled_from([0, 0, 0, 0, 1, 2]),
    verb=st.sampled_from(VERBS),
    ahead=st.sampled_from([0, 0, 0, 0, 1, 9, 30]),
    step=st.sampled_from(["serviceassistent"] * 9 + STEPS),
    months=st.sampled_from([None, 12, 12, 13, 18, 24, 25]),
    further=st.sampled_from([1, 1, 2, 2, 3, 6, 12]),
    own_days=st.sampled_from([None, None, None, None, 400, 500, 640]),
    workplace=st.sampled_from([None, "Solgården", "Solgården", *WORKPLACES]),
    agreement=st.sampled_from([None, None, "AB"]),
    cohort=st.sampled_from([*COHORTS, "STEG"]),
    outcome=st.sampled_from(OUTCOMES),
)
HISTORIES = st.lists(COMMANDS, min_size=15, max_size=30)
FIRST_DAYS = st.sampled_from(
    [date(2022, 8, 31), date(2022, 12, 1), date(2023, 1, 30), date(2024, 2, 29)]
)


# --- the model: what was said, as facts -----------------------------------------------------------


@dataclass
class StayFact:
    """A step begun. `plans` holds (day decided, planned last day), in the order decided."""

    step: str
    first: date
    agreement: str | None = None
    payer: str | None = None
    plans: list[tuple[date, date]] = field(default_factory=list)
    last: date | None = None
    end_registered: date | None = None

    def plan_on(self, day: date) -> date | None:
        """The first plan holds from the start, an extension from the day it was decided."""
        found = self.plans[0][1] if self.plans else None
        for decided, last in self.plans[1:]:
            if decided <= day:
                found = last
        return found


@dataclass
class PlacementFact:
    """Somebody at a workplace."""

    workplace: str
    first: date
    last: date | None = None


@dataclass
class EnrolmentFact:
    """One time in the programme."""

    cohort: str
    first: date
    stays: list[StayFact]
    placements: list[PlacementFact] = field(default_factory=list)
    last: date | None = None
    left_to: str | None = None

    def is_open(self) -> bool:
        return self.last is None


@dataclass
class PersonFact:
    """Somebody, with every enrolment in order."""

    reference: str
    name: str
    protected: bool
    enrolments: list[EnrolmentFact] = field(default_factory=list)


def is_within(fact: EnrolmentFact | StayFact | PlacementFact, day: date) -> bool:
    return fact.first <= day and (fact.last is None or fact.last >= day)


def end_placements(enrolment: EnrolmentFact, last: date, *, covering: date | None = None) -> None:
    """End on `last` what runs on `covering`, or all if None; what had not begun never was."""
    kept = []
    for placement in enrolment.placements:
        if covering is None or is_within(placement, covering):
            if placement.first > last:
                continue
            if placement.last is None or placement.last > last:
                placement.last = last
        kept.append(placement)
    enrolment.placements = kept


def record(person: PersonFact, command: Command, verb: str, day: date, result: Standing) -> None:
    """Write down what a command that was carried out on `day` says."""
    on = command.on(day)
    if verb == "enrol":
        person.enrolments.append(EnrolmentFact(command.cohort, on, [StayFact(STEPS[0], on)]))
        return
    enrolment = person.enrolments[-1]
    stay = enrolment.stays[-1]
    if verb == "extend":
        assert result.planned_last_day is not None
        stay.plans.append((day, result.planned_last_day))
    elif verb == "place":
        assert command.workplace is not None
        end_placements(enrolment, on - DAY, covering=on)
        enrolment.placements.append(PlacementFact(command.workplace, on))
        enrolment.placements.sort(key=lambda placement: placement.first)
    elif verb == "leave":
        stay.last, stay.end_registered = on, day
        enrolment.last, enrolment.left_to = on, command.outcome
        end_placements(enrolment, on)
    else:
        stay.last, stay.end_registered = on - DAY, day
        begun = StayFact(result.step, on, result.agreement, result.payer)
        if result.planned_last_day is not None:
            begun.plans.append((day, result.planned_last_day))
        enrolment.stays.append(begun)
        here = [place for place in enrolment.placements if is_within(place, on)]
        wanted = command.workplace
        if wanted is None:
            suiting = "ordinary" if result.step in ORDINARY else "adapted"
            if here and WORKPLACES[here[0].workplace] != suiting:
                end_placements(enrolment, on - DAY, covering=on)
        elif not here or here[0].workplace != wanted:
            end_placements(enrolment, on - DAY, covering=on)
            enrolment.placements.append(PlacementFact(wanted, on))
            enrolment.placements.sort(key=lambda placement: placement.first)


# --- the model: what the reports should say -------------------------------------------------------


def months_later(day: date, months: int) -> tuple[date, bool]:
    """Return the same-numbered day, or the month's last day and False where there is none."""
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    number = day.day
    while True:
        try:
            return date(year, month, number), number == day.day
        except ValueError:
            number -= 1


def end_of(first: date, months: int) -> date:
    day, is_same_numbered = months_later(first, months)
    return day - DAY if is_same_numbered else day


def months_held(first: date, last: date) -> int:
    months = 0
    while end_of(first, months + 1) <= last:
        months += 1
    return months


def notice_for(last: date, agreement: str | None) -> date | None:
    if agreement == "BEA":
        return last - timedelta(days=14)
    return months_later(last, -1)[0] if agreement == "AB" else None


def modelled_cohort(people: list[PersonFact], cohort: str, day: date) -> CohortStatus:
    steps = dict.fromkeys(STEPS, 0)
    outcomes: dict[str, int] = dict.fromkeys(OUTCOMES, 0)
    enrolled = active = converted = 0
    for person in people:
        begun = [e for e in person.enrolments if e.cohort == cohort and e.first <= day]
        if not begun:
            continue
        enrolled += 1
        if is_within(begun[-1], day):
            active += 1
        else:
            outcomes[begun[-1].left_to or ""] += 1
        stays = [stay for enrolment in begun for stay in enrolment.stays]
        converted += any(s.step == "enhetsassistent" and s.first <= day for s in stays)
        for stay in stays:
            steps[stay.step] += is_within(stay, day)
    return CohortStatus(
        cohort, COHORTS[cohort], enrolled, active, enrolled - active, steps, converted, outcomes
    )


def modelled_expiries(people: list[PersonFact], day: date, within: int) -> tuple[Expiry, ...]:
    horizon, found = months_later(day, within)[0], []
    for person in people:
        for enrolment in person.enrolments:
            for stay in enrolment.stays:
                last = stay.plan_on(day)
                if last is None or last > horizon or not is_within(stay, day):
                    continue
                if stay.end_registered is not None and stay.end_registered <= day:
                    continue
                here = [p.workplace for p in enrolment.placements if is_within(p, day)]
                months = months_held(stay.first, last)
                found.append(
                    Expiry(
                        reference=person.reference,
                        name=None if person.protected else person.name,
                        workplace=here[0] if here and not person.protected else None,
                        municipality=None if person.protected else "Skövde",
                        cohort=enrolment.cohort,
                        step=stay.step,
                        first_day=stay.first,
                        last_day=last,
                        months=months,
                        months_left_to_extend=24 - months,
                        days_left=(last - day).days,
                        state="overdue" if last < day else "ending",
                        agreement=stay.agreement,
                        payer=stay.payer,
                        notice_by=notice_for(last, stay.agreement),
                        protected=person.protected,
                    )
                )
    return tuple(sorted(found, key=lambda row: (row.last_day, row.reference)))


def telling_days(people: list[PersonFact], within: int) -> Iterator[date]:
    """Yield the days around which an answer can change by itself."""
    for person in people:
        for enrolment in person.enrolments:
            for placement in enrolment.placements:
                yield placement.first
            for stay in enrolment.stays:
                yield stay.first
                yield from (plan for decided, _ in stay.plans for plan in (decided - DAY, decided))
                for day in [stay.last, *(last for _, last in stay.plans)]:
                    if day is not None:
                        ahead = months_later(day, -within)[0]
                        yield from (day, day + DAY, ahead - DAY, ahead, ahead + DAY)


# --- the histories --------------------------------------------------------------------------------


def carry_out(
    register: Register, command: Command, verb: str, person: PersonFact, day: date
) -> Standing | None:
    """Do what was typed, and return where the person stands then, or None if it was refused."""
    try:
        return VERB_OF[verb](register, command, person, day)
    except (StegError, sqlite3.IntegrityError):
        return None  # the face tells both as refusals


def do_enrol(register: Register, command: Command, person: PersonFact, day: date) -> Standing:
    born = (date(1970 + command.who, 1, 1), date(1970 + command.who, 12, 31))
    application = Application(
        Identity("other", person.name, "woman", born),
        person.name,
        command.cohort,
        "Skövde",
        "unemployed",
        command.on(day),
        disability=True,
        protected=person.protected,
    )
    return enrol(register, application, day).result


def do_advance(
    register: Register, command: Command, person: PersonFact, day: date, step: str | None = None
) -> Standing:
    on = command.on(day)
    has_limit = (step or next_step(person)) == "serviceassistent"
    until = on + timedelta(command.own_days) if has_limit and command.own_days else None
    return advance(
        register,
        person.reference,
        day,
        to=step,
        on=on,
        months=command.months if has_limit and until is None else None,
        until=until,
        workplace=command.workplace,
        agreement=command.agreement if has_limit else None,
        exception="bedömd" if step else None,
    ).result


def do_jump(register: Register, command: Command, person: PersonFact, day: date) -> Standing:
    return do_advance(register, command, person, day, command.step)


def do_place(register: Register, command: Command, person: PersonFact, day: date) -> Standing:
    where = command.workplace or "nowhere"
    return place(register, person.reference, where, day, first=command.on(day)).result


def do_extend(register: Register, command: Command, person: PersonFact, day: date) -> Standing:
    first = person.enrolments[-1].stays[-1].first
    until = first + timedelta(command.own_days) if command.own_days else None
    months = None if until else command.further
    return extend(register, person.reference, day, months=months, until=until).result


def do_convert(register: Register, command: Command, person: PersonFact, day: date) -> Standing:
    return convert_people(
        register, [person.reference], day, on=command.on(day), workplace=command.workplace
    ).result.people[0]


def do_leave(register: Register, command: Command, person: PersonFact, day: date) -> Standing:
    return leave(register, person.reference, day, to=command.outcome, on=command.on(day)).result


VERB_OF = {
    "enrol": do_enrol,
    "next": do_advance,
    "jump": do_jump,
    "place": do_place,
    "extend": do_extend,
    "convert": do_convert,
    "leave": do_leave,
}


def likely(verb: str, person: PersonFact) -> str:
    """Return the verb that was drawn, or one that is less sure to be refused."""
    if not person.enrolments or not person.enrolments[-1].is_open():
        return "enrol"
    has_period = bool(person.enrolments[-1].stays[-1].plans)
    return verb if has_period or verb not in ("extend", "convert") else "jump"


def next_step(person: PersonFact) -> str | None:
    place = STEPS.index(person.enrolments[-1].stays[-1].step) + 1 if person.enrolments else 0
    return STEPS[place] if place < len(STEPS) else None


Answers = tuple[Report[CohortStatus], Report[Expiry]]


def ask(register: Register, day: date, within: int) -> Answers:
    return cohort_status(register, day), expiries(register, day, within=within)


def copy_of(founded: Path) -> Register:
    """Return a copy in memory, since hundreds of histories are written."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    with closing(sqlite3.connect(founded)) as file:
        file.backup(copy)
    copy.execute("PRAGMA foreign_keys = ON")
    return Register(copy, founded, lambda: datetime(2024, 1, 15, tzinfo=UTC))


@settings(max_examples=300, deadline=None)
@given(history=HISTORIES, day=FIRST_DAYS, within=st.sampled_from([1, 3, 3, 6]))
def test_a_report_as_of_a_past_day_says_what_it_said_then(
    founded: Path, history: list[Command], day: date, within: int
) -> None:
    with copy_of(founded) as register:
        people: list[PersonFact] = []
        persons = [PersonFact("?", name, protected) for name, protected in PEOPLE]
        said: dict[date, Answers] = {}
        gaps_after = [command.gap for command in history[1:]] + [900]
        for command, gap in zip(history, gaps_after, strict=True):
            person = persons[command.who]
            verb = likely(command.verb, person)
            result = carry_out(register, command, verb, person, day)
            if result is not None:
                if person not in people:
                    person.reference = result.reference
                    people.append(person)
                record(person, command, verb, day, result)
            tomorrow = day + timedelta(gap)
            for quiet in {day, *telling_days(people, within)}:
                if day <= quiet < tomorrow:
                    said[quiet] = ask(register, quiet, within)
                    rows = tuple(modelled_cohort(people, cohort, quiet) for cohort in COHORTS)
                    assert said[quiet][0].rows == rows
                    assert said[quiet][1].rows == modelled_expiries(people, quiet, within)
            day = tomorrow
        for then, answers in said.items():
            assert ask(register, then, within) == answers
            rows = tuple(modelled_cohort(people, cohort, then) for cohort in COHORTS)
            assert answers[0].rows == rows
            assert answers[1].rows == modelled_expiries(people, then, within)
