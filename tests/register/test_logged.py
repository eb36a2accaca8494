"""How the change log is kept: small, and read as it was, whatever was in it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from steg_cli.actions.extend import extend
from steg_cli.register.logged import Layout, key_of, read, stored
from steg_cli.register.migrations import migrate
from steg_cli.register.version_6 import LOGGED_6
from steg_cli.register.version_7 import LOG_VIEW_7, rewrite_log

if TYPE_CHECKING:
    from steg_cli.register.file import Register
    from tests.conftest import OnStep

TODAY = date(2024, 1, 15)
NAMES = ("one", "two", "three")

values = st.none() | st.integers(-(2**63), 2**63 - 1) | st.text(st.characters(codec="utf-8"))
states = st.none() | st.fixed_dictionaries(
    {"id": st.integers(1, 3), **dict.fromkeys(NAMES, values)}
)


def text_of(state: object) -> str | None:
    return None if state is None else json.dumps(state, ensure_ascii=False, separators=(",", ":"))


def bytes_of(state: str | None) -> bytes | None:
    return None if state is None else state.encode()


@pytest.fixture(scope="module")
def empty() -> Iterator[sqlite3.Connection]:
    """A register in memory with nothing in it, and a change to log rows under."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)
        connection.execute(
            "INSERT INTO change (at, day, command) VALUES ('', '2024-01-15', 'enrol')"
        )
        yield connection


@given(before=states, after=states, row=st.integers(1, 3))
@example(
    before={"id": 1, "one": "a\0b", "two": None, "three": "c\0"},
    after={"id": 1, "one": "\0", "two": '"[,null]', "three": "c\0"},
    row=1,
)
def test_a_row_is_read_as_it_was_logged_here_and_by_other_programs(
    empty: sqlite3.Connection, before: dict[str, Any] | None, after: dict[str, Any] | None, row: int
) -> None:
    was = text_of(before), text_of(after)
    layout, *kept = stored("stay", row, *map(bytes_of, was))
    texts = [one.decode() if isinstance(one, bytes) else one for one in kept]
    assert read(layout.columns, row, *texts) == (before, after)

    empty.execute("DELETE FROM log_row")
    empty.execute("DELETE FROM log_layout WHERE id < 0")
    empty.execute("INSERT INTO log_layout VALUES (-1, 'stay', ?)", (layout.columns,))
    values = (row, *kept)
    empty.execute(
        "INSERT INTO log_row VALUES (1, 1, -1, ?, 7, CAST(? AS TEXT), CAST(? AS TEXT))", values
    )
    seen = empty.execute("SELECT * FROM change_row").fetchall()
    assert seen == [(1, 1, "stay", row, 7, *was)]


@given(before=st.tuples(values, values), after=st.tuples(values, values), row=st.integers(1, 3))
@example(before=("a\0b", None), after=("a", "\0"), row=1)
@example(before=('"[,null]', "c\0"), after=(None, "c\0"), row=2)
def test_a_row_that_another_program_writes_is_logged_as_it_was_and_is(
    empty: sqlite3.Connection, before: tuple[object, ...], after: tuple[object, ...], row: int
) -> None:
    texts = [tuple(None if one is None else str(one) for one in each) for each in (before, after)]
    for statement in ("DELETE FROM project", "DELETE FROM log_row"):
        empty.execute(statement)
    insert = "INSERT INTO project (id, name, number, region) VALUES (1, 'STEG', ?, ?)"
    empty.execute(insert, texts[0])
    update = "UPDATE project SET id = ?, number = ?, region = ? WHERE id = 1"
    empty.execute(update, (row, *texts[1]))
    empty.execute("DELETE FROM project")
    seen = [
        [state and tuple(json.loads(state)[name] for name in ("id", "number", "region"))]
        for logged in empty.execute("SELECT before, after FROM change_row ORDER BY id")
        for state in logged
    ]
    was, came = [(1, *texts[0])], [(row, *texts[1])]
    if was == came:
        assert seen == [[None], was, was, [None]]
    else:
        assert seen == [[None], was, was, came, came, [None]]


ODD = (
    ("[", None),
    (None, "["),
    (None, "7"),
    ("{}", "{}"),
    (None, "{}"),
    (None, None),
    (None, '["id",1]'),
    (None, '{"one":1,"id":1}'),
    (None, '{"one":1}'),
    (None, '{"id":9,"one":1}'),
    ('{"id":1,"one":1}', '{"id":1,"two":1}'),
    ('{"id":1,"one":1}', '{"id":1}'),
    (None, '{"id":1,"one":"\\ud800"}'),
    ('{"id":1,"one":"\\ud800"}', '{"id":1,"one":"\\udfff"}'),
)


@pytest.mark.parametrize(("before", "after"), ODD)
def test_what_no_trigger_wrote_is_kept_as_it_is(before: str | None, after: str | None) -> None:
    as_it_is = (Layout("stay", None), bytes_of(before), bytes_of(after))
    assert stored("stay", 1, bytes_of(before), bytes_of(after)) == as_it_is


def test_a_log_with_anything_in_it_is_rewritten_and_nothing_is_lost(
    empty: sqlite3.Connection,
) -> None:
    """Rows of columns that there were once, of no table of ours, without text, and of erasures."""
    rows: list[tuple[object, ...]] = [
        (1, 1, "stay", 1, 7, None, '{"id":1,"first_day":"2024-01-01"}'),
        (2, 1, "stay", 1, 7, None, '{"id":1,"first_day":"2024-01-01","last_day":null}'),
        (3, 1, "stay", 1, 7, '{"id":1,"first_day":"å","last_day":null}', None),
        (4, 1, "erasure", 3, None, None, None),
        (5, 1, "nothing", 3, None, None, '{"id":3}'),
        *[(number, 1, "stay", 1, None, *odd) for number, odd in enumerate(ODD, start=10)],
    ]
    with closing(sqlite3.connect(":memory:")) as other:
        other.execute(
            "CREATE TABLE change_row (id INTEGER PRIMARY KEY, change_id INTEGER, table_name TEXT, "
            "row_id INTEGER, participant_id INTEGER, before TEXT, after TEXT)"
        )
        for table in ("log_layout", "log_row"):
            query = "SELECT sql FROM sqlite_schema WHERE name = ?"
            other.execute(empty.execute(query, (table,)).fetchone()[0])
        other.executemany("INSERT INTO change_row VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        # No letter, and half of one: other programs can write both as a name.
        broken = [b'{"id":1,"first_day":"\xff"}', b'{"id":1,"first_day":"\xed\xa0\x80"}']
        other.executemany(
            "INSERT INTO change_row VALUES (?, 1, 'stay', 1, 7, NULL, CAST(? AS TEXT))",
            enumerate(broken, start=98),
        )
        rewrite_log(other, {})
        layouts = other.execute("SELECT * FROM log_layout ORDER BY id DESC").fetchall()
        assert layouts == [
            (0, "erasure", None),
            (-1, "stay", '{"a":"first_day"}'),
            (-2, "stay", '{"a":"first_day","b":"last_day"}'),
            (-3, "nothing", "{}"),
            (-4, "stay", None),
        ]
        other.execute("ALTER TABLE change_row RENAME TO old")
        other.execute(LOG_VIEW_7)
        other.text_factory = bytes
        query = "SELECT * FROM {} ORDER BY id"
        was, now = (other.execute(query.format(one)).fetchall() for one in ("old", "change_row"))
        assert now == was
        assert [row[-1] for row in now[-2:]] == broken


def test_a_layout_has_a_key_for_every_column_or_is_refused() -> None:
    names = tuple(f"column_{number}" for number in range(52))
    layout = Layout("stay", names)
    assert [*layout.keys.values()] == [*names]
    assert (key_of(layout.columns, "column_26"), key_of(layout.columns, "x")) == ("A", None)
    with pytest.raises(ValueError, match="zip"):
        _ = Layout("stay", (*names, "one_more")).keys


def test_of_a_row_that_changed_only_what_is_another_value_is_kept_after(
    register: Register, on_step: OnStep
) -> None:
    on_step("serviceassistent")
    extend(register, "S-0001", TODAY, months=6)
    query = """SELECT before, after FROM log_row JOIN log_layout ON log_layout.id = layout_id
        WHERE table_name = 'stay' ORDER BY log_row.id DESC LIMIT 1"""
    assert [json.loads(state) for state in register.execute(query).fetchone()] == [
        {"a": 1, "b": 6, "c": "2023-06-01", "d": "2024-05-31", "g": "BEA", "i": "bedömd"},
        {"d": "2024-11-30"},
    ]


def test_every_logged_table_has_its_layout(register: Register) -> None:
    found = {
        table: ["id", *json.loads(columns).values()]
        for table, columns in register.execute(
            "SELECT table_name, columns FROM log_layout WHERE id > 0"
        )
    }
    assert found == {
        table: [row[1] for row in register.execute(f"PRAGMA table_info({table})")]
        for table in LOGGED_6
    }


def test_an_older_sqlite_can_read_the_file(register: Register) -> None:
    """One without the operators -> and ->> refuses every table of a file that has them."""
    query = "SELECT name FROM sqlite_schema WHERE instr(sql, '->')"
    assert register.execute(query).fetchall() == []
