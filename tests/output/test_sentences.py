"""What a command did, as lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest

from steg_cli.actions.results import Done, Standing, Standings
from steg_cli.output.sentences import done_lines
from steg_cli.texts import texts

LABELS = {"start": "beginning", "evil": "be\x1b[31mgin"}
EN = texts("en").naming(LABELS)

ANNA = Standing(
    reference="S-0001",
    name="Anna Alm",
    protected=False,
    cohort="STEG",
    municipality="Skövde",
    step="start",
    since=date(2024, 1, 15),
    planned_last_day=None,
    notice_by=None,
    months_in_all=None,
    months_left_to_extend=None,
    payer=None,
    agreement=None,
    workplace=None,
    last_day=None,
    left_to=None,
    exception=None,
)
ON_A_PERIOD = replace(
    ANNA,
    planned_last_day=date(2025, 1, 14),
    notice_by=date(2024, 12, 13),
    months_in_all=18,
    months_left_to_extend=6,
    payer="sector",
    agreement="BEA",
    workplace="Ekbacken",
)


@pytest.mark.parametrize(
    ("person", "lines"),
    [
        (ANNA, ["Anna Alm (S-0001) is on beginning from 2024-01-15.", "  cohort: STEG"]),
        (
            ON_A_PERIOD,
            [
                "Anna Alm (S-0001) is on beginning from 2024-01-15, planned to 2025-01-14.",
                "  cohort: STEG",
                "  workplace: Ekbacken",
                "  payer: the sector",
                "  agreement: BEA",
                "  notice by: 2024-12-13",
                "  months in all: 18",
                "  can be extended by: 6",
            ],
        ),
        (
            replace(ON_A_PERIOD, last_day=date(2024, 6, 30), left_to="job-search"),
            ["Anna Alm (S-0001) leaves from beginning on 2024-06-30, to job search."],
        ),
        (
            replace(ANNA, name=None, protected=True),
            ["S-0001 is on beginning from 2024-01-15.", "  cohort: STEG"],
        ),
        (
            replace(ANNA, name="{who} [red]", cohort="a\x1bb"),
            ["{who} [red] (S-0001) is on beginning from 2024-01-15.", "  cohort: a�b"],
        ),
        (
            replace(ANNA, step="evil"),
            ["Anna Alm (S-0001) is on be�[31mgin from 2024-01-15.", "  cohort: STEG"],
        ),
    ],
)
def test_a_standing_is_a_sentence_with_details(person: Standing, lines: list[str]) -> None:
    assert done_lines(Done("advance", 1, person), EN).split("\n") == lines


def test_several_are_a_sentence_each() -> None:
    people = Standings((ANNA, replace(ON_A_PERIOD, reference="S-0002", name="Bo Berg")))
    assert done_lines(Done("convert", 1, people), EN) == (
        "Anna Alm (S-0001) is on beginning from 2024-01-15.\n"
        "Bo Berg (S-0002) is on beginning from 2024-01-15, planned to 2025-01-14."
    )


def test_one_of_several_is_told_with_its_details() -> None:
    assert done_lines(Done("convert", 1, Standings((ON_A_PERIOD,))), EN) == done_lines(
        Done("advance", 1, ON_A_PERIOD), EN
    )


@dataclass(frozen=True)
class Thing:
    """Any other result."""

    first_day: date
    adapted: bool
    manager: str | None
    places: int
    left_to: str


def test_any_other_result_is_its_known_fields_line_by_line() -> None:
    thing = Thing(date(2024, 1, 15), False, None, 0, "education")
    assert done_lines(Done("x", 1, thing), EN) == (
        "first day: 2024-01-15\nadapted: no\nplaces: 0\nleft to: education"
    )
    sv = texts("sv")
    assert done_lines(Done("x", 1, thing), sv) == (
        f"{sv('first day')}: 2024-01-15\n{sv('adapted')}: {sv('no')}\n{sv('places')}: 0\n"
        f"{sv('left to')}: {sv('education')}"
    )
