"""Correcting days: what begins or ends on the same day moves along, and an end can be taken back.

A step still ends the day before the next one begins, a placement that began with a step still
does, and the planned last day of a period keeps its months.
"""

from __future__ import annotations

from datetime import date

from steg_cli.programme.errors import N_, Note, Refused, note
from steg_cli.programme.ladder import Step
from steg_cli.programme.people import Enrolment, FollowUp, Person, Placement, Stay
from steg_cli.programme.periods import ONE_DAY, last_day_of, plan_period, whole_months
from steg_cli.register.file import Register
from steg_cli.register.writing import Value, delete, update

Span = Enrolment | Stay | Placement
TABLES = {Enrolment: "enrolment", Stay: "stay", Placement: "placement"}


def move_day(
    register: Register, person: Person, thing: Span, column: str, new: date
) -> tuple[Note, ...]:
    """Set a first, last or planned last day, and take along what begins or ends beside it.

    Returns a note for each other day that moved. Raises Refused for an end that is not there,
    and for days out of order.
    """
    if isinstance(thing, Stay) and column == "planned_last_day":
        if thing.planned_last_day is None:
            raise Refused(
                N_("This step has no planned last day."), N_("steg show WHO shows the periods.")
            )
        _check_order(thing.first_day, new)
        update(register, "stay", thing.id, planned_last_day=new)
    elif column == "first_day":
        return _move_boundary(register, person, thing, thing.first_day, new)
    elif thing.last_day is not None:
        return _move_boundary(register, person, thing, thing.last_day + ONE_DAY, new + ONE_DAY)
    elif isinstance(thing, Placement):
        _check_order(thing.first_day, new)
        update(register, "placement", thing.id, last_day=new)
    else:
        raise Refused(
            N_("It has not ended, so there is no last day to correct."),
            N_("An end is recorded with steg advance or steg leave."),
        )
    return ()


def _beside(person: Person, thing: Span) -> tuple[Span, ...]:
    """Return what may share a day with `thing`: a step's days take its placements along."""
    (home,) = (e for e in person.enrolments if thing in (e, *e.stays, *e.placements))
    return (
        home.placements if isinstance(thing, Placement) else (home, *home.stays, *home.placements)
    )


def _move_boundary(
    register: Register, person: Person, thing: Span, old: date, new: date
) -> tuple[Note, ...]:
    """Let everything that begins on `old` begin on `new`, and what ended before it end before."""
    notes: tuple[Note, ...] = ()
    for span in _beside(person, thing):
        days: dict[str, date] = {}
        if span.first_day == old:
            days["first_day"] = new
            if isinstance(span, Stay) and span.planned_last_day is not None:
                days["planned_last_day"] = _same_months(span.planned_last_day, old, new)
                _move_extensions(register, span, new)
        if span.last_day is not None and span.last_day + ONE_DAY == old:
            days["last_day"] = new - ONE_DAY
        if days:
            _check_order(days.get("first_day", span.first_day), days.get("last_day", span.last_day))
            update(register, TABLES[type(span)], span.id, **days)
        notes += tuple(
            _moved(person, span, column, day)
            for column, day in days.items()
            if span is not thing or column == "planned_last_day"
        )
    return notes


def _moved(person: Person, span: Span, column: str, day: date) -> Note:
    numbered = {Enrolment: person.enrolments, Stay: person.stays, Placement: person.placements}
    number = list(numbered[type(span)]).index(span) + 1
    return note(
        N_("{field} moved along, from {old} to {new}."),
        field=f"{TABLES[type(span)]}.{number}.{column.replace('_', '-')}",
        old=getattr(span, column),
        new=day,
    )


def reopen(register: Register, person: Person, thing: Span) -> None:
    """Take back an end: a leave that was a mistake, or the planned end of a placement.

    Raises Refused for a step, and for anything but the last of its kind.
    """
    if isinstance(thing, Placement) and thing == person.placements[-1]:
        update(register, "placement", thing.id, last_day=None)
    elif isinstance(thing, Enrolment) and thing == person.enrolments[-1] and thing.last_day:
        update(register, "enrolment", thing.id, last_day=None, left_to=None, qualification=False)
        update(register, "stay", thing.stays[-1].id, last_day=None, closed_on=None)
        for placement in thing.placements[-1:]:
            if placement.last_day == thing.last_day:
                update(register, "placement", placement.id, last_day=None)
    else:
        raise Refused(
            N_("Only the end of the last enrolment, or of the last placement, can be taken back."),
            N_('A step begun by mistake is taken away with its number: steg amend WHO stay.N ""'),
        )


def change_step(register: Register, stay: Stay, step: Step) -> tuple[Note, ...]:
    """Let a stay be on another step, with what an employment there brings or does without.

    A period that the step brings is planned for its least number of months, and told in a note.
    """
    planned = stay.planned_last_day
    if step.limit != stay.step.limit:
        planned = plan_period(stay.first_day, step.limit) if step.limit else None
        register.execute("DELETE FROM extension WHERE stay_id = ?", (stay.id,))
    same_wage = step.payer == stay.step.payer
    update(
        register,
        "stay",
        stay.id,
        step=step,
        planned_last_day=planned,
        agreement=stay.agreement if same_wage else step.agreement,
        weekends=stay.weekends if step.payer else None,
    )
    if planned is None or planned == stay.planned_last_day:
        return ()
    return (note(N_("The period is planned to end on {day}."), day=planned),)


def take_away(register: Register, person: Person, thing: Stay | Placement | FollowUp) -> None:
    """Take away a step, a placement or a follow-up that was recorded by mistake.

    The step before lasts until the taken one's end. Raises Refused for an enrolment's first step.
    """
    if not isinstance(thing, Stay):
        delete(register, "placement" if isinstance(thing, Placement) else "follow_up", thing.id)
        return
    (home,) = (enrolment for enrolment in person.enrolments if thing in enrolment.stays)
    place = home.stays.index(thing)
    if place == 0:
        raise Refused(
            N_("The first step of an enrolment cannot be taken away."),
            N_("Correct it with steg amend WHO stay.N.step, or its days."),
        )
    register.execute("DELETE FROM extension WHERE stay_id = ?", (thing.id,))
    delete(register, "stay", thing.id)
    before = home.stays[place - 1]
    update(register, "stay", before.id, last_day=thing.last_day, closed_on=thing.closed_on)


def _check_order(first: Value, last: Value) -> None:
    """Raise Refused when a last day would come before its first day."""
    if isinstance(first, date) and isinstance(last, date) and last < first:
        raise Refused(
            N_("It would end on {last}, before its first day {first}."),
            N_("Give days in order; steg show WHO shows them."),
            first=first,
            last=last,
        )


def _same_months(last: date, old_first: date, new_first: date) -> date:
    """Return the last day of as many months from `new_first`; a contract's own day stays."""
    months = whole_months(old_first, last)
    return last_day_of(new_first, months) if last_day_of(old_first, months) == last else last


def _move_extensions(register: Register, stay: Stay, new: date) -> None:
    """Let the period's extensions tell of the same months, counted from its new first day."""
    rows = register.execute("SELECT * FROM extension WHERE stay_id = ?", (stay.id,)).fetchall()
    for row in rows:
        old_last, new_last = (
            _same_months(date.fromisoformat(row[column]), stay.first_day, new)
            for column in ("old_last_day", "new_last_day")
        )
        if new_last <= old_last:
            raise Refused(
                N_("From {first} on, the extension to {last} would make the period no longer."),
                N_("Take the extension back first, or correct the planned last day."),
                first=new,
                last=new_last,
            )
        update(register, "extension", row["id"], old_last_day=old_last, new_last_day=new_last)
