"""Several programs write one register at a time: nothing is lost, nothing is refused."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from steg_cli.actions.surroundings import COHORT, add
from steg_cli.register.file import Register, open_register

if TYPE_CHECKING:
    from tests.conftest import NumberOf, Outside

D = date.fromisoformat
TODAY = D("2024-01-15")

WRITERS, EACH = 8, 25

# A program of its own that enrols everybody whose number is on its command line.
WRITER = """
import sys
from datetime import date
from pathlib import Path

from steg_cli.actions.enrol import Application, enrol
from steg_cli.programme.identity import parse_identity
from steg_cli.register.file import open_register

path, *numbers = sys.argv[1:]
today = date(2024, 1, 15)
for number in numbers:
    application = Application(
        parse_identity(number, today),
        f"Person {number}",
        "STEG",
        "Skövde",
        "unemployed",
        today,
        long_term_unemployed=True,
    )
    with open_register(Path(path)) as register:
        print(enrol(register, application, today).result.reference)
"""


def numbers_for(number_of: NumberOf, writer: int, each: int) -> list[str]:
    return [number_of(f"{1970 + writer}01{day:02}") for day in range(1, each + 1)]


def run_together(commands: list[list[str]]) -> list[str]:
    """Start all the commands at once and return what each one printed."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("STEG_")}
    started = [
        subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=environment | {"PYTHONUTF8": "1"},
        )
        for command in commands
    ]
    ended = [(process, *process.communicate(timeout=60)) for process in started]
    assert [(process.returncode, err) for process, _, err in ended] == [(0, "")] * len(commands)
    return [out for _, out, _ in ended]


def test_eight_programs_enrol_two_hundred_people_and_all_are_there(
    register: Register, number_of: NumberOf
) -> None:
    numbers = [numbers_for(number_of, writer, EACH) for writer in range(WRITERS)]
    printed = run_together(
        [[sys.executable, "-c", WRITER, str(register.path), *some] for some in numbers]
    )
    references = [reference for out in printed for reference in out.split()]
    assert sorted(references) == [f"S-{case:04}" for case in range(1, WRITERS * EACH + 1)]
    stored = register.execute("SELECT id, number FROM participant ORDER BY id").fetchall()
    everybody = [number for some in numbers for number in some]
    # Each program was told the reference under which its person really is.
    assert {f"S-{row['id']:04}": row["number"] for row in stored} == dict(
        zip(references, everybody, strict=True)
    )
    rows = {
        table: register.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("enrolment", "stay", "placement")
    }
    assert rows == {"enrolment": 200, "stay": 200, "placement": 0}
    logged = register.execute(
        "SELECT command, group_concat(table_name, ' ') AS tables FROM change "
        "JOIN change_row ON change_id = change.id WHERE command <> 'init' GROUP BY change.id"
    )
    assert Counter(tuple(row) for row in logged) == {
        ("workplace add", "workplace"): 3,
        ("enrol", "participant enrolment stay"): 200,
    }
    assert register.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert list(register.path.parent.iterdir()) == [register.path]


def test_the_same_person_enrolled_by_two_programs_at_once_is_enrolled_once(
    register: Register, number_of: NumberOf
) -> None:
    number = number_of("19900101")
    started = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(register.path), number],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(2)
    ]
    ended = [(*process.communicate(timeout=60), process.returncode) for process in started]
    (refused, told, failed), (enrolled, silent, done) = sorted(ended)
    assert (enrolled, silent, done) == ("S-0001\n", "", 0)
    assert (refused, told.splitlines()[-1], failed) == (
        "",
        f"steg_cli.programme.errors.Refused: Person {number} (S-0001) is already enrolled, "
        "in STEG from 2024-01-15.",
        1,
    )
    assert register.execute("SELECT count(*) FROM enrolment").fetchone()[0] == 1


def test_a_writer_waits_for_another_one_and_then_succeeds(
    register: Register, outside: Outside
) -> None:
    waited: list[float] = []

    def write() -> None:
        with open_register(register.path) as second:
            begun = time.monotonic()
            add(second, COHORT, "Höst", {}, TODAY)
            waited.append(time.monotonic() - begun)

    first = outside()
    first.execute("BEGIN IMMEDIATE")
    first.execute("INSERT INTO cohort (name) VALUES ('Vår')")
    writer = threading.Thread(target=write)
    writer.start()
    time.sleep(0.3)
    assert waited == []
    first.execute("COMMIT")
    writer.join(timeout=10)
    assert waited[0] > 0.1
    names = register.execute("SELECT name FROM cohort ORDER BY id").fetchall()
    assert [row[0] for row in names] == ["Pilot 2016", "STEG", "Vår", "Höst"]
    logged = register.execute("SELECT command, summary FROM change ORDER BY id DESC LIMIT 2")
    assert [tuple(row) for row in logged] == [("cohort add", "Höst"), ("outside", "cohort 3")]


def test_what_was_read_before_waiting_is_read_again_under_the_lock(register: Register) -> None:
    """The name is free when both begin; the one that comes second must see the first one's."""
    outcomes: list[str] = []

    def write() -> None:
        with open_register(register.path) as mine:
            barrier.wait(timeout=10)
            try:
                add(mine, COHORT, "Höst", {}, TODAY)
                outcomes.append("added")
            except Exception as error:  # noqa: BLE001 - whatever it is, it is compared below
                outcomes.append(str(error))

    barrier = threading.Barrier(4)
    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=20)
    assert Counter(outcomes) == {"added": 1, "There is already a cohort called Höst.": 3}
