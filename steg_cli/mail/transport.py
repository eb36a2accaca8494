"""Which way mails leave, as the register's settings and the environment have it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from steg_cli.mail.folder import send_to_folder
from steg_cli.programme.errors import N_, NotDelivered, Refused
from steg_cli.programme.faults import system_words
from steg_cli.reports.digests import ADMINISTRATOR

if TYPE_CHECKING:
    from steg_cli.mail.smtp import Line, Server

PASSWORD = "STEG_SMTP_PASSWORD"  # noqa: S105 - the variable's name
PASSWORD_FILE = "STEG_SMTP_PASSWORD_FILE"  # noqa: S105 - the variable's name
CERTIFICATES = "SSL_CERT_FILE"  # OpenSSL's own: a certificate authority of one's own
CREDENTIAL = "steg-smtp-password"  # systemd's: LoadCredential=steg-smtp-password:FILE


# (recipient, Message-ID, message) -> what was answered; raises NotDelivered.
Transport = Callable[[str, str, bytes], str]
Settings = Mapping[str, str]  # by key, defaults included


def sender_of(settings: Settings) -> str:
    """Return whom mails come from: mail.from, or the first of mail.to."""
    return settings["mail.from"] or settings["mail.to"].split(", ")[0] or ADMINISTRATOR


@contextmanager
def transport_of(
    settings: Settings, environment: Mapping[str, str], register: Path
) -> Iterator[Transport]:
    """Yield the way that the settings choose: it takes a mail and returns the answer.

    A connection that it makes is kept for all mails inside. Raises Refused when nobody would get
    the mails. What else is missing is NotDelivered, by the way itself: the mails then wait.
    """
    way = settings["mail.transport"]
    sender = sender_of(settings)
    if way == "folder":
        folder = folder_of(settings, register)
        yield lambda _to, id_, message: send_to_folder(folder, id_, message)
        return
    if not settings["mail.to"]:
        raise Refused(
            N_("Nobody would get the reminders: mail.to is not set."),
            N_("Say who gets them: steg setting mail.to you@municipality.se"),
        )
    if way == "sendmail":
        from steg_cli.mail.sendmail import send_over_sendmail

        yield lambda to, _id, message: send_over_sendmail(environment, sender, to, message)
        return
    line: Line | None = None

    def deliver(to: str, _id: str, message: bytes) -> str:
        nonlocal line
        if line is None:
            from steg_cli.mail.smtp import Line

            line = Line(server_of(settings, environment), sender)
        return line.send(to, message)

    try:
        yield deliver
    finally:
        if line is not None:
            line.close()


def server_of(settings: Settings, environment: Mapping[str, str]) -> Server:
    """Return the mail server and how to talk to it. Raises NotDelivered without a password."""
    from steg_cli.mail import smtp

    host, user = settings["mail.host"], settings["mail.user"]
    here = smtp.is_this_computer(host)
    security = settings["mail.security"] or ("none" if here else "starttls")
    if user and security == "none" and not here:
        raise NotDelivered(
            N_("The password would travel to {host} for everybody to read."),
            N_("Encrypt it: steg setting mail.security starttls"),
            host=host,
            concerns_all=True,
        )
    return smtp.Server(
        host=host,
        port=int(settings["mail.port"] or smtp.PORTS[security]),
        security=security,
        user=user,
        password=_password(environment) if user else "",
        timeout=smtp.TIMEOUT,
        final_timeout=smtp.FINAL_TIMEOUT,
        deadline=smtp.DEADLINE,
    )


def folder_of(settings: Settings, register: Path) -> Path:
    """Return where .eml files go: mail.folder, seen from the register, or a folder beside it."""
    named = settings["mail.folder"]
    if not named:
        return register.absolute().parent / f"{register.stem}-mail"
    # Path.expanduser ends the program over a ~nobody; this leaves it as a name.
    return register.absolute().parent / os.path.expanduser(named)  # noqa: PTH111


def _password(environment: Mapping[str, str]) -> str:
    """Return the password: the variable's, the file's, or that of systemd's credentials."""
    if password := environment.get(PASSWORD):
        return password
    if named := environment.get(PASSWORD_FILE):
        _check_own(Path(named))
        return _first_line(Path(named))
    if folder := environment.get("CREDENTIALS_DIRECTORY"):
        credential = Path(folder) / CREDENTIAL
        if credential.is_file():
            return _first_line(credential)
    raise NotDelivered(
        N_("mail.user is set, and there is no password for the mail server."),
        N_(
            "Put it into a file that you alone can read, and name the file in "
            "STEG_SMTP_PASSWORD_FILE."
        ),
        concerns_all=True,
    )


def _check_own(file: Path) -> None:
    """Raise NotDelivered for a file that others can read too, as OpenSSH does of a key.

    One that cannot be asked says so when it is read; systemd looks after its credentials itself.
    """
    with suppress(OSError):
        if os.name == "posix" and file.stat().st_mode & 0o077:
            raise NotDelivered(
                N_("Others can read the file with the mail server's password, {path}."),
                N_("Let nobody but you read it: chmod 600 {path}"),
                path=file,
                concerns_all=True,
            )


def _first_line(file: Path) -> str:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise NotDelivered(
            N_("The file with the mail server's password, {path}, cannot be read: {detail}."),
            N_("Write the password into it as one line of text that you alone can read."),
            path=file,
            detail=system_words(error),
            concerns_all=True,
        ) from None
    if not lines or not lines[0]:
        raise NotDelivered(
            N_("The file with the mail server's password, {path}, is empty."),
            N_("Write the password into it as one line of text that you alone can read."),
            path=file,
            concerns_all=True,
        )
    return lines[0]
