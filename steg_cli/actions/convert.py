"""Converting serviceassistenter to enhetsassistenter: one, several, or a whole sector.

All or none: when one of them cannot be converted nobody is, and every reason is told.
"""

from __future__ import annotations

from datetime import date

from steg_cli.actions.discretion import anybody_protected
from steg_cli.actions.recording import about, crowded, discreetly, far_ahead, fullest, record
from steg_cli.actions.results import Done, Standing, Standings, standing_of
from steg_cli.programme import moves
from steg_cli.programme.cases import reference_of
from steg_cli.programme.errors import N_, Note, NotFound, Refused, Several, StegError, note
from steg_cli.programme.ladder import Ladder, Step
from steg_cli.programme.moves import NextStep
from steg_cli.programme.people import Person
from steg_cli.programme.placement_rules import check_employs_its_own
from steg_cli.programme.words import Code
from steg_cli.register.file import Register
from steg_cli.register.people import find_case, load_people
from steg_cli.register.surroundings import find_sector, find_workplace, ladder_of, leads_of

# Said of every sector alike: else it would tell where they are.
ONE_BY_ONE = N_(
    "People with a protected identity are not converted with a sector, if there are any in it. "
    "Each is converted by the case reference: steg convert-to-enhetsassistent S-0042"
)


def convert_people(
    register: Register,
    who: list[str],
    today: date,
    *,
    on: date | None = None,
    workplace: str | None = None,
    percent: int | None = None,
    weekends: bool | None = None,
    dry_run: bool = False,
) -> Done[Standings]:
    """Convert the people named, on day `on` (today if None), at `workplace` or where they are."""
    with register.change("convert-to-enhetsassistent", today, dry_run=dry_run) as change:
        cases = list(dict.fromkeys(find_case(register, one, today) for one in who))
        result, notes = _convert(
            register,
            cases,
            today,
            on or today,
            workplace=workplace,
            percent=percent,
            weekends=weekends,
        )
        change.summary = _summary(result, on or today)
    return Done("convert-to-enhetsassistent", change.id, result, notes)


def convert_sector(
    register: Register,
    sector: str,
    today: date,
    *,
    on: date | None = None,
    weekends: bool | None = None,
    expected: frozenset[str] | None = None,
    dry_run: bool = False,
) -> Done[Standings]:
    """Convert everybody placed in `sector` on day `on` who was serviceassistent the day before.

    `expected` holds the references that were agreed to. Raises Refused for a sector that does not
    employ its own by then, also where everybody is at another's workplace too; NotFound when nobody
    is there; Refused or Several when one of them cannot be converted, or others would be than
    agreed to.
    Nobody protected is converted with a sector, and that is said of every sector alike: the log
    would tell that they are where the others are.
    """
    with register.change("convert-to-enhetsassistent", today, dry_run=dry_run) as change:
        day = on or today
        found = find_sector(register, sector)
        ladder = ladder_of(register)
        target = _converted(ladder)
        check_employs_its_own(found, day)
        cases = _in_sector(register, found.id, day)
        left_out = anybody_protected(register)
        if not cases:
            raise NotFound(
                N_("Nobody in {sector} without a protected identity can be converted on {day}.")
                if left_out
                else N_("Nobody in {sector} can be converted on {day}."),
                ONE_BY_ONE if left_out else N_("steg list --step {step} shows who is where."),
                sector=found.name,
                day=day,
                step=Code(ladder.before(target).code),
            )
        if expected is not None and expected != frozenset(map(reference_of, cases)):
            raise Refused(
                N_("Other people than those shown would be converted by now, so nobody was."),
                N_("Look at the list and decide again."),
            )
        result, notes = _convert(register, cases, today, day, weekends=weekends)
        if left_out:
            notes += (note(ONE_BY_ONE),)
        change.summary = _summary(result, day)
    return Done("convert-to-enhetsassistent", change.id, result, notes)


def _convert(
    register: Register,
    cases: list[int],
    today: date,
    day: date,
    *,
    workplace: str | None = None,
    percent: int | None = None,
    weekends: bool | None,
) -> tuple[Standings, tuple[Note, ...]]:
    ladder = ladder_of(register)
    place = find_workplace(register, workplace) if workplace is not None else None
    following = NextStep(
        _converted(ladder), day, workplace=place, percent=percent, weekends=weekends
    )
    errors: list[StegError] = []
    notes: tuple[Note, ...] = ()
    converted: list[Standing] = []
    for person in load_people(register, cases):
        try:
            with discreetly(person, workplace):
                moved = moves.convert(person, following, ladder, today)
                after = record(register, person, moved.person)
        except StegError as error:
            errors.append(about(person, error))
            continue
        notes += tuple(_named(person, one) if len(cases) > 1 else one for one in moved.notes)
        notes += crowded(register, after) + far_ahead(day, today)
        converted.append(standing_of(after, leads_of(register), day))
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise Several(
            N_("{count} of {all} cannot be converted, so nobody was."),
            tuple(errors),
            count=len(errors),
            all=len(cases),
        )
    return Standings(tuple(converted)), fullest(notes)


def _named(person: Person, one: Note) -> Note:
    """Return a note that tells of whom it is."""
    return note(N_("{who}: {problem}"), who=person.participant.label, problem=one)


def _converted(ladder: Ladder) -> Step:
    if ladder.converted is None:
        raise Refused(
            N_("The ladder of this register has no step that people are converted to."),
            N_("Use steg advance."),
        )
    return ladder.converted


def _in_sector(register: Register, sector: int, day: date) -> list[int]:
    """Return the cases on the step before conversion since before `day`, placed there on `day`.

    Those of people with a protected identity are not among them.
    """
    rows = register.execute(
        """SELECT DISTINCT participant_id FROM stay
        JOIN enrolment ON enrolment.id = stay.enrolment_id
        JOIN participant ON participant.id = participant_id AND NOT protected
        JOIN step ON step.id = stay.step_id
        JOIN placement ON placement.enrolment_id = enrolment.id
            AND placement.first_day <= :day
            AND (placement.last_day IS NULL OR placement.last_day >= :day)
        JOIN workplace ON workplace.id = workplace_id
        WHERE sector_id = :sector AND stay.last_day IS NULL AND stay.first_day < :day
            AND step.id = (SELECT id - 1 FROM step WHERE own_sector)
        ORDER BY participant_id""",
        {"day": str(day), "sector": sector},
    )
    return [int(row[0]) for row in rows]


def _summary(result: Standings, day: date) -> str:
    shown = ", ".join(standing.reference for standing in result.people[:10])
    more = len(result.people) - 10
    return f"{shown}{f' +{more}' if more > 0 else ''} {day}"
