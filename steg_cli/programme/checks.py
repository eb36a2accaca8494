"""What must hold of a person's way. Each rule is one function; `check_person` asks them all.

The verbs ask the single rules before they write, for a precise answer; corrections and imports
ask `check_person` afterwards, so that nothing enters by a side door.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from steg_cli.programme.errors import N_, Refused, StegError
from steg_cli.programme.identity import Identity
from steg_cli.programme.ladder import Ladder, Step
from steg_cli.programme.people import Enrolment, Person, Placement, Stay, Workplace, covers
from steg_cli.programme.periods import ONE_DAY, check_period
from steg_cli.programme.words import Word

YOUNGEST, OLDEST = 16, 64


@dataclass(frozen=True)
class Situation:
    """What decides whether somebody belongs to the target group."""

    status: str
    disability: bool
    long_term_unemployed: bool


def check_eligible(
    identity: Identity, day: date, situation: Situation, exception: str | None
) -> None:
    """Raise Refused unless the person may be enrolled on `day`, or an exception is recorded.

    Aged 16–64 on the day, and unemployed or far from the labour market, and with a disability
    or long-term unemployed. Where the birth date is not established the person gets the benefit
    of the doubt: refused only when no possible birth date would do.
    """
    if exception:
        return
    lowest, highest = identity.ages_on(day)
    if highest < YOUNGEST or lowest > OLDEST:
        raise _refused(
            (None, "number"),
            N_(
                "The person is {age} years old on {day}; the programme is for ages {low} to {high}."
            ),
            N_('Check the number and the day, or record why: --exception "the reason".'),
            age=highest if highest < YOUNGEST else lowest,
            day=day,
            low=YOUNGEST,
            high=OLDEST,
        )
    if situation.status == "other":
        raise _refused(
            (None, "status"),
            N_("The programme is for people who are unemployed or far from the labour market."),
            N_('If --status is wrong, correct it; otherwise record why: --exception "the reason".'),
        )
    if not (situation.disability or situation.long_term_unemployed):
        raise _refused(
            (None, "disability"),
            N_("The programme is for people with a disability or long-term unemployment."),
            N_(
                "Add --disability or --long-term-unemployed, or record why: "
                '--exception "the reason".'
            ),
        )


def check_workplace(step: Step, workplace: Workplace, day: date) -> None:
    """Raise Refused unless the workplace suits the step on `day`.

    Ordinary operations for the steps that take place there, AME's adapted ones for the others;
    and for a step in a sector's own employment, a sector that employs its own by then.
    """
    if workplace.adapted and step.where == "ordinary":
        raise Refused(
            N_("{workplace} is an adapted workplace; {step} takes place in ordinary operations."),
            N_("steg workplace list shows which workplaces are ordinary."),
            workplace=workplace.name,
            step=step,
        )
    if not workplace.adapted and step.where != "ordinary":
        raise Refused(
            N_("{workplace} is an ordinary workplace; {step} takes place in AME's operations."),
            N_("steg workplace list shows which workplaces are adapted."),
            workplace=workplace.name,
            step=step,
        )
    if not step.own_sector or workplace.sector.employs_its_own_on(day):
        return
    if workplace.sector.employs_from is None:
        raise Refused(
            N_("{workplace} belongs to {sector}, which does not employ its own assistants."),
            N_('When it has decided to: steg sector edit "{sector}" --employs-from DAY'),
            workplace=workplace.name,
            sector=workplace.sector.name,
        )
    raise Refused(
        N_(
            "{workplace} belongs to {sector}, which employs its own assistants from "
            "{employs_from}, not {day}."
        ),
        N_("Give --on {employs_from} or a later day."),
        workplace=workplace.name,
        sector=workplace.sector.name,
        employs_from=workplace.sector.employs_from,
        day=day,
    )


def check_own_employment(step: Step, placement: Placement | None, day: date) -> None:
    """Raise Refused when the step needs a sector that employs its own and nobody is placed."""
    if step.own_sector and placement is None:
        raise Refused(
            N_("There is no workplace on {day}, so no sector that could employ the person."),
            N_("Name the workplace: --workplace NAME."),
            day=day,
        )
    if placement is not None:
        check_workplace(step, placement.workplace, day)


def check_person(person: Person, ladder: Ladder) -> tuple[StegError, ...]:
    """Return everything in the person's way that a rule refuses, enrolment by enrolment."""
    return tuple(_person_problems(person, ladder))


def _person_problems(person: Person, ladder: Ladder) -> Iterator[StegError]:
    yield from _overlaps(person.enrolments, N_("enrolment"))
    for enrolment in person.enrolments:
        yield from _asked(
            (enrolment, "status"),
            check_eligible,
            person.participant.identity,
            enrolment.first_day,
            Situation(enrolment.status, enrolment.disability, enrolment.long_term_unemployed),
            enrolment.exception,
        )
        yield from _stay_problems(enrolment, ladder)
        yield from _placement_problems(enrolment)
        yield from _follow_up_problems(enrolment)


def _asked(
    concerns: tuple[object, str], rule: Callable[..., None], *values: object
) -> Iterator[StegError]:
    try:
        rule(*values)
    except StegError as error:
        error.concerns = (concerns[0], error.concerns[1] or concerns[1])
        yield error


def _refused(concerns: tuple[object, str], message: str, hint: str, **values: object) -> Refused:
    error = Refused(message, hint, **values)
    error.concerns = concerns
    return error


def _stay_problems(enrolment: Enrolment, ladder: Ladder) -> Iterator[StegError]:
    stays = enrolment.stays
    yield from _overlaps(stays, N_("step"))
    if not stays or (stays[0].first_day, stays[-1].last_day) != (
        enrolment.first_day,
        enrolment.last_day,
    ):
        yield _refused(
            (enrolment, "first_day"),
            N_("The steps do not cover the enrolment from {first} to {last}."),
            N_("The first step begins with the enrolment; the last one ends with it."),
            first=enrolment.first_day,
            last=enrolment.last_day or "-",
        )
    for before, stay in zip((None, *stays), stays, strict=False):
        old = before.step.code if before else None
        if before and before.last_day and before.last_day + ONE_DAY < stay.first_day:
            yield _refused(
                (stay, "first_day"),
                N_("There would be no step between {last} and {first}."),
                N_("A step begins the day after the one before it ended."),
                last=before.last_day,
                first=stay.first_day,
            )
        yield from _asked((stay, "step"), ladder.check_move, old, stay.step.code, stay.exception)
        yield from _period_problems(stay)
        if stay.step.own_sector and not enrolment.placement_on(stay.first_day):
            yield from _asked(
                (stay, "workplace"), check_own_employment, stay.step, None, stay.first_day
            )


def _period_problems(stay: Stay) -> Iterator[StegError]:
    limit, concerns = stay.step.limit, (stay, "planned_last_day")
    if limit and stay.planned_last_day:
        yield from _asked(concerns, check_period, stay.first_day, stay.planned_last_day, limit)
    elif limit or stay.planned_last_day:
        yield _refused(
            concerns,
            N_("{step} must have a planned last day if the ladder limits it, and none otherwise."),
            N_("Correct the step or the planned last day."),
            step=stay.step,
        )


def _placement_problems(enrolment: Enrolment) -> Iterator[StegError]:
    yield from _overlaps(enrolment.placements, N_("placement"))
    for placement in enrolment.placements:
        end = enrolment.last_day
        if placement.first_day < enrolment.first_day or (
            end and (placement.last_day is None or placement.last_day > end)
        ):
            yield _refused(
                (placement, "first_day"),
                N_("The placement at {workplace} lies outside the enrolment."),
                N_("It can begin on {first} and end on {last}."),
                workplace=placement.workplace.name,
                first=enrolment.first_day,
                last=end or "-",
            )
        for stay in enrolment.stays:
            day = max(stay.first_day, placement.first_day)
            if covers(stay, day) and covers(placement, day):
                yield from _asked(
                    (placement, "workplace"), check_workplace, stay.step, placement.workplace, day
                )


def _follow_up_problems(enrolment: Enrolment) -> Iterator[StegError]:
    for follow_up in enrolment.follow_ups:
        if enrolment.last_day is None or follow_up.day <= enrolment.last_day:
            yield _refused(
                (follow_up, "day"),
                N_("The follow-up on {day} would come before the last day, {last}."),
                N_("A follow-up is about what happened after the person left."),
                day=follow_up.day,
                last=enrolment.last_day or "-",
            )


def _overlaps(spans: Sequence[Enrolment | Stay | Placement], what: str) -> Iterator[StegError]:
    for span in spans:
        if span.last_day is not None and span.last_day < span.first_day:
            yield _refused(
                (span, "last_day"),
                N_("The {what} would end on {last}, before its first day {first}."),
                N_("Give days in order."),
                what=Word(what),
                first=span.first_day,
                last=span.last_day,
            )
    for earlier, later in pairwise(spans):
        if earlier.last_day is None or earlier.last_day >= later.first_day:
            yield _refused(
                (later, "first_day"),
                N_("The days would overlap ({what}): the next begins on {first}."),
                N_("Correct the other one first."),
                what=Word(what),
                first=later.first_day,
            )
