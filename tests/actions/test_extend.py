"""Longer periods, counted from the first day and at most 24 months in all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.amend import amend
from steg_cli.actions.extend import extend
from steg_cli.actions.results import Done, Extended
from steg_cli.programme import remedies
from steg_cli.register.file import Register
from steg_cli.register.people import load_person
from tests.standing import ANNA

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import Do, OnStep, Told

D = date.fromisoformat
TODAY = date(2024, 1, 15)

STANDING = replace(
    ANNA,
    step="serviceassistent",
    since=D("2023-06-01"),
    planned_last_day=D("2024-05-31"),
    notice_by=D("2024-04-30"),
    months_in_all=12,
    months_left_to_extend=12,
    payer="AME",
    agreement="BEA",
    exception="bedömd",
)


@pytest.mark.parametrize(
    ("options", "planned", "notice_by", "months", "left"),
    [
        ({"months": 11}, "2025-04-30", "2025-03-28", 23, 1),
        ({"until": D("2024-07-15")}, "2024-07-15", "2024-06-14", 13, 11),
    ],
)
def test_a_period_is_extended_to_at_most_24_months(
    do: Do,
    on_step: OnStep,
    options: dict[str, Any],
    planned: str,
    notice_by: str,
    months: int,
    left: int,
) -> None:
    on_step("serviceassistent")

    assert do(extend, "S-0001", TODAY, **options) == Done(
        "extend",
        7,
        Extended(
            **vars(STANDING)
            | {
                "planned_last_day": D(planned),
                "notice_by": D(notice_by),
                "months_in_all": months,
                "months_left_to_extend": left,
            },
            old_last_day=D("2024-05-31"),
        ),
    )


def test_more_than_24_months_in_all_is_an_exception_with_a_reason(
    register: Register, do: Do, refuses: Refuses, told: Told, on_step: OnStep
) -> None:
    on_step("serviceassistent")  # which was an exception, with a reason of its own
    refuses(extend, "S-0001", TODAY, months=13)
    assert refuses.error.remedy is remedies.FEWER_MONTHS_OR_REASON

    done = do(extend, "S-0001", TODAY, months=13, exception=" Väntar på  utbildning ")

    assert (done.result.planned_last_day, done.result.months_in_all) == (D("2025-06-30"), 25)
    assert told(done.notes) == [
        "25 months on serviceassistent in all: an exception from 12 to 24 months."
    ]
    (extension,) = load_person(register, 1).stays[-1].extensions
    assert extension.exception == "Väntar på utbildning"
    refuses(extend, "S-0001", TODAY, months=1)
    assert refuses.error.remedy is remedies.A_REASON_FOR_MORE


def test_the_planned_last_day_of_another_step_is_moved(
    do: Do, refuses: Refuses, on_step: OnStep
) -> None:
    on_step("praktik")
    assert refuses(extend, "S-0001", TODAY, months=1) == (
        "Anna Andersson (S-0001) is on praktik, and no last day is planned that could be moved.",
        "Plan one: steg amend S-0001 stay.2.planned-last-day DAY",
    )
    do(amend, "S-0001", "stay.2.planned-last-day", "2024-02-29", TODAY)
    done = do(extend, "S-0001", TODAY, months=36)
    assert (done.result.planned_last_day, done.result.months_in_all) == (D("2027-02-28"), None)


def test_every_extension_is_recorded_with_its_day_and_the_plan_before(
    register: Register, do: Do, on_step: OnStep
) -> None:
    on_step("serviceassistent")

    do(extend, "S-0001", TODAY, months=2, on=D("2024-01-01"), decided_by=" Karin  K ")
    do(extend, "S-0001", TODAY, months=3, on=D("2024-01-01"))
    do(extend, "S-0001", TODAY, until=D("2025-01-10"))

    rows = register.execute(
        "SELECT stay_id, decided_on, old_last_day, new_last_day, decided_by FROM extension"
    ).fetchall()
    assert [tuple(row) for row in rows] == [
        (2, "2024-01-01", "2024-05-31", "2024-07-31", "Karin K"),
        (2, "2024-01-01", "2024-07-31", "2024-10-31", None),
        (2, "2024-01-15", "2024-10-31", "2025-01-10", None),
    ]


@pytest.mark.parametrize(
    ("options", "values"),
    [
        ({"months": 13}, {"total": 25}),
        ({"until": D("2024-05-31")}, {"last": D("2024-05-31")}),
        ({"months": 1, "on": D("2024-01-16")}, {"day": D("2024-01-16")}),
        ({"months": 1, "decided_by": ""}, {"what": "name"}),
        ({"months": 13, "exception": " "}, {"what": "reason"}),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_the_file_as_it_was(
    refuses: Refuses, on_step: OnStep, options: dict[str, Any], values: dict[str, object]
) -> None:
    on_step("serviceassistent")

    refuses(extend, "S-0001", TODAY, **options)
    assert refuses.error.values.items() >= values.items()


def test_months_are_counted_from_the_first_day_and_a_note_tells_of_days_between(
    do: Do, on_step: OnStep, told: Told
) -> None:
    """From 2023-06-01: 13 months and 15 days, and two months more are 15 months (domain's rule)."""
    who = on_step("serviceassistent")
    do(extend, who, TODAY, until=D("2024-07-15"))
    done = do(extend, who, TODAY, months=2)
    assert (done.result.old_last_day, done.result.planned_last_day) == (
        D("2024-07-15"),
        D("2024-08-31"),
    )
    assert told(done.notes) == [
        "Months are counted from the first day, 2023-06-01: the days until 2024-07-15 are in them. "
        "Another last day: steg extend S-0001 --until DAY"
    ]
    do(extend, who, TODAY, until=D("2024-09-15"))
    assert told(do(extend, who, TODAY, months=12, exception="sjuk").notes) == [
        "Months are counted from the first day, 2023-06-01: the days until 2024-09-15 are in them. "
        "Another last day: steg extend S-0001 --until DAY",
        "27 months on serviceassistent in all: an exception from 12 to 24 months.",
    ]
