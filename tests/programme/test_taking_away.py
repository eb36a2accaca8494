"""A step taken away with the placements that came with it: which go, go on, or stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.programme import moves
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import Person
from steg_cli.programme.taking_away import Brought, take_step_away
from steg_cli.programme.workplace import Workplace

if TYPE_CHECKING:
    from tests.programme.conftest import Climbed

TODAY = date(2024, 1, 15)
STEP = "The placement at {} from 2024-01-15 is still there. If that was a mistake, too: steg amend "


@pytest.fixture
def moved(climbed: Climbed, workplaces: dict[str, Workplace]) -> Person:
    """Somebody whom a step that never was brought from Solgården, until a day, to Björkskolan."""
    person = climbed("praktik", at="Solgården")
    home, place = person.enrolments[0], person.placements[0]
    until = replace(home, placements=(replace(place, last_day=date(2024, 6, 30)),))
    following = moves.NextStep(
        DEFAULT_LADDER.step("utbildningspraktik"), TODAY, workplace=workplaces["Björkskolan"]
    )
    after = moves.begin_step(person.with_(home, until), following, DEFAULT_LADDER, TODAY).person
    home = after.enrolments[0]
    parts = zip((11, 12), home.placements, strict=True)
    return after.with_(
        home, replace(home, placements=tuple(replace(one, id=id_) for id_, one in parts))
    )


@pytest.mark.parametrize(
    ("begun", "ended", "protected", "placed", "told"),
    [
        (
            {12},
            {11: date(2024, 6, 30)},
            False,
            [("Solgården", date(2024, 6, 30))],
            [
                "The placement at Björkskolan from 2024-01-15 was taken away.",
                "The placement at Solgården goes on until 2024-06-30.",
            ],
        ),
        (
            set(),
            {11: date(2024, 6, 30)},
            False,
            [("Solgården", date(2024, 1, 14)), ("Björkskolan", None)],
            [STEP.format("Björkskolan") + 'S-0001 placement.2 ""'],
        ),
        (
            set(),
            {},
            True,
            [("Solgården", date(2024, 1, 14)), ("Björkskolan", None)],
            [STEP.format("(protected)") + 'S-0001 placement.2 ""'],
        ),
    ],
)
def test_what_came_with_the_step_goes_and_what_it_ended_goes_on(
    moved: Person,
    begun: set[int],
    ended: dict[int, date | None],
    protected: bool,
    placed: list[tuple[str, date | None]],
    told: list[str],
) -> None:
    who = replace(moved.participant, protected=protected)
    person = replace(moved, participant=who)
    done = take_step_away(person, person.stays[-1], Brought(begun, ended))
    assert [one.step.code for one in done.person.stays] == [
        one.step.code for one in person.stays[:-1]
    ]
    assert [(one.workplace.name, one.last_day) for one in done.person.placements] == placed
    assert [str(one) for one in done.notes] == told
