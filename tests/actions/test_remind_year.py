"""A year of daily reminders, against a slow obvious model of who is due for what.

Random deeds in the register (people come, move to one workplace or two, get supports, extend,
convert, leave, are followed up, become protected), a mail server that refuses, forgets to answer
or is down, runs that are missed or killed. The model knows the deeds alone.
`pytest tests/actions/test_remind_year.py -s` shows each year's totals.
"""

from __future__ import annotations

import calendar
import pickle
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.amend import amend
from steg_cli.actions.convert import convert_people
from steg_cli.actions.deadlines import add_deadline, finish_deadline
from steg_cli.actions.enrol import Application, enrol
from steg_cli.actions.extend import extend
from steg_cli.actions.follow_up import follow_up
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.actions.remind import Postman, remind
from steg_cli.actions.results import Done
from steg_cli.actions.supports import add_support
from steg_cli.actions.surroundings import WORKPLACE, add, edit, set_setting
from steg_cli.actions.undo import reverse_last
from steg_cli.programme.errors import NotDelivered, Refused
from steg_cli.programme.identity import parse_identity
from steg_cli.register.file import Register
from steg_cli.reports.digests import Digest, recipients
from steg_cli.reports.ends import WHATS
from tests.at_random import AT_RANDOM

if TYPE_CHECKING:
    from tests.conftest import NumberOf

SEEDS = range(1, 1 + AT_RANDOM)
FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)
ONE_DAY = timedelta(days=1)

PEOPLE = 50  # in the beginning
PLACES = ("Solgården", "Björkskolan", "Ekgården", "Lindskolan", "Furugården")
ADDRESSES = (
    "anna@skovde.example",
    "bo@skovde.example",
    "CEDER@skovde.example",
    "Anna@skovde.example",
    "",
)
CHIEFS = ("ame@skovde.example", "bo@skovde.example", "ame@skovde.example, Ceder@skovde.example")

# An end by whose it is, its kind and its day: a moved day is another case.
Case = tuple[str, str, date]
Told = tuple[str, str, Case]  # recipient in small letters, month, case


# The model


def months_after(day: date, months: int) -> date:
    """Return the same-numbered day, or the last one of a month that is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    longest = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, longest))


def last_of(first: date, months: int) -> date:
    """Return the last day of whole months from `first`."""
    same = months_after(first, months)
    return same - ONE_DAY if same.day == first.day else same


@dataclass
class Period:
    """A planned stay on a step; `months` while its length is a whole number of them."""

    first: date
    last: date
    months: int | None
    settled: bool = False


@dataclass
class Span:
    """Some days at a workplace, on a step or with a support; without a last day until it ends."""

    first: date
    last: date | None
    place: str = ""
    percent: int = 100

    def holds(self, day: date) -> bool:
        """Say whether a day is one of them."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass
class Day:
    """A deadline, from its lead on until it is done; or a last day, with its follow-ups."""

    day: date
    lead: int = 0
    done: list[date] = field(default_factory=list)


@dataclass
class Somebody:
    """A person as the office knows them: what is of the present enrolment, and what outlives it."""

    number: str
    enrolled: date
    left: date | None = None
    protected: bool = False
    periods: list[Period] = field(default_factory=list)
    steps: list[Period] = field(default_factory=list)
    stays: list[Span] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)
    supports: list[Span] = field(default_factory=list)
    deadlines: list[Day] = field(default_factory=list)
    lefts: list[Day] = field(default_factory=list)

    @property
    def period(self) -> Period | None:
        """The period that goes on."""
        return next((one for one in self.periods if not one.settled), None)

    @property
    def step(self) -> Period | None:
        """The planned stay on another step that goes on."""
        return next((one for one in self.steps if not one.settled), None)

    def begin(self, day: date) -> None:
        """Begin another step, which settles what was planned for the one before."""
        for one in self.periods + self.steps:
            one.settled = True
        for stay in self.stays:
            stay.last = stay.last or day - ONE_DAY
        self.stays.append(Span(day, None))

    def placed_at(self, place: str, day: date, *, percent: int | None = None) -> Span:
        """Return days at a workplace from a day on, as much of full time as before."""
        now = sum(one.percent for one in self.places if one.holds(day))
        return Span(day, None, place, percent or min(now, 100) or 100)

    def move(self, new: Span) -> None:
        """Move to a workplace; what lasts longer is come back to."""
        here = [one for one in self.places if one.holds(new.first)]
        rest = [
            Span(new.last + ONE_DAY, one.last, one.place, one.percent)
            for one in here
            if new.last and (one.last is None or one.last > new.last)
        ]
        self.end_places(here, new.first)
        self.places += [new, *rest]

    def end_places(self, ended: list[Span], day: date) -> None:
        """End some days at a workplace before a day."""
        for one in ended:
            one.last = day - ONE_DAY
        self.places = [one for one in self.places if one.last is None or one.last >= one.first]

    def leave(self, last: date) -> None:
        """Leave the programme."""
        self.begin(last + ONE_DAY)
        del self.stays[-1]
        for spans in (self.places, self.supports):
            spans[:] = [one for one in spans if one.first <= last]
            for one in spans:
                one.last = min(one.last or last, last)
        self.left = last
        self.lefts.append(Day(last))

    def ends(self, day: date, ahead: date) -> Iterator[tuple[str, date, list[str]]]:
        """Yield each end that is told of on a day: its kind, its day, and where it matters."""
        here = [one.place for one in self.places if one.holds(day)]
        for what, planned in (("period", self.period), ("step", self.step)):
            if planned and planned.first <= day and planned.last <= ahead:
                yield what, planned.last, here
        for span in self.places:
            if span.last and day <= span.last <= ahead and self._ends_alone(span):
                yield "placement", span.last, [span.place]
        for span in self.supports:
            assert span.last
            if span.first <= day and span.last <= ahead and self._is_missed(span, day):
                yield "support", span.last, []
        for deadline in self.deadlines:
            if not deadline.done and months_after(deadline.day, -deadline.lead) <= day:
                yield "deadline", deadline.day, []
        yield from self._to_follow_up(day)

    def _to_follow_up(self, day: date) -> Iterator[tuple[str, date, list[str]]]:
        for left in self.lefts:
            due = months_after(left.day, 6)
            early = months_after(due, -1)
            followed = any(early <= one <= day for one in left.done)
            if early <= day <= months_after(due, 12) and not followed:
                yield "follow-up", due, []

    def _ends_alone(self, place: Span) -> bool:
        """Say whether nothing follows a placement although the stay goes on."""
        assert place.last
        planned = self.period or self.step
        goes_on = any(
            stay.first <= place.last and (stay.last is None or stay.last > place.last)
            for stay in self.stays
        ) and (planned is None or planned.first > place.last or planned.last > place.last)
        return goes_on and not any(one.first == place.last + ONE_DAY for one in self.places)

    def _is_missed(self, support: Span, day: date) -> bool:
        """Say whether a support is to end, or ended while its stay goes on without another."""
        assert support.last
        goes_on = any(
            stay.first <= support.last and (stay.last is None or stay.last >= day)
            for stay in self.stays
        )
        followed = any(one.last and one.last > support.last for one in self.supports)
        return support.last >= day or (goes_on and not followed)


@dataclass
class World:
    """Everything that was decided so far."""

    people: dict[str, Somebody] = field(default_factory=dict)
    managers: dict[str, str] = field(
        default_factory=lambda: dict(zip(PLACES, ADDRESSES, strict=True))
    )
    chiefs: str = CHIEFS[0]
    managers_on: bool = True
    names: str = "none"
    ahead: int = 3

    def addressed(self) -> set[str]:
        """Return everybody who may get mails at all, in small letters."""
        managers = {one.lower() for one in self.managers.values() if one}
        return self._chiefs() | managers if self.managers_on else self._chiefs()

    def due(self, recipient: str, day: date, ahead: int) -> dict[Case, bool]:
        """Return what somebody should know on a day: each case, and whether it may be named."""
        found = {}
        for reference, somebody in self.people.items():
            for what, last, places in somebody.ends(day, months_after(day, ahead)):
                managers = {self.managers[place].lower() for place in places}
                is_manager = recipient in managers and not somebody.protected
                if recipient in self._chiefs() or is_manager:
                    found[reference, what, last] = not somebody.protected
        return found

    def _chiefs(self) -> set[str]:
        return {one.lower() for one in self.chiefs.split(", ")}


# The deeds


class Office:
    """Does random deeds, in the register and in the world. What the register refuses is not done.

    Several deeds on one person in a day may not fit together; that is for other tests.
    """

    def __init__(self, register: Register, random: Random, number_of: NumberOf) -> None:
        self.register = register
        self.random = random
        self.world = World()
        self.before: list[bytes] = []  # pickled worlds, for undo
        self.after: list[World] = []  # for redo
        born = (date(1975, 1, 1) + timedelta(days=days) for days in count())
        self.numbers = (number_of(f"{day:%Y%m%d}") for day in born)
        self.done: Counter[str] = Counter()
        self.used: set[Case] = set()

    def settle_in(self) -> None:
        """Bring the register to where it stands when the year begins."""
        about = {"sector": "Vård och omsorg", "municipality": "Skövde"}
        for name in PLACES[2:]:
            add(self.register, WORKPLACE, name, about, FIRST)
        for name, address in zip(PLACES, ADDRESSES, strict=True):
            edit(self.register, WORKPLACE, name, {"manager_email": address}, FIRST)
        self._set("mail.to", self.world.chiefs, FIRST)
        self._set("mail.managers", "on", FIRST)
        for _ in range(PEOPLE):
            day = date(2022, 1, 1) + timedelta(days=self.random.randrange(600))
            self.enrol(day)
            self.begin(day + ONE_DAY, list(self.world.people)[-1])
            if self.random.random() < 0.5:
                self.support(day + ONE_DAY, list(self.world.people)[-1])

    def do_something(self, day: date) -> None:
        """Do one deed that often happens, or one that seldom does."""
        deeds: dict[Callable[[date], object], int] = {
            self.enrol: 3,
            self.begin: 6,
            self.extend: 5,
            self.convert: 2,
            self.leave: 2,
            self.come_back: 2,
            self.step_back: 3,
            self.put_off: 2,
            self.protect: 2,
            self.move: 4,
            self.stay_beside: 3,
            self.support: 5,
            self.plan: 4,
            self.finish: 3,
            self.follow: 3,
            self.change_manager: 3,
            self.change_setting: 2,
            self.undo: 2,
            self.redo: 12 if self.after else 1,
        }
        (deed,) = self.random.choices(list(deeds), list(deeds.values()))
        try:
            deed(day)
        except Refused:
            self.done["refused"] += 1

    def _did(self, done: Done[Any], change: Callable[[World], object]) -> None:
        """Do in the world what was done in the register, unless it was as it should be already."""
        if done.change is None:
            return
        self.before.append(pickle.dumps(self.world))  # five times as quick as deepcopy
        self.after.clear()
        change(self.world)
        self.done[done.command] += 1

    def _somebody(self, fits: Callable[[Somebody], object]) -> str:
        fitting = [who for who, somebody in self.world.people.items() if fits(somebody)]
        if not fitting:
            raise Refused("nobody")
        return self.random.choice(fitting)

    def _new(self, who: str, what: str, day: date, least: int, most: int) -> date:
        """Return a day some days on that no such end of the person ever had."""
        days = (day + timedelta(self.random.randint(least, most)) for _ in count())
        last = next(one for one in days if (who, what, one) not in self.used)
        self.used.add((who, what, last))
        return last

    def _set(self, key: str, value: str, day: date) -> Done[Any]:
        return set_setting(self.register, key, value, day)

    def enrol(self, day: date) -> None:
        somebody = Somebody(next(self.numbers), day, protected=self.random.random() < 0.1)
        done = self._enrol(somebody, day)
        somebody.stays.append(Span(day, None))
        self._did(done, lambda world: world.people.update({done.result.reference: somebody}))

    def _enrol(self, somebody: Somebody, day: date) -> Done[Any]:
        application = Application(
            parse_identity(somebody.number, day),
            "Anna Andersson",
            "STEG",
            "Skövde",
            "unemployed",
            day,
            long_term_unemployed=True,
            protected=somebody.protected,
        )
        return enrol(self.register, application, day)

    def begin(self, day: date, who: str | None = None) -> None:
        who = who or self._somebody(lambda one: not one.left and not one.period)
        months = self.random.choice((12, 12, 12, 15, 18, 24))
        workplace = self.random.choice((*PLACES, *[None] * 5))
        done = advance(
            self.register,
            who,
            day,
            to="serviceassistent",
            months=months,
            workplace=workplace,
            exception="bedömd",
        )

        def change(world: World) -> None:
            somebody = world.people[who]
            somebody.begin(day)
            somebody.periods.append(Period(day, last_of(day, months), months))
            if workplace:
                here = [one for one in somebody.places if one.holds(day)]
                there = [one for one in here if one.place == workplace]
                new = [] if there else [somebody.placed_at(workplace, day)]
                somebody.end_places([one for one in here if one not in there], day)
                somebody.places += new

        self._did(done, change)

    def extend(self, day: date) -> None:
        who = self._somebody(lambda one: one.period)
        period = self.world.people[who].period
        assert period
        if period.months and self.random.random() < 0.5:
            added = self.random.randint(1, 8)
            months, last = period.months + added, last_of(period.first, period.months + added)
            done = extend(self.register, who, day, months=added)
        else:
            months, last = None, period.last + timedelta(days=self.random.randint(1, 120))
            done = extend(self.register, who, day, until=last)

        def change(world: World) -> None:
            period = world.people[who].period
            assert period
            period.months, period.last = months, last

        self._did(done, change)

    def put_off(self, day: date) -> None:
        who = self._somebody(lambda one: one.step)
        step = self.world.people[who].step
        assert step
        last = self._new(who, "step", step.last, 1, 90)
        done = extend(self.register, who, day, until=last)

        def change(world: World) -> None:
            step = world.people[who].step
            assert step
            step.last = last

        self._did(done, change)

    def convert(self, day: date) -> None:
        who = self._somebody(lambda one: one.period)
        done = convert_people(self.register, [who], day)

        def change(world: World) -> None:
            somebody = world.people[who]
            somebody.begin(day)
            there = [one for one in somebody.places if one.place == "Björkskolan"]
            # Its sector employs nobody.
            somebody.end_places([one for one in there if one.holds(day)], day)

        self._did(done, change)

    def step_back(self, day: date) -> None:
        who = self._somebody(lambda one: one.period)
        until = self._new(who, "step", day, 20, 150) if self.random.random() < 0.8 else None
        done = advance(self.register, who, day, to="praktik", until=until, exception="paus")

        def change(world: World) -> None:
            world.people[who].begin(day)
            if until:
                world.people[who].steps.append(Period(day, until, None))

        self._did(done, change)

    def leave(self, day: date) -> None:
        who = self._somebody(lambda one: not one.left)
        period = self.world.people[who].period
        days = [day, day - timedelta(days=5), *([period.last] if period else [])]
        last = self.random.choice(days)
        done = leave(self.register, who, day, to="other", on=last)
        self._did(done, lambda world: world.people[who].leave(last))

    def follow(self, day: date) -> None:
        who = self._somebody(lambda one: any(left.day < day for left in one.lefts))
        done = follow_up(self.register, who, day, status="other")

        def change(world: World) -> None:
            ended = [left for left in world.people[who].lefts if left.day < day]
            ended[-1].done.append(day)

        self._did(done, change)

    def support(self, day: date, who: str | None = None) -> None:
        who = who or self._somebody(lambda one: one.period)
        last = self._new(who, "support", day, 30, 300)
        done = add_support(self.register, who, "osa", day, first=day, last=last)
        self._did(done, lambda world: world.people[who].supports.append(Span(day, last)))

    def plan(self, day: date) -> None:
        who, lead = self._somebody(lambda one: not one.left), self.random.randint(0, 3)
        due = self._new(who, "deadline", day, 0, 200)
        done = add_deadline(self.register, who, "samtal", day, day=due, lead=lead)
        self._did(done, lambda world: world.people[who].deadlines.append(Day(due, lead)))

    def finish(self, day: date) -> None:
        who = self._somebody(lambda one: any(not day.done for day in one.deadlines))
        number = self.random.randint(1, len(self.world.people[who].deadlines))
        done = finish_deadline(self.register, who, number, day)
        self._did(done, lambda world: world.people[who].deadlines[number - 1].done.append(day))

    def come_back(self, day: date) -> None:
        who = self._somebody(lambda one: one.left)
        done = self._enrol(self.world.people[who], day)

        def change(world: World) -> None:
            somebody = world.people[who]
            somebody.left = None
            somebody.stays, somebody.places, somebody.supports = [Span(day, None)], [], []

        self._did(done, change)

    def protect(self, day: date) -> None:
        who = self._somebody(lambda one: one.period)
        protected = not self.world.people[who].protected
        done = amend(self.register, who, "protected", "yes" if protected else "no", day)

        def change(world: World) -> None:
            world.people[who].protected = protected

        self._did(done, change)

    def move(self, day: date) -> None:
        who = self._somebody(lambda one: one.period)
        first = day + timedelta(days=self.random.choice((0, 9)))
        workplace = self.random.choice(PLACES)
        until = self._new(who, "placement", first, 10, 200) if self.random.random() < 0.5 else None
        percent = self.random.choice((None, 50, 50))
        done = place(self.register, who, workplace, day, first=first, last=until, percent=percent)

        def change(world: World) -> None:
            somebody = world.people[who]
            new = somebody.placed_at(workplace, first, percent=percent)
            new.last = until
            somebody.move(new)

        self._did(done, change)

    def stay_beside(self, day: date) -> None:
        who, workplace = self._somebody(lambda one: one.places), self.random.choice(PLACES)
        until = self._new(who, "placement", day, 10, 200) if self.random.random() < 0.8 else None
        done = place(self.register, who, workplace, day, last=until, percent=50, beside=True)
        self._did(
            done, lambda world: world.people[who].places.append(Span(day, until, workplace, 50))
        )

    def change_manager(self, day: date) -> None:
        workplace, address = self.random.choice(PLACES), self.random.choice(ADDRESSES)
        done = edit(self.register, WORKPLACE, workplace, {"manager_email": address}, day)
        self._did(done, lambda world: world.managers.update({workplace: address}))

    def change_setting(self, day: date) -> None:
        match self.random.randrange(5):
            case 0:
                chiefs = self.random.choice(CHIEFS)
                done = self._set("mail.to", chiefs, day)
                self._did(done, lambda world: setattr(world, "chiefs", chiefs))
            case 1:
                ahead = self.random.choice((2, 3, 3, 4))
                done = self._set("remind.months", str(ahead), day)
                self._did(done, lambda world: setattr(world, "ahead", ahead))
            case 2:
                names = self.random.choice(("none", "initials"))
                done = self._set("mail.names", names, day)
                self._did(done, lambda world: setattr(world, "names", names))
            case _:
                on = self.random.random() < 0.8
                done = self._set("mail.managers", "on" if on else "off", day)
                self._did(done, lambda world: setattr(world, "managers_on", on))

    def undo(self, day: date) -> None:
        if self.before:
            reverse_last(self.register, "undo", day)
            self.after.append(self.world)
            self.world = pickle.loads(self.before.pop())
            self.done["undo"] += 1

    def redo(self, day: date) -> None:
        if self.after:
            reverse_last(self.register, "redo", day)
            self.before.append(pickle.dumps(self.world))
            self.world = self.after.pop()
            self.done["redo"] += 1


# The mail server, and what a sender may know of it


@dataclass(frozen=True)
class Letter:
    """A mail: whose it is, what it says, and whether it names a case or only counts it."""

    recipient: str
    message_id: str
    month: str
    message: bytes
    cases: dict[Case, bool] = field(hash=False)
    names: str
    within: int
    chiefs: str  # whom a manager answers


@dataclass
class Memory:
    """What the recipients were told, as far as a sender can know."""

    told: set[Told] = field(default_factory=set)
    unsure: dict[str, Letter] = field(default_factory=dict)  # by Message-ID, the oldest first
    refused: dict[str, Letter] = field(default_factory=dict)  # by recipient

    def unsure_to(self, recipient: str) -> list[Letter]:
        """Return the letters that somebody may have got."""
        return [letter for letter in self.unsure.values() if letter.recipient == recipient]

    def horizon(self, recipient: str, ahead: int) -> int:
        """Return how many months ahead to look: as far as what waits does."""
        refused = [self.refused[recipient]] if recipient in self.refused else []
        return max(ahead, *(one.within for one in self.unsure_to(recipient) + refused), 0)

    def knows(self, recipient: str, month: str, case: Case) -> bool:
        """Say whether somebody was told of a case in a month, or may have been."""
        return (recipient, month, case) in self.told or any(
            letter.month == month and case in letter.cases for letter in self.unsure_to(recipient)
        )


# How handing over a mail ends: whether the server has it, and what the sender hears.
REFUSED = NotDelivered("refused")
CLOSED = NotDelivered("closed", concerns_all=True)
DROPPED = NotDelivered("dropped", may_have_arrived=True)
KILLED = KeyboardInterrupt("killed")
Outcome = tuple[bool, BaseException | None]
OUTCOMES: dict[Outcome, int] = {
    (True, None): 74,
    (False, REFUSED): 9,
    (False, CLOSED): 5,
    (True, DROPPED): 4,
    (False, DROPPED): 2,
    (True, KILLED): 3,
    (False, KILLED): 3,
}


@dataclass
class Sending:
    """One run: what was written and handed over, and what should become of it."""

    day: date
    healthy: bool
    written: dict[str, Letter] = field(default_factory=dict)  # by recipient
    handed: deque[tuple[Letter, BaseException | None]] = field(default_factory=deque)
    sent: list[str] = field(default_factory=list)
    failed: dict[str, bool] = field(default_factory=dict)  # and whether it may have arrived
    closed: bool = False
    killed: bool = False

    @property
    def month(self) -> str:
        """The month in which things are told."""
        return f"{self.day:%Y-%m}"


@dataclass
class Year:
    """A year of one office: what happened, and what arrived."""

    register: Register
    office: Office
    random: Random
    memory: Memory = field(default_factory=Memory)
    taken: list[Letter] = field(default_factory=list)  # what the server has, repeats included
    withdrawn: set[str] = field(default_factory=set)
    met: set[Told] = field(default_factory=set)  # due when a run worked for the recipient
    due: set[Told] = field(default_factory=set)  # due when a run came to the recipient
    ids: set[str] = field(default_factory=set)
    totals: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    spells: dict[str, tuple[date, Outcome]] = field(default_factory=dict)
    sending: Sending = field(default_factory=lambda: Sending(FIRST, healthy=True))

    def run(self, day: date, *, healthy: bool = False) -> None:
        """Send what is due on a day, and compare with what should have been sent."""
        run = self.sending = Sending(day, healthy)
        minute = self.totals["runs"] % 60
        self.register.clock = lambda: datetime(day.year, day.month, day.day, 7, minute, tzinfo=UTC)
        self.totals["runs"] += 1
        result = None
        with suppress(KeyboardInterrupt):
            postman = Postman(self.write, self.deliver, str, "skovde.example")
            result = remind(self.register, day, postman).result
        order = [one.address.lower() for one in recipients(self.register)]
        assert sorted(order) == sorted(self.office.world.addressed())
        self._follow(order)
        assert (run.written, run.handed) == ({}, deque())
        assert run.killed == (result is None)
        if result:
            assert [one.message_id for one in result.sent] == run.sent
            assert {one.message_id: one.may_have_arrived for one in result.failed} == run.failed

    def write(self, digest: Digest, message_id: str, at: datetime) -> tuple[str, bytes]:
        """Write a mail that says which cases it tells of."""
        cases: dict[Case, bool] = {
            (f"S-{key.participant:04}", key.what, key.last_day): key.shown for key in digest.keys
        }
        assert len(cases) == len(digest.keys)
        named = sorted((case.reference, case.what, case.last_day) for case in digest.cases)
        self.kinds.update(what for _, what, _ in named)
        assert named == sorted(case for case, shown in cases.items() if shown)
        hidden = {reference for (reference, _, _), shown in cases.items() if not shown}
        assert digest.without_details == len(hidden)
        message = f"{message_id} {at} {named} {digest.without_details}".encode()
        recipient, month = digest.recipient.lower(), f"{digest.as_of:%Y-%m}"
        assert recipient not in self.sending.written
        self.sending.written[recipient] = Letter(
            *(recipient, message_id, month, message, cases, digest.names, digest.within),
            self.office.world.chiefs,
        )
        return "subject", message

    def deliver(self, recipient: str, message_id: str, message: bytes) -> str:
        """Take a mail, or not, and answer, or not."""
        new = {letter.message_id: letter for letter in self.sending.written.values()}
        letter = (self.memory.unsure | new)[message_id]
        assert (letter.recipient, letter.message) == (recipient.lower(), message)
        taken, problem = self._outcome(letter.recipient)
        self.sending.handed.append((letter, problem))
        if taken:
            self.taken.append(letter)
        self.totals[str(problem or "accepted")] += 1
        if problem:
            raise problem
        return "250 OK"

    def _outcome(self, recipient: str) -> Outcome:
        """Draw how a mail fares. What is wrong with a mailbox may be wrong for days."""
        until, outcome = self.spells.get(recipient, (FIRST, (True, None)))
        if self.sending.healthy:
            return True, None
        if self.sending.day < until:
            return outcome
        (outcome,) = self.random.choices(list(OUTCOMES), list(OUTCOMES.values()))
        if outcome[1] in (REFUSED, DROPPED):
            days = self.random.choice((0, 0, 3, 12))
            self.spells[recipient] = (self.sending.day + timedelta(days=days), outcome)
        return outcome

    # What should have happened, mail by mail

    def _follow(self, order: list[str]) -> None:
        """Go through what a run did, one recipient after the other."""
        run, world, memory = self.sending, self.office.world, self.memory
        for letter in list(memory.unsure.values()):
            if letter.recipient not in world.addressed():
                self._withdraw(letter)
        memory.refused = {who: one for who, one in memory.refused.items() if who in order}
        for recipient in order:
            failed = len(run.failed)
            for letter in self._to_send(recipient):
                self._sent(letter)
                if run.killed:
                    return
            if len(run.failed) == failed:
                due = world.due(recipient, run.day, world.ahead)
                self.met |= {(recipient, run.month, case) for case in due}

    def _to_send(self, recipient: str) -> Iterator[Letter]:
        """Yield what may have arrived and would still be said, and then what was not told."""
        run, world, memory = self.sending, self.office.world, self.memory
        for letter in memory.unsure_to(recipient):
            due = world.due(recipient, run.day, memory.horizon(recipient, world.ahead))
            said = (letter.names, letter.month, letter.chiefs)
            same = said == (world.names, run.month, world.chiefs)
            if same and letter.cases.items() <= due.items():
                yield letter
            else:
                self._withdraw(letter)
        within = memory.horizon(recipient, world.ahead)
        due = world.due(recipient, run.day, within)
        self.due |= {(recipient, run.month, case) for case in due}
        untold = {
            case: named
            for case, named in due.items()
            if not memory.knows(recipient, run.month, case)
        }
        kept = memory.refused.pop(recipient, None)
        if untold:
            letter = run.written.pop(recipient)
            assert (letter.cases, letter.names, letter.within) == (untold, world.names, within)
            # A refused mail keeps its Message-ID for as long as there is something to tell.
            assert (
                letter.message_id == kept.message_id if kept else letter.message_id not in self.ids
            )
            self.ids.add(letter.message_id)
            yield letter

    def _withdraw(self, letter: Letter) -> None:
        del self.memory.unsure[letter.message_id]
        self.withdrawn.add(letter.message_id)

    def _sent(self, letter: Letter) -> None:
        """Learn what a sender can know after a mail was handed over, if it was."""
        run, memory = self.sending, self.memory
        problem: BaseException | None = CLOSED
        if not run.closed:
            handed, problem = run.handed.popleft()
            assert handed == letter
        run.closed, run.killed = problem is CLOSED, problem is KILLED
        if problem is None:
            memory.unsure.pop(letter.message_id, None)
            memory.told |= {(letter.recipient, letter.month, case) for case in letter.cases}
            run.sent.append(letter.message_id)
            return
        if problem in (DROPPED, KILLED):
            memory.unsure[letter.message_id] = letter
        elif letter.message_id not in memory.unsure:
            memory.refused[letter.recipient] = letter
        run.failed[letter.message_id] = letter.message_id in memory.unsure

    # What came of it

    def delivered(self) -> Counter[Told]:
        """Return how many letters told each thing, a letter that came twice counted once."""
        letters = {letter.message_id: letter for letter in self.taken}
        return Counter(
            (letter.recipient, letter.month, case)
            for letter in letters.values()
            if letter.message_id not in self.withdrawn
            for case in letter.cases
        )

    def summary(self) -> str:
        """Return the year in a line."""
        letters = {letter.message_id for letter in self.taken}
        told = {
            "due and met": len(self.met),
            "told": self.delivered().total(),
            "mails": len(letters),
            "repeats": len(self.taken) - len(letters),
            "withdrawn": len(self.withdrawn),
        }
        deeds = self.office.done.total() - self.office.done["refused"]
        counts = {"deeds": deeds, **dict(sorted(self.totals.items())), **told}
        counts |= {f"{what}s": number for what, number in sorted(self.kinds.items())}
        return ", ".join(f"{what} {number}" for what, number in counts.items())


def days_of_the_year(random: Random) -> Iterator[tuple[date, int]]:
    """Yield each day with how many runs it has: none in two long stretches, and now and then."""
    stretches = [(random.randint(20, 150), 9), (random.randint(180, 300), 40)]
    for number in range((LAST - FIRST).days + 1):
        missed = any(begin <= number < begin + length for begin, length in stretches)
        runs = 0 if missed else random.choices((0, 1, 2), (8, 88, 4))[0]
        yield FIRST + timedelta(days=number), runs


@pytest.mark.no_cover
@pytest.mark.parametrize("seed", SEEDS)
def test_in_a_year_everything_due_is_delivered_once_a_month_and_nothing_else(
    register: Register, number_of: NumberOf, seed: int
) -> None:
    random = Random(seed)
    office = Office(register, random, number_of)
    office.settle_in()
    year = Year(register, office, random)
    for day, runs in days_of_the_year(random):
        while random.random() < 0.5:
            office.do_something(day)
        for _ in range(runs):
            year.run(day)
        year.totals["missed days"] += not runs
    year.run(LAST, healthy=True)

    assert year.memory.unsure == {}
    assert {number for told, number in year.delivered().items()} == {1}
    assert year.met <= set(year.delivered()) <= year.due
    # What came twice came as the same bytes under the same Message-ID.
    assert len(set(year.taken)) == len({letter.message_id for letter in year.taken})
    sys.stdout.write(f"\nyear {seed}: {year.summary()}")
    # A year in which nothing happened would prove nothing.
    what = ("accepted", "refused", "closed", "dropped", "killed", "missed days")
    assert [one for one in what if not year.totals[one]] == []
    assert len(office.done) > 12
    assert set(year.kinds) == set(WHATS)
    assert len(year.met) > 300
