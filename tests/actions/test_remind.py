"""Sending reminders: each thing once a month to each recipient, and nothing is lost on the way."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from steg_cli.actions.amend import amend
from steg_cli.actions.extend import extend
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.actions.remind import Deliveries, Delivery, Postman, remind
from steg_cli.actions.results import Done
from steg_cli.actions.surroundings import WORKPLACE, edit, set_setting
from steg_cli.actions.undo import reverse_last
from steg_cli.programme.errors import NotDelivered
from steg_cli.programme.people import NEW, Deadline
from steg_cli.register.errors import RegisterError
from steg_cli.register.file import Register, open_register
from steg_cli.register.outbox import Run, last_run
from steg_cli.reports.digests import Digest

if TYPE_CHECKING:
    from tests.conftest import Give, OnStep, Outside

D = date.fromisoformat
TODAY = D("2024-01-15")
DEADLINE = 30  # seconds after which waiting for another run is a failure

CHIEF, SECOND = "ame@skovde.example", "chef@skovde.example"
SOLGARDEN, BJORK = "solgarden@skovde.example", "bjork@skovde.example"
NEXT = "ny@skovde.example"
EVERYBODY = [CHIEF, BJORK, SOLGARDEN]  # managers by the names of their workplaces


class Mail(NamedTuple):
    """What a mail server gets."""

    recipient: str
    message_id: str
    message: bytes


def write(digest: Digest, message_id: str, at: datetime) -> tuple[str, bytes]:
    """Write a digest as lines: its day, each case with the days left, and how many more."""
    lines = [f"{case.reference} {case.last_day} {case.days_left}" for case in digest.cases]
    more = [f"+{digest.without_details}"] if digest.without_details else []
    text = "\n".join([f"{digest.as_of} {at:%H:%M} {message_id}", *lines, *more])
    return f"{len(lines)} cases", text.encode()


def lines_of(message: bytes) -> list[str]:
    """Return the day that a mail was written, and its cases."""
    head, *lines = message.decode().split("\n")
    return [head.split(" ")[0], *lines]


@dataclass
class Post:
    """A mail server in this process: it takes every mail but those that `faults` are about."""

    faults: dict[str, BaseException] = field(default_factory=dict)
    tried: list[Mail] = field(default_factory=list)
    arrived: list[Mail] = field(default_factory=list)
    progress: list[tuple[int, int]] = field(default_factory=list)
    done: list[Delivery] = field(default_factory=list)

    def deliver(self, recipient: str, message_id: str, message: bytes) -> str:
        """Take a mail, or raise what is wrong with its recipient."""
        mail = Mail(recipient, message_id, message)
        self.tried.append(mail)
        if recipient in self.faults:
            raise self.faults[recipient]
        self.arrived.append(mail)
        return "250 OK"

    @property
    def man(self) -> Postman:
        """What a run needs to send over this server."""
        return Postman(
            write=write,
            deliver=self.deliver,
            phrase=str,
            domain="skovde.example",
            on_progress=lambda done, all_: self.progress.append((done, all_)),
            on_done=self.done.append,
        )


Deed = Callable[[Register, date], object]
Told = Callable[..., list[list[str]]]


# sends(day="2024-01-15", within=None): send what is due that day, at nine o'clock.
Sends = Callable[..., Deliveries]
# new(): what arrived since the last call, by recipient: its day and its cases.
New = Callable[[], dict[str, list[str]]]


@pytest.fixture
def post() -> Post:
    """The mail server of the test."""
    return Post()


@pytest.fixture
def sends(register: Register, post: Post) -> Sends:
    """Send reminders over `post`, with the clock at the day."""

    def sends(day: str = "2024-01-15", *, within: int | None = None) -> Deliveries:
        today = D(day)
        register.clock = lambda: datetime(today.year, today.month, today.day, 9, tzinfo=UTC)
        done = remind(register, today, post.man, within=within)
        assert done == Done("remind", None, done.result)
        return done.result

    return sends


@pytest.fixture
def new(post: Post) -> New:
    """Look into the letter boxes; nobody may get two mails between two looks."""
    seen = 0

    def new() -> dict[str, list[str]]:
        nonlocal seen
        mails, seen = post.arrived[seen:], len(post.arrived)
        found = {mail.recipient: lines_of(mail.message) for mail in mails}
        assert len(found) == len(mails)
        return found

    return new


@pytest.fixture
def settings(register: Register) -> Callable[..., None]:
    """Set settings by their keys."""

    def settings(values: dict[str, str]) -> None:
        for key, value in values.items():
            set_setting(register, key, value, TODAY)

    return settings


@pytest.fixture
def managed(register: Register, on_step: OnStep, settings: Callable[..., None]) -> Register:
    """Three cases within three months: at Solgården (S-0001), protected there, at Björkskolan.

    Their last days are 2024-02-29, 2024-03-31 and 2024-03-09. CHIEF gets all, managers their own.
    """
    on_step("serviceassistent", since=D("2023-03-01"), workplace="Solgården")
    on_step("serviceassistent", since=D("2023-04-01"), workplace="Solgården", protected=True)
    on_step("serviceassistent", since=D("2023-03-10"), workplace="Björkskolan")
    edit(register, WORKPLACE, "Solgården", {"manager_email": SOLGARDEN}, TODAY)
    edit(register, WORKPLACE, "Björkskolan", {"manager_email": BJORK}, TODAY)
    settings({"mail.to": CHIEF, "mail.managers": "on"})
    return register


@pytest.fixture
def told(register: Register, sends: Sends, new: New, settings: Callable[..., None]) -> Told:
    """Send to CHIEF alone on days, each after its deed if it has one; return what arrived."""
    settings({"mail.to": CHIEF})

    def told(*days: str | tuple[str, Deed]) -> list[list[str]]:
        letters: list[list[str]] = []
        for one in days:
            day, deed = (one, None) if isinstance(one, str) else one
            if deed:
                deed(register, D(day))
            sends(day)
            letters += new().values()
        return letters

    return told


def refusal(*, may_have_arrived: bool = False, concerns_all: bool = False) -> NotDelivered:
    return NotDelivered("no", may_have_arrived=may_have_arrived, concerns_all=concerns_all)


REFUSED = refusal()
UNSURE = refusal(may_have_arrived=True)
CLOSED = refusal(concerns_all=True)


def unsent(register: Register) -> list[tuple[object, ...]]:
    """Return who waits for a mail, whether it may have arrived, after how many tries, and why."""
    rows = register.execute(
        "SELECT recipient, begun, attempts, problem FROM outbox WHERE sent_at IS NULL ORDER BY id"
    )
    return [tuple(row) for row in rows]


# Once a month


def test_every_recipient_gets_one_mail_and_is_marked_as_told(
    managed: Register, sends: Sends, post: Post, new: New
) -> None:
    result = sends()
    ids = {mail.recipient: mail.message_id for mail in post.arrived}
    assert result == Deliveries(
        sent=(
            Delivery(CHIEF, ids[CHIEF], 3, "250 OK", None),
            Delivery(BJORK, ids[BJORK], 1, "250 OK", None),
            Delivery(SOLGARDEN, ids[SOLGARDEN], 1, "250 OK", None),
        ),
        failed=(),
    )
    assert new() == {
        CHIEF: ["2024-01-15", "S-0001 2024-02-29 45", "S-0003 2024-03-09 54", "+1"],
        SOLGARDEN: ["2024-01-15", "S-0001 2024-02-29 45"],
        BJORK: ["2024-01-15", "S-0003 2024-03-09 54"],
    }
    assert len(set(ids.values())) == 3
    assert [done for done in post.progress if done != (3, 3)] == [(0, 3), (1, 3), (2, 3)]
    assert post.progress[-1] == (3, 3)
    assert post.done == [*result.sent]
    assert unsent(managed) == []


def test_a_case_is_told_once_in_each_calendar_month_until_it_is_settled(
    on_step: OnStep, told: Told
) -> None:
    on_step("serviceassistent", since=D("2023-03-01"))
    assert told(
        *("2023-11-28", "2023-11-29", "2023-11-30", "2023-12-01", "2023-12-31", "2024-01-01"),
        *("2024-01-01", "2024-02-29", "2024-03-01", "2024-03-31", "2024-06-20", "2024-06-30"),
        "2024-07-01",
        ("2024-07-02", lambda register, day: leave(register, "S-0001", day, to="employment")),
        "2024-08-01",
    ) == [
        ["2023-11-29", "S-0001 2024-02-29 92"],
        ["2023-12-01", "S-0001 2024-02-29 90"],
        ["2024-01-01", "S-0001 2024-02-29 59"],
        ["2024-02-29", "S-0001 2024-02-29 0"],
        ["2024-03-01", "S-0001 2024-02-29 -1"],
        # April and May were missed: the next run catches up, once.
        ["2024-06-20", "S-0001 2024-02-29 -112"],
        ["2024-07-01", "S-0001 2024-02-29 -123"],
    ]


def test_a_later_run_of_the_month_tells_only_what_became_due_since(
    on_step: OnStep, told: Told
) -> None:
    on_step("serviceassistent", since=D("2023-03-01"))
    on_step("serviceassistent", since=D("2023-04-21"))
    assert told("2024-01-15", "2024-01-19", "2024-01-20", "2024-01-31", "2024-02-01") == [
        ["2024-01-15", "S-0001 2024-02-29 45"],
        ["2024-01-20", "S-0002 2024-04-20 91"],
        ["2024-02-01", "S-0001 2024-02-29 28", "S-0002 2024-04-20 79"],
    ]


def test_each_recipient_s_memory_is_its_own(
    managed: Register, sends: Sends, new: New, settings: Callable[..., None]
) -> None:
    sends()
    new()
    settings({"mail.to": f"{CHIEF.upper()}, {SECOND}"})
    assert [one.recipient for one in sends("2024-01-16").sent] == [SECOND]
    assert new() == {
        SECOND: ["2024-01-16", "S-0001 2024-02-29 44", "S-0003 2024-03-09 53", "+1"],
    }


def test_nothing_due_sends_nothing_and_is_a_run_all_the_same(
    register: Register, sends: Sends, post: Post
) -> None:
    assert sends() == Deliveries((), ())
    assert (post.tried, post.done) == ([], [])
    assert last_run(register) == Run(TODAY, "2024-01-15T09:00:00Z", 0, 0, None)


def test_sending_is_no_change(managed: Register, sends: Sends, post: Post) -> None:
    def history() -> list[tuple[object, ...]]:
        return [
            tuple(row)
            for table in ("change", "log_row")
            for row in managed.execute(f"SELECT * FROM {table} ORDER BY id")
        ]

    before = history()
    post.faults = {BJORK: REFUSED}
    sends()
    post.faults = {}
    assert len(sends("2024-01-16").sent) == 1
    assert history() == before


# What happens to a case in between


def test_a_moved_last_day_is_new_once_it_is_near(on_step: OnStep, told: Told) -> None:
    on_step("serviceassistent", since=D("2023-03-01"))
    assert told(
        "2024-01-15",
        ("2024-01-16", lambda r, day: extend(r, "S-0001", day, until=D("2024-03-31"))),
        ("2024-01-17", lambda r, day: extend(r, "S-0001", day, until=D("2024-12-30"))),
        *("2024-02-01", "2024-09-29", "2024-09-30"),
    ) == [
        ["2024-01-15", "S-0001 2024-02-29 45"],
        ["2024-01-16", "S-0001 2024-03-31 75"],
        ["2024-09-30", "S-0001 2024-12-30 91"],
    ]


def test_undo_and_redo_of_an_extension_repeat_nothing_within_the_month(
    on_step: OnStep, told: Told
) -> None:
    def undone(register: Register, day: date) -> None:
        reverse_last(register, "undo", day)

    def redone(register: Register, day: date) -> None:
        reverse_last(register, "redo", day)

    on_step("serviceassistent", since=D("2023-03-01"))
    assert told(
        "2024-01-15",
        ("2024-01-16", lambda r, day: extend(r, "S-0001", day, until=D("2024-03-31"))),
        ("2024-01-17", undone),
        ("2024-01-18", redone),
        "2024-02-01",
        ("2024-02-02", undone),
        ("2024-02-03", redone),
    ) == [
        ["2024-01-15", "S-0001 2024-02-29 45"],
        ["2024-01-16", "S-0001 2024-03-31 75"],
        ["2024-02-01", "S-0001 2024-03-31 59"],
        ["2024-02-02", "S-0001 2024-02-29 27"],
    ]


ERASE = """
    DELETE FROM placement WHERE enrolment_id = 1;
    DELETE FROM stay WHERE enrolment_id = 1;
    DELETE FROM enrolment WHERE id = 1;
    DELETE FROM participant WHERE id = 1;
"""


def test_a_person_who_is_erased_stops_no_mail(
    managed: Register, sends: Sends, post: Post, new: New, outside: Outside
) -> None:
    post.faults = {BJORK: REFUSED, SOLGARDEN: REFUSED}
    sends()
    assert list(new()) == [CHIEF]
    outside().executescript(ERASE)
    post.faults = {}
    assert [one.recipient for one in sends("2024-01-16").sent] == [BJORK]
    assert new() == {BJORK: ["2024-01-16", "S-0003 2024-03-09 53"]}
    assert [one.recipient for one in sends("2024-02-01").sent] == [CHIEF, BJORK]
    assert new() == {
        CHIEF: ["2024-02-01", "S-0003 2024-03-09 37", "+1"],
        BJORK: ["2024-02-01", "S-0003 2024-03-09 37"],
    }


# Mails that were refused


def test_one_refused_mail_stops_no_other_and_waits_for_the_next_run(
    managed: Register, on_step: OnStep, sends: Sends, post: Post, new: New
) -> None:
    on_step("serviceassistent", since=D("2023-02-01"), workplace="Björkskolan")
    post.faults = {BJORK: REFUSED}
    result = sends()
    kept = post.tried[1].message_id
    assert result.failed == (Delivery(BJORK, kept, 2, None, "no"),)
    assert [one.recipient for one in result.sent] == [CHIEF, SOLGARDEN]
    assert list(new()) == [CHIEF, SOLGARDEN]
    assert unsent(managed) == [(BJORK, 0, 1, "no")]

    # The next run writes it as of its own day: one is settled, one came in, days went by.
    leave(managed, "S-0004", D("2024-01-19"), to="other")
    on_step("serviceassistent", since=D("2023-04-20"), workplace="Björkskolan")
    post.faults = {}
    assert sends("2024-01-19").sent == (
        Delivery(CHIEF, post.tried[-2].message_id, 1, "250 OK", None),
        Delivery(BJORK, kept, 2, "250 OK", None),
    )
    assert new() == {
        CHIEF: ["2024-01-19", "S-0005 2024-04-19 91"],
        BJORK: ["2024-01-19", "S-0003 2024-03-09 50", "S-0005 2024-04-19 91"],
    }
    assert unsent(managed) == []
    assert sends("2024-01-20") == Deliveries((), ())


def test_a_refused_mail_keeps_its_message_id_and_counts_the_tries_for_as_long_as_it_takes(
    managed: Register, sends: Sends, post: Post, new: New
) -> None:
    post.faults = {SOLGARDEN: REFUSED}
    for day in ("2024-01-30", "2024-01-31", "2024-02-01", "2024-03-01"):
        sends(day)
    assert unsent(managed) == [(SOLGARDEN, 0, 4, "no")]
    tried = [mail for mail in post.tried if mail.recipient == SOLGARDEN]
    assert len({mail.message_id for mail in tried}) == 1
    assert [lines_of(mail.message) for mail in tried] == [
        ["2024-01-30", "S-0001 2024-02-29 30"],
        ["2024-01-31", "S-0001 2024-02-29 29"],
        ["2024-02-01", "S-0001 2024-02-29 28"],
        ["2024-03-01", "S-0001 2024-02-29 -1"],
    ]
    post.faults = {}
    sends("2024-03-02")
    assert post.arrived[-1].message_id == tried[0].message_id
    # Told in March; what January and February missed is not told again.
    assert sends("2024-03-31") == Deliveries((), ())
    assert [one.recipient for one in sends("2024-04-01").sent] == EVERYBODY


def test_a_refused_mail_of_which_nothing_is_due_any_more_is_forgotten(
    managed: Register, sends: Sends, post: Post
) -> None:
    post.faults = {SOLGARDEN: REFUSED}
    sends()
    extend(managed, "S-0001", D("2024-01-16"), months=6)
    post.faults = {}
    assert sends("2024-01-16") == Deliveries((), ())
    assert unsent(managed) == []
    memory = managed.execute("SELECT count(*) FROM reminder WHERE recipient = ?", (SOLGARDEN,))
    assert memory.fetchone()[0] == 0
    sends("2024-05-31")
    first, later = (mail for mail in post.tried if mail.recipient == SOLGARDEN)
    assert first.message_id != later.message_id


def test_a_closed_way_out_is_tried_once_and_every_mail_waits(
    managed: Register, sends: Sends, post: Post, new: New
) -> None:
    post.faults = {BJORK: CLOSED}
    result = sends()
    ids = [one.message_id for one in result.failed]
    assert [(one.recipient, one.problem) for one in result.failed] == [
        (BJORK, "no"),
        (SOLGARDEN, "no"),
    ]
    assert [mail.recipient for mail in post.tried] == [CHIEF, BJORK]
    assert unsent(managed) == [(BJORK, 0, 1, "no"), (SOLGARDEN, 0, 0, "no")]
    new()
    post.faults = {}
    assert [one.message_id for one in sends("2024-01-16").sent] == ids
    assert new() == {
        SOLGARDEN: ["2024-01-16", "S-0001 2024-02-29 44"],
        BJORK: ["2024-01-16", "S-0003 2024-03-09 53"],
    }


def test_a_mail_counts_cases_and_not_what_ends_of_them(
    on_step: OnStep, give: Give, sends: Sends, settings: Callable[..., None]
) -> None:
    settings({"mail.to": CHIEF})
    case = on_step("serviceassistent", since=D("2023-03-01"))
    give(case, Deadline(NEW, "utdrag", D("2024-01-20")), Deadline(NEW, "samtal", D("2024-01-21")))
    assert [one.cases for one in sends().sent] == [1]


# Mails that may have arrived


def test_what_may_have_arrived_goes_out_again_byte_for_byte_and_new_cases_in_another_mail(
    on_step: OnStep, register: Register, sends: Sends, post: Post, settings: Callable[..., None]
) -> None:
    settings({"mail.to": CHIEF})
    on_step("serviceassistent", since=D("2023-03-01"))
    post.faults = {CHIEF: UNSURE}
    first = Delivery(CHIEF, None, 1, None, "no", may_have_arrived=True)
    assert sends().failed == (replace(first, message_id=post.tried[0].message_id),)
    assert unsent(register) == [(CHIEF, 1, 1, "no")]
    sends("2024-01-16")
    on_step("serviceassistent", since=D("2023-02-01"))
    sends("2024-01-17")
    sends("2024-01-30")
    assert unsent(register) == [(CHIEF, 1, 4, "no"), (CHIEF, 1, 2, "no")]
    post.faults = {}
    assert [one.cases for one in sends("2024-01-31").sent] == [1, 1]
    one, other = post.arrived
    assert post.tried == [one, one, one, other, one, other, one, other]
    assert [lines_of(one.message), lines_of(other.message)] == [
        ["2024-01-15", "S-0001 2024-02-29 45"],
        ["2024-01-17", "S-0002 2024-01-31 14"],
    ]
    assert one.message_id != other.message_id
    assert unsent(register) == []
    assert sends("2024-01-31") == Deliveries((), ())


@pytest.mark.parametrize("later", [REFUSED, CLOSED, UNSURE], ids=["refused", "closed", "unsure"])
def test_what_may_have_arrived_stays_as_it_was_whatever_is_answered_later(
    managed: Register, sends: Sends, post: Post, later: NotDelivered
) -> None:
    post.faults = {SOLGARDEN: UNSURE}
    sends()
    post.faults = {SOLGARDEN: later}
    for day in ("2024-01-16", "2024-01-17"):
        assert [one.may_have_arrived for one in sends(day).failed] == [True]
    assert unsent(managed) == [(SOLGARDEN, 1, 3, "no")]
    post.faults = {}
    sends("2024-01-18")
    assert post.arrived[-1] == post.tried[2]
    assert sends("2024-01-31") == Deliveries((), ())


def test_a_mail_that_may_have_arrived_waits_as_it_was_while_the_way_out_is_closed(
    managed: Register, sends: Sends, post: Post
) -> None:
    post.faults = {CHIEF: REFUSED, BJORK: UNSURE}
    sends()
    post.faults = {CHIEF: CLOSED}
    result = sends("2024-01-16")
    assert [(one.recipient, one.may_have_arrived) for one in result.failed] == [
        (CHIEF, False),
        (BJORK, True),
    ]
    assert [mail.recipient for mail in post.tried[3:]] == [CHIEF]
    assert unsent(managed) == [(CHIEF, 0, 2, "no"), (BJORK, 1, 1, "no")]


def test_in_another_month_what_may_have_arrived_is_told_as_that_month_s(
    managed: Register, sends: Sends, post: Post, new: New
) -> None:
    post.faults = {BJORK: UNSURE}
    sends("2024-01-31")
    january = post.tried[1]
    post.faults = {}
    new()
    sends("2024-02-01")
    assert new()[BJORK] == ["2024-02-01", "S-0003 2024-03-09 37"]
    assert [mail.message_id for mail in post.tried].count(january.message_id) == 1
    assert unsent(managed) == []


def set_as(key: str, value: str, register: Register, day: date) -> object:
    return set_setting(register, key, value, day)


BOTH = ["2024-01-16", "S-0004 2024-01-31 15", "S-0003 2024-03-09 53"]
ONE = ["2024-01-16", "S-0004 2024-01-31 15"]


DEEDS: dict[str, tuple[Deed, dict[str, list[str]]]] = {
    "protect one": (lambda r, day: amend(r, "S-0003", "protected", "yes", day), {BJORK: ONE}),
    "extend one": (lambda r, day: extend(r, "S-0003", day, months=3), {BJORK: ONE}),
    "extend one a little": (
        lambda r, day: extend(r, "S-0003", day, until=D("2024-03-31")),
        {BJORK: [*ONE, "S-0003 2024-03-31 75"]},
    ),
    "move one": (lambda r, day: place(r, "S-0003", "Solgården", day), {BJORK: ONE}),
    "see one leave": (lambda r, day: leave(r, "S-0003", day, to="employment"), {BJORK: ONE}),
    "turn managers off": (lambda r, day: set_setting(r, "mail.managers", "off", day), {}),
    "take the address away": (
        lambda r, day: edit(r, WORKPLACE, "Björkskolan", {"manager_email": ""}, day),
        {},
    ),
    "change the manager": (
        lambda r, day: edit(r, WORKPLACE, "Björkskolan", {"manager_email": NEXT}, day),
        {NEXT: BOTH},
    ),
    **{
        f"set {key}": (partial(set_as, key, value), {BJORK: BOTH})
        for key, value in (
            ("mail.names", "initials"),
            ("mail.from", "steg@skovde.example"),
            ("mail.to", f"{CHIEF}, {SECOND}"),
            ("language", "sv"),
        )
    },
}


@pytest.mark.parametrize(("deed", "arrives"), DEEDS.values(), ids=DEEDS)
def test_a_mail_that_may_have_arrived_is_withdrawn_when_it_would_not_be_said_any_more(
    managed: Register,
    on_step: OnStep,
    sends: Sends,
    post: Post,
    new: New,
    deed: Deed,
    arrives: dict[str, list[str]],
) -> None:
    on_step("serviceassistent", since=D("2023-02-01"), workplace="Björkskolan")
    post.faults = {BJORK: UNSURE}
    sends()
    withdrawn = post.tried[1]
    assert lines_of(withdrawn.message)[1:] == ["S-0004 2024-01-31 16", "S-0003 2024-03-09 54"]
    new()
    deed(managed, D("2024-01-16"))
    post.faults = {}
    sends("2024-01-16")
    got = new()
    assert {recipient: mail for recipient, mail in got.items() if recipient in (BJORK, NEXT)} == (
        arrives
    )
    assert unsent(managed) == []
    assert [mail.message_id for mail in post.tried].count(withdrawn.message_id) == 1
    # Whatever happens later in the month, it is not told twice.
    assert [one.recipient for one in sends("2024-01-17").sent] == []


@pytest.mark.parametrize(("names", "repeated"), [("full", False), ("none", True)])
def test_a_name_that_was_corrected_is_not_told_as_it_was(
    on_step: OnStep,
    register: Register,
    sends: Sends,
    post: Post,
    settings: Callable[..., None],
    names: str,
    repeated: bool,
) -> None:
    settings({"mail.to": CHIEF, "mail.names": names})
    on_step("serviceassistent", since=D("2023-03-01"))
    post.faults = {CHIEF: UNSURE}
    sends()
    amend(register, "S-0001", "name", "Nytt Namn", D("2024-01-16"))
    post.faults = {}
    sends("2024-01-16")
    (first, second) = post.tried
    assert (first == second) is repeated
    assert unsent(register) == []


def test_what_is_taken_back_is_told_as_far_ahead_as_it_was_asked_for(
    on_step: OnStep, register: Register, sends: Sends, post: Post, settings: Callable[..., None]
) -> None:
    settings({"mail.to": CHIEF})
    on_step("serviceassistent", since=D("2023-03-01"))
    on_step("serviceassistent", since=D("2023-09-01"))
    post.faults = {CHIEF: UNSURE}
    sends(within=12)
    extend(register, "S-0001", D("2024-01-16"), months=12)
    post.faults = {}
    sends("2024-01-16")
    assert [lines_of(mail.message)[1:] for mail in post.arrived] == [["S-0002 2024-08-31 228"]]
    assert unsent(register) == []


def test_a_mail_that_only_counts_somebody_protected_goes_out_again(
    managed: Register, sends: Sends, post: Post
) -> None:
    post.faults = {CHIEF: UNSURE}
    sends()
    post.faults = {}
    sends("2024-01-16")
    assert lines_of(post.tried[0].message)[-1] == "+1"
    assert post.arrived[-1] == post.tried[0]


def test_a_case_that_was_asked_for_further_ahead_is_not_lost_by_a_run_that_looks_less_far(
    on_step: OnStep, register: Register, sends: Sends, post: Post, settings: Callable[..., None]
) -> None:
    settings({"mail.to": f"{CHIEF}, {SECOND}"})
    on_step("serviceassistent", since=D("2023-08-01"))
    post.faults = {CHIEF: REFUSED, SECOND: UNSURE}
    assert len(sends(within=12).failed) == 2
    post.faults = {}
    assert [one.recipient for one in sends("2024-01-16").sent] == [CHIEF, SECOND]
    assert [lines_of(mail.message) for mail in post.arrived] == [
        ["2024-01-16", "S-0001 2024-07-31 197"],
        ["2024-01-15", "S-0001 2024-07-31 198"],
    ]
    assert {mail.message_id for mail in post.tried} == {mail.message_id for mail in post.arrived}
    assert sends("2024-02-01") == Deliveries((), ())


# While mails travel


def test_what_changes_while_a_mail_travels_counts_for_the_mails_after_it(
    managed: Register, post: Post, new: New
) -> None:
    def protects(recipient: str, message_id: str, message: bytes) -> str:
        if recipient == CHIEF:
            with open_register(managed.path) as other:
                amend(other, "S-0003", "protected", "yes", TODAY)
                extend(other, "S-0001", TODAY, until=D("2024-03-31"))
        return post.deliver(recipient, message_id, message)

    remind(managed, TODAY, replace(post.man, deliver=protects))
    assert new() == {
        CHIEF: ["2024-01-15", "S-0001 2024-02-29 45", "S-0003 2024-03-09 54", "+1"],
        SOLGARDEN: ["2024-01-15", "S-0001 2024-03-31 76"],
    }


def test_a_register_that_is_held_by_another_program_after_a_mail_left_lets_it_go_out_once_more(
    managed: Register,
    sends: Sends,
    post: Post,
    outside: Outside,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("steg_cli.actions.remind.BUSY_MILLISECONDS", 50)
    other = outside()

    def held(recipient: str, message_id: str, message: bytes) -> str:
        if recipient == BJORK:
            other.execute("BEGIN IMMEDIATE")
        return post.deliver(recipient, message_id, message)

    with pytest.raises(RegisterError) as caught:
        remind(managed, TODAY, replace(post.man, deliver=held))
    assert str(caught.value) == (
        f"The register {managed.path} could not be used while mails were being sent: "
        "database is locked."
    )
    other.execute("ROLLBACK")
    assert [mail.recipient for mail in post.arrived] == [CHIEF, BJORK]
    assert [file.name for file in managed.path.parent.iterdir()] == ["steg.db"]
    assert [one.recipient for one in sends().sent] == [BJORK, SOLGARDEN]
    assert post.arrived[2] == post.arrived[1]


def test_a_mail_that_has_left_waits_a_minute_for_its_note(managed: Register, post: Post) -> None:
    waits: list[int] = []

    def deliver(recipient: str, message_id: str, message: bytes) -> str:
        waits.extend(managed.execute("PRAGMA busy_timeout").fetchone())
        return post.deliver(recipient, message_id, message)

    remind(managed, TODAY, replace(post.man, deliver=deliver))
    assert waits == [60_000] * 3


# Addresses that another program wrote


@pytest.mark.parametrize(
    "address",
    ["bjork@skovde.example\nBcc: alla@skovde.example", "Kim <bjork@skovde.example>", " "],
)
def test_a_badly_written_address_is_reported_and_stops_no_other(
    managed: Register, sends: Sends, post: Post, new: New, outside: Outside, address: str
) -> None:
    outside().execute(
        "UPDATE workplace SET manager_email = ? WHERE name = 'Björkskolan'", (address,)
    )
    problem = f"{address} is not an e-mail address."
    result = sends()
    assert [one.recipient for one in result.sent] == [CHIEF, SOLGARDEN]
    assert result.failed == (Delivery(address, None, 1, None, problem),)
    assert unsent(managed) == []
    # It is told again and again, until somebody writes the address as it should be.
    assert sends("2024-01-16") == Deliveries((), (Delivery(address, None, 1, None, problem),))
    new()
    edit(managed, WORKPLACE, "Björkskolan", {"manager_email": BJORK}, D("2024-01-17"))
    assert sends("2024-01-17").failed == ()
    assert new() == {BJORK: ["2024-01-17", "S-0003 2024-03-09 52"]}


# Stopped in the middle


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), RuntimeError("a bug")], ids=["^C", "bug"])
def test_a_run_that_is_stopped_while_it_hands_over_a_mail_lets_the_next_one_continue(
    managed: Register, sends: Sends, post: Post, stop: BaseException
) -> None:
    post.faults = {BJORK: stop}
    with pytest.raises(type(stop)):
        sends()
    assert [mail.recipient for mail in post.tried] == [CHIEF, BJORK]
    assert unsent(managed) == [(BJORK, 1, 1, None)]
    assert last_run(managed) == Run(TODAY, "2024-01-15T09:00:00Z", 1, 0, last_sent_at=None)
    assert [file.name for file in managed.path.parent.iterdir()] == ["steg.db"]
    post.faults = {}
    assert [one.recipient for one in sends("2024-01-16").sent] == [BJORK, SOLGARDEN]
    assert post.arrived[1] == post.tried[1]
    assert lines_of(post.arrived[2].message) == ["2024-01-16", "S-0001 2024-02-29 44"]
    assert sends("2024-01-17") == Deliveries((), ())


def test_a_run_that_is_stopped_while_it_writes_a_mail_has_not_begun_it(
    managed: Register, post: Post
) -> None:
    def write_one(digest: Digest, message_id: str, at: datetime) -> tuple[str, bytes]:
        if digest.recipient == BJORK:
            raise KeyboardInterrupt
        return write(digest, message_id, at)

    with pytest.raises(KeyboardInterrupt):
        remind(managed, TODAY, replace(post.man, write=write_one))
    assert ([mail.recipient for mail in post.tried], unsent(managed)) == ([CHIEF], [])
    assert [file.name for file in managed.path.parent.iterdir()] == ["steg.db"]
    result = remind(managed, TODAY, post.man).result
    assert [one.recipient for one in result.sent] == [BJORK, SOLGARDEN]


# Two at once


def test_a_run_waits_until_another_one_is_done_and_sends_nothing_twice(
    managed: Register, post: Post
) -> None:
    """The first run stands still in the middle until the second one says that it waits."""
    inside, waits = threading.Event(), threading.Event()
    results: dict[str, Deliveries] = {}

    def run(name: str, postman: Postman) -> None:
        with open_register(managed.path) as register:
            results[name] = remind(register, TODAY, postman).result

    def slowly(recipient: str, message_id: str, message: bytes) -> str:
        if recipient == BJORK:
            inside.set()
            assert waits.wait(DEADLINE)
        return post.deliver(recipient, message_id, message)

    first = threading.Thread(target=run, args=("first", replace(post.man, deliver=slowly)))
    second = threading.Thread(target=run, args=("second", replace(post.man, on_wait=waits.set)))
    first.start()
    assert inside.wait(DEADLINE)
    second.start()
    first.join(DEADLINE)
    second.join(DEADLINE)
    assert [one.recipient for one in results["first"].sent] == EVERYBODY
    assert results["second"] == Deliveries((), ())
    assert [mail.recipient for mail in post.arrived] == EVERYBODY
    assert [file.name for file in managed.path.parent.iterdir()] == ["steg.db"]


# A program of its own that writes down what it delivers, and in the end how many that were.
SENDER = """
import sys
from datetime import date
from pathlib import Path

from steg_cli.actions.remind import Postman, remind
from steg_cli.register.file import open_register

path, delivered = map(Path, sys.argv[1:])


def deliver(recipient, message_id, message):
    with delivered.open("a") as file:
        file.write(f"{recipient} {message_id}\\n")
    return "250 OK"


postman = Postman(lambda *_: ("subject", b"message"), deliver, str, "skovde.example")
print("ready", flush=True)
sys.stdin.read()
with open_register(path) as register:
    print(len(remind(register, date(2024, 1, 15), postman).result.sent))
"""


def test_programs_that_send_at_the_same_moment_send_each_mail_once(
    managed: Register, settings: Callable[..., None], tmp_path: Path
) -> None:
    chiefs = [f"chef{number}@skovde.example" for number in range(20)]
    settings({"mail.to": ", ".join(chiefs)})
    delivered = tmp_path / "delivered.txt"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", SENDER, str(managed.path), str(delivered)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(4)
    ]
    for process in started:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin
        process.stdin.close()  # which they wait for
        process.stdin = None
    ended = [process.communicate(timeout=DEADLINE) for process in started]
    assert [err for _, err in ended] == ["", "", "", ""]
    assert sum(int(out) for out, _ in ended) == 22
    lines = delivered.read_text(encoding="utf-8").splitlines()
    assert sorted(line.split()[0] for line in lines) == sorted([*chiefs, SOLGARDEN, BJORK])
    assert unsent(managed) == []
    assert sorted(file.name for file in tmp_path.iterdir()) == ["delivered.txt", "steg.db"]
