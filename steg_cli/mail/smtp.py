"""Handing a mail to a mail server (RFC 5321).

Encrypted and with the server's certificate verified, unless the server is on this computer or
plain was said explicitly. A password never travels in the clear to another computer.
"""

from __future__ import annotations

import base64
import re
import signal
import smtplib
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import field
from ipaddress import ip_address
from typing import NoReturn

from steg_cli.programme.errors import N_, NotDelivered
from steg_cli.programme.faults import system_words
from steg_cli.programme.frozen import frozen
from steg_cli.programme.words import Word

TIMEOUT = 30.0  # seconds for an answer
FINAL_TIMEOUT = 600.0  # for the one that takes responsibility for the mail: RFC 5321, 4.5.3.2.6
DEADLINE = 900.0  # for a whole mail, however slowly a server keeps talking
PORTS = {"starttls": 587, "tls": 465, "none": 25}
PATIENCE = 2.0  # for a goodbye, after the mail was accepted
LONGEST_ANSWER = 300
CLOSING = 421  # the server ends the connection
NOT_LET_IN = (530, 534, 535, 538)  # a login or encryption is wanted first: RFC 4954
TRY_LATER = N_("The server asks to try again later; the next run does.")

Answer = tuple[int, bytes | str]


@frozen
class Server:
    """A mail server and how to talk to it; times in seconds."""

    host: str
    port: int
    security: str
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = TIMEOUT
    final_timeout: float = FINAL_TIMEOUT
    deadline: float = DEADLINE

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


class Line:
    """A connection to a mail server: made for the first mail, and kept for those after it.

    It is given up with a mail that is not delivered. Servers end it too, after so many mails or
    minutes: the mail for which it is over goes over a new one, so that none suffers from those
    before it.
    """

    def __init__(self, server: Server, sender: str) -> None:
        self.server = server
        self.sender = sender
        self._connection: smtplib.SMTP | None = None
        self._trusted: ssl.SSLContext | None = None

    def send(self, recipient: str, message: bytes) -> str:
        """Hand over a mail and return the server's answer. Raises NotDelivered."""
        try:
            with _deadline(self.server.deadline) as stop_clock:
                connection = self._taken(recipient)
                return _handed_over(self.server, connection, message, stop_clock)
        except BaseException:
            self._hang_up()
            raise

    def close(self) -> None:
        """Say goodbye, if there is still somebody to say it to."""
        if self._connection is not None:
            with suppress(OSError, ValueError), _deadline(PATIENCE):
                assert self._connection.sock is not None
                self._connection.sock.settimeout(PATIENCE)
                self._connection.quit()
        self._hang_up()

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _taken(self, recipient: str) -> smtplib.SMTP:
        """Return a connection on which the server agreed to take a mail to a recipient."""
        if self._connection is not None:
            try:
                answer = _asked(self._connection, self.sender, recipient)
            except (OSError, ValueError):
                answer = CLOSING, ""
            if answer[0] != CLOSING:
                _expect(answer)
                return self._connection
            self._hang_up()
        connection = self._connect()
        try:
            answer = _asked(connection, self.sender, recipient)
        except (OSError, ValueError) as error:
            raise NotDelivered(
                N_("The connection to the mail server {server} broke: {detail}."),
                N_("The next run tries again."),
                server=self.server.name,
                detail=Word(_detail(error)[:LONGEST_ANSWER]),
            ) from error
        _expect(answer)
        return connection

    def _connect(self) -> smtplib.SMTP:
        """Connect, encrypt and log in. What fails here concerns every mail."""
        server = self.server
        try:
            if server.security != "none" and self._trusted is None:
                self._trusted = ssl.create_default_context()  # reading authorities takes its time
            self._connection = connection = _greeted(server, self._trusted)
            if server.user:
                try:
                    _log_in(connection, server)
                except smtplib.SMTPResponseException as error:
                    _unreachable(server, error, detail=_code(error))
        except (OSError, ValueError) as error:
            _unreachable(server, error)
        return connection


def _asked(connection: smtplib.SMTP, sender: str, recipient: str) -> Answer:
    """Ask a server to take a mail, and return the answer that decides."""
    answer: Answer = connection.mail(sender)
    return connection.rcpt(recipient) if 200 <= answer[0] < 300 else answer


def _handed_over(
    server: Server, connection: smtplib.SMTP, message: bytes, stop_clock: Callable[[], None]
) -> str:
    """Hand over a mail that the server agreed to take, and return its answer."""
    assert connection.sock is not None
    connection.sock.settimeout(server.final_timeout)
    try:
        answer = connection.data(message)
        stop_clock()
        connection.sock.settimeout(server.timeout)
    except smtplib.SMTPDataError as error:  # it did not want to see the mail
        raise _refused((error.smtp_code, error.smtp_error)) from error
    except (OSError, ValueError) as error:  # SMTPException is an OSError
        raise _unconfirmed(server, _detail(error)) from error
    if not (200 <= answer[0] < 300 or 400 <= answer[0] < 600):
        raise _unconfirmed(server, _answer(answer))
    _expect(answer)
    return _answer(answer)[:LONGEST_ANSWER]


def _greeted(server: Server, context: ssl.SSLContext | None) -> smtplib.SMTP:
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
    ways = connection.esmtp_features.get("auth", "").upper().split()
    if f"{server.user}{server.password}".isascii() or not ways:
        connection.login(server.user, server.password)
        return
    # smtplib writes ASCII alone; RFC 4616 has UTF-8, and passwords have å, ä and ö.
    if "PLAIN" in ways:
        code, answer = connection.docmd(
            "AUTH", f"PLAIN {_base64(f'{chr(0)}{server.user}{chr(0)}{server.password}')}"
        )
    else:
        code, answer = connection.docmd("AUTH", "LOGIN")
        for word in (server.user, server.password):
            if code == 334:
                code, answer = connection.docmd(_base64(word))
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, answer)


def _code(error: smtplib.SMTPResponseException) -> str:
    """Return the codes of an answer to a login alone: its words may repeat the password."""
    text = _answer((error.smtp_code, error.smtp_error))
    found = re.match(r"-?[0-9]+(?: [245]\.[0-9]{1,3}\.[0-9]{1,3}(?= |$))?", text)
    return found[0] if found else "–"


def _base64(text: str) -> str:
    return base64.b64encode(text.encode(errors="surrogateescape")).decode()


def _unreachable(
    server: Server, error: OSError | ValueError, *, detail: str | None = None
) -> NoReturn:
    """Raise NotDelivered for a server that cannot be used; for all mails, unless it is busy."""
    hint = N_("Check mail.host, mail.port and mail.security: steg setting mail.")
    sentence = N_("The mail server {server} could not be reached: {detail}.")
    busy = isinstance(error, smtplib.SMTPResponseException) and 400 <= error.smtp_code < 500
    if busy:
        sentence, hint = (
            N_("The mail server {server} does not take mails now: {detail}."),
            TRY_LATER,
        )
    elif isinstance(error, smtplib.SMTPAuthenticationError):
        sentence = N_("The mail server {server} did not accept the login of {user}: {detail}.")
        hint = N_("Check mail.user and the password.")
    elif isinstance(error, ssl.SSLCertVerificationError):
        sentence = N_("The certificate of the mail server {server} is not to be trusted: {detail}.")
        hint = N_("Check mail.host; for a certificate of your own, name it in SSL_CERT_FILE.")
    elif isinstance(error, ssl.SSLError):
        sentence = N_("The mail server {server} and steg found no common encryption: {detail}.")
    elif isinstance(error, smtplib.SMTPNotSupportedError):
        sentence = N_("The mail server {server} does not offer what is needed: {detail}.")
    elif isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        sentence = N_("The mail server {server} did not answer within {seconds} seconds.")
    raise NotDelivered(
        sentence,
        hint,
        server=server.name,
        user=server.user,
        seconds=f"{server.timeout:g}",
        detail=Word((detail or _detail(error))[:LONGEST_ANSWER]),
        concerns_all=not busy,
    ) from error


def _unconfirmed(server: Server, detail: str) -> NotDelivered:
    return NotDelivered(
        N_("The mail server {server} did not confirm the mail: {detail}."),
        N_("It may have arrived. The next run sends the same mail once more."),
        server=server.name,
        detail=Word(detail[:LONGEST_ANSWER]),
        may_have_arrived=True,
    )


def _expect(answer: Answer) -> None:
    """Raise NotDelivered unless the server's answer is a yes: 2 and two digits."""
    if not 200 <= answer[0] < 300:
        raise _refused(answer)


def _refused(answer: Answer) -> NotDelivered:
    hint = N_("The next run tries again. If the address is wrong, correct it.")
    if 400 <= answer[0] < 500:
        hint = TRY_LATER
    elif answer[0] in NOT_LET_IN:
        hint = N_("Check mail.user and mail.security: steg setting mail.")
    return NotDelivered(
        N_("The mail server refused the mail: {detail}."),
        hint,
        detail=_answer(answer)[:LONGEST_ANSWER],
        concerns_all=answer[0] in NOT_LET_IN,
    )


def _answer(answer: Answer) -> str:
    text = answer[1] if isinstance(answer[1], str) else answer[1].decode("utf-8", "replace")
    words = " ".join(text.split()).rstrip(".")
    return f"{answer[0]} {words}".rstrip() if answer[0] > 0 else words or "–"


def _detail(error: OSError | ValueError) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer((error.smtp_code, error.smtp_error))
    return Word(" ".join(system_words(error).split()).rstrip(".") or type(error).__name__)


@contextmanager
def _deadline(seconds: float) -> Iterator[Callable[[], None]]:
    """Raise TimeoutError inside after so many seconds, until what is given is called.

    Only where signals arrive.
    """
    if threading.current_thread() is not threading.main_thread():
        yield lambda: None
        return

    def ring(_signal: int, _frame: object) -> NoReturn:
        raise TimeoutError("timed out")

    def stop() -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, seconds)
    try:
        yield stop
    finally:
        stop()
        signal.signal(signal.SIGALRM, before)
