"""From lines to rows: what the cells below their headings say, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain, groupby, islice
from typing import Any

from steg_cli.exchange.sheets import Cell, Fault, Line, Note, Sheet
from steg_cli.importing.asides import NAMES, above_others, aside_of
from steg_cli.importing.cells import check_value, is_empty
from steg_cli.importing.columns import Columns
from steg_cli.importing.ends import (
    FIRST_DAYS,
    ends_twice,
    move_days,
    not_counted,
    span_in,
    take_ends,
    take_extension,
    take_spans,
    understood,
)
from steg_cli.importing.listed import VALUES, Head, Row, RowProblem, Values, head_with
from steg_cli.importing.protection import letter_of, tells_of_protection, told_in
from steg_cli.importing.readers import NOTHING_SAID, Reader
from steg_cli.importing.titles import told_above
from steg_cli.importing.unfolding import OF_WHO, Understood, ends_otherwise, unfolded
from steg_cli.importing.who import (
    has_turned_name,
    is_blotted_out,
    join_identity,
    join_name,
    join_status,
    read_former_number,
)
from steg_cli.programme.days import since_by
from steg_cli.programme.errors import N_, Malformed, Refused, StegError
from steg_cli.programme.fields import HEADINGS
from steg_cli.programme.frozen import frozen
from steg_cli.programme.values import NO, plain, text_of
from steg_cli.programme.words import Word

MOST_PROBLEMS = 20_000
NO_FIELDS = frozenset[str]()
SINCE = "unemployed_since"
AS_IT_IS = (*OF_WHO, "exception")  # whose cells no word translates


@frozen
class Table:
    """Headings and the rows below them, as understood.

    `number` is that of the row of headings. `totals` are rows that count others and `remarks` those
    that are nobody's, which are passed over. Of the hidden rows and columns those are told that
    were read. In the rows `ends_otherwise` a step ends on another day than is written. `on_steps`
    are days without a year below the columns of steps, `above` the fields that a title tells and no
    column.
    """

    sheet: str
    number: int
    columns: Columns
    rows: tuple[Row, ...]
    problems: tuple[RowProblem, ...]
    totals: tuple[int, ...]
    remarks: tuple[int, ...]
    ends_otherwise: tuple[int, ...]
    on_steps: tuple[Understood, ...]
    hidden_rows: tuple[int, ...]
    marked_rows: tuple[int, ...]
    hidden_columns: tuple[str, ...]
    above: tuple[str, ...] = ()

    @property
    def lines(self) -> Iterator[Row]:
        """The first row that was made of each line: its cells are all that stands there."""
        return (next(made) for _, made in groupby(self.rows, lambda row: row.number))

    @cached_property
    def understood(self) -> tuple[Understood, ...]:
        """What stands for days without year or century, or counted in months, and the days."""
        if self.columns.literal:
            return ()
        rows = (row for row in self.rows if row.kind == self.columns.kind.name)
        days = (one for row in rows for one in understood(row, self.columns.kind))
        return tuple(dict.fromkeys([*days, *self.on_steps]))

    @cached_property
    def left_out(self) -> tuple[str, ...]:
        """The columns that hold something and mean nothing to us: by heading, or by letter."""
        columns = self.columns
        names = []
        for column in range(max((len(line.cells) for line in self.lines), default=0)):
            if column in columns.known:
                continue
            heading = columns.headings[column] if column < len(columns.headings) else ""
            texts = (
                column < len(line.cells) and text_of(line.cells[column]) for line in self.lines
            )
            if heading or any(texts):
                names.append(heading or letter_of(column))
        return tuple(names)


def read_table(
    sheet: Sheet, columns: Columns, above: Line, below: Sequence[Line], today: date
) -> Table:
    """Return a table of a sheet, with a problem for every cell that cannot be read.

    `above` is the row of headings, and `below` are those to be read.
    """
    noted = {note.row: note for note in sheet.notes if tells_of_protection(note.text)}
    places = {one.key: place for place, one in enumerate(columns.fields) if one and one.reader}
    reader = Reader(columns, below, today)
    kind, called, literal = columns.kind.name, columns.called, columns.literal
    nothing: Values = VALUES.get(kind, dict)()
    rows, problems = list[Row](), list[RowProblem]()
    totals, remarks, otherwise = list[int](), list[int](), list[int]()
    on_steps = list[Understood]()
    head = Head(kind, sheet.name, called, places, literal)
    hidden, marked = list[int](), list[int]()
    for line in (one for one in below if not all(map(is_empty, one.cells))):
        aside = None if literal else aside_of(line, columns, last=line.number == below[-1].number)
        if aside:
            (totals if aside == "total" else remarks).append(line.number)
            continue
        number = line.number
        row = Row(head, number, nothing, line.cells)
        wrong = _read_row(row, reader, noted.get(number))
        found, more, days = unfolded(row, columns, today)
        on_steps += days
        hidden += [number] if number in sheet.hidden_rows else ()
        marked += [number] if number in sheet.marked_rows else ()
        rows += found
        otherwise += [line.number] if len(found) > 1 and ends_otherwise(found) else ()
        problems += [*wrong, *more]
        _check_few(problems, sheet)
    return Table(
        sheet.name,
        above.number,
        columns,
        tuple(rows),
        tuple(problems),
        tuple(totals),
        tuple(remarks),
        tuple(otherwise),
        tuple(on_steps),
        tuple(hidden),
        tuple(marked),
        tuple(
            columns.heading(place)
            for place in sorted(columns.known - columns.dropped)
            if place in sheet.hidden_columns
        ),
        told_above(sheet, columns, above.number),
    )


def _check_few(problems: Sequence[RowProblem], sheet: Sheet) -> None:
    """Raise Refused for more problems than anybody would read."""
    if len(problems) > MOST_PROBLEMS:
        raise Refused(
            N_("More than {count} cells on {sheet} cannot be read. Is it the right list?"),
            N_("Look at the columns and their headings, or import a part of the list."),
            count=MOST_PROBLEMS,
            sheet=sheet.name,
        )


def _read_row(row: Row, reader: Reader, note: Note | None) -> list[RowProblem]:
    """Fill in what the cells of a row say, and return what is wrong with them; `note` is on one."""
    columns, kind = reader.columns, reader.columns.kind
    if wrong := _wrong_as_a_whole(row, columns):
        row.head = head_with(row.head, frozenset(one.key for one in columns.kind.fields), NO_FIELDS)
        return wrong
    cells = _cells(row, columns)
    if columns.turns and not columns.literal and has_turned_name(cells.get("name")):
        row.head = head_with(row.head, NO_FIELDS, NO_FIELDS, turned=True)
    values, wrong = _values(row, reader, cells)
    if not columns.literal and SINCE in values and "first_day" in values:
        values[SINCE] = since_by(cells[SINCE], values[SINCE], values["first_day"])
    never, uncounted = NO_FIELDS, list[str]()
    if not values.keys().isdisjoint(kind.last_days):
        if not columns.literal:
            move_days(values, cells, kind, reader.today)
        never, uncounted = take_ends(values, kind)
    take_extension(values)
    bad = {one.column for one in wrong}
    if uncounted and not {columns.called.get(key) for key in FIRST_DAYS} & bad:
        wrong += [
            RowProblem(row.sheet, row.number, row.columns.get(key), text, not_counted(text))
            for key in uncounted
            if (text := text_of(cells[key]))
        ]
    wrong += _failed_elsewhere(row, columns)
    wrong += _ended_elsewhere(row, columns) if not {"last_day", "left_to"} & values.keys() else ()
    if "protected" not in values and (told := _told_elsewhere(row, columns, note)):
        wrong.append(told)
        values["protected"] = True
    if wrong or never:
        bad = {problem.column for problem in wrong}
        unread = frozenset(key for key, called in row.columns.items() if called in bad)
        row.head = head_with(row.head, unread, never, turned=row.turned)
    row.values = type(row.values)(**values)
    return wrong


def _cells(row: Row, columns: Columns) -> dict[str, Cell]:
    """Return the filled cells below known headings, and the values for those that are empty."""
    found = {
        one.key: columns.meant(cell) if columns.words and one.key not in AS_IT_IS else cell
        for cell, one in zip(row.cells, columns.fields, strict=False)
        if one and not is_empty(cell)
    }
    for key, text in columns.filled.items():
        if key not in found and not is_empty(text):
            found[key] = text
    return found


def _wrong_as_a_whole(row: Row, columns: Columns) -> list[RowProblem]:
    """Return what is wrong with a row that should not be read cell by cell."""
    texts = (text_of(cell) for n, cell in enumerate(row.cells) if n not in columns.ours)
    filled = [*islice(filter(None, texts), 2)]
    if columns.cut and len(row.cells) > len(columns.headings):
        error = Refused(
            N_("The row has more cells than there are headings."),
            N_("A text in it holds the delimiter: put it into quotation marks, or save as .xlsx."),
        )
        return [RowProblem(row.sheet, row.number, None, None, error)]
    above = above_others(filled[0], columns) if len(filled) == 1 else None
    if above and columns.kind.of_people:
        return [RowProblem(row.sheet, row.number, None, filled[0], above)]
    if len(filled) == 1 and columns.kind.of_people and not columns.filled:
        error = Refused(
            N_("There is nothing but one cell in the row."),
            N_("If it is a heading of a group or a remark, delete the row; otherwise complete it."),
        )
        return [RowProblem(row.sheet, row.number, None, filled[0], error)]
    return []


# Cells


def _values(
    row: Row, reader: Reader, cells: Mapping[str, Cell]
) -> tuple[dict[str, Any], list[RowProblem]]:
    """Return what a row's cells say, and what is wrong with those that cannot be read."""
    columns, today = reader.columns, reader.today
    kind, literal, turned = columns.kind, columns.literal, row.turned
    values: dict[str, Any] = {}
    problems: list[RowProblem] = []
    spans: dict[str, date] = {}  # the last days of from–to, by the field of the first

    def wrong(key: str, error: StegError) -> None:
        value = text_of(cells.get(key)) or None
        problems.append(RowProblem(row.sheet, row.number, row.columns.get(key), value, error))

    for key, cell in cells.items():
        try:
            said = reader.value("turned_name" if turned and key == "name" else key, cell)
            if said is not NOTHING_SAID:
                values[key] = said
        except StegError as error:
            if literal or (span := span_in(key, cells, kind, today)) is None:
                wrong(key, error)
            else:
                values[key], spans[key] = span
    for key, last in take_spans(values, spans):
        wrong(key, ends_twice(text_of(cells[key]), last))
    if kind.of_people:
        bad = {one.column for one in problems}
        broken = {key for key in cells if row.columns.get(key) in bad} if bad else set()
        refusals = chain(
            join_status(values) if "status" in values else (),
            join_name(values, row.columns, broken) if not NAMES.isdisjoint(values) else (),
            join_identity(values, cells, today, broken),
            read_former_number(values, cells, today) if "former_number" in values else (),
        )
        for key, refusal in refusals:
            wrong(key, refusal)
    return values, problems


def _failed_elsewhere(row: Row, columns: Columns) -> Iterator[RowProblem]:
    """Yield the failed cells of columns that say nothing to us: they could have told anything."""
    for place, cell in enumerate(row.cells) if Fault in map(type, row.cells) else ():
        if isinstance(cell, Fault) and place not in columns.known:
            try:
                check_value(cell)
            except Malformed as error:
                heading = columns.heading(place)
                yield RowProblem(row.sheet, row.number, heading, text_of(cell), error)


def _ended_elsewhere(row: Row, columns: Columns) -> Iterator[RowProblem]:
    """Yield the no below a heading such as Aktiv, which is no field: the person has left."""
    for place in columns.going_on:
        cell = row.cells[place] if place < len(row.cells) else None
        if plain(text_of(cell)) in NO:
            error = Refused(
                N_("The row says that it does not go on, and would come in as if it did."),
                N_("Give the person a last day and where they went, or leave the row out."),
            )
            heading = columns.heading(place)
            yield RowProblem(row.sheet, row.number, heading, text_of(cell), error)


def _told_elsewhere(row: Row, columns: Columns, note: Note | None) -> RowProblem | None:
    """Return where a row tells of a protected identity outside the column for it, or hides it."""
    if not columns.kind.of_people or not columns.may_tell_of_protection:
        return None
    cells: Sequence[Cell] = row.cells
    if columns.ours:  # what we wrote about the row is not what the list says
        cells = [None if n in columns.ours else cell for n, cell in enumerate(cells)]
    sentence, place = N_("It tells of a protected identity."), told_in(cells)
    if place is None and note:
        sentence, place = N_("The note on it tells of a protected identity."), note.column
    if place is None:
        shown = ((n, key) for n, key in columns.can_be_blotted_out if n < len(row.cells))
        blotted = (n for n, key in shown if is_blotted_out(key, row.cells[n]))
        sentence, place = (
            N_("It hides what it is: perhaps of a protected identity."),
            next(blotted, None),
        )
    if place is None:
        return None
    error = Refused(
        sentence,
        N_("Write ja into a column “{protected}”, or nej if it is over."),
        protected=Word(HEADINGS["protected"]),
    )
    return RowProblem(row.sheet, row.number, columns.heading(place), None, error)
