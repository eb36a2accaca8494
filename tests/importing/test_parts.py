"""Rows of pauses, supports and deadlines: known again, corrected, judged, and masked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.amend import amend
from steg_cli.programme.people import NEW, Deadline, Pause, Support

if TYPE_CHECKING:
    from steg_cli.register.file import Register
    from tests.conftest import Give, OnStep
    from tests.importing.conftest import RowOf, TakeIn, WrongWith

D = date.fromisoformat
TODAY = date(2024, 1, 15)
Values = dict[str, object]
Ways = Callable[[], list[str]]

OSA: Values = {"kind": "osa", "first_day": "2023-06-01", "last_day": "2024-05-31"}
PERMIT: Values = {"text": "tillstånd", "day": "2024-06-01"}


@pytest.fixture
def sara(on_step: OnStep) -> str:
    """Sara: serviceassistent at Solgården since 2023-06-01, planned for a year."""
    return on_step("serviceassistent", "Sara Ek", workplace="Solgården")


def test_pauses_supports_and_deadlines_come_in_and_are_known_again(
    sara: str, take_in: TakeIn, row: RowOf, ways: Ways
) -> None:
    rows = [
        row("pauses", reference=1, first_day="2023-07-01", last_day="2023-07-31", paid=False),
        row("pauses", reference=1, first_day="2024-01-08"),
        row("supports", reference=1, **OSA, percent=80, cap=20000, decision="Dnr 7"),
        row("supports", reference=1, **OSA | {"kind": "nystartsjobb"}),
        row("deadlines", reference=1, **PERMIT, lead=2, done_on="2024-01-15"),
        row("deadlines", reference=1, **PERMIT | {"text": "utdrag"}),
        row("deadlines", reference=1, **PERMIT | {"day": "2024-03-01"}),
    ]
    done = take_in(*rows)
    assert ways()[5:] == [
        "    2023-07-01–2023-07-31 pause unpaid",
        "    2024-01-08– pause",
        "    2023-06-01–2024-05-31 osa 80 % at most 20000 Dnr 7",
        "    2023-06-01–2024-05-31 nystartsjobb",
        "    2024-06-01 deadline tillstånd lead 2 done 2024-01-15",
        "    2024-06-01 deadline utdrag lead 1",
        "    2024-03-01 deadline tillstånd lead 1",
    ]
    assert [(sheet.kind, sheet.new) for sheet in done.result.sheets] == [
        *(("pauses", 2), ("supports", 2), ("deadlines", 3)),
    ]
    assert [(c.kind, c.day, c.after) for c in done.result.changes] == [
        ("pauses", D("2023-07-01"), D("2023-07-31")),
        ("pauses", D("2024-01-08"), None),
        ("supports", D("2023-06-01"), "osa"),
        ("supports", D("2023-06-01"), "nystartsjobb"),
        ("deadlines", D("2024-06-01"), "tillstånd"),
        ("deadlines", D("2024-06-01"), "utdrag"),
        ("deadlines", D("2024-03-01"), "tillstånd"),
    ]
    assert take_in(*rows).change is None


@pytest.fixture
def given(sara: str, give: Give) -> str:
    """Sara, with an open pause, support until her period's end, and two deadlines of one day."""
    give(
        sara,
        Pause(NEW, D("2024-01-08")),
        Support(NEW, "osa", D("2023-06-01"), D("2024-05-31"), 80, 20000, "Dnr 7"),
        Support(NEW, "nystartsjobb", D("2023-06-01"), D("2023-12-31")),
        Deadline(NEW, "tillstånd", D("2024-06-01")),
        Deadline(NEW, "utdrag", D("2024-06-01"), lead=2),
    )
    return sara


@pytest.mark.parametrize(
    ("kind", "values", "changes"),
    [
        (
            "pauses",
            {"first_day": "2024-01-08", "last_day": "2024-01-12", "paid": False},
            [("last_day", None, D("2024-01-12")), ("paid", True, False)],
        ),
        (
            "supports",
            OSA | {"last_day": "2024-03-31", "cap": 0, "decision": "Dnr 8"},
            [
                ("last_day", D("2024-05-31"), D("2024-03-31")),
                ("cap", 20000, 0),
                ("decision", "Dnr 7", "Dnr 8"),
            ],
        ),
        ("supports", {"kind": "nystartsjobb", "first_day": "2023-06-01", "percent": 50},
         [("percent", None, 50)]),
        ("supports", {"first_day": "2023-06-01", "percent": 80}, []),
        ("deadlines", PERMIT | {"lead": 6}, [("lead", 1, 6)]),
        ("deadlines", PERMIT | {"text": "utdrag", "done_on": "2024-01-10"},
         [("done_on", None, D("2024-01-10"))]),
        ("deadlines", {"day": "2024-06-01", "lead": 2}, []),
        ("deadlines", PERMIT | {"day": "2024-06-02"}, [(None, None, "tillstånd")]),
    ],
)  # fmt: skip
def test_what_a_row_says_otherwise_is_corrected_and_told(
    given: str,
    take_in: TakeIn,
    row: RowOf,
    kind: str,
    values: Values,
    changes: list[tuple[str | None, object, object]],
) -> None:
    one = row(kind, reference=1, **values)
    done = take_in(one)
    assert [(c.kind, c.field, c.before, c.after) for c in done.result.changes] == [
        (kind, *change) for change in changes
    ]
    assert take_in(one).change is None


def test_leaving_by_a_list_ends_the_pause_and_cuts_the_support_as_steg_leave_does(
    given: str, take_in: TakeIn, row: RowOf, ways: Ways
) -> None:
    one = row(reference=1, last_day="2024-01-12", left_to="education")
    take_in(one)
    assert ways()[5:] == [
        "    2024-01-08–2024-01-12 pause",
        "    2023-06-01–2024-01-12 osa 80 % at most 20000 Dnr 7",
        "    2023-06-01–2023-12-31 nystartsjobb",
        "    2024-06-01 deadline tillstånd lead 1",
        "    2024-06-01 deadline utdrag lead 2",
    ]
    assert take_in(one).change is None


@pytest.mark.parametrize(
    ("kind", "values", "wrong"),
    [
        ("pauses", {}, "[None]: first day: the list has no column for it. "
         '| Add one, or give one value for all rows: --value "first_day=…".'),
        ("pauses", {"first_day": "2021-02-28"},
         "[first_day] “2021-02-28”: The person was not enrolled on 2021-02-28. "
         "| Correct the day, or add the enrolment to the list of people."),
        ("pauses", {"first_day": "2023-12-01", "last_day": "2023-11-30"},
         "[last_day] “2023-11-30”: A pause from 2023-12-01 cannot end on 2023-11-30. "
         "| Give days in order."),
        ("pauses", {"first_day": "2024-01-10"},
         "[first_day] “2024-01-10”: There is a pause from 2024-01-08 that has not ended; the days "
         "would overlap. | End that one first, or give days before it: steg show WHO"),
        ("supports", {"kind": "osa"}, "[None]: first day: the list has no column for it. "
         '| Add one, or give one value for all rows: --value "first_day=…".'),
        ("supports", {"kind": "osa", "first_day": "2023-01-01"},
         "[None]: last day: the list has no column for it. "
         '| Add one, or say which it is: --map "Heading=last_day".'),
        ("supports", {"first_day": "2023-01-01", "last_day": "2023-02-01"},
         "[None]: kind of support: the list has no column for it. "
         '| Add one, or say which it is: --map "Heading=kind".'),
        ("supports", {"first_day": "2023-06-01", "percent": 75},
         "[None]: kind of support: the list has no column for it. "
         '| Add one, or say which it is: --map "Heading=kind".'),
        ("supports", OSA | {"last_day": "2023-05-31"},
         "[last_day] “2023-05-31”: A support from 2023-06-01 cannot end on 2023-05-31. "
         "| Give days in order."),
        ("supports", OSA | {"first_day": "2024-01-01"},
         "[first_day] “2024-01-01”: There is a support already from 2023-06-01 to 2024-05-31; the "
         "days would overlap. | Give days outside it, or change that one first: steg show WHO"),
        ("deadlines", {"text": "samtal"}, "[None]: day: the list has no column for it. "
         '| Add one, or say which it is: --map "Heading=day".'),
        ("deadlines", {"day": "2024-06-02"}, "[None]: what: the list has no column for it. "
         '| Add one, or say which it is: --map "Heading=text".'),
        ("deadlines", PERMIT | {"done_on": "2024-01-16"},
         "[done_on] “2024-01-16”: 2024-01-16 is still to come. | Correct the day."),
        ("deadlines", PERMIT | {"text": "x" * 61},
         f"[text] “{'x' * 61}”: The deadline is 61 letters long; at most 60 are kept. "
         "| Shorten it."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_with_its_place(
    given: str, wrong_with: WrongWith, row: RowOf, kind: str, values: Values, wrong: str
) -> None:
    assert wrong_with(row(kind, reference=1, **values)) == [f"{kind} 2 {wrong}"]


# A protected person


MASKED: list[tuple[str, Values]] = [
    ("pauses", {"first_day": "2024-01-08", "paid": True}),
    ("supports", {"first_day": "2023-06-01", "last_day": "2024-05-31", "percent": 80}),
    ("supports", {"first_day": "2023-06-01", "last_day": "2023-12-31"}),
    ("deadlines", {"day": "2024-06-01", "lead": 1}),
    ("deadlines", {"day": "2024-06-01", "lead": 2}),
]


def test_what_an_export_masks_changes_nothing(
    given: str, register: Register, take_in: TakeIn, row: RowOf, ways: Ways
) -> None:
    amend(register, given, "protected", "yes", TODAY)
    before = ways()
    done = take_in(*(row(kind, reference=1, **values) for kind, values in MASKED))
    assert (done.change, done.result.changes, ways()) == (None, (), before)


def test_neither_kind_nor_text_of_a_protected_person_is_told(
    given: str, register: Register, take_in: TakeIn, wrong_with: WrongWith, row: RowOf
) -> None:
    amend(register, given, "protected", "yes", TODAY)
    assert wrong_with(
        row("supports", reference=1, **OSA | {"first_day": "2024-01-01"}, cap=3),
        row("deadlines", reference=1, text="x" * 61, day="2024-06-01"),
    ) == [
        "supports 2 [first_day] “2024-01-01”: There is a support already from 2023-06-01 to "
        "2024-05-31; the days would overlap. | Give days outside it, or change that one first: "
        "steg show WHO",
        "deadlines 2 [text]: The deadline is 61 letters long; at most 60 are kept. | Shorten it.",
    ]
    done = take_in(
        row("supports", reference=1, **OSA, cap=5, decision="Dnr 9", percent=70),
        row("supports", reference=1, **OSA | {"kind": "lonebidrag"}),
        row("deadlines", reference=1, text="hemligt", day="2024-06-02"),
    )
    assert [(c.name, c.field, c.before, c.after) for c in done.result.changes] == [
        (None, "percent", 80, 70),
        (None, "cap", None, None),
        (None, "decision", None, None),
        (None, None, None, None),
        (None, None, None, None),
    ]


def test_a_pause_of_which_the_wage_is_not_told_comes_in_and_is_told(
    sara: str, take_in: TakeIn, row: RowOf
) -> None:
    pause: Values = {"reference": 1, "first_day": "2024-01-08"}
    paid = "The list does not tell whether the wage goes on: 1 pause comes in as if it does."
    assert [str(one) for one in take_in(row("pauses", **pause)).notes] == [paid]
    assert take_in(row("pauses", **pause)).notes == ()
    earlier = pause | {"first_day": "2023-08-01", "last_day": "2023-08-31", "paid": True}
    assert take_in(row("pauses", **earlier)).notes == ()
