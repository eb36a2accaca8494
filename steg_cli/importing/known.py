"""What surrounds the people of a list, by name, and what a list leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from enum import Enum
from functools import cached_property

from steg_cli.importing.listed import OfPerson, Row, RowProblem, Said, of_somebody, saying
from steg_cli.importing.problems import problem
from steg_cli.programme.errors import N_, NotFound
from steg_cli.programme.fields import HEADINGS, HIDDEN, MASKED
from steg_cli.programme.frozen import frozen, replace
from steg_cli.programme.ladder import Ladder, Step
from steg_cli.programme.nearness import near_one
from steg_cli.programme.words import Keyword, Plural, Word, called, fold
from steg_cli.programme.workplace import Workplace
from steg_cli.register.surroundings import Cohort, Municipality, Post

PEOPLE = Plural("{count} person", "{count} people", 0)


NAMED = ("cohort", "municipality", "workplace", "step", "post")


class LeftOpen(Enum):
    """What the import decided itself where a list is silent, unclear or older than the register.

    Each has the sentence that says so, and what is counted in it.
    """

    __hash__ = object.__hash__  # in C: they are counted for each row

    BEGINNERS = (
        N_("The list does not tell the step: {what} on the first one."),
        Plural("{count} person begins", "{count} people begin", 0),
    )
    BESIDE = (
        N_("Two workplaces at once: {what}. If one was a move, fill in when it ended."),
        PEOPLE,
    )
    COMMA = (N_("A comma stands in the name, which was kept as it is: {what}."), PEOPLE)
    HISTORY = (
        N_("The list does not tell all earlier steps: {what} with “{reason}”."),
        Plural("{count} step is an exception", "{count} steps are exceptions", 0),
    )
    LIVED = (
        N_(
            "The list tells an earlier municipality than the register, which was kept: {what} "
            "({whom})."
        ),
        PEOPLE,
    )
    MOVED = (
        N_(
            "The list tells an earlier workplace than the register, which was kept: {what} "
            "({whom})."
        ),
        PEOPLE,
    )
    NOWHERE = (N_("Percent or supervisor without a workplace were left out: {what}."), PEOPLE)
    OLDER = (
        N_("The list is older than the register, whose steps and days were kept: {what} ({whom})."),
        PEOPLE,
    )
    OUTSIDE = (
        N_("Outside the days of the cohort: {what}. Are the days and cohorts right?"),
        Plural("{count} enrolment begins", "{count} enrolments begin", 0),
    )
    PAID = (
        N_("The list does not tell whether the wage goes on: {what} as if it does."),
        Plural("{count} pause comes in", "{count} pauses come in", 0),
    )
    PLANNED = (
        N_("The list does not tell when a period ends: {what} the fewest months allowed."),
        Plural("{count} period is planned for", "{count} periods are planned for", 0),
    )
    REPLACED = (
        N_("The list has a number that was replaced; the present one was kept: {what}."),
        PEOPLE,
    )
    UNPAID = (N_("An agreement on a step that is no employment was left out: {what}."), PEOPLE)
    UNPROVEN = (
        N_("The list does not tell who belongs to the target group: {what} with “{reason}”."),
        Plural("{count} enrolment is an exception", "{count} enrolments are exceptions", 0),
    )


@frozen
class Known:
    """What surrounds the people, by folded name. `reason`: what an exception of a list says.

    `broken` holds the rows of surroundings that cannot come in, by field and folded name.
    `former_plans` are planned last days that were corrected by hand since.
    """

    ladder: Ladder
    cohorts: Mapping[str, Cohort]
    workplaces: Mapping[str, Workplace]
    municipalities: Mapping[str, Municipality]
    posts: Mapping[str, Post]
    broken: Mapping[tuple[str, str], Row]
    reason: str
    today: date
    former_plans: AbstractSet[tuple[int, date]] = frozenset()  # of steps, by their ids

    def workplace(self, name: str) -> Workplace:
        """Return the workplace with a name that is there."""
        return self.workplaces[fold(name)]

    def named(self, key: str, value: Said) -> Said | Step | Workplace:
        """Return what a field says: a step or a workplace by its name, anything else itself."""
        if key == "step":
            return self.ladder.step(str(value))
        return self.workplace(str(value)) if key == "workplace" else value

    @cached_property
    def _things(self) -> Mapping[str, Mapping[str, Cohort | Municipality | Workplace | Post]]:
        return {
            "cohort": self.cohorts,
            "municipality": self.municipalities,
            "workplace": self.workplaces,
            "post": self.posts,
        }

    def is_spelt(self, key: str, name: str) -> bool:
        """Say whether a thing is called so in the register, letter by letter: most are."""
        return name in self._names[key]

    @cached_property
    def _names(self) -> Mapping[str, AbstractSet[str]]:
        names = {
            key: {thing.name for thing in things.values()} for key, things in self._things.items()
        }
        return names | {"step": {step.code for step in self.ladder}}

    def spelt(self, key: str, name: str, *, hidden: bool) -> str:
        """Return what a cohort, municipality, workplace, post or step is called in the register.

        Raises NotFound, without the name if that is to be `hidden`.
        """
        if key == "step":
            return self.ladder.step(name).code
        things = self._things[key]
        found = things.get(fold(name)) or called(name, things.values())
        if found is None and key == "municipality" and fold(name).endswith(" kommun"):
            town = name[: -len(" kommun")]  # of Mariestads kommun, and of Borås kommun
            found = called(town, things.values()) or called(town.removesuffix("s"), things.values())
        if found is not None:
            return found.name
        shown = HIDDEN if hidden else name
        if row := self.broken.get((key, fold(name))):
            raise NotFound(
                N_("{name} stands in a row that cannot be imported itself."),
                N_("Mend row {row} of {sheet} first."),
                name=shown,
                row=row.number,
                sheet=row.sheet,
            )
        near = near_one(name, [thing.name for thing in things.values()])
        if near and hidden:
            raise Absent(
                N_("There is no {what} {name}."),
                N_(
                    "It is almost spelt as one that is there. If it is that one, correct the row; "
                    "if it is new, add it first: steg {command} add --help"
                ),
                what=Word(HEADINGS[key]),
                name=shown,
                near=HIDDEN,
                command=Keyword(key),
            )
        raise Absent(
            N_("There is no {what} {name}."),
            N_("Did you mean {near}?")
            if near and key == "post"
            else N_(
                'Did you mean {near}? Then: --value "{name}={near}". If not: '
                '--create {command} --value "{name}={name}"'
            )
            if near
            else N_("Add it first: steg {command} add --help"),
            what=Word(HEADINGS[key]),
            name=shown,
            near=near,
            command=Keyword(key),
        )


class Absent(NotFound):
    """A list names something that the register does not have."""

    @property
    def kind(self) -> str | None:
        """Which kind of thing it is, unless the name can be a slip for another one."""
        return None if self.values["near"] else str(self.values["command"])


def spelt_as_known(
    row: Row, known: Known, *, protected: bool
) -> tuple[OfPerson, tuple[RowProblem, ...]]:
    """Return what a row says, with names as the register spells them.

    With it comes a problem for each name that is not there.
    """
    values, wrong, changed = of_somebody(row), list[RowProblem](), dict[str, Said]()
    for key in NAMED:
        name = getattr(values, key, None)
        if name is None or known.is_spelt(key, name):
            continue
        try:
            # A cohort that only they are in tells who they are.
            hidden = protected and (key in MASKED or key == "cohort")
            changed[key] = known.spelt(key, name, hidden=hidden)
        except NotFound as error:
            one = problem(row, key, error, protected=protected)
            wrong.append(replace(one, value=None) if hidden else one)
    return saying(values, changed), tuple(wrong)
