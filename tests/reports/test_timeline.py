"""Current and coming periods in groups: by hand, and any lives against a slow model."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steg_cli.programme.errors import Malformed, NotFound
from steg_cli.programme.people import NEW, Person, Placement, Residence
from steg_cli.register.file import Register
from steg_cli.reports.chosen import Chosen
from steg_cli.reports.timeline import Period, timeline
from tests.reports.conftest import months_later, plan_on
from tests.reports.test_ends import enrolled, managed, people_at, saved, somebody, stay

if TYPE_CHECKING:
    from tests.conftest import Fresh
    from tests.reports.conftest import TellingDays

D = date.fromisoformat
TODAY = D("2024-01-15")

ANNA = Period(
    *("STEG", "S-0001", "Anna Andersson", "serviceassistent"),
    *(D("2023-06-01"), D("2024-05-31"), "running"),
    protected=False,
)
BO = Period(
    *("Pilot 2016", "S-0002", "Bo Björk", "serviceassistent"),
    *(D("2022-09-01"), D("2023-08-31"), "overdue"),
    protected=False,
)
CILLA = Period(
    *("STEG", "S-0003", None, "praktik"),
    *(D("2023-11-01"), D("2024-04-15"), "ending"),
    protected=True,
)
DAVID_NOW = Period(
    *("STEG", "S-0004", "David Dal", "utbildningspraktik"),
    *(D("2023-11-01"), D("2024-02-29"), "ending"),
    protected=False,
)
DAVID_NEXT = replace(
    DAVID_NOW,
    step="serviceassistent",
    first_day=D("2024-03-01"),
    last_day=D("2025-02-28"),
    state="coming",
)


@pytest.fixture(autouse=True)
def people(register: Register) -> None:
    """Bo is overdue, Cilla protected; David's next period is registered; Eva's step has no end."""
    places = managed(register)
    at_both = (
        Placement(NEW, places["Solgården"], D("2023-06-01"), None, 50),
        Placement(NEW, places["Björkskolan"], D("2023-06-01"), None, 50),
    )
    later = (
        Placement(NEW, places["Björkskolan"], D("2023-11-01"), D("2024-02-29")),
        Placement(NEW, places["Solgården"], D("2024-03-01")),
    )
    secret = (Placement(NEW, places["Solgården"], D("2023-11-01")),)
    david = enrolled(
        stay(
            "2023-11-01", "2024-02-28", "2024-02-29", step="utbildningspraktik", closed="2024-01-10"
        ),
        stay("2024-03-01", "2025-02-28"),
        placements=later,
    )
    saved(
        register,
        somebody(enrolled(stay("2023-06-01", "2024-05-31"), placements=at_both)),
        somebody(enrolled(stay("2022-09-01", "2023-08-31"), cohort="Pilot 2016"), name="Bo Björk"),
        somebody(
            enrolled(stay("2023-11-01", "2024-04-15", step="praktik"), placements=secret),
            name="Cilla Cedergren",
            protected=True,
        ),
        somebody(
            replace(david, residences=(Residence(NEW, "Tibro", D("2024-01-01")),)), name="David Dal"
        ),
        somebody(enrolled(stay("2023-06-01", step="praktik")), name="Eva Ek"),
    )


def test_the_periods_of_each_cohort_stand_by_their_last_day(register: Register) -> None:
    report = timeline(register, TODAY)
    assert report.rows == (BO, DAVID_NOW, CILLA, ANNA, DAVID_NEXT)
    assert report.totals == {
        "periods": 5,
        "overdue": 1,
        "ending": 2,
        "running": 1,
        "coming": 1,
        "within": 12,
        "until": D("2025-01-15"),
        "near": 3,
    }


NOWHERE = replace(CILLA, group=None)


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        # Who is at two places stands under both; a protected person under none, behind the others.
        (
            "workplace",
            (
                replace(DAVID_NOW, group="Björkskolan"),
                replace(ANNA, group="Björkskolan"),
                replace(ANNA, group="Solgården"),
                replace(DAVID_NEXT, group="Solgården"),
                replace(BO, group=None),
                NOWHERE,
            ),
        ),
        (
            "municipality",
            (
                replace(BO, group="Skövde"),
                replace(ANNA, group="Skövde"),
                replace(DAVID_NOW, group="Tibro"),
                replace(DAVID_NEXT, group="Tibro"),
                NOWHERE,
            ),
        ),
    ],
)
def test_periods_are_grouped_by_place(
    register: Register, by: str, rows: tuple[Period, ...]
) -> None:
    report = timeline(register, TODAY, by=by)
    assert report.rows == rows
    assert report.totals["periods"] == 5


def test_a_protected_person_is_shown_in_their_place_if_asked_for(register: Register) -> None:
    for by, group in (("workplace", "Solgården"), ("municipality", "Skövde"), ("cohort", "STEG")):
        rows = timeline(register, TODAY, by=by, chosen=Chosen(include_protected=True)).rows
        assert replace(CILLA, group=group, name="Cilla Cedergren") in rows


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        ({"within": 1}, (BO, DAVID_NOW, CILLA, ANNA)),
        ({"within": 2}, (BO, DAVID_NOW, CILLA, ANNA, DAVID_NEXT)),
        ({"chosen": Chosen(cohort="pilot 2016")}, (BO,)),
        # Neither shown nor counted: it would tell where somebody is.
        ({"chosen": Chosen(municipality="Skövde")}, (BO, ANNA)),
        ({"chosen": Chosen(workplace="Solgården")}, (ANNA,)),
        ({"chosen": Chosen(sex="man")}, ()),
    ],
)
def test_some_periods_alone(
    register: Register, options: dict[str, Any], rows: tuple[Period, ...]
) -> None:
    report = timeline(register, TODAY, **options)
    assert (report.rows, report.totals["periods"]) == (rows, len(rows))


@pytest.mark.parametrize(
    ("day", "last_day", "state"),
    [
        ("2023-10-31", "2024-02-28", "coming"),
        ("2023-11-01", "2024-02-28", "running"),
        ("2023-11-28", "2024-02-28", "ending"),
        ("2024-01-09", "2024-02-28", "ending"),
        ("2024-01-10", "2024-02-29", "ending"),  # its end was registered
        ("2024-02-29", "2024-02-29", "ending"),
        ("2024-03-01", None, None),
    ],
)
def test_a_period_is_as_it_was_known_on_the_day(
    register: Register, day: str, last_day: str | None, state: str | None
) -> None:
    rows = timeline(register, D(day)).rows
    found = [row for row in rows if row.step == "utbildningspraktik"]
    assert [(f"{row.last_day}", row.state) for row in found] == (
        [(last_day, state)] if last_day else []
    )


def test_the_command_that_shows_all_has_every_option(register: Register) -> None:
    chosen = Chosen("Pilot 2016", "Tibro", "Solgården", "woman", include_protected=True)
    form = timeline(register, TODAY, chosen=chosen, within=6, by="workplace").form
    assert form.rest
    assert form.rest(ANNA) == (
        "steg report timeline --as-of 2024-01-15 --by workplace --within 6 "
        '--cohort "Pilot 2016" --municipality Tibro --workplace Solgården --sex woman '
        "--include-protected --format plain"
    )
    usual = timeline(register, TODAY).form
    assert usual.rest
    assert usual.rest(ANNA) == "steg report timeline --as-of 2024-01-15 --format plain"


def test_what_is_not_there_is_refused(register: Register) -> None:
    with pytest.raises(Malformed) as refused:
        timeline(register, TODAY, by="month")
    assert refused.value.values["text"] == "month"
    with pytest.raises(NotFound):
        timeline(register, TODAY, chosen=Chosen(workplace="Solgåren"))


def slow_periods(people: Iterable[Person], day: date, within: int) -> set[tuple[object, ...]]:
    """Walk through everybody's stays: each that goes on or begins, and where they are then."""
    found: set[tuple[object, ...]] = set()
    for person in people:
        for enrolment in person.enrolments:
            for one in enrolment.stays:
                is_closed = one.closed_on is not None and one.closed_on <= day
                last = one.last_day if is_closed else plan_on(one, day)
                goes_on = one.last_day is None or one.last_day >= day
                if last is None or not goes_on or one.first_day > months_later(day, within)[0]:
                    continue
                state = "ending" if last <= months_later(day, 3)[0] else "running"
                state = "overdue" if last < day else state
                state = "coming" if one.first_day > day else state
                then = max(day, one.first_day)
                at: set[str | None] = {
                    place.workplace.name
                    for place in enrolment.placements
                    if place.first_day <= then <= (place.last_day or date.max)
                }
                case = person.participant
                groups = {None} if case.protected else at or {None}
                found |= {
                    (group, case.reference, one.step.code, one.first_day, last, state)
                    for group in groups
                }
    return found


@settings(max_examples=25, deadline=None)
@given(data=st.data(), within=st.sampled_from([0, 1, 12]))
def test_any_lives_have_the_periods_that_the_slow_model_finds(
    fresh: Fresh, telling_days: TellingDays, data: st.DataObject, within: int
) -> None:
    with fresh() as register:
        people = saved(register, *data.draw(people_at(managed(register))))
        for day in sorted(telling_days(people, 3))[data.draw(st.integers(0, 5)) :: 6]:
            report = timeline(register, day, within=within, by="workplace")
            rows = [
                (row.group, row.reference, row.step, row.first_day, row.last_day, row.state)
                for row in report.rows
            ]
            assert len(set(rows)) == len(rows)
            assert set(rows) == slow_periods(people, day, within)
            assert [row.name is None for row in report.rows] == [
                row.protected for row in report.rows
            ]
