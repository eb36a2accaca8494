"""Workplaces and cohorts that close and open again, and what is taken away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.amend import amend
from steg_cli.actions.closing import close, open_again, remove
from steg_cli.actions.convert import convert_people
from steg_cli.actions.move import move
from steg_cli.actions.municipalities import edit_municipality
from steg_cli.actions.place import place
from steg_cli.actions.results import Done
from steg_cli.actions.surroundings import (
    COHORT,
    CONTACT,
    MUNICIPALITY,
    POST,
    PROJECT,
    SECTOR,
    WORKPLACE,
    Surrounding,
    add,
)
from steg_cli.actions.undo import reverse_last
from steg_cli.programme.checks import check_person
from steg_cli.programme.errors import NotFound
from steg_cli.register.file import Register
from steg_cli.register.people import load_person
from steg_cli.register.surroundings import find_cohort, find_workplace, ladder_of

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import Do, Dump, EnrolSomebody, OnStep

D = date.fromisoformat
TODAY = date(2024, 1, 15)
NEEDED: dict[str, dict[str, Any]] = {
    "workplace": {"sector": "Vård och omsorg", "municipality": "Skövde"},
    "post": {"tasks": "disk", "relieves": "kockar", "workplace": "Solgården", "places": 2},
    "contact": {"role": "enhetschef", "organisation": "Vård och omsorg"},
}


@pytest.mark.parametrize(
    ("kind", "name", "found"),
    [(WORKPLACE, "Solgården", find_workplace), (COHORT, "STEG", find_cohort)],
)
def test_it_closes_today_or_on_a_day_and_is_opened_again(
    register: Register, do: Do, kind: Surrounding[Any], name: str, found: Callable[..., Any]
) -> None:
    was = found(register, name)
    for on, last in ((None, TODAY), (D("2024-06-30"), D("2024-06-30"))):
        done = do(close, kind, name.lower(), TODAY, on=on)
        assert (done.command, done.result) == (f"{kind.table} close", found(register, name))
        assert done.result.open_until == last
    assert do(close, kind, name, TODAY, on=D("2024-06-30")).change is None  # it is so already
    done = do(open_again, kind, name, TODAY)
    assert (done.command, done.result) == (f"{kind.table} open", was)
    assert do(open_again, kind, name, TODAY).change is None


def test_nobody_is_placed_after_the_last_day(
    register: Register, do: Do, refuses: Refuses, on_step: OnStep
) -> None:
    who = on_step("praktik", workplace="Björkskolan")
    do(close, WORKPLACE, "Solgården", TODAY, on=D("2024-01-31"))
    told = (
        "The last day at Solgården is 2024-01-31: nobody can be placed there on 2024-02-01.",
        "steg workplace list shows those that are open. If this one is after all: "
        'steg workplace open "Solgården"',
    )
    on = D("2024-02-01")

    assert refuses(place, who, "Solgården", TODAY, first=on) == told
    assert (
        refuses(
            advance, who, TODAY, to="serviceassistent", on=on, workplace="Solgården", exception="x"
        )
        == told
    )
    do(place, who, "Solgården", TODAY, first=D("2024-01-31"), last=D("2024-01-31"))
    do(open_again, WORKPLACE, "Solgården", TODAY)
    do(place, who, "Solgården", TODAY, first=on)


def test_nobody_is_converted_at_a_workplace_that_has_closed(
    do: Do, refuses: Refuses, on_step: OnStep
) -> None:
    who = on_step("serviceassistent", workplace="Björkskolan")
    do(close, WORKPLACE, "Solgården", TODAY, on=D("2024-01-31"))
    kept = refuses(convert_people, [who], TODAY, on=D("2024-02-01"), workplace="Solgården")
    assert "The last day at Solgården is 2024-01-31" in kept[0]


def test_nobody_is_placed_beyond_the_last_day(do: Do, refuses: Refuses, on_step: OnStep) -> None:
    """Whichever command it is by: closing refuses the same."""
    who = on_step("praktik", workplace="Solgården")
    do(place, who, "Björkskolan", TODAY, first=D("2024-01-10"))
    trained = on_step("utbildningspraktik", workplace="Björkskolan")
    service = on_step("serviceassistent", workplace="Björkskolan")
    do(close, WORKPLACE, "Solgården", TODAY, on=D("2024-01-31"))
    days: dict[str, Any] = {"first": D("2024-01-20")}
    told = (
        "The last day at Solgården is 2024-01-31: nobody can be placed there after it.",
        "A placement there can end on 2024-01-31 at the latest (steg place … --until). If the "
        'workplace is open after all: steg workplace open "Solgården"',
    )

    assert refuses(place, who, "Solgården", TODAY, **days) == told
    assert refuses(place, who, "Solgården", TODAY, **days, last=D("2024-02-01")) == told
    assert refuses(amend, who, "placement.1.last-day", "2024-02-01", TODAY) == told
    assert refuses(amend, trained, "placement.1.workplace", "Solgården", TODAY) == told
    assert refuses(advance, trained, TODAY, workplace="Solgården") == told
    assert told[0] in refuses(convert_people, [service], TODAY, workplace="Solgården")[0]

    do(place, who, "Solgården", TODAY, **days, last=D("2024-01-31"))


def test_a_step_that_begins_after_the_last_day_ends_the_placement(
    do: Do, on_step: OnStep, outside: Callable[..., Any]
) -> None:
    who = on_step("praktik", workplace="Solgården")
    outside().execute("UPDATE workplace SET open_until = '2024-01-31' WHERE name = 'Solgården'")
    done = do(advance, who, TODAY, on=D("2024-03-01"))
    assert done.result.workplace is None


def test_a_placement_that_begins_after_the_last_day_is_one_problem(
    register: Register, on_step: OnStep, outside: Callable[..., Any]
) -> None:
    on_step("praktik", workplace="Solgården")
    outside().execute("UPDATE workplace SET open_until = '2022-01-31' WHERE name = 'Solgården'")
    person = load_person(register, 1)
    (place,) = person.enrolments[-1].placements
    assert [str(one.error) for one in check_person(person, ladder_of(register))] == [
        f"The last day at Solgården is 2022-01-31: nobody can be placed there on {place.first_day}."
    ]


def test_nobody_is_enrolled_after_the_last_day(
    register: Register, do: Do, refuses: Refuses, enrol_somebody: EnrolSomebody, dump: Any
) -> None:
    do(close, COHORT, "Pilot 2016", TODAY, on=D("2023-12-31"))
    told = (
        "The last day to enrol in Pilot 2016 is 2023-12-31: nobody can begin on 2024-01-15.",
        "steg cohort list shows those that are open. If this one is after all: "
        'steg cohort open "Pilot 2016"',
    )
    with pytest.raises(Exception, match="The last day to enrol in Pilot 2016 is 2023-12-31"):
        enrol_somebody(cohort="Pilot 2016")
    assert enrol_somebody(cohort="Pilot 2016", on=D("2023-12-31")) == "S-0001"
    enrol_somebody()
    assert refuses(amend, "S-0002", "cohort", "Pilot 2016", TODAY) == told
    assert refuses(amend, "S-0001", "first-day", "2024-01-15", TODAY) == told


def test_closing_is_refused_with_those_who_are_placed_after_the_day(
    register: Register, do: Do, refuses: Refuses, on_step: OnStep
) -> None:
    on_step("praktik", "Bo Björk", workplace="Solgården")
    on_step("praktik", "Siv Skyddad", workplace="Solgården", protected=True)
    on_step("praktik", "Li Alm", workplace="Solgården")
    do(place, "S-0003", "Björkskolan", TODAY, first=D("2024-02-01"))

    assert refuses(close, WORKPLACE, "Solgården", TODAY, on=D("2024-01-30")) == (
        "2 people are placed at Solgården after 2024-01-30: S-0001 Bo Björk, S-0003 Li Alm.",
        "Move them first, each with: steg place S-0001 WORKPLACE --from 2024-01-31",
    )
    assert refuses(close, WORKPLACE, "Solgården", TODAY, on=D("2024-01-31"))[0] == (
        "1 person is placed at Solgården after 2024-01-31: S-0001 Bo Björk."
    )
    do(place, "S-0001", "Björkskolan", TODAY)
    assert refuses(close, WORKPLACE, "Solgården", TODAY, on=D("2024-01-31")) == (
        "Whether this can be done could tell where somebody with a protected identity is.",
        "To do it all the same, add --include-protected.",
    )
    asked: dict[str, Any] = {"on": D("2024-01-31"), "include_protected": True}
    assert refuses(close, WORKPLACE, "Solgården", TODAY, **asked) == (
        "Solgården cannot close on 2024-01-31: it is in use after that, as is not shown here.",
        'steg list --workplace "Solgården" --include-protected shows who it is. Then: '
        "steg place CASE WORKPLACE --from 2024-02-01",
    )
    do(place, "S-0002", "Björkskolan", TODAY)
    do(close, WORKPLACE, "Solgården", TODAY, **asked)


def test_closing_a_cohort_is_refused_with_those_who_were_enrolled_after_the_day(
    do: Do, refuses: Refuses, enrol_somebody: EnrolSomebody
) -> None:
    for number in range(10):
        enrol_somebody(f"Bo {'abcdefghij'[number]}", protected=number == 1)
    assert refuses(close, COHORT, "STEG", TODAY, on=D("2024-01-14")) == (
        "10 people are enrolled in STEG after 2024-01-14: S-0001 Bo a, S-0002, S-0003 Bo c, "
        "S-0004 Bo d, S-0005 Bo e, S-0006 Bo f, S-0007 Bo g, S-0008 Bo h ….",
        "Give that day or a later one, or another cohort to each of them: "
        "steg amend S-0001 cohort COHORT",
    )
    do(close, COHORT, "STEG", TODAY)


# Taken away


@pytest.mark.parametrize(
    "kind",
    [COHORT, SECTOR, PROJECT, WORKPLACE, POST, CONTACT, MUNICIPALITY],
    ids=lambda kind: kind.table,
)
def test_what_was_never_used_is_taken_away_and_brought_back(
    register: Register, do: Do, dump: Callable[[], Dump], kind: Surrounding[Any]
) -> None:
    do(add, kind, "Nytt", NEEDED.get(kind.table, {}), TODAY)
    if kind is MUNICIPALITY:
        edit_municipality(register, "Nytt", TODAY, plan=("STEG", 3))
    before, thing = dump(), kind.find(register, "Nytt")

    done = do(remove, kind, "nytt", TODAY)

    assert done == Done(f"{kind.table} remove", done.change, thing)
    with pytest.raises(NotFound):
        kind.find(register, "Nytt")
    reverse_last(register, "undo", TODAY)
    logged = ("change", "log_row", "sqlite_sequence")
    assert {k: v for k, v in dump().items() if k not in logged} == {
        k: v for k, v in before.items() if k not in logged
    }


@pytest.mark.parametrize(
    ("kind", "name", "used", "way_out"),
    [
        (COHORT, "STEG", "enrolments", 'To offer it no more: steg cohort close "STEG"'),
        (
            WORKPLACE,
            "Solgården",
            "placements, posts",
            'To offer it no more: steg workplace close "Solgården"',
        ),
        (SECTOR, "Vård och omsorg", "workplaces", "Change these first."),
        (PROJECT, "STEG", "cohorts, contacts, plans of municipalities", "Change these first."),
        (POST, "Köksvärd", "steps", "Change these first."),
        (
            MUNICIPALITY,
            "Skövde",
            "enrolments, workplaces",
            'To put it into another one: steg municipality merge "Skövde" --into NAME',
        ),
        (
            MUNICIPALITY,
            "Tibro",
            "moves",
            'To put it into another one: steg municipality merge "Tibro" --into NAME',
        ),
    ],
    ids=lambda one: getattr(one, "table", None),
)
def test_what_is_used_stays(
    register: Register,
    do: Do,
    refuses: Refuses,
    on_step: OnStep,
    kind: Surrounding[Any],
    name: str,
    used: str,
    way_out: str,
) -> None:
    do(add, POST, "Köksvärd", NEEDED["post"], TODAY)
    do(add, CONTACT, "Mia", NEEDED["contact"] | {"project": "STEG"}, TODAY)
    edit_municipality(register, "Skövde", TODAY, plan=("STEG", 3))
    who = on_step("serviceassistent", workplace="Solgården")
    amend(register, who, "stay.2.post", "Köksvärd", TODAY)
    move(register, who, "Tibro", TODAY, on=TODAY)

    assert refuses(remove, kind, name, TODAY) == (
        f"{name} is in use: there are {used} with it.",
        way_out,
    )
