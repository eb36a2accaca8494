"""steg extract: a file with everything on one person, for that person."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import AtTerminal, Dump, Steg

NAMES_OTHERS = (
    "Note: it is to be reviewed, not to be handed out: it can name others. The copy to hand out: "
    "steg extract S-0001 --reviewed --output FILE\n"
)


def test_a_copy_to_review_and_one_to_hand_out(steg: Steg, here: Path) -> None:
    steg("note", "1", "trivs")
    asked = ("extract", "anna alm", "--yes", "--output")
    assert steg(*asked, "a.html") == (0, "", f"Written to a.html.\n{NAMES_OTHERS}")
    read_it = "Note: Left as it was written: 2 texts. Read it all before it is handed out.\n"
    assert steg(*asked, "b.html", "--reviewed") == (0, "", f"Written to b.html.\n{read_it}")
    whole, reviewed = ((here / name).read_text("utf-8") for name in ("a.html", "b.html"))
    assert ("Kim Konsult" in whole, "<mark" in whole) == (True, True)
    assert ("Kim Konsult" in reviewed, "<mark" in reviewed) == (False, False)
    for text in (whole, reviewed):
        assert [one for one in ("19900101-9802", "Solgården", "trivs") if one not in text] == []
        assert [one for one in ("Bo Berg", "S-0002", "Hemliga huset") if one in text] == []
    assert stat.S_IMODE((here / "a.html").stat().st_mode) == 0o600


@pytest.mark.parametrize("words", [("x.json",), ("x.txt", "--format", "json")], ids=str)
def test_json_for_programs(steg: Steg, here: Path, words: tuple[str, ...]) -> None:
    assert steg("extract", "1", "--yes", "--output", *words)[0] == 0
    envelope = json.loads((here / words[0]).read_text("utf-8"))
    assert (envelope["steg"], envelope["command"], envelope["change"]) == (1, "extract", None)
    assert list(envelope["result"]) == [
        *("reference", "name", "protected", "made_on", "reviewed", "names_others", "about"),
        *("person", "records", "history", "reminders", "reads"),
    ]
    assert envelope["result"]["records"]["enrolments"][0]["consultant"] == "Kim Konsult"


def test_it_is_written_in_the_language_of_the_reader(steg: Steg, here: Path) -> None:
    code, _, err = steg("registerutdrag", "1", "--fil", "u.html", "--ja", "--granskat", lang="sv")
    assert (code, err.splitlines()[0]) == (0, "Skrivet till u.html.")
    text = (here / "u.html").read_text("utf-8")
    told = ("Det här finns om dig", "(handläggare)", "Dina rättigheter", 'lang="sv"', "arkivlagen")
    assert [one for one in told if one not in text] == []


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("1",), 2, "It holds identity numbers, and goes into a file, not onto the screen."),
        (("1", "--output", "/dev/null"), 2, "It holds identity numbers, and /dev/null is no file"),
        (("1", "--output", "x.pdf"), 2, "x.pdf does not tell what is to be written."),
        (("1", "--output", "x.html"), 2, "This asks for a confirmation"),
        (("99", "--output", "x.html"), 1, "99 is not in the register."),
        (("Anna", "--output", "x.html"), 1, "Anna can be 2 people"),
        (("3", "--output", "x.html", "--yes"), 1, "S-0003 has a protected identity"),
    ],
    ids=str,
)
def test_what_is_refused_and_then_nothing_is_written_or_recorded(
    steg: Steg, here: Path, dump: Dump, words: tuple[str, ...], code: int, told: str
) -> None:
    before, files = dump(), list(here.iterdir())
    found, out, err = steg("extract", *words)
    assert (found, out, err.startswith(f"Error: {told}")) == (code, "", True)
    assert (dump(), list(here.iterdir())) == (before, files)


def test_whose_texts_name_the_person_too_is_told_and_they_are_not_in_it(
    steg: Steg, here: Path
) -> None:
    steg("note", "2", "granne med Anna Alm")
    code, _, err = steg("extract", "1", "--output", "x.json", "--reviewed", "--yes")
    assert (code, err) == (
        0,
        "Written to x.json.\n"
        "Note: what is or was written about S-0002 names the person too, and is not in it: decide "
        "whether it belongs there (steg show S-0002).\n"
        "Note: Left as it was written: 1 text. Read it all before it is handed out.\n",
    )
    assert "granne" not in (here / "x.json").read_text()


@pytest.mark.parametrize(("answer", "is_written"), [("y\n", True), ("n\n", False)])
def test_at_a_terminal_it_asks(
    at_terminal: AtTerminal, story: Path, answer: str, is_written: bool
) -> None:
    file = story.parent / "x.html"
    terminal = at_terminal("extract", "1", "--output", str(file))
    terminal.answer("will hold everything that is stored on S-0001. Write it?", answer)
    assert terminal.finish()[0] == (0 if is_written else 1)
    assert file.exists() == is_written
