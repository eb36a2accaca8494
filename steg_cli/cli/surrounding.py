"""What the commands of cohorts, workplaces, municipalities and the like share.

A new name is asked about when it may be a slip of the hand; two things are put together; one is
closed, opened again, or taken away.
"""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from steg_cli.actions.closing import close, open_again, remove
from steg_cli.actions.municipalities import merge_municipality
from steg_cli.actions.putting_together import put_together
from steg_cli.actions.results import Done
from steg_cli.actions.surroundings import MUNICIPALITY, Surrounding, near_to
from steg_cli.cli.declined import Declined
from steg_cli.cli.face import Face
from steg_cli.cli.options import (
    AlsoOfProtected,
    DryRun,
    FormatOption,
    On,
    Output,
    PlainCsv,
    VerbFormat,
    Yes,
)
from steg_cli.cli.spoken import App, face_of
from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.frozen import replace
from steg_cli.programme.words import Word
from steg_cli.reports.report import Report
from steg_cli.reports.surroundings import row_of

Name = Annotated[str, typer.Argument(metavar="NAME", help=N_("what it is called"))]
Into = Annotated[str, typer.Option("--into", metavar="NAME", help=N_("the other one, which stays"))]
Closed = Annotated[bool, typer.Option("--closed", help=N_("those that have closed as well"))]
NewYes = Annotated[
    bool, typer.Option("--yes", help=N_("do not ask whether it is another one than one like it"))
]


def agree_to_new(
    face: Face,
    kind: Surrounding[Any],
    name: str | None,
    *,
    yes: bool,
    dry_run: bool,
    besides: str | None = None,
) -> None:
    """Ask before something gets a name that may be a slip of the hand of another's.

    `besides` is what it is called until now; without a new `name` nothing is asked. Raises
    Declined if it was a slip, and Refused where nobody can be asked, or nothing is written.
    """
    if yes or name is None:
        return
    old = None if besides is None else kind.find(face.register, besides).name
    near = near_to(face.register, kind, name, old)
    if near is None:
        return
    what = Word(kind.what)
    if dry_run or not face.can_ask:
        raise Refused(
            N_("There is already a {what} called {near}. Is {name} a slip of the hand?"),
            N_("If it is another one, add --yes."),
            what=what,
            near=near,
            name=name,
        )
    question = N_("There is already a {what} called {near}. Is {name} another one?")
    if not face.agrees(face.t(question, what=what, near=near, name=name)):
        raise Declined(N_("Nothing was changed."))


def add_merge(app: App, kind: Surrounding[Any], help_: str, epilog: str) -> None:
    """Give `app` a command that puts one thing into another, after asking."""

    @app.command("merge", help=help_, epilog=epilog)
    def merge_(
        ctx: typer.Context,
        name: Name,
        into: Into,
        include_protected: AlsoOfProtected = False,
        yes: Yes = False,
        dry_run: DryRun = False,
        format_: VerbFormat = None,
    ) -> None:
        face = face_of(ctx)
        if not dry_run and not yes:
            old, kept = (kind.find(face.register, one).name for one in (name, into))
            plan = _merged(
                face, kind, name, into, include_protected=include_protected, dry_run=True
            )
            if face.can_ask:
                face.notes(plan.notes)
            question = N_("Is everything in {old} to be in {kept}, and {old} to go from the list?")
            face.confirm(face.t(question, old=old, kept=kept), yes=False)
        done = _merged(face, kind, name, into, include_protected=include_protected, dry_run=dry_run)
        if not dry_run and not yes:  # told before the question
            done = replace(done, notes=())
        face.done(done.showing(row_of(done.result)), format_, dry_run=dry_run)


def _merged(
    face: Face,
    kind: Surrounding[Any],
    name: str,
    into: str,
    *,
    include_protected: bool,
    dry_run: bool,
) -> Done[Any]:
    if kind is MUNICIPALITY:
        return merge_municipality(face.register, name, face.today, into=into, dry_run=dry_run)
    return put_together(
        face.register,
        kind,
        name,
        face.today,
        into=into,
        include_protected=include_protected,
        dry_run=dry_run,
    )


def add_close(app: App, kind: Surrounding[Any], close_help: str, open_help: str) -> None:
    """Give `app` the commands that close something and open it again."""

    @app.command("close", help=close_help)
    def close_(
        ctx: typer.Context,
        name: Name,
        on: On = None,
        include_protected: AlsoOfProtected = False,
        dry_run: DryRun = False,
        format_: VerbFormat = None,
    ) -> None:
        face = face_of(ctx)
        done = close(
            face.register,
            kind,
            name,
            face.today,
            on=face.last_day(on),
            include_protected=include_protected,
            dry_run=dry_run,
        )
        face.done(done.showing(row_of(done.result)), format_, dry_run=dry_run)

    @app.command("open", help=open_help)
    def open_(
        ctx: typer.Context, name: Name, dry_run: DryRun = False, format_: VerbFormat = None
    ) -> None:
        face = face_of(ctx)
        done = open_again(face.register, kind, name, face.today, dry_run=dry_run)
        face.done(done.showing(row_of(done.result)), format_, dry_run=dry_run)


def add_remove(app: App, kind: Surrounding[Any], help_: str) -> None:
    """Give `app` a command that takes away what was never used."""

    @app.command("remove", help=help_)
    def remove_(
        ctx: typer.Context,
        name: Name,
        include_protected: AlsoOfProtected = False,
        dry_run: DryRun = False,
        format_: VerbFormat = None,
    ) -> None:
        face = face_of(ctx)
        done = remove(
            face.register,
            kind,
            name,
            face.today,
            include_protected=include_protected,
            dry_run=dry_run,
        )
        face.done(done.showing(row_of(done.result)), format_, dry_run=dry_run)


def add_list_of_open(app: App, help_: str, rows: Callable[..., Report[Any]]) -> None:
    """Give `app` a command that lists what is open today, or all of it."""

    @app.command("list", help=help_)
    def list_(
        ctx: typer.Context,
        closed: Closed = False,
        format_: FormatOption = None,
        plain_csv: PlainCsv = False,
        output: Output = None,
    ) -> None:
        face = face_of(ctx)
        found = rows(face.register, face.today, closed=closed)
        face.report([found], format_, output=output, plain_csv=plain_csv)
