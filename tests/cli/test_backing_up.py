"""steg backup, steg restore, and what other commands do to keep files whole."""

from __future__ import annotations

import json
import shlex
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import AtTerminal, Dump, Environment, Steg

DATED = "steg-2024-01-15.db"


def names_in(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_a_backup_is_made_found_and_gone_back_to(steg: Steg, here: Path, dump: Dump) -> None:
    size = (here / "steg.db").stat().st_size // 1000
    copied = f"{here / DATED}: 6 people, 17 changes, {size} kB"
    assert steg("backup", "--dry-run") == (0, f"{copied}.\n", steg.DRY)
    assert names_in(here) == ["steg.db"]
    assert steg("backup") == (0, f"{copied}; verified.\n", "")
    assert steg("advance", "4")[0] == 0
    changed = dump()
    told = (
        f"{DATED} is sound: 6 people, last changed on 2024-01-15.\n"
        "1 change that was made since is not in it.\n"
    )
    assert steg("restore", DATED) == (
        2,
        "",
        f"{told}Error: This asks for a confirmation, and there is no terminal to ask on.\n"
        "Add --yes when you are sure.\n",
    )
    assert steg("restore", DATED, "--dry-run")[::2] == (0, told + steg.DRY)
    assert dump() == changed
    code, out, err = steg("restore", DATED, "--yes")
    restored, way_back = out.splitlines()
    assert (code, err) == (0, "")
    assert restored == f"{here / 'steg.db'} is as it was on 2024-01-15: 6 people."
    assert steg("log", "--limit", "1")[1].splitlines()[1].split()[0] == "17"
    command = shlex.split(way_back.partition(": ")[2])
    assert command[0] == "steg"
    assert steg(*command[1:], "--yes")[0] == 0
    assert steg("log", "--limit", "1")[1].splitlines()[1].split()[0] == "18"


def test_a_program_reads_what_was_done(steg: Steg, here: Path) -> None:
    code, out, _ = steg("backup", "--keep", "1", "--format", "json")
    assert (code, json.loads(out)) == (
        0,
        {
            "steg": 1,
            "command": "backup",
            "change": None,
            "result": {
                "path": str(here / DATED),
                "size": (here / DATED).stat().st_size,
                "people": 6,
                "changes": 17,
                "removed": [],
                "verified": True,
            },
        },
    )
    code, out, _ = steg("restore", DATED, "--yes", "--format", "json")
    assert json.loads(out)["result"] == {
        "path": str(here / "steg.db"),
        "restored_from": DATED,
        "last_day": "2024-01-15",
        "people": 6,
        "kept": str(here / "steg-2024-01-15-restore.db"),
        "lost_changes": 0,
    }


def test_older_ones_are_removed_and_named(steg: Steg, here: Path) -> None:
    for day in ("2024-01-12", "2024-01-13", "2024-01-14"):
        assert steg("backup", today=day)[0] == 0
    assert steg("backup", "mine.db")[0] == 0
    code, out, _ = steg("backup", "--keep", "2", lang="sv")
    assert (code, out.splitlines()[1:]) == (
        0,
        [
            f"Äldre, borttagen: {here / 'steg-2024-01-13.db'}",
            f"Äldre, borttagen: {here / 'steg-2024-01-12.db'}",
        ],
    )
    assert names_in(here) == ["mine.db", "steg-2024-01-14.db", DATED, "steg.db"]
    code, _, err = steg("backup", "other.db", "--keep", "2")
    assert (code, err.splitlines()[0]) == (2, "Error: --keep does not go with FILE.")


def test_where_a_value_is_damaged_no_older_backup_is_removed(steg: Steg, here: Path) -> None:
    for day in ("2024-01-13", "2024-01-14"):
        assert steg("backup", today=day)[0] == 0
    with closing(sqlite3.connect(here / "steg.db")) as connection:
        connection.execute("DROP TRIGGER enrolment_update_log")
        connection.execute("UPDATE enrolment SET first_day = '2023-01-02' WHERE id = 1")
        connection.commit()
    code, out, err = steg("backup", "--keep", "1")
    assert (code, len(out.splitlines())) == (0, 1)
    assert err == (
        "Note: In the table enrolment, row 1 has a value in first_day that cannot be. No older "
        "backup was removed, since a good one is among them: steg check shows what is wrong.\n"
    )
    assert names_in(here) == ["steg-2024-01-13.db", "steg-2024-01-14.db", DATED, "steg.db"]


def test_a_backup_goes_into_a_folder_and_over_nothing(steg: Steg, here: Path) -> None:
    (here / "stick").mkdir()
    assert steg("backup", "stick")[0] == 0
    assert names_in(here / "stick") == [DATED]
    code, out, err = steg("backup", "steg.db")
    assert (code, out) == (3, "")
    assert err == (
        "Error: There is already something at steg.db; it was left as it is.\n"
        "Give the backup another name; nothing is written over.\n"
    )


def test_a_folder_that_is_not_there_is_no_name_of_a_file(steg: Steg, here: Path) -> None:
    before = names_in(here)
    assert steg("backup", "stick/") == (
        1,
        "",
        "Error: There is no folder stick/.\nMake it first, or plug in the disk that it is on.\n",
    )
    assert names_in(here) == before


def test_restoring_asks_in_ones_own_language(at_terminal: AtTerminal, steg: Steg) -> None:
    steg("backup")
    steg("setting", "remind.months", "4")
    terminal = at_terminal("återställ", DATED, lang="sv")
    terminal.answer(f"Ska {DATED} sättas i stället för", "n\n")
    code, shown = terminal.finish()
    assert (code, "1 ändring som har gjorts sedan dess finns inte i den." in shown) == (1, True)
    assert f"Kontrollerar {DATED} …\x1b[K" in shown  # and it is gone
    terminal = at_terminal("återställ", DATED, lang="sv")
    terminal.answer("[j/N]", "j\n")
    code, shown = terminal.finish()
    assert (code, "Registret som fanns innan är kvar." in shown) == (0, True)


@pytest.mark.parametrize("answer", ["1", DATED, "kopia.db"])
def test_without_a_file_the_dated_backups_are_offered_at_a_terminal(
    at_terminal: AtTerminal, steg: Steg, here: Path, answer: str
) -> None:
    steg("backup")
    steg("backup", "kopia.db")
    steg("setting", "remind.months", "4")
    terminal = at_terminal("restore")
    terminal.answer("Number or name: ", f"{answer}\n")
    terminal.answer("[y/N]", "y\n")
    code, shown = terminal.finish()
    assert (code, "Which backup?\n   1  " in shown, "   2  " in shown) == (0, True, False)
    setting = json.loads(steg("setting", "remind.months", "--format", "json")[1])
    assert setting["rows"][0]["value"] == "3"


def test_whoever_was_erased_since_is_told_of_whatever_was_answered(steg: Steg, here: Path) -> None:
    assert steg("erase", "4", "--wrongly-registered", "--yes", "--case", "S-0004")[0] == 0
    copy = "steg-2024-01-15-erase.db"
    sound = f"{copy} is sound: 6 people, last changed on 2024-01-15.\n"
    told = "1 person who was erased since is in it: erase them again.\n"
    assert steg("restore", copy, "--dry-run")[2] == sound + told + steg.DRY
    assert steg("restore", copy, "--yes")[2] == told
    assert steg("show", "4")[0] == 0


def test_what_went_out_since_is_told(steg: Steg, here: Path) -> None:
    steg("backup")
    steg("setting", "mail.to", "ame@kommun.example")
    assert steg("remind", "--send")[0] == 0
    _, _, err = steg("restore", DATED, "--dry-run")
    assert err.splitlines()[1:3] == [
        "1 change that was made since is not in it.",
        "What was mailed since is mailed again.",
    ]
    (here / "steg.db").unlink()
    _, _, err = steg("restore", DATED, "--dry-run")
    assert err.splitlines()[1] == f"There is no register at {here / 'steg.db'} now."


# What is written elsewhere


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("steg.db", "steg.db is a register, or another program's database"),
        (DATED, f"{DATED} is a register, or another program's database"),
        ("link.csv", "link.csv is a register, or another program's database"),
        *(
            (f"steg.db{end}", f"steg.db{end} is the name of a file that belongs to the register")
            for end in ("-journal", "-wal", "-shm", ".sending")
        ),
        ("steg-mail", "steg-mail is where mails are kept."),
    ],
)
def test_nothing_is_written_where_steg_keeps_its_own(
    steg: Steg, here: Path, output: str, said: str
) -> None:
    steg("backup")
    (here / "link.csv").symlink_to("steg.db")
    names, before = names_in(here), (here / "steg.db").read_bytes()
    folder = () if output == "steg-mail" else (("backup", output),)
    for command in (
        ("report", "cohorts", "--format", "csv", "--output", output),
        ("export", output, "--format", "csv" if output == "steg-mail" else "xlsx"),
        *folder,
    ):
        code, out, err = steg(*command)
        assert (code in (1, 3), out) == (True, ""), command
        if command[0] != "backup":
            assert err.startswith(f"Error: {said}"), command
        (here / "steg-mail").rmdir() if (here / "steg-mail").is_dir() else None
    assert (names_in(here), (here / "steg.db").read_bytes()) == (names, before)


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (("demo", "demo.db"), "demo.db"),
        (("--db", "new.db", "init"), "new.db"),
        (("backup",), DATED),
        (("restore", "copy.db", "--yes"), "steg.db"),
        (("setting", "mail.from", "x@example.se"), "steg.db"),
        (("export", "old.xlsx", "--yes"), "old.xlsx"),
        (("report", "--output", "old.html"), "old.html"),
        (("import", "--template", "new.xlsx"), "new.xlsx"),
        (("report", "notices", "--letters", "letters"), "letters"),
    ],
    ids=lambda one: one if isinstance(one, str) else " ".join(one),
)
def test_where_there_is_no_room_what_was_there_stays_and_the_right_file_is_named(
    program: Path,
    environment: Environment,
    steg: Steg,
    here: Path,
    dump: Dump,
    command: tuple[str, ...],
    named: str,
) -> None:
    steg("backup", "copy.db")
    for name in ("old.xlsx", "old.html"):
        (here / name).write_text("an earlier one")
    names, before = names_in(here), dump()
    full = ["sh", "-c", 'ulimit -f 1; exec "$@"', "sh", str(program), *command]
    done = subprocess.run(full, env=environment(), cwd=here, capture_output=True, check=False)
    said = done.stderr.decode()
    assert done.returncode == 3, said
    assert named in said.splitlines()[-2]
    assert "rollback" not in said
    assert "Traceback" not in said
    assert dump() == before
    assert [(here / name).read_text() for name in ("old.xlsx", "old.html")] == [
        "an earlier one"
    ] * 2
    assert [one for one in names_in(here) if one not in {*names, "letters"}] == []
    assert list((here / "letters").glob("*.unfinished*")) == []


NAMES = (
    *("mitt register.db", "åäö.db", "a?b.db", "a#b.db", "50%20.db", "it's.db", "-x.db", "x y"),
    *("å" * 120 + ".db", "x" * 244 + ".db"),
)


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name[:10])
def test_any_name_can_be_backed_up_and_gone_back_to(steg: Steg, here: Path, name: str) -> None:
    path = here / name
    assert steg("init", "--empty", db=path)[0] == 0
    code, out, _ = steg("backup", "--format", "json", db=path)
    made = json.loads(out)["result"]["path"]
    assert (code, "2024-01-15" in made) == (0, True)
    assert steg("setting", "remind.months", "4", db=path)[0] == 0
    assert steg("restore", made, "--yes", db=path)[0] == 0
    assert steg("log", db=path)[1].count("remind.months") == 0
    assert len([one for one in names_in(here) if one != "steg.db"]) == 3


def test_a_name_that_leaves_no_room_for_a_journal_is_refused(steg: Steg, here: Path) -> None:
    path = here / ("x" * 248)
    code, out, err = steg("init", db=path)
    assert (code, out) == (3, "")
    assert err == (
        f"Error: The name {path} is too long for a register.\n"
        "Give it a shorter one, of at most 247 letters.\n"
    )
    assert names_in(here) == ["steg.db"]
