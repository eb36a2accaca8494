"""Placing somebody at a workplace that suits their step."""

from __future__ import annotations

from datetime import date

from steg_cli.actions.moving import confirm, discreet, far_ahead, full, move_placement
from steg_cli.actions.results import Done, Standing, standing_of
from steg_cli.programme.checks import check_workplace
from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.words import clean_text
from steg_cli.register.file import Register
from steg_cli.register.people import find_person
from steg_cli.register.surroundings import find_workplace, ladder_of


def place(
    register: Register,
    who: str,
    workplace: str,
    today: date,
    *,
    first: date | None = None,
    last: date | None = None,
    percent: int = 100,
    supervisor: str | None = None,
    dry_run: bool = False,
) -> Done[Standing]:
    """Move somebody to a workplace from day `first` (today if None), until `last` if given.

    Ends the placement that they are on the day before. Raises Refused when the workplace does
    not suit a step during the placement, or the days lie outside the enrolment.
    """
    with register.change("place", today, dry_run=dry_run) as change:
        ladder = ladder_of(register)
        person = find_person(register, who, today)
        enrolment = person.open_enrolment()
        target, first = find_workplace(register, workplace), first or today
        if first < enrolment.first_day:
            raise Refused(
                N_("{who} was enrolled on {day}; a placement cannot begin on {first}."),
                N_("Give a later day with --from."),
                who=person.participant.label,
                day=enrolment.first_day,
                first=first,
            )
        if last is not None and last < first:
            raise Refused(
                N_("A placement from {first} cannot end on {last}."),
                N_("Give a later day with --until, or leave it out."),
                first=first,
                last=last,
            )
        stay = enrolment.stay_on(first) or enrolment.stays[-1]
        try:
            check_workplace(stay.step, target, first)
        except Refused as error:
            raise discreet(person, error) from None
        move_placement(
            register,
            enrolment,
            target,
            first,
            last=last,
            percent=percent,
            supervisor=clean_text(supervisor, N_("supervisor")) if supervisor is not None else None,
        )
        result = standing_of(confirm(register, person, ladder))
        change.summary = f"{result.reference} {first} {percent} %"
        notes = () if result.protected else full(register, target, first)
        notes += far_ahead(first, today)
    return Done("place", change.id, result, notes)
