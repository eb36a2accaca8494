"""What each recipient of the monthly reminders has not yet been told this month.

The administrators get all cases, a workplace's manager the periods, steps and placements of their
own. E-mail is a postcard: what a digest says of a case is its reference, what ends, its step and
days, and no workplace; of a decision not which support it is, of a deadline its number alone.
Somebody with a protected identity is only counted, and for the administrators alone: a mail to
their workplace's manager would tie them to that workplace.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date

from steg_cli.programme.cases import reference_of
from steg_cli.programme.frozen import frozen
from steg_cli.programme.periods import ONE_DAY, PeriodState, add_months
from steg_cli.register.file import Register
from steg_cli.register.outbox import (
    Mail,
    ReminderKey,
    ToldAs,
    begun_to,
    fingerprint,
    horizon_of,
    month_of,
    told_to,
)
from steg_cli.register.surroundings import setting
from steg_cli.reports.due import Case, Due
from steg_cli.reports.ends import TOLD_TO_MANAGERS, Ending, endings
from steg_cli.reports.report import Form, Report

# Stands for the administrator until mail.to is set; only the transport `folder` delivers to it.
ADMINISTRATOR = "administrator@localhost"
SHOWS_PROTECTED = "steg report expiries --include-protected"


@frozen
class Digest:
    """What one recipient is to be told, what has to be done first on top.

    `without_details` counts the protected people with an end, and `shows_them` is the command that
    shows those ends. `paused` are the cases with an open pause, each with its first day. `keys`
    are the ends that it tells of, those included. `to_manager`: the recipient has no steg of their
    own. `within` is how many months ahead it looks, `names` how people are named in it.
    """

    recipient: str
    to_manager: bool
    as_of: date
    within: int
    names: str
    cases: tuple[Case, ...]
    without_details: int
    shows_them: str | None
    keys: tuple[ReminderKey, ...]
    paused: tuple[tuple[str, date], ...] = ()

    def count(self, state: PeriodState) -> int:
        """Return how many of the cases are in a state."""
        return sum(case.state == state for case in self.cases)


@frozen
class Recipient:
    """Somebody who is reminded: of everything, or as a manager of their own workplaces' cases."""

    address: str
    is_manager: bool = False


def administrators(register: Register) -> list[str]:
    """Return the addresses that get everything."""
    return setting(register, "mail.to").split(", ") if setting(register, "mail.to") else []


def recipients(register: Register) -> list[Recipient]:
    """Return everybody who is reminded as the settings are, due or not: administrators first.

    A manager of several workplaces is one recipient; one who is an administrator gets everything.
    """
    found = [Recipient(address) for address in administrators(register) or [ADMINISTRATOR]]
    if setting(register, "mail.managers") == "on":
        rows = register.execute(
            "SELECT manager_email FROM workplace WHERE manager_email NOT NULL ORDER BY name"
        )
        found += [Recipient(row[0], is_manager=True) for row in rows]
    by_address: dict[str, Recipient] = {}
    for one in found:
        by_address.setdefault(one.address.lower(), one)
    return list(by_address.values())


def digests(
    register: Register,
    today: date,
    *,
    within: int | None = None,
    all_again: bool = False,
    in_calendar: bool = True,
) -> list[Digest]:
    """Return a digest for each recipient who has something to be told; see `digest_for`, `Due`."""
    due = Due(register, today, in_calendar=in_calendar)
    with register.snapshot():
        found = (
            digest_for(due, one, within=within, all_again=all_again) for one in recipients(register)
        )
        return [digest for digest in found if digest]


def digest_for(
    due: Due,
    recipient: Recipient,
    *,
    within: int | None = None,
    at_least: int = 0,
    all_again: bool = False,
) -> Digest | None:
    """Return what a recipient has not yet been told this month, or None for nothing.

    `within` months ahead, the setting remind.months if None; further if `at_least` or what waits
    for the recipient looks further. With `all_again` what was already told is told too.
    """
    register = due.register
    with register.snapshot():
        usual = int(setting(register, "remind.months"))
        ahead = usual if within is None else within
        ahead = max(ahead, at_least, horizon_of(register, recipient.address))
        ends = _ends_for(due, recipient, ahead)
        known = set() if all_again else _known(due, recipient, ahead)
        found = [one for one in ends if _key(one).told_as not in known]
        if not found:
            return None
        found.sort(key=_what_comes_first)
        shown = [one for one in found if not one.expiry.protected]
        names = setting(register, "mail.names")
        further = f" --within {ahead}" if ahead != usual else ""
        return Digest(
            recipient=recipient.address,
            to_manager=recipient.is_manager,
            as_of=due.day,
            within=ahead,
            names=names,
            cases=due.cases(shown, names, to_manager=recipient.is_manager),
            without_details=len({one.participant for one in found if one.expiry.protected}),
            paused=() if recipient.is_manager else _paused(register, due.day),
            shows_them=SHOWS_PROTECTED + further if len(found) > len(shown) else None,
            keys=tuple(map(_key, found)),
        )


def next_day(register: Register, today: date, *, within: int | None = None) -> date | None:
    """Return when there is something to tell again, if everything was told by `today`.

    That is the day on which something new comes near, or the first of the next month, when all
    that is still ending or overdue is told again. None if nothing is by then.
    """
    with register.snapshot():
        usual = int(setting(register, "remind.months")) if within is None else within
        ahead = {one: max(usual, horizon_of(register, one.address)) for one in recipients(register)}
        told = Due(register, today)
        known = {one: _known(told, one, far) for one, far in ahead.items()}

        def is_due(day: date) -> bool:
            due = Due(register, day)
            return any(
                month_of(day) != month_of(today) or _key(end).told_as not in known[one]
                for one, far in ahead.items()
                for end in _ends_for(due, one, far)
            )

        next_month = add_months(today.replace(day=1), 1)
        days = [today + ONE_DAY * number for number in range(1, (next_month - today).days + 1)]
        # What has come near is near until the month is over: of a hundred thousand people too it
        # takes a handful of looks. (With --within 0 an end can come and go between two of them.)
        return days[bisect_left(days, True, key=is_due)] if is_due(next_month) else None


def _ends_for(due: Due, recipient: Recipient, ahead: int) -> Sequence[Ending]:
    """Return the ends that concern a recipient, told or not."""
    if recipient.is_manager:
        return due.of_manager(recipient.address, ahead)
    return due.ends(ahead)


def _paused(register: Register, today: date) -> tuple[tuple[str, date], ...]:
    """Return who is on a pause without a known end, the longest first, but for the protected."""
    rows = register.execute(
        "SELECT participant_id, pause.first_day FROM pause "
        "CROSS JOIN enrolment ON enrolment.id = enrolment_id "
        "CROSS JOIN participant ON participant.id = participant_id "
        "WHERE pause.last_day IS NULL AND pause.first_day <= ? AND NOT protected "
        "AND participant.id > 0 "
        "ORDER BY pause.first_day, participant_id",
        (str(today),),
    )
    return tuple((reference_of(case), date.fromisoformat(first)) for case, first in rows)


def _what_comes_first(end: Ending) -> tuple[object, ...]:
    """Order ends by what has to be done first: what has passed, then by notice or last day."""
    row = end.expiry
    overdue = row.state == "overdue"
    act_by = row.last_day if overdue else end.notice_due or row.last_day
    return not overdue, act_by, row.last_day, end.participant, row.what, end.thing


def _known(due: Due, recipient: Recipient, ahead: int) -> set[ToldAs]:
    """Return what a recipient was told this month, except by a mail that goes out no more."""
    way = setting(due.register, "mail.transport")
    known = told_to(due.register, recipient.address, due.day, way)
    for mail in begun_to(due.register, recipient.address):
        if not still_said(due, recipient, mail, at_least=ahead):
            known -= {key.told_as for key in mail.keys}
    return known


def still_said(due: Due, recipient: Recipient, mail: Mail, *, at_least: int = 0) -> bool:
    """Say whether a mail would be written so today, so that it may go out once more as it is.

    A moved day, a new manager, a protected identity, a corrected name, other settings or another
    month make it wrong.
    """
    digest = digest_for(due, recipient, at_least=at_least, all_again=True)
    return (
        digest is not None
        and mail.month == month_of(due.day)
        and mail.keys <= set(digest.keys)
        and mail.guise == guise_of(due.register, digest, mail.keys)
    )


def repeated(register: Register, today: date) -> int:
    """Return how many mails that may have arrived would go out once more as they are."""
    due = Due(register, today)
    with register.snapshot():
        return sum(
            still_said(due, one, mail, at_least=horizon_of(register, one.address))
            for one in recipients(register)
            for mail in begun_to(register, one.address)
        )


def guise_of(register: Register, digest: Digest, keys: Iterable[ReminderKey]) -> str:
    """Return a fingerprint of how a mail speaks of `keys`: the sender, the language, the names."""
    shown = (key for key in digest.keys if key.shown)
    named = {key: case.name for key, case in zip(shown, digest.cases, strict=True)}
    settings = [setting(register, key) for key in ("mail.from", "mail.to", "language")]
    # As an older version made it of a period, so that what it began may still go out as it is.
    names = [
        (key.participant, key.thing, named.get(key), *((key.what,) if key.what != "period" else ()))
        for key in sorted(keys, key=lambda key: (key.participant, key.thing, key.what))
    ]
    return fingerprint(register, *settings, digest.to_manager, names)


def without_address(register: Register, today: date, within: int | None = None) -> list[str]:
    """Return the workplaces with cases to tell of, whose managers should be told and cannot be."""
    with register.snapshot():
        if setting(register, "mail.managers") != "on":
            return []
        rows = register.execute("SELECT name FROM workplace WHERE manager_email IS NULL")
        unaddressed = {row[0] for row in rows}
        if not unaddressed:
            return []
        ahead = int(setting(register, "remind.months")) if within is None else within
        concerned = endings(register, today, within=ahead, what=TOLD_TO_MANAGERS)
    places = {name for one in concerned if not one.expiry.protected for name in one.workplaces}
    return sorted(places & unaddressed)


def _key(end: Ending) -> ReminderKey:
    row = end.expiry
    return ReminderKey(end.participant, row.what, end.thing, row.last_day, shown=not row.protected)


@frozen
class ReminderRow:
    """What a recipient would be told, in words and as rows."""

    recipient: str
    subject: str
    text: str
    overdue: int
    ending: int
    without_details: int
    cases: tuple[Case, ...]


REMINDERS = Form("remind", ReminderRow)


def reminder_report(letters: Iterable[tuple[Digest, str, str]], today: date) -> Report[ReminderRow]:
    """Return digests with their subject and text as rows."""
    rows = tuple(
        ReminderRow(
            digest.recipient,
            subject,
            text,
            digest.count("overdue"),
            digest.count("ending"),
            digest.without_details,
            digest.cases,
        )
        for digest, subject, text in letters
    )
    return Report(REMINDERS, today, rows, {"recipients": len(rows)})
