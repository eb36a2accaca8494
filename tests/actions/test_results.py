"""What an action returns: where somebody stands at the end of what is recorded."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from steg_cli.actions.advance import advance
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.actions.results import Done, standing_of
from steg_cli.actions.surroundings import WORKPLACE, add
from steg_cli.programme.errors import note
from steg_cli.register.file import Register
from steg_cli.register.people import load_person

if TYPE_CHECKING:
    from tests.conftest import OnStep

D = date.fromisoformat
TODAY = date(2024, 1, 15)


def test_a_done_command_can_show_its_result_in_another_form() -> None:
    notes = (note("It rains."),)

    assert Done("leave", 7, "a result", notes).showing(12) == Done("leave", 7, 12, notes)


def test_the_workplace_is_where_the_person_is_on_the_steps_first_day_or_later(
    register: Register, on_step: OnStep
) -> None:
    on_step("praktik", since=D("2023-06-01"))
    place(register, "S-0001", "Solgården", TODAY, first=D("2023-07-01"), last=D("2023-12-31"))
    assert standing_of(load_person(register, 1), {}).workplace == "Solgården"

    advance(register, "S-0001", TODAY, on=D("2023-12-31"))
    assert standing_of(load_person(register, 1), {}).workplace == "Solgården"

    advance(register, "S-0001", TODAY, on=D("2024-01-01"))
    assert standing_of(load_person(register, 1), {}).workplace is None


def test_of_several_workplaces_at_once_all_are_told(register: Register, on_step: OnStep) -> None:
    on_step("praktik", since=D("2023-06-01"))
    place(register, "S-0001", "Solgården", TODAY, first=D("2023-07-01"), percent=50)
    place(register, "S-0001", "Björkskolan", TODAY, first=D("2023-08-01"), beside=True)
    add(
        register,
        WORKPLACE,
        "Biblioteket",
        {"sector": "Barn och utbildning", "municipality": "Skövde"},
        TODAY,
    )
    place(register, "S-0001", "Biblioteket", TODAY, first=D("2024-02-01"), last=D("2024-02-29"))

    anna = load_person(register, 1)

    assert standing_of(anna, {}).workplace == "Solgården, Björkskolan"  # as it resumes
    assert standing_of(anna, {}, D("2023-07-31")).workplace == "Solgården"
    assert standing_of(anna, {}, D("2024-02-01")).workplace == "Biblioteket"
    assert standing_of(anna, {}, D("2023-06-30")).workplace is None


def test_who_left_stands_where_the_last_step_was(register: Register, on_step: OnStep) -> None:
    on_step("praktik", workplace="Solgården")
    leave(register, "S-0001", TODAY, to="education")

    left = standing_of(load_person(register, 1), {})

    assert (left.last_day, left.left_to, left.workplace) == (TODAY, "education", "Solgården")
