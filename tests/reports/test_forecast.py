"""The coming months: what ends, what is paid, which places are free, and who waits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steg_cli.actions.surroundings import POST, WORKPLACE, Typed, add, edit
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import Enrolment, Person, Placement, Stay
from steg_cli.register.file import Register
from steg_cli.reports.chosen import EVERYBODY, Chosen
from steg_cli.reports.expiries import expiries
from steg_cli.reports.forecast import ComingMonth, forecast
from tests.reports.conftest import end_of, latest_of, left_to_extend, months_later, plan_on
from tests.reports.conftest import used_before as used
from tests.reports.test_ends import (
    enrolled,
    managed,
    people_at,
    saved,
    somebody,
    stay,
    supported,
)

if TYPE_CHECKING:
    from tests.conftest import Fresh
    from tests.reports.conftest import SlowEnds, TellingDays

D = date.fromisoformat
DAY = timedelta(days=1)
TODAY = D("2024-01-15")


def add_posts(register: Register) -> None:
    """Add one post with two places at Solgården, and one with one at Björkskolan."""
    for title, place, places in (("Värd", "Solgården", 2), ("Vakt", "Björkskolan", 1)):
        about: dict[str, Typed | None] = {
            "tasks": "disk",
            "relieves": "kock",
            "workplace": place,
            "places": places,
        }
        add(register, POST, title, about, TODAY)


def at(post: str, one: Stay) -> Stay:
    return replace(one, post=post)


def some() -> list[Person]:
    """Return people whose next two years are counted below."""
    training = stay("2023-10-01", "2024-02-15", step="utbildningspraktik")
    return [
        somebody(enrolled(at("Vakt", stay("2023-02-01", "2024-01-31"))), name="Anna"),
        somebody(enrolled(at("Värd", stay("2022-04-01", "2024-03-31"))), name="Bo"),
        somebody(  # overdue, and so is her support
            enrolled(
                stay("2022-12-01", "2023-11-30"), supports=supported(("2022-12-01", "2023-12-31"))
            ),
            name="Cilla",
        ),
        somebody(
            enrolled(
                at("Värd", stay("2023-05-01", "2024-10-31")),
                supports=supported(("2023-05-01", "2024-04-30")),
            ),
            name="David",
        ),
        somebody(  # leaves in February, as is registered
            enrolled(stay("2023-06-01", "2024-05-31", "2024-02-29", closed="2024-01-10")),
            name="Eva",
        ),
        somebody(enrolled(training), name="Frans"),
        somebody(  # gets a post in February, as is registered
            enrolled(
                replace(training, last_day=D("2024-02-15"), closed_on=D("2024-01-12")),
                stay("2024-02-16", "2025-02-15"),
            ),
            name="Gun",
        ),
        somebody(enrolled(stay("2023-01-01", step="enhetsassistent")), name="Hans"),
    ]


def test_a_small_register_whole(register: Register) -> None:
    add_posts(register)
    saved(register, *some())

    report = forecast(register, TODAY)

    assert report.rows == (
        # ends of periods and supports, 12 months, can be extended; posts if nothing, if extended;
        # places free, waiting, posts with a free place
        ComingMonth("2024-01", 2, 1, 1, 2, 4, 5, 0, 2, 0),  # Anna ends and Cilla is overdue
        ComingMonth("2024-02", 0, 0, 0, 0, 4, 6, 1, 1, 1),  # Eva's last day is the month's
        ComingMonth("2024-03", 1, 0, 0, 0, 3, 5, 1, 1, 1),  # Bo has had 24 months
        ComingMonth("2024-04", 0, 1, 1, 0, 2, 4, 2, 1, 2),  # David has had 12
        *(ComingMonth(f"2024-0{month}", 0, 0, 0, 0, 2, 4, 2, 1, 2) for month in (5, 6, 7, 8, 9)),
        ComingMonth("2024-10", 1, 0, 0, 1, 2, 4, 2, 1, 2),  # his last day, if nothing is decided
        ComingMonth("2024-11", 0, 0, 0, 0, 1, 4, 3, 1, 2),  # Cilla has had 24 on the 30th
        ComingMonth("2024-12", 0, 0, 0, 0, 1, 3, 3, 1, 2),
        ComingMonth("2025-01", 0, 0, 0, 0, 1, 3, 3, 1, 2),  # Anna has had 24 on the 31st
        ComingMonth("2025-02", 1, 0, 1, 1, 0, 2, 3, 1, 2),  # Gun's year is over
        ComingMonth("2025-03", 0, 0, 0, 0, 0, 2, 3, 1, 2),
        ComingMonth("2025-04", 0, 0, 0, 0, 0, 2, 3, 1, 2),  # David has had 24
        *(ComingMonth(f"2025-{month:02}", 0, 0, 0, 0, 0, 1, 3, 1, 2) for month in range(5, 13)),
    )
    assert report.totals == {
        "periods_ending": 5,
        "supports_ending": 2,
        "at_12_months": 3,
        "can_be_extended": 4,
        "until": D("2025-12-31"),
    }


@pytest.mark.parametrize(
    ("within", "months"),
    [(0, []), (1, ["2023-12"]), (3, ["2023-12", "2024-01", "2024-02"]), (None, 24)],
)
def test_within_is_how_many_months_there_are(
    register: Register, within: int | None, months: list[str] | int
) -> None:
    told = [row.month for row in forecast(register, D("2023-12-31"), within=within).rows]
    assert (len(told) if within is None else told) == months


def test_months_in_all_are_those_of_every_period(register: Register) -> None:
    """6 months are used: 12 are full on 2024-01-31 and 24 on 2025-01-31, within the next period."""
    saved(
        register,
        somebody(
            enrolled(stay("2022-01-15", "2023-01-14", "2022-07-14")),
            enrolled(stay("2023-08-01", "2024-07-31"), cohort="Pilot 2016"),
        ),
        somebody(  # 24 were used before this one, an exception: nothing can be full or extended
            enrolled(stay("2021-01-01", last="2022-12-31")),
            enrolled(stay("2024-01-08", "2024-07-31")),
            name="Bo",
        ),
    )
    rows = {row.month: row for row in forecast(register, TODAY).rows}
    full = {month: row.at_12_months for month, row in rows.items() if row.at_12_months}
    assert full == {"2024-01": 1}
    assert (rows["2024-07"].periods_ending, rows["2024-07"].can_be_extended) == (2, 1)
    assert [row.posts_if_nothing for row in rows.values()] == [2] * 7 + [0] * 17
    # On the 31st of January 2025 the first one is there for the last day.
    assert [row.posts_if_extended for row in rows.values()] == [2] * 7 + [1] * 6 + [0] * 11


def test_it_is_told_as_it_was_known_on_the_day(register: Register) -> None:
    saved(
        register,
        somebody(enrolled(stay("2023-01-01", "2024-06-30", moved=("2023-12-10", "2023-12-31")))),
        somebody(
            enrolled(
                stay("2023-01-01", None, "2023-12-31", step="utredning", closed="2023-12-10"),
                stay("2024-01-01", "2024-12-31"),
            ),
            name="Bo",
        ),
    )

    def paid(day: str) -> list[int]:
        return [row.posts_if_nothing for row in forecast(register, D(day), within=3).rows]

    assert paid("2023-12-09") == [1, 0, 0]
    assert paid("2023-12-10") == [1, 2, 2]  # the extension, and the step that begins in January


@pytest.mark.parametrize(
    ("chosen", "paid", "supports", "free"),
    [
        (EVERYBODY, 3, 1, 1),  # Cilla, who is protected, takes no place
        (Chosen(include_protected=True), 3, 1, 0),
        (Chosen(cohort="Pilot 2016"), 1, 1, 1),
        (Chosen(sex="man"), 0, 0, 1),
        (Chosen(municipality="Skövde"), 2, 1, 1),
        (Chosen(municipality="Skövde", include_protected=True), 3, 1, 0),
        (Chosen(municipality="Töreboda"), 0, 0, 0),
        (Chosen(workplace="Solgården"), 1, 0, 1),
        (Chosen(workplace="Solgården", include_protected=True), 2, 0, 0),
        (Chosen(workplace="Björkskolan"), 1, 1, 0),
    ],
)
def test_people_are_chosen_and_places_are_those_of_the_posts_there(
    register: Register, chosen: Chosen, paid: int, supports: int, free: int
) -> None:
    add_posts(register)
    places = managed(register)

    def period(post: str, place: str, **about: Any) -> Enrolment:
        here = (Placement(0, places[place], D("2023-09-01")),)
        return enrolled(at(post, stay("2023-09-01", "2024-08-31")), placements=here, **about)

    saved(
        register,
        somebody(period("Värd", "Solgården"), name="Anna"),
        somebody(
            period(
                "Vakt",
                "Björkskolan",
                cohort="Pilot 2016",
                supports=supported(("2023-09-01", "2024-01-31")),
            ),
            name="Bo",
        ),
        somebody(period("Värd", "Solgården"), name="Cilla", protected=True),
    )
    (row,) = forecast(register, TODAY, chosen=chosen, within=1).rows
    assert (row.posts_if_nothing, row.supports_ending, row.places_free) == (paid, supports, free)


def test_no_place_is_free_at_a_closed_workplace_nor_at_a_post_with_too_many(
    register: Register,
) -> None:
    add_posts(register)
    saved(
        register,
        *(somebody(enrolled(at("Vakt", stay("2023-09-01", "2024-08-31"))), name=n) for n in "AB"),
    )
    edit(register, WORKPLACE, "Solgården", {"open_until": D("2024-02-28")}, TODAY)
    rows = forecast(register, TODAY, within=2).rows
    assert [(row.places_free, row.posts_free) for row in rows] == [(2, 1), (0, 0)]


# A slow model: what is known of each person, and each month's last day looked at by itself.


def known_stays(person: Person, day: date) -> Iterator[tuple[Stay, date | None, bool]]:
    """Yield each stay with its end as known on `day`, and whether that one is registered."""
    for enrolment in person.enrolments:
        chain, is_told = enrolment.first_day <= day, False
        for one in enrolment.stays:
            chain = chain and (one.first_day <= day or is_told)
            is_told = one.closed_on is not None and one.closed_on <= day
            if chain and (one.last_day is None or one.last_day >= day):
                yield one, one.last_day if is_told else plan_on(one, day), is_told


def slow_month(
    people: Iterable[Person], supports: list[date], day: date, number: int
) -> ComingMonth:
    first = months_later(day.replace(day=1), number)[0]
    last = months_later(first, 1)[0] - DAY
    begin = date.min if number == 0 else first
    row = ComingMonth(f"{first:%Y-%m}", *[0] * 9)
    count = vars(row).copy()
    count["supports_ending"] = sum(begin <= one <= last for one in supports)
    on_posts: list[str] = []
    for person in people:
        for one, end, is_told in known_stays(person, day):
            is_there = one.first_day <= last and (end is None or end >= last)
            if one.step.code == "serviceassistent":
                assert end is not None
                latest = latest_of(person, one)
                more = end if is_told else max(end, latest or end)
                months, days = used(person, one)
                count["posts_if_nothing"] += is_there
                count["posts_if_extended"] += one.first_day <= last <= more
                if begin <= end <= last and not is_told:
                    count["periods_ending"] += 1
                    count["can_be_extended"] += left_to_extend(one, end, latest) > 0
                if months < 12:
                    full = (
                        end_of(one.first_day, 11 - months) + (30 - days) * DAY
                        if days
                        else end_of(one.first_day, 12 - months)
                    )
                    count["at_12_months"] += first <= full <= last and full <= end
            if one.step.code == "utbildningspraktik" and one.first_day <= last:
                count["waiting"] += not is_told or (end is not None and end >= last)
            if one.post and is_there and not person.participant.protected:
                on_posts.append(one.post)
    free = [max(0, 2 - on_posts.count("Värd")), max(0, 1 - on_posts.count("Vakt"))]
    count |= {"places_free": sum(free), "posts_free": sum(map(bool, free))}
    return ComingMonth(**count)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_lives_are_counted_as_the_slow_model_does(
    fresh: Fresh, slow_ends: SlowEnds, telling_days: TellingDays, data: st.DataObject
) -> None:
    training = DEFAULT_LADDER.step("utbildningspraktik")

    def changed(one: Stay) -> Stay:
        """Return a stay on a post, maybe, and on training instead of mapping."""
        is_paid = one.step.payer is not None
        post = data.draw(st.sampled_from([None, "Värd", "Vakt"])) if is_paid else None
        return replace(one, post=post, step=training if one.step.code == "utredning" else one.step)

    with fresh() as register:
        add_posts(register)
        drawn = data.draw(people_at(managed(register)))
        ways = [
            [replace(e, stays=tuple(map(changed, e.stays))) for e in person.enrolments]
            for person in drawn
        ]
        people = saved(
            register,
            *(
                replace(person, enrolments=tuple(way))
                for person, way in zip(drawn, ways, strict=True)
            ),
        )
        days = sorted(telling_days(people, 1))
        for day in data.draw(st.lists(st.sampled_from(days), min_size=1, max_size=4)):
            going = [
                person
                for person in people
                if any(
                    one.first_day <= day and (one.last_day is None or one.last_day >= day)
                    for one in person.enrolments
                )
            ]
            supports = [
                one.expiry.last_day
                for one in slow_ends(going, day, 8)
                if one.expiry.what == "support"
            ]
            report = forecast(register, day, within=8)
            assert list(map(astuple, report.rows)) == [
                astuple(slow_month(people, supports, day, number)) for number in range(8)
            ]


def test_what_ends_is_what_the_expiries_tell_of(register: Register) -> None:
    saved(register, *some())
    ends = expiries(register, TODAY, within=24).rows
    totals = forecast(register, TODAY).totals
    # Gun's period is told of from its first day on, and counted here before it.
    assert totals["periods_ending"] == sum(row.what == "period" for row in ends) + 1
    assert totals["supports_ending"] == sum(row.what == "support" for row in ends)
