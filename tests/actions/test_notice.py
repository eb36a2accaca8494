"""Notice is recorded, told of where it comes late, corrected, outdated by an extension, undone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from steg_cli.actions.amend import amend
from steg_cli.actions.extend import extend
from steg_cli.actions.notice import Noticed, notice
from steg_cli.actions.results import NOTHING_CHANGED
from steg_cli.actions.undo import reverse_last
from steg_cli.register.file import Register
from steg_cli.register.people import load_person

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import Do, OnStep, Told

D = date.fromisoformat
TODAY = D("2024-05-10")
ANNA = Noticed(
    reference="S-0001",
    name="Anna Andersson",
    protected=False,
    step="serviceassistent",
    planned_last_day=D("2024-05-31"),
    notice_given=D("2024-05-02"),
    union_notified=None,
)
NEW_ONE = "The plan is 2024-08-31 now: that needs a new one."


def notice_of(register: Register) -> tuple[date | None, ...]:
    stay = load_person(register, 1).stays[-1]
    return stay.notice_of, stay.notice_given, stay.union_notified


def test_notice_is_recorded_and_taken_back(do: Do, on_step: OnStep, register: Register) -> None:
    on_step("serviceassistent")
    done = do(notice, "anna", TODAY, given=D("2024-05-02"))

    assert (done.command, done.result) == ("notice", ANNA)
    assert [str(one) for one in done.notes] == [
        "Notice helps by 2024-04-30; this one came later. HR decides what follows."
    ]
    assert notice_of(register) == (D("2024-05-31"), D("2024-05-02"), None)
    (summary,) = register.execute("SELECT summary FROM change WHERE command = 'notice'").fetchone()
    assert summary == "S-0001 2024-05-31"
    reverse_last(register, "undo", TODAY)
    assert notice_of(register) == (None, None, None)


def test_a_protected_person_is_not_named(do: Do, on_step: OnStep) -> None:
    on_step("serviceassistent", protected=True)
    result = do(notice, "1", TODAY, given=D("2024-04-30")).result
    assert (result.name, result.protected) == (None, True)


def test_the_same_again_changes_nothing(on_step: OnStep, register: Register) -> None:
    on_step("serviceassistent")
    notice(register, "1", TODAY, given=D("2024-05-02"))
    again = notice(register, "1", TODAY, given=D("2024-05-02"))

    assert (again.change, [one.message for one in again.notes]) == (None, [NOTHING_CHANGED])


def test_what_is_refused_changes_nothing(refuses: Refuses, on_step: OnStep) -> None:
    on_step("serviceassistent")
    assert refuses(notice, "1", TODAY, given=D("2024-05-11"))[0] == (
        "Notice of a period's end cannot be from 2024-05-11, which is still to come."
    )
    assert refuses(notice, "1", TODAY, union=TODAY)[0] == (
        "No notice is recorded of 2024-05-31, so the union cannot have been told of it."
    )


def test_an_extension_says_that_a_new_notice_is_needed(
    do: Do, on_step: OnStep, register: Register, told: Told
) -> None:
    on_step("serviceassistent")
    notice(register, "1", TODAY, given=D("2024-04-30"), union=D("2024-04-29"))

    assert told(do(extend, "1", TODAY, months=3).notes) == [
        f"Notice of 2024-05-31 was given on 2024-04-30. {NEW_ONE}"
    ]
    assert notice_of(register) == (D("2024-05-31"), D("2024-04-30"), D("2024-04-29"))
    do(notice, "1", TODAY, given=TODAY)
    assert notice_of(register) == (D("2024-08-31"), TODAY, None)


def test_a_correction_tells_and_takes_a_notice_away_whole(
    do: Do, refuses: Refuses, on_step: OnStep, register: Register, told: Told
) -> None:
    on_step("serviceassistent")
    do(amend, "1", "stay.2.notice-given", "2024-04-30", TODAY)
    do(amend, "1", "stay.2.union-notified", "2024-04-29", TODAY)
    assert notice_of(register) == (D("2024-05-31"), D("2024-04-30"), D("2024-04-29"))
    changed = do(amend, "1", "stay.2.planned-last-day", "2024-08-31", TODAY)
    assert told(changed.notes) == [f"Notice of 2024-05-31 was given on 2024-04-30. {NEW_ONE}"]
    do(amend, "1", "stay.2.notice-given", "", TODAY)
    assert notice_of(register) == (None, None, None)
    assert refuses(amend, "1", "stay.2.union-notified", "2024-04-29", TODAY)[0] == (
        "There is no day on which notice was given, so nothing else of it can be recorded."
    )
    assert refuses(amend, "1", "stay.1.notice-given", "2022-04-29", TODAY)[0] == (
        "kartlaggning is no employment, so no notice is given of its end."
    )
