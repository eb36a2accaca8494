"""Days as people write them, at the keyboard and in lists: what is read, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steg_cli.programme.days import read_day, read_first_day, read_last_day, read_since, since_by
from steg_cli.programme.errors import Malformed
from steg_cli.programme.spans import read_days, read_end
from steg_cli.programme.values import Written

D = date.fromisoformat
TODAY = date(2026, 11, 28)  # a Saturday
IN_A_LIST = "Write YYYY-MM-DD, such as 2026-01-31, or let the column hold days."
AT_THE_KEYBOARD = "Write YYYY-MM-DD, such as 2026-01-31; or 31/1, 31 jan, today, monday, -3d, +1m."


def refusal(read: Callable[[], object]) -> tuple[str, str]:
    """Return the sentence and the hint."""
    with pytest.raises(Malformed) as caught:
        read()
    assert caught.value.exit_code == 2
    return str(caught.value), caught.value.hint.format(**caught.value.values)


# A year is there: the same day at the keyboard and in a list


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        *((D("2023-01-31"), "2023-01-31"), ("2023-01-31", "2023-01-31")),
        *(("20230131", "2023-01-31"), (20230131, "2023-01-31"), ("31/1 2023", "2023-01-31")),
        *(("31/1-2023", "2023-01-31"), ("1/2 2023", "2023-02-01"), ("01/02 2023", "2023-02-01")),
        *(("2023-1-5", "2023-01-05"), ("2023-01-5", "2023-01-05"), ("31.1.2023", "2023-01-31")),
        *(("1.2. 2023", "2023-02-01"), ("29/2 2024", "2024-02-29")),
        # The year first, with other signs; and the day first where only it can be.
        *(("2023/01/31", "2023-01-31"), ("2023.1.5", "2023-01-05"), ("31/1/2023", "2023-01-31")),
        *(("31-01-2023", "2023-01-31"), ("6/29/2026", "2026-06-29"), ("2/2/2026", "2026-02-02")),
        # Spaces and dashes of all kinds.
        *((" 2023-01-31\t", "2023-01-31"), ("\xa02023-01-31\xa0", "2023-01-31")),
        *(("31/1\xa02023", "2023-01-31"), ("31/1  2023", "2023-01-31")),
        *(("2023–01–31", "2023-01-31"), ("2023—1—5", "2023-01-05"), ("2023‐01‑31", "2023-01-31")),
        *(("2023‒01−31", "2023-01-31"), ("2023－01－31", "2023-01-31")),
        ("31/1–2023", "2023-01-31"),
        # The midnight that a program added to a day.
        *(("2023-01-31 00:00", "2023-01-31"), ("2023-01-31 00:00:00", "2023-01-31")),
        *(("2023-01-31T00:00:00", "2023-01-31"), ("2023-1-5\xa000:00:00", "2023-01-05")),
        # Two figures of the year.
        *(("260629", "2026-06-29"), (230901, "2023-09-01"), ("29/6-26", "2026-06-29")),
        *(("29/6 -26", "2026-06-29"), ("29/6 26", "2026-06-29"), ("29.6.26", "2026-06-29")),
        *(("31/12/23", "2023-12-31"), ("99-01-31", "1999-01-31"), ("561231", "2056-12-31")),
        ("960101", "1996-01-01"),
        # The month by its name.
        *(("29 juni 2026", "2026-06-29"), ("29 jun 2026", "2026-06-29")),
        *(("29 juni -26", "2026-06-29"), ("29 jun 26", "2026-06-29"), ("1 Sept. 23", "2023-09-01")),
        *(("den 1:a maj 2026", "2026-05-01"), ("5 MARS 2026", "2026-03-05")),
        *(
            ("29-jun-26", "2026-06-29"),
            ("3 October, 2026", "2026-10-03"),
            ("3okt 26", "2026-10-03"),
        ),
        # A week is its Monday.
        *(
            ("v. 12 2026", "2026-03-16"),
            ("vecka 12 2026", "2026-03-16"),
            ("2026-W12", "2026-03-16"),
        ),
        *(("v12 2026", "2026-03-16"), ("2026 v. 1", "2025-12-29"), ("week 53 2026", "2026-12-28")),
        # The ends of what a day can be.
        *((D("1900-01-01"), "1900-01-01"), ("31/12 2199", "2199-12-31")),
    ],
)
def test_a_day_is_read_in_every_form_that_means_one_day(cell: Written, day: str) -> None:
    assert read_day(cell, TODAY) == read_day(cell, near=TODAY) == D(day)


@pytest.mark.parametrize("cell", ["v. 12 2026", "2026-W12", "16 mars 2026", "2026/3/16"])
def test_a_whole_year_needs_no_other_day(cell: str) -> None:
    assert read_day(cell) == D("2026-03-16")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        *(("29/6", "2026-06-29"), ("29 juni", "2026-06-29"), ("1 jan", "2027-01-01")),
        *(("28/11", "2026-11-28"), ("30/5", "2026-05-30"), ("29/5", "2027-05-29")),
        *(("v. 12", "2027-03-22"), ("v12", "2027-03-22"), ("v.47", "2026-11-16")),
        *(("week 12", "2027-03-22"), ("Vecka 53", "2026-12-28")),
    ],
)
def test_a_day_without_a_year_is_the_one_nearest_to_today(cell: str, day: str) -> None:
    assert read_day(cell, TODAY) == read_day(cell, near=TODAY) == D(day)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        *(
            ("sista november", "2026-11-30"),
            ("sista maj", "2026-05-31"),
            ("sista feb", "2027-02-28"),
        ),
        *(("Sista februari 2028", "2028-02-29"), ("last of June 2027", "2027-06-30")),
        ("sista dec -26", "2026-12-31"),
    ],
)
def test_the_last_of_a_month_is_its_last_day(cell: str, day: str) -> None:
    assert read_day(cell, TODAY) == read_last_day(cell, near=TODAY) == D(day)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        *(("01/02/03", "2003-01-02", "2003-02-01"), ("1/2/2023", "2023-01-02", "2023-02-01")),
        *(("03-04-05", "2003-04-05", "2005-04-03"), ("1-2-2023", "2023-01-02", "2023-02-01")),
        *(("24-01-31", "2024-01-31", "2031-01-24"), ("01.02.03", "2001-02-03", "2003-02-01")),
        *(("26-1-31", "2026-01-31", "2031-01-26"), ("27-6-30", "2027-06-30", "2030-06-27")),
        *(("27-1-15", "2015-01-27", "2027-01-15"), ("26–1–31", "2026-01-31", "2031-01-26")),
        *(("760629", "1976-06-29", "2076-06-29"), ("9/9 90", "1990-09-09", "2090-09-09")),
        ("570101", "1957-01-01", "2057-01-01"),
    ],
)
def test_what_could_be_two_days_is_refused_with_both(text: str, first: str, second: str) -> None:
    for read in (lambda: read_day(text, TODAY), lambda: read_day(text, near=TODAY)):
        assert refusal(read) == (
            f"{text} could be {first} or {second}.",
            "Write the day that is meant as YYYY-MM-DD.",
        )


def test_a_day_and_a_week_that_are_as_near_in_both_years_are_refused_with_both() -> None:
    middle = D("2024-01-01")  # the leap year has the day 183 days before and after
    assert refusal(lambda: read_day("2/7", middle))[0] == "2/7 could be 2023-07-02 or 2024-07-02."
    in_the_middle = D("2023-07-03")  # 26 weeks from both
    assert refusal(lambda: read_day("v. 1", in_the_middle))[0] == (
        "v. 1 could be 2023-01-02 or 2024-01-01."
    )


@pytest.mark.parametrize(
    ("text", "friday", "sunday"),
    [("v. 12", "2027-03-26", "2027-03-28"), ("v12 2026", "2026-03-20", "2026-03-22")],
)
def test_a_week_is_no_last_day(text: str, friday: str, sunday: str) -> None:
    told = (f"{text} could be {friday} or {sunday}.", "Write the day that is meant as YYYY-MM-DD.")
    assert refusal(lambda: read_last_day(text, TODAY)) == told
    assert refusal(lambda: read_last_day(text, near=TODAY)) == told
    assert refusal(lambda: read_end(text, TODAY)) == told
    assert read_last_day("29/6", TODAY) == D("2026-06-29")


@pytest.mark.parametrize(
    "cell",
    [
        # A part is missing.
        *("2023", "juni", "v.", "29/", "31/1 203", "2023 jan"),
        # A time of day, or a day with one.
        *("08:30:00", "2023-01-31 08:30:00", "2023-01-31 00:01", "2023-01-31 00:00:01"),
        # A day's number in a spreadsheet, and other numbers.
        *(45292, 2023, 20230131.5, -20230131, 202301311, True, 29.6),
        # What stands for a day when a command is typed.
        *("today", "idag", "i går", "måndag", "-3d", "+1m"),
        *("om en vecka", "3.12", "i.dag", "sista gången"),
        *("2023-01-31 ?", "ca 2023-01-31", "2023-01-31–2023-02-28", "٢٠٢٣-٠١-٣١", "2023--01-31"),
        *("31 janvier 2023", "2024-W05-3", "2024-0131", "12 mån", "tillsvidare"),
    ],
)
def test_what_is_no_day_is_refused(cell: Written) -> None:
    assert refusal(lambda: read_day(cell, near=TODAY)) == (
        f"{cell} is not written as a day.",
        IN_A_LIST,
    )


@pytest.mark.parametrize("cell", ["29/6", "29 juni", "260629", "29/6-26", "v. 12"])
def test_without_a_day_to_be_near_a_year_is_needed(cell: str) -> None:
    assert refusal(lambda: read_day(cell)) == (f"{cell} is not written as a day.", IN_A_LIST)


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        *(("2023-02-30", "2023"), ("30/2 2023", "2023"), ("29.2.2023", "2023")),
        *((20231301, "2023"), ("2023-0-1", "2023"), ("2023-1-32", "2023"), ("20230229", "2023")),
        *(("2100-02-29", "2100"), ("2024-04-31", "2024"), ("2024-00-10", "2024")),
        *(("31012024", "3101"), ("0000-01-01", "0000"), ("230230", "2023"), ("31/11", "2026")),
        *(("31 april 2023", "2023"), ("5/13", "2026"), ("29/2", "2026")),
    ],
)
def test_a_day_that_no_calendar_has_is_refused(cell: Written, year: str) -> None:
    for read in (lambda: read_day(cell, TODAY), lambda: read_day(cell, near=TODAY)):
        assert refusal(read) == (
            f"{cell} is not a day in the calendar.",
            f"Check the month and the day: {year} has no such day.",
        )


@pytest.mark.parametrize("cell", ["v. 54", "v. 0", "v. 53 2025"])
def test_a_week_that_no_calendar_has_is_refused(cell: str) -> None:
    assert refusal(lambda: read_day(cell, TODAY)) == (
        f"{cell} is not a week in the calendar.",
        "Check the number: a year has 52 weeks, and some have 53.",
    )


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        *((D("1800-01-31"), "1800-01-31"), ("1899-12-31", "1899-12-31")),
        *(("1/1 2200", "2200-01-01"), (90320131, "9032-01-31"), ("10230101", "1023-01-01")),
        ("+500y", "2526-11-28"),
    ],
)
def test_a_day_outside_our_time_is_a_slip_of_the_hand(cell: Written, shown: str) -> None:
    assert refusal(lambda: read_day(cell, TODAY)) == (
        f"{shown} is not a day of our time.",
        "Check the year: it can be 1900 to 2199.",
    )


WITH_A_WHOLE_YEAR = [
    "{0:%Y-%m-%d}",
    "{0.year}-{0.month}-{0.day}",
    "{0:%Y%m%d}",
    "{0:%Y/%m/%d}",
    "{0.day}/{0.month} {0.year}",
    "{0:%d/%m-%Y}",
    "{0.day}.{0.month}.{0.year}",
    "{0.day} {1} {0.year}",
    "den {0.day} {2} {0.year}",
    "{0:%Y-%m-%d} 00:00:00",
]
WITH_TWO_FIGURES = [
    "{0:%y%m%d}",
    "{0.day}/{0.month}-{0:%y}",
    "{0.day} {1} {0:%y}",
    "{0.day} {2} -{0:%y}",
]
SWEDISH = (
    *("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september"),
    *("oktober", "november", "december"),
)


def form(day: date, how: str) -> str:
    name = SWEDISH[day.month - 1]
    return how.format(day, name, name[:3])


@given(st.dates(D("1900-01-01"), D("2199-12-31")), st.sampled_from(WITH_A_WHOLE_YEAR))
def test_every_day_in_every_form_that_carries_a_year_reads_back_as_itself(
    day: date, how: str
) -> None:
    assert read_day(form(day, how), TODAY) == read_day(form(day, how)) == day
    assert read_days(form(day, how), TODAY) == (day, None)


@given(st.dates(D("1996-01-01"), D("2056-12-31")), st.sampled_from(WITH_TWO_FIGURES))
def test_every_day_within_thirty_years_reads_back_from_two_figures_of_its_year(
    day: date, how: str
) -> None:
    assert read_day(form(day, how), TODAY) == read_day(form(day, how), near=TODAY) == day


@given(
    st.dates(D("1950-01-01"), D("2150-12-31")),
    st.dates(D("1950-01-01"), D("2150-12-31")),
    st.sampled_from(["{0.day}/{0.month}", "{0.day} {1}"]),
)
def test_the_nearest_day_is_never_more_than_half_a_year_away(
    today: date, day: date, how: str
) -> None:
    try:
        found = read_day(form(day, how), today)
    except Malformed:
        assert (day.month, day.day) == (2, 29) or abs(
            day.replace(year=today.year) - today
        ).days > 181
    else:
        assert (found.month, found.day) == (day.month, day.day)
        assert abs(found - today).days <= (183 if (day.month, day.day) != (2, 29) else 731)


# Days at the keyboard


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(("today", "2026-11-28"), ("idag", "2026-11-28"), ("i dag", "2026-11-28")),
        *(("I  dag", "2026-11-28"), (" today\n", "2026-11-28"), ("i går", "2026-11-27")),
        *(("igår", "2026-11-27"), ("igar", "2026-11-27"), ("yesterday", "2026-11-27")),
        *(("imorgon", "2026-11-29"), ("i morgon", "2026-11-29"), ("tomorrow", "2026-11-29")),
        *(("i övermorgon", "2026-11-30"), ("i förrgår", "2026-11-26")),
        *(("övermorgon", "2026-11-30"), ("förrgår", "2026-11-26"), ("i morron", "2026-11-29")),
        # The nearest, the next, the last.
        *(("lördag", "2026-11-28"), ("måndag", "2026-11-30"), ("mandag", "2026-11-30")),
        *(("Tisdag", "2026-12-01"), ("onsdag", "2026-11-25"), ("tors", "2026-11-26")),
        *(("fredag", "2026-11-27"), ("sunday", "2026-11-29"), ("monday", "2026-11-30")),
        *(("på lördag", "2026-12-05"), ("på onsdag", "2026-12-02"), ("i lördags", "2026-11-21")),
        *(("i måndags", "2026-11-23"), ("i torsdags", "2026-11-26")),
        *(("-3d", "2026-11-25"), ("+0d", "2026-11-28"), ("+34d", "2027-01-01")),
        *(("+2w", "2026-12-12"), ("+2v", "2026-12-12"), ("+1m", "2026-12-28")),
        *(("-9m", "2026-02-28"), ("-1y", "2025-11-28"), ("+1å", "2027-11-28")),
        ("−3d", "2026-11-25"),
        *(
            ("om en vecka", "2026-12-05"),
            ("Om 2 veckor", "2026-12-12"),
            ("in a week", "2026-12-05"),
        ),
        *(("om 3 dagar", "2026-12-01"), ("om en månad", "2026-12-28"), ("om ett år", "2027-11-28")),
        *(("om 3 mån", "2027-02-28"), ("in 2 years", "2028-11-28"), ("i.dag", "2026-11-28")),
        *(("i.morgon", "2026-11-29"), ("3.12", "2026-12-03"), ("31.1", "2027-01-31")),
        *(
            ("i förgår", "2026-11-26"),
            ("nästa måndag", "2026-11-30"),
            ("Next friday", "2026-12-04"),
        ),
        *(("förra lördagen", "2026-11-21"), ("last saturday", "2026-11-21")),
    ],
)
def test_a_day_can_be_counted_from_today(text: str, day: str) -> None:
    assert read_day(text, TODAY) == D(day)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("nästa fredag", "2026-11-27", "2026-12-04"),
        ("next saturday", "2026-11-28", "2026-12-05"),
        ("förra måndagen", "2026-11-16", "2026-11-23"),
    ],
)
def test_a_weekday_that_could_be_of_two_weeks_is_refused_with_both(
    text: str, first: str, second: str
) -> None:
    wednesday = D("2026-11-25")
    assert refusal(lambda: read_day(text, wednesday))[0] == f"{text} could be {first} or {second}."


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(("fredag 4/12", "2026-12-04"), ("fre. 4 dec", "2026-12-04")),
        *(("Fredag den 4 december 2026", "2026-12-04"), ("monday, 30 november", "2026-11-30")),
        *(("på måndag 30/11", "2026-11-30"), ("tors 2026-12-03", "2026-12-03")),
    ],
)
def test_a_weekday_can_stand_before_its_day(text: str, day: str) -> None:
    assert read_day(text, TODAY) == read_last_day(text, near=TODAY) == D(day)
    assert read_end(text, TODAY) == read_days(text, TODAY)[0] == D(day)


def test_a_weekday_before_another_day_is_refused_with_that_day() -> None:
    for read in (
        lambda: read_day("Fredag 5/12", TODAY),
        lambda: read_day("Fredag 5/12", None, TODAY),
    ):
        assert refusal(read) == (
            "Fredag 5/12 does not fit: 2026-12-05 is another weekday.",
            "Write the day that is meant as YYYY-MM-DD.",
        )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(("juni 2027", "2027-06-30"), ("Feb. 2028", "2028-02-29"), ("June, 2027", "2027-06-30")),
        *(("jun-27", "2027-06-30"), ("juni -27", "2027-06-30"), ("2027-06", "2027-06-30")),
    ],
)
def test_a_month_of_a_year_is_a_last_day_and_no_other(text: str, day: str) -> None:
    assert read_last_day(text, TODAY) == read_end(text, TODAY) == D(day)
    told = f"{text} could be {day[:8]}01 or {day}."
    assert refusal(lambda: read_day(text, TODAY))[0] == told
    assert refusal(lambda: read_day(text, near=TODAY))[0] == told
    assert refusal(lambda: read_days(text, TODAY))[0] == told.replace(text, text.lower())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(("juni 2027", "2027-06-01"), ("2027-06", "2027-06-01"), ("29/6 2027", "2027-06-29")),
        *(("v. 26 2027", "2027-06-28"), ("sista juni 2027", "2027-06-30")),
    ],
)
def test_what_begins_in_a_month_begins_on_its_first_day(text: str, day: str) -> None:
    assert read_first_day(text, TODAY) == D(day)


@pytest.mark.parametrize("text", ["2 veckor", "14 dagar", "en månad", "2 weeks", "1 år"])
def test_how_long_something_lasts_is_no_day_and_is_one_from_today(text: str) -> None:
    said, way_out = refusal(lambda: read_day(text, TODAY))
    assert said == f"{text} is how long something lasts, and not a day."
    assert read_day(way_out.partition("“")[2].partition("”")[0], TODAY) > TODAY


@pytest.mark.parametrize(
    ("text", "first", "since"),
    [
        *(("2021", "2025-02-03", "2021-12-31"), ("april 2021", "2025-02-03", "2021-04-30")),
        *(("2025", "2025-02-03", "2025-02-03"), ("2025-02", "2025-02-03", "2025-02-03")),
        *(("2026", "2025-02-03", "2026-12-31"), ("jan 2025", "2025-02-03", "2025-01-31")),
        *(("1/2 2026", "2026-01-30", "2026-02-01"), ("v. 5 2025", "2025-02-03", "2025-01-27")),
    ],
)
def test_since_a_year_or_a_month_is_since_its_last_day_or_the_first_day_in_it(
    text: str, first: str, since: str
) -> None:
    assert since_by(text, read_since(text, TODAY), D(first)) == D(since)


@given(st.dates(D("1990-01-01"), D("2050-01-01")), st.integers(0, 6))
def test_a_weekday_is_the_nearest_and_never_as_far_both_ways(today: date, weekday: int) -> None:
    name = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")[weekday]
    days = [
        read_day(f"{before}{name}{after}", today)
        for before, after in (("i ", "s"), ("", ""), ("på ", ""))
    ]
    assert {day.weekday() for day in days} == {weekday}
    last, nearest, coming = ((day - today).days for day in days)
    assert -7 <= last < 0 < coming <= 7
    assert -3 <= nearest <= 3


@pytest.mark.parametrize(
    ("today", "text", "day"),
    [
        *(("2024-01-31", "+1m", "2024-02-29"), ("2023-01-31", "+1m", "2023-02-28")),
        *(("2024-03-31", "-1m", "2024-02-29"), ("2023-12-31", "+1d", "2024-01-01")),
        *(("2024-01-01", "-1d", "2023-12-31"), ("2023-02-28", "+1d", "2023-03-01")),
        ("2024-02-28", "+1d", "2024-02-29"),
    ],
)
def test_relative_days_pass_the_ends_of_months_and_years(today: str, text: str, day: str) -> None:
    assert read_day(text, D(today)) == D(day)


@pytest.mark.parametrize(
    "text",
    [
        *("", "2024-0131", "202401-31", "12024-01-31", "2024-01-31T08:00", "2024-W05-3"),
        *(
            "２０２４-０１-３１",
            "٢٠٢٤٠١٣١",
            "om veckor",
            "om 2 timmar",
            "sista",
            "om en",
            "mån dag",
            "i måndag",
            "måndags",
            "förra veckan",
        ),
        *("3d", "+d", "+1", "+1D", "+1h", "+ 1d", "--1d", "+１d", "+1.5d", "+1d2w", "+100000d"),
    ],
)
def test_anything_else_is_not_written_as_a_day(text: str) -> None:
    assert refusal(lambda: read_day(text, TODAY)) == (
        f"{text} is not written as a day.",
        AT_THE_KEYBOARD,
    )


@pytest.mark.parametrize(
    ("today", "text"),
    [
        *(("2024-02-29", "+99999y"), ("2024-02-29", "-99999y"), ("2024-02-29", "-99999m")),
        *(("2024-02-29", "-2024y"), ("9999-12-31", "+1d"), ("9999-12-31", "+1w")),
        *(("9999-12-31", "+1m"), ("0001-01-01", "-1d"), ("0001-01-01", "-1w")),
        ("0001-01-01", "-1y"),
    ],
)
def test_a_relative_day_beyond_the_calendar_is_malformed(today: str, text: str) -> None:
    assert all(refusal(lambda: read_day(text, D(today))))


@given(st.dates(D("1990-01-01"), D("2050-01-01")), st.integers(-400, 400))
def test_days_and_weeks_are_counted_one_day_at_a_time(today: date, count: int) -> None:
    step = timedelta(days=1 if count > 0 else -1)
    day = week = today
    for _ in range(abs(count)):
        day += step
        for _ in range(7):
            week += step
    assert read_day(f"{count:+}d", today) == day
    assert read_day(f"{count:+}w", today) == week


@given(st.dates(D("1990-01-01"), D("2050-01-01")), st.integers(-60, 60))
def test_months_and_years_go_to_the_same_numbered_day_or_the_months_last(
    today: date, count: int
) -> None:
    for text, months in ((f"{count:+}m", count), (f"{count:+}y", 12 * count)):
        day = read_day(text, today)
        assert day.year * 12 + day.month == today.year * 12 + today.month + months
        last_of_month = (day + timedelta(days=1)).month != day.month
        assert day.day == today.day or (day.day < today.day and last_of_month)


@given(st.text(alphabet="0123456789-+/.dwmyv jun å０\n", max_size=14))
def test_whatever_is_written_gives_days_or_a_malformed_one(text: str) -> None:
    readers: list[Callable[[], object]] = [
        lambda: read_day(text, TODAY),
        lambda: read_day(text, near=TODAY),
        lambda: read_days(text, TODAY),
        lambda: read_end(text, TODAY),
    ]
    for read in readers:
        try:
            read()
        except Malformed as error:
            error.hint.format(**error.values)


@pytest.mark.parametrize(
    ("month", "names"),
    [
        *enumerate((
            *("jan januari january", "feb februari february", "mar mars march", "apr april"),
            *("maj may", "jun juni june", "jul juli july", "aug augusti august"),
            *("sep sept september", "okt oct oktober october", "nov november", "dec december"),
        ), 1),
    ],
)  # fmt: skip
def test_a_month_has_its_name_in_both_languages(month: int, names: str) -> None:
    for name in names.split():
        assert read_day(f"3 {name}. 2026") == date(2026, month, 3)


@pytest.mark.parametrize(
    ("day", "names"),
    [
        *enumerate((
            *("mån måndag mon monday", "tis tisdag tue tuesday", "ons onsdag wed wednesday"),
            *("tors torsdag thu thursday", "fre fredag fri friday", "lör lördag sat saturday"),
            "sön söndag sun sunday",
        ), 25),
    ],
)  # fmt: skip
def test_a_weekday_has_its_name_in_both_languages(day: int, names: str) -> None:
    for name in names.split():
        assert read_day(name, D("2024-03-28")) == date(2024, 3, day)


# Two days in one cell


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        *(("230901–240831", "2023-09-01", "2024-08-31"), ("230901-", "2023-09-01", None)),
        ("2023-09-01 - 2024-08-31", "2023-09-01", "2024-08-31"),
        *(("2023-09-01-2024-08-31", "2023-09-01", "2024-08-31"), (230901, "2023-09-01", None)),
        ("20230901—20240831", "2023-09-01", "2024-08-31"),
        ("1/9-23 – 31/8-24", "2023-09-01", "2024-08-31"),
        ("1 sept 2023 till 31 aug 2024", "2023-09-01", "2024-08-31"),
        ("fr.o.m. 2023-09-01 t.o.m. 2024-08-31", "2023-09-01", "2024-08-31"),
        ("1 sept 2023 to 31 aug 2024", "2023-09-01", "2024-08-31"),
        *(("sedan 1/9 2023", "2023-09-01", None), ("since 1/9 2023", "2023-09-01", None)),
        *(("2023-09-01 -", "2023-09-01", None), ("från 1/9 2023", "2023-09-01", None)),
        *(("2023-09-01 – tv", "2023-09-01", None), ("230901 - pågående", "2023-09-01", None)),
        *((D("2023-09-01"), "2023-09-01", None), ("1/9-23", "2023-09-01", None)),
        *(
            ("2023-09-01--2024-08-31", "2023-09-01", "2024-08-31"),
            ("9 april 2026–", "2026-04-09", None),
        ),
        *(("april 2026–", "2026-04-01", None), ("april 2026 - tv", "2026-04-01", None)),
        ("v. 12 2026 - 2026-06-30", "2026-03-16", "2026-06-30"),
        # Whole months.
        *(
            ("jan-mars 2025", "2025-01-01", "2025-03-31"),
            ("feb–feb 2024", "2024-02-01", "2024-02-29"),
        ),
        *(
            ("nov-feb 2025", "2024-11-01", "2025-02-28"),
            ("jan 2025-mars", "2025-01-01", "2025-03-31"),
        ),
        ("sept 2024 - 15/3 2025", "2024-09-01", "2025-03-15"),
        # A year that one of them leaves out, or both.
        *(("29 juni - 15 aug 2026", "2026-06-29", "2026-08-15"),),
        *(("15 dec - 3 jan 2026", "2025-12-15", "2026-01-03"),),
        *(
            ("1/9 2023 - 31/8", "2023-09-01", "2024-08-31"),
            ("1/9-31/10", "2026-09-01", "2026-10-31"),
        ),
        *(("1/9 - 31/8", "2026-09-01", "2027-08-31"), ("1/9", "2026-09-01", None)),
        # A year that is near is no day of the month; nor is one that the month does not have.
        *(("1/6-26", "2026-06-01", None), ("1/6-27", "2027-06-01", None)),
        *(("30/6-28", "2028-06-30", None), ("1/2-30", "2030-02-01", None)),
    ],
)
def test_two_days_in_a_cell_are_read(cell: Written, first: str, last: str | None) -> None:
    assert read_days(cell, TODAY) == (D(first), None if last is None else D(last))


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("03-04-05", "03-04-05 could be 2003-04-05 or 2005-04-03."),
        ("230901 - 1/2/2024", "1/2/2024 could be 2024-01-02 or 2024-02-01."),
        ("v. 12-14", "v. 14 could be 2027-04-09 or 2027-04-11."),
        ("1/6-30", "1/6-30 could be 2030-06-01 or 2026-06-01 – 2026-06-30."),
        ("1 juni – 30", "1 juni – 30 could be 2030-06-01 or 2026-06-01 – 2026-06-30."),
        ("26-1-31 - 26-6-30", "26-6-30 could be 2026-06-30 or 2030-06-26."),
        ("230901-240931", "240931 is not a day in the calendar."),
        ("240901-230831", "240901-230831 ends on 2023-08-31, before it begins on 2024-09-01."),
        *((one, f"{one} is neither a day nor a first and a last day.") for one in (
            *("- 240831", "x", "Anna", "1-23 sept", "ja", "2023-2024", "12 mån"),
            *("måndag - fredag", "230901 - 240831 - 250831"),
            "mars-24-april",  # of a month and one of its days, or of two months
        )),
    ],
)  # fmt: skip
def test_what_is_no_span_or_could_be_two_is_refused(cell: str, sentence: str) -> None:
    assert refusal(lambda: read_days(cell, TODAY))[0] == sentence


@given(
    st.dates(D("1996-01-01"), D("2056-12-31")),
    st.dates(D("1996-01-01"), D("2056-12-31")),
    st.sampled_from([*WITH_A_WHOLE_YEAR, *WITH_TWO_FIGURES]),
    st.sampled_from(["-", " - ", "–", " – ", " till "]),
)
def test_two_days_in_every_form_read_back_as_themselves(
    one: date, other: date, how: str, between: str
) -> None:
    first, last = sorted((one, other))
    cell = form(first, how) + between + form(last, how)
    assert read_days(cell, TODAY) == (first, last)


# How a list says when something ends


@pytest.mark.parametrize(
    ("cell", "end"),
    [
        *((one, "never") for one in ("tillsvidare", "Tills vidare", "tv", "T.v.")),
        *((one, "never") for one in ("until further notice", "Permanent")),
        *((one, "not yet") for one in ("pågående", "Pågår", "löpande", "ongoing")),
        *((one, 12) for one in ("1+1 år", "1 + 1 år", "12 mån", "12 mån.", "12 månader", "1 year")),
        *((one, 12) for one in ("ett år", "one year", "12m", "1+1", "1 år + 1 år")),
        *((one, 18) for one in ("18m", "18 m", "1,5 år", "1½ år", "ett och ett halvt år")),
        *((one, 6) for one in ("halvår", "Ett halvår", "½ år", "0,5 år")),
        *((f"{one} 2027-01-31", D("2027-01-31")) for one in ("t.o.m.", "till", "Till och med")),
        *((one, 24) for one in ("2 år", "2år", "24 months", "24 mån")),
        *(("1 månad", 1), ("12+12 mån", 12)),
        *(("2027-01-31", D("2027-01-31")), ("31/1", D("2027-01-31")), (270131, D("2027-01-31"))),
        (D("2027-01-31"), D("2027-01-31")),
    ],
)
def test_an_end_is_a_day_or_months_or_none(cell: Written, end: object) -> None:
    assert read_end(cell, TODAY) == end


@pytest.mark.parametrize(
    "cell", ["0 mån", "100 år", "2+1", "12", "år", "-1 år", "m", "1,5 mån", "x"]
)
def test_what_is_no_end_is_refused(cell: str) -> None:
    assert refusal(lambda: read_end(cell, TODAY))[0] == f"{cell} is not written as a day."
