"""The benchmarks measure what they say: their registers are sound, and every measure runs.

Nothing here is about how fast anything is.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from steg_cli.register.file import open_register
from steg_cli.reports.check import of_the_content, of_the_file
from steg_cli.reports.ends import endings

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
TODAY = date(2026, 11, 23)
PEOPLE = 120


@pytest.fixture(scope="module", autouse=True)
def on_path() -> Iterator[None]:
    """Let the modules of the benchmarks find each other, as when their folder is run."""
    sys.path.insert(0, str(BENCHMARKS))
    yield
    sys.path.remove(str(BENCHMARKS))


def module(name: str) -> ModuleType:
    return import_module(name)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the registers of all measures are kept."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def bench(kept: Path, demo_file: Path, tmp_path: Path) -> Any:
    shutil.copy(demo_file, tmp_path)
    return module("running").Bench(tmp_path, kept, people=PEOPLE, runs=1)


def found_in(path: Path) -> list[object]:
    with open_register(path) as register:
        return [*of_the_file(register), *of_the_content(register, TODAY)]


def people_in(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT id, kind, number, name FROM participant").fetchall()


def due_in(path: Path, within: int) -> int:
    with open_register(path) as register:
        return len(list(endings(register, TODAY, within=within)))


def test_a_register_is_what_commands_would_have_left(bench: Any) -> None:
    path = bench.register(PEOPLE)
    assert found_in(path) == []
    assert len(people_in(path)) == PEOPLE
    assert (due_in(path, within=2), due_in(path, within=3)) == (0, 1)


def test_the_same_seed_makes_the_same_people(tmp_path: Path) -> None:
    build = module("registers").build
    for name in ("one", "other"):
        build(tmp_path / name, 20)
    assert people_in(tmp_path / "one") == people_in(tmp_path / "other")


def test_everybody_can_be_due(bench: Any) -> None:
    path = bench.register(20, due=1.0, workplaces=24)
    assert found_in(path) == []
    assert (due_in(path, within=2), due_in(path, within=3)) == (0, 20)


def test_everybody_several_times_with_their_history(bench: Any, tmp_path: Path) -> None:
    path = tmp_path / "thrice.db"
    module("multiplied").multiply(bench.register(PEOPLE), path, 3)
    assert found_in(path) == []
    assert len({number for _, _, number, _ in people_in(path)}) == 3 * PEOPLE
    known = [name for *_, name in people_in(path) if "Säregen" in str(name)]
    assert known == ["Torgny Säregen"]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("startup.startup", 8),
        ("startup.terminal", 1),
        ("reports.reports", 3),
        ("sizes.sizes", 9),
        ("mails.mails", 1),
        ("importing.importing", 2),
        ("memory.memory", 4),
        ("memory.space", 1),
    ],
)
def test_every_measure_runs(bench: Any, name: str, rows: int) -> None:
    """And the SQL that reports are measured against gives what they say."""
    file, _, measure = name.partition(".")
    found = list(getattr(module(file), measure)(bench))
    told = module("table").table(found)
    assert len(found) == rows, told
    assert "not measured" not in told
    assert "another answer" not in told
    assert all(ratio > 0 for row in found if not row.allowed for ratio in row.ratios)


@pytest.mark.parametrize("report", ["cohorts", "flow", "costs"])
def test_sql_answers_as_the_report_also_of_the_demo(report: str, demo_file: Path) -> None:
    """There some came back, were on a step twice, or are past their plan."""
    assert module("reports").same_answer(demo_file, report) == ""


def test_a_row_tells_medians_of_pairs_and_whether_the_goal_is_met() -> None:
    row, table = module("table").Row, module("table").table
    slow = row("list", "nothing", [0.2, 0.3, 0.4], [0.1, 0.1, 0.1], 1.25)
    quick = row("report", "sqlite3", [1.5, 1.5], [1.0, 1.0], 1.3, "s", allowed=[0.3, 0.3])
    lines = table([slow, quick]).split("\n")
    cells = [[one.strip() for one in line.split("|")[1:-1]] for line in lines]
    assert cells[2:] == [
        ["list", "nothing", "300 (250–350) ms", "100 ms", "3.00 (2.50–3.50)", "≤ 1.25", "NO"],
        ["report", "sqlite3", "1.50 s", "1.00 s", "1.20", "≤ 1.3 + start-up", "yes"],
    ]


def test_the_picture_draws_every_command() -> None:
    times = {"show": {230: 0.1, 10_000: 0.1}, "list": {230: 0.1, 10_000: 1.5}}
    svg = ET.fromstring(module("picture").drawn(times))
    words = [one.text for one in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert {"show", "list", "1.50", "10k"} <= set(words)
