"""Several values as one value of a query: SQLite reads them back, whatever they hold."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from hypothesis import example, given
from hypothesis import strategies as st

from steg_cli.register.arrays import array_of

LETTERS = st.characters(codec="utf-8", exclude_characters="\0")


@given(st.lists(st.integers(-(2**60), 2**60) | st.text(LETTERS) | st.none()))
@example([" ek nils", "Åsa", "5", "²"])
@example(['"', "\\", "\n", ""])
def test_an_array_is_read_back_as_it_was_written(values: list[int | str | None]) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        rows = connection.execute("SELECT value FROM json_each(?)", (array_of(values),))
        assert [row[0] for row in rows] == values
