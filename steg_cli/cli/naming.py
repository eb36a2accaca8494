"""Names on the command line: taken in both languages, shown in one, and guessed when mistyped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from typer._click.core import Parameter
from typer._click.parser import _OptionParser
from typer.core import TyperOption

from steg_cli.programme.choices import Choice
from steg_cli.programme.errors import N_
from steg_cli.programme.nearness import could_mean, nearest_few
from steg_cli.programme.values import plain
from steg_cli.texts import Texts
from steg_cli.texts.swedish import ways_to_type

# What stands for a value in the line on how to call a command.
METAVARS = (
    *(N_("WHO"), N_("DAY"), N_("NAME"), N_("NAMES"), N_("FILE"), N_("REASON"), N_("NUMBER")),
    *(N_("STEP"), N_("WORD"), N_("TITLE"), N_("TEXT"), N_("AMOUNT"), N_("MONTHS"), N_("ADDRESS")),
    *(N_("KIND"), N_("FIELD"), N_("VALUE"), N_("WORKPLACE"), N_("HEADING"), N_("YYYY"), N_("SEK")),
    *(N_("MONTH"), N_("REPORT"), N_("FOLDER"), N_("DNR")),
    *(N_("KEY"), N_("CHANGE"), N_("CASE"), N_("MUNICIPALITY")),
)
WORD = r"\b[A-Z]+\b|(?<![.\w])[a-z][a-z-]+"
# Words that are no option of a command, and which of its options can have been meant: the first.
ALSO_MEANT: Mapping[str, str] = {
    "--exception": "reason because why orsak anledning",
    "--to": "reason outcome status why orsak anledning utfall",
    "--status": "to reason outcome till orsak utfall",
    "--on": "from date day when start",
    "--from": "on date day start första-dag first-day",
    "--given": "on from date day när den dag datum från",
    "--preview": "förhandsgranska granska titta look",
    "--until": "to end through last-day sista-dag slutdag",
    "--end": "until to till t-o-m",
}
# What turns a word into its opposite, as words are compared.
DENIED = frozenset(map(plain, ("un", "no-", "not-", "in", "o", "utan-", "ej-", "inte-", "inga-")))
# Commands that change nothing, and families of commands: a guess that leads there does no harm.
LOOKING = frozenset(
    (
        *("show", "list", "today", "report", "remind", "log", "check", "export", "retention"),
        *("support", "deadline", "cohort", "workplace", "sector", "municipality", "post"),
        *("contact", "project", "setting"),
    )
)


def both(name: str, t: Texts) -> str:
    """Return what a command or report is called, in English too: lista, list."""
    return ", ".join(dict.fromkeys((t.name(name), name)))


def near_names(typed: str, names: Iterable[str]) -> list[str]:
    """Return the few commands, reports or options that were perhaps meant, in the language typed.

    Each is there by the word that is like what was typed: any can be typed, whatever the language.
    Where some begin so, or hold it, others are not guessed at; nor is what is further off than a
    slip.
    """
    wanted = plain(typed)
    known = ways_to_type(names)
    ways = {plain(way): way for way in known}
    likely = [
        way
        for way in nearest_few(wanted, [*ways])
        if wanted in way or wanted.startswith(way) or could_mean(wanted, way)
        if not _is_opposite(wanted, way)
    ]
    certain = [way for way in likely if wanted in way]
    found: dict[str, str] = {}
    for way in certain or likely:
        found.setdefault(known[ways[way]], ways[way])
    return [*found.values()]


def near_in_meaning(typed: str, names: Iterable[str], t: Texts) -> list[str]:
    """Return the option of a command that holds what was typed and is called otherwise there."""
    wanted, known = plain(typed), frozenset(names)
    fitting = (
        name
        for name, words in ALSO_MEANT.items()
        if name in known and wanted in {plain(word) for word in words.split()}
    )
    return [t.name(name) for name in fitting][:1]


def _is_opposite(typed: str, way: str) -> bool:
    """Say whether a word denies what was typed, or the other way round: paid and unpaid."""
    short, long = sorted((typed, way), key=len)
    return long.endswith(short) and long.removesuffix(short) in DENIED


def near_commands(typed: str, names: Iterable[str]) -> list[str]:
    """Return the few commands that were perhaps meant, in the language typed.

    What changes something is offered only for a slip of the hand: a wrong guess that is taken
    would do what nobody meant.
    """
    ways = ways_to_type(names)
    wanted = plain(typed)
    safe = {
        way
        for way, name in ways.items()
        if name in LOOKING
        or could_mean(wanted, plain(way))
        or wanted == plain(way.partition("-")[0])
    }
    return [way for way in near_names(typed, ways.values()) if way in safe]


def show_in(t: Texts, param: Parameter) -> None:
    """Let a parameter be called, and its value be described, in the user's language."""
    for names in (param.opts, param.secondary_opts) if isinstance(param, TyperOption) else ():
        names[:] = dict.fromkeys((*map(t.name, names), *names))
    metavar = getattr(param, "metavar", None)
    if metavar is not None:
        param.metavar = _described(param, metavar, t)


def _described(param: Parameter, metavar: str, t: Texts) -> str:
    """Return what stands for a value: what can be chosen, or a word for it."""
    choice = choice_of(param)
    if choice is not None and "|" in metavar and t.language != "en":
        return "|".join(t.typed(code, label) for code, label in choice.labels.items())

    def word(found: re.Match[str]) -> str:
        return t(found[0]) if found[0].isupper() else t.name(found[0])

    return re.sub(WORD, word, metavar)


def choice_of(param: Parameter) -> Choice | None:
    """Return what can be chosen for a parameter, if it is one of some codes."""
    reader = getattr(getattr(param.type, "func", None), "__self__", None)
    return reader if isinstance(reader, Choice) else None


class _Options(dict[str, Any]):
    """Options by their names: found by what is typed, without case, accents and signs."""

    def __contains__(self, typed: object) -> bool:
        return super().__contains__(_bare(typed))

    def __getitem__(self, typed: str) -> Any:
        return super().__getitem__(_bare(typed))


def _bare(typed: object) -> str:
    """Return an option's name as it is compared. What is no option is none in any spelling."""
    name = str(typed)
    return plain(name) if name.startswith("--") else name


def take_both_languages(parser: _OptionParser) -> _OptionParser:
    """Let a reader of options know each by its Swedish and English names."""
    known = parser._long_opt  # noqa: SLF001 - Click offers no other way
    names = {_bare(way): known[name] for way, name in ways_to_type(known).items()}
    parser._long_opt = _Options(names)  # noqa: SLF001 - as above
    return parser
