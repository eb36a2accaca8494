"""The one app: global options, the one command that is called, and where errors end.

A command's file is imported when that command is called. All together cost a start-up that a
user feels; one costs nothing. These files, and this one, do without `from __future__ import
annotations`: Typer would compile what stands beside the parameters at each start, and twice, 2 %.
"""

import errno
import os
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import suppress
from copy import copy
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from typer._click import Command, Context, HelpFormatter

from steg_cli.cli.commands import COMMANDS, SECTIONS
from steg_cli.cli.declined import Declined, Interrupted
from steg_cli.cli.environment import locale_language
from steg_cli.cli.face import Face
from steg_cli.cli.naming import both
from steg_cli.cli.spoken import (
    NoArgsIsHelpError,
    SpokenGroup,
    UsageError,
    face_of,
    new_app,
    speak_for_typer,
    translate,
    usage_as_ours,
)
from steg_cli.cli.streams import fitted, silence
from steg_cli.output.harmless import harmless_lines
from steg_cli.programme.errors import N_, Several, StegError
from steg_cli.programme.faults import system_words
from steg_cli.register.errors import RegisterError, can_be_a_value, explain
from steg_cli.texts import Texts, texts

FULL = (errno.ENOSPC, errno.EDQUOT)
COLUMN = 26  # of the help, where commands stand


def built(family: typer.Typer, name: str) -> Command:
    """Build one command of a file, and none of the others: each takes as long as this one."""
    only = copy(family)
    only.registered_commands = [one for one in family.registered_commands if one.name == name]
    only.registered_groups = [one for one in family.registered_groups if one.name == name]
    return typer.main.get_group(only).commands[name]


def show_version(face: Face) -> NoReturn:
    """Show which steg this is, and end."""
    from steg_cli import __version__

    face.out(f"steg {__version__}")
    raise typer.Exit


def is_missing(error: OSError) -> bool:
    """Say whether a file is not there to be read, in a folder that is."""
    if not isinstance(error, FileNotFoundError) or error.filename is None:
        return False
    return Path(os.fsdecode(error.filename)).parent.is_dir()


class RootGroup(SpokenGroup):
    """`steg` itself: it reads the global options first, and imports the one command asked for."""

    face: Face | None = None
    called = ""  # the command

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the global options, so that help and errors already know the language."""
        try:
            given, _, _ = self.make_parser(ctx).parse_args(list(args))
        except UsageError:
            ctx.obj = self.face = Face(os.environ)  # what is said of it has a language too
            raise
        ctx.obj = self.face = Face(os.environ, db=given.get("db"), lang=given.get("lang"))
        self.face.act_as_on(given.get("today"))
        if args == ["--version"]:  # the same in any language: the register is not asked for one
            show_version(self.face)
        speak_for_typer(self.face.t)
        translate(self, self.face.t)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002 - Click's signature
        """Return every command's name, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """Import and build one command, described in the user's language."""
        if cmd_name not in COMMANDS:
            return None
        self.called = cmd_name
        listed = COMMANDS[cmd_name]
        command = built(import_module(f"steg_cli.cli.{listed.file}").app, cmd_name)
        command.short_help = listed.what
        return translate(command, face_of(ctx).t)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """List the commands by what they are for."""
        t = face_of(ctx).t
        for title, commands in SECTIONS.items():
            with formatter.section(t(title)):
                rows = [(both(name, t), t(one.what)) for name, one in commands.items()]
                formatter.write_dl(
                    [(called.ljust(COLUMN), what) for called, what in rows], col_max=COLUMN
                )

    def say(self, text: str) -> None:
        """Write to stderr, harmlessly."""
        if self.face is not None:
            self.face.remember(text)
        try:
            sys.stderr.write(fitted(harmless_lines(text), sys.stderr) + "\n")
            sys.stderr.flush()
        except OSError:
            silence(sys.stderr)

    def tell(self, error: BaseException) -> int:
        """Say what went wrong and the way out; return the exit code."""
        from steg_cli.cli.faults import Fault

        t = self.face.t if self.face else texts(locale_language(os.environ))
        if isinstance(error, KeyboardInterrupt):
            self.say("\n" + t(N_("Interrupted. steg log shows what was recorded.")))
            return Interrupted.exit_code
        recorded = self.face.recorded if self.face else None
        if isinstance(error, OSError) and recorded is not None:
            self.say(t(N_("Change {change} was made; only showing it failed."), change=recorded))
            return 0
        ours = self._ours(error)
        if isinstance(ours, Fault) and os.environ.get("STEG_DEBUG"):
            import traceback

            self.say("".join(traceback.format_exception(error)))
        if isinstance(ours, Declined):
            self.say(("\n" if isinstance(ours, Interrupted) else "") + t.error(ours))
            return ours.exit_code
        self.say(t(N_("Error: {sentence}"), sentence=t.error(ours)))
        inner = ours.errors if isinstance(ours, Several) else ()
        for way_out, several in groupby(inner, lambda one: self._hint(one, t)):
            self.say("\n".join([*(f"  {t.error(one)}" for one in several), f"    {way_out}"]))
        if hint := self._hint(ours, t):
            self.say(hint)
        return ours.exit_code

    def _hint(self, error: StegError, t: Texts) -> str:
        return self.face.hint(error) if self.face else t.hint(error)

    def _ours(self, error: BaseException) -> StegError:
        from steg_cli.cli.faults import is_undecodable, of_damage, unforeseen

        if isinstance(error, StegError):
            return error
        if isinstance(error, sqlite3.Error) and not is_undecodable(error):
            of_a_value = of_damage(self.face) if can_be_a_value(error) else None
            return of_a_value or explain(error, self.face.path if self.face else Path())
        if isinstance(error, UsageError):
            return usage_as_ours(error)
        if not isinstance(error, OSError):
            return unforeseen(error, self.face, f"steg {self.called}".strip())
        return RegisterError(
            N_("{path} was not found.")
            if is_missing(error)
            else N_("{path} could not be read or written: {detail}."),
            N_("Nothing was changed. Make room on the disk and try again.")
            if error.errno in FULL
            else N_("Check that the file and its folder are there and that you may use them."),
            path=getattr(error, "filename", None) or "stdout",
            detail=system_words(error),
        )


app = new_app(
    help=N_("Who is on which step of the career ladder, and whose period is running out."),
    invoke_without_command=True,
)
app.info.cls = RootGroup
app.info.no_args_is_help = False  # steg alone is a command of its own at a terminal


@app.callback()
def steg(
    ctx: typer.Context,
    db: Annotated[
        str | None,
        typer.Option("--db", metavar="FILE", help=N_("the register; or the variable STEG_DB")),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar="sv|en", help=N_("language; or the variable STEG_LANG")),
    ] = None,
    today: Annotated[
        str | None,
        typer.Option(
            "--today", metavar="DAY", help=N_("act as on another day; or the variable STEG_TODAY")
        ),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help=N_("show the version"))] = False,
) -> None:
    # db, lang and today were read by RootGroup, before any other word on the line.
    del db, lang, today
    if version:
        show_version(face_of(ctx))
    if ctx.invoked_subcommand is not None:
        return
    if not sys.stdout.isatty():
        face_of(ctx).say(ctx.get_help())
        raise typer.Exit(2)
    from steg_cli.cli.today import show_alone

    show_alone(face_of(ctx))


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code. The only place where errors end."""
    group = typer.main.get_group(app)
    assert isinstance(group, RootGroup)
    try:
        with group.make_context("steg", list(arguments)) as ctx:
            group.invoke(ctx)
        sys.stdout.flush()
    except typer.Exit as done:
        return done.exit_code
    except BrokenPipeError:
        # Whoever read our output has seen enough, as `head -1` has. What was to be done is done,
        # and Python shall not find the closed pipe again when it ends.
        silence(sys.stdout)
    except NoArgsIsHelpError as help_wanted:
        group.say(help_wanted.message)
        return help_wanted.exit_code
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - a traceback shows values
        code = group.tell(error)
        with suppress(OSError):
            sys.stdout.flush()
            return code
        silence(sys.stdout)
        return code
    finally:
        if group.face is not None:
            with suppress(OSError):
                group.face.say_register()
            group.face.close()
    return 0
