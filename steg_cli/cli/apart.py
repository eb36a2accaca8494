"""What tells of a person and shall stand in no command line: "-" in its place is read apart.

Shells keep what was typed, and everybody on the computer sees which programs run with which words.
"""

from __future__ import annotations

import getpass
import sys
from collections.abc import Mapping

from steg_cli.cli.declined import Interrupted
from steg_cli.cli.face import WHO_IS_MEANT, Face
from steg_cli.programme.errors import N_, Malformed

APART = "-"
# What of a command, and of every one, can be read apart, and what is asked for it at a terminal.
QUESTIONS: Mapping[str, Mapping[str, str]] = {
    "enrol": {
        "number": N_("Personnummer or samordningsnummer?"),
        "name": N_("First and last name?"),
    },
    "amend": {"value": N_("What should have stood there?")},
}
ALWAYS: Mapping[str, str] = {"who": WHO_IS_MEANT, "text": N_("Which text?")}
MOST = 1000  # letters in a line


def questions_of(command: str | None) -> Mapping[str, str]:
    """Return the parameters of a command that can be read apart, with the question for each."""
    return {**ALWAYS, **QUESTIONS.get(command or "", {})}


def read_apart(face: Face, question: str) -> str:
    """Return what is typed at the terminal, not shown there, or else a line of standard input.

    Raises Malformed when there is nothing, and Interrupted for Ctrl-C.
    """
    text = _typed(face.t(question), face) if sys.stdin.isatty() else sys.stdin.readline(MOST)
    text = text.strip()
    if not text:
        raise Malformed(
            N_('Nothing was read in the place of "-".'),
            N_("Write it on standard input, a line for each -, or at a terminal when asked."),
        )
    return text


def _typed(question: str, face: Face) -> str:
    asked = face.t(N_("{question} (what you type is not shown)"), question=question)
    try:
        return getpass.getpass(f"{asked} ", stream=sys.stderr)
    except (EOFError, KeyboardInterrupt):
        raise Interrupted(N_("Interrupted. Nothing was changed.")) from None
