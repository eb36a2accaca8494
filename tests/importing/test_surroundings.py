"""Rows of what surrounds people: sectors, projects, cohorts, workplaces, settings, the ladder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.init import init
from steg_cli.actions.municipalities import add_municipality
from steg_cli.actions.place import place
from steg_cli.actions.rates import set_rate
from steg_cli.actions.results import Counted, FieldChange, Imported, Rejected
from steg_cli.actions.undo import reverse_last
from steg_cli.importing.import_list import import_list
from steg_cli.importing.listed import Row, RowProblem, WholeList
from steg_cli.programme.errors import Malformed
from steg_cli.programme.ladder import DEFAULT_LADDER, Ladder, Step
from steg_cli.programme.periods import MonthLimit
from steg_cli.programme.retention import Rule
from steg_cli.programme.settings import SETTINGS
from steg_cli.programme.workplace import Sector, Workplace
from steg_cli.register.file import Register, open_register
from steg_cli.register.rates import rates_of
from steg_cli.register.retention import rules_of
from steg_cli.register.surroundings import (
    Cohort,
    Contact,
    Post,
    Project,
    cohorts,
    contacts,
    ladder_of,
    municipalities,
    posts,
    projects,
    sectors,
    settings_of,
    workplaces,
)

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody, IdentityOf, OnStep
    from tests.importing.conftest import RowOf, TakeIn, WrongWith

D = date.fromisoformat
TODAY = date(2024, 1, 15)
Values = dict[str, object]

CARE = Sector(3, "Vård och omsorg", D("2023-01-01"))
SOLGARDEN = Workplace(2, "Solgården", CARE, "Skövde", False, None, None, None)
STEG = Cohort(2, "STEG", 230, D("2019-04-01"), D("2022-03-31"), "STEG")


def counted(kind: str, *, new: int = 0, unchanged: int = 0, changed: int = 0) -> Counted:
    """Return what came of a sheet of which every row came in."""
    return Counted(kind, kind, new + unchanged + changed, new, unchanged, changed, rejected=0)


def test_everything_new_is_added_in_the_order_in_which_it_refers_to_each_other(
    register: Register, take_in: TakeIn, row: RowOf
) -> None:
    rows = [
        row("workplaces", workplace="Ekbacken", sector="Kultur", municipality="Tibro",
            adapted=True, manager="Mia", manager_email="mia@kommun.example", places=0),
        row("cohorts", cohort="Höst", planned=9, first_day="2024-02-01", last_day="2024-02-01",
            project="Nytt"),
        row("cohorts", cohort="Vår"),
        row("projects", project="Nytt", number="1", region="R", owner="O", partners="P",
            objective="M", first_day="2024-01-01", last_day="2024-12-31", programme="2021-2027",
            analysis_until="2024-03-31", implementation_until="2024-11-30",
            keep_until="2034-12-31", planned=1, budget=2,
            granted=3, reported_cost=4, contact="K", email="k@kommun.example"),
        row("sectors", sector="Kultur", employs_from="2024-01-01"),
    ]  # fmt: skip
    done = take_in(*rows)
    new = [("workplaces", 1), ("cohorts", 2), ("projects", 1), ("sectors", 1)]
    assert done.result.sheets == tuple(counted(kind, new=count) for kind, count in new)
    assert done.result.changes == ()
    sector = Sector(4, "Kultur", D("2024-01-01"))
    assert sector in sectors(register)
    assert workplaces(register)[1] == Workplace(
        *(4, "Ekbacken", sector, "Tibro", True, "Mia", "mia@kommun.example", 0)
    )
    assert projects(register)[1] == Project(
        id=2,
        name="Nytt",
        number="1",
        region="R",
        owner="O",
        partners="P",
        objective="M",
        first_day=D("2024-01-01"),
        last_day=D("2024-12-31"),
        programme="2021-2027",
        analysis_until=D("2024-03-31"),
        implementation_until=D("2024-11-30"),
        keep_until=D("2034-12-31"),
        planned=1,
        budget=2,
        granted=3,
        reported_cost=4,
        contact="K",
        email="k@kommun.example",
    )
    assert cohorts(register)[2:] == [
        Cohort(3, "Höst", 9, D("2024-02-01"), D("2024-02-01"), "Nytt"),
        Cohort(4, "Vår", None, None, None, None),
    ]
    again = take_in(*rows)
    assert again.change is None
    assert again.result.sheets == tuple(counted(kind, unchanged=count) for kind, count in new)


POST: Values = {
    "title": "Köksvärd",
    "tasks": "köket",
    "relieves": "kockar",
    "workplace": "Solgården",
    "places": 2,
}


def test_municipalities_posts_and_contacts_come_in_and_change(
    register: Register, take_in: TakeIn, row: RowOf
) -> None:
    rows = [
        row("posts", **POST | {"workplace": "Ekbacken"}, approved_on="2024-01-01",
            approved_by="Chefen", approval="Dnr 1"),
        row("contacts", contact="Mia", role="facket", organisation="Kommunal", project="Nytt"),
        row("workplaces", workplace="Ekbacken", sector="Vård och omsorg", municipality="Ystad"),
        row("municipalities", municipality="Ystad", project="STEG", planned=40),
        row("municipalities", municipality="ystad", project="Nytt", planned=0),
        row("municipalities", municipality="Lund"),
        row("projects", project="Nytt"),
    ]  # fmt: skip
    done = take_in(*rows)
    assert [(s.kind, s.new, s.changed) for s in done.result.sheets] == [
        *(("posts", 1, 0), ("contacts", 1, 0), ("workplaces", 1, 0), ("municipalities", 3, 0)),
        ("projects", 1, 0),
    ]
    assert posts(register) == [
        Post(1, "Köksvärd", "köket", "kockar", "Ekbacken", 2, D("2024-01-01"), "Chefen", "Dnr 1")
    ]
    assert contacts(register) == [Contact(1, "Mia", "facket", "Kommunal", None, "Nytt")]
    planned = {one.name: dict(one.planned) for one in municipalities(register)}
    assert (planned["Ystad"], planned["Lund"]) == ({"STEG": 40, "Nytt": 0}, {})
    assert take_in(*rows).change is None
    changed = [
        row("municipalities", municipality="Ystad", project="STEG", planned=41),
        row("posts", title="köksvärd", places=3),
        row("contacts", contact="mia", email="mia@kommun.example"),
    ]
    assert [(c.kind, c.name, c.field, c.before, c.after) for c in
            take_in(*changed).result.changes] == [
        ("municipalities", "Ystad", "planned", 40, 41),
        ("posts", "Köksvärd", "places", 2, 3),
        ("contacts", "Mia", "email", None, "mia@kommun.example"),
    ]  # fmt: skip
    assert take_in(*changed).change is None


@pytest.mark.parametrize(
    ("kind", "name", "values", "listed", "expected", "changes"),
    [
        (
            "workplaces",
            "solgården",
            {"sector": "Arbetsmarknad", "municipality": "Tibro", "places": 3},
            lambda register: workplaces(register)[2],
            Workplace(
                2, "Solgården", Sector(1, "Arbetsmarknad", None), "Tibro", False, None, None, 3
            ),
            [
                ("sector", "Vård och omsorg", "Arbetsmarknad"),
                ("municipality", "Skövde", "Tibro"),
                ("places", None, 3),
            ],
        ),
        (
            "sectors",
            "Vård och omsorg",
            {"employs_from": "2024-01-01"},
            lambda register: sectors(register)[2],
            Sector(3, "Vård och omsorg", D("2024-01-01")),
            [("employs_from", D("2023-01-01"), D("2024-01-01"))],
        ),
        (
            "cohorts",
            "Pilot 2016",
            {"project": "STEG", "last_day": "2017-03-31"},
            lambda register: cohorts(register)[0],
            Cohort(1, "Pilot 2016", 25, D("2016-01-01"), D("2017-03-31"), "STEG"),
            [("project", None, "STEG"), ("last_day", D("2016-12-31"), D("2017-03-31"))],
        ),
        (
            "cohorts",
            "STEG",
            {"planned": 231},
            lambda register: cohorts(register)[1],
            Cohort(2, "STEG", 231, D("2019-04-01"), D("2022-03-31"), "STEG"),
            [("planned", 230, 231)],
        ),
    ],
)
def test_what_a_list_says_otherwise_is_changed_and_told(
    register: Register,
    take_in: TakeIn,
    row: RowOf,
    kind: str,
    name: str,
    values: Values,
    listed: Callable[[Register], object],
    expected: object,
    changes: list[tuple[str, object, object]],
) -> None:
    one = row(kind, **{kind.removesuffix("s"): name}, **values)
    done = take_in(one)
    assert listed(register) == expected
    assert done.result.sheets == (counted(kind, changed=1),)
    called = getattr(expected, "name", "")
    assert done.result.changes == tuple(
        FieldChange(kind, 2, kind, None, called, None, *change) for change in changes
    )
    assert take_in(one).result.sheets == (counted(kind, unchanged=1),)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("workplaces", {"workplace": "SOLGÅRDEN", "sector": "vård och  Omsorg"}),
        ("cohorts", {"cohort": "steg", "project": "steg"}),
    ],
)
def test_names_are_known_in_any_case(
    take_in: TakeIn, row: RowOf, kind: str, values: Values
) -> None:
    done = take_in(row(kind, **values))
    assert done.result.sheets == (counted(kind, unchanged=1),)
    assert done.result.changes == ()


def test_what_a_row_leaves_empty_stays_as_it_is(
    register: Register, take_in: TakeIn, row: RowOf
) -> None:
    done = take_in(
        row("cohorts", "planned", "project", "first_day", cohort="steg"),
        row("workplaces", "sector", "municipality", "manager", workplace="Solgården"),
        row("sectors", "employs_from", sector="Vård och omsorg"),
        row("projects", "budget", project="STEG"),
        row("settings", "value", key="remind.months"),
    )
    assert done.change is None
    assert (cohorts(register)[1], workplaces(register)[2]) == (STEG, SOLGARDEN)


NO_SECTOR = "steg sector list shows those there are."


@pytest.mark.parametrize(
    ("kind", "empty", "values", "wrong"),
    [
        ("sectors", ["sector"], {"employs_from": "2024-01-01"},
         ["[sector]: Nothing is filled in. | Fill it in."]),
        ("workplaces", ["sector"], {"workplace": "Ek"},
         ["[sector]: Nothing is filled in. | Fill it in.",
          '[None]: municipality: the list has no column for it. | Add one, or give one value for '
          'all rows: --value "municipality=…".']),
        ("workplaces", [], {"workplace": "Ek", "sector": "Vård", "municipality": "Tibro"},
         ["[sector] “Vård”: There is no sector Vård. | Did you mean Vård och omsorg?"]),
        ("workplaces", [], {"workplace": "Solgården", "sector": "Hav"},
         [f"[sector] “Hav”: There is no sector Hav. | {NO_SECTOR}"]),
        ("cohorts", [], {"cohort": "Ny", "project": "STEGET"},
         ["[project] “STEGET”: There is no project STEGET. | Did you mean STEG?"]),
        ("cohorts", [], {"cohort": "Ny", "first_day": "2024-02-02", "last_day": "2024-02-01"},
         ["[last_day] “2024-02-01”: Ny would end on 2024-02-01, before its first day 2024-02-02. "
          "| Give days in order."]),
        ("cohorts", [], {"cohort": "STEG", "last_day": "2019-03-31"},
         ["[last_day] “2019-03-31”: STEG would end on 2019-03-31, before its first day "
          "2019-04-01. | Give days in order."]),
        ("settings", [], {"key": "mail.ti", "value": "x"},
         ["[key] “mail.ti”: There is no setting mail.ti. | Did you mean mail.to?"]),
        ("settings", [], {"key": "remind.months", "value": "25"},
         ["[value] “25”: 25 is not a whole number from 1 to 24. | Write a number in between, with "
          "digits alone."]),
        ("rates", [], {"key": "wage.praktik", "first_day": "2024-01-01", "amount": "9000"},
         ["[key] “wage.praktik”: Nobody is paid on praktik, so it has no wage. | A wage can be set "
          "for serviceassistent, enhetsassistent, underskoterska, sjukskoterska."]),
        ("rates", [], {"key": "remind.months", "first_day": "2024-01-01", "amount": "4"},
         ["[key] “remind.months”: remind.months does not count from a day on. | Leave the day out: "
          "steg setting remind.months VALUE"]),
        ("rates", [], {"key": "on-costs", "first_day": "2024-01-01", "amount": "43.755"},
         ["[amount] “43.755”: 43.755 is not a number from 0 to 100. | Write digits, with two "
          "decimals at most: 24500 or 43.75"]),
        ("rates", ["first_day", "amount"], {"key": "on-costs"},
         ["[first_day]: Nothing is filled in. | Fill it in.",
          "[amount]: Nothing is filled in. | Fill it in."]),
        ("settings", ["key"], {"value": "25"},
         ["[key]: Nothing is filled in. | Fill it in."]),
        ("municipalities", ["municipality"], {"project": "STEG", "planned": 4},
         ["[municipality]: Nothing is filled in. | Fill it in."]),
        ("municipalities", ["planned"], {"municipality": "Hjo", "project": "STEG"},
         ["[planned]: Nothing is filled in. | Fill it in."]),
        ("municipalities", ["project"], {"municipality": "Hjo", "planned": 4},
         ["[project]: Nothing is filled in. | Fill it in."]),
        ("municipalities", [], {"municipality": "Hjo", "project": "STEGET", "planned": 4},
         ["[project] “STEGET”: There is no project STEGET. | Did you mean STEG?"]),
        ("posts", ["tasks", "places"], {"title": "Värd", "relieves": "x", "workplace": "Solgården"},
         ["[tasks]: Nothing is filled in. | Fill it in.",
          "[places]: Nothing is filled in. | Fill it in."]),
        ("posts", [], POST | {"workplace": "Solgårdn"},
         ["[workplace] “Solgårdn”: There is no workplace Solgårdn. | Did you mean Solgården?"]),
        ("posts", ["approved_on"], POST | {"approved_by": "Chefen"},
         ["[approved_on]: It is told who approved the post, or under which reference, but not on "
          "which day. | Give the day of the approval as well, or leave out who and reference."]),
        ("contacts", ["organisation"], {"contact": "Mia", "role": "facket"},
         ["[organisation]: Nothing is filled in. | Fill it in."]),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_with_its_place(
    wrong_with: WrongWith,
    row: RowOf,
    kind: str,
    empty: list[str],
    values: Values,
    wrong: list[str],
) -> None:
    assert wrong_with(row(kind, *empty, **values)) == [f"{kind} 2 {one}" for one in wrong]


def test_two_rows_may_say_the_same_of_a_thing_and_nothing_else(
    take_in: TakeIn, wrong_with: WrongWith, row: RowOf
) -> None:
    both = {"sector": "Vård och omsorg", "municipality": "Tibro"}
    first, same = (row("workplaces", workplace=name, **both) for name in ("Ek", "EK"))
    other = row("workplaces", workplace="ek", **both | {"municipality": "Skövde"})
    assert wrong_with(first, same, other) == [
        "workplaces 4 [municipality] “Skövde”: Row 2 of workplaces says “Tibro” of ek. "
        "| Correct the one that is wrong."
    ]
    assert take_in(first, same).result.sheets == (counted("workplaces", new=1, unchanged=1),)


def test_two_rows_of_a_thing_are_put_together(
    register: Register, take_in: TakeIn, row: RowOf
) -> None:
    both = {"workplace": "Ekbacken", "sector": "Vård och omsorg", "municipality": "Tibro"}
    take_in(row("workplaces", **both), row("workplaces", **both, manager="Mia"))
    assert workplaces(register)[1] == Workplace(
        4, "Ekbacken", CARE, "Tibro", False, "Mia", None, None
    )


# People and what surrounds them


def test_people_may_refer_to_what_the_same_list_brings(
    take_in: TakeIn, row: RowOf, identity: IdentityOf
) -> None:
    done = take_in(
        row(who=identity(), name="Sara Ek", cohort="Höst", municipality="Tibro",
            first_day="2023-06-01", status="unemployed", disability=True, step="praktik",
            workplace="ekbacken"),
        row("workplaces", workplace="Ekbacken", sector="Kultur", municipality="Tibro"),
        row("sectors", sector="Kultur"),
        row("cohorts", cohort="Höst"),
    )  # fmt: skip
    assert [sheet.new for sheet in done.result.sheets] == [1, 1, 1, 1]


def test_a_post_that_is_not_there_is_told_with_the_nearest_one(
    take_in: TakeIn, wrong_with: WrongWith, row: RowOf, on_step: OnStep, ways: Callable[[], Any]
) -> None:
    on_step("serviceassistent", workplace="Solgården")
    take_in(row("posts", **POST))
    wrong = row("stays", reference=1, first_day="2023-06-01", post="Köksvärdd")
    assert wrong_with(wrong) == [
        "stays 2 [post] “Köksvärdd”: There is no post Köksvärdd. | Did you mean Köksvärd?"
    ]
    take_in(row("stays", reference=1, first_day="2023-06-01", post="köksvärd"))
    assert any(line.endswith("post Köksvärd") for line in ways())


def test_who_refers_to_a_row_that_cannot_come_in_is_told_which(
    wrong_with: WrongWith, row: RowOf, identity: IdentityOf
) -> None:
    about = {"municipality": "Tibro", "first_day": "2023-06-01", "exception": "bedömd"}
    wrong = wrong_with(
        row("workplaces", "sector", workplace="Ekbacken", municipality="Tibro"),
        row("cohorts", cohort="Höst", project="Borta"),
        row(who=identity(), name="Sara Ek", cohort="höst", workplace="EKBACKEN", **about),
        row("placements", who=identity(), first_day="2023-07-01", workplace="Ekbacken"),
    )
    first = "stands in a row that cannot be imported itself. | Mend row 2 of"
    assert wrong == [
        "workplaces 2 [sector]: Nothing is filled in. | Fill it in.",
        "cohorts 2 [project] “Borta”: There is no project Borta. "
        "| steg project list shows those there are.",
        f"people 2 [cohort] “höst”: höst {first} cohorts first.",
        f"people 2 [workplace] “EKBACKEN”: EKBACKEN {first} workplaces first.",
    ]


@pytest.mark.parametrize(
    ("kind", "values", "column", "problem"),
    [
        ("workplaces", {"workplace": "Solgården", "adapted": True}, "adapted] “ja",
         "Solgården is an adapted workplace; enhetsassistent takes place in ordinary operations."),
        ("workplaces", {"workplace": "Solgården", "sector": "Arbetsmarknad"},
         "sector] “Arbetsmarknad",
         "Solgården belongs to Arbetsmarknad, which does not employ its own assistants."),
        ("sectors", {"sector": "Vård och omsorg", "employs_from": "2023-06-02"},
         "employs_from] “2023-06-02",
         "Solgården belongs to Vård och omsorg, which employs its own assistants from 2023-06-02, "
         "not 2023-06-01."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("protected", [False, True])
def test_a_change_that_contradicts_where_people_are_is_refused(
    wrong_with: WrongWith,
    row: RowOf,
    on_step: OnStep,
    protected: bool,
    kind: str,
    values: Values,
    column: str,
    problem: str,
) -> None:
    on_step("enhetsassistent", "Sara Ek", workplace="Solgården", protected=protected)
    told = (
        "Whether this can be done could tell where somebody with a protected identity is. "
        f'| Do it by hand: steg {kind[:-1]} edit "{values[kind[:-1]]}" --include-protected'
        if protected
        else f"Sara Ek (S-0001): {problem} | Correct what is recorded first: steg show S-0001"
    )
    assert wrong_with(row(kind, **values)) == [f"{kind} 2 [{column}”: {told}"]


def test_a_contradicting_change_is_not_told_as_one_that_comes_in(
    register: Register, row: RowOf, on_step: OnStep
) -> None:
    on_step("praktik", workplace="Solgården")
    rows = (row("workplaces", workplace="Solgården", adapted=True, manager="Mia"),)
    result = import_list(register, WholeList("lista.xlsx", rows), TODAY).result
    assert result.changes == ()
    assert result.rejected == (Rejected("workplaces", 2),)


def test_a_list_closes_what_nobody_is_at_after_the_day(
    take_in: TakeIn, wrong_with: WrongWith, row: RowOf, on_step: OnStep, register: Register
) -> None:
    on_step("praktik", "Sara Ek", workplace="Solgården")
    closing = row("workplaces", workplace="Solgården", open_until="2024-01-31")
    assert wrong_with(closing) == [
        "workplaces 2 [open_until] “2024-01-31”: 1 person is placed at Solgården after 2024-01-31: "
        "S-0001 Sara Ek. | Move them first, each with: "
        "steg place S-0001 WORKPLACE --from 2024-02-01"
    ]
    assert wrong_with(row("cohorts", cohort="STEG", open_until="2021-02-28")) == [
        "cohorts 2 [open_until] “2021-02-28”: 1 person is enrolled in STEG after 2021-02-28: "
        "S-0001 Sara Ek. | Give that day or a later one, or another cohort to each of them: "
        "steg amend S-0001 cohort COHORT"
    ]
    place(register, "S-0001", "Björkskolan", TODAY, first=date(2024, 2, 1))
    assert take_in(closing).result.sheets[0].changed == 1


def test_nobody_comes_in_where_it_is_closed(
    take_in: TakeIn, wrong_with: WrongWith, row: RowOf, identity: IdentityOf
) -> None:
    take_in(
        row("workplaces", workplace="Solgården", open_until="2023-05-31"),
        row("cohorts", cohort="STEG", open_until="2023-05-31"),
    )
    about = {"municipality": "Tibro", "exception": "bedömd", "step": "praktik"}
    who = {"who": identity(), "name": "Sara Ek", "first_day": "2023-06-01"}
    wrong = wrong_with(row(**who, **about, cohort="STEG", workplace="solgarden"))
    assert [one.split(" | ")[0] for one in wrong] == [
        "people 2 [cohort] “STEG”: The last day to enrol in STEG is 2023-05-31: "
        "nobody can begin on 2023-06-01.",
        "people 2 [workplace] “solgarden”: The last day at Solgården is 2023-05-31: "
        "nobody can be placed there on 2023-06-01.",
    ]


# Settings


def test_settings_are_read_as_steg_setting_reads_them(
    register: Register, take_in: TakeIn, row: RowOf
) -> None:
    before = settings_of(register)
    rows = [
        row("settings", key="remind.months", value="05"),
        row("settings", key="mail.to", value="a@kommun.example; b@kommun.example"),
        row("settings", key="mail.names", value="none"),
        row("settings", key="mail.from", value=""),
    ]
    done = take_in(*rows)
    assert done.result.sheets == (counted("settings", unchanged=2, changed=2),)
    assert done.result.changes == (
        FieldChange("settings", 2, "settings", None, "remind.months", None, "value", "3", "5"),
        FieldChange(
            *("settings", 3, "settings", None, "mail.to", None, "value", ""),
            "a@kommun.example, b@kommun.example",
        ),
    )
    assert settings_of(register) == before | {
        "remind.months": "5",
        "mail.to": "a@kommun.example, b@kommun.example",
    }
    assert take_in(*rows).change is None
    take_in(row("settings", key="remind.months", value="6"))
    assert settings_of(register)["remind.months"] == "6"


def test_a_setting_that_steg_setting_warns_of_is_warned_of(take_in: TakeIn, row: RowOf) -> None:
    done = take_in(row("settings", key="mail.names", value="full"))
    assert done.notes == SETTINGS["mail.names"].notes("full") != ()
    assert take_in(row("settings", key="remind.months", value="4")).notes == ()


def test_wages_and_on_costs_are_read_as_steg_setting_reads_them(
    register: Register, take_in: TakeIn, row: RowOf
) -> None:
    set_rate(register, "on-costs", "40", D("2024-01-01"), TODAY)
    rows = [
        row("rates", key="wage.Serviceassistent", first_day="2024-01-01", amount="24 500"),
        row("rates", key="on-costs", first_day="2024-01-01", amount="43,75"),
        row("rates", key="on-costs", first_day="2024-02-01", amount="43.50"),
    ]
    done = take_in(*rows)
    assert done.result.sheets == (counted("rates", new=2, changed=1),)
    assert done.result.changes == (
        FieldChange(
            *("rates", 3, "rates", None, "on-costs 2024-01-01", None, "amount", "40", "43.75")
        ),
    )
    assert rates_of(register) == [
        ("on-costs", D("2024-01-01"), "43.75"),
        ("on-costs", D("2024-02-01"), "43.50"),
        ("wage.serviceassistent", D("2024-01-01"), "24500"),
    ]
    assert take_in(*rows).change is None


def test_a_rule_of_retention_comes_in_and_changes(
    register: Register, take_in: TakeIn, wrong_with: WrongWith, row: RowOf
) -> None:
    rule = {"kept": "participant", "years": 10, "decision": "KS-1", "decided_on": "2023-12-01"}
    new = row("retention-rules", **rule)
    assert take_in(new).result.sheets == (counted("retention-rules", new=1),)
    assert take_in(new).change is None
    done = take_in(row("retention-rules", **(rule | {"years": 5})))
    assert done.result.changes == (
        FieldChange(
            *("retention-rules", 3, "retention-rules", None, "participant", None),
            *("years", 10, 5),
        ),
    )
    assert rules_of(register) == [Rule("participant", 5, "KS-1", D("2023-12-01"))]
    (wrong,) = wrong_with(row("retention-rules", kept="participant", decision="KS-1", years=5))
    assert wrong.startswith("retention-rules 4 [None]: decided on: the list has no column for it")


# The ladder


STEPS: list[Values] = [
    {"code": "ett", "swedish": "Första", "english": "First", "location": "adapted"},
    {"code": "tva", "swedish": "Andra", "english": "Second", "location": "ordinary",
     "payer": "AME", "least_months": 6, "most_months": 18, "agreement": "BEA"},
    {"code": "tre", "swedish": "Tredje", "english": "Third", "location": "ordinary",
     "payer": "sector", "agreement": "AB", "own_sector": True},
]  # fmt: skip
LADDER = Ladder(
    (
        Step("ett", "Första", "First", "adapted"),
        Step("tva", "Andra", "Second", "ordinary", "AME", MonthLimit(6, 18), "BEA"),
        Step("tre", "Tredje", "Third", "ordinary", "sector", None, "AB", own_sector=True),
    )
)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Register]:
    """A register as `steg init --empty` leaves it."""
    init(tmp_path / "empty.db", TODAY, empty=True)
    with open_register(tmp_path / "empty.db") as register:
        yield register


def take(register: Register, *rows: Row, partly: bool = False) -> Imported:
    """Import rows into a register without being asked."""
    listed = WholeList("lista.xlsx", rows)
    return import_list(register, listed, TODAY, ask=False, partly=partly).result


def test_an_unused_register_takes_another_ladder(empty: Register, row: RowOf) -> None:
    for key in ("on-costs", "wage.serviceassistent"):
        set_rate(empty, key, "40", D("2024-01-01"), TODAY)
    rows = [row("steps", **values) for values in STEPS]
    assert take(empty, *rows).sheets == (counted("steps", new=3),)
    assert ladder_of(empty) == LADDER
    assert [rate.key for rate in rates_of(empty)] == ["on-costs"]  # that step is gone
    assert take(empty, *rows).sheets == (counted("steps", unchanged=3),)
    reverse_last(empty, "undo", TODAY)
    assert ladder_of(empty) == DEFAULT_LADDER


def test_the_same_list_may_bring_ladder_and_people(
    empty: Register, row: RowOf, identity: IdentityOf
) -> None:
    add_municipality(empty, "Tibro", TODAY)
    sara = {"name": "Sara Ek", "cohort": "Höst", "municipality": "Tibro", "exception": "bedömd"}
    result = take(
        empty,
        row(who=identity(), **sara, first_day="2023-06-01", step="andra", workplace="Ek"),
        row("workplaces", workplace="Ek", sector="Vård", municipality="Tibro"),
        row("municipalities", municipality="Tibro"),
        row("sectors", sector="Vård"),
        row("cohorts", cohort="Höst"),
        *(row("steps", **values) for values in STEPS),
    )
    assert result.problems == ()
    assert [tuple(stay) for stay in empty.execute(
        "SELECT code, planned_last_day, stay.agreement FROM stay JOIN step ON step.id = step_id"
    )] == [("tva", "2023-11-30", "BEA")]  # fmt: skip


def test_a_ladder_in_use_is_not_replaced(
    take_in: TakeIn, wrong_with: WrongWith, row: RowOf, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody()
    rows = [row("steps", **values) for values in STEPS]
    assert wrong_with(*rows) == [
        "steps 2 [code] “ett”: This is another ladder than the register's: kartlaggning, "
        "utredning, arbetsprovning, praktik, utbildningspraktik, serviceassistent, "
        "enhetsassistent, underskoterska, sjukskoterska. | Leave the sheet out (--sheet names "
        "those to read), or import into an empty register."
    ]


def test_the_register_s_own_ladder_may_stand_in_the_list(
    take_in: TakeIn, row: RowOf, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody()
    rows = [
        row(
            "steps",
            code=step.code,
            swedish=step.swedish,
            english=step.english,
            location=step.where,
            own_sector=step.own_sector,
            **({"payer": step.payer} if step.payer else {}),
            **({"agreement": step.agreement} if step.agreement else {}),
            **({"least_months": 12, "most_months": 24} if step.limit else {}),
        )
        for step in DEFAULT_LADDER
    ]
    assert take_in(*rows).result.sheets == (counted("steps", unchanged=9),)


@pytest.mark.parametrize(
    ("number", "values", "wrong"),
    [
        (1, {"code": "ETT"}, "Step 1 of the ladder file: code cannot be read."),
        (2, {"location": "borta"}, "Step 2 of the ladder file: where cannot be read."),
        (2, {"code": "ett"}, "Step 2 of the ladder file: code cannot be read."),
        (2, {"least_months": 19}, "Step 2 of the ladder file: months cannot be read."),
        (2, {"own_sector": True},
         "A ladder has at most one step with own_sector, and it is not the first."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("partly", [False, True])
def test_a_ladder_comes_in_whole_or_not_at_all(
    empty: Register, row: RowOf, partly: bool, number: int, values: Values, wrong: str
) -> None:
    steps = [step | values if place == number else step for place, step in enumerate(STEPS, 1)]
    result = take(empty, *(row("steps", **step) for step in steps), partly=partly)
    assert ladder_of(empty) == DEFAULT_LADDER
    first = 2 if "own_sector" in values else number + 1
    assert [(one.row, str(one.problem)) for one in result.problems] == [(first, wrong)]
    assert result.sheets == (Counted("steps", "steps", 3, 0, 0, 0, rejected=3),)


@pytest.mark.parametrize("partly", [False, True])
def test_a_ladder_of_which_a_row_cannot_be_read_does_not_come_in(
    empty: Register, row: RowOf, partly: bool
) -> None:
    rows = tuple(row("steps", **values) for values in STEPS)
    problem = RowProblem("steps", 3, "location", "borta", Malformed("{text}?", text="borta"))
    listed = WholeList("lista.xlsx", rows, (problem,))
    result = import_list(empty, listed, TODAY, ask=False, partly=partly).result
    assert ladder_of(empty) == DEFAULT_LADDER
    assert [str(one.problem) for one in result.problems] == ["borta?"]
    assert result.sheets == (Counted("steps", "steps", 3, 0, 0, 0, rejected=3),)
