"""When a person may be erased (gallring), and what stands in the way.

A municipal register is a public record: it is deleted from by law, or by a decision on retention
with a reference (arkivlagen 10 §). A rule says for how many years somebody is kept after the last
day of the last enrolment, that day's number included. Nothing goes before the day until which the
fund wants a project kept, while an enrolment is open, or while a hold is on. What was never right
is corrected, which needs no rule, and does not wait for the project.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.frozen import frozen, replace
from steg_cli.programme.holds import Hold
from steg_cli.programme.people import NEW, Person
from steg_cli.programme.periods import ONE_DAY, add_months
from steg_cli.programme.words import clean_text

PERSON = "participant"  # what the one kind of rule keeps: everything of a person


@frozen
class Rule:
    """What is kept for how many years after a person left, by which decision of which day."""

    kept: str
    years: int
    decision: str
    decided_on: date


class KeptProject(NamedTuple):
    """A project that somebody was in, and the last day on which everything of it is kept."""

    name: str
    until: date


def past_since(left_on: date, years: int) -> date | None:
    """Return the first day on which the time of a rule is over; None beyond the calendar."""
    if left_on.year + years >= date.max.year:
        return None
    return add_months(left_on, 12 * years) + ONE_DAY


def left_on(person: Person, today: date) -> date | None:
    """Return the last day of somebody who has left; None of somebody who has not."""
    days = [enrolment.last_day for enrolment in person.enrolments]
    known = [day for day in days if day is not None and day < today]
    return max(known) if len(known) == len(days) else None


def put_on_hold(person: Person, reason: str, day: date) -> Person:
    """Let nothing of a person be erased. Raises Refused where a hold is on already."""
    for hold in person.holds:
        raise Refused(
            N_("{who} is on hold already, since {day}."),
            N_("To give another reason, end that one first: steg hold {reference} --end"),
            **_about(person),
            day=hold.day,
        )
    return replace(person, holds=(Hold(NEW, clean_text(reason, N_("reason")), day),))


def end_hold(person: Person) -> Person:
    """Let the time of the rules count again. Raises Refused where no hold is on."""
    if not person.holds:
        raise Refused(
            N_("{who} is not on hold."),
            N_("steg hold {reference} REASON puts a hold on."),
            **_about(person),
        )
    return replace(person, holds=())


def check_may_be_corrected(person: Person) -> None:
    """Raise Refused where somebody who was registered by mistake may not be taken away: a hold."""
    for hold in person.holds:
        raise Refused(
            N_("{who} is on hold since {day}: nothing may be erased."),
            N_("When the reason is gone: steg hold {reference} --end"),
            **_about(person),
            day=hold.day,
        )


def check_may_be_erased(
    person: Person, rules: Collection[Rule], projects: Collection[KeptProject], today: date
) -> None:
    """Raise Refused unless the time of a rule is over and nothing keeps the person."""
    check_may_be_corrected(person)
    last = left_on(person, today)
    if last is None:
        raise Refused(
            N_("{who} has not left: an enrolment is open."),
            N_(
                "Who leaves: steg leave {reference}. Who should never have been registered: "
                "steg erase {reference} --wrongly-registered"
            ),
            **_about(person),
        )
    rule = next((one for one in rules if one.kept == PERSON), None)
    if rule is None:
        raise Refused(
            N_("No rule of retention says when people may be erased."),
            N_(
                "Load what is decided: "
                "steg retention rule add participant --years N --decision DNR --decided-on DAY"
            ),
        )
    since = past_since(last, rule.years)
    if since is None or since > today:
        raise Refused(
            N_("{who} left on {left}, and is kept until {day} by {decision}."),
            N_("steg retention lists who may be erased."),
            **_about(person),
            left=last,
            day=since - ONE_DAY if since else date.max,
            decision=rule.decision,
        )
    for project in projects:
        if project.until >= today:
            raise Refused(
                N_("Everything of the project {project} is kept until {day}."),
                N_("steg retention lists who may be erased."),
                project=project.name,
                day=project.until,
            )


def _about(person: Person) -> dict[str, object]:
    who = person.participant
    return {"who": who.label, "reference": who.reference}
