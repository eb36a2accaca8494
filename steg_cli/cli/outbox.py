"""What became of the mails: sent, only written into a folder, or waiting."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from steg_cli.cli.face import Face
from steg_cli.output.harmless import harmless
from steg_cli.programme.errors import N_
from steg_cli.register.outbox import last_run, written_since
from steg_cli.register.surroundings import setting, settings_of

if TYPE_CHECKING:
    from steg_cli.actions.remind import Deliveries


def stays_here(face: Face) -> bool:
    """Say whether mails are only written into a folder, on their way to nobody."""
    return setting(face.register, "mail.transport") == "folder"


def handed_over(face: Face, recipient: str, answer: str | None) -> str:
    """Return in a sentence that a mail was sent, or only written, and what was answered."""
    sentence = (
        N_("Written for {recipient}, not sent. {answer}")
        if stays_here(face)
        else N_("Sent to {recipient}. {answer}")
    )
    return harmless(face.t(sentence, recipient=recipient, answer=answer))


def tell_of_folder(face: Face) -> None:
    """Say that nobody gets the mails, where they are only written into a folder."""
    if stays_here(face):
        from steg_cli.mail.transport import folder_of

        face.tell(
            N_(
                "Note: the mails lie in {folder} and are on their way to nobody. When they are "
                "to be sent: steg setting mail.transport smtp (or sendmail)"
            ),
            folder=folder_of(settings_of(face.register), face.register.path),
        )


def say_failed(face: Face, result: Deliveries) -> None:
    """Say how many mails went out, or were only written, where others failed."""
    sentence = (
        N_("{sent} written, {failed} failed. steg remind --outbox shows what waits.")
        if stays_here(face)
        else N_("{sent} sent, {failed} failed. steg remind --outbox shows what waits.")
    )
    face.tell(sentence, sent=len(result.sent), failed=len(result.failed))


def say_unshown(face: Face) -> None:
    """Say that only the answer was lost, not the mails."""
    sentence = (
        N_("The mails were written; only showing it failed.")
        if stays_here(face)
        else N_("The mails left; only showing it failed.")
    )
    face.tell(sentence)


def show_outbox(face: Face, *, as_json: bool) -> None:
    """Show what waits, how the last run ended, and when a mail last left."""
    from steg_cli.reports.outbox import outbox_report

    report = outbox_report(face.register, face.today)
    face.report([report], "json" if as_json else None)
    run = last_run(face.register)
    if run is None:
        face.tell(N_("Reminders have never been sent from this register."))
        return
    sentence = (
        N_("Reminders last ran on {day}: {sent} written into a folder, not sent, {failed} failed.")
        if written_since(face.register, run.at)
        else N_("Reminders last ran on {day}: {sent} sent, {failed} failed.")
    )
    face.tell(sentence, day=run.day, sent=run.sent, failed=run.failed)
    if run.last_sent_at is not None and not stays_here(face):
        day = f"{datetime.fromisoformat(run.last_sent_at).astimezone():%Y-%m-%d}"
        face.tell(N_("The last mail left on {day}."), day=day)
    tell_of_folder(face)
