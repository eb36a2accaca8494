"""Days, months and periods, as tables and against models that walk day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steg_cli.programme.errors import Malformed, Refused, StegError
from steg_cli.programme.periods import (
    NOTHING_USED,
    MonthLimit,
    Used,
    add_months,
    check_period,
    extend_period,
    last_day_of,
    plan_period,
    used,
    whole_months,
)
from steg_cli.texts import texts

D = date.fromisoformat
DAY = timedelta(days=1)
LIMIT = MonthLimit(12, 24)

days = st.dates(date(1996, 1, 1), date(2036, 12, 31))
month_ends = st.builds(lambda day, back: day.replace(day=1) - back * DAY, days, st.integers(0, 4))
firsts = days | month_ends


def told(error: StegError) -> tuple[str, str]:
    return str(error), texts("en").hint(error)


def walked_last_day(first: date, months: int) -> date:
    """Walk day by day; a month is full on the day before the same-numbered day, or on the last
    day of a month that has no day with that number."""
    day = first
    while True:
        tomorrow = day + DAY
        same_numbered_tomorrow = tomorrow.day == first.day
        month_without_that_number = tomorrow.day == 1 and day.day < first.day
        if same_numbered_tomorrow or month_without_that_number:
            months -= 1
        if months == 0:
            return day
        day = tomorrow


def walked_same_numbered(day: date, months: int) -> date:
    """Walk from month to month, then take the last day there whose number is not greater."""
    there = day.replace(day=1)
    for _ in range(abs(months)):
        there = (there + 31 * DAY if months > 0 else there - DAY).replace(day=1)
    found = there
    while found.day < day.day and (found + DAY).month == there.month:
        found += DAY
    return found


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        # The project's own dates, a calendar year, two years from the middle of a month.
        ("2019-04-01", 36, "2022-03-31"),
        ("2023-01-01", 12, "2023-12-31"),
        ("2023-01-15", 24, "2025-01-14"),
        # The 29th to the 31st, and what adding months and taking a day away gets wrong.
        ("2023-08-31", 6, "2024-02-29"),
        ("2024-08-30", 6, "2025-02-28"),
        ("2023-03-01", 12, "2024-02-29"),
        # One month from each end of January, in a common year and a leap year.
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        # A month's end is no anchor: the next months are counted from the first day.
        ("2023-01-31", 2, "2023-03-30"),
        ("2023-01-31", 3, "2023-04-30"),
        ("2024-02-29", 48, "2028-02-28"),
        # Years' ends, and the century that is no leap year.
        ("2023-12-31", 2, "2024-02-29"),
        ("2099-11-30", 3, "2100-02-28"),
    ],
)
def test_the_last_day_of_some_months(first: str, months: int, last: str) -> None:
    assert last_day_of(D(first), months) == D(last)


@given(firsts, st.integers(1, 40))
def test_the_last_day_is_the_one_found_by_walking_day_by_day(first: date, months: int) -> None:
    assert last_day_of(first, months) == walked_last_day(first, months)


@given(firsts, st.integers(1, 120))
def test_a_longer_period_ends_later(first: date, months: int) -> None:
    assert last_day_of(first, months) < last_day_of(first, months + 1)


@given(firsts, st.integers(1, 120))
def test_a_period_that_begins_later_never_ends_earlier(first: date, months: int) -> None:
    assert last_day_of(first, months) <= last_day_of(first + DAY, months)


@pytest.mark.parametrize(
    ("day", "months", "same_numbered"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-05-17", 0, "2024-05-17"),
    ],
)
def test_the_same_numbered_day_some_months_away(day: str, months: int, same_numbered: str) -> None:
    assert add_months(D(day), months) == D(same_numbered)


@given(firsts, st.integers(-60, 60))
def test_the_same_numbered_day_is_the_one_found_by_walking(day: date, months: int) -> None:
    assert add_months(day, months) == walked_same_numbered(day, months)


@pytest.mark.parametrize("months", [120_000, -120_000, 10**12, -(10**12)])
def test_months_beyond_the_calendar_are_malformed(months: int) -> None:
    with pytest.raises(Malformed) as caught:
        add_months(D("2024-01-31"), months)
    assert told(caught.value) == (
        f"2024-01-31 with {months} months added is not a day in the calendar.",
        "Give fewer months, or a day within the coming years.",
    )


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2019-04-01", "2022-03-31", 36),
        ("2023-01-01", "2023-12-30", 11),
        ("2023-01-01", "2023-12-31", 12),
        ("2023-08-31", "2024-02-28", 5),
        ("2023-08-31", "2024-02-29", 6),
        ("2023-01-31", "2023-02-28", 1),
        ("2024-01-15", "2024-01-15", 0),
        ("2024-01-15", "2024-01-14", 0),
    ],
)
def test_how_many_whole_months_fit(first: str, last: str, months: int) -> None:
    assert whole_months(D(first), D(last)) == months


@given(firsts, st.integers(1, 120))
def test_the_last_day_of_some_months_holds_just_that_many(first: date, months: int) -> None:
    last = last_day_of(first, months)
    assert whole_months(first, last) == months
    assert whole_months(first, last - DAY) == months - 1


@given(firsts, st.integers(0, 1000))
def test_whole_months_are_those_counted_by_walking(first: date, length: int) -> None:
    last = first + length * DAY
    fitting = [n for n in range(1, 36) if walked_last_day(first, n) <= last]
    assert whole_months(first, last) == len(fitting)


@pytest.mark.parametrize(
    ("months", "last"),
    [(None, "2024-02-29"), (12, "2024-02-29"), (18, "2024-08-31"), (24, "2025-02-28")],
)
def test_a_period_is_planned_for_12_to_24_months_and_12_unless_said(
    months: int | None, last: str
) -> None:
    assert plan_period(D("2023-03-01"), LIMIT, months=months) == D(last)


@pytest.mark.parametrize("months", [-12, -1, 0, 1, 11, 25, 36, 10**9])
def test_a_plan_of_fewer_or_more_months_is_refused(months: int) -> None:
    with pytest.raises(Refused) as caught:
        plan_period(D("2023-03-01"), LIMIT, months=months)
    assert caught.value.values == {"months": months, "least": 12, "most": 24}
    assert told(caught.value) == (
        f"A period of {months} months is outside 12–24 months.",
        "Give --months from 12 to 24, or the contract's last day with --until. "
        'Outside that it is an exception: add --exception "the reason".',
    )


EDGES = [
    # first day, last day of 12 months, last day of 24 months
    ("2023-01-01", "2023-12-31", "2024-12-31"),
    ("2023-01-15", "2024-01-14", "2025-01-14"),
    ("2023-03-01", "2024-02-29", "2025-02-28"),
    ("2022-03-01", "2023-02-28", "2024-02-29"),
    ("2024-02-29", "2025-02-28", "2026-02-28"),
    ("2023-08-31", "2024-08-30", "2025-08-30"),
    ("2023-12-31", "2024-12-30", "2025-12-30"),
]


@pytest.mark.parametrize(("first", "earliest", "latest"), EDGES)
def test_a_contract_may_end_on_any_day_from_the_12_to_the_24_month_day(
    first: str, earliest: str, latest: str
) -> None:
    for last in (D(earliest), D(earliest) + DAY, D(latest) - DAY, D(latest)):
        assert plan_period(D(first), LIMIT, until=last) == last
        check_period(D(first), last, LIMIT)


@pytest.mark.parametrize(("first", "earliest", "latest"), EDGES)
def test_a_contract_that_ends_a_day_outside_is_refused(
    first: str, earliest: str, latest: str
) -> None:
    for last in (D(earliest) - DAY, D(latest) + DAY):
        for plan in (
            lambda end: plan_period(D(first), LIMIT, until=end),
            lambda end: check_period(D(first), end, LIMIT),
        ):
            with pytest.raises(Refused) as caught:
                plan(last)
            assert told(caught.value) == (
                f"A period from {first} cannot be planned to end on {last}: "
                f"12 to 24 months end between {earliest} and {latest}.",
                "Give a last day between them; outside it is an exception: "
                'add --exception "the reason".',
            )


@pytest.mark.parametrize(
    ("first", "last", "months", "extended"),
    [
        # One plus one year is two years from the start.
        ("2023-01-01", "2023-12-31", 12, "2024-12-31"),
        ("2023-03-01", "2024-02-29", 12, "2025-02-28"),
        ("2022-03-01", "2023-02-28", 12, "2024-02-29"),
        ("2023-08-31", "2024-08-30", 6, "2025-02-28"),
        # 18 months end on February's last day; one more is counted from the 31st.
        ("2022-08-31", "2024-02-29", 1, "2024-03-30"),
        # A contract's own day between whole months counts as the months that are full.
        ("2023-01-01", "2024-04-15", 1, "2024-04-30"),
        ("2023-01-01", "2024-04-15", 9, "2024-12-31"),
        ("2023-01-01", "2024-01-01", 1, "2024-01-31"),
    ],
)
def test_an_extension_is_counted_from_the_first_day(
    first: str, last: str, months: int, extended: str
) -> None:
    assert extend_period(D(first), D(last), LIMIT, months=months) == D(extended)


@pytest.mark.parametrize(
    ("first", "last", "months", "held", "latest"),
    [
        ("2023-01-01", "2023-12-31", 13, 12, "2024-12-31"),
        ("2023-01-01", "2024-12-31", 1, 24, "2024-12-31"),
        ("2023-01-01", "2024-04-15", 10, 15, "2024-12-31"),
        ("2024-02-29", "2025-08-28", 7, 18, "2026-02-28"),
        ("2023-01-01", "2023-12-31", 1000, 12, "2024-12-31"),
    ],
)
def test_an_extension_beyond_24_months_in_all_is_refused(
    first: str, last: str, months: int, held: int, latest: str
) -> None:
    with pytest.raises(Refused) as caught:
        extend_period(D(first), D(last), LIMIT, months=months)
    assert told(caught.value) == (
        f"{held} months from {first} extended by {months} would be {held + months}; "
        "a period is at most 24 months, extensions included.",
        f"It can be extended by {24 - held} more: at the longest to {latest}. "
        'More is an exception: add --exception "the reason".'
        if held < 24
        else 'More than 24 months in all are an exception: add --exception "the reason".',
    )
    extended = extend_period(D(first), D(last), LIMIT, months=months, exception="bedömd")
    assert extended == last_day_of(D(first), held + months)


def test_an_extension_beyond_the_calendar_is_malformed() -> None:
    with pytest.raises(Malformed):
        extend_period(D("2023-01-01"), D("2023-12-31"), LIMIT, months=10**9, exception="bedömd")


def test_a_plan_on_a_step_without_a_limit_is_extended_as_far_as_one_likes() -> None:
    assert extend_period(D("2023-01-01"), D("2023-03-31"), None, months=60) == D("2028-03-31")
    assert extend_period(D("2023-01-01"), D("2023-03-31"), None, until=D("2023-04-01")) == D(
        "2023-04-01"
    )


def test_a_period_that_is_too_short_is_extended_bit_by_bit() -> None:
    assert extend_period(D("2023-01-01"), D("2023-03-31"), LIMIT, months=3) == D("2023-06-30")
    assert extend_period(D("2023-01-01"), D("2023-03-31"), LIMIT, until=D("2023-04-01")) == D(
        "2023-04-01"
    )


@pytest.mark.parametrize(("months", "shown"), [(0, 0), (-1, -1), (-12, -12), (None, 0)])
def test_an_extension_by_no_months_is_refused(months: int | None, shown: int) -> None:
    with pytest.raises(Refused) as caught:
        extend_period(D("2023-01-01"), D("2023-12-31"), LIMIT, months=months)
    assert told(caught.value) == (
        f"An extension of {shown} months makes nothing longer.",
        "Give --months 1 or more, or a later last day with --until.",
    )


@pytest.mark.parametrize("until", ["2024-01-01", "2024-06-15", "2024-12-30", "2024-12-31"])
def test_an_extension_may_run_to_the_contracts_own_last_day(until: str) -> None:
    assert extend_period(D("2023-01-01"), D("2023-12-31"), LIMIT, until=D(until)) == D(until)


@pytest.mark.parametrize("until", ["2023-06-30", "2024-06-29", "2024-06-30"])
def test_an_extension_to_a_day_that_is_not_later_is_refused(until: str) -> None:
    with pytest.raises(Refused) as caught:
        extend_period(D("2023-01-01"), D("2024-06-30"), LIMIT, until=D(until))
    assert caught.value.values == {"last": D("2024-06-30"), "until": D(until)}
    assert told(caught.value) == (
        f"The period already runs to 2024-06-30; {until} would not make it longer.",
        "Give a later day. An employment that ends early is recorded with steg leave or "
        "steg advance; a mistake is corrected with steg amend.",
    )


def test_an_extension_to_a_day_beyond_24_months_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        extend_period(D("2023-01-01"), D("2023-12-31"), LIMIT, until=D("2025-01-01"))
    assert told(caught.value) == (
        "A period from 2023-01-01 cannot be planned to end on 2025-01-01: "
        "12 to 24 months end between 2023-12-31 and 2024-12-31.",
        'Give a last day between them; outside it is an exception: add --exception "the reason".',
    )


@given(firsts, st.integers(1, 30), st.integers(1, 30))
def test_months_given_in_two_steps_equal_the_same_months_given_at_once(
    first: date, planned: int, added: int
) -> None:
    limit = MonthLimit(1, 60)
    in_two_steps = extend_period(
        first, plan_period(first, limit, months=planned), limit, months=added
    )
    assert in_two_steps == plan_period(first, limit, months=planned + added)


@given(firsts, st.integers(0, 800), st.integers(1, 26))
def test_an_extension_makes_a_period_longer_and_stays_within_the_limit_or_is_refused(
    first: date, length: int, added: int
) -> None:
    last = walked_last_day(first, 12) + length * DAY
    full = sum(walked_last_day(first, n) <= last for n in range(1, 48))
    try:
        extended = extend_period(first, last, LIMIT, months=added)
    except Refused:
        assert full + added > 24
    else:
        assert extended == walked_last_day(first, full + added)
        assert last < extended <= walked_last_day(first, 24)


# Months in all: the 12 to 24 months are a person's, not a contract's.

IN_ALL = [
    # earlier periods, what they are in all, new first day, its earliest and latest last day
    ("2024-01-15 2024-07-14", (6, 0), "2024-11-01", "2025-04-30", "2026-04-30"),
    ("2024-01-15 2024-07-31", (6, 17), "2024-11-01", "2025-04-13", "2026-04-13"),
    ("2023-08-31 2024-02-29", (6, 0), "2024-09-01", "2025-02-28", "2026-02-28"),
    (
        *("2023-01-01 2023-12-31 2024-03-01 2024-03-20", (12, 20)),
        *("2024-06-01", "2024-06-01", "2025-05-10"),
    ),
    (
        *("2024-01-01 2024-10-31 2024-12-01 2025-01-09", (11, 9)),
        *("2025-03-31", "2025-04-20", "2026-04-20"),
    ),
    ("2022-01-01 2023-12-31", (24, 0), "2025-01-01", "2025-01-01", None),
    # A period of days alone; thirty days of several periods are a month, whatever month they are.
    ("2024-02-01 2024-02-28", (0, 28), "2024-03-01", "2025-02-02", "2026-02-02"),
    (
        "2024-03-01 2024-03-20 2024-06-01 2024-06-10",
        (1, 0),
        "2024-08-01",
        "2025-06-30",
        "2026-06-30",
    ),
    (
        "2024-03-01 2024-03-20 2024-06-01 2024-06-11",
        (1, 1),
        "2024-08-01",
        "2025-06-29",
        "2026-06-29",
    ),
    # The last month of 24 may be filled by days: nothing is left, as after 24 whole months.
    ("2022-01-01 2023-12-29", (23, 29), "2025-01-01", "2025-01-01", "2025-01-01"),
    ("2022-01-01 2023-12-30", (24, 0), "2025-01-01", "2025-01-01", None),
    ("2022-01-01 2024-01-01", (24, 1), "2025-01-01", "2025-01-01", None),
    # With 12 months used already, any day will do.
    ("2022-01-01 2022-12-31", (12, 0), "2025-01-31", "2025-01-31", "2026-01-30"),
    ("2022-01-01 2022-12-29", (11, 29), "2025-01-31", "2025-01-31", "2026-01-31"),
    # Nothing at all
    ("", (0, 0), "2024-02-29", "2025-02-28", "2026-02-28"),
]


def periods_of(text: str) -> list[tuple[date, date]]:
    written = [D(day) for day in text.split()]
    return list(zip(written[::2], written[1::2], strict=True))


@pytest.mark.parametrize(("before", "in_all", "first", "earliest", "latest"), IN_ALL)
def test_all_periods_on_a_step_add_up(
    before: str, in_all: tuple[int, int], first: str, earliest: str, latest: str | None
) -> None:
    found = used(periods_of(before))
    assert found == Used(*in_all)
    assert bool(found) is (in_all != (0, 0))
    assert found.earliest(D(first), LIMIT) == D(earliest)
    assert found.latest(D(first), LIMIT) == (D(latest) if latest else None)


@pytest.mark.parametrize(("before", "_in_all", "first", "earliest", "latest"), IN_ALL)
def test_a_plan_ends_between_the_earliest_and_the_latest_day_that_the_months_in_all_leave(
    before: str, _in_all: tuple[int, int], first: str, earliest: str, latest: str | None
) -> None:
    found = used(periods_of(before))
    ends = [D(earliest), D(latest)] if latest else []
    for last in ends:
        assert plan_period(D(first), LIMIT, found, until=last) == last
    wrong = [ends[0] - DAY, ends[1] + DAY] if ends else [D(first), last_day_of(D(first), 12)]
    for last in wrong:
        with pytest.raises(Refused) as caught:
            plan_period(D(first), LIMIT, found, until=last)
        assert caught.value.values["latest"] == (D(latest) if latest else "-")
        if last >= D(first):
            assert plan_period(D(first), LIMIT, found, until=last, exception="bedömd") == last


@pytest.mark.parametrize("exception", [None, "bedömd"])
def test_no_period_ends_before_it_begins(exception: str | None) -> None:
    with pytest.raises(Refused):
        plan_period(D("2025-01-01"), LIMIT, Used(15), until=D("2024-12-31"), exception=exception)


@pytest.mark.parametrize(
    ("months", "days", "last"),
    [
        (0, 0, "2025-12-31"),
        (6, 0, "2025-12-31"),
        (12, 0, "2025-12-31"),
        (15, 0, "2025-09-30"),  # nine months are left
        (15, 10, "2025-09-20"),
        (23, 29, "2025-01-01"),
    ],
)
def test_a_period_is_planned_for_twelve_months_or_what_is_left(
    months: int, days: int, last: str
) -> None:
    assert plan_period(D("2025-01-01"), LIMIT, Used(months, days)) == D(last)


@pytest.mark.parametrize(
    ("months", "days", "said"),
    [
        (24, 0, "No period can begin on 2025-01-01: 24 months are used already, of 24 in all."),
        (30, 3, "No period can begin on 2025-01-01: 30 months are used already, of 24 in all."),
        (
            *(18, 1),
            "A period from 2025-01-01 cannot be planned to end on 2025-12-31: "
            "with 18 months and 1 day before it, 12 to 24 months in all end between 2025-01-01 and "
            "2025-06-29.",
        ),
    ],
)
def test_more_than_the_most_in_all_is_refused_with_what_was_used(
    months: int, days: int, said: str
) -> None:
    with pytest.raises(Refused) as caught:
        plan_period(D("2025-01-01"), LIMIT, Used(months, days), months=12)
    assert texts("en").error(caught.value).splitlines()[0] == said


def test_an_extension_reaches_to_the_months_in_all_and_no_further() -> None:
    before = Used(6, 17)
    first, last = D("2024-11-01"), D("2025-10-31")
    assert extend_period(first, last, LIMIT, before, months=5) == D("2026-03-31")
    assert extend_period(first, last, LIMIT, before, until=D("2026-04-13")) == D("2026-04-13")
    with pytest.raises(Refused) as caught:
        extend_period(first, last, LIMIT, before, months=6)
    assert str(caught.value) == (
        "A period from 2024-11-01 cannot be planned to end on 2026-04-30: with 6 months and "
        "17 days before it, 12 to 24 months in all end between 2025-04-13 and 2026-04-13."
    )
    with pytest.raises(Refused) as caught:
        extend_period(first, last, LIMIT, Used(6), months=7)
    assert str(caught.value) == (
        "6 months before and 12 from 2024-11-01, extended by 7, would be 25 in all; "
        "at most 24 are allowed."
    )
    assert extend_period(first, last, LIMIT, before, months=6, exception="sjuk") == D("2026-04-30")


def walked_months(first: date, last: date) -> tuple[int, int]:
    """Walk through a period day by day: how many months were full, and how many days came after."""
    months, rest, day = 0, 0, first
    while day <= last:
        tomorrow = day + DAY
        rest += 1
        if tomorrow.day == first.day or (tomorrow.day == 1 and day.day < first.day):
            months, rest = months + 1, 0
        day = tomorrow
    return months, rest


def walked_in_all(spans: list[tuple[date, date]]) -> tuple[int, int]:
    walked = [walked_months(*span) for span in spans]
    months, rest = sum(m for m, _ in walked), sum(d for _, d in walked)
    while rest >= 30:
        months, rest = months + 1, rest - 30
    return months, rest


def walked_until_full(first: date, in_all: tuple[int, int], full: int) -> date | None:
    """Walk on from a first day, month by month and then day by day, until so many are full."""
    months, rest = in_all
    if months >= full:
        return None
    day = first - DAY
    while months < full - (rest > 0):
        months += 1
        day = walked_last_day(first, months - in_all[0])
    while 0 < rest < 30:
        day, rest = day + DAY, rest + 1
    return day


spans = st.lists(st.tuples(firsts, st.integers(0, 400)), max_size=4).map(
    lambda drawn: [(first, first + more * DAY) for first, more in drawn]
)


@given(spans, firsts, st.integers(1, 14), st.integers(0, 14))
def test_months_in_all_are_those_counted_by_walking_day_by_day(
    before: list[tuple[date, date]], first: date, least: int, more: int
) -> None:
    limit = MonthLimit(least, least + more)
    in_all = walked_in_all(before)
    found = used(before)
    assert (found.months, found.days) == in_all
    assert found.latest(first, limit) == walked_until_full(first, in_all, limit.most)
    assert found.earliest(first, limit) == (walked_until_full(first, in_all, least) or first)


@given(spans)
def test_the_order_of_periods_makes_no_difference(before: list[tuple[date, date]]) -> None:
    assert used(before) == used(reversed(before))
    assert used([]) == NOTHING_USED


@given(spans, firsts)
def test_a_period_to_the_latest_day_fills_the_months_in_all_and_a_day_less_does_not(
    before: list[tuple[date, date]], first: date
) -> None:
    found = used(before)
    latest = found.latest(first, LIMIT)
    if latest is None:
        assert found.months >= 24
    else:
        assert found.with_(first, latest).months >= 24
