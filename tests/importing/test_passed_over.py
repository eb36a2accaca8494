"""What a list holds and was passed over, or read although nobody sees it: each is told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.importing.passed_over import passed_over
from steg_cli.importing.reading import Reading
from steg_cli.importing.tables import read_tables

if TYPE_CHECKING:
    from tests.importing.conftest import SheetOf

HEADINGS = ("Personnr", "Namn", "Inskriven", "Tfn", "Praktik")


def test_each_thing_that_was_passed_over_is_told_once(sheet_of: SheetOf) -> None:
    people = [("19900101-9802", "Anna Ek", "2024-01-01", "070", f"{day}/2") for day in range(1, 8)]
    rows = [HEADINGS, *people, (None, "OBS ring Anna"), ("Antal", 7)]
    sheets = [sheet_of(rows), sheet_of([("Hej",), ("du",)], "Annat"), sheet_of(rows, "Gammalt")]
    sheets[2] = replace(sheets[2], hidden=True)
    tables = read_tables(sheets, Reading(), date(2024, 6, 15))
    assert [str(one) for one in passed_over(tables)] == [
        "Left out on Blad1, since steg knows no such column: Tfn – if one matters: "
        '--map "Heading=field".',
        "Taken for totals on Blad1, and left out: row 10.",
        "Taken for remarks, and left out, by row: Blad1: 9.",
        "Days on Blad1 were read so: 1/2 = 2024-02-01, 2/2 = 2024-02-02, 3/2 = 2024-02-03, "
        "4/2 = 2024-02-04, 5/2 = 2024-02-05, 6/2 = 2024-02-06 ….",
        "The sheet Annat was left out: there are no headings that steg knows.",
        'The hidden sheet Gammalt was left out. To read it: --sheet "Gammalt"',
    ]


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        ((), []),
        ((3,), ["Blad1: 3"]),
        ((2, 4), ["Blad1: 2, 4"]),
        ((2, 3, 4), []),  # so the list looks
        ((1, 9), []),  # the headings, and nobody
    ],
)
def test_the_few_rows_that_stand_out_are_told(
    sheet_of: SheetOf, marked: tuple[int, ...], told: list[str]
) -> None:
    people = [(f"1990010{n}-980{n}", "Anna Ek", "2024-01-01") for n in range(1, 5)]
    sheet = replace(sheet_of([HEADINGS[:3], *people]), marked_rows=frozenset(marked))
    notes = [str(one) for one in passed_over(read_tables([sheet], Reading(), date(2024, 6, 15)))]
    assert notes == [
        "Colours and struck out cells are not read; if they mean something, write it into a "
        f"column: {places}."
        for places in told
    ]


ANNA, BO = ("19900101-9802", "Anna Ek"), ("19850101-9817", "Bo Ek")


@pytest.mark.parametrize(
    ("names", "values", "told"),
    [
        (("Köket", "Ekbacken"), {}, "Köket, Ekbacken"),
        (("Kim Ö", "Blad2"), {}, "Kim Ö"),
        (("Köket", "Ekbacken"), {"workplace": "sheet"}, None),
        (("Solgården", "Björk"), {}, None),  # as the rows tell
        (("Jan", "Februari 2026"), {}, None),
        (("VT 2026", "Grupp B"), {}, None),
        (("Deltagare", "Aktiva"), {}, None),
        (("Köket",), {}, None),
    ],
)
def test_names_of_several_sheets_that_may_tell_something_are_told(
    sheet_of: SheetOf, names: tuple[str, ...], values: dict[str, str], told: str | None
) -> None:
    headings = ("Personnr", "Namn", "Handledare")
    rows = [(*ANNA, "Solgården"), (*BO, "Björk")]
    sheets = [sheet_of([headings, row], name) for row, name in zip(rows, names, strict=False)]
    tables = read_tables(sheets, Reading(kind="people", values=values), date(2024, 6, 15))
    assert [str(one) for one in passed_over(tables) if "Left out" not in str(one)] == [
        f"What the sheets are called is not read: {told}. If it is the workplace: --value "
        '"workplace=sheet"; municipality, consultant and cohort likewise.'
    ] * (told is not None)


@pytest.mark.parametrize(
    ("titles", "fields"),
    [
        ([("Arbetsplats: Köket",), ("Handläggare:", "Kim Ö")], ["workplace", "consultant"]),
        ([("Kommun: Hjo",)], []),  # there is a column for it
        ([("Deltagare: 12",), ("Uppdaterad: 2024-01-01",), ("AME",)], []),
    ],
)
def test_what_a_title_tells_of_all_and_no_column_has_is_told(
    sheet_of: SheetOf, titles: list[tuple[str, ...]], fields: list[str]
) -> None:
    rows = [*titles, ("Personnr", "Namn", "Kommun"), (*ANNA, "Hjo")]
    tables = read_tables([sheet_of(rows)], Reading(), date(2024, 6, 15))
    assert [str(one) for one in passed_over(tables)] == [
        f"Above the headings on Blad1 stands {one}, which is not read. For all rows: --value "
        f'"{one}=…".'
        for one in fields
    ]
