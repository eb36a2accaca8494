"""Rows of stays, placements, extensions and follow-ups: each finds its person and enrolment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.extend import extend
from steg_cli.actions.leave import leave
from steg_cli.register.file import Register
from steg_cli.reports.expiries import expiries

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody, IdentityOf, OnStep, Told
    from tests.importing.conftest import RowOf, TakeIn, WrongWith

D = date.fromisoformat
TODAY = date(2024, 1, 15)
Ways = Callable[[], list[str]]
Values = dict[str, object]

SARA: Values = {
    "name": "Sara Ek",
    "cohort": "STEG",
    "municipality": "Skövde",
    "first_day": "2021-06-01",
    "status": "unemployed",
    "long_term_unemployed": True,
}
ADD = "or add the person to the list of people."
REASON = "!import lista.xlsx"


# The whole way of somebody new


def test_a_way_comes_in_from_rows_of_every_kind_in_any_order(
    take_in: TakeIn, row: RowOf, identity: IdentityOf, ways: Ways
) -> None:
    who = identity()
    rows = [
        row("follow-ups", who=who, day="2023-12-31", status="education"),
        row("extensions", who=who, period="2021-10-01", decided_on="2022-08-01",
            old_last_day="2022-09-30", new_last_day="2023-03-31", decided_by="Bo"),
        row("placements", who=who, workplace="Björkskolan", first_day="2022-01-01", percent=50),
        row("placements", who=who, workplace="Solgården", first_day="2021-10-01",
            supervisor="Pia"),
        row("stays", who=who, name="sara  EK", step="serviceassistent", first_day="2021-10-01",
            exception="som i piloten", decided_by="Chefen"),
        row("stays", who=who, step="kartlaggning", first_day="2021-06-01"),
        row("stays", who=who, step="underskoterska", first_day="2023-01-01", weekends=True),
        row(who=who, **SARA, last_day="2023-06-30", left_to="employment"),
    ]  # fmt: skip
    done = take_in(*rows)
    assert ways() == [
        "S-0001 19800101-9804 Sara Ek",
        "  2021-06-01–2023-06-30 STEG Skövde unemployed long-term to employment",
        "    2021-06-01–2021-09-30 kartlaggning closed 2021-09-30",
        "    2021-10-01–2022-12-31 serviceassistent planned 2023-03-31 closed 2022-12-31 BEA "
        "!som i piloten by Chefen",
        "      2022-08-01 extended 2022-09-30 > 2023-03-31 by Bo",
        f"    2023-01-01–2023-06-30 underskoterska closed 2023-06-30 weekends True {REASON}",
        "    2021-10-01–2021-12-31 at Solgården 100 % with Pia",
        "    2022-01-01–2023-06-30 at Björkskolan 50 %",
        "    2023-12-31 followed up: education",
    ]
    assert [(sheet.kind, sheet.new) for sheet in done.result.sheets] == [
        ("follow-ups", 1), ("extensions", 1), ("placements", 2), ("stays", 3), ("people", 1)
    ]  # fmt: skip
    again = take_in(*rows)
    assert again.change is None
    assert [sheet.unchanged for sheet in again.result.sheets] == [1, 1, 2, 3, 1]


def test_days_said_are_kept_where_they_could_be_concluded(
    take_in: TakeIn, row: RowOf, identity: IdentityOf, ways: Ways
) -> None:
    who = identity()
    take_in(
        row(who=who, **SARA),
        row("stays", who=who, step="kartlaggning", first_day="2021-06-01", last_day="2021-08-31",
            closed_on="2021-08-01"),
        row("stays", "agreement", who=who, step="serviceassistent", first_day="2021-09-01",
            planned_last_day="2023-08-31", last_day="2024-06-30"),
        row("stays", who=who, step="praktik", first_day="2024-07-01", exception="vila"),
    )  # fmt: skip
    assert ways()[2:] == [
        "    2021-06-01–2021-08-31 kartlaggning closed 2021-08-01",
        f"    2021-09-01–2024-06-30 serviceassistent planned 2023-08-31 closed 2024-01-15 {REASON}",
        "    2024-07-01– praktik !vila",
    ]


def test_a_stay_in_the_second_enrolment_ends_nothing_in_the_first(
    take_in: TakeIn, row: RowOf, identity: IdentityOf, ways: Ways
) -> None:
    who = identity()
    second = SARA | {"first_day": "2023-01-01"}
    take_in(
        row(who=who, **SARA, last_day="2022-06-30", left_to="other"),
        row(who=who, **second),
        row("stays", who=who, step="utredning", first_day="2021-08-01"),
        row("stays", who=who, step="kartlaggning", first_day="2021-06-01"),
        row("stays", who=who, step="kartlaggning", first_day="2023-01-01", enrolment="2023-01-01"),
        row("follow-ups", who=who, day="2022-12-30", status="other", enrolment="2021-06-01"),
        row("follow-ups", who=who, day="2023-12-30", status="education", enrolment="2021-06-01"),
    )
    assert ways()[1:] == [
        "  2021-06-01–2022-06-30 STEG Skövde unemployed long-term to other",
        "    2021-06-01–2021-07-31 kartlaggning closed 2021-07-31",
        "    2021-08-01–2022-06-30 utredning closed 2022-06-30",
        "    2022-12-30 followed up: other",
        "    2023-12-30 followed up: education",
        "  2023-01-01– STEG Skövde unemployed long-term",
        "    2023-01-01– kartlaggning",
    ]


# Somebody who is registered


@pytest.fixture
def sara(register: Register, on_step: OnStep) -> str:
    """Sara: serviceassistent at Solgården since 2023-06-01, extended by half a year."""
    on_step("serviceassistent", "Sara Ek", workplace="Solgården")
    extend(register, "S-0001", TODAY, months=6, decided_by="Bo")
    return "S-0001"


MAPPED = "2021-03-01–2023-05-31 kartlaggning closed 2023-06-01"
EMPLOYED = "2023-06-01– serviceassistent planned 2024-11-30 BEA !bedömd"
EXTENDED = "2024-01-15 extended 2024-05-31 > 2024-11-30 by Bo"
PLACED = "2023-06-01– at Solgården 100 %"
EXTENSION: Values = {
    "period": "2023-06-01",
    "decided_on": "2024-01-15",
    "old_last_day": "2024-05-31",
    "new_last_day": "2024-11-30",
}


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("stays", {"step": "serviceassistent", "first_day": "2023-06-01"}),
        ("stays", {"first_day": "2023-06-01", "exception": "bedömd", "agreement": "BEA"}),
        ("stays", {"first_day": "2021-03-01", "last_day": "2023-05-31", "name": "sara ek"}),
        ("placements", {"first_day": "2023-06-01", "workplace": "SOLGÅRDEN", "percent": 100}),
        ("placements", {"first_day": "2023-06-01", "enrolment": "2021-03-01"}),
        ("extensions", EXTENSION),
        ("extensions", EXTENSION | {"decided_by": "Bo"}),
    ],
)
def test_what_is_known_changes_nothing(
    sara: str, take_in: TakeIn, row: RowOf, ways: Ways, kind: str, values: Values
) -> None:
    before = ways()
    assert take_in(row(kind, reference=1, **values)).change is None
    assert ways() == before
    assert [line.strip() for line in before[2:]] == [MAPPED, EMPLOYED, EXTENDED, PLACED]


@pytest.mark.parametrize(
    ("kind", "values", "way", "changes"),
    [
        (
            "stays",
            {"first_day": "2023-06-01", "planned_last_day": "2025-05-31", "exception": "ny",
             "decided_by": "Chefen", "weekends": False},
            [MAPPED, "2023-06-01– serviceassistent planned 2025-05-31 BEA weekends False !ny by "
             "Chefen", EXTENDED.replace("2024-11-30", "2025-05-31"), PLACED],
            [("planned_last_day", D("2024-11-30"), D("2025-05-31")), ("weekends", None, False),
             ("exception", "bedömd", "ny"), ("decided_by", None, "Chefen"),
             ("new_last_day", D("2024-11-30"), D("2025-05-31"))],
        ),
        (
            "stays",
            {"first_day": "2024-01-01", "step": "enhetsassistent", "weekends": True},
            [MAPPED, "2023-06-01–2023-12-31 serviceassistent planned 2024-11-30 closed 2023-12-31 "
             "BEA !bedömd", EXTENDED, "2024-01-01– enhetsassistent AB weekends True", PLACED],
            [("last_day", None, D("2023-12-31")), ("closed_on", None, D("2023-12-31")),
             (None, None, "enhetsassistent")],
        ),
        (
            "placements",
            {"first_day": "2023-12-01", "workplace": "Björkskolan", "percent": 50},
            [MAPPED, EMPLOYED, EXTENDED, "2023-06-01–2023-11-30 at Solgården 100 %",
             "2023-12-01– at Björkskolan 50 %"],
            [("last_day", None, D("2023-11-30")), (None, None, "Björkskolan")],
        ),
        (
            "placements",
            {"first_day": "2023-06-01", "workplace": "Björkskolan", "last_day": "2024-02-29",
             "percent": 75, "supervisor": "Pia"},
            [MAPPED, EMPLOYED, EXTENDED, "2023-06-01–2024-02-29 at Björkskolan 75 % with Pia"],
            [("workplace", "Solgården", "Björkskolan"), ("last_day", None, D("2024-02-29")),
             ("percent", 100, 75), ("supervisor", None, "Pia")],
        ),
        (
            "extensions",
            EXTENSION | {"old_last_day": "2024-11-30", "new_last_day": "2025-05-31"},
            [MAPPED, "2023-06-01– serviceassistent planned 2025-05-31 BEA !bedömd", EXTENDED,
             "2024-01-15 extended 2024-11-30 > 2025-05-31", PLACED],
            [("planned_last_day", D("2024-11-30"), D("2025-05-31")),
             (None, None, D("2025-05-31"))],
        ),
    ],
)  # fmt: skip
def test_what_is_new_in_the_list_is_recorded_and_told(
    sara: str,
    take_in: TakeIn,
    row: RowOf,
    ways: Ways,
    kind: str,
    values: Values,
    way: list[str],
    changes: list[tuple[str | None, object, object]],
) -> None:
    one = row(kind, reference=1, **values)
    done = take_in(one)
    assert [line.strip() for line in ways()[2:]] == way
    assert [(c.field, c.before, c.after) for c in done.result.changes] == changes
    assert take_in(one).change is None


def test_an_extension_that_a_corrected_plan_makes_needless_is_taken_away_and_told(
    register: Register, on_step: OnStep, take_in: TakeIn, row: RowOf, ways: Ways
) -> None:
    on_step("serviceassistent", "Sara Ek", months=15)
    extend(register, "S-0001", TODAY, months=6)
    one = row("stays", reference=1, first_day="2023-06-01", planned_last_day="2024-07-31")
    done = take_in(one)
    assert ways()[3:] == ["    2023-06-01– serviceassistent planned 2024-07-31 BEA !bedömd"]
    assert [(c.kind, c.field, c.before, c.after) for c in done.result.changes] == [
        ("stays", "planned_last_day", D("2025-02-28"), D("2024-07-31")),
        ("extensions", "new_last_day", D("2025-02-28"), None),
    ]
    assert take_in(one).change is None


def test_an_extension_that_never_was_hides_nobody_from_the_report_of_a_past_day(
    sara: str, register: Register, wrong_with: WrongWith, row: RowOf
) -> None:
    then = expiries(register, D("2024-10-01")).rows
    assert [one.last_day for one in then] == [D("2024-11-30")]
    days = {"period": "2023-06-01", "decided_on": "2023-12-15"}
    wrong_with(
        row("extensions", reference=1, **days, old_last_day="2030-01-31", new_last_day="2040-01-31")
    )
    wrong_with(
        row("extensions", reference=1, period="2023-06-01", decided_on="2023-05-31",
            old_last_day="2024-11-30", new_last_day="2025-05-31")
    )  # fmt: skip
    assert expiries(register, D("2024-10-01")).rows == then


def test_a_follow_up_is_added_and_corrected(
    register: Register, take_in: TakeIn, row: RowOf, enrol_somebody: EnrolSomebody, ways: Ways
) -> None:
    enrol_somebody(on=D("2021-03-01"))
    leave(register, "S-0001", TODAY, to="other", on=D("2023-06-30"))
    for status in ("education", "employment"):
        take_in(row("follow-ups", reference=1, day="2024-01-15", status=status))
        assert ways()[-1] == f"    2024-01-15 followed up: {status}"


@pytest.mark.parametrize(
    ("kind", "values", "wrong"),
    [
        ("stays", {"step": "praktik"}, "[None]: first day: the list has no column for it. "
         '| Add one, or give one value for all rows: --value "first_day=…".'),
        ("stays", {"first_day": "2024-01-01"}, "[None]: step: the list has no column for it. "
         '| Add one, or say which it is: --map "Heading=step".'),
        ("stays", {"first_day": "2021-02-28", "step": "praktik"},
         "[first_day] “2021-02-28”: The person was not enrolled on 2021-02-28. "
         "| Correct the day, or add the enrolment to the list of people."),
        ("stays", {"first_day": "2024-01-01", "step": "praktik", "enrolment": "2021-03-02"},
         "[enrolment] “2021-03-02”: The person has no enrolment from 2021-03-02. "
         "| Correct the day, or add the enrolment to the list of people."),
        ("stays", {"first_day": "2024-01-01", "step": "praktik", "name": "Eva Ek"},
         "[name] “Eva Ek”: The number is that of Sara Ek. "
         "| Check number and name, or leave the name out."),
        ("stays", {"first_day": "2024-01-01", "step": "hopp"},
         "[step] “hopp”: There is no step hopp on the ladder. | The steps are kartlaggning, "
         "utredning, arbetsprovning, praktik, utbildningspraktik, serviceassistent, "
         "enhetsassistent, underskoterska, sjukskoterska."),
        ("stays", {"first_day": "2023-01-01", "step": "praktik"},
         "[first_day] “2023-01-01”: The days would overlap (step): the next begins on "
         "2023-01-01. | Correct the other one first."),
        ("stays", {"first_day": "2021-03-01", "last_day": "2023-05-30"},
         "[first_day] “2021-03-01”: There would be no step between 2023-05-30 and 2023-06-01. "
         "| A step begins the day after the one before it ended."),
        ("stays", {"first_day": "2023-06-01", "last_day": "2023-05-31"},
         "[last_day] “2023-05-31”: The step would end on 2023-05-31, before its first day "
         "2023-06-01. | Give days in order."),
        ("stays", {"first_day": "2023-06-01", "last_day": "2024-01-31"},
         "[last_day] “2024-01-31”: The steps do not cover the enrolment from 2021-03-01 to -. "
         "| The first step begins with the enrolment; the last one ends with it."),
        ("placements", {"first_day": "2023-12-01"},
         "[None]: workplace: the list has no column for it. "
         '| Add one, or say which it is: --map "Heading=workplace".'),
        ("placements", {"first_day": "2023-12-01", "workplace": "Borta"},
         "[workplace] “Borta”: There is no workplace Borta. "
         "| Add it first: steg workplace add --help"),
        ("placements", {"first_day": "2023-12-01", "workplace": "Snickeriet"},
         "[workplace] “Snickeriet”: Snickeriet is an adapted workplace; serviceassistent takes "
         "place in ordinary operations. | steg workplace list shows which workplaces are "
         "ordinary."),
        ("placements", {"first_day": "2023-12-01", "workplace": "Björkskolan",
                        "last_day": "2023-11-30"},
         "[last_day] “2023-11-30”: The placement would end on 2023-11-30, before its first day "
         "2023-12-01. | Give days in order."),
        ("extensions", {"period": "2023-06-01", "decided_on": "2024-01-15"},
         "[None]: old last day: the list has no column for it. "
         '| Add one, or say which it is: --map "Heading=old_last_day".'),
        ("extensions", EXTENSION | {"period": "2023-06-02"},
         "[period] “2023-06-02”: No period of this person began on 2023-06-02. "
         "| Correct the day: steg show WHO tells when the period began."),
        ("extensions", EXTENSION | {"period": "2021-03-01"},
         "[period] “2021-03-01”: No period of this person began on 2021-03-01. "
         "| Correct the day: steg show WHO tells when the period began."),
        ("extensions", EXTENSION | {"old_last_day": "2024-06-30"},
         "[old_last_day] “2024-06-30”: The period was not planned to end on 2024-06-30 before it "
         "was extended. | Correct the old last day."),
        ("extensions", EXTENSION | {"decided_on": "2023-05-31", "old_last_day": "2024-11-30",
                                    "new_last_day": "2025-05-31"},
         "[decided_on] “2023-05-31”: The period began on 2023-06-01; an extension cannot date "
         "from 2023-05-31. | Correct the day of the decision."),
        ("extensions", EXTENSION | {"old_last_day": "2030-01-31", "new_last_day": "2040-01-31"},
         "[old_last_day] “2030-01-31”: The period was not planned to end on 2030-01-31 before it "
         "was extended. | Correct the old last day."),
        ("extensions", EXTENSION | {"decided_on": "2023-12-31", "old_last_day": "2024-11-30",
                                    "new_last_day": "2025-05-31"},
         "[old_last_day] “2024-11-30”: The period was not planned to end on 2024-05-31 before it "
         "was extended. | Correct the old last day."),
        ("extensions", EXTENSION | {"decided_on": "2024-01-16"},
         "[decided_on] “2024-01-16”: 2024-01-16 is still to come. | Correct the day."),
        ("extensions", EXTENSION | {"decided_on": "2024-01-14", "old_last_day": "2024-11-30"},
         "[new_last_day] “2024-11-30”: The new last day is no later one. | Correct the day."),
        ("extensions", EXTENSION | {"old_last_day": "2024-11-30"},
         "[new_last_day] “2024-11-30”: The new last day is no later one. | Correct the day."),
        ("extensions", EXTENSION | {"old_last_day": "2024-11-30", "new_last_day": "2025-06-01"},
         "[None]: A period from 2023-06-01 cannot be planned to end on 2025-06-01: 12 to 24 "
         "months end between 2024-05-31 and 2025-05-31. | Correct the row; or write why it is an "
         "exception in the column “exception”."),
        ("follow-ups", {"day": "2024-01-01"}, "[None]: status: the list has no column for it. "
         '| Add one, or give one value for all rows: --value "status=…".'),
        ("follow-ups", {"day": "2024-01-16", "status": "other"},
         "[day] “2024-01-16”: 2024-01-16 is still to come. | Correct the day."),
        ("follow-ups", {"day": "2024-01-15", "status": "other"},
         "[day] “2024-01-15”: The follow-up on 2024-01-15 would come before the last day, -. "
         "| A follow-up is about what happened after the person left."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_with_its_place(
    sara: str, wrong_with: WrongWith, row: RowOf, kind: str, values: Values, wrong: str
) -> None:
    assert wrong_with(row(kind, reference=1, **values))[:1] == [f"{kind} 2 {wrong}"]


# Whose rows they are


@pytest.mark.parametrize("kind", ["stays", "placements", "extensions", "follow-ups"])
def test_a_row_of_nobody_is_told(
    wrong_with: WrongWith, row: RowOf, identity: IdentityOf, kind: str
) -> None:
    about = {"first_day": "2023-01-01", "step": "praktik", "workplace": "Solgården"}
    values: Values = EXTENSION | about | {"day": "2023-01-01", "status": "other"}
    assert wrong_with(
        row(kind, who=identity(), **values),
        row(kind, reference=9, **values),
        row(kind, "number", **values),
        row(kind, who=identity("19800102"), reference=9, **values),
    ) == [
        f"{kind} 2 [number] “19800101-9804”: Nobody with this number is in the register or on the "
        f"list of people. | Check the number, {ADD}",
        f"{kind} 3 [reference] “S-0009”: S-0009 is neither in the register nor on the list of "
        f"people. | Check it, {ADD}",
        f"{kind} 4 [number]: Nothing is filled in. | Fill it in.",
        f"{kind} 5 [number] “19800102-9803”: Nobody with this number is in the register or on the "
        f"list of people. | Check the number, {ADD}",
    ]


def test_rows_find_somebody_new_by_the_case_that_the_list_of_people_gives(
    take_in: TakeIn, row: RowOf, identity: IdentityOf, ways: Ways
) -> None:
    take_in(
        row("placements", reference=7, first_day="2021-08-01", workplace="Snickeriet"),
        row(who=identity(), reference=7, **SARA),
        row("stays", reference=7, first_day="2021-08-01", step="utredning"),
        row("stays", reference=7, first_day="2021-06-01", step="kartlaggning"),
    )
    assert ways()[0] == "S-0007 19800101-9804 Sara Ek"
    assert ways()[2:] == [
        "    2021-06-01–2021-07-31 kartlaggning closed 2021-07-31",
        "    2021-08-01– utredning",
        "    2021-08-01– at Snickeriet 100 %",
    ]


def test_two_rows_of_one_thing_may_not_contradict_each_other(
    sara: str, wrong_with: WrongWith, row: RowOf
) -> None:
    day = {"reference": 1, "first_day": "2024-01-01"}
    assert wrong_with(
        row("stays", **day, step="enhetsassistent"),
        row("stays", **day, step="underskoterska"),
        row("placements", **day, workplace="Björkskolan", percent=50),
        row("placements", **day, workplace="Björkskolan", percent=75),
    ) == [
        f"{kind} 3 [{key}] “{value}”: Row 2 of {kind} says “{other}” of the same person. "
        "| Correct the one that is wrong."
        for kind, key, value, other in (
            ("stays", "step", "underskoterska", "enhetsassistent"),
            ("placements", "percent", 75, 50),
        )
    ]


def test_stays_and_a_row_of_people_tell_of_one_way(
    take_in: TakeIn, row: RowOf, identity: IdentityOf, ways: Ways, told: Told
) -> None:
    who = identity()
    rows = [
        row(who=who, **SARA, step="serviceassistent", workplace="Solgården"),
        row("stays", who=who, step="kartlaggning", first_day="2021-06-01"),
        row("stays", who=who, step="serviceassistent", first_day="2023-06-01"),
    ]
    done = take_in(*rows)
    assert ways()[2:] == [
        "    2021-06-01–2023-05-31 kartlaggning closed 2023-05-31",
        f"    2023-06-01– serviceassistent planned 2024-05-31 BEA {REASON}",
        "    2023-06-01– at Solgården 100 %",
    ]
    assert told(done.notes) == [
        "The list does not tell all earlier steps: 1 step is an exception with “import "
        "lista.xlsx”.",
        "The list does not tell when a period ends: 1 period is planned for the fewest months "
        "allowed.",
    ]
    assert take_in(*rows).change is None


@pytest.mark.parametrize("key", ["planned_last_day", "end"])
def test_an_end_on_the_list_of_people_is_that_of_the_period_on_the_list_of_steps(
    take_in: TakeIn, row: RowOf, identity: IdentityOf, ways: Ways, key: str
) -> None:
    rows = [
        row(who=identity(), **SARA | {"first_day": "2023-06-01", key: "2024-12-31"}),
        row(
            "stays",
            who=identity(),
            first_day="2023-06-01",
            step="serviceassistent",
            exception="bedömd",
        ),
    ]
    take_in(*rows)
    assert ways()[2] == "    2023-06-01– serviceassistent planned 2024-12-31 BEA !bedömd"
    assert take_in(*rows).change is None


# Several placements at once


def test_halves_go_on_beside_each_other_and_are_known_by_day_and_workplace(
    on_step: OnStep, take_in: TakeIn, row: RowOf, ways: Ways, told: Told
) -> None:
    on_step("serviceassistent", "Sara Ek")
    rows = [
        row("placements", reference=1, workplace="Solgården", first_day="2023-06-01", percent=50),
        row("placements", reference=1, workplace="Björkskolan", first_day="2023-06-01",
            percent=30, last_day="2023-12-31"),
        row("placements", reference=1, workplace="Björkskolan", first_day="2024-01-01",
            percent=50),
    ]  # fmt: skip
    assert told(take_in(*rows).notes) == [
        "Two workplaces at once: 1 person. If one was a move, fill in when it ended."
    ]
    assert ways()[-3:] == [
        "    2023-06-01– at Solgården 50 %",
        "    2023-06-01–2023-12-31 at Björkskolan 30 %",
        "    2024-01-01– at Björkskolan 50 %",
    ]
    assert take_in(*rows).change is None
    one = row(
        "placements", reference=1, workplace="Björkskolan", first_day="2023-06-01", percent=40
    )
    done = take_in(one)
    assert [(c.day, c.field, c.before, c.after) for c in done.result.changes] == [
        (D("2023-06-01"), "percent", 30, 40)
    ]


def test_more_than_full_time_is_a_move_or_an_exception(
    sara: str, take_in: TakeIn, wrong_with: WrongWith, row: RowOf, ways: Ways
) -> None:
    beside = {"workplace": "Björkskolan", "first_day": "2024-01-01", "percent": 50}
    there = {"workplace": "Solgården", "first_day": "2023-06-01", "last_day": "2024-06-30"}
    assert wrong_with(
        row("placements", reference=1, **there), row("placements", reference=1, **beside)
    ) == [
        "placements 3 [percent] “50”: Together the placements on 2024-01-01 would be more than "
        "full time: 150 %. | Correct the row; or write why it is an exception in the column "
        "“exception”."
    ]
    excepted = row("placements", reference=1, **beside, exception="två tjänster")
    take_in(excepted)
    assert ways()[-2:] == [
        "    2023-06-01– at Solgården 100 %",
        "    2024-01-01– at Björkskolan 50 % !två tjänster",
    ]
    assert take_in(excepted).change is None


def test_another_workplace_from_the_same_day_corrects_the_one_that_no_row_tells_of(
    sara: str, take_in: TakeIn, row: RowOf, ways: Ways
) -> None:
    one = row("placements", reference=1, workplace="Björkskolan", first_day="2023-06-01")
    done = take_in(one)
    assert ways()[-1] == "    2023-06-01– at Björkskolan 100 %"
    assert [(c.field, c.before, c.after) for c in done.result.changes] == [
        ("workplace", "Solgården", "Björkskolan")
    ]
    assert take_in(one).change is None


def test_of_two_placements_from_one_day_a_row_without_a_workplace_says_which_or_nothing_new(
    on_step: OnStep, take_in: TakeIn, wrong_with: WrongWith, row: RowOf
) -> None:
    on_step("serviceassistent", "Sara Ek")
    day = {"reference": 1, "first_day": "2023-06-01"}
    take_in(
        row("placements", **day, workplace="Solgården", percent=60),
        row("placements", **day, workplace="Björkskolan", percent=40),
    )
    assert take_in(row("placements", **day, percent=40)).change is None
    assert wrong_with(row("placements", **day, percent=30)) == [
        "placements 5 [None]: workplace: the list has no column for it. "
        '| Add one, or say which it is: --map "Heading=workplace".'
    ]
