"""Lists that we write for people to fill in or to mend: the template, and the rejected rows."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from steg_cli.exchange.sheets import DEFUSED, Cell
from steg_cli.importing.columns import Columns
from steg_cli.importing.kinds import IN_TEMPLATE, fields_by_heading
from steg_cli.importing.listed import Row
from steg_cli.importing.rows import Table
from steg_cli.programme.errors import N_
from steg_cli.programme.field import Field
from steg_cli.programme.frozen import frozen
from steg_cli.programme.values import plain
from steg_cli.programme.vocabulary import SHEETS
from steg_cli.texts import Texts

EARLIEST = date(1900, 3, 1)  # before it the programs do not agree on the days
LATEST = date(2199, 12, 31)
FILLED_IN = 1000  # rows below the headings that are prepared
WHY = N_("what is wrong")
EXPLANATION = N_("Explanation")
LISTS = "lists"  # the hidden sheet behind the drop-down lists
ABOUT = (
    N_("Fill in the sheets, save the workbook, and type: steg import FILE --dry-run"),
    N_("That shows what would come in and what is wrong, and writes nothing."),
    N_("Only the sheet of people is needed. A row is one person and one time in the programme."),
    N_("The sheet of steps is for who has been on several: one row for each step."),
    N_("A cell that you leave empty leaves what is registered as it is."),
)
NARROWEST, WIDE = 8, 70  # columns, in letters
LINE_HEIGHT = 15  # points


# The rows that could not be taken in


@frozen
class RejectedRows:
    """A table, and why each of its rejected rows could not come in, by row number."""

    table: Table
    why: Mapping[int, str]


def rejected_xlsx(rejected: Sequence[RejectedRows], today: date, t: Texts) -> bytes:
    """Return a workbook of the rejected rows as they were, with a column that says why.

    Sheets and headings are called so that they are read again without being told what they are.
    """
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        looks = _looks(book, today)
        times: Counter[str] = Counter()
        for one in rejected:
            name = t(SHEETS[one.table.columns.kind.report])
            times[name] += 1
            name += f" {times[name]}" if times[name] > 1 else ""  # Personer 2 is read as Personer
            _write_rejected(book.add_worksheet(name), one, t, looks)
    return out.getvalue()


@frozen
class _Looks:
    heading: Format
    day: Format
    number: Format
    text: Format
    why: Format


def _looks(book: Workbook, today: date) -> _Looks:
    book.set_properties({"created": datetime.combine(today, datetime.min.time())})
    return _Looks(
        book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"}),
        book.add_format({"num_format": "0", "valign": "top"}),
        book.add_format({"num_format": "@", "valign": "top"}),
        book.add_format({"font_color": "#9C0006", "text_wrap": True, "valign": "top"}),
    )


def _paper(sheet: Worksheet) -> None:
    """Keep the headings in sight, on the screen and on paper."""
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    _across(sheet)


def _across(sheet: Worksheet) -> None:
    """Print a sheet in its whole width."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _write_rejected(sheet: Worksheet, one: RejectedRows, t: Texts, looks: _Looks) -> None:
    table, columns = one.table, one.table.columns
    # Neither what was to be left out nor what an earlier such list said is written again.
    kept = [
        column
        for column, field in enumerate(columns.fields)
        if column not in columns.dropped and (field is None or field.reader is not None)
    ]
    names = [_name_of(columns, column, t) for column in kept]
    for place, name in enumerate([*names, t(WHY)]):
        sheet.write_string(0, place, name, looks.heading)
    lines = [line for line in table.lines if line.number in one.why]
    for number, line in enumerate(lines, 1):
        if len(line.cells) > len(columns.headings) and columns.cut:
            # Which cell is which nobody knows: beside the columns they cannot come in unmended.
            parts = "; ".join("" if cell is None else str(cell) for cell in line.cells)
            _write_cell(sheet, number, len(kept) + 1, parts, looks)
        else:
            for place, column in enumerate(kept):
                cell = line.cells[column] if column < len(line.cells) else None
                _write_cell(sheet, number, place, cell, looks)
        why = one.why[line.number]
        sheet.write_string(number, len(kept), why, looks.why)
        rows = sum(1 + len(part) // WIDE for part in why.split("\n"))
        sheet.set_row(number, LINE_HEIGHT * rows)
    _paper(sheet)
    for place, (column, name) in enumerate(zip(kept, names, strict=True)):
        sheet.set_column(place, place, _width(name, column, lines))
    sheet.set_column(len(kept), len(kept), WIDE)


def _name_of(columns: Columns, column: int, t: Texts) -> str:
    """Return a heading as it was, if it is known as it is, or else what its field is called."""
    heading, field = columns.headings[column], columns.fields[column]
    known = fields_by_heading(columns.kind).get(plain(heading))
    if field is None or known is field:
        return heading
    # Below "percent" a 1 would be one percent; what it was meant to be nobody knows.
    return t(N_("extent")) if field.key == "percent" else t(field.heading)


def _width(name: str, column: int, lines: Sequence[Row]) -> int:
    texts = [str(line.cells[column]) for line in lines if column < len(line.cells)]
    return min(max(NARROWEST, *(len(text) + 3 for text in (name, *texts))), WIDE)


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, looks: _Looks) -> None:
    if cell is None:
        return
    if isinstance(cell, date) and cell >= EARLIEST:
        sheet.write_datetime(row, column, cell, looks.day)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell, looks.number)
    elif isinstance(cell, float):
        sheet.write_number(row, column, cell)
    else:
        text = str(cell)
        sheet.write_string(row, column, f"'{text}" if DEFUSED.match(text) else text, looks.text)


# The template


def template_xlsx(names: Mapping[str, Sequence[str]], today: date, t: Texts) -> bytes:
    """Return an empty workbook to fill in: headings, drop-down lists and an explanation.

    `names` are those of the register's steps, cohorts, sectors and the like, by field.
    """
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        looks = _looks(book, today)
        _explain(book.add_worksheet(t(EXPLANATION)), t, looks)
        sheets = [(kind, book.add_worksheet(t(SHEETS[kind.report]))) for kind in IN_TEMPLATE]
        behind = book.add_worksheet(LISTS)
        behind.hide()
        ranges: dict[tuple[str, ...], str] = {}
        for kind, sheet in sheets:
            for column, field in enumerate(kind.template):
                label = t(field.heading)
                sheet.write_string(0, column, label, looks.heading)
                sheet.write_comment(0, column, t(field.explained), {"x_scale": 2})
                wanted = tuple(_choices(field, names, t))
                if wanted and wanted not in ranges:
                    ranges[wanted] = _behind(behind, len(ranges), wanted)
                _prepare(sheet, column, field, ranges.get(wanted), t, looks)
            _paper(sheet)
    return out.getvalue()


def _choices(field: Field, names: Mapping[str, Sequence[str]], t: Texts) -> Sequence[str]:
    if field.choice:
        return [t(label) for label in field.choice.labels.values()]
    if field.is_flag:
        return [t(N_("yes")), t(N_("no"))]
    return names.get(field.key, ())


def _behind(sheet: Worksheet, column: int, texts: Sequence[str]) -> str:
    """Write what a drop-down list offers, and return where it stands."""
    for row, text in enumerate(texts):
        sheet.write_string(row, column, text)  # no name is a formula or a link
    letter = chr(ord("A") + column)
    return f"={LISTS}!${letter}$1:${letter}${len(texts)}"


def _prepare(
    sheet: Worksheet, column: int, field: Field, source: str | None, t: Texts, looks: _Looks
) -> None:
    """Let a column hold what it is for, with a drop-down list or a check of days."""
    look = looks.day if field.is_day else looks.text
    sheet.set_column(column, column, max(len(t(field.heading)) + 3, 14), look)
    if source is not None:
        free = field.key in ("municipality", "cohort", "workplace", "sector")
        sheet.data_validation(
            1,
            column,
            FILLED_IN,
            column,
            {
                "validate": "list",
                "source": source,
                "error_type": "information" if free else "stop",
                "error_message": t(N_("Choose one from the list, please.")),
            },
        )
    elif field.is_day:
        sheet.data_validation(
            1,
            column,
            FILLED_IN,
            column,
            {
                "validate": "date",
                "criteria": "between",
                "minimum": EARLIEST,
                "maximum": LATEST,
                "error_message": t(N_("Write a day as YYYY-MM-DD, please.")),
            },
        )


def _explain(sheet: Worksheet, t: Texts, looks: _Looks) -> None:
    """Write what to fill in where."""
    _across(sheet)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    row = 0
    for sentence in ABOUT:
        sheet.write_string(row, 0, t(sentence))
        row += 1
    for kind in IN_TEMPLATE:
        row += 1
        sheet.write_string(row, 0, t(SHEETS[kind.report]), looks.heading)
        for field in kind.template:
            row += 1
            sheet.write_string(row, 0, t(field.heading))
            sheet.write_string(row, 1, t(field.explained))
        row += 1
