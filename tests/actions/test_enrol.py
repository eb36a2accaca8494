"""Who may be enrolled, and what stands in the register then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.enrol import Application, enrol
from steg_cli.actions.leave import leave
from steg_cli.actions.results import Done, Standing
from steg_cli.programme.errors import NotFound, Refused
from steg_cli.programme.identity import Identity, Sex, other_identity, parse_identity
from steg_cli.programme.people import Enrolment, FollowUp, Participant, Person, Status, Stay
from steg_cli.register.file import Register
from steg_cli.register.people import load_person
from steg_cli.register.surroundings import ladder_of

if TYPE_CHECKING:
    from tests.actions.conftest import Refuses
    from tests.conftest import Do, NumberOf, Told

TODAY = date(2024, 1, 15)
ON = date(2021, 3, 1)

STANDING = Standing(
    reference="S-0001",
    name="Anna Andersson",
    protected=False,
    cohort="STEG",
    municipality="Skövde",
    step="kartlaggning",
    since=ON,
    planned_last_day=None,
    notice_by=None,
    months_left_to_extend=None,
    payer=None,
    agreement=None,
    workplace=None,
    last_day=None,
    left_to=None,
    exception=None,
)


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
        consultant="  Karin   Karlsson ",
        education="upper-secondary",
        exception="Kommunens beslut",
    )

    assert do(enrol, full, TODAY) == Done(
        "enrol", 5, replace(STANDING, exception="Kommunens beslut")
    )

    first_step = ladder_of(register).steps[0]
    number = number_of("19800101")
    birth_date = date(1980, 1, 1)
    assert load_person(register, 1) == Person(
        Participant(
            1,
            Identity("personnummer", number, "woman", (birth_date, birth_date)),
            "Anna Andersson",
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
    ("born", "age"),
    [
        ("20080116", 15),  # 16 tomorrow
        ("20080115", None),  # 16 today
        ("19590116", None),  # 65 tomorrow
        ("19590115", 65),  # 65 today
        ("19580060", 65),  # a samordningsnummer of the year 1958: 65 on any possible day
        ("19590060", None),  # of the year 1959: perhaps 64, so the person gets the benefit
        ("20080060", None),  # of the year 2008: perhaps 16
        ("20090060", 15),
    ],
)
def test_age_on_the_day_of_enrolment_is_16_to_64(
    do: Do,
    refuses: Refuses,
    anna: Application,
    number_of: NumberOf,
    born: str,
    age: int | None,
) -> None:
    applicant = replace(anna, identity=parse_identity(number_of(born), TODAY), on=TODAY)
    outside_cohort = ("2024-01-15 lies outside the days of STEG, 2019-04-01 to 2022-03-31.",)

    if age is None:
        done = do(enrol, applicant, TODAY)
        assert done.result == replace(STANDING, since=TODAY)
        assert tuple(n.message.format(**n.values) for n in done.notes) == outside_cohort
    else:
        assert refuses(enrol, applicant, TODAY) == (
            f"The person is {age} years old on 2024-01-15; the programme is for ages 16 to 64.",
            'Check the number and the day, or record why: --exception "the reason".',
        )
        reason = replace(applicant, exception="Beslut 2024:3")
        expected = replace(STANDING, since=TODAY, exception="Beslut 2024:3")
        assert do(enrol, reason, TODAY).result == expected


STATUS_REFUSED = (
    "The programme is for people who are unemployed or far from the labour market.",
    'If --status is wrong, correct it; otherwise record why: --exception "the reason".',
)
GROUND_REFUSED = (
    "The programme is for people with a disability or long-term unemployment.",
    'Add --disability or --long-term-unemployed, or record why: --exception "the reason".',
)


@pytest.mark.parametrize(
    ("status", "disability", "long_term_unemployed", "refused"),
    [
        ("unemployed", True, True, None),
        ("unemployed", True, False, None),
        ("unemployed", False, True, None),
        ("unemployed", False, False, GROUND_REFUSED),
        ("far-from-labour-market", True, False, None),
        ("far-from-labour-market", False, True, None),
        ("far-from-labour-market", False, False, GROUND_REFUSED),
        ("other", True, True, STATUS_REFUSED),
        ("other", True, False, STATUS_REFUSED),
        ("other", False, True, STATUS_REFUSED),
        ("other", False, False, STATUS_REFUSED),
    ],
)
def test_only_the_target_group_is_enrolled_without_an_exception(
    do: Do,
    refuses: Refuses,
    anna: Application,
    status: Status,
    disability: bool,
    long_term_unemployed: bool,
    refused: tuple[str, str] | None,
) -> None:
    applicant = replace(
        anna, status=status, disability=disability, long_term_unemployed=long_term_unemployed
    )

    if refused is None:
        assert do(enrol, applicant, TODAY).result == STANDING
    else:
        assert refuses(enrol, applicant, TODAY) == refused
        reason = replace(applicant, exception="Beslut")
        assert do(enrol, reason, TODAY).result == replace(STANDING, exception="Beslut")


@pytest.mark.parametrize("reason", ["", "   "])
def test_an_exception_has_a_reason(refuses: Refuses, anna: Application, reason: str) -> None:
    told = ("reason: the text is missing.", "Write at least one letter.")

    assert refuses(enrol, replace(anna, status="other", exception=reason), TODAY) == told
    assert refuses(enrol, replace(anna, exception=reason), TODAY) == told


def test_a_person_has_one_open_enrolment(do: Do, refuses: Refuses, anna: Application) -> None:
    do(enrol, anna, TODAY)

    for again in (anna, replace(anna, cohort="Pilot 2016", on=TODAY, exception="Beslut")):
        assert refuses(enrol, again, TODAY) == (
            "Anna Andersson (S-0001) is already enrolled, in STEG since 2021-03-01.",
            "steg show S-0001 shows the way so far.",
        )


def test_who_left_is_enrolled_again_after_the_last_day_and_keeps_the_first_enrolment(
    register: Register, do: Do, refuses: Refuses, anna: Application
) -> None:
    do(enrol, anna, TODAY)
    do(leave, "S-0001", TODAY, to="education", on=date(2021, 9, 30))
    kept = load_person(register, 1).enrolments[0]

    for too_early in (date(2021, 3, 2), date(2021, 9, 30)):
        assert refuses(enrol, replace(anna, on=too_early), TODAY) == (
            "Anna Andersson (S-0001) was enrolled until 2021-09-30; "
            f"a new enrolment begins after that, not on {too_early}.",
            "Give a later day: --on DAY.",
        )

    back = do(enrol, replace(anna, on=date(2021, 10, 1)), TODAY)
    assert back == Done("enrol", 7, replace(STANDING, since=date(2021, 10, 1)))
    first, second = load_person(register, 1).enrolments
    assert (first, second.first_day) == (kept, date(2021, 10, 1))
    assert first == replace(kept, follow_ups=tuple[FollowUp, ...]())


def test_who_comes_back_under_another_name_keeps_the_registered_one(
    do: Do, told: Told, anna: Application
) -> None:
    do(enrol, anna, TODAY)
    do(leave, "S-0001", TODAY, to="other", on=date(2021, 9, 30))

    done = do(enrol, replace(anna, name="Anna Björk", on=date(2021, 10, 1)), TODAY)

    assert done.result == replace(STANDING, since=date(2021, 10, 1))
    assert told(done.notes) == [
        "S-0001 was registered before under another name, which was kept. "
        'To change it: steg amend S-0001 name "…"'
    ]


@pytest.mark.parametrize("name", ["anna  ANDERSSON", "Anna Andersson"])
def test_the_same_name_in_another_spelling_is_no_other_name(
    do: Do, anna: Application, name: str
) -> None:
    do(enrol, anna, TODAY)
    do(leave, "S-0001", TODAY, to="other", on=date(2021, 9, 30))

    done = do(enrol, replace(anna, name=name, on=date(2021, 10, 1)), TODAY)

    assert (done.result.name, done.notes) == ("Anna Andersson", ())


def test_who_comes_back_protected_is_protected_from_then_on(do: Do, anna: Application) -> None:
    do(enrol, anna, TODAY)
    do(leave, "S-0001", TODAY, to="other", on=date(2021, 9, 30))
    do(enrol, replace(anna, protected=True, on=date(2021, 10, 1)), TODAY)
    do(leave, "S-0001", TODAY, to="other", on=date(2021, 10, 30))

    done = do(enrol, replace(anna, on=date(2021, 11, 1)), TODAY)

    assert done.result == replace(STANDING, name=None, protected=True, since=date(2021, 11, 1))


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
    ("cohort", "hint"),
    [
        ("STEGG", "Did you mean STEG?"),
        ("pilot 2061", "Did you mean Pilot 2016?"),
        ("Ungdomar", "steg cohort list shows those there are."),
        ("", "steg cohort list shows those there are."),
    ],
)
def test_an_unknown_cohort_is_refused_with_the_nearest_one(
    refuses: Refuses, anna: Application, cohort: str, hint: str
) -> None:
    assert refuses(enrol, replace(anna, cohort=cohort), TODAY, kind=NotFound) == (
        f"There is no cohort {cohort}.",
        hint,
    )


def test_a_cohort_is_found_whatever_its_case(do: Do, anna: Application) -> None:
    done = do(enrol, replace(anna, cohort=" pilot  2016", on=date(2016, 5, 1)), TODAY)

    assert done.result == replace(STANDING, cohort="Pilot 2016", since=date(2016, 5, 1))


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


@pytest.mark.parametrize(
    ("municipality", "notes"),
    [
        ("Skövde", []),
        (
            "Skovde",
            [
                "Skovde is new in the register. If Skövde was meant: "
                'steg amend S-0001 municipality "Skövde"',
            ],
        ),
        ("Töreboda", []),
    ],
)
def test_a_municipality_that_looks_mistyped_is_told(
    do: Do, told: Told, anna: Application, municipality: str, notes: list[str]
) -> None:
    done = do(enrol, replace(anna, municipality=municipality), TODAY)

    assert done.result == replace(STANDING, municipality=municipality)
    assert told(done.notes) == notes


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("A\u030asa O\u0308berg", "Åsa Öberg"),  # decomposed, as macOS writes it
        ("  Anna   Andersson ", "Anna Andersson"),
        ("[red]Anna[/red]", "[red]Anna[/red]"),
        ("[/x]", "[/x]"),
        ("{name} %s \\n", "{name} %s \\n"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("Robert'); DROP TABLE participant;--", "Robert'); DROP TABLE participant;--"),
        ("张\u200c伟", "张\u200c伟"),
        ("Å" * 200, "Å" * 200),
        ("A\u030a" * 200, "Å" * 200),
    ],
)
def test_a_name_is_stored_composed_and_otherwise_as_typed(
    register: Register, do: Do, anna: Application, name: str, stored: str
) -> None:
    assert do(enrol, replace(anna, name=name), TODAY).result == replace(STANDING, name=stored)
    assert load_person(register, 1).participant.name == stored


@pytest.mark.parametrize("field", ["name", "municipality", "consultant", "exception"])
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "{what}: the text is missing."),
        (" \u00a0 ", "{what}: the text is missing."),
        ("Å" * 201, "The {what} is 201 letters long; at most 200 are kept."),
        ("x" * 10_000, "The {what} is 10000 letters long; at most 200 are kept."),
        (
            "\x1b[31mAnna",
            "The {what} \x1b[31mAnna holds a character that cannot be shown (U+001B).",
        ),
        ("Anna\nBo", "The {what} Anna\nBo holds a character that cannot be shown (U+000A)."),
        ("Anna\n", "The {what} Anna\n holds a character that cannot be shown (U+000A)."),
        ("Anna\x00", "The {what} Anna\x00 holds a character that cannot be shown (U+0000)."),
        (
            "Anna\u202eoB",
            "The {what} Anna\u202eoB holds a character that cannot be shown (U+202E).",
        ),
        ("\ud800", "The {what} \ud800 holds a character that cannot be shown (U+D800)."),
    ],
)
def test_a_text_that_cannot_be_shown_or_kept_is_refused(
    refuses: Refuses, anna: Application, field: str, text: str, sentence: str
) -> None:
    what = {"exception": "reason"}.get(field, field)
    changed: dict[str, Any] = {field: text}

    told = refuses(enrol, replace(anna, **changed), TODAY)

    assert told[0] == sentence.replace("{what}", what)


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
