"""Everything that is written is for its owner alone, whatever the mask of who runs steg."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Steg

LIST = "lista.csv"
WRITING: tuple[tuple[str, ...], ...] = (
    ("export", "ut.xlsx"),
    ("export", "ut.json"),
    ("export", "ut"),
    ("report", "--output", "rapport.html"),
    ("report", "expiries", "--output", "rapport.csv"),
    ("report", "expiries", "--output", "rapport.xlsx"),
    ("report", "expiries", "--output", "rapport.json"),
    ("report", "expiries", "--output", "rapport.txt"),
    ("report", "expiries", "--output", "rapport.ics"),
    ("report", "notices", "--letters", "brev"),
    ("report", "scb", "--month", "2022-01", "--output", "scb.csv", "--yes"),
    ("remind", "--preview", "brev.html"),
    ("remind", "--send"),
    ("import", "--template", "mall.xlsx"),
    ("import", LIST, "--errors", "fel.xlsx", "--yes"),
    ("--db", "ny.db", "init"),
)


@pytest.fixture
def files(here: Path) -> set[Path]:
    """What was there before; afterwards every new file is its owner's alone."""
    text = "Namn;Personnummer;Kohort\nSara Ek;19850101-9808;STEG\n"
    (here / LIST).write_text(text)
    return set(here.rglob("*"))


def too_open(here: Path, before: set[Path]) -> dict[str, str]:
    """Return what others can get at, of what is new."""
    new = set(here.rglob("*")) - before
    assert new
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in new}
    return {path.name: oct(mode) for path, mode in modes.items() if mode & 0o077}


@pytest.mark.parametrize("line", WRITING, ids=" ".join)
def test_a_file_is_its_owner_s_alone_without_any_mask(
    steg: Steg, here: Path, files: set[Path], line: tuple[str, ...]
) -> None:
    mask = os.umask(0)
    try:
        code, out, err = steg(*line)
    finally:
        os.umask(mask)
    assert code in (0, 1), (out, err)
    assert too_open(here, files) == {}
