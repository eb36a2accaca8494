"""Commands that are offered work as they are typed, also where --db named the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from steg_cli.cli.offering import offers_command

if TYPE_CHECKING:
    from tests.cli.conftest import Steg


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("Next: steg place S-0001 --from 2024-01-15", True),
        ("Nästa: steg placera S-0001", True),
        ("nästa steg kan inte börja", False),
        ("steg 3", False),
        ("STEG show", False),
        ("", False),
    ],
)
def test_a_command_is_told_from_the_everyday_word(text: str, offers: bool) -> None:
    assert offers_command(text) == offers


def test_the_commands_go_with_the_register_that_the_line_names(steg: Steg) -> None:
    other = {"STEG_DB": str(steg.story.with_name("another.db"))}
    line = f"Type each command with the register: steg --db {steg.story} …\n"
    named = ("--db", str(steg.story))

    for words, told in (
        (("today",), True),
        (("show", "4"), True),
        (("extend", "4", "--months", "1"), True),  # a refusal whose way out is a command
        (("note", "4", "ringer"), True),
        (("municipality", "list"), False),
        (("today", "--format", "json"), False),
    ):
        assert (steg(*named, *words, environment=other)[2].count(line) == 1) == told
    assert "--db" not in steg(*named, "today")[2]  # the variable names it too
