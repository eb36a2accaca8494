"""steg sector: add, edit, list."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Dump, Steg


# Somebody is protected: S-0003.
EDIT = ("sector", "edit", "teknik", "--include-protected")


def test_a_sector_is_added_and_decides_to_employ_its_own(steg: Steg) -> None:
    assert steg("sector", "add", "Teknik") == (
        0,
        "sector: Teknik\n",
        steg.undoable(18),
    )
    assert steg(*EDIT, "--employs-from", "20250101") == (
        0,
        "sector: Teknik\nemploys its own from: 2025-01-01\n",
        steg.undoable(19),
    )


def test_an_edit_answers_a_program_and_an_empty_day_clears(steg: Steg) -> None:
    steg("sector", "add", "Teknik", "--employs-from", "2025-01-01")
    code, out, err = steg(*EDIT, "--employs-from", "", "--format", "json")
    assert (code, err) == (0, "")
    assert list(json.loads(out).items()) == [
        ("steg", 1),
        ("command", "sector edit"),
        ("change", 19),
        ("result", {"sector": "Teknik", "employs_from": None}),
    ]


def test_the_list(steg: Steg) -> None:
    assert steg("sector", "list") == (
        0,
        "sector               employs its own from\n"
        "Arbetsmarknad\n"
        "Barn och utbildning\n"
        "Vård och omsorg      2023-01-01\n",
        "",
    )


def test_the_list_answers_a_program(steg: Steg) -> None:
    code, out, err = steg("sector", "list", "--format", "json")
    assert (code, err) == (0, "")
    assert list(json.loads(out).items()) == [
        ("steg", 1),
        ("report", "sector list"),
        ("as_of", "2024-01-15"),
        (
            "rows",
            [
                {"sector": "Arbetsmarknad", "employs_from": None},
                {"sector": "Barn och utbildning", "employs_from": None},
                {"sector": "Vård och omsorg", "employs_from": "2023-01-01"},
            ],
        ),
        ("totals", {"sectors": 3}),
    ]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("add", "vård och OMSORG"), 1, "There is already a sector called Vård och omsorg."),
        (("edit", "Vård", "--name", "X"), 1, "Did you mean Vård och omsorg?"),
        (("edit", "Vård och omsorg"), 1, "There is nothing to change."),
        (("add", "X", "--employs-from", "snart"), 2, "snart is not written as a day."),
    ],
)
def test_what_cannot_be_is_refused(
    steg: Steg, dump: Dump, words: tuple[str, ...], code: int, said: str
) -> None:
    before = dump()
    done, out, err = steg("sector", *words)
    assert (done, out) == (code, "")
    assert said in err
    assert dump() == before
