"""Correcting a mistake found later, under the same rules as everything else.

A field is named as in `steg show`: `name`, `cohort`, `stay.2.first-day`, `placement.1.percent`.
Stays and placements have the numbers that `steg show` gives them. A moved day takes the day
beside it along: the step before still ends the day before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from steg_cli.actions.moving import confirm
from steg_cli.actions.results import Amended, Done
from steg_cli.programme.days import parse_day
from steg_cli.programme.errors import N_, Malformed, NotFound, Refused, note
from steg_cli.programme.identity import parse_identity
from steg_cli.programme.ladder import Step
from steg_cli.programme.people import (
    EDUCATIONS,
    OUTCOMES,
    STATUSES,
    Enrolment,
    Participant,
    Person,
    Placement,
    Stay,
    Workplace,
)
from steg_cli.programme.periods import NOTICE_LEAD, ONE_DAY, last_day_of, whole_months
from steg_cli.programme.words import Word, clean_text, nearest
from steg_cli.register.file import Register
from steg_cli.register.people import find_person
from steg_cli.register.surroundings import find_cohort, find_workplace, ladder_of
from steg_cli.register.writing import Value, update

YES, NO = ("yes", "ja", "1", "true"), ("no", "nej", "0", "false")


@dataclass(frozen=True)
class Typed:
    """A value as somebody typed it, with what is needed to read it."""

    register: Register
    text: str
    today: date


Span = Enrolment | Stay | Placement
Reader = Callable[[Typed], Value]


def _text(what: str) -> Reader:
    return lambda typed: clean_text(typed.text, what)


def _text_or_none(what: str) -> Reader:
    return lambda typed: clean_text(typed.text, what) if typed.text else None


def _day(typed: Typed) -> Value:
    return parse_day(typed.text, typed.today)


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


def _cohort(typed: Typed) -> Value:
    return find_cohort(typed.register, typed.text).id


def _workplace(typed: Typed) -> Value:
    return find_workplace(typed.register, typed.text).id


def _step(typed: Typed) -> Value:
    return ladder_of(typed.register).step(typed.text)


# field: (column, how its value is read). An empty value clears what may be left out.
PERSON: dict[str, tuple[str, Reader]] = {
    "name": ("name", _text(N_("name"))),
    "protected": ("protected", _flag),
}
ENROLMENT: dict[str, tuple[str, Reader]] = {
    "cohort": ("cohort_id", _cohort),
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
    "step": ("step_id", _step),
    "first-day": ("first_day", _day),
    "last-day": ("last_day", _day),
    "planned-last-day": ("planned_last_day", _day),
    "agreement": ("agreement", _one_of_or_none(*NOTICE_LEAD)),
    "weekends": ("weekends", _flag_or_none),
    "exception": ("exception", _text_or_none(N_("reason"))),
    "decided-by": ("decided_by", _text_or_none(N_("name"))),
}
PLACEMENT: dict[str, tuple[str, Reader]] = {
    "workplace": ("workplace_id", _workplace),
    "first-day": ("first_day", _day),
    "last-day": ("last_day", _day),
    "percent": ("percent", _percent),
    "supervisor": ("supervisor", _text_or_none(N_("supervisor"))),
}
LEAVING = ("left-to", "qualification")
TABLES = {Enrolment: "enrolment", Stay: "stay", Placement: "placement"}
FIELDS = (
    ["identity", *PERSON, *ENROLMENT]
    + [f"enrolment.N.{field}" for field in ENROLMENT]
    + [f"stay.N.{field}" for field in STAY]
    + [f"placement.N.{field}" for field in PLACEMENT]
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
        _write(register, person, field, typed)
        ladder = ladder_of(register)
        after = confirm(register, person, ladder)
        masked = person.participant.protected or after.participant.protected
        secret = masked and (field in ("name", "identity") or field.startswith("placement"))
        result = Amended(
            person.participant.reference,
            field,
            None if secret else before,
            None if secret else _shown(after, field),
        )
        change.summary = f"{result.reference} {field}"
    notes = (
        ()
        if change.id or dry_run
        else (note(N_("That is what it said already; nothing was changed.")),)
    )
    return Done("amend", change.id, result, notes)


def _write(register: Register, person: Person, field: str, typed: Typed) -> None:
    if field == "identity":
        _write_identity(register, person, typed)
        return
    table, thing, name = _target(person, field)
    columns = {"participant": PERSON, "enrolment": ENROLMENT, "stay": STAY}.get(table, PLACEMENT)
    column, read = columns[name]
    if name in LEAVING and isinstance(thing, Enrolment) and thing.last_day is None:
        raise Refused(
            N_("{who} has not left, so there is nothing of that to correct."),
            N_("Leaving is recorded with steg leave {reference} --to …"),
            who=person.participant.label,
            reference=person.participant.reference,
        )
    new = read(typed)
    if isinstance(new, date) and not isinstance(thing, Participant):
        _move_day(register, person, thing, column, new)
    elif isinstance(new, Step):
        update(register, table, thing.id, step=new)
    else:
        update(register, table, thing.id, **{column: new})


def _target(person: Person, field: str) -> tuple[str, Span | Participant, str]:
    """Return the table, the row and the field's own name. Raises NotFound."""
    match field.split("."):
        case [name] if name in PERSON:
            return "participant", person.participant, name
        case [name] if name in ENROLMENT:
            return "enrolment", person.enrolments[-1], name
        case ["enrolment", number, name] if name in ENROLMENT:
            return "enrolment", _numbered(person.enrolments, number, N_("enrolment")), name
        case ["stay", number, name] if name in STAY:
            return "stay", _numbered(person.stays, number, N_("step")), name
        case ["placement", number, name] if name in PLACEMENT:
            return "placement", _numbered(person.placements, number, N_("placement")), name
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


def _numbered(things: Sequence[Span], number: str, what: str) -> Span:
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


def _write_identity(register: Register, person: Person, typed: Typed) -> None:
    """Replace the number, as when a samordningsnummer becomes a personnummer: the same person."""
    identity = parse_identity(typed.text, typed.today)
    taken = register.execute(
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
            other=f"S-{taken[0]:04}",
        )
    update(
        register,
        "participant",
        person.participant.id,
        kind=identity.kind,
        number=identity.number,
        sex=identity.sex,
        birth_year=identity.born[0].year,
    )


def _move_day(register: Register, person: Person, thing: Span, column: str, new: date) -> None:
    """Set a first, last or planned last day, and take along what begins or ends beside it."""
    if isinstance(thing, Stay) and column == "planned_last_day":
        if thing.planned_last_day is None:
            raise Refused(
                N_("This step has no planned last day."), N_("steg show WHO shows the periods.")
            )
        _check_order(thing.first_day, new)
        update(register, "stay", thing.id, planned_last_day=new)
    elif column == "first_day":
        _move_boundary(register, _beside(person, thing), thing.first_day, new)
    elif thing.last_day is not None:
        _move_boundary(register, _beside(person, thing), thing.last_day + ONE_DAY, new + ONE_DAY)
    elif isinstance(thing, Placement):
        _check_order(thing.first_day, new)
        update(register, "placement", thing.id, last_day=new)
    else:
        raise Refused(
            N_("It has not ended, so there is no last day to correct."),
            N_("An end is recorded with steg advance or steg leave."),
        )


def _beside(person: Person, thing: Span) -> tuple[Span, ...]:
    """Return what may share a day with `thing`: a step's days take its placements along."""
    (home,) = (e for e in person.enrolments if thing in (e, *e.stays, *e.placements))
    return (
        home.placements if isinstance(thing, Placement) else (home, *home.stays, *home.placements)
    )


def _move_boundary(register: Register, spans: tuple[Span, ...], old: date, new: date) -> None:
    """Let everything that begins on `old` begin on `new`, and what ended before it end before."""
    for span in spans:
        days: dict[str, Value] = {}
        if span.first_day == old:
            days["first_day"] = new
            if isinstance(span, Stay) and span.planned_last_day is not None:
                days["planned_last_day"] = _same_months(span.planned_last_day, old, new)
                _move_extensions(register, span, new)
        if span.last_day is not None and span.last_day + ONE_DAY == old:
            days["last_day"] = new - ONE_DAY
        if days:
            _check_order(days.get("first_day", span.first_day), days.get("last_day", span.last_day))
            update(register, TABLES[type(span)], span.id, **days)


def _check_order(first: Value, last: Value) -> None:
    """Raise Refused when a last day would come before its first day."""
    if isinstance(first, date) and isinstance(last, date) and last < first:
        raise Refused(
            N_("It would end on {last}, before its first day {first}."),
            N_("Give days in order; steg show WHO shows them."),
            first=first,
            last=last,
        )


def _same_months(last: date, old_first: date, new_first: date) -> date:
    """Return the last day of as many months from `new_first`; a contract's own day stays."""
    months = whole_months(old_first, last)
    return last_day_of(new_first, months) if last_day_of(old_first, months) == last else last


def _move_extensions(register: Register, stay: Stay, new: date) -> None:
    """Let the period's extensions tell of the same months, counted from its new first day."""
    rows = register.execute("SELECT * FROM extension WHERE stay_id = ?", (stay.id,)).fetchall()
    for row in rows:
        old_last, new_last = (
            _same_months(date.fromisoformat(row[column]), stay.first_day, new)
            for column in ("old_last_day", "new_last_day")
        )
        if new_last <= old_last:
            raise Refused(
                N_("From {first} on, the extension to {last} would make the period no longer."),
                N_("Take the extension back first, or correct the planned last day."),
                first=new,
                last=new_last,
            )
        update(register, "extension", row["id"], old_last_day=old_last, new_last_day=new_last)


def _shown(person: Person, field: str) -> str | bool | None:
    """Return a field's value as it stands in `person`."""
    if field == "identity":
        return person.participant.identity.written
    table, thing, name = _target(person, field)
    attribute = name.replace("-", "_")
    value = getattr(person.participant if table == "participant" else thing, attribute)
    if isinstance(value, Workplace):
        return value.name
    if isinstance(value, Step):
        return value.code
    return value if value is None or isinstance(value, bool) else str(value)
