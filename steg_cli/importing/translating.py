"""What a list that people keep says of one person, translated into the rows of an export.

What people may have meant is guessed here, in `enrolling` and in `present`, and nowhere else. An
export is taken at its word.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from steg_cli.importing.exact import EnrolmentRows, ExactRow, Key, PersonRows, V
from steg_cli.importing.grouping import Group
from steg_cli.importing.known import Known, LeftOpen, spelt_as_known
from steg_cli.importing.listed import (
    ExtensionValues,
    FollowUpValues,
    InEnrolment,
    OfPerson,
    PersonValues,
    PlacementValues,
    Row,
    RowProblem,
    Said,
    StayValues,
    of_somebody,
)
from steg_cli.importing.merging import merged_placements, merged_stays
from steg_cli.importing.problems import contradicts, missing, problem, still_to_come
from steg_cli.programme.errors import N_, Note, Refused, StegError
from steg_cli.programme.people import NEW, Participant, Person, Placement, Stay
from steg_cli.programme.words import fold


@dataclass
class Present:
    """What rows of people tell of one step since a day, and of the workplace there.

    `until` is a day on which the step or its period ends: which one it is, is known when all steps
    are. `placed_until` is the last day of the placement. `ending` is the column for either.
    """

    since: date | None
    exact: ExactRow[PersonValues]
    until: date | None
    placed_until: date | None
    ending: str

    @property
    def values(self) -> PersonValues:
        """What the rows say together."""
        return self.exact.values


class Translation:
    """One person's rows while they are translated: what they say so far, and what is wrong."""

    def __init__(self, group: Group, before: Person | None, known: Known) -> None:
        self.before, self.known = before, known
        self.protected = group.protected or (before is not None and before.participant.protected)
        self.somebody: Participant | None = before.participant if before else None
        recorded = before.enrolments if before else ()
        self.rows = PersonRows(
            group.new_case or NEW,
            [EnrolmentRows(enrolment.first_day, enrolment) for enrolment in recorded],
        )
        self.presents: dict[date, list[Present]] = {}
        self.problems: list[RowProblem] = []
        self.left_open: Counter[LeftOpen] = Counter()
        self.notes: list[Note] = []

    @property
    def reference(self) -> str:
        """The case of somebody who is registered, or the word for anybody."""
        return self.before.participant.reference if self.before else "WHO"

    def stays_of(self, one: EnrolmentRows) -> list[Stay]:
        """Return the steps of an enrolment as recorded and as its rows make them so far."""
        return merged_stays(one.recorded_stays, one, self.known)

    def placements_of(self, one: EnrolmentRows) -> list[Placement]:
        """Return the placements of an enrolment as recorded and as its rows make them so far."""
        return merged_placements(one.recorded_placements, one, self.known)

    def problem(self, row: Row, key: str, error: StegError, value: object = None) -> None:
        """Note what is wrong with a row."""
        self.problems.append(problem(row, key, error, protected=self.protected, value=value))

    def missing(self, row: Row, key: str) -> None:
        """Note that a row does not say what it has to."""
        self.problem(row, key, missing(row, key))

    def has(self, row: Row, values: OfPerson, *keys: str) -> bool:
        """Say whether a row says all of this, and note what is missing."""
        wanting = [key for key in keys if getattr(values, key) is None]
        for key in wanting:
            self.missing(row, key)
        return not wanting

    def spelt(self, row: Row) -> OfPerson | None:
        """Return what a row says as the register spells it, or None if it names what is not there.

        Everything that is not there is noted.
        """
        self.protected = self.protected or bool(of_somebody(row).protected)
        values, wrong = spelt_as_known(row, self.known, protected=self.protected)
        self.problems += wrong
        return None if wrong else values

    def say(self, row: Row, exact: ExactRow[V], values: V, fields: tuple[str, ...] = ()) -> None:
        """Add what a row says of a thing. Two rows may not say different things of one."""
        for key, other, value in exact.say(row, values, fields):
            self.otherwise(row, other, "number" if key == "who" else key, value)

    def otherwise(self, row: Row, other: Row, key: str, value: Said) -> None:
        """Note that two rows say different things of the same."""
        self.problem(row, key, contradicts(row, other), value)


def take_in_enrolment(work: Translation, row: Row, values: InEnrolment) -> None:
    """Take a row of steps, placements, extensions or follow-ups in."""
    match values:
        case StayValues():
            _stay(work, row, values)
        case PlacementValues():
            _placement(work, row, values)
        case ExtensionValues():
            _extension(work, row, values)
        case FollowUpValues():
            _follow_up(work, row, values)


def _home(
    work: Translation, row: Row, values: InEnrolment, *needed: str
) -> tuple[EnrolmentRows, date] | None:
    """Return the enrolment that a row names, or in which its day lies, and that day.

    The day is the first of the fields that are `needed`. What is missing or wrong is noted.
    """
    if not work.has(row, values, *needed) or not _is_known_person(work, row, values):
        return None
    day: date = getattr(values, needed[0])
    wanted = values.enrolment
    for one in reversed(work.rows.enrolments):
        if one.first_day == wanted or (wanted is None and one.first_day <= day):
            return one, day
    work.problem(
        row,
        "enrolment" if wanted else "first_day",
        Refused(
            N_("The person has no enrolment from {day}.")
            if wanted
            else N_("The person was not enrolled on {day}."),
            N_("Correct the day, or add the enrolment to the list of people."),
            day=wanted or day,
        ),
        wanted or day,
    )
    return None


def _is_known_person(work: Translation, row: Row, values: InEnrolment) -> bool:
    """Return whether number and name are those of one person; note it if not.

    A slip in a number would hit somebody else.
    """
    if work.somebody is None:
        work.problem(
            row,
            "number" if values.who else "reference",
            Refused(
                N_("Nobody with this number is in the register or on the list of people."),
                N_("Check the number, or add the person to the list of people."),
            ),
            values.who or values.reference,
        )
        return False
    if values.name is not None and fold(values.name) != fold(work.somebody.name):
        work.problem(
            row,
            "name",
            Refused(
                N_("The number is of somebody with another name."),
                N_("Check number and name, or leave the name out."),
            ),
        )
        return False
    return True


def _stay(work: Translation, row: Row, values: StayValues) -> None:
    if (found := _home(work, row, values, "first_day")) is None:
        return
    home, first = found
    recorded = next((stay for stay in home.recorded_stays if stay.first_day == first), None)
    if recorded and values.planned_last_day in {one.old_last_day for one in recorded.extensions}:
        work.left_open[LeftOpen.OLDER] += values.planned_last_day != recorded.planned_last_day
        values = replace(values, planned_last_day=None)
    if recorded or first in home.stays or work.has(row, values, "step"):
        work.say(row, home.stay(first), values)


def _placement(work: Translation, row: Row, values: PlacementValues) -> None:
    if (found := _home(work, row, values, "first_day")) is None:
        return
    home, first = found
    recorded = {place.first_day for place in home.recorded_placements}
    if first in home.placements or first in recorded or work.has(row, values, "workplace"):
        work.say(row, home.placement(first), values)


def _extension(work: Translation, row: Row, values: ExtensionValues) -> None:
    needed = ("period", "decided_on", "old_last_day", "new_last_day")
    if (found := _home(work, row, values, *needed)) is None:
        return
    home, period = found
    assert values.decided_on is not None
    stay = next((one for one in work.stays_of(home) if one.first_day == period), None)
    if stay is None or stay.step.limit is None:
        error = Refused(
            N_("No period of this person began on {day}."),
            N_("Correct the day: steg show WHO tells when the period began."),
            day=period,
        )
        work.problem(row, "period", error)
    elif values.decided_on > work.known.today:
        work.problem(row, "decided_on", still_to_come(values.decided_on))
    else:
        key: Key = ("extensions", home.first_day, *(getattr(values, name) for name in needed))
        work.say(row, home.extensions.setdefault(key, ExactRow(ExtensionValues())), values)


def _follow_up(work: Translation, row: Row, values: FollowUpValues) -> None:
    day = values.day
    if day is not None and values.status is not None and day > work.known.today:
        work.problem(row, "day", still_to_come(day))
    elif found := _home(work, row, values, "day", "status"):
        home, day = found
        work.say(row, home.follow_ups.setdefault(day, ExactRow(FollowUpValues())), values)
