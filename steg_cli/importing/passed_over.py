"""What a list holds and was passed over, or read although nobody sees it: told once for each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from steg_cli.importing.columns import names_time
from steg_cli.importing.kinds import PEOPLE, kinds_by_sheet
from steg_cli.importing.problems import TERM
from steg_cli.importing.protection import tells_of_protection
from steg_cli.importing.rows import Table
from steg_cli.importing.tables import Tables
from steg_cli.programme.errors import N_, Note, note
from steg_cli.programme.fields import HEADINGS
from steg_cli.programme.values import plain, text_of
from steg_cli.programme.words import Word

ANY_SHEET = re.compile(
    r"(?:blad|sheet|ark|tabell|lista|deltag|aktiv|aktuell|pågå|avslut|tidigare|personer|data"
    r"|alla\b|ny[at]?\b)",
    re.IGNORECASE,
)
TOLD_ROWS = 12  # that stand out
TOLD_DAYS = 6  # that were written without a year, or as a length


def passed_over(tables: Tables) -> Iterator[Note]:
    """Yield what was left out, how days were read, and which hidden rows and columns were read."""
    found = tables.tables
    yield from _left_out(found)
    for table in found:
        if table.understood:
            yield note(
                N_("Days on {sheet} were read so: {days}."),
                sheet=table.sheet,
                days=", ".join(
                    f"{text} = {' – '.join(map(str, days))}"
                    for text, days in table.understood[:TOLD_DAYS]
                )
                + (" …" if len(table.understood) > TOLD_DAYS else ""),
            )
    if places := _places((table.sheet, table.ends_otherwise) for table in found):
        yield note(
            N_(
                "A step goes on until the next one begins; another end that is written was taken "
                "for the plan, by row: {places}."
            ),
            places=places,
        )
    yield from _hidden(found)
    yield from _marked(found)
    for sheet in tables.skipped:
        yield note(
            N_("The sheet {sheet} was left out: there are no headings that steg knows."),
            sheet=sheet,
        )
    for sheet in tables.hidden:
        yield note(
            N_('The hidden sheet {sheet} was left out. To read it: --sheet "{sheet}"'), sheet=sheet
        )


def _left_out(found: Sequence[Table]) -> Iterator[Note]:
    """Yield which columns and rows were left out. What remarks say is not repeated.

    It can be about somebody who is protected.
    """
    for table in found:
        if table.left_out:
            yield note(
                N_(
                    "Left out on {sheet}, since steg knows no such column: {headings} – if one "
                    'matters: --map "Heading=field".'
                ),
                sheet=table.sheet,
                headings=", ".join(table.left_out),
            )
    for table in found:
        for key in table.above:
            yield note(
                N_(
                    "Above the headings on {sheet} stands {field}, which is not read. For all "
                    'rows: --value "{key}=…".'
                ),
                sheet=table.sheet,
                field=Word(HEADINGS[key]),
                key=key,
            )
    if names := [*_telling_names(found)]:
        yield note(
            N_(
                "What the sheets are called is not read: {sheets}. If it is the workplace: "
                '--value "workplace=sheet"; municipality, consultant and cohort likewise.'
            ),
            sheets=", ".join(names),
        )
    for table in found:
        if table.totals:
            yield note(
                N_("Taken for totals on {sheet}, and left out: row {rows}."),
                sheet=table.sheet,
                rows=_rows(table.totals),
            )
    if places := _places((table.sheet, table.remarks) for table in found):
        yield note(N_("Taken for remarks, and left out, by row: {places}."), places=places)


def _telling_names(found: Sequence[Table]) -> Iterator[str]:
    """Yield the names of several sheets of people that may tell of them what no row does."""
    of_people = [one for one in found if one.columns.kind is PEOPLE and not one.columns.literal]
    names = {one.sheet for one in of_people}
    for table in of_people if len(names) > 1 else ():
        told = {plain(text) for text in table.columns.filled.values()}
        told |= {plain(text_of(cell)) for line in table.lines for cell in line.cells}
        name = plain(table.sheet)
        if table.sheet in names and name not in told and not _tells_nothing(table.sheet):
            yield table.sheet
        names.discard(table.sheet)


def _tells_nothing(sheet: str) -> bool:
    """Say whether a sheet is called as any other, or after a time or a group."""
    return bool(
        names_time(sheet)
        or TERM.search(sheet)
        or ANY_SHEET.match(sheet)
        or plain(sheet) in kinds_by_sheet()
        or tells_of_protection(sheet)
    )


def _hidden(found: Sequence[Table]) -> Iterator[Note]:
    """Yield which rows and columns were read that nobody sees."""
    if places := _places((table.sheet, table.hidden_rows) for table in found):
        yield note(N_("Hidden rows were read, too: {places}."), places=places)
    for table in found:
        if table.hidden_columns:
            yield note(
                N_("Hidden columns on {sheet} were read, too: {headings}."),
                sheet=table.sheet,
                headings=", ".join(table.hidden_columns),
            )


def _marked(found: Sequence[Table]) -> Iterator[Note]:
    """Yield which few rows stand out by a colour or a line through them, which can mean anything.

    Where most do, it is how the list looks.
    """
    marked = [one for one in found if one.marked_rows]
    few = [one for one in marked if 2 * len(one.marked_rows) <= sum(1 for _ in one.lines)]
    if places := _places((one.sheet, one.marked_rows[:TOLD_ROWS]) for one in few):
        more = " …" if any(one.marked_rows[TOLD_ROWS:] for one in few) else ""
        yield note(
            N_(
                "Colours and struck out cells are not read; if they mean something, write it into "
                "a column: {places}."
            ),
            places=places + more,
        )


def _rows(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def _places(found: Iterable[tuple[str, Sequence[int]]]) -> str:
    """Return rows of several sheets as one list: VT 2026: 14, 15; HT 2026: 9."""
    return "; ".join(f"{sheet}: {_rows(rows)}" for sheet, rows in found if rows)
