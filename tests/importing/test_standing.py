"""Where a row of people says that somebody stands: the step, its period, and the workplace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.amend import amend
from steg_cli.actions.leave import leave
from steg_cli.actions.move import move
from steg_cli.actions.place import place
from steg_cli.register.file import Register

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody, IdentityOf, OnStep, Told
    from tests.importing.conftest import RowOf, TakeIn, WrongWith

D = date.fromisoformat
TODAY = date(2024, 1, 15)
Ways = Callable[[], list[str]]

SARA = {
    "name": "Sara Ek",
    "cohort": "STEG",
    "municipality": "Skövde",
    "first_day": "2021-06-01",
    "status": "unemployed",
    "long_term_unemployed": True,
}
REASON = "!import lista.xlsx"


def exceptions(count: int) -> str:
    """Return what is said of steps that the list does not prove."""
    what = "1 step is an exception" if count == 1 else f"{count} steps are exceptions"
    return f"The list does not tell all earlier steps: {what} with “import lista.xlsx”."


# Somebody new


@pytest.mark.parametrize(
    ("values", "way", "notes"),
    [
        ({"step": "kartlaggning"}, ["2021-06-01– kartlaggning"], []),
        (
            {"step": "praktik"},
            [f"2021-06-01– praktik {REASON}"],
            [exceptions(1)],
        ),
        (
            {"step": "praktik", "exception": "bedömd"},
            [f"2021-06-01– praktik {REASON}"],
            [exceptions(1)],
        ),
        (
            {"step": "utredning", "since": "2021-08-01"},
            ["2021-06-01–2021-07-31 kartlaggning closed 2021-07-31", "2021-08-01– utredning"],
            [],
        ),
        (
            {"step": "praktik", "since": "2021-08-01"},
            [
                "2021-06-01–2021-07-31 kartlaggning closed 2021-07-31",
                f"2021-08-01– praktik {REASON}",
            ],
            [exceptions(1)],
        ),
        (
            {"step": "serviceassistent", "since": "2023-06-01"},
            [
                "2021-06-01–2023-05-31 kartlaggning closed 2023-05-31",
                f"2023-06-01– serviceassistent planned 2024-05-31 BEA {REASON}",
            ],
            [
                exceptions(1),
                "The list does not tell when a period ends: 1 period is planned for the fewest "
                "months allowed.",
            ],
        ),
        (
            {
                "step": "serviceassistent",
                "since": "2023-06-01",
                "planned_last_day": "2025-05-31",
                "agreement": "AB",
            },
            [
                "2021-06-01–2023-05-31 kartlaggning closed 2023-05-31",
                f"2023-06-01– serviceassistent planned 2025-05-31 AB {REASON}",
            ],
            [exceptions(1)],
        ),
        (
            {"step": "serviceassistent", "since": "2023-06-01", "end": "2024-12-31"},
            [
                "2021-06-01–2023-05-31 kartlaggning closed 2023-05-31",
                f"2023-06-01– serviceassistent planned 2024-12-31 BEA {REASON}",
            ],
            [exceptions(1)],
        ),
        (
            {"step": "enhetsassistent", "since": "2023-06-01", "workplace": "Solgården"},
            [
                "2021-06-01–2023-05-31 kartlaggning closed 2023-05-31",
                f"2023-06-01– enhetsassistent AB {REASON}",
                "2023-06-01– at Solgården 100 %",
            ],
            [exceptions(1)],
        ),
        (
            {"step": "kartlaggning", "agreement": "AB"},
            ["2021-06-01– kartlaggning"],
            ["An agreement on a step that is no employment was left out: 1 person."],
        ),
        (
            {"step": "kartlaggning", "percent": 50},
            ["2021-06-01– kartlaggning"],
            ["Percent or supervisor without a workplace were left out: 1 person."],
        ),
        (
            {"step": "praktik", "since": "2023-12-01", "left_to": "other", "end": "2023-12-31"},
            [
                "2021-06-01–2023-11-30 kartlaggning closed 2023-11-30",
                f"2023-12-01–2023-12-31 praktik closed 2023-12-31 {REASON}",
            ],
            [exceptions(1)],
        ),
        (
            {
                "step": "praktik",
                "workplace": "Björkskolan",
                "percent": 75,
                "supervisor": "Pia",
                "end": "2024-06-30",
            },
            [
                f"2021-06-01– praktik {REASON}",
                "2021-06-01–2024-06-30 at Björkskolan 75 % with Pia",
            ],
            [exceptions(1)],
        ),
    ],
)
def test_somebody_new_comes_in_on_the_step_that_the_list_tells(
    take_in: TakeIn,
    row: RowOf,
    identity: IdentityOf,
    ways: Ways,
    told: Told,
    values: dict[str, object],
    way: list[str],
    notes: list[str],
) -> None:
    one = row(who=identity(), **SARA | values)
    done = take_in(one)
    assert [line.strip() for line in ways()[2:]] == way
    assert sorted(told(done.notes)) == sorted(notes)
    assert take_in(one).change is None


def test_the_first_step_begins_with_the_enrolment_whatever_the_list_tells(
    take_in: TakeIn, row: RowOf, identity: IdentityOf, ways: Ways
) -> None:
    one = row(who=identity(), **SARA, step="kartlaggning", since="2021-08-01")
    take_in(one)
    assert ways()[2:] == ["    2021-06-01– kartlaggning"]
    assert take_in(one).change is None


def test_without_the_first_day_of_the_enrolment_the_step_s_own_is_taken(
    take_in: TakeIn, row: RowOf, identity: IdentityOf, ways: Ways
) -> None:
    values = {key: value for key, value in SARA.items() if key != "first_day"}
    take_in(row(who=identity(), **values, step="praktik", since="2021-08-01"))
    assert ways()[1:] == [
        "  2021-08-01– STEG Skövde unemployed long-term",
        f"    2021-08-01– praktik {REASON}",
    ]


def test_rows_for_one_step_each_tell_when_the_steps_began(
    take_in: TakeIn, row: RowOf, identity: IdentityOf, ways: Ways
) -> None:
    who = identity()
    order = [
        row(who=who, **SARA | {"step": "kartlaggning"}),
        row(who=who, **SARA | {"step": "utredning", "first_day": "2021-08-01"}),
        row(who=who, step="arbetsprovning", since="2021-10-01", workplace="Snickeriet"),
    ]
    take_in(*order)
    assert ways()[2:] == [
        "    2021-06-01–2021-07-31 kartlaggning closed 2021-07-31",
        "    2021-08-01–2021-09-30 utredning closed 2021-09-30",
        "    2021-10-01– arbetsprovning",
        "    2021-10-01– at Snickeriet 100 %",
    ]
    assert take_in(*order).change is None


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        (
            {"step": "praktik", "since": "2021-05-31"},
            "[since] “2021-05-31”: The step would begin before the enrolment, on 2021-05-31. "
            "| Correct the days.",
        ),
        (
            {"step": "praktik", "end": "2024-06-30"},
            "[end] “2024-06-30”: It does not show what ends on 2024-06-30: praktik has no period. "
            "| If the person left, fill in the column “left to”; if it is the placement, the "
            "column “workplace”; if it is planned, “planned last day”.",
        ),
        (
            {"end": "2024-06-30"},
            "[end] “2024-06-30”: It does not show what ends on 2024-06-30: kartlaggning has no "
            "period. | If the person left, fill in the column “left to”; if it is the placement, "
            "the column “workplace”; if it is planned, “planned last day”.",
        ),
        (
            {"step": "serviceassistent", "planned_last_day": "2022-05-30"},
            "[planned_last_day] “2022-05-30”: A period from 2021-06-01 cannot be planned to end on "
            "2022-05-30: 12 to 24 months end between 2022-05-31 and 2023-05-31. | Correct the row; "
            "or write why it is an exception in the column “exception”.",
        ),
        (
            {"step": "enhetsassistent"},
            "[None]: There is no workplace on 2021-06-01, so no sector that could employ the "
            "person. | Correct the row, then import the list again.",
        ),
        (
            {"step": "enhetsassistent", "workplace": "Solgården"},
            "[workplace] “Solgården”: Solgården belongs to Vård och omsorg, which employs its own "
            "assistants from 2023-01-01, not 2021-06-01. | Correct the row, then import the list "
            "again.",
        ),
        (
            {"step": "enhetsassistent", "workplace": "Björkskolan"},
            "[workplace] “Björkskolan”: Björkskolan belongs to Barn och utbildning, which does not "
            "employ its own assistants. | When it has decided to: steg sector edit "
            '"Barn och utbildning" --employs-from DAY',
        ),
        (
            {"step": "praktik", "workplace": "Snickeriet"},
            "[workplace] “Snickeriet”: Snickeriet is an adapted workplace; praktik takes place in "
            "ordinary operations. | steg workplace list shows which workplaces are ordinary.",
        ),
        (
            {"step": "arbetsprovning", "workplace": "Solgården"},
            "[workplace] “Solgården”: Solgården is an ordinary workplace; arbetsprovning takes "
            "place in AME's operations. | steg workplace list shows which workplaces are adapted.",
        ),
        (
            {"step": "praktik", "since": "2023-12-01", "last_day": "2023-11-30",
             "left_to": "other"},
            "[last_day] “2023-11-30”: The steps do not cover the enrolment from 2021-06-01 to "
            "2023-11-30. | The first step begins with the enrolment; the last one ends with it.",
        ),
    ],
)  # fmt: skip
def test_what_the_rules_refuse_is_told_beside_its_column(
    wrong_with: WrongWith,
    row: RowOf,
    identity: IdentityOf,
    values: dict[str, object],
    wrong: str,
) -> None:
    assert wrong_with(row(who=identity(), **SARA | values)) == [f"people 2 {wrong}"]


# Somebody who is registered


@pytest.fixture
def sara(register: Register, on_step: OnStep) -> str:
    """Sara: mapping, then serviceassistent at Solgården since 2023-06-01, planned for a year."""
    return on_step("serviceassistent", "Sara Ek", workplace="Solgården")


STOOD = [
    "    2021-03-01–2023-05-31 kartlaggning closed 2023-06-01",
    "    2023-06-01– serviceassistent planned 2024-05-31 BEA !bedömd",
    "    2023-06-01– at Solgården 100 %",
]


@pytest.mark.parametrize(
    "values",
    [
        {"step": "serviceassistent"},
        {"step": "serviceassistent", "since": "2023-06-01"},
        {"step": "serviceassistent", "planned_last_day": "2024-05-31", "agreement": "BEA"},
        {"workplace": "solgården"},
        {"step": "Serviceassistent", "workplace": "Solgården", "percent": 100},
    ],
)
def test_what_is_known_of_the_step_changes_nothing(
    sara: str, take_in: TakeIn, row: RowOf, ways: Ways, values: dict[str, object]
) -> None:
    done = take_in(row(reference=1, **values))
    assert (done.change, done.notes, ways()[2:]) == (None, (), STOOD)


WHOM = "1 person (S-0001 Sara Ek)."
OLDER = f"The list is older than the register, whose steps and days were kept: {WHOM}"
ELSEWHERE = f"The list tells an earlier workplace than the register, which was kept: {WHOM}"


@pytest.mark.parametrize(
    ("values", "notes"),
    [
        ({"step": "kartlaggning"}, [OLDER]),
        (
            {"step": "kartlaggning", "since": "2021-03-01", "workplace": "Snickeriet",
             "percent": 50},
            [ELSEWHERE, OLDER],
        ),
        ({"step": "kartlaggning", "workplace": "Solgården", "supervisor": "Pia"}, [OLDER]),
    ],
)  # fmt: skip
def test_a_list_that_is_older_than_the_register_changes_nothing(
    sara: str,
    take_in: TakeIn,
    row: RowOf,
    ways: Ways,
    told: Told,
    values: dict[str, object],
    notes: list[str],
) -> None:
    done = take_in(row(reference=1, **values))
    assert (done.change, ways()[2:]) == (None, STOOD)
    assert told(done.notes) == notes


LIVED = "The list tells an earlier municipality than the register, which was kept: 1 person ({})."


def test_a_list_from_before_a_move_leaves_people_where_they_live(
    register: Register, sara: str, take_in: TakeIn, wrong_with: WrongWith, row: RowOf, told: Told
) -> None:
    move(register, sara, "Töreboda", TODAY, on=D("2024-01-05"))
    move(register, sara, "Mariestad", TODAY, on=D("2024-01-10"))
    for town, notes in (
        ("Skövde", [LIVED.format("S-0001 Sara Ek")]),
        ("Töreboda", [LIVED.format("S-0001 Sara Ek")]),
        ("Mariestad", []),
    ):
        done = take_in(row(reference=1, municipality=town))
        assert (done.change, told(done.notes)) == (None, notes)
    (wrong,) = wrong_with(row(reference=1, municipality="Gullspång"))
    assert "moved on 2024-01-10; a list does not tell" in wrong
    amend(register, sara, "protected", "yes", TODAY)
    done = take_in(row(reference=1, municipality="Skövde"))
    assert told(done.notes) == [LIVED.format("S-0001")]


def test_a_plan_that_was_corrected_by_hand_since_is_kept_and_one_of_a_list_is_not(
    register: Register, sara: str, take_in: TakeIn, row: RowOf, told: Told
) -> None:
    amend(register, sara, "stay.2.planned-last-day", "2024-07-31", TODAY)
    done = take_in(row(reference=1, planned_last_day="2024-05-31"))
    assert (done.change, told(done.notes)) == (None, [OLDER])
    for day in ("2024-08-31", "2024-09-30", "2024-08-31"):
        assert take_in(row(reference=1, planned_last_day=day)).change is not None


@pytest.mark.parametrize(
    ("values", "way", "changes"),
    [
        (
            {"planned_last_day": "2025-05-31", "agreement": "AB"},
            [
                STOOD[0],
                "    2023-06-01– serviceassistent planned 2025-05-31 AB !bedömd",
                STOOD[2],
            ],
            [
                ("stays", "planned_last_day", D("2024-05-31"), D("2025-05-31")),
                ("stays", "agreement", "BEA", "AB"),
            ],
        ),
        (
            {"workplace": "Solgården", "percent": 75, "supervisor": "Pia"},
            [*STOOD[:2], "    2023-06-01– at Solgården 75 % with Pia"],
            [("placements", "percent", 100, 75), ("placements", "supervisor", None, "Pia")],
        ),
        (
            {"step": "enhetsassistent", "since": "2024-01-01"},
            [
                STOOD[0],
                "    2023-06-01–2023-12-31 serviceassistent planned 2024-05-31 closed 2023-12-31 "
                "BEA !bedömd",
                "    2024-01-01– enhetsassistent AB",
                STOOD[2],
            ],
            [
                ("stays", "last_day", None, D("2023-12-31")),
                ("stays", "closed_on", None, D("2023-12-31")),
                ("stays", None, None, "enhetsassistent"),
            ],
        ),
        (
            {"step": "underskoterska", "since": "2024-02-01", "workplace": "Björkskolan"},
            [
                STOOD[0],
                "    2023-06-01–2024-01-31 serviceassistent planned 2024-05-31 closed 2024-01-15 "
                "BEA !bedömd",
                f"    2024-02-01– underskoterska {REASON}",
                "    2023-06-01–2024-01-31 at Solgården 100 %",
                "    2024-02-01– at Björkskolan 100 %",
            ],
            [
                ("stays", "last_day", None, D("2024-01-31")),
                ("stays", "closed_on", None, D("2024-01-15")),
                ("stays", None, None, "underskoterska"),
                ("placements", "last_day", None, D("2024-01-31")),
                ("placements", None, None, "Björkskolan"),
            ],
        ),
        (
            {"step": "arbetsprovning", "since": "2024-01-01"},
            [
                STOOD[0],
                "    2023-06-01–2023-12-31 serviceassistent planned 2024-05-31 closed 2023-12-31 "
                "BEA !bedömd",
                f"    2024-01-01– arbetsprovning {REASON}",
                "    2023-06-01–2023-12-31 at Solgården 100 %",
            ],
            [
                ("stays", "last_day", None, D("2023-12-31")),
                ("stays", "closed_on", None, D("2023-12-31")),
                ("stays", None, None, "arbetsprovning"),
                ("placements", "last_day", None, D("2023-12-31")),
            ],
        ),
        (
            {"left_to": "employment", "end": "2024-01-10"},
            [
                STOOD[0],
                "    2023-06-01–2024-01-10 serviceassistent planned 2024-05-31 closed 2024-01-10 "
                "BEA !bedömd",
                "    2023-06-01–2024-01-10 at Solgården 100 %",
            ],
            [
                ("people", "last_day", None, D("2024-01-10")),
                ("people", "left_to", None, "employment"),
                ("stays", "last_day", None, D("2024-01-10")),
                ("stays", "closed_on", None, D("2024-01-10")),
                ("placements", "last_day", None, D("2024-01-10")),
            ],
        ),
    ],
)
def test_what_is_new_in_the_list_is_recorded_and_told(
    sara: str,
    take_in: TakeIn,
    row: RowOf,
    ways: Ways,
    values: dict[str, object],
    way: list[str],
    changes: list[tuple[str, str | None, object, object]],
) -> None:
    one = row(reference=1, **values)
    done = take_in(one)
    assert ways()[2:] == way
    assert [(c.kind, c.field, c.before, c.after) for c in done.result.changes] == changes
    assert {(c.reference, c.name) for c in done.result.changes} == {("S-0001", "Sara Ek")}
    assert [sheet.changed for sheet in done.result.sheets] == [1]
    assert take_in(one).change is None


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        (
            {"step": "praktik"},
            "[step] “praktik”: The person is on serviceassistent since 2023-06-01; the list says "
            "praktik. | If the list is right, fill in the column “since” with a later day.",
        ),
        (
            {"step": "praktik", "since": "2023-06-01"},
            "[since] “2023-06-01”: The person is on serviceassistent since 2023-06-01; the list "
            "says praktik since 2023-06-01. | Correct the list, or the register: steg amend --help",
        ),
        (
            {"step": "serviceassistent", "since": "2023-05-31"},
            "[since] “2023-05-31”: The person is on serviceassistent since 2023-06-01; the list "
            "says serviceassistent since 2023-05-31. | Correct the list, or the register: "
            "steg amend --help",
        ),
        (
            {"step": "serviceassistent", "since": "2023-06-02"},
            "[since] “2023-06-02”: The person is on serviceassistent since 2023-06-01; the list "
            "says serviceassistent since 2023-06-02. | Correct the list, or the register: "
            "steg amend --help",
        ),
        (
            {"workplace": "Björkskolan"},
            "[workplace] “Björkskolan”: The register has another workplace, Solgården from "
            "2023-06-01. | Record the move first: steg place S-0001 …, or a row on a sheet of "
            "placements.",
        ),
        (
            {"planned_last_day": "2025-06-01"},
            "[planned_last_day] “2025-06-01”: A period from 2023-06-01 cannot be planned to end on "
            "2025-06-01: 12 to 24 months end between 2024-05-31 and 2025-05-31. | Correct the row; "
            "or write why it is an exception in the column “exception”.",
        ),
    ],
)
def test_a_list_may_not_contradict_what_is_recorded(
    sara: str, wrong_with: WrongWith, row: RowOf, values: dict[str, object], wrong: str
) -> None:
    assert wrong_with(row(reference=1, **values)) == [f"people 2 {wrong}"]


@pytest.mark.parametrize("day", ["2024-05-31", "2024-12-31"])
def test_an_end_date_alone_is_the_planned_last_day_of_the_present_period(
    sara: str, take_in: TakeIn, row: RowOf, ways: Ways, day: str
) -> None:
    take_in(row(reference=1, end=day))
    assert ways()[3] == f"    2023-06-01– serviceassistent planned {day} BEA !bedömd"


def test_an_earlier_workplace_of_the_list_changes_nothing(
    sara: str, register: Register, take_in: TakeIn, row: RowOf, ways: Ways
) -> None:
    place(register, "S-0001", "Björkskolan", TODAY, first=D("2023-12-01"))
    before = ways()
    assert take_in(row(reference=1, workplace="Solgården", percent=50)).change is None
    assert ways() == before


def test_somebody_without_a_workplace_is_placed_since_the_step_began(
    register: Register, take_in: TakeIn, row: RowOf, enrol_somebody: EnrolSomebody, ways: Ways
) -> None:
    enrol_somebody(on=D("2021-03-01"))
    advance(register, "S-0001", TODAY, to="praktik", on=D("2023-06-01"), exception="bedömd")
    done = take_in(row(reference=1, workplace="Solgården"))
    assert ways()[-1] == "    2023-06-01– at Solgården 100 %"
    assert [(c.kind, c.day, c.field, c.after) for c in done.result.changes] == [
        ("placements", D("2023-06-01"), None, "Solgården")
    ]


def test_a_step_cannot_begin_after_somebody_left(
    register: Register, wrong_with: WrongWith, row: RowOf, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody(on=D("2021-03-01"))
    leave(register, "S-0001", TODAY, to="other", on=D("2023-06-30"))
    assert wrong_with(row(reference=1, step="utredning", since="2023-09-01")) == [
        "people 2 [since] “2023-09-01”: The steps do not cover the enrolment from 2021-03-01 to "
        "2023-06-30. | The first step begins with the enrolment; the last one ends with it.",
        "people 2 [since] “2023-09-01”: There would be no step between 2023-06-30 and 2023-09-01. "
        "| A step begins the day after the one before it ended.",
    ]
