"""A report that can leave the house: references instead of people, and no small counts.

A row about one person keeps its case reference, its days and numbers, and the codes that any mail
may tell of a case; every name, place and free text is None. In a row that counts people those from
1 to 4 are hidden, and what they could be worked out from; see `small_counts`. How the numbers of a
report hang together is said by its Form. One that says nothing of it is taken to be all counts of
people that may add up in any way: when one of them is small, none but zeros stands there.

What is hidden stays hidden within one output: a report, or all those of a file or a mail, with the
ones of a year before beside them. What two of them count alike stands in `adding_up`. Two outputs,
of other people or on another day, can differ by a single person; whoever hands on several has to
think of that.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from steg_cli.programme.choices import PAYER
from steg_cli.programme.errors import N_
from steg_cli.programme.fields import MASKED
from steg_cli.programme.frozen import names_of, replace, values_of
from steg_cli.reports.adding_up import (
    Cell,
    between_reports,
    between_rows,
    groups_of,
    number_of,
    sums_within,
    values,
)
from steg_cli.reports.report import FEW, Counted, Few, Report
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
ALONE = N_("Cases are listed where this report stands alone, not beside hidden counts.")
FEW_EXPLAINED = N_(
    "<5 is a number from 1 to 4, or one that such a number could be worked out from."
)


def nameless(report: Report[Any], *, small: bool = False) -> Report[Any]:
    """Return the report, alone, as it can leave the house; see `without_names`."""
    return without_names([report], small=small)[0]


def without_names(reports: Sequence[Report[Any]], *, small: bool = False) -> list[Report[Any]]:
    """Return the reports of one output without names, places of people and free text.

    Small counts are hidden in all of them together, those of a year before too, unless `small`
    leaves them in. Where something is hidden a report whose rows are cases, beside others, has
    none, and totals that hold a hidden number have no list of cases: whoever counts the cases
    would know what is hidden.
    """
    masked = [_masked_report(one) for one in reports]
    if small:
        return masked
    whole = [*masked, *(one.before for one in masked if one.before)]
    counting = [one for one in whole if not is_of_people(one)]
    shown = dict(zip(map(id, counting), _without_small(counting), strict=True))
    found = [
        replace(
            shown.get(id(one), one), before=one.before and shown.get(id(one.before), one.before)
        )
        for one in masked
    ]
    if any(map(has_few, shown.values())):
        found = [_without_cases(one) if is_of_people(one) else one for one in found]
    return found


def _without_cases(report: Report[Any]) -> Report[Any]:
    """Return a report of cases that tells none, nor how many there are."""
    form = replace(report.form, empty=ALONE, closing="", explains=())
    totals = {key: None if isinstance(one, int) else one for key, one in report.totals.items()}
    return replace(report, form=form, rows=(), totals=totals, before=None)


def has_few(report: Report[Any]) -> bool:
    """Say whether a number is hidden in a report."""
    return any(isinstance(value, Few) for _, value in values(report))


def is_of_people(report: Report[Any]) -> bool:
    """Say whether the rows of a report are cases."""
    return "reference" in names_of(report.form.row_type)


def _masked_report(report: Report[Any]) -> Report[Any]:
    before = report.before and _masked_report(report.before)
    if is_of_people(report):
        form = report.form.nameless or report.form
        told = tuple(one for one in form.columns if one.key not in (*MASKED, "protected"))
        return replace(
            report,
            # The command that shows the rest can name a place.
            form=replace(form, columns=told, rest=None),
            rows=_masked_people(report),
            totals=_masked_totals(report.totals),
            before=before,
        )
    rows = tuple(_masked(row) for row in report.rows)
    return replace(report, rows=rows, totals=_masked(report.totals), before=before)


# Who somebody is


def _masked_person(row: Any) -> Any:
    return replace(row, **{key: _of_person(key, value) for key, value in values_of(row).items()})


def _masked_people(report: Report[Any]) -> tuple[Any, ...]:
    """Return the rows of cases; where their order told what is gone, they stand by their days."""
    # A row without a case tells of a workplace alone, and of that nothing is left.
    rows = [_masked_person(row) for row in report.rows if row.reference is not None]
    if names_of(report.form.row_type)[0] in ("group", *MASKED):
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
    if is_dataclass(value) and not isinstance(value, type):
        keys = names_of(type(value))
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


def _without_small(reports: Sequence[Report[Any]]) -> list[Report[Any]]:
    """Return the reports, which count people, with what is hidden in all of them together."""
    numbers: dict[Cell, Number] = {}  # all of them
    counts: dict[Cell, Number] = {}  # those that count people, of which it is known how they add up
    sums: list[Sum] = []
    hidden: set[Cell] = set()
    for at, report in enumerate(reports):
        counted = report.form.counted
        mine = {
            cell: number
            for cell, value in values(report, at)
            if (number := number_of(value)) is not None
            and (counted is None or cell.key not in counted.harmless)
        }
        numbers |= mine
        if counted is None:
            hidden |= _all_or_none(mine)
            continue
        own = {
            cell: number
            for cell, number in mine.items()
            if cell.key not in counted.worked_out and isinstance(number, int)
        }
        counts |= own
        sums += sums_within(report, counted, own)
    sums += between_reports(reports, counts)
    hidden |= hidden_cells(_with_rests(counts, sums), sums) & counts.keys()
    for at, report in enumerate(reports):
        if report.form.counted is not None:
            mine = {cell: number for cell, number in numbers.items() if cell.report == at}
            hidden |= _worked_out(report, mine, counts.keys(), hidden)
    return [_with_few(report, at, hidden) for at, report in enumerate(reports)]


def _with_rests(counts: Mapping[Cell, Number], sums: Sequence[Sum]) -> Mapping[Cell, Number]:
    """Return the counts, and those in the sums that stand in no report."""
    every = dict(counts)
    for total, parts in sums:
        for rest in [one for one in parts if one not in counts]:
            every[rest] = counts[total] - sum(counts[one] for one in parts if one != rest)
    return every


def _all_or_none(numbers: Mapping[Cell, Number]) -> set[Cell]:
    """Return what is hidden where nothing is said of how the numbers hang together."""
    counts = any(isinstance(one, int) for cell, one in numbers.items() if cell.row is not None)
    return {*numbers} if hidden_cells(numbers, ()) or not counts else set()


def _worked_out(
    report: Report[Any],
    numbers: Mapping[Cell, Number],
    counts: Collection[Cell],
    hidden: Collection[Cell],
) -> set[Cell]:
    """Return the worked out numbers that are hidden in a report.

    They are those beside a hidden count, those of few people, and the totals of them.
    """
    counted = report.form.counted or Counted()
    mine = [cell for cell in numbers if cell in hidden]
    rows = {cell.row for cell in mine}
    for adds in counted.adds:
        for group in groups_of(report, adds):
            if any(cell.row in group and cell.key == adds.total for cell in mine):
                rows.update(group)
    spots = {spot for spot, _ in between_rows(report)}
    if any((cell.row, cell.key) in spots for cell in mine):
        rows.update(range(len(report.rows)))
    few = {*counted.few(report)} if counted.few else set()
    found = {
        cell
        for cell in numbers
        if cell not in counts and (cell.row in rows or (cell.row, cell.key) in few)
    }
    columns = {cell.key for cell in found}
    return found | {cell for cell in numbers if cell.row is None and cell.key in columns}


def _with_few(report: Report[Any], at: int, hidden: Collection[Cell]) -> Report[Any]:
    """Return a report with a mark in the place of what is hidden in it, and what that means."""
    form = report.form
    rows = [values_of(row) for row in report.rows]
    totals: dict[str, Any] = dict(report.totals)
    for cell, value in values(report, at):
        # No amount tells something of somebody too, no people tell nothing.
        if cell in hidden and (value or isinstance(value, str)):
            of = totals if cell.row is None else rows[cell.row]
            of[cell.key] = FEW if cell.part is None else {**of[cell.key], cell.part: FEW}
    if any(isinstance(value, Few) for value in totals.values()):
        totals = {key: () if _is_of_cases(value) else value for key, value in totals.items()}
    return replace(
        report,
        form=replace(form, explains=(*form.explains, FEW_EXPLAINED)),
        rows=tuple(replace(row, **new) for row, new in zip(report.rows, rows, strict=True)),
        totals=totals,
    )


def _is_of_cases(value: object) -> bool:
    return isinstance(value, tuple) and any(hasattr(one, "reference") for one in value)
