"""What goes where without a terminal: results on stdout, whole and plain; the rest on stderr."""

from __future__ import annotations

import csv
import io
import json
import shlex
import sqlite3
import stat
import subprocess
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

if TYPE_CHECKING:
    from tests.cli.conftest import Dump, Environment, Installed, Steg

LONG = "Förnamn " * 24 + "Efternamn"  # 201 characters with the last space dropped: 200 letters
DEADLINE = 30
DEV_FULL = Path("/dev/full")
FORMATS = ("table", "plain", "json", "csv", "html")

# 3,000 people, so that their list is longer than a pipe holds.
CROWD = """
WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 3999)
INSERT INTO participant (id, kind, number, sex, birth_year, name)
    SELECT i, 'other', 'id ' || i, 'woman', 1990, 'Namn Namnsson ' || i FROM n;
INSERT INTO enrolment (id, participant_id, cohort_id, municipality, first_day, status)
    SELECT id, id, 1, 'Skövde', '2022-01-01', 'unemployed' FROM participant WHERE id >= 1000;
INSERT INTO stay (enrolment_id, step_id, first_day)
    SELECT id, 1, '2022-01-01' FROM enrolment WHERE id >= 1000;
"""


def outside(path: Path, statement: str) -> None:
    """Edit the register as another SQLite tool would."""
    connection = sqlite3.connect(path)
    connection.executescript(statement)
    connection.close()


def enrolled(steg: Steg, name: str, number: str = "19850101-9809") -> None:
    """Enrol somebody who fits but for the name."""
    done = steg(
        *("enrol", number, "--cohort", "STEG", "--municipality", "Skövde"),
        *("--status", "unemployed", "--disability", "--on", "2022-03-01", f"--name={name}"),
    )
    assert (done[0], done[2][:7]) == (0, "Change ")


@pytest.mark.parametrize("format_", FORMATS)
def test_a_long_name_is_whole_in_every_format(steg: Steg, format_: str) -> None:
    assert len(LONG) == 201
    enrolled(steg, LONG[1:])
    code, out, err = steg("list", "--format", format_)
    assert (code, err) == (0, "")
    assert LONG[1:] in out
    assert "…" not in out
    assert LONG[1:] in steg("show", "7")[1]


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(
    "command", [("list",), ("report", "cohorts"), ("report", "expiries"), ("log",), ("setting",)]
)
def test_no_format_carries_colour_without_a_terminal(
    steg: Steg, command: tuple[str, ...], format_: str
) -> None:
    for more in ({}, {"TERM": "xterm-256color", "COLUMNS": "40"}, {"NO_COLOR": "1"}):
        code, out, err = steg(*command, "--format", format_, environment=more)
        assert (code, err, "\x1b" in out) == (0, "", False)


def test_a_table_without_a_terminal_is_as_wide_as_it_needs_whatever_columns_says(
    steg: Steg,
) -> None:
    wide = steg("report", "--format", "table")
    assert steg("report", "--format", "table", environment={"COLUMNS": "40"}) == wide
    assert max(map(len, wide[1].splitlines())) > 100


def test_a_table_has_at_most_300_rows_and_a_picture_120_columns(steg: Steg, story: Path) -> None:
    outside(story, CROWD.replace("3999", "1294"))  # 295 beside the 5 of the story
    assert "╭" in steg("list", "--format", "table")[1]
    enrolled(steg, "Sara Ek")
    assert steg("list", "--format", "table") == steg("list")
    picture = steg("show", "1")[1].splitlines()
    assert max(map(len, picture)) == 119


def test_a_pipe_that_closes_early_is_no_error(
    story: Path, environment: Environment, program: Path, tmp_path: Path
) -> None:
    outside(story, CROWD)
    steg = shlex.quote(str(program))
    done = subprocess.run(
        ["/bin/sh", "-c", f"({steg} list; echo code $? >&2) | head -1"],
        env=environment(),
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=DEADLINE,
    )
    assert done.stdout.decode().split()[:3] == ["case", "name", "cohort"]
    assert done.stdout.count(b"\n") == 1
    assert done.stderr.decode() == "code 0\n"


@pytest.mark.skipif(not DEV_FULL.exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("command", [("list",), ("report", "--format", "json"), ("--version",)])
def test_a_full_disk_behind_stdout_is_an_error_of_its_own(
    environment: Environment, program: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    with DEV_FULL.open("w") as full:
        done = subprocess.run(
            [program, *command],
            env=environment(),
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=DEADLINE,
        )
    said = done.stderr.decode()
    assert done.returncode == 3
    assert said.startswith("Error: stdout could not be ")
    assert "Traceback" not in said
    assert "Exception ignored" not in said


def test_the_installed_program_answers_as_this_one(installed: Installed, steg: Steg) -> None:
    for command in (("list",), ("report",), ("show", "1"), ("show", "99"), ("enrol",)):
        assert installed(*command) == steg(*command)


def test_the_installed_program_needs_no_utf_8_locale(installed: Installed) -> None:
    code, out, err = installed("show", "1", PYTHONUTF8="0", LC_ALL="C", PYTHONCOERCECLOCALE="0")
    assert (code, err) == (0, "")
    assert "2024-02-29" in out


# Files


@pytest.mark.parametrize("format_", FORMATS)
def test_a_written_file_is_its_owner_s_alone(
    steg: Steg, tmp_path: Path, dump: Dump, format_: str
) -> None:
    before, path = dump(), tmp_path / "list.out"
    expected = steg("list", "--format", format_)[1]
    code, out, err = steg("list", "--format", format_, "--output", path)
    assert (code, out, str(path) in err) == (0, "", True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes().decode() == expected
    assert dump() == before


@pytest.mark.parametrize("alias", ["itself", "symbolic link", "hard link", "another spelling"])
def test_the_register_itself_is_never_written_over(
    steg: Steg, story: Path, tmp_path: Path, dump: Dump, alias: str
) -> None:
    target = {"itself": story, "another spelling": tmp_path / "x" / ".." / story.name}.get(
        alias, tmp_path / "list.csv"
    )
    (tmp_path / "x").mkdir()
    if alias == "symbolic link":
        target.symlink_to(story)
    elif alias == "hard link":
        target.hardlink_to(story)
    before = dump()
    for command in ("list", "report"):
        code, out, err = steg(command, "--format", "json", "--output", target)
        assert (code, out) == (1, "")
        assert "is a register, or another program" in err
        assert dump() == before


# CSV


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_csv_is_what_a_spreadsheet_of_that_language_opens(steg: Steg, lang: str) -> None:
    enrolled(steg, 'Sara "Sä" Ek; von, Jr')
    code, out, err = steg("list", "--format", "csv", lang=lang)
    assert (code, err) == (0, "")
    assert out.startswith("\ufeff")
    assert out.count("\r\n") == out.count("\n") == 7
    delimiter = {"sv": ";", "en": ","}[lang]
    rows = list(csv.reader(io.StringIO(out[1:], newline=""), delimiter=delimiter, strict=True))
    assert {len(row) for row in rows} == {9}
    assert rows[-1][:2] == ["S-0007", 'Sara "Sä" Ek; von, Jr']


@pytest.mark.parametrize("words", [("--plain-csv",), ("--plain-csv", "--format", "csv")])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_plain_csv_is_rfc_4180_in_every_language(
    steg: Steg, words: tuple[str, ...], lang: str
) -> None:
    enrolled(steg, 'Sara "Sä" Ek, Jr')
    code, out, err = steg("list", *words, lang=lang)
    assert (code, err) == (0, "")
    assert out.split("\r\n")[0] == (
        "reference,name,cohort,municipality,step,since,planned_last_day,workplace,protected"
    )
    assert out.split("\r\n")[-2:] == [
        'S-0007,"Sara ""Sä"" Ek, Jr",STEG,Skövde,kartlaggning,2022-03-01,,,false',
        "",
    ]


@pytest.mark.parametrize(
    "name", ["=1+1", "+4670 123", "-x", "@x", '=HYPERLINK("http://example.se";"x")', "=cmd|'/c'!A1"]
)
@pytest.mark.parametrize("words", [("--format", "csv"), ("--plain-csv", "--format", "csv")])
def test_a_name_that_a_spreadsheet_would_run_is_defused(
    steg: Steg, name: str, words: tuple[str, ...]
) -> None:
    enrolled(steg, name)
    _, out, _ = steg("list", *words)
    rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"), newline="")))
    assert rows[-1][1] == f"'{name}"
    _, out, _ = steg("list", "--format", "json")
    assert json.loads(out)["rows"][-1]["name"] == name


# Workbooks


@pytest.mark.parametrize("words", [("list.xlsx",), ("List.XLSX",), ("list", "--format", "xlsx")])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_workbook_is_written_into_a_file(
    steg: Steg, tmp_path: Path, dump: Dump, words: tuple[str, ...], lang: str
) -> None:
    before, path = dump(), tmp_path / words[0]
    code, out, err = steg("list", "--all", "--output", path, *words[1:], lang=lang)
    written = {"en": "Written to", "sv": "Skrivet till"}[lang]
    assert (code, out, err) == (0, "", f"{written} {path}.\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    workbook = CalamineWorkbook.from_path(path)
    assert workbook.sheet_names == [{"en": "People", "sv": "Personer"}[lang]]
    rows = workbook.get_sheet_by_index(0).to_python()
    step, protected = {"en": ("mapping", "no"), "sv": ("kartläggning", "nej")}[lang]
    assert rows[4] == [
        *("S-0004", "Anna Ek", "STEG", "Skövde", step, date(2024, 1, 2), "", "", protected),
    ]
    assert [row[0] for row in rows[1:]] == [f"S-000{n}" for n in range(1, 7)]
    assert dump() == before


@pytest.mark.parametrize(
    "words", [("list",), ("report",), ("report", "cohorts"), ("log",), ("cohort", "list")]
)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_workbook_does_not_go_onto_the_screen(
    steg: Steg, words: tuple[str, ...], lang: str
) -> None:
    assert steg(*words, "--format", "xlsx", lang=lang) == (
        2,
        "",
        {
            "en": "Error: A workbook goes into a file, not onto the screen.\n"
            "Name it: --output FILE.xlsx\n",
            "sv": "Fel: En arbetsbok skrivs till en fil, inte till skärmen.\n"
            "Ange den: --fil FIL.xlsx\n",
        }[lang],
    )


@pytest.mark.parametrize(
    "words", [("list.xlsx", "--plain-csv"), ("list.xlsx", "--plain-csv", "--format", "xlsx")]
)
def test_plain_csv_is_no_workbook(steg: Steg, tmp_path: Path, words: tuple[str, ...]) -> None:
    code, out, err = steg("list", "--output", tmp_path / words[0], *words[1:])
    assert (code, out) == (2, "")
    assert err.startswith("Error: --plain-csv does not go with --format xlsx.\n")
    assert not (tmp_path / words[0]).exists()


# What another program wrote into the file


HIDDEN = ["\x1b[31m", "\x9b31m", "\x1b]0;title\x07", "\x7f", "\u202e", "\r", "\x08"]
READ = [
    *(("list", "--format", one) for one in ("table", "plain", "csv")),
    *(("report", "cohorts", "--format", one) for one in ("table", "plain", "csv")),
    *(("report", "expiries", "--format", one) for one in ("table", "plain", "csv")),
    *(("log", "--format", one) for one in ("table", "plain", "csv")),
    *(("workplace", "list", "--format", one) for one in ("table", "plain", "csv")),
    ("cohort", "list"),
    ("show", "1"),
    ("show", "Anna"),
    ("extend", "1", "--months", "1", "--dry-run"),
    ("extend", "1", "--months", "99"),
    ("extend", "4", "--months", "1"),
    ("advance", "1", "--to", "utredning"),
    ("convert-to-enhetsassistent", "1", "--dry-run"),
    ("leave", "1", "--to", "other", "--dry-run"),
    ("amend", "1", "name", "X", "--dry-run"),
    ("list", "--workplace", "Anna"),
]
PARSED = [
    *((*words, "--format", "json") for words in (("list",), ("report",), ("log",), ("show", "1"))),
    ("workplace", "list", "--format", "json"),
    ("extend", "1", "--months", "1", "--dry-run", "--format", "json"),
    ("amend", "1", "name", "X", "--dry-run", "--format", "json"),
]


@pytest.fixture(params=HIDDEN, ids=ascii)
def hidden(request: pytest.FixtureRequest, story: Path) -> str:
    """A character that steers a terminal, put into every text that is shown by another program."""
    steering: str = request.param
    connection = sqlite3.connect(story)
    with connection:
        for table, column, row in (
            ("participant", "name", 1),
            ("workplace", "name", 2),
            ("cohort", "name", 2),
            ("enrolment", "municipality", 1),
            ("enrolment", "consultant", 1),
            ("stay", "exception", 3),
            ("step", "english", 6),
        ):
            changed = f"UPDATE {table} SET {column} = ? WHERE id = ?"
            connection.execute(changed, (f"Anna{steering}Alm", row))
    connection.close()
    return steering[0]


def test_an_outside_edit_cannot_steer_a_terminal_from_what_people_read(
    steg: Steg, hidden: str
) -> None:
    answers = {command: steg(*command) for command in READ}
    assert {code for code, _, _ in answers.values()} <= {0, 1}
    steered = [
        " ".join(command)
        for command, (_, out, err) in answers.items()
        if hidden in out.replace("\r\n", "\n") + err
    ]
    assert steered == []


def test_an_outside_edit_is_escaped_in_what_programs_read(steg: Steg, hidden: str) -> None:
    answers = {command: steg(*command) for command in PARSED}
    assert {code for code, _, _ in answers.values()} == {0}
    assert [command for command, (_, out, _) in answers.items() if hidden in out] == []
    name = json.loads(answers["list", "--format", "json"][1])["rows"][0]["name"]
    assert hidden in name


@pytest.mark.parametrize(
    ("closed", "code", "told"),
    [
        (">&-", 0, "Change 18. "),
        ("2>&-", 0, "cohort: Höst"),
        (">/dev/full", 0, "Change 18 was made; only showing it failed."),
        ("<&-", 0, "Change 18. "),
    ],
)
def test_a_change_that_cannot_be_shown_is_made_all_the_same_and_said_to_be(
    environment: Environment, program: Path, steg: Steg, closed: str, code: int, told: str
) -> None:
    typed = f"{shlex.quote(str(program))} cohort add Höst {closed}"
    done = subprocess.run(
        ["sh", "-c", typed],
        env=environment(STEG_TODAY="2024-01-15"),
        capture_output=True,
        text=True,
        check=False,
        timeout=DEADLINE,
    )
    assert done.returncode == code
    assert told in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert "Höst" in steg("cohort", "list")[1]


def test_another_programs_database_is_never_written_over(steg: Steg, tmp_path: Path) -> None:
    target = tmp_path / "other.db"
    outside(target, "CREATE TABLE t (x)")
    before = target.read_bytes()
    code, out, err = steg("list", "--output", target, "--format", "csv")
    assert (code, out) == (1, "")
    assert "another program's database" in err
    assert target.read_bytes() == before


@pytest.mark.parametrize("suffix", ["xls", "ods", "PDF", "htm", "md", "docx", "qqq"])
def test_a_file_that_would_not_hold_what_its_name_says_is_refused(
    steg: Steg, tmp_path: Path, suffix: str
) -> None:
    code, out, err = steg("list", "--output", tmp_path / f"list.{suffix}")
    assert (code, out) == (2, "")
    assert err == (
        f"Error: .{suffix.lower()} files are not written.\n"
        "Name it .html, .xlsx, .csv, .json or .txt, or say with --format what it is.\n"
    )
    assert not (tmp_path / f"list.{suffix}").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("list", "--cohort", ""),
        ("list", "--step", ""),
        ("list", "--workplace", ""),
        ("list", "--municipality", ""),
        ("report", "cohorts", "--cohort", ""),
        ("report", "expiries", "--cohort", ""),
        ("log", ""),
        ("advance", "4", "--to", ""),
        ("advance", "4", "--workplace", ""),
    ],
    ids=" ".join,
)
def test_an_empty_name_is_not_no_name(steg: Steg, words: tuple[str, ...]) -> None:
    """As a script types it whose variable is not set."""
    code, out, err = steg(*words)
    assert (code, out) == (1, "")
    assert err.startswith("Error: ")


def test_a_setting_that_another_program_spoilt_is_told(steg: Steg, story: Path) -> None:
    outside(story, "INSERT INTO setting (key, value) VALUES ('remind.months', 'abc')")
    code, out, err = steg("report", "expiries")
    assert (code, out) == (1, "")
    assert err.splitlines()[0] == ("Error: The setting remind.months is abc, which cannot be used.")
    assert steg("setting", "remind.months", "4")[0] == 0
    assert steg("report", "expiries")[0] == 0
