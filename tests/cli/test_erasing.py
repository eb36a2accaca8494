"""steg erase: it says what goes, asks for the case reference, and archives first."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import AtTerminal, Dump, Steg

LATER = "2034-01-15"
GO = ("erase", "S-0005", "--decision", "KS-2034-7")
PLAN = (
    "S-0005: by a decision on retention KS-2034-7\n"
    "  person: 1\n  enrolment: 1\n  step: 1\n  rows of the change history: 5\n"
)


@pytest.fixture
def past(steg: Steg) -> Steg:
    """Dan (S-0005), who left in 2023, is past the time of a rule of ten years in 2034."""
    rule = ("retention", "rule", "add", "person", "--years", "10", "--decision", "KS-2024-1")
    assert steg(*rule, "--decided-on", "2024-01-02")[0] == 0
    return steg


def test_without_a_terminal_it_wants_the_case_reference_too(
    past: Steg, dump: Dump, here: Path
) -> None:
    before = dump()
    assert past(*GO, "--dry-run", today=LATER) == (0, PLAN, past.DRY)
    for given in ((), ("--yes",), ("--case", "S-0005")):
        assert past(*GO, *given, today=LATER) == (
            2,
            "",
            "Error: Erasing asks for the case reference, and there is no terminal to ask on.\n"
            "Add both when you are sure: --yes --case S-0005\n",
        )
    assert past(*GO, "--yes", "--case", "S-0004", today=LATER)[0] == 1
    assert dump() == before
    code, out, err = past(*GO, "--yes", "--case", "s-0005", "--format", "json", today=LATER)
    (copy,) = here.glob("steg-*-erase.db")
    answer = json.loads(out)
    told = f"A backup was made first: {copy}\n"
    assert (code, err, answer["command"]) == (0, told, "erase")
    assert answer["result"] == {
        "reference": "S-0005",
        "ground": "retention",
        "decision": "KS-2034-7",
        "gone": {"participant": 1, "enrolment": 1, "stay": 1, "change_row": 5, "reminder": 0},
        "copies": [str(copy)],
    }
    assert past("show", "5", today=LATER)[0] == 1
    assert past("retention", "--erased", "--format", "json", today=LATER)[0] == 0
    code, _, err = past("undo", str(answer["change"]), "--yes", today=LATER)
    assert (code, err.splitlines()[0]) == (
        1,
        f"Error: Change {answer['change']} erased somebody, and cannot be taken back.",
    )


def test_at_a_terminal_it_asks_for_the_reference_and_offers_an_archive(
    past: Steg, at_terminal: AtTerminal, tmp_path: Path, dump: Dump
) -> None:
    before = dump()
    at = {"STEG_TODAY": LATER}
    wrong = at_terminal(*GO, "--yes", environment=at)
    wrong.answer("Type the case reference to erase it", "S-0006\n")
    code, shown = wrong.finish()
    assert (code, "S-0006 is not S-0005. Nothing was erased." in shown) == (1, True)
    assert dump() == before
    right = at_terminal(*GO, environment=at)
    right.answer("Type the case reference to erase it", "S-0005\n")
    right.answer("A folder to archive everything about them in first", "arkiv\n")
    code, shown = right.finish()
    assert code == 0
    assert "These files still hold the person." in shown
    assert "It cannot be undone." in shown
    assert (tmp_path / "arkiv" / "record.json").exists()
    assert dump() != before


def test_the_archive_holds_everything_in_open_formats(past: Steg, here: Path) -> None:
    past("note", "5", "vill gärna odla")
    done = past(*GO, "--yes", "--case", "S-0005", "--archive", "arkiv", today=LATER)
    assert done[0] == 0
    folder = here / "arkiv"
    assert sorted(path.name for path in folder.iterdir()) == [
        *("README.txt", "log.csv", "notes.csv", "people.csv"),
        *("record.html", "record.json", "stays.csv"),
    ]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    record = json.loads((folder / "record.json").read_text())
    assert [(one["report"], len(one["rows"])) for one in record["reports"]] == [
        *(("people", 1), ("stays", 1), ("notes", 1), ("log", 3)),
    ]
    assert record["reports"][0]["rows"][0]["number"] == "19991224-9811"
    for name in ("people.csv", "record.html"):
        assert "Dan Ceder" in (folder / name).read_text(), name
    assert "S-0005" in (folder / "README.txt").read_text()
    (read,) = json.loads(past("log", "--reads", "--format", "json")[1])["rows"]
    assert (read["what"], read["command"], read["cases"]) == ("extract", "erase --archive …", [])


def test_the_archive_has_the_reminders_and_the_readings_too(past: Steg, here: Path) -> None:
    past("setting", "mail.to", "ame@skovde.example")
    past("deadline", "add", "1", "samtal", "--on", "2024-02-01")
    assert past("remind", "--send")[0] == 0
    past("note", "1", "vill gärna odla")
    past("amend", "1", "note.1", "")
    past("list", "--include-protected")
    past("extract", "1", "--output", "e.html", "--yes")
    go = ("erase", "S-0001", "--wrongly-registered", "--archive", "arkiv")
    assert past(*go, "--yes", "--case", "S-0001")[0] == 0
    record = json.loads((here / "arkiv" / "record.json").read_text())
    rows = {one["report"]: one["rows"] for one in record["reports"]}
    assert [(one["what"], one["last_day"]) for one in rows["reminders"]] == [
        *(("period", "2024-02-29"), ("deadline", "2024-02-01")),
    ]
    assert [(one["command"], one["cases"]) for one in rows["reads"]] == [
        ("extract --output …", ["S-0001"])
    ]
    assert "vill gärna odla" in json.dumps(rows["log"], ensure_ascii=False)
    assert (here / "arkiv" / "reminders.csv").read_text("utf-8-sig").startswith("day,")


def test_an_archive_of_somebody_protected_is_asked_for_explicitly(
    steg: Steg, here: Path, dump: Dump, secrets: tuple[str, ...]
) -> None:
    go = ("erase", "S-0003", "--wrongly-registered", "--archive", "arkiv")
    before = dump()
    for words in ((*go, "--dry-run"), (*go, "--yes", "--case", "S-0003")):
        assert steg(*words) == (
            1,
            "",
            "Error: S-0003 has a protected identity, and an archive shows everything.\n"
            "Add --include-protected if that is meant; nothing was erased.\n",
        )
    assert dump() == before
    assert not (here / "arkiv").exists()
    code, out, err = steg(*go, "--include-protected", "--yes", "--case", "S-0003")
    assert (code, [one for one in secrets if one in out + err]) == (0, [])
    assert secrets[0] in (here / "arkiv" / "people.csv").read_text()
    reads = json.loads(steg("log", "--reads", "--format", "json")[1])["rows"]
    assert [(one["what"], one["command"]) for one in reads] == [
        ("extract", "erase --archive …"),
        ("protected", "erase --wrongly-registered --archive … --case …"),
    ]


def test_at_a_terminal_no_archive_of_somebody_protected_is_offered(
    at_terminal: AtTerminal, tmp_path: Path
) -> None:
    asked = at_terminal("erase", "S-0003", "--wrongly-registered")
    asked.answer("Type the case reference to erase it", "S-0003\n")
    code, shown = asked.finish()
    assert (code, "A folder to archive" in shown) == (0, False)
    assert "--archive FOLDER --include-protected" in " ".join(shown.split())


def test_an_archive_is_not_mixed_with_another(past: Steg, here: Path, dump: Dump) -> None:
    (here / "arkiv").mkdir()
    (here / "arkiv" / "old").touch()
    before = dump()
    code, _, err = past(*GO, "--yes", "--case", "S-0005", "--archive", "arkiv", today=LATER)
    assert (code, err.splitlines()[0]) == (1, "Error: arkiv holds something already.")
    assert dump() == before


def test_who_was_registered_by_mistake_goes_without_a_rule(steg: Steg) -> None:
    go = ("erase", "S-0004", "--wrongly-registered", "--yes", "--case", "S-0004")
    code, out, err = steg(*go)
    assert (code, err.startswith("A backup was made first: ")) == (0, True)
    assert out.startswith("S-0004: was registered by mistake\n")
    assert "S-0004" not in steg("list", "--all")[1]
    cohorts = json.loads(steg("report", "cohorts", "--format", "json")[1])
    assert cohorts["totals"]["enrolled"] == 5
