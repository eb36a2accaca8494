"""To a workplace and away from it, as pure moves; see `moves`.

Several placements can be side by side, together full time at most. Days are inclusive.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from steg_cli.programme import remedies
from steg_cli.programme.errors import N_, Note, Refused, note
from steg_cli.programme.fields import HIDDEN
from steg_cli.programme.frozen import replace
from steg_cli.programme.ladder import Step
from steg_cli.programme.parts import number_of
from steg_cli.programme.people import FULL_TIME, NEW, Enrolment, Moved, Person, Placement, covers
from steg_cli.programme.periods import ONE_DAY
from steg_cli.programme.placement_rules import (
    check_apart,
    check_ends_by_closing,
    check_full_time,
    check_own_employment,
    check_workplace,
    suits,
)
from steg_cli.programme.words import Word
from steg_cli.programme.workplace import Workplace


def place(
    person: Person,
    workplace: Workplace,
    first: date,
    *,
    last: date | None = None,
    percent: int | None = None,
    supervisor: str | None = None,
    beside: bool = False,
    exception: str | None = None,
) -> Moved:
    """Move somebody to a workplace from `first` on, or place them there `beside` where they are.

    A move ends the placements of that day before it; another one that lasts longer than `last`
    resumes the day after. Without `percent` a move is as much of full time as they had, and what
    is beside that is what it leaves. Together more than full time is an `exception` with a reason.
    """
    enrolment = person.open_enrolment()
    if first < enrolment.first_day:
        raise Refused(
            N_("{who} is enrolled from {day}; a placement cannot begin on {first}."),
            remedies.A_LATER_FIRST_DAY,
            who=person.participant.label,
            day=enrolment.first_day,
            first=first,
        )
    if last is not None and last < first:
        raise Refused(
            N_("A placement from {first} cannot end on {last}."),
            remedies.A_LATER_LAST_DAY,
            first=first,
            last=last,
        )
    stay = enrolment.stay_on(first) or enrolment.stays[-1]
    check_workplace(stay.step, workplace, first)
    new = Placement(NEW, workplace, first, last, percent or FULL_TIME, supervisor, exception)
    check_ends_by_closing(new)
    if beside:
        return Moved(person.with_(enrolment, _placed_beside(person, enrolment, new, percent)))
    whole = replace(new, percent=percent or _percent_on(enrolment, first))
    after, notes = _placed_alone(person, enrolment, whole, resuming=True)
    _check_moves(person, enrolment, new, percent)
    return Moved(person.with_(enrolment, after), notes)


def _check_moves(person: Person, enrolment: Enrolment, new: Placement, percent: int | None) -> None:
    """Raise Refused when somebody is at the workplace already, there alone and for as much."""
    there = enrolment.placements_on(new.first_day)
    if [one.workplace for one in there] != [new.workplace]:
        return
    (old,) = there
    if percent in (None, old.percent) and new.supervisor in (None, old.supervisor):
        raise Refused(
            N_("{who} is at {workplace} already, from {day}, for {percent} %."),
            remedies.ANOTHER_PERCENT,
            who=person.participant.label,
            workplace=called(person, old.workplace),
            day=old.first_day,
            percent=old.percent,
            reference=person.participant.reference,
            number=number_of(person.placements, old),
        )


def _percent_on(enrolment: Enrolment, day: date) -> int:
    """Return as much of full time as somebody is placed for on `day`; all of it if for none."""
    return min(enrolment.percent_on(day), FULL_TIME) or FULL_TIME


def _placed_beside(
    person: Person, enrolment: Enrolment, new: Placement, percent: int | None
) -> Enrolment:
    """Return the enrolment with a placement beside those that are there.

    Raises Refused when none is there on its first day, another is at the same workplace, or all
    are more than full time together.
    """
    if not enrolment.placements_on(new.first_day):
        raise Refused(
            N_("{who} is at no workplace on {day}, so there is nothing to be beside."),
            remedies.NOT_BESIDE,
            who=person.participant.label,
            day=new.first_day,
        )
    check_apart(enrolment.placements, new)
    starts = {place.first_day for place in enrolment.placements if covers(new, place.first_day)}
    days = sorted({new.first_day, *starts})
    busiest = max(days, key=enrolment.percent_on)
    taken = enrolment.percent_on(busiest)
    if percent is None and taken >= FULL_TIME:
        raise Refused(
            N_("{who} is placed already on {day}, for {percent} %: nothing is left beside it."),
            remedies.LESS_THAN_FULL_TIME_OR_REASON,
            who=person.participant.label,
            percent=taken,
            day=busiest,
        )
    new = replace(new, percent=percent or FULL_TIME - taken)
    after = replace(enrolment, placements=(*enrolment.placements, new))
    for day in days:
        check_full_time(after, day)
    return after


def _placed_alone(
    person: Person, enrolment: Enrolment, new: Placement, *, resuming: bool
) -> tuple[Enrolment, tuple[Note, ...]]:
    """Return the enrolment with a new placement, which ends those of its first day.

    With `resuming`, those that last longer resume after it. Raises Refused when the placement
    would run into one that is planned for later.
    """
    for number, later in enumerate(person.placements, 1):
        is_there = any(later is one for one in enrolment.placements)
        if is_there and later.first_day > new.first_day and covers(new, later.first_day):
            raise Refused(
                N_("Another placement is planned from {day}."),
                remedies.ANOTHER_PLACEMENT_FIRST,
                day=later.first_day,
                number=number,
                reference=person.participant.reference,
            )
    present = enrolment.placements_on(new.first_day)
    meanwhile = new if resuming else None
    enrolment, notes = _interrupted(person, enrolment, present, new.first_day, meanwhile)
    return replace(enrolment, placements=(*enrolment.placements, new)), notes


def placed_for(
    person: Person,
    enrolment: Enrolment,
    step: Step,
    day: date,
    *,
    workplace: Workplace | None = None,
    percent: int | None = None,
) -> tuple[Enrolment, tuple[Note, ...]]:
    """See to it that somebody is where a step that begins on `day` can take place.

    At `workplace` alone, if it is given; else where they are, as far as it suits the step. What is
    planned for later stays if it suits the step, and is taken away if not; a note tells which.
    `percent` is of full time. Raises Refused when it is not clear at which workplace that is, or
    when the step needs a sector that employs its own and there is none.
    """
    enrolment, gone = _later_that_suit(person, enrolment, step, day)
    after, notes = _placed_on(person, enrolment, step, day, workplace, percent)
    return after, (*notes, *gone)


def _placed_on(
    person: Person,
    enrolment: Enrolment,
    step: Step,
    day: date,
    workplace: Workplace | None,
    percent: int | None,
) -> tuple[Enrolment, tuple[Note, ...]]:
    present = enrolment.placements_on(day)
    suitable = [place for place in present if suits(step, place.workplace, day)]
    if workplace is None and step.own_sector and not suitable:
        check_own_employment(step, present[0] if present else None, day)
    if workplace is None and percent is not None:
        workplace = _the_only(suitable, day, percent)
    if workplace is None:
        return _where_it_suits(person, enrolment, step, day)
    check_workplace(step, workplace, day)
    there = [place for place in present if place.workplace == workplace]
    if there and percent in (None, there[0].percent):
        others = [place for place in present if place not in there]
        return _interrupted(person, enrolment, others, day)
    new = Placement(NEW, workplace, day, percent=percent or _percent_on(enrolment, day))
    if there:
        new = replace(new, last_day=there[0].last_day, supervisor=there[0].supervisor)
    new, until = _before_the_next(person, enrolment, new)
    check_ends_by_closing(new)
    after, notes = _placed_alone(person, enrolment, new, resuming=False)
    return after, (*notes, *until)


def _later_that_suit(
    person: Person, enrolment: Enrolment, step: Step, day: date
) -> tuple[Enrolment, tuple[Note, ...]]:
    """Take away the placements planned for after `day` that do not suit the step, and tell it."""
    gone = [
        place
        for place in enrolment.placements
        if place.first_day > day and not suits(step, place.workplace, place.first_day)
    ]
    kept = tuple(place for place in enrolment.placements if not any(place is one for one in gone))
    notes = tuple(
        note(
            N_(
                "{workplace} does not suit {step}: the placement there from {first} was taken away."
            ),
            workplace=called(person, place.workplace),
            step=step,
            first=place.first_day,
        )
        for place in gone
    )
    return replace(enrolment, placements=kept), notes


def _before_the_next(
    person: Person, enrolment: Enrolment, new: Placement
) -> tuple[Placement, tuple[Note, ...]]:
    """Let a placement end before the next one that is planned begins, and tell it."""
    starts = (place.first_day for place in enrolment.placements if place.first_day > new.first_day)
    following = min(starts, default=None)
    if following is None or not covers(new, following):
        return new, ()
    told = note(
        N_("The placement at {workplace} ends on {last}: another one is planned from {day}."),
        workplace=called(person, new.workplace),
        last=following - ONE_DAY,
        day=following,
    )
    return ended_by(new, following - ONE_DAY), (told,)


def _the_only(suitable: Collection[Placement], day: date, percent: int) -> Workplace:
    """Return the one workplace that a percentage can be meant for."""
    if len(suitable) == 1:
        (place,) = suitable
        return place.workplace
    raise Refused(
        N_("There are several workplaces on {day}: which of them is meant with {percent} %?")
        if suitable
        else N_("There is no workplace on {day} that could be meant with {percent} %."),
        remedies.A_WORKPLACE,
        day=day,
        percent=percent,
    )


def _where_it_suits(
    person: Person, enrolment: Enrolment, step: Step, day: date
) -> tuple[Enrolment, tuple[Note, ...]]:
    """End the placements that do not suit a step from `day` on; tell it, and what is missing."""
    present = enrolment.placements_on(day)
    unsuitable = [place for place in present if not suits(step, place.workplace, day)]
    none_is_left = len(unsuitable) == len(present)
    reference = person.participant.reference
    notes = tuple(
        note(
            N_(
                "{workplace} does not suit {step}: the placement there ends on {last}. "
                "Next: steg place {reference} --from {day}"
            )
            if none_is_left and place is unsuitable[-1]
            else N_("{workplace} does not suit {step}: the placement there ends on {last}."),
            workplace=called(person, place.workplace),
            step=step,
            last=day - ONE_DAY,
            reference=reference,
            day=day,
        )
        for place in unsuitable
    )
    if not present and step.where == "ordinary":
        notes = (
            note(
                N_("No workplace is recorded yet. Next: steg place {reference} --from {day}"),
                reference=reference,
                day=day,
            ),
        )
    return _interrupted(person, enrolment, unsuitable, day)[0], notes


def _interrupted(
    person: Person,
    enrolment: Enrolment,
    placed: Collection[Placement],
    first: date,
    meanwhile: Placement | None = None,
) -> tuple[Enrolment, tuple[Note, ...]]:
    """End the placements `placed` the day before `first`, and tell it.

    What lasts longer than the placement `meanwhile` resumes the day after, as a placement of its
    own.
    """
    after: list[Placement] = []
    notes: list[Note] = []
    for old in enrolment.placements:
        if not any(old is one for one in placed):
            after.append(old)
            continue
        ended = (ended_by(old, first - ONE_DAY),) if old.first_day < first else ()
        rest = _rest(old, meanwhile, NEW if ended else old.id)
        after += ended + rest
        notes.append(_told(person, old, first, ended, rest))
    return replace(enrolment, placements=tuple(after)), tuple(notes)


def _rest(old: Placement, meanwhile: Placement | None, id_: int) -> tuple[Placement, ...]:
    """Return what is left of a placement after another one, if anything is."""
    last = meanwhile.last_day if meanwhile else None
    if meanwhile is None or last is None or (old.last_day is not None and old.last_day <= last):
        return ()
    return (replace(old, id=id_, first_day=last + ONE_DAY),)


def _told(
    person: Person,
    old: Placement,
    first: date,
    ended: Collection[Placement],
    rest: Collection[Placement],
) -> Note:
    """Tell what becomes of a placement when another begins on `first`."""
    if ended and rest:
        message = N_("The placement at {workplace} ends on {last} and resumes on {day}.")
    elif ended:
        message = N_("The placement at {workplace} ends on {last}.")
    elif rest:
        message = N_("The placement at {workplace} begins on {day} instead of {first}.")
    else:
        message = N_("The placement at {workplace} from {first} was taken away.")
    return note(
        message,
        workplace=called(person, old.workplace),
        first=old.first_day,
        last=first - ONE_DAY,
        day=next((place.first_day for place in rest), None),
    )


def called(person: Person, workplace: Workplace) -> str | Word:
    """Return what a workplace is called in a sentence about somebody: hidden if protected."""
    return HIDDEN if person.participant.protected else workplace.name


def ended_by(placement: Placement, last: date) -> Placement:
    """Return a placement that ends on `last`, unless it ends before."""
    if placement.last_day is not None and placement.last_day <= last:
        return placement
    return replace(placement, last_day=last)
