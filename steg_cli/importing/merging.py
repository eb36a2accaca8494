"""Exact rows against a person as recorded: the person as they would be.

A thing is known again by its natural key. What is not there is made as the moves make it, what
differs is corrected, and what is open ends before what comes next. Nothing is checked here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from steg_cli.importing.exact import EnrolmentRows, ExactRow, PersonRows
from steg_cli.importing.known import Known
from steg_cli.importing.listed import (
    ExtensionValues,
    FollowUpValues,
    PersonValues,
    PlacementValues,
    StayValues,
)
from steg_cli.programme.corrections import correct_day, replanned
from steg_cli.programme.errors import Refused
from steg_cli.programme.moves import extended, first_stay
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

S = TypeVar("S", Stay, Placement)
T = TypeVar("T")
R = TypeVar("R")


def merge(before: Person | None, rows: PersonRows, known: Known) -> Person:
    """Return the person as the rows make them; `before` is None for somebody new."""
    participant = _participant(before.participant if before else None, rows)
    after = Person(
        participant, tuple(_enrolment(participant, one, known) for one in rows.enrolments)
    )
    return after.in_order()


def _participant(before: Participant | None, rows: PersonRows) -> Participant:
    values = rows.who.values if rows.who else PersonValues()
    if before is None:
        assert values.who is not None
        assert values.name is not None
        return Participant(rows.case, values.who, values.name, bool(values.protected))
    return replace(
        before,
        identity=values.who or before.identity,
        name=values.name or before.name,
        protected=before.protected or bool(values.protected),
    )


def _enrolment(participant: Participant, rows: EnrolmentRows, known: Known) -> Enrolment:
    values = rows.person.values if rows.person else PersonValues()
    if rows.recorded is None:
        enrolment = _new_enrolment(rows.first_day, values)
    else:
        enrolment = _corrected(participant, rows.recorded, values)
    enrolment = replace(
        enrolment,
        stays=tuple(merged_stays(enrolment.stays, rows, known)),
        placements=tuple(merged_placements(enrolment.placements, rows, known)),
        follow_ups=tuple(
            _put(
                enrolment.follow_ups,
                [(day, row.values) for day, row in rows.follow_ups.items()],
                lambda one: one.day,
                _follow_up,
            )
        ),
    )
    return _closed(enrolment, known.today)


def _new_enrolment(first: date, values: PersonValues) -> Enrolment:
    assert values.cohort is not None
    assert values.municipality is not None
    assert values.status is not None
    return Enrolment(
        NEW,
        values.cohort,
        values.municipality,
        first,
        values.last_day,
        values.left_to,
        bool(values.qualification),
        values.status,
        bool(values.disability),
        bool(values.long_term_unemployed),
        values.education,
        values.consultant,
        values.exception,
    )


def _corrected(participant: Participant, old: Enrolment, values: PersonValues) -> Enrolment:
    """Return a recorded enrolment as the list has it; what ended with it ends with it still."""
    new = replace(
        old,
        cohort=values.cohort or old.cohort,
        municipality=values.municipality or old.municipality,
        left_to=values.left_to or old.left_to,
        qualification=_said(values.qualification, old.qualification),
        status=values.status or old.status,
        disability=_said(values.disability, old.disability),
        long_term_unemployed=_said(values.long_term_unemployed, old.long_term_unemployed),
        education=values.education or old.education,
        consultant=values.consultant or old.consultant,
        exception=values.exception or old.exception,
    )
    if values.last_day in (None, old.last_day):
        return new
    if old.last_day is None:
        return replace(new, last_day=values.last_day)
    try:
        moved = correct_day(Person(participant, (new,)), new, "last_day", values.last_day)
    except Refused:  # the check tells that the days are out of order
        return replace(new, last_day=values.last_day)
    return moved.person.enrolments[0]


def _said(value: bool | None, before: bool) -> bool:
    return before if value is None else value


# Steps


def merged_stays(recorded: Sequence[Stay], rows: EnrolmentRows, known: Known) -> list[Stay]:
    """Return the steps of an enrolment in order of time, as its rows make them."""
    told = [(first, row.values) for first, row in rows.stays.items()]
    stays = [
        _planned(
            stay,
            rows.stays.get(stay.first_day),
            [row.values for row in rows.extensions.values() if row.values.period == stay.first_day],
        )
        for stay in _put(recorded, told, _first_day, lambda old, one: _stay(old, one, known))
    ]
    return sorted(stays, key=_first_day)


def _stay(old: Stay | None, values: StayValues, known: Known) -> Stay:
    step = known.step(values.step) if values.step else None
    if old is None:
        assert step is not None
        assert values.first_day is not None
        old = replace(first_stay(step, values.first_day, values.planned_last_day), agreement=None)
    return replace(
        old,
        step=step or old.step,
        last_day=values.last_day or old.last_day,
        closed_on=values.closed_on or old.closed_on,
        agreement=values.agreement or old.agreement,
        weekends=old.weekends if values.weekends is None else values.weekends,
        exception=values.exception or old.exception,
        decided_by=values.decided_by or old.decided_by,
    )


def _planned(stay: Stay, row: ExactRow[StayValues] | None, told: Sequence[ExtensionValues]) -> Stay:
    """Return a period with the extensions that the list tells of, and its planned last day.

    A plan that a row says is where the extensions have to lead to; without one they move it.
    """
    plan = row.values.planned_last_day if row and "planned_last_day" in row.by else None
    by_days = {_days(one): one for one in map(_extension, told)}
    known = {_days(one) for one in stay.extensions}
    stay = replace(
        stay,
        extensions=tuple(
            replace(one, decided_by=by_days[_days(one)].decided_by or one.decided_by)
            if _days(one) in by_days
            else one
            for one in stay.extensions
        ),
    )
    new = sorted(days for days in by_days if days not in known)
    for days in new:
        moves = plan is None and stay.planned_last_day == by_days[days].old_last_day
        before, stay = stay.planned_last_day, extended(stay, by_days[days])
        stay = stay if moves else replace(stay, planned_last_day=before)
    if plan is None or plan == stay.planned_last_day:
        return stay
    # The check tells if new extensions lead elsewhere.
    return replace(stay, planned_last_day=plan) if new else replanned(stay, plan)


def _extension(values: ExtensionValues) -> Extension:
    decided_on, old, new = values.decided_on, values.old_last_day, values.new_last_day
    assert decided_on is not None
    assert old is not None
    assert new is not None
    return Extension(NEW, decided_on, old, new, values.decided_by)


def _days(extension: Extension) -> tuple[date, date, date]:
    return extension.decided_on, extension.old_last_day, extension.new_last_day


# Placements and follow-ups


def merged_placements(
    recorded: Sequence[Placement], rows: EnrolmentRows, known: Known
) -> list[Placement]:
    """Return the placements of an enrolment in order of time, as its rows make them."""
    told = [(first, row.values) for first, row in rows.placements.items()]
    places = _put(recorded, told, _first_day, lambda old, one: _placement(old, one, known))
    return sorted(places, key=_first_day)


def _placement(old: Placement | None, values: PlacementValues, known: Known) -> Placement:
    workplace = known.workplace(values.workplace) if values.workplace else None
    if old is None:
        assert workplace is not None
        assert values.first_day is not None
        old = Placement(NEW, workplace, values.first_day, None, 100, None)
    return replace(
        old,
        workplace=workplace or old.workplace,
        last_day=values.last_day or old.last_day,
        percent=values.percent or old.percent,
        supervisor=values.supervisor or old.supervisor,
    )


def _follow_up(old: FollowUp | None, values: FollowUpValues) -> FollowUp:
    assert values.day is not None
    assert values.status is not None
    return replace(old or FollowUp(NEW, values.day, values.status), status=values.status)


# What is open


def _put(
    recorded: Sequence[T],
    told: Iterable[tuple[date, R]],
    day_of: Callable[[T], date],
    made: Callable[[T | None, R], T],
) -> list[T]:
    """Return what is recorded with what a list tells of it, each in its place, and what is new."""
    things = list(recorded)
    for day, values in told:
        place = next((n for n, one in enumerate(things) if day_of(one) == day), len(things))
        old = things[place] if place < len(things) else None
        things[place : place + 1] = [made(old, values)]
    return things


def _first_day(span: Stay | Placement) -> date:
    return span.first_day


def _closed(enrolment: Enrolment, today: date) -> Enrolment:
    """Let what is open end before what comes next, and with the enrolment."""
    return replace(
        enrolment,
        stays=tuple(
            replace(
                stay,
                closed_on=stay.last_day and (stay.closed_on or min(stay.last_day, today)),
            )
            for stay in _ended(enrolment.stays, enrolment.last_day)
        ),
        placements=tuple(_ended(enrolment.placements, enrolment.last_day)),
    )


def _ended(spans: Sequence[S], end: date | None) -> Iterable[S]:
    for span, following in zip(spans, (*spans[1:], None), strict=False):
        last = following.first_day - ONE_DAY if following else end
        opened = span.last_day is None and last is not None and last >= span.first_day
        yield replace(span, last_day=last) if opened else span
