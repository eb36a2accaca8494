"""What is due is found by index: no answer to it reads everybody, or all that they ever had."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from steg_cli.register.file import Register
from steg_cli.reports.chosen import Chosen
from steg_cli.reports.cohorts import cohort_status
from steg_cli.reports.costs import costs
from steg_cli.reports.digests import digests
from steg_cli.reports.expiries import expiries
from steg_cli.reports.people import people_by_end
from steg_cli.reports.today import today
from tests.plans import fill, scanned, statements, steps

TODAY = date(2024, 1, 15)
OF_PEOPLE = {
    *("participant", "enrolment", "stay", "placement", "support", "extension", "follow_up"),
    *("deadline", "residence"),
}


PEOPLE = """INSERT INTO participant (kind, number, sex, birth_year, name)
    SELECT 'other', 'Y-' || value, 'man', 1980, 'Person ' || value FROM json_each(:people)"""
NEW = """participant_id IN (SELECT id FROM participant
    WHERE number IN (SELECT 'Y-' || value FROM json_each(:people)))"""
# Of whom nothing is due, for each reason that there is.
NOTHING_DUE = {
    # They were employed with a support, placed, had a deadline and were extended, and have left
    # and been followed up.
    "long gone": (
        """INSERT INTO enrolment (participant_id, cohort_id, municipality, first_day, status,
                last_day, left_to)
            SELECT id, 1, 'Tibro', '2018-01-01', 'unemployed', '2019-12-31', 'other'
            FROM participant WHERE number IN (SELECT 'Y-' || value FROM json_each(:people))""",
        """INSERT INTO stay
                (enrolment_id, step_id, first_day, planned_last_day, last_day, closed_on)
            SELECT enrolment.id, step.id, '2018-01-01', '2019-12-31', '2019-12-31', '2019-12-01'
            FROM enrolment, step WHERE code = 'serviceassistent' AND {new}""",
        """INSERT INTO extension (stay_id, decided_on, old_last_day, new_last_day)
            SELECT id, '2018-12-01', '2018-12-31', '2019-12-31' FROM stay
            WHERE enrolment_id IN (SELECT id FROM enrolment WHERE {new})""",
        """INSERT INTO placement (enrolment_id, workplace_id, first_day, last_day)
            SELECT id, 1, '2018-01-01', '2019-12-31' FROM enrolment WHERE {new}""",
        """INSERT INTO support (enrolment_id, kind, first_day, last_day)
            SELECT id, 'lonebidrag', '2018-01-01', '2018-12-31' FROM enrolment WHERE {new}""",
        """INSERT INTO deadline (enrolment_id, text, day, lead, done_on)
            SELECT id, 'samtal', '2018-06-01', 1, '2018-05-01' FROM enrolment WHERE {new}""",
        """INSERT INTO follow_up (enrolment_id, day, status)
            SELECT id, '2020-06-30', 'other' FROM enrolment WHERE {new}""",
    ),
    # They are placed with an end far ahead, and one support follows the other.
    "on a step": (
        """INSERT INTO enrolment (participant_id, cohort_id, municipality, first_day, status)
            SELECT id, 1, 'Tibro', '2023-07-01', 'unemployed'
            FROM participant WHERE number IN (SELECT 'Y-' || value FROM json_each(:people))""",
        """INSERT INTO stay (enrolment_id, step_id, first_day)
            SELECT enrolment.id, step.id, '2023-07-01'
            FROM enrolment, step WHERE code = 'praktik' AND {new}""",
        """INSERT INTO placement (enrolment_id, workplace_id, first_day, last_day)
            SELECT id, 1, '2023-07-01', '2025-06-30' FROM enrolment WHERE {new}""",
        """INSERT INTO support (enrolment_id, kind, first_day, last_day)
            SELECT id, 'lonebidrag', '2023-07-01', '2023-10-31' FROM enrolment WHERE {new}""",
        """INSERT INTO support (enrolment_id, kind, first_day, last_day)
            SELECT id, 'lonebidrag', '2023-11-01', '2025-06-30' FROM enrolment WHERE {new}""",
    ),
    # They have left within the months in which a follow-up is asked for, and it was done.
    "followed up": (
        """INSERT INTO enrolment (participant_id, cohort_id, municipality, first_day, status,
                last_day, left_to)
            SELECT id, 1, 'Tibro', '2023-01-01', 'unemployed', '2023-06-30', 'other'
            FROM participant WHERE number IN (SELECT 'Y-' || value FROM json_each(:people))""",
        """INSERT INTO stay (enrolment_id, step_id, first_day, last_day, closed_on)
            SELECT enrolment.id, step.id, '2023-01-01', '2023-06-30', '2023-06-30'
            FROM enrolment, step WHERE code = 'kartlaggning' AND {new}""",
        """INSERT INTO follow_up (enrolment_id, day, status)
            SELECT id, '2023-12-30', 'other' FROM enrolment WHERE {new}""",
    ),
}


def bring_in(register: Register, statements: Sequence[str], people: range) -> None:
    """Bring in people with rows of these."""
    register.execute("BEGIN")
    for statement in (PEOPLE, *statements):
        register.execute(statement.format(new=NEW), {"people": f"{[*people]}"})
    register.execute("COMMIT")


def read_whole(register: Register, answer: Callable[[Register], object]) -> set[str]:
    """Return the tables of people's that a report reads whole."""
    with statements(register.connection) as found:
        answer(register)
    assert len(found) > 3
    return OF_PEOPLE & {table for one in found for table in scanned(register.connection, one)}


def on_a_past_day(register: Register) -> object:
    return expiries(register, date(2022, 12, 31))


DUE: list[Callable[[Register], object]] = [
    lambda register: expiries(register, TODAY),
    on_a_past_day,
    lambda register: expiries(register, TODAY, chosen=Chosen(workplace="Solgården")),
    lambda register: expiries(register, TODAY, chosen=Chosen("STEG", "Skövde", sex="man")),
    lambda register: today(register, TODAY),
    lambda register: people_by_end(register, TODAY, within=3),
    lambda register: people_by_end(register, TODAY, within=12, what=("support",)),
    lambda register: digests(register, TODAY),
    lambda register: costs(register, TODAY),
]


@pytest.mark.parametrize("answer", DUE)
def test_what_is_due_is_found_by_index(
    filled: Register, answer: Callable[[Register], object]
) -> None:
    fill(filled.connection, 50)
    assert read_whole(filled, answer) == set()


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (answer, why)
        for answer in DUE
        for why in NOTHING_DUE
        if (answer, why) != (on_a_past_day, "followed up")  # they were still to leave
    ],
)
def test_people_of_whom_nothing_is_due_cost_nothing(
    filled: Register, answer: Callable[[Register], object], why: str
) -> None:
    def counted() -> int:
        with steps(filled.connection) as count:
            answer(filled)
        return count.tens

    before = counted()
    bring_in(filled, NOTHING_DUE[why], range(300))
    assert counted() <= before + 10


def test_cohorts_read_the_enrolments_and_no_other_table_of_people(filled: Register) -> None:
    whole = {"enrolment", "stay"}  # of the stays the index of completed training alone
    assert read_whole(filled, lambda register: cohort_status(register, TODAY)) == whole


def test_a_person_at_a_workplace_is_not_looked_for_among_everybody_there(filled: Register) -> None:
    chosen = Chosen(workplace="Solgården")
    with statements(filled.connection) as found:
        cohort_status(filled, TODAY, chosen=chosen)
    plans = [
        row[3]
        for one in found
        if "placement" in one
        for row in filled.execute(f"EXPLAIN QUERY PLAN {one}")
        if " placement " in row[3]
    ]
    assert plans
    assert {"placement_by_enrolment" in one for one in plans} == {True}
