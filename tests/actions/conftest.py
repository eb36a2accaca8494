"""Doing verbs twice, once rehearsed: a refusal and a dry run leave the file as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.results import Done
from steg_cli.programme.errors import Note, Refused, Several, StegError
from steg_cli.register.file import Register

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody

R = TypeVar("R")
Dump = dict[str, list[tuple[object, ...]]]

TODAY = date(2024, 1, 15)
ENROLLED = date(2021, 3, 1)


class Do(Protocol):
    """What the fixture `do` is."""

    def __call__(self, verb: Callable[..., Done[R]], *values: object, **options: object) -> Done[R]:
        """Do `verb` with the register, after a dry run that changed nothing and said the same."""


class Refuses(Protocol):
    """What the fixture `refuses` is."""

    def __call__(
        self,
        verb: Callable[..., object],
        *values: object,
        kind: type[StegError] = Refused,
        **options: object,
    ) -> tuple[str, ...]:
        """Return the sentence and the hint of the refusal; for several, each one's sentence."""


class OnStep(Protocol):
    """What the fixture `on_step` is."""

    def __call__(
        self,
        step: str,
        name: str = "Anna Andersson",
        *,
        since: date = date(2023, 6, 1),
        months: int | None = None,
        workplace: str | None = None,
        protected: bool = False,
    ) -> str:
        """Enrol somebody on ENROLLED, on `step` since a day, and return the reference."""


class Told(Protocol):
    """What the fixture `told` is."""

    def __call__(self, notes: tuple[Note, ...]) -> list[str]:
        """Return the notes as sentences."""


@pytest.fixture
def register(register: Register) -> Register:
    """Write without waiting for the disk: what happens when the power fails is tested elsewhere."""
    register.execute("PRAGMA synchronous = OFF")
    return register


@pytest.fixture
def dump(register: Register) -> Callable[[], Dump]:
    """Return every row of every table, the change log and SQLite's own counters included."""

    def dump() -> Dump:
        tables = register.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        return {
            table: [tuple(row) for row in register.execute(f"SELECT * FROM {table} ORDER BY rowid")]
            for (table,) in sorted(map(tuple, tables))
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


@pytest.fixture
def refuses(register: Register, dump: Callable[[], Dump]) -> Refuses:
    """Do a verb that is refused, as a dry run and really: neither may touch the file."""

    def refuses(
        verb: Callable[..., object],
        *values: object,
        kind: type[StegError] = Refused,
        **options: object,
    ) -> tuple[str, ...]:
        before, told = dump(), []
        for dry_run in (True, False):
            with pytest.raises(StegError) as caught:
                verb(register, *values, **options, dry_run=dry_run)
            error = caught.value
            assert type(error) is kind
            assert dump() == before
            several = error.errors if isinstance(error, Several) else ()
            told.append((str(error), error.hint.format(**error.values), *map(str, several)))
        assert told[0] == told[1]
        return told[0]

    return refuses


@pytest.fixture
def on_step(register: Register, enrol_somebody: EnrolSomebody) -> OnStep:
    """Bring people to a step in one go, as an exception with the reason "bedömd"."""

    def on_step(
        step: str,
        name: str = "Anna Andersson",
        *,
        since: date = date(2023, 6, 1),
        months: int | None = None,
        workplace: str | None = None,
        protected: bool = False,
    ) -> str:
        reference = enrol_somebody(name, on=ENROLLED, protected=protected)
        advance(
            register,
            reference,
            since,
            to=step,
            months=months,
            workplace=workplace,
            exception="bedömd",
        )
        return reference

    return on_step


@pytest.fixture
def told() -> Told:
    """Fill in the values of notes."""
    return lambda notes: [note.message.format(**note.values) for note in notes]
