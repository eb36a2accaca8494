"""What a move answers, as a user reads it in English: its notes, or its refusal."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from steg_cli.programme.errors import Refused, Remedy
from steg_cli.programme.people import Moved
from steg_cli.texts import texts


def told(moved: object) -> list[str]:
    """Return the notes of a move, if it has any."""
    return [str(one) for one in moved.notes] if isinstance(moved, Moved) else []


def refusal(move: Callable[[], object]) -> tuple[str, str]:
    """Return the sentence and the hint of what a move refuses."""
    with pytest.raises(Refused) as caught:
        move()
    return str(caught.value), texts("en").hint(caught.value)


def remedy_of(move: Callable[[], object]) -> Remedy | None:
    """Return what would allow what a move refuses."""
    with pytest.raises(Refused) as caught:
        move()
    return caught.value.remedy
