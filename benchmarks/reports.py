"""Reports about everybody, against the sqlite3 program with the best SQL for the same answer."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from shutil import which
from typing import Any

from queries import COHORTS, COSTS, FLOW
from running import TODAY, Bench, Command, in_turn, say, steg
from startup import EMPTY, row
from table import NotMeasured, Row

YEAR = {"first": "2025-01-01", "last": "2025-12-31"}
DAY = {"day": TODAY}
REPORTS: Mapping[str, tuple[str, Mapping[str, str], tuple[str, ...]]] = {
    "cohorts": (COHORTS, DAY, ()),
    "flow": (FLOW, DAY, ()),
    "costs": (COSTS, YEAR, ("--from", YEAR["first"], "--to", YEAR["last"], "--by", "year")),
}


def reports(bench: Bench) -> Iterator[Row | NotMeasured]:
    """`report cohorts`, `flow` and `costs` of a year, against the sqlite3 program."""
    register = bench.register(bench.people)
    program = which("sqlite3")
    for name, (query, values, options) in REPORTS.items():
        what = f"report {name}, {bench.people:,}"
        if program is None:
            yield NotMeasured(what, "the sqlite3 program is not installed here")
            continue
        say(what)
        ours = steg(register, "report", name, *options)
        theirs = Command((program, "-readonly", register, filled(query, values)))
        taken = in_turn({"empty": EMPTY, "sqlite3": theirs, "steg": ours}, bench.runs)
        startup = [run.seconds for run in taken["empty"]]
        note = same_answer(register, name)
        yield row(
            what, "sqlite3, the best SQL", taken["steg"], taken["sqlite3"], 1.3, unit="s",
            allowed=startup, note=note,
        )  # fmt: skip


def filled(query: str, values: Mapping[str, str]) -> str:
    """Return a query with its days written out, as the sqlite3 program takes it."""
    for name, value in values.items():
        query = query.replace(f":{name}", f"'{value}'")
    return query


def same_answer(register: Path, name: str) -> str:
    """Return "", or that the SQL says something else: then the row compares nothing."""
    query, values, options = REPORTS[name]
    with closing(sqlite3.connect(register)) as connection:
        theirs = connection.execute(query, values).fetchall()
    command = steg(register, "report", name, *options, "--format", "json")
    words = [str(word) for word in command.words]
    said = subprocess.run(words, env=dict(command.environment), check=True, capture_output=True)
    rows = next(value for value in json.loads(said.stdout).values() if isinstance(value, list))
    return "" if _alike(_ours(name, rows), _theirs(name, theirs)) else "(another answer!)"


Answer = dict[tuple[Any, ...], tuple[float | None, ...]]
FLOW_NUMBERS = (
    "reached", "on_now", "median_days_to", "median_days_on", "left_from", "stepped_back", "skipped",
)  # fmt: skip
COSTS_NUMBERS = ("person_months", "gross", "support", "net", "undecided", "people")


def _ours(name: str, rows: list[dict[str, Any]]) -> Answer:
    if name == "flow":
        return {(r["cohort"], r["step"]): tuple(r[key] for key in FLOW_NUMBERS) for r in rows}
    if name == "costs":
        return {
            (r["payer"], r["municipality"], r["step"]): tuple(float(r[n]) for n in COSTS_NUMBERS)
            for r in rows
        }
    plain = ("enrolled", "left", "converted", "completed_training")
    return {
        (row["cohort"], what): (people,)
        for row in rows
        for what, people in (
            *((key, row[key]) for key in plain), *row["steps"].items(), *row["outcomes"].items(),
        )
        if people
    }  # fmt: skip


def _theirs(name: str, rows: list[tuple[Any, ...]]) -> Answer:
    keys = 3 if name == "costs" else 2
    found = {row[:keys]: tuple(row[keys:]) for row in rows}
    return {key: n for key, n in found.items() if any(n)} if name == "cohorts" else found


def _alike(ours: Answer, theirs: Answer) -> bool:
    """Say whether two answers are the same; amounts to one öre, since SQL adds up floats."""
    return ours.keys() == theirs.keys() and all(
        our == their or (our is not None and their is not None and abs(our - their) < 0.011)
        for key in ours
        for our, their in zip(ours[key], theirs[key], strict=True)
    )
