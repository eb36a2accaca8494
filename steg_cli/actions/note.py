"""Writing a note about a person."""

from __future__ import annotations

from datetime import date

from steg_cli.actions.recording import record
from steg_cli.actions.results import Done, Noted
from steg_cli.programme.remarks import add_remark
from steg_cli.register.file import Register
from steg_cli.register.people import find_person


def note(
    register: Register, who: str, text: str, today: date, *, dry_run: bool = False
) -> Done[Noted]:
    """Add a note. Raises Refused for nothing, for more than 200 letters, and for the same twice.

    What a change is called in the log names the case and the number, never the text.
    """
    with register.change("note", today, dry_run=dry_run) as change:
        person = find_person(register, who, today)
        after = record(register, person, add_remark(person, text, today))
        shown = None if after.participant.protected else after.remarks[-1].note
        result = Noted(
            after.participant.reference,
            len(after.remarks),
            today,
            shown,
            after.participant.shown_name,
        )
        change.summary = f"{result.reference} {result.number}"
    return Done("note", change.id, result)
