"""Per cohort and step: who came so far, how long it took, where they left, went back, skipped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steg_cli.programme.errors import NotFound
from steg_cli.programme.identity import Identity
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import NEW, Enrolment, Person, Placement, Residence
from steg_cli.register.file import Register
from steg_cli.reports.chosen import EVERYBODY, Chosen
from steg_cli.reports.cohorts import cohort_status
from steg_cli.reports.flow import CohortOnStep, flow
from steg_cli.reports.nameless import nameless
from tests.reports.test_ends import enrolled, managed, people_at, saved, somebody, stay

if TYPE_CHECKING:
    from tests.conftest import Fresh
    from tests.reports.conftest import TellingDays

D = date.fromisoformat
DAY = timedelta(days=1)
TODAY = D("2024-01-15")
CODES = [step.code for step in DEFAULT_LADDER]


def four() -> list[Person]:
    """Return four people in STEG. Anna skipped two steps; Bo went back, left and came back."""
    return [
        somebody(
            enrolled(
                stay("2023-01-01", last="2023-01-31", step="kartlaggning"),
                stay("2023-02-01", last="2023-03-31", step="praktik"),
                stay("2023-04-01", last="2023-06-30", step="utbildningspraktik"),
                stay("2023-07-01", "2024-06-30"),
            ),
            name="Anna",
        ),
        somebody(
            enrolled(
                stay("2023-01-01", last="2023-01-10", step="kartlaggning"),
                stay("2023-01-11", last="2023-02-28", step="utredning"),
                stay("2023-03-01", last="2023-03-31", step="kartlaggning"),
            ),
            enrolled(stay("2023-09-01", step="kartlaggning")),
            name="Bo",
        ),
        somebody(
            enrolled(
                stay("2023-01-01", last="2023-02-28", step="kartlaggning"),
                stay("2023-03-01", last="2023-05-31", step="utredning"),
            ),
            name="Cilla",
        ),
        somebody(enrolled(stay("2023-12-01", step="kartlaggning")), name="David"),
    ]


def counted(
    step: str,
    reached: int = 0,
    on_now: int = 0,
    to: int | None = None,
    on: int | None = None,
    *,
    left_from: int = 0,
    stepped_back: int = 0,
    skipped: int = 0,
    **whole: int,
) -> CohortOnStep:
    """Return a row of STEG, too small for percentages."""
    ways = (left_from, stepped_back, skipped)
    return CohortOnStep("STEG", step, reached, on_now, None, to, on, *ways, **whole)


def test_a_small_register_whole(register: Register) -> None:
    saved(register, *four())

    report = flow(register, TODAY)

    steg = [
        # On it: Bo again, and David. Anna took 31 days, Cilla 59.
        counted("kartlaggning", 4, 2, 0, 45, planned=230, enrolled=4, completed_training=1),
        # Bo after 10 days for 49, then back; Cilla after 59 for 92, then she left.
        counted("utredning", 2, 0, 35, 71, left_from=1, stepped_back=1, skipped=1),
        counted("arbetsprovning", skipped=1),
        counted("praktik", 1, 0, 31, 59),
        counted("utbildningspraktik", 1, 0, 90, 91),
        counted("serviceassistent", 1, 1, 181),
        *map(counted, CODES[6:]),
    ]
    pilot = [
        counted("kartlaggning", planned=25, enrolled=0, completed_training=0),
        *map(counted, CODES[1:]),
    ]
    assert report.rows == (*(replace(row, cohort="Pilot 2016") for row in pilot), *steg)
    assert report.totals == {"planned": 255, "enrolled": 4, "completed_training": 1}


@pytest.mark.parametrize(
    ("day", "reached", "on_now", "left_from", "stepped_back"),
    [
        ("2023-01-10", 0, 0, 0, 0),
        ("2023-01-11", 1, 1, 0, 0),  # Bo's first day on it
        ("2023-02-28", 1, 1, 0, 0),
        ("2023-03-01", 2, 1, 0, 1),  # he went back, Cilla came
        ("2023-05-31", 2, 1, 0, 1),  # her last day
        ("2023-06-01", 2, 0, 1, 1),
    ],
)
def test_a_step_is_counted_as_of_the_day(
    register: Register, day: str, reached: int, on_now: int, left_from: int, stepped_back: int
) -> None:
    saved(register, *four())
    row = flow(register, D(day), chosen=Chosen(cohort="steg")).rows[1]
    assert (row.step, row.reached, row.on_now) == ("utredning", reached, on_now)
    assert (row.left_from, row.stepped_back) == (left_from, stepped_back)


def test_who_reaches_a_skipped_step_later_did_not_skip_it(register: Register) -> None:
    back = enrolled(
        stay("2023-01-01", last="2023-01-31", step="kartlaggning"),
        stay("2023-02-01", last="2023-03-31", step="praktik"),
        stay("2023-04-01", step="utredning"),
    )
    saved(register, somebody(back))

    def skipped(day: str) -> dict[str, int]:
        rows = flow(register, D(day), chosen=Chosen(cohort="STEG")).rows
        return {row.step: row.skipped for row in rows if row.skipped}

    assert skipped("2023-01-31") == {}
    assert skipped("2023-02-01") == {"utredning": 1, "arbetsprovning": 1}
    assert skipped("2023-04-01") == {"arbetsprovning": 1}


@pytest.mark.parametrize(
    ("enrolled_", "reached", "share"),
    [(9, 9, None), (10, 10, 100.0), (16, 1, 6.3), (16, 0, 0.0), (11, 4, 36.4), (40, 1, 2.5)],
)  # 1 of 16 is 6.25: half up
def test_a_percentage_has_one_decimal_and_a_small_cohort_none(
    register: Register, enrolled_: int, reached: int, share: float | None
) -> None:
    saved(
        register,
        *(
            somebody(
                enrolled(
                    stay(
                        "2023-01-01",
                        step="utredning" if number < reached else "kartlaggning",
                    )
                ),
                name=f"Nr {number}",
            )
            for number in range(enrolled_)
        ),
    )
    row = flow(register, TODAY, chosen=Chosen(cohort="STEG")).rows[1]
    assert (row.reached, row.share) == (reached, share)


@pytest.mark.parametrize(
    ("chosen", "enrolled_"),
    [
        (EVERYBODY, 3),
        (Chosen(municipality="Skövde"), 0),  # Anna came back in Töreboda: there she counts once
        (Chosen(municipality="Töreboda"), 1),
        (Chosen(municipality="Hjo"), 1),  # Bo has moved there; Cilla, who is protected, is not told
        (Chosen(municipality="Hjo", include_protected=True), 2),
        (Chosen(sex="man"), 1),
        (Chosen(workplace="Solgården"), 1),
        (Chosen(workplace="Solgården", include_protected=True), 2),
        (Chosen(cohort="Pilot 2016"), 0),
    ],
)
def test_people_are_chosen_by_their_last_time_in_the_cohort(
    register: Register, chosen: Chosen, enrolled_: int
) -> None:
    here = Placement(NEW, managed(register)["Solgården"], D("2023-07-01"))
    praktik = stay("2023-06-01", step="praktik")
    moved = (Residence(NEW, "Hjo", D("2023-09-01")),)
    bo = somebody(enrolled(praktik, placements=(here,), residences=moved), name="Bo")
    man = Identity("other", "LMA man", "man", (D("1980-01-01"), D("1980-12-31")))
    saved(
        register,
        somebody(
            enrolled(stay("2022-01-01", last="2022-12-31", step="kartlaggning")),
            replace(enrolled(praktik), municipality="Töreboda"),
            name="Anna",
        ),
        replace(bo, participant=replace(bo.participant, identity=man)),
        somebody(
            enrolled(praktik, placements=(here,), residences=moved), name="Cilla", protected=True
        ),
    )
    report = flow(register, TODAY, chosen=chosen)
    assert report.totals["enrolled"] == enrolled_
    if chosen.municipality == "Töreboda":  # with all her time, also that in Skövde
        assert report.rows[len(CODES)].reached == 1


def test_an_unknown_cohort_is_refused(register: Register) -> None:
    with pytest.raises(NotFound):
        flow(register, TODAY, chosen=Chosen(cohort="STEGG"))


# A slow model: people as values, walked through day by day.


def in_the_middle(days: list[int]) -> int | None:
    return int(Decimal(median(days)).quantize(Decimal(1), ROUND_HALF_UP)) if days else None


def days_of(enrolment: Enrolment, day: date) -> list[tuple[date, str, bool]]:
    """Return each day up to `day` with the step, and whether that stay had begun in it."""
    found = []
    for one in enrolment.stays:
        at = one.first_day
        while at <= min(one.last_day or day, day):
            found.append((at, one.step.code, at == one.first_day))
            at += DAY
    return found


def slow(people: Iterable[Person], cohort: str, day: date) -> list[dict[str, Any]]:
    """Count out the rows of a cohort, but for its name and what it planned."""
    ways = []
    for person in people:
        times = [e for e in person.enrolments if e.cohort == cohort and e.first_day <= day]
        if times:
            ways.append((times, [days_of(one, day) for one in times]))
    rows = []
    for place, code in enumerate(CODES):
        row: dict[str, Any] = {"step": code, "reached": 0, "on_now": 0, "left_from": 0}
        row |= {"stepped_back": 0, "skipped": 0}
        to, on = [], []
        for times, days in ways:
            walked = [one for time in days for one in time]
            mine = [at for at, step, _ in walked if step == code]
            later = any(CODES.index(step) > place for _, step, _ in walked)
            if not mine:
                row["skipped"] += later
                continue
            row["reached"] += 1
            to.append((mine[0] - times[0].first_day).days)
            if mine[-1] == day:
                row["on_now"] += 1
            else:
                on.append(len(mine))
            last = times[-1].last_day
            row["left_from"] += last is not None and last < day and walked[-1][1] == code
            row["stepped_back"] += any(
                before == code and CODES.index(after) < place
                for time in days
                for (_, before, _), (_, after, _) in pairwise(time)
            )
        row["share"] = None  # of so few
        row["median_days_to"] = in_the_middle(to)
        row["median_days_on"] = in_the_middle(on)
        rows.append(row)
    return rows


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_lives_are_counted_as_the_slow_model_does(
    fresh: Fresh, telling_days: TellingDays, data: st.DataObject
) -> None:
    with fresh() as register:
        drawn = data.draw(people_at(managed(register)))
        training = DEFAULT_LADDER.step("utbildningspraktik")
        trained = [
            replace(
                person,
                enrolments=tuple(
                    replace(
                        enrolment,
                        stays=tuple(
                            replace(one, step=training, completed=data.draw(st.booleans()))
                            if one.step.code == "utredning"
                            else one
                            for one in enrolment.stays
                        ),
                    )
                    for enrolment in person.enrolments
                ),
            )
            for person in drawn
        ]
        people = saved(register, *trained)
        days = sorted(telling_days(people, 1))
        for day in data.draw(st.lists(st.sampled_from(days), min_size=1, max_size=6)):
            report = flow(register, day)
            status = {row.cohort: row for row in cohort_status(register, day).rows}
            whole = ("cohort", "planned", "enrolled", "completed_training")
            for cohort, one in status.items():
                mine = [row for row in report.rows if row.cohort == cohort]
                assert [
                    {f.name: getattr(row, f.name) for f in fields(row) if f.name not in whole}
                    for row in mine
                ] == [
                    {f.name: row[f.name] for f in fields(CohortOnStep) if f.name not in whole}
                    for row in slow(people, cohort, day)
                ]
                # What both reports tell is the same.
                assert {row.step: row.on_now for row in mine} == one.steps
                assert [(row.planned, row.enrolled, row.completed_training) for row in mine] == [
                    (one.planned, one.enrolled, one.completed_training),
                    *[(None, None, None)] * (len(CODES) - 1),
                ]
                assert sum(row.left_from for row in mine) == one.left


@pytest.mark.parametrize(("gone", "shown"), [(0, "None"), (1, "<5"), (4, "<5"), (5, "31")])
def test_without_names_days_on_a_step_are_told_of_five_who_are_gone(
    register: Register, gone: int, shown: str
) -> None:
    """Twelve came to the first step, and some of them to another, on which others began."""
    here = [stay("2023-01-01", step="kartlaggning")]
    on = [
        stay("2023-01-01", last="2023-01-31", step="kartlaggning"),
        stay("2023-02-01", step="praktik"),
    ]
    ways = [on] * gone + [here] * (12 - gone) + [on[1:]] * 10
    people = (somebody(enrolled(*way), name=f"Nr {at}") for at, way in enumerate(ways))
    saved(register, *people)
    report = flow(register, TODAY, chosen=Chosen(cohort="STEG"))
    assert (report.rows[0].reached, report.rows[0].on_now) == (12, 12 - gone)
    assert str(nameless(report).rows[0].median_days_on) == shown
