"""steg move: where somebody lives from a day on, as it is asked for any day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.amend import amend
from steg_cli.actions.move import move
from steg_cli.actions.municipalities import edit_municipality
from steg_cli.actions.results import MovedTo
from steg_cli.actions.undo import reverse_last
from steg_cli.output.picture import picture
from steg_cli.programme.errors import NotFound
from steg_cli.register.file import Register
from steg_cli.reports.log import log
from steg_cli.reports.people import people, people_by_end
from steg_cli.reports.way import way
from steg_cli.texts import texts

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import Do, Dump, OnStep, Told

D = date.fromisoformat
TODAY = D("2024-01-15")


def lives_in(register: Register, day: str, *, include_protected: bool = False) -> list[str | None]:
    found = people(register, D(day), include_protected=include_protected)
    return [row.municipality for row in found.rows]


def test_past_days_are_answered_as_they_were(register: Register, do: Do, on_step: OnStep) -> None:
    who = on_step("serviceassistent")  # until 2024-05-31
    done = do(move, who, "mariestad", TODAY, on=D("2024-01-10"))
    assert done.result == MovedTo(
        "S-0001", "Skövde", "Mariestad", D("2024-01-10"), "Anna Andersson"
    )
    assert [lives_in(register, day) for day in ("2024-01-09", "2024-01-10")] == [
        ["Skövde"],
        ["Mariestad"],
    ]
    for day, name in (("2024-01-09", "Skövde"), ("2024-01-10", "Mariestad")):
        for municipality, found in (("Skövde", name == "Skövde"), ("Mariestad", name != "Skövde")):
            listed = people(register, D(day), municipality=municipality).rows
            ends = people_by_end(register, D(day), within=12, municipality=municipality).rows
            assert [row.municipality for row in listed] == [name] * found
            assert {row.municipality for row in ends} == ({name} if found else set())
    assert way(register, who, D("2024-01-09")).shown.municipality == "Skövde"
    assert way(register, who, TODAY).shown.municipality == "Mariestad"
    view = register.execute("SELECT municipality FROM current_participant").fetchall()
    assert [row[0] for row in view] == ["Mariestad"]


def test_a_move_is_one_change_that_is_corrected_and_taken_back(
    register: Register, do: Do, on_step: OnStep, dump: Callable[[], Dump]
) -> None:
    who = on_step("praktik")
    before = dump()
    do(move, who, "Mariestad", TODAY, on=D("2024-01-10"))
    do(amend, who, "move.1.municipality", "Gullspång", TODAY)
    do(amend, who, "move.1.first-day", "2024-01-12", TODAY)
    assert [lives_in(register, day) for day in ("2024-01-11", "2024-01-12")] == [
        ["Skövde"],
        ["Gullspång"],
    ]
    do(amend, who, "move.1", "", TODAY)
    assert lives_in(register, "2024-01-12") == ["Skövde"]
    theirs = [one.command for one in log(register, TODAY, who=who, limit=4).rows]
    assert theirs == ["amend", "amend", "amend", "move"]
    for _ in range(4):
        reverse_last(register, "undo", TODAY)
    rows = ("participant", "enrolment", "residence")
    assert [dump()[table] for table in rows] == [before[table] for table in rows]


def test_a_municipality_that_is_called_otherwise_is_so_in_moves_too(
    register: Register, do: Do, on_step: OnStep
) -> None:
    do(move, on_step("praktik"), "Mariestad", TODAY, on=D("2024-01-10"))
    edit_municipality(register, "Mariestad", TODAY, new_name="Mariestads kommun")
    assert lives_in(register, "2024-01-12") == ["Mariestads kommun"]


def test_an_unknown_municipality_changes_nothing(
    register: Register, on_step: OnStep, refuses: Refuses
) -> None:
    who = on_step("praktik")
    with pytest.raises(NotFound, match="There is no municipality Marstad"):
        move(register, who, "Marstad", TODAY, on=TODAY)
    assert refuses(move, who, "Skövde", TODAY, on=TODAY)[0].startswith("Skövde is where the person")


def test_of_a_protected_person_nothing_tells_where(
    register: Register, do: Do, on_step: OnStep, told: Told
) -> None:
    who = on_step("praktik")
    amend(register, who, "protected", "yes", TODAY)
    do(move, who, "Mariestad", TODAY, on=D("2024-01-10"))
    done = do(move, who, "Gullspång", TODAY, on=D("2024-01-05"))
    assert (done.result, told(done.notes)) == (
        MovedTo("S-0001", None, None, D("2024-01-05"), None),
        [],
    )
    drawn = picture(way(register, who, TODAY), texts("en"), TODAY, width=80).splitlines()
    place = drawn.index("moves")
    assert drawn[place : place + 3] == [
        "moves",
        " 1  2024-01-05  (protected)",
        " 2  2024-01-10  (protected)",
    ]
    assert lives_in(register, "2024-01-12") == [None]
    assert lives_in(register, "2024-01-12", include_protected=True) == ["Mariestad"]
    latest = log(register, TODAY, limit=1).rows[0]
    assert latest.summary == "S-0001 2024-01-05"
    assert "Gullspång" not in repr(latest)
