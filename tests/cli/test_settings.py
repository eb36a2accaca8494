"""steg setting: showing and setting."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from steg_cli.programme.settings import SETTINGS
from steg_cli.texts import texts

if TYPE_CHECKING:
    from tests.cli.conftest import Dump, Steg

AHEAD = SETTINGS["remind.months"].meaning


def test_every_setting_is_shown_with_its_value_and_meaning(steg: Steg) -> None:
    code, out, err = steg("setting", "--format", "json")
    assert (code, err) == (0, "")
    envelope = json.loads(out)
    assert list(envelope) == ["steg", "report", "as_of", "rows", "totals"]
    assert envelope["rows"] == [
        {"key": key, "value": one.default, "meaning": one.meaning} for key, one in SETTINGS.items()
    ]
    assert envelope["totals"] == {"settings": len(SETTINGS)}


def test_settings_are_shown_by_how_they_begin(steg: Steg) -> None:
    assert steg("setting", "remind.m") == (
        0,
        f"setting        value  meaning\nremind.months  3      {AHEAD}\n",
        "",
    )


def test_a_setting_is_set(steg: Steg) -> None:
    assert steg("setting", "remind.months", "4") == (
        0,
        f"setting: remind.months\nvalue: 4\nmeaning: {AHEAD}\n",
        "Change 18. steg undo takes it back.\n",
    )
    assert steg("setting", "remind.months")[1].split()[3:5] == ["remind.months", "4"]


def test_setting_one_answers_a_program(steg: Steg) -> None:
    code, out, err = steg("setting", "remind.months", "4", "--format", "json")
    assert (code, err) == (0, "")
    assert list(json.loads(out).items()) == [
        ("steg", 1),
        ("command", "setting"),
        ("change", 18),
        ("result", {"key": "remind.months", "value": "4", "meaning": AHEAD}),
    ]


def test_what_a_setting_means_is_said_in_swedish(steg: Steg) -> None:
    sv = texts("sv")
    code, out, _ = steg("setting", "remind.months", "4", lang="sv")
    assert (code, out) == (
        0,
        f"{sv('setting')}: remind.months\n{sv('value')}: 4\n{sv('meaning')}: {sv(AHEAD)}\n",
    )


def test_the_register_s_language_is_spoken_when_nothing_else_says_so(steg: Steg) -> None:
    steg("setting", "language", "sv")
    sv = texts("sv")
    heading = steg("sector", "list", lang=None)[1].splitlines()[0]
    assert heading.split()[0] == sv("sector")
    assert steg("sector", "list", lang="en")[1].splitlines()[0].split()[0] == "sector"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("remind.months", "0"), "0 is not a number of months."),
        (("remind.months", "25"), "25 is not a number of months."),
        (("remind.months", "x"), "x is not a number of months."),
        (("language", "fi"), "sv, en"),
        (("remind.moths", "3"), "Did you mean remind.months?"),
        (("lagnuage",), "Did you mean language?"),
        (("zzz",), "There is no setting zzz."),
    ],
)
def test_what_cannot_be_is_refused(
    steg: Steg, dump: Dump, words: tuple[str, ...], said: str
) -> None:
    before = dump()
    code, out, err = steg("setting", *words)
    assert (code, out) == (1, "")
    assert said in err
    assert dump() == before


def test_a_dry_run_sets_nothing(steg: Steg, dump: Dump) -> None:
    before = dump()
    code, out, err = steg("setting", "remind.months", "4", "--dry-run")
    assert (code, err) == (0, "Dry run: nothing was written.\n")
    assert "value: 4" in out
    assert dump() == before
