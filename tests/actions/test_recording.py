"""What verbs do around their move: which problems they may not add, and what is worth knowing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.amend import amend
from steg_cli.actions.convert import convert_people
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.actions.recording import OF_THE_NAMED, OF_THEIRS, about, check_everybody, record
from steg_cli.actions.surroundings import WORKPLACE, edit
from steg_cli.programme.errors import NotFound, Refused
from steg_cli.programme.fields import HIDDEN
from steg_cli.register.file import Register
from steg_cli.register.people import load_person

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import Do, OnStep, Told

D = date.fromisoformat
TODAY = date(2024, 1, 15)


def spans(register: Register) -> list[tuple[str, str, str | None]]:
    return [
        (p.workplace.name, str(p.first_day), str(p.last_day) if p.last_day else None)
        for p in load_person(register, 1).placements
    ]


def test_an_unsuitable_placement_that_begins_with_the_next_step_is_dropped(
    register: Register, do: Do, told: Told, on_step: OnStep
) -> None:
    on_step("arbetsprovning")
    do(place, "S-0001", "Snickeriet", TODAY)

    done = do(advance, "S-0001", TODAY)

    assert done.result.workplace is None
    assert len(told(done.notes)) == 1
    assert spans(register) == []


def test_a_placement_planned_later_that_would_not_suit_the_step_is_taken_away_and_told(
    register: Register, do: Do, told: Told, on_step: OnStep
) -> None:
    on_step("arbetsprovning")
    do(place, "S-0001", "Snickeriet", TODAY, first=D("2024-06-01"))

    assert told(do(advance, "S-0001", TODAY).notes) == [
        "No workplace is recorded yet. Next: steg place S-0001 --from 2024-01-15",
        "Snickeriet does not suit praktik: the placement there from 2024-06-01 was taken away.",
    ]
    assert spans(register) == []


def test_a_problem_that_was_there_before_does_not_stop_other_corrections(
    register: Register, do: Do, refuses: Refuses, on_step: OnStep
) -> None:
    """As when a register was edited with another tool: each new problem is still refused."""
    on_step("serviceassistent", workplace="Solgården")
    register.execute("UPDATE enrolment SET status = 'other' WHERE id = 1")

    assert do(amend, "S-0001", "name", "Anna Björk", TODAY).result.after == "Anna Björk"
    assert do(advance, "S-0001", TODAY).result.step == "enhetsassistent"
    assert refuses(amend, "S-0001", "placement.1.workplace", "Björkskolan", TODAY)[0] == (
        "Björkskolan belongs to Barn och utbildning, which does not employ its own assistants."
    )


def test_recording_raises_what_is_new_and_returns_the_person_as_recorded(
    register: Register, on_step: OnStep
) -> None:
    on_step("serviceassistent", workplace="Solgården")
    before = load_person(register, 1)
    stay = before.stays[-1]
    assert record(register, before, before) == before

    broken = before.with_(stay, replace(stay, planned_last_day=D("2023-05-31")))
    problem = "The period would end on 2023-05-31, before its first day 2023-06-01."
    with pytest.raises(Refused, match=problem):
        record(register, before, broken)
    assert load_person(register, 1) == before
    with register.change("test", TODAY):
        assert record(register, broken, replace(broken)) == broken


def test_everybody_concerned_by_another_change_is_checked(
    register: Register, on_step: OnStep
) -> None:
    on_step("serviceassistent", workplace="Solgården")
    before = load_person(register, 1)
    register.execute("UPDATE stay SET exception = NULL WHERE id = 2")

    with pytest.raises(Refused) as caught:
        check_everybody(register, [before])
    assert str(caught.value) == (
        "Anna Andersson (S-0001): serviceassistent is not the next step: utredning is."
    )
    assert caught.value.hint == "Correct what is recorded first: steg show {reference}"
    check_everybody(register, [load_person(register, 1)])


def test_an_error_that_names_the_person_is_not_named_again(
    register: Register, on_step: OnStep
) -> None:
    on_step("serviceassistent")
    person = load_person(register, 1)
    protected = replace(person, participant=replace(person.participant, protected=True))
    named = Refused("{who} is here.", who="Anna")
    nameless = NotFound("There is no {what}.", "Look for {what}.", what="way")

    assert about(person, named) is named
    told = about(person, nameless)
    assert (type(told), str(told)) == (Refused, "Anna Andersson (S-0001): There is no way.")
    assert told.hint.format(**told.values) == "Look for way."
    assert str(about(protected, nameless)) == "S-0001: There is no way."


def test_a_workplace_that_becomes_too_full_is_told_by_advance_too(
    register: Register, do: Do, told: Told, on_step: OnStep
) -> None:
    edit(register, WORKPLACE, "Solgården", {"places": 1}, TODAY)
    on_step("serviceassistent", "Bo Björk", workplace="Solgården")
    on_step("utbildningspraktik")

    done = do(advance, "S-0002", TODAY, workplace="Solgården")

    assert told(done.notes) == ["Solgården has 1 place and now 2 people."]


@pytest.mark.parametrize(
    ("on", "notes"),
    [
        ("2025-01-15", []),
        ("2025-01-16", ["2025-01-16 is more than a year ahead. Is the year right?"]),
    ],
)
def test_a_day_more_than_a_year_ahead_is_asked_about(
    do: Do, told: Told, on_step: OnStep, on: str, notes: list[str]
) -> None:
    on_step("praktik", workplace="Solgården")
    on_step("praktik", "Bo Björk", workplace="Solgården")

    advanced = do(advance, "S-0001", TODAY, on=D(on))
    left = do(leave, "S-0002", TODAY, to="other", on=D(on))
    assert told(advanced.notes) == told(left.notes) == notes


def test_of_a_workplace_that_was_named_for_somebody_protected_it_is_said_that_it_is_that_one(
    register: Register, do: Do, on_step: OnStep
) -> None:
    on_step("serviceassistent", workplace="Björkskolan")
    do(amend, "S-0001", "protected", "yes", TODAY)

    with pytest.raises(Refused) as named:
        do(place, "S-0001", "snickeriet", TODAY)
    with pytest.raises(Refused) as where:
        do(convert_people, ["S-0001"], TODAY)

    assert (named.value.hint, named.value.values["workplace"]) == (OF_THE_NAMED, HIDDEN)
    assert (where.value.hint, where.value.values["workplace"], where.value.values["sector"]) == (
        OF_THEIRS,
        HIDDEN,
        HIDDEN,
    )
