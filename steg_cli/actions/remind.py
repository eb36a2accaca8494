"""Sending the monthly reminders, one mail after the other.

Each mail is written, and noted as begun, in the one transaction that decides on it, just before
it leaves; what became of it is noted right after. Killed at any moment, nothing is lost: what was
not handed over is written anew by the next run, and what may have arrived goes out again as the
same mail, unless it would not be said any more.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from steg_cli.actions.results import Done
from steg_cli.programme.errors import N_, NotDelivered, Refused, StegError
from steg_cli.programme.faults import system_words
from steg_cli.programme.frozen import frozen
from steg_cli.programme.words import clean_address
from steg_cli.register import outbox
from steg_cli.register.errors import RESTORE, RegisterError, can_be_a_value
from steg_cli.register.file import Register
from steg_cli.register.lock import alone
from steg_cli.register.surroundings import setting
from steg_cli.reports.digests import Digest, Recipient, digest_for, guise_of, recipients, still_said
from steg_cli.reports.due import Due

Write = Callable[[str, str, datetime], tuple[str, bytes]]  # address, Message-ID, moment
BUSY_MILLISECONDS = 60_000  # a mail that has left is worth waiting for its note


@frozen
class Delivery:
    """A mail and what became of it: the `answer` of whoever took it, or the `problem` in words."""

    recipient: str
    message_id: str | None
    cases: int
    answer: str | None
    problem: str | None
    may_have_arrived: bool = False


@frozen
class Deliveries:
    """What a run delivered and what it did not."""

    sent: tuple[Delivery, ...]
    failed: tuple[Delivery, ...]


@frozen
class Postman:
    """What sending needs of the outside.

    `write` gives a digest's subject and message, from its Message-ID and moment; `deliver` hands
    over (recipient, Message-ID, message), returns the answer and raises NotDelivered; `phrase`
    puts a problem into words; `domain` is that of the Message-IDs. `on_wait` is called when
    another run is sending, `on_progress` with how many of how many recipients are done, and
    `on_done` with each mail when it is known what became of it.
    """

    write: Callable[[Digest, str, datetime], tuple[str, bytes]]
    deliver: Callable[[str, str, bytes], str]
    phrase: Callable[[StegError], str]
    domain: str
    on_wait: Callable[[], None] = lambda: None
    on_progress: Callable[[int, int], None] = lambda _done, _all: None
    on_done: Callable[[Delivery], None] = lambda _delivery: None


def remind(
    register: Register,
    today: date,
    postman: Postman,
    *,
    within: int | None = None,
    is_damaged: bool = False,
) -> Done[Deliveries]:
    """Tell every recipient what they have not been told this month, and what is still waiting.

    `within` months ahead; the setting remind.months if None. In a register that `is_damaged`, a
    recipient whose mails cannot be read is one to whom nothing was delivered. Raises RegisterError
    when the register cannot be used any more while mails are being sent.
    """
    found: list[Delivery] = []
    with alone(register.path, postman.on_wait):
        with register.transaction():
            everybody = recipients(register)
            outbox.forget_all_but(register, [one.address for one in everybody])
            run = _Run(register, today, postman, within, outbox.begin_run(register, today))
        register.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        try:
            for number, recipient in enumerate(everybody):
                postman.on_progress(number, len(everybody))
                tell = run.tell_if_readable if is_damaged else run.tell
                for delivery in tell(recipient):
                    found.append(delivery)
                    postman.on_progress(len(everybody), len(everybody))
                    postman.on_done(delivery)
        except sqlite3.Error as error:
            raise RegisterError(
                N_("The register {path} could not be used while mails were being sent: {detail}."),
                N_("A mail that left and could not be noted goes out once more the next time."),
                path=register.path,
                detail=system_words(error),
            ) from error
        finally:
            postman.on_progress(len(everybody), len(everybody))
    return Done("remind", None, _deliveries(found))


def mail_status(
    register: Register, today: date, postman: Postman, write: Write, addresses: list[str]
) -> Done[Deliveries]:
    """Send the status report of `today` to each address, once that day.

    `write` gives the subject and the message to an address, from its Message-ID and moment. What
    could not be delivered goes out when it is sent again that day, with the same Message-ID.
    """
    found: list[Delivery] = []
    with alone(register.path, postman.on_wait):
        run = _Run(register, today, postman, None, None)
        for number, address in enumerate(addresses):
            postman.on_progress(number, len(addresses))
            mail = run.status_mail(address, write)
            if mail is not None:
                found.append(run.sent(mail[0], was_begun=mail[1]))
                postman.on_progress(len(addresses), len(addresses))
                postman.on_done(found[-1])
        postman.on_progress(len(addresses), len(addresses))
    return Done("report", None, _deliveries(found))


def _deliveries(found: list[Delivery]) -> Deliveries:
    return Deliveries(
        tuple(one for one in found if one.problem is None),
        tuple(one for one in found if one.problem is not None),
    )


@dataclass
class _Run:
    """One run; without a number it is none of the reminders.

    `closed` is why no mail can leave, once that is known.
    """

    register: Register
    today: date
    postman: Postman
    within: int | None
    number: int | None
    closed: NotDelivered | None = None

    def __post_init__(self) -> None:
        self.due = Due(self.register, self.today)  # read when the first digest is

    def tell(self, recipient: Recipient) -> Iterator[Delivery]:
        """Send a recipient what may have arrived once more, then what they have not been told."""
        try:
            clean_address(recipient.address)  # another program may have written it
        except Refused as problem:
            yield from self._unusable(recipient, problem)
            return
        horizon = outbox.horizon_of(self.register, recipient.address)
        for mail in outbox.begun_to(self.register, recipient.address):
            if self._still_right(mail, recipient, horizon):
                yield self.sent(mail, was_begun=True)
        draft = self._written(recipient, horizon)
        if draft is not None:
            yield self.sent(draft, was_begun=False)

    def tell_if_readable(self, recipient: Recipient) -> Iterator[Delivery]:
        """Do so in a damaged register: one recipient's damaged mails keep nobody else's back."""
        try:
            yield from self.tell(recipient)
        except (ValueError, LookupError, TypeError, AttributeError, sqlite3.Error) as error:
            if isinstance(error, sqlite3.Error) and not can_be_a_value(error):
                raise
            problem = RegisterError(
                N_("What is recorded of the mails to this address cannot be read."), RESTORE
            )
            yield self._failed(recipient, 0, problem)

    def status_mail(self, address: str, write: Write) -> tuple[outbox.Mail, bool] | None:
        """Return the mail with the status report to an address, noted as begun, and if it was.

        None if it was sent today.
        """
        register, postman = self.register, self.postman
        with register.transaction():
            way = setting(register, "mail.transport")
            known = outbox.status_to(register, address, self.today, postman.domain, way)
            if known is None:
                return None
            number, message_id = known
            was_begun = outbox.is_begun(register, number)
            if not was_begun:
                subject, message = write(address, message_id, register.clock())
                guise = outbox.STATUS
                outbox.fill(register, number, self.today, subject, message, (), guise=guise)
            if self.closed is None:
                outbox.mark_begun(register, number)
            return outbox.mail_in(register, number), was_begun

    def _still_right(self, mail: outbox.Mail, recipient: Recipient, horizon: int) -> bool:
        """Say whether a mail may go out once more, and take it back if it may not.

        What it told of is then collected anew.
        """
        with self.register.transaction():
            right = still_said(self.due, recipient, mail, at_least=horizon)
            if right and self.closed is None:
                outbox.mark_begun(self.register, mail.id)
            elif not right:
                outbox.withdraw(self.register, mail.id)
        return right

    def _written(self, recipient: Recipient, horizon: int) -> outbox.Mail | None:
        """Write the mail to a recipient and note it as begun; None when there is nothing to say."""
        register, postman = self.register, self.postman
        with register.transaction():
            digest = self._digest(recipient, horizon)
            if digest is None:
                outbox.drop_draft(register, recipient.address)
                return None
            draft, message_id = outbox.draft_to(register, recipient.address, postman.domain)
            subject, message = postman.write(digest, message_id, register.clock())
            outbox.fill(
                register,
                draft,
                self.today,
                subject,
                message,
                digest.keys,
                guise=guise_of(register, digest, digest.keys),
                within=digest.within,
            )
            if self.closed is None:
                outbox.mark_begun(register, draft)
            return outbox.mail_in(register, draft)

    def sent(self, mail: outbox.Mail, *, was_begun: bool) -> Delivery:
        """Hand over a mail, and note what became of it.

        With the way closed it is only noted why. One that may have arrived stays so until it is
        accepted.
        """
        answer, problem = None, self.closed
        if problem is None:
            try:
                answer = self.postman.deliver(mail.recipient, mail.message_id, mail.message)
            except NotDelivered as failure:
                problem = failure
                self.closed = failure if failure.concerns_all else None
        words = self.postman.phrase(problem) if problem else None
        unsure = problem is not None and (was_begun or problem.may_have_arrived)
        with self.register.transaction():
            if words is None:
                way = setting(self.register, "mail.transport")
                outbox.mark_sent(self.register, mail.id, way)
                self._count(sent=1)
            else:
                outbox.mark_failed(self.register, mail.id, words, may_have_arrived=unsure)
                self._count(failed=1)
        cases = len({key.participant for key in mail.keys})
        return Delivery(mail.recipient, mail.message_id, cases, answer, words, unsure)

    def _unusable(self, recipient: Recipient, problem: Refused) -> Iterator[Delivery]:
        digest = self._digest(recipient)
        if digest is not None:
            yield self._failed(recipient, len({key.participant for key in digest.keys}), problem)

    def _failed(self, recipient: Recipient, cases: int, problem: StegError) -> Delivery:
        """Note that nothing could be tried for a recipient."""
        with self.register.transaction():
            self._count(failed=1)
        return Delivery(recipient.address, None, cases, None, self.postman.phrase(problem))

    def _count(self, *, sent: int = 0, failed: int = 0) -> None:
        if self.number is not None:
            outbox.count_in_run(self.register, self.number, sent=sent, failed=failed)

    def _digest(self, recipient: Recipient, horizon: int = 0) -> Digest | None:
        return digest_for(self.due, recipient, within=self.within, at_least=horizon)
