"""What of a command is recorded as a reading: which one it was, and whom it showed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, is_dataclass
from datetime import date
from itertools import islice
from typing import Literal

from typer._click import Context
from typer.core import TyperOption

from steg_cli.programme.errors import StegError
from steg_cli.programme.frozen import names_of
from steg_cli.register.file import Register
from steg_cli.reports.registry import REPORTS
from steg_cli.texts.swedish import meant

UNTOLD = ("include_protected", "format_", "plain_csv", "yes")  # they say nothing of who was sought
AT_ONCE = 10_000  # cases of which it is asked who is protected
CASE = r"S-([0-9]{4,})"


@dataclass
class Reading:
    """A reading that is recorded as soon as something of it goes out.

    `shown` is what the command shows: whoever it names by a case reference and has a protected
    identity is recorded. An extract is of the person in `whom`, protected or not.
    """

    command: str
    what: Literal["protected", "extract", "export"] = "protected"
    shown: tuple[object, ...] = ()
    whom: int | None = None

    def cases(self, register: Register) -> list[int]:
        """Return whom it shows."""
        from steg_cli.register.readings import protected_among

        if self.whom is not None:
            return [self.whom]
        formerly = self.command.startswith("log")  # which masks what was protected then
        cases, found = _cases(self.shown), set[int]()
        while some := {*islice(cases, AT_ONCE)}:
            found.update(protected_among(register, some, formerly=formerly))
        return sorted(found)


def sought(register: Register, who: str | Sequence[str] | None, today: date) -> list[int]:
    """Return the case of each that is meant, as far as one is: a command says what is wrong."""
    from steg_cli.register.people import find_case

    cases = []
    for one in [who] if isinstance(who, str) else who or ():
        with suppress(StegError):
            cases.append(find_case(register, one, today))
    return cases


def words_of(ctx: Context) -> str:
    """Return the command by its English names: list --step …, without what was typed there."""
    words = []
    for param in ctx.command.params:
        source = ctx.get_parameter_source(param.name or "")
        if source is None or source.name != "COMMANDLINE" or param.name in UNTOLD:
            continue
        if isinstance(param, TyperOption):
            words += [param.opts[-1], *([] if param.is_flag else ["…"])]
        elif ctx.command.name == "report" and param.name == "name":
            words.append(meant(ctx.params["name"] or "", REPORTS) or "…")
    names = []
    while ctx.parent is not None:
        names.append(ctx.command.name or "")
        ctx = ctx.parent
    return " ".join((*reversed(names), *words))


def _cases(shown: object, key: str = "") -> Iterator[int]:
    """Yield every case whose reference is in what is shown: in rows, and in what they hold."""
    if isinstance(shown, str):
        if key == "reference" and (found := re.fullmatch(CASE, shown)):
            yield int(found[1])
    elif isinstance(shown, Mapping):
        for name, inner in shown.items():
            yield from _cases(inner, str(name))
    elif isinstance(shown, Sequence) and not hasattr(shown, "_fields"):
        for inner in shown:
            yield from _cases(inner)
    elif is_dataclass(shown) and not isinstance(shown, type):
        for name in names_of(type(shown)):
            yield from _cases(getattr(shown, name), name)
