"""Workplaces that suit the step, and the placements that follow each other there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.amend import amend
from steg_cli.actions.place import place
from steg_cli.actions.results import Done
from steg_cli.actions.surroundings import WORKPLACE, add, edit
from steg_cli.programme import remedies
from steg_cli.programme.errors import NotFound, Refused, StegError
from steg_cli.register.file import Register
from steg_cli.register.people import load_person
from tests.standing import ANNA

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import Do, EnrolSomebody, OnStep, Told

D = date.fromisoformat
TODAY = date(2024, 1, 15)

STANDING = replace(
    ANNA, step="praktik", since=D("2023-06-01"), workplace="Solgården", exception="bedömd"
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
        percent=50,
        supervisor=" Maria  M ",
    )

    assert done.result == replace(STANDING, workplace="Björkskolan")
    assert placements(register) == [
        ("Solgården", "2023-07-01", "2023-08-31", 75, None),
        ("Björkskolan", "2023-09-01", None, 50, "Maria M"),
    ]


def test_a_placement_for_a_time_lets_the_one_around_it_resume(
    register: Register, do: Do, told: Told, on_step: OnStep
) -> None:
    on_step("praktik", workplace="Solgården")

    done = do(place, "S-0001", "Björkskolan", TODAY, last=D("2024-01-31"), percent=50)

    assert done.result == replace(STANDING, workplace="Björkskolan")
    assert told(done.notes) == [
        "The placement at Solgården ends on 2024-01-14 and resumes on 2024-02-01."
    ]
    assert placements(register) == [
        ("Solgården", "2023-06-01", "2024-01-14", 100, None),
        ("Björkskolan", "2024-01-15", "2024-01-31", 50, None),
        ("Solgården", "2024-02-01", None, 100, None),
    ]
    assert register.execute("SELECT summary FROM change ORDER BY id DESC").fetchone()[0] == (
        "S-0001 2024-01-15 50 %"
    )


def test_somebody_is_at_two_workplaces_at_once(
    register: Register, do: Do, told: Told, on_step: OnStep
) -> None:
    add(
        register,
        WORKPLACE,
        "Biblioteket",
        {"sector": "Barn och utbildning", "municipality": "Skövde"},
        TODAY,
    )
    on_step("praktik")
    do(place, "S-0001", "Solgården", TODAY, first=D("2023-07-01"), percent=60)

    done = do(place, "S-0001", "Björkskolan", TODAY, beside=True, supervisor="Bo")

    assert (done.result.workplace, done.notes) == ("Solgården, Björkskolan", ())
    both = [
        ("Solgården", "2023-07-01", None, 60, None),
        ("Björkskolan", "2024-01-15", None, 40, "Bo"),
    ]
    assert placements(register) == both

    moved = do(place, "S-0001", "Biblioteket", TODAY, first=D("2024-03-01"))
    assert moved.result.workplace == "Biblioteket"
    assert told(moved.notes) == [
        "The placement at Solgården ends on 2024-02-29.",
        "The placement at Björkskolan ends on 2024-02-29.",
    ]


def test_more_than_full_time_is_an_exception_with_a_reason(
    register: Register, do: Do, refuses: Refuses, on_step: OnStep
) -> None:
    on_step("praktik", workplace="Solgården")

    refuses(place, "S-0001", "Björkskolan", TODAY, beside=True, percent=20)
    assert refuses.error.remedy is remedies.LESS_THAN_FULL_TIME_OR_REASON

    do(place, "S-0001", "Björkskolan", TODAY, beside=True, percent=20, exception=" helgen  ut ")
    assert [one.exception for one in load_person(register, 1).placements] == [None, "helgen ut"]
    refuses(amend, "S-0001", "placement.2.exception", "", TODAY)
    assert (
        str(refuses.error)
        == "Together the placements on 2024-01-15 would be more than full time: 120 %."
    )
    assert "placement.N.exception" in refuses.error.hint


def test_where_a_protected_person_is_twice_is_not_told(
    refuses: Refuses, do: Do, on_step: OnStep
) -> None:
    on_step("praktik", workplace="Solgården", protected=True)

    sentence, hint = refuses(place, "S-0001", "Solgården", TODAY, beside=True, percent=20)
    assert sentence == "There would be two placements at (protected) at once, from 2024-01-15."
    assert hint == "steg show S-0001 --include-protected shows where."


def test_an_enhetsassistent_works_where_the_sector_employs_its_own(
    refuses: Refuses, on_step: OnStep
) -> None:
    on_step("enhetsassistent", workplace="Solgården")

    refuses(place, "S-0001", "Björkskolan", TODAY)
    assert refuses.error.remedy is remedies.A_SECTOR_THAT_EMPLOYS


def test_a_placement_suits_every_step_that_it_lasts_over(
    refuses: Refuses, do: Do, on_step: OnStep
) -> None:
    on_step("arbetsprovning", since=D("2023-06-01"))
    do(advance, "S-0001", TODAY, on=D("2024-01-01"))

    refuses(place, "S-0001", "Snickeriet", TODAY, first=D("2023-12-01"))
    assert refuses.error.remedy is remedies.AN_ORDINARY_WORKPLACE
    do(place, "S-0001", "Snickeriet", TODAY, first=D("2023-12-01"), last=D("2023-12-31"))


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


@pytest.mark.parametrize(
    ("workplace", "options", "kind", "values"),
    [
        ("Solgården", {"supervisor": ""}, Refused, {"what": "supervisor"}),
        ("Solgården", {"exception": " "}, Refused, {"what": "reason"}),
        ("Solgården", {"beside": True}, Refused, {"day": TODAY}),
        ("Solgården", {"first": D("2021-02-28")}, Refused, {"day": D("2021-03-01")}),
        ("Solgårn", {}, NotFound, {"near": "Solgården"}),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_the_file_as_it_was(
    refuses: Refuses,
    on_step: OnStep,
    workplace: str,
    options: dict[str, Any],
    kind: type[StegError],
    values: dict[str, object],
) -> None:
    on_step("praktik")

    refuses(place, "S-0001", workplace, TODAY, kind=kind, **options)
    assert refuses.error.values.items() >= values.items()
