"""What waits to be delivered and why, and when reminders last went out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial

import pytest

from steg_cli.output.fitting import Screen, columns_that_fit
from steg_cli.register import outbox
from steg_cli.register.file import Register
from steg_cli.register.outbox import ReminderKey, Run
from steg_cli.reports.outbox import OUTBOX, OutboxRow, outbox_report
from steg_cli.reports.report import Report
from steg_cli.texts import texts

D = date.fromisoformat
TODAY = D("2024-01-15")
KEYS = [ReminderKey(case, "period", case, D("2024-02-29"), shown=case != 3) for case in (1, 2, 3)]


def write(register: Register, to: str, day: date, subject: str, keys: list[ReminderKey]) -> int:
    number, _ = outbox.draft_to(register, to, "kommun.example")
    outbox.fill(register, number, day, subject, b"Subject: steg", keys)
    return number


def ran(register: Register, day: date, sent: int, failed: int) -> None:
    run = outbox.begin_run(register, day)
    outbox.count_in_run(register, run, sent=sent, failed=failed)


def test_nothing_waits_and_reminders_never_ran(register: Register) -> None:
    assert outbox_report(register, TODAY) == Report(
        OUTBOX, TODAY, (), {"waiting": 0, "last_run": None}
    )


def test_what_waits_is_shown_with_the_reason_the_oldest_first(register: Register) -> None:
    refused = write(register, "ame@kommun.example", D("2024-01-02"), "steg: 2 ending", KEYS[:2])
    outbox.mark_begun(register, refused)
    outbox.mark_failed(register, refused, "550 no such user", may_have_arrived=False)
    sent = write(register, "bo@kommun.example", D("2024-01-02"), "steg: 1 overdue", KEYS)
    outbox.mark_begun(register, sent)
    outbox.mark_sent(register, sent)
    uncertain = write(register, "mia@kommun.example", D("2024-01-14"), "steg: 3 ending", KEYS)
    for moment in (datetime(2024, 1, 14, 7, 30, second, tzinfo=UTC) for second in (1, 2)):
        register.clock = partial(datetime.astimezone, moment, UTC)
        outbox.mark_begun(register, uncertain)
        outbox.mark_failed(register, uncertain, "no answer", may_have_arrived=True)
    killed = write(register, "nils@kommun.example", TODAY, "steg: 1 case without details", KEYS[2:])
    outbox.mark_begun(register, killed)
    write(register, "olle@kommun.example", TODAY, "steg: 1 ending", KEYS[:1])
    ran(register, D("2024-01-02"), 1, 1)
    ran(register, D("2024-01-14"), 0, 2)

    last_run = Run(D("2024-01-14"), "2024-01-14T07:30:02Z", 0, 2, "2024-01-15T09:00:00Z")
    assert outbox_report(register, TODAY) == Report(
        OUTBOX,
        TODAY,
        (
            OutboxRow(
                recipient="ame@kommun.example",
                subject="steg: 2 ending",
                day=D("2024-01-02"),
                cases=2,
                attempts=1,
                tried_at="2024-01-15T09:00:00Z",
                may_have_arrived=False,
                problem="550 no such user",
            ),
            OutboxRow(
                recipient="mia@kommun.example",
                subject="steg: 3 ending",
                day=D("2024-01-14"),
                cases=3,
                attempts=2,
                tried_at="2024-01-14T07:30:02Z",
                may_have_arrived=True,
                problem="no answer",
            ),
            OutboxRow(
                recipient="nils@kommun.example",
                subject="steg: 1 case without details",
                day=TODAY,
                cases=1,
                attempts=1,
                tried_at="2024-01-14T07:30:02Z",
                may_have_arrived=True,
                problem=None,
            ),
            OutboxRow(
                recipient="olle@kommun.example",
                subject="steg: 1 ending",
                day=TODAY,
                cases=1,
                attempts=0,
                tried_at=None,
                may_have_arrived=False,
                problem=None,
            ),
        ),
        {"waiting": 4, "last_run": last_run},
    )


def test_what_was_delivered_in_the_end_waits_no_more(register: Register) -> None:
    number = write(register, "ame@kommun.example", TODAY, "steg: 1 ending", KEYS[:1])
    outbox.mark_begun(register, number)
    outbox.mark_failed(register, number, "no answer", may_have_arrived=True)
    assert outbox_report(register, TODAY).totals["waiting"] == 1
    outbox.mark_begun(register, number)
    outbox.mark_sent(register, number)
    ran(register, TODAY, 1, 0)
    report = outbox_report(register, TODAY)
    assert report.rows == ()
    last_run = Run(TODAY, "2024-01-15T09:00:00Z", 1, 0, "2024-01-15T09:00:00Z")
    assert report.totals == {"waiting": 0, "last_run": last_run}


def test_what_was_taken_back_waits_no_more(register: Register) -> None:
    outbox.mark_begun(register, write(register, "mia@kommun.example", TODAY, "steg", KEYS))
    write(register, "mia@kommun.example", TODAY, "steg", [])
    kept = write(register, "bo@kommun.example", TODAY, "steg: 2 ending", KEYS[:2])
    outbox.forget_all_but(register, ["bo@kommun.example"])
    (row,) = outbox_report(register, TODAY).rows
    assert (row.recipient, row.cases) == ("bo@kommun.example", 2)
    outbox.withdraw(register, kept)
    assert outbox_report(register, TODAY).rows == ()


@pytest.mark.parametrize("width", [60, 80, 100, 160])
def test_a_screen_shows_why_a_mail_waits(register: Register, width: int) -> None:
    refused = write(register, "ame@kommun.example", TODAY, "steg: 12 ending, 3 overdue", KEYS)
    why = "The mail server localhost:2525 could not be reached: nothing answers there."
    outbox.mark_failed(register, refused, why, may_have_arrived=False)
    kept, _ = columns_that_fit(
        outbox_report(register, TODAY), texts("en"), Screen(width, colour=False)
    )
    shown = {one.key: one.cells for one in kept}
    assert (shown["recipient"], shown["problem"]) == (("ame@kommun.example",), (why,))
