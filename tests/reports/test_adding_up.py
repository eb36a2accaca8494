"""What the reports of one output tell together: nobody can work out from all what one hides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.programme.words import Amount
from steg_cli.register.file import open_register
from steg_cli.register.saving import save_person
from steg_cli.register.surroundings import workplaces
from steg_cli.reports.adding_up import Cell, between_reports, number_of, values
from steg_cli.reports.cohorts import COHORTS, CohortStatus
from steg_cli.reports.costs import COSTS, Cost
from steg_cli.reports.flow import FLOW, CohortOnStep
from steg_cli.reports.forecast import COUNTED, FORECAST, ComingMonth
from steg_cli.reports.nameless import nameless, without_names
from steg_cli.reports.registry import STATUS, query_of
from steg_cli.reports.report import FEW, Counted, Few, Report
from tests.reports.recovering import recovered
from tests.reports.test_nameless import TODAY, counted, people_of, sums_of

if TYPE_CHECKING:
    from tests.conftest import Fresh

D = date.fromisoformat
REGISTERS = 5
DEMO_DAY, EARLIER = D("2026-11-22"), D("2025-11-22")

# --- two reports ----------------------------------------------------------------------------------


def status_of(cohort: str, steps: dict[str, int], left: int) -> CohortStatus:
    """Return a cohort of which all who left went to work."""
    active = sum(steps.values())
    return CohortStatus(
        cohort, None, active + left, active, left, steps, 0, 0, {"employment": left}
    )


def on_step(
    cohort: str, step: str, reached: int, on_now: int, left: int, enrolled: int | None = None
) -> CohortOnStep:
    return CohortOnStep(cohort, step, reached, on_now, None, None, None, left, 0, 0, None, enrolled)


def two() -> list[Report[Any]]:
    """Return reports of a cohort: 18 came to b, 6 are there, 3 left, and 9 went on to c."""
    rows = (
        on_step("A", "a", 34, 0, 16, 34),
        on_step("A", "b", 18, 6, 3),
        on_step("A", "c", 9, 9, 0),
    )
    cohort = status_of("A", {"a": 0, "b": 6, "c": 9}, 19)
    day = D("2024-01-15")
    return [
        Report(COHORTS, day, (cohort,), {"steps": dict(cohort.steps)}),
        Report(FLOW, day, rows, {"enrolled": 34}),
    ]


def test_what_one_report_hides_another_does_not_show() -> None:
    """Alone `cohorts` has nothing to hide; beside `flow` it would tell who left from b."""
    cohorts, flow = two()
    assert nameless(cohorts).rows[0].steps == {"a": 0, "b": 6, "c": 9}
    told = [[str(row.on_now), str(row.left_from)] for row in nameless(flow).rows]
    assert told == [["0", "16"], ["<5", "<5"], ["9", "0"]]
    cohorts, flow = without_names([cohorts, flow])
    told = [[str(row.on_now), str(row.left_from)] for row in flow.rows]
    (row,) = cohorts.rows
    for at, step in enumerate("abc"):
        assert str(row.steps[step]) == told[at][0]
    assert told[1][1] == "<5"


def test_whoever_counts_cases_is_not_told_what_is_hidden(fresh: Fresh) -> None:
    register = next(registers(fresh))
    reports = [query_of(name)(register, TODAY) for name in ("cohorts", "expiries")]
    assert [len(one.rows) > 0 for one in without_names(reports)] == [True, False]
    assert [len(one.rows) > 0 for one in without_names(reports, small=True)] == [True, True]
    assert len(without_names(reports[1:])[0].rows) == len(reports[1].rows)
    register.close()


@pytest.mark.parametrize(("waited_on", "paid"), [("a", "b"), ("b", "a")])
def test_of_two_steps_with_as_many_people_it_is_the_one_that_is_meant(
    waited_on: str, paid: str
) -> None:
    """Who waits is on the step before, and who is paid on one that AME pays: the ladder tells."""
    day = D("2024-01-15")
    cohort = status_of("A", {"a": 7, "b": 7, "c": 9}, 19)
    coming = replace(
        FORECAST,
        counted=replace(
            COUNTED,
            steps={
                "waiting": [waited_on],
                "posts_if_nothing": [paid],
                "posts_if_extended": [paid],
                "periods_ending": [paid],
            },
        ),
    )
    month = ComingMonth("2024-01", 0, 0, 0, 0, 7, 7, 0, 7, 0)
    none = Amount("0.00")
    cost = Cost("2024", "AME", None, None, none, none, none, none, none, 7)
    reports: list[Report[Any]] = [
        Report(COHORTS, day, (cohort,), {"steps": dict(cohort.steps)}),
        Report(coming, day, (month,), {"periods_ending": 0}),
        Report(replace(COSTS, counted=Counted(steps={"AME": [paid]})), day, (cost,), {}),
    ]
    counts = {
        cell: number
        for at, report in enumerate(reports)
        for cell, value in values(report, at)
        if isinstance(number := number_of(value), int)
    }
    found = {
        (total.part, part) for total, parts in between_reports(reports, counts) for part in parts
    }
    assert found == {
        (waited_on, Cell(1, 0, "waiting")),
        (paid, Cell(1, 0, "posts_if_nothing")),
        (paid, Cell(1, 0, "posts_if_extended")),
        (paid, Cell(1, 0, "periods_ending")),
        (paid, Cell(2, 0, "people")),
    }


def test_the_reports_tell_which_steps_those_are_on_whom_they_count(fresh: Fresh) -> None:
    with next(registers(fresh)) as register:
        coming, paid = (query_of(name)(register, TODAY) for name in ("forecast", "costs"))
    assert coming.form.counted is not None
    assert paid.form.counted is not None
    assert coming.form.counted.steps == {
        "posts_if_nothing": ["serviceassistent"],
        "posts_if_extended": ["serviceassistent"],
        "waiting": ["utbildningspraktik"],
        "periods_ending": ["serviceassistent"],
    }
    of = paid.form.counted.steps or {}
    assert (of["AME"], of["praktik"]) == (["serviceassistent"], ["praktik"])


# --- all reports of a file ------------------------------------------------------------------------


def registers(fresh: Fresh) -> Iterator[Any]:
    for seed in range(REGISTERS):
        register = fresh()
        with register.change("test", TODAY):
            for person in people_of(seed, {one.name: one for one in workplaces(register)}):
                save_person(register, None, person)
        yield register


Spot = tuple[Any, ...]  # a report's number and a cell of it


def whole(reports: list[Report[Any]]) -> dict[Spot, int]:
    """Return every number that counts people, of all reports."""
    found: dict[Spot, int] = {}
    for at, report in enumerate(reports):
        about = report.form.counted
        assert about is not None
        besides = {*about.harmless, *about.worked_out}
        found |= {(at, *cell): n for cell, n in counted(report).items() if cell[1] not in besides}
    return found


def called(reports: list[Report[Any]]) -> dict[Any, list[Spot]]:
    """Return the cells by what they are called: report, kind, cohort, and which number of it.

    A row of a cohort or of one on a step is called by both; another one by where it stands.
    """
    found = defaultdict[Any, list[Spot]](list)
    for cell in whole(reports):
        at, row, key, part = cell
        if row == "totals":
            name: tuple[Any, ...] = ("", "")
        elif hasattr(reports[at].rows[row], "cohort"):
            it = reports[at].rows[row]
            name = (it.cohort, getattr(it, "step", ""))
        else:
            name = ("", row)
        found[at, key, part or name[1], name[0]].append(cell)
    return found


def seen_between(all_reports: list[list[Report[Any]]]) -> list[tuple[Any, Any]]:
    """Return which numbers of two reports were the same in every register, for every cohort."""
    names = [called(reports) for reports in all_reports]
    values = [whole(reports) for reports in all_reports]
    kinds = defaultdict(set)
    for found in names:
        for at, key, part, cohort in found:
            kinds[at, key, part].add(cohort)
    same = []
    for one, other in product(kinds, kinds):
        cohorts = kinds[one] & kinds[other]
        if one[0] >= other[0] or not cohorts:
            continue
        pairs = [
            (number[mine[(*one, cohort)][0]], number[mine[(*other, cohort)][0]])
            for mine, number in zip(names, values, strict=True)
            for cohort in cohorts
            if (*one, cohort) in mine and (*other, cohort) in mine
        ]
        if pairs and all(a == b for a, b in pairs) and any(a for a, _ in pairs):
            same.append((one, other))
    return same


def recovered_of_all(reports: list[Report[Any]], others: list[list[Report[Any]]]) -> set[Spot]:
    """Return what can be worked out from all reports, knowing how they have always added up."""
    numbers, names = whole(reports), called(reports)
    masked = whole(without_names(reports))
    hidden = [cell for cell, n in masked.items() if isinstance(n, Few) and cell in numbers]
    assert {cell for cell, number in numbers.items() if 0 < number < 5} <= {*hidden}
    sums: list[tuple[Spot, list[Spot]]] = []
    for at, report in enumerate(reports):
        for total, parts in sums_of(report, [one[at] for one in others]):
            of = [(at, *part) for part in parts if (at, *part) in numbers]
            if (at, *total) in numbers:
                sums.append(((at, *total), of))
    for one, other in seen_between(others):
        for mine, cells in names.items():
            if mine[:3] == one and (*other, mine[3]) in names:
                sums.append((cells[0], names[(*other, mine[3])][:1]))
    return recovered(numbers, sums, hidden)


COUNTING = [name for name in STATUS if name not in ("expiries", "timeline")]


@pytest.fixture(scope="module")
def files(fresh: Fresh, demo_file: Path) -> list[list[Report[Any]]]:
    """Return the counting reports of a status page, of random registers and of the demo."""
    found = []
    for register in registers(fresh):
        found.append([query_of(name)(register, TODAY) for name in COUNTING])
        register.close()
    with open_register(demo_file) as register:
        found += [
            [query_of(name)(register, day) for name in COUNTING] for day in (DEMO_DAY, EARLIER)
        ]
    return found


@pytest.mark.parametrize("at", range(REGISTERS + 2))
def test_no_small_count_can_be_worked_out_from_all_reports_of_a_file(
    files: list[list[Report[Any]]], at: int
) -> None:
    assert len(seen_between(files)) > 5
    assert recovered_of_all(files[at], files) == set()


def test_nor_from_a_report_and_the_one_of_a_year_before(files: list[list[Report[Any]]]) -> None:
    found = files[-2:]
    # Who was enrolled by then, came to a step or completed training, has done so still.
    flow = replace(found[0][1], before=found[1][1])
    (now,) = without_names([flow])
    assert now.before is not None
    numbers = whole([flow, found[1][1]])
    hidden = [
        cell
        for cell, n in whole([now, now.before]).items()
        if isinstance(n, Few) and cell in numbers
    ]
    sums = [
        ((at, *total), [(at, *part) for part in parts if (at, *part) in numbers])
        for at in (0, 1)
        for total, parts in sums_of(found[at][1], [one[1] for one in files])
        if (at, *total) in numbers
    ]
    sums += [
        ((0, *cell[1:]), [cell])
        for cell in numbers
        if cell[0] == 1 and cell[2] in ("reached", "enrolled", "completed_training")
    ]
    assert recovered(numbers, sums, hidden) == set()


def test_hidden_numbers_of_the_year_before_are_marked_too() -> None:
    _, flow = two()
    now = replace(flow, before=replace(flow, as_of=D("2023-01-15")))
    (masked,) = without_names([now])
    assert masked.before is not None
    assert masked.before.rows[1].left_from is FEW
