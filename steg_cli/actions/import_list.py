"""Taking a whole list in: all or nothing, under the same rules as the verbs, in one change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from steg_cli.actions.import_enrolment import COMMA, OLDER, OUTSIDE, UNPROVEN, lacking
from steg_cli.actions.import_groups import Group, Grouped, grouped
from steg_cli.actions.import_person import Known, Taken, masked
from steg_cli.actions.import_standing import (
    BEGINNERS,
    HISTORY,
    MOVED,
    NOWHERE,
    UNPAID,
    finish,
)
from steg_cli.actions.import_surroundings import Surrounded, take_surroundings
from steg_cli.actions.import_way import PLANNED, take
from steg_cli.actions.import_writing import Ids, changes_of, write_person
from steg_cli.actions.recording import check_everybody
from steg_cli.actions.results import Counted, Done, FieldChange, Imported, Rejected, Wrong
from steg_cli.programme.errors import N_, Note, Refused, StegError, note
from steg_cli.programme.fields import MASKED
from steg_cli.programme.lists import OF_PEOPLE, Problem, Row
from steg_cli.programme.words import Plural, clean_text, fold, nearest
from steg_cli.register.file import Register
from steg_cli.register.people import load_people
from steg_cli.register.surroundings import cohorts, ladder_of, municipalities, workplaces

NAMES = {"first_name", "last_name", "turned_name", "reference", "sex"}
AT_ONCE = 500  # people whose ways are in memory together
Progress = Callable[[int, int], None]


def silent(_done: int, _total: int) -> None:
    """Show no progress."""


@dataclass(frozen=True)
class Listed:
    """A list that was read: its name, its rows, and what could not be read of them."""

    name: str
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()


class _NotKept(Exception):
    """Ends a change of which nothing is to be kept."""


def import_list(
    register: Register,
    listed: Listed,
    today: date,
    *,
    dry_run: bool = False,
    partly: bool = False,
    agreed: Imported | None = None,
    ask: bool = True,
    progress: Progress = silent,
) -> Done[Imported]:
    """Take the rows of a list into the register, all of them or none.

    Nothing is written when a row has a problem, unless `partly`: then the rows of those people
    stay out, and the others come in. Nor when something that is there would be changed and `ask`
    is set: show the result, and call again with it as `agreed`. Raises Refused when by then the
    list would do something else.
    """
    how = _How(today, dry_run, partly, agreed, ask, progress)
    without: frozenset[Row] = frozenset()
    problems = listed.problems
    while True:
        tried = _attempt(register, listed, how, without, problems)
        if not partly or tried.rejected <= without:
            return tried.done
        without, problems = without | tried.rejected, tried.problems


@dataclass(frozen=True)
class _How:
    today: date
    dry_run: bool
    partly: bool
    agreed: Imported | None
    ask: bool
    progress: Progress


@dataclass(frozen=True)
class _Tried:
    """What came of an attempt, with everything that was wrong and every row that is rejected."""

    done: Done[Imported]
    problems: tuple[Problem, ...]
    rejected: frozenset[Row]


def _attempt(
    register: Register,
    listed: Listed,
    how: _How,
    without: frozenset[Row],
    problems: tuple[Problem, ...],
) -> _Tried:
    """Try the list without some rows, whose `problems` are known."""
    kept = False
    with (
        suppress(_NotKept),
        register.change("import", how.today, dry_run=how.dry_run) as change,
    ):
        taking = _Taking(register, listed, how, without, problems)
        taking.take()
        result = taking.result()
        rejects_more = bool(taking.rejected - without)
        if how.agreed is not None and not rejects_more and result != how.agreed:
            raise Refused(
                N_("The register was changed meanwhile; nothing was imported."),
                N_("Import the list once more, and look at what it would do now."),
            )
        asks = how.ask and how.agreed is None and bool(result.changes)
        if rejects_more or asks or (result.problems and not how.partly):
            raise _NotKept
        new, changed = (sum(getattr(s, key) for s in result.sheets) for key in ("new", "changed"))
        change.summary = f"{listed.name} +{new} ~{changed}"
        kept = True
    notes = tuple(taking.notes()) if kept else ()
    done = Done("import", change.id if kept else None, result, notes)
    return _Tried(done, tuple(taking.problems), frozenset(taking.rejected))


class _Taking:
    """One attempt at a list, inside a change."""

    def __init__(
        self,
        register: Register,
        listed: Listed,
        how: _How,
        without: frozenset[Row],
        problems: tuple[Problem, ...],
    ) -> None:
        self.register, self.listed, self.how = register, listed, how
        self.without = without
        self.problems = list(problems)
        self.rejected = set(without)
        self.outcomes: dict[Row, str] = {}
        self.changes: list[FieldChange] = []
        self.assumed: Counter[str] = Counter()
        self.said: list[Note] = []
        self.reason = _reason(listed.name)

    def take(self) -> None:
        """Write everything that can be written, and collect the problems of the rest."""
        rows = [row for row in self.listed.rows if row not in self.without]
        places = {(problem.sheet, problem.row) for problem in self.listed.problems}
        unread = {row for row in rows if (row.sheet, row.number) in places}
        around = [row for row in rows if row.kind not in OF_PEOPLE]
        self._surroundings(around, {row for row in unread if row.kind not in OF_PEOPLE})
        people = [row for row in rows if row.kind in OF_PEOPLE]
        found = grouped(self.register, people)
        self._mask(found)
        self._refuse_ungrouped(found, unread)
        total, done = len(people), 0
        for start in range(0, len(found.groups), AT_ONCE):
            groups = found.groups[start : start + AT_ONCE]
            self._people(groups, unread)
            done += sum(len(group.rows) for group in groups)
            self.how.progress(done, total)

    def _surroundings(self, rows: list[Row], unread: set[Row]) -> None:
        left_out = {row for row in self.without if row.kind not in OF_PEOPLE}
        done = take_surroundings(self.register, rows, unread | left_out)
        ladder = ladder_of(self.register)
        for row, key, people in done.concerned:
            try:
                check_everybody(self.register, people, ladder)
            except StegError as error:
                done.problems.append(
                    Problem(
                        row.sheet,
                        row.number,
                        row.columns.get(key),
                        row.shown(key),
                        error,
                    )
                )
        self.said += done.notes
        self.problems += done.problems
        places = {(problem.sheet, problem.row) for problem in done.problems}
        self.rejected |= unread | done.rejected
        self.rejected |= {row for row in rows if (row.sheet, row.number) in places}
        self.outcomes |= dict.fromkeys(rows, "unchanged")
        self.outcomes |= {change.row: "changed" for change in done.changed}
        self.outcomes |= dict.fromkeys(done.new, "new")
        self.changes += [
            FieldChange(
                change.row.sheet,
                change.row.number,
                change.row.kind,
                None,
                change.what,
                None,
                change.field,
                change.before,
                change.after,
            )
            for change in done.changed
            if change.row not in self.rejected
        ]
        self._know(done)

    def _know(self, done: Surrounded) -> None:
        register = self.register
        listed = cohorts(register)
        self.known = Known(
            ladder_of(register),
            {fold(cohort.name): cohort for cohort in listed},
            {fold(place.name): place for place in workplaces(register)},
            frozenset(municipalities(register)),
            set(),
            done.broken,
            self.reason,
            self.how.today,
        )
        steps = dict(tuple(row) for row in register.execute("SELECT code, id FROM step"))
        self.ids = Ids(steps, {cohort.name: cohort.id for cohort in listed})

    def _refuse_ungrouped(self, found: Grouped, unread: set[Row]) -> None:
        for row, key, error in found.refused:
            self.rejected.add(row)
            holder = Taken(None, {}, self.known)
            holder.protected = row in found.protected
            if row.values.get("reference", row.values.get("who")) is None:
                if row not in unread and row.kind != "people":
                    holder.missing(row, "number")
                lacking(holder, row)
            elif row not in unread:
                holder.problem(row, key, masked(error) if holder.protected else error)
            holder.named(row)
            self.problems += holder.problems

    def _mask(self, found: Grouped) -> None:
        """Leave out of what could not be read what it tells of protected people."""
        rows = {(row.sheet, row.number): row for row in found.protected}
        for place, problem in enumerate(self.problems):
            row = rows.get((problem.sheet, problem.row))
            if row is None:
                continue
            keys = [key for key, called in row.columns.items() if called == problem.column]
            hidden = not keys or set(keys) & (MASKED | NAMES)
            if hidden:
                error = masked(problem.error)
                self.problems[place] = replace(problem, value=None, error=error)

    def _people(self, groups: Sequence[Group], unread: set[Row]) -> None:
        cases = [group.case for group in groups if group.case is not None]
        people = {one.participant.id: one for one in load_people(self.register, cases)}
        extensions = {
            stay.id: list(stay.extensions) for person in people.values() for stay in person.stays
        }
        for group in groups:
            before = None if group.case is None else people[group.case]
            taken = Taken(before, extensions, self.known)
            taken.protected |= group.protected
            taken.new_case = group.new_case or 0
            broken = unread.intersection(group.rows)
            for row in group.rows:
                if row.kind != "people" and (broken or not taken.participant) and taken.problems:
                    break  # whose rows these are is not clear
                if row in broken:
                    taken.named(row)
                    lacking(taken, row)
                elif not broken or row.kind == "people":
                    take(taken, row)
            if not broken:
                finish(taken)
            self._keep(group, taken, rejected=bool(broken or taken.problems))

    def _keep(self, group: Group, taken: Taken, *, rejected: bool) -> None:
        self.problems += taken.problems
        if rejected:
            self.rejected.update(group.rows)
            return
        self.assumed += taken.assumed
        self.said += taken.notes
        self.changes += changes_of(taken)
        for row in group.rows:
            self.outcomes[row] = _outcome(row, taken)
        write_person(self.register, taken, self.ids)

    # What came of it

    def result(self) -> Imported:
        """Return what came of every row, in the list's own order."""
        order = {
            sheet: n for n, sheet in enumerate(dict.fromkeys(r.sheet for r in self.listed.rows))
        }

        def place(one: Problem | FieldChange | Row) -> tuple[int, int]:
            number = one.number if isinstance(one, Row) else one.row
            return order.get(one.sheet, 0), number

        return Imported(
            self.listed.name,
            tuple(self._counted(sheet) for sheet in order),
            tuple(sorted(self.changes, key=place)),
            tuple(_wrong(problem) for problem in sorted(self.problems, key=place)),
            tuple(Rejected(row.sheet, row.number) for row in sorted(self.rejected, key=place)),
        )

    def _counted(self, sheet: str) -> Counted:
        rows = [row for row in self.listed.rows if row.sheet == sheet]
        rejected = sum(row in self.rejected for row in rows)
        came = Counter(self.outcomes.get(row) for row in rows if row not in self.rejected)
        return Counted(
            sheet,
            rows[0].kind,
            len(rows),
            came["new"],
            came["unchanged"],
            came["changed"],
            rejected,
        )

    def notes(self) -> list[Note]:
        """Return what is worth knowing: what the list left open, and how that was filled in."""
        known = list(self.known.municipalities)
        notes = [
            *self.said,
            *(
                note(
                    N_("{municipality} is new in the register. Was {near} meant?"),
                    municipality=name,
                    near=near,
                )
                for name in sorted(self.known.new_municipalities)
                if (near := nearest(name, known))
            ),
        ]
        for what, count in sorted((+self.assumed).items()):
            message, plural = ASSUMED[what]
            notes.append(note(message, reason=self.reason, what=replace(plural, count=count)))
        return notes


# What a list left open, and how it was filled in.
ASSUMED = {
    UNPROVEN: (
        N_("The list does not tell who belongs to the target group: {what} with “{reason}”."),
        Plural("{count} enrolment is an exception", "{count} enrolments are exceptions", 0),
    ),
    HISTORY: (
        N_("The list does not tell all earlier steps: {what} with “{reason}”."),
        Plural("{count} step is an exception", "{count} steps are exceptions", 0),
    ),
    PLANNED: (
        N_("The list does not tell when a period ends: {what} the fewest months allowed."),
        Plural("{count} period is planned for", "{count} periods are planned for", 0),
    ),
    BEGINNERS: (
        N_("The list does not tell the step: {what} on the first one."),
        Plural("{count} person begins", "{count} people begin", 0),
    ),
    OUTSIDE: (
        N_("Outside the days of the cohort: {what}. Are the days and cohorts right?"),
        Plural("{count} enrolment begins", "{count} enrolments begin", 0),
    ),
    COMMA: (
        N_("A comma stands in the name, which was kept as it is: {what}."),
        Plural("{count} person", "{count} people", 0),
    ),
    OLDER: (
        N_("The list is older than the register, whose steps and days were kept: {what}."),
        Plural("{count} person", "{count} people", 0),
    ),
    MOVED: (
        N_("The list tells an earlier workplace than the register, which was kept: {what}."),
        Plural("{count} person", "{count} people", 0),
    ),
    NOWHERE: (
        N_("Percent or supervisor without a workplace were left out: {what}."),
        Plural("{count} person", "{count} people", 0),
    ),
    UNPAID: (
        N_("An agreement on a step that is no employment was left out: {what}."),
        Plural("{count} person", "{count} people", 0),
    ),
}


def _reason(name: str) -> str:
    try:
        return clean_text(f"import {name}", N_("reason"))
    except Refused:
        return "import"


def _wrong(problem: Problem) -> Wrong:
    error = problem.error
    values = {
        key: Note(value.message, value.values) if isinstance(value, StegError) else value
        for key, value in error.values.items()
    }
    return Wrong(
        problem.sheet,
        problem.row,
        problem.column,
        problem.value,
        Note(error.message, values),
        Note(error.hint, values),
    )


def _outcome(row: Row, taken: Taken) -> str:
    """Say whether a row made something, changed something, or told what was known."""
    items = [item for told_by, item in taken.touched if told_by is row]
    made = [item for item in items if item.before is None and item.row is row]
    if row.kind == "people" and taken.before is not None:
        times = [time.enrolment for time in taken.times]
        made = [item for item in made if any(item is one for one in times)]
        if not made and any(item.thing != item.before for item in items):
            return "changed"
    if made:
        return "new"
    differs = any(item.before is not None and item.thing != item.before for item in items)
    return "changed" if differs else "unchanged"
