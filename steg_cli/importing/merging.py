"""Exact rows against a person as recorded: the person as they would be.

A thing is known again by its natural key. What is not there is made as the moves make it, what
differs is corrected, and what is open ends before what comes next. Nothing is checked here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, TypeVar

from steg_cli.importing.exact import TOLD, EnrolmentRows, ExactRow, Home, PersonRows, T, own_of
from steg_cli.importing.known import Known
from steg_cli.importing.listed import ExtensionValues, OfPerson, PersonValues, StayValues, said
from steg_cli.programme.corrections import correct_day, correct_step, renumbered, replanned
from steg_cli.programme.errors import Refused
from steg_cli.programme.frozen import names_of, replace
from steg_cli.programme.holds import Hold
from steg_cli.programme.identity import Identity, kind_of
from steg_cli.programme.moves import extended
from steg_cli.programme.noticing import with_their_days
from steg_cli.programme.people import (
    FULL_TIME,
    INSIDE,
    NEW,
    Enrolment,
    Extension,
    FormerCase,
    FormerNumber,
    Part,
    Participant,
    Pause,
    Person,
    Placement,
    Remark,
    Stay,
    covers,
)
from steg_cli.programme.periods import ONE_DAY
from steg_cli.programme.words import fold

C = TypeVar("C", bound=Part)
Span = TypeVar("Span", Placement, Pause)


def merge(before: Person | None, rows: PersonRows, known: Known) -> Person:
    """Return the person as the rows make them; `before` is None for somebody new."""
    participant = _participant(before.participant if before else None, rows)
    after = tuple(_enrolment(participant, one, known) for one in rows.enrolments)
    if before is None:
        person = Person(participant, after)
    else:
        person = renumbered(before, participant.identity, known.today)
        person = replace(person, participant=participant, enrolments=after)
    recorded = replace(
        person,
        remarks=tuple(merged(Remark, rows.recorded_of(Remark), rows, known)),
        former_cases=tuple(merged(FormerCase, rows.recorded_of(FormerCase), rows, known)),
        holds=tuple(merged(Hold, rows.recorded_of(Hold), rows, known)),
        former_numbers=_former_numbers(person, rows),
    )
    return with_their_days(recorded.in_order())


def _participant(before: Participant | None, rows: PersonRows) -> Participant:
    values = rows.who.values
    if before is None:
        assert isinstance(values.who, Identity)
        return Participant(rows.case, values.who, values.name or "", bool(values.protected))
    return replace(
        before,
        identity=values.who or before.identity,
        name=values.name or before.name,
        protected=before.protected or bool(values.protected),
    )


def _former_numbers(person: Person, rows: PersonRows) -> tuple[FormerNumber, ...]:
    """Return the numbers that somebody had, with the days that rows tell, and those of rows."""
    told = {number: row.values.replaced_on for number, row in rows.former_numbers.items()}
    known = [
        replace(one, replaced_on=told.pop(one.number, None) or one.replaced_on)
        for one in person.former_numbers
    ]
    new = [FormerNumber(NEW, kind_of(number), number, day) for number, day in told.items() if day]
    return (*known, *new)


def _enrolment(participant: Participant, rows: EnrolmentRows, known: Known) -> Enrolment:
    values = rows.person.values
    if rows.recorded is None:
        enrolment = _corrected(Enrolment(NEW, "", "", rows.first_day), values, known)
    else:
        corrected = _corrected(rows.recorded, values, known, "last_day")
        enrolment = _ending_on(participant, corrected, values)
    things: Mapping[Any, str] = INSIDE
    inside: dict[str, Any] = {
        name: tuple(merged(thing, getattr(enrolment, name), rows, known))
        for thing, name in things.items()
        if thing is not Stay and thing in TOLD
    }
    stays = tuple(merged_stays(_on_other_steps(participant, enrolment, rows, known), rows, known))
    return _closed(replace(enrolment, stays=stays, **inside), rows, known)


def _ending_on(participant: Participant, old: Enrolment, values: PersonValues) -> Enrolment:
    """Correct the last day of an enrolment: what ended with it ends with it still."""
    if old.last_day is not None and values.last_day not in (None, old.last_day):
        assert values.last_day is not None
        try:
            moved = correct_day(Person(participant, (old,)), old, "last_day", values.last_day)
        except Refused:  # the check tells that the days are out of order
            pass
        else:
            return moved.person.enrolments[0]
    return replace(old, last_day=values.last_day or old.last_day)


def _on_other_steps(
    participant: Participant, enrolment: Enrolment, rows: EnrolmentRows, known: Known
) -> Sequence[Stay]:
    """Return the recorded steps, corrected with what goes with a step where a row says another."""
    if not enrolment.stays:
        return ()
    by_day, person = rows.stay_rows(), Person(participant, (enrolment,))
    for stay in enrolment.stays:
        code = by_day[stay.first_day].values.step if stay.first_day in by_day else None
        if code not in (None, stay.step.code):
            with suppress(Refused):  # the check tells what is wrong
                person = correct_step(person, stay, known.ladder.step(code or "")).person
    return person.stays


def _corrected(thing: C, values: OfPerson, known: Known, *besides: str) -> C:
    """Return a thing with everything that a row says of it, but for the fields in `besides`."""
    new = {
        key: value
        for key, name in said(values).items()
        if key not in besides and hasattr(thing, key)
        if (value := known.named(key, name)) != getattr(thing, key)
    }
    # Every key is an attribute of the thing; a type checker cannot follow names.
    return replace(thing, **new) if new else thing  # type: ignore[arg-type]


def merged(
    thing: type[T], recorded: Sequence[T], rows: Home, known: Known, *besides: str
) -> list[T]:
    """Return what there is of a kind in one place: as recorded, and as its rows make it."""
    new = dict(rows.inside[TOLD[thing].kind])
    found = []
    for one in recorded:
        row = new.pop(own_of(one), None)
        found.append(one if row is None else _corrected(one, row.values, known, *besides))
    key, names = TOLD[thing].key, set(names_of(thing)) if new else ()
    for own, row in new.items():
        values: dict[str, Any] = dict(zip(key, own, strict=True)) | said(row.values)
        told: Any = {k: known.named(k, value) for k, value in values.items() if k in names}
        found.append(thing(NEW, **told))
    return found


# Steps


def merged_stays(recorded: Sequence[Stay], rows: EnrolmentRows, known: Known) -> list[Stay]:
    """Return the steps of an enrolment in order of time, as its rows make them."""
    extensions: list[ExtensionValues] = [one.values for one in rows.inside["extensions"].values()]
    by_day = rows.stay_rows()
    stays = [
        _planned(
            stay,
            by_day.get(stay.first_day),
            [one for one in extensions if one.period == stay.first_day],
            known,
        )
        for stay in merged(Stay, recorded, rows, known, "planned_last_day")
    ]
    return sorted(stays, key=lambda stay: stay.first_day)


def _planned(
    stay: Stay,
    row: ExactRow[StayValues] | None,
    told: Iterable[ExtensionValues],
    known: Known,
) -> Stay:
    """Return a period with the extensions that the list tells of, and its planned last day.

    A plan that a row says is where the extensions have to lead to; without one they move it.
    """
    plan = row.values.planned_last_day if row and "planned_last_day" in row.by else None
    by_days = {_days(one): one for one in told}
    if by_days:
        extensions = tuple(
            _corrected(one, by_days.pop(_days(one)), known) if _days(one) in by_days else one
            for one in stay.extensions
        )
        stay = replace(stay, extensions=extensions)
    for days in sorted(by_days):
        new = Extension(NEW, *days, by_days[days].decided_by, by_days[days].exception)
        moves = plan is None and stay.planned_last_day == new.old_last_day
        before, stay = stay.planned_last_day, extended(stay, new)
        stay = replace(
            stay,
            planned_last_day=stay.planned_last_day if moves else before,
            extensions=tuple(sorted(stay.extensions, key=_days)),
        )
    if plan is None or plan == stay.planned_last_day:
        return stay
    # Where new extensions do not follow each other to the plan, the check says so.
    return replace(stay, planned_last_day=plan) if by_days else replanned(stay, plan)


def _days(extension: Extension | ExtensionValues) -> tuple[date, date, date]:
    decided_on, old, new = (
        getattr(extension, key) for key in ("decided_on", "old_last_day", "new_last_day")
    )
    return decided_on, old, new


# What is open


def _closed(enrolment: Enrolment, rows: EnrolmentRows, known: Known) -> Enrolment:
    """Let what is open end before what comes next, and with the enrolment."""
    cohort = known.cohorts.get(fold(enrolment.cohort))
    end, stays = enrolment.last_day, []
    for stay, following in zip(enrolment.stays, (*enrolment.stays[1:], None), strict=False):
        last = _ending(stay, following, end)
        closed = last and (stay.closed_on or min(last, known.today))
        same = (stay.last_day, stay.closed_on) == (last, closed)
        stays.append(stay if same else replace(stay, last_day=last, closed_on=closed))
    places = []
    for place in sorted(enrolment.placements, key=lambda place: place.first_day):
        later = (one for one in enrolment.placements if one.first_day > place.first_day)
        others = [one for one in later if not _is_beside(place, one, enrolment.placements)]
        move = min(others, key=lambda one: one.first_day, default=None)
        places.append(_until(place, _ending(place, move, end)))
    # A support is cut by a leave that the list tells of; what the list says of it is judged.
    leaves = end if rows.recorded and rows.recorded.last_day is None else None
    return replace(
        enrolment,
        cohort_open_until=cohort.open_until if cohort else None,
        stays=tuple(stays),
        placements=tuple(places),
        pauses=tuple(_until(one, _ending(one, None, end)) for one in enrolment.pauses),
        supports=tuple(
            replace(one, last_day=leaves)
            if leaves and one.id != NEW and one.first_day <= leaves < one.last_day
            else one
            for one in enrolment.supports
        ),
    )


def _ending(
    span: Stay | Placement | Pause, following: Stay | Placement | None, end: date | None
) -> date | None:
    """Return the last day of something: its own, or that before what follows, or the end."""
    last = following.first_day - ONE_DAY if following else end
    is_open = span.last_day is None and last is not None and last >= span.first_day
    return last if is_open else span.last_day


def _until(span: Span, last: date | None) -> Span:
    return span if span.last_day == last else replace(span, last_day=last)


def _is_beside(place: Placement, later: Placement, places: Iterable[Placement]) -> bool:
    """Say whether an open placement goes on beside a later one, as two halves do.

    Otherwise the later one is a move.
    """
    if NEW not in (place.id, later.id) or place.percent + later.percent <= FULL_TIME:
        return True
    return any(one.exception and covers(one, later.first_day) for one in places)
