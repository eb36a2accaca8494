"""Correcting a mistake found later, under the same rules as everything else.

A field is named as in `steg show`: `name`, `cohort`, `stay.2.first-day`, `placement.1.percent`.
Stays and placements have the numbers that `steg show` gives them. An empty value clears what may
be left out, takes back a last day, and takes away a whole step or placement.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from steg_cli.actions.recording import at_a_post, discreetly, record
from steg_cli.actions.results import NOTHING_CHANGED, Amended, Done
from steg_cli.programme import noticing
from steg_cli.programme.amending import ENROLMENT, IDENTITY, KEPT_WHOLE, NUMBERED, PARTICIPANT, Part
from steg_cli.programme.cases import reference_of
from steg_cli.programme.corrections import (
    Removable,
    correct_day,
    correct_step,
    renumbered,
    reopen,
    take_away,
)
from steg_cli.programme.days import since_by
from steg_cli.programme.deadlines import has_passed
from steg_cli.programme.errors import N_, Malformed, NotFound, Refused, StegError, note
from steg_cli.programme.field import Field
from steg_cli.programme.fields import field_of
from steg_cli.programme.frozen import frozen, replace
from steg_cli.programme.identity import Identity, other_identity, parse_identity, written_number
from steg_cli.programme.ladder import Step
from steg_cli.programme.parts import numbered
from steg_cli.programme.people import (
    Deadline,
    Enrolment,
    Extension,
    FollowUp,
    FormerNumber,
    Moved,
    Participant,
    Pause,
    Person,
    Placement,
    Remark,
    Residence,
    Stay,
    Support,
)
from steg_cli.programme.taking_away import Brought, take_step_away
from steg_cli.programme.training import check_certificate
from steg_cli.programme.words import FieldName
from steg_cli.programme.workplace import Workplace
from steg_cli.register.changes import is_as_logged, touched_with
from steg_cli.register.file import Register
from steg_cli.register.people import case_of_number, find_person
from steg_cli.register.surroundings import (
    Cohort,
    Municipality,
    Post,
    find_cohort,
    find_municipality,
    find_post,
    find_workplace,
    ladder_of,
)

# What is kept by the name that it has in the register, and how it is found.
KNOWN: Mapping[str, Callable[[Register, str], Cohort | Municipality | Post]] = {
    "cohort": find_cohort,
    "municipality": find_municipality,
    "post": find_post,
}
DAYS_OF_A_SPAN = ("first_day", "planned_last_day", "last_day")  # they move others along

Value = str | int | bool | date | Step | Workplace | None


@frozen
class Target:
    """What is to be corrected: a field of something, or the whole thing without a field."""

    name: str
    thing: Part | Participant
    field: Field | None


@frozen
class Typed:
    """A value as somebody typed it, with what is needed to read it."""

    register: Register
    text: str
    today: date


def amend(
    register: Register, who: str, field: str, value: str, today: date, *, dry_run: bool = False
) -> Done[Amended]:
    """Give `field` the value that should have stood there from the start.

    The person's whole way is checked afterwards. Raises Refused when a rule would be broken,
    NotFound for an unknown field, and Malformed for a value that cannot be read.
    """
    with register.change("amend", today, dry_run=dry_run) as change:
        person = find_person(register, who, today)
        target = _target(person, field, is_empty=not value)
        try:
            with discreetly(person, value):
                moved = _corrected(person, target, Typed(register, value, today))
                after = record(register, person, moved.person)
        except StegError as error:
            raise _as_correction(error, person) from None
        secret = person.participant.protected or after.participant.protected
        secret = secret and (target.field is None or target.field.masked)
        is_gone = target.field is None
        result = Amended(
            person.participant.reference,
            field,
            None if secret else _shown(target),
            None if secret or is_gone else _shown(_in(after, target)),
            person.participant.shown_name if after.participant.shown_name else None,
        )
        change.summary = f"{result.reference} {field}"
    notes = moved.notes + at_a_post(register, person, after) + noticing.outdated(person, after)
    if change.id is None and not dry_run:
        notes = (note(NOTHING_CHANGED),)
    return Done("amend", change.id, result, notes)


EXCEPTION = N_(
    'If it is an exception, record why first: steg amend {reference} exception "the reason", or '
    "stay.N.exception for a step, placement.N.exception for a placement."
)


def _as_correction(error: StegError, person: Person) -> StegError:
    """Word the way out as a correction has it: there an exception is a field too."""
    if error.remedy is None or not error.remedy.is_exception:
        return error
    reference = person.participant.reference
    return Refused(error.message, EXCEPTION, **({"reference": reference} | error.values))


# Which field of what


def _target(person: Person, name: str, *, is_empty: bool) -> Target:
    """Return what of a person is called so. Raises NotFound."""
    kind, _, rest = name.partition(".")
    if rest and kind in NUMBERED:
        things, what, fields = NUMBERED[kind]
        number, _, field = rest.partition(".")
        if field in fields or (number.isdigit() and not field and kind not in KEPT_WHOLE):
            thing = numbered(things(person), number, what)
            text = isinstance(thing, Remark) and not is_empty
            return Target(name, thing, field_of("remark", "note") if text else fields.get(field))
    if name in IDENTITY:
        return Target(name, person.participant, field_of("participant", "number"))
    if name in PARTICIPANT:
        return Target(name, person.participant, PARTICIPANT[name])
    if name in ENROLMENT:
        return Target(name, person.enrolments[-1], ENROLMENT[name])
    raise NotFound(
        N_("There is no field {field} to amend."),
        N_("steg amend --help lists the fields."),
        field=name,
    )


def _in(after: Person, target: Target) -> Target:
    """Return what was corrected as it is now; its number can be another one."""
    kind, id_ = type(target.thing), target.thing.id
    thing = next(part for part, _ in after.parts() if type(part) is kind and part.id == id_)
    assert not isinstance(thing, Extension)
    return replace(target, thing=thing)


# The correction


def _corrected(person: Person, target: Target, typed: Typed) -> Moved:
    """Return the person with the field as typed. An empty text takes back or away."""
    thing, field = target.thing, target.field
    if field is None:
        return _taken_away(person, target, typed)
    if isinstance(thing, Participant):
        return Moved(_with_participant(person, target, typed))
    assert not isinstance(thing, FormerNumber)  # it has no fields
    if isinstance(thing, Enrolment | Stay | Placement):
        if field.key == "last_day" and not typed.text:
            return reopen(person, thing)
        if field.key in DAYS_OF_A_SPAN:
            day = _read(field, typed)
            assert day is None or isinstance(day, date)
            return correct_day(person, thing, field.key, day)
    _check_applies(person, target)
    new = _read(field, typed)
    if field.key == "unemployed_since" and isinstance(new, date) and isinstance(thing, Enrolment):
        new = since_by(typed.text, new, thing.first_day)
    if isinstance(new, Step) and isinstance(thing, Stay):
        return correct_step(person, thing, new)
    if isinstance(thing, Stay) and (new is None or isinstance(new, date)):
        corrected = _with_day(thing, field.key, new, typed.today)
    else:
        corrected = _with(thing, field.key, new)
    if field.key == "cohort":
        closes = find_cohort(typed.register, str(new)).open_until
        corrected = replace(corrected, cohort_open_until=closes)
    passed = has_passed(corrected, typed.today) if field.key == "day" else ()
    return Moved(person.with_(thing, corrected), passed)


def _taken_away(person: Person, target: Target, typed: Typed) -> Moved:
    """Return the person without a whole thing; a step takes along what its own change began."""
    if typed.text:
        raise Malformed(
            N_("{field} is a whole thing and has no value."),
            N_('Name one of its fields, or take it away with an empty value: ""'),
            field=FieldName(target.name),
        )
    thing = target.thing
    assert isinstance(thing, Removable)
    if isinstance(thing, Stay):
        return take_step_away(person, thing, _brought(typed.register, person, thing))
    return Moved(take_away(person, thing))


def _brought(register: Register, person: Person, stay: Stay) -> Brought:
    """Return what the change that began a step did to the person's placements."""
    connection = register.connection
    cases = (person.participant.id, *(one.former_case for one in person.former_cases))
    begun, ended = set[int](), dict[int, date | None]()
    for id_, before, after in touched_with(connection, "stay", stay.id, "placement", cases):
        if before and after and before["last_day"] != after["last_day"]:
            last = before["last_day"]
            ended[id_] = date.fromisoformat(last) if last else None
        elif after and not before:
            del after["first_day"]  # it moves along with the step
            if is_as_logged(connection, "placement", id_, after):
                begun.add(id_)
    return Brought(begun, ended)


def _read(field: Field, typed: Typed) -> Value:
    """Return the value that was typed; what surrounds people by its name."""
    if not typed.text and field.clears:
        return None
    if field.key in KNOWN:
        return KNOWN[field.key](typed.register, typed.text).name
    if field.key == "workplace":
        return find_workplace(typed.register, typed.text)
    if field.key == "step":
        return ladder_of(typed.register).step(typed.text)
    return field.read(typed.text, typed.today)


def _with_day(stay: Stay, key: str, day: date | None, today: date) -> Any:
    """Return a step with a day of it corrected. Raises Refused for one that cannot be."""
    if key in noticing.FIELDS:
        return noticing.correct_notice(stay, key, day, today)
    if key == "certificate_day" and day is not None:
        check_certificate(stay, day, today)
    return _with(stay, key, day)


def _with(thing: Any, key: str, value: object) -> Any:
    return replace(thing, **{key: value})


def _with_participant(person: Person, target: Target, typed: Typed) -> Person:
    """Return the person with another number or name, or with what an other id lacks."""
    if target.name in IDENTITY:
        return renumbered(person, _identity(person, target.name, typed), typed.today)
    return replace(person, participant=_participant(person, target, typed))


def _participant(person: Person, target: Target, typed: Typed) -> Participant:
    who, field = person.participant, target.field
    assert field is not None
    _check_applies(person, target)
    value = _read(field, typed)
    if field.only != "other id":
        changed: Participant = _with(who, field.key, value)
        return changed
    identity = who.identity
    if field.key == "sex":
        return replace(who, identity=_with(identity, "sex", value))
    assert isinstance(value, int)
    return replace(who, identity=other_identity(identity.number, value, identity.sex, typed.today))


def _check_applies(person: Person, target: Target) -> None:
    """Raise Refused for a field that this person, enrolment or step does not have."""
    thing, only = target.thing, target.field.only if target.field else ""
    if only == "left" and isinstance(thing, Enrolment) and thing.last_day is None:
        raise Refused(
            N_("{who} has not left, so there is nothing of that to correct."),
            N_("Leaving is recorded with steg leave {reference} --to …"),
            who=person.participant.label,
            reference=person.participant.reference,
        )
    if only == "other id" and person.participant.identity.kind != "other":
        raise Refused(
            N_("Birth year and sex stand in the number."),
            N_("Correct the number: steg amend {reference} identity NUMBER"),
            reference=person.participant.reference,
        )
    if only == "training" and isinstance(thing, Stay) and not thing.step.training:
        raise Refused(
            N_("{step} is no training, so there is nothing to complete."),
            N_("Correct the training's own step: steg show {reference} numbers them."),
            step=thing.step,
        )
    if only == "employed" and isinstance(thing, Stay) and thing.step.payer is None:
        raise Refused(
            N_("{step} is no employment, so it has no agreement and no schedule."),
            N_("Correct the employment's own step: steg show {reference} numbers them."),
            step=thing.step,
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
    case = case_of_number(typed.register, identity.number)
    if case not in (None, person.participant.id):
        raise Refused(
            N_("{number} belongs to {other} already, now or before it was replaced."),
            N_(
                "Check the number; steg show {other} shows who that is. Two cases cannot be "
                "joined with steg amend."
            ),
            number=typed.text,
            other=reference_of(case),
        )
    return identity


def _shown(target: Target) -> str | bool | None:
    """Return what is to be corrected as it stands: a value, or what a whole thing is known by."""
    thing, field = target.thing, target.field
    if isinstance(thing, Participant):
        own = {"number": thing.identity.written, "sex": thing.identity.sex}
        own["birth_year"] = str(thing.identity.born[0].year)
        if field is not None and field.key in own:
            return own[field.key]
    if field is None:
        return _known_by(thing)
    value = getattr(thing, field.key)
    if isinstance(value, Workplace):
        return value.name
    if isinstance(value, Step):
        return value.code
    return value if value is None or isinstance(value, bool) else str(value)


def _known_by(thing: Part | Participant) -> str:
    """Return what a whole thing that can be taken away is known by."""
    if isinstance(thing, FormerNumber):
        return written_number(thing.kind, thing.number)
    if isinstance(thing, FollowUp):
        return f"{thing.status} {thing.day}"
    if isinstance(thing, Remark | Deadline):
        return thing.note if isinstance(thing, Remark) else f"{thing.text} {thing.day}"
    if isinstance(thing, Residence):
        return f"{thing.municipality} {thing.first_day}"
    if isinstance(thing, Pause | Support):
        return f"{thing.first_day} – {thing.last_day or '…'}"
    assert isinstance(thing, Stay | Placement)
    what = thing.step.code if isinstance(thing, Stay) else thing.workplace.name
    return f"{what} {thing.first_day}"
