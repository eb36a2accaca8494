"""Whoever tries where somebody protected is leaves a trace: a reading, or a change."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import AtTerminal, Steg

DRY, ALSO = "--dry-run", "--include-protected"
CONVERT = "convert-to-enhetsassistent"
UNTOLD = (
    1,
    "",
    "Error: Whether this can be done could tell where somebody with a protected identity is.\n"
    "To do it all the same, add --include-protected.\n",
)


def readings(steg: Steg) -> list[tuple[str, list[str]]]:
    """Return what was read, and of whom, the first first."""
    rows = json.loads(steg("log", "--reads", "--format", "json")[1])["rows"]
    return [(one["command"], one["cases"]) for one in reversed(rows)]


TRIES = [
    ("place", "3", "hemliga huset"),
    ("place", "zäta", "Björkskolan"),
    ("advance", "3", "--to", "praktik", "--workplace", "Björkskolan", "--exception", "so"),
    ("advance", "3", "--to", "serviceassistent", "--months", "1", "--post", "Kock"),
    ("move", "3", "Karlsborg"),
    ("amend", "3", "municipality", "Karlsborg"),
    ("amend", "3", "placement.1.workplace", "Hemliga huset"),
    ("amend", "3", "placement.1.last-day", "2030-01-01"),
    ("amend", "3", "placement.1.last-day", ""),
    ("amend", "3", "stay.2.step", "Enhetsassistent"),
    (CONVERT, "1", "3", "--workplace", "Solgården"),
    (CONVERT, "3", "--on", "2022-12-31"),
    ("advance", "3", "--to", "enhetsassistent"),
    ("advance", "3", "--on", "2025-01-01"),
]


@pytest.mark.parametrize("tried", TRIES, ids=" ".join)
def test_a_dry_run_is_asked_for_explicitly_and_recorded(steg: Steg, tried: tuple[str, ...]) -> None:
    assert steg(*tried, DRY) == UNTOLD
    assert readings(steg) == []
    assert steg(*tried, DRY, ALSO) != UNTOLD
    ((command, cases),) = readings(steg)
    assert (command.split()[0], command.split()[-1], cases) == (tried[0], DRY, ["S-0003"])


@pytest.mark.parametrize(
    ("line", "answers"),
    [
        (("place", "3"), ()),
        (("place",), (("Who? ", "3\n"),)),
        (("advance", "3", "--workplace", "Solgården"), ()),
        (("advance", "3", "--post", "Kock"), ()),
        (("advance", "3"), (("[7 enhetsassistent]: ", "\n"),)),
    ],
    ids=str,
)
def test_a_dry_run_at_a_terminal_is_refused_before_more_is_asked(
    at_terminal: AtTerminal, steg: Steg, line: tuple[str, ...], answers: tuple[tuple[str, str], ...]
) -> None:
    terminal = at_terminal(*line, DRY)
    for question, answer in answers:
        terminal.answer(question, answer)
    code, shown = terminal.finish()
    assert (code, shown.endswith(UNTOLD[2])) == (1, True)
    assert readings(steg) == []


def test_an_erasure_that_is_tried_is_recorded_with_the_case(steg: Steg) -> None:
    assert steg("erase", "zäta", "--wrongly-registered", DRY, ALSO)[0] == 0
    assert readings(steg) == [("erase --wrongly-registered --dry-run", ["S-0003"])]


@pytest.mark.parametrize(
    ("tried", "recorded"),
    [
        (("place", "3", "hemliga huset"), "place"),
        (("place", "3", "Snickeriet"), "place"),
        (("move", "3", "Karlsborg", "--on", "2024-01-01"), "move --on …"),
        (("amend", "3", "municipality", "Karlsborg"), "amend"),
        (("amend", "3", "placement.1.workplace", "Hemliga huset"), "amend"),
        (("amend", "3", "placement.1.first-day", "2010-01-01"), "amend"),
        (("amend", "3", "stay.1.step", "enhetsassistent"), "amend"),
        ((CONVERT, "3", "--on", "2022-12-31"), f"{CONVERT} --on …"),
        (("advance", "3", "--on", "2022-12-31"), "advance --on …"),
    ],
    ids=" ".join,
)
def test_what_changes_nothing_since_they_are_there_is_recorded(
    steg: Steg, tried: tuple[str, ...], recorded: str
) -> None:
    steg(*tried)
    assert readings(steg) == [(recorded, ["S-0003"])]


@pytest.mark.parametrize(
    "done",
    [
        ("place", "3", "Björkskolan"),
        ("move", "3", "Tibro"),
        ("amend", "3", "municipality", "Tibro"),
        ("amend", "3", "name", "Zäta Dold"),
        ("amend", "3", "placement.1.percent", "50", DRY),
        ("amend", "3", "municipality", "Tibbro"),
        ("amend", "3", "stay.2.step", "praktik", DRY),
        ("amend", "3", "stay.2.first-day", "2023-02-02", DRY),
        ("place", "33", "Björkskolan"),
        ("place", "1", "Björkskolan", DRY),
        ("amend", "1", "municipality", "Skövde", DRY),
        ("advance", "3", "--to", "utredning", "--exception", "so", DRY),
        ("advance", "3", "--to", "nowhere", DRY),
        (CONVERT, "1", "--on", "2022-12-31", DRY),
        (CONVERT, "--sector", "Vård och omsorg", "--all", DRY),
    ],
    ids=" ".join,
)
def test_a_change_and_what_is_about_no_place_of_theirs_is_no_reading(
    steg: Steg, done: tuple[str, ...]
) -> None:
    answer = steg(*done)
    assert answer != UNTOLD
    assert readings(steg) == []


@pytest.mark.parametrize("field", ["stay.2.last-day", "stay.3.first-day"])
def test_from_when_somebody_converted_can_have_been_there_tells_of_their_sector(
    steg: Steg, field: str
) -> None:
    assert steg(CONVERT, "3", "--on", "2024-01-02")[0] == 0
    assert steg("amend", "3", field, "2024-01-05", DRY) == UNTOLD
    assert readings(steg) == []
    assert steg("amend", "3", field, "2022-12-20")[0] == 1
    assert readings(steg) == [("amend", ["S-0003"])]
    assert steg("amend", "3", field, "2024-01-05")[0] == 0  # a change stands in the log
    assert readings(steg) == [("amend", ["S-0003"])]


def test_whoever_says_no_in_the_end_has_read(steg: Steg, at_terminal: AtTerminal) -> None:
    place = at_terminal("place", "3")
    for question, answer in (
        ("Number or name", "björk"),
        ("From which day?", ""),
        ("Until which day?", ""),
        ("Percent of full time?", ""),
        ("Go ahead? [Y/n]", "n"),
    ):
        place.answer(question, f"{answer}\n")
    assert place.finish()[0] == 1
    assert readings(steg) == [("place", ["S-0003"])]


def test_whoever_tries_one_workplace_after_the_other_at_the_question_has_read(
    steg: Steg, at_terminal: AtTerminal
) -> None:
    place = at_terminal("place")
    place.answer("Who?", "3\n")
    place.answer("Number or name", "hemliga\n")
    place.answer("S-0003 is at (protected) already", "\x03")
    assert place.finish()[0] == 130
    assert readings(steg) == [("place", ["S-0003"])]


def test_whoever_is_named_at_a_question_is_recorded_with_the_switch_too(
    steg: Steg, at_terminal: AtTerminal
) -> None:
    place = at_terminal("place", ALSO)
    place.answer("Who?", "3\n")
    place.answer("Number or name", "\x03")
    assert place.finish()[0] == 130
    assert readings(steg) == [("place", []), ("place", ["S-0003"])]


def test_questions_about_somebody_else_or_that_end_in_a_change_are_no_reading(
    steg: Steg, at_terminal: AtTerminal
) -> None:
    place = at_terminal("place", "1")
    place.answer("Number or name", "\x03")
    assert place.finish()[0] == 130
    moved = at_terminal("place", "3", "--percent", "50", "--yes")
    moved.answer("Number or name", "björk\n")
    moved.answer("From which day?", "\n")
    moved.answer("Until which day?", "\n")
    assert moved.finish()[0] == 0
    assert readings(steg) == []


def test_a_whole_sector_has_no_switch(steg: Steg) -> None:
    code, out, err = steg(CONVERT, "--sector", "Vård och omsorg", "--all", ALSO)
    assert (code, out, err.splitlines()[0]) == (
        2,
        "",
        "Error: --include-protected does not go with --all.",
    )
