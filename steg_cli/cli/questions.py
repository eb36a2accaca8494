"""What commands ask about people and what surrounds them; how it is asked stands in `asking`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from steg_cli.actions.results import standing_of
from steg_cli.cli.asking import Dialogue, Enter, Pick, Question, enter_for, picked
from steg_cli.cli.face import WHO_IS_MEANT, Face
from steg_cli.cli.options import MONTHS
from steg_cli.cli.whom import choose_person
from steg_cli.output.sentences import standing_line
from steg_cli.programme.choices import OUTCOME, Choice
from steg_cli.programme.codes import Outcome
from steg_cli.programme.days import read_day, read_last_day
from steg_cli.programme.errors import N_, refusal
from steg_cli.programme.ladder import Ladder, Step
from steg_cli.programme.people import Person, Placement
from steg_cli.programme.placement_rules import suits
from steg_cli.programme.workplace import Sector, Workplace
from steg_cli.register.file import Register
from steg_cli.register.people import SeveralPeople, find_person
from steg_cli.register.surroundings import (
    Cohort,
    Municipality,
    cohorts,
    find_cohort,
    find_municipality,
    find_sector,
    find_workplace,
    is_open,
    leads_of,
    municipalities,
    people_at,
    sectors,
    workplaces,
)
from steg_cli.texts import Texts

COUNT = r"([0-9]{1,4})(?: *(m[a-zå]*\.?|år|ar|y(?:ears?)?))?"  # 12, 12 m, 2 år: no day is as short


class Length(NamedTuple):
    """How long something is planned: a number of months, or the last day; neither as usual."""

    months: int | None = None
    until: date | None = None


def person(talk: Dialogue, who: str | None, check: Callable[[Person], object]) -> Person:
    """Return who is meant, and tell where somebody who was named at a question stands."""
    face = talk.face
    asked = Question[Person](
        face.t(WHO_IS_MEANT), read=lambda answer: _found(face, answer), check=check
    )
    found = talk.value(who, asked)
    face.about(found.participant.reference)
    talk.whom = found.participant.id
    standing = standing_of(found, leads_of(face.register), face.today)
    face.say(standing_line(standing, face.t, face.today))
    return found


def _found(face: Face, answer: str) -> Person:
    """Return who is meant; of several, the one that is chosen."""
    try:
        return find_person(face.register, answer, face.today)
    except SeveralPeople as several:
        return find_person(face.register, choose_person(face, several), face.today)


def day(
    face: Face,
    text: str,
    check: Callable[[date], object] | None = None,
    *,
    usual: date | None = None,
    otherwise: date | None = None,
    last: bool = False,
) -> Question[date]:
    """Ask for a day, or a `last` one; Enter is today, or the usual one.

    Where that would be refused it is the day `otherwise`, or nothing.
    """
    possible = (one for one in (usual or face.today, otherwise) if one and _will_do(one, check))
    default = next(possible, None)
    return Question(
        text,
        read=lambda answer: face.understand(
            answer, (read_last_day if last else read_day)(answer, face.today)
        ),
        enter=Enter(default, str(default)) if default else None,
        check=check,
    )


def _will_do(default: date, check: Callable[[date], object] | None) -> bool:
    """Say whether a day is not refused, or only where a reason would do."""
    error = refusal(check, default) if check is not None else None
    return error is None or (error.remedy is not None and error.remedy.is_exception)


def last_day(
    face: Face, text: str, check: Callable[[date | None], object]
) -> Question[date | None]:
    """Ask for a last day; Enter is none."""
    return Question(
        text,
        read=lambda answer: face.understand(answer, read_last_day(answer, face.today)),
        enter=Enter(None, face.t(N_("no day")), is_nothing=True),
        check=check,
    )


def length(
    face: Face, text: str, enter: Enter[Length] | None, check: Callable[[Length], object]
) -> Question[Length]:
    """Ask how long something is planned: a number of months, or its last day."""

    def read(answer: str) -> Length:
        if count := re.fullmatch(COUNT, answer.casefold()):
            years = (count[2] or "m")[0] != "m"
            return Length(months=MONTHS(int(count[1]) * 12 if years else count[1]))
        return Length(until=face.understand(answer, read_last_day(answer, face.today)))

    return Question(text, read=read, enter=enter, check=check)


def word(
    face: Face,
    text: str,
    choice: Choice,
    default: str | None = None,
    check: Callable[[Any], object] | None = None,
) -> Question[Any]:
    """Ask for one of some codes, by what they are called."""
    picks = [Pick(code, face.t(label), (code, label, *also)) for code, label, also in choice.words]
    return Question(text, picks=picks, enter=enter_for(picks, default), check=check)


def outcome(face: Face, text: str) -> Question[Outcome]:
    """Ask for what somebody does after the programme."""
    return word(face, text, OUTCOME)


def step(
    face: Face, ladder: Ladder, default: Step | None, check: Callable[[Step], object]
) -> Question[Step]:
    """Ask for a step of the ladder."""
    picks = [Pick(one, face.t.step(one.code), one.names) for one in ladder]
    text = face.t(N_("Which step?"))
    return Question(
        text, read=ladder.step, picks=picks, enter=enter_for(picks, default), check=check
    )


def cohort(face: Face) -> Question[Cohort]:
    """Ask for a cohort; Enter is the one that began last of those that go on today.

    Those that have ended stand last.
    """
    today = face.today
    known = [one for one in cohorts(face.register) if is_open(one, today)]
    known.sort(key=lambda one: (one.last_day or date.max) < today)
    going_on = [
        one
        for one in known
        if one.first_day and one.first_day <= today <= (one.last_day or date.max)
    ]
    picks = [Pick(one, one.name, beside=_days(one, face.t)) for one in known]
    return Question(
        face.t(N_("Which cohort?")),
        read=lambda answer: find_cohort(face.register, answer),
        picks=picks,
        enter=enter_for(picks, going_on[-1] if going_on else None),
    )


def _days(one: Cohort, t: Texts) -> str:
    if one.first_day is None and one.last_day is None:
        return ""
    return t(N_("{first} to {last}"), first=one.first_day or "…", last=one.last_day or "…")


def municipality(face: Face) -> Question[Municipality]:
    """Ask for a municipality."""
    known = municipalities(face.register)
    return Question(
        face.t(N_("Which home municipality?")),
        read=lambda answer: find_municipality(face.register, answer),
        picks=[Pick(one, one.name) for one in known],
    )


def one_of(face: Face, what: str, text: str) -> Question[str]:
    """Ask for the name of a sector, a municipality or a workplace."""
    register = face.register
    known: Sequence[Sector | Municipality | Workplace] = municipalities(register)
    find: Callable[[Register, str], Sector | Municipality | Workplace] = find_municipality
    if what == "sector":
        known, find = sectors(register), find_sector
    elif what == "workplace":
        known, find = workplaces(register), find_workplace
    return Question(
        text,
        read=lambda answer: find(register, answer).name,
        picks=[Pick(one.name, one.name) for one in known],
    )


def workplace(
    face: Face,
    on_step: Step,
    first: date,
    enter: Enter[Workplace | None] | None,
    check: Callable[[Workplace | None], object],
) -> Question[Workplace | None]:
    """Ask for a workplace: those that suit the step on its first day and have a free place.

    Any other can be named too. People with a protected identity are not counted: one more than
    the lists show would tell where they are.
    """
    there = people_at(face.register, first)
    picks: list[Pick[Workplace | None]] = []
    others: list[Pick[Workplace]] = []
    for one in workplaces(face.register):
        free = None if one.places is None else one.places - there.get(one.id, 0)
        if suits(on_step, one, first) and (free is None or free > 0):
            told = N_("{free} of {all} free")
            beside = "" if free is None else face.t(told, free=free, all=one.places)
            picks.append(Pick(one, one.name, beside=beside))
        else:
            others.append(Pick(one, one.name))

    def another(answer: str) -> Workplace:
        meant = picked(answer, others)
        return meant[0].value if len(meant) == 1 else find_workplace(face.register, answer)

    return Question(
        face.t(N_("Which workplace?")), read=another, picks=picks, enter=enter, check=check
    )


def names(placements: Iterable[Placement]) -> str:
    """Return where somebody is, by name."""
    return ", ".join(one.workplace.name for one in placements)
