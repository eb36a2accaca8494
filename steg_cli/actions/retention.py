"""Rules of retention, and holds that stop them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from steg_cli.actions.recording import check_something, record
from steg_cli.actions.results import Done, Held
from steg_cli.programme.choices import KEPT
from steg_cli.programme.errors import N_, NotFound, Refused
from steg_cli.programme.people import Person
from steg_cli.programme.retention import Rule, end_hold, put_on_hold
from steg_cli.programme.words import Word, clean_text
from steg_cli.register.file import Register
from steg_cli.register.people import find_person
from steg_cli.register.retention import rules_of
from steg_cli.register.writing import delete, insert, update


def hold(
    register: Register, who: str, reason: str, today: date, *, dry_run: bool = False
) -> Done[Held]:
    """Let nothing of a person be erased. Raises Refused where a hold is on already."""
    return _move(
        register,
        "hold",
        who,
        today,
        lambda person: put_on_hold(person, reason, today),
        dry_run=dry_run,
    )


def end(register: Register, who: str, today: date, *, dry_run: bool = False) -> Done[Held]:
    """End a hold. Raises Refused where there is none."""
    return _move(register, "hold end", who, today, end_hold, dry_run=dry_run)


def _move(
    register: Register,
    command: str,
    who: str,
    today: date,
    move: Callable[[Person], Person],
    *,
    dry_run: bool,
) -> Done[Held]:
    with register.change(command, today, dry_run=dry_run) as change:
        person = find_person(register, who, today)
        after = record(register, person, move(person))
        known, of = after.participant, (*after.holds, None)[0]
        change.summary = known.reference
        reason = of.reason if of and not known.protected else None
        result = Held(known.reference, reason, of.day if of else None, known.shown_name)
    return Done(command, change.id, result)


def add_rule(
    register: Register, kept: str, values: Mapping[str, Any], today: date, *, dry_run: bool = False
) -> Done[Rule]:
    """Load a rule. Raises Refused when there is one for this, or it was decided after today."""
    with register.change("retention add", today, dry_run=dry_run) as change:
        if _row_of(register, kept) is not None:
            raise Refused(
                N_("There is already a rule for this: {kept}."),
                N_("Change it with steg retention rule edit."),
                kept=Word(KEPT.labels[kept]),
            )
        write_rule(register, _checked(Rule(kept, **values), today))
        change.summary = f"{kept} {values['years']}"
        result = _rule(register, kept)
    return Done("retention add", change.id, result)


def edit_rule(
    register: Register, kept: str, values: Mapping[str, Any], today: date, *, dry_run: bool = False
) -> Done[Rule]:
    """Change the values of a rule that are not None. Raises NotFound and Refused."""
    with register.change("retention edit", today, dry_run=dry_run) as change:
        given = {key: value for key, value in values.items() if value is not None}
        check_something(given, "retention rule")
        rule = _rule(register, kept)
        write_rule(register, _checked(Rule(**{**asdict(rule), **given}), today))
        result = _rule(register, kept)
        change.summary = f"{kept} {result.years}"
    return Done("retention edit", change.id, result)


def remove_rule(register: Register, kept: str, today: date, *, dry_run: bool = False) -> Done[Rule]:
    """Take a rule away: nobody is past its time any more. Raises NotFound."""
    with register.change("retention remove", today, dry_run=dry_run) as change:
        rule = _rule(register, kept)
        row = _row_of(register, kept)
        assert row is not None
        delete(register, "retention_rule", row)
        change.summary = kept
    return Done("retention remove", change.id, rule)


def write_rule(register: Register, rule: Rule) -> None:
    """Write what is kept for how long, instead of what was before."""
    values = asdict(rule)
    row = _row_of(register, rule.kept)
    if row is None:
        insert(register, "retention_rule", **values)
    else:
        update(register, "retention_rule", row, **values)


def _checked(rule: Rule, today: date) -> Rule:
    clean_text(rule.decision, N_("decision"))
    if rule.decided_on > today:
        raise Refused(
            N_("A decision of {day} lies ahead."),
            N_("A rule is loaded once it is decided."),
            day=rule.decided_on,
        )
    return rule


def _rule(register: Register, kept: str) -> Rule:
    for rule in rules_of(register):
        if rule.kept == kept:
            return rule
    raise NotFound(
        N_("There is no rule for this: {kept}."),
        N_("steg retention rule list shows those there are."),
        kept=Word(KEPT.labels[kept]),
    )


def _row_of(register: Register, kept: str) -> int | None:
    row = register.execute("SELECT id FROM retention_rule WHERE kept = ?", (kept,)).fetchone()
    return None if row is None else int(row[0])
