"""What a list changes of somebody registered, in words: moves, ends, placements, periods.

A correction of a field needs no words: it is shown as it was and as it is. A move touches several
fields at once, which together say less than one sentence does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from steg_cli.importing.changes import Difference
from steg_cli.importing.exact import Key
from steg_cli.programme.choices import LABELS
from steg_cli.programme.errors import N_, Note, note
from steg_cli.programme.fields import HIDDEN
from steg_cli.programme.ladder import Ladder
from steg_cli.programme.people import (
    FULL_TIME,
    NEW,
    Enrolment,
    Extension,
    Part,
    Pause,
    Person,
    Placement,
    Stay,
    Support,
)
from steg_cli.programme.periods import ONE_DAY
from steg_cli.programme.words import Word

ENDED = ("last_day", "closed_on")


@dataclass
class InWords:
    """The sentences about one person, each beside the thing that it is about.

    `told` holds the fields that a sentence tells of, by thing; None is a thing that is new.
    """

    after: Person
    ladder: Ladder
    hidden: bool
    by_thing: dict[int, Difference]
    sentences: list[tuple[Key, Note]] = field(default_factory=list)
    told: set[tuple[Key, str | None]] = field(default_factory=set)

    def was(self, thing: Part) -> Part | None:
        """Return what a thing was, if it is not as it was; None where it is new or the same."""
        found = self.by_thing.get(id(thing))
        return found.before if found else None

    def say(self, thing: Part, message: str, **values: object) -> None:
        """Say something of a thing that differs."""
        somebody = self.after.participant
        who = somebody.reference if self.hidden else somebody.label
        self.sentences.append((self.by_thing[id(thing)].key, note(message, who=who, **values)))

    def cover(self, thing: Part, *fields: str | None) -> None:
        """Remember that a sentence tells of fields of a thing, if it differs at all."""
        if id(thing) in self.by_thing:
            self.told |= {(self.by_thing[id(thing)].key, field) for field in fields}

    def ends(self, thing: Stay | Placement | Pause | Enrolment) -> bool:
        """Say whether something that was open has a last day now."""
        was = self.was(thing)
        is_open = was is not None and getattr(was, "last_day", None) is None
        return is_open and thing.last_day is not None

    def place(self, placement: Placement) -> object:
        """Return a workplace as it stands in a sentence, with a percentage that is not full."""
        name = HIDDEN if self.hidden else placement.workplace.name
        if placement.percent == FULL_TIME:
            return name
        return note(N_("{workplace} ({percent} %)"), workplace=name, percent=placement.percent)


def in_words(
    after: Person, found: Sequence[Difference], ladder: Ladder, *, hidden: bool
) -> InWords:
    """Return what is different of somebody registered, in sentences."""
    by_thing = {id(one.after): one for one in found if one.after is not None}
    words = InWords(after, ladder, hidden, by_thing)
    for enrolment in after.enrolments:
        if enrolment.id == NEW:
            _enrolled(words, enrolment)
        else:
            _moved(words, enrolment)
            if words.ends(enrolment):
                _left(words, enrolment)
        _planned(words, enrolment)
        _placed(words, enrolment)
    return words


def _enrolled(words: InWords, one: Enrolment) -> None:
    """Tell of somebody who comes back: where they are now covers how they came there."""
    last = one.stays[-1]
    if one.last_day:
        message = N_("{who} comes in again, in {cohort} from {day} to {last}, last on {step}.")
    else:
        message = N_("{who} comes in again, in {cohort} from {day}, now on {step}.")
    words.say(one, message, cohort=one.cohort, day=one.first_day, last=one.last_day, step=last.step)
    words.cover(one, None)
    for stay in one.stays:
        words.cover(stay, None)


def _moved(words: InWords, one: Enrolment) -> None:
    """Tell of each new step: a move from the one before, or one that the register lacked."""
    recorded = max(stay.first_day for stay in one.stays if stay.id != NEW)
    before: tuple[Stay | None, ...] = (None, *one.stays)
    for old, stay in zip(before, one.stays, strict=False):
        if stay.id != NEW:
            continue
        words.cover(stay, None)
        if old is None or stay.first_day <= recorded:
            _was_on(words, stay)
            continue
        if old.step == stay.step:
            message = (
                N_("{who} begins a new period on {step} {day}, planned to {last}.")
                if stay.planned_last_day
                else N_("{who} begins anew on {step} {day}.")
            )
        elif _is_back(words.ladder, old, stay):
            message = N_("{who} goes back from {old} to {step} on {day}.")
        else:
            message = (
                N_("{who} goes on from {old} to {step} on {day}, planned to {last}.")
                if stay.planned_last_day
                else N_("{who} goes on from {old} to {step} on {day}.")
            )
        words.say(
            stay,
            message,
            old=old.step,
            step=stay.step,
            day=stay.first_day,
            last=stay.planned_last_day,
        )
        if words.ends(old) and old.last_day == stay.first_day - ONE_DAY:
            words.cover(old, *ENDED)


def _was_on(words: InWords, stay: Stay) -> None:
    message = (
        N_("{who} was on {step} from {day} to {last}, which the register did not know.")
        if stay.last_day
        else N_("{who} is on {step} from {day}, which the register did not know.")
    )
    words.say(stay, message, step=stay.step, day=stay.first_day, last=stay.last_day)


def _is_back(ladder: Ladder, old: Stay, stay: Stay) -> bool:
    codes = [step.code for step in ladder]
    return codes.index(stay.step.code) < codes.index(old.step.code)


def _left(words: InWords, one: Enrolment) -> None:
    """Tell of somebody who leaves: everything open ends with it."""
    words.say(
        one,
        N_("{who} leaves from {step} on {day}, to {where}."),
        step=one.stays[-1].step,
        day=one.last_day,
        where=Word(LABELS[one.left_to]) if one.left_to else "–",
    )
    words.cover(one, "last_day", "left_to")
    inside: tuple[Stay | Placement | Pause, ...] = (*one.stays, *one.placements, *one.pauses)
    for part in inside:
        if words.ends(part) and part.last_day == one.last_day:
            words.cover(part, *ENDED)
    for support in one.supports:
        if isinstance(words.was(support), Support) and support.last_day == one.last_day:
            words.cover(support, "last_day")


def _planned(words: InWords, one: Enrolment) -> None:
    """Tell of each period whose plan moved, and of each step that simply ends."""
    for stay in one.stays:
        was, new = words.was(stay), stay.planned_last_day
        if not isinstance(was, Stay):
            if decided := [one for one in stay.extensions if one.id == NEW]:
                _extended(words, stay, decided)
            continue
        old = was.planned_last_day
        if new is not None and old != new:
            message = (
                N_("{who}: {step} from {day} is now planned, to {last}.")
                if old is None
                else N_("{who}: {step} from {day} is made longer, from {old} to {last}.")
                if new > old
                else N_("{who}: {step} from {day} is made shorter, from {old} to {last}.")
            )
            words.say(stay, message, step=stay.step, day=stay.first_day, old=old, last=new)
            words.cover(stay, "planned_last_day")
            _cover_decisions(words, stay)
        if words.ends(stay) and (words.by_thing[id(stay)].key, "last_day") not in words.told:
            words.say(stay, N_("{who}: {step} ends on {last}."), step=stay.step, last=stay.last_day)
            words.cover(stay, *ENDED)


def _cover_decisions(words: InWords, stay: Stay) -> None:
    """Let the sentence about a plan tell of the decision that led to it, and of no other."""
    for decision in stay.extensions:
        if decision.id == NEW and decision.new_last_day == stay.planned_last_day:
            words.cover(decision, None)


def _extended(words: InWords, stay: Stay, decided: Sequence[Extension]) -> None:
    """Tell of decisions that led to a plan that is known already."""
    for decision in decided:
        if id(decision) in words.by_thing and stay.id != NEW:
            words.say(
                decision,
                N_("{who}: {step} was made longer on {day}, from {old} to {last}."),
                step=stay.step,
                day=decision.decided_on,
                old=decision.old_last_day,
                last=decision.new_last_day,
            )
            words.cover(decision, None)


def _placed(words: InWords, one: Enrolment) -> None:
    """Tell of each new placement, and of each that ends without another."""
    moved_from = set()
    for new in one.placements:
        if new.id != NEW:
            continue
        words.cover(new, None)
        left = list(_left_for(words, one, new))
        moved_from |= set(map(id, left))
        for old in left:
            words.cover(old, "last_day")
        message = (
            N_("{who} moves from {old} to {workplace} on {day}.")
            if left
            else N_("{who} is at {workplace} from {day} to {last}.")
            if new.last_day
            else N_("{who} is at {workplace} from {day}.")
        )
        values = {"old": words.place(left[0])} if left else {}
        words.say(
            new,
            message,
            workplace=words.place(new),
            day=new.first_day,
            last=new.last_day,
            **values,
        )
    for old in one.placements:
        difference = words.by_thing.get(id(old))
        if difference is None or id(old) in moved_from or not words.ends(old):
            continue
        if (difference.key, "last_day") not in words.told:
            words.say(
                old,
                N_("{who}: the placement at {workplace} ends on {last}."),
                workplace=words.place(old),
                last=old.last_day,
            )
            words.cover(old, "last_day")


def _left_for(words: InWords, one: Enrolment, new: Placement) -> Iterator[Placement]:
    """Yield the placements that end the day before a new one begins."""
    if new.last_day is None:
        for old in one.placements:
            if words.ends(old) and old.last_day == new.first_day - ONE_DAY:
                yield old
