"""A row of people: who somebody is, and the enrolment that the row tells of.

What a list cannot prove comes in as an exception with a reason; what it contradicts is a problem.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from steg_cli.actions.import_person import Item, Taken, Time, Values, for_a_list, told
from steg_cli.programme.checks import Situation, ineligible
from steg_cli.programme.errors import N_, Refused, note
from steg_cli.programme.lists import Row
from steg_cli.programme.people import Enrolment, Participant, Status
from steg_cli.programme.periods import ONE_DAY, add_months
from steg_cli.programme.words import fold
from steg_cli.register.surroundings import Cohort

UNPROVEN, OUTSIDE, COMMA, OLDER = "unproven", "outside", "comma", "older"  # what it left open
STANDING = ("step", "since", "planned_last_day", "workplace", "percent", "supervisor", "agreement")
SHORT_WORD = 3  # letters
OF_ENROLMENT = (
    *("cohort", "municipality", "last_day", "left_to", "qualification", "status", "disability"),
    *("long_term_unemployed", "education", "consultant", "exception"),
)


def take_person(taken: Taken, row: Row, values: dict[str, Any]) -> None:
    """Take a row of people in."""
    is_new = taken.participant is None and not _is_masked(values)
    if is_new and any(key not in values for key in _needed(row)):
        lacking(taken, row)
        return
    if not is_new and _is_masked(values) and not _shows_who(taken, row, values):
        return
    time = _enrolment(taken, row, values) if _participant(taken, row, values) else None
    if time is None:
        return
    if _continues(time, row, values, taken):
        return
    _resolve_end(taken, values, time)
    before = time.enrolment.thing.last_day
    said = {key: values[key] for key in OF_ENROLMENT if key in values}
    if "cohort" in said:
        said["cohort"] = said["cohort"].name
    if values.get("first_day") not in (None, time.first_day):
        said.pop("exception", None)  # it is about the step that began on that day
    taken.change(row, time.enrolment, said)
    left = time.enrolment.thing
    if (left.last_day is None) != (left.left_to is None):
        taken.missing(row, "last_day" if left.last_day is None else "left_to")
    if before is not None and left.last_day != before:
        _move_end(time, before, left.last_day)
    _stands(taken, time, row, values)


def _continues(time: Time, row: Row, values: dict[str, Any], taken: Taken) -> bool:
    """Join a row for a further year of the same period to the row of the first: 1+1 years."""
    first = values.get("first_day")
    end = values.get("end", values.get("planned_last_day"))
    for other, said in time.standing:
        goes_on = said.get("until", said.get("planned_last_day"))
        if first is None or end is None or goes_on is None or goes_on + ONE_DAY != first:
            continue
        if said.get("step") != values.get("step") or not values["step"].limit:
            continue
        if said.get("workplace") == values.get("workplace", said.get("workplace")):
            taken.touched += [(row, item) for by, item in taken.touched if by is other]
            said["planned_last_day"] = said["until"] = end
            if "left_to" in values:
                taken.contradicts(row, other, "left_to", values["left_to"])
            return True
    return False


def _move_end(time: Time, old: date, new: date | None) -> None:
    """Let what ended with the enrolment end with it on its corrected last day."""
    ended: list[Item[Any]] = [*time.stays, *time.placements]
    for item in ended:
        if item.thing.last_day == old:
            item.thing = replace(item.thing, last_day=new)


def _stands(taken: Taken, time: Time, row: Row, values: dict[str, Any]) -> None:
    """Remember what a row tells of a step. Rows of one day may not contradict each other."""
    day = values.get("since")
    for other, said in time.standing:
        if said.get("since") == day:
            for key in STANDING:
                if key in values and values[key] != said.setdefault(key, values[key]):
                    taken.contradicts(row, other, key, values[key])
            return
    time.standing.append((row, values))


def _participant(taken: Taken, row: Row, values: Values) -> bool:
    """Take in who the person is. Return whether the rest of the row can be taken in."""
    if taken.participant is not None:
        new = {key: values[key] for key in ("name", "protected") if key in values}
        if new.get("protected") is False and taken.protected:
            return _keeps_protection(taken, row)
        if "who" in values:
            new["identity"] = values["who"]
        if not _is_same_name(taken, row, values):
            return False
        taken.change(row, taken.participant, new)
        return True
    if _is_masked(values):
        taken.problem(row, "number", _masked_row())
        return False
    case = values.get("reference") or taken.new_case
    protected = bool(values.get("protected"))
    who = Participant(case, values["who"], values["name"], protected)
    taken.participant = taken.add(row, Item(who))
    _doubt_name(taken, row, who.name)
    return True


def _doubt_name(taken: Taken, row: Row, name: str) -> None:
    """Tell of a name that may not be written as it should."""
    if "," in name:
        taken.assumed[COMMA] += 1
    if "?" in name:
        taken.notes.append(
            note(
                N_("Row {row} of {sheet}: is the ? in the name a letter that was lost?"),
                row=row.number,
                sheet=row.sheet,
            )
        )


def _is_same_name(taken: Taken, row: Row, values: Values) -> bool:
    """Refuse a name that shares nothing with the registered one: a number may be mistyped."""
    old = taken.before.participant if taken.before else None
    if old is None or "name" not in values:
        return True
    same = fold(values["name"]) == fold(old.name)
    if same or _words(values["name"]) & _words(old.name):
        return True
    taken.problem(
        row,
        "name",
        Refused(
            N_("The number is that of {who}."),
            N_('Check the number. If the name is new: steg amend {reference} name "…" first.'),
            who=old.label,
            reference=old.reference,
        ),
    )
    return False


def lacking(taken: Taken, row: Row) -> None:
    """Note what a row of somebody new does not say, when the rest of it cannot be taken in."""
    if row.kind != "people" or taken.before is not None:
        return
    for said in _needed(row):
        key = "number" if said == "who" else said
        if said not in row.values and key not in row.unread:
            taken.missing(row, key)


def _needed(row: Row) -> tuple[str, ...]:
    """Return what a row of somebody new has to say."""
    first = "since" if "since" in row.values else "first_day"
    return ("who", "name", "cohort", "municipality", first)


def _shows_who(taken: Taken, row: Row, values: Values) -> bool:
    """Say whether a masked row can be the registered person's, of whom it changes nothing."""
    if taken.before is not None and taken.before.participant.protected:
        said = {key: told(values[key]) for key in OF_ENROLMENT if key in values}
        for enrolment in taken.before.enrolments:
            if enrolment.first_day == values.get("first_day") and all(
                getattr(enrolment, key) == value for key, value in said.items()
            ):
                return True
    taken.problem(row, "reference", _masked_row())
    return False


def _masked_row() -> Refused:
    return Refused(
        N_("The list was written with protected people masked."),
        N_("Export it once more with --include-protected, or leave the row out."),
    )


def _is_masked(values: Values) -> bool:
    """Say whether a row is of an export that masked a protected person."""
    return bool(values.get("protected")) and not values.keys() & {"who", "name"}


def _words(name: str) -> set[str]:
    """Return what of a name tells people apart: not de, la and von, unless there is no more."""
    words = set(fold(name).replace("-", " ").split())
    return {word for word in words if len(word) > SHORT_WORD} or words


def _keeps_protection(taken: Taken, row: Row) -> bool:
    """Refuse to take a protected identity away: an old list would, and harm the person."""
    taken.problem(
        row,
        "protected",
        Refused(
            N_("The person has a protected identity, which no list takes away."),
            N_("Correct the list; or, if it is over: steg amend WHO protected no"),
        ),
    )
    return False


def _enrolment(taken: Taken, row: Row, values: dict[str, Any]) -> Time | None:
    """Return the enrolment that a row is about: by its first day, or the last one; or a new one.

    A row for another step within an enrolment tells when that step began.
    """
    first = values.get("first_day") or values.get("since")
    if first is None:
        if taken.times:
            return taken.times[-1]
        taken.missing(row, "first_day")
    for time in reversed(taken.times):
        if first is None or time.first_day > first:
            continue
        if time.first_day == first or "first_day" not in values:
            return time
        if _is_continued(time, values, first):
            return time
        if (began := _registered_before(time, values, first)) is not None:
            values["since"] = began
            return time
        if "since" not in values and _is_another_step(time, values, first):
            values["since"] = first
            return time
    return _begun(taken, row, values, first)


def _begun(taken: Taken, row: Row, values: Values, first: date | None) -> Time | None:
    """Begin a new enrolment on the day `first`."""
    if not taken.has(row, values, "cohort", "municipality") or first is None:
        return None
    if _is_enrolled(taken, row, values, first):
        return None
    time = Time(taken.add(row, Item(_new_enrolment(taken, row, values, first))))
    taken.times.append(time)
    taken.times.sort(key=lambda one: one.first_day)
    if _is_outside(values["cohort"], first):
        taken.assumed[OUTSIDE] += 1
    if first > add_months(taken.known.today, 12):
        taken.notes.append(
            note(
                N_("Row {row} of {sheet} begins on {day}, more than a year ahead."),
                row=row.number,
                sheet=row.sheet,
                day=first,
            )
        )
    return time


def _is_outside(cohort: Cohort, day: date) -> bool:
    early = cohort.first_day is not None and day < cohort.first_day
    return early or (cohort.last_day is not None and day > cohort.last_day)


def _is_another_step(time: Time, values: Values, day: date) -> bool:
    """Say whether a row tells of a step that began on `day`, within an enrolment."""
    last = time.enrolment.thing.last_day
    if "step" not in values or (last is not None and last < day):
        return False
    known = [(item.thing.first_day, item.thing.step) for item in time.stays if item.before]
    if (day, values["step"]) in known:
        return True
    known += [
        (said.get("since", time.first_day), said["step"])
        for _, said in time.standing
        if "step" in said
    ]
    before = [step for began, step in sorted(known, key=lambda one: one[0]) if began < day]
    return bool(before) and before[-1] != values["step"]


def _registered_before(time: Time, values: Values, day: date) -> date | None:
    """Return when a registered period began that a row for a further year makes longer."""
    end = values.get("end", values.get("planned_last_day"))
    stay = time.stays[-1].before if time.stays else None
    if stay is None or stay.planned_last_day is None or end is None or stay.first_day == day:
        return None
    same = stay.step == values.get("step") and stay.last_day is None
    goes_on = stay.planned_last_day in (day - ONE_DAY, end)
    return stay.first_day if same and goes_on else None


def _is_continued(time: Time, values: Values, day: date) -> bool:
    """Say whether a row goes on where the row before it ends, on the same step."""
    return any(
        said.get("step") == values.get("step") is not None
        and said.get("until", said.get("planned_last_day")) == day - ONE_DAY
        for _, said in time.standing
    )


def _is_enrolled(taken: Taken, row: Row, values: Values, first: date) -> bool:
    """Note that the person is enrolled already in the time that a row tells of."""
    end = values.get("last_day") or (values.get("end") if "left_to" in values else None)
    for time in taken.times:
        last = time.enrolment.thing.last_day
        if (last is None or first <= last) and (end is None or time.first_day <= end):
            taken.problem(
                row,
                "first_day" if "first_day" in row.values else "since",
                Refused(
                    N_("The person is enrolled already, since {day}."),
                    N_(
                        "Write that day, if it is the same time in the programme; or correct the "
                        "register: steg amend {who} first-day {first}. Who came back has a last "
                        "day before."
                    ),
                    day=time.first_day,
                    who=_reference(taken),
                    first=first,
                ),
                first,
            )
            return True
    return False


def _reference(taken: Taken) -> str:
    """Return the case of somebody who is registered, or the word for anybody."""
    return taken.before.participant.reference if taken.before else "WHO"


def _new_enrolment(taken: Taken, row: Row, values: Values, first: date) -> Enrolment:
    """Return a new enrolment. Without status and ground in the list it is an exception."""
    disability, long_term = (
        values.get(key, False if key in row.columns else None)
        for key in ("disability", "long_term_unemployed")
    )
    status: Status | None = values.get("status") or ("unemployed" if long_term else None)
    proven = status is not None and (disability is not None or long_term is not None)
    if not proven and "exception" not in values:
        taken.assumed[UNPROVEN] += 1
        grounds = (disability is None and long_term is None) or disability or long_term
        situation = Situation(status or "unemployed", bool(grounds), bool(grounds))
        assert taken.participant
        # What the list does tell must not say no.
        identity = taken.participant.thing.identity
        if found := ineligible(identity, first, situation, None):
            key, error = found
            taken.problem(row, key if key in row.columns else "number", for_a_list(error))
    return Enrolment(
        id=0,
        cohort=values["cohort"].name,
        municipality=values["municipality"],
        first_day=first,
        last_day=None,
        left_to=None,
        qualification=False,
        status=status or "other",
        disability=False,
        long_term_unemployed=False,
        education=None,
        consultant=None,
        exception=None if proven else taken.known.reason,
    )


def _resolve_end(taken: Taken, values: dict[str, Any], time: Time) -> None:
    """Say what an "end date" ends: the programme for who left, the period, or the placement.

    On a list with a row for each step it may end the step: `until` is for when all are known.
    """
    key = "end" if "end" in values else "planned_last_day"
    step = values.get("step") or (
        time.stays[-1].thing.step if time.stays else taken.known.ladder.steps[0]
    )
    if key not in values or (key == "planned_last_day" and step.limit):
        return
    end = values.pop(key)
    if key == "end" and "left_to" in values and "last_day" not in values:
        values["last_day"] = end
        return
    if time.enrolment.before is not None and time.enrolment.before.last_day is not None:
        taken.assumed[OLDER] += "left_to" not in values  # who left by now is not planned for
        return
    values["until"] = end
    if step.limit:
        values.setdefault("planned_last_day", end)
    elif "workplace" in values:
        values["placed_until"] = end
