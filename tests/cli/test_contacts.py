"""steg contact: add, edit, list."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Dump, Steg

EVA = (
    *("contact", "add", "Eva  Holm", "--role", "enhetschef", "--organisation", "Vård och omsorg"),
    *("--email", "eva@kommun.example", "--project", "steg"),
)
SHOWN = {
    "contact": "Eva Holm",
    "role": "enhetschef",
    "organisation": "Vård och omsorg",
    "email": "eva@kommun.example",
    "project": "STEG",
}


def test_a_contact_is_added(steg: Steg, dump: Dump) -> None:
    lines = (
        "contact: Eva Holm\n"
        "role: enhetschef\n"
        "organisation: Vård och omsorg\n"
        "e-mail: eva@kommun.example\n"
        "project: STEG\n"
    )
    before = dump()
    assert steg(*EVA, "--dry-run") == (0, lines, steg.DRY)
    assert dump() == before
    assert steg(*EVA) == (0, lines, steg.undoable(18))
    assert steg("undo", "--yes")[0] == 0
    assert steg("contact", "list") == (0, "", "None.\n")


def test_an_edit_changes_what_is_named_and_clears_what_is_empty(steg: Steg) -> None:
    steg(*EVA)
    edit = ("contact", "edit", "eva holm", "--name", "Eva Ek", "--email", "", "--project", "")
    code, out, err = steg(*edit, "--role", "rektor", "--format", "json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "steg": 1,
        "command": "contact edit",
        "change": 19,
        "result": SHOWN | {"contact": "Eva Ek", "role": "rektor", "email": None, "project": None},
    }


def test_the_list_answers_a_program_with_the_documented_keys(steg: Steg) -> None:
    steg(*EVA)
    steg("contact", "add", "Bo Ek", "--role", "fack", "--organisation", "Kommunal")
    code, out, err = steg("contact", "list", "--format", "json")
    assert (code, err) == (0, "")
    answer = json.loads(out)
    assert (answer["report"], answer["totals"]) == ("contact list", {"contacts": 2})
    assert [list(row.items()) for row in answer["rows"]] == [
        [
            ("contact", "Bo Ek"),
            ("role", "fack"),
            ("organisation", "Kommunal"),
            ("email", None),
            ("project", None),
        ],
        list(SHOWN.items()),
    ]


def test_the_list_speaks_swedish(steg: Steg) -> None:
    steg(*EVA)
    assert steg("contact", "list", lang="sv")[1] == (
        "kontakt   roll        organisation     e-post              projekt\n"
        "Eva Holm  enhetschef  Vård och omsorg  eva@kommun.example  STEG\n"
    )


ROLE = ("--role", "fack", "--organisation", "Kommunal")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("add", "EVA HOLM", *ROLE), 1, "There is already a contact called Eva Holm."),
        (("add", "", *ROLE), 1, "name: the text is missing."),
        (("add", "X", "--role", "fack"), 2, "--organisation is missing."),
        (("add", "X", "--organisation", "Kommunal"), 2, "--role is missing."),
        (("add", "X", *ROLE, "--project", "STEK"), 1, "Did you mean STEG?"),
        (("add", "X", *ROLE, "--email", "eva@"), 1, "eva@ is not an e-mail address."),
        (("edit", "Eva Holm"), 1, "There is nothing to change."),
        (("edit", "Eva Holm", "--role", ""), 1, "role: the text is missing."),
        (("edit", "Eva Helm", "--role", "fack"), 1, "Did you mean Eva Holm?"),
        (("edit", "Bo", "--role", "fack"), 1, "steg contact list shows those there are."),
    ],
)
def test_what_cannot_be_is_refused(
    steg: Steg, dump: Dump, words: tuple[str, ...], code: int, said: str
) -> None:
    steg(*EVA)
    before = dump()
    done, out, err = steg("contact", *words)
    assert (done, out) == (code, "")
    assert said in err
    assert dump() == before
