"""What advance, place and extend ask at a terminal, in which order, and what Enter means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import NamedTuple

from steg_cli.cli import questions
from steg_cli.cli.asking import Dialogue, Enter, Question, concerning
from steg_cli.cli.questions import Length
from steg_cli.programme import moves, placing, remedies
from steg_cli.programme.checks import new_problems
from steg_cli.programme.errors import N_, StegError
from steg_cli.programme.fields import HIDDEN
from steg_cli.programme.ladder import Ladder, Step
from steg_cli.programme.moves import NextStep
from steg_cli.programme.people import NEW, Moved, Person, Stay
from steg_cli.programme.periods import ONE_DAY, plan_period
from steg_cli.programme.placement_rules import check_workplace
from steg_cli.programme.values import read_percent
from steg_cli.programme.workplace import Workplace
from steg_cli.register.surroundings import ladder_of

# What another answer to a question would allow: the others lie in what is asked later.
ABOUT_LENGTH = (
    remedies.MONTHS_WITHIN_THE_LIMIT_OR_REASON,
    remedies.ANOTHER_LAST_DAY_OR_REASON,
    remedies.A_REASON_FOR_MORE,
    remedies.A_LATER_LAST_DAY,
)
ABOUT_WORKPLACE = (
    remedies.A_WORKPLACE,
    remedies.AN_OPEN_WORKPLACE,
    remedies.AN_ORDINARY_WORKPLACE,
    remedies.AN_ADAPTED_WORKPLACE,
    remedies.A_SECTOR_THAT_EMPLOYS,
    remedies.THE_SECTORS_FIRST_DAY,
)
ABOUT_LAST_DAY = (
    *(remedies.A_LATER_LAST_DAY, remedies.ANOTHER_PLACEMENT_FIRST, remedies.ENDING_BY_CLOSING),
)

# Refuses who may be tried out at no place; True: where they are or will be is sure to be asked.
Check = Callable[[Person, bool], None]


class ToAdvance(NamedTuple):
    """Who begins which step, when, for how long, and where; `None` as the action has it."""

    who: str
    to: str | None
    on: date | None
    length: Length
    workplace: str | None


class ToPlace(NamedTuple):
    """Who is placed where, when, and for how much of full time."""

    who: str
    workplace: str
    first: date | None
    last: date | None
    percent: int | None


def ask_to_advance(
    talk: Dialogue,
    check: Check,
    *,
    who: str | None,
    to: str | None,
    on: date | None,
    length: Length,
    workplace: str | None,
    percent: int | None,
) -> ToAdvance:
    """Ask which step begins and when, how long it is where that is limited, and where it is."""
    face, ladder = talk.face, ladder_of(talk.face.register)
    person = questions.person(talk, who, Person.open_enrolment)
    check(person, False)
    now = person.open_enrolment().stays[-1].step

    def follows(step: Step) -> None:
        ladder.check_move(now.code, step.code, None)

    after = next(iter(ladder.steps[ladder.position(now.code) + 1 :]), None)
    step = talk.value(to, questions.step(face, ladder, after, follows))
    check(person, step.own_sector)

    def tried(day: date, planned: Length = length, place: Workplace | None = None) -> Moved:
        following = NextStep(step, day, *planned, place, percent, exception=talk.exception)
        return moves.begin_step(person, following, ladder, face.today)

    def begins(day: date) -> None:
        rehearsed = partial(_rehearse, person, lambda: tried(day), ladder)
        concerning(person, rehearsed, remedies.A_LATER_STEP)

    tomorrow = person.open_enrolment().stays[-1].first_day + ONE_DAY
    text = face.t(N_("From which day?"))
    first = talk.value(on, questions.day(face, text, begins, otherwise=tomorrow))

    def lasts(planned: Length) -> None:
        concerning(person, lambda: tried(first, planned), *ABOUT_LENGTH)
        if step.limit:  # a reason for skipping a step is none for more months
            used = person.used_before(Stay(NEW, step, first))
            plan_period(first, step.limit, used, **planned._asdict())

    if length != Length():
        talk.check(length, lasts)
    elif step.limit:
        text = face.t(N_("How many months, or until which day?"))
        usual = _planned(lambda: tried(first))
        enter = Enter(Length(), str(usual)) if usual else None
        length = talk.value(None, questions.length(face, text, enter, lasts))

    def suits(place: Workplace | None) -> None:
        if place is not None:  # what was typed here is said of a protected person too
            check_workplace(step, place, first)
        about = (remedies.ENDING_BY_CLOSING, *ABOUT_WORKPLACE)
        concerning(person, lambda: tried(first, length, place), *about)

    otherwise = _where_anyway(talk, lambda: tried(first, length), first)
    place = questions.workplace(face, step, first, otherwise, suits)
    where = talk.value(workplace, place) if place.picks or workplace else None
    case = person.participant.reference
    return ToAdvance(case, step.code, first, length, where.name if where else None)


def _rehearse(person: Person, move: Callable[[], Moved], ladder: Ladder) -> None:
    """Raise what a rule refuses of a move, or of the whole person after it."""
    for problem in new_problems(person, move().person.in_order(), ladder):
        raise problem.error


def _planned(move: Callable[[], Moved]) -> date | None:
    """Return for how long a step would be planned as usual, None where it is not clear."""
    try:
        return move().person.open_enrolment().stays[-1].planned_last_day
    except StegError:
        return None


def _where_anyway(
    talk: Dialogue, move: Callable[[], Moved], day: date
) -> Enter[Workplace | None] | None:
    """Return where somebody is on a step when no workplace is named; None where one is needed."""
    t = talk.face.t
    try:
        person = move().person
    except StegError as error:
        needed = error.remedy in ABOUT_WORKPLACE
        return None if needed else Enter(None, t(N_("no workplace")), is_nothing=True)
    there = person.open_enrolment().placements_on(day)
    if not there:
        return Enter(None, t(N_("no workplace")), is_nothing=True)
    names = HIDDEN if person.participant.protected else questions.names(there)
    return Enter(None, t(N_("as now: {workplace}"), workplace=names))


def ask_to_place(
    talk: Dialogue,
    check: Check,
    *,
    who: str | None,
    workplace: str | None,
    first: date | None,
    last: date | None,
    percent: int | None,
    beside: bool,
) -> ToPlace:
    """Ask where somebody is placed, from when, until when, and for how much of full time."""
    face = talk.face
    person = questions.person(talk, who, Person.open_enrolment)
    check(person, True)
    enrolment = person.open_enrolment()
    usual = first or max(face.today, enrolment.stays[-1].first_day)
    stay = enrolment.stay_on(usual) or enrolment.stays[-1]

    def tried(place: Workplace | None, day: date, end: date | None, part: int | None) -> Moved:
        assert place is not None  # Enter alone names none
        return placing.place(
            person, place, day, last=end, percent=part, beside=beside, exception=talk.exception
        )

    def suits(place: Workplace | None) -> None:
        if place is not None:  # what was typed here is said of a protected person too
            check_workplace(stay.step, place, usual)
        about = (remedies.ANOTHER_PERCENT, *ABOUT_WORKPLACE)
        concerning(person, lambda: tried(place, usual, last, percent), *about)

    where = talk.value(workplace, questions.workplace(face, stay.step, usual, None, suits))
    assert where is not None

    def begins(day: date) -> None:
        about = (remedies.A_LATER_FIRST_DAY, *ABOUT_WORKPLACE)
        concerning(person, lambda: tried(where, day, last, percent), *about)

    text = face.t(N_("From which day?"))
    begun = talk.value(first, questions.day(face, text, begins, usual=usual))

    def ends(day: date | None) -> None:
        concerning(person, lambda: tried(where, begun, day, percent), *ABOUT_LAST_DAY)

    ended = talk.value(last, questions.last_day(face, face.t(N_("Until which day?")), ends))

    def fits(part: int) -> None:
        concerning(
            person, lambda: tried(where, begun, ended, part), remedies.LESS_THAN_FULL_TIME_OR_REASON
        )

    carried = _carried(lambda: tried(where, begun, ended, None), begun)
    how_much = Question(
        face.t(N_("Percent of full time?")),
        read=read_percent,
        enter=Enter(carried, str(carried)) if carried else None,
        check=fits,
    )
    part = talk.value(percent, how_much)
    return ToPlace(person.participant.reference, where.name, begun, ended, part)


def _carried(move: Callable[[], Moved], first: date) -> int | None:
    """Return for how much of full time somebody would be placed as usual, None where unclear."""
    try:
        after = move().person
    except StegError:
        return None
    return next(one.percent for one in after.placements if (one.id, one.first_day) == (NEW, first))


def ask_to_extend(
    talk: Dialogue, *, who: str | None, length: Length, on: date | None
) -> tuple[str, Length]:
    """Ask by how much a period is extended; Enter is all that is left of the months in all."""
    face = talk.face

    def tried(person: Person, by: Length) -> Moved:
        months, until = by
        return moves.extend(
            person, face.today, months=months, until=until, on=on, exception=talk.exception
        )

    def can_be(person: Person) -> None:
        concerning(person, lambda: tried(person, Length(1)))

    person = questions.person(talk, who, can_be)
    stay = person.open_enrolment().stays[-1]
    left, latest = person.months_left_to_extend(stay), person.latest_last_day(stay)
    until = _planned(lambda: tried(person, Length(left))) if left else None
    enter = None
    if until:
        enter = Enter(Length(left), face.t(N_("{count}, to {day}"), count=left, day=until))
    elif latest and stay.planned_last_day and latest > stay.planned_last_day:
        enter = Enter(Length(None, latest), str(latest))
    elif left == 0:
        face.tell(N_("Nothing is left of the months in all: more is an exception."))
    if length == Length():
        text = face.t(N_("How many months more, or until which day?"))
        asked = questions.length(face, text, enter, lambda by: tried(person, by))
        length = talk.value(None, asked)
    return person.participant.reference, length
