"""How fast steg is, beside what it stands on and what others are: one table.

Run it with the interpreter of an environment in which steg is installed, best from its wheel:

    python benchmarks                        everything; an hour, and 20 GB of disk
    python benchmarks startup peers          only these
    python benchmarks sizes --people 100000  a smaller large register
    python benchmarks --picture docs/benchmarks.svg
    python benchmarks registers FOLDER 230 10000

Commands that are compared run in turn, so that a noisy machine disturbs them alike: read the
ratios, each the median of its pairs, and behind it the middle half of them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from importing import importing
from mails import mails
from memory import memory, space
from picture import picture
from platformdirs import user_cache_path
from reports import reports
from running import Bench, say
from sizes import sizes
from startup import peers, startup, terminal
from table import NotMeasured, Row, table

Measure = Callable[[Bench], Iterator[Row | NotMeasured]]
MEASURES: tuple[Measure, ...] = (
    startup, terminal, peers, reports, sizes, mails, importing, memory, space,
)  # fmt: skip


def main() -> None:
    """Measure what was asked for, and print the table."""
    if sys.argv[1:2] == ["registers"]:
        return registers(Path(sys.argv[2]), *map(int, sys.argv[3:]))
    names = {measure.__name__: measure for measure in MEASURES}
    told = "\n".join(f"  {name:10} {measure.__doc__}" for name, measure in names.items())
    parser = argparse.ArgumentParser(
        prog="python benchmarks",
        description=f"{__doc__}\n\nmeasures:\n{told}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("measure", nargs="*", choices=[[], *names], help="only these")
    parser.add_argument("--people", type=int, default=1_000_000, help="in the large register")
    parser.add_argument("--runs", type=int, default=15, help="of each short command")
    parser.add_argument("--picture", type=Path, metavar="FILE.svg", help="draw times by size there")
    parser.add_argument("--kept", type=Path, help="where registers are kept from run to run")
    asked = parser.parse_args()
    kept = asked.kept or user_cache_path("steg-benchmarks")
    kept.mkdir(parents=True, exist_ok=True)
    rows: list[Row | NotMeasured] = []
    with tempfile.TemporaryDirectory(dir=kept) as work:
        bench = Bench(Path(work), kept, asked.people, asked.runs)
        if asked.picture:
            picture(bench, asked.picture)
        for name in asked.measure or ([] if asked.picture else names):
            for row in names[name](bench):
                say(table([row]).splitlines()[-1])
                rows.append(row)
    if rows:
        print(table(rows))


def registers(folder: Path, *sizes: int) -> None:
    """Build registers of these sizes in a folder, as 230.db."""
    from registers import build

    folder.mkdir(parents=True, exist_ok=True)
    for people in sizes or (230, 10_000, 100_000, 1_000_000):
        say(f"building a register of {people:,} people")
        build(folder / f"{people}.db", people)


if __name__ == "__main__":
    main()
