"""Rows a second that `steg import` takes in, beside `sqlite-utils insert --csv` of the same files.

Everybody has a history: people, the steps that they were on, and a placement. sqlite-utils writes
the cells as text and judges nothing; the ratio tells what reading days and numbers, the rules and
the change history cost. Reading alone is timed of the same rows as .csv and as one .xlsx.

    python benchmarks/importing.py [PEOPLE]
"""

from __future__ import annotations

import csv
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import xlsxwriter

from steg_cli.programme.identity import luhn_digit

BIN = Path(sys.executable).parent
STEPS = ("kartlaggning", "utredning", "arbetsprovning", "praktik")
FILES = ("people", "stays", "placements")


def numbers() -> Iterator[str]:
    """Yield test numbers: personnummer, then samordningsnummer."""
    for coordinated in (0, 60):
        for days in range(365 * 46):
            born = date(1961, 1, 1) + timedelta(days=days)
            for birth_number in (980, 981, 982):
                eight = f"{born:%Y%m}{born.day + coordinated:02}"
                yield f"{eight}-{birth_number}{luhn_digit(f'{eight[2:]}{birth_number}')}"


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
    for place, number in enumerate(islice(numbers(), people)):
        first = date(2024, 1, 1) + timedelta(days=place % 400)
        who = f"Person {place}"
        writers["people"].writerow([number, who, "STEG", "Skövde", first, "unemployed", "yes"])
        for step, code in enumerate(STEPS):
            writers["stays"].writerow([number, code, first + timedelta(days=60 * step)])
        last = first + timedelta(days=60 * (len(STEPS) - 1))
        writers["placements"].writerow([number, "Ekbacken", last, 50])
        rows += 2 + len(STEPS)
    for file in files.values():
        file.close()
    return rows


def write_workbook(lists: Path) -> Path:
    """Write the lists as the sheets of one workbook."""
    path = lists.parent / "lists.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        for name in FILES:
            sheet = book.add_worksheet(name)
            with (lists / f"{name}.csv").open(newline="") as file:
                for row, cells in enumerate(csv.reader(file)):
                    for column, cell in enumerate(cells):
                        sheet.write_string(row, column, cell)
    return path


def reading(path: Path) -> float:
    """Read a list in a process of its own and return how long it took."""
    script = "from pathlib import Path; from steg_cli.exchange.sheets import read_sheets as r\n"
    return seconds(
        sys.executable, "-c", f"{script}if __name__ == '__main__': r(Path({str(path)!r}))"
    )


def seconds(*command: str | Path) -> float:
    """Run a command and return how long it took."""
    begun = time.perf_counter()
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main() -> None:
    """Take both in turn, and print rows a second, the ratio, and the most memory used."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lists = folder / "lists"
        lists.mkdir()
        rows = write_lists(lists, people)
        steg = [BIN / "steg", "--today", "2026-11-22", "--db", folder / "steg.db"]
        add = ["workplace", "add", "Ekbacken", "--municipality", "Skövde", "--sector"]
        seconds(*steg, "init")
        seconds(*steg, *add, "Vård och omsorg")
        plain = sum(
            seconds(
                BIN / "sqlite-utils", "insert", folder / "plain.db", one, lists / f"{one}.csv",
                "--csv",
            )
            for one in FILES
        )  # fmt: skip
        read_text, read_book = reading(lists), reading(write_workbook(lists))
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        taken = seconds(*steg, "import", lists)
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        again = seconds(*steg, "import", lists)
        undone = seconds(*steg, "undo", "--yes")
    print(f"{people} people, {rows} rows")
    for what, took in (
        ("sqlite-utils insert --csv", plain),
        ("steg import", taken),
        ("steg import, again: nothing changes", again),
        ("steg undo", undone),
        ("reading .csv", read_text),
        ("reading .xlsx", read_book),
    ):
        print(f"{what:36} {took:7.1f} s {rows / took:9.0f} rows/s {took / plain:6.2f}")
    print(f"most memory of an import: {max(before, most) // 1024} MB")


if __name__ == "__main__":
    main()
