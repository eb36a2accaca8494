"""Whole commands are taken back and brought in again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.amend import amend
from steg_cli.actions.convert import convert_people
from steg_cli.actions.enrol import Application, enrol
from steg_cli.actions.extend import extend
from steg_cli.actions.leave import leave
from steg_cli.actions.municipalities import add_municipality
from steg_cli.actions.place import place
from steg_cli.actions.results import Done, Reversed
from steg_cli.actions.surroundings import WORKPLACE, edit, set_setting
from steg_cli.actions.undo import next_reversal, reverse_last
from steg_cli.programme.errors import NotFound, Refused, StegError
from steg_cli.register.file import Register
from steg_cli.register.people import find_person
from steg_cli.reports.log import log

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import Do, Dump, EnrolSomebody, NumberOf, OnStep, Outside

D = date.fromisoformat
TODAY = date(2024, 1, 15)
AT = "2024-01-15T09:00:00Z"

LOG = ("change", "log_row", "sqlite_sequence")


def told(register: Register) -> dict[str, list[tuple[object, ...]]]:
    """Return every row but the log's, in no order: what a row is, not where it lies."""
    tables = [
        row[0]
        for row in register.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        if row[0] not in LOG
    ]
    return {t: sorted(map(tuple, register.execute(f"SELECT * FROM {t}")), key=repr) for t in tables}


def an_enrolment(register: Register, on_step: OnStep) -> None:
    on_step("praktik", "Bo Björk")


def a_leave(register: Register, on_step: OnStep) -> None:
    leave(register, "S-0001", TODAY, to="education", on=D("2024-01-10"))


def a_placement(register: Register, on_step: OnStep) -> None:
    place(register, "S-0001", "Björkskolan", TODAY)


def an_extension(register: Register, on_step: OnStep) -> None:
    extend(register, "S-0001", TODAY, months=6)


def a_conversion(register: Register, on_step: OnStep) -> None:
    convert_people(register, ["S-0001"], TODAY, weekends=True)


def a_correction(register: Register, on_step: OnStep) -> None:
    amend(register, "S-0001", "stay.2.first-day", "2023-05-15", TODAY)


def a_setting(register: Register, on_step: OnStep) -> None:
    set_setting(register, "remind.months", "4", TODAY)


@pytest.mark.parametrize(
    "command",
    [
        an_enrolment,
        a_leave,
        a_placement,
        an_extension,
        a_conversion,
        a_correction,
        a_setting,
    ],
)
def test_undo_gives_back_what_was_and_redo_what_came(
    register: Register, do: Do, on_step: OnStep, command: Callable[[Register, OnStep], None]
) -> None:
    on_step("serviceassistent", workplace="Solgården")
    before = told(register)
    command(register, on_step)
    after = told(register)
    assert after != before
    changes = 2 if command is an_enrolment else 1

    for _ in range(changes):
        do(reverse_last, "undo", TODAY)
    assert told(register) == before
    for _ in range(changes):
        do(reverse_last, "redo", TODAY)
    assert told(register) == after
    for _ in range(changes):
        do(reverse_last, "undo", TODAY)
    assert told(register) == before


def test_the_last_change_in_effect_is_the_next_to_be_undone(
    register: Register, do: Do, on_step: OnStep
) -> None:
    on_step("serviceassistent")
    extend(register, "S-0001", TODAY, months=6)
    extension = Reversed(7, "extend", "S-0001 serviceassistent 2024-05-31 > 2024-11-30", AT)
    step = Reversed(6, "advance", "S-0001 kartlaggning > serviceassistent 2023-06-01", AT)

    assert next_reversal(register, "undo") == extension
    assert do(reverse_last, "undo", TODAY, expected=7) == Done("undo", 8, extension)
    assert next_reversal(register, "undo") == step
    assert do(reverse_last, "undo", TODAY) == Done("undo", 9, step)
    assert next_reversal(register, "redo") == step
    assert do(reverse_last, "redo", TODAY, expected=6) == Done("redo", 10, step)
    assert do(reverse_last, "redo", TODAY) == Done("redo", 11, extension)
    assert next_reversal(register, "undo") == extension


def test_a_register_is_not_undone_away(register: Register, do: Do, refuses: Refuses) -> None:
    for workplace in ("Björkskolan", "Solgården", "Snickeriet"):
        assert do(reverse_last, "undo", TODAY).result.summary == workplace

    nothing = ("There is nothing to undo.", "steg log shows what was done.")
    assert refuses(reverse_last, "undo", TODAY) == nothing
    with pytest.raises(Refused) as caught:
        next_reversal(register, "undo")
    assert str(caught.value) == nothing[0]


def test_only_an_undo_can_be_redone(
    register: Register, do: Do, refuses: Refuses, on_step: OnStep
) -> None:
    nothing = (
        "There is nothing to redo: nothing was undone since the last change.",
        "steg log shows what was done.",
    )
    assert refuses(reverse_last, "redo", TODAY) == nothing

    on_step("serviceassistent")
    do(reverse_last, "undo", TODAY)
    do(place, "S-0001", "Snickeriet", TODAY)

    assert refuses(reverse_last, "redo", TODAY) == nothing
    assert next_reversal(register, "undo").command == "place"


def test_another_change_than_the_one_agreed_to_is_not_undone(
    register: Register, do: Do, refuses: Refuses, on_step: OnStep
) -> None:
    on_step("serviceassistent")
    agreed = next_reversal(register, "undo").reversed
    extend(register, "S-0001", TODAY, months=6)  # somebody else, meanwhile

    assert refuses(reverse_last, "undo", TODAY, expected=agreed) == (
        "Change 7 came in meanwhile, so nothing was reversed.",
        "Look at steg log and decide again.",
    )
    do(reverse_last, "undo", TODAY)
    assert refuses(reverse_last, "redo", TODAY, expected=agreed)[0] == (
        "Change 7 came in meanwhile, so nothing was reversed."
    )


def test_a_row_altered_behind_the_log_is_not_overwritten(
    register: Register, refuses: Refuses, on_step: OnStep, dump: Callable[[], Dump]
) -> None:
    on_step("serviceassistent")
    extend(register, "S-0001", TODAY, months=6)
    register.execute("DROP TRIGGER stay_update_log")
    register.execute("UPDATE stay SET planned_last_day = '2025-01-31' WHERE id = 2")

    assert refuses(reverse_last, "undo", TODAY) == (
        "Change 7 cannot be reversed: stay 2 was altered since.",
        "steg log shows what came after it.",
    )


def test_an_edit_from_outside_is_undone_like_a_command(
    register: Register, do: Do, on_step: OnStep
) -> None:
    on_step("serviceassistent")
    before = told(register)
    register.execute("UPDATE participant SET name = 'Någon annan' WHERE id = 1")

    done = do(reverse_last, "undo", TODAY)

    assert (done.result.command, done.result.summary) == ("outside", "participant 1")
    assert told(register) == before


# An older change


def numbers(register: Register, what: Literal["undo", "redo"]) -> int:
    return next_reversal(register, what).reversed


def test_an_older_change_is_taken_back_alone_and_brought_back(
    register: Register, do: Do, on_step: OnStep
) -> None:
    on_step("serviceassistent", workplace="Solgården")
    on_step("praktik", "Bo Björk")
    extend(register, "S-0001", TODAY, months=6)
    extension = numbers(register, "undo")
    before = told(register)
    amend(register, "S-0002", "name", "Bo Berg", TODAY)
    set_setting(register, "remind.months", "4", TODAY)
    after = told(register)

    done = do(reverse_last, "undo", TODAY, older=extension)

    assert (done.result.reversed, done.result.command) == (extension, "extend")
    assert told(register)["extension"] == []
    assert told(register)["setting"] == after["setting"] != before["setting"]
    assert {row.change: row.undone for row in log(register, TODAY).rows if row.undone} == {
        extension: True
    }
    assert numbers(register, "undo") == extension + 2
    do(reverse_last, "redo", TODAY)
    assert told(register) == after
    assert numbers(register, "undo") == extension  # what was brought back last


def a_step(register: Register) -> None:
    advance(register, "S-0001", TODAY, to="praktik", on=D("2023-06-01"), exception="bedömd")


def a_place(register: Register) -> None:
    place(register, "S-0001", "Solgården", TODAY, first=D("2023-07-01"))


def a_leaving(register: Register) -> None:
    leave(register, "S-0001", TODAY, to="education", on=D("2023-12-31"))


def another_time(register: Register) -> None:
    person = find_person(register, "S-0001", TODAY)
    about = Application(
        person.participant.identity, "Anna Andersson", "STEG", "Skövde", "unemployed", TODAY
    )
    enrol(register, replace(about, long_term_unemployed=True), TODAY)


def a_municipality(register: Register) -> None:
    add_municipality(register, "Falköping", TODAY)


def a_life_there(register: Register) -> None:
    amend(register, "S-0001", "municipality", "Falköping", TODAY)


def a_name(register: Register) -> None:
    amend(register, "S-0001", "name", "Anna Alm", TODAY)


def another_name(register: Register) -> None:
    amend(register, "S-0001", "name", "Anna Ek", TODAY)


@pytest.mark.parametrize(
    ("first", "then", "what"),
    [
        (a_name, another_name, "amend S-0001 name"),  # the same row
        (a_step, a_leaving, "leave S-0001 praktik > education 2023-12-31"),
        (None, a_step, "advance S-0001 kartlaggning > praktik 2023-06-01"),  # of an enrolment
        (a_municipality, a_life_there, "amend S-0001 municipality"),  # by its name
        (a_leaving, another_time, "enrol S-0001 kartlaggning 2024-01-15"),  # two open ones
    ],
)
def test_a_change_that_something_later_builds_on_is_not_taken_back(
    register: Register,
    refuses: Refuses,
    enrol_somebody: EnrolSomebody,
    first: Callable[[Register], None] | None,
    then: Callable[[Register], None],
    what: str,
) -> None:
    enrol_somebody(on=D("2023-01-10"))
    if first is not None:
        first(register)
    older = numbers(register, "undo")
    then(register)
    set_setting(register, "remind.months", "4", TODAY)

    assert refuses(reverse_last, "undo", TODAY, older=older) == (
        f"Change {older} cannot be taken back: change {older + 1} builds on it ({what}).",
        f"Take that one back first: steg undo {older + 1}",
    )
    reverse_last(register, "undo", TODAY, older=older + 1)
    reverse_last(register, "undo", TODAY, older=older)
    assert numbers(register, "undo") == older + 2


def test_the_first_of_several_that_build_on_a_change_is_named(
    register: Register, refuses: Refuses, on_step: OnStep
) -> None:
    on_step("praktik")
    place(register, "S-0001", "Björkskolan", TODAY)
    older = numbers(register, "undo")
    for percent in ("50", "75"):
        amend(register, "S-0001", "placement.1.percent", percent, TODAY)
    assert (
        f"change {older + 1} builds on it" in refuses(reverse_last, "undo", TODAY, older=older)[0]
    )


def test_a_number_that_comes_back_is_no_former_one(
    register: Register, on_step: OnStep, number_of: NumberOf, outside: Outside
) -> None:
    """An upgrade made it one, beside the change that replaced it."""
    old = number_of("19900101", "980")
    on_step("praktik", number=old)
    amend(register, "S-0001", "identity", number_of("19900101", "982"), TODAY)
    outside().execute(
        "DELETE FROM log_row WHERE id IN "
        "(SELECT id FROM change_row WHERE table_name = 'former_number')"
    )
    assert len(find_person(register, "S-0001", TODAY).former_numbers) == 1

    reverse_last(register, "undo", TODAY)

    person = find_person(register, "S-0001", TODAY)
    assert (person.participant.identity.number, person.former_numbers) == (old, ())


@pytest.mark.parametrize(
    ("protected", "problem"),
    [
        (
            False,
            "Anna Andersson (S-0001): Snickeriet is an adapted workplace; praktik takes place ",
        ),
        (True, "Something that is recorded contradicts this, and is not shown here."),
    ],
)
def test_a_way_that_would_not_hold_together_keeps_the_change(
    register: Register,
    refuses: Refuses,
    enrol_somebody: EnrolSomebody,
    protected: bool,
    problem: str,
) -> None:
    enrol_somebody(on=D("2023-01-10"), protected=protected)
    a_step(register)
    ordinary: dict[str, Any] = {"adapted": False}
    edit(register, WORKPLACE, "Snickeriet", ordinary, TODAY, include_protected=True)
    older = numbers(register, "undo")
    place(register, "S-0001", "Snickeriet", TODAY, first=D("2023-07-01"))

    asked: dict[str, Any] = {"older": older, "include_protected": True}
    sentence, hint = refuses(reverse_last, "undo", TODAY, **asked)

    assert sentence.startswith(f"Change {older} cannot be taken back: {problem}")
    assert hint == "steg log shows what came after it."
    assert ("Snickeriet" in sentence) is not protected


def test_two_changes_that_lean_on_each_other_stay_whole_by_turns(
    register: Register, refuses: Refuses, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody(on=D("2023-01-10"))
    a_step(register)
    advanced = numbers(register, "undo")
    place(register, "S-0001", "Solgården", TODAY, first=D("2023-07-01"))

    sentence, _ = refuses(reverse_last, "undo", TODAY, older=advanced)

    assert sentence == (
        f"Change {advanced} cannot be taken back: Anna Andersson (S-0001): Solgården is an "
        "ordinary workplace; kartlaggning takes place in AME's operations."
    )


def test_why_a_change_is_not_to_be_taken_back(
    register: Register, refuses: Refuses, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody()
    enrolled = numbers(register, "undo")
    set_setting(register, "remind.months", "4", TODAY)

    def why(change: int, kind: type[StegError] = Refused) -> tuple[str, ...]:
        return refuses(reverse_last, "undo", TODAY, older=change, kind=kind)

    done = "steg log shows what was done."
    assert why(1) == ("Change 1 made the register what it is and cannot be taken back.", done)
    assert why(99, NotFound) == (
        "There is no change 99 here.",
        "steg log shows those that there are.",
    )
    reverse_last(register, "undo", TODAY, older=enrolled)
    back = "steg redo brings it back."
    assert why(enrolled) == (f"Change {enrolled} is taken back already.", back)
    assert why(enrolled + 2) == (f"Change {enrolled + 2} only took back change {enrolled}.", back)
    reverse_last(register, "redo", TODAY)
    assert why(enrolled + 3) == (
        f"Change {enrolled + 3} only brought back change {enrolled}.",
        f"Take that one back: steg undo {enrolled}",
    )
    reverse_last(register, "undo", TODAY, older=enrolled)
    set_setting(register, "remind.months", "5", TODAY)
    assert why(enrolled) == (f"Change {enrolled} is taken back already.", done)
    later, earlier = (reverse_last(register, "undo", TODAY).result.reversed for _ in range(2))
    assert why(earlier)[1] == back
    assert why(later)[1] == done  # redo brings the other one
