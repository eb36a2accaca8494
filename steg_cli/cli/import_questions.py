"""steg import at a terminal: what only the administrator can say of a list is asked, once.

The answers of the last list of the same shape are used again, also without a terminal; options on
the line win over them. They are kept when the list comes in, and not otherwise: a dry run writes
nothing. What was answered in vain is shown as the options that say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from steg_cli.actions.results import Done, Forgotten
from steg_cli.cli.asking import NO, Pick, Question, ask, enter_for, yes_or_no
from steg_cli.cli.declined import Declined
from steg_cli.cli.face import Face
from steg_cli.cli.progress import show_progress
from steg_cli.exchange.sheets import Sheet, read_sheets
from steg_cli.importing.blocked import question_of
from steg_cli.importing.question import LEAVE, About, Around
from steg_cli.importing.question import Question as OfList
from steg_cli.importing.questions import answered, around_of, next_question, so_far, understood
from steg_cli.importing.reading import LEAVE_OUT, Reading
from steg_cli.importing.remembering import (
    as_kept,
    as_options,
    count_of,
    fitting,
    shape_of,
    together,
    written,
)
from steg_cli.importing.tables import Tables, read_tables
from steg_cli.programme.choices import NAMES
from steg_cli.programme.errors import N_, Note, StegError, note
from steg_cli.programme.fields import HEADINGS
from steg_cli.programme.frozen import frozen
from steg_cli.programme.nearness import nearest_few
from steg_cli.register.answers import all_answers, answers_for, forget_answers

NOTHING = Tables((), (), ())  # was read so far


@frozen
class Understood:
    """A list as it was understood.

    `reading` is what options and answers say together, and `answers` those of now and last time;
    `asked`: there are some of now.
    """

    tables: Tables
    reading: Reading
    shape: str
    answers: Reading
    asked: bool

    @property
    def to_keep(self) -> tuple[str, str] | None:
        """The shape and the answers that are to be kept if the list comes in."""
        rows = (row for table in self.tables.tables for row in table.rows)
        names = (getattr(row.values, "name", None) or "" for row in rows)
        return (self.shape, written(self.answers, names)) if self.asked else None


def understand(face: Face, file: Path, options: Reading) -> Understood:
    """Read a list as the options and the last answers say; at a terminal, ask what is not clear."""
    register = face.register
    around = around_of(register, face.today)
    show_progress(face.t(N_("Reading {path} …"), path=file))
    try:
        sheets = read_sheets(file)
    finally:
        show_progress("")
    shape = shape_of(sheets)
    answers = fitting(as_kept(answers_for(register, shape)), sheets)
    if count := count_of(answers):
        _tell_of_last_time(face, count)
    asked: set[tuple[About, str]] = set()
    while True:
        reading = together(options, answers)
        tables, question = _read(face, sheets, reading, around, asked)
        if question is None:
            return Understood(tables, reading, shape, answers, bool(asked))
        if not asked:
            face.tell(N_("Some of it only you can say. Ctrl-C changes nothing."))

        def check(
            value: str,
            question: OfList = question,
            answers: Reading = answers,
            tables: Tables = tables,
        ) -> None:
            """Refuse what would stop a list that can be read: then the question is asked again."""
            if tables is not NOTHING:
                wanted = together(options, answered(answers, question, value))
                read_tables(sheets, wanted, face.today, around.ladder)

        answers = answered(answers, question, _answer(face, question, around, check))
        asked.add((question.about, question.subject))


def _read(
    face: Face,
    sheets: Sequence[Sheet],
    reading: Reading,
    around: Around,
    asked: AbstractSet[tuple[About, str]],
) -> tuple[Tables, OfList | None]:
    """Read a list, and return what has to be asked next, if anything has and somebody is there.

    Raises what stops the list from being read, unless a question can mend it.
    """
    try:
        tables = read_tables(sheets, reading, face.today, around.ladder)
    except StegError as error:
        question = question_of(error, sheets, around) if face.can_ask else None
        if question is None or (question.about, question.subject) in asked:
            raise
        return NOTHING, question
    if not face.can_ask:
        return tables, None
    return tables, next_question(so_far(face.register, tables), reading, around, asked)


def _tell_of_last_time(face: Face, count: int) -> None:
    message = N_("Answers from last time: {count}. steg import --forget asks again.")
    face.notes((note(message, count=count),))


def _answer(face: Face, question: OfList, around: Around, check: Callable[[str], None]) -> str:
    """Ask a question, and return the value of the answer; what was typed freely is checked."""

    def read(text: str) -> str:
        value = understood(question, text, around)
        if question.about == "sector":
            _check_new(face, value, [one.value for one in question.answers])
        check(value)
        return value

    picks = [
        Pick(
            one.value,
            face.t.note(Note("{called}", {"called": one.called})),
            *((("0", *NO), "(0)") if one.value in (LEAVE, LEAVE_OUT) else ()),
        )
        for one in question.answers
    ]
    text, enter = face.t.note(question.sentence), enter_for(picks, question.default)
    return ask(face, Question(text, read if question.free else None, picks, enter))


def _check_new(face: Face, name: str, known: list[str]) -> None:
    """Ask whether a sector that is not there is to be added. Raises Declined if it is not."""
    near = ", ".join(nearest_few(name, known))
    told = (
        N_("There is no sector {name}. Did you mean {near}?")
        if near
        else N_("There is no sector {name}.")
    )
    face.tell(told, name=name, near=near)
    text = face.t(N_("Add {name} as a new sector?"), name=name)
    if not ask(face, yes_or_no(face, text)):
        raise Declined(N_("Nothing was changed."))


def tell_as_options(face: Face, file: Path, reading: Reading) -> None:
    """Say how a list was read, as what stands on the line: where the answers are not kept."""
    said = " ".join(
        f'{face.t.name(option)} "{_in_words(option, value, face)}"'
        for option, value in as_options(reading)
    )
    if said:
        face.say(
            face.t(
                N_("The same answers without questions: steg import {file} {options}"),
                file=file,
                options=said,
            ),
            whole=True,
        )


def _in_words(option: str, value: str, face: Face) -> str:
    """Return an option's value as the language has it."""
    called, equals, meaning = value.partition("=")
    if option == "--value" and called in HEADINGS:
        own = face.t(N_("sheet"))  # Babel finds no sentence inside an f-string
        return f"{face.t(HEADINGS[called])}={own if meaning == 'sheet' else meaning}"
    if option == "--names":
        return face.t(NAMES.labels[value])
    return face.t(HEADINGS[value]) if option == "--create" else called + equals + meaning


def forget(face: Face, file: Path | None, *, dry_run: bool) -> Done[Forgotten]:
    """Forget the answers about all lists, or about those of the shape of one list."""
    register = face.register
    shape = None if file is None else shape_of(read_sheets(file))
    found = {
        one: kept for one, kept in all_answers(register).items() if shape is None or one == shape
    }
    with register.change("import", face.today, dry_run=dry_run):
        for one in found:
            forget_answers(register, one)
    counted = sum(count_of(as_kept(kept)) for kept in found.values())
    return Done("import", None, Forgotten(counted, len(found)))
