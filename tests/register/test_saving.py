"""Whatever happens to somebody: what was saved is what is loaded, and no row is written in vain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steg_cli.programme import enrolling, moves, placing
from steg_cli.programme.checks import check_person
from steg_cli.programme.corrections import correct_day, correct_step, reopen, take_away
from steg_cli.programme.errors import Refused
from steg_cli.programme.identity import other_identity
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import NEW, Enrolment, Moved, Participant, Person
from steg_cli.register.file import Register
from steg_cli.register.people import load_person
from steg_cli.register.saving import save_person
from steg_cli.register.surroundings import workplaces

TODAY = date(2024, 1, 15)
T = TypeVar("T")
Move = Callable[[Person, Register], Person | Moved]

ENROLMENT = Enrolment(
    id=NEW,
    cohort="STEG",
    municipality="Skövde",
    first_day=date(2023, 6, 1),
    last_day=None,
    left_to=None,
    qualification=False,
    status="unemployed",
    disability=False,
    long_term_unemployed=True,
    education=None,
    consultant=None,
    exception=None,
)


def enrolled(person: Person, day: date) -> Person:
    return enrolling.enrol(person, replace(ENROLMENT, first_day=day), DEFAULT_LADDER.steps[0])


@st.composite
def any_move(draw: st.DrawFn) -> Move:
    """Draw something that can happen to somebody, or be corrected. Many a time it is refused."""
    day = TODAY + timedelta(draw(st.integers(-230, 300)))
    place, number = draw(st.integers(0, 2)), draw(st.integers(0, 3))
    step = draw(st.sampled_from(DEFAULT_LADDER.steps))
    field = draw(st.sampled_from(["first_day", "last_day", "planned_last_day"]))

    def nth(things: tuple[T, ...]) -> T:
        if number >= len(things):
            raise Refused("There is none.")
        return things[number]

    def begun(person: Person, register: Register) -> Moved:
        where = workplaces(register)[place]
        following = moves.NextStep(step, day, workplace=where, exception="why", decided_by="Eva")
        return moves.begin_step(person, following, DEFAULT_LADDER, TODAY)

    happenings: list[Move] = [
        begun,
        lambda person, r: placing.place(person, workplaces(r)[place], day),
        lambda person, r: placing.place(person, workplaces(r)[place], day, last=day, percent=50),
        lambda person, _: moves.extend(person, TODAY, months=1 + number).person,
        lambda person, _: enrolling.leave(person, day, "other", TODAY),
        lambda person, _: enrolling.follow_up(person, day, "education", TODAY),
        lambda person, _: enrolled(person, day),
    ]
    corrections: list[Move] = [
        lambda person, _: correct_day(person, nth(person.stays), field, day),
        lambda person, _: correct_day(person, nth(person.enrolments), "first_day", day),
        lambda person, _: correct_day(person, nth(person.placements), "last_day", day),
        lambda person, _: correct_step(person, nth(person.stays), step),
        lambda person, _: reopen(person, person.enrolments[-1]),
        lambda person, _: take_away(person, nth(person.stays)),
        lambda person, _: take_away(person, nth(person.placements)),
        lambda person, _: take_away(person, nth(person.follow_ups)),
    ]
    return draw(st.sampled_from(happenings) | st.sampled_from(corrections))


def without_ids(person: Person) -> Person:
    return replace(
        person,
        participant=replace(person.participant, id=NEW),
        enrolments=tuple(
            replace(
                one,
                id=NEW,
                stays=tuple(
                    replace(
                        stay,
                        id=NEW,
                        extensions=tuple(replace(ext, id=NEW) for ext in stay.extensions),
                    )
                    for stay in one.stays
                ),
                placements=tuple(replace(place, id=NEW) for place in one.placements),
                follow_ups=tuple(replace(followed, id=NEW) for followed in one.follow_ups),
            )
            for one in person.enrolments
        ),
    )


def logged(register: Register) -> int:
    return int(register.execute("SELECT count(*) FROM change_row").fetchone()[0])


@given(st.lists(any_move(), min_size=10, max_size=30))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_saved_is_what_is_loaded(register: Register, chosen: list[Move]) -> None:
    people = register.execute("SELECT count(*) FROM participant").fetchone()[0]
    identity = other_identity(f"X-{people}", 1980, "woman", TODAY)
    person = Person(Participant(NEW, identity, "Anna", False), ())
    person = enrolled(person, ENROLMENT.first_day)
    with register.change("enrol", TODAY):
        case = save_person(register, None, person)
    assert without_ids(load_person(register, case)) == person

    for move in chosen:
        before = load_person(register, case)
        try:
            moved = move(before, register)
        except Refused:
            continue
        after = (moved.person if isinstance(moved, Moved) else moved).in_order()
        if check_person(after, DEFAULT_LADDER):
            continue
        with register.change("move", TODAY):
            assert save_person(register, before, after) == case
        loaded, rows = load_person(register, case), logged(register)
        assert without_ids(loaded) == without_ids(after)
        with register.change("nothing", TODAY):
            save_person(register, loaded, replace(loaded))
        assert logged(register) == rows
