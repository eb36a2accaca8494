"""No hidden count can be worked out from the shares and percentages that are shown.

A share of 12.5 beside 3 tells of 24, and of 24 it tells 3. Shares are in percent with one decimal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from steg_cli.register.file import open_register
from steg_cli.register.saving import save_person
from steg_cli.register.surroundings import workplaces
from steg_cli.reports.flow import flow
from steg_cli.reports.kolada import kolada
from steg_cli.reports.nameless import nameless
from steg_cli.reports.report import Few, Report
from tests.reports.recovering import recovered
from tests.reports.test_nameless import TODAY, counted, people_of, sums_of

if TYPE_CHECKING:
    from tests.conftest import Fresh

D = date.fromisoformat
REGISTERS = 12
MOST = 400  # more than any register here has people
Cell = tuple[Any, ...]


class Share(NamedTuple):
    """A share that is shown: of which whole a part is so many percent."""

    part: Cell
    whole: Cell
    percent: Decimal


def told_by(
    numbers: Mapping[Cell, int], shares: Iterable[Share], hidden: Collection[Cell]
) -> set[Cell]:
    """Return the hidden numbers that follow from a share beside the other one of the two."""
    shares, unknown = [*shares], {*hidden}
    while True:
        found = {
            cell
            for part, whole, percent in shares
            for cell, matches in (
                (part, lambda n, w=whole, p=percent: share_of(n, numbers[w]) == p),
                (whole, lambda n, w=part, p=percent: share_of(numbers[w], n) == p),
            )
            if cell in unknown
            and ({part, whole} - {cell}).isdisjoint(unknown)
            and sum(map(matches, range(1, MOST))) == 1
        }
        if not found:
            return {*hidden} - unknown
        unknown -= found


def share_of(part: int, whole: int) -> Decimal:
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def of_results(report: Report[Any]) -> Iterator[Share]:
    """Yield the shares of kolada that are shown: each of all who left."""
    (left,) = (at for at, row in enumerate(report.rows) if row.result == "left")
    for at, row in enumerate(report.rows):
        for key, share in (
            ("women", row.share_women),
            ("men", row.share_men),
            ("total", row.share),
        ):
            if share is not None and not isinstance(share, Few):
                yield Share((at, key, ""), (left, key, ""), Decimal(share))


def of_steps(report: Report[Any]) -> Iterator[Share]:
    """Yield the shares of flow that are shown: each of the enrolled, who stand on the first row."""
    first = 0
    for at, row in enumerate(report.rows):
        first = at if report.rows[first].cohort != row.cohort else first
        if row.share is not None and not isinstance(row.share, Few):
            yield Share((at, "reached", ""), (first, "enrolled", ""), Decimal(str(row.share)))


@pytest.fixture(scope="module")
def answers(fresh: Fresh, demo_file: Path) -> dict[str, list[Report[Any]]]:
    """Return what both reports answer about random registers and the demo, of a year each."""
    found: dict[str, list[Report[Any]]] = {"kolada": [], "flow": []}
    for seed in range(REGISTERS):
        with fresh() as register:
            with register.change("test", TODAY):
                for person in people_of(seed, {one.name: one for one in workplaces(register)}):
                    save_person(register, None, person)
            found["kolada"].append(kolada(register, TODAY, year=2024))
            found["flow"].append(flow(register, TODAY))
    with open_register(demo_file) as register:
        for year in range(2019, 2027):
            found["kolada"].append(kolada(register, D("2026-11-22"), year=year))
            found["flow"].append(flow(register, date(year, 11, 22)))
    return found


@pytest.mark.parametrize(("name", "shares_of"), [("kolada", of_results), ("flow", of_steps)])
def test_no_small_count_follows_from_what_is_shown_and_its_shares(
    answers: dict[str, list[Report[Any]]], name: str, shares_of: Any
) -> None:
    shown = hidden_ones = 0
    for report in answers[name]:
        about = report.form.counted
        assert about is not None
        besides = {*about.harmless, *about.worked_out}
        numbers = {cell: n for cell, n in counted(report).items() if cell[1] not in besides}
        masked = nameless(report)
        hidden = {cell for cell, n in counted(masked).items() if isinstance(n, Few)} & {*numbers}
        small = {cell for cell, n in numbers.items() if 0 < n < 5}
        shares = [*shares_of(masked)]
        known = told_by(numbers, shares, hidden)
        sums = [
            (total, [part for part in parts if part in numbers])
            for total, parts in sums_of(report, answers[name])
            if total in numbers
        ]
        assert small <= hidden
        assert known & small == set()
        assert recovered(numbers, sums, hidden - known) == set()
        shown += len(shares)
        hidden_ones += len(hidden)
    assert shown > 0
    assert hidden_ones > 0


@pytest.mark.parametrize(("name", "shares_of"), [("kolada", of_results), ("flow", of_steps)])
def test_shares_that_were_left_beside_hidden_counts_would_tell_them(
    answers: dict[str, list[Report[Any]]], name: str, shares_of: Any
) -> None:
    told = set[Cell]()
    for report in answers[name]:
        masked = nameless(report)
        hidden = {cell for cell, n in counted(masked).items() if isinstance(n, Few)}
        keys = [
            key for key in ("share", "share_women", "share_men") if hasattr(report.rows[0], key)
        ]
        left = tuple(
            replace(row, **{key: getattr(whole, key) for key in keys})
            for row, whole in zip(masked.rows, report.rows, strict=True)
        )
        told |= told_by(counted(report), shares_of(replace(masked, rows=left)), hidden)
    assert told
