"""Which changes are in effect, and which comes next: by index, against the whole history."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steg_cli.actions.advance import advance
from steg_cli.actions.undo import next_reversal, reverse_last
from steg_cli.programme.cases import reference_of
from steg_cli.programme.errors import NotFound, Refused
from steg_cli.register.changes import effect_of, in_effect, is_step_back, next_redo
from steg_cli.register.damage import damaged
from steg_cli.register.file import Register, wall_clock
from steg_cli.register.migrations import migrate
from steg_cli.register.people import find_person
from steg_cli.reports.log import log
from tests.at_random import AT_RANDOM
from tests.plans import fill, scanned, statements, steps
from tests.undoing import Log, undo_and_redo

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody

TODAY = date(2024, 1, 15)
NEVER = 10_000
WHATS = ("do", "do", "undo", "undo", "redo", "older", "upgrade", "erase")


@pytest.fixture(scope="module")
def empty() -> Iterator[sqlite3.Connection]:
    """A register in memory with nothing in it."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)
        yield connection


@st.composite
def histories(draw: st.DrawFn) -> Log:
    """A history of any commands, undone and redone, older changes too, with gaps in its numbers."""
    log: Log = []
    number = 0
    for what in draw(st.lists(st.sampled_from(WHATS))):
        number += draw(st.integers(1, 3))
        undoable, redoable = undo_and_redo(log)
        if what == "do":
            log.append((number, draw(st.sampled_from(("enrol", "outside", "import"))), None))
        elif what in ("upgrade", "erase"):
            log.append((number, what, None))
        elif what == "redo" and redoable:
            log.append((number, "redo", redoable[-1]))
        elif what in ("undo", "older") and undoable:
            target = undoable[-1] if what == "undo" else draw(st.sampled_from(undoable))
            log.append((number, "undo", target))
    return log


def register_with(connection: sqlite3.Connection, log: Log) -> Register:
    """Give a register this history, and a change that is being written."""
    connection.execute("DELETE FROM change WHERE reverses IS NOT NULL")
    connection.execute("DELETE FROM change")
    connection.executemany(
        "INSERT INTO change (id, at, day, command, reverses) "
        "VALUES (?, '2024-01-15T09:00:00Z', '2024-01-15', ?, ?)",
        log,
    )
    connection.execute(
        "INSERT INTO change (at, day, command, is_open) "
        "VALUES ('2024-01-15T09:00:00Z', '2024-01-15', 'undo', 1)"
    )
    return Register(connection, Path("steg.db"), wall_clock)


@settings(max_examples=150 * AT_RANDOM, deadline=None)
@given(made=histories())
def test_what_is_in_effect_is_what_the_whole_history_leaves(
    empty: sqlite3.Connection, made: Log
) -> None:
    register = register_with(empty, made)
    undoable, redoable = undo_and_redo(made)

    assert [one.change for one in in_effect(empty)] == undoable[::-1]
    moments = [one.moment for one in in_effect(empty)]
    assert moments == sorted(moments, reverse=True)
    for number in range(1, len(made) * 3 + 2):
        then = [one.change for one in in_effect(empty, before=number)]
        assert then == undo_and_redo([one for one in made if one[0] < number])[0][::-1]
        effect = effect_of(empty, number)
        assert (effect in list(in_effect(empty))) == (number in undoable) == (effect is not None)

    reversed_by = {number: reverses for number, _, reverses in made}
    assert next_redo(empty) == ((redoable[-1], reversed_by[redoable[-1]]) if redoable else None)

    for target in undoable:
        others = [one for one in undoable if one != target]
        before = undo_and_redo([one for one in made if one[0] < target])[0]
        assert is_step_back(empty, target) == (others == before)

    empty.execute("DELETE FROM change WHERE is_open")
    undone = [row.change for row in log(register, TODAY).rows if row.undone]
    done = [one for one, command, of in made if of is None and command not in ("upgrade", "erase")]
    assert undone == [one for one in done[::-1] if one not in undoable]
    assert [one for one in damaged(empty) if one.table == "change"] == []


@settings(max_examples=80 * AT_RANDOM, deadline=None)
@given(made=histories(), change=st.integers(1, 30))
def test_what_is_asked_for_comes_next_or_is_refused(
    empty: sqlite3.Connection, made: Log, change: int
) -> None:
    register = register_with(empty, made)
    undoable, redoable = undo_and_redo(made)
    reversed_by = {number: reverses for number, _, reverses in made}
    if undoable:
        assert next_reversal(register, "undo").reversed == undoable[-1]
    else:
        with pytest.raises(Refused, match="There is nothing to undo"):
            next_reversal(register, "undo")
    if redoable:
        assert next_reversal(register, "redo").reversed == reversed_by[redoable[-1]]
    else:
        with pytest.raises(Refused, match="There is nothing to redo"):
            next_reversal(register, "redo")
    if change in undoable:
        assert next_reversal(register, "undo", change).reversed == change
    else:
        kind = Refused if change in reversed_by else NotFound
        with pytest.raises(kind) as refused:
            next_reversal(register, "undo", change)
        original = change
        while (before := reversed_by.get(original)) is not None:
            original = before
        comes_back = redoable and reversed_by[redoable[-1]] == original
        told = refused.value.remedy or refused.value.hint
        assert kind is NotFound or told == (
            "Take that one back: steg undo {original}"
            if original in undoable
            else "steg redo brings it back."
            if comes_back
            else "steg log shows what was done."
        )


@settings(max_examples=50 * AT_RANDOM, deadline=None)
@given(made=histories().filter(lambda made: any(one[2] for one in made)), data=st.data())
def test_a_reversal_out_of_turn_is_damage(
    empty: sqlite3.Connection, made: Log, data: st.DataObject
) -> None:
    place = data.draw(st.sampled_from([i for i, one in enumerate(made) if one[2]]))
    number, command, reverses = made[place]
    taken = undo_and_redo(made[:place])
    can = taken[0] if command == "undo" else taken[1][-1:]
    other = data.draw(st.integers(1, NEVER).filter(lambda one: one not in can))
    register_with(empty, made)
    empty.execute("UPDATE change SET reverses = ? WHERE id = ?", (other, number))
    found = [one for one in damaged(empty) if one.table == "change"]
    assert [(one.row, one.column) for one in found][-1] == (number, "reverses")
    empty.execute("UPDATE change SET reverses = ? WHERE id = ?", (reverses, number))


def commands(
    register: Register, enrol_somebody: EnrolSomebody
) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield commands that are to cost the same in any register; they leave it as it was."""
    enrol_somebody(on=date(2023, 1, 10))
    who = reference_of(register.execute("SELECT max(id) FROM participant").fetchone()[0])
    yield "undo", lambda: reverse_last(register, "undo", TODAY)
    yield "redo", lambda: reverse_last(register, "redo", TODAY)
    yield "advance", lambda: advance(register, who, TODAY, to="praktik", exception="pilot")
    yield "undo of a move", lambda: reverse_last(register, "undo", TODAY)
    yield "show", lambda: find_person(register, who, TODAY)
    yield "log", lambda: log(register, TODAY, limit=20, most_rows=12)
    yield "log of one", lambda: log(register, TODAY, who=who, limit=20)
    yield "log of one change", lambda: log(register, TODAY, change=1)
    reverse_last(register, "undo", TODAY)


def test_what_is_done_all_day_does_not_grow_with_the_register(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    def counted() -> dict[str, int]:
        found = {}
        for called, command in commands(register, enrol_somebody):
            with steps(register.connection) as count:
                command()
            found[called] = count.tens
        return found

    fill(register.connection, 100)
    few = counted()
    fill(register.connection, 900)
    many = counted()
    assert [called for called in few if many[called] > 1.3 * few[called] + 2] == []


# What a municipality has a few of, and what is read from the end until something is found.
MAY_BE_SCANNED = {"step", "setting", "sector", "cohort", "municipality", "change"}


def test_what_is_done_all_day_reads_no_table_of_people_whole(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    found = {}
    for called, command in commands(register, enrol_somebody):
        with statements(register.connection) as ran:
            command()
        whole = {table for one in set(ran) for table in scanned(register.connection, one)}
        found[called] = whole - MAY_BE_SCANNED
    assert {called: whole for called, whole in found.items() if whole} == {}
