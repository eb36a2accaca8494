"""Who is found by a name is who is found by looking at every name, whoever wrote it and when."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from steg_cli.programme.errors import NotFound
from steg_cli.programme.names import begins, is_near, same_words
from steg_cli.register import migrations
from steg_cli.register.damage import Damage
from steg_cli.register.name_words import (
    beginning_so,
    nearly_so,
    not_split_right,
    same_name,
    split_names,
)
from steg_cli.register.people import SeveralPeople, find_case, load_person, namesakes
from steg_cli.reports.check import of_the_file
from tests.conftest import TODAY
from tests.plans import fill, plan, statements, steps

if TYPE_CHECKING:
    from steg_cli.register.file import Register
    from tests.conftest import EnrolSomebody, Outside

Names = dict[int, str]

WORDS = (
    *("Anna", "anna", "Lena", "Anna-Lena", "Annalena", "Åsa", "Asa", "Ek", "Ekman", "Ék"),
    *("Weiß", "Weiss", "WEISS", "Eﬀi", "Effi", "Łukasz", "Lukasz", "Ærø", "O'Brien", "OBrien"),
    *("Mina", "Amina", "Minna", "Mnia", "Sara", "Şara", "Ali", "A", "An", "Ana\u0301"),
    *("Анна", "علي", "\u200dLi", "1", "-", "_", "%", " ", "…"),
)
NAMES = st.lists(st.sampled_from(WORDS) | st.text("anAÅß -'", max_size=4), max_size=4).map(" ".join)
# What a program does with a name: brings it in, writes it anew, takes it away, erases the person,
# or gives the person another number; and steg's own change, which splits what is new.
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["insert", "insert", "rename", "delete", "erase", "renumber", "split"]),
        NAMES.filter(str.strip),
        st.integers(0, 5),
    ),
    max_size=12,
)
INSERT = """INSERT INTO participant (kind, number, sex, birth_year, name)
    VALUES ('other', 'X-' || hex(randomblob(8)), 'woman', 1980, ?)"""


def deed(connection: sqlite3.Connection, what: str, name: str, place: int) -> None:
    """Do what a program does with the name of one of those who are there."""
    cases = [row[0] for row in connection.execute("SELECT id FROM participant WHERE id > 0")]
    if what == "split":
        split_names(connection)
    elif what == "insert":
        connection.execute(INSERT, (name,))
    elif cases:
        case = cases[place % len(cases)]
        if what == "rename":
            connection.execute("UPDATE participant SET name = ? WHERE id = ?", (name, case))
        elif what == "delete":
            connection.execute("DELETE FROM participant WHERE id = ?", (case,))
        elif what == "erase":
            lowest = "(SELECT min(min(id), -1) - 1 FROM participant)"
            erase = f"UPDATE participant SET id = {lowest}, name = '–' WHERE id = ?"
            connection.execute(erase, (case,))
        else:
            highest = "(SELECT max(id) + 1 FROM participant)"
            connection.execute(f"UPDATE participant SET id = {highest} WHERE id = ?", (case,))


@pytest.fixture(scope="module")
def file() -> Iterator[sqlite3.Connection]:
    """A file without anybody, in memory."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        migrations.migrate(made)
        yield made


def names_in(connection: sqlite3.Connection) -> Names:
    return dict(connection.execute("SELECT id, name FROM participant WHERE id > 0 ORDER BY id"))


def like(names: Names, suits: Callable[[str], bool]) -> list[int]:
    """Return whose name suits: the slow obvious way."""
    return [case for case, name in names.items() if suits(name)]


@settings(max_examples=40)
@given(DEEDS, NAMES)
@example([("insert", "Anna-Lena Ek", 0), ("split", "x", 0)], "annalena lena")
@example([("insert", "Anna Ek", 0), ("split", "x", 0), ("rename", "Bo Al", 0)], "anna")
@example([("insert", "Weiß", 0), ("split", "x", 0), ("erase", "x", 0)], "weiss")
@example([("insert", "Ana", 0), ("split", "x", 0)], "an an")
def test_who_is_found_is_who_is_found_in_every_name(
    file: sqlite3.Connection, deeds: list[tuple[str, str, int]], typed: str
) -> None:
    """Also while names are not split, and nothing is left of a name that is not there any more."""
    file.execute("BEGIN")
    try:
        for what, name, place in deeds:
            deed(file, what, name, place)
        for _ in ("as they are", "all split"):
            names = names_in(file)
            assert beginning_so(file, typed) == like(names, lambda name: begins(typed, name))
            assert same_name(file, typed) == like(names, lambda name: same_words(typed, name))
            for inside in (False, True):
                near = like(names, lambda name: is_near(typed, name, inside=inside))  # noqa: B023
                assert list(nearly_so(file, typed, inside=inside)) == near
            assert list(not_split_right(file)) == []
            split_names(file)
        assert file.execute("SELECT count(*) FROM name_word WHERE word = ''").fetchone() == (0,)
    finally:
        file.execute("ROLLBACK")


def test_a_name_that_another_program_wrote_is_found_and_the_old_one_is_not(
    register: Register, enrol_somebody: EnrolSomebody, outside: Outside
) -> None:
    enrol_somebody("Anna Alm")
    enrol_somebody("Bo Berg")
    outside().execute("UPDATE participant SET name = 'Åsa Weiß' WHERE id = 1")
    assert [find_case(register, who, TODAY) for who in ("weiss", "asa", "åsa we", "bo")] == [
        *(1, 1, 1, 2)
    ]
    with pytest.raises(NotFound):
        find_case(register, "Anna", TODAY)


def words(register: Register) -> list[tuple[str, int]]:
    return [tuple(row) for row in register.execute("SELECT * FROM name_word ORDER BY word")]


def test_each_change_leaves_every_name_split(
    register: Register, enrol_somebody: EnrolSomebody, outside: Outside
) -> None:
    enrol_somebody("Anna-Lena Ek")
    first = [(" anna ek lena", 1), (" annalena ek", 1)]
    rest = [("anna", 1), ("annalena", 1), ("ek", 1), ("lena", 1)]
    assert words(register) == [*first, *rest]
    outside().execute("UPDATE participant SET name = 'Bo' WHERE id = 1")
    assert words(register) == [("", 1)]
    enrol_somebody("Åsa")
    assert words(register) == [(" asa", 2), (" bo", 1), ("asa", 2), ("bo", 1)]


def test_several_are_counted_and_the_first_are_named(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    for number in range(12):
        enrol_somebody(f"Anna {chr(65 + number)}lm", protected=number == 1)
    with pytest.raises(SeveralPeople) as caught:
        find_case(register, "anna", TODAY)
    assert caught.value.cases == list(range(1, 13))
    assert str(caught.value) == (
        "anna can be 12 people: S-0001 Anna Alm, S-0002, S-0003 Anna Clm, S-0004 Anna Dlm, "
        "S-0005 Anna Elm, S-0006 Anna Flm, S-0007 Anna Glm, S-0008 Anna Hlm …."
    )


# What is wrong with words


@pytest.mark.parametrize(
    ("statement", "case"),
    [
        ("DELETE FROM name_word WHERE word = 'alm'", 1),
        ("DELETE FROM name_word WHERE participant_id = 1", 1),
        ("UPDATE name_word SET word = 'aln' WHERE word = 'alm'", 1),
        ("INSERT INTO name_word VALUES ('bo', 1)", 1),
        ("INSERT INTO name_word VALUES ('', 1)", 1),
        ("INSERT INTO name_word VALUES ('anna', 7)", 7),
    ],
)
def test_words_that_are_not_those_of_the_names_are_told(
    register: Register, enrol_somebody: EnrolSomebody, statement: str, case: int
) -> None:
    enrol_somebody("Anna Alm")
    assert list(of_the_file(register)) == []
    register.execute(statement)
    (finding,) = of_the_file(register)
    assert finding.problem == Damage("name_word", case, None).note


def test_a_name_that_is_no_text_hinders_nobody_else(
    register: Register, enrol_somebody: EnrolSomebody, outside: Outside
) -> None:
    enrol_somebody("Anna Alm")
    outside().execute("UPDATE participant SET name = CAST(x'416EFF' AS TEXT) WHERE id = 1")
    enrol_somebody("Bo Berg")
    assert find_case(register, "Bo", TODAY) == 2
    assert list(not_split_right(register.connection)) == []


# What it costs


def test_no_name_is_looked_for_in_every_row(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    """What grows is how many words there are, of all names."""
    enrol_somebody("Anna Alm")
    person = load_person(register, 1).participant

    def look() -> None:
        for who in ("anna", "anna alm", "Xena Yrsa", "A-17"):
            with suppress(NotFound):
                find_case(register, who, TODAY, reading=True)
        namesakes(register, person)

    with statements(register.connection) as ran:
        look()
    assert len(ran) > 10
    done = {step for statement in ran for step in plan(register.connection, statement)}
    assert {
        step for step in done if re.match(r"SCAN (participant|former_number|name_word)", step)
    } == {  # few numbers have a space in them, or other letters
        f"SCAN {table} USING INDEX {table}_with_more_than_ascii"
        for table in ("participant", "former_number")
    }

    def counted() -> int:
        with steps(register.connection) as count:
            look()
        return count.tens

    few = counted()
    fill(register.connection, 1000)
    register.connection.executemany(
        "UPDATE participant SET name = 'Bo Berg' WHERE id = ?",
        [(case,) for case in range(2, 1002)],
    )
    split_names(register.connection)
    assert few > 10
    assert abs(counted() - few) < few
