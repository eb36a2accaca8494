"""steg cohort: add, edit, list."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Dump, Steg

AUTUMN = (
    *("cohort", "add", "Höst 2024", "--planned", "20"),
    *("--from", "2024-09-01", "--until", "2025-08-31", "--project", "steg"),
)


def test_a_cohort_is_added(steg: Steg) -> None:
    assert steg(*AUTUMN) == (
        0,
        "cohort: Höst 2024\n"
        "planned: 20\n"
        "first day: 2024-09-01\n"
        "last day: 2025-08-31\n"
        "project: STEG\n",
        steg.undoable(18),
    )


def test_an_edit_changes_what_is_named_and_clears_what_is_empty(steg: Steg) -> None:
    steg(*AUTUMN)
    edit = ("cohort", "edit", "höst 2024", "--planned", "25", "--until", "", "--project", "")
    code, out, err = steg(*edit, "--format", "json")
    assert (code, err) == (0, "")
    assert list(json.loads(out).items()) == [
        ("steg", 1),
        ("command", "cohort edit"),
        ("change", 19),
        (
            "result",
            {
                "cohort": "Höst 2024",
                "planned": 25,
                "first_day": "2024-09-01",
                "last_day": None,
                "project": None,
                "open_until": None,
            },
        ),
    ]


def test_the_list_shows_the_earliest_first(steg: Steg) -> None:
    steg("cohort", "add", "Aldrig")
    assert steg("cohort", "list") == (
        0,
        "cohort      planned  first day   last day    project  open until\n"
        "Pilot 2016       25  2016-01-01  2016-12-31\n"
        "STEG            230  2019-04-01  2022-03-31  STEG\n"
        "Aldrig\n",
        "",
    )


def test_the_list_answers_a_program_with_the_documented_keys(steg: Steg) -> None:
    code, out, err = steg("cohort", "list", "--format", "json")
    assert (code, err) == (0, "")
    envelope = json.loads(out)
    assert list(envelope) == ["steg", "report", "as_of", "rows", "totals"]
    assert [envelope[key] for key in ("steg", "report", "as_of")] == [
        1,
        "cohort list",
        "2024-01-15",
    ]
    assert [list(row.items()) for row in envelope["rows"]] == [
        [
            ("cohort", "Pilot 2016"),
            ("planned", 25),
            ("first_day", "2016-01-01"),
            ("last_day", "2016-12-31"),
            ("project", None),
            ("open_until", None),
        ],
        [
            ("cohort", "STEG"),
            ("planned", 230),
            ("first_day", "2019-04-01"),
            ("last_day", "2022-03-31"),
            ("project", "STEG"),
            ("open_until", None),
        ],
    ]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("add", "steg"), 1, "There is already a cohort called STEG."),
        (("add", ""), 1, "name: the text is missing."),
        (("add", "X", "--project", "STEK"), 1, "Did you mean STEG?"),
        (("add", "X", "--planned", "-1"), 2, "-1 is not a whole number"),
        (("add", "X", "--planned", "många"), 2, "många is not a whole number"),
        (("add", "X", "--from", "2024-13-01"), 2, "2024-13-01 is not a day in the calendar."),
        (("edit", "STEG"), 1, "There is nothing to change."),
        (("edit", "STEG", "--name", "pilot 2016"), 1, "There is already a cohort called Pilot"),
        (("edit", "Pilot 2061", "--planned", "1"), 1, "Did you mean Pilot 2016?"),
        (("add",), 2, "NAME is missing."),
    ],
)
def test_what_cannot_be_is_refused(
    steg: Steg, dump: Dump, words: tuple[str, ...], code: int, said: str
) -> None:
    before = dump()
    done, out, err = steg("cohort", *words)
    assert (done, out) == (code, "")
    assert said in err
    assert dump() == before


@pytest.mark.parametrize(
    "words",
    [
        ("cohort", "add", "X", "--from", "2024-09-01", "--until", "2024-08-31"),
        ("cohort", "edit", "STEG", "--until", "2019-03-31"),
        ("project", "edit", "STEG", "--from", "2030-01-01"),
    ],
)
def test_days_out_of_order_are_refused_in_words_and_not_in_sql(
    steg: Steg, dump: Dump, words: tuple[str, ...]
) -> None:
    before = dump()
    code, out, err = steg(*words)
    assert (code, out) == (1, "")
    assert f"{words[2]} would end on" in err
    assert "CHECK" not in err
    assert dump() == before
