"""Handing a mail to a mail server (RFC 5321).

Encrypted and with the server's certificate verified, unless the server is on this computer or
plain was said explicitly. A password never travels in the clear to another computer.
"""

from __future__ import annotations

import base64
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import NoReturn

from steg_cli.programme.errors import N_, NotDelivered

TIMEOUT = 30.0  # seconds for each answer
PORTS = {"starttls": 587, "tls": 465, "none": 25}
LONGEST_ANSWER = 300


@dataclass(frozen=True)
class Server:
    """A mail server and how to talk to it. `timeout` in seconds, for each answer."""

    host: str
    port: int
    security: str
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = TIMEOUT

    @property
    def name(self) -> str:
        """The server in a sentence."""
        return f"{self.host}:{self.port}"


def is_this_computer(host: str) -> bool:
    """Say whether a host is the one we run on, by its name or address."""
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def send_over_smtp(server: Server, sender: str, recipient: str, message: bytes) -> str:
    """Hand over a mail and return the server's answer. Raises NotDelivered."""
    with _connected(server) as connection:
        _expect(connection.mail(sender), 250)
        _expect(connection.rcpt(recipient), 250, 251)
        try:
            answer = connection.data(message)
        except smtplib.SMTPDataError as error:
            _expect((error.smtp_code, error.smtp_error), 354)
            raise
        except OSError as error:  # SMTPException is one
            raise NotDelivered(
                N_("The mail server {server} did not confirm the mail: {detail}."),
                N_("It may have arrived. The next run sends the same mail once more."),
                server=server.name,
                detail=_detail(error),
                may_have_arrived=True,
            ) from error
        _expect(answer, 250)
        return _answer(answer)


@contextmanager
def _connected(server: Server) -> Iterator[smtplib.SMTP]:
    """Connect, encrypt and log in. What fails here concerns every mail."""
    connection: smtplib.SMTP | None = None
    try:
        try:
            connection = _greeted(server)
            if server.user:
                _log_in(connection, server)
        except OSError as error:
            _unreachable(server, error)
        try:
            yield connection
        except OSError as error:
            raise NotDelivered(
                N_("The connection to the mail server {server} broke: {detail}."),
                N_("The next run tries again."),
                server=server.name,
                detail=_detail(error),
            ) from error
        with suppress(OSError):
            connection.quit()
    finally:
        if connection is not None:
            connection.close()


def _greeted(server: Server) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.security == "tls":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=server.timeout, context=context
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
    try:
        connection.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            connection.starttls(context=context)
            connection.ehlo_or_helo_if_needed()
    except BaseException:
        connection.close()
        raise
    return connection


def _log_in(connection: smtplib.SMTP, server: Server) -> None:
    if f"{server.user}{server.password}".isascii():
        connection.login(server.user, server.password)
        return
    # smtplib writes ASCII alone; RFC 4616 has UTF-8, and passwords have å, ä and ö.
    plain = base64.b64encode(f"\0{server.user}\0{server.password}".encode()).decode()
    code, answer = connection.docmd("AUTH", f"PLAIN {plain}")
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, answer)


def _unreachable(server: Server, error: OSError) -> NoReturn:
    """Raise NotDelivered for a server that cannot be used at all."""
    settings = N_("Check mail.host, mail.port and mail.security: steg setting mail.")
    sentence, hint = N_("The mail server {server} could not be reached: {detail}."), settings
    if isinstance(error, smtplib.SMTPAuthenticationError):
        sentence = N_("The mail server {server} did not accept the login of {user}: {detail}.")
        hint = N_("Check mail.user and the password.")
    elif isinstance(error, ssl.SSLCertVerificationError):
        sentence = N_("The certificate of the mail server {server} is not to be trusted: {detail}.")
        hint = N_("Check mail.host; for a certificate of your own, name it in SSL_CERT_FILE.")
    elif isinstance(error, ssl.SSLError):
        sentence = N_("The mail server {server} and steg found no common encryption: {detail}.")
    elif isinstance(error, smtplib.SMTPNotSupportedError):
        sentence = N_("The mail server {server} does not offer what is needed: {detail}.")
    elif isinstance(error, TimeoutError):
        sentence = N_("The mail server {server} did not answer within {seconds} seconds.")
    raise NotDelivered(
        sentence,
        hint,
        server=server.name,
        user=server.user,
        seconds=f"{server.timeout:g}",
        detail=_detail(error),
        concerns_all=True,
    ) from error


def _expect(answer: tuple[int, bytes | str], *accepted: int) -> None:
    """Raise NotDelivered unless the server's answer is one of those wanted."""
    if answer[0] not in accepted:
        raise NotDelivered(
            N_("The mail server refused the mail: {detail}."),
            N_("The next run tries again. If the address is wrong, correct it.")
            if answer[0] >= 500
            else N_("The server asks to try again later; the next run does."),
            detail=_answer(answer),
        )


def _answer(answer: tuple[int, bytes | str]) -> str:
    text = answer[1] if isinstance(answer[1], str) else answer[1].decode("utf-8", "replace")
    return f"{answer[0]} {' '.join(text.split())}"[:LONGEST_ANSWER]


def _detail(error: OSError) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer((error.smtp_code, error.smtp_error))
    return " ".join(str(error.strerror or error).split())[:LONGEST_ANSWER] or type(error).__name__
