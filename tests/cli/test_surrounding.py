"""What the commands of cohorts, workplaces and the like share: close, open, merge, remove, add."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import AtTerminal, Dump, Steg

IN_CARE = ("--sector", "Vård och omsorg", "--municipality", "Skövde")
ASKED = "--include-protected"  # of S-0003, who is at Hemliga huset
ADD_SOLGARDN = ("workplace", "add", "Solgårdn", *IN_CARE)


def listed(steg: Steg, kind: str, *words: str) -> dict[str, str | None]:
    """Return the things on a list with their last day."""
    rows = json.loads(steg(kind, "list", "--format", "json", *words)[1])["rows"]
    return {row[kind]: row["open_until"] for row in rows}


def test_a_closed_workplace_is_on_the_list_when_asked_for(steg: Steg) -> None:
    assert steg("workplace", "close", "snickeriet", ASKED, "--on", "2023-12-31") == (
        0,
        "workplace: Snickeriet\n"
        "sector: Arbetsmarknad\n"
        "municipality: Skövde\n"
        "adapted: yes\n"
        "open until: 2023-12-31\n",
        steg.undoable(18),
    )
    assert steg("workplace", "add", "Björkgården", *IN_CARE)[0] == 0
    assert steg("workplace", "close", "Björkgården", ASKED)[0] == 0  # today is still open
    now = {
        "Björkgården": "2024-01-15",
        "Björkskolan": None,
        "Hemliga huset": None,
        "Solgården": None,
    }
    assert listed(steg, "workplace") == now
    assert listed(steg, "workplace", "--closed") == now | {"Snickeriet": "2023-12-31"}
    assert steg("workplace", "open", "Snickeriet", "--dry-run")[2] == steg.DRY
    assert steg("workplace", "open", "Snickeriet")[0] == 0
    assert listed(steg, "workplace")["Snickeriet"] is None


@pytest.mark.parametrize("what", [("workplace", "Solgården"), ("cohort", "STEG")])
def test_a_week_is_no_last_day(steg: Steg, what: tuple[str, str]) -> None:
    kind, name = what
    code, out, err = steg(kind, "close", name, "--on", "v. 4", "--dry-run")
    assert (code, out) == (2, "")
    assert err.startswith("Error: v. 4 could be 2024-01-26 or 2024-01-28.")


def test_a_closed_cohort_is_on_the_list_when_asked_for(steg: Steg) -> None:
    assert steg("cohort", "close", "STEG", "--on", "2024-01-02")[0] == 0
    assert listed(steg, "cohort") == {"Pilot 2016": None}
    assert listed(steg, "cohort", "--closed") == {"Pilot 2016": None, "STEG": "2024-01-02"}
    assert steg("cohort", "open", "STEG")[1].splitlines()[-1] == "project: STEG"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("workplace", "close", "Solgården"),
            "Error: 2 people are placed at Solgården after 2024-01-15: "
            "S-0001 Anna Alm, S-0006 Eva Frid.\n",
        ),
        (
            ("workplace", "close", "Hemliga huset", ASKED),
            "as is not shown here",
        ),
        (("workplace", "close", "Solgårdn"), "Did you mean Solgården?"),
        (("cohort", "close", "STEG", "--on", "2023-12-31"), "1 person is enrolled in STEG after"),
        (
            ("workplace", "remove", "Solgården"),
            "Solgården is in use: there are placements with it.",
        ),
        (
            ("workplace", "merge", "Solgården", "--into", "Snickeriet", "--yes", ASKED),
            "Anna Alm (S-0001)",
        ),
        (("cohort", "merge", "STEG", "--into", "steg", "--yes"), "STEG cannot be put into itself."),
        (
            ("--lang", "sv", "omgång", "slå-ihop", "STEG", "--in-i", "steg", "--ja"),
            'För att stava om den: steg omgång ändra "STEG" --namn NYTT',
        ),
    ],
)
def test_what_cannot_be_is_refused(
    steg: Steg, dump: Dump, words: tuple[str, ...], said: str
) -> None:
    before = dump()
    code, out, err = steg(*words)
    assert (code, out) == (1, "")
    assert said in err
    assert dump() == before


def test_a_merge_is_told_and_asked_about_first(
    steg: Steg, at_terminal: AtTerminal, dump: Dump
) -> None:
    steg(*ADD_SOLGARDN, "--yes")
    merge = ("workplace", "merge", "Solgården", "--into", "solgårdn", ASKED)
    before = dump()
    assert steg(*merge)[0] == 2
    assert dump() == before
    terminal = at_terminal(*merge)
    question = "Is everything in Solgården to be in Solgårdn, and Solgården to go from the list?"
    terminal.answer(question, "y\n")
    code, shown = terminal.finish()
    told = "Note: 2 people come along from Solgården to Solgårdn.\n"
    assert (code, shown.count(told)) == (0, 1)
    assert list(listed(steg, "workplace")) == [
        *("Björkskolan", "Hemliga huset", "Snickeriet", "Solgårdn")
    ]
    code, out, err = steg("workplace", "remove", "Snickeriet", ASKED, "--format", "json")
    answer = json.loads(out)
    assert (code, answer["command"], answer["result"]["workplace"], err) == (
        *(0, "workplace remove", "Snickeriet", ""),
    )


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (ADD_SOLGARDN, "workplace called Solgården"),
        (("cohort", "add", "Pilto 2016"), "cohort called Pilot 2016"),
        (("sector", "add", "Vård och omsrog"), "sector called Vård och omsorg"),
        (("municipality", "add", "Mariested"), "municipality called Mariestad"),
    ],
)
def test_a_name_that_may_be_a_slip_is_asked_about_before_it_is_saved(
    steg: Steg, at_terminal: AtTerminal, dump: Dump, words: tuple[str, ...], near: str
) -> None:
    before, name = dump(), words[2]
    told = f"There is already a {near}. Is {name} "
    for more in ((), ("--dry-run",)):
        assert steg(*words, *more) == (
            1,
            "",
            f"Error: {told}a slip of the hand?\nIf it is another one, add --yes.\n",
        )
    terminal = at_terminal(*words)
    terminal.answer(f"{told}another one?", "n\n")
    code, shown = terminal.finish()
    assert (code, shown.splitlines()[-1]) == (1, "Nothing was changed.")
    assert dump() == before
    assert steg(*words, "--yes", "--dry-run")[0] == 0
    terminal = at_terminal(*words)
    terminal.answer(f"{told}another one?", "y\n")
    assert terminal.finish()[0] == 0
    assert name in steg(words[0], "list")[1]


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (("workplace", "edit", "Björkskolan"), "Solgårdn"),
        (("cohort", "edit", "STEG"), "Pilto 2016"),
        (("sector", "edit", "Barn och utbildning"), "Vård och omsrog"),
        (("municipality", "edit", "Tibro"), "Mariested"),
    ],
)
def test_a_new_name_that_may_be_a_slip_is_asked_about_too(
    steg: Steg, dump: Dump, words: tuple[str, ...], near: str
) -> None:
    before = dump()
    code, _, err = steg(*words, "--name", near)
    assert (code, f"Is {near} a slip of the hand?" in err, dump()) == (1, True, before)
    assert steg(*words, "--name", near, "--yes")[0] == 0
    assert steg(words[0], "edit", near, "--name", f"{near}n")[0] == (0 if near[-1] != "n" else 1)


def test_numbers_tell_names_apart_without_a_question(steg: Steg) -> None:
    for name in ("HT 2025", "HT 2026", "VT 2026"):
        assert steg("cohort", "add", name)[0] == 0
    code, _, err = steg("cohort", "add", "vt-2026")
    assert (code, "There is already a cohort called VT 2026." in err) == (1, True)
