"""What an export holds comes in as it was, whatever a register went through."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.amend import amend
from steg_cli.actions.enrol import Application, enrol
from steg_cli.actions.extend import extend
from steg_cli.actions.follow_up import follow_up
from steg_cli.actions.init import init
from steg_cli.actions.leave import leave
from steg_cli.actions.municipalities import add_municipality
from steg_cli.actions.place import place
from steg_cli.actions.retention import add_rule, hold
from steg_cli.actions.surroundings import (
    COHORT,
    CONTACT,
    POST,
    PROJECT,
    SECTOR,
    WORKPLACE,
    Surrounding,
    add,
    set_setting,
)
from steg_cli.programme.identity import parse_identity
from steg_cli.programme.ladder import ladder_from
from steg_cli.programme.people import NEW, Deadline, Pause, Support
from steg_cli.register.file import Register, open_register

if TYPE_CHECKING:
    from tests.conftest import Give, NumberOf, OnStep
    from tests.importing.conftest import RoundTrip

D = date.fromisoformat
TODAY = date(2024, 1, 15)
FORMS = ["csv sv", "csv plain", "json", "xlsx en"]


@pytest.mark.parametrize("form", [*FORMS, "csv en", "xlsx sv"])
def test_a_register_with_everything_odd_in_it_comes_back(
    register: Register, round_trip: RoundTrip, number_of: NumberOf, form: str
) -> None:
    anna = number_of("19850060")
    on = D("2021-06-01")
    for odd, born in enumerate(("=1+1", "'=1+1", "Åsa d’Arc", "+46; \"x\", 'y'"), start=1):
        number = anna if odd == 1 else number_of(f"198500{60 + odd}")
        application = Application(
            parse_identity(number, TODAY),
            born,
            "STEG",
            "Skövde",
            "other",
            on,
            exception="'@bedömd",
            protected=odd == 2,
        )
        enrol(register, application, TODAY)
        place(register, f"S-{odd:04}", "Snickeriet", TODAY, first=on, percent=1, supervisor="-1 %")
    leave(register, "S-0001", TODAY, to="job-search", on=D("2022-05-31"))
    follow_up(register, "S-0001", TODAY, status="other", on=D("2022-12-01"))
    enrol(register, application_again(anna), TODAY)
    round_trip(register, form)


def application_again(number: str) -> Application:
    """Return the second application of somebody without a birth day."""
    return Application(
        parse_identity(number, TODAY),
        "=1+1",
        "Pilot 2016",
        "Tibro",
        "unemployed",
        D("2023-01-01"),
        disability=True,
    )


@pytest.fixture
def everything(register: Register, on_step: OnStep, give: Give) -> Register:
    """Three people with everything that an enrolment can hold, the second one protected."""
    add_municipality(register, "Ystad", TODAY, plan=("STEG", 40))
    about: dict[str, Any] = {"tasks": "köket", "relieves": "kockar", "workplace": "Solgården"}
    approved = {"approved_on": D("2023-01-01"), "approved_by": "Chefen", "approval": "Dnr 1"}
    add(register, POST, "Köksvärd", about | approved | {"places": 1}, TODAY)
    workplace_in_a_sector(register, "Ekbacken")
    add(register, CONTACT, "Mia", {"role": "facket", "organisation": "Kommunal"}, TODAY)
    for name, protected in (("Sara Ek", False), ("Zäta Qvarnskog", True), ("Bo Berg", False)):
        who = on_step("utbildningspraktik", name, protected=protected)
        advance(
            register,
            who,
            TODAY,
            to="serviceassistent",
            on=D("2023-09-01"),
            months=12,
            workplace="Solgården",
            percent=60,
            post="Köksvärd",
            certificate_day=D("2023-08-20"),
        )
        place(register, who, "Björkskolan", TODAY, first=D("2023-09-01"), percent=40, beside=True)
        place(
            register,
            who,
            "Ekbacken",
            TODAY,
            first=D("2024-01-02"),
            percent=50,
            beside=True,
            exception="två tjänster",
        )
        advance(register, who, TODAY, to="serviceassistent", on=D("2024-01-08"), months=15)
        extend(register, who, TODAY, months=9, exception="sjuk länge")
        give(
            who,
            Pause(NEW, D("2023-10-01"), D("2023-10-31"), paid=False),
            Pause(NEW, D("2024-01-10")),
            Support(NEW, "osa", D("2023-09-01"), D("2024-08-31"), 80, 20000, "Dnr 7"),
            Support(NEW, "nystartsjobb", D("2023-09-01"), D("2024-08-31")),
            Deadline(NEW, "utdrag", D("2024-06-01"), 2, TODAY),
            Deadline(NEW, "tillstånd", D("2024-06-01")),
            Deadline(NEW, "samtal", D("2024-02-01")),
        )
        hold(register, who, f"överklagat av {name}", TODAY)
    rule: dict[str, Any] = {"years": 10, "decision": "KS-1", "decided_on": D("2023-12-01")}
    add_rule(register, "participant", rule, TODAY)
    leave(register, "S-0003", TODAY, to="employment-subsidised", on=D("2024-01-12"))
    who = on_step("praktik", "Eva Plan")
    amend(register, who, "stay.2.planned-last-day", "2024-06-30", TODAY)
    return register


@pytest.mark.parametrize("form", [*FORMS, "csv en", "xlsx sv"])
def test_everything_that_can_end_comes_back_and_masked_changes_nothing(
    everything: Register, round_trip: RoundTrip, masked_export: RoundTrip, form: str
) -> None:
    round_trip(everything, form)
    masked_export(everything, form)


@pytest.fixture
def extended(register: Register, on_step: OnStep) -> Register:
    """Anna, serviceassistent from 2023-06-01 for a year, was extended by half a year today."""
    on_step("serviceassistent")
    extend(register, "S-0001", TODAY, months=6)
    return register


def test_an_extension_of_a_period_that_was_corrected_comes_back(
    extended: Register, round_trip: RoundTrip
) -> None:
    amend(extended, "S-0001", "stay.2.planned-last-day", "2024-05-31", TODAY)
    round_trip(extended, "json")


def test_two_extensions_of_one_day_come_back(extended: Register, round_trip: RoundTrip) -> None:
    amend(extended, "S-0001", "stay.2.planned-last-day", "2024-05-31", TODAY)
    extend(extended, "S-0001", TODAY, months=6)
    round_trip(extended, "json")


def test_two_extensions_to_one_day_come_back(extended: Register, round_trip: RoundTrip) -> None:
    amend(extended, "S-0001", "stay.2.planned-last-day", "2024-06-30", TODAY)
    extend(extended, "S-0001", TODAY, months=5)
    round_trip(extended, "json")


def workplace_in_a_sector(register: Register, name: str) -> None:
    """Add a workplace."""
    about = {"sector": "Arbetsmarknad", "municipality": "Skövde"}
    add(register, WORKPLACE, name, about, TODAY)


def of_a_kind(kind: Surrounding[Any]) -> Callable[[Register, str], None]:
    """Return what adds a thing with a name alone."""

    def add_one(register: Register, name: str) -> None:
        add(register, kind, name, {}, TODAY)

    return add_one


def owner_of_a_project(register: Register, text: str) -> None:
    """Add a project with an owner."""
    add(register, PROJECT, "Nytt", {"owner": text}, TODAY)


def who(register: Register, **about: Any) -> None:
    """Enrol somebody."""
    known = {"name": "Sara Ek", "municipality": "Skövde", "exception": "bedömd", **about}
    identity = parse_identity("19800101-9804", TODAY)
    application = Application(identity, cohort="STEG", status="other", on=TODAY, **known)
    enrol(register, application, TODAY)


def in_a_municipality(register: Register, name: str) -> None:
    """Put a municipality on the list, and enrol somebody who lives there."""
    add_municipality(register, name, TODAY)
    who(register, municipality=name)


PLACES: dict[str, Callable[[Register, str], None]] = {
    "workplace": workplace_in_a_sector,
    "sector": of_a_kind(SECTOR),
    "cohort": of_a_kind(COHORT),
    "project": of_a_kind(PROJECT),
    "owner": owner_of_a_project,
    "name": lambda register, text: who(register, name=text),
    "municipality": in_a_municipality,
    "consultant": lambda register, text: who(register, consultant=text),
    "exception": lambda register, text: who(register, exception=text),
}


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("workplace", "Summa"),
        ("workplace", "Totalförsvaret"),
        ("sector", "Totalförsvaret"),
        ("municipality", "Antal"),
        ("workplace", "x"),
        ("sector", "0"),
        ("cohort", "ja"),
        ("project", "false"),
        ("consultant", "-"),
        ("owner", "%"),
        ("exception", "%"),
        ("name", "Ek, Sara"),
        ("name", "Ã…sa"),
        ("name", "-"),
        ("sector", "Summa"),
        ("cohort", "Total 2024"),
        ("project", "Antal"),
        ("workplace", "-"),
        ("municipality", "–"),
        ("owner", "-"),
        ("exception", "-"),
        ("cohort", "#"),
        ("consultant", "#N/A"),
        ("exception", "ja"),
        ("exception", "false"),
    ],
)
def test_a_text_that_a_list_could_mean_otherwise_comes_back(
    register: Register, round_trip: RoundTrip, where: str, text: str
) -> None:
    PLACES[where](register, text)
    round_trip(register, "csv sv")


@pytest.mark.parametrize(
    "folder",
    [
        "=mapp",
        "/min  mapp",
        unicodedata.normalize("NFD", "/lådan"),
    ],
)
def test_the_folder_of_mails_comes_back_as_it_is_spelt(
    register: Register, round_trip: RoundTrip, folder: str
) -> None:
    set_setting(register, "mail.folder", folder, TODAY)
    round_trip(register, "json")


@pytest.mark.parametrize("count", [0, 10**6, 10**6 + 1])
def test_counts_come_back(register: Register, round_trip: RoundTrip, count: int) -> None:
    add(register, COHORT, "Stor", {"planned": count}, TODAY)
    add(register, PROJECT, "Stort", {"planned": count, "budget": count}, TODAY)
    round_trip(register, "json")


def test_a_ladder_whose_names_are_other_steps_codes_comes_back(
    round_trip: RoundTrip, tmp_path: Path, number_of: NumberOf
) -> None:
    names = [("ett", "två"), ("tva", "ett"), ("tre", "Två"), ("fyra", "fyra")]
    steps = [{"code": code, "sv": name, "en": name, "where": "ame"} for code, name in names]
    init(tmp_path / "egen.db", TODAY, ladder=ladder_from({"step": steps}), empty=True)
    with open_register(tmp_path / "egen.db") as register:
        add(register, COHORT, "STEG", {}, TODAY)
        in_a_municipality(register, "Skövde")
        for step, on in (("tva", "2024-02-01"), ("tre", "2024-03-01"), ("fyra", "2024-04-01")):
            advance(register, "S-0001", TODAY, to=step, on=D(on))
        for form in FORMS:
            round_trip(register, form)
