"""What a mistyped or forbidden command does: an exit code, a sentence on stderr, and nothing else.

In every case stdout stays empty and the file holds afterwards what it held before.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from steg_cli.register.header import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Dump, Steg

NOBODY = 65534


def enrol(number: str = "19850101-9809", name: str = "Sara Ek", **options: str) -> tuple[str, ...]:
    """Return an enrolment that is right but for what is given."""
    known = {"cohort": "STEG", "municipality": "Skövde", "status": "unemployed"}
    words = [f"--{key}={value}" for key, value in (known | options).items()]
    ground = () if "exception" in options else ("--long-term-unemployed",)
    return ("enrol", number, "--name", name, *words, *ground)


CONVERT = "convert-to-enhetsassistent"
SERVICE = ("--to", "serviceassistent", "--exception", "knows the work", "--workplace", "Solgården")

REFUSED: list[tuple[tuple[str, ...], int, str]] = [
    # Who somebody is
    (enrol("19850101-9808"), 1, "19850101-9808 is not a valid number"),
    (enrol("19850101-9809\n"), 1, "is not written as an identity number."),
    (enrol(""), 1, "is not written as an identity number."),
    # Who may be enrolled
    (enrol("20080116-9806"), 1, "The person is 15 years old on 2024-01-15"),
    (enrol(exception=""), 1, "reason: the text is missing."),
    (enrol("19900101-9802"), 1, "Anna Alm (S-0001) is already enrolled, in STEG from 2022-01-10."),
    (enrol(cohort="STEK"), 1, "There is no cohort STEK.\nDid you mean STEG?"),
    (enrol(status="employed"), 2, "unemployed, far from the labour market, something else"),
    (enrol(education="phd"), 2, "compulsory school, upper secondary school, higher education"),
    # Names
    (enrol(name="Sara\x1b[31m Ek"), 1, "holds a character that cannot be shown (U+001B)."),
    # The ladder
    (("advance", "6"), 1, "is the last step of the ladder."),
    (("advance", "4", "--to", "praktik", "--exception", ""), 1, "reason: the text is missing."),
    (("advance", "4", "--to", "utrednig"), 1, "Did you mean investigation?"),
    (("advance", "4", "--on", "2024-01-02"), 1, "Anna Ek (S-0004) is on mapping from"),
    # Periods
    (("advance", "4", *SERVICE, "--agreement", "HÖK"), 2, "HÖK"),
    (("extend", "1", "--months", "-1"), 2, "-1"),
    (("extend", "1", "--months", "x"), 2, "x is not a whole number"),
    (
        ("extend", "1", "--until", "2025-03-01"),
        1,
        "to end on 2025-03-01: 12 to 24 months",
    ),
    (("extend", "1", "--until", "2024-02-29"), 1, "The period already runs to 2024-02-29"),
    (("extend", "1", "--months", "1", "--until", "2025-01-01"), 2, "--months or --until"),
    (("extend", "1"), 2, "--months N or --until DAY"),
    (("advance", "4", *SERVICE, "--months", "12", "--until", "2025-01-31"), 2, "--months or --u"),
    # Workplaces
    (("place", "1", "Snickeriet"), 1, "Snickeriet is an adapted workplace; serviceassistent"),
    (("place", "6", "Björkskolan"), 0, ""),
    (("place", "1", "Solgåden"), 1, "There is no workplace Solgåden.\nDid you mean Solgården?"),
    (("place", "4", "Snickeriet", "--beside"), 1, "there is nothing to be beside.\nLeave out --be"),
    (
        ("place", "1", "Björkskolan", "--beside"),
        1,
        "Anna Alm (S-0001) is placed already on 2024-01",
    ),
    (("place", "1", "Solgården", "--beside"), 1, "There would be two placements at Solgården at o"),
    (
        ("advance", "4", "--percent", "50"),
        1,
        "There is no workplace on 2024-01-15 that could be mea",
    ),
    (("advance", "1", "--percent", "101"), 2, "101 is not a whole number from 1 to 100."),
    ((CONVERT, "1", "--percent", "0"), 2, "0 is not a whole number from 1 to 100."),
    (("place", "1", "Björkskolan", "--percent", "0"), 2, "0 is not a whole number from 1 to 100."),
    (("place", "1", "Björkskolan", "--percent", "101"), 2, "101 is not a whole number from 1 to 1"),
    (("place", "1", "Björkskolan", "--percent", "٧٥"), 2, "٧٥ is not a whole number"),
    # Conversions
    (
        (CONVERT, "4"),
        1,
        "Anna Ek (S-0004) is on mapping; only a serviceassistent can be converted.",
    ),
    (
        (CONVERT, "2"),
        1,
        "Björkskolan belongs to Barn och utbildning, which does not employ its own",
    ),
    ((CONVERT, "--sector", "Vård och omsog", "--all", "--yes"), 1, "Did you mean Vård och omsorg?"),
    # Leaving
    (("leave", "1", "--to", "home"), 2, "job search, health, moved away, something else"),
    (("leave", "1"), 2, "--to is missing."),
    (("follow-up", "5", "--status", "employment", "--on", "2023-06-30"), 1, "Dan Ceder (S-0005)"),
    # Who is meant
    (("show", "Anna"), 1, "Anna can be 2 people: S-0001 Anna Alm, S-0004 Anna Ek."),
    (("advance", "anna"), 1, "Use the case reference of the right one, such as S-0001."),
    (("show", "Ana Alm"), 1, "There is nobody called Ana Alm in the register.\nDid you mean Anna"),
    (("show", "19900101-9803"), 1, "19900101-9803 is not a valid number"),
    (("show", ""), 1, "There is nobody called"),
    (("log", "Nobody"), 1, "There is nobody called Nobody in the register."),
    # Filters
    (("list", "--cohort", "STEK"), 1, "There is no cohort STEK.\nDid you mean STEG?"),
    (("list", "--step", "serviceasistent"), 1, "Did you mean serviceassistent?"),
    (("list", "--ending", "-1"), 2, "-1 is not a whole number"),
    (("report", "--within", "soon"), 2, "soon is not a whole number"),
    (("report", "expiries", "--cohort", "STEK"), 1, "Did you mean STEG?"),
    (("report", "expires"), 2, "There is no report expires.\nDid you mean expiries?"),
    (("log", "--limit", "0"), 2, "0 is not a whole number"),
    # Corrections
    (("amend", "1", "nme", "X"), 1, "There is no field nme to amend.\nDid you mean name?"),
    (("amend", "1", "protected", "maybe"), 2, "maybe is neither yes nor no."),
    (("amend", "1", "stay.3.planned-last-day", "2023-02-28"), 1, "It would end on 2023-02-28"),
    (("amend", "1", "placement.1.percent", "101"), 2, "101 is not a whole number from 1 to 100."),
    (
        ("amend", "1", "placement.1.workplace", "Snickeriet"),
        1,
        "Snickeriet is an adapted workplace",
    ),
    (("amend", "4", "disability", "no"), 0, ""),
    # How a command is written
    (("lst",), 2, "There is no command lst.\nDid you mean list?"),
    (("zebra",), 2, "There is no command zebra.\nsteg --help lists them."),
    (("cohort", "ad", "X"), 2, "There is no command ad.\nDid you mean add?"),
    (("list", "--cohrt", "STEG"), 2, "There is no option --cohrt.\nDid you mean --cohort?"),
    (("list", "-x"), 2, "There is no option -x."),
    (("-h",), 2, "There is no option -h.\nsteg --help shows how it is used."),
    (("--zebra", "list"), 2, "There is no option --zebra.\nsteg --help shows how it is used."),
    (("--lnag", "en", "list"), 2, "There is no option --lnag.\nDid you mean --lang?"),
    (
        ("--cohort", "STEG", "list"),
        2,
        "There is no option --cohort.\nWrite it after the command: steg COMMAND … --cohort",
    ),
    (("list", "--cohort"), 2, "--cohort"),
    (("list", "STEG"), 2, "STEG"),
    (("show", "1", "2"), 2, "2"),
    (("enrol",), 2, "NUMBER is missing."),
    (("enrol", "19850101-9809"), 2, "--name is missing."),
    (enrol()[:4], 2, "--cohort is missing."),
    (("advance",), 2, "WHO is missing."),
    (("amend", "1", "name"), 2, "VALUE is missing."),
    (("place", "1"), 2, "WORKPLACE is missing."),
    (("list", "--format", "xml"), 2, "table, plain, json, csv"),
    (("show", "1", "--format", "csv"), 2, "plain, json"),
    (("--nope",), 2, "There is no option --nope.\nsteg --help shows how it is used."),
    (("--verison", "list"), 2, "There is no option --verison.\nDid you mean --version?"),
    (("--dry-run", "list"), 2, "There is no option --dry-run."),
    (("-h",), 2, "There is no option -h."),
    (("--db",), 2, "The option --db needs a value.\nsteg --help shows how it is used."),
    (("--lang", "fi", "list"), 2, "There are no texts in the language fi.\nUse sv or en."),
    (("--today", "2023-02-29", "list"), 2, "2023-02-29 is not a day in the calendar."),
    (("--today", "soon", "list"), 2, "soon is not written as a day."),
]
# Right ones stand among them, so that the words around the mistakes are known to be right.
WRONG = [one for one in REFUSED if one[1]]
RIGHT = [words for words, code, _ in REFUSED if not code] + [
    enrol(),
    enrol("20080115-9807"),
    enrol("19590116-9804"),
    ("advance", "4"),
    ("advance", "4", *SERVICE, "--until", "2025-01-14"),
    ("advance", "4", *SERVICE, "--until", "2026-01-14"),
    ("extend", "1", "--months", "12"),
    ("extend", "1", "--until", "2025-02-28"),
    (CONVERT, "2", "--workplace", "Solgården", "--on", "2023-01-01"),
    ("leave", "1", "--to", "employment", "--on", "2023-03-01"),
    ("amend", "1", "stay.3.planned-last-day", "2025-02-28"),
]


@pytest.mark.parametrize(
    ("arguments", "code", "said"), WRONG, ids=[" ".join(words)[:60] for words, _, _ in WRONG]
)
def test_what_cannot_be_done_is_said_on_stderr_and_changes_nothing(
    steg: Steg, dump: Dump, arguments: tuple[str, ...], code: int, said: str
) -> None:
    before = dump()
    done, out, err = steg(*arguments)
    assert (done, out) == (code, "")
    assert err.startswith("Error: ")
    assert said in err
    assert len(err) < 1500
    assert "\x1b" not in err
    assert dump() == before


@pytest.mark.parametrize("arguments", RIGHT, ids=" ".join)
def test_the_words_around_the_mistakes_are_right(
    steg: Steg, dump: Dump, arguments: tuple[str, ...]
) -> None:
    before = dump()
    assert steg(*arguments)[0] == 0
    assert dump() != before


DAYS = ("2023-02-29", "2023-1-1x", "32/12/2023", "1/2/2023", "2026", "", "20230001", "-1x")
DATED: tuple[tuple[str, ...], ...] = (
    ("leave", "1", "--to=other", "--on"),
    ("advance", "4", "--on"),
    ("advance", "4", "--until"),
    ("place", "1", "Björkskolan", "--from"),
    ("extend", "1", "--until"),
    ("follow-up", "5", "--status=other", "--on"),
    ("report", "--as-of"),
    ("amend", "1", "first-day"),
)


@pytest.mark.parametrize(
    ("command", "day"),
    [*((DATED[0], day) for day in DAYS), *((one, "2023-02-29") for one in DATED[1:])],
)
def test_what_is_not_a_day_is_a_usage_error_everywhere(
    steg: Steg, dump: Dump, command: tuple[str, ...], day: str
) -> None:
    before = dump()
    words = (*command[:-1], f"{command[-1]}={day}") if command[0] != "amend" else (*command, day)
    code, out, err = steg(*words)
    assert (code, out) == (2, "")
    assert err.startswith(f"Error: {day}")
    assert dump() == before


def test_an_invalid_language_in_the_environment_is_named(steg: Steg) -> None:
    code, out, err = steg("list", lang="fi")
    assert (code, out) == (2, "")
    assert err.splitlines()[0].endswith("fi.")


def test_a_markup_like_name_is_shown_as_it_is_in_every_format(steg: Steg) -> None:
    names = ["Sara [red]Ek[/red]", "Bo [/slut]", "[bold]", "Eva :smile: {name} %s"]
    for place, name in enumerate(names):
        number = ("19850101-9809", "19900101-9810", "19900101-9828", "19600101-9808")[place]
        assert steg(*enrol(number, name), "--on", "2022-03-01")[0] == 0
    for format_ in ("table", "plain", "json", "csv"):
        code, out, _ = steg("list", "--format", format_)
        assert (code, [name for name in names if name not in out]) == (0, [])
    for who in ("7", "8", "9", "10"):
        assert names[int(who) - 7] in steg("show", who)[1]
        assert names[int(who) - 7] in steg("advance", who, "--on", "2022-01-01")[2]


# The file


def newer(path: Path) -> None:
    """Make the register one that a newer version wrote."""
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()


def foreign(path: Path) -> None:
    """Put another program's database in the register's place."""
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE participant (name TEXT)")
    connection.close()


def folder(path: Path) -> None:
    """Put a folder in the register's place."""
    path.unlink()
    path.mkdir()


FILES = {
    "missing": (Path.unlink, "There is no register at"),
    "text": (lambda path: path.write_text("Anna Alm;19900101-9802\n"), "is not a register of steg"),
    "empty": (lambda path: path.write_bytes(b""), "is not a register of steg"),
    "another program's": (foreign, "is not a register of steg"),
    "newer": (newer, "was written by a newer steg"),
    "a folder": (folder, "is a folder, not a register"),
}
COMMANDS = (
    ("list",),
    ("report",),
    ("show", "1"),
    ("advance", "4"),
    ("undo", "--yes"),
    ("setting",),
)


@pytest.mark.parametrize("what", FILES)
def test_what_is_not_our_register_is_left_alone_with_exit_code_3(
    steg: Steg, story: Path, what: str
) -> None:
    make, said = FILES[what]
    make(story)  # type: ignore[no-untyped-call]
    before = story.read_bytes() if story.is_file() else None
    around = sorted(story.parent.iterdir())
    for command in COMMANDS:
        code, out, err = steg(*command)
        assert (code, out) == (3, "")
        assert err.startswith("Error: ")
        assert said in err
        assert str(story) in err
    assert (story.read_bytes() if story.is_file() else None) == before
    assert sorted(story.parent.iterdir()) == around


@pytest.fixture
def guarded(story: Path) -> Iterator[Path]:
    """A register in a folder of its own, outside pytest's, where other users may look."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        shutil.copy(story, folder / "steg.db")
        yield folder / "steg.db"
        folder.chmod(0o755)


@contextmanager
def no_administrator() -> Iterator[None]:
    """Be an ordinary user for a while: to root every file is open, whatever its mode.

    The real user too: os.access asks for that one.
    """
    root = os.geteuid() == 0
    if root:
        os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        if root:
            os.setresuid(0, 0, 0)


def test_a_register_that_can_only_be_read_is_read_and_not_changed(
    steg: Steg, guarded: Path, dump: Dump
) -> None:
    guarded.chmod(0o444)
    guarded.parent.chmod(0o555)
    before = dump(guarded)
    listed = steg("list")
    assert steg("advance", "4", "--dry-run")[0] == 0  # what is imported is imported by now
    with no_administrator():
        read, written = steg("list", db=guarded), steg("advance", "4", db=guarded)
    assert read == listed
    code, out, err = written
    assert (code, out) == (3, "")
    assert err.startswith(f"Error: The register {guarded} can be read but not changed.")
    assert [one.name for one in guarded.parent.iterdir()] == ["steg.db"]
    assert dump(guarded) == before


def test_a_folder_that_cannot_be_written_gets_no_register(steg: Steg, guarded: Path) -> None:
    path = guarded.with_name("new.db")
    assert steg("init", "--dry-run", db=path)[0] == 0
    guarded.parent.chmod(0o555)
    with no_administrator():
        code, out, err = steg("init", db=path)
    assert (code, out) == (3, "")
    assert str(path) in err
    assert not path.exists()


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("extend", "1", "12"), "Did you mean --months 12?"),
        (("--lang", "sv", "förläng", "1", "12"), "Menade du --månader 12?"),
        (("extend", "Anna", "tolv"), 'What is more than one word stands in quotes: "Anna tolv"'),
        (("show", "1", "2"), "One at a time: steg show WHO"),
        (("extend", "1", "2016"), "One at a time: steg extend WHO"),
        (("advance", "1", "serviceassistent"), "Did you mean --to serviceassistent?"),
    ],
)
def test_a_word_too_many_is_taken_for_what_an_option_takes(
    steg: Steg, words: tuple[str, ...], hint: str
) -> None:
    assert steg(*words)[2].splitlines()[1] == hint
