"""What is due on a day, collected once for everybody who is told of it, and what a mail may say.

Telling five hundred managers of ten thousand ends asks for the ends once, and for each person once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from steg_cli.programme.codes import What
from steg_cli.programme.frozen import frozen, made_from, replace
from steg_cli.programme.people import covers
from steg_cli.programme.periods import PeriodState
from steg_cli.register.file import Register
from steg_cli.register.people import load_people
from steg_cli.register.surroundings import ladder_of
from steg_cli.reports.commands import Situation, commands_for, used_up_on
from steg_cli.reports.ends import Ending, endings, uid_of

AT_ONCE = 500  # people whose whole way is in memory


@frozen
class Case:
    """What a mail may say of an end. `name` only as far as the setting mail.names allows.

    `number` is a deadline's among the person's. A period has its `months_in_all` of at most
    `most_months`, which are or were used up on `used_up_on`. `paused_since` is the first day of a
    pause that goes on. `commands` show the case and would settle it as they stand, but for the …
    in them. `uid` stays the same when the last day moves; "" where no calendar is made of it.
    """

    what: What
    reference: str
    number: int | None
    name: str | None
    step: str | None
    last_day: date
    days_left: int
    state: PeriodState
    notice_by: date | None
    months_in_all: int | None
    most_months: int | None
    months_left_to_extend: int | None
    used_up_on: date | None
    paused_since: date | None
    commands: tuple[str, ...]
    uid: str


class Due:
    """What is overdue or ends soon on a day, and what mails say of it.

    What was read once holds until another program writes to the register, as SQLite tells: whoever
    asks inside of a transaction gets what is so there. This program may write nothing meanwhile but
    mails and what becomes of them, which change nothing of it.

    What stands in no calendar needs no uid: making the first one is 3 % of `steg remind`.
    """

    def __init__(self, register: Register, day: date, *, in_calendar: bool = True) -> None:
        self.register = register
        self.day = day
        self.in_calendar = in_calendar
        self._version: int | None = None
        self._ends: dict[int, list[Ending]] = {}
        self._of_managers: dict[int, dict[str, list[Ending]]] = {}
        self._cases: dict[tuple[What, int], Case] = {}

    def ends(self, ahead: int) -> Sequence[Ending]:
        """Return every end, `ahead` months from the day."""
        (version,) = self.register.execute("PRAGMA main.data_version").fetchone()
        if version != self._version:
            self._ends, self._of_managers, self._cases = {}, {}, {}
            self._version = version
        if ahead not in self._ends:
            self._ends[ahead] = endings(self.register, self.day, within=ahead)
        return self._ends[ahead]

    def of_manager(self, address: str, ahead: int) -> Sequence[Ending]:
        """Return the ends at the workplaces of a manager, but for those of protected people."""
        ends = self.ends(ahead)
        if ahead not in self._of_managers:
            found = self._of_managers[ahead] = defaultdict(list)
            for one in ends:
                if not one.expiry.protected:
                    for manager in {email.lower() for email in one.manager_emails}:
                        found[manager].append(one)
        return self._of_managers[ahead].get(address.lower(), ())

    def cases(self, ends: Sequence[Ending], names: str, *, to_manager: bool) -> tuple[Case, ...]:
        """Return what a mail says of ends that were returned before, with names as `names` says.

        A manager has no steg to type commands into, and is told of no pause.
        """
        missing = [one for one in ends if _number(one) not in self._cases]
        read = dict(self._read(missing, names, to_manager=to_manager))
        if to_manager:
            known = (read.get(_number(one)) or self._cases[_number(one)] for one in ends)
            return tuple(replace(case, paused_since=None, commands=()) for case in known)
        self._cases |= read
        return tuple(self._cases[_number(one)] for one in ends)

    def _read(
        self, ends: Sequence[Ending], names: str, *, to_manager: bool
    ) -> Iterator[tuple[tuple[What, int], Case]]:
        if not ends:
            return
        ladder = ladder_of(self.register)
        for first in range(0, len(ends), AT_ONCE):
            some = ends[first : first + AT_ONCE]
            people = load_people(self.register, {one.participant for one in some})
            by_case = {person.participant.id: person for person in people}
            for one in some:
                situation = Situation(by_case[one.participant], one, ladder, self.day)
                uid = uid_of(self.register, one) if self.in_calendar else ""
                yield _number(one), _case(situation, names, uid, to_manager=to_manager)


def _number(end: Ending) -> tuple[What, int]:
    return end.expiry.what, end.thing


def _case(situation: Situation, names: str, uid: str, *, to_manager: bool) -> Case:
    person, end, row = situation.person, situation.end, situation.end.expiry
    limit = situation.ladder.step(row.step).limit if row.what == "period" and row.step else None
    pauses = [one.first_day for one in person.pauses if covers(one, situation.today)]
    return made_from(
        Case,
        row,
        number=end.number,
        name=named(row.name or "", names),
        notice_by=end.notice_due,
        most_months=limit.most if limit else None,
        used_up_on=used_up_on(person, end),
        paused_since=min(pauses, default=None) if not to_manager else None,
        commands=commands_for(situation) if not to_manager else (),
        uid=uid,
    )


def named(name: str, how: str) -> str | None:
    """Return a name as mails may carry it: not at all, as initials, or in full."""
    if how == "none":
        return None
    return name if how == "full" else "".join(part[0] for part in name.split())
