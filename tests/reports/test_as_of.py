"""A report as of a past day says what it said on that day: against a slow, obvious model.

Random histories are typed command by command, each on its day. What the reports answer at the
end of a day must be what they answer about that day when years have passed, and both must be
what a model counts out of everybody's whole way, person by person; that of the ends is also asked
about lives that no command could make (see `test_ends`).
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from steg_cli.actions.advance import advance
from steg_cli.actions.convert import convert_people
from steg_cli.actions.deadlines import add_deadline, finish_deadline
from steg_cli.actions.enrol import Application, enrol
from steg_cli.actions.extend import extend
from steg_cli.actions.follow_up import follow_up
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.actions.supports import add_support
from steg_cli.programme.codes import OUTCOMES, Outcome
from steg_cli.programme.errors import StegError
from steg_cli.programme.identity import Identity
from steg_cli.programme.people import Enrolment, Person, Stay
from steg_cli.register.file import Register
from steg_cli.register.people import find_person, load_person
from steg_cli.reports.cohorts import CohortStatus, cohort_status
from steg_cli.reports.ends import Expiry
from steg_cli.reports.expiries import expiries
from steg_cli.reports.report import Report
from tests.at_random import AT_RANDOM

if TYPE_CHECKING:
    from tests.conftest import Fresh
    from tests.reports.conftest import SlowEnds, TellingDays

STEPS = [
    "kartlaggning",
    "utredning",
    "arbetsprovning",
    "praktik",
    "utbildningspraktik",
    "serviceassistent",
    "enhetsassistent",
    "underskoterska",
    "sjukskoterska",
]
COHORTS = {"Pilot 2016": 25, "STEG": 230}  # with the planned participants, the earlier one first
WORKPLACES = ("Snickeriet", "Solgården", "Björkskolan")
PEOPLE = (("Anna", False), ("Bo", True), ("Cilla", False))


# --- the commands that are typed ----------------------------------------------------------------


@dataclass(frozen=True)
class Command:
    """A command typed `gap` days after the one before, about a day `ahead` of its own.

    What a verb does not need of its values says something else about it.
    """

    gap: int
    who: int
    verb: str
    ahead: int
    step: str
    months: int | None
    further: int
    own_days: int | None
    workplace: str | None
    agreement: str | None
    cohort: str
    outcome: Outcome

    def on(self, day: date) -> date:
        """Return the day that the command, typed on `day`, is about."""
        return day + timedelta(self.ahead)


VERBS = [
    *(["next"] * 3 + ["jump"] * 3 + ["place"] * 5 + ["extend"] * 8),
    *("convert", "leave", "leave", "enrol", "follow-up", "follow-up"),
    *("support", "support", "deadline", "deadline", "done"),
]
COMMANDS = st.builds(
    Command,
    gap=st.sampled_from([0, 0, 1, 2, 10, 31, 60, 60, 90, 120]),
    who=st.sampled_from([0, 0, 0, 0, 1, 2]),
    verb=st.sampled_from(VERBS),
    ahead=st.sampled_from([0, 0, 0, 0, 1, 9, 30]),
    step=st.sampled_from(["serviceassistent"] * 9 + STEPS),
    months=st.sampled_from([None, 12, 12, 13, 18, 24, 25]),
    further=st.sampled_from([1, 1, 2, 2, 3, 6, 12]),
    own_days=st.sampled_from([None, None, None, None, 400, 500, 640]),
    workplace=st.sampled_from([None, "Solgården", "Solgården", *WORKPLACES]),
    agreement=st.sampled_from([None, None, "AB"]),
    cohort=st.sampled_from([*COHORTS, "STEG"]),
    outcome=st.sampled_from(OUTCOMES),
)
HISTORIES = st.lists(COMMANDS, min_size=15, max_size=30)
FIRST_DAYS = st.sampled_from(
    [date(2022, 8, 31), date(2022, 12, 1), date(2023, 1, 30), date(2024, 2, 29)]
)


# --- the model ------------------------------------------------------------------------------------


def is_within(span: Enrolment | Stay, day: date) -> bool:
    return span.first_day <= day and (span.last_day is None or span.last_day >= day)


def modelled_cohort(people: list[Person], cohort: str, day: date) -> CohortStatus:
    steps = dict.fromkeys(STEPS, 0)
    outcomes: dict[str, int] = dict.fromkeys(OUTCOMES, 0)
    enrolled = active = converted = completed = 0
    for person in people:
        begun = [e for e in person.enrolments if e.cohort == cohort and e.first_day <= day]
        if not begun:
            continue
        enrolled += 1
        if is_within(begun[-1], day):
            active += 1
        else:
            outcomes[begun[-1].left_to or ""] += 1
        stays = [stay for enrolment in begun for stay in enrolment.stays if stay.first_day <= day]
        converted += any(stay.step.code == "enhetsassistent" for stay in stays)
        completed += any(
            stay.completed and stay.last_day and stay.last_day < day
            for stay in stays
            if stay.step.code == "utbildningspraktik"
        )
        for stay in stays:
            steps[stay.step.code] += is_within(stay, day)
    return CohortStatus(
        *(cohort, COHORTS[cohort], enrolled, active, enrolled - active),
        *(steps, converted, completed, outcomes),
    )


# --- the histories --------------------------------------------------------------------------------


def carry_out(
    register: Register, command: Command, person: Person | None, day: date
) -> Person | None:
    """Do what was typed, and return the person as recorded then, whatever was refused."""
    verb = likely(command.verb, person)
    try:
        if person is None or verb == "enrol":
            return find_person(register, do_enrol(register, command, day), day)
        VERB_OF[verb](register, command, person, day)
    except (StegError, sqlite3.IntegrityError):  # the face tells both as refusals
        return person
    return load_person(register, person.participant.id)


def do_enrol(register: Register, command: Command, day: date) -> str:
    name, protected = PEOPLE[command.who]
    born = (date(1970 + command.who, 1, 1), date(1970 + command.who, 12, 31))
    application = Application(
        Identity("other", name, "woman", born),
        name,
        command.cohort,
        "Skövde",
        "unemployed",
        command.on(day),
        disability=True,
        protected=protected,
    )
    return enrol(register, application, day).result.reference


def do_advance(
    register: Register, command: Command, person: Person, day: date, step: str | None = None
) -> None:
    on = command.on(day)
    has_limit = (step or next_step(person)) == "serviceassistent"
    until = on + timedelta(command.own_days) if command.own_days else None
    advance(
        register,
        person.participant.reference,
        day,
        to=step,
        on=on,
        months=command.months if has_limit and until is None else None,
        until=until,
        workplace=command.workplace,
        agreement=command.agreement if has_limit else None,
        exception="bedömd" if step else None,
    )


def do_jump(register: Register, command: Command, person: Person, day: date) -> None:
    do_advance(register, command, person, day, command.step)


def do_place(register: Register, command: Command, person: Person, day: date) -> None:
    on = command.on(day)
    place(
        register,
        person.participant.reference,
        command.workplace or "nowhere",
        day,
        first=on,
        last=on + timedelta(30 * command.further) if command.agreement else None,
        percent=50,
        beside=command.months == 12,
    )


def do_extend(register: Register, command: Command, person: Person, day: date) -> None:
    first = person.stays[-1].first_day
    until = first + timedelta(command.own_days) if command.own_days else None
    months = None if until else command.further
    extend(register, person.participant.reference, day, months=months, until=until)


def do_convert(register: Register, command: Command, person: Person, day: date) -> None:
    who = [person.participant.reference]
    convert_people(register, who, day, on=command.on(day), workplace=command.workplace)


def do_leave(register: Register, command: Command, person: Person, day: date) -> None:
    leave(register, person.participant.reference, day, to=command.outcome, on=command.on(day))


def do_follow_up(register: Register, command: Command, person: Person, day: date) -> None:
    follow_up(register, person.participant.reference, day, status=command.outcome)


def do_support(register: Register, command: Command, person: Person, day: date) -> None:
    first = command.on(day)
    last = first + timedelta(30 * command.further)
    add_support(register, person.participant.reference, "lonebidrag", day, first=first, last=last)


def do_deadline(register: Register, command: Command, person: Person, day: date) -> None:
    """Add a deadline that is not told of before today: the register does not know since when."""
    lead = command.further % 3
    on = command.on(day) + timedelta(31 * lead)
    add_deadline(register, person.participant.reference, "samtal", day, day=on, lead=lead)


def do_done(register: Register, command: Command, person: Person, day: date) -> None:
    finish_deadline(register, person.participant.reference, len(person.deadlines), day)


VERB_OF = {
    "next": do_advance,
    "jump": do_jump,
    "place": do_place,
    "extend": do_extend,
    "convert": do_convert,
    "leave": do_leave,
    "follow-up": do_follow_up,
    "support": do_support,
    "deadline": do_deadline,
    "done": do_done,
}


def likely(verb: str, person: Person | None) -> str:
    """Return the verb that was drawn, or one that is less sure to be refused."""
    if person is None:
        return "enrol"
    if person.enrolments[-1].last_day is not None:
        return verb if verb in ("follow-up", "done") else "enrol"
    has_plan = person.stays[-1].planned_last_day is not None
    return verb if has_plan or verb not in ("extend", "convert") else "jump"


def next_step(person: Person) -> str | None:
    place = STEPS.index(person.stays[-1].step.code) + 1
    return STEPS[place] if place < len(STEPS) else None


# When a support or a placement was decided is not in the register: one that is added, moved or
# ended later changes what is told of an earlier day.
KNOWN_THEN = ("period", "step", "follow-up", "deadline")


@settings(max_examples=40 * AT_RANDOM, deadline=None)
@given(history=HISTORIES, day=FIRST_DAYS, within=st.sampled_from([1, 3, 3, 6]))
def test_a_report_as_of_a_past_day_says_what_it_said_then(
    fresh: Fresh,
    slow_ends: SlowEnds,
    telling_days: TellingDays,
    history: list[Command],
    day: date,
    within: int,
) -> None:
    with fresh() as register:
        known: dict[int, Person] = {}

        def ask(then: date) -> tuple[Report[CohortStatus], list[Expiry]]:
            people = [*known.values()]
            cohorts, ends = cohort_status(register, then), expiries(register, then, within=within)
            assert cohorts.rows == tuple(modelled_cohort(people, one, then) for one in COHORTS)
            assert ends.rows == tuple(one.masked for one in slow_ends(people, then, within))
            return cohorts, [row for row in ends.rows if row.what in KNOWN_THEN]

        said = {}
        gaps_after = [command.gap for command in history[1:]] + [900]
        for command, gap in zip(history, gaps_after, strict=True):
            person = carry_out(register, command, known.get(command.who), day)
            if person is not None:
                known[command.who] = person
            tomorrow = day + timedelta(gap)
            for quiet in {day, *telling_days(known.values(), within)}:
                if day <= quiet < tomorrow:
                    said[quiet] = ask(quiet)
            day = tomorrow
        assert {then: ask(then) for then in said} == said
