"""Leaving the programme: the person's last day, and where they went."""

from __future__ import annotations

from datetime import date

from steg_cli.actions.moving import confirm, end_everything, far_ahead
from steg_cli.actions.results import Done, Standing, standing_of
from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.people import Outcome
from steg_cli.register.file import Register
from steg_cli.register.people import find_person
from steg_cli.register.surroundings import ladder_of
from steg_cli.register.writing import update


def leave(
    register: Register,
    who: str,
    today: date,
    *,
    to: Outcome,
    on: date | None = None,
    qualification: bool = False,
    dry_run: bool = False,
) -> Done[Standing]:
    """End everything that is open on the person's last day `on` (today if None).

    Ending a period early is allowed; its plan is not rewritten. Raises Refused when the person
    has left already, or began the present step after that day.
    """
    with register.change("leave", today, dry_run=dry_run) as change:
        person, last = find_person(register, who, today), on or today
        enrolment = person.open_enrolment()
        stay = enrolment.stays[-1]
        if last < stay.first_day:
            raise Refused(
                N_("{who} began {step} on {first}; the last day cannot be {day}."),
                N_("Give a later day with --on, or take the step back first with steg undo."),
                who=person.participant.label,
                step=stay.step,
                first=stay.first_day,
                day=last,
            )
        notes = end_everything(register, enrolment, stay, last, today)
        update(
            register,
            "enrolment",
            enrolment.id,
            last_day=last,
            left_to=to,
            qualification=qualification,
        )
        result = standing_of(confirm(register, person, ladder_of(register)))
        change.summary = f"{result.reference} {stay.step.code} > {to} {last}"
    return Done("leave", change.id, result, notes + far_ahead(last, today))
