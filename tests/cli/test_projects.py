"""steg project: add, edit, list."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Dump, Steg

STEG = [
    ("project", "STEG"),
    ("number", "2018/00439"),
    ("region", "Västsverige"),
    ("owner", "Mariestads kommun"),
    ("partners", "Skövde, Töreboda, Gullspång, Arbetsförmedlingen"),
    ("objective", "2.1"),
    ("first_day", "2019-04-01"),
    ("last_day", "2022-03-31"),
    ("programme", "2014-2020"),
    ("analysis_until", None),
    ("implementation_until", None),
    ("keep_until", None),
    ("planned", 230),
    ("budget", 25_945_842),
    ("granted", 12_190_112),
    ("reported_cost", 0),
    ("contact", None),
    ("email", None),
]


def test_the_project_of_the_story_is_there_from_the_start(steg: Steg) -> None:
    code, out, err = steg("project", "list", "--format", "json")
    assert (code, err) == (0, "")
    envelope = json.loads(out)
    assert [envelope[key] for key in ("steg", "report", "as_of", "totals")] == [
        *(1, "project list", "2024-01-15", {"projects": 1})
    ]
    assert [list(row.items()) for row in envelope["rows"]] == [STEG]


def test_a_project_is_added(steg: Steg) -> None:
    days = ("--from", "2024-01-01", "--until", "2024-12-31")
    assert steg("project", "add", "Nästa", "--number", "2024/1", *days, "--budget", "100") == (
        0,
        "project: Nästa\n"
        "number: 2024/1\n"
        "first day: 2024-01-01\n"
        "last day: 2024-12-31\n"
        "budget: 100\n",
        steg.undoable(18),
    )


@pytest.mark.parametrize(("lang", "shown"), [("en", "1,000,000"), ("sv", "1\xa0000\xa0000")])
def test_amounts_are_shown_with_their_thousands_apart(steg: Steg, lang: str, shown: str) -> None:
    code, out, _ = steg("project", "edit", "STEG", "--budget", "1 000 000 kr", lang=lang)
    assert (code, f"\nbudget: {shown}\n" in out) == (0, True)
    days = ("--from", "2023-03-01", "--until", "2024-02-29")
    cap = shown.replace("1", "16", 1)
    out = steg("support", "add", "1", "osa", *days, "--cap", "16000000", lang=lang)[1]
    assert f": {cap}\n" in out
    for looked in (("project", "list"), ("support", "list"), ("show", "1"), ("log",)):
        told = steg(*looked, lang=lang)[1]
        assert (shown in told or cap in told, "000000" in told) == (True, False), looked
    assert "1000000" in steg("project", "list", "--format", "csv", lang=lang)[1]


def test_an_edit_changes_what_is_named_alone(steg: Steg) -> None:
    contact = ("--contact", "AME", "--email", "ame@example.se", "--reported-cost", "7")
    code, out, err = steg("project", "edit", "steg", *contact, "--format", "json")
    assert (code, err) == (0, "")
    envelope = json.loads(out)
    assert [envelope[key] for key in ("steg", "command", "change")] == [1, "project edit", 18]
    assert envelope["result"] == dict(STEG) | {
        "contact": "AME",
        "email": "ame@example.se",
        "reported_cost": 7,
    }


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("add", "Steg"), 1, "There is already a project called STEG."),
        (("edit", "STEK", "--number", "1"), 1, "Did you mean STEG?"),
        (("edit", "STEG"), 1, "There is nothing to change."),
        (("edit", "STEG", "--email", "nobody"), 1, "nobody is not an e-mail address."),
        (("edit", "STEG", "--budget", "-5"), 2, "-5 is not a whole number"),
        (("edit", "STEG", "--budget", "25,9"), 2, "25,9 is not a whole number"),
    ],
)
def test_what_cannot_be_is_refused(
    steg: Steg, dump: Dump, words: tuple[str, ...], code: int, said: str
) -> None:
    before = dump()
    done, out, err = steg("project", *words)
    assert (done, out) == (code, "")
    assert said in err
    assert dump() == before
