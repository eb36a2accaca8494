"""A project's card: what the fund's project bank shows of it, and its phases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from steg_cli.programme.errors import N_, NotFound
from steg_cli.programme.fields import FIELDS
from steg_cli.programme.frozen import frozen
from steg_cli.programme.periods import ONE_DAY
from steg_cli.programme.words import Amount, Word
from steg_cli.register.file import Register
from steg_cli.register.surroundings import Project, find_project, projects
from steg_cli.reports.report import Column, Form, Report

USUAL = "STEG"  # the project that is meant where several are and none is named

Value = str | int | date | None


@frozen
class CardLine:
    """One line of the card: what it is called, and what it is; None for what is not known."""

    field: Word
    value: Value


CARD = Form(
    "project card",
    CardLine,
    sheet=N_("Project"),
    title=N_("Project {project}"),
    columns=(Column("field", ""), Column("value", "")),
    folded=("value",),
)
PHASES = {
    "analysis": N_("analysis phase"),
    "implementation": N_("implementation phase"),
    "closing": N_("closing phase"),
}
SHARE = N_("support's share of the budget, percent")
AMOUNTS = ("budget", "granted", "reported_cost", "support_share")


def project_of(register: Register, name: str | None) -> Project:
    """Return the project called so; without a name the only one, or STEG of several.

    Raises NotFound when there is none, or several and none is meant.
    """
    if name is not None:
        return find_project(register, name)
    known = projects(register)
    usual = [one for one in known if one.name == USUAL]
    if len(known) == 1 or usual:
        return (usual or known)[0]
    if known:
        raise NotFound(
            N_("There are several projects: {names}."),
            N_("Name one: --project NAME"),
            names=", ".join(one.name for one in known),
        )
    raise NotFound(
        N_("There is no project."), N_("Add it, and the cohorts that it pays: steg project add")
    )


def share_of(project: Project) -> str | None:
    """Return how much of the budget is granted support, in percent with two decimals.

    None where one of them is not known.
    """
    if not project.budget or project.granted is None:
        return None
    percent = Decimal(project.granted) * 100 / Decimal(project.budget)
    return str(percent.quantize(Decimal("0.01"), ROUND_HALF_UP))


def phases_of(project: Project) -> Mapping[str, tuple[date | None, date | None]]:
    """Return the first and last day of each phase, which begins the day after the one before.

    None for a day that is not known.
    """
    analysis, implementation = project.analysis_until, project.implementation_until
    return {
        "analysis": (project.first_day, analysis),
        "implementation": (analysis + ONE_DAY if analysis else None, implementation),
        "closing": (implementation + ONE_DAY if implementation else None, project.last_day),
    }


def card_of(project: Project) -> dict[str, Value]:
    """Return every field of the project bank, what follows from them, and the phases."""
    card: dict[str, Value] = {
        one.key: project.name if one.key == "project" else getattr(project, one.key)
        for one in FIELDS["project"]
    }
    card["support_share"] = share_of(project)
    for phase, (first, last) in phases_of(project).items():
        card[phase] = f"{first or '…'} – {last or '…'}" if first or last else None
    return card


def card_report(card: Mapping[str, Value], as_of: date) -> Report[CardLine]:
    """Return the card as lines."""
    return Report(CARD, as_of, tuple(_lines(card)), {"project": card["project"]})


def _lines(card: Mapping[str, Value]) -> Iterator[CardLine]:
    called = {one.key: one.heading for one in FIELDS["project"]} | PHASES
    for key, value in card.items():
        is_amount = key in AMOUNTS and value is not None
        yield CardLine(Word(called.get(key, SHARE)), Amount(value) if is_amount else value)
