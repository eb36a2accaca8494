"""What a list changes of somebody: theirs, and nothing that is another's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from steg_cli.importing.changes import differences
from steg_cli.register.people import load_person

if TYPE_CHECKING:
    from steg_cli.register.file import Register
    from tests.conftest import EnrolSomebody


def test_that_a_cohort_closes_is_no_difference_of_a_person(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody()
    before = load_person(register, 1)
    (enrolment,) = before.enrolments
    closing = replace(enrolment, cohort_open_until=date(2024, 3, 31))
    assert differences(before, before.with_(enrolment, closing)) == []
    assert (
        len(differences(before, before.with_(enrolment, replace(closing, consultant="Eva")))) == 1
    )
