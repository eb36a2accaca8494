"""A step that never was, taken away with what its own change brought, as a pure move; see `moves`.

What other changes recorded stays: a note tells of a placement that still begins with the step.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date

from steg_cli.programme.corrections import take_away
from steg_cli.programme.errors import N_, Note, note
from steg_cli.programme.frozen import frozen, replace
from steg_cli.programme.parts import number_of
from steg_cli.programme.people import Moved, Person, Placement, Stay
from steg_cli.programme.periods import ONE_DAY
from steg_cli.programme.placing import called


@frozen
class Brought:
    """What the change that began a step did to placements, by their ids.

    `begun` are those that it began and nothing altered since; `ended` those that it ended, with
    the last day that each had before.
    """

    begun: AbstractSet[int]
    ended: Mapping[int, date | None]


def take_step_away(person: Person, stay: Stay, brought: Brought) -> Moved:
    """Take a step away, and the placements that its own change began with it.

    Those that the change ended go on as they did, unless somebody is placed by what came later.
    Raises Refused for an enrolment's first step.
    """
    after = take_away(person, stay)
    home = after.enrolments[person.enrolments.index(person.home_of(stay))]
    with_it = [one for one in home.placements if one.first_day == stay.first_day]
    gone = [one for one in with_it if one.id in brought.begun]
    kept = [one for one in home.placements if one not in gone]
    free = all(one.first_day < stay.first_day for one in kept)
    placements = tuple(_resumed(one, stay, brought) if free else one for one in kept)
    after = after.with_(home, replace(home, placements=placements)).in_order()
    notes = [
        note(
            N_("The placement at {workplace} from {first} was taken away."),
            workplace=called(person, one.workplace),
            first=one.first_day,
        )
        for one in gone
    ]
    notes += _going_on(after, kept, placements)
    notes += [_still_there(after, one) for one in with_it if one not in gone]
    return Moved(after, tuple(notes))


def _resumed(placement: Placement, stay: Stay, brought: Brought) -> Placement:
    """Return a placement with the last day that it had before a step ended it."""
    if placement.id in brought.ended and placement.last_day == stay.first_day - ONE_DAY:
        return replace(placement, last_day=brought.ended[placement.id])
    return placement


def _going_on(
    person: Person, before: list[Placement], after: tuple[Placement, ...]
) -> Iterator[Note]:
    for old, new in zip(before, after, strict=True):
        if old.last_day != new.last_day:
            yield note(
                N_("The placement at {workplace} goes on until {last}.")
                if new.last_day
                else N_("The placement at {workplace} goes on."),
                workplace=called(person, new.workplace),
                last=new.last_day,
            )


def _still_there(person: Person, placement: Placement) -> Note:
    """Tell of a placement that began with the step, and how to take it away."""
    return note(
        N_(
            "The placement at {workplace} from {first} is still there. If that was a mistake, too: "
            'steg amend {reference} placement.{number} ""'
        ),
        workplace=called(person, placement.workplace),
        first=placement.first_day,
        reference=person.participant.reference,
        number=number_of(person.placements, placement),
    )
