"""steg import --errors and --partly: the rows that cannot come in, and the others."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from python_calamine import CalamineWorkbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Dump, Environment, Rows, SaveList, Steg

NOBODY = 65534

PERSONNR = ("Personnr", "Namn", "Omgång", "Kommun", "Startdatum", "Status", "Funktionsnedsättning")
SARA = ("850101-9809", "Sara Ek", "STEG", "Skövde", "2023-01-02", "arbetslös", "ja")
ASA = ("19860202-9806", "Åsa Öberg", "STEG", "Tibro", "2023-02-01", "arbetslös", "ja")


def told_of(said: tuple[int, str, str]) -> dict[str, Any]:
    """Return the envelope that a command wrote."""
    envelope: dict[str, Any] = json.loads(said[1])
    return envelope


def test_errors_are_written_mended_and_imported(
    steg: Steg, here: Path, story: Path, save_list: SaveList
) -> None:
    bad = ("860202-9806", "Åsa Öberg", "STEK", "Tibro", "31/2 2023", "arbetslös", "kanske")
    half = (None, "Bo", "STEG", "Tibro", "2023-01-02", "arbetslös", "ja")
    path = save_list("lista.csv", [PERSONNR, SARA, bad, half])
    before = story.read_bytes()
    code, out, err = steg("import", path, "--errors", "fel.xlsx", lang="sv")
    assert code == 1
    assert out.splitlines()[0] == "lista (Personer): 1 ny, 0 oförändrade, 0 ändrade, 2 med fel"
    assert err == (
        "Skrivet till fel.xlsx.\n"
        "Fel: 2 rader kan inte läsas in; inget ändrades.\n"
        "Rätta listan och läs in den igen; fel.xlsx visar vad som är fel med varje rad.\n"
    )
    assert story.read_bytes() == before
    assert stat.S_IMODE((here / "fel.xlsx").stat().st_mode) == 0o600

    code, out, err = steg("import", path, "--partly", "--errors", "kvar.xlsx", lang="sv")
    assert code == 0
    assert err == (
        "Skrivet till kvar.xlsx.\n"
        "Obs: Listan visar inte steget: 1 person börjar på det första.\n"
        "Obs: Utanför omgångens dagar: 1 inskrivning börjar. Stämmer dagarna och omgångarna?\n"
        "Ändring 18. steg ångra tar tillbaka den.\n"
    )
    assert told_of(steg("show", "7", "--format", "json"))["result"]["name"] == "Sara Ek"

    ((name, rows),) = read(here / "kvar.xlsx").items()
    assert read(here / "fel.xlsx") == {name: rows}
    assert name == "Personer"
    headings, *rejected = rows
    assert headings == [*PERSONNR, "vad som är fel"]
    assert [row[:-1] for row in rejected] == [list(bad), ["", *half[1:]]]
    assert {line.split(":")[0] for line in rejected[0][-1].splitlines()} == {
        *("Omgång", "Startdatum", "Funktionsnedsättning"),
    }
    assert "Personnr" in rejected[1][-1]

    mended = [
        headings,
        ["860202-9806", "Åsa Öberg", "STEG", "Tibro", "28/2 2023", "arbetslös", "ja", "fixat"],
        ["19871212-9819", *rejected[1][1:]],
    ]
    code, out, err = steg("import", save_list("fel.xlsx", {name: mended}))
    assert (code, out) == (0, "Personer (People): 2 new, 0 unchanged, 0 changed\n")
    assert "Left out" not in err
    assert steg("import", "fel.xlsx")[1] == "Personer (People): 0 new, 2 unchanged, 0 changed\n"


def read(path: Path) -> dict[str, list[list[Any]]]:
    """Return the cells of every sheet of a workbook."""
    workbook = CalamineWorkbook.from_path(path)
    return {
        name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in workbook.sheet_names
    }


def test_what_was_wrong_before_is_not_written_again(
    steg: Steg, here: Path, save_list: SaveList
) -> None:
    path = save_list("lista.csv", [PERSONNR, ("", *SARA[1:])])
    steg("import", path, "--errors", "fel.xlsx")
    first = read(here / "fel.xlsx")
    steg("import", "fel.xlsx", "--errors", "fel2.xlsx")
    ((headings, _),) = read(here / "fel2.xlsx").values()
    assert [headings] == [rows[0] for rows in first.values()]


def test_rejected_rows_keep_their_cells_as_they_were(
    steg: Steg, here: Path, save_list: SaveList
) -> None:
    rows: Rows = [
        ("Personnr", "Namn", "Omgång", "Kommun", "Startdatum", "Anteckning", "Omfattning"),
        (198501019809, " Sara  Ek", "STEK", "Skövde", date(2023, 1, 2), "=1+1", 0.75),
    ]
    steg("import", save_list("lista.xlsx", {"Blad1": rows}), "--errors", "fel.xlsx")
    ((headings, row),) = read(here / "fel.xlsx").values()
    assert headings == [*rows[0], "what is wrong"]
    assert row[:7] == [
        198501019809.0,
        " Sara  Ek",
        "STEK",
        "Skövde",
        date(2023, 1, 2),
        "=1+1",
        0.75,
    ]
    assert steg("import", "fel.xlsx")[1].splitlines()[1] == (
        "  People row 2, Omgång “STEK”: There is no cohort STEK. Did you mean STEG? Then: "
        '--value "STEK=STEG". If not: --create cohort --value "STEK=STEK"'
    )


def test_a_column_that_was_named_is_known_by_its_heading_when_it_is_mended(
    steg: Steg, here: Path, save_list: SaveList
) -> None:
    rows = [("Idnr", "Vem", *PERSONNR[2:]), (SARA[0], "Sara Ek", "STEK", *SARA[3:])]
    path = save_list("lista.csv", rows)
    named = ("--map", "Idnr=number", "--map", "Vem=name")
    assert steg("import", path, *named, "--errors", "fel.xlsx", lang="sv")[0] == 1
    ((name, (headings, row)),) = read(here / "fel.xlsx").items()
    assert headings == ["nummer", "namn", *PERSONNR[2:], "vad som är fel"]
    mended = save_list("mended.xlsx", {name: [headings, [*row[:2], "STEG", *row[3:]]]})
    assert steg("import", mended)[1] == "Personer (People): 1 new, 0 unchanged, 0 changed\n"


def test_where_every_row_can_come_in_no_errors_are_written(
    steg: Steg, here: Path, save_list: SaveList
) -> None:
    path = save_list("lista.csv", [PERSONNR, SARA])
    code, _, err = steg("import", path, "--errors", "fel.xlsx")
    assert (code, err.splitlines()[0], err.splitlines()[-1]) == (
        0,
        "Every row could come in, so fel.xlsx was not written.",
        "Change 18. steg undo takes it back.",
    )
    assert not (here / "fel.xlsx").exists()


def test_partly_leaves_out_everything_of_who_has_a_problem(steg: Steg, save_list: SaveList) -> None:
    wrong: dict[str, Rows] = {
        "Personer": [PERSONNR, SARA, ASA],
        "Steg": [
            ("Personnr", "Steg", "Startdatum"),
            ("850101-9809", "Utredning", "2023-03-01"),
            ("850101-9809", "Praktik", "2023-13-01"),
            ("860202-9806", "Kartläggning", "2023-02-01"),
        ],
    }
    code, out, _ = steg("import", save_list("lista.xlsx", wrong), "--partly", lang="sv")
    assert code == 0
    assert out == (
        "Personer (Personer): 1 ny, 0 oförändrade, 0 ändrade, 1 med fel\n"
        "Steg (Steg): 1 ny, 0 oförändrade, 0 ändrade, 2 med fel\n"
        "  Steg rad 3, Startdatum ”2023-13-01”: 2023-13-01 är ingen dag i kalendern. "
        "Kontrollera månaden och dagen: år 2023 har ingen sådan dag.\n"
    )
    assert steg("show", "Sara")[0] == 1
    assert told_of(steg("show", "7", "--format", "json"))["result"]["name"] == "Åsa Öberg"


def test_partly_with_nothing_left_is_no_change(steg: Steg, dump: Dump, save_list: SaveList) -> None:
    before = dump()
    path = save_list("lista.csv", [PERSONNR, ("", *SARA[1:])])
    code, out, err = steg("import", path, "--partly", "--format", "json")
    assert (code, json.loads(out)["change"], err) == (0, None, "")
    assert json.loads(out)["result"]["rejected"] == [{"sheet": "lista", "row": 2}]
    assert dump() == before


# What cannot be shown


@pytest.fixture
def unread(environment: Environment, program: Path, here: Path) -> Iterator[Unread]:
    """Run the installed program where nobody reads its results."""
    ends: list[int] = []

    def run(*arguments: str | Path, stdout: str) -> tuple[int, str]:
        if stdout == "closed pipe":
            reading, writing = os.pipe()
            os.close(reading)
        else:
            writing = os.open("/dev/full", os.O_WRONLY)
        ends.append(writing)
        done = subprocess.run(
            [program, *arguments],
            env=environment(),
            cwd=here,
            stdin=subprocess.DEVNULL,
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
            timeout=30,
        )
        return done.returncode, done.stderr.decode()

    yield run
    for end in ends:
        os.close(end)


class Unread(Protocol):
    """What the fixture `unread` is."""

    def __call__(self, *arguments: str | Path, stdout: str) -> tuple[int, str]:
        """Return exit code and stderr. `stdout`: "closed pipe" or "full disk"."""


def test_a_list_that_came_in_but_could_not_be_shown_is_said_to_have_come_in(
    steg: Steg, unread: Unread, save_list: SaveList
) -> None:
    path = save_list("lista.csv", [PERSONNR, SARA])
    assert unread("import", path, stdout="full disk") == (
        0,
        "Change 18 was made; only showing it failed.\n",
    )
    assert steg("import", path)[1] == "lista (People): 0 new, 1 unchanged, 0 changed\n"


def test_a_list_that_did_not_come_in_is_no_success_whoever_reads(
    unread: Unread, dump: Dump, save_list: SaveList
) -> None:
    before = dump()
    path = save_list("lista.csv", [PERSONNR, ("", *SARA[1:])])
    codes = [unread("import", path, stdout=stdout)[0] for stdout in ("full disk", "closed pipe")]
    assert dump() == before
    assert codes == [1, 1]


@pytest.mark.parametrize("stdout", ["closed pipe", "full disk"])
def test_the_rows_that_stayed_out_are_written_whoever_reads_the_result(
    unread: Unread, here: Path, save_list: SaveList, stdout: str
) -> None:
    path = save_list("lista.csv", [PERSONNR, SARA, ("", *ASA[1:])])
    unread("import", path, "--partly", "--errors", "fel.xlsx", stdout=stdout)
    ((_, row),) = read(here / "fel.xlsx").values()
    assert row[1] == "Åsa Öberg"


def test_where_errors_cannot_be_written_nothing_is_imported(
    steg: Steg, story: Path, dump: Dump, save_list: SaveList
) -> None:
    """The folder is there, and holds no more files: an ordinary user may not write into it."""
    path = save_list("lista.csv", [PERSONNR, SARA, ("", *ASA[1:])]).absolute()
    steg("import", path, "--partly", "--dry-run", "--errors", "imported.xlsx")  # by now
    with tempfile.TemporaryDirectory() as name:
        locked, db = Path(name, "locked"), Path(name, "steg.db")
        locked.mkdir(0o555)
        shutil.copy(story, db)
        before = dump(db)
        shutil.copy(path, name)
        root = os.geteuid() == 0
        if root:
            for one in (Path(name), db, Path(name, path.name)):
                os.chown(one, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        try:
            errors = locked / "fel.xlsx"
            said = steg(*("import", Path(name, path.name), "--partly", "--errors", errors), db=db)
        finally:
            if root:
                os.seteuid(0)
        assert dump(db) == before
    assert said == (
        *(3, ""),
        f"Error: {errors} could not be read or written: Permission denied.\n"
        "Check that the file and its folder are there and that you may use them.\n",
    )
