"""What a sheet's name, its title or the file's name tells of everybody on it.

They are on one step, have left or wait. Where the rows do not say so themselves, they would come in
as if it were not so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile
from pathlib import PurePath
from typing import TYPE_CHECKING

from steg_cli.exchange.sheets import Line, Sheet
from steg_cli.importing.asides import ENDED, WAITING, step_named
from steg_cli.importing.cells import is_empty
from steg_cli.importing.columns import Columns
from steg_cli.importing.kinds import PEOPLE, Kind, bare, fields_by_heading
from steg_cli.importing.listed import PersonValues, Row
from steg_cli.importing.protection import TOGETHER, names_protected
from steg_cli.programme.choices import SUPPORT_KIND
from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.ladder import Ladder
from steg_cli.programme.values import plain, text_of

if TYPE_CHECKING:
    from steg_cli.importing.rows import Table

OF_ONE_STEP = N_("The sheet's name is a step, and nothing else tells on which people are: {sheet}.")
STEP_OF_SHEET = N_(
    'If they are all on it: --value "step=sheet". If not, fill in a column for the step.'
)
STEP_OF_TITLE = N_(
    'If they are all on it: --value "step={step}". If not, fill in a column for the step.'
)
# What stands around the word that matters: Lista över, Steg:, AME; HT 2026, 2025-12-31.
BEFORE = re.compile(
    r"(?:[0-9][0-9-]*\s+|(?:AME|STEG)\W+|(?:lista|förteckning|deltagar(?:e|lista)|personer|steg"
    r"|insats)(?: (?:över|i|på|inom))?[\s:–-]+)+(?=\w)",
    re.IGNORECASE,
)
BEHIND = re.compile(
    r"(?:[\s,:(–-]+(?:(?:ht|vt|hösten|våren|år|per|den)[\s-]*)?(?:20)?[0-9]{2}(?:[-/–][0-9]{2,4}){0,2}"
    r"|[\s,:(–-]+AME)[\s)]*$",
    re.IGNORECASE,
)
A_NAME_TOO = ("klara",)  # of a coordinator's sheet
LARGEST_TITLE = 3  # cells
TOLD_ROWS = 12


def told_by_name(sheet: Sheet, kind: Kind, ladder: Ladder) -> dict[str, str]:
    """Return what a sheet's name tells of its rows, by field, where the name itself is no value."""
    told = {"protected": "yes" if names_protected(sheet.name) else ""}
    if kind is PEOPLE and (step := step_named(sheet.name, ladder)):
        told["step"] = step.code
    words = (" ".join(sheet.name.split()[:n]) for n in (None, 1))
    if kind.name == "supports" and (codes := [*filter(None, map(SUPPORT_KIND.code_of, words))]):
        told["kind"] = codes[0]
    return told


def check_step(sheet: Sheet, columns: Columns, above: Line) -> None:
    """Raise Refused where a step is told of everybody below the headings `above`, and not by row.

    That they are all on it is said then: they would come in on the first step.
    """
    if not columns.lacks_steps:
        return
    if step_named(sheet.name, columns.ladder):
        raise Refused(OF_ONE_STEP, STEP_OF_SHEET, sheet=sheet.name)
    for text in _texts(sheet, above.number):
        step = step_named(text, columns.ladder)
        if step and not columns.begins(step):
            raise Refused(
                N_("“{step}” is told of everybody on {sheet}, and of nobody in the rows."),
                STEP_OF_TITLE,
                sheet=sheet.name,
                step=step,
            )


def check_where_people_are(sheet: Sheet, table: Table, today: date, *, is_first: bool) -> None:
    """Raise Refused for rows that do not say that somebody left, or only begins later.

    The sheet's name or the file's says it of everybody, a title of the first table on the sheet.
    """
    people = [row for row in table.rows if isinstance(row.values, PersonValues)]
    if table.columns.literal or not people:
        return
    for text in _texts(sheet, table.number if is_first else 0):
        if ENDED.fullmatch(text) and (rows := [*filter(_goes_on, people)]):
            raise Refused(
                N_("“{text}”: on {sheet} some would come in as if they went on, by row: {rows}."),
                N_(
                    "Give each of them a last day and where they went, or call it otherwise if "
                    'they go on; or choose what to read: --sheet "NAME".'
                ),
                text=text,
                sheet=sheet.name,
                rows=_numbers(rows),
            )
        if WAITING.fullmatch(text) and (rows := [r for r in people if _has_begun(r, today)]):
            raise Refused(
                N_("“{text}”: on {sheet} some would come in as if they had begun, by row: {rows}."),
                N_(
                    "Leave them out until they begin, or call it otherwise if they have begun; or "
                    'choose what to read: --sheet "NAME".'
                ),
                text=text,
                sheet=sheet.name,
                rows=_numbers(rows),
            )


def _texts(sheet: Sheet, headings: int) -> Iterator[str]:
    """Yield what may tell of everybody below the row of `headings`, without what says when."""
    for text in (sheet.name, *_titles(sheet, headings), PurePath(sheet.file).stem):
        whole = TOGETHER.sub(" ", text)
        begun = BEFORE.match(whole)
        bare = BEHIND.sub("", whole[begun.end() :] if begun else whole)
        if bare.casefold() not in A_NAME_TOO:
            yield bare


def _has_begun(row: Row, today: date) -> bool:
    first = getattr(row.values, "first_day", None)
    return first is not None and first <= today


def _titles(sheet: Sheet, headings: int) -> Iterator[str]:
    """Yield what stands above the first row of headings, if it is the one with this number."""
    texts = ([text_of(c) for c in line.cells if not is_empty(c)] for line in sheet.lines)
    pairs = zip(sheet.lines, texts, strict=True)
    above = takewhile(lambda one: len(one[1]) <= LARGEST_TITLE and one[0].number < headings, pairs)
    return (" ".join(cells) for _, cells in above)


def told_above(sheet: Sheet, columns: Columns, headings: int) -> tuple[str, ...]:
    """Return the fields that a title gives one value, Arbetsplats: Köket, and no column has."""
    known = fields_by_heading(columns.kind)
    names = (re.match(r"([^\W\d][^:]*):", text) for text in _titles(sheet, headings))
    fields = (known.get(plain(bare(name[1]))) for name in names if name)
    keys = (one.key for one in fields if one and one.reader)
    return tuple(dict.fromkeys(key for key in keys if key not in columns.called))


def _goes_on(row: Row) -> bool:
    """Say whether nothing in a row tells that somebody left."""
    ends = ("last_day", "left_to", "end")
    said = any(getattr(row.values, key) is not None for key in ends)
    return not said and not row.unread.intersection(ends)


def _numbers(rows: Sequence[Row]) -> str:
    found = ", ".join(str(row.number) for row in rows[:TOLD_ROWS])
    return found + (" …" if len(rows) > TOLD_ROWS else "")
