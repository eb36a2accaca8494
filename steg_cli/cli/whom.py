"""Who is meant, where a name is that of several people: asked at a terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from steg_cli.cli.asking import Pick, Question, ask
from steg_cli.cli.face import Face
from steg_cli.programme.cases import reference_of
from steg_cli.programme.errors import N_, Ambiguous, Refused, note
from steg_cli.programme.names import turned
from steg_cli.programme.people import Person
from steg_cli.register.people import SeveralPeople, load_people

NUMBER = r"[0-9]{6}(?:[0-9]{2})?[-+]?[0-9]{4}"
Who = str | Sequence[str] | None


def settled(face: Face, who: Who, error: Ambiguous) -> Who:
    """Return a command's WHO, one or several, with the case that was chosen for the name.

    Raises the error again where nobody can answer, or where it is about something else.
    """
    names = [who] if isinstance(who, str) else list(who or ())
    if not face.can_ask or not isinstance(error, SeveralPeople) or error.who not in names:
        raise error
    case = choose_person(face, error)
    return case if isinstance(who, str) else [case if one == error.who else one for one in names]


def in_order_of_speech(face: Face, name: str) -> str:
    """Return a name as it is kept: "Ali, Sofia" is Sofia Ali. It is asked about at a terminal.

    Without one the comma turns it, as in a list, and a note says so, which names nobody. Raises
    Refused for an identity number, which is typed at the wrong question.
    """
    if re.fullmatch(NUMBER, name.strip()):
        raise Refused(
            N_("{value} is a number, and no name."), N_("Write first and last name."), value=name
        )
    spoken = turned(name)
    if spoken is None:
        return name
    if face.can_ask:
        asked = face.t(N_("Names are kept in the order of speech. Is it {name}?"), name=spoken)
        return spoken if face.agrees(asked, default=True) else name
    face.notes((note(N_("The comma turned the name around, into the order of speech.")),))
    return spoken


def choose_person(face: Face, several: SeveralPeople) -> str:
    """Ask which of several people is meant, and return the case reference.

    Each stands there with birth year, cohort and step; people with a protected identity by
    reference alone.
    """
    people = load_people(face.register, several.cases)
    question = face.t(N_("Who is meant by {who}?"), who=several.who)
    return ask(face, Question(question, picks=[_pick(face, person) for person in people]))


def _pick(face: Face, person: Person) -> Pick[str]:
    who, last = person.participant, person.enrolments[-1]
    case = reference_of(who.id)
    also = (case, case.removeprefix("S-"), str(who.id))
    if who.protected:
        return Pick(case, case, also)
    born = face.t(N_("born {year}"), year=who.identity.born[0].year)
    step = face.t.step(last.stays[-1].step.code)
    if last.last_day is not None and last.last_day < face.today:
        step = face.t(N_("left on {day}"), day=last.last_day)
    return Pick(case, who.label, also, f"{born}, {last.cohort}, {step}")
