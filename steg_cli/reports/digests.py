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
from steg_cli.register.outbox import ReminderKey, fingerprint, told_in
from steg_cli.register.surroundings import setting
from steg_cli.reports.expiries import EndingPeriod, ending_periods
from steg_cli.reports.report import Report

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
    of, those included. `to_manager`: the recipient has no steg of their own.
    """

    recipient: str
    to_manager: bool
    as_of: date
    cases: tuple[Case, ...]
    without_details: int
    keys: tuple[ReminderKey, ...]

    def count(self, state: PeriodState) -> int:
        """Return how many of the cases are in a state."""
        return sum(case.state == state for case in self.cases)


@dataclass(frozen=True)
class Unreachable:
    """A workplace whose manager should be told of cases and has no address."""

    workplace: str
    cases: int


def administrators(register: Register) -> list[str]:
    """Return the addresses that get everything."""
    return setting(register, "mail.to").split(", ") if setting(register, "mail.to") else []


def digests(
    register: Register, today: date, *, within: int | None = None, all_again: bool = False
) -> list[Digest]:
    """Return a digest for each recipient who has something left to be told this month.

    `within` months ahead; the setting remind.months if None. With `all_again` what was already
    told is told too.
    """
    with register.snapshot():
        ahead = int(setting(register, "remind.months")) if within is None else within
        periods = ending_periods(register, today, within=ahead)
        told = {} if all_again else told_in(register, today)
        chiefs = administrators(register) or [ADMINISTRATOR]
        addressed = [(address, False, periods) for address in chiefs]
        if setting(register, "mail.managers") == "on":
            of_managers = _by_manager(periods, besides=chiefs)
            addressed += [(address, True, own) for address, own in of_managers.items()]
        writer = _Writer(register, today, setting(register, "mail.names"))
        found = []
        for address, to_manager, own in addressed:
            known = told.get(address.lower(), set())
            new = [one for one in own if _key(one).told_as not in known]
            if new:
                found.append(writer.digest(address, new, to_manager=to_manager))
        return found


def addressees(register: Register) -> list[str]:
    """Return every address that reminders may go to as the settings are, due or not."""
    found = administrators(register) or [ADMINISTRATOR]
    if setting(register, "mail.managers") == "on":
        rows = register.execute("SELECT manager_email FROM workplace WHERE manager_email NOT NULL")
        found += [row[0] for row in rows]
    return found


def without_address(
    register: Register, today: date, within: int | None = None
) -> list[Unreachable]:
    """Return the workplaces whose manager cannot be told of cases, when managers are to be."""
    with register.snapshot():
        if setting(register, "mail.managers") != "on":
            return []
        ahead = int(setting(register, "remind.months")) if within is None else within
        periods = ending_periods(register, today, within=ahead)
    places = [one.masked.workplace for one in periods if not one.manager_email]
    return [Unreachable(place, places.count(place)) for place in sorted({p for p in places if p})]


def _by_manager(
    periods: Iterable[EndingPeriod], besides: Iterable[str]
) -> dict[str, list[EndingPeriod]]:
    """Return each manager's own cases; one who manages several workplaces has them all."""
    own: dict[str, list[EndingPeriod]] = {}
    spelt = {address.lower(): address for address in besides}
    for one in periods:
        if one.manager_email is None or one.expiry.protected:
            continue
        address = spelt.setdefault(one.manager_email.lower(), one.manager_email)
        own.setdefault(address, []).append(one)
    return {address: cases for address, cases in own.items() if address not in besides}


def _key(period: EndingPeriod) -> ReminderKey:
    return ReminderKey(
        period.participant,
        period.stay,
        period.expiry.last_day,
        shown=not period.expiry.protected,
    )


@dataclass(frozen=True)
class _Writer:
    register: Register
    today: date
    names: str

    def digest(self, address: str, periods: list[EndingPeriod], *, to_manager: bool) -> Digest:
        shown = [one for one in periods if not one.expiry.protected]
        return Digest(
            recipient=address,
            to_manager=to_manager,
            as_of=self.today,
            cases=tuple(self._case(one, to_manager=to_manager) for one in shown),
            without_details=len(periods) - len(shown),
            keys=tuple(map(_key, periods)),
        )

    def _case(self, period: EndingPeriod, *, to_manager: bool) -> Case:
        row = period.expiry
        return Case(
            reference=row.reference,
            name=named(row.name or "", self.names),
            step=row.step,
            last_day=row.last_day,
            days_left=row.days_left,
            state=row.state,
            notice_by=row.notice_by,
            months_left_to_extend=row.months_left_to_extend,
            commands=() if to_manager else commands_for(period),
            uid=f"{fingerprint(self.register, period.participant, period.stay)}@steg",
        )


def named(name: str, how: str) -> str | None:
    """Return a name as mails may carry it: not at all, as initials, or in full."""
    if how == "none":
        return None
    return name if how == "full" else "".join(part[0] for part in name.split())


def commands_for(period: EndingPeriod) -> tuple[str, ...]:
    """Return the commands that would settle a period; where to somebody leaves is left open."""
    row = period.expiry
    months = min(row.months_left_to_extend, 12)  # "one plus one year"
    commands = []
    if months > 0:
        commands.append(f"steg extend {row.reference} --months {months}")
    if period.convertible:
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
    return Report("remind", today, ReminderRow, rows, {"recipients": len(rows)})
