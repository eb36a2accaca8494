"""The list of people: who is where, on which step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.extend import extend
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.programme.errors import NotFound
from steg_cli.programme.people import NEW, Deadline, Person, Placement, Thing
from steg_cli.register.file import Register
from steg_cli.register.people import load_person
from steg_cli.register.saving import save_person
from steg_cli.register.surroundings import find_workplace
from steg_cli.reports.people import (
    ENDS,
    PEOPLE,
    ListedEnd,
    ListedPerson,
    people,
    people_by_end,
    still_to_begin,
)
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


def put(register: Register, person: Person, old: Thing, *new: Thing) -> None:
    """Save a person with something in the place of something else."""
    with register.change("test", TODAY):
        save_person(register, person, person.with_(old, *new))


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
        ({"workplace": "Solgården"}, (ANNA,)),
        ({"workplace": "solgården", "include_protected": True}, (ANNA, CILLA_SHOWN)),
        ({"workplace": "Snickeriet"}, ()),
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


def test_who_is_still_to_begin_is_told_by_case_and_day_and_nobody_protected_by_where_they_live(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody("Gun Gran", municipality="Töreboda", on=D("2024-02-01"), protected=True)
    eva, gun = ("S-0005", D("2024-01-16")), ("S-0007", D("2024-02-01"))
    told = partial(still_to_begin, register)
    assert told(TODAY) == (eva, gun)
    assert told(D("2024-01-16"), cohort="STEG") == (gun,)
    assert told(TODAY, cohort="Pilot 2016") == ()
    assert told(TODAY, municipality="Skövde") == (eva,)
    assert told(TODAY, municipality="Töreboda") == ()
    assert told(TODAY, municipality="Töreboda", include_protected=True) == (gun,)


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

    place(register, "S-0001", "Björkskolan", TODAY, first=D("2024-02-01"), last=D("2024-02-29"))

    where = {
        day: people(register, D(day)).rows[0].workplace
        for day in ("2024-01-19", "2024-01-20", "2024-01-21", "2024-01-22", "2024-02-01")
    }

    assert where == {
        "2024-01-19": "Solgården",
        "2024-01-20": "Björkskolan",
        "2024-01-21": "Björkskolan",
        "2024-01-22": "Solgården",
        "2024-02-01": "Björkskolan",
    }


def test_who_is_at_two_workplaces_at_once_is_one_person_found_at_either(
    register: Register,
) -> None:
    place(register, "S-0001", "Solgården", TODAY, percent=50)
    place(register, "S-0001", "Björkskolan", TODAY, first=D("2024-01-16"), beside=True)
    place(register, "S-0003", "Björkskolan", TODAY, first=D("2024-01-16"), percent=50)
    place(register, "S-0003", "Solgården", TODAY, first=D("2024-01-16"), beside=True)
    day = D("2024-01-16")
    both = replace(ANNA, workplace="Solgården, Björkskolan")

    listed = people(register, day)
    assert listed.rows[0] == both
    assert listed.totals == {"people": len(listed.rows)}
    assert [row.reference for row in listed.rows] == sorted({row.reference for row in listed.rows})
    for name, others in (("Solgården", ()), ("Björkskolan", (BO,))):
        assert people(register, day, workplace=name).rows == (both, *others)
    assert people(register, day, workplace="Snickeriet").rows == ()
    (cilla,) = (
        row
        for row in people(register, day, workplace="Solgården", include_protected=True).rows
        if row.protected
    )
    assert cilla == replace(CILLA_SHOWN, workplace="Björkskolan, Solgården")


@pytest.mark.parametrize(
    ("filters", "near"),
    [
        ({"cohort": "STEGG"}, "STEG"),
        ({"workplace": "Solgårdn"}, "Solgården"),
        ({"municipality": "Skövda"}, "Skövde"),
        ({"municipality": "Lund"}, None),
        ({"step": "praktk"}, "praktik"),
    ],
)
def test_an_unknown_name_is_not_found(
    register: Register, filters: dict[str, Any], near: str | None
) -> None:
    with pytest.raises(NotFound) as caught:
        people(register, TODAY, **filters)
    found = caught.value.values["near"]
    assert (None if found is None else str(found)) == near


def test_a_past_day_shows_the_period_as_it_was_planned_then(
    register: Register, on_step: OnStep
) -> None:
    who = on_step("serviceassistent", "Greta Grön", workplace="Solgården")
    extend(register, who, TODAY, months=6)
    before = D("2024-01-14")
    assert people(register, before).rows[-1].planned_last_day == D("2024-05-31")
    assert people(register, TODAY).rows[-1].planned_last_day == D("2024-11-30")


def test_somebody_at_two_workplaces_is_listed_once_with_both(register: Register) -> None:
    anna = load_person(register, 1)
    (now,) = anna.placements
    beside = Placement(NEW, find_workplace(register, "Björkskolan"), D("2024-01-01"), None, 50)
    put(register, anna, now, now, beside)

    both = replace(ANNA, workplace="Solgården, Björkskolan")
    assert people(register, TODAY) == Report(PEOPLE, TODAY, (both, BO, CILLA, FRANS), {"people": 4})
    assert people(register, TODAY, workplace="Solgården").rows == (both,)
    assert people(register, TODAY, workplace="Björkskolan").rows == (both, BO)


# Of whom something ends


ANNAS, BOS = (
    ListedEnd(**vars(ANNA), what="period"),
    ListedEnd(**vars(replace(BO, planned_last_day=D("2024-02-29"))), what="step"),
)
CILLAS, DAVIDS = (
    ListedEnd(**vars(CILLA), what="period"),
    ListedEnd(
        **vars(replace(DAVID, planned_last_day=D("2024-02-14"), municipality="Skövde")),
        what="follow-up",
    ),
)
CILLAS_SHOWN = ListedEnd(**vars(CILLA_SHOWN), what="period")


@pytest.fixture
def half_a_year_ago(register: Register) -> None:
    """Bo's work placement is planned to end, and David left half a year ago."""
    bo, david = load_person(register, 2), load_person(register, 4)
    praktik, was_on = bo.stays[-1], david.stays[-1]
    put(register, bo, praktik, replace(praktik, planned_last_day=D("2024-02-29")))
    ended = replace(was_on, last_day=D("2023-08-14"))
    left = replace(david.enrolments[0], last_day=ended.last_day, stays=(*david.stays[:-1], ended))
    put(register, david, david.enrolments[0], left)


@pytest.mark.usefixtures("half_a_year_ago")
@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        # Anna's ends on 2024-05-31, Bo's on 2024-02-29; Cilla's is overdue; David has left.
        ({"within": 0}, (CILLAS, DAVIDS)),
        ({"within": 2}, (CILLAS, DAVIDS, BOS)),
        ({"within": 4}, (CILLAS, DAVIDS, BOS)),
        ({"within": 5}, (CILLAS, DAVIDS, BOS, ANNAS)),
        ({"within": 5, "what": ["step"]}, (BOS,)),
        ({"within": 5, "what": ["step", "follow-up"]}, (DAVIDS, BOS)),
        ({"within": 5, "what": ["support"]}, ()),
        ({"within": 5, "step": "praktik"}, (BOS,)),
        ({"within": 5, "step": "serviceassistent"}, (CILLAS, ANNAS)),
        ({"within": 5, "cohort": "Pilot 2016"}, ()),
        ({"within": 5, "cohort": "steg"}, (CILLAS, DAVIDS, BOS, ANNAS)),
        # A list by workplace or municipality would tell where somebody protected is.
        ({"within": 5, "workplace": "solgården"}, (ANNAS,)),
        ({"within": 5, "workplace": "Solgården", "include_protected": True}, (CILLAS_SHOWN, ANNAS)),
        ({"within": 5, "municipality": "skövde"}, (DAVIDS, BOS, ANNAS)),
        ({"within": 5, "municipality": "Töreboda"}, ()),
        ({"within": 0, "include_protected": True}, (CILLAS_SHOWN, DAVIDS)),
    ],
)
def test_those_of_whom_something_ends_are_listed_by_its_day(
    register: Register, filters: dict[str, Any], expected: tuple[ListedEnd, ...]
) -> None:
    assert people_by_end(register, TODAY, **filters) == Report(
        ENDS, TODAY, expected, {"ends": len(expected)}
    )


def test_somebody_is_listed_once_for_each_end(register: Register) -> None:
    anna = load_person(register, 1)
    (enrolment,) = anna.enrolments
    deadline = Deadline(NEW, "samtal", D("2024-01-31"), 1)
    with register.change("test", TODAY):
        save_person(
            register, anna, anna.with_(enrolment, replace(enrolment, deadlines=(deadline,)))
        )

    rows = people_by_end(register, TODAY, within=5, step="serviceassistent").rows

    of_deadline = replace(ANNAS, what="deadline", since=None, planned_last_day=deadline.day)
    assert rows == (CILLAS, of_deadline, ANNAS)


@pytest.mark.parametrize(
    "filters",
    [{name: "Nowhere"} for name in ("cohort", "workplace", "municipality", "step")],
)
def test_an_unknown_name_of_those_of_whom_something_ends_is_not_found(
    register: Register, filters: dict[str, Any]
) -> None:
    with pytest.raises(NotFound):
        people_by_end(register, TODAY, within=3, **filters)
