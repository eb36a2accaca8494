"""Factories that every test may use. Their types can be imported for annotations alone:

    if TYPE_CHECKING:
        from tests.conftest import EnrolSomebody, Give, Listen, NumberOf, Outside

All people are invented; their numbers have the birth numbers 980–982 of the public test numbers.
"""

from __future__ import annotations

import asyncio
import fcntl
import gc
import shutil
import signal
import sqlite3
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Protocol, TypeVar
from weakref import finalize

import pytest
from aiosmtpd.smtp import SMTP
from hypothesis import is_hypothesis_test, settings

from steg_cli.actions import init as initial
from steg_cli.actions.advance import advance
from steg_cli.actions.enrol import Application, enrol
from steg_cli.actions.init import init
from steg_cli.actions.recording import record
from steg_cli.actions.results import Done
from steg_cli.actions.surroundings import WORKPLACE, Typed, add
from steg_cli.demo.build import build_demo
from steg_cli.programme.codes import Education, Status
from steg_cli.programme.errors import Note
from steg_cli.programme.identity import Identity, parse_identity
from steg_cli.programme.people import INSIDE, Inside, Person, Span
from steg_cli.register import file, migrations
from steg_cli.register.file import Register, open_register
from steg_cli.register.people import find_person, load_people

# No test is about how fast a busy machine is.
settings.register_profile("steg", settings.default, deadline=None)
settings.load_profile("steg")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Run what was picked by hand (files, tests, words) in this process: it starts at once.

    The whole suite, and whole folders, run on every core; `-n 0` and `-n 4` are obeyed.
    """
    picked = all(Path(one.partition("::")[0]).is_file() for one in config.args)
    return 0 if picked or config.option.keyword or config.option.lf else None


def pytest_configure() -> None:
    """Let Ctrl-C reach the programs that tests start, also where `pytest &` was typed.

    What a shell runs beside something else ignores it, and so would all that it starts.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run first, and without looking which lines they reach, the tests that do much at random.

    They take longest: begun last, they would leave the other cores idle. Each line is to be
    reached by an example that somebody chose; looking on costs random tests half of their time.
    """
    for item in items:
        if is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker(pytest.mark.no_cover)
    items.sort(key=lambda item: item.get_closest_marker("no_cover") is None)


def pytest_collection_finish() -> None:
    """Let no later search for garbage go through all that the tests imported."""
    gc.collect()
    gc.freeze()


TODAY = date(2024, 1, 15)
DEMO_DAY = date(2026, 11, 22)
NOW = datetime(2024, 1, 15, 9, 0, tzinfo=UTC)

# name: (sector, adapted). Vård och omsorg employs its own from 2023-01-01, the others do not.
WORKPLACES = {
    "Snickeriet": ("Arbetsmarknad", True),
    "Solgården": ("Vård och omsorg", False),
    "Björkskolan": ("Barn och utbildning", False),
}


# Those of init, and where some of the people in the tests live.
MUNICIPALITIES = (*initial.MUNICIPALITIES, "Hjo", "Karlsborg", "Tibro")

# number_of(born, birth_number="980"): twelve digits; born is ÅÅÅÅMMDD, day + 60 for a
# samordningsnummer.
NumberOf = Callable[..., str]
# outside(path=None): the file (the fixture `register`'s if None) opened as any SQLite tool would.
Outside = Callable[..., sqlite3.Connection]
# listen(conversation, context=None): the port on 127.0.0.1 of a mail server started for it, with
# `context` for implicit TLS.
Listen = Callable[..., int]
# fresh(): a register of one's own in memory, since hundreds of them are written.
Fresh = Callable[[], Register]


@pytest.fixture(scope="session")
def empty_file() -> Iterator[sqlite3.Connection]:
    """What every new register is before anything is in it."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        migrations.migrate(made)
        yield made


@pytest.fixture(autouse=True)
def quick_file(empty_file: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copy a new register's tables, and write without waiting for the disk.

    How tables are made, older files upgraded and files kept is what tests/register is about: there
    nothing is quicker than for a user.
    """
    connect, migrate = file.connect, migrations.migrate

    def connect_quickly(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        connection.execute("PRAGMA synchronous = OFF")
        return connection

    def migrate_quickly(connection: sqlite3.Connection) -> None:
        if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            migrate(connection)
        else:
            empty_file.backup(connection)

    monkeypatch.setattr(file, "connect", connect_quickly)
    monkeypatch.setattr(migrations, "migrate", migrate_quickly)


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The demo of DEMO_DAY in Swedish, built once for every process of a run.

    A file to copy or to read, not to change.
    """
    base = tmp_path_factory.getbasetemp()
    path = (base if worker_id == "master" else base.parent) / "demo.db"
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            build_demo(path, DEMO_DAY, language="sv")
    return path


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register as init leaves it, with the three WORKPLACES and all MUNICIPALITIES.

    A file to copy, not to open.
    """
    path = tmp_path_factory.mktemp("founded") / "steg.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(initial, "MUNICIPALITIES", MUNICIPALITIES)
        init(path, TODAY, clock=lambda: NOW)
    with open_register(path, clock=lambda: NOW) as register:
        for name, (sector, adapted) in WORKPLACES.items():
            about: dict[str, Typed | None] = {
                "sector": sector,
                "municipality": "Skövde",
                "adapted": adapted,
            }
            add(register, WORKPLACE, name, about, TODAY)
    return path


@pytest.fixture(scope="session")
def fresh(founded: Path) -> Fresh:
    """Make registers in memory, as `founded` is."""

    def fresh() -> Register:
        copy = sqlite3.connect(":memory:", isolation_level=None)
        with closing(sqlite3.connect(founded)) as file:
            file.backup(copy)
        copy.execute("PRAGMA foreign_keys = ON")
        register = Register(copy, founded, lambda: datetime(2024, 1, 15, tzinfo=UTC))
        finalize(register, copy.close)  # not every test does
        return register

    return fresh


@pytest.fixture
def register(founded: Path, tmp_path: Path) -> Iterator[Register]:
    """A register of the test's own at tmp_path / "steg.db": cohorts STEG and Pilot 2016.

    Its surroundings are those of `init` and the WORKPLACES, all in Skövde; nobody is enrolled.
    The log's clock stands at NOW.
    """
    path = tmp_path / "steg.db"
    shutil.copy(founded, path)
    with open_register(path, clock=lambda: NOW) as opened:
        yield opened


@pytest.fixture
def number_of() -> NumberOf:
    """Make valid test numbers: number_of("19900101") is a woman's, with "981" a man's."""
    return _number_of


def _number_of(born: str, birth_number: str = "980") -> str:
    doubled = (
        int(figure) * (1 + place % 2)
        for place, figure in enumerate(born[2:] + birth_number, start=1)
    )
    total = sum(value // 10 + value % 10 for value in doubled)
    return f"{born}{birth_number}{-total % 10}"


class EnrolSomebody:
    """Enrols people: each call somebody new, unless a number is given again.

    The first one is born on 1980-01-01, each further one a day later. `on` is today if None.
    Returns the case reference: S-0001, S-0002, …
    """

    def __init__(self, register: Register) -> None:
        self.register, self.born = register, count()

    def __call__(
        self,
        name: str = "Anna Andersson",
        *,
        number: str | None = None,
        cohort: str = "STEG",
        municipality: str = "Skövde",
        status: Status = "unemployed",
        on: date | None = None,
        disability: bool = False,
        long_term_unemployed: bool = True,
        education: Education | None = None,
        protected: bool = False,
        exception: str | None = None,
        today: date = TODAY,
    ) -> str:
        if number is None:
            number = _number_of(f"{date(1980, 1, 1) + timedelta(next(self.born)):%Y%m%d}")
        application = Application(
            parse_identity(number, today),
            name,
            cohort,
            municipality,
            status,
            on or today,
            disability=disability,
            long_term_unemployed=long_term_unemployed,
            education=education,
            protected=protected,
            exception=exception,
            another_person=True,  # tests enrol namesakes
        )
        return enrol(self.register, application, today).result.reference


@pytest.fixture
def enrol_somebody(register: Register) -> EnrolSomebody:
    """Enrol people in `register`."""
    return EnrolSomebody(register)


@pytest.fixture
def outside(register: Register) -> Iterator[Outside]:
    """Open the register's file with plain sqlite3; each statement is committed at once."""
    opened: list[sqlite3.Connection] = []

    def open_outside(path: Path | None = None) -> sqlite3.Connection:
        opened.append(sqlite3.connect(path or register.path, isolation_level=None))
        return opened[-1]

    yield open_outside
    for connection in opened:
        connection.close()


HANGING = 30.0  # seconds after which a server that does not start or end is a failure


class _Loopback:
    """A mail server on a free port of loopback, in a thread of its own."""

    def __init__(
        self, conversation: Callable[[], SMTP], context: ssl.SSLContext | None = None
    ) -> None:
        self._conversation, self._context = conversation, context
        self._conversations: list[SMTP] = []
        self._is_up = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()))
        self._thread.start()
        assert self._is_up.wait(HANGING)

    def stop(self) -> None:
        """Hang up on everybody and end."""
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(HANGING)
        assert not self._thread.is_alive()

    async def _run(self) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        # A handshake that the client breaks off is what some tests are about.
        self._loop.set_exception_handler(lambda _loop, _context: None)
        server = await self._loop.create_server(self._answer, "127.0.0.1", 0, ssl=self._context)
        self.port: int = server.sockets[0].getsockname()[1]
        self._is_up.set()
        await self._over.wait()
        server.close()
        for one in self._conversations:
            if isinstance(one.transport, asyncio.Transport):
                one.transport.abort()
        talks = [one._handler_coroutine for one in self._conversations if one._handler_coroutine]
        await asyncio.gather(*talks, return_exceptions=True)

    def _answer(self) -> SMTP:
        self._conversations.append(self._conversation())
        return self._conversations[-1]


@pytest.fixture
def listen() -> Iterator[Listen]:
    """Start real mail servers, each connection a conversation of its own; all end with the test."""
    servers: list[_Loopback] = []

    def listen(conversation: Callable[[], SMTP], context: ssl.SSLContext | None = None) -> int:
        servers.append(_Loopback(conversation, context))
        return servers[-1].port

    yield listen
    for server in servers:
        server.stop()


# Doing verbs twice, once rehearsed; and what the register holds afterwards as lines


R = TypeVar("R")


Dump = dict[str, list[tuple[object, ...]]]


ENROLLED = date(2021, 3, 1)


class Do(Protocol):
    """What the fixture `do` is."""

    def __call__(self, verb: Callable[..., Done[R]], *values: object, **options: object) -> Done[R]:
        """Do `verb` with the register, after a dry run that changed nothing and said the same."""


# told(notes): the notes as sentences.
Told = Callable[[tuple[Note, ...]], list[str]]


# identity(born="19800101", birth_number="980"): of somebody born on ÅÅÅÅMMDD.
IdentityOf = Callable[..., Identity]


@pytest.fixture
def dump(register: Register) -> Callable[[], Dump]:
    """Return every row of every table, the change log and SQLite's own counters included."""

    def dump() -> Dump:
        tables = register.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        return {
            table: [
                tuple(row) for row in register.execute(f"SELECT * FROM {table} ORDER BY {order}")
            ]
            for (table,) in sorted(map(tuple, tables))
            for order in ("word, participant_id" if table == "name_word" else "rowid",)
        }

    return dump


@pytest.fixture
def do(register: Register, dump: Callable[[], Dump]) -> Do:
    """Do a verb in the register: first as a dry run, which may not touch the file."""

    def do(verb: Callable[..., Done[R]], *values: object, **options: object) -> Done[R]:
        before = dump()
        rehearsed = verb(register, *values, **options, dry_run=True)
        assert dump() == before
        done = verb(register, *values, **options)
        assert rehearsed == Done(done.command, None, done.result, done.notes)
        return done

    return do


class OnStep:
    """Brings people to a step in one go, as an exception with the reason "bedömd"."""

    def __init__(self, register: Register, enrol_somebody: EnrolSomebody) -> None:
        self.register, self.enrol_somebody = register, enrol_somebody

    def __call__(
        self,
        step: str,
        name: str = "Anna Andersson",
        *,
        since: date = date(2023, 6, 1),
        months: int | None = None,
        until: date | None = None,
        workplace: str | None = None,
        agreement: str | None = None,
        **about: Any,
    ) -> str:
        """Enrol somebody on ENROLLED, on `step` since a day, and return the reference.

        `about` is what `enrol_somebody` takes: protected, cohort, municipality …
        """
        who = self.enrol_somebody(name, on=ENROLLED, **about)
        advance(
            self.register,
            who,
            since,
            to=step,
            months=months,
            until=until,
            workplace=workplace,
            agreement=agreement,
            exception="bedömd",
        )
        return who


@pytest.fixture
def on_step(register: Register, enrol_somebody: EnrolSomebody) -> OnStep:
    """Bring people to a step."""
    return OnStep(register, enrol_somebody)


class Give:
    """Records pauses, supports and deadlines as they are."""

    def __init__(self, register: Register) -> None:
        self.register = register

    def __call__(self, who: str, *things: Inside, today: date = TODAY) -> None:
        """Add things to somebody's last enrolment, under the rules of the whole person."""
        with self.register.change("give", today):
            person = find_person(self.register, who, today)
            old = person.enrolments[-1]
            inside: dict[str, Any] = {
                name: (*getattr(old, name), *(one for one in things if type(one) is kind))
                for kind, name in INSIDE.items()
            }
            after = person.with_(old, replace(old, **inside))
            record(self.register, person, after)


@pytest.fixture
def give(register: Register) -> Give:
    """Give people pauses, supports and deadlines."""
    return Give(register)


@pytest.fixture
def told() -> Told:
    """Fill in the values of notes."""
    return lambda notes: [note.message.format(**note.values) for note in notes]


@pytest.fixture
def identity(number_of: NumberOf) -> IdentityOf:
    """Make identities: a woman's, unless the birth number is odd."""
    return lambda born="19800101", birth_number="980": parse_identity(
        number_of(born, birth_number), TODAY
    )


@pytest.fixture
def ways(register: Register) -> Callable[[], list[str]]:
    """Return everybody's way as lines, every column of every table in it but the row ids."""

    def ways() -> list[str]:
        cases = [row[0] for row in register.execute("SELECT id FROM participant ORDER BY id")]
        return [line for person in load_people(register, cases) for line in _way(register, person)]

    return ways


def _way(register: Register, person: Person) -> Iterator[str]:
    who = person.participant
    yield _line(who.reference, who.identity.written, who.name, who.protected and "protected")
    for enrolment in person.enrolments:
        yield "  " + _line(
            _days(enrolment),
            enrolment.cohort,
            enrolment.municipality,
            enrolment.status,
            enrolment.disability and "disability",
            enrolment.long_term_unemployed and "long-term",
            enrolment.education,
            enrolment.consultant and f"consultant {enrolment.consultant}",
            enrolment.exception and f"!{enrolment.exception}",
            enrolment.left_to and f"to {enrolment.left_to}",
            enrolment.qualification and "qualified",
        )
        for stay in enrolment.stays:
            yield "    " + _line(
                _days(stay),
                stay.step.code,
                stay.planned_last_day and f"planned {stay.planned_last_day}",
                stay.closed_on and f"closed {stay.closed_on}",
                stay.agreement,
                None if stay.weekends is None else f"weekends {stay.weekends}",
                stay.exception and f"!{stay.exception}",
                stay.decided_by and f"by {stay.decided_by}",
                None if stay.completed is None else f"completed {stay.completed}",
                stay.certificate_day and f"certificate {stay.certificate_day}",
                stay.post and f"post {stay.post}",
            )
            for extension in register.execute(
                "SELECT * FROM extension WHERE stay_id = ? ORDER BY id", (stay.id,)
            ):
                yield "      " + _line(
                    f"{extension['decided_on']} extended",
                    f"{extension['old_last_day']} > {extension['new_last_day']}",
                    extension["decided_by"] and f"by {extension['decided_by']}",
                    extension["exception"] and f"!{extension['exception']}",
                )
        for placement in enrolment.placements:
            yield "    " + _line(
                _days(placement),
                f"at {placement.workplace.name}",
                f"{placement.percent} %",
                placement.supervisor and f"with {placement.supervisor}",
                placement.exception and f"!{placement.exception}",
            )
        for follow_up in enrolment.follow_ups:
            yield f"    {follow_up.day} followed up: {follow_up.status}"
        for pause in enrolment.pauses:
            yield "    " + _line(_days(pause), "pause", not pause.paid and "unpaid")
        for support in enrolment.supports:
            yield "    " + _line(
                _days(support),
                support.kind,
                support.percent and f"{support.percent} %",
                support.cap is not None and f"at most {support.cap}",
                support.decision,
            )
        for deadline in enrolment.deadlines:
            yield "    " + _line(
                deadline.day,
                f"deadline {deadline.text}",
                f"lead {deadline.lead}",
                deadline.done_on and f"done {deadline.done_on}",
            )


def _days(span: Span) -> str:
    return f"{span.first_day}–{span.last_day or ''}"


def _line(*words: object) -> str:
    return " ".join(str(word) for word in words if word)
