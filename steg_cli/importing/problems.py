"""What is wrong with a row, in the words of a list, where there are columns and no options."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from steg_cli.actions.recording import without_where
from steg_cli.importing.listed import PersonValues, Row, RowProblem, said
from steg_cli.programme import remedies
from steg_cli.programme.cases import reference_of
from steg_cli.programme.errors import N_, Refused, Remedy, StegError
from steg_cli.programme.fields import HEADINGS, HIDDEN, MASKED
from steg_cli.programme.identity import Identity
from steg_cli.programme.vocabulary import SHEETS
from steg_cli.programme.words import Word, Words
from steg_cli.texts.remedies import TYPED

SAME_FOR_ALL = ("cohort", "municipality", "status", "sector", "first_day")
# A sheet for a term or a year: VT 2026, ht26, Omgång 3, 2025.
TERM = re.compile(
    r"\b(?:[vh]t|vår|höst)\w*[ -]?(?:20)?[0-9]{2}\b|\b20[0-9]{2}\b|omgång|grupp", re.IGNORECASE
)
SECRET = {*MASKED, "reference"}  # whose cells are not shown of protected people


def problem(
    row: Row, key: str, error: StegError, *, protected: bool = False, value: object = None
) -> RowProblem:
    """Return what is wrong with a row, beside the column of the field `key`.

    `value` is shown when the row has no cell for the field. Of a protected person cells are hidden.
    """
    cell = row.shown(key)
    if cell is None and value is not None:
        cell = _written(value, key)
    hidden = protected and key in SECRET
    return RowProblem(row.sheet, row.number, row.columns.get(key), None if hidden else cell, error)


def _written(value: object, key: str) -> str:
    """Return a value as a list writes it."""
    match value:
        case Identity():
            return value.written
        case bool():
            return Word(N_("yes")) if value else Word(N_("no"))
        case int() if key == "reference":
            return reference_of(value)
    return str(value)


def missing(row: Row, key: str) -> Refused:
    """Return the refusal of a row without a field that it must have."""
    if key in row.columns:
        return Refused(N_("Nothing is filled in."), N_("Fill it in."))
    return Refused(
        N_("{field}: the list has no column for it."),
        N_('If the sheet is the cohort: --value "cohort=sheet". If not: --value "cohort=…".')
        if key == "cohort" and TERM.search(row.sheet)
        else N_('Add one, or give one value for all rows: --value "{key}=…".')
        if key in SAME_FOR_ALL
        else N_('Add one, or say which it is: --map "Heading={key}".'),
        field=Word(HEADINGS[key]),
        key=key,
    )


def lacking(row: Row) -> list[tuple[str, Refused]]:
    """Return each field that a row of somebody new must have and has not, with the refusal."""
    if not isinstance(row.values, PersonValues):
        return []
    first = "first_day" if row.values.since is None else "since"
    needed = ("who", "name", "cohort", "municipality", first)
    found = said(row.values)
    wanting = ("number" if key == "who" else key for key in needed if key not in found)
    return [(key, missing(row, key)) for key in wanting if key not in row.unread]


def contradicts(row: Row, other: Row, key: str, *, protected: bool) -> Refused:
    """Return the refusal of a row that says something else of a person than another row."""
    value = HIDDEN if protected and key in SECRET else other.shown(key)
    return Refused(
        N_("Row {row} of {sheet} says otherwise of the same person.")
        if value is None
        else N_("Row {row} of {sheet} says “{value}” of the same person."),
        N_(
            "Correct the one that is wrong; if the person is at both, move the rows to a sheet "
            "called “{placements}”, with the first day of each."
        )
        if key == "workplace" and row.sheet == other.sheet
        else N_("Correct the one that is wrong.")
        if row.sheet == other.sheet
        else N_("Correct the one that is wrong, or import one sheet at a time: --sheet"),
        row=other.number,
        sheet=other.sheet,
        value=value,
        placements=Word(SHEETS["placements"]),
    )


def still_to_come(day: date) -> Refused:
    """Return the refusal of a day that lies ahead, for something that is to have happened."""
    return Refused(N_("{day} is still to come."), N_("Correct the day."), day=day)


def masked(error: StegError) -> StegError:
    """Return an error about a protected person with all values hidden that could tell who it is."""
    values = {
        key: value if isinstance(value, Word | Words | int) else HIDDEN
        for key, value in error.values.items()
    }
    return type(error)(error.message, error.remedy or error.hint, **values)


# What is worded for a list as at the keyboard.
AS_TYPED = (
    *(remedies.AN_ORDINARY_WORKPLACE, remedies.AN_ADAPTED_WORKPLACE, remedies.AN_OPEN_WORKPLACE),
    *(remedies.AN_OPEN_COHORT, remedies.A_SECTOR_THAT_EMPLOYS),
)
IN_A_LIST: Mapping[Remedy, str] = {
    **{one: TYPED[one] for one in AS_TYPED},
    remedies.ENDING_BY_CLOSING: N_(
        "Give {open_until} or an earlier last day. If the workplace is open after all: "
        'steg workplace open "{workplace}"'
    ),
    remedies.ANOTHER_PERSON: N_(
        "If it is the same person: steg amend {reference} identity NUMBER first. If not, enrol "
        "this one with steg enrol --another-person."
    ),
    remedies.A_LATER_DECISION: N_("Correct the day of the decision."),
}


def in_a_list(error: StegError, *, protected: bool = False) -> StegError:
    """Return an error with a way out that fits a list; where the `protected` are is hidden."""
    values = error.values
    if protected:
        values = without_where(values)
    if error.remedy is None:
        return Refused(error.message, error.hint, **values) if protected else error
    if error.remedy.is_exception:
        return Refused(
            error.message,
            N_("Correct the row; or write why it is an exception in the column “{column}”."),
            **values,
            column=Word(HEADINGS["exception"]),
        )
    hint = IN_A_LIST.get(error.remedy, N_("Correct the row, then import the list again."))
    return Refused(error.message, hint, **values)
