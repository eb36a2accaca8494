"""What the cells of a table say, each value of a column read once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from steg_cli.exchange.sheets import Line
from steg_cli.importing.readers import MOST_KNOWN, NOTHING_SAID, Reader
from steg_cli.programme.errors import Malformed

if TYPE_CHECKING:
    from tests.importing.conftest import TableOf

TODAY = date(2024, 6, 15)


@pytest.fixture
def reader(table_of: TableOf) -> Reader:
    headings = ["Personnr", "Namn", "Startdatum", "Skyddad", "Omfattning"]
    row = ["19900101-9802", "Anna Ek", "2023-01-31", "nej", "0,5"]
    return Reader(table_of([headings, row]).columns, [Line(2, (*row,))], TODAY)


def test_a_value_is_known_by_its_column_and_its_kind(reader: Reader) -> None:
    for _ in range(2):
        assert [reader.value("percent", cell) for cell in (1, "1", 50, "50")] == [100, 100, 50, 50]
        assert [reader.value("protected", cell) for cell in (1, "1", True, 0)] == [True] * 3 + [
            False
        ]
        texts = [reader.value("consultant", cell) for cell in (1, True, 1.0)]
        assert texts == ["1", "True", "1.0"]
        assert reader.value("first_day", "-") is reader.value("name", "-") is NOTHING_SAID
        assert reader.value("cohort", "2023-01-31") == "2023-01-31"
        assert reader.value("first_day", "2023-01-31") == date(2023, 1, 31)


def test_what_cannot_be_read_is_told_each_time(reader: Reader) -> None:
    for _ in range(2):
        with pytest.raises(Malformed):
            reader.value("protected", "kanske")


def test_more_values_than_are_remembered_are_read(reader: Reader) -> None:
    cells = [
        f"Anna {chr(ord('A') + place % 26)}{'x' * (place // 26)}" for place in range(MOST_KNOWN + 9)
    ]
    assert [reader.value("consultant", cell) for cell in cells] == cells
