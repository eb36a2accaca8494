"""A person's whole way through the programme, as plain values.

First and last days are inclusive; a last day of None means that it is still open. What is not
in the register yet has the id `NEW`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import zip_longest
from operator import attrgetter
from typing import Any, TypeVar

from steg_cli.programme.cases import reference_of
from steg_cli.programme.codes import Education, LabourStatus, Outcome, Status, SupportKind
from steg_cli.programme.errors import N_, Note, Refused
from steg_cli.programme.frozen import frozen, lean, replace
from steg_cli.programme.holds import Hold
from steg_cli.programme.identity import Identity
from steg_cli.programme.ladder import Step
from steg_cli.programme.periods import Used, months_left, used
from steg_cli.programme.workplace import Workplace

NEW = 0
FULL_TIME = 100  # percent


@frozen
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
    def shown_name(self) -> str | None:
        """The name, or None for a protected identity."""
        return None if self.protected else self.name

    @property
    def label(self) -> str:
        """The person in a sentence: name and reference, or the reference alone if protected."""
        return self.reference if self.protected else f"{self.name} ({self.reference})"


@frozen
class Extension:
    """A decision, made on `decided_on`, that moved a period's planned last day to a later one."""

    id: int
    decided_on: date
    old_last_day: date
    new_last_day: date
    decided_by: str | None
    exception: str | None = None


@lean
class Stay:
    """A person on a step. `planned_last_day` is always there where the step has a limit.

    `closed_on` is the day on which the end was registered, which can be before it. `completed`
    says whether training was completed, and is None elsewhere; `certificate_day` is the day of
    the certificate. `post` is the title of a post. Notice was given of the planned last day
    `notice_of`, and counts while that is the plan. The extensions are in the order of their
    decisions; the last one led to the present plan.
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
    completed: bool | None = None
    certificate_day: date | None = None
    post: str | None = None
    notice_of: date | None = None
    notice_given: date | None = None
    union_notified: date | None = None
    extensions: tuple[Extension, ...] = ()

    @property
    def end(self) -> date | None:
        """The day on which it ended, or is planned to end; None where neither is known."""
        return self.planned_last_day if self.last_day is None else self.last_day


@lean
class Placement:
    """A person at a workplace, at `percent` of full time.

    `exception` says why the placements of its days are more than full time together.
    """

    id: int
    workplace: Workplace
    first_day: date
    last_day: date | None = None
    percent: int = FULL_TIME
    supervisor: str | None = None
    exception: str | None = None


@frozen
class FollowUp:
    """What a person who left was doing on `day`, about six months later."""

    id: int
    day: date
    status: Outcome


@frozen
class Pause:
    """A leave of absence, parental leave or sickness: days and whether the wage goes on.

    Never the cause. It moves no last day.
    """

    id: int
    first_day: date
    last_day: date | None = None
    paid: bool = True


@frozen
class Support:
    """A decision by Arbetsförmedlingen that pays part of the wage, with days of its own.

    `percent` is of the wage, `cap` in SEK a month at most, `decision` its reference (dnr). The
    kind can tell of a disability.
    """

    id: int
    kind: SupportKind
    first_day: date
    last_day: date
    percent: int | None = None
    cap: int | None = None
    decision: str | None = None


@frozen
class Deadline:
    """A day of the administrator's own, told of from `lead` months before it until it is done."""

    id: int
    text: str
    day: date
    lead: int = 1
    done_on: date | None = None


@frozen
class Residence:
    """Where somebody lives from `first_day` on, after a move within an enrolment."""

    id: int
    municipality: str
    first_day: date


@frozen
class Remark:
    """A note about a person, written on `day`. Shown to the administrator alone."""

    id: int
    day: date
    note: str


@frozen
class FormerNumber:
    """An identity number that was replaced on `replaced_on`, and still finds the person."""

    id: int
    kind: str
    number: str
    replaced_on: date


@frozen
class FormerCase:
    """The number of a case that was merged into the person's; it still finds them."""

    id: int
    former_case: int


@lean
class Enrolment:
    """One time in the programme, from its first day until the person left.

    `municipality` is where the person lives on the first day, until the first of `residences`.
    """

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
    labour_status: LabourStatus | None = None
    unemployed_since: date | None = None
    education: Education | None = None
    consultant: str | None = None
    exception: str | None = None
    stays: tuple[Stay, ...] = ()
    placements: tuple[Placement, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    pauses: tuple[Pause, ...] = ()
    supports: tuple[Support, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    residences: tuple[Residence, ...] = ()
    cohort_open_until: date | None = None  # the last day on which anybody can be enrolled in it

    @property
    def inside(self) -> Iterator[Inside]:
        """Everything that belongs to the enrolment, but for the extensions of its stays."""
        for name in INSIDE.values():
            yield from getattr(self, name)

    def municipality_on(self, day: date) -> str:
        """Return where the person lives on `day`; before the first day, as on it."""
        names = [one.municipality for one in self.residences if one.first_day <= day]
        return names[-1] if names else self.municipality

    def placements_on(self, day: date) -> tuple[Placement, ...]:
        """Return where the person is placed on `day`: several places when they are side by side."""
        return tuple(place for place in self.placements if covers(place, day))

    def percent_on(self, day: date) -> int:
        """Return how much of full time the person is placed for on `day`, wherever."""
        return sum(place.percent for place in self.placements_on(day))

    def stay_on(self, day: date) -> Stay | None:
        """Return which step the person is on on `day`."""
        return next((s for s in self.stays if covers(s, day)), None)


@lean
class Person:
    """A participant with all enrolments, the earliest first.

    `remarks` are in the order in which they were written; the first is number 1 to amend.
    """

    participant: Participant
    enrolments: tuple[Enrolment, ...]
    remarks: tuple[Remark, ...] = ()
    former_numbers: tuple[FormerNumber, ...] = ()
    former_cases: tuple[FormerCase, ...] = ()
    holds: tuple[Hold, ...] = ()  # one at most

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

    @property
    def pauses(self) -> tuple[Pause, ...]:
        """Every pause in order of time."""
        return tuple(pause for enrolment in self.enrolments for pause in enrolment.pauses)

    @property
    def supports(self) -> tuple[Support, ...]:
        """Every support in order of time; the first is number 1 to edit."""
        return tuple(one for enrolment in self.enrolments for one in enrolment.supports)

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """Every deadline in the order in which they were added; the first is number 1."""
        return tuple(one for enrolment in self.enrolments for one in enrolment.deadlines)

    def used_before(self, stay: Stay) -> Used:
        """Return how long the person was on the step of `stay` before it, in every enrolment."""
        code, first = stay.step.code, stay.first_day
        earlier = (s for s in self.stays if s.first_day < first and s.step.code == code)
        return used((s.first_day, s.end) for s in earlier if s.end)

    def months_in_all(self, stay: Stay) -> int | None:
        """Return the whole months with `stay` and before it on a limited step; else None."""
        if stay.step.limit is None or stay.end is None:
            return None
        return self.used_before(stay).with_(stay.first_day, stay.end).months

    def latest_last_day(self, stay: Stay) -> date | None:
        """Return the last day that the months in all leave a period; None where there is none."""
        if stay.step.limit is None:
            return None
        return self.used_before(stay).latest(stay.first_day, stay.step.limit)

    def months_left_to_extend(self, stay: Stay) -> int | None:
        """Return by how many whole months a period can be extended; None where there is none."""
        if stay.planned_last_day is None or stay.step.limit is None:
            return None
        return months_left(stay.first_day, stay.planned_last_day, self.latest_last_day(stay))

    def parts(self) -> Iterator[tuple[Part, Part | None]]:
        """Yield everything that is recorded, each part after the one that it belongs to."""
        yield self.participant, None
        beside: tuple[Part, ...] = (*self.former_numbers, *self.former_cases, *self.remarks)
        yield from ((part, self.participant) for part in (*beside, *self.holds))
        for enrolment in self.enrolments:
            yield enrolment, self.participant
            yield from ((part, enrolment) for part in enrolment.inside)
            for stay in enrolment.stays:
                yield from ((extension, stay) for extension in stay.extensions)

    def open_enrolment(self) -> Enrolment:
        """Return the enrolment that is open. Raises Refused when the person has left."""
        for enrolment in self.enrolments:
            if enrolment.last_day is None:
                return enrolment
        raise Refused(
            N_("{who} has no open enrolment: the last one ends on {day}."),
            N_(
                "Somebody who comes back is enrolled again with steg enrol. A leave that was a "
                "mistake: steg log {reference} shows its number, steg undo NUMBER takes it back."
            ),
            who=self.participant.label,
            day=self.enrolments[-1].last_day,
            reference=self.participant.reference,
        )

    def in_order(self) -> Person:
        """Return the person with everything in the order of time.

        Training of which nothing is said was completed when there is a certificate, or when the
        next step follows.
        """
        return replace(
            self,
            enrolments=tuple(
                replace(
                    enrolment,
                    stays=_completed(sorted(enrolment.stays, key=_first_day)),
                    placements=tuple(sorted(enrolment.placements, key=_first_day)),
                    follow_ups=tuple(sorted(enrolment.follow_ups, key=lambda one: one.day)),
                    pauses=tuple(sorted(enrolment.pauses, key=_first_day)),
                    supports=tuple(sorted(enrolment.supports, key=_first_day)),
                    residences=tuple(sorted(enrolment.residences, key=_first_day)),
                )
                for enrolment in sorted(self.enrolments, key=_first_day)
            ),
        )

    def home_of(self, thing: Thing) -> Enrolment:
        """Return the enrolment that a part belongs to, or is."""
        for enrolment in self.enrolments:
            if enrolment is thing or any(one is thing for one in enrolment.inside):
                return enrolment
        raise ValueError(f"{thing} is none of this person's")

    def with_(self, old: Thing, *new: Thing) -> Person:
        """Return the person with `new` in the place of `old`, or without it if there is no new.

        `old` is known by being the same object, since equal things can be two.
        """
        if isinstance(old, Enrolment):
            return replace(self, enrolments=_swapped(self.enrolments, old, new))
        if isinstance(old, Remark):
            return replace(self, remarks=_swapped(self.remarks, old, new))
        home, name = self.home_of(old), INSIDE[type(old)]
        inside: dict[str, Any] = {name: _swapped(getattr(home, name), old, new)}
        return self.with_(home, replace(home, **inside))


@frozen
class Moved:
    """A person after a move, and what is worth knowing about it."""

    person: Person
    notes: tuple[Note, ...] = ()


Inside = Stay | Placement | FollowUp | Pause | Support | Deadline | Residence
Thing = Enrolment | Inside | Remark
Span = Enrolment | Stay | Placement | Pause | Support
Part = Participant | Thing | Extension | FormerNumber | FormerCase | Hold
T = TypeVar("T", bound=Thing)
_first_day = attrgetter("first_day")

# What an enrolment holds, and where.
INSIDE: Mapping[type[Inside], str] = {
    Stay: "stays",
    Placement: "placements",
    FollowUp: "follow_ups",
    Pause: "pauses",
    Support: "supports",
    Deadline: "deadlines",
    Residence: "residences",
}


def _completed(stays: list[Stay]) -> tuple[Stay, ...]:
    """Return stays in order, with training completed where what is recorded says so."""
    return tuple(
        replace(stay, completed=True) if _says_completed(stay, after) else stay
        for stay, after in zip_longest(stays, stays[1:])
    )


def _says_completed(stay: Stay, after: Stay | None) -> bool:
    if not stay.step.training or stay.completed is not None:
        return False
    goes_on = after is not None and not after.exception and after.step != stay.step
    return goes_on or stay.certificate_day is not None


def _swapped(things: tuple[T, ...], old: T, new: tuple[Thing, ...]) -> tuple[T, ...]:
    place = next(number for number, one in enumerate(things) if one is old)
    same = tuple(one for one in new if isinstance(one, type(old)))
    return things[:place] + same + things[place + 1 :]


def covers(span: Span, day: date) -> bool:
    """Say whether `day` is within the span, its first and last day included."""
    return span.first_day <= day and (span.last_day is None or day <= span.last_day)
