"""From serviceassistent to enhetsassistent: one, several or a whole sector, all or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.convert import ONE_BY_ONE, convert_people, convert_sector
from steg_cli.actions.init import init
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.actions.results import Done, Standings
from steg_cli.actions.surroundings import WORKPLACE, add, edit
from steg_cli.programme import remedies
from steg_cli.programme.errors import NotFound, Refused, Several
from steg_cli.programme.ladder import DEFAULT_LADDER, Ladder
from steg_cli.programme.people import Stay
from steg_cli.register.file import Register, open_register
from steg_cli.register.people import load_person
from tests.standing import ANNA

if TYPE_CHECKING:
    from pathlib import Path

    from tests.actions.conftest import Refuses
    from tests.conftest import Do, OnStep, Told

D = date.fromisoformat
TODAY = date(2024, 1, 15)
CARE = "Vård och omsorg"

STANDING = replace(
    ANNA, step="enhetsassistent", payer="sector", agreement="AB", workplace="Solgården"
)
BO = replace(STANDING, reference="S-0002", name="Bo Björk")

NOT_ITS_OWN = (
    "Björkskolan belongs to Barn och utbildning, which does not employ its own assistants."
)


def test_a_serviceassistent_becomes_enhetsassistent(
    register: Register, do: Do, on_step: OnStep
) -> None:
    on_step("serviceassistent", workplace="Solgården")
    before = load_person(register, 1)
    first, stay = before.stays

    assert do(convert_people, ["S-0001"], TODAY, weekends=False) == Done(
        "convert-to-enhetsassistent", 7, Standings((STANDING,))
    )

    after = load_person(register, 1)
    step = DEFAULT_LADDER.step("enhetsassistent")
    begun = Stay(3, step, TODAY, None, None, None, "AB", False, None, None)
    assert after.stays == (first, replace(stay, last_day=D("2024-01-14"), closed_on=TODAY), begun)
    assert after.placements == before.placements


def test_a_conversion_can_take_the_person_to_a_workplace_of_the_sector(
    register: Register, do: Do, on_step: OnStep
) -> None:
    on_step("serviceassistent", workplace="Björkskolan")

    done = do(convert_people, ["S-0001"], TODAY, on=D("2024-03-01"), workplace="solgården")

    assert done.result == Standings((replace(STANDING, since=D("2024-03-01")),))
    assert [
        (p.workplace.name, p.first_day, p.last_day) for p in load_person(register, 1).placements
    ] == [
        ("Björkskolan", D("2023-06-01"), D("2024-02-29")),
        ("Solgården", D("2024-03-01"), None),
    ]


def test_of_two_workplaces_those_in_a_sector_that_employs_its_own_go_on(
    register: Register, do: Do, told: Told, on_step: OnStep
) -> None:
    on_step("serviceassistent")
    on_step("serviceassistent", "Bo Björk", workplace="Solgården", protected=True)
    do(place, "S-0001", "Björkskolan", TODAY, first=D("2023-06-01"), percent=50)
    do(place, "S-0001", "Solgården", TODAY, first=D("2023-07-01"), beside=True)
    do(place, "S-0002", "Solgården", TODAY, first=D("2023-07-01"), percent=50)
    do(place, "S-0002", "Björkskolan", TODAY, first=D("2023-08-01"), beside=True)

    done = do(convert_sector, CARE, TODAY)

    assert [one.workplace for one in done.result.people] == ["Solgården"]
    assert told(done.notes) == [
        "Björkskolan does not suit enhetsassistent: the placement there ends on 2024-01-14.",
        ONE_BY_ONE,
    ]
    assert [
        (p.workplace.name, p.percent, p.last_day) for p in load_person(register, 1).placements
    ] == [("Björkskolan", 50, D("2024-01-14")), ("Solgården", 50, None)]


def test_a_conversion_can_change_the_percentage(
    register: Register, do: Do, refuses: Refuses, told: Told, on_step: OnStep
) -> None:
    on_step("serviceassistent", workplace="Solgården")
    on_step("serviceassistent", "Bo Björk")

    done = do(convert_people, ["S-0001"], TODAY, percent=75)

    assert told(done.notes) == ["The placement at Solgården ends on 2024-01-14."]
    assert [(p.percent, p.last_day) for p in load_person(register, 1).placements] == [
        (100, D("2024-01-14")),
        (75, None),
    ]
    refuses(convert_people, ["S-0002"], TODAY, percent=75)
    assert refuses.error.remedy is remedies.A_WORKPLACE


def test_several_are_converted_in_the_order_named_and_each_once(do: Do, on_step: OnStep) -> None:
    on_step("serviceassistent", workplace="Solgården")
    on_step("serviceassistent", "Bo Björk", workplace="Solgården")

    done = do(convert_people, ["Bo", "S-0001", "2", "bo björk"], TODAY)

    assert done == Done("convert-to-enhetsassistent", 9, Standings((BO, STANDING)))


def test_a_workplace_that_gets_too_many_is_told_once_and_so_is_a_day_far_ahead(
    register: Register, do: Do, on_step: OnStep, told: Told
) -> None:
    edit(register, WORKPLACE, "Solgården", {"places": 1}, TODAY)
    for name in ("Anna Alm", "Bo Björk", "Cilla Cedergren"):
        on_step("serviceassistent", name, workplace="Björkskolan", months=24)
    far = {"on": D("2025-02-01"), "workplace": "Solgården"}
    notes = told(do(convert_people, ["1", "2", "3"], TODAY, **far).notes)
    assert [one for one in notes if "The placement at" not in one] == [
        "2025-02-01 is more than a year ahead. Is the year right?",
        "Solgården has 1 place and now 3 people.",
    ]


def test_of_several_all_or_none_are_converted(refuses: Refuses, do: Do, on_step: OnStep) -> None:
    on_step("serviceassistent", workplace="Solgården")
    on_step("serviceassistent", "Bo Björk", workplace="Björkskolan")
    on_step("praktik", "Cilla Cedergren", workplace="Solgården")

    assert refuses(convert_people, ["S-0001", "S-0002", "S-0003"], TODAY, kind=Several) == (
        "2 of 3 cannot be converted, so nobody was.",
        "",
        f"Bo Björk (S-0002): {NOT_ITS_OWN}",
        "Cilla Cedergren (S-0003) is on praktik; only a serviceassistent can be converted.",
    )
    assert refuses(convert_people, ["S-0001", "S-0003"], TODAY, kind=Refused)[0] == (
        "Cilla Cedergren (S-0003) is on praktik; only a serviceassistent can be converted."
    )


def test_a_whole_sector_is_converted_on_its_first_day(do: Do, on_step: OnStep) -> None:
    """As on 2023-01-01: everybody who is serviceassistent there, and nobody else."""
    since = D("2022-05-01")
    on_step("serviceassistent", "Anna Andersson", since=since, workplace="Solgården")
    on_step("serviceassistent", "Bo Björk", since=since, workplace="Solgården")
    on_step("serviceassistent", "Cilla på skolan", since=since, workplace="Björkskolan")
    on_step("praktik", "David på praktik", since=since, workplace="Solgården")
    on_step("serviceassistent", "Eva som slutat", since=since, workplace="Solgården")
    do(leave, "Eva", TODAY, to="education", on=D("2022-12-31"))
    on_step("serviceassistent", "Frans som flyttat", since=since, workplace="Solgården")
    do(place, "Frans", "Björkskolan", TODAY, first=D("2023-01-01"))
    on_step("serviceassistent", "Gun utan plats", since=since)
    new_year = D("2023-01-01")
    on_step("serviceassistent", "Hans som börjar", since=new_year, workplace="Solgården")

    done = do(convert_sector, "vård och omsorg", TODAY, on=new_year, weekends=True)

    people = Standings((replace(STANDING, since=new_year), replace(BO, since=new_year)))
    assert done == Done("convert-to-enhetsassistent", 23, people)


@pytest.mark.parametrize(("last", "converted"), [("2024-01-14", False), ("2024-01-15", True)])
def test_a_sector_takes_over_who_is_placed_there_on_the_day(
    refuses: Refuses, do: Do, on_step: OnStep, last: str, converted: bool
) -> None:
    on_step("serviceassistent")
    do(place, "S-0001", "Solgården", TODAY, first=D("2023-06-01"), last=D(last))

    if converted:
        assert do(convert_sector, CARE, TODAY).result == Standings((STANDING,))
    else:
        assert refuses(convert_sector, CARE, TODAY, kind=NotFound)[0] == (
            "Nobody in Vård och omsorg can be converted on 2024-01-15."
        )


def test_a_whole_sector_is_converted_or_nobody_with_every_reason(
    register: Register, refuses: Refuses, do: Do, on_step: OnStep
) -> None:
    add(
        register,
        WORKPLACE,
        "Verkstan",
        {"sector": CARE, "municipality": "Skövde", "adapted": True},
        TODAY,
    )
    since = D("2022-05-01")
    on_step("serviceassistent", "Anna Andersson", since=since, workplace="Solgården")
    on_step("serviceassistent", "Bo Björk", since=since, workplace="Solgården")

    # A placement planned elsewhere stands in the way of one of them, then of both.
    do(place, "S-0002", "Björkskolan", TODAY, first=D("2024-03-01"))
    assert refuses(convert_sector, CARE, TODAY)[0] == f"Bo Björk (S-0002): {NOT_ITS_OWN}"
    do(place, "S-0001", "Björkskolan", TODAY, first=D("2024-03-01"))
    assert refuses(convert_sector, CARE, TODAY, kind=Several) == (
        "2 of 2 cannot be converted, so nobody was.",
        "",
        f"Anna Andersson (S-0001): {NOT_ITS_OWN}",
        f"Bo Björk (S-0002): {NOT_ITS_OWN}",
    )


def test_a_sector_that_does_not_employ_its_own_converts_nobody_at_anothers_workplace(
    refuses: Refuses, do: Do, on_step: OnStep
) -> None:
    on_step("serviceassistent", since=D("2022-05-01"), workplace="Solgården")
    do(place, "S-0001", "Solgården", TODAY, first=D("2022-06-01"), percent=50)
    do(place, "S-0001", "Björkskolan", TODAY, first=D("2022-06-01"), percent=50, beside=True)

    assert refuses(convert_sector, "Barn och utbildning", TODAY) == (
        "Barn och utbildning does not employ its own assistants.",
        'When it has decided to: steg sector edit "Barn och utbildning" --employs-from DAY',
    )
    assert refuses(convert_sector, CARE, TODAY, on=D("2022-12-31")) == (
        "Vård och omsorg employs its own assistants from 2023-01-01, not 2022-12-31.",
        "Give --on 2023-01-01 or a later day.",
    )
    assert do(convert_sector, CARE, TODAY, on=D("2023-01-01")).result.people


def test_nobody_to_convert_is_told(refuses: Refuses, do: Do, on_step: OnStep) -> None:
    on_step("serviceassistent", workplace="Björkskolan")
    on_step("serviceassistent", "Bo Björk", workplace="Solgården")
    do(advance, "S-0002", TODAY, on=D("2024-01-01"))

    assert refuses(convert_sector, CARE, TODAY, kind=NotFound) == (
        "Nobody in Vård och omsorg can be converted on 2024-01-15.",
        "steg list --step serviceassistent shows who is where.",
    )


def test_who_or_what_is_unknown_is_not_found(refuses: Refuses, on_step: OnStep) -> None:
    on_step("serviceassistent", workplace="Solgården")
    refuses(convert_sector, "Vård", TODAY, kind=NotFound)
    refuses(convert_people, ["S-0001", "S-0007"], TODAY, kind=NotFound)
    refuses(convert_people, ["S-0001"], TODAY, workplace="Solg", kind=NotFound)


def test_a_ladder_without_conversion_says_so(tmp_path: Path) -> None:
    steps = tuple(step for step in DEFAULT_LADDER if not step.own_sector)
    init(tmp_path / "other.db", TODAY, ladder=Ladder(steps))
    with open_register(tmp_path / "other.db") as register, pytest.raises(Refused) as caught:
        convert_people(register, [], TODAY)

    assert (str(caught.value), caught.value.hint) == (
        "The ladder of this register has no step that people are converted to.",
        "Use steg advance.",
    )


def test_a_sector_is_not_converted_when_others_came_in_after_the_preview(
    refuses: Refuses, on_step: OnStep
) -> None:
    on_step("serviceassistent", workplace="Solgården")
    agreed = frozenset({"S-0001"})
    on_step("serviceassistent", "Bo Björk", workplace="Solgården")
    assert refuses(convert_sector, "Vård och omsorg", TODAY, expected=agreed) == (
        "Other people than those shown would be converted by now, so nobody was.",
        "Look at the list and decide again.",
    )
