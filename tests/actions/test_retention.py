"""Rules of retention, and holds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from steg_cli.actions.merge import merge
from steg_cli.actions.results import Held
from steg_cli.actions.retention import add_rule, edit_rule, end, hold, remove_rule
from steg_cli.actions.undo import reverse_last
from steg_cli.programme.errors import NotFound, Refused
from steg_cli.programme.retention import Rule
from steg_cli.register.people import find_person
from steg_cli.register.retention import rules_of

if TYPE_CHECKING:
    from steg_cli.register.file import Register
    from tests.conftest import Do, EnrolSomebody, NumberOf

TODAY = date(2024, 1, 15)
RULE: dict[str, Any] = {"years": 10, "decision": "KS-1", "decided_on": date(2024, 1, 2)}


def test_a_rule_is_loaded_changed_and_taken_away(register: Register, do: Do) -> None:
    done = do(add_rule, "participant", RULE, TODAY)
    assert rules_of(register) == [Rule("participant", 10, "KS-1", date(2024, 1, 2))]
    assert done.result == rules_of(register)[0]
    do(edit_rule, "participant", {"years": 5, "decision": None, "decided_on": None}, TODAY)
    assert rules_of(register) == [Rule("participant", 5, "KS-1", date(2024, 1, 2))]
    do(remove_rule, "participant", TODAY)
    assert rules_of(register) == []
    reverse_last(register, "undo", TODAY)
    assert [rule.years for rule in rules_of(register)] == [5]


def test_rules_that_are_refused(register: Register) -> None:
    with pytest.raises(NotFound, match="There is no rule for this"):
        edit_rule(register, "participant", {"years": 5}, TODAY)
    with pytest.raises(NotFound, match="There is no rule for this"):
        remove_rule(register, "participant", TODAY)
    with pytest.raises(Refused, match="lies ahead"):
        add_rule(register, "participant", RULE | {"decided_on": date(2024, 1, 16)}, TODAY)
    add_rule(register, "participant", RULE, TODAY)
    with pytest.raises(Refused, match="already a rule"):
        add_rule(register, "participant", RULE, TODAY)
    with pytest.raises(Refused, match="nothing to change"):
        edit_rule(register, "participant", {"years": None}, TODAY)
    assert len(rules_of(register)) == 1


def test_a_hold_is_a_change_like_others(
    register: Register, enrol_somebody: EnrolSomebody, do: Do
) -> None:
    who = enrol_somebody()
    done = do(hold, who, "överklagat", TODAY)
    assert done.result == Held(who, "överklagat", TODAY, "Anna Andersson")
    assert do(end, who, TODAY).result == Held(who, None, None, "Anna Andersson")
    reverse_last(register, "undo", TODAY)
    assert [one.reason for one in find_person(register, who, TODAY).holds] == ["överklagat"]


def test_of_somebody_protected_the_reason_is_not_shown(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    who = enrol_somebody(protected=True)
    assert hold(register, who, "hemligt", TODAY).result == Held(who, None, TODAY, None)


@pytest.mark.parametrize(
    ("on_hold", "reasons"), [((1,), ["skäl 1"]), ((2,), ["skäl 2"]), ((1, 2), ["skäl 2"])]
)
def test_a_merged_case_brings_its_hold_along(
    register: Register,
    enrol_somebody: EnrolSomebody,
    number_of: NumberOf,
    on_hold: tuple[int, ...],
    reasons: list[str],
) -> None:
    enrol_somebody(on=date(2023, 1, 1))
    enrol_somebody(number=number_of("19800161"))
    from steg_cli.actions.leave import leave

    leave(register, "S-0001", TODAY, to="other", on=date(2023, 6, 30))
    for case in on_hold:
        hold(register, f"S-{case:04}", f"skäl {case}", TODAY)
    merge(register, "S-0001", "S-0002", TODAY)
    assert [one.reason for one in find_person(register, "S-0001", TODAY).holds] == reasons
    reverse_last(register, "undo", TODAY)
    assert [case for case in (1, 2) if find_person(register, f"S-{case:04}", TODAY).holds] == list(
        on_hold
    )
