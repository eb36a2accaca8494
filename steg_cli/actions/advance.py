"""Advancing somebody to the next step of the ladder, or to another one as an exception."""

from __future__ import annotations

from datetime import date

from steg_cli.actions.recording import at_a_post, crowded, discreetly, far_ahead, record
from steg_cli.actions.results import Done, Standing, standing_of
from steg_cli.programme.errors import N_
from steg_cli.programme.moves import NextStep, begin_step
from steg_cli.programme.words import clean_or_none
from steg_cli.register.file import Register
from steg_cli.register.people import find_person
from steg_cli.register.surroundings import find_post, find_workplace, ladder_of, leads_of


def advance(
    register: Register,
    who: str,
    today: date,
    *,
    to: str | None = None,
    on: date | None = None,
    months: int | None = None,
    until: date | None = None,
    workplace: str | None = None,
    percent: int | None = None,
    agreement: str | None = None,
    post: str | None = None,
    decided_by: str | None = None,
    exception: str | None = None,
    certificate_day: date | None = None,
    completed: bool | None = None,
    dry_run: bool = False,
) -> Done[Standing]:
    """Begin the next step, or the step `to`, on day `on` (today if None).

    A step with a limit is planned for `months` or `until` that day, by default for its least
    number of months; the same one again is a new period. On another step they plan its end. The
    training that is left is completed by going on, with a certificate's day, or was not. Raises
    Refused as the rules say, NotFound for an unknown step, workplace or post.
    """
    with register.change("advance", today, dry_run=dry_run) as change:
        ladder = ladder_of(register)
        person = find_person(register, who, today)
        step = person.open_enrolment().stays[-1].step
        following = NextStep(
            step=ladder.step(to) if to is not None else ladder.after(step.code),
            on=on or today,
            months=months,
            until=until,
            workplace=find_workplace(register, workplace) if workplace is not None else None,
            percent=percent,
            agreement=agreement,
            post=find_post(register, post).title if post is not None else None,
            exception=clean_or_none(exception, N_("reason")),
            decided_by=clean_or_none(decided_by, N_("name")),
            certificate_day=certificate_day,
            completed=completed,
        )
        with discreetly(person, workplace):
            moved = begin_step(person, following, ladder, today)
            after = record(register, person, moved.person)
        result = standing_of(after, leads_of(register), following.on)
        notes = moved.notes + crowded(register, after) + at_a_post(register, person, after)
        notes += far_ahead(following.on, today)
        change.summary = f"{result.reference} {step.code} > {result.step} {following.on}"
    return Done("advance", change.id, result, notes)
