"""Headings that only those beside or above them explain, and columns that are months."""

from __future__ import annotations

import re
from collections.abc import Sequence

from steg_cli.exchange.sheets import Line
from steg_cli.importing.columns import Columns, Tells, names_time, step_column
from steg_cli.importing.kinds import PEOPLE, Kind, fields_by_heading
from steg_cli.importing.listed import OF_PLACEMENT
from steg_cli.programme.also import FIRST_DAY, FROM
from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.field import Field
from steg_cli.programme.ladder import Ladder
from steg_cli.programme.values import plain, text_of

NUMBERED = re.compile(r"[\s(:.#-]*(?:nr\.?\s*)?(?:[0-9]|I{1,3})[\s).:]*$")  # a heading's end
OF_PLACES = ("workplace", *OF_PLACEMENT)
FEWEST_MONTHS = 3  # columns, from which on they are a calendar


def below_groups(above: Line, over: Line | None, ladder: Ladder) -> Line:
    """Return a row of headings, with the step of the row `over` it where they are days of one.

    Fr.o.m. and T.o.m. below Praktik, which stands over both, are Praktik Fr.o.m. and so on.
    """
    if over is None or over.number != above.number - 1:
        return above
    found, group = list(above.cells), ""
    for column, cell in enumerate(above.cells):
        group = (text_of(over.cells[column]) if column < len(over.cells) else "") or group
        whole = f"{group} {text_of(cell)}"
        step = step_column(whole, None, ladder) if ladder.meant_by(group) else None
        if step and step.tells is not Tells.DAYS:
            found[column] = whole
    return Line(above.number, tuple(found))


def of_placements(
    kind: Kind, names: Sequence[str], fields: Sequence[Field | None], below: Sequence[Line]
) -> tuple[Field | None, ...]:
    """Return the fields of columns, where those are known that number places: Arbetsplats 1, 2.

    Left out, they would leave people without any; several, with something below them, are refused.
    """
    found = [*fields]
    for place, name in enumerate(names):
        one = fields_by_heading(kind).get(plain(NUMBERED.sub("", name)))
        cells = (line.cells[place] for line in below if place < len(line.cells))
        if kind is PEOPLE and one and one.key in OF_PLACES and any(map(text_of, cells)):
            found[place] = found[place] or one
    return tuple(found)


def beside_the_enrolment(
    kind: Kind, names: Sequence[str], fields: Sequence[Field | None], *, of_one_step: bool = False
) -> tuple[Field | None, ...]:
    """Return the fields of columns, where a second first day is that of the step of the row.

    It is Fr.o.m. beside Startdatum, or either beside Inskriven. `names` are what the columns are
    called, or are said to be. `of_one_step`: no column needs to tell the step.
    """
    keys = [one.key if one else "" for one in fields]
    both = [place for place, key in enumerate(keys) if key == "first_day"]
    tells_step = of_one_step or "step" in keys
    if kind is not PEOPLE or len(both) != 2 or "since" in keys or not tells_step:
        return tuple(fields)
    first, second = (_is_of_enrolment(names[place]) for place in both)
    found = [*fields]
    if first != second:
        found[both[1] if first > second else both[0]] = PEOPLE.field("since")
    return tuple(found)


def _is_of_enrolment(name: str) -> int:
    """Return how sure it is that a first day called so is the enrolment's, beside another one."""
    if plain(name) in map(plain, FROM):
        return 0
    return 1 if plain(name) in map(plain, FIRST_DAY) else 2


def check_no_calendar(sheet: str, columns: Columns, below: Sequence[Line]) -> None:
    """Raise Refused for a column per month or week that tells where people were: K, K, AP, SA.

    Left out, they would leave people on their first step. Months of numbers are no such calendar,
    nor is any beside what tells the step.
    """
    if not columns.lacks_steps:
        return
    months = [
        place
        for place, heading in enumerate(columns.headings)
        if names_time(heading) and place not in columns.known
    ]
    texts = [text_of(line.cells[n]) for line in below for n in months if n < len(line.cells)]
    words = [text for text in texts if re.search("[^\\W\\d]", text)]
    if len(months) >= FEWEST_MONTHS and words:
        raise Refused(
            N_("The columns {first} to {last} on {sheet} tell month by month where people were."),
            N_(
                "Write instead when each step began: a column for each step, such as Praktik, with "
                'its first day; or leave each of these columns out: --map "{first}=-".'
            ),
            first=columns.heading(months[0]),
            last=columns.heading(months[-1]),
            sheet=sheet,
        )


def lies_on_its_side(lines: Sequence[Line]) -> Line:
    """Return the first column of a sheet as a row, in which a list that was turned has headings."""
    return Line(1, tuple(line.cells[0] if line.cells else None for line in lines))
