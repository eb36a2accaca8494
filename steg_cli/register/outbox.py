"""The outbox and the memory of what was reminded.

A mail is in one of three states. A draft has not been tried, or was refused for certain: the next
run writes it anew as of its own day, under the same Message-ID. A begun one was handed over
without an answer that we know of (the program was killed, the connection broke): it may have
arrived, so it goes out again exactly as it was, for as long as it would still be said. A sent one
is only remembered.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from steg_cli.programme.codes import What
from steg_cli.programme.frozen import frozen
from steg_cli.register.arrays import array_of
from steg_cli.register.file import Register

STATUS = "status"  # the guise of a mail with the status report, which no run of reminders touches
ToldAs = tuple[int, str, int, date]
# Whose a reminder is now: of a case that was merged, the one that it became part of.
WHOSE = """coalesce((SELECT former_case.participant_id FROM former_case
    WHERE former_case = reminder.participant_id), reminder.participant_id)"""


@frozen
class ReminderKey:
    """An end that a mail speaks of: whose, what ends, the thing's number, and the day it had.

    `shown`: the case is named by its reference; otherwise it is only counted.
    """

    participant: int
    what: What
    thing: int
    last_day: date
    shown: bool = True

    @property
    def told_as(self) -> ToldAs:
        """What tells one reminder from another: a moved last day is a new one."""
        return self.participant, self.what, self.thing, self.last_day


@frozen
class Mail:
    """A mail that is not delivered as far as we know: what goes out, and what it tells of.

    `month` and `keys` are those that it was written for; `guise` is a fingerprint of how it speaks
    of them: the sender, the language, the names.
    """

    id: int
    message_id: str
    recipient: str
    message: bytes
    month: str
    guise: str
    keys: frozenset[ReminderKey]


@frozen
class Run:
    """When reminders last ran and how that ended, and when a mail last left (None: never).

    What was only written into a folder has not left.
    """

    day: date
    at: str
    sent: int
    failed: int
    last_sent_at: str | None


def month_of(day: date) -> str:
    """Return the calendar month in which something is told at most once: ÅÅÅÅ-MM."""
    return f"{day:%Y-%m}"


def told_to(register: Register, recipient: str, day: date, way: str = "smtp") -> set[ToldAs]:
    """Return what a recipient was told in the calendar month of `day`.

    What is only drafted has not been told; what may have arrived has. What was written into a
    folder, to try it out, is not told once another `way` is chosen.
    """
    rows = register.execute(
        f"""SELECT {WHOSE}, what, thing_id, last_day
        FROM reminder JOIN outbox ON outbox.id = outbox_id
        WHERE reminder.recipient = ? AND month = ?
            AND (begun OR (sent_at IS NOT NULL AND (way <> 'folder' OR ? = 'folder')))""",
        (recipient, month_of(day), way),
    )
    return {
        (participant, what, thing, date.fromisoformat(last))
        for participant, what, thing, last in rows
    }


def forget_all_but(register: Register, recipients: Iterable[str]) -> None:
    """Take back what waits for anybody but `recipients`: they are not to be told any more."""
    register.execute(
        "DELETE FROM outbox WHERE sent_at IS NULL AND guise <> ? "
        "AND recipient NOT IN (SELECT value FROM json_each(?))",
        (STATUS, array_of(recipients)),
    )


def withdraw(register: Register, mail: int) -> None:
    """Take back a mail. What it told counts as not told."""
    register.execute("DELETE FROM outbox WHERE id = ?", (mail,))


def begun_to(register: Register, recipient: str) -> list[Mail]:
    """Return the mails to a recipient that may have arrived, the oldest first."""
    rows = register.execute(
        "SELECT id FROM outbox "
        "WHERE recipient = ? AND sent_at IS NULL AND begun AND guise <> ? ORDER BY id",
        (recipient, STATUS),
    )
    return [mail_in(register, row[0]) for row in rows.fetchall()]


def mail_in(register: Register, mail: int) -> Mail:
    """Return a mail that is not delivered."""
    row = register.execute(
        "SELECT id, message_id, recipient, message, substr(day, 1, 7) AS month, guise "
        "FROM outbox WHERE id = ?",
        (mail,),
    ).fetchone()
    keys = register.execute(
        f"SELECT {WHOSE}, what, thing_id, last_day, shown FROM reminder WHERE outbox_id = ?",
        (mail,),
    )
    return Mail(
        **row,
        keys=frozenset(
            ReminderKey(participant, what, thing, date.fromisoformat(last), bool(shown))
            for participant, what, thing, last, shown in keys
        ),
    )


def horizon_of(register: Register, recipient: str) -> int:
    """Return how many months ahead what waits for a recipient looks; 0 when nothing waits."""
    row = register.execute(
        "SELECT coalesce(max(within), 0) FROM outbox WHERE recipient = ? AND sent_at IS NULL",
        (recipient,),
    ).fetchone()
    return int(row[0])


def drop_draft(register: Register, recipient: str) -> None:
    """Take back the draft to a recipient: nothing of it is due any more."""
    register.execute(
        "DELETE FROM outbox WHERE recipient = ? AND sent_at IS NULL AND NOT begun AND guise <> ?",
        (recipient, STATUS),
    )


def draft_to(register: Register, recipient: str, domain: str) -> tuple[int, str]:
    """Return the number and the Message-ID of the draft to a recipient, emptied.

    A draft that was refused earlier keeps its Message-ID; a new one has the `domain` of who sends.
    """
    row = register.execute(
        "SELECT id, message_id FROM outbox "
        "WHERE recipient = ? AND sent_at IS NULL AND NOT begun AND guise <> ?",
        (recipient, STATUS),
    ).fetchone()
    if row is not None:
        register.execute("DELETE FROM reminder WHERE outbox_id = ?", (row["id"],))
        return row["id"], row["message_id"]
    return _new(register, recipient, domain)


def status_to(
    register: Register, recipient: str, day: date, domain: str, way: str
) -> tuple[int, str] | None:
    """Return the mail with the status report of `day` to a recipient; None if they have it.

    One that was not delivered that day is the same mail again; one of another day is taken back.
    What was written into a folder, to try it out, does not count once another `way` is chosen.
    """
    register.execute(
        "DELETE FROM outbox WHERE recipient = ? AND guise = ? AND sent_at IS NULL AND day <> ?",
        (recipient, STATUS, str(day)),
    )
    row = register.execute(
        """SELECT id, message_id, sent_at FROM outbox
        WHERE recipient = ? AND guise = ? AND day = ?
            AND (sent_at IS NULL OR way <> 'folder' OR ? = 'folder')""",
        (recipient, STATUS, str(day), way),
    ).fetchone()
    if row is None:
        return _new(register, recipient, domain)
    return None if row["sent_at"] else (row["id"], row["message_id"])


def _new(register: Register, recipient: str, domain: str) -> tuple[int, str]:
    """Return the number and the Message-ID of a new mail, still empty."""
    number = register.execute(
        "INSERT INTO outbox (message_id, recipient, day, at, subject, message) "
        "VALUES ('', ?, '1970-01-01', '', '', x'')",
        (recipient,),
    ).lastrowid
    assert number is not None
    message_id = f"<steg.{fingerprint(register, number, register.now())}@{domain}>"
    register.execute("UPDATE outbox SET message_id = ? WHERE id = ?", (message_id, number))
    return number, message_id


def fill(
    register: Register,
    draft: int,
    day: date,
    subject: str,
    message: bytes,
    keys: Iterable[ReminderKey],
    *,
    guise: str = "",
    within: int = 0,
) -> None:
    """Write into a draft what goes out on `day`, and what the recipient is told by it.

    `guise` is a fingerprint of how it speaks of them; `within` is how many months ahead it looks.
    """
    register.execute(
        "UPDATE outbox SET day = ?, at = ?, subject = ?, message = ?, guise = ?, within = ? "
        "WHERE id = ?",
        (day.isoformat(), register.now(), subject, message, guise, within, draft),
    )
    keys = tuple(keys)
    # What was tried out with a folder is told now.
    register.connection.executemany(
        """DELETE FROM reminder
        WHERE month = ? AND participant_id = ? AND what = ? AND thing_id = ? AND last_day = ?
            AND recipient = (SELECT recipient FROM outbox WHERE id = ?)
            AND outbox_id IN (SELECT id FROM outbox WHERE way = 'folder')""",
        [(month_of(day), *key.told_as[:3], str(key.last_day), draft) for key in keys],
    )
    register.connection.executemany(
        """INSERT INTO reminder
            (outbox_id, recipient, month, participant_id, what, thing_id, last_day, shown)
        SELECT id, recipient, ?, ?, ?, ?, ?, ? FROM outbox WHERE id = ?""",
        [(month_of(day), *key.told_as[:3], str(key.last_day), key.shown, draft) for key in keys],
    )


def mark_begun(register: Register, mail: int) -> None:
    """Note, before a mail is handed over, that it may arrive."""
    register.execute(
        "UPDATE outbox SET begun = 1, attempts = attempts + 1, tried_at = ? WHERE id = ?",
        (register.now(), mail),
    )


def is_begun(register: Register, mail: int) -> bool:
    """Say whether a mail was handed over without an answer, so that it may have arrived."""
    row = register.execute("SELECT begun FROM outbox WHERE id = ?", (mail,)).fetchone()
    return bool(row["begun"])


def mark_sent(register: Register, mail: int, way: str = "smtp") -> None:
    """Note that a mail was accepted, by which `way`; its text is no longer needed."""
    register.execute(
        "UPDATE outbox SET begun = 0, sent_at = ?, way = ?, message = NULL, problem = NULL "
        "WHERE id = ?",
        (register.now(), way, mail),
    )


def mark_failed(register: Register, mail: int, problem: str, *, may_have_arrived: bool) -> None:
    """Note why a mail was not delivered. If it cannot have arrived it becomes a draft again."""
    register.execute(
        "UPDATE outbox SET begun = ?, problem = ? WHERE id = ?", (may_have_arrived, problem, mail)
    )


def begin_run(register: Register, day: date) -> int:
    """Note that reminders run, so that silence is not mistaken for health. Returns its number."""
    run = register.execute(
        "INSERT INTO reminder_run (day, at, sent, failed) VALUES (?, ?, 0, 0)",
        (day.isoformat(), register.now()),
    ).lastrowid
    assert run is not None
    return run


def count_in_run(register: Register, run: int, *, sent: int = 0, failed: int = 0) -> None:
    """Add to what a run sent and what failed."""
    register.execute(
        "UPDATE reminder_run SET sent = sent + ?, failed = failed + ? WHERE id = ?",
        (sent, failed, run),
    )


def last_run(register: Register) -> Run | None:
    """Return when reminders last ran, or None if they never did."""
    row = register.execute(
        """SELECT day, at, sent, failed, (SELECT max(sent_at) FROM outbox WHERE way IS NOT 'folder')
        FROM reminder_run ORDER BY id DESC LIMIT 1"""
    ).fetchone()
    return Run(date.fromisoformat(row[0]), *row[1:]) if row else None


def written_since(register: Register, moment: str) -> bool:
    """Say whether a run that began at a moment only wrote its mails into a folder."""
    row = register.execute(
        "SELECT EXISTS (SELECT 1 FROM outbox WHERE sent_at >= ? AND way = 'folder' AND guise <> ?)",
        (moment, STATUS),
    ).fetchone()
    return bool(row[0])


def fingerprint(register: Register, *values: object) -> str:
    """Return letters and digits that stand for values of this register, and tell nothing of them.

    The same values give the same text in one register and another text in any other.
    """
    founded = register.execute("SELECT at FROM change ORDER BY id LIMIT 1").fetchone()
    text = "/".join(map(str, (founded[0] if founded else "", *values)))
    from hashlib import sha256  # a hundredth of a second, for a mail alone

    return sha256(text.encode()).hexdigest()[:24]
