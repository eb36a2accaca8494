"""A hold: nothing of a person may be erased while it is on. As pure moves; see `moves`."""

from __future__ import annotations

from datetime import date

from steg_cli.programme.frozen import frozen


@frozen
class Hold:
    """Since `day` nothing of the person may be erased, for a reason."""

    id: int
    reason: str
    day: date
