"""Exact rows against a person as recorded: the person as they would be.

A thing is known again by its natural key. What is not there is made as the moves make it, what
differs is corrected, and what is open ends before what comes next. Nothing is checked here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from steg_cli.importing.exact import EnrolmentRows, ExactRow, PersonRows
from steg_cli.importing.known import Known
from steg_cli.importing.listed import ExtensionValues, OfPerson, PersonValues, StayValues, said
from steg_cli.programme.corrections import correct_day, replanned
from steg_cli.programme.errors import Refused
from steg_cli.programme.identity import Identity
from steg_cli.programme.moves import extended
from steg_cli.programme.people import (
    NEW,
    Enrolment,
    Extension,
    FollowUp,
    Participant,
    Person,
    Placement,
    Stay,
)
from steg_cli.programme.periods import ONE_DAY

T = TypeVar("T", Enrolment, Stay, Placement, FollowUp)


def merge(before: Person | None, rows: PersonRows, known: Known) -> Person:
    """Return the person as the rows make them; `before` is None for somebody new."""
    participant = _participant(before.participant if before else None, rows)
    after = (_enrolment(participant, one, known) for one in rows.enrolments)
    return Person(participant, tuple(after)).in_order()


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


def _enrolment(participant: Participant, rows: EnrolmentRows, known: Known) -> Enrolment:
    values = rows.person.values
    if rows.recorded is None:
        enrolment = _corrected(Enrolment(NEW, "", "", rows.first_day), values, known)
    else:
        corrected = _corrected(rows.recorded, values, known, "last_day")
        enrolment = _ending_on(participant, corrected, values)
    days = {one.day: one for one in enrolment.follow_ups}
    for day, row in rows.follow_ups.items():
        days[day] = _corrected(days.get(day, FollowUp(NEW, day, "other")), row.values, known)
    enrolment = replace(
        enrolment,
        stays=tuple(merged_stays(enrolment.stays, rows, known)),
        placements=tuple(merged_placements(enrolment.placements, rows, known)),
        follow_ups=tuple(days.values()),
    )
    return _closed(enrolment, known.today)


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


def _corrected(thing: T, values: OfPerson, known: Known, *besides: str) -> T:
    """Return a thing with everything that a row says of it, but for the fields in `besides`."""
    new = {
        key: value
        for key, name in said(values).items()
        if key not in besides and hasattr(thing, key)
        if (value := known.named(key, name)) != getattr(thing, key)
    }
    # Every key is an attribute of the thing; a type checker cannot follow names.
    return replace(thing, **new) if new else thing  # type: ignore[arg-type]


# Steps


def merged_stays(recorded: Sequence[Stay], rows: EnrolmentRows, known: Known) -> list[Stay]:
    """Return the steps of an enrolment in order of time, as its rows make them."""
    stays = [
        _corrected(stay, rows.stays[stay.first_day].values, known, "planned_last_day")
        if stay.first_day in rows.stays
        else stay
        for stay in recorded
    ]
    days = {stay.first_day for stay in recorded}
    stays += [
        _corrected(Stay(NEW, known.ladder.step(row.values.step or ""), first), row.values, known)
        for first, row in rows.stays.items()
        if first not in days
    ]
    for place, stay in enumerate(stays):
        own = [r.values for r in rows.extensions.values() if r.values.period == stay.first_day]
        stays[place] = _planned(stay, rows.stays.get(stay.first_day), own)
    return sorted(stays, key=_first_day)


def _planned(
    stay: Stay, row: ExactRow[StayValues] | None, said_of: Iterable[ExtensionValues]
) -> Stay:
    """Return a period with the extensions that the list tells of, and its planned last day.

    A plan that a row says is where the extensions have to lead to; without one they move it.
    """
    plan = row.values.planned_last_day if row and "planned_last_day" in row.by else None
    by_days = {_days(one): one for one in said_of}
    if by_days:
        extensions = tuple(
            replace(one, decided_by=by_days.pop(_days(one), one).decided_by or one.decided_by)
            for one in stay.extensions
        )
        stay = replace(stay, extensions=extensions)
    for days in sorted(by_days):
        new = Extension(NEW, *days, by_days[days].decided_by)
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


# Placements


def merged_placements(
    recorded: Sequence[Placement], rows: EnrolmentRows, known: Known
) -> list[Placement]:
    """Return the placements of an enrolment in order of time, as its rows make them."""
    places = [
        _corrected(place, rows.placements[place.first_day].values, known)
        if place.first_day in rows.placements
        else place
        for place in recorded
    ]
    days = {place.first_day for place in recorded}
    for first, row in rows.placements.items():
        if first not in days:
            place = Placement(NEW, known.workplace(row.values.workplace or ""), first)
            places.append(_corrected(place, row.values, known))
    return sorted(places, key=_first_day)


def _first_day(span: Stay | Placement) -> date:
    return span.first_day


# What is open


def _closed(enrolment: Enrolment, today: date) -> Enrolment:
    """Let what is open end before what comes next, and with the enrolment."""
    ends, stays = _ends(enrolment.stays, enrolment.last_day), []
    for stay, last in zip(enrolment.stays, ends, strict=True):
        closed = last and (stay.closed_on or min(last, today))
        same = (stay.last_day, stay.closed_on) == (last, closed)
        stays.append(stay if same else replace(stay, last_day=last, closed_on=closed))
    ends, places = _ends(enrolment.placements, enrolment.last_day), []
    for place, last in zip(enrolment.placements, ends, strict=True):
        places.append(place if place.last_day == last else replace(place, last_day=last))
    return replace(enrolment, stays=tuple(stays), placements=tuple(places))


def _ends(spans: Sequence[Stay | Placement], end: date | None) -> Iterable[date | None]:
    for span, following in zip(spans, (*spans[1:], None), strict=False):
        last = following.first_day - ONE_DAY if following else end
        is_open = span.last_day is None and last is not None and last >= span.first_day
        yield last if is_open else span.last_day
