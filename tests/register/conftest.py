"""What several tests of the register need: what a file holds, and somebody on a later step."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest

from steg_cli.actions.advance import advance
from steg_cli.register.file import Register
from steg_cli.register.schema import LOGGED_1

Content = dict[str, list[tuple[object, ...]]]


class PutOnStep(Protocol):
    """What the fixture `put_on_step` is."""

    def __call__(
        self,
        who: str,
        step: str,
        on: date,
        *,
        until: date | None = None,
        workplace: str | None = None,
        agreement: str | None = None,
    ) -> None:
        """Let somebody begin `step` on day `on`, whatever step they are on before."""


@pytest.fixture
def put_on_step(register: Register) -> PutOnStep:
    """Move people up as in the pilot: straight there, with a reason."""

    def put_on_step(
        who: str,
        step: str,
        on: date,
        *,
        until: date | None = None,
        workplace: str | None = None,
        agreement: str | None = None,
    ) -> None:
        advance(
            register,
            who,
            on,
            to=step,
            until=until,
            workplace=workplace,
            agreement=agreement,
            exception="straight there",
        )

    return put_on_step


@pytest.fixture
def content_of() -> Callable[[Path], Content]:
    """Read every row of the tables that undo concerns, as another program sees them."""

    def content_of(path: Path) -> Content:
        with closing(sqlite3.connect(path)) as connection:
            return {
                table: connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
                for table in LOGGED_1
            }

    return content_of


@pytest.fixture
def everything_in() -> Callable[[Path], list[str]]:
    """Read a whole file as SQL: tables, rows, log, views and triggers."""

    def everything_in(path: Path) -> list[str]:
        with closing(sqlite3.connect(path)) as connection:
            return list(connection.iterdump())

    return everything_in
