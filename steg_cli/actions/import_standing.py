"""Completing a person's way from what a list tells of today, and checking the whole of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from steg_cli.actions.import_enrolment import OLDER
from steg_cli.actions.import_person import Item, Taken, Time, for_a_list
from steg_cli.actions.import_way import PLANNED, planned
from steg_cli.programme.checks import check_workplace, new_problems
from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.fields import HEADINGS
from steg_cli.programme.ladder import Step
from steg_cli.programme.lists import Row
from steg_cli.programme.moves import MASKED
from steg_cli.programme.people import Person, Placement, Stay
from steg_cli.programme.periods import ONE_DAY, check_period
from steg_cli.programme.words import Word

HISTORY, BEGINNERS, NOWHERE, UNPAID, MOVED = (  # what a list left open, or is too old for
    *("history", "beginners", "nowhere", "unpaid", "moved"),
)


def finish(taken: Taken) -> None:
    """Complete what the rows left open, and note what the rules say of the whole way."""
    if taken.participant is None or taken.problems:
        return
    for time in taken.times:
        time.in_order()
        time.standing.sort(key=lambda one: one[1].get("since") or time.first_day)
        for place, (row, values) in enumerate(time.standing, 1):
            _stand(taken, time, row, values, final=place == len(time.standing))
            time.in_order()
        _end_steps(taken, time)
        _excuse(taken, time)
        _close(time, taken.known.today)
    if not taken.problems:
        _check(taken)


# The present step and workplace, as a row of people tells them


def _stand(taken: Taken, time: Time, row: Row, values: dict[str, Any], *, final: bool) -> None:
    begun, older = not time.stays, False
    if begun:
        _begin(taken, time, row, values)
    elif "step" in values:
        begun, older = _step(taken, time, row, values)
        taken.assumed[OLDER] += older and final
    elif "planned_last_day" in values:
        _describe(taken, time.stays[-1], row, values)
    if older and "since" in values and not taken.problems:
        _describe_earlier(taken, time, row, values)
    if taken.problems or older:
        return
    if "workplace" in values:
        _place(taken, time, row, values, begun=begun)
    elif any(key in values for key in ("percent", "supervisor")):
        taken.assumed[NOWHERE] += 1


def _describe_earlier(taken: Taken, time: Time, row: Row, values: dict[str, Any]) -> None:
    """Compare what a dated row tells of an earlier step with what is recorded of it."""
    stay = _told_of(time, values)
    told = {key: value for key, value in values.items() if key != "planned_last_day"}
    _describe(taken, stay, row, told)
    keys = (("workplace", "workplace"), ("percent", "percent"), ("supervisor", "supervisor"))
    said = {
        name: values[key] for key, name in (*keys, ("placed_until", "last_day")) if key in values
    }
    for item in time.placements:
        if item.thing.first_day == values["since"]:
            taken.change(row, item, said)
            return
    if "workplace" in said and all(p.thing.workplace != said["workplace"] for p in time.placements):
        taken.assumed[MOVED] += 1


def _told_of(time: Time, values: dict[str, Any]) -> Item[Stay]:
    """Return the step that a row tells of: by its day, by its name, or the last one."""
    for item in reversed(time.stays):
        if item.thing.first_day == values.get("since"):
            return item
    named = [item for item in time.stays if item.thing.step == values.get("step")]
    return named[-1] if named else time.stays[-1]


def _end_steps(taken: Taken, time: Time) -> None:
    """End the steps that a list with a row for each of them says the end of."""
    for row, values in time.standing:
        if "until" not in values or taken.problems:
            continue
        stay = _told_of(time, values)
        step, end = stay.thing.step, values["until"]
        if stay is not time.stays[-1]:
            stay.thing = replace(stay.thing, last_day=end)
            if step.limit and not _may_be_planned(stay.thing, end):
                plan = stay.before.planned_last_day if stay.before else None
                stay.thing = planned(taken, replace(stay.thing, planned_last_day=plan))
        elif step.limit is not None and "planned_last_day" not in values:
            # Said on the list of people, of a step that stands on the list of steps.
            taken.assumed[PLANNED] -= stay.before is None
            taken.change(row, stay, {"planned_last_day": end})
        elif step.limit is None and "workplace" not in values:
            taken.problem(
                row,
                "end" if "end" in row.values else "planned_last_day",
                Refused(
                    N_("It does not show what ends on {day}: {step} has no period."),
                    N_(
                        "If the person left, fill in the column “{left_to}”; if it is the "
                        "placement, the column “{workplace}”; otherwise leave the end out."
                    ),
                    day=end,
                    step=step,
                    left_to=Word(HEADINGS["left_to"]),
                    workplace=Word(HEADINGS["workplace"]),
                ),
                end,
            )


def _may_be_planned(stay: Stay, day: date) -> bool:
    try:
        assert stay.step.limit
        check_period(stay.first_day, day, stay.step.limit)
    except Refused:
        return False
    return True


def _begin(taken: Taken, time: Time, row: Row, values: dict[str, Any]) -> None:
    """Begin the way: on the first step, and on the present one since its own first day."""
    first = taken.known.ladder.steps[0]
    step, since = values.get("step", first), values.get("since", time.first_day)
    if since < time.first_day:
        taken.problem(
            row,
            "since",
            Refused(
                N_("The step would begin before the enrolment, on {day}."),
                N_("Correct the days."),
                day=since,
            ),
        )
        return
    if "step" not in values:
        taken.assumed[BEGINNERS] += 1
    if step == first:
        since = time.first_day
    elif since > time.first_day:
        _append(taken, time, row, first, time.first_day)
    _describe(taken, _append(taken, time, row, step, since), row, values)


def _append(taken: Taken, time: Time, row: Row, step: Step, first: date) -> Item[Stay]:
    stay = Stay(0, step, first, None, None, None, step.agreement, None, None, None)
    time.stays.append(taken.add(row, Item(stay)))
    return time.stays[-1]


def _describe(taken: Taken, item: Item[Stay], row: Row, values: dict[str, Any]) -> None:
    """Give a step what a row of people tells of it."""
    keys = ("planned_last_day", "agreement")
    said: dict[str, Any] = {key: values[key] for key in keys if key in values}
    if item.thing.step.payer is None and said.pop("agreement", None):
        taken.assumed[UNPAID] += 1
    if item.before and said.get("planned_last_day") in taken.extended_from(item.before.id):
        taken.assumed[OLDER] += 1  # the list is from before the extension
        del said["planned_last_day"]
    taken.change(row, item, said)
    if item.before is None:
        item.thing = planned(taken, item.thing)


def _step(taken: Taken, time: Time, row: Row, values: dict[str, Any]) -> tuple[bool, bool]:
    """Compare the step that a row tells with those recorded.

    Return whether it is a new one, and whether the list is older than what is recorded.
    """
    step, since = values["step"], values.get("since")
    same = [
        item
        for item in time.stays
        if item.thing.step == step and since in (None, item.thing.first_day)
    ]
    if step == taken.known.ladder.steps[0] == time.stays[0].thing.step:
        same = same or time.stays[:1]  # the first step begins with the enrolment
    last = time.stays[-1]
    if same and same[-1] is last:
        _describe(taken, last, row, values)
        return False, False
    if same:
        return False, True
    if since is None or since <= last.thing.first_day:
        taken.problem(
            row,
            "since" if since else "step",
            Refused(
                N_("The person is on {step} since {day}; the list says {other}."),
                N_("If the list is right, fill in the column “{since}” with a later day.")
                if since is None
                else N_("Correct the list, or the register: steg amend --help"),
                step=last.thing.step,
                day=last.thing.first_day,
                other=step,
                since=Word(HEADINGS["since"]),
            ),
        )
        return False, False
    _leave_what_does_not_suit(time, step, since)
    _describe(taken, _append(taken, time, row, step, since), row, values)
    return True, False


def _leave_what_does_not_suit(time: Time, step: Step, day: date) -> None:
    """End a placement that does not suit the new step, as steg advance does."""
    for item in time.placements:
        if item.thing.last_day is None and item.thing.first_day < day:
            try:
                check_workplace(step, item.thing.workplace, day)
            except Refused:
                item.thing = replace(item.thing, last_day=day - ONE_DAY)


def _place(taken: Taken, time: Time, row: Row, values: dict[str, Any], *, begun: bool) -> None:
    """Compare the workplace that a row tells with those recorded, or place the person there."""
    workplace = values["workplace"]
    said: dict[str, Any] = {
        name: values[key]
        for key, name in (
            ("percent", "percent"),
            ("supervisor", "supervisor"),
            ("placed_until", "last_day"),
        )
        if key in values
    }
    last = time.placements[-1] if time.placements else None
    told_by_another = last is not None and last.row is not None and last.row is not row
    goes_on = last is not None and last.thing.workplace == workplace
    if begun and told_by_another and last and replace(last.thing, **said) != last.thing:
        goes_on = False  # the same place in another way: from the new step on
    if last and goes_on and not (begun and last.thing.last_day):
        taken.change(row, last, said)
    elif begun or last is None:
        bare = Placement(0, workplace, time.stays[-1].thing.first_day, None, 100, None)
        time.placements.append(taken.add(row, Item(replace(bare, **said))))
    elif all(item.thing.workplace != workplace for item in time.placements):
        taken.problem(
            row,
            "workplace",
            Refused(
                N_("The register has another workplace, {workplace} from {day}."),
                N_("Record the move first: steg place {who} …, or a row on a sheet of placements."),
                workplace=MASKED if taken.protected else last.thing.workplace.name,
                day=last.thing.first_day,
                who=taken.participant.thing.reference if taken.participant else "WHO",
            ),
        )
    else:
        taken.assumed[MOVED] += 1


# The whole way


def _excuse(taken: Taken, time: Time) -> None:
    """Record why steps were skipped that the list does not have: it cannot prove them."""
    ladder: Any = taken.known.ladder
    old = None
    for item in time.stays:
        stay = item.thing
        if item.before is None and not stay.exception and old != stay.step.code:
            try:
                ladder.check_move(old, stay.step.code, None)
            except Refused:
                item.thing = replace(stay, exception=taken.known.reason)
                taken.assumed[HISTORY] += 1
        old = stay.step.code


def _close(time: Time, today: date) -> None:
    """Let what is open end before what comes next, and with the enrolment."""
    end = time.enrolment.thing.last_day
    spans: tuple[list[Any], ...] = (time.stays, time.placements)
    for items in spans:
        for item, following in zip(items, [*items[1:], None], strict=False):
            last = end if following is None else following.thing.first_day - ONE_DAY
            if item.thing.last_day is None and last is not None and last >= item.thing.first_day:
                item.thing = replace(item.thing, last_day=last)
    for stay in time.stays:
        last = stay.thing.last_day
        closed = None if last is None else stay.thing.closed_on or min(last, today)
        stay.thing = replace(stay.thing, closed_on=closed)


def _check(taken: Taken) -> None:
    """Note what is wrong with the person's way that was not wrong before."""
    assert taken.participant
    ladder = taken.known.ladder
    for time in taken.times:
        _correct_extensions(time)
    person = Person(taken.participant.thing, tuple(time.whole() for time in taken.times))
    for problem in new_problems(taken.before, person, ladder):
        row = _row_of(taken, problem.thing)
        error = for_a_list(problem.error)
        if taken.protected:
            told = dict.fromkeys({"workplace", "sector"} & error.values.keys(), MASKED)
            error = Refused(error.message, error.hint, **(error.values | told))
        keys = (problem.field, *ALSO.get(problem.field, ()))
        column = next((key for key in keys if key in row.columns), problem.field)
        taken.problem(row, column, error)


def _correct_extensions(time: Time) -> None:
    """Let the extension that led to a plan which the list corrects lead to the corrected one."""
    for stay in time.stays:
        own = [item for home, item in time.extensions if home is stay]
        if own and all(item.before == item.thing for item in own):
            last = stay.thing.planned_last_day
            if last is not None and last > own[-1].thing.old_last_day:
                own[-1].thing = replace(own[-1].thing, new_last_day=last)


# Under which column of people what is wrong with a step can stand.
ALSO = {
    "first_day": ("since",),
    "planned_last_day": ("end",),
    "last_day": ("end",),
    "disability": ("long_term_unemployed",),
}


def _row_of(taken: Taken, thing: object) -> Row:
    """Return the row that told of a thing, or else the person's first row."""
    for time in taken.times:
        if thing == time.whole() and time.enrolment.row:
            return time.enrolment.row
    items = taken.items
    own = next((item.row for item in items if _is(item.thing, thing) and item.row), None)
    return own or next(item.row for item in items if item.row)


def _is(mine: object, thing: object) -> bool:
    """Say whether a problem's thing is mine; a stay was given its extensions meanwhile."""
    if isinstance(mine, Stay) and isinstance(thing, Stay):
        return mine == replace(thing, extensions=())
    return mine is thing
