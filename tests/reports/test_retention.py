"""Who is past the time of the rules, and what keeps them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from steg_cli.actions.leave import leave
from steg_cli.actions.retention import add_rule, hold
from steg_cli.actions.surroundings import COHORT, PROJECT, add, edit
from steg_cli.reports.retention import PastTime, erased, retention, rule_list

if TYPE_CHECKING:
    from steg_cli.register.file import Register
    from tests.conftest import EnrolSomebody

D = date.fromisoformat
TODAY = D("2024-01-15")


def test_who_is_past_and_what_keeps_them(register: Register, enrol_somebody: EnrolSomebody) -> None:
    add(register, PROJECT, "Fonden", {"keep_until": D("2024-01-15")}, TODAY)
    add(register, COHORT, "Fondens", {"project": "Fonden"}, TODAY)
    for last, about in (
        ("2023-01-14", {"protected": True}),  # the last day of the time is yesterday
        ("2023-01-15", {}),  # today
        ("2020-05-01", {}),
        ("2020-06-01", {"cohort": "Fondens"}),
        ("2020-07-01", {"cohort": "Fondens"}),
        (None, {}),
    ):
        who = enrol_somebody(on=D("2019-01-01"), **about)
        if last:
            leave(register, who, TODAY, to="other", on=D(last))
    hold(register, "S-0005", "överklagat", TODAY)
    assert retention(register, TODAY).rows == ()
    rule = {"years": 1, "decision": "KS-1", "decided_on": TODAY}
    add_rule(register, "participant", rule, TODAY)

    def row(case: str, left: str, since: str, *kept: object, protected: bool = False) -> PastTime:
        by, until = kept or (None, None)
        days = (D(left), D(since))
        return PastTime(case, *days, "participant", "KS-1", by, until, protected)  # type: ignore[arg-type]

    found = retention(register, TODAY)
    assert found.rows == (
        row("S-0003", "2020-05-01", "2021-05-02"),
        row("S-0004", "2020-06-01", "2021-06-02", "project", D("2024-01-15")),
        row("S-0005", "2020-07-01", "2021-07-02", "hold", None),
        row("S-0001", "2023-01-14", "2024-01-15", protected=True),
    )
    assert found.totals == {"people": 4, "kept": 2}
    later = retention(register, D("2024-01-16"))
    assert [row.kept_by for row in later.rows] == [None, None, "hold", None, None]
    assert [rule.years for rule in rule_list(register, TODAY).rows] == [1]
    assert erased(register, TODAY).rows == ()


def test_a_project_without_a_day_keeps_nobody(
    register: Register, enrol_somebody: EnrolSomebody
) -> None:
    edit(register, PROJECT, "STEG", {"keep_until": ""}, TODAY)
    leave(register, enrol_somebody(on=D("2019-01-01")), TODAY, to="other", on=D("2019-02-01"))
    rule = {"years": 0, "decision": "KS-1", "decided_on": TODAY}
    add_rule(register, "participant", rule, TODAY)
    assert [row.kept_by for row in retention(register, TODAY).rows] == [None]
