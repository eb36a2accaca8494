"""What several tests of the register need: what a file holds, and somebody on a later step."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from steg_cli.actions.advance import advance
from steg_cli.register.file import Register
from steg_cli.register.version_6 import LOGGED_6

Content = dict[str, list[tuple[object, ...]]]


# put_on_step(who, step, on, until=, workplace=, agreement=): whatever step they are on before.
PutOnStep = Callable[..., None]


@pytest.fixture(autouse=True)
def quick_file() -> None:
    """Make, upgrade and keep files as for a user."""


@pytest.fixture
def put_on_step(register: Register) -> PutOnStep:
    """Move people up as in the pilot: straight there, with a reason."""

    def put_on_step(who: str, step: str, on: date, **more: Any) -> None:
        advance(register, who, on, to=step, exception="straight there", **more)

    return put_on_step


@pytest.fixture
def content_of() -> Callable[[Path], Content]:
    """Read every row of the tables that undo concerns, as another program sees them."""

    def content_of(path: Path) -> Content:
        with closing(sqlite3.connect(path)) as connection:
            return {
                table: connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
                for table in LOGGED_6
            }

    return content_of


@pytest.fixture
def everything_in() -> Callable[[Path], list[str]]:
    """Read a whole file as SQL: tables, rows, log, views and triggers."""

    def everything_in(path: Path) -> list[str]:
        with closing(sqlite3.connect(path)) as connection:
            return list(connection.iterdump())

    return everything_in
