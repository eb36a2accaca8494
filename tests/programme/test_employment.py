"""Days of employment: by employer, and the day on which twelve months are passed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steg_cli.programme.employment import (
    Days,
    Placed,
    days_of,
    employers,
    joined,
    passed_on,
    window_to,
    within,
)

D = date.fromisoformat
DAY = timedelta(days=1)
ALWAYS = "9999-12-31"


def spans(*texts: str) -> list[Days]:
    """Return spans that are written as first/last."""
    return [(D(first), D(last)) for first, _, last in (text.partition("/") for text in texts)]


@pytest.mark.parametrize(
    ("given_spans", "expected"),
    [
        ([], []),
        (["2024-02-01/2024-02-29", "2024-01-01/2024-01-31"], ["2024-01-01/2024-02-29"]),
        (["2024-01-01/2024-03-31", "2024-02-01/2024-02-29"], ["2024-01-01/2024-03-31"]),
        (
            ["2024-01-01/2024-01-30", "2024-02-01/2024-02-29"],
            ["2024-01-01/2024-01-30", "2024-02-01/2024-02-29"],
        ),
        ([f"2024-01-01/{ALWAYS}", f"2024-02-01/{ALWAYS}"], [f"2024-01-01/{ALWAYS}"]),
    ],
)
def test_spans_that_touch_are_one(given_spans: list[str], expected: list[str]) -> None:
    assert joined(spans(*given_spans)) == spans(*expected)


@pytest.mark.parametrize(
    ("last", "months", "first"),
    [
        ("2026-11-22", 36, "2023-11-23"),
        ("2024-02-29", 36, "2021-03-01"),
        ("2026-11-22", 60, "2021-11-23"),
        ("0003-01-01", 60, "0001-01-01"),
    ],
)
def test_a_window_has_its_last_day_in_it(last: str, months: int, first: str) -> None:
    assert window_to(D(last), months) == D(first)


@pytest.mark.parametrize(
    ("given_spans", "expected"),
    [
        ([], None),
        (["2023-01-01/2023-12-31"], None),  # 365 days
        (["2023-01-01/2024-01-01"], "2024-01-01"),
        (["2024-01-01/2024-12-31"], "2024-12-31"),  # a leap year has 366
        ([f"2023-06-01/{ALWAYS}"], "2024-05-31"),
        # Added up over a break, within five years.
        (["2023-01-01/2023-06-30", f"2025-01-01/{ALWAYS}"], "2025-07-04"),
        (["2023-01-01/2023-06-30", f"2028-01-01/{ALWAYS}"], "2028-12-31"),  # all of it is too old
        # What began before 2022-03-01 counts from then on.
        ([f"2020-01-01/{ALWAYS}"], "2023-03-01"),
        (["2019-01-01/2022-02-28"], None),
    ],
)
def test_twelve_months_are_passed_on_the_366th_day(
    given_spans: list[str], expected: str | None
) -> None:
    assert passed_on(spans(*given_spans)) == (expected and D(expected))


SPAN = st.tuples(
    st.dates(D("2021-06-01"), D("2031-01-01")), st.integers(0, 500), st.integers(0, 30)
).map(lambda one: (one[0], one[0] + timedelta(one[1] + one[2])))


@settings(max_examples=60, deadline=None)
@given(st.lists(SPAN, max_size=5))
def test_the_day_that_is_passed_is_found_as_by_looking_at_every_day(found: list[Days]) -> None:
    employed = {
        first + number * DAY
        for first, last in found
        for number in range((last - first).days + 1)
        if first + number * DAY >= D("2022-03-01")
    }
    expected = None
    for day in sorted(employed):
        last_years = day.replace(year=day.year - 5, day=min(day.day, 28 if day.month == 2 else 31))
        if sum(last_years < one <= day for one in employed) > 365:
            expected = day
            break
    if expected is not None and (expected.month, expected.day) == (2, 29):
        return  # five years before it there is no such day: the table tells
    assert passed_on(found) == expected


HERE, THERE = "Skövde", "Tibro"


@pytest.mark.parametrize(
    ("placed", "expected"),
    [
        ([], [("Hjo", "2024-01-01/2024-12-31")]),
        ([(HERE, "2023-01-01/2025-12-31")], [(HERE, "2024-01-01/2024-12-31")]),
        ([(HERE, "2023-01-01/2023-12-31")], [("Hjo", "2024-01-01/2024-12-31")]),
        # Days without a workplace are as those before, or else as those after.
        ([(HERE, "2024-03-01/2024-05-31")], [(HERE, "2024-01-01/2024-12-31")]),
        (
            [(HERE, "2024-03-01/2024-05-31"), (THERE, "2024-08-01/2024-09-30")],
            [(HERE, "2024-01-01/2024-07-31"), (THERE, "2024-08-01/2024-12-31")],
        ),
        # Side by side, both employ.
        (
            [(HERE, "2024-01-01/2024-12-31"), (THERE, "2024-03-01/2024-04-30")],
            [(HERE, "2024-01-01/2024-12-31"), (THERE, "2024-03-01/2024-04-30")],
        ),
        (
            [(HERE, "2024-02-01/2024-06-30"), (THERE, "2024-02-01/2024-06-30")],
            [(HERE, "2024-01-01/2024-12-31"), (THERE, "2024-01-01/2024-12-31")],
        ),
    ],
)
def test_the_employer_is_the_municipality_of_the_workplace(
    placed: list[tuple[str, str]], expected: list[tuple[str, str]]
) -> None:
    (year,) = spans("2024-01-01/2024-12-31")
    found = employers(year, [Placed(name, *spans(text)[0]) for name, text in placed], "Hjo")
    assert found == [(name, *spans(text)) for name, text in expected]


@given(st.lists(st.tuples(st.sampled_from([HERE, THERE]), SPAN), max_size=5))
def test_every_day_of_a_step_has_an_employer(placed: list[tuple[str, Days]]) -> None:
    whole = (D("2023-01-01"), D("2026-12-31"))
    found = employers(whole, [Placed(name, *span) for name, span in placed], "Hjo")
    assert joined(span for _, span in found) == [whole]
    for name, span in placed:  # and nobody's own days are left out
        own = joined(one for who, one in found if who == name)
        for first, last in within([span], *whole):
            assert any(one[0] <= first and last <= one[1] for one in own)


def test_days_are_counted_with_the_first_and_the_last() -> None:
    assert days_of(spans("2024-01-01/2024-01-01", "2024-02-01/2024-02-29")) == 30
