"""Erasing a person (gallring), and taking away who was registered by mistake (rättelse)."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import date

from steg_cli.actions.results import Done, Erased, Ground
from steg_cli.programme.cases import reference_of
from steg_cli.programme.errors import N_, Malformed, Note, Refused, note
from steg_cli.programme.people import Person
from steg_cli.programme.retention import check_may_be_corrected, check_may_be_erased
from steg_cli.programme.words import clean_text
from steg_cli.register.backups import back_up
from steg_cli.register.erasing import erase as take_away
from steg_cli.register.erasing import finish
from steg_cli.register.file import Register
from steg_cli.register.mentions import (
    OF_SURROUNDINGS,
    Named,
    cases_of,
    named_in,
    references_of,
    tell_tale,
)
from steg_cli.register.people import find_person, load_person
from steg_cli.register.retention import copies_with, kept_projects, rules_of


def erase(
    register: Register,
    who: str,
    today: date,
    *,
    decision: str | None,
    wrongly_registered: bool = False,
    dry_run: bool = False,
) -> Done[Erased]:
    """Take a person out of the register for ever, and leave what counts count.

    Of somebody who was registered by mistake nothing is left. Raises Refused for what stands in
    the way, see `programme.retention`; and Malformed without the reference of a decision, which a
    correction can have too. It cannot be undone. A copy of the register is made first.
    """
    ground: Ground = "wrongly-registered" if wrongly_registered else "retention"
    if not wrongly_registered and not decision:
        raise Malformed(
            N_("Erasing needs the reference of the decision."),
            N_(
                "Give it: --decision DNR. Who should never have been registered: "
                "--wrongly-registered"
            ),
        )
    reference = clean_text(decision, N_("decision")) if decision else ""
    person = find_person(register, who, today)
    _check(register, person, today, wrongly_registered=wrongly_registered)
    with register.change("erase", today, dry_run=dry_run) as change:
        person = load_person(register, person.participant.id)
        _check(register, person, today, wrongly_registered=wrongly_registered)
        if not dry_run:
            back_up(register, "erase", today)
        texts, cases = tell_tale(register, person), cases_of(person)
        reported = _reported_from(register, person, today) if wrongly_registered else None
        gone = take_away(
            register,
            person,
            today,
            kind=ground,
            decision=reference,
            leave_counts=not wrongly_registered,
        )
        change.summary = reference
        named = named_in(register, texts, cases)
    copies = tuple(map(str, copies_with(register, person)))
    done = Erased(person.participant.reference, ground, reference, Counter(gone), copies)
    return Done("erase", change.id, done, tuple(_notes(register, named, reported, dry_run=dry_run)))


def _check(register: Register, person: Person, today: date, *, wrongly_registered: bool) -> None:
    if wrongly_registered:
        check_may_be_corrected(person)
    else:
        projects = kept_projects(register, person.participant.id)
        check_may_be_erased(person, rules_of(register), projects, today)


def _reported_from(register: Register, person: Person, today: date) -> str | None:
    """Return the first month that is over in which the person was in a project, if any was."""
    (began,) = register.execute(
        """SELECT substr(min(enrolment.first_day), 1, 7) FROM enrolment
        JOIN cohort ON cohort.id = cohort_id
        WHERE participant_id = ? AND project_id IS NOT NULL""",
        (person.participant.id,),
    ).fetchone()
    return began if began and began < f"{today:%Y-%m}" else None


def _notes(
    register: Register, named: Named, reported: str | None, *, dry_run: bool
) -> Iterator[Note]:
    """Build the file anew, and tell where else the person is or can be named.

    `reported` is the month from which a fund has them: nothing that says so is left.
    """
    if reported:
        yield note(
            N_(
                "Months from {month} on that were reported to Statistics Sweden are to be sent "
                "anew, without them: steg report scb --month {month} --output FILE.csv"
            ),
            month=reported,
        )
    if named.cases:
        yield note(
            N_(
                "What is or was written about {cases} names the person, and stays: look there, "
                "steg show {first}"
            ),
            cases=references_of(named.cases),
            first=reference_of(named.cases[0]),
        )
    if named.changes:
        yield note(OF_SURROUNDINGS, change=named.changes[-1])
    if not dry_run:
        try:
            finish(register)
        except sqlite3.Error:  # the disk is full, or another program reads all the time
            yield note(
                N_("The file could not be built anew, which the next command does: steg retention")
            )
    written = register.execute("SELECT EXISTS (SELECT 1 FROM outbox WHERE way = 'folder')")
    if written.fetchone()[0]:
        yield note(N_("Mails that were written into a folder can name the case: look there too."))


def check_case(reference: str, typed: str) -> None:
    """Raise Refused unless what was typed is the case reference."""
    if typed.strip().upper() != reference:
        raise Refused(
            N_("{typed} is not {reference}. Nothing was erased."),
            N_("Look who it is: steg show {reference}"),
            typed=typed,
            reference=reference,
        )
