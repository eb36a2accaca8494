"""What an action returns: what was done, under which change, and what is worth knowing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Generic, Literal, TypeVar

from steg_cli.programme.errors import N_, Note
from steg_cli.programme.frozen import frozen
from steg_cli.programme.notice import Leads, notice_by
from steg_cli.programme.people import Participant, Person

NOTHING_CHANGED = N_("That is what it said already; nothing was changed.")
Ground = Literal["retention", "wrongly-registered"]
R = TypeVar("R")
S = TypeVar("S")


@frozen
class Done(Generic[R]):
    """A finished command. `change` is its number in the log, None when nothing was written."""

    command: str
    change: int | None
    result: R
    notes: tuple[Note, ...] = ()

    def showing(self, result: S) -> Done[S]:
        """Return the same command with its result in another form."""
        return Done(self.command, self.change, result, self.notes)


@frozen
class Standing:
    """Where somebody stands after a command. Protected people: no name, workplace,
    municipality or free text.

    `step` and what follows describe the last step begun; `workplace` is where the person is on the
    day that the command was about, several joined by ", ".
    """

    reference: str
    name: str | None
    protected: bool
    cohort: str
    municipality: str | None
    step: str
    since: date
    planned_last_day: date | None
    notice_by: date | None
    months_in_all: int | None
    months_left_to_extend: int | None
    payer: str | None
    agreement: str | None
    workplace: str | None
    last_day: date | None
    left_to: str | None
    exception: str | None


@frozen
class Extended(Standing):
    """Where somebody stands after an extension, and the last day that was planned before it."""

    old_last_day: date


@frozen
class Standings:
    """Where several people stand after one command."""

    people: tuple[Standing, ...]


@frozen
class Numbered(Generic[R]):
    """A support or a deadline of somebody, with the number that it has among theirs."""

    participant: Participant
    number: int
    part: R


@frozen
class Merged:
    """Two cases that became one: `merged` is part of `reference` now. No name if protected."""

    reference: str
    name: str | None
    protected: bool
    merged: str
    enrolments: int


@frozen
class Amended:
    """A corrected field, before and after. None for no value, and where a person is masked."""

    reference: str
    field: str
    before: str | bool | None
    after: str | bool | None
    name: str | None


@frozen
class MovedTo:
    """Where somebody lived and lives from `first_day` on; None, as the name, if protected."""

    reference: str
    before: str | None
    municipality: str | None
    first_day: date
    name: str | None


@frozen
class Noted:
    """A note about somebody, with its number; no text or name if they are protected."""

    reference: str
    number: int
    day: date
    note: str | None
    name: str | None


@frozen
class Held:
    """Somebody of whom nothing is erased, since a day; no name or reason if they are protected.

    Without a day nothing stops erasing any more.
    """

    reference: str
    reason: str | None
    day: date | None
    name: str | None


@frozen
class Erased:
    """Who was erased, why and by which decision; how many rows of each table went.

    `copies` are the files that still hold the person.
    """

    reference: str
    ground: Ground
    decision: str
    gone: Mapping[str, int]
    copies: tuple[str, ...]


@frozen
class Reversed:
    """The change that was taken back or brought in again."""

    reversed: int
    command: str
    summary: str
    at: str


@frozen
class Counted:
    """What came of the rows of one sheet."""

    sheet: str
    kind: str
    rows: int
    new: int
    unchanged: int
    changed: int
    rejected: int


@frozen
class FieldChange:
    """What a list changes of something that is in the register; None where a person is masked.

    `field` is None for a whole thing that is added, such as a step, which began on `day`. `told`:
    a sentence tells of it together with others; see `Imported.told`.
    """

    sheet: str
    row: int
    kind: str
    reference: str | None
    name: str | None
    day: date | None
    field: str | None
    before: object
    after: object
    told: bool = False


@frozen
class Told:
    """What a list does with somebody, in a sentence: a move, an end, a new placement."""

    sheet: str
    row: int
    reference: str | None
    sentence: Note


@frozen
class Wrong:
    """Why a row cannot be imported, and what would be right.

    `absent` is the kind of thing (workplace) that it names and the register does not have.
    """

    sheet: str
    row: int
    column: str | None
    value: str | None
    problem: Note
    right: Note
    absent: str | None = None


@frozen
class Rejected:
    """A row that is not imported: it has a problem, or another row of the same person has."""

    sheet: str
    row: int


@frozen
class Added:
    """What surrounds people and was added for a list; without a name if that is of the protected.

    `kind` is cohort, municipality, sector or workplace; only a workplace has what follows.
    """

    kind: str
    name: str | None
    sector: str | None = None
    municipality: str | None = None
    adapted: bool = False


@frozen
class Imported:
    """What became of a list.

    `new_people` are new to the register; `newcomers` tells of the first few of them, nobody
    protected. `told` tells of those who are registered, together with the `changes` that are not
    told by then.
    """

    file: str
    sheets: tuple[Counted, ...]
    changes: tuple[FieldChange, ...]
    problems: tuple[Wrong, ...]
    rejected: tuple[Rejected, ...]
    added: tuple[Added, ...] = ()
    told: tuple[Told, ...] = ()
    new_people: int = 0
    newcomers: tuple[Told, ...] = ()


@frozen
class BackedUp:
    """A backup of the register: `size` in bytes; `removed` are older ones.

    It is `verified`, unless it is not made yet.
    """

    path: str
    size: int
    people: int
    changes: int
    removed: tuple[str, ...]
    verified: bool


@frozen
class Restored:
    """A backup that came in place of a register, which is `kept`; None where there was none.

    `last_day` is that of the last change in it. `lost_changes` is None where the register that
    was there could not be read.
    """

    path: str
    restored_from: str
    last_day: str | None
    people: int
    kept: str | None
    lost_changes: int | None


@frozen
class Forgotten:
    """How many answers about lists were forgotten, and of how many shapes of lists."""

    answers: int
    lists: int


def standing_of(person: Person, leads: Leads, day: date) -> Standing:
    """Return where `person` stands at the end of what is recorded; `leads` are HR's for notice.

    The workplaces are those of `day`, which the command was about: of no later placement.
    """
    shown = not person.participant.protected
    enrolment = person.enrolments[-1]
    stay = enrolment.stays[-1]
    workplaces = ", ".join(place.workplace.name for place in enrolment.placements_on(day))
    planned = stay.planned_last_day
    return Standing(
        reference=person.participant.reference,
        name=person.participant.name if shown else None,
        protected=person.participant.protected,
        cohort=enrolment.cohort,
        municipality=enrolment.municipality_on(date.max) if shown else None,
        step=stay.step.code,
        since=stay.first_day,
        planned_last_day=planned,
        notice_by=notice_by(planned, stay.agreement, leads) if planned else None,
        months_in_all=person.months_in_all(stay),
        months_left_to_extend=person.months_left_to_extend(stay),
        payer=stay.step.payer,
        agreement=stay.agreement,
        workplace=workplaces or None if shown else None,
        last_day=enrolment.last_day,
        left_to=enrolment.left_to,
        exception=(stay.exception or enrolment.exception) if shown else None,
    )
