"""Which numbers of a table are hidden, so that nobody can work out those from 1 to 4.

The domain's "Small counts": 1 to 4 are hidden, and so is the next smallest number of each sum that
would give one of them away. Whoever tries knows every number that is shown, every sum, and that a
hidden number is at least 1, since zeros are shown. A number is safe when there is another table
with the same shown numbers, in which it is another: such a table is looked for, and as long as
there is none, one more number is hidden. Hiding more never makes a number less safe.

All that are hidden look alike. If those from 1 to 4 had a mark of their own, two in a sum that
leaves 6 for them would be 1 and 5.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

ROUNDED = Decimal("0.01")  # what a number with decimals can be off, beside its total
SMALL = 5  # the least number of people that may be shown
MOST_TRIES = 1000  # steps in looking for another table; a number that needs more counts as unsafe
MOST_IN_ALL = 100_000  # steps for a table; then a number gets FEWER_TRIES, and more is hidden
FEWER_TRIES = 20
MOST_CANDIDATES = 30  # numbers of which the smallest is looked for that helps when it is hidden

Cell = Any  # whatever tells a number from the others, and can be a key
Number = int | Decimal


class Sum(NamedTuple):
    """A number that others add up to. If it is more than all of them, the rest has no number."""

    total: Cell
    parts: tuple[Cell, ...]


def hidden_cells(numbers: Mapping[Cell, Number], sums: Sequence[Sum]) -> frozenset[Cell]:
    """Return the cells to hide. A sum that is less than its parts together tells nothing."""
    same = _same_numbers(numbers, sums)
    table = _Table(
        {same[cell]: number for cell, number in numbers.items()},
        {
            Sum(same[total], tuple(sorted((same[one] for one in parts if numbers[one]), key=repr)))
            for total, parts in sums
        },
    )
    for cell, number in table.numbers.items():
        if 0 < number < SMALL:
            table.hidden.add(cell)
    for cell in sorted(table.hidden, key=repr):
        while not table.could_be_another(cell) and (more := table.next_to_hide(cell)) is not None:
            table.hidden.add(more)
    return frozenset(cell for cell in numbers if same[cell] in table.hidden)


def _same_numbers(numbers: Mapping[Cell, Number], sums: Sequence[Sum]) -> Mapping[Cell, Cell]:
    """Return for each cell one that has the same number: a total with one part, and that part.

    Parts that are 0 are none, since zeros are shown.
    """
    same: dict[Cell, Cell] = {}

    def first(cell: Cell) -> Cell:
        while (other := same.get(cell, cell)) != cell:
            cell = other
        return cell

    for total, parts in sums:
        of = [one for one in parts if numbers[one]]
        if len(of) == 1 and numbers[of[0]] == numbers[total]:
            same[first(of[0])] = first(total)
    return {cell: first(cell) for cell in numbers}


class _Table:
    """The numbers, how they add up, and which are hidden."""

    def __init__(self, numbers: Mapping[Cell, Number], sums: Collection[Sum]) -> None:
        self.numbers = numbers
        self.hidden: set[Cell] = set()
        self.steps = 0
        self.safe: set[Cell] = set()  # those that another table is known for
        self.sums: list[Sum] = []
        self.rests: list[Number] = []  # of each sum, what its parts leave
        self.of: defaultdict[Cell, list[int]] = defaultdict(list)
        for one in sorted(sums, key=repr):
            rest: Any = numbers[one.total] - sum(numbers[part] for part in one.parts)
            if isinstance(rest, Decimal) and abs(rest) <= len(one.parts) * ROUNDED:
                rest = 0
            if rest < 0:
                continue
            for cell in (one.total, *one.parts):
                self.of[cell].append(len(self.sums))
            self.sums.append(one)
            self.rests.append(rest)

    # Another table with the same shown numbers

    def could_be_another(self, cell: Cell) -> bool:
        """Say whether another table is found in which the number is one more, or one less."""
        self.tries = 0
        return cell in self.safe or any(
            self._may_move(cell, by) and self._settled({cell: by}) for by in (1, -1)
        )

    def _may_move(self, cell: Cell, by: Number) -> bool:
        return self.numbers[cell] + by > 0

    def _settled(self, moved: dict[Cell, Number]) -> bool:
        """Move other hidden numbers until all sums are right, the one with least choice first."""
        self.tries += 1
        self.steps += 1
        if self.tries > (MOST_TRIES if self.steps < MOST_IN_ALL else FEWER_TRIES):
            return False
        choices = [self._ways(at, over, moved) for at, over in self._wrong(moved)]
        if not choices:
            self.safe.update(moved)  # all of them, since hiding more takes no other table away
            return True
        fewest = min(choices, key=len)
        return any(self._settled({**moved, cell: by}) for cell, by in fewest)

    def _wrong(self, moved: Mapping[Cell, Number]) -> Iterator[tuple[int, Number]]:
        """Yield the sums whose parts do not add up any more, with what they are over."""
        for at in sorted({at for cell in moved for at in self.of.get(cell, ())}):
            one = self.sums[at]
            parts = sum(moved.get(part, 0) for part in (*one.parts, (at, "rest")))
            if over := parts - moved.get(one.total, 0):
                yield at, over

    def _ways(
        self, at: int, over: Number, moved: Mapping[Cell, Number]
    ) -> list[tuple[Cell, Number]]:
        """Return what can be moved to put a sum right: its total, a part, or the rest."""
        one, rest = self.sums[at], (at, "rest")
        ways = [(one.total, over)]
        for part in dict.fromkeys(one.parts):  # which stands there more than once if it is the same
            much, left = divmod(-over, one.parts.count(part))
            ways += [(part, much)] * (not left)
        found = [
            (cell, by)
            for cell, by in ways
            if cell in self.hidden and cell not in moved and self._may_move(cell, by)
        ]
        if rest not in moved and 0 < self.rests[at] >= over:
            found.append((rest, -over))
        return found

    # What to hide next

    def next_to_hide(self, cell: Cell) -> Cell | None:
        """Return the smallest number around that makes another table possible when it is hidden.

        If none does alone, it is the smallest of a sum in which nothing can make up for the number,
        or else of the nearest sum; None if all is hidden.
        """
        near = list(self._near(cell))
        around = {one for at, _ in near for one in (*self.sums[at].parts, self.sums[at].total)}
        shown = sorted(filter(self._can_be_hidden, around), key=self._size)
        for one in shown[:MOST_CANDIDATES]:
            self.hidden.add(one)
            if self.could_be_another(cell):
                return one
            self.hidden.remove(one)
        for at, _ in sorted(near, key=lambda one: self._ways_out(*one)):
            total, parts = self.sums[at]
            for one in (*sorted(parts, key=self._size), total):
                if self._can_be_hidden(one):
                    return one
        return None

    def _size(self, cell: Cell) -> tuple[Number, str]:
        return self.numbers[cell], repr(cell)

    def _can_be_hidden(self, cell: Cell) -> bool:
        return cell not in self.hidden and self.numbers[cell] != 0

    def _ways_out(self, at: int, cell: Cell) -> int:
        """Return for how many of one more and one less of the number its sum has a way."""
        sign = -1 if cell == self.sums[at].total else 1
        return sum(
            self._may_move(cell, by) and bool(self._ways(at, sign * by, {cell: by}))
            for by in (1, -1)
        )

    def _near(self, cell: Cell) -> Iterator[tuple[int, Cell]]:
        """Yield the sums of the cell, then those of the hidden numbers in them, and so on."""
        seen: set[int] = set()
        cells, reached = [cell], {cell}
        while cells:
            following: list[Cell] = []
            for one in cells:
                for at in self.of[one]:
                    if at in seen:
                        continue
                    seen.add(at)
                    yield at, one
                    for other in (self.sums[at].total, *self.sums[at].parts):
                        if other in self.hidden and other not in reached:
                            reached.add(other)
                            following.append(other)
            cells = following
