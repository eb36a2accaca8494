"""The last day ends everything that is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.actions.results import Done
from steg_cli.programme import remedies
from steg_cli.register.file import Register
from steg_cli.register.people import load_person
from tests.standing import ANNA

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import Do, OnStep, Told

D = date.fromisoformat
TODAY = date(2024, 1, 15)

STANDING = replace(
    ANNA,
    step="serviceassistent",
    since=D("2023-06-01"),
    planned_last_day=D("2024-05-31"),
    notice_by=D("2024-04-30"),
    months_in_all=7,
    months_left_to_extend=12,
    payer="AME",
    agreement="BEA",
    workplace="Solgården",
    last_day=TODAY,
    left_to="education",
    exception="bedömd",
)


def test_leaving_ends_the_step_the_placement_and_the_enrolment(
    register: Register, do: Do, on_step: OnStep, told: Told
) -> None:
    on_step("serviceassistent", workplace="Solgården")
    do(place, "S-0001", "Björkskolan", TODAY, first=D("2024-01-01"), last=D("2024-06-30"))
    before = load_person(register, 1).enrolments[0]

    done = do(leave, "S-0001", TODAY, to="education", qualification=True)

    assert done == Done("leave", 8, replace(STANDING, workplace="Björkskolan"), done.notes)
    assert told(done.notes) == ["The placement at Solgården from 2024-07-01 was taken away."]
    first, stay = before.stays
    solgarden, school, _ = before.placements
    assert load_person(register, 1).enrolments == (
        replace(
            before,
            last_day=TODAY,
            left_to="education",
            qualification=True,
            stays=(first, replace(stay, last_day=TODAY, closed_on=TODAY)),
            placements=(solgarden, replace(school, last_day=TODAY)),
        ),
    )


def test_nobody_leaves_before_the_step_began_or_twice(
    refuses: Refuses, do: Do, on_step: OnStep
) -> None:
    on_step("serviceassistent")
    refuses(leave, "S-0001", TODAY, to="other", on=D("2023-05-31"))
    assert refuses.error.remedy is remedies.A_LATER_LEAVE

    do(leave, "S-0001", TODAY, to="other", on=D("2024-03-31"))
    for again in (refuses(leave, "S-0001", TODAY, to="education"), refuses(advance, "1", TODAY)):
        assert again[0] == (
            "Anna Andersson (S-0001) has no open enrolment: the last one ends on 2024-03-31."
        )


@pytest.mark.parametrize(
    ("completed", "notes"),
    [
        (True, []),
        (
            False,
            ["The training was not completed. If it was: steg amend S-0001 stay.2.completed yes"],
        ),
    ],
)
def test_whether_training_was_completed_is_kept(
    register: Register, do: Do, told: Told, on_step: OnStep, completed: bool, notes: list[str]
) -> None:
    on_step("utbildningspraktik")
    done = do(leave, "S-0001", TODAY, to="employment-subsidised", completed=completed)
    assert told(done.notes) == notes
    assert done.result.left_to == "employment-subsidised"
    assert load_person(register, 1).stays[-1].completed is completed


def test_only_training_is_completed(refuses: Refuses, on_step: OnStep) -> None:
    on_step("serviceassistent")
    refuses(leave, "S-0001", TODAY, to="moved", completed=True)
    assert refuses.error.remedy is remedies.NOTHING_OF_TRAINING
