"""Any command line at all: an exit code of ours, never a traceback, and a register that is whole.

A few seeded lines here. Thousands, on the demo: `AT_RANDOM=100 pytest -s` with this file's name;
devices are named only to somebody who could not replace them.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
import typer
from typer._click import Context
from typer.core import TyperGroup, TyperOption

from steg_cli.cli.app import app
from steg_cli.cli.commands import COMMANDS
from steg_cli.cli.face import Face
from steg_cli.texts.swedish import ways_to_type
from tests.at_random import AT_RANDOM

if TYPE_CHECKING:
    from tests.cli.conftest import Steg

LINES = 40 * AT_RANDOM
CODES = {0, 1, 2, 3, 4}
LONGEST = 120  # seconds for a line, on a busy machine

# What somebody could mean, by what stands for it in the help, …
WHO = ("S-0001", "1", "2", "3", "4", "5", "6", "S-9999", "Anna", "anna alm", "19900101-9802")
DAYS = ("2024-01-15", "idag", "tomorrow", "-3d", "+1m", "31/1", "v. 5", "måndag", "2023-02-01")
NUMBERS = ("0", "1", "2", "12", "24", "50", "100")
FILES = ("list.csv", "out.csv", "out.xlsx", "out.html", "out.json", "sub/out.ics", "steg.db")
FIELDS = ("name", "cohort", "stay.1.first-day", "stay.2.step", "placement.1.percent", "number")
WORDS = (
    *("STEG", "Pilot 2016", "Skövde", "Hjo", "Solgården", "Björkskolan", "Vård och omsorg"),
    *("serviceassistent", "enhetsassistent", "praktik", "employment", "unemployed", "expiries"),
    *("mail.to", "remind.months", "yes", "no", "nystartsjobb", "a@example.se", "so it was"),
)
MEANT: Mapping[str, Sequence[str]] = {
    "WHO": WHO, "CASE": WHO, "NUMBER": ("19850101-9809", *WHO), "DAY": DAYS, "N": NUMBERS,
    "MONTHS": NUMBERS, "CHANGE": NUMBERS, "FILE": FILES, "FOLDER": ("out", "."), "FIELD": FIELDS,
    "STEP": WORDS[7:10], "VALUE": (*DAYS, *NUMBERS, *WORDS), "ADDRESS": ("a@example.se",),
}  # fmt: skip
# … and what nobody could.
ODD = (
    *("", " ", "-", "--", "---", "=", "\t", "\n", "\r\n", "\x00"[:0], "\x1b[31m", "\x7f", "\x85"),
    *("\u202e1", "\u200b", "\u2066x\u2069", "\ufeff", "\udcff", "a\udc80b", "𝟏", "١٢", "é" * 300),
    *("x" * 100_000, "9" * 5_000, "-" + "9" * 5_000, "1e999", "nan", "0x1", "1_000", "-0", "٫"),
    *("9999-12-31", "0001-01-01", "2024-02-30", "+99999999m", "-99999999d", "v. 54", "0/0"),
    *("%s%n", "{who}", "{0}", "'; DROP TABLE participant; --", "../../..", "a/b/c", "*", "?", "~"),
    *("stay.0.step", "stay.99999999999999999999.step", "pause.-1", ".", "..", "/", "(" * 3_000),
    *(
        "S-" + "0" * 400 + "1",
        "2" * 18,
        "2" * 19,
        "2" * 20,
        "19850101-9809\n",
        "１９８５０１０１-９８０９",
    ),
)
DEVICES = ("/dev/null", "/dev/full", "/dev/zero", "/dev/stdin", "/dev/tty", "/proc/self/mem")
MAY_NAME_DEVICES = not os.access("/dev", os.W_OK)
NOT_MEANT = (*ODD, *(DEVICES if MAY_NAME_DEVICES else ()))
ANYTHING: Sequence[str] = (*NOT_MEANT, *WHO, *DAYS, *NUMBERS, *FILES, *FIELDS, *WORDS)


def a_value(random: Random, param: Any, odd: float) -> str:
    """Return something for an option or an argument: as it should be, or not at all."""
    stands_for = str(param.metavar or "").strip("[].")
    if random.random() < odd:
        return random.choice(ANYTHING)
    chosen: Sequence[str] = stands_for.split("|")
    return random.choice(chosen if chosen[1:] else MEANT.get(stands_for, WORDS))


def verbs() -> Mapping[tuple[str, ...], list[Any]]:
    """Return every command, also within families, and what it takes."""
    root = typer.main.get_group(app)
    found: dict[tuple[str, ...], list[Any]] = {("--version",): []}
    with Context(root, info_name="steg", obj=Face({}, db="steg.db", lang="en")) as ctx:
        for name in COMMANDS:
            command = root.get_command(ctx, name)
            assert command is not None
            inner = command.commands if isinstance(command, TyperGroup) else {}
            found[name,] = command.params
            found |= {(name, one): under.params for one, under in inner.items()}
    return found


def a_line(random: Random, known: Mapping[tuple[str, ...], list[Any]]) -> list[str]:
    """Return a command with some of its options, mostly by names that it has."""
    name = random.choice(list(known))
    words = list(name)
    if random.random() < 0.3:  # as it is called in the other language
        words = [random.choice(sorted(ways_to_type([one])) or [one]) for one in words]
    odd = random.choice((0, 0, 0.1, 0.6))
    for param in known[name]:
        if not (param.required or random.random() < 0.2):
            continue
        value = a_value(random, param, odd)
        if not isinstance(param, TyperOption):
            words += [value]
        elif param.is_flag:
            words += [random.choice([*param.opts, *param.secondary_opts])]
        else:
            words += random.choice(([param.opts[0], value], [f"{param.opts[0]}={value}"]))
    if random.random() < 0.1:
        words.insert(random.randrange(len(words) + 1), random.choice(NOT_MEANT))
    before = ["--lang", random.choice(("sv", "en"))]
    if random.random() < 0.1:
        before += [random.choice(("--db", "--today", "--lang")), random.choice(NOT_MEANT)]
    if random.random() < 0.7 and "yes" in [one.name for one in known[name]]:
        words += ["--yes"]
    return [*before, *words]


@pytest.fixture
def register_to_try(story: Path, tmp_path: Path, steg: Steg) -> Path:
    """The story; the demo, where thousands of lines are tried. A file to copy."""
    kept = tmp_path / "kept.db"
    if AT_RANDOM > 1:
        assert steg("--today", "2024-01-15", "demo", kept)[0] == 0
    else:
        shutil.copy(story, kept)
    return kept


class EndlessError(BaseException):
    """A line did not end, and nothing may take this for something of its own."""


def _endless(*_: object) -> None:
    raise EndlessError


@pytest.mark.no_cover
def test_no_line_ends_in_a_traceback(
    register_to_try: Path, steg: Steg, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    random, known, met = Random(13), verbs(), Counter[tuple[str, int]]()
    folder = here / "lines"
    before = signal.signal(signal.SIGALRM, _endless)
    faults: list[str] = []
    for _ in range(LINES):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        monkeypatch.chdir(folder)
        shutil.copy(register_to_try, folder / "steg.db")
        (folder / "list.csv").write_text("Namn;Personnummer\nSara Ek;19850101-9809\n")
        line = a_line(random, known)
        signal.alarm(LONGEST)
        try:
            code, _, _ = steg(*line, db=folder / "steg.db", lang=None)
        except BaseException as error:  # noqa: BLE001 - that there is none is what is tested
            faults.append(f"{[one[:60] for one in line]}: {error!r:.300}")
            continue
        finally:
            signal.alarm(0)
        met[" ".join(line[2:3])[:20], code] += 1
        if code not in CODES:
            faults.append(f"{[one[:60] for one in line]}: exit {code}")
        with closing(sqlite3.connect(folder / "steg.db")) as file:
            if file.execute("PRAGMA foreign_key_check").fetchall():
                faults.append(f"{[one[:60] for one in line]}: broken")
    signal.signal(signal.SIGALRM, before)
    codes = {code: sum(n for (_, one), n in met.items() if one == code) for code in CODES}
    sys.stdout.write(f"\n{LINES} lines, by exit code: {codes}\n")
    assert faults == []
