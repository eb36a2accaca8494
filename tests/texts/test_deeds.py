"""What a change did: kept in English, told as it is called on the screen."""

from __future__ import annotations

import pytest

from steg_cli.programme.amending import NUMBERED
from steg_cli.programme.fields import FIELDS
from steg_cli.programme.ladder import DEFAULT_LADDER, Step
from steg_cli.programme.words import Code, Deed, FieldName
from steg_cli.texts import texts
from steg_cli.texts.deeds import deed
from steg_cli.texts.fields import shown_field

STEPS = {"arbetsprovning": "arbetsprövning", "praktik": "praktik"}
SWEDISH = texts("sv").naming(STEPS)


@pytest.mark.parametrize(
    ("command", "summary", "told"),
    [
        (
            *("leave", "S-0003 arbetsprovning > employment 2026-11-09"),
            "avsluta S-0003 arbetsprövning > arbete 2026-11-09",
        ),
        (
            *("follow-up", "S-0003 job-search 2026-11-09"),
            "följ-upp S-0003 söker arbete 2026-11-09",
        ),
        (
            *("advance", "S-0003 arbetsprovning > praktik 2026-11-09"),
            "gå-vidare S-0003 arbetsprövning > praktik 2026-11-09",
        ),
        ("amend", "S-0015 placement.1.last-day", "rätta S-0015 placering.1.sista-dag"),
        ("amend", "S-0015 status", "rätta S-0015 status"),
        ("amend", "S-0015 gone.1.x", "rätta S-0015 gone.1.x"),
        ("amend", "S-0015 gone", "rätta S-0015 gone"),
        ("setting", "mail.managers = on", "inställning mail.managers = på"),
        ("setting", "mail.managers", "inställning mail.managers"),
        ("setting", "gone = on", "inställning gone = on"),
        ("undo", "24 place S-0026 2026-11-06 75 %", "ångra 24 placera S-0026 2026-11-06 75 %"),
        ("undo", "24 workplace edit praktik", "ångra 24 arbetsplats ändra praktik"),
        (
            *("redo", "30 undo 24 support add S-0001 2026-01-01 > 2026-12-31"),
            "gör-om 30 ångra 24 stöd lägg-till S-0001 2026-01-01 > 2026-12-31",
        ),
        ("undo", "24 erase", "ångra 24 gallra"),
        ("undo", "24 outside", "ångra 24 outside"),
        ("undo", "", "ångra"),
        ("merge", "S-0036 > S-0003", "slå-ihop S-0036 > S-0003"),
        ("workplace edit", "employment", "arbetsplats ändra employment"),
        ("retention add", "participant 2", "gallring lägg-till hela personen 2"),
        ("import", "employment.xlsx +1 ~2", "importera employment.xlsx: 1 nya, 2 ändrade"),
        ("", "", ""),
    ],
)
def test_a_change_is_told_in_swedish(command: str, summary: str, told: str) -> None:
    assert deed(command, summary, SWEDISH) == told
    assert SWEDISH("{what}", what=Deed(command, summary)) == told


@pytest.mark.parametrize(
    ("command", "summary", "told"),
    [
        ("advance", "S-0003 arbetsprovning > praktik", "advance S-0003 work trial > praktik"),
        (
            *("leave", "S-0003 praktik > employment-subsidised 2026-11-09"),
            "leave S-0003 praktik > employment with support 2026-11-09",
        ),
        (
            *("undo", "24 enrol S-0026 arbetsprovning 2026-11-06"),
            "undo 24 enrol S-0026 work trial 2026-11-06",
        ),
        ("amend", "S-0015 placement.1.last-day", "amend S-0015 placement.1.last-day"),
        ("setting", "mail.managers = on", "setting mail.managers = on"),
        ("workplace edit", "employment-subsidised", "workplace edit employment-subsidised"),
        ("", "", ""),
    ],
)
def test_a_change_is_told_in_english(command: str, summary: str, told: str) -> None:
    english = texts("en").naming({"arbetsprovning": "work trial"})
    assert english("{what}", what=Deed(command, summary)) == told


@pytest.mark.parametrize(
    ("code", "swedish"),
    [
        ("arbetsprovning", "arbetsprövning"),
        ("employment-subsidised", "anställning-med-stöd"),
        ("other", "annat"),
        ("unheard-of", "unheard-of"),
    ],
)
def test_a_code_to_type_is_one_word(code: str, swedish: str) -> None:
    assert SWEDISH("--to {code}", code=Code(code)) == f"--to {swedish}"
    assert texts("en")("--to {code}", code=Code(code)) == f"--to {code}"


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("step", DEFAULT_LADDER.steps, ids=lambda step: step.code)
def test_a_step_is_typed_as_it_is_called_in_either_language(language: str, step: Step) -> None:
    labels = {one.code: one.label(language) for one in DEFAULT_LADDER}
    typed = texts(language).naming(labels).code(step.code)
    assert (typed, DEFAULT_LADDER.step(typed)) == (step.label(language).replace(" ", "-"), step)


def test_a_step_called_what_the_shell_would_not_take_is_typed_by_its_code() -> None:
    assert texts("en").naming({"vik": "substitute (paid)"}).code("vik") == "vik"


def test_every_day_that_can_move_along_has_a_swedish_name() -> None:
    """Also those of a support, which is corrected by a command of its own."""
    days = ("first-day", "planned-last-day", "last-day")
    known = {
        kind: [one for one in days if one in {field.typed for field in FIELDS[kind]}]
        for kind in ("enrolment", "stay", "placement", "pause", "support")
    }
    names = [f"{kind}.1.{day}" for kind, those in known.items() for day in those]
    assert [name for name in names if SWEDISH("{f}", f=FieldName(name)) == name] == []
    assert shown_field("support.1.last-day", SWEDISH) == "stöd.1.sista-dag"
    assert set(known) <= set(NUMBERED)
