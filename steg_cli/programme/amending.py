"""What can be corrected of a person, by what it is called at the keyboard: stay.2.first-day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from steg_cli.programme.errors import N_
from steg_cli.programme.field import Field
from steg_cli.programme.fields import amended
from steg_cli.programme.people import FormerNumber, Person, Thing
from steg_cli.programme.residences import moves_of

Part = Thing | FormerNumber


class Numbered(NamedTuple):
    """Things with a number: how they are found, what one is called, and its fields."""

    of: Callable[[Person], Sequence[Part]]
    called: str
    fields: Mapping[str, Field]


IDENTITY = ("identity", "other-id")  # two ways to write the number
PARTICIPANT, ENROLMENT = amended("participant"), amended("enrolment")
NUMBERED: Mapping[str, Numbered] = {
    "enrolment": Numbered(lambda person: person.enrolments, N_("enrolment"), ENROLMENT),
    "stay": Numbered(lambda person: person.stays, N_("step"), amended("stay")),
    "placement": Numbered(lambda person: person.placements, N_("placement"), amended("placement")),
    "follow-up": Numbered(lambda person: person.follow_ups, N_("follow-up"), {}),
    "pause": Numbered(lambda person: person.pauses, N_("pause"), amended("pause")),
    "support": Numbered(lambda person: person.supports, N_("support"), {}),
    "deadline": Numbered(lambda person: person.deadlines, N_("deadline"), amended("deadline")),
    "move": Numbered(moves_of, N_("move"), amended("residence")),
    "note": Numbered(lambda person: person.remarks, N_("note"), {}),
    "former-number": Numbered(lambda person: person.former_numbers, N_("former number"), {}),
}
KEPT_WHOLE = ("enrolment",)  # taken away by no correction


def is_day(name: str) -> bool:
    """Say whether what is called so at the keyboard is a day: stay.2.first-day."""
    kind, _, rest = name.partition(".")
    fields = NUMBERED[kind].fields if rest and kind in NUMBERED else {**PARTICIPANT, **ENROLMENT}
    field = fields.get(rest.partition(".")[2] if rest else name)
    return field is not None and field.is_day
