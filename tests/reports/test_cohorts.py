"""Per cohort: planned, enrolled, active, left, on which step, converted, gone to what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.amend import amend
from steg_cli.actions.convert import convert_people
from steg_cli.actions.leave import leave
from steg_cli.actions.move import move
from steg_cli.actions.surroundings import COHORT, add
from steg_cli.programme.errors import NotFound
from steg_cli.register.file import Register
from steg_cli.reports.chosen import Chosen
from steg_cli.reports.cohorts import COHORTS, ENROLLED, CohortStatus, cohort_status, ladder_chart
from steg_cli.reports.report import Report

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody, NumberOf, OnStep

D = date.fromisoformat
TODAY = date(2024, 1, 15)

NOBODY_ON = {
    "kartlaggning": 0,
    "utredning": 0,
    "arbetsprovning": 0,
    "praktik": 0,
    "utbildningspraktik": 0,
    "serviceassistent": 0,
    "enhetsassistent": 0,
    "underskoterska": 0,
    "sjukskoterska": 0,
}
NOBODY_LEFT = {
    "employment": 0,
    "employment-subsidised": 0,
    "employment-municipal": 0,
    "education": 0,
    "education-other": 0,
    "job-search": 0,
    "health": 0,
    "moved": 0,
    "other": 0,
}
PILOT = CohortStatus("Pilot 2016", 25, 0, 0, 0, NOBODY_ON, 0, 0, NOBODY_LEFT)
STEG = replace(PILOT, cohort="STEG", planned=230)


def test_an_empty_cohort_has_a_row_too(register: Register) -> None:
    add(register, COHORT, "Utan plan", {}, TODAY)

    assert cohort_status(register, TODAY) == Report(
        COHORTS,
        TODAY,
        (PILOT, STEG, replace(PILOT, cohort="Utan plan", planned=None)),
        {
            "planned": 255,
            "enrolled": 0,
            "active": 0,
            "left": 0,
            "steps": NOBODY_ON,
            "converted": 0,
            "completed_training": 0,
            "outcomes": NOBODY_LEFT,
        },
    )


@pytest.fixture
def people(register: Register, on_step: OnStep, enrol_somebody: EnrolSomebody) -> None:
    """Five in STEG and one in the pilot: two left, one of them after a conversion."""
    enrol_somebody("Anna", on=D("2021-03-01"))
    on_step("praktik", "Bo", since=D("2023-06-01"), workplace="Solgården")
    on_step("serviceassistent", "Cilla", since=D("2023-06-01"), workplace="Solgården")
    convert_people(register, ["Cilla"], D("2023-10-01"))
    on_step("serviceassistent", "David", since=D("2023-06-01"), workplace="Solgården")
    convert_people(register, ["David"], D("2023-10-01"))
    leave(register, "David", D("2023-12-01"), to="education", on=D("2023-12-31"))
    enrol_somebody("Eva", on=D("2021-03-01"))
    leave(register, "Eva", D("2022-01-10"), to="employment")
    enrol_somebody("Frans", cohort="Pilot 2016", on=D("2016-05-01"))


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2021-02-28", STEG),
        *(
            (day, replace(STEG, enrolled=5, active=5, steps=NOBODY_ON | {"kartlaggning": 5}))
            for day in ("2021-03-01", "2022-01-10")  # Eva's last day
        ),
        (
            "2022-01-11",
            replace(
                STEG,
                enrolled=5,
                active=4,
                left=1,
                steps=NOBODY_ON | {"kartlaggning": 4},
                outcomes=NOBODY_LEFT | {"employment": 1},
            ),
        ),
        (
            "2023-09-30",
            replace(
                STEG,
                enrolled=5,
                active=4,
                left=1,
                steps=NOBODY_ON | {"kartlaggning": 1, "praktik": 1, "serviceassistent": 2},
                outcomes=NOBODY_LEFT | {"employment": 1},
            ),
        ),
        (
            "2023-12-31",  # David's last day
            replace(
                STEG,
                enrolled=5,
                active=4,
                left=1,
                steps=NOBODY_ON | {"kartlaggning": 1, "praktik": 1, "enhetsassistent": 2},
                converted=2,
                outcomes=NOBODY_LEFT | {"employment": 1},
            ),
        ),
        (
            "2024-01-15",
            replace(
                STEG,
                enrolled=5,
                active=3,
                left=2,
                steps=NOBODY_ON | {"kartlaggning": 1, "praktik": 1, "enhetsassistent": 1},
                converted=2,
                outcomes=NOBODY_LEFT | {"employment": 1, "education": 1},
            ),
        ),
    ],
)
def test_people_are_counted_as_of_the_day(
    register: Register, people: None, as_of: str, expected: CohortStatus
) -> None:
    pilot = replace(PILOT, enrolled=1, active=1, steps=NOBODY_ON | {"kartlaggning": 1})

    assert cohort_status(register, D(as_of)).rows == (pilot, expected)


def test_a_later_enrolment_is_looked_for_among_the_persons_own(
    register: Register, people: None
) -> None:
    # Among everybody of the cohort it would take the square of the people in it.
    plan = register.execute(
        f"EXPLAIN QUERY PLAN {ENROLLED.format(chosen='')}", {"day": TODAY.isoformat()}
    ).fetchall()
    assert [row["detail"] for row in plan if " later " in row["detail"]] == [
        "SEARCH later USING INDEX enrolment_by_participant "
        "(participant_id=? AND first_day>? AND first_day<?)"
    ]


def test_totals_are_the_sums_of_the_rows(register: Register, people: None) -> None:
    assert cohort_status(register, TODAY).totals == {
        "planned": 255,
        "enrolled": 6,
        "active": 4,
        "left": 2,
        "steps": NOBODY_ON | {"kartlaggning": 2, "praktik": 1, "enhetsassistent": 1},
        "converted": 2,
        "completed_training": 0,
        "outcomes": NOBODY_LEFT | {"employment": 1, "education": 1},
    }


def test_converted_is_who_ever_was_enhetsassistent(register: Register, on_step: OnStep) -> None:
    on_step("enhetsassistent", since=D("2023-06-01"), workplace="Solgården")
    advance(register, "S-0001", D("2023-09-01"))
    on_step("underskoterska", "Bo Björk", since=D("2023-06-01"))

    (row,) = cohort_status(register, TODAY, chosen=Chosen("STEG")).rows

    assert row == replace(
        STEG, enrolled=2, active=2, steps=NOBODY_ON | {"underskoterska": 2}, converted=1
    )


@pytest.mark.parametrize(
    ("as_of", "completed"),
    [
        ("2023-08-31", 0),
        ("2023-09-01", 1),  # Anna's training ended the day before
        ("2023-12-31", 1),
        ("2024-01-01", 2),  # Bo left from his, completed
        ("2024-01-15", 2),  # Cilla did not complete hers, David skipped it, Eva is still on it
    ],
)
def test_who_completed_training_is_counted_when_it_has_ended(
    register: Register, on_step: OnStep, as_of: str, completed: int
) -> None:
    on_step("utbildningspraktik", "Anna", workplace="Solgården")
    advance(register, "Anna", TODAY, on=D("2023-09-01"), certificate_day=D("2023-10-01"))
    on_step("utbildningspraktik", "Bo")
    leave(register, "Bo", TODAY, to="education-other", on=D("2023-12-31"), completed=True)
    on_step("utbildningspraktik", "Cilla")
    leave(register, "Cilla", TODAY, to="health", on=D("2023-12-31"))
    on_step("serviceassistent", "David")
    on_step("utbildningspraktik", "Eva")
    amend(register, "Eva", "stay.2.certificate-day", "2023-08-01", TODAY)

    report = cohort_status(register, D(as_of))
    assert [row.completed_training for row in report.rows] == [0, completed]
    assert report.totals["completed_training"] == completed


def test_who_completed_training_twice_counts_once(register: Register, on_step: OnStep) -> None:
    on_step("utbildningspraktik", workplace="Solgården")
    advance(register, "S-0001", TODAY, on=D("2023-08-01"))
    again: dict[str, Any] = {"to": "utbildningspraktik", "exception": "annat arbete"}
    advance(register, "S-0001", TODAY, on=D("2023-09-01"), **again)
    advance(register, "S-0001", TODAY, on=D("2023-10-01"))

    (row,) = cohort_status(register, TODAY, chosen=Chosen("STEG")).rows
    assert row.completed_training == 1


@pytest.mark.parametrize(
    ("as_of", "active", "left", "step", "outcome"),
    [
        ("2021-09-30", 1, 0, "kartlaggning", None),
        ("2021-10-01", 0, 1, None, "education"),
        ("2022-02-28", 0, 1, None, "education"),
        ("2022-03-01", 1, 0, "kartlaggning", None),
        ("2022-06-30", 1, 0, "kartlaggning", None),
        ("2022-07-01", 0, 1, None, "employment"),
        ("2024-01-15", 0, 1, None, "employment"),
    ],
)
def test_who_came_back_to_the_same_cohort_counts_once_with_the_last_exit(
    register: Register,
    enrol_somebody: EnrolSomebody,
    number_of: NumberOf,
    as_of: str,
    active: int,
    left: int,
    step: str | None,
    outcome: str | None,
) -> None:
    number = number_of("19900101")
    enrol_somebody(number=number, on=D("2021-03-01"))
    leave(register, "S-0001", D("2021-09-30"), to="education")
    enrol_somebody(number=number, on=D("2022-03-01"))
    leave(register, "S-0001", D("2022-06-30"), to="employment")

    assert cohort_status(register, D(as_of)).rows == (
        PILOT,
        replace(
            STEG,
            enrolled=1,
            active=active,
            left=left,
            steps=NOBODY_ON | ({step: 1} if step else {}),
            outcomes=NOBODY_LEFT | ({outcome: 1} if outcome else {}),
        ),
    )


def test_who_came_back_to_another_cohort_counts_in_both(
    register: Register, enrol_somebody: EnrolSomebody, number_of: NumberOf
) -> None:
    number = number_of("19900101")
    enrol_somebody(number=number, cohort="Pilot 2016", on=D("2016-03-01"))
    leave(register, "S-0001", D("2016-09-30"), to="other")
    enrol_somebody(number=number, on=D("2021-03-01"))

    assert cohort_status(register, TODAY).rows == (
        replace(PILOT, enrolled=1, left=1, outcomes=NOBODY_LEFT | {"other": 1}),
        replace(STEG, enrolled=1, active=1, steps=NOBODY_ON | {"kartlaggning": 1}),
    )


def test_a_protected_person_is_counted(register: Register, enrol_somebody: EnrolSomebody) -> None:
    enrol_somebody(protected=True, on=D("2021-03-01"))

    assert cohort_status(register, TODAY, chosen=Chosen("steg")).rows == (
        replace(STEG, enrolled=1, active=1, steps=NOBODY_ON | {"kartlaggning": 1}),
    )


def test_an_unknown_cohort_is_refused(register: Register) -> None:
    with pytest.raises(NotFound):
        cohort_status(register, TODAY, chosen=Chosen("STEGG"))


@pytest.mark.parametrize(
    ("chosen", "people"),
    [
        (Chosen(), "Anna Bo Cilla Diana Eva"),
        (Chosen("STEG"), "Anna Bo Cilla Diana"),
        (Chosen(sex="woman"), "Anna Cilla Diana Eva"),
        (Chosen(sex="man"), "Bo"),
        (Chosen(municipality="hjo"), "Anna Bo"),  # Anna moved there, Cilla away
        (Chosen(municipality="Skövde"), "Cilla Eva"),  # nobody learns where Diana lives
        (Chosen(municipality="Skövde", include_protected=True), "Cilla Diana Eva"),
        (Chosen(workplace="Solgården"), "Bo"),
        (Chosen(workplace="Solgården", include_protected=True), "Bo Diana"),
        (Chosen(municipality="Hjo", sex="woman"), "Anna"),
        (Chosen("Pilot 2016", municipality="Skövde"), "Eva"),
    ],
)
def test_only_those_chosen_are_counted_as_they_live_and_work_on_the_day(
    register: Register,
    on_step: OnStep,
    enrol_somebody: EnrolSomebody,
    number_of: NumberOf,
    chosen: Chosen,
    people: str,
) -> None:
    enrol_somebody("Anna", on=D("2023-03-01"))
    move(register, "Anna", "Hjo", TODAY, on=TODAY)
    on_step(
        *("praktik", "Bo"),
        number=number_of("19800202", "981"),
        municipality="Hjo",
        workplace="Solgården",
    )
    on_step("utredning", "Cilla", municipality="Hjo")
    move(register, "Cilla", "Skövde", TODAY, on=D("2024-01-01"))
    on_step("utbildningspraktik", "Diana", workplace="Solgården", protected=True)
    enrol_somebody("Eva", cohort="Pilot 2016", on=D("2016-05-01"))
    on = {
        ("STEG", "kartlaggning"): "Anna",
        ("STEG", "praktik"): "Bo",
        ("STEG", "utredning"): "Cilla",
        ("STEG", "utbildningspraktik"): "Diana",
        ("Pilot 2016", "kartlaggning"): "Eva",
    }
    rows = cohort_status(register, TODAY, chosen=chosen).rows
    counted = [on[row.cohort, step] for row in rows for step, n in row.steps.items() if n]
    assert " ".join(sorted(counted)) == people
    assert sum(row.enrolled for row in rows) == sum(row.active for row in rows) == len(counted)


def test_the_last_time_in_a_cohort_decides_whether_somebody_is_chosen(
    register: Register, enrol_somebody: EnrolSomebody, number_of: NumberOf
) -> None:
    number = number_of("19900101")
    enrol_somebody(number=number, municipality="Skövde", on=D("2021-03-01"))
    leave(register, "S-0001", D("2021-09-30"), to="education")
    enrol_somebody(number=number, municipality="Hjo", on=D("2022-03-01"))

    def enrolled(day: str, municipality: str) -> int:
        chosen = Chosen(municipality=municipality)
        return sum(row.enrolled for row in cohort_status(register, D(day), chosen=chosen).rows)

    assert [enrolled("2022-02-28", "Skövde"), enrolled("2022-02-28", "Hjo")] == [1, 0]
    assert [enrolled("2022-03-01", "Skövde"), enrolled("2022-03-01", "Hjo")] == [0, 1]


def test_the_chart_has_the_steps_from_the_first_one_with_those_still_going_on(
    register: Register, people: None
) -> None:
    chart = ladder_chart(cohort_status(register, TODAY))
    assert (chart.of, chart.categories, chart.by, chart.series) == (
        *("step", tuple(NOBODY_ON), "cohort"),
        {"Pilot 2016": (1, *[0] * 8), "STEG": (1, 0, 0, 1, 0, 0, 1, 0, 0)},
    )
    assert ladder_chart(cohort_status(register, D("2016-01-01"))).series == {}
