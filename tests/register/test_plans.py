"""The helper that looks at query plans sees what reads a table whole, and what grows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from steg_cli.register.version_6 import LOGGED_6
from tests.plans import fill, plan, scanned, statements, steps

if TYPE_CHECKING:
    from steg_cli.register.file import Register
    from tests.conftest import Outside


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("SELECT * FROM stay", {"stay"}),
        ("SELECT * FROM stay AS s WHERE exception = ''", {"stay"}),
        ("SELECT count(*) FROM stay", {"stay"}),
        ("SELECT * FROM stay WHERE enrolment_id = 1", set()),
        ("SELECT * FROM json_each('[1]') AS one JOIN stay ON stay.id = one.value", set()),
        ("SELECT * FROM enrolment WHERE EXISTS (SELECT 1 FROM stay)", {"enrolment", "stay"}),
        ("UPDATE stay SET agreement = 'AB' WHERE decided_by = 'Eva'", {"stay"}),
        ("DELETE FROM stay WHERE id = 1", set()),
        ("SELECT * FROM stay WHERE id > 0", {"stay"}),
        ("SELECT * FROM stay WHERE id > 5 AND id < 9", set()),
        ("BEGIN", set()),
    ],
)
def test_what_is_read_whole_is_named(register: Register, statement: str, found: set[str]) -> None:
    assert scanned(register.connection, statement) == found


def test_statements_are_collected_with_their_values(register: Register) -> None:
    with statements(register.connection) as ran:
        register.execute("SELECT name FROM cohort WHERE id = ?", (1,)).fetchall()
    register.execute("SELECT 1").fetchall()
    assert ran == ["SELECT name FROM cohort WHERE id = 1"]
    assert plan(register.connection, ran[0]) == [
        "SEARCH cohort USING INTEGER PRIMARY KEY (rowid=?)"
    ]


def test_steps_grow_with_what_is_read(register: Register) -> None:
    def counted(query: str) -> int:
        with steps(register.connection) as count:
            register.execute(query).fetchall()
        return count.tens

    fill(register.connection, 300)
    by_key, whole = "SELECT * FROM stay WHERE id = 7", "SELECT * FROM stay"
    few = counted(by_key), counted(whole)
    fill(register.connection, 300)
    assert abs(few[0] - counted(by_key)) <= 2
    assert 1.8 * few[1] < counted(whole) < 2.2 * few[1]
    logged = register.execute("SELECT count(*) FROM change WHERE command = 'outside'")
    assert logged.fetchone()[0] >= 3 * 600


def test_no_row_that_is_written_looks_through_its_table(outside: Outside) -> None:
    """A trigger that refuses to replace a row asks by its keys alone."""
    connection = outside()
    for table in LOGGED_6:
        for name in ("insert", "update"):
            query = "SELECT sql FROM sqlite_schema WHERE name = ?"
            (sql,) = connection.execute(query, (f"{table}_no_replacing_{name}",)).fetchone()
            asked = re.search(r"EXISTS \((.*)\) BEGIN", sql, re.DOTALL)
            assert asked
            statement = re.sub(r"(NEW|OLD)\.\w+", "1", asked[1])
            assert scanned(connection, statement) == set(), table
