"""What was answered of lists, kept for the next list of the same shape.

An answer is about a list, not about the programme: it is not in the change log, and an undo leaves
it as it is.
"""

from __future__ import annotations

from steg_cli.register.file import Register


def answers_for(register: Register, shape: str) -> str | None:
    """Return what was answered of a list of this shape, as it was kept."""
    row = register.execute(
        "SELECT answers FROM import_answers WHERE shape = ?", (shape,)
    ).fetchone()
    return None if row is None else str(row["answers"])


def all_answers(register: Register) -> dict[str, str]:
    """Return everything that was answered, by the shapes of the lists."""
    rows = register.execute("SELECT shape, answers FROM import_answers").fetchall()
    return {str(row["shape"]): str(row["answers"]) for row in rows}


def keep_answers(register: Register, shape: str, answers: str) -> None:
    """Keep what was answered of a list of this shape, instead of what was before."""
    register.execute(
        "INSERT INTO import_answers (shape, answers) VALUES (?, ?) "
        "ON CONFLICT (shape) DO UPDATE SET answers = excluded.answers",
        (shape, answers),
    )


def forget_answers(register: Register, shape: str) -> None:
    """Forget what was answered of lists of this shape."""
    register.execute("DELETE FROM import_answers WHERE shape = ?", (shape,))
