"""What a register goes by, from a list: its ladder, settings, wages and rules of retention."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

from steg_cli.actions.rates import write_rate
from steg_cli.actions.retention import write_rule
from steg_cli.actions.surroundings import write_setting
from steg_cli.importing.listed import Row, Said, said
from steg_cli.importing.problems import missing
from steg_cli.programme.errors import N_, NotFound, Refused, StegError
from steg_cli.programme.ladder import Ladder, ladder_from
from steg_cli.programme.rates import ON_COSTS, WAGE, find_rate, read_amount
from steg_cli.programme.retention import Rule
from steg_cli.programme.settings import find_setting
from steg_cli.register.retention import rules_of
from steg_cli.register.surroundings import add_ladder, ladder_of, setting

if TYPE_CHECKING:
    from steg_cli.importing.surroundings import Surrounded


def _take_setting(done: Surrounded, row: Row, values: Mapping[str, Said]) -> None:
    register, key, typed = done.register, values.get("key"), values.get("value")
    if not isinstance(key, str):
        done.problem(row, "key", missing(row, "key"))
        return
    try:
        wanted = find_setting(key)
    except NotFound as error:
        done.problem(row, "key", error)
        return
    try:
        value = wanted.read(str(typed)) if typed else ""
    except StegError as error:
        done.problem(row, "value", error)
        return
    before = setting(register, key)
    if value in ("", before):
        return
    write_setting(register, key, value)
    done.change(row, key, "value", before, value)
    done.notes += wanted.notes(value)


def _take_rate(done: Surrounded, row: Row, values: Mapping[str, Said]) -> None:
    register = done.register
    if wanting := [one for one in ("key", "first_day", "amount") if one not in values]:
        for one in wanting:
            done.problem(row, one, missing(row, one))
        return
    first_day = values["first_day"]
    assert isinstance(first_day, date)
    column = "key"
    try:
        key = find_rate(str(values[column]), ladder_of(register))
        column = "amount"
        amount = read_amount(key, str(values[column]))
    except StegError as error:
        done.problem(row, column, error)
        return
    known = register.execute(
        "SELECT amount FROM rate WHERE key = ? AND first_day = ?", (key, str(first_day))
    ).fetchone()
    if known is not None and known[0] == amount:
        return
    if known is None:
        done.outcomes[row] = "new"
    else:
        done.change(row, f"{key} {first_day}", "amount", known[0], amount)
    write_rate(register, key, first_day, amount)


def _take_rule(done: Surrounded, row: Row, values: Mapping[str, Said]) -> None:
    """Take a rule of retention in; one that says otherwise of the same is changed."""
    keys = [one.name for one in fields(Rule)]
    if wanting := [key for key in keys if key not in values]:
        for key in wanting:
            done.problem(row, key, missing(row, key))
        return
    rule = Rule(**{key: values[key] for key in keys})  # type: ignore[arg-type]
    known = next((one for one in rules_of(done.register) if one.kept == rule.kept), None)
    if known == rule:
        return
    write_rule(done.register, rule)
    if known is None:
        done.outcomes[row] = "new"
        return
    for key in keys:
        if (before := getattr(known, key)) != (after := getattr(rule, key)):
            done.change(row, rule.kept, key, before, after)


BY_ROW: Mapping[str, Callable[[Surrounded, Row, Mapping[str, Said]], None]] = {
    "settings": _take_setting,
    "rates": _take_rate,
    "retention-rules": _take_rule,
}


def take_ladder(done: Surrounded, rows: list[Row]) -> None:
    """Take another ladder, while nobody has been on a step of the one that is there."""
    if not rows:
        return
    present = ladder_of(done.register)
    training = {step.code for step in present if step.training}
    try:
        wanted = ladder_from({"step": [_step_table(row, training) for row in rows]})
    except StegError as error:
        place = error.values.get("number", 1)
        done.problem(rows[place - 1 if isinstance(place, int) else 0], "code", error)
        done.rejected.update(rows)
        return
    if wanted == present:
        return
    if done.register.execute("SELECT EXISTS (SELECT 1 FROM stay)").fetchone()[0]:
        done.problem(rows[0], "code", _other_ladder(present))
        done.rejected.update(rows)
        return
    done.register.execute("DELETE FROM step")
    add_ladder(done.register, wanted)
    done.register.execute(
        "DELETE FROM rate WHERE key <> ? AND NOT EXISTS (SELECT 1 FROM step "
        "WHERE payer IS NOT NULL AND key = ? || code)",
        (ON_COSTS, WAGE),
    )
    done.outcomes |= dict.fromkeys(rows, "new")


def _other_ladder(present: Ladder) -> Refused:
    return Refused(
        N_("This is another ladder than the register's: {codes}."),
        N_("Leave the sheet out (--sheet names those to read), or import into an empty register."),
        codes=", ".join(step.code for step in present),
    )


def _step_table(row: Row, training: AbstractSet[str]) -> dict[str, object]:
    """Return a row of steps as a ladder file has it.

    An older export does not say which steps are `training`: those that are so in the register.
    """
    values = dict[str, object](said(row.values))
    if "training" not in row.columns:
        values["training"] = values.get("code") in training
    names = {"swedish": "sv", "english": "en", "location": "where"}
    months = [values.pop(key, None) for key in ("least_months", "most_months")]
    table = {names.get(key, key): value for key, value in values.items()}
    return table | ({"months": months} if any(months) else {})
