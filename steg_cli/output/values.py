"""How single values look to a person, the same in every format that people read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from steg_cli.output.harmless import harmless
from steg_cli.programme.choices import LABELS, WHAT
from steg_cli.programme.errors import N_
from steg_cli.programme.field import Thing
from steg_cli.programme.fields import CHOSEN, HEADINGS, HIDDEN
from steg_cli.programme.words import Amount, Word
from steg_cli.texts import Texts
from steg_cli.texts.deeds import told_setting, told_word

if TYPE_CHECKING:
    from decimal import Decimal

    from steg_cli.programme.codes import What
    from steg_cli.reports.touched import ChangedField

# Numbers that are no counts: one of them that is hidden would be read as below five percent, days
# or crowns.
NO_COUNTS = frozenset((
    *("share", "share_women", "share_men", "median_days_to", "median_days_on"),
    *("person_months", "gross", "support", "net", "undecided"),
))  # fmt: skip
CROWNS = frozenset({"budget", "granted", "reported_cost", "cap"})  # whole ones
NOT_SHOWN = N_("hidden")


def what_ends(what: What, number: int | None, t: Texts) -> str:
    """Return what ends: its kind alone, and a deadline's number."""
    return t(N_("deadline {number}"), number=number) if what == "deadline" else t(WHAT.labels[what])


def shown(value: object, t: Texts, key: str = "") -> str:
    """Return a value as people read it: nothing for unknown, yes and no, days as ISO.

    A number with decimals has a comma in Swedish. `key` tells what the value is: a step's code
    becomes its name, a state its word, a setting's meaning a sentence.
    """
    match value:
        case None:
            text = ""
        case bool():
            text = t(N_("yes")) if value else t(N_("no"))
        case tuple():
            is_names = all(isinstance(one, str) for one in value)
            text = ", ".join(value) if is_names else " | ".join(changed_lines(value, t))
        case str():
            text = _text(value, t, key)
        case Mapping():
            text = ", ".join(f"{part(name, t, key)} {n}" for name, n in value.items() if n)
        case _:
            text = _number(value, t, key)
    return harmless(text)


def _text(value: str, t: Texts, key: str) -> str:
    """Return a text as people read it: itself, or what a code is called."""
    if key == "step":
        return t.step(value)
    if isinstance(value, Amount):
        return _amount(value, t)
    if isinstance(value, Word) or key == "meaning":
        return told_word(value, t)
    if key == "command":
        return t.command(value)
    return t(LABELS[value]) if key in CHOSEN and value in LABELS else str(value)


def _number(value: object, t: Texts, key: str) -> str:
    """Return a number, or whatever else is no text, as people read it."""
    if key in NO_COUNTS:
        from steg_cli.reports.report import Few  # which no command needs that only writes

        if isinstance(value, Few):
            return t(NOT_SHOWN)
    if key in CROWNS and type(value) is int:
        return _amount(Amount(value), t)
    text = str(value)
    return text.replace(".", ",") if type(value) is float and t.language == "sv" else text


class ComparedAmount(Amount):
    """An amount with its change since another day."""

    change: Decimal

    @classmethod
    def of(cls, value: Amount, change: Decimal) -> ComparedAmount:
        """Return the amount with its change."""
        new = cls(value)
        new.change = change
        return new


def _amount(value: Amount, t: Texts) -> str:
    """Return an amount with its thousands apart: 1 234 567,89, or in English 1,234,567.89."""
    whole, point, decimals = value.removeprefix("-").partition(".")
    apart, comma = ("\N{NO-BREAK SPACE}", ",") if t.language == "sv" else (",", ".")
    sign = "-" if value.startswith("-") else ""
    text = sign + f"{int(whole):,}".replace(",", apart) + (point and comma) + decimals
    if not isinstance(value, ComparedAmount):
        return text
    change = _amount(Amount(f"{value.change:f}"), t)
    sign = "+" if value.change > 0 else ""
    return f"{text} ({sign}{change})" if value.change else f"{text} (±0)"


def part(code: str, t: Texts, key: str) -> str:
    """Return what a part of a mapping is called: a step, what people left to, or a name."""
    if key == "steps":
        return harmless(t.step(code))
    return t(LABELS[code]) if code in LABELS else code


# What a thing of the log is called.
THINGS: Mapping[Thing, str] = {
    "participant": N_("person"),
    "enrolment": N_("enrolment"),
    "stay": N_("step"),
    "extension": N_("extension"),
    "placement": N_("placement"),
    "follow-up": N_("follow-up"),
    "pause": N_("pause"),
    "support": N_("support"),
    "deadline": N_("deadline"),
    "residence": N_("move"),
    "remark": N_("note"),
    "former-number": N_("replaced number"),
    "former-case": N_("merged case"),
    "hold": N_("hold on erasing"),
    "municipality": N_("municipality"),
    "post": N_("post"),
    "contact": N_("contact"),
    "workplace": N_("workplace"),
    "sector": N_("sector"),
    "cohort": N_("cohort"),
    "project": N_("project"),
    "step": N_("step of the ladder"),
    "setting": N_("setting"),
    "rate": N_("wage or on-costs"),
    "retention-rule": N_("rule of retention"),
}


def changed_lines(changed: Sequence[ChangedField], t: Texts) -> Iterator[str]:
    """Yield a line for each thing that a change touched: its fields, as they were and are."""
    for one in by_thing(changed):
        first = one[0]
        which = first.which if first.event == "changed" else None
        what = " ".join(filter(None, (first.reference, t(THINGS[first.thing]), which)))
        told = "; ".join(_changed(field, t) for field in one)
        if first.event == "new":
            line = t(N_("{what}, new: {fields}"), what=what, fields=told)
        elif first.event == "removed":
            line = t(N_("{what}, taken away: {fields}"), what=what, fields=told)
        else:
            line = f"{what}: {told}"
        yield harmless(line)


def by_thing(changed: Sequence[ChangedField]) -> list[list[ChangedField]]:
    """Put what belongs to one thing together: each of its fields stands there once."""
    found: list[list[ChangedField]] = []
    whose: object = None
    for one in changed:
        thing = (one.reference, one.thing, one.which, one.event)
        if thing != whose or one.field in [other.field for other in found[-1]]:
            found.append([])
        found[-1].append(one)
        whose = thing
    return found


def _changed(one: ChangedField, t: Texts) -> str:
    called = t(HEADINGS.get(one.field, one.field))
    values: Iterable[object] = (one.before, one.after)
    if one.thing == "setting" and one.field == "value":
        values = (value and told_setting(one.which, str(value), t) for value in values)
    before, after = (shown(value, t, one.field) for value in values)
    if one.before is None and one.after is None:
        return f"{called} {t(HIDDEN)}"
    if one.event == "changed":
        return f"{called} {before or '-'} > {after or '-'}"
    return f"{called} {after or before}"
