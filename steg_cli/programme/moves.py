"""Along the ladder, as pure moves: from a person as recorded to the person as they would be.

A move asks the rules that concern it and raises Refused as they say. Whoever makes it asks
`check_person` about the whole before anything is saved; see `actions.recording`.
"""

from __future__ import annotations

from datetime import date

from steg_cli.programme import remedies
from steg_cli.programme.checks import allows_period, check_decided, new_problems
from steg_cli.programme.errors import N_, Note, Refused, note
from steg_cli.programme.frozen import frozen, replace
from steg_cli.programme.ladder import Ladder, Step
from steg_cli.programme.people import NEW, Extension, Moved, Person, Stay
from steg_cli.programme.periods import ONE_DAY, extend_period, is_whole, last_day_of, plan_period
from steg_cli.programme.placement_rules import check_workplace
from steg_cli.programme.placing import placed_for
from steg_cli.programme.training import check_certificate, check_training
from steg_cli.programme.words import Code, Plural
from steg_cli.programme.workplace import Workplace


@frozen
class NextStep:
    """The step that begins on day `on`: planned how long, where, and who decided why.

    `completed` and `certificate_day` are about the training that it follows; None says nothing.
    `post` is the title of a post.
    """

    step: Step
    on: date
    months: int | None = None
    until: date | None = None
    workplace: Workplace | None = None
    percent: int | None = None
    agreement: str | None = None
    weekends: bool | None = None
    exception: str | None = None
    decided_by: str | None = None
    certificate_day: date | None = None
    completed: bool | None = None
    post: str | None = None


def begin_step(person: Person, following: NextStep, ladder: Ladder, today: date) -> Moved:
    """End the present step the day before, and begin the new one at a workplace that suits it."""
    enrolment = person.open_enrolment()
    stay = enrolment.stays[-1]
    ladder.check_move(stay.step.code, following.step.code, following.exception)
    if following.on <= stay.first_day:
        raise Refused(
            N_("{who} is on {step} from {first}; the next step cannot begin on {day}."),
            remedies.A_LATER_STEP,
            who=person.participant.label,
            step=stay.step,
            first=stay.first_day,
            day=following.on,
        )
    trained = _trained(stay, following, ladder, today)
    ended = replace(trained, last_day=following.on - ONE_DAY, closed_on=today)
    person = person.with_(stay, ended)
    enrolment = person.open_enrolment()
    begun = Stay(
        id=NEW,
        step=following.step,
        first_day=following.on,
        planned_last_day=_planned(person, following),
        agreement=following.agreement or following.step.agreement,
        weekends=following.weekends,
        exception=following.exception,
        decided_by=following.decided_by,
        post=following.post,
    )
    placed, notes = placed_for(
        person,
        enrolment,
        following.step,
        following.on,
        workplace=following.workplace,
        percent=following.percent,
    )
    moved = person.with_(enrolment, replace(placed, stays=(*enrolment.stays, begun)))
    return Moved(moved, (*_cut_short(ended, begun), *months_told(moved, begun), *notes))


def _trained(stay: Stay, following: NextStep, ladder: Ladder, today: date) -> Stay:
    """Return the present stay with whether its training was completed.

    Going on to the next step says so, and a certificate does. What is recorded already stands,
    unless something else is said now.
    """
    completed, day = following.completed, following.certificate_day
    if completed is not None or day is not None:
        check_training(stay)
    if not stay.step.training:
        return stay
    if day is not None:
        certified = replace(stay, completed=True, certificate_day=day)
        check_certificate(certified, day, max(today, following.on))
        return certified
    if completed is None:
        completed = stay.completed
    if completed is None:
        steps = ladder.position(following.step.code) - ladder.position(stay.step.code)
        completed = True if steps == 1 else None
    return replace(stay, completed=completed)


def _cut_short(ended: Stay, begun: Stay) -> tuple[Note, ...]:
    """Tell that a period ends before its plan because the next period on the step begins."""
    planned, last = ended.planned_last_day, ended.last_day
    if ended.step != begun.step or planned is None or last is None or last >= planned:
        return ()
    message = N_("The period that was planned to {planned} ends on {last}.")
    return (note(message, planned=planned, last=last),)


def months_told(person: Person, stay: Stay) -> tuple[Note, ...]:
    """Tell how long a period is in all when others came before it, or when it is an exception.

    As it is planned, also when it is over: the plan is what a rule or an exception allowed.
    """
    limit, planned = stay.step.limit, stay.planned_last_day
    if limit is None or planned is None:
        return ()
    in_all = person.used_before(stay).with_(stay.first_day, planned).months
    left = person.months_left_to_extend(stay) or 0
    values: dict[str, object] = {
        "step": stay.step,
        "total": Plural("{count} month", "{count} months", in_all),
        "least": limit.least,
        "most": limit.most,
        "left": Plural("{count} month is left", "{count} months are left", left),
    }
    if not allows_period(person, stay):
        message = N_("{total} on {step} in all: an exception from {least} to {most} months.")
        return (note(message, **values),)
    if person.used_before(stay) and stay.last_day is None:
        return (note(N_("{total} on {step} in all, with this period; {left}."), **values),)
    return ()


def _planned(person: Person, following: NextStep) -> date | None:
    """Return the planned last day: always on a limited step, and on another if it is given."""
    step, months = following.step, following.months
    if step.limit:
        return plan_period(
            following.on,
            step.limit,
            person.used_before(Stay(NEW, step, following.on)),
            months=months,
            until=following.until,
            exception=following.exception,
        )
    return last_day_of(following.on, months) if months is not None else following.until


def convert(person: Person, following: NextStep, ladder: Ladder, today: date) -> Moved:
    """Convert somebody to the step `following`, from the step right before it.

    Raises Refused also for a placement planned for later that does not suit that step: many are
    converted at once, and none of them loses what is planned.
    """
    step = person.open_enrolment().stays[-1].step
    before = ladder.before(following.step)
    if step != before:
        earlier = ladder.position(step.code) < ladder.position(before.code)
        raise Refused(
            N_("{who} is on {step}; only a {before} can be converted."),
            N_("Advance first: steg advance {reference} --to {following}")
            if earlier
            else N_("steg show {reference} shows the way so far."),
            who=person.participant.label,
            step=step,
            before=before,
            following=Code(ladder.after(step.code).code) if earlier else "",
            reference=person.participant.reference,
        )
    for place in person.open_enrolment().placements:
        if place.first_day > following.on:
            check_workplace(following.step, place.workplace, place.first_day)
    return begin_step(person, following, ladder, today)


def conversion_day(person: Person, today: date, ladder: Ladder) -> date | None:
    """Return the first day from `today` on which somebody can be converted where they are.

    That is today, or the day from which a sector that they are in employs its own. None when there
    is no such day, or when what is recorded or planned would contradict it then.
    """
    enrolment = person.enrolments[-1]
    if ladder.converted is None or enrolment.last_day is not None:
        return None
    sectors = (place.workplace.sector for place in enrolment.placements_on(today))
    for day in sorted({max(today, one.employs_from) for one in sectors if one.employs_from}):
        try:
            after = convert(person, NextStep(ladder.converted, day), ladder, today).person
        except Refused:
            continue
        if not new_problems(person, after.in_order(), ladder):
            return day
    return None


def extend(
    person: Person,
    today: date,
    *,
    months: int | None = None,
    until: date | None = None,
    on: date | None = None,
    decided_by: str | None = None,
    exception: str | None = None,
) -> Moved:
    """Extend the present period by `months`, or to `until`, as decided on day `on`.

    Months are counted from the first day; a note tells of a contract's own last day between whole
    months, whose days over that does not keep. The decision is recorded: a report as of an earlier
    day still shows the old plan. A period that is still to begin is in no report yet: its plan
    alone is changed.
    """
    stay = person.open_enrolment().stays[-1]
    planned = stay.planned_last_day
    if planned is None:
        raise Refused(
            N_("{who} is on {step}, and no last day is planned that could be moved."),
            N_("Plan one: steg amend {reference} stay.{number}.planned-last-day DAY"),
            who=person.participant.label,
            step=stay.step,
            reference=person.participant.reference,
            number=len(person.stays),
        )
    last = extend_period(
        stay.first_day,
        planned,
        stay.step.limit,
        person.used_before(stay),
        months=months,
        until=until,
        exception=exception,
    )
    day = on or today
    if day > today:
        raise Refused(
            N_("An extension cannot have been decided on {day}, which is still to come."),
            remedies.A_DAY_THAT_HAS_COME,
            day=day,
        )
    if stay.first_day > today:
        decided_by = decided_by or stay.decided_by
        reason = exception or stay.exception
        begun = replace(stay, planned_last_day=last, decided_by=decided_by, exception=reason)
        return _extended(person, stay, begun, months)
    check_decided(stay.first_day, day)
    if stay.extensions and day < stay.extensions[-1].decided_on:
        raise Refused(
            N_("The period was last extended on {last}; this extension cannot date from {day}."),
            remedies.AFTER_THE_LAST_DECISION,
            last=stay.extensions[-1].decided_on,
            day=day,
        )
    extension = Extension(NEW, day, planned, last, decided_by, exception)
    return _extended(person, stay, extended(stay, extension), months)


def _extended(person: Person, stay: Stay, after: Stay, months: int | None) -> Moved:
    moved, planned = person.with_(stay, after), stay.planned_last_day
    notes = months_told(moved, after)
    if months is not None and planned is not None and not is_whole(stay.first_day, planned):
        days_over = note(
            N_(
                "Months are counted from the first day, {first}: the days until {planned} are in "
                "them. Another last day: steg extend {reference} --until DAY"
            ),
            first=stay.first_day,
            planned=planned,
            reference=person.participant.reference,
        )
        notes = (days_over, *notes)
    return Moved(moved, notes)


def extended(stay: Stay, extension: Extension) -> Stay:
    """Return a period with one more extension, which moves its planned last day."""
    return replace(
        stay, planned_last_day=extension.new_last_day, extensions=(*stay.extensions, extension)
    )
