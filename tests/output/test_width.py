"""How wide a text stands on a terminal."""

from __future__ import annotations

import unicodedata

import pytest

from steg_cli.output.width import width


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("Åsa", 3), ("张伟", 4), ("ﾀﾅｶ", 3), ("a張", 3)]
)
def test_wide_letters_take_two_columns(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize("letter", ["m\u0303", "q\u0307", "ą\u0301", "\u0e01\u0e34"])
def test_a_mark_on_a_letter_takes_no_column_of_its_own(letter: str) -> None:
    assert unicodedata.normalize("NFC", letter) == letter
    assert width(f"A{letter}o") == 3
