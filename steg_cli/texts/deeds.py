"""What a change in the log did, in words: its command, and its summary.

The log keeps both in English: codes of steps and outcomes, names of fields. Here they are told as
they are called on the screen.
"""

from __future__ import annotations

import re
from contextlib import suppress

from steg_cli.programme.choices import LABELS
from steg_cli.programme.errors import N_
from steg_cli.programme.settings import SETTINGS
from steg_cli.programme.words import Word
from steg_cli.texts import Texts
from steg_cli.texts.swedish import COMMANDS

REVERSING = ("undo", "redo")
WITH_CODES = (  # in their summaries
    *("enrol", "advance", "extend", "leave", "follow-up"),
    *("retention add", "retention edit", "retention remove"),
)
WITHIN_A_FAMILY = frozenset(("add", "edit", "end", "done", "close", "open", "remove", "merge"))


def deed(command: str, summary: str, t: Texts) -> str:
    """Return what a change did: the command and its summary."""
    return f"{t.command(command)} {told_summary(command, summary, t)}".strip()


def told_summary(command: str, summary: str, t: Texts) -> str:
    """Return a change's summary as it is read. Names of places are left as they are."""
    words = summary.split(" ")
    if command in REVERSING and len(words) > 1 and words[1] in COMMANDS:
        of_family = words[2:3] and words[2] in WITHIN_A_FAMILY
        until = 3 if of_family else 2
        return f"{words[0]} {deed(' '.join(words[1:until]), ' '.join(words[until:]), t)}"
    if command in WITH_CODES:
        return " ".join(t.steps.get(word) or t(LABELS.get(word, word)) for word in words)
    if command == "amend":
        from steg_cli.texts.fields import shown_field

        with suppress(LookupError):  # another version may have had other fields
            return " ".join([*words[:-1], shown_field(words[-1], t)])
    if command == "import" and (counts := re.fullmatch(r"(.*) \+(\d+) ~(\d+)", summary)):
        told = N_("{file}: {new} new, {changed} changed")
        return t(told, file=counts[1], new=counts[2], changed=counts[3])
    key, equals, value = summary.partition(" = ")
    if command == "setting":
        return f"{key}{equals}{told_setting(key, value, t)}"
    return summary


def told_setting(key: str | None, value: str, t: Texts) -> str:
    """Return a setting's value as it is read; what is no word of ours is left as it is."""
    worded = SETTINGS[key].worded(value) if key in SETTINGS else value
    return told_word(worded, t) if isinstance(worded, Word) else value


def told_word(word: str, t: Texts) -> str:
    """Return a word as it is called, and a lead such as `14 days` with the number it has."""
    number, _, unit = word.partition(" ")
    if not number.isdecimal():
        return t(word)
    if unit.startswith("month"):
        return t.plural("{count} month", "{count} months", int(number))
    return t.plural("{count} day", "{count} days", int(number))
