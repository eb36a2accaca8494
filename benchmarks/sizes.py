"""What does not grow with the register: the same commands about few people and about very many."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from people import KNOWN_NAME
from running import Bench, Command, in_turn, say, steg
from startup import row
from table import NotMeasured, Row

from steg_cli.demo.story import numbered

SMALL = 230


def typed(register: Path) -> Mapping[str, Command]:
    """Return the commands about a register of `registers.build`; what they write is taken back.

    Of reminders and ends nothing is due: what is, is written, and that grows with how much it is.
    """
    steg(register, "setting", "remind.months", "1").run()
    beginner, number = _somebody(register)
    undo = steg(register, "undo", "--yes")
    enrol = steg(
        register, "enrol", number, "--name", "Nils Ny", "--cohort", "STEG", "--municipality",
        "Skövde", "--status", "unemployed", "--long-term-unemployed", "--yes",
    )  # fmt: skip
    advance = steg(register, "advance", beginner, "--yes")
    return {
        "expiries": steg(register, "report", "expiries"),
        "today": steg(register, "today"),
        "show": steg(register, "show", beginner),
        "show by part of a name": steg(register, "show", KNOWN_NAME.split()[1]),
        "log": steg(register, "log", "--limit", "20"),
        "remind, nothing due": steg(register, "remind"),
        "enrol": replace(enrol, after=undo.run),
        "advance": replace(advance, after=undo.run),
        "undo": replace(undo, before=enrol.run),
    }


def _somebody(register: Path) -> tuple[str, str]:
    """Return the case of somebody who can go on to the next step, and a number that is free."""
    with closing(sqlite3.connect(register)) as connection:
        case = connection.execute(
            "SELECT participant_id FROM stay JOIN enrolment ON enrolment.id = enrolment_id "
            "JOIN participant ON participant.id = participant_id "
            "WHERE stay.step_id <= 4 AND stay.last_day IS NULL AND NOT protected "
            "ORDER BY stay.step_id, stay.id DESC LIMIT 1"
        ).fetchone()
        taken = "SELECT EXISTS (SELECT 1 FROM participant WHERE number = ?)"
        numbers = (numbered(f"1990{month:02}{day:02}980") for month in range(1, 13)
                   for day in range(1, 29))  # fmt: skip
        free = next(n for n in numbers if not connection.execute(taken, (n,)).fetchone()[0])
    return str(case[0]), free


def sizes(bench: Bench) -> Iterator[Row | NotMeasured]:
    """What is typed most about the large register, against 230 people; nothing is due in either."""
    few = typed(bench.copy(bench.register(SMALL), "few"))
    large = bench.copy(bench.register(bench.people), "many")
    many = typed(large)
    for name, command in many.items():
        say(f"{name}, {bench.people:,} people")
        taken = in_turn({"few": few[name], "many": command}, bench.runs)
        what = f"{name}, {bench.people:,}"
        yield row(what, f"{SMALL} people", taken["many"], taken["few"], 1.3)
    large.unlink()
