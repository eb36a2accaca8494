"""Where somebody is named who it is not about: in a note about somebody else, as who decided."""

from __future__ import annotations

import re
from collections.abc import Collection

from steg_cli.programme.erasing import texts_of
from steg_cli.programme.people import Person, reference_of
from steg_cli.register.arrays import array_of
from steg_cli.register.file import Register

# A row of somebody who is called the same is none: it is about them.
_NAMING = """
SELECT participant_id, before, after FROM log_row, json_each(:texts) AS one
WHERE participant_id > 0 AND participant_id NOT IN (SELECT value FROM json_each(:cases))
    AND layout_id NOT IN (
        SELECT id FROM log_layout WHERE table_name IN ('participant', 'former_number'))
    AND (instr(lower(before), lower(one.value)) OR instr(lower(after), lower(one.value)))"""
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


def named_in(register: Register, texts: Collection[str], cases: Collection[int]) -> list[int]:
    """Return of whom something else is recorded, now or before, that holds one of `texts`.

    Those in `cases` are left out. Letters outside ASCII are to be written as there.
    """
    values = {"texts": array_of(texts), "cases": array_of(cases)}
    whole = re.compile(
        "|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in texts), re.IGNORECASE
    )
    found = register.execute(_NAMING, values)
    return sorted({row[0] for row in found if any(whole.search(one or "") for one in row[1:])})


def references_of(cases: Collection[int]) -> str:
    """Return case numbers as they are told: S-0002, S-0107."""
    return ", ".join(map(reference_of, cases))
