"""Commands that an answer offers, where the register was named with --db: they need it too."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from steg_cli.programme.errors import N_
from steg_cli.programme.words import Keyword
from steg_cli.texts.swedish import meant

if TYPE_CHECKING:
    from steg_cli.texts import Texts


def offers_command(text: str) -> bool:
    """Say whether a text holds a command to type; in Swedish steg is an everyday word as well."""
    from steg_cli.cli.commands import COMMANDS

    return any(meant(word, COMMANDS) for word in re.findall(r"\bsteg ([a-zåäö-]+)", text))


def with_register(path: Path, t: Texts) -> str:
    """Return how the commands that were offered find the register."""
    return t(
        N_("Type each command with the register: steg {option} {path} …"),
        option=Keyword("--db"),
        path=shlex.quote(str(path)),
    )
