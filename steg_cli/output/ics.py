"""Calendars: days to remember as all-day events (RFC 5545).

Written here: icalendar takes 0.5 ms a day, forty times as long, which was most of a large digest.
The tests hold these calendars to its bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from steg_cli.output.values import what_ends
from steg_cli.programme.errors import N_, Malformed, Note, note
from steg_cli.programme.frozen import frozen
from steg_cli.programme.periods import ONE_DAY
from steg_cli.programme.words import Plural
from steg_cli.reports.report import InCalendar, Report
from steg_cli.texts import Texts

if TYPE_CHECKING:
    from steg_cli.reports.due import Case

LONGEST_LINE = 74  # bytes, and the space before what goes on


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
    return calendar(days_of(report.calendar(), report.as_of, t), at, t.language)


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
    left_out = len(report.rows) - (len(report.calendar()) if report.calendar else 0)
    if not left_out:
        return ()
    count = Plural("{count} end is", "{count} ends are", left_out)
    why = N_("{count} not in the calendar: overdue, or of somebody with a protected identity.")
    return (note(why, count=count),)


def calendar(days: Iterable[Day], at: datetime, language: str) -> str:
    """Return a calendar with an event for each day, as it was known at the moment `at`."""
    moment = f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    minute = int(at.timestamp()) // 60  # a later mail about the same end replaces an earlier one
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//steg//steg//{language.upper()}"]
    lines += ["METHOD:PUBLISH"]
    for one in days:
        lines += (
            "BEGIN:VEVENT",
            f"SUMMARY:{_escaped(one.summary)}",
            f"DTSTART;VALUE=DATE:{_written(one.day)}",
            f"DTEND;VALUE=DATE:{_written(one.day + ONE_DAY)}",
            f"DTSTAMP:{moment}",
            f"UID:{_escaped(one.uid)}",
            f"SEQUENCE:{minute}",
            "CLASS:PRIVATE",
            f"DESCRIPTION:{_escaped(one.description)}",
            f"LAST-MODIFIED:{moment}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        )
    lines.append("END:VCALENDAR")
    return "\r\n".join([*map(_folded, lines), ""])


def _written(day: date) -> str:
    return str(day).replace("-", "")


def _escaped(text: str) -> str:
    """Return text as a value of a property (3.3.11)."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Break a line that is too long (3.1), but not inside of a letter or of an escape."""
    rest = line.encode()
    if len(rest) <= LONGEST_LINE:
        return line
    parts = []
    while len(rest) > LONGEST_LINE:
        end = LONGEST_LINE
        while rest[end] & 0xC0 == 0x80:  # what goes on with a letter
            end -= 1
        end -= (end - len(rest[:end].rstrip(b"\\"))) % 2
        parts.append(rest[:end])
        rest = rest[end:]
    return b"\r\n ".join([*parts, rest]).decode()
