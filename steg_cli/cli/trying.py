"""Moving somebody protected to a place tells whether they are there: see `actions.discretion`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import typer
from typer._click import Context

from steg_cli.actions.discretion import untold
from steg_cli.cli.declined import Declined
from steg_cli.cli.reading import sought, words_of
from steg_cli.cli.spoken import face_of
from steg_cli.programme.errors import Refused, StegError
from steg_cli.programme.people import Person
from steg_cli.register.people import find_person
from steg_cli.register.readings import protected_among, record_reading
from steg_cli.register.surroundings import ladder_of

if TYPE_CHECKING:
    from steg_cli.cli.asking import Dialogue
    from steg_cli.cli.face import Face


@contextmanager
def told_apart(
    ctx: typer.Context,
    who: str | Sequence[str] | None,
    *places: str | bool | None,
    include_protected: bool,
) -> Iterator[None]:
    """Let a command about somebody protected and one of `places` not tell where they are unnoticed.

    A place is True for the one where they are, if its sector decides: see `needs_own_sector`.

    Raises Refused for a dry run, unless it has --include-protected. Where nothing is changed in
    the end, the answer told as much: it is recorded as a reading.
    """
    cases = check_told_apart(ctx, who, *places, include_protected=include_protected)
    if not cases:
        yield
        return
    try:
        yield
    except (Refused, Declined):
        _record(ctx, cases)
        raise
    if face_of(ctx).recorded is None:
        _record(ctx, cases)


def check_told_apart(
    ctx: Context,
    who: str | Sequence[str] | None,
    *places: str | bool | None,
    include_protected: bool,
) -> list[int]:
    """Return of whom it is to be told apart. Raises Refused where it is a dry run."""
    if not any(places) or include_protected:
        return []
    cases = _protected(face_of(ctx), who)
    if cases and ctx.params.get("dry_run"):
        raise untold()
    return cases


@contextmanager
def asked_apart(ctx: typer.Context, talk: Dialogue) -> Iterator[Callable[[Person, bool], None]]:
    """Yield what raises Refused, as soon as it is known, where `told_apart` will.

    Record questions about where somebody protected will be that end before anything is changed.

    What is answered is refused or not by where they are, as often as somebody likes. With
    --include-protected it is recorded before, but for somebody who was named at a question.
    """
    goes_on = False

    def check(person: Person, tells: bool) -> None:
        named = (ctx.params["workplace"], ctx.params.get("post"))
        untried = ctx.params["dry_run"] and not ctx.params["include_protected"]
        if untried and person.participant.protected and (tells or any(named)):
            talk.whom = None  # nothing was told by then
            raise untold()

    try:
        yield check
        goes_on = not ctx.params["dry_run"]
    finally:
        asked_for = ctx.params["include_protected"]
        untold_yet = ctx.params["who"] is None if asked_for else not goes_on
        if talk.whom is not None and untold_yet:
            _record(ctx, protected_among(talk.face.register, [talk.whom]))


def needs_own_sector(face: Face, who: str, to: str | None) -> bool:
    """Say whether the step that somebody protected begins asks if their sector employs its own."""
    if not _protected(face, who):
        return False
    ladder = ladder_of(face.register)
    with suppress(StegError):  # the action says what is wrong
        if to is not None:
            return ladder.step(to).own_sector
        now = find_person(face.register, who, face.today).open_enrolment().stays[-1].step
        return ladder.after(now.code).own_sector
    return False


def corrects_own_sector(face: Face, who: str, field: str, value: str) -> bool:
    """Say whether a corrected stay of somebody protected asks if their sector employs its own.

    A step that asks it does, and where there is one, so do its days and its neighbours'.
    """
    of, _, name = field.rpartition(".")
    if not of.startswith("stay.") or not _protected(face, who):
        return False
    if name == "step":
        return needs_own_sector(face, who, value)
    person = find_person(face.register, who, face.today)
    steps = (stay.step for enrolment in person.enrolments for stay in enrolment.stays)
    return name in ("first-day", "last-day") and any(step.own_sector for step in steps)


def _protected(face: Face, who: str | Sequence[str] | None) -> list[int]:
    return protected_among(face.register, sought(face.register, who, face.today))


def _record(ctx: typer.Context, cases: Sequence[int]) -> None:
    if cases:
        face = face_of(ctx)
        record_reading(face.register, face.today, "protected", words_of(ctx), cases)
