"""steg report: the reports in the registry, alone or the summary of the two that matter most.

What an option is called and how its value is read stands here; which options a report has is its
query's own: the parameters that it takes by their names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from inspect import signature
from typing import Annotated, Any

import typer
from typer._click import Context, HelpFormatter

from steg_cli.cli.face import Face
from steg_cli.cli.naming import both, near_names
from steg_cli.cli.options import (
    CohortOption,
    FormatOption,
    IncludeProtected,
    Output,
    PlainCsv,
    SexOption,
    WhatOption,
    Within,
    Yes,
)
from steg_cli.cli.spoken import SpokenCommand, face_of, new_app
from steg_cli.cli.streams import check_is_file
from steg_cli.programme.choices import REPORT_BY
from steg_cli.programme.days import EARLIEST
from steg_cli.programme.errors import N_, Malformed
from steg_cli.programme.values import whole_number
from steg_cli.programme.words import Keyword
from steg_cli.reports.chosen import EVERYBODY, Chosen
from steg_cli.reports.registry import REPORTS, STATUS, SUMMARY, query_of
from steg_cli.reports.report import Report
from steg_cli.texts.swedish import meant

app = new_app()
CALLED = {"first": "--from", "last": "--to"}  # options that are not called as their values are


class ReportCommand(SpokenCommand):
    """The command `report`, whose help lists the reports."""

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """List the reports, then the options."""
        t = face_of(ctx).t
        with formatter.section(t(N_("Reports"))):
            formatter.write_dl([(both(name, t), t(entry.tells)) for name, entry in REPORTS.items()])
        super().format_options(ctx, formatter)


@app.command(
    "report",
    cls=ReportCommand,
    help=N_(
        "Show how the cohorts stand and what is running out.\n\nWithout a name both are "
        "shown. With --as-of the answer is what it would have been on that day."
    ),
    short_help=N_("how the cohorts stand, and what is running out"),
)
def report(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[REPORT]", help=N_("which report"))] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DAY", help=N_("the day to look at; today if left out")),
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help=N_("the first day to count"))
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help=N_("the last day to count"))
    ] = None,
    within: Within = None,
    cohort: CohortOption = None,
    municipality: Annotated[
        str | None,
        typer.Option("--municipality", metavar="NAME", help=N_("only who lives in it")),
    ] = None,
    workplace: Annotated[
        str | None, typer.Option("--workplace", metavar="NAME", help=N_("only who is placed there"))
    ] = None,
    sex: SexOption = None,
    project: Annotated[
        str | None, typer.Option("--project", metavar="NAME", help=N_("only this project"))
    ] = None,
    month: Annotated[
        str | None,
        typer.Option(
            "--month", metavar="MONTH", help=N_("the month, as 2026-11; the last one if left out")
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            "--year",
            metavar="YYYY",
            parser=whole_number(1900, 2199),
            help=N_("the year to count; the one before this if left out"),
        ),
    ] = None,
    what: WhatOption = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="|".join(REPORT_BY.codes),
            parser=REPORT_BY.typed,
            help=N_("what costs are added up by (month, quarter, year), a timeline grouped by"),
        ),
    ] = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help=N_("say what is counted, what is left out, and whose rule it is")
        ),
    ] = False,
    include_protected: IncludeProtected = False,
    format_: FormatOption = None,
    plain_csv: PlainCsv = False,
    output: Output = None,
    yes: Yes = False,
) -> None:
    face = face_of(ctx)
    chosen = reports_of(
        face,
        name,
        as_of,
        Chosen(cohort, municipality, workplace, sex, include_protected),
        STATUS if face.format_for(format_, output) == "html" else SUMMARY,
        first=face.day(first),
        last=face.last_day(last),
        within=within,
        what=what or None,
        by=by,
        project=project,
        month=None if month is None else read_month(month),
        year=year,
    )
    secret = any(one.form.secret for one in chosen)
    if secret:
        check_is_file(output)
        question = N_("{path} will hold identity numbers. Write it?")
        face.confirm(face.t(question, path=output), yes=yes)
    face.report(chosen, format_, output=output, plain_csv=plain_csv)
    if explain or secret:
        from steg_cli.output.columns import explained

        for one in chosen:
            face.say("\n".join(explained(one, face.t)))


def read_month(text: str) -> date:
    """Return the first day of the month that is written as 2026-11. Raises Malformed."""
    found = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", text)
    if found is None or int(found[1]) < EARLIEST:
        raise Malformed(
            N_("{text} is no month."), N_("Write the year and the month: 2026-11."), text=text
        )
    return date(int(found[1]), int(found[2]), 1)


def reports_of(
    face: Face,
    name: str | None = None,
    as_of: str | None = None,
    chosen: Chosen = EVERYBODY,
    unnamed: Sequence[str] = SUMMARY,
    **options: object,
) -> list[Report[Any]]:
    """Return the report called `name`, or those `unnamed`, with the options that are theirs.

    An option that is None was not given. A query that takes `chosen` has all the options of it,
    one that takes some of them by their names has those. Raises Malformed for another name, and
    for an option that no report asked for has.
    """
    known = None if name is None else meant(name, REPORTS)
    if name is not None and known is None:
        near = near_names(name, REPORTS, face.t)
        raise Malformed(
            N_("There is no report {name}."),
            N_("Did you mean {near}?") if near else N_("It can be {names}."),
            name=name,
            near=", ".join(near),
            names=", ".join(map(face.t.name, REPORTS)),
        )
    queries = [query_of(one) for one in (unnamed if known is None else (known,))]
    taken = [signature(query).parameters.keys() for query in queries]
    options = {**vars(chosen), "include_protected": chosen.include_protected or None, **options}
    given = {key: value for key, value in options.items() if value is not None}
    own = [keys | vars(chosen).keys() if "chosen" in keys else keys for keys in taken]
    if foreign := [key for key in given if not any(key in keys for keys in own)]:
        raise Malformed(
            N_("{first} does not go with {second}."),
            N_("Leave one of them out."),
            first=Keyword(CALLED.get(foreign[0], "--" + foreign[0].replace("_", "-"))),
            second=Keyword(f"report {known or ''}"),
        )
    day = face.day(as_of) or face.today
    given["chosen"] = chosen
    return [
        query(face.register, day, **{key: given[key] for key in given.keys() & keys})
        for query, keys in zip(queries, taken, strict=True)
    ]
