"""Correcting a mistake found later, under the same rules as everything else.

A field is named as in `steg show`: `name`, `cohort`, `stay.2.first-day`, `placement.1.percent`.
Stays and placements have the numbers that `steg show` gives them. An empty value clears what may
be left out, takes back a last day, and takes away a whole step or placement.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from steg_cli.actions.recording import discreetly, record
from steg_cli.actions.results import Amended, Done
from steg_cli.programme.corrections import (
    correct_day,
    correct_step,
    reopen,
    take_away,
)
from steg_cli.programme.errors import N_, Malformed, NotFound, Refused, StegError, note
from steg_cli.programme.identity import Identity, other_identity, parse_identity
from steg_cli.programme.ladder import Step
from steg_cli.programme.moves import Moved
from steg_cli.programme.people import (
    EDUCATIONS,
    OUTCOMES,
    STATUSES,
    Enrolment,
    FollowUp,
    Participant,
    Person,
    Placement,
    Stay,
    Thing,
    Workplace,
    reference_of,
)
from steg_cli.programme.periods import NOTICE_LEAD
from steg_cli.programme.values import read_day
from steg_cli.programme.words import Word, clean_text, nearest
from steg_cli.register.file import Register
from steg_cli.register.people import find_person
from steg_cli.register.surroundings import find_cohort, find_workplace, ladder_of

YES, NO = ("yes", "ja", "1", "true"), ("no", "nej", "0", "false")


@dataclass(frozen=True)
class Typed:
    """A value as somebody typed it, with what is needed to read it."""

    register: Register
    text: str
    today: date


Value = str | int | bool | date | Step | Workplace | None
Numbered = TypeVar("Numbered", Enrolment, Stay, Placement, FollowUp)
Reader = Callable[[Typed], Value]


def _text(what: str) -> Reader:
    return lambda typed: clean_text(typed.text, what)


def _text_or_none(what: str) -> Reader:
    return lambda typed: clean_text(typed.text, what) if typed.text else None


def _day(typed: Typed) -> Value:
    return read_day(typed.text, typed.today)


def _flag(typed: Typed) -> Value:
    word = typed.text.casefold()
    if word in YES + NO:
        return word in YES
    raise Malformed(N_("{value} is neither yes nor no."), N_("Write yes or no."), value=typed.text)


def _flag_or_none(typed: Typed) -> Value:
    return _flag(typed) if typed.text else None


def _one_of(*allowed: str) -> Reader:
    def read(typed: Typed) -> Value:
        if typed.text in allowed:
            return typed.text
        raise Malformed(
            N_("{value} is not one of the values for this field."),
            N_("It can be {allowed}."),
            value=typed.text,
            allowed=", ".join(allowed),
        )

    return read


def _one_of_or_none(*allowed: str) -> Reader:
    return lambda typed: _one_of(*allowed)(typed) if typed.text else None


def _small_number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def _percent(typed: Typed) -> Value:
    percent = _small_number(typed.text)
    if percent is not None and 1 <= percent <= 100:
        return percent
    raise Malformed(N_("{value} is not a percentage."), N_("Write 1 to 100."), value=typed.text)


def _birth_year(typed: Typed) -> Value:
    year = _small_number(typed.text)
    if year is not None and typed.today.year - 120 <= year <= typed.today.year:
        return year
    raise Malformed(
        N_("{year} cannot be right as a birth year."),
        N_("Check the year; it is written with four digits."),
        year=typed.text,
    )


def _cohort(typed: Typed) -> Value:
    return find_cohort(typed.register, typed.text).name


def _workplace(typed: Typed) -> Value:
    return find_workplace(typed.register, typed.text)


def _step(typed: Typed) -> Value:
    return ladder_of(typed.register).step(typed.text)


# field: (column, how its value is read). An empty value clears what may be left out.
PERSON: dict[str, tuple[str, Reader]] = {
    "name": ("name", _text(N_("name"))),
    "protected": ("protected", _flag),
    # Only of somebody with an other id: a number tells both.
    "birth-year": ("birth_year", _birth_year),
    "sex": ("sex", _one_of("woman", "man")),
}
ENROLMENT: dict[str, tuple[str, Reader]] = {
    "cohort": ("cohort", _cohort),
    "municipality": ("municipality", _text(N_("municipality"))),
    "first-day": ("first_day", _day),
    "last-day": ("last_day", _day),
    "left-to": ("left_to", _one_of(*OUTCOMES)),
    "qualification": ("qualification", _flag),
    "status": ("status", _one_of(*STATUSES)),
    "disability": ("disability", _flag),
    "long-term-unemployed": ("long_term_unemployed", _flag),
    "education": ("education", _one_of_or_none(*EDUCATIONS)),
    "consultant": ("consultant", _text_or_none(N_("consultant"))),
    "exception": ("exception", _text_or_none(N_("reason"))),
}
STAY: dict[str, tuple[str, Reader]] = {
    "step": ("step", _step),
    "first-day": ("first_day", _day),
    "last-day": ("last_day", _day),
    "planned-last-day": ("planned_last_day", _day),
    "agreement": ("agreement", _one_of_or_none(*NOTICE_LEAD)),
    "weekends": ("weekends", _flag_or_none),
    "exception": ("exception", _text_or_none(N_("reason"))),
    "decided-by": ("decided_by", _text_or_none(N_("name"))),
}
PLACEMENT: dict[str, tuple[str, Reader]] = {
    "workplace": ("workplace", _workplace),
    "first-day": ("first_day", _day),
    "last-day": ("last_day", _day),
    "percent": ("percent", _percent),
    "supervisor": ("supervisor", _text_or_none(N_("supervisor"))),
}
FIELDS_OF: Mapping[type[object], Mapping[str, tuple[str, Reader]]] = {
    Participant: PERSON,
    Enrolment: ENROLMENT,
    Stay: STAY,
    Placement: PLACEMENT,
}
IDENTITY = ("identity", "other-id")
BY_HAND = ("birth-year", "sex")
EMPLOYED = ("agreement", "weekends")
# What may be told of a protected person: no name, no number, no workplace, no free text.
OPEN = (
    *("protected", "cohort", "municipality", "first-day", "last-day", "planned-last-day", "step"),
    *("left-to", "qualification", "status", "disability", "long-term-unemployed", "education"),
    *("agreement", "weekends", "percent"),
)
LEAVING = ("left-to", "qualification")
FIELDS = (
    [*IDENTITY, *PERSON, *ENROLMENT]
    + [f"enrolment.N.{field}" for field in ENROLMENT]
    + ["stay.N", *(f"stay.N.{field}" for field in STAY)]
    + ["placement.N", *(f"placement.N.{field}" for field in PLACEMENT), "follow-up.N"]
)


def amend(
    register: Register, who: str, field: str, value: str, today: date, *, dry_run: bool = False
) -> Done[Amended]:
    """Give `field` the value that should have stood there from the start.

    The person's whole way is checked afterwards. Raises Refused when a rule would be broken,
    NotFound for an unknown field, and Malformed for a value that cannot be read.
    """
    with register.change("amend", today, dry_run=dry_run) as change:
        person = find_person(register, who, today)
        typed = Typed(register, value, today)
        before = _shown(person, field)
        try:
            with discreetly(person):
                moved = _corrected(person, field, typed)
                after = record(register, person, moved.person, ladder_of(register))
        except StegError as error:
            raise _as_amended(error, person) from None
        masked = person.participant.protected or after.participant.protected
        secret = masked and field.rpartition(".")[2] not in OPEN
        result = Amended(
            person.participant.reference,
            field,
            None if secret else before,
            None if secret or field in _taken(field, value) else _shown(after, field),
        )
        change.summary = f"{result.reference} {field}"
    notes = moved.notes
    if change.id is None and not dry_run:
        notes = (note(N_("That is what it said already; nothing was changed.")),)
    return Done("amend", change.id, result, notes)


def _taken(field: str, value: str) -> tuple[str, ...]:
    """Return the field itself when it is a whole step or placement that was taken away."""
    return (field,) if not value and field.count(".") == 1 else ()


EXCEPTION = N_(
    'If it is an exception, record why first: steg amend {reference} exception "the reason", or '
    "stay.N.exception for a step."
)


def _as_amended(error: StegError, person: Person) -> StegError:
    """Word the way out as a correction has it: there an exception is a field too."""
    if error.way is None or not error.way.is_exception:
        return error
    reference = person.participant.reference
    return Refused(error.message, EXCEPTION, **({"reference": reference} | error.values))


def _corrected(person: Person, field: str, typed: Typed) -> Moved:
    """Return the person with the field as typed. An empty text takes back or away."""
    if field in IDENTITY:
        identity = _identity(person, field, typed)
        return Moved(replace(person, participant=replace(person.participant, identity=identity)))
    thing, name = _target(person, field)
    if not name and isinstance(thing, Stay | Placement | FollowUp):
        if typed.text:
            raise Malformed(
                N_("A whole step, placement or follow-up has no value."),
                N_('Name one of its fields, or take it away with an empty value: ""'),
            )
        return Moved(take_away(person, thing))
    if name == "last-day" and not typed.text and isinstance(thing, Enrolment | Stay | Placement):
        return Moved(reopen(person, thing))
    _check_applies(person, thing, name)
    attribute, read = FIELDS_OF[type(thing)][name]
    return _with_value(person, thing, attribute, read(typed))


def _with_value(person: Person, thing: Thing | Participant, attribute: str, new: Value) -> Moved:
    if isinstance(new, date) and isinstance(thing, Enrolment | Stay | Placement):
        return correct_day(person, thing, attribute, new)
    if isinstance(new, Step) and isinstance(thing, Stay):
        return correct_step(person, thing, new)
    if isinstance(thing, Participant):
        return Moved(_other_participant(person, attribute, new))
    return Moved(person.with_(thing, _with(thing, attribute, new)))


def _with(thing: Any, attribute: str, value: object) -> Any:
    return replace(thing, **{attribute: value})


def _other_participant(person: Person, attribute: str, new: object) -> Person:
    """Return the person called otherwise, protected or not, or with what an other id lacks."""
    who = person.participant
    if attribute == "birth_year" and isinstance(new, int):
        born = (date(new, 1, 1), date(new, 12, 31))
        who = replace(who, identity=replace(who.identity, born=born))
    elif attribute == "sex":
        who = replace(who, identity=_with(who.identity, attribute, new))
    else:
        who = _with(who, attribute, new)
    return replace(person, participant=who)


def _check_applies(person: Person, thing: Thing | Participant, name: str) -> None:
    """Raise Refused for a field that this person, enrolment or step does not have."""
    if name in LEAVING and isinstance(thing, Enrolment) and thing.last_day is None:
        raise Refused(
            N_("{who} has not left, so there is nothing of that to correct."),
            N_("Leaving is recorded with steg leave {reference} --to …"),
            who=person.participant.label,
            reference=person.participant.reference,
        )
    if name in BY_HAND and person.participant.identity.kind != "other":
        raise Refused(
            N_("Birth year and sex stand in the number."),
            N_("Correct the number: steg amend {reference} identity NUMBER"),
            reference=person.participant.reference,
        )
    if name in EMPLOYED and isinstance(thing, Stay) and thing.step.payer is None:
        raise Refused(
            N_("{step} is no employment, so it has no agreement and no schedule."),
            N_("Correct the employment's own step: steg show WHO numbers them."),
            step=thing.step,
        )


def _target(person: Person, field: str) -> tuple[Thing | Participant, str]:
    """Return what of a person a field is about, and the field's own name. Raises NotFound."""
    match field.split("."):
        case [name] if name in PERSON:
            return person.participant, name
        case [name] if name in ENROLMENT:
            return person.enrolments[-1], name
        case ["enrolment", number, name] if name in ENROLMENT:
            return _numbered(person.enrolments, number, N_("enrolment")), name
        case ["stay", number, *rest] if _is_one_of(STAY, number, rest):
            return _numbered(person.stays, number, N_("step")), "".join(rest)
        case ["follow-up", number] if number.isdigit():
            return _numbered(person.follow_ups, number, N_("follow-up")), ""
        case ["placement", number, *rest] if _is_one_of(PLACEMENT, number, rest):
            return _numbered(person.placements, number, N_("placement")), "".join(rest)
    near = nearest(field, FIELDS)
    raise NotFound(
        N_("There is no field {field} to amend."),
        N_("Did you mean {near}? The fields are {fields}.")
        if near
        else N_("The fields are {fields}."),
        field=field,
        near=near,
        fields=", ".join(FIELDS),
    )


def _is_one_of(fields: dict[str, tuple[str, Reader]], number: str, rest: list[str]) -> bool:
    """Say whether what follows the number is one of the fields, or nothing: the whole thing."""
    return number.isdigit() if not rest else len(rest) == 1 and rest[0] in fields


def _numbered(things: Sequence[Numbered], number: str, what: str) -> Numbered:
    place = _small_number(number)
    if place is not None and 1 <= place <= len(things):
        return things[place - 1]
    raise NotFound(
        N_("There is no number {number} ({what}); the last is {count}."),
        N_("steg show WHO numbers them."),
        what=Word(what),
        number=number,
        count=len(things),
    )


def _identity(person: Person, field: str, typed: Typed) -> Identity:
    """Return another number, as when a samordningsnummer becomes a personnummer: the same person.

    With the field other-id it becomes one; birth year and sex stay as they are.
    """
    old = person.participant.identity
    identity = (
        other_identity(typed.text, old.born[0].year, old.sex, typed.today)
        if field == "other-id"
        else parse_identity(typed.text, typed.today)
    )
    taken = typed.register.execute(
        "SELECT id FROM participant WHERE number = ? AND id <> ?",
        (identity.number, person.participant.id),
    ).fetchone()
    if taken:
        raise Refused(
            N_("{number} belongs to {other} already."),
            N_(
                "Check the number; steg show {other} shows who that is. Two cases cannot be "
                "joined with steg amend."
            ),
            number=typed.text,
            other=reference_of(taken[0]),
        )
    return identity


def _shown(person: Person, field: str) -> str | bool | None:
    """Return a field's value as it stands in `person`."""
    identity = person.participant.identity
    own = dict.fromkeys(IDENTITY, identity.written) | {"birth-year": str(identity.born[0].year)}
    own["sex"] = identity.sex
    if field in own:
        return own[field]
    thing, name = _target(person, field)
    if not name and isinstance(thing, Stay | Placement):
        what = thing.step.code if isinstance(thing, Stay) else thing.workplace.name
        return f"{what} {thing.first_day}"
    if isinstance(thing, FollowUp):
        return f"{thing.status} {thing.day}"
    attribute = name.replace("-", "_")
    value = getattr(thing, attribute)
    if isinstance(value, Workplace):
        return value.name
    if isinstance(value, Step):
        return value.code
    return value if value is None or isinstance(value, bool) else str(value)
