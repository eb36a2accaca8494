"""What is known of a field: what it is called, how it is read from text, how it may be shown."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from steg_cli.programme.choices import Choice
from steg_cli.programme.days import read_day, read_last_day, read_since
from steg_cli.programme.values import Reader, Value, Written, read_flag, read_text

READERS_OF_DAYS = (read_day, read_last_day, read_since)

Thing = Literal[
    "participant",
    "enrolment",
    "stay",
    "extension",
    "placement",
    "follow-up",
    "pause",
    "support",
    "deadline",
    "residence",
    "remark",
    "former-number",
    "former-case",
    "hold",
    "municipality",
    "post",
    "contact",
    "workplace",
    "sector",
    "cohort",
    "project",
    "step",
    "setting",
    "rate",
    "retention-rule",
    "list",
    "report",
]
Only = Literal["", "other id", "left", "employed", "training"]


class Field(NamedTuple):
    """One field of a thing.

    `key` is its name in JSON, columns and lists; `heading` what people read above it. Without a
    reader it is shown, and never taken in. `also` is what lists call it besides.
    """

    key: str
    heading: str
    reader: Reader | None = None
    also: tuple[str, ...] = ()
    masked: bool = False  # not shown of a protected person
    number: bool = False  # stands to the right
    amends: bool = False  # a mistake in it is corrected with steg amend
    clears: bool = False  # an empty text takes its value away
    only: Only = ""  # whom or what it applies to: else it cannot be amended
    explained: str = ""  # what the template says about it; without that it is not in there

    @property
    def typed(self) -> str:
        """What it is called at the keyboard: first-day."""
        return self.key.replace("_", "-")

    @property
    def choice(self) -> Choice | None:
        """What can be chosen for it, if it is one of some codes."""
        return self.reader if isinstance(self.reader, Choice) else None

    @property
    def is_day(self) -> bool:
        """Whether it is a day."""
        return self.reader in READERS_OF_DAYS

    @property
    def is_last_day(self) -> bool:
        """Whether it is the last day of something."""
        return self.reader is read_last_day

    @property
    def is_flag(self) -> bool:
        """Whether it is yes or no."""
        return self.reader is read_flag

    def read(self, written: Written, today: date | None = None, near: date | None = None) -> Value:
        """Return the value that is written, typed on the day `today` or standing in a list.

        A year that a list leaves out is looked for near the day `near`. Raises Malformed for what
        cannot be read, and Refused for a text that cannot be kept.
        """
        assert self.reader is not None, self.key
        if self.reader is read_text:
            return read_text(written, today, self.heading)
        for read in READERS_OF_DAYS:
            if read is self.reader:
                return read(written, today, near)
        return self.reader(written, today)
