"""Memory that must not grow with the register, and how much of the disk a person takes."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from running import Bench, Run, say, steg
from table import NotMeasured, Row

FEW = 10_000
MOST = 4000  # megabytes: with more, what is measured has failed
# Bytes that a person of these registers took in version 6 of the file, before any of it was
# shortened (10,000 people).
BEFORE = 9_650


def memory(bench: Bench) -> Iterator[Row | NotMeasured]:
    """`export` and `list` as JSON and CSV of the large register, against 10,000 people."""
    few = min(FEW, bench.people)
    sizes = {people: bench.register(people) for people in (few, bench.people)}
    for what, words, target in (
        ("export json", ("export", "{}.json", "--yes"), "{}.json"),
        ("export csv", ("export", "{}", "--yes", "--format", "csv"), "{}"),
        ("list json", ("list", "--all", "--format", "json", "--output", "{}.json"), "{}.json"),
        ("list csv", ("list", "--all", "--format", "csv", "--output", "{}.csv"), "{}.csv"),
    ):
        say(f"{what}, {bench.people:,} people")
        taken: dict[int, Run] = {}
        try:
            for people, register in sizes.items():
                copied = register
                if words[0] == "export":  # it is noted in the register who exported it
                    copied = bench.copy(register, "exported")
                output = str(bench.work / "written")
                command = steg(copied, *(word.replace("{}", output) for word in words))
                taken[people] = replace(command, megabytes=MOST).run()
                _take_away(Path(target.replace("{}", output)))
        except subprocess.CalledProcessError as error:
            said = (error.stderr or b"").decode(errors="replace").strip().splitlines()
            yield NotMeasured(what, f"more than {MOST} MB, or failed: {said[-1:]}")
            continue
        yield Row(
            f"{what}, {bench.people:,}", f"{few:,} people",
            [taken[bench.people].megabytes], [taken[few].megabytes], 1.5, "MB",
            note=f"in {taken[bench.people].seconds:.1f} s",
        )  # fmt: skip


def _take_away(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def space(bench: Bench) -> Iterator[Row | NotMeasured]:
    """Bytes that a person takes in the file, with all history, against version 6 of the file."""
    people = min(FEW, bench.people)
    taken = bench.register(people).stat().st_size / people
    yield Row("bytes a person", "version 6 of the file", [taken], [BEFORE], 0.5, "B")
