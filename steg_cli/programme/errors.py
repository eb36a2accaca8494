"""What can go wrong, as values: a sentence with named values, a way out, and an exit code.

The sentence is an English message id. Only the face translates it and fills in the values,
so a rule can say what is wrong without knowing a language or a screen.
"""

from __future__ import annotations

from collections.abc import Callable

from steg_cli.programme.frozen import frozen


def N_(message: str) -> str:
    """Mark a sentence for translation and return it as it is."""
    return message


@frozen
class Note:
    """Something worth knowing that stopped nothing: a message id with its values.

    The place `{reference}` says WHO where it is not known which case is meant.
    """

    message: str
    values: dict[str, object]

    def __str__(self) -> str:
        return self.message.format(**({"reference": "WHO"} | self.values))


def note(message: str, **values: object) -> Note:
    """Return a note from a message id and its values."""
    return Note(message, values)


class Remedy(str):
    """What would allow what a rule refused. Whoever asked words it: a verb, a correction, a list.

    Those there are stand in `remedies`.
    """

    __slots__ = ()

    @property
    def is_exception(self) -> bool:
        """Whether an exception with a recorded reason would do."""
        return self.endswith("reason")


class StegError(Exception):
    """An error to show to the administrator. It is never changed after it was made.

    `message` is a message id with `{named}` places, which `values` fills. The way out is a `hint`,
    a message id too, or a `remedy` that whoever asked puts into words.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "", **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.hint = "" if isinstance(hint, Remedy) else hint
        self.remedy = hint if isinstance(hint, Remedy) else None
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
        hint: str = "",
        *,
        may_have_arrived: bool = False,
        concerns_all: bool = False,
        **values: object,
    ) -> None:
        super().__init__(message, hint, **values)
        self.may_have_arrived = may_have_arrived
        self.concerns_all = concerns_all


def allows(rule: Callable[..., object], *values: object) -> bool:
    """Say whether a rule allows some values, or a reader can read them, instead of raising."""
    return refusal(rule, *values) is None


def refusal(rule: Callable[..., object], *values: object) -> StegError | None:
    """Return what a rule, or a reader, raises for some values; None if it raises nothing."""
    try:
        rule(*values)
    except StegError as error:
        return error
    return None
