"""What is wrong with the register: in its file, in its history, and in what it says of people.

Each finding names the command that shows or mends it. Somebody with a protected identity is named
by the case alone, and a rule that asks where they are, or a text that is wrong, is not told.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, suppress
from datetime import date
from functools import cache, partial
from pathlib import Path
from shlex import quote
from typing import Literal

from steg_cli.programme.cases import reference_of
from steg_cli.programme.checks import Problem, check_person
from steg_cli.programme.errors import N_, Note, StegError, note
from steg_cli.programme.faults import system_words
from steg_cli.programme.fields import WHERE
from steg_cli.programme.frozen import frozen
from steg_cli.programme.people import Placement, Residence
from steg_cli.programme.remedies import A_WORKPLACE
from steg_cli.programme.settings import SETTINGS
from steg_cli.programme.words import Word
from steg_cli.register.backups import OF_A_VALUE, check_whole, opened
from steg_cli.register.damage import Damage, damaged, set_aside
from steg_cli.register.file import Register
from steg_cli.register.header import VERSION
from steg_cli.register.name_words import not_split_right
from steg_cli.register.people import load_people
from steg_cli.register.replay import first_problem, not_as_logged, not_as_made
from steg_cli.register.soundness import NAMED, unsound
from steg_cli.register.surroundings import ladder_of, setting
from steg_cli.register.watching import not_watched_right
from steg_cli.reports.ends import endings
from steg_cli.reports.mending import Mending

AT_ONCE = 500  # people whose ways are in memory together
TOLD = ("cohort", "first", "last", "planned")  # a cohort's name, or "-" for no day
RESTORE = "steg restore FILE"

What = Literal[
    "file",
    "value",
    "schema",
    "history",
    "person",
    "name",
    "setting",
    "overdue",
    "place",
    "mail",
    "schedule",
    "backup",
]


@frozen
class Finding:
    """Something wrong: of which kind, whose case if it is one person's, and the command to type."""

    what: What
    reference: str | None
    problem: Note
    way_out: str


def of_the_file(register: Register) -> Iterator[Finding]:
    """Yield what is wrong with the file and its history, and set aside whose rows are damaged."""
    connection, go_back = register.connection, cache(partial(_going_back, register))
    mending = Mending(connection)
    whole = connection.execute("PRAGMA integrity_check(20)").fetchall()
    values = list(damaged(connection))
    for one in values:
        yield Finding("value", None, one.note, mending.of_damage(one) or go_back())
    for (problem,) in whole:
        # Of a value it tells the same, and says no row.
        if problem != "ok" and not (values and OF_A_VALUE.match(problem)):
            told = note(N_("SQLite finds the file damaged: {detail}."), detail=problem)
            yield Finding("file", None, told, go_back())
    for problem in not_as_made(connection):
        yield Finding("schema", None, problem, go_back())
    known = {(one.table, one.row) for one in values}
    for one in not_as_logged(connection):
        if (one.table, one.row) not in known:
            told = note(
                N_("In the table {table}, row {row} is not what the change history made of it."),
                table=one.table,
                row=one.row,
            )
            yield Finding("history", None, told, go_back())
            known.add((one.table, one.row))
    for one in _kept_otherwise(connection, known):
        yield Finding("value", None, one.note, go_back())
    set_aside(connection, values)


def _kept_otherwise(
    connection: sqlite3.Connection, known: Collection[tuple[str, int]]
) -> Iterator[Damage]:
    """Yield whose words and days are kept otherwise than rows have them that are not `known`."""
    for case in not_split_right(connection):
        if ("participant", case) not in known:
            yield Damage("name_word", case, None)
    if not known:  # days come from rows of many tables
        yield from (Damage("watched", one, None) for one in not_watched_right(connection))


def of_the_content(
    register: Register, today: date, *, is_damaged: bool = False
) -> Iterator[Finding]:
    """Yield what no rule of the programme allows, and supports and deadlines past their day.

    In a file that `is_damaged` nobody is to be corrected: what is missing can be all that is wrong.
    """
    for kind, name in sorted(unsound(register.connection)):
        yield _unsound(kind, name)
    for key in SETTINGS:
        try:
            setting(register, key)
        except StegError as error:
            told = note("{problem}", problem=error)
            yield Finding("setting", None, told, f"steg setting {key} …")
    yield from _of_people(register, None if is_damaged else Mending(register.connection))
    for end in endings(register, today, within=0):
        row = end.expiry
        if row.state == "overdue" and row.what in ("support", "deadline"):
            told = note(
                N_("{reference}: a {what} was over on {day}."),
                reference=row.reference,
                what=Word(_PAST[row.what]),
                day=row.last_day,
            )
            way_out = (
                f"steg deadline done {row.reference} {end.number}"
                if row.what == "deadline"
                else f"steg support list {row.reference}"
            )
            yield Finding("overdue", row.reference, told, way_out)


_PAST = {"support": N_("support"), "deadline": N_("deadline")}


def _unsound(kind: str, name: str) -> Finding:
    if kind == "listed":
        # Which one would tell where somebody is.
        told = note(N_("Somebody or something is in a municipality that is not on the list."))
        return Finding("name", None, told, "steg municipality add …")
    if kind == "number":
        return Finding("name", None, note(N_("A number is that of two people.")), "steg log")
    told = note(N_("There are two called {name} ({what})."), name=name, what=Word(NAMED[kind]))
    return Finding("name", None, told, f"steg {kind} list")


def _of_people(register: Register, mending: Mending | None) -> Iterator[Finding]:
    ladder = ladder_of(register)
    cases = [row[0] for row in register.execute("SELECT id FROM participant ORDER BY id")]
    for start in range(0, len(cases), AT_ONCE):
        chunk = cases[start : start + AT_ONCE]
        try:
            people = load_people(register, chunk)
        except StegError:
            people = []
            for case in chunk:
                try:
                    people += load_people(register, [case])
                except StegError as error:  # somebody incomplete, whom steg show cannot show
                    yield _of_case(
                        case,
                        error,
                        protected=_is_protected(register, case),
                        way_out=f"steg log {reference_of(case)}",
                    )
        for person in people:
            for problem in check_person(person, ladder):
                yield _of_case(
                    person.participant.id,
                    problem.error,
                    protected=person.participant.protected and _is_secret(problem),
                    way_out=mending.of_a_person(person, problem) if mending else None,
                )


def _is_secret(problem: Problem) -> bool:
    """Say whether a rule tells where somebody is, or that they are nowhere, or holds a text."""
    values = problem.error.values
    return (
        isinstance(problem.thing, Placement | Residence)
        or problem.error.remedy == A_WORKPLACE
        or bool(WHERE & values.keys())
        or any(type(one) is str and key not in TOLD for key, one in values.items())
    )


def _is_protected(register: Register, case: int) -> bool:
    row = register.execute("SELECT protected FROM participant WHERE id = ?", (case,)).fetchone()
    return bool(row[0])


def _of_case(
    case: int, error: StegError, *, protected: bool, way_out: str | None = None
) -> Finding:
    """Return what is wrong with somebody, and nothing of it where that would be `protected`."""
    reference = reference_of(case)
    if protected:
        told = note(
            N_("{reference}: something that is recorded breaks a rule."), reference=reference
        )
        return Finding("person", reference, told, f"steg show {reference} --include-protected")
    # cron mails what is found, and a mail names cases, not people.
    problem = note(error.message, **(error.values | {"who": reference}))
    if "who" not in error.values:
        problem = note(N_("{reference}: {problem}"), reference=reference, problem=problem)
    return Finding("person", reference, problem, way_out or f"steg show {reference}")


def unreadable(error: sqlite3.Error) -> Finding:
    """Return the finding of a file that SQLite cannot read to its end."""
    told = note(N_("SQLite finds the file damaged: {detail}."), detail=system_words(error))
    return Finding("file", None, told, RESTORE)


def _going_back(register: Register) -> str:
    """Return the command that goes back to the last sound backup that is where it was made."""
    with suppress(sqlite3.Error, OSError, ValueError, TypeError):  # damaged too
        # What a restoration put aside can be what was damaged.
        query = "SELECT path FROM backup WHERE reason <> 'restore' ORDER BY day DESC, id DESC"
        for (path,) in register.execute(query).fetchall():
            if Path(path).is_file() and _is_sound(Path(path)):
                return f"steg restore {quote(path)}"
    return RESTORE


def _is_sound(backup: Path) -> bool:
    """Say whether nothing is wrong with a backup. One of an older version is taken to be sound."""
    try:
        with closing(opened(backup)) as connection:
            check_whole(connection, backup)
            is_older = connection.execute("PRAGMA user_version").fetchone()[0] < VERSION
            return is_older or first_problem(connection) is None
    except (sqlite3.Error, StegError):
        return False


def last_backup(register: Register) -> tuple[date, str] | None:
    """Return when the last backup was made, and where it is."""
    row = register.execute("SELECT day, path FROM backup ORDER BY day DESC, id DESC").fetchone()
    return None if row is None else (date.fromisoformat(row[0]), str(row[1]))


def has_people(register: Register) -> bool:
    """Say whether there is anybody in the register."""
    return bool(register.execute("SELECT EXISTS (SELECT 1 FROM participant)").fetchone()[0])
