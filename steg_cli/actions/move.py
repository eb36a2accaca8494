"""Recording that somebody lives in another municipality from a day on."""

from __future__ import annotations

from datetime import date

from steg_cli.actions.recording import discreetly, far_ahead, record
from steg_cli.actions.results import Done, MovedTo
from steg_cli.programme.people import covers
from steg_cli.programme.residences import move as move_person
from steg_cli.register.file import Register
from steg_cli.register.people import find_person
from steg_cli.register.surroundings import find_municipality


def move(
    register: Register, who: str, municipality: str, today: date, *, on: date, dry_run: bool = False
) -> Done[MovedTo]:
    """Let somebody live in another municipality from the day `on`. Past days stay as they were.

    Raises Refused outside the enrolment and for where they live already, NotFound for a
    municipality that is not on the list.
    """
    with register.change("move", today, dry_run=dry_run) as change:
        person = find_person(register, who, today)
        name = find_municipality(register, municipality).name
        with discreetly(person):
            moved = move_person(person, name, on)
            after = record(register, person, moved.person)
        before = next(one for one in person.enrolments if covers(one, on)).municipality_on(on)
        shown = not after.participant.protected
        result = MovedTo(
            after.participant.reference,
            before if shown else None,
            name if shown else None,
            on,
            after.participant.shown_name,
        )
        change.summary = f"{result.reference} {on}"
    return Done("move", change.id, result, (moved.notes if shown else ()) + far_ahead(on, today))
