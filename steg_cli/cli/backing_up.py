"""steg backup, steg restore: copies of the register, and the way back to one."""

import os
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from steg_cli.cli.face import Face
from steg_cli.cli.options import DryRun, VerbFormat, Yes, not_together
from steg_cli.cli.progress import bar, shown_while
from steg_cli.cli.spoken import AskingCommand, face_of, new_app
from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.values import whole_number
from steg_cli.programme.words import Plural

if TYPE_CHECKING:
    from steg_cli.register.restoring import Loss, Restoration
    from steg_cli.texts import Texts

app = new_app()

LONG = 5000  # pages of 4 kB; a smaller register is copied before a bar would be seen


@app.command(
    "backup",
    help=N_(
        "Copy the whole register, while others may go on working in it, and verify the copy.\n\n"
        "Without FILE it gets a dated name, beside the register or in the folder of steg setting "
        "backup.folder. Nothing is written over. Every backup is a register of its own: "
        "steg --db FILE list looks into it, steg restore FILE goes back to it.\n\n"
        "steg makes one itself before an upgrade, a merge, an erasure, a restore, and an import "
        "that changes what is there; it keeps the last ten of each."
    ),
    epilog=N_("Example, every night by cron: steg backup --keep 30"),
)
def backup(
    ctx: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(metavar="[FILE]", help=N_("where to, or a folder for the dated name")),
    ] = None,
    keep: Annotated[
        int | None,
        typer.Option(
            "--keep",
            metavar="N",
            parser=whole_number(1, 10_000),
            help=N_("remove older dated backups of this register, but for the last N"),
        ),
    ] = None,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    from steg_cli.actions.backup import back_up

    face = face_of(ctx)
    if file is not None and keep is not None:
        raise not_together("--keep", "FILE", N_("Leave out FILE: only dated backups are removed."))
    register = face.register
    pages = register.execute("PRAGMA page_count").fetchone()[0]
    with bar(face.t(N_("Backing up")), pages if pages > LONG else 0) as progress:
        done = back_up(
            register,
            face.today,
            place=_place(face, file),
            keep=keep,
            progress=progress,
            dry_run=dry_run,
        )
    face.done(done, format_, dry_run=dry_run)


def _place(face: Face, file: str | None) -> Path | None:
    """Return where a backup goes: in a folder it has a dated name. None as usual."""
    from steg_cli.register.backups import dated_place

    if file is None:
        return None
    if Path(file).is_dir():
        return dated_place(Path(file), face.path, face.today)
    if file.endswith(("/", os.sep)):  # a memory stick that is not there
        raise Refused(
            N_("There is no folder {path}."),
            N_("Make it first, or plug in the disk that it is on."),
            path=file,
        )
    return Path(file)


@app.command(
    "restore",
    cls=AskingCommand,
    help=N_(
        "Put a backup in the register's place.\n\nThe whole FILE is checked before anything is "
        "touched, and you are told what is lost by it. The register that was there is kept as a "
        "dated backup: steg restore of that one takes it back. It also works when the register is "
        "damaged or gone."
    ),
    epilog=N_("Example: steg restore steg-2026-11-22.db"),
)
def restore(
    ctx: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", readable=False, help=N_("the backup"))
    ],
    damaged: Annotated[
        bool, typer.Option("--damaged", help=N_("also a backup in which single values are damaged"))
    ] = False,
    yes: Yes = False,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    from steg_cli.actions.backup import restore as put_back
    from steg_cli.register.lock import alone
    from steg_cli.register.restoring import restoration

    face = face_of(ctx)
    file = file or _which(face)
    with ExitStack() as stack:
        with shown_while(face.t(N_("Checking {path} …"), path=file)):
            ready = stack.enter_context(restoration(face.path, file, also_damaged=damaged))
            loss = ready.loss()
        is_asked = dry_run or not yes or ready.damage
        for sentence in _told(face, ready, loss) if is_asked else _erased(loss, face.t):
            face.say(sentence)
        if not dry_run:
            question = N_("Put {file} in the place of {path}?")
            face.confirm(face.t(question, file=file, path=face.path), yes=yes)
        with alone(ready.path, lambda: face.tell(N_("Waiting until mails are sent."))):
            done = put_back(ready, face.today, loss, login=face.login, dry_run=dry_run)
    face.done(done, format_, dry_run=dry_run)


def _which(face: Face) -> Path:
    """Ask which backup is meant: one with a dated name, or any other by its path."""
    from steg_cli.cli.asking import Pick, Question, ask
    from steg_cli.register.backups import dated_backups

    picks = [Pick(one, str(one)) for one in dated_backups(face.path)]
    return ask(face, Question(face.t(N_("Which backup?")), read=Path, picks=picks))


def _told(face: Face, ready: "Restoration", loss: "Loss | None") -> list[str]:
    """Return what is known of a backup, and of what would be lost by it, in sentences."""
    t = face.t
    people = Plural("{count} person", "{count} people", ready.people)
    told = [
        t(
            N_("{file} is damaged: {people}, last changed on {day}.")
            if ready.damage
            else N_("{file} is sound: {people}, last changed on {day}."),
            file=ready.file,
            people=people,
            day=ready.last_day or "–",
        )
    ]
    if ready.damage:
        told.append(t.note(ready.damage))
    if loss is None:
        return [*told, t(N_("There is no register at {path} now."), path=ready.path)]
    if loss.changes is None:
        return [*told, t(N_("The register is damaged: what was changed since cannot be counted."))]
    if loss.is_other:
        told.append(t(N_("It is another register: nothing of the present one is in it.")))
    elif loss.changes:
        told.append(
            t.plural(
                "{count} change that was made since is not in it.",
                "{count} changes that were made since are not in it.",
                loss.changes,
            )
        )
    elif not loss.erasures:
        told.append(t(N_("Nothing was changed since.")))
    told += _erased(loss, t)
    if loss.mails:
        told.append(t(N_("What was mailed since is mailed again.")))
    return told


def _erased(loss: "Loss | None", t: "Texts") -> list[str]:
    """Return who comes back that is to be erased again, in a sentence if there is anybody."""
    if loss is None or not loss.erasures:
        return []
    return [
        t.plural(
            "{count} person who was erased since is in it: erase them again.",
            "{count} people who were erased since are in it: erase them again.",
            loss.erasures,
        )
    ]
