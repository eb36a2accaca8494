"""What can go wrong, as values: a sentence with named values, a way out, and an exit code.

The sentence is an English message id. Only the face translates it and fills in the values,
so a rule can say what is wrong without knowing a language or a screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


def N_(message: str) -> str:
    """Mark a sentence for translation and return it as it is."""
    return message


@dataclass(frozen=True)
class Note:
    """Something worth knowing that stopped nothing: a message id with its values."""

    message: str
    values: dict[str, object]

    def __str__(self) -> str:
        return self.message.format(**self.values)


def note(message: str, **values: object) -> Note:
    """Return a note from a message id and its values."""
    return Note(message, values)


class Way(Enum):
    """What would allow what a rule refused. Whoever asked words it: a verb, a correction, a list.

    Those that end with REASON allow it as an exception, with a recorded reason.
    """

    ANOTHER_NUMBER = auto()
    ANOTHER_NUMBER_OR_REASON = auto()
    ANOTHER_STATUS_OR_REASON = auto()
    A_GROUND_OR_REASON = auto()
    ANOTHER_STEP = auto()
    SKIPPING_FOR_A_REASON = auto()
    GOING_BACK_FOR_A_REASON = auto()
    LEAVING_THE_PROGRAMME = auto()
    A_WORKPLACE = auto()
    AN_ORDINARY_WORKPLACE = auto()
    AN_ADAPTED_WORKPLACE = auto()
    A_SECTOR_THAT_EMPLOYS = auto()
    THE_SECTORS_FIRST_DAY = auto()
    NO_PLAN = auto()
    MONTHS_WITHIN_THE_LIMIT = auto()
    A_MONTH_OR_MORE = auto()
    A_LATER_ENROLMENT = auto()
    A_LATER_FIRST_DAY = auto()
    A_LATER_STEP = auto()
    A_LATER_LAST_DAY = auto()
    A_LATER_LEAVE = auto()
    A_LATER_PLAN = auto()
    A_DAY_THAT_HAS_COME = auto()
    A_LATER_DECISION = auto()
    AFTER_THE_LAST_DECISION = auto()
    A_FOLLOW_UP_THAT_HAS_COME = auto()
    A_FOLLOW_UP_AFTER_LEAVING = auto()
    ANOTHER_FOLLOW_UP_DAY = auto()

    @property
    def is_exception(self) -> bool:
        """Whether a recorded reason would do."""
        return self.name.endswith("REASON")


class StegError(Exception):
    """An error to show to the administrator. It is never changed after it was made.

    `message` is a message id with `{named}` places, which `values` fills. The way out is a `hint`,
    a message id too, or a `way` that whoever asked puts into words.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str | Way = "", **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.hint = "" if isinstance(hint, Way) else hint
        self.way = hint if isinstance(hint, Way) else None
        self.values = values

    def __str__(self) -> str:
        return self.message.format(**self.values)


class Refused(StegError):
    """A rule of the programme says no."""


class NotFound(StegError):
    """Nothing in the register goes by this name or number."""


class Ambiguous(StegError):
    """More than one person or thing goes by this name."""


class Malformed(StegError):
    """A value is not written in a form that can be read: the command was typed wrongly."""

    exit_code = 2


class Several(StegError):
    """Several things were refused at once; nothing was done. `errors` holds each of them."""

    def __init__(self, message: str, errors: tuple[StegError, ...], **values: object) -> None:
        super().__init__(message, "", **values)
        self.errors = errors


class NotDelivered(StegError):
    """A mail did not leave, or nobody knows whether it did.

    `may_have_arrived`: it was handed over and no answer came. `concerns_all`: the way out itself
    is closed, so that no other mail would leave either.
    """

    exit_code = 4

    def __init__(
        self,
        message: str,
        hint: str | Way = "",
        *,
        may_have_arrived: bool = False,
        concerns_all: bool = False,
        **values: object,
    ) -> None:
        super().__init__(message, hint, **values)
        self.may_have_arrived = may_have_arrived
        self.concerns_all = concerns_all
