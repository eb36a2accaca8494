"""What every report is: the form that it always has, and the rows that answer it on a day.

A report is one file: its row, its query, and a Form with everything that a format needs to know
of it, as plain values. `registry.py` names those that `steg report` shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, overload

from steg_cli.programme.errors import N_, Note, note
from steg_cli.programme.frozen import frozen
from steg_cli.programme.words import Plural

if TYPE_CHECKING:
    from steg_cli.programme.codes import What
    from steg_cli.register.file import Register

NONE = N_("None.")
Row_co = TypeVar("Row_co", covariant=True)


@frozen
class InCalendar:
    """What a calendar may tell of an end: whose case and what it is, no name and no place.

    `number` is a deadline's among the person's. `notice_by` is None where notice no longer helps.
    `uid` stays the same when the last day moves.
    """

    what: What
    reference: str
    number: int | None
    last_day: date
    notice_by: date | None
    commands: tuple[str, ...]
    uid: str


class Rows(Sequence[Row_co]):
    """The rows of a query: read anew, one by one, whenever somebody goes through them.

    So a million of them take the memory of one. They are those of the snapshot that they were made
    in, and none once it is over (RuntimeError). Nobody who was erased may be among them.
    """

    def __init__(
        self, register: Register, count: int, read: Callable[[], Iterator[Row_co]]
    ) -> None:
        self._register = register
        self._count = count
        self._read = read

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Row_co]:
        if not self._register.in_snapshot:
            raise RuntimeError
        return self._read()

    @overload
    def __getitem__(self, at: int) -> Row_co: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Row_co, ...]: ...
    def __getitem__(self, at: int | slice) -> Row_co | tuple[Row_co, ...]:
        places = range(len(self))[at]
        if isinstance(places, int):
            return next(islice(iter(self), places, None))
        return tuple(islice(self, places.start, places.stop, places.step))


# How a row stands out: how urgent it is, or that somebody is on pause. `now` and `paused` get a
# sign too, for screens without colour.
Mark = Literal["now", "soon", "paused", ""]

# The planned last day of a stay as it was on :day: an extension counts from its decision on.
PLAN_ON_THE_DAY = """coalesce(
    (SELECT old_last_day FROM extension WHERE stay_id = stay.id AND decided_on > :day
     ORDER BY decided_on, id LIMIT 1),
    planned_last_day)"""
# The last day of a stay as it was known on :day: of an end that was registered by then, or the
# planned one.
END_ON_THE_DAY = f"CASE WHEN closed_on <= :day THEN stay.last_day ELSE {PLAN_ON_THE_DAY} END"
# Where somebody lives on :day: in the municipality of the last move until then.
LIVES_IN = """coalesce(
    (SELECT residence.municipality FROM residence
     WHERE residence.enrolment_id = enrolment.id AND residence.first_day <= :day
     ORDER BY residence.first_day DESC LIMIT 1),
    enrolment.municipality)"""


@frozen
class Column:
    """A column of the table on a screen.

    `key` is a field of the row. `heading` is a message id, for a column that is called so in this
    report alone; it then stands in every format. `bar` draws one field as a share of another.
    `spread` gives each part of a mapping a column of its own, headed by the part's name.
    """

    key: str
    heading: str | None = None
    style: str = ""
    bar: tuple[str, str] | None = None
    spread: bool = False


def columns(*keys: str) -> tuple[Column, ...]:
    """Return columns that are called as everywhere."""
    return tuple(map(Column, keys))


class Few(int):
    """What stands in the place of a hidden number. It counts as 0 for whoever draws or adds up."""

    def __str__(self) -> str:
        return "<5"

    __repr__ = __str__

    def __bool__(self) -> bool:
        return True


FEW = Few()


@frozen
class Adds:
    """A number of a row that others add up to, or are part of.

    `parts` are fields of the same row, each part of a mapping. With `by`, they are those of all
    rows with the same value of that field, and `total` stands on one of them; with `each` too,
    those of each of these rows alone. `following` are parts that stand on the row after it, if
    that has the same value of `by`: people who went on to there.
    """

    total: str
    parts: tuple[str, ...]
    by: str = ""
    each: bool = False
    following: tuple[str, ...] = ()


def is_of_erased(row: object) -> bool:
    """Say whether a row is of somebody who was erased: their case number is negative."""
    return (getattr(row, "reference", None) or "").startswith("S--")


# Where a number stands: the row (None: the totals) and the field.
Spot = tuple[int | None, str]


@frozen
class Counted:
    """How the numbers of a report hang together, where small counts of people are hidden.

    Every whole number counts people, but for those in `harmless`, which tell nothing of anybody
    (what was planned), and in `worked_out`, which are worked out from the others of their row and
    stand nowhere in a row with a hidden one. Numbers with decimals are worked out too. `adds` are
    the sums within a report, besides those that every report has: its totals, and rows without a
    name that stand for all others. `sums` are those between rows: a number and its parts. `few`
    are the worked out numbers that tell of 1 to 4 people, whatever counts stand beside them.
    `steps` tells of a field, or of what a row is called, which steps those are on that it counts.
    """

    adds: tuple[Adds, ...] = ()
    harmless: tuple[str, ...] = ()
    worked_out: tuple[str, ...] = ()
    sums: Callable[[Report[Any]], Iterable[tuple[Spot, Sequence[Spot]]]] | None = None
    few: Callable[[Report[Any]], Iterable[Spot]] | None = None
    steps: Mapping[str, Sequence[str]] | None = None


@frozen
class Chart:
    """Bars in a workbook: a number of each series in each category, put on top of each other.

    `title` is a message id, filled in as a report's is. What a category or a series is called is
    shown as a value of the field `of` or `by` would be. `lies`: the bars lie, the first on top.
    """

    title: str
    of: str
    by: str
    categories: tuple[object, ...]
    series: Mapping[object, tuple[object, ...]]
    lies: bool = False


@frozen
class Form:
    """What a report always is, whatever it answers. Sentences and headings are message ids.

    `title` and `closing` are filled in with `day` and the totals. A report with a title has it
    above its table; a list without one is known by its sheet's name where several stand together.
    `empty` is said when there are no rows.

    `columns` are those of the table on a screen, in their order; without any, all of the row. On a
    narrow screen those in `left_out` go, the first one first, and those in `folded` break into
    several lines. Rows differ by the columns in `key`, where the first column alone is not enough:
    those stay on any screen. `total` is what a last row of the totals is called: those that are
    called as a field of the rows are. `group` is the heading that a row stands under, a message id
    filled in with the totals: the rows of a group follow each other, and there is no box. `below`
    makes a second table of the same answer, which holds what no row has where its form has a sheet.
    `aside` is a field of text that is told beside a row in a group, or below it. `rest` is the
    command that shows the rows which a low screen has no room for, those that stand with a given
    one. `details` is a field of what a row changed: it is told in lines below the row, and such a
    report has lines for a table. Of rows that follow each other with the same first column only the
    first one has the columns in `once`. With `timeline` each row is a bar under a month axis: it
    has a group, two days and a state.

    `on_screen` returns the report as a table on a screen has it, where that says in a line what
    other formats have in many rows.

    `nowhere` stands for the municipality of a row that counts people and has none: those with a
    protected identity, unless the report says otherwise.

    `explains` are sentences that say what is counted, on which day, what is left out, and which
    source says so; they are filled in as the title is. A `secret` report holds identity numbers:
    it goes into a file alone, after a question, and what it explains is always said.

    `nameless` is the form without names, where this one says a name outside its rows.
    `counted` says how the numbers hang together. Without it, none but zeros are in a report that
    leaves the house as soon as one of them is small. `incomparable` says why the answer of a year
    before, beside this one, tells nothing, and what to ask for instead. `chart` draws the report in
    a workbook.
    """

    name: str
    row_type: type[Any]
    sheet: str = ""
    title: str = ""
    empty: str = NONE
    closing: str = ""
    columns: tuple[Column, ...] = ()
    left_out: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    aside: str = ""
    rest: Callable[[Any], str] | None = None
    details: str = ""
    total: str = ""
    mark: Callable[[Any], Mark] | None = None
    group: Callable[[Any], str] | None = None
    below: Callable[[Report[Any]], Report[Any]] | None = None
    explains: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    timeline: bool = False
    secret: bool = False
    on_screen: Callable[[Report[Any]], Report[Any]] | None = None
    nowhere: str = N_("(protected)")
    nameless: Any = None
    counted: Counted | None = None
    incomparable: tuple[str, str] | None = None
    chart: Callable[[Report[Any]], Chart] | None = None


@frozen
class Report(Generic[Row_co]):
    """The answer to one question, as it was on `as_of`. `rows` are of the form's row type.

    `notes` tell what could not be answered, beside the answer in whatever format.
    `before` is the answer of a year before, where it was asked for. `calendar` gives the days
    that have not passed, for a report that can be one; without those of people under protection.
    `counts` is how many cases there are of which kind, erased ones too, in a report of cases: that
    is what can be compared with a year before.
    """

    form: Form
    as_of: date
    rows: Sequence[Row_co]
    totals: Mapping[str, object]
    notes: tuple[Note, ...] = ()
    before: Report[Row_co] | None = None
    calendar: Callable[[], tuple[InCalendar, ...]] | None = field(default=None, compare=False)
    counts: Report[Any] | None = None

    def __post_init__(self) -> None:
        """Leave out the rows of people who were erased. The totals have counted them."""
        if isinstance(self.rows, Rows):
            return
        living = tuple(row for row in self.rows if not is_of_erased(row))
        if len(living) < len(self.rows):
            rows = Plural("{count} row is", "{count} rows are", len(self.rows) - len(living))
            told = note(N_("{rows} counted and not shown: of people who were erased."), rows=rows)
            object.__setattr__(self, "rows", living)
            object.__setattr__(self, "notes", (*self.notes, told))

    @property
    def name(self) -> str:
        """What programs know the report by."""
        return self.form.name
