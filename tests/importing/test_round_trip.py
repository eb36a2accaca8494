"""Out and in again: an export of any form, imported into an empty register, is that register.

Random registers are built with random verbs on random days, with names as people and spreadsheets
spoil them. What is compared is what is exported, and every column of every table.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from string import ascii_lowercase
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steg_cli.actions.advance import advance
from steg_cli.actions.amend import amend
from steg_cli.actions.closing import close
from steg_cli.actions.convert import convert_people
from steg_cli.actions.deadlines import add_deadline, finish_deadline
from steg_cli.actions.enrol import Application, enrol
from steg_cli.actions.extend import extend
from steg_cli.actions.follow_up import follow_up
from steg_cli.actions.init import init
from steg_cli.actions.leave import leave
from steg_cli.actions.merge import merge
from steg_cli.actions.move import move
from steg_cli.actions.municipalities import add_municipality, edit_municipality
from steg_cli.actions.note import note
from steg_cli.actions.pause import end, pause
from steg_cli.actions.place import place
from steg_cli.actions.putting_together import put_together
from steg_cli.actions.rates import set_rate
from steg_cli.actions.supports import add_support
from steg_cli.actions.surroundings import (
    COHORT,
    CONTACT,
    POST,
    PROJECT,
    SECTOR,
    WORKPLACE,
    Surrounding,
    add,
    edit,
    set_setting,
)
from steg_cli.actions.undo import reverse_last
from steg_cli.programme.amending import ENROLMENT, NUMBERED, PARTICIPANT
from steg_cli.programme.choices import EDUCATION, STATUS
from steg_cli.programme.codes import OUTCOMES, SUPPORT_KINDS
from steg_cli.programme.errors import Refused, StegError
from steg_cli.programme.identity import luhn_digit, other_identity, parse_identity
from steg_cli.programme.ladder import DEFAULT_LADDER, Ladder, Step, ladder_from
from steg_cli.programme.rates import rate_keys
from steg_cli.programme.words import fold, is_mask
from steg_cli.register.file import Register, open_register
from steg_cli.register.people import load_person
from steg_cli.register.surroundings import ladder_of, municipalities
from tests.at_random import AT_RANDOM

if TYPE_CHECKING:
    from tests.importing.conftest import RoundTrip

T = TypeVar("T")
D = date.fromisoformat

FOUNDED, DEMO_DAY = D("2021-01-01"), D("2026-11-22")
DEEDS_EACH = 25

# Texts that a spreadsheet, a delimiter or a reader of lists could take for something else.
ODD = [
    *("=1+1", "+46 500", "-5", "@SUM(A1)", "'=x", "''+y", "'citat'", "O'Neil", "d’Arc"),
    *("Åsa Öberg-Ängström", "Zoë Łukasz", "أحمد", "می\u200cخواهم", "Ñandú", "ﬁ", "Ǆ", "ı", "İ"),
    *("a;b", "a,b", 'säg "hej"', "a|b", "007", "1.0", "1e5", "2023-01-31", "20230131", "31/1 2023"),
    *("ja", "nej", "x", "0", "1", "TRUE", "None", "NaN", "null", "=", "'", "''", "%", "{x}"),
    *("S-0001", "19800101-9802", "serviceassistent", "annat", "the sector", "other", "namn"),
    *("_x0041_", "<b>&amp;</b>", "\\n", "\\", "a=b", "1 %", "5%", "Summa", "Antal", "Total 2024"),
    *("-", "–", "#", "#N/A", "Err:502", "false", "Steg", "TIBRO", "Tibro", "Ã…sa", "?", "Ek, Sara"),
    *("(skyddad)", "(Protected)"),
]
LETTERS = st.characters(exclude_categories=["Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"])
TEXTS = st.sampled_from(ODD) | st.text(LETTERS, min_size=1, max_size=12).filter(str.strip)
NAMES = TEXTS.filter(lambda text: any(map(str.isalnum, text)))
DAYS = st.dates(D("2021-01-01"), D("2024-12-31"))
CODES = st.text(ascii_lowercase, min_size=1, max_size=4)


@st.composite
def ladders(draw: st.DrawFn) -> Ladder:
    """Draw a ladder of another municipality, or the default one."""
    if draw(st.booleans()):
        return DEFAULT_LADDER
    codes = draw(st.lists(CODES, min_size=2, max_size=6, unique=True))
    names = draw(
        st.lists(
            TEXTS.filter(lambda text: fold(text) not in codes and not is_mask(text)),
            min_size=2 * len(codes),
            max_size=2 * len(codes),
            unique_by=fold,
        )
    )
    own = draw(st.sampled_from([None, *range(1, len(codes))]))
    steps: list[dict[str, Any]] = []
    for place_, code in enumerate(codes):
        least = draw(st.sampled_from([None, None, 1, 6, 12]))
        step = {
            "code": code,
            "sv": names.pop(),
            "en": names.pop(),
            "where": draw(st.sampled_from(["ame", "adapted", "ordinary"])),
            "payer": draw(st.sampled_from([None, "AME", "sector"])),
            "agreement": draw(st.sampled_from([None, "AB", "BEA"])),
            "own_sector": place_ == own,
            "training": draw(st.booleans()),
        }
        steps.append(step | ({"months": [least, least + 12]} if least else {}))
    return ladder_from({"step": steps})


class Office:
    """Does random deeds in a register. What is refused is not done."""

    def __init__(self, register: Register, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.register = register
        self.draw = draw
        self.today = D("2021-06-01")

    def work(self, count: int) -> None:
        """Settle in, then do some deeds, each some days after the one before."""
        for deed in (Office.add_project, Office.add_sector, Office.add_cohort, *[Office.enrol] * 3):
            self.do(deed)
        self.do(Office.add_workplace)
        self.do(Office.add_adapted_workplace)
        for _ in range(count):
            self.today += timedelta(self.draw(st.sampled_from([0, 1, 20, 60, 200])))
            self.do(self.draw(st.sampled_from(DEEDS)))

    def do(self, deed: Callable[[Office], None]) -> None:
        """Do a deed, unless it is refused."""
        with suppress(StegError, sqlite3.IntegrityError):
            deed(self)

    def maybe(self, strategy: st.SearchStrategy[T]) -> T | None:
        """Draw something, or nothing."""
        found: T | None = self.draw(st.none() | strategy)
        return found

    def one_of(self, query: str) -> Any:
        """Draw from what a query finds. Raises Refused when that is nothing."""
        found = [row[0] for row in self.register.execute(query)]
        if not found:
            raise Refused("nothing")
        return self.draw(st.sampled_from(found))

    # What surrounds the people

    def days(self) -> dict[str, date | None]:
        """Draw a first and a last day, each or none."""
        first, last = self.maybe(DAYS), self.maybe(DAYS)
        return {"first_day": first, "last_day": last if not first or not last else max(first, last)}

    def _add(self, kind: Surrounding[Any], **values: Any) -> None:
        add(self.register, kind, self.draw(TEXTS), values, self.today)

    def add_cohort(self) -> None:
        """Add a cohort, perhaps a project's."""
        project = self.one_of("SELECT name FROM project") if self.draw(st.booleans()) else None
        self._add(COHORT, planned=self.maybe(st.integers(0, 300)), project=project, **self.days())

    def close_something(self) -> None:
        """Let a workplace or a cohort close on a day."""
        kind: Surrounding[Any] = self.draw(st.sampled_from([WORKPLACE, COHORT]))
        name = self.one_of(f"SELECT name FROM {kind.table}")
        close(self.register, kind, name, self.today, on=self.draw(DAYS))

    def put_together(self) -> None:
        """Put a workplace or a cohort into another."""
        kind: Surrounding[Any] = self.draw(st.sampled_from([WORKPLACE, COHORT]))
        name, into = (self.one_of(f"SELECT name FROM {kind.table}") for _ in range(2))
        put_together(self.register, kind, name, self.today, into=into)

    def add_sector(self) -> None:
        """Add a sector."""
        self._add(SECTOR, employs_from=self.maybe(DAYS))

    def add_project(self) -> None:
        """Add a project with amounts and texts."""
        amounts = st.integers(0, 10**12)
        self._add(
            PROJECT,
            **{key: self.maybe(amounts) for key in ("budget", "granted", "reported_cost")},
            **{key: self.maybe(TEXTS) for key in ("number", "region", "owner", "contact")},
            planned=self.maybe(st.integers(0, 10**6)),
            email=self.maybe(st.just("+a=b@x-1.example")),
            **self.days(),
        )

    def municipality(self) -> str:
        """Draw a municipality, and put it on the list if it is not there."""
        name: str = self.draw(TEXTS)
        with suppress(Refused):
            add_municipality(self.register, name, self.today)
        return name

    def add_adapted_workplace(self) -> None:
        """Add a workplace in AME's operations."""
        self.add_workplace(adapted=True)

    def add_workplace(self, *, adapted: bool = False) -> None:
        """Add a workplace."""
        self._add(
            WORKPLACE,
            sector=self.one_of("SELECT name FROM sector"),
            municipality=self.municipality(),
            adapted=adapted,
            manager=self.maybe(TEXTS),
            manager_email=self.maybe(st.just("mia@kommun.example")),
            places=self.maybe(st.integers(0, 9)),
        )

    def edit_something(self) -> None:
        """Change a workplace or a sector, or what either is called."""
        if self.draw(st.booleans()):
            workplace = {
                "sector": self.one_of("SELECT name FROM sector"),
                "adapted": self.maybe(st.booleans()),
                "name": self.maybe(TEXTS),
            }
            edit(self.register, WORKPLACE, self.workplace(), workplace, self.today)
        else:
            sector = {"employs_from": self.maybe(DAYS), "name": self.maybe(TEXTS)}
            name = self.one_of("SELECT name FROM sector")
            edit(self.register, SECTOR, name, sector, self.today)

    def plan_for_a_municipality(self) -> None:
        """Set how many a municipality has planned in a project."""
        plan = self.one_of("SELECT name FROM project"), self.draw(st.integers(0, 300))
        edit_municipality(self.register, self.municipality(), self.today, plan=plan)

    def add_post(self) -> None:
        """Add a post, perhaps approved."""
        approved = self.maybe(DAYS)
        self._add(
            POST,
            tasks=self.draw(TEXTS),
            relieves=self.draw(TEXTS),
            workplace=self.workplace(),
            places=self.draw(st.integers(1, 9)),
            approved_on=approved,
            approved_by=self.maybe(TEXTS) if approved else None,
            approval=self.maybe(TEXTS) if approved else None,
        )

    def add_contact(self) -> None:
        """Add somebody to turn to."""
        self._add(
            CONTACT,
            role=self.draw(TEXTS),
            organisation=self.draw(TEXTS),
            email=self.maybe(st.just("a@b.example")),
            project=self.maybe(st.just(self.one_of("SELECT name FROM project"))),
        )

    def change_setting(self) -> None:
        """Give a setting a value."""
        key, value = self.draw(st.sampled_from(SETTINGS))
        set_setting(self.register, key, value, self.today)

    def set_rate(self) -> None:
        """Set a wage or on-costs from a day on, or take one away."""
        key = self.draw(st.sampled_from(rate_keys(ladder_of(self.register))))
        amount = self.draw(st.sampled_from(["", "0", "43.75", "0,5", "31", "99.99", "7,00"]))
        set_rate(self.register, key, amount, self.draw(DAYS), self.today)

    # People

    def who(self, what: str = "TRUE") -> str:
        """Draw somebody of whose last enrolment and step something is true."""
        case = self.one_of(
            "SELECT participant_id FROM enrolment JOIN stay ON enrolment_id = enrolment.id "
            "JOIN step ON step.id = step_id GROUP BY participant_id "
            f"HAVING stay.first_day = max(stay.first_day) AND {what} ORDER BY participant_id"
        )
        return f"S-{case:04}"

    def near(self) -> date:
        """Draw a day around today."""
        ahead: int = self.draw(st.sampled_from([0, 0, 0, 0, -1, -30, -200, 1, 40, 500]))
        return self.today + timedelta(ahead)

    def workplace(self) -> str:
        """Draw a workplace."""
        return str(self.one_of("SELECT name FROM workplace ORDER BY id"))

    def workplace_for(self, step: Step) -> str:
        """Draw a workplace that suits a step."""
        adapted = int(step.where != "ordinary")
        own = "AND employs_from" if step.own_sector else ""
        return str(
            self.one_of(
                "SELECT workplace.name FROM workplace JOIN sector ON sector.id = sector_id "
                f"WHERE adapted = {adapted} {own} ORDER BY workplace.id"
            )
        )

    def enrol(self) -> None:
        """Enrol somebody new, of the target group or as an exception."""
        fits = self.draw(st.booleans())
        application = Application(
            self.draw(identities(self.today)),
            self.draw(NAMES),
            self.one_of("SELECT name FROM cohort"),
            self.municipality(),
            "unemployed" if fits else self.draw(st.sampled_from(STATUS.codes)),
            self.today + timedelta(self.draw(st.sampled_from([0, 0, -100, 30]))),
            disability=self.draw(st.booleans()),
            long_term_unemployed=fits or self.draw(st.booleans()),
            consultant=self.maybe(TEXTS),
            education=self.maybe(st.sampled_from(EDUCATION.codes)),
            protected=self.draw(st.sampled_from([False, False, True])),
            exception=self.maybe(TEXTS) if fits else self.draw(TEXTS),
        )
        enrol(self.register, application, self.today)

    def come_back(self) -> None:
        """Enrol somebody again who left."""
        known = load_person(self.register, int(self.who(LEFT)[2:])).participant
        cohort = self.one_of("SELECT name FROM cohort")
        on = self.near()
        application = Application(
            known.identity, known.name, cohort, self.draw(TEXTS), "other", on, exception="åter"
        )
        enrol(self.register, application, self.today)

    def advance(self) -> None:
        """Begin a step, mostly another than the next one, with a reason."""
        steps = ladder_of(self.register).steps
        limited = [step for step in steps if step.limit]
        training = [step for step in steps if step.training]
        step = self.draw(st.sampled_from([*steps, *limited * 4, *training * 4]))
        advance(
            self.register,
            self.who(OPEN),
            self.today,
            to=step.code,
            on=self.near(),
            months=step.limit and step.limit.least + self.draw(st.sampled_from([0, 0, 1, 12])),
            workplace=self.workplace_for(step) if self.draw(st.booleans()) else None,
            agreement=self.draw(st.sampled_from([None, None, "AB", "BEA"])),
            decided_by=self.maybe(TEXTS),
            exception=self.draw(TEXTS),
            post=self.a_post(),
        )

    def renew(self) -> None:
        """Begin a new period on the same step, with or without a reason for more months."""
        self._go_on("step.least_months", same=True)

    def go_on_from_training(self) -> None:
        """Begin the step after training, completed with a certificate, without one, or not."""
        certificate = self.maybe(st.just(self.near()))
        completed = None if certificate else self.draw(st.sampled_from([None, False]))
        self._go_on("training", certificate_day=certificate, completed=completed)

    def _go_on(self, what: str, *, same: bool = False, **training: Any) -> None:
        who, on = self.who(f"{OPEN} AND {what}"), self.near()
        ladder = ladder_of(self.register)
        code = load_person(self.register, int(who[2:])).stays[-1].step.code
        advance(
            self.register,
            who,
            self.today,
            to=code if same else ladder.after(code).code,
            on=on,
            until=on + timedelta(self.draw(st.sampled_from([90, 400, 800]))),
            post=self.a_post(),
            exception=self.maybe(TEXTS),
            **training,
        )

    def a_post(self) -> str | None:
        """Draw a post, or none."""
        posts = [row[0] for row in self.register.execute("SELECT title FROM post")]
        found: str | None = self.draw(st.sampled_from([None, *posts]))
        return found

    def place(self) -> None:
        """Place somebody, perhaps until a day."""
        who, first = self.who(OPEN), self.near()
        step = load_person(self.register, int(who[2:])).enrolments[-1].stays[-1].step
        place(
            self.register,
            who,
            self.workplace_for(step),
            self.today,
            first=first,
            last=self.draw(st.sampled_from([None, None, first, first + timedelta(90)])),
            percent=self.draw(st.sampled_from([None, 1, 50, 99, 100])),
            supervisor=self.maybe(TEXTS),
        )

    def place_beside(self) -> None:
        """Place somebody at a new workplace too, within full time or as an exception."""
        who = self.who(f"{OPEN} AND enrolment.id IN (SELECT enrolment_id FROM placement)")
        enrolment = load_person(self.register, int(who[2:])).enrolments[-1]
        first = max(enrolment.placements[-1].first_day, self.draw(DAYS))
        self.add_workplace(adapted=enrolment.placements[-1].workplace.adapted)
        place(
            self.register,
            who,
            str(self.one_of("SELECT name FROM workplace ORDER BY id DESC LIMIT 1")),
            self.today,
            first=first,
            last=self.draw(st.sampled_from([None, first + timedelta(90)])),
            percent=self.draw(st.sampled_from([1, 50])),
            beside=True,
            exception=self.maybe(TEXTS),
        )

    def extend(self) -> None:
        """Extend a period."""
        extend(
            self.register,
            self.who(f"{OPEN} AND planned_last_day"),
            self.today,
            months=self.draw(st.sampled_from([1, 2, 6])),
            on=self.draw(st.sampled_from([None, self.today - timedelta(3)])),
            decided_by=self.maybe(TEXTS),
            exception=self.maybe(TEXTS),
        )

    # What is beside the steps

    def pause(self) -> None:
        """Begin a pause, or end one."""
        first = self.near()
        if self.draw(st.booleans()):
            end(self.register, self.who(), self.today, last=first)
        else:
            last = self.maybe(st.just(first + timedelta(30)))
            paid = self.draw(st.booleans())
            pause(self.register, self.who(), self.today, first=first, last=last, paid=paid)

    def note(self) -> None:
        """Write a note."""
        note(self.register, self.who(), self.draw(TEXTS), self.today)

    def move(self) -> None:
        """Let somebody live in another municipality."""
        names = [one.name for one in municipalities(self.register)]
        name = self.draw(st.sampled_from(names))
        move(self.register, self.who(), name, self.today, on=self.near())

    def support(self) -> None:
        """Add a decision that pays part of the wage."""
        first = self.near()
        add_support(
            self.register,
            self.who(),
            self.draw(st.sampled_from(SUPPORT_KINDS)),
            self.today,
            first=first,
            last=first + timedelta(self.draw(st.sampled_from([0, 90, 364]))),
            percent=self.maybe(st.integers(1, 100)),
            cap=self.maybe(st.integers(0, 10**6)),
            decision=self.maybe(TEXTS),
        )

    def deadline(self) -> None:
        """Add a day of one's own, each once."""
        who, text, day = self.who(OPEN), self.draw(TEXTS), self.near()
        known = load_person(self.register, int(who[2:])).deadlines
        if (text, day) not in [(one.text, one.day) for one in known]:
            lead = self.draw(st.sampled_from([0, 1, 120]))
            add_deadline(self.register, who, text, self.today, day=day, lead=lead)
        if self.draw(st.booleans()):
            number = self.draw(st.integers(1, len(known) + 1))
            finish_deadline(self.register, who, number, self.today)

    def convert(self) -> None:
        """Convert somebody."""
        target = ladder_of(self.register).converted
        if target:
            convert_people(
                self.register,
                [self.who("step.id + 1 = (SELECT id FROM step WHERE own_sector)")],
                self.today,
                on=self.near(),
                workplace=self.workplace_for(target),
                weekends=self.draw(st.sampled_from([None, True, False])),
            )

    def leave(self) -> None:
        """Let somebody leave."""
        leave(
            self.register,
            self.who(OPEN),
            self.today,
            to=self.draw(st.sampled_from(OUTCOMES)),
            on=self.near(),
            qualification=self.draw(st.booleans()),
        )

    def follow_up(self) -> None:
        """Follow somebody up who left."""
        status = self.draw(st.sampled_from(OUTCOMES))
        follow_up(self.register, self.who(LEFT), self.today, status=status, on=self.near())

    def amend(self) -> None:
        """Correct anything, a day, a name or a whole step."""
        who, number = self.who(), self.draw(st.integers(1, 3))
        fields = [
            *(*PARTICIPANT, *ENROLMENT, "identity", "other-id"),
            *(f"stay.{number}.{name}" for name in (*NUMBERED["stay"].fields, "planned-last-day")),
            *(f"placement.{number}.{name}" for name in NUMBERED["placement"].fields),
            *(f"stay.{number}", f"placement.{number}", f"former-number.{number}"),
        ]
        field = self.draw(st.sampled_from(fields))
        name = field.rpartition(".")[2]
        value = ""
        if name == "planned-last-day":
            value = self.one_of(
                "SELECT planned_last_day FROM stay WHERE planned_last_day UNION "
                "SELECT old_last_day FROM extension UNION SELECT new_last_day FROM extension"
            )
        elif name.endswith("-day"):
            value = str(self.near())
        elif name in VALUES:
            value = self.draw(st.sampled_from(VALUES[name]))
        elif name == "identity":
            former = "SELECT number FROM former_number WHERE kind <> 'other'"
            new = self.draw(identities(self.today).filter(lambda i: i.kind != "other")).number
            value = self.one_of(former) if self.draw(st.booleans()) else new
        elif name in ("cohort", "workplace"):
            value = self.one_of(f"SELECT name FROM {name}")
        elif name == "step":
            value = self.draw(st.sampled_from([step.code for step in ladder_of(self.register)]))
        elif not name.isdigit():
            value = self.draw(NAMES if name == "name" else TEXTS)
        amend(self.register, who, field, value, self.today)

    def merge(self) -> None:
        """Make two cases one, of which one has left."""
        merge(self.register, self.who(LEFT), self.who(), self.today)

    def take_back(self) -> None:
        """Undo the last deed."""
        reverse_last(self.register, "undo", self.today)


OPEN, LEFT = "enrolment.last_day IS NULL", "enrolment.last_day"
DEEDS: list[Callable[[Office], None]] = [
    *(Office.enrol, Office.enrol),
    *[Office.advance] * 9,
    *[Office.place] * 4,
    *[Office.extend] * 5,
    *[Office.amend] * 5,
    *[Office.leave] * 3,
    *[Office.come_back] * 2,
    *[Office.follow_up] * 3,
    *(Office.convert, Office.convert, Office.take_back, Office.change_setting),
    *[Office.set_rate] * 2,
    *(Office.add_cohort, Office.add_workplace, Office.add_sector, Office.add_project),
    *(Office.edit_something, Office.edit_something),
    *(Office.close_something, Office.close_something, Office.put_together),
    *(Office.add_post, Office.add_post, Office.add_contact, Office.plan_for_a_municipality),
    *[Office.renew] * 3,
    *[Office.place_beside] * 5,
    *[Office.go_on_from_training] * 3,
    *[Office.pause] * 3,
    *[Office.move] * 3,
    *[Office.note] * 2,
    *[Office.merge] * 3,
    *[Office.support] * 3,
    *[Office.deadline] * 3,
]
VALUES: dict[str, list[str]] = {
    "protected": ["yes", "no"],
    "birth-year": ["1960", "1999"],
    "sex": ["woman", "man"],
    "left-to": [*OUTCOMES],
    "qualification": ["yes", "no"],
    "status": [*STATUS.codes],
    "disability": ["yes", "no"],
    "long-term-unemployed": ["yes", "no"],
    "education": [*EDUCATION.codes, ""],
    "agreement": ["AB", "BEA", ""],
    "weekends": ["yes", "no", ""],
    "percent": ["1", "100", "70"],
}
SETTINGS = [
    ("language", "sv"),
    ("language", "en"),
    ("language", ""),
    ("remind.months", "5"),
    ("mail.to", "ame@kommun.example, b@kommun.example"),
    ("mail.folder", "=mappen"),
    ("mail.user", "+'-"),
    ("mail.names", "full"),
    ("mail.host", "::1"),
    ("mail.port", "25"),
]


@st.composite
def identities(draw: st.DrawFn, today: date) -> Any:
    """Draw somebody with a number of any kind, or with another id."""
    born = draw(st.dates(D("1930-01-01"), D("2008-12-31")))
    kind = draw(st.sampled_from(["day", "day", "coordinated", "no day", "no month", "other"]))
    if kind == "other":
        text = draw(TEXTS.filter(lambda text: len(text) <= 30)) + "X"
        return other_identity(text, born.year, draw(st.sampled_from(["woman", "man"])), today)
    day, month = born.day, born.month
    if kind != "day":
        day = 60 if kind == "no day" else 60 + draw(st.sampled_from([0, day]))
    if kind == "no month":
        month = 0
    nine = f"{born.year % 100:02}{month:02}{day:02}{draw(st.sampled_from(['980', '981', '982']))}"
    return parse_identity(f"{born.year // 100}{nine}{luhn_digit(nine)}", today)


QUICK = ["csv sv", "csv en", "csv plain", "json"]


def check_random(check: RoundTrip, data: st.DataObject, forms: list[str]) -> None:
    """Build a random register, and take it through one of these forms."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "steg.db"
        init(path, FOUNDED, ladder=data.draw(ladders()), empty=True)
        with open_register(path) as register:
            office = Office(register, data.draw)
            office.work(DEEDS_EACH)
            check(register, data.draw(st.sampled_from(forms)), office.today)


patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@settings(patient, max_examples=20 * AT_RANDOM)
@given(data=st.data())
def test_a_random_register_comes_back_from_csv_and_json(
    round_trip: RoundTrip, data: st.DataObject
) -> None:
    check_random(round_trip, data, QUICK)


@settings(patient, max_examples=8 * AT_RANDOM)
@given(data=st.data())
def test_a_random_register_comes_back_from_a_workbook(
    round_trip: RoundTrip, data: st.DataObject
) -> None:
    check_random(round_trip, data, ["xlsx sv", "xlsx en"])


@settings(patient, max_examples=10 * AT_RANDOM)
@given(data=st.data())
def test_a_masked_export_changes_nothing_in_a_random_register(
    masked_export: RoundTrip, data: st.DataObject
) -> None:
    check_random(masked_export, data, QUICK)


@pytest.mark.parametrize("form", ["csv sv", "xlsx en"])
def test_the_demo_register_comes_back(round_trip: RoundTrip, demo_file: Path, form: str) -> None:
    with open_register(demo_file) as register:
        round_trip(register, form, DEMO_DAY)
