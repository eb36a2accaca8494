"""Longer periods, counted from the first day and at most 24 months in all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.extend import extend
from steg_cli.actions.leave import leave
from steg_cli.actions.results import Done, Standing
from steg_cli.register.file import Register

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import Do, OnStep

D = date.fromisoformat
TODAY = date(2024, 1, 15)

STANDING = Standing(
    reference="S-0001",
    name="Anna Andersson",
    protected=False,
    cohort="STEG",
    municipality="Skövde",
    step="serviceassistent",
    since=D("2023-06-01"),
    planned_last_day=D("2024-05-31"),
    notice_by=D("2024-05-17"),
    months_left_to_extend=12,
    payer="AME",
    agreement="BEA",
    workplace=None,
    last_day=None,
    left_to=None,
    exception="bedömd",
)


@pytest.mark.parametrize(
    ("options", "planned", "notice_by", "left"),
    [
        ({"months": 1}, "2024-06-30", "2024-06-16", 11),
        ({"months": 11}, "2025-04-30", "2025-04-16", 1),
        ({"months": 12}, "2025-05-31", "2025-05-17", 0),
        ({"until": D("2024-06-01")}, "2024-06-01", "2024-05-18", 12),
        ({"until": D("2024-07-15")}, "2024-07-15", "2024-07-01", 11),
        ({"until": D("2025-05-31")}, "2025-05-31", "2025-05-17", 0),
    ],
)
def test_a_period_is_extended_to_at_most_24_months(
    do: Do, on_step: OnStep, options: dict[str, Any], planned: str, notice_by: str, left: int
) -> None:
    on_step("serviceassistent")

    assert do(extend, "S-0001", TODAY, **options) == Done(
        "extend",
        7,
        replace(
            STANDING,
            planned_last_day=D(planned),
            notice_by=D(notice_by),
            months_left_to_extend=left,
        ),
    )


@pytest.mark.parametrize(
    ("since", "months", "last_days"),
    [
        # One plus one year is exactly two years from the first day.
        ("2023-03-01", (12,), ("2024-02-29", "2025-02-28")),
        ("2024-02-29", (12,), ("2025-02-28", "2026-02-28")),
        # Months that end short are not counted on from their last day.
        ("2023-08-31", (6, 6), ("2024-08-30", "2025-02-28", "2025-08-30")),
        ("2023-01-31", (1, 1, 1), ("2024-01-30", "2024-02-29", "2024-03-30", "2024-04-30")),
    ],
)
def test_months_are_counted_from_the_first_day(
    do: Do, on_step: OnStep, since: str, months: tuple[int, ...], last_days: tuple[str, ...]
) -> None:
    on_step("serviceassistent", since=D(since), months=12)

    planned = [do(extend, "S-0001", TODAY, months=m).result.planned_last_day for m in months]

    assert planned == list(map(D, last_days[1:]))


def test_months_are_added_to_the_whole_months_of_a_contracts_own_last_day(
    do: Do, refuses: Refuses, on_step: OnStep
) -> None:
    on_step("serviceassistent", since=D("2023-06-01"))
    do(extend, "S-0001", TODAY, until=D("2024-06-15"))

    assert refuses(extend, "S-0001", TODAY, months=13)[0] == (
        "12 months from 2023-06-01 extended by 13 would be 25; "
        "a period is at most 24 months, extensions included."
    )
    assert do(extend, "S-0001", TODAY, months=12).result.planned_last_day == D("2025-05-31")


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


BEYOND = (
    "A period from 2023-06-01 cannot be planned to end on {until}.",
    "12 to 24 months from 2023-06-01 end between 2024-05-31 and 2025-05-31: "
    "give a last day between them.",
)
NOT_LONGER = (
    "The period already runs to 2024-05-31; {until} would not make it longer.",
    "Give a later day. An employment that ends early is recorded with steg leave or "
    "steg advance; a mistake is corrected with steg amend.",
)
TOO_MANY = (
    "12 months from 2023-06-01 extended by {months} would be {total}; "
    "a period is at most 24 months, extensions included.",
    "It can be extended by 12 more: at the longest to 2025-05-31.",
)
NO_MONTHS = (
    "An extension of {months} months makes nothing longer.",
    "Give --months 1 or more, or a later last day with --until.",
)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"months": 13}, TOO_MANY),
        ({"months": 600}, TOO_MANY),
        ({"months": 0}, NO_MONTHS),
        ({"months": -1}, NO_MONTHS),
        ({"until": D("2025-06-01")}, BEYOND),
        ({"until": D("2024-05-31")}, NOT_LONGER),
        ({"until": D("2024-05-30")}, NOT_LONGER),
        ({"until": D("2023-06-01")}, NOT_LONGER),
        (
            {"months": 1, "decided_by": ""},
            ("name: the text is missing.", "Write at least one letter."),
        ),
    ],
)
def test_an_extension_that_is_too_long_or_none_is_refused(
    refuses: Refuses, on_step: OnStep, options: dict[str, Any], told: tuple[str, str]
) -> None:
    on_step("serviceassistent")
    values = {**options, "total": 12 + options.get("months", 0)}

    assert refuses(extend, "S-0001", TODAY, **options) == (told[0].format(**values), told[1])


def test_a_full_period_cannot_be_extended(refuses: Refuses, on_step: OnStep) -> None:
    on_step("serviceassistent", months=24)

    assert refuses(extend, "S-0001", TODAY, months=1) == (
        "24 months from 2023-06-01 extended by 1 would be 25; "
        "a period is at most 24 months, extensions included.",
        "It cannot be extended further. What comes next: steg show WHO",
    )


def test_an_overdue_period_can_still_be_extended(do: Do, on_step: OnStep) -> None:
    on_step("serviceassistent", since=D("2022-06-01"))

    done = do(extend, "S-0001", TODAY, months=12)

    assert done.result == replace(
        STANDING,
        since=D("2022-06-01"),
        planned_last_day=D("2024-05-31"),
        notice_by=D("2024-05-17"),
        months_left_to_extend=0,
    )


def test_a_decision_that_is_still_to_come_is_refused(refuses: Refuses, on_step: OnStep) -> None:
    on_step("serviceassistent")

    assert refuses(extend, "S-0001", TODAY, months=2, on=D("2024-01-16")) == (
        "An extension cannot have been decided on 2024-01-16, which is still to come.",
        "Leave out --on, or give the day of the decision.",
    )


def test_decisions_are_recorded_in_the_order_of_their_days(
    do: Do, refuses: Refuses, on_step: OnStep
) -> None:
    on_step("serviceassistent")
    do(extend, "S-0001", TODAY, months=2, on=D("2024-01-10"))

    assert refuses(extend, "S-0001", TODAY, months=2, on=D("2024-01-09")) == (
        "The period was last extended on 2024-01-10; this extension cannot date from 2024-01-09.",
        "Give that day or a later one with --on.",
    )
    done = do(extend, "S-0001", TODAY, months=2, on=D("2024-01-10"))
    assert done.result.planned_last_day == D("2024-09-30")


@pytest.mark.parametrize("step", ["utredning", "praktik", "enhetsassistent", "sjukskoterska"])
def test_a_step_without_a_period_cannot_be_extended(
    refuses: Refuses, on_step: OnStep, step: str
) -> None:
    on_step(step, workplace="Solgården" if step == "enhetsassistent" else None)

    assert refuses(extend, "S-0001", TODAY, months=6) == (
        f"Anna Andersson (S-0001) is on {step}, which has no period to extend.",
        "steg show S-0001 shows the way so far.",
    )


def test_an_ended_period_cannot_be_extended(refuses: Refuses, do: Do, on_step: OnStep) -> None:
    on_step("serviceassistent", workplace="Solgården")
    do(advance, "S-0001", TODAY)
    assert refuses(extend, "S-0001", TODAY, months=6)[0] == (
        "Anna Andersson (S-0001) is on enhetsassistent, which has no period to extend."
    )

    do(leave, "S-0001", TODAY, to="education")
    assert refuses(extend, "S-0001", TODAY, months=6)[0] == (
        "Anna Andersson (S-0001) has no open enrolment: the last one ends on 2024-01-15."
    )


def test_an_extension_does_not_date_from_before_the_period(
    refuses: Refuses, on_step: OnStep
) -> None:
    on_step("serviceassistent", workplace="Solgården")
    assert refuses(extend, "S-0001", TODAY, months=6, on=date(2023, 5, 31)) == (
        "The period began on 2023-06-01; an extension cannot date from 2023-05-31.",
        "Give a later day with --on.",
    )
