"""Questions at a terminal: one at a time, each answer checked at once.

A question that has choices shows them with numbers. An answer is a number, a name or the beginnings
of its words, a code, or a word in either language, without regard to case and accents. Enter takes
the default. What cannot be read, or what a rule refuses, is said, and the question asked again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from steg_cli.cli.face import Declined, Face, Interrupted
from steg_cli.programme.errors import N_, Malformed, StegError
from steg_cli.programme.remedies import ANOTHER_NUMBER
from steg_cli.programme.values import plain
from steg_cli.programme.words import fold
from steg_cli.texts import Texts

MOST_SHOWN = 15  # choices, so that the question is still on a screen of 24 lines
MOST_MEANT = 5  # of the choices that an answer could mean

T = TypeVar("T")


class Pick(NamedTuple, Generic[T]):
    """One choice: its value, what it is called, what else is typed for it, what stands beside."""

    value: T
    name: str
    also: tuple[str, ...] = ()
    beside: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it can be called."""
        return (self.name, *self.also)


class Enter(NamedTuple, Generic[T]):
    """What Enter alone means, and how that is shown."""

    value: T
    shown: str


@dataclass(frozen=True)
class Question(Generic[T]):
    """What is asked, in the user's language, and how an answer is read.

    `read` takes an answer that is none of the `picks`. Whatever was answered goes through `check`.
    Both raise what is wrong.
    """

    text: str
    read: Callable[[str], T] | None = None
    picks: Sequence[Pick[T]] = ()
    enter: Enter[T] | None = None
    check: Callable[[T], object] | None = None

    def value(self, answer: str) -> T:
        """Return what an answer means, before it is checked."""
        if not answer and self.enter is not None:
            return self.enter.value
        meant = picked(answer, self.picks) if self.picks else []
        if len(meant) == 1:
            return meant[0].value
        if meant:
            names = [one.name for one in meant]
            raise Malformed(
                N_("{text} can be {names}."),
                N_("Write more of it, or its number."),
                text=answer,
                names=", ".join(names[:MOST_MEANT]) + (" …" if names[MOST_MEANT:] else ""),
            )
        if self.read is not None:
            return self.read(answer)
        raise Malformed(
            N_("{text} is none of the choices."),
            N_("Write the number of one, or how its name begins."),
            text=answer,
        )


def ask(face: Face, question: Question[T]) -> T:
    """Ask until an answer can be read and no rule refuses it. Ctrl-C raises Interrupted."""
    prompt = question.text
    if question.picks:
        face.say("\n".join([question.text, *_numbered(question.picks, face.t)]))
        prompt = face.t(N_("Number or name"))
    if question.enter is not None:
        prompt += f" [{question.enter.shown}]"
    while True:
        try:
            value = question.value(face.ask(prompt).strip())
            if question.check is not None:
                question.check(value)
        except Interrupted:
            raise
        except Declined:  # to give a reason for this answer
            continue
        except StegError as error:
            say_why(face, error)
        else:
            return value


def choose(face: Face, question: str, choices: Sequence[Pick[T]], default: T | None = None) -> T:
    """Ask for one of some numbered choices; Enter takes the default, if there is one."""
    return ask(face, Question(question, picks=choices, enter=enter_for(choices, default)))


def enter_for(choices: Sequence[Pick[T]], default: T | None) -> Enter[T] | None:
    """Return that Enter alone means the choice `default`, shown as its number and name."""
    for number, one in enumerate(choices, 1):
        if default is not None and one.value == default:
            return Enter(one.value, f"{number} {one.name}")
    return None


def picked(answer: str, picks: Sequence[Pick[T]]) -> list[Pick[T]]:
    """Return the choices that an answer can mean: by number or whole name, else by beginnings."""
    exact = [
        one
        for number, one in enumerate(picks, 1)
        if answer == str(number) or plain(answer) in map(plain, one.names)
    ]
    return exact or [one for one in picks if any(begins(answer, name) for name in one.names)]


def begins(answer: str, name: str) -> bool:
    """Say whether every word of the answer begins another word of the name, in any order."""
    words = _words(name)
    for part in _words(answer):
        word = next((one for one in words if one.startswith(part)), None)
        if word is None:
            return False
        words.remove(word)
    return bool(_words(answer))


def _words(text: str) -> list[str]:
    return [plain(word) for word in re.split(r"[\W_]+", fold(text)) if word]


def say_why(face: Face, error: StegError) -> None:
    """Say what is wrong with an answer.

    What would allow it is said too, but not as options: the question that comes again is the way.
    """
    known = error.remedy is None or error.remedy == ANOTHER_NUMBER
    hint = face.t.hint(error) if known else ""
    face.say(" ".join(filter(None, (face.t.error(error), hint))))


def _numbered(picks: Sequence[Pick[T]], t: Texts) -> Iterator[str]:
    """Yield a line for each choice, and how many there are besides."""
    width = max((len(one.name) for one in picks[:MOST_SHOWN]), default=0)
    for number, one in enumerate(picks[:MOST_SHOWN], 1):
        yield f"  {number:>2}  {one.name.ljust(width)}  {one.beside}".rstrip()
    if len(picks) > MOST_SHOWN:
        more = len(picks) - MOST_SHOWN
        yield "      " + t.plural(
            "and {count} more: write how its name begins",
            "and {count} more: write how the name begins",
            more,
        )
