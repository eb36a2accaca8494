"""What a column may hold, by its heading and by what stands below it."""

from __future__ import annotations

from datetime import date

import pytest

from steg_cli.exchange.sheets import Cell
from steg_cli.importing.kinds import PEOPLE
from steg_cli.importing.suggesting import MOST, Column, suggested
from steg_cli.programme.ladder import DEFAULT_LADDER

D = date.fromisoformat
TODAY = D("2024-06-15")
NAMES = {"workplace": {"ekbacken", "bjorkskolan"}, "cohort": {"steg"}, "municipality": {"skovde"}}
LATE = ("planned_last_day", "end", "last_day")
EARLY = ("first_day", "since")


PLACED = ("workplace", "consultant", "supervisor")


@pytest.mark.parametrize(
    ("heading", "cells", "holds", "sure"),
    [
        # Days: a step's, or at the beginning or the end as the heading says.
        ("SA", [D("2026-03-31")], ("step:serviceassistent", *EARLY, *LATE), True),
        ("SA t.o.m.", [D("2026-03-31")],
         ("step:serviceassistent", "end", "planned_last_day", "last_day", *EARLY), True),
        ("Utb.praktik", ["230901–240831"], ("step:utbildningspraktik", *EARLY), True),
        ("Period", ["230901–240831", "v. 6"], EARLY, False),
        ("Gäller t.o.m.", ["2026-03-31", "2027-01-12"], (*LATE, *EARLY), False),
        ("Kom hit", ["2026-03-31"], (*EARLY, *LATE), False),
        ("Kom hit", ["2026-03-31", "vet ej"], (*EARLY, *LATE), False),  # half of them are enough
        # Names and words that are known.
        ("Var", ["Ekbacken", "björkskolan", "?"], ("workplace", "consultant", "supervisor"), True),
        ("Vilken", ["STEG"], ("cohort", "workplace", "consultant", "supervisor"), True),
        ("Läge", ["SA", "praktik"], ("step", "workplace", "consultant", "supervisor"), True),
        ("Hur", ["arbetslös"], ("status", "labour_status", *PLACED), True),
        ("Vem", ["850101-9809", "19860202-9806"], ("number",), True),
        # What the heading alone says, when it can be read so.
        ("Arbetsplatsen", ["Skola 4"], ("workplace", "consultant", "supervisor"), True),
        ("Omfattn.", ["50 %", "100"], ("percent",), True),
        ("Tid", ["50 %", "100"], ("percent",), False),
        ("Startdatumet", ["vet inte"], ("workplace", "consultant", "supervisor"), False),
        ("Gått", ["ja", "nej"], ("disability", "long_term_unemployed", "qualification",
                                 "protected"), False),
        ("Telefon", ["070-1234567"], ("workplace", "consultant", "supervisor"), False),
        ("Antal", ["300", "712"], (), False),
    ],
)  # fmt: skip
def test_values_say_of_which_kind_a_column_is_and_the_heading_which_of_that_kind(
    heading: str, cells: list[Cell], holds: tuple[str, ...], sure: bool
) -> None:
    column = Column(PEOPLE, heading, cells, DEFAULT_LADDER, TODAY)
    found = suggested(column, set(), NAMES)
    assert (found.holds, found.sure) == (holds[:MOST], sure)


def test_days_from_to_beside_a_step_are_its_days() -> None:
    column = Column(PEOPLE, "Period", ["230901–240831", "240901-"], DEFAULT_LADDER, TODAY)
    found = suggested(column, {"step", "first_day"}, NAMES)
    assert (found.holds, found.sure) == (("since",), True)


def test_what_another_column_holds_already_is_not_suggested() -> None:
    column = Column(PEOPLE, "Arbetsplatsen", ["Ekbacken"], DEFAULT_LADDER, TODAY)
    assert suggested(column, {"workplace", "consultant"}, NAMES).holds == ("supervisor",)
