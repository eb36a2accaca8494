"""Whom to look at on a day is kept as it is, whoever writes; nobody else is ever told of."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steg_cli.register.damage import Damage
from steg_cli.register.version_9 import WATCHED_9, watch_triggers_9
from steg_cli.register.watching import not_watched_right
from steg_cli.reports.check import of_the_file
from steg_cli.reports.ends import Ending, endings
from steg_cli.reports.today import Needed, today
from tests.at_random import AT_RANDOM

if TYPE_CHECKING:
    from steg_cli.register.file import Register
    from tests.conftest import EnrolSomebody, Fresh

# Few days and rows, so that they meet, and the ends of short and long months.
DAYS = (
    *("2023-02-28", "2023-03-31", "2023-08-30", "2023-08-31", "2023-09-01", "2023-11-30"),
    *("2024-01-31", "2024-02-29", "2024-03-01", "2024-08-31"),
)
BEYOND = ("9999-11-30", "9999-12-31")  # from where no months can be counted
PEOPLE, ROWS = 3, 6  # how many enrolments, and how many rows of each other table
IN = {
    "stay": "first_day, last_day, closed_on, step_id",
    "placement": "first_day, last_day, workplace_id",
    "support": "first_day, last_day, kind",
    "follow_up": "day, status",
}

numbers = st.integers(1, ROWS)
enrolments = st.integers(1, PEOPLE)


@st.composite
def edits(draw: st.DrawFn, of: Sequence[str] = DAYS) -> tuple[str, tuple[object, ...]]:
    """A statement of another program about a row of any table that days are looked up in."""
    days = st.sampled_from(of)
    ends = st.none() | days
    rows = {
        "stay": st.tuples(days, ends, st.integers(1, 6)).map(lambda row: (*row[:2], *row[1:])),
        "placement": st.tuples(days, ends, st.just(1)),
        "support": st.tuples(days, days, st.just("lonebidrag")),
        "follow_up": st.tuples(days, st.just("other")),
    }
    table = draw(st.sampled_from([*IN, *IN, "enrolment", "step"]))
    if draw(st.integers(0, 5)) == 0 and table != "enrolment":
        return f"DELETE FROM {table} WHERE id = ?", (draw(numbers),)
    if table == "step":
        where = draw(st.sampled_from(("ame", "adapted", "ordinary")))
        return "UPDATE step SET location = ? WHERE id = ?", (where, draw(numbers))
    if table == "enrolment":
        left = draw(ends)
        number = draw(enrolments)
        if draw(st.booleans()):
            to = left and "other"
            return "UPDATE enrolment SET last_day = ?, left_to = ? WHERE id = ?", (left, to, number)
        key = draw(st.sampled_from(("id", "rowid")))
        statement = f"UPDATE OR REPLACE enrolment SET {key} = ? WHERE id = ?"
        return statement, (draw(enrolments), number)
    columns, values = IN[table], (draw(enrolments), *draw(rows[table]), draw(numbers))
    places = ", ".join("?" * len(values))
    if draw(st.booleans()):
        return f"INSERT INTO {table} (enrolment_id, {columns}, id) VALUES ({places})", values
    return f"UPDATE {table} SET (enrolment_id, {columns}) = ({places[3:]}) WHERE id = ?", values


def edited(register: Register, statements: Sequence[tuple[str, tuple[object, ...]]]) -> None:
    """Let another program do what the tables do not refuse."""
    register.execute("PRAGMA foreign_keys = OFF")
    for number in range(1, PEOPLE + 1):
        register.execute(
            """INSERT INTO participant (id, kind, number, sex, birth_year, name)
            VALUES (:n, 'other', 'P-' || :n, 'man', 1980, 'Person ' || :n)""",
            {"n": number},
        )
        register.execute(
            """INSERT INTO enrolment (id, participant_id, cohort_id, municipality, first_day,
                status) VALUES (?, ?, 1, 'Skövde', '2022-01-01', 'unemployed')""",
            (number, number),
        )
    for statement, values in statements:
        with suppress(sqlite3.IntegrityError):
            register.execute(statement, values)


def contents(register: Register, name: str) -> list[tuple[object, ...]]:
    return sorted(map(tuple, register.execute(f"SELECT * FROM {name}")), key=repr)


@settings(max_examples=60 * AT_RANDOM, deadline=None)
@given(statements=st.lists(edits((*DAYS, *BEYOND)), min_size=15, max_size=40))
def test_what_is_kept_is_what_the_rows_have_whoever_wrote_them(
    fresh: Fresh, statements: list[tuple[str, tuple[object, ...]]]
) -> None:
    with fresh() as register:
        edited(register, statements)
        assert contents(register, "watched") == contents(register, "to_watch")


@pytest.mark.parametrize(
    "statements",
    [
        ("UPDATE enrolment SET rowid = 9",),
        ("UPDATE step SET rowid = rowid + 100",),
        ("DELETE FROM step",),
        (
            *("CREATE TEMP TABLE kept AS SELECT * FROM step", "DELETE FROM step"),
            *("UPDATE stay SET first_day = '2024-01-01'", "INSERT INTO step SELECT * FROM kept"),
        ),
        (
            *("CREATE TEMP TABLE kept AS SELECT * FROM enrolment", "DELETE FROM enrolment"),
            *("UPDATE step SET location = 'ame'", "INSERT INTO enrolment SELECT * FROM kept"),
        ),
    ],
)
def test_rows_that_get_another_number_or_go_and_come_back_are_looked_up(
    register: Register, enrol_somebody: EnrolSomebody, statements: Sequence[str]
) -> None:
    enrol_somebody("Anna Alm")
    register.execute("PRAGMA foreign_keys = OFF")
    register.execute("UPDATE step SET location = 'adapted' WHERE id = 1")
    register.execute("UPDATE enrolment SET last_day = '2025-01-01', left_to = 'other'")
    assert len(contents(register, "watched")) == 2
    for statement in statements:
        register.execute(statement)
    assert contents(register, "watched") == contents(register, "to_watch")


Told = tuple[list[Ending], Sequence[Needed]]


@settings(max_examples=40 * AT_RANDOM, deadline=None)
@given(statements=st.lists(edits(), min_size=15, max_size=40), more=st.integers(-40, 600))
def test_whoever_looks_at_everybody_finds_nobody_else(
    fresh: Fresh, statements: list[tuple[str, tuple[object, ...]]], more: int
) -> None:
    def told(register: Register) -> list[Told]:
        some = [date.fromisoformat(day) + timedelta(more) for day in DAYS]
        return [
            (endings(register, day, within=1), today(register, day).rows)
            for one in some
            for day in (one - timedelta(1), one, one + timedelta(1))
        ]

    with fresh() as register:
        edited(register, statements)
        found = told(register)
        register.execute("DELETE FROM watched")
        register.execute(
            """INSERT INTO watched SELECT enrolment.id, value, '0001-01-01', NULL
            FROM enrolment, json_each('["no-workplace", "support", "follow-up"]')"""
        )
        assert told(register) == found


def test_every_column_that_the_view_reads_has_a_trigger() -> None:
    (view,) = (one for one in WATCHED_9 if "VIEW to_watch" in one)
    assert any("AFTER UPDATE ON step " in one for one in watch_triggers_9())  # of all, `location`
    read = set(re.findall(r"\b(?:first_day|last_day|step_id|enrolment_id|day)\b", view))
    watched = {column for one in watch_triggers_9() for column in re.findall(r"\w+", one)}
    assert read <= watched
    tables = {one.partition(" ON ")[2].split()[0] for one in watch_triggers_9()}
    assert set(re.findall(r"(?:FROM|JOIN) (\w+)", view)) == tables


@pytest.mark.parametrize(
    ("statement", "enrolment"),
    [
        ("DELETE FROM watched", 1),
        ("UPDATE watched SET first_day = '2031-01-01'", 1),
        ("UPDATE watched SET last_day = '2021-01-01'", 1),
        ("INSERT INTO watched VALUES (7, 'support', '2024-01-01', NULL)", 7),
    ],
)
def test_days_that_are_not_those_of_the_rows_are_told(
    register: Register, enrol_somebody: EnrolSomebody, statement: str, enrolment: int
) -> None:
    enrol_somebody("Anna Alm")
    register.execute("UPDATE step SET location = 'adapted' WHERE id = 1")
    assert list(of_the_file(register)) == []
    register.execute(statement)
    assert list(not_watched_right(register.connection)) == [enrolment]
    (finding,) = of_the_file(register)
    assert finding.problem == Damage("watched", enrolment, None).note


def test_a_row_that_is_wrong_is_told_and_not_also_what_is_kept_of_it(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody("Anna Alm")
    register.execute("UPDATE step SET location = 'adapted' WHERE id = 1")
    query = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'stay%'"
    triggers = register.execute(query).fetchall()
    for name, _ in triggers:
        register.execute(f"DROP TRIGGER {name}")
    register.execute("UPDATE stay SET first_day = '2023-02-01'")
    for _, sql in triggers:
        register.execute(sql)
    assert list(not_watched_right(register.connection)) == [1]
    assert [finding.what for finding in of_the_file(register)] == ["history"]
