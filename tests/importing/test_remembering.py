"""Answers that are kept for the next list of the same shape: which, and for which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from steg_cli.importing.reading import Reading
from steg_cli.importing.remembering import (
    as_kept,
    as_options,
    count_of,
    fitting,
    shape_of,
    together,
    written,
)
from steg_cli.importing.tables import BEHIND_LISTS

if TYPE_CHECKING:
    from tests.importing.conftest import Rows, SheetOf

HEADINGS = ("Personnr", "Namn", "SA t.o.m.")
SARA = ("850101-9809", "Sara Ek", "2026-03-31")
ANSWERS = Reading(
    columns={"SA t.o.m.": "step:serviceassistent", "Anm.": "-"},
    values={"cohort": "sheet"},
    words={"Ekbaken": "Ekbacken"},
    names="turned",
    create=frozenset({"cohort"}),
    sector="Vård och omsorg",
)


@pytest.mark.parametrize(
    ("sheets", "same"),
    [
        ({"Blad1": [HEADINGS, ("860202-9814", "Bo Berg", "tv")]}, True),
        ({"Nytt": [("Titel 2024",), (), HEADINGS, SARA, SARA]}, True),
        ({"VT": [HEADINGS, SARA], "HT": [HEADINGS, SARA]}, True),
        ({"Blad1": [HEADINGS, SARA], BEHIND_LISTS: [("Arbetsplats", "Sektor")]}, True),
        ({"Blad1": [("personnr.", "NAMN", "SA tom"), SARA]}, True),
        ({"Blad1": [(*HEADINGS, "Kommun"), SARA]}, False),
        ({"Blad1": [HEADINGS, SARA], "Annat": [("Arbetsplats", "Sektor")]}, False),
    ],
)
def test_a_shape_is_the_headings_and_nothing_of_what_stands_below(
    sheet_of: SheetOf, sheets: dict[str, Rows], same: bool
) -> None:
    mine = shape_of([sheet_of([HEADINGS, SARA])])
    assert (shape_of([sheet_of(rows, name) for name, rows in sheets.items()]) == mine) is same


def test_what_is_kept_comes_back_without_what_was_added_or_may_be_somebodys() -> None:
    names = {"Sara Ek": "Ekbacken", "850101-9809": "Ekbacken", "Ekbaken": "Ekbacken"}
    values = {"municipality": "Skövde"}
    given = {**vars(ANSWERS), "words": names, "values": {"cohort": "sheet", **values}}
    back = as_kept(written(Reading(**given), ["SARA EK", ""]))
    kept = {**vars(ANSWERS), "values": values, "create": frozenset(), "sector": None}
    assert back == Reading(**kept)
    assert count_of(back) == 5
    assert as_kept(None) == Reading()


def test_an_answer_about_a_column_that_is_gone_is_let_be(sheet_of: SheetOf) -> None:
    answers = Reading(columns={"SA t.o.m.": "end", "Anm.": "-", "C": "-", "Z": "-"})
    assert fitting(answers, [sheet_of([HEADINGS, SARA])]).columns == {"SA t.o.m.": "end", "C": "-"}


def test_what_the_line_says_wins_over_answers() -> None:
    options = Reading(
        columns={"sa t.o.m": "end"},
        values={"Omgång": "STEG", "Ekbaken": "Ekbaken"},
        names="as-written",
    )
    assert together(options, ANSWERS) == Reading(
        columns={"sa t.o.m": "end", "Anm.": "-"},
        values={"Omgång": "STEG", "Ekbaken": "Ekbaken"},
        names="as-written",
        create=frozenset({"cohort"}),
        sector="Vård och omsorg",
    )


def test_answers_can_be_said_as_options() -> None:
    assert as_options(ANSWERS) == [
        ("--map", "SA t.o.m.=step:serviceassistent"),
        ("--map", "Anm.=-"),
        ("--value", "cohort=sheet"),
        ("--value", "Ekbaken=Ekbacken"),
        ("--names", "turned"),
        ("--create", "cohort"),
        ("--sector", "Vård och omsorg"),
    ]
