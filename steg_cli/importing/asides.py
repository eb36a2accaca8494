"""What stands among the rows and is none: totals, legends, remarks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Literal

from steg_cli.exchange.sheets import Cell, Fault, Line
from steg_cli.importing.cells import is_empty
from steg_cli.importing.columns import Columns
from steg_cli.importing.kinds import BY_PERSON, PEOPLE, bare
from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.fields import HEADINGS
from steg_cli.programme.ladder import Ladder, Step
from steg_cli.programme.values import text_of
from steg_cli.programme.words import Word

TOTAL = re.compile(
    r"(?:(?:del)?summa|totalt?|antal|sum|summering|medel(?:tal|värde)?|(?:genom)?snitt|varav)"
    r"(?: [^\d]*)?[ :]*[0-9]*",
    re.IGNORECASE,
)
FEWEST_NUMBERED = 4  # columns
LARGEST_TOTAL = 10**6
COLOUR = re.compile(
    r"(?:ljus|mörk)?(?:gul|röd|rött|grön|blå|orange|rosa|grå|lila|vit|svart|brun|turkos)[a-zåäö]*"
    r"(?: (?:rad|rader|fält|text|cell|celler|markering))?[ :=–-]*",
    re.IGNORECASE,
)
# A heading above people who are not active any more.
ENDED = re.compile(
    r"(?:de som (?:har )?)?(?:(?:tidigare|f\.? ?d\.?|gamla|avslutade?|avslut|slutat|slutade"
    r"|avbrutna?|avbrott|avhopp(?:ade|are)?|hoppa(?:t|de) av|utskrivna?|inaktiva|ej aktiva|former"
    r"|(?:ej|inte) (?:längre )?(?:aktuella|aktiva|med)|klara|färdiga|lämnat|avregistrerade|arkiv)"
    r"(?: (?:deltagare|personer|inskrivningar|participants?))?)(?: (?:20)?[0-9]{2})?\W*",
    re.IGNORECASE,
)
# One above people who have not begun.
WAITING = re.compile(
    r"(?:vilande|reserv(?:er|lista|platser)?|kö(?:n|lista)?|väntelista|väntar|väntande|på väg in"
    r"|(?:har )?(?:ej|inte|ännu ej) (?:på)?(?:börjat|startat)|ska börja|tackat nej|avböjt"
    r"|kandidater|intresseanmäl\w+|sökande|ansökt|waiting)"
    r"(?: (?:deltagare|personer|plats|in))?(?: ?[/,&(–-].{0,30})?\W*",
    re.IGNORECASE,
)
BEHIND = re.compile(r" ?[/,&(–-]")  # where more begins, which can be a name
COUNTED = re.compile(r"[\s:(]*[0-9]*(?: ?st)?[\s:).]*$")  # behind a heading: Praktik (3):
NAMES = {"name", "first_name", "last_name", "turned_name"}
A_NAME = re.compile(r"(?:[^\W\d_a-zåäöéü][\w.'’-]*,? ?){1,5}")  # every word with a capital letter
OUR_DAY = re.compile(r"\b20[1-9][0-9]-[01][0-9]-[0-3][0-9]\b")  # on which somebody wrote it
# What can be an identity number, however it is divided, a day or a telephone number.
LONG_NUMBER = re.compile(r"[0-9](?:[-/. +]?[0-9]){5}")


def aside_of(line: Line, columns: Columns, *, last: bool) -> Literal["total", "remark"] | None:
    """Return what a row is that is none of those that a list is made of; `last`: none follows."""
    filled = {place: cell for place, cell in enumerate(line.cells) if not is_empty(cell)}
    cells = [*filled.values()]
    explains = explains_headings(cells)
    if not explains and is_total(cells, columns, last=last):
        return "total"
    return "remark" if explains or is_remark(filled, columns) else None


def is_total(filled: Sequence[Cell], columns: Columns, *, last: bool) -> bool:
    """Say whether a row counts the ones above it, instead of being one of them."""
    rest = filled[1:] if TOTAL.fullmatch(text_of(filled[0])) else filled
    if len(rest) == len(filled) and not (last and columns.kind is PEOPLE):
        return False
    return all(_counts(cell) for cell in rest)


def _counts(cell: Cell) -> bool:
    """Say whether a cell is a small number: no day, no identity number, no text."""
    digits = re.sub(r"[\s%]", "", text_of(cell)).replace(",", ".")
    try:
        return not isinstance(cell, date | bool) and abs(float(digits)) < LARGEST_TOTAL
    except ValueError:
        return False


def step_named(text: str, ladder: Ladder) -> Step | None:
    """Return the step that a text above people names, be it of many, and counted: Praktiker (3)."""
    name = COUNTED.sub("", text)
    for one in (name, re.sub("(?:ant)?(?:[eo]r)?$", "", name), re.sub("or$", "a", name)):
        if len(meant := ladder.meant_by(one)) == 1:
            return meant[0]
    return None


def above_others(text: str, columns: Columns) -> Refused | None:
    """Return the refusal of a heading above people whom it tells something of, if it is one."""
    called = Word(BEHIND.split(text)[0])  # it is nobody's, and may be shown
    if ENDED.fullmatch(text):
        return Refused(
            N_("“{text}”: those who stand below would come in as if they went on."),
            N_(
                "Give each of them a last day and where they went, or leave them out; then delete "
                "this row."
            ),
            text=called,
        )
    if WAITING.fullmatch(text):
        return Refused(
            N_("“{text}”: those who stand below would come in as if they had begun."),
            N_("Leave them out until they begin; then delete this row."),
            text=called,
        )
    named = None if columns.tells_step_by_row else step_named(text, columns.ladder)
    if named and named not in columns.ladder.meant_by(columns.filled.get("step", "")):
        return Refused(
            N_("“{text}”: those who stand below would come in on the first step.")
            if columns.lacks_steps
            else N_("“{text}”: those who stand below would come in on another step."),
            N_("Write it into a column “{step}” in each of their rows, and delete this one."),
            text=called,
            step=Word(HEADINGS["step"]),
        )
    return None


def explains_headings(cells: Sequence[Cell]) -> bool:
    """Say whether a row numbers the columns, or says how to write below them: ååååmmdd-nnnn."""
    if len(cells) >= FEWEST_NUMBERED and cells == [*range(1, len(cells) + 1)]:
        return True
    # Of somebody's row the last cells are more often known than the first, which is the number.
    return len(cells) > 1 and all(_says_how_to_write(text_of(one)) for one in reversed(cells))


@lru_cache(1024)
def _says_how_to_write(text: str) -> bool:
    return bare(f"x ({text.strip('()[]')})") == "x"


def is_remark(filled: Mapping[int, Cell], columns: Columns) -> bool:
    """Say whether a row is a remark or a line of a legend (Gult = sjuk) instead of a person's.

    It is one cell of text, or a colour and what it means. What holds a long number or a day can be
    somebody's row, and so can a name where names stand.
    """
    if len(filled) > 2:
        return False
    texts = [OUR_DAY.sub("", text_of(cell)) for cell in filled.values() if isinstance(cell, str)]
    if len(texts) < len(filled) or any(map(LONG_NUMBER.search, texts)):
        return False
    if any(isinstance(cell, Fault) for cell in filled.values()) or not columns.kind.of_people:
        return False
    if len(texts) == 1 and above_others(texts[0], columns):
        return False  # who stands below would come in otherwise than it says
    keys = {one.key for place in filled if (one := columns.field(place))}
    if len(texts) == 1:
        return not (keys & NAMES and A_NAME.fullmatch(texts[0]))
    return len(texts) == 2 and not keys & set(BY_PERSON) and bool(COLOUR.fullmatch(texts[0]))
