"""steg workplace: add, edit, list."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Dump, Steg

EKBACKEN = (
    *("workplace", "add", "Ekbacken", "--sector", "vård och omsorg", "--municipality", "Skövde"),
    *("--manager", "Lo Ek", "--manager-email", "lo.ek@example.se", "--places", "3"),
)


def test_a_workplace_is_added(steg: Steg) -> None:
    assert steg(*EKBACKEN) == (
        0,
        "workplace: Ekbacken\n"
        "sector: Vård och omsorg\n"
        "municipality: Skövde\n"
        "adapted: no\n"
        "manager: Lo Ek\n"
        "manager's e-mail: lo.ek@example.se\n"
        "places: 3\n",
        steg.undoable(18),
    )


def test_an_edit_answers_a_program(steg: Steg) -> None:
    steg(*EKBACKEN)
    code, out, err = steg(
        *("workplace", "edit", "ekbacken", "--name", "Eken", "--adapted", "--manager", ""),
        *("--places", "0", "--format", "json", "--include-protected"),
    )
    assert (code, err) == (0, "")
    assert list(json.loads(out).items()) == [
        ("steg", 1),
        ("command", "workplace edit"),
        ("change", 19),
        (
            "result",
            {
                "workplace": "Eken",
                "sector": "Vård och omsorg",
                "municipality": "Skövde",
                "adapted": True,
                "manager": None,
                "manager_email": "lo.ek@example.se",
                "places": 0,
                "open_until": None,
            },
        ),
    ]


def test_the_list(steg: Steg) -> None:
    assert steg("workplace", "list") == (
        0,
        "workplace      sector               municipality  adapted  manager  manager's e-mail"
        "  places  open until\n"
        "Björkskolan    Barn och utbildning  Skövde        no\n"
        "Hemliga huset  Vård och omsorg      Hjo           no\n"
        "Snickeriet     Arbetsmarknad        Skövde        yes\n"
        "Solgården      Vård och omsorg      Skövde        no\n",
        "",
    )


def test_the_list_answers_a_program_with_the_documented_keys(steg: Steg) -> None:
    code, out, err = steg("workplace", "list", "--format", "json")
    assert (code, err) == (0, "")
    envelope = json.loads(out)
    assert [envelope[key] for key in ("steg", "report", "as_of", "totals")] == [
        *(1, "workplace list", "2024-01-15", {"workplaces": 4})
    ]
    assert list(envelope["rows"][2].items()) == [
        ("workplace", "Snickeriet"),
        ("sector", "Arbetsmarknad"),
        ("municipality", "Skövde"),
        ("adapted", True),
        ("manager", None),
        ("manager_email", None),
        ("places", None),
        ("open_until", None),
    ]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("add", "X", "--sector", "Vård", "--municipality", "Hjo"), 1, "Did you mean Vård och"),
        (("add", "solgården", "--sector", "Arbetsmarknad", "--municipality", "Hjo"), 1, "already"),
        (("add", "X", "--municipality", "Hjo"), 2, "--sector is missing."),
        (("add", "X", "--sector", "Arbetsmarknad"), 2, "--municipality is missing."),
        (
            ("add", "X", "--sector", "Arbetsmarknad", "--municipality", ""),
            1,
            "municipality: the text is missing.",
        ),
        (("edit", "Solgårn", "--places", "3"), 1, "Did you mean Solgården?"),
        (("edit", "Solgården"), 1, "There is nothing to change."),
        (("edit", "Solgården", "--manager-email", "lo ek@example.se"), 1, "lo ek@example.se"),
        (("edit", "Solgården", "--manager-email", "a@b\nBcc: c@d"), 1, "is not an e-mail address"),
        (("edit", "Solgården", "--places", "1.5"), 2, "1.5 is not a whole number"),
        (("edit", "Solgården", "--adapted", "--include-protected"), 1, "Anna Alm (S-0001)"),
        (("edit", "Solgården", "--sector", "Sektor X"), 1, "There is no sector Sektor X."),
    ],
)
def test_what_cannot_be_is_refused(
    steg: Steg, dump: Dump, words: tuple[str, ...], code: int, said: str
) -> None:
    before = dump()
    done, out, err = steg("workplace", *words)
    assert (done, out) == (code, "")
    assert said in err
    assert dump() == before
