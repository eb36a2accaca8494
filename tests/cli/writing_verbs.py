"""Every command that writes, ready to be run on the story: see `test_random_kills`."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from steg_cli.programme.identity import luhn_digit

Words = tuple[str, ...]
# setup: commands, and what else is done in the folder, before the command is run.
Step = Words | Callable[[Path], object]

REGISTER = "steg.db"
LIST = "nya.csv"
PEOPLE = 40  # in the list
OLDER = Path(__file__).parents[1] / "register" / "written" / "version_1.sql"


@dataclass(frozen=True)
class Verb:
    """A command that writes, what is done before it, and which register it is about.

    `opens`: any next command does the rest of it. `gone`: what is nowhere in the register then.
    """

    words: Words
    setup: tuple[Step, ...] = ()
    register: str = REGISTER
    opens: bool = False
    gone: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What it is called in a table."""
        return " ".join(self.words)


def number(born: str, birth_number: str = "980") -> str:
    """Return a test number of somebody born on a day."""
    return f"{born}-{birth_number}{luhn_digit(f'{born[2:]}{birth_number}')}"


def save_list(folder: Path) -> None:
    """Save a list of new people."""
    lines = ["Namn;Personnummer;Kohort;Kommun;Status;Långtidsarbetslös;Inskriven"]
    for n in range(PEOPLE):
        born = f"1980{1 + n // 10:02}{1 + n % 10:02}"
        name = f"Nya {'abcd'[n // 10]}{'abcdefghij'[n % 10]}"
        lines.append(f"{name};{number(born)};STEG;Hjo;arbetslös;ja;2024-01-10")
    (folder / LIST).write_text("\n".join(lines) + "\n", encoding="utf-8-sig")


def save_changes(folder: Path) -> None:
    """Save a list that changes somebody who is there, and has a row that cannot come in."""
    lines = [
        "Namn;Personnummer;Kohort;Kommun;Status;Långtidsarbetslös;Inskriven",
        "Anna Ask;19900101-9802;STEG;Hjo;arbetslös;ja;2022-01-10",
        f"Nya Aa;{number('19800101')};STEG;Ingenstans;arbetslös;ja;2024-01-10",
    ]
    (folder / LIST).write_text("\n".join(lines) + "\n", encoding="utf-8-sig")


def take_away(folder: Path) -> None:
    """Take the register away."""
    (folder / REGISTER).unlink()


def damage(folder: Path) -> None:
    """Damage the register so that it cannot be read."""
    with (folder / REGISTER).open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 100_000)


def put_older(folder: Path) -> None:
    """Put a register of the first version in its place."""
    take_away(folder)
    with closing(sqlite3.connect(folder / REGISTER)) as connection:
        connection.executescript(OLDER.read_text(encoding="utf-8"))


def interrupt(folder: Path) -> None:
    """Leave the register as a write does that was broken off halfway: with a journal to go by."""
    names = (REGISTER, f"{REGISTER}-journal")
    with closing(sqlite3.connect(folder / REGISTER, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE setting SET value = 'x'")
        connection.execute("UPDATE participant SET name = name || ' Ask'")
        connection.execute("DELETE FROM name_word")
        broken = {name: (folder / name).read_bytes() for name in names}
        connection.execute("ROLLBACK")
    assert broken[REGISTER] != (folder / REGISTER).read_bytes()
    assert broken[names[1]][:1] > b"\0"
    for name, content in broken.items():
        (folder / name).write_bytes(content)


ENROL = (
    *("enrol", number("19850101"), "--name", "Sara Ek", "--cohort", "STEG", "--municipality"),
    *("Hjo", "--status", "unemployed", "--long-term-unemployed"),
)
RULE = (
    *("retention", "rule", "add", "participant", "--years", "10", "--decision", "KS-2024-1"),
    *("--decided-on", "2024-01-02"),
)
POST = ("--tasks", "bäddning", "--relieves", "undersköterskor", "--workplace", "Solgården")
SUPPORT = ("nystartsjobb", "--from", "2023-02-01", "--until", "2024-12-31")
CARE = ("--sector", "Vård och omsorg", "--municipality", "Skövde")
SHOWN = "--include-protected"
LATER = ("--today", "2034-01-15")
EARLY = ("--today", "2016-03-01")  # the demo is small then
ERASE = ("erase", "S-0005", "--yes", "--case", "S-0005")
DAN = ("Dan Ceder", "199912249811", "19991224-9811")
# What everything below is done to, beside the story.
FURNISHED: tuple[Step, ...] = (
    # Whom merge brings together with S-0005.
    ("enrol", number("19991284", "981"), "--name", "Dan Ek", *ENROL[4:], "--on", "-3d"),
    ("support", "add", "2", *SUPPORT),
    ("deadline", "add", "1", "permit", "--on", "+1m"),
    ("pause", "2", "--from", "-9d"),
    ("hold", "6", "appeal"),
    RULE,
    ("cohort", "add", "Höst"),
    ("cohort", "add", "Vår"),
    ("cohort", "close", "Vår"),
    ("workplace", "add", "Tomma", *CARE),
    ("workplace", "add", "Stängda", *CARE),
    ("workplace", "close", "Stängda", SHOWN),
    ("sector", "add", "Kultur"),
    ("municipality", "add", "Borås"),
    ("post", "add", "Värd", *POST, "--places", "2"),
    ("contact", "add", "HR", "--role", "råd", "--organisation", "kommunen"),
    ("project", "add", "Nytt"),
)
NOTED = ("note", "1", "mornings")
VERBS = (
    Verb(("init",), (take_away,)),
    Verb((*EARLY, "demo", "demo.db"), register="demo.db"),
    Verb(
        (*EARLY, "demo", "demo.db", "--seed", "9", "--yes"),
        ((*EARLY, "demo", "demo.db"), (*EARLY, "--db", "demo.db", "municipality", "add", "Hjo")),
        register="demo.db",
    ),
    Verb(("import", LIST, "--yes"), (save_list,)),
    Verb(("import", LIST, "--yes", "--partly", "--errors", "fel.xlsx"), (save_changes,)),
    Verb(("import", "--template", "mall.xlsx")),
    Verb(ENROL),
    Verb(("advance", "4")),
    Verb(("place", "1", "Björkskolan")),
    Verb(
        ("place", "1", "Björkskolan", "--beside", "--percent", "50"),
        (("amend", "1", "placement.1.percent", "50"),),
    ),
    Verb(("extend", "1", "--months", "6")),
    Verb(("notice", "1", "--given", "today")),
    Verb(("convert-to-enhetsassistent", "--sector", "Vård och omsorg", "--all", "--yes")),
    Verb(("pause", "1", "--from", "-3d")),
    Verb(("pause", "2", "--end", "today")),
    Verb(("support", "add", "1", *SUPPORT)),
    Verb(("support", "edit", "2", "1", "--percent", "50")),
    Verb(("support", "end", "2", "1")),
    Verb(("deadline", "add", "2", "permit", "--on", "+1m")),
    Verb(("deadline", "done", "1", "1")),
    Verb(("leave", "1", "--to", "employment")),
    Verb(("follow-up", "5", "--status", "employment")),
    Verb(("move", "1", "Hjo", "--on", "-3d")),
    Verb(NOTED),
    Verb(("amend", "1", "name", "Anna Ask")),
    Verb(("merge", "7", "--into", "5", "--yes")),
    Verb(("undo", "--yes"), (NOTED,)),
    Verb(("redo", "--yes"), (NOTED, ("undo", "--yes"))),
    Verb(("backup",)),
    Verb(("backup", "copy.db")),
    Verb(("backup", "--keep", "1"), (("backup",), ("backup",))),
    Verb(("restore", "old.db", "--yes"), (("backup", "old.db"), NOTED)),
    Verb(("restore", "old.db", "--yes"), (("backup", "old.db"), NOTED, take_away)),
    Verb(("restore", "old.db", "--yes"), (("backup", "old.db"), NOTED, damage)),
    Verb(("hold", "5", "appeal")),
    Verb(("hold", "6", "--end")),
    Verb(RULE, (("retention", "rule", "remove", "participant"),)),
    Verb(("retention", "rule", "edit", "participant", "--years", "9")),
    Verb(("retention", "rule", "remove", "participant")),
    Verb((*LATER, *ERASE, "--decision", "KS-1"), gone=DAN),
    Verb((*ERASE, "--wrongly-registered"), gone=DAN),
    Verb((*LATER, *ERASE, "--decision", "KS-1", "--archive", "dan"), gone=DAN),
    Verb(("extract", "5", "--output", "dan.html", "--yes")),
    Verb(("extract", "5", "--output", "dan.json", "--yes", "--reviewed")),
    Verb(("export", "all.xlsx")),
    Verb(("export", "all.json", "--yes"), (("export", "all.json"), NOTED)),
    Verb(("export", "all")),
    Verb(("list", "--include-protected")),
    Verb(("report", "--output", "report.html", "--include-protected")),
    Verb(("report", "notices", "--letters", "brev")),
    Verb(("remind", "--preview", "mail.html")),
    Verb(("cohort", "add", "Ny")),
    Verb(("cohort", "edit", "Höst", "--planned", "9")),
    Verb(("cohort", "close", "Höst")),
    Verb(("cohort", "open", "Vår")),
    Verb(("cohort", "merge", "STEG", "--into", "Höst", "--yes")),
    Verb(("cohort", "remove", "Höst")),
    Verb(("workplace", "add", "Ny", *CARE)),
    Verb(("workplace", "edit", "Solgården", "--name", "Månen", "--yes")),
    Verb(("workplace", "close", "Tomma", SHOWN)),
    Verb(("workplace", "open", "Stängda")),
    Verb(("workplace", "merge", "Björkskolan", "--into", "Solgården", "--yes", SHOWN)),
    Verb(("workplace", "remove", "Tomma", SHOWN)),
    Verb(("sector", "add", "Teknik")),
    Verb(("sector", "edit", "Kultur", "--employs-from", "2024-01-01", SHOWN)),
    Verb(("sector", "remove", "Kultur")),
    Verb(("municipality", "add", "Ulricehamn")),
    Verb(("municipality", "edit", "Tibro", "--name", "Tibrö", "--yes")),
    Verb(("municipality", "merge", "Tibro", "--into", "Hjo", "--yes")),
    Verb(("municipality", "remove", "Borås", SHOWN)),
    Verb(("post", "add", "Ny", *POST, "--places", "1")),
    Verb(("post", "edit", "Värd", "--places", "3")),
    Verb(("post", "remove", "Värd", SHOWN)),
    Verb(("contact", "add", "Facket", "--role", "råd", "--organisation", "Kommunal")),
    Verb(("contact", "edit", "HR", "--role", "chef")),
    Verb(("contact", "remove", "HR")),
    Verb(("project", "add", "Nästa")),
    Verb(("project", "edit", "Nytt", "--planned", "9")),
    Verb(("project", "remove", "Nytt")),
    Verb(("setting", "remind.months", "4")),
    Verb(("setting", "wage.serviceassistent", "24500", "--from", "2024-01-01")),
    Verb(("list",), (put_older,), opens=True),
    Verb(("today",), (interrupt,), opens=True),
)
