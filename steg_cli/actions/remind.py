"""Sending the monthly reminders: decided in one transaction, delivered one by one, then marked.

A mail that was decided on is in the outbox before it leaves. Killed at any moment, nothing is
lost: what was not handed over is decided anew by the next run, and what may have arrived goes out
again as the same mail.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from steg_cli.actions.results import Done
from steg_cli.programme.errors import NotDelivered, Refused, StegError
from steg_cli.programme.words import clean_address
from steg_cli.register import outbox
from steg_cli.register.file import Register
from steg_cli.register.lock import alone
from steg_cli.reports.digests import Digest, addressees, digests


@dataclass(frozen=True)
class Delivery:
    """A mail and what became of it: the `answer` of whoever took it, or the `problem` in words."""

    recipient: str
    message_id: str | None
    cases: int
    answer: str | None
    problem: str | None


@dataclass(frozen=True)
class Deliveries:
    """What a run delivered and what it did not."""

    sent: tuple[Delivery, ...]
    failed: tuple[Delivery, ...]


@dataclass(frozen=True)
class Postman:
    """What sending needs of the outside.

    `write` gives a digest's subject and message, from its Message-ID and moment; `deliver` hands
    over (recipient, Message-ID, message), returns the answer and raises NotDelivered; `phrase`
    puts a problem into words; `domain` is that of the Message-IDs. `on_wait` is called when
    another run is sending, `on_progress` with how many of how many mails are done.
    """

    write: Callable[[Digest, str, datetime], tuple[str, bytes]]
    deliver: Callable[[str, str, bytes], str]
    phrase: Callable[[StegError], str]
    domain: str
    on_wait: Callable[[], None] = lambda: None
    on_progress: Callable[[int, int], None] = lambda _done, _all: None


def remind(
    register: Register, today: date, postman: Postman, *, within: int | None = None
) -> Done[Deliveries]:
    """Tell every recipient what they have not been told this month, and what is still waiting.

    `within` months ahead; the setting remind.months if None.
    """
    with alone(register.path, postman.on_wait):
        results = _decide(register, today, postman, within)
        mails = outbox.waiting(register)
        closed: NotDelivered | None = None  # why no mail can leave, once that is known
        for number, mail in enumerate(mails):
            postman.on_progress(number, len(mails))
            answer, problem = (None, closed) if closed else _handed_over(register, mail, postman)
            results.append(_marked(register, mail, postman, answer, problem))
            closed = problem if problem and problem.concerns_all else closed
        postman.on_progress(len(mails), len(mails))
        sent = tuple(one for one in results if one.problem is None)
        failed = tuple(one for one in results if one.problem is not None)
        with register.transaction():
            outbox.mark_run(register, today, len(sent), len(failed))
    return Done("remind", None, Deliveries(sent, failed))


def _decide(
    register: Register, today: date, postman: Postman, within: int | None
) -> list[Delivery]:
    """Write what is to be told into the outbox. Return the addresses that cannot be used."""
    unusable = []
    with register.transaction():
        outbox.withdraw(register, addressees(register))
        found = digests(register, today, within=within)
        outbox.forget_drafts(register, besides=[digest.recipient for digest in found])
        for digest in found:
            try:
                clean_address(digest.recipient)  # another program may have written it
            except Refused as problem:
                words = postman.phrase(problem)
                unusable.append(Delivery(digest.recipient, None, len(digest.keys), None, words))
                continue
            draft, message_id = outbox.draft_to(register, digest.recipient, postman.domain)
            subject, message = postman.write(digest, message_id, register.clock())
            outbox.fill(register, draft, today, subject, message, digest.keys)
    return unusable


def _handed_over(
    register: Register, mail: outbox.Waiting, postman: Postman
) -> tuple[str | None, NotDelivered | None]:
    """Hand over a mail, noting before that it may arrive. Return the answer or the problem."""
    with register.transaction():
        outbox.mark_begun(register, mail.id)
    try:
        return postman.deliver(mail.recipient, mail.message_id, mail.message), None
    except NotDelivered as problem:
        return None, problem


def _marked(
    register: Register,
    mail: outbox.Waiting,
    postman: Postman,
    answer: str | None,
    problem: NotDelivered | None,
) -> Delivery:
    """Note what became of a mail. One that may have arrived stays so until it is accepted."""
    words = postman.phrase(problem) if problem else None
    with register.transaction():
        if problem is None or words is None:
            outbox.mark_sent(register, mail.id)
        else:
            unsure = mail.may_have_arrived or problem.may_have_arrived
            outbox.mark_failed(register, mail.id, words, may_have_arrived=unsure)
    return Delivery(mail.recipient, mail.message_id, mail.cases, answer, words)
