"""What a command did, as lines for a person to read. One renderer for every verb."""

from __future__ import annotations

from typing import Any

from steg_cli.actions.results import Amended, Done, Reversed, Standing, Standings
from steg_cli.output.columns import HEADINGS
from steg_cli.output.values import fields, harmless_lines, shown
from steg_cli.programme.errors import N_
from steg_cli.texts import Texts

# Names of what else a result tells, beside the columns of reports.
NAMES = HEADINGS | {
    "after": N_("now"),
    "before": N_("before"),
    "cohorts": N_("cohorts"),
    "day": N_("day"),
    "field": N_("field"),
    "path": N_("register"),
    "people": N_("people"),
    "reversed": N_("change"),
    "sectors": N_("sectors"),
    "status": N_("status"),
    "steps": N_("steps"),
}


def done_lines(done: Done[Any], t: Texts) -> str:
    """Return a sentence for each person concerned, or the result's fields line by line."""
    return harmless_lines(_lines(done, t))


def _lines(done: Done[Any], t: Texts) -> str:
    result = done.result
    if isinstance(result, Standings) and len(result.people) > 1:
        return "\n".join(_sentence(person, t) for person in result.people)
    if isinstance(result, Standings):
        (result,) = result.people
    if isinstance(result, Standing):
        return "\n".join([_sentence(result, t), *_details(result, t)])
    if isinstance(result, Amended) and result.before is None and result.after is None:
        return t(
            N_("{reference}: {field} is corrected."),
            reference=result.reference,
            field=result.field,
        )
    if isinstance(result, Amended):
        return t(
            N_("{reference}: {field} was {before} and is now {after}."),
            reference=result.reference,
            field=result.field,
            before=shown(result.before, t) or "–",
            after=shown(result.after, t) or "–",
        )
    if isinstance(result, Reversed):
        return _reversed(done.command, result, t)
    return "\n".join(_field_lines(result, t))


def _sentence(person: Standing, t: Texts) -> str:
    who = f"{shown(person.name, t)} ({person.reference})" if person.name else person.reference
    if person.last_day is not None:
        return t(
            N_("{who} leaves from {step} on {day}, to {where}."),
            who=who,
            step=t.step(person.step),
            day=person.last_day,
            where=shown(person.left_to, t, "left_to"),
        )
    if person.planned_last_day is not None:
        return t(
            N_("{who} is on {step} from {day}, planned to {last}."),
            who=who,
            step=t.step(person.step),
            day=person.since,
            last=person.planned_last_day,
        )
    return t(
        N_("{who} is on {step} from {day}."), who=who, step=t.step(person.step), day=person.since
    )


def _reversed(command: str, result: Reversed, t: Texts) -> str:
    sentence = (
        N_("Change {change} is taken back: {command} {summary}")
        if command == "undo"
        else N_("Change {change} is brought back: {command} {summary}")
    )
    return t(
        sentence,
        change=result.reversed,
        command=result.command,
        summary=shown(result.summary, t),
    )


DETAILS = ("cohort", "workplace", "payer", "agreement", "notice_by", "months_left_to_extend")


def _details(person: Standing, t: Texts) -> list[str]:
    values = fields(person)
    if person.last_day is not None:
        return []
    return [
        f"  {_name(key, t)}: {shown(values[key], t, key)}"
        for key in DETAILS
        if values[key] is not None
    ]


def _field_lines(result: object, t: Texts) -> list[str]:
    lines = []
    for key, value in fields(result).items():
        if value is None:
            continue
        text = t(value) if key == "meaning" else shown(value, t, key)
        lines.append(f"{_name(key, t)}: {text}")
    return lines


def _name(key: str, t: Texts) -> str:
    return t(NAMES.get(key, key))
