"""Where and how the register stands: its file, the disk, the mails, the timetable, the backups."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from shlex import quote

from steg_cli.programme.errors import N_, StegError, note, refusal
from steg_cli.register.file import Register
from steg_cli.register.strays import half_written, put_aside, unlisted
from steg_cli.register.surroundings import setting, settings_of
from steg_cli.reports.check import Finding, has_people, last_backup
from steg_cli.reports.today import of_the_reminders

FILE_SERVERS = {"cifs", "smb3", "smbfs", "nfs", "nfs4", "afs", "9p", "fuse.sshfs", "davfs", "ceph"}
ROOM = 50_000_000  # bytes that shall be free, or three times the register
BACKUP_AGE = timedelta(days=7)
TIMETABLES = ("/etc/crontab", "/etc/cron.d/*", "/etc/systemd/system/*.service")
OWN_TIMETABLES = (".config/systemd/user/*.service",)
SENDING = ("remind --send", "påminn --send", "påminn --skicka", "remind --skicka")
REMINDERS = {
    "no-address": N_("Nobody gets the reminders: no address is set."),
    "never-sent": N_("Reminders were never sent from this register."),
    "not-sent": N_("Reminders last ran on {day}."),
    "only-in-folder": N_("Reminders of {day} lie in a folder and were sent to nobody."),
    "undelivered": N_("Mails have waited to be delivered since {day}."),
}


def of_the_standing(
    register: Register, today: date, environment: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield what is wrong around the register."""
    yield from _of_the_place(register.path)
    yield from _of_the_mails(register, today, environment)
    yield from _of_the_backups(register, today)
    yield from _of_what_was_left(register)


def _of_the_place(path: Path) -> Iterator[Finding]:
    found, shown = path.stat(), quote(str(path))
    if stat.S_IMODE(found.st_mode) & 0o077:
        told = note(N_("Others than its owner may read or write {path}."), path=path)
        yield Finding("place", None, told, f"chmod 600 {shown}")
    if found.st_nlink > 1:
        told = note(
            N_("{path} has {count} hard links: two names, whose journals do not see each other."),
            path=path,
            count=found.st_nlink,
        )
        yield Finding("place", None, told, f"find / -samefile {shown}")
    if (system := _file_system(path.resolve())) in FILE_SERVERS:
        told = note(
            N_("{path} lies on a file server ({system}): let one computer at a time use it."),
            path=path,
            system=system,
        )
        yield Finding("place", None, told, "steg backup")
    free = shutil.disk_usage(path.resolve().parent).free
    if free < max(ROOM, 3 * found.st_size):
        told = note(
            N_("The disk with {path} has {free} MB left."), path=path, free=free // 1_000_000
        )
        yield Finding("place", None, told, f"df -h {quote(str(path.resolve().parent))}")


def _file_system(path: Path) -> str:
    """Return what kind of disk a file is on, or "" where that cannot be known."""
    best, kind = "", ""
    with suppress(OSError):
        for line in Path("/proc/mounts").read_text(errors="replace").splitlines():
            _, where, system, *_ = line.split(" ")
            where = where.replace("\\040", " ")
            if path.is_relative_to(where) and len(where) >= len(best):
                best, kind = where, system
    return kind


def _of_the_mails(
    register: Register, today: date, environment: Mapping[str, str]
) -> Iterator[Finding]:
    try:
        settings = settings_of(register)
        for need in of_the_reminders(register, today):
            told = note(REMINDERS[need.what], day=need.day)
            yield Finding("mail", None, told, need.command)
    except StegError:
        return  # a setting that cannot be used is a finding already
    if problem := _mail_problem(settings, environment):
        told = note("{problem}", problem=problem)
        yield Finding("mail", None, told, "steg setting mail.")
    if setting(register, "mail.to") and not _is_scheduled(register.path, environment):
        told = note(N_("No crontab or timer of this computer sends the reminders."))
        yield Finding("schedule", None, told, "steg remind --cron-line")


def _mail_problem(settings: Mapping[str, str], environment: Mapping[str, str]) -> StegError | None:
    """Return why no mail could leave. A mail server's password is the timetable's matter."""
    from steg_cli.mail.sendmail import program_in
    from steg_cli.mail.transport import PASSWORD, server_of

    way = settings["mail.transport"]
    if way == "smtp":
        return refusal(server_of, settings, {PASSWORD: "-"})
    return refusal(program_in, environment) if way == "sendmail" else None


def _is_scheduled(path: Path, environment: Mapping[str, str]) -> bool:
    """Say whether a timetable that we may read has a command that sends this register's mails.

    One that names no register sends the usual one's, or that of a variable; it counts.
    """
    text = _crontab()
    home = Path(environment["HOME"]) if environment.get("HOME") else None
    files = [file for one in TIMETABLES for file in Path("/").glob(one.lstrip("/"))]
    if home is not None:
        files += [file for one in OWN_TIMETABLES for file in home.glob(one)]
    for file in files:
        with suppress(OSError):
            text += "\n" + file.read_text(errors="replace")
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
    names = {str(path.absolute()), str(path.resolve())}
    return any(
        "--db" not in line or any(name in line.replace("\\%", "%") for name in names)
        for line in lines
        if any(words in line for words in SENDING)
    )


def _crontab() -> str:
    if (program := shutil.which("crontab")) is None:
        return ""
    with suppress(OSError, subprocess.TimeoutExpired):
        listed = subprocess.run(  # noqa: S603 - the system's own program
            [program, "-l"], capture_output=True, timeout=10, check=False
        )
        return listed.stdout.decode(errors="replace") if listed.returncode == 0 else ""
    return ""


def _of_the_backups(register: Register, today: date) -> Iterator[Finding]:
    found = last_backup(register)
    if found is None:
        if has_people(register):
            yield Finding("backup", None, note(N_("There is no backup.")), "steg backup")
        return
    day, path = found
    if not os.path.lexists(path):
        told = note(N_("The last backup, of {day}, is not at {path} any more."), day=day, path=path)
        yield Finding("backup", None, told, "steg backup")
    elif day < today - BACKUP_AGE:
        told = note(N_("The last backup is of {day}: {path}."), day=day, path=path)
        yield Finding("backup", None, told, "steg backup")


def _of_what_was_left(register: Register) -> Iterator[Finding]:
    for stray in unlisted(register):
        told = note(
            N_("The copy {path} is not on the list of backups: the next one puts it there."),
            path=stray.path,
        )
        yield Finding("backup", None, told, "steg backup")
    for path in half_written(register):
        told = note(
            N_("{path} was left half-written by a run that broke off; it can hold personal data."),
            path=path,
        )
        yield Finding("place", None, told, f"rm {quote(str(path))}")
    for path in put_aside(register):
        told = note(
            N_("{path} is a damaged register that was put aside; it still holds personal data."),
            path=path,
        )
        yield Finding("place", None, told, f"rm {quote(str(path))}")
