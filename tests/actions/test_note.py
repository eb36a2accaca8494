"""steg note: shown by show and list --notes, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from steg_cli.actions.amend import amend
from steg_cli.actions.note import note
from steg_cli.actions.results import Noted
from steg_cli.actions.undo import reverse_last
from steg_cli.output.picture import picture
from steg_cli.register.file import Register
from steg_cli.register.people import load_person
from steg_cli.reports.log import log
from steg_cli.reports.people import NotedPerson, people
from steg_cli.reports.way import way
from steg_cli.reports.whole import whole_register
from steg_cli.texts import texts

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import Do, Dump, OnStep

D = date.fromisoformat
TODAY = D("2024-01-15")
NOTE = "vill helst arbeta förmiddagar"


def notes_of(register: Register, *, include_protected: bool = False) -> list[str | None]:
    rows = people(register, TODAY, notes=True, include_protected=include_protected).rows
    return [row.notes for row in rows if isinstance(row, NotedPerson)]


def remarks(register: Register) -> list[str]:
    return [one.note for one in load_person(register, 1).remarks]


def test_notes_are_numbered_and_shown(register: Register, do: Do, on_step: OnStep) -> None:
    who = on_step("praktik")
    assert notes_of(register) == [None]
    assert do(note, who, f"  {NOTE} ", TODAY).result == Noted(
        "S-0001", 1, TODAY, NOTE, "Anna Andersson"
    )
    assert do(note, who, "ring i mars", D("2024-01-16")).result.number == 2
    assert notes_of(register) == [f"2024-01-15 {NOTE}; 2024-01-16 ring i mars"]
    theirs = [one.command for one in log(register, TODAY, who=who, limit=2).rows]
    assert theirs == ["note", "note"]
    found = way(register, who, TODAY)
    drawn = picture(found, texts("sv"), TODAY, width=80).splitlines()
    place = drawn.index("anteckningar")
    assert drawn[place + 1 : place + 3] == [
        f" 1  2024-01-15  {NOTE}",
        " 2  2024-01-16  ring i mars",
    ]


def test_a_note_is_corrected_and_taken_away(register: Register, do: Do, on_step: OnStep) -> None:
    who = on_step("praktik")
    do(note, who, "en", TODAY)
    do(note, who, "två", TODAY)
    do(amend, who, "note.1", "ett", TODAY)
    assert remarks(register) == ["ett", "två"]
    do(amend, who, "note.1", "", TODAY)
    assert remarks(register) == ["två"]
    for left in (["ett", "två"], ["en", "två"], ["en"], []):
        reverse_last(register, "undo", TODAY)
        assert remarks(register) == left


def test_a_note_that_cannot_be_kept_changes_nothing(
    register: Register, on_step: OnStep, refuses: Refuses, dump: Callable[[], Dump]
) -> None:
    who = on_step("praktik")
    note(register, who, "x" * 200, TODAY)
    assert refuses(note, who, "x" * 201, TODAY)[0] == (
        "The note is 201 letters long; at most 200 are kept."
    )
    assert refuses(note, who, f" {'x' * 200} ", TODAY)[0] == (
        "The same note is there already, of the same day."
    )
    assert refuses(note, who, " ", TODAY)[0] == "note: the text is missing."
    note(register, who, "x" * 200, D("2024-01-16"))
    assert remarks(register) == ["x" * 200] * 2


def test_nothing_but_show_and_the_list_tells_what_it_says(
    register: Register, do: Do, on_step: OnStep
) -> None:
    who = on_step("praktik")
    do(note, who, NOTE, TODAY)
    do(amend, who, "note.1", f"{NOTE}!", TODAY)
    assert NOTE not in repr(log(register, TODAY, include_protected=True).rows)
    assert NOTE not in repr(whole_register(register, TODAY, include_protected=True))
    assert NOTE in repr(whole_register(register, TODAY, include_notes=True))
    assert NOTE not in repr(people(register, TODAY).rows)


def test_of_a_protected_person_it_is_hidden(register: Register, do: Do, on_step: OnStep) -> None:
    who = on_step("praktik")
    amend(register, who, "protected", "yes", TODAY)
    assert do(note, who, NOTE, TODAY).result == Noted("S-0001", 1, TODAY, None, None)
    assert notes_of(register) == [None]
    assert notes_of(register, include_protected=True) == [f"2024-01-15 {NOTE}"]
    drawn = picture(way(register, who, TODAY), texts("en"), TODAY, width=80)
    assert drawn.splitlines()[-4:-2] == ["notes", " 1  2024-01-15  (protected)"]
    assert NOTE not in repr(whole_register(register, TODAY, include_notes=True))
