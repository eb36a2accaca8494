"""Who is told what: one digest for each recipient, of what they were not told this month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.advance import advance
from steg_cli.actions.amend import amend
from steg_cli.actions.convert import convert_people
from steg_cli.actions.extend import extend
from steg_cli.actions.follow_up import follow_up
from steg_cli.actions.leave import leave
from steg_cli.actions.notice import notice
from steg_cli.actions.place import place
from steg_cli.actions.surroundings import WORKPLACE, add, edit, set_setting
from steg_cli.actions.undo import reverse_last
from steg_cli.programme.people import NEW, Deadline, Pause, Support
from steg_cli.register import outbox
from steg_cli.register.file import Register
from steg_cli.register.outbox import ReminderKey
from steg_cli.reports.digests import (
    ADMINISTRATOR,
    REMINDERS,
    Digest,
    Recipient,
    ReminderRow,
    administrators,
    digest_for,
    digests,
    guise_of,
    next_day,
    recipients,
    reminder_report,
    without_address,
)
from steg_cli.reports.due import Case, Due, named
from steg_cli.reports.report import Report

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody, Give, OnStep, Outside

D = date.fromisoformat
TODAY = date(2024, 1, 15)
SINCE = date(2022, 12, 1)  # 12 to 24 months from here end between 2023-11-30 and 2024-11-30
AME, MIA, BO = "ame@kommun.example", "mia@kommun.example", "bo@kommun.example"

Shown = tuple[str, bool, list[str], int]


@pytest.fixture
def story(register: Register, on_step: OnStep) -> Register:
    """Six periods: at three workplaces and at none, one overdue, one protected, one far away.

    S-0001 at Solgården to 2024-02-29, S-0002 at Björkskolan to 2023-12-31, S-0003 at Ängen to
    2024-01-15, S-0004 protected at Solgården to 2024-01-31, S-0005 nowhere to 2024-03-31, S-0006
    at Solgården to 2024-11-30.
    """
    about = {"sector": "Vård och omsorg", "municipality": "Skövde"}
    add(register, WORKPLACE, "Ängen", about, TODAY)
    for name, until, workplace in (
        ("Anna Alm", "2024-02-29", "Solgården"),
        ("Bo Berg", "2023-12-31", "Björkskolan"),
        ("Cilla Citron", "2024-01-15", "Ängen"),
        ("Zäta Qvarnskog", "2024-01-31", "Solgården"),
        ("David Dahl", "2024-03-31", None),
        ("Eva Ek", "2024-11-30", "Solgården"),
    ):
        on_step(
            "serviceassistent",
            name,
            since=SINCE,
            until=D(until),
            workplace=workplace,
            protected=name.startswith("Zäta"),
        )
    return register


ALL = ["S-0002", "S-0003", "S-0001", "S-0005"]  # overdue first, then by last day


def address(register: Register, **emails: str) -> None:
    """Give workplaces their managers' addresses."""
    for workplace, email in emails.items():
        edit(register, WORKPLACE, workplace, {"manager_email": email}, TODAY)


def shown(found: list[Digest]) -> list[Shown]:
    return [
        (one.recipient, one.to_manager, [case.reference for case in one.cases], one.without_details)
        for one in found
    ]


def deliver(
    register: Register, day: date, *, state: str = "sent", within: int | None = None
) -> list[Shown]:
    """Put the day's digests into the outbox as draft, begun or sent ones, and return them."""
    found = digests(register, day, within=within)
    with register.transaction():
        outbox.forget_all_but(register, [one.address for one in recipients(register)])
        for one in found:
            number, _ = outbox.draft_to(register, one.recipient, "kommun.example")
            outbox.fill(
                register,
                number,
                day,
                "steg",
                b"",
                one.keys,
                guise=guise_of(register, one, one.keys),
                within=one.within,
            )
            if state in ("begun", "sent"):
                outbox.mark_begun(register, number)
            if state == "sent":
                outbox.mark_sent(register, number)
    return shown(found)


# Recipients

NOBODY: list[str] = []
ALL_WITHOUT = ["Björkskolan", "Solgården", "Ängen"]


TOLD: dict[str, tuple[str, str, dict[str, str], list[Shown], list[str]]] = {
    "nobody yet": ("", "off", {}, [(ADMINISTRATOR, False, ALL, 1)], NOBODY),
    "one": (AME, "off", {}, [(AME, False, ALL, 1)], NOBODY),
    "two": (f"{BO}, {AME}", "off", {}, [(BO, False, ALL, 1), (AME, False, ALL, 1)], NOBODY),
    "no managers": (AME, "off", {"Solgården": MIA, "Ängen": MIA}, [(AME, False, ALL, 1)], NOBODY),
    "no addresses": (AME, "on", {}, [(AME, False, ALL, 1)], ALL_WITHOUT),
    "a manager gets their own cases, without a word of the protected one": (
        *(AME, "on", {"Solgården": MIA}),
        *([(AME, False, ALL, 1), (MIA, True, ["S-0001"], 0)], ["Björkskolan", "Ängen"]),
    ),
    "a manager of several workplaces gets one digest, whatever the case of their address": (
        *(AME, "on", {"Solgården": MIA, "Ängen": "MIA@Kommun.example", "Björkskolan": BO}),
        [(AME, False, ALL, 1), (BO, True, ["S-0002"], 0), (MIA, True, ["S-0003", "S-0001"], 0)],
        NOBODY,
    ),
    "a manager who is the administrator gets everything once, however they are spelt": (
        *(f"{AME}, {MIA}", "on"),
        {"Solgården": "Mia@KOMMUN.example", "Ängen": BO, "Björkskolan": "AME@kommun.example"},
        [(AME, False, ALL, 1), (MIA, False, ALL, 1), (BO, True, ["S-0003"], 0)],
        NOBODY,
    ),
    "managers are told although nobody is the administrator yet": (
        *("", "on", {"Solgården": MIA, "Ängen": MIA, "Björkskolan": MIA}),
        [(ADMINISTRATOR, False, ALL, 1), (MIA, True, ["S-0002", "S-0003", "S-0001"], 0)],
        NOBODY,
    ),
}


@pytest.mark.parametrize(("to", "managers", "emails", "told", "without"), TOLD.values(), ids=TOLD)
def test_each_recipient_gets_one_digest_of_what_concerns_them(
    story: Register,
    to: str,
    managers: str,
    emails: dict[str, str],
    told: list[Shown],
    without: list[str],
) -> None:
    set_setting(story, "mail.to", to, TODAY)
    set_setting(story, "mail.managers", managers, TODAY)
    address(story, **emails)

    assert shown(digests(story, TODAY)) == told
    assert without_address(story, TODAY) == without
    expected_chiefs = [recipient for recipient, to_manager, _, _ in told if not to_manager]
    assert administrators(story) == ([] if not to else expected_chiefs)
    everybody = recipients(story)
    due = [one for one in everybody if digest_for(Due(story, TODAY), one)]
    assert [(one.address, one.is_manager) for one in due] == [one[:2] for one in told]
    assert [digest_for(Due(story, TODAY), one) for one in due] == digests(story, TODAY)


def manager(address: str) -> Recipient:
    return Recipient(address, is_manager=True)


@pytest.mark.parametrize(
    ("to", "emails", "expected"),
    [
        ("", {"Björkskolan": ADMINISTRATOR}, [Recipient(ADMINISTRATOR)]),
        (
            f"{AME}, {BO}",
            {"Solgården": MIA, "Snickeriet": "X@kommun.example", "Björkskolan": "x@kommun.example"},
            [Recipient(AME), Recipient(BO), manager("x@kommun.example"), manager(MIA)],
        ),
        (
            f"{BO}, {AME}",
            {"Björkskolan": BO.upper(), "Snickeriet": MIA, "Solgården": AME.title()},
            [Recipient(BO), Recipient(AME), manager(MIA)],
        ),
    ],
)
def test_everybody_who_may_be_reminded_is_there_once_also_when_nothing_is_due(
    register: Register, to: str, emails: dict[str, str], expected: list[Recipient]
) -> None:
    """Managers come after the administrators, by their workplaces' names."""
    set_setting(register, "mail.to", to, TODAY)
    set_setting(register, "mail.managers", "on", TODAY)
    address(register, **emails)
    assert recipients(register) == expected
    assert digests(register, TODAY) == []
    assert without_address(register, TODAY) == []


def test_an_administrator_whom_another_program_wrote_twice_is_told_once(
    story: Register, outside: Outside
) -> None:
    set_setting(story, "mail.to", AME, TODAY)
    written = f"{BO}, {AME}, {BO.upper()}"
    outside().execute("UPDATE setting SET value = ? WHERE key = 'mail.to'", (written,))
    assert recipients(story) == [Recipient(BO.upper()), Recipient(AME)]
    assert deliver(story, TODAY) == [(BO.upper(), False, ALL, 1), (AME, False, ALL, 1)]


def test_a_protected_person_alone_is_a_digest_for_the_administrator_only(
    register: Register, on_step: OnStep
) -> None:
    set_setting(register, "mail.to", AME, TODAY)
    set_setting(register, "mail.managers", "on", TODAY)
    address(register, Solgården=MIA)
    on_step(
        "serviceassistent",
        since=SINCE,
        until=D("2024-01-31"),
        workplace="Solgården",
        protected=True,
    )
    stay = register.execute("SELECT max(id) FROM stay").fetchone()[0]

    assert digests(register, TODAY) == [
        Digest(
            recipient=AME,
            to_manager=False,
            as_of=TODAY,
            within=3,
            names="none",
            cases=(),
            without_details=1,
            shows_them="steg report expiries --include-protected",
            keys=(ReminderKey(1, "period", stay, D("2024-01-31"), shown=False),),
        )
    ]


def test_a_workplace_where_only_protected_people_are_is_not_named_as_without_address(
    register: Register, on_step: OnStep
) -> None:
    set_setting(register, "mail.managers", "on", TODAY)
    for name, protected in (("Anna", True), ("Bo", False), ("Cilla", False)):
        on_step(
            "serviceassistent",
            name,
            since=SINCE,
            until=D("2024-01-31"),
            workplace="Solgården" if protected else "Björkskolan",
            protected=protected,
        )
    assert without_address(register, TODAY) == ["Björkskolan"]
    assert without_address(register, D("2023-10-01")) == []
    assert without_address(register, D("2023-10-01"), within=4) == ["Björkskolan"]


def test_the_manager_is_the_one_of_where_the_person_is_on_the_day(story: Register) -> None:
    set_setting(story, "mail.to", AME, TODAY)
    set_setting(story, "mail.managers", "on", TODAY)
    address(story, Solgården=MIA, Björkskolan=BO)
    place(story, "S-0001", "Björkskolan", TODAY, first=D("2024-01-20"))
    to_managers = {
        day: shown(digests(story, D(day), within=2))[1:] for day in ("2024-01-19", "2024-01-20")
    }
    assert to_managers == {
        "2024-01-19": [(BO, True, ["S-0002"], 0), (MIA, True, ["S-0001"], 0)],
        "2024-01-20": [(BO, True, ["S-0002", "S-0001"], 0)],
    }


# What a digest says


def test_a_case_says_what_a_postcard_may_say(story: Register) -> None:
    set_setting(story, "mail.to", AME, TODAY)
    set_setting(story, "mail.managers", "on", TODAY)
    address(story, Solgården=MIA)
    to_ame, to_mia = digests(story, TODAY)
    case = to_ame.cases[2]
    anna = Case(
        what="period",
        reference="S-0001",
        number=None,
        name=None,
        step="serviceassistent",
        last_day=D("2024-02-29"),
        days_left=45,
        state="ending",
        notice_by=D("2024-01-29"),
        months_in_all=15,
        most_months=24,
        months_left_to_extend=9,
        used_up_on=D("2024-11-30"),
        paused_since=None,
        commands=(
            "steg show S-0001",
            "steg extend S-0001 --months 9",
            "steg convert-to-enhetsassistent S-0001",
            "steg leave S-0001 --on 2024-02-29 --to …",
        ),
        uid=case.uid,
    )
    assert case == anna
    # The manager has no steg of their own.
    assert to_mia.cases == (replace(anna, commands=()),)
    assert (to_ame.count("overdue"), to_ame.count("ending")) == (1, 3)


def test_a_digest_tells_of_every_period_also_of_those_it_only_counts(story: Register) -> None:
    (digest,) = digests(story, TODAY)
    stays = {
        row["participant_id"]: row["id"]
        for row in story.execute(
            "SELECT stay.id, participant_id FROM stay "
            "JOIN enrolment ON enrolment.id = enrolment_id WHERE planned_last_day IS NOT NULL"
        )
    }
    assert digest.keys == tuple(
        ReminderKey(person, "period", stays[person], D(last_day), shown=person != 4)
        for person, last_day in (
            (2, "2023-12-31"),
            (3, "2024-01-15"),
            (4, "2024-01-31"),
            (1, "2024-02-29"),
            (5, "2024-03-31"),
        )
    )


def test_overdue_cases_come_first_then_by_last_day_then_by_reference(
    register: Register, on_step: OnStep
) -> None:
    for last_day in ("2024-03-01", "2024-01-15", "2024-01-14", "2024-03-01", "2023-11-30"):
        on_step("serviceassistent", since=SINCE, until=D(last_day))
    (digest,) = digests(register, TODAY)
    assert [(case.state, case.reference, case.days_left) for case in digest.cases] == [
        ("overdue", "S-0005", -46),
        ("overdue", "S-0003", -1),
        ("ending", "S-0002", 0),
        ("ending", "S-0001", 46),
        ("ending", "S-0004", 46),
    ]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("", [None, None, None, None]),
        ("none", [None, None, None, None]),
        ("initials", ["BB", "CC", "AA", "DD"]),
        ("full", ["Bo Berg", "Cilla Citron", "Anna Alm", "David Dahl"]),
    ],
)
def test_names_stand_in_a_mail_as_far_as_the_setting_allows(
    story: Register, names: str, expected: list[str | None]
) -> None:
    set_setting(story, "mail.names", names, TODAY)
    set_setting(story, "mail.managers", "on", TODAY)
    address(story, Solgården=MIA)
    to_ame, to_mia = digests(story, TODAY)
    assert [case.name for case in to_ame.cases] == expected
    assert [case.name for case in to_mia.cases] == expected[2:3]
    assert to_ame.names == to_mia.names == (names or "none")


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Anna Andersson", "AA"),
        ("Åsa", "Å"),
        ("Anna-Karin von Öst", "AvÖ"),
        ("O'Brien-Ångström, Zoë", "OZ"),
        ("李 小龙", "李小"),
    ],
)
def test_initials_are_the_first_letters_of_a_name(name: str, initials: str) -> None:
    assert [named(name, how) for how in ("none", "initials", "full")] == [None, initials, name]


def test_rows_for_a_program_hold_the_words_and_the_cases(story: Register) -> None:
    set_setting(story, "mail.to", AME, TODAY)
    (digest,) = digests(story, TODAY)
    assert reminder_report([(digest, "a subject", "a text")], TODAY) == Report(
        REMINDERS,
        TODAY,
        (ReminderRow(AME, "a subject", "a text", 1, 3, 1, digest.cases),),
        {"recipients": 1},
    )
    assert reminder_report([], TODAY) == Report(REMINDERS, TODAY, (), {"recipients": 0})


# Every kind of end


@pytest.fixture
def every_kind(register: Register, on_step: OnStep, give: Give) -> Register:
    """A case of every kind; S-0001 has several, at two workplaces, and is on pause.

    S-0002's step and S-0003's placement end, S-0004 left, S-0005 is protected.
    """
    set_setting(register, "mail.to", AME, TODAY)
    set_setting(register, "mail.managers", "on", TODAY)
    address(register, Solgården=MIA, Björkskolan=BO)
    until = D("2024-02-29")
    on_step("serviceassistent", "Anna Alm", since=SINCE, until=until, workplace="Solgården")
    on_step("praktik", "Bo Berg", until=D("2024-03-31"), workplace="Solgården")
    on_step("praktik", "Cilla Citron")
    place(register, "3", "Björkskolan", TODAY, first=D("2023-06-01"), last=D("2024-01-31"))
    on_step("praktik", "David Dahl", workplace="Björkskolan")
    leave(register, "4", TODAY, to="other", on=D("2023-07-01"))
    on_step("praktik", "Zäta", until=D("2024-01-20"), workplace="Solgården", protected=True)
    amend(register, "1", "placement.1.percent", "50", TODAY)
    days: dict[str, Any] = {"first": D("2023-01-01"), "last": D("2024-02-10")}
    place(register, "1", "Björkskolan", TODAY, **days, beside=True)
    give(
        "1",
        Support(NEW, "lonebidrag", D("2023-01-01"), D("2023-12-31")),
        Deadline(NEW, "samtal", D("2024-01-10"), 1, D("2024-01-09")),
        Deadline(NEW, "samtal", D("2024-02-15")),
        Pause(NEW, D("2023-12-01"), D("2023-12-10")),
        Pause(NEW, D("2024-01-02")),
    )
    give("5", Support(NEW, "osa", D("2023-06-01"), D("2024-01-31")))
    return register


def test_each_end_is_a_case_and_what_has_to_be_done_first_is_on_top(every_kind: Register) -> None:
    """What has passed, then by the day of notice or the last day, whichever comes first."""
    to_ame, *_ = digests(every_kind, TODAY)
    assert [
        (one.reference, one.what, one.number, str(one.last_day), one.step, one.paused_since)
        for one in to_ame.cases
    ] == [
        ("S-0001", "support", None, "2023-12-31", "serviceassistent", D("2024-01-02")),
        ("S-0004", "follow-up", None, "2024-01-01", None, None),
        ("S-0001", "period", None, "2024-02-29", "serviceassistent", D("2024-01-02")),  # 01-29
        ("S-0003", "placement", None, "2024-01-31", "praktik", None),
        ("S-0001", "placement", None, "2024-02-10", "serviceassistent", D("2024-01-02")),
        ("S-0001", "deadline", 2, "2024-02-15", "serviceassistent", D("2024-01-02")),
        ("S-0002", "step", None, "2024-03-31", "praktik", None),
    ]
    assert (to_ame.without_details, to_ame.count("overdue"), to_ame.count("ending")) == (1, 2, 5)
    periods = [one for one in to_ame.cases if one.months_in_all or one.used_up_on]
    assert [(one.what, one.months_in_all, one.used_up_on) for one in periods] == [
        ("period", 15, D("2024-11-30"))
    ]
    assert len({one.uid for one in to_ame.cases}) == len(to_ame.cases)


def test_managers_are_told_of_what_ends_at_their_workplaces_and_of_nothing_else(
    every_kind: Register,
) -> None:
    """With two workplaces the period is both managers', and a placement that of its own."""
    _, *to_managers = digests(every_kind, TODAY)
    told = {
        one.recipient: [(case.reference, case.what) for case in one.cases] for one in to_managers
    }
    assert told == {
        BO: [("S-0001", "period"), ("S-0003", "placement"), ("S-0001", "placement")],
        MIA: [("S-0001", "period"), ("S-0002", "step")],
    }
    cases = [case for one in to_managers for case in one.cases]
    assert {(case.paused_since, case.commands) for case in cases} == {(None, ())}
    assert {(one.without_details, one.shows_them) for one in to_managers} == {(0, None)}


def test_only_the_workplaces_that_a_manager_would_be_told_of_are_without_address(
    every_kind: Register, give: Give
) -> None:
    address(every_kind, Björkskolan="")
    assert without_address(every_kind, TODAY) == ["Björkskolan"]
    address(every_kind, Solgården="", Björkskolan=BO)
    assert without_address(every_kind, TODAY) == ["Solgården"]
    # On a day on which only a decision, a follow-up and a deadline are near nobody is missed.
    assert {one.what for one in digests(every_kind, D("2024-01-05"), within=0)[0].cases} == {
        *("support", "follow-up", "deadline"),
    }
    assert without_address(every_kind, D("2024-01-05"), within=0) == []


def test_each_end_is_remembered_by_its_kind_its_number_and_its_day(every_kind: Register) -> None:
    told = deliver(every_kind, TODAY)
    assert [(who, len(cases), more) for who, _, cases, more in told] == [
        *[(AME, 7, 1), (BO, 3, 0), (MIA, 2, 0)],
    ]
    assert digests(every_kind, D("2024-01-16")) == []
    amend(every_kind, "3", "placement.1.last-day", "2024-02-01", TODAY)
    assert shown(digests(every_kind, D("2024-01-16"))) == [
        (AME, False, ["S-0003"], 0),
        (BO, True, ["S-0003"], 0),
    ]
    follow_up(every_kind, "4", TODAY, status="other")
    (to_ame, *_) = digests(every_kind, D("2024-02-01"))
    assert "follow-up" not in {one.what for one in to_ame.cases}


# How far ahead


@pytest.mark.parametrize(
    ("setting", "within", "references"),
    [
        ("", None, ALL),
        ("1", None, ["S-0002", "S-0003"]),
        ("2", None, ["S-0002", "S-0003", "S-0001"]),
        ("11", None, [*ALL, "S-0006"]),
        ("11", 2, ["S-0002", "S-0003", "S-0001"]),
        ("", 0, ["S-0002", "S-0003"]),
        ("", 11, [*ALL, "S-0006"]),
    ],
)
def test_how_far_ahead_is_a_setting_or_said_for_once(
    story: Register, setting: str, within: int | None, references: list[str]
) -> None:
    set_setting(story, "remind.months", setting, TODAY)
    (digest,) = digests(story, TODAY, within=within)
    assert [case.reference for case in digest.cases] == references
    assert digest.within == (int(setting or 3) if within is None else within)


@pytest.mark.parametrize("state", ["draft", "begun"])
@pytest.mark.parametrize(
    ("waits", "asked", "ahead", "references"),
    [
        (11, None, 11, [*ALL, "S-0006"]),
        (11, 0, 11, [*ALL, "S-0006"]),
        (1, None, 3, ALL),
        (1, 2, 2, ["S-0002", "S-0003", "S-0001"]),
        (0, 11, 11, [*ALL, "S-0006"]),
        (11, 12, 12, [*ALL, "S-0006"]),
    ],
)
def test_what_waits_for_somebody_keeps_looking_as_far_ahead(
    story: Register, state: str, waits: int, asked: int | None, ahead: int, references: list[str]
) -> None:
    """A run that looks less far may not lose what was asked for and has not arrived."""
    set_setting(story, "mail.to", f"{AME}, {BO}", TODAY)
    usual = digests(story, TODAY, within=asked)[1]
    deliver(story, TODAY, state=state, within=waits)
    outbox.withdraw(story, 2)  # nothing waits for the other one

    digest = digest_for(Due(story, TODAY), Recipient(AME.upper()), within=asked, all_again=True)
    assert digest is not None
    assert [case.reference for case in digest.cases] == references
    assert digest.within == ahead
    assert digest_for(Due(story, TODAY), Recipient(BO), within=asked) == usual
    due = digest_for(Due(story, TODAY), Recipient(AME), within=asked)
    if state == "draft":
        assert due == replace(digest, recipient=AME)
    else:  # what may have arrived is not told in another mail as well
        told = outbox.mail_in(story, 1).keys
        assert set(due.keys if due else ()) == set(digest.keys) - told


def test_once_it_is_sent_the_next_digest_looks_as_far_ahead_as_ever(story: Register) -> None:
    assert deliver(story, TODAY, within=11) == [(ADMINISTRATOR, False, [*ALL, "S-0006"], 1)]
    (digest,) = digests(story, D("2024-02-01"))
    assert (digest.within, [case.reference for case in digest.cases]) == (3, ALL)


def test_the_first_draft_counts_for_the_second_as_soon_as_it_is_wider(story: Register) -> None:
    deliver(story, TODAY, state="draft", within=0)
    deliver(story, TODAY, state="draft", within=11)
    deliver(story, TODAY, state="draft", within=1)
    (digest,) = digests(story, D("2024-01-16"))
    assert (digest.within, len(digest.keys)) == (11, 6)


def test_workplaces_without_an_address_are_looked_for_as_far_ahead_as_is_asked(
    story: Register,
) -> None:
    set_setting(story, "mail.managers", "on", TODAY)
    address(story, Ängen=MIA)
    assert without_address(story, TODAY, within=0) == ["Björkskolan"]
    assert without_address(story, TODAY) == ["Björkskolan", "Solgården"]


# What was told already


def test_what_is_settled_is_told_no_more(story: Register) -> None:
    leave(story, "S-0001", TODAY, to="employment", on=D("2024-02-29"))
    convert_people(story, ["S-0003"], TODAY)
    extend(story, "S-0005", TODAY, months=5)
    assert shown(digests(story, TODAY)) == [(ADMINISTRATOR, False, ["S-0002"], 1)]
    assert shown(digests(story, D("2024-05-01"))) == [(ADMINISTRATOR, False, ["S-0002"], 1)]


@pytest.mark.parametrize("today", ["2023-11-15", "2024-01-01", "2024-01-15", "2024-01-31"])
@pytest.mark.parametrize("within", [None, 1, 6])
def test_the_next_reminder_is_the_first_day_with_something_to_tell(
    every_kind: Register, today: str, within: int | None
) -> None:
    day = D(today)
    deliver(every_kind, day, within=within)
    days = [day + timedelta(number) for number in range(1, 32)]
    to_next_month = [one for one in days if one.month == day.month or one.day == 1]
    told = [one for one in to_next_month if digests(every_kind, one, within=within)]
    assert next_day(every_kind, day, within=within) == told[0]


@pytest.mark.parametrize(
    ("today", "following"),
    [
        ("2024-01-15", "2024-01-20"),  # what was added meanwhile comes near
        ("2024-01-25", "2024-02-01"),  # all again
        ("2024-02-10", None),
    ],
)
def test_the_next_reminder_may_be_this_month_the_next_one_or_none(
    register: Register, enrol_somebody: EnrolSomebody, give: Give, today: str, following: str | None
) -> None:
    give(enrol_somebody(), Deadline(NEW, "samtal", D("2024-02-20"), 1, D("2024-03-01")))
    give("1", Deadline(NEW, "besök", D("2024-02-01"), 1, D("2024-03-01")))
    set_setting(register, "mail.to", AME, TODAY)
    if following is None:
        register.execute("UPDATE deadline SET done_on = '2024-02-11'")
    deliver(register, D(today))
    assert next_day(register, D(today)) == (D(following) if following else None)


def test_somebody_who_becomes_protected_is_not_told_twice_in_the_month(story: Register) -> None:
    deliver(story, TODAY)
    amend(story, "S-0001", "protected", "yes", TODAY)
    assert digests(story, TODAY) == []
    assert shown(digests(story, D("2024-02-01"))) == [
        (ADMINISTRATOR, False, ["S-0002", "S-0003", "S-0005"], 2)
    ]


# What may have arrived is compared with what would be told today


# What is done meanwhile, then whether the mail to the administrator and the manager's still hold.
DEEDS: dict[str, tuple[Callable[[Register], object], bool, bool]] = {
    "nothing": (lambda r: None, True, True),
    "protect": (lambda r: amend(r, "S-0001", "protected", "yes", TODAY), False, False),
    "show again": (lambda r: amend(r, "S-0004", "protected", "no", TODAY), False, True),
    "extend one": (lambda r: extend(r, "S-0001", TODAY, months=1), False, False),
    "see one leave": (
        lambda r: leave(r, "S-0001", TODAY, to="employment", on=D("2024-02-29")),
        *(False, False),
    ),
    "move one": (lambda r: place(r, "S-0001", "Björkskolan", TODAY, first=TODAY), True, False),
    "change the manager": (lambda r: address(r, Solgården=BO), True, False),
    "write the address in capitals": (lambda r: address(r, Solgården=MIA.upper()), True, True),
    "rename the person": (lambda r: amend(r, "S-0001", "name", "Anna Ask", TODAY), True, True),
    "add a case": (lambda r: extend(r, "S-0002", TODAY, until=D("2024-01-20")), False, True),
}


@pytest.mark.parametrize(("deed", "to_ame", "to_mia"), DEEDS.values(), ids=DEEDS)
def test_a_mail_holds_only_what_would_still_be_told_until_something_moves(
    story: Register, deed: Callable[[Register], object], to_ame: bool, to_mia: bool
) -> None:
    """Also how it is told: somebody who is protected by now may not be named once more."""
    set_setting(story, "mail.to", AME, TODAY)
    set_setting(story, "mail.managers", "on", TODAY)
    address(story, Solgården=MIA)
    assert len(deliver(story, TODAY, state="begun")) == 2
    deed(story)

    still: list[bool] = []
    for recipient in (Recipient(AME), manager(MIA)):
        (mail,) = outbox.begun_to(story, recipient.address)
        due = digest_for(Due(story, D("2024-01-16")), recipient, all_again=True)
        still.append(mail.keys <= set(due.keys if due else ()))
    assert still == [to_ame, to_mia]


def test_a_person_whom_another_program_placed_twice_is_told_of_once(
    story: Register, outside: Outside
) -> None:
    """One such row may not keep everybody else from being reminded."""
    set_setting(story, "mail.to", AME, TODAY)
    connection = outside()
    connection.execute("UPDATE placement SET last_day = '2024-12-31' WHERE enrolment_id = 1")
    connection.execute(
        "INSERT INTO placement (enrolment_id, workplace_id, first_day) VALUES (1, 3, '2024-01-10')"
    )
    assert deliver(story, TODAY) == [(AME, False, ALL, 1)]


# Events in a calendar


def uids(register: Register, day: date = TODAY) -> dict[str, str]:
    found = digests(register, day, within=12, all_again=True)
    return {case.reference: case.uid for digest in found for case in digest.cases}


def test_an_event_keeps_its_uid_when_the_last_day_moves(story: Register) -> None:
    before = uids(story)
    extend(story, "S-0001", TODAY, months=2)
    amend(story, "S-0002", "stay.2.planned-last-day", "2024-02-01", TODAY)
    assert uids(story) == before
    assert uids(story, D("2024-02-20")) == before
    reverse_last(story, "undo", TODAY)
    assert uids(story) == before


def test_every_period_has_an_event_of_its_own(story: Register) -> None:
    before = uids(story)
    assert len(set(before.values())) == len(before) == 5
    advance(story, "S-0001", TODAY, to="praktik", on=D("2024-01-16"), exception="tillbaka")
    again = D("2024-06-01")
    advance(story, "S-0001", again, to="serviceassistent", on=again, exception="igen")
    after = uids(story, D("2024-06-02"))
    assert after.pop("S-0001") not in before.values()
    assert after == {who: uid for who, uid in before.items() if who != "S-0001"}


def test_an_event_says_nothing_of_the_person(story: Register) -> None:
    set_setting(story, "mail.managers", "on", TODAY)
    address(story, Solgården=MIA)
    to_ame, to_mia = digests(story, TODAY)
    assert to_mia.cases[0].uid == to_ame.cases[2].uid
    for uid in uids(story).values():
        text, _, where = uid.partition("@")
        assert (len(text), where) == (24, "steg")
        assert set(text) <= set("0123456789abcdef")


def test_a_notice_that_is_given_is_not_asked_for_and_the_last_day_comes_first(
    register: Register, on_step: OnStep
) -> None:
    on_step("serviceassistent", until=D("2024-02-29"), since=SINCE)
    on_step("serviceassistent", "Bo Berg", until=D("2024-03-15"), since=SINCE)

    def told() -> list[tuple[str, str]]:
        (digest,) = digests(register, TODAY)
        return [(case.reference, str(case.notice_by)) for case in digest.cases]

    assert told() == [("S-0001", "2024-01-29"), ("S-0002", "2024-02-15")]
    notice(register, "S-0001", TODAY, given=TODAY)
    assert told() == [("S-0002", "2024-02-15"), ("S-0001", "None")]
