"""Narrow terminals: no day, case or option breaks over two lines, and what matters is shown."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import AtTerminal, SaveList, Steg

TODAY = date(2026, 11, 28)
ESCAPES = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
# What is read or typed as one piece.
PIECE = re.compile(r'\d{4}-\d{2}-\d{2}|S-\d{4}|--[a-z]+(?:-[a-z]+)*(?: "[^"]*=[^"]*")?')
LOOKS = (
    ("list",),
    ("list", "--all"),
    ("list", "--ending", "3"),
    ("log",),
    ("report", "expiries"),
    ("report", "placements"),
    ("report", "timeline"),
    ("remind",),
)


def broken(shown: str, columns: int) -> list[str]:
    """Return the pieces that a terminal of so many columns shows on two lines."""
    lines = []
    for line in ESCAPES.sub("", shown).split("\n"):
        lines += [line[at : at + columns] for at in range(0, max(len(line), 1), columns)]
    found = []
    for upper, lower in pairwise(lines):
        for left, right in zip(upper.split("│"), lower.split("│"), strict=False):
            end = left.rstrip()
            # A piece that ends where its cell ends may be whole.
            found += [
                piece[0]
                for piece in PIECE.finditer(end + right.strip())
                if piece.start() < len(end) < piece.end()
                and not PIECE.fullmatch(end[piece.start() :])
            ]
    return found


def test_what_is_broken_is_found() -> None:
    shown = (
        "till 2026-11-\n28, │ S-00 │\n  │ 42 │ --map\n--employs-\nfrom │\n2026-11-28\n2026-11-29"
    )
    assert broken(shown, 80) == ["2026-11-28", "S-0042", "--employs-from"]
    assert broken("Perioden slutar 2026-11-28", 20) == ["2026-11-28"]
    assert broken('ange --map\n  "A=b"', 80) == []


@pytest.mark.parametrize("columns", [60, 80])
def test_nothing_breaks_on_a_narrow_terminal(
    at_terminal: AtTerminal, demo_file: Path, columns: int
) -> None:
    cases = [("show", case) for case in ("295", "12", "336", "315")]
    register = {"STEG_DB": str(demo_file)}
    opened = {
        words: at_terminal(
            *("--today", f"{TODAY}", *words), lang="sv", columns=columns, environment=register
        )
        for words in (*LOOKS, *cases)
    }
    for words, terminal in opened.items():
        code, shown = terminal.finish()
        # A command that is wider than the screen is whole, so that it can be copied.
        lines = [
            line
            for line in ESCAPES.sub("", shown).splitlines()
            if len(line) <= columns or not line.lstrip().startswith("steg ")
        ]
        assert (code, broken("\n".join(lines), columns)) == (0, []), words
        assert [line for line in lines if len(line) > columns] == [], words


@pytest.mark.parametrize("columns", [60, 80])
def test_a_list_gives_up_the_step_never(
    at_terminal: AtTerminal, demo_file: Path, columns: int
) -> None:
    for words in (("list",), ("list", "--all"), ("list", "--ending", "3")):
        terminal = at_terminal("--db", demo_file, "--today", f"{TODAY}", *words, columns=columns)
        _, shown = terminal.finish()
        plain = ESCAPES.sub("", shown).splitlines()
        (heading, *_) = [line for line in plain if "case" in line]
        assert {"case", "step"} <= set(heading.replace("│", " ").split())


@pytest.mark.parametrize("columns", [60, 80])
def test_what_an_import_tells_is_broken_between_words(
    at_terminal: AtTerminal, save_list: SaveList, columns: int
) -> None:
    path = save_list(
        "lista.csv",
        [
            ("Personnr", "Namn", "Startdatum", "Skonummer", "Favoritfärg", "Husdjurets namn"),
            ("19860202-9806", "Åsa Öberg", "31/1", "38", "röd", "Misse"),
        ],
    )
    terminal = at_terminal("import", path, lang="sv", columns=columns)
    for _ in range(5):  # three columns, cohort and municipality
        terminal.answer("Nummer eller namn", "0\n")
    code, shown = terminal.finish()
    shown = shown.rpartition("…\x1b[K\r")[2].rpartition("\x1b[K")[2]
    copied = [one for one in shown.splitlines() if one.startswith("Samma svar utan frågor: ")]
    assert len(copied) == 1  # the one line that is whole, to be copied
    shown = shown.replace(copied[0], "")
    assert (code, broken(shown, columns)) == (1, [])
    assert max(map(len, shown.splitlines())) <= columns
    assert "31/1 = 2024-01-31" in shown


def test_who_begins_on_a_day_to_come_is_told_below_the_list(steg: Steg) -> None:
    where = ("--cohort", "STEG", "--municipality", "Hjo", "--disability", "--status", "unemployed")
    sara, asa = ("19850101-9809", "--name", "Sara Ek"), ("19860202-9806", "--name", "Åsa Öberg")
    assert steg("enrol", *sara, *where, "--on", "1/2")[0] == 0
    assert steg("enrol", *asa, *where, "--protected", "--on", "20 jan")[0] == 0
    told = "2 are enrolled from a day to come: S-0008 from 2024-01-20, S-0007 from 2024-02-01.\n"
    assert steg("list")[2].endswith(told)
    assert steg("list", "--cohort", "STEG")[2].endswith(told)
    # Where a protected person lives is the secret.
    assert steg("list", "--municipality", "Hjo")[2].endswith(
        "1 is enrolled from a day to come: S-0007 from 2024-02-01.\n"
    )
    assert steg("list", "--municipality", "Hjo", "--include-protected")[2].endswith(told)
    for others in (
        ("--all",),
        ("--step", "praktik"),
        ("--ending", "1"),
        ("--cohort", "Pilot 2016"),
    ):
        assert "day to come" not in steg("list", *others)[2]


def test_a_day_that_the_result_does_not_show_is_told_as_it_was_understood(steg: Steg) -> None:
    code, out, err = steg("place", "1", "Björkskolan", "--from", "i går", "--until", "31 jan")
    assert (code, "2024-01-31" in out) == (0, False)
    assert [line for line in err.splitlines() if "understood" in line] == [
        "Note: i går was understood as 2024-01-14.",
        "Note: 31 jan was understood as 2024-01-31.",
    ]


def test_a_day_that_the_result_shows_is_told_once(steg: Steg) -> None:
    code, out, err = steg("leave", "1", "--to", "job-search", "--on", "igår")
    assert (code, out.splitlines()[0]) == (
        *(0,), "Anna Alm (S-0001) leaves from serviceassistent on 2024-01-14, to job search."
    )  # fmt: skip
    assert "understood" not in err
