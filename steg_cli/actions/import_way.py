"""What each kind of row tells of a person's way: steps, placements, extensions, follow-ups."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from steg_cli.actions.import_enrolment import OLDER, lacking, take_person
from steg_cli.actions.import_person import Item, Taken, Time, Values
from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.lists import Row
from steg_cli.programme.people import Extension, FollowUp, Placement, Stay
from steg_cli.programme.periods import plan_period
from steg_cli.programme.words import fold

PLANNED = "planned"  # what a list left open


def take(taken: Taken, row: Row) -> None:
    """Take one row in, with a problem for everything that is wrong with it."""
    values = taken.named(row)
    if values is None:
        lacking(taken, row)
    else:
        TAKERS[row.kind](taken, row, values)


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
            if said.get("planned_last_day") in taken.extended_from(item.thing.id):
                taken.assumed[OLDER] += said.pop("planned_last_day") != item.thing.planned_last_day
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
    days = (values["decided_on"], values["old_last_day"], values["new_last_day"])
    new = Extension(0, *days, values.get("decided_by"))
    for home, item in time.extensions:
        told_before = any(item is one and told_by is not row for told_by, one in taken.touched)
        if home is stay and not told_before and _days(item.thing) == _days(new):
            said = {"decided_by": new.decided_by} if new.decided_by else {}
            taken.change(row, item, said)
            return
    if stay is None:
        taken.problem(row, "period", _no_period(values["period"]))
        return
    if _is_wrong(taken, row, stay, new):
        return
    time.extensions.append((stay, taken.add(row, Item(new))))
    is_told = stay.row is not None and "planned_last_day" in stay.row.values
    if stay.thing.planned_last_day == new.old_last_day and not is_told:
        stay.thing = replace(stay.thing, planned_last_day=new.new_last_day)


def _no_period(day: date) -> Refused:
    return Refused(
        N_("No period of this person began on {day}."),
        N_("Correct the day: steg show WHO tells when the period began."),
        day=day,
    )


def _is_wrong(taken: Taken, row: Row, stay: Item[Stay], new: Extension) -> bool:
    """Note what is wrong with a new extension, and say whether anything is.

    A step that was corrected later to one without a period keeps its extensions: an export tells
    of both, so that is only wrong for a step that is registered.
    """
    if stay.before is not None and stay.thing.planned_last_day is None:
        taken.problem(row, "period", _no_period(stay.thing.first_day))
    elif new.decided_on > taken.known.today:
        error = Refused(N_("{day} is still to come."), N_("Correct the day."), day=new.decided_on)
        taken.problem(row, "decided_on", error)
    elif new.new_last_day <= new.old_last_day:
        error = Refused(N_("The new last day is no later one."), N_("Correct the day."))
        taken.problem(row, "new_last_day", error)
    else:
        return False
    return True


def _days(extension: Extension) -> tuple[date, date, date]:
    """Return the days by which an extension is known again."""
    return extension.decided_on, extension.old_last_day, extension.new_last_day


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
    "people": take_person,
    "stays": _stay,
    "placements": _placement,
    "extensions": _extension,
    "follow-ups": _follow_up,
}
