"""What must hold of a person's way. Each rule is one function; `check_person` asks them all.

A move asks the single rules that concern it, for a precise answer. Whoever changes a person, by a
verb, a correction or a list, asks `check_person` before it is saved, so that nothing enters by a
side door.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from steg_cli.programme import remedies
from steg_cli.programme.errors import N_, Refused, StegError, allows, refusal
from steg_cli.programme.frozen import frozen
from steg_cli.programme.identity import Identity
from steg_cli.programme.ladder import Ladder
from steg_cli.programme.noticing import check_notice
from steg_cli.programme.parts import part_problems
from steg_cli.programme.people import (
    NEW,
    Enrolment,
    Extension,
    Person,
    Placement,
    Stay,
    Thing,
    covers,
)
from steg_cli.programme.periods import ONE_DAY, check_period
from steg_cli.programme.placement_rules import (
    check_apart,
    check_ends_by_closing,
    check_full_time,
    check_own_employment,
    check_workplace,
)
from steg_cli.programme.training import (
    check_certificate,
    check_qualified,
    check_recorded,
    check_training,
)
from steg_cli.programme.words import Word

YOUNGEST, OLDEST = 16, 64


@frozen
class Situation:
    """What decides whether somebody belongs to the target group."""

    status: str
    disability: bool
    long_term_unemployed: bool


def check_eligible(
    identity: Identity, day: date, situation: Situation, exception: str | None
) -> None:
    """Raise Refused unless the person may be enrolled on `day`; see `ineligible`."""
    if found := ineligible(identity, day, situation, exception):
        raise found[1]


def ineligible(
    identity: Identity, day: date, situation: Situation, exception: str | None
) -> tuple[str, Refused] | None:
    """Return why the person may not be enrolled on `day`, and the field that says so.

    An exception covers everything but an enrolment before birth; see `ineligibilities`.
    """
    for field, error in ineligibilities(identity, day, situation):
        if not exception or error.remedy is None:
            return field, error
    return None


def ineligibilities(
    identity: Identity, day: date, situation: Situation
) -> Iterator[tuple[str, Refused]]:
    """Yield everything that keeps the person from being enrolled on `day`, each with its field.

    Aged 16–64 on the day, and unemployed or far from the labour market, and with a disability
    or long-term unemployed. Where the birth date is not established the person gets the benefit
    of the doubt: refused only when no possible birth date would do. Nobody is enrolled before
    they were born, whatever the reason.
    """
    lowest, highest = identity.ages_on(day)
    if highest < 0:
        yield "number", not_born(day)
    elif highest < YOUNGEST or lowest > OLDEST:
        yield (
            "number",
            Refused(
                N_(
                    "The person is {age} years old on {day}; "
                    "the programme is for ages {low} to {high}."
                ),
                remedies.ANOTHER_NUMBER_OR_REASON,
                age=highest if highest < YOUNGEST else lowest,
                day=day,
                low=YOUNGEST,
                high=OLDEST,
            ),
        )
    if situation.status == "other":
        message = N_(
            "The programme is for people who are unemployed or far from the labour market."
        )
        yield "status", Refused(message, remedies.ANOTHER_STATUS_OR_REASON)
    if not (situation.disability or situation.long_term_unemployed):
        message = N_("The programme is for people with a disability or long-term unemployment.")
        yield "disability", Refused(message, remedies.A_GROUND_OR_REASON)


def not_born(day: date) -> Refused:
    """Return the refusal of a day before somebody was born."""
    message = N_("The person was not born yet on {day}.")
    return Refused(message, N_("Check the number and the day."), day=day)


def check_cohort_open(cohort: str, last: date | None, first: date) -> None:
    """Raise Refused for an enrolment that begins after the `last` day of its cohort for that."""
    if last is not None and first > last:
        raise Refused(
            N_("The last day to enrol in {cohort} is {open_until}: nobody can begin on {day}."),
            remedies.AN_OPEN_COHORT,
            cohort=cohort,
            open_until=last,
            day=first,
        )


def check_unemployed_since(identity: Identity, since: date | None, first: date) -> None:
    """Raise Refused for an unemployment that began after the first day, or before birth.

    It is the one that somebody comes from.
    """
    if since is not None and identity.ages_on(since)[1] < 0:
        raise not_born(since)
    if since is not None and since > first:
        raise Refused(
            N_("The enrolment begins on {first}; the unemployment cannot begin only on {since}."),
            N_("Give the day on which the unemployment began, or leave it out if it is not known."),
            first=first,
            since=since,
        )


def check_decided(first: date, day: date) -> None:
    """Raise Refused for an extension decided before its period began: that is its first plan."""
    if day < first:
        raise Refused(
            N_("The period began on {first}; an extension cannot date from {day}."),
            remedies.A_LATER_DECISION,
            first=first,
            day=day,
        )


@frozen
class Problem:
    """What a rule refuses of a person's way: `thing` is what of it, `field` which field of that."""

    thing: Thing | Extension
    field: str
    error: StegError


def check_person(person: Person, ladder: Ladder) -> tuple[Problem, ...]:
    """Return everything in the person's way that a rule refuses, enrolment by enrolment."""
    return tuple(_person_problems(person, ladder))


def new_problems(
    before: Person | None, after: Person, ladder: Ladder, *, besides: Person | None = None
) -> list[Problem]:
    """Return what a rule refuses of `after` and not of `before`, or of what came from `besides`.

    What was wrong already, since an older version or another program wrote it, stops nobody from
    correcting something else.
    """
    problems = check_person(after, ladder)
    if not problems:
        return []
    was = [one for person in (before, besides) if person for one in check_person(person, ladder)]
    known = Counter(one.error.message for one in was)
    found = []
    for problem in problems:
        if known[problem.error.message] > 0:
            known[problem.error.message] -= 1
        else:
            found.append(problem)
    return found


def _person_problems(person: Person, ladder: Ladder) -> Iterator[Problem]:
    yield from _overlaps(person.enrolments, N_("enrolment"))
    for enrolment in person.enrolments:
        situation = Situation(
            enrolment.status, enrolment.disability, enrolment.long_term_unemployed
        )
        identity = person.participant.identity
        if found := ineligible(identity, enrolment.first_day, situation, enrolment.exception):
            yield Problem(enrolment, *found)
        since = (enrolment, "unemployed_since")
        days = (identity, enrolment.unemployed_since, enrolment.first_day)
        yield from _asked(since, check_unemployed_since, *days)
        place = (enrolment, "cohort")
        opened = (enrolment.cohort, enrolment.cohort_open_until, enrolment.first_day)
        yield from _asked(place, check_cohort_open, *opened)
        yield from _stay_problems(person, enrolment, ladder)
        yield from _placement_problems(enrolment)
        yield from _follow_up_problems(enrolment)
        yield from (Problem(*found) for found in part_problems(enrolment))


def _asked(
    place: tuple[Thing | Extension, str], rule: Callable[..., None], *values: object
) -> Iterator[Problem]:
    if error := refusal(rule, *values):
        yield Problem(*place, error)


def _problem(
    place: tuple[Thing | Extension, str], message: str, hint: str, **values: object
) -> Problem:
    return Problem(*place, Refused(message, hint, **values))


def _stay_problems(person: Person, enrolment: Enrolment, ladder: Ladder) -> Iterator[Problem]:
    stays = enrolment.stays
    yield from _overlaps(stays, N_("step"))
    begins = bool(stays) and stays[0].first_day == enrolment.first_day
    if not begins or stays[-1].last_day != enrolment.last_day:
        yield _problem(
            (enrolment, "last_day" if begins else "first_day"),
            N_("The steps do not cover the enrolment from {first} to {last}."),
            N_("The first step begins with the enrolment; the last one ends with it."),
            first=enrolment.first_day,
            last=enrolment.last_day or "-",
        )
    for before, stay in zip((None, *stays), stays, strict=False):
        old = before.step.code if before else None
        if before and before.last_day and before.last_day + ONE_DAY < stay.first_day:
            yield _problem(
                (stay, "first_day"),
                N_("There would be no step between {last} and {first}."),
                N_("A step begins the day after the one before it ended."),
                last=before.last_day,
                first=stay.first_day,
            )
        yield from _asked((stay, "step"), ladder.check_move, old, stay.step.code, stay.exception)
        yield from _period_problems(person, stay)
        yield from _extension_problems(stay)
        yield from _asked((stay, "notice_given"), check_notice, stay, date.max)
        yield from _training_problems(stay, before, ladder)
        if stay.step.own_sector and not enrolment.placements_on(stay.first_day):
            yield from _asked(
                (stay, "workplace"), check_own_employment, stay.step, None, stay.first_day
            )


def _period_problems(person: Person, stay: Stay) -> Iterator[Problem]:
    first, last, limit = stay.first_day, stay.planned_last_day, stay.step.limit
    concerns = (stay, "planned_last_day")
    if limit and last is None:
        yield _problem(
            concerns,
            N_("{step} must have a planned last day, since the ladder limits it."),
            N_("Correct the step or the planned last day."),
            step=stay.step,
        )
    elif last is not None and last < first:
        yield _problem(
            concerns,
            N_("The period would end on {last}, before its first day {first}."),
            N_("Give days in order."),
            last=last,
            first=first,
        )
    elif limit and last and not is_excepted(stay):
        yield from _asked(concerns, check_period, first, last, limit, person.used_before(stay))


def is_excepted(stay: Stay) -> bool:
    """Say whether an exception covers how long a period is: the step's, or an extension's."""
    return bool(stay.exception or any(one.exception for one in stay.extensions))


def allows_period(person: Person, stay: Stay) -> bool:
    """Say whether the step's limit allows a period as it is planned, without any exception."""
    first, last, limit = stay.first_day, stay.planned_last_day, stay.step.limit
    if limit is None or last is None:
        return True
    return allows(check_period, first, last, limit, person.used_before(stay))


def _training_problems(stay: Stay, before: Stay | None, ladder: Ladder) -> Iterator[Problem]:
    if stay.completed is not None or stay.certificate_day is not None:
        yield from _asked((stay, "completed"), check_training, stay)
    if stay.certificate_day is not None:
        concerns = (stay, "certificate_day")
        yield from _asked(concerns, check_certificate, stay, stay.certificate_day, date.max)
    if before is not None:
        yield from _asked((stay, "step"), check_qualified, before, stay, ladder)
        yield from _asked((before, "completed"), check_recorded, before, stay, ladder)


def _extension_problems(stay: Stay) -> Iterator[Problem]:
    """Each extension leads from the plan before it to a later one, and the last to today's plan.

    Otherwise a report as of a day before the decision would tell of a plan that never was.
    """
    plan = stay.extensions[0].old_last_day if stay.extensions else stay.planned_last_day
    for extension in stay.extensions:
        yield from _asked(
            (extension, "decided_on"), check_decided, stay.first_day, extension.decided_on
        )
        if extension.new_last_day <= extension.old_last_day:
            yield _problem(
                (extension, "new_last_day"),
                N_("The new last day is no later one."),
                N_("Correct the day."),
            )
        if extension.old_last_day != plan or extension.old_last_day < stay.first_day:
            yield _never_planned(extension)
        plan = extension.new_last_day
    if plan == stay.planned_last_day:
        return
    last = stay.extensions[-1]
    if last.id == NEW != stay.id:  # what is recorded is right, and the new decision wrong of it
        yield _never_planned(last)
    else:
        yield _problem(
            (stay, "planned_last_day"),
            N_("The last extension leads to {day}, and the period is planned to end on {planned}."),
            N_("Correct the one that is wrong."),
            day=plan,
            planned=stay.planned_last_day or "-",
        )


def _never_planned(extension: Extension) -> Problem:
    return _problem(
        (extension, "old_last_day"),
        N_("The period was not planned to end on {day} before it was extended."),
        N_("Correct the old last day."),
        day=extension.old_last_day,
    )


def _placement_problems(enrolment: Enrolment) -> Iterator[Problem]:
    yield from _out_of_order(enrolment.placements, N_("placement"))
    yield from _full_time_problems(enrolment)
    for number, placement in enumerate(enrolment.placements):
        earlier = enrolment.placements[:number]
        yield from _asked((placement, "first_day"), check_apart, earlier, placement)
        yield from _asked((placement, "last_day"), check_ends_by_closing, placement)
        end, begins = enrolment.last_day, placement.first_day >= enrolment.first_day
        if not begins or (end and (placement.last_day is None or placement.last_day > end)):
            yield _problem(
                (placement, "last_day" if begins else "first_day"),
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


def _full_time_problems(enrolment: Enrolment) -> Iterator[Problem]:
    """Ask for each day on which a placement begins, or has just ended with its exception."""
    firsts = {place.first_day for place in enrolment.placements}
    ends = (place.last_day for place in enrolment.placements)
    for day in sorted(firsts.union(last + ONE_DAY for last in ends if last)):
        if placed := enrolment.placements_on(day):
            yield from _asked((placed[-1], "percent"), check_full_time, enrolment, day)


def _follow_up_problems(enrolment: Enrolment) -> Iterator[Problem]:
    for follow_up in enrolment.follow_ups:
        if enrolment.last_day is None or follow_up.day <= enrolment.last_day:
            yield _problem(
                (follow_up, "day"),
                N_("The follow-up on {day} would come before the last day, {last}."),
                N_("A follow-up is about what happened after the person left."),
                day=follow_up.day,
                last=enrolment.last_day or "-",
            )


def _overlaps(spans: Sequence[Enrolment | Stay], what: str) -> Iterator[Problem]:
    yield from _out_of_order(spans, what)
    for earlier, later in pairwise(spans):
        if earlier.last_day is None or earlier.last_day >= later.first_day:
            yield _problem(
                (later, "first_day"),
                N_("The days would overlap ({what}): the next begins on {first}."),
                N_("Correct the other one first."),
                what=Word(what),
                first=later.first_day,
            )


def _out_of_order(spans: Sequence[Enrolment | Stay | Placement], what: str) -> Iterator[Problem]:
    for span in spans:
        if span.last_day is not None and span.last_day < span.first_day:
            yield _problem(
                (span, "last_day"),
                N_("The {what} would end on {last}, before its first day {first}."),
                N_("Give days in order."),
                what=Word(what),
                first=span.first_day,
                last=span.last_day,
            )
