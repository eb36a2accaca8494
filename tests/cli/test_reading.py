"""Whoever looks at protected people is recorded, before they see anything."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.register.file import open_register
from tests.cli.test_naming import every_command, options_of

if TYPE_CHECKING:
    from pathlib import Path

    from steg_cli.register.file import Register
    from tests.cli.conftest import AtTerminal, Dump, Steg

ALSO = "--include-protected"
Kept = tuple[str, str, tuple[int, ...]]  # what, command, cases

# Every command that can show protected people, and what is recorded of it. S-0003 is the one who
# is protected; where only numbers are shown nobody is.
READINGS: list[tuple[tuple[str, ...], Kept]] = [
    (("show", "3"), ("protected", "show", (3,))),
    (("show", "Zäta", "--format", "json"), ("protected", "show", (3,))),
    (("show", "1"), ("protected", "show", ())),
    (("list",), ("protected", "list", (3,))),
    (("list", "--workplace", "Hemliga huset"), ("protected", "list --workplace …", (3,))),
    (("list", "--all", "--cohort", "Pilot 2016"), ("protected", "list --cohort … --all", ())),
    (
        ("list", "--ending", "3", "--output", "l.xlsx"),
        ("protected", "list --ending … --output …", (3,)),
    ),
    (("today",), ("protected", "today", (3,))),
    (("report",), ("protected", "report", (3,))),
    (("report", "expiries"), ("protected", "report expiries", (3,))),
    (
        ("report", "slutdagar", "--municipality", "Karlsborg"),
        ("protected", "report expiries --municipality …", (3,)),
    ),
    (("report", "employment", "3"), ("protected", "report employment", (3,))),
    (("report", "cohorts"), ("protected", "report cohorts", ())),
    (("report", "timeline", "--format", "html"), ("protected", "report timeline", (3,))),
    (
        ("report", "notices", "--letters", "letters"),
        ("protected", "report notices --letters …", (3,)),
    ),
    (("log",), ("protected", "log", (3,))),
    (("log", "3", "--limit", "1"), ("protected", "log --limit …", (3,))),
    (("log", "1"), ("protected", "log", ())),
    (("support", "list"), ("protected", "support list", (3,))),
    (("deadline", "list", "3"), ("protected", "deadline list", (3,))),
    (("post", "list"), ("protected", "post list", ())),
    (("export", "all.json"), ("export", "export", (3,))),
    (("export", "folder", "--format", "csv"), ("export", "export", (3,))),
    (("extract", "3", "--output", "e.html", "--yes"), ("extract", "extract --output …", (3,))),
]
MONTHLY = ("report", "scb", "--month", "2022-01", "--output", "scb.csv")


def kept(path: Path) -> list[tuple[str, Kept]]:
    """Return the readings that a register holds: by whom, and what."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT by, what, command, (SELECT json_group_array(participant_id) FROM reading_of "
            "WHERE reading_id = reading.id) FROM reading ORDER BY id"
        ).fetchall()
    return [(row[0], (row[1], row[2], tuple(json.loads(row[3])))) for row in rows]


@pytest.fixture
def steg_as_karin(steg: Steg, here: Path, monkeypatch: pytest.MonkeyPatch) -> Steg:
    """Run `steg` as karin, in a folder of the test's own, with a support and a deadline."""
    monkeypatch.setattr("steg_cli.cli.login.login", lambda _: "karin")
    assert (
        steg("support", "add", "3", "osa", "--from", "2023-02-01", "--until", "2024-01-31")[0] == 0
    )
    about = ("--tasks", "köket", "--relieves", "kockar", "--places", "2")
    assert steg("post", "add", "Köksvärd", *about, "--workplace", "Solgården")[0] == 0
    assert steg("deadline", "add", "3", "samtal", "--on", "2024-02-01")[0] == 0
    return steg


def test_every_command_with_the_switch_is_in_the_table() -> None:
    commands = every_command("en")
    with_switch = {
        words
        for words, command in commands.items()
        if {ALSO} <= (given := {one for option in options_of(command) for one in option.opts})
        and "--dry-run" not in given
    }
    typed = [words for words, _ in READINGS]
    assert with_switch == {words[:2] if words[:2] in commands else words[:1] for words in typed}


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (("workplace", "close", "Hemliga huset", "--dry-run"), "workplace close --dry-run"),
        (("workplace", "edit", "Solgården", "--adapted"), "workplace edit --adapted"),
        (("undo", "3"), "undo"),
    ],
    ids=str,
)
def test_a_change_that_tells_where_somebody_is_is_recorded_also_when_it_is_refused(
    steg_as_karin: Steg, story: Path, words: tuple[str, ...], command: str
) -> None:
    steg_as_karin(*words, ALSO)
    assert kept(story) == [("karin", ("protected", command, ()))]


@pytest.mark.parametrize(("words", "expected"), READINGS, ids=str)
def test_what_is_recorded(
    steg_as_karin: Steg, story: Path, words: tuple[str, ...], expected: Kept
) -> None:
    code, out, err = steg_as_karin(*words, ALSO)
    assert (code, err.startswith("Error")) == (0, False)
    assert out or "--output" in words or words[0] == "export"
    assert kept(story) == [("karin", expected)]


@pytest.mark.parametrize("words", [one for one, _ in READINGS[:-1]], ids=str)
def test_nothing_is_recorded_without_the_switch_but_an_export(
    steg_as_karin: Steg, story: Path, words: tuple[str, ...]
) -> None:
    assert steg_as_karin(*words)[0] == 0
    exported = [("karin", ("export", "export", ()))] if words[0] == "export" else []
    assert kept(story) == exported


def test_the_file_of_identity_numbers_is_recorded_as_an_export(
    steg_as_karin: Steg, story: Path, here: Path
) -> None:
    assert steg_as_karin(*MONTHLY)[0] == 2  # nobody said yes
    assert kept(story) == []
    assert steg_as_karin(*MONTHLY, "--yes")[0] == 0
    assert kept(story) == [("karin", ("export", "report scb --month … --output …", ()))]


def test_no_file_of_identity_numbers_where_that_cannot_be_recorded(
    steg: Steg, here: Path, read_only: None
) -> None:
    assert steg(*MONTHLY, "--yes")[:2] == (3, "")
    assert not (here / "scb.csv").exists()


@pytest.fixture
def read_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody write to a register, as on a file that can only be read."""

    def open_to_read(*given: Any, **named: Any) -> Register:
        register = open_register(*given, **named)
        register.execute("PRAGMA query_only = ON")
        return register

    monkeypatch.setattr("steg_cli.cli.face.open_register", open_to_read)


@pytest.mark.parametrize("words", [one for one, _ in READINGS], ids=str)
def test_what_cannot_be_recorded_is_not_shown(
    steg: Steg,
    story: Path,
    here: Path,
    secrets: tuple[str, ...],
    read_only: None,
    words: tuple[str, ...],
) -> None:
    code, out, err = steg(*words, ALSO)
    hint = (
        "Leave --include-protected out, or ask" if words[0] not in ("export", "extract") else "Ask"
    )
    assert (code, out) == (3, "")
    assert err.endswith(
        f"Error: Who reads this is recorded, and {story} cannot be written to: nothing is shown.\n"
        f"{hint} somebody who may write to the file and its folder.\n"
    )
    assert [one for one in secrets if one in err] == []
    assert [one for one in here.rglob("*") if one.is_file()] == [story]
    assert kept(story) == []


def test_what_is_refused_is_not_recorded(steg: Steg, story: Path, here: Path) -> None:
    for words in (
        ("show", "99"),
        ("report", "nothing"),
        ("list", "--format", "xlsx"),
        ("extract", "3"),
    ):
        assert steg(*words, ALSO)[0] in (1, 2)
    assert kept(story) == []


def test_a_reading_is_no_change_and_no_undo_takes_it_back(steg_as_karin: Steg, story: Path) -> None:
    steg_as_karin("list", ALSO)
    before = steg_as_karin("log", "--format", "json")
    assert steg_as_karin("undo", "--yes")[1].startswith("Change 20 is taken back")
    assert kept(story) == [("karin", ("protected", "list", (3,)))]
    assert "reading" not in before[1]


REVIEW = """\
when              by     what was shown  command             cases
{at}  karin  export          export
{at}  karin  protected       list --workplace …  S-0003

By who read
by     reads  people
karin      2       1
"""


def test_the_monthly_review(steg_as_karin: Steg, story: Path) -> None:
    steg_as_karin("list", "--workplace", "Hemliga huset", ALSO)
    steg_as_karin("export", "all.json")
    code, out, err = steg_as_karin("log", "--reads", "--month", "2024-01")
    at = out.splitlines()[1][:16]
    assert (code, out, err) == (0, REVIEW.format(at=at), "")
    swedish = steg_as_karin("logg", "--läsningar", "--månad", "2024-01", lang="sv")[1]
    assert [line.split("  ")[-1].strip() for line in swedish.splitlines()[:3]] == [
        "ärenden",
        "exportera",
        "S-0003",
    ]
    assert "lista --arbetsplats …" in swedish
    row, totals = (
        json.loads(steg_as_karin("log", "3", "--reads", "--format", "json")[1])["rows"],
        {
            "reads": 2,
            "people": 1,
            "readers": {"karin": 2},
        },
    )
    assert [(list(one), one["cases"]) for one in row] == [
        (["at", "by", "what", "command", "cases"], ["S-0003"])
    ]
    assert json.loads(steg_as_karin("log", "--reads", "--format", "json")[1])["totals"] == totals
    assert len(kept(story)) == 2  # reading the readings is none
    assert steg_as_karin("log", "--reads", "--month", "2023-12") == (
        0,
        "",
        "Nobody has read anything that is recorded.\n",
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--month", "2024-01"), "--month does nothing without --reads."),
        (("--reads", "--month", "januari"), "januari is no month."),
        (("--reads", "--change", "3"), "--reads does not go with --change."),
        (("--reads", ALSO), "--reads does not go with --include-protected."),
    ],
    ids=str,
)
def test_what_the_review_cannot_be_asked(steg: Steg, words: tuple[str, ...], told: str) -> None:
    code, out, err = steg("log", *words)
    assert (code, out, err.splitlines()[0]) == (2, "", f"Error: {told}")


def test_at_a_terminal_the_review_counts_who_read(
    at_terminal: AtTerminal, steg: Steg, dump: Dump
) -> None:
    steg("list", ALSO)
    before = dump()
    code, shown = at_terminal("log", "--reads").finish()
    assert code == 0
    assert "Who read what" in shown
    assert "By who read" in shown
    assert dump() == before
