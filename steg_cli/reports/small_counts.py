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

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

ROUNDED = Decimal("0.01")  # what a number with decimals can be off, beside its total
SMALL = 5  # the least number of people that may be shown
MOST_TRIES = 1000  # steps in looking for another table; a number that needs more counts as unsafe
MOST_IN_ALL = 100_000  # steps for a table; then a number gets FEWER_TRIES, and more is hidden
FEWER_TRIES = 20
REST = "rest"
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
    # Cells are many times looked up: they are numbered, in the order of what they are called.
    place = {cell: at for at, cell in enumerate(sorted({*same.values()}, key=repr))}
    at = {cell: place[one] for cell, one in same.items()}
    table = _Table(
        {at[cell]: number for cell, number in numbers.items()},
        {
            Sum(at[total], tuple(sorted(at[one] for one in parts if numbers[one])))
            for total, parts in sums
        },
    )
    for cell, number in table.numbers.items():
        if 0 < number < SMALL:
            table.hide(cell)
    for cell in sorted(table.hidden):
        while not table.could_be_another(cell) and (more := table.next_to_hide(cell)) is not None:
            table.hide(more)
    return frozenset(cell for cell in numbers if at[cell] in table.hidden)


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


class _Wrong(NamedTuple):
    """A sum that is not right: by how much its parts are over, and what would put it right."""

    over: Number
    ways: Sequence[tuple[Cell, Number]]


class _Table:
    """The numbers, how they add up, and which are hidden."""

    def __init__(self, numbers: Mapping[Cell, Number], sums: Collection[Sum]) -> None:
        self.numbers = numbers
        self.hidden: set[Cell] = set()
        self.steps = 0
        self.looked_at: set[int] = set()  # sums, in looking for the last other table
        self.safe: set[Cell] = set()  # those that another table is known for
        self.sums: list[Sum] = []
        self.rests: list[Number] = []  # of each sum, what its parts leave
        self.times: list[Mapping[Cell, int]] = []  # of each sum, how often each part stands in it
        self.of: defaultdict[Cell, list[int]] = defaultdict(list)
        for one in sorted(sums):
            rest: Any = numbers[one.total] - sum(numbers[part] for part in one.parts)
            if isinstance(rest, Decimal) and abs(rest) <= len(one.parts) * ROUNDED:
                rest = 0
            if rest < 0:
                continue
            at = len(self.sums)
            self.sums.append(one)
            self.rests.append(rest)
            self.times.append(Counter((*one.parts, (at, REST))))
            for cell in {one.total, *self.times[at]}:
                self.of[cell].append(at)
        self.movable: list[list[tuple[Cell, int]]] = [[] for _ in self.sums]

    def hide(self, cell: Cell) -> None:
        """Hide a number: another table may have another in its place."""
        self.hidden.add(cell)
        self._find_movable(cell)

    def show(self, cell: Cell) -> None:
        """Show a number again."""
        self.hidden.remove(cell)
        self._find_movable(cell)

    def _find_movable(self, cell: Cell) -> None:
        for at in self.of[cell]:
            cells = ((self.sums[at].total, -1), *self.times[at].items())
            self.movable[at] = [one for one in cells if one[0] in self.hidden]

    # Another table with the same shown numbers

    def could_be_another(self, cell: Cell) -> bool:
        """Say whether another table is found in which the number is one more, or one less."""
        self.tries, self.looked_at = 0, set()
        return cell in self.safe or any(
            self._may_move(cell, by) and self._settled({}, {}, cell, by) for by in (1, -1)
        )

    def _may_move(self, cell: Cell, by: Number) -> bool:
        return self.numbers[cell] + by > 0

    def _settled(
        self, moved: Mapping[Cell, Number], wrong: Mapping[int, _Wrong], cell: Cell, by: Number
    ) -> bool:
        """Move a hidden number, and others until all sums are right.

        `wrong` are the sums that are not right before. Of several the one with least choice is put
        right first.
        """
        self.tries += 1
        self.steps += 1
        if self.tries > (MOST_TRIES if self.steps < MOST_IN_ALL else FEWER_TRIES):
            return False
        moved, wrong = {**moved, cell: by}, {**wrong}
        for at in self.of[cell]:
            over = by * (self.times[at].get(cell, 0) - (cell == self.sums[at].total))
            over += wrong.pop(at).over if at in wrong else 0
            if over:
                wrong[at] = _Wrong(over, self._ways(at, over, moved))
                if not wrong[at].ways:
                    return False
        if not wrong:
            self.safe.update(moved)  # all of them, since hiding more takes no other table away
            return True
        fewest = min(wrong, key=lambda at: (len(wrong[at].ways), at))
        return any(self._settled(moved, wrong, *way) for way in wrong[fewest].ways)

    def _ways(
        self, at: int, over: Number, moved: Mapping[Cell, Number]
    ) -> list[tuple[Cell, Number]]:
        """Return what can be moved to put a sum right: its total, a part, or the rest."""
        self.looked_at.add(at)
        found, rest = [], (at, REST)
        for cell, times in self.movable[at]:
            by, left = divmod(-over, times)
            if not left and cell not in moved and self._may_move(cell, by):
                found.append((cell, by))
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
        looked_at = self.looked_at
        for one in shown[:MOST_CANDIDATES]:
            if looked_at.isdisjoint(self.of[one]):
                continue  # nobody looked for a number to move there
            self.hide(one)
            is_enough = self.could_be_another(cell)
            self.show(one)
            if is_enough:
                return one
        for at, _ in sorted(near, key=lambda one: self._ways_out(*one)):
            total, parts = self.sums[at]
            for one in (*sorted(parts, key=self._size), total):
                if self._can_be_hidden(one):
                    return one
        return None

    def _size(self, cell: Cell) -> tuple[Number, Cell]:
        return self.numbers[cell], cell

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
