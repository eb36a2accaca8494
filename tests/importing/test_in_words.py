"""What a list changes of somebody registered, in sentences, beside what is changed field by field.

Sara Ek is serviceassistent at Solgården since 2023-06-01, planned to 2024-05-31.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.amend import amend
from steg_cli.actions.leave import leave

if TYPE_CHECKING:
    from steg_cli.register.file import Register
    from tests.conftest import OnStep
    from tests.importing.conftest import RowOf, TakeIn

from datetime import date

TODAY = date(2024, 1, 15)
Values = dict[str, object]
WHO = "Sara Ek (S-0001)"


@pytest.fixture
def sara(on_step: OnStep) -> str:
    """Sara, on her step."""
    return on_step("serviceassistent", "Sara Ek", workplace="Solgården")


def as_told(take_in: TakeIn, *rows: object) -> tuple[list[str], list[str | None]]:
    """Return the sentences about what rows change, and the fields that none of them tells of."""
    result = take_in(*rows).result  # type: ignore[arg-type]
    left = [change.field for change in result.changes if not change.told]
    return [str(told.sentence) for told in result.told], left


@pytest.mark.parametrize(
    ("kind", "values", "sentences"),
    [
        ("people", {"step": "underskoterska", "since": "2024-01-10"},
         ["goes on from serviceassistent to underskoterska on 2024-01-10."]),
        ("people", {"step": "praktik", "since": "2024-01-10"},
         ["goes back from serviceassistent to praktik on 2024-01-10."]),
        ("people", {"last_day": "2024-01-12", "left_to": "employment"},
         ["leaves from serviceassistent on 2024-01-12, to employment."]),
        ("people", {"planned_last_day": "2024-11-30"},
         [": serviceassistent from 2023-06-01 is made longer, from 2024-05-31 to 2024-11-30."]),
        ("extensions",
         {"period": "2023-06-01", "decided_on": "2024-01-10", "old_last_day": "2024-05-31",
          "new_last_day": "2024-11-30"},
         [": serviceassistent from 2023-06-01 is made longer, from 2024-05-31 to 2024-11-30."]),
        ("placements", {"workplace": "Björkskolan", "first_day": "2024-01-10"},
         ["moves from Solgården to Björkskolan on 2024-01-10."]),
        ("placements",
         {"workplace": "Björkskolan", "first_day": "2024-01-10", "last_day": "2024-03-31",
          "percent": 50, "exception": "övergång"},
         ["is at Björkskolan (50 %) from 2024-01-10 to 2024-03-31."]),
        ("placements",
         {"workplace": "Solgården", "first_day": "2023-06-01", "last_day": "2024-01-31"},
         [": the placement at Solgården ends on 2024-01-31."]),
    ],
)  # fmt: skip
def test_a_move_an_end_a_plan_and_a_placement_are_told_in_a_sentence(
    sara: str, take_in: TakeIn, row: RowOf, kind: str, values: Values, sentences: list[str]
) -> None:
    told, left = as_told(take_in, row(kind, reference=1, **values))
    assert [one.removeprefix(WHO).removeprefix(" ") for one in told] == sentences
    assert left == []


def test_a_placement_that_ended_before_the_next_began_is_told_by_itself(
    sara: str, take_in: TakeIn, row: RowOf
) -> None:
    rows = [
        row(
            *("placements",),
            reference=1,
            workplace="Solgården",
            first_day="2023-06-01",
            last_day="2023-12-31",
        ),
        row("placements", reference=1, workplace="Björkskolan", first_day="2024-01-10"),
    ]
    assert as_told(take_in, *rows) == (
        [
            f"{WHO}: the placement at Solgården ends on 2023-12-31.",
            f"{WHO} is at Björkskolan from 2024-01-10.",
        ],
        [],
    )


def test_of_several_decisions_the_last_is_told_with_the_plan(
    sara: str, take_in: TakeIn, row: RowOf
) -> None:
    period = {"reference": 1, "period": "2023-06-01"}
    rows = [
        row("extensions", **period, decided_on=on, old_last_day=old, new_last_day=new)
        for on, old, new in (
            ("2023-12-01", "2024-05-31", "2024-08-31"),
            ("2024-01-10", "2024-08-31", "2024-11-30"),
        )
    ]
    assert as_told(take_in, *rows) == (
        [f"{WHO}: serviceassistent from 2023-06-01 is made longer, from 2024-05-31 to 2024-11-30."],
        [None],  # the first decision, which is new
    )


def test_a_correction_needs_no_words(sara: str, take_in: TakeIn, row: RowOf) -> None:
    told = as_told(take_in, row(reference=1, municipality="Hjo", consultant="Eva"))
    assert told == ([], ["municipality", "consultant"])


def test_who_comes_in_again_is_told_of_once(
    sara: str, register: Register, take_in: TakeIn, row: RowOf
) -> None:
    leave(register, sara, TODAY, to="job-search", on=date(2023, 12, 31))
    again = row(
        reference=1, cohort="STEG", municipality="Skövde", first_day="2024-01-10", status="other",
        exception="kom tillbaka",
    )  # fmt: skip
    assert as_told(take_in, again) == (
        [f"{WHO} comes in again, in STEG from 2024-01-10, now on kartlaggning."],
        [],
    )


def test_of_a_protected_person_neither_name_nor_workplace_is_told(
    sara: str, register: Register, take_in: TakeIn, row: RowOf
) -> None:
    amend(register, sara, "protected", "yes", TODAY)
    moved = row("placements", reference=1, workplace="Björkskolan", first_day="2024-01-10")
    assert as_told(take_in, moved) == (
        ["S-0001 moves from (protected) to (protected) on 2024-01-10."],
        [],
    )
