"""Every kind of end, as of any day: the edges of each, and any lives against a slow model."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steg_cli.actions.surroundings import WORKPLACE, edit, set_setting
from steg_cli.programme.errors import NotFound
from steg_cli.programme.identity import Identity
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import (
    NEW,
    Deadline,
    Enrolment,
    Extension,
    FollowUp,
    Participant,
    Person,
    Placement,
    Stay,
    Support,
)
from steg_cli.programme.workplace import Workplace
from steg_cli.register.file import Register
from steg_cli.register.people import load_people
from steg_cli.register.saving import save_person
from steg_cli.register.schema import TODAY as CLOCK
from steg_cli.register.surroundings import workplaces
from steg_cli.register.views import VIEWS_4
from steg_cli.reports.chosen import Chosen
from steg_cli.reports.ends import WHATS, Expiry, endings
from steg_cli.reports.expiries import expiries
from tests.at_random import AT_RANDOM

if TYPE_CHECKING:
    from tests.conftest import Fresh
    from tests.reports.conftest import SlowEnds, TellingDays

D = date.fromisoformat
DAY = timedelta(days=1)
TODAY = D("2024-01-15")

MIA, KIM = "mia@kommun.example", "kim@kommun.example"
TELL_US = {"Solgården": MIA, "Snickeriet": KIM}


def managed(register: Register) -> dict[str, Workplace]:
    """Return the workplaces by name, two of them with a manager to write to."""
    for name, email in TELL_US.items():
        edit(register, WORKPLACE, name, {"manager_email": email}, TODAY)
    return {place.name: place for place in workplaces(register)}


def saved(register: Register, *people: Person) -> list[Person]:
    """Save people who are new, and return them with their cases."""
    with register.change("test", TODAY):
        cases = [save_person(register, None, person) for person in people]
    return load_people(register, cases)


def somebody(
    *enrolments: Enrolment, name: str = "Anna Andersson", protected: bool = False
) -> Person:
    """Return somebody new. Nobody else may have the name."""
    born = (D("1980-01-01"), D("1980-12-31"))
    identity = Identity("other", f"LMA {name}", "woman", born)
    return Person(Participant(NEW, identity, name, protected), enrolments).in_order()


def stay(
    first: str,
    plan: str | None = None,
    last: str | None = None,
    *,
    step: str = "serviceassistent",
    closed: str | None = None,
    moved: tuple[str, str] | None = None,
) -> Stay:
    """Return a stay, closed on its last day if nothing else is said.

    `moved` is when an extension was decided, and the plan before it.
    """
    extensions: tuple[Extension, ...] = ()
    if moved and plan:
        extensions = (Extension(NEW, D(moved[0]), D(moved[1]), D(plan), None),)
    return Stay(
        NEW,
        DEFAULT_LADDER.step(step),
        D(first),
        D(plan) if plan else None,
        D(last) if last else None,
        D(closed or last or "") if closed or last else None,
        DEFAULT_LADDER.step(step).agreement,
        extensions=extensions,
    )


def enrolled(*stays: Stay, cohort: str = "STEG", **about: Any) -> Enrolment:
    """Return a time in the programme that lasts as long as its stays."""
    last = stays[-1].last_day
    return Enrolment(
        *(NEW, cohort, "Skövde", stays[0].first_day, last, "other" if last else None),
        stays=stays,
        **about,
    )


def told(register: Register, day: str, within: int = 3) -> list[tuple[str, str, str]]:
    """Return what is told of on a day: what it is, its day, and whether it is overdue."""
    found = [one.expiry for one in endings(register, D(day), within=within)]
    return [(row.what, f"{row.last_day}", row.state) for row in found]


# Periods and planned ends of other steps


@pytest.mark.parametrize(
    ("step", "what"), [("serviceassistent", "period"), ("praktik", "step"), ("utredning", "step")]
)
def test_a_planned_last_day_is_told_of_until_an_end_is_registered(
    register: Register, step: str, what: str
) -> None:
    saved(
        register,
        somebody(
            enrolled(
                stay("2023-06-01", "2024-01-31", "2024-03-10", step=step, closed="2024-03-01"),
                stay("2024-03-11", step="kartlaggning"),
            )
        ),
    )
    ending, overdue = [(what, "2024-01-31", "ending")], [(what, "2024-01-31", "overdue")]
    expected = {
        "2023-05-31": [],
        "2023-10-30": [],
        "2023-10-31": ending,
        "2024-01-31": ending,
        "2024-02-01": overdue,
        "2024-02-29": overdue,
        "2024-03-01": [],
        "2024-03-11": [],
    }
    assert {day: told(register, day) for day in expected} == expected


def test_an_end_is_planned_as_of_the_day(register: Register) -> None:
    extended = stay("2023-01-01", "2024-06-30", moved=("2023-12-10", "2023-12-31"))
    saved(register, somebody(enrolled(extended)))
    expected = {
        "2023-09-30": [],
        "2023-10-01": [("period", "2023-12-31", "ending")],
        "2023-12-09": [("period", "2023-12-31", "ending")],
        "2023-12-10": [],
        "2024-03-29": [],
        "2024-03-30": [("period", "2024-06-30", "ending")],
    }
    assert {day: told(register, day) for day in expected} == expected


def test_months_in_all_are_those_of_every_period_on_the_step(register: Register) -> None:
    """6 months 17 days are used: the period may end by 2026-04-13 (see the domain's table)."""
    saved(
        register,
        somebody(
            enrolled(stay("2024-01-15", "2024-07-14", "2024-07-31")),
            enrolled(stay("2024-11-01", "2025-10-31"), cohort="Pilot 2016"),
        ),
    )
    (one,) = endings(register, D("2025-10-01"), within=3, what=["period"])
    assert (one.expiry.months, one.expiry.months_in_all, one.latest) == (12, 18, D("2026-04-13"))
    assert one.expiry.months_left_to_extend == 5


# Placements


@pytest.mark.parametrize(
    ("stays", "others", "is_told"),
    [
        # The stay goes on after 2024-02-15, as far as is known on 2024-01-15, or it does not.
        ([stay("2023-06-01", step="praktik")], [], True),
        ([stay("2023-06-01", "2024-05-31")], [], True),
        ([stay("2023-06-01", "2024-02-16")], [], True),
        ([stay("2023-06-01", "2024-02-15")], [], False),
        ([stay("2023-06-01", "2024-02-14")], [], False),
        ([stay("2023-06-01", "2024-05-31", moved=("2024-01-15", "2024-02-15"))], [], True),
        ([stay("2023-06-01", "2024-05-31", moved=("2024-01-16", "2024-02-15"))], [], False),
        ([stay("2023-06-01", "2024-05-31", "2024-02-15", closed="2024-02-20")], [], False),
        ([stay("2023-06-01", "2024-05-31", "2024-02-16")], [], True),
        # The next step has begun by then: it is that one which counts.
        ([stay("2023-06-01", None, "2024-01-31", step="praktik"), stay("2024-02-01", "2025-01-31")],
         [], True),
        ([stay("2023-06-01", None, "2024-02-15", step="praktik"), stay("2024-02-16", "2025-02-15")],
         [], False),
        # Another placement follows the next day, here or elsewhere; or it does not quite.
        ([stay("2023-06-01", step="praktik")], [("2024-02-16", None)], False),
        ([stay("2023-06-01", step="praktik")], [("2024-02-16", "2024-02-16")], False),
        ([stay("2023-06-01", step="praktik")], [("2024-02-17", None)], True),
        ([stay("2023-06-01", step="praktik")], [("2024-02-15", None)], True),
        ([stay("2023-06-01", step="praktik")], [("2023-06-01", None)], True),
    ],
)  # fmt: skip
def test_a_placement_that_ends_is_told_of_unless_something_follows(
    register: Register, stays: list[Stay], others: list[tuple[str, str | None]], *, is_told: bool
) -> None:
    place = managed(register)["Solgården"]
    spans = [("2023-07-01", "2024-02-15"), *others]
    saved(
        register,
        somebody(
            enrolled(
                *stays,
                placements=tuple(
                    Placement(NEW, place, D(first), D(last) if last else None, 50)
                    for first, last in spans
                ),
            )
        ),
    )
    found = [one for one in told(register, "2024-01-15", 1) if one[0] == "placement"]
    assert found == ([("placement", "2024-02-15", "ending")] if is_told else [])


def test_a_placement_is_told_of_before_it_ends_and_only_the_persons_own_follows(
    register: Register,
) -> None:
    places = managed(register)
    praktik = stay("2023-06-01", step="praktik")
    for_a_time = Placement(NEW, places["Solgården"], D("2023-12-01"), D("2024-02-15"))
    beside = Placement(NEW, places["Björkskolan"], D("2023-07-01"))
    another = Placement(NEW, places["Solgården"], D("2024-02-16"))
    anna, _ = saved(
        register,
        somebody(enrolled(praktik, placements=(beside, for_a_time))),
        somebody(enrolled(praktik, placements=(another,)), name="Bo Björk"),
    )
    row = [("placement", "2024-02-15", "ending")]
    expected = {
        "2023-11-14": [],
        "2023-11-30": row,  # before it has begun, as when another interrupts it
        "2023-12-01": row,
        "2024-02-15": row,
        "2024-02-16": [],
    }
    assert {day: told(register, day) for day in expected} == expected
    # Its own workplace and manager, whoever else the person is with.
    (one,) = endings(register, TODAY, within=3)
    assert (one.participant, one.thing) == (anna.participant.id, anna.placements[1].id)
    assert (one.expiry.workplace, one.workplaces) == ("Solgården", ("Solgården",))
    assert one.manager_emails == (MIA,)
    assert (one.expiry.first_day, one.expiry.months, one.expiry.step) == (
        D("2023-12-01"),
        2,
        "praktik",
    )


# Supports


def supported(*spans: tuple[str, str]) -> tuple[Support, ...]:
    return tuple(Support(NEW, "lonebidrag", D(first), D(last)) for first, last in spans)


SUPPORT_ENDING, SUPPORT_OVERDUE = (
    [("support", "2023-12-31", state)] for state in ("ending", "overdue")
)


@pytest.mark.parametrize(
    ("period", "others", "expected"),
    [
        # Overdue while the period goes on, whatever is planned.
        (stay("2023-01-01"), [], {"2023-12-31": SUPPORT_ENDING, "2024-01-01": SUPPORT_OVERDUE}),
        (stay("2023-01-01"), [], {"2033-01-01": SUPPORT_OVERDUE}),
        (
            stay("2023-01-01", last="2024-02-29", closed="2024-01-10"),
            [],
            {"2024-02-29": SUPPORT_OVERDUE, "2024-03-01": []},
        ),
        # Told of while it is ending, also when the period ends with it or before it.
        (
            stay("2023-01-01", last="2023-12-31"),
            [],
            {"2023-09-30": [], "2023-10-01": SUPPORT_ENDING, "2024-01-01": []},
        ),
        (
            stay("2023-01-01", last="2023-12-15"),
            [],
            {"2023-12-31": SUPPORT_ENDING, "2024-01-01": []},
        ),
        # No later support follows: one that ends earlier is none, and it may begin before.
        (
            stay("2023-01-01"),
            [("2024-03-01", "2024-12-31")],
            {"2023-12-31": SUPPORT_ENDING, "2024-01-01": []},
        ),
        (stay("2023-01-01"), [("2023-12-01", "2024-12-31")], {"2024-01-01": []}),
        (stay("2023-01-01"), [("2023-02-01", "2023-12-30")], {"2024-01-01": SUPPORT_OVERDUE}),
    ],
)
def test_a_support_is_told_of_while_it_is_ending_or_missing(
    register: Register,
    period: Stay,
    others: list[tuple[str, str]],
    expected: dict[str, list[tuple[str, str, str]]],
) -> None:
    saved(
        register,
        somebody(enrolled(period, supports=supported(("2023-01-01", "2023-12-31"), *others))),
    )
    assert {day: told(register, day) for day in expected} == expected


def test_a_support_is_overdue_only_in_the_period_that_it_paid_for(register: Register) -> None:
    """The renewal that began after its last day is another period; so is a return."""
    saved(
        register,
        somebody(
            enrolled(
                stay("2023-01-01", last="2023-12-31"),
                stay("2024-01-01"),
                supports=supported(("2023-01-01", "2023-12-31"), ("2023-01-01", "2023-11-30")),
            )
        ),
    )
    assert told(register, "2023-12-31") == SUPPORT_ENDING
    assert told(register, "2024-01-01") == []


def test_a_support_that_has_not_begun_is_not_told_of(register: Register) -> None:
    saved(
        register,
        somebody(enrolled(stay("2023-01-01"), supports=supported(("2023-12-01", "2023-12-31")))),
    )
    assert [told(register, day) for day in ("2023-11-30", "2023-12-01")] == [[], SUPPORT_ENDING]


# Follow-ups

ENDING, OVERDUE = "ending", "overdue"


@pytest.mark.parametrize(
    ("left", "follow_ups", "due", "states"),
    [
        (
            "2023-06-30",
            [],
            "2023-12-30",
            {
                "2023-11-29": None,
                "2023-11-30": ENDING,
                "2023-12-30": ENDING,
                "2023-12-31": OVERDUE,
                "2024-12-30": OVERDUE,
                "2024-12-31": None,
            },
        ),
        # A month without the same-numbered day counts to its own last day.
        (
            "2023-08-31",
            [],
            "2024-02-29",
            {
                "2024-01-28": None,
                "2024-01-29": ENDING,
                "2024-03-01": OVERDUE,
                "2025-02-28": OVERDUE,
                "2025-03-01": None,
            },
        ),
        # An earlier one does not hide it; one from a month before on does, once it is made.
        ("2023-06-30", ["2023-07-15", "2023-11-29"], "2023-12-30", {"2023-12-30": ENDING}),
        (
            "2023-06-30",
            ["2023-11-30"],
            "2023-12-30",
            {"2023-11-30": None, "2023-12-30": None, "2024-06-30": None},
        ),
        (
            "2023-06-30",
            ["2023-09-01", "2024-02-10"],
            "2023-12-30",
            {"2024-02-09": OVERDUE, "2024-02-10": None, "2024-12-30": None},
        ),
    ],
)
def test_a_follow_up_is_told_of_from_a_month_before_until_it_is_made(
    register: Register,
    left: str,
    follow_ups: list[str],
    due: str,
    states: dict[str, str | None],
) -> None:
    gone = enrolled(
        stay("2023-01-01", last=left),
        follow_ups=tuple(FollowUp(NEW, D(day), "other") for day in follow_ups),
    )
    saved(register, somebody(gone))
    expected = {day: [("follow-up", due, state)] if state else [] for day, state in states.items()}
    # It comes with a lead of its own, however far ahead is asked for.
    for within in (0, 12):
        assert {day: told(register, day, within) for day in expected} == expected


def test_somebody_who_came_back_is_followed_up_too(register: Register) -> None:
    saved(
        register,
        somebody(
            enrolled(stay("2023-01-01", last="2023-06-30")),
            enrolled(stay("2023-08-01", step="praktik"), cohort="Pilot 2016"),
        ),
    )
    (one,) = endings(register, D("2024-01-15"), within=3)
    assert (one.expiry.what, one.expiry.cohort, one.expiry.step) == ("follow-up", "STEG", None)


# Deadlines


@pytest.mark.parametrize(
    ("lead", "shown_from"), [(0, "2024-05-31"), (1, "2024-04-30"), (3, "2024-02-29")]
)
def test_a_deadline_is_told_of_from_its_own_lead_until_it_is_done(
    register: Register, lead: int, shown_from: str
) -> None:
    deadline = Deadline(NEW, "samtal", D("2024-05-31"), lead, D("2024-07-01"))
    saved(register, somebody(enrolled(stay("2023-01-01"), deadlines=(deadline,))))
    before = f"{D(shown_from) - DAY}"
    expected = {
        before: [],
        shown_from: [("deadline", "2024-05-31", "ending")],
        "2024-05-31": [("deadline", "2024-05-31", "ending")],
        "2024-06-01": [("deadline", "2024-05-31", "overdue")],
        "2024-06-30": [("deadline", "2024-05-31", "overdue")],
        "2024-07-01": [],
    }
    for within in (0, 12):
        assert {day: told(register, day, within) for day in expected} == expected


def test_a_deadline_is_told_of_after_leaving_too_and_by_its_number(register: Register) -> None:
    def deadline(day: str, done: str | None = None) -> Deadline:
        return Deadline(NEW, "samtal", D(day), 1, D(done) if done else None)

    person = somebody(
        enrolled(
            stay("2021-01-01", last="2021-06-30"),
            deadlines=(deadline("2021-05-01", "2021-05-01"), deadline("2021-06-01")),
        ),
        enrolled(stay("2023-01-01", last="2023-11-30"), deadlines=(deadline("2024-01-31"),)),
    )
    (person,) = saved(register, person)
    earlier = person.enrolments[0]
    added = replace(earlier, deadlines=(*earlier.deadlines, deadline("2023-12-31")))
    with register.change("test", TODAY):
        save_person(register, person, person.with_(earlier, added))

    found = endings(register, TODAY, within=3, what=["deadline"])

    assert [(one.number, f"{one.expiry.last_day}", one.expiry.step) for one in found] == [
        (2, "2021-06-01", None),
        (3, "2023-12-31", None),
        (4, "2024-01-31", None),
    ]


# All of them together


def several(register: Register) -> None:
    """Save two people with an end of every kind, most of them on one day."""
    solgarden = managed(register)["Solgården"]
    until = D("2024-02-29")
    samtal = Deadline(NEW, "samtal", until, 3)
    anna = enrolled(
        stay("2023-03-01", "2024-02-29"),
        deadlines=(samtal, samtal),
        supports=supported(("2023-03-01", "2024-02-29")),
        placements=(Placement(NEW, solgarden, D("2023-03-01")),),
    )
    bo = enrolled(
        stay("2023-09-01", "2024-03-31", step="praktik"),
        placements=(Placement(NEW, solgarden, D("2023-09-01"), until),),
    )
    cilla = enrolled(stay("2022-03-01", last="2023-07-31"), cohort="Pilot 2016")
    saved(
        register,
        somebody(bo, name="Bo Björk"),
        somebody(anna),
        somebody(cilla, name="Cilla Citron", protected=True),
    )


def test_every_kind_is_told_of_in_one_order(register: Register) -> None:
    """By last day, then case, then what, then the order in which they were added."""
    several(register)
    found = endings(register, TODAY, within=3)
    assert [(f"{one.expiry.last_day}", one.expiry.reference, one.expiry.what) for one in found] == [
        ("2024-01-31", "S-0003", "follow-up"),
        ("2024-02-29", "S-0001", "placement"),
        ("2024-02-29", "S-0002", "deadline"),
        ("2024-02-29", "S-0002", "deadline"),
        ("2024-02-29", "S-0002", "period"),
        ("2024-02-29", "S-0002", "support"),
        ("2024-03-31", "S-0001", "step"),
    ]
    assert [one.number for one in found] == [None, None, 1, 2, None, None, None]
    # A manager is told of what concerns the workplace.
    assert [one.manager_emails for one in found] == [(), (MIA,), (), (), (MIA,), (), (MIA,)]


@pytest.mark.parametrize("what", [["period"], ["step"], ["support", "follow-up"], ["deadline"]])
def test_kinds_can_be_chosen(register: Register, what: list[str]) -> None:
    several(register)
    every = endings(register, TODAY, within=3)
    chosen = endings(register, TODAY, within=3, what=what)
    assert chosen == [one for one in every if one.expiry.what in what]
    assert {one.expiry.what for one in chosen} == set(what)


def test_one_cohort_alone_has_its_own_ends(register: Register) -> None:
    several(register)
    every = endings(register, TODAY, within=3)
    assert endings(register, TODAY, within=3, chosen=Chosen("pilot 2016")) == every[:1]
    assert endings(register, TODAY, within=3, chosen=Chosen("STEG")) == every[1:]
    with pytest.raises(NotFound):
        endings(register, TODAY, within=3, chosen=Chosen("Pilot 2061"))


def test_what_does_not_apply_to_a_kind_is_none(register: Register) -> None:
    several(register)
    rows = {one.expiry.what: one.expiry for one in endings(register, TODAY, within=3)}
    nothing = {
        what: [name for name, value in vars(row).items() if value is None]
        for what, row in rows.items()
    }
    of_stays = ["agreement", "payer", "notice_by"]
    in_all = ["months_in_all", "months_left_to_extend"]
    assert nothing == {
        "period": [],
        "step": [*in_all, *of_stays],  # work placement is no employment
        "placement": [*in_all, *of_stays],
        "support": [*in_all, *of_stays],
        "follow-up": ["workplace", "step", "first_day", "months", *in_all, *of_stays],
        "deadline": ["first_day", "months", *in_all, *of_stays],
    }


def test_the_ends_are_found_by_indexes(register: Register) -> None:
    """A register of many years is asked every morning."""
    several(register)
    asked: list[str] = []
    register.connection.set_trace_callback(asked.append)
    endings(register, TODAY, within=3)
    register.connection.set_trace_callback(None)
    plans = [
        row["detail"]
        for query in asked
        if query.lstrip().startswith("SELECT")
        for row in register.execute(f"EXPLAIN QUERY PLAN {query}")
    ]
    large = ("enrolment", "stay", "placement", "support", "follow_up", "deadline", "extension")
    assert any("SEARCH stay" in plan for plan in plans)
    assert [plan for plan in plans if plan.startswith(tuple(f"SCAN {one}" for one in large))] == []


# Any lives, as values. Their days lie within a few years, so that ends of every kind come close.

LENGTHS = st.sampled_from([1, 10, 31, 60, 180, 180, 365, 400])
STEPS = st.sampled_from(
    ["serviceassistent"] * 4 + ["praktik", "praktik", "utredning", "enhetsassistent"]
)
PLACES = ("Solgården", "Björkskolan", "Snickeriet")
FIRST_DAYS = [D(day) for day in ("2022-01-31", "2022-02-28", "2022-05-30", "2022-08-31")]


def one_of(*numbers: int) -> st.SearchStrategy[timedelta]:
    return st.sampled_from([timedelta(number) for number in numbers])


@st.composite
def stays_from(draw: st.DrawFn, first: date, *, leaves: bool) -> tuple[Stay, ...]:
    """Return stays one after the other, the last one open unless the person leaves."""
    stays: list[Stay] = []
    count = draw(st.integers(1, 3))
    for number in range(count):
        step = DEFAULT_LADDER.step(draw(STEPS))
        last = first + timedelta(draw(LENGTHS) - 1)
        plans: list[date] = []
        if step.limit or draw(st.booleans()):
            plans = [max(first, last + draw(one_of(-60, -31, -1, 0, 0, 1, 40)))]
            for more in draw(st.lists(one_of(1, 30, 120), max_size=2)):
                plans.append(plans[-1] + more)
        decisions = sorted(first + draw(one_of(0, 5, 30, 59, 60, 170)) for _ in plans[1:])
        is_closed = leaves or number < count - 1
        stays.append(
            Stay(
                NEW,
                step,
                first,
                planned_last_day=plans[-1] if plans else None,
                last_day=last if is_closed else None,
                closed_on=last + draw(one_of(-40, -5, 0, 1, 20)) if is_closed else None,
                agreement=draw(st.sampled_from([None, "BEA", "AB", "AB", "HÖK"])),
                extensions=tuple(
                    Extension(NEW, decided, old, new, None)
                    for decided, old, new in zip(decisions, plans, plans[1:], strict=False)
                ),
            )
        )
        first = last + DAY
    return tuple(stays)


@st.composite
def placements_in(
    draw: st.DrawFn, enrolment: Enrolment, places: dict[str, Workplace]
) -> tuple[Placement, ...]:
    """Return placements that follow each other, stand side by side, or leave a gap."""
    placements: list[Placement] = []
    first = enrolment.first_day + draw(one_of(0, 0, 10))
    for _ in range(draw(st.integers(0, 4))):
        last = draw(
            st.sampled_from(
                [
                    *(first + timedelta(span) for span in (0, 9, 29, 60, 100)),
                    *(stay.end for stay in enrolment.stays),
                    None,
                ]
            )
        )
        if last is not None:
            last = max(first, last)
        if enrolment.last_day is not None:
            if first > enrolment.last_day:
                break
            last = min(last or enrolment.last_day, enrolment.last_day)
        workplace = places[draw(st.sampled_from(PLACES))]
        placements.append(Placement(NEW, workplace, first, last, percent=50))
        first = (first if last is None else last) + draw(one_of(0, 1, 2, 15))
    return tuple(placements)


@st.composite
def supports_in(draw: st.DrawFn, enrolment: Enrolment) -> tuple[Support, ...]:
    """Return decisions that end before, with and after the stay in which they begin."""
    supports = []
    for stay in draw(st.lists(st.sampled_from(enrolment.stays), max_size=3)):
        first = stay.first_day + draw(one_of(0, 0, 20))
        last = max(first, (stay.end or first) + draw(one_of(-31, -30, -1, 0, 1, 30, 90)))
        supports.append(Support(NEW, "lonebidrag", first, last))
    return tuple(supports)


@st.composite
def enrolment_from(
    draw: st.DrawFn, first: date, places: dict[str, Workplace], *, leaves: bool
) -> Enrolment:
    """Return a whole time in the programme."""
    stays = draw(stays_from(first, leaves=leaves))
    last = stays[-1].last_day
    # Six months after it is about 181 days; a month before that, about 151.
    after = (1, 120, 149, 150, 151, 152, 153, 154, 180, 184, 400)
    deadlines = [
        Deadline(
            NEW,
            "samtal",
            day := first + draw(one_of(-10, 0, 30, 200, 400)),
            draw(st.sampled_from([0, 1, 3])),
            draw(st.sampled_from([None, *(day + n * DAY for n in (-60, -31, -1, 0, 1, 20))])),
        )
        for _ in range(draw(st.integers(0, 2)))
    ]
    enrolment = Enrolment(
        NEW,
        draw(st.sampled_from(["STEG", "Pilot 2016"])),
        draw(st.sampled_from(["Skövde", "Töreboda"])),
        first,
        last,
        "other" if last else None,
        stays=stays,
        follow_ups=tuple(
            FollowUp(NEW, last + span, "other")
            for span in draw(st.lists(one_of(*after), unique=True, max_size=2))
        )
        if last
        else (),
        deadlines=tuple(deadlines),
    )
    return replace(
        enrolment,
        placements=draw(placements_in(enrolment, places)),
        supports=draw(supports_in(enrolment)),
    )


@st.composite
def people_at(draw: st.DrawFn, places: dict[str, Workplace]) -> list[Person]:
    """Return one to three people, of whom some left, and some of these came back."""
    people = []
    for number in range(draw(st.integers(1, 3))):
        first = draw(st.sampled_from(FIRST_DAYS))
        enrolments = [draw(enrolment_from(first, places, leaves=draw(st.booleans())))]
        if enrolments[0].last_day and draw(st.booleans()):
            again = enrolments[0].last_day + draw(one_of(1, 60, 152, 200))
            enrolments.append(draw(enrolment_from(again, places, leaves=draw(st.booleans()))))
        people.append(somebody(*enrolments, name=f"Nr {number}", protected=draw(st.booleans())))
    return people


def in_the_view(register: Register, day: date) -> list[tuple[object, ...]]:
    """Return what the view of ends would show if today were `day`."""
    (view,) = (one for one in VIEWS_4 if one.startswith("CREATE VIEW period_expiry AS"))
    query = view.partition(" AS\n")[2].replace(CLOCK, f"'{day}'")
    return [tuple(row) for row in register.execute(query)]


def as_in_the_view(row: Expiry) -> tuple[object, ...]:
    """Return a row as the view has it: without what SQL cannot count."""
    without = ("months_in_all", "months_left_to_extend", "notice_by")
    values = (value for name, value in vars(row).items() if name not in without)
    return tuple(str(one) if isinstance(one, date) else one for one in values)


@settings(max_examples=40 * AT_RANDOM, deadline=None)
@given(data=st.data(), within=st.sampled_from([1, 2, 3, 3, 6]))
def test_any_lives_tell_every_end_that_the_slow_model_counts_out(
    fresh: Fresh, slow_ends: SlowEnds, telling_days: TellingDays, data: st.DataObject, within: int
) -> None:
    with fresh() as register:
        places = managed(register)
        leads = data.draw(
            st.sampled_from([{}, {"AB": "14 days"}, {"AB": "none", "BEA": "14 days"}])
        )
        for agreement, lead in leads.items():
            set_setting(register, f"notice.{agreement}", lead, TODAY)
        set_setting(register, "remind.months", str(within), TODAY)
        people = saved(register, *data.draw(people_at(places)))
        whats = data.draw(st.lists(st.sampled_from(WHATS), unique=True, max_size=3)) or WHATS
        days = sorted(telling_days(people, within))
        every = data.draw(st.integers(1, 5))  # more days, or more lives
        for day in days[data.draw(st.integers(0, every - 1)) :: every]:
            expected = slow_ends(people, day, within, leads)
            assert endings(register, day, within=within) == expected
            chosen = [one for one in expected if one.expiry.what in whats]
            steg = [one for one in chosen if one.expiry.cohort == "STEG"]
            assert endings(register, day, within=within, chosen=Chosen("steg"), what=whats) == steg
            masked = expiries(register, day, within=within, what=whats)
            assert masked.rows == tuple(
                replace(one.expiry, name=None, workplace=None, municipality=None)
                if one.expiry.protected
                else one.expiry
                for one in chosen
            )
            in_full = expiries(
                register, day, within=within, what=whats, chosen=Chosen(include_protected=True)
            )
            assert in_full.rows == tuple(one.expiry for one in chosen)
            assert in_the_view(register, day) == [as_in_the_view(one.masked) for one in expected]
