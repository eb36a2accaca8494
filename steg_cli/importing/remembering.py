"""Answers that are kept for the next list of the same shape, and what such a shape is.

Kept is what columns hold, what words mean, what is the same for all rows and how names are
written: headings, words, and names of what surrounds people. Nothing is kept of people, nor what
was to be added: that is in the register from then on, and new names are asked about anew.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256

from steg_cli.exchange.sheets import Line, Sheet
from steg_cli.importing.cells import is_empty
from steg_cli.importing.kinds import PEOPLE, fields_by_heading
from steg_cli.importing.protection import letter_of
from steg_cli.importing.reading import SHEET, Reading
from steg_cli.importing.sheet_kinds import SEARCHED
from steg_cli.importing.suggesting import is_long_number
from steg_cli.importing.tables import BEHIND_LISTS
from steg_cli.programme.frozen import replace
from steg_cli.programme.values import plain, text_of

NUMBER = re.compile(r"[0-9]{4}-|[0-9]{6}")  # a day, or somebody's
KEPT = ("columns", "values", "words")


def shape_of(sheets: Sequence[Sheet]) -> str:
    """Return a digest of the headings on the sheets: of what is below them nothing is in it.

    Another sheet with the same headings, such as the next term's, leaves the shape as it is.
    """
    headings = {_headings(sheet) for sheet in sheets if sheet.name != BEHIND_LISTS}
    return sha256(json.dumps(sorted(filter(None, headings))).encode()).hexdigest()


def _headings(sheet: Sheet) -> tuple[str, ...]:
    """Return the row among the first ones that has most texts, and neither days nor numbers."""
    texts = [_texts(line) for line in sheet.lines[:SEARCHED]]
    return max(texts, key=len, default=())


def _texts(line: Line) -> tuple[str, ...]:
    filled = [cell for cell in line.cells if not is_empty(cell)]
    if any(not isinstance(cell, str) or NUMBER.search(cell) for cell in filled):
        return ()
    return tuple(plain(text_of(cell)) for cell in filled)


def together(options: Reading, answers: Reading) -> Reading:
    """Return how a list is to be read: as the options say, and as was answered besides."""
    said = {_key(name) for name in options.values}
    columns, words = set(map(plain, options.columns)), set(map(plain, options.words))
    words |= set(map(plain, options.values))
    return replace(
        options,
        columns=_besides(answers.columns.items(), columns) | dict(options.columns),
        values=_besides(answers.values.items(), said) | dict(options.values),
        words=_besides(answers.words.items(), words) | dict(options.words),
        names=options.names or answers.names,
        create=options.create | answers.create,
        sector=answers.sector or options.sector,  # asked only where the option will not do
    )


def _besides(pairs: Iterable[tuple[str, str]], said: Collection[str]) -> dict[str, str]:
    return {name: value for name, value in pairs if plain(name) not in said and name not in said}


def _key(name: str) -> str:
    field = fields_by_heading(PEOPLE).get(plain(name))
    return field.key if field else name


def written(answers: Reading, people: Iterable[str]) -> str:
    """Return what is to be kept of the answers. A word that may be somebody's name is not.

    Nor that a cohort is the sheet's name: on the next term's sheet it would move everybody.
    """
    names = set(map(plain, people))
    words = {
        word: meaning
        for word, meaning in answers.words.items()
        if plain(word) not in names and not is_long_number(word)
    }
    values = {key: value for key, value in answers.values.items() if plain(value) not in SHEET}
    kept = {"columns": answers.columns, "values": values, "words": words}
    return json.dumps({**kept, "names": answers.names}, ensure_ascii=False, sort_keys=True)


def as_kept(text: str | None) -> Reading:
    """Return answers that were kept."""
    kept = json.loads(text) if text else {}
    pairs = [kept.get(name, {}) for name in KEPT]
    return Reading(columns=pairs[0], values=pairs[1], words=pairs[2], names=kept.get("names"))


def fitting(answers: Reading, sheets: Sequence[Sheet]) -> Reading:
    """Return answers without those about columns that a list does not have."""
    if not answers.columns:
        return answers
    width = max((len(line.cells) for sheet in sheets for line in sheet.lines), default=0)
    headings = {plain(text_of(cell)) for s in sheets for line in s.lines for cell in line.cells}
    there = {plain(letter_of(column)) for column in range(width)} | headings
    columns = {name: one for name, one in answers.columns.items() if plain(name) in there}
    return replace(answers, columns=columns)


def count_of(answers: Reading) -> int:
    """Return how many answers there are."""
    return sum(len(getattr(answers, name)) for name in KEPT) + (answers.names is not None)


def as_options(reading: Reading) -> list[tuple[str, str]]:
    """Return how a list is read as the options that say the same, each with its value."""
    found = [("--kind", reading.kind)] if reading.kind else []
    found += [("--sheet", name) for name in reading.sheets]
    found += [("--map", f"{heading}={held}") for heading, held in reading.columns.items()]
    for pairs in (reading.values, reading.words):
        found += [("--value", f"{name}={value}") for name, value in pairs.items()]
    found += [("--names", reading.names)] if reading.names else []
    found += [("--create", kind) for kind in sorted(reading.create)]
    return found + ([("--sector", reading.sector)] if reading.sector else [])
