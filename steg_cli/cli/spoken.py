"""Typer's commands, speaking our two languages and asking for what is missing.

What is typed is taken in either language, without case and accents; what is shown is in one.

Typer's own sentences are English, so usage, help and errors are worded here. Click is vendored
in Typer; what is used of it is named in this file, `naming` and `app`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import typer
from typer._click import Command, Context, HelpFormatter
from typer._click import exceptions as usage
from typer._click.core import Parameter
from typer._click.parser import _OptionParser
from typer.core import TyperCommand, TyperGroup, TyperOption

from steg_cli.cli.face import Face
from steg_cli.cli.naming import (
    both,
    near_commands,
    near_in_meaning,
    near_names,
    show_in,
    take_both_languages,
)
from steg_cli.programme.errors import N_, Ambiguous, Malformed, StegError
from steg_cli.programme.values import plain
from steg_cli.texts import Texts
from steg_cli.texts.swedish import OPTIONS, meant, ways_to_type

# Words of Typer's own: they are found in our catalogue under these ids.
TYPERS_WORDS = (N_("Arguments"), N_("Options"), N_("Commands"), N_("required"))
TYPERS_DEFAULT = N_("default: {default}")

TYPED = "typed"  # where a context keeps the words on the line
USAGE_HINT = N_("{path} --help shows how it is used.")
HELP = ("help", "hjalp")  # typed as if it were a command
NUMBER = r"(?:[Ss]-?)?[0-9]"  # how a case reference, an identity number or a change begins
# What a command is perhaps told without its option.
BEHIND_WHO = {"extend": "--months", "advance": "--to", "leave": "--to", "follow-up": "--status"}
MOST_MONTHS = 60  # that anybody types; a larger number is a case
GLOBAL_OPTIONS = ("--db", "--lang", "--today")

Verb = TypeVar("Verb", bound=Callable[..., Any])

UsageError = usage.UsageError
NoArgsIsHelpError = usage.NoArgsIsHelpError


class Spoken(Command):
    """What commands and groups share: help and options in the user's language."""

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the line on how to call the command, or the group."""
        pieces = " ".join(piece.strip("{}") for piece in self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=face_of(ctx).t(N_("Usage: ")))

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002 - its signature
        """Write the examples, none of which breaks in the middle: they are copied."""
        if self.epilog:
            from steg_cli.output.wrapping import wrapped

            lines = wrapped(f"  {self.epilog}", formatter.width)
            formatter.write(f"\n{lines}\n")

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Return --help, described in the user's language."""
        option = super().get_help_option(ctx)
        face = ctx.find_root().obj  # not there yet while the global options are being read
        if option is not None and isinstance(face, Face):
            option.help = face.t(N_("show this help"))
            option.opts = list(dict.fromkeys((face.t.name("--help"), "--help")))
        return option

    def make_parser(self, ctx: Context) -> _OptionParser:
        """Return a reader of the options, by their names in both languages."""
        return take_both_languages(super().make_parser(ctx))


class SpokenCommand(Spoken, TyperCommand):
    """A command whose help is in the user's language and which asks for what it must have."""

    asks_itself = False

    def help_values(self, t: Texts) -> dict[str, str]:  # noqa: ARG002 - for those that have some
        """Return what is filled into the text of the help, if anything."""
        return {}

    def check_answer(self, param: Parameter, answer: str, t: Texts) -> None:
        """Raise what is wrong with an answer that the type of its parameter does not know."""

    def check_asking(self, ctx: Context) -> None:
        """Raise what refuses the command whatever would be answered."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the command line; on a terminal, ask for each required value that is missing."""
        face = face_of(ctx)
        ctx.meta[TYPED] = tuple(args)
        options: list[str] = []
        words: list[str] = []  # after "--", where a word that begins with a dash is no option
        while True:
            ctx.params.clear()
            apart = ["--"] if words and "--" not in args else []
            try:
                rest = super().parse_args(ctx, [*options, *args, *apart, *words])
            except usage.MissingParameter as missing:
                if missing.param is None or not face.can_ask:
                    raise
                from steg_cli.cli.missing import asked

                self.check_asking(ctx)
                if self.asks_itself:
                    missing.param.required = False
                elif isinstance(missing.param, TyperOption):
                    answer = asked(face, ctx, missing.param)
                    options.append(f"{written(missing.param)}={answer}")
                else:
                    words.append(asked(face, ctx, missing.param))
            except usage.BadOptionUsage as error:
                error.ctx = error.ctx or ctx  # without it nobody could tell whose help to read
                raise
            else:
                self._fill_in(ctx, face)
                face.about(ctx.params.get("who"))
                if ctx.params.get("include_protected"):
                    from steg_cli.cli.reading import Reading, sought, words_of
                    from steg_cli.programme.cases import reference_of

                    face.reading = Reading(words_of(ctx))
                    if "dry_run" in ctx.params:  # a change, of which a refusal tells as much
                        cases = sought(face.register, ctx.params.get("who"), face.today)
                        face.shows(*({"reference": reference_of(case)} for case in cases))
                        face.record_reading()
                return rest

    def _fill_in(self, ctx: Context, face: Face) -> None:
        """Read apart what "-" stands for, in the order of the help."""
        if not any(word == "-" or word.endswith("=-") for word in ctx.meta[TYPED]):
            return
        from steg_cli.cli.apart import APART, questions_of, read_apart

        for name, question in questions_of(self.name).items():
            given = ctx.params.get(name)
            if given == APART:
                ctx.params[name] = read_apart(face, question)
            elif isinstance(given, (list, tuple)):
                ctx.params[name] = [
                    read_apart(face, question) if one == APART else one for one in given
                ]

    def invoke(self, ctx: Context) -> Any:
        """Run the command; where a name is that of several people, ask who is meant."""
        while True:
            try:
                return super().invoke(ctx)
            except Ambiguous as error:
                from steg_cli.cli.whom import settled

                ctx.params["who"] = settled(face_of(ctx), ctx.params.get("who"), error)


class AskingCommand(SpokenCommand):
    """A command that asks for what is missing itself: at a terminal it is given None for it."""

    asks_itself = True


class SpokenGroup(Spoken, TyperGroup):
    """A group of commands whose help is in the user's language."""

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """List the commands of a family."""
        t = face_of(ctx).t
        with formatter.section(t(N_("Commands"))):
            formatter.write_dl(self.listed(ctx, self.list_commands(ctx)))

    def listed(self, ctx: Context, names: Iterable[str]) -> list[tuple[str, str]]:
        """Return how some commands are called, and what each of them is for: a whole sentence."""
        t = face_of(ctx).t
        found = ((name, self.get_command(ctx, name)) for name in names)
        return [
            (both(name, t), command.get_short_help_str(sys.maxsize))
            for name, command in found
            if command
        ]

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        """Find the command by its name in either language, or name the nearest ones."""
        known = self.list_commands(ctx)
        name = meant(args[0], known)
        if name is None and (two := meant("-".join(args[:2]), known)):  # gå vidare
            name, args = two, args[1:]
        if name is None and plain(args[0]) in HELP:
            if not args[1:]:
                face_of(ctx).out(ctx.get_help())
                raise typer.Exit
            return self.resolve_command(ctx, [*args[1:], "--help"])
        if name is None and not args[0].startswith("-"):
            raise _not_there(
                N_("There is no command {name}."),
                N_("{path} --help lists them."),
                name=args[0],
                near=near_commands(args[0], known),
                path=ctx.command_path,
            )
        found = super().resolve_command(ctx, [name or args[0], *args[1:]])
        return face_of(ctx).t.name(name) if name else None, *found[1:]


class App(typer.Typer):
    """An app whose commands are spoken ones."""

    def command(self, name: str | None = None, **settings: Any) -> Callable[[Verb], Verb]:
        """Register a command; see typer.Typer.command."""
        return super().command(name, **{"cls": SpokenCommand, **settings})


def new_app(**settings: Any) -> App:
    """Return an app for a family of verbs."""
    return App(
        cls=SpokenGroup,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        **settings,
    )


def face_of(ctx: Context) -> Face:
    """Return the run that a command belongs to."""
    face = ctx.find_root().obj
    assert isinstance(face, Face)
    return face


def speak_for_typer(t: Texts) -> None:
    """Let Typer's own words (Options, Commands, default) come from our catalogue too.

    It asks gettext, which would make a dictionary of all our sentences for these five.
    """
    typer.core._ = t  # type: ignore[attr-defined] # which the module imports, and does not export


def translate(command: Command, t: Texts) -> Command:
    """Put a freshly built command's help into the language, and that of its subcommands."""
    values = command.help_values(t) if isinstance(command, SpokenCommand) else {}
    command.help = t(command.help, **values) if command.help else None
    command.short_help = t(command.short_help) if command.short_help else None
    command.epilog = t(command.epilog) if command.epilog else None
    for param in command.params:
        show_in(t, param)
        text = getattr(param, "help", None)
        if text:
            # Options and arguments have a help; Click's common base class does not say so.
            param.help = t(text)  # type: ignore[attr-defined]
    if isinstance(command, TyperGroup):
        command.subcommand_metavar = t(N_("COMMAND [ARGS]..."))
        for inner in command.commands.values():
            translate(inner, t)
    if command.options_metavar:
        command.options_metavar = t(N_("[OPTIONS]"))
    return command


def usage_as_ours(error: usage.UsageError) -> StegError:
    """Return our own error for one of Typer's."""
    path = error.ctx.command_path if error.ctx else "steg"
    if isinstance(error, usage.MissingParameter):
        return Malformed(N_("{name} is missing."), USAGE_HINT, name=written(error.param), path=path)
    if isinstance(error, usage.NoSuchOption):
        return _no_such_option(error, path)
    if isinstance(error, usage.BadOptionUsage):
        return Malformed(
            N_("The option {name} needs a value."), USAGE_HINT, name=error.option_name, path=path
        )
    if isinstance(error, usage.BadParameter):
        return Malformed(
            N_("The value for {name} cannot be read."),
            USAGE_HINT,
            name=written(error.param),
            path=path,
        )
    if error.message.startswith("Missing command"):
        return Malformed(N_("A command is missing."), USAGE_HINT, path=path)
    detail = error.message.rpartition("(")[2].rstrip(")") or error.message
    near = ""
    quoted = _to_quote(error.ctx) if error.ctx else ""
    hint = N_('What is more than one word stands in quotes: "{quoted}"') if quoted else USAGE_HINT
    if error.ctx and re.match(NUMBER, quoted) and _are_several(error.ctx, quoted):
        hint = N_("One at a time: {path} {words}")
        if option := _option_for(error.ctx, detail):
            hint, near = N_("Did you mean {near}?"), f"{face_of(error.ctx).t.name(option)} {detail}"
    if error.ctx and _is_list_of_people(error.ctx):
        hint = N_('One person is shown by: steg show "{detail}"')
    return Malformed(
        N_("There is a word too many on the line: {detail}"),
        hint,
        quoted=quoted,
        detail=detail,
        near=near,
        path=path,
        words=_words(error.ctx) if error.ctx else "",
    )


def _is_list_of_people(ctx: Context) -> bool:
    """Say whether `steg list` itself was called, and without an option: a name was meant."""
    alone = ctx.parent is not None and ctx.parent.parent is None
    typed = " ".join(ctx.meta.get(TYPED, ()))
    return alone and ctx.command.name == "list" and "--" not in typed


def _no_such_option(error: usage.NoSuchOption, path: str) -> StegError:
    if error.option_name in GLOBAL_OPTIONS:
        return Malformed(
            N_("{name} stands before the command."),
            N_("Write it right after steg: steg {name} … COMMAND"),
            name=error.option_name,
        )
    near: list[str] = []
    hint = USAGE_HINT
    if error.ctx is not None:
        t = face_of(error.ctx).t
        called = meant(error.option_name, OPTIONS)
        if any(f"--{one.name}" == called for one in _arguments(error.ctx)):
            return Malformed(
                N_("{name} is no option here: it is written without one."),
                N_("In this order: {path} {words}"),
                name=t.name(called or ""),
                path=path,
                words=_words(error.ctx),
            )
        options = [one for one in error.ctx.command.params if isinstance(one, TyperOption)]
        names = [name for one in options for name in (*one.opts, *one.secondary_opts)]
        near = near_in_meaning(error.option_name, names, t) or near_names(error.option_name, names)
        if error.ctx.parent is None and called:
            hint = N_("Write it after the command: steg COMMAND … {name}")
    return _not_there(
        N_("There is no option {name}."), hint, name=error.option_name, near=near, path=path
    )


def _option_for(ctx: Context, word: str) -> str | None:
    """Return the option that a word behind WHO was perhaps meant for: 12, serviceassistent."""
    option = BEHIND_WHO.get(ctx.command.name or "")
    if word.isdigit():
        return option if option == "--months" and int(word) <= MOST_MONTHS else None
    return option if option != "--months" else None


def _arguments(ctx: Context) -> list[Parameter]:
    """Return what a command takes without options."""
    return [one for one in ctx.command.params if not isinstance(one, TyperOption)]


def _words(ctx: Context) -> str:
    """Return what a command takes without options, as it stands on the line: WHO WORKPLACE."""
    return " ".join(written(one).strip("[]") for one in _arguments(ctx))


def _are_several(ctx: Context, quoted: str) -> bool:
    """Say whether words that begin with a number are one each: people, changes; no name, no day."""
    typed = " ".join(ctx.meta.get(TYPED, ()))
    words = quoted.split()
    return typed.startswith(quoted) and (
        _arguments(ctx)[0].name == "who" or all(re.match(NUMBER, word) for word in words)
    )


def _to_quote(ctx: Context) -> str:
    """Return the words on the line that were meant as one: a name, or a day after its option."""
    flags = [one for one in ctx.command.params if isinstance(one, TyperOption) and one.is_flag]
    is_flag = {
        plain(way) for one in flags for way in ways_to_type((*one.opts, *one.secondary_opts))
    }
    words: list[str] = []  # that stand together, after an option that takes one or after none
    most = alone = len(_arguments(ctx))
    for typed in (*ctx.meta.get(TYPED, ()), "--"):
        if not typed.startswith("--"):
            words.append(typed)
            continue
        if len(words) > most:
            # A number or a key is one word: then it is the last that has more.
            first, second = words[0], words[1] if len(words) > 1 else ""
            whole = ctx.params.get("key") or (
                re.match(NUMBER, first) and not re.match(NUMBER, second)
            )
            at = most - 1 if 1 < most == alone and whole else 0
            return " ".join(words[at : at + len(words) - most + 1]) if most else ""
        words, most = [], 1 if plain(typed) not in is_flag and "=" not in typed else alone
    return ""


def _not_there(message: str, hint: str, *, near: Sequence[str], **values: object) -> Malformed:
    """Return the error of a word that is no command or option, with what was perhaps meant."""
    hint = N_("Did you mean {near}?") if near else hint
    return Malformed(message, hint, near=", ".join(near), **values)


def written(param: Parameter | None) -> str:
    """Return a parameter as it stands on the command line: --cohort, WHO."""
    if param is None:
        return ""
    if isinstance(param, TyperOption):
        return param.opts[0]
    return param.human_readable_name
