"""steg check: whether everything is well with the register, and what mends what is not."""

import sqlite3
import sys
from collections.abc import Callable, Iterator

import typer

from steg_cli.cli.face import Face
from steg_cli.cli.options import VerbFormat
from steg_cli.cli.progress import shown_while
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.cli.standing import of_the_standing
from steg_cli.cli.streams import fitted
from steg_cli.output.harmless import harmless_lines
from steg_cli.programme.errors import N_, StegError
from steg_cli.register.outbox import last_run
from steg_cli.reports.check import Finding, last_backup, of_the_content, of_the_file, unreadable
from steg_cli.reports.report import Form, Report

app = new_app()

CHECK = Form("check", Finding, sheet=N_("Check"), empty=N_("All is well."))


@app.command(
    "check",
    help=N_(
        "Check the register: its file and change history, what it says of people, and what is "
        "around it: permissions, the disk, mails, the timetable of the reminders, backups.\n\n"
        "Without a word, and with exit code 0, when all is well; else each finding with the "
        "command that shows or mends it, and exit code 1. Nothing is changed."
    ),
)
def check(ctx: typer.Context, format_: VerbFormat = None) -> None:
    face = face_of(ctx)
    register = face.register
    checking = face.t(N_("Checking {path} …"), path=face.path)
    with register.snapshot(), shown_while(checking):
        found = tuple(_findings(face))
        totals = {"findings": len(found), **_known(face)}
    if format_ == "json":
        from steg_cli.output.envelope import report_json

        face.out(report_json(Report(CHECK, face.today, found, totals)))
    else:
        lines = (f"{face.t.note(one.problem)}\n    {face.t.command(one.way_out)}" for one in found)
        face.out(fitted(harmless_lines("\n".join(lines)), sys.stdout))
        if not found and sys.stdout.isatty():
            face.tell(CHECK.empty)
            if totals["last_backup"]:
                sentence = N_("The last backup is of {day}: {path}.")
                face.tell(sentence, day=totals["last_backup"], path=totals["last_backup_path"])
    if found:
        raise typer.Exit(1)


def _findings(face: Face) -> Iterator[Finding]:
    """Yield every finding. A file that cannot be read to its end ends the part that reads it."""
    register = face.register
    is_damaged = False
    looks: tuple[Callable[[bool], Iterator[Finding]], ...] = (
        lambda _: of_the_file(register),
        lambda damaged: of_the_content(register, face.today, is_damaged=damaged),
        lambda _: of_the_standing(register, face.today, face.environment),
    )
    for look in looks:
        try:
            for finding in look(is_damaged):
                is_damaged |= finding.what in ("file", "value", "schema", "history")
                yield finding
        except sqlite3.Error as error:
            if not is_damaged:
                is_damaged = True
                yield unreadable(error)
        except (ValueError, LookupError, TypeError):
            if not is_damaged:  # else what it stumbled over was told
                raise


def _known(face: Face) -> dict[str, object]:
    """Return when what happens by itself last happened; None where it never did."""
    try:
        run, backup = last_run(face.register), last_backup(face.register)
    except (sqlite3.Error, ValueError, TypeError, StegError):
        run = backup = None
    return {
        "last_backup": backup and backup[0],
        "last_backup_path": backup and backup[1],
        "reminders_last_ran": run and run.day,
        "last_mail_left": run and run.last_sent_at,
    }
