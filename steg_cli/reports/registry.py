"""The reports that `steg report` shows. Each is imported when it is asked for, and no sooner."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from steg_cli.programme.errors import N_
from steg_cli.programme.frozen import frozen
from steg_cli.reports.report import Report


@frozen
class Entry:
    """A report in the list: its query, as file.function, and what it tells, as a message id."""

    query: str
    tells: str


REPORTS: Mapping[str, Entry] = {
    "cohorts": Entry("cohorts.cohort_status", N_("how the cohorts stand")),
    "expiries": Entry("expiries.expiries", N_("what is running out")),
    "flow": Entry("flow.flow", N_("how far people come, and where they leave")),
    "forecast": Entry("forecast.forecast", N_("the coming months: ends, posts and who waits")),
    "placements": Entry("placements.placements", N_("who is at which workplace")),
    "costs": Entry("costs.costs", N_("person-months, wages and support by payer")),
    "esf": Entry("esf.esf", N_("a project's card, and the indicators of the fund")),
    "scb": Entry("scb.scb", N_("the fund's monthly file for Statistics Sweden")),
    "kolada": Entry("kolada.kolada", N_("who left to work or studies in a year")),
    "notices": Entry("notices.notices", N_("whose period ends, and who has been given notice")),
    "employment": Entry("employment.employment", N_("how long somebody has been employed")),
    "timeline": Entry("timeline.timeline", N_("periods as bars in time")),
}
# What is shown when no report is named; as a page it is for the steering group.
SUMMARY = ("cohorts", "expiries")
STATUS = ("cohorts", "flow", "expiries", "timeline", "forecast", "costs-of-year")
# Reports that stand beside others alone, in less detail than where they are asked for.
BESIDE = {"costs-of-year": "costs.costs_of_year"}


def query_of(name: str) -> Callable[..., Report[Any]]:
    """Return the query of a report: it takes the register and a day, and options by their names."""
    file, _, function = (BESIDE.get(name) or REPORTS[name].query).partition(".")
    query: Callable[..., Report[Any]] = getattr(import_module(f"steg_cli.reports.{file}"), function)
    return query
