"""Notes about a person, as pure moves: the administrator's own, and shown to nobody else."""

from __future__ import annotations

from datetime import date

from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.frozen import replace
from steg_cli.programme.people import NEW, Person, Remark
from steg_cli.programme.words import clean_text


def add_remark(person: Person, text: str, day: date) -> Person:
    """Add a note that is written on `day`. Raises Refused for a long one, and for the same twice.

    At most 200 letters: see `clean_text`.
    """
    new = Remark(NEW, day, clean_text(text, N_("note")))
    if any((one.day, one.note) == (day, new.note) for one in person.remarks):
        raise Refused(N_("The same note is there already, of the same day."), N_("Leave it so."))
    return replace(person, remarks=(*person.remarks, new))
