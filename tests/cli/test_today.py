"""steg today, and steg alone: what needs the administrator now."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import AtTerminal, Installed, Steg

SCREEN = """\
Det här behöver dig 2024-01-15

Har gått ut
2023-08-31  period       S-0002  Bo Berg    steg visa S-0002
2023-12-30  uppföljning  S-0005  Dan Ceder  steg följ-upp S-0005

Besked bör ges senast
2023-12-29  period       S-0003  (skyddad)  steg visa S-0003
2024-01-29  period       S-0001  Anna Alm   steg visa S-0001

Påminnelserna
            adress saknas                   steg inställning mail.to
steg --hjälp listar alla kommandon.
"""
NEW = """\
Det här behöver dig 2024-01-15

Påminnelserna
adress saknas  steg inställning mail.to
steg --hjälp listar alla kommandon.
"""
BEGIN = """\
There is no register at {path}.
  steg init              creates it
  steg demo              builds one of invented people, to try everything on
  steg --db FILE today   opens one that lies elsewhere
"""
MORE = "steg --help lists every command.\n"


@pytest.fixture
def nothing(tmp_path: Path) -> Path:
    """Where no register is."""
    return tmp_path / "nothing.db"


def test_a_program_reads_the_same(steg: Steg) -> None:
    code, out, err = steg("today", "--format", "json")
    told = json.loads(out)
    assert (code, err, told["report"], told["as_of"]) == (0, "", "today", "2024-01-15")
    assert told["totals"] == {"needs": 5, "overdue": 2, "within": 3, "long": 12}
    assert [(row["what"], row["reference"], row["command"]) for row in told["rows"]] == [
        ("period", "S-0002", "steg show S-0002"),
        ("follow-up", "S-0005", "steg follow-up S-0005"),
        ("period", "S-0003", "steg show S-0003"),
        ("period", "S-0001", "steg show S-0001"),
        ("no-address", None, "steg setting mail.to"),
    ]
    assert list(told["rows"][0]) == [
        *("what", "reference", "name", "step", "workplace", "municipality", "day", "days_left"),
        *("last_day", "state", "command", "protected", "text"),
    ]


def test_nobody_sees_who_is_protected_unless_they_ask(steg: Steg, secrets: tuple[str, ...]) -> None:
    for form in ("plain", "json", "csv", "table"):
        out = steg("today", "--format", form)[1]
        assert "S-0003" in out
        assert [secret for secret in secrets if secret in out] == []
    assert "Zäta Qvarnskog" in steg("today", "--include-protected")[1]


def test_a_calm_sentence_when_nothing_needs_her(steg: Steg, tmp_path: Path) -> None:
    db = tmp_path / "new.db"
    steg("init", db=db)
    steg("setting", "mail.to", "ame@kommun.example", db=db)
    steg("remind", "--send", db=db)
    assert steg("today", db=db) == (0, "", "Nothing needs you today.\n")
    code, out, err = steg("today", "--format", "json", db=db)
    assert (code, json.loads(out)["rows"], err) == (0, [], "Nothing needs you today.\n")


def test_a_new_register_at_a_terminal_has_no_address_yet(
    at_terminal: AtTerminal, steg: Steg, story: Path
) -> None:
    """No row fills the columns of days and people then."""
    story.unlink()
    assert steg("init")[0] == 0
    assert at_terminal(lang="sv", environment={"COLUMNS": "80", "NO_COLOR": "1"}).finish() == (
        0,
        NEW,
    )


def test_without_a_register_it_says_how_to_begin(steg: Steg, nothing: Path) -> None:
    assert steg("today", db=nothing) == (3, "", BEGIN.format(path=nothing))
    assert not nothing.exists()


def test_steg_alone_at_a_terminal_shows_today(at_terminal: AtTerminal) -> None:
    code, shown = at_terminal(lang="sv", environment={"COLUMNS": "80", "NO_COLOR": "1"}).finish()
    assert (code, shown) == (0, SCREEN)


@pytest.mark.parametrize("words", [(), ("today",)])
def test_a_low_screen_shows_what_is_most_urgent_and_where_the_rest_is(
    at_terminal: AtTerminal, steg: Steg, words: tuple[str, ...]
) -> None:
    for number in range(30):
        steg("deadline", "add", "1", f"Ring Försäkringskassan {number}", "--on", "2024-01-20")
    environment = {"COLUMNS": "80", "LINES": "24", "NO_COLOR": "1"}
    code, shown = at_terminal(*words, lang="sv", environment=environment).finish()
    assert code == 0
    assert len(shown.splitlines()) <= 23  # and the shell's next line
    assert shown.splitlines()[:4] == SCREEN.splitlines()[:4]
    assert "2024-01-20  bevakning    S-0001  Anna Alm   steg bevakning klar S-0001 1" in shown
    assert "        Ring Försäkringskassan 0\n" in shown
    assert "        och 2" in shown
    assert " till: steg rapport slutdagar\n" in shown
    assert "Påminnelserna\n" in shown
    assert "Ring Försäkringskassan 29" in steg("today")[1]


def test_steg_alone_at_a_terminal_without_a_register_says_how_to_begin(
    at_terminal: AtTerminal, nothing: Path
) -> None:
    code, shown = at_terminal(environment={"STEG_DB": str(nothing)}).finish()
    assert (code, shown) == (0, BEGIN.format(path=nothing) + MORE)
    assert not nothing.exists()


def test_steg_alone_elsewhere_is_answered_with_the_help(installed: Installed) -> None:
    code, out, err = installed()
    assert (code, out, err) == (2, "", installed("--help")[1])
