"""Doing verbs twice, once rehearsed: a refusal and a dry run leave the file as it was.

And lists to import: rows of plain values, and what the register holds afterwards as lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.import_list import Listed, import_list
from steg_cli.actions.results import Done, Imported, Wrong
from steg_cli.programme.errors import Note, Refused, Several, StegError
from steg_cli.programme.identity import Identity, parse_identity
from steg_cli.programme.lists import Row
from steg_cli.programme.people import Enrolment, Person, Placement, Stay
from steg_cli.register.file import Register
from steg_cli.register.people import load_people

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody, NumberOf

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


class IdentityOf(Protocol):
    """What the fixture `identity` is."""

    def __call__(self, born: str = "19800101", birth_number: str = "980") -> Identity:
        """Return the identity of somebody born on ÅÅÅÅMMDD."""


class RowOf(Protocol):
    """What the fixture `row` is."""

    def __call__(
        self, kind: str = "people", /, *empty: str, sheet: str | None = None, **values: object
    ) -> Row:
        """Return the next row of a sheet, which is called as the kind if not said.

        `values` are its cells as they are read, days also as ÅÅÅÅ-MM-DD. Its columns are those
        of the values and of `empty`, each called as its field is.
        """


class TakeIn(Protocol):
    """What the fixture `take_in` is."""

    def __call__(self, *rows: Row, partly: bool = False) -> Done[Imported]:
        """Import rows without being asked, after a dry run that did the same."""


class WrongWith(Protocol):
    """What the fixture `wrong_with` is."""

    def __call__(self, *rows: Row) -> list[str]:
        """Return what is wrong with rows, which leaves the file as it was, byte by byte.

        Each as "sheet row [column] “value”: sentence | hint".
        """


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


@pytest.fixture
def identity(number_of: NumberOf) -> IdentityOf:
    """Make identities: a woman's, unless the birth number is odd."""
    return lambda born="19800101", birth_number="980": parse_identity(
        number_of(born, birth_number), TODAY
    )


@pytest.fixture
def row() -> RowOf:
    """Make rows of lists. On each sheet they are numbered from 2, below the headings."""
    numbers: Counter[str] = Counter()

    def row(
        kind: str = "people", /, *empty: str, sheet: str | None = None, **values: object
    ) -> Row:
        sheet = sheet or kind
        numbers[sheet] += 1
        days = {key: value for key, value in values.items() if _is_day(value)}
        keys = ["number" if key == "who" else key for key in (*values, *empty)]
        return Row(
            kind,
            sheet,
            numbers[sheet] + 1,
            values | {key: date.fromisoformat(str(day)) for key, day in days.items()},
            {key: key for key in keys},
        )

    return row


def _is_day(value: object) -> bool:
    return isinstance(value, str) and len(value) == 10 and value[4:5] == value[7:8] == "-"


@pytest.fixture
def take_in(do: Do) -> TakeIn:
    """Import rows as the list lista.xlsx."""

    def take_in(*rows: Row, partly: bool = False) -> Done[Imported]:
        done = do(import_list, Listed("lista.xlsx", rows), TODAY, ask=False, partly=partly)
        assert partly or list(map(wrong_line, done.result.problems)) == []
        return done

    return take_in


@pytest.fixture
def wrong_with(register: Register, dump: Callable[[], Dump]) -> WrongWith:
    """Import rows that cannot come in."""

    def wrong_with(*rows: Row) -> list[str]:
        before, content = dump(), register.path.read_bytes()
        done = import_list(register, Listed("lista.xlsx", rows), TODAY, ask=False)
        assert done.change is None
        assert done.notes == ()
        assert done.result.problems
        assert dump() == before
        assert register.path.read_bytes() == content
        return [wrong_line(wrong) for wrong in done.result.problems]

    return wrong_with


def wrong_line(wrong: Wrong) -> str:
    """Return a problem as a line."""
    value = "" if wrong.value is None else f" “{wrong.value}”"
    return f"{wrong.sheet} {wrong.row} [{wrong.column}]{value}: {wrong.problem} | {wrong.right}"


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
            )
            for extension in register.execute(
                "SELECT * FROM extension WHERE stay_id = ? ORDER BY id", (stay.id,)
            ):
                yield "      " + _line(
                    f"{extension['decided_on']} extended",
                    f"{extension['old_last_day']} > {extension['new_last_day']}",
                    extension["decided_by"] and f"by {extension['decided_by']}",
                )
        for placement in enrolment.placements:
            yield "    " + _line(
                _days(placement),
                f"at {placement.workplace.name}",
                f"{placement.percent} %",
                placement.supervisor and f"with {placement.supervisor}",
            )
        for follow_up in enrolment.follow_ups:
            yield f"    {follow_up.day} followed up: {follow_up.status}"


def _days(span: Enrolment | Stay | Placement) -> str:
    return f"{span.first_day}–{span.last_day or ''}"


def _line(*words: object) -> str:
    return " ".join(str(word) for word in words if word)
