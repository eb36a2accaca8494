"""What a command did, as lines for a person to read. One renderer for every verb."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from steg_cli.actions.results import (
    NOTHING_CHANGED,
    Amended,
    BackedUp,
    Done,
    Erased,
    Extended,
    FieldChange,
    Forgotten,
    Held,
    Imported,
    Merged,
    MovedTo,
    Restored,
    Reversed,
    Standing,
    Standings,
    Told,
    Wrong,
)
from steg_cli.output.harmless import harmless, harmless_lines
from steg_cli.output.values import THINGS, shown
from steg_cli.programme.choices import LABELS
from steg_cli.programme.errors import N_
from steg_cli.programme.fields import HEADINGS, HIDDEN
from steg_cli.programme.frozen import replace, values_of
from steg_cli.programme.lists import KINDS
from steg_cli.programme.values import plain
from steg_cli.programme.vocabulary import SHEETS
from steg_cli.programme.words import Deed, FieldName, Plural, Word
from steg_cli.texts import Texts

# What a list names and the register does not have, and what was added.
ABSENT = {
    "cohort": Plural("{count} cohort is", "{count} cohorts are", 0),
    "municipality": Plural("{count} municipality is", "{count} municipalities are", 0),
    "workplace": Plural("{count} workplace is", "{count} workplaces are", 0),
}
ADDED = {
    "cohort": N_("new cohorts: {names}"),
    "municipality": N_("new municipalities: {names}"),
    "sector": N_("new sectors: {names}"),
    "workplace": N_("new workplaces in {sector}: {names}"),
}
# What of somebody is no thing of theirs.
GONE = {"change_row": N_("rows of the change history"), "reminder": N_("reminders")}
# What stands first of what these are known by: a step or state, and a day.
WHOLE = {"stay": "step", "follow-up": "status"}
# What a report counts on each step, a result counts in all.
HEADINGS_OF_RESULTS = HEADINGS | {"steps": N_("steps")}


def done_lines(done: Done[Any], t: Texts) -> str:
    """Return a sentence for each person concerned, or the result's fields line by line."""
    return harmless_lines(_lines(done, t))


def _lines(done: Done[Any], t: Texts) -> str:
    result = done.result
    if isinstance(result, Standings | Standing):
        return _standing(result.people if isinstance(result, Standings) else (result,), t)
    if isinstance(result, Imported):
        return "\n".join(_imported(result, t, kept=done.change is not None))
    if isinstance(result, BackedUp | Restored | Forgotten):
        return "\n".join(_kept_safe(result, t))
    if isinstance(result, Reversed | Amended | MovedTo | Merged | Held | Erased):
        return _corrected(done, result, t)
    if done.command.endswith(" remove"):
        return t(N_("{name} is taken away."), name=next(iter(values_of(result).values())))
    return "\n".join(_field_lines(result, t))


def _corrected(
    done: Done[Any], result: Reversed | Amended | MovedTo | Merged | Held | Erased, t: Texts
) -> str:
    if isinstance(result, Held | Erased):
        return _held(result, t) if isinstance(result, Held) else "\n".join(_erased(result, t))
    if isinstance(result, Reversed):
        return _reversed(done.command, result, t)
    if isinstance(result, Amended) and any(one.message == NOTHING_CHANGED for one in done.notes):
        values = {"reference": result.reference, "field": FieldName(result.field)}
        return t(N_("{reference}: {field} stays as it is."), **values)
    if isinstance(result, Amended):
        return _amended(result, t)
    return _merged(result, t) if isinstance(result, Merged) else _moved_to(result, t)


def _kept_safe(result: BackedUp | Restored | Forgotten, t: Texts) -> Iterator[str]:
    """Yield what was copied, removed, put back or forgotten, and the way back from that."""
    if isinstance(result, Forgotten):
        yield t.plural(
            "{count} answer about lists was forgotten.",
            "{count} answers about lists were forgotten.",
            result.answers,
        )
        return
    people = Plural("{count} person", "{count} people", result.people)
    if isinstance(result, BackedUp):
        yield t(
            N_("{path}: {people}, {changes}, {size} kB; verified.")
            if result.verified
            else N_("{path}: {people}, {changes}, {size} kB."),
            path=result.path,
            people=people,
            changes=Plural("{count} change", "{count} changes", result.changes),
            size=max(result.size // 1000, 1),
        )
        yield from (t(N_("Older, removed: {path}"), path=path) for path in result.removed)
        return
    yield t(
        N_("{path} is as it was on {day}: {people}."),
        path=result.path,
        day=result.last_day or "–",
        people=people,
    )
    if result.kept is not None:
        import shlex

        yield t(
            N_("The register before it is kept. To go back to it: {command}"),
            command=f"steg {t.name('--db')} {shlex.quote(result.path)} "
            f"{t.name('restore')} {shlex.quote(result.kept)}",
        )


def _moved_to(result: MovedTo, t: Texts) -> str:
    return t(
        N_("{who} lives in {municipality} from {day}, in {before} until then.")
        if result.municipality
        else N_("{who} lives in another municipality from {day}."),
        who=called(result, t),
        municipality=shown(result.municipality, t),
        before=shown(result.before, t),
        day=result.first_day,
    )


def _held(result: Held, t: Texts) -> str:
    return t(
        N_("Nothing of {who} is erased from {day} on.")
        if result.day
        else N_("The hold on {who} has ended: the rules of retention count again."),
        who=called(result, t),
        day=result.day,
    )


def _erased(result: Erased, t: Texts) -> Iterator[str]:
    """Yield who goes and why, how much of each kind, and which files still hold them."""
    from steg_cli.reports.touched import thing_of

    why = [t(LABELS[result.ground]), harmless(result.decision)]
    yield t(N_("{reference}: {why}"), reference=result.reference, why=" ".join(filter(None, why)))
    for table, count in result.gone.items():
        if count:
            yield f"  {t(GONE.get(table) or THINGS[thing_of(table)])}: {count}"
    if result.copies:
        yield t(N_("These files still hold the person. Delete them when they are not needed:"))
        yield from (f"  {harmless(path)}" for path in result.copies)


def _standing(people: Sequence[Standing], t: Texts) -> str:
    details = _details(people[0], t) if len(people) == 1 else []
    return "\n".join([*(standing_line(person, t) for person in people), *details])


def _amended(result: Amended, t: Texts) -> str:
    from steg_cli.texts.fields import shown_field

    if result.before is None and result.after is None:
        sentence = N_("{who}: {field} is corrected.")
    elif result.after is None and result.field.rpartition(".")[2].isdigit():
        sentence = N_("{who}: {field} is taken away: {before}.")
    else:
        sentence = N_("{who}: {field} was {before} and is now {after}.")
    return t(
        sentence,
        who=called(result, t),
        field=shown_field(result.field, t),
        before=_amended_value(result.before, result.field, t) or "–",
        after=_amended_value(result.after, result.field, t) or "–",
    )


def _amended_value(value: str | bool | None, field: str, t: Texts) -> str:
    """Return a corrected value, or what a thing that was taken away is known by."""
    if isinstance(value, str) and (key := WHOLE.get(field.rpartition(".")[0])):
        code, _, day = value.partition(" ")
        return f"{shown(code, t, key)} {day}"
    return shown(value, t, field.rpartition(".")[2].replace("-", "_"))


def _merged(result: Merged, t: Texts) -> str:
    return t(
        N_("{case} is part of {who} now, with {enrolments} in all."),
        case=result.merged,
        who=called(result, t),
        enrolments=Plural("{count} enrolment", "{count} enrolments", result.enrolments),
    )


def called(person: Standing | Amended | MovedTo | Merged | Held, t: Texts) -> str:
    """Return a person in a sentence: name and reference, or the reference alone if protected."""
    return f"{shown(person.name, t)} ({person.reference})" if person.name else person.reference


def standing_line(person: Standing, t: Texts, today: date | None = None) -> str:
    """Return where somebody stands, as a sentence; `today` tells who has left already."""
    if person.last_day is not None and today is not None and person.last_day < today:
        message = N_("{who} left from {step} on {day}, to {where}.")
    elif person.last_day is not None:
        message = N_("{who} leaves from {step} on {day}, to {where}.")
    elif isinstance(person, Extended):
        message = N_("{who} is on {step} from {day}, planned to {last} instead of {old}.")
    elif person.planned_last_day is not None:
        message = N_("{who} is on {step} from {day}, planned to {last}.")
    else:
        message = N_("{who} is on {step} from {day}.")
    return t(
        message,
        who=called(person, t),
        step=t.step(person.step),
        day=person.last_day or person.since,
        last=person.planned_last_day,
        old=getattr(person, "old_last_day", None),
        where=shown(person.left_to, t, "left_to"),
    )


def _imported(result: Imported, t: Texts, *, kept: bool) -> Iterator[str]:
    """Yield what became of each sheet, what is changed of whom, and every problem.

    What is not `kept` is a preview, which names some of the new people too.
    """
    for sheet in result.sheets:
        counts = [
            t.plural("{count} new", "{count} new", sheet.new),
            t.plural("{count} unchanged", "{count} unchanged", sheet.unchanged),
            t.plural("{count} changed", "{count} changed", sheet.changed),
        ]
        if sheet.rejected:
            counts.append(t.plural("{count} rejected", "{count} rejected", sheet.rejected))
        kind = t(SHEETS[KINDS[sheet.kind]])
        yield f"{harmless(sheet.sheet)} ({kind}): {', '.join(counts)}"
    if not kept and not result.problems:
        yield from _new_people(result, t)
    yield from _changes(result, t)
    yield from _added(result, t)
    alike: dict[tuple[str, str], list[int]] = {}
    absent: dict[str, dict[str, str]] = {}
    for wrong in result.problems:  # the same in many rows is told once, with all of them
        if wrong.absent in ABSENT:
            name = wrong.problem.values["name"]
            named = t(name) if isinstance(name, Word) else harmless(str(name))
            absent.setdefault(wrong.absent or "", {}).setdefault(plain(named), named)
            continue
        alike.setdefault((wrong.sheet, _wrong(wrong, t)), []).append(wrong.row)
    for (name, what), rows in alike.items():
        where = t(N_("{sheet} row {row}"), sheet=harmless(name), row=_in_runs(rows))
        yield f"  {where}{what}"
    for kind, names in absent.items():
        count = replace(ABSENT[kind], count=len(names))
        sentence = (
            N_("{what} not in the register: {names}. To add: --create workplace --sector NAME")
            if kind == "workplace"
            else N_("{what} not in the register: {names}. To add: --create {kind}")
        )
        called = Word(HEADINGS[kind])
        yield "  " + t(sentence, what=count, names=", ".join(names.values()), kind=called)


def _added(result: Imported, t: Texts) -> Iterator[str]:
    """Yield what was added to what surrounds the people, a line for each kind and sector."""
    found: dict[tuple[str, str | None], list[str]] = {}
    for one in result.added:
        name = harmless(one.name) if one.name else t(HIDDEN)
        about = [one.municipality, t(N_("adapted")) if one.adapted else None]
        beside = ", ".join(filter(None, about)) if one.name else ""
        names = found.setdefault((one.kind, one.sector), [])
        names.append(f"{name} ({harmless(beside)})" if beside else name)
    for (kind, sector), names in found.items():
        sentence = ADDED[kind] if sector or kind != "workplace" else N_("new workplaces: {names}")
        yield "  " + t(sentence, sector=sector, names=", ".join(names))


def _new_people(result: Imported, t: Texts) -> Iterator[str]:
    """Yield who would be new: the first few, and how many there are besides."""
    for one in result.newcomers:
        yield "  " + t(N_("new: {who} ({place})"), who=t.note(one.sentence), place=_place(one, t))
    if more := result.new_people - len(result.newcomers):
        yield "  " + (
            t.plural("{count} more new person", "{count} more new people", more)
            if result.newcomers
            else t.plural("{count} new person", "{count} new people", more)
        )


def _changes(result: Imported, t: Texts) -> Iterator[str]:
    """Yield what changes of whom, in the list's order: in sentences, or field by field."""
    sheets = [sheet.sheet for sheet in result.sheets]
    untold = [change for change in result.changes if not change.told]
    everything: list[Told | FieldChange] = [*result.told, *untold]
    for one in sorted(everything, key=lambda one: (sheets.index(one.sheet), one.row)):
        if isinstance(one, FieldChange):
            yield "  " + _change(one, t)
        else:
            yield f"  {harmless(t.note(one.sentence))} ({_place(one, t)})"


def _place(one: Told, t: Texts) -> str:
    return t(N_("{sheet} row {row}"), sheet=harmless(one.sheet), row=one.row)


def _change(change: FieldChange, t: Texts) -> str:
    who = " ".join(filter(None, (change.reference, change.name)))
    values = {
        "who": harmless(who),
        "row": change.row,
        "sheet": change.sheet,
        "what": t(SHEETS[KINDS[change.kind]]).lower(),
        "day": change.day or "",
        "after": _value(change.after, change.field or "step", t),
    }
    if change.field is None:
        return t(N_("{sheet} row {row}, {who}: new in {what}: {after} {day}"), **values)
    if change.before is None and change.after is None:
        return t(
            N_("{sheet} row {row}, {who}: {field} changed"), field=_name(change.field, t), **values
        )
    return t(
        N_("{sheet} row {row}, {who}: {field} {before} → {after}"),
        field=_name(change.field, t),
        before=_value(change.before, change.field, t),
        **values,
    )


def _value(value: object, key: str, t: Texts) -> str:
    return shown(value, t, key) or "–"


def _wrong(wrong: Wrong, t: Texts) -> str:
    """Return what is wrong with a row, and what would be right, after where it is."""
    where = "" if wrong.column is None else f", {t(wrong.column)}"
    if wrong.value is not None:
        value = t(wrong.value) if isinstance(wrong.value, Word) else wrong.value
        quoted = t(N_("“{value}”"), value=value)
        where += f" {quoted}"
    return " ".join(filter(None, (f"{where}:", t.note(wrong.problem), t.note(wrong.right))))


def _in_runs(numbers: list[int]) -> str:
    """Return numbers as people write them: 4–6, 9."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][-1] + 1 == number:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _reversed(command: str, result: Reversed, t: Texts) -> str:
    sentence = (
        N_("Change {change} is taken back: {what}")
        if command == "undo"
        else N_("Change {change} is brought back: {what}")
    )
    return t(sentence, change=result.reversed, what=Deed(result.command, result.summary))


DETAILS = (
    *("cohort", "workplace", "payer", "agreement", "notice_by", "months_in_all"),
    "months_left_to_extend",
)


def _details(person: Standing, t: Texts) -> list[str]:
    values = values_of(person)
    if person.last_day is not None:
        return []
    return [
        f"  {_name(key, t)}: {shown(values[key], t, key)}"
        for key in DETAILS
        if values[key] is not None
    ]


def _field_lines(result: object, t: Texts) -> list[str]:
    lines = []
    for key, value in _with_the_name_first(values_of(result)).items():
        text = shown(value, t, key)
        if value is None or (isinstance(value, Mapping) and not text):
            continue
        lines.append(f"{_name(key, t)}: {text}")
    return lines


def _with_the_name_first(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a result's values with the name right after the case, wherever JSON has it."""
    first = [key for key in ("reference", "name") if key in values]
    return {key: values[key] for key in (*first, *values)} if len(first) == 2 else values


def _name(key: str, t: Texts) -> str:
    return t(HEADINGS_OF_RESULTS.get(key, key))
