"""Days of the administrator's own, as a list."""

from __future__ import annotations

from datetime import date

from steg_cli.programme.errors import N_
from steg_cli.programme.frozen import frozen, made_from, replace
from steg_cli.programme.people import Deadline, Participant
from steg_cli.register.file import Register
from steg_cli.reports.parts import people_with
from steg_cli.reports.report import Form, Report


@frozen
class DeadlineRow:
    """A deadline, with its number among the person's. Masked, the name and the text are None."""

    reference: str
    name: str | None
    number: int
    text: str | None
    day: date
    lead: int
    done_on: date | None
    protected: bool


DEADLINES = Form(
    "deadline list",
    DeadlineRow,
    sheet=N_("Deadlines"),
    empty=N_("There is none. steg deadline list --all shows also those that are done."),
    left_out=("protected", "lead", "name"),
    folded=("name", "text"),
)


def deadline_list(
    register: Register,
    today: date,
    *,
    who: str | None = None,
    everything: bool = False,
    include_protected: bool = False,
) -> Report[DeadlineRow]:
    """Return one person's deadlines, or everybody's that are open, the first day first.

    `everything`: also those that are done. Raises NotFound or Ambiguous for an unknown person.
    """
    everything = everything or who is not None
    having = "" if everything else "done_on IS NULL"
    people = people_with(register, "deadline", today, who=who, having=having)
    rows = [
        deadline_row(person.participant, number, deadline, include_protected=include_protected)
        for person in people
        for number, deadline in enumerate(person.deadlines, 1)
        if everything or deadline.done_on is None
    ]
    rows.sort(key=lambda row: (row.day, row.reference, row.number))
    return Report(DEADLINES, today, tuple(rows), {"deadlines": len(rows)})


def deadline_row(
    who: Participant, number: int, deadline: Deadline, *, include_protected: bool = False
) -> DeadlineRow:
    """Return a deadline as a row, masked if it is of somebody protected and nobody asked."""
    whose = {"reference": who.reference, "name": who.name, "protected": who.protected}
    row = made_from(DeadlineRow, deadline, number=number, **whose)
    if who.protected and not include_protected:
        return replace(row, name=None, text=None)
    return row
