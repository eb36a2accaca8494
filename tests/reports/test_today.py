"""What needs the administrator: each kind at its edges, in order, masked, and with its command."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.extend import extend
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.actions.surroundings import set_setting
from steg_cli.programme.people import NEW, Deadline, Residence, Support
from steg_cli.register import outbox
from steg_cli.register.file import Register
from steg_cli.reports.today import Needed, today

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody, Give, OnStep

D = date.fromisoformat
TODAY = D("2024-01-15")

Line = tuple[str, str | None, str | None, str | None, str]


@pytest.fixture
def register(register: Register) -> Register:
    """A register whose reminders are looked after: they ran today, and it is known for whom."""
    set_setting(register, "mail.to", "ame@kommun.example", TODAY)
    with register.transaction():
        outbox.begin_run(register, TODAY)
    return register


def lines(register: Register, day: date = TODAY) -> list[Line]:
    """Return what needs somebody in short: what, state, whose, the day, the command."""
    return [
        (row.what, row.state, row.reference, str(row.day) if row.day else None, row.command)
        for row in today(register, day).rows
    ]


def test_an_empty_register_needs_nobody(register: Register) -> None:
    report = today(register, TODAY)
    assert (report.rows, dict(report.totals)) == (
        (),
        {"needs": 0, "overdue": 0, "within": 3, "long": 12},
    )


def test_what_is_overdue_stands_first_and_each_kind_by_its_day(
    register: Register, on_step: OnStep, enrol_somebody: EnrolSomebody, give: Give
) -> None:
    on_step("serviceassistent", since=D("2023-03-01"), months=12, workplace="Solgården")
    on_step("serviceassistent", since=D("2022-12-01"), months=12, workplace="Solgården")
    on_step("serviceassistent", since=D("2023-02-01"), months=12, workplace="Björkskolan")
    give(
        "S-0003",
        Support(NEW, "nystartsjobb", D("2023-02-01"), D("2024-02-10")),
        Deadline(NEW, "utdrag", D("2024-01-10")),
        Deadline(NEW, "samtal", D("2024-02-01")),
    )
    on_step("praktik", since=D("2023-11-01"))
    place(register, "S-0004", "Solgården", TODAY, first=D("2023-11-01"), last=D("2024-02-29"))
    leave(register, enrol_somebody(on=D("2023-01-02")), TODAY, to="education", on=D("2023-07-31"))

    assert lines(register) == [
        ("period", "overdue", "S-0002", "2023-11-30", "steg show S-0002"),
        ("deadline", "overdue", "S-0003", "2024-01-10", "steg deadline done S-0003 1"),
        ("period", "notice", "S-0003", "2023-12-29", "steg show S-0003"),
        ("period", "notice", "S-0001", "2024-01-29", "steg show S-0001"),
        ("follow-up", "ending", "S-0005", "2024-01-31", "steg follow-up S-0005"),
        ("deadline", "ending", "S-0003", "2024-02-01", "steg deadline done S-0003 2"),
        ("support", "ending", "S-0003", "2024-02-10", "steg support list S-0003"),
        ("placement", "ending", "S-0004", "2024-02-29", "steg place S-0004 --from 2024-03-01"),
    ]
    assert today(register, TODAY).totals["overdue"] == 2


def test_a_row_tells_whole_values(register: Register, on_step: OnStep) -> None:
    on_step("serviceassistent", since=D("2023-03-01"), months=12, workplace="Solgården")
    assert today(register, TODAY).rows == (
        Needed(
            what="period",
            reference="S-0001",
            name="Anna Andersson",
            step="serviceassistent",
            workplace="Solgården",
            municipality="Skövde",
            day=D("2024-01-29"),
            days_left=14,
            last_day=D("2024-02-29"),
            state="notice",
            command="steg show S-0001",
            protected=False,
        ),
    )


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2024-01-14", "ending"),  # the notice is 15 days away
        ("2024-01-15", "notice"),
        ("2024-01-30", "notice"),  # its day has passed, and the period has not
        ("2024-02-29", "notice"),
        ("2024-03-01", "overdue"),
    ],
)
def test_notice_is_told_of_from_two_weeks_before_it_until_the_last_day(
    register: Register, on_step: OnStep, day: str, state: str
) -> None:
    on_step("serviceassistent", since=D("2023-03-01"), months=12, workplace="Solgården")
    assert [row.state for row in today(register, D(day)).rows if row.what == "period"] == [state]


@pytest.mark.parametrize(
    ("step", "since"),
    [
        ("kartlaggning", None),
        ("utredning", None),
        ("arbetsprovning", "2023-06-01"),
        ("praktik", "2023-06-01"),
        ("serviceassistent", "2023-06-01"),
        ("underskoterska", "2023-06-01"),
    ],
)
def test_a_step_of_adapted_or_ordinary_operations_wants_a_workplace(
    register: Register, on_step: OnStep, enrol_somebody: EnrolSomebody, step: str, since: str | None
) -> None:
    set_setting(register, "today.long", "120", TODAY)
    if step == "kartlaggning":
        enrol_somebody()
    else:
        on_step(step, months=24 if step == "serviceassistent" else None)
    assert lines(register) == (
        [("no-workplace", None, "S-0001", since, "steg place S-0001")] if since else []
    )


def test_without_a_workplace_is_told_since_the_last_one_and_not_when_another_is_to_come(
    register: Register, on_step: OnStep
) -> None:
    on_step("praktik")
    place(register, "S-0001", "Solgården", TODAY, first=D("2023-06-01"), last=D("2023-12-31"))
    assert lines(register) == [("no-workplace", None, "S-0001", "2024-01-01", "steg place S-0001")]
    place(register, "S-0001", "Björkskolan", TODAY, first=D("2024-02-01"))
    assert lines(register) == []


def test_a_step_whose_end_is_registered_and_one_to_come_need_nobody(
    register: Register, on_step: OnStep, enrol_somebody: EnrolSomebody
) -> None:
    on_step("praktik", since=D("2022-01-10"))
    leave(register, "S-0001", TODAY, to="employment", on=D("2024-01-31"))
    enrol_somebody(on=D("2024-02-01"))
    advance(register, "S-0002", TODAY, to="praktik", on=D("2024-03-01"), exception="bedömd")
    assert lines(register) == []


@pytest.mark.parametrize(
    ("step", "since", "long"),
    [
        ("utredning", "2023-01-15", True),
        ("utredning", "2023-01-16", False),
        ("praktik", "2022-01-10", True),
        ("serviceassistent", "2022-06-01", False),  # its months in all are watched instead
        ("enhetsassistent", "2023-01-01", False),
        ("sjukskoterska", "2022-06-01", False),
    ],
)
def test_long_is_a_year_on_a_step_that_leads_further(
    register: Register, on_step: OnStep, step: str, since: str, long: bool
) -> None:
    on_step(
        step,
        since=D(since),
        months=24 if step == "serviceassistent" else None,
        workplace=None if step == "utredning" else "Solgården",
    )
    told = ("long", None, "S-0001", since, "steg show S-0001")
    assert lines(register) == ([told] if long else [])


def test_a_planned_last_day_is_watched_instead_of_the_time_on_the_step(
    register: Register, on_step: OnStep
) -> None:
    on_step("praktik", since=D("2022-01-10"), until=D("2024-12-31"), workplace="Solgården")
    assert lines(register) == []


def test_how_long_is_long_is_a_setting(register: Register, on_step: OnStep) -> None:
    on_step("utredning", since=D("2023-09-15"))
    assert lines(register) == []
    set_setting(register, "today.long", "4", TODAY)
    assert [one[0] for one in lines(register)] == ["long"]
    assert today(register, TODAY).totals["long"] == 4
    set_setting(register, "today.long", "120", TODAY)
    assert lines(register, D("0001-05-01")) == []  # before the calendar's first day: nobody


def test_a_protected_person_is_told_by_reference_alone(register: Register, on_step: OnStep) -> None:
    on_step(
        "serviceassistent",
        "Hemliga Hanna",
        since=D("2022-12-01"),
        months=12,
        workplace="Solgården",
        protected=True,
    )
    on_step("praktik", "Hemliga Helge", since=D("2023-11-01"), protected=True)
    on_step("utredning", "Hemliga Hilda", since=D("2022-01-10"), protected=True)

    def told(*, include_protected: bool) -> list[tuple[object, ...]]:
        rows = today(register, TODAY, include_protected=include_protected).rows
        return [
            (r.what, r.reference, r.name, r.workplace, r.municipality, r.protected) for r in rows
        ]

    assert told(include_protected=False) == [
        ("period", "S-0001", None, None, None, True),
        ("no-workplace", "S-0002", None, None, None, True),
        ("long", "S-0003", None, None, None, True),
    ]
    assert told(include_protected=True) == [
        ("period", "S-0001", "Hemliga Hanna", "Solgården", "Skövde", True),
        ("no-workplace", "S-0002", "Hemliga Helge", None, "Skövde", True),
        ("long", "S-0003", "Hemliga Hilda", None, "Skövde", True),
    ]


def test_a_deadline_says_what_is_to_be_done_but_not_of_whom_is_protected(
    register: Register, on_step: OnStep, give: Give
) -> None:
    give(on_step("utredning", since=D("2023-11-01")), Deadline(NEW, "utdrag", D("2024-01-20")))
    assert [row.text for row in today(register, TODAY).rows] == ["utdrag"]
    register.execute("UPDATE participant SET protected = 1")
    assert [row.text for row in today(register, TODAY).rows] == [None]
    assert [row.text for row in today(register, TODAY, include_protected=True).rows] == ["utdrag"]


def test_a_person_is_told_of_where_they_live_on_the_day(
    register: Register, on_step: OnStep, give: Give
) -> None:
    who = on_step("utredning", since=D("2022-01-10"))
    give(who, Residence(NEW, "Hjo", D("2024-01-15")))
    assert [row.municipality for row in today(register, D("2024-01-14")).rows] == ["Skövde"]
    assert [row.municipality for row in today(register, TODAY).rows] == ["Hjo"]


def test_a_past_day_is_answered_as_it_was(register: Register, on_step: OnStep) -> None:
    on_step("serviceassistent", since=D("2023-03-01"), months=12, workplace="Solgården")
    extend(register, "S-0001", TODAY, months=6)
    assert lines(register) == []
    assert [one[:3] for one in lines(register, D("2024-01-14"))] == [("period", "ending", "S-0001")]


NO_ADDRESS = ("no-address", None, None, None, "steg setting mail.to")


def test_no_address_is_told_before_anything_is_sent(register: Register) -> None:
    set_setting(register, "mail.to", "", TODAY)
    assert lines(register) == [NO_ADDRESS]
    register.execute("DELETE FROM reminder_run")
    assert lines(register) == [NO_ADDRESS]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2024-02-15", []),
        ("2024-02-16", [("not-sent", None, None, "2024-01-15", "steg remind --send")]),
    ],
)
def test_reminders_that_have_not_run_for_a_month(
    register: Register, day: str, told: list[Line]
) -> None:
    assert lines(register, D(day)) == told


def test_reminders_that_never_ran(register: Register) -> None:
    register.execute("DELETE FROM reminder_run")
    assert lines(register) == [("never-sent", None, None, None, "steg remind --send")]


def test_mails_that_wait_are_told_by_the_oldest(register: Register) -> None:
    for to, day in (("b@kommun.example", "2024-01-12"), ("a@kommun.example", "2024-01-10")):
        with register.transaction():
            draft, _ = outbox.draft_to(register, to, "kommun.example")
            outbox.fill(register, draft, D(day), "Ämne", b"Text", ())
    waiting = ("undelivered", None, None, "2024-01-10", "steg remind --outbox")
    assert lines(register) == [waiting]


@pytest.mark.parametrize(
    ("ways", "now", "told"),
    [
        (["folder"], "folder", ["steg setting mail.transport"]),
        # Another way is chosen now: what was written is still with nobody.
        (["folder"], "smtp", ["steg remind --send"]),
        (["smtp"], "folder", []),
        (["smtp"], "smtp", []),
        (["folder", "smtp"], "folder", []),
        (["smtp", "folder"], "smtp", ["steg remind --send"]),
    ],
)
def test_mails_in_a_folder_are_told_of_until_one_leaves(
    register: Register, ways: list[str], now: str, told: list[str]
) -> None:
    set_setting(register, "mail.transport", now, TODAY)
    for minute, way in enumerate(ways):
        moment = datetime(2024, 1, 15, 9, minute, tzinfo=UTC)
        register.clock = partial(datetime.astimezone, moment, UTC)
        with register.transaction():
            draft, _ = outbox.draft_to(register, "a@kommun.example", "kommun.example")
            outbox.fill(register, draft, D("2024-01-14"), "Ämne", b"Text", ())
            outbox.mark_sent(register, draft, way)
    assert lines(register) == [
        ("only-in-folder", None, None, "2024-01-14", command) for command in told
    ]
