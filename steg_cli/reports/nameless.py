"""A report that can leave the house: references instead of people, and no small counts.

A row about one person keeps its case reference, its days and numbers, and the codes that any mail
may tell of a case; every name, place and free text is None. In a row that counts people those from
1 to 4 are hidden, and what they could be worked out from; see `small_counts`. How the numbers of a
report hang together is said by its Form. One that says nothing of it is taken to be all counts of
people that may add up in any way: when one of them is small, none but zeros stands there.

What is hidden stays hidden within one report of one day. Two reports, of other people or on
another day, can differ by a single person; whoever hands on several has to think of that.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from steg_cli.programme.choices import PAYER
from steg_cli.programme.errors import N_
from steg_cli.programme.fields import MASKED
from steg_cli.reports.report import FEW, Adds, Counted, Few, Report, Spot
from steg_cli.reports.small_counts import Number, Sum, hidden_cells

# What a row about one person keeps beside its days and numbers. The payer is kept as a code: a
# sector's name tells where somebody works.
KEPT = ("reference", "cohort", "step", "what", "state", "agreement")
# Numbers that tell which workplace it is.
OF_WORKPLACE = ("places", "taken", "free")
# What tells who somebody is also in a row that is not about one person.
WHO = MASKED - {"municipality", "workplace"} | {
    *("manager", "manager_email", "contact", "email", "approved_by", "reference"),
}
WITH_DECIMALS = re.compile(r"-?[0-9]+\.[0-9]+")
FEW_EXPLAINED = N_(
    "<5 is a number from 1 to 4, or one that such a number could be worked out from."
)


class _Cell(NamedTuple):
    """Where a number stands: the row (None: the totals), the field, and the part of a mapping."""

    row: int | None
    key: str
    part: str | None = None


def nameless(report: Report[Any], *, small: bool = False) -> Report[Any]:
    """Return the report without names, places of people and free text, and without small counts.

    `small` leaves the small counts in. A report beside it, from before, is made nameless too.
    """
    before = report.before and nameless(report.before, small=small)
    if _is_of_people(report):
        form = report.form.nameless or report.form
        told = tuple(one for one in form.columns if one.key not in (*MASKED, "protected"))
        return replace(
            report,
            # The command that shows the rest can name a place.
            form=form._replace(columns=told, rest=None),
            rows=_masked_people(report),
            totals=_masked_totals(report.totals),
            before=before,
        )
    rows = tuple(_masked(row) for row in report.rows)
    masked = replace(report, rows=rows, totals=_masked(report.totals), before=before)
    if small:
        return masked
    form = report.form
    explained = form._replace(explains=(*form.explains, FEW_EXPLAINED))
    return replace(_without_small(masked), form=explained)


def has_few(report: Report[Any]) -> bool:
    """Say whether a number is hidden in a report."""
    return any(isinstance(value, Few) for _, value in _values(report))


def _is_of_people(report: Report[Any]) -> bool:
    return any(field.name == "reference" for field in dataclasses.fields(report.form.row_type))


def _fields(row: Any) -> dict[str, Any]:
    return {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}


# Who somebody is


def _masked_person(row: Any) -> Any:
    values = _fields(row)
    return replace(row, **{key: _of_person(key, value) for key, value in values.items()})


def _masked_people(report: Report[Any]) -> tuple[Any, ...]:
    """Return the rows of cases; where their order told what is gone, they stand by their days."""
    # A row without a case tells of a workplace alone, and of that nothing is left.
    rows = [_masked_person(row) for row in report.rows if row.reference is not None]
    if dataclasses.fields(report.form.row_type)[0].name in ("group", *MASKED):
        rows.sort(key=lambda row: (row.last_day or date.max, row.reference))
    return tuple(rows)


def _masked_totals(totals: Mapping[str, object]) -> dict[str, object]:
    """Return the totals of cases: nothing of the one workplace, none of those under protection."""
    places = OF_WORKPLACE if "workplace" in totals else ()
    gone = {"protected", *MASKED, *places}
    return {key: None if key in gone else _masked(value) for key, value in totals.items()}


def _of_person(key: str, value: object) -> object:
    if key in MASKED or key in OF_WORKPLACE:
        return None
    is_told = key in KEPT or (key == "payer" and value in PAYER.codes)
    is_number = isinstance(value, date | int | float | Decimal) and not isinstance(value, bool)
    return value if is_told or is_number else None


def _masked(value: Any) -> Any:
    """Return a value of a report that counts, or what is inside it, without who somebody is."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        keys = [field.name for field in dataclasses.fields(value)]
        if "reference" in keys:
            return _masked_person(value)
        inner = {key: _masked(getattr(value, key)) for key in keys}
        return replace(value, **{key: None if key in WHO else inner[key] for key in keys})
    if isinstance(value, Mapping):
        gone = WHO - {"number"}  # of a project
        return {key: None if key in gone else _masked(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        return type(value)(map(_masked, value))
    return value


# Small counts


def _without_small(report: Report[Any]) -> Report[Any]:
    counted = report.form.counted
    values = dict(_values(report))
    numbers = {
        cell: number
        for cell, value in values.items()
        if (number := _number(value)) is not None
        and (counted is None or cell.key not in counted.harmless)
    }
    if counted is None:
        counts = any(
            isinstance(number, int) for cell, number in numbers.items() if cell.row is not None
        )
        is_small = hidden_cells(numbers, ()) or not counts
        hidden = set(numbers) if is_small else set()
    else:
        hidden = _hidden_of(report, counted, numbers)
    # No amount tells something of somebody too, no people tell nothing.
    return _with_few(
        report, {cell for cell in hidden if numbers[cell] or isinstance(values[cell], str)}
    )


def _hidden_of(
    report: Report[Any], counted: Counted, numbers: Mapping[_Cell, Number]
) -> set[_Cell]:
    """Return what is hidden where a form says how its numbers hang together."""
    counts = {
        cell: number
        for cell, number in numbers.items()
        if cell.key not in counted.worked_out and isinstance(number, int)
    }
    hidden = set(hidden_cells(counts, [*_sums(report, counted, counts)]))
    rows = {cell.row for cell in hidden}
    for adds in counted.adds:
        for group in _groups(report, adds):
            if any(cell.row in group and cell.key == adds.total for cell in hidden):
                rows.update(group)
    if any((cell.row, cell.key) == spot for spot, _ in _between_rows(report) for cell in hidden):
        rows.update(range(len(report.rows)))
    worked_out = {cell for cell in numbers if cell not in counts and cell.row in rows}
    columns = {cell.key for cell in worked_out}
    totals = {cell for cell in numbers if cell.row is None and cell.key in columns}
    return hidden | worked_out | totals


def _between_rows(report: Report[Any]) -> Iterable[tuple[Spot, Sequence[Spot]]]:
    counted = report.form.counted
    return counted.sums(report) if counted and counted.sums else ()


def _sums(report: Report[Any], counted: Counted, counts: Mapping[_Cell, Number]) -> Iterator[Sum]:
    """Yield every sum of a report: its totals, rows that stand for all others, and its own."""
    columns: defaultdict[tuple[str, str | None], dict[int, _Cell]] = defaultdict(dict)
    of_row: defaultdict[tuple[int | None, str], list[_Cell]] = defaultdict(list)
    for cell in counts:
        of_row[cell.row, cell.key].append(cell)
        if cell.row is not None:
            columns[cell.key, cell.part][cell.row] = cell
    margins = [*_margins(report)]
    whole_rows = {whole for whole, _ in margins}
    for (key, part), cells in columns.items():
        if (total := _Cell(None, key, part)) in counts:
            yield Sum(total, tuple(cells.values()))
            yield Sum(total, tuple(cell for row, cell in cells.items() if row not in whole_rows))
        for whole, rows in margins:
            if whole in cells:
                yield Sum(cells[whole], tuple(cells[row] for row in rows if row in cells))
    for spots, of in _declared(report, counted):
        parts = tuple(cell for spot in of for cell in of_row[spot])
        yield from (Sum(total, parts) for spot in spots for total in of_row[spot])


def _declared(
    report: Report[Any], counted: Counted
) -> Iterator[tuple[Sequence[Spot], Sequence[Spot]]]:
    """Yield where the totals that a form speaks of stand, and their parts."""
    for adds in counted.adds:
        for totals, rows, following in _adding(report, adds):
            parts = [(row, key) for row in rows for key in adds.parts]
            parts += [(row, key) for row in following for key in adds.following]
            yield [(row, adds.total) for row in totals], parts
    yield from (([total], parts) for total, parts in _between_rows(report))


Rows = Sequence[int | None]  # None: the totals


def _adding(report: Report[Any], adds: Adds) -> Iterator[tuple[Rows, Rows, Rows]]:
    """Yield the rows on which a total, its parts, and its parts on the row after it stand."""
    for group in _groups(report, adds):
        if adds.following:
            rows = group if adds.by else [*range(len(report.rows))]
            yield from (([row], [row], [after]) for row, after in pairwise(rows))
            if not adds.by:
                return
        elif adds.each:
            yield from ((group, [row], []) for row in group)
        else:
            yield group, group, []


def _groups(report: Report[Any], adds: Adds) -> list[list[int | None]]:
    """Return the rows that add up together: each alone and the totals, or those of a group."""
    if not adds.by:
        return [[at] for at in (None, *range(len(report.rows)))]
    groups = defaultdict[object, list[int | None]](list)
    for at, row in enumerate(report.rows):
        groups[getattr(row, adds.by)].append(at)
    return [*groups.values()]


def _margins(report: Report[Any]) -> Iterator[tuple[int, list[int]]]:
    """Yield each row with None for a name where others that are else called the same have one."""
    names = [
        {
            field.name: value
            for field in dataclasses.fields(row)
            if isinstance(value := getattr(row, field.name), str | None) and _number(value) is None
        }
        for row in report.rows
    ]
    for key in {key for row in names for key in row}:
        groups: defaultdict[object, list[int]] = defaultdict(list)
        for at, row in enumerate(names):
            groups[tuple((k, v) for k, v in row.items() if k != key and v is not None)].append(at)
        for rows in groups.values():
            named = [at for at in rows if names[at].get(key) is not None]
            for at in rows:
                if named and key in names[at] and names[at][key] is None:
                    yield at, named


def _number(value: object) -> Number | None:
    """Return a number, also one with decimals that is a text; None for what is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | Decimal):
        return value
    if isinstance(value, float) or (isinstance(value, str) and WITH_DECIMALS.fullmatch(value)):
        return Decimal(str(value))
    return None


def _values(report: Report[Any]) -> Iterator[tuple[_Cell, object]]:
    """Yield the values of the rows and of the totals, those of mappings part by part."""
    whole: list[tuple[int | None, dict[str, Any]]] = [
        (at, _fields(row)) for at, row in enumerate(report.rows)
    ]
    for at, values in (*whole, (None, dict(report.totals))):
        for key, value in values.items():
            if isinstance(value, Mapping):
                yield from ((_Cell(at, key, part), inner) for part, inner in value.items())
            else:
                yield _Cell(at, key), value


def _with_few(report: Report[Any], hidden: set[_Cell]) -> Report[Any]:
    changed: defaultdict[int | None, dict[str, Any]] = defaultdict(dict)
    for cell in hidden:
        if cell.part is None:
            changed[cell.row][cell.key] = FEW
        else:
            whole: Any = report.totals if cell.row is None else _fields(report.rows[cell.row])
            parts = changed[cell.row].setdefault(cell.key, dict(whole[cell.key]))
            parts[cell.part] = FEW
    rows = tuple(replace(row, **changed[at]) for at, row in enumerate(report.rows))
    return replace(report, rows=rows, totals={**report.totals, **changed[None]})
