"""Cohorts, sectors, workplaces, projects and settings: added, edited, and kept consistent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.convert import convert_people
from steg_cli.actions.leave import leave
from steg_cli.actions.results import Done
from steg_cli.actions.surroundings import (
    COHORT,
    PROJECT,
    SECTOR,
    WORKPLACE,
    Kind,
    SettingValue,
    add,
    edit,
    set_setting,
)
from steg_cli.actions.undo import reverse_last
from steg_cli.cli.app import main
from steg_cli.programme.errors import Note, NotFound
from steg_cli.programme.people import Sector, Workplace
from steg_cli.programme.settings import SETTINGS
from steg_cli.register.file import Register
from steg_cli.register.people import load_person
from steg_cli.register.surroundings import Cohort, Project, setting, settings_of

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import Do, OnStep

D = date.fromisoformat
TODAY = date(2024, 1, 15)

CARE = Sector(3, "Vård och omsorg", D("2023-01-01"))
SOLGARDEN = Workplace(2, "Solgården", CARE, "Skövde", False, None, None, None)
STEG = Cohort(2, "STEG", 230, D("2019-04-01"), D("2022-03-31"), "STEG")
NO_PROJECT = Project(2, "Nytt", *[None] * 13)

KINDS: list[Kind[Any]] = [COHORT, PROJECT, SECTOR, WORKPLACE]
NEEDED: dict[str, dict[str, Any]] = {
    "workplace": {"sector": "Vård och omsorg", "municipality": "Skövde"}
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
    do: Do, kind: Kind[Any], values: dict[str, Any], expected: object
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
    do: Do, kind: Kind[Any], name: str, values: dict[str, Any], expected: object
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
def test_a_name_is_given_once(do: Do, refuses: Refuses, kind: Kind[Any], same: str) -> None:
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
def test_an_edit_names_what_shall_change(do: Do, refuses: Refuses, kind: Kind[Any]) -> None:
    do(add, kind, "Nytt", NEEDED.get(kind.table, {}), TODAY)

    for nothing in ({}, {"planned": None, "name": None}):
        assert refuses(edit, kind, "Nytt", nothing, TODAY) == (
            "There is nothing to change.",
            f"Name what shall change: steg {kind.table} edit --help",
        )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.table)
def test_an_unknown_name_is_refused_with_the_nearest_one(
    do: Do, refuses: Refuses, kind: Kind[Any]
) -> None:
    do(add, kind, "Hemtjänsten", NEEDED.get(kind.table, {}), TODAY)

    assert refuses(edit, kind, "Hemtjansten", {"planned": 1}, TODAY, kind=NotFound) == (
        f"There is no {kind.what} Hemtjansten.",
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
    ],
)
def test_an_unknown_reference_is_refused_with_the_nearest_one(
    do: Do, refuses: Refuses, kind: Kind[Any], values: dict[str, Any], told: tuple[str, str]
) -> None:
    do(add, kind, "Annat", NEEDED.get(kind.table, {}), TODAY)

    assert refuses(add, kind, "Nytt", values, TODAY, kind=NotFound) == told
    assert refuses(edit, kind, "Annat", values, TODAY, kind=NotFound) == told


@pytest.mark.parametrize("kind", [COHORT, PROJECT], ids=lambda kind: kind.table)
def test_days_are_in_order(do: Do, refuses: Refuses, kind: Kind[Any]) -> None:
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


CANNOT_BE_SHOWN = "holds a character that cannot be shown"


@pytest.mark.parametrize(
    ("kind", "values", "told"),
    [
        (COHORT, {"name": ""}, "name: the text is missing."),
        (COHORT, {"name": "A\nB"}, f"The name A\nB {CANNOT_BE_SHOWN} (U+000A)."),
        (SECTOR, {"name": "x" * 10_000}, "The name is 10000 letters long; at most 200 are kept."),
        (WORKPLACE, {"name": "\x1b]0;x\x07"}, f"The name \x1b]0;x\x07 {CANNOT_BE_SHOWN} (U+001B)."),
        (WORKPLACE, {"municipality": ""}, "municipality: the text is missing."),
        (WORKPLACE, {"manager": "M\tM"}, f"The manager M\tM {CANNOT_BE_SHOWN} (U+0009)."),
        (WORKPLACE, {"manager_email": "maria"}, "maria is not an e-mail address."),
        (
            WORKPLACE,
            {"manager_email": "m@x.example\nBcc: y@z.example"},
            "m@x.example Bcc: y@z.example is not an e-mail address.",
        ),
        (PROJECT, {"email": "å@kommun.example"}, "å@kommun.example is not an e-mail address."),
        (PROJECT, {"owner": " "}, "owner: the text is missing."),
    ],
)
def test_a_text_that_cannot_be_kept_is_refused(
    do: Do, refuses: Refuses, kind: Kind[Any], values: dict[str, Any], told: str
) -> None:
    do(add, kind, "Annat", NEEDED.get(kind.table, {}), TODAY)
    needed = {**NEEDED.get(kind.table, {}), **values}
    name = needed.pop("name", "Nytt")

    assert refuses(add, kind, name, needed, TODAY)[0] == told
    assert refuses(edit, kind, "Annat", values, TODAY)[0] == told


@pytest.mark.parametrize("name", ["[red]Solen[/x]", "{name}", "=1+1", "A\u030asen", " Ett  hus "])
def test_a_name_with_any_signs_that_can_be_shown_is_kept(do: Do, name: str) -> None:
    stored = " ".join(name.split()).replace("A\u030a", "Å")

    assert do(add, COHORT, name, {}, TODAY).result.name == stored
    assert do(edit, COHORT, name, {"planned": 1}, TODAY).result.name == stored


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
    kind: Kind[Any],
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
    register: Register, do: Do, on_step: OnStep, kind: Kind[Any], name: str, values: dict[str, Any]
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
CHANGE_5 = "Change 5. steg undo takes it back.\n"
NO_ADDRESS = (
    "{} is not an e-mail address.",
    "Write it as name@municipality.se, in plain letters and without spaces.",
)
NO_ADDRESSES = ("ame", "ame@", "å@kommun.example", "ame@kommun.example\n", "a@b.example\nBcc:c@d.e")
NO_HOST = (
    "{} is not the name of a mail server.",
    "Write its name or address alone, such as smtp.municipality.se; the port is mail.port.",
)
NO_PORT = ("{} is not a whole number from 1 to 65535.", "Write it with digits alone.")


def test_a_setting_is_set_and_set_again(register: Register, do: Do) -> None:
    meaning = "how many months ahead a period counts as ending"
    assert setting(register, "remind.months") == "3"

    for change, (typed, stored) in enumerate([("6", "6"), ("024", "24"), ("1", "1")], start=5):
        assert do(set_setting, "remind.months", typed, TODAY) == Done(
            "setting", change, SettingValue("remind.months", stored, meaning)
        )
        assert setting(register, "remind.months") == stored


@pytest.mark.parametrize(
    ("key", "typed", "stored"),
    [
        ("mail.to", "ame@kommun.example", "ame@kommun.example"),
        ("mail.to", "a@b.example;c@d.example", "a@b.example, c@d.example"),
        ("mail.from", "steg@kommun.example", "steg@kommun.example"),
        ("mail.managers", "on", "on"),
        ("mail.transport", "smtp", "smtp"),
        ("mail.folder", "~/utskick", "~/utskick"),
        ("mail.host", "2001:db8::25", "2001:db8::25"),
        ("mail.port", "0587", "587"),
        ("mail.security", "tls", "tls"),
        ("mail.user", "steg", "steg"),
        ("language", "sv", "sv"),
    ],
)
def test_every_setting_is_set_and_an_empty_value_gives_its_default_back(
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
    ("words", "code", "out", "err"),
    [
        (
            ("mail.names", "initials"),
            0,
            "value: initials",
            "Note: E-mail can be read on its way, as a postcard can: names will stand beside the "
            "cases in it, and a manager's address may tell where they work.\n" + CHANGE_5,
        ),
        (("mail.to", "a@b.example;c@d.example"), 0, "value: a@b.example, c@d.example", CHANGE_5),
        (("mail.port", "00587"), 0, "value: 587", CHANGE_5),
        (("mail.folder", "~/utskick"), 0, "value: ~/utskick", CHANGE_5),
        (("mail.host", "::1"), 0, "value: ::1", CHANGE_5),
        (("mail.user", ""), 0, "setting: mail.user", ""),
        (("mail.to", "a@b.example\nBcc: c@d.example"), 1, "", "Bcc: is not an e-mail address."),
        (("mail.from", "\x1b[2Ja@b.example"), 1, "", "is not an e-mail address."),
        (("mail.port", "65536"), 1, "", "Error: 65536 is not a whole number from 1 to 65535."),
        (("mail.host", "smtp.b.example:25"), 1, "", "the port is mail.port."),
        (("mail.port", "-1"), 2, "", "Error: "),
    ],
)
def test_a_setting_is_typed(
    register: Register,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    code: int,
    out: str,
    err: str,
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")  # what the command leaves there is taken back
    before = settings_of(register)

    done = main(["--db", str(register.path), "--lang", "en", "setting", *words])

    said = capsys.readouterr()
    assert done == code
    assert out in said.out
    assert bool(said.out) == (code == 0)
    assert err in said.err
    assert "\x1b" not in said.err
    assert (settings_of(register) == before) == (code != 0 or not words[1])


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        (
            "remind.months",
            "0",
            ("0 is not a whole number from 1 to 24.", "Write it with digits alone."),
        ),
        (
            "remind.months",
            "25",
            ("25 is not a whole number from 1 to 24.", "Write it with digits alone."),
        ),
        (
            "remind.months",
            " ",
            (" is not a whole number from 1 to 24.", "Write it with digits alone."),
        ),
        (
            "remind.months",
            "３",
            ("３ is not a whole number from 1 to 24.", "Write it with digits alone."),
        ),
        ("language", "no", ("no cannot be chosen here.", "It can be sv, en.")),
        *[(key, wrong, NO_ADDRESS) for key in ("mail.to", "mail.from") for wrong in NO_ADDRESSES],
        *[("mail.host", wrong, NO_HOST) for wrong in ("smtp.x.example:25", "[::1]", "a\n", "å.se")],
        *[("mail.port", wrong, NO_PORT) for wrong in ("0", "65536", "abc", "-1", "２５")],
        (
            "mail.security",
            "ssl",
            ("ssl cannot be chosen here.", "It can be starttls, tls, none."),
        ),
        (
            "mail.transport",
            "exchange",
            ("exchange cannot be chosen here.", "It can be folder, sendmail, smtp."),
        ),
        ("mail.managers", "yes", ("yes cannot be chosen here.", "It can be off, on.")),
        (
            "mail.names",
            "first",
            ("first cannot be chosen here.", "It can be none, initials, full."),
        ),
        *[
            (
                key,
                "a\nb",
                (
                    f"The text a\nb {CANNOT_BE_SHOWN} (U+000A).",
                    "Type it again without line breaks and control characters.",
                ),
            )
            for key in ("mail.folder", "mail.user")
        ],
    ],
)
def test_a_value_that_a_setting_cannot_have_is_refused(
    refuses: Refuses, key: str, value: str, told: tuple[str, str]
) -> None:
    sentence, hint = told
    assert refuses(set_setting, key, value, TODAY) == (sentence.format(value), hint)


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("remind.month", "Did you mean remind.months?"),
        ("mail.form", "Did you mean mail.from?"),
        ("färg", "steg setting lists them."),
    ],
)
def test_an_unknown_setting_is_refused_with_the_nearest_one(
    refuses: Refuses, key: str, hint: str
) -> None:
    assert refuses(set_setting, key, "3", TODAY, kind=NotFound) == (
        f"There is no setting {key}.",
        hint,
    )
