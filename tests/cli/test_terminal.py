"""At a terminal: questions, colour and boxes. The installed program runs on a pty of its own."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING

import pytest

from steg_cli.texts import texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Dump, Environment, Steg

DEADLINE = 20.0
CTRL_C, CTRL_D = "\x03", "\x04"
# Takes the terminal as its controlling one, so that Ctrl-C reaches it, and becomes the program.
LAUNCH = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)


class Terminal:
    """A program at a terminal of 160 columns, and somebody who reads and types."""

    def __init__(self, command: list[str], environment: dict[str, str], cwd: Path) -> None:
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 160, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-c", LAUNCH, *command],
            env=environment,
            cwd=cwd,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self.raw = b""
        self.answered = 0
        self.end = time.monotonic() + DEADLINE

    @property
    def shown(self) -> str:
        """Everything shown so far; line ends as in Python."""
        return self.raw.decode(errors="replace").replace("\r", "")

    def _read(self) -> bool:
        """Take what is there; say whether there can be more."""
        if not select.select([self.ours], [], [], max(self.end - time.monotonic(), 0))[0]:
            raise AssertionError(f"nothing more came after {self.shown!r}")
        try:
            read = os.read(self.ours, 65536)
        except OSError:  # how Linux tells that the other end is closed
            return False
        self.raw += read
        return bool(read)

    def answer(self, question: str, answer: str) -> None:
        """Wait for the question, and type an answer."""
        while question.encode() not in self.raw[self.answered :]:
            assert self._read(), f"{question!r} was not asked: {self.shown!r}"
        self.answered = len(self.raw)
        os.write(self.ours, answer.encode())

    def finish(self) -> tuple[int, str]:
        """Return the exit code and everything shown."""
        while self._read():
            pass
        return self.process.wait(max(self.end - time.monotonic(), 0)), self.shown

    def close(self) -> None:
        """Leave nothing running."""
        os.close(self.ours)
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    """The terminals that a test opened, closed at its end."""
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.close()


@pytest.fixture
def at_terminal(
    terminals: list[Terminal], environment: Environment, program: Path, tmp_path: Path
) -> AtTerminal:
    """Start the installed program at a terminal."""
    return AtTerminal(terminals, environment, program, tmp_path)


class AtTerminal:
    """What the fixture `at_terminal` is."""

    def __init__(
        self,
        opened: list[Terminal],
        environment: Environment,
        program: Path,
        cwd: Path,
    ) -> None:
        self.opened, self.environment, self.program, self.cwd = opened, environment, program, cwd

    def __call__(self, *arguments: str, lang: str = "en", **more: str) -> Terminal:
        """Return the terminal on which `steg` runs with these arguments."""
        environment = self.environment(lang=lang, **({"TERM": "xterm-256color"} | more))
        terminal = Terminal([str(self.program), *arguments], environment, self.cwd)
        self.opened.append(terminal)
        return terminal


FITS = ("--cohort", "STEG", "--municipality", "Skövde", "--disability", "--on", "2022-03-01")


def test_required_values_are_asked_for_and_bad_answers_asked_again(
    at_terminal: AtTerminal, steg: Steg
) -> None:
    enrol = at_terminal("enrol", *FITS)
    enrol.answer("NUMBER – ", "19850101-9809\n")
    enrol.answer("--name – the person's name: ", "\n")
    enrol.answer("--name – the person's name: ", "Sara Ek\n")
    enrol.answer("--status – ", "employed\n")
    enrol.answer("--status – ", "unemployed\n")
    code, shown = enrol.finish()
    assert code == 0
    assert "employed cannot be chosen here." in shown
    assert "Sara Ek (S-0007) is on mapping from 2022-03-01." in shown
    _, out, _ = steg("show", "7", "--format", "json")
    assert json.loads(out)["result"]["identity"] == "19850101-9809"


def test_the_questions_are_in_swedish(at_terminal: AtTerminal) -> None:
    name = texts("sv")("the person's name")
    enrol = at_terminal("enrol", "19850101-9809", *FITS, lang="sv")
    enrol.answer(f"--name – {name}: ", "Sara Ek\n")
    enrol.answer("--status – ", "unemployed\n")
    code, shown = enrol.finish()
    assert code == 0
    assert "kartläggning" in shown


def test_an_answer_that_looks_like_an_option_is_still_an_answer(
    at_terminal: AtTerminal, steg: Steg
) -> None:
    enrol = at_terminal("enrol", "19850101-9809", "--status", "unemployed", *FITS)
    enrol.answer("--name – ", "--dry-run\n")
    code, _ = enrol.finish()
    assert code == 0
    _, out, _ = steg("show", "7", "--format", "json")
    assert json.loads(out)["result"]["name"] == "--dry-run"


def test_who_is_asked_for_where_nobody_is_named(at_terminal: AtTerminal) -> None:
    show = at_terminal("show", "--format", "json")
    show.answer("WHO – ", "Bo\n")
    code, shown = show.finish()
    assert code == 0
    assert '"reference": "S-0002"' in shown


def test_a_subcommand_asks_too(at_terminal: AtTerminal, steg: Steg) -> None:
    add = at_terminal("sector", "add")
    add.answer("NAME – the sector's name: ", "Teknik\n")
    assert add.finish()[0] == 0
    assert "Teknik" in steg("sector", "list")[1]


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D], ids=["Ctrl-C", "Ctrl-D"])
def test_leaving_a_question_changes_nothing(at_terminal: AtTerminal, dump: Dump, key: str) -> None:
    before = dump()
    enrol = at_terminal("enrol", "19850101-9809", *FITS)
    enrol.answer("--name – ", key)
    code, shown = enrol.finish()
    assert code == 130
    assert "Interrupted." in shown
    assert "Traceback" not in shown
    assert dump() == before


@pytest.mark.parametrize("answer", ["n", "", "no", "nej", "x"])
def test_undo_changes_nothing_unless_the_answer_is_yes(
    at_terminal: AtTerminal, dump: Dump, answer: str
) -> None:
    before = dump()
    undo = at_terminal("undo")
    undo.answer("[y/N]: ", f"{answer}\n")
    code, shown = undo.finish()
    assert code == 1
    assert "17" in shown
    assert "S-0006 kartlaggning > sjukskoterska 2023-09-01" in shown
    assert shown.endswith("Nothing was changed.\n")
    assert dump() == before


@pytest.mark.parametrize("answer", ["y", "Y", "yes", "ja"])
def test_undo_is_done_when_the_answer_is_yes(
    at_terminal: AtTerminal, steg: Steg, answer: str
) -> None:
    undo = at_terminal("undo")
    undo.answer("[y/N]: ", f"{answer}\n")
    assert undo.finish()[0] == 0
    _, out, _ = steg("log", "--limit", "1", "--format", "json")
    assert json.loads(out)["rows"][0]["command"] == "undo"


def test_ctrl_c_at_a_confirmation_changes_nothing(at_terminal: AtTerminal, dump: Dump) -> None:
    before = dump()
    undo = at_terminal("undo")
    undo.answer("[y/N]: ", CTRL_C)
    code, shown = undo.finish()
    assert (code, "Traceback" in shown) == (130, False)
    assert dump() == before


def test_a_whole_sector_is_shown_and_asked_about(at_terminal: AtTerminal, dump: Dump) -> None:
    before = dump()
    convert = at_terminal(
        "convert-to-enhetsassistent", "--sector", "Vård och omsorg", "--all", "--no-weekends"
    )
    convert.answer("[y/N]: ", "n\n")
    code, shown = convert.finish()
    assert code == 1
    assert "Anna Alm (S-0001) is on enhetsassistent from 2024-01-15." in shown
    assert dump() == before


def test_yes_leaves_the_question_out(at_terminal: AtTerminal) -> None:
    code, shown = at_terminal("undo", "--yes").finish()
    assert code == 0
    assert "[y/N]" not in shown


def test_tables_are_drawn_in_colour(at_terminal: AtTerminal) -> None:
    code, shown = at_terminal("report").finish()
    assert code == 0
    assert "\x1b[" in shown
    assert {"╭", "│", "╯", "█"} <= set(shown)
    bare = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert "\x1b" not in bare
    assert max(map(len, bare.splitlines())) <= 160
    assert [name for name in ("Anna Alm", "Bo Berg", "Björkskolan") if name in bare] == [
        "Anna Alm",
        "Bo Berg",
        "Björkskolan",
    ]
    assert "Qvarnskog" not in bare


@pytest.mark.parametrize("more", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_no_colour_where_it_is_not_welcome(at_terminal: AtTerminal, more: dict[str, str]) -> None:
    for command in ("list", "report"):
        code, shown = at_terminal(command, **more).finish()
        assert (code, "\x1b" in shown, "│" in shown) == (0, False, True)


def test_the_picture_of_time_is_drawn_with_blocks(at_terminal: AtTerminal) -> None:
    code, shown = at_terminal("show", "1").finish()
    assert code == 0
    assert {"█", "░", "▬", "▲"} <= set(shown)


@pytest.mark.parametrize("format_", ["plain", "json", "csv"])
def test_what_is_asked_for_is_not_drawn_at_a_terminal_either(
    at_terminal: AtTerminal, steg: Steg, format_: str
) -> None:
    code, shown = at_terminal("list", "--format", format_).finish()
    assert (code, shown) == (0, steg("list", "--format", format_)[1].replace("\r", ""))
