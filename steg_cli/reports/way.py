"""One person's whole way, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from steg_cli.programme.errors import N_, Note, note
from steg_cli.programme.frozen import frozen, made_from
from steg_cli.programme.ladder import Ladder, Step
from steg_cli.programme.notice import Leads, notice_by
from steg_cli.programme.noticing import has_notice
from steg_cli.programme.people import NEW, Enrolment, Person, Stay
from steg_cli.programme.periods import (
    FOLLOW_UP_MONTHS,
    ONE_DAY,
    add_months,
    settles_follow_up,
    whole_months,
)
from steg_cli.programme.words import Code, Plural, Word
from steg_cli.register.file import Register
from steg_cli.register.people import find_person
from steg_cli.register.surroundings import ladder_of, leads_of
from steg_cli.reports.parts import (
    ShownDeadline,
    ShownPause,
    ShownSupport,
    shown_deadlines,
    shown_pauses,
    shown_supports,
)


@frozen
class ShownStay:
    """A step in the person's way."""

    step: str
    first_day: date
    planned_last_day: date | None
    last_day: date | None
    agreement: str | None
    payer: str | None
    post: str | None
    completed: bool | None
    certificate_day: date | None
    exception: str | None
    notice_of: date | None = None
    notice_given: date | None = None
    union_notified: date | None = None


@frozen
class ShownPlacement:
    """A workplace in the person's way; its name is None when masked."""

    workplace: str | None
    first_day: date
    last_day: date | None
    percent: int


@frozen
class ShownEnrolment:
    """One time in the programme."""

    cohort: str
    first_day: date
    last_day: date | None
    left_to: str | None
    stays: tuple[ShownStay, ...]
    placements: tuple[ShownPlacement, ...]
    pauses: tuple[ShownPause, ...] = ()
    supports: tuple[ShownSupport, ...] = ()
    deadlines: tuple[ShownDeadline, ...] = ()


@frozen
class ShownHold:
    """What keeps anything from being erased, since a day; the reason is None when masked."""

    reason: str | None
    day: date


@frozen
class ShownPerson:
    """Somebody's whole way. Masked, the name, number, birth date, municipality and free
    text are None."""

    reference: str
    name: str | None
    identity: str | None
    birth_date: date | None
    sex: str
    municipality: str | None
    protected: bool
    enrolments: tuple[ShownEnrolment, ...]
    months_in_all: Mapping[str, int]
    hold: ShownHold | None = None


@frozen
class Way:
    """The way as a program reads it, as it can be drawn, and the notes on what comes next."""

    shown: ShownPerson
    person: Person
    masked: bool
    next: tuple[Note, ...]


def way(register: Register, who: str, today: date, *, include_protected: bool = False) -> Way:
    """Return the way of the one person meant by `who`. Raises NotFound or Ambiguous."""
    with register.snapshot():
        person = find_person(register, who, today, reading=True)
        ladder, leads = ladder_of(register), leads_of(register)
    masked = person.participant.protected and not include_protected
    notes = what_next(person, ladder, leads, today, masked=masked)
    return Way(_shown(person, today, masked=masked), person, masked, notes)


def _shown(person: Person, today: date, *, masked: bool) -> ShownPerson:
    participant = person.participant
    return ShownPerson(
        reference=participant.reference,
        name=None if masked else participant.name,
        identity=None if masked else participant.identity.written,
        birth_date=None if masked else participant.identity.birth_date,
        sex=participant.identity.sex,
        municipality=None if masked else person.enrolments[-1].municipality_on(today),
        protected=participant.protected,
        enrolments=tuple(
            _shown_enrolment(person, enrolment, masked=masked) for enrolment in person.enrolments
        ),
        months_in_all={  # the last stay on each step counts those before it too
            stay.step.code: months
            for stay in person.stays
            if (months := person.months_in_all(stay)) is not None
        },
        hold=next(
            (ShownHold(None if masked else one.reason, one.day) for one in person.holds), None
        ),
    )


def _shown_enrolment(person: Person, enrolment: Enrolment, *, masked: bool) -> ShownEnrolment:
    return ShownEnrolment(
        enrolment.cohort,
        enrolment.first_day,
        enrolment.last_day,
        enrolment.left_to,
        tuple(
            made_from(
                ShownStay,
                stay,
                step=stay.step.code,
                payer=stay.step.payer,
                post=None if masked else stay.post,
                exception=None if masked else stay.exception,
            )
            for stay in enrolment.stays
        ),
        tuple(
            made_from(
                ShownPlacement, placement, workplace=None if masked else placement.workplace.name
            )
            for placement in enrolment.placements
        ),
        shown_pauses(enrolment),
        shown_supports(enrolment, masked=masked),
        shown_deadlines(person, enrolment, masked=masked),
    )


def what_next(
    person: Person, ladder: Ladder, leads: Leads, today: date, *, masked: bool = False
) -> tuple[Note, ...]:
    """Return what the administrator can do next for this person, as sentences with commands.

    `masked` leaves out what would tell where the person is.
    """
    enrolment = person.enrolments[-1]
    reference = person.participant.reference
    if enrolment.last_day is not None:
        return _after_leaving(enrolment, enrolment.last_day, reference, today)
    stay = enrolment.stays[-1]
    if stay.first_day > today:
        return (note(N_("{step} begins on {day}."), step=stay.step, day=stay.first_day),)
    notes = (
        ()
        if stay.planned_last_day is None
        else _period(person, stay, stay.planned_last_day, leads, today)
    )
    place = ladder.position(stay.step.code) + 1
    if place == len(ladder.steps):
        return (*notes, note(N_("This is the last step of the ladder.")))
    following = ladder.steps[place]
    used_up, told = _used_so_far(person, following, ladder, today)
    notes = (*notes, *told)
    if used_up:
        return notes
    if stay.step.limit and following.own_sector:
        return (*notes, *_conversion(person, ladder, today, masked=masked))
    return (
        *notes,
        note(
            N_("Next step: {step}. steg advance {reference} --to {code}"),
            step=following,
            code=Code(following.code),
            reference=reference,
        ),
    )


def _used_so_far(
    person: Person, following: Step, ladder: Ladder, today: date
) -> tuple[bool, tuple[Note, ...]]:
    """Tell the months used on limited steps that the person is not on.

    And say whether those of the step `following` are used up, so that no other period can begin.
    """
    present, notes, used_up = person.enrolments[-1].stays[-1].step, [], False
    for step in ladder:
        used = person.used_before(Stay(NEW, step, today + ONE_DAY))
        if step.limit is None or step == present or not used:
            continue
        latest = used.latest(today, step.limit)
        used_up = used_up or (step == following and latest is None)
        values: dict[str, object] = {
            "used": Plural("{count} month", "{count} months", used.months),
            "step": step,
            "most": step.limit.most,
            "left": whole_months(today, latest) if latest else 0,
        }
        notes.append(note(N_("{used} on {step} so far, {left} left of {most} in all."), **values))
    return used_up, tuple(notes)


def _after_leaving(
    enrolment: Enrolment, last: date, reference: str, today: date
) -> tuple[Note, ...]:
    if last >= today:
        return (note(N_("The last day is {day}, as registered."), day=last),)
    due = add_months(last, FOLLOW_UP_MONTHS)
    if enrolment.follow_ups and settles_follow_up(enrolment.follow_ups[-1].day, due):
        return (
            note(
                N_("Left on {day}; followed up on {followed}."),
                day=last,
                followed=enrolment.follow_ups[-1].day,
            ),
        )
    return (
        note(
            N_("Left on {day}. Follow up from {due}: steg follow-up {reference} --status …"),
            day=last,
            due=due,
            reference=reference,
        ),
    )


def _until(days: int) -> Word | Plural:
    """Return how far ahead a day lies: today, tomorrow, in 5 days."""
    if days > 1:
        return Plural("in {count} day", "in {count} days", days)
    return Word(N_("tomorrow") if days == 1 else N_("today"))


def _period(person: Person, stay: Stay, last: date, leads: Leads, today: date) -> tuple[Note, ...]:
    left = person.months_left_to_extend(stay) or 0
    notice = notice_by(last, stay.agreement, leads)
    values: dict[str, object] = {
        "day": last,
        "days": Plural("{count} day", "{count} days", (today - last).days),
        "when": _until((last - today).days),
        "notice": notice,
        "given": stay.notice_given,
        "left": left,
        "months": Plural("{count} month", "{count} months", left),
        "reference": person.participant.reference,
    }
    if last < today:
        first = note(
            N_("The period ended on {day}, {days} ago, and waits for a decision."), **values
        )
    elif has_notice(stay):
        first = note(N_("The period ends on {day}, {when}; notice was given on {given}."), **values)
    elif notice:
        first = note(N_("The period ends on {day}, {when}; give notice by {notice}."), **values)
    else:
        first = note(N_("The period ends on {day}, {when}."), **values)
    notes = (first, *_earlier(person, stay, left))
    if stay.step.limit is None:
        return (*notes, note(N_("Another day: steg extend {reference} --until DAY"), **values))
    latest = person.latest_last_day(stay)
    if left < 1 and latest is not None and latest > last:
        sentence = N_("It can be extended to {latest}: steg extend {reference} --until {latest}")
        return (*notes, note(sentence, latest=latest, **values))
    if left < 1:
        return (*notes, note(N_("It cannot be extended further."), **values))
    return (
        *notes,
        note(
            N_("It can be extended by up to {months}: steg extend {reference} --months {left}"),
            **values,
        ),
    )


def _earlier(person: Person, stay: Stay, left: int) -> tuple[Note, ...]:
    """Tell what earlier periods on the step leave of the months in all."""
    before = person.used_before(stay)
    if not before or stay.step.limit is None:
        return ()
    return (
        note(
            N_("{used} on {step} before it: {total} of {most} in all, {left} left."),
            used=Plural("{count} month", "{count} months", before.months),
            step=stay.step,
            total=person.months_in_all(stay),
            most=Plural("{count} month", "{count} months", stay.step.limit.most),
            left=left,
        ),
    )


def _conversion(person: Person, ladder: Ladder, today: date, *, masked: bool) -> tuple[Note, ...]:
    from steg_cli.programme.moves import conversion_day  # most that is shown needs none

    reference = person.participant.reference
    sectors = [one.workplace.sector for one in person.enrolments[-1].placements_on(today)]
    if not sectors:
        sentence = N_("No workplace is recorded today: steg place {reference}")
        return (note(sentence, reference=reference),)
    if masked:
        sentence = N_("Or employed by the sector: steg convert-to-enhetsassistent {reference}")
        return (note(sentence, reference=reference),)
    if all(one.employs_from is None for one in sectors):
        sentence = N_(
            "{sector} does not employ its own assistants yet. When it does: "
            'steg sector edit "{sector}" --employs-from DAY'
        )
        return tuple(note(sentence, sector=name) for name in dict.fromkeys(s.name for s in sectors))
    day = conversion_day(person, today, ladder)
    if day is None:
        return ()
    sector = next(one for one in sectors if one.employs_its_own_on(day))
    sentence = (
        N_("Or employed by {sector}: steg convert-to-enhetsassistent {reference}")
        if day == today
        else N_(
            "Or employed by {sector} from {day}: "
            "steg convert-to-enhetsassistent {reference} --on {day}"
        )
    )
    return (note(sentence, sector=sector.name, reference=reference, day=day),)
