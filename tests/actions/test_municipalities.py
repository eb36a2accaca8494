"""Municipalities renamed and put together: every enrolment and workplace, in one change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions import recording
from steg_cli.actions.amend import amend
from steg_cli.actions.leave import leave
from steg_cli.actions.municipalities import (
    add_municipality,
    edit_municipality,
    merge_municipality,
)
from steg_cli.actions.results import Done
from steg_cli.actions.undo import reverse_last
from steg_cli.register.file import Register
from steg_cli.register.people import load_person
from steg_cli.register.surroundings import Municipality

if TYPE_CHECKING:
    from tests.conftest import Do, Dump, EnrolSomebody, NumberOf, Told

TODAY = date(2024, 1, 15)


def lived_in(register: Register) -> list[list[str]]:
    """Return the municipalities of everybody's enrolments."""
    cases = register.execute("SELECT id FROM participant ORDER BY id").fetchall()
    people = [load_person(register, case) for (case,) in cases]
    return [[one.municipality for one in person.enrolments] for person in people]


@pytest.fixture
def five(
    register: Register,
    enrol_somebody: EnrolSomebody,
    number_of: NumberOf,
    monkeypatch: pytest.MonkeyPatch,
) -> Register:
    """Five people, more than are in memory together; the first one was enrolled twice."""
    monkeypatch.setattr(recording, "AT_ONCE", 2)
    for name in ("Hjo", "Hjo", "Tibro", "Hjo", "Hjo"):
        enrol_somebody(municipality=name, on=date(2021, 3, 1))
    leave(register, "S-0001", TODAY, to="other", on=date(2022, 3, 1))
    enrol_somebody(number=number_of("19800101"), municipality="Skövde")
    return register


RENAME: Callable[..., Done[Municipality]] = edit_municipality
MERGE: Callable[..., Done[Municipality]] = merge_municipality


@pytest.mark.parametrize(
    ("verb", "how", "result", "logged", "notes"),
    [
        (
            RENAME,
            {"new_name": "Hjo stad"},
            Municipality(5, "Hjo stad", {"STEG": 7}),
            ("municipality edit", ""),
            [],
        ),
        (
            MERGE,
            {"into": "TIBRO"},
            Municipality(7, "Tibro", {"STEG": 7}),
            ("municipality merge", ""),
            ["4 people come along from Hjo to Tibro."],
        ),
    ],
)
def test_everybody_comes_along_in_every_enrolment_and_back_again(
    five: Register,
    do: Do,
    dump: Callable[[], Dump],
    verb: Callable[..., Done[Municipality]],
    how: dict[str, str],
    result: Municipality,
    logged: tuple[str, str],
    notes: list[str],
    told: Told,
) -> None:
    edit_municipality(five, "Hjo", TODAY, plan=("STEG", 7))
    before = dump()

    done = do(verb, "hjo", TODAY, **how)

    assert (done.command, done.result, told(done.notes)) == (logged[0], result, notes)
    name = result.name
    assert lived_in(five) == [[name, "Skövde"], [name], ["Tibro"], [name], [name]]
    assert dump()["change"][-1][3:5] == logged
    reverse_last(five, "undo", TODAY)
    after = dump()
    same = ("enrolment", "workplace", "municipality", "municipality_plan")
    assert [sorted(after[table]) for table in same] == [sorted(before[table]) for table in same]
    reverse_last(five, "redo", TODAY)
    assert lived_in(five)[0] == [name, "Skövde"]


def test_a_change_that_moves_somebody_protected_names_no_municipality(
    five: Register, do: Do, dump: Callable[[], Dump]
) -> None:
    amend(five, "S-0005", "protected", "yes", TODAY)
    do(edit_municipality, "Hjo", TODAY, new_name="Hjo stad")
    do(merge_municipality, "Hjo stad", TODAY, into="Tibro")
    do(add_municipality, "Hjo", TODAY)
    assert [row[4] for row in dump()["change"][-3:]] == ["", "", "Hjo"]


def test_a_plan_is_set_anew_for_one_project(do: Do) -> None:
    assert do(add_municipality, " Habo ", TODAY, plan=("steg", 12)).result == Municipality(
        8, "Habo", {"STEG": 12}
    )
    for planned in (3, 0):
        done = do(edit_municipality, "habo", TODAY, plan=("STEG", planned))
        assert done.result == Municipality(8, "Habo", {"STEG": planned})
