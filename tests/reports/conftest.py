"""Bringing people to a step, for reports to find them there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.advance import advance
from steg_cli.register.file import Register

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody


class OnStep:
    """Brings people to a step in one go, as an exception with the reason "bedömd"."""

    def __init__(self, register: Register, enrol_somebody: EnrolSomebody) -> None:
        self.register, self.enrol_somebody = register, enrol_somebody

    def __call__(
        self,
        step: str,
        name: str = "Anna Andersson",
        *,
        since: date = date(2023, 6, 1),
        until: date | None = None,
        cohort: str = "STEG",
        municipality: str = "Skövde",
        workplace: str | None = None,
        agreement: str | None = None,
        protected: bool = False,
    ) -> str:
        """Enrol somebody on 2021-03-01, on `step` since a day, and return the reference."""
        who = self.enrol_somebody(
            name,
            on=date(2021, 3, 1),
            cohort=cohort,
            municipality=municipality,
            protected=protected,
        )
        advance(
            self.register,
            who,
            since,
            to=step,
            until=until,
            workplace=workplace,
            agreement=agreement,
            exception="bedömd",
        )
        return who


@pytest.fixture
def register(register: Register) -> Register:
    """Write without waiting for the disk: what happens when the power fails is tested elsewhere."""
    register.execute("PRAGMA synchronous = OFF")
    return register


@pytest.fixture
def on_step(register: Register, enrol_somebody: EnrolSomebody) -> OnStep:
    """Bring people to a step."""
    return OnStep(register, enrol_somebody)
