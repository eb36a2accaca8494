"""Reports after erasing: every total and every count is as it was, and nobody is shown."""

from __future__ import annotations

import inspect
import shutil
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from steg_cli.actions.erase import erase
from steg_cli.actions.retention import add_rule
from steg_cli.programme.cases import reference_of
from steg_cli.register.file import Register, open_register
from steg_cli.reports.chosen import EVERYBODY, Chosen
from steg_cli.reports.digests import digests
from steg_cli.reports.people import people, people_by_end, still_to_begin
from steg_cli.reports.registry import REPORTS, query_of
from steg_cli.reports.report import Report
from steg_cli.reports.retention import retention
from steg_cli.reports.supports import support_list
from steg_cli.reports.today import today as needs
from steg_cli.reports.whole import whole_register

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = date(2026, 11, 28)
DAYS = [date(2016, 9, 1), date(2019, 9, 15), date(2021, 3, 31)]
CHOSEN = (EVERYBODY, Chosen(municipality="Skövde", sex="woman"))
# What is not a count: months to send anew are known from the history of those who are left.
NO_COUNTS = {"anew", "missing_follow_ups"}


class Erasing(NamedTuple):
    """A demo from which twelve people, every fifth past their time, were erased."""

    register: Register
    before: dict[str, Report[Any]]
    gone: list[str]
    after: dict[str, Report[Any]]


@pytest.fixture
def erasing(demo_file: Path, tmp_path: Path) -> Iterator[Erasing]:
    """The demo register, and what every report said before and after."""
    path = tmp_path / "steg.db"
    shutil.copy(demo_file, path)
    with open_register(path) as register, pytest.MonkeyPatch.context() as patch:
        # Twelve copies of one demo would tell nothing.
        patch.setattr("steg_cli.actions.erase.back_up", lambda *_: None)
        patch.setattr("steg_cli.actions.erase.finish", lambda _: None)
        rule = {"years": 2, "decision": "KS-1", "decided_on": TODAY}
        add_rule(register, "participant", rule, TODAY)
        before = dict(every_report(register))
        gone = [row.reference for row in retention(register, TODAY).rows if not row.kept_by][:60:5]
        for who in gone:
            erase(register, who, TODAY, decision="KS-2")
        yield Erasing(register, before, gone, dict(every_report(register)))


def every_report(register: Register) -> Iterator[tuple[str, Report[Any]]]:
    """Yield every report in the registry, of some days, about everybody and about some."""
    for day in DAYS:
        for name in REPORTS:
            query = query_of(name)
            takes = inspect.signature(query).parameters
            more = {"everybody": True} if "everybody" in takes else {}
            for chosen in CHOSEN if "chosen" in takes else (None,):
                about = more | ({"chosen": chosen} if chosen else {})
                yield f"{name} {day} {chosen}", query(register, day, **about)


def counts(report: Report[Any]) -> object:
    """Return what a report counts: its totals, its rows unless they are of people, its cases."""
    fields = report.form.row_type.__dataclass_fields__
    totals = {key: value for key, value in report.totals.items() if key not in NO_COUNTS}
    rows = () if {"reference", "number"} & fields.keys() else report.rows
    return totals, rows, report.counts


def check_that_every_report_counts_the_same(erasing: Erasing) -> None:
    """Compare the totals of every report, and the rows of those that count people."""
    assert len(erasing.gone) == 12
    different = [
        name
        for name, report in erasing.before.items()
        if counts(report) != counts(erasing.after[name])
    ]
    assert different == []


def check_that_nobody_who_was_erased_is_shown_anywhere(erasing: Erasing) -> None:
    """Look through every report, list, view and export."""
    register = erasing.register
    unmasked: Any = {"include_protected": True}
    rows = [row for report in erasing.after.values() for row in report.rows]
    for report in erasing.after.values():
        rows += report.totals.get("missing_follow_ups", ())  # type: ignore[arg-type]
    for day in DAYS:
        rows += [
            *people(register, day, everybody=True, notes=True, **unmasked).rows,
            *people_by_end(register, day, within=24, **unmasked).rows,
            *still_to_begin(register, day),
            *needs(register, day, **unmasked).rows,
            *support_list(register, day, everything=True, **unmasked).rows,
            *digests(register, day, within=24),
        ]
    for report in whole_register(register, TODAY, include_protected=True, include_notes=True):
        rows += report.rows
    for view in ("current_participant", "period_expiry"):
        rows += map(tuple, register.execute(f"SELECT * FROM {view}"))
    told = "\n".join(map(repr, rows))
    left = [reference_of(row[0]) for row in register.execute("SELECT id FROM participant")]
    erased = [one for one in left if one.startswith("S--")]
    assert len(erased) == 12
    assert [one for one in (*erased, *erasing.gone, "'–'") if one in told] == []
    assert [one for one in left if one in told] == [one for one in left if one not in erased]


def check_that_a_report_says_how_many_rows_it_leaves_out(erasing: Erasing) -> None:
    """Compare the rows of one report, and what its note says."""
    name = f"expiries {DAYS[2]} {EVERYBODY}"
    before, after = erasing.before[name], erasing.after[name]
    (told,) = after.notes
    assert len(after.rows) < len(before.rows)
    assert told.values["rows"].count == len(before.rows) - len(after.rows)  # type: ignore[attr-defined]


def test_of_who_was_erased_only_counts_are_left(erasing: Erasing) -> None:
    """One test: the register and all its reports are made once."""
    check_that_every_report_counts_the_same(erasing)
    check_that_nobody_who_was_erased_is_shown_anywhere(erasing)
    check_that_a_report_says_how_many_rows_it_leaves_out(erasing)
