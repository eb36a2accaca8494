"""What each recipient of the monthly reminders has not yet been told this month.

The administrators get all cases, a workplace's manager their own. E-mail is a postcard: what a
digest says of a case is its reference, its step and days, and no workplace. Somebody with a
protected identity is only counted, and for the administrators alone: a mail to their workplace's
manager would tie them to that workplace.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from steg_cli.programme.periods import PeriodState
from steg_cli.register.file import Register
from steg_cli.register.outbox import (
    Mail,
    ReminderKey,
    ToldAs,
    begun_to,
    fingerprint,
    horizon_of,
    month_of,
    told_in,
)
from steg_cli.register.people import load_people
from steg_cli.register.surroundings import ladder_of, setting
from steg_cli.reports.ends import Ending, Expiry, endings
from steg_cli.reports.report import Form, Report

# Stands for the administrator until mail.to is set; only the transport `folder` delivers to it.
ADMINISTRATOR = "administrator@localhost"


@dataclass(frozen=True)
class Case:
    """What a mail may say of a period. `name` only as far as the setting mail.names allows.

    `commands` would settle it as they stand, but for the outcome of a leave. `uid` stays the same
    when the last day moves.
    """

    reference: str
    name: str | None
    step: str
    last_day: date
    days_left: int
    state: PeriodState
    notice_by: date | None
    months_left_to_extend: int
    commands: tuple[str, ...]
    uid: str


@dataclass(frozen=True)
class Digest:
    """What one recipient is to be told: overdue cases first, then by last day.

    `without_details` counts the cases of protected people. `keys` are the periods that it tells
    of, those included. `to_manager`: the recipient has no steg of their own. `within` is how many
    months ahead it looks, `names` how people are named in it.
    """

    recipient: str
    to_manager: bool
    as_of: date
    within: int
    names: str
    cases: tuple[Case, ...]
    without_details: int
    keys: tuple[ReminderKey, ...]

    def count(self, state: PeriodState) -> int:
        """Return how many of the cases are in a state."""
        return sum(case.state == state for case in self.cases)


@dataclass(frozen=True)
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
    register: Register, today: date, *, within: int | None = None, all_again: bool = False
) -> list[Digest]:
    """Return a digest for each recipient who has something to be told; see `digest_for`."""
    with register.snapshot():
        found = (
            digest_for(register, today, one, within=within, all_again=all_again)
            for one in recipients(register)
        )
        return [digest for digest in found if digest]


def digest_for(
    register: Register,
    today: date,
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
    with register.snapshot():
        ahead = int(setting(register, "remind.months")) if within is None else within
        ahead = max(ahead, at_least, horizon_of(register, recipient.address))
        known = set() if all_again else _known(register, today, recipient, ahead)
        periods = [
            one
            for one in endings(register, today, within=ahead)
            if _concerns(one, recipient) and _key(one).told_as not in known
        ]
        if not periods:
            return None
        shown = [one for one in periods if not one.expiry.protected]
        names = setting(register, "mail.names")
        commands = {} if recipient.is_manager else _commands(register, today, shown)
        return Digest(
            recipient=recipient.address,
            to_manager=recipient.is_manager,
            as_of=today,
            within=ahead,
            names=names,
            cases=tuple(_case(register, one, names, commands.get(one.thing, ())) for one in shown),
            without_details=len(periods) - len(shown),
            keys=tuple(map(_key, periods)),
        )


def _known(register: Register, today: date, recipient: Recipient, ahead: int) -> set[ToldAs]:
    """Return what a recipient was told this month, except by a mail that goes out no more."""
    told = told_in(register, today, setting(register, "mail.transport"))
    known = set(told.get(recipient.address.lower(), ()))
    for mail in begun_to(register, recipient.address):
        if not still_said(register, today, recipient, mail, at_least=ahead):
            known -= {key.told_as for key in mail.keys}
    return known


def still_said(
    register: Register, today: date, recipient: Recipient, mail: Mail, *, at_least: int = 0
) -> bool:
    """Say whether a mail would be written so today, so that it may go out once more as it is.

    A moved day, a new manager, a protected identity, a corrected name, other settings or another
    month make it wrong.
    """
    due = digest_for(register, today, recipient, at_least=at_least, all_again=True)
    return (
        due is not None
        and mail.month == month_of(today)
        and mail.keys <= set(due.keys)
        and mail.guise == guise_of(register, due, mail.keys)
    )


def repeated(register: Register, today: date) -> int:
    """Return how many mails that may have arrived would go out once more as they are."""
    with register.snapshot():
        return sum(
            still_said(register, today, one, mail, at_least=horizon_of(register, one.address))
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
        ahead = int(setting(register, "remind.months")) if within is None else within
        periods = endings(register, today, within=ahead)
    places = {one.masked.workplace for one in periods if not one.manager_emails}
    return sorted(place for place in places if place)


def _concerns(period: Ending, recipient: Recipient) -> bool:
    if not recipient.is_manager:
        return True
    addresses = [address.lower() for address in period.manager_emails]
    return recipient.address.lower() in addresses and not period.expiry.protected


def _key(period: Ending) -> ReminderKey:
    return ReminderKey(
        period.participant,
        period.expiry.what,
        period.thing,
        period.expiry.last_day,
        shown=not period.expiry.protected,
    )


def _case(register: Register, period: Ending, names: str, commands: tuple[str, ...]) -> Case:
    row = period.expiry
    return Case(
        reference=row.reference,
        name=named(row.name or "", names),
        step=row.step or "",
        last_day=row.last_day,
        days_left=row.days_left,
        state=row.state,
        notice_by=row.notice_by,
        months_left_to_extend=row.months_left_to_extend or 0,
        commands=commands,
        uid=f"{fingerprint(register, period.participant, period.thing)}@steg",
    )


def named(name: str, how: str) -> str | None:
    """Return a name as mails may carry it: not at all, as initials, or in full."""
    if how == "none":
        return None
    return name if how == "full" else "".join(part[0] for part in name.split())


def _commands(register: Register, today: date, periods: list[Ending]) -> dict[int, tuple[str, ...]]:
    """Return the commands that would settle each period, by its stay."""
    from steg_cli.programme.moves import conversion_day  # most that is shown needs none

    ladder = ladder_of(register)
    people = {
        one.participant.id: one for one in load_people(register, {p.participant for p in periods})
    }
    return {
        period.thing: commands_for(
            period.expiry,
            convertible=conversion_day(people[period.participant], today, ladder) == today,
        )
        for period in periods
    }


def commands_for(row: Expiry, *, convertible: bool) -> tuple[str, ...]:
    """Return the commands that would settle a period; where to somebody leaves is left open."""
    months = min(row.months_left_to_extend or 0, 12)  # "one plus one year"
    commands = []
    if months > 0:
        commands.append(f"steg extend {row.reference} --months {months}")
    if convertible:
        commands.append(f"steg convert-to-enhetsassistent {row.reference}")
    commands.append(f"steg leave {row.reference} --on {row.last_day} --to …")
    return tuple(commands)


@dataclass(frozen=True)
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
