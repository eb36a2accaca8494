"""The outbox: what waits, what may have arrived, what was told, and what is taken back."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from steg_cli.actions.amend import amend
from steg_cli.actions.init import init
from steg_cli.actions.undo import reverse_last
from steg_cli.register import outbox
from steg_cli.register.file import Register, open_register
from steg_cli.register.outbox import ReminderKey, Run, Waiting

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody
    from tests.register.conftest import PutOnStep

D = date.fromisoformat
TODAY = D("2024-01-15")
NOW = datetime(2024, 1, 15, 9, 0, tzinfo=UTC)
AME, MIA = "ame@kommun.example", "mia@kommun.example"
DOMAIN = "kommun.example"

ANNA = ReminderKey(1, 6, D("2024-02-29"))
BO = ReminderKey(2, 7, D("2024-01-31"))
ZATA = ReminderKey(3, 8, D("2024-03-31"), shown=False)


@pytest.fixture
def register(register: Register) -> Register:
    """Write without waiting for the disk: what happens when the power fails is tested elsewhere."""
    register.execute("PRAGMA synchronous = OFF")
    return register


def at(register: Register, moment: str) -> None:
    """Let the register's clock stand at another moment."""
    register.clock = lambda: datetime.fromisoformat(moment)


def draft(
    register: Register,
    *keys: ReminderKey,
    to: str = AME,
    day: date = TODAY,
    message: bytes = b"Subject: steg",
) -> int:
    """Write a mail and return its number."""
    number, _ = outbox.draft_to(register, to, DOMAIN)
    outbox.fill(register, number, day, "steg: 1 ending", message, keys)
    return number


def begun(register: Register, *keys: ReminderKey, to: str = AME, day: date = TODAY) -> int:
    """Write a mail of which nobody knows whether it arrived."""
    number = draft(register, *keys, to=to, day=day)
    outbox.mark_begun(register, number)
    return number


def sent(register: Register, *keys: ReminderKey, to: str = AME, day: date = TODAY) -> int:
    """Write a mail that was accepted."""
    number = begun(register, *keys, to=to, day=day)
    outbox.mark_sent(register, number)
    return number


def row_of(register: Register, number: int) -> dict[str, object]:
    return dict(register.execute("SELECT * FROM outbox WHERE id = ?", (number,)).fetchone())


def rows_of(register: Register) -> list[tuple[int, str]]:
    return [tuple(row) for row in register.execute("SELECT id, recipient FROM outbox ORDER BY id")]


def reminders(register: Register) -> list[tuple[object, ...]]:
    found = register.execute(
        "SELECT outbox_id, recipient, month, participant_id, stay_id, last_day, shown "
        "FROM reminder ORDER BY id"
    )
    return [tuple(row) for row in found]


# The three states


def test_a_draft_holds_what_would_go_out_and_what_it_tells(register: Register) -> None:
    number, message_id = outbox.draft_to(register, AME, DOMAIN)
    outbox.fill(register, number, TODAY, "steg: 2 ending", b"Subject: steg", [ANNA, ZATA])
    assert row_of(register, number) == {
        "id": 1,
        "message_id": message_id,
        "recipient": AME,
        "day": "2024-01-15",
        "at": "2024-01-15T09:00:00Z",
        "subject": "steg: 2 ending",
        "message": b"Subject: steg",
        "attempts": 0,
        "begun": 0,
        "tried_at": None,
        "problem": None,
        "sent_at": None,
    }
    assert reminders(register) == [
        (1, AME, "2024-01", 1, 6, "2024-02-29", 1),
        (1, AME, "2024-01", 3, 8, "2024-03-31", 0),
    ]
    assert outbox.waiting(register) == [
        Waiting(1, message_id, AME, b"Subject: steg", cases=2, may_have_arrived=False)
    ]


def test_a_mail_that_is_handed_over_may_have_arrived_from_then_on(register: Register) -> None:
    number = draft(register, ANNA)
    before = row_of(register, number)
    at(register, "2024-01-15T09:00:05Z")
    outbox.mark_begun(register, number)
    assert row_of(register, number) == before | {
        "begun": 1,
        "attempts": 1,
        "tried_at": "2024-01-15T09:00:05Z",
    }
    (waiting,) = outbox.waiting(register)
    assert waiting.may_have_arrived
    assert outbox.told_in(register, TODAY) == {AME: {ANNA.told_as}}


def test_a_mail_that_was_accepted_is_only_remembered(register: Register) -> None:
    number = begun(register, ANNA)
    outbox.mark_failed(register, number, "no answer", may_have_arrived=True)
    before = row_of(register, number)
    at(register, "2024-01-16T09:00:05Z")
    outbox.mark_sent(register, number)
    assert row_of(register, number) == before | {
        "begun": 0,
        "sent_at": "2024-01-16T09:00:05Z",
        "message": None,
        "problem": None,
    }
    assert outbox.waiting(register) == []
    assert outbox.told_in(register, TODAY) == {AME: {ANNA.told_as}}


@pytest.mark.parametrize("may_have_arrived", [False, True])
def test_a_mail_that_failed_waits_with_the_reason(
    register: Register, may_have_arrived: bool
) -> None:
    number = begun(register, ANNA)
    before = row_of(register, number)
    outbox.mark_failed(register, number, "450 later", may_have_arrived=may_have_arrived)
    assert row_of(register, number) == before | {
        "begun": int(may_have_arrived),
        "problem": "450 later",
    }
    (waiting,) = outbox.waiting(register)
    assert (waiting.id, waiting.may_have_arrived) == (number, may_have_arrived)
    told = {AME: {ANNA.told_as}} if may_have_arrived else {}
    assert outbox.told_in(register, TODAY) == told


def test_each_attempt_is_counted_with_its_moment(register: Register) -> None:
    number = draft(register, ANNA)
    for minute in (1, 2, 3):
        at(register, f"2024-01-15T09:0{minute}:00Z")
        outbox.mark_begun(register, number)
        outbox.mark_failed(register, number, "450 later", may_have_arrived=False)
    row = row_of(register, number)
    assert (row["attempts"], row["tried_at"]) == (3, "2024-01-15T09:03:00Z")


def test_what_waits_is_delivered_the_oldest_first_and_what_was_sent_no_more(
    register: Register,
) -> None:
    numbers = [
        draft(register, ANNA, to=AME),
        sent(register, ANNA, to="bo@kommun.example"),
        begun(register, ANNA, BO, to=MIA),
        draft(register, to="noll@kommun.example"),
    ]
    waiting = outbox.waiting(register)
    assert [(one.id, one.recipient, one.cases, one.may_have_arrived) for one in waiting] == [
        (numbers[0], AME, 1, False),
        (numbers[2], MIA, 2, True),
        (numbers[3], "noll@kommun.example", 0, False),
    ]


# What was told


@pytest.mark.parametrize(
    ("day", "to_ame", "to_mia"),
    [
        ("2023-01-15", set(), set()),
        ("2023-12-31", set(), set()),
        ("2024-01-01", {ANNA.told_as}, set()),
        ("2024-01-31", {ANNA.told_as}, set()),
        ("2024-02-01", {ANNA.told_as, BO.told_as}, {BO.told_as}),
        ("2024-02-29", {ANNA.told_as, BO.told_as}, {BO.told_as}),
        ("2024-03-01", set(), set()),
        ("2025-01-15", set(), set()),
    ],
)
def test_what_was_told_is_told_for_its_calendar_month(
    register: Register,
    day: str,
    to_ame: set[tuple[int, int, date]],
    to_mia: set[tuple[int, int, date]],
) -> None:
    sent(register, ANNA, day=D("2024-01-31"))
    sent(register, ANNA, BO, day=D("2024-02-01"))
    sent(register, BO, to=MIA, day=D("2024-02-29"))
    everybody = {AME: to_ame, MIA: to_mia}
    expected = {address: told for address, told in everybody.items() if told}
    assert outbox.told_in(register, D(day)) == expected


def test_a_moved_last_day_is_another_thing_to_tell(register: Register) -> None:
    moved = ReminderKey(ANNA.participant, ANNA.stay, D("2024-08-31"))
    sent(register, ANNA)
    sent(register, moved)
    assert outbox.told_in(register, TODAY) == {
        AME: {(1, 6, D("2024-02-29")), (1, 6, D("2024-08-31"))}
    }


def test_what_was_only_counted_is_told_too(register: Register) -> None:
    sent(register, ZATA)
    assert outbox.told_in(register, TODAY) == {AME: {ZATA.told_as}}


def test_an_address_is_the_same_in_capital_letters(register: Register) -> None:
    sent(register, ANNA, to="AME@Kommun.example")
    sent(register, BO, to="ame@kommun.EXAMPLE")
    assert outbox.told_in(register, TODAY) == {AME: {ANNA.told_as, BO.told_as}}


def test_nobody_is_told_the_same_twice_in_a_month_whatever_asks_for_it(register: Register) -> None:
    sent(register, ANNA)
    for to in (AME, AME.upper()):
        number, _ = outbox.draft_to(register, to, DOMAIN)
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            outbox.fill(register, number, TODAY, "steg", b"", [ANNA])
    other_stay = ReminderKey(1, 9, ANNA.last_day)
    other_person = ReminderKey(2, 6, ANNA.last_day)
    moved = ReminderKey(1, 6, D("2024-03-01"))
    draft(register, other_stay, other_person, moved)
    sent(register, ANNA, to=MIA)
    sent(register, ANNA, to="bo@kommun.example", day=D("2024-02-01"))


# Drafts


def test_a_refused_draft_is_written_anew_under_its_message_id(register: Register) -> None:
    number, message_id = outbox.draft_to(register, AME, DOMAIN)
    outbox.fill(register, number, TODAY, "steg: 2 ending", b"old", [ANNA, BO])
    outbox.mark_begun(register, number)
    outbox.mark_failed(register, number, "450 later", may_have_arrived=False)
    at(register, "2024-02-01T09:00:00Z")

    assert outbox.draft_to(register, AME, "another.example") == (number, message_id)
    assert reminders(register) == []
    outbox.fill(register, number, D("2024-02-01"), "steg: 1 overdue", b"new", [BO])

    row = row_of(register, number)
    assert (row["message_id"], row["day"], row["at"], row["subject"], row["message"]) == (
        message_id,
        "2024-02-01",
        "2024-02-01T09:00:00Z",
        "steg: 1 overdue",
        b"new",
    )
    assert (row["attempts"], row["problem"]) == (1, "450 later")
    assert reminders(register) == [(number, AME, "2024-02", 2, 7, "2024-01-31", 1)]


def test_a_draft_is_found_again_in_capital_letters(register: Register) -> None:
    first = outbox.draft_to(register, AME, DOMAIN)
    assert outbox.draft_to(register, AME.upper(), DOMAIN) == first
    assert rows_of(register) == [(1, AME)]


@pytest.mark.parametrize("state", [begun, sent])
def test_what_was_handed_over_is_left_alone_by_a_new_draft(
    register: Register, state: Callable[..., int]
) -> None:
    old = state(register, ANNA)
    before, told = row_of(register, old), reminders(register)
    number, message_id = outbox.draft_to(register, AME, DOMAIN)
    assert number != old
    assert message_id != before["message_id"]
    assert (row_of(register, old), reminders(register)) == (before, told)


def test_drafts_to_everybody_else_are_forgotten(register: Register) -> None:
    draft(register, ANNA, to=AME)
    kept = draft(register, ANNA, to=MIA)
    uncertain = begun(register, ANNA, to="bo@kommun.example")
    done = sent(register, ANNA, to="cilla@kommun.example")
    outbox.forget_drafts(register, besides=[MIA.upper(), "nobody@kommun.example"])
    assert [number for number, _ in rows_of(register)] == [kept, uncertain, done]
    assert {row[0] for row in reminders(register)} == {kept, uncertain, done}


def test_a_number_and_a_message_id_are_never_given_twice(register: Register) -> None:
    first = outbox.draft_to(register, AME, DOMAIN)
    outbox.forget_drafts(register, besides=[])
    second = outbox.draft_to(register, AME, DOMAIN)
    assert (first[0], second[0]) == (1, 2)
    assert first[1] != second[1]


# Message-IDs


def test_a_message_id_says_nothing_of_anybody(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody("Anna Andersson")
    _, message_id = outbox.draft_to(register, "anna.chef@solgarden.example", DOMAIN)
    assert re.fullmatch(r"<steg\.[0-9a-f]{24}@kommun\.example>", message_id)


def founded_at(path: Path, moment: datetime) -> Path:
    path.parent.mkdir()
    init(path, TODAY, clock=lambda: moment)
    return path


def first_message_id(path: Path, moment: str) -> str:
    opened = open_register(path, clock=lambda: datetime.fromisoformat(moment))
    with opened as register, register.transaction(keep=False):
        return outbox.draft_to(register, AME, DOMAIN)[1]


def test_a_message_id_follows_from_the_register_the_number_and_the_moment(tmp_path: Path) -> None:
    one = founded_at(tmp_path / "one" / "steg.db", NOW)
    another = founded_at(tmp_path / "another" / "steg.db", NOW.replace(second=1))
    moment, later = "2024-01-15T09:00:00Z", "2024-01-15T09:00:01Z"
    assert first_message_id(one, moment) == first_message_id(one, moment)
    different = {
        first_message_id(one, moment),
        first_message_id(one, later),
        first_message_id(another, moment),
    }
    assert len(different) == 3


def test_a_fingerprint_stands_for_values_and_holds_none_of_them(register: Register) -> None:
    texts = {
        outbox.fingerprint(register, *values)
        for values in ((1, 2), (12,), (2, 1), (1, 2, "x"), (), ("19900101-9802",))
    }
    assert len(texts) == 6
    assert all(re.fullmatch("[0-9a-f]{24}", text) for text in texts)
    assert outbox.fingerprint(register, 1, 2) in texts


# What may not go out again


@pytest.fixture
def known(register: Register, enrol_somebody: EnrolSomebody) -> Register:
    """A register with three people, so that keys speak of somebody."""
    for name in ("Anna Andersson", "Bo Björk", "Zäta Qvarnskog"):
        enrol_somebody(name)
    return register


def test_a_mail_that_names_somebody_who_is_protected_by_now_is_taken_back(known: Register) -> None:
    begun(known, ANNA, BO, to=AME)
    of_bo = begun(known, BO, to=MIA)
    told = sent(known, ANNA, to="bo@kommun.example")
    amend(known, "S-0001", "protected", "yes", TODAY)
    outbox.withdraw(known, [AME, MIA, "bo@kommun.example"])
    assert [number for number, _ in rows_of(known)] == [of_bo, told]
    # Nothing of it counts as told: everybody but the protected one is told anew.
    assert outbox.told_in(known, TODAY) == {
        MIA: {BO.told_as},
        "bo@kommun.example": {ANNA.told_as},
    }


def test_a_mail_that_only_counts_a_protected_person_goes_out_again(known: Register) -> None:
    amend(known, "S-0003", "protected", "yes", TODAY)
    number = begun(known, ANNA, ZATA)
    outbox.withdraw(known, [AME])
    assert rows_of(known) == [(number, AME)]


def test_a_mail_to_somebody_who_is_no_longer_addressed_is_taken_back(known: Register) -> None:
    kept = begun(known, ANNA, to=AME)
    begun(known, ANNA, to=MIA)
    remembered = sent(known, BO, to=MIA)
    left_to_others = draft(known, ANNA, to="bo@kommun.example")
    outbox.withdraw(known, [AME.upper()])
    assert rows_of(known) == [
        (kept, AME),
        (remembered, MIA),
        (left_to_others, "bo@kommun.example"),
    ]
    assert outbox.told_in(known, TODAY) == {AME: {ANNA.told_as}, MIA: {BO.told_as}}


def test_nothing_is_withdrawn_when_nothing_is_uncertain(known: Register) -> None:
    draft(known, ANNA)
    sent(known, BO)
    before = rows_of(known)
    amend(known, "S-0001", "protected", "yes", TODAY)
    outbox.withdraw(known, [])
    assert rows_of(known) == before


# Undo


UNDO_AND_REDO: tuple[Literal["undo", "redo"], ...] = ("undo", "undo", "redo", "redo")


def content_of_mails(path: Path) -> list[list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return [
            connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
            for table in ("outbox", "reminder")
        ]


def test_a_period_that_was_reminded_of_can_be_undone_and_what_was_told_stays_told(
    register: Register, enrol_somebody: EnrolSomebody, put_on_step: PutOnStep
) -> None:
    who = enrol_somebody("Anna Andersson", on=D("2022-01-03"))
    put_on_step(who, "serviceassistent", D("2023-03-01"))
    stay = register.execute("SELECT max(id) FROM stay").fetchone()[0]
    key = ReminderKey(1, stay, D("2024-02-29"))
    sent(register, key)
    begun(register, key, to=MIA)
    before = content_of_mails(register.path)

    for what in UNDO_AND_REDO:
        reverse_last(register, what, TODAY)
        assert content_of_mails(register.path) == before
        told = outbox.told_in(register, TODAY)
        assert told == {AME: {key.told_as}, MIA: {key.told_as}}

    assert register.execute("SELECT max(id) FROM stay").fetchone()[0] == stay


def test_mails_are_no_change_to_undo(register: Register, enrol_somebody: EnrolSomebody) -> None:
    enrol_somebody("Anna Andersson")
    before = register.execute("SELECT count(*), max(id) FROM change").fetchone()
    sent(register, ANNA)
    outbox.mark_run(register, TODAY, 1, 0)
    assert tuple(register.execute("SELECT count(*), max(id) FROM change").fetchone()) == tuple(
        before
    )
    assert reverse_last(register, "undo", TODAY).result.command == "enrol"


# Runs


def test_the_last_run_is_the_one_that_is_told(register: Register) -> None:
    assert outbox.last_run(register) is None
    outbox.mark_run(register, TODAY, 38, 2)
    assert outbox.last_run(register) == Run(TODAY, "2024-01-15T09:00:00Z", 38, 2)
    at(register, "2024-01-20T07:30:00Z")
    outbox.mark_run(register, D("2024-01-14"), 0, 0)
    assert outbox.last_run(register) == Run(D("2024-01-14"), "2024-01-20T07:30:00Z", 0, 0)
