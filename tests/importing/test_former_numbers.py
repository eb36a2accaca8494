"""Numbers that were replaced: in lists that still have them, and as lists of their own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.amend import amend
from steg_cli.programme.people import FormerCase, FormerNumber
from steg_cli.register.file import Register
from steg_cli.register.people import find_case, load_person

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody, IdentityOf, NumberOf, Outside, Told
    from tests.importing.conftest import RowOf, TakeIn, WrongWith

TODAY = date(2024, 1, 15)
D = date.fromisoformat


@pytest.fixture
def sara(register: Register, enrol_somebody: EnrolSomebody, number_of: NumberOf) -> str:
    """Sara, whose samordningsnummer 19800160 was replaced by 19800101; Bo is S-0002."""
    enrol_somebody("Sara Ek", number=number_of("19800160"))
    amend(register, "1", "identity", number_of("19800101"), D("2024-01-10"))
    enrol_somebody("Bo Berg", number=number_of("19800202", "981"))
    return "S-0001"


@pytest.mark.usefixtures("sara")
def test_a_list_with_a_replaced_number_tells_of_the_person_and_keeps_the_present_one(
    register: Register, take_in: TakeIn, row: RowOf, identity: IdentityOf, told: Told
) -> None:
    before = load_person(register, 1)
    done = take_in(
        row(who=identity("19800160"), name="Sara Ek", education="tertiary"),
        row("deadlines", who=identity("19800160"), day="2024-06-01", text="intyg"),
        row("pauses", reference=1, who=identity("19800160"), first_day="2024-01-15", paid=True),
    )
    assert told(done.notes) == [
        "The list has a number that was replaced; the present one was kept: 1 person."
    ]
    after = load_person(register, 1)
    assert (after.participant, after.former_numbers) == (before.participant, before.former_numbers)
    assert len(after.deadlines) == len(after.pauses) == 1


def test_a_number_that_a_list_replaces_is_kept_as_a_former_one(
    register: Register,
    take_in: TakeIn,
    row: RowOf,
    enrol_somebody: EnrolSomebody,
    identity: IdentityOf,
    number_of: NumberOf,
) -> None:
    enrol_somebody("Sara Ek", number=number_of("19800160"))
    done = take_in(row(reference=1, who=identity(), name="Sara Ek"))
    assert [(one.kind, one.field) for one in done.result.changes] == [("people", "number")]
    assert load_person(register, 1).former_numbers == (
        FormerNumber(1, "samordningsnummer", number_of("19800160"), TODAY),
    )


@pytest.mark.usefixtures("sara")
def test_a_row_adds_a_former_number_or_corrects_its_day(
    register: Register, take_in: TakeIn, row: RowOf, number_of: NumberOf
) -> None:
    former = ("19800160", "19800303")
    days = ("2023-01-01", "2023-02-01")
    rows = [
        row("former-numbers", reference=1, former_number=number_of(number), replaced_on=day)
        for number, day in zip(former, days, strict=True)
    ]
    rows.append(row("former-numbers", reference=1, former_number="LMA 7", replaced_on=days[0]))
    take_in(*rows)
    assert load_person(register, 1).former_numbers == (
        FormerNumber(1, "samordningsnummer", number_of("19800160"), D("2023-01-01")),
        FormerNumber(2, "personnummer", number_of("19800303"), D("2023-02-01")),
        FormerNumber(3, "other", "LMA 7", D("2023-01-01")),
    )
    assert take_in(*rows).change is None


@pytest.mark.usefixtures("sara")
@pytest.mark.parametrize(
    ("born", "day", "wrong"),
    [
        ("19800101", "2024-01-01", "It is the number that counts now. | Correct the row."),
        ("19800303", "2024-01-16", "2024-01-16 is still to come. | Correct the day."),
    ],
)
def test_what_cannot_be_a_former_number_is_refused(
    wrong_with: WrongWith, row: RowOf, number_of: NumberOf, born: str, day: str, wrong: str
) -> None:
    one = row("former-numbers", reference=1, former_number=number_of(born), replaced_on=day)
    (line,) = wrong_with(one)
    assert line.endswith(wrong)


@pytest.mark.usefixtures("sara")
@pytest.mark.parametrize(("born", "kind"), [("19800202", "981"), ("19800160", "980")])
def test_a_former_number_that_is_or_was_another_s_is_refused(
    wrong_with: WrongWith, row: RowOf, number_of: NumberOf, born: str, kind: str
) -> None:
    case = 1 if kind == "981" else 2
    number = number_of(born, kind)
    (line,) = wrong_with(
        row("former-numbers", reference=case, former_number=number, replaced_on="2023-01-01")
    )
    assert line.endswith(
        "The former number is somebody else's, now or before. "
        "| Check the number, or leave the row out."
    )


@pytest.mark.usefixtures("sara")
def test_a_row_of_a_merged_case_is_about_the_person(
    register: Register, outside: Outside, take_in: TakeIn, row: RowOf
) -> None:
    outside().execute("INSERT INTO former_case VALUES (1, 1, 99)")
    take_in(row(reference=99, name="Sara Ek", education="tertiary"))
    assert load_person(register, 1).enrolments[0].education == "tertiary"


@pytest.mark.usefixtures("sara")
@pytest.mark.parametrize("case", [1, 2, 98])
def test_a_merged_case_that_is_a_case_of_its_own_or_another_s_is_refused(
    register: Register, outside: Outside, wrong_with: WrongWith, row: RowOf, case: int
) -> None:
    outside().execute("INSERT INTO former_case VALUES (1, 2, 98)")
    (line,) = wrong_with(
        row("former-cases", reference=1, former_case=case),
        row("former-cases", reference=2, former_case=98),
    )
    assert line.endswith(
        f"S-{case:04} is a case of its own here, or part of another one. | Leave the row out."
    )


@pytest.mark.usefixtures("sara")
def test_a_list_says_which_cases_became_one_and_the_next_case_takes_none_of_their_numbers(
    register: Register,
    take_in: TakeIn,
    row: RowOf,
    enrol_somebody: EnrolSomebody,
    number_of: NumberOf,
) -> None:
    rows = [row("former-cases", reference=1, former_case=case) for case in (97, 98)]
    take_in(*rows)
    assert load_person(register, 1).former_cases == (FormerCase(1, 97), FormerCase(2, 98))
    take_in(*rows)
    assert load_person(register, 1).former_cases == (FormerCase(1, 97), FormerCase(2, 98))
    assert find_case(register, "S-0098", TODAY) == 1
    enrol_somebody("Lo Lind", number=number_of("19810101"))
    assert load_person(register, 99).participant.name == "Lo Lind"


@pytest.mark.usefixtures("sara")
def test_a_merged_case_is_part_of_one_person_of_a_list(wrong_with: WrongWith, row: RowOf) -> None:
    (line,) = wrong_with(*(row("former-cases", reference=case, former_case=9) for case in (1, 2)))
    assert line.endswith(
        "S-0009 is a case of its own here, or part of another one. | Leave the row out."
    )
