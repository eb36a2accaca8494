"""What each kind of row tells of a person: who they are, and what their way was.

What a list cannot prove, such as the steps before the present one, comes in as an exception with
a reason; what it contradicts is a problem.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from steg_cli.actions.import_person import Extension, Item, Taken, Time, Values
from steg_cli.programme.checks import Situation, check_eligible
from steg_cli.programme.errors import N_, Refused, StegError, note
from steg_cli.programme.lists import Row
from steg_cli.programme.people import Enrolment, FollowUp, Participant, Placement, Status, Stay
from steg_cli.programme.periods import add_months, plan_period
from steg_cli.programme.vocabulary import HEADINGS
from steg_cli.programme.words import Word, fold

UNPROVEN, PLANNED = "unproven", "planned"  # what a list left open
STANDING = ("step", "since", "planned_last_day", "workplace", "percent", "supervisor", "agreement")
OF_ENROLMENT = (
    *("cohort", "municipality", "last_day", "left_to", "qualification", "status", "disability"),
    *("long_term_unemployed", "education", "consultant", "exception"),
)


def take(taken: Taken, row: Row) -> None:
    """Take one row in, with a problem for everything that is wrong with it."""
    values = taken.named(row)
    if values is not None:
        TAKERS[row.kind](taken, row, values)


# People


def _people(taken: Taken, row: Row, values: dict[str, Any]) -> None:
    time = _enrolment(taken, row, values) if _participant(taken, row, values) else None
    if time is None:
        return
    _resolve_end(taken, row, values, time)
    taken.change(row, time.enrolment, {key: values[key] for key in OF_ENROLMENT if key in values})
    left = time.enrolment.thing
    if (left.last_day is None) != (left.left_to is None):
        taken.missing(row, "last_day" if left.last_day is None else "left_to")
    if time.standing is None:
        time.standing = row, values
        return
    other, said = time.standing
    for key in STANDING:
        if key in values and values[key] != said.setdefault(key, values[key]):
            taken.contradicts(row, other, key, values[key])


def _participant(taken: Taken, row: Row, values: Values) -> bool:
    """Take in who the person is. Return whether the rest of the row can be taken in."""
    if taken.participant is not None:
        new = {key: values[key] for key in ("name", "protected") if key in values}
        if new.get("protected") is False and taken.protected:
            return _keeps_protection(taken, row)
        if "who" in values:
            new["identity"] = values["who"]
        taken.change(row, taken.participant, new)
        return True
    if "who" not in values:
        taken.missing(row, "number")
    if "name" not in values:
        taken.missing(row, "name")
    if "who" not in values or "name" not in values:
        return False
    case, protected = values.get("reference", 0), bool(values.get("protected"))
    who = Participant(case, values["who"], values["name"], protected)
    taken.participant = taken.add(row, Item(who))
    if "?" in who.name:
        taken.notes.append(
            note(
                N_("Row {row} of {sheet}: is the ? in the name a letter that was lost?"),
                row=row.number,
                sheet=row.sheet,
            )
        )
    return True


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


def _enrolment(taken: Taken, row: Row, values: Values) -> Time | None:
    """Return the enrolment that a row is about: by its first day, or the last one; or a new one."""
    first = values.get("first_day") or values.get("since")
    if "first_day" in values:
        found = next((t for t in taken.times if t.first_day == first), None)
    elif first is None:
        found = taken.times[-1] if taken.times else None
    else:
        found = next((t for t in reversed(taken.times) if t.first_day <= first), None)
    if found is not None:
        return found
    if first is None:
        taken.missing(row, "first_day")
    if not taken.has(row, values, "cohort", "municipality") or first is None:
        return None
    if _is_enrolled(taken, row, first):
        return None
    time = Time(taken.add(row, Item(_new_enrolment(taken, row, values, first))))
    taken.times.append(time)
    taken.times.sort(key=lambda one: one.first_day)
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


def _is_enrolled(taken: Taken, row: Row, first: date) -> bool:
    """Note that the person is enrolled already on the first day that a row tells."""
    for time in taken.times:
        last = time.enrolment.thing.last_day
        if time.first_day <= first and (last is None or first <= last):
            taken.problem(
                row,
                "first_day" if "first_day" in row.values else "since",
                Refused(
                    N_("The person is enrolled already, since {day}."),
                    N_(
                        "Write that day, if it is the same time in the programme; steps within it "
                        "stand on a sheet of steps. Who left and came back has a last day first."
                    ),
                    day=time.first_day,
                ),
                first,
            )
            return True
    return False


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
        try:  # what the list does tell must not say no
            check_eligible(taken.participant.thing.identity, first, situation, None)
        except StegError as error:
            taken.problem(row, "number", for_a_list(error), values.get("who"))
    return Enrolment(
        id=0,
        cohort=values["cohort"],
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


def _resolve_end(taken: Taken, row: Row, values: dict[str, Any], time: Time) -> None:
    """Say what an "end date" ends: the programme for who left, otherwise the period."""
    if "end" not in values:
        return
    end = values.pop("end")
    step = values.get("step") or (time.stays[-1].thing.step if time.stays else None)
    if "left_to" in values or time.enrolment.thing.left_to:
        values.setdefault("last_day", end)
    elif step is not None and step.limit:
        values.setdefault("planned_last_day", end)
    else:
        taken.problem(
            row,
            "end",
            Refused(
                N_("It does not show what ended on {day}: the step has no period."),
                N_(
                    "If the person left, fill in the column {left_to}; otherwise leave the end "
                    "date out."
                ),
                day=end,
                left_to=Word(HEADINGS["left_to"]),
            ),
            end,
        )


# What is in an enrolment


def _home(taken: Taken, row: Row, values: Values, day: date) -> Time | None:
    """Return the enrolment in which a day lies, or the one that the row names."""
    if not _is_somebody(taken, row, values):
        return None
    wanted = values.get("enrolment")
    for time in reversed(taken.times):
        if time.first_day == wanted or (wanted is None and time.first_day <= day):
            return time
    taken.problem(
        row,
        "enrolment" if wanted else "first_day",
        Refused(
            N_("The person has no enrolment from {day}.")
            if wanted
            else N_("The person was not enrolled on {day}."),
            N_("Correct the day, or add the enrolment to the list of people."),
            day=wanted or day,
        ),
        wanted or day,
    )
    return None


def _is_somebody(taken: Taken, row: Row, values: Values) -> bool:
    """Check that a name beside a number is that person's: a slip would hit somebody else."""
    if taken.participant is None:
        taken.problem(
            row,
            "number" if "who" in values else "reference",
            Refused(
                N_("Nobody with this number is in the register or on the list of people."),
                N_("Check the number, or add the person to the list of people."),
            ),
            values.get("who") or values.get("reference"),
        )
        return False
    if "name" in values and fold(values["name"]) != fold(taken.participant.thing.name):
        taken.problem(
            row,
            "name",
            Refused(
                N_("The number is of somebody with another name."),
                N_("Check number and name, or leave the name out."),
            ),
        )
        return False
    return True


def _stay(taken: Taken, row: Row, values: Values) -> None:
    first = values.get("first_day")
    if not taken.has(row, values, "first_day") or first is None:
        return
    if (time := _home(taken, row, values, first)) is None:
        return
    keys = ("step", "planned_last_day", "last_day", "closed_on", "agreement", "weekends")
    said = {key: values[key] for key in (*keys, "exception", "decided_by") if key in values}
    for item in time.stays:
        if item.thing.first_day == first:
            taken.change(row, item, said)
            return
    if taken.has(row, values, "step"):
        agreement = None if "agreement" in row.columns else values["step"].agreement
        bare = Stay(0, values["step"], first, None, None, None, agreement, None, None, None)
        time.stays.append(taken.add(row, Item(planned(taken, replace(bare, **said)))))


def planned(taken: Taken, stay: Stay) -> Stay:
    """Return a new stay with a planned last day where its step has a limit."""
    if stay.step.limit is None or stay.planned_last_day is not None:
        return stay
    taken.assumed[PLANNED] += 1
    return replace(stay, planned_last_day=plan_period(stay.first_day, stay.step.limit))


def _placement(taken: Taken, row: Row, values: Values) -> None:
    first = values.get("first_day")
    if not taken.has(row, values, "first_day") or first is None:
        return
    if (time := _home(taken, row, values, first)) is None:
        return
    keys = ("workplace", "last_day", "percent", "supervisor")
    said = {key: values[key] for key in keys if key in values}
    for item in time.placements:
        if item.thing.first_day == first:
            taken.change(row, item, said)
            return
    if taken.has(row, values, "workplace"):
        bare = Placement(0, values["workplace"], first, None, 100, None)
        time.placements.append(taken.add(row, Item(replace(bare, **said))))


def _extension(taken: Taken, row: Row, values: Values) -> None:
    if not taken.has(row, values, "period", "decided_on", "old_last_day", "new_last_day"):
        return
    if (time := _home(taken, row, values, values["period"])) is None:
        return
    stay = next((s for s in time.stays if s.thing.first_day == values["period"]), None)
    if stay is None or stay.thing.planned_last_day is None:
        taken.problem(
            row,
            "period",
            Refused(
                N_("No period of this person began on {day}."),
                N_("Correct the day: steg show WHO tells when the period began."),
                day=values["period"],
            ),
        )
        return
    new = Extension(
        0,
        values["decided_on"],
        values["old_last_day"],
        values["new_last_day"],
        values.get("decided_by"),
    )
    for home, item in time.extensions:
        same = (item.thing.decided_on, item.thing.new_last_day)
        if home is stay and same == (new.decided_on, new.new_last_day):
            told = {"old_last_day": new.old_last_day} | (
                {"decided_by": new.decided_by} if new.decided_by else {}
            )
            taken.change(row, item, told)
            return
    if new.decided_on > taken.known.today or new.new_last_day <= new.old_last_day:
        late = new.decided_on > taken.known.today
        taken.problem(
            row,
            "decided_on" if late else "new_last_day",
            Refused(
                N_("{day} is still to come.") if late else N_("The new last day is no later one."),
                N_("Correct the day."),
                day=new.decided_on,
            ),
        )
        return
    time.extensions.append((stay, taken.add(row, Item(new))))
    if stay.thing.planned_last_day == new.old_last_day:
        stay.thing = replace(stay.thing, planned_last_day=new.new_last_day)


def _follow_up(taken: Taken, row: Row, values: Values) -> None:
    if not taken.has(row, values, "day", "status"):
        return
    day = values["day"]
    if day > taken.known.today:
        error = Refused(N_("{day} is still to come."), N_("Correct the day."), day=day)
        taken.problem(row, "day", error)
    elif (time := _home(taken, row, values, day)) is not None:
        for item in time.follow_ups:
            if item.thing.day == day:
                taken.change(row, item, {"status": values["status"]})
                return
        time.follow_ups.append(taken.add(row, Item(FollowUp(0, day, values["status"]))))


TAKERS = {
    "people": _people,
    "stays": _stay,
    "placements": _placement,
    "extensions": _extension,
    "follow-ups": _follow_up,
}


def for_a_list(error: StegError) -> StegError:
    """Give a refusal a way out that fits a list, where there are columns and no options."""
    if "--exception" in error.hint:
        error.hint = N_("Correct the row; or write why it is an exception in the column {column}.")
        error.values["column"] = Word(HEADINGS["exception"])
    elif "--" in error.hint:
        error.hint = N_("Correct the row, then import the list again.")
    return error
