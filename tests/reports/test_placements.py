"""Who is at each workplace, and how many places are free: by hand, and any lives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steg_cli.actions.surroundings import POST, WORKPLACE, Typed, add, edit
from steg_cli.output.envelope import report_json
from steg_cli.programme.errors import NotFound
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import NEW, Person, Placement
from steg_cli.programme.workplace import Workplace
from steg_cli.register.file import Register
from steg_cli.register.surroundings import workplaces
from steg_cli.reports.chosen import Chosen
from steg_cli.reports.nameless import nameless
from steg_cli.reports.placements import (
    AT_A_WORKPLACE,
    CLOSINGS,
    COUNTS,
    PLACEMENTS,
    Placed,
    PlacedOnStep,
    placements,
)
from steg_cli.reports.report import Report
from tests.reports.conftest import plan_on
from tests.reports.test_ends import enrolled, managed, people_at, saved, somebody, stay

if TYPE_CHECKING:
    from tests.conftest import Fresh
    from tests.reports.conftest import TellingDays

D = date.fromisoformat
TODAY = D("2024-01-15")
ALL = Chosen(include_protected=True)


@pytest.fixture
def places(register: Register) -> dict[str, Workplace]:
    """The three workplaces: two places at Björkskolan, three at Solgården, unknown elsewhere."""
    edit(register, WORKPLACE, "Björkskolan", {"places": 2}, TODAY)
    edit(register, WORKPLACE, "Solgården", {"places": 3}, TODAY)
    post: dict[str, Typed | None] = {
        "tasks": "dukning",
        "relieves": "lärare",
        "workplace": "Björkskolan",
        "places": 2,
    }
    add(register, POST, "Måltidsvärd", post, TODAY)
    return {place.name: place for place in workplaces(register)}


@pytest.fixture
def people(register: Register, places: dict[str, Workplace]) -> None:
    """Anna is at two workplaces, Bo's period is overdue; Cilla is protected; David left."""
    school, home = places["Björkskolan"], places["Solgården"]
    anna = enrolled(
        replace(stay("2023-06-01", "2024-05-31"), post="Måltidsvärd"),
        placements=(
            Placement(NEW, school, D("2023-06-01"), None, 50, "Sara Ek"),
            Placement(NEW, home, D("2023-09-01"), D("2024-02-10"), 25),
        ),
    )
    bo = enrolled(
        stay("2022-09-01", "2023-08-31"),
        placements=(Placement(NEW, school, D("2022-09-01")),),
        cohort="Pilot 2016",
    )
    cilla = enrolled(
        stay("2023-06-01", "2024-05-31"), placements=(Placement(NEW, school, D("2023-06-01")),)
    )
    david = enrolled(
        stay("2023-06-01", step="praktik", last="2024-01-14"),
        placements=(Placement(NEW, home, D("2023-06-01"), D("2024-01-14")),),
    )
    saved(
        register,
        somebody(anna),
        somebody(bo, name="Bo Björk"),
        somebody(cilla, name="Cilla Cedergren", protected=True),
        somebody(david, name="David Dal"),
    )


WOOD = Placed("Snickeriet", "Arbetsmarknad", "Skövde", None, 0, None)
SCHOOL = Placed("Björkskolan", "Barn och utbildning", "Skövde", 2, 2, 0)
HOME = Placed("Solgården", "Vård och omsorg", "Skövde", 3, 1, 2)
ANNA: dict[str, Any] = {
    "reference": "S-0001",
    "name": "Anna Andersson",
    "step": "serviceassistent",
    "payer": "AME",
    "post": "Måltidsvärd",
    "notice_by": D("2024-04-30"),
}
ANNA_AT_SCHOOL = replace(
    SCHOOL,
    **ANNA,
    first_day=D("2023-06-01"),
    last_day=D("2024-05-31"),
    percent=50,
    supervisor="Sara Ek",
)
ANNA_AT_HOME = replace(
    HOME, **ANNA, first_day=D("2023-09-01"), last_day=D("2024-02-10"), percent=25
)
BO = replace(
    SCHOOL,
    reference="S-0002",
    name="Bo Björk",
    step="serviceassistent",
    payer="AME",
    first_day=D("2022-09-01"),
    last_day=D("2023-08-31"),
    percent=100,
    notice_by=D("2023-07-31"),
)
CILLA = replace(
    SCHOOL,
    taken=3,
    reference="S-0003",
    name="Cilla Cedergren",
    step="serviceassistent",
    payer="AME",
    first_day=D("2023-06-01"),
    last_day=D("2024-05-31"),
    percent=100,
    notice_by=D("2024-04-30"),
    protected=True,
)


def test_everybody_stands_where_they_are_and_an_empty_workplace_too(
    register: Register, people: None
) -> None:
    report = placements(register, TODAY)
    assert report.rows == (WOOD, ANNA_AT_SCHOOL, BO, ANNA_AT_HOME)
    assert report.totals == {"people": 2, "places": 5, "free": 2, "protected": None}
    assert report.form == PLACEMENTS


@pytest.mark.parametrize(
    ("chosen", "people_", "at_school", "at_home"),
    [
        ({}, 2, 2, 1),  # Anna is at both
        ({"include_protected": True}, 3, 3, 1),
        ({"cohort": "Pilot 2016"}, 1, 1, 0),
        ({"workplace": "Solgården"}, 1, 0, 1),
    ],
)
def test_how_many_are_placed_by_step_and_sector(
    register: Register,
    people: None,
    chosen: dict[str, Any],
    people_: int,
    at_school: int,
    at_home: int,
) -> None:
    of = {"Arbetsmarknad": 0, "Barn och utbildning": at_school, "Vård och omsorg": at_home}
    rows = tuple(
        PlacedOnStep(step.code, people_, of)
        if step.code == "serviceassistent"
        else PlacedOnStep(step.code, 0, dict.fromkeys(of, 0))
        for step in DEFAULT_LADDER
    )
    report = placements(register, TODAY, chosen=Chosen(**chosen))
    assert report.counts == Report(COUNTS, TODAY, rows, {"people": people_, "sectors": of})


def test_a_protected_person_is_at_no_workplace_unless_asked_for(
    register: Register, people: None
) -> None:
    shown = [replace(row, taken=3) for row in (ANNA_AT_SCHOOL, BO)]
    report = placements(register, TODAY, chosen=ALL)
    assert report.rows == (WOOD, *shown, CILLA, ANNA_AT_HOME)
    assert report.totals == {"people": 3, "places": 5, "free": 2, "protected": None}


@pytest.mark.parametrize(
    ("chosen", "municipality", "told"),
    [
        ({}, "Hjo", 1),
        ({"cohort": "STEG"}, "Hjo", 1),
        ({"cohort": "Pilot 2016"}, "Hjo", 0),
        # It would tell where the person is, or may not be told beside the others.
        ({}, "Skövde", None),
        ({"municipality": "Skövde"}, "Hjo", None),
        ({"workplace": "Björkskolan"}, "Hjo", None),
        ({"include_protected": True}, "Hjo", None),
    ],
)
def test_how_many_protected_people_are_placed_is_told_if_that_tells_nobody_where(
    register: Register,
    people: None,
    chosen: dict[str, Any],
    municipality: str,
    told: int | None,
) -> None:
    edit(register, WORKPLACE, "Snickeriet", {"municipality": municipality}, TODAY)
    report = placements(register, TODAY, chosen=Chosen(**chosen))
    assert report.totals["protected"] == told
    assert report.form.closing == CLOSINGS[True, bool(told)]


@pytest.mark.parametrize(
    ("chosen", "rows"),
    [
        # Of the people chosen alone; how many are there is the whole workplace's.
        ({"cohort": "pilot 2016"}, (BO,)),
        ({"cohort": "STEG"}, (ANNA_AT_SCHOOL, ANNA_AT_HOME)),
        ({"sex": "man"}, ()),
        ({"municipality": "Skövde"}, (ANNA_AT_SCHOOL, BO, ANNA_AT_HOME)),
        ({"municipality": "Tibro"}, ()),
        ({"workplace": "solgården"}, (ANNA_AT_HOME,)),
        ({"workplace": "Snickeriet"}, (WOOD,)),
        ({"workplace": "Björkskolan", "cohort": "STEG"}, (ANNA_AT_SCHOOL,)),
    ],
)
def test_some_people_or_one_workplace_alone(
    register: Register, people: None, chosen: dict[str, Any], rows: tuple[Placed, ...]
) -> None:
    assert placements(register, TODAY, chosen=Chosen(**chosen)).rows == rows


def test_the_page_of_one_workplace_has_a_managers_columns(register: Register, people: None) -> None:
    report = placements(register, TODAY, chosen=Chosen(workplace="björkskolan"))
    assert report.totals == {
        "people": 2,
        "places": 2,
        "free": 0,
        "protected": None,
        "workplace": "Björkskolan",
    }
    assert (report.form.name, report.form.title) == ("placements", AT_A_WORKPLACE.title)
    assert report.form.mark
    assert [report.form.mark(row) for row in (WOOD, ANNA_AT_SCHOOL, ANNA_AT_HOME, BO)] == [
        *("", "", "soon", "now")
    ]
    empty = placements(register, TODAY, chosen=Chosen(workplace="Snickeriet"))
    assert empty.form.closing == CLOSINGS[False, False]
    assert (empty.totals["places"], empty.totals["free"]) == (None, None)


def test_without_names_a_workplace_is_named_nowhere(register: Register, people: None) -> None:
    """Nor do its places tell which one it is, nor the cases of whom it would be."""
    masked = nameless(placements(register, TODAY, chosen=Chosen(workplace="Björkskolan")))
    assert masked.form.title == PLACEMENTS.title
    assert masked.form.closing == ""
    assert masked.totals == {
        "people": 2,
        **dict.fromkeys(("places", "free", "protected", "workplace")),
    }
    assert "Björkskolan" not in report_json(masked)


def test_without_names_nobody_is_told_how_many_are_under_protection(
    register: Register, people: None
) -> None:
    edit(register, WORKPLACE, "Snickeriet", {"municipality": "Hjo"}, TODAY)
    report = placements(register, TODAY)
    masked = nameless(report)
    assert (report.totals["protected"], masked.totals["protected"]) == (1, None)
    assert masked.form.closing == CLOSINGS[True, False]


def test_a_closed_workplace_is_there_while_somebody_is(register: Register, people: None) -> None:
    # No command closes a workplace over somebody's head; another program can.
    register.execute(
        "UPDATE workplace SET open_until = ? WHERE name <> 'Björkskolan'", (str(TODAY),)
    )
    days = ("2024-01-15", "2024-01-16", "2024-02-10", "2024-02-11")
    assert {
        day: [row.workplace for row in placements(register, D(day)).rows][-1] for day in days
    } == dict(zip(days, ("Solgården", "Solgården", "Solgården", "Björkskolan"), strict=True))
    assert placements(register, D("2024-01-15")).rows[0] == WOOD
    assert placements(register, D("2024-01-16")).rows[0].workplace == "Björkskolan"


def test_an_end_that_is_registered_is_the_last_day_and_needs_no_notice(
    register: Register, places: dict[str, Workplace]
) -> None:
    ends = enrolled(
        stay("2023-06-01", "2024-05-31", "2024-02-29", closed="2024-01-15"),
        placements=(Placement(NEW, places["Solgården"], D("2023-06-01"), D("2024-02-29")),),
    )
    saved(register, somebody(ends))
    (day_before, day) = (
        placements(register, D(day), chosen=Chosen(workplace="Solgården")).rows[0]
        for day in ("2024-01-14", "2024-01-15")
    )
    assert (day_before.last_day, day_before.notice_by) == (D("2024-02-29"), D("2024-04-30"))
    assert (day.last_day, day.notice_by) == (D("2024-02-29"), None)


@pytest.mark.parametrize("chosen", [{"workplace": "Solgåren"}, {"cohort": "STEGG"}])
def test_what_is_not_in_the_register_is_refused(register: Register, chosen: dict[str, Any]) -> None:
    with pytest.raises(NotFound):
        placements(register, TODAY, chosen=Chosen(**chosen))


def slow_rows(
    people: Iterable[Person], places: Iterable[Workplace], day: date, *, unmasked: bool
) -> Iterator[tuple[object, ...]]:
    """Walk through the workplaces, and through everybody for each of them."""
    for place in sorted(places, key=lambda one: (one.sector.name, one.name)):
        here = [
            (person, enrolment, one)
            for person in people
            for enrolment in person.enrolments
            for one in sorted(enrolment.placements, key=lambda one: (one.first_day, one.id))
            if one.workplace.id == place.id
            and one.first_day <= day <= (one.last_day or date.max)
            and (unmasked or not person.participant.protected)
        ]
        taken = len({person.participant.id for person, _, _ in here})
        free = None if place.places is None else max(0, place.places - taken)
        for person, enrolment, one in here:
            ends, step = [one.last_day] if one.last_day else [], None
            for whole in enrolment.stays:
                if whole.first_day <= day <= (whole.last_day or date.max):
                    step = whole.step.code
                    is_closed = whole.closed_on is not None and whole.closed_on <= day
                    end = whole.last_day if is_closed else plan_on(whole, day)
                    ends += [end] if end else []
            until = min(ends) if ends else None
            yield (
                place.name,
                taken,
                free,
                person.participant.reference,
                step,
                one.first_day,
                until,
            )
        if not here:
            yield (place.name, 0, free, None, None, None, None)


@settings(max_examples=25, deadline=None)
@given(data=st.data(), free=st.sampled_from([None, 1, 2]))
def test_any_lives_stand_where_the_slow_model_finds_them(
    fresh: Fresh, telling_days: TellingDays, data: st.DataObject, free: int | None
) -> None:
    with fresh() as register:
        if free is not None:
            edit(register, WORKPLACE, "Solgården", {"places": free}, TODAY)
        people = saved(register, *data.draw(people_at(managed(register))))
        known = workplaces(register)
        for day in sorted(telling_days(people, 3))[data.draw(st.integers(0, 5)) :: 6]:
            for unmasked in (False, True):
                rows = placements(register, day, chosen=Chosen(include_protected=unmasked)).rows
                found = [
                    (
                        *(row.workplace, row.taken, row.free, row.reference, row.step),
                        *(row.first_day, row.last_day),
                    )
                    for row in rows
                ]
                assert found == list(slow_rows(people, known, day, unmasked=unmasked))
                assert all(row.name or not row.reference for row in rows)
                assert unmasked or not any(row.protected for row in rows)
