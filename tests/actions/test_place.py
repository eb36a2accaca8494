"""Workplaces that suit the step, and the placements that follow each other there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.actions.results import Done, Standing
from steg_cli.actions.surroundings import WORKPLACE, edit
from steg_cli.programme.errors import NotFound
from steg_cli.register.file import Register
from steg_cli.register.people import load_person

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import Do, EnrolSomebody, OnStep, Told

D = date.fromisoformat
TODAY = date(2024, 1, 15)

STANDING = Standing(
    reference="S-0001",
    name="Anna Andersson",
    protected=False,
    cohort="STEG",
    municipality="Skövde",
    step="praktik",
    since=D("2023-06-01"),
    planned_last_day=None,
    notice_by=None,
    months_left_to_extend=None,
    payer=None,
    agreement=None,
    workplace="Solgården",
    last_day=None,
    left_to=None,
    exception="bedömd",
)


def placements(register: Register) -> list[tuple[str, str, str | None, int, str | None]]:
    return [
        (
            p.workplace.name,
            str(p.first_day),
            str(p.last_day) if p.last_day else None,
            p.percent,
            p.supervisor,
        )
        for p in load_person(register, 1).placements
    ]


def test_somebody_is_placed_from_today(register: Register, do: Do, on_step: OnStep) -> None:
    on_step("praktik")

    assert do(place, "S-0001", "solgården", TODAY) == Done("place", 7, STANDING)
    assert placements(register) == [("Solgården", "2024-01-15", None, 100, None)]


def test_a_placement_ends_the_one_before_it(register: Register, do: Do, on_step: OnStep) -> None:
    on_step("praktik")
    do(place, "S-0001", "Solgården", TODAY, first=D("2023-07-01"), percent=75)

    done = do(
        place,
        "S-0001",
        "Björkskolan",
        TODAY,
        first=D("2023-09-01"),
        last=D("2024-06-30"),
        percent=50,
        supervisor=" Maria  M ",
    )

    assert done.result == replace(STANDING, workplace="Björkskolan")
    assert placements(register) == [
        ("Solgården", "2023-07-01", "2023-08-31", 75, None),
        ("Björkskolan", "2023-09-01", "2024-06-30", 50, "Maria M"),
    ]


def test_a_placement_typed_for_the_same_day_replaces_the_one_before(
    register: Register, do: Do, on_step: OnStep
) -> None:
    on_step("praktik")
    do(place, "S-0001", "Solgården", TODAY)

    do(place, "S-0001", "Björkskolan", TODAY)

    assert placements(register) == [("Björkskolan", "2024-01-15", None, 100, None)]


def test_a_placement_can_be_typed_late_or_ahead(
    register: Register, do: Do, on_step: OnStep
) -> None:
    on_step("praktik")

    late = do(place, "S-0001", "Solgården", TODAY, first=D("2023-06-01"), last=D("2023-06-01"))
    ahead = do(place, "S-0001", "Björkskolan", TODAY, first=D("2024-08-01"))

    assert late.result == STANDING
    assert ahead.result == replace(STANDING, workplace="Björkskolan")
    assert placements(register) == [
        ("Solgården", "2023-06-01", "2023-06-01", 100, None),
        ("Björkskolan", "2024-08-01", None, 100, None),
    ]


@pytest.mark.parametrize("last", [None, D("2024-08-01"), D("2024-12-31")])
def test_a_placement_over_one_planned_later_is_refused(
    refuses: Refuses, do: Do, on_step: OnStep, last: date | None
) -> None:
    on_step("praktik")
    do(place, "S-0001", "Björkskolan", TODAY, first=D("2024-08-01"))

    assert refuses(place, "S-0001", "Solgården", TODAY, last=last) == (
        "Another placement is planned from 2024-08-01.",
        "Let this one end before it, or correct that one first: steg show WHO numbers it.",
    )


def test_a_placement_up_to_one_planned_later_is_made(
    register: Register, do: Do, on_step: OnStep
) -> None:
    on_step("praktik")
    do(place, "S-0001", "Björkskolan", TODAY, first=D("2024-08-01"))

    do(place, "S-0001", "Solgården", TODAY, last=D("2024-07-31"))

    assert placements(register) == [
        ("Solgården", "2024-01-15", "2024-07-31", 100, None),
        ("Björkskolan", "2024-08-01", None, 100, None),
    ]


ORDINARY_IN_AME = (
    "Solgården is an ordinary workplace; {step} takes place in AME's operations.",
    "steg workplace list shows which workplaces are adapted.",
)
ADAPTED_IN_ORDINARY = (
    "Snickeriet is an adapted workplace; {step} takes place in ordinary operations.",
    "steg workplace list shows which workplaces are ordinary.",
)


@pytest.mark.parametrize(
    ("step", "suits", "suits_not", "told"),
    [
        ("utredning", "Snickeriet", "Solgården", ORDINARY_IN_AME),
        ("arbetsprovning", "Snickeriet", "Solgården", ORDINARY_IN_AME),
        ("praktik", "Solgården", "Snickeriet", ADAPTED_IN_ORDINARY),
        ("utbildningspraktik", "Björkskolan", "Snickeriet", ADAPTED_IN_ORDINARY),
        ("serviceassistent", "Björkskolan", "Snickeriet", ADAPTED_IN_ORDINARY),
        ("underskoterska", "Björkskolan", "Snickeriet", ADAPTED_IN_ORDINARY),
        ("sjukskoterska", "Solgården", "Snickeriet", ADAPTED_IN_ORDINARY),
    ],
)
def test_a_workplace_suits_the_step(
    do: Do,
    refuses: Refuses,
    on_step: OnStep,
    step: str,
    suits: str,
    suits_not: str,
    told: tuple[str, str],
) -> None:
    on_step(step)

    assert refuses(place, "S-0001", suits_not, TODAY) == (told[0].replace("{step}", step), told[1])
    assert do(place, "S-0001", suits, TODAY).result.workplace == suits


def test_an_enhetsassistent_works_where_the_sector_employs_its_own(
    refuses: Refuses, on_step: OnStep
) -> None:
    on_step("enhetsassistent", workplace="Solgården")

    assert refuses(place, "S-0001", "Björkskolan", TODAY) == (
        "Björkskolan belongs to Barn och utbildning, which does not employ its own assistants.",
        'When it has decided to: steg sector edit "Barn och utbildning" --employs-from DAY',
    )


def test_a_placement_suits_every_step_that_it_lasts_over(
    refuses: Refuses, do: Do, on_step: OnStep
) -> None:
    on_step("arbetsprovning", since=D("2023-06-01"))
    do(advance, "S-0001", TODAY, on=D("2024-01-01"))

    assert refuses(place, "S-0001", "Snickeriet", TODAY, first=D("2023-12-01")) == (
        "Snickeriet is an adapted workplace; praktik takes place in ordinary operations.",
        "steg workplace list shows which workplaces are ordinary.",
    )
    do(place, "S-0001", "Snickeriet", TODAY, first=D("2023-12-01"), last=D("2023-12-31"))


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (
            {"first": D("2021-02-28")},
            (
                "Anna Andersson (S-0001) was enrolled on 2021-03-01; "
                "a placement cannot begin on 2021-02-28.",
                "Give a later day with --from.",
            ),
        ),
        (
            {"first": TODAY, "last": D("2024-01-14")},
            (
                "A placement from 2024-01-15 cannot end on 2024-01-14.",
                "Give a later day with --until, or leave it out.",
            ),
        ),
        ({"supervisor": ""}, ("supervisor: the text is missing.", "Write at least one letter.")),
    ],
)
def test_impossible_days_and_supervisors_are_refused(
    refuses: Refuses, on_step: OnStep, options: dict[str, Any], told: tuple[str, str]
) -> None:
    on_step("praktik")

    assert refuses(place, "S-0001", "Solgården", TODAY, **options) == told


def test_an_unknown_workplace_is_refused_with_the_nearest_one(
    refuses: Refuses, on_step: OnStep
) -> None:
    on_step("praktik")

    assert refuses(place, "S-0001", "Solgårn", TODAY, kind=NotFound) == (
        "There is no workplace Solgårn.",
        "Did you mean Solgården?",
    )


def test_who_has_left_is_placed_nowhere(refuses: Refuses, do: Do, on_step: OnStep) -> None:
    on_step("praktik")
    do(leave, "S-0001", TODAY, to="other", on=D("2024-02-29"))

    assert refuses(place, "S-0001", "Solgården", TODAY)[0] == (
        "Anna Andersson (S-0001) has no open enrolment: the last one ends on 2024-02-29."
    )


def test_a_move_carries_the_percentage_along_and_says_what_it_ended(
    register: Register, do: Do, told: Told, on_step: OnStep
) -> None:
    on_step("praktik")
    do(place, "S-0001", "Solgården", TODAY, first=D("2023-07-01"), percent=75)

    done = do(place, "S-0001", "Björkskolan", TODAY, first=D("2023-09-01"))

    assert told(done.notes) == ["The placement at Solgården ends on 2023-08-31."]
    assert placements(register) == [
        ("Solgården", "2023-07-01", "2023-08-31", 75, None),
        ("Björkskolan", "2023-09-01", None, 75, None),
    ]


def test_what_a_move_of_a_protected_person_ended_is_not_named(
    do: Do, told: Told, on_step: OnStep
) -> None:
    on_step("praktik", workplace="Solgården", protected=True)

    done = do(place, "S-0001", "Björkskolan", TODAY)

    assert told(done.notes) == ["The placement at (protected) ends on 2024-01-14."]


def test_a_full_workplace_is_told_and_allowed(
    register: Register, do: Do, told: Told, on_step: OnStep, enrol_somebody: EnrolSomebody
) -> None:
    edit(register, WORKPLACE, "Solgården", {"places": 1}, TODAY)
    on_step("praktik", "Anna Andersson")
    on_step("praktik", "Bo Björk")
    on_step("praktik", "Cilla Cedergren")

    first = do(place, "S-0001", "Solgården", TODAY, last=D("2024-03-31"))
    second = do(place, "S-0002", "Solgården", TODAY, first=D("2024-03-31"))
    after = do(place, "S-0001", "Björkskolan", TODAY, first=D("2024-02-01"))
    third = do(place, "S-0003", "Solgården", TODAY, first=D("2024-03-30"))

    ended = ["The placement at Solgården ends on 2024-01-31."]
    assert (told(first.notes), told(after.notes), told(third.notes)) == ([], ended, [])
    assert told(second.notes) == ["Solgården has 1 place and now 2 people."]
