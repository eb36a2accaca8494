"""One person's rows of a list, and the way that the person would have with them.

Nothing is written here: `Taken` begins with what the register knows, and each row adds to it or
changes it. A cell that is empty changes nothing, and two rows may not contradict each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Generic, TypeVar

from steg_cli.programme.errors import N_, Note, NotFound, Refused, StegError, Way
from steg_cli.programme.fields import HEADINGS, MASKED
from steg_cli.programme.identity import Identity
from steg_cli.programme.ladder import Ladder, Step
from steg_cli.programme.lists import Problem, Row
from steg_cli.programme.moves import MASKED as MASKED_WORD
from steg_cli.programme.people import (
    Enrolment,
    Extension,
    FollowUp,
    Participant,
    Person,
    Placement,
    Stay,
    Workplace,
    reference_of,
)
from steg_cli.programme.words import Word, Words, fold, nearest
from steg_cli.register.surroundings import Cohort

Values = Mapping[str, Any]
SAME_FOR_ALL = ("cohort", "municipality", "status", "sector", "first_day")


Thing = TypeVar("Thing", Participant, Enrolment, Stay, Placement, FollowUp, Extension)


@dataclass
class Item(Generic[Thing]):
    """A thing as it would be, as the register has it, and the first row that told of it."""

    thing: Thing
    before: Thing | None = None
    row: Row | None = None


@dataclass
class Time:
    """An enrolment with everything in it. `standing`: what rows of people tell of the steps."""

    enrolment: Item[Enrolment]
    stays: list[Item[Stay]] = field(default_factory=list)
    placements: list[Item[Placement]] = field(default_factory=list)
    follow_ups: list[Item[FollowUp]] = field(default_factory=list)
    extensions: list[tuple[Item[Stay], Item[Extension]]] = field(default_factory=list)
    standing: list[tuple[Row, dict[str, Any]]] = field(default_factory=list)

    @property
    def first_day(self) -> date:
        """The first day of the enrolment."""
        return self.enrolment.thing.first_day

    def in_order(self) -> None:
        """Put the steps, placements and follow-ups into the order of time."""
        self.stays.sort(key=lambda item: item.thing.first_day)
        self.placements.sort(key=lambda item: item.thing.first_day)
        self.follow_ups.sort(key=lambda item: item.thing.day)

    def whole(self) -> Enrolment:
        """Return the enrolment with what is in it."""
        return replace(
            self.enrolment.thing,
            stays=tuple(
                replace(
                    stay.thing,
                    extensions=tuple(
                        sorted(
                            (item.thing for home, item in self.extensions if home is stay),
                            key=lambda one: one.decided_on,
                        )
                    ),
                )
                for stay in self.stays
            ),
            placements=tuple(item.thing for item in self.placements),
            follow_ups=tuple(item.thing for item in self.follow_ups),
        )


@dataclass(frozen=True)
class Known:
    """What surrounds the people, by folded name. `reason`: what an exception of a list says.

    `broken` holds the rows of surroundings that cannot come in, by field and folded name.
    """

    ladder: Ladder
    cohorts: Mapping[str, Cohort]
    workplaces: Mapping[str, Workplace]
    municipalities: Collection[str]
    new_municipalities: set[str]
    broken: Mapping[tuple[str, str], Row]
    reason: str
    today: date

    def municipality(self, name: str) -> str:
        """Return a municipality as the register spells it, or as it is if it is new."""
        if name in self.municipalities:
            return name
        known = next((one for one in self.municipalities if fold(one) == fold(name)), None)
        if known is None:
            self.new_municipalities.add(name)
        return known or name


class Taken:
    """One person, as the rows of a list make them."""

    def __init__(
        self, before: Person | None, extensions: Mapping[int, list[Extension]], known: Known
    ) -> None:
        self.before = before
        self.known = known
        self.extensions = extensions
        self.problems: list[Problem] = []
        self.touched: list[tuple[Row, Item[Any]]] = []
        self.assumed: Counter[str] = Counter()  # what the list left open, by message id
        self.notes: list[Note] = []
        self.participant: Item[Participant] | None = None
        self.protected = False
        self.new_case = 0  # which the list gives to somebody new, on any row
        self.times: list[Time] = []
        if before is not None:
            self.participant = Item(before.participant, before.participant)
            self.protected = before.participant.protected
            self.times = [_time(enrolment, extensions) for enrolment in before.enrolments]

    def extended_from(self, stay: int) -> set[date]:
        """Return the planned last days that a registered period had before it was extended."""
        return {one.old_last_day for one in self.extensions.get(stay, ())}

    @property
    def items(self) -> list[Item[Any]]:
        """Everything of the person, the enrolments before what is in them."""
        found: list[Item[Any]] = [self.participant] if self.participant else []
        for time in self.times:
            found += [time.enrolment, *time.stays, *time.placements, *time.follow_ups]
            found += [item for _, item in time.extensions]
        return found

    def problem(self, row: Row, key: str, error: StegError, value: object = None) -> None:
        """Note what is wrong with a row, beside the column of the field `key`."""
        cell = row.shown(key)
        if cell is None and value is not None:
            cell = told(value, key)
        text = None if self.protected and key in (*MASKED, "reference") else cell
        self.problems.append(Problem(row.sheet, row.number, row.columns.get(key), text, error))

    def missing(self, row: Row, key: str) -> None:
        """Note that a row does not say what it has to."""
        if key in row.columns:
            error = Refused(N_("Nothing is filled in."), N_("Fill it in."))
        else:
            error = Refused(
                N_("{field}: the list has no column for it."),
                N_('Add one, or give one value for all rows: --value "{key}=…".')
                if key in SAME_FOR_ALL
                else N_('Add one, or say which it is: --map "Heading={key}".'),
                field=Word(HEADINGS[key]),
                key=key,
            )
        self.problem(row, key, error)

    def has(self, row: Row, values: Values, *keys: str) -> bool:
        """Say whether a row has these values, and note those that are missing."""
        missing = [key for key in keys if key not in values]
        for key in missing:
            self.missing(row, key)
        return not missing

    def named(self, row: Row) -> dict[str, Any] | None:
        """Return a row's values with the things that it names, or None when one is not there."""
        values = dict(row.values)
        self.protected = self.protected or bool(values.get("protected"))
        if "municipality" in values:
            values["municipality"] = self.known.municipality(values["municipality"])
        found = True
        for key in ("cohort", "workplace", "step"):
            try:
                if key in values:
                    values[key] = self._find(key, values[key])
            except NotFound as error:
                self.problem(row, key, error)
                found = False
        return values if found else None

    def _find(self, key: str, name: str) -> object:
        if key == "step":
            return self.known.ladder.step(name)
        things: Mapping[str, Any] = self.known.cohorts if key == "cohort" else self.known.workplaces
        if fold(name) in things:
            return things[fold(name)]
        secret = MASKED_WORD if self.protected and key in MASKED else name
        if row := self.known.broken.get((key, fold(name))):
            raise NotFound(
                N_("{name} stands in a row that cannot be imported itself."),
                N_("Mend row {row} of {sheet} first."),
                name=secret,
                row=row.number,
                sheet=row.sheet,
            )
        near = nearest(name, [str(told(thing)) for thing in things.values()])
        raise NotFound(
            N_("There is no {what} {name}."),
            N_("Did you mean {near}?")
            if near and secret == name
            else N_("Add it first: steg {command} add --help"),
            what=Word(HEADINGS[key]),
            name=secret,
            near=near,
            command=key,
        )

    def change(self, row: Row, item: Item[Thing], values: Values) -> None:
        """Give a thing what a row says of it. Two rows may not say different things of one."""
        self.touched.append((row, item))
        new = {key: value for key, value in values.items() if getattr(item.thing, key) != value}
        if item.row is None or item.row is row:
            item.thing, item.row = replace(item.thing, **new), row
            return
        for key, value in new.items():
            cell = "who" if key == "identity" else key
            if cell not in item.row.values:
                item.thing = replace(item.thing, **{key: value})
                continue
            self.contradicts(row, item.row, "number" if key == "identity" else key, value)

    def contradicts(self, row: Row, other: Row, key: str, value: object) -> None:
        """Note that two rows say different things of the same."""
        self.problem(
            row,
            key,
            Refused(
                N_("Row {row} of {sheet} says otherwise of the same person."),
                N_("Correct the one that is wrong.")
                if row.sheet == other.sheet
                else N_("Correct the one that is wrong, or import one sheet at a time: --sheet"),
                row=other.number,
                sheet=other.sheet,
            ),
            value,
        )

    def add(self, row: Row, item: Item[Thing]) -> Item[Thing]:
        """Remember that a row made a thing."""
        item.row = row
        self.touched.append((row, item))
        return item


def _time(enrolment: Enrolment, extensions: Mapping[int, list[Extension]]) -> Time:
    bare = replace(enrolment, stays=(), placements=(), follow_ups=())
    time = Time(
        Item(bare, bare),
        [Item(stay, stay) for stay in (replace(s, extensions=()) for s in enrolment.stays)],
        [Item(placement, placement) for placement in enrolment.placements],
        [Item(follow_up, follow_up) for follow_up in enrolment.follow_ups],
    )
    time.extensions = [
        (stay, Item(one, one)) for stay in time.stays for one in extensions.get(stay.thing.id, ())
    ]
    return time


def told(value: object, key: str = "") -> Any:
    """Return a value as it is told: a thing by its name, a step by its code, a number written.

    With a `key` it is told in words: yes and no, a case by its reference.
    """
    match value:
        case Step():
            return value.code
        case Workplace() | Cohort():
            return value.name
        case Identity():
            return value.written
        case bool() if key:
            return Word(N_("yes")) if value else Word(N_("no"))
        case int() if key == "reference":
            return reference_of(value)
    return str(value) if key else value


def masked(error: StegError) -> StegError:
    """Return an error about a protected person without what it tells of them."""
    values = {
        key: value if isinstance(value, Word | Words | int) else MASKED_WORD
        for key, value in error.values.items()
    }
    return type(error)(error.message, error.way or error.hint, **values)


IN_A_LIST = {
    Way.AN_ORDINARY_WORKPLACE: N_("steg workplace list shows which workplaces are ordinary."),
    Way.AN_ADAPTED_WORKPLACE: N_("steg workplace list shows which workplaces are adapted."),
    Way.A_SECTOR_THAT_EMPLOYS: N_(
        'When it has decided to: steg sector edit "{sector}" --employs-from DAY'
    ),
    Way.A_LATER_DECISION: N_("Correct the day of the decision."),
}
REASON = N_("Correct the row; or write why it is an exception in the column “{column}”.")


def for_a_list(error: StegError) -> StegError:
    """Return an error with a way out that fits a list, where there are columns and no options."""
    if error.way is None:
        return error
    if error.way.is_exception:
        column = Word(HEADINGS["exception"])
        return Refused(error.message, REASON, **error.values, column=column)
    hint = IN_A_LIST.get(error.way, N_("Correct the row, then import the list again."))
    return Refused(error.message, hint, **error.values)
