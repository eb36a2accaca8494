"""Calendars: what a calendar program reads from them, and the bytes on the way (RFC 5545)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from steg_cli.output.ics import Day, calendar

AT = datetime(2024, 1, 15, 9, 30, 59, tzinfo=UTC)
MINUTES = 28421850  # from 1970-01-01 to 2024-01-15 9:30
ANNA = Day("a1@steg", date(2024, 2, 29), "S-0001: last day", "steg extend S-0001 --months 12")
BO = Day("b2@steg", date(2023, 12, 31), "S-0002: last day", "")


def read(text: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the calendar's own properties and those of each event, as Python has them."""
    (whole,) = Calendar.from_ical(text, multiple=True)
    return values(whole), [values(event) for event in whole.walk("VEVENT")]


def values(component: Any) -> dict[str, Any]:
    return {
        key: getattr(value, "dt", value if isinstance(value, int) else str(value))
        for key, value in component.items()
    }


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_each_day_is_an_all_day_event() -> None:
    whole, events = read(calendar([ANNA, BO], AT, "sv"))
    assert whole == {"PRODID": "-//steg//steg//SV", "VERSION": "2.0", "METHOD": "PUBLISH"}
    same = {
        "DTSTAMP": AT,
        "LAST-MODIFIED": AT,
        "SEQUENCE": MINUTES,
        "TRANSP": "TRANSPARENT",
        "CLASS": "PRIVATE",
    }
    assert events == [
        same
        | {
            "UID": "a1@steg",
            "DTSTART": date(2024, 2, 29),
            "DTEND": date(2024, 3, 1),
            "SUMMARY": "S-0001: last day",
            "DESCRIPTION": "steg extend S-0001 --months 12",
        },
        same
        | {
            "UID": "b2@steg",
            "DTSTART": date(2023, 12, 31),
            "DTEND": date(2024, 1, 1),
            "SUMMARY": "S-0002: last day",
            "DESCRIPTION": "",
        },
    ]


def as_a_library_writes(days: list[Day], at: datetime, language: str) -> str:
    """Return the calendar as icalendar has it."""
    whole = Calendar()
    whole.add("prodid", f"-//steg//steg//{language.upper()}")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    for one in days:
        event = Event()
        event.add("uid", one.uid)
        event.add("dtstamp", at)
        event.add("last-modified", at)
        event.add("sequence", int(at.timestamp()) // 60)
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", one.summary)
        event.add("description", one.description)
        event.add("transp", "TRANSPARENT")
        event.add("class", "PRIVATE")
        whole.add_component(event)
    return str(whole.to_ical(), "utf-8")


# Where a line may not be broken icalendar goes by its last letter, which may be half an escape.
TEXTS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="\\^"))
DAYS = st.builds(
    Day,
    uid=st.from_regex(r"[0-9a-f]{1,90}@steg", fullmatch=True),
    day=st.dates(max_value=date(9999, 12, 30)),
    summary=TEXTS,
    description=st.lists(TEXTS | st.just("steg extend S-0001 --months 12")).map("\n".join),
)


@given(
    st.lists(DAYS, max_size=3), st.integers(0, 2**31).map(partial(datetime.fromtimestamp, tz=UTC))
)
@example([Day("a@steg", date(999, 1, 2), "x" * 65 + ",,,;;;" + "å" * 80, "x" * 61 + "\n\n")], AT)
def test_a_calendar_is_the_bytes_that_a_library_writes(days: list[Day], at: datetime) -> None:
    assert calendar(days, at, "sv") == as_a_library_writes(days, at, "sv")


def test_days_have_no_time_and_moments_are_utc() -> None:
    lines = unfolded(calendar([ANNA], AT, "en"))
    assert [line for line in lines if line.startswith(("DT", "LAST"))] == [
        "DTSTART;VALUE=DATE:20240229",
        "DTEND;VALUE=DATE:20240301",
        "DTSTAMP:20240115T093059Z",
        "LAST-MODIFIED:20240115T093059Z",
    ]


def test_the_language_is_the_products() -> None:
    assert read(calendar([ANNA], AT, "en"))[0]["PRODID"] == "-//steg//steg//EN"


def test_a_moved_day_is_the_same_event_with_a_higher_number() -> None:
    moved = Day(ANNA.uid, date(2025, 2, 28), ANNA.summary, ANNA.description)
    (before,), (after,) = (
        read(calendar([day], at, "en"))[1]
        for day, at in ((ANNA, AT), (moved, AT + timedelta(days=31)))
    )
    assert before["UID"] == after["UID"] == "a1@steg"
    assert (after["DTSTART"], after["DTEND"]) == (date(2025, 2, 28), date(2025, 3, 1))
    assert after["SEQUENCE"] == before["SEQUENCE"] + 31 * 24 * 60


@given(st.lists(st.integers(0, 130 * 366 * 24 * 3600), min_size=2))
def test_the_number_never_falls_and_fits_into_31_bits(seconds: list[int]) -> None:
    moments = [datetime.fromtimestamp(one, UTC) for one in sorted(seconds)]
    numbers = [read(calendar([ANNA], at, "en"))[1][0]["SEQUENCE"] for at in moments]
    assert numbers == sorted(numbers)
    assert 0 <= numbers[0] <= numbers[-1] < 2**31


def test_what_means_something_to_a_calendar_is_escaped() -> None:
    odd = Day("c3@steg", date(2024, 1, 15), "å, ä; ö \\ é", "one\ntwo, three; four\\n")
    text = calendar([odd], AT, "sv")
    assert [line for line in unfolded(text) if line.startswith(("SUMMARY", "DESCRIPTION"))] == [
        r"SUMMARY:å\, ä\; ö \\ é",
        r"DESCRIPTION:one\ntwo\, three\; four\\n",
    ]
    (event,) = read(text)[1]
    assert (event["SUMMARY"], event["DESCRIPTION"]) == (odd.summary, odd.description)


@pytest.mark.parametrize("letter", ["x", "å", "…", "𝄞"])
@pytest.mark.parametrize("offset", range(4))
def test_lines_are_folded_after_at_most_75_octets_and_between_letters(
    letter: str, offset: int
) -> None:
    summary = "." * offset + letter * 200
    text = calendar([Day("d4@steg", date(2024, 1, 15), summary, "")], AT, "sv")
    assert text.endswith("END:VCALENDAR\r\n")
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not [line for line in lines if b"\n" in line or b"\r" in line]
    assert "".join(line.decode() for line in lines) == text.replace("\r\n", "")
    assert f"SUMMARY:{summary}" in unfolded(text)


SHOWABLE = st.characters(exclude_categories=("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))
# The library takes a backslash before a capital N for a line break.
LINE = st.text(SHOWABLE).filter(lambda text: "\\N" not in text)


@given(LINE, st.lists(LINE).map("\n".join), st.dates(max_value=date(9999, 12, 30)))
@example("BEGIN:VEVENT", "END:VEVENT\nBEGIN:VALARM", date(2024, 2, 28))
@example("\\n", "\\\\,;:", date(1970, 1, 1))
def test_any_text_comes_back_as_it_was(summary: str, description: str, day: date) -> None:
    whole = calendar([Day("e5@steg", day, summary, description)], AT, "sv")
    (event,) = read(whole)[1]
    assert event["SUMMARY"] == summary
    assert event["DESCRIPTION"] == description
    assert (event["DTSTART"], event["DTEND"]) == (day, day + timedelta(days=1))
