"""Days as people type them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steg_cli.programme.days import parse_day
from steg_cli.programme.errors import Malformed, StegError

TODAY = date(2024, 2, 29)


def told(error: StegError) -> tuple[str, str]:
    return str(error), error.hint.format(**error.values)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-01-31", "2026-01-31"),
        ("20260131", "2026-01-31"),
        ("2023-12-31", "2023-12-31"),
        ("20240229", "2024-02-29"),
        ("1900-01-01", "1900-01-01"),
        ("2199-12-31", "2199-12-31"),
        ("today", "2024-02-29"),
        ("TODAY", "2024-02-29"),
        ("idag", "2024-02-29"),
        ("Idag", "2024-02-29"),
        ("i dag", "2024-02-29"),
        ("I dag", "2024-02-29"),
        ("-3d", "2024-02-26"),
        ("+0d", "2024-02-29"),
        ("-0d", "2024-02-29"),
        ("+1d", "2024-03-01"),
        ("+01d", "2024-03-01"),
        ("+307d", "2025-01-01"),
        ("+2w", "2024-03-14"),
        ("-1w", "2024-02-22"),
        ("+1m", "2024-03-29"),
        ("-1m", "2024-01-29"),
        ("+12m", "2025-02-28"),
        ("-2m", "2023-12-29"),
        ("-1y", "2023-02-28"),
        ("+1y", "2025-02-28"),
        ("+4y", "2028-02-29"),
    ],
)
def test_a_day_can_be_written_in_these_ways(text: str, day: str) -> None:
    assert parse_day(text, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("today", "text", "day"),
    [
        ("2024-01-31", "+1m", "2024-02-29"),
        ("2023-01-31", "+1m", "2023-02-28"),
        ("2024-03-31", "-1m", "2024-02-29"),
        ("2023-12-31", "+1d", "2024-01-01"),
        ("2024-01-01", "-1d", "2023-12-31"),
        ("2023-02-28", "+1d", "2023-03-01"),
        ("2024-02-28", "+1d", "2024-02-29"),
    ],
)
def test_relative_days_pass_the_ends_of_months_and_years(today: str, text: str, day: str) -> None:
    assert parse_day(text, date.fromisoformat(today)) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        " 2024-01-31",
        "2024-01-31 ",
        "2024-01-31\n",
        "20240131\n",
        "today\n",
        " today",
        "i  dag",
        "2024-1-31",
        "2024-01-1",
        "2024-0131",
        "202401-31",
        "24-01-31",
        "240131",
        "12024-01-31",
        "2024/01/31",
        "2024.01.31",
        "2024–01–31",
        "31-01-2024",
        "2024-01-31T00:00",
        "２０２４-０１-３１",
        "٢٠٢٤٠١٣١",
        "2024-W05-3",
        "tomorrow",
        "3d",
        "+d",
        "+1",
        "+1D",
        "+1h",
        "+ 1d",
        "--1d",
        "−3d",
        "+１d",
        "+1d\n",
        "+1.5d",
        "+1d2w",
        "+100000d",
    ],
)
def test_anything_else_is_not_written_as_a_day(text: str) -> None:
    with pytest.raises(Malformed) as caught:
        parse_day(text, TODAY)
    assert caught.value.values == {"text": text}
    assert told(caught.value) == (
        f"{text} is not written as a day.",
        "Write ÅÅÅÅ-MM-DD, such as 2026-01-31, or today, -3d, +1m.",
    )


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2023-02-29", "2023"),
        ("20230229", "2023"),
        ("2100-02-29", "2100"),
        ("2024-02-30", "2024"),
        ("2024-04-31", "2024"),
        ("2024-13-01", "2024"),
        ("2024-00-10", "2024"),
        ("2024-01-00", "2024"),
        ("2024-01-32", "2024"),
        ("31012024", "3101"),
        ("0000-01-01", "0000"),
    ],
)
def test_a_day_that_is_not_in_the_calendar_is_malformed(text: str, year: str) -> None:
    with pytest.raises(Malformed) as caught:
        parse_day(text, TODAY)
    assert caught.value.values == {"text": text, "year": year}
    assert told(caught.value) == (
        f"{text} is not a day in the calendar.",
        f"Check the month and the day: {year} has no such day.",
    )


@pytest.mark.parametrize(
    ("today", "text"),
    [
        ("2024-02-29", "+99999y"),
        ("2024-02-29", "-99999y"),
        ("2024-02-29", "-99999m"),
        ("2024-02-29", "-2024y"),
        ("9999-12-31", "+1d"),
        ("9999-12-31", "+1w"),
        ("9999-12-31", "+1m"),
        ("0001-01-01", "-1d"),
        ("0001-01-01", "-1w"),
        ("0001-01-01", "-1y"),
    ],
)
def test_a_relative_day_beyond_the_calendar_is_malformed(today: str, text: str) -> None:
    with pytest.raises(Malformed) as caught:
        parse_day(text, date.fromisoformat(today))
    assert all(told(caught.value))
    assert caught.value.exit_code == 2


written = st.sampled_from(["{:%Y-%m-%d}", "{:%Y%m%d}"])


@pytest.mark.parametrize("text", ["1899-12-31", "10230101", "2200-01-01", "9999-12-31", "+500y"])
def test_a_year_that_is_a_slip_of_the_hand_is_told(text: str) -> None:
    with pytest.raises(Malformed) as caught:
        parse_day(text, date(2024, 1, 15))
    assert told(caught.value)[1] == "Check the year: it can be 1900 to 2199."


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), written)
def test_every_day_reads_back_from_both_written_forms(day: date, form: str) -> None:
    assert parse_day(form.format(day), TODAY) == day


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(-400, 400))
def test_days_and_weeks_are_counted_one_day_at_a_time(today: date, count: int) -> None:
    step = timedelta(days=1 if count > 0 else -1)
    day = week = today
    for _ in range(abs(count)):
        day += step
        for _ in range(7):
            week += step
    assert parse_day(f"{count:+}d", today) == day
    assert parse_day(f"{count:+}w", today) == week


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(-60, 60))
def test_months_and_years_go_to_the_same_numbered_day_or_the_months_last(
    today: date, count: int
) -> None:
    for text, months in ((f"{count:+}m", count), (f"{count:+}y", 12 * count)):
        day = parse_day(text, today)
        assert day.year * 12 + day.month == today.year * 12 + today.month + months
        last_of_month = (day + timedelta(days=1)).month != day.month
        assert day.day == today.day or (day.day < today.day and last_of_month)


@given(st.text(alphabet="0123456789-+dwmy ０\n", max_size=12))
def test_whatever_is_typed_gives_a_day_or_a_malformed_one(text: str) -> None:
    try:
        assert isinstance(parse_day(text, TODAY), date)
    except Malformed as error:
        told(error)
