"""The one table: what was measured, against what, how much, and whether the goal is met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

Unit = str  # "ms", "s", "MB" or "B"


@dataclass(frozen=True)
class Row:
    """A measure beside another one, run by run; `goal` is the ratio that it may have at most.

    `ours` and `theirs` are paired: what was run in the same turn. `allowed` is taken off ours
    first, run by run: start-up, where a program without Python is the other one.
    """

    what: str
    against: str
    ours: Sequence[float]
    theirs: Sequence[float]
    goal: float | None
    unit: Unit = "ms"
    allowed: Sequence[float] = ()
    note: str = ""

    @property
    def ratios(self) -> list[float]:
        """The ratio of each pair."""
        allowed = self.allowed or [0.0] * len(self.ours)
        pairs = zip(self.ours, self.theirs, allowed, strict=True)
        return [(our - less) / their for our, their, less in pairs]

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        return None if self.goal is None else median(self.ratios) <= self.goal


@dataclass(frozen=True)
class NotMeasured:
    """What could not be measured here, and why."""

    what: str
    why: str


HEADINGS = ("what", "against", "ours", "theirs", "ratio", "goal", "met")
SCALES = {"ms": 1000.0, "s": 1.0, "MB": 1.0, "B": 1.0}


def table(rows: Sequence[Row | NotMeasured]) -> str:
    """Return the table as Markdown: medians, with the middle half of the runs behind them."""
    lines = [list(HEADINGS), *(_cells(row) for row in rows if isinstance(row, Row))]
    widths = [max(len(line[at]) for line in lines) for at in range(len(HEADINGS))]
    text = [_line(lines[0], widths), _line(["-" * width for width in widths], widths)]
    text += [_line(line, widths) for line in lines[1:]]
    text += [f"not measured: {one.what}: {one.why}" for one in rows if isinstance(one, NotMeasured)]
    return "\n".join(text)


def _cells(row: Row) -> list[str]:
    scale = SCALES[row.unit]
    met = {None: "–", True: "yes", False: "NO"}[row.is_met]
    return [
        row.what,
        row.against,
        f"{spread([one * scale for one in row.ours])} {row.unit}",
        f"{spread([one * scale for one in row.theirs])} {row.unit}",
        spread(row.ratios, decimals=2),
        "–" if row.goal is None else f"≤ {row.goal:g}" + (" + start-up" if row.allowed else ""),
        f"{met} {row.note}".strip(),
    ]


def spread(values: Sequence[float], decimals: int | None = None) -> str:
    """Return the median, with the first and the third quartile where there are several."""
    if decimals is None:
        decimals = 0 if median(values) >= 100 else 1 if median(values) >= 10 else 2
    if len(values) < 2:
        return f"{values[0]:.{decimals}f}"
    low, middle, high = quantiles(values, n=4, method="inclusive")
    if f"{low:.{decimals}f}" == f"{high:.{decimals}f}":
        return f"{middle:.{decimals}f}"
    return f"{middle:.{decimals}f} ({low:.{decimals}f}–{high:.{decimals}f})"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"
