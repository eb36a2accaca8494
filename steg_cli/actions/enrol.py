"""Enrolling somebody: who they are, whether they may be, and their first step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from steg_cli.actions.moving import far_ahead
from steg_cli.actions.results import Done, Standing, standing
from steg_cli.programme.checks import Situation, check_eligible
from steg_cli.programme.errors import N_, Note, Refused, note
from steg_cli.programme.identity import Identity
from steg_cli.programme.people import Education, Person, Status, reference_of
from steg_cli.programme.periods import plan_period
from steg_cli.programme.words import clean_text, fold, nearest
from steg_cli.register.file import Register
from steg_cli.register.people import load_person, participant_from
from steg_cli.register.surroundings import Cohort, find_cohort, ladder_of, municipalities
from steg_cli.register.writing import insert, update


@dataclass(frozen=True)
class Application:
    """What is known of somebody who is to be enrolled on day `on`."""

    identity: Identity
    name: str
    cohort: str
    municipality: str
    status: Status
    on: date
    disability: bool = False
    long_term_unemployed: bool = False
    consultant: str | None = None
    education: Education | None = None
    protected: bool = False
    exception: str | None = None


def enrol(
    register: Register, application: Application, today: date, *, dry_run: bool = False
) -> Done[Standing]:
    """Open an enrolment on the ladder's first step.

    Somebody who left may be enrolled again and keeps the first enrolment. Raises Refused when
    the rules say no, NotFound for an unknown cohort.
    """
    a = _cleaned(application)
    situation = Situation(a.status, a.disability, a.long_term_unemployed)
    with register.change("enrol", today, dry_run=dry_run) as change:
        check_eligible(_registered(register, a.identity), a.on, situation, a.exception)
        cohort = find_cohort(register, a.cohort)
        first = ladder_of(register).steps[0]
        municipality, near = _spelling(register, a.municipality)
        case, notes = _participant(register, a)
        enrolment = insert(
            register,
            "enrolment",
            participant_id=case,
            cohort_id=cohort.id,
            municipality=municipality,
            first_day=a.on,
            status=a.status,
            disability=a.disability,
            long_term_unemployed=a.long_term_unemployed,
            education=a.education,
            consultant=a.consultant,
            exception=a.exception,
        )
        insert(
            register,
            "stay",
            enrolment_id=enrolment,
            step=first,
            first_day=a.on,
            planned_last_day=plan_period(a.on, first.limit) if first.limit else None,
            agreement=first.agreement,
        )
        result = standing(register, case)
        change.summary = f"{result.reference} {first.code} {a.on}"
        notes += _notes(result, near, cohort) + far_ahead(a.on, today)
    return Done("enrol", change.id, result, notes)


def _cleaned(application: Application) -> Application:
    """Return the application with its texts as they are kept. Raises Refused for a bad one."""
    exception, consultant = application.exception, application.consultant
    return replace(
        application,
        name=clean_text(application.name, N_("name")),
        municipality=clean_text(application.municipality, N_("municipality")),
        exception=None if exception is None else clean_text(exception, N_("reason")),
        consultant=None if consultant is None else clean_text(consultant, N_("consultant")),
    )


def _registered(register: Register, identity: Identity) -> Identity:
    """Return the identity as registered, if the person is known.

    Birth year and sex of an other id are given by hand: raises Refused when they differ.
    """
    row = register.execute(
        "SELECT * FROM participant WHERE number = ?", (identity.number,)
    ).fetchone()
    if row is None:
        return identity
    known = participant_from(row).identity
    if (known.born, known.sex) == (identity.born, identity.sex):
        return known
    raise Refused(
        N_("{reference} has this id already, with another birth year or sex."),
        N_("If it is the same person, give what is registered; otherwise another id."),
        reference=reference_of(row["id"]),
    )


def _participant(register: Register, application: Application) -> tuple[int, tuple[Note, ...]]:
    """Return the case number of a known person, or of a new one."""
    identity = application.identity
    known = register.execute(
        "SELECT id FROM participant WHERE number = ?", (identity.number,)
    ).fetchone()
    if known:
        case = int(known[0])
        return case, _comes_back(register, load_person(register, case), application)
    case = insert(
        register,
        "participant",
        kind=identity.kind,
        number=identity.number,
        sex=identity.sex,
        birth_year=identity.born[0].year,
        name=application.name,
        protected=application.protected,
    )
    return case, ()


def _comes_back(register: Register, person: Person, application: Application) -> tuple[Note, ...]:
    """Check that a person we know may be enrolled again; keep the name that is registered."""
    participant, last = person.participant, person.enrolments[-1]
    if last.last_day is None:
        raise Refused(
            N_("{who} is already enrolled, in {cohort} since {day}."),
            N_("steg show {reference} shows the way so far."),
            who=participant.label,
            cohort=last.cohort,
            day=last.first_day,
            reference=participant.reference,
        )
    if application.on <= last.last_day:
        raise Refused(
            N_("{who} was enrolled until {last}; a new enrolment begins after that, not on {day}."),
            N_("Give a later day: --on DAY."),
            who=participant.label,
            last=last.last_day,
            day=application.on,
        )
    if application.protected and not participant.protected:
        update(register, "participant", participant.id, protected=True)
    if fold(application.name) == fold(participant.name):
        return ()
    return (
        note(
            N_(
                "{reference} was registered before under another name, which was kept. "
                'To change it: steg amend {reference} name "…"'
            ),
            reference=participant.reference,
        ),
    )


def _spelling(register: Register, municipality: str) -> tuple[str, str | None]:
    """Return a municipality as the register spells it, or as it is with the nearest known one."""
    known = municipalities(register)
    same = [one for one in known if fold(one) == fold(municipality)]
    return (same[0], None) if same else (municipality, nearest(municipality, known))


def _notes(result: Standing, near: str | None, cohort: Cohort) -> tuple[Note, ...]:
    notes: tuple[Note, ...] = ()
    if near:
        notes += (
            note(
                N_(
                    "{municipality} is new in the register. If {near} was meant: "
                    'steg amend {reference} municipality "{near}"'
                ),
                municipality=result.municipality,
                near=near,
                reference=result.reference,
            ),
        )
    first, last, day = cohort.first_day, cohort.last_day, result.since
    if (first and day < first) or (last and day > last):
        notes += (
            note(
                N_("{day} lies outside the days of {cohort}, {first} to {last}."),
                day=day,
                cohort=cohort.name,
                first=first or "…",
                last=last or "…",
            ),
        )
    return notes
