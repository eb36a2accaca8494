"""What several verbs do to a person's way: begin a step, move to a workplace, end what is open."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from steg_cli.programme.checks import check_own_employment, check_person, check_workplace
from steg_cli.programme.errors import N_, Note, Refused, StegError, note
from steg_cli.programme.ladder import Ladder, Step
from steg_cli.programme.people import Enrolment, Person, Placement, Stay, Workplace
from steg_cli.programme.periods import ONE_DAY, add_months, plan_period
from steg_cli.programme.words import Plural, Word
from steg_cli.register.file import Register
from steg_cli.register.people import load_person
from steg_cli.register.writing import delete, insert, update

MASKED = Word(N_("(protected)"))


@dataclass(frozen=True)
class Move:
    """A move to `step` on day `on`: how long it is planned, where, and who decided why."""

    step: Step
    on: date
    months: int | None = None
    until: date | None = None
    workplace: Workplace | None = None
    agreement: str | None = None
    weekends: bool | None = None
    exception: str | None = None
    decided_by: str | None = None


def begin_step(
    register: Register, person: Person, move: Move, ladder: Ladder, today: date
) -> tuple[Note, ...]:
    """End the open step the day before and begin the new one. Raises Refused as the rules say."""
    enrolment = person.open_enrolment()
    stay = enrolment.stays[-1]
    ladder.check_move(stay.step.code, move.step.code, move.exception)
    if move.on <= stay.first_day:
        raise Refused(
            N_("{who} has been on {step} since {first}; the next step cannot begin on {day}."),
            N_("Give a later day with --on, or correct the first day with steg amend."),
            who=person.participant.label,
            step=stay.step,
            first=stay.first_day,
            day=move.on,
        )
    planned = _planned(move)
    try:
        notes = _workplace_for(register, enrolment, move, person)
    except StegError as error:
        raise discreet(person, error) from None
    update(register, "stay", stay.id, last_day=move.on - ONE_DAY, closed_on=today)
    insert(
        register,
        "stay",
        enrolment_id=enrolment.id,
        step=move.step,
        first_day=move.on,
        planned_last_day=planned,
        agreement=move.agreement or move.step.agreement,
        weekends=move.weekends,
        exception=move.exception,
        decided_by=move.decided_by,
    )
    confirm(register, person, ladder)
    return notes + far_ahead(move.on, today)


def _planned(move: Move) -> date | None:
    if move.step.limit:
        return plan_period(move.on, move.step.limit, months=move.months, until=move.until)
    if move.months is not None or move.until is not None:
        raise Refused(
            N_("{step} has no limit, so no last day is planned for it."),
            N_("Leave out --months and --until."),
            step=move.step,
        )
    return None


def _workplace_for(
    register: Register, enrolment: Enrolment, move: Move, person: Person
) -> tuple[Note, ...]:
    """See to it that the person is at a workplace that suits the step, or at none."""
    reference = person.participant.reference
    current = enrolment.placement_on(move.on)
    if move.workplace is not None:
        check_workplace(move.step, move.workplace, move.on)
        if current is None or current.workplace != move.workplace:
            percent = current.percent if current else 100
            move_placement(register, enrolment, move.workplace, move.on, percent=percent)
        return () if person.participant.protected else full(register, move.workplace, move.on)
    if move.step.own_sector:
        check_own_employment(move.step, current, move.on)
        return ()
    if current is not None and not _suits(move.step, current.workplace, move.on):
        end_placement(register, current, move.on)
        return (
            note(
                N_(
                    "{workplace} does not suit {step}: the placement there ends on {last}. "
                    "Next: steg place {reference} WORKPLACE"
                ),
                workplace=MASKED if person.participant.protected else current.workplace.name,
                step=move.step,
                last=move.on - ONE_DAY,
                reference=reference,
            ),
        )
    if current is None and move.step.where == "ordinary":
        return (
            note(
                N_("No workplace is recorded yet. Next: steg place {reference} WORKPLACE"),
                reference=reference,
            ),
        )
    return ()


def _suits(step: Step, workplace: Workplace, day: date) -> bool:
    try:
        check_workplace(step, workplace, day)
    except Refused:
        return False
    return True


def move_placement(
    register: Register,
    enrolment: Enrolment,
    workplace: Workplace,
    first: date,
    *,
    last: date | None = None,
    percent: int = 100,
    supervisor: str | None = None,
) -> None:
    """End the placement of that day the day before, and begin one at `workplace`.

    Raises Refused when it would run into a placement that is planned for later.
    """
    later = next((p for p in enrolment.placements if p.first_day > first), None)
    if later is not None and (last is None or last >= later.first_day):
        raise Refused(
            N_("Another placement is planned from {day}."),
            N_("Let this one end before it, or correct that one first: steg show WHO numbers it."),
            day=later.first_day,
        )
    current = enrolment.placement_on(first)
    if current is not None:
        end_placement(register, current, first)
    insert(
        register,
        "placement",
        enrolment_id=enrolment.id,
        workplace_id=workplace.id,
        first_day=first,
        last_day=last,
        percent=percent,
        supervisor=supervisor,
    )


def end_placement(register: Register, placement: Placement, next_day: date) -> None:
    """Let a placement end the day before `next_day`; one that begins that day never was."""
    if placement.first_day >= next_day:
        delete(register, "placement", placement.id)
    else:
        update(register, "placement", placement.id, last_day=next_day - ONE_DAY)


def end_everything(
    register: Register, enrolment: Enrolment, stay: Stay, last: date, today: date
) -> tuple[Note, ...]:
    """End the open step and every placement on `last`; a placement planned after it is dropped."""
    update(register, "stay", stay.id, last_day=last, closed_on=today)
    for placement in enrolment.placements:
        if placement.last_day is None or placement.last_day > last:
            end_placement(register, placement, last + ONE_DAY)
    return tuple(
        note(N_("The placement planned from {day} was taken away."), day=placement.first_day)
        for placement in enrolment.placements
        if placement.first_day > last
    )


def confirm(register: Register, before: Person, ladder: Ladder) -> Person:
    """Return the person as recorded now. Raises the first thing wrong that was not wrong before."""
    after = load_person(register, before.participant.id)
    known = Counter(problem.message for problem in check_person(before, ladder))
    for problem in check_person(after, ladder):
        known[problem.message] -= 1
        if known[problem.message] < 0:
            raise discreet(before, problem)
    return after


def confirm_everybody(register: Register, before: list[Person], ladder: Ladder) -> None:
    """Raise the first thing wrong for any of `before` that was not wrong before.

    Of a protected person it is not even told who: the thing that changed would tell where.
    """
    for person in before:
        try:
            confirm(register, person, ladder)
        except StegError as error:
            if person.participant.protected:
                raise Refused(
                    N_("What is recorded of somebody with a protected identity contradicts this."),
                    N_("steg list --include-protected shows who is where."),
                ) from None
            named = about(person, error)
            named.hint = N_("Correct what is recorded first: steg show WHO")
            raise named from None


def about(person: Person, error: StegError) -> StegError:
    """Name the person in an error that does not name anybody."""
    if "who" in error.values:
        return error
    return Refused(
        N_("{who}: {problem}"),
        error.hint,
        who=person.participant.label,
        problem=error,
        **error.values,
    )


def discreet(person: Person, error: StegError) -> StegError:
    """Leave out of an error where a protected person is."""
    told = {"workplace", "sector"} & error.values.keys()
    if not person.participant.protected or not told:
        return error
    values = error.values | dict.fromkeys(told, MASKED)
    return Refused(
        error.message,
        N_("steg show {reference} --include-protected shows where."),
        **(values | {"reference": person.participant.reference}),
    )


def far_ahead(day: date, today: date) -> tuple[Note, ...]:
    """Say so when a day is more than a year ahead: the year may be a slip of the hand."""
    if day <= add_months(today, 12):
        return ()
    return (note(N_("{day} is more than a year ahead. Is the year right?"), day=day),)


def full(register: Register, workplace: Workplace, day: date) -> tuple[Note, ...]:
    """Say so when more people than places are at the workplace on `day`."""
    people = register.execute(
        "SELECT count(*) FROM placement WHERE workplace_id = ? AND first_day <= ? "
        "AND (last_day IS NULL OR last_day >= ?)",
        (workplace.id, str(day), str(day)),
    ).fetchone()[0]
    if workplace.places is None or people <= workplace.places:
        return ()
    return (
        note(
            N_("{workplace} has {places} and now {people}."),
            workplace=workplace.name,
            places=Plural("{count} place", "{count} places", workplace.places),
            people=Plural("{count} person", "{count} people", people),
        ),
    )
