"""Taking a whole list in: all or nothing, under the same rules as the verbs, in one change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, groupby

from steg_cli.actions.recording import crowd, fullest
from steg_cli.actions.results import (
    Added,
    Counted,
    Done,
    FieldChange,
    Imported,
    Rejected,
    Told,
    Wrong,
)
from steg_cli.importing.grouping import Group, Grouped, grouped
from steg_cli.importing.known import PEOPLE, Absent, Known, LeftOpen, spelt_as_known
from steg_cli.importing.listed import Row, RowProblem, WholeList, of_somebody
from steg_cli.importing.newcomers import NOTHING, Adding, newcomers
from steg_cli.importing.people import Taken, take
from steg_cli.importing.problems import SECRET, lacking, masked, missing, problem
from steg_cli.importing.question import enumerated
from steg_cli.importing.surroundings import take_surroundings
from steg_cli.programme.errors import N_, Note, Refused, StegError, note
from steg_cli.programme.frozen import frozen, replace
from steg_cli.programme.lists import OF_PEOPLE
from steg_cli.programme.people import NEW, Person
from steg_cli.programme.words import Plural, clean_text, fold
from steg_cli.programme.workplace import Workplace
from steg_cli.register.answers import keep_answers
from steg_cli.register.backups import back_up
from steg_cli.register.changes import former_plans
from steg_cli.register.file import Register
from steg_cli.register.people import load_people
from steg_cli.register.saving import save_person
from steg_cli.register.surroundings import cohorts, ladder_of, municipalities, posts, workplaces

FIRST_FEW = 3  # new people, who are told of beforehand
AT_ONCE = 500  # people whose ways are in memory together
Progress = Callable[[int, int], None]


def silent(_done: int, _total: int) -> None:
    """Show no progress."""


class _NotKept(Exception):
    """Ends a change of which nothing is to be kept."""


def import_list(
    register: Register,
    listed: WholeList,
    today: date,
    *,
    dry_run: bool = False,
    partly: bool = False,
    agreed: Imported | None = None,
    ask: bool = True,
    adding: Adding = NOTHING,
    answers: tuple[str, str] | None = None,
    progress: Progress = silent,
) -> Done[Imported]:
    """Take the rows of a list into the register, all of them or none.

    Nothing is written when a row has a problem, unless `partly`: then the rows of those people
    stay out, and the others come in. What the rows name and the register does not have is added
    as `adding` allows it. Nor when something that is there would be changed and `ask`
    is set: show the result and its notes, and call again with it as `agreed`. Raises Refused when
    the register was changed in between, so that the list would do something else. `answers` are the
    list's shape and what was answered of it, which is kept if the list comes in.
    """
    how = _How(today, dry_run, partly, agreed, ask, adding, answers, progress)
    attempt = _Attempt(register, listed, how, frozenset(), [*listed.problems])
    while True:
        done = attempt.carry_out()
        without = attempt.without | attempt.rejected
        if not partly or without == attempt.without:
            return done
        attempt = _Attempt(register, listed, how, without, attempt.problems)


@frozen
class _How:
    today: date
    dry_run: bool
    partly: bool
    agreed: Imported | None
    ask: bool
    adding: Adding
    answers: tuple[str, str] | None
    progress: Progress


@dataclass
class _Attempt:
    """One attempt at a list, but for the rows in `without`, whose problems are known already."""

    register: Register
    listed: WholeList
    how: _How
    without: frozenset[Row]
    problems: list[RowProblem]
    known: Known = field(init=False)
    rejected: set[Row] = field(default_factory=set)
    changes: list[FieldChange] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    new_people: int = 0
    newcomers: list[Told] = field(default_factory=list)  # the first few
    left_open: Counter[LeftOpen] = field(default_factory=Counter)
    whom: dict[LeftOpen, list[str]] = field(default_factory=dict)  # who may be named of them
    notes: list[Note] = field(default_factory=list)
    placed: dict[tuple[str, date], Workplace] = field(default_factory=dict)
    added: tuple[Added, ...] = ()
    turned: list[Row] = field(default_factory=list)  # whose names were written as Ek, Sara
    example: Row | None = None  # one of them that may be named
    order: dict[str, int] = field(init=False)  # of the sheets

    def __post_init__(self) -> None:
        sheets = dict.fromkeys(row.sheet for row in self.listed.rows)
        self.order = {sheet: place for place, sheet in enumerate(sheets)}

    def carry_out(self) -> Done[Imported]:
        """Write what can be written, and keep it if all is well; return what came of it."""
        how = self.how
        kept = False
        notes: tuple[Note, ...] = ()
        with (
            suppress(_NotKept),
            self.register.change("import", how.today, dry_run=how.dry_run) as change,
        ):
            self.rejected |= self.without
            self.take()
            result = self.result()
            rejects_more = bool(self.rejected - self.without)
            if how.agreed is not None and not rejects_more and result != how.agreed:
                raise Refused(
                    N_("The register was changed meanwhile; nothing was imported."),
                    N_("Import the list once more, and look at what it would do now."),
                )
            if rejects_more or (result.problems and not how.partly):
                raise _NotKept
            notes = tuple(self.worth_knowing())
            if how.ask and how.agreed is None and result.changes:
                raise _NotKept
            new = sum(sheet.new for sheet in result.sheets)
            changed = sum(sheet.changed for sheet in result.sheets)
            change.summary = f"{self.listed.name} +{new} ~{changed}"
            if result.changes and not how.dry_run:
                back_up(self.register, "import", how.today)
            if how.answers is not None:
                keep_answers(self.register, *how.answers)
            kept = True
        return Done("import", change.id if kept else None, result, notes)

    def take(self) -> None:
        """Write everything that can be written, and collect the problems of the rest."""
        rows: Sequence[Row] = self.listed.rows
        if self.without:
            rows = [row for row in rows if row not in self.without]
        places = {(problem.sheet, problem.row) for problem in self.listed.problems}
        unread = {row for row in rows if places and (row.sheet, row.number) in places}
        found = grouped(self.register, (row for row in rows if row.kind in OF_PEOPLE))
        new, added = newcomers(self.register, rows, self.how.adding, found.protected)
        self.added = tuple(added)
        self._take_surroundings([*(r for r in rows if r.kind not in OF_PEOPLE), *new], unread)
        self.turned = [row for row in rows if row.turned and row.kind in OF_PEOPLE]
        self.example = next((row for row in self.turned if row not in found.protected), None)
        self._mask(found)
        self._refuse_ungrouped(found, unread)
        if not self.changes and all(group.case is None for group in found.groups):
            self.register.let_spill()  # nothing that is there changes: there will be no backup
        done, total = 0, sum(row.kind in OF_PEOPLE for row in rows)
        while groups := found.groups[:AT_ONCE]:
            del found.groups[:AT_ONCE]  # what is done with need not be kept
            self._take_people(groups, unread)
            done += sum(len(group.rows) for group in groups)
            self.how.progress(done, total)

    def _take_surroundings(self, rows: list[Row], unread: set[Row]) -> None:
        broken = {row for row in unread | self.without if row.kind not in OF_PEOPLE}
        done = take_surroundings(self.register, rows, broken)
        self.problems += done.problems
        self.rejected |= done.rejected
        for row, came in done.outcomes.items():
            row.came = came
        self.notes += done.notes
        self.changes += [change for row, change in done.changes if row not in self.rejected]
        self.known = Known(
            ladder_of(self.register),
            {fold(cohort.name): cohort for cohort in cohorts(self.register)},
            {fold(place.name): place for place in workplaces(self.register)},
            {fold(one.name): one for one in municipalities(self.register)},
            {fold(post.title): post for post in posts(self.register)},
            done.broken,
            _reason(self.listed.name),
            self.how.today,
        )

    def _mask(self, found: Grouped) -> None:
        """Hide what stood in cells that could not be read, if they may be of somebody protected."""
        rows = {(row.sheet, row.number): row for row in found.protected}
        for place, one in enumerate(self.problems):
            row = rows.get((one.sheet, one.row))
            if row is None:
                continue
            keys = {key for key, called in row.columns.items() if called == one.column}
            if not keys or keys & {*SECRET, "sex"}:
                self.problems[place] = replace(one, value=None, error=masked(one.error))

    def _refuse_ungrouped(self, found: Grouped, unread: set[Row]) -> None:
        """Tell what is wrong with each row that does not show whose it is."""
        for row, key, error in found.refused:
            self.rejected.add(row)
            protected, values = row in found.protected, of_somebody(row)
            wrong: list[tuple[str, StegError]] = []
            if values.reference is None and values.who is None:
                if row not in unread and row.kind != "people":
                    wrong.append(("number", missing(row, "number")))
                wrong += lacking(row)
            elif row not in unread:
                wrong.append((key, masked(error) if protected else error))
            self.problems += [problem(row, *one, protected=protected) for one in wrong]
            self.problems += spelt_as_known(row, self.known, protected=protected)[1]

    def _take_people(self, groups: Sequence[Group], unread: set[Row]) -> None:
        cases = [group.case for group in groups if group.case is not None]
        people = {one.participant.id: one for one in load_people(self.register, cases)}
        known = replace(self.known, former_plans=former_plans(self.register.connection, cases))
        for group in groups:
            before = None if group.case is None else people[group.case]
            taken = take(group, before, known, unread)
            self.problems += taken.problems
            if taken.after is None:
                self.rejected.update(group.rows)
            else:
                for row in group.rows:
                    row.came = taken.outcomes.get(row, "unchanged")
                self._keep(taken, taken.after)
        self.newcomers = sorted(self.newcomers, key=self._place)[:FIRST_FEW]

    def _keep(self, taken: Taken, after: Person) -> None:
        """Save somebody whose rows come in, and keep what the result says of them."""
        save_person(self.register, taken.work.before, after)
        for what, count in taken.work.left_open.items():
            self.left_open[what] += min(count, 1) if what.value[1] is PEOPLE else count
            if count and taken.work.before is not None:
                who = taken.work.before.participant
                named = "" if after.participant.protected else f" {who.name}"
                self.whom.setdefault(what, []).append(who.reference + named)
        self.notes += taken.work.notes
        self.changes += taken.changes
        if taken.work.before is not None:
            self.told += taken.told
        else:
            self.new_people += 1
            self.newcomers += () if after.participant.protected else taken.told
        if not after.participant.protected:
            self.placed |= {
                (one.workplace.name, one.first_day): one.workplace
                for one in after.placements
                if one.id == NEW
            }

    # What came of it

    def _place(self, one: RowProblem | FieldChange | Told | Row) -> tuple[int, int]:
        """Return where something stands in the list's own order."""
        return self.order.get(one.sheet, 0), one.number if isinstance(one, Row) else one.row

    def result(self) -> Imported:
        """Return what came of every row, in the list's own order."""
        place = self._place
        return Imported(
            self.listed.name,
            tuple(self._counted()),
            tuple(sorted(self.changes, key=place)),
            tuple(_each_once(sorted(self.problems, key=place))),
            tuple(
                dict.fromkeys(
                    Rejected(row.sheet, row.number) for row in sorted(self.rejected, key=place)
                )
            ),
            self.added,
            tuple(sorted(self.told, key=place)),
            self.new_people,
            tuple(self.newcomers),
        )

    def _counted(self) -> Iterator[Counted]:
        """Count the rows of each sheet. What was made of one is told by the first, its person's."""
        came = {sheet: Counter[str]() for sheet in self.order}
        kinds: dict[str, str] = {}
        for (sheet, _), made in groupby(self.listed.rows, lambda row: (row.sheet, row.number)):
            rows = [*made]
            kinds.setdefault(sheet, rows[0].kind)
            came[sheet][self._outcome(rows)] += 1
        for sheet, counts in came.items():
            told = (counts["new"], counts["unchanged"], counts["changed"], counts["rejected"])
            yield Counted(sheet, kinds[sheet], counts.total(), *told)

    def _outcome(self, rows: Sequence[Row]) -> str:
        if not self.rejected.isdisjoint(rows):
            return "rejected"
        first, *others = (row.came for row in rows)
        return "changed" if first == "unchanged" and {*others} - {"unchanged"} else first

    def worth_knowing(self) -> Iterator[Note]:
        """Yield what is worth knowing: what the list left open, and how that was filled in."""
        yield from self.notes
        for what in LeftOpen:
            if count := self.left_open[what]:
                message, plural = what.value
                values = {"reason": self.known.reason, "what": replace(plural, count=count)}
                if "{whom}" in message:
                    named = self.whom.get(what, [])
                    values["whom"] = enumerated(named, count - len(named)).strip()
                yield note(message, **values)
        yield from self._in_one_sector()
        if self.turned:
            names = Plural(
                "{count} name",
                "{count} names",
                len({(row.sheet, row.number) for row in self.turned}),
            )
            message = (
                N_("Turned at the comma: {what}, such as {name}. To keep them: --names as-written")
                if self.example
                else N_("Turned at the comma: {what}. To keep them: --names as-written")
            )
            name = of_somebody(self.example).name if self.example else ""
            yield note(message, what=names, name=name)
        placed = sorted(self.placed.items(), key=lambda one: one[0])
        days = (crowd(self.register, workplace, day) for (_, day), workplace in placed)
        yield from fullest(chain.from_iterable(days))

    def _in_one_sector(self) -> Iterator[Note]:
        """Yield how a new workplace gets another sector, where one was said for several."""
        new = [one for one in self.added if one.kind == "workplace"]
        if len(new) > 1:
            yield note(
                N_(
                    "The {count} new workplaces are all in {sector}. One that belongs to another "
                    "sector is changed before anybody there is converted: "
                    "steg workplace edit NAME --sector SECTOR"
                ),
                count=len(new),
                sector=self.how.adding.sector,
            )


def _reason(name: str) -> str:
    try:
        return clean_text(f"import {name}", N_("reason"))
    except Refused:
        return "import"


def _each_once(problems: list[RowProblem]) -> Iterator[Wrong]:
    """Yield what is wrong with each row. What several things in a row have wrong is told once."""
    told: dict[tuple[str, int], list[Wrong]] = {}
    for wrong in map(_wrong, problems):
        known = told.setdefault((wrong.sheet, wrong.row), [])
        if wrong not in known:
            known.append(wrong)
            yield wrong


def _wrong(one: RowProblem) -> Wrong:
    error = one.error
    values = {
        key: Note(value.message, value.values) if isinstance(value, StegError) else value
        for key, value in error.values.items()
    }
    problem, right = Note(error.message, values), Note(error.hint, values)
    absent = error.kind if isinstance(error, Absent) else None
    return Wrong(one.sheet, one.row, one.column, one.value, problem, right, absent)
