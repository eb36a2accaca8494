"""Decisions on support, as a list."""

from __future__ import annotations

from datetime import date

from steg_cli.programme.errors import N_
from steg_cli.programme.frozen import frozen, made_from, replace
from steg_cli.programme.people import Participant, Support
from steg_cli.register.file import Register
from steg_cli.reports.parts import people_with
from steg_cli.reports.report import Form, Report


@frozen
class SupportRow:
    """A decision on support, with its number among the person's.

    Masked, the name, the kind (which can tell of a disability), the cap and the reference are
    None.
    """

    reference: str
    name: str | None
    number: int
    kind: str | None
    first_day: date
    last_day: date
    percent: int | None
    cap: int | None
    decision: str | None
    protected: bool


SUPPORTS = Form(
    "support list",
    SupportRow,
    sheet=N_("Supports"),
    empty=N_("There is none. steg support list --all shows also those that are over."),
    left_out=("protected", "cap", "decision", "first_day", "name"),
    folded=("name", "kind", "decision"),
)


def support_list(
    register: Register,
    today: date,
    *,
    who: str | None = None,
    everything: bool = False,
    include_protected: bool = False,
) -> Report[SupportRow]:
    """Return one person's decisions, or everybody's that are not over, the first to end first.

    `everything`: also those that are over. Raises NotFound or Ambiguous for an unknown person.
    """
    everything = everything or who is not None
    having = "" if everything else "support.last_day >= :today"
    people = people_with(register, "support", today, who=who, having=having)
    rows = [
        support_row(person.participant, number, support, include_protected=include_protected)
        for person in people
        for number, support in enumerate(person.supports, 1)
        if everything or support.last_day >= today
    ]
    rows.sort(key=lambda row: (row.last_day, row.reference, row.number))
    return Report(SUPPORTS, today, tuple(rows), {"supports": len(rows)})


def support_row(
    who: Participant, number: int, support: Support, *, include_protected: bool = False
) -> SupportRow:
    """Return a decision as a row, masked if it is of somebody protected and nobody asked."""
    whose = {"reference": who.reference, "name": who.name, "protected": who.protected}
    row = made_from(SupportRow, support, number=number, **whose)
    if who.protected and not include_protected:
        return replace(row, name=None, kind=None, cap=None, decision=None)
    return row
