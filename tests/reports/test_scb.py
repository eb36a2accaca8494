"""The fund's monthly file: who is in it, in which form, and which months are sent anew."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steg_cli.actions.amend import amend
from steg_cli.actions.erase import erase
from steg_cli.actions.leave import leave
from steg_cli.actions.retention import add_rule
from steg_cli.actions.undo import reverse_last
from steg_cli.programme.errors import Refused
from steg_cli.programme.identity import Identity, other_identity, parse_identity
from steg_cli.register.file import Register
from steg_cli.reports.report import Report
from steg_cli.reports.scb import due, number_for, scb, to_send_anew

if TYPE_CHECKING:
    from tests.conftest import EnrolSomebody, NumberOf

D = date.fromisoformat
TODAY = D("2024-01-15")
JUNE = D("2021-06-01")


def rows(report: Report[Any]) -> list[tuple[str, str, str | None]]:
    return [
        (one.number, str(one.first_day), str(one.last_day) if one.last_day else None)
        for one in report.rows
    ]


@pytest.fixture
def people(register: Register, enrol_somebody: EnrolSomebody, number_of: NumberOf) -> None:
    """Anna, Bo and Cilla (both protected) and Dan in STEG, and Eva in the pilot, no project's.

    Everything is recorded on the day on which it happens.
    """
    for name, number, on, more in (
        ("Anna", number_of("19800101"), "2021-06-01", {}),
        ("Bo", number_of("19800102", "981"), "2021-06-30", {"protected": True}),
        ("Cilla", number_of("19800103"), "2021-05-31", {"protected": True}),
        ("Dan", number_of("19800164", "981"), "2021-03-01", {}),  # a samordningsnummer
        ("Eva", number_of("19800105"), "2021-06-15", {"cohort": "Pilot 2016"}),
    ):
        about: dict[str, Any] = {"on": D(on), "today": D(on), **more}
        enrol_somebody(name, number=number, **about)
    leave(register, "Cilla", D("2021-06-30"), to="education", on=D("2021-06-30"))
    leave(register, "Anna", D("2021-07-01"), to="employment", on=D("2021-07-01"))


def test_who_began_or_ended_in_the_month_is_in_its_file(
    register: Register, people: None, number_of: NumberOf
) -> None:
    report = scb(register, TODAY, month=JUNE)
    assert rows(report) == [
        ("19800103Tf29", "2021-05-31", "2021-06-30"),
        (number_of("19800101"), "2021-06-01", None),  # she ended later
        ("19800102Tf19", "2021-06-30", None),
    ]
    assert dict(report.totals) == {
        "project": "STEG",
        "month": "2021-06",
        "due": D("2021-07-28"),
        "began": 2,
        "ended": 1,
        "anew": "no month",
        "without_number": 0,
        "men": 1,
    }


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        ("2021-03-31", [("2021-03-01", None)]),
        ("2021-04-01", []),
        ("2021-05-15", [("2021-05-31", None)]),
        ("2021-07-01", [("2021-06-01", "2021-07-01")]),
        (None, []),  # December 2023, the last one that is over
    ],
)
def test_any_day_of_a_month_names_it(
    register: Register, people: None, month: str | None, expected: list[tuple[str, str | None]]
) -> None:
    report = scb(register, TODAY, month=D(month) if month else None)
    assert [(first, last) for _, first, last in rows(report)] == expected


@pytest.mark.parametrize(("as_of", "is_over"), [("2021-06-30", False), ("2021-07-01", True)])
def test_a_month_opens_when_it_is_over(register: Register, as_of: str, is_over: bool) -> None:
    if is_over:
        assert scb(register, D(as_of), month=JUNE).rows == ()
        return
    with pytest.raises(Refused) as refused:
        scb(register, D(as_of), month=JUNE)
    assert refused.value.values == {"month": "2021-06", "day": D("2021-07-01")}


def test_who_has_no_identity_number_is_left_out_and_counted(register: Register) -> None:
    from steg_cli.actions.enrol import Application, enrol

    identity = other_identity("AME 17", 1985, "woman", TODAY)
    application = Application(
        identity, "Sara", "STEG", "Skövde", "unemployed", JUNE, long_term_unemployed=True
    )
    enrol(register, application, JUNE)
    report = scb(register, TODAY, month=JUNE)
    assert (report.rows, report.totals["without_number"]) == ((), 1)


def test_each_number_has_its_form(number_of: NumberOf) -> None:
    def of(born: str, birth_number: str = "980") -> Identity:
        return parse_identity(number_of(born, birth_number), TODAY)

    forms = {
        (of("19800101"), False): number_of("19800101"),
        (of("19800101"), True): "19800101Tf29",
        (of("19800101", "981"), True): "19800101Tf19",
        (of("19800161"), False): number_of("19800161"),
        (of("19800161"), True): "19800101Tf29",
        (of("19800060"), True): "19800060Tf29",  # the birth date is not established
        (other_identity("AME 17", 1985, "man", TODAY), True): None,
    }
    assert {
        (one, protected): number_for(one, protected=protected) for one, protected in forms
    } == forms


# What is sent anew


@pytest.mark.parametrize(
    ("field", "value", "on", "anew"),
    [
        # Until a month is due it was not sent: 28 June for May, 28 July for June.
        ("first-day", "2021-05-30", "2021-06-28", "no month"),
        ("first-day", "2021-05-30", "2021-06-29", "2021-05 (2021-06-29)"),
        ("first-day", "2021-05-30", "2021-07-28", "2021-05 (2021-07-28)"),
        (
            *("first-day", "2021-05-30", "2021-07-29"),
            "2021-05 – 2021-06 (2021-07-29)",
        ),
        # The earlier of both days is what was touched.
        (
            *("first-day", "2021-04-30", "2021-06-29"),
            "2021-04 – 2021-05 (2021-06-29)",
        ),
        ("last-day", "2021-06-29", "2021-07-29", "2021-06 (2021-07-29)"),
        ("last-day", "2021-06-29", "2021-07-28", "no month"),
        ("protected", "no", "2021-06-29", "2021-05 (2021-06-29)"),
        # What is not in the file can be corrected whenever it is.
        ("name", "Cecilia", "2023-01-01", "no month"),
        ("education", "tertiary", "2023-01-01", "no month"),
    ],
)
def test_what_was_corrected_after_it_was_due_is_sent_anew(
    register: Register, people: None, field: str, value: str, on: str, anew: str
) -> None:
    amend(register, "S-0003", field, value, D(on))
    assert str(scb(register, TODAY, month=JUNE).totals["anew"]) == anew
    the_day_before = D(on) - timedelta(1)
    if the_day_before >= D("2021-07-01"):
        assert str(scb(register, the_day_before, month=JUNE).totals["anew"]) == "no month"


def test_who_was_enrolled_late_and_what_was_taken_back_are_corrections(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    enrol_somebody(on=D("2021-05-03"), today=D("2021-07-29"))
    both = "2021-05 – 2021-06 ({0})"
    assert scb(register, TODAY, month=JUNE).totals["anew"] == both.format("2021-07-29")
    reverse_last(register, "undo", D("2021-08-01"))
    assert scb(register, TODAY, month=JUNE).totals["anew"] == both.format("2021-08-01")


def test_what_was_corrected_in_another_project_is_not_sent_anew(
    register: Register, people: None
) -> None:
    amend(register, "Eva", "first-day", "2021-05-30", D("2023-01-01"))
    assert str(scb(register, TODAY, month=JUNE).totals["anew"]) == "no month"


@given(
    corrected=st.dictionaries(
        st.dates(D("2021-01-01"), D("2021-12-31")),
        st.integers(1, 12).map(lambda month: date(2021, month, 1)),
        max_size=4,
    ),
    as_of=st.dates(D("2021-06-01"), D("2022-03-01")),
)
def test_every_month_after_a_corrected_one_that_was_due_is_sent_anew(
    corrected: dict[date, date], as_of: date
) -> None:
    expected = {}
    for number in range(1, 13):
        month = date(2021, number, 1)
        over = date(2021 + number // 12, number % 12 + 1, 1)
        latest = over + timedelta(27)
        assert due(month) == latest
        days = [day for day in corrected if corrected[day] <= month and day > latest]
        if days and latest < as_of:
            expected[month] = max(days)
    assert to_send_anew(corrected, as_of) == expected


def test_who_was_erased_is_counted_and_the_file_says_that_it_lacks_them(
    register: Register, people: None
) -> None:
    before = scb(register, TODAY, month=JUNE)
    rule = {"years": 0, "decision": "KS-1", "decided_on": D("2021-01-01")}
    add_rule(register, "participant", rule, TODAY)
    erase(register, "Cilla", TODAY, decision="KS-2")
    after = scb(register, TODAY, month=JUNE)
    assert (len(after.rows), after.totals) == (len(before.rows) - 1, before.totals)
    assert [str(one.values["rows"].count) for one in after.notes] == ["1"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("today", "month"), [("2021-06-30", "2021-05"), ("2021-05-31", None)], ids=str
)
def test_who_was_registered_by_mistake_is_to_be_taken_out_there_too(
    register: Register, people: None, today: str, month: str | None
) -> None:
    done = erase(register, "Cilla", D(today), decision=None, wrongly_registered=True, dry_run=True)
    assert [one.values["month"] for one in done.notes if "month" in one.values] == [
        *filter(None, [month])
    ]
