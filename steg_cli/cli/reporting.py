"""steg report: the reports, alone or the summary of the two that matter most."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from steg_cli.cli.face import Face
from steg_cli.cli.options import (
    CohortOption,
    FormatOption,
    IncludeProtected,
    Output,
    PlainCsv,
    Within,
)
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.programme.errors import N_, Malformed
from steg_cli.programme.words import nearest
from steg_cli.reports.cohorts import cohort_status
from steg_cli.reports.expiries import expiries
from steg_cli.reports.report import Report

app = new_app()

REPORTS = ("cohorts", "expiries")


@app.command(
    "report",
    help=N_(
        "Show how the cohorts stand and whose period is running out.\n\nWithout a name both are "
        "shown. With --as-of the answer is what it would have been on that day."
    ),
    short_help=N_("how the cohorts stand, and whose period is running out"),
)
def report(
    ctx: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[cohorts|expiries]", help=N_("which report"))
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DAY", help=N_("the day to look at; today if left out")),
    ] = None,
    within: Within = None,
    cohort: CohortOption = None,
    include_protected: IncludeProtected = False,
    format_: FormatOption = None,
    plain_csv: PlainCsv = False,
    output: Output = None,
) -> None:
    face = face_of(ctx)
    chosen = reports_of(
        face,
        name=name,
        as_of=as_of,
        within=within,
        cohort=cohort,
        include_protected=include_protected,
    )
    face.report(chosen, format_, output=output, plain_csv=plain_csv)


def reports_of(
    face: Face,
    *,
    name: str | None = None,
    as_of: str | None = None,
    within: int | None = None,
    cohort: str | None = None,
    include_protected: bool = False,
) -> list[Report[Any]]:
    """Return the report called `name`, or both. Raises Malformed for another name."""
    if name is not None and name not in REPORTS:
        raise Malformed(
            N_("There is no report {name}."),
            N_("Did you mean {near}?")
            if nearest(name, list(REPORTS))
            else N_("It can be {names}."),
            name=name,
            near=nearest(name, list(REPORTS)),
            names=", ".join(REPORTS),
        )
    day = face.day(as_of) or face.today
    chosen: list[Report[Any]] = []
    if name in (None, "cohorts"):
        chosen.append(cohort_status(face.register, day, cohort=cohort))
    if name in (None, "expiries"):
        chosen.append(
            expiries(
                face.register,
                day,
                within=within,
                cohort=cohort,
                include_protected=include_protected,
            )
        )
    return chosen
