"""steg report --mail: the status report to the working group, in numbers alone."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import typer

from steg_cli.cli.face import Face
from steg_cli.cli.outbox import handed_over, say_failed, stays_here, tell_of_folder
from steg_cli.cli.reminding import mail_texts, postman_of
from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.words import clean_address
from steg_cli.register.surroundings import contacts, find_project, settings_of
from steg_cli.reports.nameless import without_names
from steg_cli.reports.registry import query_of
from steg_cli.reports.report import Report
from steg_cli.texts import Texts

if TYPE_CHECKING:
    from steg_cli.actions.remind import Delivery

# Those of the status report in which nobody has a row.
MAILED = ("cohorts", "forecast", "costs-of-year")


def mail_status(face: Face, day: date, project: str | None, *, yes: bool) -> None:
    """Send the status of `day` to every contact with an address, or to those of `project`.

    It asks first, and names who gets it. Each gets it once a day. Raises Refused when there is
    nobody to send it to. Exits 4 when a mail was not delivered.
    """
    addresses = _addresses(face, project)
    reports = without_names([query_of(name)(face.register, day) for name in MAILED])
    question = face.t.plural(
        "Send the status report to {count} contact ({addresses})?",
        "Send the status report to {count} contacts ({addresses})?",
        len(addresses),
        addresses=", ".join(addresses),
    )
    face.confirm(question, yes=yes)
    _send(face, reports, addresses)


def _addresses(face: Face, project: str | None) -> list[str]:
    """Return the addresses of the contacts, or of those of a project, each once."""
    known = None if project is None else find_project(face.register, project).name
    found: dict[str, str] = {}
    for contact in contacts(face.register):
        if contact.email and known in (None, contact.project):
            found.setdefault(contact.email.casefold(), clean_address(contact.email))
    if not found and known is not None:
        raise Refused(
            N_("No contact of {project} has an address."),
            N_('Say who gets it: steg contact edit NAME --project "{project}" --email ADDRESS'),
            project=known,
        )
    if not found:
        raise Refused(
            N_("No contact has an address."),
            N_(
                "Say who gets it: "
                "steg contact add NAME --role ROLE --organisation NAME --email ADDRESS"
            ),
        )
    return [*found.values()]


def _send(face: Face, reports: list[Report[Any]], addresses: list[str]) -> None:
    from steg_cli.actions.remind import mail_status as mail_to_all
    from steg_cli.mail.message import Envelope, status_message
    from steg_cli.mail.transport import sender_of
    from steg_cli.output.html_file import reports_html

    t = mail_texts(face)
    sender = sender_of(settings_of(face.register))
    subject = t(N_("Status on {day}"), day=reports[0].as_of)
    text, page = _in_words(reports, t), reports_html(reports, t)

    def write(address: str, message_id: str, at: datetime) -> tuple[str, bytes]:
        envelope = Envelope(sender, address, message_id, at)
        return subject, status_message(subject, text, page, envelope, t)

    def tell(one: Delivery) -> None:
        if one.problem is not None:
            sentence = N_("Not delivered to {recipient}: {problem}")
            face.tell(sentence, recipient=one.recipient, problem=one.problem)
        else:
            face.try_out(handed_over(face, one.recipient, one.answer))

    with postman_of(face, tell) as postman:
        result = mail_to_all(face.register, face.today, postman, write, addresses).result
    if result.sent:
        tell_of_folder(face)
    if not result.sent and not result.failed:
        again = (
            N_("It was written for everybody today already.")
            if stays_here(face)
            else N_("Everybody got it today already.")
        )
        face.tell(again)
    if result.failed:
        say_failed(face, result)
        raise typer.Exit(4)


def _in_words(reports: list[Report[Any]], t: Texts) -> str:
    """Return the reports as text, each below its title, and what is counted in them."""
    from steg_cli.output.columns import explained, title
    from steg_cli.output.plain import report_plain

    parts = [
        "\n".join((title(one, t), "", report_plain(one, t), "", *explained(one, t)))
        for one in reports
    ]
    return "\n\n\n".join(parts) + "\n"
