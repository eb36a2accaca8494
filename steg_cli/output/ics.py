"""Calendars: days to remember as all-day events (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from icalendar import Calendar, Event

from steg_cli.output.values import what_ends
from steg_cli.programme.errors import N_, Malformed, Note, note
from steg_cli.programme.frozen import frozen
from steg_cli.programme.words import Plural
from steg_cli.reports.report import InCalendar, Report
from steg_cli.texts import Texts

if TYPE_CHECKING:
    from steg_cli.reports.digests import Case


@frozen
class Day:
    """A day to stand in a calendar. The same `uid` on another day moves the event."""

    uid: str
    day: date
    summary: str
    description: str


def report_ics(report: Report[Any], at: datetime, t: Texts) -> str:
    """Return the days of a report that have not passed. Raises Malformed if it has no calendar."""
    if report.calendar is None:
        raise Malformed(
            N_("Only what is running out can be a calendar."),
            N_("Write steg report expiries --format ics"),
        )
    return calendar(days_of(report.calendar, report.as_of, t), at, t.language)


def days_of(ends: Iterable[InCalendar | Case], today: date, t: Texts) -> Iterator[Day]:
    """Yield the days that have not passed: by when notice is given, and the last one."""
    for end in ends:
        values = {"reference": end.reference, "what": what_ends(end.what, end.number, t)}
        about = "\n".join(map(t.command, end.commands))
        if end.notice_by and end.notice_by >= today:
            notice = t(N_("{reference}: notice by today ({what})"), **values)
            yield Day(f"notice.{end.uid}", end.notice_by, notice, about)
        if end.last_day >= today:
            last = N_("{reference}: last day ({what})")
            if end.what in ("follow-up", "deadline"):
                last = "{reference}: {what}"
            yield Day(end.uid, end.last_day, t(last, **values), about)


def not_in_calendar(report: Report[Any]) -> tuple[Note, ...]:
    """Return how many ends of a report its calendar leaves out, and why."""
    left_out = len(report.rows) - len(report.calendar or ())
    if not left_out:
        return ()
    count = Plural("{count} end is", "{count} ends are", left_out)
    why = N_("{count} not in the calendar: overdue, or of somebody with a protected identity.")
    return (note(why, count=count),)


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
