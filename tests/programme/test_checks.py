"""What must hold of a person's way: each rule alone, then a whole way and its mutations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from steg_cli.programme.checks import (
    Situation,
    check_eligible,
    check_person,
    new_problems,
)
from steg_cli.programme.errors import NotFound, Refused, StegError
from steg_cli.programme.identity import Identity
from steg_cli.programme.ladder import DEFAULT_LADDER, Step
from steg_cli.programme.people import Enrolment, Extension, Participant, Person, Placement, Stay
from steg_cli.programme.periods import ONE_DAY
from steg_cli.programme.workplace import Sector, Workplace
from steg_cli.texts import texts

LADDER = DEFAULT_LADDER
D = date.fromisoformat


def told(error: StegError) -> tuple[str, str]:
    return str(error), texts("en").hint(error)


def born(first: str, last: str | None = None) -> Identity:
    return Identity("other", "LMA 12-345", "woman", (D(first), D(last or first)))


IN_TARGET_GROUP = Situation("unemployed", disability=False, long_term_unemployed=True)


# --- who may be enrolled ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("identity", "day", "refused_age"),
    [
        # 16 on the birthday, 15 the day before.
        (born("2008-06-15"), "2024-06-14", 15),
        (born("2008-06-15"), "2024-06-15", None),
        (born("2008-12-31"), "2024-12-30", 15),
        (born("2008-12-31"), "2024-12-31", None),
        # 64 until the day before the birthday, then 65.
        (born("1959-06-15"), "2024-06-14", None),
        (born("1959-06-15"), "2024-06-15", 65),
        (born("1960-01-01"), "2024-12-31", None),
        (born("1960-01-01"), "2025-01-01", 65),
        (born("1990-01-01"), "2024-06-15", None),
        # Born on 29 February: a year older on that day, or on 1 March.
        (born("2008-02-29"), "2024-02-28", 15),
        (born("2008-02-29"), "2024-02-29", None),
        (born("1960-02-29"), "2025-02-28", None),
        (born("1960-02-29"), "2025-03-01", 65),
        # Not established: refused only when no possible birth date would do.
        (born("2008-01-01", "2008-12-31"), "2023-12-31", 15),
        (born("2008-01-01", "2008-12-31"), "2024-01-01", None),
        (born("1959-01-01", "1959-12-31"), "2024-12-30", None),
        (born("1959-01-01", "1959-12-31"), "2024-12-31", 65),
        (born("2008-06-01", "2008-06-30"), "2024-05-31", 15),
        (born("2008-06-01", "2008-06-30"), "2024-06-01", None),
        (born("1959-06-01", "1959-06-30"), "2024-06-29", None),
        (born("1959-06-01", "1959-06-30"), "2024-06-30", 65),
        # Far outside, and not yet born.
        (born("2023-01-01"), "2024-06-15", 1),
        (born("1900-01-01"), "2024-06-15", 124),
    ],
)
def test_the_programme_is_for_ages_16_to_64_on_the_day(
    identity: Identity, day: str, refused_age: int | None
) -> None:
    if refused_age is None:
        check_eligible(identity, D(day), IN_TARGET_GROUP, None)
        return
    with pytest.raises(Refused) as caught:
        check_eligible(identity, D(day), IN_TARGET_GROUP, None)
    assert caught.value.values == {"age": refused_age, "day": D(day), "low": 16, "high": 64}
    assert told(caught.value) == (
        f"The person is {refused_age} years old on {day}; the programme is for ages 16 to 64.",
        'Check the number and the day, or record why: --exception "the reason".',
    )
    check_eligible(identity, D(day), IN_TARGET_GROUP, "decided by the head of unit")


NO_STATUS = (
    "The programme is for people who are unemployed or far from the labour market.",
    'If --status is wrong, correct it; otherwise record why: --exception "the reason".',
)
NO_GROUND = (
    "The programme is for people with a disability or long-term unemployment.",
    'Add --disability or --long-term-unemployed, or record why: --exception "the reason".',
)


@pytest.mark.parametrize(
    ("status", "disability", "long_term_unemployed", "refusal"),
    [
        ("unemployed", True, True, None),
        ("unemployed", True, False, None),
        ("unemployed", False, True, None),
        ("unemployed", False, False, NO_GROUND),
        ("far-from-labour-market", True, True, None),
        ("far-from-labour-market", True, False, None),
        ("far-from-labour-market", False, True, None),
        ("far-from-labour-market", False, False, NO_GROUND),
        ("other", True, True, NO_STATUS),
        ("other", True, False, NO_STATUS),
        ("other", False, True, NO_STATUS),
        ("other", False, False, NO_STATUS),
    ],
)
def test_the_programme_is_for_a_situation_and_a_ground_or_an_exception(
    status: str, disability: bool, long_term_unemployed: bool, refusal: tuple[str, str] | None
) -> None:
    situation = Situation(status, disability, long_term_unemployed)
    identity, day = born("1990-01-01"), D("2024-06-15")
    check_eligible(identity, day, situation, "decided by the head of unit")
    if refusal is None:
        check_eligible(identity, day, situation, None)
        return
    for no_reason in (None, ""):
        with pytest.raises(Refused) as caught:
            check_eligible(identity, day, situation, no_reason)
        assert told(caught.value) == refusal


# --- a whole way -----------------------------------------------------------------------------

CARE = Sector(1, "Vård och omsorg", D("2023-01-01"))
SCHOOLS = Sector(2, "Barn och utbildning", None)
AME = Sector(3, "AME", None)

WARD = Workplace(1, "Ekängen", CARE, "Skövde", False, "M. B.", None, 2)
HOME = replace(WARD, id=9, name="Lillegården")
CENTRE = replace(WARD, id=10, name="Mitt i byn")
SCHOOL = Workplace(2, "Norra skolan", SCHOOLS, "Skövde", False, None, None, None)
LIBRARY = Workplace(3, "Biblioteket", SCHOOLS, "Skövde", False, None, None, None)
WORKSHOP = Workplace(4, "Verkstaden", AME, "Skövde", True, None, None, None)


def stay(code: str, first: str, last: str | None, **more: Any) -> Stay:
    step, ended = DEFAULT_LADDER.step(code), D(last) if last else None
    nothing_else = Stay(0, step, D(first), None, ended, ended, step.agreement, None, None, None)
    return replace(nothing_else, **more)


def placement(workplace: Workplace, first: str, last: str | None) -> Placement:
    return Placement(0, workplace, D(first), D(last) if last else None, 100, None)


# A first time through the ladder to one year as serviceassistent, which left to studies; a
# second time straight to the post again, and converted on the sector's first day.
BEFORE = Enrolment(
    id=1,
    cohort="STEG 1",
    municipality="Skövde",
    first_day=D("2020-04-01"),
    last_day=D("2022-02-28"),
    left_to="education",
    qualification=True,
    status="unemployed",
    disability=False,
    long_term_unemployed=True,
    education="compulsory",
    consultant=None,
    exception=None,
    stays=(
        stay("kartlaggning", "2020-04-01", "2020-04-30"),
        stay("utredning", "2020-05-01", "2020-05-31"),
        stay("arbetsprovning", "2020-06-01", "2020-08-31"),
        stay("praktik", "2020-09-01", "2020-11-30"),
        stay("utbildningspraktik", "2020-12-01", "2021-02-28", completed=True),
        stay("serviceassistent", "2021-03-01", "2022-02-28", planned_last_day=D("2022-02-28")),
    ),
    placements=(
        placement(WORKSHOP, "2020-06-01", "2020-08-31"),
        placement(SCHOOL, "2020-09-01", "2020-11-30"),
        placement(LIBRARY, "2020-12-01", "2022-02-28"),
    ),
)
AFTER = Enrolment(
    id=2,
    cohort="2022",
    municipality="Skövde",
    first_day=D("2022-08-01"),
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
        stay(
            "serviceassistent",
            "2022-08-01",
            "2022-12-31",
            planned_last_day=D("2023-07-31"),
            exception="comes back to the post",
        ),
        stay("enhetsassistent", "2023-01-01", None, weekends=True),
    ),
    placements=(placement(WARD, "2022-08-01", None),),
)
WAY = Person(Participant(42, born("1990-01-01"), "Anna A.", False), (BEFORE, AFTER))


def with_enrolment(number: int, **changes: Any) -> Person:
    enrolments = list(WAY.enrolments)
    enrolments[number] = replace(enrolments[number], **changes)
    return replace(WAY, enrolments=tuple(enrolments))


def with_stay(number: int, place: int, **changes: Any) -> Person:
    stays = list(WAY.enrolments[number].stays)
    stays[place] = replace(stays[place], **changes)
    return with_enrolment(number, stays=tuple(stays))


def with_placement(number: int, place: int, **changes: Any) -> Person:
    placements = list(WAY.enrolments[number].placements)
    placements[place] = replace(placements[place], **changes)
    return with_enrolment(number, placements=tuple(placements))


def with_identity(identity: Identity) -> Person:
    return replace(WAY, participant=replace(WAY.participant, identity=identity))


def refused(person: Person) -> list[str]:
    problems = check_person(person, DEFAULT_LADDER)
    for problem in problems:
        told(problem.error)
    return [str(problem.error) for problem in problems]


def test_a_whole_way_in_order_has_nothing_to_refuse() -> None:
    assert check_person(WAY, DEFAULT_LADDER) == ()


def test_a_person_without_enrolments_has_nothing_to_refuse() -> None:
    assert check_person(replace(WAY, enrolments=()), DEFAULT_LADDER) == ()


ALLOWED: dict[str, Callable[[], Person]] = {
    "an open period": lambda: with_enrolment(
        1, stays=(replace(AFTER.stays[0], last_day=None, closed_on=None),)
    ),
    "a period that ran on past its plan": lambda: with_enrolment(
        0,
        last_day=D("2022-04-30"),
        stays=(*BEFORE.stays[:5], replace(BEFORE.stays[5], last_day=D("2022-04-30"))),
    ),
    "a period planned for 24 months": lambda: with_stay(0, 5, planned_last_day=D("2023-02-28")),
    "a period of 36 months with a reason": lambda: with_stay(
        1, 0, planned_last_day=D("2025-07-31")
    ),
    "a period of a day with a reason": lambda: with_stay(1, 0, planned_last_day=D("2022-08-01")),
    "a planned last day where the step has no limit": lambda: with_stay(
        1, 1, planned_last_day=D("2023-01-01")
    ),
    "an age outside with a reason": lambda: replace(
        with_identity(born("1957-07-31")), enrolments=(BEFORE, replace(AFTER, exception="why"))
    ),
    "no ground with a reason": lambda: with_enrolment(1, disability=False, exception="why"),
    "a skipped step with a reason": lambda: with_enrolment(
        0,
        stays=(
            replace(BEFORE.stays[0], last_day=D("2020-05-31")),
            replace(BEFORE.stays[2], exception="why"),
            *BEFORE.stays[3:],
        ),
    ),
    "a step of one day": lambda: with_enrolment(
        0,
        stays=(
            replace(BEFORE.stays[0], last_day=D("2020-04-01")),
            replace(BEFORE.stays[1], first_day=D("2020-04-02")),
            *BEFORE.stays[2:],
        ),
    ),
    "no placement where none is needed": lambda: with_enrolment(0, placements=()),
    "two placements side by side": lambda: with_enrolment(
        1,
        placements=(
            replace(placement(WARD, "2022-08-01", None), percent=60),
            replace(placement(HOME, "2022-09-01", "2023-05-31"), percent=40),
            replace(placement(CENTRE, "2023-06-01", None), percent=40),
        ),
    ),
    "more than full time for a reason": lambda: with_enrolment(
        1,
        placements=(
            placement(WARD, "2022-08-01", None),
            replace(placement(HOME, "2022-09-01", "2023-05-31"), percent=50, exception="Nöd"),
        ),
    ),
    "the same workplace again the next day": lambda: with_enrolment(
        1,
        placements=(
            placement(WARD, "2022-08-01", "2023-02-28"),
            placement(WARD, "2023-03-01", None),
        ),
    ),
    "days between two placements": lambda: with_placement(0, 1, last_day=D("2020-11-01")),
    "another ward of the same sector": lambda: with_enrolment(
        1,
        placements=(
            placement(WARD, "2022-08-01", "2023-05-31"),
            placement(HOME, "2023-06-01", None),
        ),
    ),
    "enrolled again the day after leaving": lambda: replace(
        WAY,
        enrolments=(
            BEFORE,
            replace(
                AFTER,
                first_day=D("2022-03-01"),
                stays=(
                    replace(
                        AFTER.stays[0],
                        first_day=D("2022-03-01"),
                        planned_last_day=D("2023-02-28"),
                    ),
                    AFTER.stays[1],
                ),
            ),
        ),
    ),
}


@pytest.mark.parametrize("way", ALLOWED.values(), ids=ALLOWED.keys())
def test_a_way_may_also_hold(way: Callable[[], Person]) -> None:
    assert refused(way()) == []


MUTATIONS: dict[str, tuple[Callable[[], Person], list[str]]] = {
    # Enrolments.
    "two open enrolments": (
        lambda: with_enrolment(
            0,
            last_day=None,
            stays=(*BEFORE.stays[:5], replace(BEFORE.stays[5], last_day=None)),
        ),
        ["The days would overlap (enrolment): the next begins on 2022-08-01."],
    ),
    "an enrolment that begins on the other's last day": (
        lambda: with_enrolment(
            0,
            last_day=D("2022-08-01"),
            stays=(*BEFORE.stays[:5], replace(BEFORE.stays[5], last_day=D("2022-08-01"))),
        ),
        ["The days would overlap (enrolment): the next begins on 2022-08-01."],
    ),
    "the later enrolment first": (
        lambda: replace(WAY, enrolments=(AFTER, BEFORE)),
        ["The days would overlap (enrolment): the next begins on 2020-04-01."],
    ),
    # Who may be enrolled, on the day of each enrolment.
    "65 at the second enrolment": (
        lambda: with_identity(born("1957-08-01")),
        [
            "The person is 65 years old on 2022-08-01; the programme is for ages 16 to 64.",
        ],
    ),
    "15 at the first enrolment": (
        lambda: with_identity(born("2004-04-02")),
        ["The person is 15 years old on 2020-04-01; the programme is for ages 16 to 64."],
    ),
    "neither unemployed nor far from the labour market": (
        lambda: with_enrolment(0, status="other"),
        [NO_STATUS[0]],
    ),
    "not long-term unemployed and no disability": (
        lambda: with_enrolment(0, long_term_unemployed=False),
        [NO_GROUND[0]],
    ),
    "no disability and not long-term unemployed": (
        lambda: with_enrolment(1, disability=False),
        [NO_GROUND[0]],
    ),
    "unemployed only since the day after the first one": (
        lambda: with_enrolment(0, unemployed_since=D("2020-04-02")),
        [
            "The enrolment begins on 2020-04-01; the unemployment cannot begin only on 2020-04-02.",
        ],
    ),
    "unemployed since before birth": (
        lambda: with_enrolment(0, unemployed_since=D("1950-01-01")),
        ["The person was not born yet on 1950-01-01."],
    ),
    "unemployed since the first day": (
        lambda: with_enrolment(0, unemployed_since=D("2020-04-01")),
        [],
    ),
    # Steps cover the enrolment, one after the other.
    "no steps": (
        lambda: with_enrolment(0, stays=()),
        ["The steps do not cover the enrolment from 2020-04-01 to 2022-02-28."],
    ),
    "an enrolment that begins before its first step": (
        lambda: with_enrolment(0, first_day=D("2020-03-31")),
        ["The steps do not cover the enrolment from 2020-03-31 to 2022-02-28."],
    ),
    "an enrolment that begins after its first step": (
        lambda: with_enrolment(0, first_day=D("2020-04-02")),
        ["The steps do not cover the enrolment from 2020-04-02 to 2022-02-28."],
    ),
    "an enrolment that ends after its last step": (
        lambda: with_enrolment(0, last_day=D("2022-03-01")),
        ["The steps do not cover the enrolment from 2020-04-01 to 2022-03-01."],
    ),
    "an open enrolment without an open step": (
        lambda: with_stay(1, 1, last_day=D("2023-06-30")),
        ["The steps do not cover the enrolment from 2022-08-01 to -."],
    ),
    "an open step in an enrolment that ended": (
        lambda: with_stay(0, 5, last_day=None),
        ["The steps do not cover the enrolment from 2020-04-01 to 2022-02-28."],
    ),
    "a day without a step": (
        lambda: with_stay(0, 1, last_day=D("2020-05-30")),
        ["There would be no step between 2020-05-30 and 2020-06-01."],
    ),
    "a day on two steps": (
        lambda: with_stay(0, 1, last_day=D("2020-06-01")),
        ["The days would overlap (step): the next begins on 2020-06-01."],
    ),
    "a step that never ended before the next": (
        lambda: with_stay(0, 4, last_day=None),
        ["The days would overlap (step): the next begins on 2021-03-01."],
    ),
    "a step that ends before it begins": (
        lambda: with_stay(0, 5, last_day=D("2021-02-28")),
        [
            "The step would end on 2021-02-28, before its first day 2021-03-01.",
            "The steps do not cover the enrolment from 2020-04-01 to 2022-02-28.",
        ],
    ),
    # Moves on the ladder.
    "straight to serviceassistent without a reason": (
        lambda: with_stay(1, 0, exception=None),
        ["serviceassistent is not the next step: kartlaggning is."],
    ),
    "a skipped step without a reason": (
        lambda: with_enrolment(
            0,
            stays=(
                replace(BEFORE.stays[0], last_day=D("2020-05-31")),
                *BEFORE.stays[2:],
            ),
        ),
        ["arbetsprovning is not the next step: utredning is."],
    ),
    "back without a reason": (
        lambda: with_stay(0, 5, step=DEFAULT_LADDER.step("praktik"), planned_last_day=None),
        ["praktik comes before utbildningspraktik on the ladder."],
    ),
    "the same step twice": (
        lambda: with_stay(
            0, 5, step=DEFAULT_LADDER.step("utbildningspraktik"), planned_last_day=None
        ),
        ["The person is already on utbildningspraktik."],
    ),
    # Periods.
    "a period a day shorter than 12 months": (
        lambda: with_stay(0, 5, planned_last_day=D("2022-02-27")),
        [
            "A period from 2021-03-01 cannot be planned to end on 2022-02-27: 12 to 24 months end "
            "between 2022-02-28 and 2023-02-28.",
        ],
    ),
    "a period a day longer than 24 months": (
        lambda: with_stay(0, 5, planned_last_day=D("2023-03-01")),
        [
            "A period from 2021-03-01 cannot be planned to end on 2023-03-01: 12 to 24 months end "
            "between 2022-02-28 and 2023-02-28.",
        ],
    ),
    "no planned last day where the step has a limit": (
        lambda: with_stay(1, 0, planned_last_day=None),
        [
            "serviceassistent must have a planned last day, since the ladder limits it.",
        ],
    ),
    "a plan that ends before the step begins": (
        lambda: with_stay(1, 1, planned_last_day=D("2022-12-31")),
        ["The period would end on 2022-12-31, before its first day 2023-01-01."],
    ),
    "a period that is planned backwards, whatever the reason": (
        lambda: with_stay(1, 0, planned_last_day=D("2022-07-31")),
        ["The period would end on 2022-07-31, before its first day 2022-08-01."],
    ),
    # Placements.
    "a placement that begins before the enrolment": (
        lambda: with_placement(1, 0, first_day=D("2022-07-31")),
        ["The placement at Ekängen lies outside the enrolment."],
    ),
    "a placement that ends after the enrolment": (
        lambda: with_placement(0, 2, last_day=D("2022-03-01")),
        ["The placement at Biblioteket lies outside the enrolment."],
    ),
    "a placement that goes on after the enrolment": (
        lambda: with_placement(0, 2, last_day=None),
        ["The placement at Biblioteket lies outside the enrolment."],
    ),
    "a placement wholly after the enrolment": (
        lambda: with_placement(0, 2, first_day=D("2022-03-01"), last_day=D("2022-03-31")),
        ["The placement at Biblioteket lies outside the enrolment."],
    ),
    "a day at two workplaces": (
        lambda: with_placement(0, 1, last_day=D("2020-12-01")),
        ["Together the placements on 2020-12-01 would be more than full time: 200 %."],
    ),
    "two days when another ends with its exception": (
        lambda: with_enrolment(
            1,
            placements=(
                replace(placement(WARD, "2022-08-01", None), percent=70),
                replace(placement(HOME, "2022-08-01", "2023-02-28"), percent=20, exception="Nöd"),
                replace(placement(CENTRE, "2022-09-01", None), percent=31),
            ),
        ),
        ["Together the placements on 2023-03-01 would be more than full time: 101 %."],
    ),
    "two placements at one workplace at once": (
        lambda: with_enrolment(
            1,
            placements=(
                replace(placement(WARD, "2022-08-01", "2023-02-28"), percent=50),
                replace(placement(WARD, "2023-02-28", None), percent=50),
            ),
        ),
        ["There would be two placements at Ekängen at once, from 2023-02-28."],
    ),
    "a placement that ends before it begins": (
        lambda: with_placement(0, 1, last_day=D("2020-08-31")),
        ["The placement would end on 2020-08-31, before its first day 2020-09-01."],
    ),
    "a work trial in ordinary operations": (
        lambda: with_placement(0, 0, workplace=SCHOOL),
        ["Norra skolan is an ordinary workplace; arbetsprovning takes place in AME's operations."],
    ),
    "a work placement in adapted operations": (
        lambda: with_placement(0, 1, workplace=WORKSHOP),
        ["Verkstaden is an adapted workplace; praktik takes place in ordinary operations."],
    ),
    # Conversion.
    "an enhetsassistent without a workplace": (
        lambda: with_enrolment(1, placements=()),
        ["There is no workplace on 2023-01-01, so no sector that could employ the person."],
    ),
    "an enhetsassistent whose placement ended the day before": (
        lambda: with_placement(1, 0, last_day=D("2022-12-31")),
        ["There is no workplace on 2023-01-01, so no sector that could employ the person."],
    ),
    "an enhetsassistent in a sector that does not employ its own": (
        lambda: with_placement(1, 0, workplace=SCHOOL),
        ["Norra skolan belongs to Barn och utbildning, which does not employ its own assistants."],
    ),
    "an enhetsassistent before the sector's first day": (
        lambda: with_enrolment(
            1,
            stays=(
                replace(AFTER.stays[0], last_day=D("2022-12-30")),
                replace(AFTER.stays[1], first_day=D("2022-12-31")),
            ),
        ),
        [
            "Ekängen belongs to Vård och omsorg, which employs its own assistants from 2023-01-01, "
            "not 2022-12-31.",
        ],
    ),
    "an enhetsassistent who moves to a sector that does not employ its own": (
        lambda: with_enrolment(
            1,
            placements=(
                placement(WARD, "2022-08-01", "2023-05-31"),
                placement(SCHOOL, "2023-06-01", None),
            ),
        ),
        ["Norra skolan belongs to Barn och utbildning, which does not employ its own assistants."],
    ),
}


@pytest.mark.parametrize(("way", "refusals"), MUTATIONS.values(), ids=MUTATIONS.keys())
def test_a_way_out_of_order_is_refused(way: Callable[[], Person], refusals: list[str]) -> None:
    assert refused(way()) == refusals


@pytest.mark.parametrize(
    ("mutation", "hint"),
    [
        ("two open enrolments", "Correct the other one first."),
        ("a placement that ends before it begins", "Give days in order."),
        (
            "two placements at one workplace at once",
            "End the other one first, or correct its percentage or days.",
        ),
        ("no steps", "The first step begins with the enrolment; the last one ends with it."),
        ("a day without a step", "A step begins the day after the one before it ended."),
        (
            "a period a day shorter than 12 months",
            "Give a last day between them; outside it is an exception: "
            'add --exception "the reason".',
        ),
        (
            "no planned last day where the step has a limit",
            "Correct the step or the planned last day.",
        ),
        ("a plan that ends before the step begins", "Give days in order."),
        (
            "a placement that ends after the enrolment",
            "It can begin on 2020-04-01 and end on 2022-02-28.",
        ),
        (
            "a placement that begins before the enrolment",
            "It can begin on 2022-08-01 and end on -.",
        ),
        ("an enhetsassistent without a workplace", "Name the workplace: --workplace NAME."),
    ],
)
def test_a_refusal_tells_what_to_do(mutation: str, hint: str) -> None:
    way, _ = MUTATIONS[mutation]
    (problem,) = check_person(way(), DEFAULT_LADDER)
    assert told(problem.error)[1] == hint


# --- months in all ---------------------------------------------------------------------------


def periods(*spans: tuple[str, str | None, str], **last: Any) -> Person:
    """Return somebody with some periods: first day, last day, planned last day.

    One that begins the day after another renews it; each other one follows five steps of a day
    each in an enrolment of its own. `last` is what else holds of the last one.
    """
    enrolments: list[Enrolment] = []
    for first, end, plan in spans:
        begun = stay("serviceassistent", first, end, planned_last_day=D(plan))
        days = [begun.first_day - number * ONE_DAY for number in range(5, 0, -1)]
        steps = [
            stay(step.code, f"{day}", f"{day}") for step, day in zip(LADDER, days, strict=False)
        ]
        if enrolments and enrolments[-1].last_day == days[-1]:
            enrolment = enrolments.pop()
            steps = list(enrolment.stays)
        else:
            enrolment = replace(AFTER, first_day=days[0], placements=())
        left: Any = "other" if end else None
        enrolment = replace(enrolment, last_day=begun.last_day, left_to=left)
        enrolments.append(replace(enrolment, stays=(*steps, begun)))
    person = replace(WAY, enrolments=tuple(enrolments)).in_order()
    return person.with_(person.stays[-1], replace(person.stays[-1], **last))


YEAR = ("2023-01-01", "2023-12-31", "2023-12-31")
HALF_YEAR = ("2024-01-15", "2024-07-14", "2025-01-14")
HALF_YEAR_AND_MORE = ("2024-01-15", "2024-07-31", "2025-01-14")
TWENTY_DAYS = ("2024-03-01", "2024-03-20", "2024-12-31")
TWO_YEARS = ("2022-01-01", "2023-12-31", "2023-12-31")
BROKEN_OFF = ("2023-06-01", "2024-01-14", "2024-05-31")

OVER = (
    "A period from {} cannot be planned to end on {}: with {} before it, 12 to 24 months in all "
    "end between {} and {}."
)
NONE_LEFT = "No period can begin on {}: {} months are used already, of 24 in all."


@pytest.mark.parametrize(
    ("before", "first", "plan", "refusals"),
    [
        ([HALF_YEAR], "2024-11-01", "2025-04-30", []),
        ([HALF_YEAR], "2024-11-01", "2026-04-30", []),
        *(
            (
                [HALF_YEAR],
                "2024-11-01",
                plan,
                [OVER.format("2024-11-01", plan, "6 months", "2025-04-30", "2026-04-30")],
            )
            for plan in ("2025-04-29", "2026-05-01")
        ),
        ([HALF_YEAR_AND_MORE], "2024-11-01", "2026-04-13", []),
        (
            [HALF_YEAR_AND_MORE],
            "2024-11-01",
            "2026-04-14",
            [
                OVER.format(
                    *("2024-11-01", "2026-04-14", "6 months and 17 days"),
                    *("2025-04-13", "2026-04-13"),
                )
            ],
        ),
        ([YEAR, TWENTY_DAYS], "2024-06-01", "2024-06-01", []),
        ([YEAR, TWENTY_DAYS], "2024-06-01", "2025-05-10", []),
        (
            [YEAR, TWENTY_DAYS],
            "2024-06-01",
            "2025-05-11",
            [
                OVER.format(
                    *("2024-06-01", "2025-05-11", "12 months and 20 days"),
                    *("2024-06-01", "2025-05-10"),
                )
            ],
        ),
        ([TWO_YEARS], "2025-01-01", "2025-12-31", [NONE_LEFT.format("2025-01-01", 24)]),
        ([TWO_YEARS], "2025-01-01", "2025-01-01", [NONE_LEFT.format("2025-01-01", 24)]),
        # A renewal counts how long the one before it really was.
        ([BROKEN_OFF], "2024-01-15", "2025-05-30", []),
        (
            [BROKEN_OFF],
            "2024-01-15",
            "2025-05-31",
            [
                OVER.format(
                    *("2024-01-15", "2025-05-31", "7 months and 14 days"),
                    *("2024-05-30", "2025-05-30"),
                )
            ],
        ),
        # Each period that is too long is told, and so is one that an earlier one made too long.
        (
            [HALF_YEAR, ("2024-08-01", "2025-07-31", "2026-02-01")],
            "2025-10-01",
            "2026-03-31",
            [OVER.format("2024-08-01", "2026-02-01", "6 months", "2025-01-31", "2026-01-31")],
        ),
        (
            [YEAR, ("2024-02-01", "2025-01-31", "2025-01-31")],
            "2025-03-01",
            "2025-05-31",
            [NONE_LEFT.format("2025-03-01", 24)],
        ),
    ],
)
def test_all_periods_of_a_person_add_up(
    before: list[tuple[str, str | None, str]], first: str, plan: str, refusals: list[str]
) -> None:
    assert refused(periods(*before, (first, None, plan))) == refusals
    assert refused(periods(*before, (first, None, plan), exception="why")) == [
        one for one in refusals if first not in one
    ]


def test_an_exception_of_an_extension_covers_more_months_in_all() -> None:
    person = periods(TWO_YEARS, ("2025-01-01", None, "2025-12-31"), exception="why")
    last = person.stays[-1]
    extension = Extension(1, D("2025-06-01"), D("2025-12-31"), D("2026-12-31"), None, "still why")
    longer = replace(
        last, exception=None, planned_last_day=D("2026-12-31"), extensions=(extension,)
    )
    assert refused(person.with_(last, longer)) == []
    plain = replace(longer, extensions=(replace(extension, exception=None),))
    assert refused(person.with_(last, plain)) == [NONE_LEFT.format("2025-01-01", 24)]


@pytest.mark.parametrize(
    ("before", "first", "plan", "problem"),
    [([YEAR], "2024-02-01", "2024-05-31", None), ([YEAR], "2024-02-01", "2025-02-01", "longer")],
)
def test_what_was_too_long_before_stops_no_other_correction(
    before: list[tuple[str, str | None, str]], first: str, plan: str, problem: str | None
) -> None:
    person = periods(*before, (first, None, plan))
    older = replace(person.enrolments[0], cohort="2021")
    assert new_problems(person, person.with_(person.enrolments[0], older), LADDER) == []
    assert len(new_problems(None, person, LADDER)) == (problem is not None)


# --- training --------------------------------------------------------------------------------


def trained(**training: Any) -> Person:
    """Return the way with something else recorded of the training."""
    return with_stay(0, 4, **training)


@pytest.mark.parametrize(
    ("way", "refusals"),
    [
        (trained(completed=True), []),
        (trained(completed=True, certificate_day=D("2020-12-01")), []),
        (trained(completed=True, certificate_day=D("2022-01-31")), []),  # it came later
        (
            trained(completed=True, certificate_day=D("2020-11-30")),
            ["A certificate of 2020-11-30 cannot be of the training that began on 2020-12-01."],
        ),
        (
            trained(completed=False),
            ["Only completed training on utbildningspraktik qualifies for serviceassistent."],
        ),
        (
            trained(completed=None),
            [
                "Nobody recorded that training on utbildningspraktik was completed, which "
                "serviceassistent needs."
            ],
        ),
        (
            trained(completed=False, certificate_day=D("2021-02-01")),
            [
                "The training was not completed, so there is no certificate of 2021-02-01.",
                "Only completed training on utbildningspraktik qualifies for serviceassistent.",
            ],
        ),
        (
            with_stay(0, 3, completed=False),
            [
                "praktik is no training, so there is nothing to complete.",
                "Only completed training on praktik qualifies for utbildningspraktik.",
            ],
        ),
    ],
)
def test_only_completed_training_qualifies_and_has_a_certificate(
    way: Person, refusals: list[str]
) -> None:
    assert refused(way) == refusals


def test_untrained_people_go_on_for_a_reason_or_go_back() -> None:
    untrained = replace(BEFORE.stays[4], completed=False)
    on = replace(BEFORE.stays[5], exception="knows the work")
    assert refused(with_enrolment(0, stays=(*BEFORE.stays[:4], untrained, on))) == []
    back = stay("praktik", "2021-03-01", "2022-02-28", exception="too early")
    assert refused(with_enrolment(0, stays=(*BEFORE.stays[:4], untrained, back))) == []


NOT_PLANNED_SO = "The period was not planned to end on {} before it was extended."
LEADS_ELSEWHERE = "The last extension leads to {}, and the period is planned to end on 2024-11-30."


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({}, []),
        ({"decided_on": D("2023-06-01")}, []),
        (
            {"decided_on": D("2023-05-31")},
            [
                (
                    "decided_on",
                    "The period began on 2023-06-01; an extension cannot date from 2023-05-31.",
                )
            ],
        ),
        ({"old_last_day": D("2023-06-01")}, []),
        (
            {"old_last_day": D("2023-05-31")},
            [("old_last_day", NOT_PLANNED_SO.format("2023-05-31"))],
        ),
        (
            {"new_last_day": D("2024-05-31")},
            [
                ("new_last_day", "The new last day is no later one."),
                ("planned_last_day", LEADS_ELSEWHERE.format("2024-05-31")),
            ],
        ),
        (
            {"new_last_day": D("2024-12-01")},
            [("planned_last_day", LEADS_ELSEWHERE.format("2024-12-01"))],
        ),
    ],
)
def test_an_extension_leads_from_the_plan_before_it_to_the_one_after(
    anna: Person, changes: dict[str, Any], problems: list[tuple[str, str]]
) -> None:
    stay = anna.stays[-1]
    (extension,) = stay.extensions
    changed = replace(stay, extensions=(replace(extension, **changes),))
    found = check_person(anna.with_(stay, changed), DEFAULT_LADDER)
    assert [(one.field, str(one.error)) for one in found] == problems


def test_a_second_extension_leads_on_from_the_first(anna: Person) -> None:
    stay = anna.stays[-1]
    second = replace(stay.extensions[0], old_last_day=D("2024-11-29"), new_last_day=D("2025-01-31"))
    both = replace(stay, planned_last_day=D("2025-01-31"), extensions=(*stay.extensions, second))
    (problem,) = check_person(anna.with_(stay, both), DEFAULT_LADDER)
    assert (problem.thing, problem.field) == (second, "old_last_day")
    assert str(problem.error) == NOT_PLANNED_SO.format("2024-11-29")


def test_a_step_that_the_ladder_does_not_have_is_not_found() -> None:
    unknown = Step("larling", "lärling", "apprentice", "ordinary")
    (problem,) = check_person(with_stay(0, 5, step=unknown, planned_last_day=None), DEFAULT_LADDER)
    assert isinstance(problem.error, NotFound)
    assert told(problem.error)[0] == "There is no step larling on the ladder."


def test_everything_that_is_wrong_is_told_at_once() -> None:
    person = replace(
        WAY,
        enrolments=(
            replace(BEFORE, status="other"),
            replace(
                AFTER,
                disability=False,
                stays=(replace(AFTER.stays[0], planned_last_day=D("2022-07-31")), AFTER.stays[1]),
            ),
        ),
    )
    assert refused(person) == [
        NO_STATUS[0],
        NO_GROUND[0],
        "The period would end on 2022-07-31, before its first day 2022-08-01.",
    ]
