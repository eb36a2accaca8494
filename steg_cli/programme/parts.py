"""What must hold of the parts of an enrolment: pauses, supports, deadlines, and moves.

Pauses and supports lie inside the enrolment: they begin on its first day or later. A support may
run past a planned end, since the decision is Arbetsförmedlingen's; nothing runs past a last day
that is recorded. Pauses do not overlap, nor do supports of the same kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from steg_cli.programme.errors import N_, NotFound, Refused, StegError, refusal
from steg_cli.programme.frozen import replace
from steg_cli.programme.people import (
    Deadline,
    Enrolment,
    FormerNumber,
    Inside,
    Pause,
    Person,
    Support,
    Thing,
    covers,
)
from steg_cli.programme.residences import residence_problems
from steg_cli.programme.words import Word, clean_text

LONGEST_NUMBER = 4  # digits of a part's number
LONGEST_DEADLINE = 60  # letters: what is to be done, and nothing more

Part = Pause | Support
P = TypeVar("P", Pause, Support)
N = TypeVar("N", bound=Thing | FormerNumber)

CALLED: dict[type[Inside], str] = {
    Pause: N_("pause"),
    Support: N_("support"),
    Deadline: N_("deadline"),
}


def part_problems(enrolment: Enrolment) -> Iterator[tuple[Inside, str, StegError]]:
    """Yield what a rule refuses of an enrolment's parts: of what, which field of it, and why."""
    kinds: tuple[Sequence[Part], ...] = (enrolment.pauses, enrolment.supports)
    for parts in kinds:
        for number, part in enumerate(parts):
            yield from _refused(part, "first_day", check_first_day, part, enrolment)
            yield from _refused(part, "last_day", check_last_day, part, enrolment)
            yield from _refused(part, "first_day", check_apart, part, parts[:number])
    for number, deadline in enumerate(enrolment.deadlines):
        yield from _refused(deadline, "text", clean_deadline, deadline.text)
        yield from _refused(deadline, "text", check_once, deadline, enrolment.deadlines[:number])
    for residence, error in residence_problems(enrolment):
        yield residence, "first_day", error


def _refused(
    part: Inside, field: str, rule: Callable[..., object], *values: object
) -> Iterator[tuple[Inside, str, StegError]]:
    if error := refusal(rule, *values):
        yield part, field, error


def check_part(part: Part, enrolment: Enrolment) -> None:
    """Raise Refused unless a new pause or support fits into the enrolment."""
    check_last_day(part, enrolment)
    check_first_day(part, enrolment)
    check_apart(part, enrolment.pauses if isinstance(part, Pause) else enrolment.supports)


def check_first_day(part: Part, enrolment: Enrolment) -> None:
    """Raise Refused for a pause or support that begins before the enrolment."""
    if part.first_day < enrolment.first_day:
        raise Refused(
            N_("The enrolment began on {day}; a {what} cannot begin on {first}."),
            N_("Give that day or a later one."),
            day=enrolment.first_day,
            what=_called(part),
            first=part.first_day,
        )


def check_last_day(part: Part, enrolment: Enrolment) -> None:
    """Raise Refused for one that ends before it begins, or goes on after a recorded last day."""
    last, end = part.last_day, enrolment.last_day
    if last is not None and last < part.first_day:
        raise Refused(
            N_("A {what} from {first} cannot end on {last}."),
            N_("Give days in order."),
            what=_called(part),
            first=part.first_day,
            last=last,
        )
    if end is not None and (last is None or last > end):
        raise Refused(
            N_("The last day in the programme is {end}; the {what} from {first} goes beyond it."),
            N_("Let it end by then."),
            end=end,
            what=_called(part),
            first=part.first_day,
        )


def check_apart(part: Part, others: Iterable[Part]) -> None:
    """Raise Refused for a pause that overlaps another, or a support one of the same kind."""
    for other in others:
        if _overlap(part, other) and other.last_day is None:
            raise Refused(
                N_("There is a {what} from {first} that has not ended; the days would overlap."),
                N_("End that one first, or give days before it: steg show {reference}"),
                what=_called(other),
                first=other.first_day,
            )
        if _overlap(part, other):
            raise Refused(
                N_("There is a {what} already from {first} to {last}; the days would overlap."),
                N_("Give days outside it, or change that one first: steg show {reference}"),
                what=_called(other),
                first=other.first_day,
                last=other.last_day,
            )


def _overlap(one: Part, other: Part) -> bool:
    if isinstance(one, Support) and isinstance(other, Support) and one.kind != other.kind:
        return False
    return covers(one, other.first_day) or covers(other, one.first_day)


def clean_deadline(text: str) -> str:
    """Return what is to be done, cleaned. Raises Refused for nothing, and for a long text."""
    return clean_text(text, N_("deadline"), longest=LONGEST_DEADLINE)


def check_once(deadline: Deadline, others: Iterable[Deadline]) -> None:
    """Raise Refused for a deadline with the day and the text of another: a list could not tell."""
    if any((one.day, one.text) == (deadline.day, deadline.text) for one in others):
        raise Refused(
            N_("There is a deadline of {day} with the same text already."),
            N_("Give another text or day, or leave it: steg deadline list tells them."),
            day=deadline.day,
        )


def enrolment_on(person: Person, day: date) -> Enrolment:
    """Return the enrolment that a pause or support from `day` belongs to, also one that is over.

    Raises Refused for somebody who was not enrolled that day and is not now.
    """
    found = (one for one in person.enrolments if covers(one, day))
    return next(found, None) or person.open_enrolment()


def numbered(parts: Sequence[N], number: int | str, what: str) -> N:
    """Return the part with this number, also as it was typed. `what` is what it is called."""
    text = str(number)
    is_number = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    if is_number and 1 <= int(text) <= len(parts):
        return parts[int(text) - 1]
    raise NotFound(
        N_("There is no number {number} ({what}); the last is {count}.")
        if parts
        else N_("Nothing of this kind is recorded: {what}."),
        N_("steg show {reference} numbers them."),
        what=Word(what),
        number=number,
        count=len(parts),
    )


def number_of(parts: Sequence[N], part: N) -> int:
    """Return the number of a part among those of its kind."""
    return next(number for number, one in enumerate(parts, 1) if one is part)


def ended(parts: Iterable[P], last: date) -> tuple[P, ...]:
    """Return what has begun by `last`, each ended then at the latest."""
    return tuple(
        part
        if part.last_day is not None and part.last_day <= last
        else replace(part, last_day=last)
        for part in parts
        if part.first_day <= last
    )


def _called(part: Part) -> Word:
    return Word(CALLED[type(part)])
