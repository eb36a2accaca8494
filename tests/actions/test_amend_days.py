"""Days that move along, ends that are taken back, and steps that were a mistake."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.amend import amend
from steg_cli.actions.extend import extend
from steg_cli.actions.follow_up import follow_up
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.actions.surroundings import COHORT, add
from steg_cli.actions.undo import reverse_last
from steg_cli.register.file import Register
from steg_cli.register.people import load_person

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import OnStep, Told

D = date.fromisoformat
TODAY = date(2024, 1, 15)


@pytest.fixture
def anna(on_step: OnStep) -> str:
    """Serviceassistent at Solgården since 2023-06-01, planned to 2024-05-31."""
    return on_step("serviceassistent", workplace="Solgården")


def stays(register: Register) -> list[tuple[str, str, str | None]]:
    """Return each step of the person with its days."""
    return [
        (stay.step.code, str(stay.first_day), str(stay.last_day) if stay.last_day else None)
        for stay in load_person(register, 1).stays
    ]


def placements(register: Register) -> list[tuple[str, str, str | None]]:
    """Return each placement of the person with its days."""
    return [
        (one.workplace.name, str(one.first_day), str(one.last_day) if one.last_day else None)
        for one in load_person(register, 1).placements
    ]


def test_a_leave_found_wrong_after_other_work_is_taken_back(register: Register, anna: str) -> None:
    before = load_person(register, 1)
    leave(register, anna, TODAY, to="other", on=D("2024-01-10"), qualification=True)
    add(register, COHORT, "Senare", {}, TODAY)

    done = amend(register, anna, "last-day", "", TODAY)

    assert (done.result.before, done.result.after) == ("2024-01-10", None)
    assert load_person(register, 1) == before


def test_an_enrolment_that_was_followed_up_is_not_reopened(
    refuses: Refuses, register: Register, anna: str
) -> None:
    leave(register, anna, TODAY, to="other", on=D("2023-09-10"))
    follow_up(register, anna, TODAY, status="other")
    sentence = refuses(amend, anna, "last-day", "", TODAY)[0]
    assert sentence == "The follow-up on 2024-01-15 would come before the last day, -."


def test_the_planned_end_of_a_placement_is_taken_back(register: Register, anna: str) -> None:
    place(register, anna, "Solgården", TODAY, first=TODAY, last=D("2024-03-01"), percent=50)
    amend(register, anna, "placement.3", "", TODAY)  # which resumed after it
    amend(register, anna, "placement.2.last-day", "", TODAY)
    assert placements(register)[-1] == ("Solgården", "2024-01-15", None)


def test_a_step_begun_by_mistake_is_taken_away(register: Register, anna: str) -> None:
    before = stays(register)
    extend(register, anna, TODAY, months=6)
    advance(register, anna, TODAY, to="praktik", exception="fel rad")
    add(register, COHORT, "Senare", {}, TODAY)

    done = amend(register, anna, "stay.3", "", TODAY)

    assert (done.result.before, done.result.after) == ("praktik 2024-01-15", None)
    assert stays(register) == before


def moved_with_a_step(register: Register, anna: str) -> list[tuple[str, str, str | None]]:
    """Bring Anna to a step begun by mistake, at another workplace; return how it was before."""
    before = placements(register)
    exception = "fel rad"
    advance(register, anna, TODAY, to="praktik", workplace="Björkskolan", exception=exception)
    assert placements(register) != before
    return before


def test_a_step_taken_away_takes_the_placement_along_that_its_own_change_began(
    register: Register, told: Told, anna: str
) -> None:
    before = moved_with_a_step(register, anna)
    assert told(amend(register, anna, "stay.3", "", TODAY).notes) == [
        "The placement at Björkskolan from 2024-01-15 was taken away.",
        "The placement at Solgården goes on.",
    ]
    assert placements(register) == before


def test_so_it_does_when_the_step_came_again_and_moved(
    register: Register, told: Told, anna: str
) -> None:
    before = moved_with_a_step(register, anna)
    reverse_last(register, "undo", TODAY)
    reverse_last(register, "redo", TODAY)
    amend(register, anna, "stay.3.first-day", "2024-01-12", TODAY)
    assert len(told(amend(register, anna, "stay.3", "", TODAY).notes)) == 2
    assert placements(register) == before


def test_a_placement_altered_since_stays_and_how_to_take_it_away_is_told(
    register: Register, told: Told, anna: str
) -> None:
    moved_with_a_step(register, anna)
    amend(register, anna, "placement.2.percent", "50", TODAY)
    assert told(amend(register, anna, "stay.3", "", TODAY).notes) == [
        "The placement at Björkskolan from 2024-01-15 is still there. If that was a mistake, too: "
        'steg amend S-0001 placement.2 ""'
    ]
    assert placements(register) == [
        ("Solgården", "2023-06-01", "2024-01-14"),
        ("Björkskolan", "2024-01-15", None),
    ]


def test_a_placement_goes_on_that_ended_since_it_did_not_suit_the_step(
    register: Register, told: Told, anna: str
) -> None:
    before = placements(register)
    advance(register, anna, TODAY, to="arbetsprovning", exception="fel rad")
    assert placements(register) == [("Solgården", "2023-06-01", "2024-01-14")]
    assert told(amend(register, anna, "stay.3", "", TODAY).notes) == [
        "The placement at Solgården goes on."
    ]
    assert placements(register) == before


def test_nothing_goes_on_where_somebody_is_placed_since(
    register: Register, told: Told, anna: str
) -> None:
    moved_with_a_step(register, anna)
    place(register, anna, "Solgården", TODAY, first=D("2024-02-01"))
    notes = told(amend(register, anna, "stay.3", "", TODAY).notes)
    assert [one.partition(" is ")[2][:11] for one in notes] == ["still there"]
    assert [one[1:] for one in placements(register)] == [
        ("2023-06-01", "2024-01-14"),
        ("2024-01-15", "2024-01-31"),
        ("2024-02-01", None),
    ]


def test_a_period_taken_away_takes_its_extensions_along(register: Register, anna: str) -> None:
    extend(register, anna, TODAY, months=6)
    amend(register, anna, "placement.1", "", TODAY)
    amend(register, anna, "stay.2", "", TODAY)
    assert stays(register) == [("kartlaggning", "2021-03-01", None)]
    assert register.execute("SELECT count(*) FROM extension").fetchone()[0] == 0


def test_the_days_that_moved_along_are_told(register: Register, told: Told, anna: str) -> None:
    done = amend(register, anna, "stay.2.first-day", "2023-06-08", TODAY)
    assert told(done.notes) == [
        "stay.1.last-day moved along, from 2023-05-31 to 2023-06-07.",
        "stay.2.planned-last-day moved along, from 2024-05-31 to 2024-06-07.",
        "placement.1.first-day moved along, from 2023-06-01 to 2023-06-08.",
    ]


def test_an_extension_decided_before_the_corrected_first_day_is_told(
    register: Register, told: Told, anna: str
) -> None:
    extend(register, anna, D("2023-06-05"), months=6)

    done = amend(register, anna, "stay.2.first-day", "2023-06-08", TODAY)

    assert told(done.notes) == [
        "stay.1.last-day moved along, from 2023-05-31 to 2023-06-07.",
        "The extension decided on 2023-06-05 dates from before the period now; it is part of its "
        "first plan.",
        "stay.2.planned-last-day moved along, from 2024-11-30 to 2024-12-07.",
        "placement.1.first-day moved along, from 2023-06-01 to 2023-06-08.",
    ]
    stay = load_person(register, 1).stays[1]
    assert (stay.planned_last_day, stay.extensions) == (D("2024-12-07"), ())


def test_a_wrong_follow_up_is_taken_away_and_then_the_leave(register: Register, anna: str) -> None:
    before = load_person(register, 1)
    leave(register, anna, TODAY, to="other", on=D("2023-09-10"))
    follow_up(register, anna, TODAY, status="other")

    done = amend(register, anna, "follow-up.1", "", TODAY)
    amend(register, anna, "last-day", "", TODAY)

    assert done.result.before == "other 2024-01-15"
    assert load_person(register, 1) == before


def test_a_step_that_becomes_another_takes_what_belongs_to_it(
    register: Register, told: Told, anna: str
) -> None:
    extend(register, anna, TODAY, months=6)
    done = amend(register, anna, "stay.2.step", "praktik", TODAY)
    assert told(done.notes) == [f"The extension decided on {TODAY} was taken away with the period."]
    stay = load_person(register, 1).stays[1]
    assert (stay.step.code, stay.planned_last_day, stay.agreement) == ("praktik", None, None)
    done = amend(register, anna, "stay.2.step", "serviceassistent", TODAY)
    assert told(done.notes) == ["The period is planned to end on 2024-05-31."]
    stay = load_person(register, 1).stays[1]
    assert (stay.planned_last_day, stay.agreement) == (D("2024-05-31"), "BEA")
