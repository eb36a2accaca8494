"""steg init, steg demo: a register to work in."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest

from steg_cli.texts import texts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Dump, Installed, Steg

OTHER_LADDER = """\
[[step]]
code = "start"
sv = "början"
en = "beginning"
where = "ame"

[[step]]
code = "anstalld"
sv = "anställd"
en = "employed"
where = "ordinary"
payer = "AME"
months = [6, 12]
agreement = "BEA"
"""


def test_init_creates_a_register_that_its_owner_alone_can_read(steg: Steg, tmp_path: Path) -> None:
    path = tmp_path / "a folder" / "new.db"
    assert steg("--db", path, "init") == (
        0,
        f"register: {path}\nsteps: 9\nsectors: 3\ncohorts: 2\nmunicipalities: 4\n",
        "",
    )
    assert [one.name for one in path.parent.iterdir()] == ["new.db"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_init_without_a_name_creates_it_in_the_user_s_own_data_folder(
    installed: Installed, tmp_path: Path
) -> None:
    code, out, err = installed("init", STEG_DB="")
    (path,) = tmp_path.rglob("steg/steg.db")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == f"register: {path}"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert installed("cohort", "list", STEG_DB="")[0] == 0


def test_init_answers_a_program(steg: Steg, tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    code, out, err = steg("init", "--format", "json", db=path)
    assert (code, err) == (0, "")
    assert list(json.loads(out).items()) == [
        ("steg", 1),
        ("command", "init"),
        ("change", 1),
        (
            "result",
            {"path": str(path), "steps": 9, "sectors": 3, "cohorts": 2, "municipalities": 4},
        ),
    ]


def test_an_empty_register_has_its_ladder_alone(steg: Steg, tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    _, out, _ = steg("init", "--empty", "--format", "json", db=path)
    assert json.loads(out)["result"] == {
        "path": str(path),
        "steps": 9,
        "sectors": 0,
        "cohorts": 0,
        "municipalities": 0,
    }
    for command in ("cohort", "sector", "workplace", "project"):
        assert steg(command, "list", db=path) == (0, "", "None.\n")


def test_init_keeps_the_language_it_was_called_in(steg: Steg, tmp_path: Path) -> None:
    sv, path = texts("sv"), tmp_path / "new.db"
    code, out, _ = steg("init", db=path, lang="sv")
    assert (code, out) == (
        0,
        f"{sv('register')}: {path}\n{sv('steps')}: 9\n{sv('sectors')}: 3\n{sv('cohorts')}: 2\n"
        f"{sv('municipalities')}: 4\n",
    )
    _, out, _ = steg("sector", "list", db=path, lang=None)
    assert out.splitlines()[0].split() == [
        *sv("sector").split(),
        *sv("employs its own from").split(),
    ]


def test_init_with_the_ladder_of_another_municipality(steg: Steg, tmp_path: Path) -> None:
    ladder, path = tmp_path / "ladder.toml", tmp_path / "new.db"
    ladder.write_text(OTHER_LADDER, encoding="utf-8")
    code, out, _ = steg("init", "--ladder", ladder, "--format", "json", db=path)
    assert (code, json.loads(out)["result"]["steps"]) == (0, 2)
    _, out, _ = steg("report", "cohorts", "--format", "json", db=path)
    assert json.loads(out)["totals"]["steps"] == {"start": 0, "anstalld": 0}


@pytest.mark.parametrize(
    ("written", "code", "said"),
    [
        ("[[step]\n", 1, "is not TOML"),
        ("x = " + "[" * 3000, 1, "is not TOML: too many brackets inside each other."),
        ("x = " + "9" * 5000, 1, "is not TOML: a number is too long."),
        ("", 1, "does not hold a list of steps"),
        (OTHER_LADDER.replace("ordinary", "elsewhere"), 1, "Step 2 of the ladder file: where"),
        (OTHER_LADDER.replace("[6, 12]", "[12, 6]"), 1, "Step 2 of the ladder file: months"),
        (OTHER_LADDER + 'colour = "red"\n', 1, "Step 2 of the ladder file: colour"),
        (None, 3, "ladder.toml"),
    ],
)
def test_a_ladder_that_cannot_be_read_creates_nothing(
    steg: Steg, tmp_path: Path, written: str | None, code: int, said: str
) -> None:
    ladder, path = tmp_path / "ladder.toml", tmp_path / "new.db"
    if written is not None:
        ladder.write_text(written, encoding="utf-8")
    done, out, err = steg("init", "--ladder", ladder, db=path)
    assert (done, out) == (code, "")
    assert said in err
    assert not path.exists()


KINDS = ("mail", "backup")


def test_demo_builds_a_register_and_shows_both_reports_twice_in_a_row(
    steg: Steg, tmp_path: Path
) -> None:
    path = tmp_path / "demo.db"
    code, out, err = steg("demo", path)
    assert code == 0
    assert "All people in this register are invented.\n" in err
    cohorts, _, expiries = out.partition("\n\n")
    assert cohorts.splitlines()[0] == "Cohorts on 2024-01-15"
    assert expiries.splitlines()[0] == "What is overdue or ends by 2024-04-15"
    assert len(expiries.splitlines()) > 3
    assert steg("demo", path) == (code, out, err)
    # What it says that steg check finds is what it finds, but for the computer's timetable.
    assert f"steg --db {path} check finds that reminders were never" in err
    found = json.loads(steg("check", "--format", "json", db=path)[1])["rows"]
    told = [(one["what"], one["way_out"].split()[1]) for one in found if one["what"] in KINDS]
    assert told == [("mail", "remind"), ("backup", "backup")]
    assert {one["what"] for one in found} <= {*KINDS, "overdue", "schedule"}


def test_demo_refuses_a_register_that_is_no_demo(steg: Steg, story: Path, dump: Dump) -> None:
    before = dump()
    code, out, err = steg("demo", story, "--yes")
    assert (code, out) == (3, "")
    assert str(story) in err
    assert dump() == before


def test_init_leaves_a_register_that_is_there_as_it_is(steg: Steg, story: Path, dump: Dump) -> None:
    before = dump()
    code, out, err = steg("init")
    assert (code, out, str(story) in err) == (3, "", True)
    assert dump() == before
