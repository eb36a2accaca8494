"""Every kind of end, as of any day: the edges of each, and any lives against a slow model."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from steg_cli.actions.surroundings import WORKPLACE, edit, set_setting
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
    Workplace,
)
from steg_cli.register.file import Register
from steg_cli.register.people import load_people
from steg_cli.register.saving import save_person
from steg_cli.register.surroundings import workplaces
from steg_cli.reports.ends import WHATS, endings
from steg_cli.reports.expiries import expiries

if TYPE_CHECKING:
    from tests.reports.conftest import Fresh, SlowEnds, TellingDays

D = date.fromisoformat
DAY = timedelta(days=1)
TODAY = D("2024-01-15")

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
            draw(st.none() | one_of(-60, -31, -1, 0, 1, 20).map(lambda span, day=day: day + span)),
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
        born = (D("1980-01-01"), D("1980-12-31"))
        participant = Participant(
            NEW,
            Identity("other", f"LMA {number}", "woman", born),
            f"Nr {number}",
            draw(st.booleans()),
        )
        people.append(Person(participant, tuple(enrolments)).in_order())
    return people


def masked_places(register: Register) -> dict[str, Workplace]:
    edit(register, WORKPLACE, "Solgården", {"manager_email": "mia@kommun.example"}, TODAY)
    edit(register, WORKPLACE, "Snickeriet", {"manager_email": "bo@kommun.example"}, TODAY)
    return {place.name: place for place in workplaces(register)}


@settings(max_examples=100, deadline=None)
@given(data=st.data(), within=st.sampled_from([0, 1, 3, 3, 6]))
def test_any_lives_tell_every_end_that_the_slow_model_counts_out(
    fresh: Fresh, slow_ends: SlowEnds, telling_days: TellingDays, data: st.DataObject, within: int
) -> None:
    with fresh() as register:
        places = masked_places(register)
        leads = data.draw(
            st.sampled_from([{}, {"AB": "14 days"}, {"AB": "none", "BEA": "14 days"}])
        )
        for agreement, lead in leads.items():
            set_setting(register, f"notice.{agreement}", lead, TODAY)
        with register.change("test", TODAY):
            cases = [save_person(register, None, person) for person in data.draw(people_at(places))]
        people = load_people(register, cases)
        whats = data.draw(st.lists(st.sampled_from(WHATS), unique=True, max_size=3)) or WHATS
        days = sorted(telling_days(people, within))
        every = data.draw(st.integers(1, 5))  # more days, or more lives
        for day in days[data.draw(st.integers(0, every - 1)) :: every]:
            expected = slow_ends(people, day, within, leads)
            assert endings(register, day, within=within) == expected
            chosen = [one for one in expected if one.expiry.what in whats]
            steg = [one for one in chosen if one.expiry.cohort == "STEG"]
            assert endings(register, day, within=within, cohort="steg", what=whats) == steg
            assert expiries(register, day, within=within, what=whats).rows == tuple(
                replace(one.expiry, name=None, workplace=None, municipality=None)
                if one.expiry.protected
                else one.expiry
                for one in chosen
            )
            in_full = expiries(register, day, within=within, what=whats, include_protected=True)
            assert in_full.rows == tuple(one.expiry for one in chosen)
