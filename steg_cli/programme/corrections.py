"""Correcting what was recorded wrongly, as pure moves: what begins or ends on a day moves along.

A step still ends the day before the next one begins, a placement that began with a step still
does, and the planned last day of a period keeps its months.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from steg_cli.programme.errors import N_, Note, Refused, note
from steg_cli.programme.frozen import replace
from steg_cli.programme.identity import Identity
from steg_cli.programme.ladder import Step
from steg_cli.programme.moves import months_told
from steg_cli.programme.parts import P, number_of
from steg_cli.programme.people import (
    INSIDE,
    NEW,
    Deadline,
    Enrolment,
    Extension,
    FollowUp,
    FormerNumber,
    Moved,
    Pause,
    Person,
    Placement,
    Remark,
    Residence,
    Stay,
    Support,
)
from steg_cli.programme.periods import ONE_DAY, last_day_of, plan_period, whole_months
from steg_cli.programme.words import FieldName, fold

Span = Enrolment | Stay | Placement
Removable = (
    Stay | Placement | FollowUp | Pause | Support | Deadline | Residence | Remark | FormerNumber
)
Moving = Span | Pause | Support  # what a correction of a day can take along
S = TypeVar("S", Enrolment, Stay, Placement)

# What amend calls a kind of thing: stay.2.first-day.
AMENDED_AS: dict[type[Moving], str] = {
    Enrolment: "enrolment",
    Stay: "stay",
    Placement: "placement",
    Pause: "pause",
    Support: "support",
}


def correct_day(person: Person, thing: Span, field: str, new: date | None) -> Moved:
    """Correct a first, last or planned last day, and take along what begins or ends beside it.

    A note tells each other day that moved. Raises Refused for an end that is not there, and for
    days out of order.
    """
    if isinstance(thing, Stay) and field == "planned_last_day":
        return correct_plan(person, thing, new)
    assert new is not None
    if field == "first_day":
        return _move_boundary(person, thing, thing.first_day, new)
    if thing.last_day is not None:
        return _move_boundary(person, thing, thing.last_day + ONE_DAY, new + ONE_DAY)
    if isinstance(thing, Placement):
        _check_order(thing.first_day, new)
        return Moved(person.with_(thing, replace(thing, last_day=new)))
    raise Refused(
        N_("It has not ended, so there is no last day to correct."),
        N_("An end is recorded with steg advance or steg leave."),
    )


def correct_plan(person: Person, stay: Stay, last: date | None) -> Moved:
    """Correct the planned last day of a step, and of the extension that led to it.

    None takes the plan away, which only a step without limit can do without.

    An extension that makes the period no longer is taken away, and a note says so. Another tells
    the months in all where others came before it, or where it is an exception.
    """
    _check_order(stay.first_day, last)
    no_plan = replace(stay, planned_last_day=None, extensions=())
    after = no_plan if last is None else replanned(stay, last)
    message = (
        N_("The extension decided on {day} was taken away with the plan.")
        if last is None
        else N_("The extension decided on {day} makes the period no longer; it was taken away.")
    )
    notes = [note(message, day=one.decided_on) for one in _gone(stay, after)]
    moved = person.with_(stay, after)
    return Moved(moved, (*notes, *months_told(moved, after)))


def replanned(stay: Stay, last: date) -> Stay:
    """Return a period with a corrected plan, and only the extensions that lead to it."""
    kept = tuple(one for one in stay.extensions if one.old_last_day < last)
    if kept:
        kept = (*kept[:-1], replace(kept[-1], new_last_day=last))
    return replace(stay, planned_last_day=last, extensions=kept)


def _move_boundary(person: Person, thing: Span, old: date, new: date) -> Moved:
    """Let everything that begins on `old` begin on `new`, and what ended before it end before.

    The days of a placement are its own: steps stay, and so does everything else when a placement
    beside it begins or ends on the same day. Those of a step take its placements along.
    """
    home = thing if isinstance(thing, Enrolment) else person.home_of(thing)
    alone = isinstance(thing, Placement) and _shares_its_end(thing, home, old)
    placements = (
        _moved(one, old, new) if one is thing or not alone else one for one in home.placements
    )
    after = replace(home, placements=tuple(placements))
    if not isinstance(thing, Placement):
        stays = tuple(_moved_stay(stay, old, new) for stay in home.stays)
        after = _parts_within(home, replace(_moved(after, old, new), stays=stays))
    notes: list[Note] = []
    spans: list[tuple[Moving, Moving]] = [(home, after), *zip(home.stays, after.stays, strict=True)]
    spans += zip(home.placements, after.placements, strict=True)
    spans += zip(home.pauses, after.pauses, strict=True)
    spans += zip(home.supports, after.supports, strict=True)
    for span, moved in spans:
        notes += _moved_along(person, span, moved, is_it=span is thing)
    return Moved(person.with_(home, after), tuple(notes))


def _parts_within(home: Enrolment, after: Enrolment) -> Enrolment:
    """Let pauses and supports follow a corrected last day.

    A pause that ended with the enrolment still does. A support ends no later than the enrolment,
    but is never made longer: its days are those of a decision.
    """
    last = after.last_day
    if last is None or last == home.last_day:
        return after
    pauses = tuple(
        _until(one, last) if one.last_day == home.last_day else one for one in home.pauses
    )
    supports = tuple(_until(one, last) if one.last_day > last else one for one in home.supports)
    return replace(after, pauses=pauses, supports=supports)


def _until(part: P, last: date) -> P:
    _check_order(part.first_day, last)
    return replace(part, last_day=last)


def _shares_its_end(thing: Placement, home: Enrolment, old: date) -> bool:
    """Say whether another placement begins, or ends, on the same day as `thing` does by `old`."""

    def side(one: Placement) -> tuple[bool, bool]:
        return one.first_day == old, one.last_day is not None and one.last_day + ONE_DAY == old

    return any(side(one) == side(thing) for one in home.placements if one is not thing)


def _moved(span: S, old: date, new: date) -> S:
    """Return what begins on `old` beginning on `new`, or what ends before it ending before."""
    first = new if span.first_day == old else span.first_day
    ends_there = span.last_day is not None and span.last_day + ONE_DAY == old
    last = new - ONE_DAY if ends_there else span.last_day
    if (first, last) == (span.first_day, span.last_day):
        return span
    _check_order(first, last)
    return replace(span, first_day=first, last_day=last)


def _moved_stay(stay: Stay, old: date, new: date) -> Stay:
    moved = _moved(stay, old, new)
    return moved if moved.first_day == stay.first_day else _planned_from(moved, old)


def _planned_from(stay: Stay, old: date) -> Stay:
    """Return a period with as many planned and extended months as when it began on `old`.

    An extension that was decided before the new first day becomes part of the first plan.
    """
    extensions, first = [], stay.first_day
    for one in stay.extensions:
        before, after = (
            _same_months(day, old, first) for day in (one.old_last_day, one.new_last_day)
        )
        if after <= before:
            raise Refused(
                N_("From {first} on, the extension to {last} would make the period no longer."),
                N_("Take the extension back first, or correct the planned last day."),
                first=first,
                last=after,
            )
        if one.decided_on >= first:
            extensions.append(replace(one, old_last_day=before, new_last_day=after))
    planned = stay.planned_last_day
    return replace(
        stay,
        planned_last_day=planned and _same_months(planned, old, first),
        extensions=tuple(extensions),
    )


def _same_months(last: date, old_first: date, new_first: date) -> date:
    """Return the last day of as many months from `new_first`; a day within a month stays."""
    months = whole_months(old_first, last)
    return last_day_of(new_first, months) if last_day_of(old_first, months) == last else last


def _moved_along(person: Person, span: Moving, moved: Moving, *, is_it: bool) -> list[Note]:
    """Tell which days moved beside the one that was corrected."""
    all_: Sequence[Moving] = person.enrolments
    if not isinstance(span, Enrolment):
        all_ = getattr(person, INSIDE[type(span)])
    number = number_of(all_, span)
    fields = ("planned_last_day",) if is_it else ("first_day", "planned_last_day", "last_day")
    before_it = N_(
        "The extension decided on {day} dates from before the period now; it is part of its "
        "first plan."
    )
    return [note(before_it, day=one.decided_on) for one in _gone(span, moved)] + [
        note(
            N_("{field} moved along, from {old} to {new}."),
            field=FieldName(f"{AMENDED_AS[type(span)]}.{number}.{field.replace('_', '-')}"),
            old=getattr(span, field),
            new=getattr(moved, field),
        )
        for field in fields
        if getattr(span, field, None) != getattr(moved, field, None)
    ]


def _gone(before: Moving, after: Moving) -> list[Extension]:
    """Return the extensions of a step that a correction takes away."""
    if not (isinstance(before, Stay) and isinstance(after, Stay)):
        return []
    kept = {one.id for one in after.extensions}
    return [one for one in before.extensions if one.id not in kept]


def renumbered(person: Person, identity: Identity, today: date) -> Person:
    """Give somebody another number. The one before still finds them, from `today` as a former one.

    One that they had before and that counts again is former no more; nor is one that is only
    written in other letters.
    """
    before = person.participant.identity
    known = person.former_numbers
    if fold(before.number) != fold(identity.number):
        known = (*known, FormerNumber(NEW, before.kind, before.number, today))
    former = tuple(one for one in known if fold(one.number) != fold(identity.number))
    participant = replace(person.participant, identity=identity)
    return replace(person, participant=participant, former_numbers=former)


def reopen(person: Person, thing: Span) -> Moved:
    """Take back an end: a leave that was a mistake, or the end of a placement.

    A placement that others follow goes on beside them. What ended with a leave goes on too: a
    pause is open again. A support's own last day is not known any more, so it stays as it is, and
    a note says how to set it; what the leave took away is not brought back. Raises Refused for a
    step, and for an enrolment but the last.
    """
    if isinstance(thing, Placement):
        return Moved(person.with_(thing, replace(thing, last_day=None)))
    if thing is person.enrolments[-1] and isinstance(thing, Enrolment) and thing.last_day:
        places = tuple(
            replace(place, last_day=None) if place.last_day == thing.last_day else place
            for place in thing.placements
        )
        pauses = thing.pauses
        if pauses and pauses[-1].last_day == thing.last_day:
            pauses = (*pauses[:-1], replace(pauses[-1], last_day=None))
        open_again = replace(_as_certified(thing.stays[-1]), last_day=None, closed_on=None)
        after = replace(
            thing,
            last_day=None,
            left_to=None,
            qualification=False,
            stays=(*thing.stays[:-1], open_again),
            placements=places,
            pauses=pauses,
        )
        return Moved(person.with_(thing, after), tuple(_ended_with(person, thing)))
    raise Refused(
        N_("Only the end of the last enrolment, or of a placement, can be taken back."),
        N_(
            "A step begun by mistake is taken away with its number: "
            'steg amend {reference} stay.N ""'
        ),
    )


def _ended_with(person: Person, enrolment: Enrolment) -> Iterator[Note]:
    """Tell what ended with a leave that is taken back: is it to go on?"""
    last = enrolment.last_day
    for pause in enrolment.pauses[-1:]:
        if pause.last_day == last:
            yield note(N_("The pause from {day} is open again."), day=pause.first_day)
    for support in enrolment.supports:
        if support.last_day == last:
            yield note(
                N_(
                    "A support ends on {day}. If the leave cut it: "
                    "steg support edit {reference} {number} --until DAY"
                ),
                day=last,
                reference=person.participant.reference,
                number=number_of(person.supports, support),
            )


def correct_step(person: Person, stay: Stay, step: Step) -> Moved:
    """Put a stay on another step, with the period, agreement and weekends that go with it.

    A new period is planned for the step's least number of months, or what is left in all; a note
    tells until when. What says whether training was completed stays with training.
    """
    same_wage = step.payer == stay.step.payer
    after = replace(
        stay,
        step=step,
        agreement=stay.agreement if same_wage else step.agreement,
        weekends=stay.weekends if step.payer else None,
        completed=stay.completed if step.training else None,
        certificate_day=stay.certificate_day if step.training else None,
    )
    if step.limit != stay.step.limit:
        after = replace(after, planned_last_day=_planned(person, after), extensions=())
    planned = after.planned_last_day
    sentence = N_("The extension decided on {day} was taken away with the period.")
    notes = [note(sentence, day=one.decided_on) for one in _gone(stay, after)]
    if planned is not None and planned != stay.planned_last_day:
        notes.append(note(N_("The period is planned to end on {day}."), day=planned))
    moved = person.with_(stay, after)
    return Moved(moved, (*notes, *months_told(moved, after)))


def _planned(person: Person, stay: Stay) -> date | None:
    """Return the plan of a stay on a step that it was not on before; None without a limit."""
    if stay.step.limit is None:
        return None
    before = person.used_before(stay)
    return plan_period(stay.first_day, stay.step.limit, before, exception=stay.exception)


def take_away(person: Person, thing: Removable) -> Person:
    """Take away a step, a placement, or another part that was recorded by mistake.

    The step before it then lasts until its end; what a placement interrupted for a time goes on
    as if it had not been. Raises Refused for an enrolment's first step.
    """
    if isinstance(thing, FormerNumber):
        kept = tuple(one for one in person.former_numbers if one is not thing)
        return replace(person, former_numbers=kept)
    if not isinstance(thing, Stay | Placement):
        return person.with_(thing)
    home = person.home_of(thing)
    if isinstance(thing, Placement):
        return person.with_(home, replace(home, placements=_without(home, thing)))
    place = next(number for number, one in enumerate(home.stays) if one is thing)
    if place == 0:
        raise Refused(
            N_("The first step of an enrolment cannot be taken away."),
            N_("Correct it with steg amend {reference} stay.{number}.step, or its days."),
            reference=person.participant.reference,
            number=number_of(person.stays, thing),
        )
    before = replace(home.stays[place - 1], last_day=thing.last_day, closed_on=thing.closed_on)
    if before.completed or thing.last_day is None:
        before = _as_certified(before)
    stays = (*home.stays[: place - 1], before, *home.stays[place + 1 :])
    return person.with_(home, replace(home, stays=stays))


def _without(home: Enrolment, gone: Placement) -> tuple[Placement, ...]:
    """Return the placements of an enrolment but for one, and what that interrupted whole again."""

    kept: list[Placement] = []
    for one in home.placements:
        if one is gone:
            continue
        before = next((n for n, old in enumerate(kept) if _is_rest(one, old, gone)), None)
        if before is None:
            kept.append(one)
        else:
            kept[before] = replace(kept[before], last_day=one.last_day)
    return tuple(kept)


def _is_rest(rest: Placement, before: Placement, gone: Placement) -> bool:
    """Say whether `gone` interrupted a placement that otherwise goes on as it was."""
    if gone.last_day is None or before.last_day != gone.first_day - ONE_DAY:
        return False
    first = gone.last_day + ONE_DAY
    return rest == replace(before, id=rest.id, first_day=first, last_day=rest.last_day)


def _as_certified(stay: Stay) -> Stay:
    """Return training of which only a certificate says that it was completed, not what followed."""
    return replace(stay, completed=True if stay.certificate_day else None)


def _check_order(first: date, last: date | None) -> None:
    """Raise Refused when a last day would come before its first day."""
    if last is not None and last < first:
        raise Refused(
            N_("It would end on {last}, before its first day {first}."),
            N_("Give days in order; steg show {reference} shows them."),
            first=first,
            last=last,
        )
