"""What every report is: a name, the day it speaks of, rows and totals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

Row = TypeVar("Row", covariant=True)  # noqa: PLC0105 - the field's term, not its variance


# The planned last day of a stay as it was on :day: an extension counts from its decision on.
PLAN_ON_THE_DAY = """coalesce(
    (SELECT old_last_day FROM extension WHERE stay_id = stay.id AND decided_on > :day
     ORDER BY decided_on, id LIMIT 1),
    planned_last_day)"""


@dataclass(frozen=True)
class Report(Generic[Row]):
    """The answer to one question, as it was on `as_of`. `rows` are of `row_type`, also if none."""

    name: str
    as_of: date
    row_type: type[Any]
    rows: tuple[Row, ...]
    totals: Mapping[str, object]
