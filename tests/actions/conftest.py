"""Doing verbs twice, once rehearsed: a refusal and a dry run leave the file as it was.

And lists to import: rows of plain values, and what the register holds afterwards as lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.init import init
from steg_cli.actions.results import Done, Imported, Wrong
from steg_cli.actions.undo import reverse_last
from steg_cli.exchange.sheets import read_sheets
from steg_cli.exchange.tables import Reading, read_tables
from steg_cli.importing.import_list import import_list
from steg_cli.importing.listed import VALUES, Listed, Row, Values
from steg_cli.output.csv_file import report_csv
from steg_cli.output.envelope import reports_json
from steg_cli.output.xlsx_file import reports_xlsx
from steg_cli.programme.errors import Note, Refused, Several, StegError
from steg_cli.programme.identity import Identity, parse_identity
from steg_cli.programme.people import Enrolment, Person, Placement, Stay, reference_of
from steg_cli.register.file import Register, open_register
from steg_cli.register.people import load_people
from steg_cli.register.surroundings import step_labels
from steg_cli.reports.whole import whole_register
from steg_cli.texts import texts

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


# told(notes): the notes as sentences.
Told = Callable[[tuple[Note, ...]], list[str]]
# identity(born="19800101", birth_number="980"): of somebody born on ÅÅÅÅMMDD.
IdentityOf = Callable[..., Identity]


class RowOf(Protocol):
    """What the fixture `row` is."""

    def __call__(self, kind: str = "people", /, *empty: str, **values: object) -> Row:
        """Return the next row of a sheet, which is called as the kind unless `sheet` is given.

        `values` are its cells as they are read, days also as ÅÅÅÅ-MM-DD, and what stands in the
        cells is what a Swedish list would write. The columns are those of the values and of
        `empty`, each called as its field is.
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


class RoundTrip(Protocol):
    """What the fixture `round_trip` is."""

    def __call__(self, register: Register, form: str, today: date = TODAY) -> None:
        """Export a register whole, import it into an empty one, and compare the two.

        `form` is json, "csv sv", "csv en", "csv plain", "xlsx sv" or "xlsx en". Exports and every
        column of every table are equal but for row ids. Importing it once more, also into the
        register itself, changes nothing, and undo leaves the new one empty.
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


class Refuses:
    """Does a verb that is refused, as a dry run and really: neither may touch the file."""

    def __init__(self, register: Register, dump: Callable[[], Dump]) -> None:
        self.register, self.dump = register, dump

    def __call__(
        self,
        verb: Callable[..., object],
        *values: object,
        kind: type[StegError] = Refused,
        **options: object,
    ) -> tuple[str, ...]:
        """Return the sentence and the hint of the refusal; for several, each one's sentence."""
        before, told = self.dump(), []
        for dry_run in (True, False):
            with pytest.raises(StegError) as caught:
                verb(self.register, *values, **options, dry_run=dry_run)
            error = caught.value
            assert type(error) is kind
            assert self.dump() == before
            several = error.errors if isinstance(error, Several) else ()
            told.append((str(error), texts("en").hint(error), *map(str, several)))
        assert told[0] == told[1]
        return told[0]


@pytest.fixture
def refuses(register: Register, dump: Callable[[], Dump]) -> Refuses:
    """Do a verb that is refused."""
    return Refuses(register, dump)


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
        workplace: str | None = None,
        protected: bool = False,
    ) -> str:
        """Enrol somebody on ENROLLED, on `step` since a day, and return the reference."""
        who = self.enrol_somebody(name, on=ENROLLED, protected=protected)
        advance(
            self.register,
            who,
            since,
            to=step,
            months=months,
            workplace=workplace,
            exception="bedömd",
        )
        return who


@pytest.fixture
def on_step(register: Register, enrol_somebody: EnrolSomebody) -> OnStep:
    """Bring people to a step."""
    return OnStep(register, enrol_somebody)


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

    def row(kind: str = "people", /, *empty: str, **values: object) -> Row:
        sheet = str(values.pop("sheet", kind))
        numbers[sheet] += 1
        days = {key: value for key, value in values.items() if _is_day(value)}
        keys = ["number" if key == "who" else key for key in (*values, *empty)]
        return Row(
            kind,
            sheet,
            numbers[sheet] + 1,
            _values(kind, values | {k: date.fromisoformat(str(day)) for k, day in days.items()}),
            {key: key for key in keys},
            cells=tuple(_written(key, value) for key, value in values.items()),
            places={key: place for place, key in enumerate(keys)},
        )

    return row


def _values(kind: str, values: dict[str, Any]) -> Values:
    """Return what the columns of a kind say; it knows no others."""
    known = {one.name for one in fields(VALUES[kind])}
    return VALUES[kind](**{key: value for key, value in values.items() if key in known})


def _written(key: str, value: object) -> str:
    """Return what a list writes."""
    match value:
        case Identity():
            return value.written
        case bool():
            return "ja" if value else "nej"
        case int() if key == "reference":
            return reference_of(value)
    return str(value)


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


# Out and in again


@pytest.fixture(scope="session")
def round_trip() -> RoundTrip:
    """Export a register, import it into an empty one, and compare."""

    def round_trip(register: Register, form: str, today: date = TODAY) -> None:
        with TemporaryDirectory() as name:
            folder = Path(name)
            listed = _listed_in(_export(register, form, today, folder), today)
            with _opened(folder / "new.db") as new:
                empty = _contents(new)
                _take(new, listed, today)
                old, back = (
                    {one.name: one for one in whole_register(r, today, include_protected=True)}
                    for r in (register, new)
                )
                assert back == old
                assert _contents(new) == _contents(register)
                for again in (new, register):
                    done = _take(again, listed, today)
                    assert done.change is None
                    assert [s for s in done.result.sheets if s.rows != s.unchanged] == []
                reverse_last(new, "undo", today)
                assert _contents(new) == empty

    return round_trip


# What stays behind: the history, the mails, and what SQLite keeps for itself.
LEFT_BEHIND = {"change", "change_row", "outbox", "reminder", "reminder_run", "_sqlite_migrations"}


def _export(register: Register, form: str, today: date, folder: Path) -> Path:
    """Write the whole register as `steg export` does."""
    reports = whole_register(register, today, include_protected=True)
    format_, _, how = form.partition(" ")
    language = how if how in ("sv", "en") else "en"
    t = texts(language).naming(step_labels(register, language))
    path = folder / f"export.{format_}"
    match format_:
        case "xlsx":
            path.write_bytes(reports_xlsx(reports, t))
        case "json":
            path.write_text(reports_json(reports, "export"), "utf-8")
        case _:
            path.mkdir()
            for report in reports:
                name = f"{report.name.replace(' ', '-')}.csv"
                (path / name).write_bytes(report_csv(report, t, plain=how == "plain").encode())
    return path


def _listed_in(path: Path, today: date) -> Listed:
    """Read a file as `steg import` does; nothing of an export may be passed over."""
    found = read_tables(read_sheets(path), Reading(), today)
    assert found.skipped == ()
    assert [table.sheet for table in found.tables if table.left_out or table.totals] == []
    return Listed(
        path.name,
        tuple(row for table in found.tables for row in table.rows),
        tuple(problem for table in found.tables for problem in table.problems),
    )


def _contents(register: Register) -> dict[str, list[Any]]:
    """Return every row of every table, with what it refers to instead of that one's number."""
    tables = [
        row[0]
        for row in register.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        )
    ]
    homes = {
        table: {
            row["from"]: row["table"]
            for row in register.execute(f"PRAGMA foreign_key_list({table})")
        }
        for table in tables
    }
    rows = {
        table: {row["id"]: dict(row) for row in register.execute(f"SELECT * FROM {table}")}
        for table in tables
        if table not in LEFT_BEHIND
    }

    def tell(table: str, number: int) -> Any:
        return [
            (
                column,
                tell(homes[table][column], value) if value and column in homes[table] else value,
            )
            for column, value in rows[table][number].items()
            if column != "id" or table == "participant"
        ]

    return {
        table: sorted((tell(table, number) for number in found), key=repr)
        for table, found in rows.items()
    }


@contextmanager
def _opened(path: Path) -> Iterator[Register]:
    """Create a register as `steg init --empty` does, and write without waiting for the disk."""
    init(path, TODAY, empty=True)
    with open_register(path) as register:
        register.execute("PRAGMA synchronous = OFF")
        yield register


def _take(register: Register, listed: Listed, today: date) -> Done[Imported]:
    """Import a list that nothing may be wrong with."""
    done = import_list(register, listed, today, ask=False)
    assert done.result.problems == ()
    return done
