"""What can be undone and redone, as a model: the whole history is followed from its beginning."""

from __future__ import annotations

from steg_cli.register.changes import FOUNDING

Log = list[tuple[int, str, int | None]]  # id, command, what it reverses: of every change, in order


def undo_and_redo(log: Log) -> tuple[list[int], list[int]]:
    """Return what can be undone and what can be redone, the next one last.

    The first list holds changes in effect, in the order in which they came into it: one that was
    brought back is the last. The second holds the undo-changes that redo would reverse. A new
    change after an undo ends the redoing, but for one that cannot be undone.
    """
    in_effect: list[int] = []
    undone: list[tuple[int, int]] = []
    for change, command, reverses in log:
        if command in FOUNDING:
            continue
        if reverses is None:
            undone.clear()
            in_effect.append(change)
        elif command == "undo":
            in_effect.remove(reverses)
            undone.append((reverses, change))
        else:
            in_effect.append(undone.pop()[0])
    return in_effect, [undo for _, undo in undone]
