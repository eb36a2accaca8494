"""Decisions on support: recorded, corrected, and ended before their day.

What a change is called in the log never names the kind, which can tell of a disability.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from steg_cli.actions.recording import check_something, far_ahead, record
from steg_cli.actions.results import Done, Numbered
from steg_cli.programme import supports
from steg_cli.programme.codes import SupportKind
from steg_cli.programme.errors import N_
from steg_cli.programme.fields import field_of
from steg_cli.programme.frozen import replace
from steg_cli.programme.parts import number_of, numbered
from steg_cli.programme.people import NEW, Moved, Person, Support
from steg_cli.programme.words import clean_or_none
from steg_cli.register.changes import Change
from steg_cli.register.file import Register
from steg_cli.register.people import find_person


def add_support(
    register: Register,
    who: str,
    kind: SupportKind,
    today: date,
    *,
    first: date,
    last: date,
    percent: int | None = None,
    cap: int | None = None,
    decision: str | None = None,
    dry_run: bool = False,
) -> Done[Numbered[Support]]:
    """Record a decision from `first` to `last`: percent of the wage, at most `cap` SEK a month.

    `decision` is its reference. Raises Refused outside the enrolment, and over another support of
    the same kind. A note tells where it does not cover the period that it pays for.
    """
    reference = clean_or_none(decision, N_("decision's reference"))
    new = Support(NEW, kind, first, last, percent, cap, reference)
    with register.change("support add", today, dry_run=dry_run) as change:
        person = find_person(register, who, today)
        moved = supports.add_support(person, new)
        result = _recorded(register, change, person, moved, new)
    return Done("support add", change.id, result, moved.notes + far_ahead(first, today))


def edit_support(
    register: Register,
    who: str,
    number: int,
    values: Mapping[str, str | date | None],
    today: date,
    *,
    dry_run: bool = False,
) -> Done[Numbered[Support]]:
    """Correct the values of a decision as they are typed; None leaves one, "" clears it.

    Raises NotFound for an unknown number, Malformed for a value that cannot be read, and Refused
    as for a new decision.
    """
    with register.change("support edit", today, dry_run=dry_run) as change:
        person = find_person(register, who, today)
        old = numbered(person.supports, number, N_("support"))
        new = replace(old, **_read(values, today))
        moved = supports.edit_support(person, old, new)
        result = _recorded(register, change, person, moved, new)
    return Done("support edit", change.id, result, moved.notes)


def _read(values: Mapping[str, str | date | None], today: date) -> dict[str, Any]:
    fields = {key: field_of("support", key) for key in values}
    read = {
        key: None if text == "" and fields[key].clears else fields[key].read(text, today)
        for key, text in values.items()
        if text is not None
    }
    check_something(read, "support")
    return read


def end_support(
    register: Register,
    who: str,
    number: int,
    today: date,
    *,
    on: date | None = None,
    dry_run: bool = False,
) -> Done[Numbered[Support]]:
    """End a decision on day `on` (today if None), before the day that it was to end on.

    Raises NotFound for an unknown number, and Refused for a day that is no earlier one.
    """
    with register.change("support end", today, dry_run=dry_run) as change:
        person = find_person(register, who, today)
        old = numbered(person.supports, number, N_("support"))
        moved, new = supports.end_support(person, old, on or today)
        result = _recorded(register, change, person, moved, new)
    return Done("support end", change.id, result, moved.notes)


def _recorded(
    register: Register, change: Change, person: Person, moved: Moved, new: Support
) -> Numbered[Support]:
    after = record(register, person, moved.person)
    change.summary = f"{person.participant.reference} {new.first_day} > {new.last_day}"
    return Numbered(after.participant, number_of(after.supports, new), new)
