"""A letter as a message for the network: both parts, the calendar, and the headers."""

from __future__ import annotations

from binascii import b2a_qp
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from steg_cli.mail.letter import Letter
from steg_cli.output.ics import calendar, days_of
from steg_cli.programme.errors import N_
from steg_cli.programme.frozen import frozen
from steg_cli.reports.digests import Digest
from steg_cli.texts import Texts


@frozen
class Envelope:
    """From whom, to whom, and when. `reply_to` only where answers go to somebody else."""

    sender: str
    recipient: str
    message_id: str
    at: datetime
    reply_to: tuple[str, ...] = ()


def message_of(digest: Digest, letter: Letter, envelope: Envelope, t: Texts) -> bytes:
    """Return the message as it is handed over. The same values give the same bytes.

    `email` writes the headers alone: it encodes and joins the parts line by line, more than half
    of the time that writing a message takes.
    """
    name = envelope.message_id.strip("<>").partition("@")[0]
    parts = [_part("text/plain", letter.text), _part("text/html", letter.html)]
    kind, body = _multipart("alternative", f"=1={name}=", parts)
    if days := list(days_of(digest.cases, digest.as_of, t)):
        text, file_name = calendar(days, envelope.at, t.language), t(N_("last-days.ics"))
        attached = f'Content-Disposition: attachment; filename="{file_name}"\r\n'
        last = attached + _part('text/calendar; method="PUBLISH"', text)
        folded = kind.replace("; ", ";\r\n ")
        first = f"Content-Type: {folded}\r\n\r\n{body}"
        kind, body = _multipart("mixed", f"=0={name}=", [first, last])
    message = _addressed(letter.subject, envelope)
    message["MIME-Version"] = "1.0"
    message["Content-Type"] = kind
    message["Content-Language"] = t.language
    message.set_payload(body)
    return message.as_bytes()


def _part(kind: str, text: str) -> str:
    """Return a text with its headers, as it travels through seven bits and lines of 76."""
    lines = b"\r\n".join(text.encode().splitlines()) + b"\r\n"
    encoded = b2a_qp(lines, istext=True).decode("ascii")
    return (
        f'Content-Type: {kind}; charset="utf-8"\r\n'
        f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{encoded}"
    )


def _multipart(kind: str, boundary: str, parts: list[str]) -> tuple[str, str]:
    """Return the type and the body of parts in one. The boundary is no line of theirs."""
    inside = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts)
    return f'multipart/{kind}; boundary="{boundary}"', f"{inside}--{boundary}--\r\n"


def status_message(subject: str, text: str, page: str, envelope: Envelope, t: Texts) -> bytes:
    """Return the status report as a message: its tables as text, and the page as a file."""
    message = _addressed(subject, envelope)
    message.set_content(text, cte="quoted-printable")
    message.add_attachment(
        page, subtype="html", filename=t(N_("status.html")), cte="quoted-printable"
    )
    message["Content-Language"] = t.language
    _fix_boundaries(message, envelope.message_id)
    return message.as_bytes()


def test_message(envelope: Envelope, t: Texts) -> bytes:
    """Return a harmless message that shows whether mails arrive."""
    message = _addressed(t(N_("steg: test mail")), envelope)
    message.set_content(
        t(N_("This is a test of steg's reminders. Since it arrived, they will arrive too.")) + "\n",
        cte="quoted-printable",
    )
    message["Content-Language"] = t.language
    return message.as_bytes()


def _addressed(subject: str, envelope: Envelope) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = Address("steg", addr_spec=envelope.sender)
    message["To"] = Address(addr_spec=envelope.recipient)
    if envelope.reply_to:
        message["Reply-To"] = [Address(addr_spec=one) for one in envelope.reply_to]
    message["Subject"] = subject
    message["Date"] = format_datetime(envelope.at)
    message["Message-ID"] = envelope.message_id
    message["Auto-Submitted"] = "auto-generated"
    # Exchange: no absence notes and receipts in answer; that it could not be delivered is welcome.
    message["X-Auto-Response-Suppress"] = "OOF, AutoReply, RN, NRN"
    return message


def _fix_boundaries(message: EmailMessage, message_id: str) -> None:
    """Give each part its boundary from the Message-ID: the same mail is the same bytes."""
    parts = (part for part in message.walk() if part.is_multipart())
    for number, part in enumerate(parts):
        part.set_boundary(f"={number}={message_id.strip('<>').partition('@')[0]}=")
