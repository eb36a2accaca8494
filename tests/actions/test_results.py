"""What an action returns: where somebody stands at the end of what is recorded."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from steg_cli.actions.advance import advance
from steg_cli.actions.convert import convert_people
from steg_cli.actions.extend import extend
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.actions.results import Done, Standing, Standings, standing_of
from steg_cli.actions.surroundings import WORKPLACE, add
from steg_cli.programme.errors import note
from steg_cli.register.file import Register
from steg_cli.register.people import load_person

if TYPE_CHECKING:
    from tests.conftest import Do, OnStep

D = date.fromisoformat
TODAY = date(2024, 1, 15)


def test_a_done_command_can_show_its_result_in_another_form() -> None:
    notes = (note("It rains."),)

    assert Done("leave", 7, "a result", notes).showing(12) == Done("leave", 7, 12, notes)


def test_a_command_tells_the_workplace_of_its_day_and_of_no_later_placement(
    register: Register, do: Do, on_step: OnStep
) -> None:
    who = on_step("praktik", since=D("2023-06-01"), workplace="Björkskolan")
    do(place, who, "Solgården", TODAY, first=D("2024-01-20"), last=D("2024-02-20"))

    def told(verb: Any, *values: Any, **options: Any) -> str | None:
        result = do(verb, *values, TODAY, **options).result
        assert isinstance(result, Standing | Standings)
        return (result.people[0] if isinstance(result, Standings) else result).workplace

    assert told(advance, who, to="utbildningspraktik", on=D("2024-01-10")) == "Björkskolan"
    service = {"to": "serviceassistent", "on": D("2024-01-25")}
    assert told(advance, who, **service) == "Solgården"
    assert told(extend, who, months=1) == "Solgården"  # it is still to begin
    assert told(leave, who, to="other", on=D("2024-03-01")) == "Björkskolan"

    about = {"sector": "Vård och omsorg", "municipality": "Skövde"}
    add(register, WORKPLACE, "Ekbacken", about, TODAY)
    other = on_step("serviceassistent", workplace="Solgården")
    do(place, other, "Ekbacken", TODAY, first=D("2024-01-10"), last=D("2024-06-29"))
    assert told(convert_people, [other], on=D("2024-02-01")) == "Ekbacken"  # not as it resumes


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

    assert standing_of(anna, {}, D("2024-03-01")).workplace == "Solgården, Björkskolan"
    assert standing_of(anna, {}, D("2023-07-31")).workplace == "Solgården"
    assert standing_of(anna, {}, D("2024-02-01")).workplace == "Biblioteket"
    assert standing_of(anna, {}, D("2023-06-30")).workplace is None


def test_who_left_stands_where_the_last_step_was(register: Register, on_step: OnStep) -> None:
    on_step("praktik", workplace="Solgården")
    leave(register, "S-0001", TODAY, to="education")

    left = standing_of(load_person(register, 1), {}, TODAY)

    assert (left.last_day, left.left_to, left.workplace) == (TODAY, "education", "Solgården")
