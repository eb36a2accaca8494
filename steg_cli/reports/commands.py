"""The commands that would settle an end, as they are typed on the day.

Each is rehearsed as its pure move first, and only offered if no rule refuses it. What is for
somebody to decide is left open as …: where a person goes, a workplace, a new last day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from steg_cli.programme import moves
from steg_cli.programme.checks import new_problems
from steg_cli.programme.codes import What
from steg_cli.programme.enrolling import follow_up, leave
from steg_cli.programme.errors import StegError
from steg_cli.programme.frozen import frozen
from steg_cli.programme.ladder import Ladder
from steg_cli.programme.people import Moved, Person, covers
from steg_cli.programme.periods import ONE_DAY, add_months, lengthened
from steg_cli.programme.placing import place
from steg_cli.reports.ends import Ending

A_YEAR = 12  # months of extension that are offered at most: "one plus one year"


@frozen
class Situation:
    """Whose end it is, and the day on which the commands are typed."""

    person: Person
    end: Ending
    ladder: Ladder
    today: date

    @property
    def reference(self) -> str:
        """The case."""
        return self.end.expiry.reference

    @property
    def last(self) -> date:
        """The day of the end."""
        return self.end.expiry.last_day

    def accepts(self, move: Callable[..., Moved | Person], *values: Any, **options: Any) -> bool:
        """Say whether no rule refuses a move of the person."""
        try:
            moved = move(self.person, *values, **options)
        except StegError:
            return False
        after = moved.person if isinstance(moved, Moved) else moved
        return not new_problems(self.person, after.in_order(), self.ladder)


def commands_for(situation: Situation) -> tuple[str, ...]:
    """Return the command that shows a case, and then those that would settle its end."""
    settling = _SETTLING[situation.end.expiry.what]
    return (f"steg show {situation.reference}", *settling(situation))


def used_up_on(person: Person, end: Ending) -> date | None:
    """Return the day on which the months in all are used up, if the period lasts until then.

    That is the last day that it can be extended to, or a day that has passed. None for an end of
    another kind.
    """
    stay = next((one for one in person.stays if one.id == end.thing), None)
    if end.expiry.what != "period" or stay is None or stay.step.limit is None:
        return None
    for one in person.stays:
        if one.step == stay.step and one.end is not None:
            full = person.used_before(one).latest(one.first_day, stay.step.limit)
            if one is stay or full is None or full <= one.end:
                return full or one.first_day - ONE_DAY
    return None


def _period(one: Situation) -> Iterator[str]:
    yield from _extension(one)
    if moves.conversion_day(one.person, one.today, one.ladder) == one.today:
        yield f"steg convert-to-enhetsassistent {one.reference}"
    yield from _leave(one)


def _extension(one: Situation) -> Iterator[str]:
    """Yield the extension within the months in all whose last day lies ahead, if there is one."""
    row, latest = one.end.expiry, one.end.latest
    if row.first_day is None or latest is None:
        return
    left = row.months_left_to_extend or 0
    for months in (min(left, A_YEAR), left):
        if months and lengthened(row.first_day, one.last, months) > one.today:
            if one.accepts(moves.extend, one.today, months=months):
                yield f"steg extend {one.reference} --months {months}"
            return
    ahead = latest > max(one.today, one.last)
    if ahead and one.accepts(moves.extend, one.today, until=latest):
        yield f"steg extend {one.reference} --until {latest}"


def _step(one: Situation) -> Iterator[str]:
    """Yield a later end, the next step or another one, and leaving."""
    later, after = max(one.today, one.last) + ONE_DAY, one.last + ONE_DAY
    if one.accepts(moves.extend, one.today, until=later):
        yield f"steg extend {one.reference} --until …"
    position = one.ladder.position(one.end.expiry.step or "")
    for following in one.ladder.steps[position + 1 : position + 2]:
        if one.accepts(moves.begin_step, moves.NextStep(following, after), one.ladder, one.today):
            yield f"steg advance {one.reference} --to … --on {after}"
    yield from _leave(one)


def _leave(one: Situation) -> Iterator[str]:
    for day in (one.last, one.today):
        if one.accepts(leave, day, "other", one.today):
            yield f"steg leave {one.reference} --on {day} --to …"
            return


def _placement(one: Situation) -> Iterator[str]:
    """Yield the next placement, until one that is planned for later and beside one that goes on."""
    placements = one.person.enrolments[-1].placements
    ended = next(place for place in placements if place.id == one.end.thing)
    first = one.last + ONE_DAY
    later = [place.first_day - ONE_DAY for place in placements if place.first_day > first]
    options: dict[str, Any] = {}
    beside = ""
    if any(covers(place, first) for place in placements):
        options = {"percent": ended.percent, "beside": True}
        beside = f" --percent {ended.percent} --beside"
    for last in (None, *later[:1]):
        if one.accepts(place, ended.workplace, first, last=last, **options):
            until = f" --until {last}" if last else ""
            yield f"steg place {one.reference} … --from {first}{until}{beside}"
            return


def _support(one: Situation) -> Iterator[str]:
    """Yield the list, and the next decision unless there is one or the person leaves."""
    yield f"steg support list {one.reference}"
    first, enrolment = one.last + ONE_DAY, one.person.enrolments[-1]
    if enrolment.last_day is None and not any(covers(s, first) for s in enrolment.supports):
        yield f"steg support add {one.reference} … --from {first} --until …"


def _follow_up(one: Situation) -> Iterator[str]:
    """Yield the follow-up of the time that ended, also if the person came back and left again."""
    ended = next(e for e in one.person.enrolments if e.id == one.end.thing)
    left_again = (
        later.last_day
        for later in one.person.enrolments
        if later.first_day > ended.first_day and later.last_day
    )
    day = min((one.today, *left_again))
    if day >= add_months(one.last, -1) and one.accepts(follow_up, day, "other", one.today):
        on = f" --on {day}" if day != one.today else ""
        yield f"steg follow-up {one.reference} --status …{on}"


def _deadline(one: Situation) -> Iterator[str]:
    yield f"steg deadline done {one.reference} {one.end.number}"


_SETTLING: Mapping[What, Callable[[Situation], Iterator[str]]] = {
    "period": _period,
    "step": _step,
    "placement": _placement,
    "support": _support,
    "follow-up": _follow_up,
    "deadline": _deadline,
}
