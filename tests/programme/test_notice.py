"""By when notice helps: leads as HR writes them, and the working days of Sweden."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steg_cli.programme.errors import Refused, StegError
from steg_cli.programme.notice import (
    AGREEMENTS,
    USUAL_LEAD,
    days_off,
    notice_by,
    read_lead,
    working_day_until,
)
from steg_cli.texts import texts

D = date.fromisoformat
DAY = timedelta(days=1)

days = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def told(error: StegError) -> tuple[str, str]:
    return str(error), texts("en").hint(error)


@pytest.mark.parametrize("agreement", AGREEMENTS)
@pytest.mark.parametrize(
    ("last", "by"),
    [
        # As in the domain's table: New Year's Eve, Epiphany, Good Friday, Ascension Day,
        # Midsummer's Day and its Eve, a plain Thursday, Sundays in February, the leap day.
        ("2026-01-31", "2025-12-30"),
        ("2026-02-06", "2026-01-05"),
        ("2026-05-03", "2026-04-02"),
        ("2026-06-14", "2026-05-13"),
        ("2026-07-20", "2026-06-18"),
        ("2026-11-08", "2026-10-08"),
        ("2027-03-31", "2027-02-26"),
        ("2028-03-31", "2028-02-29"),
        # Christmas in the middle of a week, and the whole of Easter.
        ("2026-01-26", "2025-12-23"),
        ("2025-05-21", "2025-04-17"),
        # The first of May, the National Day, Whit Sunday, All Saints' Day.
        ("2026-06-01", "2026-04-30"),
        ("2025-07-06", "2025-06-05"),
        ("2026-06-24", "2026-05-22"),
        ("2026-11-30", "2026-10-30"),
        # A month without that day's number: its last day.
        ("2024-07-31", "2024-06-28"),
        ("2023-03-31", "2023-02-28"),
    ],
)
def test_notice_helps_a_month_before_on_a_working_day_whatever_the_agreement(
    last: str, by: str, agreement: str
) -> None:
    assert notice_by(D(last), agreement, {}) == D(by)


@pytest.mark.parametrize(
    ("leads", "agreement", "by"),
    [
        ({"BEA": "14 days"}, "BEA", "2024-06-14"),  # two weeks before is a Sunday
        ({"BEA": "14 days"}, "AB", "2024-05-30"),
        ({"AB": "2 months", "BEA": "14 days"}, "AB", "2024-04-30"),
        ({"AB": "1 day"}, "AB", "2024-06-28"),
        ({"AB": "none"}, "AB", None),
        ({"AB": "none"}, "BEA", "2024-05-30"),
        ({"AB": "", "BEA": ""}, "AB", "2024-05-30"),  # not decided
    ],
)
def test_what_hr_has_decided_for_an_agreement_goes_before_the_usual_month(
    leads: dict[str, str], agreement: str, by: str | None
) -> None:
    assert notice_by(D("2024-06-30"), agreement, leads) == (D(by) if by else None)


@pytest.mark.parametrize("agreement", [None, "", "bea", "HÖK"])
def test_there_is_no_notice_day_without_an_agreement_that_is_known(agreement: str | None) -> None:
    assert notice_by(D("2024-06-30"), agreement, {"": "14 days", "HÖK": "14 days"}) is None


def test_there_is_no_notice_day_before_the_calendar() -> None:
    assert notice_by(D("0001-01-15"), "AB", {}) is None


@given(days, st.sampled_from([(USUAL_LEAD, 31), ("14 days", 14), ("3 months", 92)]))
def test_notice_is_on_a_working_day_less_than_a_week_before_its_lead(
    last: date, lead: tuple[str, int]
) -> None:
    """No five days in a row are off in Sweden but around Christmas and Easter, where six can be."""
    by = notice_by(last, "AB", {"AB": lead[0]})
    assert by is not None
    assert working_day_until(by) == by
    assert lead[1] - 4 <= (last - by).days <= lead[1] + 6


# Every day of the year on which nobody works, besides Saturdays and Sundays.
OFF = {
    2023: (
        *("01-01", "01-06", "04-07", "04-09", "04-10", "05-01", "05-18", "05-28", "06-06"),
        *("06-23", "06-24", "11-04", "12-24", "12-25", "12-26", "12-31"),
    ),
    2024: (  # Easter in March, Midsummer's Day on the 22nd
        *("01-01", "01-06", "03-29", "03-31", "04-01", "05-01", "05-09", "05-19", "06-06"),
        *("06-21", "06-22", "11-02", "12-24", "12-25", "12-26", "12-31"),
    ),
    2026: (  # the earliest Midsummer's Day, and All Saints' Day on the 31st of October
        *("01-01", "01-06", "04-03", "04-05", "04-06", "05-01", "05-14", "05-24", "06-06"),
        *("06-19", "06-20", "10-31", "12-24", "12-25", "12-26", "12-31"),
    ),
    2038: (  # the latest Easter, and the latest Midsummer's Day
        *("01-01", "01-06", "04-23", "04-25", "04-26", "05-01", "06-03", "06-13", "06-06"),
        *("06-25", "06-26", "11-06", "12-24", "12-25", "12-26", "12-31"),
    ),
    2008: (  # Ascension Day on the first of May: one day fewer
        *("01-01", "01-06", "03-21", "03-23", "03-24", "05-01", "05-11", "06-06"),
        *("06-20", "06-21", "11-01", "12-24", "12-25", "12-26", "12-31"),
    ),
}


@pytest.mark.parametrize("year", OFF)
def test_these_are_the_days_off_of_a_year(year: int) -> None:
    assert days_off(year) == {D(f"{year}-{day}") for day in OFF[year]}


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2026-11-27", "2026-11-27"),  # a Friday
        ("2026-11-28", "2026-11-27"),
        ("2026-11-29", "2026-11-27"),
        ("2024-01-01", "2023-12-29"),  # over the new year and a weekend
        ("2023-12-26", "2023-12-22"),  # over Christmas and a weekend
        ("2026-04-06", "2026-04-02"),  # over the whole of Easter
        ("2024-05-10", "2024-05-10"),  # the day after Ascension Day is worked
        ("2024-03-28", "2024-03-28"),  # Maundy Thursday is worked
    ],
)
def test_the_last_working_day_until_a_day(day: str, working: str) -> None:
    assert working_day_until(D(day)) == D(working)


@given(days)
def test_all_days_that_are_passed_over_are_off(day: date) -> None:
    found = working_day_until(day)
    assert found.weekday() < 5
    assert found not in days_off(found.year)
    while (found := found + DAY) <= day:
        assert found.weekday() >= 5 or found in days_off(found.year)


@pytest.mark.parametrize(
    ("written", "lead"),
    [
        *((word, "1 month") for word in ("1 month", "1 månad", " 1 MÅNAD ", "1m", "01 mån")),
        *((word, "2 months") for word in ("2 months", "2 månader", "2 month", "2  m")),
        *((word, "14 days") for word in ("14 days", "14 dagar", "14d", "14 DAGAR", "014 day")),
        *((word, "1 day") for word in ("1 day", "1 dag", "1 days")),
        ("400 days", "400 days"),
        ("12 months", "12 months"),
        *((word, "none") for word in ("none", "inget", "Ingen", " NONE ")),
    ],
)
def test_a_lead_is_read_as_people_write_it_and_kept_in_one_form(written: str, lead: str) -> None:
    assert read_lead(written) == read_lead(lead) == lead


@pytest.mark.parametrize(
    "written",
    [
        *("", " ", "14", "days", "0 days", "401 days", "0 months", "13 months", "1000 days"),
        *("-1 day", "1.5 months", "two months", "2 weeks", "14 days before", "1 month, 2 days"),
        *("none at all", "1 year"),
    ],
)
def test_what_is_no_lead_is_refused_with_what_can_be_written(written: str) -> None:
    with pytest.raises(Refused) as caught:
        read_lead(written)
    assert told(caught.value) == (
        f"{written} is no time before the last day.",
        "Write 1 month, 14 days, or none.",
    )
