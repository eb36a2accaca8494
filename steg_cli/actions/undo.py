"""Taking the last command back whole, and bringing it in again."""

from __future__ import annotations

from datetime import date
from typing import Literal

from steg_cli.actions.results import Done, Reversed
from steg_cli.programme.errors import N_, Refused
from steg_cli.register.changes import reverse, undo_and_redo
from steg_cli.register.file import Register


def next_reversal(register: Register, what: Literal["undo", "redo"]) -> Reversed:
    """Return the change that `what` would concern. Raises Refused when there is none.

    For redo, `reversed` is the change that comes back, not the undo that took it.
    """
    return _find(register, what)[1]


def reverse_last(
    register: Register,
    what: Literal["undo", "redo"],
    today: date,
    *,
    expected: int | None = None,
    dry_run: bool = False,
) -> Done[Reversed]:
    """Take back the last change in effect whole, or bring back what the last undo took.

    `expected` is the change that the administrator agreed to; raises Refused when another one
    came in between, or when there is nothing to reverse.
    """
    with register.change(what, today, dry_run=dry_run) as change:
        target, result = _find(register, what)
        if expected is not None and result.reversed != expected:
            raise Refused(
                N_("Change {change} came in meanwhile, so nothing was reversed."),
                N_("Look at steg log and decide again."),
                change=result.reversed,
            )
        reverse(register.connection, target)
        change.reverses = target
        change.summary = f"{result.reversed} {result.command} {result.summary}"
    return Done(what, change.id, result)


def _find(register: Register, what: Literal["undo", "redo"]) -> tuple[int, Reversed]:
    """Return the change to reverse, and what the administrator knows it as."""
    log = register.execute(
        "SELECT id, command, reverses FROM change WHERE is_open = 0 ORDER BY id"
    ).fetchall()
    undoable, redoable = undo_and_redo([tuple(row) for row in log])
    if what == "undo" and not undoable:
        raise Refused(N_("There is nothing to undo."), N_("steg log shows what was done."))
    if what == "redo" and not redoable:
        raise Refused(
            N_("There is nothing to redo: nothing was undone since the last change."),
            N_("steg log shows what was done."),
        )
    target = undoable[-1] if what == "undo" else redoable[-1]
    row = register.execute(
        "SELECT id, command, summary, at FROM change WHERE id = ?"
        if what == "undo"
        else "SELECT id, command, summary, at FROM change "
        "WHERE id = (SELECT reverses FROM change WHERE id = ?)",
        (target,),
    ).fetchone()
    return target, Reversed(*row)
