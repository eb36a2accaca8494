"""What a cell holds before it is read: nothing, what failed, letters that were lost."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from steg_cli.exchange.sheets import Cell, Fault, Line
from steg_cli.importing.protection import letter_of
from steg_cli.programme.errors import N_, Malformed, Refused
from steg_cli.programme.values import text_of

NOTHING = ("-", "–", "—")  # how people mark an empty cell
# What a formula that failed or waits shows, in English, Swedish, LibreOffice and Google, and what
# a column that is too narrow becomes in a .csv.
FAULT = re.compile(
    r"#(?:N/A|NA|GETTING_DATA|HÄMTAR_DATA|[A-ZÅÄÖ][A-ZÅÄÖ0-9/_ ]*[!?])|(?:Err|Fel):[0-9]{3}|#+"
    r"|(?:Loading|Laddar|Läser in)(?:\.\.\.|…)"
)
FORMULA = re.compile(r"=\s?[A-ZÅÄÖ][A-ZÅÄÖ0-9.]*\(.*\)")
LAST_WESTERN, TYPESET = 0x180, "–—‘’“”…•€"  # the letters and signs of Western languages


def is_empty(cell: Cell) -> bool:
    """Say whether nothing stands in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def check_value(cell: Cell) -> None:
    """Raise Malformed for a cell that failed or was never calculated."""
    if isinstance(cell, Fault) and cell.startswith("="):
        raise _never_calculated()
    if isinstance(cell, Fault):
        raise _failed(cell)


def check_letters(cell: Cell) -> None:
    """Raise Malformed for a text that lost its letters, and for a formula or what it shows."""
    if isinstance(cell, str) and (mended := _mended(cell)):
        raise Malformed(
            N_("{text} was {mended} before the list was saved with other letters."),
            N_("Open the list anew as UTF-8, or mend the letters."),
            text=text_of(cell),
            mended=mended,
        )
    if isinstance(cell, str) and FAULT.fullmatch(text_of(cell)):
        raise _failed(cell)
    if isinstance(cell, str) and FORMULA.fullmatch(text_of(cell)):
        raise _never_calculated()


def check_calculated(sheet: str, line: Line, dropped: Collection[int] = ()) -> None:
    """Raise Refused for a failed cell above the rows: a title or a heading that is not known."""
    for column, cell in enumerate(line.cells):
        if isinstance(cell, Fault) and column not in dropped:
            raise Refused(
                N_("The cell {cell} on {sheet} failed or was never calculated: {text}."),
                N_("Mend it in your spreadsheet program, save the list there, and import that."),
                cell=f"{letter_of(column)}{line.number}",
                sheet=sheet,
                text=text_of(cell),
            )


def _never_calculated() -> Malformed:
    return Malformed(
        N_("The cell holds a formula that no program has calculated."),
        N_("Open the list in your spreadsheet program, save it there, and import it again."),
    )


def _failed(cell: str) -> Malformed:
    return Malformed(
        N_("{text} is an error of the spreadsheet, no value."),
        N_("Mend the formula, or write the value itself."),
        text=text_of(cell),
    )


@lru_cache(1024)
def _mended(text: str) -> str | None:
    """Return what a text was whose UTF-8 was taken for Windows-1252: Ã…sa was Åsa."""
    try:
        mended = "" if text.isascii() else text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None
    ours = all(c.isascii() or ord(c) < LAST_WESTERN or c in TYPESET for c in mended)
    return mended if mended and ours else None
