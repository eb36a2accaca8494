"""Cohorts, sectors, workplaces, projects and settings: added, edited, and kept consistent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.convert import convert_people
from steg_cli.actions.leave import leave
from steg_cli.actions.results import Done
from steg_cli.actions.surroundings import (
    COHORT,
    CONTACT,
    POST,
    PROJECT,
    SECTOR,
    WORKPLACE,
    SettingValue,
    Surrounding,
    add,
    edit,
    set_setting,
)
from steg_cli.actions.undo import reverse_last
from steg_cli.programme.errors import Note, NotFound, Refused, StegError
from steg_cli.programme.settings import SETTINGS
from steg_cli.programme.workplace import Sector, Workplace
from steg_cli.register.file import Register
from steg_cli.register.people import load_person
from steg_cli.register.surroundings import Cohort, Project, settings_of

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import Do, OnStep

D = date.fromisoformat
TODAY = date(2024, 1, 15)

CARE = Sector(3, "Vård och omsorg", D("2023-01-01"))
SOLGARDEN = Workplace(2, "Solgården", CARE, "Skövde", False, None, None, None)
STEG = Cohort(2, "STEG", 230, D("2019-04-01"), D("2022-03-31"), "STEG")
NO_PROJECT = Project(2, "Nytt", *[None] * 17)

KINDS: list[Surrounding[Any]] = [COHORT, PROJECT, SECTOR, WORKPLACE, POST, CONTACT]
NEEDED: dict[str, dict[str, Any]] = {
    "workplace": {"sector": "Vård och omsorg", "municipality": "Skövde"},
    "post": {"tasks": "disk", "relieves": "kockar", "workplace": "Solgården", "places": 2},
    "contact": {"role": "enhetschef", "organisation": "Vård och omsorg"},
}


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        (COHORT, {}, Cohort(3, "Nytt", None, None, None, None)),
        (
            COHORT,
            {
                "planned": 0,
                "first_day": D("2024-02-01"),
                "last_day": D("2024-02-01"),
                "project": "steg",
            },
            Cohort(3, "Nytt", 0, D("2024-02-01"), D("2024-02-01"), "STEG"),
        ),
        (SECTOR, {}, Sector(4, "Nytt", None)),
        (SECTOR, {"employs_from": D("2025-01-01")}, Sector(4, "Nytt", D("2025-01-01"))),
        (
            WORKPLACE,
            {"sector": "vård och  omsorg", "municipality": "Töreboda"},
            Workplace(4, "Nytt", CARE, "Töreboda", False, None, None, None),
        ),
        (
            WORKPLACE,
            {
                "sector": "Arbetsmarknad",
                "municipality": " Skövde ",
                "adapted": True,
                "manager": "Maria  M",
                "manager_email": "maria.m@kommun.example",
                "places": 4,
            },
            Workplace(
                4,
                "Nytt",
                Sector(1, "Arbetsmarknad", None),
                "Skövde",
                True,
                "Maria M",
                "maria.m@kommun.example",
                4,
            ),
        ),
        (PROJECT, {}, NO_PROJECT),
        (
            PROJECT,
            {
                "number": "2024/1",
                "first_day": D("2024-01-01"),
                "last_day": D("2026-12-31"),
                "planned": 40,
                "budget": 1_000_000,
                "granted": 500_000,
                "reported_cost": 0,
                "contact": "",
                "email": "ame@kommun.example",
            },
            replace(
                NO_PROJECT,
                number="2024/1",
                first_day=D("2024-01-01"),
                last_day=D("2026-12-31"),
                planned=40,
                budget=1_000_000,
                granted=500_000,
                reported_cost=0,
                email="ame@kommun.example",
            ),
        ),
    ],
)
def test_things_are_added(
    do: Do, kind: Surrounding[Any], values: dict[str, Any], expected: object
) -> None:
    assert do(add, kind, " Nytt ", values, TODAY) == Done(f"{kind.table} add", 5, expected)


@pytest.mark.parametrize(
    ("kind", "name", "values", "expected"),
    [
        (COHORT, "steg", {"planned": 231}, replace(STEG, planned=231)),
        (
            COHORT,
            "STEG",
            {"name": "STEG 1", "first_day": "", "last_day": "", "project": ""},
            Cohort(2, "STEG 1", 230, None, None, None),
        ),
        (COHORT, "STEG", {"name": "Steg"}, replace(STEG, name="Steg")),
        (
            SECTOR,
            "Barn och utbildning",
            {"employs_from": D("2024-07-01")},
            Sector(2, "Barn och utbildning", D("2024-07-01")),
        ),
        (
            WORKPLACE,
            "solgården",
            {"manager": "Maria M", "manager_email": "m@kommun.example", "places": 3},
            replace(SOLGARDEN, manager="Maria M", manager_email="m@kommun.example", places=3),
        ),
        (
            WORKPLACE,
            "Solgården",
            {"name": "So\u0308rgården", "municipality": "Mariestad", "adapted": True},
            replace(SOLGARDEN, name="Sörgården", municipality="Mariestad", adapted=True),
        ),
        (
            WORKPLACE,
            "Solgården",
            {"sector": "Barn och utbildning"},
            replace(SOLGARDEN, sector=Sector(2, "Barn och utbildning", None)),
        ),
    ],
)
def test_things_are_edited_and_keep_what_is_not_named(
    do: Do, kind: Surrounding[Any], name: str, values: dict[str, Any], expected: object
) -> None:
    assert do(edit, kind, name, values, TODAY) == Done(f"{kind.table} edit", 5, expected)


def test_values_that_may_be_left_out_are_cleared_with_an_empty_text(do: Do) -> None:
    full = {"manager": "Maria M", "manager_email": "m@kommun.example", "places": 3}
    do(edit, WORKPLACE, "Solgården", full, TODAY)

    done = do(edit, WORKPLACE, "Solgården", dict.fromkeys(full, ""), TODAY)

    assert done.result == SOLGARDEN


def test_an_edit_to_what_is_there_already_changes_nothing(do: Do) -> None:
    assert do(edit, COHORT, "STEG", {"planned": 230}, TODAY) == Done("cohort edit", None, STEG)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.table)
@pytest.mark.parametrize("same", ["Nytt", "nYTT", "  Nytt  "])
def test_a_name_is_given_once(do: Do, refuses: Refuses, kind: Surrounding[Any], same: str) -> None:
    values = NEEDED.get(kind.table, {})
    do(add, kind, "Nytt", values, TODAY)
    do(add, kind, "Annat", values, TODAY)
    told = (
        f"There is already a {kind.what} called Nytt.",
        f"Change it with steg {kind.table} edit, or choose another name.",
    )

    assert refuses(add, kind, same, values, TODAY) == told
    assert refuses(edit, kind, "Annat", {"name": same}, TODAY) == told


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.table)
def test_an_edit_names_what_shall_change(do: Do, refuses: Refuses, kind: Surrounding[Any]) -> None:
    do(add, kind, "Nytt", NEEDED.get(kind.table, {}), TODAY)

    for nothing in ({}, {"planned": None, "name": None}):
        assert refuses(edit, kind, "Nytt", nothing, TODAY) == (
            "There is nothing to change.",
            f"Name what shall change: steg {kind.table} edit --help",
        )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.table)
def test_an_unknown_name_is_refused_with_the_nearest_one(
    do: Do, refuses: Refuses, kind: Surrounding[Any]
) -> None:
    do(add, kind, "Hemtjänsten", NEEDED.get(kind.table, {}), TODAY)

    assert refuses(edit, kind, "Hemtjänsen", {"planned": 1}, TODAY, kind=NotFound) == (
        f"There is no {kind.what} Hemtjänsen.",
        "Did you mean Hemtjänsten?",
    )


@pytest.mark.parametrize(
    ("kind", "values", "told"),
    [
        (COHORT, {"project": "STEGET"}, ("There is no project STEGET.", "Did you mean STEG?")),
        (
            WORKPLACE,
            {"sector": "Vård"},
            ("There is no sector Vård.", "Did you mean Vård och omsorg?"),
        ),
        (
            WORKPLACE,
            {"sector": "Kultur"},
            ("There is no sector Kultur.", "steg sector list shows those there are."),
        ),
        (
            WORKPLACE,
            {"municipality": "Skövda"},
            (
                "There is no municipality Skövda.",
                'Did you mean Skövde? If not, add it: steg municipality add "Skövda"',
            ),
        ),
        (
            POST,
            {"workplace": "Solgårdn"},
            ("There is no workplace Solgårdn.", "Did you mean Solgården?"),
        ),
        (CONTACT, {"project": "STEGET"}, ("There is no project STEGET.", "Did you mean STEG?")),
    ],
)
def test_an_unknown_reference_is_refused_with_the_nearest_one(
    do: Do, refuses: Refuses, kind: Surrounding[Any], values: dict[str, Any], told: tuple[str, str]
) -> None:
    do(add, kind, "Annat", NEEDED.get(kind.table, {}), TODAY)

    needed = NEEDED.get(kind.table, {}) | values
    assert refuses(add, kind, "Nytt", needed, TODAY, kind=NotFound) == told
    assert refuses(edit, kind, "Annat", values, TODAY, kind=NotFound) == told


@pytest.mark.parametrize("untold", [{"approved_by": "Nämnden"}, {"approval": "AMN 7"}])
def test_an_approval_has_a_day(do: Do, refuses: Refuses, untold: dict[str, str]) -> None:
    told = (
        "It is told who approved the post, or under which reference, but not on which day.",
        "Give the day of the approval as well, or leave out who and reference.",
    )
    on = {"approved_on": D("2024-01-10")}

    assert refuses(add, POST, "Nytt", NEEDED["post"] | untold, TODAY) == told
    do(add, POST, "Nytt", NEEDED["post"] | untold | on, TODAY)
    assert refuses(edit, POST, "Nytt", {"approved_on": ""}, TODAY) == told
    do(edit, POST, "Nytt", dict.fromkeys([*on, *untold], ""), TODAY)
    assert refuses(edit, POST, "Nytt", untold, TODAY) == told


PHASES = ("first_day", "analysis_until", "implementation_until", "last_day", "keep_until")


@pytest.mark.parametrize(("earlier", "later"), list(combinations(PHASES, 2)))
def test_the_phases_of_a_project_are_in_order(
    do: Do, refuses: Refuses, earlier: str, later: str
) -> None:
    turned = {earlier: D("2024-02-01"), later: D("2024-01-31")}
    sentence, hint = refuses(add, PROJECT, "Nytt", turned, TODAY)
    assert ("2024-01-31" in sentence, "2024-02-01" in sentence) == (True, True)
    assert hint == "Give days in order."
    do(add, PROJECT, "Nytt", {earlier: D("2024-02-01")}, TODAY)
    assert refuses(edit, PROJECT, "Nytt", {later: D("2024-01-31")}, TODAY) == (sentence, hint)
    do(edit, PROJECT, "Nytt", {later: D("2024-02-01")}, TODAY)


@pytest.mark.parametrize("kind", [COHORT, PROJECT], ids=lambda kind: kind.table)
def test_days_are_in_order(do: Do, refuses: Refuses, kind: Surrounding[Any]) -> None:
    reverse = {"first_day": D("2024-02-01"), "last_day": D("2024-01-31")}
    told = (
        "{name} would end on 2024-01-31, before its first day 2024-02-01.",
        "Give days in order.",
    )

    assert refuses(add, kind, "Nytt", reverse, TODAY) == (told[0].format(name="Nytt"), told[1])
    do(add, kind, "Annat", {"first_day": D("2024-02-01")}, TODAY)
    assert refuses(edit, kind, "Annat", {"last_day": D("2024-01-31")}, TODAY) == (
        told[0].format(name="Annat"),
        told[1],
    )


@pytest.mark.parametrize(
    ("kind", "values", "told"),
    [
        (COHORT, {"name": ""}, "name: the text is missing."),
        (SECTOR, {"name": "x" * 10_000}, "The name is 10000 letters long; at most 200 are kept."),
        (WORKPLACE, {"municipality": ""}, "municipality: the text is missing."),
        (
            WORKPLACE,
            {"manager": "x" * 201},
            "The manager is 201 letters long; at most 200 are kept.",
        ),
        (WORKPLACE, {"manager_email": "maria"}, "maria is not an e-mail address."),
        (PROJECT, {"email": "å@kommun.example"}, "å@kommun.example is not an e-mail address."),
        (PROJECT, {"owner": " "}, "owner: the text is missing."),
    ],
)
def test_a_text_that_cannot_be_kept_is_refused(
    do: Do, refuses: Refuses, kind: Surrounding[Any], values: dict[str, Any], told: str
) -> None:
    do(add, kind, "Annat", NEEDED.get(kind.table, {}), TODAY)
    needed = {**NEEDED.get(kind.table, {}), **values}
    name = needed.pop("name", "Nytt")

    assert refuses(add, kind, name, needed, TODAY)[0] == told
    assert refuses(edit, kind, "Annat", values, TODAY)[0] == told


# --- people's history is not contradicted --------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "name", "values", "problem"),
    [
        (
            WORKPLACE,
            "Solgården",
            {"adapted": True},
            "Solgården is an adapted workplace; serviceassistent takes place in ordinary "
            "operations.",
        ),
        (
            WORKPLACE,
            "Solgården",
            {"name": "Sol", "adapted": True},
            "Sol is an adapted workplace; serviceassistent takes place in ordinary operations.",
        ),
        (
            WORKPLACE,
            "Solgården",
            {"sector": "Barn och utbildning"},
            "Solgården belongs to Barn och utbildning, which does not employ its own assistants.",
        ),
        (
            SECTOR,
            "Vård och omsorg",
            {"employs_from": ""},
            "Solgården belongs to Vård och omsorg, which does not employ its own assistants.",
        ),
        (
            SECTOR,
            "Vård och omsorg",
            {"employs_from": D("2023-09-02")},
            "Solgården belongs to Vård och omsorg, "
            "which employs its own assistants from 2023-09-02, not 2023-09-01.",
        ),
    ],
)
@pytest.mark.parametrize("has_left", [True, False])
def test_an_edit_that_contradicts_somebodys_way_is_refused(
    refuses: Refuses,
    do: Do,
    on_step: OnStep,
    kind: Surrounding[Any],
    name: str,
    values: dict[str, Any],
    problem: str,
    has_left: bool,
) -> None:
    on_step("praktik", "Bo Björk", workplace="Björkskolan")
    on_step("serviceassistent", workplace="Solgården")
    do(convert_people, ["S-0002"], TODAY, on=D("2023-09-01"))
    if has_left:
        do(leave, "S-0002", TODAY, to="other")

    assert refuses(edit, kind, name, values, TODAY)[0] == f"Anna Andersson (S-0002): {problem}"


@pytest.mark.parametrize(
    ("kind", "name", "values"),
    [
        (WORKPLACE, "Solgården", {"name": "Sörgården", "municipality": "Töreboda"}),
        (WORKPLACE, "Björkskolan", {"sector": "Vård och omsorg"}),
        (SECTOR, "Vård och omsorg", {"employs_from": D("2023-09-01")}),
        (SECTOR, "Vård och omsorg", {"employs_from": D("2020-01-01")}),
        (SECTOR, "Vård och omsorg", {"name": "Omsorgen"}),
        (SECTOR, "Barn och utbildning", {"employs_from": D("2025-01-01")}),
    ],
)
def test_an_edit_that_suits_everybodys_way_is_made(
    register: Register,
    do: Do,
    on_step: OnStep,
    kind: Surrounding[Any],
    name: str,
    values: dict[str, Any],
) -> None:
    on_step("praktik", "Bo Björk", workplace="Björkskolan")
    on_step("serviceassistent", workplace="Solgården")
    do(convert_people, ["S-0002"], TODAY, on=D("2023-09-01"))

    result = do(edit, kind, name, values, TODAY).result

    assert {key: getattr(result, key) for key in values if key != "sector"} == {
        key: value for key, value in values.items() if key != "sector"
    }
    workplace = load_person(register, 2).placements[0].workplace
    renamed = values.get("name", "Solgården") if kind is WORKPLACE else "Solgården"
    assert workplace.name == (renamed if name == "Solgården" else "Solgården")


# --- settings ----------------------------------------------------------------------------------

DEFAULTS = {key: one.default for key, one in SETTINGS.items()}
NAMES_NOTE = Note(
    "E-mail can be read on its way, as a postcard can: names will stand beside the cases in it, "
    "and a manager's address may tell where they work.",
    {},
)


@pytest.mark.parametrize(
    ("key", "typed", "stored"),
    [
        ("mail.to", "a@b.example;c@d.example", "a@b.example, c@d.example"),
        ("mail.port", "0587", "587"),
        ("language", "sv", "sv"),
    ],
)
def test_a_setting_is_set_and_an_empty_value_gives_its_default_back(
    register: Register, do: Do, key: str, typed: str, stored: str
) -> None:
    known = SETTINGS[key]

    assert do(set_setting, key, typed, TODAY) == Done(
        "setting", 5, SettingValue(key, stored, known.meaning)
    )
    assert settings_of(register) == DEFAULTS | {key: stored}
    assert do(set_setting, key, typed, TODAY).change is None  # it is so already

    assert do(set_setting, key, "", TODAY) == Done(
        "setting", 6, SettingValue(key, known.default, known.meaning)
    )
    assert settings_of(register) == DEFAULTS
    assert register.execute("SELECT count(*) FROM setting").fetchone()[0] == 0

    reverse_last(register, "undo", TODAY)
    assert settings_of(register) == DEFAULTS | {key: stored}


@pytest.mark.parametrize("key", SETTINGS)
def test_giving_back_a_default_that_is_in_force_changes_nothing(do: Do, key: str) -> None:
    known = SETTINGS[key]
    assert do(set_setting, key, "", TODAY) == Done(
        "setting", None, SettingValue(key, known.default, known.meaning)
    )


def test_a_setting_in_the_log_is_told_with_its_value(register: Register, do: Do) -> None:
    do(set_setting, "mail.to", "a@b.example c@d.example", TODAY)
    do(set_setting, "mail.to", "", TODAY)

    told = register.execute("SELECT command, summary FROM change ORDER BY id DESC LIMIT 2")
    assert [(row["command"], row["summary"].strip()) for row in told] == [
        ("setting", "mail.to ="),
        ("setting", "mail.to = a@b.example, c@d.example"),
    ]


@pytest.mark.parametrize(
    ("before", "typed", "noted"),
    [
        ("", "none", ()),
        ("", "initials", (NAMES_NOTE,)),
        ("", "full", (NAMES_NOTE,)),
        ("full", "full", (NAMES_NOTE,)),
        ("full", "none", ()),
        ("full", "", ()),
    ],
)
def test_names_in_mails_are_set_with_a_note_of_what_that_means(
    do: Do, before: str, typed: str, noted: tuple[Note, ...]
) -> None:
    if before:
        do(set_setting, "mail.names", before, TODAY)

    done = do(set_setting, "mail.names", typed, TODAY)

    assert (done.result.value, done.notes) == (typed or "none", noted)


@pytest.mark.parametrize(
    ("key", "value", "kind"),
    [("remind.months", "0", Refused), ("mail.host", "[::1]", Refused), ("färg", "3", NotFound)],
)
def test_a_setting_that_cannot_be_is_refused(
    refuses: Refuses, key: str, value: str, kind: type[StegError]
) -> None:
    refuses(set_setting, key, value, TODAY, kind=kind)
