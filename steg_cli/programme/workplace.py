"""Where somebody can be placed."""

from __future__ import annotations

from datetime import date

from steg_cli.programme.frozen import frozen


@frozen
class Sector:
    """A part of the municipality. From `employs_from` on it employs its own; None: not yet."""

    id: int
    name: str
    employs_from: date | None

    def employs_its_own_on(self, day: date) -> bool:
        """Say whether the sector employs its own on `day`."""
        return self.employs_from is not None and self.employs_from <= day


@frozen
class Workplace:
    """Where somebody can be placed: AME's adapted operations, or a sector's ordinary ones."""

    id: int
    name: str
    sector: Sector
    municipality: str
    adapted: bool
    manager: str | None
    manager_email: str | None
    places: int | None
    open_until: date | None = None  # the last day on which anybody can be there
