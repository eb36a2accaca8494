"""Calendars: days to remember as all-day events (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event


@dataclass(frozen=True)
class Day:
    """A day to stand in a calendar. The same `uid` on another day moves the event."""

    uid: str
    day: date
    summary: str
    description: str


def calendar(days: Iterable[Day], at: datetime, language: str) -> str:
    """Return a calendar with an event for each day, as it was known at the moment `at`."""
    whole = Calendar()
    whole.add("prodid", f"-//steg//steg//{language.upper()}")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    for one in days:
        event = Event()
        event.add("uid", one.uid)
        event.add("dtstamp", at)
        event.add("last-modified", at)
        # A later mail about the same end replaces an earlier one.
        event.add("sequence", int(at.timestamp()) // 60)
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", one.summary)
        event.add("description", one.description)
        event.add("transp", "TRANSPARENT")
        event.add("class", "PRIVATE")
        whole.add_component(event)
    return str(whole.to_ical(), "utf-8")
