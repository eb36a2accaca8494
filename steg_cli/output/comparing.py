"""Numbers with their change since a year before: 12 (+3), wherever people read a report."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any, Self

from steg_cli.output.values import ComparedAmount
from steg_cli.programme.frozen import replace, values_of
from steg_cli.programme.words import Amount
from steg_cli.reports.report import Report

SPANS = ("month",)  # fields of a row that begin with a year: they are compared with the one before


class Compared(int):
    """A whole number with its change; it is drawn and added up as the number alone."""

    before: int

    def __new__(cls, value: int, before: int) -> Self:
        """Return the number, with what it was."""
        new = super().__new__(cls, value)
        new.before = before
        return new

    def __str__(self) -> str:
        return f"{int(self)} ({signed(int(self) - self.before)})"

    __repr__ = __str__

    def __bool__(self) -> bool:
        return bool(int(self) or self.before)


def signed(change: int) -> str:
    """Return a change with its sign."""
    return f"{change:+}" if change else "±0"


def compared(report: Report[Any]) -> Report[Any]:
    """Return the report with the change of each number since the report before it.

    A row is the same as one before if all that is no number in it is the same. One that was not
    there before has no changes, nor has a hidden number, nor what is planned.
    """
    if report.before is None:
        return report
    counted = report.form.counted
    besides = counted.harmless if counted else ()
    before = {_name(row, later=True): row for row in reversed(report.before.rows)}
    rows = (
        replace(row, **_changed(values_of(row), values_of(old), besides))
        if old is not None
        else row
        for row, old in ((row, before.get(_name(row))) for row in report.rows)
    )
    totals = _changed(report.totals, report.before.totals, besides)
    return replace(report, rows=tuple(rows), totals=totals)


def _name(row: object, *, later: bool = False) -> tuple[object, ...]:
    """Return what is no number in a row; `later`: in a year that began a year later."""
    return tuple(
        _year_later(value) if later and key in SPANS else value
        for key, value in values_of(row).items()
        if not isinstance(value, int | float | Mapping | Amount) and _is_name(row, key)
    )


def _is_name(row: object, key: str) -> bool:
    """Say whether a field holds names and not numbers, of which None says nothing."""
    return "int" not in (kind := str(type(row).__annotations__[key])) and "Amount" not in kind


def _year_later(value: object) -> object:
    year, *rest = str(value).split("-", 1)
    return "-".join((f"{int(year) + 1:04}", *rest)) if year.isdecimal() else value


def _changed(
    values: Mapping[str, Any], before: Mapping[str, Any], besides: Collection[str] = ()
) -> dict[str, Any]:
    return {
        key: value if key in besides else _change(value, before.get(key))
        for key, value in values.items()
    }


def _change(value: Any, before: Any) -> Any:
    if isinstance(value, Mapping) and isinstance(before, Mapping):
        return _changed(value, before)
    if type(value) is int and type(before) is int:
        return Compared(value, before)
    if type(value) is Amount and type(before) is Amount:
        return ComparedAmount.of(value, Decimal(value) - Decimal(before))
    return value
