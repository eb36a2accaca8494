"""Two cases of one person become one, with everything in them, and come apart again by undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.amend import amend
from steg_cli.actions.deadlines import add_deadline
from steg_cli.actions.follow_up import follow_up
from steg_cli.actions.leave import leave
from steg_cli.actions.merge import look, merge
from steg_cli.actions.place import place
from steg_cli.actions.results import Merged
from steg_cli.actions.undo import reverse_last
from steg_cli.programme.errors import Malformed, NotFound
from steg_cli.programme.people import FormerNumber
from steg_cli.register.file import Register
from steg_cli.register.outbox import ReminderKey, draft_to, fill, mark_begun, mark_sent, told_to
from steg_cli.register.people import load_person
from steg_cli.reports.log import log

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import Do, Dump, EnrolSomebody, NumberOf, OnStep, Outside, Told

D = date.fromisoformat
TODAY = date(2024, 1, 15)
BORN = "19800101"


@pytest.fixture
def twice(
    register: Register, enrol_somebody: EnrolSomebody, on_step: OnStep, number_of: NumberOf
) -> Register:
    """Sara Ek, registered twice with numbers of one birth date: S-0001 left, S-0002 is there now.

    S-0001 was on the steps until 2023-08-31 and followed up; S-0002 began on 2023-10-01.
    """
    on_step("praktik", "Sara Ek", number=number_of(BORN, "980"), workplace="Solgården")
    leave(register, "S-0001", TODAY, to="other", on=D("2023-08-31"))
    follow_up(register, "S-0001", TODAY, status="job-search", on=D("2024-01-10"))
    enrol_somebody("Sara Eek", number=number_of(BORN, "982"), on=D("2023-10-01"), cohort="STEG")
    place(register, "S-0002", "Snickeriet", TODAY, first=D("2023-11-01"))
    add_deadline(register, "S-0002", "läkarintyg", TODAY, day=D("2024-03-01"))
    return register


def kept(dump: Callable[[], Dump]) -> Dump:
    """Return every row but those of the log, and of backups, which no undo takes back."""
    logged = ("change", "log_row", "sqlite_sequence", "backup")
    return {table: rows for table, rows in dump().items() if table not in logged}


def test_everything_of_a_case_becomes_part_of_the_other_and_comes_apart_again(
    twice: Register, do: Do, dump: Callable[[], Dump], told: Told, outside: Outside
) -> None:
    file = outside()
    file.execute("INSERT INTO remark VALUES (7, 1, '2023-09-01', 'ring först')")
    file.execute("INSERT INTO remark VALUES (8, 2, '2024-01-02', 'har hund')")
    file.execute("INSERT INTO former_number VALUES (3, 1, 'other', 'X-17', '2022-01-01')")
    before, (old, new) = kept(dump), [load_person(twice, case) for case in (1, 2)]

    done = do(merge, "S-0001", "2", TODAY)

    assert done.result == Merged("S-0002", "Sara Eek", False, "S-0001", 2)
    assert told(done.notes) == ["The names differ: S-0002 keeps its own."]
    person = load_person(twice, 2)
    assert person.participant == new.participant
    assert person.enrolments == (*old.enrolments, *new.enrolments)  # with their ids
    assert person.remarks == (*old.remarks, *new.remarks)
    replaced = old.participant.identity
    assert person.former_numbers == (
        *old.former_numbers,
        FormerNumber(4, replaced.kind, replaced.number, TODAY),
    )
    assert dump()["former_case"] == [(1, 2, 1)]
    assert dump()["change"][-1][3:5] == ("merge", "S-0001 > S-0002")
    after = kept(dump)
    reverse_last(twice, "undo", TODAY)
    assert kept(dump) == before
    reverse_last(twice, "redo", TODAY)
    assert kept(dump) == after


def test_a_case_that_was_merged_into_goes_on_to_a_third(
    twice: Register, do: Do, enrol_somebody: EnrolSomebody, number_of: NumberOf, dump: Any
) -> None:
    enrol_somebody("Sara Ek", number=number_of(BORN, "984"), on=D("2021-01-01"))
    leave(twice, "S-0003", TODAY, to="other", on=D("2021-02-01"))
    do(merge, "S-0001", "S-0002", TODAY)
    do(merge, "S-0002", "S-0003", TODAY)
    assert dump()["former_case"] == [(1, 3, 1), (2, 3, 2)]
    assert len(load_person(twice, 3).enrolments) == 3
    assert len(load_person(twice, 3).former_numbers) == 2


def test_the_log_of_the_case_that_stays_has_that_of_the_other(twice: Register, do: Do) -> None:
    theirs = {
        one.change for who in ("1", "2") for one in log(twice, TODAY, who=who, limit=None).rows
    }
    done = do(merge, "S-0001", "S-0002", TODAY)
    found = log(twice, TODAY, who="2", limit=None).rows
    assert {one.change for one in found} == theirs | {done.change}
    assert "Sara Ek" in {field.after for one in found for field in one.fields or ()}


@pytest.mark.parametrize("protected", ["S-0001", "S-0002"])
def test_both_are_protected_if_one_is(twice: Register, do: Do, told: Told, protected: str) -> None:
    amend(twice, protected, "protected", "yes", TODAY)
    masked = look(twice, "1", "2", TODAY)
    assert [(one.name, one.number) for one in masked] == [(None, None)] * 2

    done = do(merge, "S-0001", "S-0002", TODAY)

    assert done.result == Merged("S-0002", None, True, "S-0001", 2)
    notes = ["The names differ: S-0002 keeps its own."]
    if protected == "S-0001":
        notes = ["S-0002 has a protected identity from now on, as S-0001 had.", *notes]
    assert told(done.notes) == notes
    assert load_person(twice, 2).participant.protected
    shown = {
        value
        for one in log(twice, TODAY, who="2", limit=None).rows
        for field in one.fields or ()
        for value in (field.before, field.after)
    }
    assert not shown & {"Sara Ek", "Sara Eek", "Solgården", "Snickeriet", "Skövde"}


def test_what_was_told_of_an_end_is_not_told_again(twice: Register, do: Do) -> None:
    stay = load_person(twice, 2).enrolments[0].stays[0].id
    key = ReminderKey(2, "step", stay, D("2024-02-01"))
    with twice.transaction():
        mail, _ = draft_to(twice, "ame@skovde.example", "skovde.example")
        fill(twice, mail, TODAY, "1 case", b"text", [key])
        mark_begun(twice, mail)
        mark_sent(twice, mail)
    do(merge, "S-0002", "S-0001", TODAY)
    assert told_to(twice, "ame@skovde.example", TODAY) == {(1, "step", stay, D("2024-02-01"))}


def test_cases_stay_one_while_something_is_in_an_enrolment_that_came_along(
    twice: Register, do: Do, refuses: Refuses
) -> None:
    change = do(merge, "S-0001", "S-0002", TODAY).change
    assert change is not None
    follow_up(twice, "S-0002", TODAY, status="employment", on=D("2024-01-12"))
    assert refuses(reverse_last, "undo", TODAY, older=change)[0] == (
        f"Change {change} cannot be taken back: change {change + 1} builds on it "
        "(follow-up S-0002 employment 2024-01-12)."
    )


# Refused


def test_enrolments_that_overlap_are_refused_with_what_sets_them_apart(
    register: Register, refuses: Refuses, enrol_somebody: EnrolSomebody, number_of: NumberOf
) -> None:
    for birth_number, on in (("980", "2022-01-01"), ("982", "2023-05-01"), ("984", "2022-01-01")):
        enrol_somebody("Sara Ek", number=number_of(BORN, birth_number), on=D(on))
    later = (
        "S-0001 is enrolled 2022-01-01 – …, and S-0002 2023-05-01 – …: the days overlap.",
        "If the enrolment of S-0002 is a mistake, take it back: steg log S-0002 shows its change, "
        "and steg undo NUMBER takes it back. Only if S-0001 had left by then, end that one: "
        "steg leave S-0001 --to other --on 2023-04-30",
    )
    assert refuses(merge, "S-0001", "S-0002", TODAY) == later
    assert refuses(merge, "S-0002", "S-0001", TODAY) == later
    assert refuses(merge, "S-0001", "S-0003", TODAY) == (
        "S-0001 is enrolled 2022-01-01 – …, and S-0003 2022-01-01 – …: the days overlap.",
        "Both begin on the same day. Correct the one that is wrong first: "
        "steg amend S-0001 enrolment.1.first-day DAY",
    )
    leave(register, "S-0001", TODAY, to="other", on=D("2023-05-01"))
    assert refuses(merge, "S-0001", "S-0002", TODAY) == (
        "S-0001 is enrolled 2022-01-01 – 2023-05-01, and S-0002 2023-05-01 – …: the days overlap.",
        "If the enrolment of S-0002 is a mistake, take it back: steg log S-0002 shows its change, "
        "and steg undo NUMBER takes it back. Only if S-0001 had left by then, correct that: "
        "steg amend S-0001 enrolment.1.last-day 2023-04-30",
    )
    enrol_somebody("Sara Ek", number=number_of(BORN, "986"), on=D("2021-01-01"))
    leave(register, "S-0004", TODAY, to="other", on=D("2021-02-01"))
    merge(register, "S-0004", "S-0001", TODAY)
    assert refuses(merge, "S-0001", "S-0002", TODAY)[1] == (
        "If the enrolment of S-0002 is a mistake, take it back: steg log S-0002 shows its change, "
        "and steg undo NUMBER takes it back. Only if S-0001 had left by then, correct that: "
        "steg amend S-0001 enrolment.2.last-day 2023-04-30"
    )


@pytest.mark.parametrize(
    ("born", "birth_number", "differ"),
    [
        ("19800102", "980", "birth date"),
        (BORN, "981", "sex"),
        ("19790101", "981", "birth date, sex"),
    ],
)
def test_two_people_are_not_made_one(
    twice: Register,
    refuses: Refuses,
    enrol_somebody: EnrolSomebody,
    number_of: NumberOf,
    born: str,
    birth_number: str,
    differ: str,
) -> None:
    enrol_somebody("Sara Ek", number=number_of(born, birth_number), on=D("2020-01-01"))
    assert refuses(merge, "S-0003", "S-0001", TODAY) == (
        f"S-0003 and S-0001 cannot be one person: they differ in {differ}.",
        "If they are, correct the number that is wrong first: steg amend S-0003 identity NUMBER",
    )


@pytest.mark.parametrize(
    ("case", "into", "notes"),
    [
        (
            *("S-0002", "S-0003"),
            [
                "The number of S-0002 is a personnummer, and S-0003 keeps its own. To change it: "
                "steg amend S-0003 identity NUMBER"
            ],
        ),
        ("S-0003", "S-0002", []),
    ],
)
def test_a_birth_date_that_is_not_established_may_be_the_other_one(
    twice: Register,
    do: Do,
    enrol_somebody: EnrolSomebody,
    number_of: NumberOf,
    told: Told,
    case: str,
    into: str,
    notes: list[str],
) -> None:
    """The names differ in case alone: that is no other name."""
    enrol_somebody("Sara eek", number=number_of("19800060", "980"), on=D("2020-01-01"))
    leave(twice, "S-0003", TODAY, to="other", on=D("2020-02-01"))
    assert told(do(merge, case, into, TODAY).notes) == notes


@pytest.mark.parametrize("protected", [False, True])
def test_what_breaks_a_rule_once_they_are_one_is_refused(
    register: Register,
    refuses: Refuses,
    on_step: OnStep,
    number_of: NumberOf,
    outside: Outside,
    protected: bool,
) -> None:
    on_step(
        *("serviceassistent", "Sara Ek"),
        number=number_of(BORN, "980"),
        since=D("2021-04-01"),
        months=24,
        workplace="Solgården",
    )
    leave(register, "S-0001", TODAY, to="other", on=D("2023-03-31"))
    on_step(
        *("serviceassistent", "Sara Ek"),
        number=number_of(BORN, "982"),
        months=12,
        workplace="Solgården",
        protected=protected,
    )
    amend(register, "S-0002", "stay.1.first-day", "2023-05-01", TODAY)
    amend(register, "S-0002", "stay.2.exception", "bedömd", TODAY)
    outside().execute("UPDATE stay SET exception = NULL WHERE exception = 'bedömd'")
    who = "S-0002" if protected else "Sara Ek (S-0002)"
    assert refuses(merge, "S-0001", "S-0002", TODAY) == (
        f"{who}: No period can begin on 2023-06-01: 24 months are used already, of 24 in all.",
        "Correct what is recorded of them first: steg show S-0001, steg show S-0002",
    )


@pytest.mark.parametrize(
    ("case", "into", "kind", "told"),
    [
        ("S-0001", "1", None, "Both are S-0001 already."),
        ("Sara Ek", "S-0002", Malformed, "Sara Ek is not a case reference."),
        ("S-0001", "19800101-9828", Malformed, "19800101-9828 is not a case reference."),
        ("S-0001", "", Malformed, " is not a case reference."),
        ("S-0001", "S-0099", NotFound, "S-0099 is not in the register."),
        ("S-0099", "S-0001", NotFound, "S-0099 is not in the register."),
    ],
)
def test_only_two_case_references_are_taken(
    twice: Register, refuses: Refuses, case: str, into: str, kind: Any, told: str
) -> None:
    how = {} if kind is None else {"kind": kind}
    assert refuses(merge, case, into, TODAY, **how)[0] == told
