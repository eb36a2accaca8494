"""A "-" on the line: what tells of a person is read apart, and stands in no command line."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_asking_terminal import shown_of

if TYPE_CHECKING:
    from tests.cli.conftest import AtTerminal, Steg

NUMBER = "19850101-9809"
ENROL = (
    *("enrol", "-", "--cohort", "STEG", "--municipality", "Hjo", "--status", "unemployed"),
    "--long-term-unemployed",
)
NOTHING = (
    'Error: Nothing was read in the place of "-".\n'
    "Write it on standard input, a line for each -, or at a terminal when asked.\n"
)


@pytest.mark.parametrize(
    ("line", "typed", "out"),
    [
        ((*ENROL, "--name", "-"), f"{NUMBER}\nSara Ek\n", "Sara Ek (S-0007) is on mapping"),
        ((*ENROL, "--name=-"), f" {NUMBER} \nSara Ek", "Sara Ek (S-0007) is on mapping"),
        ((*ENROL, "--name", "Sara Ek"), f"{NUMBER}\n", "Sara Ek (S-0007) is on mapping"),
        (("show", "-"), "19900101-9802\n", "S-0001  Anna Alm"),
        (("note", "-", "-"), "4\nwants mornings\n", "note: wants mornings"),
        (("deadline", "add", "4", "-", "--on", "+1m"), "permit\n", "permit"),
        (("amend", "4", "name", "-"), "Anna Ask\n", "is now Anna Ask."),
        (("amend", "-", "number", "-"), "4\n19650304-9808\n", "is now 19650304-9808"),
        (("rätta", "4", "namn", "-"), "Anna Ask\n", "is now Anna Ask."),
        (("convert-to-enhetsassistent", "-", "--dry-run"), "1\n", "Anna Alm (S-0001)"),
        (("report", "employment", "-"), "1\n", "S-0001"),
    ],
)
def test_each_takes_a_line_of_standard_input(
    steg: Steg,
    monkeypatch: pytest.MonkeyPatch,
    line: tuple[str, ...],
    typed: str,
    out: str,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    code, shown, err = steg(*line)
    assert (code, out in shown) == (0, True), (shown, err)


@pytest.mark.usefixtures("nothing_changed")
@pytest.mark.parametrize(
    ("line", "typed"),
    [
        (("show", "-"), ""),
        (("leave", "-", "--to", "employment"), "\n"),
        ((*ENROL, "--name", "-"), f"{NUMBER}\n"),
    ],
)
def test_a_line_that_is_not_there_is_told(
    steg: Steg, monkeypatch: pytest.MonkeyPatch, line: tuple[str, ...], typed: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert steg(*line) == (2, "", NOTHING)


def test_what_is_typed_at_a_terminal_is_not_shown(at_terminal: AtTerminal, steg: Steg) -> None:
    terminal = at_terminal(*ENROL, "--name", "-", lang="sv")
    terminal.answer("samordningsnummer? (det du skriver visas inte) ", f"{NUMBER}\n")
    terminal.answer("efternamn? (det du skriver visas inte) ", "Sara Ek\n")
    code, shown = terminal.finish()
    assert (code, NUMBER in shown) == (0, False)
    assert shown_of(steg, "7")["identity"] == NUMBER


@pytest.mark.usefixtures("nothing_changed")
def test_ctrl_c_at_what_is_not_shown_changes_nothing(at_terminal: AtTerminal) -> None:
    terminal = at_terminal("leave", "-", "--to", "employment")
    terminal.answer("(what you type is not shown) ", "\x03")
    code, shown = terminal.finish()
    assert (code, shown.endswith("Interrupted. Nothing was changed.\n")) == (130, True)
