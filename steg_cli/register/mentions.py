"""Where somebody is named who it is not about: in a note about somebody else, as who decided."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from steg_cli.programme.cases import reference_of
from steg_cli.programme.erasing import texts_of
from steg_cli.programme.errors import N_
from steg_cli.programme.people import Person
from steg_cli.register.arrays import array_of
from steg_cli.register.file import Register

OF_SURROUNDINGS = N_(
    "A workplace, a contact or something else around people names or named the person too: look "
    "there, steg log --change {change}"
)

# A row of somebody who is called the same is none: it is about them. `pieces` are what SQLite can
# look for, whose small letters are those of ASCII.
_NAMING = """
SELECT DISTINCT participant_id, change_id, before, after FROM log_row, json_each(:pieces) AS one
WHERE (participant_id IS NULL OR (
        participant_id > 0 AND participant_id NOT IN (SELECT value FROM json_each(:cases))))
    AND layout_id NOT IN (
        SELECT id FROM log_layout WHERE table_name IN ('participant', 'former_number'))
    AND (instr(lower(before), one.value) OR instr(lower(after), one.value))"""
_NAMES = """
SELECT before ->> 'name', after ->> 'name' FROM change_row
WHERE table_name = 'participant' AND row_id IN (SELECT value FROM json_each(?))"""


def cases_of(person: Person) -> list[int]:
    """Return the numbers of a person's case, and of those that became part of it."""
    return [person.participant.id, *(one.former_case for one in person.former_cases)]


def tell_tale(register: Register, person: Person) -> frozenset[str]:
    """Return what tells who a person is, also what they were called before: see `texts_of`."""
    rows = register.execute(_NAMES, (array_of(cases_of(person)),))
    return texts_of(person) | {name for row in rows for name in row if name}


class Named(NamedTuple):
    """Of whom something is recorded that names somebody else, and the changes of what surrounds."""

    cases: list[int]
    changes: list[int]


def named_in(register: Register, texts: Collection[str], cases: Collection[int]) -> Named:
    """Return where something else is recorded, now or before, that holds one of `texts`.

    What is about those in `cases` is left out.
    """
    values = {"pieces": array_of(set(map(_piece, texts))), "cases": array_of(cases)}
    # A logged row is JSON.
    naming = whole_words(json.dumps(text, ensure_ascii=False)[1:-1] for text in texts)
    found = [
        (case, change)
        for case, change, *states in register.execute(_NAMING, values)
        if any(naming.search(state or "") for state in states)
    ]
    return Named(
        sorted({case for case, _ in found if case is not None}),
        sorted({change for case, change in found if case is None}),
    )


def whole_words(texts: Iterable[str]) -> re.Pattern[str]:
    """Return what finds one of some texts, in any case, but not inside of a word."""
    found = "|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in texts)
    return re.compile(found, re.IGNORECASE)


def _piece(text: str) -> str:
    """Return the longest piece of a text whose capitals SQLite knows, or all of it."""
    return max(re.findall("[A-Za-z0-9 .-]+", text), key=len, default=text).lower()


def references_of(cases: Collection[int]) -> str:
    """Return case numbers as they are told: S-0002, S-0107."""
    return ", ".join(map(reference_of, cases))
