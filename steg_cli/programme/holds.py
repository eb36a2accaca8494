"""A hold: nothing of a person may be erased while it is on. As pure moves; see `moves`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Hold:
    """Since `day` nothing of the person may be erased, for a reason."""

    id: int
    reason: str
    day: date
