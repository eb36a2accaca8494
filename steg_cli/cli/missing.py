"""What a command line has not said, asked for at a terminal: see `spoken`.

A question is what the help says of the value, not the name of its option.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from typer._click import Context
from typer._click.core import Parameter

from steg_cli.cli.asking import ask, say_why
from steg_cli.cli.face import NO_DEFAULT, WHO_IS_MEANT, Face
from steg_cli.cli.naming import choice_of
from steg_cli.cli.questions import one_of, word
from steg_cli.cli.spoken import SpokenCommand, written
from steg_cli.programme.days import read_day, read_first_day, read_last_day
from steg_cli.programme.errors import N_, Ambiguous, StegError, refusal


def _reader_of(param: Parameter) -> Callable[[str, date], date]:
    """Return what reads the day that an option takes."""
    readers = {"--from": read_first_day, "--until": read_last_day}
    return next((one for name, one in readers.items() if name in param.opts), read_day)


def _nobody(face: Face, who: str) -> StegError | None:
    """Return what says that nobody is called so; which of several is asked about later."""
    from steg_cli.register.people import find_case

    if who == "-":  # what is typed unseen
        return None
    register = face.register  # one that is not there is told at once
    error = refusal(find_case, register, who, face.today)
    return None if isinstance(error, Ambiguous) else error


def asked(face: Face, ctx: Context, param: Parameter) -> str:
    """Ask for one value until it can be read, and return the answer."""
    help_text = getattr(param, "help", None) or written(param)
    text = face.t(WHO_IS_MEANT) if param.name == "who" else help_text[0].upper() + help_text[1:]
    if param.name in ("sector", "municipality", "workplace"):
        return ask(face, one_of(face, param.name, text))
    if choice := choice_of(param):
        return str(ask(face, word(face, face.t(N_("Which kind?")), choice)))
    while True:
        answer = face.ask(text).strip()
        if not answer:
            face.tell(NO_DEFAULT)
            continue
        typed = [answer] if param.multiple or param.nargs == -1 else answer
        error = refusal(param.type_cast_value, ctx, typed)
        if error is None and getattr(param, "metavar", None) == face.t("DAY"):
            error = refusal(_reader_of(param), answer, face.today)
        if error is None and isinstance(ctx.command, SpokenCommand):
            error = refusal(ctx.command.check_answer, param, answer, face.t)
        if error is None and param.name == "who" and not param.multiple and param.nargs == 1:
            error = _nobody(face, answer)
        if error is None:
            return answer
        say_why(face, error, answer)
