"""steg deadline: added, done once, numbered for good, and never told in the log."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from steg_cli.actions.deadlines import add_deadline, finish_deadline
from steg_cli.actions.leave import leave
from steg_cli.actions.undo import reverse_last
from steg_cli.programme.errors import NotFound
from steg_cli.programme.people import Deadline
from steg_cli.register.file import Register
from steg_cli.register.people import load_person
from steg_cli.reports.log import log

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import Do, EnrolSomebody, Told

D = date.fromisoformat
TODAY = D("2024-01-15")
NUMBER = "19900101-9802"


def deadlines(register: Register) -> list[tuple[str, date, int, date | None]]:
    return [
        (one.text, one.day, one.lead, one.done_on) for one in load_person(register, 1).deadlines
    ]


def test_a_deadline_is_added_and_done(
    register: Register, do: Do, enrol_somebody: EnrolSomebody, told: Told
) -> None:
    who = enrol_somebody()

    added = do(add_deadline, who, "work permit", TODAY, day=D("2024-06-01"), lead=2)
    do(add_deadline, who, "a conversation", TODAY, day=D("2024-01-10"))
    assert (added.result.number, added.result.part) == (
        1,
        Deadline(0, "work permit", D("2024-06-01"), 2),
    )
    done = do(finish_deadline, who, 2, TODAY, on=D("2024-01-12"))
    assert (done.result.number, done.result.part.done_on) == (2, D("2024-01-12"))

    assert deadlines(register) == [
        ("work permit", D("2024-06-01"), 2, None),
        ("a conversation", D("2024-01-10"), 1, D("2024-01-12")),
    ]
    far = do(add_deadline, who, "x", TODAY, day=D("2025-06-01"))
    assert told(far.notes) == ["2025-06-01 is more than a year ahead. Is the year right?"]


def test_the_log_tells_no_text(register: Register, enrol_somebody: EnrolSomebody) -> None:
    who = enrol_somebody()
    add_deadline(register, who, "work permit", TODAY, day=D("2024-06-01"))
    finish_deadline(register, who, 1, TODAY)

    assert [f"{one.command} {one.summary}" for one in log(register, TODAY, limit=2).rows] == [
        "deadline done S-0001 1 2024-01-15",
        "deadline add S-0001 1 2024-06-01",
    ]


def test_numbers_go_on_in_the_next_enrolment(
    register: Register, do: Do, enrol_somebody: EnrolSomebody
) -> None:
    who = enrol_somebody(number=NUMBER, on=D("2023-01-02"))
    add_deadline(register, who, "first", TODAY, day=D("2024-06-01"))
    leave(register, who, TODAY, to="other", on=D("2024-01-10"))
    enrol_somebody(number=NUMBER, on=D("2024-01-12"))

    added = do(add_deadline, who, "second", TODAY, day=D("2024-05-01"))
    done = do(finish_deadline, who, 1, TODAY)

    assert (added.result.number, done.result.part.text) == (2, "first")


def test_each_is_one_change_that_is_taken_back(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    who = enrol_somebody()
    add_deadline(register, who, "x", TODAY, day=D("2024-06-01"))
    finish_deadline(register, who, 1, TODAY)

    reverse_last(register, "undo", TODAY)
    assert deadlines(register) == [("x", D("2024-06-01"), 1, None)]
    reverse_last(register, "undo", TODAY)
    assert deadlines(register) == []
    reverse_last(register, "redo", TODAY)
    assert deadlines(register) == [("x", D("2024-06-01"), 1, None)]


def test_what_is_refused_changes_nothing(
    register: Register, enrol_somebody: EnrolSomebody, refuses: Refuses
) -> None:
    who = enrol_somebody()
    add_deadline(register, who, "x", TODAY, day=D("2024-06-01"))
    finish_deadline(register, who, 1, TODAY)

    assert refuses(finish_deadline, who, 1, TODAY) == (
        "Deadline 1 of Anna Andersson (S-0001) was done on 2024-01-15 already.",
        "steg deadline list S-0001 shows what there is.",
    )
    assert refuses(finish_deadline, who, 2, TODAY, kind=NotFound)[0] == (
        "There is no number 2 (deadline); the last is 1."
    )
    assert refuses(add_deadline, who, "x" * 61, TODAY, day=TODAY)[0] == (
        "The deadline is 61 letters long; at most 60 are kept."
    )
