"""Two cases of one person brought together, as a pure move; see `moves`.

The number and the name of the case that is kept stay the person's; the other number becomes one
that was replaced. Refusals name both by their references alone: one of them may be protected.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product

from steg_cli.programme.errors import N_, Note, Refused, note
from steg_cli.programme.frozen import replace
from steg_cli.programme.people import NEW, Enrolment, FormerCase, FormerNumber, Moved, Person
from steg_cli.programme.periods import ONE_DAY
from steg_cli.programme.words import Word, Words, fold


def merge(case: Person, into: Person, today: date) -> Moved:
    """Return `into` with everything of `case`. They are protected if one of them is.

    Raises Refused when they differ in birth date or sex, or when their enrolments overlap. What is
    recorded of a birth date that is not established may be any day of its span.
    """
    _check_one_person(case, into)
    for one, other in product(case.enrolments, into.enrolments):
        _check_apart(case, one, into, other)
    who, old = into.participant, case.participant
    number = FormerNumber(NEW, old.identity.kind, old.identity.number, today)
    person = replace(
        into,
        participant=replace(who, protected=who.protected or old.protected),
        enrolments=(*into.enrolments, *case.enrolments),
        remarks=tuple(sorted((*into.remarks, *case.remarks), key=lambda one: one.id)),
        former_numbers=(*into.former_numbers, *case.former_numbers, number),
        former_cases=(*into.former_cases, *case.former_cases, FormerCase(NEW, old.id)),
        holds=into.holds or case.holds,
    )
    return Moved(person.in_order(), tuple(_worth_knowing(case, into)))


def _check_one_person(case: Person, into: Person) -> None:
    old, new = case.participant.identity, into.participant.identity
    apart = old.born[1] < new.born[0] or new.born[1] < old.born[0]
    differ = {N_("birth date"): apart, N_("sex"): old.sex != new.sex}
    if any(differ.values()):
        raise Refused(
            N_("{case} and {into} cannot be one person: they differ in {what}."),
            N_(
                "If they are, correct the number that is wrong first: "
                "steg amend {case} identity NUMBER"
            ),
            case=case.participant.reference,
            into=into.participant.reference,
            what=Words(Word(what) for what, is_other in differ.items() if is_other),
        )


def _check_apart(case: Person, one: Enrolment, into: Person, other: Enrolment) -> None:
    """Raise Refused when two enrolments have days together, with what would set them apart."""
    pairs = sorted(((one, case), (other, into)), key=lambda pair: pair[0].first_day)
    (earlier, whose), (later, of) = pairs
    if earlier.last_day is not None and earlier.last_day < later.first_day:
        return
    number = whose.enrolments.index(earlier) + 1
    if earlier.first_day == later.first_day:
        way_out = N_(
            "Both begin on the same day. Correct the one that is wrong first: "
            "steg amend {case} enrolment.{number}.first-day DAY"
        )
    elif earlier.last_day is None:
        way_out = N_(
            "If the enrolment of {into} is a mistake, take it back: steg log {into} shows its "
            "change, and steg undo NUMBER takes it back. Only if {case} had left by then, end that "
            "one: steg leave {case} --to other --on {day}"
        )
    else:
        way_out = N_(
            "If the enrolment of {into} is a mistake, take it back: steg log {into} shows its "
            "change, and steg undo NUMBER takes it back. Only if {case} had left by then, correct "
            "that: steg amend {case} enrolment.{number}.last-day {day}"
        )
    raise Refused(
        N_("{case} is enrolled {days}, and {into} {others}: the days overlap."),
        way_out,
        case=whose.participant.reference,
        into=of.participant.reference,
        days=_days(earlier),
        others=_days(later),
        number=number,
        day=later.first_day - ONE_DAY,
    )


def _days(enrolment: Enrolment) -> str:
    return f"{enrolment.first_day} – {enrolment.last_day or '…'}"


def _worth_knowing(case: Person, into: Person) -> Iterator[Note]:
    """Tell what of the case that goes is not the person's any more, and what becomes theirs."""
    old, new = case.participant, into.participant
    values = {"case": old.reference, "into": new.reference}
    if old.protected and not new.protected:
        yield note(N_("{into} has a protected identity from now on, as {case} had."), **values)
    if fold(old.name) != fold(new.name):
        yield note(N_("The names differ: {into} keeps its own."), **values)
    if old.identity.kind == "personnummer" != new.identity.kind:
        yield note(
            N_(
                "The number of {case} is a personnummer, and {into} keeps its own. To change it: "
                "steg amend {into} identity NUMBER"
            ),
            **values,
        )
