"""How the numbers of reports add up: within each of them, and between those of one output.

What of a report adds up is said by its Form; what two reports count alike stands here, in
`between_reports`. A report of a year before, beside one of now, is a report as any other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from steg_cli.programme.frozen import values_of
from steg_cli.reports.report import Adds, Counted, Report, Spot
from steg_cli.reports.small_counts import SMALL, Number, Sum

WITH_DECIMALS = re.compile(r"-?[0-9]+\.[0-9]+")
# What somebody has done once stays done: of these, what was counted a year before is in it still.
LASTING = (*("enrolled", "reached", "completed_training", "converted"), *("women", "men", "total"))
REST = "rest"  # what those without a name for a row are in all, beside those with one


class Cell(NamedTuple):
    """Where a number stands: in which report, row (None: the totals), field, part of a mapping."""

    report: int
    row: int | None
    key: str
    part: str | None = None


def values(report: Report[Any], at: int = 0) -> Iterator[tuple[Cell, object]]:
    """Yield the values of the rows and of the totals, those of mappings part by part."""
    whole: list[tuple[int | None, dict[str, Any]]] = [
        (number, values_of(row)) for number, row in enumerate(report.rows)
    ]
    for row, found in (*whole, (None, dict(report.totals))):
        for key, value in found.items():
            if isinstance(value, Mapping):
                yield from ((Cell(at, row, key, part), inner) for part, inner in value.items())
            else:
                yield Cell(at, row, key), value


def number_of(value: object) -> Number | None:
    """Return a number, also one with decimals that is a text; None for what is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | Decimal):
        return value
    if isinstance(value, float) or (isinstance(value, str) and WITH_DECIMALS.fullmatch(value)):
        return Decimal(str(value))
    return None


# Within a report


def sums_within(
    report: Report[Any], counted: Counted, counts: Mapping[Cell, Number]
) -> Iterator[Sum]:
    """Yield every sum of a report: its totals, rows that stand for all others, and its own.

    `counts` are the numbers of the report. What a row that stands for all others has more than they
    have is a number too, if it is small: of those who are in no other row. It has a cell of its
    own, with the part REST, which stands in no report.
    """
    columns: defaultdict[tuple[str, str | None], dict[int, Cell]] = defaultdict(dict)
    of_row: defaultdict[tuple[int | None, str], list[Cell]] = defaultdict(list)
    for cell in counts:
        of_row[cell.row, cell.key].append(cell)
        if cell.row is not None:
            columns[cell.key, cell.part][cell.row] = cell
    margins = [*_margins(report)]
    whole_rows = {whole for whole, _ in margins}
    for (key, part), cells in columns.items():
        at = next(iter(cells.values())).report
        if (total := Cell(at, None, key, part)) in counts:
            yield Sum(total, tuple(cells.values()))
            yield Sum(total, tuple(cell for row, cell in cells.items() if row not in whole_rows))
        for whole, rows in margins:
            if whole in cells:
                parts = tuple(cells[row] for row in rows if row in cells)
                rest = counts[cells[whole]] - sum(counts[one] for one in parts)
                beside = cells[whole]._replace(part=f"{part or ''} {REST}")
                yield Sum(cells[whole], (*parts, beside) if 0 < rest < SMALL else parts)
    for spots, of in _declared(report, counted):
        parts = tuple(cell for spot in of for cell in of_row[spot])
        yield from (Sum(total, parts) for spot in spots for total in of_row[spot])


def groups_of(report: Report[Any], adds: Adds) -> list[list[int | None]]:
    """Return the rows that add up together: each alone and the totals, or those of a group."""
    if not adds.by:
        return [[at] for at in (None, *range(len(report.rows)))]
    groups = defaultdict[object, list[int | None]](list)
    for at, row in enumerate(report.rows):
        groups[getattr(row, adds.by)].append(at)
    return [*groups.values()]


def between_rows(report: Report[Any]) -> Iterable[tuple[Spot, Sequence[Spot]]]:
    """Return the sums between rows that the form speaks of."""
    counted = report.form.counted
    return counted.sums(report) if counted and counted.sums else ()


def _declared(
    report: Report[Any], counted: Counted
) -> Iterator[tuple[Sequence[Spot], Sequence[Spot]]]:
    """Yield where the totals that a form speaks of stand, and their parts."""
    for adds in counted.adds:
        for totals, rows, following in _adding(report, adds):
            parts = [(row, key) for row in rows for key in adds.parts]
            parts += [(row, key) for row in following for key in adds.following]
            yield [(row, adds.total) for row in totals], parts
    yield from (([total], parts) for total, parts in between_rows(report))


Rows = Sequence[int | None]  # None: the totals


def _adding(report: Report[Any], adds: Adds) -> Iterator[tuple[Rows, Rows, Rows]]:
    """Yield the rows on which a total, its parts, and its parts on the row after it stand."""
    for group in groups_of(report, adds):
        if adds.following:
            rows = group if adds.by else [*range(len(report.rows))]
            yield from (([row], [row], [after]) for row, after in pairwise(rows))
            if not adds.by:
                return
        elif adds.each:
            yield from ((group, [row], []) for row in group)
        else:
            yield group, group, []


def _margins(report: Report[Any]) -> Iterator[tuple[int, list[int]]]:
    """Yield each row with None for a name where others that are else called the same have one."""
    names = [_names(row) for row in report.rows]
    for key in {key for row in names for key in row}:
        groups: defaultdict[object, list[int]] = defaultdict(list)
        for at, row in enumerate(names):
            groups[tuple((k, v) for k, v in row.items() if k != key and v is not None)].append(at)
        for rows in groups.values():
            named = [at for at in rows if names[at].get(key) is not None]
            for at in rows:
                if named and key in names[at] and names[at][key] is None:
                    yield at, named


def _names(row: Any) -> dict[str, str | None]:
    return {
        key: value
        for key, value in values_of(row).items()
        if isinstance(value, str | None) and number_of(value) is None
    }


# Between reports


def between_reports(reports: Sequence[Report[Any]], counts: Mapping[Cell, Number]) -> Iterator[Sum]:
    """Yield what the reports of one output count alike: a number of one, and its parts in another.

    Only what holds is yielded. Two numbers of the same steps that only happen to be the same are
    taken for those of the same people: whoever tries can think so too, and more is hidden.
    """
    found = {(one.as_of, one.name): at for at, one in enumerate(reports)}
    pairs: list[tuple[Cell, Sequence[Cell]]] = []
    for (day, name), at in found.items():
        if name == "cohorts" and (way := found.get((day, "flow"))) is not None:
            pairs += _cohorts_and_flow(reports, at, way, counts)
        if name == "cohorts" and (coming := found.get((day, "forecast"))) is not None:
            pairs += _cohorts_and_forecast(reports, at, coming, counts)
        if name == "cohorts" and (paid := found.get((day, "costs"))) is not None:
            pairs += _cohorts_and_costs(reports, at, paid, counts)
    for total, parts in pairs:
        if {total, *parts} <= counts.keys() and counts[total] >= sum(counts[one] for one in parts):
            yield Sum(total, tuple(parts))
    yield from _before(reports, counts)


def _cohorts_and_flow(
    reports: Sequence[Report[Any]], at: int, way: int, counts: Mapping[Cell, Number]
) -> Iterator[tuple[Cell, Sequence[Cell]]]:
    """Yield who is on a step, was enrolled, completed training, was converted, and left."""
    row_of = {row.cohort: number for number, row in enumerate(reports[at].rows)}
    on_step = defaultdict[str, dict[str, int]](dict)  # cohort -> step -> row
    for number, row in enumerate(reports[way].rows):
        on_step[row.cohort][row.step] = number
    reached = defaultdict[str, list[tuple[Cell, Cell]]](list)
    for cohort, steps in on_step.items():
        mine, first = row_of[cohort], min(steps.values())
        for key in ("enrolled", "completed_training"):
            yield Cell(at, mine, key), [Cell(way, first, key)]
        yield Cell(at, mine, "left"), [Cell(way, row, "left_from") for row in steps.values()]
        for step, row in steps.items():
            yield Cell(at, mine, "steps", step), [Cell(way, row, "on_now")]
            reached[step].append((Cell(at, mine, "converted"), Cell(way, row, "reached")))
    for key in ("enrolled", "completed_training"):
        yield Cell(at, None, key), [Cell(way, None, key)]
    # The step of an employment with the sector itself is the one that all who were converted were
    # on, in every cohort.
    for same in reached.values():
        if all(counts.get(one) == counts.get(other) for one, other in same):
            yield from ((one, [other]) for one, other in same)


def _cohorts_and_forecast(
    reports: Sequence[Report[Any]], at: int, coming: int, counts: Mapping[Cell, Number]
) -> Iterator[tuple[Cell, Sequence[Cell]]]:
    """Yield who waits, who is paid, and whose period ends, where as many are on those steps today.

    Then nobody may have come or left since.
    """
    every = Cell(coming, None, "periods_ending")
    yield from _same_people(reports[coming], "periods_ending", [every], at, counts)
    for row in range(len(reports[coming].rows)):
        for key in ("posts_if_nothing", "posts_if_extended", "waiting"):
            yield from _same_people(reports[coming], key, [Cell(coming, row, key)], at, counts)
    if reports[coming].rows:
        # Who is paid today is paid at the end of the month, or their period ends in it.
        parts = [Cell(coming, 0, "posts_if_nothing"), Cell(coming, 0, "periods_ending")]
        yield from _same_people(reports[coming], "posts_if_nothing", parts, at, counts)


def _cohorts_and_costs(
    reports: Sequence[Report[Any]], at: int, paid: int, counts: Mapping[Cell, Number]
) -> Iterator[tuple[Cell, Sequence[Cell]]]:
    """Yield who is paid for, where as many are on those steps: then nobody may have left them.

    Of a sector it may be any one step: on which of them its people are, the row does not tell.
    """
    counted = reports[paid].form.counted or Counted()
    steps = [cell for cell in counts if cell[:3] == (at, None, "steps")]
    for number, row in enumerate(reports[paid].rows):
        people = [Cell(paid, number, "people")]
        if (key := row.step or row.payer) in (counted.steps or ()):
            yield from _same_people(reports[paid], key, people, at, counts)
        else:
            same = [one for one in steps if counts[one] == counts.get(people[0])]
            yield from [(one, people) for one in same][-1:]


def _same_people(
    report: Report[Any], key: str, parts: Sequence[Cell], at: int, counts: Mapping[Cell, Number]
) -> Iterator[tuple[Cell, Sequence[Cell]]]:
    """Yield what the parts add up to: those on the steps of `key`, in the totals of `cohorts`.

    Of several steps that is said of a part alone: they then are parts of it.
    """
    counted = report.form.counted or Counted()
    steps = [Cell(at, None, "steps", code) for code in (counted.steps or {}).get(key, ())]
    if not steps or sum(counts.get(one, 0) for one in steps) != sum(
        counts.get(one, 0) for one in parts
    ):
        return
    if len(steps) == 1:
        yield steps[0], parts
    elif len(parts) == 1:
        yield parts[0], steps


def _before(reports: Sequence[Report[Any]], counts: Mapping[Cell, Number]) -> Iterator[Sum]:
    """Yield which numbers have those of a year before in them."""
    for now, one in enumerate(reports):
        if one.before is None:
            continue
        then = next(at for at, other in enumerate(reports) if other is one.before)
        row_of = {tuple(_names(row).items()): at for at, row in enumerate(one.rows)}
        rows: dict[int | None, int | None] = {
            at: row_of.get(tuple(_names(row).items())) for at, row in enumerate(one.before.rows)
        }
        for cell in counts:
            if cell.report != then or cell.key not in LASTING:
                continue
            if cell.row is not None and rows[cell.row] is None:
                continue
            row = None if cell.row is None else rows[cell.row]
            later = cell._replace(report=now, row=row)
            if counts.get(later, -1) >= counts[cell]:
                yield Sum(later, (cell,))
