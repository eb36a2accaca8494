"""Enrolling somebody: who they are, whether they may be, and their first step."""

from __future__ import annotations

from datetime import date

from steg_cli.actions.recording import far_ahead, record
from steg_cli.actions.results import Done, Standing, standing_of
from steg_cli.programme import enrolling
from steg_cli.programme.cases import reference_of
from steg_cli.programme.checks import Situation, check_eligible, check_unemployed_since
from steg_cli.programme.codes import Education, LabourStatus, Status
from steg_cli.programme.errors import N_, Note, Refused, note
from steg_cli.programme.frozen import frozen, replace
from steg_cli.programme.identity import Identity
from steg_cli.programme.people import NEW, Enrolment, Participant, Person
from steg_cli.programme.words import clean_or_none, clean_text, fold
from steg_cli.register.file import Register
from steg_cli.register.people import case_of_number, check_another_person, load_person, namesakes
from steg_cli.register.surroundings import (
    Cohort,
    find_cohort,
    find_municipality,
    ladder_of,
    leads_of,
)

NAMESAKES = 3  # who are told of, at most


@frozen
class Application:
    """What is known of somebody who is to be enrolled on day `on`.

    `another_person`: not who has the same name and birth date in the register.
    """

    identity: Identity
    name: str
    cohort: str
    municipality: str
    status: Status
    on: date
    disability: bool = False
    long_term_unemployed: bool = False
    labour_status: LabourStatus | None = None
    unemployed_since: date | None = None
    consultant: str | None = None
    education: Education | None = None
    protected: bool = False
    exception: str | None = None
    another_person: bool = False


def enrol(
    register: Register, application: Application, today: date, *, dry_run: bool = False
) -> Done[Standing]:
    """Open an enrolment on the ladder's first step.

    Somebody who left may be enrolled again and keeps the first enrolment. Raises Refused when
    the rules say no, NotFound for an unknown cohort or municipality.
    """
    a = _cleaned(application)
    situation = Situation(a.status, a.disability, a.long_term_unemployed)
    with register.change("enrol", today, dry_run=dry_run) as change:
        ladder, known = ladder_of(register), registered(register, a.identity)
        if not (known or a.another_person):
            check_another_person(register, a.name, a.identity)
        identity = known.participant.identity if known else a.identity
        check_eligible(identity, a.on, situation, a.exception)
        check_unemployed_since(identity, a.unemployed_since, a.on)
        cohort = find_cohort(register, a.cohort)
        municipality = find_municipality(register, a.municipality).name
        enrolment = Enrolment(
            id=NEW,
            cohort=cohort.name,
            municipality=municipality,
            first_day=a.on,
            last_day=None,
            left_to=None,
            qualification=False,
            status=a.status,
            disability=a.disability,
            long_term_unemployed=a.long_term_unemployed,
            labour_status=a.labour_status,
            unemployed_since=a.unemployed_since,
            education=a.education,
            consultant=a.consultant,
            exception=a.exception,
            cohort_open_until=cohort.open_until,
        )
        person = known or Person(Participant(NEW, identity, a.name, a.protected), ())
        after = enrolling.enrol(person, enrolment, ladder.steps[0])
        if a.protected:
            after = replace(after, participant=replace(after.participant, protected=True))
        after = record(register, known, after)
        result = standing_of(after, leads_of(register), a.on)
        change.summary = f"{result.reference} {result.step} {a.on}"
        notes = (
            (*_other_number(known, a), *_other_name(known, a)) if known else _alike(register, after)
        )
        notes += _outside(cohort, a.on) + far_ahead(a.on, today)
    return Done("enrol", change.id, result, notes)


def _cleaned(application: Application) -> Application:
    """Return the application with its texts as they are kept. Raises Refused for a bad one."""
    return replace(
        application,
        name=clean_text(application.name, N_("name")),
        exception=clean_or_none(application.exception, N_("reason")),
        consultant=clean_or_none(application.consultant, N_("consultant")),
    )


def registered(register: Register, identity: Identity) -> Person | None:
    """Return the person whose number this is, or was before it was replaced.

    Birth year and sex of an other id are given by hand: raises Refused when they differ.
    """
    case = case_of_number(register, identity.number)
    if case is None:
        return None
    person = load_person(register, case)
    known = person.participant.identity
    same = (known.born[0].year, known.sex) == (identity.born[0].year, identity.sex)
    if same or identity.kind != "other":
        return person
    raise Refused(
        N_("{reference} has this id already, with another birth year or sex."),
        N_("If it is the same person, give what is registered; otherwise another id."),
        reference=reference_of(case),
    )


def _other_number(known: Person, application: Application) -> tuple[Note, ...]:
    """Say so when somebody comes back with a number that was replaced: the present one counts."""
    identity, who = known.participant.identity, known.participant
    if application.identity.number == identity.number:
        return ()
    if who.protected or application.protected:
        message = N_("{reference} has another number now, which was kept.")
    else:
        message = N_("{reference} has another number now, which was kept: {number}.")
    return (note(message, reference=who.reference, number=identity.written),)


def _other_name(known: Person, application: Application) -> tuple[Note, ...]:
    """Say so when somebody who comes back is called otherwise: the registered name is kept."""
    if fold(application.name) == fold(known.participant.name):
        return ()
    return (
        note(
            N_(
                "{reference} was registered before under another name, which was kept. "
                'To change it: steg amend {reference} name "…"'
            ),
            reference=known.participant.reference,
        ),
    )


def _alike(register: Register, person: Person) -> tuple[Note, ...]:
    """Say so when somebody who is new has the name of others, whom the birth year tells apart."""
    return tuple(
        note(
            N_("{who} has the same name, born {year}: {reference} is the one enrolled now."),
            who=other.label,
            year=other.identity.born[0].year,
            reference=person.participant.reference,
        )
        for other in namesakes(register, person.participant)[:NAMESAKES]
    )


def _outside(cohort: Cohort, day: date) -> tuple[Note, ...]:
    """Say so when somebody begins outside the days of their cohort."""
    first, last = cohort.first_day, cohort.last_day
    if (first is None or first <= day) and (last is None or day <= last):
        return ()
    return (
        note(
            N_("{day} lies outside the days of {cohort}, {first} to {last}."),
            day=day,
            cohort=cohort.name,
            first=first or "…",
            last=last or "…",
        ),
    )
