"""Extending a period, at most to what the ladder allows in all."""

from __future__ import annotations

from datetime import date

from steg_cli.actions.results import Done, Standing, standing
from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.people import Person, Stay
from steg_cli.programme.periods import extend_period
from steg_cli.programme.words import clean_text
from steg_cli.register.file import Register
from steg_cli.register.people import find_person
from steg_cli.register.writing import insert, update


def extend(
    register: Register,
    who: str,
    today: date,
    *,
    months: int | None = None,
    until: date | None = None,
    on: date | None = None,
    decided_by: str | None = None,
    dry_run: bool = False,
) -> Done[Standing]:
    """Extend the person's period by `months`, or to the contract's new last day `until`.

    `on` is the day of the decision (today if None): a report as of an earlier day still shows
    the period as it was planned then. Raises Refused when the period would be too long.
    """
    with register.change("extend", today, dry_run=dry_run) as change:
        person, on = find_person(register, who, today), on or today
        stay, planned = _period(person)
        assert stay.step.limit is not None
        last = extend_period(stay.first_day, planned, stay.step.limit, months=months, until=until)
        _check_decided(register, stay, on, today)
        update(register, "stay", stay.id, planned_last_day=last)
        insert(
            register,
            "extension",
            stay_id=stay.id,
            decided_on=on,
            old_last_day=planned,
            new_last_day=last,
            decided_by=clean_text(decided_by, N_("name")) if decided_by is not None else None,
        )
        result = standing(register, person.participant.id)
        change.summary = f"{result.reference} {stay.step.code} {planned} > {last}"
    return Done("extend", change.id, result)


def _period(person: Person) -> tuple[Stay, date]:
    """Return the open step and its planned last day. Raises Refused on a step without a limit."""
    stay = person.open_enrolment().stays[-1]
    if stay.planned_last_day is None or stay.step.limit is None:
        raise Refused(
            N_("{who} is on {step}, which has no period to extend."),
            N_("steg show {reference} shows the way so far."),
            who=person.participant.label,
            step=stay.step,
            reference=person.participant.reference,
        )
    return stay, stay.planned_last_day


def _check_decided(register: Register, stay: Stay, on: date, today: date) -> None:
    """Decisions are recorded in the order of their days, so that past days can be asked for."""
    if on > today:
        raise Refused(
            N_("An extension cannot have been decided on {day}, which is still to come."),
            N_("Leave out --on, or give the day of the decision."),
            day=on,
        )
    if on < stay.first_day <= today:
        raise Refused(
            N_("The period began on {first}; an extension cannot date from {day}."),
            N_("Give a later day with --on."),
            first=stay.first_day,
            day=on,
        )
    row = register.execute(
        "SELECT max(decided_on) FROM extension WHERE stay_id = ?", (stay.id,)
    ).fetchone()
    if row[0] and on.isoformat() < row[0]:
        raise Refused(
            N_("The period was last extended on {last}; this extension cannot date from {day}."),
            N_("Give that day or a later one with --on."),
            last=row[0],
            day=on,
        )
