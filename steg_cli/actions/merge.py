"""Bringing two cases of one person together."""

from __future__ import annotations

import re
from datetime import date

from steg_cli.actions.recording import about, discreetly
from steg_cli.actions.results import Done, Merged
from steg_cli.programme import merging
from steg_cli.programme.checks import new_problems
from steg_cli.programme.errors import N_, Malformed, Refused, StegError
from steg_cli.programme.frozen import frozen
from steg_cli.programme.identity import REFERENCE
from steg_cli.programme.people import Person
from steg_cli.register.backups import back_up
from steg_cli.register.file import Register
from steg_cli.register.people import find_person, load_person
from steg_cli.register.saving import bring_home, save_person
from steg_cli.register.surroundings import ladder_of


@frozen
class Brief:
    """A case in one sentence: who, and each cohort with its days. No name or number if protected.

    `step` is the last step begun.
    """

    reference: str
    name: str | None
    number: str | None
    enrolments: tuple[str, ...]
    step: str


def look(register: Register, case: str, into: str, today: date) -> tuple[Brief, Brief]:
    """Return both cases in brief. Both are masked if one of them is protected."""
    with register.snapshot():
        people = _two(register, case, into, today)
    shown = not any(person.participant.protected for person in people)
    old, new = (_brief(person, shown=shown) for person in people)
    return old, new


def merge(
    register: Register, case: str, into: str, today: date, *, dry_run: bool = False
) -> Done[Merged]:
    """Let everything of a case belong to another one, whose number and name stay the person's.

    The reference and the number of `case` still find the person. Both are case references: a name
    is not sure enough. Raises Refused when they cannot be one person, when enrolments overlap, or
    when the whole would break a rule that each of them kept.
    """
    with register.change("merge", today, dry_run=dry_run) as change:
        old, new = _two(register, case, into, today)
        moved = merging.merge(old, new, today)
        after = moved.person
        for problem in new_problems(new, after, ladder_of(register), besides=old):
            raise _in_the_way(old, after, problem.error)
        bring_home(register, old.participant.id, new.participant.id)
        save_person(register, load_person(register, new.participant.id), after)
        who = after.participant
        result = Merged(
            who.reference,
            None if who.protected else who.name,
            who.protected,
            old.participant.reference,
            len(after.enrolments),
        )
        if not dry_run:
            back_up(register, "merge", today)
        change.summary = f"{result.merged} > {result.reference}"
    return Done("merge", change.id, result, moved.notes)


def _in_the_way(old: Person, after: Person, error: StegError) -> StegError:
    """Return the refusal of what would break a rule once both are one person."""
    try:
        with discreetly(after):
            raise error
    except StegError as shown:
        named = about(after, shown)
    return Refused(
        named.message,
        N_("Correct what is recorded of them first: steg show {case}, steg show {into}"),
        **named.values | {"case": old.participant.reference, "into": after.participant.reference},
    )


def _two(register: Register, case: str, into: str, today: date) -> tuple[Person, Person]:
    """Return the people of two case references. Raises Refused when they are one case."""
    for text in (case, into):
        if not re.fullmatch(REFERENCE, text):
            raise Malformed(
                N_("{text} is not a case reference."),
                N_("Name both cases as S-0042; steg list shows them. A name is not sure enough."),
                text=text,
            )
    old, new = find_person(register, case, today), find_person(register, into, today)
    if old == new:
        raise Refused(
            N_("Both are {reference} already."),
            N_("Name the other case; steg list shows them."),
            reference=new.participant.reference,
        )
    return old, new


def _brief(person: Person, *, shown: bool) -> Brief:
    who, last = person.participant, person.enrolments[-1]
    return Brief(
        who.reference,
        who.name if shown else None,
        who.identity.written if shown else None,
        tuple(f"{one.cohort} {one.first_day} – {one.last_day or '…'}" for one in person.enrolments),
        last.stays[-1].step.code,
    )
