"""Where somebody under protection is changes no answer, whatever filters are asked for.

So nobody can work it out from several filtered answers either, taken from each other. What the
filters by sex and cohort tell of a case is no secret: `steg show` tells both of any case.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from steg_cli.actions.rates import set_rate
from steg_cli.actions.surroundings import POST, WORKPLACE, Typed, add, edit
from steg_cli.output.envelope import report_json
from steg_cli.programme.identity import Identity, Sex
from steg_cli.programme.ladder import DEFAULT_LADDER
from steg_cli.programme.people import (
    NEW,
    Enrolment,
    Participant,
    Person,
    Placement,
    Residence,
    Stay,
    Support,
)
from steg_cli.programme.workplace import Workplace
from steg_cli.register.file import Register
from steg_cli.register.saving import save_person
from steg_cli.register.surroundings import workplaces
from steg_cli.reports.chosen import Chosen
from steg_cli.reports.people import people, people_by_end
from steg_cli.reports.registry import BESIDE, REPORTS, query_of
from steg_cli.reports.report import Report
from steg_cli.reports.way import way
from tests.reports.test_nameless import COHORTS, PLACES, people_of

if TYPE_CHECKING:
    from tests.conftest import Fresh

D = date.fromisoformat
TODAY = D("2024-01-15")
DAYS = (TODAY, D("2022-12-31"))
KEYS = ("cohort", "municipality", "workplace", "sex")
STEPS = ("praktik", "serviceassistent", "enhetsassistent")


class Where(NamedTuple):
    """Where all those under protection live first, and then, where they work, and on which post."""

    home: str
    moved_to: str
    workplace: str
    post: str


# Two workplaces in two sectors and two municipalities.
HERE = Where("Skövde", "Hjo", "Solgården", "Måltidsvärd")
THERE = Where("Tibro", "Skövde", "Björkskolan", "Lekvärd")


def under_protection(number: int, where: Where, workplace: Workplace) -> Person:
    """Return somebody on one of STEPS; the time of every other one of them is over."""
    born, first, last = D("1980-01-01"), D("2022-03-01"), None if number % 2 else D("2024-01-10")
    step = DEFAULT_LADDER.step(STEPS[number % 3])
    mapped, came = D("2022-05-31"), D("2022-06-01")
    plan = D("2024-01-31") if step.limit else None
    support = Support(NEW, "nystartsjobb", came, D("2024-02-10"), 50, None, None)
    enrolment = Enrolment(
        *(NEW, COHORTS[number % 2], where.home, first, last, "employment" if last else None),
        disability=True,
        long_term_unemployed=True,
        status="unemployed",
        stays=(
            Stay(NEW, DEFAULT_LADDER.step("kartlaggning"), first, None, mapped, mapped, None),
            Stay(NEW, step, came, plan, last, last, step.agreement, post=where.post),
        ),
        placements=(Placement(NEW, workplace, came, last),),
        residences=(Residence(NEW, where.moved_to, D("2022-11-01")),),
        supports=(support,),
    )
    name = f"Hemlig {number}"
    identity = Identity("other", f"LMA {number}", "woman" if number % 4 else "man", (born, born))
    return Person(Participant(NEW, identity, name, protected=True), (enrolment,)).in_order()


def register_with(fresh: Fresh, where: Where, protected: int, *, others: bool) -> Register:
    """Return a register with so many people under protection, among others or alone."""
    register = fresh()
    edit(register, WORKPLACE, "Björkskolan", {"municipality": "Tibro"}, TODAY)
    for one in (HERE, THERE):
        edit(register, WORKPLACE, one.workplace, {"places": 6}, TODAY)
        of: dict[str, Typed | None] = {"tasks": "dukning", "relieves": "lärare", "places": 2}
        add(register, POST, one.post, of | {"workplace": one.workplace}, TODAY)
    for key in ("wage.serviceassistent", "wage.enhetsassistent", "wage.underskoterska"):
        set_rate(register, key, "24000", D("2020-01-01"), TODAY)
    set_rate(register, "on-costs", "43.75", D("2020-01-01"), TODAY)
    places = {one.name: one for one in workplaces(register)}
    with register.change("test", TODAY):
        for person in people_of(1, places) if others else ():
            save_person(register, None, person)
        for number in range(1, protected + 1):
            hidden = under_protection(number, where, places[where.workplace])
            save_person(register, None, hidden)
    return register


FILTERS: list[dict[str, Any]] = [
    filters
    for values in product(
        (None, *COHORTS),
        (None, *PLACES),
        (None, "Solgården", "Björkskolan", "Snickeriet"),
        (None, "woman", "man"),
    )
    if len(filters := {key: one for key, one in zip(KEYS, values, strict=True) if one}) <= 2
]


def answers(register: Register, *, unmasked: bool = False) -> Iterator[tuple[Any, object]]:
    """Yield what every report answers to every filter, and to any two of them."""
    for name, day in product((*REPORTS, *BESIDE), DAYS):
        query = query_of(name)
        takes = inspect.signature(query).parameters
        more = {"everybody": True} if "everybody" in takes else {}
        kinds = ("cohort", "municipality", "workplace") if name == "timeline" else ("",)
        for by, filters in product(kinds, FILTERS if "chosen" in takes else [{}]):
            asked: dict[str, Any] = {"by": by} if by else {}
            if "chosen" in takes:
                asked["chosen"] = Chosen(**filters, include_protected=unmasked)
            yield (name, day, by, filters), all_of(query(register, day, **asked, **more))
    for filters in FILTERS:
        if "sex" not in filters:
            asked = filters | {"include_protected": unmasked}
            yield ("list", filters), all_of(people(register, TODAY, **asked))
            yield ("ends", filters), all_of(people_by_end(register, TODAY, within=6, **asked))


def all_of(report: Report[Any]) -> object:
    """Return everything that anybody can see of a report, in whatever format."""
    form, counts = report.form, report.counts
    said = (form.title, form.closing, form.empty, form.columns, form.explains)
    calendar = report.calendar() if report.calendar else None
    return report_json(report), counts and report_json(counts), report.notes, calendar, said


@pytest.mark.parametrize(("protected", "others"), [(1, False), (6, True)])
def test_where_somebody_under_protection_is_changes_no_answer(
    fresh: Fresh, protected: int, others: bool
) -> None:
    here, there = (register_with(fresh, where, protected, others=others) for where in (HERE, THERE))
    answered = 0
    for (asked, one), (_, other) in zip(answers(here), answers(there), strict=True):
        assert one == other, asked
        answered += 1
    assert answered > len(REPORTS) * len(DAYS)
    # When they are asked for, the answers do differ.
    unmasked = zip(answers(here, unmasked=True), answers(there, unmasked=True), strict=True)
    told = {asked[0] for (asked, one), (_, other) in unmasked if one != other}
    assert told >= {"cohorts", "expiries", "forecast", "placements", "costs", "timeline", "list"}


def test_sex_and_cohort_are_told_of_any_case_and_so_the_filters_by_them_tell_no_more(
    fresh: Fresh,
) -> None:
    register = register_with(fresh, HERE, 6, others=False)
    shown = {
        f"S-{number:04}": way(register, f"S-{number:04}", TODAY).shown for number in range(1, 7)
    }
    assert {one.name for one in shown.values()} == {None}
    sexes: list[Sex] = ["woman", "man"]
    for sex in sexes:
        rows = query_of("timeline")(register, TODAY, chosen=Chosen(sex=sex)).rows
        assert {shown[row.reference].sex for row in rows} <= {sex}
    for cohort in COHORTS:
        rows = query_of("timeline")(register, TODAY, chosen=Chosen(cohort=cohort)).rows
        assert {one.cohort for row in rows for one in shown[row.reference].enrolments} <= {cohort}
