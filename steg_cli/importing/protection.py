"""Where a list tells of protected identities, besides the column for them.

It can stand in any cell or note of a row. About everybody it can stand in a title, a line between
the rows, or the name of the sheet or the file. Wherever it stands, nobody comes in unprotected. A
row that says yes or no in the column for it is taken at its word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from pathlib import PurePath

from steg_cli.exchange.sheets import Line, Sheet
from steg_cli.importing.listed import Row
from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.fields import HEADINGS
from steg_cli.programme.words import Word

# What has the same words and protects nobody's identity: a skyddat arbete, which is an employment,
# the skyddsombud and skyddsskor of a workplace, a street. It is taken away before anything is read.
HARMLESS = re.compile(
    r"\bskydd(?:ad|ade|at) *(?:verkst[aä]d|anställning|arbete|sysselsättning|yrk|titel)\w*"
    r"|\bskydds-?(?:ombud|kläd|sko|väg|gat|rond|utrust|glas|handsk|hjälm|kommitt|ingenjör)\w*"
    r"|\bskydds-?(?:organisation|rum|mask|väst|räck|overall|förkläd)\w*|\bskydd (?:och|&) säkerhet"
    r"|\b(?:arbetar|brand|miljö|data|djur|hörsel|mun|knä|ansikts|ögon|väder|regn|vind|sol)skydd\w*"
    r"|\b(?:fall|smitt|anställnings|försäkrings|andnings|halk|insyns|civil)skydd\w*"
    r"|\bsekretess?(?:avtal|förbind)\w*",
    re.IGNORECASE,
)
# A protected identity told in any cell, as people write it. A doubt is a yes; but “Skydd” with a
# capital inside a text is somebody's name.
OF_PROTECTION = re.compile(
    r"\bskydd?a(?:d|de|t|s)\b|\bskydd?ad[a-zåäö]*id|\bskydds"
    r"|(?:^|[^\w\s] *)skydd\b|(?-i:\bskydd\b|\bSKYDD\b)"
    r"|skydds? ?-? ?(?:id|uppg|pers|marker|adress|pu\b|folkb|tel|tfn)"
    r"|(?:\bid|identitets|person|pers|uppgifts|adress?|\bpu|folkbok\w*|folkb|sekretes)"
    r"[ .-]{0,2}s?skydd"
    r"|\bsk[. -]{1,2}(?:id|pers|uppg|adr|folkb|mark)|\bs[. -]mark(?:er|\b)"
    r"|sekretes|\bsekr\b|\bsek[. -]{1,2}mark|kvarskr|\bhemligt?\b|^hemliga$|hemlig(?:stämpl|håll)"
    r"|hemliga ?-? ?(?:id|uppg|person|marker|adress|nummer|tel|tfn|bostad)"
    r"|\banonym\b|\bröjs? (?:ej|inte)\b|\b(?:ej|inte) röja?s?\b|\bhotbild"
    r"|fingera[dt]|spärrmarker|\bspu\b|\bprotected\b|\bsecret\b"
    r"|\bdold[at]? ?-? ?(?:id|uppg|pers|adr|namn)|kontaktförbud|förmedlingsuppdrag"
    r"|\b(?:lever|hålls|bor|är) gömda?\b|(?-i:\bgömd\b)|\bs-?märk"
    r"|\bspärrad\b|konfidentiell|\bvåldsutsatt|\bvåld i nära\b"
    r"|\bhotad\b|\bhot (?:från|mot)\b|\b(?:bor|på) (?:en )?kvinnojour"
    r"|\b(?:ej|inte|aldrig) (?:lämnas? ut|spridas?|synas?|visas?|uppges?)\b"
    r"|\b(?:lämnas? (?:ej|inte|aldrig) ut|sprids (?:ej|inte)|uppges (?:ej|inte))\b"
    r"|\b[0-9]{8}-?tf[0-9]{2}\b",
    re.IGNORECASE,
)
# In the column for it: what says of which kind the protection is, or since when, is a yes.
YES_AND_MORE = re.compile(r"(?:ja|yes)\b[^?]*", re.IGNORECASE)
NO_MORE = re.compile(
    r"\?|\b(?:ej|inte|inga|ingen|inget|nej|no|not|utan|upph|hävd|tidigare|f\.? ?d\b|avslut|ansök"
    r"|utred|vänta|kanske|ev\b|eventuell|osäker)",
    re.IGNORECASE,
)
BY_NAME = N_("The sheet's name tells of a protected identity: {sheet}.")
WHOSE_SHEET = N_(
    "Write ja or nej into a column “{protected}” in every row, or say that everybody on the sheet "
    'is: --value "protected=sheet". If nobody is meant, call it otherwise.'
)
# What a short heading can say.
HEADED = re.compile(r"skydd|sekr|protect|fingera|hemlig|anonym|röj[sa]", re.IGNORECASE)
SHORT = re.compile(r"(?:sek|sk|pu)\W*", re.IGNORECASE)  # alone, of a sheet or a heading
DASHES_AND_SPACES = re.compile(r"[\u2010-\u2015\u2212]|\s+")
WORDS = re.compile("[A-Za-z]{2}")
# What joins the words of a file's name: skyddade_deltagare, SkyddadeDeltagare.
TOGETHER = re.compile(r"_|(?<=[a-zåäö])(?=[A-ZÅÄÖ])")


@lru_cache(1024)  # the same words stand in many cells
def tells_of_protection(text: str) -> bool:
    """Say whether a text, such as a cell or a file's name, tells of a protected identity."""
    if text.isascii() and not WORDS.search(text):
        return False  # a number or a day
    return OF_PROTECTION.search(_without_harmless(TOGETHER.sub(" ", _as_read(text)))) is not None


def says_protected(text: str) -> bool:
    """Say whether a cell below a heading of protection says more than yes: sekr., ja sedan 2025."""
    yes = YES_AND_MORE.fullmatch(text) is not None or tells_of_protection(text)
    return yes and not NO_MORE.search(_as_read(text))


def heads_protection(heading: str) -> bool:
    """Say whether a column may tell who is protected: such a one is never left out in silence."""
    words = _without_harmless(_as_read(heading))
    return names_protected(heading) or HEADED.search(words) is not None


def names_protected(sheet: str) -> bool:
    """Say whether a sheet is called as one of protected people."""
    return tells_of_protection(sheet) or SHORT.fullmatch(sheet.strip()) is not None


def _without_harmless(text: str) -> str:
    return HARMLESS.sub(" ", text)


def _as_read(text: str) -> str:
    """Return a text as a person reads it: without marks nobody sees, one kind of dash and space."""
    letters = unicodedata.normalize("NFKC", text)
    seen = "".join(letter for letter in letters if unicodedata.category(letter) != "Cf")
    return DASHES_AND_SPACES.sub(lambda found: " " if found[0].isspace() else "-", seen).strip()


def told_in(cells: Sequence[object]) -> int | None:
    """Return the first column of a row whose cell tells of a protected identity."""
    for column, cell in enumerate(cells):
        if isinstance(cell, str) and tells_of_protection(cell):
            return column
    return None


def letter_of(column: int) -> str:
    """Return what a spreadsheet calls a column: A, B, … Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def check_told_of_all(
    sheet: Sheet,
    rows: Sequence[Row],
    *,
    headings: Collection[int] = (),
    explained: Collection[tuple[int, int]] = (),
) -> None:
    """Raise Refused when a sheet tells of a protected identity where it can be about any row.

    Every row that says itself whether it is protected is taken at its word. `headings` are the
    rows of headings, which are about columns, and `explained` the cells whose notes explain one.
    Without `rows` nobody on the sheet comes in, and others must be chosen.
    """
    besides = [
        line
        for line in _nobodys(sheet.lines, rows)
        if line.number not in headings and told_in(line.cells) is not None
    ]
    noted = {note.row for note in sheet.notes}
    persons = {row.number for row in rows if row.number in noted and _is_somebodys(row)}
    told = next(_told(sheet, besides, persons, explained), None)
    if told is None:
        return
    aside = {line.number for line in besides}
    silent = any(
        getattr(row.values, "protected", None) is None
        for row in rows
        if row.number not in aside and len(_filled(row)) > 1
    )
    if silent or not rows:
        message, values = told
        column = Word(HEADINGS["protected"])
        way_out = _way_out(rows, of_sheet=message == BY_NAME)
        raise Refused(message, way_out, sheet=sheet.name, protected=column, **values)


def _nobodys(lines: Sequence[Line], rows: Sequence[Row]) -> Iterator[Line]:
    """Yield the lines that are no person's row. Both are in order, and most of them are one's."""
    persons = (row.number for row in rows if _is_somebodys(row))
    person = next(persons, None)
    for line in lines:
        while person is not None and person < line.number:
            person = next(persons, None)
        if person != line.number:
            yield line


def _filled(row: Row) -> list[object]:
    return [cell for cell in row.cells if str("" if cell is None else cell).strip()]


def _is_somebodys(row: Row) -> bool:
    """Say whether a row is about one person: it has more than one cell, and a number in one."""
    known = (row.shown(key) or "" for key in ("number", "reference"))
    return any(re.search("[0-9]", text) for text in known) and len(_filled(row)) > 1


def _told(
    sheet: Sheet,
    besides: Sequence[Line],
    persons: Collection[int],
    explained: Collection[tuple[int, int]],
) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield what tells of a protected identity besides the rows of people."""
    if names_protected(sheet.name):
        yield BY_NAME, {}
    for line in besides:
        yield (
            N_("Row {row} on {sheet} tells of a protected identity, and is no person's."),
            {"row": line.number},
        )
    for note in sheet.notes:
        noted = note.row in persons or (note.row, note.column) in explained
        if not noted and tells_of_protection(note.text):
            yield (
                N_("The note on {cell} on {sheet} tells of a protected identity."),
                {"cell": f"{letter_of(note.column)}{note.row}"},
            )
    if tells_of_protection(PurePath(sheet.file).stem):
        yield N_("The file's name tells of a protected identity: {file}."), {"file": sheet.file}


def _way_out(rows: Sequence[Row], *, of_sheet: bool) -> str:
    if not rows:
        return N_('Mark on the list who is meant; then choose what to read: --sheet "NAME".')
    if rows[0].kind != "people":
        return N_("Say on the list of people who is protected, and take the words away here.")
    if of_sheet:
        return WHOSE_SHEET
    return N_(
        "Write ja or nej into a column “{protected}” in every row, or say it of all that have "
        'none: --value "protected=ja". If nobody is meant, take the words away.'
    )
