"""Any list at all: every row is counted once, all or nothing comes in, and the way back is open."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steg_cli.actions.advance import advance
from steg_cli.actions.enrol import Application, enrol
from steg_cli.actions.extend import extend
from steg_cli.actions.leave import leave
from steg_cli.actions.results import Done, Imported
from steg_cli.actions.undo import reverse_last
from steg_cli.importing.import_list import import_list
from steg_cli.importing.listed import VALUES, Head, Row, RowProblem, WholeList
from steg_cli.output.sentences import done_lines
from steg_cli.programme.checks import check_person
from steg_cli.programme.choices import EDUCATION, STATUS
from steg_cli.programme.codes import OUTCOMES
from steg_cli.programme.errors import Malformed
from steg_cli.programme.identity import Identity, other_identity
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.lists import OF_PEOPLE
from steg_cli.register.file import Register
from steg_cli.register.people import load_people
from steg_cli.register.surroundings import ladder_of
from steg_cli.texts import texts
from tests.at_random import AT_RANDOM

D = date.fromisoformat
TODAY = date(2024, 1, 15)
NOW = datetime(2024, 1, 15, tzinfo=UTC)


def known_as(name: str, born: int = 1980) -> Identity:
    """Return somebody's other id."""
    return other_identity(f"X-{name}", born, "woman", TODAY)


CASES = {"Anna": 1, "Bo": 2, "Cilla": 3, "Dan": 4, "Eva": 5}  # the last two are not registered
NAMES = tuple(CASES)
DAYS = [*map(D, ("2021-03-01", "2022-12-31", "2023-01-01", "2023-06-01", "2023-06-30"))]
DAYS += [*map(D, ("2023-12-31", "2024-01-15", "2024-05-31", "2024-11-30", "2025-06-30"))]
Strategies = dict[str, st.SearchStrategy[Any]]


def likely(good: list[Any], bad: list[Any]) -> st.SearchStrategy[Any]:
    """Draw what fits, but for once in twenty."""
    return st.sampled_from(good * 19 * len(bad) + bad * len(good))


day = st.sampled_from(DAYS)
flag = st.booleans()
text = st.sampled_from(["Kim", "Lo"])
name_of_workplace = likely(["Solgården", "solgården", "Snickeriet", "Björkskolan"], ["Nya"])
name_of_step = likely([step.code for step in DEFAULT_LADDER], ["Praktik", "hinder"])
name_of_sector = likely(["Vård och omsorg", "Arbetsmarknad"], ["Ny"])
agreement = st.sampled_from(["AB", "BEA"])
percent = st.sampled_from([50, 100])
outcome = st.sampled_from(OUTCOMES)
SPAN = {"first_day": day, "last_day": day}
NEEDED: dict[str, Strategies] = {
    "people": {
        "first_day": likely(DAYS[:1] + DAYS[6:7], DAYS),
        "cohort": likely(["STEG", "steg", "Pilot 2016"], ["Ny", "Ingen"]),
        "municipality": st.sampled_from(["Skövde", "skövde", "Tibro"]),
    },
    "stays": {"first_day": likely(DAYS[5:8], DAYS), "step": name_of_step},
    "placements": {"first_day": likely(DAYS[3:7], DAYS), "workplace": name_of_workplace},
    "extensions": {
        "period": likely([D("2023-06-01")], DAYS),
        "decided_on": likely([D("2023-12-31"), D("2024-01-15")], DAYS),
        "old_last_day": likely([D("2024-05-31"), D("2024-11-30")], DAYS),
        "new_last_day": likely([D("2024-11-30"), D("2025-01-31")], DAYS),
    },
    "follow-ups": {"day": likely(DAYS[5:7], DAYS), "status": outcome},
    "workplaces": {"workplace": likely(["Solgården", "Snickeriet"], ["Nya"])},
    "sectors": {"sector": name_of_sector},
    "cohorts": {"cohort": st.sampled_from(["STEG", "Ny"])},
    "projects": {"project": st.sampled_from(["STEG", "Nytt"])},
    "settings": {"key": likely(["language", "remind.months"], ["hinder"])},
    "steps": {"code": st.sampled_from(["ett", "tva", "Tre"])},
}
POSSIBLE: dict[str, Strategies] = {
    "people": {
        "last_day": day,
        "end": day,
        "left_to": outcome,
        "qualification": flag,
        "protected": flag,
        "status": st.sampled_from(STATUS.codes),
        "disability": flag,
        "long_term_unemployed": flag,
        "education": st.sampled_from(EDUCATION.codes),
        "consultant": text,
        "exception": text,
        "step": name_of_step,
        "since": day,
        "planned_last_day": day,
        "workplace": name_of_workplace,
        "percent": percent,
        "supervisor": text,
        "agreement": agreement,
    },
    "stays": {
        "last_day": day,
        "enrolment": day,
        "planned_last_day": day,
        "closed_on": day,
        "agreement": agreement,
        "weekends": flag,
        "exception": text,
        "decided_by": text,
    },
    "placements": {"last_day": day, "enrolment": day, "percent": percent, "supervisor": text},
    "extensions": {"decided_by": text},
    "follow-ups": {"enrolment": day},
    "workplaces": {
        "sector": name_of_sector,
        "municipality": st.sampled_from(["Skövde", "Tibro"]),
        "adapted": flag,
        "manager": text,
        "places": st.integers(0, 2),
    },
    "sectors": {"employs_from": day},
    "cohorts": SPAN | {"project": st.sampled_from(["STEG", "Nytt"])},
    "projects": SPAN | {"owner": text},
    "settings": {"value": st.sampled_from(["", "sv", "5"])},
    "steps": {"swedish": text, "location": likely(["ame", "ordinary"], ["hinder"])},
}
OFTEN_LISTED = ["people", "people", "people", "stays", "placements", "workplaces", "cohorts"]
ENDS = ("planned_last_day", "end")
OFTEN = {"sector", "municipality", "location", "value", "step"}


@st.composite
def people(draw: st.DrawFn) -> dict[str, Any]:
    """Draw how a row says whose it is: mostly by number and name, and as it should."""
    name = draw(st.sampled_from(NAMES))
    slip = draw(st.sampled_from([None] * 40 + ["who", "name", "reference", "born"]))
    other = draw(st.sampled_from(NAMES)) if slip else name
    said = {
        "who": known_as(other if slip == "who" else name, 1981 if slip == "born" else 1980),
        "name": f"{other if slip == 'name' else name} Ek",
        "reference": CASES[other if slip == "reference" else name],
    }
    everything, case = ("reference", *said), ("reference",)
    registered = [("who", "name")] * 6 + [everything]
    how = draw(st.sampled_from([*(registered if CASES[name] < 4 else registered[:6]), case]))
    return {key: said[key] for key in dict.fromkeys(how)}


@st.composite
def rows(draw: st.DrawFn, numbers: Iterator[int]) -> Row:
    """Draw a row of any kind; its columns are those of its values, and some that are empty."""
    kind = draw(st.sampled_from(OFTEN_LISTED * 4 + [*NEEDED]))
    values: dict[str, Any] = draw(people()) if kind in OF_PEOPLE else {}
    for key, strategy in NEEDED[kind].items():
        if draw(likely([True], [False])):
            values[key] = draw(strategy)
    for key, strategy in POSSIBLE[kind].items():
        if draw(st.sampled_from([key in OFTEN] * 2 + [False] * 5 + [True])):
            values[key] = draw(strategy)
    if "step" not in values:  # whose end it would be is for other tests
        values = {key: value for key, value in values.items() if key not in ENDS}
    if kind in ("people", "stays") and draw(flag):
        values["exception"] = "Kim"
    empty = draw(st.lists(st.sampled_from([*POSSIBLE[kind]]), max_size=1))
    keys = ["number" if key == "who" else key for key in (*values, *empty)]
    unread = draw(st.sampled_from([()] * 30 + [("last_day",)]))
    for key in unread:
        values.pop(key, None)
    return Row(
        Head(kind, kind, {key: key for key in keys}, unread=frozenset(unread)),
        next(numbers),
        VALUES.get(kind, dict)(**values),
    )


@st.composite
def lists(draw: st.DrawFn) -> WholeList:
    """Draw a list of any rows, of some of which a cell cannot be read."""
    numbers = count(2)
    found = tuple(draw(st.lists(rows(numbers), min_size=1, max_size=5)))
    problems = tuple(
        RowProblem(row.sheet, row.number, "last_day", "igår", Malformed("{text}?", text="igår"))
        for row in found
        if row.unread
    )
    return WholeList("lista.xlsx", found, problems)


@pytest.fixture(scope="module")
def lived_in(founded: Path) -> Iterator[sqlite3.Connection]:
    """A register in memory where Anna works, Bo has just begun, and Cilla, protected, has left."""
    copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    with closing(sqlite3.connect(founded)) as file:
        file.backup(copy)
    copy.execute("PRAGMA foreign_keys = ON")
    register = Register(copy, founded, lambda: NOW)
    for name, on in zip(NAMES[:3], ("2021-03-01", "2024-01-15", "2021-03-01"), strict=True):
        application = Application(
            known_as(name),
            f"{name} Ek",
            "STEG",
            "Skövde",
            "unemployed",
            D(on),
            long_term_unemployed=True,
            protected=name == "Cilla",
        )
        enrol(register, application, TODAY)
    advance(
        register,
        "S-0001",
        D("2023-06-01"),
        to="serviceassistent",
        workplace="Solgården",
        exception="bedömd",
    )
    extend(register, "S-0001", TODAY, months=6)
    leave(register, "S-0003", TODAY, to="other", on=D("2023-06-30"))
    yield copy
    copy.close()


@pytest.fixture(scope="module", autouse=True)
def unbacked() -> Iterator[None]:
    """Make no backup of a register that is in memory."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("steg_cli.importing.import_list.back_up", lambda *_: None)
        yield


def copy_of(connection: sqlite3.Connection) -> Register:
    """Return a copy to write in."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    connection.backup(copy)
    copy.execute("PRAGMA foreign_keys = ON")
    return Register(copy, Path("register"), lambda: NOW)


def dump(register: Register) -> list[str]:
    """Return everything that the file holds."""
    return [*register.connection.iterdump()]


NO_DATA = ("change", "log_", "sqlite_", "backup")


def data_of(register: Register) -> list[str]:
    """Return everything that the file holds but the history, backups and SQLite's counters."""
    return [
        line
        for line in dump(register)
        if not line.startswith(tuple(f'INSERT INTO "{one}' for one in NO_DATA))
    ]


def lines(done: Done[Imported]) -> str:
    """Return what is told of a list, without notes."""
    return done_lines(replace(done, change=None, notes=()), texts("en"))


def check_counts(listed: WholeList, done: Done[Imported]) -> None:
    """Every row is counted once under its sheet, and every problem is about a rejected row."""
    result = done.result
    assert Counter(row.sheet for row in listed.rows) == {s.sheet: s.rows for s in result.sheets}
    for sheet in result.sheets:
        assert sheet.rows == sheet.new + sheet.unchanged + sheet.changed + sheet.rejected
    assert Counter(one.sheet for one in result.rejected) == {
        s.sheet: s.rejected for s in result.sheets if s.rejected
    }
    places = [(row.sheet, row.number) for row in listed.rows]
    rejected = {(one.sheet, one.row) for one in result.rejected}
    assert rejected <= {*places}
    assert {(one.sheet, one.row) for one in result.problems} <= rejected
    assert bool(result.problems) == bool(rejected)
    assert not {(one.sheet, one.row) for one in result.changes} & rejected


def check_everybody(register: Register) -> None:
    """Nobody's way breaks a rule."""
    cases = [row[0] for row in register.execute("SELECT id FROM participant")]
    ladder = ladder_of(register)
    assert [check_person(one, ladder) for one in load_people(register, cases)] == [()] * len(cases)
    assert register.execute("PRAGMA foreign_key_check").fetchall() == []


@settings(max_examples=75 * AT_RANDOM, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(listed=lists(), partly=flag)
def test_any_list_comes_in_whole_or_not_at_all_and_can_be_taken_back(
    lived_in: sqlite3.Connection, listed: WholeList, partly: bool
) -> None:
    with copy_of(lived_in) as register:
        before, data = dump(register), data_of(register)
        rehearsed = import_list(register, listed, TODAY, partly=partly, ask=False, dry_run=True)
        assert dump(register) == before
        done = import_list(register, listed, TODAY, partly=partly)
        assert lines(done) == lines(rehearsed)
        check_counts(listed, done)
        if done.result.changes or (done.result.problems and not partly):
            told = () if done.result.problems and not partly else rehearsed.notes
            assert (done.change, done.notes, dump(register)) == (None, told, before)
            done = import_list(register, listed, TODAY, partly=partly, agreed=done.result)
        assert replace(rehearsed, result=done.result) == replace(done, change=None)
        if done.result.problems and not partly:
            assert (done.change, dump(register)) == (None, before)
            return
        check_everybody(register)
        wrote = any(sheet.new or sheet.changed for sheet in done.result.sheets)
        assert (done.change is not None) == wrote == (data_of(register) != data)
        check_second_time(register, listed, done)
        if wrote:
            reverse_last(register, "undo", TODAY)
        assert data_of(register) == data


def check_second_time(register: Register, listed: WholeList, done: Done[Imported]) -> None:
    """The rows that came in change nothing the second time."""
    out = {(one.sheet, one.row) for one in done.result.rejected}
    rows = tuple(row for row in listed.rows if (row.sheet, row.number) not in out)
    now = dump(register)
    again = import_list(register, WholeList(listed.name, rows), TODAY)
    result = again.result
    assert (result.problems, result.changes, result.rejected) == ((), (), ())
    assert all(sheet.rows == sheet.unchanged for sheet in again.result.sheets)
    assert dump(register) == now
