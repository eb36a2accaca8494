"""What only the administrator can say of a list, one question at a time.

Each answer makes another `Reading`, with which the list is read anew; so everything that is asked
can be said as an option too, and what was read tells what is still to be asked. Nothing of a
protected person stands in a question, nor a name or a number from a sheet that has one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from steg_cli.exchange.sheets import Cell
from steg_cli.importing.cells import NOTHING
from steg_cli.importing.columns import Tells, step_column
from steg_cli.importing.grouping import grouped
from steg_cli.importing.kinds import PEOPLE, fields_by_heading
from steg_cli.importing.listed import Row, of_somebody
from steg_cli.importing.newcomers import LISTED
from steg_cli.importing.protection import letter_of
from steg_cli.importing.question import (
    LEAVE,
    LEFT,
    About,
    Answer,
    Around,
    Question,
    Read,
    enumerated,
)
from steg_cli.importing.reading import LEAVE_OUT, STEP, Reading
from steg_cli.importing.rows import Table
from steg_cli.importing.suggesting import Column, suggested
from steg_cli.importing.surroundings import KINDS
from steg_cli.importing.tables import Tables
from steg_cli.importing.unknown import questions_of_new_names, questions_of_words
from steg_cli.programme.errors import N_, Malformed, note
from steg_cli.programme.fields import HEADINGS
from steg_cli.programme.frozen import replace
from steg_cli.programme.lists import OF_PEOPLE
from steg_cli.programme.values import plain, text_of
from steg_cli.programme.words import Plural, Word
from steg_cli.register.file import Register
from steg_cli.register.surroundings import ladder_of

EXAMPLES, LONGEST = 2, 30  # of a column's values, and their letters


def next_question(
    read: Read, reading: Reading, around: Around, asked: AbstractSet[tuple[About, str]]
) -> Question | None:
    """Return what has to be asked next of a list, or None when nothing has; never what was."""
    found = _questions(read, reading, around)
    return next((one for one in found if (one.about, one.subject) not in asked), None)


def answered(reading: Reading, question: Question, value: str) -> Reading:
    """Return how the list is to be read after an answer."""
    about, subject = question.about, question.subject
    if value == LEAVE:
        return reading
    if about == "names":
        return replace(reading, names="turned" if value == "turned" else "as-written")
    if about == "create":
        return replace(reading, create=reading.create | {subject})
    if about == "sector":
        return _in_sector(reading, value, [one.value for one in question.answers])
    return _with_pair(reading, about, {subject: value})


def _in_sector(reading: Reading, sector: str, known: Sequence[str]) -> Reading:
    new = set() if sector in known else {"sector"}
    return replace(reading, sector=sector, create=reading.create | new)


def _with_pair(reading: Reading, about: About, pair: Mapping[str, str]) -> Reading:
    if about == "needed":
        return replace(
            reading, columns={**reading.columns, **{one: key for key, one in pair.items()}}
        )
    if about == "column":
        return replace(reading, columns={**reading.columns, **pair})
    if about == "word":
        return replace(reading, words={**reading.words, **pair})
    return replace(reading, values={**reading.values, **pair})


def understood(question: Question, text: str, around: Around) -> str:
    """Return the value of an answer in the administrator's own words.

    Raises Malformed for what no column can hold.
    """
    if question.about != "column":
        return text
    steps = around.ladder.meant_by(text)
    if len(steps) == 1:
        return STEP + steps[0].code
    field = fields_by_heading(PEOPLE).get(plain(text))
    if field is None or field.reader is None:
        raise Malformed(
            N_("There is no field {field} that a column could hold."),
            N_("Write a number, or 0 to leave it out."),
            field=text,
        )
    return field.key


def around_of(register: Register, today: date) -> Around:
    """Return what the register knows by now."""
    names = {key: [one.name for one in KINDS[LISTED[key]].all(register)] for key in LISTED}
    rows = register.execute(
        "SELECT number FROM participant UNION SELECT number FROM former_number"
    ).fetchall()
    return Around(ladder_of(register), names, {str(row[0]) for row in rows}, today)


def so_far(register: Register, tables: Tables) -> Read:
    """Return what was read of a list, and which rows are of people who are protected."""
    rows = [row for table in tables.tables for row in table.rows if row.kind in OF_PEOPLE]
    protected = grouped(register, rows).protected
    return Read(tables.tables, {(row.sheet, row.number) for row in protected})


def _questions(read: Read, reading: Reading, around: Around) -> Iterator[Question]:
    yield from _of_columns(read, reading, around)
    yield from questions_of_words(read, reading, around)
    yield from questions_of_new_names(read, reading, around)
    yield from _of_all_rows(read, around)
    yield from _of_names(read, reading)


# Columns that are not known


def _of_columns(read: Read, reading: Reading, around: Around) -> Iterator[Question]:
    by_heading: dict[str, list[Table]] = {}
    for table in read.tables:
        for heading in (*table.left_out, *_without_days(table, reading)):
            by_heading.setdefault(heading, []).append(table)
    for heading, tables in by_heading.items():
        cells = [cell for table in tables for cell in _cells(read, table, heading)]
        kind = tables[0].columns.kind
        column = Column(kind, heading, cells, around.ladder, around.today)
        if column.texts:
            yield _about_column(read, column, tables, around)


def _without_days(table: Table, reading: Reading) -> Iterator[str]:
    """Yield the headings of steps above words alone, of which nothing was said."""
    told = {plain(heading) for heading in reading.columns}
    for place in table.columns.steps:
        heading = table.columns.heading(place)
        texts = [text_of(line.cells[place]) for line in table.lines if place < len(line.cells)]
        words = [text for text in texts if text and text not in NOTHING]
        said = plain(heading) in told or letter_of(place) in reading.columns
        if words and not said and not any(c.isdigit() for text in words for c in text):
            yield heading


def _about_column(read: Read, column: Column, tables: Sequence[Table], around: Around) -> Question:
    taken = {one.key for table in tables for one in table.columns.fields if one}
    likely = suggested(column, taken, {key: around.compared(key) for key in around.names})
    heading, shown = column.heading, list(dict.fromkeys(column.texts))
    about: object = ", ".join(text[:LONGEST] for text in shown[:EXAMPLES])
    about = f"{about} …" if shown[EXAMPLES:] else about
    holds, step = likely.holds, step_column(heading, None, around.ladder)
    if step and column.kind is PEOPLE and not column.holds_days:  # words: the days are lacking
        holds = (STEP + step.step.code, *(one for one in holds if one != "step"))
    harmless = column.holds_days or likely.holds[:1] == ("percent",)
    if read.has_protected(tables) and not harmless:
        about = Plural("{count} cell", "{count} cells", len(column.texts))
    return Question(
        "column",
        heading,
        note(N_("The column “{heading}” ({examples}) is"), heading=heading, examples=about),
        (
            *(Answer(one, _called(column, one, around)) for one in holds),
            Answer(LEAVE_OUT, Word(N_("nothing for steg: leave it out"))),
        ),
        None if holds != likely.holds else holds[0] if likely.sure else LEAVE_OUT,
        free=True,
    )


def _cells(read: Read, table: Table, heading: str) -> Iterator[Cell]:
    """Yield what stands below a heading, or below a letter, in the rows that may be shown."""
    columns = table.columns
    width = max((len(line.cells) for line in table.lines), default=0)
    places = [n for n in range(width) if columns.heading(n) == heading]
    for line in table.lines:
        if (table.sheet, line.number) not in read.protected:
            yield from (line.cells[n] for n in places if n < len(line.cells))


def _called(column: Column, value: str, around: Around) -> object:
    if value == "since" and column.holds_spans:
        return Word(N_("the first and the planned last day on the step of the row"))
    if not value.startswith(STEP):
        return Word(column.kind.field(value).heading)
    told = step_column(column.heading, value.removeprefix(STEP), around.ladder)
    assert told is not None
    message = {
        Tells.DAYS: N_("the days on {step}"),
        Tells.FIRST: N_("the first day on {step}"),
        Tells.LAST: N_("the last day on {step}"),
    }
    return note(message[told.tells], step=told.step)


# What is the same for every row of a sheet


def _of_all_rows(read: Read, around: Around) -> Iterator[Question]:
    """Yield what the list has no column for and new people must have: a cohort, a municipality."""
    for key in ("cohort", "municipality"):
        tables = [
            table
            for table in read.tables
            if table.columns.kind is PEOPLE
            and key not in table.columns.called
            and any(_is_new(row, around) for row in table.rows)
        ]
        if not tables:
            continue
        sheets = list(dict.fromkeys(table.sheet for table in tables))
        answers = [Answer(name, name) for name in around.names[key]]
        if key == "cohort":
            own = note(N_("the sheet's name: {names}"), names=enumerated(sheets))
            answers.insert(0, Answer("sheet", own))
        by_sheet = key == "cohort" and len(sheets) > 1
        yield Question(
            "value",
            key,
            note(
                N_("The list does not tell the {field}. For every row it is"),
                field=Word(HEADINGS[key]),
            ),
            (*answers, LEFT),
            answers[0].value if by_sheet or len(answers) == 1 else None,
            free=True,
        )


def _is_new(row: Row, around: Around) -> bool:
    who = of_somebody(row).who
    return row.kind == PEOPLE.name and who is not None and who.number not in around.numbers


# Names


def _of_names(read: Read, reading: Reading) -> Iterator[Question]:
    """Yield whether Ek, Sara is to be Sara Ek, when names are written so."""
    turned = [(row, shown) for row, shown in read.rows if row.turned and row.kind == PEOPLE.name]
    if reading.names is not None or not turned:
        return
    row = next((row for row, shown in turned if shown), None)
    if read.has_protected(read.tables):
        row = None
    counted = Plural("{count} name is", "{count} names are", len(turned))
    yield Question(
        "names",
        "",
        note(
            N_("{what} written with the last name first (“{example}”). Turn them?")
            if row
            else N_("{what} written with the last name first. Turn them?"),
            what=counted,
            example=row.shown("name") if row else "",
        ),
        (
            Answer(
                "turned",
                note(N_("yes, {name}"), name=of_somebody(row).name) if row else Word(N_("yes")),
            ),
            Answer("as-written", Word(N_("no, they stay as they are written"))),
        ),
        "turned",
    )
