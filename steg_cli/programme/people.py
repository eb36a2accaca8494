"""A person's whole way through the programme, as plain values.

First and last days are inclusive; a last day of None means that it is still open. What is not
in the register yet has the id `NEW`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeVar

from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.identity import Identity
from steg_cli.programme.ladder import Step
from steg_cli.programme.periods import months_left

Status = Literal["unemployed", "far-from-labour-market", "other"]
Education = Literal["compulsory", "upper-secondary", "tertiary"]
Outcome = Literal["employment", "education", "job-search", "other"]

OUTCOMES: tuple[Outcome, ...] = ("employment", "education", "job-search", "other")

NEW = 0


@dataclass(frozen=True)
class Participant:
    """Somebody in the register. `id` is the case number behind the reference S-0042."""

    id: int
    identity: Identity
    name: str
    protected: bool

    @property
    def reference(self) -> str:
        """The case reference, which says nothing about the person."""
        return reference_of(self.id)

    @property
    def label(self) -> str:
        """The person in a sentence: name and reference, or the reference alone if protected."""
        return self.reference if self.protected else f"{self.name} ({self.reference})"


def reference_of(case: int) -> str:
    """Return the case reference of case number `case`: S-0042."""
    return f"S-{case:04}"


@dataclass(frozen=True)
class Sector:
    """A part of the municipality. From `employs_from` on it employs its own; None: not yet."""

    id: int
    name: str
    employs_from: date | None

    def employs_its_own_on(self, day: date) -> bool:
        """Say whether the sector employs its own on `day`."""
        return self.employs_from is not None and self.employs_from <= day


@dataclass(frozen=True)
class Workplace:
    """Where somebody can be placed: AME's adapted operations, or a sector's ordinary ones."""

    id: int
    name: str
    sector: Sector
    municipality: str
    adapted: bool
    manager: str | None
    manager_email: str | None
    places: int | None


@dataclass(frozen=True)
class Extension:
    """A decision, made on `decided_on`, that moved a period's planned last day to a later one."""

    id: int
    decided_on: date
    old_last_day: date
    new_last_day: date
    decided_by: str | None


@dataclass(frozen=True)
class Stay:
    """A person on a step. `planned_last_day` is the period's end where the step has a limit.

    `closed_on` is the day on which the end was registered, which can be before it. The
    extensions are in the order of their decisions; the last one led to the present plan.
    """

    id: int
    step: Step
    first_day: date
    planned_last_day: date | None = None
    last_day: date | None = None
    closed_on: date | None = None
    agreement: str | None = None
    weekends: bool | None = None
    exception: str | None = None
    decided_by: str | None = None
    extensions: tuple[Extension, ...] = ()

    @property
    def months_left_to_extend(self) -> int | None:
        """How many months the period can still be extended by; None on a step without one."""
        if self.planned_last_day is None or self.step.limit is None:
            return None
        return months_left(self.first_day, self.planned_last_day, self.step.limit.most)


@dataclass(frozen=True)
class Placement:
    """A person at a workplace, at `percent` of full time."""

    id: int
    workplace: Workplace
    first_day: date
    last_day: date | None = None
    percent: int = 100
    supervisor: str | None = None


@dataclass(frozen=True)
class FollowUp:
    """What a person who left was doing on `day`, about six months later."""

    id: int
    day: date
    status: Outcome


@dataclass(frozen=True)
class Enrolment:
    """One time in the programme, from its first day until the person left."""

    id: int
    cohort: str
    municipality: str
    first_day: date
    last_day: date | None = None
    left_to: Outcome | None = None
    qualification: bool = False
    status: Status = "other"
    disability: bool = False
    long_term_unemployed: bool = False
    education: Education | None = None
    consultant: str | None = None
    exception: str | None = None
    stays: tuple[Stay, ...] = ()
    placements: tuple[Placement, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()

    def placement_on(self, day: date) -> Placement | None:
        """Return where the person is placed on `day`."""
        return next((p for p in self.placements if covers(p, day)), None)

    def stay_on(self, day: date) -> Stay | None:
        """Return which step the person is on on `day`."""
        return next((s for s in self.stays if covers(s, day)), None)


@dataclass(frozen=True)
class Person:
    """A participant with all enrolments, the earliest first."""

    participant: Participant
    enrolments: tuple[Enrolment, ...]

    @property
    def stays(self) -> tuple[Stay, ...]:
        """Every stay of every enrolment in order of time; the first is number 1 to amend."""
        return tuple(stay for enrolment in self.enrolments for stay in enrolment.stays)

    @property
    def placements(self) -> tuple[Placement, ...]:
        """Every placement in order of time; the first is number 1 to amend."""
        return tuple(p for enrolment in self.enrolments for p in enrolment.placements)

    @property
    def follow_ups(self) -> tuple[FollowUp, ...]:
        """Every follow-up in order of time; the first is number 1 to amend."""
        return tuple(f for enrolment in self.enrolments for f in enrolment.follow_ups)

    def parts(self) -> Iterator[tuple[Part, Part | None]]:
        """Yield everything that is recorded, each part after the one that it belongs to."""
        yield self.participant, None
        for enrolment in self.enrolments:
            yield enrolment, self.participant
            inside: tuple[Part, ...] = (*enrolment.stays, *enrolment.placements)
            for part in (*inside, *enrolment.follow_ups):
                yield part, enrolment
            for stay in enrolment.stays:
                for extension in stay.extensions:
                    yield extension, stay

    def open_enrolment(self) -> Enrolment:
        """Return the enrolment that is open. Raises Refused when the person has left."""
        for enrolment in self.enrolments:
            if enrolment.last_day is None:
                return enrolment
        raise Refused(
            N_("{who} has no open enrolment: the last one ends on {day}."),
            N_(
                "Somebody who comes back is enrolled again with steg enrol; steg undo takes back "
                "a leave that was a mistake."
            ),
            who=self.participant.label,
            day=self.enrolments[-1].last_day,
        )

    def in_order(self) -> Person:
        """Return the person with everything in the order of time."""
        return replace(
            self,
            enrolments=tuple(
                replace(
                    enrolment,
                    stays=tuple(sorted(enrolment.stays, key=_first_day)),
                    placements=tuple(sorted(enrolment.placements, key=_first_day)),
                    follow_ups=tuple(sorted(enrolment.follow_ups, key=lambda one: one.day)),
                )
                for enrolment in sorted(self.enrolments, key=_first_day)
            ),
        )

    def home_of(self, thing: Thing) -> Enrolment:
        """Return the enrolment that a step, placement or follow-up belongs to, or is."""
        for enrolment in self.enrolments:
            inside = (enrolment, *enrolment.stays, *enrolment.placements, *enrolment.follow_ups)
            if any(one is thing for one in inside):
                return enrolment
        raise ValueError(f"{thing} is none of this person's")

    def with_(self, old: Thing, *new: Thing) -> Person:
        """Return the person with `new` in the place of `old`, or without it if there is no new.

        `old` is known by being the same object, since equal things can be two.
        """
        if isinstance(old, Enrolment):
            return replace(self, enrolments=_swapped(self.enrolments, old, new))
        home = self.home_of(old)
        match old:
            case Stay():
                changed = replace(home, stays=_swapped(home.stays, old, new))
            case Placement():
                changed = replace(home, placements=_swapped(home.placements, old, new))
            case FollowUp():
                changed = replace(home, follow_ups=_swapped(home.follow_ups, old, new))
        return self.with_(home, changed)


Thing = Enrolment | Stay | Placement | FollowUp
Part = Participant | Thing | Extension
T = TypeVar("T", bound=Thing)


def _first_day(span: Enrolment | Stay | Placement) -> date:
    return span.first_day


def _swapped(things: tuple[T, ...], old: T, new: tuple[Thing, ...]) -> tuple[T, ...]:
    place = next(number for number, one in enumerate(things) if one is old)
    same = tuple(one for one in new if isinstance(one, type(old)))
    return things[:place] + same + things[place + 1 :]


def covers(span: Enrolment | Stay | Placement, day: date) -> bool:
    """Say whether `day` is within the span, its first and last day included."""
    return span.first_day <= day and (span.last_day is None or day <= span.last_day)
