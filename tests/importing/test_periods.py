"""Periods in lists: months in all, new periods on a step, plans of any step, and exceptions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.leave import leave

if TYPE_CHECKING:
    from steg_cli.register.file import Register
    from tests.conftest import IdentityOf, OnStep, Told
    from tests.importing.conftest import RowOf, TakeIn, WrongWith

D = date.fromisoformat
TODAY = date(2024, 1, 15)
Values = dict[str, object]
Ways = Callable[[], list[str]]

REASON = "!import lista.xlsx"
PERSON: Values = {
    "name": "Sara Ek",
    "cohort": "STEG",
    "municipality": "Skövde",
    "status": "unemployed",
    "long_term_unemployed": True,
}
SERVICE: Values = PERSON | {"step": "serviceassistent", "workplace": "Solgården"}
NO_EXCEPTION = "Correct the row; or write why it is an exception in the column “exception”."


@pytest.fixture
def sara(on_step: OnStep) -> str:
    """Sara: serviceassistent at Solgården since 2023-06-01, planned for a year."""
    return on_step("serviceassistent", "Sara Ek", workplace="Solgården")


@pytest.fixture
def back(register: Register, sara: str, take_in: TakeIn, row: RowOf, identity: IdentityOf) -> str:
    """Sara, who left on 2023-12-31 with 7 months used, and came back on 2024-01-08."""
    leave(register, sara, TODAY, to="job-search", on=D("2023-12-31"))
    again = PERSON | {"first_day": "2024-01-08", "step": "kartlaggning"}
    take_in(row(reference=1, **again))
    return sara


# Months in all


@pytest.mark.parametrize(
    ("planned", "refused"),
    [
        ("2024-06-13", "2024-06-13"),
        ("2024-06-14", None),
        ("2025-06-14", None),
        ("2025-06-15", "2025-06-15"),
    ],
)
def test_earlier_periods_count_in_every_enrolment(
    back: str, take_in: TakeIn, wrong_with: WrongWith, row: RowOf, planned: str, refused: str | None
) -> None:
    rows = [
        row("stays", reference=1, first_day="2024-01-15", step="serviceassistent",
            planned_last_day=planned),
    ]  # fmt: skip
    if refused is None:
        assert take_in(*rows).change is not None
    else:
        assert wrong_with(*rows) == [
            f"stays 2 [planned_last_day] “{refused}”: A period from 2024-01-15 cannot be planned "
            f"to end on {refused}: with 7 months before it, 12 to 24 months in all end between "
            f"2024-06-14 and 2025-06-14. | {NO_EXCEPTION}"
        ]


def test_a_plan_that_no_row_tells_is_for_what_is_left(
    back: str, take_in: TakeIn, row: RowOf, ways: Ways, told: Told
) -> None:
    rows = [row(reference=1, step="serviceassistent", since="2024-01-15", workplace="Solgården")]
    done = take_in(*rows)
    assert ways()[-2] == f"    2024-01-15– serviceassistent planned 2025-01-14 BEA {REASON}"
    assert "The list does not tell when a period ends: 1 period is planned for the fewest " in (
        " ".join(told(done.notes))
    )
    assert take_in(*rows).change is None


def test_when_nothing_is_left_no_period_begins(
    take_in: TakeIn, wrong_with: WrongWith, row: RowOf, identity: IdentityOf
) -> None:
    who = identity()
    first = {"first_day": "2020-01-01", "end": "2021-12-31"}
    take_in(row(who=who, **SERVICE | first, last_day="2021-12-31", left_to="other"))
    again = row(who=who, **SERVICE | {"first_day": "2023-01-01"})
    assert wrong_with(again) == [
        "people 3 [None]: No period can begin on 2023-01-01: 24 months are used already, of 24 in "
        f"all. | {NO_EXCEPTION}"
    ]


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("people", {"planned_last_day": "2025-12-31", "exception": "sjuk länge"}),
        ("stays", {"first_day": "2023-06-01", "planned_last_day": "2025-12-31",
                   "exception": "sjuk länge"}),
        ("extensions", {"period": "2023-06-01", "decided_on": "2024-01-15",
                        "old_last_day": "2024-05-31", "new_last_day": "2025-12-31",
                        "exception": "sjuk länge"}),
    ],
)  # fmt: skip
def test_more_months_are_an_exception_that_the_list_says_itself(
    sara: str, take_in: TakeIn, wrong_with: WrongWith, row: RowOf, ways: Ways, kind: str,
    values: Values,
) -> None:  # fmt: skip
    silent = {key: value for key, value in values.items() if key != "exception"}
    (problem,) = wrong_with(row(kind, reference=1, **silent))
    assert "A period from 2023-06-01 cannot be planned to end on 2025-12-31" in problem
    assert problem.endswith(NO_EXCEPTION)
    rows = [row(kind, reference=1, **values)]
    take_in(*rows)
    assert any("planned 2025-12-31" in line for line in ways())
    assert any("!sjuk länge" in line for line in ways())
    assert take_in(*rows).change is None


def test_the_reason_that_is_recorded_is_none_for_more_months(
    sara: str, wrong_with: WrongWith, row: RowOf
) -> None:
    edited = {"first_day": "2023-06-01", "planned_last_day": "2025-12-31", "exception": "bedömd"}
    (problem,) = wrong_with(row("stays", reference=1, **edited))
    assert problem.startswith("stays 2 [planned_last_day] “2025-12-31”: A period from 2023-06-01")


def test_the_reason_for_earlier_steps_that_a_list_does_not_tell_is_none_for_more_months(
    wrong_with: WrongWith, row: RowOf, identity: IdentityOf
) -> None:
    too_long = SERVICE | {"first_day": "2023-01-01", "end": "2025-12-31"}
    assert wrong_with(row(who=identity(), **too_long)) == [
        "people 2 [end] “2025-12-31”: A period from 2023-01-01 cannot be planned to end on "
        "2025-12-31: 12 to 24 months end between 2023-12-31 and 2024-12-31. "
        f"| {NO_EXCEPTION}"
    ]


# New periods


@pytest.mark.parametrize(
    ("second", "lines"),
    [
        (
            {"first_day": "2023-07-01", "end": "2024-06-30"},
            [f"    2022-07-01– serviceassistent planned 2024-06-30 BEA {REASON}",
             "    2022-07-01– at Solgården 100 %"],
        ),
        (
            {"first_day": "2023-07-01", "end": "2024-06-30", "workplace": "Björkskolan"},
            ["    2022-07-01–2023-06-30 serviceassistent planned 2023-06-30 closed 2023-06-30 BEA "
             f"{REASON}",
             "    2023-07-01– serviceassistent planned 2024-06-30 BEA",
             "    2022-07-01–2023-06-30 at Solgården 100 %",
             "    2023-07-01– at Björkskolan 100 %"],
        ),
    ],
)  # fmt: skip
def test_a_further_year_is_the_same_period_but_at_another_workplace_a_new_one(
    take_in: TakeIn, row: RowOf, identity: IdentityOf, ways: Ways, second: Values, lines: list[str]
) -> None:
    who = identity()
    first = {"first_day": "2022-07-01", "end": "2023-06-30"}
    rows = [row(who=who, **SERVICE | first), row(who=who, **SERVICE | second)]
    take_in(*rows)
    assert [line for line in ways() if "kartlaggning" not in line][2:] == lines
    assert take_in(*rows).change is None


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        (
            {"since": "2024-06-01", "end": "2025-05-31"},
            ["    2023-06-01–2024-05-31 serviceassistent planned 2024-05-31 closed 2024-01-15 BEA "
             "!bedömd",
             "    2024-06-01– serviceassistent planned 2025-05-31 BEA",
             "    2023-06-01– at Solgården 100 %"],
        ),
        (
            {"since": "2024-02-01", "end": "2024-09-30", "workplace": "Björkskolan"},
            ["    2023-06-01–2024-01-31 serviceassistent planned 2024-05-31 closed 2024-01-15 BEA "
             "!bedömd",
             "    2024-02-01– serviceassistent planned 2024-09-30 BEA",
             "    2023-06-01–2024-01-31 at Solgården 100 %",
             "    2024-02-01– at Björkskolan 100 %"],
        ),
        (
            {"first_day": "2024-06-01", "end": "2025-05-31", "workplace": "Björkskolan"},
            ["    2023-06-01–2024-05-31 serviceassistent planned 2024-05-31 closed 2024-01-15 BEA "
             "!bedömd",
             "    2024-06-01– serviceassistent planned 2025-05-31 BEA",
             "    2023-06-01–2024-05-31 at Solgården 100 %",
             "    2024-06-01– at Björkskolan 100 %"],
        ),
        (
            {"first_day": "2024-06-01", "end": "2025-05-31"},
            ["    2023-06-01– serviceassistent planned 2025-05-31 BEA !bedömd",
             "    2023-06-01– at Solgården 100 %"],
        ),
    ],
)  # fmt: skip
def test_somebody_registered_begins_a_new_period(
    sara: str, take_in: TakeIn, row: RowOf, ways: Ways, values: Values, lines: list[str]
) -> None:
    one = row(reference=1, **{"step": "serviceassistent"} | values)
    take_in(one)
    assert ways()[3:] == lines
    assert take_in(one).change is None


# Plans of any step


@pytest.mark.parametrize("kind", ["people", "stays"])
def test_any_step_can_have_a_planned_last_day(
    take_in: TakeIn, row: RowOf, identity: IdentityOf, ways: Ways, kind: str
) -> None:
    who, days = identity(), {"step": "praktik", "planned_last_day": "2024-06-30"}
    enrolled = PERSON | {"first_day": "2023-12-01", "workplace": "Solgården"}
    rows = (
        [row(who=who, **enrolled | days)]
        if kind == "people"
        else [
            row(who=who, **enrolled | {"step": "praktik"}),
            row("stays", who=who, first_day="2023-12-01", **days),
        ]
    )
    take_in(*rows)
    assert ways()[2:] == [
        f"    2023-12-01– praktik planned 2024-06-30 {REASON}",
        "    2023-12-01– at Solgården 100 %",
    ]
    assert take_in(*rows).change is None


def test_another_step_takes_along_what_goes_with_it(
    sara: str, take_in: TakeIn, row: RowOf, ways: Ways
) -> None:
    one = row("stays", reference=1, first_day="2023-06-01", step="praktik")
    done = take_in(one)
    assert ways()[3] == "    2023-06-01– praktik !bedömd"
    assert [(c.kind, c.field, c.before, c.after) for c in done.result.changes] == [
        ("stays", "step", "serviceassistent", "praktik"),
        ("stays", "planned_last_day", D("2024-05-31"), None),
        ("stays", "agreement", "BEA", None),
    ]
    assert take_in(one).change is None


# Training


def test_completed_training_qualifies_and_anything_else_is_an_exception(
    take_in: TakeIn, wrong_with: WrongWith, row: RowOf, on_step: OnStep, ways: Ways
) -> None:
    on_step("utbildningspraktik", "Sara Ek")
    after = row("stays", reference=1, first_day="2024-01-01", step="serviceassistent")
    broken_off = {"first_day": "2023-06-01", "completed": False}
    assert wrong_with(row("stays", reference=1, **broken_off), after) == [
        "stays 2 [step] “serviceassistent”: Only completed training on utbildningspraktik "
        f"qualifies for serviceassistent. | {NO_EXCEPTION}"
    ]
    trained = {"first_day": "2023-06-01", "completed": True, "certificate_day": "2023-12-20"}
    take_in(row("stays", reference=1, **trained), after)
    assert ways()[3].endswith("completed True certificate 2023-12-20")
