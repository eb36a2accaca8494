"""Whoever tries to work out what is hidden in a table, from all that is shown and all sums.

Two ways together: every equation that follows from the sums (the linear system, solved exactly),
and the bounds of each hidden number by each of them, narrowed until they stay as they are. A
hidden number is known to be at least 1, as zeros are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

Equation = tuple[dict[int, Fraction], Fraction]  # unknown -> how many times; their sum
NARROWINGS = 100


def recovered(
    numbers: Mapping[Any, int], sums: Iterable[tuple[Any, Sequence[Any]]], hidden: Iterable[Any]
) -> set[Any]:
    """Return the hidden numbers from 1 to 4 that can be worked out.

    Only the shown ones of `numbers` are looked at, but for telling which sums hold exactly; one
    that is more than its parts leaves a rest that may be anything from 0 on.
    """
    unknown = {cell: at for at, cell in enumerate(hidden)}
    count = len(unknown)
    equations: list[Equation] = []
    for total, parts in sums:
        rest = numbers[total] - sum(numbers[part] for part in parts)
        if rest < 0:
            continue
        terms: dict[int, Fraction] = {}
        known = Fraction(0)
        for cell, sign in ((total, -1), *((part, 1) for part in parts)):
            if cell in unknown:
                terms[unknown[cell]] = terms.get(unknown[cell], Fraction(0)) + sign
            else:
                known -= sign * numbers[cell]
        if rest:
            terms[count] = Fraction(1)
            count += 1
        equations.append((terms, known))
    bounds = _narrowed([*equations, *_solved(equations, count)], len(unknown), count)
    return {
        cell
        for cell, at in unknown.items()
        if 1 <= numbers[cell] <= 4
        and (most := bounds[at][1]) is not None
        and most - bounds[at][0] < 1
    }


def determined(sums: Iterable[tuple[Any, Sequence[Any]]], hidden: Iterable[Any]) -> set[Any]:
    """Return the hidden numbers, of any kind, that follow from the sums and the shown ones."""
    unknown = {cell: at for at, cell in enumerate(hidden)}
    equations: list[Equation] = []
    for total, parts in sums:
        signs = [(total, Fraction(-1)), *((part, Fraction(1)) for part in parts)]
        equations.append(({unknown[cell]: by for cell, by in signs if cell in unknown}, Fraction()))
    alone = {at for terms, _ in _solved(equations, len(unknown)) if len(terms) == 1 for at in terms}
    return {cell for cell, at in unknown.items() if at in alone}


def _solved(equations: list[Equation], count: int) -> list[Equation]:
    """Return the equations with each unknown in as few of them as possible (Gauss and Jordan)."""
    rows = [(dict(terms), value) for terms, value in equations]
    done = 0
    for unknown in range(count):
        found = next((at for at in range(done, len(rows)) if unknown in rows[at][0]), None)
        if found is None:
            continue
        rows[done], rows[found] = rows[found], rows[done]
        by = rows[done][0][unknown]
        first = {at: times / by for at, times in rows[done][0].items()}, rows[done][1] / by
        rows[done] = first
        for at, row in enumerate(rows):
            if at != done and (times := row[0].get(unknown)):
                sums = {
                    one: row[0].get(one, 0) - times * first[0].get(one, 0)
                    for one in row[0].keys() | first[0].keys()
                }
                left = {one: Fraction(value) for one, value in sums.items() if value}
                rows[at] = left, row[1] - times * first[1]
        done += 1
    return rows[:done]


def _narrowed(
    equations: list[Equation], hidden: int, count: int
) -> list[tuple[Fraction, Fraction | None]]:
    """Return the least and the most that each unknown can be."""
    least = [Fraction(at < hidden) for at in range(count)]
    most: list[Fraction | None] = [None] * count
    for _ in range(NARROWINGS):
        before = [*least], [*most]
        for terms, value in equations:
            for at, times in terms.items():
                low = high = value  # of what is left for this unknown
                bounded = [True, True]
                for other, factor in terms.items():
                    if other == at:
                        continue
                    ends = (least[other], most[other])
                    small, large = ends if factor > 0 else ends[::-1]
                    bounded = [
                        bounded[0] and large is not None,
                        bounded[1] and small is not None,
                    ]
                    low -= factor * (large or 0)
                    high -= factor * (small or 0)
                if times < 0:
                    low, high, bounded = high, low, bounded[::-1]
                if bounded[0]:
                    least[at] = max(least[at], low / times)
                if bounded[1]:
                    now = most[at]
                    most[at] = high / times if now is None else min(now, high / times)
        if before == (least, most):
            break
    return [*zip(least, most, strict=True)]
