"""Who may be enrolled, and what stands in the register then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.amend import amend
from steg_cli.actions.enrol import Application, enrol
from steg_cli.actions.leave import leave
from steg_cli.actions.results import Done
from steg_cli.programme import remedies
from steg_cli.programme.errors import NotFound, Refused, StegError
from steg_cli.programme.identity import Identity, Sex, other_identity, parse_identity
from steg_cli.programme.people import Enrolment, FollowUp, Participant, Person, Stay
from steg_cli.register.file import Register
from steg_cli.register.people import load_person
from steg_cli.register.surroundings import ladder_of
from tests.standing import ANNA

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import Do, NumberOf, Told

TODAY = date(2024, 1, 15)
ON = date(2021, 3, 1)

STANDING = replace(ANNA, since=ON)


@pytest.fixture
def anna(number_of: NumberOf) -> Application:
    return Application(
        parse_identity(number_of("19800101"), TODAY),
        "Anna Andersson",
        "STEG",
        "Skövde",
        "unemployed",
        ON,
        long_term_unemployed=True,
    )


def test_somebody_is_enrolled_on_the_first_step(
    register: Register, do: Do, anna: Application, number_of: NumberOf
) -> None:
    full = replace(
        anna,
        status="far-from-labour-market",
        disability=True,
        name="  A\u030asa   Andersson ",
        consultant="  Karin   Karlsson ",
        education="upper-secondary",
        exception="Kommunens beslut",
    )

    assert do(enrol, full, TODAY) == Done(
        "enrol", 5, replace(STANDING, name="Åsa Andersson", exception="Kommunens beslut")
    )

    first_step = ladder_of(register).steps[0]
    number = number_of("19800101")
    birth_date = date(1980, 1, 1)
    assert load_person(register, 1) == Person(
        Participant(
            1,
            Identity("personnummer", number, "woman", (birth_date, birth_date)),
            "Åsa Andersson",
            protected=False,
        ),
        (
            Enrolment(
                id=1,
                cohort="STEG",
                municipality="Skövde",
                first_day=ON,
                last_day=None,
                left_to=None,
                qualification=False,
                status="far-from-labour-market",
                disability=True,
                long_term_unemployed=True,
                education="upper-secondary",
                consultant="Karin Karlsson",
                exception="Kommunens beslut",
                stays=(Stay(1, first_step, ON, None, None, None, None, None, None, None),),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("changed", "kind", "values"),
    [
        ({"on": date(1995, 12, 31)}, Refused, {"age": 15}),
        ({"status": "other"}, Refused, {}),
        ({"long_term_unemployed": False}, Refused, {}),
        ({"cohort": "STEGG"}, NotFound, {"near": "STEG"}),
        ({"name": ""}, Refused, {"what": "name"}),
        ({"municipality": " \u00a0 "}, Refused, {"what": "municipality"}),
        ({"consultant": "Karin\n"}, Refused, {"what": "consultant"}),
        ({"status": "other", "exception": ""}, Refused, {"what": "reason"}),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_the_file_as_it_was(
    refuses: Refuses,
    anna: Application,
    changed: dict[str, Any],
    kind: type[StegError],
    values: dict[str, object],
) -> None:
    refuses(enrol, replace(anna, **changed), TODAY, kind=kind)
    assert refuses.error.values.items() >= values.items()


def test_somebody_outside_the_target_group_is_enrolled_for_a_reason(
    do: Do, anna: Application
) -> None:
    reason = replace(anna, status="other", exception=" Beslut  2024:3 ", cohort=" pilot  2016")
    expected = replace(STANDING, cohort="Pilot 2016", exception="Beslut 2024:3")
    assert do(enrol, reason, TODAY).result == expected


def test_who_left_is_enrolled_again_after_the_last_day_and_keeps_the_first_enrolment(
    register: Register, do: Do, refuses: Refuses, anna: Application
) -> None:
    do(enrol, anna, TODAY)
    refuses(enrol, replace(anna, cohort="Pilot 2016", on=TODAY, exception="Beslut"), TODAY)
    assert refuses.error.values["day"] == ON
    do(leave, "S-0001", TODAY, to="education", on=date(2021, 9, 30))
    kept = load_person(register, 1).enrolments[0]

    refuses(enrol, replace(anna, on=date(2021, 9, 30)), TODAY)
    assert refuses.error.remedy is remedies.A_LATER_ENROLMENT

    back = do(enrol, replace(anna, on=date(2021, 10, 1)), TODAY)
    assert back == Done("enrol", 7, replace(STANDING, since=date(2021, 10, 1)))
    first, second = load_person(register, 1).enrolments
    assert (first, second.first_day) == (kept, date(2021, 10, 1))
    assert first == replace(kept, follow_ups=tuple[FollowUp, ...]())


@pytest.mark.parametrize(
    ("name", "is_told"),
    [("Anna Björk", True), ("anna  ANDERSSON", False), ("Anna Andersson", False)],
)
def test_who_comes_back_under_another_name_keeps_the_registered_one(
    do: Do, told: Told, anna: Application, name: str, is_told: bool
) -> None:
    do(enrol, anna, TODAY)
    do(leave, "S-0001", TODAY, to="other", on=date(2021, 9, 30))

    done = do(enrol, replace(anna, name=name, on=date(2021, 10, 1)), TODAY)

    assert done.result == replace(STANDING, since=date(2021, 10, 1))
    note = (
        "S-0001 was registered before under another name, which was kept. "
        'To change it: steg amend S-0001 name "…"'
    )
    assert told(done.notes) == ([note] if is_told else [])


@pytest.mark.parametrize("protected", [False, True])
def test_who_comes_back_with_a_replaced_number_is_the_same_person(
    register: Register,
    do: Do,
    anna: Application,
    number_of: NumberOf,
    told: Told,
    protected: bool,
) -> None:
    enrol(register, replace(anna, protected=protected), TODAY)
    amend(register, "1", "identity", number_of("19800102"), TODAY)
    leave(register, "1", TODAY, to="other", on=date(2021, 6, 30))
    done = do(enrol, replace(anna, on=date(2022, 1, 10)), TODAY)
    assert done.result.reference == "S-0001"
    assert told(done.notes) == [
        "S-0001 has another number now, which was kept."
        if protected
        else "S-0001 has another number now, which was kept: 19800102-9803."
    ]
    assert load_person(register, 1).participant.identity.number == number_of("19800102")


def test_who_comes_back_protected_is_protected_from_then_on(do: Do, anna: Application) -> None:
    do(enrol, anna, TODAY)
    do(leave, "S-0001", TODAY, to="other", on=date(2021, 9, 30))
    do(enrol, replace(anna, protected=True, on=date(2021, 10, 1)), TODAY)
    do(leave, "S-0001", TODAY, to="other", on=date(2021, 10, 30))

    done = do(enrol, replace(anna, on=date(2021, 11, 1)), TODAY)

    assert done.result == replace(
        STANDING, name=None, protected=True, municipality=None, since=date(2021, 11, 1)
    )


def test_somebody_without_a_number_is_enrolled_with_another_id(
    register: Register, do: Do, refuses: Refuses, anna: Application
) -> None:
    lma = replace(anna, identity=other_identity(" LMA  12-345 ", 1985, "man", TODAY))

    assert do(enrol, lma, TODAY).result == STANDING
    assert load_person(register, 1).participant.identity == Identity(
        "other", "LMA 12-345", "man", (date(1985, 1, 1), date(1985, 12, 31))
    )
    assert refuses(enrol, lma, TODAY)[0].startswith("Anna Andersson (S-0001) is already enrolled")


@pytest.mark.parametrize(
    ("on", "outside"),
    [
        (date(2019, 3, 31), True),
        (date(2019, 4, 1), False),
        (date(2022, 3, 31), False),
        (date(2022, 4, 1), True),
    ],
)
def test_a_day_outside_the_cohort_is_told_and_allowed(
    do: Do, told: Told, anna: Application, on: date, outside: bool
) -> None:
    done = do(enrol, replace(anna, on=on), TODAY)

    note = f"{on} lies outside the days of STEG, 2019-04-01 to 2022-03-31."
    assert told(done.notes) == ([note] if outside else [])
    assert done.result == replace(STANDING, since=on)


@pytest.mark.parametrize("municipality", ["Skövde", "  sKÖVDE ", "Sko\u0308vde"])
def test_a_municipality_is_kept_as_the_list_spells_it(
    do: Do, anna: Application, municipality: str
) -> None:
    assert do(enrol, replace(anna, municipality=municipality), TODAY).result == STANDING


@pytest.mark.parametrize(
    ("municipality", "hint"),
    [
        ("Skövda", 'Did you mean Skövde? If not, add it: steg municipality add "Skövda"'),
        ("Arjeplog", 'If it is spelt so, add it: steg municipality add "Arjeplog"'),
    ],
)
@pytest.mark.parametrize("protected", [False, True])
def test_a_municipality_that_is_not_on_the_list_is_refused_with_the_nearest_one(
    refuses: Refuses, anna: Application, municipality: str, hint: str, *, protected: bool
) -> None:
    told = refuses(
        enrol,
        replace(anna, municipality=municipality, protected=protected),
        TODAY,
        kind=NotFound,
    )

    assert told == (f"There is no municipality {municipality}.", hint)


@pytest.mark.parametrize(("year", "sex"), [(1990, "man"), (1950, "woman")])
def test_another_id_that_comes_back_is_judged_by_what_is_registered(
    register: Register, year: int, sex: Sex
) -> None:
    def somebody(year: int, sex: Sex, on: date) -> Application:
        identity = other_identity("X-1", year, sex, TODAY)
        return Application(identity, "Bo", "STEG", "Skövde", "unemployed", on, disability=True)

    enrol(register, somebody(1950, "man", date(2012, 1, 1)), TODAY)
    leave(register, "X-1", TODAY, to="other", on=date(2012, 12, 31))
    with pytest.raises(Refused) as caught:
        enrol(register, somebody(year, sex, TODAY), TODAY)
    assert str(caught.value) == "S-0001 has this id already, with another birth year or sex."


NAMESAKE = (
    "S-0001 has the same name and birth date, and another number.",
    "If it is the same person: steg amend S-0001 identity NUMBER. If it is somebody else, "
    "enrol with --another-person.",
)


@pytest.mark.parametrize(
    ("born", "name"),
    [
        ("19800101", "Anna Andersson"),
        ("19800101", "andersson, anna"),
        ("19800161", "ANNA ANDERSSON"),  # a samordningsnummer
    ],
)
@pytest.mark.parametrize("protected", [False, True])
def test_a_namesake_born_the_same_day_is_refused_unless_said_to_be_another_person(
    register: Register,
    do: Do,
    refuses: Refuses,
    anna: Application,
    number_of: NumberOf,
    born: str,
    name: str,
    protected: bool,
) -> None:
    enrol(register, replace(anna, protected=protected), TODAY)
    identity = parse_identity(number_of(born, "982"), TODAY)
    other = replace(anna, identity=identity, name=name)
    assert refuses(enrol, other, TODAY) == NAMESAKE
    done = do(enrol, replace(other, another_person=True), TODAY)
    assert done.result.reference == "S-0002"


@pytest.mark.parametrize(
    ("born", "name"),
    [
        ("19800102", "Anna Andersson"),
        ("19800101", "Anna Maria Andersson"),
        ("19800160", "Anna Andersson"),  # a birth date that is not established
    ],
)
def test_another_name_or_birth_date_is_another_person(
    register: Register, anna: Application, number_of: NumberOf, born: str, name: str
) -> None:
    enrol(register, anna, TODAY)
    identity = parse_identity(number_of(born, "982"), TODAY)
    done = enrol(register, replace(anna, identity=identity, name=name), TODAY)
    assert done.result.reference == "S-0002"


def test_others_of_the_name_are_told_of_with_their_birth_year(
    do: Do, told: Told, anna: Application, number_of: NumberOf
) -> None:
    """Nobody who is protected is named, and nobody to somebody who is."""

    def notes(born: str, name: str = "Anna Andersson", *, protected: bool = False) -> list[str]:
        identity = parse_identity(number_of(born), TODAY)
        about = replace(anna, identity=identity, name=name, protected=protected)
        return told(do(enrol, about, TODAY).notes)

    assert notes("19750620") == []
    assert notes("19760620", protected=True) == []
    assert notes("19770620", "anna  andersson") == [
        "Anna Andersson (S-0001) has the same name, born 1975: S-0003 is the one enrolled now."
    ]
    assert notes("19780620", "Anna Alm") == []
