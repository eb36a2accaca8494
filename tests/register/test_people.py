"""Finding who is meant, and reading somebody's whole way."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.amend import amend
from steg_cli.actions.enrol import Application, enrol
from steg_cli.actions.follow_up import follow_up
from steg_cli.actions.leave import leave
from steg_cli.programme.errors import NotFound, Refused, StegError
from steg_cli.programme.identity import Identity, other_identity
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import Enrolment, FollowUp, Participant, Person, Placement, Stay
from steg_cli.programme.workplace import Sector, Workplace
from steg_cli.register.file import Register
from steg_cli.register.people import SeveralPeople, find_case, find_person, load_people, load_person

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody, NumberOf, Outside

D = date.fromisoformat
TODAY = D("2024-01-15")


def told(error: StegError) -> tuple[str, str]:
    return str(error), error.hint.format(**error.values)


@pytest.fixture
def peopled(register: Register, enrol_somebody: EnrolSomebody, number_of: NumberOf) -> Register:
    """Eight people, three of them with a protected identity."""
    enrol_somebody("Anna Andersson", number=number_of("19900101"))  # 19900101-9802
    enrol_somebody("Anna", number=number_of("19850630", "982"))
    enrol_somebody("Bo Åkesson", number=number_of("19900161", "981"))  # a samordningsnummer
    enrol_somebody("Cecilia Hemlig", protected=True)
    enrol_somebody("Örjan Berg", protected=True)
    enrol_somebody("Karin Berg")
    application = Application(
        other_identity("LMA 12-345", 1990, "woman", TODAY),
        "Dilba Örn",
        "STEG",
        "Skövde",
        "unemployed",
        TODAY,
        long_term_unemployed=True,
    )
    enrol(register, application, TODAY)
    enrol_somebody("Karl Lindberg", protected=True)
    return register


@pytest.mark.parametrize(
    ("who", "case"),
    [
        # case references
        ("S-0003", 3),
        ("s-0003", 3),
        ("S-3", 3),
        ("s3", 3),
        ("3", 3),
        # identity numbers in every accepted form
        ("19900101-9802", 1),
        ("199001019802", 1),
        ("900101-9802", 1),
        ("900161-9817", 3),
        # another id, as it was given or in other letters
        ("LMA 12-345", 7),
        ("lma 12-345", 7),
        # names: whole, a part, in other letters and spaces
        ("Anna Andersson", 1),
        ("ANDERS", 1),
        ("  Bo   Åkesson ", 3),
        ("A\u030akesson", 3),
        ("örn", 7),
        ("orn", 7),
        # beginnings of words in any order
        ("akesson", 3),
        ("akesson, b", 3),
        ("ander an", 1),
        # the whole name wins over a longer one
        ("Anna", 2),
        # somebody protected is found too
        ("S-0004", 4),
        ("Cecilia", 4),
    ],
)
def test_somebody_is_found_by_reference_number_or_name(
    peopled: Register, who: str, case: int
) -> None:
    assert find_case(peopled, who, TODAY) == case
    assert find_person(peopled, who, TODAY).participant.id == case


@pytest.mark.parametrize("who", ["S-9999", "0", "S-0000", "999999999", "900102-9801"])
def test_nobody_with_this_number_is_told(peopled: Register, who: str) -> None:
    with pytest.raises(NotFound) as raised:
        find_case(peopled, who, TODAY)
    assert told(raised.value) == (
        f"{who} is not in the register.",
        "Check the digits; steg list shows who is there.",
    )


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("19900101-9803", "is not a valid number: the check digit does not agree."),
        ("900101-9803", "is not a valid number: the check digit does not agree."),
        ("0701234567", "looks like a mobile number."),
    ],
)
def test_a_wrong_number_is_told_as_wrong_and_not_as_missing(
    peopled: Register, who: str, sentence: str
) -> None:
    with pytest.raises(Refused) as raised:
        find_case(peopled, who, TODAY)
    assert str(raised.value) == f"{who} {sentence}"


@pytest.mark.parametrize(
    ("who", "near"),
    [
        ("Ana Andersson", "Anna Andersson (S-0001)"),
        ("karin bärg", "Karin Berg (S-0006)"),
        # a protected name is not named, nor somebody who shares a word of it alone
        ("Örjan Bärg", None),
        ("Karl Lindbärg", None),
        ("Cecilia Hemlik", None),
        # the inside of a word means nobody
        ("indberg", None),
        ("dersson", None),
        # nor like these
        ("Xerxes", None),
        ("", None),
        ("%", None),
        ("' OR 1=1 --", None),
        ("S-", None),
        ("-3", None),
        ("３", None),
        ("S-0003\n", None),
    ],
)
def test_nobody_of_this_name_is_told_with_the_nearest_unprotected_one(
    peopled: Register, who: str, near: str | None
) -> None:
    with pytest.raises(NotFound) as raised:
        find_case(peopled, who, TODAY)
    assert told(raised.value) == (
        f"There is nobody called {who} in the register.",
        f"Did you mean {near}?" if near else "steg list shows who is there.",
    )
    assert raised.value.exit_code == 1


def test_of_many_who_are_near_three_are_named(
    peopled: Register, enrol_somebody: EnrolSomebody
) -> None:
    for last in ("Bergh", "Bergman", "Bergling"):
        enrol_somebody(f"Karin {last}")
    with pytest.raises(NotFound) as raised:
        find_case(peopled, "Karim Berg", TODAY)
    assert told(raised.value)[1] == (
        "Did you mean Karin Berg (S-0006), Karin Bergh (S-0009), Karin Bergman (S-0010)?"
    )


@pytest.mark.parametrize(
    ("who", "near"),
    [
        ("dersson", "Did you mean Anna Andersson (S-0001)?"),
        ("indberg", "steg list shows who is there."),  # a protected one
    ],
)
def test_whoever_only_reads_is_told_of_the_inside_of_words_too(
    peopled: Register, who: str, near: str
) -> None:
    with pytest.raises(NotFound) as raised:
        find_case(peopled, who, TODAY, reading=True)
    assert told(raised.value) == (f"There is nobody called {who} in the register.", near)


def test_an_ambiguous_name_lists_its_people_the_protected_ones_without_a_name(
    peopled: Register,
) -> None:
    with pytest.raises(SeveralPeople) as raised:
        find_case(peopled, "berg", TODAY)
    assert raised.value.cases == [5, 6]
    assert told(raised.value) == (
        "berg can be 2 people: S-0005, S-0006 Karin Berg.",
        "Nothing was changed. Use the case reference of the right one, such as S-0005.",
    )
    assert raised.value.exit_code == 1


def test_namesakes_are_ambiguous_also_by_their_whole_name(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody("Anna Ek")
    enrol_somebody("anna ek", protected=True)
    enrol_somebody("Anna Ekberg")
    with pytest.raises(SeveralPeople) as raised:
        find_case(register, "ANNA EK", TODAY)
    assert str(raised.value) == "ANNA EK can be 2 people: S-0001 Anna Ek, S-0002."


def test_many_candidates_are_cut_at_eight(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    for _ in range(8):
        enrol_somebody("Anna Ek")
    eight = ", ".join(f"S-{number:04} Anna Ek" for number in range(1, 9))
    with pytest.raises(SeveralPeople) as raised:
        find_case(register, "Anna", TODAY)
    assert str(raised.value) == f"Anna can be 8 people: {eight}."
    enrol_somebody("Anna Ek")
    with pytest.raises(SeveralPeople) as raised:
        find_case(register, "Anna", TODAY)
    assert str(raised.value) == f"Anna can be 9 people: {eight} …."


def test_a_replaced_number_finds_the_person_as_the_new_one_does(
    peopled: Register, number_of: NumberOf
) -> None:
    amend(peopled, "S-0003", "identity", number_of("19900101", "981"), TODAY)
    amend(peopled, "S-0007", "identity", number_of("19900303"), TODAY)
    assert find_case(peopled, number_of("19900101", "981"), TODAY) == 3
    assert find_case(peopled, "900161-9817", TODAY) == 3
    assert find_case(peopled, "lma 12-345", TODAY) == 7


def test_a_merged_case_finds_the_person(peopled: Register, outside: Outside) -> None:
    outside().execute("INSERT INTO former_case VALUES (1, 3, 99)")
    assert find_case(peopled, "S-0099", TODAY) == 3


# The whole way


CARE = Sector(3, "Vård och omsorg", D("2023-01-01"))
SOLGARDEN = Workplace(2, "Solgården", CARE, "Skövde", False, None, None, None)
SNICKERIET = Workplace(
    1, "Snickeriet", Sector(1, "Arbetsmarknad", None), "Skövde", True, None, None, None
)


def test_a_person_is_read_with_the_whole_way_in_order_of_time(
    register: Register, enrol_somebody: EnrolSomebody, number_of: NumberOf
) -> None:
    number = number_of("19900101")
    enrol_somebody("Anna Andersson", number=number, on=D("2022-01-03"), exception="agreed")
    advance(
        register,
        "1",
        D("2022-02-07"),
        to="arbetsprovning",
        workplace="Snickeriet",
        exception="knows the trade",
    )
    advance(
        register,
        "1",
        D("2022-05-02"),
        to="serviceassistent",
        months=18,
        workplace="Solgården",
        exception="pilot",
        decided_by="Eva",
    )
    leave(register, "1", D("2022-10-31"), to="education", qualification=True)
    follow_up(register, "1", D("2023-04-30"), status="employment")
    enrol_somebody(
        "Anna Andersson",
        number=number,
        on=D("2024-01-08"),
        cohort="Pilot 2016",
        municipality="Tibro",
        status="far-from-labour-market",
        disability=True,
        long_term_unemployed=False,
        education="upper-secondary",
    )
    step = DEFAULT_LADDER.step
    first = Enrolment(
        id=1,
        cohort="STEG",
        municipality="Skövde",
        first_day=D("2022-01-03"),
        last_day=D("2022-10-31"),
        left_to="education",
        qualification=True,
        status="unemployed",
        disability=False,
        long_term_unemployed=True,
        education=None,
        consultant=None,
        exception="agreed",
        stays=(
            Stay(
                id=1,
                step=step("kartlaggning"),
                first_day=D("2022-01-03"),
                planned_last_day=None,
                last_day=D("2022-02-06"),
                closed_on=D("2022-02-07"),
                agreement=None,
                weekends=None,
                exception=None,
                decided_by=None,
            ),
            Stay(
                id=2,
                step=step("arbetsprovning"),
                first_day=D("2022-02-07"),
                planned_last_day=None,
                last_day=D("2022-05-01"),
                closed_on=D("2022-05-02"),
                agreement=None,
                weekends=None,
                exception="knows the trade",
                decided_by=None,
            ),
            Stay(
                id=3,
                step=step("serviceassistent"),
                first_day=D("2022-05-02"),
                planned_last_day=D("2023-11-01"),
                last_day=D("2022-10-31"),
                closed_on=D("2022-10-31"),
                agreement="BEA",
                weekends=None,
                exception="pilot",
                decided_by="Eva",
            ),
        ),
        placements=(
            Placement(1, SNICKERIET, D("2022-02-07"), D("2022-05-01"), 100, None),
            Placement(2, SOLGARDEN, D("2022-05-02"), D("2022-10-31"), 100, None),
        ),
        follow_ups=(FollowUp(1, D("2023-04-30"), "employment"),),
    )
    second = Enrolment(
        id=2,
        cohort="Pilot 2016",
        municipality="Tibro",
        first_day=D("2024-01-08"),
        last_day=None,
        left_to=None,
        qualification=False,
        status="far-from-labour-market",
        disability=True,
        long_term_unemployed=False,
        education="upper-secondary",
        consultant=None,
        exception=None,
        stays=(
            Stay(
                id=4,
                step=step("kartlaggning"),
                first_day=D("2024-01-08"),
                planned_last_day=None,
                last_day=None,
                closed_on=None,
                agreement=None,
                weekends=None,
                exception=None,
                decided_by=None,
            ),
        ),
    )
    identity = Identity("personnummer", number, "woman", (D("1990-01-01"), D("1990-01-01")))
    anna = Person(Participant(1, identity, "Anna Andersson", protected=False), (first, second))
    assert load_person(register, 1) == anna


def test_what_was_recorded_late_stands_in_order_of_time(
    register: Register, enrol_somebody: EnrolSomebody, number_of: NumberOf, outside: Outside
) -> None:
    number = number_of("19900101")
    enrol_somebody("Anna", number=number, on=D("2023-01-02"), today=D("2023-01-02"))
    leave(register, "1", D("2023-06-30"), to="other")
    follow_up(register, "1", D("2023-12-30"), status="employment")
    follow_up(register, "1", TODAY, status="education", on=D("2023-09-30"))
    tool = outside()
    for statement in (
        "INSERT INTO enrolment SELECT 2, 1, 2, 'Hjo', '2022-01-01', '2022-12-31', 'other', 0, "
        "status, 0, 1, NULL, NULL, NULL, NULL, NULL FROM enrolment",
        "INSERT INTO stay (enrolment_id, step_id, first_day, last_day, closed_on) VALUES "
        "(2, 2, '2022-07-01', '2022-12-31', '2022-12-31'), "
        "(2, 1, '2022-01-01', '2022-06-30', '2022-06-30')",
        "INSERT INTO placement (enrolment_id, workplace_id, first_day, last_day) VALUES "
        "(2, 1, '2022-10-01', '2022-12-31'), (2, 1, '2022-08-01', '2022-09-30')",
    ):
        tool.execute(statement)
    person = load_person(register, 1)
    assert [enrolment.id for enrolment in person.enrolments] == [2, 1]
    assert [stay.id for stay in person.stays] == [3, 2, 1]
    assert [placement.id for placement in person.placements] == [2, 1]
    assert [(f.id, f.day) for f in person.enrolments[1].follow_ups] == [
        (2, D("2023-09-30")),
        (1, D("2023-12-30")),
    ]


def test_people_come_in_the_order_asked_for(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    for name in ("Anna", "Bo", "Cia"):
        enrol_somebody(name, protected=name == "Bo")
    people = load_people(register, [3, 1, 2])
    assert [(p.participant.name, p.participant.protected) for p in people] == [
        ("Cia", False),
        ("Anna", False),
        ("Bo", True),
    ]
    assert load_people(register, []) == []


def test_a_birth_date_that_is_not_established_is_read_as_a_span(
    register: Register, enrol_somebody: EnrolSomebody, number_of: NumberOf
) -> None:
    numbers = [number_of("19900060"), number_of("19900260", "981"), number_of("19900161")]
    for number in numbers:
        enrol_somebody("Anna", number=number)
    read = [person.participant.identity for person in load_people(register, [1, 2, 3])]
    assert read == [
        Identity("samordningsnummer", numbers[0], "woman", (D("1990-01-01"), D("1990-12-31"))),
        Identity("samordningsnummer", numbers[1], "man", (D("1990-02-01"), D("1990-02-28"))),
        Identity("samordningsnummer", numbers[2], "woman", (D("1990-01-01"), D("1990-01-01"))),
    ]


@pytest.mark.parametrize("statement", ["DELETE FROM stay", "DELETE FROM enrolment"])
@pytest.mark.parametrize(("protected", "label"), [(False, "Anna (S-0001)"), (True, "S-0001")])
def test_somebody_left_incomplete_by_another_program_is_told_as_such(
    register: Register,
    enrol_somebody: EnrolSomebody,
    outside: Outside,
    statement: str,
    protected: bool,
    label: str,
) -> None:
    enrol_somebody("Anna", protected=protected)
    outside().execute(statement)
    with pytest.raises(Refused) as raised:
        load_person(register, 1)
    assert told(raised.value) == (
        f"{label} is incomplete in the register: an enrolment or its first step is missing.",
        "Another program left it so. steg log S-0001 shows the change's number, and "
        "steg undo NUMBER takes it back.",
    )
