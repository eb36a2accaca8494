"""steg remind --cron-line: the line for a crontab that sends the reminders."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from steg_cli.cli.face import Face
from steg_cli.programme.errors import N_, Refused
from steg_cli.register.surroundings import setting


def print_cron_line(face: Face) -> None:
    """Print the line. Raises Refused where a crontab cannot hold it."""
    from steg_cli.mail.transport import CERTIFICATES, PASSWORD_FILE

    register = face.register
    words = [str(Path(sys.argv[0]).absolute()), "--db", str(register.path.absolute())]
    if not setting(register, "language"):
        words += ["--lang", face.language]
    line = " ".join(map(shlex.quote, [*words, "remind", "--send"]))
    for variable in (PASSWORD_FILE, CERTIFICATES):
        if file := face.environment.get(variable):
            line = f"{variable}={shlex.quote(str(Path(file).absolute()))} {line}"
    logs_in = setting(register, "mail.transport") == "smtp" and setting(register, "mail.user")
    if logs_in and not face.environment.get(PASSWORD_FILE):
        face.tell(
            N_(
                "Note: cron does not know the mail server's password. Put it into a file that "
                "you alone can read, and write {variable}=FILE before the command, with the "
                "file's whole path."
            ),
            variable=PASSWORD_FILE,
        )
    if not line.isprintable():
        raise Refused(
            N_("A crontab cannot hold the path of this register, of steg or of a file it needs."),
            N_("Move it to where the path has no line break and no other sign that is not shown."),
        )
    # In a crontab a % ends the line.
    face.out(f"30 7 * * * {line}".replace("%", "\\%"))
