"""What stops a list from being read at all, as questions: which column it is that has to be there.

Such a list is refused where nobody can answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from steg_cli.exchange.sheets import Line, Sheet
from steg_cli.importing.columns import hold_days
from steg_cli.importing.protection import WHOSE_SHEET
from steg_cli.importing.question import Answer, Around, Question
from steg_cli.importing.reading import LEAVE_OUT
from steg_cli.importing.sheet_kinds import SEARCHED
from steg_cli.importing.suggesting import is_long_number
from steg_cli.importing.titles import STEP_OF_SHEET, STEP_OF_TITLE
from steg_cli.programme.errors import N_, Several, StegError, note
from steg_cli.programme.fields import HEADINGS
from steg_cli.programme.ladder import Step
from steg_cli.programme.values import text_of
from steg_cli.programme.words import Word


def question_of(error: StegError, sheets: Sequence[Sheet], around: Around) -> Question | None:
    """Return the question whose answer would let a list be read, or None if there is none."""
    errors = error.errors if isinstance(error, Several) else (error,)
    return next((found for one in errors for found in _questions(one, sheets, around)), None)


def _questions(error: StegError, sheets: Sequence[Sheet], around: Around) -> Iterator[Question]:
    values = error.values
    if error.message == N_("{heading} on {sheet} may tell who is protected, and is not known."):
        heading = str(values["heading"])
        yield Question(
            "column",
            heading,
            note(N_("The column “{heading}” may tell who is protected. It is"), heading=heading),
            (
                Answer("protected", Word(N_("yes or no: protected"))),
                Answer(LEAVE_OUT, Word(N_("nothing for steg: leave it out"))),
            ),
        )
    if error.hint == WHOSE_SHEET:
        yield Question(
            "value",
            "protected",
            note(
                N_("The name of the sheet {sheet} tells of a protected identity. Protected are"),
                sheet=values["sheet"],
            ),
            (
                Answer("sheet", Word(N_("all on that sheet, where the row does not say no"))),
                Answer("yes", Word(N_("all on the list, where the row does not say no"))),
            ),
        )
    if error.hint in (STEP_OF_SHEET, STEP_OF_TITLE):
        of_sheet = note(N_("the sheet's name: {names}"), names=values["sheet"])
        step = values.get("step")
        yield Question(
            "value",
            "step",
            note(
                N_("The list does not tell the {field}. For every row it is"),
                field=Word(HEADINGS["step"]),
            ),
            (Answer(step.code, step) if isinstance(step, Step) else Answer("sheet", of_sheet),),
            free=True,
        )
    if error.message == N_("{sheet} has no column for {field}; its headings are {headings}."):
        sheet = next(one for one in sheets if one.name == values["sheet"])
        yield from _which_column(sheet, str(values["headings"]), str(values["key"]), around)


def _which_column(sheet: Sheet, headings: str, key: str, around: Around) -> Iterator[Question]:
    """Yield which of the columns holds what the list cannot do without."""
    for place, line in enumerate(sheet.lines[:SEARCHED]):
        called = list(filter(None, map(text_of, line.cells)))
        if ", ".join(called) != headings:
            continue
        likely = [
            one for one in called if _holds_numbers(one, line, sheet.lines[place + 1 :], around)
        ]
        yield Question(
            "needed",
            key,
            note(
                N_("{sheet} has no column that steg knows as {field}. It is"),
                sheet=sheet.name,
                field=Word(HEADINGS[key]),
            ),
            tuple(Answer(one, one) for one in dict.fromkeys([*likely, *called])),
            likely[0] if likely and key == "number" else None,
        )
        return


def _holds_numbers(heading: str, above: Line, below: Sequence[Line], around: Around) -> bool:
    column = list(map(text_of, above.cells)).index(heading)
    cells = [line.cells[column] for line in below if column < len(line.cells)]
    numbers = [cell for cell in cells if is_long_number(text_of(cell))]
    return 2 * len(numbers) > len(cells) and not hold_days(cells, around.today)
