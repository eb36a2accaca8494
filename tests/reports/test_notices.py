"""Whose employment ends, and whether notice is given: a small register, and any lives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from steg_cli.actions.extend import extend
from steg_cli.actions.notice import notice
from steg_cli.actions.surroundings import set_setting
from steg_cli.programme.identity import Identity
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import NEW, Enrolment, Extension, Participant, Person, Stay
from steg_cli.register.file import Register
from steg_cli.register.people import load_people
from steg_cli.register.saving import save_person
from steg_cli.reports.chosen import Chosen
from steg_cli.reports.notices import COUNTS, NoticeRow, NoticesInAState, NoticeState, notices
from steg_cli.reports.report import Report

if TYPE_CHECKING:
    from tests.conftest import Fresh, OnStep
    from tests.reports.conftest import SlowEnds

D = date.fromisoformat
TODAY = D("2024-05-10")

# What the small register holds, in the order of the last days.
ANNA = NoticeRow(
    reference="S-0001",
    name="Anna Andersson",
    workplace="Solgården",
    municipality="Skövde",
    cohort="STEG",
    step="serviceassistent",
    first_day=D("2023-06-01"),
    last_day=D("2024-05-31"),
    months_in_all=12,
    agreement="BEA",
    notice_by=D("2024-04-30"),
    notice_given=D("2024-04-29"),
    union_notified=D("2024-04-28"),
    state="done",
    protected=False,
)
BO = replace(
    ANNA,
    reference="S-0002",
    name="Bo Björk",
    workplace=None,
    notice_given=None,
    union_notified=None,
    state="late",
)
CIA = replace(
    BO,
    reference="S-0003",
    name=None,
    municipality=None,
    first_day=D("2023-07-01"),
    last_day=D("2024-06-30"),
    notice_by=D("2024-05-30"),
    state="due",
    protected=True,
)
DAN = replace(
    BO,
    reference="S-0004",
    name="Dan Dahl",
    step="underskoterska",
    first_day=D("2023-06-01"),
    last_day=D("2024-07-31"),
    months_in_all=None,
    agreement=None,
    notice_by=None,
    state="not-needed",
)


def small(on_step: OnStep, register: Register) -> None:
    """Four people who end within three months, and three who are not told of.

    Eva ends later, Fia's step has no wage, and Gun has no planned last day.
    """
    on_step("serviceassistent", workplace="Solgården")
    notice(register, "1", TODAY, given=D("2024-04-29"), union=D("2024-04-28"))
    on_step("serviceassistent", "Bo Björk")
    on_step("serviceassistent", "Cia Carlsson", since=D("2023-07-01"), protected=True)
    on_step("underskoterska", "Dan Dahl", until=D("2024-07-31"))
    on_step("serviceassistent", "Eva Ek", since=D("2023-08-12"))
    on_step("praktik", "Fia Falk", until=D("2024-05-31"), workplace="Solgården")
    on_step("underskoterska", "Gun Gran")


def test_a_small_register(on_step: OnStep, register: Register) -> None:
    small(on_step, register)
    report = notices(register, TODAY)

    assert report.rows == (ANNA, BO, CIA, DAN)
    assert report.totals == {
        "done": 1,
        "due": 1,
        "late": 1,
        "not_needed": 1,
        "within": 3,
        "until": D("2024-08-10"),
    }
    states: tuple[NoticeState, ...] = ("done", "due", "late", "not-needed")
    counts = tuple(NoticesInAState(state, 1) for state in states)
    about = {"within": 3, "until": D("2024-08-10"), "employments": 4}
    assert report.counts == Report(COUNTS, TODAY, counts, about)
    unmasked = notices(register, TODAY, chosen=Chosen(include_protected=True)).rows[2]
    assert (unmasked.name, unmasked.municipality) == ("Cia Carlsson", "Skövde")
    assert [row.reference for row in notices(register, TODAY, within=4).rows] == [
        *("S-0001", "S-0002", "S-0003", "S-0004", "S-0005")
    ]


def test_those_chosen(on_step: OnStep, register: Register) -> None:
    small(on_step, register)

    def of(**chosen: object) -> list[str]:
        asked = Chosen(**chosen)  # type: ignore[arg-type]
        return [row.reference for row in notices(register, TODAY, chosen=asked).rows]

    everybody = ["S-0001", "S-0002", "S-0003", "S-0004"]
    assert of() == of(cohort="STEG") == everybody
    assert of(cohort="Pilot 2016") == []
    assert of(workplace="Solgården") == ["S-0001"]
    assert of(municipality="Skövde") == ["S-0001", "S-0002", "S-0004"]  # nobody protected
    assert of(municipality="Skövde", include_protected=True) == everybody


def test_as_of_any_day(on_step: OnStep, register: Register) -> None:
    on_step("serviceassistent")
    notice(register, "1", TODAY, given=D("2024-04-29"), union=D("2024-05-02"))

    def on(day: str) -> list[tuple[str, date | None, date | None]]:
        rows = notices(register, D(day)).rows
        return [(row.state, row.notice_given, row.union_notified) for row in rows]

    given_, told = D("2024-04-29"), D("2024-05-02")
    expected = {
        "2024-02-29": [],
        "2024-03-01": [("due", None, None)],
        "2024-04-28": [("due", None, None)],
        "2024-04-29": [("done", given_, None)],
        "2024-05-02": [("done", given_, told)],
        "2030-01-01": [("done", given_, told)],  # overdue
    }
    assert {day: on(day) for day in expected} == expected
    extend(register, "1", TODAY, months=1)  # on 2024-05-10
    assert on("2024-05-09") == [("done", given_, told)]
    assert on("2024-05-10") == [("due", None, None)]
    assert on("2024-06-10") == [("late", None, None)]
    set_setting(register, "notice.BEA", "none", TODAY)
    assert on("2024-06-10") == [("not-needed", None, None)]


# Any lives: one step each, perhaps extended, with a notice of any of its plans.

STEPS = ("serviceassistent", "serviceassistent", "enhetsassistent", "underskoterska", "praktik")
SPANS = st.sampled_from([0, 1, 14, 30, 31, 60, 90, 180])


@st.composite
def lives(draw: st.DrawFn, number: int) -> Person:
    """Return somebody on a step, who may have left it."""
    step = DEFAULT_LADDER.step(draw(st.sampled_from(STEPS)))
    first = D("2023-01-31") + timedelta(draw(SPANS))
    plans = [first + timedelta(draw(st.sampled_from([100, 200, 364])))]
    plans += [plans[0] + timedelta(30)] * draw(st.integers(0, 1))
    day = draw(st.sampled_from([plans[-1] + timedelta(one) for one in (-20, 0, 15)] + [None]))
    given_on = first + timedelta(draw(SPANS)) if draw(st.booleans()) else None
    stay = Stay(
        NEW,
        step,
        first,
        planned_last_day=plans[-1],
        last_day=day,
        closed_on=day and day - timedelta(draw(st.sampled_from([0, 10]))),
        agreement=draw(st.sampled_from(["BEA", "AB", None])),
        notice_of=draw(st.sampled_from(plans)) if given_on else None,
        notice_given=given_on,
        union_notified=first + timedelta(draw(SPANS)) if given_on and draw(st.booleans()) else None,
        extensions=tuple(
            Extension(NEW, first + timedelta(draw(SPANS)), old, new, None)
            for old, new in pairwise(plans)
        ),
    )
    enrolment = Enrolment(
        *(NEW, "STEG", "Skövde", first, day, "other" if day else None), stays=(stay,)
    )
    identity = Identity("other", f"LMA {number}", "woman", (D("1980-01-01"), D("1980-12-31")))
    person = Participant(NEW, identity, f"Nr {number}", draw(st.booleans()))
    return Person(person, (enrolment,))


OF_NOTICE = {"state", "notice_given", "union_notified"}
SHARED = set(vars(ANNA)) - OF_NOTICE


def slow_state(row: NoticeRow, stay: Stay, day: date) -> tuple[str, date | None, date | None]:
    """Return the state of a notice as its definitions say, and the days that count."""
    given_on, union = stay.notice_given, stay.union_notified
    if given_on is not None and given_on <= day and stay.notice_of == row.last_day:
        return "done", given_on, union if union and union <= day else None
    if row.notice_by is None:
        return "not-needed", None, None
    return ("late" if row.notice_by < day else "due"), None, None


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_lives_are_told_as_the_slow_model_tells_them(
    fresh: Fresh, slow_ends: SlowEnds, data: st.DataObject
) -> None:
    with fresh() as register:
        with register.change("test", TODAY):
            cases = [
                save_person(register, None, data.draw(lives(number)))
                for number in range(data.draw(st.integers(1, 4)))
            ]
        people = {one.participant.id: one for one in load_people(register, cases)}
        for _ in range(4):
            day = D("2023-03-01") + timedelta(data.draw(st.integers(0, 500)))
            expected = [
                end.masked
                for end in slow_ends(people.values(), day, 3)
                if end.expiry.what in ("period", "step")
                and people[end.participant].stays[0].step.payer is not None
            ]
            rows = notices(register, day).rows
            assert [
                {key: value for key, value in vars(row).items() if key not in OF_NOTICE}
                for row in rows
            ] == [
                {key: value for key, value in vars(row).items() if key in SHARED}
                for row in expected
            ]
            for row in rows:
                (stay,) = people[int(row.reference[2:])].stays
                told = (row.state, row.notice_given, row.union_notified)
                assert told == slow_state(row, stay, day)
