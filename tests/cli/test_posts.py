"""steg post: add, edit, list; and the post of a step."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Dump, Steg

ABOUT = ("--tasks", "frukost, disk", "--relieves", "undersköterskor", "--places", "1")
HOST = ("post", "add", "Måltidsvärd", *ABOUT, "--workplace", "solgården")
APPROVED = ("--approved-on", "2023-12-01", "--approved-by", "Nämnden", "--reference", "AMN 7")
SHOWN = {
    "title": "Måltidsvärd",
    "tasks": "frukost, disk",
    "relieves": "undersköterskor",
    "workplace": "Solgården",
    "places": 1,
    "approved_on": "2023-12-01",
    "approved_by": "Nämnden",
    "approval": "AMN 7",
}
NOT_APPROVED = (
    "Note: The description of the post is not approved yet. When it is: "
    'steg post edit "Måltidsvärd" --approved-on DAY\n'
)
CROWDED = "Note: The post has 1 place and now 2 people.\n"
ANNA_EK = ("advance", "4", "--to", "praktik", "--exception", "x", "--post", "måltidsvärd")


def result(answer: tuple[int, str, str]) -> Any:
    """Return the result of a command that answered a program."""
    code, out, err = answer
    assert code == 0, err
    return json.loads(out)["result"]


def taken(steg: Steg, *options: str) -> dict[str, int]:
    """Return how many are on each post."""
    _, out, _ = steg("post", "list", *options, "--format", "json")
    return {row["title"]: row["taken"] for row in json.loads(out)["rows"]}


def test_a_post_is_added(steg: Steg, dump: Dump) -> None:
    lines = (
        "title: Måltidsvärd\n"
        "tasks: frukost, disk\n"
        "relieves: undersköterskor\n"
        "workplace: Solgården\n"
        "places: 1\n"
        "approved on: 2023-12-01\n"
        "approved by: Nämnden\n"
        "approval's reference: AMN 7\n"
    )
    before = dump()
    assert steg(*HOST, *APPROVED, "--dry-run") == (0, lines, steg.DRY)
    assert dump() == before
    assert steg(*HOST, *APPROVED) == (0, lines, steg.undoable(18))


def test_an_edit_changes_what_is_named_and_clears_what_is_empty(steg: Steg) -> None:
    steg(*HOST, *APPROVED)
    edit = ("post", "edit", "MÅLTIDSVÄRD", "--title", "Värd", "--workplace", "Björkskolan")
    shown = result(steg(*edit, "--approved-by", "", "--places", "3", "--format", "json"))
    assert list(shown.items()) == list(
        (
            SHOWN | {"title": "Värd", "workplace": "Björkskolan", "places": 3, "approved_by": None}
        ).items()
    )
    cleared = ("--approved-on", "", "--approved-by", "", "--reference", "")
    shown = result(steg("post", "edit", "Värd", *cleared, "--format", "json"))
    assert (shown["approved_on"], shown["approved_by"], shown["approval"]) == (None, None, None)


def test_the_list(steg: Steg) -> None:
    steg(*HOST, *APPROVED)
    steg("post", "add", "Lekvärd", *ABOUT, "--workplace", "Björkskolan")
    steg(*ANNA_EK)
    assert steg("post", "list") == (
        0,
        "title        tasks          relieves         workplace    places  approved on  "
        "approved by  approval's reference  taken\n"
        "Lekvärd      frukost, disk  undersköterskor  Björkskolan       1"
        "                                                      0\n"
        "Måltidsvärd  frukost, disk  undersköterskor  Solgården         1  2023-12-01   "
        "Nämnden      AMN 7                     1\n",
        "Note: Nobody with a protected identity is counted, if there is one. "
        "--include-protected counts everybody.\n",
    )
    code, out, _ = steg("post", "list", "--format", "json")
    answer = json.loads(out)
    assert (code, answer["report"], answer["totals"]) == (0, "post list", {"posts": 2})
    assert list(answer["rows"][1].items()) == [*SHOWN.items(), ("taken", 1)]
    assert taken(steg, "--include-protected") == {"Lekvärd": 0, "Måltidsvärd": 1}


def test_a_post_is_taken_from_the_first_day_to_the_last(steg: Steg) -> None:
    steg(*HOST, *APPROVED)
    steg(*ANNA_EK, "--on", "2024-02-01", "--until", "2024-07-31")
    steg("advance", "4", "--on", "2024-08-01")
    days = {
        day: json.loads(steg("post", "list", "--format", "json", today=day)[1])["rows"][0]["taken"]
        for day in ("2024-01-31", "2024-02-01", "2024-07-31", "2024-08-01")
    }
    assert list(days.values()) == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("approval", "noted"),
    [
        ((), NOT_APPROVED),
        (("--approved-on", "2024-01-15"), ""),
        (
            ("--approved-on", "2024-01-16"),
            "Note: The description of the post is approved on 2024-01-16, after the step begins, "
            "2024-01-15.\n",
        ),
    ],
)
def test_a_step_is_begun_on_a_post_and_what_is_doubtful_is_told(
    steg: Steg, story: Path, approval: tuple[str, ...], noted: str
) -> None:
    steg(*HOST, *approval)
    dry = steg(*ANNA_EK, "--workplace", "Solgården", "--dry-run")
    assert (dry[0], dry[2]) == (0, noted + steg.DRY)
    code, _, err = steg(*ANNA_EK, "--workplace", "Solgården")
    assert (code, err) == (0, noted + steg.undoable(19))
    assert taken(steg) == {"Måltidsvärd": 1}
    steg("undo", "--yes")
    assert taken(steg) == {"Måltidsvärd": 0}


def test_more_people_than_places_are_told(steg: Steg) -> None:
    steg(*HOST, *APPROVED)
    assert steg("amend", "6", "stay.2.post", "måltidsvärd") == (
        0,
        "Eva Frid (S-0006): stay.2.post was – and is now Måltidsvärd.\n",
        "Note: The description of the post is approved on 2023-12-01, after the step begins, "
        f"2023-09-01.\n{steg.undoable(19)}",
    )
    assert steg(*ANNA_EK, "--workplace", "Solgården")[2] == CROWDED + steg.undoable(20)
    # What was there already is not told again.
    assert steg("amend", "4", "stay.2.decided-by", "Eva")[2] == steg.undoable(21)
    assert steg("amend", "6", "stay.2.post", "") == (
        0,
        "Eva Frid (S-0006): stay.2.post was Måltidsvärd and is now –.\n",
        steg.undoable(22),
    )
    assert taken(steg) == {"Måltidsvärd": 1}


def test_a_post_that_is_renamed_is_kept(steg: Steg) -> None:
    steg(*HOST, *APPROVED)
    steg(*ANNA_EK)
    steg("post", "edit", "Måltidsvärd", "--title", "Värd")
    assert steg("amend", "4", "stay.2.post", "värd")[2] == (
        "Note: That is what it said already; nothing was changed.\n"
    )


def test_the_post_of_somebody_protected_tells_nobody_where_they_are(steg: Steg) -> None:
    steg("post", "add", "Nattvärd", *ABOUT, "--workplace", "Hemliga huset")
    code, out, err = steg("amend", "3", "stay.2.post", "nattVÄRD")
    assert (code, out, err) == (
        0,
        "S-0003: stay.2.post is corrected.\n",
        NOT_APPROVED.replace("Måltidsvärd", "(protected)") + steg.undoable(19),
    )
    for words in (("log", "3"), ("show", "3"), ("list", "--all"), ("report", "expiries")):
        assert "Nattvärd" not in "".join(steg(*words)[1:])
    assert taken(steg) == {"Nattvärd": 0}
    assert taken(steg, "--include-protected") == {"Nattvärd": 1}


WORKPLACE = ("--workplace", "Solgården")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("add", "måltidsvärd", *ABOUT, *WORKPLACE), 1, "There is already a post called Målt"),
        (("add", "", *ABOUT, *WORKPLACE), 1, "name: the text is missing."),
        (("add", "X", *ABOUT), 2, "--workplace is missing."),
        (("add", "X", *ABOUT[2:], *WORKPLACE), 2, "--tasks is missing."),
        (("add", "X", *ABOUT[:2], *ABOUT[4:], *WORKPLACE), 2, "--relieves is missing."),
        (("add", "X", *ABOUT[:4], *WORKPLACE), 2, "--places is missing."),
        (("add", "X", *ABOUT, "--workplace", "Solgårn"), 1, "Did you mean Solgården?"),
        (("add", "X", *ABOUT[:4], *WORKPLACE, "--places", "0"), 2, "0 is not a whole number from"),
        (
            ("add", "X", *ABOUT, *WORKPLACE, "--approved-on", "2024-13-01"),
            2,
            "2024-13-01 is not a day in the calendar.",
        ),
        (
            ("add", "X", *ABOUT, *WORKPLACE, "--approved-by", "Nämnden"),
            1,
            "It is told who approved the post, or under which reference, but not on which day.\n"
            "Give the day of the approval as well, or leave out who and reference.",
        ),
        (("add", "X", *ABOUT, *WORKPLACE, "--reference", "AMN 7"), 1, "but not on which day."),
        (("edit", "Måltidsvärd", "--approved-on", ""), 1, "but not on which day."),
        (("edit", "Måltidsvärd"), 1, "There is nothing to change."),
        (("edit", "Måltidsvärd", "--tasks", ""), 1, "tasks: the text is missing."),
        (("edit", "Måltidsvärd", "--workplace", "Xyz"), 1, "There is no workplace Xyz."),
        (("edit", "Måltidsverd", "--places", "2"), 1, "Did you mean Måltidsvärd?"),
    ],
)
def test_what_cannot_be_is_refused(
    steg: Steg, dump: Dump, words: tuple[str, ...], code: int, said: str
) -> None:
    steg(*HOST, *APPROVED)
    before = dump()
    done, out, err = steg("post", *words)
    assert (done, out) == (code, "")
    assert said in err
    assert dump() == before


@pytest.mark.parametrize(
    "words",
    [
        (*ANNA_EK[:-1], "Måltidsverd"),
        ("amend", "1", "stay.2.post", "Måltidsverd"),
        ("amend", "3", "stay.2.post", "Måltidsverd"),
    ],
)
def test_a_post_that_is_not_there_is_refused_with_the_nearest_one(
    steg: Steg, dump: Dump, words: tuple[str, ...]
) -> None:
    steg(*HOST)
    before = dump()
    assert steg(*words) == (
        1,
        "",
        "Error: There is no post Måltidsverd.\nDid you mean Måltidsvärd?\n",
    )
    assert dump() == before
