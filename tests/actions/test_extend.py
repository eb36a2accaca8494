"""Longer periods, counted from the first day and at most 24 months in all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.extend import extend
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
    notice_by=D("2024-04-30"),
    months_in_all=12,
    months_left_to_extend=12,
    payer="AME",
    agreement="BEA",
    workplace=None,
    last_day=None,
    left_to=None,
    exception="bedömd",
)


@pytest.mark.parametrize(
    ("options", "planned", "notice_by", "months"),
    [
        ({"months": 11}, "2025-04-30", "2025-03-28", 23),
        ({"until": D("2024-07-15")}, "2024-07-15", "2024-06-14", 13),
    ],
)
def test_a_period_is_extended_to_at_most_24_months(
    do: Do, on_step: OnStep, options: dict[str, Any], planned: str, notice_by: str, months: int
) -> None:
    on_step("serviceassistent")

    assert do(extend, "S-0001", TODAY, **options) == Done(
        "extend",
        7,
        replace(
            STANDING,
            planned_last_day=D(planned),
            notice_by=D(notice_by),
            months_in_all=months,
            months_left_to_extend=24 - months,
        ),
    )


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
    ],
)
def test_what_cannot_be_is_refused_and_leaves_the_file_as_it_was(
    refuses: Refuses, on_step: OnStep, options: dict[str, Any], values: dict[str, object]
) -> None:
    on_step("serviceassistent")

    refuses(extend, "S-0001", TODAY, **options)
    assert refuses.error.values.items() >= values.items()
