"""What a list that people keep says of one person, translated into the rows of an export.

What people may have meant is guessed here, in `enrolling` and in `present`, and nowhere else. An
export is taken at its word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from steg_cli.importing.ends import OF_THE_STEP
from steg_cli.importing.exact import (
    BY_KIND,
    TOLD,
    EnrolmentRows,
    ExactRow,
    Home,
    Own,
    PersonRows,
    V,
    own_of,
)
from steg_cli.importing.grouping import Group
from steg_cli.importing.known import Known, LeftOpen, spelt_as_known
from steg_cli.importing.listed import (
    ExtensionValues,
    FormerNumberValues,
    InEnrolment,
    OfPerson,
    PersonValues,
    Row,
    RowProblem,
    Said,
    StayValues,
    of_somebody,
    said,
    saying,
)
from steg_cli.importing.merging import merge, merged, merged_stays
from steg_cli.importing.problems import contradicts, missing, problem, still_to_come
from steg_cli.programme.errors import N_, Note, Refused, StegError
from steg_cli.programme.fields import HIDDEN
from steg_cli.programme.frozen import replace
from steg_cli.programme.holds import Hold
from steg_cli.programme.ladder import Step
from steg_cli.programme.names import is_written_worse as worse
from steg_cli.programme.people import NEW, FormerCase, Participant, Person, Placement, Remark, Stay
from steg_cli.programme.words import fold


@dataclass
class Present:
    """What rows of people tell of one step since a day, and of the workplace there.

    `until` is a day on which the step or its period ends: which one it is, is known when all steps
    are. `placed_until` is the last day of the placement.
    """

    since: date | None
    exact: ExactRow[PersonValues]
    until: date | None
    placed_until: date | None

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
            before,
        )
        self.group = group
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
        return merged_stays(one.recorded_of(Stay), one, self.known)

    def placements_of(self, one: EnrolmentRows) -> list[Placement]:
        """Return the placements of an enrolment as recorded and as its rows make them so far."""
        places = merged(Placement, one.recorded_of(Placement), one, self.known)
        return sorted(places, key=lambda place: place.first_day)

    def so_far(self) -> Person:
        """Return the person as recorded and as the rows make them so far."""
        return merge(self.before, self.rows, self.known)

    def has_former_plan(self, stay: Stay, day: date) -> bool:
        """Say whether a day was the plan of a step before an extension, or a correction by hand."""
        extended = any(one.old_last_day == day for one in stay.extensions)
        return extended or (stay.id, day) in self.known.former_plans

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
        if self.somebody and values.name and not row.literal:
            known = self.somebody.name
            values = saying(values, {"name": known if worse(values.name, known) else values.name})
        return None if wrong else self._with_present_number(values)

    def _with_present_number(self, values: OfPerson) -> OfPerson:
        """Return what a row says with the number that counts now, where it has an older one."""
        former = self.before.former_numbers if self.before else ()
        if values.who is None or all(one.number != values.who.number for one in former):
            return values
        assert self.before is not None
        self.left_open[LeftOpen.REPLACED] = 1
        return saying(values, {"who": self.before.participant.identity})

    def check_never(self, row: Row, step: Step, planned: date | None) -> None:
        """Note it when a row says that a step never ends, and it has a limit or a planned end."""
        key = next((key for key in OF_THE_STEP if key in row.never), None)
        if key is None or not (step.limit or planned):
            return
        error = Refused(
            N_("A period on {step} has an end; the list says that there is none.")
            if step.limit
            else N_(
                "The register has the planned last day {day}; the list says that there is none."
            ),
            N_("Write the planned last day, or how long it is: 12 months, or 1+1 years.")
            if step.limit
            else N_("Correct the list, or the register: steg amend --help"),
            step=step,
            day=planned,
        )
        self.problem(row, key, error)

    def say(self, row: Row, exact: ExactRow[V], values: V, fields: tuple[str, ...] = ()) -> None:
        """Add what a row says of a thing. Two rows may not say different things of one."""
        for key, other, value in exact.say(row, values, fields):
            self.otherwise(row, other, "number" if key == "who" else key, value)

    def otherwise(self, row: Row, other: Row, key: str, value: Said) -> None:
        """Note that two rows say different things of the same."""
        error = contradicts(row, other, key, protected=self.protected)
        self.problem(row, key, error, value)


def take_in_enrolment(work: Translation, row: Row, values: InEnrolment) -> None:
    """Take in a row of something in an enrolment, or of the person in all."""
    told = TOLD[BY_KIND[row.kind]]
    home: Home = work.rows
    day = date.min
    if BY_KIND[row.kind] in (Remark, FormerCase, Hold):
        if not _is_known_person(work, row, values):
            return
    elif found := _home(work, row, values, told.key[0]):
        home, day = found
    else:
        return
    past = getattr(values, told.past, None)
    if isinstance(past, date) and past > work.known.today:
        work.problem(row, told.past, still_to_come(past))
        return
    if isinstance(home, EnrolmentRows):
        if isinstance(values, ExtensionValues) and not _has_a_period(work, row, home, day):
            return
        if isinstance(values, StayValues):
            values = _stay_that_counts(work, row, home, values)
    own = _own(work, row, home, values)
    if own is None:
        return
    if _is_known(home, row.kind, own) or _is_whole(work, row, values, told.needed):
        work.say(row, home.row(row.kind, own), values)


def _is_whole(work: Translation, row: Row, values: InEnrolment, needed: Sequence[str]) -> bool:
    """Return whether a row of something new says all that it has to; note it if not."""
    work.left_open[LeftOpen.PAID] += row.kind == "pauses" and getattr(values, "paid", None) is None
    return work.has(row, values, *needed)


def take_former_number(work: Translation, row: Row, values: FormerNumberValues) -> None:
    """Take in a row of a number that somebody had before.

    A masked one is that of the same day.
    """
    recorded = work.before.former_numbers if work.before else ()
    number = values.former_number
    if number is None:
        same_day = (one.number for one in recorded if one.replaced_on == values.replaced_on)
        number = next(same_day, None)
    if number is None:
        work.missing(row, "former_number")
    elif not _is_known_person(work, row, values):
        return
    elif work.somebody is not None and number == work.somebody.identity.number:
        error = Refused(N_("It is the number that counts now."), N_("Correct the row."))
        work.problem(row, "former_number", error)
    elif values.replaced_on is not None and values.replaced_on > work.known.today:
        work.problem(row, "replaced_on", still_to_come(values.replaced_on))
    elif number in {one.number for one in recorded} or work.has(row, values, "replaced_on"):
        exact = work.rows.former_numbers.setdefault(number, ExactRow(FormerNumberValues()))
        work.say(row, exact, values)


def _home(
    work: Translation, row: Row, values: InEnrolment, key: str
) -> tuple[EnrolmentRows, date] | None:
    """Return the enrolment that a row names, or in which its day lies, and that day.

    `key` is the field of the day. What is missing or wrong is noted.
    """
    if not work.has(row, values, key) or not _is_known_person(work, row, values):
        return None
    day: date = getattr(values, key)
    wanted = values.enrolment
    for one in reversed(work.rows.enrolments):
        if one.first_day == wanted or (wanted is None and one.first_day <= day):
            return one, day
    work.problem(
        row,
        "enrolment" if wanted else key,
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


def _is_known_person(work: Translation, row: Row, values: OfPerson) -> bool:
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
                N_("The number is that of {who}."),
                N_("Check number and name, or leave the name out."),
                who=HIDDEN if work.protected else work.somebody.name,
            ),
        )
        return False
    return True


def _stay_that_counts(
    work: Translation, row: Row, home: EnrolmentRows, values: StayValues
) -> StayValues:
    """Return a step without an older plan; note an end that its step cannot have."""
    if values.step:
        known = (one for one in home.recorded_of(Stay) if one.first_day == values.first_day)
        planned = next((one.planned_last_day for one in known), None)
        work.check_never(row, work.known.ladder.step(values.step), planned)
    return _without_an_older_plan(work, home, values)


def _without_an_older_plan(
    work: Translation, home: EnrolmentRows, values: StayValues
) -> StayValues:
    """Return a step without a planned last day from before an extension or a correction."""
    for stay in home.recorded_of(Stay):
        planned = values.planned_last_day
        if stay.first_day != values.first_day or planned is None:
            continue
        if work.has_former_plan(stay, planned):
            work.left_open[LeftOpen.OLDER] += values.planned_last_day != stay.planned_last_day
            return replace(values, planned_last_day=None)
    return values


def _has_a_period(work: Translation, row: Row, home: EnrolmentRows, period: date) -> bool:
    """Return whether there is a plan that an extension can move; note it if not."""
    for stay in work.stays_of(home):
        if stay.first_day == period and (stay.step.limit or stay.planned_last_day):
            return True
    error = Refused(
        N_("No period of this person began on {day}."),
        N_("Correct the day: steg show WHO tells when the period began."),
        day=period,
    )
    work.problem(row, "period", error)
    return False


# Which of several things a row is about


def _is_known(home: Home, kind: str, own: Own) -> bool:
    """Say whether something is recorded, or told by another row."""
    return own in home.inside[kind] or own in map(own_of, home.recorded_of(BY_KIND[kind]))


def _known(home: Home, kind: str) -> list[Own]:
    """Return the natural keys of everything of a kind that is recorded, or that other rows tell."""
    recorded = map(own_of, home.recorded_of(BY_KIND[kind]))
    return list(dict.fromkeys([*recorded, *home.inside[kind]]))


def _own(work: Translation, row: Row, home: Home, values: InEnrolment) -> Own | None:
    """Return the natural key of what a row is about.

    What the row does not say of the key, as when it is masked, is that of the only thing there
    that fits. Another workplace from the same day, where no row tells of the one that is
    recorded, corrects that. What is missing is noted.
    """
    told = TOLD[BY_KIND[row.kind]]
    own = tuple(getattr(values, key) for key in told.key)
    if _is_known(home, row.kind, own):
        return own
    if None not in own:
        corrected = _elsewhere(work, home, own) if row.kind == "placements" else []
        return corrected[0] if len(corrected) == 1 else own
    fits = [one for one in _known(home, row.kind) if all(map(_agrees, own, one))]
    if len(fits) > 1:  # it is one of those of which it says nothing new
        fits = [
            own_of(thing)
            for thing in home.recorded_of(BY_KIND[row.kind])
            if own_of(thing) in fits
            and all(getattr(thing, key, value) == value for key, value in said(values).items())
        ][:1]
    if not fits:
        work.has(row, values, *told.key)
    return fits[0] if fits else None


def _agrees(told: object, known: object) -> bool:
    return told is None or told == known


def _elsewhere(work: Translation, home: Home, own: Own) -> list[Own]:
    """Return the recorded placements from the same day that no row of the list names."""
    if not home.recorded:
        return []
    named = {
        (getattr(row.values, "first_day", None), fold(getattr(row.values, "workplace", None) or ""))
        for row in work.group.rows
    }
    return [
        own_of(place)
        for place in home.recorded_of(Placement)
        if place.first_day == own[0]
        and (place.first_day, fold(place.workplace.name)) not in named
        and own_of(place) not in home.inside["placements"]
    ]
