"""One person's rows of a list: translated, merged with what is recorded, and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from steg_cli.actions.results import FieldChange, Told
from steg_cli.importing.changes import changes_of, differences, outcomes, parts_of, row_about
from steg_cli.importing.enrolling import prove, take_person
from steg_cli.importing.exact import ExactRow, Key, own_of
from steg_cli.importing.grouping import Group
from steg_cli.importing.in_words import in_words
from steg_cli.importing.known import Known, LeftOpen
from steg_cli.importing.listed import FormerNumberValues, OfPerson, PersonValues, Row, RowProblem
from steg_cli.importing.merging import merge
from steg_cli.importing.present import complete
from steg_cli.importing.problems import in_a_list, lacking, problem
from steg_cli.importing.translating import Translation, take_former_number, take_in_enrolment
from steg_cli.programme.checks import Problem, is_excepted, new_problems
from steg_cli.programme.errors import N_, note, refusal
from steg_cli.programme.people import NEW, Person, Stay
from steg_cli.programme.periods import check_period

# Under which column of people what is wrong with a step can stand.
ALSO = {
    "first_day": ("since",),
    "planned_last_day": ("end",),
    "last_day": ("end", "since"),
    "disability": ("long_term_unemployed",),
}


@dataclass(frozen=True)
class Taken:
    """One person as the rows of a list make them; `after` is None when something is wrong."""

    work: Translation
    problems: Sequence[RowProblem]
    after: Person | None = None
    changes: tuple[FieldChange, ...] = ()
    outcomes: Mapping[Row, str] = field(default_factory=dict)
    told: tuple[Told, ...] = ()


def take(group: Group, before: Person | None, known: Known, unread: AbstractSet[Row]) -> Taken:
    """Return somebody as the rows of a list make them, with everything that is wrong with it."""
    broken = unread & frozenset(group.rows)
    work = translate(group, before, known, broken)
    if work.problems or broken or work.somebody is None:
        return Taken(work, work.problems)
    after = merge(before, work.rows, known)
    if wrong := list(_problems(work, group, after)):
        return Taken(work, wrong)
    exact = work.rows.by_key()
    work.left_open[LeftOpen.BESIDE] += any(_began_beside(exact, after))
    found = differences(before, after)
    came = outcomes(found, exact, registered=before is not None)
    if before is None:
        return Taken(work, (), after, outcomes=came, told=(_newcomer(group, after),))
    words, first = in_words(after, found, known.ladder, hidden=work.protected), group.rows[0]
    changes = changes_of(before, found, exact, first, words.told, protected=work.protected)
    reference = before.participant.reference
    told = [
        Told(row.sheet, row.number, reference, sentence)
        for key, sentence in words.sentences
        for row in (row_about(key, exact, first),)
    ]
    return Taken(work, (), after, tuple(changes), came, tuple(told))


def _newcomer(group: Group, after: Person) -> Told:
    """Return a sentence about somebody new: on which step they are, and since when."""
    row, enrolment = group.rows[0], after.enrolments[-1]
    stay, left = enrolment.stays[-1], enrolment.last_day
    message = N_("{name}, on {step} until {day}") if left else N_("{name}, on {step} since {day}")
    name, day = after.participant.name, left or stay.first_day
    return Told(row.sheet, row.number, None, note(message, name=name, step=stay.step, day=day))


def translate(
    group: Group, before: Person | None, known: Known, broken: AbstractSet[Row]
) -> Translation:
    """Return what the rows of one person say, as exact rows; `broken` could not be read."""
    work = Translation(group, before, known)
    for row in group.rows:
        if row.kind != "people" and (broken or not work.somebody) and work.problems:
            break  # whose rows these are is not clear
        if broken and row not in broken and row.kind != "people":
            continue
        values = work.spelt(row)
        if row in broken or values is None:
            for key, error in lacking(row) if before is None else ():
                work.problem(row, key, error)
        else:
            _take_row(work, row, values)
    for one in work.rows.enrolments:
        prove(work, one)
    if not work.problems and not broken:
        for one in work.rows.enrolments:
            complete(work, one)
    return work


def _take_row(work: Translation, row: Row, values: OfPerson) -> None:
    if isinstance(values, PersonValues):
        take_person(work, row, values)
    elif isinstance(values, FormerNumberValues):
        take_former_number(work, row, values)
    else:
        take_in_enrolment(work, row, values)


def _problems(work: Translation, group: Group, after: Person) -> Iterator[RowProblem]:
    """Yield what is wrong with the person's way that was not wrong before."""
    found = new_problems(work.before, after, work.known.ladder)
    found += _plans_beyond_the_limit(work, after)
    rows = work.rows.by_key() if found else {}
    keys = {id(thing): key for key, thing in parts_of(after)} if found else {}
    for wrong in found:
        exact = rows.get(keys[id(wrong.thing)])
        row = exact.row_of(wrong.field) if exact else group.rows[0]
        fields = (wrong.field, *ALSO.get(wrong.field, ()))
        column = next((key for key in fields if key in row.columns), wrong.field)
        error = in_a_list(wrong.error, protected=work.protected)
        yield problem(row, column, error, protected=work.protected)


def _began_beside(rows: Mapping[Key, ExactRow[Any]], after: Person) -> Iterator[bool]:
    """Yield whether each new placement began beside one whose end the list does not tell.

    An export says so itself; any other list may have left out that it was a move.
    """
    for enrolment in after.enrolments:
        for place in enrolment.placements:
            row = rows.get(("placements", enrolment.first_day, *own_of(place)))
            if place.id == NEW and row is not None and not row.rows[0].literal:
                there = enrolment.placements_on(place.first_day)
                yield any(one.last_day is None and one.first_day < place.first_day for one in there)


def _plans_beyond_the_limit(work: Translation, after: Person) -> Iterator[Problem]:
    """Yield what the limit refuses of plans that the list makes without saying why.

    An exception that is recorded, or that the import makes for want of earlier steps, is about
    something else.
    """
    if not any(is_excepted(stay) and stay.step.limit for stay in after.stays):
        return
    recorded = {stay.id: stay for stay in work.before.stays} if work.before else {}
    rows = work.rows.by_key()
    for key, stay in parts_of(after):
        was = recorded.get(stay.id) if isinstance(stay, Stay) else None
        if not isinstance(stay, Stay) or (was and was.planned_last_day == stay.planned_last_day):
            continue
        says_why = any(one.exception for one in stay.extensions if one.id == NEW) or (
            key in rows
            and "exception" in rows[key].by
            and not (was and was.exception == stay.exception)
        )
        limit, last = stay.step.limit, stay.planned_last_day
        if says_why or limit is None or last is None or not is_excepted(stay):
            continue
        used = after.used_before(stay)
        if error := refusal(check_period, stay.first_day, last, limit, used):
            yield Problem(stay, "planned_last_day", error)
