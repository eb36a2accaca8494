"""From sheets to tables: which kind a sheet holds, and which column holds what.

A list has a title above its headings, blocks with headings of their own, columns that are
nobody's business, hidden sheets. What is passed over is told; what a person would have to decide
is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from steg_cli.exchange.sheets import Line, Sheet
from steg_cli.importing.cells import check_calculated
from steg_cli.importing.columns import Columns, check_columns, step_columns
from steg_cli.importing.headings import (
    below_groups,
    beside_the_enrolment,
    check_no_calendar,
    lies_on_its_side,
    of_placements,
)
from steg_cli.importing.kinds import (
    KINDS,
    PEOPLE,
    Kind,
    label,
)
from steg_cli.importing.listed import WholeList
from steg_cli.importing.protection import check_told_of_all, letter_of
from steg_cli.importing.reading import LEAVE_OUT, SHEET, STEP, Reading
from steg_cli.importing.rows import Table, read_table
from steg_cli.importing.sheet_kinds import (
    SEARCHED,
    are_headings,
    field_named,
    fields_of,
    is_readable,
    keys_of,
    kind_of,
    name_columns,
    wanted_for,
)
from steg_cli.importing.titles import check_step, check_where_people_are, told_by_name
from steg_cli.importing.who import identity_in
from steg_cli.programme.errors import N_, Malformed, Refused, Several, StegError
from steg_cli.programme.frozen import frozen, replace
from steg_cli.programme.ladder import DEFAULT_LADDER, Ladder
from steg_cli.programme.nearness import nearest, nearest_few
from steg_cli.programme.values import plain, text_of
from steg_cli.programme.words import Keyword, Word, Words
from steg_cli.texts import LANGUAGES, texts

EXPLAINED = ("readme", "lasmig", "forklaring", "explanation", "readthis")
BEHIND_LISTS = "lists"  # our template's hidden sheet


@frozen
class Tables:
    """Everything that a file holds, and the sheets that hold nothing for us."""

    tables: tuple[Table, ...]
    skipped: tuple[str, ...]
    hidden: tuple[str, ...]

    def listed(self, name: str) -> WholeList:
        """Return the rows of all tables as the list with this name."""
        return WholeList(
            name,
            tuple(row for table in self.tables for row in table.rows),
            tuple(problem for table in self.tables for problem in table.problems),
        )


@frozen
class _Known:
    today: date
    ladder: Ladder


def read_tables(
    sheets: Sequence[Sheet], reading: Reading, today: date, ladder: Ladder = DEFAULT_LADDER
) -> Tables:
    """Return what the sheets tell, with a problem for every cell that cannot be read.

    The columns of steps are those of the `ladder`.

    Raises Refused when the file as a whole cannot be understood: no headings, two columns for one
    field, no rows; Malformed for a wish in `reading` that fits nothing.
    """
    chosen = _chosen(sheets, reading)
    if not chosen:
        raise _nothing_in([], [], reading)
    kinds = [kind_of(sheet, reading, alone=len(chosen) == 1) for sheet in chosen]
    reading = _checked(chosen, [kind for kind, _ in kinds], reading, ladder)
    known = _Known(today, ladder)
    tables: list[Table] = []
    skipped: list[Sheet] = []
    wrong: list[StegError] = []
    for sheet, (kind, certain) in zip(chosen, kinds, strict=True):
        if not sheet.lines or plain(sheet.name) in EXPLAINED:
            continue
        try:
            found = _tables_on(sheet, kind, reading, known)
            if not found and certain:
                raise _no_headings(sheet, kind, reading)
            _check_protection(sheet, found, alone=PEOPLE not in [one for one, _ in kinds])
            tables += found
            skipped += [] if found else [sheet]
        except StegError as error:
            wrong.append(error)
    identity_in.cache_clear()  # 90 bytes for each person of a long list, all of whom are read
    if wrong:
        raise (
            wrong[0]
            if len(wrong) == 1
            else Several(N_("The list cannot be read yet; nothing was changed."), tuple(wrong))
        )
    if not any(table.rows or table.problems for table in tables):
        raise _nothing_in(tables, skipped, reading)
    hidden = [s for s in sheets if s.hidden and s not in chosen and s.lines]
    hidden = [s for s in hidden if s.name != BEHIND_LISTS]
    for sheet in hidden if not reading.sheets else ():
        check_told_of_all(Sheet(sheet.name, ()), ())
    return Tables(tuple(tables), tuple(s.name for s in skipped), tuple(s.name for s in hidden))


def _nothing_in(tables: list[Table], skipped: list[Sheet], reading: Reading) -> StegError:
    if tables:
        return Refused(
            N_("There are headings on {sheet}, and no rows below them."),
            N_("Save the list with its rows, then import it."),
            sheet=tables[0].sheet,
        )
    if skipped:
        kind = KINDS[reading.kind] if reading.kind else PEOPLE
        return _no_headings(skipped[0], kind, reading)
    return Refused(N_("There is nothing on the sheets."), N_("Save the list, then import it."))


# Which sheets, and what is on them


def _chosen(sheets: Sequence[Sheet], reading: Reading) -> list[Sheet]:
    """Return the sheets that were asked for, or all that are not hidden."""
    names = {plain(sheet.name): sheet.name for sheet in sheets}
    for wanted in reading.sheets:
        if plain(wanted) not in names:
            raise Refused(
                N_("There is no sheet {name}."),
                N_("The sheets are {names}."),
                name=wanted,
                names=", ".join(names.values()),
            )
    if not reading.sheets:
        return [sheet for sheet in sheets if not sheet.hidden]
    wanted_names = [plain(name) for name in reading.sheets]
    return [sheet for sheet in sheets if plain(sheet.name) in wanted_names]


def _checked(sheets: list[Sheet], kinds: list[Kind], reading: Reading, ladder: Ladder) -> Reading:
    """Return how to read, with the words among the values that are no fields.

    Raises Malformed for a column, a field or a word that was named and is nowhere.
    """
    _check_headings([line for sheet in sheets for line in sheet.lines[:SEARCHED]], reading)
    for kind in kinds:
        filled = [one.key for name in reading.values if (one := field_named(kind, name))]
        if twice := {key for key in filled if filled.count(key) > 1}:
            raise Malformed(
                N_("{option} says two things of {word}."),
                N_("Leave one of them out."),
                option=Keyword("--value"),
                word=min(twice),
            )
    words = {one for one in reading.values if not any(is_readable(kind, one) for kind in kinds)}
    lines = (line for sheet in sheets for line in sheet.lines if words)
    written = {plain(cell) for line in lines for cell in line.cells if isinstance(cell, str)}
    unknown = [word for word in words if plain(word) not in written]
    unknown += [one for one in reading.columns.values() if not _is_column(one, kinds, ladder)]
    for wanted in unknown:
        likely = _near_fields(kinds, wanted)
        raise Malformed(
            N_("There is no field {field} that a column could hold."),
            N_("Did you mean {near}?")
            if likely
            else N_("steg import --template FILE.xlsx writes a list with all of them."),
            field=wanted,
            near=likely,
        )
    values = {name: value for name, value in reading.values.items() if name not in words}
    meanings = {name: value for name, value in reading.values.items() if name in words}
    return replace(reading, values=values, words={**reading.words, **meanings})


def _check_headings(lines: list[Line], reading: Reading) -> None:
    """Raise Malformed for a column that was named and is not in the list."""
    headings = {plain(text_of(c)): text_of(c) for line in lines for c in line.cells if text_of(c)}
    letters = {letter_of(n) for n in range(max((len(line.cells) for line in lines), default=0))}
    for heading in reading.columns:
        if plain(heading) not in headings and heading not in letters:
            near = nearest(heading, list(headings.values()))
            raise Malformed(
                N_("There is no column {heading} in the list."),
                N_("Did you mean {near}?") if near else N_("Write its heading, or its letter."),
                heading=heading,
                near=near,
            )


def _is_column(wanted: str, kinds: list[Kind], ladder: Ladder) -> bool:
    """Say whether a column can be what was wanted of it. Raises NotFound for no step at all."""
    if wanted == LEAVE_OUT or any(is_readable(kind, wanted) for kind in kinds):
        return True
    if PEOPLE in kinds and wanted.startswith(STEP):
        return bool(ladder.step(wanted.removeprefix(STEP)))
    return PEOPLE in kinds and len(ladder.meant_by(wanted)) == 1


def _near_fields(kinds: list[Kind], wanted: str) -> Words:
    """Return the few fields that were perhaps meant, by their headings."""
    fields = [one for kind in kinds for one in kind.fields if one.reader]
    called = {one.key: one.heading for one in fields}
    for language in LANGUAGES:
        called |= {texts(language)(one.heading): one.heading for one in fields}
    near = nearest_few(wanted, [*called])
    return Words(dict.fromkeys(Word(called[name]) for name in near))


def _check_protection(sheet: Sheet, found: Sequence[Table], *, alone: bool) -> None:
    """Raise Refused when a sheet tells of a protected identity, and nobody knows whose it is.

    The file's name is about the people in it, or about all rows when there are no people.
    """
    columns = [table.columns for table in found]
    if not all(one.kind.of_people and one.may_tell_of_protection for one in columns):
        return
    if not found or not (alone or found[0].columns.kind is PEOPLE):
        sheet = replace(sheet, file="")
    check_told_of_all(
        sheet,
        [row for table in found for row in table.rows],
        headings=[table.number for table in found],
        explained=[
            (table.number, column)
            for table in found
            for column, one in enumerate(table.columns.fields)
            if one and one.key == "protected"
        ],
    )


def _no_headings(sheet: Sheet, kind: Kind, reading: Reading) -> StegError:
    """Return the refusal of a sheet without headings, or without the one that it needs."""
    needed = kind.field(kind.one_of[0])
    if are_headings(lies_on_its_side(sheet.lines[:SEARCHED]), kind, reading):
        return Refused(
            N_("The headings on {sheet} stand below one another, and people side by side."),
            N_("Copy the list, paste it with Paste Special: Transpose, and import that."),
            sheet=sheet.name,
        )
    for line in sheet.lines[:SEARCHED]:
        if name_columns(line, kind, reading):
            known = len(keys_of(line, kind, reading))
            others = (k for k in KINDS.values() if len(keys_of(line, k, reading)) > known)
            other = next((k.name for k in others if are_headings(line, k, reading)), None)
            return Refused(
                N_("{sheet} has no column for {field}; its headings are {headings}."),
                N_(
                    'Say which it is: --map "Heading={key}"; '
                    "or say what the rows are: --kind {kind}."
                )
                if other
                else N_('Say which it is: --map "Heading={key}".'),
                kind=other,
                sheet=sheet.name,
                field=label(needed),
                headings=", ".join(filter(None, map(text_of, line.cells))),
                key=needed.key,
            )
    return Refused(
        N_("No headings were found on {sheet}, such as {examples}."),
        N_(
            'Write headings above the columns, or name them: --map "Heading=field". '
            "steg import --template FILE.xlsx writes a list to fill in."
        ),
        sheet=sheet.name,
        examples=Words([label(one) for one in kind.fields if one.reader][:4]),
    )


# Tables


def _tables_on(sheet: Sheet, kind: Kind, reading: Reading, known: _Known) -> list[Table]:
    """Return every block of a sheet: headings, and the rows down to the next headings."""
    places = [place for place, line in enumerate(sheet.lines) if are_headings(line, kind, reading)]
    if not places or places[0] >= SEARCHED:
        return []
    for line in sheet.lines[: places[0]]:
        check_calculated(sheet.name, line)
    found: list[Table] = []
    ends = [*places[1:], len(sheet.lines)]
    for place, end in zip(places, ends, strict=True):
        over = sheet.lines[place - 1] if place and kind is PEOPLE else None
        above = below_groups(sheet.lines[place], over, known.ladder)
        table = _table(sheet, kind, above, sheet.lines[place + 1 : end], reading, known)
        check_where_people_are(sheet, table, known.today, is_first=not found)
        found.append(table)
    return found


def _table(
    sheet: Sheet, kind: Kind, above: Line, below: Sequence[Line], reading: Reading, known: _Known
) -> Table:
    headings = tuple(text_of(cell) for cell in above.cells)
    wanted = [wanted_for(text, column, reading) for column, text in enumerate(headings)]
    names = [said or text for said, text in zip(wanted, headings, strict=True)]
    values = {
        one.key: text for name, text in reading.values.items() if (one := field_named(kind, name))
    }
    of_sheet = told_by_name(sheet, kind, known.ladder)
    values = {"kind": SHEET[0]} | values if "kind" in of_sheet else values
    fields = beside_the_enrolment(
        kind,
        names,
        of_placements(kind, names, fields_of(above.cells, kind, reading), below),
        of_one_step="step" in {**values, **of_sheet},
    )
    steps = {
        column: said and said.removeprefix(STEP)
        for column, (said, one) in enumerate(zip(wanted, fields, strict=True))
        if one is None and said != LEAVE_OUT
    }
    columns = Columns(
        kind,
        headings,
        fields,
        {
            key: of_sheet.get(key, sheet.name) if plain(text) in SHEET else text
            for key, text in values.items()
        },
        cut=sheet.cut,
        dropped=frozenset(column for column, one in enumerate(wanted) if one == LEAVE_OUT),
        steps=step_columns(headings, steps, known.ladder) if kind is PEOPLE else {},
        words={plain(word): meaning for word, meaning in reading.words.items()},
        turns=reading.names != "as-written",
        ladder=known.ladder,
    )
    check_columns(sheet.name, columns, above)
    check_no_calendar(sheet.name, columns, below)
    check_step(sheet, columns, above)
    return read_table(sheet, columns, above, below, known.today)
