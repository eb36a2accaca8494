"""Pauses, supports and deadlines: as `way` shows those of an enrolment, and who has any."""

from __future__ import annotations

from datetime import date
from typing import Literal

from steg_cli.programme.frozen import frozen, made_from, replace
from steg_cli.programme.parts import number_of
from steg_cli.programme.people import Enrolment, Person
from steg_cli.register.file import Register
from steg_cli.register.people import find_case, load_people


@frozen
class ShownPause:
    """A pause in the person's way; its last day is None while it is open."""

    first_day: date
    last_day: date | None
    paid: bool


@frozen
class ShownSupport:
    """A decision on support; the kind, cap and reference are None when masked."""

    kind: str | None
    first_day: date
    last_day: date
    percent: int | None
    cap: int | None
    reference: str | None


@frozen
class ShownDeadline:
    """A deadline with its number among the person's; the text is None when masked."""

    number: int
    text: str | None
    day: date
    lead: int
    done_on: date | None


def shown_pauses(enrolment: Enrolment) -> tuple[ShownPause, ...]:
    """Return the enrolment's pauses."""
    return tuple(made_from(ShownPause, one) for one in enrolment.pauses)


def shown_supports(enrolment: Enrolment, *, masked: bool) -> tuple[ShownSupport, ...]:
    """Return the enrolment's supports."""
    shown = (made_from(ShownSupport, one, reference=one.decision) for one in enrolment.supports)
    return tuple(
        replace(one, kind=None, cap=None, reference=None) if masked else one for one in shown
    )


def shown_deadlines(
    person: Person, enrolment: Enrolment, *, masked: bool
) -> tuple[ShownDeadline, ...]:
    """Return the enrolment's deadlines."""
    shown = (
        made_from(ShownDeadline, one, number=number_of(person.deadlines, one))
        for one in enrolment.deadlines
    )
    return tuple(replace(one, text=None) if masked else one for one in shown)


def people_with(
    register: Register,
    table: Literal["support", "deadline"],
    today: date,
    *,
    who: str | None,
    having: str,
) -> list[Person]:
    """Return the person meant by `who`, or everybody with a support or deadline.

    `having` is what must hold of it, in SQL; "" for all. Raises NotFound or Ambiguous.
    """
    with register.snapshot():
        if who is not None:
            return load_people(register, [find_case(register, who, today, reading=True)])
        found = register.execute(
            f"SELECT DISTINCT participant_id FROM {table} "
            "JOIN enrolment ON enrolment.id = enrolment_id "
            f"WHERE participant_id > 0 AND ({having or 'TRUE'})",
            {"today": str(today)},
        )
        return load_people(register, [row[0] for row in found])
