"""Small counts are hidden, and nobody can work them out; see `recovering` for how it is tried."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steg_cli.reports.small_counts import Sum, hidden_cells
from tests.reports.recovering import recovered

AB = Sum("all", ("a", "b"))
ABC = Sum("all", ("a", "b", "c"))


@pytest.mark.parametrize(
    ("numbers", "sums", "hidden"),
    [
        ({"a": 0, "b": 5, "c": 250}, [], ""),  # nobody is nobody's secret
        ({"a": 1, "b": 4, "c": 5}, [], "a b"),
        ({"a": 3, "b": 9, "all": 12}, [], "a"),  # nothing is known to add up
        ({"a": 3, "b": 9, "all": 12}, [AB], "a b"),
        ({"a": 3, "b": 9, "c": 7, "all": 19}, [ABC], "a c"),  # the next smallest
        ({"a": 3, "b": 0, "c": 7, "all": 10}, [ABC], "a c"),  # nobody is still nobody's secret
        ({"a": 3, "b": 0, "all": 3}, [AB], "a all"),
        ({"a": 2, "b": 2, "all": 4}, [AB], "a all b"),
        # Two that are left together 2 are 1 each.
        ({"a": 1, "b": 1, "c": 7, "all": 9}, [ABC], "a b c"),
        ({"a": 1, "b": 1, "all": 2}, [AB], "a all b"),
        ({"a": 1, "b": 2, "c": 7, "all": 10}, [ABC], "a b"),  # or 2 and 1
        # What is less than its parts together has counted somebody once who counts in both.
        ({"a": 3, "b": 9, "all": 11}, [AB], "a"),
        # What is more leaves room for others, but not if that is too little.
        ({"a": 3, "b": 9, "all": 20}, [AB], "a"),
        # Two that are the same are half of their sum.
        ({"a": 3, "b": 3, "all": 6}, [AB, Sum("a", ("b",))], "a all b"),
        # What is the same as another is hidden with it, and a total with its only part.
        ({"a": 3, "b": 0, "all": 3, "same": 3}, [AB, Sum("same", ("all",))], "a all same"),
        # Amounts that are rounded, each for itself, add up all the same.
        ({"a": Decimal("1.33"), "b": Decimal("8.00"), "all": Decimal("9.34")}, [AB], "a b"),
    ],
)
def test_small_counts_are_hidden_with_what_gives_them_away(
    numbers: dict[str, Any], sums: list[Sum], hidden: str
) -> None:
    assert " ".join(sorted(hidden_cells(numbers, sums))) == hidden


def test_the_next_smallest_of_the_row_and_of_the_column_are_hidden() -> None:
    rows = {"x": (2, 20, 30), "y": (11, 50, 60), "z": (40, 70, 80)}
    numbers, sums = crossed({(row, at): n for row, ns in rows.items() for at, n in enumerate(ns)})
    assert sorted(hidden_cells(numbers, sums)) == [("x", 0), ("x", 1), ("y", 0), ("y", 1)]


def crossed(numbers: dict[tuple[Any, ...], int]) -> tuple[dict[Any, int], list[Sum]]:
    """Return a table with the totals of each of its dimensions, and all the sums."""
    dimensions = [sorted(set(column), key=str) for column in zip(*numbers, strict=True)]
    whole = {
        cell: sum(
            number
            for inner, number in numbers.items()
            if all(one in ("all", of) for one, of in zip(cell, inner, strict=True))
        )
        for cell in product(*([*values, "all"] for values in dimensions))
    }
    sums = [
        Sum(cell, tuple((*cell[:at], value, *cell[at + 1 :]) for value in dimensions[at]))
        for cell in whole
        for at in range(len(dimensions))
        if cell[at] == "all"
    ]
    return whole, sums


COUNTS = st.sampled_from([0, 0, 1, 1, 2, 3, 4, 5, 7, 9, 30])


@st.composite
def tables(draw: st.DrawFn) -> dict[tuple[Any, ...], int]:
    """Return counts by one to three of municipality, sex and disability."""
    places = range(draw(st.integers(1, 4)))
    sizes: list[Any] = [places, "wm", "dn"][: draw(st.integers(1, 3))]
    return {cell: draw(COUNTS) for cell in product(*sizes)}


@settings(max_examples=60)
@given(tables())
def test_no_small_count_can_be_worked_out_from_what_is_shown(
    counts: dict[tuple[Any, ...], int],
) -> None:
    numbers, sums = crossed(counts)
    hidden = hidden_cells(numbers, sums)
    assert {cell for cell, number in numbers.items() if 0 < number < 5} <= hidden
    assert {cell for cell in hidden if numbers[cell] == 0} == set()
    assert recovered(numbers, sums, hidden) == set()


def test_whoever_tries_does_find_what_is_hidden_badly() -> None:
    numbers, sums = crossed({("a", "w"): 3, ("a", "m"): 9, ("b", "w"): 20, ("b", "m"): 30})
    assert recovered(numbers, sums, [("a", "w")]) == {("a", "w")}
    assert recovered(numbers, sums, [("a", "w"), ("a", "m")]) == {("a", "w")}
    # Not by one sum after the other: a, b and c are found from all three together.
    pairs = {"a": 1, "b": 6, "c": 7, "ab": 7, "bc": 13, "ac": 8}
    ring = [Sum("ab", ("a", "b")), Sum("bc", ("b", "c")), Sum("ac", ("a", "c"))]
    assert recovered(pairs, ring, "abc") == {"a"}
