"""Rows that stay in the register until somebody goes through them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steg_cli.output.csv_file import csv_pieces
from steg_cli.output.envelope import report_pieces
from steg_cli.register.file import Register
from steg_cli.reports.people import people
from steg_cli.reports.report import Form, Report, Rows
from steg_cli.reports.whole import whole_register
from steg_cli.texts import texts
from tests.reports.conftest import TODAY

if TYPE_CHECKING:
    from tests.conftest import Fresh

PLACES = st.none() | st.integers(-9, 9)


@dataclass(frozen=True)
class Numbered:
    """A row that knows its number."""

    number: int


class Counting:
    """Rows that count how many of them were read."""

    def __init__(self, register: Register, count: int) -> None:
        self.read = 0
        self.rows = Rows(register, count, self._each)
        self.report = Report(Form("x", Numbered), TODAY, self.rows, {"rows": count})

    def _each(self) -> Iterator[Numbered]:
        for number in range(len(self.rows)):
            self.read += 1
            yield Numbered(number)


@given(
    count=st.integers(0, 6),
    at=st.integers(-8, 8),
    start=PLACES,
    stop=PLACES,
    step=st.none() | st.integers(1, 3),
)
def test_they_are_what_a_tuple_would_be(
    fresh: Fresh, count: int, at: int, start: int | None, stop: int | None, step: int | None
) -> None:
    register = fresh()
    known = tuple(map(Numbered, range(count)))
    with register.snapshot():
        rows = Counting(register, count).rows
        assert (tuple(rows), tuple(rows), len(rows)) == (known, known, count)
        assert rows[start:stop:step] == known[start:stop:step]
        if -count <= at < count:
            assert rows[at] == known[at]
        else:
            with pytest.raises(IndexError):
                rows[at]


def test_they_are_gone_with_the_snapshot_that_they_were_made_in(register: Register) -> None:
    with register.snapshot():
        rows = Counting(register, 3).rows
        with register.snapshot():
            assert len(tuple(rows)) == 3
        assert len(tuple(rows)) == 3
        register.let_go()
        with pytest.raises(RuntimeError):
            tuple(rows)
    with pytest.raises(RuntimeError):
        tuple(rows)


def test_letting_go_ends_no_writing(register: Register) -> None:
    with register.transaction():
        with register.snapshot():
            register.execute("INSERT INTO municipality (name) VALUES ('Ny')")
            register.let_go()
        assert register.connection.in_transaction
    query = "SELECT count(*) FROM municipality WHERE name = 'Ny'"
    assert register.execute(query).fetchone()[0] == 1


def test_json_and_csv_are_written_while_the_rows_are_read(register: Register) -> None:
    with register.snapshot():
        for write in (report_pieces, lambda report: csv_pieces(report, texts("sv"))):
            counting = Counting(register, 1000)
            before = 0
            for _ in write(counting.report):
                assert counting.read - before <= 1
                before = counting.read
            assert counting.read >= 1000


@pytest.mark.parametrize("unmasked", [False, True])
def test_lists_read_later_are_those_read_at_once(filled: Register, unmasked: bool) -> None:
    def told(report: Report[object]) -> object:
        return report.form, report.as_of, tuple(report.rows), report.totals, report.notes

    seen: dict[str, Any] = {"include_protected": unmasked}
    for notes in (False, True):
        exported = [*whole_register(filled, TODAY, include_notes=notes, **seen)]
        listed = people(filled, TODAY, everybody=True, notes=notes, **seen)
        with filled.snapshot():
            later = whole_register(filled, TODAY, include_notes=notes, at_once=False, **seen)
            assert [*map(told, later)] == [*map(told, exported)]
            rows = people(filled, TODAY, everybody=True, notes=notes, at_once=False, **seen)
            assert told(rows) == told(listed)
        assert listed.rows
