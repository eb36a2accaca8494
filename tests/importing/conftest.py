"""Lists to import, as rows of plain values or as cells; and registers, out and in again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from steg_cli.actions.init import init
from steg_cli.actions.results import Done, Imported, Wrong
from steg_cli.actions.undo import reverse_last
from steg_cli.exchange.sheets import Cell, Line, Sheet, read_sheets
from steg_cli.importing.import_list import import_list
from steg_cli.importing.listed import VALUES, Head, Row, Values, WholeList
from steg_cli.importing.reading import Reading
from steg_cli.importing.rows import Table
from steg_cli.importing.tables import read_tables
from steg_cli.output.csv_file import report_csv
from steg_cli.output.envelope import reports_json
from steg_cli.output.xlsx_file import reports_xlsx
from steg_cli.programme.cases import reference_of
from steg_cli.programme.identity import Identity
from steg_cli.register.file import Register, open_register
from steg_cli.register.surroundings import step_labels
from steg_cli.reports.whole import whole_register
from steg_cli.texts import texts

if TYPE_CHECKING:
    from tests.conftest import Do, Dump

TODAY = date(2024, 1, 15)


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
def row() -> RowOf:
    """Make rows of lists. On each sheet they are numbered from 2, below the headings."""
    numbers: Counter[str] = Counter()

    def row(kind: str = "people", /, *empty: str, **values: object) -> Row:
        sheet = str(values.pop("sheet", kind))
        numbers[sheet] += 1
        days = {key: value for key, value in values.items() if _is_day(value)}
        keys = ["number" if key == "who" else key for key in (*values, *empty)]
        places = {key: place for place, key in enumerate(keys)}
        return Row(
            Head(kind, sheet, {key: key for key in keys}, places),
            numbers[sheet] + 1,
            _values(kind, values | {k: date.fromisoformat(str(day)) for k, day in days.items()}),
            tuple(_written(key, value) for key, value in values.items()),
        )

    return row


def _values(kind: str, values: dict[str, Any]) -> Values:
    """Return what the columns of a kind say; it knows no others."""
    if kind not in VALUES:
        return values
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
        done = do(import_list, WholeList("lista.xlsx", rows), TODAY, ask=False, partly=partly)
        assert partly or list(map(wrong_line, done.result.problems)) == []
        return done

    return take_in


@pytest.fixture
def wrong_with(register: Register, dump: Callable[[], Dump]) -> WrongWith:
    """Import rows that cannot come in."""

    def wrong_with(*rows: Row) -> list[str]:
        before, content = dump(), register.path.read_bytes()
        done = import_list(register, WholeList("lista.xlsx", rows), TODAY, ask=False)
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
                    {
                        one.name: one
                        for one in whole_register(
                            r, today, include_protected=True, include_notes=True
                        )
                    }
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


@pytest.fixture(scope="session")
def masked_export() -> RoundTrip:
    """Export a register with protected people masked, and import it into itself: nothing changes.

    Nor does it when they are shown.
    """

    def masked_export(register: Register, form: str, today: date = TODAY) -> None:
        before = _contents(register)
        for shown in (False, True):
            with TemporaryDirectory() as name:
                path = _export(register, form, today, Path(name), shown=shown)
                done = _take(register, _listed_in(path, today), today)
            assert (done.change, done.result.changes) == (None, ())
            assert [s for s in done.result.sheets if s.rows != s.unchanged] == []
            assert _contents(register) == before

    return masked_export


# What stays behind: the history, the mails, and what SQLite keeps for itself.
LEFT_BEHIND = {
    *("change", "log_row", "outbox", "reminder", "reminder_run", "_sqlite_migrations"),
    *("backup", "log_layout", "name_word", "watched"),
}


def _export(
    register: Register, form: str, today: date, folder: Path, *, shown: bool = True
) -> Path:
    """Write the whole register as `steg export` does."""
    reports = whole_register(register, today, include_protected=shown, include_notes=True)
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


def _listed_in(path: Path, today: date) -> WholeList:
    """Read a file as `steg import` does; nothing of an export may be passed over."""
    found = read_tables(read_sheets(path), Reading(), today)
    assert found.skipped == ()
    assert [table.sheet for table in found.tables if table.left_out or table.totals] == []
    return WholeList(
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
    """Create a register as `steg init --empty` does."""
    init(path, TODAY, empty=True)
    with open_register(path) as register:
        yield register


def _take(register: Register, listed: WholeList, today: date) -> Done[Imported]:
    """Import a list that nothing may be wrong with."""
    done = import_list(register, listed, today, ask=False)
    assert done.result.problems == ()
    return done


# Cells


Rows = Sequence[Sequence[Cell]]


class SheetOf(Protocol):
    """What the fixture `sheet_of` is."""

    def __call__(self, rows: Rows, name: str = "Blad1") -> Sheet:
        """Return rows as a sheet, as a file gives it: what is empty is left out."""


class TableOf(Protocol):
    """What the fixture `table_of` is."""

    def __call__(self, rows: Rows, name: str = "Blad1", **how: Any) -> Table:
        """Return the one table of a list on 2024-06-15; `how` it is read as `Reading` has it."""


@pytest.fixture(scope="session")
def sheet_of() -> SheetOf:
    """Make sheets of rows."""
    return _sheet_of


def _sheet_of(rows: Rows, name: str = "Blad1") -> Sheet:
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = [None if cell == "" else cell for cell in row]
        filled = [place for place, cell in enumerate(cells, start=1) if cell is not None]
        if filled:
            lines.append(Line(number, tuple(cells[: filled[-1]])))
    return Sheet(name, tuple(lines))


@pytest.fixture(scope="session")
def table_of() -> TableOf:
    """Read lists."""

    def table_of(rows: Rows, name: str = "Blad1", **how: Any) -> Table:
        (table,) = read_tables([_sheet_of(rows, name)], Reading(**how), date(2024, 6, 15)).tables
        return table

    return table_of
