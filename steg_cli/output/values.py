"""How single values look to a person, the same in every format that people read."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import Any

from steg_cli.programme.choices import LABELS
from steg_cli.programme.errors import N_
from steg_cli.programme.fields import CHOSEN
from steg_cli.programme.words import is_unshowable
from steg_cli.texts import Texts

# What a spreadsheet would run as a formula, and what could be taken for a text kept from it.
FORMULA = re.compile(r"'*[=+\-@\t\r]")


def harmless(text: str) -> str:
    """Return text that cannot steer a terminal, whoever wrote it into the file."""
    if text.isprintable():  # as almost every text is, and then nothing in it is unshowable
        return text
    return "".join("\ufffd" if is_unshowable(c) else c for c in text)


def harmless_lines(text: str) -> str:
    """Return lines of text, each of them harmless."""
    return "\n".join(map(harmless, text.split("\n")))


def shown(value: object, t: Texts, key: str = "") -> str:
    """Return a value as people read it: nothing for unknown, yes and no, days as ISO.

    `key` tells what the value is: a step's code becomes its name, a state its word, a
    setting's meaning a sentence.
    """
    match value:
        case None:
            text = ""
        case bool():
            text = t(N_("yes")) if value else t(N_("no"))
        case Mapping():
            text = ", ".join(f"{part(name, t, key)} {n}" for name, n in value.items() if n)
        case str() if key == "step":
            text = t.step(value)
        case str() if key == "meaning":
            text = t(value)
        case str() if key in CHOSEN and value in LABELS:
            text = t(LABELS[value])
        case _:
            text = str(value)
    return harmless(text)


def part(code: str, t: Texts, key: str) -> str:
    """Return what a part of a mapping is called: a step, what people left to, or a name."""
    if key == "steps":
        return harmless(t.step(code))
    return t(LABELS[code]) if code in LABELS else code


def fields(row: object) -> dict[str, Any]:
    """Return a frozen row's values by their keys, without copying what they hold."""
    assert dataclasses.is_dataclass(row)
    return {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}
