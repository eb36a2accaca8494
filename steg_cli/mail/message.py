"""A letter as a message for the network: both parts, the calendar, and the headers."""

from __future__ import annotations

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
    """Return the message as it is handed over. The same values give the same bytes."""
    message = _addressed(letter.subject, envelope)
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    if days := list(days_of(digest.cases, digest.as_of, t)):
        message.add_attachment(
            calendar(days, envelope.at, t.language),
            subtype="calendar",
            params={"method": "PUBLISH"},
            filename=t(N_("last-days.ics")),
            cte="quoted-printable",
        )
    message["Content-Language"] = t.language  # last: content takes such headers to its own part
    _fix_boundaries(message, envelope.message_id)
    return message.as_bytes()


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
