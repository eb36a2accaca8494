"""The list of people: who is where, on which step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.extend import extend
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.programme.errors import NotFound
from steg_cli.register.file import Register
from steg_cli.reports.people import PEOPLE, ListedPerson, people
from steg_cli.reports.report import Report

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody, NumberOf, OnStep

D = date.fromisoformat
TODAY = date(2024, 1, 15)

ANNA = ListedPerson(
    reference="S-0001",
    name="Anna Andersson",
    cohort="STEG",
    municipality="Skövde",
    step="serviceassistent",
    since=D("2023-06-01"),
    planned_last_day=D("2024-05-31"),
    workplace="Solgården",
    protected=False,
)
BO = ListedPerson(
    "S-0002", "Bo Björk", "STEG", "Skövde", "praktik", D("2023-07-01"), None, "Björkskolan", False
)
CILLA = ListedPerson(
    "S-0003",
    None,
    "STEG",
    None,
    "serviceassistent",
    D("2023-01-01"),
    D("2023-12-31"),
    None,
    True,
)
CILLA_SHOWN = replace(CILLA, name="Cilla Cedergren", municipality="Skövde", workplace="Solgården")
DAVID = ListedPerson("S-0004", "David Dal", "STEG", "Skövde", None, None, None, None, False)
EVA = ListedPerson("S-0005", "Eva Ek", "STEG", "Skövde", None, None, None, None, False)
FRANS = ListedPerson(
    "S-0006",
    "Frans Fors",
    "Pilot 2016",
    "Töreboda",
    "kartlaggning",
    D("2016-05-01"),
    None,
    None,
    False,
)


@pytest.fixture(autouse=True)
def somebody(register: Register, on_step: OnStep, enrol_somebody: EnrolSomebody) -> None:
    """David has left, Eva begins tomorrow, Cilla is protected; the others are on a step."""
    on_step("serviceassistent", workplace="Solgården")
    on_step("praktik", "Bo Björk", since=D("2023-07-01"), workplace="Björkskolan")
    on_step(
        "serviceassistent",
        "Cilla Cedergren",
        since=D("2023-01-01"),
        workplace="Solgården",
        protected=True,
    )
    on_step("praktik", "David Dal", workplace="Solgården")
    leave(register, "David Dal", TODAY, to="other", on=D("2024-01-14"))
    enrol_somebody("Eva Ek", on=D("2024-01-16"))
    enrol_somebody("Frans Fors", cohort="Pilot 2016", municipality="Töreboda", on=D("2016-05-01"))


def test_those_on_a_step_today_are_listed(register: Register) -> None:
    assert people(register, TODAY) == Report(PEOPLE, TODAY, (ANNA, BO, CILLA, FRANS), {"people": 4})


def test_everybody_ever_enrolled_can_be_listed(register: Register) -> None:
    assert people(register, TODAY, everybody=True, include_protected=True) == Report(
        PEOPLE, TODAY, (ANNA, BO, CILLA_SHOWN, DAVID, EVA, FRANS), {"people": 6}
    )


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"cohort": "pilot 2016"}, (FRANS,)),
        ({"cohort": "STEG"}, (ANNA, BO, CILLA)),
        ({"step": "serviceassistent"}, (ANNA, CILLA)),
        ({"step": "Kartläggning"}, (FRANS,)),
        ({"step": "sjukskoterska"}, ()),
        ({"municipality": "töreboda"}, (FRANS,)),
        # A list by workplace or municipality would tell where somebody protected is.
        ({"municipality": "Skövde"}, (ANNA, BO)),
        ({"municipality": "skövde", "include_protected": True}, (ANNA, BO, CILLA_SHOWN)),
        ({"municipality": "Skövde", "step": "serviceassistent", "ending": 4}, ()),
        ({"workplace": "Solgården"}, (ANNA,)),
        ({"workplace": "solgården", "include_protected": True}, (ANNA, CILLA_SHOWN)),
        ({"workplace": "Snickeriet"}, ()),
        ({"ending": 4}, (CILLA,)),
        ({"ending": 5}, (ANNA, CILLA)),
        ({"ending": 0}, (CILLA,)),
        ({"cohort": "STEG", "step": "praktik", "municipality": "Skövde"}, (BO,)),
        ({"cohort": "STEG", "municipality": "Töreboda"}, ()),
        ({"everybody": True, "cohort": "STEG"}, (ANNA, BO, CILLA, DAVID, EVA)),
        ({"everybody": True, "step": "praktik"}, (BO,)),
    ],
)
def test_filters_keep_those_who_meet_all_of_them(
    register: Register, filters: dict[str, Any], expected: tuple[ListedPerson, ...]
) -> None:
    assert people(register, TODAY, **filters) == Report(
        PEOPLE, TODAY, expected, {"people": len(expected)}
    )


@pytest.mark.parametrize(
    ("today", "ending", "listed"),
    [
        ("2024-02-28", 3, []),
        ("2024-02-29", 3, []),
        ("2024-03-30", 2, []),
        ("2024-03-31", 2, ["S-0001"]),
        ("2024-05-31", 0, ["S-0001"]),
        ("2024-06-01", 0, ["S-0001"]),
    ],
)
def test_ending_counts_to_the_same_numbered_day(
    register: Register, today: str, ending: int, listed: list[str]
) -> None:
    """2024-02-29 and three months end on 2024-05-29, before Anna's 31."""
    rows = people(register, D(today), ending=ending).rows

    assert [row.reference for row in rows if row.reference != "S-0003"] == listed


def test_the_list_is_of_the_day(register: Register) -> None:
    on_last_day = replace(DAVID, step="praktik", since=D("2023-06-01"), workplace="Solgården")
    begun = replace(EVA, step="kartlaggning", since=D("2024-01-16"))

    assert people(register, D("2024-01-14")).rows == (ANNA, BO, CILLA, on_last_day, FRANS)
    assert people(register, D("2024-01-16")).rows == (ANNA, BO, CILLA, begun, FRANS)


def test_who_came_back_is_listed_with_the_enrolment_of_the_day(
    register: Register, enrol_somebody: EnrolSomebody, number_of: NumberOf
) -> None:
    number = number_of("19900101")
    enrol_somebody("Gun Gran", number=number, cohort="Pilot 2016", on=D("2016-05-01"))
    leave(register, "Gun Gran", D("2016-12-31"), to="other")
    enrol_somebody("Gun Gran", number=number, on=D("2024-02-01"), municipality="Mariestad")

    gun = ListedPerson("S-0007", "Gun Gran", "Pilot 2016", "Skövde", None, None, None, None, False)
    assert people(register, TODAY, everybody=True).rows[-1] == gun
    assert people(register, D("2024-02-01")).rows[-1] == replace(
        gun, cohort="STEG", municipality="Mariestad", step="kartlaggning", since=D("2024-02-01")
    )


def test_the_workplace_is_where_the_person_is_that_day(register: Register) -> None:
    place(register, "S-0001", "Björkskolan", TODAY, first=D("2024-01-20"), last=D("2024-01-21"))

    where = {
        day: people(register, D(day)).rows[0].workplace
        for day in ("2024-01-19", "2024-01-20", "2024-01-21", "2024-01-22")
    }

    assert where == {
        "2024-01-19": "Solgården",
        "2024-01-20": "Björkskolan",
        "2024-01-21": "Björkskolan",
        "2024-01-22": None,
    }


@pytest.mark.parametrize(
    ("filters", "near"),
    [
        ({"cohort": "STEGG"}, "STEG"),
        ({"workplace": "Solgarden"}, "Solgården"),
        ({"municipality": "Skovde"}, "Skövde"),
        ({"municipality": "Lund"}, None),
        ({"step": "praktk"}, "praktik"),
    ],
)
def test_an_unknown_name_is_not_found(
    register: Register, filters: dict[str, Any], near: str | None
) -> None:
    with pytest.raises(NotFound) as caught:
        people(register, TODAY, **filters)
    assert caught.value.values["near"] == near


def planned(
    register: Register, who: str, day: date, ending: int | None = None
) -> list[date | None]:
    """Return the planned last day of one person as the list has it on a day, if it has them."""
    rows = people(register, day, ending=ending).rows
    return [row.planned_last_day for row in rows if row.reference == who]


def test_a_past_day_shows_the_period_as_it_was_planned_then(
    register: Register, on_step: OnStep
) -> None:
    who = on_step("serviceassistent", "Greta Grön", workplace="Solgården")
    extend(register, who, TODAY, months=6)
    before = D("2024-01-14")
    assert planned(register, who, before) == [D("2024-05-31")]
    assert planned(register, who, TODAY) == [D("2024-11-30")]
    assert planned(register, who, before, ending=5) == [D("2024-05-31")]
    assert planned(register, who, TODAY, ending=5) == []


def test_who_is_about_to_leave_as_registered_is_not_listed_as_ending(
    register: Register, on_step: OnStep
) -> None:
    who = on_step("serviceassistent", "Greta Grön", workplace="Solgården")
    leave(register, who, TODAY, to="employment", on=D("2024-02-01"))
    assert planned(register, who, TODAY - timedelta(1), ending=12) == [D("2024-05-31")]
    assert planned(register, who, TODAY, ending=12) == []
    assert planned(register, who, TODAY) == [D("2024-05-31")]
