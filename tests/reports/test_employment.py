"""How long somebody has been employed: by hand for a small register, day by day for any lives."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steg_cli.programme.errors import NotFound
from steg_cli.programme.identity import Identity
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import NEW, Enrolment, Participant, Person, Placement, Stay
from steg_cli.programme.workplace import Workplace
from steg_cli.register.file import Register
from steg_cli.register.saving import save_person
from steg_cli.register.surroundings import workplaces
from steg_cli.reports.chosen import Chosen
from steg_cli.reports.employment import Employment, employment

if TYPE_CHECKING:
    from tests.conftest import Fresh

D = date.fromisoformat
DAY = timedelta(days=1)
TODAY = D("2024-05-10")


def stay(
    step: str, first: str, last: str | None = None, plan: str | None = None, agreement: str = ""
) -> Stay:
    end = D(last) if last else None
    return Stay(
        NEW,
        DEFAULT_LADDER.step(step),
        D(first),
        D(plan) if plan else None,
        end,
        end,
        agreement or DEFAULT_LADDER.step(step).agreement,
    )


def somebody(number: int, *stays: Stay, protected: bool = False, **about: object) -> Person:
    last = stays[-1].last_day
    enrolment = Enrolment(
        *(NEW, "STEG", "Skövde", stays[0].first_day, last, "other" if last else None), stays=stays
    )
    identity = Identity("other", f"LMA {number}", "woman", (D("1980-01-01"), D("1980-12-31")))
    who = Participant(NEW, identity, f"Nr {number}", protected)
    return Person(who, (replace(enrolment, **about),))  # type: ignore[arg-type]


def saved(register: Register, *people: Person) -> dict[str, Workplace]:
    with register.change("test", TODAY):
        for one in people:
            save_person(register, None, one)
    return {one.name: one for one in workplaces(register)}


# One year with the labour market unit, then the sector's: the same employer.
BOTH = (
    stay("praktik", "2022-05-01", "2022-05-10"),
    stay("serviceassistent", "2022-05-11", "2023-05-10", plan="2023-05-10"),
    stay("enhetsassistent", "2023-05-11"),
)
FIRST = Employment(
    reference="S-0001",
    name="Nr 1",
    employer="Skövde",
    agreement="AB",
    first_day=D("2022-05-11"),
    last_day=None,
    days_in_3_years=731,
    months_in_3_years=24,
    days_in_5_years=731,
    months_in_5_years=24,
    fixed_term_days=None,
    twelve_months_passed=None,
    protected=False,
)


def test_every_paid_step_is_with_the_same_employer(register: Register) -> None:
    saved(register, somebody(1, *BOTH))
    report = employment(register, TODAY, who="1")
    assert (report.rows, report.totals) == ((FIRST,), {"people": 1})
    # On its last day a period that goes on is one of its own; the sector's is still to come.
    assert employment(register, D("2023-05-10"), everybody=True).rows == (
        replace(
            FIRST,
            agreement="BEA",
            last_day=D("2023-05-10"),
            days_in_3_years=365,
            months_in_3_years=12,
            days_in_5_years=365,
            months_in_5_years=12,
        ),
    )
    assert employment(register, D("2022-05-10"), who="1").rows == ()


@pytest.mark.parametrize(
    ("period", "last_day", "days", "passed"),
    [
        # It would be passed if it goes on, also after its planned end.
        (
            stay("enhetsassistent", "2024-01-01", plan="2024-06-30"),
            "2024-06-30",
            131,
            "2024-12-31",
        ),
        (
            stay("serviceassistent", "2023-01-01", plan="2023-12-31", agreement="AB"),
            "2023-12-31",
            496,
            "2024-01-01",
        ),
        (
            stay("enhetsassistent", "2024-01-01", "2024-05-09", plan="2024-06-30"),
            "2024-05-09",
            130,
            None,
        ),
        # An end that is registered already: nothing goes on after it.
        (
            replace(
                stay("enhetsassistent", "2024-01-01", "2024-05-20", plan="2024-06-30"),
                closed_on=D("2024-05-10"),
            ),
            "2024-05-20",
            131,
            None,
        ),
        (
            replace(
                stay("enhetsassistent", "2024-01-01", "2024-05-20", plan="2024-06-30"),
                closed_on=D("2024-05-11"),
            ),
            "2024-06-30",
            131,
            "2024-12-31",
        ),
    ],
)
def test_fixed_term_days_of_the_agreement_ab(
    register: Register, period: Stay, last_day: str, days: int, passed: str | None
) -> None:
    saved(register, somebody(1, period))
    (row,) = employment(register, TODAY, who="1").rows
    assert (row.last_day, row.fixed_term_days, row.twelve_months_passed) == (
        D(last_day),
        days,
        passed and D(passed),
    )


def test_two_municipalities_are_two_employers_and_a_protected_person_s_are_one_untold(
    register: Register,
) -> None:
    places = saved(register)
    here = places["Solgården"]
    register.execute("UPDATE workplace SET municipality = 'Tibro' WHERE name = 'Björkskolan'")
    there = {one.name: one for one in workplaces(register)}["Björkskolan"]
    way = (stay("serviceassistent", "2023-01-01", plan="2024-12-31"),)
    placed = (
        Placement(NEW, here, D("2023-01-01"), D("2023-12-31")),
        Placement(NEW, there, D("2024-01-11")),
    )
    saved(
        register,
        somebody(1, *way, placements=placed),
        somebody(2, *way, placements=placed, protected=True),
    )

    def told(**chosen: object) -> list[tuple[str, str | None, str | None, date, int]]:
        asked = Chosen(**chosen)  # type: ignore[arg-type]
        return [
            (row.reference, row.name, row.employer, row.first_day, row.days_in_5_years)
            for row in employment(register, TODAY, everybody=True, chosen=asked).rows
        ]

    first, second = (D("2023-01-01"), 375), (D("2024-01-11"), 121)
    nr_1 = [("S-0001", "Nr 1", "Skövde", *first), ("S-0001", "Nr 1", "Tibro", *second)]
    assert told() == [*nr_1, ("S-0002", None, None, D("2023-01-01"), 375 + 121)]
    assert told(municipality="Skövde") == nr_1
    assert told(include_protected=True)[2:] == [
        ("S-0002", "Nr 2", "Skövde", *first),
        ("S-0002", "Nr 2", "Tibro", *second),
    ]


def test_nobody_else_is_found(register: Register) -> None:
    saved(register, somebody(1, *BOTH))
    assert (
        employment(register, TODAY, who="nr").rows == employment(register, TODAY).rows == (FIRST,)
    )
    with pytest.raises(NotFound):
        employment(register, TODAY, who="99")


def test_of_everybody_those_of_the_last_five_years_are_told(register: Register) -> None:
    saved(register, somebody(1, stay("serviceassistent", "2016-01-01", "2016-12-31", "2016-12-31")))
    assert employment(register, TODAY, everybody=True).rows == ()
    (row,) = employment(register, TODAY, who="1").rows
    assert (row.first_day, row.last_day, row.days_in_5_years) == (
        D("2016-01-01"),
        D("2016-12-31"),
        0,
    )


# Any lives, counted day by day.

PAID = ("serviceassistent", "enhetsassistent", "underskoterska")
STEPS = st.sampled_from([*PAID, "serviceassistent", "praktik"])
LENGTHS = st.sampled_from([1, 10, 31, 100, 180, 365, 366, 700])


@st.composite
def lives(draw: st.DrawFn, number: int, places: dict[str, Workplace]) -> Person:
    first = D("2019-01-31") + timedelta(draw(st.sampled_from([0, 28, 500, 1200])))
    begins, stays = first, []
    leaves, count = draw(st.booleans()), draw(st.integers(1, 4))
    for place in range(count):
        last = begins + timedelta(draw(LENGTHS) - 1)
        is_closed = leaves or place < count - 1
        step = DEFAULT_LADDER.step(draw(STEPS))
        stays.append(
            Stay(
                NEW,
                step,
                begins,
                last if step.limit or draw(st.booleans()) else None,
                last if is_closed else None,
                last if is_closed else None,
                draw(st.sampled_from(["AB", "AB", "BEA", None])) if step.payer else None,
            )
        )
        begins = last + DAY
    placements, at = [], first + timedelta(draw(st.sampled_from([0, 40])))
    for _ in range(draw(st.integers(0, 3))):
        end = at + timedelta(draw(LENGTHS) - 1)
        if leaves:
            end = min(end, begins - DAY)
        if end < at:
            break
        placements.append(
            Placement(NEW, places[draw(st.sampled_from(sorted(places)))], at, end, percent=50)
        )
        at = end + timedelta(draw(st.sampled_from([0, 1, 1, 30])))
    return somebody(
        number, *stays, protected=draw(st.booleans()), placements=tuple(placements)
    ).in_order()


def slow_employers(person: Person, stay: Stay, day: date, as_of: date) -> set[str]:
    """Return who employs somebody on a day: walk back, then forward, to a day with a workplace."""
    (enrolment,) = person.enrolments

    def on(one: date) -> set[str]:
        places = [p for p in enrolment.placements_on(one) if p.first_day <= as_of]
        return {place.workplace.municipality for place in places}

    last = min(stay.last_day or as_of, as_of)
    before = day
    while before >= stay.first_day:
        if on(before):
            return on(before)
        before -= DAY
    while day <= last:
        if on(day):
            return on(day)
        day += DAY
    return {enrolment.municipality}


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_lives_are_counted_day_by_day(fresh: Fresh, data: st.DataObject) -> None:
    with fresh() as register:
        register.execute("UPDATE workplace SET municipality = 'Tibro' WHERE name = 'Björkskolan'")
        places = {one.name: one for one in workplaces(register) if not one.adapted}
        person = data.draw(lives(1, places))
        saved(register, person)
        for _ in range(2):
            as_of = D("2019-06-01") + timedelta(data.draw(st.integers(0, 2500)))
            days: dict[str, set[date]] = defaultdict(set)
            fixed: dict[str, set[date]] = defaultdict(set)
            for one in person.stays:
                day = one.first_day
                while one.step.payer and day <= min(one.last_day or as_of, as_of):
                    for name in slow_employers(person, one, day, as_of):
                        days[name].add(day)
                        if one.agreement == "AB" and one.planned_last_day:
                            fixed[name].add(day)
                    day += DAY
            back = {years: same_day(as_of, years) for years in (3, 5)}
            found = employment(register, as_of, who="1", chosen=Chosen(include_protected=True)).rows
            assert {
                row.employer: (
                    row.first_day,
                    row.days_in_3_years,
                    row.days_in_5_years,
                    row.fixed_term_days,
                )
                for row in found
            } == {
                name: (
                    min(theirs),
                    sum(one > back[3] for one in theirs),
                    sum(one > back[5] for one in theirs),
                    sum(one > back[5] for one in fixed[name]) if fixed[name] else None,
                )
                for name, theirs in days.items()
            }


def same_day(day: date, years: int) -> date:
    """Return the same day so many years before; 28 February for a 29th that is not there."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
