"""The outbox: what waits, what may have arrived, what was told, and what is taken back."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from steg_cli.actions.init import init
from steg_cli.actions.undo import reverse_last
from steg_cli.register import outbox
from steg_cli.register.file import Register, open_register
from steg_cli.register.outbox import Mail, ReminderKey, Run
from steg_cli.reports.ends import WHATS

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody
    from tests.register.conftest import PutOnStep

D = date.fromisoformat
TODAY = D("2024-01-15")
NOW = datetime(2024, 1, 15, 9, 0, tzinfo=UTC)
AME, MIA = "ame@kommun.example", "mia@kommun.example"
CILLA = "cilla@kommun.example"
DOMAIN = "kommun.example"

ANNA = ReminderKey(1, "period", 6, D("2024-02-29"))
BO = ReminderKey(2, "period", 7, D("2024-01-31"))
ZATA = ReminderKey(3, "period", 8, D("2024-03-31"), shown=False)


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
    within: int = 0,
) -> int:
    """Write a mail and return its number."""
    number, _ = outbox.draft_to(register, to, DOMAIN)
    outbox.fill(register, number, day, "steg: 1 ending", b"Subject: steg", keys, within=within)
    return number


def begun(
    register: Register, *keys: ReminderKey, to: str = AME, day: date = TODAY, within: int = 0
) -> int:
    """Write a mail of which nobody knows whether it arrived."""
    number = draft(register, *keys, to=to, day=day, within=within)
    outbox.mark_begun(register, number)
    return number


def sent(
    register: Register, *keys: ReminderKey, to: str = AME, day: date = TODAY, within: int = 0
) -> int:
    """Write a mail that was accepted."""
    number = begun(register, *keys, to=to, day=day, within=within)
    outbox.mark_sent(register, number)
    return number


def fail(register: Register, number: int, *, may_have_arrived: bool) -> None:
    """Let a mail be handed over without being accepted."""
    outbox.mark_begun(register, number)
    outbox.mark_failed(register, number, "450 later", may_have_arrived=may_have_arrived)


def told_in(register: Register, day: date, way: str = "smtp") -> dict[str, set[outbox.ToldAs]]:
    """Return what each recipient was told in the month of `day`, if they were told something."""
    told = {to: outbox.told_to(register, to, day, way) for to in (AME, MIA, CILLA)}
    return {to: what for to, what in told.items() if what}


def row_of(register: Register, number: int) -> dict[str, object]:
    return dict(register.execute("SELECT * FROM outbox WHERE id = ?", (number,)).fetchone())


def rows_of(register: Register) -> list[tuple[int, str]]:
    return [tuple(row) for row in register.execute("SELECT id, recipient FROM outbox ORDER BY id")]


def reminders(register: Register) -> list[tuple[object, ...]]:
    found = register.execute(
        "SELECT outbox_id, recipient, month, participant_id, what, thing_id, last_day, shown "
        "FROM reminder ORDER BY id"
    )
    return [tuple(row) for row in found]


# The three states


def test_a_draft_holds_what_would_go_out_and_what_it_tells(register: Register) -> None:
    number, message_id = outbox.draft_to(register, AME, DOMAIN)
    keys = [ANNA, ZATA]
    outbox.fill(
        register, number, TODAY, "steg: 2", b"Subject: steg", keys, guise="initials", within=6
    )
    assert row_of(register, number) == {
        "id": 1,
        "message_id": message_id,
        "recipient": AME,
        "day": "2024-01-15",
        "at": "2024-01-15T09:00:00Z",
        "subject": "steg: 2",
        "message": b"Subject: steg",
        "guise": "initials",
        "way": None,
        "within": 6,
        "attempts": 0,
        "begun": 0,
        "tried_at": None,
        "problem": None,
        "sent_at": None,
    }
    assert reminders(register) == [
        (1, AME, "2024-01", 1, "period", 6, "2024-02-29", 1),
        (1, AME, "2024-01", 3, "period", 8, "2024-03-31", 0),
    ]
    assert outbox.mail_in(register, number) == Mail(
        id=1,
        message_id=message_id,
        recipient=AME,
        message=b"Subject: steg",
        month="2024-01",
        guise="initials",
        keys=frozenset(keys),
    )
    assert outbox.begun_to(register, AME) == []
    assert told_in(register, TODAY) == {}


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
    assert outbox.begun_to(register, AME) == [outbox.mail_in(register, number)]
    assert told_in(register, TODAY) == {AME: {ANNA.told_as}}


def test_a_mail_that_was_accepted_is_only_remembered(register: Register) -> None:
    number = begun(register, ANNA)
    outbox.mark_failed(register, number, "no answer", may_have_arrived=True)
    before = row_of(register, number)
    at(register, "2024-01-16T09:00:05Z")
    outbox.mark_sent(register, number)
    assert row_of(register, number) == before | {
        "begun": 0,
        "sent_at": "2024-01-16T09:00:05Z",
        "way": "smtp",
        "message": None,
        "problem": None,
    }
    assert outbox.begun_to(register, AME) == []
    assert told_in(register, TODAY) == {AME: {ANNA.told_as}}


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
    mail = outbox.mail_in(register, number)
    assert (mail.message, mail.keys) == (b"Subject: steg", frozenset([ANNA]))
    assert outbox.begun_to(register, AME) == ([mail] if may_have_arrived else [])
    told = {AME: {ANNA.told_as}} if may_have_arrived else {}
    assert told_in(register, TODAY) == told


def test_what_may_have_arrived_goes_out_again_to_its_recipient_the_oldest_first(
    register: Register,
) -> None:
    first = begun(register, ANNA)
    sent(register, ZATA)
    begun(register, ANNA, to=MIA)
    second = begun(register, BO, ReminderKey(9, "period", 9, TODAY, shown=False), to=AME.upper())
    draft(register, ReminderKey(8, "period", 8, TODAY))
    assert outbox.begun_to(register, AME.title()) == [
        outbox.mail_in(register, first),
        outbox.mail_in(register, second),
    ]
    assert outbox.begun_to(register, "nobody@kommun.example") == []


def test_a_mail_keeps_the_month_and_the_names_of_the_day_it_was_written_for(
    register: Register,
) -> None:
    number = begun(register, ANNA, day=D("2023-12-31"))
    at(register, "2024-02-01T09:00:00Z")
    fail(register, number, may_have_arrived=True)
    mail = outbox.mail_in(register, number)
    assert (mail.month, mail.guise) == ("2023-12", "")
    assert told_in(register, D("2023-12-01")) == {AME: {ANNA.told_as}}
    assert told_in(register, D("2024-02-01")) == {}


# How far ahead


def test_what_waits_for_somebody_looks_as_far_ahead_as_it_was_asked_to(register: Register) -> None:
    assert outbox.horizon_of(register, AME) == 0
    sent(register, ANNA, within=24)
    begun(register, ANNA, to=MIA, within=12)
    assert outbox.horizon_of(register, AME) == 0
    uncertain = begun(register, BO, within=3)
    assert outbox.horizon_of(register, AME) == 3
    number = draft(register, ZATA, within=6)
    assert outbox.horizon_of(register, AME.upper()) == 6
    fail(register, number, may_have_arrived=False)
    assert outbox.horizon_of(register, AME) == 6
    outbox.drop_draft(register, AME)
    assert outbox.horizon_of(register, AME) == 3
    outbox.mark_sent(register, uncertain)
    assert outbox.horizon_of(register, AME) == 0
    assert outbox.horizon_of(register, MIA) == 12


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
    to_ame: set[outbox.ToldAs],
    to_mia: set[outbox.ToldAs],
) -> None:
    sent(register, ANNA, day=D("2024-01-31"))
    sent(register, ANNA, BO, day=D("2024-02-01"))
    sent(register, BO, to=MIA, day=D("2024-02-29"))
    everybody = {AME: to_ame, MIA: to_mia}
    expected = {address: told for address, told in everybody.items() if told}
    assert told_in(register, D(day)) == expected


def test_an_end_of_another_kind_is_another_reminder(register: Register) -> None:
    """A deadline may have the number of a period, and end on the same day."""
    kinds = [replace(ANNA, what=what) for what in WHATS]
    sent(register, *kinds[:2])
    assert told_in(register, TODAY) == {AME: {key.told_as for key in kinds[:2]}}
    number = begun(register, *kinds[2:])
    assert outbox.mail_in(register, number).keys == set(kinds[2:])
    assert told_in(register, TODAY) == {AME: {key.told_as for key in kinds}}
    assert len({key.told_as for key in kinds}) == len(WHATS) == 6


def test_an_address_is_the_same_in_capital_letters(register: Register) -> None:
    sent(register, ANNA, to="AME@Kommun.example")
    sent(register, BO, to="ame@kommun.EXAMPLE")
    assert told_in(register, TODAY) == {AME: {ANNA.told_as, BO.told_as}}


def test_nobody_is_told_the_same_twice_in_a_month_whatever_asks_for_it(register: Register) -> None:
    sent(register, ANNA)
    for to in (AME, AME.upper()):
        number, _ = outbox.draft_to(register, to, DOMAIN)
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            outbox.fill(register, number, TODAY, "steg", b"", [ANNA])
    other_stay = ReminderKey(1, "period", 9, ANNA.last_day)
    other_person = ReminderKey(2, "period", 6, ANNA.last_day)
    moved = ReminderKey(1, "period", 6, D("2024-03-01"))
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
    assert (row["guise"], row["within"]) == ("", 0)
    assert reminders(register) == [(number, AME, "2024-02", 2, "period", 7, "2024-01-31", 1)]


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


def test_a_draft_of_which_nothing_is_due_is_dropped_and_nothing_else(register: Register) -> None:
    kept = [
        begun(register, ANNA),
        sent(register, BO),
        draft(register, ANNA, to=MIA),
    ]
    dropped = draft(register, ZATA)
    outbox.drop_draft(register, AME.upper())
    assert [number for number, _ in rows_of(register)] == kept
    assert {row[0] for row in reminders(register)} == {*kept}
    outbox.drop_draft(register, AME)
    assert [number for number, _ in rows_of(register)] == kept
    assert dropped not in kept


def test_a_number_and_a_message_id_are_never_given_twice(register: Register) -> None:
    first = outbox.draft_to(register, AME, DOMAIN)
    outbox.drop_draft(register, AME)
    second = outbox.draft_to(register, AME, DOMAIN)
    outbox.withdraw(register, second[0])
    third = outbox.draft_to(register, AME, DOMAIN)
    assert (first[0], second[0], third[0]) == (1, 2, 3)
    assert len({first[1], second[1], third[1]}) == 3


# Message-IDs


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


@pytest.mark.parametrize("state", [draft, begun])
def test_what_a_mail_told_counts_as_not_told_once_it_is_taken_back(
    register: Register, state: Callable[..., int]
) -> None:
    others = [begun(register, ANNA, to=MIA), sent(register, BO)]
    number = state(register, ANNA, ZATA)
    outbox.withdraw(register, number)
    assert [one for one, _ in rows_of(register)] == others
    assert told_in(register, TODAY) == {MIA: {ANNA.told_as}, AME: {BO.told_as}}
    # So it can be told once more, in another mail.
    again = sent(register, ANNA, ZATA)
    assert again not in (number, *others)
    assert told_in(register, TODAY)[AME] == {ANNA.told_as, BO.told_as, ZATA.told_as}


def test_what_waits_for_somebody_who_is_not_told_any_more_is_taken_back(register: Register) -> None:
    kept = [
        (begun(register, ANNA), AME),
        (draft(register, BO), AME),
        (sent(register, ANNA, to=MIA), MIA),
    ]
    begun(register, BO, to=MIA)
    draft(register, ZATA, to=MIA)
    draft(register, ANNA, to="bo@kommun.example")
    kept.append((sent(register, ANNA, to=CILLA), CILLA))
    outbox.forget_all_but(register, [AME.upper(), "nobody@kommun.example"])
    assert rows_of(register) == kept
    assert {row[0] for row in reminders(register)} == {number for number, _ in kept}
    # What was sent stays told; what may have arrived counts as not told.
    assert told_in(register, TODAY) == {
        AME: {ANNA.told_as},
        MIA: {ANNA.told_as},
        CILLA: {ANNA.told_as},
    }


# What is left of a text

WORD = b"Kvittenblomma"
TEXTS = [WORD, WORD * 30, WORD * 300, WORD * 3000]  # in a page, over pages, over many pages


def text_of(register: Register, message: bytes) -> int:
    """Write a mail with a text of its own, and see that it is in the file."""
    number, _ = outbox.draft_to(register, AME, DOMAIN)
    outbox.fill(register, number, TODAY, "steg: 1 ending", message, [ANNA])
    assert WORD in register.path.read_bytes()
    return number


def deliver(register: Register, number: int) -> None:
    outbox.mark_begun(register, number)
    outbox.mark_sent(register, number)


def deliver_at_the_second_try(register: Register, number: int) -> None:
    fail(register, number, may_have_arrived=True)
    deliver(register, number)


def write_anew(register: Register, number: int) -> None:
    outbox.draft_to(register, AME, DOMAIN)
    outbox.fill(register, number, TODAY, "steg", b"Subject: steg", [BO])


def drop(register: Register, number: int) -> None:
    outbox.drop_draft(register, AME)


def forget(register: Register, number: int) -> None:
    outbox.forget_all_but(register, [MIA])


@pytest.mark.parametrize("message", TEXTS, ids=len)
@pytest.mark.parametrize(
    "deed", [deliver, deliver_at_the_second_try, write_anew, drop, outbox.withdraw, forget]
)
def test_no_byte_of_a_text_stays_in_the_file_once_it_is_not_needed(
    register: Register, deed: Callable[[Register, int], None], message: bytes
) -> None:
    draft(register, ANNA, to=MIA)
    number = text_of(register, message)
    with register.transaction():
        deed(register, number)
    raw = register.path.read_bytes()
    assert [raw.count(part) for part in (WORD, WORD[:6], WORD[-6:])] == [0, 0, 0]
    assert b"Subject: steg" in raw  # what is still needed is


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
    key = ReminderKey(1, "period", stay, D("2024-02-29"))
    sent(register, key)
    begun(register, key, to=MIA)
    before = content_of_mails(register.path)

    for what in UNDO_AND_REDO:
        reverse_last(register, what, TODAY)
        assert content_of_mails(register.path) == before
        told = told_in(register, TODAY)
        assert told == {AME: {key.told_as}, MIA: {key.told_as}}

    assert register.execute("SELECT max(id) FROM stay").fetchone()[0] == stay


def test_mails_are_no_change_to_undo(register: Register, enrol_somebody: EnrolSomebody) -> None:
    enrol_somebody("Anna Andersson")
    before = register.execute("SELECT count(*), max(id) FROM change").fetchone()
    sent(register, ANNA)
    outbox.count_in_run(register, outbox.begin_run(register, TODAY), sent=1)
    assert tuple(register.execute("SELECT count(*), max(id) FROM change").fetchone()) == tuple(
        before
    )
    assert reverse_last(register, "undo", TODAY).result.command == "enrol"


# Runs


def test_the_last_run_is_the_one_that_is_told(register: Register) -> None:
    assert outbox.last_run(register) is None
    first = outbox.begin_run(register, TODAY)
    assert outbox.last_run(register) == Run(TODAY, "2024-01-15T09:00:00Z", 0, 0, None)
    outbox.count_in_run(register, first, sent=37)
    outbox.count_in_run(register, first, failed=2)
    outbox.count_in_run(register, first, sent=1)
    outbox.count_in_run(register, first)
    assert outbox.last_run(register) == Run(TODAY, "2024-01-15T09:00:00Z", 38, 2, None)

    at(register, "2024-01-20T07:30:00Z")
    second = outbox.begin_run(register, D("2024-01-14"))
    outbox.count_in_run(register, second, sent=1, failed=1)
    assert second != first
    assert outbox.last_run(register) == Run(
        D("2024-01-14"), "2024-01-20T07:30:00Z", sent=1, failed=1, last_sent_at=None
    )
    runs = register.execute("SELECT day, at, sent, failed FROM reminder_run ORDER BY id")
    assert [tuple(row) for row in runs] == [
        ("2024-01-15", "2024-01-15T09:00:00Z", 38, 2),
        ("2024-01-14", "2024-01-20T07:30:00Z", 1, 1),
    ]


def test_the_last_run_tells_when_a_mail_last_left_whichever_run_it_was(register: Register) -> None:
    def last_sent_at() -> str | None:
        run = outbox.last_run(register)
        assert run is not None
        return run.last_sent_at

    outbox.begin_run(register, TODAY)
    draft(register, ANNA)
    begun(register, ANNA, to=MIA)
    assert last_sent_at() is None
    at(register, "2024-01-15T09:00:07Z")
    sent(register, BO, to=MIA)
    assert last_sent_at() == "2024-01-15T09:00:07Z"
    # Silence since then shows, however often it ran.
    at(register, "2024-05-02T07:30:00Z")
    run = outbox.begin_run(register, D("2024-05-02"))
    fail(register, begun(register, BO), may_have_arrived=False)
    outbox.count_in_run(register, run, failed=1)
    assert outbox.last_run(register) == Run(
        D("2024-05-02"), "2024-05-02T07:30:00Z", 0, 1, "2024-01-15T09:00:07Z"
    )
    outbox.forget_all_but(register, [])
    assert last_sent_at() == "2024-01-15T09:00:07Z"
    outbox.mark_sent(register, begun(register, BO, day=D("2024-05-02")), "folder")
    assert last_sent_at() == "2024-01-15T09:00:07Z"  # it lies there
    sent(register, ANNA, day=D("2024-05-02"))
    assert last_sent_at() == "2024-05-02T07:30:00Z"
