"""The last day ends everything that is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.actions.results import Done, Standing
from steg_cli.programme.people import OUTCOMES, Outcome
from steg_cli.register.file import Register
from steg_cli.register.people import load_person

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import Do, OnStep

D = date.fromisoformat
TODAY = date(2024, 1, 15)

STANDING = Standing(
    reference="S-0001",
    name="Anna Andersson",
    protected=False,
    cohort="STEG",
    municipality="Skövde",
    step="serviceassistent",
    since=D("2023-06-01"),
    planned_last_day=D("2024-05-31"),
    notice_by=D("2024-05-17"),
    months_left_to_extend=12,
    payer="AME",
    agreement="BEA",
    workplace="Solgården",
    last_day=TODAY,
    left_to="employment",
    exception="bedömd",
)


@pytest.mark.parametrize("to", OUTCOMES)
@pytest.mark.parametrize("qualification", [True, False])
def test_leaving_ends_the_step_the_placement_and_the_enrolment(
    register: Register, do: Do, on_step: OnStep, to: Outcome, qualification: bool
) -> None:
    on_step("serviceassistent", workplace="Solgården")

    done = do(leave, "S-0001", TODAY, to=to, qualification=qualification)

    assert done == Done("leave", 7, replace(STANDING, left_to=to))
    (enrolment,) = load_person(register, 1).enrolments
    stay, placement = enrolment.stays[-1], enrolment.placements[-1]
    assert (enrolment.last_day, enrolment.left_to) == (TODAY, to)
    assert enrolment.qualification is qualification
    # The period ends early; its plan is not rewritten.
    assert (stay.last_day, stay.closed_on, stay.planned_last_day) == (TODAY, TODAY, D("2024-05-31"))
    assert placement.last_day == TODAY


@pytest.mark.parametrize(
    ("on", "placements"),
    [
        ("2023-06-01", [("Solgården", "2023-06-01", "2023-06-01")]),
        ("2023-12-31", [("Solgården", "2023-06-01", "2023-12-31")]),
        (
            "2024-01-01",
            [
                ("Solgården", "2023-06-01", "2023-12-31"),
                ("Björkskolan", "2024-01-01", "2024-01-01"),
            ],
        ),
        (
            "2024-06-15",
            [
                ("Solgården", "2023-06-01", "2023-12-31"),
                ("Björkskolan", "2024-01-01", "2024-06-15"),
            ],
        ),
        (
            "2024-09-30",
            [
                ("Solgården", "2023-06-01", "2023-12-31"),
                ("Björkskolan", "2024-01-01", "2024-06-30"),
                ("Solgården", "2024-09-01", "2024-09-30"),
            ],
        ),
    ],
)
def test_placements_after_the_last_day_are_cut_or_dropped(
    register: Register,
    do: Do,
    on_step: OnStep,
    on: str,
    placements: list[tuple[str, str, str]],
) -> None:
    on_step("serviceassistent", workplace="Solgården")
    do(place, "S-0001", "Björkskolan", TODAY, first=D("2024-01-01"), last=D("2024-06-30"))
    do(place, "S-0001", "Solgården", TODAY, first=D("2024-09-01"))

    result = do(leave, "S-0001", TODAY, to="employment", on=D(on)).result

    assert result == replace(STANDING, last_day=D(on), workplace=placements[-1][0])
    assert [
        (p.workplace.name, str(p.first_day), str(p.last_day))
        for p in load_person(register, 1).placements
    ] == placements


@pytest.mark.parametrize("on", ["2021-03-01", "2023-05-31"])
def test_nobody_leaves_before_the_step_began(refuses: Refuses, on_step: OnStep, on: str) -> None:
    on_step("serviceassistent")

    assert refuses(leave, "S-0001", TODAY, to="other", on=D(on)) == (
        "Anna Andersson (S-0001) began serviceassistent on 2023-06-01; "
        f"the last day cannot be {on}.",
        "Give a later day with --on, or take the step back first with steg undo.",
    )


def test_nobody_leaves_twice(refuses: Refuses, do: Do, on_step: OnStep) -> None:
    on_step("serviceassistent")
    do(leave, "S-0001", TODAY, to="other", on=D("2024-03-31"))

    assert refuses(leave, "S-0001", TODAY, to="education") == (
        "Anna Andersson (S-0001) has no open enrolment: the last one ends on 2024-03-31.",
        "Somebody who comes back is enrolled again with steg enrol; "
        "steg undo takes back a leave that was a mistake.",
    )
