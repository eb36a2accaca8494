"""Taking a command back whole, the last one or an older one, and bringing it in again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import takewhile
from typing import Literal, NamedTuple

from steg_cli.actions.discretion import check_may_tell
from steg_cli.actions.recording import check_everybody
from steg_cli.actions.results import Done, Reversed
from steg_cli.actions.surroundings import concerned_by
from steg_cli.programme.errors import N_, Note, NotFound, Refused, StegError, note
from steg_cli.programme.people import Person
from steg_cli.programme.words import Deed
from steg_cli.register.answers import all_answers
from steg_cli.register.arrays import array_of
from steg_cli.register.changes import (
    FOUNDING,
    builds_on,
    concerns_same_people,
    effect_of,
    in_effect,
    is_step_back,
    next_redo,
    reverse,
)
from steg_cli.register.file import Register
from steg_cli.register.people import load_people
from steg_cli.register.soundness import check_sound, unsound

OF_PLACES = "'workplace', 'municipality', 'municipality_plan', 'sector', 'post'"


def next_reversal(
    register: Register, what: Literal["undo", "redo"], change: int | None = None
) -> Reversed:
    """Return the change that `what` would concern: an older `change`, if one is named.

    Raises Refused when there is none. For redo, `reversed` is the change that comes back, not the
    undo that took it.
    """
    return _find(register, what, change).result


def reverse_last(
    register: Register,
    what: Literal["undo", "redo"],
    today: date,
    *,
    older: int | None = None,
    expected: int | None = None,
    include_protected: bool = False,
    dry_run: bool = False,
) -> Done[Reversed]:
    """Take back the last change in effect whole, or bring back what the last undo took.

    `older` names another change to take back: Refused if something later builds on it, or if
    somebody's way would not hold together without it. `expected` is the change that the
    administrator agreed to; raises Refused when another one came in between, or when there is
    nothing to reverse. An older change of a place, or of somebody protected, could tell where they
    are: Refused unless `include_protected`.
    """
    with register.change(what, today, dry_run=dry_run) as change:
        found = _find(register, what, older)
        if expected is not None and found.result.reversed != expected:
            raise Refused(
                N_("Change {change} came in meanwhile, so nothing was reversed."),
                N_("Look at steg log and decide again."),
                change=found.result.reversed,
            )
        if found.is_step_back:
            reverse(register.connection, found.target)
        else:
            if _is_about_a_place(register, found.target):
                check_may_tell(register, include_protected=include_protected)
            _reverse_older(register, found)
        change.reverses = found.target
        change.summary = f"{found.result.reversed} {found.result.command} {found.result.summary}"
    return Done(what, change.id, found.result, _answers_stay(register, what, found.result))


def _answers_stay(register: Register, what: str, known: Reversed) -> tuple[Note, ...]:
    """Return that what was answered about lists is still known, after undo of an import."""
    if what == "redo" or known.command != "import" or not all_answers(register):
        return ()
    return (
        note(N_("What you answered about lists is still known; steg import --forget forgets it.")),
    )


class _Found(NamedTuple):
    """The change to reverse, what the administrator knows it as, and the changes after it.

    `is_step_back`: without it everything is as it was at some time.
    """

    target: int
    result: Reversed
    later: list[int]
    is_step_back: bool


def _find(register: Register, what: Literal["undo", "redo"], older: int | None) -> _Found:
    connection = register.connection
    if what == "redo":
        undone = next_redo(connection)
        if undone is None:
            raise Refused(
                N_("There is nothing to redo: nothing was undone since the last change."),
                N_("steg log shows what was done."),
            )
        undo, change = undone
        return _Found(undo, _known_as(register, change), [], is_step_back=True)
    if older is None:
        effect = next(in_effect(connection), None)
        if effect is None:
            raise Refused(N_("There is nothing to undo."), N_("steg log shows what was done."))
    else:
        effect = effect_of(connection, older)
        if effect is None:
            raise _not_undoable(register, older)
    later = [
        one.change
        for one in takewhile(lambda one: one.moment > effect.moment, in_effect(connection))
    ]
    return _Found(
        effect.change,
        _known_as(register, effect.change),
        later[::-1],
        is_step_back=is_step_back(connection, effect.change),
    )


def _known_as(register: Register, change: int | None) -> Reversed:
    row = register.execute(
        "SELECT id, command, summary, at FROM change WHERE id = ?", (change,)
    ).fetchone()
    return Reversed(*row)


def _not_undoable(register: Register, change: int) -> StegError:
    """Return why a change that is not in effect cannot be taken back."""
    known = _reversed_by(register, change)
    if known is None:
        return NotFound(
            N_("There is no change {change} here."),
            N_("steg log shows those that there are."),
            change=change,
        )
    command, reverses = known
    original, before = change, reverses
    while before is not None:
        original, (_, before) = before, _reversed_by(register, before) or ("", None)
    sentence, hint = N_("Change {change} is taken back already."), N_("steg redo brings it back.")
    if command in FOUNDING:
        sentence = (
            N_("Change {change} erased somebody, and cannot be taken back.")
            if command == "erase"
            else N_("Change {change} made the register what it is and cannot be taken back.")
        )
    elif reverses is not None:
        sentence = (
            N_("Change {change} only took back change {original}.")
            if command == "undo"
            else N_("Change {change} only brought back change {original}.")
        )
    if effect_of(register.connection, original) is not None:
        hint = N_("Take that one back: steg undo {original}")
    elif (next_redo(register.connection) or (None, None))[1] != original:
        hint = N_("steg log shows what was done.")
    return Refused(sentence, hint, change=change, original=original)


def _reversed_by(register: Register, change: int) -> tuple[str, int | None] | None:
    """Return what a change was, and the change that it reversed, if any."""
    row = register.execute(
        "SELECT command, reverses FROM change WHERE id = ? AND NOT is_open", (change,)
    ).fetchone()
    return None if row is None else (row["command"], row["reverses"])


def _is_about_a_place(register: Register, change: int) -> bool:
    """Say whether a change touched a place, or somebody with a protected identity."""
    touched = register.execute(
        f"""SELECT EXISTS (SELECT 1 FROM change_row
            LEFT JOIN participant ON participant.id = participant_id
            WHERE change_id = ? AND (protected OR table_name IN ({OF_PLACES})))""",
        (change,),
    )
    return bool(touched.fetchone()[0])


def _reverse_older(register: Register, found: _Found) -> None:
    """Reverse a change after which others came, if they stand without it."""
    connection = register.connection
    if blocking := builds_on(connection, found.target, found.later):
        raise _built_on(register, found.target, blocking)
    concerned, before = _concerned(register, found.target), unsound(connection)
    try:
        reverse(connection, found.target)
    except Refused:
        if blocking := concerns_same_people(connection, found.target, found.later):
            raise _built_on(register, found.target, blocking) from None
        raise
    there = _there(register, {person.participant.id for person in concerned})
    still = [person for person in concerned if person.participant.id in there]
    try:
        check_sound(connection, before)
        check_everybody(register, still)
    except Refused as error:
        raise Refused(
            N_("Change {change} cannot be taken back: {problem}"),
            N_("steg log shows what came after it."),
            **(error.values | {"change": found.target, "problem": error}),
        ) from None


def _built_on(register: Register, change: int, blocking: int) -> Refused:
    known = _known_as(register, blocking)
    return Refused(
        N_("Change {change} cannot be taken back: change {later} builds on it ({what})."),
        N_("Take that one back first: steg undo {later}"),
        change=change,
        later=blocking,
        what=Deed(known.command, known.summary),
    )


def _concerned(register: Register, change: int) -> list[Person]:
    """Return everybody whose way a change is part of, as they are now."""
    rows = register.execute(
        "SELECT DISTINCT table_name, row_id, participant_id FROM change_row WHERE change_id = ?",
        (change,),
    ).fetchall()
    found = {
        person.participant.id: person
        for row in rows
        for person in concerned_by(register, row["table_name"], row["row_id"])
    }
    others = {row["participant_id"] for row in rows} - found.keys()
    return [*found.values(), *load_people(register, _there(register, others))]


def _there(register: Register, cases: Collection[int | None]) -> set[int]:
    """Return those of some cases that there are."""
    rows = register.execute(
        "SELECT participant.id FROM participant JOIN json_each(?) AS one "
        "ON one.value = participant.id",
        (array_of(cases),),
    )
    return {row[0] for row in rows}
