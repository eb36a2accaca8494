"""steg remind: the monthly reminders, shown or sent."""

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from steg_cli.cli.declined import Interrupted
from steg_cli.cli.face import Face
from steg_cli.cli.options import VerbFormat, Within, not_together
from steg_cli.cli.outbox import (
    handed_over,
    say_failed,
    say_unshown,
    show_outbox,
    stays_here,
    tell_of_folder,
)
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.cli.streams import fitted
from steg_cli.output.harmless import harmless, harmless_lines
from steg_cli.programme.errors import N_
from steg_cli.programme.words import clean_address
from steg_cli.register.outbox import fingerprint
from steg_cli.register.surroundings import setting, settings_of, step_labels
from steg_cli.reports.digests import (
    Digest,
    administrators,
    digests,
    next_day,
    repeated,
    without_address,
)
from steg_cli.texts import Texts, texts

if TYPE_CHECKING:
    from steg_cli.actions.remind import Deliveries, Delivery, Postman

app = new_app()


@app.command(
    "remind",
    help=N_(
        "Show the reminders that would go out, or send them.\n\nEach case that is overdue or ends "
        "soon is told once a calendar month, in one mail for each recipient. What could not be "
        "delivered is tried again the next time."
    ),
    epilog=N_("Example: steg setting mail.to you@municipality.se, then steg remind --send"),
)
def remind(
    ctx: typer.Context,
    send: Annotated[bool, typer.Option("--send", help=N_("send what is shown without it"))] = False,
    within: Within = None,
    preview: Annotated[
        Path | None,
        typer.Option(
            "--preview",
            metavar="FILE.html",
            readable=False,
            help=N_("write the mail's HTML to look at it"),
        ),
    ] = None,
    outbox: Annotated[
        bool, typer.Option("--outbox", help=N_("show what waits to be delivered, and why"))
    ] = False,
    test: Annotated[
        str | None,
        typer.Option("--test", metavar="ADDRESS", help=N_("send one harmless test mail")),
    ] = None,
    cron_line: Annotated[
        bool, typer.Option("--cron-line", help=N_("print the line for your crontab"))
    ] = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    chosen = {
        "--send": send,
        "--preview": preview is not None,
        "--outbox": outbox,
        "--test": test is not None,
        "--cron-line": cron_line,
    }
    _check_together(
        [name for name, is_chosen in chosen.items() if is_chosen],
        within=within is not None,
        format_=format_ is not None,
    )
    if cron_line:
        from steg_cli.cli.cron_line import print_cron_line

        print_cron_line(face)
    elif outbox:
        show_outbox(face, as_json=format_ == "json")
    elif test is not None:
        _send_test(face, clean_address(test), as_json=format_ == "json")
    elif preview is not None:
        _also_with_damage(face, partial(_write_preview, face, preview, within))
    elif send:
        _send(face, within, as_json=format_ == "json")
    else:
        _also_with_damage(face, partial(_show, face, within, as_json=format_ == "json"))


def _check_together(options: list[str], *, within: bool, format_: bool) -> None:
    """Raise Malformed for two options of which one would be ignored."""
    if within and options not in ([], ["--send"], ["--preview"]):
        options.append("--within")
    if format_ and options in (["--preview"], ["--cron-line"]):
        options.append("--format")
    if len(options) > 1:
        raise not_together(options[0], options[1])


def mail_texts(face: Face) -> Texts:
    """Return the language of mails: the register's setting, or the one spoken now."""
    language = setting(face.register, "language") or face.language
    return texts(language).naming(step_labels(face.register, language))


# Showing


def _also_with_damage(face: Face, show: Callable[[], None]) -> None:
    """Show what would go out; over a damaged value as sending does, without whose it is.

    It is looked for only then: showing costs no look through the whole file.
    """
    try:
        show()
    except (sqlite3.Error, ValueError, LookupError, TypeError):
        if not _leave_damaged_out(face):
            raise
        show()
        raise typer.Exit(3) from None


def _show(face: Face, within: int | None, *, as_json: bool) -> None:
    from steg_cli.mail.letter import letter_of

    t = mail_texts(face)
    found = digests(face.register, face.today, within=within, in_calendar=as_json)
    letters = [(digest, letter_of(digest, t)) for digest in found]
    if as_json:
        from steg_cli.output.envelope import report_json
        from steg_cli.reports.digests import reminder_report

        rows = [(digest, letter.subject, letter.text) for digest, letter in letters]
        face.out(report_json(reminder_report(rows, face.today)))
    else:
        heading = face.t(N_("To: {recipient}\nSubject: {subject}"))
        shown = f"\n{'=' * 72}\n\n".join(
            f"{heading.format(recipient=digest.recipient, subject=letter.subject)}\n\n{letter.text}"
            for digest, letter in letters
        )
        face.out(fitted(harmless_lines(shown), sys.stdout))
    _tell_what_is_missing(face, found, within)


def _tell_what_is_missing(face: Face, found: list[Digest], within: int | None) -> None:
    """Say what a reader of the reminders should know, as notes."""
    waiting = repeated(face.register, face.today)
    if waiting:
        face.say(
            face.t.plural(
                "Note: {count} mail goes out once more as it is. steg remind --outbox shows why.",
                "Note: {count} mails go out once more as they are. steg remind --outbox shows why.",
                waiting,
            )
        )
    if found:
        _tell_without_administrator(face)
    elif not waiting:
        _tell_when_next(face, within)
    _tell_without_address(face, within)


def _tell_when_next(face: Face, within: int | None) -> None:
    """Say at a terminal why there is nothing to read; cron mails what is said, so not there."""
    if not sys.stderr.isatty():
        return
    if not digests(face.register, face.today, within=within, all_again=True):
        face.tell(N_("Nothing is overdue or ends soon."))
        return
    following = next_day(face.register, face.today, within=within)
    sentence = (
        N_("Everything was told this month. The next reminder is due on {day}.")
        if following
        else N_("Everything was told this month.")
    )
    face.tell(sentence, day=following)


def _tell_without_administrator(face: Face) -> None:
    if not administrators(face.register):
        face.tell(
            N_(
                "Note: mail.to is not set, so it is not known who you are. "
                "steg setting mail.to you@municipality.se"
            )
        )


def _tell_without_address(face: Face, within: int | None) -> None:
    for one in without_address(face.register, face.today, within):
        from shlex import quote  # which almost nobody needs

        face.tell(
            N_(
                "Note: nobody at {workplace} is reminded. steg workplace edit {quoted} "
                "--manager-email ADDRESS"
            ),
            workplace=one,
            quoted=quote(one),
        )


def _write_preview(face: Face, file: Path, within: int | None) -> None:
    from steg_cli.mail.letter import letter_of

    found = digests(face.register, face.today, within=within, all_again=True)
    if not found:
        face.tell(N_("Nothing is overdue or ends soon, so there is nothing to look at."))
        return
    face.out(letter_of(found[0], mail_texts(face)).html, file)


# Sending


def _send(face: Face, within: int | None, *, as_json: bool) -> None:
    from steg_cli.actions.remind import remind as remind_everybody

    is_damaged = _leave_damaged_out(face)
    shown = True

    def tell(one: "Delivery") -> None:
        nonlocal shown
        if one.problem is not None:
            sentence = N_("Not delivered to {recipient}: {problem}")
            face.tell(sentence, recipient=one.recipient, problem=one.problem)
        elif not as_json:
            shown &= face.try_out(_sent_line(face, one))

    try:
        with postman_of(face, tell) as postman:
            done = remind_everybody(
                face.register, face.today, postman, within=within, is_damaged=is_damaged
            )
    except KeyboardInterrupt:
        raise Interrupted(
            N_("Interrupted. steg remind --outbox shows what waits; the next run goes on.")
        ) from None
    result = done.result
    if as_json:
        from steg_cli.output.envelope import done_json

        shown &= face.try_out(done_json(done))
    if not shown:
        say_unshown(face)
    _say_what_is_left(face, result, within)
    if is_damaged:
        raise typer.Exit(3)
    if result.failed:
        raise typer.Exit(4)


def _say_what_is_left(face: Face, result: "Deliveries", within: int | None) -> None:
    """Say what a reader of a run's answer should know."""
    if result.sent:
        tell_of_folder(face)
    if result.sent or result.failed:  # cron mails what is said: not the same every morning
        _tell_without_address(face, within)
        _tell_without_administrator(face)
    else:
        _tell_when_next(face, within)
    if result.failed:
        say_failed(face, result)


def _leave_damaged_out(face: Face) -> bool:
    """Leave out whose rows are damaged, and say so, so that everybody else is reminded.

    It is looked for before anything is sent: a bad reference would leave somebody out silently.
    """
    from steg_cli.programme.cases import reference_of
    from steg_cli.register.damage import damaged, set_aside
    from steg_cli.register.errors import RESTORE

    connection = face.register.connection
    found = list(damaged(connection))
    for one in found:
        face.tell(N_("Error: {sentence}"), sentence=face.t.note(one.note))
    if not found:
        return False
    cases = set_aside(connection, found)
    if cases:
        face.tell(
            N_("Left out of the reminders: {cases}. Everybody else is reminded."),
            cases=", ".join(map(reference_of, sorted(cases))),
        )
    face.tell(RESTORE)
    return True


def _sent_line(face: Face, one: "Delivery") -> str:
    values = {"recipient": one.recipient, "answer": one.answer}
    if stays_here(face):
        line = face.t.plural(
            "Written for {recipient}, not sent: {count} case. {answer}",
            "Written for {recipient}, not sent: {count} cases. {answer}",
            one.cases,
            **values,
        )
    else:
        line = face.t.plural(
            "Sent to {recipient}: {count} case. {answer}",
            "Sent to {recipient}: {count} cases. {answer}",
            one.cases,
            **values,
        )
    return harmless(line)


@contextmanager
def postman_of(face: Face, tell: "Callable[[Delivery], None]") -> "Iterator[Postman]":
    """Yield what writes the mails and hands them over, as the settings have it."""
    from steg_cli.actions.remind import Postman
    from steg_cli.mail.transport import sender_of, transport_of

    register, t = face.register, mail_texts(face)
    settings = settings_of(register)
    sender, answers = sender_of(settings), tuple(administrators(register))

    def write(digest: Digest, message_id: str, at: datetime) -> tuple[str, bytes]:
        # On most mornings nobody is told anything, and nothing of this is needed.
        from steg_cli.mail.letter import letter_of
        from steg_cli.mail.message import Envelope, message_of

        letter = letter_of(digest, t)
        reply_to = answers if digest.to_manager else ()
        envelope = Envelope(sender, digest.recipient, message_id, at, reply_to)
        return letter.subject, message_of(digest, letter, envelope, t)

    with transport_of(settings, face.environment, register.path) as deliver:
        yield Postman(
            write=write,
            deliver=deliver,
            phrase=lambda problem: f"{face.t.error(problem)} {face.t.hint(problem)}",
            domain=sender.rpartition("@")[2],
            on_wait=lambda: face.tell(N_("Another steg is sending; waiting until it is done.")),
            on_progress=lambda done, all_: _show_progress(face, done, all_),
            on_done=tell,
        )


def _show_progress(face: Face, done: int, all_: int) -> None:
    from steg_cli.cli.progress import show_progress

    if done == all_:
        show_progress("")
    else:
        sentence = (
            N_("Writing {number} of {all} …")
            if stays_here(face)
            else N_("Sending {number} of {all} …")
        )
        show_progress(face.t(sentence, number=done + 1, all=all_))


def _send_test(face: Face, address: str, *, as_json: bool) -> None:
    from steg_cli.mail.message import Envelope, test_message
    from steg_cli.mail.transport import sender_of, transport_of

    register = face.register
    settings = settings_of(register)
    sender, at = sender_of(settings), register.clock()
    message_id = f"<steg.test.{fingerprint(register, address, at)}@{sender.rpartition('@')[2]}>"
    message = test_message(Envelope(sender, address, message_id, at), mail_texts(face))
    with transport_of(settings, face.environment, register.path) as deliver:
        answer = deliver(address, message_id, message)
    if as_json:
        from steg_cli.actions.remind import Delivery
        from steg_cli.actions.results import Done
        from steg_cli.output.envelope import done_json

        text = done_json(Done("remind", None, Delivery(address, message_id, 0, answer, None)))
    else:
        text = handed_over(face, address, answer)
    if not face.try_out(text):
        say_unshown(face)
    tell_of_folder(face)
