"""Taking in lists of very many people with their histories, against `sqlite-utils insert --csv`.

Everybody has the steps that they were on, and a placement. sqlite-utils writes the cells as text
and judges nothing; the ratio tells what reading days and numbers, the rules and the change history
cost.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from running import PYTHON, Bench, Command, say, steg
from table import NotMeasured, Row

from steg_cli.demo.story import CLIMB, numbered

PEOPLE = 100_000
MOST = 300  # megabytes
FILES = ("people", "stays", "placements")
BIN = Path(PYTHON).parent


def importing(bench: Bench) -> Iterator[Row | NotMeasured]:
    """`import` of 100,000 people, against `sqlite-utils insert --csv`, and its memory."""
    people = min(PEOPLE, bench.people)
    say(f"import of {people:,} people")
    lists, register, plain = (bench.work / name for name in ("lists", "import.db", "plain.db"))
    lists.mkdir(exist_ok=True)
    rows = write_lists(lists, people)
    steg(register, "init").run()
    place = ("Ekbacken", "--municipality", "Skövde", "--sector", "Vård och omsorg")
    steg(register, "workplace", "add", *place).run()
    insert = (BIN / "sqlite-utils", "insert", plain)
    theirs = [Command((*insert, name, lists / f"{name}.csv", "--csv")).run() for name in FILES]
    ours = steg(register, "import", lists, "--yes").run()
    seconds = sum(run.seconds for run in theirs)
    yield Row(
        f"import of {people:,} people, {rows:,} rows", "sqlite-utils insert --csv",
        [ours.seconds], [seconds], 2, "s",
    )  # fmt: skip
    yield Row(f"import of {people:,}, memory", f"{MOST} MB", [ours.megabytes], [MOST], 1, "MB")


def write_lists(folder: Path, people: int) -> int:
    """Write the lists and return how many rows they have."""
    rows = 0
    files = {name: (folder / f"{name}.csv").open("w", newline="") for name in FILES}
    writers = {name: csv.writer(file) for name, file in files.items()}
    writers["people"].writerow(
        ["number", "name", "cohort", "municipality", "first_day", "status", "long_term_unemployed"]
    )
    writers["stays"].writerow(["number", "step", "first_day"])
    writers["placements"].writerow(["number", "workplace", "first_day", "percent"])
    steps = CLIMB[:4]
    for place, number in enumerate(islice(numbers(), people)):
        first = date(2024, 1, 1) + timedelta(days=place % 400)
        who = f"Person {place}"
        writers["people"].writerow([number, who, "STEG", "Skövde", first, "unemployed", "yes"])
        for at, code in enumerate(steps):
            writers["stays"].writerow([number, code, first + timedelta(days=60 * at)])
        last = first + timedelta(days=60 * (len(steps) - 1))
        writers["placements"].writerow([number, "Ekbacken", last, 50])
        rows += 2 + len(steps)
    for file in files.values():
        file.close()
    return rows


def numbers() -> Iterator[str]:
    """Yield test numbers: personnummer, then samordningsnummer."""
    for coordinated in (0, 60):
        for days in range(365 * 46):
            born = date(1961, 1, 1) + timedelta(days=days)
            for birth_number in (980, 981, 982):
                yield numbered(f"{born:%Y%m}{born.day + coordinated:02}{birth_number}")
